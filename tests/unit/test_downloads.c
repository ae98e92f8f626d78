/* Tables as files: no cell runs anything in a spreadsheet, no text ends a script element. */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "document/document.h"
#include "study/study.h"
#include "write/html/html.h"
#include "write/site/private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_cell(const char *text, const char *expected)
{
    struct buffer out = {0};

    downloads_write_cell(&out, text);
    assert_string_equal(buffer_string(&out), expected);
    buffer_free(&out);
}

static void a_cell_is_quoted_only_where_it_must_be(void **state)
{
    (void)state;
    assert_cell("", "");
    assert_cell("Kota Palopo", "Kota Palopo");
    assert_cell("satu; dua", "\"satu; dua\"");
    assert_cell("satu, dua", "\"satu, dua\"");
    assert_cell("kata \"ini\"", "\"kata \"\"ini\"\"\"");
    assert_cell("dua\nbaris", "\"dua\nbaris\"");
    assert_cell("bel\a dan \x7f", "bel\xef\xbf\xbd dan \xef\xbf\xbd");
}

static void no_cell_starts_a_formula(void **state)
{
    (void)state;
    assert_cell("=1+1", "\"'=1+1\"");
    assert_cell("=HYPERLINK(\"http://x\";\"y\")", "\"'=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\"");
    assert_cell("@SUM(A1)", "\"'@SUM(A1)\"");
    assert_cell("+cmd|' /C calc'!A0", "\"'+cmd|' /C calc'!A0\"");
    assert_cell("-2+3+cmd", "\"'-2+3+cmd\"");
    assert_cell("  =1", "\"'  =1\"");
    assert_cell("\t=1", "\"'\t=1\"");
    assert_cell("＝1+1", "\"'＝1+1\"");
}

static void signed_numbers_and_dashes_stay_as_they_are(void **state)
{
    (void)state;
    assert_cell("-3.5", "-3.5");
    assert_cell("-3,5", "\"-3,5\"");
    assert_cell("+12 %", "+12 %");
    assert_cell("-", "-");
    assert_cell("– tidak ada", "– tidak ada");
}

static void data_cannot_end_its_script(void **state)
{
    struct arena *arena = arena_new();
    struct value *map = value_map(arena), *list = value_list(arena);
    struct buffer out = {0};

    (void)state;
    value_add(list, arena, value_number(arena, 3));
    value_add(list, arena, value_boolean(arena, true));
    value_add(list, arena, value_text(arena, "</script><!-- \"\\ \n é"));
    value_set(map, "a<b", list);
    value_set(map, "halaman", value_page(arena, "tema/misi.html"));
    script_data(&out, map);
    assert_string_equal(buffer_string(&out),
                        "{\"a\\u003cb\":[3,true,\"\\u003c/script\\u003e\\u003c!-- \\\"\\\\ \\n é\"],"
                        "\"halaman\":\"tema/misi.html\"}");
    buffer_free(&out);
    arena_free(arena);
}

static struct block *chart_of(struct arena *arena, const char *label, const char *source)
{
    static struct chart_point point = {.label = "2023", .text = "7"};
    struct block *block = arena_alloc(arena, sizeof *block);
    struct chart *chart = arena_alloc(arena, sizeof *chart);

    chart->caption = (struct caption){
        .label = label, .words = span_text(arena, "Kunjungan"), .source = block_text(arena, source, (struct place){0})};
    chart->points = &point;
    chart->point_count = 1;
    *block = (struct block){.kind = BLOCK_CHART, .chart = chart};
    return block;
}

static const char *stem_at(const struct map *plan, const char *path, size_t position)
{
    const struct list *found = map_get(plan, path);

    return ((const struct download *)found->items[position])->stem;
}

static void charts_share_a_file_where_their_numbers_and_sources_are_the_same(void **state)
{
    struct arena *arena = arena_new();
    const struct labels labels = {.texts = map_new(arena)};
    struct report report = {.labels = &labels};
    struct report_page own = {.path = "own.html"}, other = {.path = "other.html"};

    (void)state;
    own.blocks = chart_of(arena, "fig:a", "Dinas");
    own.blocks->next = chart_of(arena, "fig:b", "Puskesmas");
    other.blocks = chart_of(arena, NULL, "Puskesmas");
    list_add(&report.pages, arena, &own);
    list_add(&report.pages, arena, &other);
    const struct map *plan = downloads_plan(arena, &report);
    assert_string_not_equal(stem_at(plan, "own.html", 0), stem_at(plan, "own.html", 1));
    assert_string_equal(stem_at(plan, "own.html", 1), stem_at(plan, "other.html", 0));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_is_quoted_only_where_it_must_be),
        cmocka_unit_test(no_cell_starts_a_formula),
        cmocka_unit_test(signed_numbers_and_dashes_stay_as_they_are),
        cmocka_unit_test(data_cannot_end_its_script),
        cmocka_unit_test(charts_share_a_file_where_their_numbers_and_sources_are_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
