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
    {"synthesis", synthesis_source},   {"definitions", definitions_source},    {"informants", informants_source},
    {"guide", guide_source},           {"codebook", codebook_source},          {"interview-matrix", guide_source},
    {"quote-matrix", codebook_source}, {"framework-matrix", summaries_source}, {"triangulation", codebook_source},
    {"numbers", codebook_source},      {"narrative", objectives_source},       {"frameworks", frameworks_source},
    {"statistics", statistics_source}, {"reporting", reporting_source},        {"trail", study_source},
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
    struct block *blocks = hooks_section(assembly->hooks, section->name, section->source(assembly));

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
