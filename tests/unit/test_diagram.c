/* Diagrams: what is read of a graph, what is refused, that all words fit, and that the cache changes nothing. */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "study/study.h"
#include "support/scratch.h"
#include "support/told.h"
#include "write/drawing/private.h"
#include "write/html/html.h"
#include "write/latex/private.h"
#include "write/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

static struct build build;
static struct buffer out;

static int set_up(void **state)
{
    (void)state;
    build = (struct build){.arena = arena_new(), .diags = diags_new(), .root = ".", .jobs = 1};
    setenv("XDG_CACHE_HOME", scratch_make(), 1);
    buffer_clear(&out);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    scratch_remove();
    diags_free(build.diags);
    arena_free(build.arena);
    buffer_free(&out);
    return 0;
}

static struct diagram *lay_out(const char *dot)
{
    return diagrams_lay_out(&build, dot, (struct place){.file = "content/figures/a.dot"});
}

static void refuses(const char *dot, const char *message)
{
    assert_null(lay_out(dot));
    assert_int_equal(diags_count(build.diags, SEVERITY_ERROR), 1);
    assert_non_null(strstr(told_json(build.arena, build.diags), message));
}

static const char *as_html(const struct diagram *diagram)
{
    const struct html_site site = {.trusted = false};
    struct html html;

    buffer_clear(&out);
    html_begin(&html, &site, NULL, &out, build.arena);
    html_diagram(&html, diagram, "Judul", "A → B");
    html_finish(&html);
    return out.bytes;
}

static const char *as_latex(const struct diagram *diagram)
{
    const struct latex_site site = {0};
    struct latex latex;

    buffer_clear(&out);
    latex_begin(&latex, &site, NULL, &out, build.arena);
    latex_diagram(&latex, diagram);
    return out.bytes;
}

static void nodes_and_arrows_are_laid_out_within_the_drawing(void **state)
{
    (void)state;
    const struct diagram *diagram = lay_out("digraph { a -> b -> c; a -> c [label=\"memengaruhi\"] }");

    assert_int_equal(diagram->parts.count, 3);
    assert_int_equal(diagram->arrows.count, 3);
    for (size_t i = 0; i < diagram->parts.count; i++) {
        const struct diagram_part *part = diagram->parts.items[i];
        assert_true(part->corner.x >= 0 && part->corner.x + part->width <= diagram->width);
        assert_true(part->corner.y >= 0 && part->corner.y + part->height <= diagram->height);
    }
    const struct diagram_arrow *arrow = diagram->arrows.items[0];
    assert_true(arrow->has_head && !arrow->has_tail);
    assert_true(arrow->head.y > arrow->points[0].y);
}

static void words_fit_their_boxes(void **state)
{
    (void)state;
    const struct diagram *diagram = lay_out(
        "digraph { subgraph cluster_a { label=\"Mekanisme penghubung dari pembentukan kolaborasi lintas sektor\"; a }"
        " a [label=\"Ketidakseimbangan kekuatan di antara para anggota\" shape=ellipse]"
        " b [label=\"Pertanggungjawabanantarlembagayangberlebihan\" shape=box] c [label=\"WWWWWWWW MMMMMMMM\"] }");

    for (size_t i = 0; i < diagram->parts.count; i++) {
        const struct diagram_part *part = diagram->parts.items[i];
        double size = part->shape == DIAGRAM_GROUP ? DIAGRAM_SMALL : DIAGRAM_LETTER;
        for (size_t j = 0; j < part->lines.count; j++)
            assert_true(diagram_text_width(part->lines.items[j], size) <= part->width);
        assert_true((double)(part->lines.count * DIAGRAM_LINE) <= part->height);
    }
}

static void lines_break_between_words_of_about_eighteen_letters(void **state)
{
    (void)state;
    struct list lines = diagram_wrap(build.arena, "Kesepakatan awal mengenai masalah", DIAGRAM_LETTER, 150);

    assert_int_equal(lines.count, 2);
    assert_string_equal(lines.items[0], "Kesepakatan awal");
    assert_string_equal(lines.items[1], "mengenai masalah");
    lines = diagram_wrap(build.arena, "a\n\nb", DIAGRAM_LETTER, 150);
    assert_int_equal(lines.count, 3);
    assert_int_equal(diagram_wrap(build.arena, "", DIAGRAM_LETTER, 150).count, 0);
}

static void labels_are_words_in_every_output(void **state)
{
    (void)state;
    const struct diagram *diagram = lay_out("digraph { a [label=\"</text><script>x\\\\input{y}\"] }");
    const char *html = as_html(diagram);

    assert_null(strstr(html, "<script"));
    assert_non_null(strstr(html, "&lt;script&gt;"));
    assert_null(strstr(as_latex(diagram), "\\input"));
}

static void drawings_are_named_and_have_no_style_of_their_own(void **state)
{
    (void)state;
    const char *html =
        as_html(lay_out("digraph { subgraph cluster_a { label=Satu; a } a -> b [dir=both style=dashed] }"));

    assert_non_null(strstr(html, "role=\"img\" aria-labelledby=\"drawing-1-title drawing-1-text\""));
    assert_non_null(strstr(html, "<title id=\"drawing-1-title\">Judul</title>"));
    assert_non_null(strstr(html, "<desc id=\"drawing-1-text\">A → B</desc>"));
    assert_null(strstr(html, "style="));
    assert_null(strstr(html, "fill="));
    assert_non_null(strstr(html, "class=\"arrow dashed\""));
}

static void latex_draws_every_shape_and_arrow(void **state)
{
    (void)state;
    const char *latex = as_latex(lay_out("digraph { a [shape=box] b [shape=diamond] c [shape=plaintext] a->b->c }"));

    assert_non_null(strstr(latex, "\\begin{lampiranbagan}"));
    assert_non_null(strstr(latex, "\\lampiransimpul{"));
    assert_non_null(strstr(latex, "\\lampiranpanah{"));
    assert_non_null(strstr(latex, "\\end{lampiranbagan}"));
}

static void nothing_that_dot_asks_for_besides_is_looked_at(void **state)
{
    (void)state;
    const struct diagram *plain = lay_out("digraph { a -> b }");
    const char *expected = arena_string(build.arena, as_html(plain));
    const struct diagram *asking = lay_out("digraph { graph [imagepath=\"/\" fontpath=\"/\" layout=neato size=9999]"
                                           " node [image=\"/etc/passwd\" shapefile=\"/etc/passwd\" fontname=Times]"
                                           " a -> b [URL=\"javascript:alert(1)\" color=red] }");

    assert_string_equal(as_html(asking), expected);
    assert_int_equal(diags_count(build.diags, SEVERITY_ERROR), 0);
}

static void syntax_errors_name_their_line(void **state)
{
    (void)state;
    refuses("digraph {\n a -> b\n c -> [\n}\n", "\"line\": 3");
    assert_non_null(strstr(told_json(build.arena, build.diags), "syntax error near '['"));
}

static void html_labels_are_refused(void **state)
{
    (void)state;
    refuses("digraph { a [label=<<b>x</b>>] }", "HTML label");
}

static void empty_files_are_refused(void **state)
{
    (void)state;
    refuses("", "there is no graph");
}

static void graphs_without_nodes_are_refused(void **state)
{
    (void)state;
    refuses("graph {}", "no nodes");
}

static void graphs_that_no_page_can_show_are_refused(void **state)
{
    (void)state;
    struct buffer dot = {0};

    buffer_text(&dot, "graph {");
    for (int i = 0; i < 400; i++)
        buffer_format(&dot, "n%d;", i);
    buffer_text(&dot, "}");
    refuses(dot.bytes, "400 nodes");
    buffer_free(&dot);
}

static void deep_groups_are_refused(void **state)
{
    (void)state;
    struct buffer dot = {0};

    buffer_text(&dot, "graph {");
    for (int i = 0; i < 50; i++)
        buffer_format(&dot, "subgraph cluster_%d {", i);
    buffer_text(&dot, "a");
    for (int i = 0; i <= 50; i++)
        buffer_text(&dot, "}");
    refuses(dot.bytes, "nested deeper");
    buffer_free(&dot);
}

static void long_labels_are_refused(void **state)
{
    (void)state;
    struct buffer dot = {0};

    buffer_text(&dot, "graph { a [label=\"");
    for (int i = 0; i < 400; i++)
        buffer_char(&dot, 'x');
    buffer_text(&dot, "\"] }");
    refuses(dot.bytes, "more than 300 letters");
    buffer_free(&dot);
}

static size_t files_in_cache(void)
{
    struct list files = {0};

    file_list(scratch_folder(), build.arena, &files);
    return files.count;
}

static void the_cache_changes_nothing(void **state)
{
    (void)state;
    const char *dot = "digraph { rankdir=LR a -> b [label=\"kata\"] }";
    const char *first = arena_string(build.arena, as_html(lay_out(dot)));

    assert_int_equal(files_in_cache(), 1);
    assert_string_equal(as_html(lay_out(dot)), first);
    assert_int_equal(files_in_cache(), 1);
}

static void a_broken_cache_is_passed_over(void **state)
{
    (void)state;
    static const char *const contents[] = {"",
                                           "end\n",
                                           "part 9 9\nend\n",
                                           "size 1 1\nline x\nend\n",
                                           "arrow 0 0 0 1 1 1 0 1 1 0 0 99999999 1 1\nend\n",
                                           "size 1 1\n"};
    const char *dot = "digraph { a -> b }";
    const char *first = arena_string(build.arena, as_html(lay_out(dot)));
    struct list files = {0};

    file_list(scratch_folder(), build.arena, &files);
    const char *file = file_join(build.arena, scratch_folder(), files.items[0]);
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        file_write(file, contents[i], strlen(contents[i]));
        assert_string_equal(as_html(lay_out(dot)), first);
    }
    assert_int_equal(diags_count(build.diags, SEVERITY_ERROR), 0);
}

static void a_cache_that_was_changed_is_passed_over(void **state)
{
    (void)state;
    const char *dot = "digraph { kata -> b }";
    const char *first = arena_string(build.arena, as_html(lay_out(dot)));
    struct list files = {0};
    struct buffer bytes = {0};

    file_list(scratch_folder(), build.arena, &files);
    const char *file = file_join(build.arena, scratch_folder(), files.items[0]);
    assert_int_equal(file_read(file, &bytes), FILE_OK);
    char *word = strstr(buffer_string(&bytes), "kata");
    assert_non_null(word);
    *word = 'm';
    file_write(file, bytes.bytes, bytes.length);
    build.laid_out = NULL;
    assert_string_equal(as_html(lay_out(dot)), first);
    buffer_free(&bytes);
}

static void a_cache_that_cannot_be_written_is_no_trouble(void **state)
{
    (void)state;
    setenv("XDG_CACHE_HOME", "/dev/null/nowhere", 1);
    assert_non_null(lay_out("digraph { a -> b }"));
    assert_int_equal(diags_count(build.diags, SEVERITY_ERROR), 0);
}

/* Holes of many sizes in the memory, so that what is allocated next lies in no order. */
static void scatter(unsigned seed)
{
    enum { BLOCKS = 4000 };
    static void *blocks[BLOCKS];

    srand(seed);
    for (int i = 0; i < BLOCKS; i++) {
        free(blocks[i]);
        blocks[i] = malloc((size_t)(rand() % 300 + 8));
    }
    for (int i = 0; i < BLOCKS; i++) {
        void **other = &blocks[rand() % BLOCKS];
        free(*other);
        *other = NULL;
    }
}

static void layouts_do_not_depend_on_addresses(void **state)
{
    (void)state;
    struct buffer dot = {0};
    const char *first = NULL;

    setenv("XDG_CACHE_HOME", "/dev/null/nowhere", 1);
    buffer_text(&dot, "digraph {");
    for (int i = 0; i < 9; i++)
        buffer_format(&dot, "subgraph \"cluster bagian %d\" { label=\"Bagian %d\" \"a%d\" \"b%d\" } ", i * 37 % 9, i, i,
                      i);
    for (int i = 0; i < 9; i++)
        buffer_format(&dot, "\"a%d\" -> \"b%d\" [label=kata]; \"b%d\" -> \"a%d\";", i, i * 5 % 9, i, (i + 1) % 9);
    buffer_text(&dot, "}");
    for (unsigned i = 0; i < 6; i++) {
        scatter(i);
        const char *html = as_html(lay_out(dot.bytes));
        if (first == NULL)
            first = arena_string(build.arena, html);
        assert_string_equal(html, first);
    }
    buffer_free(&dot);
}

static struct component *component(struct list *list, const char *id)
{
    struct component *made = arena_alloc(build.arena, sizeof *made);

    made->id = id;
    made->label = id;
    list_add(list, build.arena, made);
    return made;
}

static void relate(struct framework *framework, struct component *from, struct component *to)
{
    struct relation *relation = arena_alloc(build.arena, sizeof *relation);

    relation->from.object = from;
    relation->to.object = to;
    list_add(&framework->relations, build.arena, relation);
}

static void frameworks_become_groups_boxes_and_arrows(void **state)
{
    (void)state;
    struct framework framework = {.id = "model"};
    struct component *input = component(&framework.components, "Input"),
                     *output = component(&framework.components, "Output \"akhir\"");

    component(&input->parts, "Misi");
    component(&input->parts, "Dana");
    relate(&framework, input, output);
    relate(&framework, output, input);
    const struct diagram *diagram = lay_out(diagram_of_framework(build.arena, &framework, 3));
    assert_int_equal(diagram->parts.count, 4);
    assert_int_equal(diagram->arrows.count, 2);
    const struct diagram_part *group = diagram->parts.items[0], *first = diagram->parts.items[1],
                              *second = diagram->parts.items[2], *last = diagram->parts.items[3];
    assert_int_equal(group->shape, DIAGRAM_GROUP);
    assert_string_equal(last->lines.items[0], "Output \"akhir\"");
    /* In the order of the file, and what is led to below. */
    assert_true(first->corner.x < second->corner.x);
    assert_true(last->corner.y > group->corner.y + group->height);
}

static double middle_of(const struct diagram_part *part)
{
    return part->corner.x + part->width / 2;
}

/* What stands alone in its row is on the axis of its group, as the groups are on that of the whole, and an arrow from
 * one to the next is upright. */
static void frameworks_are_drawn_about_one_axis(void **state)
{
    (void)state;
    struct framework framework = {.id = "model"};
    struct component *start = component(&framework.components, "Kondisi awal"),
                     *process = component(&framework.components, "Proses"),
                     *result = component(&framework.components, "Hasil");

    component(&start->parts, "Misi");
    component(&component(&start->parts, "Mitra")->parts, "Pengetahuan");
    component(&process->parts, "Perencanaan");
    component(&process->parts, "Struktur dan tata kelola");
    component(&process->parts, "Peran");
    relate(&framework, start, process);
    relate(&framework, process, result);
    const struct diagram *diagram =
        diagram_balanced(build.arena, lay_out(diagram_of_framework(build.arena, &framework, 2)), 0);
    for (size_t i = 0; i < diagram->parts.count; i++) {
        const struct diagram_part *part = diagram->parts.items[i];
        bool has_neighbour = strcmp(part->lines.items[0], "Perencanaan") == 0 || part->lines.count > 1;
        if (!has_neighbour)
            assert_float_equal((float)middle_of(part), (float)(diagram->width / 2), .01F);
    }
    for (size_t i = 0; i < diagram->arrows.count; i++) {
        const struct diagram_arrow *arrow = diagram->arrows.items[i];
        const struct diagram_part *to = diagram->parts.items[arrow->to];
        assert_float_equal(arrow->points[0].x, diagram->width / 2, .01F);
        assert_float_equal(arrow->head.x, diagram->width / 2, .01F);
        assert_float_equal(arrow->head.y, to->corner.y, .01F);
    }
}

/* From the first to the last beside the one between them. */
static void an_arrow_goes_around_what_stands_between(void **state)
{
    (void)state;
    struct framework framework = {.id = "model"};
    struct component *first = component(&framework.components, "A"), *second = component(&framework.components, "B"),
                     *last = component(&framework.components, "C");

    relate(&framework, first, second);
    relate(&framework, second, last);
    relate(&framework, first, last);
    ((struct relation *)framework.relations.items[2])->label = "memengaruhi";
    const struct diagram *diagram =
        diagram_balanced(build.arena, lay_out(diagram_of_framework(build.arena, &framework, 3)), 0);
    const struct diagram_arrow *around = diagram->arrows.items[1];
    const struct diagram_part *between = diagram->parts.items[1];
    assert_float_equal(middle_of(diagram->parts.items[0]), middle_of(between), .01F);
    for (size_t i = 3; i + 3 < around->point_count; i++)
        assert_true(around->points[i].x > between->corner.x + between->width);
    double half = diagram_text_width("memengaruhi", DIAGRAM_LETTER) / 2;
    assert_true(around->middle.x - half > between->corner.x + between->width);
    assert_true(around->middle.x + half <= diagram->width);
}

/* Two groups side by side lead to a third; on a phone all stand one above the other, and each arrow has a way of its
 * own. */
static void a_model_too_wide_for_a_phone_stands_upright(void **state)
{
    (void)state;
    struct framework framework = {.id = "model"};
    struct component *start = component(&framework.components, "Kondisi awal"),
                     *limits = component(&framework.components, "Kendala"),
                     *process = component(&framework.components, "Proses");

    for (int i = 0; i < 3; i++) {
        component(&start->parts, arena_format(build.arena, "Sumber daya %d", i));
        component(&limits->parts, arena_format(build.arena, "Ketidakpastian %d", i));
        component(&process->parts, arena_format(build.arena, "Kesepakatan %d", i));
    }
    component(&framework.components, "Hasil");
    relate(&framework, start, process);
    relate(&framework, limits, process);
    relate(&framework, process, framework.components.items[3]);
    relate(&framework, limits, framework.components.items[3]);
    const struct diagram *wide = lay_out(diagram_of_framework(build.arena, &framework, 2));
    const struct diagram *upright = diagram_balanced(build.arena, wide, DIAGRAM_PHONE - 60);
    assert_true(wide->width > DIAGRAM_PHONE);
    assert_non_null(upright);
    assert_true(upright->width <= DIAGRAM_PHONE);
    assert_int_equal(upright->parts.count, wide->parts.count);
    double bottom = 0;
    for (size_t i = 0; i < upright->parts.count; i++) {
        const struct diagram_part *part = upright->parts.items[i];
        if (part->shape != DIAGRAM_GROUP)
            continue;
        assert_true(part->corner.y > bottom);
        bottom = part->corner.y + part->height;
    }
    const struct diagram_arrow *first = upright->arrows.items[0], *last = upright->arrows.items[3];
    assert_true(first->points[4].x > middle_of(upright->parts.items[0]));
    assert_true(fabs(first->points[4].x - last->points[4].x) > 8);
}

/* A file of the study with that graph, as all are laid out. */
static const struct diagram *of_study(const char *dot, bool for_site)
{
    struct study study = {.for_site = for_site};
    const struct figure figure = {.file = "figures/a.dot"};

    build.root = scratch_folder();
    scratch_put("content/figures/a.dot", dot);
    list_add(&study.figures, build.arena, (void *)(uintptr_t) "figures/a.dot");
    return diagrams_find(diagrams_of(&build, &study), &figure);
}

static void a_chain_too_long_for_a_page_is_printed_in_rows(void **state)
{
    struct buffer dot = {0};

    (void)state;
    buffer_text(&dot, "digraph { rankdir=LR; start");
    for (int i = 0; i < 14; i++)
        buffer_format(&dot, " -> \"Pelayanan %d\"", i);
    buffer_text(&dot, " }");
    const struct diagram *diagram = of_study(dot.bytes, false), *printed = diagram_on_paper(diagram);
    assert_true(diagram->width > 2000);
    assert_true(printed->width < 760 && printed->height < 1000);
    assert_int_equal(printed->parts.count, diagram->parts.count);
    assert_int_equal(diags_count(build.diags, SEVERITY_WARNING), 0);
    buffer_free(&dot);
}

static void letters_that_a_page_makes_too_small_are_told_of_appendices(void **state)
{
    struct buffer dot = {0};

    (void)state;
    buffer_text(&dot, "digraph {");
    for (int i = 0; i < 60; i++)
        buffer_format(&dot, " all -> \"Pelayanan %d\";", i);
    buffer_text(&dot, " }");
    assert_non_null(of_study(dot.bytes, true));
    assert_int_equal(diags_count(build.diags, SEVERITY_WARNING), 0);
    assert_non_null(of_study(dot.bytes, false));
    assert_non_null(strstr(told_json(build.arena, build.diags), "diagram-letters"));
    buffer_free(&dot);
}

static void frameworks_of_many_parts_leave_the_innermost_out(void **state)
{
    (void)state;
    struct framework framework = {.id = "model"};
    struct component *last = NULL;

    for (int i = 0; i < 5; i++) {
        struct component *top = component(&framework.components, arena_format(build.arena, "t%d", i));
        for (int j = 0; j < 3; j++) {
            struct component *part = component(&top->parts, arena_format(build.arena, "p%d%d", i, j));
            for (int k = 0; k < 3; k++)
                last = component(&part->parts, arena_format(build.arena, "x%d%d%d", i, j, k));
        }
    }
    relate(&framework, framework.components.items[0], last);
    const char *dot = diagram_of_framework(build.arena, &framework, 3);
    assert_null(strstr(dot, "x000"));
    assert_non_null(strstr(dot, "\"p42\""));
    const struct diagram *diagram = lay_out(dot);
    assert_int_equal(diagram->parts.count, 5 + 15);
    assert_int_equal(diagram->arrows.count, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nodes_and_arrows_are_laid_out_within_the_drawing),
        TEST(words_fit_their_boxes),
        TEST(lines_break_between_words_of_about_eighteen_letters),
        TEST(labels_are_words_in_every_output),
        TEST(drawings_are_named_and_have_no_style_of_their_own),
        TEST(latex_draws_every_shape_and_arrow),
        TEST(nothing_that_dot_asks_for_besides_is_looked_at),
        TEST(syntax_errors_name_their_line),
        TEST(html_labels_are_refused),
        TEST(empty_files_are_refused),
        TEST(graphs_without_nodes_are_refused),
        TEST(graphs_that_no_page_can_show_are_refused),
        TEST(deep_groups_are_refused),
        TEST(long_labels_are_refused),
        TEST(the_cache_changes_nothing),
        TEST(a_broken_cache_is_passed_over),
        TEST(a_cache_that_was_changed_is_passed_over),
        TEST(a_cache_that_cannot_be_written_is_no_trouble),
        TEST(layouts_do_not_depend_on_addresses),
        TEST(frameworks_become_groups_boxes_and_arrows),
        TEST(frameworks_are_drawn_about_one_axis),
        TEST(an_arrow_goes_around_what_stands_between),
        TEST(a_model_too_wide_for_a_phone_stands_upright),
        TEST(a_chain_too_long_for_a_page_is_printed_in_rows),
        TEST(letters_that_a_page_makes_too_small_are_told_of_appendices),
        TEST(frameworks_of_many_parts_leave_the_innermost_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
