#include "report/private.h"

#include "base/arena.h"

static void digest_row(struct composition *table, const struct digest *digest)
{
    const struct assembly *assembly = table->assembly;
    const char *name = digest->path ? digest->path : label_text(assembly->labels, "trail_withheld_file");
    struct span *code = span_new(assembly->arena, SPAN_CODE, 0, 0);

    if (digest->files > 1)
        name = arena_format(assembly->arena, "%s (%s)", name, compose_number(assembly, "trail_files", digest->files));
    code->text = *digest->hex ? digest->hex : "–";
    compose_row(table, NULL, table->table->place);
    compose_cell_text(table, name);
    compose_cell_number(table, digest->size);
    compose_cell(table, compose_paragraph(assembly, code));
}

struct block *build_record(const struct assembly *assembly)
{
    const struct list *digests = &assembly->study->digests;
    struct composition table =
        compose_table(assembly, section_part_label(assembly, "trail", "inputs"),
                      compose_label(assembly, "trail_inputs"), assembly->study->info->record.place);

    compose_column(&table, "trail_file", 0.36);
    compose_column(&table, "trail_bytes", 0.12);
    compose_column(&table, "trail_digest", 0.52);
    table.table->columns[1].alignment = ALIGN_RIGHT;
    table.table->notes = compose_paragraph(assembly, compose_label(assembly, "trail_inputs_note"));
    for (size_t i = 0; i < digests->count; i++)
        digest_row(&table, digests->items[i]);
    return table.table->rows ? compose_finish(&table) : NULL;
}
