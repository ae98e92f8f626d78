#include "report/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "lua/scripts.h"

/* ---- composing ---- */

static struct block *group(const struct assembly *assembly, const char *class, struct block *children)
{
    if (children == NULL)
        return NULL;
    struct block *block = block_new(assembly->arena, BLOCK_SECTION, children->place);

    block->info = class;
    block->children = children;
    return block;
}

/* A part of the page under its heading; NULL without content. */
static struct block *part(const struct assembly *assembly, const char *key, const char *id, struct block *content)
{
    if (content == NULL)
        return NULL;
    struct span *title = compose_label(assembly, key);

    return group(assembly, id, block_append(compose_heading(assembly, 2, title, id), content));
}

/* "**Lead** text": prose with bold words in front of its first paragraph. */
static struct block *led(const struct assembly *assembly, struct span *lead, const struct block *prose)
{
    struct span *strong = compose_strong(assembly, lead);
    struct block *copy = compose_copy_blocks(assembly, prose);

    if (copy == NULL || copy->kind != BLOCK_PARAGRAPH)
        return block_append(compose_paragraph(assembly, strong), copy);
    copy->spans = span_append(strong, span_append(span_text(assembly->arena, " "), copy->spans));
    return copy;
}

static struct span *page_link(const struct assembly *assembly, const char *path, struct span *children)
{
    struct span *span = span_new(assembly->arena, SPAN_LINK, 0, 0);
    struct link *link = arena_alloc(assembly->arena, sizeof *link);

    link->target = path;
    span->link = link;
    span->children = children;
    return span;
}

struct span *home_objective_heading(const struct assembly *assembly, const struct objective *objective)
{
    const char *lead = label_format(assembly->labels, assembly->arena, "objective_title", objective->id, "");

    return span_append(span_text(assembly->arena, lead), compose_copy_spans(assembly, objective->title));
}

/* ---- the answers and what they rest on ---- */

static void add_fact(const struct assembly *assembly, struct list *facts, const char *text)
{
    list_add(facts, assembly->arena, compose_text(assembly, text));
}

static const char *number(const struct assembly *assembly, size_t value)
{
    return arena_format(assembly->arena, "%zu", value);
}

static size_t speaking(const struct comparison *comparison)
{
    size_t count = 0;

    for (size_t i = 0; i < comparison->count; i++)
        count += evidence_standing(&comparison->voices[i]) != STANDING_SILENT;
    return count;
}

/* What the page of objective quotes first, as an address; NULL: it quotes nothing. */
static const char *first_quote(const struct assembly *assembly, const struct objective *objective)
{
    for (size_t i = 0; i < assembly->narratives.count; i++) {
        const struct narrative *narrative = assembly->narratives.items[i];
        struct list quoted = {0};
        if (narrative->objective != objective)
            continue;
        hooks_quoted(assembly->arena, assembly->study, narrative->blocks, &quoted);
        if (quoted.count == 0)
            return NULL;
        const struct excerpt *first = quoted.items[0];
        return arena_concat(assembly->arena, section_slug(assembly, "objectives"), "/", objective->id, ".html#",
                            first->id, NULL);
    }
    return NULL;
}

/* "34 kutipan", leading to the first of them. */
static struct block *quote_count(const struct assembly *assembly, const struct objective *objective, size_t count)
{
    struct span *text = span_text(assembly->arena, label_format(assembly->labels, assembly->arena, "count_excerpts",
                                                                number(assembly, count), ""));
    const char *first = first_quote(assembly, objective);

    return compose_paragraph(assembly, first ? page_link(assembly, first, text) : text);
}

/* "34 kutipan", "9 dari 13 informan", "2 dari 2 teknik", how far the sources agree, and what of it was made up. */
static struct block *strength(const struct assembly *assembly, const struct evidence *evidence,
                              const struct objective *objective)
{
    const struct labels *labels = assembly->labels;
    struct triangulation found = evidence_of_objective(evidence, assembly->arena, objective);
    struct list facts = {0};

    list_add(&facts, assembly->arena, quote_count(assembly, objective, found.excerpts));
    if (found.excerpts > 0) {
        add_fact(assembly, &facts,
                 compose_people(assembly, "count_informants", found.informants,
                                assembly->study->informants->informants.count));
        add_fact(assembly, &facts,
                 label_format(labels, assembly->arena, "home_techniques", number(assembly, speaking(&found.techniques)),
                              number(assembly, found.techniques.count)));
        const char *verdict = verdict_names[found.sources.verdict];
        add_fact(assembly, &facts, label_text(labels, arena_format(assembly->arena, "home_verdict_%s", verdict)));
    }
    struct block *list = group(assembly, "evidence", compose_list(assembly, false, &facts));
    if (found.illustrative == 0)
        return list;
    const char *warning =
        label_format(labels, assembly->arena, "home_made_up", number(assembly, found.illustrative), "");
    return block_append(list, group(assembly, "made-up", compose_text(assembly, warning)));
}

static const struct block *short_answer(const struct objective *objective)
{
    return objective->answer ? objective->answer : objective->statement;
}

static struct block *answer_card(const struct assembly *assembly, const struct evidence *evidence,
                                 const struct objective *objective)
{
    struct span *heading = home_objective_heading(assembly, objective);
    struct span *link = compose_object(assembly, OBJECT_OBJECTIVE, objective->id, heading);
    struct block *blocks = compose_heading(assembly, 3, link, NULL);
    struct span *themes = span_append(span_text(assembly->arena, label_text(assembly->labels, "home_themes")),
                                      compose_codes(assembly, &objective->themes));

    blocks = block_append(blocks, compose_copy_blocks(assembly, short_answer(objective)));
    blocks = block_append(blocks, strength(assembly, evidence, objective));
    blocks = block_append(blocks, group(assembly, "themes", compose_paragraph(assembly, themes)));
    return group(assembly, "tile", blocks);
}

static struct block *answers(const struct assembly *assembly)
{
    const struct list *objectives = &assembly->study->objectives->objectives;
    const struct evidence *evidence = evidence_new(assembly->arena, assembly->study);
    struct block_chain cards = {0};

    for (size_t i = 0; i < objectives->count; i++)
        block_chain_add(&cards, answer_card(assembly, evidence, objectives->items[i]));
    return group(assembly, "tiles answers", cards.first);
}

/* ---- the headline figure ---- */

/* The statistic again, without the number that it has on its own page. */
static struct block *headline(const struct assembly *assembly)
{
    const struct site_settings *site = assembly->study->info->site;

    if (site == NULL || site->headline.object == NULL)
        return NULL;
    struct block *blocks = hooks_embed(assembly->hooks, "statistics", site->headline.object);
    if (blocks == NULL)
        return NULL;
    if (blocks->kind == BLOCK_CHART) {
        struct chart *chart = arena_alloc(assembly->arena, sizeof *chart);
        *chart = *blocks->chart;
        chart->label = NULL;
        blocks->chart = chart;
    } else if (blocks->kind == BLOCK_TABLE) {
        struct table *table = arena_alloc(assembly->arena, sizeof *table);
        *table = *blocks->table;
        table->label = NULL;
        blocks->table = table;
    }
    return blocks;
}

/* The headline figure and the way to the others. */
static struct block *trend(const struct assembly *assembly)
{
    struct block *figure = headline(assembly);
    const char *path = pages_section_path(assembly, "statistics");

    if (figure == NULL || pages_find(assembly, path) == NULL)
        return figure;
    struct span *more = page_link(assembly, path, compose_label(assembly, "home_more_figures"));
    return block_append(figure, group(assembly, "more", compose_paragraph(assembly, more)));
}

/* ---- what to do next ---- */

/* The first thing said below a heading: the first paragraph, or that of the first item of a list. */
static const struct block *first_step(const struct block *heading)
{
    const struct block *block = heading->next;

    while (block != NULL && (block->kind == BLOCK_LIST || block->kind == BLOCK_ITEM))
        block = block->children;
    return block != NULL && block->kind == BLOCK_PARAGRAPH ? block : NULL;
}

static struct block *step_of(const struct assembly *assembly, const struct block *heading)
{
    const struct block *step = first_step(heading);

    if (step == NULL)
        return NULL;
    struct block *copy = block_new(assembly->arena, BLOCK_PARAGRAPH, step->place);
    copy->spans = compose_copy_spans(assembly, step->spans);
    return copy;
}

static bool is_actor(const struct block *block)
{
    return block->kind == BLOCK_HEADING && block->level == 2 && block->id != NULL;
}

static const struct page *actions_page(const struct assembly *assembly)
{
    const struct site_settings *site = assembly->study->info->site;

    return site ? site->actions.object : NULL;
}

/* One card for each actor, with the first step and the way to all of them. */
static struct block *actions(const struct assembly *assembly)
{
    const struct page *page = actions_page(assembly);
    struct block_chain cards = {0};

    for (const struct block *block = page ? page->body : NULL; block != NULL; block = block->next) {
        if (!is_actor(block))
            continue;
        const char *path = arena_format(assembly->arena, "%s.html#%s", page->id, block->id);
        struct span *link = page_link(assembly, path, compose_copy_spans(assembly, block->spans));
        struct block *card = compose_heading(assembly, 3, link, NULL);
        card->place = block->place;
        block_chain_add(&cards, group(assembly, "tile", block_append(card, step_of(assembly, block))));
    }
    return group(assembly, "tiles actions", cards.first);
}

/* ---- the page ---- */

/* One line for each benefit, its audience in front. */
static struct block *benefits(const struct assembly *assembly)
{
    const struct list *list = &assembly->study->info->benefits;
    struct list items = {0};

    for (size_t i = 0; i < list->count; i++) {
        const struct benefit *benefit = list->items[i];
        struct block *text = compose_copy_blocks(assembly, benefit->text);
        if (benefit->audience != NULL)
            text = led(assembly, span_text(assembly->arena, arena_format(assembly->arena, "%s:", benefit->audience)),
                       text);
        list_add(&items, assembly->arena, text);
    }
    return compose_list(assembly, false, &items);
}

static struct block *proposal_callout(const struct assembly *assembly)
{
    if (assembly->study->info->evidence != EVIDENCE_PROPOSAL)
        return NULL;
    return compose_callout(assembly, CALLOUT_ILLUSTRATIVE, NULL,
                           compose_paragraph(assembly, compose_label(assembly, "home_proposal")));
}

struct block *home_blocks(const struct assembly *assembly)
{
    const struct study_info *info = assembly->study->info;
    struct block_chain page = {0};

    block_chain_add(&page, proposal_callout(assembly));
    block_chain_add(&page, part(assembly, "home_question", "question", compose_copy_blocks(assembly, info->question)));
    block_chain_add(&page, part(assembly, "home_objectives", "objectives", answers(assembly)));
    block_chain_add(&page, part(assembly, "home_trend", "trend", trend(assembly)));
    block_chain_add(&page, part(assembly, "home_actions", "actions", actions(assembly)));
    block_chain_add(&page, part(assembly, "home_abstract", "abstract", compose_copy_blocks(assembly, info->abstract)));
    block_chain_add(&page, part(assembly, "home_benefits", "benefits", benefits(assembly)));
    block_chain_add(&page, part(assembly, "home_limits", "limits", compose_list(assembly, false, &info->limits)));
    return page.first;
}

/* ---- the brief ---- */

static struct block *short_answers(const struct assembly *assembly)
{
    const struct list *objectives = &assembly->study->objectives->objectives;
    const struct evidence *evidence = evidence_new(assembly->arena, assembly->study);
    struct block_chain blocks = {0};

    for (size_t i = 0; i < objectives->count; i++) {
        const struct objective *objective = objectives->items[i];
        struct span *title =
            span_append(compose_copy_spans(assembly, objective->title), span_text(assembly->arena, "."));
        struct block *answer = led(assembly, title, short_answer(objective));
        answer = block_append(answer, strength(assembly, evidence, objective));
        block_chain_add(&blocks, group(assembly, "answer", answer));
    }
    return blocks.first;
}

static struct block *short_actions(const struct assembly *assembly)
{
    const struct page *page = actions_page(assembly);
    struct list items = {0};

    for (const struct block *block = page ? page->body : NULL; block != NULL; block = block->next) {
        if (!is_actor(block))
            continue;
        struct span *actor = span_append(compose_copy_spans(assembly, block->spans), span_text(assembly->arena, ":"));
        list_add(&items, assembly->arena, led(assembly, actor, step_of(assembly, block)));
    }
    return compose_list(assembly, false, &items);
}

struct block *home_brief(const struct assembly *assembly)
{
    const struct list *objectives = &assembly->study->objectives->objectives;
    bool answered = false;
    struct block_chain page = {0};

    for (size_t i = 0; i < objectives->count; i++)
        answered = answered || ((const struct objective *)objectives->items[i])->answer != NULL;
    if (!answered)
        return NULL;
    block_chain_add(&page, proposal_callout(assembly));
    block_chain_add(&page, part(assembly, "home_question", "question",
                                compose_copy_blocks(assembly, assembly->study->info->question)));
    block_chain_add(&page, part(assembly, "home_objectives", "objectives", short_answers(assembly)));
    block_chain_add(&page, part(assembly, "home_trend", "trend", headline(assembly)));
    block_chain_add(&page, part(assembly, "home_actions", "actions", short_actions(assembly)));
    return page.first;
}
