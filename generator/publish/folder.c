#include "publish/private.h"

#include "base/buffer.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct carrying {
    const char *from;
    const char *to;
    bool (*keep)(void *context, const char *path);
    void *context;
};

/* "folder/name" into path, or false when it is too long. */
static bool join(char path[PATH_MAX], const char *folder, const char *name)
{
    if (snprintf(path, PATH_MAX, "%s%s%s", folder, *folder && *name ? "/" : "", name) < PATH_MAX)
        return true;
    errno = ENAMETOOLONG;
    return false;
}

static enum file_status make_parent(const char *path)
{
    char parent[PATH_MAX];

    if (!join(parent, path, ""))
        return FILE_FAILED;
    *strrchr(parent, '/') = '\0';
    return file_make_folders(parent);
}

static enum file_status copy_file(const char *from, const char *to)
{
    struct buffer bytes = {0};
    enum file_status status = file_read(from, &bytes);

    if (status == FILE_OK)
        status = file_write(to, buffer_string(&bytes), bytes.length);
    buffer_free(&bytes);
    return status;
}

static enum file_status carry_file(const char *from, const char *to)
{
    /* A link itself is carried over, not what it points to. */
    if (linkat(AT_FDCWD, from, AT_FDCWD, to, 0) == 0)
        return FILE_OK;
    if (errno == ENOENT && make_parent(to) == FILE_OK && linkat(AT_FDCWD, from, AT_FDCWD, to, 0) == 0)
        return FILE_OK;
    if (errno != EPERM && errno != EXDEV && errno != EMLINK && errno != ENOTSUP)
        return FILE_FAILED;
    return copy_file(from, to);
}

static enum file_status carry_below(const struct carrying *carrying, const char *prefix);

/* Carries over what lies at path, relative to both folders. */
static enum file_status carry_entry(const struct carrying *carrying, const char *path)
{
    char from[PATH_MAX], to[PATH_MAX];
    struct stat info;

    if (!join(from, carrying->from, path) || !join(to, carrying->to, path) || lstat(from, &info) != 0)
        return FILE_FAILED;
    if (S_ISDIR(info.st_mode))
        return carry_below(carrying, path);
    if (!carrying->keep(carrying->context, path))
        return FILE_OK;
    return carry_file(from, to);
}

static enum file_status carry_below(const struct carrying *carrying, const char *prefix)
{
    char folder[PATH_MAX], path[PATH_MAX];
    enum file_status status = FILE_OK;
    bool empty = true;
    struct dirent *entry;

    if (!join(folder, carrying->from, prefix))
        return FILE_FAILED;
    DIR *directory = opendir(folder);
    if (directory == NULL)
        return errno == ENOENT ? FILE_OK : FILE_FAILED;
    while (status == FILE_OK && (entry = readdir(directory)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        empty = false;
        status = join(path, prefix, entry->d_name) ? carry_entry(carrying, path) : FILE_FAILED;
    }
    closedir(directory);
    /* Ours are never empty, so this one is somebody else's. */
    if (status == FILE_OK && empty)
        status = join(path, carrying->to, prefix) ? file_make_folders(path) : FILE_FAILED;
    return status;
}

enum file_status folder_carry_over(const char *from, const char *to, bool (*keep)(void *context, const char *path),
                                   void *context)
{
    const struct carrying carrying = {from, to, keep, context};

    return carry_below(&carrying, "");
}

/* For file systems without an exchange: a crash between the two renames leaves old under aside. */
static enum file_status swap_in_two_steps(const char *fresh, const char *old)
{
    char aside[PATH_MAX];

    if (snprintf(aside, sizeof aside, "%s.old", old) >= (int)sizeof aside) {
        errno = ENAMETOOLONG;
        return FILE_FAILED;
    }
    if (rename(old, aside) != 0)
        return FILE_FAILED;
    if (rename(fresh, old) != 0) {
        int saved = errno;
        rename(aside, old);
        errno = saved;
        return FILE_FAILED;
    }
    return rename(aside, fresh) == 0 ? FILE_OK : FILE_FAILED;
}

enum file_status folder_swap(const char *fresh, const char *old)
{
    if (!file_exists(old))
        return rename(fresh, old) == 0 ? FILE_OK : FILE_FAILED;
    if (renameat2(AT_FDCWD, fresh, AT_FDCWD, old, RENAME_EXCHANGE) == 0)
        return FILE_OK;
    if (errno != EINVAL && errno != ENOSYS)
        return FILE_FAILED;
    return swap_in_two_steps(fresh, old);
}
