#include "report/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "bibliography/bibliography.h"
#include "lua/scripts.h"

#include <string.h>

static struct report *new_report(struct arena *arena, const struct study *study, const struct labels *labels)
{
    struct report *report = arena_alloc(arena, sizeof *report);

    report->study = study;
    report->labels = labels;
    report->folder = "";
    report->targets = map_new(arena);
    report->uses = map_new(arena);
    return report;
}

/* A theme of an objective that has excerpts, none of which the narratives quote. */
static void warn_of_unquoted_themes(const struct assembly *assembly, const struct objective *objective)
{
    struct diags *diags = assembly->build->diags;

    for (size_t i = 0; i < objective->themes.count; i++) {
        const struct reference *theme = objective->themes.items[i];
        const struct list *excerpts = study_excerpts_of_code(assembly->study, theme->object);
        bool is_quoted = excerpts->count == 0;
        for (size_t j = 0; j < excerpts->count && !is_quoted; j++)
            is_quoted = hooks_quote(assembly->hooks, excerpts->items[j]);
        if (!is_quoted) {
            diag_warning(diags, theme->place, "unquoted-theme", "objective '%s' quotes no excerpt of its theme '%s'",
                         objective->id, theme->id);
            diag_hint(diags, "quote one with ::excerpt{#ID} or b.quote, or take the theme out");
        }
    }
}

static void assemble_narratives(struct assembly *assembly)
{
    const struct list *objectives = &assembly->study->objectives->objectives;

    for (size_t i = 0; i < objectives->count; i++) {
        struct narrative *narrative = arena_alloc(assembly->arena, sizeof *narrative);
        *narrative = (struct narrative){.objective = objectives->items[i]};
        narrative->blocks = hooks_assemble(assembly->hooks, narrative->objective);
        hooks_quoted(assembly->arena, assembly->study, narrative->blocks, &narrative->quoted);
        list_add(&assembly->narratives, assembly->arena, narrative);
        hooks_add_narrative(assembly->hooks, narrative);
    }
    /* A quote is shown for one objective, and named for others. */
    for (size_t i = 0; i < objectives->count; i++)
        warn_of_unquoted_themes(assembly, objectives->items[i]);
}

enum { MOST_NAMED = 5 };

/* A large .bib file is often shared between studies, so this is one note and not a warning for each work. */
static void note_uncited_works(const struct assembly *assembly)
{
    const struct list *works = &assembly->study->works;
    struct buffer names = {0};
    struct place place = {0};
    size_t uncited = 0;

    for (size_t i = 0; i < works->count; i++) {
        const struct work *work = works->items[i];
        if (cite_is_used(assembly->cite, work->key) || strcmp(work->type, "xdata") == 0)
            continue;
        if (uncited == 0)
            place = work->place;
        if (uncited++ < MOST_NAMED)
            buffer_format(&names, "%s'%s'", uncited > 1 ? ", " : "", work->key);
    }
    if (uncited > 0)
        diag_note(assembly->build->diags, place, "uncited-work", "works that are never cited (%zu of %zu): %s%s",
                  uncited, works->count, buffer_string(&names), uncited > MOST_NAMED ? ", ..." : "");
    buffer_free(&names);
}

struct report *assemble_report(struct build *build, const struct study *study, const struct labels *labels)
{
    struct assembly assembly = {
        .build = build,
        .arena = build->arena,
        .study = study,
        .labels = labels,
        .evidence = evidence_new(build->arena, study),
        .hooks = hooks_open(build, study, labels),
        .cite = cite_new(build->arena, study, labels),
        .report = new_report(build->arena, study, labels),
    };

    cite_take_style(assembly.cite, build);
    if (study->for_site)
        hooks_lint(assembly.hooks);
    assemble_narratives(&assembly);
    if (study->for_site)
        pages_make_site(&assembly);
    else
        appendices_make(&assembly);
    resolve_report(&assembly);
    if (study->for_site) {
        note_uncited_works(&assembly);
        cite_note_lost_fields(assembly.cite, build->diags);
    }
    cite_settle(assembly.cite);
    resolve_citations(&assembly);
    pages_finish(&assembly);
    links_check(&assembly);
    abbreviations_expand(&assembly);
    lower_report(assembly.arena, assembly.report);
    hooks_close(assembly.hooks);
    return assembly.report;
}
