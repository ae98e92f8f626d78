#ifndef LAMPIRAN_BASE_BENEATH_H
#define LAMPIRAN_BASE_BENEATH_H

/*
 * Files below a folder that is held open, by its descriptor.  Names are relative to it ("tema/misi.html"), and no link
 * is followed, neither at the end of a name nor on the way to it: whatever lies about, an operation stays below the
 * folder.  A link in the way fails with ELOOP or ENOTDIR.
 */

#include "base/file.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct buffer;

/* What there is under a name. */
enum beneath_kind {
    BENEATH_NOTHING,
    BENEATH_FILE,
    BENEATH_FOLDER,
    BENEATH_OTHER, /* a link, a pipe, a device, or something on the way to it that is no folder */
};

enum beneath_kind beneath_kind_of(int folder, const char *name);

/* The folder name, held open; the caller closes it. -1: errno tells. */
int beneath_open(int folder, const char *name);

/* Reads all of the file into out, replacing what it held. */
enum file_status beneath_read(int folder, const char *name, struct buffer *out);

/* Writes a new file, and the folders that it lies in. FILE_FAILED with EEXIST: there is something already. */
enum file_status beneath_write(int folder, const char *name, const char *bytes, size_t length);

/* The file holds exactly these bytes. */
bool beneath_equals(int folder, const char *name, const char *bytes, size_t length);

/* Makes the folder name, with the folders that it lies in. One that is there is fine. */
enum file_status beneath_make_folders(int folder, const char *name);

/* Puts the entry (one name, no path) of the folder from also below to under path: as a hard link, or as a copy where
 * links cannot be had. A link is taken itself, not what it points to. */
enum file_status beneath_link(int from, const char *entry, int to, const char *path);

/* Renames what lies under name below from, to other below to. False: errno tells. */
bool beneath_rename(int from, const char *name, int to, const char *other);

/* Puts each of two in the place of the other, in one step. False: errno tells; EINVAL: the file system cannot. */
bool beneath_exchange(int from, const char *name, int to, const char *other);

/* Removes what lies under name and all below it, however deep, links as links. Nothing there is fine. */
enum file_status beneath_remove(int folder, const char *name);

/*
 * What is wrong with name as the name of an output, in words that follow "the name", or NULL: outputs lie below their
 * folder and can be copied to any disk, so a name is relative and normalised, and has none of the characters and words
 * that Windows keeps for itself.
 */
const char *beneath_name_problem(const char *name);

#endif
