#include "write/drawing/private.h"

#include "base/arena.h"

#include <math.h>
#include <stdint.h>

/*
 * Graphviz says what stands above what and what stands beside what; its groups hang off the middle, as it ties their
 * boxes to those above.  Here the same rows are set about one axis, and arrows are drawn anew.
 */

enum {
    BESIDE = 16,  /* between boxes of a row */
    BELOW = 14,   /* between rows */
    AROUND = 8,   /* between what is in a group and its border */
    CORNER = 14,  /* from an end of a side to where an arrow may touch it */
    TWIN = 11,    /* of arrows that go both ways, from the middle */
    DETOUR = 18,  /* from what an arrow goes around */
    TIP = 9,      /* the length of a head */
    SAMPLES = 16, /* points of a curve that are held against what it must not cross, at least */
    APART = 6,    /* and no farther from each other */
    LANE = 10,    /* between arrows that go around the same */
    ARROW_ROOM = 38,
    NEAR = 4,    /* steps that words may stand away from their arrow */
    WORDS = 100, /* how wide these are in a drawing that may not be wide */
    TITLE = 150, /* and the names of its groups */
};

/* A part of the diagram, and the group it stands in: NULL for the outermost. */
struct seat {
    const struct diagram_part *was;
    struct diagram_part *part;
    struct seat *group;
};

struct row {
    struct list seats; /* of struct seat, from left to right */
    double below;      /* where it ended in Graphviz's layout */
    double width;
    double height;
};

struct balance {
    struct arena *arena;
    struct diagram *diagram;
    double most;        /* that the drawing may be wide; 0: as wide as it is */
    struct list seats;  /* of struct seat, in the order of the parts */
    struct list labels; /* of struct diagram_part: where words of arrows stand */
    struct list lanes;  /* of struct lane: where arrows go around */
};

struct lane {
    double x;
    double high;
    double low;
};

static double middle_x(const struct diagram_part *part)
{
    return part->corner.x + part->width / 2;
}

static double middle_y(const struct diagram_part *part)
{
    return part->corner.y + part->height / 2;
}

static double right_of(const struct diagram_part *part)
{
    return part->corner.x + part->width;
}

static double bottom_of(const struct diagram_part *part)
{
    return part->corner.y + part->height;
}

static bool holds(const struct diagram_part *part, double x, double y, double more)
{
    return x > part->corner.x - more && x < right_of(part) + more && y > part->corner.y - more &&
           y < bottom_of(part) + more;
}

/* Groups come before what stands in them. */
static struct seat *group_around(const struct balance *balance, const struct diagram_part *part)
{
    struct seat *found = NULL;

    for (size_t i = 0; i < balance->seats.count; i++) {
        struct seat *seat = balance->seats.items[i];
        if (seat->was->shape == DIAGRAM_GROUP && holds(seat->was, middle_x(part), middle_y(part), 0) &&
            seat->was->width * seat->was->height > part->width * part->height)
            found = seat;
    }
    return found;
}

/* Lines of a drawing that may not be wide. */
static struct list wrap_again(struct arena *arena, const struct list *lines, double width)
{
    struct list wrapped = {0};

    for (size_t i = 0; i < lines->count; i++) {
        const struct list parts = diagram_wrap(arena, lines->items[i], DIAGRAM_LETTER, width);
        for (size_t j = 0; j < parts.count; j++)
            list_add(&wrapped, arena, parts.items[j]);
    }
    return wrapped;
}

static void take_seats(struct balance *balance, const struct diagram *source)
{
    for (size_t i = 0; i < source->parts.count; i++) {
        struct seat *seat = arena_alloc(balance->arena, sizeof *seat);
        seat->was = source->parts.items[i];
        seat->part = arena_alloc(balance->arena, sizeof *seat->part);
        *seat->part = *seat->was;
        if (balance->most > 0 && seat->was->shape == DIAGRAM_GROUP)
            seat->part->lines = wrap_again(balance->arena, &seat->was->lines, TITLE);
        seat->group = group_around(balance, seat->was);
        list_add(&balance->seats, balance->arena, seat);
        list_add(&balance->diagram->parts, balance->arena, seat->part);
    }
}

/* ---- rows ---- */

static int compare_tops(const void *a, const void *b)
{
    double first = ((const struct seat *)a)->was->corner.y, second = ((const struct seat *)b)->was->corner.y;

    return first < second ? -1 : first > second;
}

static int compare_sides(const void *a, const void *b)
{
    double first = middle_x(((const struct seat *)a)->was), second = middle_x(((const struct seat *)b)->was);

    return first < second ? -1 : first > second;
}

/* What stands in group, in rows. False: something stands beside two rows. */
static bool find_rows(const struct balance *balance, const struct seat *group, struct list *rows)
{
    struct list inside = {0};
    struct row *row = NULL;

    for (size_t i = 0; i < balance->seats.count; i++) {
        struct seat *seat = balance->seats.items[i];
        if (seat->group == group)
            list_add(&inside, balance->arena, seat);
    }
    list_sort(&inside, compare_tops);
    for (size_t i = 0; i < inside.count; i++) {
        struct seat *seat = inside.items[i];
        if (row == NULL || middle_y(seat->was) >= row->below) {
            row = arena_alloc(balance->arena, sizeof *row);
            list_add(rows, balance->arena, row);
        }
        row->below = fmax(row->below, bottom_of(seat->was));
        list_add(&row->seats, balance->arena, seat);
    }
    for (size_t i = 0; i < rows->count; i++) {
        struct list *seats = &((struct row *)rows->items[i])->seats;
        list_sort(seats, compare_sides);
        for (size_t j = 1; j < seats->count; j++) {
            const struct seat *left = seats->items[j - 1], *right = seats->items[j];
            if (right->was->corner.x < right_of(left->was))
                return false;
        }
    }
    return true;
}

/* What is too wide for a row of group goes on in rows below it. */
static struct list cut_rows(const struct balance *balance, const struct seat *group, const struct list *rows)
{
    struct list cut = {0};
    double room = balance->most - 2 * AROUND;

    if (balance->most == 0)
        return *rows;
    for (; group != NULL; group = group->group)
        room -= 2 * AROUND;
    for (size_t i = 0; i < rows->count; i++) {
        const struct list *seats = &((const struct row *)rows->items[i])->seats;
        struct row *row = NULL;
        double left = 0;
        for (size_t j = 0; j < seats->count; j++) {
            struct seat *seat = seats->items[j];
            if (row == NULL || seat->part->width > left) {
                row = arena_alloc(balance->arena, sizeof *row);
                list_add(&cut, balance->arena, row);
                left = room;
            }
            list_add(&row->seats, balance->arena, seat);
            left -= seat->part->width + BESIDE;
        }
    }
    return cut;
}

/* The row that holds what is seated there or deeper; rows->count: none does. */
static size_t row_of(const struct list *rows, const struct seat *seat)
{
    size_t found = rows->count;

    for (; seat != NULL && found == rows->count; seat = seat->group) {
        for (size_t i = 0; i < rows->count; i++)
            found = list_has(&((const struct row *)rows->items[i])->seats, seat) ? i : found;
    }
    return found;
}

/* The room below a row: more where arrows pass, and more still for their words. */
static double room_below(const struct balance *balance, const struct list *rows, size_t row)
{
    const struct list *arrows = &balance->diagram->arrows;
    double room = BELOW;

    for (size_t i = 0; i < arrows->count; i++) {
        const struct diagram_arrow *arrow = arrows->items[i];
        size_t from = row_of(rows, balance->seats.items[arrow->from]);
        size_t to = row_of(rows, balance->seats.items[arrow->to]);
        if (from == rows->count || to == rows->count || (from <= row) == (to <= row))
            continue;
        double words = (double)arrow->lines.count * DIAGRAM_LINE;
        room = fmax(room, fmax(ARROW_ROOM, words > 0 ? words + ARROW_ROOM / 2 : 0));
    }
    return room;
}

/* From the middle of a box to that of the next, the same in all rows that have no group. */
static double widest_step(const struct list *rows)
{
    double step = 0;

    for (size_t i = 0; i < rows->count; i++) {
        const struct list *seats = &((const struct row *)rows->items[i])->seats;
        for (size_t j = 1; j < seats->count; j++) {
            const struct seat *left = seats->items[j - 1], *right = seats->items[j];
            if (left->part->shape != DIAGRAM_GROUP && right->part->shape != DIAGRAM_GROUP)
                step = fmax(step, (left->part->width + right->part->width) / 2 + BESIDE);
        }
    }
    return step;
}

/* Sets a row about the axis, its groups as high as the highest. */
static void place_row(struct row *row, double step, double top)
{
    double x = 0;

    for (size_t i = 0; i < row->seats.count; i++) {
        struct diagram_part *part = ((struct seat *)row->seats.items[i])->part;
        const struct seat *last = i > 0 ? row->seats.items[i - 1] : NULL;
        row->height = fmax(row->height, part->height);
        if (last != NULL && last->part->shape != DIAGRAM_GROUP && part->shape != DIAGRAM_GROUP)
            x = fmax(x, middle_x(last->part) + step - part->width / 2);
        part->corner.x = x;
        row->width = right_of(part);
        x = row->width + BESIDE;
    }
    for (size_t i = 0; i < row->seats.count; i++) {
        struct diagram_part *part = ((struct seat *)row->seats.items[i])->part;
        part->corner.x -= row->width / 2;
        if (part->shape == DIAGRAM_GROUP)
            part->height = row->height;
        part->corner.y = top + (row->height - part->height) / 2;
    }
}

/* How many arrows between what stands in these rows go around one of them. */
static size_t count_detours(const struct balance *balance, const struct list *rows)
{
    const struct list *arrows = &balance->diagram->arrows;
    size_t count = 0;

    for (size_t i = 0; i < arrows->count; i++) {
        const struct diagram_arrow *arrow = arrows->items[i];
        size_t from = row_of(rows, balance->seats.items[arrow->from]);
        size_t to = row_of(rows, balance->seats.items[arrow->to]);
        count += from < rows->count && to < rows->count && (from > to ? from - to : to - from) > 1;
    }
    return count;
}

/* Sets all that stands in group, NULL for the outermost, about its axis and below its top, and gives it its size. */
static bool arrange(struct balance *balance, const struct seat *group, struct diagram_part *around)
{
    struct list rows = {0};
    double top = around->lines.count > 0 ? (double)around->lines.count * DIAGRAM_LINE + AROUND : 0;

    for (size_t i = 0; i < balance->seats.count; i++) {
        const struct seat *seat = balance->seats.items[i];
        if (seat->group == group && seat->part->shape == DIAGRAM_GROUP && !arrange(balance, seat, seat->part))
            return false;
    }
    if (!find_rows(balance, group, &rows))
        return false;
    rows = cut_rows(balance, group, &rows);
    double step = widest_step(&rows);
    around->width = 0;
    for (size_t i = 0; i < around->lines.count; i++)
        around->width = fmax(around->width, diagram_text_width(around->lines.items[i], DIAGRAM_LETTER) * 1.18);
    for (size_t i = 0; i < rows.count; i++) {
        struct row *row = rows.items[i];
        place_row(row, step, top);
        around->width = fmax(around->width, row->width);
        top += row->height + (i + 1 < rows.count ? room_below(balance, &rows, i) : AROUND);
    }
    around->width += 2 * AROUND;
    size_t detours = balance->most > 0 && group != NULL ? count_detours(balance, &rows) : 0;
    if (detours > 0)
        around->width += 2 * (DETOUR + (double)(detours - 1) * LANE);
    around->height = top;
    return true;
}

/* From places about the axis of each group to places in the drawing. */
static void settle(struct balance *balance, const struct diagram_part *whole)
{
    for (size_t i = 0; i < balance->seats.count; i++) {
        const struct seat *seat = balance->seats.items[i];
        const struct diagram_part *around = seat->group ? seat->group->part : whole;
        seat->part->corner.x += middle_x(around);
        seat->part->corner.y += around->corner.y;
    }
}

/* ---- arrows ---- */

static bool is_around(const struct seat *outer, const struct seat *inner)
{
    while (inner != NULL && inner != outer)
        inner = inner->group;
    return inner != NULL;
}

static struct diagram_point point_at(const struct diagram_point *p, double t)
{
    double s = 1 - t, a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;

    return (struct diagram_point){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                                  a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

/* Whether an arrow passes through part. */
static bool crosses(const struct diagram_arrow *arrow, const struct diagram_part *part, double more)
{
    for (size_t i = 0; i + 3 < arrow->point_count; i += 3) {
        const struct diagram_point *p = &arrow->points[i];
        int samples = (int)fmax(SAMPLES, hypot(p[3].x - p[0].x, p[3].y - p[0].y) / APART);
        for (int j = 0; j <= samples; j++) {
            struct diagram_point point = point_at(p, (double)j / samples);
            if (holds(part, point.x, point.y, more))
                return true;
        }
    }
    return false;
}

static bool is_free(const struct balance *balance, const struct diagram_arrow *arrow)
{
    const struct seat *from = balance->seats.items[arrow->from], *to = balance->seats.items[arrow->to];

    for (size_t i = 0; i < balance->seats.count; i++) {
        const struct seat *seat = balance->seats.items[i];
        bool is_end = is_around(seat, from) || is_around(seat, to) || is_around(from, seat) || is_around(to, seat);
        if (!is_end && crosses(arrow, seat->part, 2))
            return false;
    }
    return true;
}

/* A curve that leaves and arrives along the direction given, through count points. */
static void draw(struct balance *balance, struct diagram_arrow *arrow, const struct diagram_point *points, size_t count)
{
    arrow->points = arena_alloc(balance->arena, count * sizeof *points);
    arrow->point_count = count;
    for (size_t i = 0; i < count; i++)
        arrow->points[i] = points[i];
    struct diagram_point *end = &arrow->points[count - 1];
    const struct diagram_point before = arrow->points[count - 2];
    double length = fmax(hypot(end->x - before.x, end->y - before.y), 1);
    arrow->head = *end;
    if (arrow->has_head) {
        end->x -= (end->x - before.x) / length * TIP;
        end->y -= (end->y - before.y) / length * TIP;
    }
}

/* Where an arrow to or from something at x touches the upper or lower side of a part. */
static double touch(const struct diagram_part *part, double x)
{
    return fmin(fmax(x, part->corner.x + CORNER), right_of(part) - CORNER);
}

/* Where an arrow between two rows begins: upright in the middle of one of the two, or else of what they share. */
static double begin_of(const struct diagram_part *from, const struct diagram_part *to)
{
    double left = fmax(from->corner.x, to->corner.x) + CORNER, right = fmin(right_of(from), right_of(to)) - CORNER;

    if (left > right)
        return from->shape == DIAGRAM_GROUP ? touch(from, middle_x(to)) : middle_x(from);
    if (middle_x(to) >= left && middle_x(to) <= right)
        return middle_x(to);
    return middle_x(from) >= left && middle_x(from) <= right ? middle_x(from) : (left + right) / 2;
}

/* Beside those that lead to the same place already. */
static double beside_others(const struct balance *balance, const struct diagram_arrow *arrow, double x)
{
    const struct list *arrows = &balance->diagram->arrows;

    for (size_t i = 0; i < arrows->count && arrows->items[i] != arrow; i++) {
        const struct diagram_arrow *other = arrows->items[i];
        if (other->to == arrow->to && fabs(other->head.x - x) < TWIN)
            x = other->head.x + 2 * TWIN;
    }
    return x;
}

/* From one row to another; both is for one of two arrows that go both ways. */
static void draw_across_rows(struct balance *balance, struct diagram_arrow *arrow, bool both)
{
    const struct diagram_part *from = ((struct seat *)balance->seats.items[arrow->from])->part;
    const struct diagram_part *to = ((struct seat *)balance->seats.items[arrow->to])->part;
    bool down = to->corner.y > middle_y(from);
    double aside = both ? (down ? -TWIN : TWIN) : 0;
    double begin = beside_others(balance, arrow, begin_of(from, to) + aside), end = touch(to, begin - aside) + aside;
    double y0 = down ? bottom_of(from) : from->corner.y, y1 = down ? to->corner.y : bottom_of(to);
    const struct diagram_point points[] = {{begin, y0}, {begin, (y0 + y1) / 2}, {end, (y0 + y1) / 2}, {end, y1}};
    draw(balance, arrow, points, 4);
}

static void draw_within_row(struct balance *balance, struct diagram_arrow *arrow, bool both)
{
    const struct diagram_part *from = ((struct seat *)balance->seats.items[arrow->from])->part;
    const struct diagram_part *to = ((struct seat *)balance->seats.items[arrow->to])->part;
    bool forward = middle_x(to) > middle_x(from);
    double x0 = forward ? right_of(from) : from->corner.x, x1 = forward ? to->corner.x : right_of(to);
    double y0 = middle_y(from), y1 = middle_y(to);
    double aside = both ? (forward ? -TWIN / 2 : TWIN / 2) : 0;
    const struct diagram_point points[] = {
        {x0, y0 + aside}, {(x0 + x1) / 2, y0 + aside}, {(x0 + x1) / 2, y1 + aside}, {x1, y1 + aside}};

    draw(balance, arrow, points, 4);
}

/* From x outwards to where no other arrow goes around between high and low; that place is taken. */
static double take_lane(struct balance *balance, double x, double high, double low, int side)
{
    struct lane *own = arena_alloc(balance->arena, sizeof *own);

    for (size_t i = 0; i < balance->lanes.count; i++) {
        const struct lane *lane = balance->lanes.items[i];
        if (lane->low > high && lane->high < low && fabs(lane->x - x) < LANE) {
            x = lane->x + side * LANE;
            i = SIZE_MAX; /* once more from the first */
        }
    }
    *own = (struct lane){x, high, low};
    list_add(&balance->lanes, balance->arena, own);
    return x;
}

/* Around what stands between, on the side given by its sign. */
static void draw_around(struct balance *balance, struct diagram_arrow *arrow, int side)
{
    const struct seat *from = balance->seats.items[arrow->from], *to = balance->seats.items[arrow->to];
    double y0 = middle_y(from->part), y1 = middle_y(to->part), near = fmin(to->part->height / 2, 2 * DETOUR);
    y1 = y1 > y0 ? to->part->corner.y + near : bottom_of(to->part) - near;
    double high = fmin(y0, y1), low = fmax(y0, y1);
    double out = -INFINITY;

    for (size_t i = 0; i < balance->seats.count; i++) {
        const struct seat *seat = balance->seats.items[i];
        const struct diagram_part *part = seat->part;
        if (bottom_of(part) > high && part->corner.y < low && !is_around(seat, from) && !is_around(seat, to) &&
            !is_around(from, seat) && !is_around(to, seat))
            out = fmax(out, side > 0 ? right_of(part) : -part->corner.x);
    }
    double begin = side > 0 ? right_of(from->part) : from->part->corner.x;
    double end = side > 0 ? right_of(to->part) : to->part->corner.x, x = side * (fmax(out, side * end) + DETOUR);
    double turn = y1 > y0 ? DETOUR : -DETOUR;
    bool leaves_aside = x * side >= begin * side - CORNER;
    x = take_lane(balance, leaves_aside ? side * fmax(x * side, begin * side + DETOUR) : x, high, low, side);
    if (!leaves_aside) { /* through the lower side or the upper one */
        y0 = y1 > y0 ? bottom_of(from->part) : from->part->corner.y;
        const struct diagram_point points[] = {{x, y0}, {x, y0 + turn / 3}, {x, y1 - 2 * turn}, {x, y1 - turn}, {x, y1},
                                               {x, y1}, {end, y1}};
        draw(balance, arrow, points, 7);
        return;
    }
    const struct diagram_point points[] = {
        {begin, y0},        {x, y0},        {x, y0}, {x, y0 + turn}, {x, y0 + 2 * turn},
        {x, y1 - 2 * turn}, {x, y1 - turn}, {x, y1}, {x, y1},        {end, y1}};
    draw(balance, arrow, points, 10);
}

static bool has_twin(const struct diagram *diagram, const struct diagram_arrow *arrow)
{
    for (size_t i = 0; i < diagram->arrows.count; i++) {
        const struct diagram_arrow *other = diagram->arrows.items[i];
        if (other->from == arrow->to && other->to == arrow->from)
            return true;
    }
    return false;
}

static bool draw_arrow(struct balance *balance, struct diagram_arrow *arrow)
{
    const struct diagram_part *from = ((struct seat *)balance->seats.items[arrow->from])->part;
    const struct diagram_part *to = ((struct seat *)balance->seats.items[arrow->to])->part;
    bool both = has_twin(balance->diagram, arrow);

    if (bottom_of(from) <= to->corner.y || bottom_of(to) <= from->corner.y)
        draw_across_rows(balance, arrow, both);
    else
        draw_within_row(balance, arrow, both);
    if (is_free(balance, arrow))
        return true;
    draw_around(balance, arrow, 1);
    if (is_free(balance, arrow))
        return true;
    balance->lanes.count--;
    draw_around(balance, arrow, -1);
    return is_free(balance, arrow);
}

/* ---- the words of arrows ---- */

static bool overlap(const struct diagram_part *a, const struct diagram_part *b)
{
    return a->corner.x < right_of(b) && b->corner.x < right_of(a) && a->corner.y < bottom_of(b) &&
           b->corner.y < bottom_of(a);
}

static bool is_inside(const struct diagram_part *inner, const struct diagram_part *outer)
{
    return inner->corner.x >= outer->corner.x && right_of(inner) <= right_of(outer) &&
           inner->corner.y >= outer->corner.y && bottom_of(inner) <= bottom_of(outer);
}

/* Over nothing; on the border of a group that the arrow is in only if it may. */
static bool can_stand(const struct balance *balance, const struct diagram_part *label,
                      const struct diagram_arrow *arrow, bool on_borders)
{
    const struct seat *from = balance->seats.items[arrow->from], *to = balance->seats.items[arrow->to];

    for (size_t i = 0; i < balance->seats.count; i++) {
        const struct seat *seat = balance->seats.items[i];
        bool is_outer = seat != from && seat != to && (is_around(seat, from) || is_around(seat, to));
        if (overlap(label, seat->part) && !(is_outer && (on_borders || is_inside(label, seat->part))))
            return false;
    }
    for (size_t i = 0; i < balance->labels.count; i++) {
        if (overlap(label, balance->labels.items[i]))
            return false;
    }
    for (size_t i = 0; i < balance->diagram->arrows.count; i++) {
        if (crosses(balance->diagram->arrows.items[i], label, 1))
            return false;
    }
    return true;
}

/* The longest of the curves of an arrow. */
static const struct diagram_point *longest_curve(const struct diagram_arrow *arrow)
{
    const struct diagram_point *longest = arrow->points;

    for (const struct diagram_point *p = arrow->points; p + 3 < arrow->points + arrow->point_count; p += 3)
        longest =
            hypot(p[3].x - p[0].x, p[3].y - p[0].y) > hypot(longest[3].x - longest[0].x, longest[3].y - longest[0].y)
                ? p
                : longest;
    return longest;
}

/* Beside the middle of the arrow, or as near to it as there is room. */
static bool place_words(struct balance *balance, struct diagram_arrow *arrow)
{
    static const double places[] = {.5, .35, .65, .2, .8};
    const struct diagram_point *curve = longest_curve(arrow);
    struct diagram_part *label = arena_alloc(balance->arena, sizeof *label);

    for (size_t i = 0; i < arrow->lines.count; i++)
        label->width = fmax(label->width, diagram_text_width(arrow->lines.items[i], DIAGRAM_LETTER));
    label->height = (double)arrow->lines.count * DIAGRAM_LINE;
    for (int try = 0; try < 2 * NEAR; try++) {
        double away = 6 * (1 + try % NEAR);
        for (size_t i = 0; i < 2 * sizeof places / sizeof *places; i++) {
            struct diagram_point point = point_at(curve, places[i / 2]);
            label->corner.x = i % 2 == 0 ? point.x + away : point.x - away - label->width;
            label->corner.y = point.y - label->height / 2;
            if (!can_stand(balance, label, arrow, try >= NEAR))
                continue;
            list_add(&balance->labels, balance->arena, label);
            arrow->middle = (struct diagram_point){middle_x(label), middle_y(label)};
            return true;
        }
    }
    return false;
}

static bool draw_arrows(struct balance *balance)
{
    const struct list *arrows = &balance->diagram->arrows;

    for (size_t i = 0; i < arrows->count; i++) {
        if (!draw_arrow(balance, arrows->items[i]))
            return false;
    }
    for (size_t i = 0; i < arrows->count; i++) {
        struct diagram_arrow *arrow = arrows->items[i];
        if (arrow->lines.count > 0 && !place_words(balance, arrow))
            return false;
    }
    return true;
}

/* ---- the whole ---- */

static void widen(double *left, double *right, double from, double to)
{
    *left = fmin(*left, from - DIAGRAM_MARGIN);
    *right = fmax(*right, to + DIAGRAM_MARGIN);
}

/* Room at the sides for arrows that go around and for words. */
static void fit(struct balance *balance, const struct diagram_part *whole)
{
    struct diagram *diagram = balance->diagram;
    double left = 0, right = whole->width;

    for (size_t i = 0; i < balance->labels.count; i++) {
        const struct diagram_part *label = balance->labels.items[i];
        widen(&left, &right, label->corner.x, right_of(label));
    }
    for (size_t i = 0; i < diagram->arrows.count; i++) {
        const struct diagram_arrow *arrow = diagram->arrows.items[i];
        for (size_t j = 0; j < arrow->point_count; j++)
            widen(&left, &right, arrow->points[j].x, arrow->points[j].x);
    }
    for (size_t i = 0; i < balance->seats.count; i++)
        ((struct seat *)balance->seats.items[i])->part->corner.x -= left;
    for (size_t i = 0; i < diagram->arrows.count; i++) {
        struct diagram_arrow *arrow = diagram->arrows.items[i];
        arrow->head.x -= left;
        arrow->middle.x -= left;
        for (size_t j = 0; j < arrow->point_count; j++)
            arrow->points[j].x -= left;
    }
    diagram->width = right - left;
    diagram->height = whole->height + DIAGRAM_MARGIN;
}

const struct diagram *diagram_balanced(struct arena *arena, const struct diagram *source, double most)
{
    struct balance balance = {.arena = arena, .diagram = arena_alloc(arena, sizeof *balance.diagram), .most = most};
    struct diagram_part whole = {.corner = {0, DIAGRAM_MARGIN}};

    for (size_t i = 0; i < source->arrows.count; i++) {
        const struct diagram_arrow *arrow = source->arrows.items[i];
        struct diagram_arrow *copy = arena_keep(arena, arrow, sizeof *copy);
        if (most > 0)
            copy->lines = wrap_again(arena, &arrow->lines, WORDS);
        if (arrow->from >= source->parts.count || arrow->to >= source->parts.count)
            return NULL;
        list_add(&balance.diagram->arrows, arena, copy);
    }
    take_seats(&balance, source);
    if (!arrange(&balance, NULL, &whole))
        return NULL;
    settle(&balance, &whole);
    if (!draw_arrows(&balance))
        return NULL;
    fit(&balance, &whole);
    return balance.diagram;
}
