/* Files and pages that study.yaml names, and languages of excerpts. */

#include "check/rules.h"

#include "base/buffer.h"
#include "base/text.h"
#include "bibliography/bibliography.h"
#include "study/study.h"

#include <math.h>
#include <string.h>
#include <strings.h>

enum { SMALLEST_FONT = 8, LARGEST_FONT = 14 };

/* The services that show a picture beside a link take no drawings, and fetch it by its full address. */
static void check_image(struct build *build, const struct study *study, const struct site_settings *site)
{
    struct place place = record_place_of(&site->record, "image");
    const char *ending = strrchr(site->image, '.');

    check_figure(build, study, place, site->image);
    if (ending == NULL ||
        (strcasecmp(ending, ".png") != 0 && strcasecmp(ending, ".jpg") != 0 && strcasecmp(ending, ".jpeg") != 0)) {
        diag_error(build->diags, place, "bad-image", "'%s' cannot be shown as the picture of a link", site->image);
        diag_hint(build->diags, "save it as PNG or JPEG, about 1200 by 630 pixels");
    }
    if (site->base_url == NULL) {
        diag_warning(build->diags, place, "bad-image", "without 'base_url' no service finds the picture");
        diag_hint(build->diags, "add 'base_url', where the site will be hosted");
    }
}

/* The template of the Word documents is there; whether it is one shows when they are made. */
static void check_reference(struct build *build, const struct appendix_settings *appendix)
{
    struct place place = record_place_of(&appendix->record, "reference");
    const char *name = appendix->reference;
    struct buffer bytes = {0};

    if (!text_ends_with(name, ".docx") && !text_ends_with(name, ".dotx")) {
        diag_error(build->diags, place, "bad-reference", "'%s' is not a Word document", name);
        diag_hint(build->diags, "open it in Word or LibreOffice and save it as .docx");
    } else if (!build_read_content(build, name, &bytes)) {
        diag_error(build->diags, place, "bad-reference", "there is no file 'content/%s'", name);
        diag_hint(build->diags, "put the template there, beside study.yaml");
    }
    buffer_free(&bytes);
}

/* Tables and their heads need some room, wherever the margins are. */
static void check_margins(struct build *build, const struct appendix_settings *appendix)
{
    static const double least_width = 7, least_height = 10;
    struct appendix_page page = appendix_page(appendix);
    double least = page.left < page.right ? page.left : page.right;

    least = page.top < least ? page.top : least;
    least = page.bottom < least ? page.bottom : least;
    if (least >= 0.5 && page.width - page.left - page.right >= least_width &&
        page.height - page.top - page.bottom >= least_height)
        return;
    diag_error(build->diags, record_place_of(&appendix->record, "margins"), "margins",
               "these margins leave no page that can be read");
    diag_hint(build->diags, "they are in cm, each at least 0.5; of %g by %g cm at least %g by %g must be left",
              page.width, page.height, least_width, least_height);
}

static void check_appendix(struct build *build, const struct appendix_settings *appendix)
{
    const struct number *size = &appendix->font_size;

    if (appendix->margins != NULL)
        check_margins(build, appendix);
    if (appendix->reference != NULL)
        check_reference(build, appendix);
    bool is_half = fmod(2 * size->value, 1) == 0; /* Word has no others */
    if (size->text == NULL || (size->value >= SMALLEST_FONT && size->value <= LARGEST_FONT && is_half))
        return;
    diag_error(build->diags, record_place_of(&appendix->record, "font_size"), "font-size",
               "tables cannot be set in %s points", size->text);
    diag_hint(build->diags, "from %d to %d can be read and fit, in whole or half points", SMALLEST_FONT, LARGEST_FONT);
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

void check_settings(struct build *build, const struct study *study)
{
    const struct study_info *info = study->info;

    if (info->site != NULL && study->original == NULL && info->site->image != NULL)
        check_image(build, study, info->site);
    cite_check_style(build, study);
    if (info->appendix != NULL)
        check_appendix(build, info->appendix);
    for (size_t i = 0; i < info->appendices.count; i++) {
        const struct appendix_entry *entry = info->appendices.items[i];
        if (entry->file != NULL)
            check_scan(build, study, entry);
    }
}

void check_languages(struct build *build, const struct study *study)
{
    for (size_t i = 0; i < study->excerpts.count; i++) {
        const struct excerpt *excerpt = study->excerpts.items[i];
        if (excerpt->language == NULL || language_is_tag(excerpt->language))
            continue;
        diag_error(build->diags, record_place_of(&excerpt->record, "language"), "bad-language",
                   "'%s' is not the tag of a language", excerpt->language);
        diag_hint(build->diags,
                  "write the tag of BCP 47: 'language: bug' for Buginese, 'language: mak' for Makassarese");
    }
}
