#ifndef LAMPIRAN_LUA_HOOKS_FILES_H
#define LAMPIRAN_LUA_HOOKS_FILES_H

/* The hook files as they are loaded; private to hooks*.c. */

#include "lua/api.h"
#include "lua/hooks.h"

struct lua_State;
struct sandbox;

/* What a hook file can hold: functions, kept as references of Lua's registry, LUA_NOREF for none. */
enum phase { PHASE_DERIVE, PHASE_LINT, PHASE_SELECT, PHASE_ASSEMBLE, PHASE_TABLE, PHASE_PAGE, PHASE_COUNT };

struct hook_file {
    const char *name;  /* "10-narasi" */
    const char *shown; /* "lua/hooks/10-narasi.lua" */
    int functions[PHASE_COUNT];
    const char *text; /* its source, for hooks_renew */
    size_t length;
    bool off; /* failed to load or hit a limit: not called again */
};

struct hook_directive {
    struct hook_file *file;
    int function;
};

struct hooks {
    struct api api;
    struct sandbox *sandbox;
    struct lua_State *lua;
    struct list files;      /* of struct hook_file, in byte order of names */
    struct map *directives; /* name -> struct hook_directive: of the last file that has it */
    int derived;            /* reference of the table name -> what derive gave, frozen */
    const char *libraries[3];
    bool own; /* some files or libraries are the study's */
};

/*
 * Runs the files anew and takes select and assemble from what they return.  A study's hook may count in a variable of
 * its file: what it counts must not depend on which worker assembles which objectives, so each starts with none.
 */
void hooks_renew(struct hooks *hooks);

/* Loads all hook files; what is wrong is reported, and the file is off. */
void hooks_load(struct hooks *hooks);

#endif
