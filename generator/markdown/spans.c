#include "markdown/private.h"

#include "base/ascii.h"

#include <cmark.h>

#include <string.h>

/* The inlines of cmark as our spans. */

static void read_inline(struct reading *reading, struct inlines *out, cmark_node *node, int depth);

static struct span *new_span(struct reading *reading, enum span_kind kind, int column)
{
    return span_new(reading->arena, kind, reading_line(reading, reading->leaf.line), reading_column(reading, column));
}

static void add_object(struct reading *reading, struct inlines *out, struct span *span)
{
    if (out->flat)
        flat_add_object(reading, span);
    else
        spans_add(&out->spans, span);
}

static char *copy_string(const struct reading *reading, const char *text)
{
    return reading_copy(reading, text, strlen(text));
}

static void read_text(struct reading *reading, struct inlines *out, cmark_node *node)
{
    const char *text = cmark_node_get_literal(node);
    size_t length = strlen(text), rest;
    int column = cmark_node_get_start_column(node);
    int width = cmark_node_get_end_column(node) - column + 1;

    position_text(reading, &text, &length, &column, &width);
    if (length == 0)
        return;
    if (!out->flat) {
        struct span *span = new_span(reading, SPAN_TEXT, column);
        span->text = reading_copy(reading, text, length);
        spans_add(&out->spans, span);
        return;
    }
    const struct piece *piece = reading->leaf.piece;
    int line = reading_line(reading, reading->leaf.line);
    if (width == (int)length && (piece == NULL || !piece->is_cell)) {
        flat_add_text(reading, text, length, line, reading_column(reading, column));
        return;
    }
    const char *source = position_source(reading, reading->leaf.line, column, &rest);
    if (piece == NULL && width < (int)rest)
        rest = (size_t)width;
    flat_add_escaped(reading, text, length, source, rest, line, reading_column(reading, column));
}

static void read_break(struct reading *reading, struct inlines *out, enum span_kind kind)
{
    int line = reading->leaf.line;
    int column = position_break(reading);

    add_object(reading, out,
               span_new(reading->arena, kind, reading_line(reading, line), reading_column(reading, column)));
}

static void read_code(struct reading *reading, struct inlines *out, cmark_node *node)
{
    int ticks;
    int column = position_code(reading, cmark_node_get_start_column(node), &ticks);
    int lines = cmark_node_get_end_line(node) - cmark_node_get_start_line(node);
    struct span *span = new_span(reading, SPAN_CODE, column);

    span->text = cmark_node_get_literal(node);
    if (!math_take(reading, span, column))
        span->text = copy_string(reading, span->text);
    add_object(reading, out, span);
    if (lines > 0) {
        position_down(reading, lines);
        position_after_ticks(reading, ticks);
    } else {
        int width = cmark_node_get_end_column(node) - cmark_node_get_start_column(node) + 1;
        reading->leaf.reached = column + width + 2 * ticks;
    }
}

static void read_html(struct reading *reading, struct inlines *out, cmark_node *node)
{
    const char *text = cmark_node_get_literal(node), *last = text;
    int column = position_column(reading, cmark_node_get_start_column(node)), lines = 0;
    struct span *span = new_span(reading, SPAN_HTML, column);

    span->text = copy_string(reading, text);
    add_object(reading, out, span);
    for (const char *end = strchr(text, '\n'); end != NULL; end = strchr(last, '\n')) {
        last = end + 1;
        lines++;
    }
    if (lines > 0) {
        position_down(reading, lines);
        last += strspn(last, " \t");
        reading->leaf.reached += (int)strlen(last);
    } else {
        reading->leaf.reached = column + (int)strlen(text);
    }
}

/* A raised comma between two calls, which would be one number otherwise: "Kata[^1][^2]" */
static void part_notes(struct reading *reading, struct span *spans)
{
    for (struct span *span = spans; span != NULL; span = span->next) {
        if (span->kind != SPAN_FOOTNOTE || span->next == NULL || span->next->kind != SPAN_FOOTNOTE)
            continue;
        struct span *comma = span_new(reading->arena, SPAN_STYLED, span->next->line, span->next->column);
        comma->style = STYLE_SUPERSCRIPT;
        comma->children = span_new(reading->arena, SPAN_TEXT, comma->line, comma->column);
        comma->children->text = ",";
        comma->next = span->next;
        span->next = comma;
        span = comma;
    }
}

struct span *spans_finish(struct reading *reading, struct inlines *out)
{
    struct span *spans = out->spans.first;

    if (out->flat) {
        spans = inline_extend(reading, out->start, reading->flat.length, 0);
        flat_end(reading, out->start);
    }
    if (!reading->source->plain)
        figure_take_widths(reading, spans);
    foreign_check(reading, spans);
    part_notes(reading, spans);
    return html_obey(reading, spans);
}

static bool is_emphasis(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_EMPH || cmark_node_get_type(node) == CMARK_NODE_STRONG;
}

/* cmark's column for emphasis, which is that of the whole run of asterisks; of the text in it, it knows better. */
static int emphasis_start(const struct reading *reading, cmark_node *node)
{
    int width = 0, start = cmark_node_get_start_column(node) + position_closed(reading);
    cmark_node *inner = node;

    for (int i = 0; i < 3; i++) {
        cmark_node_type type = cmark_node_get_type(inner);
        if (type == CMARK_NODE_TEXT && *cmark_node_get_literal(inner) != '`')
            return cmark_node_get_start_column(inner) - width;
        if (!is_emphasis(inner))
            return start;
        width += type == CMARK_NODE_STRONG ? 2 : 1;
        inner = cmark_node_first_child(inner);
    }
    return start;
}

/* Reads the inlines within node, at any depth, as if they were out's own. */
static void read_flattened(struct reading *reading, struct inlines *out, cmark_node *parent)
{
    cmark_node *node = cmark_node_first_child(parent);

    position_column(reading, emphasis_start(reading, parent));
    while (node != NULL && node != parent) {
        if (cmark_node_first_child(node) != NULL) {
            position_column(reading, emphasis_start(reading, node));
            node = cmark_node_first_child(node);
            continue;
        }
        read_inline(reading, out, node, 0);
        while (node != parent && cmark_node_next(node) == NULL)
            node = cmark_node_parent(node);
        if (node != parent)
            node = cmark_node_next(node);
    }
}

void spans_read(struct reading *reading, struct inlines *out, cmark_node *parent, int depth)
{
    for (cmark_node *child = cmark_node_first_child(parent); child != NULL; child = cmark_node_next(child))
        read_inline(reading, out, child, depth);
}

/* Reads node's children as span's, and adds span. extend: extensions work in it. */
static void read_nested(struct reading *reading, struct inlines *out, cmark_node *node, struct span *span, bool extend,
                        int depth)
{
    struct inlines inner = {.flat = out->flat && extend, .start = reading->flat.length};

    spans_read(reading, &inner, node, depth + 1);
    span->children = spans_finish(reading, &inner);
    add_object(reading, out, span);
}

static void read_emphasis(struct reading *reading, struct inlines *out, cmark_node *node, enum span_kind kind,
                          int depth)
{
    int column = position_column(reading, emphasis_start(reading, node));

    read_nested(reading, out, node, new_span(reading, kind, column), true, depth);
    reading->leaf.reached += kind == SPAN_STRONG ? 2 : 1;
    reading->leaf.closed += kind == SPAN_STRONG ? 2 : 1;
}

/* An autolink: cmark forgets where it starts, and its text knows. */
static bool is_autolink(cmark_node *node)
{
    cmark_node *text = cmark_node_first_child(node);

    return text != NULL && cmark_node_get_type(text) == CMARK_NODE_TEXT && cmark_node_next(text) == NULL &&
           cmark_node_get_start_line(text) == cmark_node_get_start_line(node) &&
           cmark_node_get_end_column(node) - cmark_node_get_start_column(node) ==
               cmark_node_get_end_column(text) - cmark_node_get_start_column(text) + 2 &&
           strstr(cmark_node_get_url(node), cmark_node_get_literal(text)) != NULL;
}

/* Where a work is cited in the text of a link, in its first words or behind others; NULL: nowhere. */
static const char *find_citation(cmark_node *link, bool *first)
{
    for (cmark_node *node = cmark_node_first_child(link); node != NULL; node = cmark_node_next(node)) {
        const char *text = cmark_node_get_type(node) == CMARK_NODE_TEXT ? cmark_node_get_literal(node) : "";
        for (const char *at = text; (at = strchr(at, '@')) != NULL; at++) {
            *first = node == cmark_node_first_child(link) && (at == text || (at == text + 1 && *text == '-'));
            if ((at == text || strchr(" (-;:/", at[-1]) != NULL) && ascii_is_letter(at[1]))
                return at;
        }
    }
    return NULL;
}

/*
 * [@key](address): a citation leads to the list of references and cannot lead elsewhere, too, so it is read without
 * the link (true). Behind other words it remains text, and that is reported.
 */
static bool read_citing_link(struct reading *reading, struct inlines *out, cmark_node *node, int depth)
{
    bool first;
    const char *key = out->flat ? find_citation(node, &first) : NULL;

    if (key == NULL)
        return false;
    int column = position_column(reading, cmark_node_get_start_column(node));
    struct place place = reading_place(reading, reading->leaf.line, column);
    if (!first) {
        diag_warning(reading->diags, place, "citation-in-link",
                     "'%.*s' in the text of a link is printed as it is typed", (int)strcspn(key, " ,;)"), key);
        diag_hint(reading->diags, "cite the work beside the link");
        return false;
    }
    diag_warning(reading->diags, place, "citation-in-link",
                 "a citation is the text of this link, leaving out its address '%s'", cmark_node_get_url(node));
    diag_hint(reading->diags, "give the work the address in the bibliography (url), or write it behind the citation");
    spans_read(reading, out, node, depth + 1);
    link_pass(reading);
    return true;
}

/* The text of a link may call a note. */
static bool may_call(cmark_node *link)
{
    for (cmark_node *node = cmark_node_first_child(link); node != NULL; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_TEXT && strchr(cmark_node_get_literal(node), '^') != NULL)
            return true;
    }
    return false;
}

/* Reads the text of a link as span's; notes called in it, which are links themselves, are called behind it. */
static void read_calling_link(struct reading *reading, struct inlines *out, cmark_node *node, struct span *span,
                              int depth)
{
    struct inlines inner = {.flat = true, .start = reading->flat.length};
    struct spans notes = {0};

    spans_read(reading, &inner, node, depth + 1);
    span->children = inline_without_notes(reading, inner.start, depth + 1, &notes);
    flat_end(reading, inner.start);
    foreign_check(reading, span->children);
    span->children = html_obey(reading, span->children);
    add_object(reading, out, span);
    for (struct span *note = notes.first, *next; note != NULL; note = next) {
        next = note->next;
        note->next = NULL;
        add_object(reading, out, note);
    }
}

static void read_link(struct reading *reading, struct inlines *out, cmark_node *node, enum span_kind kind, int depth)
{
    bool automatic = kind == SPAN_LINK && is_autolink(node);

    if (kind == SPAN_LINK && !automatic && read_citing_link(reading, out, node, depth))
        return;
    int start =
        automatic ? cmark_node_get_start_column(cmark_node_first_child(node)) - 1 : cmark_node_get_start_column(node);
    struct span *span = new_span(reading, kind, position_column(reading, start));
    struct link *link = arena_alloc(reading->arena, sizeof *link);
    const char *title = cmark_node_get_title(node);

    link->target = copy_string(reading, cmark_node_get_url(node));
    link->title = title != NULL && *title != '\0' ? copy_string(reading, title) : NULL;
    span->link = link;
    if (kind == SPAN_LINK && out->flat && may_call(node))
        read_calling_link(reading, out, node, span, depth);
    else
        read_nested(reading, out, node, span, kind == SPAN_IMAGE, depth);
    if (automatic)
        reading->leaf.reached++;
    else
        link_pass(reading);
}

static void read_inline(struct reading *reading, struct inlines *out, cmark_node *node, int depth)
{
    if (depth >= DEEPEST_SPAN && cmark_node_first_child(node) != NULL) {
        reading_too_deep(reading, reading_place(reading, reading->leaf.line,
                                                cmark_node_get_start_column(node) + reading->leaf.shift));
        read_flattened(reading, out, node);
        return;
    }
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        read_text(reading, out, node);
        break;
    case CMARK_NODE_SOFTBREAK:
        read_break(reading, out, SPAN_SOFT_BREAK);
        break;
    case CMARK_NODE_LINEBREAK:
        read_break(reading, out, SPAN_LINE_BREAK);
        break;
    case CMARK_NODE_CODE:
        read_code(reading, out, node);
        break;
    case CMARK_NODE_HTML_INLINE:
        read_html(reading, out, node);
        break;
    case CMARK_NODE_EMPH:
        read_emphasis(reading, out, node, SPAN_EMPHASIS, depth);
        break;
    case CMARK_NODE_STRONG:
        read_emphasis(reading, out, node, SPAN_STRONG, depth);
        break;
    case CMARK_NODE_LINK:
        read_link(reading, out, node, SPAN_LINK, depth);
        break;
    case CMARK_NODE_IMAGE:
        read_link(reading, out, node, SPAN_IMAGE, depth);
        break;
    default: /* no block is within an inline */
        break;
    }
}
