/*
 * Places in texts.  The standard counts Unicode code points from 0; tools count UTF-16 units or bytes, a line end of
 * two characters as one or a line end of one as two, and sometimes the byte order mark.  All ways are tried, and the
 * one is taken by which selections hold what the tool says that they hold and end between words.
 */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/say.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum unit { UNIT_CODE_POINTS, UNIT_UTF16, UNIT_BYTES, UNIT_COUNT };
enum line_end { END_AS_WRITTEN, END_IS_ONE, END_IS_TWO, END_COUNT };

struct counting {
    enum unit unit;
    enum line_end end;
    bool counts_mark;
};

enum { WAYS = UNIT_COUNT * END_COUNT * 2, ENOUGH = 4000 };

struct score {
    size_t tried;
    size_t outside;
    size_t named, matched; /* selections whose words the tool says, and those that hold them */
    size_t edges, clean;   /* beginnings and ends, and those between words */
    size_t torn;           /* those within a character: nobody can select so, even where blanks do not part words */
    size_t exact;          /* those that no white space pads */
    size_t over;           /* selections over ends of lines: a wrong way has more of them */
};

/* The ways, the likelier ones first. */
static struct counting way(int number)
{
    enum { MARKED = UNIT_COUNT * END_COUNT };

    return (struct counting){(enum unit)(number % MARKED % UNIT_COUNT), (enum line_end)(number % MARKED / UNIT_COUNT),
                             number >= MARKED};
}

/* A place in a text as it is in its file. */
struct walk {
    const char *text;
    size_t at;      /* the byte in the text without its mark and with '\\n' at line ends */
    size_t counted; /* positions before it, as the tool counts */
};

enum { EVERY = 64 };

/* Places in a text, one for every so many positions: what lies between is walked to. */
struct positions {
    struct counting counting;
    const char *end;
    struct walk *marks;
    size_t mark_count;
    size_t count; /* of positions, the end of the text included */
};

static size_t units_of(const struct counting *counting, unsigned long code_point, size_t length)
{
    return counting->unit == UNIT_BYTES ? length : counting->unit == UNIT_UTF16 && code_point > 0xffff ? 2 : 1;
}

/* Goes on by one character. */
static void step(struct walk *walk, const struct counting *counting, const char *end)
{
    const char *start = walk->text;

    if ((unsigned char)*start >= ' ' && (unsigned char)*start < 0x80) {
        walk->text++;
        walk->at++;
        walk->counted++;
    } else if (*start == '\r' && start + 1 < end && start[1] == '\n') {
        walk->text += 2;
        walk->at++;
        walk->counted += counting->end == END_IS_ONE ? 1 : 2;
    } else {
        unsigned long code_point = text_next(&walk->text);
        size_t length = (size_t)(walk->text - start);
        walk->at += length;
        walk->counted += code_point == '\n' && counting->end == END_IS_TWO ? 2 : units_of(counting, code_point, length);
    }
}

/* Fills positions, which has room for the marks of the text. */
static void count_positions(const struct located *located, const struct counting *counting, struct positions *positions)
{
    struct walk walk = {.text = located->raw};

    positions->counting = *counting;
    positions->end = located->raw + located->length;
    positions->mark_count = 0;
    if (located->length >= 3 && memcmp(walk.text, "\xef\xbb\xbf", 3) == 0) {
        walk.text += 3;
        walk.counted = !counting->counts_mark ? 0 : counting->unit == UNIT_BYTES ? 3 : 1;
    }
    positions->marks[positions->mark_count++] = walk;
    while (walk.text < positions->end) {
        if (walk.counted >= positions->mark_count * EVERY)
            positions->marks[positions->mark_count++] = walk;
        step(&walk, counting, positions->end);
    }
    positions->count = walk.counted + 1;
}

/* The byte in the text at a position that is counted. */
static size_t place_at(const struct positions *positions, size_t position)
{
    size_t mark = position / EVERY < positions->mark_count ? position / EVERY : positions->mark_count - 1;

    while (mark > 0 && positions->marks[mark].counted > position)
        mark--;
    struct walk walk = positions->marks[mark];
    while (walk.text < positions->end) {
        struct walk next = walk;
        step(&next, &positions->counting, positions->end);
        if (next.counted > position)
            break;
        walk = next;
    }
    return walk.at;
}

static const char *normal_text(struct arena *arena, const struct located *located, size_t *length)
{
    size_t used = 0, i = strncmp(located->raw, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

    if (memchr(located->raw, '\r', located->length) == NULL) {
        *length = located->length - i;
        return located->raw + i;
    }
    char *text = arena_alloc(arena, located->length + 1);
    for (; i < located->length; i++) {
        if (located->raw[i] != '\r')
            text[used++] = located->raw[i];
        else if (i + 1 >= located->length || located->raw[i + 1] != '\n')
            text[used++] = '\n';
    }
    *length = used;
    return text;
}

bool source_cuts_word(const struct project_source *source, size_t at)
{
    size_t start, end;

    return word_at(source->text, source->length, at, &start, &end);
}

/* What a byte of a text stands between. */
enum border { BORDER_OF_WORD, BORDER_IN_WORD, BORDER_IN_CHARACTER };

/* Asked of each place in each way of counting. */
static enum border border_at(const struct project_source *source, size_t at)
{
    unsigned long before = 0, after = 0;
    size_t start = at;

    if (at == 0 || at >= source->length)
        return BORDER_OF_WORD;
    do
        start--;
    while (start > 0 && (source->text[start] & 0xc0) == 0x80);
    text_character(source->text + start, at - start, &before);
    text_character(source->text + at, source->length - at, &after);
    if (text_is_mark(after))
        return BORDER_IN_CHARACTER;
    bool is_in_word = (text_is_word(before) || text_is_mark(before)) && text_is_word(after);
    return is_in_word ? BORDER_IN_WORD : BORDER_OF_WORD;
}

static bool is_same_text(const char *name, const char *words, size_t length)
{
    size_t i = 0;

    for (; *name != '\0'; name++) {
        while (i < length && (words[i] == ' ' || words[i] == '\n'))
            i++;
        if (strchr(" \r\n", *name) != NULL)
            continue;
        if (strncmp(name, "...", 3) == 0 || strncmp(name, "…", 3) == 0)
            return true;
        if (i >= length || words[i++] != *name)
            return false;
    }
    return true;
}

static void score_segment(struct score *score, const struct located *located, size_t number,
                          const struct positions *positions)
{
    const struct segment *segment = located->segments.items[number];
    const char *name = located->names.items[number];

    score->tried++;
    if (segment->start > segment->end || segment->end >= positions->count) {
        score->outside++;
        return;
    }
    size_t start = place_at(positions, segment->start), end = place_at(positions, segment->end);
    if (name != NULL && *name != '\0') {
        score->named++;
        score->matched += is_same_text(name, located->source->text + start, end - start);
    }
    score->edges += 2;
    const enum border borders[] = {border_at(located->source, start), border_at(located->source, end)};
    for (int i = 0; i < 2; i++) {
        score->clean += borders[i] == BORDER_OF_WORD;
        score->torn += borders[i] == BORDER_IN_CHARACTER;
    }
    score->exact += start < end && strchr(" \t\n", located->source->text[start]) == NULL;
    score->exact += start < end && strchr(" \t\n", located->source->text[end - 1]) == NULL;
    score->over += start + 1 < end && memchr(located->source->text + start + 1, '\n', end - start - 1) != NULL;
}

static double share(size_t count, size_t of)
{
    return of > 0 ? (double)count / (double)of : 0;
}

/* Blanks part words in most scripts; where they do not, few places are clean in any way, and the others count. */
static double worth(const struct score *score)
{
    return 4 * share(score->matched, score->named) + share(score->clean, score->edges) +
           share(score->exact, score->edges) - 2 * share(score->torn, score->edges) -
           2 * share(score->over, score->tried) - 8 * share(score->outside, score->tried);
}

static struct score try_way(const struct list *located, const struct counting *counting, struct positions *positions)
{
    struct score score = {0};

    for (size_t i = 0; i < located->count && score.tried < ENOUGH; i++) {
        const struct located *one = located->items[i];
        if (one->segments.count == 0)
            continue;
        count_positions(one, counting, positions);
        for (size_t j = 0; j < one->segments.count && score.tried < ENOUGH; j++)
            score_segment(&score, one, j, positions);
    }
    return score;
}

static const char *way_in_words(struct project *project, const struct counting *counting)
{
    static const char *const units[] = {N_("Unicode characters"), N_("UTF-16 units"), N_("bytes")};
    static const char *const ends[] = {"", N_(", a line end is one"), N_(", a line end is two")};

    return arena_format(project->arena, translated("placed by counting %s%s%s"), translated(units[counting->unit]),
                        translated(ends[counting->end]),
                        counting->counts_mark ? translated(", with the byte order mark") : "");
}

/* The words that the tool kept are in the text, but not where it says: they are believed, not the place. */
static bool find_words(struct project *project, const char *name, const struct project_source *source, size_t *start,
                       size_t *end)
{
    const char *found;

    if (name == NULL || *name == '\0' || is_same_text(name, source->text + *start, *end - *start) ||
        (found = strstr(source->text, name)) == NULL)
        return false;
    *start = (size_t)(found - source->text);
    *end = *start + strlen(name);
    project_lose(project, "selection", 1, LOSS_CHANGED, "placed where the words are that the tool kept of it");
    return true;
}

/* Sets start and end to bytes, and the words. False: the place is not in the text, or empty. */
static bool place_segment(struct project *project, const struct positions *positions, const char *name,
                          struct segment *segment)
{
    const struct project_source *source = segment->source;
    size_t start = 0, end = 0;

    segment->text = NULL;
    if (segment->start <= segment->end && segment->end < positions->count) {
        start = place_at(positions, segment->start);
        end = place_at(positions, segment->end);
    }
    find_words(project, name, source, &start, &end);
    while (start < end && strchr(" \t\n", source->text[start]) != NULL)
        start++;
    while (end > start && strchr(" \t\n", source->text[end - 1]) != NULL)
        end--;
    segment->partial = source_cuts_word(source, start) || source_cuts_word(source, end);
    segment->start = start;
    segment->end = end;
    if (end > start)
        segment->text = arena_copy(project->arena, source->text + start, end - start);
    return end > start;
}

/* Takes out of the project what has no place. */
static void remove_unplaced(struct project *project)
{
    size_t kept = 0;

    for (size_t i = 0; i < project->segments.count; i++) {
        struct segment *segment = project->segments.items[i];
        if (segment->text != NULL)
            project->segments.items[kept++] = segment;
    }
    project_lose(project, "selection", project->segments.count - kept, LOSS_LEFT,
                 "empty, or its place is outside of its text");
    project->segments.count = kept;
}

/* Sets the texts; returns the most bytes that one has. */
static size_t set_texts(struct project *project, const struct list *located)
{
    size_t most = 0;

    for (size_t i = 0; i < located->count; i++) {
        const struct located *one = located->items[i];
        one->source->text = normal_text(project->arena, one, &one->source->length);
        most = one->length > most ? one->length : most;
    }
    return most;
}

/* What is in the texts that ways of counting differ by. */
struct traits {
    bool has_mark, has_return, has_long, has_longest;
};

static struct traits traits_of(const struct list *located)
{
    struct traits traits = {0};

    for (size_t i = 0; i < located->count; i++) {
        const struct located *one = located->items[i];
        unsigned char most = 0;
        for (size_t j = 0; j < one->length; j++)
            most = (unsigned char)one->raw[j] > most ? (unsigned char)one->raw[j] : most;
        traits.has_mark |= one->length >= 3 && memcmp(one->raw, "\xef\xbb\xbf", 3) == 0;
        traits.has_return |= memchr(one->raw, '\r', one->length) != NULL;
        traits.has_long |= most >= 0x80;
        traits.has_longest |= most >= 0xf0;
    }
    return traits;
}

/* A likelier way counts these texts just so. */
static bool is_another_way(const struct counting *counting, const struct traits *traits)
{
    return !(counting->unit == UNIT_UTF16 && !traits->has_longest) &&
           !(counting->unit == UNIT_BYTES && !traits->has_long) &&
           !(counting->end == END_IS_ONE && !traits->has_return) && !(counting->counts_mark && !traits->has_mark);
}

bool locate_all(struct project *project, const struct list *located)
{
    size_t most = set_texts(project, located);
    struct positions positions = {.marks = memory_alloc((2 * most / EVERY + 2) * sizeof *positions.marks)};
    struct traits traits = traits_of(located);
    struct score best = {0};
    size_t placed = 0;
    int chosen = 0;

    for (int i = 0; i < WAYS; i++) {
        struct counting counting = way(i);
        if (i > 0 && !is_another_way(&counting, &traits))
            continue;
        struct score score = try_way(located, &counting, &positions);
        if (i == 0 || worth(&score) > worth(&best) + 1e-9) {
            best = score;
            chosen = i;
        }
    }
    struct counting counting = way(chosen);
    if (best.tried > 0 && 2 * best.outside > best.tried) {
        free(positions.marks);
        return project_fail(project, "were its texts changed after they were coded? export the project once more",
                            "%zu of %zu selections lie outside of their texts, however positions are counted",
                            best.outside, best.tried);
    }
    for (size_t i = 0; i < located->count; i++) {
        const struct located *one = located->items[i];
        if (one->segments.count > 0)
            count_positions(one, &counting, &positions);
        for (size_t j = 0; j < one->segments.count; j++)
            placed += place_segment(project, &positions, one->names.items[j], one->segments.items[j]);
    }
    free(positions.marks);
    remove_unplaced(project);
    project_lose(project, "position", placed, LOSS_KEPT, way_in_words(project, &counting));
    return true;
}

/* ---- words that are said more than once ---- */

/* A segment as a transcript is searched for it: whatever signs stand around the first word and the last one. */
struct said_again {
    struct segment *segment;
    const char *words;
    size_t length;
};

static bool is_sign(char c)
{
    return (unsigned char)c < 0x80 && !ascii_is_letter(c) && !ascii_is_digit(c);
}

enum { BUCKETS = 1 << 16, FEW = 2, MANY = 8 };

/* By the bytes that words begin with, in either case: of long ones many, as two are those of many words. */
static size_t bucket_of(const char *words, size_t bytes)
{
    size_t bucket = 0;

    for (size_t i = 0; i < bytes; i++)
        bucket = bucket * 31 + ((unsigned char)words[i] | 0x20);
    return bucket % BUCKETS;
}

static void add_to_bucket(struct arena *arena, struct list **buckets, struct segment *segment)
{
    struct said_again *again = arena_alloc(arena, sizeof *again);

    *again = (struct said_again){.segment = segment, .words = segment->text};
    while (is_sign(*again->words) && *again->words != '\0')
        again->words++;
    again->length = strlen(again->words);
    while (again->length > 0 && is_sign(again->words[again->length - 1]))
        again->length--;
    if (again->length == 0)
        return;
    struct list **bucket = &buckets[bucket_of(again->words, again->length < MANY ? FEW : MANY)];
    if (*bucket == NULL)
        *bucket = arena_alloc(arena, sizeof **bucket);
    list_add(*bucket, arena, again);
}

/* The words are there, whatever their capitals; their last bytes differ more often than the first ones. */
static bool is_there(const char *text, const struct said_again *again)
{
    size_t last = again->length - 1;

    return (text[last] | 0x20) == (again->words[last] | 0x20) && strncasecmp(text, again->words, again->length) == 0;
}

/* Of those in the bucket (NULL: none), the ones that are said at that place of the text as well as at their own; within
 * a word only what is itself a part of one. */
static void note_repeated(const struct project_source *source, size_t at, const struct list *bucket)
{
    bool begins = at == 0 || is_sign(source->text[at - 1]);

    for (size_t i = 0; bucket != NULL && i < bucket->count; i++) {
        const struct said_again *again = bucket->items[i];
        struct segment *segment = again->segment;
        bool is_itself = at >= segment->start && at < segment->end;
        if (segment->repeats || is_itself || !(begins || segment->partial) || at + again->length > source->length)
            continue;
        segment->repeats = is_there(source->text + at, again) &&
                           (segment->partial || border_at(source, at + again->length) == BORDER_OF_WORD);
    }
}

void find_repeated(struct arena *arena, const struct project_source *source, const struct list *segments)
{
    struct list **buckets = memory_alloc(BUCKETS * sizeof(struct list *));
    bool has_partial = false;

    memset(buckets, 0, BUCKETS * sizeof(struct list *));
    for (size_t i = 0; i < segments->count; i++) {
        add_to_bucket(arena, buckets, segments->items[i]);
        has_partial |= ((const struct segment *)segments->items[i])->partial;
    }
    for (size_t at = 0; at + FEW <= source->length; at++) {
        if (at > 0 && !has_partial && !is_sign(source->text[at - 1]))
            continue;
        note_repeated(source, at, buckets[bucket_of(source->text + at, FEW)]);
        if (at + MANY <= source->length)
            note_repeated(source, at, buckets[bucket_of(source->text + at, MANY)]);
    }
    free(buckets);
}
