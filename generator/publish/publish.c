#include "base/say.h"
#include "publish/private.h"

#include "base/arena.h"
#include "base/beneath.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/process.h"
#include "base/list.h"
#include "base/map.h"
#include "base/platform.h"
#include "leak/leak.h"
#include "publish/publish.h"
#include "study/study.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

/* Where a starter file goes: git would not take a file named .gitignore in layouts/ for what it is. */
static const char *target_name(const char *name)
{
    return strcmp(name, "gitignore") == 0 ? ".gitignore" : name;
}

/* line is put at its end. */
static bool copy(const char *from, const char *to, const char *line)
{
    struct buffer bytes = {0};
    bool done = file_read(from, &bytes) == FILE_OK;

    buffer_text(&bytes, line);
    done = done && file_write(to, buffer_string(&bytes), bytes.length) == FILE_OK;
    buffer_free(&bytes);
    if (!done) {
        say_error("cannot write '%s': %s", to, strerror(errno));
        say_hint("give a folder that can be written to");
    }
    return done;
}

/* Copies all files of the folder starter; false: there are none, or one could not be written, which was said. */
static bool copy_starter(struct build *build, const char *starter, const char *folder)
{
    struct list files = {0};

    file_list(starter, build->arena, &files);
    if (files.count == 0) {
        say_error("no starter study in '%s'", starter);
        say_hint("install lampiran again with 'make install'");
        return false;
    }
    for (size_t i = 0; i < files.count; i++) {
        const char *name = files.items[i];
        if (!copy(file_join(build->arena, starter, name), file_join(build->arena, folder, target_name(name)),
                  editor_line(build->arena, name)))
            return false;
    }
    return true;
}

bool starter_create(struct build *build, const char *language, const char *approach, const char *folder)
{
    const char *starters = file_join(build->arena, build->share, "layouts/starter");
    struct list existing = {0};

    if (file_list(folder, build->arena, &existing) != FILE_OK || existing.count > 0 ||
        (file_exists(folder) && !file_is_folder(folder))) {
        say_error("something is already in '%s'", folder);
        say_hint("give the name of a new folder");
        return false;
    }
    if (!copy_starter(build, file_join(build->arena, starters, language), folder))
        return false;
    /* What an approach does in another way is put over the study that all begin with. */
    const char *own = approach ? arena_concat(build->arena, "approaches/", approach, "/", language, NULL) : NULL;
    if (own != NULL && !copy_starter(build, file_join(build->arena, starters, own), folder))
        return false;
    printf(translated("A small study is in '%s'. Edit the files in '%s/content', then run: lampiran build %s\n"),
           folder, folder, folder);
    return true;
}

/* The list of the files that we made, one path a line, kept in the output folder itself. */
static const char manifest_name[] = ".lampiran-files";

/* Another build is waited for so long, in looks of so many milliseconds. */
enum { MOST_LOOKS = 100, LOOK_MILLISECONDS = 50 };

enum output_state { OUTPUT_UNCHANGED, OUTPUT_STAGED };

struct publisher {
    struct build *build;
    struct arena *arena;
    const char *shown; /* the folder, as the user gave it */
    int parent;        /* it, held open and locked */
    const char *path;  /* of the workshop */
    int workshop;
    struct list publications;
};

struct publication {
    struct output_sink sink; /* first: the sink is the publication */
    struct publisher *publisher;
    struct leak_gate *gate;
    const char *name;  /* "site" */
    const char *shown; /* with the folder, as the user gave it */
    int old;           /* the folder that is there already, held open; -1: none */
    int staging;       /* the new one, in the workshop */
    struct map *ours;  /* path -> itself: what the last run made */
    bool is_swapped;
    pthread_mutex_t mutex; /* guards what follows */
    struct map *made;      /* path -> enum output_state: what this run makes */
    size_t staged;
    int failure;           /* errno of the first file that could not be written */
    const char *failed;    /* its path */
    const char *doubled;   /* a path that was made twice */
    const char *foreign;   /* a file in our way that we did not make */
    const char *unfit;     /* a path that is no name for an output */
    struct place unfit_of; /* what was to get it */
};

/* Values in publication.made point here. */
static const enum output_state unchanged = OUTPUT_UNCHANGED, staged_now = OUTPUT_STAGED;

static const struct place no_place;

/* ---- what this run makes ---- */

void publish_list_made(struct arena *arena, int folder, struct list *paths)
{
    struct buffer bytes = {0};

    if (beneath_read(folder, manifest_name, &bytes) == FILE_OK) {
        char *rest = arena_string(arena, buffer_string(&bytes));
        for (char *line = strsep(&rest, "\n"); line != NULL; line = strsep(&rest, "\n")) {
            if (*line != '\0')
                list_add(paths, arena, line);
        }
    }
    buffer_free(&bytes);
}

static void read_manifest(struct publication *publication)
{
    struct list paths = {0};

    if (publication->old >= 0)
        publish_list_made(publication->publisher->arena, publication->old, &paths);
    for (size_t i = 0; i < paths.count; i++)
        map_put(publication->ours, paths.items[i], paths.items[i]);
}

/* Keeps the first failure; called with the mutex held. */
static void note_failure(struct publication *publication, const char *path, int failure)
{
    if (publication->failed == NULL) {
        publication->failure = failure;
        publication->failed = arena_string(publication->publisher->arena, path);
    }
}

/* Registers path as made in this run, with state; called with the mutex held. */
static void note_made(struct publication *publication, const char *path, enum output_state state)
{
    const char *name = arena_string(publication->publisher->arena, path);

    if (map_put(publication->made, name, (void *)(state == OUTPUT_STAGED ? &staged_now : &unchanged)) != NULL) {
        publication->doubled = name;
        return;
    }
    if (state != OUTPUT_STAGED)
        return;
    publication->staged++;
    enum beneath_kind kind = publication->old < 0 ? BENEATH_NOTHING : beneath_kind_of(publication->old, path);
    bool is_ours = kind == BENEATH_FILE && map_get(publication->ours, path) != NULL;
    if (kind != BENEATH_NOTHING && !is_ours)
        publication->foreign = name;
}

static void note_unfit(struct publication *publication, const char *path, struct place source)
{
    pthread_mutex_lock(&publication->mutex);
    if (publication->unfit == NULL) {
        publication->unfit = arena_string(publication->publisher->arena, path);
        publication->unfit_of = source;
    }
    pthread_mutex_unlock(&publication->mutex);
}

/* Shows a page that somebody waits for, where nothing speaks against it so far. */
static void show(const struct publication *publication, const char *path, const char *bytes, size_t length)
{
    const struct build *build = publication->publisher->build;

    if (build->looked_at != NULL && strcmp(path, build->looked_at->path) == 0 &&
        diags_count(build->diags, SEVERITY_ERROR) == 0 &&
        (publication->gate == NULL || !leak_gate_has_found(publication->gate)))
        build->looked_at->show(build->looked_at->context, bytes, length);
}

static void put(struct output_sink *sink, const char *path, const char *bytes, size_t length, struct place source)
{
    struct publication *publication = (struct publication *)sink;
    enum output_state state = OUTPUT_UNCHANGED;
    enum file_status status = FILE_OK;
    int failure = 0;

    if (beneath_name_problem(path) != NULL) {
        note_unfit(publication, path, source);
        return;
    }
    if (publication->old < 0 || !beneath_equals(publication->old, path, bytes, length)) {
        state = OUTPUT_STAGED;
        status = beneath_write(publication->staging, path, bytes, length);
        failure = errno;
    }
    if (publication->gate != NULL) {
        struct buffer name = {0};
        buffer_format(&name, "%s/%s", publication->name, path);
        if (length > 4 && memcmp(bytes, "%PDF", 4) == 0)
            leak_scan_pdf(publication->gate, buffer_string(&name), bytes, length, source);
        else
            leak_scan(publication->gate, buffer_string(&name), bytes, length, source);
        buffer_free(&name);
    }
    if (state == OUTPUT_STAGED)
        show(publication, path, bytes, length);
    pthread_mutex_lock(&publication->mutex);
    note_made(publication, path, state);
    if (status != FILE_OK && publication->doubled == NULL)
        note_failure(publication, path, failure);
    pthread_mutex_unlock(&publication->mutex);
}

struct output_sink *publish_sink(struct publication *publication)
{
    return &publication->sink;
}

int publish_old(const struct publication *publication)
{
    return publication->old;
}

/* ---- beginning ---- */

static bool fail(struct publisher *publisher, const char *what, const char *shown, const char *hint)
{
    struct diags *diags = publisher->build->diags;
    const char *why = strerror(errno);

    diag_error(diags, no_place, "output-failed", "cannot %s '%s': %s", translated(what), shown, why);
    diag_system(diags);
    diag_hint(diags, "%s", translated(hint));
    return false;
}

static const char give_another[] = N_("make it writable, or give another folder with --out");
static const char is_as_it_was[] = N_("what was published before is as it was");

/* Keeps other builds away until the folder is closed. */
static bool lock(struct publisher *publisher)
{
    const struct timespec pause = {0, LOOK_MILLISECONDS * 1000000L};
    struct diags *diags = publisher->build->diags;

    for (int look = 0; flock(publisher->parent, LOCK_EX | LOCK_NB) != 0; look++) {
        /* Some network file systems lock no folders. */
        if (errno != EWOULDBLOCK && errno != EINTR)
            return true;
        if (look == MOST_LOOKS) {
            diag_error(diags, no_place, "output-busy", "another build is writing to '%s'", publisher->shown);
            diag_system(diags);
            diag_hint(diags, "wait until it ends, or give another folder with --out");
            return false;
        }
        nanosleep(&pause, NULL);
    }
    return true;
}

static bool open_workshop(struct publisher *publisher)
{
    struct diags *diags = publisher->build->diags;

    publisher->workshop = workshop_open(publisher->parent);
    publisher->path = file_join(publisher->arena, publisher->shown, workshop_name);
    if (publisher->workshop >= 0) {
        keeper_add_folder(publisher->path);
        return true;
    }
    if (errno != EEXIST)
        return fail(publisher, N_("make a folder to work in below"), publisher->shown, give_another);
    diag_error(diags, no_place, "output-foreign", "'%s/%s' was not made by lampiran and is in the way",
               publisher->shown, workshop_name);
    diag_hint(diags, "move it away, or give another folder with --out");
    return false;
}

static void close_descriptor(int descriptor)
{
    if (descriptor >= 0)
        close(descriptor);
}

static void close_publisher(struct publisher *publisher)
{
    for (size_t i = 0; i < publisher->publications.count; i++) {
        struct publication *publication = publisher->publications.items[i];
        close_descriptor(publication->old);
        close_descriptor(publication->staging);
        pthread_mutex_destroy(&publication->mutex);
    }
    if (publisher->workshop >= 0) {
        keeper_add_folder(publisher->path);
        workshop_close(publisher->parent, publisher->workshop);
        keeper_forget_folder(publisher->path);
    }
    close_descriptor(publisher->parent);
    arena_free(publisher->arena);
}

struct publisher *publish_open(struct build *build, const char *folder)
{
    struct arena *arena = arena_new();
    struct publisher *publisher = arena_alloc(arena, sizeof *publisher);

    *publisher = (struct publisher){.build = build, .arena = arena, .shown = folder, .parent = -1, .workshop = -1};
    if (file_make_folders(folder) == FILE_OK)
        publisher->parent = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_open = publisher->parent >= 0 || fail(publisher, "write into the folder", folder, give_another);
    if (is_open && lock(publisher) && open_workshop(publisher))
        return publisher;
    close_publisher(publisher);
    return NULL;
}

/* Opens the folder that is there already, if there is one. */
static bool open_old(struct publication *publication)
{
    struct publisher *publisher = publication->publisher;
    struct diags *diags = publisher->build->diags;

    switch (beneath_kind_of(publisher->parent, publication->name)) {
    case BENEATH_NOTHING:
        return true;
    case BENEATH_FOLDER:
        publication->old = beneath_open(publisher->parent, publication->name);
        return publication->old >= 0 || fail(publisher, N_("read the folder"), publication->shown, give_another);
    case BENEATH_FILE:
        diag_error(diags, no_place, "output-foreign", "'%s' is a file, not a folder", publication->shown);
        break;
    case BENEATH_OTHER:
        diag_error(diags, no_place, "output-foreign", "'%s' is a link, not a folder", publication->shown);
        break;
    }
    diag_hint(diags, "move it away, or give another folder with --out");
    return false;
}

static bool open_staging(struct publication *publication)
{
    struct publisher *publisher = publication->publisher;

    if (beneath_make_folders(publisher->workshop, publication->name) == FILE_OK)
        publication->staging = beneath_open(publisher->workshop, publication->name);
    return publication->staging >= 0 ||
           fail(publisher, "make a folder to work in beside", publication->shown, give_another);
}

struct publication *publish_begin(struct publisher *publisher, const char *name, struct leak_gate *gate)
{
    struct arena *arena = publisher->arena;
    struct publication *publication = arena_alloc(arena, sizeof *publication);

    *publication = (struct publication){
        .sink = {.put = put},
        .publisher = publisher,
        .gate = gate,
        .name = name,
        .shown = file_join(arena, publisher->shown, name),
        .old = -1,
        .staging = -1,
        .ours = map_new(arena),
        .made = map_new(arena),
    };
    pthread_mutex_init(&publication->mutex, NULL);
    list_add(&publisher->publications, arena, publication);
    if (!open_old(publication) || !open_staging(publication))
        return NULL;
    read_manifest(publication);
    return publication;
}

/* ---- the end ---- */

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

static bool is_changed(const struct publication *publication)
{
    return publication->staged > 0 || !same_files(publication);
}

static enum file_status write_manifest(struct publication *publication)
{
    struct arena *arena = publication->publisher->arena;
    struct list paths = {0};
    struct buffer text = {0};

    for (size_t i = 0; i < map_count(publication->made); i++)
        list_add(&paths, arena, (void *)map_key(publication->made, i));
    list_sort_texts(&paths);
    for (size_t i = 0; i < paths.count; i++)
        buffer_format(&text, "%s\n", (const char *)paths.items[i]);
    enum file_status status = beneath_write(publication->staging, manifest_name, buffer_string(&text), text.length);
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

static bool diagnose_failure(const struct publication *publication)
{
    struct diags *diags = publication->publisher->build->diags;

    if (publication->unfit != NULL) {
        diag_error(diags, publication->unfit_of, "output-name", "an output cannot be called '%s': the name %s",
                   publication->unfit, translated(beneath_name_problem(publication->unfit)));
        diag_hint(diags, "give it a name of letters, digits, '-', '_' and '.'");
    } else if (publication->doubled != NULL) {
        diag_error(diags, no_place, "output-twice", "two outputs have the name '%s'", publication->doubled);
        diag_hint(diags, "give one of the objects behind them another id");
    } else if (publication->foreign != NULL) {
        diag_error(diags, no_place, "output-foreign", "'%s/%s' was not made by lampiran and is in the way",
                   publication->shown, publication->foreign);
        diag_hint(diags, "move it away, or give another folder with --out");
    } else if (publication->failed != NULL) {
        diag_error(diags, no_place, "output-failed", "cannot write '%s' for '%s': %s", publication->failed,
                   publication->shown, strerror(publication->failure));
        diag_system(diags);
        diag_hint(diags, "%s", is_as_it_was);
    } else {
        return false;
    }
    return true;
}

/* Stages what is kept of the old folder. */
static bool complete(struct publication *publication)
{
    struct publisher *publisher = publication->publisher;

    if ((publication->old < 0 ||
         folder_carry_over(publication->old, publication->staging, is_kept, publication) == FILE_OK) &&
        write_manifest(publication) == FILE_OK)
        return true;
    if (errno != ELOOP)
        return fail(publisher, N_("publish to"), publication->shown, is_as_it_was);
    diag_error(publisher->build->diags, no_place, "output-failed", "in '%s', folders are nested more than %d deep",
               publication->shown, FOLDER_DEEPEST);
    diag_hint(publisher->build->diags, "lampiran made none of them: move them away");
    return false;
}

static bool swap(struct publication *publication)
{
    struct publisher *publisher = publication->publisher;

    publication->is_swapped = workshop_swap(publisher->parent, publisher->workshop, publication->name);
    return publication->is_swapped || fail(publisher, N_("publish to"), publication->shown, is_as_it_was);
}

static void swap_back(const struct publication *publication)
{
    const struct publisher *publisher = publication->publisher;

    if (publication->is_swapped)
        workshop_swap_back(publisher->parent, publisher->workshop, publication->name, publication->old >= 0);
}

/* So that after a power cut there is the old or the new. False: reported. */
static bool flush(struct publisher *publisher)
{
    return platform_sync(publisher->workshop) || fail(publisher, N_("publish to"), publisher->shown, is_as_it_was);
}

bool publish_finish(struct publisher *publisher)
{
    struct list *all = &publisher->publications;
    bool done = true;

    for (size_t i = 0; i < all->count && done; i++)
        done = !diagnose_failure(all->items[i]);
    for (size_t i = 0; i < all->count && done; i++)
        done = !is_changed(all->items[i]) || complete(all->items[i]);
    if (done && !publisher->build->unsynced)
        done = flush(publisher);
    /* From here on it holds what must not be lost, until all is swapped. */
    keeper_forget_folder(publisher->path);
    for (size_t i = 0; i < all->count && done; i++)
        done = !is_changed(all->items[i]) || swap(all->items[i]);
    for (size_t i = 0; i < all->count && !done; i++)
        swap_back(all->items[i]);
    /* The old ones are removed only when the new ones are sure to be there. */
    if (done && !publisher->build->unsynced)
        fsync(publisher->parent);
    close_publisher(publisher);
    return done;
}

void publish_abandon(struct publisher *publisher)
{
    if (publisher != NULL)
        close_publisher(publisher);
}
