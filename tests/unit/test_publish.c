#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "publish/publish.h"
#include "study/study.h"
#include "support/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* The output folder "site" in a temporary place. */
struct fixture {
    struct build build;
    const char *folder;
    struct publisher *publisher; /* begun last */
};

static int begin(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    scratch_make();
    fixture->build = (struct build){.arena = arena_new(), .diags = diags_new(), .root = ".", .jobs = 1};
    fixture->folder = scratch_path(fixture->build.arena, "site");
    *state = fixture;
    return 0;
}

static int end(void **state)
{
    struct fixture *fixture = *state;

    scratch_remove();
    diags_free(fixture->build.diags);
    arena_free(fixture->build.arena);
    free(fixture);
    return 0;
}

static const char *path_of(struct fixture *fixture, const char *name)
{
    return file_join(fixture->build.arena, fixture->folder, name);
}

static void put(struct publication *publication, const char *path, const char *text)
{
    struct output_sink *sink = publish_sink(publication);

    sink->put(sink, path, text, strlen(text), (struct place){0});
}

/* Begins to publish the files of names and texts, NULL-terminated pairs. */
static void start(struct fixture *fixture, const char *const *pairs)
{
    fixture->publisher = publish_open(&fixture->build, scratch_folder());
    assert_non_null(fixture->publisher);
    struct publication *publication = publish_begin(fixture->publisher, "site", NULL);
    assert_non_null(publication);
    for (; *pairs != NULL; pairs += 2)
        put(publication, pairs[0], pairs[1]);
}

static bool publish(struct fixture *fixture, const char *const *pairs)
{
    start(fixture, pairs);
    return publish_finish(fixture->publisher);
}

/* Nothing can be published. */
static void assert_refused(struct fixture *fixture)
{
    struct publisher *publisher = publish_open(&fixture->build, scratch_folder());

    if (publisher != NULL) {
        assert_null(publish_begin(publisher, "site", NULL));
        publish_abandon(publisher);
    }
    assert_int_equal(diags_count(fixture->build.diags, SEVERITY_ERROR), 1);
}

static void assert_file(struct fixture *fixture, const char *name, const char *text)
{
    struct buffer bytes = {0};

    assert_int_equal(file_read(path_of(fixture, name), &bytes), FILE_OK);
    assert_string_equal(buffer_string(&bytes), text);
    buffer_free(&bytes);
}

static void assert_nothing_beside(struct fixture *fixture)
{
    assert_false(file_exists(scratch_path(fixture->build.arena, ".lampiran")));
}

static void a_first_build_makes_the_folder(void **state)
{
    struct fixture *fixture = *state;

    assert_true(publish(fixture, (const char *[]){"index.html", "a", "tema/misi.html", "b", NULL}));
    assert_file(fixture, "index.html", "a");
    assert_file(fixture, "tema/misi.html", "b");
    assert_nothing_beside(fixture);
}

static void what_is_no_longer_made_goes(void **state)
{
    struct fixture *fixture = *state;

    publish(fixture, (const char *[]){"index.html", "a", "tema/misi.html", "b", NULL});
    assert_true(publish(fixture, (const char *[]){"index.html", "a", NULL}));
    assert_false(file_exists(path_of(fixture, "tema/misi.html")));
    assert_false(file_exists(path_of(fixture, "tema")));
}

static void what_others_made_stays(void **state)
{
    struct fixture *fixture = *state;

    publish(fixture, (const char *[]){"index.html", "a", NULL});
    file_write(path_of(fixture, "CNAME"), "palopo", 6);
    file_write(path_of(fixture, ".gitignore"), "*", 1);
    file_write(path_of(fixture, "foto/peta.png"), "png", 3);
    mkdir(path_of(fixture, "kosong"), 0777);
    assert_true(publish(fixture, (const char *[]){"index.html", "b", NULL}));
    assert_file(fixture, "index.html", "b");
    assert_file(fixture, "CNAME", "palopo");
    assert_file(fixture, ".gitignore", "*");
    assert_file(fixture, "foto/peta.png", "png");
    assert_true(file_is_folder(path_of(fixture, "kosong")));
}

static void a_file_of_others_in_the_way_is_an_error_and_nothing_changes(void **state)
{
    struct fixture *fixture = *state;

    publish(fixture, (const char *[]){"index.html", "a", NULL});
    file_write(path_of(fixture, "brief.html"), "mine", 4);
    assert_false(publish(fixture, (const char *[]){"index.html", "b", "brief.html", "ours", NULL}));
    assert_file(fixture, "index.html", "a");
    assert_file(fixture, "brief.html", "mine");
    assert_int_equal(diags_count(fixture->build.diags, SEVERITY_ERROR), 1);
    assert_nothing_beside(fixture);
}

static void a_build_that_changes_nothing_writes_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct stat before, after;

    publish(fixture, (const char *[]){"index.html", "a", "x.html", "b", NULL});
    stat(fixture->folder, &before);
    assert_true(publish(fixture, (const char *[]){"x.html", "b", "index.html", "a", NULL}));
    stat(fixture->folder, &after);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
}

static void an_unchanged_file_keeps_its_inode(void **state)
{
    struct fixture *fixture = *state;
    struct stat before, after;

    publish(fixture, (const char *[]){"index.html", "a", "x.html", "b", NULL});
    stat(path_of(fixture, "x.html"), &before);
    publish(fixture, (const char *[]){"index.html", "c", "x.html", "b", NULL});
    stat(path_of(fixture, "x.html"), &after);
    assert_int_equal(before.st_ino, after.st_ino);
}

static void an_abandoned_build_leaves_the_old_one(void **state)
{
    struct fixture *fixture = *state;

    publish(fixture, (const char *[]){"index.html", "a", NULL});
    start(fixture, (const char *[]){"index.html", "b", NULL});
    publish_abandon(fixture->publisher);
    assert_file(fixture, "index.html", "a");
    assert_nothing_beside(fixture);
}

static void what_a_killed_build_left_is_cleared(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = fixture->build.arena;

    publish(fixture, (const char *[]){"index.html", "a", NULL});
    file_write(scratch_path(arena, ".lampiran/lampiran.txt"), "x", 1);
    file_write(scratch_path(arena, ".lampiran/site/half.html"), "x", 1);
    file_write(scratch_path(arena, ".lampiran/site.old/index.html"), "older", 5);
    assert_true(publish(fixture, (const char *[]){"index.html", "b", NULL}));
    assert_file(fixture, "index.html", "b");
    assert_false(file_exists(path_of(fixture, "half.html")));
    assert_nothing_beside(fixture);
    /* Killed while that was cleared. */
    file_write(scratch_path(arena, ".lampiran/site/half.html"), "x", 1);
    file_write(scratch_path(arena, ".lampiran/appendices.old/half.tex"), "x", 1);
    mkdir(scratch_path(arena, "appendices"), 0777);
    assert_true(publish(fixture, (const char *[]){"index.html", "d", NULL}));
    assert_nothing_beside(fixture);
    /* Killed before it had written anything. */
    mkdir(scratch_path(arena, ".lampiran"), 0777);
    assert_true(publish(fixture, (const char *[]){"index.html", "c", NULL}));
    assert_nothing_beside(fixture);
}

static void what_a_killed_build_put_aside_is_brought_back(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = fixture->build.arena;

    publish(fixture, (const char *[]){"index.html", "a", NULL});
    file_write(path_of(fixture, "CNAME"), "palopo", 6);
    file_write(scratch_path(arena, ".lampiran/lampiran.txt"), "x", 1);
    assert_int_equal(rename(fixture->folder, scratch_path(arena, ".lampiran/site.old")), 0);
    start(fixture, (const char *[]){NULL});
    publish_abandon(fixture->publisher);
    assert_file(fixture, "index.html", "a");
    assert_file(fixture, "CNAME", "palopo");
    assert_nothing_beside(fixture);
}

static void a_folder_of_others_in_place_of_ours_is_refused(void **state)
{
    struct fixture *fixture = *state;

    file_write(scratch_path(fixture->build.arena, ".lampiran/mine"), "x", 1);
    assert_refused(fixture);
    assert_true(file_exists(scratch_path(fixture->build.arena, ".lampiran/mine")));
}

static void links_in_place_of_our_folders_are_refused(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = fixture->build.arena;

    file_write(scratch_path(arena, "real/mine"), "x", 1);
    assert_int_equal(symlink("real", scratch_path(arena, ".lampiran")), 0);
    assert_refused(fixture);
    unlink(scratch_path(arena, ".lampiran"));
    diags_free(fixture->build.diags);
    fixture->build.diags = diags_new();
    assert_int_equal(symlink("real", fixture->folder), 0);
    assert_refused(fixture);
    assert_true(file_exists(scratch_path(arena, "real/mine")));
    assert_false(file_exists(scratch_path(arena, "real/index.html")));
}

static void no_link_within_an_output_is_followed(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = fixture->build.arena;

    publish(fixture, (const char *[]){"index.html", "a", NULL});
    file_write(scratch_path(arena, "real/x.css"), "mine", 4);
    assert_int_equal(symlink("../real", path_of(fixture, "assets")), 0);
    assert_false(publish(fixture, (const char *[]){"index.html", "b", "assets/x.css", "ours", NULL}));
    assert_int_equal(diags_count(fixture->build.diags, SEVERITY_ERROR), 1);
    assert_file(fixture, "index.html", "a");
    assert_file(fixture, "../real/x.css", "mine");
    assert_nothing_beside(fixture);
}

static void a_link_in_place_of_a_file_or_folder_of_ours_is_named(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = {0};

    publish(fixture, (const char *[]){"index.html", "a", "assets/x.css", "b", NULL});
    file_remove_tree(path_of(fixture, "assets"));
    assert_int_equal(symlink("../real", path_of(fixture, "assets")), 0);
    assert_false(publish(fixture, (const char *[]){"index.html", "a", "assets/x.css", "b", NULL}));
    diags_print_json(fixture->build.diags, &out);
    assert_non_null(strstr(buffer_string(&out), "site/assets/x.css' was not made by lampiran"));
    buffer_free(&out);
    assert_nothing_beside(fixture);
}

static void links_of_others_are_carried_over_as_links(void **state)
{
    struct fixture *fixture = *state;
    struct stat info;

    publish(fixture, (const char *[]){"index.html", "a", NULL});
    assert_int_equal(symlink("../nowhere", path_of(fixture, "foto")), 0);
    assert_true(publish(fixture, (const char *[]){"index.html", "b", NULL}));
    assert_int_equal(lstat(path_of(fixture, "foto"), &info), 0);
    assert_true(S_ISLNK(info.st_mode));
}

static void names_that_leave_the_output_or_fit_no_disk_are_refused(void **state)
{
    static const char *const names[] = {"../x.html", "/x.html", "a/../../x.html", "a//b.html", "a/",
                                        "",          ".",       "a\nb",           "a\\b.html", "con.html",
                                        "a/Nul",     "x.",      "x /y",           "a:b",       "\xff.html"};
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_false(publish(fixture, (const char *[]){names[i], "x", NULL}));
        assert_int_equal(diags_count(fixture->build.diags, SEVERITY_ERROR), i + 1);
        assert_nothing_beside(fixture);
    }
    assert_false(file_exists(fixture->folder));
    assert_true(publish(
        fixture, (const char *[]){"a b/%20/\xe2\x82\xac.html", "x", "com.html", "y", ".lampiran-pdf", "z", NULL}));
}

static void folders_of_others_may_lie_deep_but_not_too_deep(void **state)
{
    struct fixture *fixture = *state;
    struct buffer name = {0};

    publish(fixture, (const char *[]){"index.html", "a", NULL});
    for (int i = 0; i < 60; i++)
        buffer_text(&name, "a/");
    buffer_text(&name, "x");
    file_write(path_of(fixture, buffer_string(&name)), "x", 1);
    assert_true(publish(fixture, (const char *[]){"index.html", "b", NULL}));
    assert_file(fixture, buffer_string(&name), "x");
    buffer_cut(&name, name.length - 1);
    for (int i = 0; i < 800; i++)
        buffer_text(&name, "b/");
    buffer_text(&name, "y");
    assert_int_equal(file_write(path_of(fixture, buffer_string(&name)), "y", 1), FILE_OK);
    assert_false(publish(fixture, (const char *[]){"index.html", "c", NULL}));
    assert_int_equal(diags_count(fixture->build.diags, SEVERITY_ERROR), 1);
    assert_file(fixture, "index.html", "b");
    assert_file(fixture, buffer_string(&name), "y");
    assert_nothing_beside(fixture);
    buffer_free(&name);
}

static void two_outputs_of_one_name_are_refused(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = {0};

    publish(fixture, (const char *[]){"index.html", "a", NULL});
    assert_false(publish(fixture, (const char *[]){"index.html", "b", "index.html", "c", NULL}));
    diags_print_json(fixture->build.diags, &out);
    assert_non_null(strstr(buffer_string(&out), "output-twice"));
    buffer_free(&out);
    assert_file(fixture, "index.html", "a");
    assert_nothing_beside(fixture);
}

static void two_builds_at_once_do_not_mix(void **state)
{
    struct fixture *fixture = *state;

    start(fixture, (const char *[]){"index.html", "first", NULL});
    assert_null(publish_open(&fixture->build, scratch_folder()));
    assert_int_equal(diags_count(fixture->build.diags, SEVERITY_ERROR), 1);
    assert_true(publish_finish(fixture->publisher));
    assert_file(fixture, "index.html", "first");
}

static void two_outputs_are_published_or_none(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = fixture->build.arena;

    publish(fixture, (const char *[]){"index.html", "a", NULL});
    start(fixture, (const char *[]){"index.html", "b", NULL});
    struct publication *second = publish_begin(fixture->publisher, "appendices", NULL);
    put(second, "lampiran.tex", "x");
    put(second, "lampiran.tex", "y");
    assert_false(publish_finish(fixture->publisher));
    assert_file(fixture, "index.html", "a");
    assert_false(file_exists(scratch_path(arena, "appendices")));
    start(fixture, (const char *[]){"index.html", "b", NULL});
    second = publish_begin(fixture->publisher, "appendices", NULL);
    put(second, "lampiran.tex", "x");
    assert_true(publish_finish(fixture->publisher));
    assert_file(fixture, "index.html", "b");
    assert_file(fixture, "../appendices/lampiran.tex", "x");
    assert_nothing_beside(fixture);
}

static void two_outputs_of_one_name_are_an_error(void **state)
{
    struct fixture *fixture = *state;

    assert_false(publish(fixture, (const char *[]){"x.html", "a", "x.html", "b", NULL}));
    assert_false(file_exists(fixture->folder));
}

static void a_file_that_cannot_be_written_leaves_the_old_folder(void **state)
{
    struct fixture *fixture = *state;

    publish(fixture, (const char *[]){"index.html", "a", NULL});
    /* A name too long for any file system stands for a full disk here. */
    char name[400];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_false(publish(fixture, (const char *[]){"index.html", "b", name, "c", NULL}));
    assert_file(fixture, "index.html", "a");
    assert_int_equal(diags_count(fixture->build.diags, SEVERITY_ERROR), 1);
    assert_nothing_beside(fixture);
}

static void a_folder_that_is_a_file_is_refused(void **state)
{
    struct fixture *fixture = *state;

    file_write(fixture->folder, "x", 1);
    assert_refused(fixture);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_first_build_makes_the_folder),
        TEST(what_is_no_longer_made_goes),
        TEST(what_others_made_stays),
        TEST(a_file_of_others_in_the_way_is_an_error_and_nothing_changes),
        TEST(a_build_that_changes_nothing_writes_nothing),
        TEST(an_unchanged_file_keeps_its_inode),
        TEST(an_abandoned_build_leaves_the_old_one),
        TEST(what_a_killed_build_left_is_cleared),
        TEST(what_a_killed_build_put_aside_is_brought_back),
        TEST(a_folder_of_others_in_place_of_ours_is_refused),
        TEST(links_in_place_of_our_folders_are_refused),
        TEST(no_link_within_an_output_is_followed),
        TEST(a_link_in_place_of_a_file_or_folder_of_ours_is_named),
        TEST(links_of_others_are_carried_over_as_links),
        TEST(names_that_leave_the_output_or_fit_no_disk_are_refused),
        TEST(folders_of_others_may_lie_deep_but_not_too_deep),
        TEST(two_outputs_of_one_name_are_refused),
        TEST(two_builds_at_once_do_not_mix),
        TEST(two_outputs_are_published_or_none),
        TEST(two_outputs_of_one_name_are_an_error),
        TEST(a_file_that_cannot_be_written_leaves_the_old_folder),
        TEST(a_folder_that_is_a_file_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
