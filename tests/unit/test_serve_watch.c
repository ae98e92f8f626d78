#include "base/arena.h"
#include "base/file.h"
#include "serve/private.h"
#include "support/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A study folder and a folder of built-in files, watched. */
static struct arena *arena;
static struct watch *watch;

static const char *path_of(const char *name)
{
    return scratch_path(arena, name);
}

/* Two changes in one tick of the clock of files look like one, to who has to look. */
static void let_time_pass(void)
{
    if (watch != NULL && watch_descriptor(watch) < 0)
        usleep(10000);
}

static void save(const char *name)
{
    let_time_pass();
    scratch_put(name, "x");
}

static void move(const char *from, const char *to)
{
    assert_int_equal(rename(path_of(from), path_of(to)), 0);
}

static int begin(void **state)
{
    int error;

    (void)state;
    arena = arena_new();
    scratch_make();
    save("study/content/pages/a.md");
    save("share/layouts/html/page.html");
    watch = watch_open(path_of("study"), path_of("share"));
    assert_non_null(watch);
    assert_null(watch_blind_spot(watch, &error));
    assert_false(watch_take(watch));
    return 0;
}

static int end(void **state)
{
    (void)state;
    watch_close(watch);
    watch = NULL;
    scratch_remove();
    arena_free(arena);
    return 0;
}

static void saves_in_the_study_and_in_built_in_files_are_seen(void **state)
{
    (void)state;
    save("study/content/pages/a.md");
    assert_true(watch_take(watch));
    assert_false(watch_take(watch));
    save("share/layouts/html/page.html");
    assert_true(watch_take(watch));
    unlink(path_of("study/content/pages/a.md"));
    assert_true(watch_take(watch));
}

static void what_no_build_reads_is_passed_over(void **state)
{
    (void)state;
    save("study/content/pages/.a.md.swp");
    save("study/content/pages/a.md~");
    save("study/content/pages/#a.md#");
    save("study/site/index.html");
    save("study/notes.txt");
    assert_false(watch_take(watch));
}

static void a_new_file_is_seen_when_it_is_closed(void **state)
{
    (void)state;
    FILE *file = fopen(path_of("study/content/pages/b.md"), "w");
    assert_non_null(file);
    /* Who has to look sees it as soon as it is there, and again when it is whole. */
    bool is_told = watch_descriptor(watch) >= 0;
    assert_int_equal(watch_take(watch) != WATCH_NOTHING, !is_told);
    let_time_pass();
    fputs("x", file);
    fclose(file);
    assert_true(watch_take(watch));
    assert_int_equal(symlink("b.md", path_of("study/content/pages/c.md")), 0);
    assert_true(watch_take(watch));
}

static void folders_that_come_with_what_is_in_them_are_watched(void **state)
{
    (void)state;
    save("study/lua/hooks/deep/er/a.lua");
    assert_true(watch_take(watch));
    save("study/lua/hooks/deep/er/a.lua");
    assert_true(watch_take(watch));
}

static void folders_are_followed_when_they_move(void **state)
{
    (void)state;
    move("study/content/pages", "study/content/halaman");
    assert_true(watch_take(watch));
    save("study/content/halaman/a.md");
    assert_true(watch_take(watch));
    move("study/content/halaman", "study/aside");
    assert_true(watch_take(watch));
    save("study/aside/a.md");
    assert_false(watch_take(watch));
    move("study/aside", "study/content/pages");
    assert_true(watch_take(watch));
    save("study/content/pages/a.md");
    assert_true(watch_take(watch));
}

static void after_more_changes_than_the_system_remembers_everything_is_watched(void **state)
{
    (void)state;
    for (int i = 0; i < 10000; i++)
        move(i % 2 ? "study/content/pages/b.md" : "study/content/pages/a.md",
             i % 2 ? "study/content/pages/a.md" : "study/content/pages/b.md");
    save("study/layouts/html/late.html");
    assert_true(watch_take(watch));
    assert_false(watch_take(watch));
    save("study/layouts/html/late.html");
    assert_true(watch_take(watch));
}

static void content_may_be_a_link_that_comes_later(void **state)
{
    (void)state;
    move("study/content", "elsewhere");
    assert_true(watch_take(watch));
    assert_int_equal(symlink("../elsewhere", path_of("study/content")), 0);
    assert_true(watch_take(watch));
    save("elsewhere/pages/a.md");
    assert_true(watch_take(watch));
}

static void the_file_behind_a_link_is_seen_and_nothing_beside_it(void **state)
{
    (void)state;
    save("study/bahan/works.bib");
    save("study/works.bib");
    assert_false(watch_take(watch));
    assert_int_equal(symlink("../bahan/works.bib", path_of("study/content/references.bib")), 0);
    assert_int_equal(symlink("../../works.bib", path_of("study/content/pages/works.bib")), 0);
    assert_true(watch_take(watch));
    save("study/bahan/works.bib");
    assert_true(watch_take(watch));
    save("study/bahan/other.bib");
    assert_false(watch_take(watch));
    move("study/bahan/other.bib", "study/bahan/works.bib");
    assert_true(watch_take(watch));
    save("study/works.bib");
    assert_true(watch_take(watch));
    save("study/notes.txt");
    assert_false(watch_take(watch));
}

static void links_that_are_there_at_the_start_are_followed(void **state)
{
    int error;

    (void)state;
    save("study/bahan/works.bib");
    assert_int_equal(symlink("../bahan/works.bib", path_of("study/content/references.bib")), 0);
    assert_int_equal(symlink("a.md", path_of("study/content/pages/b.md")), 0);
    assert_int_equal(symlink("nowhere", path_of("study/content/pages/c.md")), 0);
    struct watch *late = watch_open(path_of("study"), path_of("share"));
    assert_null(watch_blind_spot(late, &error));
    save("study/bahan/works.bib");
    assert_true(watch_take(late));
    save("study/content/pages/new.md");
    assert_true(watch_take(late));
    watch_close(late);
}

static void what_pages_show_as_it_is_may_change_more_than_pages(void **state)
{
    (void)state;
    save("study/content/pages/a.md");
    assert_int_equal(watch_take(watch), WATCH_PAGES);
    save("study/content/b.svg");
    save("study/content/pages/a.md");
    assert_int_equal(watch_take(watch), WATCH_EVERYTHING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(saves_in_the_study_and_in_built_in_files_are_seen, begin, end),
        cmocka_unit_test_setup_teardown(what_no_build_reads_is_passed_over, begin, end),
        cmocka_unit_test_setup_teardown(what_pages_show_as_it_is_may_change_more_than_pages, begin, end),
        cmocka_unit_test_setup_teardown(a_new_file_is_seen_when_it_is_closed, begin, end),
        cmocka_unit_test_setup_teardown(folders_that_come_with_what_is_in_them_are_watched, begin, end),
        cmocka_unit_test_setup_teardown(folders_are_followed_when_they_move, begin, end),
        cmocka_unit_test_setup_teardown(after_more_changes_than_the_system_remembers_everything_is_watched, begin, end),
        cmocka_unit_test_setup_teardown(content_may_be_a_link_that_comes_later, begin, end),
        cmocka_unit_test_setup_teardown(the_file_behind_a_link_is_seen_and_nothing_beside_it, begin, end),
        cmocka_unit_test_setup_teardown(links_that_are_there_at_the_start_are_followed, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
