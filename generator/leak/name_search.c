/* Where names and ids (name_set.c) are in a text, as whole names, with initials, turned, run together, spelled. */

#include "leak/private.h"

#include "base/ascii.h"
#include "base/words.h"

#include <string.h>
#include <strings.h>

enum {
    MOST_LOOKED = 10,     /* words behind the first that may belong to a name */
    LONGEST_GAP = 200,    /* bytes between two words of a name */
    SHORTEST_SURNAME = 4, /* letters: shorter ones are behind an initial anywhere */
    SHORTEST_FOLDED = 5,  /* letters: shorter ones are compared as they are written beside an initial */
    SHORTEST_ALONE = 7,   /* letters: shorter ones are compared as they are written where they are alone */
    LONGEST_SPELLED = 60,
    TOLD_GAP = 2,    /* bytes between two words of an id that is told in words */
    MOST_HUMPS = 12, /* words that are run together in one */
    MOST_PIECES = 6, /* strings of which one name is put together */
};

/* A text that is searched. */
struct naming {
    const struct leak_names *names;
    const struct tokens *tokens;
    const char *text;
    size_t length;
    enum leak_sphere sphere;
    void (*found)(void *context, const struct leak_thing *thing, enum leak_part part, size_t start, size_t end);
    void *context;
    const struct name *last; /* found, up to last_end: what is within is not found again */
    size_t last_end;
};

static const struct token *token_at(const struct naming *naming, size_t position)
{
    return &naming->tokens->items[position];
}

static bool is_capital(const struct naming *naming, size_t at)
{
    return ascii_is_capital(naming->text[at]);
}

/* The letters of token begin with those of part; what follows is no more than a clitic. */
static bool is_written_so(const struct naming *naming, const struct token *token, const struct name_part *part)
{
    size_t at = token->start, count = 0;

    for (; at < token->end && count < part->length; at++) {
        char c = naming->text[at];
        if (!stream_is_letter(c))
            continue;
        bool small_l = c == 'l' && at == token->start && part->letters[0] == 'i' && is_capital(naming, at + 1);
        if (ascii_lower(c) != part->letters[count++] && !small_l)
            return false;
    }
    return count == part->length && (at == token->end || (token->stem != token->key && !part->digits));
}

static bool is_part(const struct token *token, const struct name_part *part)
{
    if (token->digits != part->digits)
        return false;
    if (token->key == part->key || token->stem == part->key)
        return true;
    const char *const *form = part->forms;
    for (; form != NULL && *form != NULL; form++) {
        if (token_key(*form, 0, strlen(*form)) == token->key)
            return true;
    }
    return false;
}

/* One letter that may be an initial: with a stop, or a capital at the end of a name. */
static bool is_initial(const struct naming *naming, const struct token *token)
{
    char after = token->end < naming->length ? naming->text[token->end] : ' ';

    return token->end - token->start == 1 && !token->digits &&
           (after == '.' || (is_capital(naming, token->start) &&
                             (strchr(";:)", after) == NULL || naming->text[token->start - 1] == ' ')));
}

/* Yusuf is Jusuf, too. */
static char sound_of(char letter)
{
    letter = (char)(letter | 0x20);
    return letter == 'j' ? 'y' : letter;
}

static char initial_of(const struct naming *naming, const struct token *token)
{
    return sound_of(naming->text[token->start]);
}

/* Words that are put between the parts of a name. */
static bool is_filling(const struct naming *naming, const struct token *token)
{
    size_t length = token->end - token->start;

    return token->digits || words_find(WORDS_FILLING, naming->text + token->start, length) != NULL;
}

/* Siti "Ana" Nurhaliza, Siti (Ana) Nurhaliza; other quotes are blanks in a stream. */
static bool is_nickname(const struct naming *naming, const struct token *token)
{
    const char *text = naming->text;

    if (token->start < 2 || token->end + 1 >= naming->length || text[token->start - 2] != ' ' ||
        text[token->end + 1] != ' ')
        return false;
    return strchr(is_capital(naming, token->start) ? "\"'( " : "\"'(", text[token->start - 1]) != NULL &&
           strchr("\"') ", text[token->end]) != NULL;
}

/* What was read of a person's name. */
struct reading_name {
    unsigned full;     /* bits of the parts that are written out */
    unsigned initials; /* bits of those that are initials */
    size_t added;      /* words between that are not in the name */
    size_t start;
    size_t end;
};

static size_t gap_before(const struct naming *naming, size_t position)
{
    return token_at(naming, position)->start - token_at(naming, position - 1)->end;
}

/* Two words that may be a name, or a part of one, in two, "Nur Hayati": capitals, with one blank between. */
static bool is_pair(const struct naming *naming, size_t position, struct token *pair)
{
    if (position + 1 >= naming->tokens->count)
        return false;
    const struct token *first = token_at(naming, position), *second = first + 1;
    if (first->digits || second->digits || second->start - first->end != 1 || naming->text[first->end] != ' ' ||
        !is_capital(naming, first->start) || !is_capital(naming, second->start) ||
        first->end - first->start < NAME_HALF || second->end - second->start < NAME_HALF)
        return false;
    *pair = *first;
    pair->end = second->end;
    pair->key = pair->stem = token_key(naming->text, first->start, second->end);
    return names_filter_has(naming->names->filter, pair->key);
}

/* The letter that a digit or sign is written for, or 0. */
static char letter_for(char c)
{
    static const char letters[256] = {['0'] = 'o', ['1'] = 'i', ['3'] = 'e', ['4'] = 'a', ['5'] = 's', ['6'] = 'g',
                                      ['7'] = 't', ['8'] = 'b', ['9'] = 'g', ['@'] = 'a', ['$'] = 's', ['!'] = 'i'};

    return letters[(unsigned char)c];
}

/* Beside the letters of token, digits or signs are written for others: "R4hma", "$iti". */
static bool is_disguised(const struct naming *naming, const struct token *token)
{
    char before = token->start > 0 ? naming->text[token->start - 1] : ' ', after = naming->text[token->end];

    return token->digits ? stream_is_letter(after)
                         : letter_for(after) != '\0' || leak_is_cover(after) || before == '$' || before == '@';
}

/* The name, or part of one, from position on whose letters are partly digits and signs; returns how many words. */
static size_t read_disguised(const struct naming *naming, size_t position, struct token *word)
{
    const struct token *token = token_at(naming, position);
    const char *text = naming->text;
    char letters[LONGEST_SPELLED];
    size_t start = token->start, at, count = 0, last = position, plain = 0;

    if (!is_disguised(naming, token) || (start > 0 && stream_is_letter(text[start - 1])))
        return 0;
    start -= start > 0 && (text[start - 1] == '$' || text[start - 1] == '@');
    for (at = start; at < naming->length && count < sizeof letters; at++) {
        char letter = letter_for(text[at]);
        bool sign = letter != '\0' && !stream_is_letter(text[at]);
        if (letter == '\0' && !stream_is_letter(text[at]))
            break;
        if (sign && at > start && !stream_is_letter(text[at + 1]))
            break; /* the end of a sentence */
        plain += letter == '\0';
        letters[count++] = letter != '\0' ? letter : text[at];
    }
    while (last + 1 < naming->tokens->count && token_at(naming, last + 1)->start < at)
        last++;
    *word = *token;
    word->start = (uint32_t)start;
    word->end = (uint32_t)at;
    word->digits = false;
    word->key = word->stem = token_key(letters, 0, count);
    return plain >= 2 && count >= SHORTEST_SURNAME && names_filter_has(naming->names->filter, word->key)
               ? last - position + 1
               : 0;
}

/* The word that words pieces from position on are together. False: the last of them goes on from no other. */
static bool is_run(const struct naming *naming, size_t position, size_t words, struct token *joined)
{
    if (token_at(naming, position + words - 2)->bond == BOND_NONE)
        return false;
    *joined = *token_at(naming, position);
    joined->end = token_at(naming, position + words - 1)->end;
    joined->key = joined->stem = token_key(naming->text, joined->start, joined->end);
    joined->notes = names_filter_has(naming->names->filter, joined->key) ? NOTE_NAME : 0;
    return true;
}

/* The pieces from position on, up to where a part of name ends; 0: none does. */
static size_t take_pieces(const struct naming *naming, const struct name *name, size_t position,
                          struct reading_name *read)
{
    struct token joined;

    for (size_t words = 2; words <= MOST_PIECES && is_run(naming, position, words, &joined); words++) {
        for (size_t i = 0; i < name->count; i++) {
            if ((read->full & 1u << i) != 0 || !is_part(&joined, &name->parts[i]))
                continue;
            read->full |= 1u << i;
            read->end = joined.end;
            return words;
        }
    }
    return 0;
}

/* The word at position is another part of name. Returns how many words it has; 0: it is none. */
static size_t take_part(const struct naming *naming, const struct name *name, size_t position,
                        struct reading_name *read)
{
    struct token joined;
    size_t count = tokens_joined(naming->tokens, naming->text, position, BOND_HYPHEN, &joined);
    const struct token *const ways[] = {token_at(naming, position), &joined};

    if (count == 1 && is_pair(naming, position, &joined))
        count = 2;
    size_t disguised = count == 1 ? read_disguised(naming, position, &joined) : 0;
    count = disguised > 0 ? disguised : count;
    for (size_t way = 0; way < (count > 1 ? 2 : 1); way++) {
        for (size_t i = 0; i < name->count; i++) {
            if ((read->full & 1u << i) != 0 || !is_part(ways[way], &name->parts[i]))
                continue;
            read->full |= 1u << i;
            read->initials &= ~(1u << i);
            read->end = ways[way]->end;
            return way == 0 ? 1 : count;
        }
    }
    return naming->sphere == SPHERE_PIECES ? take_pieces(naming, name, position, read) : 0;
}

/* Bits of parts before position first whose initial is letter, or behind it. */
static bool take_initial(const struct naming *naming, const struct name *name, const struct token *token,
                         struct reading_name *read, unsigned candidates)
{
    for (size_t i = 0; i < name->count; i++) {
        unsigned bit = 1u << i;
        if ((candidates & bit) != 0 && ((read->full | read->initials) & bit) == 0 &&
            sound_of(name->parts[i].letters[0]) == initial_of(naming, token)) {
            read->initials |= bit;
            return true;
        }
    }
    return false;
}

/* "A. T. Abeng": initials before the first word, of parts before it. */
static void take_initials_before(const struct naming *naming, const struct name *name, size_t position, size_t part,
                                 struct reading_name *read)
{
    for (size_t at = position; at-- > 0 && position - at <= 3;) {
        const struct token *token = token_at(naming, at);
        if (token->end - token->start != 1 || token->digits || gap_before(naming, at + 1) > 4 ||
            naming->text[token->end] != '.' || !take_initial(naming, name, token, read, (1u << part) - 1))
            break;
        read->start = token->start;
    }
}

/* "Siti R.", "Abeng, A. T.": initials behind what was read; of parts before it only where a comma turns the name. */
static bool take_initial_behind(const struct naming *naming, const struct name *name, size_t position,
                                struct reading_name *read)
{
    const struct token *token = token_at(naming, position);
    bool turned = memchr(naming->text + token_at(naming, position - 1)->end, ',', gap_before(naming, position)) != NULL;
    unsigned lowest = read->full & (~read->full + 1);
    char after = token->end < naming->length ? naming->text[token->end] : ' ';
    unsigned candidates = turned || after == '.' || read->initials != 0 ? ~0u : ~(lowest | (lowest - 1));

    if (!is_initial(naming, token) || gap_before(naming, position) > (after == '.' || turned ? 4 : 1))
        return false;
    if (!take_initial(naming, name, token, read, candidates))
        return false;
    read->end = token->end;
    return true;
}

/* "ia setia, budinya luhur": words of prose in small letters, with a comma between, are no name. */
static bool is_list_of_words(const struct naming *naming, size_t position)
{
    const struct token *token = token_at(naming, position), *before = token - 1;

    return naming->sphere != SPHERE_ASIDE && naming->sphere != SPHERE_PATH && token->start - before->end == 2 &&
           memcmp(naming->text + before->end, ", ", 2) == 0 && !is_capital(naming, token->start) &&
           !is_capital(naming, before->start);
}

/* Reads on from the word at position, which is part of name. */
static struct reading_name read_name(const struct naming *naming, const struct name *name, size_t part, size_t position,
                                     size_t words, const struct token *token)
{
    struct reading_name read = {.full = 1u << part, .start = token->start, .end = token->end};
    size_t skipped = 0;

    take_initials_before(naming, name, position, part, &read);
    for (size_t at = position + words, looked = 0; at < naming->tokens->count && looked < MOST_LOOKED; looked++) {
        if (gap_before(naming, at) > LONGEST_GAP || is_list_of_words(naming, at))
            break;
        size_t taken = take_part(naming, name, at, &read);
        if (taken > 0) {
            read.added += skipped;
            skipped = 0;
            at += taken;
            continue;
        }
        if (take_initial_behind(naming, name, at, &read)) {
            at++;
            continue;
        }
        const struct token *next = token_at(naming, at);
        bool capital = is_capital(naming, next->start);
        if (!is_filling(naming, next) && !is_nickname(naming, next) &&
            (!capital || gap_before(naming, at) > 1 || ++skipped > 1))
            break;
        at++;
    }
    return read;
}

static size_t bits_in(unsigned bits)
{
    return (size_t)__builtin_popcount(bits);
}

/* Whether a part of bits tells one person from others. */
static bool has_strong(const struct name *name, unsigned bits, size_t shortest)
{
    for (size_t i = 0; i < name->count; i++) {
        if ((bits & 1u << i) != 0 && name->parts[i].forms == NULL && name->parts[i].length >= shortest)
            return true;
    }
    return false;
}

/* One part and the initials of others: "S. Rahmawati", "Siti R." */
static bool is_with_initials(const struct naming *naming, const struct name *name, const struct reading_name *read,
                             const struct token *token, size_t part)
{
    const struct name_part *full = &name->parts[part];

    if (read->initials == 0 || full->length < SHORTEST_SURNAME)
        return false;
    if (full->length < SHORTEST_FOLDED && full->forms == NULL && !is_written_so(naming, token, full))
        return false;
    return (read->initials & ~name->initials_of) != 0 && has_strong(name, read->full | read->initials, 1);
}

static enum leak_part judge_name(const struct naming *naming, const struct name *name, const struct reading_name *read,
                                 const struct token *token, size_t part)
{
    bool all = bits_in(read->full) == name->count && name->count > 1;

    if (all || (bits_in(read->full) > 1 && has_strong(name, read->full, 1)))
        return read->added > 0 ? PART_WITH_OTHERS : PART_WHOLE;
    if (bits_in(read->full) == 1 && is_with_initials(naming, name, read, token, part))
        return PART_WHOLE;
    /* A short word alone is looked at as it is written, as the key of some is a common word. */
    if (bits_in(read->full) == 1 && is_capital(naming, token->start) &&
        (is_written_so(naming, token, &name->parts[part]) || name->parts[part].length >= SHORTEST_ALONE))
        return name->parts[part].forms != NULL || name->parts[part].length < SHORTEST_SURNAME ? PART_WEAK : PART_ALONE;
    return PART_NONE;
}

static void add_name(struct naming *naming, const struct name *name, enum leak_part part, size_t start, size_t end)
{
    naming->last = name;
    naming->last_end = end;
    naming->found(naming->context, &name->thing, part, start, end);
}

/* All parts of a phrase, from the word at position on; returns where it ends, 0: it is not here. */
static size_t phrase_end(const struct naming *naming, const struct name *name, size_t position,
                         const struct token *first, size_t words)
{
    const struct token *token = first;
    size_t end = 0;

    for (size_t i = 0; i < name->count; i++) {
        struct token joined;
        if (i > 0) {
            if (position >= naming->tokens->count || gap_before(naming, position) > LONGEST_GAP)
                return 0;
            words = tokens_joined(naming->tokens, naming->text, position, BOND_HYPHEN, &joined);
            token = &joined;
            if (!is_written_so(naming, token, &name->parts[i])) {
                token = token_at(naming, position);
                words = 1;
            }
        }
        if (!is_written_so(naming, token, &name->parts[i]))
            return 0;
        end = token->end;
        position += words;
    }
    return end;
}

/* "n1" of a formula, no code: one small letter and a number behind it that is not filled up with zeros. */
static bool is_variable(const struct naming *naming, const struct token *letter, size_t number)
{
    return letter->end - letter->start == 1 && ascii_is_small(naming->text[letter->start]) &&
           naming->text[number] != '0';
}

/* "iu 3", unless it is a number of something, "ke 3". */
static bool may_be_code(const struct naming *naming, const struct token *letters)
{
    size_t length = letters->end - letters->start;

    return length > 1 && words_find(WORDS_COUNTED, naming->text + letters->start, length) == NULL;
}

/*
 * What is between two parts of an id: its sign, another one, nothing, or blanks where it is written like that. It may
 * be something else, PART_ALONE, where small letters are before a blank, or a variable in the name of a file.
 */
static enum leak_part id_gap(const struct naming *naming, const struct name *name, size_t position, size_t part)
{
    size_t start = token_at(naming, position - 1)->end, end = token_at(naming, position)->start, signs = 0;
    size_t blanks = 0;
    bool same_case = true;

    for (size_t at = start; at < end; at++) {
        char c = naming->text[at];
        if (c == STREAM_SOFT || c == STREAM_JOIN)
            continue;
        bool apart = strchr(" ([#:)", c) != NULL;
        if (strchr("-._/", c) == NULL && (!apart || !name->spaced))
            return PART_NONE;
        same_case &=
            !apart || !ascii_is_small(naming->text[token_at(naming, position - 1)->start]) || naming->text[end] == '0';
        blanks += c == ' ';
        signs += c != ' ';
    }
    signs += blanks > 0 && signs == 0; /* "IU 03" is one, as "IU - 03" and "IU (03)" are */
    bool variable = signs == 0 && is_variable(naming, token_at(naming, position - 1), end);
    if (blanks > 2 || signs > 1 || (signs == 0 && name->parts[part].digits == name->parts[part - 1].digits) ||
        (variable && naming->sphere != SPHERE_PATH) ||
        (!same_case && !may_be_code(naming, token_at(naming, position - 1))))
        return PART_NONE;
    return same_case && !variable ? PART_WHOLE : PART_ALONE;
}

static bool is_speaking(const struct naming *naming, size_t position, const char *where)
{
    const struct token *token = token_at(naming, position);
    const struct word_row *row =
        words_find(WORDS_SPEAKING, naming->text + token->start, (size_t)(token->end - token->start));

    return row != NULL && word_row_is(row, where);
}

/*
 * The number at position is no count, as in "informan utama 3 orang": it is written on with a sign, a word before says
 * so, "nomor 3", or who is called so speaks. name begins at first.
 */
static bool is_no_count(const struct naming *naming, const struct name *name, size_t first, size_t position)
{
    const struct name_part *before = &name->parts[name->count - 2];
    const struct token *behind = position + 1 < naming->tokens->count ? token_at(naming, position + 1) : NULL;
    char sign = naming->text[token_at(naming, position)->start - 1];

    if (behind != NULL && words_find(WORDS_NUMBERED, naming->text + behind->start, behind->end - behind->start) != NULL)
        return false;
    if (sign == '-' || sign == '_' || words_find(WORDS_NUMBERED, before->letters, before->length) != NULL ||
        (first > 0 && gap_before(naming, first) == 1 && is_speaking(naming, first - 1, "before")))
        return true;
    return behind != NULL && gap_before(naming, position + 1) <= TOLD_GAP &&
           is_speaking(naming, position + 1, "behind");
}

/* Where an id in words that begins at position ends; 0: it is none. */
static size_t told_end(const struct naming *naming, const struct name *name, size_t position)
{
    size_t first = position;

    for (size_t i = 0; i < name->count; i++, position++) {
        const struct name_part *part = &name->parts[i];
        if (position >= naming->tokens->count || token_at(naming, position)->digits != part->digits ||
            (!part->digits && !is_written_so(naming, token_at(naming, position), part)))
            return 0;
        size_t gap = i > 0 ? gap_before(naming, position) : 0;
        const char *between = naming->text + token_at(naming, position)->start - gap;
        if (gap > TOLD_GAP || strspn(between, " -_.:#(") < gap)
            return 0;
    }
    const struct name_part *last = &name->parts[name->count - 1];
    bool number = last->digits || words_find(WORDS_NUMBER, last->letters, last->length) != NULL;
    if (number && !is_no_count(naming, name, first, position - 1))
        return 0;
    return token_at(naming, position - 1)->end;
}

/* Where an id that begins at position ends; 0: it is another. */
static size_t id_end(const struct naming *naming, const struct name *name, size_t position, enum leak_part *found)
{
    bool has_digits = false;

    if (name->form == FORM_TOLD) {
        *found = PART_ALONE;
        return told_end(naming, name, position);
    }
    *found = PART_WHOLE;
    for (size_t i = 0; i < name->count; i++, position++) {
        enum leak_part gap = PART_WHOLE;
        if (position >= naming->tokens->count || (i > 0 && (gap = id_gap(naming, name, position, i)) == PART_NONE))
            return 0;
        *found = gap == PART_WHOLE ? *found : gap;
        const struct token *token = token_at(naming, position);
        const struct name_part *part = &name->parts[i];
        if (token->digits != part->digits || token->key != part->key ||
            (!part->digits && !is_written_so(naming, token, part)))
            return 0;
        has_digits |= part->digits;
    }
    /* A code without digits is a word, too: it counts where it is written as a code. */
    const struct token *first = token_at(naming, position - name->count);
    bool capitals = is_capital(naming, first->start) && is_capital(naming, first->end - 1);
    return has_digits || naming->sphere == SPHERE_ASIDE || naming->sphere == SPHERE_PATH || capitals
               ? token_at(naming, position - 1)->end
               : 0;
}

static bool is_in_capitals(const struct naming *naming, const struct token *token)
{
    bool capitals = true;

    for (size_t at = token->start; at < token->end; at++)
        capitals &= is_capital(naming, at);
    return capitals;
}

static void try_entry(struct naming *naming, const struct name_entry *entry, size_t position, size_t words,
                      const struct token *token)
{
    const struct name *name = &naming->names->names[entry->name];
    size_t end = 0;

    if (entry->how == ENTRY_ID || (naming->last == name && token->start < naming->last_end))
        return;
    if (entry->how == ENTRY_GLUED) {
        add_name(naming, name, PART_WHOLE, token->start, token->end);
    } else if (entry->how == ENTRY_INITIALS) {
        if (is_in_capitals(naming, token))
            add_name(naming, name, PART_WEAK, token->start, token->end);
    } else if (name->form == FORM_PERSON) {
        struct reading_name read = read_name(naming, name, entry->part, position, words, token);
        enum leak_part part = judge_name(naming, name, &read, token, entry->part);
        if (part != PART_NONE)
            add_name(naming, name, part, read.start, read.end);
    } else if (name->form == FORM_PHRASE) {
        end = phrase_end(naming, name, position, token, words);
        if (end == 0 && name->count == 1 && name->parts[0].length >= SHORTEST_ALONE && !name->parts[0].digits &&
            is_capital(naming, token->start))
            add_name(naming, name, PART_WITH_OTHERS, token->start, token->end);
    }
    if (end != 0)
        add_name(naming, name, PART_WHOLE, token->start, end);
}

static void try_key(struct naming *naming, uint64_t key, size_t position, size_t words, const struct token *token)
{
    const struct name_entry *entry = names_entries(naming->names, key), *first = entry;
    const struct name_entry *stop = naming->names->entries + naming->names->entry_count;

    for (; entry != NULL && entry < stop && entry->key == first->key; entry++)
        try_entry(naming, entry, position, words, token);
}

static void try_token(struct naming *naming, size_t position, size_t words, const struct token *token)
{
    try_key(naming, token->key, position, words, token);
    if (token->stem != token->key)
        try_key(naming, token->stem, position, words, token);
}

/* The ids with these parts, from position on: the end of one that may be seen, and the first that may not, or NULL. */
static void meet_ids(const struct naming *naming, uint64_t key, size_t position, size_t *visible,
                     const struct name **hidden)
{
    const struct name_entry *entry = names_entries(naming->names, key);
    const struct name_entry *stop = naming->names->entries + naming->names->entry_count;

    for (; entry != NULL && entry < stop && entry->key == key; entry++) {
        const struct name *name = &naming->names->names[entry->name];
        enum leak_part part;
        size_t end = entry->how == ENTRY_ID ? id_end(naming, name, position, &part) : 0;
        if (end == 0)
            continue;
        if (name->thing.kind == LEAK_VISIBLE)
            *visible = end;
        else if (*hidden == NULL) /* the code before what is told in words */
            *hidden = name;
    }
}

/* An id that is withheld, unless it begins a longer one that may be seen. */
static void try_ids(struct naming *naming, size_t position, const struct token *token)
{
    const struct leak_names *names = naming->names;
    const struct name *hidden[NAME_PARTS] = {NULL};
    size_t visible = 0;
    uint64_t key = 0;

    for (size_t i = 0; i < names->longest_id && position + i < naming->tokens->count; i++) {
        key = names_id_key(key, token_at(naming, position + i)->key);
        if (!names_filter_has(names->id_filter, key))
            break;
        meet_ids(naming, key, position, &visible, &hidden[i]);
    }
    for (size_t i = 0; i < names->longest_id; i++) {
        enum leak_part part;
        size_t end = hidden[i] ? id_end(naming, hidden[i], position, &part) : 0;
        if (end != 0 && end >= visible && !(naming->last == hidden[i] && token->start < naming->last_end))
            add_name(naming, hidden[i], part, token->start, end);
    }
}

/* A run of single letters: whole names are looked for in it, wherever their letters begin. */
static void try_spelled(struct naming *naming, size_t position, size_t count)
{
    char letters[LONGEST_SPELLED];

    count = count < sizeof letters ? count : sizeof letters;
    for (size_t i = 0; i < count; i++)
        letters[i] = naming->text[token_at(naming, position + i)->start];
    for (size_t start = 0; start + NAME_GLUED <= count; start++) {
        for (size_t end = start + NAME_GLUED; end <= count; end++) {
            const struct name_entry *entry = names_entries(naming->names, token_key(letters, start, end));
            if (entry != NULL && entry->how == ENTRY_GLUED)
                add_name(naming, &naming->names->names[entry->name], PART_WHOLE,
                         token_at(naming, position + start)->start, token_at(naming, position + end - 1)->end);
        }
    }
}

/* "S.R.", "S. R.": the initials of all parts of a name. */
static void try_initials(struct naming *naming, size_t position)
{
    char letters[NAME_PARTS];
    size_t count = 0, end = 0;

    for (size_t at = position; at < naming->tokens->count && count < NAME_PARTS; at++, count++) {
        const struct token *token = token_at(naming, at);
        if (token->end - token->start != 1 || !is_capital(naming, token->start) || naming->text[token->end] != '.' ||
            (count > 0 && gap_before(naming, at) > 2))
            break;
        letters[count] = naming->text[token->start];
        end = token->end;
    }
    const struct name_entry *entry = count > 1 ? names_entries(naming->names, token_key(letters, 0, count)) : NULL;
    const struct name_entry *first = entry, *stop = naming->names->entries + naming->names->entry_count;
    for (; entry != NULL && entry < stop && entry->key == first->key; entry++) {
        if (entry->how == ENTRY_INITIALS)
            add_name(naming, &naming->names->names[entry->name], PART_WEAK, token_at(naming, position)->start, end);
    }
}

/* "rumahSitiRahmawati": a name that is run together may begin and end at any capital. */
static void try_humps(struct naming *naming, const struct token *token)
{
    size_t borders[MOST_HUMPS + 1] = {token->start}, count = 1;

    for (size_t at = token->start + 1; at < token->end && count < MOST_HUMPS; at++) {
        if (is_capital(naming, at) && ascii_is_small(naming->text[at - 1]))
            borders[count++] = at;
    }
    borders[count] = token->end;
    for (size_t first = 0; first < count; first++) {
        for (size_t last = first + 1; last <= count; last++) {
            const struct name_entry *entry =
                names_entries(naming->names, token_key(naming->text, borders[first], borders[last]));
            if (entry != NULL && entry->how == ENTRY_GLUED && (first > 0 || last < count))
                add_name(naming, &naming->names->names[entry->name], PART_WHOLE, borders[first], borders[last]);
        }
    }
}

/* "Bu Rahma", "Ibu Wati" for Rahmawati: how a name begins or ends is what its bearer is called. */
static void try_brief(struct naming *naming, size_t position)
{
    const struct token *token = token_at(naming, position);
    size_t length = token->end - token->start;

    if (position == 0 || gap_before(naming, position) > 2 || !is_capital(naming, token->start) ||
        length < SHORTEST_SURNAME)
        return;
    const struct token *title = token - 1;
    if (title->digits || words_find(WORDS_ADDRESS, naming->text + title->start, title->end - title->start) == NULL)
        return;
    for (size_t i = 0; i < naming->names->count; i++) {
        const struct name *name = &naming->names->names[i];
        for (size_t part = 0; part < name->count && name->form == FORM_PERSON; part++) {
            const struct name_part *own = &name->parts[part];
            if (own->forms != NULL || own->length < length + NAME_HALF)
                continue;
            const char *end = own->letters + own->length - length;
            if (strncasecmp(own->letters, naming->text + token->start, length) != 0 &&
                strncasecmp(end, naming->text + token->start, length) != 0)
                continue;
            add_name(naming, name, PART_WEAK, token->start, token->end);
            return;
        }
    }
}

/* A name may begin and end at any piece of a run. */
static void try_pieces(struct naming *naming, size_t position)
{
    struct token joined;

    for (size_t words = 2; words <= MOST_PIECES && is_run(naming, position, words, &joined); words++) {
        if ((joined.notes & NOTE_NAME) != 0)
            try_token(naming, position, words, &joined);
    }
}

void leak_names_find(const struct leak_names *names, const struct tokens *tokens, const char *text, size_t length,
                     enum leak_sphere sphere,
                     void (*found)(void *context, const struct leak_thing *thing, enum leak_part part, size_t start,
                                   size_t end),
                     void *context)
{
    struct naming naming = {names, tokens, text, length, sphere, found, context, NULL, 0};
    size_t spelled_to = 0, masked_to = 0;

    for (size_t i = tokens->first; i < tokens->last && names->entry_count > 0; i++) {
        const struct token *token = &tokens->items[i];
        bool lone = names->has_persons && token->end - token->start == 1;
        if ((token->notes & (NOTE_NAME | NOTE_ID | NOTE_HUMPS | NOTE_BEGINS)) == 0 && !lone &&
            !(names->has_persons && is_disguised(&naming, token)))
            continue; /* as most words are */
        if ((token->notes & NOTE_NAME) != 0)
            try_token(&naming, i, 1, token);
        if ((token->notes & NOTE_ID) != 0) {
            try_ids(&naming, i, token);
            leak_series_find(names, tokens, text, i, found, context);
        }
        if (names->has_persons && leak_is_cover(text[token->end]) && token->start >= masked_to && sphere == SPHERE_TEXT)
            masked_to = leak_masked_find(names, text, length, token->start, found, context);
        if ((token->notes & NOTE_HUMPS) != 0)
            try_humps(&naming, token);
        bool begins = (token->notes & NOTE_BEGINS) != 0;
        bool first = i == 0 || tokens->items[i - 1].bond == BOND_NONE;
        if (sphere == SPHERE_PIECES && begins)
            try_pieces(&naming, i);
        if (token->bond != BOND_NONE && first && begins) {
            struct token joined;
            size_t words = tokens_joined(tokens, text, i, BOND_HYPHEN, &joined);
            if ((joined.notes & NOTE_NAME) != 0)
                try_token(&naming, i, words, &joined);
        }
        try_brief(&naming, i);
        struct token pair;
        if (token->bond == BOND_NONE && begins && is_capital(&naming, token->start) && is_pair(&naming, i, &pair))
            try_token(&naming, i, 2, &pair);
        size_t disguised = read_disguised(&naming, i, &pair);
        if (disguised > 0)
            try_token(&naming, i, disguised, &pair);
        if (lone)
            try_initials(&naming, i);
        size_t spelled = lone && i >= spelled_to ? tokens_spelled(tokens, text, i) : 0;
        if (spelled > 0) {
            try_spelled(&naming, i, spelled);
            spelled_to = i + spelled;
        }
    }
}
