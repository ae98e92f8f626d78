#ifndef LAMPIRAN_SERVE_SERVE_H
#define LAMPIRAN_SERVE_SERVE_H

/*
 * `lampiran serve`: builds the site of a study in a folder of its own outside the study, serves it on loopback, and
 * builds anew whenever something changes.  The pages in the browser reload then, or show what is wrong while the
 * last good site stays.
 */

#include <stdbool.h>

struct build;

struct preview {
    const struct build *build; /* root, share, jobs and final of every build */
    int port;                  /* the first to try; 0: any */
    /* Builds the site in the folder out/site. False: errors were reported in build's diags. */
    bool (*run)(struct build *build, const char *out, const void *context);
    const void *context; /* for run */
};

/* Serves until SIGINT, SIGTERM or SIGHUP. False: it could not start, and a message was printed. */
bool preview_run(const struct preview *preview);

#endif
