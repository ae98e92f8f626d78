#include "markdown/private.h"

#include "base/ascii.h"

#include <string.h>

enum {
    MOST_COLUMNS = 200,
    MOST_MISSING = 100000, /* cells that a table's short rows may lack in all */
    DELIMITER_ROW = 1,
};

struct draft_row {
    struct piece *cells;
    size_t count;   /* of cells that have a column */
    size_t written; /* with those beyond the last column */
};

struct draft {
    struct draft_row *rows;
    int row_count;
    int capacity;
    enum alignment *alignments;
    size_t column_count;
};

/* Walks the cells of a row. */
struct cell_scan {
    const char *text;
    size_t at;
    size_t end;
};

static struct cell_scan scan_cells(const char *text, size_t from, size_t to)
{
    while (from < to && ascii_is_blank(text[from]))
        from++;
    while (to > from && ascii_is_blank(text[to - 1]))
        to--;
    if (from < to && text[from] == '|')
        from++;
    return (struct cell_scan){text, from, to};
}

/* The next cell without the blanks around it; false at the end of the row. */
static bool next_cell(struct cell_scan *scan, size_t *from, size_t *to)
{
    size_t at = scan->at;

    if (at >= scan->end)
        return false;
    /* As on GitHub, a bar behind any backslash is part of the cell. */
    while (at < scan->end && (scan->text[at] != '|' || (at > scan->at && scan->text[at - 1] == '\\')))
        at++;
    *from = scan->at;
    *to = at;
    scan->at = at + 1;
    while (*from < *to && ascii_is_blank(scan->text[*from]))
        ++*from;
    while (*to > *from && ascii_is_blank(scan->text[*to - 1]))
        --*to;
    return true;
}

static size_t count_cells(const char *text, size_t from, size_t to)
{
    struct cell_scan scan = scan_cells(text, from, to);
    size_t count = 0;

    while (next_cell(&scan, &from, &to))
        count++;
    return count;
}

/* The cell is of the form :---: with or without colons. */
static bool read_delimiter(const char *text, size_t from, size_t to, enum alignment *alignment)
{
    bool left = from < to && text[from] == ':';
    bool right = to > from + 1 && text[to - 1] == ':';
    size_t dashes = 0;

    for (size_t i = from + left; i < to - right; i++) {
        if (text[i] != '-')
            return false;
        dashes++;
    }
    *alignment = left && right ? ALIGN_CENTER : left ? ALIGN_LEFT : right ? ALIGN_RIGHT : ALIGN_DEFAULT;
    return dashes > 0;
}

static bool is_delimiter_row(const char *text, size_t from, size_t to)
{
    struct cell_scan scan = scan_cells(text, from, to);
    enum alignment alignment;
    bool has_pipe = false, has_cell = false;

    for (size_t i = from; i < to; i++) {
        if (strchr("|:- \t", text[i]) == NULL || text[i] == '\0')
            return false;
        has_pipe |= text[i] == '|';
    }
    for (; next_cell(&scan, &from, &to); has_cell = true) {
        if (!read_delimiter(text, from, to, &alignment))
            return false;
    }
    return has_pipe && has_cell;
}

static void read_alignments(struct draft *draft, struct arena *arena, const char *text, size_t from, size_t to)
{
    struct cell_scan scan = scan_cells(text, from, to);

    draft->alignments = arena_alloc(arena, draft->column_count * sizeof *draft->alignments);
    for (size_t i = 0; next_cell(&scan, &from, &to); i++)
        read_delimiter(text, from, to, &draft->alignments[i]);
}

static struct draft_row *add_row(struct draft *draft, struct arena *arena)
{
    if (draft->row_count == draft->capacity) {
        draft->capacity = draft->capacity ? draft->capacity * 2 : 8;
        struct draft_row *rows = arena_alloc(arena, (size_t)draft->capacity * sizeof *rows);
        if (draft->row_count > 0)
            memcpy(rows, draft->rows, (size_t)draft->row_count * sizeof *rows);
        draft->rows = rows;
    }
    return &draft->rows[draft->row_count++];
}

static void read_row(struct reading *reading, struct draft *draft, int line, size_t from, size_t to)
{
    struct draft_row *row = add_row(draft, reading->scratch);
    struct cell_scan scan = scan_cells(reading->text, from, to);
    size_t start, end;

    row->written = count_cells(reading->text, from, to);
    row->count = row->written < draft->column_count ? row->written : draft->column_count;
    row->cells = arena_alloc(reading->scratch, row->count * sizeof *row->cells);
    for (size_t i = 0; i < row->count && next_cell(&scan, &start, &end); i++) {
        row->cells[i] = (struct piece){.text = reading->text + start,
                                       .length = end - start,
                                       .line = line,
                                       .column = (int)(start - reading->starts[line]) + 1};
        row->cells[i].is_cell = memchr(row->cells[i].text, '\\', row->cells[i].length) != NULL;
    }
}

static void mark_row(struct reading *reading, struct draft *draft, int line, size_t offset)
{
    struct mark *mark = lines_add_mark(reading, line, offset, lines_end(reading, line));

    mark->kind = MARK_ROW;
    mark->table = draft;
    mark->number = draft->row_count;
}

/*
 * The lines below the delimiter row that are rows; the line after them. Below rows of bars (barred) a line like
 * "Source: ..." is a paragraph, where GitHub makes a row of it.
 */
static int mark_rows(struct reading *reading, struct draft *draft, int line, int quotes, bool barred)
{
    for (; line < reading->line_count; line++) {
        size_t end = lines_end(reading, line);
        int left = quotes;
        size_t offset = lines_continued(reading, reading->starts[line], end, &left);
        const char *text = reading->text + offset;
        size_t length = end - offset;
        bool source = barred && memchr(text, '|', length) == NULL && memchr(text, ':', length) != NULL;
        if (left > 0 || offset == end || source || lines_opens_block(text, length) || caption_starts(text, length) ||
            (length > 1 && text[0] == ':' && text[1] == ':'))
            break;
        mark_row(reading, draft, line, offset);
        read_row(reading, draft, line, offset, end);
    }
    return line;
}

/* The line above the delimiter row may be a head row: it goes on a paragraph, and nothing else is to be made of it. */
static bool is_head(const struct reading *reading, int line, int quotes, size_t *offset)
{
    size_t end = lines_end(reading, line);
    int found;

    *offset = lines_content(reading, reading->starts[line], end, &found);
    return found == quotes && *offset < end && lines_find_mark(reading, line) == NULL &&
           !lines_opens_block(reading->text + *offset, end - *offset);
}

int table_mark(struct reading *reading, int line, size_t offset, int quotes)
{
    const char *text = reading->text;
    size_t end = lines_end(reading, line), head, columns, heads;

    if (line == 0 || !is_delimiter_row(text, offset, end) || !is_head(reading, line - 1, quotes, &head))
        return line + 1;
    columns = count_cells(text, offset, end);
    heads = count_cells(text, head, lines_end(reading, line - 1));
    if (columns > MOST_COLUMNS || (heads != columns && (text[head] != '|' || text[offset] != '|')))
        return line + 1;

    struct draft *draft = arena_alloc(reading->scratch, sizeof *draft);
    draft->column_count = columns;
    read_alignments(draft, reading->scratch, text, offset, end);
    mark_row(reading, draft, line - 1, head);
    read_row(reading, draft, line - 1, head, lines_end(reading, line - 1));
    mark_row(reading, draft, line, offset);
    add_row(draft, reading->scratch);
    return mark_rows(reading, draft, line + 1, quotes, columns > 1 && text[head] == '|' && text[offset] == '|');
}

struct piece *table_pieces(const struct draft *draft, int row, size_t *count)
{
    *count = draft->rows[row].count;
    return draft->rows[row].cells;
}

bool table_has_row(const struct draft *draft, int row)
{
    return draft->row_count > DELIMITER_ROW && row < draft->row_count;
}

void table_cut(struct draft *draft, int row)
{
    if (row < draft->row_count)
        draft->row_count = row;
}

static void diagnose_columns(struct reading *reading, const struct draft *draft, struct place place)
{
    if (draft->rows[0].written == draft->column_count)
        return;
    diag_error(reading->diags, place, "table-columns",
               "%zu header cells above %zu in the delimiter row, using the latter", draft->rows[0].written,
               draft->column_count);
    diag_hint(reading->diags, "give the delimiter row below the heads one --- for each; a pipe within a cell is \\|");
}

static void diagnose_long_row(struct reading *reading, const struct draft *draft, const struct draft_row *row,
                              struct place place)
{
    if (row->written <= draft->column_count)
        return;
    diag_error(reading->diags, place, "long-row", "%zu cells in a row of %zu columns, leaving out the last",
               row->written, draft->column_count);
    diag_hint(reading->diags, "a pipe within a cell, in code too, is written \\|");
}

/* "|a|b|" and right below it a line of words, which other programs take for the paragraph that it was meant as. */
static void diagnose_row_without_bars(struct reading *reading, const struct draft_row *row, struct place place)
{
    if (row->written > 1)
        return;
    diag_warning(reading->diags, place, "other-syntax", "a line without bars right below a table is a row of it");
    diag_hint(reading->diags, "leave a blank line above it if it is a paragraph, or begin it with '|'");
}

static struct block *cell_blocks(struct reading *reading, const struct piece *piece)
{
    footnote_adopt_calls(reading, piece);
    if (piece->spans == NULL)
        return NULL;
    struct block *block =
        block_new(reading->arena, BLOCK_PARAGRAPH, reading_place(reading, piece->line, piece->column));
    block->spans = piece->spans;
    return block;
}

static void fill_columns(struct reading *reading, struct table *table, const struct draft *draft)
{
    const struct draft_row *heads = &draft->rows[0];

    table->column_count = draft->column_count;
    table->columns = arena_alloc(reading->arena, table->column_count * sizeof *table->columns);
    for (size_t i = 0; i < table->column_count; i++) {
        table->columns[i].alignment = draft->alignments[i];
        if (i < heads->count) {
            footnote_adopt_calls(reading, &heads->cells[i]);
            table->columns[i].head = heads->cells[i].spans;
            table->has_head |= heads->cells[i].spans != NULL;
        }
    }
}

static struct row *make_row(struct reading *reading, const struct draft *draft, int number, const struct mark *head)
{
    const struct mark *mark = head + number;
    const struct draft_row *written = &draft->rows[number];
    struct row *row = arena_alloc(reading->arena, sizeof *row);

    row->place = reading_place(reading, mark->line, (int)(mark->start - reading->starts[mark->line]) + 1);
    row->cells = arena_alloc(reading->arena, draft->column_count * sizeof *row->cells);
    diagnose_long_row(reading, draft, written, row->place);
    if (draft->column_count > 1 && reading->text[head->start] == '|' && reading->text[mark->start] != '|')
        diagnose_row_without_bars(reading, written, row->place);
    for (size_t i = 0; i < draft->column_count; i++) {
        row->cells[i].column_span = 1;
        if (i < written->count)
            row->cells[i].blocks = cell_blocks(reading, &written->cells[i]);
    }
    return row;
}

/* How many rows are made: those behind the one that lacks too many cells are left out. */
static int count_rows(struct reading *reading, const struct draft *draft, struct place place)
{
    size_t missing = 0;
    int count = DELIMITER_ROW + 1;

    for (; count < draft->row_count && missing <= MOST_MISSING; count++)
        missing += draft->column_count - draft->rows[count].count;
    if (missing <= MOST_MISSING)
        return draft->row_count;
    diag_error(reading->diags, place, "table-too-large", "the rows of a table lack more than %d cells, ending it there",
               MOST_MISSING);
    diag_hint(reading->diags, "give each row as many cells as the table has columns");
    return count;
}

static const struct span *picture_alone(const struct cell *cell)
{
    const struct block *block = cell->blocks;
    bool is_alone = block != NULL && block->next == NULL && block->spans != NULL && block->spans->next == NULL;

    return is_alone && block->spans->kind == SPAN_IMAGE ? block->spans : NULL;
}

/* Each cell that is not empty holds a picture and nothing else. */
static bool is_of_pictures(const struct table *table, const struct row *row)
{
    size_t count = 0;

    for (size_t i = 0; row != NULL && i < table->column_count; i++) {
        if (row->cells[i].blocks != NULL && picture_alone(&row->cells[i]) == NULL)
            return false;
        count += row->cells[i].blocks != NULL;
    }
    return count > 0;
}

/* What pictures side by side show is said below them: by the next row, or else by their titles, or the
 * words in their brackets. */
static void caption_pictures(struct reading *reading, const struct table *table)
{
    for (const struct row *row = table->has_head ? NULL : table->rows; row != NULL; row = row->next) {
        bool is_said = row->next != NULL && !is_of_pictures(table, row->next);
        if (is_said || !is_of_pictures(table, row))
            continue;
        for (size_t i = 0; i < table->column_count; i++) {
            const struct span *picture = picture_alone(&row->cells[i]);
            const char *title = picture ? picture->link->title : NULL;
            if (picture == NULL || (title == NULL && picture->children == NULL))
                continue;
            struct block *caption = block_new(reading->arena, BLOCK_PARAGRAPH, row->cells[i].blocks->place);
            caption->spans = picture->children; /* the same spans, as notes in them are found later */
            if (title != NULL) {
                caption->spans = span_new(reading->arena, SPAN_TEXT, picture->line, picture->column);
                caption->spans->text = title;
            }
            row->cells[i].blocks->next = caption;
        }
    }
}

struct block *table_block(struct reading *reading, const struct mark *mark)
{
    const struct draft *draft = mark->table;
    struct table *table = arena_alloc(reading->arena, sizeof *table);
    struct row **end = &table->rows;
    struct block *block =
        block_new(reading->arena, BLOCK_TABLE,
                  reading_place(reading, mark->line, (int)(mark->start - reading->starts[mark->line]) + 1));

    block->table = table;
    table->caption.place = block->place;
    diagnose_columns(reading, draft, block->place);
    fill_columns(reading, table, draft);
    int rows = count_rows(reading, draft, block->place);
    for (int i = DELIMITER_ROW + 1; i < rows; i++) {
        *end = make_row(reading, draft, i, mark);
        end = &(*end)->next;
    }
    caption_pictures(reading, table);
    return block;
}
