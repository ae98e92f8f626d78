/* Quotes typed by hand into findings and pages, which should have been embedded: are they what was said? */

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/list.h"
#include "base/map.h"
#include "document/document.h"
#include "quotes/quotes.h"
#include "study/study.h"

#include <stdlib.h>
#include <string.h>

enum {
    FEW_WORDS = 8,     /* in quotation marks: so many are a term or a title */
    RUN = 3,           /* words in a row by which excerpts are recognised */
    LEAST_COMMON = 50, /* of 100 words: less is another text */
    FEWEST_SAID = 4,   /* words in quotation marks that are what somebody said, and no term */
};

/* A run of words, and the excerpt that has it. */
struct run {
    uint32_t hash;
    uint32_t excerpt; /* position in study->excerpts */
    uint32_t next;    /* 1 + position of the next run whose hash ends alike, of a later excerpt or the same */
};

struct typed {
    struct build *build;
    const struct study *study;
    struct arena *arena;
    struct run *runs; /* by excerpt; NULL until a first quote is met */
    size_t run_count;
    uint32_t *first; /* by the end of a hash: 1 + position of the first run with it */
    size_t mask;
    uint32_t *votes;  /* by excerpt */
    struct map *said; /* code of an informant -> struct list of struct words, one an excerpt; NULL until asked for */
    struct list conversations; /* the same of excerpts of which each turn may be anybody's */
};

static uint32_t hash_run(const struct word *words)
{
    uint32_t hash = 0;

    for (int i = 0; i < RUN; i++)
        hash = hash * 31 + words[i].loose;
    return hash;
}

static void link_runs(struct typed *typed)
{
    size_t size = 1024;

    while (size < typed->run_count)
        size *= 2;
    typed->mask = size - 1;
    typed->first = memory_alloc(size * sizeof *typed->first);
    memset(typed->first, 0, size * sizeof *typed->first);
    for (size_t i = typed->run_count; i-- > 0;) {
        uint32_t *first = &typed->first[typed->runs[i].hash & typed->mask];
        typed->runs[i].next = *first;
        *first = (uint32_t)i + 1;
    }
}

static void collect_runs(struct typed *typed)
{
    size_t capacity = 1024;

    typed->runs = memory_alloc(capacity * sizeof *typed->runs);
    typed->votes = arena_alloc(typed->arena, (typed->study->excerpts.count + 1) * sizeof *typed->votes);
    struct arena *scratch = arena_new();
    for (size_t i = 0; i < typed->study->excerpts.count; i++) {
        const struct excerpt *excerpt = typed->study->excerpts.items[i];
        struct words words = words_read(scratch, excerpt->text, strlen(excerpt->text));
        for (size_t j = 0; j + RUN <= words.count; j++) {
            if (typed->run_count == capacity)
                typed->runs = memory_resize(typed->runs, (capacity *= 2) * sizeof *typed->runs);
            typed->runs[typed->run_count++] = (struct run){hash_run(words.items + j), (uint32_t)i, 0};
        }
        arena_clear(scratch);
    }
    arena_free(scratch);
    link_runs(typed);
}

/* The excerpt that shares most runs with words, or NULL. */
static const struct excerpt *alike(struct typed *typed, const struct words *words)
{
    size_t count = typed->study->excerpts.count, best = count;

    /* Once to count, once to take back what was counted: a quote has runs of few excerpts. */
    for (int counting = 1; counting >= 0; counting--) {
        for (size_t i = 0; i + RUN <= words->count; i++) {
            uint32_t hash = hash_run(words->items + i);
            for (size_t j = typed->first[hash & typed->mask]; j > 0; j = typed->runs[j - 1].next) {
                uint32_t excerpt = typed->runs[j - 1].excerpt;
                if (typed->runs[j - 1].hash != hash)
                    continue;
                typed->votes[excerpt] = counting ? typed->votes[excerpt] + 1 : 0;
                if (counting && (best == count || typed->votes[excerpt] > typed->votes[best]))
                    best = excerpt;
            }
        }
    }
    return best < count ? typed->study->excerpts.items[best] : NULL;
}

/* Words that not all readers may see, changed a little: the message has none of them. */
static void diagnose_withheld(struct diags *diags, struct place place, const struct excerpt *excerpt)
{
    diag_error(diags, place, "leak", "a quote here is close to excerpt '%s', whose consent is '%s'", excerpt->id,
               consent_names[excerpt_consent(excerpt)]);
    diag_hide_line(diags);
    diag_hint(diags, "embed it with ::excerpt{#%s}, which is left out where it must be, or say it in words of your own",
              excerpt->id);
}

static void diagnose(struct typed *typed, struct place place, const struct excerpt *excerpt, const struct quote *quote,
                     const struct words *source, struct word_range range)
{
    struct diags *diags = typed->build->diags;
    struct place said = record_place_of(&excerpt->record, "text");

    if (excerpt_consent(excerpt) != CONSENT_PUBLIC) {
        diagnose_withheld(diags, place, excerpt);
        return;
    }
    struct buffer quoted = {0}, original = {0};

    quote_differences(quote, source, range, &quoted, &original);
    diag_warning(diags, place, "inexact-quote", "a quote here is close to excerpt '%s', but not the same", excerpt->id);
    diag_hint(diags, "typed here: %s", buffer_string(&quoted));
    diag_hint(diags, "%s:%d: %s", said.file, said.line, buffer_string(&original));
    diag_hint(diags, "embed it with ::excerpt{#%s}, or type what was said", excerpt->id);
    buffer_free(&quoted);
    buffer_free(&original);
}

static bool is_of_id(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c);
}

/* code is typed in text, or an id that begins with it. */
static bool is_named(const char *text, const char *code)
{
    const char *at = text;
    size_t length = strlen(code);

    while ((at = strstr(at, code)) != NULL) {
        bool begins = at == text || !(is_of_id(at[-1]) || at[-1] == '-');
        if (begins && !is_of_id(at[length]))
            return true;
        at += length;
    }
    return false;
}

/* The informants whose codes are in text. */
static struct list named_in(const struct typed *typed, const char *text)
{
    const struct list *informants = &typed->study->informants->informants;
    struct list named = {0};

    for (size_t i = 0; i < informants->count; i++) {
        if (is_named(text, ((const struct informant *)informants->items[i])->code))
            list_add(&named, typed->arena, informants->items[i]);
    }
    return named;
}

static void add_words(struct arena *arena, struct list *texts, const char *text)
{
    struct words words = text != NULL ? words_read(arena, text, strlen(text)) : (struct words){0};

    if (words.count > 0)
        list_add(texts, arena, arena_keep(arena, &words, sizeof words));
}

static void collect_said(struct typed *typed)
{
    typed->said = map_new(typed->arena);
    for (size_t i = 0; i < typed->study->excerpts.count; i++) {
        const struct excerpt *excerpt = typed->study->excerpts.items[i];
        struct list *texts = &typed->conversations;
        if (excerpt->turns.count == 0 && excerpt->informant == NULL)
            continue;
        if (excerpt->turns.count == 0)
            texts = map_item(typed->said, excerpt->informant->code, sizeof *texts);
        add_words(typed->arena, texts, excerpt->text);
        add_words(typed->arena, texts, excerpt->translation);
    }
}

static bool one_holds_quote(const struct list *texts, const struct quote *quote)
{
    struct word_range range;

    for (size_t i = 0; texts != NULL && i < texts->count; i++) {
        if (quote_find(quote, texts->items[i], &range))
            return true;
    }
    return false;
}

/* An excerpt of the informant has the words of quote. */
static bool is_said_by(struct typed *typed, const struct informant *informant, const struct quote *quote)
{
    if (typed->said == NULL)
        collect_said(typed);
    return one_holds_quote(map_get(typed->said, informant->code), quote) ||
           one_holds_quote(&typed->conversations, quote);
}

/* Words in quotation marks beside the codes of informants are in an excerpt of one, or nobody can tell who said them.
 */
static void check_said(struct typed *typed, struct place place, const struct list *named, const struct quote *quote)
{
    if (named->count == 0 || quote->words.count < FEWEST_SAID)
        return;
    for (size_t i = 0; i < named->count; i++) {
        if (is_said_by(typed, named->items[i], quote))
            return;
    }
    diag_warning(typed->build->diags, place, "unfound-quote",
                 "words in quotation marks beside '%s' are in none of its excerpts",
                 ((const struct informant *)named->items[0])->code);
    diag_hint(typed->build->diags, "make an excerpt of them and embed it, or say it without quotation marks");
}

/* A quote that was typed at place, beside the codes of the informants named. */
static void compare(struct typed *typed, struct place place, const struct list *named, const char *text)
{
    struct arena *scratch = arena_new();
    struct quote quote = quote_read(scratch, text);
    struct word_range range;

    if (typed->runs == NULL && quote.words.count > FEW_WORDS)
        collect_runs(typed);
    const struct excerpt *excerpt = quote.words.count > FEW_WORDS ? alike(typed, &quote.words) : NULL;
    if (excerpt != NULL) {
        struct words source = words_read(scratch, excerpt->text, strlen(excerpt->text));
        if (!quote_find(&quote, &source, &range) && quote_nearest(&quote, &source, &range) >= LEAST_COMMON) {
            diagnose(typed, place, excerpt, &quote, &source, range);
            arena_free(scratch);
            return;
        }
    }
    check_said(typed, place, named, &quote);
    arena_free(scratch);
}

/* What stands between quotation marks in text. */
static void compare_marked(struct typed *typed, struct place place, const char *text)
{
    static const struct {
        const char *open;
        const char *close;
    } marks[] = {{"“", "”"}, {"\"", "\""}, {"«", "»"}, {"„", "“"}, {"‘", "’"}};
    const struct list named = named_in(typed, text);

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *open, *rest = text;
        while ((open = strstr(rest, marks[i].open)) != NULL) {
            open += strlen(marks[i].open);
            const char *close = strstr(open, marks[i].close);
            if (close == NULL)
                break;
            compare(typed, place, &named, arena_copy(typed->arena, open, (size_t)(close - open)));
            rest = close + strlen(marks[i].close);
        }
    }
}

static bool holds_mark(const struct span *spans)
{
    for (; spans != NULL; spans = spans->next) {
        if (spans->kind == SPAN_TEXT &&
            (strchr(spans->text, '"') || strstr(spans->text, "“") || strstr(spans->text, "«") ||
             strstr(spans->text, "„") || strstr(spans->text, "‘")))
            return true;
        if ((spans->kind == SPAN_EMPHASIS || spans->kind == SPAN_STRONG) && holds_mark(spans->children))
            return true;
    }
    return false;
}

/* A block of quoted words, behind which who said them may stand: (IU-01), — IU-01. */
static void compare_block(struct typed *typed, const struct block *block)
{
    const char *text = block_plain(typed->arena, block->children), *by = strrchr(text, '(');

    for (const char *dash = strstr(text, "—"); dash != NULL; dash = strstr(dash + 1, "—"))
        by = by == NULL || dash > by ? dash : by;
    const struct list named = named_in(typed, by ? by : "");
    compare(typed, block->place, &named, by ? arena_copy(typed->arena, text, (size_t)(by - text)) : text);
}

static void check_block(struct typed *typed, const struct block *block)
{
    if (block->kind == BLOCK_QUOTE)
        compare_block(typed, block);
    else if (block->kind == BLOCK_PARAGRAPH && holds_mark(block->spans))
        compare_marked(typed, block->place, span_plain(typed->arena, block->spans));
}

static void check_text(struct typed *typed, const struct block *blocks)
{
    struct iterator it;

    iterator_start(&it, typed->arena, blocks);
    while (iterator_next(&it)) {
        if (iterator_meets_block(&it))
            check_block(typed, it.block);
    }
}

void check_quotes(struct build *build, const struct study *study)
{
    struct typed typed = {.build = build, .study = study, .arena = arena_new()};

    for (size_t i = 0; i < study->findings.count && study->excerpts.count > 0; i++)
        check_text(&typed, ((const struct finding *)study->findings.items[i])->body);
    for (size_t i = 0; i < study->pages.count && study->excerpts.count > 0; i++)
        check_text(&typed, ((const struct page *)study->pages.items[i])->body);
    free(typed.runs);
    free(typed.first);
    arena_free(typed.arena);
}
