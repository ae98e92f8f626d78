#include "base/json.h"

#include "base/buffer.h"
#include "base/text.h"

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
