/* The reporting checklists, item by item: what the study answers, what the researcher does, what is missing. */

#include "report/private.h"

#include "base/arena.h"

/* Where the items of a checklist fall into parts: the first number of each; the labels are "coreq_part_1", ... */
static const long parts[STANDARD_COUNT][6] = {{1, 9, 24}, {1, 3, 5, 16, 18, 20}};
enum { MOST_PARTS = 6 };

/* Where an answer comes from. */
enum origin {
    ORIGIN_MISSING,
    ORIGIN_GIVEN,
    ORIGIN_COMPUTED,
    ORIGIN_MADE_UP, /* computed from made-up data: no answer yet */
    ORIGIN_BOTH,
    ORIGIN_BOTH_MADE_UP, /* written, with numbers of made-up data */
    ORIGIN_COUNT,
};

static const char *const origin_keys[ORIGIN_COUNT] = {
    [ORIGIN_MISSING] = "reporting_missing",     [ORIGIN_GIVEN] = "reporting_given",
    [ORIGIN_COMPUTED] = "reporting_computed",   [ORIGIN_MADE_UP] = "reporting_computed_illustrative",
    [ORIGIN_BOTH] = "reporting_given_computed", [ORIGIN_BOTH_MADE_UP] = "reporting_given_computed_illustrative",
};

static enum origin origin_of(bool given, bool computed, bool made_up)
{
    if (given)
        return !computed ? ORIGIN_GIVEN : made_up ? ORIGIN_BOTH_MADE_UP : ORIGIN_BOTH;
    return !computed ? ORIGIN_MISSING : made_up ? ORIGIN_MADE_UP : ORIGIN_COMPUTED;
}

static const char *item_label(const struct assembly *assembly, enum standard standard, const char *infix, long number)
{
    return label_text(assembly->labels,
                      arena_format(assembly->arena, "%s_%s%ld", standard_names[standard], infix, number));
}

static void part_row(struct composition *table, enum standard standard, long number)
{
    const struct assembly *assembly = table->assembly;

    for (int i = 0; i < MOST_PARTS && parts[standard][i] > 0; i++) {
        if (parts[standard][i] != number)
            continue;
        struct span *name = span_text(assembly->arena, item_label(assembly, standard, "part_", i + 1));
        compose_group_row(table, compose_paragraph(assembly, compose_strong(assembly, name)), table->table->place);
    }
}

static void item_row(struct composition *table, enum standard standard, long number, size_t *tally)
{
    const struct assembly *assembly = table->assembly;
    const struct reporting_item *given = reporting_given(assembly->study, standard, number);
    struct block *computed = answer_of(assembly, standard, number);
    struct block *answer = given ? compose_copy_blocks(assembly, given->answer) : NULL;

    if (given != NULL && answer_is_description(standard, number))
        computed = NULL;
    enum origin origin = origin_of(given != NULL, computed != NULL, answer_is_made_up(assembly, standard, number));
    struct span *word = compose_label(assembly, origin_keys[origin]);
    answer = block_append(answer, computed);
    tally[origin]++;
    compose_row(table, NULL, given ? given->record.place : table->table->place);
    compose_cell_text(table, arena_format(assembly->arena, "%ld", number));
    compose_cell_text(table, item_label(assembly, standard, "", number));
    compose_cell(table, answer ? answer : compose_text(assembly, "–"));
    compose_cell(table, answer ? answer_where(assembly, standard, number) : NULL);
    compose_cell(table, compose_paragraph(assembly, answer ? word : compose_strong(assembly, word)));
}

/* "19 dari 32 butir terjawab: ..." */
static const char *tally_text(const struct assembly *assembly, enum standard standard, const size_t *tally)
{
    size_t given = tally[ORIGIN_GIVEN] + tally[ORIGIN_BOTH] + tally[ORIGIN_BOTH_MADE_UP];
    const char *answered = compose_numbers(assembly, "reporting_answered", given + tally[ORIGIN_COMPUTED],
                                           (size_t)standard_items(standard));
    const char *from = compose_numbers(assembly, "reporting_from", given, tally[ORIGIN_COMPUTED]);
    const char *missing = compose_number(assembly, "reporting_left", tally[ORIGIN_MISSING]);

    if (tally[ORIGIN_MADE_UP] > 0)
        missing = arena_format(assembly->arena, "%s %s",
                               compose_number(assembly, "reporting_made_up", tally[ORIGIN_MADE_UP]), missing);
    return arena_format(assembly->arena, "%s %s %s", answered, from, missing);
}

static struct block *checklist(const struct assembly *assembly, enum standard standard)
{
    size_t tally[ORIGIN_COUNT] = {0};
    const char *title = standard_title(standard);
    const char *caption = label_format(assembly->labels, assembly->arena, "reporting_caption", title, NULL);
    struct composition table =
        compose_table(assembly, section_table_label(assembly, "reporting", standard_names[standard]),
                      span_text(assembly->arena, caption), assembly->study->reporting->record.place);

    compose_column(&table, "table_number", 0.06);
    compose_column(&table, "reporting_item", 0.23);
    compose_column(&table, "reporting_answer", 0.41);
    compose_column(&table, "reporting_where", 0.12);
    compose_column(&table, "reporting_origin", 0.18);
    table.table->notes = compose_paragraph(
        assembly, compose_label(assembly, arena_format(assembly->arena, "%s_source", standard_names[standard])));
    for (long number = 1; number <= standard_items(standard); number++) {
        part_row(&table, standard, number);
        item_row(&table, standard, number, tally);
    }
    struct block *heading = compose_heading(assembly, 2, span_text(assembly->arena, title), standard_names[standard]);
    struct block *words = compose_text(assembly, tally_text(assembly, standard, tally));
    return block_append(heading, block_append(words, compose_finish(&table)));
}

struct block *section_reporting(const struct assembly *assembly)
{
    struct block *blocks = counts_warning(assembly, &assembly->study->excerpts);

    blocks = block_append(blocks, compose_paragraph(assembly, compose_label(assembly, "reporting_introduction")));
    blocks = block_append(blocks, checklist(assembly, STANDARD_COREQ));
    return block_append(blocks, checklist(assembly, STANDARD_SRQR));
}
