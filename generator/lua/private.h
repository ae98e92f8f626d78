#ifndef LAMPIRAN_LUA_PRIVATE_H
#define LAMPIRAN_LUA_PRIVATE_H

/*
 * What hooks may see: the records of study/study.h as read-only objects, by reflection over study/schema.h, and only
 * those in the filtered study. Whatever a script can hold is a struct handle; there is one handle for each object, so
 * equality works. Functions here raise Lua errors, so they run inside sandbox_call; they hold arena memory only.
 */

#include "lua/scripts.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/list.h"
#include "document/document.h"
#include "study/schema.h"
#include "study/study.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct luaL_Buffer;
struct lua_State;
struct map;
struct nearest;
struct pattern;
struct sandbox;

enum {
    NESTING_LIMIT = 64, /* of blocks within blocks, of tables within tables, of what directives give */
    BLOCK_LIMIT = 50000,
    SPAN_LIMIT = 500000,
    TEXT_LIMIT = 4 * 1024 * 1024,
    MARKDOWN_LIMIT = 1024 * 1024, /* its tree takes two hundred times as much */
    RUN_CALLS = 20,               /* a report's hooks may make as much as this many calls, and */
    RUN_SECONDS = 60,             /* take this long, times the allowance of the study */
    BYTES_A_RECORD = 1024,        /* of memory, besides the usual: what scripts meet of a record stays with them */
    DIAGNOSTIC_LIMIT = 200,
};

/* What a call makes, and what many do. */
struct made {
    size_t blocks, spans, text; /* text in bytes */
};

/* One of these stands behind each Lua state of hooks. */
struct api {
    struct build *build;
    struct arena *arena;
    const struct study *study; /* what the audience may see */
    struct views *views;       /* for checks, which see the whole study, what each audience sees of it; else NULL */
    const struct labels *labels;
    struct arena *scratch;                               /* for what is gone with the next use */
    struct noted_words *noted;                           /* of the prose that passages were last asked of */
    bool strict;                                         /* what a frozen table does not hold is an error: in layouts */
    const struct evidence *evidence;                     /* made when it is first asked for */
    const struct evidence *evidence_for[AUDIENCE_COUNT]; /* the same; for checks */

    /* of the running call: */
    const char *stem;                  /* what labels are made up from: "narasi-a" */
    int made_up;                       /* labels so far */
    int call;                          /* number of this call */
    size_t allowance;                  /* how many times the usual it may make */
    struct made made;                  /* so far */
    size_t markdown;                   /* bytes of Markdown it had read */
    bool spent;                        /* it made more than it may */
    int diagnostics;                   /* reported so far, and hints */
    struct diags *reported;            /* where what was reported last went; NULL: nothing was, or it was not wanted */
    bool is_built_in;                  /* the file that is called comes with the program */
    const char *file;                  /* of the script that built something last, in the arena */
    const struct directive *directive; /* that is expanded, or NULL */
    struct place directive_place;
};

enum handle_kind {
    HANDLE_RECORD,
    HANDLE_LIST,
    HANDLE_WORK,
    HANDLE_MODEL,
    HANDLE_LABELS,
    HANDLE_BLOCKS,
    HANDLE_SPANS,
    HANDLE_FROZEN,
    HANDLE_PAGE,
    HANDLE_PLACE,
    HANDLE_DATA,
    HANDLE_KIND_COUNT
};

enum list_kind { LIST_RECORDS, LIST_WORKS, LIST_TEXTS, LIST_PROSES };

/* Blocks or spans as one value: from first to last, which may have been linked to others since. */
struct content {
    struct block *first_block, *last_block; /* last NULL: all that follow the first */
    struct span *first_span, *last_span;
    bool shared; /* of the model, or placed somewhere already: it is copied before it is linked again */
    int call;    /* of content of the model: the call that placed it last */
    int depth;   /* of nesting; 0 for the model's, which the reader has limited */
};

struct handle {
    enum handle_kind kind;
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
        const char *path;         /* HANDLE_PAGE */
        struct place place;       /* HANDLE_PLACE */
        const struct value *data; /* HANDLE_DATA */
        struct content content;
    };
};

/* Makes api known to the sandbox. Call it outside of sandbox_call. */
void api_open(struct api *api, struct sandbox *sandbox);
struct api *api_of(struct lua_State *lua);

/* Begins a call of a hook: counts start anew. */
void api_begin_call(struct api *api, const char *stem);

/* The handle at index, or NULL. */
struct handle *api_handle(struct lua_State *lua, int index);

/* Each pushes one value. A record or work that is NULL is nil; so is prose that is NULL. */
void api_push_model(struct lua_State *lua);
void api_push_labels(struct lua_State *lua);
void api_push_record(struct lua_State *lua, const struct record *record);
void api_push_object(struct lua_State *lua, enum object_kind kind, const void *object);
void api_push_list(struct lua_State *lua, const struct list *list, enum list_kind kind);
void api_push_prose(struct lua_State *lua, const struct block *blocks);
void api_push_line(struct lua_State *lua, const struct span *spans);
void api_push_place(struct lua_State *lua, struct place place);

/* A new handle of that kind, zeroed, on the stack. */
struct handle *api_new_handle(struct lua_State *lua, enum handle_kind kind);

/* Pushes the table, key -> object, of what was made for the fields of the object at 1. */
void api_push_kept(struct lua_State *lua);

/* Replaces the value on top by a read-only one of the same content: tables at any depth become frozen. */
void api_freeze(struct lua_State *lua);

/* Each sets a field of the table on top. */
void set_text(struct lua_State *lua, const char *key, const char *text);
void set_number(struct lua_State *lua, const char *key, size_t number);
void set_flag(struct lua_State *lua, const char *key, bool flag);
void set_record(struct lua_State *lua, const char *key, const struct record *record);

/* Adds text to out, in which {1} to {count} stand for the values from `first` on. */
void add_filled(struct lua_State *lua, struct luaL_Buffer *out, const char *text, int first, int count);

/* Puts what is on top behind the last item of the list below it. */
void end_item(struct lua_State *lua);

/*
 * What objects have besides the keys of their files: a value of their struct (`field`), a function that scripts call,
 * or what `compute` pushes of the object at 1; a table or an object that it makes is made once for each object.
 */
struct extra {
    const char *of; /* the name of a schema, "code" for all codes, "*" for all records, "" for the model */
    const char *key;
    int (*compute)(struct lua_State *lua);
    int (*function)(struct lua_State *lua);
    struct field field;
    size_t file;    /* of the model: where the file is that holds the value, if it */
    bool is_inside; /* does */
};

#define STORED(of, key, type, owner, member, ...)                                                                      \
    {                                                                                                                  \
        of, key, .field = { key, type, false, offsetof(struct owner, member), __VA_ARGS__ }                            \
    }
#define INSIDE(key, type, slot, owner, member)                                                                         \
    {                                                                                                                  \
        "", key, .field = {key, type, false, offsetof(struct owner, member)}, .file = offsetof(struct study, slot),    \
                 .is_inside = true                                                                                     \
    }

/* Adds those of `of` to the table on top, key -> C function. */
void add_extras(struct lua_State *lua, const struct extra *extras, size_t count, const char *of);

/* fields.c: pushes the value of a field of a record. False: it has none that scripts see. */
bool api_push_field(struct lua_State *lua, const struct handle *handle, const struct field *field);

/* Add all fields of a record of schema, or of the model, to the table on top: key -> field (light) or C function. */
void add_fields(struct lua_State *lua, const struct schema *schema);
void add_model_fields(struct lua_State *lua);
void add_prose_fields(struct lua_State *lua); /* prose.c: what is asked of texts */

/* model.c: the kind of objects that the argument at index names. */
enum object_kind check_object_kind(struct lua_State *lua, int index);

/* analysis.c: those of them that are counted over all that the view shows. */
void add_counted_fields(struct lua_State *lua, const char *of);

/* "code" for all codes; else the name of schema. */
const char *schema_kind(const struct schema *schema);

/* The id of a record, or NULL. */
const char *api_id(const struct record *record);

/* Pushes data of layouts; a list or map as a table, which the caller may freeze. */
void api_push_value(struct lua_State *lua, const struct value *value);

/*
 * ctx.b: what hooks build with. Arguments are checked at the call, whose line the error names; results are blocks
 * and spans (struct content), never text with markup. Texts are plain text: they are escaped when they are printed.
 */

/* Blocks and spans as they are gathered from arguments. depth is the deepest of what was taken. */
struct taken_blocks {
    struct block *first, *last;
    int depth;
};

struct taken_spans {
    struct span *first, *last;
    int depth;
};

/* Pushes a new table with all builders. */
void builders_push(struct lua_State *lua);

/* Adds those of tables, figures and charts to the table on top. */
void builders_of_tables(struct lua_State *lua);

/*
 * Take what stands at index: a value of ctx.b or prose of the model, a text, a list of these; nil and false are passed
 * over. Spans and texts among blocks become paragraphs of their own; blocks among spans are an error.
 */
void take_blocks(struct lua_State *lua, int index, struct taken_blocks *out);
void take_spans(struct lua_State *lua, int index, struct taken_spans *out);

/*
 * How far the table at index goes. `#` may end at any nil, but what is left out by `condition and block` is nil, and
 * what stands behind it must not get lost.
 */
long long last_position(struct lua_State *lua, int index);

/* The same for a field of the table at index; absent: nothing. */
struct block *take_blocks_field(struct lua_State *lua, int index, const char *key, int *depth);
struct span *take_spans_field(struct lua_State *lua, int index, const char *key);

/* Valid UTF-8 in the arena, counted. NULL for nil where that is allowed. what names it in errors. */
const char *take_text(struct lua_State *lua, int index, const char *what);
const char *take_text_field(struct lua_State *lua, int index, const char *key);

/* Whether the field is true; fallback if it is absent. */
bool take_flag(struct lua_State *lua, int index, const char *key, bool fallback);

/* As take_text; an integer is a count, with its thousands set apart as in the language of the report. */
const char *take_number(struct lua_State *lua, int index, const char *what);

/* One of names (NULL-terminated), by its position; fallback if the field is absent. */
int take_choice_field(struct lua_State *lua, int index, const char *key, const char *const *names, int fallback);
int take_choice(struct lua_State *lua, int index, const char *what, const char *const *names);

/* Raises an error if the table at index has a text as key that is not in names. */
void check_keys(struct lua_State *lua, int index, const char *const *names);

/* Where what is at index can be found: a record, a work, a place; the script's line for nil. Else an error. */
struct place check_place(struct lua_State *lua, int index);

/* The record at index, of the schema with that name ("code": any level); else an error. */
const struct record *check_record(struct lua_State *lua, int index, const char *schema);

/* What lists have besides their items, by its name; NULL: there is none. */
int (*list_function(const char *name))(struct lua_State *lua);

/* "code:misi": what links to the object or work at index lead to; else an error. */
const char *target_of_object(struct lua_State *lua, int index);

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

void append_block(struct taken_blocks *out, struct block *block);
void append_span(struct taken_spans *out, struct span *span);

/* Push the result of a builder. */
int give_blocks(struct lua_State *lua, struct block *block, int depth);
int give_spans(struct lua_State *lua, const struct taken_spans *spans);
int give_span(struct lua_State *lua, struct span *span, int depth);

/* builders_table.c: an appendix table as spec and rows, and back (spec at index, rows behind it). */
void push_table(struct lua_State *lua, const char *section, const struct table *table);
const struct table *take_table(struct lua_State *lua, int spec, int rows, int *depth);

/* The hook files as they are loaded; private to hooks*.c. */

/* What a hook file can hold: functions, kept as references of Lua's registry, LUA_NOREF for none. */
enum phase {
    PHASE_DERIVE,
    PHASE_LINT,
    PHASE_SELECT,
    PHASE_ASSEMBLE,
    PHASE_TABLE,
    PHASE_SECTION, /* of a section file, as the next */
    PHASE_EMBED,
    PHASE_COUNT
};

struct hook_file {
    const struct file_kind *kind;
    const char *name;  /* "10-narasi" */
    const char *shown; /* "lua/hooks/10-narasi.lua" */
    int functions[PHASE_COUNT];
    bool is_built_in;
    bool is_partial; /* of a check: it is called where files of the study have errors, too */
    bool guards;     /* of a check: no file of the study stands for it */
    bool off;        /* failed to load or hit a limit: not called again */
};

struct hook_directive {
    struct hook_file *file;
    int function;
};

/*
 * What the hooks of one report make altogether, and the directives of one page: a directive may give itself again, and
 * each of a thousand calls may take what one call may.
 */
struct hook_budget {
    struct made run, page;
    double seconds;                /* of the processor, of all calls */
    int level;                     /* directives that stand in one another, at the one that is expanded */
    int depth;                     /* of the blocks from the outermost directive down to where the walk is */
    int depths[NESTING_LIMIT + 1]; /* what each level adds to it */
    struct place outermost;        /* the directive of the study that all this comes from */
    bool cut;                      /* what it gives was refused and reported: nothing is expanded until it ends */
    bool page_spent, spent;        /* reported: no directive of this page, no hook at all is called any more */
};

struct hooks {
    struct api api;
    struct hook_budget budget;
    struct sandbox *sandbox;
    struct lua_State *lua;
    struct list files;      /* of struct hook_file, in byte order of names */
    int modules;            /* reference of the modules of all sections */
    struct map *sections;   /* name -> struct hook_file: those that were asked for */
    struct list narratives; /* of struct narrative: those that are assembled */
    int narratives_seen;    /* reference of what scripts see of them, made when first asked for; else LUA_NOREF */
    struct list quoted;     /* of struct excerpt: those that the narratives show, each once */
    struct map *is_quoted;  /* the same by their ids */
    struct map *directives; /* name -> struct hook_directive: of the last file that has it */
    int derived;            /* reference of the table name -> what derive gave, frozen */
    const char *libraries[3];
};

/* Loads all hook files; what is wrong is reported, and the file is off. */
void hooks_load(struct hooks *hooks);

/* Loads all files of lua/checks/ into hooks->files. */
void hooks_load_checks(struct hooks *hooks);

/* Loads lua/sections/NAME.lua, the study's or the built-in one; what is wrong is reported, and the file is off. */
struct hook_file *hooks_load_section(struct hooks *hooks, const char *name);

/* Reports the study's files in lua/sections/ that no section is made by. */
void hooks_check_sections(struct hooks *hooks);

/* Pushes what a lint function reports by: lint.c. */
void push_report(struct lua_State *lua);

/*
 * A layout to Lua: text with <% lua %>, <%= value %> and <%- typed value %>; "<%%" stands for "<%".  Each line of
 * the layout becomes one line of Lua, so what Lua says about a line holds for the layout.  A line with nothing but
 * <% lua %> on it leaves no empty line behind.
 */

/*
 * Appends the Lua of layout to out: calls of _text(string), _value(any) and _safe(any). False: a tag is not
 * closed, reported to diags at its place in file.
 */
bool layout_translate(struct buffer *out, struct diags *diags, const char *file, const char *layout, size_t length);

/*
 * A Lua state that untrusted scripts cannot break out of or hang: no os, io, debug, load, coroutine; limits on
 * instructions, memory and time that pcall cannot swallow; pairs in sorted order; no addresses in tostring;
 * string matching with a step limit (pattern.c).  Used for hooks (assemble) and layouts (render).
 *
 * Outside sandbox_load and sandbox_call the state has no limits, so the program may push what it likes; it must then
 * keep to functions of Lua's interface that call no metamethods.  One state belongs to one thread.
 */

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

/*
 * The function on top of the stack is what the next sandbox_call is about: an error that is raised while no line of a
 * script runs, as when its results are taken, is at the line where that function begins.
 */
void sandbox_blame(struct sandbox *sandbox);

/* The last sandbox_call or sandbox_load ended at a limit. */
bool sandbox_hit_limit(const struct sandbox *sandbox);

/* What the last call took of the processor; 0 of trusted scripts. */
double sandbox_seconds(const struct sandbox *sandbox);

/*
 * A new environment on the stack: a table with the safe globals, fresh copies of the libraries and a require that
 * shares modules with nobody else. Reading a global that is not there is an error that names the nearest.
 */
void sandbox_environment(struct lua_State *lua);

/*
 * For C functions that scripts call. spend: charges steps (one is about an instruction) to the running call and
 * raises its error when a limit is hit; call it in every loop whose length a script decides. fail: raises an error
 * at the script's line; hint may be NULL. fail_near: the hint is what nearest found, if anything. tostring: as the
 * script's tostring, pushes text without addresses.
 */
void sandbox_spend(struct lua_State *lua, size_t steps);
int sandbox_fail(struct lua_State *lua, const char *hint, const char *format, ...)
    __attribute__((format(printf, 3, 4), noreturn));
int sandbox_fail_near(struct lua_State *lua, const struct nearest *nearest, const char *format, ...)
    __attribute__((format(printf, 3, 4), noreturn));
const char *sandbox_tostring(struct lua_State *lua, int index);

/* Offers the texts among the keys of the table at index to nearest. */
void sandbox_offer_keys(struct lua_State *lua, int index, struct nearest *nearest);

/*
 * The place of the script line that is running now, for errors found by C functions. file lives as long as the script
 * is loaded. When none is running, what sandbox_blame took.
 */
struct place sandbox_place(struct lua_State *lua);

/* What the files of lua/ share: the struct behind sandbox_*, and who fills the environment with what. */

enum limit { LIMIT_NONE, LIMIT_INSTRUCTIONS, LIMIT_TIME, LIMIT_MEMORY };

enum { ERROR_FRAMES = 8, PRINTED_LINES = 200 };

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

    void *context;
    bool running;         /* limits hold */
    size_t memory;        /* bytes in use */
    int refusals;         /* requests for memory that were refused in this call */
    long steps_left;      /* instructions that this call has left */
    long steps_to_clock;  /* until the time is looked at again */
    int64_t deadline;     /* nanoseconds of the monotonic clock: when to look at the processor's */
    int64_t last_call;    /* of the monotonic clock: the end, however little the call got of the processor */
    int64_t spent_before; /* of the thread's processor time, when the call began */
    double seconds;       /* that the last call took */
    struct place script;  /* the script at work, for what goes wrong while none of its lines runs */
    enum limit hit;       /* which limit this call ran into */
    uint64_t random_seed; /* state of math.random, the same at the start of each call */
    int printed;          /* lines of print so far */

    struct frame frames[ERROR_FRAMES]; /* innermost first: where the error of this call was raised */
    int frame_count;
};

struct sandbox *sandbox_of(struct lua_State *lua);

/* Compiles text (at most 1 MiB, a byte order mark before it is passed over) with the environment on top and leaves the
 * function, or else a message. */
int sandbox_compile(struct lua_State *lua, const char *name, const char *text, size_t length);

/* script_error.c: notes where scripts are now, unless it is noted; the message handler that does so; the report. */
void script_error_note(struct sandbox *sandbox);
int script_error_handler(struct lua_State *lua);
void script_error_diagnose(struct sandbox *sandbox, int status, struct diags *diags);

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

/* Reads the file shown ("lua/hooks/x.lua") of the study or the program. False: reported; it is no text in UTF-8. */
bool script_read(struct build *build, const char *shown, const char *kind, struct buffer *text);

/* Pushes the `require` of a new environment. */
void require_push(struct lua_State *lua);

/* Gives the file on top of the stack the modules in that table of the registry, in place of its own. */
void require_share(struct lua_State *lua, int modules);

#endif
