#include "markdown/private.h"

#include "base/buffer.h"
#include "base/text.h"
#include "document/document.h"

#include <string.h>
#include <strings.h>

/* Elements that mean what our tree can say. */
struct element {
    const char *name;
    enum span_kind kind;
    enum text_style style; /* of SPAN_STYLED */
};

static const struct element elements[] = {
    {"sub", SPAN_STYLED, STYLE_SUBSCRIPT},
    {"sup", SPAN_STYLED, STYLE_SUPERSCRIPT},
    {"u", SPAN_STYLED, STYLE_UNDERLINED},
    {"ins", SPAN_STYLED, STYLE_UNDERLINED},
    {"kbd", SPAN_STYLED, STYLE_KEY},
    {"s", SPAN_STYLED, STYLE_STRUCK},
    {"del", SPAN_STYLED, STYLE_STRUCK},
    {"strike", SPAN_STYLED, STYLE_STRUCK},
    {"b", SPAN_STRONG, 0},
    {"strong", SPAN_STRONG, 0},
    {"i", SPAN_EMPHASIS, 0},
    {"em", SPAN_EMPHASIS, 0},
};

enum { DEEPEST_ELEMENT = 16 };

static bool is_comment(const char *html)
{
    return strncmp(html, "<!--", 4) == 0;
}

bool html_is_break(const char *html, size_t length)
{
    return length > 3 && strncasecmp(html, "<br", 3) == 0 && html[length - 1] == '>' &&
           3 + strspn(html + 3, " /") == length - 1;
}

/* The element that html, one tag without attributes, opens or closes; NULL if it is none of ours. */
static const struct element *element_of(const char *html, bool closing)
{
    const char *name = html + 1 + closing;

    if (html[0] != '<' || (html[1] == '/') != closing)
        return NULL;
    size_t length = strcspn(name, " >");
    if (strcmp(name + length + strspn(name + length, " "), ">") != 0)
        return NULL;
    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++) {
        if (strlen(elements[i].name) == length && strncasecmp(elements[i].name, name, length) == 0)
            return &elements[i];
    }
    return NULL;
}

/*
 * Gives each span that opens an element the one that closes it, others of its name being within each other, or NULL, as
 * its children, which HTML has none of.  Those that are open hang together by the same pointer.
 */
static void pair(struct span *spans)
{
    struct span *open[sizeof elements / sizeof elements[0]] = {NULL};

    for (struct span *span = spans; span != NULL; span = span->next) {
        if (span->kind != SPAN_HTML)
            continue;
        const struct element *opened = element_of(span->text, false), *closed = element_of(span->text, true);
        if (opened != NULL) {
            span->children = open[opened - elements];
            open[opened - elements] = span;
        } else if (closed != NULL && open[closed - elements] != NULL) {
            struct span *start = open[closed - elements];
            open[closed - elements] = start->children;
            start->children = span;
        }
    }
    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++) {
        while (open[i] != NULL) {
            struct span *start = open[i];
            open[i] = start->children;
            start->children = NULL;
        }
    }
}

static struct span *obey(struct span *spans, int depth);

/* Takes what is before end from the list at start, which becomes the children of start; the list goes on behind end. */
static void enclose(struct span *start, struct span *end, const struct element *element, int depth)
{
    struct span *inner = start->next;

    if (inner == end) {
        inner = NULL;
    } else {
        struct span *last = inner;
        while (last->next != end)
            last = last->next;
        last->next = NULL;
    }
    start->next = end->next;
    start->kind = element->kind;
    start->text = NULL;
    if (element->kind == SPAN_STYLED)
        start->style = element->style;
    start->children = obey(inner, depth + 1);
}

static struct span *obey(struct span *spans, int depth)
{
    struct span **link = &spans;

    pair(spans);
    while (*link != NULL) {
        struct span *span = *link;
        if (span->kind != SPAN_HTML) {
            link = &span->next;
            continue;
        }
        const struct element *element = depth < DEEPEST_ELEMENT ? element_of(span->text, false) : NULL;
        struct span *end = element ? span->children : NULL;
        span->children = NULL;
        if (is_comment(span->text)) {
            *link = span->next;
            continue;
        }
        if (html_is_break(span->text, strlen(span->text))) {
            span->kind = SPAN_LINE_BREAK;
            span->text = NULL;
        } else if (end != NULL) {
            enclose(span, end, element, depth);
        }
        link = &span->next;
    }
    return spans;
}

struct span *html_obey(struct reading *reading, struct span *spans)
{
    return reading->source->plain ? spans : obey(spans, 0);
}

/* The place of at in the text of a block that begins at place, behind the blanks that the text begins with. */
static struct place place_in(const struct reading *reading, struct place place, const char *text, const char *at)
{
    const char *start = text;

    for (const char *end = text; (end = memchr(end, '\n', (size_t)(at - end))) != NULL; end++) {
        place.line++;
        start = end + 1;
    }
    int behind = (int)(at - start) - (int)strspn(start, " \t");
    if (start == text) {
        place.column += behind;
        return place;
    }
    int line = place.line - reading->source->line;
    size_t offset = containers_text(reading, line).offset - reading->starts[line];
    return reading_place(reading, line, (int)offset + behind + 1);
}

/* The words behind a comment or <br> that begins their line are a paragraph as they would be without it. */
static void make_paragraph(struct reading *reading, struct block *html, struct place place, const char *words)
{
    struct markdown_source source = {.file = place.file,
                                     .line = place.line,
                                     .column = place.column,
                                     .text = words,
                                     .length = strlen(words),
                                     .smart = reading->source->smart};

    html->kind = BLOCK_PARAGRAPH;
    html->text = NULL;
    html->place = place;
    html->spans = markdown_read_words(reading, &source);
}

/* text behind blanks, comments that are closed, and <br>, which at the start of a block breaks nothing. */
static const char *skip_silent(const char *text)
{
    for (;;) {
        text += strspn(text, " \t\r\n");
        const char *end = is_comment(text) ? strstr(text, "-->") : NULL;
        size_t length = strcspn(text, ">");
        if (end != NULL)
            text = end + strlen("-->");
        else if (text[length] != '\0' && html_is_break(text, length + 1))
            text += length + 1;
        else
            return text;
    }
}

static void report_open_comment(struct reading *reading, struct place place)
{
    diag_error(reading->diags, place, "open-comment", "the comment '<!--' is not closed, so nothing behind it is read");
    diag_hint(reading->diags, "end it with '-->'");
}

static bool is_one_line(const char *text)
{
    size_t length = strcspn(text, "\r\n");

    return text[length + strspn(text + length, "\r\n")] == '\0';
}

bool html_without_comments(struct reading *reading, struct block *html)
{
    struct buffer out = {0};
    const char *words = skip_silent(html->text), *text = html->text;

    if (is_one_line(words) && *words != '\0' && *words != '<' && words > text + strspn(text, " \t\r\n")) {
        make_paragraph(reading, html, place_in(reading, html->place, html->text, words), words);
        return true;
    }
    for (const char *start; (start = strstr(text, "<!--")) != NULL;) {
        const char *end = strstr(start, "-->");
        buffer_bytes(&out, text, (size_t)(start - text));
        text = end ? end + strlen("-->") : start + strlen(start);
        if (end == NULL)
            report_open_comment(reading, html->place);
    }
    buffer_text(&out, text);
    bool any = *skip_silent(buffer_string(&out)) != '\0';
    html->text = any ? reading_copy(reading, buffer_string(&out), out.length) : NULL;
    buffer_free(&out);
    return any;
}

static bool holds_blank_line(const char *text, const char *end)
{
    for (const char *line = text; (line = memchr(line, '\n', (size_t)(end - line))) != NULL;) {
        line++;
        if (line[strspn(line, " \t\r")] == '\n')
            return true;
    }
    return false;
}

void html_mask_comments(struct reading *reading)
{
    const char *text = reading->text, *end = text + reading->length, *close = text;
    char *masked = NULL;

    if (reading->source->plain || memchr(text, HYPHEN_MASK, reading->length) != NULL)
        return;
    for (const char *at = text; (at = text_search(at, (size_t)(end - at), "<!--")) != NULL;) {
        at += strlen("<!--");
        if (close < at && (close = text_search(at, (size_t)(end - at), "-->")) == NULL)
            break;
        if (holds_blank_line(at, close)) /* cmark ends it where it should, or it is reported */
            continue;
        for (const char *sign = at + 1; sign < close; sign++) {
            if (*sign != '-' || (sign[-1] != '-' && sign + 1 != close))
                continue;
            if (masked == NULL)
                masked = arena_copy(reading->scratch, text, reading->length);
            masked[sign - text] = HYPHEN_MASK;
        }
        at = close;
    }
    reading->has_hyphens = masked != NULL;
    if (masked != NULL)
        reading->text = masked;
}
