#ifndef LAMPIRAN_WRITE_WORD_WORD_H
#define LAMPIRAN_WRITE_WORD_WORD_H

/*
 * The appendices as one HTML file, in the few elements that pandoc turns into Word: headings, paragraphs, lists,
 * tables with widths, links within the file.  What HTML has no word for is a class or a custom style, which
 * layouts/docx/appendices.lua and the styles of layouts/docx/reference/ know: "landscape", "note", "Origin".
 *
 * word_file.c makes the file, word.c holds the walk, word_table.c tables, word_figure.c pictures, word_study.c what
 * only a study has.
 */

#include "base/list.h"
#include "document/document.h"
#include "write/html/html.h"

#include <stdbool.h>
#include <stddef.h>

struct appendix;
struct arena;
struct buffer;
struct figure;
struct map;
struct output_sink;
struct report;
struct target;

struct word {
    struct buffer *out;
    struct arena *arena;
    const struct report *report;
    const struct appendix *appendix;
    struct output_sink *sink; /* for drawings; what becomes of them is a matter of typeset/docx.h */
    const struct map *figures;
    const struct map *diagrams;
    const char *drawing_style; /* the style sheet of each drawing */
    size_t drawing_count;
    struct list figures_used; /* of const char *; in arena */
    struct list notes;        /* of struct footnote, in order of first call; in arena */
    size_t notes_written;
    size_t depth;             /* of containers that cannot be parted by a turned page */
    bool turned;              /* within a turned page */
    const struct block *lead; /* the page stays turned up to this block, unless that is NULL */
    bool tight;               /* in a list without room between its items */
    struct list pending;      /* of const char *: ids for the next paragraph; in arena */
    size_t number;            /* of the appendix, from 1 */
};

void word_blocks(struct word *word, const struct block *blocks);
void word_spans(struct word *word, const struct span *spans);

/* ---- for the word_*.c files ---- */

void word_put(struct word *word, const char *markup);
void word_text(struct word *word, const char *text);
void word_attribute(struct word *word, const char *name, enum html_context context, const char *value);

/* Puts text as the file name, without the characters that XML cannot hold, which are dropped from text. */
void word_put_file(struct word *word, const char *name, struct buffer *text);

/* <div data-custom-style="style">, </div>; nothing within is put on a page of its own. */
void word_open(struct word *word, const char *style);
void word_close(struct word *word);

/* The id of an anchor of appendix in the file. In the arena. */
const char *word_anchor(struct word *word, const struct appendix *appendix, const char *id);

/* An empty element that links lead to, unless id is NULL. */
void word_put_anchor(struct word *word, const char *id);

/* The same in the next paragraph, so that it does not become one of its own. */
void word_put_anchor_later(struct word *word, const char *id);

/* Turns the page for what follows, or back. Nothing happens within a container. */
void word_turn(struct word *word, bool turned);

/* Where an appendix has little before its first wide block, that block, so that no page holds the little alone. */
const struct block *word_find_lead(const struct word *word, const struct block *blocks);

/* The notes that were called since the last time. */
void word_notes(struct word *word);

void word_table(struct word *word, const struct block *block);
bool word_table_is_wide(const struct word *word, const struct table *table);

/* What the appendix of that number, from 1, is called: "A", or "1". In the arena. */
const char *word_appendix_mark(struct word *word, size_t number);

/* "3", or "A.2" where the study numbers tables and figures by appendix; NULL: target has none. In the arena. */
const char *word_number(struct word *word, const struct target *target);

/* "Tabel 3. Sintesis" for the table or figure with that label. Word numbers nothing: the numbers are the site's. */
void word_caption(struct word *word, const char *key, const char *label, const struct span *caption);

/* Where links to the table or figure lead. */
void word_place(struct word *word, const struct block *block, const char *label);

/* "Sumber: ..." below a table or figure; nothing for NULL. */
void word_source(struct word *word, const struct block *source);

void word_figure(struct word *word, const struct block *block);
bool word_figure_is_wide(const struct word *word, const struct figure *figure);
void word_chart(struct word *word, const struct block *block);
void word_image(struct word *word, const struct span *span);
void word_excerpt(struct word *word, const struct block *block);
void word_callout(struct word *word, const struct block *block);
void word_reference(struct word *word, const struct span *span);
void word_object(struct word *word, const struct span *span);
void word_mention(struct word *word, const struct span *span);
void word_citation(struct word *word, const struct span *span);

#endif
