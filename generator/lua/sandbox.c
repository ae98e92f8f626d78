#include "lua/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"

#include <lauxlib.h>
#include <lua.h>

#include <assert.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    HOOK_STEPS = 200,          /* instructions between two looks at the limits */
    CLOCK_STEPS = 4096,        /* steps of C functions between two looks at the clock */
    LARGE_REQUEST = 64 * 1024, /* memory for which the clock is looked at: filling it takes time */
    PATIENCE = 15,             /* times the time allowed on the processor: what a call may take by the wall clock */
    MOST_REFUSALS = 20,        /* each costs a full garbage collection */
    SCRIPT_LIMIT = 1024 * 1024,
    PORTION = 4096,       /* of a script, between looks at the clock: the parser runs no hook */
    COLLECTOR_PAUSE = 400 /* percent: scripts are short, collecting early costs more than memory */
};

/* Under this key of the registry lie the functions that scripts have. */
static const char functions_key;

const struct sandbox_limits sandbox_default_limits = {
    .instructions = 50000000,
    .memory = 64 * 1024 * 1024,
#ifdef __SANITIZE_ADDRESS__
    .seconds = 10, /* where each access is watched */
#else
    .seconds = 2,
#endif
};

struct sandbox *sandbox_of(lua_State *lua)
{
    return *(struct sandbox **)lua_getextraspace(lua);
}

/* The coarse clock ticks every few milliseconds, which is enough here, and costs next to nothing. */
static int64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* What this thread has had of the processor. Asking takes a system call. */
static int64_t spent(void)
{
    struct timespec time;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* The call has had its time. */
static bool is_late(struct sandbox *sandbox)
{
    int64_t time = now();

    if (time <= sandbox->deadline)
        return false;
    int64_t left = (int64_t)(sandbox->limits.seconds * 1e9) - (spent() - sandbox->spent_before);
    if (left <= 0 || time > sandbox->last_call)
        return true;
    sandbox->deadline = time + left;
    return false;
}

/* An allocator cannot raise an error, but what it refuses ends the call; so it guards the time as well. */
static bool may_grow(struct sandbox *sandbox, size_t more, size_t request)
{
    if (!sandbox->running)
        return true;
    if (sandbox->hit == LIMIT_MEMORY || sandbox->hit == LIMIT_TIME)
        return false;
    if (request >= LARGE_REQUEST && is_late(sandbox)) {
        script_error_note(sandbox);
        sandbox->hit = LIMIT_TIME;
        return false;
    }
    if (more <= sandbox->limits.memory && sandbox->memory <= sandbox->limits.memory - more)
        return true;
    /* Lua collects garbage and asks again; a script at the brim would have it do so for ever. */
    sandbox->frame_count = 0;
    script_error_note(sandbox);
    if (++sandbox->refusals > MOST_REFUSALS)
        sandbox->hit = LIMIT_MEMORY;
    return false;
}

static void *allocate(void *context, void *bytes, size_t old_size, size_t size)
{
    struct sandbox *sandbox = context;

    if (bytes == NULL)
        old_size = 0; /* Lua passes the kind of object here */
    if (size > old_size && !may_grow(sandbox, size - old_size, size))
        return NULL;
    sandbox->memory = sandbox->memory - old_size + size;
    if (size > 0)
        return memory_resize(bytes, size);
    free(bytes);
    return NULL;
}

static const char *const limit_messages[] = {
    [LIMIT_NONE] = "no limit",
    [LIMIT_INSTRUCTIONS] = "instruction limit",
    [LIMIT_TIME] = "time limit",
    [LIMIT_MEMORY] = "memory limit",
};

static void count(lua_State *lua, lua_Debug *activation);

/* From now on every instruction raises the error again, so no handler and no __close can go on. */
static void hit_limit(struct sandbox *sandbox, enum limit limit)
{
    if (sandbox->hit == LIMIT_NONE) {
        script_error_note(sandbox);
        sandbox->hit = limit;
    }
    lua_sethook(sandbox->lua, count, LUA_MASKCOUNT, 1);
    luaL_error(sandbox->lua, "%s", limit_messages[sandbox->hit]);
}

static void check_clock(struct sandbox *sandbox)
{
    sandbox->steps_to_clock = CLOCK_STEPS;
    if (is_late(sandbox))
        hit_limit(sandbox, LIMIT_TIME);
}

void sandbox_spend(lua_State *lua, size_t steps)
{
    struct sandbox *sandbox = sandbox_of(lua);
    long charge = steps > LONG_MAX / 4 ? LONG_MAX / 4 : (long)steps;

    if (!sandbox->running)
        return;
    sandbox->steps_left -= charge;
    sandbox->steps_to_clock -= charge;
    if (sandbox->hit != LIMIT_NONE || sandbox->steps_left < 0)
        hit_limit(sandbox, LIMIT_INSTRUCTIONS);
    if (sandbox->steps_to_clock < 0)
        check_clock(sandbox);
}

static void count(lua_State *lua, lua_Debug *activation)
{
    struct sandbox *sandbox = sandbox_of(lua);

    (void)activation;
    if (!sandbox->running)
        return;
    sandbox->steps_left -= HOOK_STEPS;
    if (sandbox->hit != LIMIT_NONE || sandbox->steps_left < 0)
        hit_limit(sandbox, LIMIT_INSTRUCTIONS);
    check_clock(sandbox);
}

static void set_limits(struct sandbox *sandbox)
{
    int64_t time = now(), allowed = (int64_t)(sandbox->limits.seconds * 1e9);
    bool trusted = sandbox->limits.trusted;

    sandbox->steps_left = trusted ? LONG_MAX : sandbox->limits.instructions;
    sandbox->steps_to_clock = CLOCK_STEPS;
    sandbox->deadline = trusted ? INT64_MAX : time + allowed;
    sandbox->last_call = time + PATIENCE * allowed;
    sandbox->spent_before = trusted ? 0 : spent();
    lua_sethook(sandbox->lua, trusted ? NULL : count, trusted ? 0 : LUA_MASKCOUNT, trusted ? 0 : HOOK_STEPS);
}

/* Begins a stretch under the limits, which stop ends. */
static void start(struct sandbox *sandbox)
{
    assert(!sandbox->running);
    sandbox->hit = LIMIT_NONE;
    sandbox->refusals = 0;
    sandbox->frame_count = 0;
    set_limits(sandbox);
    sandbox->random_seed = 1;
    sandbox->printed = 0;
    sandbox->running = true;
}

static void stop(struct sandbox *sandbox)
{
    sandbox->running = false;
    sandbox->seconds = sandbox->limits.trusted ? 0 : (double)(spent() - sandbox->spent_before) / 1e9;
    if (sandbox->hit != LIMIT_NONE)
        lua_gc(sandbox->lua, LUA_GCCOLLECT);
}

bool sandbox_hit_limit(const struct sandbox *sandbox)
{
    return sandbox->hit != LIMIT_NONE;
}

double sandbox_seconds(const struct sandbox *sandbox)
{
    return sandbox->seconds;
}

/* Keeps the functions that scripts have. Each file gets a copy of these tables, which takes less than making them. */
static void keep_functions(lua_State *lua)
{
    static const struct {
        const char *name;
        void (*fill)(lua_State *lua);
    } libraries[] = {
        {"string", library_string}, {"table", library_table}, {"math", library_math}, {"utf8", library_utf8}};

    lua_newtable(lua);
    library_base(lua);
    library_order(lua);
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
        lua_newtable(lua);
        libraries[i].fill(lua);
        lua_setfield(lua, -2, libraries[i].name);
    }
    lua_rawsetp(lua, LUA_REGISTRYINDEX, &functions_key);
}

/* Pushes a copy of the table on top and of the tables in it. */
static void push_copy(lua_State *lua)
{
    lua_createtable(lua, 0, 32);
    for (lua_pushnil(lua); lua_next(lua, -3) != 0;) {
        if (lua_istable(lua, -1)) {
            push_copy(lua);
            lua_remove(lua, -2);
        }
        lua_pushvalue(lua, -2);
        lua_insert(lua, -2);
        lua_rawset(lua, -4);
    }
}

/* Errors outside a protected call are mistakes of this program. */
static int panic(lua_State *lua)
{
    fprintf(stderr, "lampiran: unprotected script error: %s\n", lua_tostring(lua, -1));
    abort();
}

struct sandbox *sandbox_new(const struct sandbox_limits *limits, const char *const *library_folders)
{
    struct sandbox *sandbox = memory_alloc(sizeof *sandbox);

    memset(sandbox, 0, sizeof *sandbox);
    sandbox->limits = *limits;
    sandbox->library_folders = library_folders;
    sandbox->lua = lua_newstate(allocate, sandbox);
    *(struct sandbox **)lua_getextraspace(sandbox->lua) = sandbox;
    lua_atpanic(sandbox->lua, panic);
    lua_gc(sandbox->lua, LUA_GCINC, COLLECTOR_PAUSE, 0, 0);
    library_open(sandbox->lua);
    keep_functions(sandbox->lua);
    return sandbox;
}

void sandbox_free(struct sandbox *sandbox)
{
    if (sandbox == NULL)
        return;
    lua_close(sandbox->lua);
    free(sandbox);
}

lua_State *sandbox_lua(struct sandbox *sandbox)
{
    return sandbox->lua;
}

void sandbox_set_context(struct sandbox *sandbox, void *context)
{
    sandbox->context = context;
}

void *sandbox_context(lua_State *lua)
{
    return sandbox_of(lua)->context;
}

struct text {
    struct sandbox *sandbox;
    const char *bytes;
    size_t length;
};

/* Hands the script to the parser portion by portion; when time is up the script just ends. */
static const char *next_portion(lua_State *lua, void *data, size_t *size)
{
    struct text *text = data;
    const char *portion = text->bytes;

    (void)lua;
    if (text->sandbox->running && is_late(text->sandbox)) {
        text->sandbox->hit = LIMIT_TIME;
        text->length = 0;
    }
    *size = text->length < PORTION ? text->length : PORTION;
    text->bytes += *size;
    text->length -= *size;
    return portion;
}

/*
 * What was compiled, by the names of scripts, for as long as the program runs: each report, worker and file has an
 * environment of its own, so that a script is loaded two to six times. Without this a check of a new study takes 15 %
 * longer, one of a large study 3 %.
 */
struct compiled {
    const char *text;
    size_t length;
    struct buffer code;
};

static struct {
    pthread_mutex_t lock;
    struct arena *arena;
    struct map *scripts;
} all_compiled = {.lock = PTHREAD_MUTEX_INITIALIZER};

static const struct compiled *find_compiled(const char *name, const char *text, size_t length)
{
    pthread_mutex_lock(&all_compiled.lock);
    const struct compiled *known = all_compiled.scripts ? map_get(all_compiled.scripts, name) : NULL;
    pthread_mutex_unlock(&all_compiled.lock);
    return known && known->length == length && memcmp(known->text, text, length) == 0 ? known : NULL;
}

static int add_code(lua_State *lua, const void *bytes, size_t size, void *code)
{
    (void)lua;
    buffer_bytes(code, bytes, size);
    return 0;
}

/* Keeps the function on top of the stack. */
static void keep_compiled(lua_State *lua, const char *name, const char *text, size_t length)
{
    pthread_mutex_lock(&all_compiled.lock);
    if (all_compiled.arena == NULL) {
        all_compiled.arena = arena_new();
        all_compiled.scripts = map_new(all_compiled.arena);
    }
    if (map_get(all_compiled.scripts, name) == NULL) {
        struct compiled *compiled = arena_alloc(all_compiled.arena, sizeof *compiled);
        compiled->text = arena_copy(all_compiled.arena, text, length);
        compiled->length = length;
        lua_dump(lua, add_code, &compiled->code, 0);
        map_put(all_compiled.scripts, arena_string(all_compiled.arena, name), compiled);
    }
    pthread_mutex_unlock(&all_compiled.lock);
}

int sandbox_compile(lua_State *lua, const char *name, const char *text, size_t length)
{
    struct text source = {sandbox_of(lua), text, length};
    static const char mark[] = "\xef\xbb\xbf";
    char chunk[sizeof((struct frame *)0)->file];

    int environment = lua_gettop(lua);
    snprintf(chunk, sizeof chunk, "@%s", name);
    if (length > SCRIPT_LIMIT) {
        lua_pushfstring(lua, "%s:1: script is larger than 1 MiB", name);
        return LUA_ERRSYNTAX;
    }
    if (length >= 3 && memcmp(text, mark, 3) == 0) {
        source.bytes += 3;
        source.length -= 3;
    }
    const struct compiled *known = find_compiled(name, text, length);
    int status = known ? luaL_loadbufferx(lua, known->code.bytes, known->code.length, chunk, "b")
                       : lua_load(lua, next_portion, &source, chunk, "t");
    if (status == LUA_OK) {
        if (known == NULL && source.sandbox->hit != LIMIT_TIME) /* else it may be a part that ended early */
            keep_compiled(lua, name, text, length);
        lua_pushvalue(lua, environment);
        lua_setupvalue(lua, -2, 1);
    }
    return status;
}

bool sandbox_load(struct sandbox *sandbox, const char *name, const char *text, size_t length, struct diags *diags)
{
    lua_State *lua = sandbox->lua;

    sandbox_environment(lua);
    start(sandbox);
    sandbox->script = (struct place){name, 1, 0};
    int status = sandbox_compile(lua, name, text, length);
    lua_remove(lua, -2);
    if (status != LUA_OK)
        script_error_diagnose(sandbox, status, diags);
    stop(sandbox);
    return status == LUA_OK;
}

bool sandbox_call(struct sandbox *sandbox, int arguments, int results, struct diags *diags)
{
    lua_State *lua = sandbox->lua;
    int base = lua_gettop(lua) - arguments;

    lua_pushcfunction(lua, script_error_handler);
    lua_insert(lua, base);
    start(sandbox);
    int status = lua_pcall(lua, arguments, results, base);
    if (status != LUA_OK)
        script_error_diagnose(sandbox, status, diags);
    stop(sandbox);
    lua_remove(lua, base);
    return status == LUA_OK;
}

void sandbox_blame(struct sandbox *sandbox)
{
    lua_Debug function;

    lua_pushvalue(sandbox->lua, -1);
    lua_getinfo(sandbox->lua, ">S", &function);
    if (function.source[0] == '@')
        sandbox->script = (struct place){function.source + 1, function.linedefined > 0 ? function.linedefined : 1, 0};
}

struct place sandbox_place(lua_State *lua)
{
    lua_Debug activation;

    for (int i = 0; lua_getstack(lua, i, &activation); i++) {
        lua_getinfo(lua, "Sl", &activation);
        if (activation.source[0] == '@' && activation.currentline > 0)
            return (struct place){activation.source + 1, activation.currentline, 0};
    }
    return sandbox_of(lua)->script;
}

/* hint is translated already. */
__attribute__((format(printf, 3, 0))) static int fail(lua_State *lua, const char *hint, const char *format,
                                                      va_list arguments)
{
    char message[512];

    vsnprintf(message, sizeof message, translated(format), arguments);
    lua_pushstring(lua, message);
    if (hint != NULL) {
        lua_pushfstring(lua, "\nhint: %s", hint);
        lua_concat(lua, 2);
    }
    return lua_error(lua);
}

int sandbox_fail(lua_State *lua, const char *hint, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fail(lua, hint ? translated(hint) : NULL, format, arguments);
    abort(); /* it does not return, but does not say so */
}

int sandbox_fail_near(lua_State *lua, const struct nearest *nearest, const char *format, ...)
{
    char hint[200];
    va_list arguments;

    snprintf(hint, sizeof hint, translated("nearest is '%s'"), nearest->match ? nearest->match : "");
    va_start(arguments, format);
    fail(lua, nearest->match ? hint : NULL, format, arguments);
    abort();
}

void sandbox_offer_keys(lua_State *lua, int index, struct nearest *nearest)
{
    index = lua_absindex(lua, index);
    for (lua_pushnil(lua); lua_next(lua, index) != 0; lua_pop(lua, 1)) {
        if (lua_type(lua, -2) == LUA_TSTRING)
            text_nearest(nearest, lua_tostring(lua, -2));
    }
}

/* What lua_tolstring and luaL_tolstring do, but for the addresses. */
const char *sandbox_tostring(lua_State *lua, int index)
{
    if (luaL_callmeta(lua, index, "__tostring")) {
        if (!lua_isstring(lua, -1))
            luaL_error(lua, "'__tostring' must return a string");
    } else {
        switch (lua_type(lua, index)) {
        case LUA_TNUMBER:
        case LUA_TSTRING:
        case LUA_TBOOLEAN:
        case LUA_TNIL:
            luaL_tolstring(lua, index, NULL);
            break;
        default:
            if (luaL_getmetafield(lua, index, "__name") != LUA_TSTRING)
                lua_pushstring(lua, luaL_typename(lua, index));
        }
    }
    return lua_tostring(lua, -1);
}

/* The environment's __index: a name that is nowhere. */
static int undefined(lua_State *lua)
{
    const char *name = lua_type(lua, 2) == LUA_TSTRING ? lua_tostring(lua, 2) : "?";
    struct nearest nearest = {.word = name};

    sandbox_offer_keys(lua, 1, &nearest);
    return sandbox_fail_near(lua, &nearest, "variable '%s' is not defined", name);
}

void sandbox_environment(lua_State *lua)
{
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &functions_key);
    push_copy(lua);
    lua_remove(lua, -2);
    lua_pushvalue(lua, -1);
    lua_setfield(lua, -2, "_G");
    require_push(lua);
    lua_setfield(lua, -2, "require");
    lua_createtable(lua, 0, 2);
    lua_pushcfunction(lua, undefined);
    lua_setfield(lua, -2, "__index");
    set_flag(lua, "__metatable", false);
    lua_setmetatable(lua, -2);
}
