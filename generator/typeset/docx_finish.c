#include "typeset/private.h"

#include "base/arena.h"
#include "base/buffer.h"

#include <string.h>

/* Letters of the longest cell of a row that is not parted by the end of a page: about a quarter of its height. */
enum { MOST_IN_WHOLE_ROW = 250 };

/* ---- sections ---- */

/* The properties of a section, in parts: headers and footers come before the page, all else after it. */
struct section {
    const char *before;
    const char *size;    /* <w:pgSz ... /> */
    const char *margins; /* <w:pgMar ... /> */
    const char *after;
};

/* Up to the end of the first element in text that begins with start; NULL if there is none. */
static const char *element_end(const char *text, const char *start)
{
    const char *element = strstr(text, start), *end = element ? strchr(element, '>') : NULL;

    return end ? end + 1 : NULL;
}

/* Parts text, the content of the reference document's w:sectPr as pandoc writes it. */
static struct section part_section(struct arena *arena, const char *text)
{
    const char *size = strstr(text, "<w:pgSz "), *size_end = element_end(text, "<w:pgSz ");
    const char *margins_end = size_end ? element_end(size_end, "<w:pgMar ") : NULL;

    if (margins_end == NULL)
        return (struct section){text, "", "", ""};
    return (struct section){
        .before = arena_copy(arena, text, (size_t)(size - text)),
        .size = arena_copy(arena, size, (size_t)(size_end - size)),
        .margins = arena_copy(arena, size_end, (size_t)(margins_end - size_end)),
        .after = margins_end,
    };
}

/* What the attribute name (" w:top=\"") has in element, "0" if it is not there. In arena. */
static const char *attribute(struct arena *arena, const char *element, const char *name)
{
    const char *found = strstr(element, name);

    if (found == NULL)
        return "0";
    found += strlen(name);
    return arena_copy(arena, found, strcspn(found, "\""));
}

/* The page lies on its left side: what was left is the top then. */
static void turn(struct arena *arena, struct section *section)
{
    const char *size = section->size, *margins = section->margins;

    if (*size == '\0')
        return;
    section->size = arena_format(arena, "<w:pgSz w:w=\"%s\" w:h=\"%s\" w:orient=\"landscape\" />",
                                 attribute(arena, size, " w:h=\""), attribute(arena, size, " w:w=\""));
    section->margins = arena_format(
        arena,
        "<w:pgMar w:top=\"%s\" w:right=\"%s\" w:bottom=\"%s\" w:left=\"%s\" w:header=\"%s\" w:footer=\"%s\" "
        "w:gutter=\"0\" />",
        attribute(arena, margins, " w:left=\""), attribute(arena, margins, " w:top=\""),
        attribute(arena, margins, " w:right=\""), attribute(arena, margins, " w:bottom=\""),
        attribute(arena, margins, " w:header=\""), attribute(arena, margins, " w:footer=\""));
}

/* kind is the text after the mark's name. */
static void write_section(struct arena *arena, struct section section, const char *kind, struct buffer *out)
{
    if (strncmp(kind, "landscape", strlen("landscape")) == 0)
        turn(arena, &section);
    else if (strncmp(kind, "cover", strlen("cover")) == 0)
        section.before = "";
    buffer_format(out, "%s%s%s%s", section.before, section.size, section.margins, section.after);
}

/* The last w:sectPr of document, which belongs to its last section: its content, and where that ends. */
static const char *last_section(const char *document, const char **end)
{
    const char *start = NULL;

    for (const char *next = strstr(document, "<w:sectPr"); next != NULL; next = strstr(next + 1, "<w:sectPr"))
        start = next;
    start = start ? strchr(start, '>') : NULL;
    *end = start ? strstr(start, "</w:sectPr>") : NULL;
    return *end ? start + 1 : NULL;
}

void docx_finish_sections(struct arena *arena, const char *document, struct buffer *out)
{
    static const char mark[] = "<!--section ", last_mark[] = "<!--last section ";
    const char *end, *start = last_section(document, &end), *next;

    if (start == NULL) {
        buffer_text(out, document);
        return;
    }
    struct section section = part_section(arena, arena_copy(arena, start, (size_t)(end - start)));
    const char *last = strstr(document, last_mark);
    while ((next = strstr(document, mark)) != NULL && next < start) {
        buffer_bytes(out, document, (size_t)(next - document));
        write_section(arena, section, next + strlen(mark), out);
        document = next + strcspn(next, ">") + 1;
    }
    buffer_bytes(out, document, (size_t)(start - document));
    write_section(arena, section, last ? last + strlen(last_mark) : "", out);
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

void docx_finish_settings(struct arena *arena, const char *settings, struct buffer *out)
{
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
    buffer_bytes(out, settings, (size_t)(place - settings));
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
