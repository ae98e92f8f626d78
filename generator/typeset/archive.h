#ifndef LAMPIRAN_TYPESET_ARCHIVE_H
#define LAMPIRAN_TYPESET_ARCHIVE_H

/* A ZIP archive in memory, by libzip.  What is put in has no time, so the same files are the same bytes. */

#include <stdbool.h>
#include <stddef.h>

struct archive;
struct buffer;

/* An archive of no files. End with archive_close. */
struct archive *archive_new(void);

/* The archive in bytes, which must stay until archive_close. NULL: it is none. */
struct archive *archive_open(const char *bytes, size_t length);

/* Adds what is in the file name to out. False: there is no such file, or it is damaged. */
bool archive_get(struct archive *archive, const char *name, struct buffer *out);

/* The file name, new or instead of the old one. bytes must stay until archive_close. */
void archive_put(struct archive *archive, const char *name, const char *bytes, size_t length);

/* Adds the whole archive to out, unless that is NULL, and frees it. False: a file that was to stay is damaged. */
bool archive_close(struct archive *archive, struct buffer *out);

#endif
