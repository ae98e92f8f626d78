/* Charts as they are drawn in a page: each number where it belongs, every word within the drawing. */

#include "document/document.h"
#include "support/fixture.h"
#include "write/drawing/drawing.h"
#include "write/html/html.h"
#include "write/latex/latex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static struct chart *chart(enum chart_kind kind, const double *values, size_t count)
{
    struct chart *made = arena_alloc(arena, sizeof *made);

    *made =
        (struct chart){.kind = kind, .caption.words = span_text(arena, "Judul"), .unit = "kasus", .point_count = count};
    made->points = arena_alloc(arena, count * sizeof *made->points);
    for (size_t i = 0; i < count; i++)
        made->points[i] = (struct chart_point){arena_format(arena, "%zu", 2021 + i),
                                               arena_format(arena, "%g", values[i]), values[i], NULL};
    return made;
}

static const char *draw(const struct chart *chart)
{
    struct block *block = block_new(arena, BLOCK_CHART, (struct place){0});

    block->chart = chart;
    buffer_clear(&out);
    render_html_fragment(&out, block, false);
    return out.bytes;
}

static double number_of(const char *element, const char *name)
{
    const char *found = strstr(element, arena_format(arena, " %s=\"", name));

    assert_non_null(found);
    return strtod(strchr(found, '"') + 1, NULL);
}

static size_t count_of(const char *html, const char *part)
{
    size_t count = 0;

    for (html = strstr(html, part); html != NULL; html = strstr(html + 1, part))
        count++;
    return count;
}

/* Every <text>, by its class, lies between 0 and 400. */
static void assert_words_within(const char *html)
{
    for (const char *text = strstr(html, "<text "); text != NULL; text = strstr(text + 1, "<text ")) {
        const char *words = strchr(text, '>') + 1;
        if (strstr(arena_copy(arena, text, (size_t)(words - text)), " transform=") != NULL)
            continue; /* it is written upwards */
        const char *copy = arena_copy(arena, words, strcspn(words, "<"));
        double width = diagram_text_width(copy, 14), x = number_of(text, "x");
        const char *class = arena_copy(arena, text, (size_t)(words - text));
        double left = strstr(class, "middle") ? x - width / 2 : strstr(class, "tick") ? x - width : x;
        if (left < -1 || left + width > 401)
            fail_msg("'%s' lies from %.0f to %.0f", copy, left, left + width);
    }
}

static void bars_are_as_long_as_their_numbers(void **state)
{
    (void)state;
    const char *html = draw(chart(CHART_BAR, (const double[]){100, 50}, 2));
    const char *first = strstr(html, "<rect"), *second = strstr(first + 1, "<rect");

    assert_true(number_of(first, "width") > 1.98 * number_of(second, "width"));
    assert_true(number_of(first, "width") < 2.02 * number_of(second, "width"));
    assert_words_within(html);
}

static void values_beside_the_longest_bar_are_whole(void **state)
{
    (void)state;
    struct chart *long_unit = chart(CHART_BAR, (const double[]){1234567, 12}, 2);

    long_unit->unit = "miliar rupiah";
    assert_words_within(draw(long_unit));
}

static void bars_below_nothing_go_to_the_left(void **state)
{
    (void)state;
    const char *html = draw(chart(CHART_BAR, (const double[]){-10, 20}, 2));
    const char *first = strstr(html, "<rect"), *second = strstr(first + 1, "<rect");

    assert_true(number_of(first, "x") < number_of(second, "x"));
    assert_words_within(html);
}

static void the_first_and_last_words_of_a_line_are_whole(void **state)
{
    (void)state;
    struct chart *line = chart(CHART_LINE, (const double[]){421, 334, 228}, 3);

    line->points[0].label = "Januari 2021";
    line->points[2].label = "Desember 2023";
    line->points[2].text = "228 kasus";
    assert_words_within(draw(line));
    assert_non_null(strstr(out.bytes, ">228 kasus</text>"));
}

static void labels_of_many_points_do_not_collide(void **state)
{
    (void)state;
    double values[60];

    for (int i = 0; i < 60; i++)
        values[i] = i;
    const char *html = draw(chart(CHART_LINE, values, 60));
    size_t labels = count_of(html, "class=\"label middle\"");
    assert_true(labels >= 2);
    assert_true((double)labels * diagram_text_width("2021", 14) < 400);
    assert_words_within(html);
}

static void dots_stand_at_their_numbers(void **state)
{
    (void)state;
    const char *html = draw(chart(CHART_DOT, (const double[]){40, 20}, 2));
    const char *first = strstr(html, "<circle"), *second = strstr(first + 1, "<circle");

    assert_int_equal(count_of(html, "<circle"), 2);
    assert_null(strstr(html, "<rect"));
    assert_true(number_of(first, "cx") > number_of(second, "cx"));
    assert_words_within(html);
}

/* Two series of three years, the first of which lacks a number. */
static struct chart *several(const char **names, enum chart_kind kind)
{
    struct chart *made = chart(kind, (const double[]){30, 32, 0, 31, 24, 28}, 6);

    made->columns = names;
    made->column_count = 2;
    for (size_t i = 0; i < 6; i++)
        made->points[i].label = i < 2 ? "2021" : i < 4 ? "2022" : "2023";
    made->points[2].missing = true;
    made->points[2].text = "–";
    made->points[5].low_text = "25,5";
    made->points[5].high_text = "30";
    made->points[5].low = 25.5;
    made->points[5].high = 30;
    return made;
}

static void several_series_have_a_bar_each_and_say_whose_it_is(void **state)
{
    (void)state;
    const char *html = draw(several((const char *[]){"Kota", "Desa"}, CHART_BAR));

    assert_int_equal(count_of(html, "<rect"), 5);
    assert_int_equal(count_of(html, ">2021</text>"), 1);
    assert_non_null(strstr(html, "28\u00a0kasus (25,5–30)</text>"));
    assert_int_equal(count_of(html, "class=\"range\""), 3);
    assert_words_within(html);
    html = draw(several((const char *[]){"Perempuan yang tinggal di kota", "Desa"}, CHART_BAR));
    assert_int_equal(count_of(html, ">Perempuan yang tinggal di kota</text>"), 3);
    assert_words_within(html);
}

static void lines_of_several_series_break_where_a_number_is_missing(void **state)
{
    (void)state;
    const char *html = draw(several((const char *[]){"Kota", "Desa"}, CHART_LINE));

    assert_int_equal(count_of(html, "class=\"line series-1\""), 3); /* two runs and whose it is */
    assert_int_equal(count_of(html, "class=\"line series-2\""), 2);
    assert_int_equal(count_of(html, "class=\"dot series-"), 7);
    assert_int_equal(count_of(html, "class=\"label middle\""), 3);
    assert_words_within(html);
}

static void no_dot_stands_for_a_missing_number(void **state)
{
    (void)state;
    struct block *block = block_new(arena, BLOCK_CHART, (struct place){0});

    assert_int_equal(count_of(draw(several((const char *[]){"Kota", "Desa"}, CHART_DOT)), "<circle"), 5);
    block->chart = several((const char *[]){"Kota", "Desa"}, CHART_DOT);
    buffer_clear(&out);
    render_latex_fragment(&out, block);
    assert_int_equal(count_of(out.bytes, "\\lampirandot{"), 5);
    assert_non_null(strstr(out.bytes, "\\lampirandotkosong{Kota}{–}\n"));
}

static struct chart *heat(void)
{
    static const char *columns[] = {"Informan kunci", "Informan utama", "Dokumen"};
    struct chart *made = chart(CHART_HEAT, (const double[]){7, 1, 2, 0, 14, 3}, 6);

    made->columns = columns;
    made->column_count = 3;
    made->unit = NULL;
    for (size_t i = 0; i < 6; i++)
        made->points[i].label = i < 3 ? "Misi" : "Struktur dan Tata Kelola";
    return made;
}

static void cells_of_a_heat_map_are_darker_for_more(void **state)
{
    (void)state;
    const char *html = draw(heat());
    static const char *const shades[] = {"shade-2", "shade-1", "shade-1", "shade-0", "shade-4", "shade-1"};

    assert_int_equal(count_of(html, "class=\"cell"), 6);
    const char *cell = html;
    for (size_t i = 0; i < 6; i++) {
        cell = strstr(cell + 1, "class=\"cell");
        assert_memory_equal(cell + strlen("class=\"cell "), shades[i], strlen(shades[i]));
    }
    assert_words_within(html);
}

static void heads_that_would_touch_stand_upright(void **state)
{
    (void)state;
    static const char *columns[] = {"N01", "N02", "N03", "N04", "N05", "N06", "N07", "N08", "N09", "N10", "N11", "N12"};
    struct chart *made = heat();

    made->columns = columns;
    made->column_count = sizeof columns / sizeof *columns;
    assert_int_equal(count_of(draw(made), "rotate(-90"), made->column_count);
    made->column_count = 3;
    assert_int_equal(count_of(draw(made), "rotate(-90"), 0);
}

static void names_of_rows_take_the_room_that_one_column_leaves(void **state)
{
    (void)state;
    struct chart *made = heat();

    made->column_count = 1;
    assert_non_null(strstr(draw(made), ">Struktur dan Tata Kelola</text>"));
}

/* What is evidence is a circle; what was made up is none. */
static void marks_of_a_board_are_told_apart_by_shape(void **state)
{
    (void)state;
    struct chart *made = heat();

    made->kind = CHART_BOARD;
    for (size_t i = 0; i < 6; i++) {
        made->points[i].mark = (enum chart_mark)i;
        made->points[i].text = chart_mark_names[i];
    }
    const char *html = draw(made);
    static const char *const shapes[] = {"<path class=\"mark none\"",   "<circle class=\"mark full\"",
                                         "<path class=\"mark half\"",   "<circle class=\"mark ring\"",
                                         "<circle class=\"mark full\"", "<path class=\"mark made-up\""};
    const char *at = strstr(html, ">Misi</text>");
    for (size_t i = 0; i < 6; i++) {
        at = strstr(at, shapes[i]);
        assert_non_null(at);
    }
    assert_non_null(strstr(at, ">illustrative</text>"));
    assert_non_null(strstr(html, "<td><span class=\"made-up\" data-instead=\"-\">illustrative</span></td>"));
    assert_words_within(html);
}

static void every_chart_has_its_numbers_in_words_and_in_a_table(void **state)
{
    (void)state;
    const char *html = draw(heat());

    assert_non_null(strstr(html, "Misi, Dokumen: 2; Struktur dan Tata Kelola, Informan kunci: 0;"));
    assert_non_null(strstr(html, "<th scope=\"col\">Dokumen</th>"));
    assert_non_null(strstr(html, "<tr><th scope=\"row\">Misi</th><td class=\"right\">7</td><td class=\"right\">1</td>"
                                 "<td class=\"right\">2</td></tr>"));
    html = draw(chart(CHART_LINE, (const double[]){421, 228}, 2));
    assert_non_null(strstr(html, "2021: 421\u00a0kasus; 2022: 228\u00a0kasus</desc>"));
    assert_int_equal(count_of(html, "<tr>"), 2);
}

static void charts_of_nothing_are_drawn_without_harm(void **state)
{
    (void)state;
    for (int kind = CHART_BAR; kind <= CHART_NETWORK; kind++) {
        draw(chart((enum chart_kind)kind, NULL, 0));
        draw(chart((enum chart_kind)kind, (const double[]){0}, 1));
        assert_null(strstr(out.bytes, "nan"));
        assert_null(strstr(out.bytes, "inf"));
    }
}

static void names_of_a_flow_are_drawn_once_and_lines_lead_to_the_right(void **state)
{
    static const char *const columns[] = {"Variabel", "Tema"};
    static const char *const rows[][3] = {{"Input", "Kondisi awal", ""}, {"Misi", "Kondisi awal", "Misi"}};
    struct chart *made = chart(CHART_FLOW, (const double[]){0, 0, 0, 0}, 4);

    (void)state;
    made->columns = (const char **)columns;
    made->column_count = 2;
    for (size_t i = 0; i < 4; i++) {
        made->points[i].label = rows[i / 2][0];
        made->points[i].text = rows[i / 2][i % 2 + 1];
    }
    const char *html = draw(made);
    assert_int_equal(count_of(html, "class=\"node\""), 4);
    assert_int_equal(count_of(html, "class=\"arrow"), 3);
    assert_non_null(strstr(html, "Input → Kondisi awal; Misi → Kondisi awal → Misi</desc>"));
    struct diagram *diagram = diagram_of_chart(arena, made);
    for (size_t i = 0; i < diagram->arrows.count; i++) {
        const struct diagram_arrow *arrow = diagram->arrows.items[i];
        assert_true(arrow->points[0].x < arrow->points[3].x && arrow->points[3].x < diagram->width);
    }
}

static void a_flow_fits_a_phone_with_each_two_levels_below_those_before(void **state)
{
    static const char *const columns[] = {"Variabel", "Tema"};
    static const char *const names[] = {"Ketidakseimbangannyalah", "Pertanggungjawabannya", "Ketidakberdayaannya"};
    struct chart *made = chart(CHART_FLOW, (const double[]){0, 0}, 2);

    (void)state;
    made->columns = (const char **)columns;
    made->column_count = 2;
    made->points[0].label = names[0];
    made->points[0].text = names[1];
    made->points[1].text = names[2];
    const struct diagram *phone = diagram_of_chart(arena, made)->upright;
    assert_true(phone->width <= DIAGRAM_PHONE);
    assert_int_equal(phone->parts.count, 4);
    const struct diagram_arrow *first = phone->arrows.items[0], *second = phone->arrows.items[1];
    assert_true(second->points[0].x < first->points[3].x && second->points[0].y > first->points[3].y);
    for (size_t i = 0; i < phone->parts.count; i++) {
        const struct diagram_part *part = phone->parts.items[i];
        assert_true(part->corner.y >= 0 && part->corner.y + part->height <= phone->height);
    }
}

static void a_network_has_an_arc_with_its_number_for_each_pair(void **state)
{
    static const char *const columns[] = {"A", "B", "C"};
    struct chart *made = chart(CHART_NETWORK, (const double[]){4, 2, 0, 2, 3, 1, 0, 1, 5}, 9);

    (void)state;
    made->columns = (const char **)columns;
    made->column_count = 3;
    struct diagram *diagram = diagram_of_chart(arena, made);
    assert_int_equal(diagram->parts.count, 3);
    assert_int_equal(diagram->arrows.count, 2);
    const struct diagram_arrow *first = diagram->arrows.items[0];
    assert_string_equal(first->lines.items[0], made->points[1].text);
    assert_int_equal(first->weight, 4);
    assert_int_equal(((const struct diagram_arrow *)diagram->arrows.items[1])->weight, 2);
    for (size_t i = 0; i < diagram->arrows.count; i++)
        assert_true(((const struct diagram_arrow *)diagram->arrows.items[i])->middle.x + 20 < diagram->width);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static void a_target_and_an_event_are_lines_within_the_plot_with_their_meanings_below(void **state)
{
    struct chart *made = chart(CHART_LINE, (const double[]){23.8, 21.6}, 2);
    struct chart_rule rules[] = {{"target RPJMN", "14", 14, 0}, {"Perpres", NULL, 0, 1}};

    (void)state;
    made->rules = rules;
    made->rule_count = 2;
    const char *html = draw(made);
    const char *target = strstr(html, "class=\"target\""), *event = strstr(html, "class=\"event\"");
    assert_non_null(target);
    assert_non_null(event);
    /* Lower than both points, higher than the axis. */
    double last = number_of(strstr(strstr(html, "class=\"dot\"") + 1, "class=\"dot\""), "cy");
    assert_true(number_of(target, "y1") > last && number_of(target, "y1") < 220);
    assert_true(number_of(event, "x1") == number_of(strstr(strstr(html, "class=\"dot\"") + 1, "class=\"dot\""), "cx"));
    assert_non_null(strstr(html, ">target RPJMN: 14\u00a0kasus</text>"));
    assert_non_null(strstr(html, ">2022: Perpres</text>"));
    assert_non_null(strstr(html, "<th scope=\"row\">target RPJMN</th><td class=\"right\">14\u00a0kasus</td>"));
    assert_words_within(html);
}

static void a_target_above_all_bars_is_within_the_drawing(void **state)
{
    struct chart *made = chart(CHART_BAR, (const double[]){3, 5}, 2);
    struct chart_rule rule = {"target", "12", 12, 0};

    (void)state;
    made->rules = &rule;
    made->rule_count = 1;
    const char *target = strstr(draw(made), "class=\"target\"");
    assert_true(number_of(target, "x1") > 150 && number_of(target, "x1") < 340);
}

static void a_target_near_a_bar_passes_behind_its_words(void **state)
{
    struct chart *made = chart(CHART_BAR, (const double[]){3, 5}, 2);
    struct chart_rule rule = {"target", "5.4", 5.4, 0};

    (void)state;
    made->rules = &rule;
    made->rule_count = 1;
    const char *html = draw(made), *target = strstr(html, "class=\"target\"");
    assert_true(strstr(html, "class=\"label\"") > target);
    assert_true(strstr(html, "class=\"value\"") > target);
    assert_null(strstr(target, "class=\"bar\""));
}

static void a_share_is_written_as_in_sentences(void **state)
{
    struct chart *made = chart(CHART_BAR, (const double[]){52}, 1);

    (void)state;
    made->unit = "%";
    assert_non_null(strstr(draw(made), ">52%</text>"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_target_near_a_bar_passes_behind_its_words),
        TEST(a_share_is_written_as_in_sentences),
        TEST(bars_are_as_long_as_their_numbers),
        TEST(values_beside_the_longest_bar_are_whole),
        TEST(bars_below_nothing_go_to_the_left),
        TEST(the_first_and_last_words_of_a_line_are_whole),
        TEST(labels_of_many_points_do_not_collide),
        TEST(dots_stand_at_their_numbers),
        TEST(cells_of_a_heat_map_are_darker_for_more),
        TEST(heads_that_would_touch_stand_upright),
        TEST(names_of_rows_take_the_room_that_one_column_leaves),
        TEST(every_chart_has_its_numbers_in_words_and_in_a_table),
        TEST(several_series_have_a_bar_each_and_say_whose_it_is),
        TEST(lines_of_several_series_break_where_a_number_is_missing),
        TEST(no_dot_stands_for_a_missing_number),
        TEST(marks_of_a_board_are_told_apart_by_shape),
        TEST(charts_of_nothing_are_drawn_without_harm),
        TEST(a_target_and_an_event_are_lines_within_the_plot_with_their_meanings_below),
        TEST(a_target_above_all_bars_is_within_the_drawing),
        TEST(names_of_a_flow_are_drawn_once_and_lines_lead_to_the_right),
        TEST(a_flow_fits_a_phone_with_each_two_levels_below_those_before),
        TEST(a_network_has_an_arc_with_its_number_for_each_pair),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
