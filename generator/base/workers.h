#ifndef LAMPIRAN_BASE_WORKERS_H
#define LAMPIRAN_BASE_WORKERS_H

/*
 * The same job for many items on all cores.  Items are handed out one by one; the result must not
 * depend on who does which, so a job writes only to what belongs to its item or its worker.
 */

#include <stddef.h>

/* Number of workers that use the whole machine. */
int workers_default(void);

/*
 * Calls job(context, worker, item) once for each item in [0, count), with 0 <= worker < workers, and
 * returns when all are done. With one worker, or when no thread can be had, it runs in the caller's thread.
 */
void workers_run(int workers, size_t count, void (*job)(void *context, int worker, size_t item), void *context);

#endif
