#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "support/told.h"

#include <stdio.h>
#include <stdlib.h>

const char *told(struct arena *arena, struct diags *diags, const char *root)
{
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);

    diags_print(diags, root, 0, out);
    fclose(out);
    const char *copy = arena_string(arena, text);
    free(text);
    return copy;
}

const char *told_json(struct arena *arena, struct diags *diags)
{
    struct buffer text = {0};

    diags_print_json(diags, &text);
    const char *copy = arena_string(arena, buffer_string(&text));
    buffer_free(&text);
    return copy;
}
