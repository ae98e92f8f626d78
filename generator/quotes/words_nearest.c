#include "quotes/quotes.h"

#include "base/buffer.h"
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/* Where a text is nearest to a quote that it does not have, and how the two differ. */

enum {
    MOST_COMPARED = 600, /* words of a quote: more are not held against each other one by one */
    AROUND = 3,          /* words shown on either side of a difference */
    ROOM = 4,            /* of a window: a quarter more words than the quote */
};

/* The different words of a quote, sorted, with how often the source has them. */
struct vocabulary {
    struct known {
        uint32_t loose;
        uint32_t times;
    } * items;
    size_t count;
};

static int compare_known(const void *a, const void *b)
{
    uint32_t first = ((const struct known *)a)->loose, second = ((const struct known *)b)->loose;

    return (first > second) - (first < second);
}

static struct known *find_known(const struct vocabulary *vocabulary, uint32_t loose)
{
    struct known key = {.loose = loose};

    return bsearch(&key, vocabulary->items, vocabulary->count, sizeof key, compare_known);
}

static struct vocabulary vocabulary_of(const struct quote *quote)
{
    struct vocabulary vocabulary = {memory_alloc((quote->words.count + 1) * sizeof *vocabulary.items), 0};
    size_t kept = 0;

    for (size_t i = 0; i < quote->words.count; i++) {
        if (quote->words.items[i].loose != 0)
            vocabulary.items[vocabulary.count++] = (struct known){quote->words.items[i].loose, 0};
    }
    qsort(vocabulary.items, vocabulary.count, sizeof *vocabulary.items, compare_known);
    for (size_t i = 0; i < vocabulary.count; i++) {
        if (kept == 0 || vocabulary.items[kept - 1].loose != vocabulary.items[i].loose)
            vocabulary.items[kept++] = vocabulary.items[i];
    }
    vocabulary.count = kept;
    return vocabulary;
}

/* For each word of source the place of its like in the vocabulary, or NULL. The caller frees it. */
static struct known **look_up(struct vocabulary *vocabulary, const struct words *source)
{
    struct known **found = memory_alloc((source->count + 1) * sizeof(struct known *));
    bool buckets[1024] = {false};

    /* Most words are none of ours: a glance at a few bits tells. */
    for (size_t i = 0; i < vocabulary->count; i++)
        buckets[vocabulary->items[i].loose % 1024] = true;
    for (size_t i = 0; i < source->count; i++) {
        uint32_t loose = source->items[i].loose;
        found[i] = buckets[loose % 1024] ? find_known(vocabulary, loose) : NULL;
        if (found[i] != NULL)
            found[i]->times++;
    }
    return found;
}

static double weight(const struct known *known)
{
    return known != NULL ? 1.0 / known->times : 0;
}

/* The window with the most, and the rarest, words of the vocabulary. */
static struct word_range best_window(struct known *const *found, size_t count, size_t length)
{
    struct word_range range = {0, length < count ? length : count};
    double sum = 0, best = -1;

    for (size_t i = 0; i < count; i++) {
        sum += weight(found[i]);
        if (i >= length)
            sum -= weight(found[i - length]);
        if (sum > best + 1e-9) {
            best = sum;
            range.first = i + 1 > length ? i + 1 - length : 0;
        }
    }
    return range;
}

/* ---- alignment: the longest common subsequence ---- */

struct alignment {
    bool *quoted; /* by word of the quote: the source has it, too */
    bool *said;   /* by word of the range */
    size_t common;
};

static void align(const struct quote *quote, const struct words *source, struct word_range range,
                  struct alignment *alignment)
{
    size_t rows = quote->words.count < MOST_COMPARED ? quote->words.count : MOST_COMPARED, columns = range.count;
    uint16_t *lengths = memory_alloc((rows + 1) * (columns + 1) * sizeof *lengths);
    const struct word *words = quote->words.items, *said = source->items + range.first;
#define LENGTH(row, column) lengths[(row) * (columns + 1) + (column)]

    alignment->quoted = memory_alloc(quote->words.count + 1);
    alignment->said = memory_alloc(columns + 1);
    memset(alignment->quoted, 0, quote->words.count + 1);
    memset(alignment->said, 0, columns + 1);
    for (size_t row = rows + 1; row-- > 0;) {
        for (size_t column = columns + 1; column-- > 0;) {
            if (row == rows || column == columns)
                LENGTH(row, column) = 0;
            else if (words[row].loose == said[column].loose)
                LENGTH(row, column) = (uint16_t)(LENGTH(row + 1, column + 1) + 1);
            else
                LENGTH(row, column) = LENGTH(row + 1, column) > LENGTH(row, column + 1) ? LENGTH(row + 1, column)
                                                                                        : LENGTH(row, column + 1);
        }
    }
    alignment->common = LENGTH(0, 0);
    for (size_t row = 0, column = 0; row < rows && column < columns;) {
        if (words[row].loose == said[column].loose) {
            alignment->quoted[row++] = true;
            alignment->said[column++] = true;
        } else if (LENGTH(row + 1, column) >= LENGTH(row, column + 1)) {
            row++;
        } else {
            column++;
        }
    }
#undef LENGTH
    free(lengths);
}

static void free_alignment(struct alignment *alignment)
{
    free(alignment->quoted);
    free(alignment->said);
}

/* From the first word in common to the last. */
static struct word_range tighten(struct word_range range, const struct alignment *alignment)
{
    size_t first = 0, end = range.count;

    if (alignment->common == 0)
        return range;
    while (!alignment->said[first])
        first++;
    while (!alignment->said[end - 1])
        end--;
    return (struct word_range){range.first + first, end - first};
}

int quote_nearest(const struct quote *quote, const struct words *source, struct word_range *range)
{
    struct vocabulary vocabulary = vocabulary_of(quote);
    size_t words = quote->words.count < MOST_COMPARED ? quote->words.count : MOST_COMPARED;
    struct alignment alignment;

    *range = (struct word_range){0, 0};
    if (words == 0 || source->count == 0) {
        free(vocabulary.items);
        return 0;
    }
    struct known **found = look_up(&vocabulary, source);
    *range = best_window(found, source->count, words + words / ROOM);
    align(quote, source, *range, &alignment);
    *range = tighten(*range, &alignment);
    int percent = (int)(alignment.common * 100 / words);
    free_alignment(&alignment);
    free(found);
    free(vocabulary.items);
    return percent;
}

/* ---- showing ---- */

/* The word at position is shown: one that differs is near, or none differs and it is of the first or last ones. */
static bool is_shown(const bool *common, size_t count, size_t position)
{
    if (memchr(common, false, count) == NULL)
        return position <= AROUND || position + AROUND + 1 >= count;
    size_t from = position > AROUND ? position - AROUND : 0;

    for (size_t i = from; i < count && i <= position + AROUND; i++) {
        if (!common[i])
            return true;
    }
    return false;
}

static void show(struct buffer *out, const char *text, const struct word *words, const bool *common, size_t count)
{
    bool gap = false, marked = false;

    for (size_t i = 0; i < count; i++) {
        if (!is_shown(common, count, i)) {
            gap = true;
            continue;
        }
        bool mark = !common[i];
        if (marked && !mark)
            buffer_text(out, "»");
        buffer_text(out, out->length == 0 ? "" : " ");
        buffer_text(out, gap ? "... " : "");
        buffer_text(out, mark && !marked ? "«" : "");
        buffer_bytes(out, text + words[i].start, words[i].length);
        marked = mark;
        gap = false;
    }
    buffer_text(out, marked ? "»" : "");
    buffer_text(out, gap ? " ..." : "");
}

/* Words that are alike but for punctuation or case count as different where nothing else differs. */
static void mark_inexact(const struct quote *quote, const struct words *source, struct word_range range,
                         struct alignment *alignment)
{
    size_t column = 0;

    for (size_t row = 0; row < quote->words.count; row++) {
        if (!alignment->quoted[row])
            continue;
        while (column < range.count && !alignment->said[column])
            column++;
        if (column == range.count)
            return;
        if (quote->words.items[row].exact != source->items[range.first + column].exact) {
            bool edge = row == 0 || row + 1 == quote->words.count;
            alignment->quoted[row] = edge;
            alignment->said[column] = edge;
        }
        column++;
    }
}

void quote_differences(const struct quote *quote, const struct words *source, struct word_range range,
                       struct buffer *quoted, struct buffer *said)
{
    struct alignment alignment;

    align(quote, source, range, &alignment);
    mark_inexact(quote, source, range, &alignment);
    buffer_clear(quoted);
    buffer_clear(said);
    show(quoted, quote->words.text, quote->words.items, alignment.quoted,
         quote->words.count < MOST_COMPARED ? quote->words.count : MOST_COMPARED);
    show(said, source->text, source->items + range.first, alignment.said, range.count);
    free_alignment(&alignment);
}
