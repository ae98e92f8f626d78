#include "report/private.h"

#include "base/arena.h"
#include "lua/scripts.h"

#include <string.h>

static struct place synthesis_source(const struct assembly *assembly)
{
    return assembly->study->synthesis->record.place;
}

static struct place definitions_source(const struct assembly *assembly)
{
    return assembly->study->definitions->record.place;
}

static struct place informants_source(const struct assembly *assembly)
{
    return assembly->study->informants->record.place;
}

static struct place guide_source(const struct assembly *assembly)
{
    return assembly->study->guide->record.place;
}

static struct place codebook_source(const struct assembly *assembly)
{
    return assembly->study->codebook->record.place;
}

static struct place objectives_source(const struct assembly *assembly)
{
    return assembly->study->objectives->record.place;
}

static struct place frameworks_source(const struct assembly *assembly)
{
    return assembly->study->frameworks->record.place;
}

static struct place statistics_source(const struct assembly *assembly)
{
    return assembly->study->statistics->record.place;
}

static struct place summaries_source(const struct assembly *assembly)
{
    return assembly->study->summaries->record.place;
}

static struct place reporting_source(const struct assembly *assembly)
{
    return assembly->study->reporting->record.place;
}

static struct place study_source(const struct assembly *assembly)
{
    return assembly->study->info->record.place;
}

static const struct section sections[] = {
    {"synthesis", NULL, synthesis_source},
    {"definitions", NULL, definitions_source},
    {"informants", NULL, informants_source},
    {"guide", NULL, guide_source},
    {"codebook", NULL, codebook_source},
    {"interview-matrix", NULL, guide_source},
    {"quote-matrix", NULL, codebook_source},
    {"framework-matrix", NULL, summaries_source},
    {"triangulation", NULL, codebook_source},
    {"numbers", NULL, codebook_source},
    {"narrative", section_narrative, objectives_source},
    {"frameworks", NULL, frameworks_source},
    {"statistics", NULL, statistics_source},
    {"reporting", NULL, reporting_source},
    {"trail", NULL, study_source},
};

const struct section *section_find(const char *name)
{
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        if (strcmp(sections[i].name, name) == 0)
            return &sections[i];
    }
    return NULL;
}

struct block *section_blocks(const struct assembly *assembly, const struct section *section)
{
    struct block *blocks = section->build ? section->build(assembly)
                                          : hooks_section(assembly->hooks, section->name, section->source(assembly));

    for (struct block *block = blocks; block != NULL; block = block->next) {
        if (block->kind == BLOCK_TABLE)
            block->table = hooks_table(assembly->hooks, section->name, block->table);
    }
    return blocks;
}

const char *section_title(const struct assembly *assembly, const char *name)
{
    return label_text(assembly->labels, arena_concat(assembly->arena, "section_", name, NULL));
}

const char *section_slug(const struct assembly *assembly, const char *name)
{
    return label_text(assembly->labels, arena_concat(assembly->arena, "slug_", name, NULL));
}

struct block *section_narrative(const struct assembly *assembly)
{
    struct block_chain blocks = {0};

    for (size_t i = 0; i < assembly->narratives.count; i++) {
        const struct narrative *narrative = assembly->narratives.items[i];
        const struct objective *objective = narrative->objective;
        const char *lead = label_format(assembly->labels, assembly->arena, "objective_title", objective->id, "");
        struct span *title =
            span_append(span_text(assembly->arena, lead), compose_copy_spans(assembly, objective->title));
        block_chain_add(&blocks, compose_heading(assembly, 2, title, objective->id));
        block_chain_add(&blocks, compose_copy_blocks(assembly, narrative->blocks));
    }
    return blocks.first;
}
