#include "markdown/private.h"

#include <assert.h>

/* A ":::name" that waits for its ":::". */
struct opening {
    struct block *block; /* NULL: too deep, its content goes to what is around it */
    struct block *last;  /* child */
    struct opening *outer;
    struct opening *target; /* the nearest with a block, NULL: the list itself */
    const struct mark *mark;
    int least; /* colons of this and what is around it */
    size_t first_caption;
};

struct siblings siblings_start(const struct reading *reading, int depth)
{
    return (struct siblings){.depth = depth, .first_caption = reading->captions.count};
}

static void append(struct block **first, struct block **last, struct block *block)
{
    if (*first == NULL)
        *first = block;
    else
        (*last)->next = block;
    *last = block;
}

void siblings_add(struct siblings *siblings, struct block *block)
{
    struct opening *target = siblings->innermost ? siblings->innermost->target : NULL;

    if (target == NULL)
        append(&siblings->first, &siblings->last, block);
    else
        append(&target->block->children, &target->last, block);
}

void siblings_open(struct reading *reading, struct siblings *siblings, const struct mark *mark)
{
    struct opening *outer = siblings->innermost;
    struct opening *opening = arena_alloc(reading->scratch, sizeof *opening);
    struct block *block = directive_block(reading, mark);

    *opening = (struct opening){.outer = outer, .target = outer ? outer->target : NULL, .mark = mark};
    opening->least = outer != NULL && outer->least < mark->number ? outer->least : mark->number;
    opening->first_caption = reading->captions.count;
    if (siblings->depth >= DEEPEST_BLOCK) {
        reading_too_deep(reading, block->place);
    } else {
        siblings_add(siblings, block);
        opening->block = block;
        opening->target = opening;
        siblings->depth++;
    }
    siblings->innermost = opening;
}

static void close_innermost(struct reading *reading, struct siblings *siblings)
{
    struct opening *opening = siblings->innermost;

    if (opening->block != NULL) {
        directive_take_title(opening->mark, opening->block);
        caption_join(reading, &opening->block->children, opening->first_caption);
        siblings->depth--;
    }
    siblings->innermost = opening->outer;
}

/*
 * What a ":::" with colons ends: the innermost with as many (looked for among as many as may be within each
 * other), else the innermost with fewer.
 */
static const struct opening *find_opening(const struct siblings *siblings, int colons)
{
    const struct opening *opening = siblings->innermost;

    for (int i = 0; i < DEEPEST_BLOCK && opening != NULL; i++, opening = opening->outer) {
        if (opening->mark->number == colons)
            return opening;
    }
    opening = siblings->innermost;
    if (opening == NULL || opening->least > colons)
        return NULL;
    for (; opening->mark->number > colons; opening = opening->outer)
        assert(opening->outer != NULL);
    return opening;
}

static void diagnose_unclosed(struct reading *reading, const struct mark *mark)
{
    diag_error(reading->diags, directive_place(reading, mark), "unclosed-directive",
               "directive '%s' is not closed, reading it to the end of what holds it", directive_name(mark));
    diag_hint(reading->diags, "add a line with %d colons after its content, indented as its first line", mark->number);
}

void siblings_close(struct reading *reading, struct siblings *siblings, const struct mark *mark)
{
    const struct opening *closed = find_opening(siblings, mark->number);

    if (closed == NULL) {
        diag_error(reading->diags, directive_place(reading, mark), "stray-directive-end",
                   "a line of %d colons closes no directive, leaving it out", mark->number);
        diag_hint(reading->diags, "remove it, or open a directive before it with as many colons: %.*sname",
                  mark->number < 12 ? mark->number : 12, "::::::::::::");
        return;
    }
    while (siblings->innermost != closed) {
        diagnose_unclosed(reading, siblings->innermost->mark);
        close_innermost(reading, siblings);
    }
    close_innermost(reading, siblings);
}

struct block *siblings_finish(struct reading *reading, struct siblings *siblings)
{
    while (siblings->innermost != NULL) {
        diagnose_unclosed(reading, siblings->innermost->mark);
        close_innermost(reading, siblings);
    }
    caption_join(reading, &siblings->first, siblings->first_caption);
    return siblings->first;
}
