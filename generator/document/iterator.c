#include "document/document.h"

#include "base/arena.h"

/* A list within a block, row or span. At most one of the three is not NULL. */
struct part {
    struct block *blocks;
    struct span *spans;
    struct row *rows;
};

static bool table_part(const struct table *table, size_t number, struct part *part)
{
    if (number == 0)
        part->spans = table->caption.words;
    else if (number <= table->column_count)
        part->spans = table->columns[number - 1].head;
    else if (number == table->column_count + 1)
        part->rows = table->rows;
    else if (number == table->column_count + 2)
        part->blocks = table->caption.notes;
    else if (number == table->column_count + 3)
        part->blocks = table->caption.source;
    else
        return false;
    return true;
}

static bool quote_part(const struct quotation *quote, size_t number, struct part *part)
{
    if (number == 0)
        part->blocks = quote->words;
    else if (number == 1)
        part->spans = quote->source;
    else if (number == 2)
        part->blocks = quote->translation;
    else
        part->spans = quote->codes;
    return number < 4;
}

/* Sets part to the list with that number, which may be empty. False behind the last. */
static bool block_part(const struct block *block, size_t number, struct part *part)
{
    const struct caption *caption = block_caption(block);

    if (block->kind == BLOCK_TABLE)
        return table_part(block->table, number, part);
    if (block->kind == BLOCK_QUOTATION)
        return quote_part(block->quotation, number, part);
    if (number == 0)
        part->spans = caption ? caption->words : block->kind == BLOCK_CALLOUT ? block->callout->title : block->spans;
    else if (number == 1)
        part->blocks = caption ? caption->notes : block->children;
    else if (number == 2 && caption != NULL)
        part->blocks = caption->source;
    else
        return false;
    return true;
}

/* As it is printed, or what was typed before and behind each work. */
static bool citation_part(const struct span *span, size_t number, struct part *part)
{
    const struct cited_work *work = span->citation->works;

    if (span->children != NULL) {
        part->spans = span->children;
        return number == 0;
    }
    for (size_t i = 0; work != NULL && i < number / 2; i++)
        work = work->next;
    if (work != NULL)
        part->spans = number % 2 == 0 ? work->prefix : work->suffix;
    return work != NULL;
}

static bool span_part(const struct span *span, size_t number, struct part *part)
{
    if (span->kind == SPAN_CITATION)
        return citation_part(span, number, part);
    /* A note whose text calls the note itself is refused by the reader, so this ends. */
    if (span->kind == SPAN_FOOTNOTE)
        part->blocks = span->footnote->blocks;
    else
        part->spans = span->children;
    return number == 0;
}

static bool next_part(struct level *level, struct part *part)
{
    size_t number = level->parts++;

    *part = (struct part){0};
    if (level->span != NULL)
        return span_part(level->span, number, part);
    if (level->row == NULL)
        return block_part(level->block, number, part);
    if (number >= level->block->table->column_count)
        return false;
    part->blocks = level->row->cells[number].blocks;
    return true;
}

static struct level *push(struct iterator *it)
{
    struct level *level = it->top ? it->top->below : &it->levels[0];

    if (level == NULL) {
        level = it->depth < NEAR_LEVELS ? &it->levels[it->depth] : arena_alloc(it->arena, sizeof *level);
        level->below = NULL;
        level->above = it->top;
        it->top->below = level;
    }
    it->depth++;
    return it->top = level;
}

/* holder: the block that spans and rows are of. */
static void descend(struct iterator *it, const struct part *part, struct block *holder)
{
    struct level *level = push(it);

    level->block = part->blocks ? part->blocks : holder;
    level->span = part->spans;
    level->row = part->rows;
    level->parts = 0;
    level->is_left = false;
}

static bool arrive(struct iterator *it, bool leaving)
{
    it->leaving = leaving;
    it->block = it->top->block;
    it->span = it->top->span;
    it->row = it->top->row;
    return true;
}

/* To the next node of the level. False behind the last. */
static bool advance(struct level *level)
{
    level->parts = 0;
    level->is_left = false;
    if (level->span != NULL)
        return (level->span = level->span->next) != NULL;
    if (level->row != NULL)
        return (level->row = level->row->next) != NULL;
    return (level->block = level->block->next) != NULL;
}

static bool enter_part(struct iterator *it)
{
    struct level *level = it->top;
    struct part part;

    while (next_part(level, &part)) {
        if (part.blocks != NULL || part.spans != NULL || part.rows != NULL) {
            descend(it, &part, level->block);
            return true;
        }
    }
    return false;
}

static void start(struct iterator *it, struct arena *arena, const struct part *part, struct block *holder)
{
    it->arena = arena;
    it->top = NULL;
    it->depth = 0;
    it->begun = false;
    it->levels[0].above = it->levels[0].below = NULL;
    if (part->blocks != NULL || part->spans != NULL)
        descend(it, part, holder);
}

void iterator_start(struct iterator *it, struct arena *arena, const struct block *blocks)
{
    start(it, arena, &(struct part){.blocks = (struct block *)blocks}, NULL);
}

void iterator_start_spans(struct iterator *it, struct arena *arena, const struct block *block, const struct span *spans)
{
    start(it, arena, &(struct part){.spans = (struct span *)spans}, (struct block *)block);
}

bool iterator_next(struct iterator *it)
{
    if (!it->begun) {
        it->begun = true;
        return it->top != NULL && arrive(it, false);
    }
    while (it->top != NULL) {
        struct level *level = it->top;
        if (!level->is_left && enter_part(it))
            return arrive(it, false);
        if (!level->is_left) {
            level->is_left = true;
            return arrive(it, true);
        }
        if (advance(level))
            return arrive(it, false);
        it->top = level->above;
        it->depth--;
    }
    return false;
}

void iterator_skip(struct iterator *it)
{
    it->top->is_left = true;
}

bool iterator_meets_block(const struct iterator *it)
{
    return !it->leaving && it->span == NULL && it->row == NULL;
}

bool iterator_meets_span(const struct iterator *it)
{
    return !it->leaving && it->span != NULL;
}
