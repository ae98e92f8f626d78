#include "study/study.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

enum { SUBTAG_LIMIT = 8 };

bool language_is_tag(const char *tag)
{
    for (bool first = true;; first = false) {
        size_t length = 0, letters = 0;
        for (; isalnum((unsigned char)tag[length]); length++)
            letters += isalpha((unsigned char)tag[length]) != 0;
        if (length == 0 || length > SUBTAG_LIMIT || (first && (length < 2 || length > 3 || letters != length)))
            return false;
        if (tag[length] == '\0')
            return true;
        if (tag[length] != '-')
            return false;
        tag += length + 1;
    }
}

bool language_is_same(const char *tag, const char *other)
{
    size_t length = strcspn(tag, "-");

    return length == strcspn(other, "-") && strncasecmp(tag, other, length) == 0;
}
