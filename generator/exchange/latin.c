/*
 * Names in other scripts in Latin letters, for ids that a person can read and type: the same on every machine, whatever
 * its locale.  Letters only; nothing here is shown as the name itself.
 */

#include "exchange/private.h"

#include "base/buffer.h"
#include "base/text.h"

#include <string.h>

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
