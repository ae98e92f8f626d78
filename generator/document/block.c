#include "document/document.h"

#include "base/arena.h"
#include "base/text.h"

#include <string.h>

const char *const callout_names[] = {[CALLOUT_NOTE] = "note",
                                     [CALLOUT_WARNING] = "warning",
                                     [CALLOUT_ILLUSTRATIVE] = "illustrative",
                                     [CALLOUT_SUMMARY] = "summary",
                                     NULL};

const struct callout_alias callout_aliases[] = {
    {"note", CALLOUT_NOTE},         {"info", CALLOUT_NOTE},         {"tip", CALLOUT_NOTE},
    {"hint", CALLOUT_NOTE},         {"todo", CALLOUT_NOTE},         {"success", CALLOUT_NOTE},
    {"question", CALLOUT_NOTE},     {"faq", CALLOUT_NOTE},          {"example", CALLOUT_NOTE},
    {"warning", CALLOUT_WARNING},   {"important", CALLOUT_WARNING}, {"caution", CALLOUT_WARNING},
    {"attention", CALLOUT_WARNING}, {"danger", CALLOUT_WARNING},    {"error", CALLOUT_WARNING},
    {"bug", CALLOUT_WARNING},       {"failure", CALLOUT_WARNING},   {"summary", CALLOUT_SUMMARY},
    {"abstract", CALLOUT_SUMMARY},  {"tldr", CALLOUT_SUMMARY},      {NULL, CALLOUT_NOTE}};

const char *callout_find(const char *name, size_t length)
{
    static const char prefix[] = "callout-";
    const struct callout_alias *alias = callout_aliases;
    size_t skipped = strlen(prefix);

    if (length > skipped && strncmp(name, prefix, skipped) == 0) {
        name += skipped;
        length -= skipped;
    }
    while (alias->name != NULL && (strlen(alias->name) != length || strncmp(alias->name, name, length) != 0))
        alias++;
    return alias->name ? callout_names[alias->kind] : NULL;
}

const char *const chart_kind_names[] = {"bar", "line", "dot", "heat", "board", "flow", "network", NULL};
const char *const chart_mark_names[] = {"silent", "support", "divided", "contrast", "unjudged", "illustrative", NULL};

const char *const alignment_names[] = {"default", "left", "center", "right", NULL};

struct block *block_new(struct arena *arena, enum block_kind kind, struct place place)
{
    struct block *block = arena_alloc(arena, sizeof *block);

    block->kind = kind;
    block->place = place;
    return block;
}

const struct caption *block_caption(const struct block *block)
{
    return block->kind == BLOCK_TABLE    ? &block->table->caption
           : block->kind == BLOCK_FIGURE ? &block->figure->caption
           : block->kind == BLOCK_CHART  ? &block->chart->caption
                                         : NULL;
}

struct span *span_new(struct arena *arena, enum span_kind kind, int line, int column)
{
    struct span *span = arena_alloc(arena, sizeof *span);

    span->kind = kind;
    span->line = line;
    span->column = column;
    return span;
}

struct span *span_link(struct arena *arena, enum span_kind kind, const char *target, struct span *children)
{
    struct span *span = span_new(arena, kind, 0, 0);

    span->link = arena_keep(arena, &(struct link){.target = target}, sizeof *span->link);
    span->children = children;
    return span;
}

struct span *span_text(struct arena *arena, const char *text)
{
    struct span *span = span_new(arena, SPAN_TEXT, 0, 0);

    span->text = arena_string(arena, text);
    return span;
}

struct block *block_text(struct arena *arena, const char *text, struct place place)
{
    struct block *block = block_new(arena, BLOCK_PARAGRAPH, place);

    block->spans = span_text(arena, text);
    return block;
}

struct block *block_append(struct block *first, struct block *second)
{
    struct block **end = &first;

    while (*end != NULL)
        end = &(*end)->next;
    *end = second;
    return first;
}

void block_chain_add(struct block_chain *chain, struct block *blocks)
{
    if (blocks == NULL)
        return;
    if (chain->last != NULL)
        chain->last->next = blocks;
    else
        chain->first = blocks;
    while (blocks->next != NULL)
        blocks = blocks->next;
    chain->last = blocks;
}

struct span *span_append(struct span *first, struct span *second)
{
    struct span **end = &first;

    while (*end != NULL)
        end = &(*end)->next;
    *end = second;
    return first;
}

const char *span_language(const struct span *spans)
{
    return spans != NULL && spans->kind == SPAN_LANGUAGE && spans->next == NULL ? spans->text : NULL;
}

bool span_begins_word(struct arena *arena, const struct span *spans)
{
    const char *text = span_plain(arena, spans);

    return text_is_word(text_next(&text));
}

struct span *language_untranslated_spans(struct arena *arena, struct span *spans, const char *tag)
{
    if (spans == NULL || tag == NULL)
        return spans;
    struct span *mark = span_new(arena, SPAN_LANGUAGE, spans->line, spans->column);
    mark->text = tag;
    mark->children = spans;
    mark->untranslated = true;
    return mark;
}

struct block *language_untranslated_blocks(struct arena *arena, struct block *blocks, const char *tag)
{
    struct block_chain marked = {0};

    while (blocks != NULL && tag != NULL) {
        struct block *block = blocks, *mark = block;
        blocks = block->next;
        block->next = NULL;
        if (block->kind == BLOCK_DIRECTIVE) {
            block->spans = language_untranslated_spans(arena, block->spans, tag);
            block->children = language_untranslated_blocks(arena, block->children, tag);
        } else if (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_HEADING) {
            block->spans = language_untranslated_spans(arena, block->spans, tag);
        } else {
            mark = block_new(arena, BLOCK_LANGUAGE, block->place);
            mark->text = tag;
            mark->children = block;
            mark->untranslated = true;
        }
        block_chain_add(&marked, mark);
    }
    return tag ? marked.first : blocks;
}
