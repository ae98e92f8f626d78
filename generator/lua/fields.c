#include "lua/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/map.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <stdio.h>
#include <string.h>

/* Fields of the model: what the schema declares, and below that what is computed. */

static void push_number(lua_State *lua, const struct number *number)
{
    if (number->text == NULL)
        lua_pushnil(lua);
    else
        lua_pushnumber(lua, number->value);
}

static void push_integer(lua_State *lua, long integer)
{
    if (integer == INTEGER_ABSENT)
        lua_pushnil(lua);
    else
        lua_pushinteger(lua, integer);
}

static void push_switch(lua_State *lua, int state)
{
    if (state == SWITCH_ABSENT)
        lua_pushnil(lua);
    else
        lua_pushboolean(lua, state == SWITCH_ON);
}

/* Those that references point to. */
static void push_references(lua_State *lua, const struct list *references, enum object_kind kind)
{
    struct api *api = api_of(lua);
    struct list *objects = arena_alloc(api->arena, sizeof *objects);

    for (size_t i = 0; i < references->count; i++) {
        const struct reference *reference = references->items[i];
        if (reference->object != NULL)
            list_add(objects, api->arena, reference->object);
    }
    api_push_list(lua, objects, kind == OBJECT_WORK ? LIST_WORKS : LIST_RECORDS);
}

/* References become a new list each time, so what was made first is kept with the record. */
static void push_references_once(lua_State *lua, const struct field *field, const struct list *references)
{
    api_push_kept(lua);
    if (lua_getfield(lua, -1, field->key) == LUA_TNIL) {
        lua_pop(lua, 1);
        push_references(lua, references, field->kind);
        lua_pushvalue(lua, -1);
        lua_setfield(lua, -3, field->key);
    }
    lua_remove(lua, -2);
}

/* value is of field, in the object at 1. False: an audience may see only what is computed of it. */
static bool push_value(lua_State *lua, const struct field *field, const void *value)
{
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_VERBATIM:
    case FIELD_TOKEN:
    case FIELD_DATE:
    case FIELD_ID:
        lua_pushstring(lua, *(const char *const *)value);
        return true;
    case FIELD_PROSE:
        api_push_prose(lua, *(struct block *const *)value);
        return true;
    case FIELD_SPANS:
        api_push_line(lua, *(struct span *const *)value);
        return true;
    case FIELD_INTEGER:
        push_integer(lua, *(const long *)value);
        return true;
    case FIELD_NUMBER:
        push_number(lua, value);
        return true;
    case FIELD_BOOLEAN:
        lua_pushboolean(lua, *(const bool *)value);
        return true;
    case FIELD_SWITCH:
        push_switch(lua, *(const int *)value);
        return true;
    case FIELD_CHOICE:
        lua_pushstring(lua, field->allowed[*(const int *)value]);
        return true;
    case FIELD_REFERENCE:
        api_push_object(lua, field->kind, ((const struct reference *)value)->object);
        return true;
    case FIELD_REFERENCES:
        push_references_once(lua, field, value);
        return true;
    case FIELD_TEXTS:
    case FIELD_CHOICES:
        api_push_list(lua, value, LIST_TEXTS);
        return true;
    case FIELD_PROSES:
        api_push_list(lua, value, LIST_PROSES);
        return true;
    case FIELD_RECORD:
        api_push_record(lua, *(struct record *const *)value);
        return true;
    case FIELD_RECORDS:
        api_push_list(lua, value, LIST_RECORDS);
        return true;
    case FIELD_PAIRS:
        break;
    }
    return false;
}

bool api_push_field(lua_State *lua, const struct handle *handle, const struct field *field)
{
    return push_value(lua, field, (const char *)handle->record + field->offset);
}

/* Of the model. Upvalue 1: the extra. */
static int push_stored(lua_State *lua)
{
    const struct extra *extra = lua_touserdata(lua, lua_upvalueindex(1));
    const char *object = (const void *)api_of(lua)->study;

    if (extra->is_inside)
        object = *(const char *const *)(object + extra->file);
    push_value(lua, &extra->field, object + extra->field.offset);
    return 1;
}

static int push_function(lua_State *lua)
{
    const struct extra *extra = lua_touserdata(lua, lua_upvalueindex(1));

    lua_pushcfunction(lua, extra->function);
    return 1;
}

void add_extras(lua_State *lua, const struct extra *extras, size_t count, const char *of)
{
    for (size_t i = 0; i < count; i++) {
        const struct extra *extra = &extras[i];
        if (strcmp(extra->of, of) != 0)
            continue;
        const bool is_stored = extra->compute == NULL && extra->function == NULL;
        if (is_stored && *of != '\0') {
            lua_pushlightuserdata(lua, (void *)(uintptr_t)&extra->field);
        } else {
            lua_pushlightuserdata(lua, (void *)(uintptr_t)extra);
            lua_pushcclosure(lua, extra->compute ? extra->compute : is_stored ? push_stored : push_function, 1);
        }
        lua_setfield(lua, -2, extra->key);
    }
}

/* What is computed. Each function gets the record as argument 1 and pushes one value. */

static const void *record_of(lua_State *lua)
{
    return api_handle(lua, 1)->record;
}

static struct list *new_list(lua_State *lua)
{
    return arena_alloc(api_of(lua)->arena, sizeof(struct list));
}

static int give_list(lua_State *lua, const struct list *list)
{
    static const struct list nothing;

    api_push_list(lua, list ? list : &nothing, LIST_RECORDS);
    return 1;
}

static int location(lua_State *lua)
{
    const struct record *record = record_of(lua);
    char text[256];

    snprintf(text, sizeof text, "%s:%d", record->place.file ? record->place.file : "", record->place.line);
    lua_pushstring(lua, text);
    return 1;
}

static int type_name(lua_State *lua)
{
    lua_pushstring(lua, api_handle(lua, 1)->schema->name);
    return 1;
}

static int code_depth(lua_State *lua)
{
    lua_pushinteger(lua, (lua_Integer)((const struct code *)record_of(lua))->depth);
    return 1;
}

/* What the study calls codes at this depth; nil where it has no name for them. */
static int code_level_name(lua_State *lua)
{
    const struct list *levels = &api_of(lua)->study->codebook->levels;
    const struct code *code = record_of(lua);

    lua_pushstring(lua, code->depth < levels->count ? levels->items[code->depth] : NULL);
    return 1;
}

/* Those of all that is_meant says belong to the object at 1. */
static int give_those(lua_State *lua, const struct list *all, bool (*is_meant)(const void *item, const void *object))
{
    struct list *found = new_list(lua);

    for (size_t i = 0; i < all->count; i++) {
        if (is_meant(all->items[i], record_of(lua)))
            list_add(found, api_of(lua)->arena, all->items[i]);
    }
    return give_list(lua, found);
}

static bool set_has(const void *set, const void *code)
{
    return references_have(&((const struct code_set *)set)->codes, code);
}

static int code_sets(lua_State *lua)
{
    return give_those(lua, &api_of(lua)->study->codebook->sets, set_has);
}

static bool memo_is_about(const void *memo, const void *object)
{
    return ((const struct memo *)memo)->object == object;
}

/* Of what this audience may read. */
static int object_memos(lua_State *lua)
{
    return give_those(lua, &api_of(lua)->study->memos, memo_is_about);
}

static int code_excerpts(lua_State *lua)
{
    return give_list(lua, study_excerpts_of_code(api_of(lua)->study, record_of(lua)));
}

static int code_findings(lua_State *lua)
{
    return give_list(lua, study_findings_of_code(api_of(lua)->study, record_of(lua)));
}

static bool objective_has(const void *objective, const void *code)
{
    return references_have(&((const struct objective *)objective)->themes, code);
}

static int code_objectives(lua_State *lua)
{
    return give_those(lua, &api_of(lua)->study->objectives->objectives, objective_has);
}

/* Adds item unless it is in seen already. */
static void add_once(struct list *list, struct arena *arena, struct map *seen, const char *id, const void *item)
{
    if (item != NULL && map_put(seen, id, (void *)item) == NULL)
        list_add(list, arena, (void *)item);
}

/* The informants or documents that the excerpts are from, each once. */
static int give_sources(lua_State *lua, const struct list *excerpts, bool documents)
{
    struct arena *arena = api_of(lua)->arena;
    struct list *found = new_list(lua);
    struct map *seen = map_new(arena);

    for (size_t i = 0; i < excerpts->count; i++) {
        const struct excerpt *excerpt = excerpts->items[i];
        if (documents && excerpt->document != NULL && excerpt->according_to == NULL)
            add_once(found, arena, seen, excerpt->document->id, excerpt->document);
        for (size_t j = 0; !documents && j < excerpt->speakers.count; j++) {
            const struct informant *speaker = excerpt->speakers.items[j];
            add_once(found, arena, seen, speaker->code, speaker);
        }
    }
    return give_list(lua, found);
}

static int code_informants(lua_State *lua)
{
    return give_sources(lua, study_excerpts_of_code(api_of(lua)->study, record_of(lua)), false);
}

static int code_documents(lua_State *lua)
{
    return give_sources(lua, study_excerpts_of_code(api_of(lua)->study, record_of(lua)), true);
}

static bool is_contrast(const void *excerpt, const void *code)
{
    (void)code;
    return ((const struct excerpt *)excerpt)->stance == STANCE_CONTRAST;
}

static int code_contrasts(lua_State *lua)
{
    return give_those(lua, study_excerpts_of_code(api_of(lua)->study, record_of(lua)), is_contrast);
}

/* Of the code, or of one below it. */
static bool summary_is_of_code(const void *summary, const void *code)
{
    const struct code *theme = ((const struct summary *)summary)->theme.object;

    return theme != NULL && code_is_within(theme, code);
}

static int code_summaries(lua_State *lua)
{
    return give_those(lua, &api_of(lua)->study->summaries->summaries, summary_is_of_code);
}

static int objective_findings(lua_State *lua)
{
    return give_list(lua, study_findings_of_objective(api_of(lua)->study, record_of(lua)));
}

static struct list *excerpts_of_objective(lua_State *lua)
{
    struct list *found = new_list(lua);

    *found = study_excerpts_of_objective(api_of(lua)->study, api_of(lua)->arena, record_of(lua));
    return found;
}

static int objective_excerpts(lua_State *lua)
{
    return give_list(lua, excerpts_of_objective(lua));
}

static int objective_informants(lua_State *lua)
{
    return give_sources(lua, excerpts_of_objective(lua), false);
}

static int objective_documents(lua_State *lua)
{
    return give_sources(lua, excerpts_of_objective(lua), true);
}

static int excerpt_source(lua_State *lua)
{
    const struct excerpt *excerpt = record_of(lua);

    api_push_object(lua, OBJECT_SOURCE, excerpt->informant ? (const void *)excerpt->informant : excerpt->document);
    return 1;
}

static int excerpt_source_name(lua_State *lua)
{
    lua_pushstring(lua, excerpt_source_id(record_of(lua)));
    return 1;
}

static int excerpt_words(lua_State *lua)
{
    lua_pushinteger(lua, (lua_Integer)excerpt_word_number(record_of(lua)));
    return 1;
}

static int excerpt_transcript(lua_State *lua)
{
    lua_pushstring(lua, excerpt_named_transcript(record_of(lua)));
    return 1;
}

static int excerpt_group(lua_State *lua)
{
    const struct excerpt *excerpt = record_of(lua);

    lua_pushstring(lua, excerpt->informant ? excerpt->informant->group : NULL);
    return 1;
}

/* {usia = 34, pendidikan = "SMA"}: what this audience may know. */
static int informant_values(lua_State *lua)
{
    const struct list *values = study_attributes_of(api_of(lua)->study, record_of(lua));

    lua_newtable(lua);
    for (size_t i = 0; i < values->count; i++) {
        const struct attribute_value *value = values->items[i];
        if (value->attribute == NULL)
            continue;
        if (value->attribute->type == ATTRIBUTE_NUMBER && !value->is_wrong)
            lua_pushnumber(lua, value->number);
        else
            lua_pushstring(lua, value->text);
        lua_setfield(lua, -2, value->key);
    }
    return 1;
}

/* {usia = "30–39", pendidikan = "SMA"}: what each value is counted under. */
static int informant_categories(lua_State *lua)
{
    struct api *api = api_of(lua);
    const struct list *values = study_attributes_of(api->study, record_of(lua));

    lua_newtable(lua);
    for (size_t i = 0; i < values->count; i++) {
        const struct attribute_value *value = values->items[i];
        const char *category = attribute_category(api->arena, value);
        if (category == NULL)
            continue;
        set_text(lua, value->key, category);
    }
    return 1;
}

static int attribute_list(lua_State *lua)
{
    struct list categories = attribute_categories(api_of(lua)->arena, record_of(lua));

    lua_createtable(lua, (int)categories.count, 0);
    for (size_t i = 0; i < categories.count; i++) {
        lua_pushstring(lua, categories.items[i]);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    return 1;
}

static int informant_excerpts(lua_State *lua)
{
    return give_list(lua,
                     study_excerpts_of_source(api_of(lua)->study, ((const struct informant *)record_of(lua))->code));
}

static bool summary_is_of_informant(const void *summary, const void *informant)
{
    return ((const struct summary *)summary)->informant.object == informant;
}

static int informant_summaries(lua_State *lua)
{
    return give_those(lua, &api_of(lua)->study->summaries->summaries, summary_is_of_informant);
}

/* The codes that the second coder gave; nil where the excerpt was coded once. */
static int excerpt_second_codes(lua_State *lua)
{
    const struct api *api = api_of(lua);

    for (size_t i = 0; i < api->study->second_coding->codings.count; i++) {
        const struct coding *coding = api->study->second_coding->codings.items[i];
        if (coding->excerpt.object != record_of(lua))
            continue;
        api_push_record(lua, &coding->record);
        lua_getfield(lua, -1, "codes");
        return 1;
    }
    lua_pushnil(lua);
    return 1;
}

static int document_excerpts(lua_State *lua)
{
    return give_list(lua, study_excerpts_of_source(api_of(lua)->study, ((const struct document *)record_of(lua))->id));
}

static int document_observed(lua_State *lua)
{
    lua_pushboolean(lua, document_is_observed(record_of(lua)));
    return 1;
}

/* The excerpts that the text itself shows. */
static int finding_quoted(lua_State *lua)
{
    struct api *api = api_of(lua);
    struct list *quoted = new_list(lua);

    hooks_quoted(api->arena, api->study, ((const struct finding *)record_of(lua))->body, quoted);
    return give_list(lua, quoted);
}

static int excerpt_readers(lua_State *lua)
{
    lua_pushstring(lua, consent_names[excerpt_consent(record_of(lua))]);
    return 1;
}

static int excerpt_evidence(lua_State *lua)
{
    lua_pushboolean(lua, excerpt_is_evidence(record_of(lua)));
    return 1;
}

/* True also where only the informant is marked so. */
static int excerpt_illustrative(lua_State *lua)
{
    lua_pushboolean(lua, excerpt_is_made_up(record_of(lua)));
    return 1;
}

static const char *const level_names[] = {"variable", "theme", "subtheme", NULL};

static const struct extra extras[] = {
    {"*", "location", location},
    {"*", "type", type_name},
    STORED("objective", "codes", FIELD_REFERENCES, objective, themes, .kind = OBJECT_CODE),
    {"objective", "findings", objective_findings},
    {"objective", "excerpts", objective_excerpts},
    {"objective", "informants", objective_informants},
    {"objective", "documents", objective_documents},
    STORED("code", "parent", FIELD_RECORD, code, parent),
    STORED("code", "children", FIELD_RECORDS, code, children),
    STORED("code", "level", FIELD_CHOICE, code, level, .allowed = level_names),
    STORED("code", "kind", FIELD_CHOICE, code, level, .allowed = level_names),
    {"code", "depth", code_depth},
    {"code", "level_name", code_level_name},
    {"code", "sets", code_sets},
    {"code", "memos", object_memos},
    {"code", "excerpts", code_excerpts},
    {"code", "findings", code_findings},
    {"code", "objectives", code_objectives},
    {"code", "informants", code_informants},
    {"code", "contrasts", code_contrasts},
    {"code", "summaries", code_summaries},
    {"code", "documents", code_documents},
    STORED("codebook", "roots", FIELD_RECORDS, codebook_file, roots),
    STORED("memo", "object", FIELD_RECORD, memo, object),
    STORED("excerpt", "informant", FIELD_RECORD, excerpt, informant),
    STORED("excerpt", "document", FIELD_RECORD, excerpt, document),
    STORED("excerpt", "speakers", FIELD_RECORDS, excerpt, speakers),
    STORED("excerpt", "technique_kind", FIELD_CHOICE, excerpt, technique_kind, .allowed = technique_names),
    STORED("excerpt", "transcript_lines", FIELD_TEXT, excerpt, transcript_lines),
    STORED("excerpt", "where_unconfirmed", FIELD_BOOLEAN, excerpt, where_unconfirmed),
    {"excerpt", "source", excerpt_source},
    {"excerpt", "source_id", excerpt_source_name},
    {"excerpt", "words", excerpt_words},
    {"excerpt", "named_transcript", excerpt_transcript},
    {"excerpt", "group", excerpt_group},
    {"excerpt", "second_codes", excerpt_second_codes},
    {"excerpt", "memos", object_memos},
    {"excerpt", "readers", excerpt_readers},
    {"excerpt", "is_evidence", excerpt_evidence},
    {"excerpt", "illustrative", excerpt_illustrative},
    STORED("informant", "id", FIELD_TEXT, informant, code),
    STORED("interview", "technique", FIELD_CHOICE, interview, technique, .allowed = technique_names),
    STORED("interview", "talk", FIELD_TEXT, interview, talk),
    {"informant", "excerpts", informant_excerpts},
    {"informant", "values", informant_values},
    {"informant", "categories", informant_categories},
    {"informant", "summaries", informant_summaries},
    {"informant", "memos", object_memos},
    {"attribute", "categories", attribute_list},
    {"document", "excerpts", document_excerpts},
    {"document", "is_observed", document_observed},
    {"document", "memos", object_memos},
    STORED("finding", "body", FIELD_PROSE, finding, body),
    {"finding", "quoted", finding_quoted},
    STORED("page", "body", FIELD_PROSE, page, body),
    STORED("point", "value_text", FIELD_TEXT, statistic_point, value.text),
    STORED("point", "low_text", FIELD_TEXT, statistic_point, low.text),
    STORED("point", "high_text", FIELD_TEXT, statistic_point, high.text),
    STORED("target", "value_text", FIELD_TEXT, statistic_target, value.text),
};

const char *schema_kind(const struct schema *schema)
{
    const struct field *id = schema_id(schema);

    return id != NULL && id->kind == OBJECT_CODE ? "code" : schema->name;
}

void add_fields(lua_State *lua, const struct schema *schema)
{
    const char *kind = schema_kind(schema);

    add_extras(lua, extras, sizeof extras / sizeof *extras, "*");
    add_extras(lua, extras, sizeof extras / sizeof *extras, kind);
    add_counted_fields(lua, kind);
    for (size_t i = 0; i < schema->field_count; i++) {
        lua_pushlightuserdata(lua, (void *)(uintptr_t)&schema->fields[i]);
        lua_setfield(lua, -2, schema->fields[i].key);
    }
}
