#ifndef LAMPIRAN_STUDY_PRIVATE_H
#define LAMPIRAN_STUDY_PRIVATE_H

/* The tables of schema_NAME.c: a line is one key; R marks what must be there, O what may be left out. */

#include "study/schema.h"

#include <stdbool.h>
#include <stddef.h>

#define AT(type, member) offsetof(struct type, member)
#define R true
#define O false
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The schema of a file; and of a record, which no other file needs. */
#define FILE_SCHEMA(identifier, title, type, fields_, text)                                                            \
    const struct schema identifier = {                                                                                 \
        .name = title, .help = text, .size = sizeof(struct type), .fields = fields_, .field_count = COUNT(fields_)}
#define SCHEMA(identifier, title, type, fields_, text) static FILE_SCHEMA(identifier, title, type, fields_, text)

extern const struct schema study_schema, objectives_schema, codebook_schema, definitions_schema, informants_schema,
    documents_schema, excerpts_schema, finding_schema, page_schema, synthesis_schema, frameworks_schema,
    statistics_schema, joint_schema, guide_schema, conclusions_schema, reporting_schema, summaries_schema,
    second_coding_schema, coders_schema, memos_schema, abbreviations_schema, version_schema;

extern const char *const attribution_names[];

#endif
