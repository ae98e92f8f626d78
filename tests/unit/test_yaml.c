#include "read/private.h"
#include "support/fixture.h"
#include "support/told.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The tree of text, which must be correct. */
static const struct node *tree(const char *text)
{
    struct yaml_source source = {"a.yaml", 1, text, strlen(text)};
    struct node *root;

    assert_true(yaml_read(arena, diags, &source, &root));
    assert_non_null(root);
    return root;
}

/* The diagnostics for text, which is wrong. */
static const char *complaint(const char *text)
{
    struct yaml_source source = {"a.yaml", 1, text, strlen(text)};
    struct node *root;

    assert_false(yaml_read(arena, diags, &source, &root));
    assert_null(root);
    return told(arena, diags, ".");
}

static void assert_place(const struct node *node, int line, int column)
{
    assert_non_null(node);
    assert_int_equal(node->line, line);
    assert_int_equal(node->column, column);
}

static void assert_text_place(const struct node *node, int line, int column)
{
    assert_non_null(node);
    assert_int_equal(node->text_line, line);
    assert_int_equal(node->text_column, column);
}

static void values_know_their_line_and_column(void **state)
{
    const struct node *root = tree("a: satu\nb:\n  - dua\n  - c: tiga\n");
    const struct node *list = node_value(root, "b");

    (void)state;
    assert_place(root, 1, 1);
    assert_place(node_value(root, "a"), 1, 4);
    assert_place(list, 3, 3);
    assert_place(list->items, 3, 5);
    assert_place(node_value(list->items->next, "c"), 4, 8);
}

static void columns_count_bytes(void **state)
{
    const struct node *root = tree("\xc3\xa9\xc3\xa9: \"\xe2\x82\xac\"\nb: {\xc3\xa9: 1, c: 2}\n");

    (void)state;
    assert_place(node_value(root, "\xc3\xa9\xc3\xa9"), 1, 7);
    assert_place(node_value(node_value(root, "b"), "c"), 2, 15);
}

static void line_ends_are_those_of_editors(void **state)
{
    const struct node *root = tree("a: \"x\xe2\x80\xa8y\"\nb: 2\r\nc: \"p\xc2\x85q\"\nd: 4\n");

    (void)state;
    assert_place(node_value(root, "b"), 2, 4);
    assert_place(node_value(root, "d"), 4, 4);
}

static void text_in_quotes_begins_behind_the_quote(void **state)
{
    const struct node *root = tree("a: 'satu'\nb: dua\n");

    (void)state;
    assert_text_place(node_value(root, "a"), 1, 5);
    assert_text_place(node_value(root, "b"), 2, 4);
}

static void block_text_begins_below_its_mark(void **state)
{
    const struct node *root = tree("a: |\n  satu\n  dua\nb:\n  c: |-  # catatan\n\n      tiga\nd: >\n empat\n lima\n");

    (void)state;
    assert_text_place(node_value(root, "a"), 2, 3);
    assert_text_place(node_value(node_value(root, "b"), "c"), 6, 7);
    assert_text_place(node_value(root, "d"), 9, 2);
    assert_string_equal(node_value(root, "a")->text, "satu\ndua\n");
}

static void block_text_may_begin_with_spaces_of_its_own(void **state)
{
    const struct node *root = tree("a: |2\n    kode\n  teks\n");

    (void)state;
    assert_text_place(node_value(root, "a"), 2, 3);
    assert_string_equal(node_value(root, "a")->text, "  kode\nteks\n");
}

static void places_count_from_the_first_line_given(void **state)
{
    struct yaml_source source = {"a.md", 2, "a: 1\nb: 2\n", 10};
    struct node *root;

    (void)state;
    assert_true(yaml_read(arena, diags, &source, &root));
    assert_place(node_value(root, "b"), 3, 4);
}

static void aliases_repeat_a_value(void **state)
{
    const struct node *root = tree("a: &x [1, 2]\nb: *x\nc: &y teks\nd: *y\n");

    (void)state;
    assert_string_equal(node_value(root, "b")->items->next->text, "2");
    assert_place(node_value(root, "b"), 1, 4);
    assert_string_equal(node_value(root, "d")->text, "teks");
    assert_null(node_value(root, "d")->next);
}

static void a_name_given_twice_means_the_later_value(void **state)
{
    const struct node *root = tree("a: &x 1\nb: &x 2\nc: *x\n");

    (void)state;
    assert_string_equal(node_value(root, "c")->text, "2");
}

static void absent_values_are_told_from_empty_texts(void **state)
{
    const struct node *root = tree("a:\nb: ~\nc: null\nd: ''\ne: 'null'\n");

    (void)state;
    assert_true(node_is_absent(node_value(root, "a")));
    assert_true(node_is_absent(node_value(root, "b")));
    assert_true(node_is_absent(node_value(root, "c")));
    assert_false(node_is_absent(node_value(root, "d")));
    assert_false(node_is_absent(node_value(root, "e")));
    assert_true(node_is_absent(node_value(root, "tidak ada")));
}

static void an_empty_text_has_no_tree(void **state)
{
    struct yaml_source source = {"a.yaml", 1, "# catatan\n", 10};
    struct node *root;

    (void)state;
    assert_true(yaml_read(arena, diags, &source, &root));
    assert_null(root);
}

static void nesting_is_limited(void **state)
{
    char deep[2 * YAML_DEPTH_LIMIT + 3];

    (void)state;
    memset(deep, '[', YAML_DEPTH_LIMIT);
    memset(deep + YAML_DEPTH_LIMIT, ']', YAML_DEPTH_LIMIT);
    deep[(size_t)2 * YAML_DEPTH_LIMIT] = '\0';
    tree(deep);
    memset(deep, '[', YAML_DEPTH_LIMIT + 1);
    memset(deep + YAML_DEPTH_LIMIT + 1, ']', YAML_DEPTH_LIMIT + 1);
    deep[2 * YAML_DEPTH_LIMIT + 2] = '\0';
    assert_non_null(strstr(complaint(deep), "a.yaml:1:65: error: lists and mappings are nested over 64 levels deep"));
}

static void a_million_brackets_end_soon(void **state)
{
    struct buffer text = {0};

    (void)state;
    for (int i = 0; i < 1000 * 1000; i++)
        buffer_char(&text, '[');
    assert_non_null(strstr(complaint(buffer_string(&text)), "[yaml-depth]"));
    buffer_free(&text);
}

static void many_small_values_are_read_in_time(void **state)
{
    struct buffer text = {0};

    (void)state;
    buffer_text(&text, "[");
    for (int i = 0; i < 200 * 1000; i++)
        buffer_text(&text, "\xc3\xa9,");
    buffer_text(&text, "]");
    const struct node *node = tree(buffer_string(&text))->items;
    while (node->next != NULL)
        node = node->next;
    assert_place(node, 1, 200 * 1000 * 3 - 1);
    buffer_free(&text);
}

static void front_matter_is_parted_from_the_text(void **state)
{
    static const char text[] = "---\nid: a\ntitle: b\n---\n\nIsi.\n";
    struct front_matter parts;

    (void)state;
    assert_true(front_matter_split(&parts, diags, "a.md", text, strlen(text)));
    assert_int_equal(parts.yaml_line, 2);
    assert_int_equal(parts.yaml_length, strlen("id: a\ntitle: b\n"));
    assert_int_equal(parts.body_line, 5);
    assert_string_equal(parts.body, "\nIsi.\n");
}

static void front_matter_may_end_the_file(void **state)
{
    struct front_matter parts;

    (void)state;
    assert_true(front_matter_split(&parts, diags, "a.md", "---\r\nid: a\r\n---", 15));
    assert_int_equal(parts.body_length, 0);
    assert_false(front_matter_split(&parts, diags, "a.md", "---", 3));
    assert_int_equal(parts.body_length, 0);
    assert_false(front_matter_split(&parts, diags, "a.md", "", 0));
    assert_false(front_matter_split(&parts, diags, "a.md", "Isi.\n---\n", 9));
    assert_int_equal(parts.body_length, 9);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(values_know_their_line_and_column),
        TEST(columns_count_bytes),
        TEST(line_ends_are_those_of_editors),
        TEST(text_in_quotes_begins_behind_the_quote),
        TEST(block_text_begins_below_its_mark),
        TEST(block_text_may_begin_with_spaces_of_its_own),
        TEST(places_count_from_the_first_line_given),
        TEST(aliases_repeat_a_value),
        TEST(a_name_given_twice_means_the_later_value),
        TEST(absent_values_are_told_from_empty_texts),
        TEST(an_empty_text_has_no_tree),
        TEST(nesting_is_limited),
        TEST(a_million_brackets_end_soon),
        TEST(many_small_values_are_read_in_time),
        TEST(front_matter_is_parted_from_the_text),
        TEST(front_matter_may_end_the_file),
    };

    return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
