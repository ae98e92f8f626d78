#include "lua/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <math.h>

/*
 * What is counted over all that the study holds: fields of the model, as read-only tables, made when they are first
 * asked for. The counting is analysis/'s.
 */

static void set_number(lua_State *lua, const char *key, size_t number)
{
    lua_pushinteger(lua, (lua_Integer)number);
    lua_setfield(lua, -2, key);
}

static void set_text(lua_State *lua, const char *key, const char *text)
{
    lua_pushstring(lua, text);
    lua_setfield(lua, -2, key);
}

/* Absent where it is not defined. */
static void set_share(lua_State *lua, const char *key, double share)
{
    if (isnan(share))
        return;
    lua_pushnumber(lua, share);
    lua_setfield(lua, -2, key);
}

static void set_record(lua_State *lua, const char *key, const struct record *record)
{
    api_push_record(lua, record, NULL);
    lua_setfield(lua, -2, key);
}

/* Puts what is on top behind the last item of the list below it. */
static void end_item(lua_State *lua)
{
    lua_rawseti(lua, -2, (lua_Integer)lua_rawlen(lua, -2) + 1);
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
    lua_pushboolean(lua, pairs.overlaps);
    lua_setfield(lua, -2, "overlaps");
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
        api_push_record(lua, &((const struct code *)codes->items[i])->record, NULL);
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

/* {units = 12, excerpts = 40, all = {both = , ...}, disagreements = , {code = , both = , kappa = , ...}, ...} */
static void push_agreement(lua_State *lua, const struct agreement *found)
{
    lua_createtable(lua, (int)found->count, 6);
    set_number(lua, "units", found->units);
    set_number(lua, "excerpts", found->excerpts);
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
    lua_createtable(lua, 0, STANDARD_COUNT);
    for (int standard = 0; standard < STANDARD_COUNT; standard++) {
        lua_createtable(lua, 0, 2);
        set_text(lua, "title", standard_title((enum standard)standard));
        set_number(lua, "items", (size_t)standard_items((enum standard)standard));
        lua_setfield(lua, -2, standard_names[standard]);
    }
    api_freeze(lua);
    return 1;
}

/* {{path = "content/study.yaml", size = 812, digest = "9f2..."}, {path = "content/findings/", files = 980, ...}, ...}
 */
static int inputs(lua_State *lua)
{
    const struct list *digests = &api_of(lua)->study->digests;

    lua_createtable(lua, (int)digests->count, 0);
    for (size_t i = 0; i < digests->count; i++) {
        const struct digest *input = digests->items[i];
        lua_createtable(lua, 0, 4);
        set_text(lua, "path", input->path);
        set_number(lua, "files", input->files);
        set_number(lua, "size", input->size);
        set_text(lua, "digest", *input->hex ? input->hex : NULL);
        end_item(lua);
    }
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
static void add_anonymity(lua_State *lua, const char *key, const struct study *study)
{
    struct anonymity found = anonymity_of(api_of(lua)->arena, study);

    lua_createtable(lua, (int)found.count, 2);
    set_number(lua, "k", found.k);
    set_number(lua, "below", found.below);
    for (size_t i = 0; i < found.count; i++)
        add_anonymous(lua, &found.rows[i]);
    lua_setfield(lua, -2, key);
}

/* By edition: {public = , examiner = }, as far as the audience may know. */
static int anonymity(lua_State *lua)
{
    struct api *api = api_of(lua);
    bool is_public = api->study->audience == AUDIENCE_PUBLIC;

    lua_createtable(lua, 0, AUDIENCE_COUNT);
    add_anonymity(lua, "public", is_public ? api->study : study_filter(api->arena, api->study, AUDIENCE_PUBLIC));
    if (!is_public)
        add_anonymity(lua, "examiner", api->study);
    api_freeze(lua);
    return 1;
}

static int version(lua_State *lua)
{
    lua_pushliteral(lua, VERSION);
    return 1;
}

void api_analysis_fields(lua_State *lua)
{
    static const luaL_Reg fields[] = {
        {"saturation", saturation},
        {"cooccurrence", cooccurrence},
        {"agreement", agreement},
        {"coders_agreement", coders_agreement},
        {"anonymity", anonymity},
        {"standards", standards},
        {"inputs", inputs},
        {"version", version},
        {NULL, NULL},
    };

    luaL_setfuncs(lua, fields, 0);
}
