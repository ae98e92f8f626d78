#ifndef LAMPIRAN_SERVE_BURST_H
#define LAMPIRAN_SERVE_BURST_H

/*
 * Makes one rebuild of a burst of saves: it is due when nothing has changed for a moment, or when the burst has
 * gone on for so long that the writer should see something.  Times are milliseconds of any one clock.
 */

#include <stdbool.h>
#include <stdint.h>

enum { BURST_QUIET = 30, BURST_LONGEST = 500 };

/* Starts as {0}. */
struct burst {
    bool waiting;
    int64_t first; /* when the burst began */
    int64_t last;  /* its latest change */
};

/* Something changed at time now. */
void burst_note(struct burst *burst, int64_t now);

/* Milliseconds until the rebuild is due, 0 when it is, -1 when nothing has changed. */
int burst_delay(const struct burst *burst, int64_t now);

#endif
