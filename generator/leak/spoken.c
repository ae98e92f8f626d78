/*
 * Numbers and addresses that are told rather than written, "nol delapan satu dua ...", "tenri at gmail dot com": digits
 * are read, and what is found in them is found here.
 */

#include "leak/private.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/words.h"

#include <pthread.h>
#include <string.h>
#include <strings.h>

enum {
    STRIDE = 4,        /* so many words in a row are the fewest: one in so many is looked at */
    FEWEST_DIGITS = 8, /* of a number that is somebody's */
    MOST_DIGITS = 24,
    LONGEST_GAP = 4, /* bytes between two words of a number */
    BEFORE = 28,     /* bytes before it, which may say what it is */
    MOST_WORDS = 64,
    FILTER = 1 << 10, /* bits */
    SHORTEST_ACCOUNT = 5,
    SHORTEST_IN_ACCOUNT = 4, /* letters of a name */
    SHORTEST_ALONE = 8,      /* letters of an account that nothing but the network tells of */
    LONG_NETWORK = 6,        /* letters of the name of a network that is no other word */
};

/* The keys of digits in words, and of what tells of an address. */
static struct {
    uint64_t keys[MOST_WORDS];
    char digits[MOST_WORDS];
    size_t count;
    uint64_t filter[FILTER / 64]; /* most words are none of them */
} spelled;

static void enter_words(void)
{
    for (const struct word_row *row = words_rows(WORDS_DIGIT); row->list <= WORDS_TOLD; row++) {
        for (const char *const *word = row->words; *word != NULL && spelled.count < MOST_WORDS; word++) {
            spelled.keys[spelled.count] = token_key(*word, 0, strlen(*word));
            spelled.filter[spelled.keys[spelled.count] % FILTER / 64] |= (uint64_t)1
                                                                         << spelled.keys[spelled.count] % 64;
            spelled.digits[spelled.count++] = *row->name;
        }
    }
}

char leak_spoken(uint64_t key)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, enter_words);
    if ((spelled.filter[key % FILTER / 64] >> key % 64 & 1) == 0)
        return '\0';
    for (size_t i = 0; i < spelled.count; i++) {
        if (spelled.keys[i] == key)
            return spelled.digits[i];
    }
    return '\0';
}

static bool is_part(const struct token *token)
{
    return token->digits || (token->notes & NOTE_DIGIT) != 0;
}

/* Whether the words at position - 1 and position are of one number; figures may stand among those that are spelled. */
static bool goes_on(const struct tokens *tokens, const char *text, size_t position)
{
    const struct token *token = &tokens->items[position], *before = token - 1;

    return token->start - before->end <= LONGEST_GAP &&
           memchr(text + before->end, '\n', token->start - before->end) == NULL && is_part(token) && is_part(before);
}

/* A number that is told, and what it is found as. */
struct told {
    struct buffer text; /* what is before it, and its digits */
    size_t before;
    enum leak_kind kind;
};

static void note_kind(void *context, enum leak_kind kind, size_t start, size_t end)
{
    struct told *told = context;

    (void)end;
    told->kind = start >= told->before ? kind : told->kind;
}

/* The words from first to last, which are not all figures. */
static enum leak_kind kind_of(const struct tokens *tokens, const char *text, size_t first, size_t last,
                              const struct leak_shape_settings *settings)
{
    struct told told = {.kind = LEAK_NOTHING};
    size_t start = tokens->items[first].start;

    buffer_bytes(&told.text, text + (start > BEFORE ? start - BEFORE : 0), start > BEFORE ? BEFORE : start);
    told.before = told.text.length;
    for (size_t i = first; i <= last; i++) {
        const struct token *token = &tokens->items[i];
        for (size_t at = token->start; token->digits && at < token->end; at++) {
            if (ascii_is_digit(text[at]))
                buffer_char(&told.text, text[at]);
        }
        if (!token->digits)
            buffer_char(&told.text, leak_spoken(token->key));
    }
    size_t digits = told.text.length - told.before;
    if (digits >= FEWEST_DIGITS && digits <= MOST_DIGITS) {
        struct shaping in = {buffer_string(&told.text), told.text.length, settings, note_kind, &told};
        leak_number_find(&in, told.before);
    }
    buffer_free(&told.text);
    return told.kind;
}

static bool is_word_of(enum word_list list, const char *text, const struct token *token)
{
    return words_find(list, text + token->start, token->end - token->start) != NULL;
}

/* What is between two words that are told one after the other: blanks, brackets, and sign where it is typed. */
static bool is_told_gap(const char *text, const struct token *token, char sign, bool *typed)
{
    size_t start = token[-1].end;

    *typed = false;
    for (size_t at = start; at < token->start; at++) {
        *typed |= text[at] == sign;
        if (at - start >= LONGEST_GAP || (text[at] != sign && strchr(" ()[]_<>-", text[at]) == NULL))
            return false;
    }
    return true;
}

/* "tenri at gmail dot com", "tenri @ gmail . com", "tenri (a) gmail.com": the host is at position. */
static void find_mail(const struct tokens *tokens, const char *text, size_t position,
                      void (*found)(void *context, enum leak_kind kind, size_t start, size_t end), void *context)
{
    const struct token *host = &tokens->items[position], *next = host + 1, *stop = tokens->items + tokens->count;
    bool at, dot, ignored;

    if (position < 2 || next >= stop || !is_told_gap(text, host, '@', &at) || !is_told_gap(text, next, '.', &dot))
        return;
    bool bracketed = text[host[-1].start - 1] == '(' && text[host[-1].end] == ')';
    bool told = leak_spoken(next->key) == 'd' && next + 1 < stop && is_told_gap(text, next + 1, '.', &ignored);
    const struct token *last = told ? next + 1 : next;
    const struct token *account = at ? host - 1 : host - 2;
    if (!is_word_of(WORDS_DOMAIN, text, last) || (!at && !is_word_of(WORDS_SIGN, text, host - 1)) ||
        (!told && !at && !bracketed) || (!at && !is_told_gap(text, host - 1, '@', &ignored)))
        return;
    if (!at || !dot || host->start - host[-1].end > 1 || next->start - host->end > 1) /* else it was found as it is */
        found(context, LEAK_EMAIL, account->start, last->end);
}

/* The letters of text from start to end have those of a listed name, one that few people have. */
static bool has_name(const struct leak_names *names, const char *text, size_t start, size_t end)
{
    for (size_t i = 0; names != NULL && i < names->count; i++) {
        const struct name *name = &names->names[i];
        for (size_t part = 0; part < name->count && name->form == FORM_PERSON; part++) {
            const struct name_part *own = &name->parts[part];
            for (size_t at = start; own->forms == NULL && own->length >= SHORTEST_IN_ACCOUNT && at + own->length <= end;
                 at++) {
                if (strncasecmp(text + at, own->letters, own->length) == 0)
                    return true;
            }
        }
    }
    return false;
}

/* "IG: tenriabeng": a colon, and nothing behind, where a word in a sentence would go on or is an answer. */
static bool is_entry(const char *text, const struct token *network, size_t start, size_t end)
{
    return strchr(":=", text[network->end]) != NULL && text[network->end] != '\0' &&
           (text[end] == '\0' || (strchr(",;.)\n", text[end]) != NULL && !stream_is_letter(text[end + 1]))) &&
           words_find(WORDS_ANSWER, text + start, end - start) == NULL;
}

/* "Instagram", "IG", but not "line", "Line". */
static bool is_named(const char *text, const struct token *network)
{
    return ascii_is_capital(text[network->start]) &&
           (network->end - network->start >= LONG_NETWORK || ascii_is_capital(text[network->start + 1]));
}

/* "Instagram tenriabeng": one word that is none of the language, as far as its beginning and its end tell. */
static bool is_no_word(const char *text, size_t start, size_t end)
{
    static const char *const begins[] = {"me", "di", "ber", "ter", "pe", "ke", "se", NULL};
    static const char *const ends[] = {"kan", "an", "nya", "asi", "itas", "ing", "ed", "ly", "ion", "s", NULL};

    if (end - start < SHORTEST_ALONE || words_find(WORDS_ANSWER, text + start, end - start) != NULL)
        return false;
    for (const char *const *begin = begins; *begin != NULL; begin++) {
        if (strncmp(text + start, *begin, strlen(*begin)) == 0)
            return false;
    }
    for (const char *const *last = ends; *last != NULL; last++) {
        if (strncmp(text + end - strlen(*last), *last, strlen(*last)) == 0)
            return false;
    }
    return true;
}

/* "IG tenri.abeng", "LINE: tenri92": the network is at position. */
static void find_account(const struct tokens *tokens, const char *text, size_t position,
                         void (*found)(void *context, enum leak_kind kind, size_t start, size_t end), void *context)
{
    const struct token *network = &tokens->items[position], *account = network + 1;
    size_t end, telling = 0, letters = 0;

    if (position + 1 == tokens->count || account->digits || account->start - network->end > LONGEST_GAP)
        return;
    for (end = network->end; end < account->start; end++) {
        if (strchr(" :=(", text[end]) == NULL)
            return;
    }
    for (; stream_is_letter(text[end]) || text[end] == '_' || (text[end] == '.' && stream_is_letter(text[end + 1]));
         end++) {
        bool small = ascii_is_small(text[end]);
        telling += !small && !ascii_is_capital(text[end]);
        letters += small;
    }
    size_t start = account->start;
    bool tells = telling > 0 ||
                 (letters == end - start &&
                  (is_entry(text, network, start, end) ||
                   (end == account->end && is_named(text, network) && is_no_word(text, start, end)))) ||
                 has_name(tokens->names, text, start, end);
    if (end - start >= SHORTEST_ACCOUNT && letters > 1 && tells)
        found(context, LEAK_ACCOUNT, account->start, end);
}

/* "tenri.bsky.social": the network is at position. */
static void find_page(const struct tokens *tokens, const char *text, size_t position,
                      void (*found)(void *context, enum leak_kind kind, size_t start, size_t end), void *context)
{
    const struct token *network = &tokens->items[position], *account = network - 1, *end = network + 1;

    if (position > 0 && position + 1 < tokens->count && text[network->start - 1] == '.' && text[network->end] == '.' &&
        account->end + 1 == network->start && end->start == network->end + 1 && leak_spoken(account->key) != 'w')
        found(context, LEAK_ACCOUNT, account->start, end->end);
}

static void find_told(const struct tokens *tokens, const char *text, bool aside,
                      void (*found)(void *context, enum leak_kind kind, size_t start, size_t end), void *context)
{
    for (size_t i = tokens->first; i < tokens->last; i++) {
        char what = (tokens->items[i].notes & NOTE_TOLD) != 0 ? leak_spoken(tokens->items[i].key) : '\0';
        if (what == 'p')
            find_page(tokens, text, i, found, context);
        else if (aside)
            continue;
        else if (what == 'n')
            find_account(tokens, text, i, found, context);
        else if (what == 'h')
            find_mail(tokens, text, i, found, context);
        else if (what == 'd' && i > 0 && leak_spoken(tokens->items[i - 1].key) != 'h')
            find_mail(tokens, text, i - 1, found, context);
    }
}

void leak_spoken_find(const struct tokens *tokens, const char *text, const struct leak_shape_settings *settings,
                      void (*found)(void *context, enum leak_kind kind, size_t start, size_t end), void *context)
{
    size_t done = 0;

    if (!settings->code)
        find_told(tokens, text, settings->aside, found, context);
    for (size_t i = tokens->first; i < tokens->count && i < tokens->last + STRIDE; i += STRIDE) {
        if (i < done || (tokens->items[i].notes & NOTE_DIGIT) == 0)
            continue;
        size_t first = i, last = i;
        while (first > 0 && goes_on(tokens, text, first))
            first--;
        while (last + 1 < tokens->count && goes_on(tokens, text, last + 1))
            last++;
        done = last + 1;
        bool is_here = first >= tokens->first && first < tokens->last;
        enum leak_kind kind =
            last - first + 1 >= STRIDE && is_here ? kind_of(tokens, text, first, last, settings) : LEAK_NOTHING;
        if (kind != LEAK_NOTHING)
            found(context, kind, tokens->items[first].start, tokens->items[last].end);
    }
}
