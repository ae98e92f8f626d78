#include "deliver/deliver.h"

#include "base/arena.h"
#include "base/beneath.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/list.h"
#include "base/process.h"
#include "base/say.h"
#include "publish/publish.h"
#include "study/study.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECONDS = 120, MOST_ARGUMENTS = 16 };

/* By this line of its message a commit is known as one of ours. */
static const char mark[] = "Published-by: lampiran";

static const struct place no_place;

struct delivery {
    struct build *build;
    const char *git;    /* the repository's own folder */
    const char *folder; /* where git runs: in the study, and then in the site */
    const char *variables[3];
    struct buffer output; /* of the last command, without its last line end */
};

/*
 * Runs git with arguments (NULL-terminated) and input. What a repository may have set to be run is not: it came with
 * the study. False: it failed; output says why.
 */
static bool run_git(struct delivery *delivery, const char *const *arguments, const char *input, size_t length)
{
    const char *whole[MOST_ARGUMENTS + 8] = {"git", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"};
    size_t count = 5;

    for (size_t i = 0; arguments[i] != NULL && i < MOST_ARGUMENTS; i++)
        whole[count++] = arguments[i];
    struct process process = {.arguments = whole,
                              .variables = delivery->variables,
                              .folder = delivery->folder,
                              .input = input,
                              .input_length = length,
                              .output = &delivery->output,
                              .seconds = SECONDS};
    bool done = process_run(&process) == PROCESS_DONE && process.exit_code == 0;
    const char *text = buffer_string(&delivery->output);
    size_t end = delivery->output.length;
    while (end > 0 && text[end - 1] == '\n')
        end--;
    buffer_cut(&delivery->output, end);
    return done;
}

/* The same with the arguments as they are, ended by NULL, and no input. */
__attribute__((sentinel)) static bool git(struct delivery *delivery, ...)
{
    const char *arguments[MOST_ARGUMENTS + 1];
    size_t count = 0;
    va_list list;

    va_start(list, delivery);
    do
        arguments[count] = va_arg(list, const char *);
    while (arguments[count] != NULL && ++count < MOST_ARGUMENTS);
    va_end(list);
    arguments[count] = NULL;
    return run_git(delivery, arguments, NULL, 0);
}

static char *said(struct delivery *delivery)
{
    return arena_string(delivery->build->arena, buffer_string(&delivery->output));
}

static bool complain(struct delivery *delivery, const char *doing)
{
    char *first = said(delivery);

    first[strcspn(first, "\n")] = '\0';
    diag_error(delivery->build->diags, no_place, "git", "git cannot %s: %s", translated(doing),
               *first ? first : translated("it said nothing"));
    diag_system(delivery->build->diags);
    diag_hint(delivery->build->diags, "the branch is as it was; `git status` in the study may say more");
    return false;
}

/* Finds the repository that the study is in. */
static bool open_repository(struct delivery *delivery)
{
    struct arena *arena = delivery->build->arena;

    if (!process_is_there("git")) {
        diag_error(delivery->build->diags, no_place, "no-git", "git is not installed");
        diag_system(delivery->build->diags);
        diag_hint(delivery->build->diags, "on Debian and Ubuntu: apt install git");
        return false;
    }
    if (!git(delivery, "rev-parse", "--absolute-git-dir", NULL)) {
        /* Any other reason is told in git's own words. */
        const char *words = said(delivery);
        if (strstr(words, "not a git repository") != NULL)
            diag_error(delivery->build->diags, no_place, "no-repository", "the study is in no git repository");
        else
            diag_error(delivery->build->diags, no_place, "no-repository",
                       "git does not open the study's repository: %s", words);
        diag_hint(delivery->build->diags, "run `git init` in it first, or publish to a folder: --to DIR");
        return false;
    }
    delivery->git = said(delivery);
    delivery->variables[0] = arena_format(arena, "GIT_DIR=%s", delivery->git);
    delivery->variables[1] = arena_format(arena, "GIT_INDEX_FILE=%s/lampiran-index", delivery->git);
    return true;
}

/* The commit that the branch is at, "" if it is new. False: it is not for us to change. */
static bool find_parent(struct delivery *delivery, const char *branch, const char *ref, const char **parent)
{
    struct diags *diags = delivery->build->diags;

    if (!git(delivery, "check-ref-format", ref, NULL)) {
        diag_error(diags, no_place, "branch", "'%s' cannot be the name of a branch", branch);
        diag_hint(diags, "hosts of pages expect 'gh-pages' or 'pages': --to branch:gh-pages");
        return false;
    }
    if (git(delivery, "symbolic-ref", "-q", "HEAD", NULL) && strcmp(buffer_string(&delivery->output), ref) == 0) {
        diag_error(diags, no_place, "branch", "'%s' is the branch that you work on", branch);
        diag_hint(diags, "give the site a branch of its own: --to branch:gh-pages");
        return false;
    }
    *parent = "";
    if (!git(delivery, "rev-parse", "-q", "--verify", ref, NULL))
        return true;
    *parent = said(delivery);
    if (git(delivery, "log", "-1", "--format=%B", *parent, NULL) &&
        strstr(buffer_string(&delivery->output), mark) != NULL)
        return true;
    diag_error(diags, no_place, "branch", "branch '%s' holds commits that lampiran did not make", branch);
    diag_hint(diags,
              "give the site a branch of its own; or remove that one first, if nobody needs it: git branch -D %s",
              branch);
    return false;
}

/* Puts the bytes of each path, as they are, into the repository; ids gets their names, one a line. */
static bool store_files(struct delivery *delivery, const struct list *paths, char **ids)
{
    struct buffer input = {0};

    for (size_t i = 0; i < paths->count; i++)
        buffer_format(&input, "%s\n", (const char *)paths->items[i]);
    bool done = run_git(delivery, (const char *const[]){"hash-object", "-w", "--no-filters", "--stdin-paths", NULL},
                        buffer_string(&input), input.length);
    *ids = done ? said(delivery) : NULL;
    buffer_free(&input);
    return done || complain(delivery, N_("store the files of the site"));
}

/* The tree of all paths, and of an empty file that tells GitHub to leave the pages as they are. */
static bool make_tree(struct delivery *delivery, const struct list *paths, const char **tree)
{
    struct buffer index = {0};
    char *ids;

    if (!store_files(delivery, paths, &ids))
        return false;
    for (size_t i = 0; i < paths->count; i++)
        buffer_format(&index, "100644 %s\t%s\n", strsep(&ids, "\n"), (const char *)paths->items[i]);
    bool done = run_git(delivery, (const char *const[]){"hash-object", "-w", "--stdin", NULL}, "", 0);
    buffer_format(&index, "100644 %s\t.nojekyll\n", buffer_string(&delivery->output));
    done = done && git(delivery, "read-tree", "--empty", NULL) &&
           run_git(delivery, (const char *const[]){"update-index", "--add", "--index-info", NULL},
                   buffer_string(&index), index.length) &&
           git(delivery, "write-tree", NULL);
    *tree = said(delivery);
    buffer_free(&index);
    return done || complain(delivery, N_("list the files of the site"));
}

/* True, with *commit "": the branch shows the site already. */
static bool make_commit(struct delivery *delivery, const char *parent, const char *tree, const char **commit)
{
    char *message = arena_format(delivery->build->arena, "Publish the site\n\n%s\n", mark);

    *commit = "";
    if (*parent != '\0') {
        if (git(delivery, "rev-parse", arena_format(delivery->build->arena, "%s^{tree}", parent), NULL) &&
            strcmp(buffer_string(&delivery->output), tree) == 0)
            return true;
    }
    bool done = *parent == '\0' ? git(delivery, "commit-tree", tree, "-m", message, NULL)
                                : git(delivery, "commit-tree", tree, "-p", parent, "-m", message, NULL);
    if (!done)
        return complain(delivery, N_("make the commit"));
    *commit = said(delivery);
    return true;
}

/* What we made of the site, and the name of its own domain, which a host reads and the user put there. */
static bool list_site(struct delivery *delivery, struct list *paths)
{
    int folder = open(delivery->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);

    if (folder < 0) {
        diag_error(delivery->build->diags, no_place, "output-failed", "cannot read '%s': %s", delivery->folder,
                   strerror(errno));
        diag_system(delivery->build->diags);
        return false;
    }
    publish_list_made(delivery->build->arena, folder, paths);
    if (beneath_kind_of(folder, "CNAME") == BENEATH_FILE)
        list_add(paths, delivery->build->arena, (void *)"CNAME");
    close(folder);
    return true;
}

static bool deliver(struct delivery *delivery, const char *branch)
{
    struct arena *arena = delivery->build->arena;
    const char *ref = arena_format(arena, "refs/heads/%s", branch), *parent, *tree, *commit;
    struct list paths = {0};

    if (!find_parent(delivery, branch, ref, &parent) || !list_site(delivery, &paths) ||
        !make_tree(delivery, &paths, &tree) || !make_commit(delivery, parent, tree, &commit))
        return false;
    if (*commit == '\0') {
        printf(translated("Branch '%s' has this site already.\n"), branch);
        return true;
    }
    if (!git(delivery, "update-ref", "-m", "lampiran publish", ref, commit, parent, NULL))
        return complain(delivery, N_("move the branch"));
    printf(translated("Branch '%s' has the site now (%zu files). To put it on the web: git push origin %s\n"), branch,
           paths.count, branch);
    return true;
}

const char *deliver_branch_name(const char *target)
{
    static const char start[] = "branch:";

    return strncmp(target, start, sizeof start - 1) == 0 ? target + sizeof start - 1 : NULL;
}

bool deliver_to_branch(struct build *build, const char *folder, const char *branch)
{
    char whole[PATH_MAX];
    struct delivery delivery = {.build = build, .folder = build->root};

    if (realpath(folder, whole) == NULL) {
        diag_error(build->diags, no_place, "output-failed", "cannot read '%s': %s", folder, strerror(errno));
        diag_system(build->diags);
        return false;
    }
    bool done = open_repository(&delivery);
    delivery.folder = whole;
    done = done && deliver(&delivery, branch);
    if (delivery.git != NULL)
        unlink(arena_format(build->arena, "%s/lampiran-index", delivery.git));
    buffer_free(&delivery.output);
    return done;
}
