#ifndef LAMPIRAN_MANUAL_MANUAL_H
#define LAMPIRAN_MANUAL_MANUAL_H

/* `lampiran model`: the whole study as JSON, through the schema tables. */

struct buffer;
struct schema;
struct study;

/*
 * Appends study to out: an object for each file or folder, under its name without ending. Keys are those of the files;
 * absent ones are left out; prose is its plain words; `at` ("file:line:column") says where each record stands.
 */
void study_dump(struct buffer *out, const struct study *study);

/* `lampiran schema`: the schema tables for editors and for people. */

/* JSON Schema (draft 2020-12): one document, a definition for each file and record. */
void schema_print_json(struct buffer *out);

/* The same of files of one schema, for editors: where a value is the id of something, it is one that the study has. */
void schema_print_study_json(struct buffer *out, const struct study *study, const struct schema *schema);

/* The format guide in Markdown: a section for each file, a table of keys for each record. */
void schema_print_guide(struct buffer *out);

#endif
