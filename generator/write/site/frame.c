#include "write/site/private.h"

#include "base/arena.h"
#include "base/map.h"
#include "document/document.h"
#include "study/study.h"

#include <string.h>

/* ---- all pages ---- */

/* The parts of the navigation in the order of their reading: what is about the site itself comes last. */
static int menu_group_at(int position)
{
    return (position + 1) % MENU_GROUP_COUNT;
}

/* ---- one page ---- */

static const char *const kind_names[] = {
    [PAGE_HOME] = "home", [PAGE_OBJECTIVE] = "objective", [PAGE_THEME] = "theme", [PAGE_SECTION] = "section",
    [PAGE_TEXT] = "text", [PAGE_BRIEF] = "brief",         [PAGE_LIST] = "list",
};

/* parent: the number of the page above, or false. */
static struct value *page_value(struct arena *arena, const struct report_page *page, struct value *parent)
{
    struct value *map = value_map(arena);

    value_set_text(arena, map, "title", page->title);
    value_set(map, "heading", value_spans(arena, page->heading));
    value_set_text(arena, map, "language", span_language(page->heading));
    value_set(map, "path", value_page(arena, page->path));
    value_set_text(arena, map, "file", page->path);
    value_set_text(arena, map, "layout", page->layout);
    value_set_text(arena, map, "kind", kind_names[page->kind]);
    value_set_text(arena, map, "menu", page->menu);
    value_set_text(arena, map, "group", page->kind == PAGE_HOME ? NULL : menu_group_names[page->group]);
    value_set_text(arena, map, "description", page->description);
    value_set(map, "parent", parent);
    value_set(map, "apart", value_boolean(arena, page->apart));
    value_set(map, "illustrative", value_boolean(arena, page->illustrative));
    value_set(map, "untranslated", value_boolean(arena, page->untranslated));
    return map;
}

static struct value *pages_value(struct arena *arena, const struct report *report)
{
    struct map *numbers = map_new(arena); /* path -> struct value */
    struct value *list = value_list(arena);

    for (size_t i = 0; i < report->pages.count; i++)
        map_put(numbers, ((const struct report_page *)report->pages.items[i])->path,
                value_number(arena, (double)i + 1));
    for (size_t i = 0; i < report->pages.count; i++) {
        const struct report_page *page = report->pages.items[i];
        struct value *parent = page->parent ? map_get(numbers, page->parent->path) : NULL;
        value_add(list, arena, page_value(arena, page, parent ? parent : value_boolean(arena, false)));
    }
    return list;
}

struct map *frame_site(struct arena *arena, const struct report *report)
{
    struct map *values = map_new(arena);
    struct value *groups = value_list(arena);

    for (int i = 0; i < MENU_GROUP_COUNT; i++)
        value_add(groups, arena, value_text(arena, menu_group_names[menu_group_at(i)]));
    map_put(values, "language", value_text(arena, report->labels->language));
    map_put(values, "groups", groups);
    map_put(values, "pages", pages_value(arena, report));
    return values;
}

/* The page of report that page, at position in a report in another language, is the same as; or the home page. */
static const struct report_page *same_page(const struct report *report, size_t position, const struct report_page *page)
{
    const struct list *pages = &report->pages;

    if (position < pages->count && strcmp(((const struct report_page *)pages->items[position])->path, page->path) == 0)
        return pages->items[position];
    for (size_t i = 0; i < pages->count; i++) {
        const struct report_page *other = pages->items[i];
        if (strcmp(other->path, page->path) == 0)
            return other;
    }
    return pages->items[0];
}

/* The page in each language of the site; nothing if there is but one. */
static struct value *languages_value(struct arena *arena, const struct report *report, size_t position,
                                     const char *root)
{
    const struct report_page *page = report->pages.items[position];
    struct value *list = value_list(arena);

    for (size_t i = 0; i < report->editions.count; i++) {
        const struct report *other = report->editions.items[i];
        const struct report_page *same = same_page(other, position, page);
        struct value *item = value_map(arena);
        value_set_text(arena, item, "language", other->labels->language);
        value_set_text(arena, item, "name", label_text(other->labels, "language_name"));
        value_set_text(arena, item, "title", same->title);
        value_set_text(arena, item, "address", meta_address(arena, other, same->path));
        bool is_current = other == report;
        const char *up = is_current || *report->folder == '\0' ? "" : "../";
        const char *folder = is_current ? "" : other->folder;
        value_set_text(arena, item, "path", arena_concat(arena, root, up, folder, same->path, NULL));
        value_set(item, "is_current", value_boolean(arena, is_current));
        value_add(list, arena, item);
    }
    return list;
}

/* The table of contents while it is filled: headings of level 2, those of level 3 below them. */
struct contents {
    struct arena *arena;
    struct value *list;
    struct value *below; /* items of the last heading of level 2 */
};

static void add_heading(struct contents *contents, const struct block *block, const char *anchor)
{
    struct value *item = value_map(contents->arena);
    struct value *below = value_list(contents->arena);

    value_set_text(contents->arena, item, "title", span_plain(contents->arena, block->spans));
    value_set_text(contents->arena, item, "language", span_language(block->spans));
    value_set_text(contents->arena, item, "anchor", anchor);
    value_set(item, "items", below);
    if (block->level == 3 && contents->below != NULL) {
        value_add(contents->below, contents->arena, item);
    } else {
        value_add(contents->list, contents->arena, item);
        contents->below = below;
    }
}

/* The anchor of a section leads to its first heading where that has none of its own. */
static void collect_headings(struct contents *contents, const struct block *blocks)
{
    struct iterator it;
    const char *section = NULL;

    iterator_start(&it, contents->arena, blocks);
    while (iterator_next(&it)) {
        const struct block *block = it.block;
        if (block->kind == BLOCK_SECTION)
            section = it.leaving ? NULL : block->id;
        if (it.leaving || block->kind == BLOCK_SECTION || block->kind == BLOCK_LANGUAGE || block->kind == BLOCK_GROUP)
            continue;
        iterator_skip(&it);
        if (block->kind != BLOCK_HEADING || block->level > 3)
            continue;
        const char *anchor = block->id ? block->id : section;
        section = NULL;
        if (anchor != NULL)
            add_heading(contents, block, anchor);
    }
}

static struct value *contents_value(struct arena *arena, const struct block *blocks)
{
    struct contents contents = {arena, value_list(arena), NULL};

    collect_headings(&contents, blocks);
    return contents.list;
}

struct map *frame_page(struct arena *arena, const struct report *report, size_t position, const char *root)
{
    const struct report_page *page = report->pages.items[position];
    struct map *values = map_new(arena);

    map_put(values, "number", value_number(arena, (double)position + 1));
    map_put(values, "vars", page->variables ? page->variables : value_map(arena));
    map_put(values, "body", value_blocks(arena, page->blocks));
    map_put(values, "toc", contents_value(arena, page->blocks));
    map_put(values, "languages", languages_value(arena, report, position, root));
    map_put(values, "root", value_text(arena, root));
    return values;
}
