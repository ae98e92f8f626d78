#include "manual/manual.h"

#include "base/buffer.h"
#include "base/say.h"
#include "study/schema.h"

#include <string.h>

enum { MOST_SCHEMAS = 128 };

struct guide {
    struct buffer *out;
    const struct schema *printed[MOST_SCHEMAS];
    size_t count;
};

static void put_allowed(struct buffer *out, const char *const *allowed)
{
    for (size_t i = 0; allowed[i] != NULL; i++)
        buffer_format(out, "%s`%s`", i > 0 ? ", " : "", allowed[i]);
}

/* What a value is; with "one of " or "list of " the words that are allowed follow. */
static const char *const type_words[] = {
    [FIELD_TEXT] = N_("text"),
    [FIELD_TOKEN] = N_("text"),
    [FIELD_PROSE] = "Markdown",
    [FIELD_SPANS] = N_("one line of Markdown"),
    [FIELD_VERBATIM] = N_("text, word by word"),
    [FIELD_INTEGER] = N_("whole number"),
    [FIELD_NUMBER] = N_("number"),
    [FIELD_BOOLEAN] = N_("`true` or `false`"),
    [FIELD_SWITCH] = N_("`true` or `false`"),
    [FIELD_DATE] = N_("date"),
    [FIELD_CHOICE] = N_("one of "),
    [FIELD_CHOICES] = N_("list of "),
    [FIELD_ID] = N_("id"),
    [FIELD_TEXTS] = N_("list of texts"),
    [FIELD_PROSES] = N_("list of Markdown texts"),
    [FIELD_PAIRS] = N_("keys that the study declares, each with a text"),
};

static void put_type(struct buffer *out, const struct field *field)
{
    bool is_choice = field->type == FIELD_TOKEN && field->allowed != NULL;

    if (field->type == FIELD_REFERENCE) {
        buffer_format(out, translated("id of %s"), object_kind_one(field->kind));
    } else if (field->type == FIELD_REFERENCES) {
        buffer_format(out, translated("list of ids, each of %s"), object_kind_one(field->kind));
    } else if (field->type == FIELD_RECORD) {
        buffer_format(out, translated("record [%s](#%s)"), field->record->name, field->record->name);
    } else if (field->type == FIELD_RECORDS) {
        buffer_format(out, translated("list of records [%s](#%s)"), field->record->name, field->record->name);
    } else {
        buffer_text(out, translated(type_words[is_choice ? FIELD_CHOICE : field->type]));
        if (field->allowed != NULL)
            put_allowed(out, field->allowed);
    }
}

static void put_keys(struct buffer *out, const struct schema *schema)
{
    buffer_format(out, "%s|---|---|---|---|\n", translated("| Key | Value | Required | Meaning |\n"));
    for (size_t i = 0; i < schema->field_count; i++) {
        const struct field *field = &schema->fields[i];
        buffer_format(out, "| `%s` | ", field->key);
        put_type(out, field);
        buffer_format(out, " | %s | %s |\n", field->required ? translated("yes") : "", translated(field->help));
    }
    buffer_char(out, '\n');
}

/* Sections for the records in schema that have none yet. */
static void put_records(struct guide *guide, const struct schema *schema)
{
    for (size_t i = 0; i < schema->field_count; i++) {
        const struct schema *record = schema->fields[i].record;
        bool known = record == NULL || guide->count == MOST_SCHEMAS;
        for (size_t j = 0; j < guide->count && !known; j++)
            known = guide->printed[j] == record;
        if (known)
            continue;
        guide->printed[guide->count++] = record;
        buffer_format(guide->out, "### %s\n\n%s: %s.\n\n", record->name, translated("A record"),
                      translated(record->help));
        put_keys(guide->out, record);
        put_records(guide, record);
    }
}

void schema_print_guide(struct buffer *out)
{
    struct guide guide = {.out = out};

    buffer_format(out, "# %s\n\n", translated("The files of a study"));
    buffer_text(
        out,
        translated("All are in `content/`. A date is `2024-05-17`, `2024-05` or `2024`. An id is made of the letters "
                   "a-z and A-Z, digits, `.`, `_` and `-`, and begins with a letter or digit. Of a choice that is "
                   "left out, the first value holds.\n\n"));
    for (size_t i = 0; i < schema_file_count; i++) {
        const struct schema_file *file = &schema_files[i];
        if (file->folder != NULL)
            buffer_format(out, "## %s/NAME%s\n\n", file->folder, file->pattern);
        else
            buffer_format(out, "## %s\n\n", file->pattern);
        buffer_format(out, "%s: %s.%s\n\n", file->required ? translated("Required") : translated("Optional"),
                      translated(file->help),
                      strcmp(file->pattern, ".md") == 0
                          ? translated(" The keys are in the front matter, between two lines "
                                       "`---` at the start of the file.")
                          : "");
        put_keys(out, file->schema);
        put_records(&guide, file->schema);
    }
    buffer_text(
        out, translated(
                 "## references.bib\n\nOptional: the works that are cited, in BibTeX or with biblatex's types and "
                 "fields, as "
                 "Zotero and Mendeley export them.\n\n"
                 "- Names are separated by `and`; a list that is cut short ends with `and others`. Institutions are in "
                 "braces of their own: `author = {{Badan Pusat Statistik}}`.\n"
                 "- Laws and regulations are `@legislation`: `title`, `number`, `year`, and perhaps `shorttitle`, by "
                 "which they are cited, and `journaltitle`, where they were made known.\n"
                 "- `langid` says in which language a title is: `indonesian`, `english`, a name that babel knows, or "
                 "a code (`id`). Without it, it is the language of the study. Titles of other languages are marked for "
                 "screen "
                 "readers and hyphenation. English ones are printed in sentence case, but for what stands in braces.\n"
                 "- `year` takes `n.d.`, `ca. 1999` and `in press` as well, `date` also `2020-05-06`, `2020/2021` and "
                 "`-0379`, "
                 "which is 380 B.C.E.\n\n"
                 "## figures/\n\nOptional: figures, as SVG, PNG or DOT.\n"));
}
