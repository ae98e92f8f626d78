#include "lua/private.h"

#include "analysis/analysis.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <math.h>
#include <stddef.h>
#include <string.h>

/*
 * What is counted: fields of the model, of codes, objectives and informants, as read-only tables, made when they are
 * first asked for. The counting is analysis/'s.
 */

/* Absent where it is not defined. */
static void set_share(lua_State *lua, const char *key, double share)
{
    if (isnan(share))
        return;
    lua_pushnumber(lua, share);
    lua_setfield(lua, -2, key);
}

static void add_step(lua_State *lua, const struct saturation_step *step)
{
    lua_createtable(lua, 0, 6);
    set_record(lua, "informant", &step->informant->record);
    set_text(lua, "date", step->date);
    set_number(lua, "fresh", step->fresh);
    set_number(lua, "cumulative", step->cumulative);
    if (step->is_judged) {
        set_number(lua, "run", step->run);
        set_share(lua, "percent", step->percent);
    }
    end_item(lua);
}

/* {base_size = 4, run_length = 2, threshold = 5.0, reached = 6, {informant = , date = , fresh = , ...}, ...} */
static int saturation(lua_State *lua)
{
    struct api *api = api_of(lua);
    struct saturation found = saturation_of(api->arena, api->study);

    lua_createtable(lua, (int)found.count, 4);
    set_number(lua, "base_size", found.rule.base_size);
    set_number(lua, "run_length", found.rule.run_length);
    set_share(lua, "threshold", found.rule.threshold);
    if (found.reached > 0)
        set_number(lua, "reached", found.reached);
    for (size_t i = 0; i < found.count; i++)
        add_step(lua, &found.steps[i]);
    api_freeze(lua);
    return 1;
}

/* Nothing for themes that never occur together. */
static void add_pair(lua_State *lua, const struct cooccurrence *pairs, size_t i, size_t j)
{
    size_t count = pairs->themes.count;
    size_t same = pairs->same[i * count + j], overlap = pairs->overlap[i * count + j];

    if (same == 0 && overlap == 0)
        return;
    lua_createtable(lua, 0, 5);
    set_record(lua, "first", pairs->themes.items[i]);
    set_record(lua, "second", pairs->themes.items[j]);
    set_number(lua, "same", same);
    set_number(lua, "either", pairs->same[i * count + i] + pairs->same[j * count + j] - same);
    set_number(lua, "overlap", overlap);
    end_item(lua);
}

/* {themes = {{theme = , excerpts = }, ...}, overlaps = true, {first = , second = , same = , ...}, ...} */
static int cooccurrence(lua_State *lua)
{
    struct api *api = api_of(lua);
    struct cooccurrence pairs = cooccurrence_of(api->arena, api->study);
    size_t count = pairs.themes.count;

    lua_newtable(lua);
    set_flag(lua, "overlaps", pairs.overlaps);
    lua_createtable(lua, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        lua_createtable(lua, 0, 2);
        set_record(lua, "theme", pairs.themes.items[i]);
        set_number(lua, "excerpts", pairs.same[i * count + i]);
        end_item(lua);
    }
    lua_setfield(lua, -2, "themes");
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j++)
            add_pair(lua, &pairs, i, j);
    }
    api_freeze(lua);
    return 1;
}

static void push_pairing(lua_State *lua, const struct pairing *pairing)
{
    lua_createtable(lua, 0, 8);
    set_number(lua, "both", pairing->both);
    set_number(lua, "first", pairing->first);
    set_number(lua, "second", pairing->second);
    set_number(lua, "neither", pairing->neither);
    set_share(lua, "observed", agreement_observed(pairing));
    set_share(lua, "kappa", agreement_kappa_of(pairing));
    set_share(lua, "alpha", agreement_alpha_of(pairing));
}

static void set_codes(lua_State *lua, const char *key, const struct list *codes)
{
    lua_createtable(lua, (int)codes->count, 0);
    for (size_t i = 0; i < codes->count; i++) {
        api_push_record(lua, &((const struct code *)codes->items[i])->record);
        end_item(lua);
    }
    lua_setfield(lua, -2, key);
}

/* {{excerpt = , first = {code, ...}, second = {code, ...}}, ...} */
static void set_disagreements(lua_State *lua, const struct list *disagreements)
{
    lua_createtable(lua, (int)disagreements->count, 0);
    for (size_t i = 0; i < disagreements->count; i++) {
        const struct disagreement *found = disagreements->items[i];
        lua_createtable(lua, 0, 3);
        set_record(lua, "excerpt", &found->excerpt->record);
        set_codes(lua, "first", &found->first);
        set_codes(lua, "second", &found->second);
        end_item(lua);
    }
    lua_setfield(lua, -2, "disagreements");
}

/* {units = 12, excerpts = 40, undecided = 0, all = {both = , ...}, disagreements = , {code = , both = , kappa = , ...},
 * ...} */
static void push_agreement(lua_State *lua, const struct agreement *found)
{
    lua_createtable(lua, (int)found->count, 7);
    set_number(lua, "units", found->units);
    set_number(lua, "excerpts", found->excerpts);
    set_number(lua, "undecided", found->undecided);
    if (found->first != NULL) {
        set_record(lua, "first", &found->first->record);
        set_record(lua, "second", &found->second->record);
    }
    push_pairing(lua, &found->all);
    lua_setfield(lua, -2, "all");
    set_disagreements(lua, &found->disagreements);
    for (size_t i = 0; i < found->count; i++) {
        push_pairing(lua, &found->codes[i].pairing);
        set_record(lua, "code", &found->codes[i].code->record);
        end_item(lua);
    }
}

static int agreement(lua_State *lua)
{
    struct api *api = api_of(lua);
    struct agreement found = agreement_of(api->arena, api->study);

    push_agreement(lua, &found);
    api_freeze(lua);
    return 1;
}

/* {coders = 3, units = 40, alpha = 0.71, {first = coder, second = coder, ...as agreement}, ...} */
static int coders_agreement(lua_State *lua)
{
    struct api *api = api_of(lua);
    struct coders_agreement found = agreement_of_coders(api->arena, api->study);

    lua_createtable(lua, (int)found.pairs.count, 3);
    set_number(lua, "coders", found.coders);
    set_number(lua, "units", found.units);
    set_share(lua, "alpha", found.alpha);
    for (size_t i = 0; i < found.pairs.count; i++) {
        push_agreement(lua, found.pairs.items[i]);
        end_item(lua);
    }
    api_freeze(lua);
    return 1;
}

/* {coreq = {title = "COREQ", items = 32}, srqr = ...} */
static int standards(lua_State *lua)
{
    static const char *const titles[] = {[STANDARD_COREQ] = "COREQ", [STANDARD_SRQR] = "SRQR"};
    static const size_t items[] = {[STANDARD_COREQ] = 32, [STANDARD_SRQR] = 21};

    lua_createtable(lua, 0, STANDARD_COUNT);
    for (int standard = 0; standard < STANDARD_COUNT; standard++) {
        lua_createtable(lua, 0, 3);
        set_text(lua, "title", titles[standard]);
        set_number(lua, "items", items[standard]);
        set_flag(lua, "asked", (api_of(lua)->build->standards & 1u << standard) != 0);
        lua_setfield(lua, -2, standard_names[standard]);
    }
    api_freeze(lua);
    return 1;
}

/* {files = 61, size = 216063, digest = "9f2..."}, or nil */
static int inputs(lua_State *lua)
{
    const struct digest *digest = api_of(lua)->study->digest;

    if (digest == NULL) {
        lua_pushnil(lua);
        return 1;
    }
    lua_createtable(lua, 0, 3);
    set_number(lua, "files", digest->files);
    set_number(lua, "size", digest->size);
    set_text(lua, "digest", digest->hex);
    api_freeze(lua);
    return 1;
}

static void add_anonymous(lua_State *lua, const struct anonymous *row)
{
    lua_createtable(lua, 0, 3 + TRAIT_COUNT);
    set_record(lua, "informant", &row->informant->record);
    set_number(lua, "alike", row->alike);
    lua_newtable(lua);
    for (int trait = 0; trait < TRAIT_COUNT; trait++) {
        if (row->values[trait] != NULL)
            set_text(lua, trait_keys[trait], row->values[trait]);
    }
    lua_setfield(lua, -2, "values");
    lua_newtable(lua);
    for (int trait = 0; trait < TRAIT_COUNT; trait++) {
        if (row->coarsen & 1u << trait) {
            lua_pushstring(lua, trait_keys[trait]);
            end_item(lua);
        }
    }
    lua_setfield(lua, -2, "coarsen");
    end_item(lua);
}

/* {k = 3, below = 2, {informant = , alike = 1, values = {sector = , ...}, coarsen = {"since", "date"}}, ...} */
static void add_anonymity(lua_State *lua, const struct study *study)
{
    struct anonymity found = anonymity_of(api_of(lua)->arena, study);

    lua_createtable(lua, (int)found.count, 2);
    set_number(lua, "k", found.k);
    set_number(lua, "below", found.below);
    for (size_t i = 0; i < found.count; i++)
        add_anonymous(lua, &found.rows[i]);
    lua_setfield(lua, -2, audience_names[study->audience]);
}

/* By edition: {public = , examiner = }, as far as the audience may know. */
static int anonymity(lua_State *lua)
{
    struct api *api = api_of(lua);

    lua_createtable(lua, 0, AUDIENCE_COUNT);
    add_anonymity(lua, api->study);
    if (api->study->audience != AUDIENCE_PUBLIC)
        add_anonymity(lua, study_filter(api->arena, api->study, AUDIENCE_PUBLIC));
    api_freeze(lua);
    return 1;
}

/* {name = "IK-01", informant = , {number = 3, code = "IK-01", begins = true, text = }, ...} */
static void add_transcript(lua_State *lua, const struct printed_transcript *transcript)
{
    lua_createtable(lua, (int)transcript->lines.count, 2);
    set_text(lua, "name", transcript->name);
    if (transcript->informant != NULL)
        set_record(lua, "informant", &transcript->informant->record);
    for (size_t i = 0; i < transcript->lines.count; i++) {
        const struct printed_line *line = transcript->lines.items[i];
        lua_createtable(lua, 0, 5);
        set_number(lua, "number", line->number);
        set_flag(lua, "begins", line->begins);
        set_flag(lua, "asks", line->asks);
        set_text(lua, "code", line->code);
        set_text(lua, "text", line->text);
        end_item(lua);
    }
    end_item(lua);
}

static int transcripts(lua_State *lua)
{
    const struct list *all = &api_of(lua)->study->transcripts;

    lua_createtable(lua, (int)all->count, 0);
    for (size_t i = 0; i < all->count; i++)
        add_transcript(lua, all->items[i]);
    api_freeze(lua);
    return 1;
}

/* ---- what claims rest on ---- */

/* A number of a struct, under the key that Lua has for it. */
struct count {
    const char *key;
    size_t offset; /* of a size_t */
};

#define COUNT(type, member) .key = #member, .offset = offsetof(struct type, member)

static void set_counts(lua_State *lua, const void *from, const struct count *counts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        set_number(lua, counts[i].key, *(const size_t *)((const char *)from + counts[i].offset));
}

static const struct count of_voice[] = {
    {COUNT(voice, excerpts)},     {COUNT(voice, judged)},        {COUNT(voice, contrasts)},
    {COUNT(voice, illustrative)}, {COUNT(voice, members)},       {COUNT(voice, informants)},
    {COUNT(voice, supporting)},   {COUNT(voice, contradicting)}, {COUNT(voice, tellers)},
};

static const struct count of_triangulation[] = {
    {COUNT(triangulation, excerpts)},      {COUNT(triangulation, judged)},      {COUNT(triangulation, contrasts)},
    {COUNT(triangulation, illustrative)},  {COUNT(triangulation, paraphrased)}, {COUNT(triangulation, documents)},
    {COUNT(triangulation, members)},       {COUNT(triangulation, informants)},  {COUNT(triangulation, supporting)},
    {COUNT(triangulation, contradicting)},
};

static const struct count of_trail[] = {
    {COUNT(trail, informants)},
    {COUNT(trail, interviews)},
    {COUNT(trail, interviewed)},
    {COUNT(trail, focus_groups)},
    {COUNT(trail, in_focus_groups)},
    {COUNT(trail, documents)},
    {COUNT(trail, observations)},
    {COUNT(trail, segments)},
    {COUNT(trail, coded)},
    {COUNT(trail, codes)},
    {COUNT(trail, subthemes)},
    {COUNT(trail, themes)},
    {COUNT(trail, variables)},
    {COUNT(trail, findings)},
    {COUNT(trail, illustrative)},
    {COUNT(trail, paraphrased)},
    {"minutes", offsetof(struct trail, durations.total)},
    {"timed", offsetof(struct trail, durations.interviews)},
    {"shortest", offsetof(struct trail, durations.shortest)},
    {"longest", offsetof(struct trail, durations.longest)},
};

/* {verdict = "partial", {name = "key", standing = "divided", excerpts = 4, contrasts = 1, ...}, ...} under key. */
static void set_comparison(lua_State *lua, const char *key, const struct comparison *comparison)
{
    lua_createtable(lua, (int)comparison->count, 1);
    set_text(lua, "verdict", verdict_names[comparison->verdict]);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct voice *voice = &comparison->voices[i];
        lua_createtable(lua, 0, 11);
        set_text(lua, "name", voice->name);
        set_text(lua, "standing", standing_names[evidence_standing(voice)]);
        set_counts(lua, voice, of_voice, sizeof of_voice / sizeof *of_voice);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    lua_setfield(lua, -2, key);
}

static int give_triangulation(lua_State *lua, struct triangulation found)
{
    lua_newtable(lua);
    set_comparison(lua, "sources", &found.sources);
    set_comparison(lua, "sectors", &found.sectors);
    set_comparison(lua, "techniques", &found.techniques);
    set_counts(lua, &found, of_triangulation, sizeof of_triangulation / sizeof *of_triangulation);
    api_freeze(lua);
    return 1;
}

static const struct evidence *evidence_of(struct api *api)
{
    if (api->evidence == NULL)
        api->evidence = evidence_new(api->arena, api->study);
    return api->evidence;
}

static int code_triangulation(lua_State *lua)
{
    struct api *api = api_of(lua);

    return give_triangulation(lua,
                              evidence_of_code(evidence_of(api), api->arena, (const void *)api_handle(lua, 1)->record));
}

/* Of all excerpts. */
static int model_triangulation(lua_State *lua)
{
    struct api *api = api_of(lua);

    return give_triangulation(lua, evidence_of_excerpts(evidence_of(api), api->arena, &api->study->excerpts));
}

static int objective_evidence(lua_State *lua)
{
    struct api *api = api_of(lua);

    return give_triangulation(
        lua, evidence_of_objective(evidence_of(api), api->arena, (const void *)api_handle(lua, 1)->record));
}

/* Over what audience may see, which is less than a check does. */
static const struct evidence *evidence_for(lua_State *lua, enum audience audience)
{
    struct api *api = api_of(lua);

    if (!api->study->is_whole && api->study->audience != audience)
        sandbox_fail(lua, "only checks can ask for the evidence of any audience",
                     "this hook works for another audience");
    if (!api->study->is_whole)
        return evidence_of(api);
    if (api->evidence_for[audience] == NULL)
        api->evidence_for[audience] = evidence_new(api->arena, views_of(api->views, audience));
    return api->evidence_for[audience];
}

/* model.evidence(theme or objective, audience) */
static int find_evidence(lua_State *lua)
{
    const struct handle *handle = api_handle(lua, 1);
    struct arena *arena = api_of(lua)->arena;
    enum audience audience = (enum audience)take_choice(lua, 2, "audience", audience_names);
    const struct evidence *evidence = evidence_for(lua, audience);

    if (handle != NULL && handle->kind == HANDLE_RECORD && strcmp(handle->schema->name, "objective") == 0)
        return give_triangulation(lua, evidence_of_objective(evidence, arena, (const void *)handle->record));
    return give_triangulation(lua, evidence_of_code(evidence, arena, (const void *)check_record(lua, 1, "code")));
}

static void set_months(lua_State *lua, const char *name, long months)
{
    if (months != INTEGER_ABSENT) {
        lua_pushinteger(lua, months);
        lua_setfield(lua, -2, name);
    }
}

/* {fits = true, months = 27, moved = "met", since = "met", ...}; nil when the study has no criteria. */
static int informant_criteria(lua_State *lua)
{
    static const char *const names[] = {"met", "failed", "unknown", "unasked"};
    const struct criteria *criteria = api_of(lua)->study->informants->criteria;
    const struct informant *informant = (const void *)api_handle(lua, 1)->record;

    if (criteria == NULL) {
        lua_pushnil(lua);
        return 1;
    }
    unsigned asked = criteria_asked(criteria, &api_of(lua)->study->informants->informants);
    struct suitability found = criteria_judge(criteria, asked, informant);
    lua_newtable(lua);
    set_flag(lua, "fits", !found.failed);
    set_months(lua, "months", found.months);
    if (informant->tenure.known) {
        set_months(lua, "from", informant->tenure.from);
        set_months(lua, "below", informant->tenure.below);
    }
    for (int criterion = 0; criterion < CRITERION_COUNT; criterion++)
        set_text(lua, criterion_keys[criterion], names[found.by[criterion]]);
    api_freeze(lua);
    return 1;
}

static int model_trail(lua_State *lua)
{
    struct trail trail = trail_of(api_of(lua)->study);

    lua_newtable(lua);
    set_counts(lua, &trail, of_trail, sizeof of_trail / sizeof *of_trail);
    api_freeze(lua);
    return 1;
}

static int version(lua_State *lua)
{
    lua_pushliteral(lua, VERSION);
    return 1;
}

static const struct extra extras[] = {
    {"code", "triangulation", code_triangulation},
    {"objective", "evidence", objective_evidence},
    {"informant", "criteria", informant_criteria},
    {"", "evidence", .function = find_evidence},
    {"", "triangulation", model_triangulation},
    {"", "trail", model_trail},
    {"", "saturation", saturation},
    {"", "cooccurrence", cooccurrence},
    {"", "agreement", agreement},
    {"", "coders_agreement", coders_agreement},
    {"", "anonymity", anonymity},
    {"", "transcripts", transcripts},
    {"", "standards", standards},
    {"", "inputs", inputs},
    {"", "version", version},
};

void add_counted_fields(lua_State *lua, const char *of)
{
    add_extras(lua, extras, sizeof extras / sizeof *extras, of);
}
