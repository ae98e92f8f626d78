/* What `appendices` of study.yaml lists: sections, pages and scans, and which quotes they print. */

#include "check/rules.h"

#include "base/say.h"
#include "base/text.h"
#include "study/study.h"

#include <stdlib.h>
#include <string.h>

/* Of section, page and file there must be one. */
static void check_kind(struct build *build, const struct appendix_entry *entry)
{
    const struct record *record = &entry->record;
    int kinds = !record_lacks(record, "section") + !record_lacks(record, "page") + !record_lacks(record, "file");

    if (kinds == 1)
        return;
    diag_error(build->diags, record->place, "bad-appendix",
               kinds == 0 ? N_("the appendix is made of nothing") : N_("the appendix is made of more than one thing"));
    diag_hint(build->diags, "write one of 'section: NAME', 'page: ID' and 'file: NAME'");
}

static bool is_scan(const char *file)
{
    static const char *const endings[] = {".pdf", ".png", ".jpg", ".jpeg", NULL};
    const char *ending = strrchr(file, '.');

    return ending != NULL && text_is_among(ending, endings);
}

static void check_scan(struct build *build, const struct study *study, const struct appendix_entry *entry)
{
    struct place place = record_place_of(&entry->record, "file");

    if (!is_scan(entry->file)) {
        diag_error(build->diags, place, "bad-appendix", "'%s' is not a scan that can be printed", entry->file);
        diag_hint(build->diags, "save it as PDF, PNG or JPEG, with its usual ending in small letters");
        return;
    }
    check_figure(build, study, place, appendix_file(build->arena, entry));
    if (record_lacks(&entry->record, "title")) {
        diag_error(build->diags, entry->record.place, "missing-key", "the scan '%s' has no title", entry->file);
        diag_hint(build->diags, "add 'title: ...', which the list of appendices prints");
    }
}

/* all, exemplar, or a number from 1. */
static void check_amount(struct build *build, const struct record *record, const char *amount)
{
    char *end;

    if (amount == NULL || strcmp(amount, "all") == 0 || strcmp(amount, "exemplar") == 0 ||
        (strtol(amount, &end, 10) > 0 && *end == '\0'))
        return;
    diag_error(build->diags, record_place_of(record, "quotes"), "unknown-value",
               "'quotes' is 'all', 'exemplar', or how many of each theme, but '%s' was found", amount);
    diag_hint(build->diags, "write 'quotes: exemplar' for those marked as exemplars, 'quotes: 5' for up to five");
}

/* What belongs to one kind of appendix, in another. */
static void check_keys(struct build *build, const struct appendix_entry *entry)
{
    const struct record *record = &entry->record;
    bool has_quotes = entry->section != NULL && strcmp(entry->section, "quote-matrix") == 0;

    if (!record_lacks(record, "quotes") && !has_quotes) {
        diag_error(build->diags, record_place_of(record, "quotes"), "bad-appendix", "only 'quote-matrix' has 'quotes'");
        diag_hint(build->diags, "remove it here");
    }
    if (!record_lacks(record, "site") && entry->file == NULL) {
        diag_error(build->diags, record_place_of(record, "site"), "bad-appendix", "only a file has 'site'");
        diag_hint(build->diags, "remove it: sections and pages are in the site anyway");
    }
}

/* Sections that are listed twice are found with all such lists (check/ids.c). */
static void check_twice(struct build *build, const struct list *entries, size_t position)
{
    static const char key[] = "appendices";
    const struct appendix_entry *entry = entries->items[position];

    for (size_t i = 0; i < position; i++) {
        const struct appendix_entry *other = entries->items[i];
        bool same_page = entry->page.object != NULL && entry->page.object == other->page.object;
        bool same_file = entry->file != NULL && other->file != NULL && strcmp(entry->file, other->file) == 0;
        if (!same_page && !same_file)
            continue;
        diag_error(build->diags, entry->record.place, "listed-twice", "'%s' appears twice in '%s'",
                   same_page ? entry->page.id : entry->file, key);
        diag_hint(build->diags, "take one of them out");
        return;
    }
}

/* The results as a chapter say what the appendix of them says. */
static void check_chapter(struct build *build, const struct study_info *info)
{
    const struct appendix_settings *settings = info->appendix;
    bool is_there = info->appendices.count == 0;

    for (size_t i = 0; i < info->appendices.count; i++) {
        const struct appendix_entry *entry = info->appendices.items[i];
        is_there |= entry->section != NULL && strcmp(entry->section, "narrative") == 0;
    }
    if (settings == NULL || settings->chapter == APPENDIX_CHAPTER_NONE || is_there)
        return;
    diag_error(build->diags, record_place_of(&settings->record, "chapter"), "bad-appendix",
               "there is no chapter of results without 'narrative' among the appendices");
    diag_hint(build->diags, "add it to 'appendices'; the thesis need not take that file");
}

void check_appendices(struct build *build, const struct study *study)
{
    const struct list *entries = &study->info->appendices;

    check_amount(build, &study->info->record, study->info->quotes);
    check_chapter(build, study->info);
    for (size_t i = 0; i < entries->count; i++) {
        const struct appendix_entry *entry = entries->items[i];
        check_kind(build, entry);
        if (entry->file != NULL)
            check_scan(build, study, entry);
        check_amount(build, &entry->record, entry->quotes);
        check_keys(build, entry);
        check_twice(build, entries, i);
    }
}
