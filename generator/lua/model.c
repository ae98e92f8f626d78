#include "lua/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/map.h"
#include "base/text.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <string.h>

/* The fields of the model itself: what lies in the files of the study, as far as its audience may see it. */

static int give_list(lua_State *lua, const struct list *list)
{
    api_push_list(lua, list, LIST_RECORDS);
    return 1;
}

static const struct study *study_of(lua_State *lua)
{
    return api_of(lua)->study;
}

static int give_file(lua_State *lua, const void *record, const char *pattern)
{
    const struct schema *schema = NULL;

    for (size_t i = 0; i < schema_file_count; i++) {
        if (schema_files[i].folder == NULL && strcmp(schema_files[i].pattern, pattern) == 0)
            schema = schema_files[i].schema;
    }
    api_push_record(lua, record, schema);
    return 1;
}

#define MODEL_FILE(name, pattern)                                                                                      \
    static int model_##name(lua_State *lua)                                                                            \
    {                                                                                                                  \
        return give_file(lua, study_of(lua)->name, pattern);                                                           \
    }

MODEL_FILE(abbreviations, "abbreviations.yaml")
MODEL_FILE(codebook, "codebook.yaml")
MODEL_FILE(definitions, "definitions.yaml")
MODEL_FILE(synthesis, "synthesis.yaml")
MODEL_FILE(guide, "guide.yaml")
MODEL_FILE(conclusions, "conclusions.yaml")
MODEL_FILE(reporting, "reporting.yaml")
MODEL_FILE(summaries, "summaries.yaml")
MODEL_FILE(second_coding, "second-coding.yaml")

static int model_study(lua_State *lua)
{
    return give_file(lua, study_of(lua)->info, "study.yaml");
}

static int model_coders(lua_State *lua)
{
    give_file(lua, study_of(lua)->coders, "coders.yaml");
    lua_getfield(lua, -1, "coders");
    return 1;
}

static int model_sampling(lua_State *lua)
{
    return give_file(lua, study_of(lua)->informants, "informants.yaml");
}

static int model_general(lua_State *lua)
{
    api_push_prose(lua, study_of(lua)->objectives->general);
    return 1;
}

static int model_objectives(lua_State *lua)
{
    return give_list(lua, &study_of(lua)->objectives->objectives);
}

/* model.own_group(name): {label = ...} of a group of the study's own, or nil. */
static int find_own_group(lua_State *lua)
{
    const struct group_description *own = study_own_group(study_of(lua), luaL_checkstring(lua, 1));

    api_push_record(lua, own ? &own->record : NULL, NULL);
    return 1;
}

static int model_own_group(lua_State *lua)
{
    lua_pushcfunction(lua, find_own_group);
    return 1;
}

static int model_memos(lua_State *lua)
{
    return give_list(lua, &study_of(lua)->memos);
}

static int model_memos_file(lua_State *lua)
{
    return give_file(lua, study_of(lua)->memos_file, "memos.yaml");
}

/* model.formerly(id): the code that was called id, or nil. */
static int find_former(lua_State *lua)
{
    const struct code *code = map_get(study_of(lua)->former_codes, luaL_checkstring(lua, 1));

    api_push_record(lua, code ? &code->record : NULL, NULL);
    return 1;
}

static int model_formerly(lua_State *lua)
{
    lua_pushcfunction(lua, find_former);
    return 1;
}

static int model_codes(lua_State *lua)
{
    return give_list(lua, &study_of(lua)->codes);
}

static int model_informants(lua_State *lua)
{
    return give_list(lua, &api_of(lua)->study->informants->informants);
}

static int model_excerpts(lua_State *lua)
{
    return give_list(lua, &api_of(lua)->study->excerpts);
}

static int model_documents_file(lua_State *lua)
{
    return give_file(lua, study_of(lua)->documents, "documents.yaml");
}

static int model_documents(lua_State *lua)
{
    return give_list(lua, &study_of(lua)->documents->documents);
}

static int model_findings(lua_State *lua)
{
    return give_list(lua, &study_of(lua)->findings);
}

static int model_pages(lua_State *lua)
{
    return give_list(lua, &study_of(lua)->pages);
}

static int model_frameworks(lua_State *lua)
{
    return give_list(lua, &study_of(lua)->frameworks->frameworks);
}

static int model_statistics(lua_State *lua)
{
    return give_list(lua, &study_of(lua)->statistics->statistics);
}

static int model_codebook_versions(lua_State *lua)
{
    return give_list(lua, &study_of(lua)->codebook_versions);
}

static int model_works(lua_State *lua)
{
    api_push_list(lua, &study_of(lua)->works, LIST_WORKS);
    return 1;
}

static int model_audience(lua_State *lua)
{
    const struct study *study = api_of(lua)->study;

    if (study->is_whole)
        lua_pushnil(lua);
    else
        lua_pushstring(lua, study->audience == AUDIENCE_PUBLIC ? "public" : "examiner");
    return 1;
}

static int find_object(lua_State *lua)
{
    const char *name = luaL_checkstring(lua, 1), *id = luaL_checkstring(lua, 2);
    enum object_kind kind = OBJECT_NONE;

    for (int i = OBJECT_NONE + 1; i < OBJECT_KIND_COUNT; i++) {
        if (strcmp(object_kind_name((enum object_kind)i), name) == 0)
            kind = (enum object_kind)i;
    }
    if (kind == OBJECT_NONE)
        return sandbox_fail(lua, "kinds are objective, code, informant, document, source, excerpt, finding, ...",
                            "there is no kind '%s'", name);
    api_push_object(lua, kind, study_find(api_of(lua)->study, kind, id));
    return 1;
}

static int model_find(lua_State *lua)
{
    lua_pushcfunction(lua, find_object);
    return 1;
}

/* model.place(object, key): where the value of key is, or the object if it has none. */
static int place_of_key(lua_State *lua)
{
    const struct handle *handle = api_handle(lua, 1);
    const char *key = luaL_checkstring(lua, 2);

    if (handle == NULL || handle->kind != HANDLE_RECORD)
        return sandbox_fail(lua, "model.place(informant, \"role\")", "wants an object of the model");
    if (schema_field(handle->schema, key) == NULL)
        return sandbox_fail(lua, NULL, "%s has no key '%s'", handle->schema->name, key);
    api_push_place(lua, record_place_of(handle->record, key));
    return 1;
}

static int model_place(lua_State *lua)
{
    lua_pushcfunction(lua, place_of_key);
    return 1;
}

/* model.fold(text): for comparison, as the words of passages are. */
static int fold_text(lua_State *lua)
{
    struct api *api = api_of(lua);
    size_t length, bad;
    const char *text = luaL_checklstring(lua, 1, &length);

    if (!text_is_utf8(text, length, &bad))
        return sandbox_fail(lua, NULL, "the text is not valid UTF-8 at byte %d", (int)bad + 1);
    sandbox_spend(lua, length);
    arena_free(api->scratch);
    api->scratch = arena_new();
    lua_pushstring(lua, text_fold(api->scratch, text));
    return 1;
}

static int model_fold(lua_State *lua)
{
    lua_pushcfunction(lua, fold_text);
    return 1;
}

static int model_outline(lua_State *lua)
{
    lua_pushcfunction(lua, find_outline);
    return 1;
}

static int model_passages(lua_State *lua)
{
    lua_pushcfunction(lua, find_passages);
    return 1;
}

void api_model_fields(lua_State *lua)
{
    static const luaL_Reg fields[] = {
        {"study", model_study},
        {"general", model_general},
        {"objectives", model_objectives},
        {"codebook", model_codebook},
        {"codes", model_codes},
        {"abbreviations", model_abbreviations},
        {"memos", model_memos},
        {"own_group", model_own_group},
        {"memos_file", model_memos_file},
        {"formerly", model_formerly},
        {"definitions", model_definitions},
        {"sampling", model_sampling},
        {"informants", model_informants},
        {"documents", model_documents},
        {"documents_file", model_documents_file},
        {"excerpts", model_excerpts},
        {"findings", model_findings},
        {"pages", model_pages},
        {"synthesis", model_synthesis},
        {"conclusions", model_conclusions},
        {"frameworks", model_frameworks},
        {"statistics", model_statistics},
        {"guide", model_guide},
        {"reporting", model_reporting},
        {"summaries", model_summaries},
        {"second_coding", model_second_coding},
        {"coders", model_coders},
        {"codebook_versions", model_codebook_versions},
        {"works", model_works},
        {"audience", model_audience},
        {"find", model_find},
        {"place", model_place},
        {"passages", model_passages},
        {"outline", model_outline},
        {"fold", model_fold},
        {NULL, NULL},
    };

    luaL_setfuncs(lua, fields, 0);
    api_analysis_fields(lua);
}

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

/* {verdict = "partial", {name = "key", standing = "divided", excerpts = 4, contrasts = 1, ...}, ...} under key. */
static void set_comparison(lua_State *lua, const char *key, const struct comparison *comparison)
{
    lua_createtable(lua, (int)comparison->count, 1);
    set_text(lua, "verdict", verdict_names[comparison->verdict]);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct voice *voice = &comparison->voices[i];
        lua_createtable(lua, 0, 10);
        set_text(lua, "name", voice->name);
        set_text(lua, "standing", standing_names[evidence_standing(voice)]);
        set_number(lua, "excerpts", voice->excerpts);
        set_number(lua, "judged", voice->judged);
        set_number(lua, "contrasts", voice->contrasts);
        set_number(lua, "illustrative", voice->illustrative);
        set_number(lua, "members", voice->members);
        set_number(lua, "informants", voice->informants);
        set_number(lua, "supporting", voice->supporting);
        set_number(lua, "contradicting", voice->contradicting);
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
    set_number(lua, "judged", found->judged);
    set_number(lua, "contrasts", found->contrasts);
    set_number(lua, "illustrative", found->illustrative);
    set_number(lua, "paraphrased", found->paraphrased);
    set_number(lua, "documents", found->documents);
    set_number(lua, "members", found->members);
    set_number(lua, "informants", found->informants);
    set_number(lua, "supporting", found->supporting);
    set_number(lua, "contradicting", found->contradicting);
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
    const void *code = api_handle(lua, 1)->record;
    struct triangulation found = evidence_of_code(evidence_of(api), api->arena, code);

    return give_triangulation(lua, &found);
}

/* Of all excerpts. */
static int model_triangulation(lua_State *lua)
{
    struct api *api = api_of(lua);
    struct triangulation found = evidence_of_excerpts(evidence_of(api), api->arena, &api->study->excerpts);

    return give_triangulation(lua, &found);
}

static int objective_evidence(lua_State *lua)
{
    struct api *api = api_of(lua);
    const void *objective = api_handle(lua, 1)->record;
    struct triangulation found = evidence_of_objective(evidence_of(api), api->arena, objective);

    return give_triangulation(lua, &found);
}

/* Over what audience may see, which is less than a check does. */
static const struct evidence *evidence_for(lua_State *lua, enum audience audience)
{
    struct api *api = api_of(lua);

    if (!api->study->is_whole && api->study->audience != audience)
        sandbox_fail(lua, "only checks can ask for the evidence of any audience",
                     "this hook works for another audience");
    if (api->evidence_for[audience] == NULL)
        api->evidence_for[audience] = evidence_new(api->arena, study_filter(api->arena, api->study, audience));
    return api->evidence_for[audience];
}

/* model.evidence(theme or objective, audience) */
static int find_evidence(lua_State *lua)
{
    static const char *const audiences[] = {"public", "examiner", NULL};
    const struct handle *handle = api_handle(lua, 1);
    struct arena *arena = api_of(lua)->arena;
    enum audience audience = (enum audience)take_choice(lua, 2, "audience", audiences);
    const struct evidence *evidence = evidence_for(lua, audience);
    const char *schema = handle && handle->kind == HANDLE_RECORD ? handle->schema->name : "";

    if (strcmp(schema, "objective") == 0) {
        struct triangulation found = evidence_of_objective(evidence, arena, (const void *)handle->record);
        return give_triangulation(lua, &found);
    }
    struct triangulation found = evidence_of_code(evidence, arena, (const void *)check_record(lua, 1, "code"));
    return give_triangulation(lua, &found);
}

static int model_evidence(lua_State *lua)
{
    lua_pushcfunction(lua, find_evidence);
    return 1;
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
    lua_pushboolean(lua, !found.failed);
    lua_setfield(lua, -2, "fits");
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
    set_number(lua, "informants", trail.informants);
    set_number(lua, "interviews", trail.interviews);
    set_number(lua, "minutes", trail.durations.total);
    set_number(lua, "timed", trail.durations.interviews);
    set_number(lua, "shortest", (size_t)trail.durations.shortest);
    set_number(lua, "longest", (size_t)trail.durations.longest);
    set_number(lua, "documents", trail.documents);
    set_number(lua, "segments", trail.segments);
    set_number(lua, "coded", trail.coded);
    set_number(lua, "codes", trail.codes);
    set_number(lua, "subthemes", trail.subthemes);
    set_number(lua, "themes", trail.themes);
    set_number(lua, "variables", trail.variables);
    set_number(lua, "findings", trail.findings);
    set_number(lua, "illustrative", trail.illustrative);
    set_number(lua, "paraphrased", trail.paraphrased);
    api_freeze(lua);
    return 1;
}

static int excerpt_lines(lua_State *lua)
{
    const struct excerpt *excerpt = (const struct excerpt *)api_handle(lua, 1)->record;

    lua_pushstring(lua, excerpt->transcript_lines);
    return 1;
}

static int excerpt_unconfirmed(lua_State *lua)
{
    lua_pushboolean(lua, ((const struct excerpt *)api_handle(lua, 1)->record)->where_unconfirmed);
    return 1;
}

/* The appendix that prints its words, where the others only name it. */
static int excerpt_home(lua_State *lua)
{
    lua_pushstring(lua, study_home_of_quote(api_of(lua)->study, (const struct excerpt *)api_handle(lua, 1)->record));
    return 1;
}

static int excerpt_evidence(lua_State *lua)
{
    lua_pushboolean(lua, excerpt_is_evidence((const struct excerpt *)api_handle(lua, 1)->record));
    return 1;
}

/* True also where only the informant is marked so. */
static int excerpt_illustrative(lua_State *lua)
{
    lua_pushboolean(lua, excerpt_is_made_up((const struct excerpt *)api_handle(lua, 1)->record));
    return 1;
}

/* Whether there are informants or excerpts that this audience does not see, and that no number counts. */
static int model_withholds(lua_State *lua)
{
    const struct study *study = api_of(lua)->study;

    lua_pushboolean(lua, study->withholds[OBJECT_INFORMANT] || study->withholds[OBJECT_EXCERPT]);
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
        {"excerpt", "where_unconfirmed", excerpt_unconfirmed},
        {"excerpt", "is_evidence", excerpt_evidence},
        {"excerpt", "home", excerpt_home},
        {"excerpt", "illustrative", excerpt_illustrative},
        {"", "evidence", model_evidence},
        {"", "triangulation", model_triangulation},
        {"", "trail", model_trail},
        {"", "withholds", model_withholds},
    };

    for (size_t i = 0; i < sizeof computed / sizeof *computed; i++) {
        if (strcmp(computed[i].of, name) != 0)
            continue;
        lua_pushcfunction(lua, computed[i].compute);
        lua_setfield(lua, -2, computed[i].key);
    }
}
