/* What study.yaml and reporting.yaml say: settings, languages, and the items of a reporting checklist. */

#include "check/check.h"
#include "check/rules.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "bibliography/bibliography.h"
#include "document/document.h"
#include "study/study.h"

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

static void check_site(struct build *build, const struct site_settings *site)
{
    const char *url = site->base_url;

    if (url == NULL || strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0)
        return;
    diag_error(build->diags, record_place_of(&site->record, "base_url"), "bad-url",
               "'base_url' must be a full address, but '%s' was found", url);
    diag_hint(build->diags, "begin it with https://, or leave it out");
}

/* A reader takes the answer for a result: it says which findings it follows from. */
static void check_answer(struct build *build, const struct study_info *info)
{
    if (info->answer == NULL || info->rests_on.count > 0)
        return;
    diag_warning(build->diags, record_place_of(&info->record, "answer"), "answer-without-finding",
                 "the answer names no finding that it follows from");
    diag_hint(build->diags, "add 'rests_on: [...]' with the ids of the findings");
}

static void check_number(struct build *build, const struct key_number *number)
{
    const struct statistic *statistic = number->statistic.object;

    if (statistic != NULL && statistic->series.count > 0) {
        diag_error(build->diags, record_place_of(&number->record, "statistic"), "unknown-point",
                   "statistic '%s' has several series, of which none is said", statistic->id);
        diag_hint(build->diags, "make a statistic of its own of the number that readers should see first");
    } else if (statistic != NULL && number->point != NULL) {
        check_point(build, statistic, record_place_of(&number->record, "point"), number->point,
                    N_("leave it out to show the first and the last"));
    }
}

static void check_first_screen(struct build *build, const struct study_info *info)
{
    const struct list none = {0}, *numbers = info->site ? &info->site->numbers : &none;

    check_answer(build, info);
    for (size_t i = 0; i < numbers->count; i++)
        check_number(build, numbers->items[i]);
}

/* Who is told apart on the board of the home page. */
static void check_board(struct build *build, const struct study *study)
{
    const struct site_settings *site = study->info->site;
    static const char *const known[] = {"sector", "group", "none"};
    const char *board = site ? site->board : NULL;
    struct nearest nearest = {.word = board};

    if (board == NULL)
        return;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(board, known[i]) == 0)
            return;
        text_nearest(&nearest, known[i]);
    }
    for (size_t i = 0; i < study->informants->attributes.count; i++) {
        const struct attribute *attribute = study->informants->attributes.items[i];
        if (strcmp(board, attribute->id) == 0)
            return;
        text_nearest(&nearest, attribute->id);
    }
    diag_error(build->diags, record_place_of(&site->record, "board"), "unknown-board",
               "informants cannot be told apart by '%s'", board);
    if (!diag_hint_nearest(build->diags, &nearest))
        diag_hint(build->diags, "write 'sector', 'group', or the id of an attribute in informants.yaml");
}

static void check_steps(struct build *build, const struct site_settings *site, const struct actor *actor)
{
    const struct page *page = site->actions.object;
    struct place place = record_place_of(&actor->record, "steps");
    struct nearest nearest = {.word = actor->steps};

    if (site->actions.id == NULL) {
        diag_error(build->diags, place, "unknown-steps",
                   "'steps' is a heading of the page 'actions', which is missing");
        diag_hint(build->diags, "add 'actions: ID' to 'site', with the id of that page");
    }
    if (page == NULL)
        return;
    for (const struct block *block = page->body; block != NULL; block = block->next) {
        if (block->kind != BLOCK_HEADING || block->level != 2 || block->id == NULL)
            continue;
        if (strcmp(block->id, actor->steps) == 0)
            return;
        text_nearest(&nearest, block->id);
    }
    diag_error(build->diags, place, "unknown-steps", "page '%s' has no heading '#%s'", page->id, actor->steps);
    if (!diag_hint_nearest(build->diags, &nearest))
        diag_hint(build->diags, "give the heading an id: ## ... {#%s}", actor->steps);
}

/* The sectors and groups that informants have. */
static struct map *known_voices(struct arena *arena, const struct study *study)
{
    struct map *known = map_new(arena);

    for (size_t i = 0; i < study->informants->informants.count; i++) {
        const struct informant *informant = study->informants->informants.items[i];
        if (informant->sector != NULL)
            map_put(known, informant->sector, (void *)informant);
        if (informant->group != NULL)
            map_put(known, informant->group, (void *)informant);
    }
    return known;
}

static void check_voices(struct build *build, const struct actor *actor, const struct map *known)
{
    for (size_t i = 0; i < actor->voices.count; i++) {
        struct nearest nearest = {.word = actor->voices.items[i]};
        if (map_get(known, nearest.word) != NULL)
            continue;
        text_nearest_key(&nearest, known);
        diag_error(build->diags, record_place_of(&actor->record, "voices"), "unknown-voice",
                   "no informant belongs to the sector or group '%s'", nearest.word);
        if (!diag_hint_nearest(build->diags, &nearest))
            diag_hint(build->diags, "write a sector or a group as informants.yaml has it");
    }
}

/* The pages of those who can act. */
static void check_actors(struct build *build, const struct study *study)
{
    const struct site_settings *site = study->info->site;
    struct arena *arena = arena_new();
    const struct map *known = known_voices(arena, study);

    for (size_t i = 0; site != NULL && i < site->actors.count; i++) {
        const struct actor *actor = site->actors.items[i];
        if (actor->steps != NULL)
            check_steps(build, site, actor);
        if (!study->incomplete[OBJECT_INFORMANT])
            check_voices(build, actor, known);
    }
    if (build->notes != NULL && site != NULL && site->actors.count > 0 && site->base_url == NULL) {
        diag_note(build->notes, record_place_of(&site->record, "actors"), "no-address",
                  "the sheets to print have no QR code of their address");
        diag_hint(build->notes, "add 'base_url' to 'site', where the site will be hosted");
    }
    arena_free(arena);
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
    long size = appendix->font_size;

    if (appendix->margins != NULL)
        check_margins(build, appendix);
    if (appendix->reference != NULL)
        check_reference(build, appendix);
    if (size == INTEGER_ABSENT || (size >= SMALLEST_FONT && size <= LARGEST_FONT))
        return;
    diag_error(build->diags, record_place_of(&appendix->record, "font_size"), "font-size",
               "tables cannot be set in %ld points", size);
    diag_hint(build->diags, "between %d and %d can be read and fit", SMALLEST_FONT, LARGEST_FONT);
}

static void check_reporting(struct build *build, const struct study *study)
{
    struct arena *arena = arena_new();
    struct map *seen = map_new(arena);

    for (size_t i = 0; i < study->reporting->items.count; i++) {
        const struct reporting_item *item = study->reporting->items.items[i];
        struct place place = record_place_of(&item->record, "number");
        const char *name = standard_title((enum standard)item->standard);
        long last = standard_items((enum standard)item->standard);
        if (item->number == INTEGER_ABSENT)
            continue;
        if (item->number < 1 || item->number > last) {
            diag_error(build->diags, place, "reporting-item", "%s has no item %ld", name, item->number);
            diag_hint(build->diags, "its items are numbered from 1 to %ld", last);
        }
        const struct reporting_item *first =
            map_put(seen, arena_format(arena, "%s %ld", name, item->number), (void *)item);
        if (first != NULL) {
            diag_warning(build->diags, place, "reporting-item", "item %ld of %s is answered twice", item->number, name);
            diag_hint(build->diags, "the first answer is in line %d: join them", first->record.place.line);
        }
    }
    arena_free(arena);
}

static void refuse_saturation(struct build *build, const struct saturation_settings *saturation, const char *key,
                              const char *message)
{
    diag_error(build->diags, record_place_of(&saturation->record, key), "saturation", "%s", translated(message));
    diag_hint(build->diags, "the usual values are 'base_size: 4', 'run_length: 2' and 'threshold: 5'");
}

static void check_saturation(struct build *build, const struct saturation_settings *saturation)
{
    if (saturation->base_size != INTEGER_ABSENT && saturation->base_size < 1)
        refuse_saturation(build, saturation, "base_size", N_("the base needs one interview or more"));
    if (saturation->run_length != INTEGER_ABSENT && saturation->run_length < 1)
        refuse_saturation(build, saturation, "run_length", N_("a run has one interview or more"));
    if (saturation->threshold.text != NULL && !(saturation->threshold.value >= 0 && saturation->threshold.value < 100))
        refuse_saturation(build, saturation, "threshold", N_("the threshold is a percentage from 0 to below 100"));
}

void check_settings(struct build *build, const struct study *study)
{
    if (study->info->site != NULL && study->original == NULL)
        check_site(build, study->info->site);
    if (study->info->site != NULL && study->original == NULL && study->info->site->image != NULL)
        check_image(build, study, study->info->site);
    if (study->original == NULL)
        check_first_screen(build, study->info);
    check_board(build, study);
    if (study->original == NULL)
        check_actors(build, study);
    cite_check_style(build, study);
    if (study->info->appendix != NULL)
        check_appendix(build, study->info->appendix);
    if (study->info->saturation != NULL)
        check_saturation(build, study->info->saturation);
    check_reporting(build, study);
}

static void check_translations(struct build *build, const struct study *study)
{
    const struct list *languages = &study->info->translations;
    struct place place = record_place_of(&study->info->record, "translations");

    for (size_t i = 0; i < languages->count; i++) {
        const char *language = languages->items[i];
        if (strcmp(language, study->language) != 0)
            continue;
        diag_error(build->diags, place, "bad-language", "'%s' is the study's own language already", language);
        diag_hint(build->diags, "remove it from 'translations'");
    }
}

void check_languages(struct build *build, const struct study *study)
{
    if (study->original == NULL)
        check_translations(build, study);
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

void check_standard(struct build *build, const struct study *study, enum standard standard)
{
    for (long number = 1; number <= standard_items(standard); number++) {
        const struct standard_item *item = standard_item(standard, number);
        if (reporting_given(study, standard, number) != NULL || (item->has != NULL && item->has(study)))
            continue;
        diag_warning(build->diags, study->reporting->record.place, "reporting-missing", "%s %02ld is not answered: %s",
                     standard_title(standard), number, translated(item->name));
        diag_hint(build->diags, "add 'standard: %s', 'number: %ld' and 'answer: ...' to the items of %s",
                  standard_names[standard], number, study->reporting->record.place.file);
        if (item->data != NULL)
            diag_hint(build->diags, "or it is computed from %s", translated(item->data));
    }
}
