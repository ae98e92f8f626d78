/*
 * Quotes and citations that are written nearly right: they are then no mistake of Markdown, but text, and would be
 * printed as it stands.  Only what names an object of the study is taken for one.
 */

#include "check/rules.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/map.h"
#include "base/say.h"
#include "base/words.h"
#include "bibliography/bibliography.h"
#include "study/study.h"

#include <string.h>

static struct place place_in(struct place place, const char *text, const char *at)
{
    place.column += (int)(at - text);
    return place;
}

/* The kind of the directive whose name ends before at, but for blanks: ":excerpt {" or "::excerpt{". */
static enum object_kind directive_before(const char *text, const char *at)
{
    static const enum object_kind kinds[] = {OBJECT_EXCERPT, OBJECT_STATISTIC, OBJECT_FRAMEWORK};

    while (at > text && at[-1] == ' ')
        at--;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *name = object_kind_name(kinds[i]);
        size_t length = strlen(name);
        if ((size_t)(at - text) >= length && strncmp(at - length, name, length) == 0)
            return kinds[i];
    }
    return OBJECT_NONE;
}

/* "23.8%" in an Indonesian study: with three digits it would be thousands. */
void check_decimal_point(const struct text_rules *rules, struct place place, const char *text)
{
    static const char digits[] = "0123456789";

    if (strcmp(rules->study->language, "id") != 0)
        return;
    for (const char *sign = strchr(text, '%'); sign != NULL; sign = strchr(sign + 1, '%')) {
        const char *end = sign > text && sign[-1] == ' ' ? sign - 1 : sign, *point = end, *start;
        while (point > text && strchr(digits, point[-1]) != NULL)
            point--;
        if (point == text || *--point != '.' || end - point < 2 || end - point > 3)
            continue;
        for (start = point; start > text && strchr(digits, start[-1]) != NULL;)
            start--;
        if (start == point || (start > text && start[-1] == '.'))
            continue;
        diag_warning(rules->build->diags, place_in(place, text, start), "decimal-point",
                     "'%.*s%%' has the decimal point of English", (int)(end - start), start);
        diag_hint(rules->build->diags, "in Indonesian: %.*s,%.*s%%", (int)(point - start), start,
                  (int)(end - point - 1), point + 1);
    }
}

/* "::excerpt{#IK-01.1}" that is no directive where it stands. */
void check_nearly_directive(const struct text_rules *rules, struct place place, const char *text)
{
    for (const char *at = strstr(text, "{#"); at != NULL; at = strstr(at + 1, "{#")) {
        enum object_kind kind = directive_before(text, at);
        struct arena *arena = arena_new();
        const char *id = arena_copy(arena, at + 2, strcspn(at + 2, "} \t\n"));
        if (kind != OBJECT_NONE && study_find(rules->study, kind, id) != NULL) {
            const char *name = object_kind_name(kind);
            diag_warning(rules->build->diags, place_in(place, text, at), "nearly-directive",
                         "this is printed as it is, and shows no %s", translated(name));
            diag_hint(rules->build->diags,
                      "write '::%s{#%s}' alone on its line, not indented, without blanks; in a line, ':excerpt{#ID}'",
                      name, id);
        }
        arena_free(arena);
    }
}

/* The work whose key is at at, up to one of ends; NULL: none. */
static const struct work *work_at(const struct text_rules *rules, const char *at, const char *ends)
{
    size_t length = strcspn(at, " ,;[]@{}()\n");
    struct arena *arena = arena_new();
    const struct work *work = NULL;

    if (at[length] != '\0' && strchr(ends, at[length]) != NULL)
        work = study_find(rules->study, OBJECT_WORK, arena_copy(arena, at, length));
    arena_free(arena);
    return work;
}

/* "[bryson2006, hlm. 4]" */
void check_nearly_citation(const struct text_rules *rules, struct place place, const char *text)
{
    for (const char *at = strchr(text, '['); at != NULL; at = strchr(at + 1, '[')) {
        const struct work *work = work_at(rules, at + 1, ",;]");
        if (work == NULL)
            continue;
        diag_warning(rules->build->diags, place_in(place, text, at), "nearly-citation",
                     "this is printed as it is, and cites nothing");
        diag_hint(rules->build->diags, "the key of a work begins with '@': [@%s]", work->key);
    }
}

enum { LONGEST_AUTHORS = 90, LONGEST_WORD = 60 };

/* What works are looked up by: a word of a name, and a year. */
struct name_key {
    char text[LONGEST_WORD + sizeof " 2006"];
};

/* The surname of the first author, or the institution: length bytes. NULL: the work has no author. */
static const char *first_surname(const struct work *work, size_t *length)
{
    const struct work_field *author = work_find_field(work, "author");
    const char *rest = author ? author->value : "", *name = names_next(&rest, length);

    if (name == NULL || *length == 0)
        return NULL;
    if (*name == '{') {
        name += strspn(name, "{");
        *length = strcspn(name, "}");
        return name;
    }
    const char *end = name + *length, *comma = memchr(name, ',', *length), *start = end;
    while (start > name && start[-1] != ' ')
        start--;
    start = comma ? name : start;
    *length = (size_t)((comma ? comma : end) - start);
    return start;
}

/* Between a surname and the year stand other names and what joins them: " dkk. (", ", & Budi, ". */
static bool joins_names(const char *at, const char *end)
{
    static const char parting[] = " .,(";

    while (at < end) {
        size_t length = strcspn(at, parting);
        bool joins = length == 0 || words_find(WORDS_JOINING, at, length) != NULL ||
                     words_find(WORDS_OTHERS, at, length) != NULL;
        if (!ascii_is_capital(*at) && !joins)
            return false;
        at += length;
        at += strspn(at, parting);
    }
    return true;
}

/* Of the first word at name, which has length bytes. */
static struct name_key name_key(const char *name, size_t length, const char *year)
{
    struct name_key key;
    size_t word = strcspn(name, " .,();");

    word = word < length ? word : length;
    snprintf(key.text, sizeof key.text, "%.*s %.4s", (int)(word < LONGEST_WORD ? word : LONGEST_WORD), name, year);
    return key;
}

struct map *check_named_works(struct arena *arena, const struct study *study)
{
    struct map *named = map_new(arena);

    for (size_t i = 0; i < study->works.count; i++) {
        const struct work *work = study->works.items[i];
        const struct work_field *year = work_find_field(work, "year");
        size_t length;
        const char *name = first_surname(work, &length);
        year = year ? year : work_find_field(work, "date");
        if (year == NULL || name == NULL || length < 3)
            continue;
        const struct name_key key = name_key(name, length, year->value);
        list_add(map_item(named, arena_string(arena, key.text), sizeof(struct list)), arena, (void *)work);
    }
    return named;
}

/* The work of this year whose first author is named before it; NULL: none, or one of several. */
static const struct work *work_typed(const struct text_rules *rules, const char *text, const char *year)
{
    const char *start = year - text > LONGEST_AUTHORS ? year - LONGEST_AUTHORS : text;

    for (const char *at = start; at < year; at++) {
        if (!ascii_is_letter(*at) || (at > start && strchr(" (;", at[-1]) == NULL))
            continue;
        const struct name_key key = name_key(at, (size_t)(year - at), year);
        const struct list *works = map_get(rules->named, key.text);
        const struct work *found = NULL;
        size_t count = 0;
        for (size_t i = 0; works != NULL && i < works->count; i++) {
            size_t length;
            const char *name = first_surname(works->items[i], &length);
            if (strncmp(at, name, length) != 0 || !joins_names(at + length, year))
                continue;
            found = works->items[i];
            count++;
        }
        if (count > 0)
            return count == 1 ? found : NULL;
    }
    return NULL;
}

/* "Bryson (2006)" and "(Bryson, 2006)" */
void check_typed_citation(const struct text_rules *rules, struct place place, const char *text)
{
    for (const char *at = strpbrk(text, "12"); at != NULL; at = strpbrk(at, "12")) {
        size_t length = strspn(at, "0123456789");
        bool is_year = length == 4 && at - text > 4 && (at[-1] == '(' || strncmp(at - 2, ", ", 2) == 0);
        const struct work *work = is_year ? work_typed(rules, text, at) : NULL;
        if (work != NULL && map_get(rules->typed, work->key) == NULL) {
            struct place *first = arena_alloc(rules->build->arena, sizeof *first);
            *first = place_in(place, text, at);
            map_put(rules->typed, work->key, first);
        }
        at += length;
    }
}

void check_typed_alone(const struct text_rules *rules)
{
    for (size_t i = 0; i < rules->study->works.count; i++) {
        const struct work *work = rules->study->works.items[i];
        const struct place *place = map_get(rules->typed, work->key);
        if (place == NULL || map_get(rules->cited, work->key) != NULL)
            continue;
        diag_warning(rules->build->diags, *place, "nearly-citation",
                     "this is printed as it is, and cites nothing, so the bibliography lacks '%s'", work->key);
        diag_hint(rules->build->diags, "cite a work with [@%s], in a sentence with @%s", work->key, work->key);
    }
}

/* A bracket before a citation in the text that no bracket closes: "[@bryson2006, hlm. 4". */
void check_open_citation(const struct text_rules *rules, struct place place, const struct span *span)
{
    const struct span *next = span->next;
    size_t length = strlen(span->text);

    if (length == 0 || span->text[length - 1] != '[' || next == NULL || next->kind != SPAN_CITATION ||
        next->citation->form != CITATION_NARRATIVE)
        return;
    diag_warning(rules->build->diags, place_in(place, span->text, span->text + length - 1), "nearly-citation",
                 "the bracket before '@%s' is not closed, so it is printed", next->citation->works->key);
    diag_hint(rules->build->diags, "put ']' behind the citation");
}

/* "[@a dalam @b]": the second is words behind the first. */
void check_citation_suffix(const struct text_rules *rules, struct place place, const struct cited_work *cited)
{
    const char *text = cited->suffix && cited->suffix->kind == SPAN_TEXT ? cited->suffix->text : "";
    const char *at = strstr(text, " @");
    int length = at ? (int)strcspn(at + 2, " ,;:()[]") : 0;

    if (length == 0)
        return;
    at++;
    diag_warning(rules->build->diags, place, "nearly-citation", "'@%.*s' is printed as words behind '@%s'", length,
                 at + 1, cited->key);
    diag_hint(rules->build->diags, "separate several works with ';': [@%s; @%.*s]", cited->key, length, at + 1);
}
