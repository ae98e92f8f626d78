#include "read/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "base/words.h"
#include "quotes/quotes.h"
#include "study/study.h"

#include <string.h>
#include <strings.h>

/* An excerpt held against the transcript that it is from, or taken from it. */

enum { FEW_IN_COMMON = 30 /* of 100 words: less is no resemblance */ };

struct hearing {
    struct arena *arena; /* of the study */
    struct arena *scratch;
    struct diags *diags;
    const struct study *study;
    const char *path;
    const char *text;
    bool shows_private;
    struct map *words; /* code of who is heard, "" for who asks -> struct words */
};

struct hearing *hearing_new(struct arena *arena, struct arena *scratch, struct diags *diags, const struct study *study,
                            const char *path, const char *text)
{
    struct hearing *hearing = arena_alloc(scratch, sizeof *hearing);

    *hearing = (struct hearing){.arena = arena,
                                .scratch = scratch,
                                .diags = diags,
                                .study = study,
                                .path = path,
                                .text = text_compose(scratch, text),
                                .words = map_new(scratch)};
    return hearing;
}

void hearing_show_private(struct hearing *hearing, bool shows)
{
    hearing->shows_private = shows;
}

/* The words of the transcript as informant says them; NULL: as the one who asks. */
static const struct words *hear(struct hearing *hearing, const struct informant *informant)
{
    const char *code = informant ? informant->code : "";
    struct words *words = map_get(hearing->words, code);

    if (words == NULL) {
        words = arena_alloc(hearing->scratch, sizeof *words);
        *words = transcript_words(hearing->scratch, &hearing->study->informants->informants, informant ? code : NULL,
                                  hearing->text, strlen(hearing->text));
        words_index(hearing->scratch, words);
        map_put(hearing->words, code, words);
    }
    return words;
}

/* The words that an excerpt without turns is from: those of who speaks, or all of a document. */
static const struct words *words_for(struct hearing *hearing, const struct excerpt *excerpt)
{
    static const char whole[] = "*"; /* no code begins so */
    struct words *words = map_get(hearing->words, whole);

    if (excerpt->informant != NULL)
        return hear(hearing, excerpt->informant);
    if (words == NULL) {
        words = arena_alloc(hearing->scratch, sizeof *words);
        *words = words_read(hearing->scratch, hearing->text, strlen(hearing->text));
        words_index(hearing->scratch, words);
        map_put(hearing->words, whole, words);
    }
    return words;
}

static const char *lines_of(struct arena *arena, const struct words *words, struct word_range range)
{
    unsigned first = words->items[range.first].line, last = words->items[range.first + range.count - 1].line;

    return first == last ? arena_format(arena, "%u", first) : arena_format(arena, "%u–%u", first, last);
}

static void diagnose_absent(struct hearing *hearing, const struct excerpt *excerpt, struct place place,
                            const struct quote *quote, const struct words *words)
{
    struct buffer quoted = {0}, said = {0};
    struct word_range range;

    diag_error(hearing->diags, place, "not-verbatim", "excerpt '%s' is not in its transcript word for word",
               excerpt->id);
    if (quote_nearest(quote, words, &range) < FEW_IN_COMMON) {
        diag_hint(hearing->diags, "nothing in %s resembles it: is it from another source?", hearing->path);
    } else {
        quote_differences(quote, words, range, &quoted, &said);
        diag_hint(hearing->diags, "the excerpt: %s", buffer_string(&quoted));
        diag_hint(hearing->diags, "%s:%s: %s", hearing->path, lines_of(hearing->scratch, words, range),
                  hearing->shows_private
                      ? buffer_string(&said)
                      : translated("'lampiran check --show-private' shows what was said, on a terminal"));
        diag_hint(hearing->diags, "write [...] for what is left out, and put words of your own in [brackets]");
    }
    buffer_free(&quoted);
    buffer_free(&said);
}

/* "didn't", with either apostrophe. */
static bool is_shortened_not(const char *word, size_t length)
{
    static const char *const ends[] = {"n't", "n\u2019t"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t end = strlen(ends[i]);
        if (length > end && strncasecmp(word + length - end, ends[i], end) == 0)
            return true;
    }
    return false;
}

static bool is_negation(const struct words *words, size_t at)
{
    const struct word *word = &words->items[at];
    size_t length = word->length;

    while (length > 0 && strchr(".,;:?!\"", words->text[word->start + length - 1]) != NULL)
        length--;
    const char *text = words->text + word->start;
    return is_shortened_not(text, length) || words_find(WORDS_NEGATION, text, length) != NULL;
}

/* A quote that begins at first is cut out of its clause behind a negation: "selalu datang" of "tidak selalu datang". */
static bool is_cut_behind_negation(const struct words *words, size_t first)
{
    enum { NEAR = 2 };

    for (size_t at = first; at > 0 && first - at < NEAR; at--) {
        const struct word *before = &words->items[at - 1];
        if (before->said_by_other || strchr(".,;:?!", words->text[before->start + before->length - 1]) != NULL)
            return false;
        if (is_negation(words, at - 1))
            return true;
    }
    return false;
}

/* What a quote leaves out may turn its sense round: a negation beside what it keeps. */
static void check_omissions(struct hearing *hearing, const struct excerpt *excerpt, struct place place,
                            const struct quote *quote, const struct words *words)
{
    enum { NEAR = 6, FAR = 150 };

    if (is_cut_behind_negation(words, quote->parts[0].at)) {
        diag_warning(hearing->diags, place, "omitted-negation", "excerpt '%s' begins behind a negation of what it says",
                     excerpt->id);
        diag_hint(hearing->diags, "make sure that the quote says what was said, or begin it earlier");
    }
    for (size_t i = 1; i < quote->part_count; i++) {
        size_t start = quote->parts[i - 1].at + quote->parts[i - 1].count, end = quote->parts[i].at;
        bool negated = false;
        for (size_t at = start; at < end && at - start < NEAR; at++)
            negated |= is_negation(words, at);
        for (size_t at = end; at > start && end - at < NEAR; at--)
            negated |= is_negation(words, at - 1);
        if (negated) {
            diag_warning(hearing->diags, place, "omitted-negation",
                         "what excerpt '%s' leaves out has a negation beside the words that it keeps", excerpt->id);
            diag_hint(hearing->diags, "make sure that the quote says what was said, or leave less out");
        } else if (end > start + FAR) {
            diag_warning(hearing->diags, place, "long-omission", "excerpt '%s' leaves out %zu words in one place",
                         excerpt->id, end - start);
            diag_hint(hearing->diags, "make two excerpts of it");
        }
    }
}

static void diagnose_other_speaker(struct hearing *hearing, const struct excerpt *excerpt, struct place place,
                                   const struct words *words, struct word_range range)
{
    diag_error(hearing->diags, place, "other-speaker",
               "excerpt '%s' has words that somebody else says in the transcript", excerpt->id);
    diag_hint(
        hearing->diags,
        "see %s:%s; an excerpt holds what its source says, [...] stands for a question, 'turns' for what several say",
        hearing->path, lines_of(hearing->scratch, words, range));
}

static struct word_range all_of(const struct words *words)
{
    return (struct word_range){0, words->count};
}

/* Where the quote is among the words of within; false: reported. */
static bool find_words(struct hearing *hearing, const struct excerpt *excerpt, struct place place, const char *text,
                       const struct words *words, struct word_range within, struct word_range *range)
{
    bool is_heard = excerpt->informant != NULL || excerpt->turns.count > 0; /* as words_for and compare_turns have it */
    struct quote quote = quote_read_of(hearing->scratch, text, is_heard);

    quote.partial = excerpt->partial;
    if (quote.part_count == 0) {
        diag_error(hearing->diags, place, "not-verbatim", "excerpt '%s' has no words that were said", excerpt->id);
        diag_hint(hearing->diags, "what is in [brackets] are words of your own");
        return false;
    }
    if (quote_find_within(&quote, words, within, range)) {
        check_omissions(hearing, excerpt, place, &quote, words);
        return true;
    }
    if (excerpt->turns.count > 0 && quote_find(&quote, words, range)) {
        diag_error(hearing->diags, place, "turn-order", "a turn of excerpt '%s' is said before the one above it",
                   excerpt->id);
        diag_hint(hearing->diags, "it is in %s:%s", hearing->path, lines_of(hearing->scratch, words, *range));
    } else if (quote_find(&quote, words, range)) {
        diag_error(hearing->diags, place, "other-lines", "the words of excerpt '%s' are not where it says",
                   excerpt->id);
        diag_hint(hearing->diags, "they are in %s:%s", hearing->path, lines_of(hearing->scratch, words, *range));
    } else if (quote_find_of_anybody(&quote, words, all_of(words), range)) {
        diagnose_other_speaker(hearing, excerpt, place, words, *range);
    } else {
        diagnose_absent(hearing, excerpt, place, &quote, words);
    }
    return false;
}

static void set_place(struct hearing *hearing, struct excerpt *excerpt, const struct words *words,
                      struct word_range range)
{
    excerpt->transcript_lines = lines_of(hearing->arena, words, range);
    excerpt->words_from = range.first;
    excerpt->word_count = range.count;
}

static void compare_text(struct hearing *hearing, struct excerpt *excerpt)
{
    const struct words *words = words_for(hearing, excerpt);
    struct word_range within = all_of(words), range;
    long first, last;

    if (excerpt->lines != NULL && excerpt_read_lines(excerpt->lines, &first, &last))
        within = words_in_lines(words, first, last);
    if (find_words(hearing, excerpt, record_place_of(&excerpt->record, "text"), excerpt->text, words, within, &range))
        set_place(hearing, excerpt, words, range);
}

/* Each turn is said by its speaker, behind the one before it. */
static void compare_turns(struct hearing *hearing, struct excerpt *excerpt)
{
    const struct words *words = NULL;
    size_t first = 0, end = 0;

    for (size_t i = 0; i < excerpt->turns.count; i++) {
        const struct turn *turn = excerpt->turns.items[i];
        words = hear(hearing, turn->speaker.object);
        struct word_range within = {end, words->count - end}, range;
        /* Whoever is heard, the words of a transcript are the same. */
        if (turn->text == NULL ||
            !find_words(hearing, excerpt, record_place_of(&turn->record, "text"), turn->text, words, within, &range))
            return;
        first = i == 0 ? range.first : first;
        end = range.first + range.count;
    }
    set_place(hearing, excerpt, words, (struct word_range){first, end - first});
}

static long count_lines(const char *text)
{
    long lines = 0;

    for (const char *c = text; *c != '\0'; c++)
        lines += *c == '\n' || c[1] == '\0';
    return lines;
}

/* The words of range as one text: where a line of a transcript ends says nothing. */
static const char *text_of(struct arena *arena, const struct words *words, struct word_range range)
{
    struct buffer text = {0};

    for (size_t i = range.first; i < range.first + range.count; i++) {
        const struct word *word = &words->items[i];
        const struct word *before = i > range.first ? word - 1 : NULL;
        /* "kata.Lalu" is two words without a blank. */
        buffer_text(&text, before != NULL && before->start + before->length < word->start ? " " : "");
        buffer_bytes(&text, words->text + word->start, word->length);
    }
    return buffer_take(&text, arena);
}

static void take_lines(struct hearing *hearing, struct excerpt *excerpt)
{
    const struct words *words = words_for(hearing, excerpt);
    struct place place = record_place_of(&excerpt->record, "lines");
    long first, last, count = count_lines(hearing->text);

    if (!excerpt_read_lines(excerpt->lines, &first, &last))
        return; /* the checks say so */
    struct word_range range = words_in_lines(words, first, last);
    if (first < 1 || last > count) {
        diag_error(hearing->diags, place, "lines-outside", "lines '%s' of excerpt '%s' are not in the transcript",
                   excerpt->lines, excerpt->id);
        diag_hint(hearing->diags, "%s has %ld lines", hearing->path, count);
        return;
    }
    if (range.count == 0) {
        diag_error(hearing->diags, place, "lines-empty", "lines '%s' of excerpt '%s' hold no words that were said",
                   excerpt->lines, excerpt->id);
        diag_hint(hearing->diags, "see %s:%ld", hearing->path, first);
        return;
    }
    for (size_t i = range.first; i < range.first + range.count; i++) {
        if (words->items[i].said_by_other) {
            diagnose_other_speaker(hearing, excerpt, place, words, (struct word_range){i, 1});
            return;
        }
    }
    excerpt->text = text_of(hearing->arena, words, range);
    set_place(hearing, excerpt, words, range);
}

void hearing_compare(struct hearing *hearing, struct excerpt *excerpt)
{
    if (excerpt->turns.count > 0)
        compare_turns(hearing, excerpt);
    else if (excerpt->text != NULL)
        compare_text(hearing, excerpt);
    else if (excerpt->lines != NULL)
        take_lines(hearing, excerpt);
}
