#include "serve/private.h"

void burst_note(struct burst *burst, int64_t now)
{
    if (!burst->waiting)
        burst->first = now;
    burst->waiting = true;
    burst->last = now;
}

int burst_delay(const struct burst *burst, int64_t now)
{
    if (!burst->waiting)
        return -1;
    int64_t due = burst->last + BURST_QUIET;
    if (due > burst->first + BURST_LONGEST)
        due = burst->first + BURST_LONGEST;
    return due > now ? (int)(due - now) : 0;
}
