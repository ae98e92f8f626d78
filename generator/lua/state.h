#ifndef LAMPIRAN_LUA_STATE_H
#define LAMPIRAN_LUA_STATE_H

/* What the files of script/ share: the struct behind sandbox.h, and who fills the environment with what. */

#include "lua/sandbox.h"

#include <stdint.h>

struct lua_State;
struct heap;

enum limit { LIMIT_NONE, LIMIT_INSTRUCTIONS, LIMIT_TIME, LIMIT_MEMORY };

enum { TROUBLE_FRAMES = 8, PRINTED_LINES = 200 };

/* A function of a script that was running when an error was raised. */
struct frame {
    char file[160];
    char name[96]; /* of the function; "" for the file itself */
    int line;
};

struct sandbox {
    struct lua_State *lua;
    struct sandbox_limits limits;
    const char *const *library_folders;

    struct heap *heap;
    void *context;
    bool running;         /* limits hold */
    size_t memory;        /* bytes in use */
    int refusals;         /* requests for memory that were refused in this call */
    long steps_left;      /* instructions that this call has left */
    long steps_to_clock;  /* until the time is looked at again */
    int64_t deadline;     /* nanoseconds of the monotonic clock: when to look at the processor's */
    int64_t last_call;    /* of the monotonic clock: the end, however little the call got of the processor */
    int64_t spent_before; /* of the thread's processor time, when the call began */
    enum limit hit;       /* which limit this call ran into */
    uint64_t random_seed; /* state of math.random, the same at the start of each call */
    int printed;          /* lines of print so far */

    struct frame frames[TROUBLE_FRAMES]; /* innermost first: where the error of this call was raised */
    int frame_count;
};

struct sandbox *sandbox_of(struct lua_State *lua);

/* Begins and ends a stretch under the limits. */
void sandbox_start(struct sandbox *sandbox);
void sandbox_stop(struct sandbox *sandbox);

/* Compiles text (at most 1 MiB) with the environment at index and leaves the function, or else a message. */
int sandbox_compile(struct lua_State *lua, const char *name, const char *text, size_t length, int environment);

/* trouble.c: notes where scripts are now, unless it is noted; the message handler that does so; the report. */
void trouble_note(struct sandbox *sandbox);
int trouble_handler(struct lua_State *lua);
void trouble_report(struct sandbox *sandbox, int status, struct diags *diags);

/* Each adds its functions to the table on top of the stack. */
void library_base(struct lua_State *lua);
void library_string(struct lua_State *lua);
void library_table(struct lua_State *lua);
void library_math(struct lua_State *lua);
void library_utf8(struct lua_State *lua);
void library_pattern(struct lua_State *lua);
void library_order(struct lua_State *lua);

/* Opens Lua's own libraries once, where scripts cannot reach them, and mends the methods of strings. */
void library_open(struct lua_State *lua);

/* Pushes the `require` of a new environment. */
void require_push(struct lua_State *lua);

#endif
