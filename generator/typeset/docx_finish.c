#include "typeset/private.h"

#include "base/arena.h"
#include "base/archive.h"
#include "base/buffer.h"

#include <string.h>

/* Letters of the longest cell of a row that is not parted by the end of a page: about a quarter of its height. */
enum { MOST_IN_WHOLE_ROW = 250 };

/* ---- sections ---- */

static const char section_end[] = "</w:sectPr>";

/* pandoc's own section, at the end of document: where it begins, and where it ends. NULL: there is none. */
static const char *find_last_section(const char *document, const char **end)
{
    const char *start = NULL;

    for (const char *next = strstr(document, "<w:sectPr"); next != NULL; next = strstr(next + 1, "<w:sectPr"))
        start = next;
    *end = start ? strstr(start, section_end) : NULL;
    if (*end == NULL)
        return NULL;
    *end += strlen(section_end);
    return start;
}

/* The headers and footers that a section begins with. In arena. */
static const char *find_references(struct arena *arena, const char *section)
{
    static const char header[] = "<w:headerReference ", footer[] = "<w:footerReference ";
    const char *start = strchr(section, '>') + 1, *end = start;

    while (strncmp(end, header, strlen(header)) == 0 || strncmp(end, footer, strlen(footer)) == 0)
        end = strchr(end, '>') + 1;
    return arena_copy(arena, start, (size_t)(end - start));
}

/* Adds the text from start to end with references in place of each mark for them. */
static void put_references(const char *start, const char *end, const char *references, struct buffer *out)
{
    static const char mark[] = "<!--headers and footers-->";

    for (const char *next = strstr(start, mark); next != NULL && next < end; next = strstr(start, mark)) {
        buffer_bytes(out, start, (size_t)(next - start));
        buffer_text(out, references);
        start = next + strlen(mark);
    }
    buffer_bytes(out, start, (size_t)(end - start));
}

void docx_finish_sections(struct arena *arena, const char *document, struct buffer *out)
{
    static const char mark[] = "<!--last section-->";
    const char *end, *last = find_last_section(document, &end), *marked = strstr(document, mark);
    const char *own = marked ? marked + strlen(mark) : NULL, *own_end = own ? strstr(own, section_end) : NULL;

    if (last == NULL || own_end == NULL || own_end > last) {
        buffer_text(out, document);
        return;
    }
    const char *references = find_references(arena, last);
    own_end += strlen(section_end);
    put_references(document, marked, references, out);
    buffer_bytes(out, own_end, (size_t)(last - own_end));
    put_references(own, own_end, references, out);
    buffer_text(out, end);
}

/* ---- rows ---- */

/* Letters and other bytes of the longest cell between row and end. */
static size_t longest_cell(const char *row, const char *end)
{
    size_t letters = 0, most = 0;
    bool in_tag = false;

    for (; row < end; row++) {
        if (strncmp(row, "<w:tc>", strlen("<w:tc>")) == 0)
            letters = 0;
        in_tag = *row == '<' || (in_tag && *row != '>');
        letters += !in_tag && *row != '>';
        most = letters > most ? letters : most;
    }
    return most;
}

void docx_finish_rows(const char *document, struct buffer *out)
{
    static const char row_start[] = "<w:tr>", row_end[] = "</w:tr>", properties[] = "<w:trPr>";
    const char *next, *end;

    while ((next = strstr(document, row_start)) != NULL && (end = strstr(next, row_end)) != NULL) {
        const char *content = next + strlen(row_start);
        bool has_properties = strncmp(content, properties, strlen(properties)) == 0;
        bool is_short = longest_cell(content, end) <= MOST_IN_WHOLE_ROW;
        content += has_properties ? strlen(properties) : 0;
        buffer_bytes(out, document, (size_t)(content - document));
        if (is_short)
            buffer_text(out, has_properties ? "<w:cantSplit />" : "<w:trPr><w:cantSplit /></w:trPr>");
        document = content;
    }
    buffer_text(out, document);
}

/* ---- languages ---- */

void docx_finish_styles(struct arena *arena, const char *styles, struct buffer *out)
{
    static const char name[] = "<w:name w:val=\"Language ", style_end[] = "</w:style>";
    const char *next, *end;

    (void)arena;
    while ((next = strstr(styles, name)) != NULL && (end = strstr(next, style_end)) != NULL) {
        const char *tag = next + strlen(name);
        int length = (int)strcspn(tag, "\"");
        buffer_bytes(out, styles, (size_t)(end - styles));
        buffer_format(out, "<w:rPr><w:lang w:val=\"%.*s\" w:eastAsia=\"%.*s\" w:bidi=\"%.*s\" /></w:rPr>", length, tag,
                      length, tag, length, tag);
        buffer_text(out, style_end);
        styles = end + strlen(style_end);
    }
    buffer_text(out, styles);
}

/* ---- settings ---- */

/* Which Word the document is for, and that lists and numbers are brought up to date when it is opened. */
void docx_finish_settings(struct arena *arena, const char *settings, struct buffer *out)
{
    static const char update[] = "<w:updateFields w:val=\"true\" />";
    static const char mode[] = "<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
                               "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\" /></w:compat>";
    const char *place = strstr(settings, "<w:rsids");

    (void)arena;
    if (place == NULL)
        place = strstr(settings, "</w:settings>");
    if (place == NULL || strstr(settings, "<w:compat>") != NULL) {
        buffer_text(out, settings);
        return;
    }
    /* The schema wants the updating before the notes. */
    const char *notes = strstr(settings, "<w:footnotePr"), *first = notes && notes < place ? notes : place;
    buffer_bytes(out, settings, (size_t)(first - settings));
    buffer_text(out, update);
    buffer_bytes(out, first, (size_t)(place - first));
    buffer_text(out, mode);
    buffer_text(out, place);
}

/* ---- the document ---- */

static void finish_document(struct arena *arena, const char *document, struct buffer *out)
{
    struct buffer parted = {0};

    docx_finish_sections(arena, document, &parted);
    docx_finish_rows(buffer_string(&parted), out);
    buffer_free(&parted);
}

bool docx_finish(struct arena *arena, const struct buffer *docx, struct buffer *out)
{
    enum { PARTS = 3 };
    static const struct {
        const char *name;
        void (*finish)(struct arena *arena, const char *text, struct buffer *out);
    } parts[PARTS] = {
        {"word/document.xml", finish_document},
        {"word/styles.xml", docx_finish_styles},
        {"word/settings.xml", docx_finish_settings},
    };
    struct archive *archive = archive_open(docx->bytes, docx->length);
    struct buffer text = {0}, finished[PARTS] = {{0}};
    bool done = true;

    if (archive == NULL)
        return false;
    for (size_t i = 0; i < PARTS && done; i++) {
        buffer_clear(&text);
        done = archive_get(archive, parts[i].name, &text);
        if (done) {
            parts[i].finish(arena, buffer_string(&text), &finished[i]);
            archive_put(archive, parts[i].name, finished[i].bytes, finished[i].length);
        }
    }
    done = archive_close(archive, done ? out : NULL) && done;
    for (size_t i = 0; i < PARTS; i++)
        buffer_free(&finished[i]);
    buffer_free(&text);
    return done;
}
