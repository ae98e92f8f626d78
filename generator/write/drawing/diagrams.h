#ifndef LAMPIRAN_WRITE_DRAWING_DIAGRAMS_H
#define LAMPIRAN_WRITE_DRAWING_DIAGRAMS_H

/*
 * The diagrams of a study: its frameworks and the DOT files among its figures.  Each is laid out in a process of its
 * own with a time limit, so that no graph can hold up, crash or fill the program; what came out is kept in the user's
 * cache ($XDG_CACHE_HOME/lampiran/diagrams), by the hash of what went in, as laying out takes longer than all else.
 */

#include "base/diag.h"

struct arena;
struct build;
struct diagram;
struct figure;
struct map;
struct study;

/*
 * "framework:ID" and "figures/x.dot" -> struct diagram, in the build's arena.  What cannot be laid out is reported with
 * its place and left out.
 */
struct map *diagrams_of(struct build *build, const struct study *study);

/* The one of diagrams that figure shows: its framework, or the DOT file that it names. NULL: it shows none. */
const struct diagram *diagrams_find(const struct map *diagrams, const struct figure *figure);

/* The diagram of the text dot, or NULL with what was wrong reported; file is where the text stands, source its place.
 */
struct diagram *diagrams_lay_out(struct build *build, const char *dot, struct place source);

/* Reads what diagram_layout wrote. NULL: it is not complete or not of that form. Reports what it says was wrong. */
struct diagram *diagrams_parse(struct arena *arena, struct diags *diags, struct place source, const char *text);

#endif
