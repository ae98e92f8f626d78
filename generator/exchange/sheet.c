/* Sheets: CSV of any usual delimiter and encoding, XLSX as Excel, LibreOffice and other tools write it. */

#include "exchange/private.h"

#include "base/archive.h"
#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/text.h"
#include "study/study.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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

/* A workbook while its sheets are read. */
struct book {
    struct project *project;
    struct archive *archive;
    struct list shared; /* of const char *: texts that cells name by number */
    struct list dates;  /* for each style of cells, not NULL where its numbers are days */
    bool counts_from_1904;
};

/* A format of numbers with a day, a month or an hour in it, whatever stands in quotes and brackets. */
static bool shows_date(const char *format)
{
    char end = '\0';

    for (; *format != '\0'; format++) {
        if (end != '\0')
            end = *format == end ? '\0' : end;
        else if (*format == '"' || *format == '[')
            end = *format == '"' ? '"' : ']';
        else if (*format == '\\' && format[1] != '\0')
            format++;
        else if (strchr("dmyhDMYH", *format) != NULL)
            return true;
    }
    return false;
}

/* The formats that Excel knows by number alone, or one of the workbook's own. */
static bool is_date_format(const struct xml *styles, long number)
{
    bool is = (number >= 14 && number <= 22) || (number >= 27 && number <= 36) || (number >= 45 && number <= 47) ||
              (number >= 50 && number <= 58);

    for (const struct xml *own = xml_first(styles, "numFmts"); own != NULL; own = own->next) {
        const char *id = xml_get(own, "numFmtId"), *format = xml_get(own, "formatCode");
        if (id != NULL && format != NULL && strtol(id, NULL, 10) == number)
            is = shows_date(format);
    }
    return is;
}

static void read_styles(struct book *book)
{
    const struct xml *styles = xml_part(book->project, book->archive, "xl/styles.xml");

    for (const struct xml *style = styles ? xml_first(styles, "cellXfs") : NULL; style != NULL; style = style->next) {
        const char *number = xml_get(style, "numFmtId");
        bool is = number != NULL && is_date_format(styles, strtol(number, NULL, 10));
        list_add(&book->dates, book->project->arena, is ? book : NULL);
    }
}

/* "45413.4375" as "2024-05-01 10:30": days since the end of 1899, or of 1903. NULL: it is no such number. */
static const char *date_of(const struct book *book, const char *value)
{
    enum { DAYS_TO_1970 = 25569, DAYS_TO_1904 = 1462, SECONDS = 24 * 60 * 60, LAST = 2958466 /* the year 10000 */ };
    char *end, text[32];
    double days = strtod(value, &end) + (book->counts_from_1904 ? DAYS_TO_1904 : 0);

    if (*end != '\0' || end == value || !(days >= 1 && days < LAST))
        return NULL;
    time_t seconds = (time_t)((days - DAYS_TO_1970) * SECONDS + (days < DAYS_TO_1970 ? -0.5 : 0.5));
    struct tm day;
    if (gmtime_r(&seconds, &day) == NULL)
        return NULL;
    if (seconds % SECONDS == 0)
        strftime(text, sizeof text, "%Y-%m-%d", &day);
    else
        strftime(text, sizeof text, "%Y-%m-%d %H:%M", &day);
    return arena_string(book->project->arena, text);
}

/* A character by its number, as Excel writes what XML cannot hold: "_x000D_". */
static bool is_escape(const char *text, unsigned long *unit)
{
    if (!text_starts_with(text, "_x") || strspn(text + 2, "0123456789ABCDEFabcdef") != 4 || text[6] != '_')
        return false;
    *unit = strtoul(text + 2, NULL, 16);
    return true;
}

/* What Excel writes by numbers as it was typed: of a line end of Windows the half that XML would lose. */
static const char *typed(struct arena *arena, const char *text)
{
    struct buffer plain = {0};
    unsigned long unit;

    if (strstr(text, "_x") == NULL)
        return text;
    while (*text != '\0') {
        if (!is_escape(text, &unit)) {
            buffer_char(&plain, *text++);
            continue;
        }
        text += strlen("_x0000_");
        if (unit == '\r' && *text != '\n')
            buffer_char(&plain, '\n');
        else if ((unit >= ' ' && unit < 0xd800) || (unit > 0xdfff && unit < 0xfffe) || unit == '\n' || unit == '\t')
            buffer_code_point(&plain, unit);
    }
    return buffer_take(&plain, arena);
}

enum { MOST_UNITS = 32767 }; /* of UTF-16 in a cell of Excel */

/* 0 for what has fewer bytes than those, as nearly all cells have: not worth reading. */
static size_t units_of(const char *text)
{
    size_t units = 0;

    if (strlen(text) < MOST_UNITS)
        return 0;
    while (*text != '\0')
        units += text_next(&text) > 0xffff ? 2 : 1;
    return units;
}

static const char *text_of_cell(const struct book *book, const struct xml *cell)
{
    const char *type = xml_get(cell, "t"), *value = xml_child_text(cell, "v"), *style = xml_get(cell, "s");
    struct arena *arena = book->project->arena;

    if (type != NULL && strcmp(type, "inlineStr") == 0)
        return typed(arena, xml_words(arena, cell, ""));
    if (value == NULL || (type != NULL && strcmp(type, "e") == 0)) /* "#N/A" */
        return "";
    if (type != NULL && strcmp(type, "s") == 0) {
        unsigned long position = strtoul(value, NULL, 10);
        return position < book->shared.count ? book->shared.items[position] : "";
    }
    unsigned long number = style != NULL ? strtoul(style, NULL, 10) : 0;
    bool is_date = (type == NULL || strcmp(type, "n") == 0) && number < book->dates.count && book->dates.items[number];
    const char *date = is_date ? date_of(book, text_trimmed(arena, value)) : NULL;
    return date != NULL ? date : typed(arena, text_trimmed(arena, value));
}

static void read_rows(const struct book *book, const struct xml *root, struct sheet *sheet)
{
    struct arena *arena = book->project->arena;
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
                list_add(&cells, arena, (void *)"");
            const char *text = text_of_cell(book, cell);
            project_lose(book->project, "cell as long as Excel keeps one", units_of(text) == MOST_UNITS, LOSS_CHANGED,
                         "its end may be missing: compare it with where it was copied from");
            list_add(&cells, arena, (void *)text);
        }
        csv_add_row(arena, &sheet->rows, &cells, line);
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

static void read_one(const struct book *book, const char *name, const char *part, struct list *sheets)
{
    const struct xml *root = xml_part(book->project, book->archive, part);
    struct sheet *sheet = arena_alloc(book->project->arena, sizeof *sheet);

    *sheet = (struct sheet){.name = name};
    if (root == NULL)
        return;
    read_rows(book, root, sheet);
    fill_joined(root, sheet);
    if (sheet->rows.count > 0)
        list_add(sheets, book->project->arena, sheet);
}

/* The part that a sheet of the workbook is in; NULL: none is named. */
static const char *part_of(const struct book *book, const struct xml *relations, const struct xml *sheet)
{
    const char *wanted = xml_get(sheet, "id");

    for (const struct xml *xml = relations->first; wanted != NULL && xml != NULL; xml = xml->next) {
        const char *id = xml_get(xml, "Id"), *target = xml_get(xml, "Target");
        if (id != NULL && target != NULL && strcmp(id, wanted) == 0)
            return *target == '/' ? target + 1 : arena_concat(book->project->arena, "xl/", target, NULL);
    }
    return NULL;
}

/* In the order in which a person sees them; what is hidden is not taken for what is meant. False: it does not say. */
static bool read_listed(const struct book *book, const struct xml *workbook, struct list *sheets)
{
    const struct xml *relations = xml_part(book->project, book->archive, "xl/_rels/workbook.xml.rels");
    const struct xml *sheet = workbook != NULL && relations != NULL ? xml_first(workbook, "sheets") : NULL;
    bool is_listed = sheet != NULL;

    for (int i = 0; sheet != NULL && i < MOST_SHEETS && !book->project->failed; i++, sheet = sheet->next) {
        const char *state = xml_get(sheet, "state"), *part = part_of(book, relations, sheet);
        bool is_hidden = state != NULL && strcmp(state, "visible") != 0;
        project_lose(book->project, "hidden sheet of the file", is_hidden, LOSS_LEFT,
                     "show it in Excel to have it read");
        if (!is_hidden && part != NULL)
            read_one(book, text_filled(xml_get(sheet, "name")), part, sheets);
    }
    return is_listed;
}

static void read_workbook(struct project *project, struct archive *archive, struct list *sheets)
{
    struct book book = {.project = project, .archive = archive};
    const struct xml *strings = xml_part(project, archive, "xl/sharedStrings.xml");
    const struct xml *workbook = xml_part(project, archive, "xl/workbook.xml");
    const struct xml *settings = workbook != NULL ? xml_child(workbook, "workbookPr") : NULL;
    const char *era = settings != NULL ? xml_get(settings, "date1904") : NULL;

    book.counts_from_1904 = era != NULL && (strcmp(era, "1") == 0 || strcmp(era, "true") == 0);
    lose_comments(project, archive);
    read_styles(&book);
    for (const struct xml *item = strings ? strings->first : NULL; item != NULL; item = item->next)
        list_add(&book.shared, project->arena, (void *)typed(project->arena, xml_words(project->arena, item, "")));
    if (read_listed(&book, workbook, sheets))
        return;
    for (int i = 1; i <= MOST_SHEETS && !project->failed; i++)
        read_one(&book, NULL, arena_format(project->arena, "xl/worksheets/sheet%d.xml", i), sheets);
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

/* ---- sheets that are written ---- */

static void write_csv_cell(struct buffer *out, const char *text)
{
    /* A spreadsheet takes what begins so for a formula. */
    bool is_formula = *text != '\0' && strchr("=+-@\t", *text) != NULL;

    if (!is_formula && strpbrk(text, ",\"\n\r;") == NULL) {
        buffer_text(out, text);
        return;
    }
    buffer_text(out, is_formula ? "\"'" : "\"");
    for (; *text != '\0'; text++)
        buffer_format(out, *text == '"' ? "\"\"" : "%c", *text);
    buffer_char(out, '"');
}

void csv_write(struct buffer *out, const struct list *rows)
{
    buffer_text(out, "\xef\xbb\xbf");
    for (size_t i = 0; i < rows->count; i++) {
        const struct csv_row *row = rows->items[i];
        for (size_t j = 0; j < row->count; j++) {
            if (j > 0)
                buffer_char(out, ',');
            write_csv_cell(out, row->cells[j]);
        }
        buffer_text(out, "\r\n");
    }
}

void xml_escape(struct buffer *out, const char *text)
{
    while (*text != '\0') {
        const char *start = text;
        unsigned long code_point = text_next(&text);
        if (code_point == '&')
            buffer_text(out, "&amp;");
        else if (code_point == '<')
            buffer_text(out, "&lt;");
        else if (code_point == '>')
            buffer_text(out, "&gt;");
        else if (code_point == '"')
            buffer_text(out, "&quot;");
        else if (code_point == '\n' || code_point == '\t')
            buffer_format(out, "&#%lu;", code_point);
        else if (code_point >= ' ' && code_point != 0xfffe && code_point != 0xffff)
            buffer_bytes(out, start, (size_t)(text - start));
    }
}

const char *xlsx_too_long(const struct list *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct csv_row *row = rows->items[i];
        for (size_t j = 0; j < row->count; j++) {
            if (units_of(row->cells[j]) > MOST_UNITS)
                return row->cells[0];
        }
    }
    return NULL;
}

/* What looks like a character that Excel writes by its number begins with one: "_x005F_x0041_". */
static void write_cell(struct buffer *out, struct arena *arena, const char *text)
{
    const char *from = text;
    unsigned long unit;

    for (const char *at = strchr(text, '_'); at != NULL; at = strchr(at + 1, '_')) {
        if (!is_escape(at, &unit))
            continue;
        xml_escape(out, arena_copy(arena, from, (size_t)(at - from)));
        buffer_text(out, "_x005F");
        from = at;
    }
    xml_escape(out, from);
}

static void write_rows(struct buffer *out, struct arena *arena, const struct list *rows)
{
    buffer_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet "
                     "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
    for (size_t i = 0; i < rows->count; i++) {
        const struct csv_row *row = rows->items[i];
        buffer_format(out, "<row r=\"%zu\">", i + 1);
        for (size_t j = 0; j < row->count; j++) {
            buffer_text(out, "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            write_cell(out, arena, row->cells[j]);
            buffer_text(out, "</t></is></c>");
        }
        buffer_text(out, "</row>");
    }
    buffer_text(out, "</sheetData></worksheet>\n");
}

void xlsx_write(struct arena *arena, struct buffer *out, const struct sheet *const *sheets, size_t count)
{
    static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
                      package[] = "http://schemas.openxmlformats.org/package/2006/",
                      office[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                      type[] = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    struct archive *archive = archive_new();
    struct buffer types = {0}, book = {0}, relations = {0}, root = {0},
                  *parts = arena_alloc(arena, sizeof *parts * count);

    buffer_format(&types,
                  "%s<Types xmlns=\"%scontent-types\"><Default Extension=\"rels\" "
                  "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override "
                  "PartName=\"/xl/workbook.xml\" ContentType=\"%ssheet.main+xml\"/>",
                  head, package, type);
    buffer_format(
        &book,
        "%s<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"%s\"><sheets>", head,
        office);
    buffer_format(&relations, "%s<Relationships xmlns=\"%srelationships\">", head, package);
    buffer_format(&root,
                  "%s<Relationships xmlns=\"%srelationships\"><Relationship Id=\"r1\" Type=\"%s/officeDocument\" "
                  "Target=\"xl/workbook.xml\"/></Relationships>\n",
                  head, package, office);
    for (size_t i = 0; i < count; i++) {
        buffer_format(&types, "<Override PartName=\"/xl/worksheets/sheet%zu.xml\" ContentType=\"%sworksheet+xml\"/>",
                      i + 1, type);
        buffer_format(&book, "<sheet name=\"%s\" sheetId=\"%zu\" r:id=\"r%zu\"/>", sheets[i]->name, i + 1, i + 1);
        buffer_format(&relations,
                      "<Relationship Id=\"r%zu\" Type=\"%s/worksheet\" Target=\"worksheets/sheet%zu.xml\"/>", i + 1,
                      office, i + 1);
        write_rows(&parts[i], arena, &sheets[i]->rows);
    }
    buffer_text(&types, "</Types>\n");
    buffer_text(&book, "</sheets></workbook>\n");
    buffer_text(&relations, "</Relationships>\n");
    archive_put(archive, "[Content_Types].xml", types.bytes, types.length);
    archive_put(archive, "_rels/.rels", root.bytes, root.length);
    archive_put(archive, "xl/workbook.xml", book.bytes, book.length);
    archive_put(archive, "xl/_rels/workbook.xml.rels", relations.bytes, relations.length);
    for (size_t i = 0; i < count; i++)
        archive_put(archive, arena_format(arena, "xl/worksheets/sheet%zu.xml", i + 1), parts[i].bytes, parts[i].length);
    archive_close(archive, out);
    buffer_free(&types);
    buffer_free(&book);
    buffer_free(&relations);
    buffer_free(&root);
    for (size_t i = 0; i < count; i++)
        buffer_free(&parts[i]);
}

void sheet_add_row(struct arena *arena, struct sheet *sheet, const char *const *cells, size_t count)
{
    struct csv_row *row = arena_alloc(arena, sizeof *row);

    *row = (struct csv_row){count, arena_alloc(arena, sizeof *row->cells * (count + 1)), 0};
    memcpy(row->cells, cells, sizeof *cells * count);
    list_add(&sheet->rows, arena, row);
}

bool output_write(struct build *build, const char *path, const struct buffer *out)
{
    if (file_exists(path)) {
        diag_error(build->diags, (struct place){0}, "exists", "'%s' already exists: it is not overwritten", path);
        diag_hint(build->diags, "give another name, or remove it first");
        return false;
    }
    if (file_write(path, out->bytes, out->length) == FILE_OK)
        return true;
    diag_error(build->diags, (struct place){0}, "export", "cannot write to '%s': %s", path, strerror(errno));
    diag_system(build->diags);
    return false;
}

bool import_write_template(struct build *build, const char *path)
{
    static const char *const heads[] = {"id",   "source", "codes",   "text",     "where",      "memo",
                                        "note", "coder",  "speaker", "exemplar", "translation"};
    static const char *const help[][2] = {
        {"column", "what to write / isi kolom"},
        {"id", "a number of your own; may be empty / nomor sendiri, boleh kosong"},
        {"source", "code of the informant or document: IK-01 / kode informan atau dokumen"},
        {"codes", "one or several with ; between, levels with -> : support -> tools; alat / satu atau beberapa kode"},
        {"text", "the words, verbatim / kata-katanya, apa adanya"},
        {"where", "place in the transcript / letak dalam transkrip"},
        {"memo", "for yourself / untuk Anda sendiri"},
        {"note", "your reading, which is printed / tafsiran Anda, dicetak"},
        {"coder", "who coded / siapa yang mengode"},
        {"speaker", "who of the source speaks, in a group / penutur dalam kelompok"},
        {"exemplar", "1: quote it first / 1: kutip lebih dulu"},
        {"translation", "in the language of the study / terjemahan"},
        {"any other", "what is the same in all rows of a source is an attribute of it / ciri informan"},
    };
    struct sheet rows = {.name = "excerpts"}, pages = {.name = "help"};
    const struct sheet *const sheets[] = {&rows, &pages};
    struct buffer out = {0};

    sheet_add_row(build->arena, &rows, heads, sizeof heads / sizeof *heads);
    for (size_t i = 0; i < sizeof help / sizeof *help; i++)
        sheet_add_row(build->arena, &pages, help[i], 2);
    if (text_ends_with(path, ".csv"))
        csv_write(&out, &rows.rows);
    else
        xlsx_write(build->arena, &out, sheets, 2);
    bool done = output_write(build, path, &out);
    buffer_free(&out);
    return done;
}
