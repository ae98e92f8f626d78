/*
 * Runs the cases of tests/study/bad: each folder NAME holds the files that differ from base/content, and
 * `expected`, the diagnostics as `lampiran check` prints them, without source lines.  `remove` lists files
 * of base that are left out, and `setup` is a shell script for what git cannot hold (pipes, huge files), run
 * in the study folder.  base/checks is the study's lua/checks, unless it has a lua/.
 *
 * With a file `final`, the study is checked as for `lampiran build --final`; a file `standard` names the checklist
 * whose items are checked as well; with a file `notes` what is still to be done is noted; with a file `release` also
 * what is asked before others get the study.
 *
 *     run [--accept] CASES-FOLDER [NAME...]
 *     run --say LANGUAGE LOCALES CASES-FOLDER [NAME...]
 *
 * The second compares nothing: it prints what is said in that language, whose catalogues are in LOCALES.
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/say.h"
#include "check/check.h"
#include "leak/leak.h"
#include "read/read.h"
#include "study/study.h"
#include "support/scratch.h"
#include "write/drawing/drawing.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct run {
    char *cases;
    char *share; /* the repository, for lua/checks/ */
    bool accept;
    bool says;         /* prints the diagnostics and compares nothing */
    const char *study; /* that of the case at hand, alone in the working folder: no source lines are found */
    int failed;
    int count;
};

static void die(const char *what, const char *path)
{
    fprintf(stderr, "study tests: %s: ", what);
    perror(path);
    exit(2);
}

static void copy_file(const char *from, const char *to)
{
    char target[4096];
    ssize_t length = readlink(from, target, sizeof target - 1);

    unlink(to);
    if (length > 0) {
        target[length] = '\0';
        if (symlink(target, to) != 0)
            die("cannot link", to);
        return;
    }
    struct buffer bytes = {0};
    if (file_read(from, &bytes) != FILE_OK)
        die("cannot read", from);
    if (file_write(to, buffer_string(&bytes), bytes.length) != FILE_OK)
        die("cannot write", to);
    buffer_free(&bytes);
}

static bool is_ours(const char *name)
{
    return strcmp(name, "expected") == 0 || strcmp(name, "remove") == 0 || strcmp(name, "setup") == 0 ||
           strcmp(name, "final") == 0 || strcmp(name, "standard") == 0 || strcmp(name, "release") == 0 ||
           strcmp(name, "notes") == 0;
}

static void copy_folder(struct arena *arena, const char *from, const char *to)
{
    struct list names = {0};

    file_list(from, arena, &names);
    for (size_t i = 0; i < names.count; i++) {
        const char *name = names.items[i];
        if (!is_ours(name))
            copy_file(file_join(arena, from, name), file_join(arena, to, name));
    }
}

static void remove_listed(struct arena *arena, const char *list_path, const char *content)
{
    struct buffer list = {0};

    if (file_read(list_path, &list) == FILE_OK) {
        char *rest = list.bytes, *name;
        while ((name = strsep(&rest, "\n")) != NULL) {
            if (*name != '\0' && unlink(file_join(arena, content, name)) != 0)
                die("cannot remove", name);
        }
    }
    buffer_free(&list);
}

/* The study of case name, in the scratch folder. */
static void lay_out(const struct run *run, struct arena *arena, const char *folder)
{
    const char *content = file_join(arena, run->study, "content");
    const char *setup = file_join(arena, folder, "setup");

    file_remove_tree(run->study);
    copy_folder(arena, file_join(arena, run->cases, "../base/content"), content);
    copy_folder(arena, folder, content);
    remove_listed(arena, file_join(arena, folder, "remove"), content);
    if (file_exists(setup)) {
        const char *command = arena_format(arena, "cd '%s' && sh '%s'", run->study, setup);
        if (system(command) != 0)
            die("setup failed", setup);
    }
    if (!file_exists(file_join(arena, run->study, "lua")))
        copy_folder(arena, file_join(arena, run->cases, "../base/checks"), file_join(arena, run->study, "lua/checks"));
}

/* The file at path, if there is one, holds "coreq" or "srqr": that checklist as a bit. */
static unsigned named_standard(const char *path)
{
    struct buffer name = {0};
    unsigned standards = 0;

    for (int standard = 0; file_read(path, &name) == FILE_OK && standard < STANDARD_COUNT; standard++) {
        if (strncmp(name.bytes, standard_names[standard], strlen(standard_names[standard])) == 0)
            standards |= 1u << standard;
    }
    buffer_free(&name);
    return standards;
}

/* The diagnostics, as printed. */
static char *diagnose(const struct run *run, struct arena *arena, const char *folder)
{
    struct build build = {.arena = arena, .diags = diags_new(), .root = run->study, .share = run->share, .jobs = 2};
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);

    build.final = file_exists(file_join(arena, folder, "final"));
    build.standards = named_standard(file_join(arena, folder, "standard"));
    build.notes = file_exists(file_join(arena, folder, "notes")) ? diags_new() : NULL;
    struct list studies = {0};
    read_studies(&build, &studies);
    struct study *study = studies.items[0];
    const struct identities *identities = read_identities(&build, study);
    for (size_t i = 0; i < studies.count; i++)
        check_study(&build, &(struct views){arena, studies.items[i]});
    read_consents(&build, study);
    if (file_exists(file_join(arena, folder, "release")))
        check_release(&build, &(struct views){arena, study}, leak_guard_holds, leak_guard_new(arena, identities));
    if (diags_count(build.diags, SEVERITY_ERROR) == 0)
        diagrams_of(&build, study);
    if (build.notes != NULL)
        diags_merge(build.diags, build.notes);
    diags_print(build.diags, ".", 0, out);
    fclose(out);
    diags_free(build.notes);
    diags_free(build.diags);
    return text;
}

static void show_difference(struct arena *arena, const char *expected, const char *got)
{
    const char *actual = "actual";

    file_write(actual, got, strlen(got));
    fflush(stdout);
    if (system(arena_format(arena, "diff -u '%s' '%s' | tail -n +3", expected, actual)) < 0)
        perror("diff");
    unlink(actual);
}

static bool holds(const char *path, const char *text)
{
    struct buffer bytes = {0};
    bool same = file_read(path, &bytes) == FILE_OK && strcmp(buffer_string(&bytes), text) == 0;

    buffer_free(&bytes);
    return same;
}

static void run_case(struct run *run, const char *name)
{
    struct arena *arena = arena_new();
    const char *folder = file_join(arena, run->cases, name);
    const char *expected = file_join(arena, folder, "expected");

    lay_out(run, arena, folder);
    char *got = diagnose(run, arena, folder);
    run->count++;
    if (run->says) {
        printf("## %s\n%s", name, got);
    } else if (run->accept) {
        if (file_write(expected, got, strlen(got)) != FILE_OK)
            die("cannot write", expected);
    } else if (!holds(expected, got)) {
        run->failed++;
        printf("FAILED %s\n", folder);
        show_difference(arena, file_exists(expected) ? expected : "/dev/null", got);
    }
    free(got);
    arena_free(arena);
}

static int is_case(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void run_all(struct run *run)
{
    struct dirent **entries;
    int count = scandir(run->cases, &entries, is_case, alphasort);

    if (count < 0)
        die("no cases", run->cases);
    for (int i = 0; i < count; i++) {
        run_case(run, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
}

int main(int argc, char **argv)
{
    struct run run = {.study = "study"};
    int at = 1;

    if (at < argc && strcmp(argv[at], "--accept") == 0) {
        run.accept = true;
        at++;
    }
    if (at + 2 < argc && strcmp(argv[at], "--say") == 0) {
        char *locales = realpath(argv[at + 2], NULL);
        if (locales == NULL || !say_in(argv[at + 1], locales))
            die("no such language", argv[at + 1]);
        free(locales);
        run.says = true;
        at += 3;
    }
    if (at >= argc) {
        fprintf(stderr, "usage: run [--accept | --say LANGUAGE LOCALES] CASES-FOLDER [NAME...]\n");
        return 2;
    }
    run.share = realpath(".", NULL);
    run.cases = realpath(argv[at++], NULL);
    if (run.cases == NULL)
        die("no cases", argv[at - 1]);
    if (chdir(scratch_make()) != 0)
        die("no folder for the studies", scratch_folder());
    if (at == argc)
        run_all(&run);
    for (; at < argc; at++)
        run_case(&run, argv[at]);
    scratch_remove();
    free(run.cases);
    free(run.share);
    printf("study: %d cases, %d failed\n", run.count, run.failed);
    return run.failed ? 1 : 0;
}
