#include "read/read.h"

#include "base/ascii.h"
#include "base/diag.h"
#include "base/say.h"
#include "base/text.h"

#include <string.h>

/* The kinds of damage, each reported once a line. */
enum damage { DAMAGE_ENCODING, DAMAGE_SEPARATOR, DAMAGE_HIDDEN, DAMAGE_DIRECTION, DAMAGE_PRIVATE, DAMAGE_KINDS };

struct look {
    const char *file;
    struct diags *diags;
    const char *start; /* of the line */
    const char *end;   /* of the text */
    int line;
    bool reported[DAMAGE_KINDS]; /* on this line */
};

/* The byte that Windows-1252 has for the code point, 0 if it has none. */
static unsigned windows_byte(unsigned long code_point)
{
    static const unsigned short high[] = {
        0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
        0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
    };

    for (unsigned i = 0; i < sizeof high / sizeof high[0]; i++) {
        if (high[i] == code_point)
            return 0x80 + i;
    }
    return code_point <= 0xff ? (unsigned)code_point : 0;
}

/* How many bytes the character takes that begins with byte, if it is one that text often holds; 0: it is not. */
static size_t wanted_bytes(unsigned byte)
{
    if (byte == 0xc2 || byte == 0xc3)
        return 2;
    if (byte == 0xe2 || byte == 0xef)
        return 3;
    return byte == 0xf0 ? 4 : 0;
}

/*
 * The characters at at are those that Windows-1252 has for the bytes of one in UTF-8, as "â€™" for "’": which one goes
 * to meant. Their length, 0 if they are not.
 */
static size_t misread_length(const char *at, const char *end, char meant[5])
{
    size_t wanted = 0, length = 0;

    for (size_t count = 0; count == 0 || count < wanted; count++) {
        unsigned long code_point = 0;
        if (at + length >= end)
            return 0;
        length += text_character(at + length, (size_t)(end - at) - length, &code_point);
        unsigned byte = windows_byte(code_point);
        if (count == 0)
            wanted = wanted_bytes(byte);
        if (wanted == 0 || (count > 0 && (byte < 0x80 || byte > 0xbf)))
            return 0;
        meant[count] = (char)byte;
    }
    meant[wanted] = '\0';
    return text_is_utf8(meant, wanted, &(size_t){0}) ? length : 0;
}

static struct place place_here(const struct look *look, const char *at)
{
    return (struct place){look->file, look->line, (int)(at - look->start) + 1};
}

static bool is_first(struct look *look, enum damage damage)
{
    bool first = !look->reported[damage];

    look->reported[damage] = true;
    return first;
}

/* The letters of the line are of a script that is written from right to left. */
static bool line_runs_left(const struct look *look)
{
    unsigned long code_point;

    for (const char *at = look->start; at < look->end && *at != '\n';) {
        at += text_character(at, (size_t)(look->end - at), &code_point);
        if (text_is_right_to_left(code_point))
            return true;
    }
    return false;
}

static bool is_direction(unsigned long code_point)
{
    return code_point == 0x200e || code_point == 0x200f || (code_point >= 0x202a && code_point <= 0x202e) ||
           (code_point >= 0x2066 && code_point <= 0x2069);
}

/* An override, U+202D or U+202E, serves no script; the others serve those that run from right to left. */
static void check_direction(struct look *look, const char *at, unsigned long code_point)
{
    bool overrides = code_point == 0x202d || code_point == 0x202e;

    if ((!overrides && line_runs_left(look)) || !is_first(look, DAMAGE_DIRECTION))
        return;
    diag_warning(look->diags, place_here(look, at), "hidden-sign",
                 "a sign that nobody sees turns the direction of the text here (U+%04lX)", code_point);
    diag_hint(look->diags, "delete it: it makes the text read differently from what it is");
}

static void check_hidden(struct look *look, const char *at, unsigned long code_point)
{
    if (!is_first(look, DAMAGE_HIDDEN))
        return;
    diag_warning(look->diags, place_here(look, at), "hidden-sign",
                 "a sign without width is here, which nobody sees (U+%04lX)", code_point);
    diag_hint(look->diags, "delete it: a search does not find the word that holds it");
}

/* A joiner, U+200C or U+200D, serves scripts and emoji, but no Latin letters. */
static bool is_between_latin(const struct look *look, const char *at, size_t length)
{
    const char *next = at + length;

    return at > look->start && next < look->end && (unsigned char)at[-1] < 0x80 && (unsigned char)*next < 0x80;
}

/*
 * Symbol and Wingdings have their signs where each font may have others, as a word processor puts arrows and ticks.
 * What begins a line is read as the dot of a list.
 */
static void check_private(struct look *look, const char *at, unsigned long code_point)
{
    const char *start = look->start;

    while (ascii_is_blank(*start))
        start++;
    if (start == at || !is_first(look, DAMAGE_PRIVATE))
        return;
    diag_warning(look->diags, place_here(look, at), "damaged-text",
                 "a sign is here that only fonts like Symbol and Wingdings have (U+%04lX)", code_point);
    diag_hint(look->diags, "type the sign that is meant, an arrow or a tick, or delete it");
}

/* The sign at at, of length bytes, which are not ASCII. */
static void check_sign(struct look *look, const char *at, size_t length, unsigned long code_point)
{
    bool joiner = code_point == 0x200c || code_point == 0x200d;

    if (is_direction(code_point)) {
        check_direction(look, at, code_point);
    } else if (code_point >= 0xe000 && code_point <= 0xf8ff) {
        check_private(look, at, code_point);
    } else if (code_point == 0x200b || code_point == 0xfeff || (joiner && is_between_latin(look, at, length))) {
        check_hidden(look, at, code_point);
    } else if ((code_point == 0x2028 || code_point == 0x2029) && is_first(look, DAMAGE_SEPARATOR)) {
        diag_warning(look->diags, place_here(look, at), "hidden-sign",
                     "a line separator of another program (U+%04lX) ends no line here", code_point);
        diag_hint(look->diags, "put a line end in its place");
    } else if (code_point == 0xfffd && is_first(look, DAMAGE_ENCODING)) {
        diag_warning(look->diags, place_here(look, at), "damaged-text",
                     "'%s' marks a character that was lost when the text was converted", "\uFFFD");
        diag_hint(look->diags, "type the sign that was there");
    }
}

/* The text at at was read in a wrong encoding; its length, 0 if it was not. */
static size_t check_encoding(struct look *look, const char *at)
{
    static const char quote[] = "â€"; /* what is left of a closing quotation mark when its third byte got lost */
    char meant[5];
    size_t length = misread_length(at, look->end, meant);
    bool cut = length == 0 && (size_t)(look->end - at) >= strlen(quote) && memcmp(at, quote, strlen(quote)) == 0;

    if (cut)
        length = strlen(quote);
    if (length == 0 || !is_first(look, DAMAGE_ENCODING))
        return length;
    diag_warning(look->diags, place_here(look, at), "damaged-text",
                 "'%.*s' is what is left of a sign that was read in a wrong encoding", (int)length, at);
    if (cut)
        diag_hint(look->diags, "type the quotation mark or dash that was there");
    else
        diag_hint(look->diags,
                  strchr(meant, '\xc2') == meant
                      ? N_("perhaps '%s' was there; copy the text again as UTF-8, or correct it here")
                      : N_("'%s' was there; copy the text again as UTF-8, or correct it here"),
                  meant);
    return length;
}

/* The byte begins a sign that may be damage: one of U+00C0 to U+00FF, U+2000 to U+2FFF, U+E000 to U+FFFF. */
static bool may_be_damage(unsigned char byte)
{
    return byte == 0xc3 || byte == 0xe2 || byte == 0xee || byte == 0xef;
}

void damage_check(const char *file, struct diags *diags, const char *text, size_t length)
{
    struct look look = {.file = file, .diags = diags, .start = text, .end = text + length, .line = 1};

    if (memchr(text, 0xc3, length) == NULL && memchr(text, 0xe2, length) == NULL &&
        memchr(text, 0xee, length) == NULL && memchr(text, 0xef, length) == NULL)
        return;
    for (const char *at = text; at < look.end; at++) {
        if (*at == '\n') {
            look.start = at + 1;
            look.line++;
            memset(look.reported, 0, sizeof look.reported);
        } else if (may_be_damage((unsigned char)*at)) {
            unsigned long code_point;
            size_t misread = check_encoding(&look, at), sign = text_character(at, (size_t)(look.end - at), &code_point);
            if (misread == 0)
                check_sign(&look, at, sign, code_point);
            at += (misread > 0 ? misread : sign) - 1;
        }
    }
}

/* The letters of the ligature U+FB00 to U+FB06 with that last byte. */
static const char *ligature_letters(unsigned char last)
{
    static const char *const letters[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

    return last >= 0x80 && last <= 0x86 ? letters[last - 0x80] : NULL;
}

size_t damage_mend(const char *file, struct diags *diags, char *text, size_t length)
{
    static const char start[] = "\xef\xac";
    char *end = text + length, *first = (char *)text_search(text, length, start), *out = first;
    int count = 0;

    if (first == NULL)
        return length;
    struct place place = place_behind((struct place){file, 1, 1}, text, (size_t)(first - text));
    for (const char *at = first; at < end;) {
        const char *letters =
            end - at >= 3 && memcmp(at, start, 2) == 0 ? ligature_letters((unsigned char)at[2]) : NULL;
        if (letters == NULL) {
            *out++ = *at++;
            continue;
        }
        memcpy(out, letters, strlen(letters));
        out += strlen(letters);
        at += 3;
        count++;
    }
    *out = '\0';
    if (count > 0)
        diag_note(diags, place, "ligature", "%d ligatures as those of PDF files are read as the letters they stand for",
                  count);
    return (size_t)(out - text);
}
