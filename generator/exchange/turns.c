/* Words that were selected over the labels and turns of a transcript: what each one says of them. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/map.h"
#include "study/study.h"

#include <string.h>
#include <strings.h>

static const struct project_case *person_called(const struct writing *writing, const char *code)
{
    for (size_t i = 0; i < writing->people.count; i++) {
        const struct project_case *person = writing->people.items[i];
        if (strcmp(person->id, code) == 0)
            return person;
    }
    return NULL;
}

/* The number of the first line that ends behind the byte at. */
static size_t first_line(const struct list *lines, size_t at)
{
    size_t low = 0, high = lines->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (((const struct said_line *)lines->items[middle])->end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Words that one says, without a label between them. */
struct piece {
    const struct project_case *by;
    size_t start, end; /* in the text of the source, without white space around */
};

static bool is_blank(const char *text, size_t start, size_t end)
{
    while (start < end && ascii_is_space(text[start]))
        start++;
    return start >= end;
}

/* Adds what is between two bytes to the piece that it goes on with, or as the next one. */
static void add_piece(struct arena *arena, struct list *pieces, const char *text, struct piece piece)
{
    struct piece *last = pieces->count > 0 ? pieces->items[pieces->count - 1] : NULL;

    while (piece.start < piece.end && ascii_is_space(text[piece.start]))
        piece.start++;
    while (piece.end > piece.start && ascii_is_space(text[piece.end - 1]))
        piece.end--;
    if (piece.start == piece.end)
        return;
    if (last != NULL && last->by == piece.by && is_blank(text, last->end, piece.start))
        last->end = piece.end;
    else
        list_add(pieces, arena, arena_keep(arena, &piece, sizeof piece));
}

/* Leaves out pieces that are signs alone. */
static void drop_signs(struct list *pieces, const char *text)
{
    size_t kept = 0;

    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = pieces->items[i];
        if (words_any(text + piece->start, piece->end - piece->start))
            pieces->items[kept++] = pieces->items[i];
    }
    pieces->count = kept;
}

/* What is said in the segment, by whom. False: somebody speaks in it whom the study does not know. */
static bool find_pieces(const struct writing *writing, struct arena *scratch, const struct list *lines,
                        const struct segment *segment, struct list *pieces)
{
    const struct project_source *source = segment->source;

    for (size_t i = first_line(lines, segment->start); i < lines->count; i++) {
        const struct said_line *said = lines->items[i];
        struct piece piece = {source->made, said->start, said->end};
        if (piece.start >= segment->end)
            break;
        if (said->speaker == SPEAKER_INTERVIEWER)
            piece.by = NULL;
        else if (said->speaker == SPEAKER_OTHER &&
                 (said->code == NULL || (piece.by = person_called(writing, said->code)) == NULL))
            return false;
        piece.start = piece.start > segment->start ? piece.start : segment->start;
        piece.end = piece.end < segment->end ? piece.end : segment->end;
        if (piece.start < piece.end)
            add_piece(scratch, pieces, source->text, piece);
    }
    drop_signs(pieces, source->text);
    return true;
}

/* One turn for the pieces that one says, whatever label is between them. */
static struct list turns_of(struct arena *arena, const char *text, const struct list *pieces)
{
    struct list turns = {0};
    struct segment_turn *last = NULL;

    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = pieces->items[i];
        const char *words = arena_copy(arena, text + piece->start, piece->end - piece->start);
        if (last != NULL && last->by == piece->by) {
            last->text = arena_concat(arena, last->text, "\n", words, NULL);
            continue;
        }
        last = arena_alloc(arena, sizeof *last);
        *last = (struct segment_turn){piece->by, words};
        list_add(&turns, arena, last);
    }
    return turns;
}

/* The words of all turns, as a study reads them. */
static const char *words_of(struct arena *arena, const struct list *turns)
{
    struct buffer words = {0};

    for (size_t i = 0; i < turns->count; i++) {
        buffer_text(&words, i > 0 ? "\n" : "");
        buffer_text(&words, ((const struct segment_turn *)turns->items[i])->text);
    }
    return buffer_take(&words, arena);
}

/* Leaves the labels out, and says who speaks where that is not the source alone. */
static void take_turns(struct writing *writing, struct arena *scratch, const struct list *lines,
                       struct segment *segment)
{
    struct list pieces = {0};
    const char *text = segment->source->text;

    if (!find_pieces(writing, scratch, lines, segment, &pieces))
        return;
    if (pieces.count == 0) { /* a label, or a part of one */
        segment->text = "";
        return;
    }
    const struct piece *first = pieces.items[0];
    if (pieces.count == 1 && first->by == segment->source->made && is_blank(text, segment->start, first->start) &&
        is_blank(text, first->end, segment->end))
        return;
    segment->start = first->start;
    segment->end = ((const struct piece *)pieces.items[pieces.count - 1])->end;
    struct list turns = turns_of(writing->arena, text, &pieces);
    bool is_of_source = turns.count == 1 && first->by == segment->source->made;
    project_lose(writing->project, "excerpt over turns", !is_of_source, LOSS_CHANGED,
                 "in turns, each with who says it");
    project_lose(writing->project, "label or time in an excerpt", is_of_source, LOSS_CHANGED,
                 "left out: nobody said it");
    segment->text = words_of(writing->arena, &turns);
    if (!is_of_source)
        segment->turns = turns;
}

/* The label of the line that the words at start are in; "" for none. */
static const char *label_of(struct arena *arena, const struct project_source *source, size_t start)
{
    size_t begin = start, length;

    while (begin > 0 && source->text[begin - 1] != '\n')
        begin--;
    size_t at = transcript_label(source->text + begin, source->text + source->length, &length);
    return arena_copy(arena, source->text + begin + at, length);
}

/*
 * Whether it is known who answers: somebody has a label, and it is one. Where only those who ask have one, what follows
 * them without one may be said by others; of several who are no informants of the study nobody can tell whose words
 * these are.
 */
static bool is_answer_known(struct arena *scratch, const struct project_source *source, const struct list *lines)
{
    const char *known = NULL;
    uint32_t line = 0;

    for (size_t i = 0; i < lines->count; i++) {
        const struct said_line *said = lines->items[i];
        bool is_answer = said->begins && said->speaker != SPEAKER_INTERVIEWER, is_first = said->line != line;
        line = said->line;
        if (!is_answer)
            continue;
        bool is_of_source = is_first && said->speaker == SPEAKER_SOURCE;
        const char *label = is_of_source ? label_of(scratch, source, said->start) : known ? known : "";
        if (is_of_source && known != NULL && *known != '\0' && strcasecmp(label, known) != 0)
            return false;
        known = is_of_source || known == NULL ? label : known;
    }
    return known != NULL;
}

bool segment_is_in(struct arena *scratch, const struct segment *segment, bool is_heard, const struct words *words)
{
    const struct segment_turn whole = {NULL, segment->text};
    size_t count = segment->turns.count;
    bool found = true;

    for (size_t i = 0; i < (count > 0 ? count : 1) && found; i++) {
        const struct segment_turn *turn = count > 0 ? segment->turns.items[i] : &whole;
        struct quote quote = quote_read_of(scratch, turn->text, is_heard);
        const struct word_range all = {0, words->count};
        struct word_range range;
        quote.partial = segment->partial;
        found =
            quote.part_count > 0 && (count > 0 ? quote_find_of_anybody : quote_find_within)(&quote, words, all, &range);
    }
    return found;
}

/* All words of the text count, and as those of who is interviewed: what was cut out of it is in it. */
static bool is_all_said(const struct words *words, size_t all)
{
    for (size_t i = 0; i < words->count; i++) {
        if (words->items[i].said_by_other)
            return false;
    }
    return words->count == all;
}

/* Notes of which segments the source holds the words, so that it need not be heard again for them. */
static void find_sound(struct arena *scratch, const struct project_source *source, struct words *words,
                       const struct list *segments)
{
    bool is_plain = is_all_said(words, words_count(source->text, source->length));

    words_index(scratch, words);
    for (size_t i = 0; i < segments->count; i++) {
        struct segment *segment = segments->items[i];
        bool is_cut = is_plain && strchr(segment->text, '[') == NULL;
        if (segment->speaker == NULL || segment->speaker == source->made)
            segment->is_sound = is_cut || segment_is_in(scratch, segment, true, words);
    }
}

/* Hears one source, and parts what is selected in it, unless the tool says who speaks there. */
static void hear_source(struct writing *writing, const struct project_source *source, const struct list *segments)
{
    struct arena *scratch = arena_new();
    struct heard heard = transcript_hear(scratch, &writing->voices, source->made->id, source->text, source->length);
    bool is_known = is_answer_known(scratch, source, &heard.lines);

    for (size_t i = 0; is_known && i < segments->count; i++) {
        struct segment *segment = segments->items[i];
        if (segment->speaker == NULL || segment->speaker == source->made)
            take_turns(writing, scratch, &heard.lines, segment);
    }
    find_sound(scratch, source, &heard.words, segments);
    arena_free(scratch);
}

void match_turns(struct writing *writing)
{
    for (size_t i = 0; i < writing->people.count; i++) {
        struct informant *voice = arena_alloc(writing->arena, sizeof *voice);
        voice->code = ((const struct project_case *)writing->people.items[i])->id;
        list_add(&writing->voices, writing->arena, voice);
    }
    for (size_t i = 0; i < map_count(writing->placed); i++) {
        const struct list *segments = map_value(writing->placed, i);
        const struct project_source *source = ((const struct segment *)segments->items[0])->source;
        if (source->text != NULL && !source->made->is_document)
            hear_source(writing, source, segments);
        find_repeated(writing->arena, source, segments);
    }
    leave_out_empty(writing);
}
