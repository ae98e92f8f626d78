#include "write/drawing/drawing.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"

#include <graphviz/gvc.h>

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * What is laid out is a second graph, made from the first: with the attributes that say how things are ordered, sizes
 * from our own measures, and nothing else.  Labels of clusters and arrows are empty HTML tables of the right size.
 */

enum {
    MOST_NODES = 300,
    MOST_EDGES = 600,
    MOST_DEPTH = 10,
    MOST_LETTERS = 300, /* of a label */
    NODE_WIDTH = 150,   /* of the text in a node, about eighteen letters */
    GROUP_WIDTH = 220,
    ARROW_WIDTH = 110,
};

/* Names of groups are bold in print, and as large as all other words there. */
static const double BOLD = 1.1;

/* An object of the graph that is laid out, and what is drawn for it: one of the two. */
struct made {
    void *object;
    struct diagram_part *part;
    struct diagram_arrow *arrow;
};

struct work {
    struct arena *arena;
    struct buffer *out;
    Agraph_t *source;
    Agraph_t *layout;
    struct list made; /* of struct made: groups, then nodes, then edges */
    bool stopped;     /* an error was written */
};

/* What Graphviz has complained of. It offers no context, and the process that lays out does nothing else. */
static struct buffer complaints;

static int note_complaint(char *text)
{
    buffer_text(&complaints, text);
    return 0;
}

static void complain(struct work *work, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void complain(struct work *work, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    buffer_format(work->out, "error 0 %s\n", arena_vformat(work->arena, translated(format), arguments));
    va_end(arguments);
    work->stopped = true;
}

static void warn(struct work *work, const char *subject, const char *what)
{
    char *line = arena_format(work->arena, "'%s' %s", subject, translated(what));

    for (char *c = line; *c != '\0'; c++)
        *c = *c == '\n' ? ' ' : *c;
    buffer_format(work->out, "warning 0 %s\n", line);
}

/* ---- identities ---- */

/*
 * Graphviz knows things by the addresses of their names, and orders groups by them: the same graph would be laid out
 * otherwise in each run.  Here names are numbered as they come.
 */
struct identities {
    struct arena *arena;
    struct map *numbers; /* name -> even number */
    struct list names;
    IDTYPE nameless; /* odd numbers */
};

/* What Graphviz is given: its disciplines, and behind them what ours need. */
struct disciplines {
    Agdisc_t all;
    struct arena *arena;
    const char *text; /* that is still to be read */
};

static void *open_identities(Agraph_t *graph, Agdisc_t *disciplines)
{
    struct arena *arena = ((struct disciplines *)disciplines)->arena;
    struct identities *identities = arena_alloc(arena, sizeof *identities);

    (void)graph;
    identities->arena = arena;
    identities->numbers = map_new(arena);
    identities->nameless = 1;
    return identities;
}

static long identify(void *state, int kind, char *name, IDTYPE *id, int create)
{
    struct identities *identities = state;

    (void)kind;
    if (name == NULL) {
        *id = identities->nameless;
        identities->nameless += 2;
        return TRUE;
    }
    const size_t *number = map_get(identities->numbers, name);
    if (number == NULL && !create)
        return FALSE;
    if (number == NULL) {
        size_t *next = arena_alloc(identities->arena, sizeof *next);
        char *copy = arena_string(identities->arena, name);
        *next = 2 * (identities->names.count + 1);
        list_add(&identities->names, identities->arena, copy);
        map_put(identities->numbers, copy, next);
        number = next;
    }
    *id = *number;
    return TRUE;
}

static char *name_of(void *state, int kind, IDTYPE id)
{
    struct identities *identities = state;

    (void)kind;
    return id % 2 == 0 && id / 2 <= identities->names.count && id > 0 ? identities->names.items[id / 2 - 1] : NULL;
}

static long refuse_identity(void *state, int kind, IDTYPE id)
{
    (void)state;
    (void)kind;
    (void)id;
    return FALSE;
}

static void forget_identity(void *state, int kind, IDTYPE id)
{
    (void)state;
    (void)kind;
    (void)id;
}

static void close_identities(void *state)
{
    (void)state;
}

static void note_object(void *state, int kind, void *object)
{
    (void)state;
    (void)kind;
    (void)object;
}

/* Graphviz reads the text by this. */
static int read_text(void *channel, char *bytes, int size)
{
    struct disciplines *disciplines = channel;
    size_t left = strlen(disciplines->text), length = left < (size_t)size ? left : (size_t)size;

    memcpy(bytes, disciplines->text, length);
    disciplines->text += length;
    return (int)length;
}

static Agiddisc_t identity_discipline = {open_identities, identify,         refuse_identity, forget_identity,
                                         name_of,         close_identities, note_object};
static Agiodisc_t reading_discipline = {.afread = read_text};

/* ---- reading attributes ---- */

static const char *attribute(void *object, const char *name)
{
    const char *value = agget(object, (char *)name);

    return value ? value : "";
}

static void set(void *object, const char *name, const char *value)
{
    agsafeset(object, (char *)name, (char *)value, (char *)"");
}

/* Copies a number if it is one from 0 to most. */
static void copy_number(void *from, void *to, const char *name, double most)
{
    const char *value = attribute(from, name);
    char *end;
    double number = strtod(value, &end);

    if (end != value && *end == '\0' && number >= 0 && number <= most)
        set(to, name, value);
}

static void copy_word(void *from, void *to, const char *name, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (strcmp(attribute(from, name), *words) == 0)
            set(to, name, *words);
    }
}

static bool has_style(void *object, const char *style)
{
    return strstr(attribute(object, "style"), style) != NULL;
}

static bool is_dashed(void *object)
{
    return has_style(object, "dashed") || has_style(object, "dotted");
}

/* The label of an object as text, DOT's escapes resolved; name for "\N" and where there is none. */
static const char *label_of(struct work *work, void *object, const char *name, const char *fallback)
{
    const char *label = agget(object, (char *)"label");
    struct buffer text = {0};

    if (label != NULL && aghtmlstr((char *)label)) {
        complain(work, "'%s' has an HTML label, which is not drawn", name);
        return "";
    }
    for (label = label ? label : fallback; *label != '\0'; label++) {
        if (*label != '\\' || label[1] == '\0')
            buffer_char(&text, *label == '\r' ? ' ' : *label);
        else if (strchr("nlr", *++label) != NULL)
            buffer_char(&text, '\n');
        else if (*label == 'N')
            buffer_text(&text, name);
        else
            buffer_char(&text, *label);
    }
    const char *copy = buffer_take(&text, work->arena);
    if (text_length(copy) > MOST_LETTERS)
        complain(work, "the label of '%.60s' has more than %d letters", name, MOST_LETTERS);
    return copy;
}

static double lines_width(const struct list *lines)
{
    double widest = 0;

    for (size_t i = 0; i < lines->count; i++)
        widest = fmax(widest, diagram_text_width(lines->items[i], DIAGRAM_LETTER));
    return ceil(widest);
}

/* ---- the graph that is laid out ---- */

static struct made *make(struct work *work, void *object)
{
    struct made *made = arena_alloc(work->arena, sizeof *made);

    made->object = object;
    list_add(&work->made, work->arena, made);
    return made;
}

/* Room for a label that Graphviz need not read: text of its own would bring the machine's fonts in. */
static void make_room(Agraph_t *graph, void *object, double width, size_t lines)
{
    char label[200];

    snprintf(label, sizeof label,
             "<TABLE BORDER=\"0\" FIXEDSIZE=\"TRUE\" WIDTH=\"%.0f\" HEIGHT=\"%zu\"><TR><TD></TD></TR></TABLE>", width,
             lines * DIAGRAM_LINE);
    char *kept = agstrdup_html(agroot(graph), label);
    set(object, "label", kept);
    agstrfree(agroot(graph), kept);
}

static enum diagram_shape shape_of(struct work *work, Agnode_t *node)
{
    static const char *const boxes[] = {"box", "rect",   "rectangle", "square", "note",
                                        "tab", "folder", "component", NULL};
    static const char *const plain[] = {"plaintext", "plain", "none", "underline", NULL};
    const char *shape = attribute(node, "shape");

    if (text_is_among(shape, boxes))
        return DIAGRAM_BOX;
    if (text_is_among(shape, plain))
        return DIAGRAM_PLAIN;
    if (strcmp(shape, "diamond") == 0)
        return DIAGRAM_DIAMOND;
    if (*shape == '\0' || strcmp(shape, "ellipse") == 0 || strcmp(shape, "oval") == 0 || strcmp(shape, "circle") == 0)
        return DIAGRAM_ELLIPSE;
    warn(work, agnameof(node), "has a shape that is drawn as a box");
    return DIAGRAM_BOX;
}

static void set_size(Agnode_t *made, double width, double height)
{
    char text[40];

    snprintf(text, sizeof text, "%.4f", width / 72);
    set(made, "width", text);
    snprintf(text, sizeof text, "%.4f", height / 72);
    set(made, "height", text);
}

/* What the source asks for in inches. */
static double least_size(Agnode_t *node, const char *name)
{
    double size = strtod(attribute(node, name), NULL) * 72;

    return size > 0 && size < 400 ? size : 0;
}

static void make_node(struct work *work, Agnode_t *node)
{
    static const char *const shapes[] = {"box", "box", "ellipse", "diamond", "box"}; /* by enum diagram_shape */
    Agnode_t *copy = agnode(work->layout, agnameof(node), TRUE);
    struct diagram_part *part = arena_alloc(work->arena, sizeof *part);

    part->shape = shape_of(work, node);
    part->dashed = is_dashed(node);
    part->lines = diagram_wrap(work->arena, label_of(work, node, agnameof(node), "\\N"), DIAGRAM_LETTER, NODE_WIDTH);
    double factor = part->shape == DIAGRAM_ELLIPSE ? 1.35 : part->shape == DIAGRAM_DIAMOND ? 1.9 : 1;
    double width = lines_width(&part->lines) * factor + 20;
    double height = (double)part->lines.count * DIAGRAM_LINE * factor + 14;
    set_size(copy, fmax(width, least_size(node, "width")), fmax(height, least_size(node, "height")));
    set(copy, "shape", shapes[part->shape]);
    if (has_style(node, "invis")) {
        set(copy, "style", "invis");
        return;
    }
    make(work, copy)->part = part;
}

/* Subgraphs with their nodes, outer ones first; clusters are drawn. */
static void make_groups(struct work *work, Agraph_t *from, Agraph_t *to, int depth)
{
    static const char *const ranks[] = {"same", "min", "max", "source", "sink", NULL};

    if (depth > MOST_DEPTH)
        complain(work, "groups are nested deeper than %d", MOST_DEPTH);
    for (Agraph_t *group = agfstsubg(from); group != NULL && !work->stopped; group = agnxtsubg(group)) {
        const char *name = agnameof(group);
        Agraph_t *copy = agsubg(to, *name == '%' ? NULL : (char *)name, TRUE);
        bool drawn = strncmp(agnameof(group), "cluster", 7) == 0;
        copy_word(group, copy, "rank", ranks);
        if (drawn && !has_style(group, "invis")) {
            struct diagram_part *part = arena_alloc(work->arena, sizeof *part);
            part->shape = DIAGRAM_GROUP;
            part->depth = depth;
            part->dashed = is_dashed(group);
            const char *label = label_of(work, group, agnameof(group), "");
            /* Subgraphs inherit the label of the graph. */
            if (strcmp(attribute(group, "label"), attribute(agroot(group), "label")) != 0)
                part->lines = diagram_wrap(work->arena, label, DIAGRAM_SMALL, GROUP_WIDTH);
            if (part->lines.count > 0)
                make_room(copy, copy, lines_width(&part->lines) * BOLD + 8, part->lines.count);
            make(work, copy)->part = part;
        }
        for (Agnode_t *node = agfstnode(group); node != NULL; node = agnxtnode(group, node))
            agsubnode(copy, agnode(work->layout, agnameof(node), TRUE), TRUE);
        make_groups(work, group, copy, depth + drawn);
    }
}

static void make_edge(struct work *work, Agedge_t *edge)
{
    static const char *const directions[] = {"forward", "back", "both", "none", NULL};
    static const char *const no[] = {"false", NULL};
    Agnode_t *tail = agnode(work->layout, agnameof(agtail(edge)), FALSE);
    Agnode_t *head = agnode(work->layout, agnameof(aghead(edge)), FALSE);
    Agedge_t *copy = agedge(work->layout, tail, head, NULL, TRUE);
    struct diagram_arrow *arrow = arena_alloc(work->arena, sizeof *arrow);

    copy_word(edge, copy, "dir", directions);
    copy_word(edge, copy, "constraint", no);
    copy_number(edge, copy, "weight", 100);
    copy_number(edge, copy, "minlen", 20);
    set(copy, "lhead", attribute(edge, "lhead"));
    set(copy, "ltail", attribute(edge, "ltail"));
    if (has_style(edge, "invis")) {
        set(copy, "style", "invis");
        return;
    }
    if (strcmp(attribute(edge, "arrowhead"), "none") == 0)
        set(copy, "arrowhead", "none");
    arrow->dashed = is_dashed(edge);
    arrow->lines = diagram_wrap(work->arena, label_of(work, edge, "an arrow", ""), DIAGRAM_SMALL, ARROW_WIDTH);
    if (arrow->lines.count > 0)
        make_room(work->layout, copy, lines_width(&arrow->lines) + 14, arrow->lines.count);
    make(work, copy)->arrow = arrow;
}

static void make_graph(struct work *work)
{
    static const char *const directions[] = {"TB", "LR", "BT", "RL", NULL};
    Agraph_t *graph = work->layout;

    set(graph, "compound", "true");
    set(graph, "ranksep", "0.42");
    set(graph, "nodesep", "0.2");
    copy_word(work->source, graph, "rankdir", directions);
    copy_number(work->source, graph, "ranksep", 3);
    copy_number(work->source, graph, "nodesep", 3);
    agattr(graph, AGNODE, (char *)"fixedsize", (char *)"true");
    agattr(graph, AGNODE, (char *)"label", (char *)"");
    agattr(graph, AGEDGE, (char *)"label", (char *)"");
    make_groups(work, work->source, graph, 0);
    for (Agnode_t *node = agfstnode(work->source); node != NULL && !work->stopped; node = agnxtnode(work->source, node))
        make_node(work, node);
    for (Agnode_t *node = agfstnode(work->source); node != NULL && !work->stopped;
         node = agnxtnode(work->source, node)) {
        for (Agedge_t *edge = agfstout(work->source, node); edge != NULL; edge = agnxtout(work->source, edge))
            make_edge(work, edge);
    }
}

/* ---- what Graphviz found ---- */

static struct diagram_point at(const struct work *work, pointf point)
{
    boxf box = GD_bb(work->layout);

    return (struct diagram_point){point.x - box.LL.x + DIAGRAM_MARGIN, box.UR.y - point.y + DIAGRAM_MARGIN};
}

static void write_lines(struct work *work, const struct list *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        buffer_format(work->out, "line %s\n", (const char *)lines->items[i]);
}

static void write_part(struct work *work, const struct made *made)
{
    const struct diagram_part *part = made->part;
    struct diagram_point corner;
    double width, height;

    if (part->shape == DIAGRAM_GROUP) {
        boxf box = GD_bb((Agraph_t *)made->object);
        corner = at(work, (pointf){box.LL.x, box.UR.y});
        width = box.UR.x - box.LL.x;
        height = box.UR.y - box.LL.y;
    } else {
        Agnode_t *node = made->object;
        width = ND_width(node) * 72;
        height = ND_height(node) * 72;
        corner = at(work, ND_coord(node));
        corner.x -= width / 2;
        corner.y -= height / 2;
    }
    buffer_format(work->out, "part %d %d %d %.1f %.1f %.1f %.1f\n", (int)part->shape, part->depth, (int)part->dashed,
                  corner.x, corner.y, width, height);
    write_lines(work, &part->lines);
}

/* The number of the part with that name: a group, or a node. */
static size_t part_number(const struct work *work, const char *name)
{
    size_t number = 0;

    for (size_t i = 0; i < work->made.count; i++) {
        const struct made *made = work->made.items[i];
        if (made->part == NULL)
            continue;
        if (strcmp(agnameof(made->object), name) == 0)
            break;
        number++;
    }
    return number;
}

/* The part that an end of an arrow is at: the group it is clipped at, or its node. */
static size_t end_number(const struct work *work, Agedge_t *edge, const char *clipped, Agnode_t *node)
{
    const char *group = attribute(edge, clipped);

    return part_number(work, *group != '\0' ? group : agnameof(node));
}

static void write_arrow(struct work *work, const struct made *made)
{
    Agedge_t *edge = made->object;
    size_t from = end_number(work, edge, "ltail", agtail(edge)), to = end_number(work, edge, "lhead", aghead(edge));
    const textlabel_t *label = ED_label(edge);
    const splines *curves = ED_spl(edge);

    for (size_t i = 0; curves != NULL && i < (size_t)curves->size; i++) {
        const bezier *curve = &curves->list[i];
        /* Without a head there is no tip, and what stands in its place was never set. */
        struct diagram_point head = {0}, tail = {0};
        head = curve->eflag ? at(work, curve->ep) : head;
        tail = curve->sflag ? at(work, curve->sp) : tail;
        bool last = i + 1 == (size_t)curves->size;
        struct diagram_point middle = {0};
        if (last && label != NULL && made->arrow->lines.count > 0)
            middle = at(work, label->pos);
        buffer_format(work->out, "arrow %zu %zu %d %d %.1f %.1f %d %.1f %.1f %.1f %.1f %d", from, to,
                      (int)made->arrow->dashed, curve->eflag != 0, head.x, head.y, curve->sflag != 0, tail.x, tail.y,
                      middle.x, middle.y, (int)curve->size);
        for (int j = 0; j < (int)curve->size; j++) {
            struct diagram_point point = at(work, curve->list[j]);
            buffer_format(work->out, " %.1f %.1f", point.x, point.y);
        }
        buffer_char(work->out, '\n');
        if (last)
            write_lines(work, &made->arrow->lines);
    }
}

static void write_layout(struct work *work)
{
    boxf box = GD_bb(work->layout);

    buffer_format(work->out, "size %.1f %.1f\n", box.UR.x - box.LL.x + 2 * DIAGRAM_MARGIN,
                  box.UR.y - box.LL.y + 2 * DIAGRAM_MARGIN);
    for (size_t i = 0; i < work->made.count; i++) {
        const struct made *made = work->made.items[i];
        if (made->part != NULL)
            write_part(work, made);
        else
            write_arrow(work, made);
    }
}

/* ---- complaints of Graphviz ---- */

/* "Error: <unknown>: syntax error in line 3 near '['" -> "error 3 syntax error near '['". */
static void write_complaint(struct work *work, const char *text, size_t length)
{
    const char *message = arena_copy(work->arena, text, length);
    bool is_error = strncmp(message, "Error: ", 7) == 0;
    const char *in_line = strstr(message, " in line ");
    long line = in_line ? strtol(in_line + 9, NULL, 10) : 0;

    message = strncmp(message, "Error: ", 7) == 0 ? message + 7 : message;
    message = strncmp(message, "Warning: ", 9) == 0 ? message + 9 : message;
    if (*message == '<' && strstr(message, ": ") != NULL)
        message = strstr(message, ": ") + 2;
    if (in_line != NULL && in_line > message) {
        const char *rest = in_line + 9 + strspn(in_line + 9, "0123456789");
        message = arena_format(work->arena, "%.*s%s", (int)(in_line - message), message, rest);
    }
    if (*message != '\0')
        buffer_format(work->out, "%s %ld %s\n", is_error ? "error" : "warning", line, message);
    work->stopped = work->stopped || is_error;
}

static void write_complaints(struct work *work)
{
    const char *text = buffer_string(&complaints);

    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        write_complaint(work, text, length);
        text += length + (text[length] == '\n');
    }
    buffer_clear(&complaints);
}

static bool is_small(struct work *work)
{
    int nodes = agnnodes(work->source), edges = agnedges(work->source);

    if (nodes == 0)
        complain(work, "the graph has no nodes");
    else if (nodes > MOST_NODES)
        complain(work, "the graph has %d nodes, more than the %d that a page can show", nodes, MOST_NODES);
    else if (edges > MOST_EDGES)
        complain(work, "the graph has %d arrows, more than the %d that a page can show", edges, MOST_EDGES);
    return !work->stopped;
}

void diagram_layout(const char *dot, struct buffer *out)
{
    struct work work = {.arena = arena_new(), .out = out};
    struct disciplines disciplines = {{&AgMemDisc, &identity_discipline, &reading_discipline}, work.arena, dot};

    agseterrf(note_complaint);
    work.source = agread(&disciplines, &disciplines.all);
    write_complaints(&work);
    if (work.source == NULL && !work.stopped)
        complain(&work, "there is no graph in the file");
    if (!work.stopped && is_small(&work)) {
        GVC_t *graphviz = gvContext();
        work.layout =
            agopen((char *)"diagram", agisdirected(work.source) ? Agdirected : Agundirected, &disciplines.all);
        make_graph(&work);
        if (!work.stopped && gvLayout(graphviz, work.layout, "dot") != 0)
            complain(&work, "Graphviz cannot lay the graph out");
        write_complaints(&work);
        if (!work.stopped)
            write_layout(&work);
    }
    buffer_text(out, "end\n");
    arena_free(work.arena);
}

/* ---- text ---- */

/* A word may stand out as far; longer ones are broken. */
static const double LONGEST_WORD = 1.6;

static double letter_width(unsigned long letter)
{
    if (text_is_mark(letter))
        return 0;
    if (letter >= 0x1100 && (letter < 0x2000 || letter >= 0x2e80))
        return 1.05;
    if (letter >= 128)
        return 0.8;
    if (letter == ' ' || strchr("iljI.,;:'|!", (int)letter) != NULL)
        return 0.34;
    if (strchr("frt-()[]/\"", (int)letter) != NULL)
        return 0.43;
    if (strchr("mwMW%@", (int)letter) != NULL)
        return 0.99;
    return letter >= 'A' && letter <= 'Z' ? 0.75 : 0.64;
}

static double width_of(const char *text, const char *end)
{
    double width = 0;

    while (text < end)
        width += letter_width(text_next(&text));
    return width;
}

double diagram_text_width(const char *text, double size)
{
    return width_of(text, text + strlen(text)) * size;
}

/* Where a line that begins at text ends: before the last space that fits, or in the middle of a long word. */
static const char *line_end(const char *text, double room)
{
    const char *end = text, *space = NULL;
    double width = 0;

    while (*end != '\0' && *end != '\n') {
        const char *next = end;
        width += letter_width(text_next(&next));
        if (width > room && space != NULL)
            return space;
        if (width > LONGEST_WORD * room)
            return end;
        if (*end == ' ' && end > text)
            space = end;
        end = next;
    }
    return end;
}

struct list diagram_wrap(struct arena *arena, const char *text, double size, double width)
{
    struct list lines = {0};

    while (*text != '\0') {
        const char *end = line_end(text, width / size);
        list_add(&lines, arena, arena_copy(arena, text, (size_t)(end - text)));
        text = *end == ' ' || *end == '\n' ? end + 1 : end;
    }
    return lines;
}
