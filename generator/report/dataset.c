/* All quotes as one table with a row for each, for spreadsheets and statistics: no page shows it. */

#include "report/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"

enum dataset_column {
    COLUMN_QUOTE,
    COLUMN_SOURCE,
    COLUMN_ROLE,
    COLUMN_GROUP,
    COLUMN_SECTOR,
    COLUMN_TECHNIQUE,
    COLUMN_QUESTION,
    COLUMN_CODES,
    COLUMN_CODE_NAMES,
    COLUMN_STANCE,
    COLUMN_KIND,
    COLUMN_WORDS,
    COLUMN_TRANSLATION,
    COLUMN_PLACE,
    COLUMNS
};

static const char *const head_labels[COLUMNS] = {
    "dataset_quote",    "dataset_source",   "dataset_role",        "dataset_group",      "dataset_sector",
    "filter_technique", "dataset_question", "dataset_codes",       "dataset_code_names", "dataset_stance",
    "dataset_kind",     "dataset_words",    "dataset_translation", "dataset_place",
};

/* "words", "document" or "summary": what the text of an excerpt is. */
static const char *kind_of(const struct assembly *assembly, const struct excerpt *excerpt)
{
    return label_text(assembly->labels, excerpt->according_to ? "dataset_summary"
                                        : excerpt->document   ? "dataset_document"
                                                              : "dataset_said");
}

/* The ids of the codes, or their names, with "; " between. */
static const char *codes_of(const struct assembly *assembly, const struct excerpt *excerpt, bool names)
{
    const char *joined = "";

    for (size_t i = 0; i < excerpt->codes.count; i++) {
        const struct reference *reference = excerpt->codes.items[i];
        const struct code *code = reference->object;
        const char *text = names ? span_plain(assembly->arena, code->label) : code->id;
        joined = arena_concat(assembly->arena, joined, i > 0 ? "; " : "", text, NULL);
    }
    return joined;
}

/* What cells say, in the order of the columns; NULL: nothing. */
static void say(const struct assembly *assembly, const struct excerpt *excerpt, const char *texts[COLUMNS])
{
    const struct informant *informant = excerpt->speakers.count == 1 ? excerpt->informant : NULL;
    bool has_role = informant != NULL && informant->attribution != ATTRIBUTION_CODE;

    texts[COLUMN_QUOTE] = excerpt->id;
    texts[COLUMN_SOURCE] = excerpt->document ? excerpt->document->title : compose_sources(assembly->arena, excerpt);
    texts[COLUMN_ROLE] = has_role ? informant->role : NULL;
    texts[COLUMN_GROUP] =
        informant ? compose_told_group(assembly->arena, assembly->study, assembly->labels, informant) : NULL;
    texts[COLUMN_SECTOR] = informant ? informant->sector : NULL;
    texts[COLUMN_TECHNIQUE] =
        excerpt->according_to ? NULL : compose_technique(assembly->arena, assembly->study, assembly->labels, excerpt);
    texts[COLUMN_QUESTION] = excerpt->question.id;
    texts[COLUMN_CODES] = codes_of(assembly, excerpt, false);
    texts[COLUMN_CODE_NAMES] = codes_of(assembly, excerpt, true);
    /* Approaches that judge none have no word for it. */
    texts[COLUMN_STANCE] = excerpt->stance == STANCE_UNJUDGED
                               ? NULL
                               : label_text(assembly->labels, arena_concat(assembly->arena, "stance_",
                                                                           stance_names[excerpt->stance], NULL));
    texts[COLUMN_KIND] = kind_of(assembly, excerpt);
    texts[COLUMN_WORDS] = compose_words(assembly->arena, assembly->labels, excerpt);
    texts[COLUMN_TRANSLATION] = excerpt->translation;
    texts[COLUMN_PLACE] = compose_where(assembly->arena, assembly->labels, excerpt);
}

static struct row *row_of(const struct assembly *assembly, const struct excerpt *excerpt)
{
    struct arena *arena = assembly->arena;
    struct row *row = arena_alloc(arena, sizeof *row);
    const char *texts[COLUMNS];

    *row = (struct row){.cells = arena_alloc(arena, COLUMNS * sizeof *row->cells),
                        .illustrative = excerpt_is_made_up(excerpt)};
    say(assembly, excerpt, texts);
    for (int i = 0; i < COLUMNS; i++)
        row->cells[i] = (struct cell){.column_span = 1,
                                      .blocks = texts[i] ? block_text(arena, texts[i], excerpt->record.place) : NULL};
    return row;
}

void dataset_make(struct assembly *assembly)
{
    const struct list *excerpts = &assembly->study->excerpts;
    struct arena *arena = assembly->arena;
    struct table *table = arena_alloc(arena, sizeof *table);
    struct row **end = &table->rows;

    if (excerpts->count == 0)
        return;
    const struct place place = assembly->study->info->record.place;
    *table = (struct table){.caption.words = span_text(arena, label_text(assembly->labels, "dataset_title")),
                            .caption.notes = block_text(arena, label_text(assembly->labels, "dataset_note"), place),
                            .caption.place = place,
                            .column_count = COLUMNS,
                            .columns = arena_alloc(arena, COLUMNS * sizeof *table->columns),
                            .has_head = true};
    for (int i = 0; i < COLUMNS; i++)
        table->columns[i] = (struct column){.head = span_text(arena, label_text(assembly->labels, head_labels[i]))};
    for (size_t i = 0; i < excerpts->count; i++) {
        *end = row_of(assembly, excerpts->items[i]);
        table->caption.illustrative |= (*end)->illustrative;
        end = &(*end)->next;
    }
    assembly->report->dataset = table;
}
