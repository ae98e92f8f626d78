#ifndef LAMPIRAN_BASE_ARCHIVE_H
#define LAMPIRAN_BASE_ARCHIVE_H

/*
 * ZIP archives: the only door to libzip but for the gate's own.  Archives come from strangers, so a file of one is read
 * only up to what the caller takes.  What is put in has no time: the same files are the same bytes.
 */

#include <stdbool.h>
#include <stddef.h>

struct archive;
struct buffer;

/* An archive of no files. End with archive_close. */
struct archive *archive_new(void);

/* The archive in bytes, which must stay until archive_close. NULL: it is none. */
struct archive *archive_open(const char *bytes, size_t length);

/* The archive in the file at path, to be read. NULL: it is none. End with archive_close(archive, NULL). */
struct archive *archive_open_file(const char *path);

/* Number of files in it; their names (NULL: damaged) and the sizes that they claim, by position. */
size_t archive_count(const struct archive *archive);
const char *archive_name(const struct archive *archive, size_t position, size_t *size);

/* Adds what is in the file name to out. False: there is no such file, or it is damaged. */
bool archive_get(struct archive *archive, const char *name, struct buffer *out);

/* Adds the file at position to out. False: it is damaged, or larger than most bytes, which is never read. */
bool archive_get_at(struct archive *archive, size_t position, size_t most, struct buffer *out);

/* The file name, new or instead of the old one. bytes must stay until archive_close. */
void archive_put(struct archive *archive, const char *name, const char *bytes, size_t length);

/* Adds the whole archive to out, unless that is NULL, and frees it. False: a file that was to stay is damaged. */
bool archive_close(struct archive *archive, struct buffer *out);

#endif
