#include "report/private.h"

#include "base/arena.h"
#include "base/text.h"

#include <string.h>

/* The appendices: which there are, in which order, and what each is made from. */

/* What endangers whom, and what says over again how data were collected, is for those who ask for it. */
static bool is_asked_for(const char *section)
{
    static const char *const names[] = {"privacy", "collection", "document-review", "transcripts", NULL};

    return text_is_among(section, names);
}

struct list appendices_entries(const struct assembly *assembly)
{
    struct list entries = assembly->study->info->appendices;

    if (entries.count > 0)
        return entries;
    for (size_t i = 0; section_names[i] != NULL; i++) {
        struct appendix_entry *entry = arena_alloc(assembly->arena, sizeof *entry);
        entry->section = section_names[i];
        if (!is_asked_for(entry->section))
            list_add(&entries, assembly->arena, entry);
    }
    return entries;
}

const char *appendices_scan_slug(const struct assembly *assembly, const struct appendix_entry *entry)
{
    const char *name = strrchr(entry->file, '/'), *dot = strrchr(entry->file, '.');

    name = name ? name + 1 : entry->file;
    return text_slug(assembly->arena, dot > name ? arena_copy(assembly->arena, name, (size_t)(dot - name)) : name);
}

/* All pages of the file of entry. */
struct block *appendices_scan_blocks(const struct assembly *assembly, const struct appendix_entry *entry)
{
    struct block *block = block_new(assembly->arena, BLOCK_FIGURE, entry->record.place);
    struct figure *figure = arena_alloc(assembly->arena, sizeof *figure);

    figure->file = appendix_file(assembly->arena, entry);
    figure->alt = entry->title;
    figure->whole = true;
    figure->caption.place = entry->record.place;
    block->figure = figure;
    return block;
}

static bool has_slug(const struct assembly *assembly, const char *slug)
{
    const struct list *appendices = &assembly->report->appendices;

    for (size_t i = 0; i < appendices->count; i++) {
        if (strcmp(((const struct appendix *)appendices->items[i])->slug, slug) == 0)
            return true;
    }
    return false;
}

/* wanted, or "wanted-2" where an appendix before has it: a scan may be called as a section or a page is. */
static const char *free_slug(const struct assembly *assembly, const char *wanted)
{
    const char *free = wanted;

    for (size_t number = 2; has_slug(assembly, free); number++)
        free = arena_format(assembly->arena, "%s-%zu", wanted, number);
    return free;
}

static void add_appendix(struct assembly *assembly, const struct appendix_entry *entry, struct appendix appendix)
{
    appendix.slug = free_slug(assembly, appendix.slug);
    appendix.title = entry->title ? entry->title : appendix.title;
    struct appendix *kept = arena_alloc(assembly->arena, sizeof *kept);
    *kept = appendix;
    list_add(&assembly->report->appendices, assembly->arena, kept);
}

static void add_section(struct assembly *assembly, const struct appendix_entry *entry)
{
    const struct section *section = section_find(entry->section);
    struct appendix appendix = {.id = entry->section,
                                .slug = section_slug(assembly, entry->section),
                                .title = section_title(assembly, entry->section)};

    if (section != NULL) {
        appendix.source = section_source(assembly, section);
        appendix.blocks = section_blocks(assembly, section);
        if (appendix.blocks == NULL)
            return;
    }
    add_appendix(assembly, entry, appendix);
}

static void add_page(struct assembly *assembly, const struct appendix_entry *entry)
{
    const struct page *page = entry->page.object;

    add_appendix(assembly, entry,
                 (struct appendix){.id = arena_concat(assembly->arena, "page:", page->id, NULL),
                                   .slug = page->id,
                                   .title = span_plain(assembly->arena, page->title),
                                   .blocks = block_copy(assembly->arena, page->body),
                                   .source = page->record.place});
}

void appendices_make(struct assembly *assembly)
{
    struct list entries = appendices_entries(assembly);

    for (size_t i = 0; i < entries.count; i++) {
        const struct appendix_entry *entry = entries.items[i];
        if (entry->section != NULL)
            add_section(assembly, entry);
        else if (entry->page.object != NULL)
            add_page(assembly, entry);
        else if (entry->file != NULL)
            add_appendix(assembly, entry,
                         (struct appendix){.id = arena_concat(assembly->arena, "file:", entry->file, NULL),
                                           .slug = appendices_scan_slug(assembly, entry),
                                           .blocks = appendices_scan_blocks(assembly, entry),
                                           .source = entry->record.place});
    }
}
