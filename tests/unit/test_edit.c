/*
 * Renames and merges at random over the good studies: what changed is the id and nothing else, and back again gives the
 * bytes that there were. EDITS=N in the environment tries N of them, EDIT_SEED=N others.
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "check/check.h"
#include "edit/edit.h"
#include "read/read.h"
#include "study/study.h"
#include "support/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const studies[] = {"tests/study/base",
                                      "tests/study/good-evidence",
                                      "tests/study/good-english-whole",
                                      "tests/study/good-thematic-analysis",
                                      "tests/study/good-withheld",
                                      "tests/study/good-bilingual",
                                      "tests/docs/every-field"};

enum { USUAL_EDITS = 14, KINDS = OBJECT_KIND_COUNT };

static struct build build;
static struct buffer told;

static void begin(void)
{
    build = (struct build){.arena = arena_new(),
                           .diags = diags_new(),
                           .root = scratch_folder(),
                           .share = ".",
                           .jobs = 1,
                           .unsynced = true};
}

static void end(void)
{
    arena_free(build.arena);
    diags_free(build.diags);
    buffer_free(&told);
}

static void check(struct build *tried)
{
    struct list read = {0};

    read_studies(tried, &read);
    check_study(tried, &(struct views){tried->arena, read.items[0]});
}

/* The text without what edits remember: entries of `formerly`. */
static const char *without_history(struct arena *arena, struct buffer *text)
{
    struct buffer kept = {0};
    char *rest = arena_string(arena, buffer_string(text)), *line;

    while ((line = strsep(&rest, "\n")) != NULL) {
        char *list = strstr(line, "formerly: [");
        if (list != NULL && strspn(line, " ") == (size_t)(list - line))
            continue;
        if (list != NULL) {
            char *close = strchr(list, ']');
            char *start = list >= line + 2 && strncmp(list - 2, ", ", 2) == 0 ? list - 2 : list;
            memmove(start, close + 1, strlen(close + 1) + 1);
        }
        buffer_format(&kept, "%s\n", line);
    }
    const char *copy = arena_string(arena, buffer_string(&kept));
    buffer_free(&kept);
    return copy;
}

static const char *replaced(struct arena *arena, const char *text, const char *old, const char *new)
{
    struct buffer out = {0};

    for (const char *at; (at = strstr(text, old)) != NULL; text = at + strlen(old)) {
        buffer_bytes(&out, text, (size_t)(at - text));
        buffer_text(&out, new);
    }
    buffer_text(&out, text);
    const char *copy = arena_string(arena, buffer_string(&out));
    buffer_free(&out);
    return copy;
}

/* path -> text, of all files, with old in both replaced by new. */
static struct map *snapshot(struct arena *arena, const char *old, const char *new)
{
    struct map *texts = map_new(arena);
    struct list files = {0};
    struct buffer bytes = {0};

    file_list(scratch_path(arena, "content"), arena, &files);
    for (size_t i = 0; i < files.count; i++) {
        const char *path = arena_concat(arena, "content/", files.items[i], NULL);
        assert_int_equal(file_read(scratch_path(arena, path), &bytes), FILE_OK);
        map_put(texts, replaced(arena, path, old, new),
                (void *)replaced(arena, without_history(arena, &bytes), old, new));
    }
    buffer_free(&bytes);
    return texts;
}

static void assert_same(const struct map *before, const struct map *after, const char *what)
{
    for (size_t i = 0; i < map_count(before); i++) {
        const char *path = map_key(before, i), *text = map_get(after, path);
        if (text == NULL)
            fail_msg("%s: %s is not there", what, path);
        if (strcmp(text, map_value(before, i)) != 0)
            fail_msg("%s: %s is different:\n%s\n---- was\n%s", what, path, text, (const char *)map_value(before, i));
    }
    assert_int_equal(map_count(before), map_count(after));
}

static bool edit(enum edit_verb verb, const char *first, const char *second)
{
    const struct edit_request request = {.verb = verb, .ids = {first, second}, .check = check};

    buffer_clear(&told);
    return edit_run(&build, &request, &told);
}

/* "code:misi" of an object by chance. */
static const char *any_object(struct arena *arena, enum object_kind *kind)
{
    const struct study *study = read_study(&build, NULL);

    for (;;) {
        *kind = (enum object_kind)(rand() % KINDS);
        size_t count = *kind == OBJECT_SOURCE ? 0 : map_count(study->objects[*kind]);
        if (count == 0)
            continue;
        const char *id = map_key(study->objects[*kind], (size_t)rand() % count);
        return arena_concat(arena, object_kind_name(*kind), ":", id, NULL);
    }
}

static void print_messages(void)
{
    diags_print(build.diags, build.root, 0, stderr);
}

static void rename_there_and_back(struct arena *arena, const char *study)
{
    static const char new[] = "zz9-plural.z";
    enum object_kind kind;

    begin();
    const char *object = any_object(arena, &kind), *old = strchr(object, ':') + 1;
    const char *what = arena_concat(arena, study, ", ", object, NULL);
    if (kind != OBJECT_MEMO) {
        struct map *before = snapshot(arena, "\x01", "");
        if (!edit(EDIT_RENAME, object, new)) {
            print_messages();
            fail_msg("%s cannot be renamed", what);
        }
        assert_same(before, snapshot(arena, new, old), what);
        const char *back = arena_concat(arena, object_kind_name(kind), ":", new, NULL);
        if (!edit(EDIT_RENAME, back, old)) {
            print_messages();
            fail_msg("%s cannot be renamed back", what);
        }
        assert_same(before, snapshot(arena, "\x01", ""), what);
    }
    end();
}

/* Whatever is merged, the study is as sound as before, or as it was. */
static void merge_any(struct arena *arena, const char *study)
{
    enum object_kind kind, other;

    begin();
    const char *first = any_object(arena, &kind), *second = any_object(arena, &other);
    struct map *before = snapshot(arena, "\x01", "");
    for (int tries = 0; tries < 50 && (kind != other || strcmp(first, second) == 0); tries++)
        second = any_object(arena, &other);
    if (edit(EDIT_MERGE, first, second)) {
        const struct study *now = read_study(&build, NULL);
        assert_null(study_find(now, kind, strchr(first, ':') + 1));
        assert_non_null(study_find(now, kind, strchr(second, ':') + 1));
    } else {
        assert_true(diags_count(build.diags, SEVERITY_ERROR) > 0);
        assert_same(before, snapshot(arena, "\x01", ""), study);
    }
    end();
}

static int number_in(const char *name, int usual)
{
    const char *value = getenv(name);

    return value != NULL ? atoi(value) : usual;
}

static void renames_change_ids_and_nothing_else(void **state)
{
    int edits = number_in("EDITS", USUAL_EDITS);

    (void)state;
    srand((unsigned)number_in("EDIT_SEED", 1));
    for (int i = 0; i < edits; i++) {
        const char *study = studies[(size_t)i % (sizeof studies / sizeof *studies)];
        struct arena *arena = arena_new();
        scratch_make();
        scratch_copy(study, scratch_folder());
        rename_there_and_back(arena, study);
        if (i % 2 == 0)
            merge_any(arena, study);
        scratch_remove();
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(renames_change_ids_and_nothing_else)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
