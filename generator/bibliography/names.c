#include "bibliography/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "bibliography/bibliography.h"

#include <string.h>
#include <strings.h>

/* Where the word at text ends: at a space outside of braces. */
static const char *word_end(const char *text)
{
    int depth = 0;

    for (; *text != '\0' && (depth > 0 || *text != ' '); text++) {
        if (*text == '\\' && text[1] != '\0')
            text++;
        else
            depth += (*text == '{') - (*text == '}');
    }
    return text;
}

const char *names_next(const char **rest, size_t *length)
{
    if (*rest == NULL)
        return NULL;
    const char *name = *rest + strspn(*rest, " "), *end = name;
    for (const char *word = name; *word != '\0';) {
        const char *next = word_end(word);
        if (next - word == 3 && strncasecmp(word, "and", 3) == 0) {
            *rest = next;
            *length = (size_t)(end - name);
            return name;
        }
        end = next;
        word = next + strspn(next, " ");
    }
    *rest = NULL;
    *length = (size_t)(end - name);
    return name;
}

static bool is_lower(const char *word)
{
    const char *at = word;
    unsigned long letter = text_next(&at);

    return (letter >= 'a' && letter <= 'z') || (letter >= 0xdf && letter <= 0xff);
}

/* The first initial of a word and of each part after a hyphen: "Jean-Paul" gives "J.-P.". */
static void put_initials_of(struct buffer *out, const char *word)
{
    bool due = true;

    while (*word != '\0') {
        const char *letter = word;
        unsigned long code_point = text_next(&word);
        if (due && text_is_word(code_point)) {
            buffer_bytes(out, letter, (size_t)(word - letter));
            buffer_char(out, '.');
            due = false;
        } else if (code_point == '-' || code_point == 0x2010 || code_point == 0x2011) {
            if (*word != '\0' && !is_lower(word)) {
                buffer_char(out, '-');
                due = true;
            }
        } else if (code_point == '.' && *word != '\0' && *word != '-') {
            buffer_char(out, ' ');
            due = true;
        }
    }
}

/* The length of the word at text, which a space or a no-break space ends. */
static size_t word_length(const char *text)
{
    const char *no_break = strstr(text, "\u00a0");
    size_t length = strcspn(text, " ");

    return no_break != NULL && (size_t)(no_break - text) < length ? (size_t)(no_break - text) : length;
}

/* "John M." gives "J. M."; words in lower case ("bin", "de") stay as they are. */
static const char *initials_of(struct arena *arena, const char *given)
{
    struct buffer out = {0};

    while (*given != '\0') {
        size_t length = word_length(given);
        const char *word = arena_copy(arena, given, length);
        given += length > 0 ? length : *given == ' ' ? 1 : strlen("\u00a0");
        if (length == 0)
            continue;
        if (out.length > 0)
            buffer_char(&out, ' ');
        if (is_lower(word))
            buffer_text(&out, word);
        else
            put_initials_of(&out, word);
    }
    return buffer_take(&out, arena);
}

/* The words or parts of one name, which are parted outside of braces. */
struct parts {
    const char *start[64];
    size_t length[64];
    size_t count;
};

enum { MOST_PARTS = 64 };

/* Splits at spaces (separator ' ') or commas. What is beyond MOST_PARTS belongs to the last part. */
static struct parts split(const char *text, size_t length, char separator)
{
    struct parts parts = {.count = 0};
    int depth = 0;
    const char *start = text, *end = text + length;

    for (const char *at = text; at <= end; at++) {
        if (at < end && *at == '\\' && at + 1 < end) {
            at++;
            continue;
        }
        if (at < end)
            depth += (*at == '{') - (*at == '}');
        bool cut = at == end || (depth <= 0 && *at == separator && parts.count < MOST_PARTS - 1);
        if (!cut)
            continue;
        const char *from = start, *to = at;
        while (from < to && *from == ' ')
            from++;
        while (to > from && to[-1] == ' ')
            to--;
        if (to > from || separator == ',') {
            parts.start[parts.count] = from;
            parts.length[parts.count++] = (size_t)(to - from);
        }
        start = at + 1;
    }
    return parts;
}

/* Parts from first to before last, joined by spaces, without their braces. */
static const char *join(struct arena *arena, const struct parts *parts, size_t first, size_t last)
{
    if (first >= last)
        return "";
    const char *end = parts->start[last - 1] + parts->length[last - 1];

    return cite_plain(arena, arena_copy(arena, parts->start[first], (size_t)(end - parts->start[first])));
}

static bool is_braced(const char *text, size_t length)
{
    int depth = 0;

    if (length < 2 || text[0] != '{')
        return false;
    for (size_t i = 0; i < length; i++) {
        depth += (text[i] == '{') - (text[i] == '}');
        if (depth == 0)
            return i == length - 1;
    }
    return false;
}

/* Takes "Jr." and its like off the end of words, where reference managers put it; "" if it is not there. */
static const char *take_suffix(struct arena *arena, struct parts *words)
{
    static const char *const suffixes[] = {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"};

    for (size_t i = 0; words->count > 1 && i < sizeof suffixes / sizeof suffixes[0]; i++) {
        size_t last = words->count - 1;
        if (words->length[last] == strlen(suffixes[i]) &&
            strncmp(words->start[last], suffixes[i], words->length[last]) == 0) {
            words->count--;
            return join(arena, words, last, last + 1);
        }
    }
    return "";
}

/* "First von Last": the particle begins at the first word in lower case. */
static void parse_direct(struct arena *arena, struct cite_name *name, const char *text, size_t length)
{
    struct parts words = split(text, length, ' ');
    name->suffix = take_suffix(arena, &words);
    size_t family = words.count > 0 ? words.count - 1 : 0;

    for (size_t i = 0; i + 1 < words.count; i++) {
        if (words.start[i][0] != '{' && is_lower(words.start[i])) {
            family = i;
            break;
        }
    }
    name->given = join(arena, &words, 0, family);
    name->family = join(arena, &words, family, words.count);
}

/* biblatex's "family=Berg, given=Jan, prefix=van der". */
static bool parse_keyed(struct arena *arena, struct cite_name *name, const struct parts *parts)
{
    const char *prefix = "", *family = "";
    bool keyed = false;

    for (size_t i = 0; i < parts->count; i++) {
        const char *part = arena_copy(arena, parts->start[i], parts->length[i]);
        const char *equals = strchr(part, '=');
        if (equals == NULL)
            continue;
        const char *text = cite_plain(arena, equals + 1);
        size_t length = (size_t)(equals - part);
        keyed = true;
        if (strncmp(part, "family", length) == 0 && length == 6)
            family = text;
        else if (strncmp(part, "given", length) == 0 && length == 5)
            name->given = text;
        else if (strncmp(part, "prefix", length) == 0 && length == 6)
            prefix = text;
        else if (strncmp(part, "suffix", length) == 0 && length == 6)
            name->suffix = text;
    }
    if (keyed)
        name->family = *prefix ? arena_format(arena, "%s %s", prefix, family) : family;
    return keyed && *family;
}

static struct cite_name parse_name(struct arena *arena, const char *text, size_t length)
{
    struct cite_name name = {"", "", "", ""};
    struct parts parts = split(text, length, ',');

    if (is_braced(text, length)) {
        name.family = cite_plain(arena, arena_copy(arena, text + 1, length - 2));
    } else if (!parse_keyed(arena, &name, &parts)) {
        if (parts.count == 1) {
            parse_direct(arena, &name, text, length);
        } else {
            size_t first = parts.count > 2 ? 2 : 1; /* the given names */
            struct parts given = split(parts.start[first], (size_t)(text + length - parts.start[first]), ' ');
            name.family = join(arena, &parts, 0, 1);
            name.suffix = parts.count > 2 ? join(arena, &parts, 1, 2) : take_suffix(arena, &given);
            name.given = join(arena, &given, 0, given.count);
        }
        if (*name.family == '\0') {
            name.family = name.given;
            name.given = "";
        }
    }
    name.initials = initials_of(arena, name.given);
    return name;
}

static size_t count_names(const char *list)
{
    size_t count = 0, length;

    while (names_next(&list, &length) != NULL)
        count++;
    return count;
}

/* "others", which Zotero puts in braces. */
static bool is_others(const char *name, size_t length)
{
    if (is_braced(name, length)) {
        name++;
        length -= 2;
    }
    return length == strlen("others") && strncmp(name, "others", length) == 0;
}

struct cite_names cite_names_parse(struct arena *arena, const char *value)
{
    struct cite_names names = {0};
    size_t length;

    names.items = arena_alloc(arena, count_names(value) * sizeof *names.items);
    for (const char *rest = value, *name; (name = names_next(&rest, &length)) != NULL;) {
        if (is_others(name, length))
            names.others = names.count > 0;
        else if (length > 0)
            names.items[names.count++] = parse_name(arena, name, length);
    }
    return names;
}

void cite_name_inverted(struct buffer *out, const struct cite_name *name)
{
    buffer_text(out, name->family);
    buffer_text(out, *name->initials ? ", " : "");
    buffer_text(out, name->initials);
    buffer_text(out, *name->suffix ? ", " : "");
    buffer_text(out, name->suffix);
}

void cite_name_direct(struct buffer *out, const struct cite_name *name)
{
    buffer_text(out, name->initials);
    buffer_text(out, *name->initials ? " " : "");
    buffer_text(out, name->family);
    buffer_text(out, *name->suffix ? " " : "");
    buffer_text(out, name->suffix);
}
