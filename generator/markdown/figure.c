#include "markdown/figure.h"

#include "markdown/attributes.h"
#include "markdown/flat.h"
#include "markdown/label.h"
#include "markdown/reading.h"

#include <stdbool.h>
#include <string.h>

/* The image that is all there is besides attributes; NULL if there is more. */
static const struct span *only_image(const struct reading *reading, size_t offset, size_t *braces, size_t *length)
{
    const struct buffer *flat = &reading->flat;
    size_t end = flat->length;

    if (end == offset || flat->bytes[offset] != FLAT_OBJECT)
        return NULL;
    while (end > offset && (flat->bytes[end - 1] == ' ' || flat->bytes[end - 1] == '\t'))
        end--;
    *braces = offset + 1;
    *length = end - *braces;
    if (*length > 0 && attributes_length(flat->bytes + *braces, *length) != *length)
        return NULL;
    for (size_t i = reading->segment_count; i-- > 0;) {
        const struct segment *segment = &reading->segments[i];
        if (segment->start == offset && segment->object != NULL)
            return segment->object->kind == SPAN_IMAGE ? segment->object : NULL;
    }
    return NULL;
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
    const struct span *image = only_image(reading, offset, &braces, &length);

    if (image == NULL)
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
