/*
 * content/private/consent.yaml: who agreed when, on which form, to what, and who took it back. Where the file is there,
 * all that is printed of an informant rests on it.
 */

#include "read/private.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/say.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>

static const char file_path[] = "content/private/consent.yaml";

/* What an informant may agree to; the first ones are what the program can print, and where. */
enum scope {
    SCOPE_QUOTE,
    SCOPE_TRANSLATION,
    SCOPE_ROLE,
    SCOPE_NAME,
    SCOPE_SITE,
    SCOPE_REPOSITORY,
    SCOPE_TRANSCRIPT,
    SCOPE_PRINTED
};

static const char *const scope_names[] = {"quote",      "translation", "role",  "name",  "site", "repository",
                                          "transcript", "audio",       "photo", "video", NULL};

struct consent_file {
    struct record record;
    struct list consents; /* of struct consent_given */
};

struct consent_given {
    struct record record;
    struct reference informant;
    const char *date;
    const char *form;
    struct list scope; /* of const char * */
    const char *withdrawn;
};

#define AT(type, member) offsetof(struct type, member)

static const struct field given_fields[] = {
    {"informant", FIELD_REFERENCE, true, AT(consent_given, informant), N_("code of the informant"),
     .kind = OBJECT_INFORMANT},
    {"date", FIELD_DATE, true, AT(consent_given, date), N_("when it was given")},
    {"form", FIELD_TOKEN, false, AT(consent_given, form), N_("the version of the form that was signed")},
    {"scope", FIELD_CHOICES, true, AT(consent_given, scope), N_("what was agreed to"), .allowed = scope_names},
    {"withdrawn", FIELD_DATE, false, AT(consent_given, withdrawn), N_("when it was taken back")},
};
static const struct schema given_schema = {.name = "consent",
                                           .help = "what an informant agreed to",
                                           .size = sizeof(struct consent_given),
                                           .fields = given_fields,
                                           .field_count = sizeof given_fields / sizeof *given_fields};

static const struct field file_fields[] = {
    {"consents", FIELD_RECORDS, true, AT(consent_file, consents), N_("one for each informant"),
     .record = &given_schema},
};
static const struct schema file_schema = {.name = "consents",
                                          .help = "what informants agreed to",
                                          .size = sizeof(struct consent_file),
                                          .fields = file_fields,
                                          .field_count = sizeof file_fields / sizeof *file_fields};

struct ledger {
    struct build *build;
    struct study *study;
    const struct consent_file *file;
    unsigned asked; /* bits of enum scope: what some form asks for */
};

static bool read_ledger(struct ledger *ledger)
{
    struct build *build = ledger->build;
    struct input_file file = {.path = file_path, .full = file_join(build->arena, build->root, file_path)};
    const struct languages languages = {.own = language_names[0], .wanted = language_names[0]};
    struct buffer bytes = {0};
    const char *text;
    size_t length;
    struct node *root = NULL;
    bool lost = false;

    if (!file_exists(file.full))
        return false;
    if (input_load(&file, build->diags, &bytes, &text, &length)) {
        struct yaml_source source = {file_path, 1, text, length};
        struct record_reader reader = {build->arena, build->diags, file_path, &languages, false, &lost};
        bool done = yaml_read(build->arena, build->diags, &source, &root);
        if (done && root != NULL && root->kind == NODE_MAP) {
            ledger->file = record_read(&reader, &file_schema, root);
        } else if (done) {
            diag_error(build->diags, (struct place){.file = file_path}, "wrong-type",
                       "the file must hold the list 'consents'");
            diag_hint(build->diags, "as 'consents: [{informant: IK-01, date: 2025-03-04, scope: [quote]}]'");
        }
    }
    buffer_free(&bytes);
    return ledger->file != NULL && !lost;
}

static void check_code(const struct ledger *ledger, const struct consent_given *given)
{
    const struct map *informants = ledger->study->objects[OBJECT_INFORMANT];
    struct nearest nearest = {.word = given->informant.id};
    struct diags *diags = ledger->build->diags;

    /* Who took the consent back may have been taken out of the study: the record of it stays. */
    if (given->informant.id == NULL || given->withdrawn != NULL || ledger->study->incomplete[OBJECT_INFORMANT] ||
        study_find(ledger->study, OBJECT_INFORMANT, given->informant.id) != NULL)
        return;
    diag_error(diags, given->informant.place, "unknown-informant", "informant '%s' is not in content/informants.yaml",
               given->informant.id);
    text_nearest_key(&nearest, informants);
    diag_hint_nearest(diags, &nearest);
}

/* ---- what one informant agreed to ---- */

/* Of all records of an informant. */
struct agreement {
    const struct consent_given *last;      /* of those that hold */
    const struct consent_given *withdrawn; /* the last one that was taken back, and not given anew; or NULL */
    unsigned scopes;                       /* bits of enum scope */
};

static unsigned scopes_of(const struct consent_given *given)
{
    unsigned scopes = 0;

    for (int scope = 0; scope < SCOPE_PRINTED; scope++)
        scopes |= list_has_text(&given->scope, scope_names[scope]) ? 1u << scope : 0;
    return scopes;
}

static bool is_of(const struct consent_given *given, const struct informant *informant)
{
    return given->informant.id != NULL && strcmp(given->informant.id, informant->code) == 0;
}

static struct agreement agreement_of(const struct ledger *ledger, const struct informant *informant)
{
    const struct list *all = &ledger->file->consents;
    struct agreement agreement = {0};

    for (size_t i = 0; i < all->count; i++) {
        const struct consent_given *given = all->items[i];
        if (is_of(given, informant) && given->withdrawn != NULL)
            agreement.withdrawn = given;
    }
    for (size_t i = 0; i < all->count; i++) {
        const struct consent_given *given = all->items[i];
        if (!is_of(given, informant) || given->withdrawn != NULL)
            continue;
        agreement.last = given;
        agreement.scopes |= scopes_of(given);
        if (agreement.withdrawn != NULL && given->date != NULL &&
            strcmp(given->date, agreement.withdrawn->withdrawn) >= 0)
            agreement.withdrawn = NULL;
    }
    return agreement;
}

static bool is_printed(const struct excerpt *excerpt, const struct informant *informant)
{
    return excerpt_has_speaker(excerpt, informant) && excerpt_consent(excerpt) != CONSENT_NONE &&
           !excerpt->illustrative;
}

/* Words of informant are for everybody. */
static bool is_public(const struct ledger *ledger, const struct informant *informant)
{
    for (size_t i = 0; i < ledger->study->excerpts.count; i++) {
        const struct excerpt *excerpt = ledger->study->excerpts.items[i];
        if (is_printed(excerpt, informant) && excerpt_consent(excerpt) == CONSENT_PUBLIC)
            return true;
    }
    return false;
}

/*
 * Bits of what is printed of informant in some edition. Where it is printed counts in studies whose forms ask for it,
 * as the entry of one informant shows.
 */
static unsigned printed_of(const struct ledger *ledger, const struct informant *informant)
{
    unsigned printed = 0;

    for (size_t i = 0; i < ledger->study->excerpts.count; i++) {
        const struct excerpt *excerpt = ledger->study->excerpts.items[i];
        if (is_printed(excerpt, informant))
            printed |= 1u << SCOPE_QUOTE | (excerpt->translation != NULL ? 1u << SCOPE_TRANSLATION : 0);
    }
    if (is_public(ledger, informant))
        printed |= ledger->asked & (1u << SCOPE_SITE | (ledger->build->opens ? 1u << SCOPE_REPOSITORY : 0));
    if (informant->attribution == ATTRIBUTION_ROLE)
        printed |= 1u << SCOPE_ROLE;
    if (informant->attribution == ATTRIBUTION_NAMED)
        printed |= 1u << SCOPE_NAME;
    return printed;
}

/* ---- reports ---- */

/* "content/excerpts/IK-01.yaml:7, :19, content/excerpts/kelompok.yaml:4" */
static void list_places(struct buffer *out, const struct ledger *ledger, const struct informant *informant)
{
    const char *file = "";

    for (size_t i = 0; i < ledger->study->excerpts.count; i++) {
        const struct excerpt *excerpt = ledger->study->excerpts.items[i];
        if (!excerpt_has_speaker(excerpt, informant) || excerpt_consent(excerpt) == CONSENT_NONE)
            continue;
        struct place place = excerpt->record.place;
        bool same = strcmp(file, place.file) == 0;
        buffer_format(out, "%s%s:%d", out->length > 0 ? ", " : "", same ? "" : place.file, place.line);
        file = place.file;
    }
}

/* From now on nothing of informant is seen by anybody, so that the gate searches for all of it. */
static void withdraw(const struct ledger *ledger, struct informant *informant, const struct consent_given *given)
{
    struct diags *diags = ledger->build->diags;
    struct buffer places = {0};

    list_places(&places, ledger, informant);
    diag_error(diags, record_place_of(&given->record, "withdrawn"), "consent-withdrawn",
               "'%s' took the consent back, but would still be printed", informant->code);
    if (places.length > 0)
        diag_hint(diags, "the words are in %s", buffer_string(&places));
    diag_hint(diags, "write 'consent: none' in %s:%d: then nothing of it is printed", informant->record.place.file,
              record_place_of(&informant->record, "consent").line);
    informant->consent = CONSENT_NONE;
    buffer_free(&places);
}

static void diagnose_scope(const struct ledger *ledger, const struct informant *informant,
                           const struct consent_given *given, unsigned missing)
{
    struct diags *diags = ledger->build->diags;
    struct buffer names = {0};

    for (int scope = 0; scope < SCOPE_PRINTED; scope++) {
        if (missing & 1u << scope)
            buffer_format(&names, "%s'%s'", names.length > 0 ? ", " : "", scope_names[scope]);
    }
    diag_error(diags, record_place_of(&given->record, "scope"), "consent-scope",
               "what is printed of '%s' needs consent to %s, which is not recorded", informant->code,
               buffer_string(&names));
    diag_hint(diags, "add it to 'scope' if it was given, or take out what is printed");
    buffer_free(&names);
}

static void diagnose_missing_consent(const struct ledger *ledger, const char *codes)
{
    diag_error(ledger->build->diags, (struct place){.file = file_path}, "missing-consent",
               "no consent is recorded of %s", codes);
    diag_hint(ledger->build->diags, "write for each what the signed form says, as '- {informant: IK-01, date: "
                                    "2025-03-04, form: v1, scope: [quote]}', or 'consent: none' in "
                                    "content/informants.yaml");
}

/* Made-up informants agreed to nothing, and what is withheld needs nobody's consent. */
static void check_informants(const struct ledger *ledger)
{
    const struct list *informants = &ledger->study->informants->informants;
    struct buffer missing = {0};

    for (size_t i = 0; i < informants->count; i++) {
        struct informant *informant = informants->items[i];
        if (informant->code == NULL || informant->illustrative || informant->consent == CONSENT_NONE)
            continue;
        const struct agreement agreement = agreement_of(ledger, informant);
        unsigned lacks = printed_of(ledger, informant) & ~agreement.scopes;
        informant->opens_transcript = agreement.withdrawn == NULL && (agreement.scopes & 1u << SCOPE_TRANSCRIPT) != 0;
        if (agreement.withdrawn != NULL)
            withdraw(ledger, informant, agreement.withdrawn);
        else if (agreement.last == NULL)
            buffer_format(&missing, "%s'%s'", missing.length > 0 ? ", " : "", informant->code);
        else if (lacks != 0)
            diagnose_scope(ledger, informant, agreement.last, lacks);
    }
    if (missing.length > 0)
        diagnose_missing_consent(ledger, buffer_string(&missing));
    buffer_free(&missing);
}

bool read_consents(struct build *build, struct study *study)
{
    struct ledger ledger = {.build = build, .study = study};

    if (!read_ledger(&ledger))
        return false;
    for (size_t i = 0; i < ledger.file->consents.count; i++)
        check_code(&ledger, ledger.file->consents.items[i]);
    for (size_t i = 0; i < ledger.file->consents.count; i++)
        ledger.asked |= scopes_of(ledger.file->consents.items[i]);
    size_t errors = diags_count(build->diags, SEVERITY_ERROR);
    if (!study->incomplete[OBJECT_INFORMANT])
        check_informants(&ledger);
    for (size_t i = 0; i < study->informants->informants.count; i++) {
        const struct informant *informant = study->informants->informants.items[i];
        if (informant->code != NULL && !informant->illustrative && agreement_of(&ledger, informant).withdrawn != NULL)
            return diags_count(build->diags, SEVERITY_ERROR) > errors;
    }
    return false;
}
