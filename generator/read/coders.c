#include "read/private.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>

/*
 * Several coders, each with segments of their own.  What two of them coded of the same words is one excerpt of the
 * study, that of the coder who is listed first; what the other coded of it is kept beside, to compare the coders.
 */

/* Words that are half of the longer of both are the same segment, cut in another way. */
static bool is_most_of(size_t common, size_t one, size_t other)
{
    return 2 * common >= (one > other ? one : other);
}

static bool is_same_place(const struct excerpt *a, const struct excerpt *b)
{
    size_t first = a->words_from > b->words_from ? a->words_from : b->words_from;
    size_t end_a = a->words_from + a->word_count, end_b = b->words_from + b->word_count;
    size_t end = end_a < end_b ? end_a : end_b;

    return end > first && is_most_of(end - first, a->word_count, b->word_count);
}

/* Without a transcript: the one is within the other, but for case. */
static bool is_same_text(const char *a, const char *b)
{
    size_t one = strlen(a), other = strlen(b);

    return strstr(one > other ? a : b, one > other ? b : a) != NULL &&
           is_most_of(one < other ? one : other, one, other);
}

struct recoding {
    struct arena *scratch;
    struct map *folded; /* excerpt's id -> its words without case */
};

static const char *folded(const struct recoding *recoding, const struct excerpt *excerpt)
{
    const char *text = map_get(recoding->folded, excerpt->id);

    if (text == NULL) {
        text = text_fold(recoding->scratch, excerpt->text);
        map_put(recoding->folded, excerpt->id, (void *)text);
    }
    return text;
}

static bool is_same(const struct recoding *recoding, const struct excerpt *a, const struct excerpt *b)
{
    if (a->informant != b->informant || a->document != b->document)
        return false;
    if (a->word_count > 0 && b->word_count > 0)
        return is_same_place(a, b);
    return is_same_text(folded(recoding, a), folded(recoding, b));
}

static struct excerpt *find_same(const struct recoding *recoding, const struct list *kept,
                                 const struct excerpt *excerpt)
{
    for (size_t i = 0; i < kept->count; i++) {
        struct excerpt *other = kept->items[i];
        if (other->coded_by != excerpt->coded_by && is_same(recoding, other, excerpt))
            return other;
    }
    return NULL;
}

/* Puts the excerpts of one coder among those that are kept, or beside the one that is the same. */
static void take_coder(struct arena *arena, struct study *study, const struct recoding *recoding,
                       const struct coder *coder, const struct list *excerpts, struct map *kept)
{
    for (size_t i = 0; i < excerpts->count; i++) {
        struct excerpt *excerpt = excerpts->items[i];
        if (excerpt->coded_by != coder || excerpt->text == NULL || excerpt->id == NULL)
            continue;
        struct list *there = map_item(kept, excerpt->transcript, sizeof *there);
        struct excerpt *same = find_same(recoding, there, excerpt);
        if (same != NULL) {
            excerpt->again = same;
            same->consent = excerpt->consent > same->consent ? excerpt->consent : same->consent;
            list_add(&study->recodings, arena, excerpt);
            continue;
        }
        list_add(there, recoding->scratch, excerpt);
    }
}

void complete_coders(struct arena *arena, struct study *study)
{
    const struct list *coders = &study->coders->coders;
    const struct list all = study->excerpts;
    struct recoding recoding = {.scratch = arena_new()};
    struct map *kept = map_new(recoding.scratch);

    recoding.folded = map_new(recoding.scratch);
    for (size_t i = 0; coders->count > 1 && i < coders->count; i++)
        take_coder(arena, study, &recoding, coders->items[i], &all, kept);
    if (study->recodings.count > 0)
        study->excerpts = (struct list){0};
    for (size_t i = 0; study->recodings.count > 0 && i < all.count; i++) {
        struct excerpt *excerpt = all.items[i];
        if (excerpt->again == NULL)
            list_add(&study->excerpts, arena, excerpt);
    }
    arena_free(recoding.scratch);
}
