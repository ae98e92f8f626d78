#include "markdown/private.h"

#include "base/map.h"
#include "base/text.h"

#include <stdbool.h>
#include <string.h>

struct id_use {
    struct place place;
    int last_suffix; /* that was tried to make another id of this one */
};

/* The id, as it is or with a number if it is taken; it is taken then. */
static const char *claim(struct reading *reading, const char *id, struct place place)
{
    const char *free_id = id;
    struct id_use *use = arena_alloc(reading->scratch, sizeof *use);

    *use = (struct id_use){place, 1};
    if (reading->ids == NULL)
        reading->ids = map_new(reading->scratch);
    struct id_use *first = map_get(reading->ids, id);
    while (map_get(reading->ids, free_id) != NULL)
        free_id = arena_format(reading->arena, "%s-%d", id, ++first->last_suffix);
    map_put(reading->ids, free_id, use);
    return free_id;
}

/* An anchor made of what was written, which may hold what anchors may not. */
static const char *check_id(struct reading *reading, const char *written, struct place place)
{
    const char *id = strncmp(written, "sec:", 4) == 0 ? written + 4 : written;

    if (*id != '\0' && strchr(id, ':') == NULL)
        return id;
    const char *repaired = text_slug(reading->arena, id);
    diag_error(reading->diags, place, "bad-id", "'%s' cannot be the id of a heading, using '%s'", written, repaired);
    diag_hint(reading->diags, "an id holds letters, digits, '.', '_' and '-'; only 'sec:' may come before it");
    return repaired;
}

static void take_id(struct reading *reading, struct block *heading, const char *written, struct place place)
{
    const char *id = check_id(reading, written, place);
    const struct id_use *first = reading->ids ? map_get(reading->ids, id) : NULL;

    heading->id = claim(reading, id, place);
    if (first != NULL) {
        diag_error(reading->diags, place, "duplicate-id", "duplicate id '%s', using '%s'", id, heading->id);
        diag_hint(reading->diags, "the first is in line %d", first->place.line);
    }
}

/* The classes, parted by blanks, tell of numbers only. */
static bool tells_of_numbers(const char *classes)
{
    static const char *const known[] = {"unnumbered", "unlisted", "nonumber", NULL};

    while (*classes != '\0') {
        size_t length = strcspn(classes, " ");
        if (!text_is_one_of(classes, length, known))
            return false;
        classes += length;
        classes += strspn(classes, " ");
    }
    return true;
}

/* pandoc's {.unnumbered}, {.unlisted} and {-}: our headings have no numbers, and the site lists them all. */
static void drop_numbering(struct attributes *attributes)
{
    for (struct argument **at = &attributes->arguments; *at != NULL;) {
        bool numbering =
            strcmp((*at)->name, "class") == 0 ? tells_of_numbers((*at)->value) : strcmp((*at)->name, "-") == 0;
        if (numbering)
            *at = (*at)->next;
        else
            at = &(*at)->next;
    }
}

void heading_note(struct reading *reading, struct block *heading, size_t offset)
{
    struct attributes attributes;
    size_t braces, length;

    if (!label_find(reading, offset, "#.-", &braces, &length)) {
        list_add(&reading->headings, reading->scratch, heading);
        return;
    }
    struct place place = flat_place(reading, braces);
    attributes_read(reading, &attributes, reading->flat.bytes + braces, length, place.line, place.column);
    drop_numbering(&attributes);
    attributes_refuse(reading, &attributes, "a heading");
    if (attributes.id != NULL) {
        place.column = attributes.id_column;
        take_id(reading, heading, attributes.id, place);
    } else {
        list_add(&reading->headings, reading->scratch, heading);
    }
    flat_end(reading, label_start(reading, braces));
}

void heading_finish(struct reading *reading)
{
    for (size_t i = 0; i < reading->headings.count; i++) {
        struct block *heading = reading->headings.items[i];
        const char *slug = text_slug(reading->arena, span_plain(reading->scratch, heading->spans));
        heading->id = claim(reading, slug, heading->place);
    }
}
