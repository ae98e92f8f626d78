/* Cells of a sheet that were joined: what stands in the first of them counts for all. */

#include "exchange/private.h"

#include "base/csv.h"

#include <string.h>

/* Joined cells that a CSV has as one with the words and empty ones below: then no two that follow say the same. */
static bool are_joined(const struct sheet *sheet, size_t column)
{
    const char *last = "";
    bool has_empty = false;

    for (size_t i = 1; i < sheet->rows.count; i++) {
        const char *cell = csv_cell(sheet->rows.items[i], column);
        if ((i == 1 && *cell == '\0') || (*cell != '\0' && strcmp(cell, last) == 0))
            return false;
        has_empty |= *cell == '\0';
        last = cell;
    }
    return has_empty;
}

/* Where outer says something of its own in the row, a level below it begins anew. */
static bool begins_anew(const struct sheet_reading *reading, const struct csv_row *row, enum sheet_column level)
{
    for (size_t i = 0; i < row->count; i++) {
        bool is_outer =
            sheet_is_of_codes(level) && sheet_is_of_codes(reading->columns[i]) && reading->columns[i] < level;
        if (is_outer && *row->cells[i] != '\0')
            return true;
    }
    return false;
}

/* Fills the empty cells of a column whose cells were joined. */
static void fill_down(const struct sheet_reading *reading, const struct sheet *sheet, size_t column)
{
    const char *last = "";
    size_t filled_cells = 0;

    for (size_t i = 1; i < sheet->rows.count; i++) {
        struct csv_row *row = sheet->rows.items[i];
        bool is_empty = column < row->count && *row->cells[column] == '\0';
        if (is_empty && begins_anew(reading, row, reading->columns[column]))
            last = "";
        if (is_empty && *last != '\0') {
            row->cells[column] = last;
            filled_cells++;
        } else if (!is_empty) {
            last = csv_cell(row, column);
        }
    }
    project_lose(reading->project, "empty cell below a filled one", filled_cells, LOSS_CHANGED,
                 "it takes what is above it, as joined cells do: check whether that is right");
}

/* Sources, and levels of codes, the innermost only where one above it has joined cells: an empty one may be no code. */
void sheet_fill_joined(const struct sheet_reading *reading, const struct sheet *sheet)
{
    enum sheet_column innermost = COLUMN_OTHER;
    bool has_joined = false;

    for (size_t i = 0; i < reading->heads->count; i++) {
        if (sheet_is_of_codes(reading->columns[i]) && reading->columns[i] > innermost)
            innermost = reading->columns[i];
    }
    for (size_t i = reading->heads->count; i-- > 0;) {
        enum sheet_column column = reading->columns[i];
        has_joined |= sheet_is_of_codes(column) && column < innermost && sheet_has_column(reading, column) == 1 &&
                      are_joined(sheet, i);
    }
    for (enum sheet_column column = COLUMN_CODE_LIST; column >= COLUMN_SOURCE; column--) {
        bool may_be = column == COLUMN_SOURCE || column < innermost || has_joined;
        for (size_t i = 0; may_be && sheet_has_column(reading, column) == 1 && i < reading->heads->count; i++) {
            if (reading->columns[i] == column && are_joined(sheet, i))
                fill_down(reading, sheet, i);
        }
    }
}
