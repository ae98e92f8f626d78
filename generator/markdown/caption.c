#include "markdown/private.h"

#include <string.h>

struct caption {
    struct block *paragraph;
    size_t mark_length; /* of "Table: " */
    const char *label;  /* NULL if none */
    const char *braces; /* " {#tbl:x}" as written, NULL if none */
    struct place place; /* of the brace */
    struct place end;   /* of the text before the braces */
};

static size_t mark_length(const char *text, size_t length)
{
    static const char *const marks[] = {"Table:", "table:", "Tabel:", "tabel:", ":"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t size = strlen(marks[i]);
        if (length <= size || memcmp(text, marks[i], size) != 0 || (text[size] != ' ' && text[size] != '\t'))
            continue;
        while (size < length && (text[size] == ' ' || text[size] == '\t'))
            size++;
        return size;
    }
    return 0;
}

bool caption_starts(const char *text, size_t length)
{
    return mark_length(text, length) > 0;
}

void caption_note(struct reading *reading, struct block *paragraph, size_t offset)
{
    const struct buffer *flat = &reading->flat;
    size_t size = mark_length(flat->bytes + offset, flat->length - offset);
    struct attributes attributes;
    size_t braces, length;

    if (size == 0)
        return;
    struct caption *caption = arena_alloc(reading->scratch, sizeof *caption);
    caption->paragraph = paragraph;
    caption->mark_length = size;
    if (label_find(reading, offset + size, &braces, &length)) {
        size_t end = label_start(reading, braces);
        caption->place = flat_place(reading, braces);
        caption->end = flat_place(reading, end);
        caption->braces = flat_copy(reading, end, braces + length);
        attributes_read(reading, &attributes, flat->bytes + braces, length, caption->place.line, caption->place.column);
        caption->label = label_check(reading, &attributes, "tbl:", "table", caption->place);
        attributes_refuse(reading, &attributes, "a table");
        flat_end(reading, end);
    }
    list_add(&reading->captions, reading->scratch, caption);
    paragraph->level = -(int)reading->captions.count;
}

static struct caption *caption_of(const struct reading *reading, const struct block *block)
{
    if (block == NULL || block->kind != BLOCK_PARAGRAPH || block->level == 0)
        return NULL;
    return reading->captions.items[-block->level - 1];
}

/* Moves the paragraph's spans, without the mark, to the table. */
static void take(struct block *block, struct caption *caption)
{
    struct table *table = (struct table *)block->table;
    struct span *first = caption->paragraph->spans;

    table->label = caption->label;
    if (first != NULL && first->kind == SPAN_TEXT) {
        size_t size = strlen(first->text) < caption->mark_length ? strlen(first->text) : caption->mark_length;
        first->text += size;
        first->column += (int)size;
        if (*first->text == '\0')
            first = first->next;
    }
    table->caption = first;
    caption->paragraph->level = 0;
}

/* The caption has no table: it is a paragraph like any other. */
static void undo(struct reading *reading, struct caption *caption)
{
    struct block *paragraph = caption->paragraph;

    paragraph->level = 0;
    if (caption->braces == NULL)
        return;
    struct span *text = span_new(reading->arena, SPAN_TEXT, caption->end.line, caption->end.column);
    text->text = caption->braces;
    paragraph->spans = span_append(paragraph->spans, text);
    diag_error(reading->diags, caption->place, "caption-without-table", "no table beside this caption");
    diag_hint(reading->diags, "put it above or below its table, parted by a blank line");
}

/* The table takes the caption above it if that is free, else the one below. Returns the block to go on with. */
static struct block **join_table(struct reading *reading, struct block **above, struct block **at)
{
    struct block *table = *at;
    struct caption *caption = above != NULL ? caption_of(reading, *above) : NULL;

    if (caption != NULL) {
        take(table, caption);
        *above = table;
        return above;
    }
    caption = caption_of(reading, table->next);
    if (caption != NULL) {
        take(table, caption);
        table->next = table->next->next;
    }
    return at;
}

void caption_join(struct reading *reading, struct block **blocks, size_t first)
{
    struct block **above = NULL;

    if (reading->captions.count == first)
        return;
    for (struct block **at = blocks; *at != NULL; at = &(*at)->next) {
        if ((*at)->kind == BLOCK_TABLE)
            at = join_table(reading, above, at);
        above = at;
    }
    for (const struct block *block = *blocks; block != NULL; block = block->next) {
        struct caption *caption = caption_of(reading, block);
        if (caption != NULL)
            undo(reading, caption);
    }
}
