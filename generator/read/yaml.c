#include "read/private.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/text.h"

#include <string.h>
#include <yaml.h>

/* Length of the line end at `at`, as libyaml sees it; 0: none. */
static size_t break_length(const char *at, size_t left)
{
    if (*at == '\n')
        return 1;
    if (*at == '\r')
        return left > 1 && at[1] == '\n' ? 2 : 1;
    if (left >= 2 && memcmp(at, "\xc2\x85", 2) == 0)
        return 2;
    if (left >= 3 && (memcmp(at, "\xe2\x80\xa8", 3) == 0 || memcmp(at, "\xe2\x80\xa9", 3) == 0))
        return 3;
    return 0;
}

static bool has_odd_breaks(const char *text, size_t length)
{
    const char *end = text + length;

    for (const char *at = text; (at = memchr(at, '\r', (size_t)(end - at))) != NULL; at++) {
        if (at + 1 == end || at[1] != '\n')
            return true;
    }
    return memmem(text, length, "\xc2\x85", 2) != NULL || memmem(text, length, "\xe2\x80\xa8", 3) != NULL ||
           memmem(text, length, "\xe2\x80\xa9", 3) != NULL;
}

/*
 * From libyaml's marks to our places: it counts lines and columns from 0, columns in characters, and takes
 * a few more characters for line ends than an editor does.  Marks that go forward cost nothing extra.
 */
struct cursor {
    const char *text;
    size_t length;
    bool odd_breaks; /* text holds a line end other than LF and CR LF */
    size_t at;       /* offset that belongs to mark_line, mark_column */
    size_t mark_line;
    size_t mark_column;
    size_t line_start; /* of the editor's line */
    int line;          /* its number, from 1 */
    int first_line;    /* number of the first line of text */
};

/* A cursor at the start of text (UTF-8), whose first line has number first_line in its file. */
static struct cursor cursor_new(const char *text, size_t length, int first_line)
{
    return (struct cursor){
        .text = text,
        .length = length,
        .odd_breaks = has_odd_breaks(text, length),
        .line = first_line,
        .first_line = first_line,
    };
}

static size_t character_length(const struct cursor *cursor)
{
    size_t length = 1;

    while (cursor->at + length < cursor->length && ((unsigned char)cursor->text[cursor->at + length] & 0xc0) == 0x80)
        length++;
    return length;
}

static void skip_line_end(struct cursor *cursor, size_t length)
{
    bool editors_too = memchr(cursor->text + cursor->at, '\n', length) != NULL;

    cursor->at += length;
    cursor->mark_line++;
    cursor->mark_column = 0;
    if (editors_too) {
        cursor->line++;
        cursor->line_start = cursor->at;
    }
}

static void skip_line(struct cursor *cursor)
{
    const char *at = cursor->text + cursor->at;
    size_t left = cursor->length - cursor->at;

    if (!cursor->odd_breaks) {
        const char *end = memchr(at, '\n', left);
        cursor->at = end ? (size_t)(end - cursor->text) : cursor->length;
    } else {
        while (cursor->at < cursor->length && break_length(cursor->text + cursor->at, cursor->length - cursor->at) == 0)
            cursor->at++;
    }
    if (cursor->at < cursor->length)
        skip_line_end(cursor, break_length(cursor->text + cursor->at, cursor->length - cursor->at));
}

/* Moves to a mark; offset, line and column say where that is. */
static void cursor_move(struct cursor *cursor, size_t mark_line, size_t mark_column)
{
    if (mark_line < cursor->mark_line || (mark_line == cursor->mark_line && mark_column < cursor->mark_column)) {
        cursor->at = cursor->mark_line = cursor->mark_column = cursor->line_start = 0;
        cursor->line = cursor->first_line;
    }
    while (cursor->mark_line < mark_line && cursor->at < cursor->length)
        skip_line(cursor);
    while (cursor->mark_column < mark_column && cursor->at < cursor->length) {
        cursor->at += character_length(cursor);
        cursor->mark_column++;
    }
}

/* The column of the cursor, in bytes, from 1. */
static int cursor_column(const struct cursor *cursor)
{
    return (int)(cursor->at - cursor->line_start) + 1;
}

/* A value with a name (&name), for aliases (*name). */
struct anchor {
    const struct node *node;
    size_t weight; /* values in it, itself included; 0 while it is being read */
    int height;    /* levels in it */
};

/* A list or map that is being read. */
struct frame {
    struct node *node;
    struct node **end;     /* where its next item goes */
    struct anchor *anchor; /* NULL: it has no name */
    size_t total_before;
    int height;
};

struct builder {
    struct arena *arena;
    struct diags *diags;
    const struct yaml_source *source;
    yaml_parser_t parser;
    struct cursor cursor;
    struct frame frames[YAML_DEPTH_LIMIT];
    int depth;
    struct node *root;
    struct map *anchors; /* name -> struct anchor; NULL until there is one */
    size_t total;        /* values so far, with those that aliases added */
    size_t from_aliases;
    size_t closed_line; /* libyaml's line + 1 where a quoted text, [...] or {...} just ended; 0: none did */
};

static struct place place_of_mark(struct builder *builder, const yaml_mark_t *mark)
{
    cursor_move(&builder->cursor, mark->line, mark->column);
    return (struct place){builder->source->file, builder->cursor.line, cursor_column(&builder->cursor)};
}

/* Spaces before the first written line of a block scalar, less those that belong to its text. */
static int indentation(const struct builder *builder, size_t offset, const char *text)
{
    const char *at = builder->source->text + offset;
    size_t left = builder->source->length - offset;

    while (*text == '\n' && left > 0) {
        const char *end = memchr(at, '\n', left);
        if (end == NULL)
            return 0;
        left -= (size_t)(end + 1 - at);
        at = end + 1;
        text++;
    }
    size_t in_source = 0;
    while (in_source < left && at[in_source] == ' ')
        in_source++;
    size_t in_text = strspn(text, " ");
    return in_source > in_text ? (int)(in_source - in_text) : 0;
}

/* Finds where the text of a scalar begins, with the cursor at the scalar. */
static void place_text(const struct builder *builder, struct node *node)
{
    const struct cursor *cursor = &builder->cursor;

    node->text_line = node->line;
    node->text_column = node->column + (node->style == STYLE_QUOTED);
    if (node->style != STYLE_LITERAL && node->style != STYLE_FOLDED)
        return;
    const char *end = memchr(cursor->text + cursor->at, '\n', cursor->length - cursor->at);
    if (end == NULL)
        return;
    node->text_line = node->line + 1;
    node->text_column = indentation(builder, (size_t)(end + 1 - cursor->text), node->text) + 1;
}

/* The value of "title: Tema #1" is "Tema". Moves the cursor to the end of the scalar. */
static bool stands_before_comment(struct builder *builder, const yaml_mark_t *end)
{
    const struct cursor *cursor = &builder->cursor;

    cursor_move(&builder->cursor, end->line, end->column);
    if (cursor->at >= cursor->length || cursor->text[cursor->at] != ' ')
        return false;
    const char *next = cursor->text + cursor->at + strspn(cursor->text + cursor->at, " ");
    return *next == '#' && next[1] != '\0' && strchr(" \t\r\n#", next[1]) == NULL;
}

static struct node *new_node(struct builder *builder, enum node_kind kind, const yaml_mark_t *mark)
{
    struct node *node = arena_alloc(builder->arena, sizeof *node);
    struct place place = place_of_mark(builder, mark);

    node->kind = kind;
    node->line = place.line;
    node->column = place.column;
    builder->total++;
    return node;
}

static enum node_style style_of(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return STYLE_QUOTED;
    case YAML_LITERAL_SCALAR_STYLE:
        return STYLE_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE:
        return STYLE_FOLDED;
    case YAML_ANY_SCALAR_STYLE:
    case YAML_PLAIN_SCALAR_STYLE:
        break;
    }
    return STYLE_PLAIN;
}

static struct anchor *name_node(struct builder *builder, const yaml_char_t *name, const struct node *node)
{
    if (name == NULL)
        return NULL;
    struct anchor *anchor = arena_alloc(builder->arena, sizeof *anchor);
    anchor->node = node;
    if (builder->anchors == NULL)
        builder->anchors = map_new(builder->arena);
    map_put(builder->anchors, arena_string(builder->arena, (const char *)name), anchor);
    return anchor;
}

/* Tags of YAML itself ("!!str") change nothing here, as the key decides what a value is. */
static bool is_own_tag(const char *name)
{
    static const char *const names[] = {"str",  "int",       "float", "bool",  "null",   "seq", "map",
                                        "omap", "timestamp", "set",   "pairs", "binary", NULL};

    return text_is_among(name, names);
}

static void check_tag(struct builder *builder, const yaml_char_t *yaml_tag, const yaml_mark_t *mark)
{
    static const char prefix[] = "tag:yaml.org,2002:"; /* which is typed "!!" */
    const char *tag = (const char *)yaml_tag;

    if (tag == NULL || strcmp(tag, "!") == 0)
        return;
    bool typed_twice = strncmp(tag, prefix, strlen(prefix)) == 0;
    if (typed_twice)
        tag += strlen(prefix);
    if (typed_twice && is_own_tag(tag))
        return;
    diag_warning(builder->diags, place_of_mark(builder, mark), "yaml-tag",
                 "tag '%s%s' has no meaning here, ignoring it", typed_twice ? "!!" : "", tag);
    diag_hint(builder->diags, "put a text that begins with '!' in quotes");
}

static void add_to_parent(struct builder *builder, struct node *node)
{
    if (builder->depth == 0) {
        builder->root = node;
        return;
    }
    struct frame *frame = &builder->frames[builder->depth - 1];
    *frame->end = node;
    frame->end = &node->next;
}

static bool too_deep(struct builder *builder, int levels, struct place place)
{
    if (builder->depth + levels <= YAML_DEPTH_LIMIT)
        return false;
    diag_error(builder->diags, place, "yaml-depth", "lists and mappings are nested over %d levels deep",
               YAML_DEPTH_LIMIT);
    diag_hint(builder->diags, "no file of a study needs more than ten: look for brackets or dashes that are too many");
    return true;
}

static bool too_many(struct builder *builder, struct place place)
{
    if (builder->from_aliases > YAML_ALIAS_LIMIT) {
        diag_error(builder->diags, place, "yaml-alias-limit", "aliases repeat over %d values", YAML_ALIAS_LIMIT);
        diag_hint(builder->diags, "write the values out, or use aliases (*name) for small things only");
        return true;
    }
    if (builder->total > YAML_VALUE_LIMIT) {
        diag_error(builder->diags, place, "yaml-size", "the file holds over %d values", YAML_VALUE_LIMIT);
        diag_hint(builder->diags, "split it into several files");
        return true;
    }
    return false;
}

static bool add_scalar(struct builder *builder, const yaml_event_t *event)
{
    struct node *node = new_node(builder, NODE_SCALAR, &event->start_mark);

    node->style = style_of(event->data.scalar.style);
    node->length = event->data.scalar.length;
    node->text = arena_copy(builder->arena, (const char *)event->data.scalar.value, node->length);
    place_text(builder, node);
    node->before_comment = node->style == STYLE_PLAIN && stands_before_comment(builder, &event->end_mark);
    check_tag(builder, event->data.scalar.tag, &event->start_mark);
    struct anchor *anchor = name_node(builder, event->data.scalar.anchor, node);
    if (anchor != NULL)
        anchor->weight = 1;
    add_to_parent(builder, node);
    builder->closed_line = node->style == STYLE_QUOTED ? event->end_mark.line + 1 : 0;
    struct place place = {builder->source->file, node->line, node->column};
    if (strlen(node->text) != node->length) {
        diag_error(builder->diags, place, "yaml-nul", "the text holds a NUL character (\\0)");
        diag_hint(builder->diags, "take '\\0' out of the quotes, or use single quotes to keep it as two characters");
        return false;
    }
    return !too_many(builder, place);
}

static bool open_collection(struct builder *builder, enum node_kind kind, const yaml_event_t *event,
                            const yaml_char_t *name, const yaml_char_t *tag)
{
    size_t before = builder->total;
    struct node *node = new_node(builder, kind, &event->start_mark);

    check_tag(builder, tag, &event->start_mark);
    if (too_deep(builder, 1, (struct place){builder->source->file, node->line, node->column}))
        return false;
    add_to_parent(builder, node);
    builder->frames[builder->depth++] = (struct frame){
        .node = node,
        .end = &node->items,
        .anchor = name_node(builder, name, node),
        .total_before = before,
        .height = 1,
    };
    builder->closed_line = 0;
    return true;
}

static void raise_parent(struct builder *builder, int height)
{
    if (builder->depth > 0 && builder->frames[builder->depth - 1].height <= height)
        builder->frames[builder->depth - 1].height = height + 1;
}

static void close_collection(struct builder *builder, const yaml_event_t *event)
{
    struct frame *frame = &builder->frames[--builder->depth];

    if (frame->anchor != NULL) {
        frame->anchor->weight = builder->total - frame->total_before;
        frame->anchor->height = frame->height;
    }
    raise_parent(builder, frame->height);
    /* A collection in brackets ends with one; the end of an indented one has no width. */
    builder->closed_line = event->start_mark.index != event->end_mark.index ? event->end_mark.line + 1 : 0;
}

static bool add_alias(struct builder *builder, const yaml_event_t *event)
{
    const char *name = (const char *)event->data.alias.anchor;
    struct place place = place_of_mark(builder, &event->start_mark);
    const struct anchor *anchor = builder->anchors ? map_get(builder->anchors, name) : NULL;

    builder->closed_line = 0;
    if (anchor == NULL) {
        diag_error(builder->diags, place, "yaml-alias", "nothing above is named '&%s'", name);
        diag_hint(builder->diags, "put a text that begins with '*' in quotes, or below '|'");
        return false;
    }
    if (anchor->weight == 0) {
        diag_error(builder->diags, place, "yaml-alias-loop", "'*%s' is inside the value that it repeats", name);
        diag_hint(builder->diags, "write out what is meant here");
        return false;
    }
    struct node *node = arena_alloc(builder->arena, sizeof *node);
    *node = *anchor->node;
    node->next = NULL;
    builder->total += anchor->weight;
    builder->from_aliases += anchor->weight;
    if (too_deep(builder, anchor->height, place) || too_many(builder, place))
        return false;
    raise_parent(builder, anchor->height);
    add_to_parent(builder, node);
    return true;
}

static bool start_document(struct builder *builder, const yaml_event_t *event)
{
    if (builder->root == NULL)
        return true;
    diag_error(builder->diags, place_of_mark(builder, &event->start_mark), "yaml-documents",
               "a second YAML document begins here");
    diag_hint(builder->diags, "a file holds one: remove the line '---', or move what follows to a file of its own");
    return false;
}

/* Takes one event into the tree. False: reported, stop. */
static bool take(struct builder *builder, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        return start_document(builder, event);
    case YAML_ALIAS_EVENT:
        return add_alias(builder, event);
    case YAML_SCALAR_EVENT:
        return add_scalar(builder, event);
    case YAML_SEQUENCE_START_EVENT:
        return open_collection(builder, NODE_LIST, event, event->data.sequence_start.anchor,
                               event->data.sequence_start.tag);
    case YAML_MAPPING_START_EVENT:
        return open_collection(builder, NODE_MAP, event, event->data.mapping_start.anchor,
                               event->data.mapping_start.tag);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(builder, event);
        return true;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        break;
    }
    return true;
}

static void diagnose_problem(struct builder *builder)
{
    const yaml_parser_t *parser = &builder->parser;
    struct yaml_problem problem = {
        .problem = parser->problem ? parser->problem : "",
        .context = parser->context ? parser->context : "",
        .source = builder->source,
        .after_closed = builder->closed_line == parser->problem_mark.line + 1,
    };

    problem.context_place = place_of_mark(builder, &parser->context_mark);
    problem.place = place_of_mark(builder, &parser->problem_mark);
    problem.offset = builder->cursor.at;
    yaml_problem_diagnose(builder->diags, &problem);
}

static bool read_events(struct builder *builder)
{
    bool going = true, ended = false;

    while (going && !ended) {
        yaml_event_t event;
        if (!yaml_parser_parse(&builder->parser, &event)) {
            diagnose_problem(builder);
            return false;
        }
        going = take(builder, &event);
        ended = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    return going;
}

bool yaml_read(struct arena *arena, struct diags *diags, const struct yaml_source *source, struct node **root)
{
    struct builder builder = {.arena = arena, .diags = diags, .source = source};

    *root = NULL;
    builder.cursor = cursor_new(source->text, source->length, source->line);
    if (!yaml_parser_initialize(&builder.parser))
        memory_exhausted();
    yaml_parser_set_encoding(&builder.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&builder.parser, (const unsigned char *)source->text, source->length);
    bool correct = read_events(&builder);
    yaml_parser_delete(&builder.parser);
    if (correct)
        *root = builder.root;
    return correct;
}

bool node_is_absent(const struct node *node)
{
    if (node == NULL)
        return true;
    if (node->kind != NODE_SCALAR || node->style != STYLE_PLAIN)
        return false;
    return node->length == 0 || strcmp(node->text, "~") == 0 || strcmp(node->text, "null") == 0;
}

const struct node *node_value(const struct node *map, const char *key)
{
    for (const struct node *item = map->items; item != NULL && item->next != NULL; item = item->next->next) {
        if (item->kind == NODE_SCALAR && strcmp(item->text, key) == 0)
            return item->next;
    }
    return NULL;
}
