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

static void put_type(struct buffer *out, const struct field *field)
{
    switch (field->type) {
    case FIELD_TOKEN:
        if (field->allowed != NULL) {
            buffer_text(out, translated("one of "));
            put_allowed(out, field->allowed);
            break;
        }
        buffer_text(out, translated("text"));
        break;
    case FIELD_TEXT:
        buffer_text(out, translated("text"));
        break;
    case FIELD_PROSE:
        buffer_text(out, "Markdown");
        break;
    case FIELD_SPANS:
        buffer_text(out, translated("one line of Markdown"));
        break;
    case FIELD_VERBATIM:
        buffer_text(out, translated("text, word by word"));
        break;
    case FIELD_INTEGER:
        buffer_text(out, translated("whole number"));
        break;
    case FIELD_NUMBER:
        buffer_text(out, translated("number"));
        break;
    case FIELD_BOOLEAN:
    case FIELD_SWITCH:
        buffer_text(out, translated("`true` or `false`"));
        break;
    case FIELD_DATE:
        buffer_text(out, translated("date"));
        break;
    case FIELD_CHOICE:
        buffer_text(out, translated("one of "));
        put_allowed(out, field->allowed);
        break;
    case FIELD_ID:
        buffer_text(out, translated("id"));
        break;
    case FIELD_REFERENCE:
        buffer_format(out, translated("id of %s"), object_kind_one(field->kind));
        break;
    case FIELD_REFERENCES:
        buffer_format(out, translated("list of ids, each of %s"), object_kind_one(field->kind));
        break;
    case FIELD_TEXTS:
        buffer_text(out, translated("list of texts"));
        break;
    case FIELD_PROSES:
        buffer_text(out, translated("list of Markdown texts"));
        break;
    case FIELD_RECORD:
        buffer_format(out, translated("record [%s](#%s)"), field->record->name, field->record->name);
        break;
    case FIELD_PAIRS:
        buffer_text(out, translated("keys that the study declares, each with a text"));
        break;
    case FIELD_RECORDS:
        buffer_format(out, translated("list of records [%s](#%s)"), field->record->name, field->record->name);
        break;
    case FIELD_CHOICES:
        buffer_text(out, translated("list of "));
        put_allowed(out, field->allowed);
        break;
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
