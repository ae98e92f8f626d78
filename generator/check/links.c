#include "check/rules.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/process.h"
#include "base/say.h"
#include "base/text.h"
#include "base/url.h"
#include "study/study.h"

#include <string.h>
#include <strings.h>

/* Not there, nor in what could not be read. */
static bool is_missing(const struct text_rules *rules, enum object_kind kind, const char *id)
{
    return study_find(rules->study, kind, id) == NULL &&
           (!rules->study->incomplete[kind] || !unread_may_define(rules->unread, id));
}

/* "informant:IK-01" */
static bool check_object_link(const struct text_rules *rules, struct place place, const char *target, size_t scheme)
{
    enum object_kind kind = object_kind_named(target, scheme);
    const char *id = target + scheme + 1;

    if (kind == OBJECT_NONE)
        return false;
    if (is_missing(rules, kind, id)) {
        diag_error(rules->build->diags, place, "broken-link", "the link leads to %s '%s', which does not exist",
                   translated(object_kind_name(kind)), id);
        study_hint_nearest(rules->study, rules->build->diags, kind, id);
    }
    return true;
}

static void check_scheme(const struct text_rules *rules, struct place place, const char *target, size_t scheme,
                         bool is_image)
{
    if (check_object_link(rules, place, target, scheme))
        return;
    if (scheme == 1 || strncasecmp(target, "file:", 5) == 0) {
        diag_error(rules->build->diags, place, "local-link", "'%s' is on this computer, where no reader can follow",
                   target);
        diag_hint(rules->build->diags, "put the file into content/figures/ and write 'figures/NAME'");
    } else if (is_image) {
        bool is_data = strncmp(target, "data:", 5) == 0;
        diag_warning(rules->build->diags, place, "remote-figure", "%s",
                     is_data ? translated("the figure is not shown: its file stands in the text")
                             : translated("the figure is not shown: pages load none from elsewhere"));
        diag_hint(rules->build->diags, "put a copy into content/figures/ and write 'figures/NAME'");
    } else if (!url_is_offered(target)) {
        diag_warning(rules->build->diags, place, "unsafe-link",
                     "'%.*s:' leads to no page, so the words are printed without the link", (int)scheme, target);
        diag_hint(rules->build->diags, "addresses begin with https:, http:, mailto: or tel:");
    }
}

static bool is_known_figure(const struct study *study, const char *path, struct nearest *nearest)
{
    for (size_t i = 0; i < study->figures.count; i++) {
        const char *figure = study->figures.items[i];
        if (strcmp(figure, path) == 0)
            return true;
        text_nearest(nearest, figure);
    }
    return false;
}

/* The part of the path from "figures/" on, when it only climbs up before: "../figures/peta.svg". */
static const char *below_figures(const char *path)
{
    while (strncmp(path, "../", 3) == 0 || strncmp(path, "./", 2) == 0)
        path += path[1] == '.' ? 3 : 2;
    return strncmp(path, "content/", 8) == 0 ? path + 8 : path;
}

void check_figure(struct build *build, const struct study *study, struct place place, const char *path)
{
    struct nearest nearest = {.word = path};
    const char *meant = below_figures(path);

    bool known = is_known_figure(study, path, &nearest);
    if (known && text_ends_with(path, ".pdf") && !process_is_there("pdftocairo")) {
        diag_error(build->diags, place, "pdf-figure",
                   "the site cannot show the figure '%s', as it is a PDF, and pdftocairo is not installed", path);
        diag_hint(build->diags, "on Debian and Ubuntu: apt install poppler-utils; or export the figure as SVG or PNG");
    }
    if (known)
        return;
    diag_error(build->diags, place, "missing-figure", "there is no figure 'content/%s'", path);
    if (is_known_figure(study, meant, &nearest))
        diag_hint(build->diags, "write '%s': paths of figures begin at content/", meant);
    else if (!diag_hint_nearest(build->diags, &nearest))
        diag_hint(build->diags, "put the file into content/figures/ and write 'figures/NAME'");
}

/* A relative link that is not shown: to a figure, or to a page of the site, whose paths only assemble knows. */
static void check_relative(const struct text_rules *rules, struct place place, const char *path)
{
    if (strncmp(below_figures(path), "figures/", 8) == 0) {
        check_figure(rules->build, rules->study, place, path);
    } else if (text_ends_with(path, ".md")) {
        diag_error(rules->build->diags, place, "broken-link", "'%s' is not a page of the site", path);
        diag_hint(rules->build->diags, "name the page by its id: [text](page:ID), or (finding:ID) for a finding");
    } else if (!text_ends_with(path, ".html") && !text_ends_with(path, "/")) {
        diag_warning(rules->build->diags, place, "broken-link", "nothing is published as '%s'", path);
        diag_hint(rules->build->diags, "put the file into content/figures/, or give its full address (https://...)");
    }
}

/* A figure of the text; as no browser shows a PDF in a page, that one becomes a picture. */
static void check_shown(const struct text_rules *rules, struct place place, const char *path)
{
    struct nearest nearest = {.word = path};

    check_figure(rules->build, rules->study, place, path);
    if (!text_ends_with(path, ".pdf") || !is_known_figure(rules->study, path, &nearest) ||
        !process_is_there("pdftocairo"))
        return;
    diag_warning(rules->build->diags, place, "pdf-figure",
                 "the site shows the PDF figure '%s' as a picture of its first page", path);
    diag_hint(rules->build->diags,
              "export it as SVG: it stays sharp when it is enlarged, and its words can be searched");
}

void check_tracking(struct build *build, struct place place, const char *address)
{
    const char *mark = url_tracking(address);

    if (mark == NULL)
        return;
    diag_warning(build->diags, place, "odd-address", "the address tells where it was copied from: '%.*s'",
                 (int)strcspn(mark, "&#"), mark);
    diag_hint(build->diags, "leave that out of the address");
}

void check_link(const struct text_rules *rules, struct place place, const char *target, bool is_image)
{
    size_t scheme = url_scheme(target);

    if (scheme > 0) {
        check_tracking(rules->build, place, target);
        check_scheme(rules, place, target, scheme, is_image);
        return;
    }
    if (*target == '#' || (*target == '\0' && !is_image) || strncmp(target, "//", 2) == 0)
        return;
    if (*target == '/') {
        diag_error(rules->build->diags, place, "absolute-link",
                   "'%s' breaks when the site is in a subfolder or on a USB stick", target);
        diag_hint(rules->build->diags, "leave out the '/' at the start");
        return;
    }
    struct arena *arena = arena_new();
    const char *path = arena_copy(arena, target, strcspn(target, "#?"));
    if (is_image)
        check_shown(rules, place, path);
    else
        check_relative(rules, place, path);
    arena_free(arena);
}

static void check_quote(const struct text_rules *rules, struct place place, const struct excerpt *excerpt)
{
    enum consent consent = excerpt_consent(excerpt);

    if (consent == CONSENT_PUBLIC)
        return;
    const struct record *record = &excerpt->record;
    if (excerpt->host != NULL && excerpt->host->consent == (int)consent)
        record = &excerpt->host->record;
    for (size_t i = excerpt->speakers.count; i-- > 0;) {
        const struct informant *speaker = excerpt->speakers.items[i];
        record = speaker->consent == (int)consent ? &speaker->record : record;
    }
    struct place given = record_place_of(record, "consent");
    diag_warning(rules->build->diags, place, "withheld", "excerpt '%s' is left out here for %s", excerpt->id,
                 consent == CONSENT_NONE ? translated("everybody") : translated("readers of the site"));
    diag_hint(rules->build->diags, "its consent is '%s' (%s:%d); the text around it must make sense without it",
              consent_names[consent], given.file, given.line);
}

void check_cited(const struct text_rules *rules, struct place place, const struct cited_work *cited)
{
    struct work *work = study_find(rules->study, OBJECT_WORK, cited->key);

    if (work != NULL)
        map_put(rules->cited, work->key, work);
    if (!is_missing(rules, OBJECT_WORK, cited->key))
        return;
    diag_error(rules->build->diags, place, "unknown-work", "'%s' is not in the bibliography", cited->key);
    study_hint_nearest(rules->study, rules->build->diags, OBJECT_WORK, cited->key);
}

void check_directive(const struct text_rules *rules, struct place place, const struct directive *directive)
{
    static const enum object_kind kinds[] = {OBJECT_EXCERPT,   OBJECT_INFORMANT, OBJECT_DOCUMENT,
                                             OBJECT_OBJECTIVE, OBJECT_CODE,      OBJECT_STATISTIC};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && directive->id != NULL; i++) {
        enum object_kind kind = kinds[i];
        if (strcmp(directive->name, object_kind_name(kind)) != 0)
            continue;
        const void *object = study_find(rules->study, kind, directive->id);
        if (is_missing(rules, kind, directive->id))
            study_diagnose_unknown(rules->study, rules->build->diags, place, kind, directive->id);
        else if (kind == OBJECT_EXCERPT && object != NULL)
            check_quote(rules, place, object);
    }
}
