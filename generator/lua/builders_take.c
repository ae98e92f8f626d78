#include "lua/private.h"

#include "base/arena.h"
#include "base/say.h"
#include "base/text.h"
#include "document/document.h"

#include <lauxlib.h>
#include <lua.h>

#include <stdio.h>
#include <string.h>

/* What the builders take from scripts, checked where the script calls them, and what they give back. */

static void fail_at_limit(lua_State *lua, size_t limit, const char *what)
{
    api_of(lua)->spent = true;
    sandbox_fail(lua, "give less, or split the objective", "the hook makes more than %zu %s", limit, translated(what));
}

void count_made(lua_State *lua, size_t blocks, size_t spans, size_t text)
{
    struct api *api = api_of(lua);
    struct made *made = &api->made;

    sandbox_spend(lua, blocks + spans + text / 8);
    made->blocks += blocks;
    made->spans += spans;
    made->text += text;
    if (made->blocks > BLOCK_LIMIT * api->allowance)
        fail_at_limit(lua, BLOCK_LIMIT * api->allowance, N_("blocks"));
    if (made->spans > SPAN_LIMIT * api->allowance)
        fail_at_limit(lua, SPAN_LIMIT * api->allowance, N_("spans"));
    if (made->text > TEXT_LIMIT * api->allowance)
        fail_at_limit(lua, TEXT_LIMIT / (1024 * 1024) * api->allowance, N_("MiB of text"));
}

struct place place_here(lua_State *lua)
{
    struct api *api = api_of(lua);
    struct place place = sandbox_place(lua);

    if (place.file == NULL)
        return place;
    if (api->file == NULL || strcmp(api->file, place.file) != 0)
        api->file = arena_string(api->arena, place.file);
    place.file = api->file;
    return place;
}

struct block *make_block(lua_State *lua, enum block_kind kind)
{
    count_made(lua, 1, 0, 0);
    return block_new(api_of(lua)->arena, kind, place_here(lua));
}

struct span *make_span(lua_State *lua, enum span_kind kind)
{
    count_made(lua, 0, 1, 0);
    return span_new(api_of(lua)->arena, kind, 0, 0);
}

const char *take_text(lua_State *lua, int index, const char *what)
{
    size_t length, bad;

    if (lua_type(lua, index) != LUA_TSTRING && lua_type(lua, index) != LUA_TNUMBER)
        sandbox_fail(lua, NULL, "%s must be a text, not a %s", what, luaL_typename(lua, index));
    lua_pushvalue(lua, index);
    const char *text = lua_tolstring(lua, -1, &length);
    if (!text_is_utf8(text, length, &bad))
        sandbox_fail(lua, "cut texts with utf8.offset, not in the middle of a character",
                     "%s is not valid UTF-8 at byte %zu", what, bad + 1);
    count_made(lua, 0, 0, length);
    text = arena_copy(api_of(lua)->arena, text, length);
    lua_pop(lua, 1);
    return text;
}

const char *take_number(lua_State *lua, int index, const char *what)
{
    if (!lua_isinteger(lua, index))
        return take_text(lua, index, what);
    const char *text = label_number(api_of(lua)->labels, api_of(lua)->arena, (long)lua_tointeger(lua, index));
    count_made(lua, 0, 0, strlen(text));
    return text;
}

const char *take_text_field(lua_State *lua, int index, const char *key)
{
    const char *text = lua_getfield(lua, index, key) == LUA_TNIL ? NULL : take_text(lua, -1, key);

    lua_pop(lua, 1);
    return text;
}

bool take_flag(lua_State *lua, int index, const char *key, bool fallback)
{
    bool flag = lua_getfield(lua, index, key) == LUA_TNIL ? fallback : lua_toboolean(lua, -1);

    lua_pop(lua, 1);
    return flag;
}

static void list_names(const char *const *names, char *out, size_t size)
{
    size_t used = 0;

    for (; *names != NULL && used < size; names++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", used ? ", " : translated("it is one of "), *names);
}

int take_choice(lua_State *lua, int index, const char *what, const char *const *names)
{
    const char *word = lua_type(lua, index) == LUA_TSTRING ? lua_tostring(lua, index) : luaL_typename(lua, index);
    char hint[200];

    for (int i = 0; names[i] != NULL; i++) {
        if (strcmp(names[i], word) == 0)
            return i;
    }
    list_names(names, hint, sizeof hint);
    return sandbox_fail(lua, hint, "%s cannot be '%s'", what, word);
}

int take_choice_field(lua_State *lua, int index, const char *key, const char *const *names, int fallback)
{
    int choice = lua_getfield(lua, index, key) == LUA_TNIL ? fallback : take_choice(lua, -1, key, names);

    lua_pop(lua, 1);
    return choice;
}

static int refuse_key(lua_State *lua, const char *key, const char *const *names)
{
    struct nearest nearest = {.word = key};
    char hint[200];

    list_names(names, hint, sizeof hint);
    for (int i = 0; names[i] != NULL; i++)
        text_nearest(&nearest, names[i]);
    if (nearest.match != NULL)
        snprintf(hint, sizeof hint, translated("nearest is '%s'"), nearest.match);
    return sandbox_fail(lua, hint, "unknown field '%s'", key);
}

void check_keys(lua_State *lua, int index, const char *const *names)
{
    luaL_checktype(lua, index, LUA_TTABLE);
    index = lua_absindex(lua, index);
    for (lua_pushnil(lua); lua_next(lua, index) != 0; lua_pop(lua, 1)) {
        if (lua_type(lua, -2) == LUA_TSTRING && !text_is_one_of(lua_tostring(lua, -2), lua_rawlen(lua, -2), names))
            refuse_key(lua, lua_tostring(lua, -2), names);
    }
}

struct place check_place(lua_State *lua, int index)
{
    const struct handle *handle = api_handle(lua, index);

    if (lua_isnil(lua, index))
        return place_here(lua);
    if (handle != NULL && handle->kind == HANDLE_RECORD)
        return handle->record->place;
    if (handle != NULL && handle->kind == HANDLE_WORK)
        return handle->work->place;
    if (handle != NULL && handle->kind == HANDLE_PLACE)
        return handle->place;
    sandbox_fail(lua, "report:error(object, message, hint)", "takes an object of the model, a place or nil");
}

const struct record *check_record(lua_State *lua, int index, const char *schema)
{
    const struct handle *handle = api_handle(lua, index);

    if (handle == NULL || handle->kind != HANDLE_RECORD || strcmp(schema_kind(handle->schema), schema) != 0) {
        const char *given = handle ? sandbox_tostring(lua, index) : luaL_typename(lua, index);
        sandbox_fail(lua, NULL,
                     strchr("aeio", *schema) ? N_("takes an %s of the model, not %s")
                                             : N_("takes a %s of the model, not %s"),
                     translated(schema), given);
    }
    return handle->record;
}

const char *check_label(lua_State *lua, const char *id, const char *prefix)
{
    const char *rest = id;

    if (prefix != NULL) {
        size_t length = strlen(prefix);
        rest = strncmp(id, prefix, length) == 0 && id[length] == ':' ? id + length + 1 : "";
    }
    if (text_is_id(rest))
        return id;
    char hint[100];
    snprintf(hint, sizeof hint, translated("write %s%sNAME with letters, digits, '.', '_' and '-'"),
             prefix ? prefix : "", prefix ? ":" : "");
    sandbox_fail(lua, hint, "'%s' cannot be an id", id);
    return id;
}

const char *make_up(lua_State *lua, const char *prefix)
{
    struct api *api = api_of(lua);

    return arena_format(api->arena, "%s%s%s-%d", prefix ? prefix : "", prefix ? ":" : "", api->stem, ++api->made_up);
}

void append_block(struct taken_blocks *out, struct block *block)
{
    if (out->last != NULL)
        out->last->next = block;
    else
        out->first = block;
    out->last = block;
    block->next = NULL;
}

void append_span(struct taken_spans *out, struct span *span)
{
    if (out->last != NULL)
        out->last->next = span;
    else
        out->first = span;
    out->last = span;
    span->next = NULL;
}

/* What printing a value once more adds; the first time it was counted when it was made or belongs to the study. */

static void weigh_met(lua_State *lua, struct iterator *it)
{
    while (iterator_next(it)) {
        const char *text = it->span ? it->span->text : it->block->text;
        bool is_block = iterator_meets_block(it);
        if (is_block || iterator_meets_span(it))
            count_made(lua, is_block, !is_block, text ? strlen(text) : 0);
    }
}

static void weigh(lua_State *lua, const struct content *content)
{
    struct arena *arena = api_of(lua)->arena;
    struct iterator it;

    for (struct block *block = content->first_block; block != NULL; block = block->next) {
        struct block alone = *block;
        alone.next = NULL;
        iterator_start(&it, arena, &alone);
        weigh_met(lua, &it);
        if (block == content->last_block)
            break;
    }
    for (struct span *span = content->first_span; span != NULL; span = span->next) {
        struct span alone = *span;
        alone.next = NULL;
        iterator_start_spans(&it, arena, NULL, &alone);
        weigh_met(lua, &it);
        if (span == content->last_span)
            break;
    }
}

void count_within(lua_State *lua, struct block *blocks)
{
    struct iterator it;

    iterator_start(&it, api_of(lua)->arena, blocks);
    weigh_met(lua, &it);
}

/* True: the value must be copied, as it is linked elsewhere. */
static bool begin_placing(lua_State *lua, struct content *content)
{
    struct api *api = api_of(lua);
    bool again = content->shared && content->call == api->call;
    bool shared = content->shared;

    content->shared = true;
    content->call = api->call;
    if (again)
        weigh(lua, content);
    return shared;
}

static void place_blocks(lua_State *lua, struct content *content, struct taken_blocks *out)
{
    struct block *block = content->first_block, *last = content->last_block;

    if (block == NULL)
        return;
    if (begin_placing(lua, content)) {
        block = block_copy_to(api_of(lua)->arena, block, last);
        last = NULL;
    }
    for (struct block *next; block != NULL; block = next) {
        next = block == last ? NULL : block->next;
        append_block(out, block);
    }
    if (content->depth > out->depth)
        out->depth = content->depth;
}

static void place_spans(lua_State *lua, struct content *content, struct taken_spans *out)
{
    struct span *span = content->first_span, *last = content->last_span;

    if (span == NULL)
        return;
    if (begin_placing(lua, content)) {
        span = span_copy_to(api_of(lua)->arena, span, last);
        last = NULL;
    }
    for (struct span *next; span != NULL; span = next) {
        next = span == last ? NULL : span->next;
        append_span(out, span);
    }
    if (content->depth > out->depth)
        out->depth = content->depth;
}

long long last_position(lua_State *lua, int index)
{
    lua_Integer last = 0;

    index = lua_absindex(lua, index);
    if (luaL_getmetafield(lua, index, "__len") != LUA_TNIL) {
        lua_pop(lua, 1);
        return luaL_len(lua, index);
    }
    for (lua_pushnil(lua); lua_next(lua, index) != 0; lua_pop(lua, 1)) {
        sandbox_spend(lua, 1);
        if (lua_isinteger(lua, -2) && lua_tointeger(lua, -2) > last)
            last = lua_tointeger(lua, -2);
    }
    return last;
}

/* Calls take for each item of the list at index: a table or a list of the model. */
static void take_items(lua_State *lua, int index, int nesting, void *out,
                       void (*take)(lua_State *lua, int index, int nesting, void *out))
{
    index = lua_absindex(lua, index);
    if (nesting > NESTING_LIMIT)
        sandbox_fail(lua, NULL, "lists are nested more than %d deep", NESTING_LIMIT);
    luaL_checkstack(lua, 4, "lists within lists");
    lua_Integer length = lua_istable(lua, index) ? last_position(lua, index) : luaL_len(lua, index);
    for (lua_Integer i = 1; i <= length; i++) {
        sandbox_spend(lua, 2);
        lua_geti(lua, index, i);
        take(lua, -1, nesting + 1, out);
        lua_pop(lua, 1);
    }
}

static void add_text(lua_State *lua, int index, struct taken_spans *out)
{
    struct span *span = make_span(lua, SPAN_TEXT);

    span->text = take_number(lua, index, "text");
    append_span(out, span);
}

static void take_spans_at(lua_State *lua, int index, int nesting, void *context)
{
    struct handle *handle = api_handle(lua, index);
    struct taken_spans *out = context;
    int type = lua_type(lua, index);

    if (type == LUA_TNIL || (type == LUA_TBOOLEAN && !lua_toboolean(lua, index)))
        return;
    if (type == LUA_TSTRING || type == LUA_TNUMBER)
        add_text(lua, index, out);
    else if (handle != NULL && handle->kind == HANDLE_SPANS)
        place_spans(lua, &handle->content, out);
    else if (type == LUA_TTABLE || (handle != NULL && handle->kind == HANDLE_LIST))
        take_items(lua, index, nesting, out, take_spans_at);
    else if (handle != NULL && handle->kind == HANDLE_BLOCKS)
        sandbox_fail(lua, "put them side by side: b.blocks(...)", "blocks are not allowed in a line of text");
    else
        sandbox_fail(lua, "give a text or a value of ctx.b", "a %s is not allowed in a line of text",
                     luaL_typename(lua, index));
}

void take_spans(lua_State *lua, int index, struct taken_spans *out)
{
    take_spans_at(lua, index, 0, out);
}

static void take_blocks_at(lua_State *lua, int index, int nesting, void *context)
{
    struct handle *handle = api_handle(lua, index);
    struct taken_blocks *out = context;
    int type = lua_type(lua, index);

    if (type == LUA_TNIL || (type == LUA_TBOOLEAN && !lua_toboolean(lua, index)))
        return;
    if (handle != NULL && handle->kind == HANDLE_BLOCKS) {
        place_blocks(lua, &handle->content, out);
    } else if (type == LUA_TSTRING || type == LUA_TNUMBER || (handle != NULL && handle->kind == HANDLE_SPANS)) {
        struct taken_spans spans = {0};
        struct block *block = make_block(lua, BLOCK_PARAGRAPH);
        take_spans(lua, index, &spans);
        block->spans = spans.first;
        append_block(out, block);
    } else if (type == LUA_TTABLE || (handle != NULL && handle->kind == HANDLE_LIST)) {
        take_items(lua, index, nesting, out, take_blocks_at);
    } else {
        sandbox_fail(lua, "give values of ctx.b, such as b.para(...)", "a %s is not a block",
                     handle ? sandbox_tostring(lua, index) : luaL_typename(lua, index));
    }
}

void take_blocks(lua_State *lua, int index, struct taken_blocks *out)
{
    take_blocks_at(lua, index, 0, out);
}

struct block *take_blocks_field(lua_State *lua, int index, const char *key, int *depth)
{
    struct taken_blocks blocks = {0};

    lua_getfield(lua, index, key);
    take_blocks(lua, -1, &blocks);
    lua_pop(lua, 1);
    if (blocks.depth > *depth)
        *depth = blocks.depth;
    return blocks.first;
}

struct span *take_spans_field(lua_State *lua, int index, const char *key)
{
    struct taken_spans spans = {0};

    lua_getfield(lua, index, key);
    take_spans(lua, -1, &spans);
    lua_pop(lua, 1);
    return spans.first;
}

static void check_depth(lua_State *lua, int depth)
{
    if (depth > NESTING_LIMIT)
        sandbox_fail(lua, NULL, "blocks are nested more than %d deep", NESTING_LIMIT);
}

int give_blocks(lua_State *lua, struct block *block, int depth)
{
    struct block *last = block;

    check_depth(lua, depth);
    while (last != NULL && last->next != NULL)
        last = last->next;
    api_new_handle(lua, HANDLE_BLOCKS)->content =
        (struct content){.first_block = block, .last_block = last, .depth = depth};
    return 1;
}

int give_spans(lua_State *lua, const struct taken_spans *spans)
{
    check_depth(lua, spans->depth);
    api_new_handle(lua, HANDLE_SPANS)->content =
        (struct content){.first_span = spans->first, .last_span = spans->last, .depth = spans->depth};
    return 1;
}

int give_span(lua_State *lua, struct span *span, int depth)
{
    return give_spans(lua, &(struct taken_spans){span, span, depth});
}
