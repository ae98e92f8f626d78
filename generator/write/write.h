#ifndef LAMPIRAN_WRITE_WRITE_H
#define LAMPIRAN_WRITE_WRITE_H

/* What the writers below this room share, in the order of its files. */

#include "base/buffer.h"
#include "base/list.h"
#include "study/study.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct block;
struct layout_runner;
struct layouts;
struct map;
struct output_sink;
struct table;

/* ---- columns.c: how wide the columns of a table should be in print, from the text in them ---- */

struct column_plan {
    double *shares;      /* of the line, one a column; their sum is at most 1 */
    size_t *letters;     /* that fit a line of the column, about */
    double lines;        /* of a row, in the middle, about */
    double first_lines;  /* of the first row */
    bool landscape;      /* the page must be turned for the table to fit, or it was asked for */
    double letter_size;  /* below 1: as large are the letters, and gaps are smaller */
    bool crowded;        /* because the columns would not fit there, and not for its many rows alone */
    bool fits;           /* false: even then they do not */
    double points, size; /* what it was made for */
};

/*
 * The plan for table in letters of points, on lines of 14 cm. The longest words and the heads fit, and where other
 * widths than those given make the table much shorter, it has them. size: what the letters really have, if they are
 * wider in proportion the smaller they are; 0: they are not. In arena.
 */
struct column_plan columns_plan(struct arena *arena, const struct table *table, double points, double size);

/* The same on a page of the appendices as the study wants them, NULL: as others have them; modern: in Latin Modern. */
struct column_plan columns_plan_page(struct arena *arena, const struct table *table,
                                     const struct appendix_settings *settings, bool modern);

/*
 * Parts (struct table *) of a table that does not fit, each with its first column and as many of the others as do.
 * None: it has two columns. What stands below the table stands below the last of them. In arena.
 */
struct list columns_parts(struct arena *arena, const struct table *table, const struct column_plan *plan);

/* ---- pages that are turned for what is too wide ---- */

/*
 * What leads to it by headings and few words is printed on its page, as it would leave the page before empty; wide
 * blocks that follow each other share their pages.
 */
struct landscape {
    struct arena *arena;
    bool (*is_wide)(void *writer, const struct block *block); /* block needs a turned page */
    void *writer;
};

/*
 * blocks with each such group in a section of its own, for which landscape_is_group holds; blocks in it are copies.
 * blocks themselves if there is none. In arena.
 */
const struct block *landscape_group(const struct landscape *landscape, const struct block *blocks);
bool landscape_is_group(const struct block *block);

/* The first of blocks would be in such a group. */
bool landscape_starts(const struct landscape *landscape, const struct block *blocks);

/* ---- copies.c: files that go into an output as they are, the assets of the layouts and figures of pages ---- */

/* The figures that pages can show: "figures/peta.png" -> itself, and the pictures of PDFs. In the build's arena. */
struct map *copies_figures(struct build *build, const struct study *study);

/* A path as it is written in a file ("../figures/peta.png") from content/ on, within path. */
const char *copies_below_content(const char *path);

/* The one of figures that path means, or NULL. */
const char *copies_find_figure(const struct map *figures, const char *path);

/* The same where no PDF can be shown: instead of one the picture that copies_put_figures makes of it. */
const char *copies_find_picture(struct arena *arena, const struct map *figures, const char *path);

/* Page number (from 1) of the scan at path, as a picture; NULL: it has not so many. A picture is its own first page. */
const char *copies_find_page(struct arena *arena, const struct map *figures, const char *path, size_t number);

/* Puts the figures that are keys of used; content/ is where they are. What cannot be read is reported. */
void copies_put_figures(struct build *build, const struct map *used, struct output_sink *sink);

/* Puts layouts/assets/ as assets/, the study's files before the built-in ones. */
void copies_put_assets(struct build *build, struct output_sink *sink);

/* ---- pictures without what they tell of who took them ---- */

/*
 * Puts a copy of the image (PNG, JPEG or WebP) into out, which it empties: without what the file says about camera,
 * time, place and author. False: it is no such image, or a broken one.
 */
bool image_clean(struct buffer *out, const char *bytes, size_t length);

/* ---- crew.c: files made by layouts on all cores, each by one member; which one makes which changes nothing ---- */

/* What belongs to one thread. */
struct crew_member {
    struct build build;           /* with diagnostics, and memory for what lasts, of its own */
    struct layout_runner *runner; /* of the crew's layouts */
    struct arena *arena;          /* of the file being made: cleared after each */
    struct buffer out;            /* the file being made: empty before each */
    struct list figures_used;     /* of const char * */
};

struct crew {
    struct build *build;
    const struct layouts *layouts;
    const struct study *study; /* the model that layouts see */
    const struct labels *labels;
    const struct map *shared; /* name -> struct value: what all layouts see */
    void (*make)(void *context, struct crew_member *member, size_t item);
    void *context;
};

/* Calls make for each item below count. Adds to figures (path -> itself) those that were used. */
void crew_run(const struct crew *crew, size_t count, struct map *figures);

/* Notes that the file being made uses these figures (of const char *, which live as long as the build). */
void crew_use_figures(struct crew_member *member, const struct list *figures);

#endif
