#ifndef LAMPIRAN_LUA_API_H
#define LAMPIRAN_LUA_API_H

/*
 * What hooks may see: the records of study/study.h as read-only objects, by reflection over study/schema.h, and only
 * those in the view. Whatever a script can hold is a struct thing; equal things are the same object of Lua.
 * Functions here raise Lua errors, so they run inside sandbox_call; they hold arena memory only.
 */

#include "base/list.h"
#include "document/block.h"
#include "study/schema.h"

#include <stdbool.h>
#include <stddef.h>

struct build;
struct evidence;
struct labels;
struct lua_State;
struct map;
struct sandbox;
struct study;
struct value;
struct view;
struct work;

enum {
    NESTING_LIMIT = 64, /* of blocks within blocks, of tables within tables */
    DIAGNOSTIC_LIMIT = 200,
};

/* One of these stands behind each Lua state of hooks. */
struct api {
    struct build *build;
    struct arena *arena;
    const struct view *view;
    const struct study *study;
    const struct labels *labels;
    struct map *findings_by_code;      /* code id -> struct list of struct finding: its own and those below */
    struct map *findings_by_objective; /* objective id -> the same */
    struct arena *scratch;             /* for what is gone with the next use */
    const struct evidence *evidence;   /* made when it is first asked for */
    const struct schema *excerpt_schema, *informant_schema, *summary_schema, *coding_schema;
    struct list summaries; /* of struct summary: those that may be seen */
    struct list codings;   /* of struct coding: of the excerpts that may be seen */

    /* of the running call: */
    const char *stem; /* what labels are made up from: "narasi-a" */
    int made_up;      /* labels so far */
    int call;         /* number of this call */
    size_t blocks;    /* made so far */
    size_t spans;     /* made so far */
    size_t text;      /* bytes so far */
    int diagnostics;  /* reported so far */
    const char *file; /* of the script that built something last, in the arena */
};

enum thing_kind {
    THING_RECORD,
    THING_LIST,
    THING_WORK,
    THING_MODEL,
    THING_LABELS,
    THING_BLOCKS,
    THING_SPANS,
    THING_FROZEN,
    THING_PAGE
};

enum list_kind { LIST_RECORDS, LIST_WORKS, LIST_TEXTS, LIST_PROSES };

/* Blocks or spans as one value: from first to last, which may have been linked to others since. */
struct piece {
    struct block *first_block, *last_block; /* last NULL: all that follow the first */
    struct span *first_span, *last_span;
    bool shared; /* of the model, or placed somewhere already: it is copied before it is linked again */
    int call;    /* of a piece of the model: where it was placed last */
    int depth;   /* of nesting; 0 for the model's, which the reader has limited */
};

struct thing {
    enum thing_kind kind;
    union {
        struct {
            const struct record *record;
            const struct schema *schema;
        };
        struct {
            const struct list *list;
            enum list_kind list_kind;
        };
        const struct work *work;
        const char *path; /* THING_PAGE */
        struct piece piece;
    };
};

/* Makes api known to the sandbox and fills its indexes. Call it outside of sandbox_call. */
void api_open(struct api *api, struct sandbox *sandbox);
struct api *api_of(struct lua_State *lua);

/* Begins a call of a hook: counts start anew. */
void api_begin_call(struct api *api, const char *stem);

/* The thing at index, or NULL. */
struct thing *api_thing(struct lua_State *lua, int index);

/* Each pushes one value. A record or work that is NULL or not in the view is nil; so is prose that is NULL. */
void api_push_model(struct lua_State *lua);
void api_push_labels(struct lua_State *lua);
void api_push_record(struct lua_State *lua, const struct record *record, const struct schema *schema);
void api_push_work(struct lua_State *lua, const struct work *work);
void api_push_object(struct lua_State *lua, enum object_kind kind, const void *object);
void api_push_list(struct lua_State *lua, const struct list *list, enum list_kind kind);
void api_push_prose(struct lua_State *lua, const struct block *blocks);
void api_push_line(struct lua_State *lua, const struct span *spans);
void api_push_page_link(struct lua_State *lua, const char *path);

/* A new thing of that kind, zeroed, on the stack. */
struct thing *api_new_thing(struct lua_State *lua, enum thing_kind kind);

/* api_things.c: pushes a new metatable for things of that kind or, for records, of that schema. */
void api_push_metatable(struct lua_State *lua, const struct thing *thing);

/* Replaces the value on top by a read-only one of the same content: tables at any depth become frozen. */
void api_freeze(struct lua_State *lua);

/*
 * api_fields.c: pushes the value of a field of a record. The other adds to the table on top what is computed for
 * records of schema (NULL: the model), key -> C function.
 */
bool api_push_field(struct lua_State *lua, const struct thing *thing, const struct field *field);
void api_computed_fields(struct lua_State *lua, const struct schema *schema);

/* api_model.c: the same for the model. */
void api_model_fields(struct lua_State *lua);

/* The id of a record, or NULL. */
const char *api_id(const struct record *record, const struct schema *schema);

/* Raises "X has no field 'key'", naming the nearest of the keys of the table at index names. */
int api_unknown(struct lua_State *lua, const char *what, const char *key, int names);

/* api_value.c: the value at index as data for a layout. */
struct value *api_to_value(struct lua_State *lua, int index);
/* Pushes data of a layout as a frozen table. */
void api_push_value(struct lua_State *lua, const struct value *value);

#endif
