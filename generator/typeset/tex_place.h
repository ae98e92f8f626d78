#ifndef LAMPIRAN_TYPESET_TEX_PLACE_H
#define LAMPIRAN_TYPESET_TEX_PLACE_H

/* Where in the study that stands which TeX complains of. */

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct collection;

/* "% content/synthesis.yaml:12" as a place, in arena; false for other lines. */
bool tex_place_of_comment(struct arena *arena, const char *line, size_t length, struct place *place);

/* What the study holds for a line of the fragment name: the nearest comment above. No file: there is none. */
struct place tex_place_of(struct arena *arena, const struct collection *files, const char *name, int line);

/*
 * The same line in a layout of the study's own (layouts: "layouts/latex/fragment.tex" and the like), which the file
 * name was made from. No file: it is in none.
 */
struct place tex_place_in_layouts(struct arena *arena, const struct collection *files, const struct collection *layouts,
                                  const char *name, int line);

/* Where a layout of the study's own has command ("\emf", or "{file}"). No file: nowhere. */
struct place tex_place_of_command(const struct collection *layouts, const char *command);

#endif
