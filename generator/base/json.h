#ifndef LAMPIRAN_BASE_JSON_H
#define LAMPIRAN_BASE_JSON_H

/*
 * Reads JSON, and writes it, indented by two spaces.  Start with {.out = &buffer}; commas and line breaks are put in
 * by the writer.  Objects: json_open '{', then a json_key before each value, json_close '}'.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;

struct json {
    struct buffer *out;
    int depth;
    bool after_value; /* a comma is due before the next value of this container */
    bool after_key;
};

/* bracket is '{' or '[', and the other one of the pair to close; a key is UTF-8, and a value must follow. */
void json_open(struct json *json, char bracket);
void json_close(struct json *json, char bracket);
void json_key(struct json *json, const char *key);
void json_open_key(struct json *json, const char *key, char bracket); /* json_key, json_open */

/* text must be UTF-8; NULL writes null. */
void json_text(struct json *json, const char *text);
void json_key_text(struct json *json, const char *key, const char *text); /* json_key, json_text */
void json_integer(struct json *json, long value);
void json_bool(struct json *json, bool value);

/* Written as it is: a number as it was typed. */
void json_raw(struct json *json, const char *literal);

/* ---- reading ---- */

enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_TEXT, JSON_ARRAY, JSON_OBJECT };

struct json_value {
    enum json_kind kind;
    const char *key;  /* in an object, else NULL */
    const char *text; /* of JSON_TEXT, and of JSON_NUMBER as it is written; else "" */
    struct json_value *children;
    struct json_value *next;
};

/* What text holds, in arena. NULL: it is no JSON, or nested too deep. */
struct json_value *json_read(struct arena *arena, const char *text);

/* The value of key in object, NULL if it has none or is no object. */
const struct json_value *json_find(const struct json_value *object, const char *key);

/* The value at index (from 0) of an array, NULL if there is none. */
const struct json_value *json_at(const struct json_value *array, size_t index);

#endif
