#include "lua/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <string.h>

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

/* {verdict = "partial", {name = "key", standing = "divided", excerpts = 4, contrasts = 1}, ...} under key. */
static void set_comparison(lua_State *lua, const char *key, const struct comparison *comparison)
{
    lua_createtable(lua, (int)comparison->count, 1);
    set_text(lua, "verdict", verdict_names[comparison->verdict]);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct voice *voice = &comparison->voices[i];
        lua_createtable(lua, 0, 4);
        set_text(lua, "name", voice->name);
        set_text(lua, "standing", standing_names[evidence_standing(voice)]);
        set_number(lua, "excerpts", voice->excerpts);
        set_number(lua, "contrasts", voice->contrasts);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    lua_setfield(lua, -2, key);
}

static int give_triangulation(lua_State *lua, const struct triangulation *found)
{
    lua_newtable(lua);
    set_comparison(lua, "sources", &found->sources);
    set_comparison(lua, "sectors", &found->sectors);
    set_comparison(lua, "techniques", &found->techniques);
    set_number(lua, "excerpts", found->excerpts);
    set_number(lua, "contrasts", found->contrasts);
    set_number(lua, "illustrative", found->illustrative);
    set_number(lua, "informants", found->informants);
    set_number(lua, "supporting", found->supporting);
    set_number(lua, "contradicting", found->contradicting);
    api_freeze(lua);
    return 1;
}

static const struct evidence *evidence_of(struct api *api)
{
    if (api->evidence == NULL)
        api->evidence = evidence_new(api->arena, api->view);
    return api->evidence;
}

static int code_triangulation(lua_State *lua)
{
    struct api *api = api_of(lua);
    const void *code = api_thing(lua, 1)->record;
    struct triangulation found = evidence_of_code(evidence_of(api), api->arena, code);

    return give_triangulation(lua, &found);
}

static int objective_evidence(lua_State *lua)
{
    struct api *api = api_of(lua);
    const void *objective = api_thing(lua, 1)->record;
    struct triangulation found = evidence_of_objective(evidence_of(api), api->arena, objective);

    return give_triangulation(lua, &found);
}

/* {fits = true, months = 27, moved = "met", since = "met", ...}; nil when the study has no criteria. */
static int informant_criteria(lua_State *lua)
{
    static const char *const names[] = {"met", "failed", "unknown", "unasked"};
    const struct criteria *criteria = api_of(lua)->study->informants->criteria;
    const void *informant = api_thing(lua, 1)->record;

    if (criteria == NULL) {
        lua_pushnil(lua);
        return 1;
    }
    unsigned asked = criteria_asked(criteria, view_informants(api_of(lua)->view));
    struct suitability found = criteria_judge(criteria, asked, informant);
    lua_newtable(lua);
    lua_pushboolean(lua, !found.failed);
    lua_setfield(lua, -2, "fits");
    if (found.months != INTEGER_ABSENT) {
        lua_pushinteger(lua, found.months);
        lua_setfield(lua, -2, "months");
    }
    for (int criterion = 0; criterion < CRITERION_COUNT; criterion++)
        set_text(lua, criterion_keys[criterion], names[found.by[criterion]]);
    api_freeze(lua);
    return 1;
}

static int model_trail(lua_State *lua)
{
    struct trail trail = trail_of(api_of(lua)->view);

    lua_newtable(lua);
    set_number(lua, "informants", trail.informants);
    set_number(lua, "interviews", trail.interviews);
    set_number(lua, "minutes", trail.minutes);
    set_number(lua, "documents", trail.documents);
    set_number(lua, "segments", trail.segments);
    set_number(lua, "coded", trail.coded);
    set_number(lua, "codes", trail.codes);
    set_number(lua, "subthemes", trail.subthemes);
    set_number(lua, "themes", trail.themes);
    set_number(lua, "variables", trail.variables);
    set_number(lua, "findings", trail.findings);
    set_number(lua, "illustrative", trail.illustrative);
    api_freeze(lua);
    return 1;
}

static int excerpt_lines(lua_State *lua)
{
    const struct excerpt *excerpt = (const struct excerpt *)api_thing(lua, 1)->record;

    lua_pushstring(lua, excerpt->transcript_lines);
    return 1;
}

/* Fewer persons than this are not told; 0: all are. */
static int model_small_count(lua_State *lua)
{
    lua_pushinteger(lua, (lua_Integer)view_small_count(api_of(lua)->view));
    return 1;
}

void api_evidence_fields(lua_State *lua, const char *name)
{
    static const struct {
        const char *of;
        const char *key;
        lua_CFunction compute;
    } computed[] = {
        {"code", "triangulation", code_triangulation},
        {"objective", "evidence", objective_evidence},
        {"informant", "criteria", informant_criteria},
        {"excerpt", "transcript_lines", excerpt_lines},
        {"", "trail", model_trail},
        {"", "small_count", model_small_count},
    };

    for (size_t i = 0; i < sizeof computed / sizeof *computed; i++) {
        if (strcmp(computed[i].of, name) != 0)
            continue;
        lua_pushcfunction(lua, computed[i].compute);
        lua_setfield(lua, -2, computed[i].key);
    }
}
