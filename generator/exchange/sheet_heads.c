/* What the columns of a sheet are for, by their names and by what else there is; what is said where none is known. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/csv.h"
#include "base/text.h"
#include "base/words.h"

#include <string.h>

/* What is in the cells behind what names each row, below the first row: how many numbers, how many other words. */
static void count_cells(const struct sheet *sheet, size_t *numbers, size_t *words)
{
    *numbers = *words = 0;
    for (size_t i = 1; i < sheet->rows.count; i++) {
        const struct csv_row *row = sheet->rows.items[i];
        *words += sheet_is_number(csv_cell(row, 0));
        for (size_t j = 1; j < row->count; j++) {
            *numbers += sheet_is_number(row->cells[j]);
            *words += *row->cells[j] != '\0' && !sheet_is_number(row->cells[j]);
        }
    }
}

/* Sheets that say nothing of single excerpts, and others whose columns have other names. */
bool sheet_complain(struct sheet_reading *reading, const struct sheet *sheet)
{
    struct buffer heads = {0};
    size_t numbers, words;

    count_cells(sheet, &numbers, &words);
    for (size_t i = 0; i < reading->heads->count && i < 12; i++)
        buffer_format(&heads, "%s'%s'", i > 0 ? ", " : "", reading->heads->cells[i]);
    const char *list = buffer_take(&heads, reading->project->arena);
    if (numbers > 0 && words == 0)
        return project_fail(
            reading->project,
            "export the coded segments, not the matrix: in MAXQDA the retrieved segments as Excel, in NVivo "
            "and ATLAS.ti the project as REFI-QDA (.qdpx)",
            "it counts how often codes are used, and holds none of the words: %s", list);
    if (words > 0 && reading->heads->count > 2 &&
        *text_trimmed(reading->project->arena, reading->heads->cells[0]) == '\0')
        return project_fail(
            reading->project,
            "give each excerpt a row, with columns 'source', 'codes' and 'text': cells of a matrix may be "
            "quotes or summaries, and several in one",
            "it is a matrix of sources by codes, and does not say which words are an excerpt: %s", list);
    return project_fail(reading->project,
                        "name them 'source', 'codes' and 'text'; 'lampiran import --template FILE.xlsx' writes a sheet "
                        "with all that are known",
                        "no column is named for the text of excerpts, or for codes alone, but %s", list);
}

/* Of several columns for the source, the one with codes names it, else the first; the others hold names. */
static void settle_sources(struct sheet_reading *reading)
{
    size_t chosen = SIZE_MAX;

    for (size_t i = 0; i < reading->heads->count; i++) {
        const char *head = text_fold(reading->project->arena, reading->heads->cells[i]);
        bool is_source = reading->columns[i] == COLUMN_SOURCE;
        if (is_source && (chosen == SIZE_MAX || words_within(WORDS_CODING, head)))
            chosen = i;
    }
    for (size_t i = 0; i < reading->heads->count; i++) {
        if (reading->columns[i] == COLUMN_SOURCE && i != chosen)
            reading->columns[i] = COLUMN_PRIVATE;
    }
}

/* "Transkrip" names a source, unless another column does. */
static bool is_transcript(const struct sheet_reading *reading, size_t column)
{
    const char *head = text_trimmed(reading->project->arena, reading->heads->cells[column]);

    return reading->columns[column] == COLUMN_SOURCE && sheet_has_column(reading, COLUMN_SOURCE) > 1 &&
           words_find(WORDS_TRANSCRIPT, head, strlen(head)) != NULL;
}

/* How many columns have names that are not known. */
static size_t has_unknown(const struct sheet_reading *reading)
{
    size_t count = 0;

    for (size_t i = 0; i < reading->heads->count; i++)
        count += reading->columns[i] == COLUMN_OTHER && *reading->heads->cells[i] != '\0';
    return count;
}

/* Where no column is known to hold the words, but one names a source: the first whose name may mean them; the question
 * of a form whose answers were coded, if it is the only one. */
static void guess_text(struct sheet_reading *reading)
{
    bool is_coded = sheet_names_codes(reading) && has_unknown(reading) == 1;

    reading->guessed = NULL;
    if (sheet_has_column(reading, COLUMN_TEXT) + sheet_has_column(reading, COLUMN_DEFINITION) > 0 ||
        sheet_has_column(reading, COLUMN_SOURCE) + sheet_has_column(reading, COLUMN_SPEAKER) +
                sheet_has_column(reading, COLUMN_NAME) ==
            0)
        return;
    for (size_t i = 0; reading->guessed == NULL && i < reading->heads->count; i++) {
        const char *head = reading->heads->cells[i];
        bool may_be = reading->columns[i] == COLUMN_OTHER &&
                      (strchr(head, '?') != NULL ? is_coded : sheet_may_be_text(reading->project->arena, head));
        if (!may_be && !is_transcript(reading, i))
            continue;
        reading->columns[i] = COLUMN_TEXT;
        reading->guessed = head;
    }
}

/* Of columns that mean one thing or another, those that are none here. */
static void settle_columns(struct sheet_reading *reading)
{
    bool has_code = sheet_has_column(reading, COLUMN_CODE) > 0;

    guess_text(reading);
    bool has_text = sheet_has_column(reading, COLUMN_TEXT) > 0,
         has_source = sheet_has_column(reading, COLUMN_SOURCE) > 0;
    bool has_marks = sheet_has_column(reading, COLUMN_MARK) > 0;
    bool names_codes = sheet_names_codes(reading);
    bool is_list = !has_text && !has_source && !has_marks && has_unknown(reading) == 0;

    for (size_t i = 0; i < reading->heads->count; i++) {
        enum sheet_column *column = &reading->columns[i];
        if (*column == COLUMN_NAME)
            *column = is_list ? COLUMN_CODE : has_text && !has_source ? COLUMN_SOURCE : COLUMN_PRIVATE;
        else if (*column >= COLUMN_USE && *column <= COLUMN_ANCHOR && (has_text || !names_codes))
            *column = COLUMN_OTHER;
        else if (*column == COLUMN_FILES)
            *column = has_text && !has_source ? COLUMN_SOURCE : COLUMN_PASSED;
        else if (*column == COLUMN_CODE_LIST && has_marks)
            *column = COLUMN_PASSED;
        else if (*column == COLUMN_MARK && has_code)
            *column = COLUMN_PASSED;
        else if (*column == COLUMN_SPEAKER && !has_source)
            *column = COLUMN_SOURCE;
        else if (*column == COLUMN_STANCE && sheet_has_column(reading, COLUMN_CODE_IDS) == 0)
            *column = COLUMN_PASSED;
        else if (*column == COLUMN_KEYWORDS)
            *column = !has_text ? COLUMN_TEXT : has_code ? COLUMN_OTHER : COLUMN_CODE;
    }
    settle_sources(reading);
}

void sheet_begin_columns(struct sheet_reading *reading, const struct sheet *sheet)
{
    struct arena *arena = reading->project->arena;

    reading->heads = sheet->rows.items[0];
    reading->columns = arena_alloc(arena, sizeof *reading->columns * (reading->heads->count + 1));
    for (size_t i = 0; i < reading->heads->count; i++)
        reading->columns[i] = sheet_column_named(arena, reading->heads->cells[i]);
    settle_columns(reading);
}
