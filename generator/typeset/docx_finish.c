#include "typeset/private.h"

#include "base/arena.h"
#include "base/archive.h"
#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

/* Numbers of Word's that pandoc, which counts its own from 990 on, leaves free. */
enum { TITLE_NUMBERS = 980, TABLE_BULLETS = 981 };

/* ---- what the filter tells ---- */

struct docx_facts docx_facts_of(struct arena *arena, const char *document)
{
    static const char mark[] = "<!--document ";
    const char *start = strstr(document, mark), *end = start ? strstr(start, "-->") : NULL;
    struct docx_facts facts = {.language = "en", .first = 1};
    char *rest, *part;

    if (end == NULL)
        return facts;
    start += strlen(mark);
    rest = arena_copy(arena, start, (size_t)(end - start));
    facts.language = strsep(&rest, " ");
    if ((part = strsep(&rest, " ")) != NULL && strcmp(part, "none") != 0)
        facts.format = part;
    if ((part = strsep(&rest, " ")) != NULL)
        facts.first = atoi(part);
    facts.word = rest ? rest : "";
    return facts;
}

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

/* ---- paragraphs ---- */

/* The paragraphs that the filter marks as titles get their number from Word's list of them. */
static void put_title_numbers(const char *document, struct buffer *out)
{
    static const char mark[] = "<!--title-->", properties_end[] = "</w:pPr>";
    const char *next, *place;

    while ((next = strstr(document, mark)) != NULL) {
        place = next - strlen(properties_end);
        if (place >= document && strncmp(place, properties_end, strlen(properties_end)) == 0) {
            buffer_bytes(out, document, (size_t)(place - document));
            buffer_format(out, "<w:numPr><w:ilvl w:val=\"0\" /><w:numId w:val=\"%d\" /></w:numPr>", TITLE_NUMBERS);
            document = place;
        }
        buffer_bytes(out, document, (size_t)(next - document));
        document = next + strlen(mark);
    }
    buffer_text(out, document);
}

/* The schema wants a paragraph's style before its list; pandoc writes it behind. */
static void put_styles_first(const char *document, struct buffer *out)
{
    static const char list[] = "<w:pPr><w:numPr>", list_end[] = "</w:numPr>", style[] = "<w:pStyle ";
    const char *next, *end;

    while ((next = strstr(document, list)) != NULL && (end = strstr(next, list_end)) != NULL) {
        const char *numbers = next + strlen("<w:pPr>");
        end += strlen(list_end);
        size_t length = strncmp(end, style, strlen(style)) == 0 ? (size_t)(strchr(end, '>') + 1 - end) : 0;
        buffer_bytes(out, document, (size_t)(numbers - document));
        buffer_bytes(out, end, length);
        buffer_bytes(out, numbers, (size_t)(end - numbers));
        document = end + length;
    }
    buffer_text(out, document);
}

void docx_finish_hyphens(const char *part, struct buffer *out)
{
    static const char hyphen[] = "\u2011", text[] = "<w:t";
    const char *next;

    while ((next = strstr(part, hyphen)) != NULL) {
        const char *tag = next;
        while (tag > part && *tag != '<')
            tag--;
        bool is_text = strncmp(tag, text, strlen(text)) == 0 && strchr(" >", tag[strlen(text)]) != NULL;
        buffer_bytes(out, part, (size_t)(next - part));
        buffer_text(out, is_text ? "</w:t><w:noBreakHyphen /><w:t xml:space=\"preserve\">" : "-");
        part = next + strlen(hyphen);
    }
    buffer_text(out, part);
}

void docx_finish_paragraphs(const char *document, struct buffer *out)
{
    struct buffer numbered = {0};

    put_title_numbers(document, &numbered);
    put_styles_first(buffer_string(&numbered), out);
    buffer_free(&numbered);
}

/* ---- numbers ---- */

/* Lists in cells: pandoc's own are indented too far there. */
static const char bullets[] =
    "<w:abstractNum w:abstractNumId=\"981\"><w:multiLevelType w:val=\"multilevel\" />"
    "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\" /><w:numFmt w:val=\"bullet\" /><w:pStyle w:val=\"TableBullet\" />"
    "<w:lvlText w:val=\"•\" /><w:lvlJc w:val=\"left\" /><w:pPr><w:ind w:left=\"198\" w:hanging=\"198\" "
    "/></w:pPr></w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\" /><w:numFmt w:val=\"bullet\" /><w:pStyle w:val=\"TableBullet2\" />"
    "<w:lvlText w:val=\"–\" /><w:lvlJc w:val=\"left\" /><w:pPr><w:ind w:left=\"397\" w:hanging=\"198\" "
    "/></w:pPr></w:lvl>"
    "</w:abstractNum>";

static void put_number(int number, struct buffer *out)
{
    buffer_format(out, "<w:num w:numId=\"%d\"><w:abstractNumId w:val=\"%d\" /></w:num>", number, number);
}

/* What styles.xml of the reference document and put_title_numbers refer to, whatever reference document there is. */
void docx_finish_numbers(const struct docx_facts *facts, const char *numbering, struct buffer *out)
{
    const char *first = strstr(numbering, "<w:abstractNum "), *end = strstr(numbering, "</w:numbering>");

    if (first == NULL || end == NULL) {
        buffer_text(out, numbering);
        return;
    }
    buffer_bytes(out, numbering, (size_t)(first - numbering));
    if (facts->format != NULL)
        buffer_format(out,
                      "<w:abstractNum w:abstractNumId=\"%d\"><w:multiLevelType w:val=\"singleLevel\" />"
                      "<w:lvl w:ilvl=\"0\"><w:start w:val=\"%d\" /><w:numFmt w:val=\"%s\" /><w:suff w:val=\"space\" />"
                      "<w:lvlText w:val=\"%s%s%%1.\" /><w:lvlJc w:val=\"left\" /><w:pPr><w:ind w:left=\"0\" "
                      "w:firstLine=\"0\" /></w:pPr></w:lvl></w:abstractNum>",
                      TITLE_NUMBERS, facts->first, facts->format, facts->word, *facts->word ? " " : "");
    buffer_text(out, bullets);
    buffer_bytes(out, first, (size_t)(end - first));
    if (facts->format != NULL)
        put_number(TITLE_NUMBERS, out);
    put_number(TABLE_BULLETS, out);
    buffer_text(out, end);
}

/* ---- languages ---- */

void docx_finish_styles(const char *styles, struct buffer *out)
{
    static const char name[] = "<w:name w:val=\"Language ", style_end[] = "</w:style>";
    const char *next, *end;

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

/* Adds the settings; numbers are written and calculated as the language has them. */
static void put_signs(const struct docx_facts *facts, const char *settings, struct buffer *out)
{
    static const char signs[] = "<w:decimalSymbol w:val=\".\" /><w:listSeparator w:val=\",\" />";
    const char *found = strcmp(facts->language, "id") == 0 ? strstr(settings, signs) : NULL;

    if (found != NULL) {
        buffer_bytes(out, settings, (size_t)(found - settings));
        buffer_text(out, "<w:decimalSymbol w:val=\",\" /><w:listSeparator w:val=\";\" />");
        settings = found + strlen(signs);
    }
    buffer_text(out, settings);
}

/* In the order in which the schema wants them; pandoc writes them in one of its own. */
static const char *const setting_names[] = {
    "zoom",
    "embedSystemFonts",
    "mirrorMargins",
    "gutterAtTop",
    "proofState",
    "stylePaneFormatFilter",
    "trackRevisions",
    "doNotTrackMoves",
    "documentProtection",
    "defaultTabStop",
    "autoHyphenation",
    "consecutiveHyphenLimit",
    "hyphenationZone",
    "doNotHyphenateCaps",
    "evenAndOddHeaders",
    "drawingGridHorizontalSpacing",
    "drawingGridVerticalSpacing",
    "displayHorizontalDrawingGridEvery",
    "displayVerticalDrawingGridEvery",
    "characterSpacingControl",
    "savePreviewPicture",
    "updateFields",
    "footnotePr",
    "endnotePr",
    "compat",
    "rsids",
    "mathPr",
    "themeFontLang",
    "clrSchemeMapping",
    "decimalSymbol",
    "listSeparator",
};

enum { SETTING_NAMES = sizeof setting_names / sizeof *setting_names };

/* The next element in *text, which is moved behind it, and its place among the settings. NULL: none is left. */
static const char *next_setting(const char **text, size_t *rank)
{
    const char *start = strchr(*text, '<'), *colon = start ? strchr(start, ':') : NULL;

    if (colon == NULL || start[1] == '/')
        return NULL;
    size_t name = strcspn(colon + 1, " />"), tag = strcspn(start, ">");
    const char *end = start + tag;
    while (start[tag - 1] != '/' && (end = strstr(end, "</")) != NULL &&
           strncmp(end + 2, start + 1, (size_t)(colon - start) + name) != 0)
        end += 2;
    if (end == NULL)
        return NULL;
    *text = end + strcspn(end, ">") + (strchr(end, '>') != NULL);
    for (*rank = 0; *rank + 1 < SETTING_NAMES; ++*rank) {
        if (strlen(setting_names[*rank]) == name && strncmp(setting_names[*rank], colon + 1, name) == 0)
            break;
    }
    return start;
}

/* Which Word the document is for, and that lists and numbers are brought up to date when it is opened. */
void docx_finish_settings(const struct docx_facts *facts, const char *settings, struct buffer *out)
{
    static const char update[] = "<w:updateFields w:val=\"true\" />";
    static const char mode[] = "<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
                               "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\" /></w:compat>";
    const char *root = strstr(settings, "<w:settings"), *first = root ? strchr(root, '>') : NULL;
    struct buffer all = {0}, sorted = {0};

    if (first == NULL || first[-1] == '/') {
        buffer_text(out, settings);
        return;
    }
    buffer_text(&all, strstr(settings, "<w:updateFields") ? "" : update);
    buffer_text(&all, strstr(settings, "<w:compat>") ? "" : mode);
    buffer_text(&all, first + 1);
    buffer_bytes(&sorted, settings, (size_t)(first + 1 - settings));
    for (size_t i = 0; i < SETTING_NAMES; i++) {
        const char *text = buffer_string(&all), *setting;
        size_t rank;
        while ((setting = next_setting(&text, &rank)) != NULL)
            buffer_bytes(&sorted, setting, rank == i ? (size_t)(text - setting) : 0);
    }
    buffer_text(&sorted, "</w:settings>");
    put_signs(facts, buffer_string(&sorted), out);
    buffer_free(&all);
    buffer_free(&sorted);
}

/* ---- the document ---- */

/* The document of one appendix has no title page: what pandoc wrote of it before the mark goes. */
static const char *without_title(struct arena *arena, const char *document)
{
    static const char mark[] = "<!--no title-->", body[] = "<w:body>";
    const char *start = strstr(document, body), *end = start ? strstr(start, mark) : NULL;

    if (end == NULL)
        return document;
    return arena_format(arena, "%.*s%s", (int)(start + strlen(body) - document), document, end + strlen(mark));
}

static void finish_document(struct arena *arena, const char *document, struct buffer *out)
{
    struct buffer parted = {0}, arranged = {0}, kept = {0};

    docx_finish_sections(arena, without_title(arena, document), &parted);
    docx_finish_paragraphs(buffer_string(&parted), &arranged);
    docx_finish_hyphens(buffer_string(&arranged), &kept);
    docx_finish_tables(buffer_string(&kept), out);
    buffer_free(&parted);
    buffer_free(&arranged);
    buffer_free(&kept);
}

/* The parts that are finished; the document comes first, which tells of itself. */
enum part { DOCUMENT, FOOTNOTES, NUMBERS, STYLES, SETTINGS, PARTS };

static const char *const part_names[PARTS] = {"word/document.xml", "word/footnotes.xml", "word/numbering.xml",
                                              "word/styles.xml", "word/settings.xml"};

static void finish_part(enum part part, struct arena *arena, const struct docx_facts *facts, const char *text,
                        struct buffer *out)
{
    if (part == DOCUMENT)
        finish_document(arena, text, out);
    else if (part == FOOTNOTES)
        docx_finish_hyphens(text, out);
    else if (part == NUMBERS)
        docx_finish_numbers(facts, text, out);
    else if (part == STYLES)
        docx_finish_styles(text, out);
    else
        docx_finish_settings(facts, text, out);
}

bool docx_finish(struct arena *arena, const struct buffer *docx, struct buffer *out)
{
    struct archive *archive = archive_open(docx->bytes, docx->length);
    struct buffer text = {0}, finished[PARTS] = {{0}};
    struct docx_facts facts;
    bool done = true;

    if (archive == NULL)
        return false;
    for (int i = 0; i < PARTS && done; i++) {
        buffer_clear(&text);
        done = archive_get(archive, part_names[i], &text);
        if (done) {
            if (i == DOCUMENT)
                facts = docx_facts_of(arena, buffer_string(&text));
            finish_part((enum part)i, arena, &facts, buffer_string(&text), &finished[i]);
            archive_put(archive, part_names[i], finished[i].bytes, finished[i].length);
        }
    }
    done = archive_close(archive, done ? out : NULL) && done;
    for (int i = 0; i < PARTS; i++)
        buffer_free(&finished[i]);
    buffer_free(&text);
    return done;
}
