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
#include "study/study.h"

#include <string.h>
#include <strings.h>

enum {
    LONGEST_LABEL = 24,
    LONGEST_REMARK = 60, /* bytes in brackets */
    LONGEST_STAMP = 20,
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || ascii_is_digit(c) || (unsigned char)c >= 0x80;
}

/* [00:01:02], (00:01), #00:01:02-3#, 00:01:02 at text: its length, or 0. */
static size_t stamp_length(const char *text, const char *end)
{
    if (text >= end ||
        (!ascii_is_digit(*text) && *text != '[' && *text != '(' && *text != '#' && *text != '{' && *text != '<'))
        return 0;
    const char *at = text + !ascii_is_digit(*text);
    size_t digits = 0, colons = 0;

    for (; at < end && at - text < LONGEST_STAMP; at++) {
        if (ascii_is_digit(*at))
            digits++;
        else if (*at == ':')
            colons++;
        else if (strchr(".,-", *at) == NULL)
            break;
    }
    bool open = text < end && !ascii_is_digit(*text);
    bool closed = at < end && strchr("])#}>", *at) != NULL && *at != '\0';
    if (digits < 3 || colons == 0 || open != closed || (!open && colons < 2))
        return 0;
    return (size_t)(at - text) + closed;
}

/* "[tertawa]", "[00:01]", "</v>": a remark of who typed; its length, or 0. */
static size_t remark_length(const char *text, const char *end)
{
    const char *close =
        *text == '[' || *text == '<' ? memchr(text, *text == '[' ? ']' : '>', (size_t)(end - text)) : NULL;

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

/* What is before the words of a line: blanks, its number, a time stamp. */
static size_t head_length(const char *line, const char *end)
{
    size_t length = blanks(line, end), digits = 0;

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
    bool sure; /* a ':' is behind it: without one, it is a label only where its word is known */
};

static size_t marks(const char *text, const char *end, const char *signs)
{
    size_t length = 0;

    while (text + length < end && text[length] != '\0' && strchr(signs, text[length]) != NULL)
        length++;
    return length;
}

/* "[P] ", "(P) ", "<v Peneliti>" at text; false: it is none. */
static bool read_bracketed(const char *text, const char *end, struct label *label)
{
    size_t open = text + 3 < end && strncmp(text, "<v ", 3) == 0 ? 3 : text < end && strchr("[(", *text) != NULL;

    *label = (struct label){.start = open, .sure = open == 3};
    while (open > 0 && text + open + label->length < end && label->length <= LONGEST_LABEL &&
           (is_letter(text[open + label->length]) || strchr("-._ ", text[open + label->length]) != NULL))
        label->length++;
    const char *close = text + open + label->length;
    label->total = open + label->length + 1;
    return label->length > 0 && close < end && *close == (open == 3 ? '>' : *text == '[' ? ']' : ')');
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
    /* The hour of "Peneliti 0:12" was read as part of the name. */
    const char *hour = at;
    while (hour > name && ascii_is_digit(hour[-1]))
        hour--;
    if (at < end && *at == ':' && hour < at && hour > name && hour[-1] == ' ' && at + 2 < end &&
        ascii_is_digit(at[1])) {
        at += 1 + marks(at + 1, end, "0123456789:.");
        for (label.length = (size_t)(hour - name); label.length > 0 && name[label.length - 1] == ' ';)
            label.length--;
    }
    const char *behind = name + label.length;
    at += stamp_length(at, end);
    at += marks(at, end, "*_");
    label.sure = at < end && *at == ':';
    bool dash = !label.sure && behind + 2 < end && (strncmp(behind, " - ", 3) == 0 || *behind == '\t');
    at = label.sure ? at + 1 : dash ? behind + (*behind == '\t' ? 1 : 3) : at;
    at += label.sure ? marks(at, end, "*_") : 0;
    bool ends = at >= end || strchr(" \t\r", *at) != NULL;
    label.total = (size_t)(at - line);
    if (label.length > LONGEST_LABEL || !(dash || (ends && (label.sure || at + marks(at, end, " \t\r") >= end))))
        label.length = 0;
    return label;
}

size_t transcript_label(const char *line, const char *end, size_t *length)
{
    size_t start = head_length(line, end);
    struct label label = read_label(line + start, end);

    *length = label.sure ? label.length : 0;
    return start + label.start;
}

/* What the labels of a transcript mean. */
struct cast {
    const struct study *study;
    const char *source;
    struct map *labels;  /* label -> how often: a struct label_count */
    bool has_source;     /* some turns have the code of the source */
    bool has_researcher; /* "P", or an "R" who asks, is there, so "I" is the informant */
    bool has_answers;    /* somebody else than "R" is there who is asked */
};

struct label_count {
    size_t count;
    size_t asked; /* of these, with a question in the line */
};

/* IK-01 is also typed as "IK01", "ik 01". */
static bool is_code(const char *code, const char *label)
{
    for (;; code++, label++) {
        code += strspn(code, "-._ ");
        label += strspn(label, "-._ ");
        char a = *code >= 'a' && *code <= 'z' ? (char)(*code - 32) : *code;
        char b = *label >= 'a' && *label <= 'z' ? (char)(*label - 32) : *label;
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
    const struct informants_file *all = cast->study->informants; /* NULL: a study that is being imported */

    for (size_t i = 0; all != NULL && i < all->informants.count; i++) {
        const struct informant *informant = all->informants.items[i];
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

/* sure: a ':' says that label is one; without, only words for those who speak are. */
static enum speaker speaker_of(const struct cast *cast, const char *label, bool sure)
{
    static const char *const interviewers[] = {"P",          "Q",         "T",           "Peneliti",    "Pewawancara",
                                               "Penanya",    "Tanya",     "Enumerator",  "Fasilitator", "Interviewer",
                                               "Researcher", "Moderator", "Facilitator", NULL};
    static const char *const sources[] = {"N",           "R",          "J",     "A",          "Informan",
                                          "Narasumber",  "Responden",  "Jawab", "Partisipan", "Informant",
                                          "Participant", "Respondent", NULL};
    const struct label_count *count = map_get(cast->labels, label);

    if (!sure && !(*label >= 'A' && *label <= 'Z'))
        return SPEAKER_UNKNOWN; /* the last word of a sentence, on a line of its own */
    if (is_source(cast, label))
        return SPEAKER_SOURCE;
    if (study_find(cast->study, OBJECT_INFORMANT, label) != NULL || code_of(cast, label) != NULL)
        return SPEAKER_OTHER;
    if (text_is_one_of_any_case(label, strlen(label), interviewers) || is_researcher(cast, label) ||
        (strcmp(label, "I") == 0 && !cast->has_researcher))
        return SPEAKER_INTERVIEWER;
    if (text_is_one_of_any_case(label, strlen(label), sources) || strcmp(label, "I") == 0)
        return cast->has_source ? SPEAKER_OTHER : SPEAKER_SOURCE;
    if (!sure || count == NULL || count->count < 2)
        return SPEAKER_UNKNOWN; /* "Begini: ..." */
    return cast->has_source ? SPEAKER_OTHER : SPEAKER_SOURCE;
}

static void count_labels(struct cast *cast, struct arena *arena, const char *text, const char *end)
{
    for (const char *line = text; line < end;) {
        const char *next = memchr(line, '\n', (size_t)(end - line));
        const char *start = line + head_length(line, next ? next : end);
        struct label found = read_label(start, next ? next : end);
        if (found.length > 0) {
            const char *label = arena_copy(arena, start + found.start, found.length);
            struct label_count *count = map_get(cast->labels, label);
            if (count == NULL) {
                count = arena_alloc(arena, sizeof *count);
                map_put(cast->labels, label, count);
            }
            count->count++;
            count->asked += memchr(start, '?', (size_t)((next ? next : end) - start)) != NULL;
            cast->has_source |= is_source(cast, label);
            cast->has_researcher |= strcmp(label, "P") == 0 || strcasecmp(label, "Peneliti") == 0;
        }
        line = next ? next + 1 : end;
    }
    static const char *const asked[] = {"I", "N", "J", "A", "Informan", "Narasumber", "Responden", "Informant", NULL};
    for (const char *const *label = asked; *label != NULL; label++)
        cast->has_answers |= map_get(cast->labels, *label) != NULL && !is_asking(cast, *label);
    cast->has_answers |= cast->has_source;
    cast->has_researcher |= is_researcher(cast, "R");
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

/* The words of a line, without remarks and stamps; a word that is broken at the line end goes on behind it. */
static void copy_line(struct clean *clean, const char *line, const char *end)
{
    for (const char *at = line; at < end;) {
        size_t skipped = remark_length(at, end);
        skipped = skipped > 0 ? skipped : ascii_is_digit(*at) ? 0 : stamp_length(at, end);
        if (skipped > 0) {
            at += skipped;
            continue;
        }
        if (clean->broken && *at == ' ') {
            copy_byte(clean, '\n', at);
            clean->broken = false;
        }
        if (*at == '-' && at + 1 + blanks(at + 1, end) >= end && at > line && is_letter(at[-1])) {
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

/* Hears the line from line to stop, in which one speaks or several do, behind those of heard. */
static void hear_line(const struct cast *cast, struct arena *arena, struct clean *clean, struct heard *heard,
                      const char *line, const char *stop, uint32_t number)
{
    static const struct said_line nobody;
    const char *start = line + head_length(line, stop);
    const char *first = NULL;

    while (first == NULL || start < stop) {
        const struct said_line *before = heard->lines.count > 0 ? heard->lines.items[heard->lines.count - 1] : &nobody;
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

struct heard transcript_hear(struct arena *arena, const struct study *study, const char *code, const char *text,
                             size_t length)
{
    struct cast cast = {.study = study, .source = code, .labels = map_new(arena)};
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
        hear_line(&cast, arena, &clean, &heard, line, next ? next : end, ++number);
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

struct words transcript_words(struct arena *arena, const struct study *study, const char *code, const char *text,
                              size_t length)
{
    return transcript_hear(arena, study, code, text, length).words;
}
