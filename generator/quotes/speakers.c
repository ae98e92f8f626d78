/*
 * Who speaks in a transcript.  Transcribing programs and people put a code before each turn ("P:", "IK-01:"), line
 * numbers, time stamps and remarks in brackets; none of these was said.
 */

#include "quotes/quotes.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/text.h"
#include "base/words.h"
#include "study/study.h"

#include <string.h>
#include <strings.h>

enum {
    LONGEST_LABEL = 40,
    LONGEST_REMARK = 60, /* bytes in brackets */
    LONGEST_STAMP = 36,
};

static bool is_letter(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80;
}

/* [00:01:02], (00:01 - 00:04), #00:01:02-3#, 00:01:02 at text: its length, or 0. */
static size_t stamp_length(const char *text, const char *end)
{
    if (text >= end ||
        (!ascii_is_digit(*text) && *text != '[' && *text != '(' && *text != '#' && *text != '{' && *text != '<'))
        return 0;
    bool open = !ascii_is_digit(*text);
    const char *at = text + open;
    size_t digits = 0, colons = 0;

    for (; at < end && at - text < LONGEST_STAMP; at++) {
        if (ascii_is_digit(*at))
            digits++;
        else if (*at == ':')
            colons++;
        else if (strchr(".,-", *at) == NULL && !(open && (*at == ' ' || (*at == '>' && at[-1] == '-'))))
            break;
    }
    bool closed = at < end && strchr("])#}>", *at) != NULL && *at != '\0';
    if (digits < 3 || colons == 0 || open != closed || (!open && colons < 2))
        return 0;
    return (size_t)(at - text) + closed;
}

/* "<v Siti>", "</i>", "<00:01.500>": a tag of subtitles. "<anak>" is what was said. */
static bool is_tag(const char *text, const char *end)
{
    static const char *const names[] = {"v", "c", "i", "b", "u", "s", "font", "lang", "ruby", "rt", "span", "br", NULL};
    const char *name = text + 1 + (text + 1 < end && text[1] == '/');
    size_t length = 0;

    while (name + length < end && ascii_is_letter(name[length]))
        length++;
    return text_is_one_of_any_case(name, length, names) || (name < end && ascii_is_digit(*name));
}

/* "<Media tidak disertakan>" to close, at the end of a line: what programs for messages say. */
static bool is_notice(const char *text, const char *close, const char *end)
{
    const char *next = close + 1 + (close + 1 < end && close[1] == '\r');

    return memchr(text, ' ', (size_t)(close - text)) != NULL && (next >= end || *next == '\n');
}

/* "[tertawa]", "[00:01]", "</v>": a remark of who typed, or of a program; its length, or 0. */
static size_t remark_length(const char *text, const char *end)
{
    const char *close =
        *text == '[' || *text == '<' ? memchr(text, *text == '[' ? ']' : '>', (size_t)(end - text)) : NULL;

    if (close != NULL && *text == '<' && !is_tag(text, end) && !is_notice(text, close, end))
        return 0;
    return close != NULL && close - text < LONGEST_REMARK && memchr(text, '\n', (size_t)(close - text)) == NULL
               ? (size_t)(close - text) + 1
               : 0;
}

static size_t blanks(const char *text, const char *end)
{
    size_t length = 0;

    while (text + length < end && (text[length] == ' ' || text[length] == '\t'))
        length++;
    return length;
}

static size_t marks(const char *text, const char *end, const char *signs)
{
    size_t length = 0;

    while (text + length < end && text[length] != '\0' && strchr(signs, text[length]) != NULL)
        length++;
    return length;
}

/* "00:00:04,000 --> 00:00:09,000" */
static bool is_cue_time(const char *line, const char *end)
{
    size_t length = marks(line, end, "0123456789:.,");

    return length > 0 && (size_t)(end - line) > length + 4 && strncmp(line + length, " --> ", 5) == 0;
}

/*
 * A line of subtitles that nobody says: the times of a cue, its number or name, which stand above them, and "0:04"
 * alone. The text ends at last.
 */
static bool is_cue(const char *line, const char *end, const char *last)
{
    const char *next = end < last ? end + 1 : last;
    const char *next_end = next < last ? memchr(next, '\n', (size_t)(last - next)) : NULL;
    size_t time = marks(line, end, "0123456789:.,"), name = 0;

    if (is_cue_time(line, end) || (end - line >= 6 && strncmp(line, "WEBVTT", 6) == 0))
        return true;
    if (time >= 4 && memchr(line, ':', time) != NULL && line + time + marks(line + time, end, " \t\r") >= end)
        return true;
    while (line + name < end && (unsigned char)line[name] > ' ')
        name++;
    return name > 0 && line + name + marks(line + name, end, " \t\r") >= end && next_end != NULL &&
           is_cue_time(next, next_end);
}

/* "12/03/24 10.15 - ": when a message came. */
static size_t message_length(const char *line, const char *end)
{
    size_t length = marks(line, end, "0123456789/.:, APMapm\xe2\x80\xaf");
    const char *slash = memchr(line, '/', length);

    return slash != NULL && ascii_is_digit(*line) && memchr(slash + 1, '/', length - (size_t)(slash + 1 - line)) &&
                   line + length + 1 < end && strncmp(line + length, "- ", 2) == 0
               ? length + 2
               : 0;
}

/* Cells of a row at text that hold a number, a time or nothing, "1 | 00:01:02 |": their length, up to one with words.
 */
static size_t skip_cells(const char *text, const char *end)
{
    size_t length = 0, cell;

    while ((cell = marks(text + length, end, " \t0123456789:.,-[]()")) > 0 && text + length + cell < end &&
           text[length + cell] == '|')
        length += cell + 1;
    return length;
}

/* What is before the words of a line: blanks, its number, a time stamp, or cells with these in a row of a table. */
static size_t head_length(const char *line, const char *end, const char *last)
{
    size_t length = blanks(line, end), digits = 0;

    if (is_cue(line, end, last))
        return (size_t)(end - line);
    if (line + length < end && line[length] == '|') {
        length += 1 + skip_cells(line + length + 1, end);
        return length + blanks(line + length, end);
    }
    length += message_length(line + length, end);
    while (line + length + digits < end && ascii_is_digit(line[length + digits]))
        digits++;
    bool number = digits > 0 && digits < 6 && line + length + digits < end && strchr(" \t.)|", line[length + digits]);
    if (number && stamp_length(line + length, end) == 0) {
        length += digits;
        length += strchr(".)|", line[length]) != NULL;
    }
    length += blanks(line + length, end);
    length += stamp_length(line + length, end);
    return length + blanks(line + length, end);
}

/* Who a line says speaks: length bytes from start; total goes up to where the words begin. */
struct label {
    size_t start;
    size_t length;
    size_t total;
    bool sure; /* a ':' or a time is behind it: without one, it is a label only where its word is known */
};

/* "[P] ", "[P]: ", "[Peneliti] 10:00:01", "(P) ", "<v Peneliti>" at text; false: it is none. */
static bool read_bracketed(const char *text, const char *end, struct label *label)
{
    size_t open = text + 3 < end && strncmp(text, "<v ", 3) == 0 ? 3 : text < end && strchr("[(", *text) != NULL;

    *label = (struct label){.start = open, .sure = open == 3};
    while (open > 0 && text + open + label->length < end && label->length <= LONGEST_LABEL &&
           (is_letter(text[open + label->length]) || strchr("-._ ", text[open + label->length]) != NULL))
        label->length++;
    const char *close = text + open + label->length;
    if (label->length == 0 || close >= end || *close != (open == 3 ? '>' : *text == '[' ? ']' : ')'))
        return false;
    close++;
    const char *at = close + blanks(close, end);
    size_t stamp = stamp_length(at, end);
    bool alone = stamp > 0 && at + stamp + marks(at + stamp, end, " \t\r") >= end;
    if (alone || (close < end && *close == ':'))
        label->sure = true;
    close = alone ? at + stamp : close;
    label->total = (size_t)(close - text) + (close < end && *close == ':');
    return true;
}

/*
 * "Peneliti 0:12": the hour was read as part of the name, which ends at *at with it. Takes it off, and moves *at behind
 * the time.
 */
static bool take_hour(const char *name, const char *end, struct label *label, const char **at)
{
    const char *hour = *at;

    while (hour > name && ascii_is_digit(hour[-1]))
        hour--;
    if (*at + 2 >= end || **at != ':' || hour == *at || hour == name || hour[-1] != ' ' || !ascii_is_digit((*at)[1]))
        return false;
    *at += 1 + marks(*at + 1, end, "0123456789:.");
    for (label->length = (size_t)(hour - name); label->length > 0 && name[label->length - 1] == ' ';)
        label->length--;
    return true;
}

/* "P | Siapa? | catatan |": the cell behind name, up to at, is a label, and the next with words is what is said. */
static bool ends_cell(const char *at, const char *end, struct label *label, const char *line)
{
    at += blanks(at, end);
    if (at >= end || *at != '|' || label->length == 0)
        return false;
    at++;
    label->total = (size_t)(at - line) + skip_cells(at, end);
    label->sure = true;
    return true;
}

/*
 * The label that line begins with, as "P:", "**P**:", "P (00:01:23):", "P - "; alone on its line, with a time behind it
 * or none; or in brackets. Its length is 0 where there is none.
 */
static struct label read_label(const char *line, const char *end)
{
    struct label label;

    if (read_bracketed(line, end, &label))
        return label;
    label = (struct label){.start = marks(line, end, "*_> ")};
    const char *name = line + label.start;
    while (name + label.length < end && label.length <= LONGEST_LABEL &&
           (name + label.length + 3 > end || strncmp(name + label.length, " - ", 3) != 0) &&
           (is_letter(name[label.length]) || strchr("-. ", name[label.length]) != NULL ||
            (name[label.length] == '_' && label.start == 0)))
        label.length++;
    const char *at = name + label.length;
    while (label.length > 0 && strchr(" -", name[label.length - 1]) != NULL)
        label.length--;
    bool timed = take_hour(name, end, &label, &at);
    const char *behind = name + label.length;
    at += stamp_length(at, end);
    at += marks(at, end, "*_");
    if (ends_cell(at, end, &label, line))
        return label;
    label.sure = at < end && *at == ':';
    bool dash = !label.sure && behind + 2 < end && (strncmp(behind, " - ", 3) == 0 || *behind == '\t');
    at = label.sure ? at + 1 : dash ? behind + (*behind == '\t' ? 1 : 3) : at;
    at += label.sure ? marks(at, end, "*_") : 0;
    bool ends = at >= end || strchr(" \t\r", *at) != NULL;
    label.total = (size_t)(at - line);
    if (label.length > LONGEST_LABEL || !(dash || (ends && (label.sure || at + marks(at, end, " \t\r") >= end))))
        label.length = 0;
    label.sure |= timed && !dash;
    return label;
}

size_t transcript_label(const char *line, const char *end, size_t *length)
{
    size_t start = head_length(line, end, end);
    struct label label = read_label(line + start, end);

    *length = label.sure ? label.length : 0;
    return start + label.start;
}

/* The length of label without the number of "Informan 2", "SPEAKER_01"; of "P2" all of it. */
static size_t word_length(const char *label)
{
    size_t length = strlen(label), word = length;

    while (word > 0 && ascii_is_digit(label[word - 1]))
        word--;
    while (word > 0 && word < length && strchr(" _-.#", label[word - 1]) != NULL)
        word--;
    return word > 1 ? word : length;
}

/* The label is a word for: whoever a transcribing program hears, "voice"; who may be there and say something once,
 * while others are asked, "bystander"; who asks, "asker"; who is asked, "asked". */
static bool is_called(const char *label, const char *kind)
{
    const struct word_row *row = words_find(WORDS_SPEAKER, label, word_length(label));

    return row != NULL && word_row_is(row, kind);
}

/* What the labels of a transcript mean. */
struct cast {
    const struct list *informants;
    const char *source;
    struct map *labels;  /* label -> how often: a struct label_count */
    bool has_source;     /* some turns have the code of the source */
    bool has_researcher; /* "P", or an "R" who asks, is there, so "I" is the informant */
    bool has_answers;    /* somebody else than "R" is there who is asked */
    bool has_questions;  /* a row of a table is headed "Pertanyaan | Jawaban" */
    bool has_listeners;  /* somebody is there who speaks again and again, and asks little */
};

struct label_count {
    size_t count;
    size_t asked; /* of these, with a question */
    bool asks;    /* the last one has */
};

/* IK-01 is also typed as "IK01", "ik 01". */
static bool is_code(const char *code, const char *label)
{
    for (;; code++, label++) {
        code += strspn(code, "-._ ");
        label += strspn(label, "-._ ");
        char a = ascii_is_small(*code) ? (char)(*code - 32) : *code;
        char b = ascii_is_small(*label) ? (char)(*label - 32) : *label;
        if (a != b || a == '\0')
            return a == b;
    }
}

static bool is_source(const struct cast *cast, const char *label)
{
    return cast->source != NULL && is_code(cast->source, label);
}

/* The code of the informant whom label names, or NULL. */
static const char *code_of(const struct cast *cast, const char *label)
{
    for (size_t i = 0; i < cast->informants->count; i++) {
        const struct informant *informant = cast->informants->items[i];
        if (informant->code != NULL && is_code(informant->code, label))
            return informant->code;
    }
    return NULL;
}

static bool is_asking(const struct cast *cast, const char *label)
{
    const struct label_count *count = map_get(cast->labels, label);

    return count != NULL && count->asked * 2 > count->count;
}

/* "R" is the respondent, or the researcher: who asks most of the time, where somebody is asked. */
static bool is_researcher(const struct cast *cast, const char *label)
{
    return strcmp(label, "R") == 0 && cast->has_answers && is_asking(cast, label);
}

/* Who is known by neither code nor word asks, where somebody else answers, or is asked. */
static enum speaker speaker_by_turns(const struct cast *cast, const char *label)
{
    if (cast->has_source)
        return SPEAKER_OTHER;
    return cast->has_listeners && is_asking(cast, label) ? SPEAKER_INTERVIEWER : SPEAKER_SOURCE;
}

/* sure: a ':' or a time says that label is one; without, only words for those who speak are. */
static enum speaker speaker_of(const struct cast *cast, const char *label, bool sure)
{
    const struct label_count *count = map_get(cast->labels, label);

    if (!sure && !ascii_is_capital(*label))
        return SPEAKER_UNKNOWN; /* the last word of a sentence, on a line of its own */
    if (is_source(cast, label))
        return SPEAKER_SOURCE;
    if (code_of(cast, label) != NULL)
        return SPEAKER_OTHER;
    if (is_called(label, "asker") || is_researcher(cast, label) || (strcmp(label, "I") == 0 && !cast->has_researcher))
        return SPEAKER_INTERVIEWER;
    if (is_called(label, "asked") || strcmp(label, "I") == 0)
        return cast->has_source ? SPEAKER_OTHER : SPEAKER_SOURCE;
    bool is_once = !is_called(label, "voice") && (!sure || count == NULL || count->count < 2);
    if (is_once && sure && (cast->has_source || cast->has_answers) && is_called(label, "bystander"))
        return SPEAKER_OTHER;
    if (is_once)
        return SPEAKER_UNKNOWN; /* "Begini: ..." */
    return speaker_by_turns(cast, label);
}

/* "No | Pertanyaan | Jawaban |": the head of a table with what is asked and what is answered. */
static bool heads_answers(const struct cast *cast, struct arena *arena, const char *cell, const char *end)
{
    enum speaker before = SPEAKER_UNKNOWN;

    while (cell < end) {
        struct label label = read_label(cell, end);
        if (label.length == 0)
            return false;
        enum speaker named = speaker_of(cast, arena_copy(arena, cell + label.start, label.length), true);
        if (before == SPEAKER_INTERVIEWER && named == SPEAKER_SOURCE)
            return true;
        before = named;
        cell += label.total;
        cell += blanks(cell, end);
    }
    return false;
}

/* Counts who speaks in the line from start to end; a turn without a label is one of turn's. Returns whose it is. */
static struct label_count *count_label(struct cast *cast, struct arena *arena, const char *start, const char *end,
                                       struct label_count *turn)
{
    struct label found = read_label(start, end);
    bool asks = memchr(start, '?', (size_t)(end - start)) != NULL;

    if (found.length > 0) {
        const char *label = arena_copy(arena, start + found.start, found.length);
        turn = map_item(cast->labels, label, sizeof *turn);
        turn->count++;
        turn->asks = false;
        cast->has_source |= is_source(cast, label);
        cast->has_researcher |= strcmp(label, "P") == 0 || strcasecmp(label, "Peneliti") == 0;
    }
    if (turn != NULL && asks && !turn->asks) {
        turn->asked++;
        turn->asks = true;
    }
    return turn;
}

static void count_labels(struct cast *cast, struct arena *arena, const char *text, const char *end)
{
    struct label_count *turn = NULL;

    for (const char *line = text; line < end;) {
        const char *next = memchr(line, '\n', (size_t)(end - line)), *stop = next ? next : end;
        const char *start = line + head_length(line, stop, end);
        turn = count_label(cast, arena, start, stop, turn);
        cast->has_questions |= *line == '|' && heads_answers(cast, arena, start, stop);
        line = next ? next + 1 : end;
    }
    cast->has_answers |= cast->has_source;
    for (size_t i = 0; i < map_count(cast->labels); i++) {
        const char *label = map_key(cast->labels, i);
        bool is_asked = strcmp(label, "I") == 0 || (strcmp(label, "R") != 0 && is_called(label, "asked"));
        cast->has_answers |= is_asked && !is_asking(cast, label);
    }
    cast->has_researcher |= is_researcher(cast, "R");
    for (size_t i = 0; i < map_count(cast->labels); i++) {
        const char *label = map_key(cast->labels, i);
        const struct label_count *count = map_value(cast->labels, i);
        cast->has_listeners |= (count->count > 1 || is_called(label, "voice")) && !is_asking(cast, label);
    }
}

/*
 * Where in a line that goes on to end another begins to speak, "P: Siapa? I: Kader.": behind the end of a sentence; end
 * if nobody does. first: the label of the line, or "". One letter is a label only beside others.
 */
static const char *next_speaker(const struct cast *cast, struct arena *arena, const char *line, const char *end,
                                const char *first)
{
    for (const char *at = line + 1; at + 1 < end; at++) {
        if (*at != ' ' || strchr(".?!)]\"", at[-1]) == NULL || at[-1] == '\0')
            continue;
        const char *start = at + blanks(at, end);
        struct label label = read_label(start, end);
        if (label.length == 0 || !label.sure)
            continue;
        const char *name = arena_copy(arena, start + label.start, label.length);
        bool lone = label.length == 1 && strlen(first) != 1 && map_get(cast->labels, name) == NULL;
        if (!lone && speaker_of(cast, name, true) != SPEAKER_UNKNOWN)
            return start;
    }
    return end;
}

/* The words of a transcript as they are copied, each byte with where it is from. */
struct clean {
    const char *text;
    struct buffer bytes;
    uint32_t *origins; /* room for each byte of text, and one more a line */
    bool broken;       /* a word goes on in the next line */
};

static void copy_byte(struct clean *clean, char c, const char *at)
{
    clean->origins[clean->bytes.length] = (uint32_t)(at - clean->text);
    buffer_char(&clean->bytes, c);
}

/* A tag or a time stamp at text, which nobody says: its length, or 0. Of brackets with words, see remark_length. */
static size_t unsaid_length(const char *text, const char *end)
{
    size_t length = *text == '<' ? remark_length(text, end) : 0;

    return length > 0 || ascii_is_digit(*text) ? length : stamp_length(text, end);
}

/* A '-' at text parts a word, begun at line or behind it, that goes on in the next line. */
static bool breaks_word(const char *line, const char *text, const char *end)
{
    return *text == '-' && text > line && is_letter(text[-1]) && text + 1 + blanks(text + 1, end) >= end;
}

/* The words of a line, without remarks and stamps; a word that is broken at the line end goes on behind it. */
static void copy_line(struct clean *clean, const char *line, const char *end)
{
    for (const char *at = line; at < end;) {
        size_t skipped = *at == '[' ? remark_length(at, end) : 0;
        skipped = skipped > 0 ? skipped : unsaid_length(at, end);
        if (skipped > 0) {
            at += skipped;
            continue;
        }
        if (clean->broken && *at == ' ') {
            copy_byte(clean, '\n', at);
            clean->broken = false;
        }
        if (breaks_word(line, at, end)) {
            clean->broken = true;
            return;
        }
        copy_byte(clean, *at, at);
        at++;
    }
    copy_byte(clean, '\n', end);
    if (clean->broken)
        copy_byte(clean, '\n', end);
    clean->broken = false;
}

/*
 * A passage that was cut out of a transcript, without the tags, time stamps and hyphens at line ends that
 * transcript_words leaves out. In brackets stand words of who quotes: quote_read sees to them. text itself, or in
 * arena.
 */
static const char *text_heard(struct arena *arena, const char *text)
{
    const char *end = text + strlen(text);
    struct buffer heard = {0};

    if (strpbrk(text, "<(#{-") == NULL)
        return text;
    for (const char *at = text; at < end;) {
        const char *next = memchr(at, '\n', (size_t)(end - at));
        size_t skipped = unsaid_length(at, end);
        if (next != NULL && breaks_word(text, at, next))
            skipped = (size_t)(next - at) + 1 + blanks(next + 1, end);
        if (skipped == 0)
            buffer_char(&heard, *at);
        at += skipped > 0 ? skipped : 1;
    }
    return buffer_take(&heard, arena);
}

struct quote quote_read_of(struct arena *arena, const char *text, bool is_heard)
{
    text = text_compose(arena, text);
    return quote_read(arena, is_heard ? text_heard(arena, text) : text);
}

/* Who speaks from start on; without a label there, it goes on with who spoke before. */
static struct said_line hear_turn(const struct cast *cast, const char *text, const char *start,
                                  const struct label *label, const char *name, const struct said_line *before)
{
    struct said_line said = {.speaker = before->speaker, .code = before->code};
    enum speaker named = label->length > 0 ? speaker_of(cast, name, label->sure) : SPEAKER_UNKNOWN;

    if (named != SPEAKER_UNKNOWN) {
        said.speaker = named;
        said.code = named == SPEAKER_SOURCE && cast->source != NULL ? cast->source : code_of(cast, name);
        said.begins = true;
        start += label->total;
    }
    said.start = (uint32_t)(start - text);
    return said;
}

static const char *cell_end(const char *cell, const char *stop)
{
    const char *close = memchr(cell, '|', (size_t)(stop - cell));

    return close != NULL ? close : stop;
}

/*
 * Of a row of a table, "P | Siapa? | catatan", "Siapa? | Kader.", what is said: *start is where it begins, with its
 * label, and the result where it ends. *answers: a question is left out that stands in the cell before. Of a line that
 * is no row, all of it.
 */
static const char *read_row(const struct cast *cast, struct arena *arena, const char *line, const char **start,
                            const char *stop, bool *answers)
{
    struct label label = read_label(*start, stop);
    const char *name = arena_copy(arena, *start + label.start, label.length);

    line += blanks(line, stop);
    if (line >= stop || *line != '|')
        return stop;
    if (label.length > 0 && speaker_of(cast, name, label.sure) != SPEAKER_UNKNOWN)
        return cell_end(*start + label.total, stop);
    const char *close = cell_end(*start, stop), *last = close, *next = close;
    while (last > *start && last[-1] == ' ')
        last--;
    if (next < stop)
        next += 1 + skip_cells(next + 1, stop);
    next += blanks(next, stop);
    *answers = next < stop && *next != '\r' && last > *start && (cast->has_questions || last[-1] == '?');
    if (!*answers)
        return close;
    *start = next;
    return cell_end(next, stop);
}

/* Hears the line from line to stop, in which one speaks or several do, behind those of heard; last ends the text. */
static void hear_line(const struct cast *cast, struct arena *arena, struct clean *clean, struct heard *heard,
                      const char *line, const char *stop, const char *last, uint32_t number)
{
    static const struct said_line nobody;
    const char *start = line + head_length(line, stop, last);
    const char *first = NULL;
    const struct said_line answer = {.speaker = SPEAKER_SOURCE, .code = cast->source};
    const struct said_line *before = heard->lines.count > 0 ? heard->lines.items[heard->lines.count - 1] : &nobody;
    bool answers = false;

    stop = read_row(cast, arena, line, &start, stop, &answers);
    before = answers ? &answer : before;
    while (first == NULL || start < stop) {
        struct label label = read_label(start, stop);
        const char *name = arena_copy(arena, start + label.start, label.length);
        struct said_line *said = arena_alloc(arena, sizeof *said);
        first = first ? first : name;
        *said = hear_turn(cast, clean->text, start, &label, name, before);
        start = next_speaker(cast, arena, clean->text + said->start, stop, first);
        said->end = (uint32_t)(start - clean->text);
        said->line = number;
        list_add(&heard->lines, arena, said);
        copy_line(clean, clean->text + said->start, start);
        if (start < stop)
            clean->bytes.bytes[clean->bytes.length - 1] = ' '; /* the line goes on */
    }
}

static size_t count_line_ends(const char *text, const char *end)
{
    size_t count = 1;

    for (; text < end; text++)
        count += *text == '\n';
    return count;
}

struct heard transcript_hear(struct arena *arena, const struct list *informants, const char *code, const char *text,
                             size_t length)
{
    struct cast cast = {.informants = informants, .source = code, .labels = map_new(arena)};
    struct clean clean = {.text = text};
    struct heard heard = {0};
    const char *end = text + length;
    uint32_t number = 0;

    /* A line has its end, twice if a word is broken there; the ends of turns within it take no more than their labels.
     */
    clean.origins = arena_alloc(arena, (length + 2 * count_line_ends(text, end)) * sizeof *clean.origins);
    count_labels(&cast, arena, text, end);
    for (const char *line = text; line < end;) {
        const char *next = memchr(line, '\n', (size_t)(end - line));
        hear_line(&cast, arena, &clean, &heard, line, next ? next : end, end, ++number);
        line = next ? next + 1 : end;
    }
    heard.words = words_read(arena, arena_string(arena, buffer_string(&clean.bytes)), clean.bytes.length);
    heard.origins = clean.origins;
    buffer_free(&clean.bytes);
    for (size_t i = 0, at = 0; i < heard.words.count; i++) {
        struct word *word = &heard.words.items[i];
        while (at + 1 < heard.lines.count &&
               ((const struct said_line *)heard.lines.items[at + 1])->start <= heard.origins[word->start])
            at++;
        const struct said_line *said = heard.lines.items[at];
        word->said_by_other =
            said->speaker == SPEAKER_OTHER || said->speaker == (code ? SPEAKER_INTERVIEWER : SPEAKER_SOURCE);
    }
    return heard;
}

struct words transcript_words(struct arena *arena, const struct list *informants, const char *code, const char *text,
                              size_t length)
{
    return transcript_hear(arena, informants, code, text, length).words;
}
