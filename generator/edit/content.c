/* A new content/ is made beside the old one, of links to what stays, and takes its place when it is whole. */

#include "edit/edit.h"

#include "base/beneath.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/process.h"
#include "base/map.h"
#include "study/study.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char content_name[] = "content", below_content[] = "content/";
static const char made_name[] = ".lampiran-content", old_name[] = ".lampiran-content-old";

/* Links all that lies in the folder from into the folder to, which is empty. */
static bool carry_over(int from, int to, int depth)
{
    int copy = openat(from, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *folder = copy >= 0 ? fdopendir(copy) : NULL;
    bool done = folder != NULL && depth < 32;
    struct dirent *entry;

    while (done && (entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (beneath_kind_of(from, entry->d_name) != BENEATH_FOLDER) {
            done = beneath_link(from, entry->d_name, to, entry->d_name) == FILE_OK;
            continue;
        }
        done = beneath_make_folders(to, entry->d_name) == FILE_OK;
        int below = beneath_open(from, entry->d_name), target = beneath_open(to, entry->d_name);
        done = done && below >= 0 && target >= 0 && carry_over(below, target, depth + 1);
        if (below >= 0)
            close(below);
        if (target >= 0)
            close(target);
    }
    if (folder != NULL)
        closedir(folder);
    return done;
}

/* In place of a link to the old one, with its rights: what is in private/ may be for its owner alone. */
static bool write_file(int folder, const char *name, const struct buffer *text)
{
    struct stat old;
    bool was_there = fstatat(folder, name, &old, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(old.st_mode);

    return beneath_remove(folder, name) == FILE_OK &&
           beneath_write(folder, name, text->length > 0 ? text->bytes : "", text->length) == FILE_OK &&
           (!was_there || fchmodat(folder, name, old.st_mode & 07777, 0) == 0);
}

/* The disk has it. */
static bool flush_file(int folder, const char *name)
{
    int file = openat(folder, name, O_RDONLY | O_CLOEXEC);
    bool done = file >= 0 && fsync(file) == 0;

    if (file >= 0)
        close(file);
    return done;
}

static bool write_files(const struct build *build, int folder, const struct map *texts, const struct list *gone)
{
    for (size_t i = 0; i < map_count(texts); i++) {
        const char *name = map_key(texts, i) + strlen(below_content);
        if (!write_file(folder, name, map_value(texts, i)) || (!build->unsynced && !flush_file(folder, name)))
            return false;
    }
    for (size_t i = 0; gone != NULL && i < gone->count; i++) {
        if (beneath_remove(folder, (const char *)gone->items[i] + strlen(below_content)) != FILE_OK)
            return false;
    }
    return true;
}

/* In one step where the file system can; else in two, the first of which is undone when the second fails. */
static bool swap(int root)
{
    if (beneath_kind_of(root, content_name) == BENEATH_NOTHING)
        return beneath_rename(root, made_name, root, content_name);
    if (beneath_exchange(root, made_name, root, content_name))
        return true;
    if (errno != EINVAL || beneath_remove(root, old_name) != FILE_OK ||
        !beneath_rename(root, content_name, root, old_name))
        return false;
    if (beneath_rename(root, made_name, root, content_name))
        return beneath_remove(root, old_name) == FILE_OK;
    int error = errno;
    beneath_rename(root, old_name, root, content_name);
    errno = error;
    return false;
}

static bool make(struct build *build, int root, const struct map *texts, const struct list *gone)
{
    int made = beneath_make_folders(root, made_name) == FILE_OK ? beneath_open(root, made_name) : -1;
    int old = beneath_open(root, content_name);
    /* Whoever holds it is at work: what a killed command left is held by nobody. */
    bool done = made >= 0 && flock(made, LOCK_EX | LOCK_NB) == 0 && (old < 0 || carry_over(old, made, 0)) &&
                write_files(build, made, texts, gone) && (build->unsynced || fsync(made) == 0) && swap(root);
    int error = errno;

    if (made >= 0)
        close(made);
    if (old >= 0)
        close(old);
    errno = error;
    return done;
}

/* Takes away what a command that was killed left: it holds what is in private/, too. False: another one is at work. */
static bool remove_left(int root)
{
    int left = beneath_open(root, made_name);
    bool is_held = left >= 0 && flock(left, LOCK_EX | LOCK_NB) != 0;
    bool done = !is_held && beneath_remove(root, made_name) == FILE_OK;

    if (left >= 0)
        close(left);
    errno = is_held ? EBUSY : errno;
    return done;
}

/* Why content/ was not swapped, by errno. */
static bool refuse(struct build *build)
{
    bool is_busy = errno == EBUSY || errno == EWOULDBLOCK;

    diag_error(build->diags, (struct place){0}, "output-failed", "cannot write to '%s': %s", build->root,
               strerror(errno));
    if (is_busy)
        diag_hint(build->diags, "another command is changing the study: try again when it has ended");
    diag_system(build->diags);
    return false;
}

bool content_replace(struct build *build, const struct map *texts, const struct list *gone)
{
    const char *path = file_join(build->arena, build->root, made_name);
    int root = file_make_folders(build->root) == FILE_OK ? open(build->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    bool done = false;

    if (root < 0 || !remove_left(root)) {
        refuse(build);
    } else {
        keeper_add_folder(path);
        done = make(build, root, texts, gone) || refuse(build);
        beneath_remove(root, made_name);
        keeper_forget_folder(path);
    }
    if (root >= 0)
        close(root);
    return done;
}

void content_recover(const struct build *build)
{
    int root = open(build->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (root < 0)
        return;
    if (beneath_kind_of(root, content_name) == BENEATH_NOTHING && beneath_kind_of(root, old_name) == BENEATH_FOLDER)
        beneath_rename(root, old_name, root, content_name);
    remove_left(root);
    close(root);
}
