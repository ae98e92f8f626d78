#include "lua/private.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/text.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <stdio.h>
#include <string.h>

/* Builders of what stands in a line. */

static void take_all(lua_State *lua, int from, struct spans *out)
{
    int count = lua_gettop(lua);

    for (int i = from; i <= count; i++)
        take_spans(lua, i, out);
}

static int spans(lua_State *lua)
{
    struct spans content = {0};

    take_all(lua, 1, &content);
    return give_spans(lua, &content);
}

static int text(lua_State *lua)
{
    struct span *span = make_span(lua, SPAN_TEXT);

    span->text = take_text(lua, 1, "text");
    return give_span(lua, span, 0);
}

static int code(lua_State *lua)
{
    struct span *span = make_span(lua, SPAN_CODE);

    span->text = take_text(lua, 1, "text");
    return give_span(lua, span, 0);
}

static int line_break(lua_State *lua)
{
    return give_span(lua, make_span(lua, SPAN_LINE_BREAK), 0);
}

static int around(lua_State *lua, enum span_kind kind)
{
    struct spans content = {0};
    struct span *span = make_span(lua, kind);

    take_all(lua, 1, &content);
    span->children = content.first;
    return give_span(lua, span, content.depth + 1);
}

static int strong(lua_State *lua)
{
    return around(lua, SPAN_STRONG);
}

static int emphasis(lua_State *lua)
{
    return around(lua, SPAN_EMPHASIS);
}

static struct span *placed_span(lua_State *lua, enum span_kind kind)
{
    struct span *span = make_span(lua, kind);

    span->line = place_here(lua).line;
    return span;
}

/* A page of this study, or a URL of a kind that does no harm. */
static void check_target(lua_State *lua, const char *target)
{
    static const char *const schemes[] = {"http:", "https:", "mailto:", "tel:"};
    size_t before_colon = strcspn(target, ":/?#");
    bool good = target[before_colon] != ':';

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        good = good || strncmp(target, schemes[i], strlen(schemes[i])) == 0;
    for (const char *c = target; *c != '\0'; c++)
        good = good && (unsigned char)*c > ' ';
    if (!good || *target == '\0')
        sandbox_fail(lua, "give http:, https:, mailto:, tel: or a page of the site", "cannot link to '%s'", target);
}

/* b.lang(tag, text): the text alone where tag is nil or names the language of the report. */
static int language(lua_State *lua)
{
    struct spans content = {0};
    const char *tag = lua_isnil(lua, 1) ? NULL : take_text(lua, 1, "language");

    if (tag != NULL && !language_is_tag(tag))
        return sandbox_fail(lua, "b.lang(\"en\", text)", "'%s' is not the tag of a language", tag);
    take_all(lua, 2, &content);
    if (tag == NULL || language_is_same(tag, api_of(lua)->labels->language))
        return give_spans(lua, &content);
    struct span *span = placed_span(lua, SPAN_LANGUAGE);
    span->text = tag;
    span->children = content.first;
    return give_span(lua, span, content.depth + 1);
}

static int link_to(lua_State *lua)
{
    struct spans content = {0};
    struct link *link = arena_alloc(api_of(lua)->arena, sizeof *link);
    struct span *span = placed_span(lua, SPAN_LINK);

    link->target = take_text(lua, 1, "target");
    check_target(lua, link->target);
    take_all(lua, 2, &content);
    if (content.first == NULL)
        return sandbox_fail(lua, "b.link(target, text)", "a link needs a text");
    span->link = link;
    span->children = content.first;
    return give_span(lua, span, content.depth + 1);
}

/* What an object is called in a line. */
static struct span *natural_text(lua_State *lua, const struct record *record, const char *id)
{
    static const char *const keys[] = {"label", "title", "name"};
    struct span *span;

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct field *field = schema_field(record->schema, keys[i]);
        if (field == NULL)
            continue;
        const void *value = (const char *)record + field->offset;
        if (field->type == FIELD_SPANS)
            return *(struct span *const *)value;
        span = make_span(lua, SPAN_TEXT);
        span->text = *(const char *const *)value;
        return span;
    }
    span = make_span(lua, SPAN_TEXT);
    span->text = id;
    return span;
}

static enum object_kind kind_of(const struct record *record)
{
    for (size_t i = 0; i < record->schema->field_count; i++) {
        if (record->schema->fields[i].type == FIELD_ID)
            return record->schema->fields[i].kind;
    }
    return OBJECT_NONE;
}

const char *target_of_object(lua_State *lua, int index)
{
    const struct thing *thing = api_thing(lua, index);
    struct arena *arena = api_of(lua)->arena;

    if (thing != NULL && thing->kind == THING_WORK)
        return arena_concat(arena, object_kind_name(OBJECT_WORK), ":", thing->work->key, NULL);
    if (thing == NULL || thing->kind != THING_RECORD || kind_of(thing->record) == OBJECT_NONE)
        sandbox_fail(lua, "give an informant, a code, an objective, ...", "wants an object of the model");
    return arena_concat(arena, object_kind_name(kind_of(thing->record)), ":", api_id(thing->record, thing->schema),
                        NULL);
}

static int object(lua_State *lua)
{
    struct link *link = arena_alloc(api_of(lua)->arena, sizeof *link);
    struct spans content = {0};

    link->target = target_of_object(lua, 1);
    const struct thing *thing = api_thing(lua, 1);
    struct span *span = placed_span(lua, SPAN_OBJECT);
    span->link = link;
    take_all(lua, 2, &content);
    if (content.first == NULL && thing->kind == THING_WORK)
        return sandbox_fail(lua, "b.object(work, text), or b.cite(work)", "the link to a work needs a text");
    span->children =
        content.first ? content.first : natural_text(lua, thing->record, api_id(thing->record, thing->schema));
    return give_span(lua, span, content.depth + 1);
}

static int mention(lua_State *lua)
{
    struct span *span = placed_span(lua, SPAN_EXCERPT);

    span->excerpt = (const struct excerpt *)check_record(lua, 1, "excerpt");
    return give_span(lua, span, 0);
}

/* b.ref(label, {optional = true}): nothing, where the report has no such table or figure. */
static int reference(lua_State *lua)
{
    static const char *const options[] = {"optional", NULL};
    struct span *span = placed_span(lua, SPAN_REFERENCE);

    if (lua_gettop(lua) >= 2 && !lua_isnil(lua, 2)) {
        check_keys(lua, 2, options);
        lua_getfield(lua, 2, "optional");
        span->line = lua_toboolean(lua, -1) ? 0 : span->line;
    }
    span->text = take_text(lua, 1, "label");
    const char *prefix = strncmp(span->text, "fig:", 4) == 0   ? "fig"
                         : strncmp(span->text, "sec:", 4) == 0 ? "sec"
                                                               : "tbl";
    check_label(lua, span->text, prefix);
    return give_span(lua, span, 0);
}

static void check_work(lua_State *lua, const char *key)
{
    const struct study *study = api_of(lua)->study;
    const struct map *works = study->objects[OBJECT_WORK];
    struct nearest nearest = {.word = key};
    char hint[160];

    if (study_find(study, OBJECT_WORK, key) != NULL)
        return;
    for (size_t i = 0; works != NULL && i < map_count(works); i++)
        text_nearest(&nearest, map_key(works, i));
    snprintf(hint, sizeof hint, "nearest is '%s'", nearest.match ? nearest.match : "");
    sandbox_fail(lua, nearest.match ? hint : NULL, "there is no work '%s' in references.bib", key);
}

static int cite(lua_State *lua)
{
    static const char *const options[] = {"locator", "narrative", "year_only", "prefix", "suffix", NULL};
    struct api *api = api_of(lua);
    struct span *span = placed_span(lua, SPAN_CITATION);
    struct citation *citation = arena_alloc(api->arena, sizeof *citation);
    struct cited_work *work = arena_alloc(api->arena, sizeof *work);
    const struct thing *thing = api_thing(lua, 1);

    work->key = thing && thing->kind == THING_WORK ? thing->work->key : take_text(lua, 1, "key");
    work->line = span->line;
    check_work(lua, work->key);
    if (lua_gettop(lua) >= 2 && !lua_isnil(lua, 2)) {
        check_keys(lua, 2, options);
        work->locator = take_text_field(lua, 2, "locator");
        work->prefix = take_spans_field(lua, 2, "prefix");
        work->suffix = take_spans_field(lua, 2, "suffix");
        lua_getfield(lua, 2, "year_only");
        work->year_only = lua_toboolean(lua, -1);
        lua_getfield(lua, 2, "narrative");
        citation->form = lua_toboolean(lua, -1) ? CITATION_NARRATIVE : CITATION_PARENTHETICAL;
    }
    citation->works = work;
    span->citation = citation;
    return give_span(lua, span, 0);
}

static int note(lua_State *lua)
{
    struct blocks content = {0};
    struct footnote *footnote = arena_alloc(api_of(lua)->arena, sizeof *footnote);
    struct span *span = placed_span(lua, SPAN_FOOTNOTE);
    int count = lua_gettop(lua);

    for (int i = 1; i <= count; i++)
        take_blocks(lua, i, &content);
    footnote->label = make_up(lua, NULL);
    footnote->blocks = content.first;
    footnote->place = place_here(lua);
    span->footnote = footnote;
    return give_span(lua, span, content.depth + 1);
}

/* length bytes of a label, if any. */
static void add_words(lua_State *lua, const char *words, size_t length, struct spans *out)
{
    if (length == 0)
        return;
    lua_pushlstring(lua, words, length);
    take_spans(lua, -1, out);
    lua_pop(lua, 1);
}

/* The words of ":lang[words]{en}" at text, as what they are. Returns what follows it, or NULL if it is not complete. */
static const char *add_foreign(lua_State *lua, const char *text, struct spans *out)
{
    const char *words = text + strlen(":lang["), *tag = strstr(words, "]{"), *end = tag ? strchr(tag, '}') : NULL;

    if (end == NULL)
        return NULL;
    lua_pushcfunction(lua, language);
    lua_pushlstring(lua, tag + 2, (size_t)(end - tag - 2));
    lua_pushlstring(lua, words, (size_t)(tag - words));
    lua_call(lua, 2, 1);
    take_spans(lua, -1, out);
    lua_pop(lua, 1);
    return end + 1;
}

/* The nearest of what a label's text can hold: "{1}", "{2}" or ":lang[...]{...}"; else its end. */
static const char *next_mark(const char *text)
{
    while (*text != '\0' && strncmp(text, "{1}", 3) != 0 && strncmp(text, "{2}", 3) != 0 &&
           strncmp(text, ":lang[", 6) != 0)
        text++;
    return text;
}

/* b.label(key, first, second): the label's text with spans in place of {1} and {2}, words marked by :lang as such. */
static int label(lua_State *lua)
{
    struct spans content = {0};

    luaL_checkstring(lua, 1);
    lua_settop(lua, 3);
    api_push_labels(lua);
    lua_pushvalue(lua, 1);
    lua_gettable(lua, -2);
    for (const char *rest = lua_tostring(lua, -1); *rest != '\0';) {
        const char *mark = next_mark(rest), *behind = NULL;
        add_words(lua, rest, (size_t)(mark - rest), &content);
        if (*mark == ':')
            behind = add_foreign(lua, mark, &content);
        else if (*mark == '{')
            take_spans(lua, mark[1] == '1' ? 2 : 3, &content);
        size_t length = *mark == ':' ? 1 : *mark == '{' ? 3 : 0;
        if (*mark == ':' && behind == NULL)
            add_words(lua, mark, length, &content);
        rest = behind ? behind : mark + length;
    }
    return give_spans(lua, &content);
}

/* A page of the site, for variables of layouts: they make the path relative. */
static int page(lua_State *lua)
{
    const char *path = take_text(lua, 1, "path");

    check_target(lua, path);
    api_push_page_link(lua, path);
    return 1;
}

void builders_of_spans(lua_State *lua)
{
    static const luaL_Reg functions[] = {
        {"spans", spans},     {"text", text},     {"code", code},     {"br", line_break},
        {"strong", strong},   {"em", emphasis},   {"link", link_to},  {"object", object},
        {"mention", mention}, {"ref", reference}, {"cite", cite},     {"note", note},
        {"label", label},     {"page", page},     {"lang", language}, {NULL, NULL},
    };

    luaL_setfuncs(lua, functions, 0);
}
