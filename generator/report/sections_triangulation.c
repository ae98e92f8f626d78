/* Which sources and techniques agree on a theme, an objective: the convergence coding matrix (analysis/evidence.h). */

#include "report/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/buffer.h"

#include <string.h>

static const char *named(const struct assembly *assembly, const char *start, const char *name)
{
    return label_text(assembly->labels, arena_format(assembly->arena, "%s_%s", start, name));
}

/* "terbelah (4; 1 berlawanan)", "mendukung (3)", "diam" */
static const char *voice_text(const struct assembly *assembly, const struct voice *voice)
{
    enum standing standing = evidence_standing(voice);
    const char *word = named(assembly, "standing", standing_names[standing]);

    if (standing == STANDING_SILENT)
        return word;
    const char *number = arena_format(assembly->arena, "%zu", voice->excerpts);
    if (standing == STANDING_DIVIDED)
        number = arena_format(assembly->arena, "%s; %s", number,
                              compose_number(assembly, "count_contrasts", voice->contrasts));
    return arena_format(assembly->arena, "%s (%s)", word, number);
}

static struct block *verdict_cell(const struct assembly *assembly, const struct comparison *comparison)
{
    const char *word = named(assembly, "verdict", verdict_names[comparison->verdict]);

    return compose_paragraph(assembly, compose_strong(assembly, span_text(assembly->arena, word)));
}

static void voice_columns(struct composition *table, const struct comparison *comparison, const char *start,
                          double width)
{
    for (size_t i = 0; i < comparison->count; i++) {
        const char *word = named(table->assembly, start, comparison->voices[i].name);
        compose_column_spans(table, span_text(table->assembly->arena, word), width / (double)comparison->count);
    }
}

static void voice_cells(struct composition *table, const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++)
        compose_cell_text(table, voice_text(table->assembly, &comparison->voices[i]));
}

/* What the verdicts of all tables mean, and where they come from. */
static struct block *definitions(const struct assembly *assembly)
{
    struct list meanings = {0};

    for (int verdict = VERDICT_AGREEMENT; verdict <= VERDICT_DISSONANCE; verdict++) {
        const char *word = named(assembly, "verdict", verdict_names[verdict]);
        struct span *spans = compose_strong(assembly, span_text(assembly->arena, word));
        const char *meaning =
            arena_format(assembly->arena, ": %s", named(assembly, "verdict_means", verdict_names[verdict]));
        spans = span_append(spans, span_text(assembly->arena, meaning));
        list_add(&meanings, assembly->arena, compose_paragraph(assembly, spans));
    }
    return block_append(compose_paragraph(assembly, compose_label(assembly, "triangulation_source_note")),
                        compose_list(assembly, false, &meanings));
}

static struct composition begin(const struct assembly *assembly, const char *part, const char *caption)
{
    return compose_table(assembly, section_part_label(assembly, "triangulation", part),
                         compose_label(assembly, caption), assembly->study->codebook->record.place);
}

/* The rows of a matrix: each theme with what it rests on. */
static struct block *theme_matrix(const struct assembly *assembly, struct composition *table,
                                  void (*fill)(struct composition *table, const struct triangulation *found))
{
    const struct list *codes = &assembly->study->codes;

    for (size_t i = 0; i < codes->count; i++) {
        const struct code *code = codes->items[i];
        if (code->level != CODE_THEME)
            continue;
        struct triangulation found = evidence_of_code(assembly->evidence, assembly->arena, code);
        compose_row(table, NULL, code->record.place);
        compose_cell(table, compose_paragraph(assembly, compose_code(assembly, code)));
        fill(table, &found);
    }
    return table->table->rows ? compose_finish(table) : NULL;
}

static void fill_sources(struct composition *table, const struct triangulation *found)
{
    voice_cells(table, &found->sources);
    compose_cell(table, verdict_cell(table->assembly, &found->sources));
}

static void fill_techniques(struct composition *table, const struct triangulation *found)
{
    voice_cells(table, &found->techniques);
    compose_cell(table, verdict_cell(table->assembly, &found->techniques));
}

/* The sectors that stand so, "Kesehatan; Sosial". */
static const char *sectors_standing(const struct assembly *assembly, const struct comparison *sectors,
                                    enum standing standing)
{
    struct buffer text = {0};

    for (size_t i = 0; i < sectors->count; i++) {
        if (evidence_standing(&sectors->voices[i]) == standing)
            buffer_format(&text, "%s%s", text.length > 0 ? "; " : "", sectors->voices[i].name);
    }
    const char *result = text.length > 0 ? arena_string(assembly->arena, text.bytes) : "–";
    buffer_free(&text);
    return result;
}

static void fill_sectors(struct composition *table, const struct triangulation *found)
{
    static const enum standing order[] = {STANDING_SUPPORT, STANDING_DIVIDED, STANDING_CONTRAST, STANDING_SILENT};

    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        compose_cell_text(table, sectors_standing(table->assembly, &found->sectors, order[i]));
    compose_cell(table, verdict_cell(table->assembly, &found->sectors));
}

static struct block *source_matrix(const struct assembly *assembly, const struct triangulation *shape)
{
    struct composition table = begin(assembly, "source", "triangulation_source");

    compose_column(&table, "table_theme", 0.24);
    voice_columns(&table, &shape->sources, "source", 0.56);
    compose_column(&table, "table_verdict", 0.2);
    return theme_matrix(assembly, &table, fill_sources);
}

static struct block *technique_matrix(const struct assembly *assembly, const struct triangulation *shape)
{
    struct composition table = begin(assembly, "technique", "triangulation_technique");

    compose_column(&table, "table_theme", 0.28);
    voice_columns(&table, &shape->techniques, "technique", 0.52);
    compose_column(&table, "table_verdict", 0.2);
    return theme_matrix(assembly, &table, fill_techniques);
}

static struct block *sector_matrix(const struct assembly *assembly, const struct triangulation *shape)
{
    if (shape->sectors.count < 2)
        return NULL;
    struct composition table = begin(assembly, "sector", "triangulation_sector");
    compose_column(&table, "table_theme", 0.17);
    compose_column(&table, "standing_support", 0.24);
    compose_column(&table, "standing_divided", 0.14);
    compose_column(&table, "standing_contrast", 0.14);
    compose_column(&table, "standing_silent", 0.2);
    compose_column(&table, "table_verdict", 0.11);
    table.table->orientation = ORIENTATION_LANDSCAPE;
    return theme_matrix(assembly, &table, fill_sectors);
}

/* "a. Kondisi awal", linked. */
static struct block *objective_cell(const struct assembly *assembly, const struct objective *objective)
{
    struct span *text = span_append(span_text(assembly->arena, arena_format(assembly->arena, "%s. ", objective->id)),
                                    compose_copy_spans(assembly, objective->title));

    return compose_paragraph(assembly, compose_object(assembly, OBJECT_OBJECTIVE, objective->id, text));
}

static struct block *objective_matrix(const struct assembly *assembly, const struct triangulation *shape)
{
    const struct list *objectives = &assembly->study->objectives->objectives;
    struct composition table = begin(assembly, "objective", "triangulation_objective");

    compose_column(&table, "table_objective", 0.2);
    voice_columns(&table, &shape->sources, "source", 0.48);
    compose_column(&table, "table_verdict_sources", 0.16);
    compose_column(&table, "table_verdict_techniques", 0.16);
    for (size_t i = 0; i < objectives->count; i++) {
        const struct objective *objective = objectives->items[i];
        struct triangulation found = evidence_of_objective(assembly->evidence, assembly->arena, objective);
        compose_row(&table, NULL, objective->record.place);
        compose_cell(&table, objective_cell(assembly, objective));
        voice_cells(&table, &found.sources);
        compose_cell(&table, verdict_cell(assembly, &found.sources));
        compose_cell(&table, verdict_cell(assembly, &found.techniques));
    }
    return table.table->rows ? compose_finish(&table) : NULL;
}

/* How many excerpts each source has on each theme; a cell leads to the quotes of its theme. */
static struct block *theme_map(const struct assembly *assembly, const struct triangulation *shape)
{
    const struct list *codes = &assembly->study->codes;
    const char *table = section_part_label(assembly, "triangulation", "map");
    struct chart *chart = arena_alloc(assembly->arena, sizeof *chart);
    size_t columns = shape->sources.count;

    *chart = (struct chart){.kind = CHART_HEAT,
                            .label = arena_format(assembly->arena, "fig:%s", table + strlen("tbl:")),
                            .caption = compose_label(assembly, "triangulation_map"),
                            .columns = arena_alloc(assembly->arena, columns * sizeof *chart->columns),
                            .column_count = columns,
                            .points = arena_alloc(assembly->arena, codes->count * columns * sizeof *chart->points),
                            .notes = compose_chart_note(assembly, "triangulation_map_note"),
                            .place = assembly->study->codebook->record.place};
    for (size_t i = 0; i < columns; i++)
        chart->columns[i] = named(assembly, "source", shape->sources.voices[i].name);
    for (size_t i = 0; i < codes->count; i++) {
        const struct code *code = codes->items[i];
        if (code->level != CODE_THEME)
            continue;
        struct triangulation found = evidence_of_code(assembly->evidence, assembly->arena, code);
        for (size_t j = 0; j < columns; j++) {
            size_t excerpts = found.sources.voices[j].excerpts;
            chart->points[chart->point_count++] = (struct chart_point){
                span_plain(assembly->arena, code->label), arena_format(assembly->arena, "%zu", excerpts),
                (double)excerpts, arena_format(assembly->arena, "code:%s", code->id)};
        }
    }
    if (chart->point_count == 0 || columns == 0)
        return NULL;
    struct block *block = block_new(assembly->arena, BLOCK_CHART, chart->place);
    block->chart = chart;
    return block;
}

struct block *section_triangulation(const struct assembly *assembly)
{
    const struct list nothing = {0};

    if (view_excerpts(assembly->view)->count == 0)
        return NULL;
    /* The same voices stand in every comparison: those of no excerpts tell the columns. */
    struct triangulation shape = evidence_of_excerpts(assembly->evidence, assembly->arena, &nothing);
    struct block *blocks = counts_warning(assembly, view_excerpts(assembly->view));
    blocks = block_append(blocks, compose_paragraph(assembly, compose_label(assembly, "triangulation_introduction")));
    blocks = block_append(blocks, theme_map(assembly, &shape));
    blocks = block_append(blocks, definitions(assembly));
    blocks = block_append(blocks, objective_matrix(assembly, &shape));
    blocks = block_append(blocks, source_matrix(assembly, &shape));
    blocks = block_append(blocks, sector_matrix(assembly, &shape));
    return block_append(blocks, technique_matrix(assembly, &shape));
}
