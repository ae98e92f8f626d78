/* The empty sheet that `lampiran import` reads when it is filled in. */

#include "exchange/private.h"

#include "base/archive.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/text.h"
#include "study/study.h"

#include <errno.h>
#include <string.h>

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

static void write_rows(struct buffer *out, const struct list *rows)
{
    buffer_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet "
                     "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
    for (size_t i = 0; i < rows->count; i++) {
        const struct csv_row *row = rows->items[i];
        buffer_format(out, "<row r=\"%zu\">", i + 1);
        for (size_t j = 0; j < row->count; j++) {
            buffer_text(out, "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            xml_escape(out, row->cells[j]);
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
        write_rows(&parts[i], &sheets[i]->rows);
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
