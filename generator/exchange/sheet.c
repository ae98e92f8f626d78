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

/* All text of a string item: of its runs, but not of what is to be read aloud. */
static void gather_text(struct buffer *out, const struct xml *xml)
{
    for (const struct xml *child = xml->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "t") == 0)
            buffer_text(out, child->text);
        else if (strcmp(child->name, "rPh") != 0)
            gather_text(out, child);
    }
}

static const char *text_of_item(struct project *project, const struct xml *xml)
{
    struct buffer out = {0};

    gather_text(&out, xml);
    const char *text = text_trimmed(project->arena, buffer_string(&out));
    buffer_free(&out);
    return text;
}

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
        return text_of_item(project, cell);
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

    for (const struct xml *row = xml_child(root, "sheetData") ? xml_child(root, "sheetData")->first : NULL; row != NULL;
         row = row->next) {
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

/* The file name in the archive as XML; NULL: it is not there, or reported. */
static struct xml *part_of(struct project *project, struct archive *archive, const char *name)
{
    struct xml *xml = NULL;
    struct buffer bytes = {0};
    size_t size;

    for (size_t i = 0; i < archive_count(archive); i++) {
        const char *found = archive_name(archive, i, &size);
        if (found == NULL || strcmp(found, name) != 0)
            continue;
        if (!archive_get_at(archive, i, MOST_BYTES, &bytes))
            project_fail(project, NULL, "%s in it is damaged or larger than %d MB", name, MOST_BYTES / 1024 / 1024);
        else
            xml = xml_read(project, name, buffer_string(&bytes), bytes.length);
        break;
    }
    buffer_free(&bytes);
    return xml;
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
    const struct xml *joined = xml_child(root, "mergeCells");

    for (const struct xml *xml = joined ? joined->first : NULL; xml != NULL; xml = xml->next) {
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

    const struct xml *strings = part_of(project, archive, "xl/sharedStrings.xml");

    lose_comments(project, archive);
    for (const struct xml *item = strings ? strings->first : NULL; item != NULL; item = item->next)
        list_add(&shared, project->arena, (void *)text_of_item(project, item));
    for (int i = 1; i <= MOST_SHEETS && !project->failed; i++) {
        const struct xml *root =
            part_of(project, archive, arena_format(project->arena, "xl/worksheets/sheet%d.xml", i));
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
    struct buffer bytes = {0};
    size_t length;

    if (archive != NULL) {
        read_workbook(project, archive, sheets);
        archive_close(archive, NULL);
    } else if (text_ends_with(path, ".xlsx")) {
        return project_fail(project, "open it in the program it comes from and save it once more",
                            "it is not an XLSX file");
    } else if (file_read(path, &bytes) != FILE_OK) {
        buffer_free(&bytes);
        return project_fail(project, NULL, "it cannot be read, or is larger than %d MB", FILE_LIMIT / 1024 / 1024);
    } else {
        const char *text = text_decoded(project->arena, buffer_string(&bytes), bytes.length, &length);
        if (text == NULL)
            project_fail(project, "save it as CSV in UTF-8", "it is not text");
        else
            take_csv(project, text, sheets);
    }
    buffer_free(&bytes);
    return !project->failed;
}
