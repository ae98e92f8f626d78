#ifndef LAMPIRAN_WRITE_SITE_SCRIPT_DATA_H
#define LAMPIRAN_WRITE_SITE_SCRIPT_DATA_H

/* Values as compact JSON that may also stand in a script element: nothing in a text can end the element. */

struct buffer;
struct value;

/* Texts, numbers, booleans, pages (their paths), lists and maps; typed content has no JSON and is written as null. */
void script_data(struct buffer *out, const struct value *value);

/* A classic script that sets self.NAME to value: data that a page can load from a folder, too, where fetch may not. */
void script_data_assign(struct buffer *out, const char *name, const struct value *value);

#endif
