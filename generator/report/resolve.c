#include "report/private.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/text.h"
#include "lua/scripts.h"
#include "bibliography/bibliography.h"
#include "document/document.h"

#include <assert.h>
#include <string.h>

/* A cross-reference that the walk came by. */
struct pending_reference {
    struct span *span;
    const char *label;
    struct place place;
    const struct report_page *page; /* where it stands: one of these two is NULL */
    const struct appendix *appendix;
};

/* The walk, and where it is. */
struct walk {
    struct assembly *assembly;
    struct report_page *page; /* one of these two is NULL */
    struct appendix *appendix;
    const char *section; /* id of the last heading or section with one */
    const char *section_title;
    struct map *quoted;     /* excerpt ids that have their anchor on this page */
    struct map *anchors;    /* those of headings of this page */
    struct map *numbered;   /* and those of all that has a label: names of files and of LaTeX's labels come of them */
    struct map *placed;     /* label -> the struct table, figure, chart or math that has it */
    struct list references; /* of struct pending_reference */
    size_t notes;           /* footnotes around what is met */
    bool unprinted;         /* on pages that this audience does not get */
    bool in_passing;        /* on pages of the site that are no appendix */
    size_t within;          /* so many tables */
    size_t tables;
    size_t figures;
    size_t equations;
};

/* A target on the page or appendix where the walk is. */
static struct target *add_target(struct walk *walk, enum target_kind kind, const char *label, const struct span *title,
                                 const char *anchor)
{
    struct target *target = targets_add(walk->assembly, kind, label, walk->page, anchor);

    target->title = title;
    target->appendix = walk->appendix;
    return target;
}

/* id, or "id-2" where it is among taken: findings of several files stand on one page. */
static const char *free_anchor(struct walk *walk, struct map *taken, const char *id)
{
    const char *anchor = id;

    for (size_t i = 2; map_get(taken, anchor) != NULL; i++)
        anchor = arena_format(walk->assembly->arena, "%s-%zu", id, i);
    map_put(taken, anchor, walk);
    return anchor;
}

/* The label of what is shown for the count-th time: no author can type it. */
static const char *label_again(const struct assembly *assembly, const char *label, size_t count)
{
    return count == 1 ? label : arena_format(assembly->arena, "%s@%zu", label, count);
}

/* Numbers what is printed with label, unless the same object was before (it may be shown on two pages); its new target,
 * or NULL. */
static struct target *number(struct walk *walk, enum target_kind kind, const char *label, const struct span *title,
                             const void *object, struct place place)
{
    size_t *count = kind == TARGET_TABLE ? &walk->tables : kind == TARGET_FIGURE ? &walk->figures : &walk->equations;
    const void *first = map_get(walk->placed, label);

    if (first == object)
        return NULL;
    if (first != NULL) {
        diag_error(walk->assembly->build->diags, place, "duplicate-label", "label '%s' is given twice", label);
        diag_hint(walk->assembly->build->diags, "give one of them another label");
        return NULL;
    }
    map_put(walk->placed, label, (void *)object);
    const char *anchor = free_anchor(walk, walk->numbered, text_slug(walk->assembly->arena, label));
    struct target *target = add_target(walk, kind, label, title, anchor);
    if (!walk->unprinted)
        target->number = arena_format(walk->assembly->arena, "%zu", ++*count);
    return target;
}

static void note_use(struct walk *walk, const struct excerpt *excerpt, const char *anchor)
{
    const struct assembly *assembly = walk->assembly;
    struct list *uses = map_item(assembly->report->uses, excerpt->id, sizeof *uses);
    struct use *use = arena_alloc(assembly->arena, sizeof *use);

    assert(walk->page != NULL || walk->appendix != NULL);
    *use = (struct use){walk->page, anchor, walk->page ? walk->page->title : walk->appendix->title};
    list_add(uses, assembly->arena, use);
}

/* What the walk is on shows something that was made up. */
static void meet_illustrative(struct walk *walk)
{
    if (walk->page != NULL)
        walk->page->illustrative = true;
    if (walk->appendix != NULL)
        walk->appendix->illustrative = true;
}

static void meet_excerpt(struct walk *walk, struct block *block)
{
    const struct excerpt *excerpt = block->excerpt;

    if (excerpt->illustrative)
        meet_illustrative(walk);
    /*
     * Theme pages and lists hold all excerpts: they are where links to an excerpt lead, not a use of it. What a theme
     * page shows before its list is not in that. A sheet to print repeats what stands elsewhere.
     */
    if (walk->page != NULL &&
        (walk->page->kind == PAGE_THEME || walk->page->kind == PAGE_LIST || walk->page->kind == PAGE_BRIEF)) {
        const char *label = arena_concat(walk->assembly->arena, "excerpt:", excerpt->id, NULL);
        bool is_first = map_put(walk->quoted, excerpt->id, (void *)excerpt) == NULL;
        if (block->id == NULL && is_first && walk->page->kind == PAGE_THEME)
            block->id = excerpt->id;
        if (block->id != NULL && map_get(walk->assembly->report->targets, label) == NULL)
            add_target(walk, TARGET_OBJECT, label, NULL, block->id);
        return;
    }
    if (walk->unprinted || map_get(walk->quoted, excerpt->id) != NULL)
        return;
    map_put(walk->quoted, excerpt->id, (void *)excerpt);
    if (block->id == NULL)
        block->id = excerpt->id;
    note_use(walk, excerpt, block->id);
}

static void meet_heading(struct walk *walk, struct block *block)
{
    if (block->id == NULL)
        return;
    block->id = free_anchor(walk, walk->anchors, block->id);
    const char *label = arena_concat(walk->assembly->arena, "sec:", block->id, NULL);
    if (map_get(walk->assembly->report->targets, label) == NULL)
        add_target(walk, TARGET_SECTION, label, block->spans, block->id);
}

static void meet_language(struct walk *walk, bool untranslated)
{
    if (walk->page != NULL && untranslated)
        walk->page->untranslated = true;
}

/* Further labels of a table lead to it as well. */
static void add_labels(struct walk *walk, const struct table *table)
{
    struct map *targets = walk->assembly->report->targets;

    for (size_t i = 0; i < table->also.count; i++) {
        if (map_get(targets, table->also.items[i]) == NULL)
            map_put(targets, table->also.items[i], map_get(targets, table->caption.label));
    }
}

/* Other pages of the site than those of the appendices show a table or figure in passing, by the number that it has. */
static bool is_in_passing(const struct walk *walk, const struct block *block)
{
    bool is_part = block->kind == BLOCK_TABLE && block->table->whole != NULL;

    return is_part || walk->unprinted || walk->in_passing;
}

/* What one of the appendices, or of their pages, shows though another did has a number of its own: a reader of paper
 * looks for each number in one place. */
static void label_anew(const struct walk *walk, struct caption *caption, const void *shown)
{
    const char *label = caption->label;

    for (size_t count = 2; map_get(walk->placed, caption->label) == shown; count++)
        caption->label = label_again(walk->assembly, label, count);
}

/* What is numbered: a table, a figure or a chart. */
static void meet_caption(struct walk *walk, const struct block *block)
{
    struct caption *caption = (struct caption *)block_caption(block);
    const void *shown = block->kind == BLOCK_FIGURE ? block->figure->framework : NULL;

    shown = shown ? shown : caption->object ? caption->object : caption;
    if (caption->illustrative)
        meet_illustrative(walk);
    if (caption->label == NULL)
        return;
    if (!is_in_passing(walk, block))
        label_anew(walk, caption, shown);
    enum target_kind kind = block->kind == BLOCK_TABLE ? TARGET_TABLE : TARGET_FIGURE;
    struct target *target = number(walk, kind, caption->label, caption->words, shown, caption->place);
    if (target != NULL)
        target->illustrative = caption->illustrative;
}

/* A label stands in labels, as it is or by its name that holds in every language. */
static bool is_listed(const struct assembly *assembly, const struct list *labels, const char *label)
{
    for (size_t i = 0; i < labels->count; i++) {
        const char *listed = labels->items[i], *named = label_of_neutral(assembly->labels, assembly->arena, listed);
        if (strcmp(listed, label) == 0 || (named != NULL && strcmp(named, label) == 0))
            return true;
    }
    return false;
}

/* As study.yaml wants it in the appendices. */
static void turn_table(struct walk *walk, struct block *block)
{
    const struct appendix_settings *settings = walk->assembly->study->info->appendix;
    const char *label = block->table->caption.label;

    if (walk->appendix == NULL || settings == NULL || label == NULL)
        return;
    bool is_turned = is_listed(walk->assembly, &settings->turned, label);
    if (!is_turned && !is_listed(walk->assembly, &settings->upright, label))
        return;
    struct table *table = arena_keep(walk->assembly->arena, block->table, sizeof *table);
    table->orientation = is_turned ? ORIENTATION_LANDSCAPE : ORIENTATION_PORTRAIT;
    block->table = table;
}

static void meet_block(struct walk *walk, struct block *block)
{
    if (block->kind == BLOCK_TABLE)
        turn_table(walk, block);
    if (block->kind == BLOCK_DIRECTIVE)
        directives_expand_block(walk->assembly, block);
    else if (block->kind == BLOCK_GROUP)
        hooks_enter_directive(walk->assembly->hooks, block->place);
    else if (block->kind == BLOCK_EXCERPT)
        meet_excerpt(walk, block);
    else if (block->kind == BLOCK_HEADING)
        meet_heading(walk, block);
    else if (block->kind == BLOCK_LANGUAGE)
        meet_language(walk, block->untranslated);
    else if (block_caption(block) != NULL)
        meet_caption(walk, block);
    if (block->kind == BLOCK_TABLE)
        add_labels(walk, block->table);
}

static void meet_reference(struct walk *walk, const struct block *block, struct span *span)
{
    if (walk->unprinted)
        return;
    struct pending_reference *reference = arena_alloc(walk->assembly->arena, sizeof *reference);

    reference->label = span->text;
    reference->span = span;
    reference->place = (struct place){block->place.file, span->line, span->column};
    reference->page = walk->page;
    reference->appendix = walk->appendix;
    list_add(&walk->references, walk->assembly->arena, reference);
}

static void meet_link(struct walk *walk, const struct block *block, const struct span *span)
{
    if (walk->page == NULL || span->line == 0 || !links_may_break(span->link->target))
        return;
    struct met_link *link = arena_alloc(walk->assembly->arena, sizeof *link);

    *link = (struct met_link){span, walk->page, {block->place.file, span->line, span->column}};
    list_add(&walk->assembly->links, walk->assembly->arena, link);
}

static void note_met(struct walk *walk, struct span *span)
{
    struct met_citation *met = arena_alloc(walk->assembly->arena, sizeof *met);

    *met = (struct met_citation){span, walk->page, walk->notes > 0};
    list_add(&walk->assembly->citations, walk->assembly->arena, met);
}

static void meet_citation(struct walk *walk, const struct block *block, struct span *span)
{
    struct citation *citation = span->citation;

    if (walk->unprinted)
        return;
    cite_register(walk->assembly->cite, walk->assembly->build->diags, citation, block->place.file);
    if (citation->form == CITATION_SILENT) {
        span->kind = SPAN_TEXT;
        span->text = "";
        return;
    }
    note_met(walk, span);
}

/* A work that is named and not cited, in a table or a list; a style of numbers gives it one all the same. */
static void meet_work(struct walk *walk, struct span *span)
{
    cite_register_key(walk->assembly->cite, span->link->target + strlen("work:"));
    note_met(walk, span);
}

/*
 * The text before a citation that becomes a note: the blank between them goes, and the stop behind the citation comes
 * before the note. "kata [@a]." is "kata." with a note.
 */
static void join_note(struct walk *walk, struct span *span)
{
    struct span *note = span->next, *behind = note->next;
    bool breaks = span->kind == SPAN_SOFT_BREAK;
    const char *text = breaks ? "" : span->text;
    size_t length = strlen(text);

    if (note->citation->form != CITATION_PARENTHETICAL || walk->notes > 0 || !cite_makes_notes(walk->assembly->cite))
        return;
    while (length > 0 && text[length - 1] == ' ')
        length--;
    span->kind = SPAN_TEXT;
    span->text = arena_copy(walk->assembly->arena, text, length);
    if ((length > 0 || breaks) && behind != NULL && behind->kind == SPAN_TEXT && *behind->text != '\0' &&
        strchr(".,;:", *behind->text) != NULL) {
        span->text = arena_format(walk->assembly->arena, "%s%c", span->text, *behind->text);
        behind->text++;
    }
}

/* In a table, where many are named, each leads to its quote; in a sentence it opens it. */
static void meet_mention(struct walk *walk, const struct excerpt *excerpt)
{
    if (walk->page != NULL && walk->within == 0 && claims_meet(walk->assembly, walk->page, excerpt))
        meet_illustrative(walk);
}

/* [words](excerpt:IK-01.1): as a directive that names it, they lead to where it is printed. */
static bool names_object(const struct span *span)
{
    const char *target = span->kind == SPAN_LINK ? span->link->target : "";
    size_t scheme = strcspn(target, ":");

    return target[scheme] == ':' && object_kind_named(target, scheme) != OBJECT_NONE;
}

static void meet_span(struct walk *walk, const struct block *block, struct span *span)
{
    if (names_object(span))
        span->kind = SPAN_OBJECT;
    if ((span->kind == SPAN_TEXT || span->kind == SPAN_SOFT_BREAK) && span->next != NULL &&
        span->next->kind == SPAN_CITATION)
        join_note(walk, span);
    if (span->kind == SPAN_FOOTNOTE)
        walk->notes++;
    if (span->kind == SPAN_DIRECTIVE)
        directives_expand_span(walk->assembly, block, span);
    else if (span->kind == SPAN_GROUP)
        hooks_enter_directive(walk->assembly->hooks, block->place);
    else if (span->kind == SPAN_EXCERPT)
        meet_mention(walk, span->excerpt);
    else if (span->kind == SPAN_CITATION)
        meet_citation(walk, block, span);
    else if (span->kind == SPAN_LINK)
        meet_link(walk, block, span);
    else if (span->kind == SPAN_REFERENCE)
        meet_reference(walk, block, span);
    else if (span->kind == SPAN_MATH && span->math->label != NULL)
        number(walk, TARGET_EQUATION, span->math->label, NULL, span->math, span->math->place);
    else if (span->kind == SPAN_LANGUAGE)
        meet_language(walk, span->untranslated);
    else if (span->kind == SPAN_OBJECT && !walk->unprinted && text_starts_with(span->link->target, "work:"))
        meet_work(walk, span);
}

static bool is_group(const struct iterator *it)
{
    return it->row == NULL && (it->span ? it->span->kind == SPAN_GROUP : it->block->kind == BLOCK_GROUP);
}

static void walk_part(struct walk *walk, struct block *blocks)
{
    struct iterator it;

    hooks_begin_page(walk->assembly->hooks);
    walk->quoted = map_new(walk->assembly->arena);
    walk->anchors = map_new(walk->assembly->arena);
    iterator_start(&it, walk->assembly->arena, blocks);
    while (iterator_next(&it)) {
        if (it.span == NULL && it.row == NULL && it.block->kind == BLOCK_TABLE)
            walk->within += it.leaving ? (size_t)-1 : 1;
        if (iterator_meets_block(&it))
            meet_block(walk, it.block);
        else if (it.span != NULL && iterator_meets_span(&it))
            meet_span(walk, it.block, it.span);
        else if (is_group(&it))
            hooks_leave_directive(walk->assembly->hooks);
        else if (it.row == NULL && it.span != NULL && it.span->kind == SPAN_FOOTNOTE)
            walk->notes--;
    }
}

/* Where page comes in the order of reading. */
static size_t order_of(const struct walk *walk, const struct report_page *page)
{
    const struct list *pages = &walk->assembly->report->pages;
    size_t order = 0;

    while (order < pages->count && pages->items[order] != page)
        order++;
    return order;
}

static void walk_page(struct walk *walk, struct report_page *page)
{
    walk->page = page;
    walk->appendix = NULL;
    cite_begin_registering(walk->assembly->cite, order_of(walk, page));
    walk_part(walk, page->blocks);
}

/* The page of a section, and those on which it goes on. */
static void walk_section(struct walk *walk, struct report_page *first)
{
    const struct list *pages = &walk->assembly->report->pages;

    walk_page(walk, first);
    for (size_t i = 0; i < pages->count; i++) {
        struct report_page *page = pages->items[i];
        if (page->parent == first && page->kind == PAGE_SECTION)
            walk_page(walk, page);
    }
}

static void walk_objectives(struct walk *walk)
{
    const struct list *pages = &walk->assembly->report->pages;

    for (size_t i = 0; i < pages->count; i++) {
        struct report_page *page = pages->items[i];
        if (page->kind == PAGE_OBJECTIVE)
            walk_page(walk, page);
    }
}

/* The page of the site that shows what is an appendix as well; NULL: none does. */
static struct report_page *page_of_entry(const struct assembly *assembly, const struct appendix_entry *entry)
{
    const char *name = entry->file ? appendices_scan_slug(assembly, entry) : entry->page.id;

    return entry->section ? pages_find(assembly, pages_section_path(assembly, entry->section))
           : name         ? pages_find(assembly, arena_format(assembly->arena, "%s.html", name))
                          : NULL;
}

/* Sections come first, in the order of the appendices: so the site and the appendices have the same numbers. */
static void walk_pages(struct walk *walk)
{
    struct assembly *assembly = walk->assembly;
    struct list entries = appendices_entries(assembly);
    const struct list *pages = &assembly->report->pages;
    struct map *walked = map_new(assembly->arena); /* pages of content/pages/ that are appendices */
    bool has_narrative = false;

    for (size_t i = 0; i < entries.count; i++) {
        const struct appendix_entry *entry = entries.items[i];
        bool is_narrative = entry->section != NULL && strcmp(entry->section, "narrative") == 0;
        struct report_page *page = is_narrative ? NULL : page_of_entry(assembly, entry);
        if (is_narrative)
            walk_objectives(walk);
        else if (page != NULL && map_put(walked, page->path, page) == NULL)
            walk_section(walk, page);
        has_narrative = has_narrative || is_narrative;
    }
    if (!has_narrative)
        walk_objectives(walk);
    walk->in_passing = true;
    for (size_t i = 0; i < pages->count; i++) {
        struct report_page *page = pages->items[i];
        if (page->kind != PAGE_SECTION && page->kind != PAGE_OBJECTIVE && map_get(walked, page->path) == NULL)
            walk_page(walk, page);
    }
}

static void walk_appendices(struct walk *walk)
{
    const struct list *appendices = &walk->assembly->report->appendices;

    for (size_t i = 0; i < appendices->count; i++) {
        walk->appendix = appendices->items[i];
        cite_begin_registering(walk->assembly->cite, i);
        walk_part(walk, walk->appendix->blocks);
    }
}

/* Labels on pages that this audience does not get: a reference to them prints their title. */
static void walk_unprinted_pages(struct walk *walk)
{
    const struct list *pages = &walk->assembly->study->pages;

    walk->appendix = NULL;
    walk->unprinted = true;
    for (size_t i = 0; i < pages->count; i++) {
        const struct page *page = pages->items[i];
        walk_part(walk, block_copy(walk->assembly->arena, page->body));
    }
}

/* What the program names by itself has a name in the language of the study, and one that holds in all. */
static const struct target *find_target(const struct assembly *assembly, const char *label)
{
    struct map *targets = assembly->report->targets;
    struct target *target = map_get(targets, label);

    if (target != NULL)
        return target;
    target = map_get(targets, label_of_neutral(assembly->labels, assembly->arena, label));
    if (target != NULL)
        map_put(targets, label, target);
    return target;
}

/* Of what is shown twice, a reference means what is shown where it stands itself; else the first. */
static void refer_to_nearest(const struct assembly *assembly, const struct pending_reference *reference)
{
    const struct target *first = find_target(assembly, reference->label), *target = first;

    for (size_t count = 2; target != NULL; count++) {
        if (target->page == reference->page && target->appendix == reference->appendix) {
            reference->span->text = target->label;
            return;
        }
        target = map_get(assembly->report->targets, label_again(assembly, first->label, count));
    }
}

/*
 * A reference to what is nowhere printed is an error that names the nearest label. One that the program made by itself
 * stands in no line of the study: it prints nothing.
 */
static void check_references(const struct walk *walk)
{
    const struct assembly *assembly = walk->assembly;
    const struct map *targets = assembly->report->targets;

    for (size_t i = 0; i < walk->references.count; i++) {
        const struct pending_reference *reference = walk->references.items[i];
        if (find_target(assembly, reference->label) != NULL) {
            refer_to_nearest(assembly, reference);
            continue;
        }
        if (reference->span->line == 0) {
            reference->span->kind = SPAN_TEXT;
            reference->span->text = "";
            continue;
        }
        study_diagnose_unlabelled(assembly->build->diags, reference->place, reference->label, targets);
    }
}

/* Each of labels, which study.yaml gives for key, is that of a table. */
static void check_tables(const struct walk *walk, const struct list *labels, const char *key)
{
    const struct assembly *assembly = walk->assembly;
    struct diags *diags = assembly->build->diags;

    for (size_t i = 0; i < labels->count; i++) {
        struct nearest nearest = {.word = labels->items[i]};
        const struct target *target = find_target(assembly, nearest.word);
        if (target != NULL && target->kind == TARGET_TABLE)
            continue;
        for (size_t j = 0; j < map_count(assembly->report->targets); j++) {
            if (((const struct target *)map_value(assembly->report->targets, j))->kind == TARGET_TABLE)
                text_nearest(&nearest, map_key(assembly->report->targets, j));
        }
        diag_error(diags, record_place_of(&assembly->study->info->appendix->record, key), "unknown-label",
                   "no table of the appendices has the label '%s'", nearest.word);
        if (!diag_hint_nearest(diags, &nearest))
            diag_hint(diags, "it is what a reference to the table has behind the @, as in 'tbl:jadwal'");
    }
}

void resolve_report(struct assembly *assembly)
{
    const struct appendix_settings *settings = assembly->study->info->appendix;
    struct walk walk = {.assembly = assembly, .numbered = map_new(assembly->arena), .placed = map_new(assembly->arena)};

    if (assembly->study->for_site) {
        targets_add_objects(assembly);
        walk_pages(&walk);
    } else {
        targets_add_appendix_objects(assembly);
        walk_appendices(&walk);
        walk_unprinted_pages(&walk);
        if (settings != NULL) {
            check_tables(&walk, &settings->turned, "turned");
            check_tables(&walk, &settings->upright, "upright");
        }
    }
    check_references(&walk);
}

static void add_number(struct assembly *assembly, struct span *span)
{
    struct span *number = cite_print_number(assembly->cite, span->link->target + strlen("work:"));

    if (number != NULL && number->kind != SPAN_STYLED)
        number = span_append(span_text(assembly->arena, " "), number);
    span->children = span_append(span->children, number);
}

void resolve_citations(struct assembly *assembly)
{
    const struct report_page *page = NULL;

    for (size_t i = 0; i < assembly->citations.count; i++) {
        const struct met_citation *met = assembly->citations.items[i];
        /* Pages of the site are read by themselves, appendices as parts of one thesis. */
        if (met->page != page)
            cite_begin_text(assembly->cite);
        page = met->page;
        if (met->span->kind == SPAN_CITATION)
            met->span->children = cite_print(assembly->cite, met->span->citation, met->in_note);
        else
            add_number(assembly, met->span);
    }
}
