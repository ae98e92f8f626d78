#ifndef LAMPIRAN_PUBLISH_PUBLISH_H
#define LAMPIRAN_PUBLISH_PUBLISH_H

/*
 * Finished files -> an output folder.  Everything is staged beside the folder and swapped in whole: a reader,
 * or a crash at any moment, sees the old folder or the new one.  Files not made by us are carried over; when
 * nothing changed, nothing is written.
 */

#include "document/document.h"

#include <stdbool.h>

struct build;
struct leak_gate;
struct publication;

/* Begins an output to folder (a path as the user gave it); gate looks through all of it, unless NULL. NULL: reported.
 */
struct publication *publish_begin(struct build *build, const char *folder, struct leak_gate *gate);

/* Where render puts its files. */
struct output_sink *publish_sink(struct publication *publication);

/* Swaps the staged files in. False: reported, and the folder is as it was. The publication is gone. */
bool publish_finish(struct publication *publication);

/* Gives up: the folder stays as it was. The publication is gone. */
void publish_abandon(struct publication *publication);

/*
 * Lays out the small complete study of layouts/starter/ in folder, which must be missing or empty. False: one
 * message went to standard error, and nothing was written or what was is named.
 */
bool starter_create(struct build *build, const char *folder);

#endif
