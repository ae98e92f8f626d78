/* What others found and thought: prior studies, theoretical models, figures of the background. */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/list.h"
#include "base/map.h"
#include "bibliography/bibliography.h"
#include "report/private.h"

static struct block *component_list(const struct assembly *assembly, const struct list *components)
{
    struct list items = {0};

    for (size_t i = 0; i < components->count; i++) {
        const struct component *component = components->items[i];
        struct span *label = compose_strong(assembly, span_text(assembly->arena, component->label));
        struct block *item = block_new(assembly->arena, BLOCK_SECTION, component->record.place);
        item->id = component->id;
        item->children = block_append(compose_paragraph(assembly, label),
                                      block_append(compose_copy_blocks(assembly, component->description),
                                                   component_list(assembly, &component->parts)));
        list_add(&items, assembly->arena, item);
    }
    return compose_list(assembly, false, &items);
}

/* "Misi → Proses: memengaruhi", one line a relation. */
static struct block *relation_list(const struct assembly *assembly, const struct list *relations)
{
    struct list items = {0};

    for (size_t i = 0; i < relations->count; i++) {
        const struct relation *relation = relations->items[i];
        const struct component *from = relation->from.object, *to = relation->to.object;
        const char *text = arena_format(assembly->arena, "%s → %s%s%s", from->label, to->label,
                                        relation->label ? ": " : "", relation->label ? relation->label : "");
        list_add(&items, assembly->arena, compose_text(assembly, text));
    }
    struct block *list = compose_list(assembly, false, &items);
    if (list == NULL)
        return NULL;
    return block_append(
        compose_paragraph(assembly, compose_strong(assembly, compose_label(assembly, "framework_relations"))), list);
}

/* "Input (Misi, Sumber daya mitra), Throughput": components and what is in them, for those who cannot see it. */
static void name_components(struct buffer *text, const struct list *components)
{
    for (size_t i = 0; i < components->count; i++) {
        const struct component *component = components->items[i];
        buffer_format(text, "%s%s", i ? ", " : "", component->label);
        if (component->parts.count == 0)
            continue;
        buffer_text(text, " (");
        name_components(text, &component->parts);
        buffer_char(text, ')');
    }
}

static const char *describe(const struct assembly *assembly, const struct framework *framework)
{
    struct buffer text = {0};

    name_components(&text, &framework->components);
    buffer_text(&text, ".");
    for (size_t i = 0; i < framework->relations.count; i++) {
        const struct relation *relation = framework->relations.items[i];
        const struct component *from = relation->from.object, *to = relation->to.object;
        buffer_format(&text, "%s%s → %s%s%s", i ? "; " : " ", from->label, to->label, relation->label ? ": " : "",
                      relation->label ? relation->label : "");
    }
    const char *words = arena_string(assembly->arena, buffer_string(&text));
    buffer_free(&text);
    return words;
}

struct block *section_framework(const struct assembly *assembly, const struct framework *framework)
{
    struct block *block = block_new(assembly->arena, BLOCK_FIGURE, framework->record.place);
    struct figure *figure = arena_alloc(assembly->arena, sizeof *figure);

    *figure = (struct figure){
        .label = arena_format(assembly->arena, "fig:%s", framework->id),
        .caption = framework->caption ? framework->caption : span_text(assembly->arena, framework->name),
        .framework = framework,
        .alt = describe(assembly, framework),
        .place = framework->record.place,
    };
    block->figure = figure;
    return block;
}

static struct block *framework_blocks(const struct assembly *assembly, const struct framework *framework)
{
    struct block *blocks = compose_heading(assembly, 2, span_text(assembly->arena, framework->name), framework->id);

    blocks = block_append(blocks, compose_copy_blocks(assembly, framework->description));
    for (size_t i = 0; i < framework->works.count; i++) {
        const struct reference *work = framework->works.items[i];
        cite_register_key(assembly->cite, work->id);
    }
    if (framework->components.count > 0)
        blocks = block_append(blocks, section_framework(assembly, framework));
    blocks = block_append(blocks, component_list(assembly, &framework->components));
    blocks = block_append(blocks, relation_list(assembly, &framework->relations));
    return block_append(blocks, compose_copy_blocks(assembly, framework->note));
}

/* The framework that holds component, however deep. */
static const struct framework *framework_of(const struct assembly *assembly, const struct component *component)
{
    const struct list *frameworks = &assembly->study->frameworks->frameworks;
    const struct framework *found = NULL;

    for (size_t i = 0; i < frameworks->count && found == NULL; i++) {
        const struct framework *framework = frameworks->items[i];
        struct list pending = {0};
        for (size_t j = 0; j < framework->components.count; j++)
            list_add(&pending, assembly->arena, framework->components.items[j]);
        for (size_t j = 0; j < pending.count && found == NULL; j++) {
            const struct component *candidate = pending.items[j];
            if (candidate == component)
                found = framework;
            for (size_t k = 0; k < candidate->parts.count; k++)
                list_add(&pending, assembly->arena, candidate->parts.items[k]);
        }
    }
    return found;
}

/* Which component became which variable or theme of this study. */
static struct block *adoption_table(const struct assembly *assembly)
{
    struct composition table =
        compose_table(assembly, section_table_label(assembly, "frameworks", NULL),
                      compose_label(assembly, "frameworks_adoption"), assembly->study->codebook->record.place);

    compose_column(&table, "table_code", 0.3);
    compose_column(&table, "table_component", 0.35);
    compose_column(&table, "table_framework", 0.35);
    for (size_t i = 0; i < assembly->study->codes.count; i++) {
        const struct code *code = assembly->study->codes.items[i];
        for (size_t j = 0; j < code->components.count; j++) {
            const struct reference *reference = code->components.items[j];
            const struct component *component = reference->object;
            const struct framework *framework = framework_of(assembly, component);
            compose_row(&table, NULL, code->record.place);
            compose_cell(&table, compose_paragraph(assembly, compose_code(assembly, code)));
            compose_cell_text(&table, component->label);
            compose_cell_text(&table, framework ? framework->name : NULL);
        }
    }
    return table.table->rows ? compose_finish(&table) : NULL;
}

struct block *section_frameworks(const struct assembly *assembly)
{
    const struct list *frameworks = &assembly->study->frameworks->frameworks;
    struct block *blocks = NULL;

    if (frameworks->count == 0)
        return NULL;
    for (size_t i = 0; i < frameworks->count; i++)
        blocks = block_append(blocks, framework_blocks(assembly, frameworks->items[i]));
    struct block *adoption = adoption_table(assembly);
    if (adoption == NULL)
        return blocks;
    struct block *heading = compose_heading(assembly, 2, compose_label(assembly, "frameworks_adoption"), "adoption");
    return block_append(blocks, block_append(heading, adoption));
}

/* "Kota Palopo (sekitar)" */
static struct span *point_item(const struct assembly *assembly, const struct statistic_point *point)
{
    struct span *label = span_text(assembly->arena, point->label);

    if (point->note == NULL)
        return label;
    struct span *note = span_append(compose_copy_spans(assembly, point->note), span_text(assembly->arena, ")"));
    return span_append(label, span_append(span_text(assembly->arena, " ("), note));
}

static struct block *statistic_table(const struct assembly *assembly, const struct statistic *statistic)
{
    const char *label = arena_format(assembly->arena, "tbl:%s", statistic->id);
    struct composition table = compose_table(assembly, label, statistic->title, statistic->record.place);

    compose_column(&table, "table_item", 0.5);
    compose_column(&table, "table_value", 0.2);
    compose_column(&table, "table_unit", 0.3);
    table.table->columns[1].alignment = ALIGN_RIGHT;
    table.table->source = statistic->source;
    table.table->notes = statistic->note;
    for (size_t i = 0; i < statistic->points.count; i++) {
        const struct statistic_point *point = statistic->points.items[i];
        compose_row(&table, NULL, point->record.place);
        compose_cell(&table, compose_paragraph(assembly, point_item(assembly, point)));
        compose_cell_text(&table, point->value.text);
        compose_cell_text(&table, point->unit ? point->unit : statistic->unit);
    }
    return compose_finish(&table);
}

/* The statistic's note, then "2021: ..." for each point that has one. */
static struct block *chart_notes(const struct assembly *assembly, const struct statistic *statistic)
{
    struct block *notes = compose_copy_blocks(assembly, statistic->note);

    for (size_t i = 0; i < statistic->points.count; i++) {
        const struct statistic_point *point = statistic->points.items[i];
        if (point->note == NULL)
            continue;
        struct span *label = span_text(assembly->arena, arena_format(assembly->arena, "%s: ", point->label));
        notes = block_append(
            notes, compose_paragraph(assembly, span_append(label, compose_copy_spans(assembly, point->note))));
    }
    return notes;
}

enum chart_kind section_statistic_kind(const struct statistic *statistic)
{
    return statistic->chart == STATISTIC_LINE ? CHART_LINE : statistic->chart == STATISTIC_DOT ? CHART_DOT : CHART_BAR;
}

static struct block *statistic_chart(const struct assembly *assembly, const struct statistic *statistic)
{
    struct block *block = block_new(assembly->arena, BLOCK_CHART, statistic->record.place);
    struct chart *chart = arena_alloc(assembly->arena, sizeof *chart);

    *chart = (struct chart){
        .kind = section_statistic_kind(statistic),
        .label = arena_format(assembly->arena, "fig:%s", statistic->id),
        .caption = statistic->title,
        .unit = statistic->unit,
        .points = arena_alloc(assembly->arena, statistic->points.count * sizeof *chart->points),
        .point_count = statistic->points.count,
        .source = statistic->source,
        .notes = chart_notes(assembly, statistic),
        .place = statistic->record.place,
    };
    for (size_t i = 0; i < statistic->points.count; i++) {
        const struct statistic_point *point = statistic->points.items[i];
        chart->points[i] = (struct chart_point){point->label, point->value.text, point->value.value, NULL};
    }
    block->chart = chart;
    return block;
}

/* A statistic is one table or chart with one number, wherever it is shown. */
struct block *section_statistic(const struct assembly *assembly, const struct statistic *statistic)
{
    struct block *blocks = map_get(assembly->statistics, statistic->id);

    if (blocks == NULL) {
        blocks = statistic->chart == STATISTIC_TABLE ? statistic_table(assembly, statistic)
                                                     : statistic_chart(assembly, statistic);
        map_put(assembly->statistics, statistic->id, blocks);
    }
    return compose_copy_blocks(assembly, blocks);
}

struct block *section_statistics(const struct assembly *assembly)
{
    const struct list *statistics = &assembly->study->statistics->statistics;
    struct block *blocks = NULL;

    for (size_t i = 0; i < statistics->count; i++)
        blocks = block_append(blocks, section_statistic(assembly, statistics->items[i]));
    return blocks;
}
