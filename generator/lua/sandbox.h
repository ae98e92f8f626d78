#ifndef LAMPIRAN_LUA_SANDBOX_H
#define LAMPIRAN_LUA_SANDBOX_H

/*
 * A Lua state that untrusted scripts cannot break out of or hang: no os, io, debug, load, coroutine; limits on
 * instructions, memory and time that pcall cannot swallow; pairs in sorted order; no addresses in tostring;
 * string matching with a step limit (pattern.h).  Used for hooks (assemble) and layouts (render).
 *
 * Outside sandbox_load and sandbox_call the state has no limits, so the program may push what it likes; it must then
 * keep to functions of Lua's interface that call no metamethods.  One state belongs to one thread.
 */

#include "base/diag.h"

#include <stddef.h>
#include <stdbool.h>

struct lua_State;
struct sandbox;

struct sandbox_limits {
    long instructions; /* VM instructions for each call */
    size_t memory;     /* bytes for the whole state */
    double seconds;    /* of the processor for each call: a busy machine costs no script its time */
    bool trusted;      /* scripts that come with the program: only memory is limited, as counting costs a third */
};

/* 50 million instructions, 64 MiB, 2 s. */
extern const struct sandbox_limits sandbox_default_limits;

/*
 * A new state with the safe part of the standard library. library_folders (NULL-terminated, may be NULL) are
 * where require looks, in order: require("x.y") reads FOLDER/x/y.lua. Never NULL.
 */
struct sandbox *sandbox_new(const struct sandbox_limits *limits, const char *const *library_folders);
void sandbox_free(struct sandbox *sandbox);

struct lua_State *sandbox_lua(struct sandbox *sandbox);

/* Something of the caller's that C functions find again by the state they are called with; NULL at first. */
void sandbox_set_context(struct sandbox *sandbox, void *context);
void *sandbox_context(struct lua_State *lua);

/*
 * Compiles text as a chunk with a fresh environment of its own, which falls back on the safe globals, and
 * leaves the function on the stack. name is what places show, e.g. "lua/hooks/narasi.lua". False: reported
 * to diags, nothing on the stack.
 */
bool sandbox_load(struct sandbox *sandbox, const char *name, const char *text, size_t length, struct diags *diags);

/*
 * Calls the function below its arguments, as lua_pcall does, under the limits. False: the error is reported
 * with its place, the user's frames as context, and nothing is left on the stack. The next call begins with
 * fresh limits; its caller decides whether a script that hit one deserves it (sandbox_hit_limit).
 */
bool sandbox_call(struct sandbox *sandbox, int arguments, int results, struct diags *diags);

/* The last sandbox_call or sandbox_load ended at a limit. */
bool sandbox_hit_limit(const struct sandbox *sandbox);

/*
 * A new environment on the stack: a table with the safe globals, fresh copies of the libraries and a require that
 * shares modules with nobody else. Reading a global that is not there is an error that names the nearest.
 */
void sandbox_environment(struct lua_State *lua);

/*
 * For C functions that scripts call. spend: charges steps (one is about an instruction) to the running call and
 * raises its error when a limit is hit; call it in every loop whose length a script decides. fail: raises an error
 * at the script's line; hint may be NULL. tostring: as the script's tostring, pushes text without addresses.
 */
void sandbox_spend(struct lua_State *lua, size_t steps);
int sandbox_fail(struct lua_State *lua, const char *hint, const char *format, ...)
    __attribute__((format(printf, 3, 4), noreturn));
const char *sandbox_tostring(struct lua_State *lua, int index, size_t *length);

/*
 * The place of the script line that is running now, for errors found by C functions: level 0 is the innermost
 * function of a script. file lives as long as the script is loaded. {0} when no script is running.
 */
struct place sandbox_place(struct lua_State *lua, int level);

#endif
