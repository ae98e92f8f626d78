#include "analysis/analysis.h"

#include "base/arena.h"
#include "base/words.h"
#include "study/study.h"

#include <string.h>

/* An excerpt with its lines and its themes: bits[i] is whether it has theme i. */
struct part {
    const struct excerpt *excerpt;
    const bool *has;
    long first;
    long last;
};

/* The lines of an excerpt, from 1. False: it tells none. */
static bool lines_of(const struct excerpt *excerpt, long *first, long *last)
{
    size_t length;

    if (excerpt->transcript_lines != NULL)
        return excerpt_read_lines(excerpt->transcript_lines, first, last);
    return excerpt->where != NULL && words_prefix(WORDS_LINES, excerpt->where, &length) != NULL &&
           excerpt_read_lines(excerpt->where + length, first, last);
}

static const bool *themes_in(struct arena *arena, const struct excerpt *excerpt, const struct list *themes)
{
    bool *has = arena_alloc(arena, themes->count + 1);

    for (size_t i = 0; i < themes->count; i++) {
        for (size_t j = 0; j < excerpt->codes.count && !has[i]; j++) {
            const struct reference *code = excerpt->codes.items[j];
            has[i] = code_is_within(code->object, themes->items[i]);
        }
    }
    return has;
}

/* By the text that they are from, then by first line. */
static int compare_parts(const void *a, const void *b)
{
    const struct part *first = a, *second = b;
    int order = strcmp(first->excerpt->transcript, second->excerpt->transcript);

    return order ? order : (first->first > second->first) - (first->first < second->first);
}

static void count_pair(struct cooccurrence *pairs, const bool *one, const bool *other)
{
    size_t count = pairs->themes.count;

    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            /* Either excerpt may be the one; a pair counts once for two themes. */
            if (i == j || !((one[i] && other[j]) || (one[j] && other[i])))
                continue;
            pairs->overlap[i * count + j]++;
            pairs->overlaps = true;
        }
    }
}

static void count_overlaps(struct cooccurrence *pairs, const struct list *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = parts->items[i];
        for (size_t j = i + 1; j < parts->count; j++) {
            const struct part *next = parts->items[j];
            if (next->first > part->last || strcmp(next->excerpt->transcript, part->excerpt->transcript) != 0)
                break;
            count_pair(pairs, part->has, next->has);
        }
    }
}

static void find_themes(struct cooccurrence *pairs, struct arena *arena, const struct study *study)
{
    const struct list *codes = &study->codes;

    for (size_t i = 0; i < codes->count; i++) {
        struct code *code = codes->items[i];
        if (code->level == CODE_THEME && evidence_among(study_excerpts_of_code(study, code)) > 0)
            list_add(&pairs->themes, arena, code);
    }
}

struct cooccurrence cooccurrence_of(struct arena *arena, const struct study *study)
{
    const struct list *excerpts = &study->excerpts;
    struct arena *scratch = arena_new();
    struct cooccurrence pairs = {0};
    struct list parts = {0};

    find_themes(&pairs, arena, study);
    size_t count = pairs.themes.count;
    pairs.same = arena_alloc(arena, (count * count + 1) * sizeof *pairs.same);
    pairs.overlap = arena_alloc(arena, (count * count + 1) * sizeof *pairs.overlap);
    for (size_t k = 0; k < excerpts->count; k++) {
        struct part part = {.excerpt = excerpts->items[k]};
        if (!excerpt_is_evidence(part.excerpt))
            continue;
        part.has = themes_in(scratch, part.excerpt, &pairs.themes);
        for (size_t i = 0; i < count; i++) {
            for (size_t j = 0; part.has[i] && j < count; j++)
                pairs.same[i * count + j] += part.has[j];
        }
        if (lines_of(part.excerpt, &part.first, &part.last)) {
            struct part *copy = arena_alloc(scratch, sizeof *copy);
            *copy = part;
            list_add(&parts, scratch, copy);
        }
    }
    list_sort(&parts, compare_parts);
    count_overlaps(&pairs, &parts);
    arena_free(scratch);
    return pairs;
}
