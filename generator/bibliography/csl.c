/*
 * Works as the Citation Style Language has them (CSL 1.0.2, appendices III and IV), in the metadata of a pandoc
 * document: what cite_work_new made of an entry under the names of CSL.
 */

#include "bibliography/private.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/json.h"
#include "base/list.h"
#include "base/text.h"
#include "study/study.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* ---- text ---- */

void csl_open_node(struct json *json, const char *type, char bracket)
{
    json_open(json, '{');
    json_key_text(json, "t", type);
    json_open_key(json, "c", bracket);
}

void csl_close_node(struct json *json, char bracket)
{
    json_close(json, bracket);
    json_close(json, '}');
}

/* A node that holds one text. */
static void put_node(struct json *json, const char *type, const char *text)
{
    json_open(json, '{');
    json_key_text(json, "t", type);
    json_key_text(json, "c", text);
    json_close(json, '}');
}

/* length bytes of text as words and the spaces between them. */
static void put_words(struct json *json, struct arena *arena, const char *text, size_t length)
{
    while (length > 0) {
        size_t size = *text == ' ' ? 1 : 0;
        while (*text != ' ' && size < length && text[size] != ' ')
            size++;
        if (*text == ' ') {
            json_open(json, '{');
            json_key_text(json, "t", "Space");
            json_close(json, '}');
        } else {
            put_node(json, "Str", arena_copy(arena, text, size));
        }
        text += size;
        length -= size;
    }
}

void csl_text(struct json *json, struct arena *arena, const char *text)
{
    put_words(json, arena, text, strlen(text));
}

/* A span of a class or in a language (each may be NULL); what it holds follows. */
static void open_marked(struct json *json, const char *class, const char *language)
{
    csl_open_node(json, "Span", '[');
    json_open(json, '[');
    json_text(json, "");
    json_open(json, '[');
    if (class != NULL)
        json_text(json, class);
    json_close(json, ']');
    json_open(json, '[');
    if (language != NULL) {
        json_open(json, '[');
        json_text(json, "lang");
        json_text(json, language);
        json_close(json, ']');
    }
    json_close(json, ']');
    json_close(json, ']');
    json_open(json, '[');
}

static void close_group(struct json *json, bool is_emphasis)
{
    if (!is_emphasis)
        json_close(json, ']');
    csl_close_node(json, ']');
}

/* Braces protect from changes of case, as class "nocase" does for citeproc; commands are italics and addresses. */
static void put_value(struct json *json, struct arena *arena, const char *value)
{
    struct value_walk walk = {.at = value};
    bool is_emphasis[DEEPEST_VALUE];

    while (value_next(&walk)) {
        if (walk.part == VALUE_WORDS || walk.part == VALUE_ADDRESS)
            put_words(json, arena, walk.text, walk.length);
        else if (walk.part == VALUE_CLOSE)
            close_group(json, is_emphasis[walk.depth]);
        else
            is_emphasis[walk.depth - 1] = walk.part == VALUE_EMPHASIS;
        if (walk.part == VALUE_EMPHASIS)
            csl_open_node(json, "Emph", '[');
        else if (walk.part == VALUE_BRACE)
            open_marked(json, "nocase", NULL);
    }
    while (walk.depth-- > 0)
        close_group(json, is_emphasis[walk.depth]);
}

/* ---- metadata ---- */

static void put_string(struct json *json, const char *key, const char *text)
{
    if (text == NULL)
        return;
    json_key(json, key);
    put_node(json, "MetaString", text);
}

/* value as it was read (bibliography/bibliography.h), NULL: nothing. */
static void put_field(struct json *json, struct arena *arena, const char *key, const char *value)
{
    if (value == NULL || *value == '\0')
        return;
    json_key(json, key);
    csl_open_node(json, "MetaInlines", '[');
    put_value(json, arena, value);
    csl_close_node(json, ']');
}

/* A title in another language than the report says so, for hyphenation and screen readers. */
static void put_title(struct json *json, struct arena *arena, const struct cite_work *work, const char *title)
{
    if (title == NULL)
        return;
    json_key(json, "title");
    csl_open_node(json, "MetaInlines", '[');
    if (work->foreign != NULL)
        open_marked(json, NULL, work->foreign);
    put_value(json, arena, title);
    if (work->foreign != NULL)
        close_group(json, false);
    csl_close_node(json, ']');
}

static void put_plain(struct json *json, struct arena *arena, const char *key, const char *value)
{
    if (value != NULL && *value != '\0')
        put_string(json, key, cite_plain(arena, value));
}

static void open_list(struct json *json, const char *key)
{
    if (key != NULL)
        json_key(json, key);
    csl_open_node(json, "MetaList", '[');
}

/* ---- names and dates ---- */

/*
 * The given names for a style that prints initials: citeproc takes what ends with a stop for initials, and printed
 * "Ali Muh" for "Muh. Ali", "Sartre J-P" for "J.-P. Sartre" where it has "Sartre JP" for Jean-Paul.
 */
static const char *given_of(struct arena *arena, const char *given)
{
    struct buffer out = {0};
    size_t letters = 0; /* of this word so far */

    for (const char *at = given; *at != '\0'; at++) {
        if (*at == '.' && (letters > 1 || at[1] == '-'))
            continue;
        buffer_char(&out, *at);
        letters = *at == ' ' || *at == '.' ? 0 : letters + (((unsigned char)*at & 0xc0) != 0x80);
    }
    return buffer_take(&out, arena);
}

static void put_names(struct json *json, struct arena *arena, const char *key, const struct cite_names *names,
                      const struct csl_style *style)
{
    if (names->count == 0)
        return;
    open_list(json, key);
    for (size_t i = 0; i < names->count; i++) {
        const struct cite_name *name = &names->items[i];
        csl_open_node(json, "MetaMap", '{');
        if (*name->given == '\0')
            put_string(json, "literal", name->family);
        else {
            put_string(json, "family", name->family);
            put_string(json, "given", style->has_initials ? given_of(arena, name->given) : name->given);
            put_string(json, "suffix", *name->suffix ? name->suffix : NULL);
        }
        csl_close_node(json, '}');
    }
    if (names->others) {
        csl_open_node(json, "MetaMap", '{');
        put_string(json, "literal", CSL_OTHERS);
        csl_close_node(json, '}');
    }
    csl_close_node(json, ']');
}

static void put_day(struct json *json, long year, int month, int day)
{
    long parts[] = {year, month, day};
    char text[32];

    open_list(json, NULL);
    for (int i = 0; i < 3 && (i == 0 || parts[i] != 0); i++) {
        snprintf(text, sizeof text, "%ld", parts[i]);
        put_node(json, "MetaString", text);
    }
    csl_close_node(json, ']');
}

static void put_date(struct json *json, const char *key, const struct cite_date *date, const char *words)
{
    if (!date->known && words == NULL)
        return;
    json_key(json, key);
    csl_open_node(json, "MetaMap", '{');
    if (!date->known || date->words != NULL) {
        put_string(json, "literal", date->known ? date->words : words);
    } else {
        open_list(json, "date-parts");
        put_day(json, date->year, date->month, date->month ? date->day : 0);
        if ((date->is_range && date->end_year != 0) || date->end_month != 0)
            put_day(json, date->is_range ? date->end_year : date->year, date->end_month, date->end_day);
        csl_close_node(json, ']');
        if (date->uncertain)
            put_string(json, "circa", "true");
    }
    csl_close_node(json, '}');
}

/* ---- a work ---- */

static const char *article_type(const struct cite_work *work)
{
    const char *subtype = work_value(work->work, "entrysubtype");

    if (subtype != NULL && strcasecmp(subtype, "newspaper") == 0)
        return "article-newspaper";
    return subtype != NULL && strcasecmp(subtype, "magazine") == 0 ? "article-magazine" : "article-journal";
}

static const char *type_of(const struct cite_work *work)
{
    static const char *const types[] = {
        [CITE_BOOK] = "book",         [CITE_CHAPTER] = "chapter",        [CITE_PAPER] = "paper-conference",
        [CITE_REPORT] = "report",     [CITE_THESIS] = "thesis",          [CITE_WEBPAGE] = "webpage",
        [CITE_LAW] = "legislation",   [CITE_CASE] = "legal_case",        [CITE_DATASET] = "dataset",
        [CITE_SOFTWARE] = "software", [CITE_UNPUBLISHED] = "manuscript", [CITE_OTHER] = "document",
    };
    static const char *const others[][2] = {
        {"newspaper", "article-newspaper"},
        {"magazine", "article-magazine"},
        {"patent", "patent"},
        {"movie", "motion_picture"},
        {"video", "motion_picture"},
        {"letter", "personal_communication"},
        {"map", "map"},
        {"review", "review"},
    };

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (strcmp(work->work->type, others[i][0]) == 0)
            return others[i][1];
    }
    if (work->kind == CITE_PAPER && work->container == NULL)
        return "speech";
    return work->kind == CITE_ARTICLE ? article_type(work) : types[work->kind];
}

/* A style that knows no DOI prints it as an address, rather than none. */
static void put_address(struct json *json, const struct cite_work *work, struct arena *arena, bool knows_doi)
{
    bool as_address = work->doi != NULL && !knows_doi;

    put_string(json, "DOI", as_address ? NULL : work->doi);
    put_string(json, "URL", as_address ? arena_format(arena, "https://doi.org/%s", work->doi) : work->url);
}

/*
 * The number, which styles put into the words of the locale: "2nd ed.". That of Indonesian has "2 ed.", which nobody
 * writes, so the labels' words are taken where they are not English.
 */
static const char *edition_of(struct arena *arena, const struct labels *labels, const struct cite_work *work)
{
    const char *edition = work->edition;

    if (edition == NULL || language_is_same(labels->language, "en") || edition[strspn(edition, "0123456789")] != '\0')
        return edition;
    return label_format(labels, arena, "cite_edition", edition, NULL);
}

static bool is_of_page(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c);
}

/* pandoc takes what two pages begin with alike off the second, also where that has more digits: "1–10", "S1–S12". */
static const char *whole_ranges(struct arena *arena, const char *pages)
{
    static const char dash[] = "\u2013";
    struct buffer out = {0};
    const char *at;

    for (; (at = strstr(pages, dash)) != NULL; pages = at) {
        size_t first = 0, last = 0;
        while (at - first > pages && is_of_page(at[-(long)first - 1]))
            first++;
        at += strlen(dash);
        while (is_of_page(at[last]))
            last++;
        buffer_bytes(&out, pages, (size_t)(at - pages));
        buffer_text(&out, first != last ? CSL_WHOLE : "");
    }
    buffer_text(&out, pages);
    return buffer_take(&out, arena);
}

static void put_numbers(struct json *json, struct arena *arena, const struct labels *labels,
                        const struct cite_work *work)
{
    bool is_article = work->kind == CITE_ARTICLE || work->kind == CITE_PAPER;

    put_plain(json, arena, "volume", work->volume);
    put_plain(json, arena, "issue", work->issue);
    put_plain(json, arena, "number", is_article || work->kind == CITE_LAW ? NULL : work->number);
    put_plain(json, arena, "page", work->pages ? whole_ranges(arena, work->pages) : is_article ? work->number : NULL);
    put_plain(json, arena, "edition", edition_of(arena, labels, work));
    put_plain(json, arena, "version", work->version);
    put_plain(json, arena, "number-of-volumes", work->volumes);
    put_plain(json, arena, "collection-number", work->series_number);
    put_plain(json, arena, "ISBN", work_value(work->work, "isbn"));
    put_plain(json, arena, "ISSN", work_value(work->work, "issn"));
}

/* Styles put the number of a law anywhere; here it follows the title, if that does not hold it. */
static const char *title_of(struct arena *arena, const struct labels *labels, const struct cite_work *work)
{
    if (work->kind != CITE_LAW || work->number == NULL || work->title == NULL)
        return work->title;
    if (strstr(cite_plain(arena, work->title), cite_plain(arena, work->number)) != NULL)
        return work->title;
    return arena_format(arena, "%s, %s", work->title, label_format(labels, arena, "cite_number", work->number, NULL));
}

/* Styles put titles of books into their case themselves, from sentence case; those of proceedings are still as typed.
 */
static const char *container_of(struct arena *arena, const struct cite_work *work)
{
    bool is_typed =
        work->kind == CITE_PAPER && cite_work_is_in_periodical(work) && language_is_same(work->language, "en");

    return is_typed && work->container ? cite_sentence_case(arena, work->container) : work->container;
}

static void put_titles(struct json *json, struct arena *arena, const struct labels *labels,
                       const struct cite_work *work)
{
    const char *place = work_value(work->work, "location");

    put_title(json, arena, work, title_of(arena, labels, work));
    put_field(json, arena, "title-short", work_value(work->work, "shorttitle"));
    put_field(json, arena, "container-title", container_of(arena, work));
    put_field(json, arena, "container-title-short", work_value(work->work, "shortjournal"));
    put_field(json, arena, "collection-title", work->series);
    put_field(json, arena, "genre", work->genre ? work->genre : work->description);
    put_field(json, arena, "event-title", work->event);
    put_field(json, arena, "event", work->event);
    put_field(json, arena, "event-place", work->venue);
    put_field(json, arena, "publisher", work->publisher);
    put_field(json, arena, "publisher-place", place ? place : work_value(work->work, "address"));
    put_field(json, arena, "note", work_value(work->work, "note"));
    put_field(json, arena, "status", work->issued.known ? work->status : NULL); /* else it stands for the date */
    put_string(json, "language", work->language);
}

void csl_work(struct json *json, struct arena *arena, const struct labels *labels, const struct cite_work *work,
              const struct csl_style *style)
{
    csl_open_node(json, "MetaMap", '{');
    put_string(json, "id", work->id);
    put_string(json, "type", type_of(work));
    if (work->kind != CITE_CASE)
        put_names(json, arena, "author", &work->authors, style);
    put_names(json, arena, "editor", &work->editors, style);
    put_names(json, arena, "translator", &work->translators, style);
    put_names(json, arena, "container-author", &work->container_authors, style);
    put_date(json, "issued", &work->issued, work->status);
    put_date(json, "original-date", &work->original, NULL);
    put_date(json, "accessed", &work->accessed, NULL);
    put_titles(json, arena, labels, work);
    put_numbers(json, arena, labels, work);
    put_address(json, work, arena, style->knows_doi);
    csl_close_node(json, '}');
}

/* ---- styles ---- */

/* Citation styles other than APA: files in the Citation Style Language, Debian's or the study's own. */

static const char folder[] = "/usr/share/citation-style-language/styles";

static bool reads(struct arena *arena, const char *below, const char *name, struct buffer *text)
{
    return file_read(arena_format(arena, "%s/%s%s.csl", folder, below, name), text) == FILE_OK;
}

static void hint_at_name(struct build *build, const char *name)
{
    struct nearest nearest = {.word = name};
    struct list files = {0};

    if (file_list(folder, build->arena, &files) != FILE_OK || files.count == 0) {
        diag_hint(build->diags, "no styles are installed: on Debian and Ubuntu, apt install pandoc "
                                "citation-style-language-styles");
        return;
    }
    for (size_t i = 0; i < files.count; i++) {
        const char *file = files.items[i];
        if (text_ends_with(file, ".csl"))
            text_nearest(&nearest, arena_copy(build->arena, file, strlen(file) - strlen(".csl")));
    }
    if (!diag_hint_nearest(build->diags, &nearest))
        diag_hint(build->diags, "'apa', 'vancouver', 'ieee', another of %s, or FILE.csl in content/", folder);
}

/* A style of the study, below content/. */
static bool read_own(struct build *build, const char *name, struct place place, struct buffer *text)
{
    if (build_read_content(build, name, text))
        return true;
    diag_error(build->diags, place, "no-style", "there is no style 'content/%s'", name);
    diag_hint(build->diags, "put the file there; citation styles are at https://www.zotero.org/styles");
    return false;
}

/* The name that the address of another style ends with; NULL if xml is a style by itself. */
static const char *parent_of(struct arena *arena, const char *xml)
{
    for (const char *link = strstr(xml, "<link "); link != NULL; link = strstr(link + 1, "<link ")) {
        const char *element = arena_copy(arena, link, strcspn(link, ">"));
        const char *address = strstr(element, "href=\"");
        if (strstr(element, "\"independent-parent\"") == NULL || address == NULL)
            continue;
        address = arena_copy(arena, address + 6, strcspn(address + 6, "\""));
        const char *slash = strrchr(address, '/');
        return slash ? slash + 1 : address;
    }
    return NULL;
}

static bool is_name(const char *name)
{
    return *name != '\0' && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

/* The style, or the one that it only gives another name to. False: reported. */
static bool read_style(struct build *build, const char *name, struct place place, struct buffer *text)
{
    if (text_ends_with(name, ".csl")) {
        if (!read_own(build, name, place, text))
            return false;
    } else if (!is_name(name) ||
               (!reads(build->arena, "", name, text) && !reads(build->arena, "dependent/", name, text))) {
        diag_error(build->diags, place, "no-style", "there is no citation style '%s'", name);
        hint_at_name(build, name);
        return false;
    }
    const char *parent = parent_of(build->arena, buffer_string(text));
    if (parent == NULL)
        return true;
    buffer_clear(text);
    if (is_name(parent) && reads(build->arena, "", parent, text))
        return true;
    diag_error(build->diags, place, "no-style", "the style '%s' is another name for '%s', which is not installed", name,
               parent);
    diag_hint(build->diags, "put that one into content/ and name it, as '%s.csl'", parent);
    return false;
}

static bool holds(const char *xml, const char *text)
{
    return strstr(xml, text) != NULL;
}

/* All names are printed with initials, but for those that are surnames alone. */
static bool has_initials(struct arena *arena, const char *xml)
{
    bool found = false;

    for (const char *name = strstr(xml, "<name"); name != NULL; name = strstr(name + 1, "<name")) {
        const char *element = arena_copy(arena, name, strcspn(name, ">"));
        bool has_options = element[strlen("<name")] == ' ' || element[strlen("<name")] == '/'; /* else of an author */
        if (!has_options || holds(element, "form=\"short\""))
            continue;
        if (!holds(element, "initialize-with=") || holds(element, "initialize=\"false\""))
            return false;
        found = true;
    }
    return found;
}

struct csl_style *csl_style_find(struct build *build, const char *name, struct place place)
{
    struct csl_style *style = arena_alloc(build->arena, sizeof *style);
    struct buffer text = {0};
    size_t offset = 0;

    bool right = read_style(build, name, place, &text);
    const char *xml = style->xml = arena_string(build->arena, buffer_string(&text));
    size_t length = text.length;
    buffer_free(&text);
    if (!right)
        return NULL;
    if (!text_is_utf8(xml, length, &offset) || !holds(xml, "</style>")) {
        diag_error(build->diags, place, "no-style", "'%s' is not a citation style", name);
        diag_hint(build->diags, "citation styles are at https://www.zotero.org/styles");
        return NULL;
    }
    style->name = name;
    style->is_note = holds(xml, "class=\"note\"");
    style->is_numeric = holds(xml, "citation-format=\"numeric\"");
    style->knows_locators = holds(xml, "variable=\"locator\"");
    style->knows_doi = holds(xml, "variable=\"DOI\"");
    style->has_initials = has_initials(build->arena, xml);
    return style;
}
