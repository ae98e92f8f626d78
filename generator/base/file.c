#include "base/file.h"

#include "base/arena.h"
#include "base/beneath.h"
#include "base/buffer.h"
#include "base/platform.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum file_status status_of_errno(void)
{
    return errno == ENOENT || errno == ENOTDIR ? FILE_MISSING : FILE_FAILED;
}

/* Reads what is left of descriptor into out. */
static enum file_status read_all(int descriptor, struct buffer *out)
{
    char block[64 * 1024];
    ssize_t got;

    while ((got = read(descriptor, block, sizeof block)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return FILE_FAILED;
        buffer_bytes(out, block, (size_t)got);
        if (out->length > FILE_LIMIT)
            return FILE_TOO_LARGE;
    }
    return FILE_OK;
}

enum file_status file_read_descriptor(int descriptor, struct buffer *out)
{
    struct stat info;

    if (fstat(descriptor, &info) != 0)
        return FILE_FAILED;
    if (!S_ISREG(info.st_mode))
        return FILE_NOT_REGULAR;
    return info.st_size > FILE_LIMIT ? FILE_TOO_LARGE : read_all(descriptor, out);
}

enum file_status file_read(const char *path, struct buffer *out)
{
    buffer_clear(out);
    /* O_NONBLOCK: a pipe left in the folder must not hold the program. */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return status_of_errno();
    enum file_status status = file_read_descriptor(descriptor, out);
    int saved = errno;
    close(descriptor);
    errno = saved;
    return status;
}

static enum file_status write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return FILE_FAILED;
        bytes += written;
        length -= (size_t)written;
    }
    return FILE_OK;
}

enum file_status file_write_descriptor(int descriptor, const char *bytes, size_t length)
{
    enum file_status status = write_all(descriptor, bytes, length);
    int saved = errno;

    /* Some file systems report a full disk only here. */
    if (close(descriptor) != 0 && status == FILE_OK)
        return FILE_FAILED;
    errno = saved;
    return status;
}

static enum file_status make_parent(const char *path)
{
    const char *slash = strrchr(path, '/');
    char parent[PATH_MAX];

    if (slash == NULL || slash == path)
        return FILE_OK;
    size_t length = (size_t)(slash - path);
    if (length >= sizeof parent) {
        errno = ENAMETOOLONG;
        return FILE_FAILED;
    }
    memcpy(parent, path, length);
    parent[length] = '\0';
    return file_make_folders(parent);
}

static int open_for_writing(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
}

enum file_status file_write(const char *path, const char *bytes, size_t length)
{
    int descriptor = open_for_writing(path);

    if (descriptor < 0 && errno == ENOENT) {
        if (make_parent(path) != FILE_OK)
            return FILE_FAILED;
        descriptor = open_for_writing(path);
    }
    return descriptor < 0 ? FILE_FAILED : file_write_descriptor(descriptor, bytes, length);
}

bool file_exists(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0;
}

bool file_is_folder(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

const char *file_join(struct arena *arena, const char *folder, const char *name)
{
    if (*folder == '\0' || strcmp(folder, ".") == 0)
        return name;
    return arena_concat(arena, folder, "/", name, NULL);
}

/* DT_DIR, DT_LNK, ...; asks only where the folder itself does not tell. */
static unsigned char type_of(const char *path, const struct dirent *entry)
{
    char full[PATH_MAX];
    struct stat info;

    if (entry->d_type != DT_UNKNOWN)
        return entry->d_type;
    if (snprintf(full, sizeof full, "%s/%s", path, entry->d_name) >= (int)sizeof full || lstat(full, &info) != 0)
        return DT_UNKNOWN;
    return (unsigned char)IFTODT(info.st_mode);
}

static void note_closed(struct file_tree *tree, struct arena *arena, const char *path)
{
    struct closed_folder *closed = arena_alloc(arena, sizeof *closed);

    *closed = (struct closed_folder){path, errno};
    list_add(&tree->closed, arena, closed);
}

/* Adds what lies in folder/prefix, with prefix before each name. */
static void list_below(const char *folder, const char *prefix, struct arena *arena, struct file_tree *tree)
{
    const char *path = *prefix ? arena_concat(arena, folder, "/", prefix, NULL) : folder;
    DIR *directory = opendir(path);
    struct dirent *entry;

    if (directory == NULL) {
        if (status_of_errno() != FILE_MISSING)
            note_closed(tree, arena, prefix);
        return;
    }
    while ((entry = readdir(directory)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        const char *name =
            *prefix ? arena_concat(arena, prefix, "/", entry->d_name, NULL) : arena_string(arena, entry->d_name);
        unsigned char type = type_of(path, entry);
        if (type == DT_DIR) {
            list_below(folder, name, arena, tree);
            continue;
        }
        list_add(&tree->files, arena, (void *)name);
        if (type == DT_LNK)
            list_add(&tree->links, arena, (void *)name);
    }
    closedir(directory);
}

struct file_tree file_list_tree(const char *folder, struct arena *arena)
{
    struct file_tree tree = {0};

    list_below(folder, "", arena, &tree);
    list_sort_texts(&tree.files);
    list_sort_texts(&tree.links);
    return tree;
}

enum file_status file_list(const char *folder, struct arena *arena, struct list *files)
{
    struct file_tree tree = file_list_tree(folder, arena);

    for (size_t i = 0; i < tree.files.count; i++)
        list_add(files, arena, tree.files.items[i]);
    return tree.closed.count > 0 ? FILE_FAILED : FILE_OK;
}

enum file_status file_make_folders(const char *folder)
{
    char path[PATH_MAX];
    size_t length = strlen(folder);

    if (length >= sizeof path) {
        errno = ENAMETOOLONG;
        return FILE_FAILED;
    }
    memcpy(path, folder, length + 1);
    for (size_t i = 1; i <= length; i++) {
        if (path[i] != '/' && path[i] != '\0')
            continue;
        path[i] = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            return FILE_FAILED;
        path[i] = i < length ? '/' : '\0';
    }
    return FILE_OK;
}

const char *file_of_user(struct arena *arena, const char *variable, const char *folder, const char *path)
{
    const char *named = getenv(variable), *home = getenv("HOME");

    if (named != NULL && *named == '/')
        return file_join(arena, named, path);
    return home != NULL && *home == '/' ? file_join(arena, file_join(arena, home, folder), path) : NULL;
}

enum file_status file_remove_tree(const char *folder)
{
    char parent[PATH_MAX];
    const char *slash = strrchr(folder, '/'), *name = slash ? slash + 1 : folder;

    if (snprintf(parent, sizeof parent, "%.*s", slash ? (int)(slash - folder) + 1 : 1, slash ? folder : ".") >=
        (int)sizeof parent) {
        errno = ENAMETOOLONG;
        return FILE_FAILED;
    }
    int descriptor = open(parent, OPEN_TO_PASS | O_CLOEXEC);
    if (descriptor < 0)
        return errno == ENOENT ? FILE_OK : FILE_FAILED;
    enum file_status status = beneath_remove(descriptor, name);
    int saved = errno;
    close(descriptor);
    errno = saved;
    return status;
}

bool file_is_inside(const char *path, const char *folder)
{
    char real_path[PATH_MAX], real_folder[PATH_MAX];

    if (realpath(path, real_path) == NULL || realpath(folder, real_folder) == NULL)
        return false;
    size_t length = strlen(real_folder);
    return strncmp(real_path, real_folder, length) == 0 && (real_path[length] == '/' || real_path[length] == '\0');
}
