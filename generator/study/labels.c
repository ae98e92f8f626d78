#include "study/study.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"

#include <stdbool.h>
#include <string.h>

void labels_take_addresses(struct labels *labels, const struct labels *addresses)
{
    for (size_t i = 0; i < map_count(addresses->texts); i++) {
        const char *key = map_key(addresses->texts, i);
        if (strncmp(key, "slug_", 5) == 0 || strncmp(key, "file_", 5) == 0)
            map_put(labels->texts, key, map_value(addresses->texts, i));
    }
}

const char *label_text(const struct labels *labels, const char *key)
{
    const char *text = map_get(labels->texts, key);

    return text ? text : key;
}

const char *label_format(const struct labels *labels, struct arena *arena, const char *key, const char *first,
                         const char *second)
{
    const char *text = label_text(labels, key);
    struct buffer out = {0};

    while (*text != '\0') {
        bool is_first = strncmp(text, "{1}", 3) == 0;
        if (is_first || strncmp(text, "{2}", 3) == 0) {
            const char *filling = is_first ? first : second;
            buffer_text(&out, filling ? filling : "");
            text += 3;
        } else {
            buffer_char(&out, *text++);
        }
    }
    const char *result = arena_string(arena, buffer_string(&out));
    buffer_free(&out);
    return result;
}
