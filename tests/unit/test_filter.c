#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/map.h"
#include "document/document.h"
#include "read/read.h"
#include "study/study.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* What is withheld of a study: its records, and words that only they hold. */
struct withheld {
    struct arena *arena;
    struct list records; /* of struct record */
    struct list words;   /* of const char * */
    size_t visited;
};

static void withhold(struct withheld *withheld, const struct record *record, const char *id, const char *words)
{
    list_add(&withheld->records, withheld->arena, (void *)record);
    list_add(&withheld->words, withheld->arena, (void *)id);
    if (words != NULL)
        list_add(&withheld->words, withheld->arena, (void *)words);
}

/* By the rule of consent, worked out here once more. */
static struct withheld find_withheld(struct arena *arena, const struct study *whole, enum audience audience)
{
    struct withheld withheld = {.arena = arena};
    int most = audience == AUDIENCE_PUBLIC ? CONSENT_PUBLIC : CONSENT_EXAMINER;

    for (size_t i = 0; i < whole->informants->informants.count; i++) {
        const struct informant *informant = whole->informants->informants.items[i];
        if (informant->consent > most)
            withhold(&withheld, &informant->record, informant->code, informant->role);
    }
    for (size_t i = 0; i < whole->excerpts.count; i++) {
        const struct excerpt *excerpt = whole->excerpts.items[i];
        if ((int)excerpt_consent(excerpt) > most)
            withhold(&withheld, &excerpt->record, excerpt->id, excerpt->text);
    }
    for (size_t i = 0; i < whole->summaries->summaries.count; i++) {
        const struct summary *summary = whole->summaries->summaries.items[i];
        bool hidden = list_has(&withheld.records, summary->informant.object);
        for (size_t j = 0; j < summary->excerpts.count; j++)
            hidden |= list_has(&withheld.records, ((const struct reference *)summary->excerpts.items[j])->object);
        if (hidden)
            list_add(&withheld.records, arena, (void *)summary);
    }
    return withheld;
}

static void see_text(const struct withheld *withheld, const char *text)
{
    for (size_t i = 0; text != NULL && i < withheld->words.count; i++) {
        if (strstr(text, withheld->words.items[i]) != NULL)
            fail_msg("'%s' is withheld, and the study says: %s", (const char *)withheld->words.items[i], text);
    }
}

static void see_reference(const struct withheld *withheld, const struct reference *reference)
{
    see_text(withheld, reference->id);
    assert_false(list_has(&withheld->records, reference->object));
}

static void see_prose(const struct withheld *withheld, const struct block *blocks, const struct span *spans)
{
    struct buffer out = {0};

    block_dump(&out, blocks);
    span_dump(&out, spans);
    see_text(withheld, buffer_string(&out));
    buffer_free(&out);
}

static void see_record(struct withheld *withheld, const struct record *record);

static void see_list(struct withheld *withheld, const struct field *field, const struct list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (field->type == FIELD_RECORDS)
            see_record(withheld, list->items[i]);
        else if (field->type == FIELD_REFERENCES)
            see_reference(withheld, list->items[i]);
        else if (field->type == FIELD_PROSES)
            see_prose(withheld, list->items[i], NULL);
        else
            see_text(withheld, list->items[i]);
    }
}

static void see_field(struct withheld *withheld, const struct field *field, const void *value)
{
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_VERBATIM:
    case FIELD_TOKEN:
    case FIELD_DATE:
    case FIELD_ID:
        see_text(withheld, *(const char *const *)value);
        break;
    case FIELD_PROSE:
        see_prose(withheld, *(struct block *const *)value, NULL);
        break;
    case FIELD_SPANS:
        see_prose(withheld, NULL, *(struct span *const *)value);
        break;
    case FIELD_REFERENCE:
        see_reference(withheld, value);
        break;
    case FIELD_RECORD:
        see_record(withheld, *(struct record *const *)value);
        break;
    case FIELD_REFERENCES:
    case FIELD_TEXTS:
    case FIELD_PROSES:
    case FIELD_RECORDS:
    case FIELD_PAIRS:
    case FIELD_CHOICES:
        see_list(withheld, field, value);
        break;
    case FIELD_INTEGER:
    case FIELD_NUMBER:
    case FIELD_BOOLEAN:
    case FIELD_SWITCH:
    case FIELD_CHOICE:
        break;
    }
}

/* All that a record leads to by its schema; of what is said in another language, too. */
static void see_record(struct withheld *withheld, const struct record *record)
{
    if (record == NULL)
        return;
    withheld->visited++;
    assert_false(list_has(&withheld->records, record));
    see_text(withheld, record->place.file);
    for (size_t i = 0; record->schema != NULL && i < record->schema->field_count; i++)
        see_field(withheld, &record->schema->fields[i], record_field(record, &record->schema->fields[i]));
    see_record(withheld, record->words);
}

static void see_records(struct withheld *withheld, const struct list *records)
{
    for (size_t i = 0; i < records->count; i++)
        see_record(withheld, records->items[i]);
}

/* Ids, or ids with a list of records behind each. */
static void see_index(struct withheld *withheld, const struct map *index, bool has_lists)
{
    for (size_t i = 0; index != NULL && i < map_count(index); i++) {
        see_text(withheld, map_key(index, i));
        if (has_lists)
            see_records(withheld, map_get(index, map_key(index, i)));
        else
            see_record(withheld, map_get(index, map_key(index, i)));
    }
}

static void see_files(struct withheld *withheld, const struct study *study)
{
    const struct record *const files[] = {
        &study->info->record,          &study->objectives->record, &study->codebook->record,
        &study->definitions->record,   &study->informants->record, &study->documents->record,
        &study->synthesis->record,     &study->frameworks->record, &study->statistics->record,
        &study->guide->record,         &study->reporting->record,  &study->summaries->record,
        &study->second_coding->record,
    };

    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        see_record(withheld, files[i]);
}

static void see_study(struct withheld *withheld, const struct study *study)
{
    see_files(withheld, study);
    see_records(withheld, &study->codebook_versions);
    see_records(withheld, &study->excerpt_files);
    see_records(withheld, &study->excerpts);
    see_records(withheld, &study->codes);
    see_records(withheld, &study->memos);
    see_records(withheld, &study->findings);
    see_records(withheld, &study->pages);
    for (size_t i = 0; i < study->inputs.count; i++)
        see_text(withheld, ((const struct input *)study->inputs.items[i])->path);
    for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++) {
        if (kind != OBJECT_WORK)
            see_index(withheld, study->objects[kind], false);
    }
    see_index(withheld, study->excerpts_by_source, true);
    see_index(withheld, study->excerpts_by_code, true);
    see_index(withheld, study->findings_by_objective, true);
    see_index(withheld, study->findings_by_code, true);
    for (size_t i = 0; i < study->excerpts.count; i++) {
        const struct excerpt *excerpt = study->excerpts.items[i];
        assert_false(list_has(&withheld->records, excerpt->informant));
    }
}

/* In each of its languages, for each audience; some of these studies withhold, each of something else. */
static void nothing_in_a_filtered_study_leads_to_what_is_withheld(void **state)
{
    static const char *const roots[] = {"tests/study/good-withheld", "tests/study/good-evidence",
                                        "tests/study/good-bilingual", "tests/study/base"};
    size_t withholding = 0;

    (void)state;
    for (size_t i = 0; i < 2 * sizeof roots / sizeof *roots; i++) {
        struct build build = {
            .arena = arena_new(), .diags = diags_new(), .root = roots[i / 2], .share = ".", .jobs = 1};
        enum audience audience = i % 2 == 0 ? AUDIENCE_PUBLIC : AUDIENCE_EXAMINER;
        struct list studies = {0};
        read_studies(&build, &studies);
        for (size_t j = 0; j < studies.count; j++) {
            struct withheld withheld = find_withheld(build.arena, studies.items[j], audience);
            see_study(&withheld, study_filter(build.arena, studies.items[j], audience));
            withholding += withheld.records.count > 0;
            assert_true(withheld.visited > 10);
        }
        diags_free(build.diags);
        arena_free(build.arena);
    }
    assert_true(withholding >= 3);
}

/* The walk above is no proof if it does not find what is there. */
static void all_of_a_study_leads_to_what_is_withheld(void **state)
{
    struct build build = {.arena = arena_new(), .diags = diags_new(), .root = "tests/study/good-withheld", .jobs = 1};
    const struct study *whole = study_whole(build.arena, read_study(&build, NULL));
    struct withheld withheld = find_withheld(build.arena, whole, AUDIENCE_EXAMINER);

    (void)state;
    assert_true(withheld.records.count >= 2);
    assert_non_null(study_find(whole, OBJECT_INFORMANT, "RHS-77"));
    assert_true(list_has(&whole->informants->informants, withheld.records.items[0]));
    assert_true(whole->is_whole);
    diags_free(build.diags);
    arena_free(build.arena);
}

static void a_filtered_study_says_of_what_it_withholds_some(void **state)
{
    struct build build = {.arena = arena_new(), .diags = diags_new(), .root = "tests/study/good-withheld", .jobs = 1};
    const struct study *whole = read_study(&build, NULL);
    const struct study *public = study_filter(build.arena, whole, AUDIENCE_PUBLIC);

    (void)state;
    assert_true(public->withholds[OBJECT_INFORMANT] && public->withholds[OBJECT_EXCERPT]);
    assert_false(public->withholds[OBJECT_CODE]);
    assert_null(study_find(public, OBJECT_SOURCE, "RHS-77"));
    assert_int_equal(study_excerpts_of_source(public, "RHS-77")->count, 0);
    diags_free(build.diags);
    arena_free(build.arena);
}

static void a_study_is_filtered_once_until_more_is_withheld(void **state)
{
    struct build build = {.arena = arena_new(), .diags = diags_new(), .root = "tests/study/good-withheld", .jobs = 1};
    struct study *whole = read_study(&build, NULL);
    struct views views = {build.arena, whole};
    const struct study *public = views_of(&views, AUDIENCE_PUBLIC);
    struct informant *first = public->informants->informants.items[0];

    (void)state;
    assert_ptr_equal(views_of(&views, AUDIENCE_PUBLIC), public);
    assert_ptr_not_equal(views_of(&views, AUDIENCE_EXAMINER), public);
    assert_null(views_of(&views, AUDIENCE_EXAMINER)->digest);
    read_digest(&build, whole);
    assert_ptr_equal(views_of(&views, AUDIENCE_EXAMINER)->digest, whole->digest);
    assert_null(views_of(&views, AUDIENCE_PUBLIC)->digest);
    ((struct informant *)study_find(whole, OBJECT_INFORMANT, first->code))->consent = CONSENT_NONE;
    views_forget(&views);
    assert_null(study_find(views_of(&views, AUDIENCE_PUBLIC), OBJECT_INFORMANT, first->code));
    assert_null(study_find(views_of(&views, AUDIENCE_EXAMINER), OBJECT_INFORMANT, first->code));
    diags_free(build.diags);
    arena_free(build.arena);
}

/* No record of the whole study that tells days or years can be reached. */
static void the_public_study_tells_months_and_bands_alone(void **state)
{
    struct build build = {.arena = arena_new(), .diags = diags_new(), .root = "tests/study/good-evidence", .jobs = 1};
    const struct study *whole = read_study(&build, NULL);
    const struct study *public = study_filter(build.arena, whole, AUDIENCE_PUBLIC);
    size_t dates = 0, bands = 0;

    (void)state;
    for (size_t i = 0; i < public->informants->informants.count; i++) {
        const struct informant *informant = public->informants->informants.items[i];
        const struct informant *exact = study_find(whole, OBJECT_INFORMANT, informant->code);
        assert_ptr_equal(informant, study_find(public, OBJECT_SOURCE, informant->code));
        assert_null(informant->since);
        assert_true(informant->tenure.known == (exact->since != NULL && exact->interviews.count > 0));
        bands += informant->tenure.known;
        for (size_t j = 0; j < informant->interviews.count; j++) {
            const struct interview *interview = informant->interviews.items[j];
            assert_true(strlen(interview->date) <= strlen("2024-05"));
            assert_int_equal(interview->minutes, INTEGER_ABSENT);
            dates++;
        }
    }
    assert_true(dates > 0 && bands > 0);
    for (size_t i = 0; i < public->excerpts.count; i++) {
        const struct excerpt *excerpt = public->excerpts.items[i];
        assert_ptr_equal(excerpt, study_find(public, OBJECT_EXCERPT, excerpt->id));
        if (excerpt->informant != NULL)
            assert_ptr_equal(excerpt->informant, study_find(public, OBJECT_INFORMANT, excerpt->informant->code));
    }
    for (size_t i = 0; i < public->summaries->summaries.count; i++) {
        const struct summary *summary = public->summaries->summaries.items[i];
        assert_ptr_equal(summary->informant.object, study_find(public, OBJECT_INFORMANT, summary->informant.id));
    }
    diags_free(build.diags);
    arena_free(build.arena);
}

static bool is_in(const struct list *excerpts, const char *id)
{
    for (size_t i = 0; i < excerpts->count; i++) {
        if (strcmp(((const struct excerpt *)excerpts->items[i])->id, id) == 0)
            return true;
    }
    return false;
}

static void what_several_say_is_shown_where_all_of_them_agreed(void **state)
{
    struct build build = {
        .arena = arena_new(), .diags = diags_new(), .root = "tests/study/good-thematic-analysis", .jobs = 1};
    struct study *whole = read_study(&build, NULL);
    const struct study *public = study_filter(build.arena, whole, AUDIENCE_PUBLIC);
    const struct study *examiner = study_filter(build.arena, whole, AUDIENCE_EXAMINER);
    const struct excerpt *seen = study_find(public, OBJECT_EXCERPT, "FGD-01.2");

    (void)state;
    assert_null(study_find(public, OBJECT_EXCERPT, "FGD-01.3"));
    assert_non_null(study_find(examiner, OBJECT_EXCERPT, "FGD-01.3"));
    assert_true(is_in(study_excerpts_of_source(public, "IM-01"), "FGD-01.2"));
    assert_true(is_in(study_excerpts_of_source(public, "IM-02"), "FGD-01.2"));
    assert_true(is_in(study_excerpts_of_source(public, "IM-02"), "FGD-01.1"));
    assert_true(is_in(study_excerpts_of_source(examiner, "IM-03"), "FGD-01.3"));
    assert_int_equal(seen->speakers.count, 2);
    assert_ptr_equal(((const struct turn *)seen->turns.items[2])->speaker.object,
                     study_find(public, OBJECT_INFORMANT, "IM-02"));
    assert_string_equal(((const struct excerpt *)study_find(public, OBJECT_EXCERPT, "IM-01.3"))->text,
                        "Sesudah warung tutup, kira-kira pukul sebelas malam.");
    assert_null(seen->memo);
    diags_free(build.diags);
    arena_free(build.arena);
}

/* Of text PB-01, A marked two segments, B the same and one more, C one of them. */
static void coders_are_compared_by_segments_of_the_same_words(void **state)
{
    struct build build = {
        .arena = arena_new(), .diags = diags_new(), .root = "tests/study/good-content-analysis", .jobs = 1};
    const struct study *study = study_filter(build.arena, read_study(&build, NULL), AUDIENCE_PUBLIC);
    struct coders_agreement found = agreement_of_coders(build.arena, study);

    (void)state;
    assert_int_equal(study->excerpts.count, 4);
    assert_int_equal(study->recodings.count, 3);
    assert_string_equal(((const struct excerpt *)study_find(study, OBJECT_EXCERPT, "B.2"))->id, "PB-01.2");
    assert_int_equal(found.coders, 3);
    assert_int_equal(found.units, 3);
    assert_int_equal(found.pairs.count, 3);
    const struct agreement *pair = found.pairs.items[0];
    assert_string_equal(pair->second->id, "B");
    assert_int_equal(pair->units, 3);
    assert_int_equal(pair->disagreements.count, 2);
    assert_int_equal(pair->all.both, 1);
    assert_int_equal(pair->all.first, 1);
    assert_int_equal(pair->all.second, 2);
    assert_int_equal(pair->all.neither, 2);
    assert_int_equal(pair->undecided, 0);
    pair = found.pairs.items[1];
    assert_string_equal(pair->second->id, "C");
    assert_int_equal(pair->units, 1);
    assert_int_equal(pair->undecided, 1);
    diags_free(build.diags);
    arena_free(build.arena);
}

static size_t count_memos(const char *root, enum audience audience)
{
    struct build build = {.arena = arena_new(), .diags = diags_new(), .root = root, .jobs = 1};
    const struct study *seen = study_filter(build.arena, read_study(&build, NULL), audience);
    size_t count = seen->memos.count;

    assert_int_equal(seen->memos_file->memos.count, 0);
    for (size_t i = 0; i < seen->codes.count; i++)
        assert_null(((const struct code *)seen->codes.items[i])->memo);
    diags_free(build.diags);
    arena_free(build.arena);
    return count;
}

/* The study has one for all, one for examiners, one of a withheld informant, and two for nobody. */
static void a_memo_is_for_those_whom_it_names(void **state)
{
    (void)state;
    assert_int_equal(count_memos("tests/study/good-thematic-analysis", AUDIENCE_PUBLIC), 1);
    assert_int_equal(count_memos("tests/study/good-thematic-analysis", AUDIENCE_EXAMINER), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_in_a_filtered_study_leads_to_what_is_withheld),
        cmocka_unit_test(all_of_a_study_leads_to_what_is_withheld),
        cmocka_unit_test(a_filtered_study_says_of_what_it_withholds_some),
        cmocka_unit_test(a_study_is_filtered_once_until_more_is_withheld),
        cmocka_unit_test(the_public_study_tells_months_and_bands_alone),
        cmocka_unit_test(what_several_say_is_shown_where_all_of_them_agreed),
        cmocka_unit_test(coders_are_compared_by_segments_of_the_same_words),
        cmocka_unit_test(a_memo_is_for_those_whom_it_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
