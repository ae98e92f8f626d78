#ifndef LAMPIRAN_REPORT_HOME_H
#define LAMPIRAN_REPORT_HOME_H

/* The home page and its one-sheet brief: the study for those who have to decide, not to examine. */

#include "report/assembly.h"

/* The question, one answer for each objective with what it rests on, the headline figure, what to do next. */
struct block *home_blocks(const struct assembly *assembly);

/* The same in short, to fit a printed sheet. NULL: the study answers no objective yet. */
struct block *home_brief(const struct assembly *assembly);

/* "Tujuan a: Kondisi awal" */
struct span *home_objective_heading(const struct assembly *assembly, const struct objective *objective);

#endif
