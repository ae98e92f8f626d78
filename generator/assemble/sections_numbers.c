/* What can be counted, each with its definition: frequency, co-occurrence, saturation, agreement of coders. */

#include "assemble/answers.h"
#include "assemble/compose.h"
#include "assemble/counts.h"
#include "assemble/sections.h"
#include "base/arena.h"
#include "model/saturation.h"

/* A matrix of more themes would be too wide for a page; the list of pairs says the same. */
enum { MOST_THEMES = 16 };

static struct block *titled(const struct assembly *assembly, const char *key, const char *id, struct block *content)
{
    return content ? block_append(compose_heading(assembly, 2, compose_label(assembly, key), id), content) : NULL;
}

static struct block *note(const struct assembly *assembly, const char *key)
{
    return compose_paragraph(assembly, compose_label(assembly, key));
}

static struct composition begin(const struct assembly *assembly, const char *suffix, const char *caption)
{
    struct composition table = compose_table(assembly, section_table_label(assembly, "numbers", suffix),
                                             compose_label(assembly, caption), assembly->study->codebook->record.place);

    table.table->notes = note(assembly, arena_format(assembly->arena, "%s_note", caption));
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
    size_t informants = view_informants(assembly->view)->count;
    struct composition table = begin(assembly, "frekuensi", "numbers_frequency");

    compose_column(&table, "table_code", 0.4);
    number_columns(&table, columns, 4, 0.15);
    for (size_t i = 0; i < codes->count; i++) {
        const struct code *code = codes->items[i];
        if (code->level == CODE_VARIABLE)
            continue;
        struct code_counts counts = count_code(assembly->view, code);
        compose_row(&table, NULL, code->record.place);
        compose_cell(&table, code_cell(assembly, code));
        compose_cell_number(&table, counts.excerpts);
        compose_cell_text(&table, compose_people(assembly, "narrative_of", counts.informants, informants));
        compose_cell_number(&table, counts.documents);
        compose_cell_number(&table, counts.contrasts);
    }
    return table.table->rows ? compose_finish(&table) : NULL;
}

static struct list themes_of(const struct assembly *assembly)
{
    const struct list *codes = &assembly->study->codes;
    struct list themes = {0};

    for (size_t i = 0; i < codes->count; i++) {
        struct code *code = codes->items[i];
        if (code->level == CODE_THEME && view_excerpts_of_code(assembly->view, code)->count > 0)
            list_add(&themes, assembly->arena, code);
    }
    return themes;
}

/* together[i * count + j]: excerpts with both themes, or one below each. */
static size_t *co_occurrences(const struct assembly *assembly, const struct list *themes)
{
    const struct list *excerpts = view_excerpts(assembly->view);
    size_t count = themes->count;
    size_t *together = arena_alloc(assembly->arena, (count * count + 1) * sizeof *together);
    bool *has = arena_alloc(assembly->arena, count + 1);

    for (size_t k = 0; k < excerpts->count; k++) {
        const struct excerpt *excerpt = excerpts->items[k];
        for (size_t i = 0; i < count; i++) {
            has[i] = false;
            for (size_t j = 0; j < excerpt->codes.count && !has[i]; j++) {
                const struct reference *code = excerpt->codes.items[j];
                has[i] = code_is_within(code->object, themes->items[i]);
            }
        }
        for (size_t i = 0; i < count; i++) {
            for (size_t j = 0; has[i] && j < count; j++)
                together[i * count + j] += has[j];
        }
    }
    return together;
}

/* Themes by themes; the columns are numbers, as the names would not fit. */
static struct block *together_matrix(const struct assembly *assembly, const struct list *themes, const size_t *together)
{
    struct composition table = begin(assembly, "bersama", "numbers_together");

    if (themes->count < 2 || themes->count > MOST_THEMES)
        return NULL;
    compose_column(&table, "table_theme", 0.36);
    for (size_t i = 0; i < themes->count; i++) {
        const char *head = arena_format(assembly->arena, "%zu", i + 1);
        compose_column_spans(&table, span_text(assembly->arena, head), 0.64 / (double)themes->count);
        table.table->columns[i + 1].alignment = ALIGN_RIGHT;
    }
    for (size_t i = 0; i < themes->count; i++) {
        const struct code *theme = themes->items[i];
        compose_row(&table, NULL, theme->record.place);
        struct span *number = span_text(assembly->arena, arena_format(assembly->arena, "%zu. ", i + 1));
        compose_cell(&table, compose_paragraph(assembly, span_append(number, compose_code(assembly, theme))));
        for (size_t j = 0; j < themes->count; j++)
            compose_cell_text(&table, together[i * themes->count + j] == 0
                                          ? "–"
                                          : arena_format(assembly->arena, "%zu", together[i * themes->count + j]));
    }
    return compose_finish(&table);
}

static struct block *pair_table(const struct assembly *assembly, const struct list *themes, const size_t *together)
{
    struct composition table = begin(assembly, "pasangan", "numbers_pairs");
    size_t count = themes->count;

    compose_column(&table, "numbers_first_theme", 0.35);
    compose_column(&table, "numbers_second_theme", 0.35);
    number_columns(&table, (const char *const[]){"numbers_both", "numbers_coefficient"}, 2, 0.15);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j++) {
            size_t both = together[i * count + j];
            const struct code *first = themes->items[i], *second = themes->items[j];
            if (both == 0)
                continue;
            size_t either = together[i * count + i] + together[j * count + j] - both;
            compose_row(&table, NULL, first->record.place);
            compose_cell(&table, code_cell(assembly, first));
            compose_cell(&table, code_cell(assembly, second));
            compose_cell_number(&table, both);
            compose_cell_text(&table, compose_decimal(assembly, (double)both / (double)either, 2));
        }
    }
    return table.table->rows ? compose_finish(&table) : NULL;
}

static struct block *together_part(const struct assembly *assembly)
{
    struct list themes = themes_of(assembly);
    const size_t *together = co_occurrences(assembly, &themes);
    struct block *pairs = pair_table(assembly, &themes, together);

    /* A matrix with nothing beside its diagonal says no more than a sentence. */
    if (pairs == NULL)
        return themes.count > 1 ? note(assembly, "numbers_no_pairs") : NULL;
    return block_append(together_matrix(assembly, &themes, together), pairs);
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
    struct composition table = begin(assembly, "kejenuhan", "numbers_saturation");

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
    const char *table = section_table_label(assembly, "numbers", "kejenuhan");

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
        chart->points[i] = (struct chart_point){step->informant->code, number, (double)step->cumulative};
    }
    block->chart = chart;
    return block;
}

static struct block *saturation_part(const struct assembly *assembly)
{
    struct saturation saturation = saturation_of(assembly->arena, assembly->view);

    if (saturation.count == 0)
        return NULL;
    struct block *blocks = compose_text(assembly, answer_saturation(assembly, &saturation));
    blocks = block_append(blocks, saturation_table(assembly, &saturation));
    return saturation.count > 1 ? block_append(blocks, saturation_curve(assembly, &saturation)) : blocks;
}

struct block *section_numbers(const struct assembly *assembly)
{
    const struct list *excerpts = view_excerpts(assembly->view);

    if (excerpts->count == 0)
        return NULL;
    struct block *blocks = counts_warning(assembly, excerpts);
    blocks = block_append(blocks, note(assembly, "numbers_introduction"));
    blocks = block_append(blocks, titled(assembly, "numbers_frequency", "frequency", frequency_table(assembly)));
    blocks = block_append(blocks, titled(assembly, "numbers_co_occurrence", "co-occurrence", together_part(assembly)));
    blocks = block_append(blocks, titled(assembly, "numbers_saturation", "saturation", saturation_part(assembly)));
    return block_append(blocks, titled(assembly, "numbers_agreement", "agreement", section_agreement(assembly)));
}
