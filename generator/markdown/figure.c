#include "markdown/private.h"

#include <stdbool.h>
#include <string.h>

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

/* Nothing but attributes follows the image at offset. They are at *braces, *length is 0 if there are none. */
static bool stands_alone(struct reading *reading, size_t offset, size_t *braces, size_t *length)
{
    const struct buffer *flat = &reading->flat;
    size_t end = flat->length, start = offset + 1;

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

/* Label, alternative text and source from the attributes. */
static void read_attributes(struct reading *reading, struct figure *figure, size_t braces, size_t length)
{
    struct attributes attributes;
    struct place place = flat_place(reading, braces);

    attributes_read(reading, &attributes, reading->flat.bytes + braces, length, place.line, place.column);
    figure->label = label_check(reading, &attributes, "fig:", "figure", place);
    const char *alt = attributes_take(&attributes, "alt");
    const char *source = attributes_take(&attributes, "source");
    if (alt != NULL)
        figure->alt = alt;
    if (source != NULL)
        figure->source = block_text(reading->arena, source, place);
    attributes_refuse(reading, &attributes, "a figure");
}

void figure_note(struct reading *reading, struct block *paragraph, size_t offset)
{
    size_t braces, length;
    const struct span *image = image_at(reading, offset);

    if (image == NULL || !stands_alone(reading, offset, &braces, &length))
        return;
    struct figure *figure = arena_alloc(reading->arena, sizeof *figure);
    figure->place = paragraph->place;
    figure->file = image->link->target;
    figure->caption = image->children;
    figure->alt = image->link->title ? image->link->title : span_plain(reading->arena, image->children);
    if (length > 0)
        read_attributes(reading, figure, braces, length);
    paragraph->kind = BLOCK_FIGURE;
    paragraph->figure = figure;
    flat_end(reading, offset);
}
