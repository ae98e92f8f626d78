#include "typeset/private.h"

#include "base/archive.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

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

void docx_finish_sections(struct arena *arena, const char *document, struct buffer *out)
{
    static const char mark[] = "<!--last section-->", place[] = "<!--headers and footers-->";
    const char *end, *last = find_last_section(document, &end), *marked = strstr(document, mark);
    const char *own = marked ? marked + strlen(mark) : NULL, *own_end = own ? strstr(own, section_end) : NULL;

    if (last == NULL || own_end == NULL || own_end > last) {
        buffer_text(out, document);
        return;
    }
    const char *references = find_references(arena, last);
    own_end += strlen(section_end);
    buffer_replaced(out, document, (size_t)(marked - document), place, references);
    buffer_bytes(out, own_end, (size_t)(last - own_end));
    buffer_replaced(out, own, (size_t)(own_end - own), place, references);
    buffer_text(out, end);
}

/* ---- paragraphs ---- */

/* The paragraphs that the filter marks as titles get their number from Word's list of them, and begin a page whatever a
 * faculty's style of headings says. */
void docx_finish_titles(const char *document, struct buffer *out)
{
    static const char mark[] = "<!--title-->", properties_end[] = "</w:pPr>";
    const char *next, *place;

    while ((next = strstr(document, mark)) != NULL) {
        place = next - strlen(properties_end);
        if (place >= document && strncmp(place, properties_end, strlen(properties_end)) == 0) {
            buffer_bytes(out, document, (size_t)(place - document));
            buffer_format(out,
                          "<w:keepNext /><w:pageBreakBefore /><w:numPr><w:ilvl w:val=\"0\" /><w:numId w:val=\"%d\" "
                          "/></w:numPr>",
                          TITLE_NUMBERS);
            document = place;
        }
        buffer_bytes(out, document, (size_t)(next - document));
        document = next + strlen(mark);
    }
    buffer_text(out, document);
}

/* U+2011 becomes the sign of Word, as its fonts have none for it, and a plain hyphen in what describes a picture. */
static void finish_hyphens(const char *part, struct buffer *out)
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

/* Adds pandoc's lists between start and end; their numbers have the eight digits that the schema wants. */
static void put_lists(const char *start, const char *end, struct buffer *out)
{
    static const char identity[] = "<w:nsid w:val=\"";
    const char *next;

    while ((next = strstr(start, identity)) != NULL && next < end) {
        next += strlen(identity);
        buffer_bytes(out, start, (size_t)(next - start));
        for (size_t digits = strcspn(next, "\""); digits < 8; digits++)
            buffer_char(out, '0');
        start = next;
    }
    buffer_bytes(out, start, (size_t)(end - start));
}

/* What styles.xml of the reference document and docx_finish_titles refer to, whatever reference document there is. */
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
    put_lists(first, end, out);
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
    struct buffer decimal = {0};

    if (strcmp(facts->language, "id") != 0) {
        buffer_text(out, settings);
        return;
    }
    buffer_replaced(&decimal, settings, strlen(settings), "decimalSymbol w:val=\".\"", "decimalSymbol w:val=\",\"");
    buffer_replaced(out, buffer_string(&decimal), decimal.length, "listSeparator w:val=\",\"",
                    "listSeparator w:val=\";\"");
    buffer_free(&decimal);
}

/* Which Word the document is for, and that lists and numbers are brought up to date when it is opened. */
void docx_finish_settings(const struct docx_facts *facts, const char *settings, struct buffer *out)
{
    static const char update[] = "<w:updateFields w:val=\"true\" />";
    static const char mode[] = "<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
                               "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\" /></w:compat>";
    const char *root = strstr(settings, "<w:settings"), *first = root ? strchr(root, '>') : NULL;
    struct buffer all = {0};

    if (first == NULL || first[-1] == '/') {
        buffer_text(out, settings);
        return;
    }
    buffer_bytes(&all, settings, (size_t)(first + 1 - settings));
    buffer_text(&all, strstr(settings, "<w:updateFields") ? "" : update);
    buffer_text(&all, strstr(settings, "<w:compat>") ? "" : mode);
    buffer_text(&all, first + 1);
    put_signs(facts, buffer_string(&all), out);
    buffer_free(&all);
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

/* Words among mathematics are upright without being told so, which the schema forbids. */
static void finish_text(const char *part, struct buffer *out)
{
    struct buffer kept = {0};

    finish_hyphens(part, &kept);
    buffer_replaced(out, buffer_string(&kept), kept.length, "<m:nor /><m:sty m:val=\"p\" />", "<m:nor />");
    buffer_free(&kept);
}

static void finish_document(struct arena *arena, const char *document, struct buffer *out)
{
    struct buffer parted = {0}, numbered = {0}, arranged = {0};

    docx_finish_sections(arena, without_title(arena, document), &parted);
    docx_finish_titles(buffer_string(&parted), &numbered);
    finish_text(buffer_string(&numbered), &arranged);
    docx_finish_tables(buffer_string(&arranged), out);
    buffer_free(&parted);
    buffer_free(&numbered);
    buffer_free(&arranged);
}

/* The parts that are finished; the document comes first, which tells of itself. */
enum part { DOCUMENT, FOOTNOTES, NUMBERS, STYLES, SETTINGS, PARTS };

static const char *const part_names[PARTS] = {"word/document.xml", "word/footnotes.xml", "word/numbering.xml",
                                              "word/styles.xml", "word/settings.xml"};

static void finish_part(enum part part, struct arena *arena, const struct docx_facts *facts, const char *text,
                        struct buffer *out)
{
    struct buffer whole = {0};

    if (part == DOCUMENT)
        finish_document(arena, text, &whole);
    else if (part == FOOTNOTES)
        finish_text(text, &whole);
    else if (part == NUMBERS)
        docx_finish_numbers(facts, text, &whole);
    else if (part == STYLES)
        docx_finish_styles(text, &whole);
    else
        docx_finish_settings(facts, text, &whole);
    docx_order(buffer_string(&whole), out);
    buffer_free(&whole);
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

/* ---- the order of elements ---- */

/*
 * Word's schema wants the children of these elements in one order, in which pandoc does not write them and into which
 * what is added here need not be put.  Of settings only those are named that pandoc takes over.
 */
static const struct order {
    const char *element, *children;
} orders[] = {
    {"w:rPr",
     " ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss "
     "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr "
     "shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange "},
    {"w:pPr", " pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
              "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
              "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
              "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange "},
    {"w:tblPr", " tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
                "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange "},
    {"w:tcPr", " cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign "
               "hideMark headers cellIns cellDel cellMerge tcPrChange "},
    {"w:style", " name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat "
                "locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr "},
    {"m:rPr", " m:lit m:nor m:scr m:sty m:brk m:aln "},
    {"m:dPr", " m:begChr m:sepChr m:endChr m:grow m:shp m:ctrlPr "},
    {"m:mcPr", " m:count m:mcJc "},
    {"w:settings", " zoom embedSystemFonts mirrorMargins gutterAtTop proofState stylePaneFormatFilter trackRevisions "
                   "doNotTrackMoves documentProtection defaultTabStop autoHyphenation consecutiveHyphenLimit "
                   "hyphenationZone doNotHyphenateCaps evenAndOddHeaders drawingGridHorizontalSpacing "
                   "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
                   "characterSpacingControl savePreviewPicture updateFields footnotePr endnotePr compat rsids m:mathPr "
                   "themeFontLang clrSchemeMapping decimalSymbol listSeparator "},
};

/* No element of those has more, or holds more of them in each other; one that has stays as it is. */
enum { MOST_CHILDREN = 64, MOST_LEVELS = 8 };

struct child {
    const char *start, *end;
    size_t rank;
};

/* Letters of the name at text, which follows a '<'. */
static size_t name_length(const char *text)
{
    return strcspn(text, " />\t\r\n");
}

static const struct order *order_of(const char *tag)
{
    size_t length = name_length(tag + 1);

    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        if (strlen(orders[i].element) == length && strncmp(orders[i].element, tag + 1, length) == 0)
            return &orders[i];
    }
    return NULL;
}

/* Where the tag at text ends. NULL: it does not. */
static const char *after_tag(const char *text)
{
    const char *end = strncmp(text, "<!--", 4) == 0 ? strstr(text, "-->") : strchr(text, '>');

    return end ? strchr(end, '>') + 1 : NULL;
}

/* Where the element ends that begins at text. NULL: it does not, or is damaged. */
static const char *after_element(const char *text)
{
    int depth = 0;

    do {
        const char *tag = strchr(text, '<'), *end = tag ? after_tag(tag) : NULL;
        if (end == NULL)
            return NULL;
        if (tag[1] == '/')
            depth--;
        else if (tag[1] != '!' && tag[1] != '?' && end[-2] != '/')
            depth++;
        text = end;
    } while (depth > 0);
    return text;
}

/* The place of the child at tag among those of order; what it does not name comes last. */
static size_t rank_of(const struct order *order, const char *tag)
{
    const char *name = strncmp(tag, "<w:", 3) == 0 ? tag + 3 : tag + 1, *found = order->children;

    for (size_t length = name_length(name); *found != '\0'; found += strcspn(found, " ")) {
        found++;
        if (strncmp(found, name, length) == 0 && found[length] == ' ')
            break;
    }
    return (size_t)(found - order->children);
}

/* Sorts the children between text and end into children, those of one rank as they came. False: they are too many. */
static bool sort_children(const struct order *order, const char *text, const char *end, struct child *children,
                          size_t *count)
{
    for (*count = 0; (text = strchr(text, '<')) != NULL && text < end; ++*count) {
        struct child child = {text, after_element(text), rank_of(order, text)};
        size_t place = *count;
        if (child.end == NULL || child.end > end || place == MOST_CHILDREN)
            return false;
        for (; place > 0 && children[place - 1].rank > child.rank; place--)
            children[place] = children[place - 1];
        children[place] = child;
        text = child.end;
    }
    return true;
}

/* Adds the text from start to end, in which what has an order is sorted, and so within that. */
static void put_sorted(const char *start, const char *end, int levels, struct buffer *out)
{
    struct child children[MOST_CHILDREN];
    size_t count;

    for (const char *tag = start; levels > 0 && (tag = strchr(tag, '<')) != NULL && tag < end; tag++) {
        const struct order *order = order_of(tag);
        const char *content = order ? after_tag(tag) : NULL, *close = content ? after_element(tag) : NULL;
        if (close == NULL || close > end || content == close)
            continue;
        while (*--close != '<')
            ;
        if (!sort_children(order, content, close, children, &count))
            continue;
        buffer_bytes(out, start, (size_t)(content - start));
        for (size_t i = 0; i < count; i++)
            put_sorted(children[i].start, children[i].end, levels - 1, out);
        start = tag = close;
    }
    buffer_bytes(out, start, (size_t)(end - start));
}

void docx_order(const char *part, struct buffer *out)
{
    put_sorted(part, part + strlen(part), MOST_LEVELS, out);
}

/* ---- tables ---- */

/* Letters of the longest cell of a row that is not parted by the end of a page: about a quarter of its height. */
enum { MOST_IN_WHOLE_ROW = 250 };

/* Word measures widths that depend on the page in fiftieths of a percent. */
enum { WHOLE_WIDTH = 5000, MOST_COLUMNS = 63 };

static const char row_start[] = "<w:tr>", row_end[] = "</w:tr>", cell_start[] = "<w:tc>";

struct grid {
    int widths[MOST_COLUMNS];
    int columns;
    int total;
};

/* Letters and other bytes of the longest cell between row and end. */
static size_t longest_cell(const char *row, const char *end)
{
    size_t letters = 0, most = 0;
    bool in_tag = false;

    for (; row < end; row++) {
        if (text_starts_with(row, cell_start))
            letters = 0;
        in_tag = *row == '<' || (in_tag && *row != '>');
        letters += !in_tag && *row != '>';
        most = letters > most ? letters : most;
    }
    return most;
}

/* The widths of the columns between table and end; no columns if pandoc was given none, or too many. */
static struct grid read_grid(const char *table, const char *end)
{
    static const char column[] = "<w:gridCol w:w=\"";
    struct grid grid = {.columns = 0};

    for (const char *next = strstr(table, column); next != NULL && next < end; next = strstr(next, column)) {
        next += strlen(column);
        if (grid.columns == MOST_COLUMNS)
            return (struct grid){.columns = 0};
        grid.widths[grid.columns] = atoi(next);
        grid.total += grid.widths[grid.columns++];
    }
    return grid.total > 0 ? grid : (struct grid){.columns = 0};
}

/* How many columns the cell takes whose properties begin at text. */
static int span_of(const char *text, const char *end)
{
    static const char span[] = "<w:gridSpan w:val=\"";
    const char *paragraph = strstr(text, "<w:p>"), *found = strstr(text, span);

    if (found == NULL || found > end || (paragraph != NULL && found > paragraph))
        return 1;
    return atoi(found + strlen(span));
}

/* Adds the width of the cell that begins at *column, and moves that on. */
static void put_width(const struct grid *grid, int *column, int span, struct buffer *out)
{
    int width = 0;

    for (int i = 0; i < span && *column < grid->columns; i++)
        width += grid->widths[(*column)++];
    buffer_format(out, "<w:tcW w:type=\"pct\" w:w=\"%d\" />", width * WHOLE_WIDTH / grid->total);
}

/* Adds the cells between row and end, each with its width. */
static void put_cells(const struct grid *grid, const char *row, const char *end, struct buffer *out)
{
    static const char none[] = "<w:tcPr />", some[] = "<w:tcPr>";
    int column = 0;

    for (const char *next = strstr(row, cell_start); grid->columns > 0 && next != NULL && next < end;
         next = strstr(row, cell_start)) {
        next += strlen(cell_start);
        buffer_bytes(out, row, (size_t)(next - row));
        bool has_properties = text_starts_with(next, some);
        row = next + (has_properties ? strlen(some) : text_starts_with(next, none) ? strlen(none) : 0);
        buffer_text(out, some);
        put_width(grid, &column, has_properties ? span_of(row, end) : 1, out);
        if (!has_properties)
            buffer_text(out, "</w:tcPr>");
    }
    buffer_bytes(out, row, (size_t)(end - row));
}

/* Adds the rows between table and end; one that holds little stays whole. */
static void put_rows(const struct grid *grid, const char *table, const char *end, struct buffer *out)
{
    static const char properties[] = "<w:trPr>", head[] = "<w:tblHeader w:val=\"true\" />";
    const char *next, *row_finish;

    while ((next = strstr(table, row_start)) != NULL && next < end && (row_finish = strstr(next, row_end)) != NULL) {
        const char *content = next + strlen(row_start);
        bool has_properties = text_starts_with(content, properties);
        bool is_short = longest_cell(content, row_finish) <= MOST_IN_WHOLE_ROW;
        content += has_properties ? strlen(properties) : 0;
        buffer_bytes(out, table, (size_t)(content - table));
        if (is_short)
            buffer_text(out, has_properties ? "<w:cantSplit />" : "<w:trPr><w:cantSplit /></w:trPr>");
        if (text_starts_with(content, head)) {
            buffer_text(out, "<w:tblHeader />"); /* the schema wants "on" here, or nothing */
            content += strlen(head);
        }
        put_cells(grid, content, row_finish, out);
        table = row_finish;
    }
    buffer_bytes(out, table, (size_t)(end - table));
}

/* The number that the attribute has of the first element between text and end that begins so; 0 without one. */
static int number_in(const char *text, const char *end, const char *element, const char *attribute)
{
    const char *found = strstr(text, element), *value = found != NULL && found < end ? strstr(found, attribute) : NULL;

    return value != NULL && value < strchr(found, '>') ? atoi(value + strlen(attribute)) : 0;
}

/* What ends a section, behind all that belongs to it, and how wide its lines are. */
struct section {
    const char *end; /* NULL: none was looked for */
    int width;       /* in twentieths of a point; 0: what follows is in none */
};

static int width_of(const char *section)
{
    const char *end = section ? strstr(section, "</w:sectPr>") : NULL;

    if (end == NULL)
        return 0;
    return number_in(section, end, "<w:pgSz ", " w:w=\"") - number_in(section, end, "<w:pgMar ", " w:left=\"") -
           number_in(section, end, "<w:pgMar ", " w:right=\"");
}

/* The width of the lines of the section that text belongs to; text stands behind that of the call before. */
static int line_width(struct section *section, const char *text)
{
    if (section->end == NULL || section->end < text) {
        const char *next = strstr(text, "<w:sectPr");
        section->width = width_of(next);
        section->end = next ? next : text + strlen(text);
    }
    return section->width;
}

/* Adds the columns, which pandoc makes for one width of lines, as wide as they are on a page of that width. */
static void put_grid(const struct grid *grid, int width, struct buffer *out)
{
    long taken = 0, before = 0;

    for (int i = 0; i < grid->columns; i++) {
        taken += grid->widths[i];
        long end = taken * width / grid->total;
        buffer_format(out, "<w:gridCol w:w=\"%ld\" />", end - before);
        before = end;
    }
}

/* Adds what is before the rows; where there is a grid, no Word chooses other widths by what the cells hold. */
static void put_properties(const struct grid *grid, int width, bool is_small, const char *table, const char *end,
                           struct buffer *out)
{
    static const char columns[] = "<w:tblGrid>", style[] = "<w:tblStyle w:val=\"Table\"";
    const char *named = strstr(table, style);
    const char *look = strstr(table, "<w:tblLook "), *start = strstr(table, columns),
               *finish = strstr(table, "</w:tblGrid>");

    if (is_small && named != NULL && named < end) {
        named += strlen(style) - 1;
        buffer_bytes(out, table, (size_t)(named - table));
        buffer_text(out, "Small");
        table = named;
    }
    if (grid->columns > 0 && look != NULL && look < end) {
        buffer_bytes(out, table, (size_t)(look - table));
        buffer_text(out, "<w:tblLayout w:type=\"fixed\" />");
        table = look;
    }
    if (grid->columns > 0 && width > 0 && start != NULL && start > table && finish != NULL && finish < end) {
        start += strlen(columns);
        buffer_bytes(out, table, (size_t)(start - table));
        put_grid(grid, width, out);
        table = finish;
    }
    buffer_bytes(out, table, (size_t)(end - table));
}

void docx_finish_tables(const char *document, struct buffer *out)
{
    static const char table_start[] = "<w:tbl>", table_end[] = "</w:tbl>", mark[] = "<!--small table-->";
    const char *table, *end, *small = strstr(document, mark);
    struct section section = {0};

    while ((table = strstr(document, table_start)) != NULL && (end = strstr(table, table_end)) != NULL) {
        const char *row = strstr(table, row_start);
        const char *rows = row != NULL && row < end ? row : end;
        struct grid grid = read_grid(table, rows);
        while (small != NULL && small < document)
            small = strstr(small + strlen(mark), mark);
        bool is_small = small != NULL && small < table;
        if (is_small) {
            buffer_bytes(out, document, (size_t)(small - document));
            document = small + strlen(mark);
            small = strstr(document, mark);
        }
        buffer_bytes(out, document, (size_t)(table - document));
        put_properties(&grid, line_width(&section, rows), is_small, table, rows, out);
        put_rows(&grid, rows, end, out);
        document = end;
    }
    buffer_text(out, document);
}
