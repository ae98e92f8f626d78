/* A sheet: one row for each excerpt, or for each excerpt and code, or a codebook.  Columns are found by their names. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/csv.h"
#include "base/map.h"
#include "base/text.h"

#include <string.h>

enum column {
    COLUMN_OTHER, /* what is the same in all rows of a source is said of that source */
    COLUMN_ID,
    COLUMN_SOURCE,
    COLUMN_CODE,
    COLUMN_CODE_IDS, /* of the codes that the column of codes names, as `lampiran export` writes them */
    COLUMN_CATEGORY,
    COLUMN_TEXT,
    COLUMN_WHERE,
    COLUMN_BEGINNING, /* of paragraphs, as MAXQDA counts them */
    COLUMN_END,
    COLUMN_MEMO,
    COLUMN_NOTE,
    COLUMN_CODER,
    COLUMN_SPEAKER,
    COLUMN_TRANSLATION,
    COLUMN_EXEMPLAR,
    COLUMN_DEFINITION,
    COLUMN_MARK,   /* one for each code, named by its path: marked where it was given */
    COLUMN_PASSED, /* counts, and what other columns say as well; a stance is judged in the study */
};

/* Names in lower case without blanks and signs, Indonesian and English, and those of the exports of other tools. */
static const struct {
    const char *name;
    enum column column;
} names[] = {
    {"id", COLUMN_ID},
    {"no", COLUMN_ID},
    {"nomor", COLUMN_ID},
    {"excerptid", COLUMN_ID},
    {"idkutipan", COLUMN_ID},
    {"source", COLUMN_SOURCE},
    {"sumber", COLUMN_SOURCE},
    {"document", COLUMN_SOURCE},
    {"dokumen", COLUMN_SOURCE},
    {"documentname", COLUMN_SOURCE},
    {"namadokumen", COLUMN_SOURCE},
    {"dokumentname", COLUMN_SOURCE},
    {"dokumentenname", COLUMN_SOURCE},
    {"file", COLUMN_SOURCE},
    {"filename", COLUMN_SOURCE},
    {"berkas", COLUMN_SOURCE},
    {"case", COLUMN_SOURCE},
    {"kasus", COLUMN_SOURCE},
    {"informant", COLUMN_SOURCE},
    {"informan", COLUMN_SOURCE},
    {"narasumber", COLUMN_SOURCE},
    {"responden", COLUMN_SOURCE},
    {"respondent", COLUMN_SOURCE},
    {"participant", COLUMN_SOURCE},
    {"partisipan", COLUMN_SOURCE},
    {"transcript", COLUMN_SOURCE},
    {"transkrip", COLUMN_SOURCE},
    {"documentcode", COLUMN_SOURCE},
    {"media", COLUMN_SOURCE},
    {"mediatitle", COLUMN_SOURCE},
    {"code", COLUMN_CODE},
    {"codes", COLUMN_CODE},
    {"kode", COLUMN_CODE},
    {"codeids", COLUMN_CODE_IDS},
    {"codename", COLUMN_CODE},
    {"namakode", COLUMN_CODE},
    {"tag", COLUMN_CODE},
    {"tags", COLUMN_CODE},
    {"tema", COLUMN_CODE},
    {"theme", COLUMN_CODE},
    {"path", COLUMN_CODE},
    {"subkode", COLUMN_CODE},
    {"codesapplied", COLUMN_CODE},
    {"category", COLUMN_CATEGORY},
    {"kategori", COLUMN_CATEGORY},
    {"text", COLUMN_TEXT},
    {"teks", COLUMN_TEXT},
    {"content", COLUMN_TEXT},
    {"isi", COLUMN_TEXT},
    {"kutipan", COLUMN_TEXT},
    {"quote", COLUMN_TEXT},
    {"quotation", COLUMN_TEXT},
    {"segment", COLUMN_TEXT},
    {"segmen", COLUMN_TEXT},
    {"coded", COLUMN_TEXT},
    {"codedsegment", COLUMN_TEXT},
    {"codedsegments", COLUMN_TEXT},
    {"excerpt", COLUMN_TEXT},
    {"seltext", COLUMN_TEXT},
    {"quotationcontent", COLUMN_TEXT},
    {"quoteortranscriberssummary", COLUMN_TEXT},
    {"pernyataan", COLUMN_TEXT},
    {"where", COLUMN_WHERE},
    {"place", COLUMN_WHERE},
    {"tempat", COLUMN_WHERE},
    {"letak", COLUMN_WHERE},
    {"baris", COLUMN_WHERE},
    {"lines", COLUMN_WHERE},
    {"halaman", COLUMN_WHERE},
    {"page", COLUMN_WHERE},
    {"beginning", COLUMN_BEGINNING},
    {"anfang", COLUMN_BEGINNING},
    {"end", COLUMN_END},
    {"ende", COLUMN_END},
    {"memo", COLUMN_MEMO},
    {"comment", COLUMN_MEMO},
    {"komentar", COLUMN_MEMO},
    {"kommentar", COLUMN_MEMO},
    {"codedmemo", COLUMN_MEMO},
    {"note", COLUMN_NOTE},
    {"catatan", COLUMN_NOTE},
    {"tafsir", COLUMN_NOTE},
    {"coder", COLUMN_CODER},
    {"pengode", COLUMN_CODER},
    {"owner", COLUMN_CODER},
    {"author", COLUMN_CODER},
    {"createdby", COLUMN_CODER},
    {"erstelltvon", COLUMN_CODER},
    {"autor", COLUMN_CODER},
    {"speaker", COLUMN_SPEAKER},
    {"penutur", COLUMN_SPEAKER},
    {"translation", COLUMN_TRANSLATION},
    {"terjemahan", COLUMN_TRANSLATION},
    {"exemplar", COLUMN_EXEMPLAR},
    {"important", COLUMN_EXEMPLAR},
    {"contohkhas", COLUMN_EXEMPLAR},
    {"definition", COLUMN_DEFINITION},
    {"definisi", COLUMN_DEFINITION},
    {"description", COLUMN_DEFINITION},
    {"deskripsi", COLUMN_DEFINITION},
    {"numberofhighlights", COLUMN_PASSED},
    {"color", COLUMN_PASSED},
    {"colour", COLUMN_PASSED},
    {"farbe", COLUMN_PASSED},
    {"weight", COLUMN_PASSED},
    {"weightscore", COLUMN_PASSED},
    {"gewicht", COLUMN_PASSED},
    {"area", COLUMN_PASSED},
    {"coverage", COLUMN_PASSED},
    {"created", COLUMN_PASSED},
    {"createdon", COLUMN_PASSED},
    {"modified", COLUMN_PASSED},
    {"modifiedby", COLUMN_PASSED},
    {"numberofdocuments", COLUMN_PASSED},
    {"stance", COLUMN_PASSED},
    {"sikap", COLUMN_PASSED},
};

struct reading {
    struct project *project;
    const struct csv_row *heads;
    enum column *columns;
    struct project_coder *coder; /* who coded all of it; NULL: rows say it, or nobody does */
    struct map *sources, *codes, *excerpts, *cases;
};

static enum column column_of(struct project *project, const char *head)
{
    struct buffer bare = {0};
    enum column column = COLUMN_OTHER;

    if (text_starts_with(head, "code:"))
        return COLUMN_PASSED;
    for (const char *sign = text_fold(project->arena, head); *sign != '\0'; sign++) {
        if ((*sign >= 'a' && *sign <= 'z') || (*sign & 0x80))
            buffer_char(&bare, *sign);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i].name, buffer_string(&bare)) == 0)
            column = names[i].column;
    }
    buffer_free(&bare);
    return column;
}

/* The first filled cell of that column in row; "" if none. */
static const char *cell_of(const struct reading *reading, const struct csv_row *row, enum column column)
{
    for (size_t i = 0; i < row->count && i < reading->heads->count; i++) {
        if (reading->columns[i] == column && *row->cells[i] != '\0')
            return row->cells[i];
    }
    return "";
}

static const char *filled(const char *text)
{
    return *text != '\0' ? text : NULL;
}

static size_t has_column(const struct reading *reading, enum column column)
{
    size_t count = 0;

    for (size_t i = 0; i < reading->heads->count; i++)
        count += reading->columns[i] == column;
    return count;
}

/* What parts levels in this cell. */
static const char *separator_in(const struct project *project, const char *cell)
{
    static const char *const usual[] = {"->", " > ", "\xe2\x86\x92", "\\", " >> "};

    if (project->request->separator != NULL)
        return project->request->separator;
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        if (strstr(cell, usual[i]) != NULL)
            return usual[i];
    }
    return NULL;
}

/* The code named in text, below the categories of the row, which stand innermost first. */
static struct project_code *code_in(struct reading *reading, const struct csv_row *row, const char *text)
{
    const char *levels[MOST_DEPTH * 2];
    size_t count = 0;

    for (size_t i = reading->heads->count; i-- > 0 && count < MOST_DEPTH / 2;) {
        if (i < row->count && reading->columns[i] == COLUMN_CATEGORY && *row->cells[i] != '\0')
            levels[count++] = row->cells[i];
    }
    size_t above = count;
    count += project_levels(reading->project, text, separator_in(reading->project, text), levels + count);
    return count > above
               ? project_code_at(reading->project, reading->codes, levels, count < MOST_DEPTH ? count : MOST_DEPTH)
               : NULL;
}

/* Adds the codes that a cell names, one or several. */
static void add_codes(struct reading *reading, const struct csv_row *row, const char *cell, struct list *codes)
{
    while (*cell != '\0') {
        size_t length = strcspn(cell, ";|\n");
        const char *name = text_trimmed(reading->project->arena, arena_copy(reading->project->arena, cell, length));
        struct project_code *code = *name != '\0' ? code_in(reading, row, name) : NULL;
        bool is_there = code == NULL;
        for (size_t i = 0; i < codes->count; i++)
            is_there |= codes->items[i] == code;
        if (!is_there)
            list_add(codes, reading->project->arena, code);
        cell += length + (cell[length] != '\0');
    }
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
    return project_code_known(project, reading->codes, levels, ids, count);
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

static struct segment *segment_of(struct reading *reading, const struct csv_row *row)
{
    struct project *project = reading->project;
    const char *id = cell_of(reading, row, COLUMN_ID), *text = cell_of(reading, row, COLUMN_TEXT);
    const char *name = cell_of(reading, row, COLUMN_SOURCE), *coder = cell_of(reading, row, COLUMN_CODER);
    struct project_source *source = project_source_named(project, reading->sources, *name ? name : "1");
    char *key = arena_concat(project->arena, "excerpt:", source->name, "\n", *id ? id : text, "\n", coder, NULL);
    struct segment *segment = map_get(reading->excerpts, key);

    if (segment != NULL && strcmp(segment->text, text) == 0)
        return segment;
    segment = arena_alloc(project->arena, sizeof *segment);
    *segment = (struct segment){.guid = guid_make(project->arena, arena_concat(project->arena, key, "\n", text, NULL)),
                                .source = source,
                                .start = SIZE_MAX,
                                .end = SIZE_MAX,
                                .text = text,
                                .number = project->segments.count,
                                .coder = *coder ? project_coder_named(project, coder) : reading->coder,
                                .of = *id ? id : NULL};
    list_add(&project->segments, project->arena, segment);
    map_put(reading->excerpts, key, segment);
    return segment;
}

static struct project_case *speaker_named(struct reading *reading, const char *name)
{
    struct project *project = reading->project;
    struct project_case *person = map_get(reading->cases, name);

    if (person == NULL) {
        person = arena_alloc(project->arena, sizeof *person);
        *person = (struct project_case){
            .guid = guid_make(project->arena, arena_concat(project->arena, "case:", name, NULL)), .name = name};
        list_add(&project->cases, project->arena, person);
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
        return filled(place);
    return arena_concat(reading->project->arena, "\xc2\xb6 ", first,
                        *last && strcmp(first, last) != 0 ? "\xe2\x80\x93" : NULL, last, NULL);
}

/* ---- a column for each code ---- */

enum mark { MARK_NONE, MARK_NO, MARK_YES, MARK_OTHER };

static enum mark mark_in(struct arena *arena, const char *cell)
{
    static const char *const yes[] = {
        "1", "x", "v", "ya", "y", "yes", "true", "benar", "\xe2\x9c\x93", "\xe2\x9c\x94", "\xe2\x9c\x85", "\xc3\x97"};
    static const char *const no[] = {"0", "-", "tidak", "t", "no", "n", "false", "salah", "\xe2\x80\x93"};
    const char *word = text_fold(arena, text_trimmed(arena, cell));

    if (*word == '\0')
        return MARK_NONE;
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (strcmp(word, yes[i]) == 0)
            return MARK_YES;
    }
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        if (strcmp(word, no[i]) == 0)
            return MARK_NO;
    }
    return MARK_OTHER;
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
        bool is_other = reading->columns[i] == COLUMN_OTHER && *reading->heads->cells[i] != '\0';
        if (!is_other || !holds_marks(reading, sheet, i)) {
            /* One that nobody marked says nothing; one of words is the coder's own remark. */
            if (is_other && is_made_for_it)
                reading->columns[i] = COLUMN_PASSED;
            continue;
        }
        reading->columns[i] = COLUMN_MARK;
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

/* Adds the codes whose columns are marked; false: the row has no mark at all. */
static bool add_marked(struct reading *reading, const struct csv_row *row, struct list *codes)
{
    bool is_judged = false;

    for (size_t i = 0; i < row->count && i < reading->heads->count; i++) {
        enum mark mark =
            reading->columns[i] == COLUMN_MARK ? mark_in(reading->project->arena, row->cells[i]) : MARK_NONE;
        is_judged |= mark != MARK_NONE;
        struct project_code *code = mark == MARK_YES ? code_headed(reading, reading->heads->cells[i]) : NULL;
        if (code != NULL)
            list_add(codes, reading->project->arena, code);
        else if (mark == MARK_YES)
            add_codes(reading, row, reading->heads->cells[i], codes);
    }
    return is_judged;
}

static void read_excerpt(struct reading *reading, const struct csv_row *row)
{
    struct list marked = {0};

    if (has_column(reading, COLUMN_MARK) > 0 && !add_marked(reading, row, &marked)) {
        project_lose(reading->project, "row without a mark", 1, LOSS_LEFT,
                     "nobody coded it yet; 0 in a column says that no code fits");
        return;
    }
    struct segment *segment = segment_of(reading, row);
    if (marked.count > 0)
        segment->codes = marked;
    const char *speaker = cell_of(reading, row, COLUMN_SPEAKER);

    bool are_known = add_known_codes(reading, row, &segment->codes);
    for (size_t i = 0; i < row->count && i < reading->heads->count && !are_known; i++) {
        if (reading->columns[i] == COLUMN_CODE)
            add_codes(reading, row, row->cells[i], &segment->codes);
    }
    segment->where = place_in(reading, row);
    segment->memo = filled(cell_of(reading, row, COLUMN_MEMO));
    segment->note = filled(cell_of(reading, row, COLUMN_NOTE));
    segment->translation = filled(cell_of(reading, row, COLUMN_TRANSLATION));
    segment->exemplar |= mark_in(reading->project->arena, cell_of(reading, row, COLUMN_EXEMPLAR)) == MARK_YES;
    if (*speaker != '\0')
        segment->speaker = speaker_named(reading, speaker);
}

static void read_code(struct reading *reading, const struct csv_row *row)
{
    for (size_t i = 0; i < row->count && i < reading->heads->count; i++) {
        struct project_code *code =
            reading->columns[i] == COLUMN_CODE && *row->cells[i] ? code_in(reading, row, row->cells[i]) : NULL;
        if (code == NULL)
            continue;
        code->description = filled(cell_of(reading, row, COLUMN_DEFINITION));
        code->memo = filled(cell_of(reading, row, COLUMN_MEMO));
        return;
    }
}

/* The values of column i by source; NULL: they differ within one. */
static struct map *common_values(const struct reading *reading, const struct sheet *sheet, size_t i)
{
    struct map *values = map_new(reading->project->arena);

    for (size_t j = 1; j < sheet->rows.count; j++) {
        const struct csv_row *row = sheet->rows.items[j];
        const char *source = cell_of(reading, row, COLUMN_SOURCE), *cell = i < row->count ? row->cells[i] : "";
        const char *value = map_get(values, source);
        if (value != NULL && strcmp(value, cell) != 0)
            return NULL;
        map_put(values, source, (void *)cell);
    }
    return values;
}

/* Columns of other names: what is the same in all rows of each source is an attribute of it. */
static void read_attributes(struct reading *reading, const struct sheet *sheet)
{
    struct project *project = reading->project;

    for (size_t i = 0; i < reading->heads->count; i++) {
        const char *head = reading->heads->cells[i];
        if (reading->columns[i] != COLUMN_OTHER || *head == '\0')
            continue;
        struct map *values = project->sources.count > 1 ? common_values(reading, sheet, i) : NULL;
        for (size_t j = 0; values != NULL && j < project->sources.count; j++) {
            struct project_source *source = project->sources.items[j];
            if (source->person == NULL)
                source->person = speaker_named(reading, source->name);
            case_set(project, source->person, head, map_get(values, source->name));
        }
        if (values == NULL)
            project_lose(project, arena_format(project->arena, "column '%s'", head), 1, LOSS_LEFT,
                         "its name says nothing that is known, and its rows differ within a source");
    }
}

static bool complain_of_heads(struct reading *reading)
{
    struct buffer heads = {0};

    for (size_t i = 0; i < reading->heads->count && i < 12; i++)
        buffer_format(&heads, "%s'%s'", i > 0 ? ", " : "", reading->heads->cells[i]);
    const char *list = buffer_take(&heads, reading->project->arena);
    return project_fail(reading->project,
                        "name them 'source', 'codes' and 'text'; 'lampiran import --template FILE.xlsx' writes a sheet "
                        "with all that are known",
                        "no column is named for the text or the code of excerpts, only %s", list);
}

bool read_sheet(struct project *project, const char *path)
{
    struct sheet sheet = {0};
    struct arena *arena = project->arena;
    struct reading reading = {.project = project,
                              .sources = project->by_name,
                              .codes = project->by_path,
                              .excerpts = map_new(arena),
                              .cases = map_new(arena)};

    project->tool = "sheet";
    if (!sheet_read(project, path, &sheet))
        return false;
    if (sheet.rows.count == 0)
        return project_fail(project, NULL, "it has no rows");
    reading.heads = sheet.rows.items[0];
    reading.columns = arena_alloc(arena, sizeof *reading.columns * (reading.heads->count + 1));
    for (size_t i = 0; i < reading.heads->count; i++)
        reading.columns[i] = column_of(project, reading.heads->cells[i]);
    bool has_text = has_column(&reading, COLUMN_TEXT) > 0;
    if (!has_text && has_column(&reading, COLUMN_CODE) == 0)
        return complain_of_heads(&reading);
    if (has_text && is_coding_sheet(&reading) && project->request->coder == NULL)
        return project_fail(project, "say it by the id that the coder has or gets: lampiran import FILE --coder B",
                            "this is a sheet for another coder, but not whose");
    if (has_text && has_column(&reading, COLUMN_CODE) == 0)
        find_mark_columns(&reading, &sheet);
    reading.coder = project_coder_wanted(project);
    for (size_t i = 1; i < sheet.rows.count; i++) {
        const struct csv_row *row = sheet.rows.items[i];
        if (!has_text)
            read_code(&reading, row);
        else if (*cell_of(&reading, row, COLUMN_TEXT) != '\0')
            read_excerpt(&reading, row);
        else
            project_lose(project, "row without text", 1, LOSS_LEFT, "an excerpt has words");
    }
    if (has_text)
        read_attributes(&reading, &sheet);
    return true;
}
