#ifndef LAMPIRAN_SCRIPT_SANDBOX_H
#define LAMPIRAN_SCRIPT_SANDBOX_H

/*
 * A Lua state that untrusted scripts cannot break out of or hang: no os, io, debug, load; limits on
 * instructions, memory and time that pcall cannot swallow; pairs in sorted order; no addresses in tostring;
 * string matching with a step limit (pattern.h).  Used for hooks (assemble) and layouts (render).
 */

#include "base/diag.h"

#include <stddef.h>
#include <stdbool.h>

struct lua_State;
struct sandbox;

struct sandbox_limits {
    long instructions; /* VM instructions for each call */
    size_t memory;     /* bytes for the whole state */
    double seconds;    /* wall time for each call */
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

/*
 * Compiles text as a chunk with a fresh environment of its own, which falls back on the safe globals, and
 * leaves the function on the stack. name is what places show, e.g. "lua/hooks/narasi.lua". False: reported
 * to diags, nothing on the stack.
 */
bool sandbox_load(struct sandbox *sandbox, const char *name, const char *text, size_t length, struct diags *diags);

/*
 * Calls the function below its arguments, as lua_pcall does, under the limits. False: the error is reported
 * with its place, the user's frames as context, and nothing is left on the stack. After a limit was hit the
 * state refuses every further call.
 */
bool sandbox_call(struct sandbox *sandbox, int arguments, int results, struct diags *diags);

/* The place (file and line) of the script line that is running now, for errors found by C functions. */
struct place sandbox_place(struct lua_State *lua, int level);

#endif
