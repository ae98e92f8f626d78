#ifndef LAMPIRAN_LUA_LAYOUT_H
#define LAMPIRAN_LUA_LAYOUT_H

/*
 * Layouts: the files of layouts/html/ and layouts/latex/ that frame what the writers make (layouts/README.md tells
 * how to write one).  They are read and translated to Lua once (layouts_read) and compiled once in each worker
 * (layout_runner_new), in the sandbox that hooks run in.  A layout sees values (document/value.h), read-only, and
 * cannot keep anything from one page to the next, so no page depends on which worker made it.
 */

#include "base/diag.h"

#include <stdbool.h>

struct block;
struct buffer;
struct build;
struct labels;
struct layout_runner;
struct layouts;
struct map;
struct span;
struct value;

/* How values are printed in the format of a layout. writer is what layout_run was given. */
struct layout_format {
    const char *folder; /* "layouts/html" */
    const char *ending; /* ".html" */
    void (*text)(void *writer, const char *text);
    void (*page)(void *writer, const char *path); /* a VALUE_PAGE: the way to it */
    void (*spans)(void *writer, const struct span *spans);
    void (*blocks)(void *writer, const struct block *blocks);
    void (*notes)(void *writer);                          /* the footnotes that were called so far */
    void (*data)(void *writer, const struct value *data); /* JSON, in a script element; NULL: not in this format */
};

/* All layouts of format, the study's before the built-in ones. In the build's arena; mistakes are reported. */
const struct layouts *layouts_read(struct build *build, const struct layout_format *format);

/* One for each thread. shared (name -> struct value) is what all pages see. Never NULL. */
struct layout_runner *layout_runner_new(const struct layouts *layouts, const struct labels *labels,
                                        const struct map *shared);
void layout_runner_free(struct layout_runner *runner);

/*
 * Runs the layout name for one page, whose values are page (name -> struct value); text goes to out. False: an
 * error was reported to diags, and out holds a part.
 */
bool layout_run(struct layout_runner *runner, const char *name, const struct map *page, struct buffer *out,
                void *writer, struct diags *diags);

#endif
