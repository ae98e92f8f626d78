/* What is done to pandoc's Word document: the archive, its sections, its languages. */

#include "base/arena.h"
#include "base/archive.h"
#include "base/buffer.h"
#include "study/study.h"
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

/* ---- tables ---- */

static void assert_tables(const char *document, const char *expected)
{
    struct buffer out = {0};

    docx_finish_tables(document, &out);
    assert_string_equal(buffer_string(&out), expected);
    buffer_free(&out);
}

static void rows_that_hold_little_stay_whole(void **state)
{
    struct buffer document = {0};

    (void)state;
    assert_tables(
        "<w:tbl><w:tr><w:trPr><w:tblHeader /></w:trPr><w:tc>a</w:tc></w:tr><w:tr><w:tc>b</w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:trPr><w:cantSplit /><w:tblHeader /></w:trPr><w:tc>a</w:tc></w:tr>"
        "<w:tr><w:trPr><w:cantSplit /></w:trPr><w:tc>b</w:tc></w:tr></w:tbl>");
    buffer_format(&document, "<w:tbl><w:tr><w:tc>a</w:tc><w:tc><w:p w:x=\"1\">%0300d</w:p></w:tc></w:tr></w:tbl>", 0);
    assert_tables(buffer_string(&document), buffer_string(&document));
    buffer_free(&document);
}

#define GRID "<w:tblGrid><w:gridCol w:w=\"100\" /><w:gridCol w:w=\"300\" /></w:tblGrid>"
#define ROW "<w:tr><w:trPr><w:cantSplit /></w:trPr>"
#define WIDTH(share) "<w:tcPr><w:tcW w:type=\"pct\" w:w=\"" share "\" />"

static void columns_keep_their_widths_in_any_word(void **state)
{
    (void)state;
    assert_tables(
        "a<w:tbl><w:tblPr><w:tblLook /></w:tblPr>" GRID "<w:tr><w:tc><w:tcPr /><w:p>1</w:p></w:tc><w:tc><w:tcPr>"
        "<w:vMerge /></w:tcPr></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\" /></w:tcPr></w:tc>"
        "</w:tr></w:tbl>b",
        "a<w:tbl><w:tblPr><w:tblLayout w:type=\"fixed\" /><w:tblLook /></w:tblPr>" GRID ROW
        "<w:tc>" WIDTH("1250") "</w:tcPr><w:p>1</w:p></w:tc><w:tc>" WIDTH(
            "3750") "<w:vMerge /></w:tcPr></w:tc>"
                    "</w:tr>" ROW "<w:tc>" WIDTH("5000") "<w:gridSpan w:val=\"2\" /></w:tcPr></w:tc></w:tr></w:tbl>b");
    /* The grid is as wide as the lines of the section that the table is in. */
    assert_tables("<w:tbl>" GRID
                  "</w:tbl><w:sectPr><w:pgSz w:h=\"9\" w:w=\"1000\" /><w:pgMar w:left=\"150\" w:right=\"50\" />"
                  "</w:sectPr><w:sectPr><w:pgSz w:w=\"5\" /></w:sectPr>",
                  "<w:tbl><w:tblGrid><w:gridCol w:w=\"200\" /><w:gridCol w:w=\"600\" /></w:tblGrid></w:tbl>"
                  "<w:sectPr><w:pgSz w:h=\"9\" w:w=\"1000\" /><w:pgMar w:left=\"150\" w:right=\"50\" />"
                  "</w:sectPr><w:sectPr><w:pgSz w:w=\"5\" /></w:sectPr>");
    /* More cells than columns, and a span beyond them. */
    assert_tables("<w:tbl>" GRID
                  "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"9\" /></w:tcPr></w:tc><w:tc><w:tcPr /></w:tc></w:tr>"
                  "</w:tbl>",
                  "<w:tbl>" GRID ROW "<w:tc>" WIDTH("5000") "<w:gridSpan w:val=\"9\" /></w:tcPr></w:tc><w:tc>" WIDTH(
                      "0") "</w:tcPr></w:tc></w:tr></w:tbl>");
}

static void a_table_of_many_columns_has_small_letters(void **state)
{
    static const char style[] = "<w:tbl><w:tblPr><w:tblStyle w:val=\"Table\" /></w:tblPr></w:tbl>";
    static const char small[] = "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableSmall\" /></w:tblPr></w:tbl>";

    (void)state;
    assert_tables(arena_concat(arena, style, "<!--small table--><w:p />", style, style, NULL),
                  arena_concat(arena, style, "<w:p />", small, style, NULL));
}

static void a_table_without_widths_keeps_none(void **state)
{
    static const char *const tables[] = {
        "<w:tbl><w:tblPr><w:tblLook /></w:tblPr><w:tblGrid /></w:tbl>",  "<w:tbl><w:tr>", "<w:tbl></w:tbl>", "",
        "<w:tbl><w:tblGrid><w:gridCol w:w=\"0\" /></w:tblGrid></w:tbl>",
    };

    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        assert_tables(tables[i], tables[i]);
}

/* ---- order ---- */

static void assert_order(const char *part, const char *expected)
{
    struct buffer out = {0};

    docx_order(part, &out);
    assert_string_equal(buffer_string(&out), expected);
    buffer_free(&out);
}

static void properties_stand_in_the_order_of_the_schema(void **state)
{
    (void)state;
    assert_order(
        "a<w:rPr><w:lang w:val=\"id\" /><w:bCs/><w:b/></w:rPr><w:t>b</w:t><w:rPr><w:i /><w:rStyle /></w:rPr>c",
        "a<w:rPr><w:b/><w:bCs/><w:lang w:val=\"id\" /></w:rPr><w:t>b</w:t><w:rPr><w:rStyle /><w:i /></w:rPr>c");
    /* Within each other, of names that begin alike, and of two ways to write. */
    assert_order(
        "<w:pPr><w:rPr><w:iCs /><w:i></w:i></w:rPr><w:numPr><w:numId /></w:numPr><w:pStyle w:val=\"a/b\" /></w:pPr>",
        "<w:pPr><w:pStyle w:val=\"a/b\" /><w:numPr><w:numId /></w:numPr><w:rPr><w:i></w:i><w:iCs /></w:rPr></w:pPr>");
    assert_order("<w:rPr><w:sz w:val=\"1\" /><w:sz w:val=\"2\" /><w:s /><w14:b /><w:b /></w:rPr>",
                 "<w:rPr><w:b /><w:sz w:val=\"1\" /><w:sz w:val=\"2\" /><w:s /><w14:b /></w:rPr>");
}

static void what_has_no_order_stays_as_it_is(void **state)
{
    static const char *const parts[] = {
        "",
        "<w:rPr />",
        "<w:rPr></w:rPr>",
        "<w:rPr><w:i /><w:b />",
        "<w:rPrChange><w:i /><w:b /></w:rPrChange>",
        "<w:rPr><w:",
        "<w:rPr><!--",
        "<w:p><w:i /><w:b /></w:p>",
        "<w:tblGrid><w:i /><w:b /></w:tblGrid>",
    };
    struct buffer deep = {0};

    (void)state;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_order(parts[i], parts[i]);
    for (int i = 0; i < 2000; i++)
        buffer_text(&deep, i < 1000 ? "<w:rPr>" : "</w:rPr>");
    assert_order(buffer_string(&deep), buffer_string(&deep));
    buffer_clear(&deep);
    buffer_text(&deep, "<w:rPr>");
    for (int i = 0; i < 100; i++)
        buffer_text(&deep, "<w:i /><w:b />");
    buffer_text(&deep, "</w:rPr>");
    assert_order(buffer_string(&deep), buffer_string(&deep));
    buffer_free(&deep);
}

/* ---- titles and lists ---- */

static void the_filter_tells_language_and_numbers(void **state)
{
    (void)state;
    struct docx_facts facts = docx_facts_of(arena, "<w:body><!--document id upperLetter 3 Lampiran Penelitian-->");
    assert_string_equal(facts.language, "id");
    assert_string_equal(facts.format, "upperLetter");
    assert_int_equal(facts.first, 3);
    assert_string_equal(facts.word, "Lampiran Penelitian");
    facts = docx_facts_of(arena, "<!--document en none 1-->");
    assert_null(facts.format);
    facts = docx_facts_of(arena, "<!--document");
    assert_string_equal(facts.language, "en");
    assert_null(facts.format);
}

static void titles_are_numbered_by_word(void **state)
{
    const struct docx_facts numbered = {"id", "decimal", 2, "Lampiran"}, plain = {"id", NULL, 1, ""};
    const char *none = "<w:pPr><w:pStyle w:val=\"Judul1\" /></w:pPr>a<!--title--><w:pPr><w:numPr>1</w:numPr></w:pPr>";
    struct buffer out = {0};

    (void)state;
    docx_finish_titles("<w:pPr><w:pStyle w:val=\"Judul1\" /></w:pPr><!--title-->", &out);
    assert_string_equal(buffer_string(&out),
                        "<w:pPr><w:pStyle w:val=\"Judul1\" /><w:keepNext /><w:pageBreakBefore /><w:numPr><w:ilvl "
                        "w:val=\"0\" /><w:numId w:val=\"980\" />"
                        "</w:numPr></w:pPr>");
    buffer_clear(&out);
    docx_finish_titles(none, &out);
    assert_string_equal(buffer_string(&out),
                        "<w:pPr><w:pStyle w:val=\"Judul1\" /></w:pPr>a<w:pPr><w:numPr>1</w:numPr></w:pPr>");
    buffer_clear(&out);
    docx_finish_numbers(&numbered, "<w:numbering><w:abstractNum /><w:num /></w:numbering>", &out);
    assert_non_null(strstr(buffer_string(&out), "<w:start w:val=\"2\" /><w:numFmt w:val=\"decimal\" />"));
    assert_non_null(strstr(buffer_string(&out), "<w:lvlText w:val=\"Lampiran %1.\" />"));
    buffer_clear(&out);
    docx_finish_numbers(&plain,
                        "<w:numbering><w:abstractNum w:abstractNumId=\"990\"><w:nsid w:val=\"A99201\" />"
                        "</w:abstractNum></w:numbering>",
                        &out);
    assert_non_null(strstr(buffer_string(&out), "<w:nsid w:val=\"00A99201\" />"));
    assert_null(strstr(buffer_string(&out), "Lampiran"));
    assert_non_null(strstr(buffer_string(&out), "<w:pStyle w:val=\"TableBullet\" />"));
    buffer_clear(&out);
    docx_finish_numbers(&plain, "<w:numbering />", &out);
    assert_string_equal(buffer_string(&out), "<w:numbering />");
    buffer_free(&out);
}

/* ---- templates ---- */

/* Whatever letters their names have: LibreOffice writes some large that Word writes small. */
static void a_template_keeps_its_styles_and_gets_those_that_it_lacks(void **state)
{
    static const char theirs[] = "<w:styles><w:style w:type=\"paragraph\" w:styleId=\"TeksIsi\"><w:name w:val=\"body "
                                 "text\"/><a/></w:style></w:styles>";
    static const char ours[] = "<w:styles>"
                               "<w:style w:styleId=\"BodyText\"><w:name w:val=\"Body Text\" /><b /></w:style>"
                               "<w:style w:styleId=\"Box\"><w:name w:val=\"Box\" /><w:basedOn w:val=\"BodyText\" "
                               "/><w:next w:val=\"Box\" /></w:style>"
                               "<w:style w:styleId=\"Broken\"></w:styles>";
    struct buffer out = {0};

    (void)state;
    docx_merge_styles(arena, theirs, ours, &out);
    assert_string_equal(
        buffer_string(&out),
        "<w:styles><w:style w:type=\"paragraph\" w:styleId=\"TeksIsi\"><w:name w:val=\"body text\"/><a/>"
        "</w:style><w:style w:styleId=\"Box\"><w:name w:val=\"Box\" /><w:basedOn w:val=\"TeksIsi\" />"
        "<w:next w:val=\"Box\" /></w:style></w:styles>");
    buffer_clear(&out);
    docx_merge_styles(arena, "no styles", ours, &out);
    assert_string_equal(buffer_string(&out), "no styles");
    buffer_free(&out);
}

static void settings_of_the_appendices_reach_word(void **state)
{
    static const char styles[] =
        "<w:style><w:name w:val=\"heading 1\" /><w:pPr><w:outlineLvl w:val=\"0\" /></w:pPr></w:style>"
        "<w:style><w:name w:val=\"caption\" /><w:jc w:val=\"center\" /></w:style>"
        "<w:style><w:name w:val=\"Cover\" /><w:jc w:val=\"center\" /><w:sz w:val=\"20\" /></w:style>"
        "<w:style><w:name w:val=\"Table\" /><w:sz w:val=\"20\" /><w:szCs w:val=\"20\" /></w:style>"
        "<w:style><w:name w:val=\"Table Small\" /><w:sz w:val=\"16\" /><w:szCs w:val=\"16\" /></w:style>";
    struct appendix_settings settings = {0};

    (void)state;
    assert_string_equal(docx_set_styles(arena, styles, &settings), styles);
    settings = (struct appendix_settings){
        .font_size = {"9.5", 9.5}, .heading = APPENDIX_RIGHT, .caption = APPENDIX_CAPTION_LEFT};
    assert_string_equal(
        docx_set_styles(arena, styles, &settings),
        "<w:style><w:name w:val=\"heading 1\" /><w:pPr><w:jc w:val=\"right\" /><w:outlineLvl "
        "w:val=\"0\" /></w:pPr></w:style>"
        "<w:style><w:name w:val=\"caption\" /><w:jc w:val=\"left\" /></w:style>"
        "<w:style><w:name w:val=\"Cover\" /><w:jc w:val=\"center\" /><w:sz w:val=\"20\" /></w:style>"
        "<w:style><w:name w:val=\"Table\" /><w:sz w:val=\"19\" /><w:szCs w:val=\"19\" /></w:style>"
        "<w:style><w:name w:val=\"Table Small\" /><w:sz w:val=\"15\" /><w:szCs w:val=\"15\" /></w:style>");
}

static void paper_and_margins_reach_word(void **state)
{
    static const char document[] = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\" /><w:pgMar w:top=\"1701\" "
                                   "w:header=\"720\" /></w:sectPr>";
    struct appendix_settings settings = {.paper = APPENDIX_A4};

    (void)state;
    assert_string_equal(docx_set_page(arena, document, &settings), document);
    settings.paper = APPENDIX_B5;
    assert_string_equal(docx_set_page(arena, document, &settings),
                        "<w:sectPr><w:pgSz w:w=\"9978\" w:h=\"14173\" /><w:pgMar w:top=\"1417\" w:right=\"1134\" "
                        "w:bottom=\"1134\" w:left=\"1417\" w:header=\"720\" /></w:sectPr>");
}

/* ---- languages ---- */

static void a_style_of_a_language_tells_it(void **state)
{
    struct buffer out = {0};

    (void)state;
    docx_finish_styles(
        "<w:style><w:name w:val=\"Body\" /></w:style><w:style><w:name w:val=\"Language nl\" /></w:style>", &out);
    assert_string_equal(buffer_string(&out),
                        "<w:style><w:name w:val=\"Body\" /></w:style><w:style><w:name w:val=\"Language nl\" /><w:rPr>"
                        "<w:lang w:val=\"nl\" w:eastAsia=\"nl\" w:bidi=\"nl\" /></w:rPr></w:style>");
    buffer_free(&out);
}

/* ---- settings ---- */

static void assert_settings(const char *settings, const char *expected)
{
    const struct docx_facts facts = {.language = "id"};
    struct buffer out = {0}, sorted = {0};

    docx_finish_settings(&facts, settings, &out);
    docx_order(buffer_string(&out), &sorted);
    assert_string_equal(buffer_string(&sorted), expected);
    buffer_free(&out);
    buffer_free(&sorted);
}

static void word_is_told_of_which_word_the_document_is(void **state)
{
    static const char whole[] = "<w:settings><w:zoom /><w:updateFields w:val=\"true\" />"
                                "<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
                                "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\" /></w:compat>"
                                "<w:rsids></w:rsids></w:settings>";

    (void)state;
    assert_settings("<w:settings><w:zoom /><w:rsids></w:rsids></w:settings>", whole);
    assert_settings("<w:settings><w:rsids></w:rsids><w:zoom /></w:settings>", whole); /* as pandoc has it */
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
        cmocka_unit_test(columns_keep_their_widths_in_any_word),
        cmocka_unit_test(a_table_of_many_columns_has_small_letters),
        cmocka_unit_test(a_table_without_widths_keeps_none),
        cmocka_unit_test(the_filter_tells_language_and_numbers),
        cmocka_unit_test(a_template_keeps_its_styles_and_gets_those_that_it_lacks),
        cmocka_unit_test(settings_of_the_appendices_reach_word),
        cmocka_unit_test(paper_and_margins_reach_word),
        cmocka_unit_test(properties_stand_in_the_order_of_the_schema),
        cmocka_unit_test(what_has_no_order_stays_as_it_is),
        cmocka_unit_test(titles_are_numbered_by_word),
        cmocka_unit_test(a_style_of_a_language_tells_it),
        cmocka_unit_test(word_is_told_of_which_word_the_document_is),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
