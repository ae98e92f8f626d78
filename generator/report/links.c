#include "report/private.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/text.h"

#include <string.h>

/*
 * Links in prose to a page of the site or to an anchor on one, which only the finished pages can tell.  They are
 * warnings: files of the site that are not ours stay, and layouts may have anchors of their own.
 */

struct links {
    const struct assembly *assembly;
    struct map *pages;   /* path -> struct report_page */
    struct map *anchors; /* path of a page -> its anchors, of those that were asked for */
    struct map *told;    /* places: what is printed on two pages is told once */
};

static struct map *find_anchors(const struct assembly *assembly, const struct report_page *page)
{
    struct map *anchors = map_new(assembly->arena);
    const struct map *targets = assembly->report->targets;
    struct iterator it;

    iterator_start(&it, assembly->arena, page->blocks);
    while (iterator_next(&it)) {
        const char *id = it.row != NULL ? it.row->id : iterator_meets_block(&it) ? it.block->id : NULL;
        if (id != NULL)
            map_put(anchors, id, (void *)id);
    }
    for (size_t i = 0; i < map_count(targets); i++) {
        const struct target *target = map_value(targets, i);
        if (target->page == page && target->anchor != NULL)
            map_put(anchors, target->anchor, (void *)target->anchor);
    }
    return anchors;
}

/* The anchors of a page, found when they are asked for first. */
static struct map *anchors_of(const struct links *links, const struct report_page *page)
{
    struct map *anchors = map_get(links->anchors, page->path);

    if (anchors == NULL) {
        anchors = find_anchors(links->assembly, page);
        map_put(links->anchors, page->path, anchors);
    }
    return anchors;
}

/* Whether there is a hint: the name in map that is like word. */
static bool hint_nearest(const struct links *links, const struct map *map, const char *word)
{
    struct nearest nearest = {.word = word};

    text_nearest_key(&nearest, map);
    return diag_hint_nearest(links->assembly->build->diags, &nearest);
}

/* The first of all links with that mistake. */
static bool is_new(const struct links *links, struct place place)
{
    const char *key = arena_format(links->assembly->arena, "%s:%d:%d", place.file, place.line, place.column);

    return map_put(links->told, key, links->told) == NULL;
}

static void check_anchor(const struct links *links, const struct met_link *link, const struct report_page *page,
                         const char *anchor)
{
    const struct map *anchors = anchors_of(links, page);

    if (*anchor == '\0' || map_get(anchors, anchor) != NULL || !is_new(links, link->place))
        return;
    diag_warning(links->assembly->build->diags, link->place, "broken-link", "nothing on '%s' has the id '%s'",
                 page->path, anchor);
    if (strchr(anchor, ':') != NULL)
        diag_hint(links->assembly->build->diags, "a reference to a label is written '@%s'", anchor);
    else if (!hint_nearest(links, anchors, anchor))
        diag_hint(links->assembly->build->diags, "write '{#%s}' behind the heading that it should lead to", anchor);
}

/* "metode.html#cara": paths begin at the root of the site, wherever the prose is printed, or climb there. */
static void check_link(const struct links *links, const struct met_link *link)
{
    const char *target = link->span->link->target, *anchor = strchr(target, '#');
    const char *path = arena_copy(links->assembly->arena, target, strcspn(target, "?#")), *below = path;

    while (text_starts_with(below, "../") || text_starts_with(below, "./"))
        below = strchr(below, '/') + 1;
    const struct report_page *page = *path ? map_get(links->pages, below) : link->page;

    if (page != NULL) {
        check_anchor(links, link, page, anchor ? anchor + 1 : "");
    } else if (is_new(links, link->place)) {
        diag_warning(links->assembly->build->diags, link->place, "broken-link", "nothing is published as '%s'", path);
        if (!hint_nearest(links, links->pages, path))
            diag_hint(links->assembly->build->diags,
                      "name the page by its id: [text](page:ID), or (finding:ID) for a finding");
    }
}

bool links_may_break(const char *target)
{
    size_t length = strcspn(target, "?#");
    bool relative = *target != '/' && strcspn(target, ":") >= length;

    return *target == '#' || (relative && length > 5 && strncmp(target + length - 5, ".html", 5) == 0);
}

void links_check(const struct assembly *assembly)
{
    struct links links = {assembly, targets_index_pages(assembly), map_new(assembly->arena), map_new(assembly->arena)};

    for (size_t i = 0; i < assembly->links.count; i++)
        check_link(&links, assembly->links.items[i]);
}
