#include "lua/private.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/url.h"
#include "document/document.h"
#include "markdown/markdown.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <string.h>

static void take_all_blocks(lua_State *lua, int from, struct taken_blocks *out)
{
    int count = lua_gettop(lua);

    for (int i = from; i <= count; i++)
        take_blocks(lua, i, out);
}

static void take_all_spans(lua_State *lua, int from, struct taken_spans *out)
{
    int count = lua_gettop(lua);

    for (int i = from; i <= count; i++)
        take_spans(lua, i, out);
}

/* Pushes block with the arguments from that one on as its children. */
static int give_with_blocks(lua_State *lua, struct block *block, int from)
{
    struct taken_blocks content = {0};

    take_all_blocks(lua, from, &content);
    block->children = content.first;
    return give_blocks(lua, block, content.depth + 1);
}

/* The same of a span. */
static int give_with_spans(lua_State *lua, struct span *span, int from)
{
    struct taken_spans content = {0};

    take_all_spans(lua, from, &content);
    span->children = content.first;
    return give_span(lua, span, content.depth + 1);
}

/* There are options at index, of which it takes these. */
static bool has_options(lua_State *lua, int index, const char *const *options)
{
    if (lua_isnoneornil(lua, index))
        return false;
    check_keys(lua, index, options);
    return true;
}

/* Builders of blocks. */

static int blocks(lua_State *lua)
{
    struct taken_blocks content = {0};

    take_all_blocks(lua, 1, &content);
    return give_blocks(lua, content.first, content.depth);
}

static int paragraph(lua_State *lua)
{
    struct taken_spans content = {0};
    struct block *block = make_block(lua, BLOCK_PARAGRAPH);

    take_all_spans(lua, 1, &content);
    block->spans = content.first;
    return give_blocks(lua, block, content.depth + 1);
}

static int heading(lua_State *lua)
{
    static const char *const options[] = {"id", NULL};
    struct taken_spans content = {0};
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
    struct taken_blocks items = {0};
    int depth = 0;

    check_keys(lua, 1, options);
    style->ordered = take_flag(lua, 1, "ordered", false);
    lua_getfield(lua, 1, "start");
    style->start = (int)luaL_optinteger(lua, -1, 1);
    bool computed = lua_getfield(lua, 1, "tight") == LUA_TNIL;
    style->tight = lua_toboolean(lua, -1);
    lua_Integer length = luaL_len(lua, 1);
    for (lua_Integer i = 1; i <= length; i++) {
        struct taken_blocks content = {0};
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
    struct taken_blocks result = {0};
    const struct record *excerpt = check_record(lua, 1, "excerpt");

    if (has_options(lua, 2, options)) {
        lua_getfield(lua, 2, "context");
        take_blocks(lua, -1, &result);
    }
    struct block *block = make_block(lua, BLOCK_EXCERPT);
    block->excerpt = (const struct excerpt *)excerpt;
    append_block(&result, block);
    return give_blocks(lua, result.first, result.depth + 1);
}

/* b.callout(kind, title, blocks): title nil is the label catalogue's word. */
static int callout(lua_State *lua)
{
    struct taken_spans title = {0};
    struct callout *callout = arena_alloc(api_of(lua)->arena, sizeof *callout);
    struct block *block = make_block(lua, BLOCK_CALLOUT);

    callout->kind = (enum callout_kind)take_choice(lua, 1, "kind", callout_names);
    if (lua_gettop(lua) >= 2)
        take_spans(lua, 2, &title);
    callout->title = title.first;
    block->callout = callout;
    return give_with_blocks(lua, block, 3);
}

/* b.section(id, blocks); for an object its id, and what is wrong there is reported at the object's place. */
static int section(lua_State *lua)
{
    struct block *block = make_block(lua, BLOCK_SECTION);
    const struct handle *handle = api_handle(lua, 1);

    if (handle != NULL && handle->kind == HANDLE_RECORD) {
        block->id = api_id(handle->record);
        block->place = handle->record->place;
    } else if (!lua_isnil(lua, 1))
        block->id = check_label(lua, take_text(lua, 1, "id"), NULL);
    return give_with_blocks(lua, block, 2);
}

/* b.group(class, blocks): what belongs together, for style sheets; nothing without content. */
static int group(lua_State *lua)
{
    struct taken_blocks content = {0};
    const char *class = take_text(lua, 1, "class");

    if (*class == '\0' || class[strspn(class, "abcdefghijklmnopqrstuvwxyz-0123456789 ")] != '\0')
        return sandbox_fail(lua, "b.group(\"tiles answers\", ...)", "'%s' is not the name of a class", class);
    take_all_blocks(lua, 2, &content);
    if (content.first == NULL)
        return give_blocks(lua, NULL, 0);
    struct block *block = make_block(lua, BLOCK_SECTION);
    block->info = class;
    block->children = content.first;
    return give_blocks(lua, block, content.depth + 1);
}

/*
 * b.run_in(head, blocks): head in front of the words of the first paragraph; alone in one before anything else. The
 * paragraph is a copy, as it may stand elsewhere.
 */
static int run_in(lua_State *lua)
{
    struct taken_spans head = {0};
    struct taken_blocks content = {0};

    take_spans(lua, 1, &head);
    take_all_blocks(lua, 2, &content);
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
    struct taken_blocks content = {0};
    int level = (int)luaL_checkinteger(lua, 1), highest = 6;

    take_all_blocks(lua, 2, &content);
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

static void show_html_block(struct arena *arena, struct block *block)
{
    size_t length = strlen(block->text);

    while (length > 0 && block->text[length - 1] == '\n')
        length--;
    block->kind = BLOCK_PARAGRAPH;
    block->spans = span_text(arena, arena_copy(arena, block->text, length));
}

static void show_html(struct arena *arena, struct block *blocks)
{
    struct iterator it;

    iterator_start(&it, arena, blocks);
    while (iterator_next(&it)) {
        if (iterator_meets_block(&it) && it.block->kind == BLOCK_HTML)
            show_html_block(arena, it.block);
        else if (iterator_meets_span(&it) && it.span->kind == SPAN_HTML)
            it.span->kind = SPAN_TEXT;
    }
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
    struct markdown_source source = {.file = place.file,
                                     .line = place.line,
                                     .column = 1,
                                     .text = text,
                                     .length = strlen(text),
                                     .smart = api->study->info->typography == TYPOGRAPHY_SMART};

    sandbox_spend(lua, source.length);
    api->markdown += source.length;
    if (api->markdown > MARKDOWN_LIMIT * api->allowance) {
        api->spent = true;
        return sandbox_fail(lua, "put long texts into content/pages/", "the hook gives more than %zu MiB of Markdown",
                            MARKDOWN_LIMIT / (1024 * 1024) * api->allowance);
    }
    struct diags *diags = diags_new();
    struct block *result = markdown_read(api->arena, diags, &source);
    pass_on(lua, diags);
    show_html(api->arena, result);
    count_within(lua, result);
    return give_blocks(lua, result, 1);
}

/* Builders of spans. */

static int spans(lua_State *lua)
{
    struct taken_spans content = {0};

    take_all_spans(lua, 1, &content);
    return give_spans(lua, &content);
}

static int give_text(lua_State *lua, enum span_kind kind)
{
    struct span *span = make_span(lua, kind);

    span->text = take_text(lua, 1, "text");
    return give_span(lua, span, 0);
}

static int text(lua_State *lua)
{
    return give_text(lua, SPAN_TEXT);
}

static int code(lua_State *lua)
{
    return give_text(lua, SPAN_CODE);
}

static int line_break(lua_State *lua)
{
    return give_span(lua, make_span(lua, SPAN_LINE_BREAK), 0);
}

static int strong(lua_State *lua)
{
    return give_with_spans(lua, make_span(lua, SPAN_STRONG), 1);
}

static int emphasis(lua_State *lua)
{
    return give_with_spans(lua, make_span(lua, SPAN_EMPHASIS), 1);
}

/* b.verbatim(...): words of somebody else, in which nothing is expanded. */
static int verbatim(lua_State *lua)
{
    struct span *span = make_span(lua, SPAN_STYLED);

    span->style = STYLE_VERBATIM;
    return give_with_spans(lua, span, 1);
}

/* b.made_up(content[, instead]): what counts or shows something made up; where readers put that away, instead stands.
 */
static int made_up(lua_State *lua)
{
    const char *instead = luaL_optstring(lua, 2, NULL);
    struct span *span = make_span(lua, SPAN_STYLED);

    span->style = STYLE_MADE_UP;
    span->text = instead ? arena_string(api_of(lua)->arena, instead) : NULL;
    lua_settop(lua, 1);
    return give_with_spans(lua, span, 1);
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
    bool good = url_is_offered(target);

    for (const char *c = target; *c != '\0'; c++)
        good = good && (unsigned char)*c > ' ';
    if (!good || *target == '\0')
        sandbox_fail(lua, "give http:, https:, mailto:, tel: or a page of the site", "cannot link to '%s'", target);
}

/* b.lang(tag, text): the text alone where tag is nil or names the language of the report. */
static int language(lua_State *lua)
{
    struct taken_spans content = {0};
    const char *tag = lua_isnil(lua, 1) ? NULL : take_text(lua, 1, "language");

    if (tag != NULL && !language_is_tag(tag))
        return sandbox_fail(lua, "b.lang(\"en\", text)", "'%s' is not the tag of a language", tag);
    take_all_spans(lua, 2, &content);
    if (tag == NULL || language_is_same(tag, api_of(lua)->labels->language))
        return give_spans(lua, &content);
    struct span *span = placed_span(lua, SPAN_LANGUAGE);
    span->text = tag;
    span->children = content.first;
    return give_span(lua, span, content.depth + 1);
}

static int link_to(lua_State *lua)
{
    struct taken_spans content = {0};
    struct link *link = arena_alloc(api_of(lua)->arena, sizeof *link);
    struct span *span = placed_span(lua, SPAN_LINK);

    link->target = take_text(lua, 1, "target");
    check_target(lua, link->target);
    take_all_spans(lua, 2, &content);
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
    const struct field *field = NULL;

    for (size_t i = 0; i < sizeof keys / sizeof *keys && field == NULL; i++)
        field = schema_field(record->schema, keys[i]);
    const void *value = field ? record_field(record, field) : &id;
    if (field != NULL && field->type == FIELD_SPANS)
        return *(struct span *const *)value;
    struct span *span = make_span(lua, SPAN_TEXT);
    span->text = *(const char *const *)value;
    return span;
}

static enum object_kind kind_of(const struct record *record)
{
    const struct field *id = schema_id(record->schema);

    return id ? id->kind : OBJECT_NONE;
}

const char *target_of_object(lua_State *lua, int index)
{
    const struct handle *handle = api_handle(lua, index);
    struct arena *arena = api_of(lua)->arena;

    if (handle != NULL && handle->kind == HANDLE_WORK)
        return arena_concat(arena, object_kind_name(OBJECT_WORK), ":", handle->work->key, NULL);
    if (handle == NULL || handle->kind != HANDLE_RECORD || kind_of(handle->record) == OBJECT_NONE)
        sandbox_fail(lua, "give an informant, a code, an objective, ...", "takes an object of the model");
    return arena_concat(arena, object_kind_name(kind_of(handle->record)), ":", api_id(handle->record), NULL);
}

static int object(lua_State *lua)
{
    struct link *link = arena_alloc(api_of(lua)->arena, sizeof *link);
    struct taken_spans content = {0};

    link->target = target_of_object(lua, 1);
    const struct handle *handle = api_handle(lua, 1);
    struct span *span = placed_span(lua, SPAN_OBJECT);
    span->link = link;
    take_all_spans(lua, 2, &content);
    if (content.first == NULL && handle->kind == HANDLE_WORK)
        return sandbox_fail(lua, "b.object(work, text), or b.cite(work)", "the link to a work needs a text");
    span->children = content.first ? content.first : natural_text(lua, handle->record, api_id(handle->record));
    return give_span(lua, span, content.depth + 1);
}

/* b.mention(excerpt, words): the words, if any, are the excerpt's own, run into a sentence. */
static int mention(lua_State *lua)
{
    struct span *span = placed_span(lua, SPAN_EXCERPT);

    span->excerpt = (const struct excerpt *)check_record(lua, 1, "excerpt");
    return give_with_spans(lua, span, 2);
}

/* b.ref(label, {optional = true}): nothing, where the report has no such table or figure. */
static int reference(lua_State *lua)
{
    static const char *const options[] = {"optional", NULL};
    struct span *span = placed_span(lua, SPAN_REFERENCE);

    if (has_options(lua, 2, options) && take_flag(lua, 2, "optional", false))
        span->line = 0;
    span->text = take_text(lua, 1, "label");
    const char *prefix = strncmp(span->text, "fig:", 4) == 0   ? "fig"
                         : strncmp(span->text, "sec:", 4) == 0 ? "sec"
                         : strncmp(span->text, "eq:", 3) == 0  ? "eq"
                                                               : "tbl";
    check_label(lua, span->text, prefix);
    return give_span(lua, span, 0);
}

/* b.at(object or label): ", hlm. 12", in print alone, and where the report has it there. */
static int page_number(lua_State *lua)
{
    struct span *span = placed_span(lua, SPAN_PAGE_NUMBER);

    span->text = lua_type(lua, 1) == LUA_TSTRING ? take_text(lua, 1, "label") : target_of_object(lua, 1);
    return give_span(lua, span, 0);
}

static void check_work(lua_State *lua, const char *key)
{
    const struct study *study = api_of(lua)->study;
    const struct map *works = study->objects[OBJECT_WORK];
    struct nearest nearest = {.word = key};

    if (study_find(study, OBJECT_WORK, key) != NULL)
        return;
    if (works != NULL)
        text_nearest_key(&nearest, works);
    sandbox_fail_near(lua, &nearest, "there is no work '%s' in references.bib", key);
}

static int cite(lua_State *lua)
{
    static const char *const options[] = {"locator", "narrative", "year_only", "prefix", "suffix", NULL};
    struct api *api = api_of(lua);
    struct span *span = placed_span(lua, SPAN_CITATION);
    struct citation *citation = arena_alloc(api->arena, sizeof *citation);
    struct cited_work *work = arena_alloc(api->arena, sizeof *work);
    const struct handle *handle = api_handle(lua, 1);

    work->key = handle && handle->kind == HANDLE_WORK ? handle->work->key : take_text(lua, 1, "key");
    work->line = span->line;
    check_work(lua, work->key);
    if (has_options(lua, 2, options)) {
        work->locator = take_text_field(lua, 2, "locator");
        work->prefix = take_spans_field(lua, 2, "prefix");
        work->suffix = take_spans_field(lua, 2, "suffix");
        work->year_only = take_flag(lua, 2, "year_only", false);
        citation->form = take_flag(lua, 2, "narrative", false) ? CITATION_NARRATIVE : CITATION_PARENTHETICAL;
    }
    citation->works = work;
    span->citation = citation;
    return give_span(lua, span, 0);
}

/* b.nocite(work, ...): in the bibliography, without a word here. */
static int nocite(lua_State *lua)
{
    struct taken_spans cited = {0};

    for (int i = 1, count = lua_gettop(lua); i <= count; i++) {
        lua_pushcfunction(lua, cite);
        lua_pushvalue(lua, i);
        lua_call(lua, 1, 1);
        api_handle(lua, -1)->content.first_span->citation->form = CITATION_SILENT;
        take_spans(lua, -1, &cited);
        lua_pop(lua, 1);
    }
    return give_spans(lua, &cited);
}

static int note(lua_State *lua)
{
    struct taken_blocks content = {0};
    struct footnote *footnote = arena_alloc(api_of(lua)->arena, sizeof *footnote);
    struct span *span = placed_span(lua, SPAN_FOOTNOTE);

    take_all_blocks(lua, 1, &content);
    footnote->label = make_up(lua, NULL);
    footnote->blocks = content.first;
    footnote->place = place_here(lua);
    span->footnote = footnote;
    return give_span(lua, span, content.depth + 1);
}

/* length bytes of a label, if any. */
static void add_words(lua_State *lua, const char *words, size_t length, struct taken_spans *out)
{
    if (length == 0)
        return;
    lua_pushlstring(lua, words, length);
    take_spans(lua, -1, out);
    lua_pop(lua, 1);
}

/* The words of ":lang[words]{en}" at text, as what they are. Returns what follows it, or NULL if it is not complete. */
static const char *add_foreign(lua_State *lua, const char *text, struct taken_spans *out)
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
    for (text += strcspn(text, "{:"); *text != '\0'; text += 1 + strcspn(text + 1, "{:")) {
        if (strncmp(text, "{1}", 3) == 0 || strncmp(text, "{2}", 3) == 0 || strncmp(text, ":lang[", 6) == 0)
            break;
    }
    return text;
}

/* A text or number that fills in a label; NULL for spans, which agree with nothing. */
static const char *number_at(lua_State *lua, int index)
{
    return lua_type(lua, index) == LUA_TNUMBER   ? take_number(lua, index, "number")
           : lua_type(lua, index) == LUA_TSTRING ? lua_tostring(lua, index)
                                                 : NULL;
}

/* b.label(key, first, second): the label's text with spans in place of {1} and {2}, words marked by :lang as such. */
static int label(lua_State *lua)
{
    struct taken_spans content = {0};

    luaL_checkstring(lua, 1);
    lua_settop(lua, 3);
    api_push_labels(lua);
    lua_pushvalue(lua, 1);
    lua_gettable(lua, -2);
    const char *text = label_agreeing(api_of(lua)->labels, api_of(lua)->arena, lua_tostring(lua, 1), number_at(lua, 2),
                                      number_at(lua, 3));
    for (const char *rest = text; *rest != '\0';) {
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

void builders_push(lua_State *lua)
{
    static const luaL_Reg functions[] = {
        {"blocks", blocks},   {"para", paragraph},  {"heading", heading}, {"list", list},         {"quote", quote},
        {"callout", callout}, {"section", section}, {"below", below},     {"rule", rule},         {"md", markdown},
        {"run_in", run_in},   {"group", group},     {"spans", spans},     {"text", text},         {"code", code},
        {"br", line_break},   {"strong", strong},   {"em", emphasis},     {"link", link_to},      {"object", object},
        {"mention", mention}, {"ref", reference},   {"cite", cite},       {"note", note},         {"label", label},
        {"lang", language},   {"nocite", nocite},   {"at", page_number},  {"verbatim", verbatim}, {"made_up", made_up},
        {NULL, NULL},
    };

    lua_createtable(lua, 0, 40);
    luaL_setfuncs(lua, functions, 0);
    builders_of_tables(lua);
}
