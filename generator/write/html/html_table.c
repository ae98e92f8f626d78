#include "write/html/html.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/text.h"
#include "document/document.h"
#include "write/write.h"

#include <string.h>

const char *html_id(const struct html *html, const struct block *block, const char *label)
{
    if (block->id != NULL || label == NULL || html->site->report == NULL)
        return block->id;
    const struct target *target = report_target(html->site->report, label);
    return target ? target->anchor : NULL;
}

static const struct target *target_of(const struct html *html, const struct caption *caption)
{
    return html->site->report != NULL ? report_target(html->site->report, caption->label) : NULL;
}

bool html_has_caption(const struct html *html, const struct caption *caption)
{
    return caption->words != NULL || target_of(html, caption) != NULL;
}

void html_caption(struct html *html, const char *word_key, const struct caption *caption)
{
    const struct target *target = target_of(html, caption);

    if (target != NULL && target->number != NULL) {
        html_open_class(html, "span", "number");
        html_text(html, label_text(html->site->report->labels, word_key));
        buffer_char(html->out, ' ');
        html_text(html, target->number);
        html_close(html);
        if (caption->words != NULL)
            buffer_char(html->out, ' ');
    }
    html_spans(html, caption->words);
}

void html_below(struct html *html, const struct caption *caption)
{
    html_line(html);
    if (caption->notes != NULL) {
        html_open_class(html, "div", "table-notes");
        html_cell(html, caption->notes);
        html_close_line(html);
    }
    if (caption->source == NULL)
        return;
    html_open_class(html, "div", "source");
    if (html->site->report != NULL) {
        html_text(html, label_text(html->site->report->labels, "word_source"));
        html_text(html, ": ");
    }
    html_cell(html, caption->source);
    html_close_line(html);
}

static void write_classes(struct html *html, const struct column *column, bool is_short, bool is_first, bool is_code)
{
    static const char *const classes[] = {
        [ALIGN_DEFAULT] = "", [ALIGN_LEFT] = "left", [ALIGN_CENTER] = "center", [ALIGN_RIGHT] = "right"};
    const char *class =
        arena_concat(html->arena, classes[column->alignment], is_short ? " short" : "", is_first ? " first" : "",
                     is_code ? " code" : "", column->made_up ? " made-up" : "", NULL);

    class += class[0] == ' ';
    if (class[0] != '\0')
        html_attribute(html, "class", HTML_ATTRIBUTE, class);
}

/* ---- cards ---- */

/* On a phone a line holds about so many letters, and a column asks for no more than this many of them. */
enum { LINE_LETTERS = 44, COLUMN_LETTERS = 24, CARD_LETTERS = 36 };

/* Rows of so many columns and letters, on average, are taller than wide on anything but a desk. */
enum { LONG_COLUMNS = 4, LONG_LETTERS = 320, CELL_LETTERS = 2000 };

/* A cell of no more letters is a number; with so many columns of them a table is a matrix, which is read across. */
enum { NUMBER_LETTERS = 4, MATRIX_COLUMNS = 5 };

static size_t cell_letters(const struct html *html, const struct cell *cell, size_t most)
{
    size_t letters = cell->column_span > 1 ? 0 : text_length(block_plain(html->arena, cell->blocks));

    return letters < most ? letters : most;
}

/* All columns but the first hold short numbers. */
static bool is_matrix(const struct html *html, const struct table *table)
{
    for (const struct row *row = table->rows; row != NULL; row = row->next) {
        for (size_t i = 1; i < table->column_count; i++) {
            if (cell_letters(html, &row->cells[i], NUMBER_LETTERS + 1) > NUMBER_LETTERS)
                return false;
        }
    }
    return table->column_count >= MATRIX_COLUMNS;
}

static bool is_long(const struct html *html, const struct table *table)
{
    size_t letters = 0, rows = 0;

    for (const struct row *row = table->rows; row != NULL; row = row->next, rows++) {
        for (size_t i = 0; i < table->column_count; i++)
            letters += cell_letters(html, &row->cells[i], CELL_LETTERS);
    }
    return table->column_count >= LONG_COLUMNS && letters >= rows * LONG_LETTERS;
}

/* Whether the columns together ask for more than so many letters, none for more than so many of them. */
static bool is_wider(const struct html *html, const struct table *table, size_t most_of_column, size_t than)
{
    size_t letters = 0;

    for (size_t i = 0; i < table->column_count && letters <= than; i++) {
        size_t longest = 0;
        for (const struct row *row = table->rows; row != NULL && longest < most_of_column; row = row->next) {
            size_t own = cell_letters(html, &row->cells[i], most_of_column);
            longest = own > longest ? own : longest;
        }
        letters += longest + 2;
    }
    return letters > than;
}

/*
 * A table that would scroll sideways on a phone: there each of its rows becomes a card, each cell with the head of its
 * column before it (data-label).
 */
static bool makes_cards(const struct html *html, const struct table *table)
{
    return html->site->report != NULL && table->has_head && table->column_count >= 3 && !is_matrix(html, table) &&
           is_wider(html, table, COLUMN_LETTERS, LINE_LETTERS);
}

/* Every cell of the column is words of a line or two of a card, the head before them; of the first column, which says
 * what a card is about, the first paragraph. */
static bool has_short_cells(const struct html *html, const struct table *table, size_t column)
{
    size_t head = text_length(span_plain(html->arena, table->columns[column].head));

    for (const struct row *row = table->rows; row != NULL; row = row->next) {
        const struct cell *cell = &row->cells[column];
        const struct block *first = cell->blocks;
        if (first == NULL || cell->column_span > 1)
            continue;
        if (first->kind != BLOCK_PARAGRAPH || (column > 0 && first->next != NULL) ||
            head + text_length(span_plain(html->arena, first->spans)) > 2 * CARD_LETTERS)
            return false;
    }
    return true;
}

/* For each column of a table that makes cards whether its cells are short: the same in all cards. NULL: it makes none.
 */
static const bool *plan_cards(const struct html *html, const struct table *table)
{
    bool *are_short = arena_alloc(html->arena, table->column_count * sizeof *are_short + 1);

    if (!makes_cards(html, table))
        return NULL;
    for (size_t i = 0; i < table->column_count; i++)
        are_short[i] = has_short_cells(html, table, i);
    return are_short;
}

/* ---- columns ---- */

/* The letters of a table, as if the widest there is room for were a line of 14 cm; and about how many it holds. */
static const double site_points = 7.6;
enum { WIDE_LETTERS = 80 };

/* Parts of the whole for each column: in a report, where not all cells can be one line, what their contents ask for, as
 * on paper; else as they were given.  NULL: none was. */
static const double *column_shares(const struct html *html, const struct table *table)
{
    double *shares = arena_alloc(html->arena, (table->column_count + 1) * sizeof *shares), given = 0;

    if (html->site->report != NULL && table->has_head && table->column_count > 1 &&
        is_wider(html, table, WIDE_LETTERS, WIDE_LETTERS))
        return columns_plan(html->arena, table, site_points, 0).shares;
    for (size_t i = 0; i < table->column_count; i++)
        given += table->columns[i].width;
    for (size_t i = 0; i < table->column_count; i++)
        shares[i] = table->columns[i].width / (given > 1 ? given : 1);
    return given > 0 ? shares : NULL;
}

/*
 * Widths as classes "width-1" to "width-100", in percent of the table: the pages forbid style attributes. What they
 * come to is rounded, not each of them: a browser takes what is above 100 % from the last columns.
 */
static void write_widths(struct html *html, const struct table *table)
{
    const double *shares = column_shares(html, table);
    double before = 0;

    if (shares == NULL)
        return;
    html_line(html);
    html_open(html, "colgroup");
    for (size_t i = 0; i < table->column_count; i++) {
        double after = before + shares[i] * 100;
        int percent = (int)(after + 0.5) - (int)(before + 0.5);
        html_start_void(html, "col");
        if (percent > 0)
            html_attribute(
                html, "class", HTML_ATTRIBUTE,
                arena_format(html->arena, table->columns[i].made_up ? "width-%d made-up" : "width-%d", percent));
        html_inside(html);
        before = after;
    }
    html_close_line(html);
}

/* ---- rows ---- */

static void write_head(struct html *html, const struct table *table)
{
    html_line(html);
    html_open(html, "thead");
    buffer_char(html->out, '\n');
    html_open(html, "tr");
    for (size_t i = 0; i < table->column_count; i++) {
        html_line(html);
        bool names = table->columns[i].head != NULL || html->site->report == NULL;
        html_start(html, names ? "th" : "td");
        if (names)
            html_attribute(html, "scope", HTML_ATTRIBUTE, "col");
        write_classes(html, &table->columns[i], false, false, false);
        html_inside(html);
        html_spans(html, table->columns[i].head);
        html_close(html);
    }
    html_line(html);
    html_close(html);
    html_line(html);
    html_close_line(html);
}

/* What a row is about, though nobody called it a head: its first cell, the second where that is only a number. */
static const struct cell *find_row_head(const struct html *html, const struct table *table, const struct row *row)
{
    if (html->site->report == NULL || html->site->profile != NULL || !table->has_head || table->column_count < 2)
        return NULL;
    for (size_t i = 0; i < table->column_count && i < 2; i++) {
        const struct cell *cell = &row->cells[i];
        if (cell->is_head || cell->column_span > 1)
            return NULL;
        const char *text = block_plain(html->arena, cell->blocks);
        if (text[strspn(text, "0123456789.,% \n")] != '\0')
            return cell;
    }
    return &row->cells[0];
}

/* head: the cell of the row that is its head without saying so; is_short: of cards that of its column, or NULL. A dash
 * for nothing is always short. */
static void write_cell(struct html *html, const struct column *column, const struct cell *cell, const bool *is_short,
                       const struct cell *head)
{
    bool is_head = cell->is_head || cell == head;

    html_line(html);
    html_start(html, is_head ? "th" : "td");
    if (is_head)
        html_attribute(html, "scope", HTML_ATTRIBUTE, "row");
    if (cell->column_span > 1)
        html_attribute(html, "colspan", HTML_ATTRIBUTE, arena_format(html->arena, "%d", cell->column_span));
    else if (is_short != NULL && column->head != NULL)
        html_attribute(html, "data-label", HTML_ATTRIBUTE, span_plain(html->arena, column->head));
    bool is_code = html->site->report != NULL && is_head && html_is_code(block_plain(html->arena, cell->blocks));
    bool fits_a_line = is_short != NULL && (*is_short || cell_letters(html, cell, 2) < 2);
    write_classes(html, column, fits_a_line, cell == head, is_code);
    html_inside(html);
    html_cell(html, cell->blocks);
    html_close(html);
}

static void write_row(struct html *html, const struct table *table, const struct row *row, const bool *are_short)
{
    html_open_with(html, "tr", "id", row->id, "class", row->made_up && html->site->profile == NULL ? "made-up" : NULL,
                   NULL);
    const struct cell *head = find_row_head(html, table, row);
    for (size_t i = 0; i < table->column_count; i++) {
        const struct cell *cell = &row->cells[i];
        write_cell(html, &table->columns[i], cell, are_short ? &are_short[i] : NULL, head);
        if (cell->column_span > 1)
            i += (size_t)cell->column_span - 1;
    }
    html_line(html);
    html_close_line(html);
}

static void write_table(struct html *html, const struct table *table, const char *caption_id)
{
    const bool *are_short = plan_cards(html, table);

    html_start(html, "table");
    if (are_short != NULL)
        html_attribute(html, "class", HTML_ATTRIBUTE, is_long(html, table) ? "cards long" : "cards");
    html_inside(html);
    buffer_char(html->out, '\n');
    if (caption_id != NULL) {
        html_open_block(html, "caption", NULL, caption_id);
        html_open_class(html, "span", "caption");
        html_caption(html, "word_table", &table->caption);
        html_close(html);
        html_close_line(html);
    }
    write_widths(html, table);
    if (table->has_head)
        write_head(html, table);
    if (table->rows != NULL) {
        html_open(html, "tbody");
        buffer_char(html->out, '\n');
        for (const struct row *row = table->rows; row != NULL; row = row->next)
            write_row(html, table, row, are_short);
        html_close_line(html);
    }
    html_close_line(html);
}

/* A wide table scrolls in a region of its own, which the keyboard can reach and which says what it holds. */
static void open_region(struct html *html, const char *caption_id)
{
    html_start(html, "div");
    html_attribute(html, "class", HTML_ATTRIBUTE, "scroll");
    html_attribute(html, "role", HTML_ATTRIBUTE, "region");
    if (caption_id != NULL)
        html_attribute(html, "aria-labelledby", HTML_ATTRIBUTE, caption_id);
    else
        html_attribute(html, "aria-label", HTML_ATTRIBUTE, html_label(html, "word_table", "table"));
    html_attribute(html, "tabindex", HTML_ATTRIBUTE, "0");
    html_inside(html);
    buffer_char(html->out, '\n');
}

void html_table(struct html *html, const struct block *block)
{
    const struct table *table = block->table;
    const char *caption_id =
        html_has_caption(html, &table->caption) ? arena_format(html->arena, "caption-%zu", ++html->serial) : NULL;

    html_line(html);
    html_open_block(html, "div", table->orientation == ORIENTATION_LANDSCAPE ? "table wide" : "table",
                    html_id(html, block, table->caption.label));
    buffer_char(html->out, '\n');
    open_region(html, caption_id);
    write_table(html, table, caption_id);
    html_close_line(html);
    html_below(html, &table->caption);
    html_downloads(html, table->whole ? table->whole : table);
    html_close_line(html);
}

/* ---- files of tables ---- */

/* Below a table or chart, and in the list of them: the same numbers as files. */

/* The download of what is shown, a table or chart, or has that label, on the page at path; NULL: there is none. */
static const struct download *find_download(const struct map *plan, const char *path, const void *shown,
                                            const char *label)
{
    const struct list *downloads = map_get(plan, path);

    for (size_t i = 0; downloads != NULL && i < downloads->count; i++) {
        const struct download *download = downloads->items[i];
        const char *own = download->table->caption.label;
        if (download->shown == shown || (label != NULL && own != NULL && strcmp(own, label) == 0))
            return download;
    }
    return NULL;
}

static void write_link(struct html *html, const struct download *download, const char *ending, const char *name)
{
    buffer_char(html->out, ' ');
    html_start(html, "a");
    html_href_path(html, arena_format(html->arena, "%s.%s", download->stem, ending));
    html_attribute(html, "download", HTML_ATTRIBUTE, "");
    html_inside(html);
    html_text(html, name);
    html_close(html);
}

static void write_links(struct html *html, const struct download *download)
{
    write_link(html, download, "csv", "CSV");
    write_link(html, download, "json", "JSON");
}

void html_downloads(struct html *html, const void *shown)
{
    const struct download *download = html->site->downloads && html->page
                                          ? find_download(html->site->downloads, html->page->path, shown, NULL)
                                          : NULL;

    if (download == NULL)
        return;
    html_open_class(html, "p", "table-files");
    html_text(html, html_label(html, "table_files", ""));
    write_links(html, download);
    html_close_line(html);
}

void html_downloads_of(struct html *html, const char *label)
{
    const struct target *target = html->site->report ? report_target(html->site->report, label) : NULL;

    if (html->site->downloads == NULL || target == NULL || target->page == NULL)
        return;
    const struct download *download = find_download(html->site->downloads, target->page->path, NULL, label);
    if (download == NULL)
        return;
    buffer_char(html->out, ' ');
    html_open_class(html, "span", "table-files");
    write_links(html, download);
    html_close(html);
}
