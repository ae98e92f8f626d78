/* Sheets: CSV of any usual delimiter and encoding, XLSX as Excel, LibreOffice and other tools write it. */

#include "exchange/private.h"

#include "base/ascii.h"
#include "base/archive.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/csv.h"
#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 1024, MOST_SHEETS = 64 };

/* ---- XLSX ---- */

static size_t column_of(const char *reference, size_t next)
{
    size_t column = 0;

    if (reference == NULL || *reference < 'A' || *reference > 'Z')
        return next;
    for (; ascii_is_capital(*reference) && column < MOST_COLUMNS * 2; reference++)
        column = column * 26 + (size_t)(*reference - 'A' + 1);
    return column - 1;
}

static const char *text_of_cell(struct project *project, const struct xml *cell, const struct list *shared)
{
    const char *type = xml_get(cell, "t"), *value = xml_child_text(cell, "v");

    if (type != NULL && strcmp(type, "inlineStr") == 0)
        return xml_words(project->arena, cell, "");
    if (value == NULL)
        return "";
    if (type != NULL && strcmp(type, "s") == 0) {
        unsigned long position = strtoul(value, NULL, 10);
        return position < shared->count ? shared->items[position] : "";
    }
    return text_trimmed(project->arena, value);
}

static void read_rows(struct project *project, const struct xml *root, const struct list *shared, struct sheet *sheet)
{
    struct list cells = {0};
    int line = 0;

    for (const struct xml *row = xml_first(root, "sheetData"); row != NULL; row = row->next) {
        const char *number = xml_get(row, "r");
        line = number ? atoi(number) : line + 1;
        for (const struct xml *cell = row->first; cell != NULL; cell = cell->next) {
            size_t column = column_of(xml_get(cell, "r"), cells.count);
            if (strcmp(cell->name, "c") != 0 || column >= MOST_COLUMNS || column < cells.count)
                continue;
            while (cells.count < column)
                list_add(&cells, project->arena, (void *)"");
            list_add(&cells, project->arena, (void *)text_of_cell(project, cell, shared));
        }
        csv_add_row(project->arena, &sheet->rows, &cells, line);
    }
}

/* "B3" as column and line, both from 0. */
static bool read_reference(const char **text, size_t *column, long *line)
{
    char *end;

    *column = column_of(*text, MOST_COLUMNS);
    *text += strspn(*text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    *line = strtol(*text, &end, 10);
    bool is_one = end != *text && *column < MOST_COLUMNS;
    *text = end;
    return is_one;
}

/* What is in the first of joined cells is in those below it, too. */
static void fill_joined(const struct xml *root, const struct sheet *sheet)
{
    for (const struct xml *xml = xml_first(root, "mergeCells"); xml != NULL; xml = xml->next) {
        const char *reference = xml_get(xml, "ref"), *words = NULL;
        size_t column, other;
        long first, last;
        if (reference == NULL || !read_reference(&reference, &column, &first) || *reference++ != ':' ||
            !read_reference(&reference, &other, &last))
            continue;
        for (size_t i = 0; i < sheet->rows.count && last > first; i++) {
            struct csv_row *row = sheet->rows.items[i];
            if (row->line < first || row->line > last || column >= row->count)
                continue;
            if (row->line == first)
                words = row->cells[column];
            else if (words != NULL && *row->cells[column] == '\0')
                row->cells[column] = words;
        }
    }
}

/* Sheets whose cells have comments: these are in parts of their own. */
static void lose_comments(struct project *project, struct archive *archive)
{
    size_t size, count = 0;

    for (size_t i = 0; i < archive_count(archive); i++) {
        const char *name = archive_name(archive, i, &size);
        count += name != NULL && text_starts_with(name, "xl/comments");
    }
    project_lose(project, "sheet with comments on its cells", count, LOSS_LEFT, "comments of cells are not read");
}

static void read_workbook(struct project *project, struct archive *archive, struct list *sheets)
{
    struct list shared = {0};

    const struct xml *strings = xml_part(project, archive, "xl/sharedStrings.xml");

    lose_comments(project, archive);
    for (const struct xml *item = strings ? strings->first : NULL; item != NULL; item = item->next)
        list_add(&shared, project->arena, (void *)xml_words(project->arena, item, ""));
    for (int i = 1; i <= MOST_SHEETS && !project->failed; i++) {
        const struct xml *root =
            xml_part(project, archive, arena_format(project->arena, "xl/worksheets/sheet%d.xml", i));
        struct sheet *sheet = arena_alloc(project->arena, sizeof *sheet);
        *sheet = (struct sheet){0};
        if (root != NULL)
            read_rows(project, root, &shared, sheet);
        if (root != NULL)
            fill_joined(root, sheet);
        if (sheet->rows.count > 0)
            list_add(sheets, project->arena, sheet);
    }
}

static void take_csv(struct project *project, const char *text, struct list *sheets)
{
    struct sheet *sheet = arena_alloc(project->arena, sizeof *sheet);

    *sheet = (struct sheet){0};
    int open = csv_read(project->arena, text, &sheet->rows);
    if (open > 0)
        project_fail(project, "a cell that begins with \" ends with one; a \" within it is doubled",
                     "line %d: a quotation mark is never closed", open);
    if (sheet->rows.count > 0)
        list_add(sheets, project->arena, sheet);
}

bool sheets_read(struct project *project, const char *path, struct list *sheets)
{
    struct archive *archive = archive_open_file(path);

    if (archive != NULL) {
        read_workbook(project, archive, sheets);
        archive_close(archive, NULL);
    } else if (text_ends_with(path, ".xlsx")) {
        project_fail(project, "open it in the program it comes from and save it once more", "it is not an XLSX file");
    } else {
        const char *text = project_read_text(project, path);
        if (text != NULL)
            take_csv(project, text, sheets);
    }
    return !project->failed;
}
