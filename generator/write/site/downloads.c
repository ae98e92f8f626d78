#include "write/drawing/drawing.h"
#include "write/site/private.h"

#include "base/archive.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/text.h"
#include "document/document.h"
#include "study/study.h"
#include "write/html/html.h"

#include <ctype.h>
#include <string.h>

/* ---- which tables there are ---- */

struct plan {
    struct arena *arena;
    const struct report *report;
    const char *folder;
    struct map *pages; /* path -> struct list of struct download */
    struct map *stems; /* those in use -> struct download */
    const struct report_page *page;
    struct list *found; /* on that page */
};

/* "unduhan/sintesis" for "tbl:sintesis"; a table without label is called after its page. */
static const char *stem_of(const struct plan *plan, const char *label)
{
    const char *name = label;

    if (name != NULL && strchr(name, ':') != NULL)
        name = strchr(name, ':') + 1;
    if (name == NULL)
        name = arena_copy(plan->arena, plan->page->path, strcspn(plan->page->path, "."));
    return arena_format(plan->arena, "%s/%s", plan->folder, text_slug(plan->arena, name));
}

static void add_shown(struct plan *plan, const void *shown, const struct table *table)
{
    const char *stem = stem_of(plan, table->caption.label), *free_stem = stem;
    struct download *download = map_get(plan->stems, stem);

    for (int i = 2; download != NULL && download->shown != shown; i++) {
        free_stem = arena_format(plan->arena, "%s-%d", stem, i);
        download = map_get(plan->stems, free_stem);
    }
    if (download == NULL) {
        download = arena_alloc(plan->arena, sizeof *download);
        *download = (struct download){.shown = shown, .table = table, .stem = free_stem, .page = plan->page};
        map_put(plan->stems, free_stem, download);
    }
    list_add(plan->found, plan->arena, download);
}

/* Some number of the chart has an interval. */
static bool has_intervals(const struct chart *chart)
{
    for (size_t i = 0; i < chart->point_count; i++) {
        if (chart->points[i].low_text != NULL)
            return true;
    }
    return false;
}

/* The heads: of the label, of each series or column, and behind each of its interval, cells to a series. */
static void head_columns(const struct plan *plan, const struct chart *chart, struct table *table, size_t cells)
{
    static const char *const ends[] = {"chart_low", "chart_high"};
    struct arena *arena = plan->arena;
    const struct labels *labels = plan->report->labels;

    table->columns[0].head = span_text(arena, label_text(labels, "chart_item"));
    for (size_t i = 0; i < chart_series(chart); i++) {
        const char *head = chart->column_count > 0 ? chart->columns[i] : chart->unit;
        head = head ? head : label_text(labels, "chart_value");
        table->columns[i * cells + 1].head = span_text(arena, head);
        for (size_t j = 1; j < cells; j++)
            table->columns[i * cells + 1 + j].head =
                span_text(arena, arena_format(arena, "%s, %s", head, label_text(labels, ends[j - 1])));
    }
}

/* The numbers of a chart: a row for each label, a column for each of its heads, or one for the value. */
static const struct table *table_of_chart(const struct plan *plan, const struct chart *chart)
{
    struct arena *arena = plan->arena;
    struct table *table = arena_alloc(arena, sizeof *table);
    size_t values = chart_series(chart), cells = has_intervals(chart) ? 3 : 1;
    struct row **end = &table->rows;

    table->caption = chart->caption;
    table->column_count = values * cells + 1;
    table->columns = arena_alloc(arena, table->column_count * sizeof *table->columns);
    head_columns(plan, chart, table, cells);
    table->has_head = true;
    for (size_t i = 0; i + values <= chart->point_count; i += values) {
        struct row *row = arena_alloc(arena, sizeof *row);
        row->texts = arena_alloc(arena, table->column_count * sizeof *row->texts);
        row->texts[0] = chart->points[i].label;
        for (size_t j = 0; j < values; j++) {
            const struct chart_point *point = &chart->points[i + j];
            row->illustrative |= point->illustrative;
            row->texts[j * cells + 1] = point->missing ? NULL : point->text;
            if (cells > 1) {
                row->texts[j * cells + 2] = point->low_text;
                row->texts[j * cells + 3] = point->high_text;
            }
        }
        *end = row;
        end = &row->next;
    }
    return table;
}

static void find_tables(struct plan *plan, const struct block *blocks)
{
    struct iterator it;

    iterator_start(&it, plan->arena, blocks);
    while (iterator_next(&it)) {
        if (!iterator_meets_block(&it))
            continue;
        if (it.block->kind == BLOCK_TABLE) {
            const struct table *table = it.block->table->whole ? it.block->table->whole : it.block->table;
            add_shown(plan, table, table);
        }
        if (it.block->kind == BLOCK_CHART)
            add_shown(plan, it.block->chart, table_of_chart(plan, it.block->chart));
        /* What is within a table or a text has no file of its own. */
        if (it.block->kind == BLOCK_TABLE || it.block->kind == BLOCK_PARAGRAPH)
            iterator_skip(&it);
    }
}

/* The quotes as a whole belong to their page, which shows them in another form. */
static void add_dataset(struct plan *plan)
{
    const struct list *pages = &plan->report->pages;
    const char *path = arena_format(plan->arena, "%s.html", label_text(plan->report->labels, "slug_quotes"));
    struct download *download = arena_alloc(plan->arena, sizeof *download);

    for (size_t i = 0; i < pages->count; i++) {
        plan->page = pages->items[i];
        if (strcmp(plan->page->path, path) != 0)
            continue;
        *download = (struct download){.shown = plan->report->dataset,
                                      .table = plan->report->dataset,
                                      .stem = stem_of(plan, label_text(plan->report->labels, "slug_dataset")),
                                      .page = plan->page};
        plan->found = map_get(plan->pages, path);
        if (plan->found == NULL)
            plan->found = arena_alloc(plan->arena, sizeof *plan->found);
        list_add(plan->found, plan->arena, download);
        map_put(plan->pages, path, plan->found);
    }
}

static void add_word(struct buffer *out, const char *text)
{
    buffer_format(out, "%s\n", text ? text : "");
}

/* What a chart shows and whose numbers they are, to tell whether two show the same. */
static const char *content_of(struct arena *arena, const struct chart *chart)
{
    struct buffer out = {0};

    add_word(&out, plain_spans(arena, chart->caption.words));
    add_word(&out, plain_blocks(arena, chart->caption.source));
    add_word(&out, plain_blocks(arena, chart->caption.notes));
    add_word(&out, chart->unit);
    for (size_t i = 0; chart->columns != NULL && i < chart->column_count; i++)
        add_word(&out, chart->columns[i]);
    for (size_t i = 0; i < chart->point_count; i++) {
        const struct chart_point *point = &chart->points[i];
        add_word(&out, point->label);
        add_word(&out, point->text);
        add_word(&out, point->low_text);
        add_word(&out, point->high_text);
    }
    return buffer_take(&out, arena);
}

/* A chart that other pages show in passing has the file of the one that is numbered. */
static void share_charts(struct plan *plan)
{
    struct map *first = map_new(plan->arena);

    for (int numbered = 1; numbered >= 0; numbered--) {
        for (size_t i = 0; i < map_count(plan->stems); i++) {
            struct download *download = map_value(plan->stems, i);
            if (download->shown == download->table || (download->table->caption.label != NULL) != numbered)
                continue;
            struct download **same = map_item(first, content_of(plan->arena, download->shown), sizeof *same);
            if (*same == NULL)
                *same = download;
            else
                *download =
                    (struct download){.shown = download->shown, .table = download->table, .stem = (*same)->stem};
        }
    }
}

struct map *downloads_plan(struct arena *arena, const struct report *report)
{
    struct plan plan = {.arena = arena, .report = report, .pages = map_new(arena), .stems = map_new(arena)};

    plan.folder = label_text(report->labels, "slug_downloads");
    for (size_t i = 0; i < report->pages.count; i++) {
        plan.page = report->pages.items[i];
        plan.found = arena_alloc(arena, sizeof *plan.found);
        find_tables(&plan, plan.page->blocks);
        if (plan.found->count > 0)
            map_put(plan.pages, plan.page->path, plan.found);
    }
    share_charts(&plan);
    if (report->dataset != NULL)
        add_dataset(&plan);
    return plan.pages;
}

/* ---- CSV ---- */

/* A number as people type it: "-3,5", "+12 %". Spreadsheets show it, and run nothing. */
static bool is_number(const char *text)
{
    text += strspn(text, "+-");
    return isdigit((unsigned char)*text) && text[strspn(text, "0123456789., %")] == '\0';
}

/* What a spreadsheet would take for a formula, in the forms of all keyboards. */
static bool starts_formula(const char *text)
{
    static const char *const marks[] = {"=", "+", "-", "@", "\t", "\r", "|", "＝", "＋", "－", "＠"};

    text += strspn(text, " \n");
    if (is_number(text) || strcmp(text, "-") == 0)
        return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (*text == *marks[i] && text_starts_with(text, marks[i]))
            return true;
    }
    return false;
}

static bool is_control(char c)
{
    return (c >= 0 && c < ' ' && c != '\t' && c != '\r' && c != '\n') || c == 0x7f;
}

void downloads_write_cell(struct buffer *out, const char *text)
{
    bool guarded = starts_formula(text);
    bool quoted = guarded || text[strcspn(text, ",;\"\t\r\n")] != '\0';

    if (quoted)
        buffer_char(out, '"');
    if (guarded)
        buffer_char(out, '\'');
    while (*text != '\0') {
        const char *start = text;
        while (*text != '\0' && *text != '"' && !is_control(*text))
            text++;
        buffer_bytes(out, start, (size_t)(text - start));
        if (*text != '\0')
            buffer_text(out, *text++ == '"' ? "\"\"" : "\xef\xbf\xbd"); /* as in HTML */
    }
    if (quoted)
        buffer_char(out, '"');
}

/* What a cell says, without the blanks at its end. */
static const char *cell_text(struct arena *arena, const struct row *row, size_t column)
{
    if (row->texts == NULL)
        return plain_blocks(arena, row->cells[column].blocks);
    const char *text = row->texts[column] ? row->texts[column] : "";
    size_t length = strlen(text), kept = length;
    while (kept > 0 && strchr(" \n", text[kept - 1]) != NULL)
        kept--;
    return kept < length ? arena_copy(arena, text, kept) : text;
}

/* Some row says itself whether it shows or counts what was made up; else that is said of the table as a whole. */
static bool rows_are_marked(const struct table *table)
{
    const struct row *row = table->rows;

    while (row != NULL && !row->illustrative)
        row = row->next;
    return row != NULL;
}

static void write_csv(struct buffer *out, struct arena *arena, const struct report *report,
                      const struct download *download)
{
    const struct table *table = download->table;
    const char *separator = label_text(report->labels, "csv_separator");
    bool marked = rows_are_marked(table);

    buffer_text(out, "\ufeff");
    for (size_t i = 0; table->has_head && i < table->column_count; i++) {
        buffer_text(out, i > 0 ? separator : "");
        downloads_write_cell(out, plain_spans(arena, table->columns[i].head));
    }
    if (table->has_head && table->caption.illustrative) {
        buffer_text(out, separator);
        downloads_write_cell(out, label_text(report->labels, "csv_illustrative"));
    }
    if (table->has_head)
        buffer_text(out, "\r\n");
    for (const struct row *row = table->rows; row != NULL; row = row->next) {
        for (size_t i = 0; i < table->column_count; i++) {
            buffer_text(out, i > 0 ? separator : "");
            downloads_write_cell(out, cell_text(arena, row, i));
        }
        if (table->caption.illustrative) {
            buffer_text(out, separator);
            downloads_write_cell(out, label_text(report->labels, row->illustrative || !marked ? "csv_yes" : "csv_no"));
        }
        buffer_text(out, "\r\n");
    }
}

/* ---- JSON ---- */

/* The title of a table: its caption, or else that of its page. */
static const char *title_of(struct arena *arena, const struct download *download)
{
    const char *caption = plain_spans(arena, download->table->caption.words);

    return *caption != '\0' ? caption : download->page->title;
}

static void put_key(struct buffer *out, const char *key)
{
    buffer_char(out, out->length > 0 ? ',' : '{');
    html_escape(out, HTML_SCRIPT, key);
    buffer_char(out, ':');
}

static void put_member(struct buffer *out, const char *key, const char *text)
{
    put_key(out, key);
    html_escape(out, HTML_SCRIPT, text);
}

/* The rows, and of a table with something made up for each row whether it shows or counts that. */
static void put_rows(struct buffer *out, struct arena *arena, const struct table *table)
{
    bool marked = rows_are_marked(table);

    put_key(out, "rows");
    buffer_char(out, '[');
    for (const struct row *row = table->rows; row != NULL; row = row->next) {
        for (size_t i = 0; i < table->column_count; i++) {
            buffer_char(out, i > 0 ? ',' : '[');
            html_escape(out, HTML_SCRIPT, cell_text(arena, row, i));
        }
        buffer_text(out, row->next != NULL ? "]," : "]");
    }
    buffer_char(out, ']');
    if (!table->caption.illustrative)
        return;
    put_key(out, "illustrative_rows");
    buffer_char(out, '[');
    for (const struct row *row = table->rows; row != NULL; row = row->next) {
        buffer_text(out, row->illustrative || !marked ? "true" : "false");
        buffer_text(out, row->next != NULL ? "," : "");
    }
    buffer_char(out, ']');
}

static void write_json(struct buffer *out, struct arena *arena, const struct report *report,
                       const struct download *download)
{
    const struct table *table = download->table;
    const struct target *target = table->caption.label ? report_target(report, table->caption.label) : NULL;

    put_member(out, "title", title_of(arena, download));
    if (target != NULL && target->number != NULL)
        put_member(out, "number", target->number);
    put_member(out, "page", download->page->path);
    put_member(out, "language", report->labels->language);
    if (table->caption.illustrative)
        put_member(out, "illustrative", label_text(report->labels, "table_illustrative"));
    put_member(out, "source", plain_blocks(arena, table->caption.source));
    put_member(out, "notes", plain_blocks(arena, table->caption.notes));
    put_key(out, "columns");
    for (size_t i = 0; i < table->column_count; i++) {
        buffer_char(out, i > 0 ? ',' : '[');
        html_escape(out, HTML_SCRIPT, plain_spans(arena, table->columns[i].head));
    }
    buffer_char(out, ']');
    put_rows(out, arena, table);
    buffer_text(out, "}\n");
}

typedef void write_download(struct buffer *out, struct arena *arena, const struct report *report,
                            const struct download *download);

static void put_file(const struct download *download, const struct report *report, struct output_sink *sink,
                     const char *ending, write_download *write)
{
    struct arena *arena = arena_new();
    struct buffer out = {0};

    write(&out, arena, report, download);
    sink->put(sink, arena_concat(arena, download->stem, ending, NULL), out.bytes, out.length,
              download->table->caption.place);
    buffer_free(&out);
    arena_free(arena);
}

/* Those that page is the first to show. */
static void put_files(const struct map *plan, const struct report_page *page, const struct report *report,
                      struct output_sink *sink, const char *ending, write_download *write)
{
    const struct list *downloads = map_get(plan, page->path);

    for (size_t i = 0; downloads != NULL && i < downloads->count; i++) {
        const struct download *download = downloads->items[i];
        if (download->page == page)
            put_file(download, report, sink, ending, write);
    }
}

void downloads_put(const struct map *plan, const struct report_page *page, const struct report *report,
                   struct output_sink *sink)
{
    put_files(plan, page, report, sink, ".csv", write_csv);
    if (!sink->is_trial)
        put_files(plan, page, report, sink, ".json", write_json);
}

void downloads_put_again(const struct map *plan, const struct report *report, struct output_sink *sink)
{
    for (size_t i = 0; i < report->pages.count; i++)
        put_files(plan, report->pages.items[i], report, sink, ".json", write_json);
}

/* ---- all of them ---- */

static void write_line(struct buffer *out, const char *indent, const char *text)
{
    if (*text == '\0')
        return;
    buffer_text(out, indent);
    for (; *text != '\0'; text++)
        buffer_char(out, *text == '\n' ? ' ' : *text);
    buffer_text(out, "\r\n");
}

/* What the study is, and how its files are read. */
static void introduce(struct buffer *out, struct arena *arena, const struct report *report)
{
    const struct study_info *info = report->study->info;
    const char *const parts[] = {info->researcher, info->institution, info->place, info->year};
    const char *separator = label_text(report->labels, "csv_separator"), *made_by = "";

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i] != NULL)
            made_by = arena_concat(arena, made_by, *made_by != '\0' ? ", " : "", parts[i], NULL);
    }
    buffer_text(out, "\ufeff");
    write_line(out, "", info->title);
    write_line(out, "", made_by);
    write_line(out, "", meta_base(arena, report));
    buffer_text(out, "\r\n");
    write_line(
        out, "",
        label_format(report->labels, arena, "dataset_readme", separator, label_text(report->labels, "slug_dataset")));
    if (report->dataset != NULL && report->dataset->caption.illustrative)
        write_line(out, "", label_text(report->labels, "home_made_up_mark"));
}

/* "index-2.csv: Papan suara (index.html)", and what stands around the table, for which CSV has no place. */
static void describe(struct buffer *out, struct arena *arena, const struct report *report,
                     const struct download *download)
{
    const struct table *table = download->table;
    const char *name = strrchr(download->stem, '/'), *columns = "";

    buffer_format(out, "\r\n%s.csv: %s (%s)\r\n", name ? name + 1 : download->stem, title_of(arena, download),
                  download->page->path);
    for (size_t i = 0; table->has_head && i < table->column_count; i++)
        columns = arena_concat(arena, columns, i > 0 ? "; " : "", plain_spans(arena, table->columns[i].head), NULL);
    if (*columns != '\0')
        write_line(out, "  ", label_format(report->labels, arena, "dataset_columns", columns, NULL));
    write_line(out, "  ", plain_blocks(arena, table->caption.notes));
    write_line(out, "  ", plain_blocks(arena, table->caption.source));
}

const char *downloads_archive(struct arena *arena, const struct report *report)
{
    return arena_format(arena, "%s/data.zip", label_text(report->labels, "slug_downloads"));
}

/* Adds the file of each table once to archive, if any, and a line on it to readme. What it holds lives in arena. */
static void add_tables(struct archive *archive, struct arena *arena, const struct map *plan,
                       const struct report *report, struct buffer *readme)
{
    struct buffer csv = {0};

    for (size_t i = 0; i < report->pages.count; i++) {
        const struct report_page *page = report->pages.items[i];
        const struct list *downloads = map_get(plan, page->path);
        for (size_t j = 0; downloads != NULL && j < downloads->count; j++) {
            const struct download *download = downloads->items[j];
            if (download->page != page)
                continue;
            describe(readme, arena, report, download);
            if (archive == NULL)
                continue;
            buffer_clear(&csv);
            write_csv(&csv, arena, report, download);
            archive_put(archive, arena_concat(arena, strrchr(download->stem, '/') + 1, ".csv", NULL),
                        arena_copy(arena, csv.bytes, csv.length), csv.length);
        }
    }
    buffer_free(&csv);
}

bool downloads_put_archive(const struct map *plan, const struct report *report, struct output_sink *sink)
{
    struct arena *arena = arena_new();
    struct archive *archive = sink->is_trial ? NULL : archive_new();
    struct buffer readme = {0}, zip = {0};
    bool made = true;

    introduce(&readme, arena, report);
    add_tables(archive, arena, plan, report, &readme);
    if (archive != NULL) {
        archive_put(archive, "README.txt", readme.bytes, readme.length);
        made = archive_close(archive, &zip);
    }
    const struct buffer *out = archive != NULL ? &zip : &readme;
    if (made)
        sink->put(sink, downloads_archive(arena, report), out->bytes, out->length, report->study->info->record.place);
    buffer_free(&readme);
    buffer_free(&zip);
    arena_free(arena);
    return made;
}
