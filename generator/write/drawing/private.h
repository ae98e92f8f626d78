#ifndef LAMPIRAN_WRITE_DRAWING_PRIVATE_H
#define LAMPIRAN_WRITE_DRAWING_PRIVATE_H

#include "write/drawing/drawing.h"

#include <stddef.h>

struct arena;
struct framework;

/*
 * framework in the DOT language: components that have parts stand around them, relations are arrows.  Parts that no
 * relation orders stand in rows of so many.  Where there are too many boxes for a printed page the innermost parts are
 * left out.  In arena.
 */
const char *diagram_of_framework(struct arena *arena, const struct framework *framework, size_t row);

/*
 * The same diagram with its rows set about one axis and its arrows drawn anew, in arena; where most is not 0, rows
 * that would make it wider than that go on below.  NULL where an arrow would pass through a box, or words stand over
 * something.
 */
const struct diagram *diagram_balanced(struct arena *arena, const struct diagram *source, double most);

#endif
