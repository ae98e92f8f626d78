/*
 * The analysis trail: the three stages of qualitative research (description, reduction, selection) and the four
 * activities of Miles & Huberman, with the numbers of this study; what was coded and not quoted; the codebook's
 * history; the build record.
 */

#include "report/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "lua/scripts.h"

#include <string.h>

/* Excerpts and codes that are named one by one; of more the number is told. */
enum { MOST_NAMES = 12 };

/* The excerpts that the narratives quote: id -> excerpt. */
static struct map *quoted_excerpts(const struct assembly *assembly)
{
    struct map *quoted = map_new(assembly->arena);

    for (size_t i = 0; i < assembly->narratives.count; i++) {
        const struct narrative *narrative = assembly->narratives.items[i];
        struct list found = {0};
        hooks_quoted(assembly->arena, assembly->study, narrative->blocks, &found);
        for (size_t j = 0; j < found.count; j++)
            map_put(quoted, ((const struct excerpt *)found.items[j])->id, found.items[j]);
    }
    return quoted;
}

/* A stage: its name, what it is, and a line for each of its numbers. */
static void stage_row(struct composition *table, const char *stage, const char *const *numbers)
{
    const struct assembly *assembly = table->assembly;
    struct list items = {0};

    compose_row(table, NULL, table->table->place);
    compose_cell(table, compose_paragraph(assembly, compose_strong(assembly, compose_label(assembly, stage))));
    compose_cell(table, compose_label_paragraph(assembly, arena_format(assembly->arena, "%s_means", stage)));
    for (; *numbers != NULL; numbers++)
        list_add(&items, assembly->arena, compose_text(assembly, *numbers));
    compose_cell(table, compose_list(assembly, false, &items));
}

static struct composition begin(const struct assembly *assembly, const char *part, const char *caption)
{
    struct composition table = compose_table(assembly, section_part_label(assembly, "trail", part),
                                             compose_label(assembly, caption), assembly->study->info->record.place);

    compose_column(&table, "trail_stage", 0.2);
    compose_column(&table, "trail_means", 0.42);
    compose_column(&table, "trail_numbers", 0.38);
    return table;
}

/* Whose names the three rows of stages have: the study's own method, or neutral ones. */
static const char *const neutral_stages[] = {"trail_steps", "trail_data", "trail_coding", "trail_findings_step"};
static const char *const three_stages[] = {"trail_stages", "trail_description", "trail_reduction", "trail_selection"};

static struct block *stages(const struct assembly *assembly, const struct trail *trail, size_t quoted,
                            const char *const *names)
{
    const char *description[] = {compose_people(assembly, "trail_interviews", trail->interviews, trail->informants),
                                 compose_number(assembly, "minutes", trail->minutes),
                                 compose_number(assembly, "trail_documents", trail->documents),
                                 compose_number(assembly, "trail_segments", trail->segments), NULL};
    const char *reduction[] = {compose_numbers(assembly, "trail_coded", trail->coded, trail->segments),
                               compose_number(assembly, "trail_codes", trail->codes),
                               compose_number(assembly, "trail_subthemes", trail->subthemes), NULL};
    const char *selection[] = {compose_number(assembly, "trail_themes", trail->themes),
                               compose_number(assembly, "trail_findings", trail->findings),
                               compose_numbers(assembly, "trail_quoted", quoted, trail->segments), NULL};
    struct composition table = begin(assembly, "stages", names[0]);

    stage_row(&table, names[1], description);
    stage_row(&table, names[2], reduction);
    stage_row(&table, names[3], selection);
    if (names == three_stages)
        table.table->notes = compose_label_paragraph(assembly, "trail_stages_note");
    return compose_finish(&table);
}

static struct block *activities(const struct assembly *assembly, const struct trail *trail, size_t quoted)
{
    const char *collection[] = {compose_people(assembly, "trail_interviews", trail->interviews, trail->informants),
                                compose_number(assembly, "trail_documents", trail->documents), NULL};
    const char *reduction[] = {compose_numbers(assembly, "trail_coded", trail->coded, trail->segments),
                               compose_number(assembly, "trail_codes", trail->codes), NULL};
    const char *display[] = {compose_numbers(assembly, "trail_quoted", quoted, trail->segments),
                             compose_number(assembly, "trail_findings", trail->findings), NULL};
    const char *conclusion[] = {
        compose_number(assembly, "trail_themes", trail->themes),
        compose_number(assembly, "trail_objectives", assembly->study->objectives->objectives.count), NULL};
    struct composition table = begin(assembly, "activities", "trail_activities");

    stage_row(&table, "trail_collection", collection);
    stage_row(&table, "trail_condensation", reduction);
    stage_row(&table, "trail_display", display);
    stage_row(&table, "trail_conclusion", conclusion);
    table.table->notes = compose_label_paragraph(assembly, "trail_activities_note");
    return compose_finish(&table);
}

/* The tables of the steps that the study takes; of neutral ones where it says none. */
static struct block *steps(const struct assembly *assembly, const struct trail *trail, size_t quoted)
{
    const struct list *chosen = &assembly->study->info->steps;
    struct block *blocks = NULL;

    for (size_t i = 0; i < chosen->count; i++) {
        bool three = chosen->items[i] == step_names[0];
        blocks = block_append(blocks, three ? stages(assembly, trail, quoted, three_stages)
                                            : activities(assembly, trail, quoted));
    }
    return blocks ? blocks : stages(assembly, trail, quoted, neutral_stages);
}

/* "IK-01.2, IK-03.4, dan 7 lainnya": mentions that lead to the quotes. */
static struct block *left_out(const struct assembly *assembly, const struct list *excerpts, const struct map *quoted)
{
    struct span *spans = NULL;
    size_t left = 0;

    for (size_t i = 0; i < excerpts->count; i++) {
        const struct excerpt *excerpt = excerpts->items[i];
        if (map_get(quoted, excerpt->id) != NULL || ++left > MOST_NAMES)
            continue;
        if (spans != NULL)
            spans = span_append(spans, span_text(assembly->arena, ", "));
        spans = span_append(spans, compose_object(assembly, OBJECT_EXCERPT, excerpt->id, NULL));
    }
    if (left == 0)
        return compose_text(assembly, "–");
    if (left > MOST_NAMES)
        spans =
            span_append(spans, span_text(assembly->arena, compose_number(assembly, "trail_more", left - MOST_NAMES)));
    return compose_paragraph(assembly, spans);
}

static struct block *selection_table(const struct assembly *assembly, const struct map *quoted)
{
    const struct list *codes = &assembly->study->codes;
    struct composition table =
        compose_table(assembly, section_part_label(assembly, "trail", "choice"),
                      compose_label(assembly, "trail_choice"), assembly->study->codebook->record.place);

    compose_column(&table, "table_theme", 0.3);
    compose_column(&table, "numbers_excerpts", 0.13);
    compose_column(&table, "trail_chosen", 0.13);
    compose_column(&table, "trail_left", 0.44);
    table.table->columns[1].alignment = table.table->columns[2].alignment = ALIGN_RIGHT;
    table.table->notes = compose_label_paragraph(assembly, "trail_choice_note");
    for (size_t i = 0; i < codes->count; i++) {
        const struct code *code = codes->items[i];
        const struct list *excerpts = study_excerpts_of_code(assembly->study, code);
        size_t chosen = 0;
        if (code->level != CODE_THEME)
            continue;
        for (size_t j = 0; j < excerpts->count; j++)
            chosen += map_get(quoted, ((const struct excerpt *)excerpts->items[j])->id) != NULL;
        compose_row(&table, NULL, code->record.place);
        compose_cell(&table, compose_paragraph(assembly, compose_code(assembly, code)));
        compose_cell_number(&table, excerpts->count);
        compose_cell_number(&table, chosen);
        compose_cell(&table, left_out(assembly, excerpts, quoted));
    }
    return table.table->rows ? compose_finish(&table) : NULL;
}

static bool holds(const struct list *ids, const char *id)
{
    for (size_t i = 0; i < ids->count; i++) {
        if (strcmp(ids->items[i], id) == 0)
            return true;
    }
    return false;
}

/* The ids of now that are not in before. */
static const char *difference(const struct assembly *assembly, const struct list *now, const struct list *before)
{
    struct buffer text = {0};
    size_t count = 0;

    for (size_t i = 0; i < now->count; i++) {
        if (holds(before, now->items[i]))
            continue;
        if (++count <= MOST_NAMES)
            buffer_format(&text, "%s%s", text.length > 0 ? ", " : "", (const char *)now->items[i]);
    }
    if (count > MOST_NAMES)
        buffer_text(&text, compose_number(assembly, "trail_more", count - MOST_NAMES));
    const char *result = count > 0 ? arena_string(assembly->arena, text.bytes) : "–";
    buffer_free(&text);
    return result;
}

static void version_row(struct composition *table, const char *date, const struct list *codes,
                        const struct list *before, struct block *remark)
{
    compose_row(table, NULL, table->table->place);
    compose_cell_text(table, date);
    compose_cell_number(table, codes->count);
    compose_cell_text(table, before ? difference(table->assembly, codes, before) : "–");
    compose_cell_text(table, before ? difference(table->assembly, before, codes) : "–");
    compose_cell(table, remark);
}

/* The versions that were kept, then the codebook as it is. */
static struct block *history(const struct assembly *assembly)
{
    const struct list *versions = &assembly->study->codebook_versions;
    const struct list *before = NULL;
    struct list now = {0};

    if (versions->count == 0)
        return NULL;
    struct composition table =
        compose_table(assembly, section_part_label(assembly, "trail", "codebook"),
                      compose_label(assembly, "trail_history"), assembly->study->codebook->record.place);
    compose_column(&table, "table_date", 0.15);
    compose_column(&table, "trail_code_count", 0.1);
    compose_column(&table, "trail_added", 0.23);
    compose_column(&table, "trail_removed", 0.23);
    compose_column(&table, "trail_remark", 0.29);
    for (size_t i = 0; i < versions->count; i++) {
        const struct codebook_version *version = versions->items[i];
        version_row(&table, compose_date(assembly, version->date), &version->codes, before,
                    compose_copy_blocks(assembly, version->note));
        before = &version->codes;
    }
    for (size_t i = 0; i < assembly->study->codes.count; i++)
        list_add(&now, assembly->arena, (void *)((const struct code *)assembly->study->codes.items[i])->id);
    version_row(&table, label_text(assembly->labels, "trail_now"), &now, before, NULL);
    return compose_finish(&table);
}

static struct block *record(const struct assembly *assembly)
{
    const char *version = label_format(assembly->labels, assembly->arena, "trail_version", VERSION, NULL);
    struct block *blocks = compose_text(assembly, version);

    if (assembly->study->audience == AUDIENCE_PUBLIC)
        return block_append(blocks, compose_label_paragraph(assembly, "trail_record_elsewhere"));
    return block_append(blocks, build_record(assembly));
}

struct block *section_trail(const struct assembly *assembly)
{
    struct trail trail = trail_of(assembly->study);
    const struct map *quoted = quoted_excerpts(assembly);
    struct block *blocks = counts_warning(assembly, &assembly->study->excerpts);

    blocks = block_append(blocks, compose_label_paragraph(assembly, assembly->study->audience == AUDIENCE_PUBLIC
                                                                        ? "trail_introduction_public"
                                                                        : "trail_introduction"));
    blocks = block_append(blocks, steps(assembly, &trail, map_count(quoted)));
    blocks =
        block_append(blocks, compose_titled(assembly, "trail_choice", "choice", selection_table(assembly, quoted)));
    blocks = block_append(blocks, compose_titled(assembly, "trail_history", "history", history(assembly)));
    return block_append(blocks, compose_titled(assembly, "trail_record", "record", record(assembly)));
}
