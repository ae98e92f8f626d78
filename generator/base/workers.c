#include "base/workers.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum { MOST_WORKERS = 64, STACK_SIZE = 8 * 1024 * 1024 };

struct crew {
    void (*job)(void *context, int worker, size_t item);
    void *context;
    size_t count;
    atomic_size_t next;
};

struct worker {
    struct crew *crew;
    int number;
    pthread_t thread;
};

int workers_default(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    return cores < 1 ? 1 : cores > MOST_WORKERS ? MOST_WORKERS : (int)cores;
}

static void *work(void *argument)
{
    const struct worker *worker = argument;
    struct crew *crew = worker->crew;

    for (;;) {
        size_t item = atomic_fetch_add(&crew->next, 1);
        if (item >= crew->count)
            return NULL;
        crew->job(crew->context, worker->number, item);
    }
}

void workers_run(int workers, size_t count, void (*job)(void *context, int worker, size_t item), void *context)
{
    struct crew crew = {.job = job, .context = context, .count = count};
    struct worker hired[MOST_WORKERS];
    int started = 1;
    pthread_attr_t attributes;

    /* Whatever the limit of the shell is: readers and writers go as deep as what they read is nested. */
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_SIZE);
    if (workers > MOST_WORKERS)
        workers = MOST_WORKERS;
    for (int i = 0; i < workers; i++)
        hired[i] = (struct worker){.crew = &crew, .number = i};
    for (; started < workers && (size_t)started < count; started++) {
        if (pthread_create(&hired[started].thread, &attributes, work, &hired[started]) != 0)
            break;
    }
    pthread_attr_destroy(&attributes);
    hired[0] = (struct worker){.crew = &crew};
    work(&hired[0]);
    for (int i = 1; i < started; i++)
        pthread_join(hired[i].thread, NULL);
}
