#ifndef LAMPIRAN_LUA_LAYOUT_STATE_H
#define LAMPIRAN_LUA_LAYOUT_STATE_H

/*
 * What the files of the layout engine share: layout.c reads, compiles and runs; layout_value.c shows values to
 * layouts; layout_call.c has what they call.
 */

#include "base/buffer.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct labels;
struct lua_State;
struct map;
struct nearest;
struct sandbox;
struct value;

struct layouts {
    const struct layout_format *format;
    struct map *sources; /* "page" -> struct layout_source */
    bool trusted;        /* none is the study's own */
};

struct layout_runner {
    const struct layouts *layouts;
    const struct labels *labels;
    const struct map *shared;
    struct sandbox *sandbox;
    struct arena *arena;  /* names of what was compiled */
    struct map *compiled; /* name -> an int: the function's place in the registry */
    bool broken;          /* a layout has a mistake, which was reported */
    int globals;          /* in the registry: the environment of all layouts */
    int page_values;      /* in the registry: the table of the page's values */
    /* of the page that is being written: */
    const struct map *page;
    struct buffer *out;
    void *writer;
    struct diags *diags;
    int includes;
    bool in_piece;
    struct map *pieces; /* key -> struct piece: written before by this runner */
    struct buffer key;  /* of the piece at hand */
};

/* The layout nearest->word is there; if not, nearest knows the nearest one. */
bool layout_exists(const struct layout_runner *runner, struct nearest *nearest);

/* Makes the environment of all layouts and the table of the page's values. */
void layout_make_globals(struct layout_runner *runner);

/* Sets the values of the page, or for NULL takes away those of the last one. */
void layout_set_page(struct layout_runner *runner, const struct map *page);

/*
 * Values: a layout holds handles, which can be read but not changed.  push pushes one, or plain data; push_shared does
 * so for what all pages read, unfolded for good; at gives the value of the handle at index, NULL: it is none.
 */
void layout_open_values(struct lua_State *lua);
void layout_push(struct lua_State *lua, const struct value *value);
void layout_push_shared(struct lua_State *lua, const struct value *value);
const struct value *layout_value_at(struct lua_State *lua, int index);

/* Metatables of what a layout may read but not change get these. */
void layout_close_metatable(struct lua_State *lua);

/* Makes the value on top what the table below it falls back on; leaves the table. */
void layout_fall_back(struct lua_State *lua);

/* An error that names the nearest of what is there; offer adds the keys of map, which may be NULL. */
void layout_offer_keys(struct nearest *nearest, const struct map *map);
int layout_fail_unknown(struct lua_State *lua, const char *what, const struct nearest *nearest);

#endif
