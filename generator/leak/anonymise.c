/* Transcripts without the names of those who speak and of whom they speak: what the gate would find is replaced. */

#include "leak/private.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "study/study.h"

#include <stdlib.h>
#include <string.h>

/* What stands for a byte of a transcript; NULL: it does. */
struct masking {
    const struct stream *stream;
    const char *text; /* all lines, a blank between them */
    size_t length;
    const struct leak_thing **masks;
};

static const struct leak_thing somebody = {.kind = LEAK_NUMBER};

static size_t origin(const struct masking *masking, size_t at)
{
    return at < masking->stream->text.length ? masking->stream->offsets[at] : masking->length;
}

static void mask(const struct masking *masking, const struct leak_thing *thing, size_t start, size_t end)
{
    size_t from = origin(masking, start), to = origin(masking, end);

    /* A blank behind it is not of it. */
    while (to > from && masking->text[to - 1] == ' ')
        to--;
    for (size_t i = from; i < to; i++)
        masking->masks[i] = thing;
}

/* A part of a name is how people are called in talk. */
static void mask_name(void *context, const struct leak_thing *thing, enum leak_part part, size_t start, size_t end)
{
    const struct masking *masking = context;
    char first = masking->stream->text.bytes[start];

    if (part != PART_WEAK || ascii_is_capital(first))
        mask(masking, thing, start, end);
}

static void mask_shape(void *context, enum leak_kind kind, size_t start, size_t end)
{
    (void)kind;
    mask(context, &somebody, start, end);
}

static void find_masks(struct masking *masking, struct stream *stream, const struct leak_names *names,
                       const struct leak_shape_settings *shapes)
{
    struct tokens tokens = {.names = names};

    stream->placed = true;
    stream_text(stream, masking->text);
    const char *plain = buffer_string(&stream->text);
    tokens_read(&tokens, plain, stream->text.length, 0, stream->text.length);
    leak_shapes_find(plain, stream->text.length, 0, stream->text.length, shapes, mask_shape, masking);
    leak_spoken_find(&tokens, plain, shapes, mask_shape, masking);
    leak_names_find(names, &tokens, plain, stream->text.length, SPHERE_TEXT, mask_name, masking);
    tokens_free(&tokens);
}

/* "[IK-01]" where these readers know the code. */
static void write_mask(struct buffer *out, const struct study *study, const struct leak_thing *thing)
{
    const struct informant *informant = thing->whose ? study_find(study, OBJECT_INFORMANT, thing->whose) : NULL;

    if (informant != NULL && informant->consent != CONSENT_NONE)
        buffer_format(out, "[%s]", informant->code);
    else
        buffer_text(out, words_blacked_out);
}

static const char *masked(struct arena *arena, const struct study *study, const struct masking *masking, size_t start,
                          size_t end)
{
    struct buffer out = {0};

    for (size_t at = start; at < end; at++) {
        const struct leak_thing *thing = masking->masks[at];
        if (thing == NULL)
            buffer_char(&out, masking->text[at]);
        else if (at == start || masking->masks[at - 1] != thing)
            write_mask(&out, study, thing);
    }
    return buffer_take(&out, arena);
}

/* Lines are read together: a name may go on in the next. */
static void anonymise(struct arena *arena, const struct study *study, const struct printed_transcript *transcript,
                      const struct leak_names *names, const struct leak_shape_settings *shapes)
{
    struct stream stream = {0};
    struct buffer all = {0};
    struct arena *scratch = arena_new();

    for (size_t i = 0; i < transcript->lines.count; i++)
        buffer_format(&all, "%s ", ((const struct printed_line *)transcript->lines.items[i])->text);
    struct masking masking = {.stream = &stream, .text = buffer_string(&all), .length = all.length};
    masking.masks = arena_alloc(scratch, (all.length + 1) * sizeof(struct leak_thing *));
    find_masks(&masking, &stream, names, shapes);
    for (size_t i = 0, at = 0; i < transcript->lines.count; i++) {
        struct printed_line *line = transcript->lines.items[i];
        size_t end = at + strlen(line->text);
        line->text = masked(arena, study, &masking, at, end);
        at = end + 1;
    }
    arena_free(scratch);
    buffer_free(&all);
    buffer_free(&stream.text);
    free(stream.offsets);
}

void leak_anonymise(struct arena *arena, const struct study *study, const struct identities *identities,
                    const struct list *transcripts)
{
    struct leak_shape_settings shapes = {.root = ""};

    if (transcripts->count == 0)
        return;
    struct leak_names *names = leak_names_new(arena);
    for (size_t i = 0; i < identities->list.count; i++)
        leak_add_identity(arena, names, &shapes.numbers, identities->list.items[i]);
    leak_names_seal(names);
    for (size_t i = 0; i < transcripts->count; i++)
        anonymise(arena, study, transcripts->items[i], names, &shapes);
}
