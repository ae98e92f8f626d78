#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "manual/manual.h"
#include "read/read.h"
#include "study/study.h"
#include "support/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const char base[] = "tests/study/base";

/* A build of one test, and a folder of its own. */
static struct build build;

static int set_up(void **state)
{
    (void)state;
    build = (struct build){.arena = arena_new(), .diags = diags_new(), .root = base, .share = base, .jobs = 1};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(build.arena);
    diags_free(build.diags);
    return 0;
}

static const struct study *read_base(void)
{
    const struct study *study = read_study(&build, NULL);

    assert_int_equal(diags_count(build.diags, SEVERITY_ERROR), 0);
    assert_int_equal(diags_count(build.diags, SEVERITY_WARNING), 0);
    return study;
}

static void codes_are_listed_depth_first(void **state)
{
    static const char *const ids[] = {"peran", "kerja-sama", "jadwal", "sumber-daya", "dana", "iuran"};
    const struct study *study = read_base();

    (void)state;
    assert_int_equal(study->codes.count, 6);
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(((const struct code *)study->codes.items[i])->id, ids[i]);
    const struct code *iuran = study->codes.items[5];
    assert_int_equal(iuran->level, CODE_SUBTHEME);
    assert_string_equal(iuran->parent->parent->id, "sumber-daya");
    assert_null(iuran->parent->parent->parent);
}

static void excerpts_know_their_source_and_technique(void **state)
{
    const struct study *study = read_base();
    const struct excerpt *document = study_find(study, OBJECT_EXCERPT, "DOK-01.1");
    const struct excerpt *interview = study_find(study, OBJECT_EXCERPT, "IK-01.1");
    const struct excerpt *observation = study_find(study, OBJECT_EXCERPT, "IU-02.1");

    (void)state;
    assert_string_equal(document->document->id, "DOK-01");
    assert_null(document->informant);
    assert_string_equal(document->technique, "document");
    assert_int_equal(document->technique_kind, TECHNIQUE_DOCUMENT);
    assert_string_equal(interview->informant->code, "IK-01");
    assert_string_equal(interview->technique, "interview");
    assert_int_equal(interview->technique_kind, TECHNIQUE_INTERVIEW);
    assert_string_equal(observation->technique, "observation");
    assert_int_equal(observation->technique_kind, TECHNIQUE_OBSERVATION);
    assert_int_equal(excerpt_consent(study_find(study, OBJECT_EXCERPT, "IU-01.2")), CONSENT_NONE);
}

static void references_lead_to_their_objects(void **state)
{
    const struct study *study = read_base();
    const struct objective *objective = study_find(study, OBJECT_OBJECTIVE, "a");
    const struct prior_study *prior = study_find(study, OBJECT_PRIOR_STUDY, "sari2020");

    (void)state;
    assert_ptr_equal(objective->variable.object, study_find(study, OBJECT_CODE, "peran"));
    assert_string_equal(((const struct work *)prior->work.object)->key, "sari2020");
    assert_int_equal(objective->variable.place.line, 6);
    assert_int_equal(objective->variable.place.column, 15);
}

static void findings_come_by_objective_then_order(void **state)
{
    static const char *const ids[] = {"peran-bersama", "jadwal-tetap", "dana-iuran"};
    const struct study *study = read_base();

    (void)state;
    assert_int_equal(study->findings.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(((const struct finding *)study->findings.items[i])->id, ids[i]);
}

static void inputs_and_figures_are_listed_by_path(void **state)
{
    const struct study *study = read_base();

    (void)state;
    assert_int_equal(study->figures.count, 1);
    assert_string_equal(study->figures.items[0], "figures/peta.svg");
    for (size_t i = 1; i < study->inputs.count; i++) {
        const struct input *before = study->inputs.items[i - 1], *input = study->inputs.items[i];
        assert_true(strcmp(before->path, input->path) < 0);
        assert_true(input->size > 0);
    }
}

static void sources_with_numbers_are_in_the_order_of_counting(void **state)
{
    static const char *const names[] = {"I10", "I1", "I2"}, *const ordered[] = {"I1", "I2", "I10"};
    struct buffer people = {0};

    (void)state;
    build.root = scratch_folder();
    buffer_text(&people, "informants:\n");
    for (size_t i = 0; i < 3; i++) {
        const char *path = arena_format(build.arena, "content/excerpts/%s.yaml", names[i]);
        buffer_format(&people, "  - {code: %s, group: key, consent: public}\n", names[i]);
        scratch_put(path, arena_format(build.arena, "source: %s\nexcerpts: [{id: %s.1, text: Kami ikut rapat.}]\n",
                                       names[i], names[i]));
    }
    scratch_put("content/informants.yaml", buffer_string(&people));
    buffer_free(&people);
    const struct study *study = read_study(&build, NULL);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(((const struct excerpts_file *)study->excerpt_files.items[i])->source.id, ordered[i]);
}

static char *dump_with(int jobs)
{
    struct build other = build;
    struct buffer out = {0};

    other.arena = arena_new();
    other.jobs = jobs;
    study_dump(&out, read_study(&other, NULL));
    arena_free(other.arena);
    return out.bytes;
}

static void the_number_of_workers_changes_nothing(void **state)
{
    char *one = dump_with(1), *three = dump_with(3);

    (void)state;
    assert_string_equal(one, three);
    free(one);
    free(three);
}

static void the_dump_is_what_was_agreed(void **state)
{
    struct buffer out = {0}, expected = {0};

    (void)state;
    study_dump(&out, read_base());
    if (getenv("ACCEPT") != NULL)
        assert_int_equal(file_write("tests/study/base/model.json", out.bytes, out.length), FILE_OK);
    assert_int_equal(file_read("tests/study/base/model.json", &expected), FILE_OK);
    assert_string_equal(out.bytes, expected.bytes);
    buffer_free(&out);
    buffer_free(&expected);
}

static void a_study_without_content_is_empty_but_whole(void **state)
{
    (void)state;
    build.root = scratch_folder();
    const struct study *study = read_study(&build, NULL);
    assert_int_equal(diags_count(build.diags, SEVERITY_ERROR), 1);
    assert_non_null(study->info);
    assert_non_null(study->reporting);
    assert_null(study_find(study, OBJECT_CODE, "peran"));
    struct buffer out = {0};
    study_dump(&out, study);
    buffer_free(&out);
}

static void labels_of_the_study_win_one_by_one(void **state)
{
    (void)state;
    scratch_put("built-in/layouts/labels/id.yaml", "table: Tabel\nfigure: Gambar\n");
    scratch_put("own/layouts/labels/id.yaml", "figure: Bagan\nextra: Tambahan\n");
    build.share = scratch_path(build.arena, "built-in");
    build.root = scratch_path(build.arena, "own");
    const struct labels *labels = read_labels(&build, "id");
    assert_string_equal(labels->language, "id");
    assert_string_equal(label_text(labels, "table"), "Tabel");
    assert_string_equal(label_text(labels, "figure"), "Bagan");
    assert_string_equal(label_text(labels, "extra"), "Tambahan");
    assert_int_equal(diags_count(build.diags, SEVERITY_ERROR), 0);
}

static void missing_and_nested_labels_are_errors(void **state)
{
    (void)state;
    scratch_put("nested/layouts/labels/id.yaml", "table:\n  short: Tab.\nfigure: Gambar\n");
    build.root = scratch_folder();
    build.share = scratch_path(build.arena, "nested");
    assert_string_equal(label_text(read_labels(&build, "id"), "figure"), "Gambar");
    assert_int_equal(diags_count(build.diags, SEVERITY_ERROR), 1);
    assert_string_equal(label_text(read_labels(&build, "xx"), "figure"), "figure");
    assert_int_equal(diags_count(build.diags, SEVERITY_ERROR), 2);
}

static void labels_that_become_addresses_are_small_letters(void **state)
{
    static const char *const wrong[] = {"../cari", "/cari", "a/b",     "Cari",     "cari.html",
                                        "\"\"",    "a b",   "c\u0327", "\"a\\nb\""};
    int errors = 0;

    (void)state;
    build.root = scratch_path(build.arena, "own");
    build.share = scratch_path(build.arena, "built-in");
    scratch_put("built-in/layouts/labels/id.yaml", "slug_search: cari-2\nfile_feed: perubahan.xml\n");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        scratch_put("own/layouts/labels/id.yaml", arena_format(build.arena, "table: x\nslug_search: %s\n", wrong[i]));
        const struct labels *labels = read_labels(&build, "id");
        assert_int_equal(diags_count(build.diags, SEVERITY_ERROR), ++errors);
        assert_string_equal(label_text(labels, "slug_search"), "cari-2");
    }
    scratch_put("own/layouts/labels/id.yaml", "file_feed: ../perubahan.xml\n");
    read_labels(&build, "id");
    assert_int_equal(diags_count(build.diags, SEVERITY_ERROR), ++errors);
}

/* Others refer to what lies in it, and are not to blame. */
static void a_closed_folder_is_one_mistake(void **state)
{
    bool is_root = geteuid() == 0; /* whom chmod does not keep out */

    (void)state;
    build.root = scratch_path(build.arena, "closed");
    scratch_copy(base, build.root);
    scratch_put("closed/content/summaries.yaml",
                "summaries:\n  - {informant: IK-01, theme: kerja-sama, text: Ringkas., excerpts: [IK-01.1]}\n");
    const char *excerpts = file_join(build.arena, build.root, "content/excerpts");
    assert_int_equal(chmod(scratch_folder(), 0755), 0);
    assert_int_equal(chmod(excerpts, 0), 0);
    assert_int_equal(is_root ? seteuid(65534) : 0, 0);
    read_study(&build, NULL);
    assert_int_equal(is_root ? seteuid(0) : 0, 0);
    assert_int_equal(chmod(excerpts, 0700), 0);
    struct buffer out = {0};
    diags_print_json(build.diags, &out);
    assert_non_null(strstr(out.bytes, "\"content/excerpts\""));
    assert_int_equal(diags_count(build.diags, SEVERITY_ERROR), 1);
    buffer_free(&out);
}

/* Writes an index of git with these paths; version 4 packs them. */
static void put_index(const char *name, char version, const char *const *paths)
{
    struct buffer index = {0};
    size_t count = 0;
    const char *before = "";

    for (; paths[count] != NULL; count++)
        ;
    buffer_bytes(&index, (const char[]){'D', 'I', 'R', 'C', 0, 0, 0, version, 0, 0, 0, (char)count}, 12);
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(paths[i]), shared = 0, start = index.length;
        for (; version == 4 && before[shared] != '\0' && before[shared] == paths[i][shared]; shared++)
            ;
        buffer_bytes(&index, (const char[60]){0}, 60);
        buffer_bytes(&index, (const char[]){0, (char)length}, 2);
        if (version == 4)
            buffer_char(&index, (char)(strlen(before) - shared));
        buffer_bytes(&index, paths[i] + shared, length - shared + 1);
        while (version < 4 && (index.length - start) % 8 != 0)
            buffer_char(&index, '\0');
        before = paths[i];
    }
    const char *file = scratch_path(build.arena, name);
    assert_int_equal(file_write(file, index.bytes, index.length), FILE_OK);
    buffer_free(&index);
}

/* Errors that content/private/ of the study in folder gives. */
static size_t private_errors(const char *folder)
{
    build.root = scratch_path(build.arena, folder);
    const struct study *study = read_study(&build, NULL);
    diags_free(build.diags); /* what is said twice counts once */
    build.diags = diags_new();
    read_identities(&build, study);
    return diags_count(build.diags, SEVERITY_ERROR);
}

/* The private folder of another study in the repository is the other's. */
static void a_private_folder_that_git_keeps_is_an_error(void **state)
{
    static const char *const ours[] = {"b", "tesis/content/pages/a.md", "tesis/content/private/identities.yaml", NULL};
    static const char *const others[] = {"b", "content/private/identities.yaml",
                                         "lain/tesis/content/private/identities.yaml", "tesis/content/privately.md",
                                         NULL};

    (void)state;
    scratch_put("repository/.git/index", "");
    scratch_put("worktree/.git", "gitdir: ../repository/.git\n");
    scratch_put("repository/tesis/content/private/identities.yaml", "others: [Tenri Abeng]\n");
    scratch_put("worktree/tesis/content/private/identities.yaml", "others: [Tenri Abeng]\n");
    for (char version = 2; version <= 4; version += 2) {
        put_index("repository/.git/index", version, others);
        assert_int_equal(private_errors("repository/tesis"), 0);
        put_index("repository/.git/index", version, ours);
        assert_int_equal(private_errors("repository/tesis"), 1);
        assert_int_equal(private_errors("worktree/tesis"), 1);
    }
    scratch_put("repository/.git/index",
                "DIRC of a form to come: tesis/content/private/identities.yaml, and whatever follows "
                "it up to where a reader of today has given up");
    assert_int_equal(private_errors("repository/tesis"), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(codes_are_listed_depth_first),
        TEST(excerpts_know_their_source_and_technique),
        TEST(references_lead_to_their_objects),
        TEST(findings_come_by_objective_then_order),
        TEST(inputs_and_figures_are_listed_by_path),
        TEST(the_number_of_workers_changes_nothing),
        TEST(the_dump_is_what_was_agreed),
        TEST(a_study_without_content_is_empty_but_whole),
        TEST(labels_of_the_study_win_one_by_one),
        TEST(missing_and_nested_labels_are_errors),
        TEST(labels_that_become_addresses_are_small_letters),
        TEST(a_closed_folder_is_one_mistake),
        TEST(sources_with_numbers_are_in_the_order_of_counting),
        TEST(a_private_folder_that_git_keeps_is_an_error),
    };

    return cmocka_run_group_tests_name("read", tests, scratch_set_up, scratch_tear_down);
}
