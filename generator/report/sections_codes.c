/* What the words of the study mean: conceptual definitions, the codebook. */

#include "report/private.h"

#include "base/arena.h"

/* "**Misi:** text" as one block or more. */
static struct block *defined(const struct assembly *assembly, const struct definition *definition)
{
    struct span *label = compose_strong(
        assembly, span_append(compose_copy_spans(assembly, definition->label), span_text(assembly->arena, ":")));
    struct block *text = compose_copy_blocks(assembly, definition->text);

    if (text == NULL || text->kind != BLOCK_PARAGRAPH)
        return block_append(compose_paragraph(assembly, label), text);
    text->spans = span_append(label, span_append(span_text(assembly->arena, " "), text->spans));
    return text;
}

/* The definition itself, then its indicators, each with its aspects as a list. */
static struct block *definition_cell(const struct assembly *assembly, const struct definition *definition)
{
    struct block *blocks = compose_copy_blocks(assembly, definition->text);

    for (size_t i = 0; i < definition->indicators.count; i++) {
        const struct definition *indicator = definition->indicators.items[i];
        struct list aspects = {0};
        for (size_t j = 0; j < indicator->indicators.count; j++)
            list_add(&aspects, assembly->arena, defined(assembly, indicator->indicators.items[j]));
        blocks = block_append(blocks, defined(assembly, indicator));
        blocks = block_append(blocks, compose_list(assembly, false, &aspects));
    }
    return blocks;
}

struct block *section_definitions(const struct assembly *assembly)
{
    const struct definitions_file *file = assembly->study->definitions;

    if (file->variables.count == 0)
        return NULL;
    struct span *caption = file->caption ? file->caption : compose_label(assembly, "section_definitions");
    struct composition table =
        compose_table(assembly, section_table_label(assembly, "definitions", NULL), caption, file->record.place);
    compose_column(&table, "table_number", 0.08);
    compose_column(&table, "table_variable", 0.22);
    compose_column(&table, "table_definition", 0.70);
    table.table->source = file->source;
    for (size_t i = 0; i < file->variables.count; i++) {
        const struct definition *definition = file->variables.items[i];
        const struct code *code = definition->code.object;
        compose_row(&table, NULL, definition->record.place);
        compose_cell_number(&table, i + 1);
        compose_cell(&table,
                     compose_paragraph(assembly, code ? compose_object(assembly, OBJECT_CODE, code->id,
                                                                       compose_copy_spans(assembly, definition->label))
                                                      : compose_copy_spans(assembly, definition->label)));
        compose_cell(&table, definition_cell(assembly, definition));
    }
    return compose_finish(&table);
}

/* "12 kutipan; 5 dari 11 informan" */
static const char *frequency(const struct assembly *assembly, const struct code *code)
{
    struct code_counts counts = count_code(assembly->view, code);

    return arena_format(
        assembly->arena, "%s; %s", compose_number(assembly, "count_excerpts", counts.excerpts),
        compose_people(assembly, "count_informants", counts.informants, view_informants(assembly->view)->count));
}

static struct block *use_cell(const struct assembly *assembly, const struct code *code)
{
    struct block *blocks = compose_labelled(assembly, "codebook_when_to_use", code->when_to_use);

    blocks = block_append(blocks, compose_labelled(assembly, "codebook_when_not_to_use", code->when_not_to_use));
    return block_append(blocks, compose_labelled(assembly, "codebook_example", code->anchor_example));
}

static void codebook_row(struct composition *table, const struct code *code)
{
    const struct assembly *assembly = table->assembly;
    struct span *label = compose_code(assembly, code);

    if (code->level == CODE_SUBTHEME)
        label = span_append(span_text(assembly->arena, "– "), label);
    compose_row(table, code->id, code->record.place);
    compose_cell(table, block_append(compose_paragraph(assembly, label), compose_text(assembly, code->id)));
    compose_cell(table, code->definition);
    compose_cell(table, use_cell(assembly, code));
    compose_cell_text(table, frequency(assembly, code));
}

struct block *section_codebook(const struct assembly *assembly)
{
    const struct list *codes = &assembly->study->codes;
    struct composition table =
        compose_table(assembly, section_table_label(assembly, "codebook", NULL),
                      compose_label(assembly, "section_codebook"), assembly->study->codebook->record.place);

    compose_column(&table, "table_code", 0.18);
    compose_column(&table, "table_definition", 0.27);
    compose_column(&table, "table_use", 0.40);
    compose_column(&table, "table_frequency", 0.15);
    table.table->orientation = ORIENTATION_LANDSCAPE;
    for (size_t i = 0; i < codes->count; i++) {
        const struct code *code = codes->items[i];
        if (code->level == CODE_VARIABLE) {
            struct span *label = compose_strong(assembly, compose_copy_spans(assembly, code->label));
            struct block *head = compose_paragraph(assembly, label);
            head = block_append(head, compose_copy_blocks(assembly, code->definition));
            compose_group_row(&table, block_append(head, use_cell(assembly, code)), code->record.place);
            table.last->id = code->id;
        } else {
            codebook_row(&table, code);
        }
    }
    return compose_finish(&table);
}
