#include "report/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "lua/scripts.h"

#include <stddef.h>
#include <string.h>

/* The sections that lua/sections/ writes: what each is made from, and where the menu has it. */

#define MADE_FROM(file) offsetof(struct study, file)

static const struct section sections[] = {
    {"synthesis", MADE_FROM(synthesis), MENU_GROUNDS},
    {"definitions", MADE_FROM(definitions), MENU_GROUNDS},
    {"informants", MADE_FROM(informants), MENU_DATA},
    {"guide", MADE_FROM(guide), MENU_METHOD},
    {"codebook", MADE_FROM(codebook), MENU_DATA},
    {"interview-matrix", MADE_FROM(guide), MENU_DATA},
    {"quote-matrix", MADE_FROM(codebook), MENU_DATA},
    {"framework-matrix", MADE_FROM(summaries), MENU_DATA},
    {"triangulation", MADE_FROM(codebook), MENU_DATA},
    {"numbers", MADE_FROM(codebook), MENU_DATA},
    {"narrative", MADE_FROM(objectives), MENU_RESULTS},
    {"joint", MADE_FROM(joint), MENU_RESULTS},
    {"conclusions", MADE_FROM(conclusions), MENU_RESULTS},
    {"frameworks", MADE_FROM(frameworks), MENU_GROUNDS},
    {"statistics", MADE_FROM(statistics), MENU_GROUNDS},
    {"reporting", MADE_FROM(reporting), MENU_METHOD},
    {"trail", MADE_FROM(info), MENU_METHOD},
    {"memos", MADE_FROM(memos_file), MENU_METHOD},
    {"abbreviations", MADE_FROM(abbreviations), MENU_ABOUT},
    {"collection", MADE_FROM(codebook), MENU_METHOD},
    {"document-review", MADE_FROM(documents), MENU_DATA},
    {"privacy", MADE_FROM(informants), MENU_METHOD},
    {"transcripts", MADE_FROM(informants), MENU_DATA},
};

const struct section *section_find(const char *name)
{
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        if (strcmp(sections[i].name, name) == 0)
            return &sections[i];
    }
    return NULL;
}

struct place section_source(const struct assembly *assembly, const struct section *section)
{
    const struct record *file; /* each begins with its record */

    memcpy(&file, (const char *)assembly->study + section->file, sizeof file);
    return file->place;
}

struct block *section_tables(const struct assembly *assembly, const char *name, struct block *blocks)
{
    for (struct block *block = blocks; block != NULL; block = block->next) {
        if (block->kind == BLOCK_TABLE)
            block->table = hooks_table(assembly->hooks, name, block->table);
    }
    return blocks;
}

struct block *section_blocks(const struct assembly *assembly, const struct section *section)
{
    return section_tables(assembly, section->name,
                          hooks_section(assembly->hooks, section->name, section_source(assembly, section)));
}

/* "Informan dan dokumen", by what of both the study has. */
static const char *informants_title(const struct assembly *assembly)
{
    const struct list *documents = &assembly->study->documents->documents;
    size_t observed = 0;

    for (size_t i = 0; i < documents->count; i++)
        observed += document_is_observed(documents->items[i]);
    return label_text(assembly->labels, documents->count == 0          ? "section_informants_alone"
                                        : observed == documents->count ? "section_informants_observed"
                                                                       : "section_informants");
}

const char *section_title(const struct assembly *assembly, const char *name)
{
    /* A study without objectives has results by theme. */
    if (strcmp(name, "narrative") == 0 && assembly->narratives.count == 0)
        return label_text(assembly->labels, "section_narrative_themes");
    if (strcmp(name, "informants") == 0)
        return informants_title(assembly);
    return label_text(assembly->labels, arena_concat(assembly->arena, "section_", name, NULL));
}

const char *section_slug(const struct assembly *assembly, const char *name)
{
    return label_text(assembly->labels, arena_concat(assembly->arena, "slug_", name, NULL));
}
