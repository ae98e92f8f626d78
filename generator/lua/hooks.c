#include "lua/private.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "document/document.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <stdlib.h>
#include <string.h>

/*
 * One call of a hook function. It runs as a whole within the sandbox: the arguments are built, the function is called
 * and its results are taken in one protected C function, so that whatever goes wrong there is that hook's error.
 */
struct call {
    struct hooks *hooks;
    struct hook_file *file;
    int function; /* reference */
    union {
        const struct objective *objective;
        const struct directive *directive;
        const char *section;
        const struct record *record;
    };
    struct block *blocks;      /* narrative so far, or a directive's body; then the result */
    struct span *text;         /* of a directive */
    const struct table *table; /* then the changed one */
    int selected;              /* reference of the list that a select returned, or LUA_NOREF */
    int depth;                 /* of nesting in the result of a directive */
    bool found;                /* the hook gave a result */
};

static void push_function(lua_State *lua, const struct call *call)
{
    lua_rawgeti(lua, LUA_REGISTRYINDEX, call->function);
}

static struct call *call_of(lua_State *lua)
{
    struct call *call = lua_touserdata(lua, 1);

    lua_settop(lua, 0);
    return call;
}

/* Calls the function below so many arguments; the blocks that it gives are the call's. */
static void call_for_blocks(lua_State *lua, struct call *call, int arguments)
{
    struct taken_blocks result = {0};

    lua_call(lua, arguments, 1);
    take_blocks(lua, 1, &result);
    call->blocks = result.first;
    call->depth = result.depth;
}

/* A new ctx with what every hook gets. */
static void push_context(lua_State *lua, const struct hooks *hooks)
{
    lua_createtable(lua, 0, 12);
    api_push_model(lua);
    lua_getfield(lua, -1, "trail");
    lua_setfield(lua, -3, "trail");
    lua_setfield(lua, -2, "model");
    api_push_labels(lua);
    lua_setfield(lua, -2, "labels");
    lua_rawgeti(lua, LUA_REGISTRYINDEX, hooks->derived);
    api_freeze(lua);
    lua_setfield(lua, -2, "derived");
    builders_push(lua);
    lua_setfield(lua, -2, "b");
    set_text(lua, "audience", audience_names[hooks->api.study->audience]);
    set_flag(lua, "for_site", hooks->api.study->for_site);
}

/* What there may be thousands of. */
static size_t count_records(const struct study *study)
{
    return study->excerpts.count + study->findings.count + study->codes.count + study->works.count;
}

/* What prints everything of a kind may make the more, the larger the study is. */
static size_t allowance_of(const struct study *study)
{
    return 1 + count_records(study) / 1000;
}

static bool is_over(const struct made *made, size_t calls)
{
    return made->blocks > BLOCK_LIMIT * calls || made->spans > SPAN_LIMIT * calls || made->text > TEXT_LIMIT * calls;
}

static void add_made(struct made *to, const struct made *made)
{
    to->blocks += made->blocks;
    to->spans += made->spans;
    to->text += made->text;
}

/* Charges the call that just ended, and ends all hooks when together they have had what a report may take. */
static void charge_run(struct hooks *hooks, const struct hook_file *file, struct place place, const char *doing)
{
    struct hook_budget *budget = &hooks->budget;
    size_t allowance = allowance_of(hooks->api.study);
    struct diags *diags = hooks->api.build->diags;

    add_made(&budget->run, &hooks->api.made);
    budget->seconds += sandbox_seconds(hooks->sandbox);
    bool late = budget->seconds > (double)(RUN_SECONDS * allowance);
    if (!late && !is_over(&budget->run, RUN_CALLS * allowance))
        return;
    budget->spent = true;
    if (late)
        diag_error(diags, (struct place){file->shown, 1, 0}, "hook-limit",
                   "the hooks take more than %zu seconds in all", RUN_SECONDS * allowance);
    else
        diag_error(diags, (struct place){file->shown, 1, 0}, "hook-limit",
                   "the hooks make more than %zu blocks in all, or the text of as many",
                   (size_t)BLOCK_LIMIT * RUN_CALLS * allowance);
    diag_hint(diags, "this file was running when that was reached; no hook is called after that");
    diag_context(diags, place, "while %s", doing);
}

/* Runs body(call) in the sandbox. False: reported, with what was being done, or the hooks had their budget before. */
static bool run(struct call *call, lua_CFunction body, const char *stem, struct place place, const char *doing)
{
    struct hooks *hooks = call->hooks;
    struct diags *diags = hooks->api.build->diags;

    if (hooks->budget.spent)
        return false;
    api_begin_call(&hooks->api, stem);
    hooks->api.is_built_in = call->file->is_built_in;
    lua_rawgeti(hooks->lua, LUA_REGISTRYINDEX, call->function);
    sandbox_blame(hooks->sandbox);
    lua_pop(hooks->lua, 1);
    lua_pushcfunction(hooks->lua, body);
    lua_pushlightuserdata(hooks->lua, call);
    bool good = sandbox_call(hooks->sandbox, 1, 0, diags);
    if (!good)
        diag_context(diags, place, "while %s", doing);
    if (sandbox_hit_limit(hooks->sandbox) || hooks->api.spent)
        call->file->off = true;
    charge_run(hooks, call->file, place, doing);
    return good;
}

/* A call of that function of the next file behind *position that has it. False: there is none. */
static bool next_call(struct hooks *hooks, enum phase phase, size_t *position, struct call *call)
{
    while (*position < hooks->files.count) {
        struct hook_file *file = hooks->files.items[(*position)++];
        if (file->off || file->functions[phase] == LUA_NOREF)
            continue;
        call->hooks = hooks;
        call->file = file;
        call->function = file->functions[phase];
        return true;
    }
    return false;
}

/* derive */

static int run_derive(lua_State *lua)
{
    struct call *call = call_of(lua);

    push_function(lua, call);
    api_push_model(lua);
    lua_call(lua, 1, 1);
    if (!lua_isnil(lua, 1) && !lua_istable(lua, 1))
        return sandbox_fail(lua, "put it into a table", "derive returns a %s, not a table", luaL_typename(lua, 1));
    api_freeze(lua);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, call->hooks->derived);
    lua_pushvalue(lua, 1);
    lua_setfield(lua, 2, call->file->name);
    return 0;
}

static void derive(struct hooks *hooks)
{
    struct call call = {0};

    for (size_t i = 0; next_call(hooks, PHASE_DERIVE, &i, &call);)
        run(&call, run_derive, call.file->name, (struct place){0}, "deriving from the model");
}

/* Without any file yet. */
static struct hooks *open_state(struct build *build, const struct study *study, const struct labels *labels)
{
    struct hooks *hooks = memory_alloc(sizeof *hooks);

    *hooks = (struct hooks){
        .api = {.build = build, .arena = build->arena, .study = study, .labels = labels},
        .sections = map_new(build->arena),
        .directives = map_new(build->arena),
        .narratives_seen = LUA_NOREF,
        .is_quoted = map_new(build->arena),
        .libraries = {file_join(build->arena, build->root, "lua/lib"),
                      file_join(build->arena, build->share, "lua/lib")},
    };
    struct sandbox_limits limits = sandbox_default_limits;
    limits.trusted = !build_has_own(build, "lua");
    limits.memory += BYTES_A_RECORD * count_records(study);
    hooks->sandbox = sandbox_new(&limits, hooks->libraries);
    hooks->lua = sandbox_lua(hooks->sandbox);
    api_open(&hooks->api, hooks->sandbox);
    lua_newtable(hooks->lua);
    hooks->derived = luaL_ref(hooks->lua, LUA_REGISTRYINDEX);
    lua_newtable(hooks->lua);
    hooks->modules = luaL_ref(hooks->lua, LUA_REGISTRYINDEX);
    return hooks;
}

struct hooks *hooks_open(struct build *build, const struct study *study, const struct labels *labels)
{
    struct hooks *hooks = open_state(build, study, labels);

    hooks_load(hooks);
    derive(hooks);
    return hooks;
}

void hooks_close(struct hooks *hooks)
{
    if (hooks == NULL)
        return;
    sandbox_free(hooks->sandbox);
    arena_free(hooks->api.scratch);
    free(hooks);
}

/* lint */

static int run_lint(lua_State *lua)
{
    struct call *call = call_of(lua);

    push_function(lua, call);
    api_push_model(lua);
    push_report(lua);
    lua_call(lua, 2, 0);
    return 0;
}

/* of_part: those alone that say they can do with a part of the study. */
static void lint(struct hooks *hooks, bool of_part)
{
    struct call call = {0};

    for (size_t i = 0; next_call(hooks, PHASE_LINT, &i, &call);) {
        if (!of_part || call.file->is_partial)
            run(&call, run_lint, call.file->name, (struct place){0}, "checking the model");
    }
}

void hooks_lint(struct hooks *hooks)
{
    hooks_check_sections(hooks);
    lint(hooks, false);
}

/* Checks print no words for readers, so they have no labels. */
void hooks_check(struct build *build, struct views *views, bool is_whole)
{
    struct hooks *hooks = open_state(build, study_whole(build->arena, views->whole), NULL);

    hooks->api.views = views;
    hooks_load_checks(hooks);
    lint(hooks, !is_whole);
    hooks_close(hooks);
}

/* select and assemble */

/* {{objective = , blocks = , quoted = {excerpt, ...}}, ...} */
static void push_narratives(lua_State *lua, struct hooks *hooks)
{
    if (hooks->narratives_seen != LUA_NOREF) {
        lua_rawgeti(lua, LUA_REGISTRYINDEX, hooks->narratives_seen);
        return;
    }
    lua_createtable(lua, (int)hooks->narratives.count, 0);
    for (size_t i = 0; i < hooks->narratives.count; i++) {
        const struct narrative *narrative = hooks->narratives.items[i];
        lua_createtable(lua, 0, 3);
        set_record(lua, "objective", &narrative->objective->record);
        api_push_prose(lua, narrative->blocks);
        lua_setfield(lua, -2, "blocks");
        api_push_list(lua, &narrative->quoted, LIST_RECORDS);
        lua_setfield(lua, -2, "quoted");
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    api_freeze(lua);
    lua_pushvalue(lua, -1);
    hooks->narratives_seen = luaL_ref(lua, LUA_REGISTRYINDEX);
}

void hooks_add_narrative(struct hooks *hooks, const struct narrative *narrative)
{
    list_add(&hooks->narratives, hooks->api.arena, (void *)narrative);
    for (size_t i = 0; i < narrative->quoted.count; i++) {
        struct excerpt *excerpt = narrative->quoted.items[i];
        if (map_put(hooks->is_quoted, excerpt->id, excerpt) == NULL)
            list_add(&hooks->quoted, hooks->api.arena, excerpt);
    }
    luaL_unref(hooks->lua, LUA_REGISTRYINDEX, hooks->narratives_seen);
    hooks->narratives_seen = LUA_NOREF;
}

bool hooks_quote(const struct hooks *hooks, const struct excerpt *excerpt)
{
    return map_get(hooks->is_quoted, excerpt->id) != NULL;
}

/* ctx.themes, excerpts and narratives are computed when they are asked for. Upvalues: the objective, and hooks. */
static int objective_field(lua_State *lua)
{
    const char *key = luaL_checkstring(lua, 2);

    if (strcmp(key, "narratives") == 0) {
        push_narratives(lua, lua_touserdata(lua, lua_upvalueindex(2)));
        return 1;
    }
    const char *field = strcmp(key, "themes") == 0 ? "codes" : strcmp(key, "excerpts") == 0 ? key : NULL;

    if (field == NULL)
        return 0;
    lua_getfield(lua, lua_upvalueindex(1), field);
    return 1;
}

static void push_objective_context(lua_State *lua, const struct call *call)
{
    push_context(lua, call->hooks);
    api_push_record(lua, &call->objective->record);
    lua_createtable(lua, 0, 1);
    lua_pushvalue(lua, -2);
    lua_pushlightuserdata(lua, call->hooks);
    lua_pushcclosure(lua, objective_field, 2);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -3);
    lua_setfield(lua, -2, "objective");
}

static int run_select(lua_State *lua)
{
    struct call *call = call_of(lua);

    push_function(lua, call);
    push_objective_context(lua, call);
    lua_call(lua, 1, 1);
    if (lua_isnil(lua, 1))
        return 0;
    luaL_argexpected(lua, lua_istable(lua, 1) || api_handle(lua, 1) != NULL, 1, "list of excerpts");
    lua_newtable(lua);
    lua_Integer count = luaL_len(lua, 1);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_geti(lua, 1, i);
        check_record(lua, -1, "excerpt");
        lua_rawseti(lua, 2, i);
    }
    if (!lua_istable(lua, 1) || lua_getfield(lua, 1, "under") != LUA_TTABLE)
        lua_newtable(lua);
    lua_setfield(lua, 2, "under");
    lua_settop(lua, 2);
    api_freeze(lua);
    call->selected = luaL_ref(lua, LUA_REGISTRYINDEX);
    call->found = true;
    return 0;
}

static int run_assemble(lua_State *lua)
{
    struct call *call = call_of(lua);
    struct taken_blocks result = {0};

    push_function(lua, call);
    push_objective_context(lua, call);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, call->selected);
    lua_setfield(lua, -2, "selected");
    api_push_prose(lua, call->blocks);
    lua_setfield(lua, -2, "narrative");
    lua_call(lua, 1, 1);
    if (lua_isnil(lua, 1))
        return 0;
    take_blocks(lua, 1, &result);
    call->blocks = result.first;
    return 0;
}

static const char *doing(struct hooks *hooks, const char *what, const struct objective *objective)
{
    return arena_concat(hooks->api.arena, what, " objective '", objective->id, "'", NULL);
}

/* The list that the last select gave, as a reference, or LUA_NOREF. */
static int select_excerpts(struct hooks *hooks, const struct objective *objective)
{
    struct call call = {.objective = objective};
    int selected = LUA_NOREF;

    for (size_t i = 0; next_call(hooks, PHASE_SELECT, &i, &call);) {
        call.selected = LUA_NOREF;
        run(&call, run_select, call.file->name, objective->record.place, doing(hooks, "selecting for", objective));
        if (call.selected == LUA_NOREF)
            continue;
        luaL_unref(hooks->lua, LUA_REGISTRYINDEX, selected);
        selected = call.selected;
    }
    return selected;
}

struct block *hooks_assemble(struct hooks *hooks, const struct objective *objective)
{
    struct arena *arena = hooks->api.arena;
    struct call call = {.objective = objective, .selected = select_excerpts(hooks, objective)};

    for (size_t i = 0; next_call(hooks, PHASE_ASSEMBLE, &i, &call);) {
        const char *stem =
            arena_format(arena, "%s-%s", text_slug(arena, call.file->name), text_slug(arena, objective->id));
        run(&call, run_assemble, stem, objective->record.place, doing(hooks, "assembling", objective));
    }
    luaL_unref(hooks->lua, LUA_REGISTRYINDEX, call.selected);
    return call.blocks;
}

/* table */

static int run_table(lua_State *lua)
{
    struct call *call = call_of(lua);
    int depth = 0;

    push_table(lua, call->section, call->table);
    push_function(lua, call);
    lua_pushvalue(lua, 1);
    lua_pushvalue(lua, 2);
    push_context(lua, call->hooks);
    lua_call(lua, 3, 2);
    if (lua_isnil(lua, 3) && lua_isnil(lua, 4))
        return 0;
    bool same_rows = lua_isnil(lua, 4);
    for (int i = 3; i <= 4; i++) {
        if (lua_isnil(lua, i)) {
            lua_pushvalue(lua, i - 2);
            lua_replace(lua, i);
        }
    }
    struct table *changed = (struct table *)take_table(lua, 3, 4, &depth);
    changed->caption.place = call->table->caption.place;
    if (changed->caption.object == NULL)
        changed->caption.object = call->table->caption.object;
    changed->caption.illustrative |= call->table->caption.illustrative;
    if (same_rows && changed->column_count == call->table->column_count)
        changed->rows = call->table->rows;
    for (struct row *row = same_rows ? NULL : changed->rows; row != NULL; row = row->next)
        row->place = row->object ? row->place : changed->caption.place;
    call->table = changed;
    return 0;
}

const struct table *hooks_table(struct hooks *hooks, const char *section, const struct table *table)
{
    struct call call = {.section = section, .table = table};
    const char *what = arena_format(hooks->api.arena, translated("changing table '%s'"),
                                    table->caption.label ? table->caption.label : section);

    for (size_t i = 0; next_call(hooks, PHASE_TABLE, &i, &call);)
        run(&call, run_table, section, table->caption.place, what);
    return call.table;
}

/* section */

static int run_section(lua_State *lua)
{
    struct call *call = call_of(lua);

    call->hooks->api.allowance = allowance_of(call->hooks->api.study);
    push_function(lua, call);
    push_context(lua, call->hooks);
    set_text(lua, "section", call->section);
    api_push_list(lua, &call->hooks->quoted, LIST_RECORDS);
    lua_setfield(lua, -2, "quoted");
    push_narratives(lua, call->hooks);
    lua_setfield(lua, -2, "narratives");
    call_for_blocks(lua, call, 1);
    return 0;
}

static int run_embed(lua_State *lua)
{
    struct call *call = call_of(lua);

    push_function(lua, call);
    push_context(lua, call->hooks);
    api_push_record(lua, call->record);
    call_for_blocks(lua, call, 2);
    return 0;
}

/* What that function of the section's file gives. NULL: it has none, or went wrong, which is reported. */
static struct block *call_section(struct hooks *hooks, const char *name, enum phase phase, struct call *call,
                                  const char *stem, struct place place, const char *doing)
{
    call->hooks = hooks;
    call->file = hooks_load_section(hooks, name);
    call->function = call->file->functions[phase];
    if (call->file->off || call->function == LUA_NOREF)
        return NULL;
    return run(call, phase == PHASE_SECTION ? run_section : run_embed, stem, place, doing) ? call->blocks : NULL;
}

struct block *hooks_section(struct hooks *hooks, const char *name, struct place source)
{
    struct call call = {.section = name};

    return call_section(hooks, name, PHASE_SECTION, &call, name, source,
                        arena_concat(hooks->api.arena, "making section '", name, "'", NULL));
}

struct block *hooks_embed(struct hooks *hooks, const char *name, const struct record *record)
{
    struct arena *arena = hooks->api.arena;
    struct call call = {.record = record};
    const char *id = api_id(record);

    return call_section(hooks, name, PHASE_EMBED, &call, arena_concat(arena, name, "-", id, NULL), record->place,
                        arena_concat(arena, "showing ", record->schema->name, " '", id, "'", NULL));
}

/* directives */

bool hooks_has_directive(const struct hooks *hooks, const char *name)
{
    return map_get(hooks->directives, name) != NULL;
}

void hooks_nearest_directive(const struct hooks *hooks, struct nearest *best)
{
    text_nearest_key(best, hooks->directives);
}

static void push_arguments(lua_State *lua, const struct directive *directive)
{
    lua_newtable(lua);
    for (const struct argument *argument = directive->arguments; argument != NULL; argument = argument->next)
        set_text(lua, argument->name, argument->value);
    set_text(lua, "id", directive->id);
}

void hooks_diagnose_no_id(struct diags *diags, struct place place, const struct directive *directive, const char *kind)
{
    diag_error(diags, place, "directive-id", "directive '%s' does not say which %s", directive->name, translated(kind));
    diag_hint(diags, "write {#ID} behind it");
}

/* ctx.named(kind): the object that the directive's {#id} is, or nil: reported where the directive is, unless withheld.
 */
static int find_named(lua_State *lua)
{
    const struct api *api = api_of(lua);
    enum object_kind kind = check_object_kind(lua, 1);
    const struct directive *directive = api->directive;

    if (directive == NULL)
        return sandbox_fail(lua, NULL, "there is no directive to expand");
    if (directive->id == NULL)
        hooks_diagnose_no_id(api->build->diags, api->directive_place, directive, object_kind_name(kind));
    const void *object = study_find(api->study, kind, directive->id);
    if (object == NULL && directive->id != NULL && !api->study->withholds[kind])
        study_diagnose_unknown(api->study, api->build->diags, api->directive_place, kind, directive->id);
    api_push_object(lua, kind, object);
    return 1;
}

static int run_directive(lua_State *lua)
{
    struct call *call = call_of(lua);

    push_function(lua, call);
    push_arguments(lua, call->directive);
    api_push_prose(lua, call->blocks);
    push_context(lua, call->hooks);
    api_push_line(lua, call->text);
    lua_setfield(lua, -2, "text");
    lua_pushcfunction(lua, find_named);
    lua_setfield(lua, -2, "named");
    call_for_blocks(lua, call, 3);
    call->found = true;
    return 0;
}

void hooks_begin_page(struct hooks *hooks)
{
    hooks->budget.page = (struct made){0};
    hooks->budget.page_spent = false;
}

void hooks_enter_directive(struct hooks *hooks, struct place place)
{
    struct hook_budget *budget = &hooks->budget;

    if (budget->level++ > 0)
        return;
    budget->outermost = place;
    budget->cut = false;
}

void hooks_leave_directive(struct hooks *hooks)
{
    struct hook_budget *budget = &hooks->budget;

    if (budget->level <= NESTING_LIMIT) {
        budget->depth -= budget->depths[budget->level];
        budget->depths[budget->level] = 0;
    }
    budget->level--;
}

/* Whether what directive gave, depth deep, keeps within the limits of its page; else reported. */
static bool fits(struct hooks *hooks, const struct directive *directive, int depth)
{
    struct hook_budget *budget = &hooks->budget;
    struct diags *diags = hooks->api.build->diags;

    add_made(&budget->page, &hooks->api.made);
    if (is_over(&budget->page, 1)) {
        budget->page_spent = true;
        diag_error(diags, budget->outermost, "directive-limit",
                   "directives of this page make more than %d blocks, or the text of as many", BLOCK_LIMIT);
        diag_hint(diags, "the last was '%s'; give its body once, or less of it", directive->name);
        return false;
    }
    if (budget->level > NESTING_LIMIT || budget->depth + depth + 1 > NESTING_LIMIT) {
        budget->cut = true;
        diag_error(diags, budget->outermost, "directive-nesting",
                   "what directive '%s' gives is nested more than %d deep", directive->name, NESTING_LIMIT);
        diag_hint(diags, "a directive must not give itself again, nor one that gives it");
        return false;
    }
    budget->depths[budget->level] = depth + 1;
    budget->depth += depth + 1;
    return true;
}

struct block *hooks_directive(struct hooks *hooks, const struct directive *directive, struct block *body,
                              struct span *text, struct place place)
{
    const struct hook_directive *hook = map_get(hooks->directives, directive->name);
    struct arena *arena = hooks->api.arena;
    const char *file = place.file ? place.file : "";

    if (hook == NULL || hook->file->off || hooks->budget.cut || hooks->budget.page_spent)
        return NULL;
    struct call call = {.hooks = hooks,
                        .file = hook->file,
                        .function = hook->function,
                        .directive = directive,
                        .blocks = body,
                        .text = text};
    hooks->api.directive = directive;
    hooks->api.directive_place = place;
    run(&call, run_directive, arena_format(arena, "%s-%d", text_slug(arena, file), place.line), place,
        arena_format(arena, translated("expanding directive '%s'"), directive->name));
    hooks->api.directive = NULL;
    return call.found && fits(hooks, directive, call.depth) ? call.blocks : NULL;
}

struct search {
    struct arena *arena;
    struct list *found;
    struct map *seen; /* made when the first is found: most texts quote nothing */
};

static void add(struct search *search, const struct excerpt *excerpt)
{
    if (excerpt == NULL)
        return;
    if (search->seen == NULL)
        search->seen = map_new(search->arena);
    if (map_put(search->seen, excerpt->id, (void *)excerpt) == NULL)
        list_add(search->found, search->arena, (void *)excerpt);
}

const struct excerpt *hooks_quoted_by(const struct study *study, const struct block *block)
{
    const struct directive *directive = block->kind == BLOCK_DIRECTIVE ? block->directive : NULL;

    if (directive != NULL && strcmp(directive->name, "excerpt") == 0 && directive->id != NULL)
        return study_find(study, OBJECT_EXCERPT, directive->id);
    return block->kind == BLOCK_EXCERPT ? block->excerpt : NULL;
}

void hooks_quoted(struct arena *arena, const struct study *study, const struct block *blocks, struct list *excerpts)
{
    struct search search = {arena, excerpts, NULL};
    struct iterator it;

    iterator_start(&it, arena, blocks);
    while (iterator_next(&it)) {
        if (iterator_meets_block(&it))
            add(&search, hooks_quoted_by(study, it.block));
        else if (iterator_meets_span(&it) && it.span->kind == SPAN_EXCERPT && it.span->children != NULL)
            add(&search, it.span->excerpt);
    }
}
