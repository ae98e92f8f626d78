#ifndef LAMPIRAN_PUBLISH_PRIVATE_H
#define LAMPIRAN_PUBLISH_PRIVATE_H

/* Whole folders: carrying files over without copying, and swapping two folders in one step. */

#include "publish/publish.h"
#include "base/file.h"

#include <stdbool.h>

/*
 * Puts every file below from, hidden ones too, for which keep(context, path) says yes also below to: as a
 * hard link, or as a copy where links cannot be had. path is relative. Empty folders are carried over.
 * A missing from is fine. FILE_FAILED: errno tells.
 */
enum file_status folder_carry_over(const char *from, const char *to, bool (*keep)(void *context, const char *path),
                                   void *context);

/*
 * Puts the folder fresh in place of old; afterwards fresh holds what old held, if there was anything. In one
 * step where the file system can (Linux), else in two, undone on failure.
 */
enum file_status folder_swap(const char *fresh, const char *old);

#endif
