#include "lua/private.h"

#include "base/arena.h"
#include "document/document.h"
#include "markdown/markdown.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <string.h>

/* Builders of blocks. */

static int take_all(lua_State *lua, int from, struct blocks *out)
{
    int count = lua_gettop(lua);

    for (int i = from; i <= count; i++)
        take_blocks(lua, i, out);
    return out->depth;
}

static int blocks(lua_State *lua)
{
    struct blocks content = {0};

    take_all(lua, 1, &content);
    return give_blocks(lua, content.first, content.depth);
}

static int paragraph(lua_State *lua)
{
    struct spans content = {0};
    struct block *block = make_block(lua, BLOCK_PARAGRAPH);
    int count = lua_gettop(lua);

    for (int i = 1; i <= count; i++)
        take_spans(lua, i, &content);
    block->spans = content.first;
    return give_blocks(lua, block, content.depth + 1);
}

static int heading(lua_State *lua)
{
    static const char *const options[] = {"id", NULL};
    struct spans content = {0};
    lua_Integer level = luaL_checkinteger(lua, 1);

    if (level < 1 || level > 6)
        return sandbox_fail(lua, "b.heading(level, text)", "a heading has a level from 1 to 6");
    struct block *block = make_block(lua, BLOCK_HEADING);
    block->level = (int)level;
    take_spans(lua, 2, &content);
    block->spans = content.first;
    if (lua_gettop(lua) >= 3) {
        check_keys(lua, 3, options);
        block->id = take_text_field(lua, 3, "id");
        if (block->id != NULL)
            check_label(lua, block->id, NULL);
    }
    return give_blocks(lua, block, content.depth + 1);
}

/* An item of several paragraphs needs space around it, and then all do. */
static bool is_tight(const struct block *items)
{
    for (const struct block *item = items; item != NULL; item = item->next) {
        const struct block *first = item->children;
        if (first != NULL && first->next != NULL && first->next->kind == BLOCK_PARAGRAPH)
            return false;
    }
    return true;
}

/* b.list{item, ..., ordered = true, start = 3} */
static int list(lua_State *lua)
{
    static const char *const options[] = {"ordered", "start", "tight", NULL};
    struct list_style *style = arena_alloc(api_of(lua)->arena, sizeof *style);
    struct block *block = make_block(lua, BLOCK_LIST);
    struct blocks items = {0};
    int depth = 0;

    check_keys(lua, 1, options);
    lua_getfield(lua, 1, "ordered");
    style->ordered = lua_toboolean(lua, -1);
    lua_getfield(lua, 1, "start");
    style->start = (int)luaL_optinteger(lua, -1, 1);
    bool computed = lua_getfield(lua, 1, "tight") == LUA_TNIL;
    style->tight = lua_toboolean(lua, -1);
    lua_Integer length = luaL_len(lua, 1);
    for (lua_Integer i = 1; i <= length; i++) {
        struct blocks content = {0};
        struct block *item = make_block(lua, BLOCK_ITEM);
        lua_geti(lua, 1, i);
        take_blocks(lua, -1, &content);
        lua_pop(lua, 1);
        item->children = content.first;
        append_block(&items, item);
        depth = content.depth > depth ? content.depth : depth;
    }
    if (items.first == NULL)
        return sandbox_fail(lua, "leave the list out when there is nothing to list", "a list needs items");
    if (computed)
        style->tight = is_tight(items.first);
    block->list = style;
    block->children = items.first;
    return give_blocks(lua, block, depth + 2);
}

/* b.quote(excerpt, {context = text}): the words, after a paragraph that leads to them. */
static int quote(lua_State *lua)
{
    static const char *const options[] = {"context", NULL};
    struct blocks result = {0};
    const struct record *excerpt = check_record(lua, 1, "excerpt");

    if (lua_gettop(lua) >= 2 && !lua_isnil(lua, 2)) {
        check_keys(lua, 2, options);
        int depth = 0;
        struct block *context = take_blocks_field(lua, 2, "context", &depth);
        while (context != NULL) {
            struct block *next = context->next;
            append_block(&result, context);
            context = next;
        }
        result.depth = depth;
    }
    struct block *block = make_block(lua, BLOCK_EXCERPT);
    block->excerpt = (const struct excerpt *)excerpt;
    append_block(&result, block);
    return give_blocks(lua, result.first, result.depth + 1);
}

/* b.callout(kind, title, blocks): title nil is the label catalogue's word. */
static int callout(lua_State *lua)
{
    static const char *const kinds[] = {"note", "warning", "illustrative", "summary", NULL};
    struct blocks content = {0};
    struct spans title = {0};
    struct callout *callout = arena_alloc(api_of(lua)->arena, sizeof *callout);
    struct block *block = make_block(lua, BLOCK_CALLOUT);

    callout->kind = (enum callout_kind)take_choice(lua, 1, "kind", kinds);
    if (lua_gettop(lua) >= 2)
        take_spans(lua, 2, &title);
    callout->title = title.first;
    take_all(lua, 3, &content);
    block->callout = callout;
    block->children = content.first;
    return give_blocks(lua, block, content.depth + 1);
}

/* b.section(id, blocks); for an object its id, and what is wrong there is reported at the object's place. */
static int section(lua_State *lua)
{
    struct blocks content = {0};
    struct block *block = make_block(lua, BLOCK_SECTION);
    const struct thing *thing = api_thing(lua, 1);

    if (thing != NULL && thing->kind == THING_RECORD) {
        block->id = api_id(thing->record, thing->schema);
        block->place = thing->record->place;
    } else if (!lua_isnil(lua, 1))
        block->id = check_label(lua, take_text(lua, 1, "id"), NULL);
    take_all(lua, 2, &content);
    block->children = content.first;
    return give_blocks(lua, block, content.depth + 1);
}

/*
 * b.run_in(head, blocks): head in front of the words of the first paragraph; alone in one before anything else. The
 * paragraph is a copy, as it may stand elsewhere.
 */
static int run_in(lua_State *lua)
{
    struct spans head = {0};
    struct blocks content = {0};

    take_spans(lua, 1, &head);
    take_all(lua, 2, &content);
    struct block *first = make_block(lua, BLOCK_PARAGRAPH), *next = content.first;
    if (next != NULL && next->kind == BLOCK_PARAGRAPH) {
        *first = *next;
        next = next->next;
        struct span *space = make_span(lua, SPAN_TEXT);
        space->text = " ";
        append_span(&head, space);
        space->next = first->spans;
    }
    first->spans = head.first;
    first->next = next;
    return give_blocks(lua, first, content.depth > head.depth + 1 ? content.depth : head.depth + 1);
}

/* b.below(level, blocks): their headings moved so that the highest one stands just below a heading of that level. */
static int below(lua_State *lua)
{
    struct blocks content = {0};
    int level = (int)luaL_checkinteger(lua, 1), highest = 6;

    take_all(lua, 2, &content);
    for (const struct block *block = content.first; block != NULL; block = block->next) {
        if (block->kind == BLOCK_HEADING && block->level < highest)
            highest = block->level;
    }
    for (struct block *block = content.first; block != NULL; block = block->next) {
        int moved = block->level + level + 1 - highest;
        if (block->kind == BLOCK_HEADING)
            block->level = moved < 1 ? 1 : moved > 6 ? 6 : moved;
    }
    return give_blocks(lua, content.first, content.depth);
}

static int rule(lua_State *lua)
{
    return give_blocks(lua, make_block(lua, BLOCK_RULE), 1);
}

/* Raw HTML of a hook is never markup, whatever the study trusts. */

static void show_html(struct arena *arena, struct block *blocks);

static void show_html_block(void *arena, struct block *block)
{
    if (block->kind == BLOCK_DIRECTIVE)
        show_html(arena, block->children);
    if (block->kind != BLOCK_HTML)
        return;
    size_t length = strlen(block->text);
    while (length > 0 && block->text[length - 1] == '\n')
        length--;
    struct span *span = span_new(arena, SPAN_TEXT, 0, 0);
    span->text = arena_copy(arena, block->text, length);
    block->kind = BLOCK_PARAGRAPH;
    block->spans = span;
}

static void show_html_span(void *arena, const struct block *block, struct span *span)
{
    const struct walker walker = {NULL, show_html_span, arena, AUDIENCE_PUBLIC};

    if (span->kind == SPAN_DIRECTIVE)
        walk_spans(&walker, block, span->children);
    if (span->kind == SPAN_HTML)
        span->kind = SPAN_TEXT;
}

static void show_html(struct arena *arena, struct block *blocks)
{
    const struct walker walker = {show_html_block, show_html_span, arena, AUDIENCE_PUBLIC};

    walk_blocks(&walker, blocks);
}

/* Hands what the reader of Markdown complained of to the build, unless it is too much. */
static void pass_on(lua_State *lua, struct diags *diags)
{
    struct api *api = api_of(lua);
    size_t count = diags_count(diags, SEVERITY_ERROR) + diags_count(diags, SEVERITY_WARNING);
    bool fits = count <= DIAGNOSTIC_LIMIT && (api->diagnostics += (int)count) <= DIAGNOSTIC_LIMIT;

    if (fits)
        diags_merge(api->build->diags, diags);
    diags_free(diags);
    if (!fits)
        sandbox_fail(lua, NULL, "the hook causes more than %d diagnostics", DIAGNOSTIC_LIMIT);
}

static int markdown(lua_State *lua)
{
    struct api *api = api_of(lua);
    const char *text = take_text(lua, 1, "text");
    struct place place = place_here(lua);
    struct markdown_source source = {
        .file = place.file, .line = place.line, .column = 1, .text = text, .length = strlen(text)};

    sandbox_spend(lua, source.length);
    struct diags *diags = diags_new();
    struct block *result = markdown_read(api->arena, diags, &source);
    pass_on(lua, diags);
    show_html(api->arena, result);
    count_within(lua, result);
    return give_blocks(lua, result, 1);
}

void builders_push(lua_State *lua)
{
    static const luaL_Reg functions[] = {
        {"blocks", blocks}, {"para", paragraph},  {"heading", heading}, {"list", list},
        {"quote", quote},   {"callout", callout}, {"section", section}, {"below", below},
        {"rule", rule},     {"md", markdown},     {"run_in", run_in},   {NULL, NULL},
    };

    lua_createtable(lua, 0, 32);
    luaL_setfuncs(lua, functions, 0);
    builders_of_spans(lua);
    builders_of_tables(lua);
}
