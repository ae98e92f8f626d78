#ifndef LAMPIRAN_MANUAL_DUMP_H
#define LAMPIRAN_MANUAL_DUMP_H

/* `lampiran model`: the whole study as JSON, through the schema tables. */

struct buffer;
struct study;

/*
 * Appends study to out: an object for each file or folder, under its name without ending. Keys are those of the files;
 * absent ones are left out; prose is its plain words; `at` ("file:line:column") says where each record stands.
 */
void study_dump(struct buffer *out, const struct study *study);

#endif
