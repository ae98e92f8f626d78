#include "base/beneath.h"

#include "base/buffer.h"
#include "base/platform.h"
#include "base/say.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST_REMOVED = 64, LONGEST_NAME = 1000, LONGEST_PART = 200 };

/* ---- opening ---- */

/* The first part of *name into part, and *name moves behind it. False: it is "..", or too long. */
static bool next_part(const char **name, char part[NAME_MAX + 1])
{
    size_t length = strcspn(*name, "/");

    if (length > NAME_MAX) {
        errno = ENAMETOOLONG;
        return false;
    }
    memcpy(part, *name, length);
    part[length] = '\0';
    *name += length + ((*name)[length] == '/');
    if (length > 0 && strcmp(part, "..") != 0)
        return true;
    errno = EXDEV;
    return false;
}

/* Opens the parts of name one by one, the last of them with flags. */
static int open_by_parts(int folder, const char *name, int flags, mode_t mode)
{
    char part[NAME_MAX + 1];
    int at = folder;

    do {
        if (!next_part(&name, part)) {
            if (at != folder)
                close(at);
            return -1;
        }
        bool is_last = *name == '\0';
        int next = openat(at, part, (is_last ? flags : OPEN_TO_PASS) | O_NOFOLLOW | O_CLOEXEC, mode);
        int saved = errno;
        if (at != folder)
            close(at);
        errno = saved;
        at = next;
    } while (at >= 0 && *name != '\0');
    return at;
}

static int open_at(int folder, const char *name, int flags, mode_t mode)
{
    int opened = platform_open_beneath(folder, name, flags | O_NOFOLLOW | O_CLOEXEC, mode);

    /* Some systems cannot, Linux before 5.6 among them; some containers forbid what they do not know. */
    if (opened >= 0 || (errno != ENOSYS && errno != EPERM))
        return opened;
    return open_by_parts(folder, name, flags, mode);
}

int beneath_open(int folder, const char *name)
{
    return open_at(folder, name, O_RDONLY | O_DIRECTORY, 0);
}

/* The folder that the last part of name lies in, held open, and that part. */
static int open_parent(int folder, const char *name, const char **last)
{
    const char *slash = strrchr(name, '/');
    char parent[PATH_MAX];

    *last = slash ? slash + 1 : name;
    if (slash == NULL)
        return open_at(folder, ".", OPEN_TO_PASS, 0);
    size_t length = (size_t)(slash - name);
    if (length >= sizeof parent) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(parent, name, length);
    parent[length] = '\0';
    return open_at(folder, parent, OPEN_TO_PASS, 0);
}

static void close_quietly(int descriptor)
{
    int saved = errno;

    close(descriptor);
    errno = saved;
}

enum beneath_kind beneath_kind_of(int folder, const char *name)
{
    struct stat info;
    const char *last;
    int parent = open_parent(folder, name, &last);

    if (parent < 0)
        return errno == ENOENT ? BENEATH_NOTHING : BENEATH_OTHER;
    bool is_there = fstatat(parent, last, &info, AT_SYMLINK_NOFOLLOW) == 0;
    close_quietly(parent);
    if (!is_there)
        return errno == ENOENT ? BENEATH_NOTHING : BENEATH_OTHER;
    if (S_ISREG(info.st_mode))
        return BENEATH_FILE;
    return S_ISDIR(info.st_mode) ? BENEATH_FOLDER : BENEATH_OTHER;
}

/* ---- files ---- */

enum file_status beneath_read(int folder, const char *name, struct buffer *out)
{
    buffer_clear(out);
    /* O_NONBLOCK: a pipe left in the folder must not hold the program. */
    int descriptor = open_at(folder, name, O_RDONLY | O_NONBLOCK, 0);
    if (descriptor < 0)
        return errno == ENOENT || errno == ENOTDIR ? FILE_MISSING : FILE_FAILED;
    enum file_status status = file_read_descriptor(descriptor, out);
    close_quietly(descriptor);
    return status;
}

enum file_status beneath_write(int folder, const char *name, const char *bytes, size_t length)
{
    static const int flags = O_WRONLY | O_CREAT | O_EXCL;
    int descriptor = open_at(folder, name, flags, 0666);

    if (descriptor < 0 && errno == ENOENT) {
        char parent[PATH_MAX];
        const char *slash = strrchr(name, '/');
        if (slash == NULL || snprintf(parent, sizeof parent, "%.*s", (int)(slash - name), name) >= (int)sizeof parent ||
            beneath_make_folders(folder, parent) != FILE_OK)
            return FILE_FAILED;
        descriptor = open_at(folder, name, flags, 0666);
    }
    return descriptor < 0 ? FILE_FAILED : file_write_descriptor(descriptor, bytes, length);
}

bool beneath_equals(int folder, const char *name, const char *bytes, size_t length)
{
    struct buffer existing = {0};
    struct stat info;
    int descriptor = open_at(folder, name, O_RDONLY | O_NONBLOCK, 0);

    if (descriptor < 0)
        return false;
    bool equal = fstat(descriptor, &info) == 0 && (size_t)info.st_size == length &&
                 file_read_descriptor(descriptor, &existing) == FILE_OK && existing.length == length &&
                 memcmp(buffer_string(&existing), bytes, length) == 0;
    close(descriptor);
    buffer_free(&existing);
    return equal;
}

/* ---- folders ---- */

enum file_status beneath_make_folders(int folder, const char *name)
{
    char part[NAME_MAX + 1];
    int at = folder;

    while (*name != '\0') {
        int next = -1;
        if (next_part(&name, part) && (mkdirat(at, part, 0777) == 0 || errno == EEXIST))
            next = openat(at, part, OPEN_TO_PASS | O_NOFOLLOW | O_CLOEXEC);
        if (at != folder)
            close_quietly(at);
        at = next;
        if (at < 0)
            return FILE_FAILED;
    }
    if (at != folder)
        close(at);
    return FILE_OK;
}

static enum file_status copy(int from, const char *entry, int to, const char *path)
{
    struct buffer bytes = {0};
    enum file_status status = beneath_read(from, entry, &bytes);

    if (status == FILE_OK)
        status = beneath_write(to, path, buffer_string(&bytes), bytes.length);
    buffer_free(&bytes);
    return status;
}

/* As linkat, but without following links on the way to path. */
static bool link_beneath(int from, const char *entry, int to, const char *path)
{
    const char *last;
    int parent = open_parent(to, path, &last);

    if (parent < 0)
        return false;
    bool is_linked = linkat(from, entry, parent, last, 0) == 0;
    close_quietly(parent);
    return is_linked;
}

enum file_status beneath_link(int from, const char *entry, int to, const char *path)
{
    char parent[PATH_MAX];
    const char *slash = strrchr(path, '/');

    if (link_beneath(from, entry, to, path))
        return FILE_OK;
    if (errno == ENOENT && slash != NULL &&
        snprintf(parent, sizeof parent, "%.*s", (int)(slash - path), path) < (int)sizeof parent &&
        beneath_make_folders(to, parent) == FILE_OK && link_beneath(from, entry, to, path))
        return FILE_OK;
    if (errno != EPERM && errno != EXDEV && errno != EMLINK && errno != ENOTSUP)
        return FILE_FAILED;
    return copy(from, entry, to, path);
}

typedef bool renaming(int from, const char *name, int to, const char *other);

static bool rename_plainly(int from, const char *name, int to, const char *other)
{
    return renameat(from, name, to, other) == 0;
}

/* Renames by the last parts of both names, in the folders that they lie in. */
static bool rename_by(renaming *rename, int from, const char *name, int to, const char *other)
{
    const char *last, *other_last;
    int parent = open_parent(from, name, &last);
    int other_parent = parent < 0 ? -1 : open_parent(to, other, &other_last);
    bool is_renamed = other_parent >= 0 && rename(parent, last, other_parent, other_last);

    if (other_parent >= 0)
        close_quietly(other_parent);
    if (parent >= 0)
        close_quietly(parent);
    return is_renamed;
}

bool beneath_rename(int from, const char *name, int to, const char *other)
{
    return rename_by(rename_plainly, from, name, to, other);
}

bool beneath_exchange(int from, const char *name, int to, const char *other)
{
    return rename_by(platform_exchange, from, name, to, other);
}

/* ---- removing ---- */

/* One tree that goes. */
struct removal {
    int top;        /* its folder */
    unsigned moved; /* folders that lay too deep and now lie in top */
    bool failed;
};

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static void empty_folder(struct removal *removal, int folder, int depth);

static void remove_entry(struct removal *removal, int folder, const char *name, int depth)
{
    char moved[64];

    if (unlinkat(folder, name, 0) == 0 || errno == ENOENT)
        return;
    if (errno == EISDIR || errno == EPERM || errno == ENOTEMPTY) {
        int below = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (below < 0 && errno == EACCES && fchmodat(folder, name, 0700, 0) == 0)
            below = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (below >= 0 && depth >= DEEPEST_REMOVED) {
            /* Deeper than there are descriptors: it is emptied from the top, in its turn. */
            close(below);
            snprintf(moved, sizeof moved, ".lampiran-deep-%u", removal->moved++);
            if (renameat(folder, name, removal->top, moved) == 0)
                return;
        } else if (below >= 0) {
            empty_folder(removal, below, depth + 1);
        }
        if (unlinkat(folder, name, AT_REMOVEDIR) == 0 || errno == ENOENT)
            return;
    }
    removal->failed = true;
}

/* Removes all that lies in folder, and closes it. */
static void empty_folder(struct removal *removal, int folder, int depth)
{
    DIR *directory = fdopendir(folder);
    struct dirent *entry;

    if (directory == NULL) {
        close(folder);
        removal->failed = true;
        return;
    }
    struct stat info;
    if (fstat(folder, &info) == 0 && (info.st_mode & S_IRWXU) != S_IRWXU)
        fchmod(folder, info.st_mode | S_IRWXU);
    while ((entry = readdir(directory)) != NULL) {
        if (!is_dots(entry->d_name))
            remove_entry(removal, folder, entry->d_name, depth);
    }
    closedir(directory);
}

enum file_status beneath_remove(int folder, const char *name)
{
    struct removal removal = {.top = -1};
    const char *last;
    unsigned moved;
    int parent = open_parent(folder, name, &last);

    if (parent < 0)
        return errno == ENOENT ? FILE_OK : FILE_FAILED;
    int handle = openat(parent, last, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    removal.top = handle;
    do {
        moved = removal.moved;
        removal.failed = false;
        int again = handle < 0 ? -1 : openat(handle, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (again >= 0)
            empty_folder(&removal, again, 0);
    } while (removal.moved > moved);
    bool is_gone = unlinkat(parent, last, handle < 0 ? 0 : AT_REMOVEDIR) == 0 || errno == ENOENT;
    if (handle >= 0)
        close_quietly(handle);
    close_quietly(parent);
    return is_gone ? FILE_OK : FILE_FAILED;
}

/* ---- names ---- */

/* "con", "COM1.txt": names of devices on Windows, in any folder. */
static bool is_device(const char *part, size_t length)
{
    static const char *const names[] = {"con", "prn", "aux", "nul", "com", "lpt"};
    size_t stem = strcspn(part, "./");

    if (stem > length)
        stem = length;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        bool is_numbered = i >= 4;
        if (stem == (is_numbered ? 4U : 3U) && strncasecmp(part, names[i], 3) == 0 &&
            (!is_numbered || (part[3] >= '1' && part[3] <= '9')))
            return true;
    }
    return false;
}

static const char *part_problem(const char *part, size_t length)
{
    if (length == 0)
        return N_("has an empty part");
    if ((length == 1 || length == 2) && strncmp(part, "..", length) == 0)
        return N_("has a part '.' or '..'");
    if (length > LONGEST_PART)
        return N_("is too long");
    if (part[length - 1] == '.' || part[length - 1] == ' ')
        return N_("has a part that ends with a full stop or a blank, which Windows drops");
    if (is_device(part, length))
        return N_("has a part that Windows keeps for a device");
    return NULL;
}

const char *beneath_name_problem(const char *name)
{
    const char *problem = NULL;
    size_t wrong;

    if (*name == '/')
        return N_("is not relative");
    if (strlen(name) > LONGEST_NAME)
        return N_("is too long");
    if (!text_is_utf8(name, strlen(name), &wrong))
        return N_("is not UTF-8");
    for (const char *byte = name; *byte != '\0'; byte++) {
        if ((unsigned char)*byte < ' ' || *byte == 0x7f)
            return N_("holds a line end or another control character");
        if (strchr("<>:\"\\|?*", *byte) != NULL)
            return N_("holds one of < > : \" \\ | ? *, which not every disk takes");
    }
    while (problem == NULL) {
        size_t length = strcspn(name, "/");
        problem = part_problem(name, length);
        if (name[length] == '\0')
            break;
        name += length + 1;
    }
    return problem;
}
