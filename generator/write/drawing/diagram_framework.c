#include "write/drawing/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "study/study.h"

enum { MOST_BOXES = 24, MOST_DEPTH = 8 };

struct drawing {
    struct arena *arena;
    struct buffer dot;
    const struct framework *framework;
    int depth;  /* parts below it are left out */
    size_t row; /* boxes side by side */
};

/* The components of the last level that is drawn. */
static size_t count_boxes(const struct list *components, int depth)
{
    size_t count = 0;

    for (size_t i = 0; i < components->count; i++) {
        const struct component *component = components->items[i];
        count += component->parts.count > 0 && depth > 1 ? count_boxes(&component->parts, depth - 1) : 1;
    }
    return count;
}

static int depth_that_fits(const struct framework *framework)
{
    int depth = MOST_DEPTH;

    while (depth > 1 && count_boxes(&framework->components, depth) > MOST_BOXES)
        depth--;
    return depth;
}

static bool is_group(const struct drawing *drawing, const struct component *component, int depth)
{
    return component->parts.count > 0 && depth < drawing->depth;
}

static void write_quoted(struct drawing *drawing, const char *text)
{
    buffer_char(&drawing->dot, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            buffer_char(&drawing->dot, '\\');
        buffer_char(&drawing->dot, *text);
    }
    buffer_char(&drawing->dot, '"');
}

/* Relations between these components order them. */
static bool are_related(const struct drawing *drawing, const struct list *components)
{
    const struct list *relations = &drawing->framework->relations;

    for (size_t i = 0; i < relations->count; i++) {
        const struct relation *relation = relations->items[i];
        if (list_has(components, relation->from.object) && list_has(components, relation->to.object))
            return true;
    }
    return false;
}

/* Whether a relation between these components leads to (or, outwards, from) component. */
static bool has_relation(const struct drawing *drawing, const struct list *components, const struct component *wanted,
                         bool outwards)
{
    const struct list *relations = &drawing->framework->relations;

    for (size_t i = 0; i < relations->count; i++) {
        const struct relation *relation = relations->items[i];
        const struct component *from = relation->from.object, *to = relation->to.object;
        if ((outwards ? from : to) == wanted && list_has(components, outwards ? to : from))
            return true;
    }
    return false;
}

/* How many of parts stand in one row from the one at first: boxes side by side, a group on a row of its own. */
static size_t row_length(const struct drawing *drawing, const struct list *parts, size_t first, int depth)
{
    size_t length = 1;

    if (is_group(drawing, parts->items[first], depth))
        return 1;
    while (length < drawing->row && first + length < parts->count &&
           !is_group(drawing, parts->items[first + length], depth))
        length++;
    return length;
}

/* The middle of the first or last row; among related parts the first that none leads to, or the last that leads to
 * none. */
static const struct component *middle_of(const struct drawing *drawing, const struct list *parts, int depth, bool last)
{
    size_t first = 0, length = 0;

    if (are_related(drawing, parts)) {
        for (size_t i = 0; i < parts->count; i++) {
            const struct component *part = parts->items[last ? parts->count - 1 - i : i];
            if (!has_relation(drawing, parts, part, last))
                return part;
        }
        return parts->items[0];
    }
    do {
        first += length;
        length = row_length(drawing, parts, first, depth);
    } while (last && first + length < parts->count);
    return parts->items[first + (length - 1) / 2];
}

/* The box within component that an arrow from or to the group is tied to. */
static const struct component *box_of(const struct drawing *drawing, const struct component *component, int depth,
                                      bool last)
{
    while (is_group(drawing, component, depth)) {
        depth++;
        component = middle_of(drawing, &component->parts, depth, last);
    }
    return component;
}

/* An arrow that is not drawn. */
static void write_order_of(struct drawing *drawing, const struct component *first, const struct component *second,
                           int depth, const char *attributes)
{
    write_quoted(drawing, box_of(drawing, first, depth, true)->id);
    buffer_text(&drawing->dot, " -> ");
    write_quoted(drawing, box_of(drawing, second, depth, false)->id);
    buffer_format(&drawing->dot, " [style=invis%s]\n", attributes);
}

/* Parts in rows, as they are listed. */
static void write_rows(struct drawing *drawing, const struct list *parts, int depth)
{
    size_t above = 0, above_length = 0, length = 0;

    if (are_related(drawing, parts))
        return;
    for (size_t row = 0; row < parts->count; row += length) {
        length = row_length(drawing, parts, row, depth);
        for (size_t i = 0; above_length > 0 && i < length; i++)
            write_order_of(drawing, parts->items[above + (i < above_length ? i : above_length - 1)],
                           parts->items[row + i], depth, " weight=10");
        buffer_text(&drawing->dot, length > 1 ? "{\nrank=same\n" : "");
        for (size_t i = 1; i < length; i++)
            write_order_of(drawing, parts->items[row + i - 1], parts->items[row + i], depth, "");
        buffer_text(&drawing->dot, length > 1 ? "}\n" : "");
        above = row;
        above_length = length;
    }
}

static void write_components(struct drawing *drawing, const struct list *components, int depth)
{
    for (size_t i = 0; i < components->count; i++) {
        const struct component *component = components->items[i];
        if (is_group(drawing, component, depth)) {
            buffer_text(&drawing->dot, "subgraph ");
            write_quoted(drawing, arena_format(drawing->arena, "cluster %s", component->id));
            buffer_text(&drawing->dot, " {\nlabel=");
            write_quoted(drawing, component->label);
            buffer_char(&drawing->dot, '\n');
            write_components(drawing, &component->parts, depth + 1);
            write_rows(drawing, &component->parts, depth + 1);
            buffer_text(&drawing->dot, "}\n");
        } else {
            write_quoted(drawing, component->id);
            buffer_text(&drawing->dot, " [label=");
            write_quoted(drawing, component->label);
            buffer_text(&drawing->dot, "]\n");
        }
    }
}

/* Where a component is drawn: it, or the box around it whose parts are left out. */
struct drawn {
    const struct component *component;
    int depth;
};

static bool is_within(const struct component *component, const struct component *wanted)
{
    for (size_t i = 0; i < component->parts.count; i++) {
        const struct component *part = component->parts.items[i];
        if (part == wanted || is_within(part, wanted))
            return true;
    }
    return false;
}

static struct drawn find_drawn(const struct drawing *drawing, const struct list *components, int depth,
                               const struct component *wanted)
{
    for (size_t i = 0; i < components->count; i++) {
        const struct component *component = components->items[i];
        if (component == wanted)
            return (struct drawn){component, depth};
        if (is_within(component, wanted))
            return is_group(drawing, component, depth) ? find_drawn(drawing, &component->parts, depth + 1, wanted)
                                                       : (struct drawn){component, depth};
    }
    return (struct drawn){0};
}

static void write_end(struct drawing *drawing, const char *attribute, struct drawn end)
{
    if (!is_group(drawing, end.component, end.depth))
        return;
    buffer_format(&drawing->dot, " %s=", attribute);
    write_quoted(drawing, arena_format(drawing->arena, "cluster %s", end.component->id));
}

/* Whether one of the two stands in the other: Graphviz cannot draw an arrow from a group to what is in it. */
static bool are_nested(struct drawn a, struct drawn b)
{
    return a.component == b.component || is_within(a.component, b.component) || is_within(b.component, a.component);
}

/* Whether the relations before the one at end lead from component to wanted: what is reached is added to reached. */
static bool leads_to(const struct drawing *drawing, size_t end, const struct component *component,
                     const struct component *wanted, struct list *reached)
{
    const struct list *relations = &drawing->framework->relations;

    list_add(reached, drawing->arena, (void *)component);
    for (size_t i = 0; i < reached->count; i++) {
        const struct component *from = reached->items[i];
        if (from == wanted || is_within(from, wanted) || is_within(wanted, from))
            return true;
        for (size_t j = 0; j < end; j++) {
            const struct relation *relation = relations->items[j];
            struct component *to = relation->to.object;
            if ((relation->from.object == from || is_within(from, relation->from.object)) && !list_has(reached, to))
                list_add(reached, drawing->arena, to);
        }
    }
    return false;
}

/* All that ends the one group stands above all that begins the other. */
static void write_whole(struct drawing *drawing, struct drawn from, struct drawn to)
{
    const struct list *ends = &from.component->parts;

    if (!is_group(drawing, from.component, from.depth) || !are_related(drawing, ends))
        return;
    const char *below = box_of(drawing, to.component, to.depth, false)->id;
    for (size_t i = 0; i < ends->count; i++) {
        if (has_relation(drawing, ends, ends->items[i], true))
            continue;
        write_quoted(drawing, box_of(drawing, ends->items[i], from.depth + 1, true)->id);
        buffer_text(&drawing->dot, " -> ");
        write_quoted(drawing, below);
        buffer_text(&drawing->dot, " [style=invis]\n");
    }
}

/* An arrow; one that leads back against those before it does not decide what stands above what. */
static void write_relation(struct drawing *drawing, size_t number)
{
    const struct relation *relation = drawing->framework->relations.items[number];
    struct drawn from = find_drawn(drawing, &drawing->framework->components, 0, relation->from.object);
    struct drawn to = find_drawn(drawing, &drawing->framework->components, 0, relation->to.object);
    struct list reached = {0};

    if (from.component == NULL || to.component == NULL || are_nested(from, to))
        return;
    bool back = leads_to(drawing, number, to.component, from.component, &reached);
    write_quoted(drawing, box_of(drawing, from.component, from.depth, !back)->id);
    buffer_text(&drawing->dot, " -> ");
    write_quoted(drawing, box_of(drawing, to.component, to.depth, back)->id);
    buffer_text(&drawing->dot, back ? " [constraint=false" : " [weight=2");
    /* Within a group the borders of its groups take room from the arrows between them. */
    if (!back && from.depth > 0 && is_group(drawing, from.component, from.depth))
        buffer_text(&drawing->dot, " minlen=2");
    write_end(drawing, "ltail", from);
    write_end(drawing, "lhead", to);
    if (relation->label != NULL) {
        buffer_text(&drawing->dot, " label=");
        write_quoted(drawing, relation->label);
    }
    buffer_text(&drawing->dot, "]\n");
    if (!back)
        write_whole(drawing, from, to);
}

const char *diagram_of_framework(struct arena *arena, const struct framework *framework, size_t row)
{
    struct drawing drawing = {.arena = arena, .framework = framework, .row = row};

    drawing.depth = depth_that_fits(framework) - 1;
    buffer_text(&drawing.dot, "digraph {\nnode [shape=box width=1.8 height=0.6]\n");
    write_components(&drawing, &framework->components, 0);
    write_rows(&drawing, &framework->components, 0);
    for (size_t i = 0; i < framework->relations.count; i++)
        write_relation(&drawing, i);
    buffer_text(&drawing.dot, "}\n");
    const char *dot = arena_string(arena, buffer_string(&drawing.dot));
    buffer_free(&drawing.dot);
    return dot;
}
