#ifndef LAMPIRAN_READ_SCALAR_H
#define LAMPIRAN_READ_SCALAR_H

/* Single values of a record: text, prose, numbers, dates, choices, ids and references. */

#include <stdbool.h>

struct field;
struct node;
struct record_reader;

/*
 * Reads the scalar node into target, the field's place in its struct. Prose is marked as being in the language mark,
 * unless that is NULL. False: it stays absent, a mistake was reported.
 */
bool scalar_read(const struct record_reader *reader, const struct field *field, const struct node *node,
                 const char *mark, void *target);

/* An item of the list field; NULL: reported and left out. */
void *scalar_item(const struct record_reader *reader, const struct field *field, const struct node *node,
                  const char *mark);

#endif
