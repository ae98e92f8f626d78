#include "document/document.h"

#include "base/arena.h"
#include "base/map.h"
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
    return arena_keep(arena, &(struct block){.kind = kind, .place = place}, sizeof(struct block));
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
    return arena_keep(arena, &(struct span){.kind = kind, .line = line, .column = column}, sizeof(struct span));
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

/* ---- copies ---- */

struct copying {
    struct arena *arena;
    /* address of a footnote -> its copy: called more than once, it is one there, too; NULL: none yet */
    struct map *notes;
};

static struct span *copy_spans(struct copying *copying, const struct span *spans, const struct span *last);
static struct block *copy_blocks(struct copying *copying, const struct block *blocks, const struct block *last);

/* ---- spans ---- */

static struct footnote *copy_footnote(struct copying *copying, const struct footnote *footnote)
{
    const char *address = arena_format(copying->arena, "%p", (const void *)footnote);
    struct footnote *copy = copying->notes ? map_get(copying->notes, address) : NULL;

    if (copy != NULL)
        return copy;
    copy = arena_keep(copying->arena, footnote, sizeof *footnote);
    copying->notes = copying->notes ? copying->notes : map_new(copying->arena);
    map_put(copying->notes, address, copy);
    copy->blocks = copy_blocks(copying, footnote->blocks, NULL);
    return copy;
}

static struct citation *copy_citation(struct copying *copying, const struct citation *citation)
{
    struct citation *copy = arena_keep(copying->arena, citation, sizeof *citation);
    struct cited_work **end = &copy->works;

    for (const struct cited_work *work = citation->works; work != NULL; work = work->next) {
        *end = arena_keep(copying->arena, work, sizeof *work);
        (*end)->prefix = copy_spans(copying, work->prefix, NULL);
        (*end)->suffix = copy_spans(copying, work->suffix, NULL);
        end = &(*end)->next;
    }
    return copy;
}

static struct span *copy_spans(struct copying *copying, const struct span *spans, const struct span *last)
{
    struct span *first = NULL, **end = &first;

    for (; spans != NULL; spans = spans == last ? NULL : spans->next) {
        struct span *copy = *end = arena_keep(copying->arena, spans, sizeof *spans);
        copy->children = copy_spans(copying, spans->children, NULL);
        if (copy->kind == SPAN_FOOTNOTE)
            copy->footnote = copy_footnote(copying, spans->footnote);
        else if (copy->kind == SPAN_CITATION)
            copy->citation = copy_citation(copying, spans->citation);
        copy->next = NULL;
        end = &copy->next;
    }
    return first;
}

/* ---- blocks ---- */

static struct cell *copy_cells(struct copying *copying, const struct cell *cells, size_t count)
{
    struct cell *copy = arena_keep(copying->arena, cells, count * sizeof *cells);

    for (size_t i = 0; i < count; i++)
        copy[i].blocks = copy_blocks(copying, cells[i].blocks, NULL);
    return copy;
}

static void copy_caption(struct copying *copying, struct caption *copy, const struct caption *caption)
{
    copy->words = copy_spans(copying, caption->words, NULL);
    copy->source = copy_blocks(copying, caption->source, NULL);
    copy->notes = copy_blocks(copying, caption->notes, NULL);
    copy->object = caption->object ? caption->object : caption;
}

static struct table *copy_table(struct copying *copying, const struct table *table)
{
    struct table *copy = arena_keep(copying->arena, table, sizeof *table);
    struct row **end = &copy->rows;

    copy_caption(copying, &copy->caption, &table->caption);
    copy->columns = arena_keep(copying->arena, table->columns, table->column_count * sizeof *table->columns);
    for (size_t i = 0; i < table->column_count; i++)
        copy->columns[i].head = copy_spans(copying, table->columns[i].head, NULL);
    for (const struct row *row = table->rows; row != NULL; row = row->next) {
        *end = arena_keep(copying->arena, row, sizeof *row);
        (*end)->cells = copy_cells(copying, row->cells, table->column_count);
        end = &(*end)->next;
    }
    return copy;
}

static struct callout *copy_callout(struct copying *copying, const struct callout *callout)
{
    struct callout *copy = arena_keep(copying->arena, callout, sizeof *callout);

    copy->title = copy_spans(copying, callout->title, NULL);
    return copy;
}

static struct block *copy_block(struct copying *copying, const struct block *block)
{
    struct block *copy = arena_keep(copying->arena, block, sizeof *block);

    copy->spans = copy_spans(copying, block->spans, NULL);
    copy->children = copy_blocks(copying, block->children, NULL);
    if (block->kind == BLOCK_TABLE)
        copy->table = copy_table(copying, block->table);
    else if (block->kind == BLOCK_FIGURE) {
        struct figure *figure = arena_keep(copying->arena, block->figure, sizeof *figure);
        copy_caption(copying, &figure->caption, &block->figure->caption);
        copy->figure = figure;
    } else if (block->kind == BLOCK_CHART) {
        struct chart *chart = arena_keep(copying->arena, block->chart, sizeof *chart);
        copy_caption(copying, &chart->caption, &block->chart->caption);
        copy->chart = chart;
    } else if (block->kind == BLOCK_CALLOUT)
        copy->callout = copy_callout(copying, block->callout);
    copy->next = NULL;
    return copy;
}

static struct block *copy_blocks(struct copying *copying, const struct block *blocks, const struct block *last)
{
    struct block *first = NULL, **end = &first;

    for (; blocks != NULL; blocks = blocks == last ? NULL : blocks->next) {
        *end = copy_block(copying, blocks);
        end = &(*end)->next;
    }
    return first;
}

struct span *span_copy(struct arena *arena, const struct span *spans)
{
    return span_copy_to(arena, spans, NULL);
}

struct block *block_copy(struct arena *arena, const struct block *blocks)
{
    return block_copy_to(arena, blocks, NULL);
}

struct span *span_copy_to(struct arena *arena, const struct span *spans, const struct span *last)
{
    return copy_spans(&(struct copying){.arena = arena}, spans, last);
}

struct block *block_copy_to(struct arena *arena, const struct block *blocks, const struct block *last)
{
    return copy_blocks(&(struct copying){.arena = arena}, blocks, last);
}
