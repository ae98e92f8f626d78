#include "markdown/private.h"

#include "base/ascii.h"
#include "base/text.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

/* A paragraph, or a line of one, that is the caption of a table if one is beside it. */
struct candidate {
    struct block *paragraph;
    size_t mark_length; /* of "Table: " */
    const char *label;  /* NULL if none */
    const char *braces; /* " {#tbl:x}" as written, NULL if none */
    struct place place; /* of the brace */
    struct place end;   /* of the text before the braces */
};

static size_t mark_length(const char *text, size_t length)
{
    size_t word = 0;

    while (word < length && ascii_is_letter(text[word]))
        word++;
    if (word > 0 && words_find(WORDS_CAPTION, text, word) == NULL)
        return 0;
    size_t size = word;
    if (length - size < 2 || text[size++] != ':' || (text[size] != ' ' && text[size] != '\t'))
        return 0;
    while (size < length && (text[size] == ' ' || text[size] == '\t'))
        size++;
    return size;
}

bool caption_starts(const char *text, size_t length)
{
    return mark_length(text, length) > 0;
}

/* The label in the length bytes of braces, which stand at the caption's place. */
static void read_label(struct reading *reading, struct candidate *caption, const char *braces, size_t length)
{
    struct attributes attributes;

    attributes_read(reading, &attributes, braces, length, caption->place.line, caption->place.column);
    caption->label = label_check(reading, &attributes, "tbl:", "a table", caption->place);
    attributes_refuse(reading, &attributes, "a table");
}

/* Until its table is found, the level of the paragraph tells which caption it is. */
static void put_caption(struct reading *reading, struct block *paragraph, struct candidate *caption)
{
    caption->paragraph = paragraph;
    list_add(&reading->captions, reading->scratch, caption);
    paragraph->level = -(int)reading->captions.count;
}

void caption_note(struct reading *reading, struct block *paragraph, size_t offset)
{
    const struct buffer *flat = &reading->flat;
    size_t size = mark_length(buffer_string(&reading->flat) + offset, flat->length - offset);
    size_t braces, length;

    if (size == 0)
        return;
    struct candidate *caption = arena_alloc(reading->scratch, sizeof *caption);
    caption->mark_length = size;
    if (label_find(reading, offset + size, "#", &braces, &length)) {
        size_t end = label_start(reading, braces);
        caption->place = flat_place(reading, braces);
        caption->end = flat_place(reading, end);
        caption->braces = flat_copy(reading, end, braces + length);
        read_label(reading, caption, flat->bytes + braces, length);
        flat_end(reading, end);
    }
    put_caption(reading, paragraph, caption);
}

static struct candidate *caption_of(const struct reading *reading, const struct block *block)
{
    if (block == NULL || block->kind != BLOCK_PARAGRAPH || block->level == 0)
        return NULL;
    return reading->captions.items[-block->level - 1];
}

/* Moves the paragraph's spans, without the mark, to the table. */
static void take(struct block *block, struct candidate *caption)
{
    struct table *table = (struct table *)block->table;
    struct span *first = caption->paragraph->spans;

    table->caption.label = caption->label;
    if (first != NULL && first->kind == SPAN_TEXT) {
        size_t size = strlen(first->text) < caption->mark_length ? strlen(first->text) : caption->mark_length;
        first->text += size;
        first->column += (int)size;
        if (*first->text == '\0')
            first = first->next;
    }
    table->caption.words = first;
    caption->paragraph->level = 0;
}

/* The caption has no table: it is a paragraph like any other. */
static void undo(struct reading *reading, struct candidate *caption)
{
    struct block *paragraph = caption->paragraph;

    paragraph->level = 0;
    if (caption->braces == NULL) {
        const struct span *first = paragraph->spans;
        if (first != NULL && first->kind == SPAN_TEXT && text_starts_with(first->text, ": ")) {
            diag_warning(reading->diags, paragraph->place, "other-syntax",
                         "': ' begins the caption of a table, and no table is beside it; it is printed as it is typed");
            diag_hint(reading->diags,
                      "put the caption above or below its table; what a term means is written - **Term**: "
                      "what it means");
        }
        return;
    }
    struct span *text = span_new(reading->arena, SPAN_TEXT, caption->end.line, caption->end.column);
    text->text = caption->braces;
    paragraph->spans = span_append(paragraph->spans, text);
    diag_error(reading->diags, caption->place, "caption-without-table", "no table beside this caption");
    diag_hint(reading->diags,
              "put it above or below its table, separated by a blank line; that of a picture stands in its brackets");
}

/* The braces at the end of words, which are cut off, become the label of caption. False: there are none. */
static bool take_braces(struct reading *reading, struct span *words, struct candidate *caption)
{
    const char *braces = words->kind == SPAN_TEXT ? strrchr(words->text, '{') : NULL;
    size_t length = braces != NULL ? strlen(braces) : 0, before = length > 0 ? (size_t)(braces - words->text) : 0;

    if (length < 2 || braces[1] != '#' || attributes_length(braces, length) != length ||
        !foreign_find(reading, words->line, braces, length, &caption->place))
        return false;
    read_label(reading, caption, braces, length);
    caption->end = caption->place;
    for (; before > 0 && (words->text[before - 1] == ' ' || words->text[before - 1] == '\t'); before--)
        caption->end.column--;
    caption->braces = arena_string(reading->arena, words->text + before);
    words->text = arena_copy(reading->arena, words->text, before);
    return true;
}

/* Makes a paragraph of its own, behind paragraph, of what comes after the line end that follows last. */
static struct block *split_paragraph(struct reading *reading, struct block *paragraph, struct span *last)
{
    struct span *first = last->next->next;
    struct place place = paragraph->place;

    place.line = first->line;
    place.column = first->column;
    struct block *rest = block_new(reading->arena, BLOCK_PARAGRAPH, place);
    rest->spans = first;
    rest->next = paragraph->next;
    paragraph->next = rest;
    last->next = NULL;
    return rest;
}

/* The length of the mark of a caption that span begins with, as typed and not escaped; 0: of none. */
static size_t typed_mark(const struct reading *reading, const struct span *span)
{
    size_t rest;

    if (span == NULL || span->kind != SPAN_TEXT)
        return 0;
    const char *typed =
        position_source(reading, span->line - reading->source->line, span->column - reading->source->column + 1, &rest);
    return mark_length(typed, rest) > 0 ? mark_length(span->text, strlen(span->text)) : 0;
}

/* The caption that begins in a line of paragraph, *before the last span of the line above it; NULL: none does. */
static struct candidate *find_caption(struct reading *reading, struct block *paragraph, struct span **before)
{
    struct candidate *caption = caption_of(reading, paragraph);

    *before = NULL;
    for (struct span *span = paragraph->spans; caption == NULL && span != NULL; span = span->next) {
        const struct span *line = span->next != NULL && span->next->kind == SPAN_SOFT_BREAK ? span->next->next : NULL;
        size_t mark = typed_mark(reading, line);
        if (mark == 0)
            continue;
        caption = arena_alloc(reading->scratch, sizeof *caption);
        *caption = (struct candidate){.mark_length = mark};
        *before = span;
    }
    return caption;
}

static bool ends_line(const struct span *span)
{
    return span->next == NULL || span->next->kind == SPAN_SOFT_BREAK;
}

/*
 * The caption of a table and the line with its source may touch, in any order: the caption, which ends with its label
 * then, becomes a paragraph of its own, the first below the table.
 */
static void part_source(struct reading *reading, struct block *table)
{
    struct block *below = table->next;
    struct span *before;
    struct candidate *caption =
        below != NULL && below->kind == BLOCK_PARAGRAPH ? find_caption(reading, below, &before) : NULL;

    if (caption == NULL || caption->braces != NULL)
        return;
    struct span *last = before != NULL ? before->next->next : below->spans, *previous = NULL;
    while (last != NULL && !(ends_line(last) && take_braces(reading, last, caption))) {
        if (last->kind != SPAN_SOFT_BREAK)
            previous = last;
        last = last->next;
    }
    if (last == NULL)
        return;
    if (*last->text == '\0' && previous != NULL) {
        previous->next = last->next;
        last = previous;
    }
    if (last->next != NULL)
        split_paragraph(reading, below, last);
    if (before == NULL)
        return;
    put_caption(reading, split_paragraph(reading, below, before), caption);
    below->next = caption->paragraph->next;
    caption->paragraph->next = below;
    table->next = caption->paragraph;
}

/* The table takes the caption above it if that is free, else the one below. Returns the block to go on with. */
static struct block **join_table(struct reading *reading, struct block **above, struct block **at)
{
    struct block *table = *at;
    struct candidate *caption = above != NULL ? caption_of(reading, *above) : NULL;

    if (caption != NULL) {
        take(table, caption);
        *above = table;
        return above;
    }
    part_source(reading, table);
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

    for (struct block **at = blocks; *at != NULL; at = &(*at)->next) {
        if ((*at)->kind == BLOCK_TABLE)
            at = join_table(reading, above, at);
        above = at;
    }
    if (reading->captions.count == first)
        return;
    for (const struct block *block = *blocks; block != NULL; block = block->next) {
        struct candidate *caption = caption_of(reading, block);
        if (caption != NULL)
            undo(reading, caption);
    }
}

/* The image that the flat text starts with, NULL if it does not. */
static const struct span *image_at(const struct reading *reading, size_t offset)
{
    if (reading->flat.length == offset || reading->flat.bytes[offset] != FLAT_OBJECT)
        return NULL;
    for (size_t i = reading->segment_count; i-- > 0;) {
        const struct segment *segment = &reading->segments[i];
        if (segment->start == offset && segment->object != NULL)
            return segment->object->kind == SPAN_IMAGE ? segment->object : NULL;
    }
    return NULL;
}

/* Nothing but attributes follows the image at offset to end. They are at *braces, *length is 0 if there are none. */
static bool stands_alone(struct reading *reading, size_t offset, size_t end, size_t *braces, size_t *length)
{
    const struct buffer *flat = &reading->flat;
    size_t start = offset + 1;

    while (end > start && (flat->bytes[end - 1] == ' ' || flat->bytes[end - 1] == '\t'))
        end--;
    while (start < end && (flat->bytes[start] == ' ' || flat->bytes[start] == '\t'))
        start++;
    *braces = start;
    *length = end - start;
    size_t closed = attributes_length(flat->bytes + start, end - start);
    if (*length > 0 && closed == 0 && flat->bytes[start] == '{') {
        diag_error(reading->diags, flat_place(reading, start), "bad-attributes",
                   "'{' after an image is not closed, reading it as text");
        diag_hint(reading->diags, "write ![caption](figures/name.png){#fig:label}");
    }
    return closed == *length;
}

/* The share of the line that a width of 50% wants, or 6cm of 16; 0 if the figure keeps its size. */
static double read_width(struct reading *reading, const char *width, struct place place)
{
    static const struct {
        const char *unit;
        double of_line; /* how many make a line */
    } units[] = {{"%", 100}, {"cm", 16}, {"mm", 160}, {"in", 6.3}, {"px", 600}, {"", 600}};
    char *end;

    if (width == NULL)
        return 0;
    double value = strtod(width, &end);
    for (size_t i = 0; end != width && i < sizeof units / sizeof units[0]; i++) {
        if (strcmp(end, units[i].unit) == 0 && value > 0 && value < 1e6)
            return value < units[i].of_line ? value / units[i].of_line : 1;
    }
    diag_error(reading->diags, place, "bad-width", "'%s' is not the width of a figure, leaving it out", width);
    diag_hint(reading->diags, "write a share of the line, width=50%%, or a length, width=8cm");
    return 0;
}

/*
 * The span begins with a brace that was typed so, right behind an image: the length of the attributes, 0: of none.
 * *typed gets how long they are in the source, where escapes and entities are longer.
 */
static size_t attributes_behind(const struct reading *reading, const struct span *span, size_t *typed)
{
    int line = span->line - reading->source->line;
    int column = span->column - (line == 0 ? reading->source->column - 1 : 0);
    size_t length;

    if (span->kind != SPAN_TEXT || *span->text != '{' || line < 0 || line >= reading->line_count)
        return 0;
    const char *source = position_source(reading, line, column, &length);
    *typed = attributes_length(source, length);
    return *typed > 0 ? attributes_length(span->text, strnlen(span->text, LONGEST_MARKUP)) : 0;
}

/* Two figures in one paragraph are pictures among words, and a reference to them would be told alone. */
static void refuse_label(struct reading *reading, const struct attributes *attributes, struct place place)
{
    if (attributes->id == NULL)
        return;
    diag_warning(reading->diags, place, "unknown-attribute", "a picture among words gets no number, leaving '#%s' out",
                 attributes->id);
    diag_hint(reading->diags, "in a paragraph of its own it is a figure: blank lines above and below");
}

void figure_take_widths(struct reading *reading, struct span *spans)
{
    for (; spans != NULL; spans = spans->next) {
        struct span *behind = spans->kind == SPAN_IMAGE ? spans->next : NULL;
        size_t typed, length = behind ? attributes_behind(reading, behind, &typed) : 0;
        struct attributes attributes;
        if (length == 0)
            continue;
        struct link *link = arena_keep(reading->arena, spans->link, sizeof *link);
        attributes_read(reading, &attributes, behind->text, length, behind->line, behind->column);
        struct place place = reading_span_place(reading, behind->line, behind->column);
        link->width = read_width(reading, attributes_take(&attributes, "width"), place);
        refuse_label(reading, &attributes, place);
        attributes_refuse(reading, &attributes, "a picture among words");
        spans->link = link;
        behind->text += length;
        behind->column += (int)typed;
        if (*behind->text == '\0')
            spans->next = behind->next;
    }
}

/* Label, alternative text, source and width from the attributes. */
static void read_attributes(struct reading *reading, struct figure *figure, size_t braces, size_t length)
{
    struct attributes attributes;
    struct place place = flat_place(reading, braces);

    attributes_read(reading, &attributes, reading->flat.bytes + braces, length, place.line, place.column);
    figure->caption.label = label_check(reading, &attributes, "fig:", "a figure", place);
    const char *alt = attributes_take(&attributes, "alt"), *quarto = attributes_take(&attributes, "fig-alt");
    const char *source = attributes_take(&attributes, "source");
    const char *width = attributes_take(&attributes, "width");
    if (width != NULL)
        figure->width = read_width(reading, width, place);
    attributes_take(&attributes, "fig-align"); /* ours are in the middle */
    if (alt == NULL)
        alt = quarto;
    if (alt != NULL)
        figure->alt = alt;
    if (source != NULL)
        figure->caption.source = block_text(reading->arena, source, place);
    attributes_refuse(reading, &attributes, "a figure");
}

/* "|300" or "|300x200" at the end of the text of an image, which Obsidian takes for its width; NULL: there is none. */
static const char *take_obsidian_width(struct reading *reading, const struct span *image)
{
    struct span *last = image->children;

    while (last != NULL && last->next != NULL)
        last = last->next;
    const char *bar = last != NULL && last->kind == SPAN_TEXT ? strrchr(last->text, '|') : NULL;
    size_t digits = bar != NULL ? strspn(bar + 1, "0123456789") : 0;
    if (digits == 0 || digits > 4 || bar[1 + digits + strspn(bar + 1 + digits, "x0123456789")] != '\0')
        return NULL;
    const char *width = arena_copy(reading->arena, bar + 1, digits);
    last->text = arena_copy(reading->arena, last->text, (size_t)(bar - last->text));
    return width;
}

/* Where the line of an image ends that the line of its source touches, "Sumber: BPS"; the end of the paragraph else. */
static size_t image_end(struct reading *reading, size_t offset)
{
    const char *bytes = buffer_string(&reading->flat),
               *line = memchr(bytes + offset, '\n', reading->flat.length - offset);
    size_t at = line != NULL ? (size_t)(line - bytes) + 1 : 0;
    size_t length = line != NULL ? strcspn(bytes + at, ": \n") : 0;

    bool source = length > 0 && bytes[at + length] == ':' && words_find(WORDS_NOTED, bytes + at, length) != NULL;
    return source ? at - 1 : reading->flat.length;
}

void figure_note(struct reading *reading, struct block *paragraph, size_t offset)
{
    size_t braces, length;
    const struct span *image = image_at(reading, offset);

    if (image == NULL)
        return;
    size_t end = image_end(reading, offset);
    if (end == offset + 2 && reading->flat.bytes[offset + 1] == '\\') { /* pandoc's sign that it is no figure */
        flat_end(reading, offset + 1);
        return;
    }
    if (!stands_alone(reading, offset, end, &braces, &length))
        return;
    struct figure *figure = arena_alloc(reading->arena, sizeof *figure);
    figure->caption.place = paragraph->place;
    figure->file = image->link->target;
    const char *width = take_obsidian_width(reading, image);
    figure->caption.words = image->children;
    figure->width = read_width(reading, width, figure->caption.place);
    figure->alt = image->link->title ? image->link->title : span_plain(reading->arena, image->children);
    if (end < reading->flat.length) {
        figure->caption.source = block_new(reading->arena, BLOCK_PARAGRAPH, flat_place(reading, end + 1));
        figure->caption.source->spans = inline_extend(reading, end + 1, reading->flat.length, 0);
    }
    if (length > 0)
        read_attributes(reading, figure, braces, length);
    paragraph->kind = BLOCK_FIGURE;
    paragraph->figure = figure;
    flat_end(reading, offset);
}
