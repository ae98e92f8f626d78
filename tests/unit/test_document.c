#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/map.h"
#include "document/document.h"
#include "markdown/markdown.h"

#include <string.h>

static struct arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct block *read(const char *text)
{
    const struct markdown_source source = {
        .file = "page.md", .line = 1, .column = 1, .text = text, .length = strlen(text)};
    struct diags *diags = diags_new();
    struct block *blocks = markdown_read(arena, diags, &source);

    assert_int_equal(diags_count(diags, SEVERITY_ERROR), 0);
    diags_free(diags);
    return blocks;
}

static const char *dump(const struct block *blocks)
{
    struct buffer out = {0};

    block_dump(&out, blocks);
    const char *text = arena_string(arena, buffer_string(&out));
    buffer_free(&out);
    return text;
}

static const char everything[] =
    "# Heading {#h}\n\n"
    "A *b* **c** [d](e) ![f](g.png) `h`[^1] [see @k, p. 3, and so on] @tbl:t :code[i]{#j}\n\n"
    "| a | b |\n|---|---|\n| c[^1] | *d* |\n\n: Caption *e* {#tbl:t}\n\n"
    "- item\n  - inner\n\n"
    ":::note[Title]\n> quoted\n:::\n\n"
    "![what](file.png \"alt\"){#fig:f}\n\n"
    "[^1]: The note *says*.\n";

static void a_copy_says_the_same(void **state)
{
    const struct block *blocks = read(everything);

    (void)state;
    assert_string_equal(dump(block_copy(arena, blocks)), dump(blocks));
}

static void what_is_done_to_a_copy_leaves_the_original(void **state)
{
    struct block *blocks = read("Text with *words*[^1].\n\n| a |\n|---|\n| b |\n\n[^1]: A note.\n");
    const char *before = dump(blocks);
    struct block *copy = block_copy(arena, blocks);

    (void)state;
    copy->spans->next->children->text = "others";
    copy->spans->next->next->footnote->blocks->spans->text = "Another note.";
    copy->next->table->rows->cells[0].blocks->spans->text = "c";
    copy->next->table->columns[0].head->text = "d";
    assert_string_equal(dump(blocks), before);
}

static void a_footnote_called_twice_is_one_footnote_in_the_copy(void **state)
{
    const struct block *copy = block_copy(arena, read("A[^1] b[^1].\n\n[^1]: A note.\n"));
    const struct span *first = copy->spans->next, *second = first->next->next;

    (void)state;
    assert_int_equal(first->kind, SPAN_FOOTNOTE);
    assert_ptr_equal(first->footnote, second->footnote);
}

static void a_copied_table_shows_what_the_original_shows(void **state)
{
    const struct block *blocks = read("| a |\n|---|\n| b |\n");
    const struct block *copy = block_copy(arena, blocks), *again = block_copy(arena, copy);

    (void)state;
    assert_ptr_equal(copy->table->caption.object, blocks->table);
    assert_ptr_equal(again->table->caption.object, blocks->table);
}

static void a_copy_ends_behind_the_last_that_is_wanted(void **state)
{
    const struct block *blocks = read("a\n\nb\n\nc\n");

    (void)state;
    assert_null(block_copy_to(arena, blocks, blocks->next)->next->next);
}

/* ---- the iterator ---- */

/* The texts of what is met, with what is left as "/". */
static const char *walked(const struct block *blocks)
{
    struct iterator it;
    struct buffer out = {0};

    iterator_start(&it, arena, blocks);
    while (iterator_next(&it)) {
        if (it.span != NULL && it.span->kind == SPAN_TEXT && !it.leaving)
            buffer_format(&out, "%s ", it.span->text);
        else if (it.span == NULL)
            buffer_text(&out, it.leaving ? "/" : it.row ? "r" : "b");
    }
    const char *text = arena_string(arena, buffer_string(&out));
    buffer_free(&out);
    return text;
}

static void a_walk_meets_all_in_reading_order(void **state)
{
    (void)state;
    assert_string_equal(walked(read("x\n\n- y\n- *z*\n")), "bx /bbby //bbz ///");
    assert_string_equal(walked(read("| h |\n|---|\n| c |\n\n: k {#tbl:t}\n")), "bk h rbc ///");
    assert_string_equal(walked(read("a[^1] [b @k; c @l]\n\n[^1]: n\n")), "ba bn /  b c /");
    assert_string_equal(walked(read(":::note[t]\nx\n:::\n\ny\n")), "bt bx //by /");
}

static void what_is_skipped_is_not_entered(void **state)
{
    struct iterator it;
    size_t met = 0;

    (void)state;
    iterator_start(&it, arena, read("- a\n- b\n\nc\n"));
    while (iterator_next(&it)) {
        met++;
        iterator_skip(&it);
    }
    assert_int_equal(met, 2);
}

static void what_is_met_may_be_changed(void **state)
{
    struct block *blocks = read("a\n\nb\n");
    struct iterator it;
    size_t spans = 0;

    (void)state;
    iterator_start(&it, arena, blocks);
    while (iterator_next(&it)) {
        if (iterator_meets_block(&it))
            it.block->spans = NULL;
        spans += iterator_meets_span(&it);
    }
    assert_int_equal(spans, 0);
}

static void a_walk_goes_deeper_than_its_near_levels(void **state)
{
    struct block *outer = block_text(arena, "innermost", (struct place){0});
    struct iterator it;
    size_t met = 0, left = 0;

    (void)state;
    for (int i = 0; i < 3 * NEAR_LEVELS; i++) {
        struct block *quote = block_new(arena, BLOCK_QUOTE, (struct place){0});
        quote->children = block_append(outer, block_text(arena, "after", (struct place){0}));
        outer = quote;
    }
    iterator_start(&it, arena, outer);
    while (iterator_next(&it))
        *(it.leaving ? &left : &met) += it.span == NULL;
    assert_int_equal(met, 3 * NEAR_LEVELS * 2 + 1);
    assert_int_equal(left, met);
}

static void nothing_is_met_in_nothing(void **state)
{
    struct iterator it;

    (void)state;
    iterator_start(&it, arena, NULL);
    assert_false(iterator_next(&it));
    assert_false(iterator_next(&it));
}

/* Matrices name what another one prints; the results print all that they quote. */
static void a_quote_is_printed_once_but_for_the_results(void **state)
{
    struct appendix matrix = {.id = "interview-matrix"}, themes = {.id = "quote-matrix"}, results = {.id = "narrative"};
    struct quotation quotation = {.id = "IK-01.1"};
    struct block quote = {.kind = BLOCK_QUOTATION, .quotation = &quotation}, paragraph = {.kind = BLOCK_PARAGRAPH};
    struct target target = {.appendix = &matrix};
    struct report report = {.targets = map_new(arena)};
    const char *key;

    (void)state;
    assert_null(report_quote_elsewhere(arena, &report, &themes, &quote, &key));
    map_put(report.targets, "excerpt:IK-01.1", &target);
    assert_ptr_equal(report_quote_elsewhere(arena, &report, &themes, &quote, &key), &target);
    assert_string_equal(key, "quote_at");
    assert_null(report_quote_elsewhere(arena, &report, &matrix, &quote, &key));
    assert_null(report_quote_elsewhere(arena, &report, &results, &quote, &key));
    assert_null(report_quote_elsewhere(arena, &report, &themes, &paragraph, &key));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_says_the_same),
        cmocka_unit_test(what_is_done_to_a_copy_leaves_the_original),
        cmocka_unit_test(a_footnote_called_twice_is_one_footnote_in_the_copy),
        cmocka_unit_test(a_copied_table_shows_what_the_original_shows),
        cmocka_unit_test(a_copy_ends_behind_the_last_that_is_wanted),
        cmocka_unit_test(a_walk_meets_all_in_reading_order),
        cmocka_unit_test(what_is_skipped_is_not_entered),
        cmocka_unit_test(a_quote_is_printed_once_but_for_the_results),
        cmocka_unit_test(what_is_met_may_be_changed),
        cmocka_unit_test(a_walk_goes_deeper_than_its_near_levels),
        cmocka_unit_test(nothing_is_met_in_nothing),
    };

    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
