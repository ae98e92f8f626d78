#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "document/document.h"
#include "markdown/markdown.h"

#include <limits.h>
#include <malloc.h>
#include <string.h>
#include <time.h>

struct fixture {
    struct arena *arena;
    struct diags *diags;
    struct buffer out;
};

static int open_fixture(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){.arena = arena_new(), .diags = diags_new()};
    *state = &fixture;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *fixture = *state;

    buffer_free(&fixture->out);
    diags_free(fixture->diags);
    arena_free(fixture->arena);
    return 0;
}

static struct markdown_source source_of(const char *text, int line, int column)
{
    return (struct markdown_source){
        .file = "study.yaml", .line = line, .column = column, .text = text, .length = strlen(text)};
}

static const char *read_text(struct fixture *fixture, const char *text, int line, int column)
{
    struct markdown_source source = source_of(text, line, column);

    block_dump(&fixture->out, markdown_read(fixture->arena, fixture->diags, &source));
    return buffer_string(&fixture->out);
}

static const char *read_one_line(struct fixture *fixture, const char *text)
{
    struct markdown_source source = source_of(text, 7, 12);

    span_dump(&fixture->out, markdown_read_line(fixture->arena, fixture->diags, &source));
    return buffer_string(&fixture->out);
}

static const char *diags_text(struct fixture *fixture)
{
    buffer_clear(&fixture->out);
    diags_print_json(fixture->diags, &fixture->out);
    return buffer_string(&fixture->out);
}

static void an_empty_text_has_no_blocks(void **state)
{
    struct fixture *fixture = *state;
    struct markdown_source source = source_of("", 1, 1);

    assert_null(markdown_read(fixture->arena, fixture->diags, &source));
    assert_null(markdown_read_line(fixture->arena, fixture->diags, &source));
}

static void the_text_need_not_end_with_a_nul(void **state)
{
    struct fixture *fixture = *state;
    struct markdown_source source = source_of("satu dua", 1, 1);

    source.length = 4;
    block_dump(&fixture->out, markdown_read(fixture->arena, fixture->diags, &source));
    assert_string_equal(buffer_string(&fixture->out), "paragraph 1:1\n  text 1:1 \"satu\"\n");
}

static void places_count_from_where_the_text_stands(void **state)
{
    assert_string_equal(read_text(*state, "a\n\n*b* @c", 10, 5), "paragraph 10:5\n"
                                                                 "  text 10:5 \"a\"\n"
                                                                 "paragraph 12:5\n"
                                                                 "  emphasis 12:5\n"
                                                                 "    text 12:6 \"b\"\n"
                                                                 "  text 12:8 \" \"\n"
                                                                 "  citation 12:9 narrative\n"
                                                                 "    work 12:10 key=\"c\"\n");
}

static void diagnostics_count_from_there_too(void **state)
{
    read_text(*state, "x\ny [^a]", 10, 5);
    const char *found = strstr(diags_text(*state), "\"line\": 11");
    assert_non_null(found);
    assert_non_null(strstr(found, "\"column\": 7"));
}

static void a_line_is_read_as_spans(void **state)
{
    assert_string_equal(read_one_line(*state, " Judul *miring* [@a, hlm. 3] \n"),
                        "text 7:13 \"Judul \"\n"
                        "emphasis 7:19\n"
                        "  text 7:20 \"miring\"\n"
                        "text 7:27 \" \"\n"
                        "citation 7:28 parenthetical\n"
                        "  work 7:30 key=\"a\" locator=\"hlm. 3\"\n");
}

static void a_line_of_words_alone_is_one_span(void **state)
{
    assert_string_equal(read_one_line(*state, "Koordinasi lintas sektor (2021-2023), 95,5%"),
                        "text 7:12 \"Koordinasi lintas sektor (2021-2023), 95,5%\"\n");
}

static void a_line_may_start_with_a_number_and_a_full_stop(void **state)
{
    struct fixture *fixture = *state;

    assert_string_equal(read_one_line(fixture, "1. Tahap persiapan"), "text 7:12 \"1. Tahap persiapan\"\n");
    assert_int_equal(diags_count(fixture->diags, SEVERITY_WARNING), 0);
}

static void block_markup_in_a_line_is_reported_and_read_as_text(void **state)
{
    struct fixture *fixture = *state;

    assert_string_equal(read_one_line(fixture, "# Judul"), "text 7:12 \"# Judul\"\n");
    assert_int_equal(diags_count(fixture->diags, SEVERITY_WARNING), 1);
    assert_non_null(strstr(diags_text(fixture), "block-in-line"));
}

static void line_ends_in_a_line_are_blanks(void **state)
{
    assert_string_equal(read_one_line(*state, "satu\ndua"), "text 7:12 \"satu dua\"\n");
}

static void a_plain_text_has_no_extensions(void **state)
{
    struct fixture *fixture = *state;
    struct markdown_source source = source_of("# A {#b}\n\n@c [^d]\n", 1, 1);

    source.plain = true;
    block_dump(&fixture->out, markdown_read(fixture->arena, fixture->diags, &source));
    assert_string_equal(buffer_string(&fixture->out), "heading 1:1 level=1\n"
                                                      "  text 1:3 \"A {#b}\"\n"
                                                      "paragraph 3:1\n"
                                                      "  text 3:1 \"@c [^d]\"\n");
    assert_int_equal(diags_count(fixture->diags, SEVERITY_ERROR), 0);
}

/* What once took readers of Markdown quadratic time, or could take ours. */
static const char *const storms[] = {
    "![[]()",
    "[",
    "![",
    "*a ",
    "**a *a ",
    "*a_ ",
    "<",
    "[a](",
    "[a][",
    "[^a]",
    "[^a]: x\n",
    "> ",
    "- ",
    "`a``",
    ":a[",
    ":a{b=\"",
    ":::a\n",
    ":::\n",
    "::a\n",
    "[@a; ",
    "@a ",
    "[@a",
    "# a\n\n",
    "# {",
    "|",
    "|-|\n",
    "a|b\n-|-\n",
    "| a |\n|-|\n\n",
    ": a {#tbl:x}\n\n",
    "![a](b){#fig:x}\n\n",
    "[a](b \"\n",
    "\\@a ",
    "&amp;@a ",
    "a\n:::x\n",
    "```\n:::x\n```\n",
    "[a]: /u\n",
    "a<?",
    "a<![CDATA[",
    "<u>",
    "<u>a",
    "^[",
    "^[a ",
    ":a{",
    "[[",
    "$$a$$ ",
    "$$a$$ {#eq:b ",
    "++\\(++\\(",
    "`$$`$$",
    "www.&www.&",
    "<!-- a -- b --",
    "<!--\n\n",
    "[@a, @b, ",
    "http://@a,http://@a,",
    "** a **",
    "](b c.d)",
    "a][b]",
    "\r",
    "\t",
    "~~a ",
    "~~ a~~ ",
    "~~*a ",
    "*---",
    "\\\\\\$",
    "{++",
    "{==a",
    "^[[a](",
};

/* What reading storm takes of the processor, so many times in a row: as a text, and as a line. */
static clock_t time_of(struct fixture *fixture, const char *storm, int times)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();

    buffer_clear(&fixture->out);
    for (int n = 0; n < times; n++)
        buffer_text(&fixture->out, storm);
    struct markdown_source source = source_of(buffer_string(&fixture->out), 1, 1);
    source.smart = true;
    clock_t start = clock();
    markdown_read(arena, diags, &source);
    markdown_read_line(arena, diags, &source);
    clock_t end = clock();
    diags_free(diags);
    arena_free(arena);
    return end - start;
}

/* Four times the text may take four times as long; what goes through it again for each marker takes sixteen times. */
static void storms_are_read_in_no_time(void **state)
{
    enum { TIMES = 10000, MOST_SECONDS = 4, MOST_GROWTH = 8, TRIES = 10 };
    const clock_t little = CLOCKS_PER_SEC / 25;
    struct fixture *fixture = *state;

    /* Memory is kept, as pages that the system hands out anew cost more time than the text that stands in them. */
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    for (size_t i = 0; i < sizeof storms / sizeof *storms; i++) {
        clock_t taken = time_of(fixture, storms[i], TIMES);
        if (taken > (clock_t)MOST_SECONDS * CLOCKS_PER_SEC)
            fail_msg("'%s' repeated takes too long", storms[i]);
        clock_t quarter = time_of(fixture, storms[i], TIMES / 4);
        for (int n = 1; taken > little && taken > MOST_GROWTH * quarter; n++) {
            if (n == TRIES)
                fail_msg("'%s' repeated takes longer the more of it is before it", storms[i]);
            /* What else the machine does makes either of them longer: they are to meet it alike. */
            clock_t again = time_of(fixture, storms[i], TIMES), short_again = time_of(fixture, storms[i], TIMES / 4);
            taken = again < taken ? again : taken;
            quarter = short_again > quarter ? short_again : quarter;
        }
    }
}

/* Each escaped mark was looked for to the end of its paragraph, until all that may be looked through was used up. */
static void a_mark_behind_thousands_of_escaped_ones_is_reported(void **state)
{
    static const char *const escaped[] = {"\\<!-- ", "\\$a$\n"};
    enum { TIMES = 4000 };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof escaped / sizeof *escaped; i++) {
        buffer_clear(&fixture->out);
        for (int n = 0; n < TIMES; n++)
            buffer_text(&fixture->out, escaped[i]);
        buffer_text(&fixture->out, "\n\n\\newpage\n");
        struct markdown_source source = source_of(buffer_string(&fixture->out), 1, 1);
        markdown_read(fixture->arena, fixture->diags, &source);
        assert_int_equal(diags_count(fixture->diags, SEVERITY_WARNING), i + 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_empty_text_has_no_blocks, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(the_text_need_not_end_with_a_nul, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(places_count_from_where_the_text_stands, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(diagnostics_count_from_there_too, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_line_is_read_as_spans, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_line_of_words_alone_is_one_span, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_line_may_start_with_a_number_and_a_full_stop, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(block_markup_in_a_line_is_reported_and_read_as_text, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(line_ends_in_a_line_are_blanks, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_plain_text_has_no_extensions, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(storms_are_read_in_no_time, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_mark_behind_thousands_of_escaped_ones_is_reported, open_fixture,
                                        close_fixture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
