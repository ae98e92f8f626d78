#include "write/drawing/drawing.h"

#include "base/arena.h"
#include "document/document.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* What leads to what, and what occurs together: charts of names, drawn as diagrams are. */

enum {
    FLOW_BOX = 116, /* or as wide as its longest word */
    FLOW_GAP = 40,
    UPRIGHT_BOX = 150, /* the same for a phone */
    UPRIGHT_LEAST = 90,
    UPRIGHT_GAP = 20,
    UPRIGHT_SPACE = 28, /* between two levels and the next two */
    NETWORK_BOX = 160,
    ARC_LEAST = 26, /* how far the arc between neighbours reaches */
    ARC_ROOM = 124, /* and how much farther the longest */
    PADDING = 8,
    SPACE = 8, /* between boxes */
    MOST_WEIGHT = 4,
};

/* One name of a level, and what is drawn for it. */
struct node {
    const char *name;
    struct diagram_part *part;
    double wanted; /* its middle, from what it is linked with */
    size_t links;
};

/* A box without a place; the corner is at x. */
static struct diagram_part *add_box(struct arena *arena, struct diagram *diagram, const char *name, double x,
                                    double width)
{
    struct diagram_part *part = arena_alloc(arena, sizeof *part);

    *part = (struct diagram_part){.shape = DIAGRAM_BOX, .corner = {x, 0}, .width = width};
    part->lines = diagram_wrap(arena, name, DIAGRAM_LETTER, width - PADDING);
    part->height = (double)part->lines.count * DIAGRAM_LINE + PADDING;
    list_add(&diagram->parts, arena, part);
    return part;
}

static double middle_of(const struct diagram_part *part)
{
    return part->corner.y + part->height / 2;
}

static struct diagram_arrow *add_line(struct arena *arena, struct diagram *diagram, struct diagram_point from,
                                      struct diagram_point to, double reach, double count)
{
    struct diagram_arrow *line = arena_alloc(arena, sizeof *line);

    *line = (struct diagram_arrow){.weight = (int)fmin(fmax(count, 1), MOST_WEIGHT), .point_count = 4};
    line->points = arena_alloc(arena, line->point_count * sizeof *line->points);
    line->points[0] = from;
    line->points[1] = (struct diagram_point){from.x + reach, from.y};
    line->points[2] = (struct diagram_point){to.x > from.x ? to.x - reach : to.x + reach, to.y};
    line->points[3] = to;
    list_add(&diagram->arrows, arena, line);
    return line;
}

/* ---- what leads to what ---- */

static const char *name_at(const struct chart *chart, size_t row, size_t level)
{
    const struct chart_point *first = &chart->points[row * chart->column_count];

    return level == 0 ? first->label : first[level - 1].text;
}

static struct node *find_node(const struct list *level, const char *name)
{
    for (size_t i = 0; i < level->count; i++) {
        struct node *node = level->items[i];
        if (strcmp(node->name, name) == 0)
            return node;
    }
    return NULL;
}

static double height_of(const struct list *level)
{
    double height = 0;

    for (size_t i = 0; i < level->count; i++)
        height += ((const struct node *)level->items[i])->part->height + SPACE;
    return height;
}

/* Puts the nodes as near to where they want to be as they do not meet, between top and bottom. */
static void place(const struct list *level, double top, double bottom)
{
    for (size_t i = 0; i < level->count; i++) {
        struct diagram_part *part = ((struct node *)level->items[i])->part;
        part->corner.y = fmax(top, ((struct node *)level->items[i])->wanted - part->height / 2);
        top = part->corner.y + part->height + SPACE;
    }
    for (size_t i = level->count; i > 0; i--) {
        struct diagram_part *part = ((struct node *)level->items[i - 1])->part;
        part->corner.y = fmin(part->corner.y, bottom - SPACE - part->height);
        bottom = part->corner.y;
    }
}

static int compare_wanted(const void *a, const void *b)
{
    double first = ((const struct node *)a)->wanted, second = ((const struct node *)b)->wanted;

    return first < second ? -1 : first > second;
}

/* Places a level by one beside it that has its place. */
static void place_beside(const struct chart *chart, struct list *levels, size_t level, size_t beside, double top,
                         double bottom)
{
    struct list *nodes = &levels[level];

    for (size_t row = 0; row * chart->column_count < chart->point_count; row++) {
        struct node *node = find_node(nodes, name_at(chart, row, level));
        const struct node *other = find_node(&levels[beside], name_at(chart, row, beside));
        if (node == NULL || other == NULL)
            continue;
        node->wanted = (node->wanted * (double)node->links + middle_of(other->part)) / (double)(node->links + 1);
        node->links++;
    }
    list_sort(nodes, compare_wanted);
    place(nodes, top, bottom);
}

/* How many rows have both names. */
static double count_rows(const struct chart *chart, size_t level, const char *from, const char *to)
{
    double count = 0;

    for (size_t row = 0; row * chart->column_count < chart->point_count; row++)
        count += strcmp(name_at(chart, row, level), from) == 0 && strcmp(name_at(chart, row, level + 1), to) == 0;
    return count;
}

/* Makes the boxes of a level as wide as their longest line, and at least so wide, at x. Returns where they end. */
static double widen(const struct list *level, double x, double width)
{
    for (size_t i = 0; i < level->count; i++) {
        const struct diagram_part *part = ((const struct node *)level->items[i])->part;
        for (size_t j = 0; j < part->lines.count; j++)
            width = fmax(width, diagram_text_width(part->lines.items[j], DIAGRAM_LETTER) + PADDING);
    }
    for (size_t i = 0; i < level->count; i++) {
        struct diagram_part *part = ((struct node *)level->items[i])->part;
        part->corner.x = x;
        part->width = width;
    }
    return x + width;
}

static void link_levels(struct arena *arena, const struct chart *chart, struct diagram *diagram,
                        const struct list *levels, size_t level)
{
    for (size_t i = 0; i < levels[level].count; i++) {
        const struct node *from = levels[level].items[i];
        for (size_t j = 0; j < levels[level + 1].count; j++) {
            const struct node *to = levels[level + 1].items[j];
            double count = count_rows(chart, level, from->name, to->name);
            const struct diagram_point start = {from->part->corner.x + from->part->width, middle_of(from->part)};
            const struct diagram_point end = {to->part->corner.x, middle_of(to->part)};
            if (count > 0)
                add_line(arena, diagram, start, end, (end.x - start.x) * .6, count);
        }
    }
}

/* The names of a level; what stood above already, and leads to nothing, is not drawn again. */
static void add_level(struct arena *arena, const struct chart *chart, struct diagram *diagram, struct list *levels,
                      size_t level, bool again, double box)
{
    for (size_t row = 0; row * chart->column_count < chart->point_count; row++) {
        const char *name = name_at(chart, row, level);
        struct node *node = *name == '\0' ? NULL : arena_alloc(arena, sizeof *node);
        if (node == NULL || find_node(&levels[level], name) != NULL)
            continue;
        if (again && *name_at(chart, row, level + 1) == '\0')
            continue;
        *node = (struct node){.name = name, .part = add_box(arena, diagram, name, 0, box)};
        list_add(&levels[level], arena, node);
    }
}

/* Draws the levels first to last side by side, below what the diagram has. */
static void add_levels(struct arena *arena, const struct chart *chart, struct diagram *diagram, size_t first,
                       size_t last, double box, double gap)
{
    struct list *levels = arena_alloc(arena, (last + 1) * sizeof *levels);
    size_t tallest = first;
    double x = DIAGRAM_MARGIN - gap, top = diagram->height;

    for (size_t level = first; level <= last; level++) {
        add_level(arena, chart, diagram, levels, level, level == first && first > 0, box);
        x = widen(&levels[level], x + gap, box);
        tallest = height_of(&levels[level]) > height_of(&levels[tallest]) ? level : tallest;
    }
    double bottom = top + height_of(&levels[tallest]);
    place(&levels[tallest], top, bottom);
    for (size_t level = tallest; level > first; level--)
        place_beside(chart, levels, level - 1, level, top, bottom);
    for (size_t level = tallest + 1; level <= last; level++)
        place_beside(chart, levels, level, level - 1, top, bottom);
    for (size_t level = first; level < last; level++)
        link_levels(arena, chart, diagram, levels, level);
    diagram->width = fmax(diagram->width, x + DIAGRAM_MARGIN);
    diagram->height = bottom - SPACE;
}

static struct diagram *flow_of(struct arena *arena, const struct chart *chart)
{
    struct diagram *diagram = arena_alloc(arena, sizeof *diagram);

    *diagram = (struct diagram){.height = DIAGRAM_MARGIN};
    add_levels(arena, chart, diagram, 0, chart->column_count, FLOW_BOX, FLOW_GAP);
    diagram->height += DIAGRAM_MARGIN;
    return diagram;
}

/* Each two levels side by side, below those before them. */
static struct diagram *stacked_flow_of(struct arena *arena, const struct chart *chart, double box)
{
    struct diagram *diagram = arena_alloc(arena, sizeof *diagram);

    *diagram = (struct diagram){.height = DIAGRAM_MARGIN - UPRIGHT_SPACE};
    for (size_t level = 0; level < chart->column_count; level++) {
        diagram->height += UPRIGHT_SPACE;
        add_levels(arena, chart, diagram, level, level + 1, box, UPRIGHT_GAP);
    }
    diagram->height += DIAGRAM_MARGIN;
    return diagram;
}

/* The same for a phone: long words widen boxes, so all are narrower until two are not too wide. */
static struct diagram *upright_flow_of(struct arena *arena, const struct chart *chart)
{
    struct diagram *diagram = stacked_flow_of(arena, chart, UPRIGHT_BOX);

    for (double box = UPRIGHT_BOX; diagram->width > DIAGRAM_PHONE && box > UPRIGHT_LEAST;) {
        box -= 10;
        diagram = stacked_flow_of(arena, chart, box);
    }
    return diagram;
}

/* ---- what occurs together ---- */

static double most_together(const struct chart *chart)
{
    double most = 1;

    for (size_t i = 0; i < chart->point_count; i++) {
        if (i / chart->column_count != i % chart->column_count)
            most = fmax(most, chart->points[i].value);
    }
    return most;
}

/* Names one below the other, and arcs beside them, each with its number where it reaches farthest. */
static struct diagram *network_of(struct arena *arena, const struct chart *chart)
{
    struct diagram *diagram = arena_alloc(arena, sizeof *diagram);
    size_t count = chart->point_count / chart->column_count;
    double y = DIAGRAM_MARGIN, most = most_together(chart);

    for (size_t i = 0; i < count; i++) {
        const char *label = chart->points[i * chart->column_count].label;
        struct diagram_part *part = add_box(arena, diagram, label, DIAGRAM_MARGIN, NETWORK_BOX);
        part->corner.y = y;
        y += part->height + SPACE;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count && j < chart->column_count; j++) {
            const struct chart_point *point = &chart->points[i * chart->column_count + j];
            const struct diagram_part *from = diagram->parts.items[i], *to = diagram->parts.items[j];
            double x = DIAGRAM_MARGIN + NETWORK_BOX;
            double reach = ARC_LEAST + (double)(j - i - 1) / (double)(count > 2 ? count - 2 : 1) * ARC_ROOM;
            if (!(point->value > 0))
                continue;
            struct diagram_arrow *arc = add_line(arena, diagram, (struct diagram_point){x, middle_of(from)},
                                                 (struct diagram_point){x, middle_of(to)}, reach / .75,
                                                 ceil(point->value / most * MOST_WEIGHT));
            arc->middle = (struct diagram_point){x + reach + 2, (middle_of(from) + middle_of(to)) / 2};
            list_add(&arc->lines, arena, (void *)(uintptr_t)point->text);
        }
    }
    diagram->width = NETWORK_BOX + ARC_LEAST + ARC_ROOM + 2 * DIAGRAM_MARGIN;
    diagram->height = y + DIAGRAM_MARGIN - SPACE;
    return diagram;
}

struct diagram *diagram_of_chart(struct arena *arena, const struct chart *chart)
{
    if (chart->column_count == 0 || chart->point_count == 0)
        return NULL;
    if (chart->kind != CHART_FLOW)
        return chart->kind == CHART_NETWORK ? network_of(arena, chart) : NULL;
    struct diagram *diagram = flow_of(arena, chart);
    diagram->upright = upright_flow_of(arena, chart);
    return diagram;
}
