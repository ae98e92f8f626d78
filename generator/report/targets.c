#include "report/private.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/text.h"
#include "bibliography/bibliography.h"

#include <string.h>

/* The section that holds all objects of a kind, on the site and in the appendices alike. */
static const struct {
    enum object_kind kind;
    const char *section;
} homes[] = {
    {OBJECT_INFORMANT, "informants"}, {OBJECT_DOCUMENT, "informants"},  {OBJECT_PRIOR_STUDY, "synthesis"},
    {OBJECT_QUESTION, "guide"},       {OBJECT_FRAMEWORK, "frameworks"}, {OBJECT_COMPONENT, "frameworks"},
    {OBJECT_WORK, "bibliography"},
};

struct target *targets_add(const struct assembly *assembly, enum target_kind kind, const char *label,
                           const struct report_page *page, const char *anchor)
{
    struct target *target = arena_alloc(assembly->arena, sizeof *target);

    *target = (struct target){.kind = kind, .label = label, .page = page, .anchor = anchor};
    map_put(assembly->report->targets, label, target);
    return target;
}

static void add_object(const struct assembly *assembly, enum object_kind kind, const char *id,
                       const struct report_page *page, const char *anchor)
{
    if (page != NULL)
        targets_add(assembly, TARGET_OBJECT, arena_concat(assembly->arena, object_kind_name(kind), ":", id, NULL), page,
                    anchor);
}

/* All objects of a kind stand on one page, each under its id. */
static void add_all(const struct assembly *assembly, enum object_kind kind, const char *section)
{
    const struct map *objects = assembly->study->objects[kind];
    const struct report_page *page = pages_find(assembly, pages_section_path(assembly, section));

    for (size_t i = 0; i < map_count(objects); i++) {
        const char *id = map_key(objects, i);
        const char *anchor = kind == OBJECT_WORK ? cite_anchor(assembly->arena, id) : id;
        /* Not who or what may not be seen. */
        if (study_find(assembly->study, kind, id) != NULL)
            add_object(assembly, kind, id, page, anchor);
    }
}

/* The pages of the site by path: there may be thousands of objectives and themes. */
static struct map *targets_index_pages(const struct assembly *assembly)
{
    struct map *index = map_new(assembly->arena);
    const struct list *pages = &assembly->report->pages;

    for (size_t i = 0; i < pages->count; i++) {
        struct report_page *page = pages->items[i];
        map_put(index, page->path, page);
    }
    return index;
}

/* The page of an object that has its own: "tujuan/a.html". */
static const struct report_page *own_page(const struct assembly *assembly, const struct map *index, const char *folder,
                                          const char *id)
{
    return map_get(index, arena_concat(assembly->arena, section_slug(assembly, folder), "/", id, ".html", NULL));
}

static void add_code(const struct assembly *assembly, const struct map *index, const struct code *code)
{
    bool has_page = code->level == CODE_THEME;
    const char *name = code->level == CODE_VARIABLE ? "index" : code_theme(code)->id;

    add_object(assembly, OBJECT_CODE, code->id, own_page(assembly, index, "themes", name), has_page ? NULL : code->id);
}

/* Adds the anchors of page that no page before it has. */
static void add_anchors(const struct assembly *assembly, struct map *anchors, struct report_page *page)
{
    struct iterator it;

    iterator_start(&it, assembly->arena, page->blocks);
    while (iterator_next(&it)) {
        if (iterator_meets_block(&it) && it.block->id != NULL && map_get(anchors, it.block->id) == NULL)
            map_put(anchors, it.block->id, page);
    }
}

/* Which page has an anchor, for an objective whose page goes on on others: the page by anchor; empty: it does not. */
static struct map *anchors_of_series(const struct assembly *assembly, const struct map *index,
                                     const struct report_page *first)
{
    struct map *anchors = map_new(assembly->arena);
    struct report_page *page = map_get(index, series_path(assembly, first->path, 2));

    if (page != NULL)
        add_anchors(assembly, anchors, map_get(index, first->path));
    for (size_t number = 3; page != NULL; number++) {
        add_anchors(assembly, anchors, page);
        page = map_get(index, series_path(assembly, first->path, number));
    }
    return anchors;
}

/* The page with that anchor among first and those on which it goes on; first where none has it. */
static const struct report_page *part_with(const struct assembly *assembly, const struct map *index,
                                           struct map *anchors_by_page, const struct report_page *first, const char *id)
{
    if (first == NULL)
        return NULL;
    struct map *anchors = map_get(anchors_by_page, first->path);
    if (anchors == NULL) {
        anchors = anchors_of_series(assembly, index, first);
        map_put(anchors_by_page, first->path, anchors);
    }
    const struct report_page *page = map_get(anchors, id);
    return page ? page : first;
}

/* A finding that answers no objective is on the page of its theme. */
static const struct report_page *page_of_finding(const struct assembly *assembly, const struct map *index,
                                                 struct map *anchors, const struct finding *finding)
{
    const struct code *theme = code_theme(finding->theme.object);

    if (finding->objective.object != NULL)
        return part_with(assembly, index, anchors, own_page(assembly, index, "objectives", finding->objective.id),
                         finding->id);
    return theme->level == CODE_THEME ? own_page(assembly, index, "themes", theme->id) : NULL;
}

void targets_add_objects(const struct assembly *assembly)
{
    const struct study *study = assembly->study;
    const struct map *index = targets_index_pages(assembly);
    struct map *anchors = map_new(assembly->arena);

    for (size_t i = 0; i < study->objectives->objectives.count; i++) {
        const struct objective *objective = study->objectives->objectives.items[i];
        add_object(assembly, OBJECT_OBJECTIVE, objective->id, own_page(assembly, index, "objectives", objective->id),
                   NULL);
    }
    for (size_t i = 0; i < study->codes.count; i++)
        add_code(assembly, index, study->codes.items[i]);
    for (size_t i = 0; i < study->findings.count; i++) {
        const struct finding *finding = study->findings.items[i];
        add_object(assembly, OBJECT_FINDING, finding->id, page_of_finding(assembly, index, anchors, finding),
                   finding->id);
    }
    for (size_t i = 0; i < study->pages.count; i++) {
        const struct page *page = study->pages.items[i];
        add_object(assembly, OBJECT_PAGE, page->id, map_get(index, arena_format(assembly->arena, "%s.html", page->id)),
                   NULL);
    }
    for (size_t i = 0; i < sizeof homes / sizeof *homes; i++)
        add_all(assembly, homes[i].kind, homes[i].section);
    for (size_t i = 0; study->info->site != NULL && i < study->info->site->actors.count; i++) {
        const struct actor *actor = study->info->site->actors.items[i];
        add_object(assembly, OBJECT_ACTOR, actor->id, own_page(assembly, index, "actors", actor->id), NULL);
    }
    for (size_t i = 0; i < study->informants->informants.count; i++) {
        const struct informant *informant = study->informants->informants.items[i];
        add_object(assembly, OBJECT_INFORMANT, informant->code,
                   own_page(assembly, index, "informants", informant->code), NULL);
    }
}

/* ---- the appendices ---- */

static const struct appendix *find_appendix(const struct assembly *assembly, const char *section)
{
    const struct list *appendices = &assembly->report->appendices;

    for (size_t i = 0; i < appendices->count; i++) {
        const struct appendix *appendix = appendices->items[i];
        if (strcmp(appendix->id, section) == 0)
            return appendix;
    }
    return NULL;
}

static void add_in_appendix(const struct assembly *assembly, const char *kind, const char *id,
                            const struct appendix *appendix, const char *anchor)
{
    const char *label = arena_concat(assembly->arena, kind, ":", id, NULL);

    targets_add(assembly, TARGET_OBJECT, label, NULL, anchor)->appendix = appendix;
}

/* All objects of a kind stand in one appendix, each under its id. */
static void add_all_in_appendix(const struct assembly *assembly, enum object_kind kind, const char *section)
{
    const struct map *objects = assembly->study->objects[kind];
    const struct appendix *appendix = find_appendix(assembly, section);

    for (size_t i = 0; i < map_count(objects) && appendix != NULL; i++) {
        const char *id = map_key(objects, i);
        const char *anchor = kind == OBJECT_WORK ? cite_anchor(assembly->arena, id) : id;
        if (study_find(assembly->study, kind, id) != NULL)
            add_in_appendix(assembly, object_kind_name(kind), id, appendix, anchor);
    }
}

/* The excerpts that have a row or, in a grid, a part of a cell in a matrix, which may not print them all. */
static void add_quotes(const struct assembly *assembly, const char *name)
{
    const struct appendix *matrix = find_appendix(assembly, name);
    struct iterator it;

    if (matrix == NULL)
        return;
    iterator_start(&it, assembly->arena, matrix->blocks);
    while (iterator_next(&it)) {
        const char *id = it.row != NULL ? it.row->id : iterator_meets_block(&it) ? it.block->id : NULL;
        const struct excerpt *excerpt = id && !it.leaving ? study_find(assembly->study, OBJECT_EXCERPT, id) : NULL;
        if (excerpt != NULL)
            add_in_appendix(assembly, "excerpt", id, matrix, id);
    }
}

void targets_add_appendix_objects(const struct assembly *assembly)
{

    for (size_t i = 0; i < assembly->study->pages.count; i++) {
        const struct page *page = assembly->study->pages.items[i];
        const struct appendix *own = find_appendix(assembly, arena_concat(assembly->arena, "page:", page->id, NULL));
        if (own != NULL)
            add_in_appendix(assembly, object_kind_name(OBJECT_PAGE), page->id, own, NULL);
    }
    add_all_in_appendix(assembly, OBJECT_OBJECTIVE, "narrative");
    add_all_in_appendix(assembly, OBJECT_FINDING, "narrative");
    add_all_in_appendix(assembly, OBJECT_CODE, "codebook");
    for (size_t i = 0; i < sizeof homes / sizeof *homes; i++)
        add_all_in_appendix(assembly, homes[i].kind, homes[i].section);
    add_quotes(assembly, "interview-matrix");
    add_quotes(assembly, "quote-matrix");
}

/* ---- links that lead nowhere ---- */

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
