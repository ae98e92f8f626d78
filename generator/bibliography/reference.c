#include "bibliography/private.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "document/document.h"
#include "study/study.h"

#include <string.h>

/* A reference being put together: author. (date). title (in parentheses) [in brackets]. source. publisher. address */
struct reference_entry {
    struct arena *arena;
    const struct labels *labels;
    const struct cite_work *work;
    struct cite_out out;
    bool title_leads;
};

enum { MOST_NAMES = 20, NAMES_BEFORE_ELLIPSIS = 19 };

static const char *label(const struct reference_entry *reference, const char *key)
{
    return label_text(reference->labels, key);
}

static const char *filled(const struct reference_entry *reference, const char *key, const char *text)
{
    return label_format(reference->labels, reference->arena, key, text, NULL);
}

/* Two names, neither of which has a comma itself: "J. M. Bryson & M. Stone", "Badan Contoh & Lembaga Contoh". */
static bool needs_no_comma(const struct cite_names *names, bool inverted)
{
    if (names->count != 2 || names->others)
        return false;
    return !inverted || (*names->items[0].initials == '\0' && *names->items[1].initials == '\0');
}

/* "Bryson, J. M., & Stone, M." inverted, "J. M. Bryson & M. Stone" not; of many only the first and the last. */
static const char *join_names(const struct reference_entry *reference, const struct cite_names *names, bool inverted)
{
    struct buffer out = {0};
    bool elided = names->count > MOST_NAMES;

    for (size_t i = 0; i < names->count; i++) {
        bool last = i + 1 == names->count;
        if (elided && i >= NAMES_BEFORE_ELLIPSIS && !last)
            continue;
        if (i > 0)
            buffer_text(&out, last && needs_no_comma(names, inverted) ? " " : ", ");
        if (last && elided)
            buffer_text(&out, "… ");
        else if (last && i > 0 && !names->others)
            buffer_format(&out, "%s ", label(reference, "cite_and"));
        if (inverted)
            cite_name_inverted(&out, &names->items[i]);
        else
            cite_name_direct(&out, &names->items[i]);
    }
    if (names->others)
        buffer_format(&out, inverted || names->count > 1 ? ", %s" : " %s", label(reference, "cite_others"));
    return buffer_take(&out, reference->arena);
}

static const char *role(const struct reference_entry *reference, const struct cite_names *names, bool translators)
{
    bool many = names->count > 1 || names->others;

    if (translators)
        return label(reference, many ? "cite_translators" : "cite_translator");
    return label(reference, many ? "cite_editors" : "cite_editor");
}

/* Who edited translated as well: they are named once. */
static bool editors_translate(const struct cite_work *work)
{
    const struct cite_names *editors = &work->editors, *translators = &work->translators;
    bool same = editors->count > 0 && editors->count == translators->count;

    for (size_t i = 0; same && i < editors->count; i++)
        same = strcmp(editors->items[i].family, translators->items[i].family) == 0 &&
               strcmp(editors->items[i].given, translators->items[i].given) == 0;
    return same;
}

/* "Ed.", or "Ed. & Penerj." */
static const char *role_of_editors(const struct reference_entry *reference)
{
    const struct cite_work *work = reference->work;
    const char *edited = role(reference, &work->editors, false);

    return editors_translate(work) ? arena_format(reference->arena, "%s %s %s", edited, label(reference, "cite_and"),
                                                  role(reference, &work->translators, true))
                                   : edited;
}

/* Editors and translators, where no source names them: "N. Denzin, Ed.; A. Budi, Penerj." */
static void put_contributors(struct reference_entry *reference, struct cite_out *out)
{
    const struct cite_work *work = reference->work;
    size_t mark = out->written;
    bool edited = work->editors.count > 0 && !work->led_by_editors && !cite_work_is_in_periodical(work);

    if (!cite_work_is_in_periodical(work) && work->container != NULL)
        return;
    if (edited) {
        cite_out_join(out, mark, "; ");
        cite_out_text(out, arena_format(reference->arena, "%s, %s", join_names(reference, &work->editors, false),
                                        role_of_editors(reference)));
    }
    if (work->translators.count > 0 && !(edited && editors_translate(work))) {
        cite_out_join(out, mark, "; ");
        cite_out_text(out, arena_format(reference->arena, "%s, %s", join_names(reference, &work->translators, false),
                                        role(reference, &work->translators, true)));
    }
}

/* "Laporan No. 12", in English "Technical Report No. 12" */
static void put_number(struct reference_entry *reference, struct cite_out *out)
{
    const struct cite_work *work = reference->work;

    if (work->number == NULL || work->kind == CITE_ARTICLE || work->kind == CITE_PAPER)
        return;
    size_t mark = out->written;
    bool english = work->genre != NULL && language_is_same(reference->labels->language, "en");
    cite_out_value(out, english ? cite_title_case(reference->arena, work->genre) : work->genre);
    cite_out_join(out, mark, " ");
    if (cite_is_numeric(work->number))
        cite_out_text(out, filled(reference, "cite_number", cite_plain(reference->arena, work->number)));
    else
        cite_out_value(out, work->number);
}

static const char *edition(const struct reference_entry *reference)
{
    const char *text = reference->work->edition;
    size_t length = strlen(text);
    static const char *const endings[] = {"cite_edition_st", "cite_edition_nd", "cite_edition_rd"};

    if (strspn(text, "0123456789") != length)
        return cite_plain(reference->arena, text);
    char last = text[length - 1];
    bool teen = length > 1 && text[length - 2] == '1';
    return filled(reference, last >= '1' && last <= '3' && !teen ? endings[last - '1'] : "cite_edition", text);
}

static const char *pages(const struct reference_entry *reference, const char *text)
{
    bool many = strpbrk(text, ",;&") != NULL || strstr(text, "–") != NULL;

    return filled(reference, many ? "cite_pages" : "cite_page", cite_plain(reference->arena, text));
}

/* "2 ed., Vol. 3, hlm. 105–117" */
static void put_place_in_book(struct reference_entry *reference, struct cite_out *out)
{
    const struct cite_work *work = reference->work;
    size_t mark = out->written;

    if (cite_work_is_in_periodical(work) || work->kind == CITE_WEBPAGE)
        return;
    if (work->version != NULL)
        cite_out_text(out, cite_is_numeric(work->version) ? filled(reference, "cite_version", work->version)
                                                          : cite_plain(reference->arena, work->version));
    if (work->edition != NULL && strcmp(work->edition, "1") != 0) { /* the first is not named: APA 7, 9.19 */
        cite_out_join(out, mark, ", ");
        cite_out_text(out, edition(reference));
    }
    if (work->kind == CITE_REPORT && work->series != NULL) {
        cite_out_join(out, mark, ", ");
        cite_out_value(out, work->series);
    }
    cite_out_join(out, mark, ", ");
    if (cite_is_numeric(work->volume))
        cite_out_text(out, filled(reference, "cite_volume", cite_plain(reference->arena, work->volume)));
    else if (work->volume == NULL && work->volumes != NULL)
        cite_out_text(out, filled(reference, "cite_volumes", cite_plain(reference->arena, work->volumes)));
    if (work->pages != NULL) {
        cite_out_join(out, mark, ", ");
        cite_out_text(out, pages(reference, work->pages));
    }
}

/* What stands in parentheses behind the title. */
static void put_parentheses(struct reference_entry *reference)
{
    struct cite_out inner = {.arena = reference->arena};

    put_contributors(reference, &inner);
    if (reference->work->container == NULL || reference->work->kind == CITE_WEBPAGE) {
        cite_out_join(&inner, 0, "; ");
        put_number(reference, &inner);
        cite_out_join(&inner, 0, "; ");
        put_place_in_book(reference, &inner);
    }
    cite_out_wrap(&reference->out, "(", &inner, ")");
}

static const char *capitalized(struct arena *arena, const char *value)
{
    char *text = arena_string(arena, value);

    if (ascii_is_small(*text))
        *text = (char)(*text - 32);
    return text;
}

/* What kind of thing it is, in brackets: "[Tesis, Universitas Hasanuddin]", "[Perangkat lunak]". */
static void put_brackets(struct reference_entry *reference)
{
    const struct cite_work *work = reference->work;
    struct cite_out inner = {.arena = reference->arena};

    if (work->description != NULL)
        cite_out_value(&inner, work->description);
    else if (work->genre != NULL && work->number == NULL)
        cite_out_value(&inner, capitalized(reference->arena, work->genre));
    else if (work->kind == CITE_UNPUBLISHED)
        cite_out_value(&inner, work->note ? work->note : label(reference, "cite_unpublished"));
    else if (work->kind == CITE_DATASET && work->number == NULL)
        cite_out_text(&inner, label(reference, "cite_dataset"));
    else if (work->kind == CITE_SOFTWARE && work->number == NULL)
        cite_out_text(&inner, label(reference, "cite_software"));
    if (work->kind == CITE_THESIS && work->number == NULL && (work->url || work->doi)) {
        cite_out_join(&inner, 0, ", ");
        cite_out_value(&inner, work->publisher);
    }
    cite_out_wrap(&reference->out, "[", &inner, "]");
}

/* A title in its language; in italics, with a volume that has a name: "Buku besar: Vol. IV". */
static void put_name_of_work(struct reference_entry *reference, const char *name, bool italic)
{
    const struct cite_work *work = reference->work;
    struct cite_out *out = &reference->out;

    cite_out_foreign(out, work->foreign);
    cite_out_emphasize(out, italic);
    cite_out_value(out, name);
    cite_out_foreign(out, NULL);
    if (italic && work->volume != NULL && !cite_is_numeric(work->volume) && !cite_work_is_in_periodical(work)) {
        cite_out_emphasize(out, true);
        cite_out_value(out, arena_format(reference->arena, ": %s", filled(reference, "cite_volume", work->volume)));
    }
    cite_out_emphasize(out, false);
}

static void put_title(struct reference_entry *reference)
{
    const struct cite_work *work = reference->work;

    if (work->title != NULL)
        put_name_of_work(reference, work->title, work->kind == CITE_WEBPAGE || work->container == NULL);
}

static void put_lead(struct reference_entry *reference)
{
    const struct cite_work *work = reference->work;
    struct cite_out *out = &reference->out;
    size_t mark = out->written;

    if (work->leading != NULL) {
        cite_out_text(out, join_names(reference, work->leading, true));
        if (work->led_by_editors)
            cite_out_text(out, arena_format(reference->arena, " (%s)", role(reference, work->leading, false)));
        return;
    }
    put_title(reference);
    cite_out_join(out, mark, " ");
    put_parentheses(reference);
    reference->title_leads = true;
}

static void put_date(struct reference_entry *reference)
{
    const struct cite_work *work = reference->work;
    const char *year = cite_work_year(reference->arena, reference->labels, work);
    const char *day = work->full_date ? cite_date_day(reference->arena, reference->labels, &work->issued) : NULL;

    cite_out_text(&reference->out, arena_format(reference->arena, "(%s%s%s)", year, day ? ", " : "", day ? day : ""));
}

static void put_title_and_descriptions(struct reference_entry *reference)
{
    size_t mark = reference->out.written;

    if (!reference->title_leads) {
        put_title(reference);
        cite_out_join(&reference->out, mark, " ");
        put_parentheses(reference);
        cite_out_join(&reference->out, mark, " ");
    }
    put_brackets(reference);
}

/* "Jurnal, 75(5), 647–663" */
static void put_periodical(struct reference_entry *reference)
{
    const struct cite_work *work = reference->work;
    struct cite_out *out = &reference->out;
    size_t mark = out->written;

    cite_out_emphasize(out, true);
    cite_out_value(out, work->container);
    cite_out_emphasize(out, false);
    cite_out_join(out, mark, ", ");
    cite_out_emphasize(out, true);
    cite_out_value(out, work->volume ? work->volume : work->issue);
    cite_out_emphasize(out, false);
    if (work->volume != NULL && work->issue != NULL) {
        out->delimiter = NULL;
        cite_out_value(out, arena_format(reference->arena, "(%s)", work->issue));
    }
    cite_out_join(out, mark, ", ");
    if (work->number != NULL)
        cite_out_text(out, filled(reference, "cite_article", cite_plain(reference->arena, work->number)));
    else
        cite_out_value(out, work->pages);
}

/* "N. K. Denzin & Y. S. Lincoln (Ed.), & A. Budi (Penerj.)" */
static void put_editors_of_book(struct reference_entry *reference)
{
    const struct cite_work *work = reference->work;
    struct cite_out *out = &reference->out;
    size_t mark = out->written;

    if (work->editors.count > 0)
        cite_out_text(out, arena_format(reference->arena, "%s (%s)", join_names(reference, &work->editors, false),
                                        role_of_editors(reference)));
    if (work->translators.count > 0 && !editors_translate(work)) {
        cite_out_join(out, mark, arena_format(reference->arena, ", %s ", label(reference, "cite_and")));
        cite_out_text(out, arena_format(reference->arena, "%s (%s)", join_names(reference, &work->translators, false),
                                        role(reference, &work->translators, true)));
    }
    if (out->written == mark && work->container_authors.count > 0)
        cite_out_text(out, join_names(reference, &work->container_authors, false));
}

/* "Dalam N. K. Denzin (Ed.), Buku (2 ed., hlm. 1–2)" */
static void put_book(struct reference_entry *reference)
{
    const struct cite_work *work = reference->work;
    struct cite_out *out = &reference->out;

    cite_out_text(out, label(reference, "cite_in"));
    out->delimiter = " ";
    size_t mark = out->written;
    put_editors_of_book(reference);
    cite_out_join(out, mark, ", ");
    put_name_of_work(reference, work->container, true);
    struct cite_out inner = {.arena = reference->arena};
    put_number(reference, &inner);
    cite_out_join(&inner, 0, "; ");
    put_place_in_book(reference, &inner);
    out->delimiter = " ";
    cite_out_wrap(out, "(", &inner, ")");
}

static void put_source(struct reference_entry *reference)
{
    const struct cite_work *work = reference->work;

    if (work->kind == CITE_WEBPAGE)
        return;
    if (cite_work_is_in_periodical(work))
        put_periodical(reference);
    else if (work->container != NULL)
        put_book(reference);
}

/* A paper that was read and not printed: where. */
static void put_event(struct reference_entry *reference)
{
    const struct cite_work *work = reference->work;
    size_t mark = reference->out.written;

    if (work->event == NULL || work->editors.count > 0 || work->issue || work->pages || work->volume)
        return;
    cite_out_value(&reference->out, work->event);
    cite_out_join(&reference->out, mark, ", ");
    cite_out_value(&reference->out, work->venue);
}

/* APA names an author who publishes once (9.29); other styles name both. */
static bool publishes_itself(struct arena *arena, const struct cite_work *work)
{
    const struct cite_names *authors = &work->authors;

    return authors->count == 1 && work->publisher != NULL && *authors->items[0].given == '\0' &&
           strcmp(authors->items[0].family, cite_plain(arena, work->publisher)) == 0;
}

static void put_publisher(struct reference_entry *reference)
{
    const struct cite_work *work = reference->work;
    struct cite_out *out = &reference->out;
    size_t mark = out->written;

    if (cite_work_is_in_periodical(work) || (work->kind == CITE_THESIS && (work->url || work->doi)))
        return;
    if (work->kind == CITE_WEBPAGE) {
        cite_out_value(out, work->container);
        cite_out_join(out, mark, "; ");
    }
    if (!publishes_itself(reference->arena, work))
        cite_out_value(out, work->publisher);
}

/* The DOI or the URL, with the day of access if the work has no date. No full stop follows. */
static void put_address(struct reference_entry *reference)
{
    const struct cite_work *work = reference->work;
    struct cite_out *out = &reference->out;

    out->delimiter = " ";
    if (work->doi != NULL) {
        cite_out_link(out, arena_format(reference->arena, "https://doi.org/%s", work->doi));
    } else if (work->url != NULL) {
        const char *accessed = cite_date_whole(reference->arena, reference->labels, &work->accessed);
        if (!work->issued.known && work->status == NULL && accessed != NULL) {
            cite_out_text(out, filled(reference, "cite_retrieved", accessed));
            out->delimiter = " ";
        }
        cite_out_link(out, work->url);
    }
    out->delimiter = NULL;
}

static void put_original(struct reference_entry *reference)
{
    const char *year = cite_date_year(reference->arena, reference->labels, &reference->work->original);

    if (year == NULL)
        return;
    reference->out.delimiter = " ";
    cite_out_text(&reference->out, arena_format(reference->arena, "(%s)", filled(reference, "cite_original", year)));
}

/* Title, source, number (year). A court is named with the date of its decision. */
static void put_law(struct reference_entry *reference)
{
    const struct cite_work *work = reference->work;
    struct cite_out *out = &reference->out;
    struct arena *arena = reference->arena;
    size_t mark = out->written;
    const char *year = cite_work_year(arena, reference->labels, work);

    put_name_of_work(reference, work->title, false);
    cite_out_join(out, mark, ", ");
    cite_out_value(out, work->container ? work->container : work->series);
    if (work->volume != NULL) {
        cite_out_join(out, mark, " ");
        cite_out_value(out, work->volume);
    }
    if (work->number != NULL) {
        cite_out_join(out, mark, ", ");
        cite_out_text(out, cite_is_numeric(work->number)
                               ? filled(reference, "cite_number", cite_plain(arena, work->number))
                               : cite_plain(arena, work->number));
    }
    if (work->pages != NULL) {
        cite_out_join(out, mark, " ");
        cite_out_value(out, work->pages);
    }
    if (work->kind == CITE_CASE && work->issued.day > 0 && work->suffix == 0)
        year = cite_date_whole(arena, reference->labels, &work->issued);
    if (work->kind == CITE_CASE && work->publisher != NULL)
        year = arena_format(arena, "%s %s", cite_plain(arena, work->publisher), year);
    cite_out_join(out, mark, " ");
    if (work->issued.known || work->suffix > 0 || !cite_names_a_year(cite_plain(arena, work->title)))
        cite_out_text(out, arena_format(arena, "(%s)", year));
}

struct span *cite_reference(struct arena *arena, const struct labels *labels, const struct cite_work *work)
{
    struct reference_entry reference = {.arena = arena, .labels = labels, .work = work, .out = {.arena = arena}};
    struct cite_out *out = &reference.out;

    if (work->kind == CITE_LAW || work->kind == CITE_CASE) {
        put_law(&reference);
    } else {
        static void (*const parts[])(struct reference_entry *) = {
            put_lead, put_date, put_title_and_descriptions, put_source, put_event, put_publisher,
        };
        for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
            cite_out_join(out, 0, ". ");
            parts[i](&reference);
        }
    }
    out->delimiter = NULL;
    cite_out_stop(out);
    put_address(&reference);
    put_original(&reference);
    return cite_out_finish(out);
}
