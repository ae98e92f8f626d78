#include "base/say.h"
#include "serve/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/json.h"
#include "base/platform.h"
#include "base/process.h"
#include "study/study.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Milliseconds. */
enum {
    BEAT = 2000,
    LONGEST_BUILD = 60000,
    LOOK = 100,      /* between looks for changes, where the system does not tell of them */
    PATIENCE = 2000, /* for a build whose input has changed meanwhile, when it takes unusually long */
};

enum { LATER = 10 }; /* as nice(1) has it */

enum { WAIT_WATCH, WAIT_BUILD, WAIT_SIGNAL, WAIT_SERVER, WAITS = WAIT_SERVER + SERVE_MOST_WAITS };

struct session {
    const struct preview *preview;
    char folder[PATH_MAX]; /* ours, outside the study */
    char site[PATH_MAX + 8];
    char early[PATH_MAX + 16]; /* the page that somebody looks at, while the rest is built */
    char *root;                /* the study folder, from the root of the system on */
    struct server *server;
    struct watch *watch;
    struct running build; /* so that a build which crashes, eats all memory or never ends, ends alone */
    struct buffer report; /* of that one, or of the last */
    struct buffer page;   /* that is shown before the rest is built; "" if none is */
    bool is_shown;        /* it is: the report begins with the word for that */
    struct burst burst;
    enum watch_change change;  /* what has changed since the running build was started */
    enum watch_change changed; /* what it is for */
    int64_t looked;            /* when changes were last taken */
    int signals;               /* can be read when a signal to end has come */
    bool over;
    int64_t started;  /* the build that runs, or the last one */
    int64_t duration; /* of the last build that ended by itself */
    int64_t beat;     /* when the pages were last told anything */
    int builds;       /* that ended */
    int begun;
    int sites;     /* the good ones that differed from the one before */
    ino_t inode;   /* of the site folder: another one when it was swapped */
    char name[64]; /* of the site that is served */
    char next[64]; /* of that which is built */
};

/* What the pages say themselves, in the language of messages; {1} is filled in. */
static void tell_words(struct json *json)
{
    static const struct {
        const char *key, *words;
    } all[] = {
        {"error", N_("error")},
        {"warning", N_("warning")},
        {"note", N_("note")},
        {"hint", N_("hint")},
        {"one_error", N_("{1} error")},
        {"errors", N_("{1} errors")},
        {"one_warning", N_("{1} warning")},
        {"warnings", N_("{1} warnings")},
        {"one_note", N_("{1} note")},
        {"notes", N_("{1} notes")},
        {"last_good", N_("this is the last good site")},
        {"none_good", N_("there is no good site yet")},
        {"more", N_("and {1} more, in the terminal")},
    };

    json_key_text(json, "language", say_language());
    json_open_key(json, "words", '{');
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        json_key_text(json, all[i].key, translated(all[i].words));
    }
    json_close(json, '}');
}

/* Tells the pages how things stand. diagnostics is a JSON array. */
static void tell(struct session *session, bool ok, const char *diagnostics)
{
    struct buffer state = {0};
    struct json json = {.out = &state};

    json_open(&json, '{');
    json_key_text(&json, "site", session->name);
    json_key_text(&json, "root", session->root);
    json_key(&json, "builds");
    json_integer(&json, session->builds);
    json_key(&json, "milliseconds");
    json_integer(&json, (long)session->duration);
    json_key(&json, "ok");
    json_bool(&json, ok);
    json_key(&json, "diagnostics");
    json_raw(&json, diagnostics);
    tell_words(&json);
    json_close(&json, '}');
    buffer_char(&state, '\n');
    serve_tell(session->server, session->name, buffer_string(&state));
    session->beat = process_milliseconds();
    buffer_free(&state);
}

/* What a build says before its report when the page that somebody looks at can be shown. */
static const char shown[] = "shown\n";

/* In the child, by a worker. */
static void show_early(void *context, const char *bytes, size_t length)
{
    const struct session *session = context;
    struct buffer said = {0};

    if (file_write(session->early, bytes, length) == FILE_OK) {
        buffer_text(&said, shown);
        process_hand_over(&said);
        /* The browser goes before the rest of the build. */
        setpriority(PRIO_PGRP, 0, LATER);
    }
    buffer_free(&said);
}

/* In the child: one build, told on the terminal and in report. */
static int build_once(void *context, struct buffer *report)
{
    struct session *session = context;
    const struct preview *preview = session->preview;
    struct build build = *preview->build;
    const struct looked_at page = {buffer_string(&session->page), show_early, session};

    build.looked_at = session->page.length > 0 ? &page : NULL;
    build.unsynced = build.for_preview = true;
    build.arena = arena_new();
    build.diags = diags_new();
    build.notes = diags_new();
    bool done = preview->run(&build, session->folder, preview->context);
    /* What is still to be done, as `check` says it: whose study has errors has other work to do first. */
    if (done)
        diags_merge(build.diags, build.notes);
    diags_print_json_sources(build.diags, build.root, report);
    diags_print(build.diags, build.root, isatty(STDERR_FILENO) && getenv("NO_COLOR") == NULL, stderr);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* The build could not even report: report says what became of it. */
static void explain_end(struct session *session, int status, struct buffer *report)
{
    struct diags *diags = diags_new();

    if (session->build.killed) {
        diag_error(diags, (struct place){0}, "build-too-long", "the build was ended after %.1f seconds",
                   (double)(process_milliseconds() - session->started) / 1000);
        diag_hint(diags, "look at what was changed last below lua/ and layouts/");
    } else if (WIFSIGNALED(status)) {
        diag_error(diags, (struct place){0}, "build-crashed", "the build crashed: %s", strsignal(WTERMSIG(status)));
        diag_hint(diags, "'lampiran check' may say more; please report it with the study that causes it");
    } else {
        diag_error(diags, (struct place){0}, "build-crashed", "the build ended early, with status %d",
                   WEXITSTATUS(status));
        diag_hint(diags, "the terminal in which the preview runs shows why");
    }
    buffer_clear(report);
    session->is_shown = false;
    diags_print(diags, ".", 0, stderr);
    diags_print_json(diags, report);
    diags_free(diags);
}

/* Notes whether the build swapped in another site. */
static void look_at_site(struct session *session)
{
    struct stat info;

    if (stat(session->site, &info) != 0 || info.st_ino == session->inode)
        return;
    session->inode = info.st_ino;
    session->sites++;
    memcpy(session->name, session->next, sizeof session->name);
}

/* The page that the next build shows early: not where its looks may have changed, which it would come before. */
static void choose_page(struct session *session)
{
    buffer_clear(&session->page);
    if (session->sites > 0 && session->changed != WATCH_EVERYTHING)
        buffer_text(&session->page, serve_looked_at(session->server));
}

static void start_build(struct session *session)
{
    burst_start(&session->burst);
    session->started = process_milliseconds();
    if (session->change > session->changed)
        session->changed = session->change;
    session->change = WATCH_NOTHING;
    choose_page(session);
    session->is_shown = false;
    /* Not the name of any site of an earlier preview at this port. */
    snprintf(session->next, sizeof session->next, "%lx-%lx-%d", (long)time(NULL), (long)getpid(), ++session->begun);
    const struct process process = {.work = build_once, .context = session, .output = &session->report};
    if (!process_start(&process, &session->build)) {
        say_error("cannot start a build: %s", strerror(errno));
        say_hint("it is tried again at the next save");
    }
}

/* The page that somebody looks at is there before the rest. */
static void take_early(struct session *session)
{
    if (session->is_shown || strncmp(buffer_string(&session->report), shown, strlen(shown)) != 0)
        return;
    session->is_shown = true;
    serve_show(session->server, buffer_string(&session->page), session->early, session->next);
}

static void finish_build(struct session *session)
{
    bool is_over = process_take(&session->build);

    take_early(session);
    if (!is_over)
        return;
    /* Ended for a newer save: the next build, which is due, says what there is to say. */
    if (session->build.killed && session->burst.waiting)
        return;
    int status = session->build.state;
    size_t before = session->is_shown ? strlen(shown) : 0;
    bool known = WIFEXITED(status) && (WEXITSTATUS(status) == EXIT_SUCCESS || session->report.length > before);
    bool ok = known && WEXITSTATUS(status) == EXIT_SUCCESS;
    session->builds++;
    session->changed = WATCH_NOTHING;
    if (!session->build.killed)
        session->duration = process_milliseconds() - session->started;
    if (!known)
        explain_end(session, status, &session->report);
    look_at_site(session);
    if (ok)
        printf(translated("built in %d ms\n"), (int)session->duration);
    else
        puts(session->sites > 0 ? translated("not built; the last good site stays") : translated("not built"));
    fflush(stdout);
    tell(session, ok, buffer_string(&session->report) + (session->is_shown ? before : 0));
}

/* Milliseconds until the running build has to be ended. */
static int64_t build_time_left(const struct session *session)
{
    int64_t limit = LONGEST_BUILD;
    int64_t usual = 2 * session->duration > PATIENCE ? 2 * session->duration : PATIENCE;

    /* What comes of it is out of date already. */
    if (session->burst.waiting && usual < limit)
        limit = usual;
    int64_t left = session->started + limit - process_milliseconds();
    return left > 0 ? left : 0;
}

/* What is due by the clock. */
static void keep_time(struct session *session)
{
    if (session->build.child > 0) {
        bool is_in_vain = !session->is_shown && burst_goes_on(&session->burst, process_milliseconds());
        if (!session->build.killed && (is_in_vain || build_time_left(session) == 0))
            process_kill(&session->build);
    } else if (burst_delay(&session->burst, process_milliseconds()) == 0) {
        start_build(session);
    }
    if (process_milliseconds() - session->beat >= BEAT) {
        serve_beat(session->server);
        session->beat = process_milliseconds();
    }
}

/* Milliseconds until it is time to look for changes; -1: the system tells of them. */
static int64_t look_left(const struct session *session)
{
    if (watch_descriptor(session->watch) >= 0)
        return -1;
    /* More often while a burst of saves may go on, which is over when nothing was seen to change for a moment. */
    bool is_soon = session->looked - session->burst.last < LOOK;
    int64_t left = session->looked + (is_soon ? BURST_QUIET / 2 : LOOK) - process_milliseconds();
    return left > 0 ? left : 0;
}

static void sooner(int *timeout, int64_t delay)
{
    if (delay >= 0 && delay < *timeout)
        *timeout = (int)delay;
}

/* Milliseconds until keep_time or the server has something to do. */
static int next_timeout(const struct session *session)
{
    int timeout = BEAT;

    sooner(&timeout, serve_timeout(session->server));
    sooner(&timeout, look_left(session));
    if (session->build.child == 0)
        sooner(&timeout, burst_delay(&session->burst, process_milliseconds()));
    else if (!session->build.killed)
        sooner(&timeout, build_time_left(session));
    return timeout;
}

static void note_changes(struct session *session)
{
    enum watch_change change = watch_take(session->watch);

    session->looked = process_milliseconds();
    if (change == WATCH_NOTHING)
        return;
    burst_note(&session->burst, process_milliseconds());
    if (change > session->change)
        session->change = change;
}

static void take_turn(struct session *session)
{
    struct pollfd waits[WAITS] = {
        [WAIT_WATCH] = {.fd = watch_descriptor(session->watch), .events = POLLIN},
        [WAIT_BUILD] = {.fd = session->build.descriptor, .events = POLLIN},
        [WAIT_SIGNAL] = {.fd = session->signals, .events = POLLIN},
    };

    size_t of_server = serve_waits(session->server, waits + WAIT_SERVER);
    if (poll(waits, WAIT_SERVER + of_server, next_timeout(session)) < 0 && errno != EINTR) {
        perror("lampiran: poll");
        session->over = true;
        return;
    }
    if (waits[WAIT_WATCH].revents || look_left(session) == 0)
        note_changes(session);
    if (waits[WAIT_BUILD].revents)
        finish_build(session);
    if (waits[WAIT_SIGNAL].revents)
        session->over = true;
    keep_time(session);
    /* Last, so that it sends at once what the others had to tell. */
    serve_work(session->server);
}

/* A study that is not there at the start is a slip of the pen; one that goes away later may come back. */
static bool find_study(const struct build *build)
{
    char content[PATH_MAX];

    if (snprintf(content, sizeof content, "%s/content", build->root) < (int)sizeof content && file_is_folder(content))
        return true;
    say_error("there is no folder content/ in '%s'", build->root);
    say_hint("name the study folder as last argument, or make a study with `lampiran new DIR`");
    return false;
}

/* Makes a folder that only this user can enter. */
static bool make_folder(struct session *session)
{
    const char *parents[] = {getenv("XDG_RUNTIME_DIR"), getenv("TMPDIR"), "/tmp"};

    for (size_t i = 0; i < sizeof parents / sizeof *parents; i++) {
        if (parents[i] == NULL || parents[i][0] != '/' ||
            snprintf(session->folder, sizeof session->folder, "%s/lampiran-XXXXXX", parents[i]) >=
                (int)sizeof session->folder)
            continue;
        if (mkdtemp(session->folder) != NULL) {
            keeper_add_folder(session->folder);
            snprintf(session->site, sizeof session->site, "%s/site", session->folder);
            snprintf(session->early, sizeof session->early, "%s/page.html", session->folder);
            return true;
        }
    }
    session->folder[0] = '\0';
    say_error("cannot make a folder for the preview in /tmp: %s", strerror(errno));
    say_hint("set TMPDIR to a folder that can be written to");
    return false;
}

static int end_line[2] = {-1, -1};

static void note_end(int number)
{
    int saved = errno;
    ssize_t ignored = write(end_line[1], "", 1);

    (void)ignored;
    (void)number;
    errno = saved;
}

/* Signals to end come through a descriptor, so the end is as orderly as everything else. */
static bool catch_signals(struct session *session)
{
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
    const struct sigaction noting = {.sa_handler = note_end, .sa_flags = SA_RESTART};

    if (!platform_pipe(end_line))
        return false;
    /* However many signals come, none of them waits. */
    fcntl(end_line[1], F_SETFL, O_NONBLOCK);
    session->signals = end_line[0];
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct sigaction before;
        /* What whoever started us has us ignore, as nohup does, stays ignored. */
        if (sigaction(ends[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(ends[i], &noting, NULL);
    }
    signal(SIGPIPE, SIG_IGN);
    return true;
}

static bool open_watch(struct session *session)
{
    const struct build *build = session->preview->build;
    int error;

    session->watch = watch_open(build->root, build->share);
    if (session->watch == NULL) {
        say_error("cannot watch '%s': %s", build->root, strerror(errno));
        say_hint("other programs may watch too much; see fs.inotify in sysctl(8)");
        return false;
    }
    const char *blind = watch_blind_spot(session->watch, &error);
    if (blind != NULL) {
        say_error("cannot watch '%s': %s", blind, strerror(error));
        say_hint("after a change there, save something else as well");
    }
    return true;
}

static bool open_server(struct session *session)
{
    const struct preview *preview = session->preview;
    int port = preview->port;

    session->server = serve_open(preview->build, session->site, &port);
    if (session->server == NULL)
        return false;
    if (preview->port != 0 && port != preview->port)
        printf(translated("port %d is taken, using %d\n"), preview->port, port);
    printf(translated("preview of '%s' at http://127.0.0.1:%d/ (Ctrl-C ends it)\n"), preview->build->root, port);
    fflush(stdout);
    return true;
}

static void close_session(struct session *session)
{
    process_close(&session->build);
    buffer_free(&session->report);
    buffer_free(&session->page);
    free(session->root);
    if (session->server != NULL)
        serve_close(session->server);
    if (session->watch != NULL)
        watch_close(session->watch);
    if (session->folder[0] != '\0') {
        file_remove_tree(session->folder);
        keeper_forget_folder(session->folder);
    }
    if (session->signals >= 0)
        close(session->signals);
}

bool preview_run(const struct preview *preview)
{
    struct session session = {.preview = preview, .build = {.descriptor = -1}, .signals = -1};

    session.root = realpath(preview->build->root, NULL);
    /* Watched before the first build, which then misses no change. */
    bool open = find_study(preview->build) && catch_signals(&session) && make_folder(&session) &&
                open_watch(&session) && open_server(&session);

    if (open) {
        tell(&session, false, "[]");
        start_build(&session);
    }
    while (open && !session.over)
        take_turn(&session);
    close_session(&session);
    return open;
}
