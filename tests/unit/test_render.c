#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "document/document.h"
#include "report/private.h"
#include "study/schema.h"
#include "study/study.h"
#include "write/latex/latex.h"
#include "write/site/site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <string.h>

/* A report with a home page, a theme, and one appendix, rendered with the built-in layouts. */

struct collector {
    struct output_sink sink;
    pthread_mutex_t lock;
    struct arena *arena;
    struct map *files; /* path -> text */
};

static struct arena *arena;
static struct report report;
static struct report_page home, theme;
static struct appendix appendix;
static struct excerpt excerpt, summary;
static struct informant informant;

static void collect(struct output_sink *sink, const char *path, const char *bytes, size_t length, struct place source)
{
    struct collector *collector = (struct collector *)sink;

    (void)source;
    pthread_mutex_lock(&collector->lock);
    map_put(collector->files, arena_string(collector->arena, path), arena_copy(collector->arena, bytes, length));
    pthread_mutex_unlock(&collector->lock);
}

static void add_target(const char *label, enum target_kind kind, const char *number, const char *anchor)
{
    struct target *target = arena_alloc(arena, sizeof *target);

    *target = (struct target){
        .kind = kind, .label = label, .number = number, .page = &theme, .appendix = &appendix, .anchor = anchor};
    map_put(report.targets, label, target);
}

static struct span *reference(const char *label)
{
    struct span *span = span_new(arena, SPAN_REFERENCE, 0, 0);

    span->text = label;
    return span;
}

static struct span *link_to(const char *target)
{
    struct span *span = span_new(arena, SPAN_LINK, 0, 0);
    struct link *link = arena_alloc(arena, sizeof *link);

    link->target = target;
    span->link = link;
    span->children = span_text(arena, "taut");
    return span;
}

static struct block *paragraph(struct span *spans)
{
    struct block *block = block_new(arena, BLOCK_PARAGRAPH, (struct place){0});

    block->spans = spans;
    return block;
}

static struct block *table_block(void)
{
    struct block *block = block_new(arena, BLOCK_TABLE, (struct place){"content/synthesis.yaml", 12, 1});
    struct table *table = arena_alloc(arena, sizeof *table);

    table->caption.label = "tbl:sintesa";
    table->caption.words = span_text(arena, "Sintesa");
    table->column_count = 1;
    table->columns = arena_alloc(arena, sizeof *table->columns);
    table->columns->head = span_text(arena, "Hasil");
    table->has_head = true;
    table->rows = arena_alloc(arena, sizeof *table->rows);
    table->rows->cells = arena_alloc(arena, sizeof *table->rows->cells);
    *table->rows->cells = (struct cell){block_text(arena, "isi", (struct place){0}), 1, false};
    table->caption.source = block_text(arena, "Proposal", (struct place){0});
    block->table = table;
    return block;
}

static struct block *excerpt_block(void)
{
    struct block *block = block_new(arena, BLOCK_EXCERPT, (struct place){0});

    informant.code = "IK-01";
    informant.group = "key";
    excerpt = (struct excerpt){.id = "IK-01.3",
                               .text = "satu <b>\ndua\n\ntiga\n",
                               .where = "baris 3",
                               .stance = STANCE_CONTRAST,
                               .illustrative = true,
                               .informant = &informant,
                               .technique = "interview"};
    list_add(&excerpt.speakers, arena, &informant);
    block->excerpt = &excerpt;
    block->id = "IK-01.3";
    return block;
}

/* What a document says according to somebody else. */
static struct block *summary_block(void)
{
    struct block *block = block_new(arena, BLOCK_EXCERPT, (struct place){0});

    summary = (struct excerpt){.id = "IK-01.4",
                               .text = "empat",
                               .according_to = "proposal",
                               .informant = &informant,
                               .technique = "document",
                               .technique_kind = TECHNIQUE_DOCUMENT};
    list_add(&summary.speakers, arena, &informant);
    block->excerpt = &summary;
    block->id = "IK-01.4";
    return block;
}

/* Three columns: too much for a line on a phone. */
static struct block *wide_table_block(void)
{
    static const char *const words[] = {"Kode", "Kejadian", "Uraian"};
    static const char *const texts[] = {"a", "sesuatu yang panjangnya melampaui baris",
                                        "lain lagi, yang tidak muat pada satu baris, juga tidak pada dua baris kartu"};
    struct block *block = block_new(arena, BLOCK_TABLE, (struct place){0});
    struct table *table = arena_alloc(arena, sizeof *table);

    table->column_count = 3;
    table->has_head = true;
    table->orientation = ORIENTATION_LANDSCAPE;
    table->columns = arena_alloc(arena, 3 * sizeof *table->columns);
    table->rows = arena_alloc(arena, sizeof *table->rows);
    table->rows->cells = arena_alloc(arena, 3 * sizeof *table->rows->cells);
    for (size_t i = 0; i < 3; i++) {
        table->columns[i].head = span_text(arena, words[i]);
        table->rows->cells[i] = (struct cell){block_text(arena, texts[i], (struct place){0}), 1, false};
    }
    block->table = table;
    return block;
}

static struct study *empty_study(void)
{
    struct study *study = arena_alloc(arena, sizeof *study);

    study->info = arena_alloc(arena, sizeof *study->info);
    study->info->record.schema = schema_files[0].schema;
    study->info->title = "Judul & studi";
    study->informants = arena_alloc(arena, sizeof *study->informants);
    study->summaries = arena_alloc(arena, sizeof *study->summaries);
    study->joint = arena_alloc(arena, sizeof *study->joint);
    study->second_coding = arena_alloc(arena, sizeof *study->second_coding);
    study->memos_file = arena_alloc(arena, sizeof *study->memos_file);
    study->abbreviations = arena_alloc(arena, sizeof *study->abbreviations);
    study->former_codes = map_new(arena);
    study->attribute_values = map_new(arena);
    return study;
}

static struct labels *labels_of(void)
{
    static const char *const texts[][2] = {
        {"word_table", "Tabel"},
        {"word_page", "hlm."},
        {"file_chapter", "bab-hasil"},
        {"word_source", "Sumber"},
        {"group_key", "informan kunci"},
        {"layout_skip", "Langsung"},
        {"layout_menu", "Menu"},
        {"layout_navigation", "Navigasi"},
        {"layout_next", "Lanjut"},
        {"layout_previous", "Sebelum"},
        {"layout_neighbours", "Tetangga"},
        {"layout_contents", "Isi"},
        {"layout_breadcrumbs", "Letak"},
        {"layout_illustrative", "Rekaan"},
        {"layout_researcher", "P"},
        {"layout_appearance", "Tampilan"},
        {"layout_appearance_auto", "Otomatis"},
        {"layout_appearance_light", "Terang"},
        {"layout_appearance_dark", "Gelap"},
        {"layout_top", "Ke atas"},
        {"layout_share", "Bagikan"},
        {"layout_copy_link", "Salin tautan"},
        {"layout_link_copied", "Tersalin"},
        {"layout_cite_part", "Salin dengan sumbernya"},
        {"layout_picture", "Simpan sebagai gambar"},
        {"og_locale", "id_ID"},
        {"cite_title", "Kutip"},
        {"cite_copy", "Salin"},
        {"cite_copied", "Tersalin"},
        {"section_changes", "Perubahan"},
        {"menu_home", "Beranda"},
        {"menu_group_about", "Tentang"},
        {"menu_group_results", "Hasil"},
        {"section_brief", "Ringkasan"},
        {"layout_version", "Keadaan {1}"},
        {"evidence_only_real", "Hanya bukti nyata"},
        {"evidence_put_away", "Disembunyikan"},
        {"section_tables", "Daftar tabel"},
        {"appendix_title", "Lampiran"},
        {"appendix_continuation", "lanjutan"},
        {"word_appendix", "Lampiran"},
        {"appendix_list", "Daftar Lampiran"},
        {"callout_illustrative", "Rekaan"},
        {"appendix_illustrative", "Rekaan."},
        {"stance_contrast", "suara berbeda"},
        {"excerpt_according_to", "Ringkasan menurut {1}:"},
        {"technique_document", "telaah dokumen"},
        {"excerpt_illustrative", "Contoh rekaan"},
        {"cite_proposal", "Proposal penelitian"},
        {"cite_report", "Laporan penelitian"},
        {"appendix_continuation", "lanjutan"},
    };
    struct labels *labels = arena_alloc(arena, sizeof *labels);

    labels->language = "id";
    labels->texts = map_new(arena);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        map_put(labels->texts, texts[i][0], (void *)texts[i][1]);
    return labels;
}

static void fill_pages(void)
{
    struct span *home_spans = span_append(reference("tbl:sintesa"), span_text(arena, " dan "));

    home_spans = span_append(home_spans, link_to("tema/misi.html#IK-01.3"));
    home_spans = span_append(home_spans, reference("tbl:tiada"));
    home = (struct report_page){.kind = PAGE_HOME,
                                .path = "index.html",
                                .layout = "home",
                                .title = "Beranda",
                                .heading = span_text(arena, "Judul"),
                                .menu = "Beranda"};
    home.blocks = paragraph(home_spans);
    theme = (struct report_page){.kind = PAGE_THEME,
                                 .path = "tema/misi.html",
                                 .layout = "page",
                                 .title = "Misi",
                                 .heading = span_text(arena, "Misi"),
                                 .menu = "Misi",
                                 .parent = &home,
                                 .illustrative = true};
    theme.blocks = block_append(table_block(), block_append(excerpt_block(), paragraph(link_to("index.html"))));
    theme.blocks = block_append(theme.blocks, block_append(wide_table_block(), summary_block()));
    appendix = (struct appendix){
        .id = "synthesis", .slug = "sintesis", .title = "Sintesis 100%", .source = {"content/synthesis.yaml", 1, 1}};
    appendix.blocks = block_append(paragraph(reference("tbl:sintesa")), block_append(table_block(), excerpt_block()));
}

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    report = (struct report){.folder = "",
                             .study = study_filter(arena, empty_study(), AUDIENCE_PUBLIC),
                             .labels = labels_of(),
                             .targets = map_new(arena),
                             .uses = map_new(arena)};
    fill_pages();
    list_add(&report.pages, arena, &home);
    list_add(&report.pages, arena, &theme);
    list_add(&report.appendices, arena, &appendix);
    add_target("tbl:sintesa", TARGET_TABLE, "3", "tbl-sintesa");
    add_target("informant:IK-01", TARGET_OBJECT, NULL, "IK-01");
    lower_report(arena, &report);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct map *render(bool (*stage)(struct build *, const struct report *, struct output_sink *), int jobs)
{
    struct collector collector = {.sink = {collect}, .arena = arena, .files = map_new(arena)};
    struct build build = {.arena = arena, .diags = diags_new(), .root = ".", .share = ".", .jobs = jobs};

    pthread_mutex_init(&collector.lock, NULL);
    if (!stage(&build, &report, &collector.sink))
        diags_print(build.diags, ".", 0, stderr);
    assert_int_equal(diags_count(build.diags, SEVERITY_ERROR), 0);
    diags_free(build.diags);
    pthread_mutex_destroy(&collector.lock);
    return collector.files;
}

static void assert_holds(const char *text, const char *part)
{
    assert_non_null(text);
    if (strstr(text, part) == NULL)
        fail_msg("'%s' is not in: %s", part, text);
}

static void links_are_relative_to_the_page_they_stand_on(void **state)
{
    (void)state;
    struct map *files = render(render_site, 1);
    assert_holds(map_get(files, "index.html"), "<a href=\"tema/misi.html#tbl-sintesa\">Tabel\u00a03</a>");
    assert_holds(map_get(files, "index.html"), "<a href=\"tema/misi.html#IK-01.3\">taut</a>tbl:tiada");
    assert_holds(map_get(files, "index.html"), "href=\"assets/style.css\"");
    assert_holds(map_get(files, "tema/misi.html"), "<a href=\"../index.html\">taut</a>");
    assert_holds(map_get(files, "tema/misi.html"), "href=\"../assets/style.css\"");
    assert_holds(map_get(files, "tema/misi.html"), "<a href=\"../tema/misi.html\" aria-current=\"page\">Misi</a>");
    assert_non_null(map_get(files, "assets/style.css"));
}

static void quotes_say_whose_they_are_and_that_they_are_made_up(void **state)
{
    (void)state;
    const char *page = map_get(render(render_site, 1), "tema/misi.html");
    assert_holds(page, "<figure class=\"excerpt contrast\" id=\"IK-01.3\">");
    assert_holds(page, "<p>satu &lt;b&gt;<br>\ndua</p>\n<p>tiga</p>");
    assert_holds(page, "<a class=\"who\" href=\"#IK-01\">IK-01</a>, <span class=\"group\">informan kunci</span>");
    assert_holds(page, "<span class=\"stance contrast\">suara berbeda</span>");
    /* the mark comes before the words */
    assert_holds(page, "<p class=\"illustrative\">Contoh rekaan</p>\n<blockquote");
}

static void a_summary_by_somebody_else_is_no_quote(void **state)
{
    (void)state;
    const char *page = map_get(render(render_site, 1), "tema/misi.html");
    assert_holds(page, "id=\"IK-01.4\">\n<div dir=\"auto\">\n<p>Ringkasan menurut proposal:</p>\n<p>empat</p>");
    assert_null(strstr(page, "telaah dokumen"));
}

static void tables_have_the_number_and_anchor_of_their_target(void **state)
{
    (void)state;
    const char *page = map_get(render(render_site, 1), "tema/misi.html");
    assert_holds(page, "<div class=\"table\" id=\"tbl-sintesa\">");
    assert_holds(page, "<span class=\"number\">Tabel 3</span> Sintesa");
    assert_holds(page, "<div class=\"source\">Sumber: Proposal</div>");
}

static void rows_of_a_wide_table_can_be_cards(void **state)
{
    (void)state;
    const char *page = map_get(render(render_site, 1), "tema/misi.html");
    assert_holds(page, "<div class=\"table wide\">");
    assert_holds(page, "<table class=\"cards\">");
    assert_holds(page, "<th scope=\"col\">Kejadian</th>");
    assert_holds(page, "<th scope=\"row\" data-label=\"Kode\" class=\"short first\">a</th>");
    assert_holds(page, "<td data-label=\"Uraian\">lain");
    assert_holds(page, "<td>isi</td>");
}

static void the_navigation_opens_the_group_of_the_page(void **state)
{
    (void)state;
    theme.group = MENU_RESULTS;
    struct map *files = render(render_site, 1);
    assert_holds(map_get(files, "tema/misi.html"), "<details class=\"group\" open>\n<summary>Hasil</summary>");
    assert_holds(map_get(files, "index.html"), "<a class=\"next\" rel=\"next\" href=\"tema/misi.html\">");
    assert_holds(map_get(files, "tema/misi.html"), "<a class=\"previous\" rel=\"prev\" href=\"../index.html\">");
}

static void workers_make_the_same_pages(void **state)
{
    (void)state;
    struct map *one = render(render_site, 1), *many = render(render_site, 4);
    assert_int_equal(map_count(one), map_count(many));
    for (size_t i = 0; i < map_count(one); i++)
        assert_string_equal(map_value(one, i), map_get(many, map_key(one, i)));
}

static void appendices_name_their_source_and_their_labels(void **state)
{
    (void)state;
    struct map *files = render(render_appendices, 1);
    const char *fragment = map_get(files, "lampiran-sintesis.tex");
    assert_holds(fragment, "\\lampiranjudul{Sintesis 100\\%}{lampiran-sintesis}");
    assert_holds(fragment, "% content/synthesis.yaml:12\n");
    assert_holds(fragment, "\\caption{Sintesa\\label{lampiran-tab-sintesa}}");
    assert_holds(fragment, "\\lampiranacu{Tabel}{lampiran-tab-sintesa}{3}");
    assert_holds(fragment,
                 "\\lampiranujar{satu \\textless{}b\\textgreater{}\\lampiranbarisbaru{}dua}\\par \\lampiranujar{tiga}");
    assert_holds(fragment, "\\lampiranrujuk{lampiran-sintesis-ik-01}{IK-01}, informan");
    assert_holds(map_get(files, "lampiran.tex"), "\\input{lampiran-sintesis}");
    assert_holds(map_get(files, "lampiran.sty"), "\\newcommand\\lampiranlanjutan{lanjutan}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_are_relative_to_the_page_they_stand_on),
        cmocka_unit_test(quotes_say_whose_they_are_and_that_they_are_made_up),
        cmocka_unit_test(a_summary_by_somebody_else_is_no_quote),
        cmocka_unit_test(tables_have_the_number_and_anchor_of_their_target),
        cmocka_unit_test(rows_of_a_wide_table_can_be_cards),
        cmocka_unit_test(the_navigation_opens_the_group_of_the_page),
        cmocka_unit_test(workers_make_the_same_pages),
        cmocka_unit_test(appendices_name_their_source_and_their_labels),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
