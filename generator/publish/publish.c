#include "publish/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/list.h"
#include "base/map.h"
#include "leak/leak.h"
#include "study/study.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <fcntl.h>
#include <unistd.h>

/* The list of the files that we made, one path a line, kept in the output folder itself. */
static const char manifest_name[] = ".lampiran-files";

enum output_state { OUTPUT_UNCHANGED, OUTPUT_STAGED };

struct publication {
    struct output_sink sink; /* first: the sink is the publication */
    struct build *build;
    struct arena *arena;
    struct leak_gate *gate;
    const char *folder;    /* resolved */
    const char *shown;     /* as the user gave it */
    const char *staging;   /* beside the folder */
    bool has_old;          /* there is a folder already */
    int lock;              /* the open staging folder, locked; -1: none */
    struct map *ours;      /* path -> itself: what the last run made */
    pthread_mutex_t mutex; /* guards what follows */
    struct map *made;      /* path -> enum output_state: what this run makes */
    size_t staged;
    int failure;         /* errno of the first file that could not be written */
    const char *failed;  /* its path */
    const char *doubled; /* a path that was made twice */
    const char *foreign; /* a file in our way that we did not make */
};

/* Values in publication.made point here. */
static const enum output_state unchanged = OUTPUT_UNCHANGED, staged_now = OUTPUT_STAGED;

static const struct place no_place;

static const char *path_in(struct arena *arena, const char *folder, const char *name)
{
    return arena_format(arena, "%s/%s", folder, name);
}

static void read_manifest(struct publication *publication)
{
    struct buffer bytes = {0};

    if (file_read(path_in(publication->arena, publication->folder, manifest_name), &bytes) == FILE_OK) {
        char *rest = arena_string(publication->arena, buffer_string(&bytes));
        for (char *line = strsep(&rest, "\n"); line != NULL; line = strsep(&rest, "\n")) {
            if (*line != '\0')
                map_put(publication->ours, line, line);
        }
    }
    buffer_free(&bytes);
}

/* Keeps the first failure; called with the mutex held. */
static void note_failure(struct publication *publication, const char *path)
{
    if (publication->failed == NULL) {
        publication->failure = errno;
        publication->failed = arena_string(publication->arena, path);
    }
}

/* Registers path as made in this run, with state; false when it was made before. */
static bool note_made(struct publication *publication, const char *path, enum output_state state)
{
    const char *name = arena_string(publication->arena, path);

    if (map_put(publication->made, name, (void *)(state == OUTPUT_STAGED ? &staged_now : &unchanged)) != NULL) {
        publication->doubled = name;
        return false;
    }
    publication->staged += state == OUTPUT_STAGED;
    return true;
}

/* Shows the gate an output, which lies at full. */
static void scan(struct publication *publication, const char *path, const char *bytes, size_t length, const char *full,
                 struct place source)
{
    const char *folder = strrchr(publication->folder, '/');
    char name[PATH_MAX];

    if (publication->gate == NULL)
        return;
    snprintf(name, sizeof name, "%s/%s", folder ? folder + 1 : publication->folder, path);
    if (length > 4 && memcmp(bytes, "%PDF", 4) == 0)
        leak_scan_file(publication->gate, name, full, source);
    else
        leak_scan(publication->gate, name, bytes, length, source);
}

static void put(struct output_sink *sink, const char *path, const char *bytes, size_t length, struct place source)
{
    struct publication *publication = (struct publication *)sink;
    char existing[PATH_MAX], staged[PATH_MAX];
    enum output_state state = OUTPUT_UNCHANGED;
    enum file_status status = FILE_OK;

    if (snprintf(existing, sizeof existing, "%s/%s", publication->folder, path) >= (int)sizeof existing ||
        snprintf(staged, sizeof staged, "%s/%s", publication->staging, path) >= (int)sizeof staged) {
        status = FILE_FAILED;
        errno = ENAMETOOLONG;
    } else if (!publication->has_old || !file_equals(existing, bytes, length)) {
        state = OUTPUT_STAGED;
        status = file_write(staged, bytes, length);
    }
    int saved = errno;
    scan(publication, path, bytes, length, state == OUTPUT_STAGED ? staged : existing, source);
    pthread_mutex_lock(&publication->mutex);
    errno = saved;
    if (status != FILE_OK)
        note_failure(publication, path);
    if (note_made(publication, path, state) && state == OUTPUT_STAGED && publication->has_old &&
        map_get(publication->ours, path) == NULL && file_exists(existing))
        publication->foreign = map_key(publication->made, map_count(publication->made) - 1);
    pthread_mutex_unlock(&publication->mutex);
}

/* folder with links resolved, as far as it exists. */
static const char *resolve(struct arena *arena, const char *folder)
{
    char real[PATH_MAX];

    return realpath(folder, real) != NULL ? arena_string(arena, real) : folder;
}

/* Makes the staging folder anew and locks it, so that two builds do not mix. */
static bool open_staging(struct publication *publication)
{
    struct diags *diags = publication->build->diags;
    int lock = open(publication->staging, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) != 0) {
        close(lock);
        diag_error(diags, no_place, "output-busy", "another build is writing to '%s'", publication->shown);
        diag_hint(diags, "wait until it ends, or give another folder with --out");
        return false;
    }
    if (lock >= 0)
        close(lock);
    if (file_remove_tree(publication->staging) != FILE_OK || file_make_folders(publication->staging) != FILE_OK) {
        diag_error(diags, no_place, "output-failed", "cannot make the folder '%s' beside '%s': %s",
                   publication->staging, publication->shown, strerror(errno));
        diag_hint(diags, "make its parent writable, or give another folder with --out");
        return false;
    }
    publication->lock = open(publication->staging, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (publication->lock >= 0)
        flock(publication->lock, LOCK_EX | LOCK_NB);
    return true;
}

static void close_publication(struct publication *publication)
{
    if (publication->lock >= 0)
        close(publication->lock);
    pthread_mutex_destroy(&publication->mutex);
    arena_free(publication->arena);
}

struct publication *publish_begin(struct build *build, const char *folder, struct leak_gate *gate)
{
    struct arena *arena = arena_new();
    struct publication *publication = arena_alloc(arena, sizeof *publication);

    *publication = (struct publication){
        .sink = {.put = put},
        .build = build,
        .arena = arena,
        .gate = gate,
        .folder = resolve(arena, folder),
        .shown = folder,
        .lock = -1,
        .ours = map_new(arena),
        .made = map_new(arena),
    };
    publication->staging = arena_format(arena, "%s.staging", publication->folder);
    publication->has_old = file_exists(publication->folder);
    pthread_mutex_init(&publication->mutex, NULL);
    if (publication->has_old && !file_is_folder(publication->folder)) {
        diag_error(build->diags, no_place, "output-failed", "'%s' is a file, not a folder", folder);
        diag_hint(build->diags, "move it away, or give another folder with --out");
        close_publication(publication);
        return NULL;
    }
    read_manifest(publication);
    if (!open_staging(publication)) {
        close_publication(publication);
        return NULL;
    }
    return publication;
}

struct output_sink *publish_sink(struct publication *publication)
{
    return &publication->sink;
}

/* Everything that the last run made is made again. */
static bool same_files(const struct publication *publication)
{
    if (map_count(publication->ours) != map_count(publication->made))
        return false;
    for (size_t i = 0; i < map_count(publication->ours); i++) {
        if (map_get(publication->made, map_key(publication->ours, i)) == NULL)
            return false;
    }
    return true;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(a, b);
}

static enum file_status write_manifest(struct publication *publication)
{
    struct list paths = {0};
    struct buffer text = {0};

    for (size_t i = 0; i < map_count(publication->made); i++)
        list_add(&paths, publication->arena, (void *)map_key(publication->made, i));
    list_sort(&paths, compare_names);
    for (size_t i = 0; i < paths.count; i++)
        buffer_format(&text, "%s\n", (const char *)paths.items[i]);
    enum file_status status =
        file_write(path_in(publication->arena, publication->staging, manifest_name), buffer_string(&text), text.length);
    buffer_free(&text);
    return status;
}

/* Of what lies in the old folder, keep what is unchanged and what we did not make. */
static bool is_kept(void *context, const char *path)
{
    const struct publication *publication = context;
    const enum output_state *state = map_get(publication->made, path);

    if (strcmp(path, manifest_name) == 0)
        return false;
    return state != NULL ? *state == OUTPUT_UNCHANGED : map_get(publication->ours, path) == NULL;
}

static bool report_failure(struct publication *publication)
{
    struct diags *diags = publication->build->diags;

    if (publication->doubled != NULL) {
        diag_error(diags, no_place, "output-twice", "two outputs have the name '%s'", publication->doubled);
        diag_hint(diags, "give one of the objects behind them another id");
    } else if (publication->foreign != NULL) {
        diag_error(diags, no_place, "output-foreign", "'%s/%s' was not made by lampiran and is in the way",
                   publication->shown, publication->foreign);
        diag_hint(diags, "move it away, or give another folder with --out");
    } else if (publication->failed != NULL) {
        diag_error(diags, no_place, "output-failed", "cannot write '%s' for '%s': %s", publication->failed,
                   publication->shown, strerror(publication->failure));
        diag_hint(diags, "what was published before is as it was");
    } else {
        return false;
    }
    return true;
}

/* Stages what is kept, then swaps. False: errno tells. */
static bool complete(struct publication *publication)
{
    return folder_carry_over(publication->folder, publication->staging, is_kept, publication) == FILE_OK &&
           write_manifest(publication) == FILE_OK && folder_swap(publication->staging, publication->folder) == FILE_OK;
}

bool publish_finish(struct publication *publication)
{
    bool done = !report_failure(publication);
    bool changed = publication->staged > 0 || !same_files(publication);

    if (done && changed && !complete(publication)) {
        diag_error(publication->build->diags, no_place, "output-failed", "cannot publish to '%s': %s",
                   publication->shown, strerror(errno));
        diag_hint(publication->build->diags, "what was published before is as it was");
        done = false;
    }
    publish_abandon(publication);
    return done;
}

void publish_abandon(struct publication *publication)
{
    /* After a swap this is the old folder. */
    file_remove_tree(publication->staging);
    close_publication(publication);
}
