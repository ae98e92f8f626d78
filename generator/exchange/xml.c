#include "exchange/private.h"

#include "base/archive.h"
#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"

#include <libxml/HTMLparser.h>
#include <libxml/uri.h>
#include <libxml/xmlreader.h>
#include <string.h>

static const char doctype[] = N_("it declares a document type or entities of its own, which no tool writes");
static const char crowded[] = N_("an element has more than 1,000 attributes, which no tool writes");

/* Where a tree is being made. */
struct growing {
    struct arena *arena;
    struct map *names; /* of elements and attributes, each once */
    struct xml *root, *open;
    struct xml *last[258]; /* the last child of what is open, by depth */
    struct buffer text[258];
    int depth;
};

/* The few names of a format come again and again. */
static const char *name_of(struct growing *growing, const xmlChar *name)
{
    const char *known = map_get(growing->names, (const char *)name);

    if (known == NULL) {
        known = arena_string(growing->arena, (const char *)name);
        map_put(growing->names, known, (void *)known);
    }
    return known;
}

static void take_attributes(struct growing *growing, xmlTextReaderPtr reader, struct xml *xml)
{
    int count = xmlTextReaderAttributeCount(reader), used = 0;

    if (count <= 0)
        return;
    xml->attributes = arena_alloc(growing->arena, sizeof *xml->attributes * (size_t)(2 * count + 1));
    while (xmlTextReaderMoveToNextAttribute(reader) == 1) {
        xml->attributes[used++] = name_of(growing, xmlTextReaderConstLocalName(reader));
        xml->attributes[used++] = arena_string(growing->arena, (const char *)xmlTextReaderConstValue(reader));
    }
    xmlTextReaderMoveToElement(reader);
}

static void close_element(struct growing *growing)
{
    struct buffer *text = &growing->text[growing->depth];

    growing->open->text = text->length > 0 ? arena_copy(growing->arena, text->bytes, text->length) : "";
    growing->open = growing->open->parent;
    growing->depth--;
}

static void open_element(struct growing *growing, xmlTextReaderPtr reader)
{
    struct xml *xml = arena_alloc(growing->arena, sizeof *xml);
    bool is_empty = xmlTextReaderIsEmptyElement(reader) == 1;

    xml->name = name_of(growing, xmlTextReaderConstLocalName(reader));
    xml->parent = growing->open;
    take_attributes(growing, reader, xml);
    if (growing->open == NULL)
        growing->root = xml;
    else if (growing->last[growing->depth] == NULL)
        growing->open->first = xml;
    else
        growing->last[growing->depth]->next = xml;
    growing->last[growing->depth++] = xml;
    growing->last[growing->depth] = NULL;
    buffer_clear(&growing->text[growing->depth]);
    growing->open = xml;
    if (is_empty)
        close_element(growing);
}

/* Takes what the reader is at. NULL, or what is wrong with it. */
static const char *take_node(struct growing *growing, xmlTextReaderPtr reader)
{
    const char *value;

    switch (xmlTextReaderNodeType(reader)) {
    case XML_READER_TYPE_ELEMENT:
        if (growing->depth >= 256)
            return N_("elements are nested too deep");
        open_element(growing, reader);
        break;
    case XML_READER_TYPE_END_ELEMENT:
        close_element(growing);
        break;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
    case XML_READER_TYPE_WHITESPACE:
        value = (const char *)xmlTextReaderConstValue(reader);
        if (growing->open != NULL && value != NULL)
            buffer_text(&growing->text[growing->depth], value);
        break;
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
        return doctype;
    default:
        break;
    }
    return NULL;
}

/* The letters of a text in UTF-16 or in an encoding with ASCII's; what is not in ASCII is 'x'. */
struct letters {
    const char *bytes;
    size_t count;
    size_t step, low; /* bytes of a letter, and which one has ASCII's */
};

static struct letters letters_of(const char *bytes, size_t length)
{
    bool is_little = length > 1 && (bytes[1] == '\0' || memcmp(bytes, "\xff\xfe", 2) == 0);
    bool is_big = length > 1 && (bytes[0] == '\0' || memcmp(bytes, "\xfe\xff", 2) == 0);
    size_t step = is_little || is_big ? 2 : 1;

    return (struct letters){bytes, length / step, step, is_big ? 1 : 0};
}

static char letter_at(const struct letters *letters, size_t at)
{
    const char *letter = letters->bytes + at * letters->step;

    return letters->step == 2 && letter[1 - letters->low] != '\0' ? 'x' : letter[letters->low];
}

static bool has_at(const struct letters *letters, size_t at, const char *word)
{
    while (*word != '\0' && at < letters->count && letter_at(letters, at) == *word) {
        word++;
        at++;
    }
    return *word == '\0';
}

/* Behind the comment, CDATA or instruction that begins there; the same place if none does. */
static size_t skip_section(const struct letters *letters, size_t at)
{
    static const char *const sections[][2] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};

    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        if (!has_at(letters, at, sections[i][0]))
            continue;
        at += strlen(sections[i][0]);
        while (at < letters->count && !has_at(letters, at, sections[i][1]))
            at++;
        return at + strlen(sections[i][1]);
    }
    return at;
}

enum tag_part { OUTSIDE, TAG_NAME, BEFORE_NAME, NAME, BEHIND_NAME, BEFORE_VALUE, VALUE, IN_QUOTES, IN_APOSTROPHES };

static bool is_of_name(char letter)
{
    return ascii_is_letter(letter) || ascii_is_digit(letter) || strchr("-_:.", letter) != NULL ||
           (unsigned char)letter >= 0x80;
}

/* Where a tag goes on behind the letter. What is no name is skipped to the next blank, as libxml2 does it in HTML. */
static enum tag_part next_part(enum tag_part part, char letter)
{
    bool is_blank = ascii_is_space(letter), is_closed = letter == (part == IN_QUOTES ? '"' : '\'');

    if (part == IN_QUOTES || part == IN_APOSTROPHES)
        return is_closed ? BEFORE_NAME : part;
    if (letter == '>')
        return OUTSIDE;
    if (part == TAG_NAME || part == VALUE)
        return is_blank ? BEFORE_NAME : part;
    if (part == BEFORE_VALUE && !is_blank)
        return letter == '"' ? IN_QUOTES : letter == '\'' ? IN_APOSTROPHES : VALUE;
    if (part == BEFORE_VALUE || (is_blank && part != NAME))
        return part;
    if (is_blank)
        return BEHIND_NAME;
    if (letter == '=' && part != BEFORE_NAME)
        return BEFORE_VALUE;
    return is_of_name(letter) ? NAME : VALUE;
}

/* An element has more attributes than those of any format: the time that libxml2 takes grows with their square. */
static bool is_crowded(const char *bytes, size_t length)
{
    enum { MOST = 1000 };
    const struct letters letters = letters_of(bytes, length);
    enum tag_part part = OUTSIDE, next;
    size_t count = 0, behind;

    for (size_t i = 0; i < letters.count && count <= MOST; i++) {
        char letter = letter_at(&letters, i);
        if (part != OUTSIDE) {
            next = next_part(part, letter);
            count += (next == NAME || next == VALUE) && (part == BEFORE_NAME || part == BEHIND_NAME);
            part = next;
        } else if (letter == '<') {
            behind = skip_section(&letters, i);
            if (behind == i && i + 1 < letters.count && !ascii_is_space(letter_at(&letters, i + 1)))
                part = TAG_NAME;
            i = behind == i ? i : behind - 1;
            count = 0;
        }
    }
    return count > MOST;
}

static void be_silent(void *context, const char *message, ...)
{
    (void)context;
    (void)message;
}

struct xml *xml_read(struct project *project, const char *name, const char *bytes, size_t length)
{
    struct growing growing = {.arena = project->arena, .names = map_new(project->arena)};
    const char *problem = NULL;
    int state = 0;

    if (memmem(bytes, length < 4096 ? length : 4096, "<!DOCTYPE", 9) != NULL) {
        project_fail(project, "export the project once more", "%s: %s", name, translated(doctype));
        return NULL;
    }
    if (is_crowded(bytes, length)) {
        project_fail(project, "export the project once more", "%s: %s", name, translated(crowded));
        return NULL;
    }
    xmlSetGenericErrorFunc(NULL, be_silent);
    xmlSetStructuredErrorFunc(NULL, NULL);
    xmlTextReaderPtr reader =
        xmlReaderForMemory(bytes, (int)length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    while (problem == NULL && reader != NULL && (state = xmlTextReaderRead(reader)) == 1)
        problem = take_node(&growing, reader);
    if (problem == NULL && (state != 0 || growing.root == NULL))
        problem = N_("it is not well-formed XML");
    int line = reader != NULL ? xmlTextReaderGetParserLineNumber(reader) : 0;
    xmlFreeTextReader(reader);
    for (int i = 0; i < 258; i++)
        buffer_free(&growing.text[i]);
    if (problem == NULL)
        return growing.root;
    project_fail(project, "export the project once more", "%s, line %d: %s", name, line, translated(problem));
    return NULL;
}

struct xml *xml_part(struct project *project, struct archive *archive, const char *name)
{
    struct buffer bytes = {0};
    struct xml *xml = NULL;
    size_t size;

    for (size_t i = 0; i < archive_count(archive); i++) {
        const char *found = archive_name(archive, i, &size);
        if (found == NULL || strcmp(found, name) != 0)
            continue;
        if (archive_get_at(archive, i, MOST_BYTES, &bytes))
            xml = xml_read(project, name, buffer_string(&bytes), bytes.length);
        else
            project_fail(project, NULL, "%s in it is damaged or larger than %d MB", name, MOST_BYTES / 1024 / 1024);
        break;
    }
    buffer_free(&bytes);
    return xml;
}

/* What is to be read aloud of a cell (rPh) is no part of its words. */
void xml_add_words(struct buffer *out, const struct xml *xml, const char *between)
{
    for (const struct xml *child = xml->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "t") == 0)
            buffer_text(out, child->text);
        else if (strcmp(child->name, "noBreakHyphen") == 0)
            buffer_char(out, '-');
        else if (strcmp(child->name, "rPh") != 0)
            xml_add_words(out, child, between);
        if (strcmp(child->name, "p") == 0 && child->next != NULL)
            buffer_text(out, between);
    }
}

const char *xml_words(struct arena *arena, const struct xml *xml, const char *between)
{
    struct buffer words = {0};

    xml_add_words(&words, xml, between);
    const char *text = text_trimmed(arena, buffer_string(&words));
    buffer_free(&words);
    return text;
}

const char *xml_get(const struct xml *xml, const char *attribute)
{
    for (size_t i = 0; xml->attributes != NULL && xml->attributes[i] != NULL; i += 2) {
        if (strcmp(xml->attributes[i], attribute) == 0)
            return xml->attributes[i + 1];
    }
    return NULL;
}

const struct xml *xml_child(const struct xml *xml, const char *name)
{
    for (const struct xml *child = xml ? xml->first : NULL; child != NULL; child = child->next) {
        if (strcmp(child->name, name) == 0)
            return child;
    }
    return NULL;
}

const struct xml *xml_first(const struct xml *xml, const char *name)
{
    const struct xml *child = xml_child(xml, name);

    return child ? child->first : NULL;
}

const char *xml_child_text(const struct xml *xml, const char *name)
{
    const struct xml *child = xml_child(xml, name);

    return child != NULL && *child->text != '\0' ? child->text : NULL;
}

/* ---- HTML ---- */

const char *xml_address_decoded(struct arena *arena, const char *address)
{
    char *decoded = xmlURIUnescapeString(address, 0, NULL);
    const char *copy = arena_string(arena, decoded ? decoded : address);

    xmlFree(decoded);
    return copy;
}

struct html_text {
    struct buffer out;
    bool has_lines;
};

static void start_html(void *context, const xmlChar *name, const xmlChar **attributes)
{
    static const char *const blocks[] = {"p",  "div", "br", "li", "tr", "h1",         "h2",    "h3", "h4",
                                         "h5", "h6",  "hr", "ul", "ol", "blockquote", "table", NULL};
    struct html_text *text = context;
    struct buffer *out = &text->out;

    (void)attributes;
    if (text->has_lines && text_is_among((const char *)name, blocks) && out->length > 0 &&
        out->bytes[out->length - 1] != '\n')
        buffer_char(out, '\n');
}

static void take_html(void *context, const xmlChar *text, int length)
{
    buffer_bytes(&((struct html_text *)context)->out, (const char *)text, (size_t)length);
}

static const char *read_html(struct project *project, const char *html, bool has_lines)
{
    htmlSAXHandler handler = {
        .startElement = start_html, .characters = take_html, .ignorableWhitespace = take_html, .cdataBlock = take_html};
    struct html_text text = {.has_lines = has_lines};
    size_t length = strlen(html);

    if (length == 0 || strpbrk(html, "<&") == NULL)
        return html;
    if (is_crowded(html, length)) {
        project_fail(project, NULL, "%s", translated(crowded));
        return "";
    }
    xmlSetGenericErrorFunc(NULL, be_silent);
    htmlParserCtxtPtr parser =
        htmlCreatePushParserCtxt(&handler, &text, html, (int)(length < 4 ? length : 4), NULL, XML_CHAR_ENCODING_UTF8);
    if (parser != NULL) {
        htmlCtxtUseOptions(parser, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER);
        if (length > 4)
            htmlParseChunk(parser, html + 4, (int)(length - 4), 0);
        htmlParseChunk(parser, NULL, 0, 1);
        htmlFreeParserCtxt(parser);
    }
    return buffer_take(&text.out, project->arena);
}

const char *text_from_html(struct project *project, const char *html)
{
    return text_trimmed(project->arena, read_html(project, html, true));
}

const char *text_nodes_of_html(struct project *project, const char *html)
{
    return read_html(project, html, false);
}
