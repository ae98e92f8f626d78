#include "read/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "base/words.h"
#include "base/workers.h"
#include "quotes/quotes.h"
#include "study/study.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A transcript and the excerpts that must be in it. */
struct transcript {
    struct input_file file;
    struct list excerpts; /* of struct excerpt */
};

struct comparer {
    struct arena *arena;
    struct diags *diags;
    struct buffer bytes;
};

struct comparison {
    const struct study *study;
    struct list transcripts;    /* of struct transcript */
    struct comparer *comparers; /* by worker */
    bool unheard;
    bool shows_private;
};

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

static struct hearing *hearing_new(struct arena *arena, struct arena *scratch, struct diags *diags,
                                   const struct study *study, const char *path, const char *text)
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

/* Whether messages may show what was said. */
static void hearing_show_private(struct hearing *hearing, bool shows)
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

/* Looks for the words of an excerpt, or takes those of its lines. */
static void hearing_compare(struct hearing *hearing, struct excerpt *excerpt)
{
    if (excerpt->turns.count > 0)
        compare_turns(hearing, excerpt);
    else if (excerpt->text != NULL)
        compare_text(hearing, excerpt);
    else if (excerpt->lines != NULL)
        take_lines(hearing, excerpt);
}

static void compare_transcript(void *context, int worker, size_t item)
{
    struct comparison *comparison = context;
    struct comparer *comparer = &comparison->comparers[worker];
    struct transcript *transcript = comparison->transcripts.items[item];
    const char *text;
    size_t length;

    if ((comparison->unheard && transcript->excerpts.count == 0) ||
        !input_load(&transcript->file, comparer->diags, &comparer->bytes, &text, &length) ||
        transcript->excerpts.count == 0)
        return;
    struct arena *scratch = arena_new();
    if (transcript_has_marks(transcript->file.path))
        text = marks_read(scratch, text).text;
    struct hearing *hearing =
        hearing_new(comparer->arena, scratch, comparer->diags, comparison->study, transcript->file.path, text);
    hearing_show_private(hearing, comparison->shows_private);
    for (size_t i = 0; i < transcript->excerpts.count; i++)
        hearing_compare(hearing, transcript->excerpts.items[i]);
    arena_free(scratch);
}

/* The name of a transcript, if it is a source's or one that a file of excerpts gives; NULL: reported. */
static const char *name_of(struct build *build, const struct study *study, const struct map *named, const char *name,
                           const char *path)
{
    size_t ending = text_ends_with(name, ".txt") ? 4 : text_ends_with(name, ".md") ? 3 : 0;
    struct place place = {.file = path};

    if (ending == 0 || strlen(name) <= ending) {
        diag_warning(build->diags, place, "unknown-file",
                     "only files '*.txt', and '*.md' with marks, are read as transcripts, ignoring this");
        diag_hint(build->diags, "save it as plain text (UTF-8), named by the code of its informant: IK-01.txt");
        return NULL;
    }
    const char *code = arena_copy(build->arena, name, strlen(name) - ending);
    if (map_get(named, code) != NULL || study_find(study, OBJECT_SOURCE, code) != NULL)
        return code;
    struct nearest nearest = {.word = code};
    text_nearest_key(&nearest, study->objects[OBJECT_INFORMANT]);
    text_nearest_key(&nearest, study->objects[OBJECT_DOCUMENT]);
    diag_warning(build->diags, place, "unknown-source", "'%s' is neither an informant nor a document, ignoring this",
                 code);
    if (!diag_hint_nearest(build->diags, &nearest))
        diag_hint(build->diags, "name the file by the code of its informant, as IK-01.txt");
    return NULL;
}

/* The names that files of excerpts have for theirs. */
static struct map *names_given(struct build *build, const struct study *study)
{
    struct map *named = map_new(build->arena);

    for (size_t i = 0; i < study->excerpt_files.count; i++) {
        const struct excerpts_file *file = study->excerpt_files.items[i];
        map_put(named, excerpts_file_transcript(build->arena, file), (void *)file);
    }
    return named;
}

/* By name. */
static struct map *find_transcripts(struct build *build, const struct study *study, const struct map *named,
                                    struct list *transcripts)
{
    struct map *by_name = map_new(build->arena);
    struct file_tree tree = build_list(build, build->root, transcripts_folder);

    for (size_t i = 0; i < tree.files.count; i++) {
        const char *path = file_join(build->arena, transcripts_folder, tree.files.items[i]);
        const char *code = name_of(build, study, named, tree.files.items[i], path);
        if (code == NULL)
            continue;
        if (map_get(by_name, code) != NULL) {
            diag_warning(build->diags, (struct place){.file = path}, "unknown-file",
                         "there is another transcript '%s', ignoring this", code);
            diag_hint(build->diags, "keep one of them: '.md' has marks, '.txt' has none");
            continue;
        }
        struct transcript *transcript = arena_alloc(build->arena, sizeof *transcript);
        transcript->file.path = path;
        transcript->file.full = file_join(build->arena, build->root, path);
        map_put(by_name, code, transcript);
        list_add(transcripts, build->arena, transcript);
    }
    return by_name;
}

static void run(struct build *build, struct comparison *comparison)
{
    int workers = build->jobs > 1 ? build->jobs : 1;

    comparison->comparers = memory_alloc((size_t)workers * sizeof *comparison->comparers);
    for (int i = 0; i < workers; i++)
        comparison->comparers[i] = (struct comparer){.arena = arena_new(), .diags = diags_new()};
    workers_run(workers, comparison->transcripts.count, compare_transcript, comparison);
    for (int i = 0; i < workers; i++) {
        struct comparer *comparer = &comparison->comparers[i];
        arena_adopt(build->arena, comparer->arena);
        diags_merge(build->diags, comparer->diags);
        diags_free(comparer->diags);
        buffer_free(&comparer->bytes);
    }
    free(comparison->comparers);
}

/* What was typed of an interview, where others have a transcript that can be looked into. */
static void mark_unconfirmed(struct study *study)
{
    for (size_t i = 0; i < study->excerpts.count; i++) {
        struct excerpt *excerpt = study->excerpts.items[i];
        excerpt->where_unconfirmed = excerpt->where != NULL && excerpt->transcript_lines == NULL &&
                                     excerpt->informant != NULL && !excerpt->illustrative &&
                                     excerpt->according_to == NULL;
    }
}

/* Words that only a transcript has, which is not on this machine. */
static void diagnose_no_words(struct build *build, const struct excerpt *excerpt)
{
    diag_error(build->diags, record_place_of(&excerpt->record, "lines"), "no-transcript",
               "excerpt '%s' takes its words from a transcript that is not here", excerpt->id);
    diag_hint(build->diags, "put %s/%s.txt there, or write the words as 'text: ...': others cannot build without them",
              transcripts_folder, excerpt->transcript);
}

/* A name that was given to a transcript, where others are there. */
static void check_names(struct build *build, const struct study *study, const struct map *by_name)
{
    for (size_t i = 0; i < study->excerpt_files.count; i++) {
        const struct excerpts_file *file = study->excerpt_files.items[i];
        struct nearest nearest = {.word = file->transcript};
        if (file->transcript == NULL || map_get(by_name, file->transcript) != NULL)
            continue;
        text_nearest_key(&nearest, by_name);
        diag_warning(build->diags, record_place_of(&file->record, "transcript"), "no-transcript",
                     "there is no transcript '%s', so its excerpts are not compared", file->transcript);
        if (!diag_hint_nearest(build->diags, &nearest))
            diag_hint(build->diags, "it would be %s/%s.txt", transcripts_folder, file->transcript);
    }
}

/* Whether the excerpt is looked for: the words of a source, or lines that are to become them. */
static bool is_looked_for(const struct build *build, const struct excerpt *excerpt)
{
    bool takes_lines = excerpt->text == NULL && excerpt->lines != NULL;
    bool has_source = excerpt->informant != NULL || excerpt->document != NULL;

    return has_source && (takes_lines || (!build->unheard && excerpt->text != NULL && !excerpt->illustrative &&
                                          !excerpt->according_to));
}

void transcripts_compare(struct build *build, struct study *study)
{
    struct comparison comparison = {.study = study, .unheard = build->unheard, .shows_private = build->shows_private};
    struct map *by_name = find_transcripts(build, study, names_given(build, study), &comparison.transcripts);

    for (size_t i = 0; i < study->excerpts.count; i++) {
        struct excerpt *excerpt = study->excerpts.items[i];
        struct transcript *transcript = is_looked_for(build, excerpt) ? map_get(by_name, excerpt->transcript) : NULL;
        if (transcript != NULL)
            list_add(&transcript->excerpts, build->arena, excerpt);
        else if (excerpt->text == NULL && excerpt->lines != NULL)
            diagnose_no_words(build, excerpt);
    }
    if (comparison.transcripts.count == 0)
        return;
    check_names(build, study, by_name);
    run(build, &comparison);
    mark_unconfirmed(study);
}
