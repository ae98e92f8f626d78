#ifndef LAMPIRAN_PUBLISH_PUBLISH_H
#define LAMPIRAN_PUBLISH_PUBLISH_H

/*
 * Finished files -> output folders.  Everything is staged beside the folders and swapped in whole: a reader, or a
 * crash at any moment, sees the old folder or the new one.  Files not made by us are carried over; when nothing
 * changed, nothing is written.  A link in place of an output, or something in the way that we did not make, is an
 * error; no link is followed, and nothing is removed that we did not make.
 */

#include "document/document.h"

#include <stdbool.h>

struct arena;
struct build;
struct study;
struct leak_gate;
struct publication;
struct publisher;

/*
 * Begins to publish below folder (a path as the user gave it), which no other build can until the end. NULL: reported.
 */
struct publisher *publish_open(struct build *build, const char *folder);

/* Begins the output name below it; gate looks through all of it, unless NULL. NULL: reported. */
struct publication *publish_begin(struct publisher *publisher, const char *name, struct leak_gate *gate);

/* Adds to paths (of const char *, in arena) the files of an output, open as folder, that the last build made. */
void publish_list_made(struct arena *arena, int folder, struct list *paths);

/* Where render puts its files. */
struct output_sink *publish_sink(struct publication *publication);

/* The folder that is published so far, as a descriptor; -1: there is none. */
int publish_old(const struct publication *publication);

/*
 * Swaps the staged files of all outputs in. False: reported, and all folders are as they were. The publisher is gone,
 * and its publications with it.
 */
bool publish_finish(struct publisher *publisher);

/* Gives up: the folders stay as they were. The publisher is gone, and its publications with it. NULL is fine. */
void publish_abandon(struct publisher *publisher);

/*
 * Writes what editors want to know of the study's files into .vscode/ of build->root: schemas with the ids of study,
 * and settings unless there are some. False: it cannot be written, which was said.
 */
bool editor_write(struct build *build, const struct study *study);

/* The line by which an editor finds the schema of the file at path ("content/codebook.yaml"); "" if it has none. */
const char *editor_line(struct arena *arena, const char *path);

/*
 * Lays out the small complete study of layouts/starter/, the one in language ("id"), in folder, which must be missing
 * or empty. False: one message went to standard error, and nothing was written or what was is named.
 */
bool starter_create(struct build *build, const char *language, const char *approach, const char *folder);

#endif
