#include "report/private.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/map.h"
#include "document/document.h"
#include "study/study.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct lowering {
    struct arena *arena;
    const struct report *report;
    const struct report_page *page; /* NULL in an appendix */
    struct list *maths;             /* of the report */
    struct map *shown;              /* id of an excerpt -> struct shown */
};

/* An excerpt where it is shown first. */
struct shown {
    struct quotation quote;
    struct span *codes; /* all of them, lowered; NULL until a page needs them */
};

static void lower_spans(const struct lowering *lowering, const struct span *spans);

static const char *label_of(const struct lowering *lowering, const char *prefix, const char *name)
{
    return label_text(lowering->report->labels, arena_concat(lowering->arena, prefix, "_", name, NULL));
}

static struct span *object_span(const struct lowering *lowering, const char *kind, const char *id, struct span *words)
{
    return span_link(lowering->arena, SPAN_OBJECT, arena_concat(lowering->arena, kind, ":", id, NULL), words);
}

/* ---- quotes ---- */

/* The length of text without the blanks at its end. */
static size_t trimmed_length(const char *text)
{
    size_t length = strlen(text);

    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == ' '))
        length--;
    return length;
}

/* Words as they were said, in paragraphs: a blank line splits them, a line end is kept. */
static struct block *words_of(const struct lowering *lowering, const char *text, struct place place)
{
    const char *end = text + trimmed_length(text);
    struct block_chain paragraphs = {0};
    struct span **last = NULL;

    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        struct span *line = span_new(lowering->arena, SPAN_TEXT, 0, 0);
        stop = stop ? stop : end;
        line->text = arena_copy(lowering->arena, text, (size_t)(stop - text));
        if (last == NULL) {
            struct block *paragraph = block_new(lowering->arena, BLOCK_PARAGRAPH, place);
            block_chain_add(&paragraphs, paragraph);
            last = &paragraph->spans;
        } else {
            *last = span_new(lowering->arena, SPAN_LINE_BREAK, 0, 0);
            last = &(*last)->next;
        }
        *last = line;
        size_t breaks = strspn(stop, "\n");
        last = breaks > 1 ? NULL : &line->next;
        text = stop + breaks;
    }
    return paragraphs.first;
}

static struct span *turn_speaker(const struct lowering *lowering, const struct excerpt *excerpt,
                                 const struct turn *turn)
{
    const struct informant *informant = turn->speaker.object;
    const char *name = compose_turn_speaker(lowering->arena, lowering->report->labels, excerpt, turn);
    struct span *words = span_text(lowering->arena, name);

    return informant != NULL ? object_span(lowering, "informant", informant->code, words) : words;
}

/* "IU-03: Kami selalu ditanya umur anak.", a paragraph for each turn */
static struct block *turns_of(const struct lowering *lowering, const struct excerpt *excerpt)
{
    struct block_chain paragraphs = {0};

    for (size_t i = 0; i < excerpt->turns.count; i++) {
        const struct turn *turn = excerpt->turns.items[i];
        struct block *words = words_of(lowering, turn->text, turn->record.place);
        struct span *speaker = span_append(turn_speaker(lowering, excerpt, turn), span_text(lowering->arena, ": "));
        if (words == NULL)
            continue;
        words->spans = span_append(speaker, words->spans);
        block_chain_add(&paragraphs, words);
    }
    return paragraphs.first;
}

static void add_fact(struct quotation *quote, const char *kind, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    assert(quote->fact_count < MOST_QUOTATION_FACTS);
    quote->facts[quote->fact_count++] = (struct quotation_fact){kind, text};
}

/* IK-01, informan kunci, Kelurahan, wawancara, baris 12-15 */
static void set_origin(const struct lowering *lowering, struct quotation *quote, const struct excerpt *excerpt)
{
    const char *id = excerpt_source_id(excerpt);
    const struct informant *informant = excerpt->speakers.count == 1 ? excerpt->informant : NULL;

    quote->source = object_span(lowering, excerpt->informant ? "informant" : "document", id,
                                span_text(lowering->arena, compose_sources(lowering->arena, excerpt)));
    if (informant != NULL && informant->attribution != ATTRIBUTION_CODE && informant->role != NULL)
        add_fact(quote, "role", informant->role);
    if (informant != NULL)
        add_fact(quote, "group",
                 compose_told_group(lowering->arena, lowering->report->study, lowering->report->labels, informant));
    if (informant != NULL)
        add_fact(quote, "sector", informant->sector);
    if (excerpt->according_to == NULL)
        add_fact(quote, "technique",
                 compose_technique(lowering->arena, lowering->report->study, lowering->report->labels, excerpt));
    add_fact(quote, "where", compose_where(lowering->arena, lowering->report->labels, excerpt));
    quote->contrast = excerpt->stance == STANCE_CONTRAST;
    if (quote->contrast)
        add_fact(quote, "stance contrast", label_of(lowering, "stance", stance_names[excerpt->stance]));
}

/* Whether the whole page is about the code. */
static bool is_subject(const struct lowering *lowering, const struct reference *code)
{
    if (lowering->page == NULL)
        return false;
    const struct target *target =
        report_target(lowering->report, arena_concat(lowering->arena, "code:", code->id, NULL));
    return target != NULL && target->page == lowering->page && target->anchor == NULL;
}

/* "Kode: kerja sama, jadwal", linked and lowered; not the one that all on the page have. */
static struct span *codes_of(const struct lowering *lowering, const struct excerpt *excerpt)
{
    struct arena *arena = lowering->arena;
    const char *word = label_text(lowering->report->labels, "excerpt_codes");
    struct span *codes = NULL;

    for (size_t i = 0; i < excerpt->codes.count; i++) {
        const struct reference *reference = excerpt->codes.items[i];
        const struct code *code = reference->object;
        if (is_subject(lowering, reference))
            continue;
        struct span *words =
            code != NULL && code->label != NULL ? span_copy(arena, code->label) : span_text(arena, reference->id);
        codes = span_append(codes, span_text(arena, codes ? ", " : arena_format(arena, "%s: ", word)));
        span_append(codes, object_span(lowering, "code", reference->id, words));
    }
    lower_spans(lowering, codes);
    return codes;
}

/* The same, made once for all pages that are about none of them. */
static struct span *shared_codes(const struct lowering *lowering, const struct excerpt *excerpt, struct shown *shown)
{
    for (size_t i = 0; i < excerpt->codes.count; i++) {
        if (is_subject(lowering, excerpt->codes.items[i]))
            return codes_of(lowering, excerpt);
    }
    if (shown->codes == NULL)
        shown->codes = codes_of(lowering, excerpt);
    return shown->codes;
}

/* The other pages where it is quoted. */
static struct list uses_of(const struct lowering *lowering, const struct excerpt *excerpt)
{
    const struct list *uses = map_get(lowering->report->uses, excerpt->id);
    struct list others = {0};

    for (size_t i = 0; uses != NULL && i < uses->count; i++) {
        const struct use *use = uses->items[i];
        if (use->page != NULL && use->page != lowering->page)
            list_add(&others, lowering->arena, (void *)use);
    }
    return others;
}

/* "Ringkasan menurut proposal, bukan kutipan langsung:", before the words of one */
static struct block *paraphrase_mark(const struct lowering *lowering, const struct excerpt *excerpt)
{
    struct block *mark = block_new(lowering->arena, BLOCK_PARAGRAPH, excerpt->record.place);

    mark->spans = span_text(lowering->arena, label_format(lowering->report->labels, lowering->arena,
                                                          "excerpt_according_to", excerpt->according_to, ""));
    return mark;
}

/* What is the same wherever the excerpt stands. */
static void begin_quote(const struct lowering *lowering, struct quotation *quote, const struct excerpt *excerpt)
{
    quote->id = excerpt->id;
    quote->language = excerpt->language;
    quote->words = excerpt->turns.count > 0 ? turns_of(lowering, excerpt)
                                            : words_of(lowering, excerpt->text, excerpt->record.place);
    quote->turns = excerpt->turns.count > 0;
    quote->paraphrase = excerpt->according_to != NULL;
    if (quote->paraphrase)
        quote->words = block_append(paraphrase_mark(lowering, excerpt), quote->words);
    quote->translation = words_of(lowering, excerpt->translation ? excerpt->translation : "", excerpt->record.place);
    if (excerpt->illustrative)
        quote->illustrative = label_text(lowering->report->labels, "excerpt_illustrative");
    quote->facts = arena_alloc(lowering->arena, MOST_QUOTATION_FACTS * sizeof *quote->facts);
    set_origin(lowering, quote, excerpt);
}

/* A site shows most quotes on three pages, where they share what is the same. */
static void lower_excerpt(const struct lowering *lowering, struct block *block)
{
    const struct excerpt *excerpt = block->excerpt;
    struct shown *shown = map_item(lowering->shown, excerpt->id, sizeof *shown);
    struct quotation *quote = &shown->quote;

    if (quote->id == NULL)
        begin_quote(lowering, quote, excerpt);
    else
        quote = arena_keep(lowering->arena, quote, sizeof *quote);
    quote->codes = shared_codes(lowering, excerpt, shown);
    quote->uses = uses_of(lowering, excerpt);
    block->kind = BLOCK_QUOTATION;
    block->quotation = quote;
    block->place = excerpt->record.place;
}

/* ---- callouts, mentions, references ---- */

/* One without a title is called after its kind. */
static void lower_callout(const struct lowering *lowering, struct block *block)
{
    const struct callout *callout = block->callout;

    if (callout->title != NULL)
        return;
    struct callout *named = arena_alloc(lowering->arena, sizeof *named);
    named->kind = callout->kind;
    named->title = span_text(lowering->arena, label_of(lowering, "callout", callout_names[callout->kind]));
    block->callout = named;
}

/* A table or chart may be read elsewhere: its own caption says that it was made up. */
static void mark_caption(const struct lowering *lowering, struct caption *caption)
{
    if (caption->illustrative && caption->words != NULL)
        caption->words = span_append(caption->words, compose_made_up(lowering->arena, lowering->report->labels));
}

/* "(IK-01.3)", linked to where it is quoted; what opens the quote in its place has the brackets within, to stay whole.
 */
static void lower_mention(const struct lowering *lowering, struct span *span)
{
    const char *id = span->excerpt->id;
    const struct map *evidence = lowering->page ? lowering->page->evidence : NULL;
    bool opens = evidence != NULL && map_get(evidence, id) != NULL;
    const char *words = opens ? arena_concat(lowering->arena, "(", id, ")", NULL) : id;
    struct span *children = span->children ? span_append(span->children, span_text(lowering->arena, " ")) : NULL;

    children = span_append(children, opens ? NULL : span_text(lowering->arena, "("));
    children = span_append(children, object_span(lowering, "excerpt", id, span_text(lowering->arena, words)));
    children = span_append(children, opens ? NULL : span_text(lowering->arena, ")"));
    span->kind = SPAN_GROUP;
    span->children = children;
}

/* The words of a title without its notes; a reference in it is its label, as a title may refer to itself. */
static struct span *title_of(const struct lowering *lowering, const struct target *target)
{
    struct span *title = span_copy(lowering->arena, target->title);
    struct iterator it;

    iterator_start_spans(&it, lowering->arena, NULL, title);
    while (iterator_next(&it)) {
        if (!iterator_meets_span(&it) || (it.span->kind != SPAN_FOOTNOTE && it.span->kind != SPAN_REFERENCE))
            continue;
        it.span->text = it.span->kind == SPAN_FOOTNOTE ? "" : it.span->text;
        it.span->kind = SPAN_TEXT;
        it.span->children = NULL;
    }
    return title;
}

/* "Tabel 3", or the title of a section. */
static void lower_reference(const struct lowering *lowering, struct span *span)
{
    const struct target *target = report_target(lowering->report, span->text);

    span->target = target;
    if (target == NULL)
        span->children = span_text(lowering->arena, span->text);
    else if (target->number != NULL)
        span->children =
            span_text(lowering->arena, arena_format(lowering->arena, "%s\u00a0%s", target->name, target->number));
    else
        span->children = target->title ? title_of(lowering, target) : span_text(lowering->arena, target->label);
}

/* ---- numbers ---- */

/* What has a number, and the word before it. */
static const char *const number_words[] = {
    [TARGET_TABLE] = "word_table",
    [TARGET_FIGURE] = "word_figure",
    [TARGET_EQUATION] = "word_equation",
};

enum { NUMBERED_KINDS = sizeof number_words / sizeof *number_words };

static size_t position_of(const struct list *appendices, const struct appendix *appendix)
{
    size_t position = 0;

    while (position < appendices->count && appendices->items[position] != appendix)
        position++;
    return position;
}

/* "A.2": the second of its kind in the first appendix. */
static const char *number_in_appendix(const struct lowering *lowering, const struct target *target, size_t *counts)
{
    size_t position = position_of(&lowering->report->appendices, target->appendix);
    size_t *count = &counts[position * NUMBERED_KINDS + (size_t)target->kind];

    return arena_format(lowering->arena, "%s.%zu",
                        report_appendix_mark(lowering->arena, lowering->report, position + 1), ++*count);
}

static int compare_numbers(const void *first, const void *second)
{
    const struct target *const *a = first, *const *b = second;

    return (int)(strtol((*a)->number, NULL, 10) - strtol((*b)->number, NULL, 10));
}

static void lower_numbers(const struct lowering *lowering)
{
    const struct report *report = lowering->report;
    const struct appendix_settings *settings = report->study->info->appendix;
    size_t *counts = arena_alloc(lowering->arena, (report->appendices.count + 1) * NUMBERED_KINDS * sizeof *counts);
    struct list numbered = {0};

    for (size_t i = 0; i < map_count(report->targets); i++) {
        struct target *target = map_value(report->targets, i);
        /* Further labels lead to the same one. */
        if (target->number == NULL || strcmp(map_key(report->targets, i), target->label) != 0)
            continue;
        target->name = label_text(report->labels, number_words[target->kind]);
        list_add(&numbered, lowering->arena, target);
    }
    if (numbered.count == 0 || settings == NULL || !settings->number_by_chapter)
        return;
    qsort(numbered.items, numbered.count, sizeof *numbered.items, compare_numbers);
    for (size_t i = 0; i < numbered.count; i++) {
        struct target *target = numbered.items[i];
        if (target->appendix != NULL)
            target->number = number_in_appendix(lowering, target, counts);
    }
}

/* The comma at at parts the digits of one number: "0,05", not "1,2,3", "f(1,2)", "x_{1,2}" or "\{1,2\}". */
static bool is_decimal(const char *tex, const char *at)
{
    const char *start = at, *end = at + 1;

    while (start > tex && ascii_is_digit(start[-1]))
        start--;
    while (ascii_is_digit(*end))
        end++;
    char before = start > tex ? start[-1] : ' ', first = start > tex + 1 ? start[-2] : ' ';
    bool pair =
        (before == '(' && *end == ')' && ascii_is_letter(first)) || (before == '{' && (first == '_' || first == '\\'));
    bool more = (*end == ',' && ascii_is_digit(end[1])) || before == ',';
    return start < at && end > at + 1 && !pair && !more && before != '_' && before != '^';
}

/* TeX sets a blank behind a comma, but for one in braces; Indonesian numbers have none. */
static void lower_math(const struct lowering *lowering, struct span *math)
{
    struct buffer tex = {0};

    list_add(lowering->maths, lowering->arena, math);
    if (!language_is_same(lowering->report->labels->language, "id") || strchr(math->text, ',') == NULL)
        return;
    for (const char *at = math->text; *at != '\0'; at++) {
        if (*at == ',' && is_decimal(math->text, at))
            buffer_text(&tex, "{,}");
        else
            buffer_char(&tex, *at);
    }
    math->text = buffer_take(&tex, lowering->arena);
}

static void lower_met(const struct lowering *lowering, struct iterator *it)
{
    while (iterator_next(it)) {
        if (iterator_meets_block(it) && it->block->kind == BLOCK_EXCERPT) {
            lower_excerpt(lowering, it->block);
            iterator_skip(it); /* all in it is lowered */
        } else if (iterator_meets_block(it) && it->block->kind == BLOCK_CALLOUT)
            lower_callout(lowering, it->block);
        else if (iterator_meets_block(it) && block_caption(it->block) != NULL)
            mark_caption(lowering, (struct caption *)block_caption(it->block));
        else if (iterator_meets_span(it) && it->span->kind == SPAN_EXCERPT)
            lower_mention(lowering, it->span);
        else if (iterator_meets_span(it) && it->span->kind == SPAN_REFERENCE)
            lower_reference(lowering, it->span);
        else if (iterator_meets_span(it) && it->span->kind == SPAN_MATH)
            lower_math(lowering, it->span);
    }
}

static void lower_spans(const struct lowering *lowering, const struct span *spans)
{
    struct iterator it;

    iterator_start_spans(&it, lowering->arena, NULL, spans);
    lower_met(lowering, &it);
}

static void lower_blocks(const struct lowering *lowering, const struct block *blocks)
{
    struct iterator it;

    iterator_start(&it, lowering->arena, blocks);
    lower_met(lowering, &it);
}

/* Some are printed by references alone: those of pages that this audience does not get. */
static void lower_titles(const struct lowering *lowering)
{
    const struct map *targets = lowering->report->targets;

    for (size_t i = 0; i < map_count(targets); i++)
        lower_spans(lowering, ((const struct target *)map_value(targets, i))->title);
}

static void lower_evidence(const struct lowering *lowering, const struct map *evidence)
{
    for (size_t i = 0; evidence != NULL && i < map_count(evidence); i++) {
        const struct evidence *of_mark = map_value(evidence, i);
        lower_blocks(lowering, of_mark->quote);
        lower_blocks(lowering, of_mark->others);
    }
}

void lower_report(struct arena *arena, struct report *report)
{
    struct lowering lowering = {.arena = arena, .report = report, .maths = &report->maths};

    /* A site shows nearly all. */
    lowering.shown = map_new_for(arena, report->study->for_site ? report->study->excerpts.count : 0);
    lower_numbers(&lowering);
    lower_titles(&lowering);
    for (size_t i = 0; i < report->pages.count; i++) {
        lowering.page = report->pages.items[i];
        lower_blocks(&lowering, lowering.page->blocks);
        lower_evidence(&lowering, lowering.page->evidence);
    }
    lowering.page = NULL;
    if (report->dataset != NULL)
        mark_caption(&lowering, &report->dataset->caption);
    for (size_t i = 0; i < report->appendices.count; i++)
        lower_blocks(&lowering, ((const struct appendix *)report->appendices.items[i])->blocks);
}
