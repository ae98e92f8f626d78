#include "markdown/private.h"

#include "base/ascii.h"
#include "base/text.h"
#include "document/document.h"

#include <string.h>

/* What our Markdown has within a line beyond CommonMark: notes, directives, citations, cross-references. */

enum { DEEPEST_DIRECTIVE = 16 };

static bool has_pair(const char *bytes, size_t length, char first, const char *second)
{
    const char *end = bytes + length, *at = bytes;

    while ((at = memchr(at, first, (size_t)(end - at))) != NULL) {
        if (++at == end)
            return false;
        bool is_letter = ascii_is_letter(*at);
        if (second == NULL ? is_letter : *at == *second)
            return true;
    }
    return false;
}

/* Signs that are printed as they are typed, where others become those of print. */
static bool is_kept(const char *bytes, size_t length)
{
    return has_pair(bytes, length, '\\', "\"") || has_pair(bytes, length, '\\', "'") ||
           has_pair(bytes, length, '\\', "-") || has_pair(bytes, length, '\\', ".") ||
           has_pair(bytes, length, '&', "q") || has_pair(bytes, length, '&', "#");
}

/* ---- style ---- */

enum {
    LONGEST_SCRIPT = 80, /* letters raised or lowered */
    DEEPEST_STYLE = 16,
};

/* Part of a word; bytes beyond ASCII are letters mostly. */
static bool is_word(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || ((unsigned char)c >= 0x80 && c != FLAT_OBJECT);
}

/* sign is before a letter, and not first in a word: an emphasis that is not closed for CommonMark. */
static bool may_have_ending(const char *bytes, size_t length, char sign)
{
    const char *end = bytes + length;

    for (const char *at = bytes; (at = memchr(at, sign, (size_t)(end - at))) != NULL; at++) {
        if (at > bytes && at + 1 < end && ascii_is_letter(at[1]) && !ascii_is_space(at[-1]))
            return true;
    }
    return false;
}

/* The bytes may hold some of it. */
static bool style_may_be_in(const char *bytes, size_t length)
{
    return memchr(bytes, '^', length) != NULL || memchr(bytes, '~', length) != NULL ||
           text_search(bytes, length, "://") != NULL || text_search(bytes, length, "www.") != NULL ||
           may_have_ending(bytes, length, '_') || may_have_ending(bytes, length, '*');
}

static struct span *new_span(struct reading *reading, enum span_kind kind, size_t offset)
{
    int line, column;

    flat_position(reading, offset, &line, &column);
    return span_new(reading->arena, kind, line, column);
}

static struct span *styled(struct reading *reading, enum text_style style, size_t offset, size_t from, size_t to,
                           int depth)
{
    struct span *span = new_span(reading, SPAN_STYLED, offset);

    span->style = style;
    span->children = inline_extend(reading, from, to, depth + 1);
    return span;
}

/* ^up^ and ~down~: no blanks within, as pandoc has it. */
static struct span *script_span(struct reading *reading, size_t offset, size_t limit, int depth, size_t *end)
{
    const char *bytes = reading->flat.bytes;
    size_t close = offset + 1;

    while (close < limit && close - offset <= LONGEST_SCRIPT && bytes[close] != bytes[offset] &&
           !ascii_is_space(bytes[close]))
        close++;
    if (close >= limit || bytes[close] != bytes[offset] || close == offset + 1 || flat_is_escaped(reading, close))
        return NULL;
    *end = close + 1;
    return styled(reading, bytes[offset] == '^' ? STYLE_SUPERSCRIPT : STYLE_SUBSCRIPT, offset, offset + 1, close,
                  depth);
}

/* Two tildes at offset, which are text if one is escaped. */
static bool is_strike(const struct reading *reading, size_t offset, size_t limit)
{
    const char *bytes = reading->flat.bytes;

    return limit - offset > 1 && bytes[offset] == '~' && bytes[offset + 1] == '~' && !flat_is_escaped(reading, offset);
}

static bool opens_strike(const struct reading *reading, size_t offset, size_t limit)
{
    const char *next = reading->flat.bytes + offset + 2;

    return is_strike(reading, offset, limit) && limit - offset > 2 && !ascii_is_space(*next) && *next != '~';
}

/* ~~no longer~~. Tildes that open another end the search: "~~a ~~b~~" strikes b, and no text is searched twice. */
static struct span *struck_span(struct reading *reading, size_t offset, size_t limit, int depth, size_t *end)
{
    const char *bytes = reading->flat.bytes;
    size_t from = offset + 2, close = from + 1;

    if (!opens_strike(reading, offset, limit))
        return NULL;
    while (close < limit && (!is_strike(reading, close, limit) || ascii_is_space(bytes[close - 1]))) {
        if (opens_strike(reading, close, limit))
            return NULL;
        close++;
    }
    if (close >= limit)
        return NULL;
    *end = close + 2;
    return styled(reading, STYLE_STRUCK, offset, from, close, depth);
}

/* ^[text of the note] */
static struct span *note_span(struct reading *reading, size_t offset, size_t limit, int depth, size_t *end)
{
    size_t close = bracket_close(reading->flat.bytes, offset + 1, limit);

    if (close == 0 || close == offset + 2)
        return NULL;
    struct span *span = new_span(reading, SPAN_FOOTNOTE, offset);
    struct place place = flat_place(reading, offset);
    struct block *paragraph = block_new(reading->arena, BLOCK_PARAGRAPH, place);
    paragraph->spans = html_obey(reading, inline_extend(reading, offset + 2, close, depth + 1));
    span->footnote = arena_alloc(reading->arena, sizeof *span->footnote);
    *span->footnote = (struct footnote){
        .label = arena_format(reading->arena, "%d-%d", place.line, place.column), .blocks = paragraph, .place = place};
    list_add(&reading->note_texts, reading->scratch, paragraph);
    *end = close + 1;
    return span;
}

/* Where the clitics at offset end that Indonesian joins to a word, "nya", "nyalah"; 0 if no word ends so. */
static size_t ending_end(const char *bytes, size_t offset, size_t limit)
{
    static const char *const clitics[] = {"nya", "ku", "mu", "lah", "kah", "tah", "pun"};
    size_t at = offset, start;

    do {
        start = at;
        for (size_t i = 0; i < sizeof clitics / sizeof clitics[0] && at == start; i++) {
            size_t length = strlen(clitics[i]);
            if (limit - at >= length && memcmp(bytes + at, clitics[i], length) == 0)
                at += length;
        }
    } while (at > start);
    bool ends = at == limit || !(is_word(bytes[at]) || bytes[at] == '_' || bytes[at] == '*');
    return ends && at > offset ? at : 0;
}

static bool has_letters(const char *bytes, size_t from, size_t to)
{
    size_t letters = 0;

    for (; from < to; from++)
        letters += is_word(bytes[from]);
    return letters > 1;
}

/* What stands at offset may follow the sign that closes emphasis: a clitic, or behind an asterisk any letter. */
static bool may_follow(const char *bytes, char sign, size_t offset, size_t limit)
{
    return (sign == '*' && offset < limit && is_word(bytes[offset])) || ending_end(bytes, offset, limit) > 0;
}

/*
 * _login_nya: CommonMark closes no emphasis before a letter with an underscore, nor behind a sign with an asterisk
 * (**"visi"**nya, **Kader:**saya). Within words (nama_file_baru) there is none.
 */
static struct span *emphasis_span(struct reading *reading, size_t from, size_t offset, size_t limit, int depth,
                                  size_t *end)
{
    const char *bytes = reading->flat.bytes;
    char sign = bytes[offset];
    size_t width = offset + 1 < limit && bytes[offset + 1] == sign ? 2 : 1, start = offset + width, close = start;

    if (start >= limit || ascii_is_space(bytes[start]) ||
        (offset > from && (is_word(bytes[offset - 1]) || bytes[offset - 1] == sign)))
        return NULL;
    while (close < limit && bytes[close] != sign)
        close++;
    if (close + width > limit || close == start || memcmp(bytes + close, bytes + offset, width) != 0 ||
        ascii_is_space(bytes[close - 1]) || flat_is_escaped(reading, offset) || flat_is_escaped(reading, close) ||
        !may_follow(bytes, sign, close + width, limit) || !has_letters(bytes, start, close))
        return NULL;
    struct span *span = new_span(reading, width == 2 ? SPAN_STRONG : SPAN_EMPHASIS, offset);
    span->children = inline_extend(reading, start, close, depth + 1);
    *end = close + width;
    return span;
}

/* The address at offset ends before what no address ends with: a stop, a bracket that is not opened in it. */
static size_t address_end(const char *bytes, size_t offset, size_t limit)
{
    size_t at = offset, open = 0, close = 0;

    for (; at < limit && (unsigned char)bytes[at] > ' ' && bytes[at] != FLAT_OBJECT &&
           strchr("<>\"{}[]|\\^`", bytes[at]) == NULL;
         at++) {
        open += bytes[at] == '(';
        close += bytes[at] == ')';
    }
    while (at > offset && (strchr(".,;:!?'*_~", bytes[at - 1]) != NULL || (bytes[at - 1] == ')' && close > open))) {
        close -= bytes[at - 1] == ')';
        at--;
    }
    return at;
}

/* https://contoh.id/halaman, www.contoh.id */
static struct span *address_span(struct reading *reading, size_t from, size_t offset, size_t limit, size_t *end)
{
    const char *bytes = reading->flat.bytes;
    static const char *const schemes[] = {"https://", "http://", "www."};
    size_t scheme = 0;

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes && scheme == 0; i++) {
        size_t length = strlen(schemes[i]);
        if (limit - offset > length && memcmp(bytes + offset, schemes[i], length) == 0)
            scheme = length;
    }
    if (scheme == 0 || !is_word(bytes[offset + scheme]) || (offset > from && is_word(bytes[offset - 1])))
        return NULL;
    *end = address_end(bytes, offset, limit);
    if (*end <= offset + scheme)
        return NULL;
    struct span *span = new_span(reading, SPAN_LINK, offset);
    struct link *link = arena_alloc(reading->arena, sizeof *link);
    struct spans text = {0};
    link->target = flat_copy(reading, offset, *end);
    if (bytes[offset] == 'w')
        link->target = arena_concat(reading->arena, "http://", link->target, NULL);
    flat_cut(reading, &text, offset, *end);
    span->link = link;
    span->children = text.first;
    return span;
}

/*
 * Markup of other programs that is obeyed: x^2^, H~2~O, ~~struck~~, ^[a note], https://bare.addresses, and emphasis
 * that Indonesian endings follow, as _login_nya and **"visi"**nya.  NULL if none of it begins at offset.
 */
static struct span *style_span(struct reading *reading, size_t from, size_t offset, size_t limit, int depth,
                               size_t *end)
{
    const char *bytes = reading->flat.bytes;
    char next = offset + 1 < limit ? bytes[offset + 1] : '\0';

    if (bytes[offset] == 'h' || bytes[offset] == 'w')
        return address_span(reading, from, offset, limit, end);
    if (depth >= DEEPEST_STYLE || flat_is_escaped(reading, offset))
        return NULL;
    if (bytes[offset] == '^' && next == '[')
        return note_span(reading, offset, limit, depth, end);
    if (bytes[offset] == '~' && next == '~')
        return struck_span(reading, offset, limit, depth, end);
    if (bytes[offset] == '^' || bytes[offset] == '~')
        return script_span(reading, offset, limit, depth, end);
    return emphasis_span(reading, from, offset, limit, depth, end);
}

/* ---- all of it ---- */

bool inline_may_extend(const char *bytes, size_t length)
{
    return memchr(bytes, '@', length) != NULL || has_pair(bytes, length, '[', "^") ||
           has_pair(bytes, length, ':', NULL) || is_kept(bytes, length) || style_may_be_in(bytes, length);
}

/* The markup at offset, which starts at *start: there, or before it. */
static struct span *read_markup(struct reading *reading, size_t from, size_t offset, size_t to, int depth,
                                size_t *start, size_t *end)
{
    const char *bytes = reading->flat.bytes;

    switch (bytes[offset]) {
    case '[':
        if (to - offset > 1 && bytes[offset + 1] == '^')
            return footnote_span(reading, offset, to, end);
        return citation_group(reading, offset, to, end);
    case '@':
        return citation_narrative(reading, from, offset, to, start, end);
    case ':':
        if (depth < DEEPEST_DIRECTIVE && (offset == from || bytes[offset - 1] != ':'))
            return directive_span(reading, offset, to, depth, end);
        return NULL;
    default:
        return style_span(reading, from, offset, to, depth, end);
    }
}

/* A switch, as each byte of a text with markup comes by here. */
static bool may_open(char c)
{
    switch (c) {
    case '@':
    case '[':
    case ':':
    case '^':
    case '~':
    case '_':
    case '*':
    case 'h':
    case 'w':
        return true;
    default:
        return false;
    }
}

static size_t next_mark(const char *bytes, size_t from, size_t to)
{
    while (from < to && !may_open(bytes[from]))
        from++;
    return from;
}

struct span *inline_without_notes(struct reading *reading, size_t from, int depth, struct spans *notes)
{
    const char *bytes = reading->flat.bytes;
    struct spans spans = {0};
    size_t to = reading->flat.length, written = from, end = 0;

    for (size_t at = from; at + 1 < to; at++) {
        struct span *note = NULL;
        if (bytes[at] == '[' && bytes[at + 1] == '^')
            note = footnote_span(reading, at, to, &end);
        else if (bytes[at] == '^' && bytes[at + 1] == '[')
            note = style_span(reading, from, at, to, depth, &end);
        if (note == NULL)
            continue;
        flat_cut(reading, &spans, written, at);
        spans_add(notes, note);
        written = end;
        at = end - 1;
    }
    flat_cut(reading, &spans, written, to);
    return spans.first;
}

struct span *inline_extend(struct reading *reading, size_t from, size_t to, int depth)
{
    struct spans spans = {0};
    size_t written = from, end = 0;

    for (size_t at = next_mark(reading->flat.bytes, from, to); at < to; at = next_mark(reading->flat.bytes, at, to)) {
        size_t start = at;
        struct span *span = read_markup(reading, from, at, to, depth, &start, &end);
        if (span == NULL) {
            at++;
            continue;
        }
        flat_cut(reading, &spans, written, start);
        spans_add(&spans, span);
        while (spans.last->next != NULL) /* references with what stands between them */
            spans.last = spans.last->next;
        written = at = end;
    }
    flat_cut(reading, &spans, written, to);
    return spans.first;
}
