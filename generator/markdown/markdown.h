#ifndef LAMPIRAN_MARKDOWN_MARKDOWN_H
#define LAMPIRAN_MARKDOWN_MARKDOWN_H

/*
 * Markdown to our block tree: CommonMark by cmark (this folder is its only door), and on top of it tables,
 * footnotes, heading ids, captions, directives, citations and cross-references each in a file of its own.  Used for
 * files, for prose in YAML, and for b.md in hooks.
 */

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct block;
struct span;

struct markdown_source {
    const char *file; /* for places; below the study folder */
    int line;         /* of the first line of text in that file, from 1 */
    int column;       /* of its first character there: 1, or more for a value inside YAML */
    const char *text; /* valid UTF-8 without NUL */
    size_t length;    /* in bytes */
    bool smart;       /* quotes, dashes and ellipses become those of print: "a" “a”, -- –, ... … */
    bool plain;       /* CommonMark alone, without any extension: for the specification's examples */
};

/*
 * The blocks of source, in arena. Never fails: what is wrong is reported to diags and repaired. NULL for
 * an empty source. Containers are at most 64 deep, and so are spans; footnotes form no loops.
 *
 * Every heading gets an id, unique within the source: "# Title {#id}", or made of its words. @sec:id refers to
 * it, and {#sec:id} gives the same id. The spans of a block directive are its label, :::name[label].
 */
struct block *markdown_read(struct arena *arena, struct diags *diags, const struct markdown_source *source);

/* One line of prose as spans: a title, a label. Block markup in it is reported and read as text. */
struct span *markdown_read_line(struct arena *arena, struct diags *diags, const struct markdown_source *source);

#endif
