#include "write/write.h"

#include "base/arena.h"
#include "document/document.h"

#include <string.h>

/* Letters that may lead to a wide block on its page. */
enum { MOST_LETTERS_OF_LEAD = 600 };

static const char class[] = "landscape";

static bool is_wide(const struct landscape *landscape, const struct block *block)
{
    return block != NULL && landscape->is_wide(landscape->writer, block);
}

/* Headings, paragraphs, and boxes of paragraphs: they can be on any page. */
static bool is_light(const struct block *block)
{
    if (block->kind == BLOCK_HEADING || block->kind == BLOCK_PARAGRAPH)
        return true;
    if (block->kind != BLOCK_CALLOUT)
        return false;
    for (const struct block *child = block->children; child != NULL; child = child->next) {
        if (child->kind != BLOCK_PARAGRAPH)
            return false;
    }
    return true;
}

/* The table or wide block that block is or, by headings and few words, leads to; NULL if something else comes first. */
static const struct block *next_table(const struct landscape *landscape, const struct block *block)
{
    size_t letters = 0;

    for (; block != NULL && is_light(block) && letters <= MOST_LETTERS_OF_LEAD; block = block->next) {
        const struct block alone = {.spans = block->spans, .children = block->children};
        letters += strlen(block_plain(landscape->arena, &alone));
    }
    if (block == NULL || letters > MOST_LETTERS_OF_LEAD)
        return NULL;
    return block->kind == BLOCK_TABLE || is_wide(landscape, block) ? block : NULL;
}

/* next_table if that is wide, else NULL. */
static const struct block *next_wide(const struct landscape *landscape, const struct block *block)
{
    const struct block *table = next_table(landscape, block);

    return is_wide(landscape, table) ? table : NULL;
}

/* The page stays turned: another wide block follows, or a table that turns along before another or at the very end. */
static bool stays_turned(const struct landscape *landscape, const struct block *block)
{
    const struct block *table = next_table(landscape, block);

    return table != NULL &&
           (is_wide(landscape, table) || table->next == NULL || next_wide(landscape, table->next) != NULL);
}

/* The last block of the group whose first wide block is wide. */
static const struct block *find_end(const struct landscape *landscape, const struct block *wide)
{
    const struct block *last = wide;

    while ((wide = stays_turned(landscape, last->next) ? next_table(landscape, last->next) : NULL) != NULL)
        last = wide;
    return last;
}

/* Copies the blocks from first to last to the end of a list. Returns its new end. */
static struct block **copy_blocks(struct arena *arena, const struct block *first, const struct block *last,
                                  struct block **end)
{
    for (const struct block *block = first;; block = block->next) {
        *end = arena_alloc(arena, sizeof **end);
        **end = *block;
        (*end)->next = NULL;
        end = &(*end)->next;
        if (block == last)
            return end;
    }
}

/* Only at the start, at a heading and at a table does a lead begin: a group does not cut a text in two. */
static const struct block *begins_group(const struct landscape *landscape, const struct block *blocks,
                                        const struct block *block)
{
    bool may_lead = block == blocks || block->kind == BLOCK_HEADING || block->kind == BLOCK_TABLE;

    return may_lead || is_wide(landscape, block) ? next_wide(landscape, block) : NULL;
}

const struct block *landscape_group(const struct landscape *landscape, const struct block *blocks)
{
    struct block *grouped = NULL, **end = &grouped;
    const struct block *done = blocks; /* what is before it was copied */

    for (const struct block *block = blocks; block != NULL; block = block->next) {
        const struct block *wide = begins_group(landscape, blocks, block);
        if (wide == NULL)
            continue;
        for (; done != block; done = done->next)
            end = copy_blocks(landscape->arena, done, done, end);
        struct block *group = arena_alloc(landscape->arena, sizeof *group);
        *group = (struct block){.kind = BLOCK_SECTION, .info = class};
        block = find_end(landscape, wide);
        copy_blocks(landscape->arena, done, block, &group->children);
        *end = group;
        end = &group->next;
        done = block->next;
    }
    *end = (struct block *)done;
    return grouped;
}

bool landscape_starts(const struct landscape *landscape, const struct block *blocks)
{
    return next_wide(landscape, blocks) != NULL;
}

bool landscape_is_group(const struct block *block)
{
    return block != NULL && block->kind == BLOCK_SECTION && block->info == class;
}
