/* A sheet: one row for each excerpt, or for each excerpt and code, or a codebook.  Columns are found by their names. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/csv.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "base/words.h"
#include "study/study.h"

#include <string.h>
#include <strings.h>

/* The first filled cell of that column in row; "" if none. */
const char *sheet_cell(const struct sheet_reading *reading, const struct csv_row *row, enum sheet_column column)
{
    for (size_t i = 0; i < row->count; i++) {
        if (reading->columns[i] == column && *row->cells[i] != '\0')
            return row->cells[i];
    }
    return "";
}

size_t sheet_has_column(const struct sheet_reading *reading, enum sheet_column column)
{
    size_t count = 0;

    for (size_t i = 0; i < reading->heads->count; i++)
        count += reading->columns[i] == column;
    return count;
}

/* Who coded the row; a sheet of ours says the id. */
static struct project_coder *coder_of(struct sheet_reading *reading, const char *name)
{
    struct project_coder *coder = *name ? project_coder_named(reading->project, name) : reading->coder;

    if (*name != '\0' && sheet_has_column(reading, COLUMN_CODE_IDS) > 0)
        coder->wanted = id_filled(name);
    return coder;
}

/* What the row calls its source. */
static const char *source_of(const struct sheet_reading *reading, const struct csv_row *row)
{
    const char *name = sheet_cell(reading, row, COLUMN_SOURCE);

    return *name != '\0' ? name : reading->origin;
}

static struct segment *segment_of(struct sheet_reading *reading, const struct csv_row *row)
{
    struct project *project = reading->project;
    const char *id = sheet_cell(reading, row, COLUMN_ID), *text = sheet_cell(reading, row, COLUMN_TEXT);
    const char *coder = sheet_cell(reading, row, COLUMN_CODER);
    struct project_source *source = project_source_named(project, project->by_name, source_of(reading, row));
    char *key = arena_concat(project->arena, "excerpt:", source->name, "\n", *id ? id : text, "\n", coder, NULL);
    struct segment *segment = map_get(reading->excerpts, key);

    if (segment != NULL && strcmp(segment->text, text) == 0)
        return segment;
    bool is_unnamed = sheet_has_column(reading, COLUMN_SOURCE) > 0 && *sheet_cell(reading, row, COLUMN_SOURCE) == '\0';
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

static struct project_case *speaker_named(struct sheet_reading *reading, const char *name)
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
static const char *place_in(struct sheet_reading *reading, const struct csv_row *row)
{
    const char *place = sheet_cell(reading, row, COLUMN_WHERE), *first = sheet_cell(reading, row, COLUMN_BEGINNING),
               *last = sheet_cell(reading, row, COLUMN_END);

    if (*place != '\0' || *first == '\0')
        return text_filled(place);
    return arena_concat(reading->project->arena, "\xc2\xb6 ", first,
                        *last && strcmp(first, last) != 0 ? "\xe2\x80\x93" : NULL, last, NULL);
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

static void read_excerpt(struct sheet_reading *reading, const struct csv_row *row)
{
    if (sheet_has_column(reading, COLUMN_MARK) > 0 && !sheet_is_judged(reading, row)) {
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
    sheet_add_marked(reading, row, segment);
    const char *speaker = sheet_cell(reading, row, COLUMN_SPEAKER);

    if (!sheet_add_known_codes(reading, row, &segment->codes))
        sheet_add_codes(reading, row, segment);
    segment->where = place_in(reading, row);
    segment->memo = text_filled(sheet_cell(reading, row, COLUMN_MEMO));
    segment->note = text_filled(sheet_cell(reading, row, COLUMN_NOTE));
    segment->technique = text_filled(sheet_cell(reading, row, COLUMN_TECHNIQUE));
    segment->translation = text_filled(sheet_cell(reading, row, COLUMN_TRANSLATION));
    segment->stance = stance_in(sheet_cell(reading, row, COLUMN_STANCE));
    segment->exemplar |= sheet_mark_in(reading->project->arena, sheet_cell(reading, row, COLUMN_EXEMPLAR)) == MARK_YES;
    if (*speaker != '\0')
        segment->speaker = speaker_named(reading, speaker);
}

bool sheet_is_number(const char *cell)
{
    return *cell != '\0' && strspn(cell, "0123456789.,% ") == strlen(cell);
}

/* "Jumlah | | 12": the last row of a sheet that counts. */
static bool is_total(const struct sheet_reading *reading, const struct csv_row *row)
{
    bool is = false;

    for (size_t i = 0; i < row->count; i++) {
        const char *cell = text_fold(reading->project->arena, row->cells[i]);
        is |= words_find(WORDS_TOTAL, cell, strcspn(cell, ":")) != NULL;
    }
    return is && sheet_is_number(sheet_cell(reading, row, COLUMN_TEXT));
}

/* A row without words: one more code of those above, where it names no other source. */
static void read_wordless(struct sheet_reading *reading, const struct csv_row *row)
{
    const char *source = sheet_cell(reading, row, COLUMN_SOURCE);
    bool goes_on = reading->last != NULL && sheet_innermost(reading, row) != COLUMN_OTHER &&
                   (*source == '\0' || strcmp(source, reading->last->source->name) == 0);

    if (goes_on)
        sheet_add_codes(reading, row, reading->last);
    project_lose(reading->project, "row without text", 1, goes_on ? LOSS_CHANGED : LOSS_LEFT,
                 goes_on ? N_("its codes are those of the words above it") : N_("an excerpt needs words"));
}

/* Takes what the row has in the column; a cell without words leaves what another list said. */
static void take_filled(const struct sheet_reading *reading, const struct csv_row *row, enum sheet_column column,
                        const char **field)
{
    const char *text = text_filled(sheet_cell(reading, row, column));

    if (text != NULL)
        *field = text;
}

/* A row of a list of codes. */
static void read_code(struct sheet_reading *reading, const struct csv_row *row)
{
    enum sheet_column innermost = sheet_innermost(reading, row);
    size_t named = SIZE_MAX;

    for (size_t i = 0; innermost != COLUMN_OTHER && i < row->count; i++) {
        bool may_be = reading->columns[i] == innermost && *row->cells[i] != '\0';
        if (may_be && (named == SIZE_MAX ||
                       words_within(WORDS_NAMING, text_fold(reading->project->arena, reading->heads->cells[i]))))
            named = i;
    }
    struct project_code *code =
        named < row->count ? sheet_code_in(reading, row, innermost, row->cells[named], 0, 1) : NULL;
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

/* What the columns of one name say, in all sheets that are read. */
struct column_values {
    const char *head;
    bool is_of_sources; /* else of codes, or nobody knows whose rows they are */
    struct map *values; /* of const char *, by source */
    bool differs;       /* within a source */
};

static struct column_values *values_headed(struct sheet_reading *reading, const char *head, bool is_of_sources)
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
static void note_attributes(struct sheet_reading *reading, const struct sheet *sheet)
{
    bool has_text = sheet_has_column(reading, COLUMN_TEXT) > 0;
    bool names_sources =
        has_text && (sheet_has_column(reading, COLUMN_SOURCE) > 0 || strcmp(reading->origin, "1") != 0);

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
static void read_attributes(struct sheet_reading *reading)
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
static void lose_passed(const struct sheet_reading *reading, const struct sheet *sheet)
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
static void read_names(struct sheet_reading *reading, const struct csv_row *row)
{
    struct project *project = reading->project;
    const char *name = source_of(reading, row);

    for (size_t i = 0; i < row->count; i++) {
        struct project_source *source = project_find_source(project, name);
        const char *key = arena_concat(project->arena, "name:", name, "\n", row->cells[i], NULL);
        if (reading->columns[i] != COLUMN_PRIVATE || *row->cells[i] == '\0' || source == NULL ||
            map_put(reading->excerpts, key, reading) != NULL)
            continue;
        if (source->person == NULL)
            source->person = speaker_named(reading, source->name);
        const char *head = text_fold(project->arena, reading->heads->cells[i]);
        bool is_name = words_within(WORDS_NAMING, head);
        list_add(is_name ? &source->person->names : &source->person->others, project->arena, (void *)row->cells[i]);
    }
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

static void begin_sheet(struct sheet_reading *reading, const struct sheet *sheet)
{
    sheet_begin_columns(reading, sheet);
    reading->last = NULL;
}

enum sheet_kind { SHEET_OTHER, SHEET_EXCERPTS, SHEET_CODES };

/* What a sheet holds that stands beside others. */
static enum sheet_kind kind_of(struct sheet_reading *reading, const struct sheet *sheet)
{
    sheet_begin_columns(reading, sheet);
    bool has_source = sheet_has_column(reading, COLUMN_SOURCE) > 0, has_code = sheet_names_codes(reading);

    if (sheet_has_column(reading, COLUMN_TEXT) > 0)
        return has_code || has_source ? SHEET_EXCERPTS : SHEET_OTHER;
    bool says_more = sheet_has_column(reading, COLUMN_ID) + sheet_has_column(reading, COLUMN_DEFINITION) > 0 ||
                     sheet_has_column(reading, COLUMN_CODE) > 1;
    return has_code && !has_source && says_more ? SHEET_CODES : SHEET_OTHER;
}

/* ---- joined cells: what stands in the first of them counts for all ---- */

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
static void sheet_fill_joined(const struct sheet_reading *reading, const struct sheet *sheet)
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

/* ---- sheets ---- */

/* A sheet without excerpts is read as a list of codes alone. */
static void read_part(struct sheet_reading *reading, const struct sheet *sheet)
{
    struct project *project = reading->project;
    bool has_text = sheet_has_column(reading, COLUMN_TEXT) > 0;

    if (reading->guessed != NULL)
        project_lose(project, arena_format(project->arena, translated("column '%s'"), reading->guessed), 1,
                     LOSS_CHANGED, "taken for the words of excerpts");
    project_lose(project, "row above the names of columns", sheet->titles, LOSS_LEFT, "a title");
    cut_rows(project, sheet, reading->heads);
    if (has_text && !sheet_names_codes(reading))
        sheet_find_marks(reading, sheet);
    sheet_fill_joined(reading, sheet);
    for (size_t i = 1; i < sheet->rows.count; i++) {
        const struct csv_row *row = sheet->rows.items[i];
        if (!has_text)
            read_code(reading, row);
        else if (is_total(reading, row))
            project_lose(project, "row of totals", 1, LOSS_LEFT, "it counts");
        else if (*sheet_cell(reading, row, COLUMN_TEXT) != '\0')
            read_excerpt(reading, row);
        else
            read_wordless(reading, row);
        read_names(reading, row);
    }
    note_attributes(reading, sheet);
    lose_passed(reading, sheet);
    bool names_codes = sheet_names_codes(reading) || sheet_has_column(reading, COLUMN_MARK) > 0;
    project_lose(project, "sheet without codes", !names_codes, LOSS_KEPT,
                 "excerpts without any: colors and comments of cells are not read");
}

/* The sheets that are read with first, lists of codes in front; all name sources in a column, or none does. */
static struct list choose_beside(struct sheet_reading *reading, const struct list *sheets, const struct sheet *first)
{
    struct project *project = reading->project;
    struct list lists = {0}, excerpts = {0};
    bool has_source = sheet_has_column(reading, COLUMN_SOURCE) > 0;

    for (size_t i = 0; i < sheets->count; i++) {
        enum sheet_kind kind = kind_of(reading, sheets->items[i]);
        bool is_alike = (sheet_has_column(reading, COLUMN_SOURCE) > 0) == has_source;
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
static bool read_excerpts(struct sheet_reading *reading, const struct list *sheets, const struct sheet *first)
{
    if (sheet_is_for_coding(reading) && reading->project->request->coder == NULL)
        return project_fail(reading->project,
                            "say it by the id that the coder has or gets: lampiran import FILE --coder B",
                            "this is a sheet for another coder, but it does not say whose");
    reading->project->is_own = sheet_has_column(reading, COLUMN_CODE_IDS) > 0;
    reading->coder = project_coder_wanted(reading->project);
    struct list parts = choose_beside(reading, sheets, first);
    const char *origin = reading->origin;
    for (size_t i = 0; i < parts.count; i++) {
        begin_sheet(reading, parts.items[i]);
        sheet_learn_codes(reading, parts.items[i]);
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

/* ---- forms ---- */

/* Answers to a form (Google Forms, KoboToolbox, Microsoft Forms): a row for each respondent becomes a transcript. */

enum { FEWEST_WORDS = 5 }; /* of a question that is none by its sign: "Ceritakan pengalaman Ibu di posyandu" */

enum answer { ANSWER_NONE, ANSWER_WORDS, ANSWER_ATTRIBUTE, ANSWER_PRIVATE, ANSWER_SOURCE };

/* A question with a sign; KoboToolbox writes one more column for each choice of it, "...?/Biaya". */
static bool is_question(const char *head)
{
    return strchr(head, '?') != NULL && strstr(head, "?/") == NULL;
}

static bool is_long(const char *head)
{
    size_t words = 1;

    for (; *head != '\0'; head++)
        words += *head == ' ';
    return words >= FEWEST_WORDS;
}

static bool is_personal(const char *folded)
{
    size_t length;

    return words_prefix(WORDS_WHO, folded, &length) != NULL ||
           (!is_question(folded) && words_within(WORDS_PERSONAL, folded));
}

/* What a column of a form holds. */
static enum answer answer_in(struct arena *arena, const char *head, enum sheet_column column)
{
    const char *folded = text_trimmed(arena, text_fold(arena, head));

    if (column == COLUMN_PRIVATE || column == COLUMN_NAME || is_personal(folded))
        return ANSWER_PRIVATE;
    if (is_question(folded))
        return ANSWER_WORDS;
    if (column == COLUMN_SOURCE)
        return ANSWER_SOURCE;
    if (column != COLUMN_OTHER || *folded == '_' || *folded == '\0' || strchr(folded, '?') != NULL)
        return ANSWER_NONE;
    return is_long(folded) ? ANSWER_WORDS : ANSWER_ATTRIBUTE;
}

static bool sheet_has_answers(const struct sheet *sheet)
{
    const struct csv_row *heads = sheet->rows.items[0];
    bool has = false;

    for (size_t i = 0; i < heads->count; i++)
        has |= is_question(heads->cells[i]);
    return has;
}

/* The respondent of that number: called by a column that is a code, else by the number. */
static struct project_source *respondent(struct project *project, const struct csv_row *row, const enum answer *answers,
                                         size_t number)
{
    const char *name = arena_format(project->arena, "R%02zu", number);

    for (size_t i = 0; i < row->count; i++)
        name = answers[i] == ANSWER_SOURCE && *row->cells[i] != '\0' ? row->cells[i] : name;
    struct project_source *source = project_source_named(project, project->by_name, name);
    if (source->person == NULL)
        source->person = project_add_person(project, name);
    return source;
}

/* Adds what the row says to what the respondent says in all rows: in texts, by the source. */
static void read_row(struct project *project, const struct csv_row *heads, const struct csv_row *row,
                     const enum answer *answers, size_t number, struct map *texts)
{
    const struct project_source *source = respondent(project, row, answers, number);
    struct buffer *text = map_item(texts, source->name, sizeof *text);

    for (size_t i = 0; i < row->count; i++) {
        const char *cell = text_trimmed(project->arena, row->cells[i]);
        if (*cell == '\0')
            continue;
        if (answers[i] == ANSWER_WORDS)
            buffer_format(text, "P: %s\n\nR: %s\n\n", heads->cells[i], cell);
        else if (answers[i] == ANSWER_ATTRIBUTE)
            case_set(project, source->person, heads->cells[i], cell);
        else if (answers[i] == ANSWER_PRIVATE)
            list_add(&source->person->names, project->arena, (void *)cell);
    }
}

/* A row for each respondent, if columns name questions ("...?"). */
static bool read_answers(struct project *project, const struct sheet *sheet, const enum sheet_column *columns)
{
    const struct csv_row *heads = sheet->rows.items[0];
    enum answer *answers = arena_alloc(project->arena, sizeof *answers * (heads->count + 1));
    struct map *texts = map_new(project->arena);

    project->tool = "answers to a form";
    for (size_t i = 0; i < heads->count; i++) {
        answers[i] = answer_in(project->arena, heads->cells[i], columns[i]);
        if (answers[i] == ANSWER_NONE)
            project_lose(project, arena_format(project->arena, "column '%s'", heads->cells[i]), 1, LOSS_LEFT,
                         "it is no answer");
    }
    for (size_t i = 1; i < sheet->rows.count; i++)
        read_row(project, heads, sheet->rows.items[i], answers, i, texts);
    for (size_t i = 0; i < map_count(texts); i++) {
        struct project_source *source = project_source_named(project, project->by_name, map_key(texts, i));
        source->text = text_trimmed(project->arena, buffer_take(map_value(texts, i), project->arena));
        source->length = strlen(source->text);
    }
    project_lose(project, "answers of a respondent", sheet->rows.count - 1, LOSS_KEPT,
                 "as a transcript: questions after 'P:', answers after 'R:'");
    return true;
}

/* ---- files ---- */

bool read_sheet(struct project *project, const char *path)
{
    struct sheet_reading reading = {
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
        sheet_begin_columns(&reading, sheets.items[i]);
        if (sheet_has_column(&reading, COLUMN_SOURCE) == 0 &&
            sheet_take_citations(project->arena, sheets.items[i], reading.columns)) {
            sheet_begin_columns(&reading, sheets.items[i]);
            project_lose(project, "sheet whose words end with whose they are", 1, LOSS_CHANGED,
                         "what stands in brackets behind them is their source and place");
        }
        first = first == NULL && sheet_has_column(&reading, COLUMN_TEXT) > 0 ? sheets.items[i] : first;
    }
    bool has_text = first != NULL;
    first = first ? first : sheets.items[0];
    begin_sheet(&reading, first);
    if ((!has_text || reading.guessed != NULL) && !sheet_names_codes(&reading) && sheet_has_answers(first))
        return read_answers(project, first, reading.columns);
    if (has_text)
        return read_excerpts(&reading, &sheets, first);
    if (!sheet_names_codes(&reading) || sheet_has_column(&reading, COLUMN_SOURCE) > 0)
        return sheet_complain(&reading, first);
    read_part(&reading, first);
    read_attributes(&reading);
    project_lose(project, "sheet of the file", sheets.count - 1, LOSS_LEFT, "the first one is read");
    return true;
}
