#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "document/document.h"
#include "lua/private.h"
#include "study/study.h"
#include "support/scratch.h"
#include "support/told.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static struct arena *arena;
static struct buffer out;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    scratch_make();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    scratch_remove();
    arena_free(arena);
    buffer_free(&out);
    return 0;
}

/* A format that shows what it was asked to print. */
static void print_text(void *writer, const char *text)
{
    (void)writer;
    buffer_format(&out, "[%s]", text);
}

static void print_page(void *writer, const char *path)
{
    (void)writer;
    buffer_format(&out, "(%s)", path);
}

static void print_spans(void *writer, const struct span *spans)
{
    (void)writer;
    buffer_format(&out, "<%s>", spans->text);
}

static void print_blocks(void *writer, const struct block *blocks)
{
    (void)writer;
    buffer_format(&out, "{%s}", blocks->spans->text);
}

static void print_notes(void *writer)
{
    (void)writer;
    buffer_text(&out, "notes");
}

static const struct layout_format format = {"layouts/html", ".html",      print_text, print_page,
                                            print_spans,    print_blocks, print_notes};

static struct map *page_values(void)
{
    struct map *values = map_new(arena);
    struct value *page = value_map(arena), *list = value_list(arena);

    value_set(page, "title", value_text(arena, "Judul"));
    value_set(page, "path", value_page(arena, "tema/misi.html"));
    value_set(page, "count", value_number(arena, 3));
    value_add(list, arena, value_text(arena, "a"));
    value_add(list, arena, value_text(arena, "b"));
    map_put(values, "page", page);
    map_put(values, "list", list);
    map_put(values, "heading", value_spans(arena, span_text(arena, "span")));
    map_put(values, "body", value_blocks(arena, block_text(arena, "isi", (struct place){0})));
    map_put(values, "none", value_boolean(arena, false));
    return values;
}

static void write_layout(const char *name, const char *text)
{
    scratch_put(arena_format(arena, "layouts/html/%s.html", name), text);
}

static struct map *shared_values(void)
{
    struct map *values = map_new(arena);
    struct value *site = value_map(arena), *nav = value_list(arena), *item = value_map(arena);

    value_set(site, "title", value_text(arena, "Situs"));
    value_set(item, "path", value_page(arena, "a.html"));
    value_add(nav, arena, item);
    map_put(values, "site", site);
    map_put(values, "nav", nav);
    return values;
}

/* Runs the layout "page" with text; gives the output, or after an error the diagnostics as JSON. */
static const char *run(const char *text)
{
    struct diags *diags = diags_new();
    struct build build = {.arena = arena, .diags = diags, .root = scratch_folder(), .share = "tests", .jobs = 1};
    struct labels labels = {"id", map_new(arena)};

    map_put(labels.texts, "greeting", (void *)"Halo {1}");
    write_layout("page", text);
    buffer_clear(&out);
    const struct layouts *layouts = layouts_read(&build, &format);
    struct layout_runner *runner = layout_runner_new(layouts, &build, NULL, &labels, shared_values());
    bool good = layout_run(runner, "page", page_values(), &out, NULL, diags);
    layout_runner_free(runner);
    const char *result = good ? arena_string(arena, out.bytes) : told_json(arena, diags);
    diags_free(diags);
    return result;
}

static void assert_error(const char *layout, int line, const char *words)
{
    const char *json = run(layout);

    assert_non_null(strstr(json, "layouts/html/page.html"));
    if (strstr(json, arena_format(arena, "\"line\": %d", line)) == NULL)
        fail_msg("line %d is not in %s", line, json);
    if (strstr(json, words) == NULL)
        fail_msg("'%s' is not in %s", words, json);
}

static void values_are_printed_by_the_format(void **state)
{
    (void)state;
    assert_string_equal(run("a<%= page.title %>b<%= page.count %>c<%= page.path %>d"),
                        "a[Judul]b[3]c(tema/misi.html)d");
    assert_string_equal(run("<%- heading %><%- body %><% notes() %>"), "<span>{isi}notes");
}

static void shared_values_can_be_read_but_not_changed(void **state)
{
    (void)state;
    assert_string_equal(run("<%= site.title %> <%= #nav %><% for _, i in ipairs(nav) do %><%= i.path %><% end %>"),
                        "[Situs] [1](a.html)");
    assert_error("\n<%= site.titel %>", 2, "nearest is 'title'");
    assert_error("<% site.title = 'x' %>", 1, "cannot change");
    assert_error("<% nav[2] = 'x' %>", 1, "cannot change");
}

static void nothing_can_be_kept_for_the_next_page(void **state)
{
    (void)state;
    assert_error("<% kept = 1 %>", 1, "cannot change");
    assert_error("<% string.kept = 1 %>", 1, "cannot change");
    assert_error("<% table.insert(string, 1) %>", 1, "cannot change");
    assert_error("<% rawset(string, 1, 1) %>", 1, "rawset");
    assert_error("<% _G.kept = 1 %>", 1, "_G");
}

static void an_include_takes_arguments(void **state)
{
    (void)state;
    write_layout("part", "<% local a, b = ... %>{<%= a %>:<%= b and 'y' or 'n' %>:<%= site.title %>}");
    assert_string_equal(run("<% include('part', 'x', true) %><% include('part', page.title) %>"),
                        "{[x]:[y]:[Situs]}{[Judul]:[n]:[Situs]}");
    assert_error("<% include('prat') %>", 1, "nearest is 'part'");
}

static void an_include_that_failed_takes_nothing_from_the_next(void **state)
{
    (void)state;
    write_layout("part", "<% error('x') %>");
    write_layout("good", "y");
    assert_string_equal(run("<% for i = 1, 100 do pcall(include, 'part') end include('good') %>"), "y");
}

static void values_stand_only_where_they_are_escaped_for(void **state)
{
    (void)state;
    assert_string_equal(run("<a b='<%= page.title %>' c=\"<%= 1 %>\"><%= 2 %></a><script>x</script><%= 3 %>"),
                        "<a b='[Judul]' c=\"[1]\">[2]</a><script>x</script>[3]");
    assert_error("<script>\nvar x = '<%= page.title %>'", 2, "in a script or a style");
    assert_error("<STYLE>p {color: <%= page.title %>}", 1, "in a script or a style");
    assert_error("<a onclick=\"<%= page.title %>\">", 1, "a script or a style");
    assert_error("<a style='<%= page.title %>'>", 1, "a script or a style");
    assert_error("<a href=<%= page.title %>>", 1, "without quotes");
    assert_error("<a href=x<%= page.title %>>", 1, "without quotes");
    assert_error("<a <%= page.title %>=\"\">", 1, "name of an element or attribute");
    assert_error("<<%= page.title %>>", 1, "name of an element or attribute");
    assert_error("<a title=\"<%- heading %>\">", 1, "in an attribute");
}

static void what_the_translation_calls_is_not_for_layouts(void **state)
{
    (void)state;
    assert_error("\n<% _text('<script>') %>", 2, "'_text' is not for layouts");
    assert_error("<% local s = \"a\\z\n b\" _text(\"c\") %>", 2, "'_text' is not for layouts");
    assert_error("<% local s = [[ \" ]] _text(s) --[[ \" ]] %>", 1, "'_text' is not for layouts");
    assert_error("<% _ENV['_te' .. 'xt']('x') %>", 1, "'_ENV' is not for layouts");
    assert_string_equal(run("<% local t = '_text' %><%= t %>"), "[_text]");
}

static void what_a_layout_prints_is_limited(void **state)
{
    (void)state;
    assert_error("\n<% local s = string.rep('x', 1024 * 1024) for i = 1, 100000 do %><%= s %><% end %>", 2,
                 "larger than 64 MiB");
    assert_error("<% local s = string.rep('x', 1024 * 1024) while true do %>\n<%= s %><% end %>", 2,
                 "larger than 64 MiB");
    assert_error("<% while true do %><%- body %><% end %>", 1, "script-instructions");
}

static void text_is_kept_as_it_is(void **state)
{
    (void)state;
    assert_string_equal(run("\"\\n\" ]] --[[ %> \\ é\n\n  x\r\n"), "\"\\n\" ]] --[[ %> \\ é\n\n  x\r\n");
    assert_string_equal(run("<%%= x %>"), "<%= x %>");
    assert_string_equal(run(""), "");
}

static void lines_of_lua_alone_leave_no_line(void **state)
{
    (void)state;
    assert_string_equal(run("a\n  <% for _, x in ipairs(list) do %>\n- <%= x %>\n<% end %>\nb\n"),
                        "a\n- [a]\n- [b]\nb\n");
    assert_string_equal(run("<% if none then %>x<% else %>y<% end %>\n"), "y\n");
}

static void comments_do_not_swallow_what_follows(void **state)
{
    (void)state;
    assert_string_equal(run("<% local a = '--' -- so %><%= a %>x\n<%--[[ one\ntwo ]]%>y"), "[--]x\ny");
}

static void labels_are_looked_up_and_filled(void **state)
{
    (void)state;
    assert_string_equal(run("<%= L(\"greeting\", \"dunia\") %>"), "[Halo dunia]");
    assert_error("\n<%= L\"greting\" %>", 2, "nearest is 'greeting'");
}

static void lists_have_a_length_and_pages_can_be_compared(void **state)
{
    (void)state;
    assert_string_equal(run("<%= #list %><% if page.path == page.path then %>same<% end %>"), "[2]same");
    assert_string_equal(run("<% if optional(page, \"nothing\") then %>x<% else %>y<% end %>"), "y");
}

static void what_is_not_there_is_an_error_with_the_nearest_name(void **state)
{
    (void)state;
    assert_error("a\nb\n<%= paeg.title %>\n", 3, "nearest is 'page'");
    assert_error("<%= page.titel %>", 1, "nearest is 'title'");
    assert_error("\n\n\n<% include(\"pag\") %>", 4, "nearest is 'page'");
}

static void only_typed_content_is_printed_unescaped(void **state)
{
    (void)state;
    assert_error("<%- \"<b>\" %>", 1, "takes blocks or spans, not a string");
    assert_error("<%- page.title %>", 1, "takes blocks or spans, not a string");
    assert_error("\n<%= body %>", 2, "typed content");
    assert_error("<%= nil %>", 1, "cannot print a nil");
}

static void nothing_is_kept_from_page_to_page(void **state)
{
    (void)state;
    assert_error("<% seen = 1 %>", 1, "use a local variable");
    assert_error("<% page.title = 'x' %>", 1, "use a local variable");
}

static void mistakes_name_their_line(void **state)
{
    (void)state;
    assert_error("a\n<% if page %>b", 2, "then");
    assert_error("a\n  <% page.title", 2, "never closed");
    assert_error("a\n\n<% error('tiga') %>", 3, "tiga");
}

static void includes_see_the_same_values_and_end(void **state)
{
    (void)state;
    write_layout("part", "part <%= page.title %>");
    assert_string_equal(run("<% include(\"part\") %>!"), "part [Judul]!");
    assert_error("<% include(\"page\") %>", 1, "without end");
    file_remove_tree(scratch_path(arena, "layouts/html/part.html"));
}

static void a_layout_that_never_ends_is_stopped(void **state)
{
    (void)state;
    assert_error("<% while true do end %>", 1, "instruction");
}

static void each_line_becomes_one_line(void **state)
{
    static const char layout[] = "a\n<% if x then %>\n<%= y\n+ 1 %>\n<%--[[\n\n]]%>\nb\n<% end %>\n";
    struct diags *diags = diags_new();
    struct buffer lua = {0};
    size_t lines = 0, expected = 0;

    (void)state;
    assert_true(layout_translate(&lua, diags, "page.html", layout, sizeof layout - 1));
    for (size_t i = 0; i < lua.length; i++)
        lines += lua.bytes[i] == '\n';
    for (size_t i = 0; i < sizeof layout - 1; i++)
        expected += layout[i] == '\n';
    assert_int_equal(lines, expected);
    buffer_free(&lua);
    diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_printed_by_the_format),
        cmocka_unit_test(shared_values_can_be_read_but_not_changed),
        cmocka_unit_test(nothing_can_be_kept_for_the_next_page),
        cmocka_unit_test(an_include_takes_arguments),
        cmocka_unit_test(an_include_that_failed_takes_nothing_from_the_next),
        cmocka_unit_test(values_stand_only_where_they_are_escaped_for),
        cmocka_unit_test(what_the_translation_calls_is_not_for_layouts),
        cmocka_unit_test(what_a_layout_prints_is_limited),
        cmocka_unit_test(text_is_kept_as_it_is),
        cmocka_unit_test(lines_of_lua_alone_leave_no_line),
        cmocka_unit_test(comments_do_not_swallow_what_follows),
        cmocka_unit_test(labels_are_looked_up_and_filled),
        cmocka_unit_test(lists_have_a_length_and_pages_can_be_compared),
        cmocka_unit_test(what_is_not_there_is_an_error_with_the_nearest_name),
        cmocka_unit_test(only_typed_content_is_printed_unescaped),
        cmocka_unit_test(nothing_is_kept_from_page_to_page),
        cmocka_unit_test(mistakes_name_their_line),
        cmocka_unit_test(includes_see_the_same_values_and_end),
        cmocka_unit_test(a_layout_that_never_ends_is_stopped),
        cmocka_unit_test(each_line_becomes_one_line),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
