#include "study/study.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/list.h"
#include "base/map.h"
#include "base/text.h"
#include "base/words.h"

#include <string.h>

/*
 * What labels call those whom the study heard, how it heard them and the levels of its codes: {informant}, {talk},
 * {themes}. The labels noun_... say so, unless the study does. Only English has plurals; what is typed as one
 * ("Categories") is known by its ending.
 */

static bool ends_with_any(const char *word, const char *const *endings)
{
    for (; *endings != NULL; endings++) {
        if (text_ends_with(word, *endings))
            return true;
    }
    return false;
}

static const char *without_end(struct arena *arena, const char *word, size_t length, const char *ending)
{
    return arena_format(arena, "%.*s%s", (int)(strlen(word) - length), word, ending);
}

static bool ends_in_y(const char *word)
{
    size_t length = strlen(word);

    return length > 1 && word[length - 1] == 'y' && strchr("aeiou", word[length - 2]) == NULL;
}

static const char *plural_of(struct arena *arena, const char *word)
{
    static const char *const hissing[] = {"s", "x", "z", "ch", "sh", NULL};

    const struct word_row *irregular = words_find(WORDS_PLURAL, word, strlen(word));

    if (irregular != NULL)
        return irregular->name;
    if (text_ends_with(word, "sis"))
        return without_end(arena, word, 2, "es");
    if (ends_in_y(word))
        return without_end(arena, word, 1, "ies");
    return arena_concat(arena, word, ends_with_any(word, hissing) ? "es" : "s", NULL);
}

/* The word itself unless it is a plural. */
static const char *singular_of(struct arena *arena, const char *word)
{
    static const char *const none[] = {"ss", "us", "is", NULL}, *const hissing[] = {"sses", "xes", "ches", "shes",
                                                                                    NULL};

    for (const struct word_row *row = words_rows(WORDS_PLURAL); row->list == WORDS_PLURAL; row++) {
        if (word_row_is(row, word))
            return row->words[0];
    }
    if (!text_ends_with(word, "s") || ends_with_any(word, none))
        return word;
    if (text_ends_with(word, "ies"))
        return without_end(arena, word, 3, "y");
    return without_end(arena, word, ends_with_any(word, hissing) ? 2 : 1, "");
}

/* "unit of meaning": the noun is the last word before what it is of. */
static void put_english(struct labels *labels, struct arena *arena, const char *one, const char *many, const char *name)
{
    const char *end = strstr(name, " of ");
    const char *head = end ? arena_copy(arena, name, (size_t)(end - name)) : name, *rest = end ? end : "";
    const char *blank = strrchr(head, ' '), *word = blank ? blank + 1 : head;
    const char *before = arena_copy(arena, head, (size_t)(word - head));

    word = singular_of(arena, word);
    map_put(labels->texts, one, (void *)arena_concat(arena, before, word, rest, NULL));
    map_put(labels->texts, many, (void *)arena_concat(arena, before, plural_of(arena, word), rest, NULL));
}

/* As within a sentence: "Kode aksial" is "kode aksial", "BMCF" as it is. */
static const char *within(struct arena *arena, const char *name)
{
    return ascii_is_capital(name[0]) && !ascii_is_capital(name[1]) && name[1] != '\0'
               ? arena_format(arena, "%c%s", ascii_lower(name[0]), name + 1)
               : name;
}

/* original: those of the study's own language, NULL for these; a name that is as there was not translated. */
static void put_noun(struct labels *labels, struct arena *arena, const struct labels *original, const char *key,
                     const char *name)
{
    const char *one = arena_concat(arena, "noun_", key, NULL), *many = arena_concat(arena, one, "s", NULL);
    bool is_foreign = original != NULL && strcmp(label_text(original, one), name) == 0;

    if (strcmp(labels->language, "en") == 0 && !is_foreign) {
        put_english(labels, arena, one, many, name);
    } else {
        map_put(labels->texts, one, (void *)name);
        map_put(labels->texts, many, (void *)name);
    }
}

/* How many codes of that level there are at each depth; last those deeper than the study has names for. In arena. */
static const size_t *count_depths(struct arena *arena, const struct study *study, enum code_level level)
{
    size_t unnamed = study->codebook->levels.count;
    size_t *counts = arena_alloc(arena, (unnamed + 1) * sizeof *counts);

    memset(counts, 0, (unnamed + 1) * sizeof *counts);
    for (size_t i = 0; i < study->codes.count; i++) {
        const struct code *code = study->codes.items[i];
        if (code->level == level)
            counts[(size_t)code->depth < unnamed ? (size_t)code->depth : unnamed]++;
    }
    return counts;
}

/* What the study calls most codes of that level, as themes may be at two depths; NULL where it does not say. */
static const char *commonest_name(struct arena *arena, const struct study *study, enum code_level level)
{
    const struct list *levels = &study->codebook->levels;
    const size_t *counts = count_depths(arena, study, level);
    size_t most = levels->count;

    for (size_t depth = 0; depth < levels->count; depth++)
        most = counts[depth] > counts[most] ? depth : most;
    return most < levels->count ? within(arena, levels->items[most]) : NULL;
}

/* Text with {theme}, {Themes} and the like filled in; what is no noun of a label stays. */
static const char *fill(const struct labels *labels, struct arena *arena, const char *text)
{
    struct buffer out = {0};

    for (const char *end; *text != '\0'; text = end) {
        const char *open = strchr(text, '{');
        const char *close = open ? strchr(open, '}') : NULL;
        if (close == NULL) {
            buffer_text(&out, text);
            break;
        }
        const char *name = arena_copy(arena, open + 1, (size_t)(close - open - 1));
        const char *noun = map_get(labels->texts, arena_concat(arena, "noun_", within(arena, name), NULL));
        end = noun ? close + 1 : open + 1;
        buffer_bytes(&out, text, (size_t)((noun ? open : open + 1) - text));
        if (noun != NULL && ascii_is_capital(*name))
            noun = arena_format(arena, "%c%s", ascii_is_small(*noun) ? *noun & ~0x20 : *noun, noun + 1);
        buffer_text(&out, noun ? noun : "");
    }
    return buffer_take(&out, arena);
}

static void put_levels(struct labels *labels, struct arena *arena, const struct labels *original,
                       const struct study *study)
{
    static const char *const keys[] = {"variable", "theme"};
    const struct list *levels = &study->codebook->levels;
    const size_t *below = count_depths(arena, study, CODE_SUBTHEME);

    for (enum code_level level = CODE_VARIABLE; level <= CODE_THEME; level++) {
        const char *name = commonest_name(arena, study, level);
        if (name != NULL)
            put_noun(labels, arena, original, keys[level], name);
    }
    size_t depths = 0;
    for (size_t depth = 0; depth <= levels->count; depth++)
        depths += below[depth] > 0;
    if (depths == 1 && below[levels->count] == 0) {
        put_noun(labels, arena, original, "subtheme", commonest_name(arena, study, CODE_SUBTHEME));
    } else if (depths > 0 && levels->count > 0) {
        map_put(labels->texts, "noun_subtheme", (void *)fill(labels, arena, label_text(labels, "noun_code_below")));
        map_put(labels->texts, "noun_subthemes", (void *)fill(labels, arena, label_text(labels, "noun_codes_below")));
    }
}

/* Informants wrote, and nobody was heard: neither an interview is told nor is a quote from one. */
static bool is_written(const struct study *study, const bool *has)
{
    bool wrote = false;

    for (size_t i = 0; i < study->excerpts.count; i++) {
        const struct excerpt *excerpt = study->excerpts.items[i];
        bool was_heard =
            excerpt->technique_kind == TECHNIQUE_INTERVIEW || excerpt->technique_kind == TECHNIQUE_FOCUS_GROUP;
        if (was_heard)
            return false;
        wrote = wrote || (excerpt->informant != NULL && excerpt->technique_kind == TECHNIQUE_DOCUMENT);
    }
    return wrote && !has[TECHNIQUE_INTERVIEW] && !has[TECHNIQUE_FOCUS_GROUP];
}

/* By interviews, unless the study tells of focus groups or of writing alone. */
enum talks study_how_heard(const struct study *study)
{
    bool has[TECHNIQUE_COUNT] = {false};

    if (study->info->talks != TALKS_TOLD)
        return (enum talks)study->info->talks;
    for (size_t i = 0; i < study->informants->informants.count; i++) {
        const struct informant *informant = study->informants->informants.items[i];
        for (size_t j = 0; j < informant->interviews.count; j++)
            has[((const struct interview *)informant->interviews.items[j])->technique] = true;
    }
    if (is_written(study, has))
        return TALKS_WRITTEN;
    if (!has[TECHNIQUE_FOCUS_GROUP])
        return TALKS_INTERVIEWS;
    return has[TECHNIQUE_INTERVIEW] ? TALKS_BOTH : TALKS_FOCUS_GROUPS;
}

static void put_talks(struct labels *labels, struct arena *arena, const struct study *study)
{
    static const char *const kinds[] = {
        [TALKS_FOCUS_GROUPS] = "focus_group", [TALKS_BOTH] = "both", [TALKS_WRITTEN] = "written"};
    const char *how = kinds[study_how_heard(study)];

    if (how == NULL)
        return;
    map_put(labels->texts, "noun_talk", (void *)label_text(labels, arena_concat(arena, "noun_talk_", how, NULL)));
    map_put(labels->texts, "noun_talks", (void *)label_text(labels, arena_concat(arena, "noun_talks_", how, NULL)));
}

const struct labels *labels_with_nouns(struct arena *arena, const struct labels *labels, const struct labels *original,
                                       const struct study *study)
{
    struct labels *filled = arena_alloc(arena, sizeof *filled);

    *filled = (struct labels){labels->language, map_new(arena)};
    for (size_t i = 0; i < map_count(labels->texts); i++)
        map_put(filled->texts, map_key(labels->texts, i), map_value(labels->texts, i));
    if (study->info->informants_called != NULL)
        put_noun(filled, arena, original, "informant", within(arena, study->info->informants_called));
    put_levels(filled, arena, original, study);
    put_talks(filled, arena, study);
    for (size_t i = 0; i < map_count(filled->texts); i++) {
        const char *text = map_value(filled->texts, i);
        if (strchr(text, '{') != NULL)
            map_put(filled->texts, map_key(filled->texts, i), (void *)fill(filled, arena, text));
    }
    return filled;
}

/* The words of "{1|quote|quotes}" at text that go with the number filled in. Returns what follows it, or NULL. */
static const char *add_agreeing(struct buffer *out, const char *text, const char *first, const char *second)
{
    const char *filling = strncmp(text, "{1|", 3) == 0 ? first : strncmp(text, "{2|", 3) == 0 ? second : NULL;
    const char *one = text + 3, *many = filling ? strchr(one, '|') : NULL, *end = many ? strchr(many, '}') : NULL;

    if (end == NULL)
        return NULL;
    if (strcmp(filling, "1") == 0)
        buffer_bytes(out, one, (size_t)(many - one));
    else
        buffer_bytes(out, many + 1, (size_t)(end - many - 1));
    return end + 1;
}

const char *label_agreeing(const struct labels *labels, struct arena *arena, const char *key, const char *first,
                           const char *second)
{
    const char *text = label_text(labels, key);
    struct buffer out = {0};

    if (strchr(text, '|') == NULL)
        return text;
    while (*text != '\0') {
        const char *behind = add_agreeing(&out, text, first ? first : "", second ? second : "");
        if (behind == NULL)
            buffer_char(&out, *text++);
        else
            text = behind;
    }
    return buffer_take(&out, arena);
}

/* ---- texts, and addresses ---- */

void labels_take_addresses(struct labels *labels, const struct labels *addresses)
{
    for (size_t i = 0; i < map_count(addresses->texts); i++) {
        const char *key = map_key(addresses->texts, i);
        if (strncmp(key, "slug_", 5) == 0 || strncmp(key, "file_", 5) == 0)
            map_put(labels->texts, key, map_value(addresses->texts, i));
    }
}

const char *label_text(const struct labels *labels, const char *key)
{
    const char *text = map_get(labels->texts, key);

    return text ? text : key;
}

/* The longest name of those called prefix that name is or begins with, before a '-', in the language of labels; NULL:
 * none. */
static const char *slug_at(const struct labels *labels, const char *prefix, const char *name, size_t *length)
{
    const char *slug = NULL;

    *length = 0;
    for (size_t i = 0; i < map_count(labels->texts); i++) {
        const char *key = map_key(labels->texts, i);
        if (!text_starts_with(key, prefix))
            continue;
        size_t count = strlen(key) - strlen(prefix);
        if (count > *length && text_starts_with(name, key + strlen(prefix)) &&
            (name[count] == '\0' || name[count] == '-')) {
            slug = map_value(labels->texts, i);
            *length = count;
        }
    }
    return slug;
}

const char *label_of_neutral(const struct labels *labels, struct arena *arena, const char *neutral)
{
    const char *name = strchr(neutral, ':');
    size_t length;

    name = name ? name + 1 : neutral;
    const char *kind = arena_copy(arena, neutral, (size_t)(name - neutral));
    const char *slug = slug_at(labels, "slug_", name, &length), *rest = name + length;
    if (slug == NULL || *rest == '\0')
        return slug ? arena_concat(arena, kind, slug, NULL) : NULL;
    const char *part = slug_at(labels, "slug_part_", rest + 1, &length);
    return arena_concat(arena, kind, slug, "-", part ? part : "", rest + 1 + length, NULL);
}

const char *label_format(const struct labels *labels, struct arena *arena, const char *key, const char *first,
                         const char *second)
{
    const char *text = label_agreeing(labels, arena, key, first, second);
    struct buffer out = {0};

    while (*text != '\0') {
        bool is_first = strncmp(text, "{1}", 3) == 0;
        if (is_first || strncmp(text, "{2}", 3) == 0) {
            const char *filling = is_first ? first : second;
            buffer_text(&out, filling ? filling : "");
            text += 3;
        } else {
            buffer_char(&out, *text++);
        }
    }
    return buffer_take(&out, arena);
}

const char *label_number(const struct labels *labels, struct arena *arena, long number)
{
    const char *digits = arena_format(arena, "%ld", number);
    size_t left = strlen(digits);
    struct buffer out = {0};

    if (*digits == '-') {
        buffer_char(&out, *digits++);
        left--;
    }
    for (; left > 0; left--) {
        buffer_char(&out, *digits++);
        if (left > 1 && left % 3 == 1)
            buffer_text(&out, label_text(labels, "number_group_mark"));
    }
    return buffer_take(&out, arena);
}
