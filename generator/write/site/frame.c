#include "write/site/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "document/document.h"
#include "study/study.h"
#include "write/latex/latex.h"

#include <string.h>

static void set_text(struct arena *arena, struct value *map, const char *name, const char *text)
{
    value_set(map, name, value_text(arena, text));
}

static const struct study_info *info_of(const struct report *report)
{
    return report->study->info;
}

/* ---- all pages ---- */

static struct value *study_value(struct arena *arena, const struct report *report)
{
    const struct study_info *info = info_of(report);
    struct value *map = value_map(arena);

    set_text(arena, map, "title", info->title);
    set_text(arena, map, "subtitle", info->subtitle);
    set_text(arena, map, "researcher", info->researcher);
    set_text(arena, map, "institution", info->institution);
    set_text(arena, map, "faculty", info->faculty);
    set_text(arena, map, "program", info->program);
    set_text(arena, map, "place", info->place);
    set_text(arena, map, "year", info->year);
    set_text(arena, map, "approach", info->approach);
    set_text(arena, map, "method", info->method);
    set_text(arena, map, "language", report->labels->language);
    value_set(map, "is_proposal", value_boolean(arena, info->evidence == EVIDENCE_PROPOSAL));
    return map;
}

/* The page for searching, or false. */
static struct value *search_page(struct arena *arena, const struct report *report)
{
    for (size_t i = 0; i < report->pages.count; i++) {
        const struct report_page *page = report->pages.items[i];
        if (strcmp(page->layout, "find") == 0)
            return value_page(arena, page->path);
    }
    return value_boolean(arena, false);
}

static struct value *site_value(struct arena *arena, const struct report *report)
{
    const struct study_info *info = info_of(report);
    const struct site_settings *site = info->site;
    struct value *map = value_map(arena);

    set_text(arena, map, "title", site && site->title ? site->title : info->title);
    set_text(arena, map, "description", site ? site->description : NULL);
    set_text(arena, map, "base_url", site ? site->base_url : NULL);
    set_text(arena, map, "footer", site ? site->footer : NULL);
    set_text(arena, map, "language", report->labels->language);
    value_set(map, "search", search_page(arena, report));
    return map;
}

static struct value *entry(struct arena *arena, const struct report_page *page, const char *title)
{
    struct value *map = value_map(arena);

    set_text(arena, map, "title", title);
    set_text(arena, map, "language", strcmp(title, page->title) == 0 ? span_language(page->heading) : NULL);
    value_set(map, "path", value_page(arena, page->path));
    set_text(arena, map, "file", page->path);
    return map;
}

/* The parts of the navigation in the order of their reading: what is about the site itself comes last. */
static int menu_group_at(int position)
{
    return (position + 1) % MENU_GROUP_COUNT;
}

static int menu_position(const struct report_page *page)
{
    if (page->apart)
        return MENU_GROUP_COUNT + 1;
    return page->kind == PAGE_HOME ? -1 : (page->group + MENU_GROUP_COUNT - 1) % MENU_GROUP_COUNT;
}

static struct value *menu_below(struct arena *arena, const struct report *report, const struct report_page *parent,
                                int group, int levels)
{
    struct value *list = value_list(arena);

    for (size_t i = 0; i < report->pages.count; i++) {
        const struct report_page *page = report->pages.items[i];
        if (page->menu == NULL || page->parent != parent || page->group != group)
            continue;
        struct value *item = entry(arena, page, page->menu);
        value_set(item, "items", levels > 1 ? menu_below(arena, report, page, group, levels - 1) : value_list(arena));
        value_add(list, arena, item);
    }
    return list;
}

/* The groups that have pages: those below the home page, each with the pages below that. */
static struct value *nav_value(struct arena *arena, const struct report *report)
{
    struct value *list = value_list(arena);

    for (int i = 0; i < MENU_GROUP_COUNT && report->pages.count > 0; i++) {
        int group = menu_group_at(i);
        struct value *items = menu_below(arena, report, report->pages.items[0], group, 2);
        if (items->count == 0)
            continue;
        const char *name = menu_group_names[group];
        struct value *map = value_map(arena);
        set_text(arena, map, "id", name);
        set_text(arena, map, "title", label_text(report->labels, arena_format(arena, "menu_group_%s", name)));
        value_set(map, "items", items);
        value_add(list, arena, map);
    }
    return list;
}

struct map *frame_site(struct arena *arena, const struct report *report)
{
    struct map *values = map_new(arena);

    map_put(values, "site", site_value(arena, report));
    map_put(values, "study", study_value(arena, report));
    map_put(values, "nav", nav_value(arena, report));
    return values;
}

/* ---- one page ---- */

static const char *kind_name(enum page_kind kind)
{
    switch (kind) {
    case PAGE_HOME:
        return "home";
    case PAGE_OBJECTIVE:
        return "objective";
    case PAGE_THEME:
        return "theme";
    case PAGE_SECTION:
        return "section";
    case PAGE_TEXT:
        return "text";
    case PAGE_BRIEF:
        return "brief";
    case PAGE_LIST:
        return "list";
    }
    return "";
}

static struct value *page_value(struct arena *arena, const struct report_page *page)
{
    struct value *map = value_map(arena);

    set_text(arena, map, "title", page->title);
    value_set(map, "heading", value_spans(arena, page->heading));
    value_set(map, "path", value_page(arena, page->path));
    set_text(arena, map, "file", page->path);
    set_text(arena, map, "kind", kind_name(page->kind));
    value_set(map, "in_menu", value_boolean(arena, page->menu != NULL));
    set_text(arena, map, "group", page->kind == PAGE_HOME ? NULL : menu_group_names[page->group]);
    set_text(arena, map, "description", page->description);
    value_set(map, "illustrative", value_boolean(arena, page->illustrative));
    value_set(map, "untranslated", value_boolean(arena, page->untranslated));
    return map;
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
        set_text(arena, item, "language", other->labels->language);
        set_text(arena, item, "name", label_text(other->labels, "language_name"));
        set_text(arena, item, "title", same->title);
        set_text(arena, item, "address", meta_address(arena, other, same->path));
        bool is_current = other == report;
        const char *up = is_current || *report->folder == '\0' ? "" : "../";
        const char *folder = is_current ? "" : other->folder;
        set_text(arena, item, "path", arena_concat(arena, root, up, folder, same->path, NULL));
        value_set(item, "is_current", value_boolean(arena, is_current));
        value_add(list, arena, item);
    }
    return list;
}

/* From the home page down to the page above this one. */
static struct value *breadcrumbs_value(struct arena *arena, const struct report_page *page)
{
    struct list ancestors = {0};
    struct value *list = value_list(arena);

    for (const struct report_page *above = page->parent; above != NULL; above = above->parent)
        list_add(&ancestors, arena, (void *)above);
    while (ancestors.count > 0) {
        const struct report_page *above = ancestors.items[--ancestors.count];
        value_add(list, arena, entry(arena, above, above->menu ? above->menu : above->title));
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

    set_text(contents->arena, item, "title", span_plain(contents->arena, block->spans));
    set_text(contents->arena, item, "language", span_language(block->spans));
    set_text(contents->arena, item, "anchor", anchor);
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

/* The first page of that part of the navigation from position on, forwards or backwards, or NULL. */
static const struct report_page *page_of_group(const struct list *pages, size_t position, bool forwards, int group)
{
    for (size_t i = position; i < pages->count; forwards ? i++ : i--) {
        if (menu_position(pages->items[i]) == group)
            return pages->items[i];
    }
    return NULL;
}

/* The page that is read before or after the one at position, in the order of the navigation; false for none. */
static struct value *neighbour(struct arena *arena, const struct report *report, size_t position, bool after)
{
    const struct list *pages = &report->pages;
    int group = menu_position(pages->items[position]);
    const struct report_page *page = page_of_group(pages, after ? position + 1 : position - 1, after, group);

    if (group > MENU_GROUP_COUNT)
        return value_boolean(arena, false);
    while (page == NULL && group >= -1 && group < MENU_GROUP_COUNT) {
        group += after ? 1 : -1;
        page = page_of_group(pages, after ? 0 : pages->count - 1, after, group);
    }
    return page ? entry(arena, page, page->title) : value_boolean(arena, false);
}

struct map *frame_page(struct arena *arena, const struct report *report, size_t position, const char *root)
{
    const struct report_page *page = report->pages.items[position];
    struct map *values = map_new(arena);

    map_put(values, "page", page_value(arena, page));
    map_put(values, "vars", page->variables ? page->variables : value_map(arena));
    map_put(values, "body", value_blocks(arena, page->blocks));
    map_put(values, "toc", contents_value(arena, page->blocks));
    map_put(values, "breadcrumbs", breadcrumbs_value(arena, page));
    map_put(values, "previous", neighbour(arena, report, position, false));
    map_put(values, "next", neighbour(arena, report, position, true));
    map_put(values, "languages", languages_value(arena, report, position, root));
    map_put(values, "root", value_text(arena, root));
    return values;
}

/* ---- appendices ---- */

static const char *label_of(struct arena *arena, const struct appendix *appendix)
{
    struct buffer slug = {0};

    latex_escape(&slug, LATEX_LABEL, appendix->slug);
    const char *label = arena_format(arena, "lampiran-%s", buffer_string(&slug));
    buffer_free(&slug);
    return label;
}

const char *frame_appendix_file(struct arena *arena, const struct appendix *appendix)
{
    return arena_format(arena, "%s.tex", label_of(arena, appendix));
}

static struct value *settings_value(struct arena *arena, const struct report *report)
{
    const struct appendix_settings *settings = info_of(report)->appendix;
    long size = settings && settings->font_size != INTEGER_ABSENT ? settings->font_size : 10;
    struct value *map = value_map(arena);
    const char *word = settings ? settings->continuation : NULL;

    set_text(arena, map, "continuation", word ? word : label_text(report->labels, "appendix_continuation"));
    value_set(map, "font_size", value_number(arena, (double)size));
    value_set(map, "line_height", value_number(arena, (double)size * 1.2));
    value_set(map, "number_by_chapter", value_boolean(arena, settings && settings->number_by_chapter));
    set_text(arena, map, "heading", appendix_heading_names[settings ? settings->heading : APPENDIX_CHAPTER]);
    set_text(arena, map, "numbering", appendix_numbering_names[settings ? settings->numbering : APPENDIX_LETTERS]);
    set_text(arena, map, "later_pages",
             appendix_later_pages_names[settings ? settings->later_pages : APPENDIX_LATER_HEADED]);
    set_text(arena, map, "caption", appendix_caption_names[settings ? settings->caption : APPENDIX_CAPTION_CENTER]);
    value_set(map, "biblatex", value_boolean(arena, settings && settings->citations == APPENDIX_CITATIONS_BIBLATEX));
    return map;
}

static struct value *appendix_value(struct arena *arena, const struct appendix *appendix, bool turned)
{
    struct value *map = value_map(arena);

    set_text(arena, map, "id", appendix->id);
    set_text(arena, map, "title", appendix->title);
    value_set(map, "label", value_page(arena, label_of(arena, appendix)));
    value_set(map, "illustrative", value_boolean(arena, appendix->illustrative));
    value_set(map, "turned", value_boolean(arena, turned));
    return map;
}

struct map *frame_appendices(struct arena *arena, const struct report *report)
{
    struct map *values = map_new(arena);
    struct value *list = value_list(arena);

    for (size_t i = 0; i < report->appendices.count; i++)
        value_add(list, arena, appendix_value(arena, report->appendices.items[i], false));
    map_put(values, "study", study_value(arena, report));
    map_put(values, "settings", settings_value(arena, report));
    map_put(values, "appendices", list);
    return values;
}

struct map *frame_appendix(struct arena *arena, const struct appendix *appendix, bool turned)
{
    struct map *values = map_new(arena);

    map_put(values, "appendix", appendix_value(arena, appendix, turned));
    map_put(values, "body", value_blocks(arena, appendix->blocks));
    return values;
}
