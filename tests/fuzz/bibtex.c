/*
 * Any bytes as a .bib file, read, checked and printed as a bibliography: must neither crash nor hang.  As a program of
 * its own it runs the files that are its arguments, each also cut short and with bytes changed; built with -DLIBFUZZER
 * and clang -fsanitize=fuzzer it is a fuzzer.
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/list.h"
#include "base/map.h"
#include "base/text.h"
#include "bibliography/bibliography.h"
#include "check/rules.h"
#include "study/study.h"
#include "support/replay.h"

#include <stdint.h>

static void print_bibliography(struct arena *arena, struct diags *diags, const struct list *works)
{
    struct study *study = arena_alloc(arena, sizeof *study);
    struct labels labels = {"en", map_new(arena)};

    study->synthesis = arena_alloc(arena, sizeof *study->synthesis);
    study->documents = arena_alloc(arena, sizeof *study->documents);
    study->works = *works;
    study->objects[OBJECT_WORK] = map_new(arena);
    for (size_t i = 0; i < works->count; i++)
        map_put(study->objects[OBJECT_WORK], ((struct work *)works->items[i])->key, works->items[i]);
    struct build build = {.arena = arena, .diags = diags};
    check_works(&build, study);
    struct cite *cite = cite_new(arena, study, &labels);
    for (size_t i = 0; i < works->count; i++)
        cite_register_key(cite, ((struct work *)works->items[i])->key);
    cite_settle(cite);
    cite_bibliography(cite);
    for (size_t i = 0; i < works->count; i++) {
        struct cited_work cited = {.key = ((struct work *)works->items[i])->key, .locator = "5-7"};
        struct citation citation = {.form = i % 2 ? CITATION_NARRATIVE : CITATION_PARENTHETICAL, .works = &cited};
        cite_register(cite, diags, &citation, "fuzz.md");
        cite_print(cite, &citation, false);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t offset;
    const char *text = (const char *)data;

    if (!text_is_utf8(text, size, &offset))
        size = offset; /* as the caller of the reader sees to */
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct list works = {0};
    char *exact = arena_copy(arena, text, size);
    bibliography_read(arena, diags, "fuzz.bib", exact, size, &works);
    print_bibliography(arena, diags, &works);
    diags_free(diags);
    arena_free(arena);
    return 0;
}

#ifndef LIBFUZZER

static void change(struct buffer *copy, const struct buffer *text, uint32_t *state)
{
    static const char marks[] = "{}\"@,=#\\%()' \n~-$a1";

    (void)text;
    for (uint32_t i = replay_random(state) % 8 + 1; i > 0; i--)
        copy->bytes[replay_random(state) % copy->length] = marks[replay_random(state) % (sizeof marks - 1)];
    if (replay_random(state) % 2 == 0)
        buffer_cut(copy, replay_random(state) % copy->length);
}

int main(int count, char **arguments)
{
    return replay_files(count, arguments, 2000, change);
}

#endif
