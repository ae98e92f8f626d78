/*
 * An entry of content/private/identities.yaml as people type it: "Hj. Siti Rahmawati, S.KM. (Bu Rahma)" is two
 * names, of which neither the titles nor what the brackets do is part.
 */

#include "leak/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/list.h"
#include "base/text.h"

#include <string.h>
#include <strings.h>

enum {
    MOST_WORDS = 6,     /* that a name has: more are a phrase */
    LONGEST_TITLE = 7,  /* letters before a stop: "Brigjen." */
    LONGEST_DEGREE = 8, /* letters of a degree that no list has */
};

static bool is_one_of(const char *word, const char *const *list)
{
    for (; *list != NULL; list++) {
        if (strcasecmp(*list, word) == 0)
            return true;
    }
    return false;
}

/* What is put before names and is no part of them. */
static bool is_title(const char *word)
{
    static const char *const titles[] = {
        "bu",     "ibu",     "pak",      "bapak",  "h",      "hj",      "haji",    "hajah",  "kh",      "dr",
        "drg",    "drs",     "dra",      "drh",    "prof",   "ir",      "sdr",     "sdri",   "ny",      "nn",
        "nona",   "nyonya",  "tn",       "tuan",   "mr",     "mrs",     "ms",      "bidan",  "suster",  "ners",
        "ns",     "apt",     "kak",      "kakak",  "adik",   "mbak",    "mas",     "bang",   "abang",   "opu",
        "puang",  "petta",   "karaeng",  "kr",     "krg",    "tgk",     "teuku",   "ust",    "ustad",   "ustaz",
        "ustadz", "ustazah", "ustadzah", "kiai",   "kyai",   "brigjen", "kapten",  "mayor",  "kolonel", "letkol",
        "letda",  "lettu",   "serka",    "serda",  "sersan", "akp",     "akbp",    "kompol", "iptu",    "ipda",
        "aipda",  "aiptu",   "bripka",   "bripda", "kombes", "dokter",  "perawat", "kader",  "camat",   "lurah",
        "kades",  "ketua",   "om",       "tante",  NULL};

    return is_one_of(word, titles);
}

/* What is put behind names, without its stops. */
static bool is_degree(const char *word)
{
    static const char *const degrees[] = {
        "skm",   "mkes",  "mkm",   "ssos", "msi",  "se",     "mm",    "sh",       "mh",  "spd",  "mpd",    "skep",
        "mkep",  "ns",    "ners",  "sked", "dr",   "drg",    "sip",   "map",      "map", "sag",  "mag",    "sgz",
        "mgizi", "sfarm", "mfarm", "apt",  "amd",  "amdkeb", "amkeb", "amdkep",   "amk", "sst",  "strkeb", "strkep",
        "mkeb",  "spa",   "spog",  "spd",  "sppd", "spsi",   "mpsi",  "psikolog", "phd", "msc",  "bsc",    "mph",
        "mha",   "mars",  "mmkes", "skom", "mkom", "shum",   "mhum",  "spi",      "spt", "shut", "stp",    "sthi",
        "lc",    "ma",    "ba",    "st",   "mt",   "ip",     "ap",    "sstp",     "msp", "mpa",  "msw",    "prof",
        "ir",    "drs",   "dra",   "h",    "hj",   "sp",     "mp",    "sah",      "sap", NULL};

    return is_one_of(word, degrees);
}

/* word without its stops, in arena. */
static char *without_stops(struct arena *arena, const char *word)
{
    char *copy = arena_string(arena, word), *to = copy;

    for (const char *from = copy; *from != '\0'; from++) {
        if (*from != '.')
            *to++ = *from;
    }
    *to = '\0';
    return copy;
}

/* The words of text from start to end, between blanks. */
static struct list words_of(struct arena *arena, const char *start, const char *end)
{
    struct list words = {0};

    while (start < end) {
        size_t skipped = strspn(start, " \t\n,;\"'");
        start += skipped;
        size_t length = strcspn(start, " \t\n,;\"");
        if (start >= end || length == 0)
            break;
        if (length > (size_t)(end - start))
            length = (size_t)(end - start);
        list_add(&words, arena, arena_copy(arena, start, length));
        start += length;
    }
    return words;
}

static bool is_title_word(struct arena *arena, const char *word)
{
    char *bare = without_stops(arena, word);
    bool stopped = strchr(word, '.') != NULL;

    if (is_title(bare))
        return true;
    /* "St." is Siti, "Muh." Muhammad, "A." an initial. */
    return stopped && strlen(bare) > 1 && strlen(bare) <= LONGEST_TITLE && !leak_is_short_form(bare);
}

/* Words from first on, in a row. */
static const char *join(struct arena *arena, const struct list *words, size_t first)
{
    struct buffer out = {0};

    for (size_t i = first; i < words->count; i++)
        buffer_format(&out, "%s%s", i > first ? " " : "", (const char *)words->items[i]);
    const char *text = arena_string(arena, buffer_string(&out));
    buffer_free(&out);
    return text;
}

/* One name, from start to end, without what a comma parts from it. */
static void add_one(struct leak_names *names, struct leak_thing thing, struct arena *arena, const char *start,
                    const char *end)
{
    const char *comma = memchr(start, ',', (size_t)(end - start));
    struct list behind = comma ? words_of(arena, comma + 1, end) : (struct list){0};
    struct list words = words_of(arena, start, comma ? comma : end);
    bool number = false;
    size_t first = 0;

    for (const char *at = start; at < end; at++)
        number |= *at >= '0' && *at <= '9';
    if (words.count == 0)
        return;
    if (number || words.count + behind.count > 2 * MOST_WORDS) {
        leak_names_add_phrase(names, thing, arena_copy(arena, start, (size_t)(end - start)));
        return;
    }
    /* "Rahmawati, Siti" */
    for (size_t i = 0; i < behind.count && words.count == 1; i++) {
        const char *word = behind.items[i];
        if (strchr(word, '.') == NULL && !is_degree(word))
            list_add(&words, arena, (void *)word);
    }
    while (first + 1 < words.count && is_title_word(arena, words.items[first]))
        first++;
    if (words.count - first > 1) {
        leak_names_add_person(names, thing, join(arena, &words, first));
        return;
    }
    leak_names_add_phrase(names, thing, join(arena, &words, 0));
    if (first > 0)
        leak_names_add_person(names, thing, join(arena, &words, first));
}

void leak_names_add_identity(struct leak_names *names, struct leak_thing thing, const char *text)
{
    static const char *const borders[] = {"alias", "aka", "a.k.a.", "a.k.a", "bin", "binti", "bte", "b."};
    struct arena *arena = arena_new();
    const char *start = text, *at = text;
    bool patronym = false; /* the father's name: no name of the person without the first */

    for (;; at++) {
        size_t border = *at == '\0' ? 0 : strspn(at, "()/[]");
        bool word = at == text || strchr(" \t", at[-1]) != NULL;
        bool next_is_patronym = false;
        for (size_t i = 0; i < sizeof borders / sizeof *borders && word && border == 0 && *at != '\0'; i++) {
            size_t length = strlen(borders[i]);
            if (strncasecmp(at, borders[i], length) == 0 && strchr(" \t", at[length]) != NULL && at[length] != '\0') {
                border = length;
                next_is_patronym = *borders[i] == 'b';
            }
        }
        if (border == 0 && *at != '\0')
            continue;
        if (!patronym)
            add_one(names, thing, arena, start, at);
        if (*at == '\0')
            break;
        patronym = next_is_patronym;
        start = at + border;
        at = start - 1;
    }
    arena_free(arena);
}
