#include "analysis/analysis.h"

#include "base/arena.h"
#include "base/map.h"
#include "study/study.h"

#include <string.h>

/* What speaks for a code or an objective, and the verdicts of triangulation. Their words: labels, `verdict_NAME`. */

const char *const standing_names[] = {"silent",   "support",      "divided", "contrast",
                                      "unjudged", "illustrative", "unasked", NULL};
const char *const verdict_names[] = {"none",    "alone",   "unjudged",   "agreement",
                                     "partial", "silence", "dissonance", NULL};

static const char documents_name[] = "documents", observations_name[] = "observations";

/* What no informant says: a document, or what the researcher noted while observing. NULL: somebody says it. */
static const char *source_beside_informants(const struct excerpt *excerpt)
{
    if (excerpt->document == NULL)
        return NULL;
    return excerpt->technique_kind == TECHNIQUE_OBSERVATION ? observations_name : documents_name;
}

static bool informant_is_real(const struct informant *informant)
{
    return !informant->illustrative;
}

bool excerpt_is_made_up(const struct excerpt *excerpt)
{
    for (size_t i = 0; i < excerpt->speakers.count; i++) {
        if (!informant_is_real(excerpt->speakers.items[i]))
            return true;
    }
    return excerpt->illustrative;
}

bool excerpt_is_evidence(const struct excerpt *excerpt)
{
    return excerpt->according_to == NULL && !excerpt_is_made_up(excerpt);
}

bool document_is_observed(const struct document *document)
{
    return document->has_observations && !document->has_other_excerpts;
}

size_t evidence_among(const struct list *excerpts)
{
    size_t count = 0;

    for (size_t i = 0; i < excerpts->count; i++)
        count += excerpt_is_evidence(excerpts->items[i]);
    return count;
}

/* The voices that comparisons are made of, before they have said anything, and the position of each. */
struct names {
    struct list voices;    /* of struct voice */
    struct map *positions; /* name -> size_t: its place in voices */
};

struct evidence {
    const struct study *study;
    struct names sources;
    struct names sectors;
    struct names techniques;
};

/* The voice called name, added if there is none yet. */
static struct voice *add_name(struct names *names, struct arena *arena, const char *name)
{
    if (names->positions == NULL)
        names->positions = map_new(arena);
    const size_t *known = map_get(names->positions, name);
    if (known != NULL)
        return names->voices.items[*known];
    size_t *position = arena_alloc(arena, sizeof *position);
    struct voice *voice = arena_alloc(arena, sizeof *voice);
    *position = names->voices.count;
    voice->name = name;
    map_put(names->positions, name, position);
    list_add(&names->voices, arena, voice);
    return voice;
}

static void add_member(struct names *names, struct arena *arena, const char *name, bool is_real)
{
    struct voice *voice = add_name(names, arena, name);

    voice->members += is_real;
    voice->is_real |= is_real;
}

static void add_group(struct evidence *evidence, struct arena *arena, const char *group)
{
    const struct list *informants = &evidence->study->informants->informants;

    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        if (informant->group != NULL && strcmp(informant->group, group) == 0)
            add_member(&evidence->sources, arena, group, informant_is_real(informant));
    }
}

static void find_informants(struct evidence *evidence, struct arena *arena)
{
    const struct list *informants = &evidence->study->informants->informants;

    /* The usual groups in their order, then the study's own as they are declared, then what is left. */
    for (size_t i = 0; group_names[i] != NULL; i++)
        add_group(evidence, arena, group_names[i]);
    for (size_t i = 0; i < evidence->study->informants->groups.count; i++) {
        const struct group_description *own = evidence->study->informants->groups.items[i];
        if (own->id != NULL)
            add_group(evidence, arena, own->id);
    }
    add_group(evidence, arena, "informant");
    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        if (informant->sector != NULL)
            add_member(&evidence->sectors, arena, informant->sector, informant_is_real(informant));
    }
}

static const char *technique_of(const struct excerpt *excerpt)
{
    return excerpt->technique;
}

/* The voice called name, if an excerpt has that name. */
static void add_voice(const struct evidence *evidence, struct names *names, struct arena *arena, const char *name,
                      const char *(*name_of)(const struct excerpt *excerpt))
{
    const struct list *excerpts = &evidence->study->excerpts;

    for (size_t i = 0; i < excerpts->count; i++) {
        const struct excerpt *excerpt = excerpts->items[i];
        const char *own = excerpt->according_to == NULL ? name_of(excerpt) : NULL;
        if (own != NULL && strcmp(own, name) == 0)
            add_name(names, arena, name)->is_real |= excerpt_is_evidence(excerpt);
    }
}

static void find_excerpts(struct evidence *evidence, struct arena *arena)
{
    const struct list *own = &evidence->study->info->techniques;

    add_voice(evidence, &evidence->sources, arena, documents_name, source_beside_informants);
    add_voice(evidence, &evidence->sources, arena, observations_name, source_beside_informants);
    for (size_t i = 0; technique_names[i] != NULL; i++)
        add_voice(evidence, &evidence->techniques, arena, technique_names[i], technique_of);
    for (size_t i = 0; i < own->count; i++)
        add_voice(evidence, &evidence->techniques, arena, ((const struct own_technique *)own->items[i])->id,
                  technique_of);
}

const struct evidence *evidence_new(struct arena *arena, const struct study *study)
{
    struct evidence *evidence = arena_alloc(arena, sizeof *evidence);

    evidence->study = study;
    find_informants(evidence, arena);
    find_excerpts(evidence, arena);
    return evidence;
}

static struct comparison begin(const struct names *names, struct arena *arena)
{
    struct comparison comparison = {.count = names->voices.count};

    comparison.voices = arena_alloc(arena, (comparison.count + 1) * sizeof *comparison.voices);
    for (size_t i = 0; i < comparison.count; i++)
        comparison.voices[i] = *(const struct voice *)names->voices.items[i];
    return comparison;
}

/* The voice called name, with one excerpt more; NULL: there is none. */
static struct voice *hear(struct comparison *comparison, const struct names *names, const char *name,
                          const struct excerpt *excerpt)
{
    const size_t *position = names->positions ? map_get(names->positions, name) : NULL;

    if (position == NULL)
        return NULL;
    struct voice *voice = &comparison->voices[*position];
    if (!excerpt_is_evidence(excerpt)) {
        voice->illustrative++;
        return voice;
    }
    voice->excerpts++;
    voice->judged += excerpt->stance != STANCE_UNJUDGED;
    voice->contrasts += excerpt->stance == STANCE_CONTRAST;
    return voice;
}

enum standing evidence_standing(const struct voice *voice)
{
    if (voice->excerpts == 0 && voice->is_unasked)
        return STANDING_UNASKED;
    if (voice->excerpts == 0)
        return voice->is_real ? STANDING_SILENT : STANDING_ILLUSTRATIVE;
    if (voice->judged < voice->excerpts)
        return STANDING_UNJUDGED;
    if (voice->contrasts == 0)
        return STANDING_SUPPORT;
    return voice->contrasts < voice->excerpts ? STANDING_DIVIDED : STANDING_CONTRAST;
}

static enum verdict judge(const struct comparison *comparison)
{
    size_t number[STANDING_COUNT] = {0};

    for (size_t i = 0; i < comparison->count; i++)
        number[evidence_standing(&comparison->voices[i])]++;
    size_t real = comparison->count - number[STANDING_ILLUSTRATIVE] - number[STANDING_UNASKED];
    size_t speaking = real - number[STANDING_SILENT];
    if (speaking == 0)
        return VERDICT_NONE;
    if (real == 1)
        return VERDICT_ALONE;
    if (number[STANDING_UNJUDGED] > 0)
        return VERDICT_UNJUDGED;
    if (speaking == 1)
        return VERDICT_SILENCE;
    if (number[STANDING_CONTRAST] > 0)
        return VERDICT_DISSONANCE;
    return number[STANDING_SUPPORT] == real ? VERDICT_AGREEMENT : VERDICT_PARTIAL;
}

/* What an informant has said so far: bits. */
enum { SAID_SUPPORT = 1, SAID_CONTRAST = 2, SAID_UNJUDGED = 4 };

static int said_by(const struct excerpt *excerpt)
{
    if (excerpt->stance == STANCE_UNJUDGED)
        return SAID_UNJUDGED;
    return excerpt->stance == STANCE_CONTRAST ? SAID_CONTRAST : SAID_SUPPORT;
}

/* What this excerpt adds to that of one who speaks in it, of which had was known. */
static int note_said(struct map *seen, const struct excerpt *excerpt, const struct informant *speaker, int *had)
{
    static const char bits[] = {0, 1, 2, 3, 4, 5, 6, 7};
    int bit = said_by(excerpt);
    const char *before = map_get(seen, speaker->code);

    *had = before ? *before : 0;
    if ((*had & bit) != 0)
        return 0;
    map_put(seen, speaker->code, (void *)&bits[*had | bit]);
    return bit;
}

static void count_said(struct voice *voice, int had, int said)
{
    if (voice == NULL)
        return;
    voice->informants += had == 0 && said != 0;
    voice->supporting += said == SAID_SUPPORT;
    voice->contradicting += said == SAID_CONTRAST;
}

/* The voice called name, with the excerpt once, however many of its speakers have that name. */
static struct voice *hear_once(struct comparison *comparison, const struct names *names, const char *name,
                               const struct excerpt *excerpt, bool again)
{
    if (!again)
        return hear(comparison, names, name, excerpt);
    const size_t *position = map_get(names->positions, name);
    return position ? &comparison->voices[*position] : NULL;
}

/* Who was heard so far. */
struct heard {
    struct arena *arena;
    struct map *seen;    /* code of an informant -> what was said: bits */
    struct map *tellers; /* technique -> struct map of the ids of those whom its excerpts are from */
    struct voice all;    /* the informants */
};

/* What the excerpt adds to the group and sector of its speaker at position, and to the informants. */
static void hear_speaker(const struct evidence *evidence, struct triangulation *result, struct heard *heard,
                         const struct excerpt *excerpt, size_t position)
{
    const struct informant *speaker = excerpt->speakers.items[position];
    bool group_again = false, sector_again = false;
    int had = 0, said = 0;

    for (size_t i = 0; i < position; i++) {
        const struct informant *other = excerpt->speakers.items[i];
        group_again |= strcmp(other->group, speaker->group) == 0;
        sector_again |= other->sector != NULL && speaker->sector != NULL && strcmp(other->sector, speaker->sector) == 0;
    }
    struct voice *source = hear_once(&result->sources, &evidence->sources, speaker->group, excerpt, group_again);
    struct voice *sector = speaker->sector
                               ? hear_once(&result->sectors, &evidence->sectors, speaker->sector, excerpt, sector_again)
                               : NULL;
    if (excerpt_is_evidence(excerpt))
        said = note_said(heard->seen, excerpt, speaker, &had);
    count_said(&heard->all, had, said);
    count_said(source, had, said);
    count_said(sector, had, said);
}

/* Counts whom or what the excerpt is from, each once for its technique: of turns, who says them. */
static void count_tellers(struct voice *technique, const struct heard *heard, const struct excerpt *excerpt)
{
    if (technique == NULL || !excerpt_is_evidence(excerpt))
        return;
    struct map *own = map_get(heard->tellers, technique->name);
    if (own == NULL) {
        own = map_new(heard->arena);
        map_put(heard->tellers, technique->name, own);
    }
    if (excerpt->turns.count == 0)
        map_put(own, excerpt_source_id(excerpt), own);
    for (size_t i = 0; i < excerpt->turns.count; i++) {
        const struct informant *speaker = ((const struct turn *)excerpt->turns.items[i])->speaker.object;
        if (speaker != NULL)
            map_put(own, speaker->code, own);
    }
    technique->tellers = map_count(own);
}

/* What excerpt adds to its technique and to its sources. */
static void hear_excerpt(const struct evidence *evidence, struct triangulation *result, struct heard *heard,
                         const struct excerpt *excerpt)
{
    count_tellers(hear(&result->techniques, &evidence->techniques, excerpt->technique, excerpt), heard, excerpt);
    const char *beside = source_beside_informants(excerpt);
    if (beside != NULL)
        hear(&result->sources, &evidence->sources, beside, excerpt);
    for (size_t i = 0; i < excerpt->speakers.count; i++)
        hear_speaker(evidence, result, heard, excerpt, i);
}

static size_t count_real_informants(const struct study *study)
{
    size_t count = 0;

    for (size_t i = 0; i < study->informants->informants.count; i++)
        count += informant_is_real(study->informants->informants.items[i]);
    return count;
}

struct triangulation evidence_of_excerpts(const struct evidence *evidence, struct arena *arena,
                                          const struct list *excerpts)
{
    struct triangulation result = {
        .sources = begin(&evidence->sources, arena),
        .sectors = begin(&evidence->sectors, arena),
        .techniques = begin(&evidence->techniques, arena),
    };
    struct arena *scratch = arena_new();
    struct heard heard = {.arena = scratch, .seen = map_new(scratch), .tellers = map_new(scratch)};
    struct map *documents = map_new(scratch);

    for (size_t i = 0; i < excerpts->count; i++) {
        const struct excerpt *excerpt = excerpts->items[i];
        bool counts = excerpt_is_evidence(excerpt);
        result.illustrative += excerpt_is_made_up(excerpt);
        result.paraphrased += excerpt->according_to != NULL && !excerpt_is_made_up(excerpt);
        if (excerpt->according_to != NULL)
            continue;
        result.excerpts += counts;
        result.judged += counts && excerpt->stance != STANCE_UNJUDGED;
        result.contrasts += counts && excerpt->stance == STANCE_CONTRAST;
        if (counts && source_beside_informants(excerpt) == documents_name)
            map_put(documents, excerpt->document->id, (void *)excerpt->document);
        hear_excerpt(evidence, &result, &heard, excerpt);
    }
    result.documents = map_count(documents);
    arena_free(scratch);
    result.members = count_real_informants(evidence->study);
    result.informants = heard.all.informants;
    result.supporting = heard.all.supporting;
    result.contradicting = heard.all.contradicting;
    result.sources.verdict = judge(&result.sources);
    result.sectors.verdict = judge(&result.sectors);
    result.techniques.verdict = judge(&result.techniques);
    return result;
}

static bool is_about(const struct question *question, const struct code *theme)
{
    for (size_t i = 0; i < question->themes.count; i++) {
        const struct reference *about = question->themes.items[i];
        for (const struct code *code = about->object; code != NULL; code = code->parent) {
            if (code == theme)
                return true;
        }
    }
    return false;
}

static bool is_for(const struct question *question, const char *group)
{
    for (size_t i = 0; i < question->groups.count; i++) {
        if (strcmp(question->groups.items[i], group) == 0)
            return true;
    }
    return question->groups.count == 0;
}

/* The guide asks about theme, but not that group. Where it does not ask at all nobody knows who was asked. */
static bool is_asked_of_others(const struct study *study, const struct code *theme, const char *group)
{
    bool asks = false;

    for (size_t i = 0; i < study->guide->questions.count; i++) {
        const struct question *question = study->guide->questions.items[i];
        if (!is_about(question, theme))
            continue;
        if (is_for(question, group))
            return false;
        asks = true;
    }
    return asks;
}

/* Tells the groups that none of themes (struct reference) is asked of, and judges without them. */
static void leave_unasked_out(const struct evidence *evidence, struct comparison *sources, const struct list *themes)
{
    for (size_t i = 0; i < sources->count; i++) {
        struct voice *voice = &sources->voices[i];
        voice->is_unasked = voice->members > 0 && themes->count > 0;
        for (size_t j = 0; j < themes->count && voice->is_unasked; j++) {
            const struct reference *theme = themes->items[j];
            voice->is_unasked = is_asked_of_others(evidence->study, theme->object, voice->name);
        }
    }
    sources->verdict = judge(sources);
}

struct triangulation evidence_of_code(const struct evidence *evidence, struct arena *arena, const struct code *code)
{
    struct triangulation result = evidence_of_excerpts(evidence, arena, study_excerpts_of_code(evidence->study, code));
    struct reference theme = {.object = (void *)code};
    void *items[] = {&theme};

    leave_unasked_out(evidence, &result.sources, &(struct list){.items = items, .count = 1});
    return result;
}

struct triangulation evidence_of_objective(const struct evidence *evidence, struct arena *arena,
                                           const struct objective *objective)
{
    struct list excerpts = study_excerpts_of_objective(evidence->study, arena, objective);
    struct triangulation result = evidence_of_excerpts(evidence, arena, &excerpts);

    leave_unasked_out(evidence, &result.sources, &objective->themes);
    return result;
}

/* ---- the audit trail ---- */

static void count_interviews(struct trail *trail, const struct study *study)
{
    const struct list *informants = &study->informants->informants;

    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        if (!informant_is_real(informant))
            continue;
        trail->informants++;
        bool has_told[TECHNIQUE_COUNT] = {false};
        for (size_t j = 0; j < informant->interviews.count; j++) {
            const struct interview *interview = informant->interviews.items[j];
            bool is_group = interview->technique == TECHNIQUE_FOCUS_GROUP;
            *(is_group ? &trail->focus_groups : &trail->interviews) += interview_counts(study, interview, false);
            has_told[interview->technique] = true;
        }
        trail->interviewed += has_told[TECHNIQUE_INTERVIEW];
        trail->in_focus_groups += has_told[TECHNIQUE_FOCUS_GROUP];
    }
    trail->durations = study_durations(study);
}

static void count_segments(struct trail *trail, const struct study *study)
{
    const struct list *excerpts = &study->excerpts;
    struct arena *scratch = arena_new();
    struct map *documents = map_new(scratch), *observations = map_new(scratch), *codes = map_new(scratch);

    for (size_t i = 0; i < excerpts->count; i++) {
        const struct excerpt *excerpt = excerpts->items[i];
        trail->illustrative += excerpt_is_made_up(excerpt);
        trail->paraphrased += excerpt->according_to != NULL && !excerpt_is_made_up(excerpt);
        if (!excerpt_is_evidence(excerpt))
            continue;
        trail->segments++;
        trail->coded += excerpt->codes.count > 0;
        for (size_t j = 0; j < excerpt->codes.count; j++) {
            const struct reference *code = excerpt->codes.items[j];
            map_put(codes, code->id, code->object);
        }
        if (excerpt->document != NULL)
            map_put(excerpt->technique_kind == TECHNIQUE_OBSERVATION ? observations : documents, excerpt->document->id,
                    (void *)excerpt->document);
    }
    trail->documents = map_count(documents);
    trail->observations = map_count(observations);
    trail->codes = map_count(codes);
    arena_free(scratch);
}

struct trail trail_of(const struct study *study)
{
    struct trail trail = {.findings = study->findings.count};

    count_interviews(&trail, study);
    count_segments(&trail, study);
    for (size_t i = 0; i < study->codes.count; i++) {
        const struct code *code = study->codes.items[i];
        trail.variables += code->level == CODE_VARIABLE;
        trail.themes += code->level == CODE_THEME;
        trail.subthemes += code->level == CODE_SUBTHEME;
    }
    return trail;
}
