#include "support/fixture.h"

struct arena *arena;
struct diags *diags;
struct buffer out;

int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    diags = diags_new();
    buffer_clear(&out);
    return 0;
}

int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    diags_free(diags);
    buffer_free(&out);
    return 0;
}
