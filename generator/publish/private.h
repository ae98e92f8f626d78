#ifndef LAMPIRAN_PUBLISH_PRIVATE_H
#define LAMPIRAN_PUBLISH_PRIVATE_H

/* Whole folders: carrying files over without copying, and swapping two folders in one step. */

#include "publish/publish.h"
#include "base/file.h"

#include <stdbool.h>

/* Folders that may lie within each other in an output, by whoever made them. */
enum { FOLDER_DEEPEST = 64 };

/*
 * Puts every file below from, hidden ones too, for which keep(context, path) says yes also below to (descriptors of
 * folders): as a hard link, or as a copy where links cannot be had. path is relative. Empty folders are carried over.
 * FILE_FAILED: errno tells; ELOOP: folders lie more than FOLDER_DEEPEST deep.
 */
enum file_status folder_carry_over(int from, int to, bool (*keep)(void *context, const char *path), void *context);

/*
 * A workshop: the folder .lampiran beside the outputs, in which the new ones are made and the old ones wait to be
 * removed.  It is there only while something is published, or after that was killed.  Nothing outside of it is ever
 * removed, and it is none if anybody else made it.
 */

/*
 * Makes it below parent; what a killed run left is brought back or cleared. -1: errno tells; EEXIST: there is
 * something of that name that we did not make.
 */
int workshop_open(int parent);

/* Removes it with all that is in it. */
void workshop_close(int parent, int workshop);

/*
 * Puts what is staged in the workshop under name in place of what parent has under it, which lies in the workshop
 * then: under name or, where the file system cannot exchange, under another name. False: errno tells, all is as it was.
 */
bool workshop_swap(int parent, int workshop, const char *name);

/* Undoes workshop_swap; had_old: there was something to swap with. */
void workshop_swap_back(int parent, int workshop, const char *name, bool had_old);

extern const char workshop_name[];

#endif
