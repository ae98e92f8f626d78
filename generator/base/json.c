#include "base/json.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static void break_line(struct json *json)
{
    buffer_char(json->out, '\n');
    for (int i = 0; i < json->depth; i++)
        buffer_text(json->out, "  ");
}

/* What stands between the previous value or key and the next. */
static void separate(struct json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->after_value)
        buffer_char(json->out, ',');
    if (json->depth > 0)
        break_line(json);
}

void json_open(struct json *json, char bracket)
{
    separate(json);
    buffer_char(json->out, bracket);
    json->depth++;
    json->after_value = false;
}

void json_close(struct json *json, char bracket)
{
    json->depth--;
    if (json->after_value)
        break_line(json);
    buffer_char(json->out, bracket);
    json->after_value = true;
}

static void quote(struct buffer *out, const char *text)
{
    unsigned long code_point;

    buffer_char(out, '"');
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        size_t size = c < 0x80 ? 1 : text_character(text, strnlen(text, 4), &code_point);
        if (size != 1) {
            /* Names of files may be no text; JSON has to be. */
            buffer_bytes(out, size ? text : "\xef\xbf\xbd", size ? size : 3);
            text += size ? size - 1 : 0;
        } else if (c == '"' || c == '\\')
            buffer_format(out, "\\%c", c);
        else if (c == '\n')
            buffer_text(out, "\\n");
        else if (c < 0x20 || c == 0x7f)
            buffer_format(out, "\\u%04x", c);
        else
            buffer_char(out, (char)c);
    }
    buffer_char(out, '"');
}

void json_key(struct json *json, const char *key)
{
    separate(json);
    quote(json->out, key);
    buffer_text(json->out, ": ");
    json->after_key = true;
}

void json_open_key(struct json *json, const char *key, char bracket)
{
    json_key(json, key);
    json_open(json, bracket);
}

void json_raw(struct json *json, const char *literal)
{
    separate(json);
    buffer_text(json->out, literal);
    json->after_value = true;
}

void json_text(struct json *json, const char *text)
{
    if (text == NULL) {
        json_raw(json, "null");
        return;
    }
    separate(json);
    quote(json->out, text);
    json->after_value = true;
}

void json_key_text(struct json *json, const char *key, const char *text)
{
    json_key(json, key);
    json_text(json, text);
}

void json_integer(struct json *json, long value)
{
    separate(json);
    buffer_format(json->out, "%ld", value);
    json->after_value = true;
}

void json_bool(struct json *json, bool value)
{
    json_raw(json, value ? "true" : "false");
}

/* ---- reading ---- */

enum { DEEPEST = 200 };

struct reader {
    struct arena *arena;
    const char *at;
    int depth;
};

static struct json_value *read_value(struct reader *reader);

static void skip_space(struct reader *reader)
{
    reader->at += strspn(reader->at, " \t\r\n");
}

/* True, and past it, if c is next. */
static bool take(struct reader *reader, char c)
{
    skip_space(reader);
    if (*reader->at != c)
        return false;
    reader->at++;
    return true;
}

/* The code point of "\uXXXX" at four; -1 if it is none. */
static long unit_at(const char *four)
{
    char digits[5] = {0};

    for (int i = 0; i < 4; i++) {
        if (four[i] == '\0' || strchr("0123456789abcdefABCDEF", four[i]) == NULL)
            return -1;
        digits[i] = four[i];
    }
    return strtol(digits, NULL, 16);
}

/* What follows a backslash; false if that is nothing. */
static bool read_escape(struct reader *reader, struct buffer *out)
{
    static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    const char *letter = *reader->at ? strchr(letters, *reader->at) : NULL;

    if (letter != NULL) {
        buffer_char(out, means[letter - letters]);
        reader->at++;
        return true;
    }
    long unit = *reader->at == 'u' ? unit_at(reader->at + 1) : -1;
    if (unit <= 0)
        return false;
    reader->at += 5;
    if (unit >= 0xD800 && unit < 0xDC00 && reader->at[0] == '\\' && reader->at[1] == 'u') {
        long low = unit_at(reader->at + 2);
        if (low < 0xDC00 || low > 0xDFFF)
            return false;
        reader->at += 6;
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
    if (unit >= 0xD800 && unit < 0xE000)
        return false;
    buffer_code_point(out, (unsigned long)unit);
    return true;
}

/* The text whose quote is next; NULL if there is none. */
static const char *read_text(struct reader *reader)
{
    struct buffer out = {0};
    const char *text = NULL;
    bool right = take(reader, '"');

    while (right && *reader->at != '"') {
        if (*reader->at == '\0')
            right = false;
        else if (*reader->at != '\\')
            buffer_char(&out, *reader->at++);
        else {
            reader->at++;
            right = read_escape(reader, &out);
        }
    }
    if (right) {
        reader->at++;
        text = arena_string(reader->arena, buffer_string(&out));
    }
    buffer_free(&out);
    return text;
}

/* What stands between the brackets, the first of which was taken. */
static bool read_children(struct reader *reader, struct json_value *value, char close)
{
    struct json_value **end = &value->children;

    if (take(reader, close))
        return true;
    do {
        const char *key = close == '}' ? read_text(reader) : NULL;
        if (close == '}' && (key == NULL || !take(reader, ':')))
            return false;
        *end = read_value(reader);
        if (*end == NULL)
            return false;
        (*end)->key = key;
        end = &(*end)->next;
    } while (take(reader, ','));
    return take(reader, close);
}

static bool read_word(struct reader *reader, struct json_value *value)
{
    static const char *const words[] = {[JSON_NULL] = "null", [JSON_FALSE] = "false", [JSON_TRUE] = "true"};
    size_t digits = strspn(reader->at, "+-0123456789.eE");

    for (int i = JSON_NULL; i <= JSON_TRUE; i++) {
        if (strncmp(reader->at, words[i], strlen(words[i])) == 0) {
            value->kind = (enum json_kind)i;
            reader->at += strlen(words[i]);
            return true;
        }
    }
    value->kind = JSON_NUMBER;
    value->text = arena_copy(reader->arena, reader->at, digits);
    reader->at += digits;
    return digits > 0;
}

static struct json_value *read_value(struct reader *reader)
{
    struct json_value *value = arena_alloc(reader->arena, sizeof *value);
    bool right = reader->depth++ < DEEPEST;

    value->text = "";
    skip_space(reader);
    if (!right)
        return NULL;
    if (*reader->at == '"') {
        value->kind = JSON_TEXT;
        value->text = read_text(reader);
        right = value->text != NULL;
    } else if (take(reader, '{')) {
        value->kind = JSON_OBJECT;
        right = read_children(reader, value, '}');
    } else if (take(reader, '[')) {
        value->kind = JSON_ARRAY;
        right = read_children(reader, value, ']');
    } else {
        right = read_word(reader, value);
    }
    reader->depth--;
    return right ? value : NULL;
}

struct json_value *json_read(struct arena *arena, const char *text)
{
    struct reader reader = {arena, text, 0};
    struct json_value *value = read_value(&reader);

    skip_space(&reader);
    return *reader.at == '\0' ? value : NULL;
}

const struct json_value *json_find(const struct json_value *object, const char *key)
{
    if (object == NULL || object->kind != JSON_OBJECT)
        return NULL;
    const struct json_value *value = object->children;
    while (value != NULL && strcmp(value->key, key) != 0)
        value = value->next;
    return value;
}

const struct json_value *json_at(const struct json_value *array, size_t index)
{
    if (array == NULL || array->kind != JSON_ARRAY)
        return NULL;
    const struct json_value *value = array->children;
    while (value != NULL && index-- > 0)
        value = value->next;
    return value;
}
