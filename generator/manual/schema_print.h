#ifndef LAMPIRAN_MANUAL_SCHEMA_PRINT_H
#define LAMPIRAN_MANUAL_SCHEMA_PRINT_H

/* `lampiran schema`: the schema tables for editors and for people. */

struct buffer;

/* JSON Schema (draft 2020-12): one document, a definition for each file and record. */
void schema_print_json(struct buffer *out);

/* The format guide in Markdown: a section for each file, a table of keys for each record. */
void schema_print_guide(struct buffer *out);

#endif
