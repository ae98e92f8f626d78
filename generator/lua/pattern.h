#ifndef LAMPIRAN_LUA_PATTERN_H
#define LAMPIRAN_LUA_PATTERN_H

/*
 * Lua's patterns, matched with a price: each step is charged to the running call, so that a pattern which tries
 * endlessly ends at the script's limits. A pattern is compiled to items first; quantified items keep their place
 * in a list of choices, so neither text nor pattern decides how deep the C stack gets.
 */

#include <stdbool.h>
#include <stddef.h>

struct lua_State;
struct pattern;

enum { PATTERN_CAPTURES = 32 };

struct capture {
    const char *start;
    const char *end; /* NULL: a position capture, "()" */
};

struct match {
    const char *text, *text_end; /* the subject */
    const char *start, *end;     /* what was matched */
    int count;                   /* captures */
    struct capture captures[PATTERN_CAPTURES];
};

/*
 * The compiled pattern, as a new value on the stack, or a Lua error that says what is malformed. With anchors, a
 * '^' at the start is one (gmatch knows none).
 */
struct pattern *pattern_compile(struct lua_State *lua, const char *bytes, size_t length, bool anchors);

/*
 * Searches match->text from `from` on, filling match. May raise the error of a limit.
 */
bool pattern_search(struct lua_State *lua, struct pattern *pattern, struct match *match, const char *from);

/* Only at that place; for gmatch and gsub. */
bool pattern_match_at(struct lua_State *lua, struct pattern *pattern, struct match *match, const char *at);

bool pattern_is_anchored(const struct pattern *pattern);

#endif
