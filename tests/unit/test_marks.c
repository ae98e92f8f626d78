/* Excerpts that are marked in a transcript. */

#include "base/arena.h"
#include "study/study.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static const char *words_of(struct arena *arena, const struct marked *marked, size_t number)
{
    const struct marked_words *mark = marked->marks.items[number];

    return arena_copy(arena, marked->text + mark->start, mark->end - mark->start);
}

static const char *first_of(const struct list *attributes)
{
    return attributes->count > 0 ? ((const struct mark_attribute *)attributes->items[0])->text : "";
}

static void marks_are_taken_out_of_the_text_that_they_mark(void **state)
{
    struct arena *arena = arena_new();
    struct marked marked = marks_read(arena, "P: Siapa? [jeda]\nIU-01: [Suami saya [yang antar.]{.antar #b}\nSelalu.]"
                                             "{.dukungan .suami #a stance=support note=\"dua kata\"} Ya.\n");
    const struct marked_words *outer = marked.marks.items[0], *inner = marked.marks.items[1];

    (void)state;
    assert_string_equal(marked.text, "P: Siapa? [jeda]\nIU-01: Suami saya yang antar.\nSelalu. Ya.\n");
    assert_int_equal(marked.marks.count, 2);
    assert_string_equal(words_of(arena, &marked, 0), "Suami saya yang antar.\nSelalu.");
    assert_string_equal(words_of(arena, &marked, 1), "yang antar.");
    assert_int_equal(outer->codes.count, 2);
    assert_string_equal(first_of(&outer->ids), "a");
    assert_int_equal(outer->line, 2);
    assert_int_equal(outer->column, 8);
    assert_int_equal(outer->last_line, 3);
    assert_int_equal(inner->last_line, 2);
    assert_int_equal(outer->pairs.count, 2);
    assert_string_equal(((const struct mark_attribute *)outer->pairs.items[1])->key, "note");
    assert_string_equal(((const struct mark_attribute *)outer->pairs.items[1])->text, "dua kata");
    arena_free(arena);
}

static void brackets_that_mark_nothing_are_text(void **state)
{
    static const char *const texts[] = {"[tertawa] {bukan}", "kata]{.a",  "]{.a #b}", "[",
                                        "[a\n\nb]{.c}",      "[a]{.b\n}", ""};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena *arena = arena_new();
        struct marked marked = marks_read(arena, texts[i]);
        assert_int_equal(marked.marks.count, 0);
        assert_string_equal(marked.text, texts[i]);
        arena_free(arena);
    }
}

static void attributes_in_quotes_and_behind_others_are_found(void **state)
{
    struct arena *arena = arena_new();
    struct marked marked = marks_read(arena, "[a]{.b note=\"x}y\"} \"q\" [c]{.d} \"[e]{.f}\" [g]{h\n[i]{.j}");

    (void)state;
    assert_string_equal(marked.text, "a \"q\" c \"e\" [g]{h\ni");
    assert_int_equal(marked.marks.count, 4);
    arena_free(arena);
}

static void a_line_of_attributes_without_end_is_read_once(void **state)
{
    enum { COUNT = 100000, LENGTH = 3 };
    struct arena *arena = arena_new();
    char *text = arena_alloc(arena, COUNT * LENGTH + 1);
    clock_t start = clock();

    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        memcpy(text + i * LENGTH, "[]{", LENGTH);
    assert_int_equal(marks_read(arena, text).marks.count, 0);
    assert_true(clock() - start < CLOCKS_PER_SEC);
    arena_free(arena);
}

static void what_is_neither_code_nor_id_is_told_apart(void **state)
{
    struct arena *arena = arena_new();
    struct marked marked = marks_read(arena, "[kata]{kode . # =x}");

    (void)state;
    assert_int_equal(((const struct marked_words *)marked.marks.items[0])->flaws.count, 4);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_are_taken_out_of_the_text_that_they_mark),
        cmocka_unit_test(brackets_that_mark_nothing_are_text),
        cmocka_unit_test(attributes_in_quotes_and_behind_others_are_found),
        cmocka_unit_test(a_line_of_attributes_without_end_is_read_once),
        cmocka_unit_test(what_is_neither_code_nor_id_is_told_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
