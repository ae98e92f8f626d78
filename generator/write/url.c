#include "write/write.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Length of the scheme before ':', or 0. */
static size_t scheme_length(const char *url)
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
    return scheme_length(url) > 0 || strncmp(url, "//", 2) == 0;
}

bool url_is_safe(const char *url)
{
    static const char *const refused[] = {"javascript", "vbscript", "data", "file"};
    size_t length = scheme_length(url);

    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (length == strlen(refused[i]) && strncasecmp(url, refused[i], length) == 0)
            return false;
    }
    return true;
}

size_t url_depth(const char *path)
{
    size_t depth = 0;

    for (; *path != '\0'; path++)
        depth += *path == '/';
    return depth;
}
