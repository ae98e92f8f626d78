#include "markdown/private.h"

#include <string.h>

bool label_find(const struct reading *reading, size_t offset, size_t *braces, size_t *length)
{
    const struct buffer *flat = &reading->flat;
    size_t end = flat->length, at;

    while (end > offset && (flat->bytes[end - 1] == ' ' || flat->bytes[end - 1] == '\t'))
        end--;
    if (end <= offset || flat->bytes[end - 1] != '}')
        return false;
    for (at = end; at > offset && end - at < LONGEST_MARKUP && flat->bytes[at - 1] != '\n'; at--) {
        if (flat->bytes[at - 1] == '{' && attributes_length(flat->bytes + at - 1, end - at + 1) == end - at + 1) {
            *braces = at - 1;
            *length = end - at + 1;
            return flat->bytes[at] == '#';
        }
    }
    return false;
}

size_t label_start(const struct reading *reading, size_t braces)
{
    const char *bytes = reading->flat.bytes;

    while (braces > 0 && (bytes[braces - 1] == ' ' || bytes[braces - 1] == '\t' || bytes[braces - 1] == '\n'))
        braces--;
    return braces;
}

const char *label_check(struct reading *reading, const struct attributes *attributes, const char *prefix,
                        const char *what, struct place place)
{
    size_t length = strlen(prefix);

    if (attributes->id == NULL)
        return NULL;
    if (strncmp(attributes->id, prefix, length) == 0 && attributes->id[length] != '\0')
        return attributes->id;
    place.column = attributes->id_column;
    diag_error(reading->diags, place, "bad-label", "label '%s' of a %s does not start with '%s', leaving it out",
               attributes->id, what, prefix);
    const char *colon = strchr(attributes->id, ':');
    const char *rest = colon != NULL ? colon + 1 : attributes->id;
    diag_hint(reading->diags, "write {#%s%s}", prefix, *rest != '\0' ? rest : "label");
    return NULL;
}
