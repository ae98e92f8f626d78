#ifndef LAMPIRAN_SERVE_SERVE_H
#define LAMPIRAN_SERVE_SERVE_H

/*
 * The preview over HTTP, on loopback alone: the files of one site folder, and below /__lampiran/ what the preview
 * adds (the script that reloads pages, and the events that tell it to).  Runs in the caller's thread: whenever its
 * descriptor can be read, or its timeout is over, serve_work has to be called; it does not block.
 */

struct build;
struct server;

/*
 * Opens a server for the folder site (which may come into being later), on *port or, when that is taken, on the
 * next free one after it, which is put in *port; 0 stands for any. build tells where layouts/preview/ lies.
 * NULL: a message was printed.
 */
struct server *serve_open(const struct build *build, const char *site, int *port);

int serve_descriptor(const struct server *server);

/* Milliseconds until serve_work has to be called even if nothing happens; -1: no need. */
int serve_timeout(const struct server *server);

void serve_work(struct server *server);

/*
 * Tells all pages, and those that come later, how things stand: state is JSON (see preview.c), and site names the
 * build that the files are from, "" while there are none. A page with another name reloads.
 */
void serve_tell(struct server *server, const char *site, const char *state);

/* Says something to all pages, so that connections of those that went away are noticed. */
void serve_beat(struct server *server);

void serve_close(struct server *server);

#endif
