/*
 * Projects of REFI-QDA that have what the standard has, but elsewhere: Quackdas writes selections beside the sources,
 * and ids as attributes.  What it says so is put where the standard has it, before anything is read.
 */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/map.h"

#include <string.h>

/* The value of an attribute, which is taken off; NULL: there is none. */
static const char *take(struct xml *xml, const char *name)
{
    const char **attribute = xml->attributes;

    while (attribute != NULL && *attribute != NULL && strcmp(*attribute, name) != 0)
        attribute += 2;
    if (attribute == NULL || *attribute == NULL)
        return NULL;
    const char *value = attribute[1];
    for (; *attribute != NULL; attribute += 2) {
        attribute[0] = attribute[2];
        attribute[1] = attribute[2] != NULL ? attribute[3] : NULL;
    }
    return value;
}

static void put_first(struct xml *parent, struct xml *child)
{
    child->parent = parent;
    child->next = parent->first;
    parent->first = child;
}

static void take_off(struct xml *parent, const struct xml *child)
{
    struct xml **place = &parent->first;

    while (*place != child)
        place = &(*place)->next;
    *place = child->next;
}

static void add(struct arena *arena, struct xml *parent, const char *name, const char *target, const char *text)
{
    struct xml *child = arena_alloc(arena, sizeof *child);
    const char **attributes = arena_alloc(arena, 3 * sizeof *attributes);

    attributes[0] = target != NULL ? "targetGUID" : NULL;
    attributes[1] = target;
    attributes[2] = NULL;
    *child = (struct xml){.name = name, .text = text, .attributes = attributes};
    put_first(parent, child);
}

/* What an element says by its attributes, said by elements in it. */
static void place_attributes(struct arena *arena, struct xml *xml)
{
    const char *code = strcmp(xml->name, "Coding") == 0 ? take(xml, "codeGUID") : NULL;
    const char *variable = strcmp(xml->name, "VariableValue") == 0 ? take(xml, "variableGUID") : NULL;

    if (code != NULL)
        add(arena, xml, "CodeRef", code, "");
    if (variable != NULL) {
        const char *value = take(xml, "value");
        add(arena, xml, "TextValue", NULL, value ? value : "");
        add(arena, xml, "VariableRef", variable, "");
    }
    if (xml->parent != NULL && strcmp(xml->name, "MemberSource") == 0 && strcmp(xml->parent->name, "Case") == 0)
        xml->name = "SourceRef";
    for (const char **name = xml->attributes; name != NULL && *name != NULL && xml->parent != NULL; name += 2) {
        if (strcmp(*name, "creatingUserGUID") == 0)
            *name = "creatingUser";
    }
}

/* Elements below xml by their guids. */
static void walk(struct arena *arena, struct xml *xml, struct map *by_guid)
{
    for (; xml != NULL; xml = xml->next) {
        place_attributes(arena, xml);
        map_put(by_guid, xml_get(xml, "guid"), xml);
        walk(arena, xml->first, by_guid);
    }
}

static bool is_source(const struct xml *xml)
{
    return xml != NULL && xml->parent != NULL && strcmp(xml->parent->name, "Sources") == 0;
}

/* Selections go to the source that they name, in their order. Those without one stay. */
static void place_selections(struct arena *arena, struct xml *selections, const struct map *by_guid)
{
    struct list all = {0};

    for (struct xml *xml = selections->first; xml != NULL; xml = xml->next)
        list_add(&all, arena, xml);
    selections->first = NULL;
    while (all.count > 0) {
        struct xml *selection = all.items[--all.count], *source = map_get(by_guid, take(selection, "sourceGUID"));
        put_first(is_source(source) ? source : selections, selection);
    }
}

/* A note that refers to what it is about: the standard has it the other way round. */
static void place_notes(struct arena *arena, const struct xml *notes, const struct map *by_guid)
{
    for (struct xml *note = notes->first; note != NULL; note = note->next) {
        for (const struct xml *child = note->first, *next; child != NULL; child = next) {
            bool refers = strcmp(child->name, "NoteRef") == 0;
            struct xml *about = refers ? map_get(by_guid, xml_get(child, "targetGUID")) : NULL;
            next = child->next;
            if (about == NULL || about->parent == notes)
                continue;
            add(arena, about, "NoteRef", xml_get(note, "guid"), "");
            take_off(note, child);
        }
    }
}

void refi_place(struct arena *arena, struct xml *root)
{
    struct xml *selections = root->first;
    const struct xml *notes = xml_child(root, "Notes");
    struct map *by_guid = map_new(arena);

    while (selections != NULL && strcmp(selections->name, "Selections") != 0)
        selections = selections->next;
    if (selections == NULL)
        return;
    walk(arena, root, by_guid);
    place_selections(arena, selections, by_guid);
    if (notes != NULL)
        place_notes(arena, notes, by_guid);
    if (selections->first == NULL)
        take_off(root, selections);
}
