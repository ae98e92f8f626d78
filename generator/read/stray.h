#ifndef LAMPIRAN_READ_STRAY_H
#define LAMPIRAN_READ_STRAY_H

/* Files in content/ that are not named as the files of a study are: what they are meant for, and what to say of them.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct build;

/* Files that may lie anywhere and mean nothing: notes for people, what editors and systems leave behind. */
bool stray_is_passed_over(const char *name);

/*
 * The name with which the file at name is meant: with the folder and the ending that differ by capitals, or by another
 * usual ending (".yml", ".markdown"), as they should be. name itself where nothing is to be mended.
 */
const char *stray_meant(struct arena *arena, const char *name);

/* A warning: name is read as meant. */
void stray_report_meant(struct build *build, const char *name, const char *meant);

/* What is said of name, which is not read. is_folder: it is a link to a folder. */
void stray_report(struct build *build, const char *name, bool is_folder);

/* A file of content/private/: says when it seems to hold the names and is not called as the list that is read. */
void stray_check_private(struct build *build, const char *name);

/*
 * The folder that name lies in is none of a study. Reports it, with the number of its files, and what else is wrong
 * with a folder that is one: its capitals. False: the files in it are not read.
 */
bool stray_check_folder(struct build *build, const char *name, size_t count);

#endif
