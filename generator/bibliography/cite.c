#include "bibliography/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/list.h"
#include "base/map.h"
#include "base/text.h"
#include "study/study.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

struct cite {
    struct arena *arena;
    const struct study *study;
    const struct labels *labels;
    struct map *cited;      /* key -> struct cite_work */
    struct map *introduced; /* short forms of group authors that the text has given */
    struct list works;      /* the same; in the order of the bibliography once settled */

    /* In another style than APA: */
    struct build *build;
    const struct csl_style *style; /* NULL: APA */
    struct place place;            /* where the study asks for it */
    size_t order;                  /* of the page or appendix whose citations are being registered */
    struct list clusters;          /* of struct csl_cluster */
    struct map *printed;           /* address of a struct citation -> its struct csl_cluster */
    struct map *used;              /* key of a work that is used without a citation -> the last of its clusters */
    struct block *entries;         /* the list of references */
};

struct cite *cite_new(struct arena *arena, const struct study *study, const struct labels *labels)
{
    struct cite *cite = arena_alloc(arena, sizeof *cite);

    cite->arena = arena;
    cite->study = study;
    cite->labels = labels;
    cite->cited = map_new(arena);
    cite->introduced = map_new(arena);
    return cite;
}

/* NULL: it is APA. */
static const struct citation_settings *other_style(const struct study *study)
{
    const struct citation_settings *settings = study->info->citations;
    bool is_other = settings != NULL && settings->style != NULL && strcmp(settings->style, "apa") != 0;

    return is_other ? settings : NULL;
}

void cite_check_style(struct build *build, const struct study *study)
{
    const struct citation_settings *settings = other_style(study);

    if (settings != NULL)
        csl_style_find(build, settings->style, record_place_of(&settings->record, "style"));
}

bool cite_take_style(struct cite *cite, struct build *build)
{
    const struct citation_settings *settings = other_style(cite->study);

    if (settings == NULL)
        return true;
    cite->build = build;
    cite->place = record_place_of(&settings->record, "style");
    cite->style = csl_style_find(build, settings->style, cite->place);
    cite->printed = map_new(cite->arena);
    cite->used = map_new(cite->arena);
    return cite->style != NULL;
}

void cite_begin_registering(struct cite *cite, size_t order)
{
    cite->order = order;
}

/* By what printed knows a citation. */
static const char *address_of(const struct cite *cite, const struct citation *citation)
{
    return arena_format(cite->arena, "%p", (const void *)citation);
}

/* What pandoc is to print, or to number. */
static void add_cluster(struct cite *cite, const struct citation *citation, const char *key)
{
    if (cite->style == NULL)
        return;
    struct csl_cluster *cluster = arena_alloc(cite->arena, sizeof *cluster);
    /* In notes, the first citation of a work names it in full: what is only named comes behind all of them. */
    size_t order = citation == NULL && cite->style->is_note ? SIZE_MAX : cite->order;
    *cluster = (struct csl_cluster){.citation = citation, .key = key, .order = order};
    list_add(&cite->clusters, cite->arena, cluster);
    if (citation != NULL)
        map_put(cite->printed, address_of(cite, citation), cluster);
    else
        map_put(cite->used, key, cluster);
}

/* True if there is such a work. */
static bool register_key(struct cite *cite, const char *key)
{
    if (map_get(cite->cited, key) != NULL)
        return true;
    const struct work *work = study_find(cite->study, OBJECT_WORK, key);
    if (work == NULL)
        return false;
    struct cite_work *cited = map_get(cite->cited, work->key);
    if (cited == NULL) {
        const char *original = cite->study->original;
        cited = cite_work_new(cite->arena, cite->labels, original ? original : cite->labels->language, work);
        map_put(cite->cited, work->key, cited);
        list_add(&cite->works, cite->arena, cited);
    }
    map_put(cite->cited, key, cited);
    return true;
}

static void diagnose_unknown(const struct cite *cite, struct diags *diags, const struct cited_work *cited,
                             const char *file)
{
    struct nearest best = {.word = cited->key};
    const struct list *works = &cite->study->works;

    diag_error(diags, (struct place){file, cited->line, cited->column}, "unknown-work",
               "'%s' is not in the bibliography", cited->key);
    for (size_t i = 0; i < works->count; i++)
        text_nearest(&best, ((const struct work *)works->items[i])->key);
    if (!study_hint_match(cite->study, diags, OBJECT_WORK, best.match))
        diag_hint(diags, "add it to content/references.bib");
}

static bool is_bare(const struct cited_work *cited)
{
    return cited->prefix == NULL && cited->suffix == NULL && cited->locator == NULL;
}

/* Takes a work out that the citation has already and says no more of, as after two works were merged: [@b; @b]. */
static void leave_out_repeated(const struct cite *cite, struct citation *citation)
{
    for (struct cited_work *first = citation->works; first != NULL; first = first->next) {
        const void *work = map_get(cite->cited, first->key);
        for (struct cited_work **next = &first->next; work != NULL && *next != NULL;) {
            bool repeated =
                is_bare(*next) && (*next)->year_only == first->year_only && map_get(cite->cited, (*next)->key) == work;
            if (repeated)
                *next = (*next)->next;
            else
                next = &(*next)->next;
        }
    }
}

void cite_register(struct cite *cite, struct diags *diags, struct citation *citation, const char *file)
{
    for (const struct cited_work *cited = citation->works; cited; cited = cited->next) {
        if (!register_key(cite, cited->key))
            diagnose_unknown(cite, diags, cited, file);
    }
    leave_out_repeated(cite, citation);
    add_cluster(cite, citation, NULL);
}

void cite_register_key(struct cite *cite, const char *key)
{
    if (register_key(cite, key))
        add_cluster(cite, NULL, key);
}

static int compare_clusters(const void *a, const void *b)
{
    const struct csl_cluster *first = a, *second = b;

    return (first->order > second->order) - (first->order < second->order);
}

void cite_settle(struct cite *cite)
{
    cite_order(cite->arena, cite->labels, &cite->works);
    if (cite->style == NULL || cite->works.count == 0)
        return;
    list_sort(&cite->clusters, compare_clusters);
    csl_format(cite->build, cite->labels, cite->style, cite->place, cite->cited, &cite->works, &cite->clusters,
               &cite->entries);
}

enum { MOST_LOST = 8 };

/* How many works have a field, and where the first is. */
struct lost_field {
    const char *name;
    struct place place;
    size_t works;
};

static int compare_lost(const void *a, const void *b)
{
    const struct lost_field *first = a, *second = b;

    return (first->works < second->works) - (first->works > second->works);
}

/* APA prints the field of other works, and not of this one. */
static bool is_left_out(const struct cite_work *work, const struct work_field *field)
{
    static const char *const of_books[] = {"publisher", "organization", "series", NULL};

    if (strcmp(field->name, "howpublished") == 0)
        return work->publisher != field->value && work->container != field->value && *field->value != '\\';
    if (strcmp(field->name, "pages") == 0)
        return cite_is_extent(work, field->value);
    if (strcmp(field->name, "number") == 0 && cite_work_is_in_periodical(work) && cite_is_month_of_year(field->value))
        return true;
    bool of_book = text_is_among(field->name, of_books) || field->value == work->series_number;
    return work->kind == CITE_PAPER && cite_work_is_in_periodical(work) && of_book;
}

static struct list lost_fields(const struct cite *cite)
{
    struct map *seen = map_new(cite->arena);
    struct list lost = {0};

    for (size_t i = 0; i < cite->works.count; i++) {
        const struct cite_work *work = cite->works.items[i];
        for (const struct work_field *field = work->work->fields; field != NULL; field = field->next) {
            bool note = work->kind != CITE_UNPUBLISHED && strcmp(field->name, "note") == 0;
            bool apa = cite->style == NULL && (note || is_left_out(work, field));
            if (!apa && !bib_field_is_lost(field->name))
                continue;
            struct lost_field *known = map_get(seen, field->name);
            if (known == NULL) {
                known = arena_alloc(cite->arena, sizeof *known);
                *known = (struct lost_field){.name = field->name, .place = field->place};
                map_put(seen, field->name, known);
                list_add(&lost, cite->arena, known);
            }
            known->works++;
        }
    }
    list_sort(&lost, compare_lost);
    return lost;
}

void cite_note_lost_fields(const struct cite *cite, struct diags *diags)
{
    struct list lost = lost_fields(cite);
    struct buffer names = {0};

    for (size_t i = 0; i < lost.count && i < MOST_LOST; i++) {
        const struct lost_field *field = lost.items[i];
        buffer_format(&names, "%s'%s' (%zu)", i > 0 ? ", " : "", field->name, field->works);
    }
    if (lost.count > 0) {
        diag_note(diags, ((const struct lost_field *)lost.items[0])->place, "lost-field",
                  "fields of cited works that are printed nowhere: %s%s", buffer_string(&names),
                  lost.count > MOST_LOST ? ", ..." : "");
        diag_hint(diags, "move what a reader needs into a field that is printed, as a date of access into 'urldate'");
    }
    buffer_free(&names);
}

void cite_begin_text(struct cite *cite)
{
    cite->introduced = map_new(cite->arena);
}

bool cite_makes_notes(const struct cite *cite)
{
    return cite->style != NULL && cite->style->is_note;
}

/* The words of a note, without the stop at its end. */
static struct span *words_of_note(struct cite *cite, struct span *note)
{
    struct span *words = note->footnote->blocks->spans, *last = words;

    while (last != NULL && last->next != NULL)
        last = last->next;
    if (last != NULL && last->kind == SPAN_TEXT && text_ends_with(last->text, "."))
        last->text = arena_copy(cite->arena, last->text, strlen(last->text) - 1);
    return words;
}

/* The words of the notes among spans, in place of the notes. */
static struct span *without_notes(struct cite *cite, struct span *spans)
{
    struct span *first = NULL;

    for (struct span *span = spans, *next; span != NULL; span = next) {
        next = span->next;
        span->next = NULL;
        bool follows = span->kind == SPAN_FOOTNOTE && first != NULL;
        first = span_append(first, follows ? span_text(cite->arena, " (") : NULL);
        first = span_append(first, span->kind == SPAN_FOOTNOTE ? words_of_note(cite, span) : span);
        first = span_append(first, follows ? span_text(cite->arena, ")") : NULL);
    }
    return first;
}

struct span *cite_print(struct cite *cite, const struct citation *citation, bool in_note)
{
    const struct csl_cluster *cluster = cite->style ? map_get(cite->printed, address_of(cite, citation)) : NULL;

    if (cluster != NULL) {
        struct span *printed = span_copy(cite->arena, cluster->printed);
        return in_note ? without_notes(cite, printed) : printed;
    }
    return cite_intext(cite->arena, cite->labels, cite->cited, cite->introduced, citation);
}

struct span *cite_print_number(struct cite *cite, const char *key)
{
    if (cite->style == NULL || !cite->style->is_numeric)
        return NULL;
    const struct csl_cluster *cluster = map_get(cite->used, key);
    return cluster ? span_copy(cite->arena, cluster->printed) : NULL;
}

const char *cite_anchor(struct arena *arena, const char *key)
{
    struct buffer anchor = {0};

    buffer_text(&anchor, "work-");
    for (; *key != '\0'; key++) {
        unsigned char c = (unsigned char)*key;
        if (c < 0x80 && (isalnum(c) || strchr("._-", c) != NULL))
            buffer_char(&anchor, *key);
        else
            buffer_format(&anchor, ".%02X", c);
    }
    return buffer_take(&anchor, arena);
}

struct block *cite_bibliography(struct cite *cite)
{
    struct block *first = NULL, **end = &first;

    if (cite->style != NULL)
        return cite->entries;
    for (size_t i = 0; i < cite->works.count; i++) {
        const struct cite_work *work = cite->works.items[i];
        struct block *paragraph = block_new(cite->arena, BLOCK_PARAGRAPH, work->work->place);
        paragraph->id = cite_anchor(cite->arena, work->work->key);
        paragraph->spans = cite_reference(cite->arena, cite->labels, work);
        *end = paragraph;
        end = &paragraph->next;
    }
    return first;
}

bool cite_is_used(const struct cite *cite, const char *key)
{
    return map_get(cite->cited, key) != NULL;
}
