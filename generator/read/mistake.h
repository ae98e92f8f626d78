#ifndef LAMPIRAN_READ_MISTAKE_H
#define LAMPIRAN_READ_MISTAKE_H

/* The words for what can be wrong with a value, each with the way out. */

#include "read/literal.h"

struct field;
struct node;
struct position;
struct record;
struct record_reader;
struct schema;

/* id is the record's own id, NULL if it has none. */
void mistake_unknown_key(const struct record_reader *reader, const struct schema *schema, const struct node *key,
                         const char *id);
void mistake_missing(const struct record_reader *reader, const struct record *record, const struct field *field,
                     const char *id);
void mistake_duplicate_key(const struct record_reader *reader, const struct node *key, struct position first);

/* node is not of the field's type; or not of the type of the field's items. */
void mistake_type(const struct record_reader *reader, const struct field *field, const struct node *node);
void mistake_item_type(const struct record_reader *reader, const struct field *field, const struct node *node);

void mistake_empty(const struct record_reader *reader, const struct field *field, const struct node *node);
void mistake_empty_item(const struct record_reader *reader, const struct field *field, const struct node *node);
void mistake_boolean(const struct record_reader *reader, const struct field *field, const struct node *node);
void mistake_number(const struct record_reader *reader, const struct field *field, const struct node *node);
void mistake_choice(const struct record_reader *reader, const struct field *field, const struct node *node);
void mistake_id(const struct record_reader *reader, const struct field *field, const struct node *node);
void mistake_date(const struct record_reader *reader, const struct field *field, const struct node *node,
                  enum date_status status);

/* key is no language of the study; the text is given by language, but not in the study's own. */
void mistake_language(const struct record_reader *reader, const struct field *field, const struct node *key);
void mistake_own_language(const struct record_reader *reader, const struct field *field, const struct node *map);

/* In a translation, where only words stand. */
void mistake_not_words(const struct record_reader *reader, const struct field *field, const struct node *key);

/* A warning: the value is cut off by '#'. */
void mistake_comment(const struct record_reader *reader, const struct field *field, const struct node *node);

#endif
