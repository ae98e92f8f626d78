/* Which codes a row of a sheet names: in cells, or by the columns that are marked. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/csv.h"
#include "base/text.h"

#include <string.h>

/* A column of names of codes, of whatever level. */
bool sheet_is_of_codes(enum sheet_column column)
{
    return column >= COLUMN_THEME && column <= COLUMN_CODE_LIST;
}

bool sheet_names_codes(const struct sheet_reading *reading)
{
    bool has = false;

    for (size_t i = 0; i < reading->heads->count; i++)
        has |= sheet_is_of_codes(reading->columns[i]);
    return has;
}

/* The innermost level that the row has; COLUMN_OTHER: none. */
enum sheet_column sheet_innermost(const struct sheet_reading *reading, const struct csv_row *row)
{
    enum sheet_column innermost = COLUMN_OTHER;

    for (size_t i = 0; i < row->count; i++) {
        if (sheet_is_of_codes(reading->columns[i]) && *row->cells[i] != '\0' && reading->columns[i] > innermost)
            innermost = reading->columns[i];
    }
    return innermost;
}

/* Puts up to most pieces of text between signs into pieces, without blanks around; returns how many there are. */
static size_t pieces_of(struct arena *arena, const char *text, const char *signs, const char **pieces, size_t most)
{
    size_t count = 0;

    while (*text != '\0') {
        size_t length = strcspn(text, signs);
        const char *piece = text_trimmed(arena, arena_copy(arena, text, length));
        if (*piece != '\0' && count++ < most)
            pieces[count - 1] = piece;
        text += length + (text[length] != '\0');
    }
    return count;
}

/* Highlights as Taguette exports them: a row for each tag, whatever signs are in it. */
static bool is_of_taguette(const struct sheet_reading *reading)
{
    static const char *const heads[] = {"id", "document", "tag", "content"};
    size_t same = 0;

    while (same < 4 && same < reading->heads->count && strcmp(reading->heads->cells[same], heads[same]) == 0)
        same++;
    return same == 4 && reading->heads->count == 4;
}

/* The codes of the sheet, as they are named. */
void sheet_learn_codes(const struct sheet_reading *reading, const struct sheet *sheet)
{
    for (size_t i = 1; i < sheet->rows.count; i++) {
        const struct csv_row *row = sheet->rows.items[i];
        for (size_t j = 0; j < row->count && j < reading->heads->count; j++) {
            if (sheet_is_of_codes(reading->columns[j]) && !is_of_taguette(reading))
                code_names_learn(reading->project, row->cells[j]);
        }
    }
}

/* What a cell of a level above says of the code of that number of count: one name for all, or one for each. */
static const char *name_above(struct sheet_reading *reading, const char *cell, size_t number, size_t count)
{
    enum { MOST = 64 };
    const char *pieces[MOST];
    size_t names = pieces_of(reading->project->arena, cell, ";|\n", pieces, MOST);

    if (names <= 1)
        return names == 1 ? pieces[0] : NULL;
    if (names == count && names <= MOST)
        return pieces[number];
    project_lose(reading->project, "level of codes", 1, LOSS_LEFT,
                 "its cell has several names, but another number of codes");
    return NULL;
}

/* Names of the levels above innermost, the outermost first; of several categories the innermost stands first. */
static size_t levels_above(struct sheet_reading *reading, const struct csv_row *row, enum sheet_column innermost,
                           size_t number, size_t of, const char **levels)
{
    size_t count = 0;

    for (enum sheet_column level = COLUMN_THEME; level < innermost; level++) {
        for (size_t i = 0; i < row->count && count < MOST_DEPTH / 2; i++) {
            size_t at = level == COLUMN_CATEGORY ? row->count - 1 - i : i;
            const char *name = reading->columns[at] == level ? name_above(reading, row->cells[at], number, of) : NULL;
            if (name != NULL)
                levels[count++] = name;
        }
    }
    return count;
}

/* The code that text names, number of so many in its cell, below what else the row says of its place. */
struct project_code *sheet_code_in(struct sheet_reading *reading, const struct csv_row *row, enum sheet_column column,
                                   const char *text, size_t number, size_t of)
{
    const char *levels[MOST_DEPTH * 2];
    size_t above = column == COLUMN_CODE_LIST ? 0 : levels_above(reading, row, column, number, of, levels);

    return project_code_named(reading->project, text, levels, above);
}

/* Adds the codes that a cell names, one or several. */
static void add_codes(struct sheet_reading *reading, const struct csv_row *row, enum sheet_column column,
                      const char *cell, struct segment *segment)
{
    enum { MOST = 256 };
    struct project *project = reading->project;
    const char *names[MOST];
    size_t count = 1;

    if (column == COLUMN_CODE_LIST)
        count = pieces_of(project->arena, cell, ",;|\n", names, MOST);
    else if (is_of_taguette(reading))
        names[0] = cell;
    else
        count = code_names_in(project, cell, names, MOST);
    for (size_t i = 0; i < count && i < MOST; i++)
        segment_add_code(project, segment, sheet_code_in(reading, row, column, names[i], i, count));
}

/* Adds those that the row names. */
void sheet_add_codes(struct sheet_reading *reading, const struct csv_row *row, struct segment *segment)
{
    enum sheet_column innermost = sheet_innermost(reading, row);

    for (size_t i = 0; innermost != COLUMN_OTHER && i < row->count; i++) {
        if (reading->columns[i] == innermost)
            add_codes(reading, row, innermost, row->cells[i], segment);
    }
}

/* The code that a study called path, with its id and those of the codes above it; NULL: path has other levels. */
static struct project_code *code_known(struct sheet_reading *reading, const char *path, const char *id_path)
{
    struct project *project = reading->project;
    const char *levels[MOST_DEPTH], *ids[MOST_DEPTH];
    size_t count = pieces_of(project->arena, id_path, "/", ids, MOST_DEPTH);
    const char *sign = strstr(path, UNUSUAL_SIGN) != NULL ? UNUSUAL_SIGN : "->";

    if (count == 1)
        levels[0] = text_trimmed(project->arena, path);
    else if (count > MOST_DEPTH || project_levels(project, path, sign, levels) != count)
        return NULL;
    return project_code_known(project, project->by_path, levels, ids, count);
}

/* Adds the codes of a row that says their ids, too. False: it does not, or not of as many codes as it names. */
bool sheet_add_known_codes(struct sheet_reading *reading, const struct csv_row *row, struct list *codes)
{
    enum { MOST = 256 };
    struct project *project = reading->project;
    const char *cell = sheet_cell(reading, row, COLUMN_CODE), *paths[MOST], *ids[MOST];
    size_t count = pieces_of(project->arena, sheet_cell(reading, row, COLUMN_CODE_IDS), ";", ids, MOST);
    struct list known = {0};

    if (count == 0 || count > MOST)
        return false;
    /* Where a name has such a sign, lines part the codes. */
    if (count == 1)
        paths[0] = cell;
    else if (pieces_of(project->arena, cell, "\n", paths, MOST) != count &&
             pieces_of(project->arena, cell, ";", paths, MOST) != count)
        return false;
    for (size_t i = 0; i < count; i++) {
        struct project_code *code = code_known(reading, paths[i], ids[i]);
        if (code == NULL)
            return false;
        list_add(&known, project->arena, code);
    }
    *codes = known;
    return true;
}

/* ---- a column for each code ---- */

enum sheet_mark sheet_mark_in(struct arena *arena, const char *cell)
{
    const char *word = text_fold(arena, text_trimmed(arena, cell));
    const struct word_row *row = words_find(WORDS_MARK, word, strlen(word));

    if (*word == '\0')
        return MARK_NONE;
    return row == NULL ? MARK_OTHER : word_row_is(row, "yes") ? MARK_YES : MARK_NO;
}

/* All that is in the column are marks, and one of them says yes. */
static bool holds_marks(const struct sheet_reading *reading, const struct sheet *sheet, size_t column)
{
    bool has_yes = false;

    for (size_t i = 1; i < sheet->rows.count; i++) {
        const struct csv_row *row = sheet->rows.items[i];
        enum sheet_mark mark =
            column < row->count ? sheet_mark_in(reading->project->arena, row->cells[column]) : MARK_NONE;
        if (mark == MARK_OTHER)
            return false;
        has_yes |= mark == MARK_YES;
    }
    return has_yes;
}

/* The columns that `lampiran export --coding-sheet` writes, in front of those for the codes. */
bool sheet_is_for_coding(const struct sheet_reading *reading)
{
    static const char *const heads[] = {"id", "source", "where", "text"};
    enum { KNOWN = sizeof heads / sizeof *heads };

    for (size_t i = 0; i < KNOWN; i++) {
        if (i >= reading->heads->count || strcmp(reading->heads->cells[i], heads[i]) != 0)
            return false;
    }
    return reading->heads->count > KNOWN && reading->columns[KNOWN] == COLUMN_OTHER;
}

/* Where no column names the codes, those that hold marks are named by one each. */
void sheet_find_marks(const struct sheet_reading *reading, const struct sheet *sheet)
{
    bool is_made_for_it = sheet_is_for_coding(reading);

    for (size_t i = 0; i < reading->heads->count; i++) {
        if (reading->columns[i] != COLUMN_OTHER || *reading->heads->cells[i] == '\0')
            continue;
        if (holds_marks(reading, sheet, i))
            reading->columns[i] = COLUMN_MARK;
        else if (is_made_for_it) /* one that nobody marked says nothing; one of words is the coder's own remark */
            reading->columns[i] = COLUMN_PASSED;
    }
}

/* The code of a column whose head ends with its ids, "Ibu -> Waktu [ibu/waktu-2]"; NULL: it does not. */
static struct project_code *code_headed(struct sheet_reading *reading, const char *head)
{
    struct arena *arena = reading->project->arena;
    const char *bracket = strrchr(head, '[');
    size_t length = bracket ? strspn(bracket + 1, "abcdefghijklmnopqrstuvwxyz0123456789-/") : 0;

    if (length == 0 || strcmp(bracket + 1 + length, "]") != 0)
        return NULL;
    return code_known(reading, arena_copy(arena, head, (size_t)(bracket - head)),
                      arena_copy(arena, bracket + 1, length));
}

/* "Code: Hambatan > Biaya" of MAXQDA, "Code: Hambatan\\Biaya Applied" of Dedoose, without what is around it. */
static const char *mark_head(struct arena *arena, const char *head)
{
    static const char begins[] = "Code: ", ends[] = " Applied";

    if (!text_starts_with(head, begins))
        return head;
    head += strlen(begins);
    return text_ends_with(head, ends) ? arena_copy(arena, head, strlen(head) - strlen(ends)) : head;
}

/* Somebody marked a column of the row, if only to say that the code does not fit. */
bool sheet_is_judged(const struct sheet_reading *reading, const struct csv_row *row)
{
    bool is = false;

    for (size_t i = 0; i < row->count; i++)
        is |= reading->columns[i] == COLUMN_MARK && sheet_mark_in(reading->project->arena, row->cells[i]) != MARK_NONE;
    return is;
}

/* Adds the codes whose columns are marked. */
void sheet_add_marked(struct sheet_reading *reading, const struct csv_row *row, struct segment *segment)
{
    struct arena *arena = reading->project->arena;

    for (size_t i = 0; i < row->count; i++) {
        if (reading->columns[i] != COLUMN_MARK || sheet_mark_in(arena, row->cells[i]) != MARK_YES)
            continue;
        const char *head = mark_head(arena, reading->heads->cells[i]);
        struct project_code *code = code_headed(reading, head);
        if (code != NULL)
            segment_add_code(reading->project, segment, code);
        else
            segment_add_code(reading->project, segment, sheet_code_in(reading, row, COLUMN_CODE, head, 0, 1));
    }
}
