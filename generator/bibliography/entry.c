#include "bibliography/private.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/list.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "base/words.h"
#include "study/study.h"

#include <stdarg.h>
#include <string.h>

/* The field that says it. biblatex's `language` may list several, and so do the exports of some programs. */
static const struct work_field *language_field(const struct work *work)
{
    static const char *const names[] = {"langid", "hyphenation", "language"};
    const struct work_field *field = NULL;

    for (size_t i = 0; field == NULL && i < sizeof names / sizeof names[0]; i++)
        field = work_find_field(work, names[i]);
    bool several = field && (strpbrk(field->value, ",;/") != NULL || strstr(field->value, " and ") != NULL);
    return several ? NULL : field;
}

/* "" if there is no such language. */
static const char *tag_of(struct arena *arena, struct diags *diags, const struct work_field *field)
{
    const char *nearest = NULL, *tag = language_of_name(arena, field->value, &nearest);

    if (tag != NULL)
        return tag;
    diag_warning(diags, field->place, "unknown-language", "'%s' is not a known language, leaving it out", field->value);
    diag_hint(diags, nearest ? N_("nearest is '%s'") : N_("write its code, as '%s'"), nearest ? nearest : "id");
    return "";
}

void bib_set_languages(struct arena *arena, struct diags *diags, const struct list *works)
{
    struct map *tags = map_new(arena); /* what an entry calls it -> the tag */

    for (size_t i = 0; i < works->count; i++) {
        struct work *work = works->items[i];
        const struct work_field *field = language_field(work);
        if (field == NULL)
            continue;
        const char *tag = map_get(tags, field->value);
        if (tag == NULL) {
            tag = tag_of(arena, diags, field);
            map_put(tags, field->value, (void *)tag);
        }
        work->language = *tag ? tag : NULL;
    }
}

void bib_flaw(struct arena *arena, struct diags *diags, struct work *work, struct place place, const char *code,
              const char *hint, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    const char *message = arena_vformat(arena, translated(format), arguments);
    va_end(arguments);
    if (work == NULL) {
        diag_warning(diags, place, code, "%s", message);
        if (hint != NULL)
            diag_hint(diags, "%s", translated(hint));
        return;
    }
    struct work_flaw *flaw = arena_alloc(arena, sizeof *flaw), **end = &work->flaws;
    *flaw = (struct work_flaw){place, code, message, hint, NULL};
    while (*end != NULL)
        end = &(*end)->next;
    *end = flaw;
}

bool bib_field_is_lost(const char *name)
{
    const struct word_row *field = words_find(WORDS_FIELD, name, strlen(name));

    if (field != NULL)
        return word_row_is(field, "lost");
    for (const struct word_row *row = words_rows(WORDS_THEIRS); row->list == WORDS_THEIRS; row++) {
        for (const char *const *start = row->words; *start != NULL; start++) {
            if (text_starts_with(name, *start))
                return false;
        }
    }
    return true;
}

static const char *nearest_of(enum word_list list, const char *word)
{
    struct nearest best = {.word = word};

    for (const struct word_row *row = words_rows(list); row->list == list; row++) {
        for (const char *const *known = row->words; *known != NULL; known++)
            text_nearest(&best, *known);
    }
    return best.match;
}

static bool is_in(enum word_list list, const char *word)
{
    return words_find(list, word, strlen(word)) != NULL;
}

const char *bib_field_name(struct arena *arena, struct map *names, struct diags *diags, struct place place,
                           const char *name)
{
    const char *known = map_get(names, name);

    if (known != NULL)
        return known;
    known = arena_string(arena, name);
    map_put(names, known, (void *)known);
    const char *nearest = strlen(name) > 3 && !is_in(WORDS_FIELD, name) ? nearest_of(WORDS_FIELD, name) : NULL;
    if (nearest != NULL) {
        diag_warning(diags, place, "unknown-field", "unknown field '%s', leaving it out", name);
        diag_hint(diags, "nearest is '%s'", nearest);
    }
    return known;
}

const char *bib_type_name(struct diags *diags, struct place place, const char *type)
{
    if (is_in(WORDS_ENTRY, type))
        return type;
    const char *nearest = nearest_of(WORDS_ENTRY, type);
    diag_warning(diags, place, "unknown-type", "unknown entry type '%s', treating it as 'misc'", type);
    if (nearest != NULL)
        diag_hint(diags, "nearest is '%s'", nearest);
    return "misc";
}

bool bib_field_is_verbatim(const char *name)
{
    return is_in(WORDS_VERBATIM, name);
}

/* From one type of entry to another, a title becomes the title of what contains it. */
struct renaming {
    const char *parent;
    const char *child;
    const char *from;
    const char *to; /* NULL: not inherited */
};

static const char in_volumes[] = "mvbook mvcollection mvproceedings mvreference",
                  volumes[] = "book collection proceedings reference inbook incollection inproceedings inreference "
                              "bookinbook suppbook suppcollection",
                  books[] = "book collection proceedings reference",
                  parts[] =
                      "inbook incollection inproceedings conference inreference bookinbook suppbook suppcollection";

static const struct renaming renamings[] = {
    {in_volumes, volumes, "title", "maintitle"},
    {in_volumes, volumes, "subtitle", "mainsubtitle"},
    {books, parts, "title", "booktitle"},
    {books, parts, "subtitle", "booksubtitle"},
    {"book", "inbook bookinbook suppbook", "author", "bookauthor"},
    {"periodical", "article suppperiodical review", "title", "journaltitle"},
    {"periodical", "article suppperiodical review", "subtitle", "journalsubtitle"},
};

/* What the parent's field is called in the child, NULL if it stays with the parent. */
static const char *inherited_name(const struct work *parent, const struct work *child, const char *name)
{
    if (is_in(WORDS_KEPT, name))
        return NULL;
    for (size_t i = 0; i < sizeof renamings / sizeof renamings[0]; i++) {
        const struct renaming *renaming = &renamings[i];
        if (strcmp(renaming->from, name) == 0 && text_has_word(renaming->parent, parent->type) &&
            text_has_word(renaming->child, child->type))
            return renaming->to;
    }
    return name;
}

struct inheriting {
    struct arena *arena;
    struct diags *diags;
    struct map *works;  /* key -> struct work */
    struct map *folded; /* the same, by keys without capitals */
    struct map *state;  /* key -> waiting or done */
    int hints;          /* given so far: looking for near keys is slow */
};

/* Of entries that inherit from entries; no real file has more than three. */
enum { MOST_ANCESTORS = 1000, HINT_LIMIT = 20 };

static char waiting[] = "waiting", done[] = "done";

static void inherit_from(struct inheriting *all, struct work *child, const struct work *parent)
{
    bool dated = work_find_field(child, "date") != NULL || work_find_field(child, "year") != NULL;
    struct work_field **end = &child->fields;
    bool is_data = strcmp(parent->type, "xdata") == 0;
    int count = 0;

    for (; *end != NULL; count++)
        end = &(*end)->next;
    for (const struct work_field *field = parent->fields; field && count < BIB_FIELD_LIMIT; field = field->next) {
        const char *name = is_data ? field->name : inherited_name(parent, child, field->name);
        bool is_date =
            strcmp(field->name, "date") == 0 || strcmp(field->name, "year") == 0 || strcmp(field->name, "month") == 0;
        if (name == NULL || work_find_field(child, name) != NULL || (is_date && dated))
            continue;
        struct work_field *copy = arena_alloc(all->arena, sizeof *copy);
        *copy = *field;
        copy->name = name;
        copy->next = NULL;
        *end = copy;
        end = &copy->next;
        count++;
    }
}

/* The work with this key, whose capitals may differ, as BibTeX has it; NULL if there is none. */
static struct work *find_work(const struct inheriting *all, const char *key)
{
    struct work *work = map_get(all->works, key);

    return work ? work : map_get(all->folded, text_fold(all->arena, key));
}

/* The parent that a field of child names with key. */
static struct work *find_parent(struct inheriting *all, struct work *child, const struct work_field *field,
                                const char *key)
{
    struct work *parent = find_work(all, key);

    if (parent != NULL)
        return parent;
    struct nearest best = {.word = key};
    if (all->hints++ < HINT_LIMIT)
        text_nearest_key(&best, all->works);
    const char *hint = best.match ? arena_format(all->arena, translated("nearest is '%s'"), best.match)
                                  : translated("add that entry, or take the field out");
    bib_flaw(all->arena, all->diags, child, field->place, "unknown-work", hint,
             "field '%s' names '%s', which is not in this file", field->name, key);
    return NULL;
}

static bool resolve(struct inheriting *all, struct work *work, int depth);

/* What the entry lacks and the work that its field names with key has. */
static void inherit_by(struct inheriting *all, struct work *child, const struct work_field *field, const char *key,
                       int depth)
{
    struct work *parent = find_parent(all, child, field, key);

    if (parent == NULL)
        return;
    if (resolve(all, parent, depth + 1))
        inherit_from(all, child, parent);
    else
        bib_flaw(all->arena, all->diags, child, field->place, "circular-crossref", NULL,
                 "'%s' inherits from itself, or through more than %d entries", child->key, MOST_ANCESTORS);
}

/* xdata may name several entries. */
static void inherit_by_field(struct inheriting *all, struct work *child, const char *name, int depth)
{
    const struct work_field *field = work_find_field(child, name);

    for (const char *at = field ? field->value : ""; *at != '\0';) {
        size_t length = strcspn(at, ", ");
        if (length > 0)
            inherit_by(all, child, field, arena_copy(all->arena, at, length), depth);
        at += length + strspn(at + length, ", ");
    }
}

/* Parents first. False: work waits for itself, or its ancestors are too many. */
static bool resolve(struct inheriting *all, struct work *work, int depth)
{
    const void *state = map_get(all->state, work->key);

    if (state != NULL || depth > MOST_ANCESTORS)
        return state == done;
    map_put(all->state, work->key, waiting);
    inherit_by_field(all, work, "xdata", depth);
    inherit_by_field(all, work, "crossref", depth);
    map_put(all->state, work->key, done);
    return true;
}

void bib_inherit(struct arena *arena, struct diags *diags, const struct list *works)
{
    struct inheriting all = {arena, diags, map_new(arena), map_new(arena), map_new(arena), 0};

    for (size_t i = 0; i < works->count; i++) {
        struct work *work = works->items[i];
        map_put(all.works, work->key, work);
        map_put(all.folded, text_fold(arena, work->key), work);
    }
    for (size_t i = 0; i < works->count; i++) {
        struct work *work = works->items[i];
        resolve(&all, work, 0);
        const struct work_field *related = work_find_field(work, "xref");
        if (related != NULL)
            find_parent(&all, work, related, related->value);
    }
}
