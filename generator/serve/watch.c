#include "serve/private.h"

#include "base/arena.h"
#include "base/platform.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#if ON_LINUX
#include <sys/inotify.h>
#endif

void burst_note(struct burst *burst, int64_t now)
{
    /* A rebuild may have been started after the first change of a burst. */
    if (!burst->waiting && (burst->last == 0 || now - burst->last > BURST_QUIET))
        burst->first = now;
    burst->waiting = true;
    burst->last = now;
}

void burst_start(struct burst *burst)
{
    burst->waiting = false;
}

bool burst_goes_on(const struct burst *burst, int64_t now)
{
    return burst->waiting && burst->last != burst->first && now < burst->first + BURST_LONGEST;
}

int burst_delay(const struct burst *burst, int64_t now)
{
    if (!burst->waiting)
        return -1;
    int64_t due = burst->last + (burst->last == burst->first ? BURST_ALONE : BURST_QUIET);
    if (due > burst->first + BURST_LONGEST)
        due = burst->first + BURST_LONGEST;
    return due > now ? (int)(due - now) : 0;
}

bool watch_passes_over(const char *name)
{
    size_t length = strlen(name);

    return name[0] == '.' || name[length - 1] == '~' || (name[0] == '#' && name[length - 1] == '#');
}

static bool watch_is_input(const char *name)
{
    return strcmp(name, "content") == 0 || strcmp(name, "layouts") == 0 || strcmp(name, "lua") == 0;
}

enum watch_change watch_change_of(const char *name)
{
    static const char *const texts[] = {".yaml", ".yml", ".md", ".bib", ".csv", ".lua", ".html"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (text_ends_with(name, texts[i]))
            return WATCH_PAGES;
    }
    return WATCH_EVERYTHING;
}

static char *copy_text(const char *text)
{
    size_t size = strlen(text) + 1;

    return memcpy(memory_alloc(size), text, size);
}

char *watch_resolve(const char *path)
{
    char *real = realpath(path, NULL);

    return real != NULL ? real : copy_text(path);
}

#if ON_LINUX

enum { DEEPEST = 32 };

enum {
    EVENTS = IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB | IN_ONLYDIR,
    /* A new file says so twice: it is whole only when it is closed. */
    CHANGES = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB,
};

/* Which names in a folder matter, besides the targets of links. */
enum folder_kind {
    FOLDER_INPUT, /* all */
    FOLDER_TOP,   /* the study folder or share: content/, layouts/ and lua/ */
    FOLDER_ASIDE, /* none */
};

/* A folder that is watched. */
struct folder {
    int number; /* what inotify calls it */
    enum folder_kind kind;
    char *path;
};

struct watch {
    int descriptor;
    char *tops[2]; /* the study folder and share, without links: in a checkout they are the same */
    struct folder *folders;
    size_t count;
    size_t capacity;
    char **targets; /* the files that links in the inputs lead to, without links */
    size_t target_count;
    char *blind; /* the first folder that could not be watched */
    int error;   /* and why */
};

static struct folder *find_folder(struct watch *watch, int number)
{
    for (size_t i = 0; i < watch->count; i++) {
        if (watch->folders[i].number == number)
            return &watch->folders[i];
    }
    return NULL;
}

static void remove_folder(struct watch *watch, struct folder *folder)
{
    free(folder->path);
    *folder = watch->folders[--watch->count];
}

/*
 * Watches the folder itself; one that moved keeps its number and gets its new path. What is an input stays one when a
 * link leads there, too.
 */
static bool add_folder(struct watch *watch, const char *path, enum folder_kind kind)
{
    int number = inotify_add_watch(watch->descriptor, path, EVENTS);

    if (number < 0) {
        if (errno != ENOENT && errno != ENOTDIR && watch->blind == NULL) {
            watch->error = errno;
            watch->blind = copy_text(path);
        }
        return false;
    }
    struct folder *folder = find_folder(watch, number);
    if (folder != NULL && kind == FOLDER_ASIDE)
        return true;
    if (folder != NULL) {
        free(folder->path);
    } else {
        if (watch->count == watch->capacity) {
            watch->capacity = watch->capacity ? 2 * watch->capacity : 32;
            watch->folders = memory_resize(watch->folders, watch->capacity * sizeof *watch->folders);
        }
        folder = &watch->folders[watch->count++];
    }
    *folder = (struct folder){.number = number, .kind = kind, .path = copy_text(path)};
    return true;
}

static bool is_target(const struct watch *watch, const char *path)
{
    for (size_t i = 0; i < watch->target_count; i++) {
        if (strcmp(watch->targets[i], path) == 0)
            return true;
    }
    return false;
}

/* The file behind the link may be changed where it lies. */
static void add_target(struct watch *watch, const char *link)
{
    char *target = realpath(link, NULL);

    if (target == NULL || is_target(watch, target)) {
        free(target);
        return;
    }
    watch->targets = memory_resize(watch->targets, (watch->target_count + 1) * sizeof *watch->targets);
    watch->targets[watch->target_count++] = target;
    char *folder = copy_text(target);
    char *slash = strrchr(folder, '/');
    slash[slash == folder] = '\0';
    add_folder(watch, folder, FOLDER_ASIDE);
    free(folder);
}

static void forget_targets(struct watch *watch)
{
    while (watch->target_count > 0)
        free(watch->targets[--watch->target_count]);
}

/* Watches folder and all below it. Depth guards against absurd nesting, not loops: links are not followed. */
static void add_tree(struct watch *watch, const char *path, int depth)
{
    struct dirent *entry;
    DIR *directory;

    if (!add_folder(watch, path, FOLDER_INPUT) || depth == DEEPEST || (directory = opendir(path)) == NULL)
        return;
    while ((entry = readdir(directory)) != NULL) {
        char below[PATH_MAX];
        struct stat info;
        if (watch_passes_over(entry->d_name) ||
            snprintf(below, sizeof below, "%s/%s", path, entry->d_name) >= (int)sizeof below)
            continue;
        if (lstat(below, &info) != 0)
            continue;
        if (S_ISDIR(info.st_mode))
            add_tree(watch, below, depth + 1);
        else if (S_ISLNK(info.st_mode))
            add_target(watch, below);
    }
    closedir(directory);
}

/* Stops watching path and all below it: it was moved away, perhaps to where nobody cares. */
static void drop_tree(struct watch *watch, const char *path)
{
    size_t length = strlen(path);

    for (size_t i = watch->count; i-- > 0;) {
        struct folder *folder = &watch->folders[i];
        if (strncmp(folder->path, path, length) == 0 && (folder->path[length] == '\0' || folder->path[length] == '/')) {
            inotify_rm_watch(watch->descriptor, folder->number);
            remove_folder(watch, folder);
        }
    }
}

static void add_everything(struct watch *watch)
{
    static const char *const inputs[] = {"content", "layouts", "lua"};
    char path[PATH_MAX];

    for (size_t i = 0; i < 2; i++) {
        add_folder(watch, watch->tops[i], FOLDER_TOP);
        for (size_t j = 0; j < 3; j++) {
            /* There is no built-in content/. */
            if ((i == 0 || j > 0) && snprintf(path, sizeof path, "%s/%s", watch->tops[i], inputs[j]) < (int)sizeof path)
                add_tree(watch, path, 0);
        }
    }
}

struct watch *watch_open(const char *root, const char *share)
{
    int descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);

    if (descriptor < 0)
        return NULL;
    struct watch *watch = memory_alloc(sizeof *watch);
    *watch = (struct watch){.descriptor = descriptor, .tops = {watch_resolve(root), watch_resolve(share)}};
    add_everything(watch);
    return watch;
}

int watch_descriptor(const struct watch *watch)
{
    return watch->descriptor;
}

/* Events were lost: watch what there is now. */
static void look_again(struct watch *watch)
{
    while (watch->count > 0) {
        struct folder *last = &watch->folders[watch->count - 1];
        inotify_rm_watch(watch->descriptor, last->number);
        remove_folder(watch, last);
    }
    forget_targets(watch);
    add_everything(watch);
}

/* A name that has just come into being is complete already: a link, not a file that is still being written. */
static bool take_link(struct watch *watch, const char *path)
{
    struct stat info;

    if (lstat(path, &info) != 0)
        return false;
    if (S_ISLNK(info.st_mode))
        add_target(watch, path);
    return S_ISLNK(info.st_mode) || info.st_nlink > 1;
}

/* Whether the build may read what name stands for in folder, at path. */
static bool matters(const struct watch *watch, const struct folder *folder, const char *name, const char *path)
{
    return (folder->kind == FOLDER_INPUT && !watch_passes_over(name)) ||
           (folder->kind == FOLDER_TOP && watch_is_input(name)) || is_target(watch, path);
}

static bool take_folder_event(struct watch *watch, const char *path, uint32_t mask)
{
    if (mask & IN_MOVED_FROM)
        drop_tree(watch, path);
    if (mask & (IN_CREATE | IN_MOVED_TO | IN_ATTRIB))
        add_tree(watch, path, 0);
    return true;
}

/* True when the build reads what the event is about. */
static bool take_event(struct watch *watch, const struct inotify_event *event)
{
    char path[PATH_MAX];

    if (event->mask & IN_Q_OVERFLOW) {
        look_again(watch);
        return true;
    }
    struct folder *folder = find_folder(watch, event->wd);
    if (folder == NULL)
        return false;
    if (event->mask & IN_IGNORED) {
        remove_folder(watch, folder);
        return true;
    }
    if (event->len == 0 || snprintf(path, sizeof path, "%s/%s", folder->path, event->name) >= (int)sizeof path ||
        !matters(watch, folder, event->name, path))
        return false;
    /* content/ itself may be a link to a folder. */
    if ((event->mask & IN_ISDIR) || (folder->kind == FOLDER_TOP && watch_is_input(event->name)))
        return take_folder_event(watch, path, event->mask);
    bool linked = take_link(watch, path);
    return (event->mask & CHANGES) != 0 || linked;
}

enum watch_change watch_take(struct watch *watch)
{
    _Alignas(struct inotify_event) char events[16 * 1024];
    enum watch_change change = WATCH_NOTHING;
    ssize_t got;

    while ((got = read(watch->descriptor, events, sizeof events)) > 0) {
        for (char *at = events; at < events + got;) {
            const struct inotify_event *event = (const struct inotify_event *)at;
            enum watch_change more = event->len > 0 ? watch_change_of(event->name) : WATCH_EVERYTHING;
            if (take_event(watch, event) && more > change)
                change = more;
            at += sizeof *event + event->len;
        }
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
    close(watch->descriptor);
    for (size_t i = 0; i < watch->count; i++)
        free(watch->folders[i].path);
    free(watch->folders);
    forget_targets(watch);
    free(watch->targets);
    free(watch->tops[0]);
    free(watch->tops[1]);
    free(watch->blind);
    free(watch);
}

#endif
