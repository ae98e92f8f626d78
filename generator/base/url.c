#include "base/url.h"

#include "base/buffer.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

size_t url_scheme(const char *url)
{
    size_t length = 0;

    if (!isalpha((unsigned char)url[0]))
        return 0;
    while (isalnum((unsigned char)url[length]) || (url[length] != '\0' && strchr("+-.", url[length]) != NULL))
        length++;
    return url[length] == ':' ? length : 0;
}

bool url_is_external(const char *url)
{
    return url_scheme(url) > 0 || strncmp(url, "//", 2) == 0;
}

/* names end by NULL. */
static bool has_scheme_of(const char *url, const char *const *names)
{
    return text_is_one_of_any_case(url, url_scheme(url), names);
}

bool url_is_safe(const char *url)
{
    static const char *const refused[] = {"javascript",  "vbscript", "data", "file",  "blob", "filesystem",
                                          "view-source", "intent",   "jar",  "about", NULL};

    return !has_scheme_of(url, refused);
}

bool url_is_offered(const char *url)
{
    static const char *const offered[] = {"https", "http", "mailto", "tel", "sms", "geo", "doi", "ftp", NULL};

    return url_scheme(url) == 0 || has_scheme_of(url, offered);
}

const char *url_tracking(const char *url)
{
    static const char *const marks[] = {"utm_source=", "utm_medium=", "fbclid=", "gclid="};
    const char *first = NULL;

    for (size_t i = 0; i < sizeof marks / sizeof marks[0] && strchr(url, '?') != NULL; i++) {
        const char *at = strstr(url, marks[i]);
        first = at != NULL && (first == NULL || at < first) ? at : first;
    }
    return first;
}

const char *url_of_file(struct arena *arena, const char *path)
{
    struct buffer url = {0};

    if (strpbrk(path, "%#?") == NULL)
        return path;
    for (; *path != '\0'; path++) {
        if (strchr("%#?", *path) != NULL)
            buffer_format(&url, "%%%02X", (unsigned)*path);
        else
            buffer_char(&url, *path);
    }
    return buffer_take(&url, arena);
}

size_t url_depth(const char *path)
{
    size_t depth = 0;

    for (; *path != '\0'; path++)
        depth += *path == '/';
    return depth;
}
