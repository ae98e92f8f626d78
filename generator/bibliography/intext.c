#include "bibliography/private.h"

#include "base/arena.h"
#include "base/list.h"
#include "base/map.h"
#include "base/text.h"
#include "base/words.h"
#include "document/document.h"
#include "study/study.h"

#include <ctype.h>
#include <string.h>

/* One work of a citation. */
struct part {
    const struct cited_work *cited;
    const struct cite_work *work; /* NULL: the key is not known */
    const struct span *prefix;    /* may have come from another part that was sorted behind this one */
    const char *names;            /* plain; NULL if the title leads */
    enum cite_name_form form;
    bool names_omitted; /* the part before has the same, or year_only */
};

struct intext {
    struct arena *arena;
    const struct labels *labels;
    struct map *introduced; /* "long\001short" -> any */
    struct span *spans;
};

static void put(struct intext *intext, struct span *span)
{
    intext->spans = span_append(intext->spans, span);
}

static void put_text(struct intext *intext, const char *text)
{
    if (*text != '\0')
        put(intext, span_text(intext->arena, text));
}

/* A copy of the list, whose spans may then be linked otherwise; their children are shared. */
static struct span *copy_spans(struct arena *arena, const struct span *spans)
{
    struct span *copy = NULL, **end = &copy;

    for (; spans != NULL; spans = spans->next) {
        *end = arena_alloc(arena, sizeof **end);
        **end = *spans;
        (*end)->next = NULL;
        end = &(*end)->next;
    }
    return copy;
}

/* The label of the word that locator begins with, before a number, and its length; NULL if it is none of ours. */
static const char *find_word(const char *locator, size_t *length)
{
    const struct word_row *row = words_prefix(WORDS_LOCATOR, locator, length);

    if (row != NULL && locator[*length] != '\0' && strchr(" 0123456789", locator[*length]) != NULL)
        return row->name;
    *length = 0;
    return NULL;
}

/*
 * "hlm. 5-7", "5-7" and "pp. 5-7" are printed alike, in the words of the labels; other words, and the minute of a
 * recording, as they were typed.
 */
const char *cite_locator(struct arena *arena, const struct labels *labels, const char *locator)
{
    size_t length;
    const char *named = find_word(locator, &length), *number = locator + length;
    const char *label = named ? named : isdigit((unsigned char)*locator) ? "cite_page" : NULL;
    const char *text = cite_dashes(arena, number + strspn(number, " "));

    if (label == NULL || (named == NULL && strchr(text, ':') != NULL))
        return text;
    bool many = strcmp(label, "cite_page") == 0 && (strstr(text, "–") != NULL || strpbrk(text, ",&") != NULL);
    return label_format(labels, arena, many ? "cite_pages" : label, text, NULL);
}

const char *cite_locator_bare(struct arena *arena, const struct labels *labels, const char *locator)
{
    size_t length;
    const char *label = find_word(locator, &length), *number = locator + length;

    if (label == NULL || strcmp(label, "cite_page") == 0)
        return label || isdigit((unsigned char)*locator) ? cite_dashes(arena, number + strspn(number, " ")) : NULL;
    return cite_locator(arena, labels, locator);
}

/* The title of a work that has no author. Returns what goes before the year: in quotes the comma is inside. */
static const char *put_title(const struct intext *intext, struct cite_out *out, const struct cite_work *work,
                             bool with_comma)
{
    const char *title = work->short_title ? work->short_title : work->work->key;
    bool plain = work->kind == CITE_LAW;
    bool quoted = !plain && work->container != NULL && work->kind != CITE_WEBPAGE && work->kind != CITE_CASE;

    if (language_is_same(work->language, "en"))
        title = cite_title_case(intext->arena, title);
    if (quoted) {
        cite_out_text(out, label_text(intext->labels, "cite_quote_open"));
        cite_out_foreign(out, work->foreign);
        cite_out_value(out, title);
        cite_out_foreign(out, NULL);
        if (with_comma && strchr("?!", out->ending) == NULL)
            cite_out_text(out, ",");
        cite_out_text(out, label_text(intext->labels, "cite_quote_close"));
        return " ";
    }
    cite_out_foreign(out, work->foreign);
    cite_out_emphasize(out, !plain);
    cite_out_value(out, title);
    cite_out_emphasize(out, false);
    cite_out_foreign(out, NULL);
    return with_comma ? ", " : " ";
}

static struct span *link_to(const struct intext *intext, const struct part *part, struct span *children)
{
    const char *target = arena_concat(intext->arena, "work:", part->work->work->key, NULL);
    struct span *span = span_link(intext->arena, SPAN_OBJECT, target, children);

    span->line = part->cited->line;
    span->column = part->cited->column;
    return span;
}

/* The title that stands for a law ends with its year, "Peraturan Presiden Nomor 72 Tahun 2021", or has one alone. */
static bool names_year(const struct intext *intext, const struct part *part)
{
    const struct cite_work *work = part->work;

    if (work->kind != CITE_LAW || part->names != NULL || work->short_title == NULL || part->names_omitted)
        return false;
    const char *title = cite_plain(intext->arena, work->short_title);
    if (!work->issued.known && work->suffix == 0)
        return cite_names_a_year(title);
    return text_ends_with(title, cite_work_year(intext->arena, intext->labels, work));
}

static void put_year_and_locator(const struct intext *intext, struct cite_out *out, const struct part *part)
{
    const struct cite_work *work = part->work;
    const char *original = cite_date_year(intext->arena, intext->labels, &work->original);

    if (original != NULL)
        cite_out_text(out, arena_format(intext->arena, "%s/", original));
    cite_out_text(out, cite_work_year(intext->arena, intext->labels, work));
    if (part->cited->locator != NULL)
        cite_out_text(out, arena_format(intext->arena, ", %s",
                                        cite_locator(intext->arena, intext->labels, part->cited->locator)));
}

/* "Sari, 2019a, hlm. 5" */
static void put_part(struct intext *intext, const struct part *part)
{
    struct cite_out out = {.arena = intext->arena};

    if (part->prefix != NULL) {
        const char *plain = span_plain(intext->arena, part->prefix);
        put(intext, copy_spans(intext->arena, part->prefix));
        put_text(intext, *plain && plain[strlen(plain) - 1] != ' ' ? " " : "");
    }
    if (part->work == NULL) {
        put_text(intext, part->cited->key);
        return;
    }
    if (!part->names_omitted && part->names != NULL) {
        cite_out_text(&out, part->names);
        cite_out_text(&out, ", ");
    } else if (!part->names_omitted) {
        const char *gap = put_title(intext, &out, part->work, true);
        if (!names_year(intext, part))
            cite_out_text(&out, gap);
    }
    if (!names_year(intext, part))
        put_year_and_locator(intext, &out, part);
    else if (part->cited->locator != NULL)
        cite_out_text(&out, arena_format(intext->arena, ", %s",
                                         cite_locator(intext->arena, intext->labels, part->cited->locator)));
    put(intext, link_to(intext, part, cite_out_finish(&out)));
}

static void put_suffix(struct intext *intext, const struct part *part)
{
    if (part->cited->suffix == NULL)
        return;
    put_text(intext, span_begins_word(intext->arena, part->cited->suffix) ? " " : "");
    put(intext, copy_spans(intext->arena, part->cited->suffix));
}

static bool same_lead(const struct part *a, const struct part *b)
{
    if (a->work == NULL || b->work == NULL || a->cited->year_only != b->cited->year_only)
        return false;
    if (a->cited->year_only)
        return true;
    if (a->names == NULL || b->names == NULL)
        return a->names == b->names && a->work->kind == b->work->kind && a->work->short_title && b->work->short_title &&
               strcmp(a->work->short_title, b->work->short_title) == 0;
    return strcmp(a->names, b->names) == 0;
}

/* Works of the same authors are drawn together: "Sari, 2018, 2019a". Nothing is moved over a prefix or suffix. */
static void put_parts(struct intext *intext, struct list *parts)
{
    bool first = true;

    while (parts->count > 0) {
        struct list group = {0}, rest = {0};
        struct part *head = parts->items[0];
        bool open = head->cited->suffix == NULL, located = head->cited->locator != NULL;
        list_add(&group, intext->arena, head);
        for (size_t i = 1; i < parts->count; i++) {
            struct part *part = parts->items[i];
            open = open && part->prefix == NULL && part->cited->suffix == NULL;
            bool joins = open && same_lead(head, part);
            list_add(joins ? &group : &rest, intext->arena, part);
            part->names_omitted |= joins;
            located |= joins && part->cited->locator != NULL;
        }
        for (size_t i = 0; i < group.count; i++) {
            put_text(intext, first ? "" : i == 0 || located ? "; " : ", ");
            put_part(intext, group.items[i]);
            put_suffix(intext, group.items[i]);
            first = false;
        }
        *parts = rest;
    }
}

static int compare_parts(const void *a, const void *b)
{
    const struct part *first = a, *second = b;

    if (first->work == NULL || second->work == NULL)
        return (first->work == NULL) - (second->work == NULL);
    int order = strcmp(first->work->citation_sort_key, second->work->citation_sort_key);
    return order ? order : (first->work->order > second->work->order) - (first->work->order < second->work->order);
}

/* A prefix holds for the works after it up to the next one, so only these are sorted, and it stays before them. */
static void sort_parts(struct intext *intext, struct list *parts)
{
    struct list sorted = {0};

    for (size_t i = 0; i < parts->count;) {
        struct list run = {0};
        const struct span *prefix = ((struct part *)parts->items[i])->prefix;
        do {
            ((struct part *)parts->items[i])->prefix = NULL;
            list_add(&run, intext->arena, parts->items[i++]);
        } while (i < parts->count && ((struct part *)parts->items[i])->prefix == NULL);
        list_sort(&run, compare_parts);
        ((struct part *)run.items[0])->prefix = prefix;
        for (size_t j = 0; j < run.count; j++)
            list_add(&sorted, intext->arena, run.items[j]);
    }
    *parts = sorted;
}

/* Short forms are introduced by the first citation of a text and used by all others. */
static enum cite_name_form form_of(struct intext *intext, const struct cite_work *work)
{
    const char *brief = cite_work_short_name(work);

    if (work->short_authors.count == 0)
        return CITE_NAMES_LONG;
    const char *key = arena_format(intext->arena, "%s\001%s", work->leading ? work->leading->items[0].family : "",
                                   brief ? brief : work->work->key);
    if (map_get(intext->introduced, key) != NULL)
        return CITE_NAMES_SHORT;
    map_put(intext->introduced, key, intext->introduced);
    return CITE_NAMES_INTRODUCED;
}

static struct part *new_part(struct intext *intext, const struct map *works, const struct cited_work *cited,
                             const char *and_label)
{
    struct part *part = arena_alloc(intext->arena, sizeof *part);

    part->cited = cited;
    part->work = map_get(works, cited->key);
    part->prefix = cited->prefix;
    part->names_omitted = cited->year_only;
    if (part->work != NULL)
        part->form = form_of(intext, part->work);
    if (part->work != NULL)
        part->names = cite_work_names(intext->arena, intext->labels, part->work, and_label, part->form);
    return part;
}

/* "Sari (2019a, hlm. 5" up to what the other works add; the names and the year are one link. */
static void put_narrative(struct intext *intext, const struct part *part)
{
    struct cite_out out = {.arena = intext->arena};

    if (part->work == NULL) {
        put_text(intext, arena_format(intext->arena, "%s (", part->cited->key));
        return;
    }
    const char *brief = part->form == CITE_NAMES_INTRODUCED ? cite_work_short_name(part->work) : NULL;
    if (brief != NULL)
        cite_out_text(&out, part->work->leading->items[0].family);
    else if (part->names != NULL)
        cite_out_text(&out, part->names);
    else
        put_title(intext, &out, part->work, false);
    bool alone = part->cited->next == NULL && part->cited->suffix == NULL;
    if (alone && part->cited->locator == NULL && names_year(intext, part)) {
        put(intext, link_to(intext, part, cite_out_finish(&out)));
        return;
    }
    cite_out_text(&out, brief ? arena_format(intext->arena, " (%s, ", brief) : " (");
    put_year_and_locator(intext, &out, part);
    if (alone)
        cite_out_text(&out, ")");
    put(intext, link_to(intext, part, cite_out_finish(&out)));
    put_suffix(intext, part);
}

struct span *cite_lead(struct arena *arena, const struct labels *labels, const struct cite_work *work)
{
    struct intext intext = {.arena = arena, .labels = labels};
    struct cite_out out = {.arena = arena};
    const char *names = cite_work_names(arena, labels, work, "cite_and_narrative", CITE_NAMES_LONG);

    if (names != NULL)
        cite_out_text(&out, names);
    else
        put_title(&intext, &out, work, false);
    return cite_out_finish(&out);
}

struct span *cite_intext(struct arena *arena, const struct labels *labels, const struct map *works,
                         struct map *introduced, const struct citation *citation)
{
    struct intext intext = {.arena = arena, .labels = labels, .introduced = introduced};
    const struct cited_work *cited = citation->works;
    struct list parts = {0};
    bool narrative = citation->form == CITATION_NARRATIVE && !cited->year_only;

    if (narrative) {
        const struct part *part = new_part(&intext, works, cited, "cite_and_narrative");
        put_narrative(&intext, part);
        cited = cited->next;
        if (cited == NULL && part->work != NULL && part->cited->suffix == NULL)
            return intext.spans;
        put_text(&intext, cited ? "; " : "");
    } else {
        put_text(&intext, "(");
    }
    for (; cited != NULL; cited = cited->next)
        list_add(&parts, arena, new_part(&intext, works, cited, "cite_and"));
    sort_parts(&intext, &parts);
    put_parts(&intext, &parts);
    put_text(&intext, ")");
    return intext.spans;
}
