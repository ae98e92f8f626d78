/*
 * Findings that claim more than their evidence: "semua informan" where three of eleven have an excerpt that supports
 * the theme.  Only words about informants are held against numbers, in Indonesian and in English; what is quoted is
 * somebody else's claim.
 */

#include "check/rules.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/list.h"
#include "base/map.h"
#include "base/text.h"
#include "document/document.h"
#include "study/study.h"

#include <stdint.h>
#include <string.h>

enum quantity { QUANTITY_ALL, QUANTITY_MOST, QUANTITY_NONE };

/* Words in a row that say how many; of two that fit the longer comes first. */
static const struct quantifier {
    const char *words[3];
    enum quantity quantity;
} quantifiers[] = {
    {{"hampir", "semua"}, QUANTITY_MOST},
    {{"hampir", "seluruh"}, QUANTITY_MOST},
    {{"almost", "all"}, QUANTITY_MOST},
    {{"nearly", "all"}, QUANTITY_MOST},
    {{"semua"}, QUANTITY_ALL},
    {{"seluruh"}, QUANTITY_ALL},
    {{"all"}, QUANTITY_ALL},
    {{"every"}, QUANTITY_ALL},
    {{"sebagian", "besar"}, QUANTITY_MOST},
    {{"mayoritas"}, QUANTITY_MOST},
    {{"kebanyakan"}, QUANTITY_MOST},
    {{"the", "majority"}, QUANTITY_MOST},
    {{"a", "majority"}, QUANTITY_MOST},
    {{"most"}, QUANTITY_MOST},
    {{"tidak", "ada"}, QUANTITY_NONE},
    {{"tak", "ada"}, QUANTITY_NONE},
    {{"tidak", "satu", "pun"}, QUANTITY_NONE},
    {{"tidak", "seorang", "pun"}, QUANTITY_NONE},
    {{"none"}, QUANTITY_NONE},
    {{"no"}, QUANTITY_NONE},
};

static const char *const negators[] = {"tidak", "tak", "bukan", "belum", "not", NULL};
static const char *const fillers[] = {"dari", "para", "satu", "seorang", "pun", "of", "the", "our", "these", NULL};
static const char *const people[] = {"informan",     "informannya", "narasumber",   "partisipan",
                                     "responden",    "informant",   "informants",   "participant",
                                     "participants", "respondents", "interviewees", NULL};
static const char *const groups[][4] = {
    {"kunci", "key", NULL}, {"utama", "main", NULL}, {"pendukung", "tambahan", "supporting", NULL}};

/* Parts of these words, to pass over texts without them quickly. */
static const char *const stems[] = {"nforman", "arasumber", "artisipan", "espond", "articipant", "nterviewee", NULL};

struct word {
    const char *text; /* folded */
    struct place place;
};

struct claims {
    struct build *build;
    const struct study *study;
    const struct view *views[AUDIENCE_COUNT]; /* made when a claim is found */
    struct arena *scratch;
    struct list words;        /* of struct word: of the block at hand */
    size_t quoted;            /* blocks to come that stand in a quote */
    bool is_quoted;           /* the block at hand does */
    const struct code *theme; /* what the text is about: one of these two */
    const struct objective *objective;
};

/* What informants of a group, or all, say. */
struct count {
    size_t all;
    size_t supporting;
    size_t contradicting;
};

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (strcmp(word, *words) == 0)
            return true;
    }
    return false;
}

static const char *word_at(const struct claims *claims, size_t position)
{
    return position < claims->words.count ? ((const struct word *)claims->words.items[position])->text : "";
}

static int group_of(const char *word)
{
    for (int group = 0; group < GROUP_COUNT; group++) {
        if (is_one_of(word, groups[group]))
            return group;
    }
    return GROUP_COUNT;
}

static const struct view *view_for(struct claims *claims, enum audience audience)
{
    if (claims->views[audience] == NULL)
        claims->views[audience] = view_study(claims->build->arena, claims->study, audience);
    return claims->views[audience];
}

static struct count count_informants(struct claims *claims, const struct view *view, int group)
{
    const struct list *informants = view_informants(view);
    struct map *supporting = map_new(claims->scratch), *contradicting = map_new(claims->scratch);
    struct list excerpts = {0};
    struct count count = {0};

    for (size_t i = 0; i < informants->count; i++)
        count.all += group == GROUP_COUNT || ((const struct informant *)informants->items[i])->group == group;
    if (claims->theme != NULL)
        excerpts = *view_excerpts_of_code(view, claims->theme);
    else
        excerpts = evidence_excerpts(view, claims->scratch, claims->objective);
    for (size_t i = 0; i < excerpts.count; i++) {
        struct excerpt *excerpt = excerpts.items[i];
        if (excerpt->informant != NULL && (group == GROUP_COUNT || excerpt->informant->group == group))
            map_put(excerpt->stance == STANCE_CONTRAST ? contradicting : supporting, excerpt->informant->code, excerpt);
    }
    count.supporting = map_count(supporting);
    count.contradicting = map_count(contradicting);
    return count;
}

static bool is_too_much(enum quantity quantity, const struct count *count)
{
    switch (quantity) {
    case QUANTITY_ALL:
        return count->supporting < count->all || count->all == 0;
    case QUANTITY_MOST:
        return count->supporting * 2 <= count->all;
    case QUANTITY_NONE:
        return count->contradicting > 0;
    }
    return false;
}

static void report(struct claims *claims, size_t first, size_t end, const struct count *count, enum audience audience)
{
    const struct word *word = claims->words.items[first];
    struct buffer words = {0};

    for (size_t i = first; i < end; i++)
        buffer_format(&words, "%s%s", i > first ? " " : "", word_at(claims, i));
    diag_warning(claims->build->diags, word->place, "claim",
                 "'%s' is more than the evidence%s: %zu of %zu informants support %s '%s', %zu contradict it",
                 words.bytes, audience == AUDIENCE_PUBLIC ? " that the site may show" : "", count->supporting,
                 count->all, claims->theme ? "theme" : "objective",
                 claims->theme ? claims->theme->id : claims->objective->id, count->contradicting);
    diag_hint(claims->build->diags, "say how many, or code what the others said");
    buffer_free(&words);
}

/* Holds words[first, end) against what each audience can see, the larger first. */
static void judge(struct claims *claims, enum quantity quantity, int group, size_t first, size_t end)
{
    static const enum audience audiences[] = {AUDIENCE_EXAMINER, AUDIENCE_PUBLIC};

    for (size_t i = 0; i < sizeof audiences / sizeof *audiences; i++) {
        struct count count = count_informants(claims, view_for(claims, audiences[i]), group);
        if (is_too_much(quantity, &count)) {
            report(claims, first, end, &count, audiences[i]);
            return;
        }
    }
}

/* The number of words of quantifier that stand at position; 0 if not all do. */
static size_t matches(const struct claims *claims, const struct quantifier *quantifier, size_t position)
{
    size_t length = 0;

    for (; length < 3 && quantifier->words[length] != NULL; length++) {
        if (strcmp(word_at(claims, position + length), quantifier->words[length]) != 0)
            return 0;
    }
    return length;
}

/* A claim that begins at position, if one does. Returns where to go on. */
static size_t read_claim(struct claims *claims, size_t position)
{
    const struct quantifier *found = NULL;
    size_t length = 0;

    for (size_t i = 0; length == 0 && i < sizeof quantifiers / sizeof *quantifiers; i++) {
        length = matches(claims, &quantifiers[i], position);
        found = &quantifiers[i];
    }
    if (length == 0)
        return position + 1;
    bool negated = position > 0 && is_one_of(word_at(claims, position - 1), negators);
    size_t next = position + length;
    while (is_one_of(word_at(claims, next), fillers))
        next++;
    int group = group_of(word_at(claims, next));
    next += group != GROUP_COUNT;
    if (!is_one_of(word_at(claims, next), people) || negated)
        return position + length;
    next++;
    if (group == GROUP_COUNT)
        group = group_of(word_at(claims, next));
    next += group != GROUP_COUNT && group_of(word_at(claims, next)) == group;
    judge(claims, found->quantity, group, position, next);
    return next;
}

static void read_claims(struct claims *claims)
{
    for (size_t position = 0; position < claims->words.count;)
        position = read_claim(claims, position);
    claims->words.count = 0;
}

static void add_word(struct claims *claims, struct place place, const char *start, size_t length)
{
    struct word *word = arena_alloc(claims->scratch, sizeof *word);

    *word = (struct word){text_fold(claims->scratch, arena_copy(claims->scratch, start, length)), place};
    list_add(&claims->words, claims->scratch, word);
}

static bool is_stop(unsigned long letter)
{
    return letter < 128 && letter > 0 && strchr(",.;:!?()", (int)letter) != NULL;
}

/* A stop becomes a word of its own, so that no claim reaches over it. */
static void add_words(struct claims *claims, struct place place, const char *text)
{
    const char *start = text, *next = text;

    for (bool more = true; more;) {
        const char *before = next;
        unsigned long letter = text_next(&next);
        more = letter != 0;
        if (text_is_word(letter) || text_is_mark(letter))
            continue;
        place.column += (int)(start - text);
        if (before > start)
            add_word(claims, place, start, (size_t)(before - start));
        if (is_stop(letter))
            add_word(claims, place, before, 1);
        place.column -= (int)(start - text);
        start = next;
    }
}

static void count_block(void *count, struct block *block)
{
    (void)block;
    ++*(size_t *)count;
}

static void on_block(void *context, struct block *block)
{
    struct claims *claims = context;

    read_claims(claims);
    claims->is_quoted = claims->quoted > 0;
    claims->quoted -= claims->is_quoted;
    if (block->kind == BLOCK_QUOTE && !claims->is_quoted) {
        struct walker walker = {.on_block = count_block, .context = &claims->quoted};
        walk_blocks(&walker, block->children);
    }
}

static void on_span(void *context, const struct block *block, struct span *span)
{
    struct claims *claims = context;

    if (span->kind == SPAN_TEXT && !claims->is_quoted)
        add_words(claims, (struct place){block->place.file, span->line, span->column}, span->text);
}

/* So many bytes are looked at together: all findings pass through here. */
enum { TOGETHER = 16, SHORTEST_STEM = 6 };
typedef signed char bytes_together __attribute__((vector_size(TOGETHER)));

/* Two letters of a stem stand at from or in the bytes after it: "nf", "mb", "ip", "sp" or "rv". */
static bool group_may_hold_stem(const char *from)
{
    bytes_together first, second;
    uint64_t halves[2];

    memcpy(&first, from, TOGETHER);
    memcpy(&second, from + 1, TOGETHER);
    bytes_together hits = ((first == 'n') & (second == 'f')) | ((first == 'm') & (second == 'b')) |
                          (((first == 'i') | (first == 's')) & (second == 'p')) | ((first == 'r') & (second == 'v'));
    memcpy(halves, &hits, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

static bool may_hold_stem(const char *text)
{
    size_t length = strlen(text), at = 0;

    if (length <= TOGETHER)
        return length >= SHORTEST_STEM;
    for (; at + TOGETHER < length; at += TOGETHER) {
        if (group_may_hold_stem(text + at))
            return true;
    }
    return group_may_hold_stem(text + length - TOGETHER - 1);
}

static void find_stem(void *context, const struct block *block, struct span *span)
{
    bool *found = context;

    (void)block;
    if (*found || span->kind != SPAN_TEXT || !may_hold_stem(span->text))
        return;
    for (size_t i = 0; !*found && stems[i] != NULL; i++)
        *found = strstr(span->text, stems[i]) != NULL;
}

/* Most texts hold no word for informants, and splitting into words is slow. */
static bool speaks_of_people(struct block *blocks)
{
    bool found = false;
    struct walker walker = {.on_span = find_stem, .context = &found};

    walk_blocks(&walker, blocks);
    return found;
}

static void check_text(struct claims *claims, struct block *blocks)
{
    struct walker walker = {.on_block = on_block, .on_span = on_span, .context = claims};

    if (!speaks_of_people(blocks))
        return;
    claims->scratch = arena_new();
    claims->words = (struct list){0};
    claims->quoted = 0;
    walk_blocks(&walker, blocks);
    read_claims(claims);
    arena_free(claims->scratch);
}

struct claims *claims_new(struct build *build, const struct study *study)
{
    struct claims *claims = arena_alloc(build->arena, sizeof *claims);

    claims->build = build;
    claims->study = study;
    return claims;
}

void claims_check_finding(struct claims *claims, const struct finding *finding)
{
    claims->theme = finding->theme.object;
    check_text(claims, finding->summary);
    check_text(claims, finding->body);
}

void claims_check_objectives(struct claims *claims)
{
    claims->theme = NULL;
    for (size_t i = 0; i < claims->study->objectives->objectives.count; i++) {
        claims->objective = claims->study->objectives->objectives.items[i];
        check_text(claims, claims->objective->answer);
    }
}
