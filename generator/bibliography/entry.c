#include "bibliography/private.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/list.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
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

static const char *const types[] = {
    "article",       "artwork",        "audio",          "bibnote",      "book",        "bookinbook",  "booklet",
    "collection",    "commentary",     "conference",     "dataset",      "electronic",  "image",       "inbook",
    "incollection",  "inproceedings",  "inreference",    "jurisdiction", "legal",       "legislation", "letter",
    "manual",        "mastersthesis",  "misc",           "movie",        "music",       "mvbook",      "mvcollection",
    "mvproceedings", "mvreference",    "online",         "patent",       "performance", "periodical",  "phdthesis",
    "proceedings",   "reference",      "report",         "review",       "set",         "software",    "standard",
    "suppbook",      "suppcollection", "suppperiodical", "techreport",   "thesis",      "unpublished", "video",
    "www",           "xdata",          "newspaper",      "magazine",     "webpage",     "regulation",  "presentation",
    "data",
};

/* clang-format off */
static const char *const fields[] = {
    "abstract", "acmid", "addendum", "address", "afterword", "annotation", "annotator", "annote", "archive",
    "archiveprefix", "author", "authortype", "bookauthor", "bookpagination", "booksubtitle", "booktitle",
    "booktitleaddon", "chapter", "commentator", "copyright", "crossref", "date", "day", "doi", "edition", "editor",
    "editora", "editoratype", "editorb", "editorbtype", "editorc", "editorctype", "editortype", "eid", "entryset",
    "entrysubtype", "eprint", "eprintclass", "eprinttype", "eventdate", "eventtitle", "eventtitleaddon", "execute",
    "file", "foreword", "gender", "groups", "holder", "howpublished", "hyphenation", "ids", "indextitle", "institution",
    "introduction", "isan", "isbn", "ismn", "isrn", "issn", "issue", "issuesubtitle", "issuetitle", "issuetitleaddon",
    "iswc", "journal", "journalsubtitle", "journaltitle", "journaltitleaddon", "key", "keyword", "keywords", "label",
    "langid", "langidopts", "language", "library", "location", "mainsubtitle", "maintitle", "maintitleaddon",
    "mendeley-groups", "mendeley-tags", "month", "nameaddon", "note", "number", "options", "organization", "origdate",
    "origlanguage", "origlocation", "origpublisher", "origtitle", "origyear", "owner", "pages", "pagetotal",
    "pagination", "part", "pdf", "pmcid", "pmid", "presort", "primaryclass", "publisher", "pubstate", "related",
    "relatedoptions", "relatedstring", "relatedtype", "reprinttitle", "review", "school", "series", "shortauthor",
    "shorteditor", "shorthand", "shorthandintro", "shortjournal", "shortseries", "shorttitle", "sortkey", "sortname",
    "sortshorthand", "sorttitle", "sortyear", "subtitle", "tags", "timestamp", "title", "titleaddon", "translator",
    "type", "url", "urldate", "urlyear", "venue", "version", "volume", "volumes", "xdata", "xref", "year",
};
/* clang-format on */

/* Of these, what says something about a work and is printed nowhere. */
static const char *const lost_fields[] = {
    "addendum",  "afterword",    "annotator",       "chapter",       "commentator",     "editorb",
    "editorc",   "foreword",     "holder",          "introduction",  "issuetitleaddon", "maintitleaddon",
    "nameaddon", "origlanguage", "origlocation",    "origpublisher", "origtitle",       "pagetotal",
    "part",      "reprinttitle", "eventtitleaddon", "urlyear",
};

/* How the fields begin in which reference managers keep what is theirs. */
/* clang-format off */
static const char *const foreign_starts[] = {
    "bdsk", "date-", "citeulike", "mendeley", "jabref", "zotero", "opt", "rating", "priority", "read", "comment", "_",
    "x-", "file", "local", "numpages", "articleno", "issue_date", "acm", "arxiv", "mrnumber", "zbl", "biburl",
    "bibsource", "source", "ppn", "lccn", "oclc", "affiliation", "author_", "type_", "unique-id", "web-of-science",
    "times-cited", "research-areas", "number-of-cited", "journal-iso", "doc-delivery", "usage-count", "cited",
    "funding", "researcherid", "orcid", "eissn", "article-number", "keywords-plus", "early-access", "note_", "added-at",
    "interhash", "intrahash", "description", "username", "qualityassured", "creationdate", "modificationdate",
    "subject", "abbrev", "coden", "document_type",
};
/* clang-format on */

bool bib_field_is_lost(const char *name)
{
    for (size_t i = 0; i < sizeof lost_fields / sizeof lost_fields[0]; i++) {
        if (strcmp(name, lost_fields[i]) == 0)
            return true;
    }
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (strcmp(name, fields[i]) == 0)
            return false;
    }
    for (size_t i = 0; i < sizeof foreign_starts / sizeof foreign_starts[0]; i++) {
        if (text_starts_with(name, foreign_starts[i]))
            return false;
    }
    return true;
}

struct bib_names {
    struct arena *arena;
    struct map *types;  /* name -> itself, or what to use instead */
    struct map *fields; /* name -> name; a field that is not known is judged once and put in */
};

static struct map *map_of(struct arena *arena, const char *const *words, size_t count)
{
    struct map *map = map_new(arena);

    for (size_t i = 0; i < count; i++)
        map_put(map, words[i], (void *)words[i]);
    return map;
}

struct bib_names *bib_names_new(struct arena *arena)
{
    struct bib_names *names = arena_alloc(arena, sizeof *names);

    names->arena = arena;
    names->types = map_of(arena, types, sizeof types / sizeof types[0]);
    names->fields = map_of(arena, fields, sizeof fields / sizeof fields[0]);
    return names;
}

static const char *nearest_of(const char *word, const char *const *words, size_t count)
{
    struct nearest best = {.word = word};

    for (size_t i = 0; i < count; i++)
        text_nearest(&best, words[i]);
    return best.match;
}

const char *bib_field_name(struct bib_names *names, struct diags *diags, struct place place, const char *name)
{
    const char *known = map_get(names->fields, name);

    if (known != NULL)
        return known;
    known = arena_string(names->arena, name);
    map_put(names->fields, known, (void *)known);
    const char *nearest = strlen(name) > 3 ? nearest_of(name, fields, sizeof fields / sizeof fields[0]) : NULL;
    if (nearest != NULL) {
        diag_warning(diags, place, "unknown-field", "unknown field '%s', leaving it out", name);
        diag_hint(diags, "nearest is '%s'", nearest);
    }
    return known;
}

const char *bib_type_name(struct bib_names *names, struct diags *diags, struct place place, const char *type)
{
    const char *known = map_get(names->types, type);

    if (known != NULL)
        return known;
    const char *nearest = nearest_of(type, types, sizeof types / sizeof types[0]);
    diag_warning(diags, place, "unknown-type", "unknown entry type '%s', treating it as 'misc'", type);
    if (nearest != NULL)
        diag_hint(diags, "nearest is '%s'", nearest);
    return "misc";
}

bool bib_field_is_verbatim(const char *name)
{
    static const char *const verbatim[] = {"url",   "doi",  "eprint",   "file",    "pdf",       "crossref", "xref",
                                           "xdata", "date", "origdate", "urldate", "eventdate", NULL};

    return text_is_among(name, verbatim);
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
    static const char *const own[] = {
        "crossref", "entryset",  "execute", "ids",         "indextitle",    "keywords",       "label",
        "options",  "presort",   "related", "relatedtype", "shorthand",     "shorttitle",     "sortkey",
        "sortname", "sorttitle", "xdata",   "xref",        "relatedstring", "relatedoptions", NULL};

    if (text_is_among(name, own))
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
