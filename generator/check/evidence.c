#include "check/rules.h"

#include "analysis/analysis.h"
#include "base/buffer.h"
#include "base/say.h"
#include "study/study.h"

enum { PLACES_SHOWN = 3 };

/* Counts excerpts of one kind and remembers where the first ones stand. */
struct tally {
    const struct excerpt *first;
    struct buffer places;
    size_t count;
};

static void add(struct tally *tally, const struct excerpt *excerpt)
{
    struct place place = excerpt->record.place;

    if (tally->count++ == 0)
        tally->first = excerpt;
    else if (tally->count <= PLACES_SHOWN)
        buffer_format(&tally->places, "%s%s:%d", tally->places.length > 0 ? ", " : "", place.file, place.line);
}

static void hint_places(struct build *build, struct tally *tally)
{
    if (tally->count > 1)
        diag_hint(build->diags, "others: %s%s", buffer_string(&tally->places),
                  tally->count > PLACES_SHOWN ? ", ..." : "");
}

static void check_final(struct build *build, struct tally *illustrative)
{
    if (!build->final || illustrative->count == 0)
        return;
    diag_error(build->diags, record_place_of(&illustrative->first->record, "illustrative"), "illustrative",
               translated_count("a final build shows no illustrative excerpts, but there is %zu",
                                "a final build shows no illustrative excerpts, but there are %zu", illustrative->count),
               illustrative->count);
    hint_places(build, illustrative);
    diag_hint(build->diags, "replace them by what informants said, or build without --final");
}

/* Summaries are no words of their source: the final build says why it has them. */
static void check_paraphrases(struct build *build, const struct study *study, struct tally *paraphrased)
{
    if (!build->final || paraphrased->count == 0 || study->info->paraphrases != NULL)
        return;
    diag_error(build->diags, record_place_of(&paraphrased->first->record, "according_to"), "paraphrase",
               translated_count("a final build shows words of the sources, but %zu excerpt is a summary",
                                "a final build shows words of the sources, but %zu excerpts are summaries",
                                paraphrased->count),
               paraphrased->count);
    hint_places(build, paraphrased);
    diag_hint(build->diags,
              "quote the source with its place, or say in 'paraphrases' of content/study.yaml why it cannot "
              "be quoted");
}

/* Nobody can quote what nobody has read. */
static void check_review(struct build *build, const struct excerpt *excerpt)
{
    const struct document *document = excerpt->document;

    if (document == NULL || document->review == REVIEW_DONE || excerpt->according_to != NULL)
        return;
    diag_error(build->diags, excerpt->record.place, "unread-document",
               document->review == REVIEW_PENDING
                   ? N_("excerpt '%s' quotes document '%s', which is not read yet")
                   : N_("excerpt '%s' quotes document '%s', which is not evidence of the study"),
               excerpt->id, document->id);
    diag_hint(build->diags, "say whose summary it is ('according_to'), or correct 'review' in %s:%d",
              document->record.place.file, document->record.place.line);
}

static void check_status(struct build *build, const struct study *study, struct tally *illustrative, struct tally *real)
{
    struct place place = record_place_of(&study->info->record, "evidence");

    if (study->info->evidence == EVIDENCE_COLLECTED && illustrative->count > 0) {
        diag_warning(build->diags, place, "evidence-status",
                     translated_count("'evidence' is 'collected', but %zu excerpt is illustrative",
                                      "'evidence' is 'collected', but %zu excerpts are illustrative",
                                      illustrative->count),
                     illustrative->count);
        diag_hint(build->diags, "the first is in %s:%d; write 'evidence: proposal' until all are real",
                  illustrative->first->record.place.file, illustrative->first->record.place.line);
    }
    if (study->info->evidence == EVIDENCE_PROPOSAL && real->count > 0) {
        diag_warning(
            build->diags, real->first->record.place, "evidence-status",
            translated_count("'evidence' is 'proposal', but %zu excerpt of an interview is not marked illustrative",
                             "'evidence' is 'proposal', but %zu excerpts of interviews are not marked "
                             "illustrative",
                             real->count),
            real->count);
        hint_places(build, real);
        diag_hint(build->diags, "mark what was made up with 'illustrative: true', or write 'evidence: collected' into "
                                "content/study.yaml");
    }
}

/* What an informant who was made up says, was made up. */
static void check_informants_of(struct build *build, const struct excerpt *excerpt)
{
    for (size_t i = 0; i < excerpt->speakers.count && !excerpt->illustrative; i++) {
        const struct informant *informant = excerpt->speakers.items[i];
        if (!informant->illustrative)
            continue;
        diag_warning(build->diags, excerpt->record.place, "illustrative",
                     "informant '%s' is illustrative, but the excerpt is not marked so", informant->code);
        diag_hint(build->diags, "add 'illustrative: true'");
    }
}

void check_evidence(struct build *build, const struct study *study)
{
    struct tally illustrative = {0}, real = {0}, paraphrased = {0};

    for (size_t i = 0; i < study->excerpts.count; i++) {
        const struct excerpt *excerpt = study->excerpts.items[i];
        check_informants_of(build, excerpt);
        check_review(build, excerpt);
        if (excerpt->according_to != NULL)
            add(&paraphrased, excerpt);
        if (excerpt_is_made_up(excerpt))
            add(&illustrative, excerpt);
        else if (excerpt->informant != NULL)
            add(&real, excerpt);
    }
    check_final(build, &illustrative);
    check_paraphrases(build, study, &paraphrased);
    check_status(build, study, &illustrative, &real);
    buffer_free(&illustrative.places);
    buffer_free(&real.places);
    buffer_free(&paraphrased.places);
}
