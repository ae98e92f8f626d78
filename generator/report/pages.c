#include "report/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/text.h"
#include "bibliography/bibliography.h"
#include "lua/scripts.h"

#include <string.h>

/* The navigation lists the pages below another only up to so many; beyond, the list page leads to them. */
enum { MOST_IN_MENU = 12 };

struct report_page *pages_add(struct assembly *assembly, enum page_kind kind, const char *path, struct span *heading,
                              const struct report_page *parent)
{
    struct report_page *page = arena_alloc(assembly->arena, sizeof *page);

    page->kind = kind;
    page->path = path;
    page->layout = kind == PAGE_HOME ? "home" : "page";
    page->heading = heading;
    page->title = span_plain(assembly->arena, heading);
    page->parent = parent;
    page->group = parent ? parent->group : MENU_ABOUT;
    page->variables = value_map(assembly->arena);
    list_add(&assembly->report->pages, assembly->arena, page);
    return page;
}

/* The words of an answer, without the marks of what it rests on and the gaps that these leave. NULL for no answer. */
static const char *summary_of(struct arena *arena, const struct block *answer)
{
    struct buffer out = {0};

    if (answer == NULL)
        return NULL;
    for (const char *at = block_plain(arena, answer); *at != '\0'; at++) {
        const char *next = at + strspn(at, " \n");
        bool is_gap = next > at && (out.length == 0 || *next == '\0' || strchr(",.;:)", *next) != NULL);
        if (next == at)
            buffer_char(&out, *at);
        else if (!is_gap)
            buffer_char(&out, ' ');
        at = next > at ? next - 1 : at;
    }
    return buffer_take(&out, arena);
}

static struct report_page *home_of(const struct assembly *assembly)
{
    return assembly->report->pages.items[0];
}

static void make_home(struct assembly *assembly)
{
    const struct study_info *info = assembly->study->info;
    struct report_page *page =
        pages_add(assembly, PAGE_HOME, "index.html", span_text(assembly->arena, info->title), NULL);

    page->menu = label_text(assembly->labels, "menu_home");
    page->description = info->site ? info->site->description : NULL;
    page->summary = summary_of(assembly->arena, info->answer);
    page->source = info->record.place;
}

static void make_brief(struct assembly *assembly)
{
    struct place source = assembly->study->info->record.place;
    struct block *blocks = hooks_section(assembly->hooks, "brief", source);

    if (blocks == NULL)
        return;
    struct report_page *page =
        pages_add(assembly, PAGE_BRIEF, arena_format(assembly->arena, "%s.html", section_slug(assembly, "brief")),
                  compose_label(assembly, "section_brief"), home_of(assembly));
    page->menu = page->title;
    page->group = MENU_RESULTS;
    page->layout = "brief";
    page->blocks = blocks;
    page->source = source;
}

/* Puts the pages below parent into the navigation if they are few. */
static void name_children(struct assembly *assembly, const struct report_page *parent)
{
    const struct list *pages = &assembly->report->pages;
    size_t count = 0;

    for (size_t i = 0; i < pages->count; i++) {
        const struct report_page *page = pages->items[i];
        count += page->parent == parent;
    }
    for (size_t i = 0; i < pages->count && count <= MOST_IN_MENU; i++) {
        struct report_page *page = pages->items[i];
        if (page->parent == parent)
            page->menu = page->title;
    }
}

/* "Tujuan a: Kondisi awal" */
static struct span *objective_heading(const struct assembly *assembly, const struct objective *objective)
{
    const char *lead = label_format(assembly->labels, assembly->arena, "objective_title", objective->id, "");

    return span_append(span_text(assembly->arena, lead), span_copy(assembly->arena, objective->title));
}

static void make_objectives(struct assembly *assembly)
{
    if (assembly->study->objectives->general == NULL && assembly->narratives.count == 0)
        return;
    const char *folder = section_slug(assembly, "objectives");
    const char *index = arena_format(assembly->arena, "%s/index.html", folder);
    struct report_page *list =
        pages_add(assembly, PAGE_LIST, index, compose_label(assembly, "section_objectives"), home_of(assembly));

    list->menu = label_text(assembly->labels, "menu_objectives");
    list->group = MENU_RESULTS;
    list->source = assembly->study->objectives->record.place;
    list->blocks = hooks_section(assembly->hooks, "objectives", list->source);
    for (size_t i = 0; i < assembly->narratives.count; i++) {
        const struct narrative *narrative = assembly->narratives.items[i];
        const struct objective *objective = narrative->objective;
        struct report_page *page = pages_add(assembly, PAGE_OBJECTIVE,
                                             arena_concat(assembly->arena, folder, "/", objective->id, ".html", NULL),
                                             objective_heading(assembly, objective), list);
        page->source = objective->record.place;
        page->description = block_plain(assembly->arena, objective->statement);
        page->summary = summary_of(assembly->arena, objective->answer);
        page->blocks = section_tables(assembly, "narrative", narrative->blocks);
        series_part(assembly, page, NARRATIVE_WEIGHT);
    }
    name_children(assembly, list);
}

/* Those of excerpts that blocks do not show. */
static struct list not_shown(const struct assembly *assembly, const struct block *blocks, const struct list *excerpts)
{
    struct map *shown = map_new(assembly->arena);
    struct list others = {0};
    struct iterator it;

    iterator_start(&it, assembly->arena, blocks);
    while (iterator_next(&it)) {
        const struct excerpt *quoted = iterator_meets_block(&it) ? hooks_quoted_by(assembly->study, it.block) : NULL;
        if (quoted != NULL)
            map_put(shown, quoted->id, it.block);
    }
    for (size_t i = 0; i < excerpts->count; i++) {
        if (map_get(shown, ((const struct excerpt *)excerpts->items[i])->id) == NULL)
            list_add(&others, assembly->arena, excerpts->items[i]);
    }
    return others;
}

/*
 * Excerpts under a title, each with its id as anchor: on the page of a theme this is where links to an excerpt lead. Of
 * many, the first stand on that page and the others on those that follow it.
 */
static void put_excerpts(struct assembly *assembly, struct report_page *page, const struct list *excerpts,
                         const char *title)
{
    size_t *starts, count = series_cut(assembly, excerpts, &starts);

    for (size_t part = 0; part < count; part++) {
        struct block_chain quotes = {0};
        for (size_t i = starts[part]; i < starts[part + 1]; i++)
            block_chain_add(&quotes, quotes_anchored(assembly, excerpts->items[i]));
        struct report_page *at = series_page(assembly, page, part + 1, count);
        at->blocks = block_append(at->blocks, compose_titled(assembly, title, "excerpts", quotes.first));
    }
}

static void make_theme(struct assembly *assembly, const struct code *theme, const char *folder,
                       const struct report_page *parent)
{
    struct report_page *page =
        pages_add(assembly, PAGE_THEME, arena_concat(assembly->arena, folder, "/", theme->id, ".html", NULL),
                  span_copy(assembly->arena, theme->label), parent);

    page->source = theme->record.place;
    page->description = block_plain(assembly->arena, theme->definition);
    page->blocks = hooks_embed(assembly->hooks, "themes", &theme->record);
    const struct list *excerpts = study_excerpts_of_code(assembly->study, theme);
    const struct list others = not_shown(assembly, page->blocks, excerpts);
    put_excerpts(assembly, page, &others, others.count == excerpts->count ? "theme_excerpts" : "theme_excerpts_others");
}

static void make_themes(struct assembly *assembly)
{
    const char *folder = section_slug(assembly, "themes");
    struct report_page *list = pages_add(assembly, PAGE_LIST, arena_format(assembly->arena, "%s/index.html", folder),
                                         compose_label(assembly, "section_themes"), home_of(assembly));

    list->menu = label_text(assembly->labels, "menu_themes");
    list->group = MENU_RESULTS;
    list->source = assembly->study->codebook->record.place;
    list->blocks = section_tables(assembly, "narrative", hooks_section(assembly->hooks, "themes", list->source));
    for (size_t i = 0; i < assembly->study->codes.count; i++) {
        const struct code *code = assembly->study->codes.items[i];
        if (code->level == CODE_THEME)
            make_theme(assembly, code, folder, list);
    }
    name_children(assembly, list);
}

/* Who said it, for those whose words are published: a page each, with all of their quotes. */
static void make_informants(struct assembly *assembly)
{
    const struct list *informants = &assembly->study->informants->informants;
    const struct report_page *list = pages_find(assembly, pages_section_path(assembly, "informants"));

    for (size_t i = 0; i < informants->count && list != NULL; i++) {
        const struct informant *informant = informants->items[i];
        const struct list *excerpts = study_excerpts_of_source(assembly->study, informant->code);
        if (excerpts->count == 0)
            continue;
        const char *name = compose_speaker(assembly->arena, informant);
        struct report_page *page = pages_add(
            assembly, PAGE_LIST,
            arena_concat(assembly->arena, section_slug(assembly, "informants"), "/", informant->code, ".html", NULL),
            span_text(assembly->arena, name), list);
        page->source = informant->record.place;
        page->description = label_format(assembly->labels, assembly->arena, "informant_description", name, "");
        page->blocks = hooks_embed(assembly->hooks, "informants", &informant->record);
        put_excerpts(assembly, page, excerpts, "informant_excerpts");
    }
}

/* A sheet for each of those who can act, below the list of them. */
static void make_actors(struct assembly *assembly)
{
    const struct site_settings *site = assembly->study->info->site;

    if (site == NULL || site->actors.count == 0)
        return;
    const char *index = arena_format(assembly->arena, "%s/index.html", section_slug(assembly, "actors"));
    struct report_page *list =
        pages_add(assembly, PAGE_LIST, index, compose_label(assembly, "section_actors"), home_of(assembly));
    list->menu = list->title;
    list->group = MENU_RESULTS;
    list->source = assembly->study->info->record.place;
    list->blocks = hooks_section(assembly->hooks, "actors", list->source);
    for (size_t i = 0; i < site->actors.count; i++) {
        const struct actor *actor = site->actors.items[i];
        const char *title = label_format(assembly->labels, assembly->arena, "actor_title", actor->label, "");
        const char *path =
            arena_concat(assembly->arena, section_slug(assembly, "actors"), "/", actor->id, ".html", NULL);
        struct report_page *page = pages_add(assembly, PAGE_BRIEF, path, span_text(assembly->arena, title), list);
        page->menu = actor->label;
        page->layout = "actor";
        page->source = actor->record.place;
        page->description = label_format(assembly->labels, assembly->arena, "actor_description", actor->label, "");
        page->blocks = hooks_embed(assembly->hooks, "actors", &actor->record);
    }
}

struct report_page *pages_find(const struct assembly *assembly, const char *path)
{
    const struct list *pages = &assembly->report->pages;

    for (size_t i = 0; i < pages->count; i++) {
        struct report_page *page = pages->items[i];
        if (strcmp(page->path, path) == 0)
            return page;
    }
    return NULL;
}

const char *pages_section_path(const struct assembly *assembly, const char *name)
{
    return arena_format(assembly->arena, "%s.html", section_slug(assembly, name));
}

static void add_filters(struct report_page *page, struct value *filters)
{
    if (filters != NULL)
        value_set(page->variables, "filters", filters);
}

/* ---- scans ---- */

static void make_scan(struct assembly *assembly, const struct appendix_entry *entry)
{
    if (!entry->site)
        return;
    const char *path = arena_format(assembly->arena, "%s.html", appendices_scan_slug(assembly, entry));
    struct report_page *page =
        pages_add(assembly, PAGE_SECTION, path, span_text(assembly->arena, entry->title), home_of(assembly));

    page->menu = page->title;
    page->group = MENU_METHOD;
    page->blocks = appendices_scan_blocks(assembly, entry);
    page->source = entry->record.place;
}

/* ---- sections ---- */

/* The sections, in the order of the appendices, as it is the order of numbering. */
static void make_sections(struct assembly *assembly, const struct list *entries)
{
    for (size_t i = 0; i < entries->count; i++) {
        const struct appendix_entry *entry = entries->items[i];
        const struct section *section = entry->section ? section_find(entry->section) : NULL;
        if (entry->file != NULL)
            make_scan(assembly, entry);
        if (section == NULL || strcmp(section->name, "narrative") == 0)
            continue;
        struct block *blocks = section_blocks(assembly, section);
        if (blocks == NULL)
            continue;
        struct report_page *page =
            pages_add(assembly, PAGE_SECTION, pages_section_path(assembly, section->name),
                      span_text(assembly->arena, section_title(assembly, section->name)), home_of(assembly));
        page->menu = page->title;
        page->group = section->group;
        page->blocks = blocks;
        page->source = section_source(assembly, section);
        if (strcmp(section->name, "synthesis") == 0)
            add_filters(page, filters_of_synthesis(assembly));
        if (strcmp(section->name, "quote-matrix") == 0 || strcmp(section->name, "interview-matrix") == 0)
            series_part(assembly, page, PAGE_WEIGHT);
    }
}

/* What the page says before its text: on what its recommendations rest, if those who have to act are sent to it. */
static struct block *before_text(const struct assembly *assembly, const struct page *text)
{
    const struct site_settings *site = assembly->study->info->site;

    return site && site->actions.object == text ? hooks_embed(assembly->hooks, "home", &text->record) : NULL;
}

static void make_texts(struct assembly *assembly)
{
    const struct list *pages = &assembly->study->pages;

    for (size_t i = 0; i < pages->count; i++) {
        const struct page *text = pages->items[i];
        struct report_page *page = pages_add(assembly, PAGE_TEXT, arena_format(assembly->arena, "%s.html", text->id),
                                             span_copy(assembly->arena, text->title), home_of(assembly));
        page->menu = text->menu ? text->menu : page->title;
        page->group = text->group;
        page->description = text->description;
        page->blocks = block_append(before_text(assembly, text), block_copy(assembly->arena, text->body));
        page->source = text->record.place;
    }
}

/* A page whose blocks come with pages_finish. */
static void make_later(struct assembly *assembly, const char *name, enum page_kind kind)
{
    struct report_page *page = pages_add(assembly, kind, pages_section_path(assembly, name),
                                         span_text(assembly->arena, section_title(assembly, name)), home_of(assembly));

    page->menu = page->title;
}

/* Search, for sites that have it. */
static void make_search(struct assembly *assembly)
{
    if (assembly->build->lunr == NULL)
        return;
    struct report_page *page = pages_add(assembly, PAGE_LIST, pages_section_path(assembly, "search"),
                                         compose_label(assembly, "section_search"), home_of(assembly));

    page->layout = "find";
    page->apart = true;
    page->description = label_text(assembly->labels, "search_description");
}

/* "2 Mei 2024: Kutipan baru", the words leading to the page. An unknown page is reported. */
static struct block *change_line(struct assembly *assembly, const struct change *change)
{
    struct span *text = span_text(assembly->arena, change->text);
    const char *date = compose_date(assembly, change->date);

    if (change->page != NULL && pages_find(assembly, change->page) != NULL) {
        text = span_link(assembly->arena, SPAN_LINK, change->page, text);
    } else if (change->page != NULL) {
        struct nearest nearest = {.word = change->page};
        for (size_t i = 0; i < assembly->report->pages.count; i++)
            text_nearest(&nearest, ((const struct report_page *)assembly->report->pages.items[i])->path);
        diag_error(assembly->build->diags, change->record.place, "unknown-page", "the site has no page '%s'",
                   change->page);
        diag_hint_nearest(assembly->build->diags, &nearest);
    }
    struct span *lead = span_text(assembly->arena, arena_format(assembly->arena, "%s: ", date));
    return compose_paragraph(assembly, span_append(lead, text));
}

/* What was changed, newest last in study.yaml, newest first here. */
static void make_changes(struct assembly *assembly)
{
    const struct list *changes = &assembly->study->info->changes;
    struct list items = {0};

    if (changes->count == 0)
        return;
    make_later(assembly, "changes", PAGE_LIST);
    for (size_t i = changes->count; i > 0; i--)
        list_add(&items, assembly->arena, change_line(assembly, changes->items[i - 1]));
    pages_find(assembly, pages_section_path(assembly, "changes"))->blocks = compose_list(assembly, &items);
}

/* What a host shows for an address that leads nowhere: most come for the answer to one of the objectives. */
static void make_missing(struct assembly *assembly)
{
    struct report_page *page =
        pages_add(assembly, PAGE_LIST, "404.html", compose_label(assembly, "section_missing"), home_of(assembly));
    struct list items = {0};

    page->layout = "missing";
    page->apart = true;
    page->blocks = compose_paragraph(assembly, compose_label(assembly, "missing_text"));
    for (size_t i = 0; i < assembly->narratives.count; i++) {
        const struct objective *objective = ((const struct narrative *)assembly->narratives.items[i])->objective;
        struct span *name = objective_heading(assembly, objective);
        list_add(&items, assembly->arena,
                 compose_paragraph(assembly, compose_object(assembly, OBJECT_OBJECTIVE, objective->id, name)));
    }
    if (items.count > 0)
        page->blocks->next = compose_list(assembly, &items);
}

/* A page of content/pages/ must not have the file of one that the program makes, on disks without capital letters too.
 */
static void check_names(const struct assembly *assembly)
{
    const struct list *pages = &assembly->report->pages, *texts = &assembly->study->pages;
    struct diags *diags = assembly->build->diags;
    struct map *made = map_new(assembly->arena);

    for (size_t i = 0; i < pages->count; i++) {
        struct report_page *page = pages->items[i];
        if (page->kind != PAGE_TEXT)
            map_put(made, page->path, page);
    }
    for (size_t i = 0; i < texts->count; i++) {
        const struct page *text = texts->items[i];
        const struct report_page *other =
            map_get(made, arena_concat(assembly->arena, text_fold(assembly->arena, text->id), ".html", NULL));
        if (other == NULL)
            continue;
        diag_error(diags, record_place_of(&text->record, "id"), "reserved-id",
                   "a page cannot be called '%s': '%s' has that address", text->id, other->title);
        diag_hint(diags, "choose another id");
    }
}

void pages_make_site(struct assembly *assembly)
{
    struct list entries = appendices_entries(assembly);

    make_home(assembly);
    make_brief(assembly);
    make_objectives(assembly);
    make_themes(assembly);
    make_sections(assembly, &entries);
    make_texts(assembly);
    make_actors(assembly);
    if (assembly->study->works.count > 0)
        make_later(assembly, "bibliography", PAGE_SECTION);
    make_later(assembly, "tables", PAGE_LIST);
    quotes_make_pages(assembly);
    make_informants(assembly);
    dataset_make(assembly);
    make_changes(assembly);
    make_search(assembly);
    make_missing(assembly);
    check_names(assembly);
    home_of(assembly)->blocks = hooks_section(assembly->hooks, "home", home_of(assembly)->source);
}

/* Every numbered table or figure: "Tabel 3. Judul", linked; the site adds its files. Parts of a table that can be
 * referred to have its number, and stand in no line of their own. */
static struct block *list_of(const struct assembly *assembly, enum target_kind kind, const char *key, const char *id)
{
    const struct map *targets = assembly->report->targets;
    struct map *listed = map_new(assembly->arena);
    struct list items = {0};

    for (size_t i = 0; i < map_count(targets); i++) {
        const struct target *target = map_value(targets, i);
        if (target->kind != kind || target->number == NULL || map_put(listed, target->number, (void *)target) != NULL)
            continue;
        struct span *reference = span_new(assembly->arena, SPAN_REFERENCE, 0, 0);
        reference->text = target->label;
        struct span *spans = span_append(reference, span_text(assembly->arena, ". "));
        spans = span_append(spans, span_copy(assembly->arena, target->title));
        if (target->illustrative)
            span_append(spans, compose_made_up(assembly->arena, assembly->labels));
        list_add(&items, assembly->arena, compose_paragraph(assembly, spans));
    }
    if (items.count == 0)
        return NULL;
    struct block *section = block_new(assembly->arena, BLOCK_SECTION, (struct place){0});
    section->info = "listed";
    section->children = compose_list(assembly, &items);
    return compose_titled(assembly, key, id, section);
}

void pages_finish(struct assembly *assembly)
{
    struct report *report = assembly->report;
    struct block *works = cite_bibliography(assembly->cite);
    struct report_page *bibliography = pages_find(assembly, pages_section_path(assembly, "bibliography"));
    struct report_page *tables = pages_find(assembly, pages_section_path(assembly, "tables"));
    struct list kept = {0};

    if (bibliography != NULL)
        bibliography->blocks = works;
    if (tables != NULL)
        tables->blocks = block_append(list_of(assembly, TARGET_TABLE, "list_tables", "tables"),
                                      list_of(assembly, TARGET_FIGURE, "list_figures", "figures"));
    for (size_t i = 0; i < report->appendices.count; i++) {
        struct appendix *appendix = report->appendices.items[i];
        if (strcmp(appendix->id, "bibliography") == 0)
            appendix->blocks = works;
        if (appendix->blocks != NULL)
            list_add(&kept, assembly->arena, appendix);
    }
    report->appendices = kept;
}
