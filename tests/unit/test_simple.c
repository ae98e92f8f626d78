#include "document/document.h"
#include "markdown/private.h"
#include "support/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static struct markdown_source source_of(const char *text)
{
    return (struct markdown_source){"content/codebook.yaml", 7, 9, text, strlen(text), false};
}

static const char *dump(const struct block *blocks)
{
    buffer_clear(&out);
    block_dump(&out, blocks);
    return arena_string(arena, buffer_string(&out));
}

static const char *const simple[] = {
    "Arti tema.",
    "a",
    "Koordinasi lintas sektor (TPPS), 2021-2023; benar?",
    "kata  dengan dua spasi",
    "Puskesmas 'Wara' dan \"Bara\" 50%",
    "caf\xc3\xa9 dan/atau \xe2\x80\x94 begitu",
    "x.y.z - w",
};

/* A blank after the text, or a line after it, sends the same text to the parser. */
static void simple_text_is_read_as_the_parser_reads_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof simple / sizeof *simple; i++) {
        const char *line = arena_format(arena, "%s ", simple[i]), *prose = arena_format(arena, "%s\n\n", simple[i]);
        struct markdown_source fast = source_of(simple[i]), slow_line = source_of(line), slow = source_of(prose);
        assert_true(simple_is_text(fast.text, fast.length));
        assert_false(simple_is_text(slow_line.text, slow_line.length));
        assert_string_equal(dump(markdown_read(arena, diags, &fast)), dump(markdown_read(arena, diags, &slow)));
        struct span *a = markdown_read_line(arena, diags, &fast), *b = markdown_read_line(arena, diags, &slow_line);
        assert_string_equal(a->text, b->text);
        assert_int_equal(a->kind, b->kind);
        assert_int_equal(a->line, b->line);
        assert_int_equal(a->column, b->column);
        assert_null(a->next);
        assert_null(b->next);
    }
}

static void text_with_possible_markup_is_not_simple(void **state)
{
    static const char *const others[] = {
        "",     " a",   "a ",  "1. satu", "- satu", "a*b*", "a_b_",  "`a`", "[a](b)",   "a\\b", "a<b>", "a&b",
        "a\nb", "a\tb", "# a", "a @b",    "a :b",   "a ^b", "a {b}", "a|b", "Tabel: a", "a!b",  "a~b",  "a=b",
    };

    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(simple_is_text(others[i], strlen(others[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(simple_text_is_read_as_the_parser_reads_it),
        cmocka_unit_test(text_with_possible_markup_is_not_simple),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
