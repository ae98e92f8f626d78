#ifndef LAMPIRAN_DELIVER_DELIVER_H
#define LAMPIRAN_DELIVER_DELIVER_H

/* What comes before and after a build: what this machine can make, and handing a finished site on. */

#include <stdbool.h>

struct arena;
struct buffer;
struct build;

/* Adds to out what is installed, what is missing for what, and the command that brings it. For a terminal. lunr is the
 * path of lunr.js, NULL: not installed. */
void doctor_print(struct arena *arena, const char *lunr, struct buffer *out);

/* "branch:gh-pages" -> "gh-pages"; a part of target; NULL: target is a folder. */
const char *deliver_branch_name(const char *target);

/*
 * Makes the site in folder the only content of a branch of the study's own git repository, as hosts of pages take it:
 * a commit on top of the last one that was made here, or the first one of a branch that shares nothing with the
 * others. Nothing else of the repository is touched, its hooks and filters are not run, and nothing is sent. What to
 * do next goes to standard output. False: errors were reported, and the branch is as it was.
 */
bool deliver_to_branch(struct build *build, const char *folder, const char *branch);

#endif
