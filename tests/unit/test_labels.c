/* What labels call those whom a study heard and the levels of its codes, and how they agree with a number. */

#include "base/arena.h"
#include "base/map.h"
#include "study/study.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static struct arena *arena;

static struct labels *catalogue(const char *language)
{
    struct labels *labels = arena_alloc(arena, sizeof *labels);

    *labels = (struct labels){language, map_new(arena)};
    map_put(labels->texts, "noun_informant", (char *)(uintptr_t) "informant");
    map_put(labels->texts, "noun_informants", (char *)(uintptr_t) "informants");
    map_put(labels->texts, "noun_theme", (char *)(uintptr_t) "theme");
    map_put(labels->texts, "noun_themes", (char *)(uintptr_t) "themes");
    map_put(labels->texts, "noun_subthemes", (char *)(uintptr_t) "sub-themes");
    map_put(labels->texts, "noun_code_below", (char *)(uintptr_t) "code below the {themes}");
    map_put(labels->texts, "noun_codes_below", (char *)(uintptr_t) "codes below the {themes}");
    map_put(labels->texts, "count", (char *)(uintptr_t) "{1} {1|{informant}|{informants}}");
    map_put(labels->texts, "heads", (char *)(uintptr_t) "{Theme} of {Informants}, {other} {");
    map_put(labels->texts, "guide", (char *)(uintptr_t) "{Talk} guide, dates of {talks}");
    map_put(labels->texts, "noun_talk", (char *)(uintptr_t) "interview");
    map_put(labels->texts, "noun_talks", (char *)(uintptr_t) "interviews");
    map_put(labels->texts, "noun_talk_focus_group", (char *)(uintptr_t) "focus group");
    map_put(labels->texts, "noun_talks_focus_group", (char *)(uintptr_t) "focus groups");
    map_put(labels->texts, "noun_talk_both", (char *)(uintptr_t) "interview and focus group");
    map_put(labels->texts, "noun_talks_both", (char *)(uintptr_t) "interviews and focus groups");
    map_put(labels->texts, "below", (char *)(uintptr_t) "{Subthemes}");
    return labels;
}

static const struct labels *named(const char *language, const char *called, const char *const *levels,
                                  const struct labels *original)
{
    static struct study_info info;
    static struct codebook_file codebook;
    static struct informants_file informants;
    struct study study = {.info = &info, .codebook = &codebook, .informants = &informants};

    info = (struct study_info){.informants_called = called};
    codebook = (struct codebook_file){0};
    for (size_t i = 0; levels != NULL && levels[i] != NULL; i++) {
        struct code *code = arena_alloc(arena, sizeof *code);
        *code = (struct code){.depth = (long)i, .level = i < 2 ? (enum code_level)i : CODE_SUBTHEME};
        list_add(&codebook.levels, arena, (void *)(uintptr_t)levels[i]);
        list_add(&study.codes, arena, code);
    }
    return labels_with_nouns(arena, catalogue(language), original, &study);
}

/* What talks are called where informants were heard by these techniques, one after the other. */
static const char *talks_by(const enum technique *techniques, size_t count)
{
    struct study_info info = {0};
    struct codebook_file codebook = {0};
    struct informants_file informants = {0};
    struct informant informant = {0};
    struct study study = {.info = &info, .codebook = &codebook, .informants = &informants};

    list_add(&informants.informants, arena, &informant);
    for (size_t i = 0; i < count; i++) {
        struct interview *interview = arena_alloc(arena, sizeof *interview);
        *interview = (struct interview){.technique = techniques[i]};
        list_add(&informant.interviews, arena, interview);
    }
    return label_text(labels_with_nouns(arena, catalogue("en"), NULL, &study), "guide");
}

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static void labels_name_informants_and_themes_as_usual(void **state)
{
    (void)state;

    const struct labels *labels = named("en", NULL, NULL, NULL);
    assert_string_equal(label_text(labels, "heads"), "Theme of Informants, {other} {");
    assert_string_equal(label_text(labels, "below"), "Sub-themes");
    assert_string_equal(label_format(labels, arena, "count", "1", NULL), "1 informant");
    assert_string_equal(label_format(labels, arena, "count", "12", NULL), "12 informants");
}

static void a_study_names_them_itself(void **state)
{
    (void)state;

    const char *const levels[] = {"Esensi", "Satuan makna", "Kode", NULL};
    const struct labels *labels = named("id", "Partisipan", levels, NULL);
    assert_string_equal(label_text(labels, "heads"), "Satuan makna of Partisipan, {other} {");
    assert_string_equal(label_text(labels, "below"), "Kode");
    assert_string_equal(label_format(labels, arena, "count", "2", NULL), "2 partisipan");
}

static void what_informants_were_heard_in_is_told_apart(void **state)
{
    (void)state;

    const enum technique interviews[] = {TECHNIQUE_INTERVIEW}, groups[] = {TECHNIQUE_FOCUS_GROUP},
                         both[] = {TECHNIQUE_FOCUS_GROUP, TECHNIQUE_INTERVIEW};
    assert_string_equal(talks_by(NULL, 0), "Interview guide, dates of interviews");
    assert_string_equal(talks_by(interviews, 1), "Interview guide, dates of interviews");
    assert_string_equal(talks_by(groups, 1), "Focus group guide, dates of focus groups");
    assert_string_equal(talks_by(both, 2), "Interview and focus group guide, dates of interviews and focus groups");
}

static void levels_below_themes_are_told_together(void **state)
{
    (void)state;

    const char *const levels[] = {"Family", "Category", "Code", "Detail", NULL};
    assert_string_equal(label_text(named("en", NULL, levels, NULL), "below"), "Codes below the categories");
}

static void english_nouns_have_plurals(void **state)
{
    (void)state;

    static const char *const pairs[][3] = {
        {"participant", "participant", "participants"},
        {"Category", "category", "categories"},
        {"Categories", "category", "categories"},
        {"Themes", "theme", "themes"},
        {"Class", "class", "classes"},
        {"Classes", "class", "classes"},
        {"Unit of meaning", "unit of meaning", "units of meaning"},
        {"key person", "key person", "key people"},
        {"Phenomenon", "phenomenon", "phenomena"},
        {"analysis", "analysis", "analyses"},
        {"NGO", "NGO", "NGOs"},
        {"Survey", "survey", "surveys"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const struct labels *labels = named("en", pairs[i][0], NULL, NULL);
        assert_string_equal(label_text(labels, "noun_informant"), pairs[i][1]);
        assert_string_equal(label_text(labels, "noun_informants"), pairs[i][2]);
    }
}

static void a_noun_that_was_not_translated_gets_no_english_plural(void **state)
{
    (void)state;

    const struct labels *own = named("id", "partisipan", NULL, NULL);
    assert_string_equal(label_text(named("en", "partisipan", NULL, own), "noun_informants"), "partisipan");
    assert_string_equal(label_text(named("en", "participant", NULL, own), "noun_informants"), "participants");
}

static void tables_of_sections_have_a_name_that_holds_in_every_language(void **state)
{
    struct labels *labels = catalogue("id");

    (void)state;
    map_put(labels->texts, "slug_synthesis", (char *)(uintptr_t) "sintesis");
    map_put(labels->texts, "slug_quotes", (char *)(uintptr_t) "kutipan");
    map_put(labels->texts, "slug_interview-matrix", (char *)(uintptr_t) "matriks-wawancara");
    map_put(labels->texts, "slug_part_coverage", (char *)(uintptr_t) "cakupan");
    assert_string_equal(label_of_neutral(labels, arena, "tbl:synthesis"), "tbl:sintesis");
    assert_string_equal(label_of_neutral(labels, arena, "fig:interview-matrix-coverage"),
                        "fig:matriks-wawancara-cakupan");
    assert_string_equal(label_of_neutral(labels, arena, "tbl:interview-matrix-2"), "tbl:matriks-wawancara-2");
    assert_string_equal(label_of_neutral(labels, arena, "tbl:interview-matrix-coverage-A-B"),
                        "tbl:matriks-wawancara-cakupan-A-B");
    assert_null(label_of_neutral(labels, arena, "tbl:sintesis"));
    assert_null(label_of_neutral(labels, arena, "tbl:quotesome"));
    assert_null(label_of_neutral(labels, arena, "tbl:part-coverage"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tables_of_sections_have_a_name_that_holds_in_every_language, set_up, tear_down),
        cmocka_unit_test_setup_teardown(labels_name_informants_and_themes_as_usual, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_study_names_them_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(levels_below_themes_are_told_together, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_informants_were_heard_in_is_told_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(english_nouns_have_plurals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_noun_that_was_not_translated_gets_no_english_plural, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
