#include "publish/private.h"

#include "base/beneath.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- carrying over ---- */

struct carrying {
    int to;
    bool (*keep)(void *context, const char *path);
    void *context;
};

static enum file_status carry_below(const struct carrying *carrying, int from, const char *prefix, int depth);

/* Carries over what the folder from has under name, which is path relative to both outputs. */
static enum file_status carry_entry(const struct carrying *carrying, int from, const char *name, const char *path,
                                    int depth)
{
    struct stat info;

    if (fstatat(from, name, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return FILE_FAILED;
    if (S_ISDIR(info.st_mode)) {
        int below = depth < FOLDER_DEEPEST ? beneath_open(from, name) : (errno = ELOOP, -1);
        return below < 0 ? FILE_FAILED : carry_below(carrying, below, path, depth + 1);
    }
    return carrying->keep(carrying->context, path) ? beneath_link(from, name, carrying->to, path) : FILE_OK;
}

/* Carries over what lies in the folder from, and closes it. */
static enum file_status carry_below(const struct carrying *carrying, int from, const char *prefix, int depth)
{
    enum file_status status = FILE_OK;
    bool is_empty = true;
    char path[PATH_MAX];
    struct dirent *entry;
    DIR *directory = fdopendir(from);

    if (directory == NULL) {
        close(from);
        return FILE_FAILED;
    }
    while (status == FILE_OK && (entry = readdir(directory)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        is_empty = false;
        if (snprintf(path, sizeof path, "%s%s%s", prefix, *prefix ? "/" : "", entry->d_name) < (int)sizeof path) {
            status = carry_entry(carrying, from, entry->d_name, path, depth);
        } else {
            errno = ENAMETOOLONG;
            status = FILE_FAILED;
        }
    }
    int saved = errno;
    closedir(directory);
    errno = saved;
    /* Ours are never empty, so this one is somebody else's. */
    if (status == FILE_OK && is_empty && *prefix)
        status = beneath_make_folders(carrying->to, prefix);
    return status;
}

enum file_status folder_carry_over(int from, int to, bool (*keep)(void *context, const char *path), void *context)
{
    const struct carrying carrying = {to, keep, context};
    int below = beneath_open(from, ".");

    return below < 0 ? FILE_FAILED : carry_below(&carrying, below, "", 0);
}

/* ---- the workshop ---- */

enum { MOST_ATTEMPTS = 20, ATTEMPT_MICROSECONDS = 50000 };

const char workshop_name[] = ".lampiran";

/* Says that the folder is ours. */
static const char mark_name[] = "lampiran.txt";
static const char mark_text[] = "lampiran works here while it publishes; when none runs, this folder may be removed.\n";

/* What an output is called here from when it makes way until the new one is in its place, and then until it goes. */
static const char aside_ending[] = ".old";

static void aside_name(char aside[NAME_MAX + 1], const char *name)
{
    snprintf(aside, NAME_MAX + 1, "%s%s", name, aside_ending);
}

/* Brings an output back that made way for a new one which then did not come. */
static void bring_back(int parent, int workshop, const char *aside)
{
    char name[NAME_MAX + 1];
    size_t length = strlen(aside), ending = sizeof aside_ending - 1;

    if (length <= ending || strcmp(aside + length - ending, aside_ending) != 0)
        return;
    snprintf(name, sizeof name, "%.*s", (int)(length - ending), aside);
    if (beneath_kind_of(parent, name) == BENEATH_NOTHING)
        beneath_rename(workshop, aside, parent, name);
}

static void bring_all_back(int parent, int workshop)
{
    int copy = beneath_open(workshop, ".");
    DIR *directory = copy < 0 ? NULL : fdopendir(copy);
    struct dirent *entry;

    if (directory == NULL)
        return;
    while ((entry = readdir(directory)) != NULL)
        bring_back(parent, workshop, entry->d_name);
    closedir(directory);
}

/*
 * It has our mark; or, as that may be gone already where removing it was killed, or is still going on, nothing but what
 * we put there.
 */
static bool is_ours(int workshop)
{
    static const char *const names[] = {"site", "appendices", "appendices-public", mark_name, NULL};
    static const char deep_start[] = ".lampiran-deep-"; /* of beneath_remove */
    bool ours = true;
    int copy = beneath_open(workshop, ".");
    DIR *directory = copy < 0 ? NULL : fdopendir(copy);
    struct dirent *entry;

    if (beneath_kind_of(workshop, mark_name) == BENEATH_FILE || directory == NULL) {
        if (directory != NULL)
            closedir(directory);
        return directory != NULL;
    }
    while (ours && (entry = readdir(directory)) != NULL) {
        const char *name = entry->d_name;
        size_t length = strlen(name), ending = sizeof aside_ending - 1;
        if (length > ending && strcmp(name + length - ending, aside_ending) == 0)
            length -= ending;
        ours = strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
               strncmp(name, deep_start, strlen(deep_start)) == 0 || text_is_one_of(name, length, names);
    }
    closedir(directory);
    return ours;
}

/* Clears what a killed run left. False: errno tells. */
static bool clear_old(int parent)
{
    int old = beneath_open(parent, workshop_name);

    if (old < 0)
        return false;
    bool ours = is_ours(old);
    if (ours)
        bring_all_back(parent, old);
    close(old);
    if (ours)
        return beneath_remove(parent, workshop_name) == FILE_OK;
    errno = EEXIST;
    return false;
}

static int open_anew(int parent)
{
    enum beneath_kind kind = beneath_kind_of(parent, workshop_name);

    if (kind == BENEATH_FILE || kind == BENEATH_OTHER) {
        errno = EEXIST;
        return -1;
    }
    if ((kind == BENEATH_FOLDER && !clear_old(parent)) || mkdirat(parent, workshop_name, 0700) != 0)
        return -1;
    int workshop = beneath_open(parent, workshop_name);
    if (workshop >= 0 && beneath_write(workshop, mark_name, mark_text, sizeof mark_text - 1) == FILE_OK)
        return workshop;
    int saved = errno;
    if (workshop >= 0)
        workshop_close(parent, workshop);
    errno = saved;
    return -1;
}

int workshop_open(int parent)
{
    int workshop = open_anew(parent);

    /* The keeper of a killed run may just be removing the old one, by its name. */
    for (int again = 0; workshop < 0 && (errno == ENOENT || errno == ENOTEMPTY) && again < MOST_ATTEMPTS; again++) {
        usleep(ATTEMPT_MICROSECONDS);
        workshop = open_anew(parent);
    }
    return workshop;
}

void workshop_close(int parent, int workshop)
{
    close(workshop);
    beneath_remove(parent, workshop_name);
}

/* For file systems without an exchange: who is killed between the two renames finds the old one brought back. */
static bool swap_in_two_steps(int parent, int workshop, const char *name)
{
    char aside[NAME_MAX + 1];

    aside_name(aside, name);
    if (!beneath_rename(parent, name, workshop, aside))
        return false;
    if (beneath_rename(workshop, name, parent, name))
        return true;
    int saved = errno;
    beneath_rename(workshop, aside, parent, name);
    errno = saved;
    return false;
}

bool workshop_swap(int parent, int workshop, const char *name)
{
    if (beneath_kind_of(parent, name) == BENEATH_NOTHING)
        return beneath_rename(workshop, name, parent, name);
    return beneath_exchange(parent, name, workshop, name) ||
           (errno == EINVAL && swap_in_two_steps(parent, workshop, name));
}

void workshop_swap_back(int parent, int workshop, const char *name, bool had_old)
{
    char aside[NAME_MAX + 1];

    aside_name(aside, name);
    if (had_old && beneath_exchange(parent, name, workshop, name))
        return;
    if (beneath_rename(parent, name, workshop, name) && had_old)
        beneath_rename(workshop, aside, parent, name);
}
