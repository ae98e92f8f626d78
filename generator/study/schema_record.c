#include "study/schema.h"

#include <string.h>

/* What a record holds and where that stands, by the tables in schema.c. */

const struct field *schema_field(const struct schema *schema, const char *key)
{
    for (size_t i = 0; i < schema->field_count; i++) {
        if (strcmp(schema->fields[i].key, key) == 0)
            return &schema->fields[i];
    }
    return NULL;
}

void *record_field(const struct record *record, const struct field *field)
{
    return (char *)record + field->offset;
}

struct place record_place_of(const struct record *record, const char *key)
{
    const struct field *field = schema_field(record->schema, key);
    struct place place = record->place;

    if (field == NULL || record->fields == NULL)
        return place;
    if (record->words != NULL && record->words->fields[field - record->schema->fields].line > 0)
        return record_place_of(record->words, key);
    struct position position = record->fields[field - record->schema->fields];
    if (position.line > 0) {
        place.line = position.line;
        place.column = position.column;
    }
    return place;
}
