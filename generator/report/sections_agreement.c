/* Agreement of two coders, code by code.  Only for a study that has a second coding. */

#include "report/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"

#include <math.h>

/* A coefficient with three places, or a dash where it is not defined. */
static const char *coefficient(const struct assembly *assembly, double value)
{
    return isnan(value) ? "–" : compose_decimal(assembly, value, 3);
}

static void fill(struct composition *table, const struct pairing *pairing)
{
    const struct assembly *assembly = table->assembly;

    compose_cell_number(table, pairing->both);
    compose_cell_number(table, pairing->first);
    compose_cell_number(table, pairing->second);
    compose_cell_number(table, pairing->neither);
    compose_cell_text(
        table, arena_format(assembly->arena, "%s%%", compose_decimal(assembly, 100 * agreement_observed(pairing), 1)));
    compose_cell_text(table, coefficient(assembly, agreement_kappa_of(pairing)));
    compose_cell_text(table, coefficient(assembly, agreement_alpha_of(pairing)));
}

static struct block *agreement_table(const struct assembly *assembly, const struct agreement *agreement)
{
    static const char *const columns[] = {"agreement_both",  "agreement_first", "agreement_second", "agreement_neither",
                                          "agreement_share", "agreement_kappa", "agreement_alpha"};
    struct composition table =
        compose_table(assembly, section_part_label(assembly, "numbers", "coders"),
                      compose_label(assembly, "numbers_agreement"), assembly->study->second_coding->record.place);

    compose_column(&table, "table_code", 0.3);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        compose_column(&table, columns[i], 0.1);
        table.table->columns[i + 1].alignment = ALIGN_RIGHT;
    }
    table.table->notes = compose_paragraph(assembly, compose_label(assembly, "agreement_note"));
    for (size_t i = 0; i < agreement->count; i++) {
        const struct code_agreement *code = &agreement->codes[i];
        compose_row(&table, NULL, code->code->record.place);
        compose_cell(&table, compose_paragraph(assembly, compose_code(assembly, code->code)));
        fill(&table, &code->pairing);
    }
    compose_row(&table, NULL, assembly->study->second_coding->record.place);
    compose_cell(&table,
                 compose_paragraph(assembly, compose_strong(assembly, compose_label(assembly, "agreement_all"))));
    fill(&table, &agreement->all);
    return compose_finish(&table);
}

struct block *section_agreement(const struct assembly *assembly)
{
    const struct second_coding_file *second = assembly->study->second_coding;
    struct agreement agreement = agreement_of(assembly->arena, assembly->study);
    struct block *blocks = NULL;

    if (agreement.count == 0)
        return NULL;
    if (second->illustrative)
        blocks = compose_callout(assembly, CALLOUT_ILLUSTRATIVE, NULL,
                                 compose_paragraph(assembly, compose_label(assembly, "agreement_illustrative")));
    const char *share = compose_numbers(assembly, "agreement_units", agreement.units, agreement.excerpts);
    blocks = block_append(blocks, compose_text(assembly, share));
    if (second->coder != NULL)
        blocks = block_append(blocks, compose_text(assembly, label_format(assembly->labels, assembly->arena,
                                                                          "agreement_coder", second->coder, NULL)));
    blocks = block_append(blocks, compose_copy_blocks(assembly, second->note));
    return block_append(blocks, agreement_table(assembly, &agreement));
}
