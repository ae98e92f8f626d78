#ifndef LAMPIRAN_WRITE_WORD_WORD_H
#define LAMPIRAN_WRITE_WORD_WORD_H

/*
 * The appendices as HTML files that pandoc turns into Word.  It is written by write/html/, and here is only what is
 * otherwise than in a page: tables with widths, pictures as files, links within the file.  What HTML has no word for is
 * a class or a custom style, which layouts/docx/appendices.lua and the styles of layouts/docx/reference/ know:
 * "landscape", "note", "Origin".
 *
 * word.c makes the file and holds the profile, word_table.c has tables, word_figure.c pictures.
 */

#include "base/list.h"
#include "document/document.h"
#include "write/html/html.h"

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct build;

struct word {
    struct html html; /* first: the functions of the profile get it */
    struct html_site site;
    struct output_sink *sink;  /* for drawings; typeset/ makes pictures of them */
    const char *drawing_style; /* the style sheet of each drawing */
    size_t drawing_count;
    struct list notes; /* of this appendix: struct footnote, in order of first call; in arena */
    size_t number;     /* of the appendix, from 1 */
    size_t top;        /* open tags where pages can be turned */
    bool turned;       /* within a turned page */
    bool quotes_once;  /* what another appendix prints the words of is named alone */
};

/*
 * Puts the appendices as one file, lampiran.html, and each as lampiran-SLUG.html, for a program that makes Word of
 * them, and their pictures. False: errors were reported.
 */
bool render_word(struct build *build, const struct report *report, struct output_sink *sink);

/* Puts text as the file name, without the characters that XML cannot hold, which are dropped from text. */
void word_put_file(struct word *word, const char *name, struct buffer *text);

/* <div data-custom-style="style">; html_close ends it. */
void word_open(struct word *word, const char *style);

/* Blocks in such a div; nothing for NULL. */
void word_styled(struct word *word, const char *style, const struct block *blocks);

/* Anchor, number and words of the block's caption. Word numbers nothing: the numbers are the site's. */
void word_caption(struct word *word, const struct block *block, const char *key);

/* "Sumber: ..." below a table or figure; nothing for NULL. */
void word_source(struct word *word, const struct block *source);

void word_table(struct word *word, const struct block *block);
void word_figure(struct word *word, const struct block *block);
void word_chart(struct word *word, const struct block *block);
void word_image(struct word *word, const struct span *span);

/* figure would be too small to read unless on a turned page. */
bool word_figure_is_wide(const struct word *word, const struct figure *figure);

#endif
