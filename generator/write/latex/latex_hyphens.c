/*
 * Where words of Indonesian are parted that TeX's patterns part wrongly, as these do not know two words that are one
 * ("Uju-ngpangkah"), nor what came with loanwords ("koo-rdinasi", "memp-roduksi", "obse-rvasi").  The last consonant
 * between two vowels begins the next syllable, or the last ones that begin words, as in "program".  A fragment says
 * before its text how such words in it are parted; all others are left to the patterns.
 */

#include "write/latex/private.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/words.h"

#include <stdbool.h>
#include <string.h>

enum {
    LEAST_PART = 3,  /* letters on either side of a hyphen, as in lampiran.sty, which LuaTeX asks of patterns alone */
    LEAST_WORD = 6,  /* shorter ones are not parted */
    LEAST_BEGIN = 4, /* of the words in WORDS_BEGIN */
    MOST_BEGIN = 12,
    LEAST_FIRST = 5, /* of a name before a word of WORDS_SECOND */
    LINE_LENGTH = 100,
};

static bool is_among(char letter, const char *letters)
{
    return letter != '\0' && strchr(letters, letter) != NULL;
}

static bool is_vowel(char letter)
{
    return is_among(letter, "aiueo");
}

/* The two letters are one sound. */
static bool is_sound(char first, char second)
{
    return (second == 'g' && first == 'n') || (second == 'y' && is_among(first, "ns")) ||
           (second == 'h' && is_among(first, "kstcp"));
}

/* A syllable may begin with the two. */
static bool begins_syllable(char first, char second)
{
    return (is_among(second, "rl") && is_among(first, "bcdfgkptv")) || (second == 'y' && first != 'h') ||
           (second == 'h' && is_among(first, "bcdgkmpst")) || (second == 'w' && !is_among(first, "bhjklmnr")) ||
           (second == 'j' && is_among(first, "dt")) || (second == 'z' && first == 'd') ||
           (second == 's' && first == 't');
}

/* How many of the consonants begin the next syllable: "pr" of "mpr", "str" of "rstr", but "por" of "ekspor". */
static size_t onset(const char *letters, size_t count)
{
    const char *last = letters + count - 1;
    size_t length = is_sound(last[-1], last[0]) || begins_syllable(last[-1], last[0]) ? 2 : 1;

    if (count > 2 && is_sound(last[-2], last[-1])) /* "kong-res" */
        return 1;
    if (length == 2 && count == 2 && !is_sound(last[-1], last[0]) && is_among(last[0], "jsz"))
        return 1;
    if (count < length + 2 || letters[count - length - 1] != 's' || !is_among(letters[count - length], "ptk"))
        return length;
    return letters[count - length - 2] == 'k' ? length : length + 1;
}

/* The patterns part such pairs between their letters: by the first letter, the second ones. */
static const char *const parted_pairs[26] = {
    ['b' - 'a'] = "djknst",
    ['c' - 'a'] = "kn",
    ['d' - 'a'] = "knp",
    ['f' - 'a'] = "dknt",
    ['g' - 'a'] = "gkn",
    ['h' - 'a'] = "klmnw",
    ['j' - 'a'] = "kn",
    ['k' - 'a'] = "bkmnrst",
    ['l' - 'a'] = "bfghkmnqst",
    ['m' - 'a'] = "bklmnprs",
    ['n' - 'a'] = "cdfjknpstv",
    ['p' - 'a'] = "knprt",
    ['r' - 'a'] = "bcfghjklmnprstwy",
    ['s' - 'a'] = "bklmnprstw",
    ['t' - 'a'] = "klnt",
    ['w' - 'a'] = "t",
};

/* The same of three and more consonants that end like a syllable's begin. */
static const char *const parted_runs[] = {
    "mbr", "mpl", "mbl", "mkl", "ntr", "ndr", "nfr", "npl", "nkl", "nst", "nstr", "nsp",  "nsk",  "nskr", "nspl", "rbr",
    "rtr", "rgr", "rfr", "rpl", "rbl", "rkl", "rgl", "rfl", "lbr", "ltr", "lgr",  "lfr",  "lbl",  "lkl",  "lgl",  "lfl",
    "sbr", "str", "spl", "sbl", "skl", "kbr", "ktr", "kbl", "kkl", "ptr", "pkl",  "ngkl", "nggr", "nggl"};

/* Two consonants, the first or the second of which may be of two letters. */
static bool are_parted(const char *letters, size_t count)
{
    if (count == 2)
        return begins_syllable(letters[0], letters[1]) ||
               (parted_pairs[letters[0] - 'a'] != NULL && is_among(letters[1], parted_pairs[letters[0] - 'a']));
    if (!is_sound(letters[0], letters[1]))
        return !is_among(letters[count - 2], "tcp") && letters[count - 1] != 'h';
    return is_among(letters[2], letters[0] == 'n' ? "ghkns" : letters[0] == 'k' ? "klmnw" : "");
}

/* TeX's patterns part the consonants between two vowels as they should. */
static bool is_known(const char *letters, size_t count)
{
    size_t sounds = count;

    for (size_t i = 0; i + 1 < count; i++)
        sounds -= is_sound(letters[i], letters[i + 1]);
    if (sounds < 3)
        return sounds < 2 || are_parted(letters, count);
    for (size_t i = 0; i < sizeof parted_runs / sizeof *parted_runs; i++) {
        if (strlen(parted_runs[i]) == count && strncmp(parted_runs[i], letters, count) == 0)
            return true;
    }
    /* "eks-por", but not "eksp-resi" */
    return letters[0] == 'k' && letters[1] == 's' && (letters[count - 1] != 'r' || letters[count - 2] == 't');
}

/* Before what the patterns part: "dip-rioritaskan". */
static bool has_prefix(const char *word)
{
    bool is_prefix = strncmp(word, "di", 2) == 0 || strncmp(word, "ke", 2) == 0 || strncmp(word, "se", 2) == 0;

    return is_prefix && is_among(word[2], word[0] == 's' ? "p" : "pk") && word[3] == 'r' && is_vowel(word[4]);
}

/* It begins with letters that the patterns take for a prefix: "ter-us", "meng-embang". */
static bool begins_so(const char *word, size_t length)
{
    for (size_t i = LEAST_BEGIN; i <= length && i <= MOST_BEGIN; i++) {
        if (words_find(WORDS_BEGIN, word, i) != NULL)
            return true;
    }
    return false;
}

/* Where the second word of a name begins: "Karang-anyar".  0: it is one word. */
static size_t second_word(const char *word, size_t length)
{
    for (size_t place = LEAST_FIRST; place + LEAST_PART <= length; place++) {
        bool ends_word = strncmp(word + place - 2, "ng", 2) == 0 || words_find(WORDS_FIRST, word, place) != NULL;
        if (ends_word && words_find(WORDS_SECOND, word + place, length - place) != NULL)
            return place;
    }
    return 0;
}

/* A diphthong stays whole before a suffix: "penila-ian", "menyampa-ikan". */
static bool has_diphthong(const char *word, size_t length)
{
    static const char *const ends[] = {"aian", "aikan", "ainya", "auan", "aukan", "aunya", "aiannya"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t end = strlen(ends[i]);
        if (length > end + 1 && strcmp(word + length - end, ends[i]) == 0)
            return true;
    }
    return false;
}

/* The word in small letters, as none but its first may be a capital. False: others are. */
static bool lower(const char *word, size_t length, char *lowered)
{
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && ascii_is_capital(word[i]))
            return false;
        lowered[i] = ascii_lower(word[i]);
    }
    lowered[length] = '\0';
    return true;
}

/* What begins at place, before the vowel at next, ends a word with the suffix -an, which stays with it: "naik-an". */
static bool is_of_suffix(const char *word, size_t place, size_t next)
{
    bool is_an = strcmp(word + next, "an") == 0 || strcmp(word + next, "annya") == 0;
    bool is_kan = word[place] == 'k' && (place < 3 || !is_among(word[place - 3], "bn") || word[place - 1] != 'i');

    return is_an && place + 2 >= next && !is_kan;
}

/* Adds the word with hyphens between its syllables. */
static void put_syllables(const char *word, size_t length, struct buffer *out)
{
    size_t above = length, written = 0; /* the last vowel; none yet */
    size_t second = second_word(word, length);

    for (size_t i = 0; i < length; i++) {
        if (!is_vowel(word[i]))
            continue;
        size_t count = above < i ? i - above - 1 : 0;
        bool is_trans = count > 2 && above > 1 && strncmp(word + above - 2, "trans", 5) == 0;
        size_t place = is_trans ? above + 3 : count > 1 ? i - onset(word + above + 1, count) : above + 1;
        place = i == second ? i : place;
        bool is_near = place < LEAST_PART || length - place < LEAST_PART || (second > 0 && place == second + 1);
        if (count > 0 && !is_near && !is_of_suffix(word, place, i)) {
            buffer_bytes(out, word + written, place - written);
            buffer_char(out, '-');
            written = place;
        }
        above = i;
    }
    buffer_bytes(out, word + written, length - written);
}

static bool patterns_fail(const char *word, size_t length)
{
    size_t above = length;
    bool fail =
        has_prefix(word) || has_diphthong(word, length) || begins_so(word, length) || second_word(word, length) > 0;

    for (size_t i = 0; i < length && !fail; i++) {
        if (!is_vowel(word[i]))
            continue;
        fail = above < i && i - above > 2 && !is_known(word + above + 1, i - above - 1);
        above = i;
    }
    return fail;
}

static void note_word(struct latex *latex, const char *word, size_t length)
{
    char small[LATEX_LONGEST_WORD + 1];
    struct buffer parted = {0};

    if (length < LEAST_WORD || length > LATEX_LONGEST_WORD || !lower(word, length, small) ||
        !patterns_fail(small, length) || map_get(latex->parted, small) != NULL)
        return;
    put_syllables(small, length, &parted);
    map_put(latex->parted, arena_copy(latex->arena, small, length), buffer_take(&parted, latex->arena));
}

void latex_note_words(struct latex *latex, const char *text)
{
    while (*text != '\0') {
        const char *word = text;
        while (ascii_is_letter(*text))
            text++;
        bool is_whole = (unsigned char)*text < 0x80; /* no letter of another kind follows */
        if (is_whole)
            note_word(latex, word, (size_t)(text - word));
        while (*text != '\0' && (!ascii_is_letter(*text) || !is_whole)) {
            is_whole = (unsigned char)*text < 0x80 && !ascii_is_letter(*text);
            text++;
        }
    }
}

void latex_put_words(const struct latex *latex, struct buffer *out)
{
    size_t line = 0;

    if (map_count(latex->parted) == 0)
        return;
    buffer_text(out, "\\lampiranpenggalan{%\n");
    for (size_t i = 0; i < map_count(latex->parted); i++) {
        const char *word = map_value(latex->parted, i);
        line += strlen(word) + 1;
        buffer_text(out, i == 0 ? "" : line > LINE_LENGTH ? ",%\n" : ",");
        line = line > LINE_LENGTH ? strlen(word) : line;
        buffer_text(out, word);
    }
    buffer_text(out, "}\n");
}
