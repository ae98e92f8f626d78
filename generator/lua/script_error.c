#include "base/say.h"
#include "base/text.h"
#include "lua/private.h"

#include <lauxlib.h>
#include <lua.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_MESSAGE = 400 };

static void name_frame(struct frame *frame, const lua_Debug *activation)
{
    if (activation->what[0] == 'm')
        snprintf(frame->name, sizeof frame->name, "%s", translated("in the file itself"));
    else if (activation->name != NULL)
        snprintf(frame->name, sizeof frame->name, translated("in function '%.50s'"), activation->name);
    else
        snprintf(frame->name, sizeof frame->name, translated("in the function that begins in line %d"),
                 activation->linedefined);
}

/* Allocates nothing: it is called when memory was refused as well. */
void script_error_note(struct sandbox *sandbox)
{
    lua_Debug activation;

    if (sandbox->frame_count > 0)
        return;
    for (int i = 0; sandbox->frame_count < ERROR_FRAMES && lua_getstack(sandbox->lua, i, &activation); i++) {
        struct frame *frame = &sandbox->frames[sandbox->frame_count];
        lua_getinfo(sandbox->lua, "Sln", &activation);
        if (activation.source[0] != '@' || activation.currentline <= 0)
            continue;
        snprintf(frame->file, sizeof frame->file, "%s", activation.source + 1);
        frame->line = activation.currentline;
        name_frame(frame, &activation);
        sandbox->frame_count++;
    }
}

int script_error_handler(lua_State *lua)
{
    struct sandbox *sandbox = sandbox_of(lua);

    if (sandbox->hit == LIMIT_NONE)
        sandbox->frame_count = 0; /* of an error that a pcall caught */
    script_error_note(sandbox);
    return 1;
}

/* Whether shown, length bytes of a message, is file as Lua shortens it: "...end/of/it.lua". */
static bool is_shortened(const char *shown, size_t length, const char *file)
{
    size_t file_length = strlen(file);

    if (length == file_length)
        return memcmp(shown, file, length) == 0;
    return length > 3 && memcmp(shown, "...", 3) == 0 && file_length >= length - 3 &&
           memcmp(shown + 3, file + file_length - (length - 3), length - 3) == 0;
}

/* The colon before the line in "lua/hooks/x.lua:12: " or "layouts/html/page.html:12: ", or NULL. */
static const char *find_line(const char *message)
{
    const char *dot = strchr(message, '.');
    const char *colon = dot ? strchr(dot, ':') : NULL;

    return colon != NULL && isdigit((unsigned char)colon[1]) ? colon : NULL;
}

/*
 * Lua puts "file:line: " before a message. Moves *message past it and gives the place; without it the place is where
 * the script was.
 */
static struct place take_place(const struct sandbox *sandbox, const char **message)
{
    const char *colon = find_line(*message);
    char *end = NULL;
    struct place place = sandbox->script;

    if (sandbox->frame_count > 0)
        place = (struct place){sandbox->frames[0].file, sandbox->frames[0].line, 0};
    long line = colon ? strtol(colon + 1, &end, 10) : 0;
    if (line <= 0 || end[0] != ':' || end[1] != ' ')
        return place;
    size_t length = (size_t)(colon - *message);
    static _Thread_local char file[sizeof((struct frame *)0)->file];
    if (length >= sizeof file || memchr(*message, '\n', length) != NULL)
        return place;
    snprintf(file, sizeof file, "%.*s", (int)length, *message);
    for (int i = 0; i < sandbox->frame_count; i++) {
        if (is_shortened(*message, length, sandbox->frames[i].file))
            snprintf(file, sizeof file, "%s", sandbox->frames[i].file);
    }
    *message = end + 2;
    return (struct place){file, (int)line, 0};
}

/* At most LONGEST_MESSAGE bytes of one line of valid UTF-8. */
static void copy_line(char *to, const char *message, size_t length)
{
    size_t used = 0, bad;

    for (size_t i = 0; i < length && used < LONGEST_MESSAGE; i++)
        to[used++] = iscntrl((unsigned char)message[i]) ? ' ' : message[i];
    while (!text_is_utf8(to, used, &bad)) {
        if (used - bad < 4 && used == LONGEST_MESSAGE)
            used = bad; /* cut in the middle of a character */
        else
            to[bad] = '?';
    }
    to[used] = '\0';
}

static void hint_from_message(struct diags *diags, const char *message)
{
    static const struct {
        const char *part, *hint;
    } hints[] = {
#include "lua/hints.inc"
    };

    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        if (strstr(message, hints[i].part) != NULL) {
            diag_hint(diags, "%s", translated(hints[i].hint));
            return;
        }
    }
}

static void diagnose_limit(const struct sandbox *sandbox, struct diags *diags, struct place place)
{
    const struct sandbox_limits *limits = &sandbox->limits;

    switch (sandbox->hit) {
    case LIMIT_INSTRUCTIONS:
        diag_error(diags, place, "script-instructions", "the script takes more than %ld million instructions",
                   limits->instructions / 1000000);
        diag_hint(diags, "look for a loop that does not end, or that goes over everything again and again");
        break;
    case LIMIT_TIME:
        diag_error(diags, place, "script-time", "the script takes more than %g seconds", limits->seconds);
        diag_hint(diags, "look for a loop that does not end, or a pattern with many '*' or '-'");
        break;
    case LIMIT_MEMORY:
        diag_error(diags, place, "script-memory", "the script needs more than %zu MiB of memory",
                   limits->memory / (1024 * 1024));
        diag_hint(diags, "look for a table or a text that grows without end");
        break;
    case LIMIT_NONE:
        break;
    }
}

static void diagnose_message(const struct sandbox *sandbox, const char *message, bool syntax, struct diags *diags)
{
    char line[LONGEST_MESSAGE + 1];
    struct place place = take_place(sandbox, &message);
    const char *hint = strstr(message, "\nhint: ");

    copy_line(line, message, hint ? (size_t)(hint - message) : strlen(message));
    diag_error(diags, place, syntax ? "script-syntax" : "script-error", "%s", translated(line));
    if (hint != NULL) {
        copy_line(line, hint + 7, strlen(hint + 7));
        diag_hint(diags, "%s", translated(line));
    } else {
        hint_from_message(diags, line);
    }
}

/* The error value on top of the stack as text: a table may have a __tostring, which runs under the limits. */
static int describe(lua_State *lua)
{
    sandbox_tostring(lua, 1);
    return 1;
}

static const char *message_of(lua_State *lua)
{
    if (lua_type(lua, -1) != LUA_TSTRING) {
        lua_pushcfunction(lua, describe);
        lua_insert(lua, -2);
        lua_pcall(lua, 1, 1, 0);
    }
    return lua_type(lua, -1) == LUA_TSTRING ? lua_tostring(lua, -1) : translated("error without a message");
}

void script_error_diagnose(struct sandbox *sandbox, int status, struct diags *diags)
{
    const char *message = message_of(sandbox->lua);

    if (status == LUA_ERRMEM && sandbox->hit == LIMIT_NONE)
        sandbox->hit = LIMIT_MEMORY;
    if (sandbox->hit != LIMIT_NONE) {
        struct place place = sandbox->script;
        if (sandbox->frame_count > 0)
            place = (struct place){sandbox->frames[0].file, sandbox->frames[0].line, 0};
        diagnose_limit(sandbox, diags, place);
    } else {
        diagnose_message(sandbox, message, status == LUA_ERRSYNTAX, diags);
    }
    for (int i = 0; i < sandbox->frame_count; i++) {
        const struct frame *frame = &sandbox->frames[i];
        diag_context(diags, (struct place){frame->file, frame->line, 0}, "%s", frame->name);
    }
    lua_pop(sandbox->lua, 1);
}
