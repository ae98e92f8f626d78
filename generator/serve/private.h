#ifndef LAMPIRAN_SERVE_PRIVATE_H
#define LAMPIRAN_SERVE_PRIVATE_H

/*
 * The preview over HTTP, on loopback alone: the files of one site folder, and below /__lampiran/ what the preview
 * adds (the script that reloads pages, and the events that tell it to).  Runs in the caller's thread: whenever what
 * it waits for has come, or its timeout is over, serve_work has to be called; it does not block.
 */

#include "serve/serve.h"
#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct build;
struct client;
struct pollfd;
struct server;
struct watch;

/* Connections at a time; a browser keeps six for a page. Besides them the server waits for new ones, and for itself. */
enum { SERVE_MOST_CONNECTIONS = 128, SERVE_MOST_WAITS = SERVE_MOST_CONNECTIONS + 8 };

/*
 * Opens a server for the folder site (which may come into being later), on *port or, when that is taken, on the
 * next free one after it, which is put in *port; 0 stands for any. build tells where layouts/preview/ lies.
 * NULL: a message was printed.
 */
struct server *serve_open(const struct build *build, const char *site, int *port);

/* Has waits, of SERVE_MOST_WAITS, hold what serve_work waits for, and returns how many. */
size_t serve_waits(const struct server *server, struct pollfd *waits);

/* Milliseconds until serve_work has to be called even if nothing happens; -1: no need. */
int serve_timeout(const struct server *server);

void serve_work(struct server *server);

/*
 * Tells all pages, and those that come later, how things stand: state is JSON (see preview.c), and site names the
 * build that the files are from, "" while there are none. A page with another name reloads.
 */
void serve_tell(struct server *server, const char *site, const char *state);

/*
 * The page ("tema/misi.html") that somebody looks at, of several the one that came last; "" if there is none. Lasts
 * until the server is called again.
 */
const char *serve_looked_at(const struct server *server);

/*
 * Serves file, which lies beside the folder of the site, as page from now on until serve_tell is called, and has those
 * who look at it load it anew. site names the build that it is from.
 */
void serve_show(struct server *server, const char *page, const char *file, const char *site);

/* Says something to all pages, so that connections of those that went away are noticed. */
void serve_beat(struct server *server);

void serve_close(struct server *server);

/* All that are connected, each with when it began to wait or to be answered. Starts as {0}. */
struct clients {
    struct client *newest, *oldest;
    int count;
};

enum client_state {
    CLIENT_WAITING,   /* for a whole request */
    CLIENT_ANSWERED,  /* takes its answer in */
    CLIENT_STREAMING, /* may stay; the server limits those itself */
};

/*
 * Makes one rebuild of a burst of saves.  After the first change it is due at once, as most come alone; if more
 * follow, when nothing has changed for a moment, or when the burst has gone on for so long that the writer should see
 * something.  Times are milliseconds of any one clock.
 */

enum { BURST_ALONE = 2, BURST_QUIET = 30, BURST_LONGEST = 500 };

/* Starts as {0}. */
struct burst {
    bool waiting;  /* for a rebuild */
    int64_t first; /* when the burst began */
    int64_t last;  /* its latest change */
};

/* Something changed at time now. */
void burst_note(struct burst *burst, int64_t now);

/* Milliseconds until the rebuild is due, 0 when it is, -1 when nothing has changed. */
int burst_delay(const struct burst *burst, int64_t now);

/* The rebuild that was due is started. */
void burst_start(struct burst *burst);

/* Whether the rebuild that was started after the first change of a burst is in vain, as more has changed since. */
bool burst_goes_on(const struct burst *burst, int64_t now);

/* What a request to the preview may ask for.  Knows texts only: no sockets, no files. */

enum { REQUEST_LONGEST_PATH = 1024 };

/*
 * Whether the Host header (NULL: none) names this machine's loopback at port: a page of another site that has
 * its name point here is refused. Returns 0, or the HTTP status to refuse with.
 */
unsigned request_check_host(const char *host, int port);

/*
 * Sets file to the file below the site that target, the path of a request as it was sent, means: without escapes,
 * and with "index.html" for a folder. Returns 0, or the HTTP status to refuse with: what leaves the site, is
 * hidden, or is not a plain path.
 */
unsigned request_read_path(const char *target, struct buffer *file);

/* The Content-Type of a file by the end of its name. */
const char *request_content_type(const char *file);

/*
 * Sees what changes in content/, layouts/ and lua/ of a study and in the built-in layouts/ and lua/: files written,
 * renamed (as many editors save), linked and removed, files that links lead to, and folders that come, go and move.
 * Hidden files and the spare copies of editors ("name~", "#name#") are passed over, as the build does not read them.
 */

/* Starts to watch the study folder root and the folder share. NULL: errno tells. */
struct watch *watch_open(const char *root, const char *share);

/* Can be read when something has happened. -1: the system does not tell, so watch_take has to look now and then. */
int watch_descriptor(const struct watch *watch);

/* What of the outcome of a build may be another one now; the later ones include those before. */
enum watch_change { WATCH_NOTHING, WATCH_PAGES, WATCH_EVERYTHING };

/* Takes all that has happened. Does not block. */
enum watch_change watch_take(struct watch *watch);

/* The first folder that could not be watched, with *error the reason, or NULL. */
const char *watch_blind_spot(const struct watch *watch, int *error);

void watch_close(struct watch *watch);

/* What both ways to watch agree on: names that no build reads, and the folders of a study that builds read. */
bool watch_passes_over(const char *name);

/* What the file name may change: what is no text is shown by pages as it is. */
enum watch_change watch_change_of(const char *name);

/* path without links, or as it is where there is nothing; to be freed. */
char *watch_resolve(const char *path);

#endif
