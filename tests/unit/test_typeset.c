/* What TeX's complaints become. */

#include "support/fixture.h"
#include "typeset/private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void swallow(struct output_sink *sink, const char *path, const char *bytes, size_t length, struct place source)
{
    (void)sink, (void)path, (void)bytes, (void)length, (void)source;
}

static struct output_sink nowhere = {.put = swallow};

static const char fragment[] = "% content/synthesis.yaml:1\n"
                               "\\begin{lampiranteks}\n"
                               "% content/synthesis.yaml:12\n"
                               "satu\n"
                               "dua ễ\n"
                               "% content/synthesis.yaml:20\n"
                               "tiga ễ\n"
                               "\\lampirangambar{figures/peta.png}\n"
                               "\\end{lampiranteks}\n";

/* Another that shows the same picture; which is made first is up to the workers. */
static const char later[] = "% content/statistics.yaml:3\n\\lampirangambar{figures/peta.png}\n";

/* The study's own layout that the fragment was made by. */
static const char layout[] = "\\begin{lampiranteks}\n<%- body %>\n  \\emf\n\\end{lampiranteks}\n";

/* What is reported of log, as JSON. In the arena. */
static const char *reported(const char *log)
{
    struct collection *files = collection_new(arena, &nowhere);
    struct output_sink *sink = collection_sink(files);
    struct collection *layouts = collection_new(arena, NULL);
    struct output_sink *layout_sink = collection_sink(layouts);
    struct buffer condensed = {0}, json = {0};

    sink->put(sink, "lampiran-statistik.tex", later, sizeof later - 1, (struct place){0});
    sink->put(sink, "lampiran-sintesis.tex", fragment, sizeof fragment - 1, (struct place){0});
    layout_sink->put(layout_sink, "layouts/latex/fragment.tex", layout, sizeof layout - 1, (struct place){0});
    layout_sink->put(layout_sink, "layouts/latex/lampiran.sty", "\\emfasis\n", 9, (struct place){0});
    tex_log_condense(log, &condensed);
    tex_log_diagnose(arena, "pdflatex", files, layouts, buffer_string(&condensed), diags);
    diags_print_json(diags, &json);
    const char *result = arena_string(arena, buffer_string(&json));
    buffer_free(&condensed);
    buffer_free(&json);
    return result;
}

static void assert_holds(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("'%s' is not in: %s", part, text);
}

static void an_error_is_shown_where_the_study_holds_it(void **state)
{
    (void)state;
    const char *json =
        reported("(./lampiran-sintesis.tex\n./lampiran-sintesis.tex:5: Undefined control sequence.\nl.5 \\x\n");
    assert_holds(json, "\"file\": \"content/synthesis.yaml\"");
    assert_holds(json, "\"line\": 12");
    assert_holds(json, "TeX does not know the command '\\\\x'");
    assert_holds(json, "\"code\": \"tex-error\"");
    assert_int_equal(diags_count(diags, SEVERITY_ERROR), 1);
}

static void a_command_is_told_once_where_a_layout_uses_it(void **state)
{
    (void)state;
    const char *json = reported("(./lampiran-sintesis.tex\n"
                                "./lampiran-sintesis.tex:2: Undefined control sequence.\n\\lampiranasal ...par \\emf \n"
                                "./lampiran-sintesis.tex:5: Undefined control sequence.\nl.5 \\emf\n     {x}\n");
    assert_holds(json, "\"file\": \"layouts/latex/fragment.tex\"");
    assert_holds(json, "\"line\": 3");
    assert_holds(json, "TeX does not know the command '\\\\emf'");
    assert_int_equal(diags_count(diags, SEVERITY_ERROR), 1);
}

static void a_line_of_a_layout_is_told_there(void **state)
{
    (void)state;
    const char *json =
        reported("./lampiran-sintesis.tex:9: LaTeX Error: \\begin{x} on input line 3 ended by \\end{lampiranteks}.\n");
    assert_holds(json, "\"file\": \"layouts/latex/fragment.tex\"");
    assert_holds(json, "\"line\": 4");
    assert_holds(json, "what was begun with");
}

static void a_picture_that_cannot_be_read_is_told_where_it_is_first_shown(void **state)
{
    (void)state;
    const char *json = reported("!pdfTeX error: pdflatex (file ./figures/peta.png): libpng: internal error\n"
                                " ==> Fatal error occurred, no output PDF file produced!\n");
    assert_holds(json, "\"line\": 20");
    assert_holds(json, "cannot read the picture 'content/figures/peta.png'");
    assert_int_equal(diags_count(diags, SEVERITY_ERROR), 1);
}

/* The notes of a run are searched as all that is put out is. */
static void a_code_and_a_line_are_no_telephone_number(void **state)
{
    struct buffer condensed = {0};

    (void)state;
    tex_log_condense("lampiran: U+0628 is not in the font, line 552\n", &condensed);
    assert_string_equal(buffer_string(&condensed), "code x0628 in 552\n");
    buffer_free(&condensed);
}

static void a_file_that_is_missing_is_named_without_what_follows(void **state)
{
    (void)state;
    const char *json = reported("! LaTeX Error: File `tidakada.sty' not found.\n"
                                "./lampiran.tex:31: Emergency stop.\n"
                                "Overfull \\hbox (12.7pt too wide) in paragraph at lines 4--5\n");
    assert_holds(json, "TeX lacks the file 'tidakada.sty'");
    assert_int_equal(diags_count(diags, SEVERITY_ERROR), 1);
    assert_int_equal(diags_count(diags, SEVERITY_WARNING), 0);
}

static void an_error_in_other_words_is_quoted(void **state)
{
    (void)state;
    const char *json = reported("./lampiran-sintesis.tex:7: Something strange.\n");
    assert_holds(json, "\"line\": 20");
    assert_holds(json, "Something strange.");
}

static void a_line_in_the_margin_is_a_warning(void **state)
{
    (void)state;
    const char *json = reported("(./lampiran-sintesis.tex [1\n]\n"
                                "Overfull \\hbox (12.7pt too wide) in paragraph at lines 4--5\n"
                                "Overfull \\hbox (0.4pt too wide) in paragraph at lines 7--7\n");
    assert_holds(json, "\"line\": 12");
    assert_holds(json, "12 points too wide");
    assert_holds(json, "\"code\": \"tex-overfull\"");
    assert_int_equal(diags_count(diags, SEVERITY_WARNING), 1);
}

static void a_character_that_was_dropped_is_named_at_each_of_its_places(void **state)
{
    (void)state;
    const char *json = reported("(./lampiran-sintesis.tex\nMissing character: There is no ễ (U+1EC5) in font /x!\n");
    assert_holds(json, "\"line\": 12");
    assert_holds(json, "\"line\": 20");
    assert_holds(json, "lacks ễ, which are missing there");
    assert_null(strstr(json, "/x"));
}

static void characters_printed_as_codes_are_one_warning_a_place(void **state)
{
    (void)state;
    const char *json = reported("(./lampiran-sintesis.tex\nlampiran: U+1F600 is not in the font, line 4\n"
                                "lampiran: U+4E2D is not in the font, line 5\n"
                                "lampiran: U+4E2D is not in the font, line 5\n");
    assert_holds(json, "lacks 😀 U+1F600, 中 U+4E2D, printed there as [U+...]");
    assert_holds(json, "\"code\": \"tex-character\"");
    assert_int_equal(diags_count(diags, SEVERITY_WARNING), 1);
}

static void what_is_missing_is_told_apart_from_what_is_printed_as_a_code(void **state)
{
    (void)state;
    const char *json = reported("(./lampiran-sintesis.tex\nMissing character: There is no ễ (U+1EC5) in font /x!\n"
                                "lampiran: U+1F600 is not in the font, line 4\n");
    assert_holds(json, "lacks ễ, which are missing there");
    assert_holds(json, "lacks 😀 U+1F600, printed there as [U+...]");
}

static void a_log_may_hold_anything(void **state)
{
    (void)state;
    reported("");
    reported("(./\n(./.tex\n./:\n./x:1\n! \n!\n./x:1: Undefined control sequence.\n./x:1: File `\n! figures/\nOverfull "
             "\\hbox (\nOverfull \\hbox (9pt at lines\n"
             "Missing character: There is no \nlampiran: U+\nlampiran: U+FFFFFFFFFF line \n");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(an_error_is_shown_where_the_study_holds_it),
        TEST(an_error_in_other_words_is_quoted),
        TEST(a_command_is_told_once_where_a_layout_uses_it),
        TEST(a_line_of_a_layout_is_told_there),
        TEST(a_picture_that_cannot_be_read_is_told_where_it_is_first_shown),
        TEST(a_file_that_is_missing_is_named_without_what_follows),
        TEST(a_code_and_a_line_are_no_telephone_number),
        TEST(a_line_in_the_margin_is_a_warning),
        TEST(a_character_that_was_dropped_is_named_at_each_of_its_places),
        TEST(characters_printed_as_codes_are_one_warning_a_place),
        TEST(what_is_missing_is_told_apart_from_what_is_printed_as_a_code),
        TEST(a_log_may_hold_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
