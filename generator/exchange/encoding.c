/* Texts of whatever encoding as UTF-8.  One that is not known is asked for: letters that are wrong are nobody's words.
 */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/text.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

/* Text in Latin letters in UTF-16 without a mark: most second bytes are 0, and few of the others. */
static bool is_bare_utf16(const unsigned char *bytes, size_t length, size_t first)
{
    size_t zeros[2] = {0}, most = length < 2000 ? length : 2000;

    for (size_t i = 0; i < most; i++)
        zeros[i % 2] += bytes[i] == 0;
    return length % 2 == 0 && zeros[first] > most / 4 && zeros[1 - first] < zeros[first] / 8 + 1;
}

static void decode_utf16(struct buffer *out, const unsigned char *bytes, size_t length, bool is_big)
{
    size_t mark =
        length >= 2 && ((bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == 0xfe && bytes[1] == 0xff)) ? 2 : 0;

    for (size_t i = mark; i + 1 < length; i += 2) {
        unsigned long unit = is_big ? bytes[i] << 8 | bytes[i + 1] : bytes[i + 1] << 8 | bytes[i];
        if (unit >= 0xd800 && unit < 0xdc00 && i + 3 < length) {
            unsigned long low = is_big ? bytes[i + 2] << 8 | bytes[i + 3] : bytes[i + 3] << 8 | bytes[i + 2];
            if (low >= 0xdc00 && low < 0xe000) {
                buffer_code_point(out, 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
                i += 2;
                continue;
            }
        }
        buffer_code_point(out, unit >= 0xd800 && unit < 0xe000 ? 0xfffd : unit == 0 ? 0xfffd : unit);
    }
}

/*
 * As Windows-1252 text in languages of Western Europe: no more letters with marks than without, none that is a capital
 * within a word, no byte that means nothing.  In another encoding, or of another script, one of these is not so.
 */
static bool is_likely_windows(const unsigned char *bytes, size_t length)
{
    size_t plain = 0, marked = 0;

    for (size_t i = 0; i < length; i++) {
        unsigned char c = bytes[i], before = i > 0 ? bytes[i - 1] : ' ';
        bool means_nothing = c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 || c == 0x9d;
        bool is_control = (c < ' ' && strchr("\t\n\v\f\r", c) == NULL) || c == '\0';
        bool is_capital = (c >= 0xc0 && c <= 0xde && c != 0xd7) || c == 0x8a || c == 0x8c || c == 0x8e || c == 0x9f;
        bool follows_small = ascii_is_small((char)before) || before >= 0xdf;
        if (means_nothing || is_control || (is_capital && follows_small))
            return false;
        plain += ascii_is_letter((char)c);
        marked += c >= 0xc0;
    }
    return marked <= plain;
}

/* What converter, which is closed, makes of the bytes. False: they are not in its encoding. */
static bool recode(iconv_t converter, const char *bytes, size_t length, struct buffer *out)
{
    char *in = (char *)bytes;
    bool done = true;

    while (length > 0 && done) {
        char part[4096], *to = part;
        size_t room = sizeof part;
        done = iconv(converter, &in, &length, &to, &room) != (size_t)-1 || errno == E2BIG;
        buffer_bytes(out, part, sizeof part - room);
    }
    iconv_close(converter);
    return done;
}

/* False: it is not likely to be that. */
static bool decode_windows(struct buffer *out, const char *bytes, size_t length)
{
    if (!is_likely_windows((const unsigned char *)bytes, length))
        return false;
    iconv_t converter = iconv_open("UTF-8", "WINDOWS-1252");
    return converter != (iconv_t)-1 && recode(converter, bytes, length, out);
}

/* What no sign in the bytes speaks against. NULL: none of these. */
const char *text_decoded(struct arena *arena, const char *bytes, size_t length, size_t *decoded)
{
    const unsigned char *raw = (const unsigned char *)bytes;
    struct buffer out = {0};
    size_t offset, mark = length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    bool has_mark = length >= 2 && ((raw[0] == 0xff && raw[1] == 0xfe) || (raw[0] == 0xfe && raw[1] == 0xff)),
         done = true;

    if (is_bare_utf16(raw, length, 0) || is_bare_utf16(raw, length, 1))
        decode_utf16(&out, raw, length, is_bare_utf16(raw, length, 0));
    else if (text_is_utf8(bytes, length, &offset))
        buffer_bytes(&out, bytes + mark, length - mark);
    else if (has_mark && !(length >= 4 && raw[2] == 0 && raw[3] == 0))
        decode_utf16(&out, raw, length, raw[0] == 0xfe);
    else
        done = mark == 0 && decode_windows(&out, bytes, length);
    *decoded = out.length;
    const char *text = done ? arena_copy(arena, buffer_string(&out), out.length) : NULL;
    buffer_free(&out);
    return text;
}

/* From the encoding that the user names. False: reported. */
static bool convert(struct project *project, const char *what, const char *bytes, size_t length, struct buffer *out)
{
    const char *encoding = project->request->encoding;
    iconv_t converter = iconv_open("UTF-8", encoding);

    if (converter == (iconv_t)-1)
        return project_fail(project, "'iconv --list' names those that are known", "the encoding '%s' is not known",
                            encoding);
    return recode(converter, bytes, length, out) || project_fail(project, "leave '--encoding' out, or name another one",
                                                                 "%s is not in the encoding '%s'", what, encoding);
}

const char *project_decode(struct project *project, const char *what, const char *bytes, size_t length, size_t *decoded)
{
    size_t offset;
    const char *text = NULL;

    if (text_is_utf8(bytes, length, &offset) || project->request->encoding == NULL) {
        text = text_decoded(project->arena, bytes, length, decoded);
        project_lose(project, "text that is not UTF-8", text != NULL && !text_is_utf8(bytes, length, &offset),
                     LOSS_CHANGED, "its encoding is guessed: if letters are wrong, name it by '--encoding'");
        if (text == NULL)
            project_fail(
                project,
                "say its encoding, as '--encoding GBK', 'WINDOWS-1251', 'SHIFT_JIS' or 'MACINTOSH', or save it as "
                "UTF-8",
                "the encoding of %s is not known", what);
        return text;
    }
    struct buffer out = {0};
    if (convert(project, what, bytes, length, &out))
        text = arena_copy(project->arena, buffer_string(&out), out.length);
    *decoded = out.length;
    buffer_free(&out);
    return text;
}

/* ---- Latin letters ---- */

/*
 * Names in other scripts in Latin letters, for ids that a person can read and type: the same on every machine, whatever
 * its locale.  Letters only; nothing here is shown as the name itself.
 */

/*
 * Letters in a row from first, a word for each: "-" has no sound of its own, "." is not a letter of these.  In scripts
 * of syllables a consonant has an "a", which a sign with "+" takes away and puts its own sound for.
 */
struct letters {
    unsigned long first;
    const char *words;
};

static const struct letters scripts[] = {
    /* Greek, small and capital */
    {0x386, "a . e i i . o . y o i"},
    {0x391, "a v g d e z i th i k l m n x o p r . s t y f ch ps o i y a e i i y"},
    {0x3b1, "a v g d e z i th i k l m n x o p r s s t y f ch ps o i y o y o"},
    /* Cyrillic, capital and small */
    {0x400, "e yo dj g ie dz i yi j lj nj c k i u dz"},
    {0x410, "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"},
    {0x430, "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"},
    {0x450, "e yo dj g ie dz i yi j lj nj c k i u dz"},
    {0x490, "g g"},
    /* Arabic, as it is written in Latin letters in Indonesia */
    {0x621, "- a a w i y a b h t ts j h kh d dz r z s sy sh dh th zh - gh"},
    {0x641, "f q k l m n h w a y an un in a u i"},
    /* Lontara */
    {0x1a00, "ka ga nga ngka pa ba ma mpa ta da na nra ca ja nya nca ya ra la wa sa a ha +i +u +e +o +ae"},
    /* Javanese */
    {0xa981, "ng r h a i i i u re le e ai o ka ka ka ga ga nga ca ca ja nya ja nya ta ta da da na ta ta da da na pa pa "
             "ba ba ma ya ra ra la wa sa sa sa ha - o o +i +i +u +u +e +ai +e +re +ya +ra +"},
};

/* The word that the script has for the letter; NULL: it is none of its letters. Sets the length of the word. */
static const char *word_of(const struct letters *script, unsigned long letter, size_t *length)
{
    const char *word = script->words;

    for (unsigned long at = script->first; letter >= at; at++) {
        *length = strcspn(word, " ");
        if (at == letter)
            return *word == '.' ? NULL : word;
        if (word[*length] == '\0')
            return NULL;
        word += *length + 1;
    }
    return NULL;
}

/* Syllables of Korean are made of their parts in order: what begins, the vowel, what ends. */
static bool put_korean(struct buffer *out, unsigned long letter)
{
    static const char *const begins[] = {"g",  "kk", "n", "d",  "tt", "r", "m", "b", "pp", "s",
                                         "ss", "",   "j", "jj", "ch", "k", "t", "p", "h"};
    static const char *const vowels[] = {"a",  "ae", "ya", "yae", "eo", "e",  "yeo", "ye", "o",  "wa", "wae",
                                         "oe", "yo", "u",  "wo",  "we", "wi", "yu",  "eu", "ui", "i"};
    static const char *const ends[] = {"",  "k", "k", "k", "n", "n", "n", "t",  "l", "k", "m", "l", "l", "l",
                                       "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"};

    if (letter < 0xac00 || letter > 0xd7a3)
        return false;
    letter -= 0xac00;
    buffer_text(out, begins[letter / 588]);
    buffer_text(out, vowels[letter % 588 / 28]);
    buffer_text(out, ends[letter % 28]);
    return true;
}

static bool put_letter(struct buffer *out, unsigned long letter)
{
    size_t length = 0;

    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        const char *word = word_of(&scripts[i], letter, &length);
        if (word == NULL)
            continue;
        if (*word == '+' && out->length > 0 && out->bytes[out->length - 1] == 'a')
            buffer_cut(out, out->length - 1);
        if (*word != '-')
            buffer_bytes(out, word + (*word == '+'), length - (*word == '+'));
        return true;
    }
    return put_korean(out, letter);
}

const char *text_in_latin(struct arena *arena, const char *text)
{
    struct buffer out = {0};

    while (*text != '\0') {
        const char *start = text;
        unsigned long letter = text_next(&text);
        if (letter < 0x370 || !put_letter(&out, letter))
            buffer_bytes(&out, start, (size_t)(text - start));
    }
    return buffer_take(&out, arena);
}
