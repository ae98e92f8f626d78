#ifndef LAMPIRAN_READ_RECORD_H
#define LAMPIRAN_READ_RECORD_H

/*
 * A tree of YAML values to the structs of study/study.h, by the schema tables (study/schema.h).  Every
 * mistake is reported and costs the value it is in, no more.
 */

#include "read/yaml.h"

#include <stdbool.h>

struct arena;
struct diags;
struct field;
struct languages;
struct record;
struct schema;

struct record_reader {
    struct arena *arena; /* where the structs live */
    struct diags *diags;
    const char *file;
    const struct languages *languages;
    bool is_translation; /* of a record that is read elsewhere: it holds nothing but words, and not all of them */
    bool *lost;          /* set when a mistake may have cost a record that others refer to */
};

/* What a value of field is in YAML: one value, a list or a map. */
enum node_kind record_node_kind(const struct field *field);

/* A struct of schema made from node, which is a map; never NULL. */
void *record_read(const struct record_reader *reader, const struct schema *schema, const struct node *node);

/* The words of translation, a record of the same schema without lists, in place of those of record. */
void record_overlay(struct record *record, const struct record *translation);

/* A struct of schema with all its fields absent, for a file that is not there. */
void *record_empty(struct arena *arena, const struct schema *schema, const char *file);

#endif
