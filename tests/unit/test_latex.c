#include "../latex/hostile.h"
#include "document/document.h"
#include "support/fixture.h"
#include "write/latex/private.h"
#include "write/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static const char *escaped(enum latex_context context, const char *text)
{
    buffer_clear(&out);
    latex_escape(&out, context, text);
    return out.bytes;
}

static const char *rendered(const struct block *blocks)
{
    buffer_clear(&out);
    render_latex_fragment(&out, blocks);
    return out.bytes;
}

/* Those alone that TeX's patterns part wrongly, each once. */
static void words_that_patterns_part_wrongly_are_told(void **state)
{
    const struct latex_site site = {0};
    struct latex latex;

    (void)state;
    buffer_clear(&out);
    latex_begin(&latex, &site, NULL, &out, arena);
    latex_speak(&latex, "id");
    latex_note_words(&latex, "Koordinasi (koordinasi) yang diprioritaskan di Ujungpangkah: observasi, distribusi.");
    latex_note_words(&latex,
                     "penilaian, mengembangkan, kenaikan, sanksi, caf\u00e9observasi koordinasi\u00e9 BAPPEDRA kelas");
    latex_note_words(&latex, "masyarakat langsung eksplorasi perencanaan");
    latex_put_words(&latex, &out);
    assert_string_equal(out.bytes, "\\lampiranpenggalan{%\n"
                                   "koor-di-nasi,diprio-ri-tas-kan,ujung-pang-kah,obser-vasi,peni-laian,"
                                   "mengem-bang-kan,kenaikan,sanksi,%\n"
                                   "peren-ca-naan}\n");
}

/* Braces balance, and every command is one that we write. */
static void assert_harmless(const char *latex)
{
    static const char *const ours[] = {"text",
                                       "lampiran",
                                       "begin{lampiran",
                                       "end{lampiran",
                                       "{",
                                       "}",
                                       "$",
                                       "&",
                                       "#",
                                       "%",
                                       "_",
                                       " ",
                                       "-",
                                       "'",
                                       "`",
                                       "^",
                                       "~",
                                       "=",
                                       ".",
                                       "\"",
                                       "u{",
                                       "r{",
                                       "H{",
                                       "v{",
                                       "d{",
                                       "c{",
                                       "k{",
                                       "b{"};
    int depth = 0;

    for (const char *c = latex; *c != '\0'; c++) {
        if (*c == '\\') {
            size_t i = 0, count = sizeof ours / sizeof *ours;
            while (i < count && strncmp(c + 1, ours[i], strlen(ours[i])) != 0)
                i++;
            assert_true(i < count);
            c++;
            continue;
        }
        depth += *c == '{';
        depth -= *c == '}';
        assert_true(depth >= 0);
    }
    assert_int_equal(depth, 0);
}

static void hostile_text_runs_no_command_in_any_context(void **state)
{
    (void)state;
    for (size_t i = 0; i < HOSTILE_COUNT; i++) {
        struct block *code = block_new(arena, BLOCK_CODE, (struct place){0});
        assert_harmless(escaped(LATEX_TEXT, hostile_texts[i]));
        assert_harmless(escaped(LATEX_CODE, hostile_texts[i]));
        assert_harmless(escaped(LATEX_URL, hostile_texts[i]));
        assert_harmless(escaped(LATEX_PDF_STRING, hostile_texts[i]));
        code->text = hostile_texts[i];
        assert_harmless(rendered(code));
        assert_null(strstr(out.bytes, "verbatim}"));
    }
}

static void special_characters_are_written_as_commands(void **state)
{
    (void)state;
    assert_string_equal(escaped(LATEX_TEXT, "~^\\{}#$%&_"), "\\textasciitilde{}\\textasciicircum{}\\textbackslash{}"
                                                            "\\{\\}\\#\\$\\%\\&\\_");
    assert_string_equal(escaped(LATEX_TEXT, "\"<|>`'"),
                        "\\textquotedbl{}\\lampiranpisah{}\\textless{}\\textbar{}\\lampiranpisah{}\\textgreater{}"
                        "\\textasciigrave{}\\textquotesingle{}");
}

static void letters_do_not_join_into_ligatures(void **state)
{
    (void)state;
    assert_string_equal(escaped(LATEX_TEXT, "a--b"), "a-\\lampiranpisah{}-b");
    assert_string_equal(escaped(LATEX_TEXT, ",,"), ",\\lampiranpisah{},");
    buffer_clear(&out);
    latex_escape(&out, LATEX_TEXT, "satu-");
    latex_escape(&out, LATEX_TEXT, "-dua");
    assert_string_equal(out.bytes, "satu-\\lampiranpisah{}-dua");
}

static void letters_unknown_to_tex_are_composed_or_named(void **state)
{
    (void)state;
    assert_string_equal(escaped(LATEX_TEXT, "e\u0301"), "é");
    assert_string_equal(escaped(LATEX_TEXT, "Ḥasan"), "\\d{H}asan");
    assert_string_equal(escaped(LATEX_TEXT, "x\u0302"), "\\^{x}");
    assert_string_equal(escaped(LATEX_TEXT, "😀"), "\\lampirankarakter{1F600}");
    assert_string_equal(escaped(LATEX_TEXT, "Kiaʼi"), "Kia’i");
    assert_string_equal(escaped(LATEX_CODE, "™"), "\\textrm{™}");
}

static void text_from_right_to_left_is_one_run(void **state)
{
    (void)state;
    assert_string_equal(escaped(LATEX_TEXT, "a \u05d0\u05d1 \u05d2 b"),
                        "a \\lampirankanankiri{05D0}{\\lampirankarakter{05D0}\\lampirankarakter{05D1} "
                        "\\lampirankarakter{05D2}} b");
}

static void what_has_no_shape_is_left_out(void **state)
{
    (void)state;
    assert_string_equal(escaped(LATEX_TEXT, "a\u200b\u202eb\007\ufeff"), "ab");
    assert_string_equal(escaped(LATEX_TEXT, "a\n\n\tb"), "a b");
}

static void no_line_is_long(void **state)
{
    struct buffer text = {0};

    (void)state;
    for (int i = 0; i < 100000; i++)
        buffer_text(&text, i % 2 ? "x" : "\u4e2d");
    for (int i = 0; i < 20000; i++)
        buffer_text(&text, "kata ");
    for (const char *line = escaped(LATEX_TEXT, text.bytes); *line != '\0';) {
        size_t length = strcspn(line, "\n");
        assert_true(length < 2000);
        assert_true(length > 0);
        line += length + (line[length] == '\n');
    }
    buffer_free(&text);
}

static void labels_comments_and_addresses_keep_to_their_letters(void **state)
{
    (void)state;
    assert_string_equal(escaped(LATEX_LABEL, "IK-01.3 \\x}"), "ik-01-3-x");
    assert_string_equal(escaped(LATEX_COMMENT, "a\nb\r\\c"), "a b \\c");
    assert_string_equal(escaped(LATEX_URL, "https://a.id/b_c?d=e%20f&g#h{i}"),
                        "https://a.id/b\\_c?d=e\\%20f\\&g\\#h\\%7Bi\\%7D");
    assert_string_equal(escaped(LATEX_URL, "javascript:x"), "\\#");
}

static void an_empty_text_is_empty(void **state)
{
    (void)state;
    for (int context = LATEX_TEXT; context <= LATEX_PDF_STRING; context++) {
        if (context != LATEX_LABEL)
            assert_string_equal(escaped((enum latex_context)context, ""), "");
    }
}

static struct table *table_with_cells(size_t columns, const char *const *texts)
{
    struct table *table = arena_alloc(arena, sizeof *table);

    table->column_count = columns;
    table->columns = arena_alloc(arena, columns * sizeof *table->columns);
    table->rows = arena_alloc(arena, sizeof *table->rows);
    table->rows->cells = arena_alloc(arena, columns * sizeof *table->rows->cells);
    for (size_t i = 0; i < columns; i++) {
        table->rows->cells[i].column_span = 1;
        table->rows->cells[i].blocks = block_text(arena, texts[i], (struct place){0});
    }
    return table;
}

static const char prose[] = "Sebuah kalimat yang cukup panjang supaya sel ini memuat uraian, bukan sekadar angka, dan "
                            "karena itu perlu ruang untuk dibaca.";

static void columns_get_room_for_their_words_and_the_rest_by_length(void **state)
{
    const char *const texts[] = {"1", "pertanggungjawaban", prose};

    (void)state;
    struct column_plan plan = columns_plan(arena, table_with_cells(3, texts), 10, 0);
    assert_false(plan.landscape);
    assert_true(plan.shares[0] < plan.shares[1] && plan.shares[1] < plan.shares[2]);
    assert_true(plan.letters[1] >= 15);
    double sum = plan.shares[0] + plan.shares[1] + plan.shares[2];
    assert_true(sum > 0.99 && sum < 1.0001);
    /* The same word in larger letters needs a larger share. */
    assert_true(columns_plan(arena, table_with_cells(3, texts), 12, 0).shares[1] > plan.shares[1]);
}

/* As those of Latin Modern are, on a page for which they count as ten. */
static void letters_that_are_wider_when_small_get_more_room(void **state)
{
    const char *const texts[] = {"DOK-01.1", prose};
    struct table *table = table_with_cells(2, texts);

    (void)state;
    assert_true(columns_plan(arena, table, 10, 10).shares[0] == columns_plan(arena, table, 10, 0).shares[0]);
    assert_true(columns_plan(arena, table, 10, 8).shares[0] > columns_plan(arena, table, 10, 0).shares[0]);
}

static void many_columns_of_prose_turn_the_page(void **state)
{
    const char *const texts[] = {prose, prose, prose, prose, prose, prose, prose};

    (void)state;
    assert_true(columns_plan(arena, table_with_cells(7, texts), 10, 0).landscape);
    assert_false(columns_plan(arena, table_with_cells(2, texts), 10, 0).landscape);
}

/* A number that no column is too narrow for, in more and more columns. */
static void letters_are_smaller_where_no_page_has_room_for_the_columns(void **state)
{
    const char *texts[40];
    double last = 1;

    (void)state;
    for (size_t count = 0; count < 40; count++) {
        texts[count] = "123456";
        struct column_plan plan = columns_plan(arena, table_with_cells(count + 1, texts), 10, 0);
        double size = plan.letter_size;
        assert_true(plan.crowded == (size < 1));
        assert_true(size <= last && size > 0.65);
        assert_true(count > 12 || size == 1);
        last = size;
    }
    assert_true(last < 0.75);
}

/* Twenty-five columns of words, below a row whose cells cover the first one, two, and the others. */
static void a_table_that_no_page_has_room_for_goes_on_below_itself(void **state)
{
    const char *texts[25];
    size_t columns = 1;

    (void)state;
    for (size_t i = 0; i < 25; i++)
        texts[i] = "kunjungan";
    struct table *table = table_with_cells(25, texts);
    struct row *spanning = table_with_cells(25, texts)->rows;
    spanning->cells[1].column_span = 2;
    spanning->cells[3].column_span = 22;
    spanning->id = "anchor";
    spanning->next = table->rows;
    table->rows = spanning;
    table->caption.source = block_text(arena, "Sumber", (struct place){0});
    struct column_plan plan = columns_plan(arena, table, 10, 0);
    assert_false(plan.fits);
    struct list parts = columns_parts(arena, table, &plan);
    assert_true(parts.count > 1);
    for (size_t i = 0; i < parts.count; i++) {
        const struct table *part = parts.items[i];
        assert_true(columns_plan(arena, part, 10, 0).fits);
        assert_int_equal(part->rows->cells[1].column_span, i == 0 ? 2 : (int)part->column_count - 1);
        assert_true((part->rows->id != NULL) == (i == 0));
        assert_true((part->caption.source != NULL) == (i + 1 == parts.count));
        columns += part->column_count - 1;
    }
    assert_int_equal(columns, 25);
}

/* An equation beside which each part stands is the same one: it has its number once. */
static void what_parts_of_a_table_repeat_has_no_label_again(void **state)
{
    const char *texts[25];
    struct math math = {.display = true, .label = "eq:a"};
    struct span span = {.kind = SPAN_MATH, .text = "x", .math = &math};

    (void)state;
    for (size_t i = 0; i < 25; i++)
        texts[i] = "kunjungan";
    struct table *table = table_with_cells(25, texts);
    struct block *repeated = table->rows->cells[0].blocks;
    repeated->spans = &span;
    repeated->id = "anchor";
    struct column_plan plan = columns_plan(arena, table, 10, 0);
    struct list parts = columns_parts(arena, table, &plan);
    assert_true(parts.count > 1);
    for (size_t i = 0; i < parts.count; i++) {
        const struct block *block = ((const struct table *)parts.items[i])->rows->cells[0].blocks;
        assert_string_equal(block->spans->text, "x");
        assert_true((block->spans->math->label != NULL) == (i == 0));
        assert_true((block->id != NULL) == (i == 0));
    }
}

/* As they are printed: in smaller letters, of which more fit upright. */
static void tables_without_end_are_planned_in_the_letters_that_they_have(void **state)
{
    const char *const texts[] = {"123456789", "123456789", "123456789", "123456789",
                                 "123456789", "123456789", "123456789", "123456789"};
    struct table *table = table_with_cells(8, texts);

    (void)state;
    assert_true(columns_plan(arena, table, 10, 0).landscape);
    for (int i = 0; i < 300; i++) {
        const struct row row = {.cells = table->rows->cells, .next = table->rows};
        table->rows = arena_keep(arena, &row, sizeof row);
    }
    struct column_plan plan = columns_plan(arena, table, 10, 0);
    assert_true(plan.letter_size < 1 && !plan.crowded);
    assert_false(plan.landscape);
}

static void given_widths_are_widened_for_long_words_only(void **state)
{
    const char *const texts[] = {"2021–2023", "isi"};
    struct table *table = table_with_cells(2, texts);

    (void)state;
    table->columns[0].width = 0.05;
    table->columns[1].width = 0.95;
    struct column_plan plan = columns_plan(arena, table, 10, 0);
    assert_true(plan.letters[0] >= 9);
    table->columns[0].width = 0.4;
    table->columns[1].width = 0.6;
    assert_true(columns_plan(arena, table, 10, 0).shares[0] == 0.4);
}

static void given_widths_are_left_where_the_table_is_much_shorter_then(void **state)
{
    const char *const texts[] = {"1", "ya", prose, "belum dijawab"};
    struct table *table = table_with_cells(4, texts);

    (void)state;
    for (size_t i = 0; i < 4; i++)
        table->columns[i].width = 0.25;
    struct column_plan plan = columns_plan(arena, table, 10, 0);
    assert_true(plan.shares[2] > 0.5);
    assert_true(plan.letters[3] >= 7);
}

static void a_table_without_rows_is_written(void **state)
{
    struct table *table = arena_alloc(arena, sizeof *table);
    struct block *block = block_new(arena, BLOCK_TABLE, (struct place){0});

    (void)state;
    block->table = table;
    assert_string_equal(rendered(block), "");
    table->column_count = 1;
    table->columns = arena_alloc(arena, sizeof *table->columns);
    assert_non_null(strstr(rendered(block), "\\begin{longtable}"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_text_runs_no_command_in_any_context),
        cmocka_unit_test(words_that_patterns_part_wrongly_are_told),
        cmocka_unit_test(special_characters_are_written_as_commands),
        cmocka_unit_test(letters_do_not_join_into_ligatures),
        cmocka_unit_test(letters_unknown_to_tex_are_composed_or_named),
        cmocka_unit_test(text_from_right_to_left_is_one_run),
        cmocka_unit_test(what_has_no_shape_is_left_out),
        cmocka_unit_test(no_line_is_long),
        cmocka_unit_test(labels_comments_and_addresses_keep_to_their_letters),
        cmocka_unit_test(an_empty_text_is_empty),
        cmocka_unit_test(columns_get_room_for_their_words_and_the_rest_by_length),
        cmocka_unit_test(many_columns_of_prose_turn_the_page),
        cmocka_unit_test(letters_are_smaller_where_no_page_has_room_for_the_columns),
        cmocka_unit_test(letters_that_are_wider_when_small_get_more_room),
        cmocka_unit_test(a_table_that_no_page_has_room_for_goes_on_below_itself),
        cmocka_unit_test(what_parts_of_a_table_repeat_has_no_label_again),
        cmocka_unit_test(tables_without_end_are_planned_in_the_letters_that_they_have),
        cmocka_unit_test(given_widths_are_widened_for_long_words_only),
        cmocka_unit_test(given_widths_are_left_where_the_table_is_much_shorter_then),
        cmocka_unit_test(a_table_without_rows_is_written),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
