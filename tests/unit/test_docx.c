/* What is done to pandoc's Word document: the archive, its sections, its languages. */

#include "base/arena.h"
#include "base/archive.h"
#include "base/buffer.h"
#include "typeset/private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

/* ---- archives ---- */

static void make_archive(struct buffer *out)
{
    struct archive *archive = archive_new();

    archive_put(archive, "satu.xml", "<satu/>", 7);
    archive_put(archive, "map/dua.xml", "", 0);
    assert_true(archive_close(archive, out));
}

static void an_archive_gives_what_was_put_into_it(void **state)
{
    struct buffer bytes = {0}, text = {0};

    (void)state;
    make_archive(&bytes);
    struct archive *archive = archive_open(bytes.bytes, bytes.length);
    assert_non_null(archive);
    assert_true(archive_get(archive, "satu.xml", &text));
    assert_true(archive_get(archive, "map/dua.xml", &text));
    assert_string_equal(buffer_string(&text), "<satu/>");
    assert_false(archive_get(archive, "tiga.xml", &text));
    assert_true(archive_close(archive, NULL));
    buffer_free(&bytes);
    buffer_free(&text);
}

static void the_same_files_are_the_same_archive(void **state)
{
    struct buffer first = {0}, second = {0};

    (void)state;
    make_archive(&first);
    make_archive(&second);
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.bytes, second.bytes, first.length);
    buffer_free(&first);
    buffer_free(&second);
}

static void a_file_takes_the_place_of_the_old_one(void **state)
{
    struct buffer bytes = {0}, changed = {0}, text = {0};

    (void)state;
    make_archive(&bytes);
    struct archive *archive = archive_open(bytes.bytes, bytes.length);
    archive_put(archive, "satu.xml", "<baru/>", 7);
    assert_true(archive_close(archive, &changed));
    archive = archive_open(changed.bytes, changed.length);
    assert_non_null(archive);
    assert_true(archive_get(archive, "satu.xml", &text));
    assert_string_equal(buffer_string(&text), "<baru/>");
    archive_close(archive, NULL);
    buffer_free(&bytes);
    buffer_free(&changed);
    buffer_free(&text);
}

/* Whatever the bytes are, they are refused or read, and nothing beyond them. */
static void what_is_no_archive_is_refused(void **state)
{
    struct buffer bytes = {0}, out = {0};

    (void)state;
    assert_null(archive_open("", 0));
    assert_null(archive_open("bukan arsip", 11));
    make_archive(&bytes);
    for (size_t length = 0; length < bytes.length; length++) {
        struct buffer docx = {0};
        buffer_bytes(&docx, bytes.bytes, length);
        assert_false(docx_finish(arena, &docx, &out));
        buffer_free(&docx);
    }
    assert_false(docx_finish(arena, &bytes, &out));
    assert_int_equal(out.length, 0);
    buffer_free(&bytes);
    buffer_free(&out);
}

/* ---- sections ---- */

static void assert_sections(const char *document, const char *expected)
{
    struct buffer out = {0};

    docx_finish_sections(arena, document, &out);
    assert_string_equal(buffer_string(&out), expected);
    buffer_free(&out);
}

#define FOOTER "<w:footerReference r:id=\"rId12\" w:type=\"default\" />"
#define PANDOCS "<w:sectPr>" FOOTER "<w:pgSz w:h=\"900\" /></w:sectPr>"
#define MARK "<!--headers and footers-->"

static void sections_get_the_headers_and_footers_that_pandoc_named(void **state)
{
    (void)state;
    assert_sections("<w:sectPr><a /></w:sectPr>a<w:sectPr>" MARK "<b /></w:sectPr>b<w:sectPr>" MARK "<c /></w:sectPr>"
                    "<!--last section--><w:sectPr>" MARK "<d /></w:sectPr><e />" PANDOCS "</w:body>",
                    "<w:sectPr><a /></w:sectPr>a<w:sectPr>" FOOTER "<b /></w:sectPr>b<w:sectPr>" FOOTER
                    "<c /></w:sectPr><e /><w:sectPr>" FOOTER "<d /></w:sectPr></w:body>");
}

static void the_last_section_takes_the_place_of_pandocs(void **state)
{
    (void)state;
    assert_sections("a<!--last section--><w:sectPr><b /></w:sectPr>c" PANDOCS "d", "ac<w:sectPr><b /></w:sectPr>d");
}

static void a_reference_document_may_have_no_headers_and_footers(void **state)
{
    (void)state;
    assert_sections("<!--last section--><w:sectPr>" MARK "</w:sectPr><w:sectPr><w:cols /></w:sectPr>",
                    "<w:sectPr></w:sectPr>");
    assert_sections("<!--last section--><w:sectPr>" MARK "</w:sectPr><w:sectPr></w:sectPr>", "<w:sectPr></w:sectPr>");
}

static void a_document_without_marks_stays_as_it_is(void **state)
{
    static const char *const documents[] = {
        "<w:body>" PANDOCS "</w:body>", "<!--last section--><w:sectPr />", "<!--last section--><w:sectPr></w:sectPr>",
        "<!--last section-->" PANDOCS,  "<w:body><w:sectPr /></w:body>",   "",
    };

    (void)state;
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
        assert_sections(documents[i], documents[i]);
}

/* ---- rows ---- */

static void rows_that_hold_little_stay_whole(void **state)
{
    struct buffer document = {0}, out = {0};

    (void)state;
    buffer_text(&document, "<w:tr><w:trPr><w:tblHeader /></w:trPr><w:tc>a</w:tc></w:tr><w:tr><w:tc>b</w:tc></w:tr>");
    docx_finish_rows(buffer_string(&document), &out);
    assert_string_equal(buffer_string(&out),
                        "<w:tr><w:trPr><w:cantSplit /><w:tblHeader /></w:trPr><w:tc>a</w:tc></w:tr>"
                        "<w:tr><w:trPr><w:cantSplit /></w:trPr><w:tc>b</w:tc></w:tr>");
    buffer_clear(&document);
    buffer_clear(&out);
    buffer_format(&document, "<w:tr><w:tc>a</w:tc><w:tc><w:p w:x=\"1\">%0300d</w:p></w:tc></w:tr>", 0);
    docx_finish_rows(buffer_string(&document), &out);
    assert_string_equal(buffer_string(&out), buffer_string(&document));
    buffer_free(&document);
    buffer_free(&out);
}

/* ---- languages ---- */

static void a_style_of_a_language_tells_it(void **state)
{
    struct buffer out = {0};

    (void)state;
    docx_finish_styles(
        arena, "<w:style><w:name w:val=\"Body\" /></w:style><w:style><w:name w:val=\"Language nl\" /></w:style>", &out);
    assert_string_equal(buffer_string(&out),
                        "<w:style><w:name w:val=\"Body\" /></w:style><w:style><w:name w:val=\"Language nl\" /><w:rPr>"
                        "<w:lang w:val=\"nl\" w:eastAsia=\"nl\" w:bidi=\"nl\" /></w:rPr></w:style>");
    buffer_free(&out);
}

/* ---- settings ---- */

static void assert_settings(const char *settings, const char *expected)
{
    struct buffer out = {0};

    docx_finish_settings(arena, settings, &out);
    assert_string_equal(buffer_string(&out), expected);
    buffer_free(&out);
}

static void word_is_told_of_which_word_the_document_is(void **state)
{
    static const char whole[] = "<w:settings><w:zoom /><w:updateFields w:val=\"true\" />"
                                "<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
                                "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\" /></w:compat>"
                                "<w:rsids></w:rsids></w:settings>";

    (void)state;
    assert_settings("<w:settings><w:zoom /><w:rsids></w:rsids></w:settings>", whole);
    assert_settings(whole, whole);
    assert_settings("<w:settings />", "<w:settings />");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_archive_gives_what_was_put_into_it),
        cmocka_unit_test(the_same_files_are_the_same_archive),
        cmocka_unit_test(a_file_takes_the_place_of_the_old_one),
        cmocka_unit_test(what_is_no_archive_is_refused),
        cmocka_unit_test(sections_get_the_headers_and_footers_that_pandoc_named),
        cmocka_unit_test(the_last_section_takes_the_place_of_pandocs),
        cmocka_unit_test(a_reference_document_may_have_no_headers_and_footers),
        cmocka_unit_test(a_document_without_marks_stays_as_it_is),
        cmocka_unit_test(rows_that_hold_little_stay_whole),
        cmocka_unit_test(a_style_of_a_language_tells_it),
        cmocka_unit_test(word_is_told_of_which_word_the_document_is),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
