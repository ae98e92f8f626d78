#include "read/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/say.h"
#include "base/text.h"
#include "base/workers.h"
#include "quotes/quotes.h"
#include "study/study.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FEW_IN_COMMON = 30 /* of 100 words: less is no resemblance */ };

static const char folder[] = "content/private/transcripts";

/* A transcript and the excerpts that must be in it. */
struct transcript {
    struct input_file file;
    struct list excerpts; /* of struct excerpt */
};

struct comparer {
    struct arena *arena;
    struct diags *diags;
    struct buffer bytes;
    bool shows_private;
};

struct comparison {
    const struct study *study;
    struct list transcripts;    /* of struct transcript */
    struct comparer *comparers; /* by worker */
};

static const char *lines_of(struct arena *arena, const struct words *words, struct word_range range)
{
    unsigned first = words->items[range.first].line, last = words->items[range.first + range.count - 1].line;

    return first == last ? arena_format(arena, "%u", first) : arena_format(arena, "%u–%u", first, last);
}

static void report_absent(struct comparer *comparer, const struct transcript *transcript, const struct excerpt *excerpt,
                          const struct quote *quote, const struct words *words, struct arena *scratch)
{
    struct place place = record_place_of(&excerpt->record, "text");
    struct buffer quoted = {0}, said = {0};
    struct word_range range;

    diag_error(comparer->diags, place, "not-verbatim", "excerpt '%s' is not in its transcript word for word",
               excerpt->id);
    if (quote_nearest(quote, words, &range) < FEW_IN_COMMON) {
        diag_hint(comparer->diags, "nothing in %s resembles it: is it from another source?", transcript->file.path);
    } else {
        quote_differences(quote, words, range, &quoted, &said);
        diag_hint(comparer->diags, "the excerpt: %s", buffer_string(&quoted));
        diag_hint(comparer->diags, "%s:%s: %s", transcript->file.path, lines_of(scratch, words, range),
                  comparer->shows_private
                      ? buffer_string(&said)
                      : translated("'lampiran check --show-private' shows what was said, on a terminal"));
        diag_hint(comparer->diags, "write [...] for what is left out, and put words of your own in [brackets]");
    }
    buffer_free(&quoted);
    buffer_free(&said);
}

static bool is_negation(const struct words *words, size_t at)
{
    static const char *const negations[] = {"tidak", "bukan", "belum",    "tak", "jangan", "tanpa", "nggak",  "enggak",
                                            "gak",   "ndak",  "tidaklah", "not", "never",  "no",    "kurang", "jarang"};
    const struct word *word = &words->items[at];
    size_t length = word->length;

    while (length > 0 && strchr(".,;:?!\"", words->text[word->start + length - 1]) != NULL)
        length--;
    for (size_t i = 0; i < sizeof negations / sizeof *negations; i++) {
        if (strlen(negations[i]) == length && strncasecmp(negations[i], words->text + word->start, length) == 0)
            return true;
    }
    return false;
}

/* What a quote leaves out may turn its sense round: a negation beside what it keeps. */
static void check_omissions(struct comparer *comparer, const struct excerpt *excerpt, const struct quote *quote,
                            const struct words *words)
{
    enum { NEAR = 6, FAR = 150 };
    struct place place = record_place_of(&excerpt->record, "text");

    for (size_t i = 1; i < quote->part_count; i++) {
        size_t start = quote->parts[i - 1].at + quote->parts[i - 1].count, end = quote->parts[i].at;
        bool negated = false;
        for (size_t at = start; at < end && at - start < NEAR; at++)
            negated |= is_negation(words, at);
        for (size_t at = end; at > start && end - at < NEAR; at--)
            negated |= is_negation(words, at - 1);
        if (negated) {
            diag_warning(comparer->diags, place, "omitted-negation",
                         "what excerpt '%s' leaves out has a negation beside the words that it keeps", excerpt->id);
            diag_hint(comparer->diags, "make sure that the quote says what was said, or leave less out");
        } else if (end > start + FAR) {
            diag_warning(comparer->diags, place, "long-omission", "excerpt '%s' leaves out %zu words in one place",
                         excerpt->id, end - start);
            diag_hint(comparer->diags, "make two excerpts of it");
        }
    }
}

static void report_other_speaker(struct comparer *comparer, const struct excerpt *excerpt, const struct words *words,
                                 struct word_range range, const char *path)
{
    diag_error(comparer->diags, record_place_of(&excerpt->record, "text"), "other-speaker",
               "excerpt '%s' has words that somebody else says in the transcript", excerpt->id);
    diag_hint(comparer->diags, "see %s:%s; an excerpt holds what its source says, [...] stands for a question", path,
              lines_of(comparer->arena, words, range));
}

static void compare(struct comparer *comparer, const struct transcript *transcript, struct excerpt *excerpt,
                    const struct words *words)
{
    struct arena *scratch = arena_new();
    struct quote quote = quote_read(scratch, text_compose(scratch, excerpt->text));
    struct word_range range;

    if (quote.part_count == 0) {
        diag_error(comparer->diags, record_place_of(&excerpt->record, "text"), "not-verbatim",
                   "excerpt '%s' has no words that were said", excerpt->id);
        diag_hint(comparer->diags, "what is in [brackets] are words of your own");
    } else if (quote_find(&quote, words, &range)) {
        excerpt->transcript_lines = lines_of(comparer->arena, words, range);
        check_omissions(comparer, excerpt, &quote, words);
    } else if (quote_find_of_anybody(&quote, words, &range)) {
        report_other_speaker(comparer, excerpt, words, range, transcript->file.path);
    } else {
        report_absent(comparer, transcript, excerpt, &quote, words, scratch);
    }
    arena_free(scratch);
}

static void compare_transcript(void *context, int worker, size_t item)
{
    struct comparison *comparison = context;
    struct comparer *comparer = &comparison->comparers[worker];
    struct transcript *transcript = comparison->transcripts.items[item];
    const char *text;
    size_t length;

    if (!input_load(&transcript->file, comparer->diags, &comparer->bytes, &text, &length) ||
        transcript->excerpts.count == 0)
        return;
    struct arena *scratch = arena_new();
    const struct excerpt *first = transcript->excerpts.items[0];
    const char *composed = text_compose(scratch, text);
    struct words words =
        first->informant != NULL
            ? transcript_words(scratch, comparison->study, excerpt_source_id(first), composed, strlen(composed))
            : words_read(scratch, composed, strlen(composed));
    for (size_t i = 0; i < transcript->excerpts.count; i++)
        compare(comparer, transcript, transcript->excerpts.items[i], &words);
    arena_free(scratch);
}

static void offer(struct nearest *nearest, const struct map *objects)
{
    for (size_t i = 0; i < map_count(objects); i++)
        text_nearest(nearest, map_key(objects, i));
}

/* The source that the file belongs to; NULL: none, reported. */
static const char *source_of(struct build *build, const struct study *study, const char *name, const char *path)
{
    size_t length = strlen(name);
    struct place place = {.file = path};

    if (length < 5 || strcmp(name + length - 4, ".txt") != 0) {
        diag_warning(build->diags, place, "unknown-file", "only files '*.txt' are read as transcripts, ignoring this");
        diag_hint(build->diags, "save it as plain text (UTF-8), named by the code of its informant: IK-01.txt");
        return NULL;
    }
    const char *code = arena_copy(build->arena, name, length - 4);
    if (study_find(study, OBJECT_SOURCE, code) != NULL)
        return code;
    struct nearest nearest = {.word = code};
    offer(&nearest, study->objects[OBJECT_INFORMANT]);
    offer(&nearest, study->objects[OBJECT_DOCUMENT]);
    diag_warning(build->diags, place, "unknown-source", "'%s' is neither an informant nor a document, ignoring this",
                 code);
    if (nearest.match != NULL)
        diag_hint(build->diags, "nearest is '%s'", nearest.match);
    else
        diag_hint(build->diags, "name the file by the code of its informant, as IK-01.txt");
    return NULL;
}

/* By code of the source. */
static struct map *find_transcripts(struct build *build, const struct study *study, struct list *transcripts)
{
    struct map *by_source = map_new(build->arena);
    struct file_tree tree = build_list(build, build->root, folder);

    for (size_t i = 0; i < tree.files.count; i++) {
        const char *path = file_join(build->arena, folder, tree.files.items[i]);
        const char *code = source_of(build, study, tree.files.items[i], path);
        if (code == NULL)
            continue;
        struct transcript *transcript = arena_alloc(build->arena, sizeof *transcript);
        transcript->file.path = path;
        transcript->file.full = file_join(build->arena, build->root, path);
        map_put(by_source, code, transcript);
        list_add(transcripts, build->arena, transcript);
    }
    return by_source;
}

static void run(struct build *build, struct comparison *comparison)
{
    int workers = build->jobs > 1 ? build->jobs : 1;

    comparison->comparers = memory_alloc((size_t)workers * sizeof *comparison->comparers);
    for (int i = 0; i < workers; i++)
        comparison->comparers[i] =
            (struct comparer){.arena = arena_new(), .diags = diags_new(), .shows_private = build->shows_private};
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

void transcripts_compare(struct build *build, struct study *study)
{
    struct comparison comparison = {.study = study};
    struct map *by_source = find_transcripts(build, study, &comparison.transcripts);

    for (size_t i = 0; i < study->excerpts.count && comparison.transcripts.count > 0; i++) {
        struct excerpt *excerpt = study->excerpts.items[i];
        bool known = excerpt->text != NULL && !excerpt->illustrative && !excerpt->according_to &&
                     (excerpt->informant || excerpt->document);
        struct transcript *transcript = known ? map_get(by_source, excerpt_source_id(excerpt)) : NULL;
        if (transcript != NULL)
            list_add(&transcript->excerpts, build->arena, excerpt);
    }
    if (comparison.transcripts.count == 0)
        return;
    run(build, &comparison);
    mark_unconfirmed(study);
}
