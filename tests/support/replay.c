#include "base/buffer.h"
#include "base/file.h"
#include "support/replay.h"

#include <stdio.h>
#include <stdlib.h>

uint32_t replay_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

void replay_run(struct buffer *text)
{
    LLVMFuzzerTestOneInput((const uint8_t *)buffer_string(text), text->length);
}

int replay_files(int count, char **arguments, long changes,
                 void (*change)(struct buffer *copy, const struct buffer *text, uint32_t *state))
{
    const char *wanted = getenv("CHANGES");
    uint32_t state = 20240976;
    struct buffer text = {0}, copy = {0};

    if (wanted != NULL)
        changes = strtol(wanted, NULL, 10);
    for (int i = 1; i < count; i++) {
        if (file_read(arguments[i], &text) != FILE_OK) {
            fprintf(stderr, "%s: cannot be read\n", arguments[i]);
            return 2;
        }
        replay_run(&text);
        for (long n = 0; text.length > 0 && n < changes; n++) {
            buffer_clear(&copy);
            buffer_bytes(&copy, text.bytes, text.length);
            change(&copy, &text, &state);
            replay_run(&copy);
        }
    }
    buffer_free(&text);
    buffer_free(&copy);
    return 0;
}

void replay_change(struct buffer *changed, const struct buffer *text, size_t kinds, const char *marks,
                   size_t mark_count, uint32_t *state)
{
    buffer_clear(changed);
    buffer_char(changed, (char)(replay_random(state) % kinds));
    buffer_bytes(changed, text->bytes, text->length);
    for (uint32_t i = replay_random(state) % 6; i > 0; i--)
        changed->bytes[1 + replay_random(state) % text->length] = marks[replay_random(state) % mark_count];
    if (replay_random(state) % 4 == 0)
        buffer_cut(changed, 1 + replay_random(state) % text->length);
}
