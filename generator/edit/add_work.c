/* A work more: from a BibTeX entry as a publisher gives it, or from what was typed of it. */

#include "edit/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "bibliography/bibliography.h"
#include "study/study.h"

#include <string.h>
#include <strings.h>

/* What can be typed of a work, in the order of writing. */
static const char *const field_names[] = {"author",      "editor",   "title",   "year",    "journal", "booktitle",
                                          "volume",      "number",   "pages",   "edition", "series",  "publisher",
                                          "institution", "school",   "address", "doi",     "isbn",    "url",
                                          "urldate",     "language", "note",    NULL};

/* ---- what identifies it ---- */

/* "https://doi.org/10.1000/x" and "doi:10.1000/x" as "10.1000/x"; what holds none as it is. */
static const char *bare_doi(struct arena *arena, const char *doi)
{
    const char *bare = cite_doi(arena, doi);

    return bare ? bare : doi;
}

static bool is_doi(const char *doi)
{
    size_t number = strncmp(doi, "10.", 3) == 0 ? strspn(doi + 3, "0123456789.") : 0;

    return number >= 4 && doi[3 + number] == '/' && doi[4 + number] != '\0' && strpbrk(doi, " \t\n") == NULL;
}

/* Its digits alone, with the X that may stand for 10. */
static const char *bare_isbn(struct arena *arena, const char *isbn)
{
    char *bare = arena_string(arena, isbn);
    size_t length = 0;

    for (; *isbn != '\0'; isbn++) {
        if (strchr("0123456789xX", *isbn) != NULL)
            bare[length++] = *isbn == 'x' ? 'X' : *isbn;
    }
    bare[length] = '\0';
    return bare;
}

/* Its last digit is the one that follows from the others. */
static bool is_isbn(const char *bare)
{
    size_t length = strlen(bare);
    int sum = 0;

    if (length != 10 && length != 13)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (bare[i] == 'X' && (length != 10 || i != 9))
            return false;
        int digit = bare[i] == 'X' ? 10 : bare[i] - '0';
        sum += digit * (length == 10 ? 10 - (int)i : i % 2 == 0 ? 1 : 3);
    }
    return sum % (length == 10 ? 11 : 10) == 0;
}

/* Both have the same DOI, or are books with the same ISBN. */
static bool is_same_work(struct arena *arena, const struct work *work, const struct work *other)
{
    const char *doi = work_value(work, "doi"), *there = work_value(other, "doi");
    const char *isbn = work_value(work, "isbn"), *known = work_value(other, "isbn");
    bool are_books = strcmp(work->type, "book") == 0 && strcmp(other->type, "book") == 0;

    return (doi != NULL && there != NULL && strcasecmp(bare_doi(arena, doi), bare_doi(arena, there)) == 0) ||
           (are_books && isbn != NULL && known != NULL && strcmp(bare_isbn(arena, isbn), bare_isbn(arena, known)) == 0);
}

/* It is none that the study has, and what identifies it can be right. False: reported. */
static bool check_work(const struct editing *editing, const struct work *work)
{
    const char *doi = work_value(work, "doi"), *isbn = work_value(work, "isbn");
    struct diags *diags = editing->build->diags;

    for (size_t i = 0; i < editing->study->works.count; i++) {
        const struct work *there = editing->study->works.items[i];
        bool has_key = strcasecmp(there->key, work->key) == 0;
        if (!has_key && !is_same_work(editing->arena, work, there))
            continue;
        diag_error(diags, there->place, "duplicate-id", "%s '%s' already exists",
                   translated(object_kind_name(OBJECT_WORK)), there->key);
        if (has_key)
            diag_hint(diags, "if it is another work, give it another key");
        else
            diag_hint(diags, "it has the same DOI or ISBN: cite it as @%s", there->key);
        return false;
    }
    if (doi != NULL && !is_doi(bare_doi(editing->arena, doi))) {
        diag_error(diags, (struct place){0}, "edit-work", "'%s' is not a DOI", doi);
        diag_hint(diags, "a DOI is '10.', a number, '/' and more: 10.1000/182");
        return false;
    }
    if (isbn != NULL && !is_isbn(bare_isbn(editing->arena, isbn)) && strpbrk(isbn, ",;") == NULL) {
        diag_error(diags, (struct place){0}, "edit-work", "'%s' is not an ISBN: a digit is wrong or missing", isbn);
        diag_hint(diags, "copy the 10 or 13 digits from the back of the book");
        return false;
    }
    return true;
}

/* ---- an entry of what was typed ---- */

bool work_is_key(const char *key)
{
    return strcmp(key, "key") == 0 || strcmp(key, "type") == 0 || text_is_among(key, field_names);
}

const char *work_lacks(const struct map *values)
{
    static const char *const places[] = {"journal", "booktitle", "publisher", "institution", "school", "url", "type"};

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (map_get(values, places[i]) != NULL)
            return NULL;
    }
    return map_get(values, "isbn") ? "publisher" : "journal";
}

static const char *type_of(const struct map *values)
{
    static const char *const types[][2] = {{"journal", "article"},
                                           {"booktitle", "incollection"},
                                           {"school", "thesis"},
                                           {"publisher", "book"},
                                           {"url", "online"}};
    const char *type = map_get(values, "type");

    for (size_t i = 0; type == NULL && i < sizeof types / sizeof *types; i++)
        type = map_get(values, types[i][0]) ? types[i][1] : NULL;
    return type ? type : "report";
}

/* "lama2020" of "Lama, A.; Baru, B." and 2020; with a letter behind if a work has that. */
static const char *key_of(const struct editing *editing, const struct map *values)
{
    struct arena *arena = editing->arena;
    const char *author = map_get(values, "author");
    author += strspn(author, "{ ");
    size_t length = strcspn(author, ",;}"), year = strspn(map_get(values, "year"), "0123456789");
    const char *name = arena_copy(arena, author, length), *space = strrchr(name, ' ');
    struct buffer key = {0};

    if (map_get(values, "key") != NULL)
        return map_get(values, "key");
    if (author[length] != ',' && author[length] != '}' && space != NULL)
        name = space + 1;
    for (const char *sign = text_slug(arena, name); *sign != '\0' && *sign != '-'; sign++)
        buffer_char(&key, *sign);
    buffer_bytes(&key, map_get(values, "year"), year);
    const char *wanted = buffer_take(&key, arena), *made = wanted;
    for (int letter = 'a'; study_find(editing->study, OBJECT_WORK, made) != NULL && letter <= 'z'; letter++)
        made = arena_format(arena, "%s%c", wanted, letter);
    return made;
}

static bool is_balanced(const char *text)
{
    int depth = 0;

    for (; *text != '\0' && depth >= 0; text++)
        depth += *text == '{' ? 1 : *text == '}' ? -1 : 0;
    return depth == 0;
}

/* text as TeX would print it; addresses as they are. Between authors there is "and". */
static void put_value(struct buffer *out, const char *name, const char *text)
{
    bool is_address = strcmp(name, "doi") == 0 || strcmp(name, "url") == 0;
    bool are_names = strcmp(name, "author") == 0 || strcmp(name, "editor") == 0, keeps_braces = is_balanced(text);

    for (; *text != '\0'; text++) {
        if (are_names && *text == ';') {
            buffer_text(out, " and ");
            text += strspn(text + 1, " ");
        } else if (*text == '\\') {
            buffer_text(out, "\\textbackslash{}");
        } else {
            bool is_special =
                (!is_address && strchr("&%$#_", *text) != NULL) || (!keeps_braces && (*text == '{' || *text == '}'));
            buffer_text(out, is_special ? "\\" : "");
            buffer_char(out, *text);
        }
    }
}

static const char *entry_of(const struct editing *editing, const struct map *values, const char *end)
{
    struct buffer entry = {0};

    buffer_format(&entry, "@%s{%s,%s", type_of(values), key_of(editing, values), end);
    for (size_t i = 0; field_names[i] != NULL; i++) {
        const char *value = map_get(values, field_names[i]);
        if (value == NULL)
            continue;
        buffer_format(&entry, "  %s = {", field_names[i]);
        put_value(&entry, field_names[i], strcmp(field_names[i], "doi") == 0 ? bare_doi(editing->arena, value) : value);
        buffer_format(&entry, "},%s", end);
    }
    buffer_char(&entry, '}');
    return buffer_take(&entry, editing->arena);
}

/* ---- both ---- */

/* What is wrong with the entry, as `lampiran check` will say it. */
static void tell_flaws(const struct editing *editing, const struct work *work)
{
    for (const struct work_flaw *flaw = work->flaws; flaw != NULL; flaw = flaw->next) {
        diag_warning(editing->build->diags, (struct place){0}, flaw->code, "%s: %s", work->key, flaw->message);
        if (flaw->hint != NULL)
            diag_hint(editing->build->diags, "%s", flaw->hint);
    }
}

/* The entries in text are sound, and none is there already. False: reported. */
static bool check_entries(struct editing *editing, const char *text)
{
    struct diags *diags = diags_new();
    struct list works = {0};

    if (*text == '@' && text[strlen(text) - 1] == '}')
        bibliography_read(editing->arena, diags, NULL, text, strlen(text), &works);
    bool done = works.count > 0 && diags_count(diags, SEVERITY_ERROR) == 0;
    if (!done && works.count == 0) {
        diag_error(editing->build->diags, (struct place){0}, "edit-work", "there is no BibTeX entry on standard input");
        diag_hint(editing->build->diags,
                  "copy one from the page of the publisher: lampiran add work <entry.bib; or type "
                  "what you know: lampiran add work author='Lama, A.' title=... year=... doi=...");
    } else if (!done) {
        diags_hide_lines(diags);
        diags_merge(editing->build->diags, diags);
    }
    for (size_t i = 0; done && i < works.count; i++) {
        tell_flaws(editing, works.items[i]);
        done = check_work(editing, works.items[i]);
    }
    diags_free(diags);
    return done;
}

bool work_add(struct editing *editing, const struct map *values, const char *input)
{
    struct edited *file = edited_file(editing, "content/references.bib");

    if (file == NULL)
        file = edited_new(editing, "content/references.bib");
    const char *end = edited_line_end(file);
    bool is_open = file->length > 0 && file->text[file->length - 1] != '\n';
    const char *text = map_count(values) > 0 ? entry_of(editing, values, end) : input + strspn(input, " \t\r\n");
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
        length--;
    text = arena_copy(editing->arena, text, length);
    if (!check_entries(editing, length > 0 ? text : " "))
        return false;
    edited_change(editing, file, file->length, 0,
                  arena_concat(editing->arena, is_open ? end : "", file->length > 0 ? end : "", text, end, NULL));
    return true;
}
