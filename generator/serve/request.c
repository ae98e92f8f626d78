#include "serve/private.h"

#include "base/buffer.h"
#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { STATUS_BAD = 400, STATUS_FORBIDDEN = 403, STATUS_TOO_LONG = 414, STATUS_MISDIRECTED = 421 };

enum { HTTP_PORT = 80 };

unsigned request_check_host(const char *host, int port)
{
    static const char *const names[] = {"localhost", "127.0.0.1", "[::1]"};
    char expected[64];

    if (host == NULL)
        return STATUS_BAD;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(expected, sizeof expected, "%s:%d", names[i], port);
        if (strcasecmp(host, expected) == 0 || (port == HTTP_PORT && strcasecmp(host, names[i]) == 0))
            return 0;
    }
    return STATUS_MISDIRECTED;
}

static int digit_value(char c)
{
    if (!isxdigit((unsigned char)c))
        return -1;
    return isdigit((unsigned char)c) ? c - '0' : tolower((unsigned char)c) - 'a' + 10;
}

/* The byte that the escape at text ("%2e") stands for, or -1. */
static int read_escape(const char *text)
{
    int high = digit_value(text[1]);
    int low = high < 0 ? -1 : digit_value(text[2]);

    return low < 0 ? -1 : high * 16 + low;
}

/* Appends text without its escapes; false if something in it has no place in the name of a file. */
static bool decode(const char *text, struct buffer *out)
{
    size_t offset;

    while (*text != '\0') {
        bool escaped = *text == '%';
        int byte = escaped ? read_escape(text) : (unsigned char)*text;
        if (byte < 0 || iscntrl(byte) || byte == '\\' || (escaped && byte == '/'))
            return false;
        buffer_char(out, (char)byte);
        text += escaped ? 3 : 1;
    }
    return text_is_utf8(buffer_string(out), out->length, &offset);
}

/* Looks at each part between slashes: none may be empty but the last, or start with a dot. */
static unsigned check_parts(const char *path)
{
    for (;;) {
        size_t length = strcspn(path, "/");
        if (*path == '.')
            return STATUS_FORBIDDEN;
        if (path[length] == '\0')
            return 0;
        if (length == 0)
            return STATUS_BAD;
        path += length + 1;
    }
}

unsigned request_read_path(const char *target, struct buffer *file)
{
    buffer_clear(file);
    if (strlen(target) > REQUEST_LONGEST_PATH)
        return STATUS_TOO_LONG;
    if (*target != '/' || !decode(target + 1, file))
        return STATUS_BAD;
    unsigned refusal = check_parts(buffer_string(file));
    if (refusal == 0 && (file->length == 0 || file->bytes[file->length - 1] == '/'))
        buffer_text(file, "index.html");
    return refusal;
}

const char *request_content_type(const char *file)
{
    static const struct {
        const char *end, *type;
    } types[] = {
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".json", "application/json; charset=utf-8"},
        {".webmanifest", "application/manifest+json; charset=utf-8"},
        {".xml", "application/xml; charset=utf-8"},
        {".txt", "text/plain; charset=utf-8"},
        {".csv", "text/csv; charset=utf-8"},
        {".bib", "text/plain; charset=utf-8"},
        {".svg", "image/svg+xml; charset=utf-8"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".gif", "image/gif"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".pdf", "application/pdf"},
        {".zip", "application/zip"},
        {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    };
    const char *end = strrchr(file, '.');

    for (size_t i = 0; end != NULL && i < sizeof types / sizeof *types; i++) {
        if (strcasecmp(end, types[i].end) == 0)
            return types[i].type;
    }
    return "application/octet-stream";
}
