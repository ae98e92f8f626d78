#include "serve/private.h"

#include "base/arena.h"
#include "base/platform.h"

#if !ON_LINUX

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/*
 * Where the system does not tell of changes: each look goes through all inputs and makes a number of their names and
 * of what is known of each, which is another one after a change; one number for each kind of change.
 */

enum { DEEPEST = 32 };

struct watch {
    char *tops[2];                       /* the study folder and share */
    uint64_t seen[WATCH_EVERYTHING + 1]; /* at the last look */
    char *blind;                         /* the first folder that could not be read */
    int error;                           /* and why */
};

static const uint64_t start_of_sum = UINT64_C(0xcbf29ce484222325);

/* FNV-1a: a change is to be noticed, and nobody gains by hiding one. */
static void add_bytes(uint64_t *sum, const void *bytes, size_t length)
{
    for (const unsigned char *byte = bytes; length > 0; byte++, length--)
        *sum = (*sum ^ *byte) * UINT64_C(0x100000001b3);
}

static void add_entry(uint64_t *sum, const char *path, const struct stat *info)
{
    const int64_t known[] = {(int64_t)info->st_dev, (int64_t)info->st_ino, (int64_t)info->st_size,
                             (int64_t)info->st_mode, platform_changed(info)};

    add_bytes(sum, path, strlen(path) + 1);
    add_bytes(sum, known, sizeof known);
}

static void note_blind(struct watch *watch, const char *path)
{
    if (errno == ENOENT || errno == ENOTDIR || watch->blind != NULL)
        return;
    watch->error = errno;
    watch->blind = watch_resolve(path);
}

/* The folder and all below it; a link stands for the file that it leads to. */
static void add_tree(struct watch *watch, uint64_t sums[], const char *path, int depth)
{
    struct dirent *entry;
    DIR *directory = opendir(path);

    if (directory == NULL) {
        note_blind(watch, path);
        return;
    }
    while ((entry = readdir(directory)) != NULL) {
        char below[PATH_MAX];
        struct stat info;
        if (watch_passes_over(entry->d_name) ||
            snprintf(below, sizeof below, "%s/%s", path, entry->d_name) >= (int)sizeof below ||
            lstat(below, &info) != 0)
            continue;
        bool is_link = S_ISLNK(info.st_mode), is_folder = S_ISDIR(info.st_mode);
        uint64_t *sum = &sums[is_folder ? WATCH_EVERYTHING : watch_change_of(entry->d_name)];
        if (is_folder && depth < DEEPEST)
            add_tree(watch, sums, below, depth + 1);
        /* A folder is what lies in it: what is passed over there changes the folder as well. */
        if (is_folder)
            add_bytes(sum, below, strlen(below) + 1);
        else
            add_entry(sum, below, &info);
        if (is_link && stat(below, &info) == 0 && !S_ISDIR(info.st_mode))
            add_entry(sum, below, &info);
    }
    closedir(directory);
}

static void look(struct watch *watch, uint64_t sums[])
{
    static const char *const inputs[] = {"content", "layouts", "lua"};
    uint64_t *everything = &sums[WATCH_EVERYTHING];
    char path[PATH_MAX];
    struct stat info;

    for (int kind = WATCH_NOTHING; kind <= WATCH_EVERYTHING; kind++)
        sums[kind] = start_of_sum;
    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; j < 3; j++) {
            if (snprintf(path, sizeof path, "%s/%s", watch->tops[i], inputs[j]) >= (int)sizeof path ||
                lstat(path, &info) != 0)
                continue;
            /* A folder that may itself be a link, of which there is no built-in content/. */
            add_bytes(everything, path, strlen(path) + 1);
            if (S_ISLNK(info.st_mode))
                add_entry(everything, path, &info);
            if (i == 0 || j > 0)
                add_tree(watch, sums, path, 0);
        }
    }
}

struct watch *watch_open(const char *root, const char *share)
{
    struct watch *watch = memory_alloc(sizeof *watch);

    *watch = (struct watch){.tops = {watch_resolve(root), watch_resolve(share)}};
    look(watch, watch->seen);
    return watch;
}

int watch_descriptor(const struct watch *watch)
{
    (void)watch;
    return -1;
}

enum watch_change watch_take(struct watch *watch)
{
    enum watch_change change = WATCH_NOTHING;
    uint64_t before[WATCH_EVERYTHING + 1];

    memcpy(before, watch->seen, sizeof before);
    look(watch, watch->seen);
    for (enum watch_change kind = WATCH_PAGES; kind <= WATCH_EVERYTHING; kind++) {
        if (watch->seen[kind] != before[kind])
            change = kind;
    }
    return change;
}

const char *watch_blind_spot(const struct watch *watch, int *error)
{
    *error = watch->error;
    return watch->blind;
}

void watch_close(struct watch *watch)
{
    free(watch->tops[0]);
    free(watch->tops[1]);
    free(watch->blind);
    free(watch);
}

#endif
