#ifndef LAMPIRAN_LUA_BUILDERS_H
#define LAMPIRAN_LUA_BUILDERS_H

/*
 * ctx.b: what hooks build with. Arguments are checked at the call, whose line the error names; results are blocks
 * and spans (struct piece), never text with markup. Texts are plain text: they are escaped when they are printed.
 */

#include "lua/api.h"

struct lua_State;

/* Blocks and spans as they are gathered from arguments. depth is the deepest of what was taken. */
struct blocks {
    struct block *first, *last;
    int depth;
};

struct spans {
    struct span *first, *last;
    int depth;
};

/* Pushes a new table with all builders. */
void builders_push(struct lua_State *lua);

/* Each adds its builders to the table on top. */
void builders_of_spans(struct lua_State *lua);
void builders_of_tables(struct lua_State *lua);

/*
 * Take what stands at index: a value of ctx.b or prose of the model, a text, a list of these; nil and false are passed
 * over. Spans and texts among blocks become paragraphs of their own; blocks among spans are an error.
 */
void take_blocks(struct lua_State *lua, int index, struct blocks *out);
void take_spans(struct lua_State *lua, int index, struct spans *out);

/* The same for a field of the table at index; absent: nothing. */
struct block *take_blocks_field(struct lua_State *lua, int index, const char *key, int *depth);
struct span *take_spans_field(struct lua_State *lua, int index, const char *key);

/* Valid UTF-8 in the arena, counted. NULL for nil where that is allowed. what names it in errors. */
const char *take_text(struct lua_State *lua, int index, const char *what);
const char *take_text_field(struct lua_State *lua, int index, const char *key);

/* One of names (NULL-terminated), by its position; fallback if the field is absent. */
int take_choice_field(struct lua_State *lua, int index, const char *key, const char *const *names, int fallback);
int take_choice(struct lua_State *lua, int index, const char *what, const char *const *names);

/* Raises an error if the table at index has a text as key that is not in names. */
void check_keys(struct lua_State *lua, int index, const char *const *names);

/* The record at index, of the schema with that name ("code": any level); else an error. */
const struct record *check_record(struct lua_State *lua, int index, const char *schema);

/* Raises an error unless id is [A-Za-z0-9][A-Za-z0-9._-]*, after prefix if that is not NULL ("tbl:"). */
const char *check_label(struct lua_State *lua, const char *id, const char *prefix);

/* "PREFIX:STEM-3": the next label or id that is made up. */
const char *make_up(struct lua_State *lua, const char *prefix);

/* Count what is made and raise an error beyond the limits of a call; what lies in blocks, with a walk over them. */
void count_made(struct lua_State *lua, size_t blocks, size_t spans, size_t text);
void count_within(struct lua_State *lua, struct block *blocks);

/* One of a kind, counted, at the script's line. */
struct block *make_block(struct lua_State *lua, enum block_kind kind);
struct span *make_span(struct lua_State *lua, enum span_kind kind);
struct place place_here(struct lua_State *lua);

void append_block(struct blocks *out, struct block *block);
void append_span(struct spans *out, struct span *span);

/* Push the result of a builder. */
int give_blocks(struct lua_State *lua, struct block *block, int depth);
int give_spans(struct lua_State *lua, const struct spans *spans);
int give_span(struct lua_State *lua, struct span *span, int depth);

/* builders_table.c: an appendix table as spec and rows, and back (spec at index, rows behind it). */
void push_table(struct lua_State *lua, const char *section, const struct table *table);
const struct table *take_table(struct lua_State *lua, int spec, int rows, int *depth);

#endif
