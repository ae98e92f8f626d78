#ifndef LAMPIRAN_BASE_JSON_H
#define LAMPIRAN_BASE_JSON_H

/*
 * Writes JSON, indented by two spaces.  Start with {.out = &buffer}; commas and line breaks are put in
 * by the writer.  Objects: json_open '{', then a json_key before each value, json_close '}'.
 */

#include <stdbool.h>

struct buffer;

struct json {
    struct buffer *out;
    int depth;
    bool after_value; /* a comma is due before the next value of this container */
    bool after_key;
};

void json_open(struct json *json, char bracket);
void json_close(struct json *json, char bracket);
void json_key(struct json *json, const char *key);

/* text must be UTF-8; NULL writes null. */
void json_text(struct json *json, const char *text);
void json_integer(struct json *json, long value);
void json_bool(struct json *json, bool value);

/* Written as it is: a number as it was typed. */
void json_raw(struct json *json, const char *literal);

#endif
