#include "report/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/map.h"
#include "base/text.h"

#include <string.h>

/* What a quote is cut to where a filter lists it, in code points; its page has the whole of it. */
enum { LISTED_LENGTH = 400 };

struct block *quotes_anchored(const struct assembly *assembly, const struct excerpt *excerpt)
{
    struct block *block = compose_excerpt(assembly, excerpt);

    block->id = excerpt->id;
    return block;
}

/* All quotes, those of a source together, sources in the order of the files. */
static struct list quotes_by_source(const struct assembly *assembly)
{
    const struct list *excerpts = &assembly->study->excerpts;
    struct map *done = map_new(assembly->arena);
    struct list ordered = {0};

    for (size_t i = 0; i < excerpts->count; i++) {
        const char *source = excerpt_source_id(excerpts->items[i]);
        if (map_put(done, source, done) != NULL)
            continue;
        const struct list *own = study_excerpts_of_source(assembly->study, source);
        /* What several say is with the first of them. */
        for (size_t j = 0; j < own->count; j++) {
            if (strcmp(excerpt_source_id(own->items[j]), source) == 0)
                list_add(&ordered, assembly->arena, own->items[j]);
        }
    }
    return ordered;
}

/* "IK-01, informan kunci", or the document's name. */
static const char *source_name(const struct assembly *assembly, const struct excerpt *excerpt)
{
    if (excerpt->document != NULL)
        return compose_document(excerpt->document);
    const struct informant *informant = excerpt->informant;
    const char *name = compose_speaker(assembly->arena, informant);
    const char *group = compose_told_group(assembly->arena, assembly->study, assembly->labels, informant);

    if (informant->attribution != ATTRIBUTION_CODE && informant->role != NULL)
        name = arena_concat(assembly->arena, name, ", ", informant->role, NULL);
    return group ? arena_concat(assembly->arena, name, ", ", group, NULL) : name;
}

static bool is_of_source(const struct excerpt *excerpt, const struct excerpt *other)
{
    return strcmp(excerpt_source_id(excerpt), excerpt_source_id(other)) == 0;
}

static const char *source_anchor(const struct assembly *assembly, const struct excerpt *excerpt)
{
    return arena_format(assembly->arena, "source-%s", excerpt_source_id(excerpt));
}

/* The quotes from position on that are of one source, under its name; *position moves behind them. */
static struct block *quotes_of_source(const struct assembly *assembly, const struct list *quotes, size_t *position,
                                      size_t end)
{
    const struct excerpt *first = quotes->items[*position];
    bool continued = *position > 0 && is_of_source(first, quotes->items[*position - 1]);
    struct block *section = block_new(assembly->arena, BLOCK_SECTION, first->record.place);
    struct span *name = span_text(assembly->arena, source_name(assembly, first));
    struct block_chain chain = {0};

    if (continued)
        name = span_append(
            name, span_text(assembly->arena, arena_format(assembly->arena, " (%s)",
                                                          label_text(assembly->labels, "appendix_continuation"))));
    section->info = "quotes";
    block_chain_add(&chain, compose_heading(assembly, name, source_anchor(assembly, first)));
    for (; *position < end && is_of_source(first, quotes->items[*position]); ++*position)
        block_chain_add(&chain, quotes_anchored(assembly, quotes->items[*position]));
    section->children = chain.first;
    return section;
}

/* The code of a source, leading to its first quote: that is on page number of the series that first begins. */
static struct block *source_link(const struct assembly *assembly, const char *first, const struct excerpt *excerpt,
                                 size_t number)
{
    const char *target = arena_concat(assembly->arena, series_path(assembly, first, number), "#",
                                      source_anchor(assembly, excerpt), NULL);
    struct span *code = span_text(assembly->arena, excerpt_source_id(excerpt));

    return compose_paragraph(assembly, span_link(assembly->arena, SPAN_LINK, target, code));
}

/* Links to all sources. */
static struct block *source_links(const struct assembly *assembly, const char *first, const struct list *quotes,
                                  const size_t *starts)
{
    struct block *section = block_new(assembly->arena, BLOCK_SECTION, (struct place){0});
    struct list items = {0};
    size_t number = 1;

    for (size_t i = 0; i < quotes->count; i++) {
        number += i == starts[number];
        if (i == 0 || !is_of_source(quotes->items[i], quotes->items[i - 1]))
            list_add(&items, assembly->arena, source_link(assembly, first, quotes->items[i], number));
    }
    section->info = "sources";
    section->children = compose_list(assembly, &items);
    return section;
}

/* ---- what a filter needs of quotes on other pages ---- */

/* text as one line, cut after a word where it is long. */
static const char *listed_text(const struct assembly *assembly, const char *text)
{
    char *line = arena_string(assembly->arena, text);
    const char *at = line;

    for (char *c = line; *c != '\0'; c++)
        *c = *c == '\n' ? ' ' : *c;
    for (int i = 0; i < LISTED_LENGTH; i++) {
        if (text_next(&at) == 0)
            return line;
    }
    const char *end = at;
    while (end > line && *end != ' ')
        end--;
    return arena_format(assembly->arena, "%.*s …", (int)((end > line ? end : at) - line), line);
}

/* The number of name in names, which gets it if it is new. */
static double number_of(const struct assembly *assembly, struct map *numbers, struct value *names, const char *name)
{
    struct value *number = map_get(numbers, name);

    if (number == NULL) {
        number = value_number(assembly->arena, (double)names->count);
        map_put(numbers, name, number);
        value_add(names, assembly->arena, value_text(assembly->arena, name));
    }
    return number->number;
}

/* [id, text, number of its origin, 1 if it was made up, 1 if it contrasts, 1 if it is a summary by somebody else] */
static struct value *listed_quote(const struct assembly *assembly, const struct excerpt *excerpt, double origin)
{
    struct value *quote = value_list(assembly->arena);

    value_add(quote, assembly->arena, value_text(assembly->arena, excerpt->id));
    const char *text = listed_text(assembly, compose_words(assembly->arena, assembly->labels, excerpt));
    if (excerpt->according_to != NULL)
        text = arena_format(
            assembly->arena, "%s %s",
            label_format(assembly->labels, assembly->arena, "excerpt_according_to", excerpt->according_to, ""), text);
    value_add(quote, assembly->arena, value_text(assembly->arena, text));
    value_add(quote, assembly->arena, value_number(assembly->arena, origin));
    value_add(quote, assembly->arena, value_number(assembly->arena, excerpt->illustrative ? 1 : 0));
    value_add(quote, assembly->arena, value_number(assembly->arena, excerpt->stance == STANCE_CONTRAST ? 1 : 0));
    value_add(quote, assembly->arena, value_number(assembly->arena, excerpt->according_to != NULL ? 1 : 0));
    return quote;
}

static struct value *listed_quotes(const struct assembly *assembly, const struct list *quotes, struct value *origins)
{
    struct value *list = value_list(assembly->arena);
    struct map *numbers = map_new(assembly->arena);

    for (size_t i = 0; i < quotes->count; i++) {
        const struct excerpt *excerpt = quotes->items[i];
        const char *technique = compose_technique(assembly->arena, assembly->study, assembly->labels, excerpt);
        bool shared = excerpt->speakers.count > 1;
        const char *source = shared ? compose_sources(assembly->arena, excerpt) : source_name(assembly, excerpt);
        const char *origin = arena_concat(assembly->arena, source, ", ", technique, NULL);
        value_add(list, assembly->arena,
                  listed_quote(assembly, excerpt, number_of(assembly, numbers, origins, origin)));
    }
    return list;
}

static struct value *listing(const struct assembly *assembly, const char *first, const struct list *quotes,
                             const size_t *starts, size_t count, struct value *positions)
{
    struct value *map = value_map(assembly->arena), *pages = value_list(assembly->arena);
    struct value *origins = value_list(assembly->arena), *begins = value_list(assembly->arena);

    for (size_t i = 0; i < count; i++) {
        value_add(pages, assembly->arena, value_page(assembly->arena, series_path(assembly, first, i + 1)));
        value_add(begins, assembly->arena, value_number(assembly->arena, (double)starts[i]));
    }
    value_set(map, "illustrative", value_text(assembly->arena, label_text(assembly->labels, "excerpt_illustrative")));
    value_set(map, "contrast", value_text(assembly->arena, label_text(assembly->labels, "stance_contrast")));
    value_set(map, "starts", begins);
    value_set(map, "pages", pages);
    value_set(map, "quotes", listed_quotes(assembly, quotes, origins));
    value_set(map, "origins", origins);
    value_set(map, "filters", positions);
    return map;
}

/* ---- the pages ---- */

/* The quotes of the page of a series that begins with *start; the next begins with the position behind it. */
static void fill_page(const struct assembly *assembly, struct report_page *page, const struct list *quotes,
                      const size_t *start)
{
    struct block_chain blocks = {0};

    if (start[0] == 0 && start[1] < quotes->count)
        block_chain_add(&blocks, source_links(assembly, page->path, quotes, start));
    for (size_t i = start[0]; i < start[1];)
        block_chain_add(&blocks, quotes_of_source(assembly, quotes, &i, start[1]));
    page->blocks = blocks.first;
}

/* What the filter needs to find quotes on pages that are not open. */
static struct value *make_listing(struct arena *arena, const struct report *report)
{
    const struct assembly assembly = {.arena = arena, .study = report->study, .labels = report->labels};
    struct list quotes = quotes_by_source(&assembly);
    size_t *starts, count = series_cut(&assembly, &quotes, &starts);
    struct value *positions = value_map(arena);

    filters_of_quotes(&assembly, &quotes, true, positions);
    return listing(&assembly, pages_section_path(&assembly, "quotes"), &quotes, starts, count, positions);
}

void quotes_make_pages(struct assembly *assembly)
{
    struct list quotes = quotes_by_source(assembly);
    size_t *starts, count = series_cut(assembly, &quotes, &starts);

    if (quotes.count == 0)
        return;
    struct report_page *first = pages_add(assembly, PAGE_LIST, pages_section_path(assembly, "quotes"),
                                          compose_label(assembly, "section_quotes"), assembly->report->pages.items[0]);
    struct value *filters = filters_of_quotes(assembly, &quotes, count > 1, NULL);
    if (filters != NULL && count > 1) {
        value_set(filters, "data", value_page(assembly->arena, "assets/quotes.js"));
        assembly->report->quotes = make_listing;
    }
    first->menu = first->title;
    first->group = MENU_DATA;
    first->description = label_text(assembly->labels, "quotes_description");
    for (size_t i = 0; i < count; i++) {
        struct report_page *page = series_page(assembly, first, i + 1, count);
        if (filters != NULL)
            value_set(page->variables, "filters", filters);
        fill_page(assembly, page, &quotes, &starts[i]);
    }
}

/* ---- all quotes as one table ---- */

/* All quotes as one table with a row for each, for spreadsheets and statistics: no page shows it. */

enum dataset_column {
    COLUMN_QUOTE,
    COLUMN_SOURCE,
    COLUMN_ROLE,
    COLUMN_GROUP,
    COLUMN_SECTOR,
    COLUMN_TECHNIQUE,
    COLUMN_QUESTION,
    COLUMN_CODES,
    COLUMN_CODE_NAMES,
    COLUMN_STANCE,
    COLUMN_KIND,
    COLUMN_WORDS,
    COLUMN_TRANSLATION,
    COLUMN_PLACE,
    COLUMNS
};

static const char *const head_labels[COLUMNS] = {
    "dataset_quote",    "dataset_source",   "dataset_role",        "dataset_group",      "dataset_sector",
    "filter_technique", "dataset_question", "dataset_codes",       "dataset_code_names", "dataset_stance",
    "dataset_kind",     "dataset_words",    "dataset_translation", "dataset_place",
};

/* What the text of an excerpt is. */
static const char *kind_of(const struct assembly *assembly, const struct excerpt *excerpt)
{
    static const char *const kinds[] = {[TECHNIQUE_INTERVIEW] = "dataset_said",
                                        [TECHNIQUE_FOCUS_GROUP] = "dataset_said",
                                        [TECHNIQUE_DOCUMENT] = "dataset_written",
                                        [TECHNIQUE_OBSERVATION] = "dataset_observed"};
    const char *kind = kinds[excerpt->technique_kind];

    if (excerpt->according_to != NULL)
        kind = "dataset_summary";
    else if (excerpt->document != NULL && excerpt->technique_kind != TECHNIQUE_OBSERVATION)
        kind = "dataset_document";
    return label_text(assembly->labels, kind);
}

/* The ids of the codes, or their names, with "; " between. */
static const char *codes_of(const struct assembly *assembly, const struct excerpt *excerpt, bool names)
{
    const char *joined = "";

    for (size_t i = 0; i < excerpt->codes.count; i++) {
        const struct reference *reference = excerpt->codes.items[i];
        const struct code *code = reference->object;
        const char *text = names ? span_plain(assembly->arena, code->label) : code->id;
        joined = arena_concat(assembly->arena, joined, i > 0 ? "; " : "", text, NULL);
    }
    return joined;
}

/* What a row says of excerpt, in the order of the columns; NULL: nothing. */
static void say(const struct assembly *assembly, const struct excerpt *excerpt, const char **texts)
{
    const struct informant *informant = excerpt->speakers.count == 1 ? excerpt->informant : NULL;
    bool has_role = informant != NULL && informant->attribution != ATTRIBUTION_CODE;

    texts[COLUMN_QUOTE] = excerpt->id;
    texts[COLUMN_SOURCE] = excerpt->document ? excerpt->document->title : compose_sources(assembly->arena, excerpt);
    texts[COLUMN_ROLE] = has_role ? informant->role : NULL;
    texts[COLUMN_GROUP] =
        informant ? compose_told_group(assembly->arena, assembly->study, assembly->labels, informant) : NULL;
    texts[COLUMN_SECTOR] = informant ? informant->sector : NULL;
    texts[COLUMN_TECHNIQUE] =
        excerpt->according_to ? NULL : compose_technique(assembly->arena, assembly->study, assembly->labels, excerpt);
    texts[COLUMN_QUESTION] = excerpt->question.id;
    texts[COLUMN_CODES] = codes_of(assembly, excerpt, false);
    texts[COLUMN_CODE_NAMES] = codes_of(assembly, excerpt, true);
    /* Approaches that judge none have no word for it. */
    texts[COLUMN_STANCE] = excerpt->stance == STANCE_UNJUDGED
                               ? NULL
                               : label_text(assembly->labels, arena_concat(assembly->arena, "stance_",
                                                                           stance_names[excerpt->stance], NULL));
    texts[COLUMN_KIND] = kind_of(assembly, excerpt);
    texts[COLUMN_WORDS] = compose_words(assembly->arena, assembly->labels, excerpt);
    texts[COLUMN_TRANSLATION] = excerpt->translation;
    texts[COLUMN_PLACE] = compose_where(assembly->arena, assembly->labels, excerpt);
}

static struct row *row_of(const struct assembly *assembly, const struct excerpt *excerpt)
{
    struct row *row = arena_alloc(assembly->arena, sizeof *row);

    row->texts = arena_alloc(assembly->arena, COLUMNS * sizeof *row->texts);
    row->illustrative = excerpt_is_made_up(excerpt);
    say(assembly, excerpt, row->texts);
    return row;
}

void dataset_make(struct assembly *assembly)
{
    const struct list *excerpts = &assembly->study->excerpts;
    struct arena *arena = assembly->arena;
    struct table *table = arena_alloc(arena, sizeof *table);
    struct row **end = &table->rows;

    if (excerpts->count == 0)
        return;
    const struct place place = assembly->study->info->record.place;
    *table = (struct table){.caption.words = span_text(arena, label_text(assembly->labels, "dataset_title")),
                            .caption.notes = block_text(arena, label_text(assembly->labels, "dataset_note"), place),
                            .caption.place = place,
                            .column_count = COLUMNS,
                            .columns = arena_alloc(arena, COLUMNS * sizeof *table->columns),
                            .has_head = true};
    for (int i = 0; i < COLUMNS; i++)
        table->columns[i] = (struct column){.head = span_text(arena, label_text(assembly->labels, head_labels[i]))};
    for (size_t i = 0; i < excerpts->count; i++) {
        *end = row_of(assembly, excerpts->items[i]);
        table->caption.illustrative |= (*end)->illustrative;
        end = &(*end)->next;
    }
    assembly->report->dataset = table;
}
