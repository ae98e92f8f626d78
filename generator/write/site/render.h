#ifndef LAMPIRAN_WRITE_SITE_RENDER_H
#define LAMPIRAN_WRITE_SITE_RENDER_H

/* Report -> finished files: every page through its writer and its layout, in parallel. */

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct block;
struct buffer;
struct build;
struct output_sink;
struct report;

/* The pages of the site and its assets. False: errors were reported. */
bool render_site(struct build *build, const struct report *report, struct output_sink *sink);

/* The appendices: lampiran.sty, one fragment each, lampiran.tex. */
bool render_appendices(struct build *build, const struct report *report, struct output_sink *sink);

/* The appendices as one file, lampiran.html, for a program that makes Word of it (write/word/word.h), and its pictures. */
bool render_word(struct build *build, const struct report *report, struct output_sink *sink);

/* Blocks alone, without a report, for `lampiran render`: HTML, raw HTML passed on if trusted / LaTeX. */
void render_html_fragment(struct buffer *out, const struct block *blocks, bool trusted);
void render_latex_fragment(struct buffer *out, const struct block *blocks);

#endif
