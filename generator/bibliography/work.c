#include "bibliography/private.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/words.h"
#include "study/study.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* What an entry of BibTeX is: its kind, names, titles and dates, as the styles need them. */

static const char *first_field(const struct work *work, const char *const *names)
{
    for (; *names != NULL; names++) {
        const char *value = work_value(work, *names);
        if (value != NULL)
            return value;
    }
    return NULL;
}

#define FIRST_FIELD(work, ...) first_field(work, (const char *const[]){__VA_ARGS__, NULL})

/* text behind the word of such a row that it begins with, where no letter goes on with it; text itself else. */
static const char *without_prefix(const char *text, enum word_list list, const char *row)
{
    size_t length;
    const struct word_row *found = words_prefix(list, text, &length);

    if (found == NULL || !word_row_is(found, row) || (ascii_is_letter(text[length - 1]) && text[length] != ' '))
        return text;
    return text + length + strspn(text + length, " ");
}

static enum cite_kind kind_of(const char *type)
{
    static const char *const names[CITE_OTHER] = {"article", "book", "chapter", "paper",   "report",   "thesis",
                                                  "webpage", "law",  "case",    "dataset", "software", "unpublished"};
    const struct word_row *row = words_find(WORDS_ENTRY, type, strlen(type));

    for (int kind = 0; row != NULL && kind < CITE_OTHER; kind++) {
        if (word_row_is(row, names[kind]))
            return (enum cite_kind)kind;
    }
    return CITE_OTHER;
}

/* A title without the blank before its colon that catalogues have: "Metode penelitian : teori". */
static const char *colons_closed(struct arena *arena, const char *title)
{
    struct buffer out = {0};

    if (title == NULL)
        return NULL;
    buffer_replaced(&out, title, strlen(title), " : ", ": ");
    return buffer_take(&out, arena);
}

/* "title: subtitle", or the part that is there. */
static const char *joined(struct arena *arena, const char *title, const char *subtitle)
{
    title = colons_closed(arena, title);
    if (title == NULL || subtitle == NULL)
        return title ? title : subtitle;
    const char *plain = cite_plain(arena, title);
    size_t length = strlen(plain);
    bool stopped = length > 0 && strchr("?!:", plain[length - 1]) != NULL;
    return arena_format(arena, stopped ? "%s %s" : "%s: %s", title, subtitle);
}

/* "Title. Addon", or the part that is there. */
static const char *with_addon(struct arena *arena, const char *title, const char *addon)
{
    if (title == NULL || addon == NULL)
        return title ? title : addon;
    return arena_format(arena, "%s. %s", title, addon);
}

/* APA wants English titles in sentence case, but not names of laws and cases; other languages have their own rules. */
static const char *cased(struct arena *arena, const struct cite_work *cited, const char *title)
{
    bool keeps = cited->kind == CITE_LAW || cited->kind == CITE_CASE || !language_is_same(cited->language, "en");

    return title == NULL || keeps ? title : cite_sentence_case(arena, title);
}

/* The title up to its colon. */
static const char *short_title(struct arena *arena, const struct cite_work *cited)
{
    const char *given = work_value(cited->work, "shorttitle");
    const char *title = cited->title;

    if (given != NULL || title == NULL)
        return given ? cased(arena, cited, given) : NULL;
    int depth = 0;
    for (const char *at = title; *at != '\0'; at++) {
        depth += (*at == '{') - (*at == '}');
        if (depth == 0 && at > title && *at == ':' && at[1] == ' ')
            return arena_copy(arena, title, (size_t)(at - title));
    }
    return title;
}

/* A volume with a title of its own in a work of several volumes: "Main title: Vol. 2. Title". */
static const char *with_main_title(struct arena *arena, const struct labels *labels, struct cite_work *cited,
                                   const char *title)
{
    const char *main = joined(arena, work_value(cited->work, "maintitle"), work_value(cited->work, "mainsubtitle"));

    if (main == NULL || title == NULL)
        return title ? title : main;
    if (cited->volume == NULL)
        return arena_format(arena, "%s: %s", main, title);
    const char *volume = label_format(labels, arena, "cite_volume", cited->volume, NULL);
    cited->volume = NULL;
    return arena_format(arena, "%s: %s. %s", main, volume, title);
}

bool cite_work_is_in_periodical(const struct cite_work *work)
{
    return work->kind == CITE_ARTICLE || (work->kind == CITE_PAPER && work->editors.count == 0);
}

static const char url_command[] = "\\url{";

static bool is_url_command(const char *value)
{
    return value != NULL && strncmp(value, url_command, strlen(url_command)) == 0;
}

static void read_titles(struct arena *arena, const struct labels *labels, struct cite_work *cited)
{
    const struct work *work = cited->work;
    const char *title = joined(arena, work_value(work, "title"), work_value(work, "subtitle"));
    const char *journal = FIRST_FIELD(work, "journaltitle", "journal", "shortjournal");
    const char *book = with_addon(arena, joined(arena, work_value(work, "booktitle"), work_value(work, "booksubtitle")),
                                  work_value(work, "booktitleaddon"));

    const char *issue = joined(arena, work_value(work, "issuetitle"), work_value(work, "issuesubtitle"));
    if (strcmp(work->type, "periodical") == 0 && issue == NULL) {
        cited->kind = CITE_BOOK; /* the whole of it */
    } else if (strcmp(work->type, "periodical") == 0) {
        journal = title;
        title = issue;
    }
    if (cited->kind == CITE_BOOK)
        title = with_main_title(arena, labels, cited, title);
    else if (book != NULL)
        book = with_main_title(arena, labels, cited, book);
    if (journal != NULL)
        cited->container = with_addon(arena, joined(arena, journal, work_value(work, "journalsubtitle")),
                                      work_value(work, "journaltitleaddon"));
    else if (cited->kind == CITE_LAW && book == NULL && !is_url_command(work_value(work, "howpublished")))
        cited->container = work_value(work, "howpublished"); /* "Lembaran Negara Tahun 2014 Nomor 7" */
    else if (cited->kind != CITE_BOOK)
        cited->container = cite_work_is_in_periodical(cited) ? book : cased(arena, cited, book);
    /* Zotero writes the name of a web site there; elsewhere it describes the work: "Siaran pers". */
    if (cited->kind == CITE_WEBPAGE && cited->container == NULL)
        cited->container = work_value(work, "titleaddon");
    else
        cited->description = work_value(work, "titleaddon");
    cited->title = cased(arena, cited, title);
    cited->short_title = short_title(arena, cited);
}

/* What EndNote and Zotero write there for every work: it says what the type of the entry says. */
static bool is_type_of_entry(const struct work *work, const char *type)
{
    static const char *const types[] = {"journal article",
                                        "book",
                                        "edited book",
                                        "book section",
                                        "conference proceedings",
                                        "conference paper",
                                        "web page",
                                        "newspaper article",
                                        "magazine article",
                                        "electronic article",
                                        "electronic book",
                                        "generic",
                                        NULL};
    bool thesis = strcmp(work->type, "phdthesis") == 0 || strcmp(work->type, "mastersthesis") == 0;

    return text_is_one_of_any_case(type, strlen(type), types) || (thesis && strcasecmp(type, "thesis") == 0);
}

/* A type that biblatex knows by a key is printed in the words of the labels. */
static const char *read_genre(struct arena *arena, const struct labels *labels, const struct work *work)
{
    const char *type = work_value(work, "type");

    if (type != NULL && is_type_of_entry(work, type))
        type = NULL;
    const char *key = type ? type : work->type;
    bool default_report = type == NULL && strcmp(key, "techreport") == 0;
    if (default_report || words_find(WORDS_GENRE, key, strlen(key)) == NULL)
        return type;
    key = strcmp(key, "mastersthesis") == 0 ? "mathesis" : text_fold(arena, key);
    return label_text(labels, arena_concat(arena, "cite_", key, NULL));
}

static const char address_parts[] = " ,;|";

const char *cite_second_address(const char *value, const char *mark)
{
    bool found = false;

    while (*value != '\0') {
        size_t length = strcspn(value, address_parts);
        bool holds = memmem(value, length, mark, strlen(mark)) != NULL;
        if (holds && found)
            return value;
        found = found || holds;
        value += length;
        value += strspn(value, address_parts);
    }
    return NULL;
}

/* text up to length, without what does not end an address. */
static const char *ended(struct arena *arena, const char *text, size_t length)
{
    while (length > 0 && strchr(".,; >", text[length - 1]) != NULL)
        length--;
    return arena_copy(arena, text, length);
}

/* "www.contoh.id/a" or "contoh.id": an address whose scheme is left out. */
static bool is_host(const char *text)
{
    size_t length = strcspn(text, "/ ");
    const char *stop = memchr(text, '.', length);

    return stop != NULL && stop > text && text[length] != ' ' && memchr(text, ':', length) == NULL;
}

/* An address with its blanks as they are sent, "Bab%201.pdf": who types it from paper gets there, too. */
static const char *without_blanks(struct arena *arena, const char *address)
{
    struct buffer out = {0};

    for (; *address != '\0'; address++)
        buffer_text(&out, *address == ' ' ? "%20" : (char[]){*address, '\0'});
    return buffer_take(&out, arena);
}

const char *cite_address(struct arena *arena, const char *value)
{
    const char *plain = cite_plain(arena, value), *start = strstr(plain, "http");
    const char *second = cite_second_address(plain, "http");

    if (start == NULL && is_host(plain))
        return without_blanks(arena, arena_concat(arena, "https://", plain, NULL));
    if (start == NULL)
        return strchr(plain, ':') ? without_blanks(arena, plain) : NULL;
    const char *remark = strstr(start, " (") ? strstr(start, " (") : strstr(start, " [");
    size_t length = second ? strcspn(start, address_parts) : remark ? (size_t)(remark - start) : strlen(start);
    return without_blanks(arena, ended(arena, start, length));
}

/* "10.1000/182" alone, as everyone writes something before it, and some a full stop or another one behind it. */
const char *cite_doi(struct arena *arena, const char *value)
{
    const char *doi = cite_plain(arena, value), *start = strstr(doi, "10."), *second = cite_second_address(doi, "10.");
    struct buffer out = {0};

    if (start == NULL)
        return NULL;
    if (start == doi || strchr("/: ", start[-1]) != NULL)
        doi = start;
    if (second != NULL)
        return ended(arena, doi, strcspn(doi, address_parts));
    for (; *doi != '\0'; doi++) { /* one from paper has blanks in it: "10.1000/ 182" */
        if (*doi != ' ')
            buffer_char(&out, *doi);
    }
    const char *whole = ended(arena, buffer_string(&out), out.length);
    buffer_free(&out);
    return whole;
}

static void read_publisher(struct arena *arena, struct cite_work *cited)
{
    const struct work *work = cited->work;
    const char *how = work_value(work, "howpublished");

    cited->publisher = FIRST_FIELD(work, "publisher", "institution", "school", "organization");
    if (cited->publisher == NULL && how != NULL && !is_url_command(how))
        cited->publisher = how;
    bool led = cited->authors.count > 0 || cited->editors.count > 0;
    const char *issuer = NULL;
    if (!led && (cited->kind == CITE_REPORT || cited->kind == CITE_WEBPAGE || strcmp(work->type, "manual") == 0))
        issuer = FIRST_FIELD(work, "institution", "organization");
    if (issuer != NULL)
        cited->authors = cite_names_parse(arena, arena_format(arena, "{%s}", issuer));
}

/* Where an eprint of a known archive is found. */
static const char *eprint_address(struct arena *arena, const struct work *work)
{
    static const char *const archives[][2] = {
        {"arxiv", "https://arxiv.org/abs/"},
        {"jstor", "https://www.jstor.org/stable/"},
        {"pubmed", "https://pubmed.ncbi.nlm.nih.gov/"},
        {"hdl", "https://hdl.handle.net/"},
    };
    const char *eprint = work_value(work, "eprint");
    const char *archive = FIRST_FIELD(work, "eprinttype", "archiveprefix");

    for (size_t i = 0; eprint && archive && i < sizeof archives / sizeof archives[0]; i++) {
        if (strcasecmp(archive, archives[i][0]) == 0)
            return arena_format(arena, "%s%s", archives[i][1], cite_plain(arena, eprint));
    }
    return NULL;
}

static void read_address(struct arena *arena, struct cite_work *cited)
{
    const char *doi = work_value(cited->work, "doi");
    const char *url = work_value(cited->work, "url");
    const char *how = FIRST_FIELD(cited->work, "howpublished", "note");

    if (doi != NULL)
        cited->doi = cite_doi(arena, doi);
    if (url == NULL && is_url_command(how))
        url = arena_copy(arena, how + strlen(url_command), strcspn(how + strlen(url_command), "}"));
    cited->url = url ? cite_address(arena, url) : eprint_address(arena, cited->work);
}

static bool is_same_word(const char *typed, const char *word)
{
    for (; *typed != '\0'; typed++) {
        if (*typed == ' ' || *typed == '-')
            continue;
        if (tolower((unsigned char)*typed) != *word++)
            return false;
    }
    return *word == '\0';
}

/* biblatex's `pubstate`, or a year in words ("in press"), in the words of the labels; NULL if it is none of them. */
static const char *read_status(struct arena *arena, const struct labels *labels, const char *text)
{
    static const char *const states[] = {"inpress", "forthcoming", "submitted", "inpreparation", "prepublished"};

    for (size_t i = 0; text != NULL && i < sizeof states / sizeof states[0]; i++) {
        const char *label = label_text(labels, arena_format(arena, "cite_%s", states[i]));
        if (is_same_word(text, states[i]) || strcasecmp(text, label) == 0)
            return label;
    }
    return NULL;
}

static void read_dates(struct arena *arena, const struct labels *labels, struct cite_work *cited)
{
    const struct work *work = cited->work;
    const char *state = work_value(work, "pubstate"), *known = read_status(arena, labels, state);

    cited->issued = cite_date_parse(work_value(work, "date"), work_value(work, "year"), work_value(work, "month"),
                                    work_value(work, "day"));
    if (work_value(work, "date") == NULL && work_value(work, "year") == NULL)
        cited->issued = cite_date_parse(work_value(work, "eventdate"), NULL, NULL, NULL);
    cited->original = cite_date_parse(FIRST_FIELD(work, "origdate", "origyear"), NULL, NULL, NULL);
    cited->accessed = cite_date_parse(work_value(work, "urldate"), NULL, NULL, NULL);
    cited->status = known ? known : state;
    const char *in_words = read_status(arena, labels, cited->issued.words);
    if (in_words != NULL) {
        cited->status = in_words;
        cited->issued = (struct cite_date){0};
    }
}

/* Works of the day are dated to the day; a paper that was only read at a conference is one. */
static bool has_full_date(const struct cite_work *cited)
{
    const char *subtype = work_value(cited->work, "entrysubtype"), *type = cited->work->type;

    if (words_find(WORDS_DATED, type, strlen(type)) || (subtype && words_find(WORDS_DATED, subtype, strlen(subtype))))
        return true;
    if (cited->kind == CITE_PAPER)
        return cited->editors.count == 0 && !cited->issue && !cited->pages && !cited->volume;
    return cited->kind == CITE_WEBPAGE;
}

/* The comma of a thousand, "1,120". */
static bool is_thousand(const char *comma)
{
    return *comma == ',' && strspn(comma + 1, "0123456789") == 3;
}

/* A blank behind the comma of "12,15". */
static const char *with_blanks(struct arena *arena, const char *pages)
{
    struct buffer out = {0};

    for (const char *at = pages; *at != '\0'; at++) {
        buffer_char(&out, *at);
        if (*at == ',' && ascii_is_digit(at[1]) && !is_thousand(at))
            buffer_char(&out, ' ');
    }
    return buffer_take(&out, arena);
}

/* "790–97" with all its digits, "312–312" as one page, "848-" without its dash; "1.1–1.9" are other numbers. */
static const char *whole_pages(struct arena *arena, const char *pages)
{
    static const char dash[] = "–";
    struct buffer out = {0};
    const char *from = pages;

    for (const char *at; (at = strstr(from, dash)) != NULL;) {
        const char *first = at, *last = at + strlen(dash);
        while (first > from && isalnum((unsigned char)first[-1]))
            first--;
        size_t length = (size_t)(at - first), digits = strspn(last, "0123456789");
        bool alone = (first == pages || first[-1] != '.') && last[digits] != '.' && !ascii_is_letter(last[digits]) &&
                     !is_thousand(last + digits);
        bool same = alone && digits == length && strncmp(first, last, length) == 0;
        bool cut = alone && digits > 0 && digits < length && strspn(first, "0123456789") == length &&
                   strncmp(first + length - digits, last, digits) < 0;
        buffer_bytes(&out, from, (size_t)(at - from));
        if (!same && *last != '\0') {
            buffer_text(&out, dash);
            buffer_bytes(&out, first, cut ? length - digits : 0);
            buffer_bytes(&out, last, digits);
        }
        from = last + digits;
    }
    buffer_text(&out, from);
    while (out.length > 0 && strchr("- ", out.bytes[out.length - 1]) != NULL)
        buffer_cut(&out, out.length - 1);
    return with_blanks(arena, buffer_take(&out, arena));
}

/* text without what is typed before the number of a "volume" or an "issue", if a number is behind it. */
static const char *number_behind(const char *text, const char *row)
{
    const char *rest = text ? without_prefix(text, WORDS_PERIODICAL, row) : NULL;

    return rest != NULL && ascii_is_digit(*rest) ? rest : text;
}

/* "3 (2020): Juni" of Garuda and "3 (Mei)" are issue 3; "October 2018", which Mendeley writes there, is none. */
static const char *bare_issue(struct arena *arena, const char *issue)
{
    size_t digits = issue ? strspn(issue, "0123456789") : 0;

    if (issue != NULL && digits == 0 && cite_is_month_of_year(issue))
        return NULL;
    if (digits == 0 || strncmp(issue + digits, " (", 2) != 0)
        return issue;
    const char *behind = issue + digits + 2;
    bool dated = (strspn(behind, "0123456789") == 4 && behind[4] == ')') || ascii_is_letter(*behind);
    return dated ? arena_copy(arena, issue, digits) : issue;
}

/* What Zotero has of articles that are in no issue yet. */
static const char *unless_zero(const char *number)
{
    return number != NULL && strcmp(number, "0") == 0 ? NULL : number;
}

bool cite_is_extent(const struct cite_work *cited, const char *pages)
{
    bool whole = cited->kind == CITE_BOOK || cited->kind == CITE_REPORT || cited->kind == CITE_THESIS;
    size_t digits = strspn(pages, "0123456789");

    return whole && digits > 0 && (pages[digits] == '\0' || (digits == 1 && *pages == '1' && strchr("-–", pages[1])));
}

/* A volume typed with its issue: "12(3)", "12 (3)", "12, No. 3", "Vol. 12 No. 3". */
static void split_volume(struct arena *arena, struct cite_work *cited)
{
    const char *volume = cited->volume;
    size_t digits = volume ? strspn(volume, "0123456789") : 0;
    const char *behind = digits > 0 ? volume + digits + strspn(volume + digits, " ,;") : "";
    const char *issue = number_behind(behind, "issue");

    if (*behind == '(' && behind[1 + strcspn(behind + 1, ")")] == ')' && behind[2 + strcspn(behind + 1, ")")] == '\0')
        issue = arena_copy(arena, behind + 1, strcspn(behind + 1, ")"));
    if (issue == behind || *issue == '\0')
        return;
    cited->volume = arena_copy(arena, volume, digits);
    cited->issue = number_behind(issue, "issue");
}

/* What `number` means depends on the kind. */
static void read_numbers(struct arena *arena, struct cite_work *cited)
{
    const struct work *work = cited->work;
    const char *number = work_value(work, "number");

    switch (cited->kind) {
    case CITE_ARTICLE:
    case CITE_PAPER:
        if (cited->kind == CITE_PAPER && work_value(work, "series") != NULL && work_value(work, "volume") == NULL) {
            cited->series_number = number;
            number = NULL;
        }
        cited->issue = number_behind(number ? number : work_value(work, "issue"), "issue");
        cited->number = work_value(work, "eid");
        break;
    case CITE_BOOK:
    case CITE_CHAPTER:
        cited->series_number = number;
        break;
    case CITE_REPORT:
    case CITE_THESIS:
    case CITE_WEBPAGE:
    case CITE_LAW:
    case CITE_CASE:
    case CITE_DATASET:
    case CITE_SOFTWARE:
    case CITE_UNPUBLISHED:
    case CITE_OTHER:
        cited->number = number;
        break;
    }
    cited->volume = number_behind(work_value(work, "volume"), "volume");
    if (cited->issue == NULL && cite_work_is_in_periodical(cited))
        split_volume(arena, cited);
    cited->issue = unless_zero(bare_issue(arena, cited->issue));
    cited->volume = unless_zero(cited->volume);
    cited->volumes = work_value(work, "volumes");
    const char *pages = work_value(work, "pages");
    if (pages != NULL && !cite_is_extent(cited, pages))
        cited->pages = whole_pages(arena, cite_dashes(arena, without_prefix(pages, WORDS_LOCATOR, "cite_page")));
    cited->version = work_value(work, "version");
    cited->series = work_value(work, "series");
}

/* text without the word at its start or end, in any case, and the blanks there; text itself if the word is not there.
 */
static const char *without_word(struct arena *arena, const char *text, const char *word)
{
    size_t length = strlen(text), size = strlen(word);

    if (length > size && strncasecmp(text, word, size) == 0 && !isalpha((unsigned char)text[size]))
        return text + size + strspn(text + size, " ");
    if (length > size && strcasecmp(text + length - size, word) == 0 && text[length - size - 1] == ' ')
        return arena_copy(arena, text, length - size - 1);
    return text;
}

/* "2", "2nd", "ke-2", "second", "kedua": the number; NULL if it is none of them. */
static const char *ordinal_number(struct arena *arena, const char *text)
{
    static const char *const endings[] = {"", "st", "nd", "rd", "th", "e", ".", NULL};

    const struct word_row *ordinal = words_find(WORDS_ORDINAL, text, strlen(text));
    if (ordinal != NULL)
        return ordinal->name;
    if (strncasecmp(text, "ke", 2) == 0 && strspn(text + 2, "- ") > 0)
        text += 2 + strspn(text + 2, "- ");
    size_t digits = strspn(text, "0123456789");
    for (size_t i = 0; digits > 0 && endings[i] != NULL; i++) {
        if (strcasecmp(text + digits, endings[i]) == 0)
            return arena_copy(arena, text, digits);
    }
    return NULL;
}

/*
 * "2nd ed.", "Edisi kedua", "Second": the number alone, for the labels to put into words; a revised one in their words;
 * others as they are.
 */
static const char *read_edition(struct arena *arena, const struct labels *labels, const struct work *work)
{
    const char *edition = work_value(work, "edition");

    if (edition == NULL)
        return NULL;
    const char *bare = cite_plain(arena, edition);
    for (const char *const *word = words_single(WORDS_EDITION); *word != NULL; word++)
        bare = without_word(arena, bare, *word);
    if (words_find(WORDS_REVISED, bare, strlen(bare)) != NULL)
        return label_text(labels, "cite_edition_revised");
    const char *number = ordinal_number(arena, bare);
    return number ? number : edition;
}

/* "Kemenkes RI", the short name of an institution, is none of a person, though it lacks the braces. */
static void join_short_names(struct arena *arena, struct cite_work *cited)
{
    for (size_t i = 0; i < cited->short_authors.count; i++) {
        struct cite_name *name = &cited->short_authors.items[i];
        if (*cited->authors.items[i].given == '\0' && *name->given != '\0')
            *name = (struct cite_name){arena_concat(arena, name->given, " ", name->family, NULL), "", "", name->suffix};
    }
}

static void read_names(struct arena *arena, struct cite_work *cited)
{
    const struct work *work = cited->work;

    cited->authors = cite_names_parse(arena, work_value(work, "author"));
    cited->short_authors = cite_names_parse(arena, work_value(work, "shortauthor"));
    if (cited->short_authors.count != cited->authors.count)
        cited->short_authors.count = 0;
    join_short_names(arena, cited);
    cited->editors = cite_names_parse(arena, FIRST_FIELD(work, "editor", "editora"));
    cited->translators = cite_names_parse(arena, work_value(work, "translator"));
    cited->container_authors = cite_names_parse(arena, work_value(work, "bookauthor"));
}

/* A law leads by its title even if someone is named as its author; a chapter is never led by the book's editors. */
static void choose_leading(struct cite_work *cited)
{
    bool is_part = (cited->kind == CITE_CHAPTER || cited->kind == CITE_PAPER) && cited->container != NULL;

    cited->led_by_editors = cited->authors.count == 0 && !is_part;
    cited->leading = cited->led_by_editors ? &cited->editors : &cited->authors;
    if (cited->leading->count == 0 || cited->kind == CITE_LAW || cited->kind == CITE_CASE) {
        cited->leading = NULL;
        cited->led_by_editors = false;
    }
}

/* Zotero and Mendeley export a page of the web as @misc, with the site as its journal or its book. */
static bool is_page_of_site(const struct work *work)
{
    return strcmp(work->type, "misc") == 0 && work_value(work, "url") &&
           FIRST_FIELD(work, "journal", "journaltitle", "booktitle");
}

struct cite_work *cite_work_new(struct arena *arena, const struct labels *labels, const char *language,
                                const struct work *work)
{
    struct cite_work *cited = arena_alloc(arena, sizeof *cited);

    cited->work = work;
    cited->kind = is_page_of_site(work) ? CITE_WEBPAGE : kind_of(work->type);
    cited->language = work->language ? work->language : language;
    cited->foreign = language_is_same(cited->language, labels->language) ? NULL : cited->language;
    read_names(arena, cited);
    read_numbers(arena, cited);
    read_titles(arena, labels, cited);
    read_publisher(arena, cited);
    read_address(arena, cited);
    read_dates(arena, labels, cited);
    cited->edition = read_edition(arena, labels, work);
    cited->genre = read_genre(arena, labels, work);
    cited->event = joined(arena, work_value(work, "eventtitle"), NULL);
    cited->venue = work_value(work, "venue");
    cited->note = work_value(work, "note");
    cited->full_date = has_full_date(cited);
    choose_leading(cited);
    if (cited->leading == NULL && cited->title == NULL)
        cited->title = cited->short_title = work->key;
    return cited;
}

bool cite_is_numeric(const char *value)
{
    return value != NULL && strpbrk(value, "0123456789") != NULL && strchr(value, ' ') == NULL;
}
