/* What can be counted, each with its definition: frequency, co-occurrence, saturation, agreement of coders. */

#include "report/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"

/* A matrix of more themes would be too wide for a page; the list of pairs says the same. */
enum { MOST_THEMES = 16 };

static struct composition begin(const struct assembly *assembly, const char *part, const char *caption)
{
    struct composition table = compose_table(assembly, section_part_label(assembly, "numbers", part),
                                             compose_label(assembly, caption), assembly->study->codebook->record.place);

    table.table->notes = compose_label_paragraph(assembly, arena_format(assembly->arena, "%s_note", caption));
    return table;
}

static void number_columns(struct composition *table, const char *const *keys, size_t count, double width)
{
    for (size_t i = 0; i < count; i++) {
        compose_column(table, keys[i], width);
        table->table->columns[table->table->column_count - 1].alignment = ALIGN_RIGHT;
    }
}

static struct block *code_cell(const struct assembly *assembly, const struct code *code)
{
    struct span *label = compose_code(assembly, code);

    if (code->level == CODE_SUBTHEME)
        label = span_append(span_text(assembly->arena, "– "), label);
    return compose_paragraph(assembly, label);
}

static struct block *frequency_table(const struct assembly *assembly)
{
    static const char *const columns[] = {"numbers_excerpts", "numbers_informants", "numbers_documents",
                                          "numbers_contrasts"};
    const struct list *codes = &assembly->study->codes;
    size_t informants = assembly->study->informants->informants.count;
    struct composition table = begin(assembly, "frequency", "numbers_frequency");

    compose_column(&table, "table_code", 0.4);
    number_columns(&table, columns, 4, 0.15);
    for (size_t i = 0; i < codes->count; i++) {
        const struct code *code = codes->items[i];
        if (code->level == CODE_VARIABLE)
            continue;
        struct code_counts counts = count_code(assembly->study, code);
        compose_row(&table, NULL, code->record.place);
        compose_cell(&table, code_cell(assembly, code));
        compose_cell_number(&table, counts.excerpts);
        compose_cell_text(&table, compose_people(assembly, "narrative_of", counts.informants, informants));
        compose_cell_number(&table, counts.documents);
        compose_cell_number(&table, counts.contrasts);
    }
    return table.table->rows ? compose_finish(&table) : NULL;
}

/* Excerpts of each theme, as bars that lead to its quotes. */
static struct block *frequency_chart(const struct assembly *assembly)
{
    const struct list *codes = &assembly->study->codes;
    const char *table = section_part_label(assembly, "numbers", "themes");
    struct chart *chart = arena_alloc(assembly->arena, sizeof *chart);
    struct block *block = block_new(assembly->arena, BLOCK_CHART, assembly->study->codebook->record.place);

    *chart = (struct chart){.kind = CHART_BAR,
                            .label = arena_format(assembly->arena, "fig:%s", table + 4),
                            .caption = compose_label(assembly, "numbers_themes"),
                            .points = arena_alloc(assembly->arena, codes->count * sizeof *chart->points),
                            .notes = compose_chart_note(assembly, "numbers_themes_note"),
                            .place = block->place};
    for (size_t i = 0; i < codes->count; i++) {
        const struct code *code = codes->items[i];
        if (code->level != CODE_THEME)
            continue;
        struct code_counts counts = count_code(assembly->study, code);
        const char *excerpts = compose_number(assembly, "count_excerpts", counts.excerpts);
        const char *informants =
            compose_people(assembly, "count_informants", counts.informants, assembly->study->informants->informants.count);
        chart->points[chart->point_count++] = (struct chart_point){
            arena_format(assembly->arena, "%s: %s", span_plain(assembly->arena, code->label), informants), excerpts,
            (double)counts.excerpts, arena_format(assembly->arena, "code:%s", code->id)};
    }
    block->chart = chart;
    return chart->point_count > 0 ? block : NULL;
}

/* Themes by themes; the columns are numbers, as the names would not fit. */
static struct block *together_matrix(const struct assembly *assembly, const struct together *together)
{
    struct composition table = begin(assembly, "together", "numbers_together");
    size_t count = together->themes.count;

    if (count > MOST_THEMES)
        return NULL;
    compose_column(&table, "table_theme", 0.36);
    for (size_t i = 0; i < count; i++) {
        const char *head = arena_format(assembly->arena, "%zu", i + 1);
        compose_column_spans(&table, span_text(assembly->arena, head), 0.64 / (double)count);
        table.table->columns[i + 1].alignment = ALIGN_RIGHT;
    }
    for (size_t i = 0; i < count; i++) {
        const struct code *theme = together->themes.items[i];
        compose_row(&table, NULL, theme->record.place);
        struct span *number = span_text(assembly->arena, arena_format(assembly->arena, "%zu. ", i + 1));
        compose_cell(&table, compose_paragraph(assembly, span_append(number, compose_code(assembly, theme))));
        for (size_t j = 0; j < count; j++) {
            size_t same = together->same[i * count + j];
            compose_cell_text(&table, same ? arena_format(assembly->arena, "%zu", same) : "–");
        }
    }
    return compose_finish(&table);
}

/* The pair of themes i and j, if they ever occur together. */
static void pair_row(struct composition *table, const struct together *together, size_t i, size_t j)
{
    const struct assembly *assembly = table->assembly;
    const struct code *first = together->themes.items[i], *second = together->themes.items[j];
    size_t count = together->themes.count;
    size_t same = together->same[i * count + j], overlap = together->overlap[i * count + j];
    size_t either = together->same[i * count + i] + together->same[j * count + j] - same;

    if (same == 0 && overlap == 0)
        return;
    compose_row(table, NULL, first->record.place);
    compose_cell(table, code_cell(assembly, first));
    compose_cell(table, code_cell(assembly, second));
    compose_cell_number(table, same);
    compose_cell_text(table, compose_decimal(assembly, (double)same / (double)either, 2));
    if (together->overlaps)
        compose_cell_number(table, overlap);
}

static struct block *pair_table(const struct assembly *assembly, const struct together *together)
{
    static const char *const columns[] = {"numbers_both", "numbers_coefficient", "numbers_overlap"};
    struct composition table = begin(assembly, "pairs", "numbers_pairs");

    compose_column(&table, "numbers_first_theme", 0.3);
    compose_column(&table, "numbers_second_theme", 0.3);
    number_columns(&table, columns, together->overlaps ? 3 : 2, together->overlaps ? 0.13 : 0.2);
    if (together->overlaps)
        table.table->notes =
            block_append(table.table->notes, compose_label_paragraph(assembly, "numbers_overlap_note"));
    for (size_t i = 0; i < together->themes.count; i++) {
        for (size_t j = i + 1; j < together->themes.count; j++)
            pair_row(&table, together, i, j);
    }
    return table.table->rows ? compose_finish(&table) : NULL;
}

static struct block *together_part(const struct assembly *assembly)
{
    struct together together = together_of(assembly->arena, assembly->study);
    struct block *pairs = pair_table(assembly, &together);

    /* A matrix with nothing beside its diagonal says no more than a sentence. */
    if (pairs == NULL)
        return together.themes.count > 1 ? compose_label_paragraph(assembly, "numbers_no_pairs") : NULL;
    return block_append(together_matrix(assembly, &together), pairs);
}

/* "2 (10,0%)", or a dash where no run ends. */
static const char *run_text(const struct assembly *assembly, const struct saturation_step *step)
{
    if (!step->is_judged)
        return "–";
    return arena_format(assembly->arena, "%zu (%s%%)", step->run, compose_decimal(assembly, step->percent, 1));
}

static struct block *saturation_table(const struct assembly *assembly, const struct saturation *saturation)
{
    static const char *const columns[] = {"numbers_fresh", "numbers_cumulative", "numbers_run"};
    struct composition table = begin(assembly, "saturation", "numbers_saturation");

    compose_column(&table, "table_number", 0.1);
    compose_column(&table, "table_informant_code", 0.2);
    compose_column(&table, "table_date", 0.22);
    number_columns(&table, columns, 3, 0.16);
    for (size_t i = 0; i < saturation->count; i++) {
        const struct saturation_step *step = &saturation->steps[i];
        compose_row(&table, NULL, step->informant->record.place);
        compose_cell_number(&table, i + 1);
        compose_cell(&table, compose_paragraph(
                                 assembly, compose_object(assembly, OBJECT_INFORMANT, step->informant->code, NULL)));
        compose_cell_text(&table, step->date ? compose_date(assembly, step->date) : "–");
        compose_cell_number(&table, step->fresh);
        compose_cell_number(&table, step->cumulative);
        compose_cell_text(&table, run_text(assembly, step));
    }
    return compose_finish(&table);
}

static struct block *saturation_curve(const struct assembly *assembly, const struct saturation *saturation)
{
    struct block *block = block_new(assembly->arena, BLOCK_CHART, assembly->study->informants->record.place);
    struct chart *chart = arena_alloc(assembly->arena, sizeof *chart);
    const char *table = section_part_label(assembly, "numbers", "saturation");

    *chart = (struct chart){
        .kind = CHART_LINE,
        .label = arena_format(assembly->arena, "fig:%s", table + 4),
        .caption = compose_label(assembly, "numbers_curve"),
        .unit = label_text(assembly->labels, "numbers_codes"),
        .points = arena_alloc(assembly->arena, saturation->count * sizeof *chart->points),
        .point_count = saturation->count,
        .place = block->place,
    };
    for (size_t i = 0; i < saturation->count; i++) {
        const struct saturation_step *step = &saturation->steps[i];
        const char *number = arena_format(assembly->arena, "%zu", step->cumulative);
        chart->points[i] = (struct chart_point){step->informant->code, number, (double)step->cumulative, NULL};
    }
    block->chart = chart;
    return block;
}

static struct block *saturation_part(const struct assembly *assembly)
{
    struct saturation saturation = saturation_of(assembly->arena, assembly->study);

    if (saturation.count == 0)
        return NULL;
    struct block *blocks = compose_text(assembly, answer_saturation(assembly, &saturation));
    blocks = block_append(blocks, saturation_table(assembly, &saturation));
    return saturation.count > 1 ? block_append(blocks, saturation_curve(assembly, &saturation)) : blocks;
}

struct block *section_numbers(const struct assembly *assembly)
{
    const struct list *excerpts = &assembly->study->excerpts;

    if (excerpts->count == 0)
        return NULL;
    struct block *blocks = counts_warning(assembly, excerpts);
    blocks = block_append(blocks, compose_label_paragraph(assembly, "numbers_introduction"));
    blocks = block_append(blocks, compose_titled(assembly, "numbers_frequency", "frequency",
                                                 block_append(frequency_chart(assembly), frequency_table(assembly))));
    blocks = block_append(blocks,
                          compose_titled(assembly, "numbers_co_occurrence", "co-occurrence", together_part(assembly)));
    blocks =
        block_append(blocks, compose_titled(assembly, "numbers_saturation", "saturation", saturation_part(assembly)));
    return block_append(blocks,
                        compose_titled(assembly, "numbers_agreement", "agreement", section_agreement(assembly)));
}
