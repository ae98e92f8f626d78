/* Which row of a sheet names its columns, and what each of them holds, by names in English and Indonesian. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/csv.h"
#include "base/text.h"
#include "base/words.h"

#include <string.h>

/* What the rows of "column" in base/words.txt are called, in the order of the columns; "": no name means it. */
static const char *const column_names[] = {
    "",          "id",        "source",      "theme",    "subtheme",  "category",   "subcategory", "code",    "subcode",
    "code-list", "code-ids",  "text",        "where",    "beginning", "end",        "memo",        "note",    "coder",
    "speaker",   "technique", "translation", "exemplar", "stance",    "definition", "use",         "not-use", "anchor",
    "keywords",  "name",      "private",     "files",    "",          "passed",
};

/* What is counted in a column, as its name says. */
static bool is_count(const char *folded)
{
    size_t length;

    return *folded == '#' || words_prefix(WORDS_COUNTING, folded, &length) != NULL;
}

/* "modified by", "bearbeitet von": a person, whatever was done. */
static bool names_doer(const char *folded)
{
    const char *last = strrchr(folded, ' ');

    return last != NULL && words_find(WORDS_DOER, last + 1, strlen(last + 1)) != NULL;
}

/* What a name means without what is no letter, and what is in brackets. */
static enum sheet_column column_called(const char *folded, size_t length)
{
    struct buffer bare = {0};
    enum sheet_column column = COLUMN_OTHER;
    int brackets = 0;

    for (const char *sign = folded; sign < folded + length; sign++) {
        brackets += (*sign == '(') - (*sign == ')');
        if (brackets <= 0 && (ascii_is_small(*sign) || (*sign & 0x80)))
            buffer_char(&bare, *sign);
    }
    const struct word_row *row = words_find(WORDS_COLUMN, buffer_string(&bare), bare.length);
    while (row != NULL && !word_row_is(row, column_names[column]))
        column++;
    buffer_free(&bare);
    return column;
}

enum sheet_column sheet_column_named(struct arena *arena, const char *head)
{
    const char *folded = text_trimmed(arena, text_fold(arena, head));

    if (text_starts_with(head, "code:"))
        return COLUMN_PASSED;
    /* MAXQDA has a column for each code, Dedoose three: "Code: x Applied", Range and Weight. */
    if (text_starts_with(folded, "code: "))
        return text_ends_with(folded, " range") || text_ends_with(folded, " weight") ? COLUMN_PASSED : COLUMN_MARK;
    if (is_count(folded))
        return COLUMN_PASSED;
    enum sheet_column column = column_called(folded, strlen(folded));
    /* "Informan/Partisipan" */
    if (column == COLUMN_OTHER)
        column = column_called(folded, strcspn(folded, "/"));
    return column == COLUMN_OTHER && names_doer(folded) ? COLUMN_PRIVATE : column;
}

bool sheet_may_be_text(struct arena *arena, const char *head)
{
    const char *folded = text_trimmed(arena, text_fold(arena, head)), *end = strrchr(folded, ' ');
    const char *last = end ? end + 1 : folded;

    return words_find(WORDS_OPENING, folded, strcspn(folded, " /")) || words_find(WORDS_CLOSING, last, strlen(last));
}

/* How many columns the row names, as far as it may be one of heads: these hold few words. */
static size_t count_known(struct arena *arena, const struct csv_row *row, bool *names_text, bool *names_code)
{
    size_t count = 0;

    *names_text = *names_code = false;
    for (size_t i = 0; i < row->count; i++) {
        enum sheet_column column =
            strlen(row->cells[i]) <= 60 ? sheet_column_named(arena, row->cells[i]) : COLUMN_OTHER;
        count += column != COLUMN_OTHER;
        *names_text |= column == COLUMN_TEXT;
        *names_code |= column >= COLUMN_THEME && column <= COLUMN_CODE_LIST;
    }
    return count;
}

/* The first row that names columns, unless that is a title. */
static size_t find_first_heads(struct arena *arena, const struct list *rows)
{
    enum { MOST_TITLES = 15 };
    bool names_text, names_code;

    if (count_known(arena, rows->items[0], &names_text, &names_code) >= 2 || names_text)
        return 0;
    for (size_t i = 1; !names_code && i < rows->count && i < MOST_TITLES; i++) {
        bool has_text, has_code;
        if (count_known(arena, rows->items[i], &has_text, &has_code) >= 2 && (has_text || has_code))
            return i;
    }
    return 0;
}

/* The row that names the columns: where two do, the lower one, which has the codes; the upper says what they are about.
 */
static size_t find_heads(struct arena *arena, const struct list *rows)
{
    size_t at = find_first_heads(arena, rows), count;
    bool has_text, has_code, names_code;

    count = count_known(arena, rows->items[at], &has_text, &names_code);
    if (names_code || count < 2 || at + 1 == rows->count)
        return at;
    return at + (count_known(arena, rows->items[at + 1], &has_text, &has_code) >= count && has_text && has_code);
}

/* Heads of two rows as one: what is above them says more of them, or is the head of an empty cell. */
static void join_heads(struct arena *arena, const struct csv_row *above, struct csv_row *heads)
{
    const char *over = "", **cells = arena_alloc(arena, sizeof *cells * (heads->count + 1));
    size_t filled = 0;

    for (size_t i = 0; i < above->count; i++)
        filled += *above->cells[i] != '\0';
    if (filled < 2)
        return;
    for (size_t i = 0; i < heads->count; i++) {
        const char *own = heads->cells[i], *here = csv_cell(above, i);
        over = *here != '\0' ? here : over;
        const char *joined = arena_concat(arena, over, " ", own, NULL);
        bool says_more = strcmp(over, own) != 0 && sheet_column_named(arena, joined) != COLUMN_OTHER;
        cells[i] = *own == '\0' ? here : says_more ? joined : own;
    }
    heads->cells = cells;
}

void sheet_find_heads(struct arena *arena, struct sheet *sheet)
{
    size_t at = find_heads(arena, &sheet->rows);

    if (at == 0)
        return;
    join_heads(arena, sheet->rows.items[at - 1], sheet->rows.items[at]);
    sheet->titles = at;
    sheet->rows.items += at;
    sheet->rows.count -= at;
}

/* ---- whose words they are, behind them ---- */

bool is_code_of_source(const char *name, size_t most_letters)
{
    size_t letters = 0;

    while (ascii_is_letter(name[letters]))
        letters++;
    const char *number = name + letters + (name[letters] != '\0' && strchr("-_. ", name[letters]) != NULL);
    size_t digits = strspn(number, "0123456789");
    return letters > 0 && letters <= most_letters && digits > 0 && digits <= 3 && number[digits] == '\0' &&
           words_find(WORDS_PLACE, name, letters) == NULL;
}

/* Words, whose they are, and where, of "Saya takut." (IU-01, 12 Mei 2025). */
struct citation {
    const char *words, *source, *where;
};

static const char *without_quotes(struct arena *arena, const char *words)
{
    static const char *const pairs[][2] = {
        {"\"", "\""}, {"\xe2\x80\x9c", "\xe2\x80\x9d"}, {"\xe2\x80\x98", "\xe2\x80\x99"}};

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t open = strlen(pairs[i][0]), close = strlen(pairs[i][1]);
        if (strlen(words) > open + close && text_starts_with(words, pairs[i][0]) && text_ends_with(words, pairs[i][1]))
            return arena_copy(arena, words + open, strlen(words) - open - close);
    }
    return words;
}

static bool read_citation(struct arena *arena, const char *cell, struct citation *citation)
{
    const char *bracket = strrchr(cell, '('), *end = bracket ? strchr(bracket, ')') : NULL;

    if (end == NULL || end[1 + strspn(end + 1, ". ")] != '\0')
        return false;
    size_t length = strcspn(bracket + 1, ",;:/)");
    const char *behind = bracket + 1 + length;
    behind += *behind != ')';
    citation->source = text_trimmed(arena, arena_copy(arena, bracket + 1, length));
    citation->where = text_trimmed(arena, arena_copy(arena, behind, (size_t)(end - behind)));
    citation->words = without_quotes(arena, text_trimmed(arena, arena_copy(arena, cell, (size_t)(bracket - cell))));
    return *citation->words != '\0' && is_code_of_source(citation->source, 12);
}

/* The row with two cells more behind those that have a head. */
static void add_cells(struct arena *arena, struct csv_row *row, size_t width, const char *source, const char *where)
{
    size_t others = row->count > width ? row->count - width : 0;
    const char **cells = arena_alloc(arena, sizeof *cells * (width + 2 + others));

    for (size_t i = 0; i < width; i++)
        cells[i] = csv_cell(row, i);
    cells[width] = source;
    cells[width + 1] = where;
    for (size_t i = 0; i < others; i++)
        cells[width + 2 + i] = row->cells[width + i];
    row->cells = cells;
    row->count = width + 2 + others;
}

bool sheet_take_citations(struct arena *arena, struct sheet *sheet, const enum sheet_column *columns)
{
    struct csv_row *heads = sheet->rows.items[0];
    struct citation citation;
    size_t width = heads->count, text = 0, count = 0;

    while (text < width && columns[text] != COLUMN_TEXT)
        text++;
    for (size_t i = 1; text < width && i < sheet->rows.count; i++) {
        const char *cell = csv_cell(sheet->rows.items[i], text);
        if (*cell != '\0' && !read_citation(arena, cell, &citation))
            return false;
        count += *cell != '\0';
    }
    if (count == 0)
        return false;
    for (size_t i = 1; i < sheet->rows.count; i++) {
        struct csv_row *row = sheet->rows.items[i];
        bool has_one = read_citation(arena, csv_cell(row, text), &citation);
        add_cells(arena, row, width, has_one ? citation.source : "", has_one ? citation.where : "");
        if (has_one)
            row->cells[text] = citation.words;
    }
    add_cells(arena, heads, width, "source", "where");
    return true;
}

/* ---- what is said where the columns of a sheet are not known ---- */

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
