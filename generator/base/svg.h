#ifndef LAMPIRAN_BASE_SVG_H
#define LAMPIRAN_BASE_SVG_H

/*
 * Whether a drawing in SVG only draws.  Shown as a picture any does; but opened by itself, on the site's own address,
 * one can run scripts, show other pages and fetch files from elsewhere.  What is not understood counts as harmful.
 */

#include <stdbool.h>
#include <stddef.h>

/* What is wrong, and at which byte. */
struct svg_flaw {
    const char *what; /* words that follow "the drawing", to be translated: "holds a script" */
    size_t offset;
};

/* It only draws; else *flaw, which is not NULL, says why not. */
bool svg_is_passive(const char *bytes, size_t length, struct svg_flaw *flaw);

#endif
