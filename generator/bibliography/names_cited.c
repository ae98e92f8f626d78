#include "bibliography/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/list.h"
#include "base/map.h"
#include "study/study.h"

#include <string.h>

/* What a citation reads of a work, its names and its year, and how works that would read the same are told apart. */

/* The names before "dkk." in a citation; all of them if it is not shortened. */
static size_t names_shown(const struct cite_work *work)
{
    size_t count = work->leading ? work->leading->count : 0;
    size_t shown = work->names_cut;

    if (shown == 0)
        shown = count > 2 || (count == 2 && work->leading->others) ? 1 : count;
    bool one_left = shown > 1 && shown + 1 == count && !work->leading->others;
    return shown >= count || one_left ? count : shown;
}

/* The short form of the leading name at index; NULL if it has none, or is a person's. */
static const char *short_name(const struct cite_work *work, size_t index)
{
    const struct cite_name *name = &work->leading->items[index];

    if (work->leading != &work->authors || index >= work->short_authors.count || *name->given != '\0')
        return NULL;
    const char *family = work->short_authors.items[index].family;
    return strcmp(family, name->family) != 0 ? family : NULL;
}

const char *cite_work_short_name(const struct cite_work *work)
{
    return work->leading != NULL && work->leading->count == 1 ? short_name(work, 0) : NULL;
}

static void put_family(struct buffer *out, const struct cite_work *work, size_t index, enum cite_name_form form)
{
    const char *family = work->leading->items[index].family, *brief = short_name(work, index);

    if (brief == NULL || form == CITE_NAMES_LONG)
        buffer_text(out, family);
    else if (form == CITE_NAMES_SHORT)
        buffer_text(out, brief);
    else
        buffer_format(out, "%s [%s]", family, brief);
}

const char *cite_work_names(struct arena *arena, const struct labels *labels, const struct cite_work *work,
                            const char *and_label, enum cite_name_form form)
{
    if (work->leading == NULL)
        return NULL;
    struct buffer out = {0};
    size_t count = work->leading->count, shown = names_shown(work);
    bool others = shown < count || work->leading->others;
    for (size_t i = 0; i < shown; i++) {
        const struct cite_name *name = &work->leading->items[i];
        bool last = i + 1 == shown && !others;
        if (i > 0)
            buffer_text(&out, last && count == 2 ? " " : ", ");
        if (i > 0 && last) {
            buffer_text(&out, label_text(labels, and_label));
            buffer_char(&out, ' ');
        }
        if (i == 0 && work->with_initials && *name->initials) {
            buffer_text(&out, name->initials);
            buffer_char(&out, ' ');
        }
        put_family(&out, work, i, form);
    }
    if (others) {
        buffer_text(&out, shown > 1 ? ", " : " ");
        buffer_text(&out, label_text(labels, "cite_others"));
    }
    return buffer_take(&out, arena);
}

const char *cite_work_year(struct arena *arena, const struct labels *labels, const struct cite_work *work)
{
    const char *year = cite_date_year(arena, labels, &work->issued);
    char suffix[8] = "";
    size_t length = 0;

    for (size_t left = work->suffix; left > 0 && length < sizeof suffix - 1; left = (left - 1) / 26) {
        memmove(suffix + 1, suffix, length + 1);
        suffix[0] = (char)('a' + (left - 1) % 26);
        length++;
    }
    if (year == NULL) {
        const char *words = work->status ? work->status : label_text(labels, "cite_no_date");
        return work->suffix ? arena_format(arena, "%s-%s", words, suffix) : words;
    }
    return arena_format(arena, "%s%s", year, suffix);
}

/* ---- works that would read the same ---- */

/* The first authors of one surname. */
struct family {
    const char *initials; /* of one of them */
    bool differ;          /* another has others */
};

/* First authors with the same surname get initials, if these differ (APA 7, 8.20). */
static void tell_names_apart(struct arena *arena, const struct list *works)
{
    struct map *families = map_new(arena);

    for (size_t i = 0; i < works->count; i++) {
        const struct cite_work *work = works->items[i];
        if (work->leading == NULL)
            continue;
        const struct cite_name *name = &work->leading->items[0];
        struct family *family = map_get(families, name->family);
        if (family == NULL) {
            family = arena_alloc(arena, sizeof *family);
            family->initials = name->initials;
            map_put(families, name->family, family);
        }
        family->differ |= strcmp(family->initials, name->initials) != 0;
    }
    for (size_t i = 0; i < works->count; i++) {
        struct cite_work *work = works->items[i];
        if (work->leading == NULL)
            continue;
        const struct family *family = map_get(families, work->leading->items[0].family);
        work->with_initials = family->differ;
    }
}

/* Works by what their citation reads, in the order of works. */
static struct map *group_by_citation(struct arena *arena, const struct labels *labels, const struct list *works)
{
    struct map *groups = map_new(arena);

    for (size_t i = 0; i < works->count; i++) {
        struct cite_work *work = works->items[i];
        const char *names = cite_work_names(arena, labels, work, "cite_and", CITE_NAMES_LONG);
        const char *title = work->short_title ? cite_plain(arena, work->short_title) : "";
        const char *key = arena_format(arena, "%s\001%s", names ? names : title, cite_work_year(arena, labels, work));
        list_add(map_item(groups, key, sizeof(struct list)), arena, work);
    }
    return groups;
}

/* The first count names as far as a citation can show them. */
static const char *first_names(struct arena *arena, const struct cite_work *work, size_t count)
{
    struct buffer key = {0};

    for (size_t i = 0; i < count && i < work->leading->count; i++) {
        const struct cite_name *name = &work->leading->items[i];
        buffer_format(&key, "%s\001%s\001", i == 0 ? name->initials : "", name->family);
    }
    return buffer_take(&key, arena);
}

/* Takes out of left the works whose first count names no other there has; if there are any, all show that many. */
static void split_off(struct arena *arena, struct list *left, size_t count)
{
    struct map *seen = map_new(arena);
    struct list still = {0};

    for (size_t i = 0; i < left->count; i++)
        list_add(map_item(seen, first_names(arena, left->items[i], count), sizeof(struct list)), arena, left->items[i]);
    for (size_t i = 0; i < left->count; i++) {
        const struct list *alike = map_get(seen, first_names(arena, left->items[i], count));
        if (alike->count > 1)
            list_add(&still, arena, left->items[i]);
    }
    bool found = still.count < left->count;
    for (size_t i = 0; found && i < left->count; i++)
        ((struct cite_work *)left->items[i])->names_cut = count;
    *left = still;
}

/* Nobody reads on to tell works apart by a later name; a letter after the year does it then. */
enum { MOST_NAMES_SHOWN = 40 };

/* Shows more names where these differ. */
static void lengthen_names(struct arena *arena, const struct list *group)
{
    struct list left = {0};
    size_t most = 0;

    for (size_t i = 0; i < group->count; i++) {
        const struct cite_work *work = group->items[i];
        if (work->leading == NULL)
            return;
        most = work->leading->count > most ? work->leading->count : most;
        list_add(&left, arena, group->items[i]);
    }
    for (size_t count = 1; count <= most && count <= MOST_NAMES_SHOWN && left.count > 1; count++)
        split_off(arena, &left, count);
}

void cite_tell_apart(struct arena *arena, const struct labels *labels, const struct list *works)
{
    tell_names_apart(arena, works);
    struct map *groups = group_by_citation(arena, labels, works);
    for (size_t i = 0; i < map_count(groups); i++) {
        const struct list *group = map_value(groups, i);
        if (group->count > 1)
            lengthen_names(arena, group);
    }
    groups = group_by_citation(arena, labels, works);
    for (size_t i = 0; i < map_count(groups); i++) {
        const struct list *group = map_value(groups, i);
        for (size_t j = 0; group->count > 1 && j < group->count; j++)
            ((struct cite_work *)group->items[j])->suffix = j + 1;
    }
}
