#ifndef LAMPIRAN_BASE_FILE_H
#define LAMPIRAN_BASE_FILE_H

/*
 * The file system: whole files, sorted folders, no surprises.  Functions return a status; the caller
 * words the diagnostic, as only it knows what the file was for.
 */

#include "base/list.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;

enum file_status {
    FILE_OK,
    FILE_MISSING,
    FILE_NOT_REGULAR, /* a folder, a device, a pipe */
    FILE_TOO_LARGE,   /* over FILE_LIMIT */
    FILE_FAILED,      /* errno tells */
};

enum { FILE_LIMIT = 64 * 1024 * 1024 };

/* Reads all of path into out, replacing what it held. */
enum file_status file_read(const char *path, struct buffer *out);

/* The same of a file that is open; it stays so. */
enum file_status file_read_descriptor(int descriptor, struct buffer *out);

/* Writes bytes into a file that is open, and closes it. */
enum file_status file_write_descriptor(int descriptor, const char *bytes, size_t length);

/* Writes path whole; makes its folders. On failure a partial file may be left. */
enum file_status file_write(const char *path, const char *bytes, size_t length);

/* Whether path leads to anything, to a folder; false also where that cannot be known. */
bool file_exists(const char *path);
bool file_is_folder(const char *path);

/* What lies below a folder; paths are relative to it and in an arena. Hidden entries (".name") are passed over. */
struct file_tree {
    struct list files;  /* of const char *: all regular files and links, in byte order */
    struct list links;  /* of const char *: those of files that are symbolic links */
    struct list closed; /* of struct closed_folder: what lies in them is not in files */
};

struct closed_folder {
    const char *path; /* "": the folder that is listed itself */
    int error;        /* as errno, why it cannot be read */
};

/* Lists all that can be read; a missing folder holds nothing. */
struct file_tree file_list_tree(const char *folder, struct arena *arena);

/* Adds the files of file_list_tree to files. FILE_FAILED: some folder could not be read. */
enum file_status file_list(const char *folder, struct arena *arena, struct list *files);

/* Makes folder and its parents. */
enum file_status file_make_folders(const char *folder);

/*
 * path in the user's folder that the variable names ("XDG_CACHE_HOME"), or else in that folder of the home (".cache").
 * NULL: the user has neither. In arena.
 */
const char *file_of_user(struct arena *arena, const char *variable, const char *folder, const char *path);

/* Removes folder and all below it, links as links; a missing folder is fine. */
enum file_status file_remove_tree(const char *folder);

/* "folder/name" in arena; name alone when folder is "" or ".". */
const char *file_join(struct arena *arena, const char *folder, const char *name);

/* path, resolved through links, lies inside folder (resolved too). */
bool file_is_inside(const char *path, const char *folder);

#endif
