#include "../latex/hostile.h"
#include "document/document.h"
#include "support/fixture.h"
#include "write/html/html.h"
#include "write/site/site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static struct block *paragraph(struct span *spans)
{
    struct block *block = block_new(arena, BLOCK_PARAGRAPH, (struct place){0});

    block->spans = spans;
    return block;
}

static struct span *wrapped(enum span_kind kind, struct span *children)
{
    struct span *span = span_new(arena, kind, 0, 0);

    span->children = children;
    return span;
}

static struct span *link_to(const char *target, const char *text)
{
    struct link *link = arena_alloc(arena, sizeof *link);
    struct span *span = wrapped(SPAN_LINK, span_text(arena, text));

    link->target = target;
    span->link = link;
    return span;
}

static const char *rendered(const struct block *blocks)
{
    buffer_clear(&out);
    render_html_fragment(&out, blocks, false);
    return out.bytes;
}

static const char *escaped(enum html_context context, const char *text)
{
    buffer_clear(&out);
    html_escape(&out, context, text);
    return out.bytes;
}

/* What a browser reads back: tags taken out, the four references resolved. */
static const char *parsed_back(const char *html)
{
    static const struct {
        const char *reference;
        char c;
    } references[] = {{"&quot;", '"'}, {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}};
    struct buffer text = {0};

    while (*html != '\0') {
        size_t i = 0;
        if (*html == '<') {
            html += strcspn(html, ">") + 1;
            continue;
        }
        while (i < 4 && strncmp(html, references[i].reference, strlen(references[i].reference)) != 0)
            i++;
        buffer_char(&text, i < 4 ? references[i].c : *html);
        html += i < 4 ? strlen(references[i].reference) : 1;
    }
    const char *result = arena_string(arena, buffer_string(&text));
    buffer_free(&text);
    return result;
}

static void hostile_text_comes_out_as_itself(void **state)
{
    (void)state;
    for (size_t i = 0; i < HOSTILE_COUNT; i++) {
        const char *expected = arena_format(arena, "%s\n", hostile_texts[i]);
        assert_string_equal(parsed_back(rendered(block_text(arena, hostile_texts[i], (struct place){0}))), expected);
    }
}

static void hostile_text_in_code_and_raw_html_comes_out_as_itself(void **state)
{
    (void)state;
    for (size_t i = 0; i < HOSTILE_COUNT; i++) {
        struct block *code = block_new(arena, BLOCK_CODE, (struct place){0});
        struct span *html = span_new(arena, SPAN_HTML, 0, 0);
        code->text = html->text = arena_format(arena, "%s\n", hostile_texts[i]);
        assert_string_equal(parsed_back(rendered(code)), arena_format(arena, "%s\n", code->text));
        assert_string_equal(parsed_back(rendered(paragraph(html))), arena_format(arena, "%s\n", code->text));
    }
}

static void attributes_hold_quotes_and_angle_brackets(void **state)
{
    (void)state;
    assert_string_equal(escaped(HTML_ATTRIBUTE, "\" onload=\"x\" <b> & '"),
                        "&quot; onload=&quot;x&quot; &lt;b&gt; &amp; '");
}

static void addresses_that_run_something_lead_nowhere(void **state)
{
    static const char *const refused[] = {"javascript:alert(1)", "JaVaScRiPt:x", "vbscript:x",
                                          "data:text/html,<script>", "file:///etc/passwd"};
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        assert_string_equal(escaped(HTML_URL, refused[i]), "#");
        assert_string_equal(rendered(paragraph(link_to(refused[i], "teks"))), "<p>teks</p>\n");
    }
}

static void control_characters_are_replaced(void **state)
{
    (void)state;
    assert_string_equal(escaped(HTML_TEXT, "a\x07\x1b"
                                           "b\x7f\tc\nd\r"),
                        "a\xef\xbf\xbd\xef\xbf\xbd"
                        "b\xef\xbf\xbd\tc\nd\r");
    /* Where many bytes are looked at together, too. */
    assert_string_equal(escaped(HTML_TEXT, "0123456789abcdef\n0123456789abc\x08"
                                           "def0123456789abcdef"),
                        "0123456789abcdef\n0123456789abc\xef\xbf\xbd"
                        "def0123456789abcdef");
}

static void addresses_are_escaped_as_cmark_does(void **state)
{
    (void)state;
    assert_string_equal(escaped(HTML_URL, "z!\"#$%&'()*+,-./:;=?@[\\]^_`{|}~é <"),
                        "z!%22#$%&amp;&#x27;()*+,-./:;=?@%5B%5C%5D%5E_%60%7B%7C%7D~%C3%A9%20%3C");
}

static void json_in_a_script_cannot_end_the_script(void **state)
{
    (void)state;
    assert_string_equal(escaped(HTML_SCRIPT, "</script><!-- \"\\\n&é"),
                        "\"\\u003c/script\\u003e\\u003c!-- \\\"\\\\\\n\\u0026é\"");
}

static struct block *list_of(bool tight, int start, bool ordered, struct block *first, struct block *second)
{
    struct list_style *style = arena_alloc(arena, sizeof *style);
    struct block *list = block_new(arena, BLOCK_LIST, (struct place){0});

    *style = (struct list_style){.ordered = ordered, .tight = tight, .start = start};
    list->list = style;
    for (int i = 0; i < 2; i++) {
        struct block *item = block_new(arena, BLOCK_ITEM, (struct place){0});
        item->children = i ? second : first;
        list->children = block_append(list->children, item);
    }
    return list;
}

static void plain_markdown_has_the_form_of_the_specification(void **state)
{
    (void)state;
    struct block *inner = list_of(true, 1, false, block_text(arena, "b", (struct place){0}), NULL);
    struct block *first = block_append(block_text(arena, "a", (struct place){0}), inner);
    struct block *list = list_of(true, 3, true, first, block_text(arena, "c", (struct place){0}));
    assert_string_equal(rendered(list), "<ol start=\"3\">\n<li>a\n<ul>\n<li>b</li>\n<li></li>\n</ul>\n</li>\n"
                                        "<li>c</li>\n</ol>\n");
    struct block *quote = block_new(arena, BLOCK_QUOTE, (struct place){0});
    assert_string_equal(rendered(quote), "<blockquote>\n</blockquote>\n");
    struct block *code = block_new(arena, BLOCK_CODE, (struct place){0});
    code->text = "x < y\n";
    code->info = "c extra";
    assert_string_equal(rendered(code), "<pre><code class=\"language-c\">x &lt; y\n</code></pre>\n");
}

static struct span *call(struct footnote *footnote)
{
    struct span *span = span_new(arena, SPAN_FOOTNOTE, 0, 0);

    span->footnote = footnote;
    return span;
}

static void footnotes_are_numbered_by_first_call_and_lead_back(void **state)
{
    struct footnote one = {.label = "b"}, two = {.label = "a"};

    (void)state;
    one.blocks = block_text(arena, "satu", (struct place){0});
    two.blocks = paragraph(span_append(span_text(arena, "dua"), call(&one)));
    const char *html = rendered(paragraph(span_append(call(&two), call(&one))));
    assert_non_null(strstr(html, "<p><sup class=\"note-call\" id=\"fnref-1\"><a href=\"#fn-1\""));
    assert_non_null(strstr(html, "<li id=\"fn-1\">\n<p>dua<sup class=\"note-call\" id=\"fnref-2-2\">"));
    assert_non_null(strstr(html, "href=\"#fnref-2\""));
    assert_non_null(strstr(html, "href=\"#fnref-2-2\""));
    assert_null(strstr(html, "id=\"fn-3\""));
}

static void footnotes_that_call_themselves_end(void **state)
{
    struct footnote footnote = {.label = "x"};

    (void)state;
    footnote.blocks = paragraph(call(&footnote));
    assert_non_null(strstr(rendered(paragraph(call(&footnote))), "href=\"#fnref-1-2\""));
}

static struct table *table_of(size_t columns, size_t rows)
{
    struct table *table = arena_alloc(arena, sizeof *table);
    struct row **end = &table->rows;

    table->column_count = columns;
    table->columns = arena_alloc(arena, columns * sizeof *table->columns);
    table->has_head = true;
    for (size_t i = 0; i < columns; i++)
        table->columns[i].head = span_text(arena, arena_format(arena, "Kepala %zu", i));
    for (size_t i = 0; i < rows; i++, end = &(*end)->next) {
        *end = arena_alloc(arena, sizeof **end);
        (*end)->cells = arena_alloc(arena, columns * sizeof *(*end)->cells);
        for (size_t j = 0; j < columns; j++) {
            (*end)->cells[j].column_span = 1;
            (*end)->cells[j].blocks = block_text(arena, "isi", (struct place){0});
        }
    }
    return table;
}

static void tables_have_captions_scopes_and_widths(void **state)
{
    struct table *table = table_of(3, 2);
    struct block *block = block_new(arena, BLOCK_TABLE, (struct place){0});

    (void)state;
    block->table = table;
    table->caption.words = span_text(arena, "Sintesis");
    table->columns[1].width = 0.333;
    table->columns[2].alignment = ALIGN_RIGHT;
    table->rows->cells[0].is_head = true;
    table->rows->next->cells[0].column_span = 3;
    const char *html = rendered(block);
    assert_non_null(strstr(html, "aria-labelledby=\"caption-1\" tabindex=\"0\""));
    assert_non_null(strstr(html, "<caption id=\"caption-1\"><span class=\"caption\">Sintesis</span></caption>"));
    assert_non_null(strstr(html, "<col><col class=\"width-33\"><col>"));
    assert_non_null(strstr(html, "<th scope=\"col\" class=\"right\">Kepala 2</th>"));
    assert_non_null(strstr(html, "<th scope=\"row\">isi</th>"));
    assert_non_null(strstr(html, "<tr>\n<td colspan=\"3\">isi</td>\n</tr>"));
}

static void widths_of_columns_come_to_the_whole_table(void **state)
{
    static const double thirds[] = {1.0 / 3, 1.0 / 3, 1.0 / 3}, too_much[] = {0.5, 0.5, 1};
    struct table *table = table_of(3, 1);
    struct block *block = block_new(arena, BLOCK_TABLE, (struct place){0});

    (void)state;
    block->table = table;
    for (int i = 0; i < 3; i++)
        table->columns[i].width = thirds[i];
    assert_non_null(
        strstr(rendered(block), "<col class=\"width-33\"><col class=\"width-34\"><col class=\"width-33\">"));
    for (int i = 0; i < 3; i++)
        table->columns[i].width = too_much[i];
    assert_non_null(
        strstr(rendered(block), "<col class=\"width-25\"><col class=\"width-25\"><col class=\"width-50\">"));
}

static void emphasis_nests_and_closes(void **state)
{
    (void)state;
    struct span *inner = wrapped(SPAN_STRONG, span_text(arena, "b"));
    assert_string_equal(rendered(paragraph(wrapped(SPAN_EMPHASIS, span_append(span_text(arena, "a"), inner)))),
                        "<p><em>a<strong>b</strong></em></p>\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_text_comes_out_as_itself),
        cmocka_unit_test(hostile_text_in_code_and_raw_html_comes_out_as_itself),
        cmocka_unit_test(attributes_hold_quotes_and_angle_brackets),
        cmocka_unit_test(addresses_that_run_something_lead_nowhere),
        cmocka_unit_test(control_characters_are_replaced),
        cmocka_unit_test(addresses_are_escaped_as_cmark_does),
        cmocka_unit_test(json_in_a_script_cannot_end_the_script),
        cmocka_unit_test(plain_markdown_has_the_form_of_the_specification),
        cmocka_unit_test(footnotes_are_numbered_by_first_call_and_lead_back),
        cmocka_unit_test(footnotes_that_call_themselves_end),
        cmocka_unit_test(tables_have_captions_scopes_and_widths),
        cmocka_unit_test(widths_of_columns_come_to_the_whole_table),
        cmocka_unit_test(emphasis_nests_and_closes),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
