/*
 * Where in the study the words of a reviewed document stand.  The document was made from the study, so a stretch of it
 * is found by the words around: the place where most of them follow each other as they do there.
 */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/list.h"
#include "base/text.h"
#include "quotes/quotes.h"
#include "study/study.h"

#include <string.h>

enum {
    LONGEST_RUN = 40,   /* words; longer ones are equally sure */
    LEAST_RUN = 4,      /* a shorter one may be chance, unless the whole paragraph is */
    SURE_RUN = 7,       /* one as long is none, in a paragraph of other words as well */
    MOST_PLACES = 2000, /* of one word */
    AROUND = 6,         /* words before and behind a remark that may tell its place */
    WITHIN = 30,        /* words of a long remark that are tried */
};

/* ---- words ---- */

/* The words of text without those that are punctuation alone. */
static struct words bare_words(struct arena *arena, const char *text, size_t length)
{
    struct words words = words_read(arena, text, length);
    size_t kept = 0;

    for (size_t i = 0; i < words.count; i++) {
        if (words.items[i].loose != 0)
            words.items[kept++] = words.items[i];
    }
    words.count = kept;
    return words;
}

/* ---- the study ---- */

/* A word of the study and the one before it that has the same hash. */
struct entry {
    const struct source_file *file;
    size_t word;
    size_t earlier; /* SIZE_MAX: none */
};

struct sources {
    struct arena *arena;
    struct list files; /* of struct source_file */
    struct entry *entries;
    size_t count;
    size_t *last; /* by the lower bits of the hash */
    size_t mask;
};

/* Texts of the study: neither its private files nor pictures, nor a guide that lies beside them. */
static bool is_text(const char *name)
{
    bool is_prose = text_ends_with(name, ".md") && strchr(name, '/') != NULL;

    return !text_starts_with(name, "private/") &&
           (is_prose || text_ends_with(name, ".yaml") || text_ends_with(name, ".bib"));
}

/* text with blanks for the lines that no document is made from: what a researcher notes between the records. */
static const char *without_notes(struct arena *arena, const char *name, const char *text, size_t length)
{
    char sign = text_ends_with(name, ".yaml") ? '#' : text_ends_with(name, ".bib") ? '%' : '\0';
    char *kept = arena_copy(arena, text, length);

    for (char *line = kept; *line != '\0'; line += *line == '\n') {
        size_t end = strcspn(line, "\n");
        if (*line == sign)
            memset(line, ' ', end);
        line += end;
    }
    return kept;
}

static size_t read_files(struct sources *sources, struct build *build)
{
    struct file_tree tree = build_list(build, build->root, "content");
    struct buffer bytes = {0};
    size_t count = 0;

    for (size_t i = 0; i < tree.files.count; i++) {
        const char *name = tree.files.items[i];
        struct source_file *file = arena_alloc(sources->arena, sizeof *file);
        buffer_clear(&bytes);
        if (!is_text(name) || !build_read_content(build, name, &bytes))
            continue;
        file->name = file_join(sources->arena, "content", name);
        file->text = arena_copy(sources->arena, buffer_string(&bytes), bytes.length);
        file->length = bytes.length;
        file->words = arena_alloc(sources->arena, sizeof *file->words);
        *file->words =
            bare_words(sources->arena, without_notes(sources->arena, name, file->text, file->length), file->length);
        count += file->words->count;
        list_add(&sources->files, sources->arena, file);
    }
    buffer_free(&bytes);
    return count;
}

static void index_words(struct sources *sources)
{
    for (size_t i = 0; i < sources->files.count; i++) {
        const struct source_file *file = sources->files.items[i];
        for (size_t word = 0; word < file->words->count; word++) {
            size_t *last = &sources->last[file->words->items[word].loose & sources->mask];
            sources->entries[sources->count] = (struct entry){file, word, *last};
            *last = sources->count++;
        }
    }
}

struct sources *sources_read(struct build *build, struct arena *arena)
{
    struct sources *sources = arena_alloc(arena, sizeof *sources);

    *sources = (struct sources){.arena = arena};
    size_t count = read_files(sources, build);
    for (sources->mask = 1023; sources->mask < count; sources->mask = 2 * sources->mask + 1)
        ;
    sources->entries = arena_alloc(arena, sizeof *sources->entries * (count + 1));
    sources->last = arena_alloc(arena, sizeof *sources->last * (sources->mask + 1));
    memset(sources->last, 0xFF, sizeof *sources->last * (sources->mask + 1)); /* SIZE_MAX each */
    index_words(sources);
    return sources;
}

/* ---- the place ---- */

/* Words of a document and of a file that follow each other in both. */
struct run {
    const struct source_file *file; /* NULL: none */
    size_t here, there;             /* the first words */
    size_t count;
};

/* The run around word here of the document and word there of file. */
static struct run run_around(const struct words *words, const struct source_file *file, size_t here, size_t there)
{
    const struct words *other = file->words;
    struct run run = {file, here, there, 1};

    while (run.here > 0 && run.there > 0 && here - run.here < LONGEST_RUN &&
           words->items[run.here - 1].loose == other->items[run.there - 1].loose) {
        run.here--;
        run.there--;
    }
    run.count += here - run.here;
    while (run.here + run.count < words->count && run.there + run.count < other->count && run.count < 2 * LONGEST_RUN &&
           words->items[run.here + run.count].loose == other->items[run.there + run.count].loose)
        run.count++;
    return run;
}

/* The words of the run are a value, a heading, an item or a cell, and not a part of a sentence. */
static bool stands_alone(const struct run *run)
{
    const struct word *first = &run->file->words->items[run->there], *last = first + run->count - 1;
    const char *text = run->file->text, *start = text + first->start, *end = text + last->start + last->length;

    while (start > text && strchr(" \"'*_", start[-1]) != NULL)
        start--;
    end += strspn(end, " \"'*_.");
    return (start == text || strchr("\n:-#|,[{", start[-1]) != NULL) && strchr("\n|,]}", *end) != NULL;
}

static struct run longest_run(const struct sources *sources, const struct words *words, size_t here)
{
    size_t next = sources->last[words->items[here].loose & sources->mask];
    struct run best = {.file = NULL};

    for (int tries = 0; next != SIZE_MAX && tries < MOST_PLACES; tries++) {
        const struct entry *entry = &sources->entries[next];
        next = entry->earlier;
        if (entry->file->words->items[entry->word].loose != words->items[here].loose)
            continue;
        struct run run = run_around(words, entry->file, here, entry->word);
        if (run.count < LEAST_RUN && !stands_alone(&run))
            continue;
        /* Of equals a value of its own, or else the first in the order of the files. */
        if (run.count > best.count || (run.count == best.count && (stands_alone(&run) || !stands_alone(&best))))
            best = run;
    }
    return best;
}

static bool is_end_between(const struct review *review, size_t start, size_t end)
{
    return memchr(review->text + start, '\n', end - start) != NULL;
}

/* Words that begin as a label and its number do ("Tabel A.1."), not a sentence ("Pada 2024"): no text has these. */
static bool begin_with_number(const struct review *review, const struct words *words, struct word_range range)
{
    if (range.count < 3)
        return false;
    const char *second = review->text + words->items[range.first + 1].start;
    size_t length = strcspn(second, " \n"), digit = strcspn(second, "0123456789 \n");
    return digit < length && second[length - 1] == '.';
}

/* The words of the paragraph of the document that start is in, without the number of a caption. */
static struct word_range paragraph_of(const struct review *review, const struct words *words, size_t start)
{
    struct word_range range = {0};

    while (range.first < words->count && words->items[range.first].start < start &&
           is_end_between(review, words->items[range.first].start, start))
        range.first++;
    for (size_t next = range.first; next < words->count && (words->items[next].start <= start ||
                                                            !is_end_between(review, start, words->items[next].start));
         next++)
        range.count++;
    size_t number = begin_with_number(review, words, range) ? 2 : 0;
    return (struct word_range){range.first + number, range.count - number};
}

/* The words from start to end of the document; if there are none, the place among them. */
static struct word_range words_between(const struct words *words, size_t start, size_t end)
{
    struct word_range range = {0};

    while (range.first < words->count && words->items[range.first].start + words->items[range.first].length <= start)
        range.first++;
    while (range.first + range.count < words->count && words->items[range.first + range.count].start < end)
        range.count++;
    return range;
}

/* The words in question follow each other in the file from word there on. */
static bool are_there(const struct words *words, struct word_range range, const struct words *other, size_t there)
{
    if (there + range.count > other->count)
        return false;
    for (size_t i = 0; i < range.count; i++) {
        if (words->items[range.first + i].loose != other->items[there + i].loose)
            return false;
    }
    return range.count > 0;
}

/* Looks for the words in question around where they should be: Markdown may have parted them from their neighbours. */
static void settle(const struct words *words, struct finding_place *place)
{
    size_t count = place->file->words->count, from = place->first;

    for (size_t distance = 0; distance < LONGEST_RUN && !place->is_whole; distance++) {
        size_t before = from >= distance ? from - distance : 0, behind = from + distance;
        if (behind < count && are_there(words, place->words, place->file->words, behind))
            place->first = behind;
        else if (are_there(words, place->words, place->file->words, before))
            place->first = before;
        else
            continue;
        place->is_whole = true;
    }
}

/* A run of few words is where the paragraph comes from, and not met by chance in a sentence that the program wrote. */
static bool is_sure(const struct sources *sources, const struct words *words, struct word_range paragraph,
                    const struct run *run)
{
    size_t around = 2 * paragraph.count;

    if (run->count >= SURE_RUN || 2 * run->count >= paragraph.count || stands_alone(run))
        return true;
    for (size_t here = paragraph.first; here < paragraph.first + paragraph.count; here++) {
        if (here >= run->here && here < run->here + run->count)
            continue;
        struct run other = longest_run(sources, words, here);
        if (other.file == run->file && other.count >= LEAST_RUN && other.there + around > run->there &&
            run->there + around > other.there)
            return true;
    }
    return false;
}

/* The longest run that words of the paragraph around the remark are in; one that may be chance is none. */
static struct run run_near(const struct sources *sources, const struct words *words, struct word_range paragraph,
                           struct word_range range)
{
    size_t end = paragraph.first + paragraph.count, least = paragraph.count < LEAST_RUN ? paragraph.count : LEAST_RUN;
    size_t first = range.first > AROUND + paragraph.first ? range.first - AROUND : paragraph.first;
    size_t last = range.first + (range.count < WITHIN ? range.count : WITHIN) + AROUND;
    struct run best = {.file = NULL};

    for (size_t here = first; here < last && here < end; here++) {
        struct run run = longest_run(sources, words, here);
        if (run.file != NULL && run.count > best.count && run.count >= least)
            best = run;
    }
    if (best.file != NULL && !is_sure(sources, words, paragraph, &best))
        best.file = NULL;
    return best;
}

struct finding_place review_find(const struct sources *sources, const struct review *review, const struct words *words,
                                 size_t start, size_t end)
{
    struct word_range range = words_between(words, start, end);
    struct run run = run_near(sources, words, paragraph_of(review, words, start), range);
    struct finding_place place = {.file = run.file, .words = range};

    if (run.file == NULL)
        return place;
    /* The first word in question that is in the run, or else the nearest of the run. */
    size_t wanted = range.first < run.here ? run.here : range.first;
    wanted = wanted < run.here + run.count ? wanted : run.here + run.count - 1;
    place.first = run.there + (wanted - run.here);
    place.is_whole = range.first >= run.here && range.first + range.count <= run.here + run.count;
    if (!place.is_whole)
        settle(words, &place);
    return place;
}

struct words review_words(struct arena *arena, const struct review *review)
{
    return bare_words(arena, review->text, review->length);
}
