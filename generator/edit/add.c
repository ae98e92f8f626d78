/* A record more, typed as a person would who knows the format: at its place, with the keys in their usual order. */

#include "edit/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "bibliography/bibliography.h"
#include "study/study.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct adding {
    struct editing editing;
    const struct add_request *request;
    struct map *values; /* key -> const char * */
};

/* What can be added, and the least that has to be said of it. */
static const struct addition {
    const char *name;
    const char *least[4];
    bool (*add)(struct adding *adding);
} additions[];

static const char *value_of(const struct adding *adding, const char *key)
{
    return map_get(adding->values, key);
}

static struct diags *diags_of(const struct adding *adding)
{
    return adding->editing.build->diags;
}

/* ---- schemas ---- */

static const struct schema *file_schema(const char *pattern, const char *folder)
{
    for (size_t i = 0; i < schema_file_count; i++) {
        const struct schema_file *file = &schema_files[i];
        if (strcmp(file->pattern, pattern) == 0 &&
            (folder == NULL ? file->folder == NULL : file->folder != NULL && strcmp(file->folder, folder) == 0))
            return file->schema;
    }
    return NULL;
}

static const struct schema *record_schema(const char *kind)
{
    if (strcmp(kind, "informant") == 0)
        return schema_field(file_schema("informants.yaml", NULL), "informants")->record;
    if (strcmp(kind, "excerpt") == 0)
        return schema_field(file_schema(".yaml", "excerpts"), "excerpts")->record;
    return strcmp(kind, "finding") == 0 ? file_schema(".md", "findings") : NULL;
}

/* ---- values as YAML ---- */

/* It is read as what it is without quotes. */
static bool is_plain(const char *text)
{
    static const char *const others[] = {"null", "true", "false", "yes", "no", "on", "off", NULL};
    size_t length = strlen(text);

    return length > 0 && !text_is_among(text, others) &&
           text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ._-()")] == '\0' &&
           strchr(" -._()", text[0]) == NULL && text[length - 1] != ' ';
}

static bool holds_words(const struct field *field)
{
    return field->type == FIELD_TEXT || field->type == FIELD_PROSE || field->type == FIELD_SPANS ||
           field->type == FIELD_VERBATIM || field->type == FIELD_TEXTS;
}

static void put_scalar(struct buffer *out, const struct field *field, const char *text)
{
    bool is_word = text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")] == '\0';

    if (is_plain(text) || (!holds_words(field) && is_word && *text != '-'))
        buffer_text(out, text);
    else
        yaml_quoted(out, text);
}

static void put_list(struct buffer *out, struct arena *arena, const struct field *field, const char *text)
{
    char *rest = arena_string(arena, text), *item;
    const char *before = "[";

    while ((item = strsep(&rest, ",")) != NULL) {
        item += strspn(item, " ");
        for (size_t length = strlen(item); length > 0 && item[length - 1] == ' ';)
            item[--length] = '\0';
        if (*item == '\0')
            continue;
        buffer_text(out, before);
        put_scalar(out, field, item);
        before = ", ";
    }
    buffer_text(out, *before == '[' ? "[]" : "]");
}

static bool is_list(const struct field *field)
{
    return field->type == FIELD_REFERENCES || field->type == FIELD_TEXTS || field->type == FIELD_CHOICES;
}

/* The keys of the record that have values, a line each; the first one has the dash of an item. */
static void put_record(const struct adding *adding, const struct schema *schema, int indent, const char *end,
                       struct buffer *out)
{
    bool is_first = indent > 0;

    for (size_t i = 0; i < schema->field_count; i++) {
        const struct field *field = &schema->fields[i];
        const char *value = value_of(adding, field->key);
        if (value == NULL)
            continue;
        buffer_format(out, "%*s%s%s: ", is_first ? indent - 2 : indent, "", is_first ? "- " : "", field->key);
        if (is_list(field))
            put_list(out, adding->editing.arena, field, value);
        else
            put_scalar(out, field, value);
        buffer_text(out, end);
        is_first = false;
    }
}

/* ---- where records go ---- */

/* Behind the last item of the list in the file, or as the first of a new list. False: reported. */
static bool add_item(struct adding *adding, struct edited *file, const struct list *items, const char *key,
                     const struct schema *schema)
{
    struct editing *editing = &adding->editing;
    const struct record *last = items->count > 0 ? items->items[items->count - 1] : NULL;
    const char *end = edited_line_end(file);
    struct buffer made = {0};
    size_t from, at = file->length;
    int indent = 4;

    if (last != NULL && !yaml_record_lines(file, last, &from, &at)) {
        diag_error(diags_of(adding), last->place, "edit-layout",
                   "this is on one line with others, behind which nothing can be added");
        diag_hint(diags_of(adding), "write it on lines of its own, as '- id: ...'");
        return false;
    }
    if (last != NULL)
        indent = last->place.column - 1;
    if (at > 0 && file->text[at - 1] != '\n')
        buffer_text(&made, end);
    if (last == NULL)
        buffer_format(&made, "%s:%s", key, end);
    put_record(adding, schema, indent, end, &made);
    edited_change(editing, file, at, 0, buffer_take(&made, editing->arena));
    return true;
}

static struct edited *file_or_new(struct adding *adding, const char *path)
{
    struct edited *file = edited_file(&adding->editing, path);

    return file ? file : edited_new(&adding->editing, path);
}

static bool add_informant(struct adding *adding)
{
    const struct informants_file *informants = adding->editing.study->informants;

    return add_item(adding, file_or_new(adding, "content/informants.yaml"), &informants->informants, "informants",
                    record_schema("informant"));
}

/* "IU-01.4", one more than there is of the source. */
static const char *next_excerpt(const struct adding *adding, const char *source)
{
    struct list excerpts = editing_excerpts(&adding->editing);
    size_t length = strlen(source);
    long most = 0;

    for (size_t i = 0; i < excerpts.count; i++) {
        const char *id = ((const struct excerpt *)excerpts.items[i])->id;
        if (id != NULL && strncmp(id, source, length) == 0 && id[length] == '.') {
            long number = strtol(id + length + 1, NULL, 10);
            most = number > most ? number : most;
        }
    }
    return arena_format(adding->editing.arena, "%s.%ld", source, most + 1);
}

static bool add_excerpt(struct adding *adding)
{
    const char *source = value_of(adding, "source");
    const struct list *files = &adding->editing.study->excerpt_files;
    const struct excerpts_file *there = NULL;

    if (value_of(adding, "id") == NULL)
        map_put(adding->values, "id", (void *)next_excerpt(adding, source));
    for (size_t i = 0; i < files->count; i++) {
        const struct excerpts_file *file = files->items[i];
        if (file->source.id != NULL && strcmp(file->source.id, source) == 0 &&
            !transcript_is_marked(file->record.place.file))
            there = file;
    }
    if (there != NULL)
        return add_item(adding, edited_file(&adding->editing, there->record.place.file), &there->excerpts, "excerpts",
                        record_schema("excerpt"));
    struct edited *file =
        file_or_new(adding, arena_concat(adding->editing.arena, "content/excerpts/", source, ".yaml", NULL));
    edited_change(&adding->editing, file, file->length, 0,
                  arena_concat(adding->editing.arena, "source: ", source, "\n", NULL));
    return add_item(adding, file, &(struct list){0}, "excerpts", record_schema("excerpt"));
}

/* The first objective that has the theme. */
static const char *objective_of(const struct adding *adding, const char *theme)
{
    const struct list *objectives = &adding->editing.study->objectives->objectives;

    for (size_t i = 0; i < objectives->count; i++) {
        const struct objective *objective = objectives->items[i];
        for (size_t j = 0; j < objective->themes.count; j++) {
            const struct reference *reference = objective->themes.items[j];
            if (reference->id != NULL && strcmp(reference->id, theme) == 0)
                return objective->id;
        }
    }
    return NULL;
}

static bool add_finding(struct adding *adding)
{
    struct editing *editing = &adding->editing;
    const char *objective = objective_of(adding, value_of(adding, "theme"));
    struct buffer made = {0};

    if (value_of(adding, "id") == NULL)
        map_put(adding->values, "id", (void *)text_slug(editing->arena, value_of(adding, "title")));
    if (value_of(adding, "objective") == NULL && objective != NULL)
        map_put(adding->values, "objective", (void *)objective);
    const char *path = arena_concat(editing->arena, "content/findings/", value_of(adding, "id"), ".md", NULL);
    if (edited_file(editing, path) != NULL) {
        diag_error(diags_of(adding), (struct place){.file = path}, "edit-taken", "a file of this name already exists");
        diag_hint(diags_of(adding), "give the finding another id: id=NAME");
        return false;
    }
    buffer_text(&made, "---\n");
    put_record(adding, record_schema("finding"), 0, "\n", &made);
    buffer_text(&made, "---\n");
    edited_change(editing, edited_new(editing, path), 0, 0, buffer_take(&made, editing->arena));
    return true;
}

/* ---- a work: from a BibTeX entry as a publisher gives it, or from what was typed of it ---- */

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

/* That can be said of a work by its key. */
static bool work_is_key(const char *key)
{
    return strcmp(key, "key") == 0 || strcmp(key, "type") == 0 || text_is_among(key, field_names);
}

/* What has to be said of where a work was published, and was not; NULL: nothing. */
static const char *work_lacks(const struct map *values)
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

/* Adds what values (key -> const char *) say of a work, or, if they say nothing, the BibTeX entries of input. */
static bool work_add(struct editing *editing, const struct map *values, const char *input)
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

static bool add_work(struct adding *adding)
{
    return work_add(&adding->editing, adding->values, adding->request->input);
}

static const struct addition additions[] = {
    {"informant", {"code", "consent"}, add_informant},
    {"excerpt", {"source", "codes", "text"}, add_excerpt},
    {"finding", {"title", "theme"}, add_finding},
    {"work", {"author", "title", "year"}, add_work},
};

/* ---- what was said, and what was not ---- */

static const struct addition *find_addition(const struct adding *adding)
{
    const char *kind = adding->request->kind;

    for (size_t i = 0; i < sizeof additions / sizeof *additions; i++) {
        if (strcmp(additions[i].name, kind) == 0)
            return &additions[i];
    }
    diag_error(diags_of(adding), (struct place){0}, "edit-kind", "'%s' cannot be added", kind);
    diag_hint(diags_of(adding), "one of: informant excerpt finding work");
    return NULL;
}

/* The key may be given a value of one line. */
static bool is_key(const struct adding *adding, const struct schema *schema, const char *key)
{
    const struct field *field = schema ? schema_field(schema, key) : NULL;
    struct nearest nearest = {.word = key};
    bool is_source = strcmp(adding->request->kind, "excerpt") == 0 && strcmp(key, "source") == 0;
    bool is_of_work = strcmp(adding->request->kind, "work") == 0 && work_is_key(key);

    if (is_source || is_of_work ||
        (field != NULL && field->record == NULL && field->type != FIELD_PAIRS && field->type != FIELD_PROSES))
        return true;
    for (size_t i = 0; schema != NULL && i < schema->field_count; i++)
        text_nearest(&nearest, schema->fields[i].key);
    diag_error(diags_of(adding), (struct place){0}, "edit-key",
               field ? N_("'%s' of '%s' is more than a value") : N_("there is no key '%s' in '%s'"), key,
               adding->request->kind);
    if (field != NULL || !diag_hint_nearest(diags_of(adding), &nearest))
        diag_hint(diags_of(adding), "write it into the file");
    return false;
}

static bool take_values(struct adding *adding)
{
    const struct schema *schema = record_schema(adding->request->kind);

    for (size_t i = 0; i < adding->request->values.count; i++) {
        const char *value = adding->request->values.items[i], *equals = strchr(value, '=');
        const char *key = arena_copy(adding->editing.arena, value, (size_t)(equals - value));
        size_t wrong;
        if (!is_key(adding, schema, key))
            return false;
        if (!text_is_utf8(equals + 1, strlen(equals + 1), &wrong)) {
            diag_error(diags_of(adding), (struct place){0}, "edit-key", "the value of '%s' is not UTF-8", key);
            diag_hint(diags_of(adding), "type it on a terminal that is");
            return false;
        }
        map_put(adding->values, key, (void *)(equals + 1));
    }
    return true;
}

/* Asks for the key on the terminal; NULL: nothing was typed. */
static const char *ask(struct adding *adding, const char *key)
{
    char *line = NULL;
    size_t size = 0;

    fprintf(stderr, "%s: ", key);
    ssize_t length = getline(&line, &size, stdin);
    while (length > 0 && strchr(" \r\n", line[length - 1]) != NULL)
        line[--length] = '\0';
    const char *answer = length > 0 ? arena_string(adding->editing.arena, line) : NULL;
    free(line);
    return answer;
}

/* It has a value, or gets one on the terminal. False: reported. */
static bool has_value(struct adding *adding, const struct addition *addition, const char *key)
{
    const char *answer = value_of(adding, key) == NULL && adding->request->may_ask ? ask(adding, key) : NULL;

    if (answer != NULL)
        map_put(adding->values, key, (void *)answer);
    if (value_of(adding, key) != NULL)
        return true;
    diag_error(diags_of(adding), (struct place){0}, "edit-least", "'%s' must be given for what is added", key);
    diag_hint(diags_of(adding), "write: lampiran add %s %s=...", addition->name, key);
    return false;
}

static bool complete(struct adding *adding, const struct addition *addition)
{
    bool is_work = addition->add == add_work;

    /* Its entry is on the standard input. */
    if (is_work && map_count(adding->values) == 0)
        return true;
    for (size_t i = 0; i < 4 && addition->least[i] != NULL; i++) {
        const char *key = addition->least[i];
        /* The words of an excerpt may be those of lines of its transcript. */
        bool is_said = strcmp(key, "text") == 0 && value_of(adding, "lines") != NULL;
        if (!is_said && !has_value(adding, addition, key))
            return false;
    }
    const char *lacks = is_work ? work_lacks(adding->values) : NULL;
    return lacks == NULL || has_value(adding, addition, lacks);
}

bool add_run(struct build *build, const struct add_request *request, struct buffer *out)
{
    const struct edit_request how = {.dry_run = request->dry_run, .check = request->check};
    struct adding adding = {.request = request, .values = map_new(build->arena)};

    editing_begin(&adding.editing, build, &how, out);
    const struct addition *addition = find_addition(&adding);
    return addition != NULL && take_values(&adding) && complete(&adding, addition) && editing_read(&adding.editing) &&
           addition->add(&adding) && editing_end(&adding.editing);
}
