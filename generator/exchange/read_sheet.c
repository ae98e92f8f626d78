/* A sheet: one row for each excerpt, or for each excerpt and code, or a codebook.  Columns are found by their names. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/csv.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>
#include <strings.h>

struct reading {
    struct project *project;
    const struct csv_row *heads;
    enum sheet_column *columns;
    struct project_coder *coder; /* who coded all of it; NULL: rows say it, or nobody does */
    struct map *excerpts, *cases;
    struct segment *last;
    const char *origin;     /* the source of rows that name none */
    const char *guessed;    /* the column that is taken for the words, though its name is not known; NULL: none */
    struct list attributes; /* of struct column_values */
    size_t rows;            /* read so far, without names of columns */
};

/* The first filled cell of that column in row; "" if none. */
static const char *cell_of(const struct reading *reading, const struct csv_row *row, enum sheet_column column)
{
    for (size_t i = 0; i < row->count; i++) {
        if (reading->columns[i] == column && *row->cells[i] != '\0')
            return row->cells[i];
    }
    return "";
}

static size_t has_column(const struct reading *reading, enum sheet_column column)
{
    size_t count = 0;

    for (size_t i = 0; i < reading->heads->count; i++)
        count += reading->columns[i] == column;
    return count;
}

/* A column of names of codes, of whatever level. */
static bool is_code_column(enum sheet_column column)
{
    return column >= COLUMN_THEME && column <= COLUMN_CODE_LIST;
}

static bool has_codes(const struct reading *reading)
{
    bool has = false;

    for (size_t i = 0; i < reading->heads->count; i++)
        has |= is_code_column(reading->columns[i]);
    return has;
}

/* The innermost level that the row has; COLUMN_OTHER: none. */
static enum sheet_column innermost_of(const struct reading *reading, const struct csv_row *row)
{
    enum sheet_column innermost = COLUMN_OTHER;

    for (size_t i = 0; i < row->count; i++) {
        if (is_code_column(reading->columns[i]) && *row->cells[i] != '\0' && reading->columns[i] > innermost)
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
static bool is_of_taguette(const struct reading *reading)
{
    static const char *const heads[] = {"id", "document", "tag", "content"};
    size_t same = 0;

    while (same < 4 && same < reading->heads->count && strcmp(reading->heads->cells[same], heads[same]) == 0)
        same++;
    return same == 4 && reading->heads->count == 4;
}

/* The codes of the sheet, as they are named. */
static void learn_codes(const struct reading *reading, const struct sheet *sheet)
{
    for (size_t i = 1; i < sheet->rows.count; i++) {
        const struct csv_row *row = sheet->rows.items[i];
        for (size_t j = 0; j < row->count && j < reading->heads->count; j++) {
            if (is_code_column(reading->columns[j]) && !is_of_taguette(reading))
                code_names_learn(reading->project, row->cells[j]);
        }
    }
}

/* What a cell of a level above says of the code of that number of count: one name for all, or one for each. */
static const char *name_above(struct reading *reading, const char *cell, size_t number, size_t count)
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
static size_t levels_above(struct reading *reading, const struct csv_row *row, enum sheet_column innermost,
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
static struct project_code *code_in(struct reading *reading, const struct csv_row *row, enum sheet_column column,
                                    const char *text, size_t number, size_t of)
{
    const char *levels[MOST_DEPTH * 2];
    size_t above = column == COLUMN_CODE_LIST ? 0 : levels_above(reading, row, column, number, of, levels);

    return project_code_named(reading->project, text, levels, above);
}

/* Adds the codes that a cell names, one or several. */
static void add_codes(struct reading *reading, const struct csv_row *row, enum sheet_column column, const char *cell,
                      struct segment *segment)
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
        segment_add_code(project, segment, code_in(reading, row, column, names[i], i, count));
}

/* Adds those that the row names. */
static void add_codes_of_row(struct reading *reading, const struct csv_row *row, struct segment *segment)
{
    enum sheet_column innermost = innermost_of(reading, row);

    for (size_t i = 0; innermost != COLUMN_OTHER && i < row->count; i++) {
        if (reading->columns[i] == innermost)
            add_codes(reading, row, innermost, row->cells[i], segment);
    }
}

/* The code that a study called path, with its id and those of the codes above it; NULL: path has other levels. */
static struct project_code *code_known(struct reading *reading, const char *path, const char *id_path)
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
static bool add_known_codes(struct reading *reading, const struct csv_row *row, struct list *codes)
{
    enum { MOST = 256 };
    struct project *project = reading->project;
    const char *cell = cell_of(reading, row, COLUMN_CODE), *paths[MOST], *ids[MOST];
    size_t count = pieces_of(project->arena, cell_of(reading, row, COLUMN_CODE_IDS), ";", ids, MOST);
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

/* Who coded the row; a sheet of ours says the id. */
static struct project_coder *coder_of(struct reading *reading, const char *name)
{
    struct project_coder *coder = *name ? project_coder_named(reading->project, name) : reading->coder;

    if (*name != '\0' && has_column(reading, COLUMN_CODE_IDS) > 0)
        coder->wanted = id_filled(name);
    return coder;
}

/* What the row calls its source. */
static const char *source_of(const struct reading *reading, const struct csv_row *row)
{
    const char *name = cell_of(reading, row, COLUMN_SOURCE);

    return *name != '\0' ? name : reading->origin;
}

static struct segment *segment_of(struct reading *reading, const struct csv_row *row)
{
    struct project *project = reading->project;
    const char *id = cell_of(reading, row, COLUMN_ID), *text = cell_of(reading, row, COLUMN_TEXT);
    const char *coder = cell_of(reading, row, COLUMN_CODER);
    struct project_source *source = project_source_named(project, project->by_name, source_of(reading, row));
    char *key = arena_concat(project->arena, "excerpt:", source->name, "\n", *id ? id : text, "\n", coder, NULL);
    struct segment *segment = map_get(reading->excerpts, key);

    if (segment != NULL && strcmp(segment->text, text) == 0)
        return segment;
    bool is_unnamed = has_column(reading, COLUMN_SOURCE) > 0 && *cell_of(reading, row, COLUMN_SOURCE) == '\0';
    project_lose(project, "row without a source", is_unnamed, LOSS_CHANGED,
                 "all of them are of one source, that nothing is known of: write whose words they are");
    const char *guid = guid_make(project->arena, arena_concat(project->arena, key, "\n", text, NULL));
    segment = project_add_segment(project, guid, source);
    segment->text = text;
    segment->coder = coder_of(reading, coder);
    segment->of = text_filled(id);
    segment->wanted = reading->project->is_own ? id_filled(id) : NULL;
    map_put(reading->excerpts, key, segment);
    return segment;
}

static struct project_case *speaker_named(struct reading *reading, const char *name)
{
    struct project *project = reading->project;
    struct project_case *person = map_get(reading->cases, name);

    if (person == NULL) {
        person = project_add_person(project, name);
        map_put(reading->cases, name, person);
    }
    return person;
}

/* The place in words, or the paragraphs that it is in. */
static const char *place_in(struct reading *reading, const struct csv_row *row)
{
    const char *place = cell_of(reading, row, COLUMN_WHERE), *first = cell_of(reading, row, COLUMN_BEGINNING),
               *last = cell_of(reading, row, COLUMN_END);

    if (*place != '\0' || *first == '\0')
        return text_filled(place);
    return arena_concat(reading->project->arena, "\xc2\xb6 ", first,
                        *last && strcmp(first, last) != 0 ? "\xe2\x80\x93" : NULL, last, NULL);
}

/* ---- a column for each code ---- */

enum mark { MARK_NONE, MARK_NO, MARK_YES, MARK_OTHER };

static enum mark mark_in(struct arena *arena, const char *cell)
{
    const char *word = text_fold(arena, text_trimmed(arena, cell));
    const struct word_row *row = words_find(WORDS_MARK, word, strlen(word));

    if (*word == '\0')
        return MARK_NONE;
    return row == NULL ? MARK_OTHER : word_row_is(row, "yes") ? MARK_YES : MARK_NO;
}

/* All that is in the column are marks, and one of them says yes. */
static bool holds_marks(const struct reading *reading, const struct sheet *sheet, size_t column)
{
    bool has_yes = false;

    for (size_t i = 1; i < sheet->rows.count; i++) {
        const struct csv_row *row = sheet->rows.items[i];
        enum mark mark = column < row->count ? mark_in(reading->project->arena, row->cells[column]) : MARK_NONE;
        if (mark == MARK_OTHER)
            return false;
        has_yes |= mark == MARK_YES;
    }
    return has_yes;
}

/* The columns that `lampiran export --coding-sheet` writes, in front of those for the codes. */
static bool is_coding_sheet(const struct reading *reading)
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
static void find_mark_columns(const struct reading *reading, const struct sheet *sheet)
{
    bool is_made_for_it = is_coding_sheet(reading);

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
static struct project_code *code_headed(struct reading *reading, const char *head)
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
static bool is_judged(const struct reading *reading, const struct csv_row *row)
{
    bool is = false;

    for (size_t i = 0; i < row->count; i++)
        is |= reading->columns[i] == COLUMN_MARK && mark_in(reading->project->arena, row->cells[i]) != MARK_NONE;
    return is;
}

/* Adds the codes whose columns are marked. */
static void add_marked(struct reading *reading, const struct csv_row *row, struct segment *segment)
{
    struct arena *arena = reading->project->arena;

    for (size_t i = 0; i < row->count; i++) {
        if (reading->columns[i] != COLUMN_MARK || mark_in(arena, row->cells[i]) != MARK_YES)
            continue;
        const char *head = mark_head(arena, reading->heads->cells[i]);
        struct project_code *code = code_headed(reading, head);
        if (code != NULL)
            segment_add_code(reading->project, segment, code);
        else
            segment_add_code(reading->project, segment, code_in(reading, row, COLUMN_CODE, head, 0, 1));
    }
}

/* NULL: it was not judged. */
static const char *stance_in(const char *cell)
{
    for (int stance = STANCE_SUPPORT; stance <= STANCE_CONTRAST; stance++) {
        if (strcmp(stance_names[stance], cell) == 0)
            return stance_names[stance];
    }
    return NULL;
}

static void read_excerpt(struct reading *reading, const struct csv_row *row)
{
    if (has_column(reading, COLUMN_MARK) > 0 && !is_judged(reading, row)) {
        project_lose(reading->project, "row without a mark", 1, LOSS_LEFT,
                     "nobody coded it yet; 0 in a column says that no code fits");
        return;
    }
    size_t texts = 0;
    for (size_t i = 0; i < row->count; i++)
        texts += reading->columns[i] == COLUMN_TEXT && *row->cells[i] != '\0';
    project_lose(reading->project, "further column of words", texts - 1, LOSS_LEFT, "the first one of a row is read");
    struct segment *segment = segment_of(reading, row);
    reading->last = segment;
    add_marked(reading, row, segment);
    const char *speaker = cell_of(reading, row, COLUMN_SPEAKER);

    if (!add_known_codes(reading, row, &segment->codes))
        add_codes_of_row(reading, row, segment);
    segment->where = place_in(reading, row);
    segment->memo = text_filled(cell_of(reading, row, COLUMN_MEMO));
    segment->note = text_filled(cell_of(reading, row, COLUMN_NOTE));
    segment->technique = text_filled(cell_of(reading, row, COLUMN_TECHNIQUE));
    segment->translation = text_filled(cell_of(reading, row, COLUMN_TRANSLATION));
    segment->stance = stance_in(cell_of(reading, row, COLUMN_STANCE));
    segment->exemplar |= mark_in(reading->project->arena, cell_of(reading, row, COLUMN_EXEMPLAR)) == MARK_YES;
    if (*speaker != '\0')
        segment->speaker = speaker_named(reading, speaker);
}

static bool is_number(const char *cell)
{
    return *cell != '\0' && strspn(cell, "0123456789.,% ") == strlen(cell);
}

/* "Jumlah | | 12": the last row of a sheet that counts. */
static bool is_total(const struct reading *reading, const struct csv_row *row)
{
    static const char *const names[] = {"jumlah", "total", "jumlah total", "grand total", NULL};
    bool is = false;

    for (size_t i = 0; i < row->count; i++) {
        const char *cell = text_fold(reading->project->arena, row->cells[i]);
        is |= text_is_one_of(cell, strcspn(cell, ":"), names);
    }
    return is && is_number(cell_of(reading, row, COLUMN_TEXT));
}

/* A row without words: one more code of those above, where it names no other source. */
static void read_wordless(struct reading *reading, const struct csv_row *row)
{
    const char *source = cell_of(reading, row, COLUMN_SOURCE);
    bool goes_on = reading->last != NULL && innermost_of(reading, row) != COLUMN_OTHER &&
                   (*source == '\0' || strcmp(source, reading->last->source->name) == 0);

    if (goes_on)
        add_codes_of_row(reading, row, reading->last);
    project_lose(reading->project, "row without text", 1, goes_on ? LOSS_CHANGED : LOSS_LEFT,
                 goes_on ? N_("its codes are those of the words above it") : N_("an excerpt needs words"));
}

/* The column of a list of codes that names them, where another one numbers them: "Kode" and "Nama kode". */
static bool is_named_so(const char *head)
{
    static const char *const words[] = {"nama", "name", "label"};
    bool is = false;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        is |= text_search(head, strlen(head), words[i]) != NULL;
    return is;
}

/* Takes what the row has in the column; a cell without words leaves what another list said. */
static void take_filled(const struct reading *reading, const struct csv_row *row, enum sheet_column column,
                        const char **field)
{
    const char *text = text_filled(cell_of(reading, row, column));

    if (text != NULL)
        *field = text;
}

/* A row of a list of codes. */
static void read_code(struct reading *reading, const struct csv_row *row)
{
    enum sheet_column innermost = innermost_of(reading, row);
    size_t named = SIZE_MAX;

    for (size_t i = 0; innermost != COLUMN_OTHER && i < row->count; i++) {
        bool may_be = reading->columns[i] == innermost && *row->cells[i] != '\0';
        if (may_be && (named == SIZE_MAX || is_named_so(text_fold(reading->project->arena, reading->heads->cells[i]))))
            named = i;
    }
    struct project_code *code = named < row->count ? code_in(reading, row, innermost, row->cells[named], 0, 1) : NULL;
    if (code == NULL)
        return;
    for (size_t i = 0; i < row->count; i++) {
        if ((reading->columns[i] == innermost || reading->columns[i] == COLUMN_ID) && *row->cells[i] != '\0')
            code_names_list(reading->project, row->cells[i], code);
    }
    take_filled(reading, row, COLUMN_DEFINITION, &code->description);
    take_filled(reading, row, COLUMN_MEMO, &code->memo);
    for (enum sheet_column use = COLUMN_USE; use <= COLUMN_ANCHOR; use++)
        take_filled(reading, row, use, &code->uses[CODE_USES - 1 - (COLUMN_ANCHOR - use)]);
}

/* ---- cells that were joined ---- */

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
static bool begins_anew(const struct reading *reading, const struct csv_row *row, enum sheet_column level)
{
    for (size_t i = 0; i < row->count; i++) {
        bool is_outer = is_code_column(level) && is_code_column(reading->columns[i]) && reading->columns[i] < level;
        if (is_outer && *row->cells[i] != '\0')
            return true;
    }
    return false;
}

/* Fills the empty cells of a column whose cells were joined. */
static void fill_down(const struct reading *reading, const struct sheet *sheet, size_t column)
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
static void fill_joined(const struct reading *reading, const struct sheet *sheet)
{
    enum sheet_column innermost = COLUMN_OTHER;
    bool has_joined = false;

    for (size_t i = 0; i < reading->heads->count; i++) {
        if (is_code_column(reading->columns[i]) && reading->columns[i] > innermost)
            innermost = reading->columns[i];
    }
    for (size_t i = reading->heads->count; i-- > 0;) {
        enum sheet_column column = reading->columns[i];
        has_joined |=
            is_code_column(column) && column < innermost && has_column(reading, column) == 1 && are_joined(sheet, i);
    }
    for (enum sheet_column column = COLUMN_CODE_LIST; column >= COLUMN_SOURCE; column--) {
        bool may_be = column == COLUMN_SOURCE || column < innermost || has_joined;
        for (size_t i = 0; may_be && has_column(reading, column) == 1 && i < reading->heads->count; i++) {
            if (reading->columns[i] == column && are_joined(sheet, i))
                fill_down(reading, sheet, i);
        }
    }
}

/* What the columns of one name say, in all sheets that are read. */
struct column_values {
    const char *head;
    bool is_of_sources; /* else of codes, or nobody knows whose rows they are */
    struct map *values; /* of const char *, by source */
    bool differs;       /* within a source */
};

static struct column_values *values_headed(struct reading *reading, const char *head, bool is_of_sources)
{
    struct arena *arena = reading->project->arena;

    for (size_t i = 0; i < reading->attributes.count; i++) {
        struct column_values *column = reading->attributes.items[i];
        if (column->is_of_sources == is_of_sources && strcmp(column->head, head) == 0)
            return column;
    }
    struct column_values *column = arena_alloc(arena, sizeof *column);
    *column = (struct column_values){.head = head, .is_of_sources = is_of_sources, .values = map_new(arena)};
    list_add(&reading->attributes, arena, column);
    return column;
}

/* Takes note of the values of columns of other names. */
static void note_attributes(struct reading *reading, const struct sheet *sheet)
{
    bool has_text = has_column(reading, COLUMN_TEXT) > 0;
    bool names_sources = has_text && (has_column(reading, COLUMN_SOURCE) > 0 || strcmp(reading->origin, "1") != 0);

    reading->rows += has_text ? sheet->rows.count - 1 : 0;
    for (size_t i = 0; i < reading->heads->count; i++) {
        if (reading->columns[i] != COLUMN_OTHER || *reading->heads->cells[i] == '\0')
            continue;
        struct column_values *column = values_headed(reading, reading->heads->cells[i], names_sources);
        column->differs |= !names_sources;
        for (size_t j = 1; j < sheet->rows.count && !column->differs; j++) {
            const struct csv_row *row = sheet->rows.items[j];
            const char *cell = csv_cell(row, i),
                       *before = *cell != '\0' ? map_put(column->values, source_of(reading, row), (void *)cell) : NULL;
            column->differs = before != NULL && strcmp(before, cell) != 0;
        }
    }
}

/* Where a column names the codes, ATLAS.ti has one more for each of them. */
static bool names_code(const struct project *project, const char *head)
{
    for (size_t i = 0; i < project->codes.count; i++) {
        if (strcmp(((const struct project_code *)project->codes.items[i])->name, head) == 0)
            return true;
    }
    return false;
}

/* Columns of other names: what is the same in all rows of each source is an attribute of it. */
static void read_attributes(struct reading *reading)
{
    struct project *project = reading->project;
    bool has_several = project->sources.count > 1 || reading->rows > 1;

    for (size_t i = 0; i < reading->attributes.count; i++) {
        const struct column_values *column = reading->attributes.items[i];
        if (names_code(project, column->head)) {
            project_lose(project, "column of a code", 1, LOSS_LEFT, "another column names the codes");
            continue;
        }
        bool is_said = has_several && !column->differs;
        for (size_t j = 0; is_said && j < project->sources.count; j++) {
            struct project_source *source = project->sources.items[j];
            if (source->person == NULL)
                source->person = speaker_named(reading, source->name);
            case_set(project, source->person, column->head, map_get(column->values, source->name));
        }
        if (!is_said)
            project_lose(project, arena_format(project->arena, translated("column '%s'"), column->head), 1, LOSS_LEFT,
                         "its name is unknown, and its rows differ within a source");
    }
}

/* "code:misi" of our own sheets, which name the codes besides. */
static bool is_column_of_code(const char *head)
{
    return text_starts_with(head, "code:") && !text_starts_with(head, "code: ");
}

/* Columns that no study has a place for, as far as they say something. */
static void lose_passed(const struct reading *reading, const struct sheet *sheet)
{
    struct project *project = reading->project;

    for (size_t i = 0; i < reading->heads->count; i++) {
        size_t filled_cells = 0;
        for (size_t j = 1; reading->columns[i] == COLUMN_PASSED && j < sheet->rows.count; j++)
            filled_cells += *csv_cell(sheet->rows.items[j], i) != '\0';
        const char *head = text_on_one_line(project->arena, reading->heads->cells[i]);
        if (is_column_of_code(head) && filled_cells > 0) {
            project_lose(project, "column of a code", 1, LOSS_LEFT, "another column names the codes");
            continue;
        }
        /* Dedoose has such a column for each code. */
        bool is_of_code = strncasecmp(head, "code:", strlen("code:")) == 0;
        project_lose(project,
                     is_of_code ? N_("range, weight or mark of a code")
                                : arena_format(project->arena, translated("column '%s'"), head),
                     filled_cells, LOSS_LEFT, "a count, a date, a color or a weight: a study has no place for it");
    }
}

/* Names of persons, of each source once. */
static void read_names(struct reading *reading, const struct csv_row *row)
{
    struct project *project = reading->project;
    const char *name = source_of(reading, row);

    for (size_t i = 0; i < row->count; i++) {
        struct project_source *source = map_get(project->by_name, name);
        const char *key = arena_concat(project->arena, "name:", name, "\n", row->cells[i], NULL);
        if (reading->columns[i] != COLUMN_PRIVATE || *row->cells[i] == '\0' || source == NULL ||
            map_put(reading->excerpts, key, reading) != NULL)
            continue;
        if (source->person == NULL)
            source->person = speaker_named(reading, source->name);
        const char *head = text_fold(project->arena, reading->heads->cells[i]);
        bool is_name = strstr(head, "nama") != NULL || strstr(head, "name") != NULL;
        list_add(is_name ? &source->person->names : &source->person->others, project->arena, (void *)row->cells[i]);
    }
}

/* What is in the cells behind what names each row, below the first row: how many numbers, how many other words. */
static void count_cells(const struct sheet *sheet, size_t *numbers, size_t *words)
{
    *numbers = *words = 0;
    for (size_t i = 1; i < sheet->rows.count; i++) {
        const struct csv_row *row = sheet->rows.items[i];
        *words += is_number(csv_cell(row, 0));
        for (size_t j = 1; j < row->count; j++) {
            *numbers += is_number(row->cells[j]);
            *words += *row->cells[j] != '\0' && !is_number(row->cells[j]);
        }
    }
}

/* Sheets that say nothing of single excerpts, and others whose columns have other names. */
static bool complain_of_heads(struct reading *reading, const struct sheet *sheet)
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
static void settle_sources(struct reading *reading)
{
    size_t chosen = SIZE_MAX;

    for (size_t i = 0; i < reading->heads->count; i++) {
        const char *head = text_fold(reading->project->arena, reading->heads->cells[i]);
        bool is_source = reading->columns[i] == COLUMN_SOURCE;
        if (is_source && (chosen == SIZE_MAX || strstr(head, "kode") != NULL || strstr(head, "code") != NULL))
            chosen = i;
    }
    for (size_t i = 0; i < reading->heads->count; i++) {
        if (reading->columns[i] == COLUMN_SOURCE && i != chosen)
            reading->columns[i] = COLUMN_PRIVATE;
    }
}

/* "Transkrip" names a source, unless another column does. */
static bool is_transcript(const struct reading *reading, size_t column)
{
    static const char *const names[] = {"transkrip", "transcript", NULL};
    const char *head = text_trimmed(reading->project->arena, reading->heads->cells[column]);

    return reading->columns[column] == COLUMN_SOURCE && has_column(reading, COLUMN_SOURCE) > 1 &&
           text_is_one_of_any_case(head, strlen(head), names);
}

/* How many columns have names that are not known. */
static size_t has_unknown(const struct reading *reading)
{
    size_t count = 0;

    for (size_t i = 0; i < reading->heads->count; i++)
        count += reading->columns[i] == COLUMN_OTHER && *reading->heads->cells[i] != '\0';
    return count;
}

/* Where no column is known to hold the words, but one names a source: the first whose name may mean them; the question
 * of a form whose answers were coded, if it is the only one. */
static void guess_text(struct reading *reading)
{
    bool is_coded = has_codes(reading) && has_unknown(reading) == 1;

    reading->guessed = NULL;
    if (has_column(reading, COLUMN_TEXT) + has_column(reading, COLUMN_DEFINITION) > 0 ||
        has_column(reading, COLUMN_SOURCE) + has_column(reading, COLUMN_SPEAKER) + has_column(reading, COLUMN_NAME) ==
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
static void settle_columns(struct reading *reading)
{
    bool has_code = has_column(reading, COLUMN_CODE) > 0;

    guess_text(reading);
    bool has_text = has_column(reading, COLUMN_TEXT) > 0, has_source = has_column(reading, COLUMN_SOURCE) > 0;
    bool has_marks = has_column(reading, COLUMN_MARK) > 0;
    bool names_codes = has_codes(reading);
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
        else if (*column == COLUMN_STANCE && has_column(reading, COLUMN_CODE_IDS) == 0)
            *column = COLUMN_PASSED;
        else if (*column == COLUMN_KEYWORDS)
            *column = !has_text ? COLUMN_TEXT : has_code ? COLUMN_OTHER : COLUMN_CODE;
    }
    settle_sources(reading);
}

static void begin_columns(struct reading *reading, const struct sheet *sheet)
{
    struct arena *arena = reading->project->arena;

    reading->heads = sheet->rows.items[0];
    reading->columns = arena_alloc(arena, sizeof *reading->columns * (reading->heads->count + 1));
    for (size_t i = 0; i < reading->heads->count; i++)
        reading->columns[i] = sheet_column_named(arena, reading->heads->cells[i]);
    settle_columns(reading);
}

/* Cells without a head are nothing. */
static void cut_rows(struct project *project, const struct sheet *sheet, const struct csv_row *heads)
{
    size_t lost = 0;

    for (size_t i = 1; i < sheet->rows.count; i++) {
        struct csv_row *row = sheet->rows.items[i];
        for (size_t j = 0; j < row->count; j++)
            lost += *csv_cell(heads, j) == '\0' && *row->cells[j] != '\0';
        row->count = row->count < heads->count ? row->count : heads->count;
    }
    project_lose(project, "cell below no name of a column", lost, LOSS_LEFT, "name its column");
}

static void begin_sheet(struct reading *reading, const struct sheet *sheet)
{
    begin_columns(reading, sheet);
    reading->last = NULL;
}

enum sheet_kind { SHEET_OTHER, SHEET_EXCERPTS, SHEET_CODES };

/* What a sheet holds that stands beside others. */
static enum sheet_kind kind_of(struct reading *reading, const struct sheet *sheet)
{
    begin_columns(reading, sheet);
    bool has_source = has_column(reading, COLUMN_SOURCE) > 0, has_code = has_codes(reading);

    if (has_column(reading, COLUMN_TEXT) > 0)
        return has_code || has_source ? SHEET_EXCERPTS : SHEET_OTHER;
    bool says_more = has_column(reading, COLUMN_ID) + has_column(reading, COLUMN_DEFINITION) > 0 ||
                     has_column(reading, COLUMN_CODE) > 1;
    return has_code && !has_source && says_more ? SHEET_CODES : SHEET_OTHER;
}
/* A sheet without excerpts is read as a list of codes alone. */
static void read_part(struct reading *reading, const struct sheet *sheet)
{
    struct project *project = reading->project;
    bool has_text = has_column(reading, COLUMN_TEXT) > 0;

    if (reading->guessed != NULL)
        project_lose(project, arena_format(project->arena, translated("column '%s'"), reading->guessed), 1,
                     LOSS_CHANGED, "taken for the words of excerpts");
    project_lose(project, "row above the names of columns", sheet->titles, LOSS_LEFT, "a title");
    cut_rows(project, sheet, reading->heads);
    if (has_text && !has_codes(reading))
        find_mark_columns(reading, sheet);
    fill_joined(reading, sheet);
    for (size_t i = 1; i < sheet->rows.count; i++) {
        const struct csv_row *row = sheet->rows.items[i];
        if (!has_text)
            read_code(reading, row);
        else if (is_total(reading, row))
            project_lose(project, "row of totals", 1, LOSS_LEFT, "it counts");
        else if (*cell_of(reading, row, COLUMN_TEXT) != '\0')
            read_excerpt(reading, row);
        else
            read_wordless(reading, row);
        read_names(reading, row);
    }
    note_attributes(reading, sheet);
    lose_passed(reading, sheet);
    bool names_codes = has_codes(reading) || has_column(reading, COLUMN_MARK) > 0;
    project_lose(project, "sheet without codes", !names_codes, LOSS_KEPT,
                 "excerpts without any: colors and comments of cells are not read");
}

/* The sheets that are read with first, lists of codes in front; all name sources in a column, or none does. */
static struct list choose_beside(struct reading *reading, const struct list *sheets, const struct sheet *first)
{
    struct project *project = reading->project;
    struct list lists = {0}, excerpts = {0};
    bool has_source = has_column(reading, COLUMN_SOURCE) > 0;

    for (size_t i = 0; i < sheets->count; i++) {
        enum sheet_kind kind = kind_of(reading, sheets->items[i]);
        bool is_alike = (has_column(reading, COLUMN_SOURCE) > 0) == has_source;
        if (kind == SHEET_CODES)
            list_add(&lists, project->arena, sheets->items[i]);
        else if (sheets->items[i] == first || (kind == SHEET_EXCERPTS && is_alike))
            list_add(&excerpts, project->arena, sheets->items[i]);
    }
    size_t read = lists.count + excerpts.count;
    project_lose(project, "sheet of the file", read > 1 ? read : 0, LOSS_KEPT, "excerpts, or a list of codes");
    project_lose(project, "sheet of the file", sheets->count - read, LOSS_LEFT, "it has no excerpts, or no sources");
    reading->origin = has_source                                     ? "1"
                      : excerpts.count > 1                           ? NULL
                      : is_code_of_source(project_title(project), 4) ? project_title(project)
                                                                     : "1";
    for (size_t i = 0; i < excerpts.count; i++)
        list_add(&lists, project->arena, excerpts.items[i]);
    return lists;
}

/* Reads all that the file has of excerpts, which first has. */
static bool read_excerpts(struct reading *reading, const struct list *sheets, const struct sheet *first)
{
    if (is_coding_sheet(reading) && reading->project->request->coder == NULL)
        return project_fail(reading->project,
                            "say it by the id that the coder has or gets: lampiran import FILE --coder B",
                            "this is a sheet for another coder, but it does not say whose");
    reading->project->is_own = has_column(reading, COLUMN_CODE_IDS) > 0;
    reading->coder = project_coder_wanted(reading->project);
    struct list parts = choose_beside(reading, sheets, first);
    const char *origin = reading->origin;
    for (size_t i = 0; i < parts.count; i++) {
        begin_sheet(reading, parts.items[i]);
        learn_codes(reading, parts.items[i]);
    }
    for (size_t i = 0; i < parts.count; i++) {
        const struct sheet *sheet = parts.items[i];
        begin_sheet(reading, sheet);
        reading->origin = origin ? origin : sheet->name ? sheet->name : "1";
        read_part(reading, sheet);
    }
    read_attributes(reading);
    return true;
}

bool read_sheet(struct project *project, const char *path)
{
    struct reading reading = {
        .project = project, .origin = "1", .excerpts = map_new(project->arena), .cases = map_new(project->arena)};
    struct list sheets = {0};
    const struct sheet *first = NULL;

    project->tool = "sheet";
    if (!sheets_read(project, path, &sheets))
        return false;
    if (sheets.count == 0)
        return project_fail(project, NULL, "it has no rows");
    for (size_t i = 0; i < sheets.count; i++) {
        sheet_find_heads(project->arena, sheets.items[i]);
        begin_columns(&reading, sheets.items[i]);
        if (has_column(&reading, COLUMN_SOURCE) == 0 &&
            sheet_take_citations(project->arena, sheets.items[i], reading.columns)) {
            begin_columns(&reading, sheets.items[i]);
            project_lose(project, "sheet whose words end with whose they are", 1, LOSS_CHANGED,
                         "what stands in brackets behind them is their source and place");
        }
        first = first == NULL && has_column(&reading, COLUMN_TEXT) > 0 ? sheets.items[i] : first;
    }
    bool has_text = first != NULL;
    first = first ? first : sheets.items[0];
    begin_sheet(&reading, first);
    if ((!has_text || reading.guessed != NULL) && !has_codes(&reading) && sheet_has_answers(first))
        return read_answers(project, first, reading.columns);
    if (has_text)
        return read_excerpts(&reading, &sheets, first);
    if (!has_codes(&reading) || has_column(&reading, COLUMN_SOURCE) > 0)
        return complain_of_heads(&reading, first);
    read_part(&reading, first);
    read_attributes(&reading);
    project_lose(project, "sheet of the file", sheets.count - 1, LOSS_LEFT, "the first one is read");
    return true;
}
