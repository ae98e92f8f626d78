#include "markdown/private.h"

#include "base/ascii.h"
#include "base/say.h"
#include "base/text.h"
#include "document/document.h"
#include "study/study.h"

#include <assert.h>
#include <string.h>

/* The tag in the braces, or NULL with a diagnostic at place. */
static const char *take_tag(struct reading *reading, const struct directive *directive, struct place place)
{
    const struct argument *argument = directive->arguments;

    if (argument == NULL) {
        diag_error(reading->diags, place, "bad-language", "directive 'lang' does not say which language");
    } else if (directive->id != NULL || argument->next != NULL || *argument->value != '\0') {
        diag_error(reading->diags, place, "bad-language", "directive 'lang' takes one language and nothing else");
    } else if (!language_is_tag(argument->name)) {
        place.line = argument->line;
        place.column = argument->column;
        diag_error(reading->diags, place, "bad-language", "'%s' is not the tag of a language", argument->name);
    } else {
        return argument->name;
    }
    diag_hint(reading->diags, "write the tag in the braces: :lang[starting condition]{en}");
    return NULL;
}

/*
 * If the directive is named "lang", makes it what holds text in that language. holds: it has an end, so blocks may
 * stand in it; place: for what is wrong with it.
 */
static void language_take_block(struct reading *reading, struct block *directive, bool holds)
{
    if (strcmp(directive->directive->name, "lang") != 0)
        return;
    const char *tag = take_tag(reading, directive->directive, directive->place);
    if (directive->spans != NULL || !holds) {
        diag_error(reading->diags, directive->place, "bad-language",
                   holds ? N_("directive 'lang' around blocks has no text in brackets")
                         : N_("directive 'lang' cannot be used by itself"));
        diag_hint(reading->diags, "put the text on the lines between :::lang{en} and :::");
    }
    directive->spans = NULL;
    directive->kind = tag ? BLOCK_LANGUAGE : BLOCK_SECTION;
    directive->text = tag;
    directive->info = NULL;
}

static void language_take_span(struct reading *reading, struct span *directive, struct place place)
{
    if (strcmp(directive->directive->name, "lang") != 0)
        return;
    const char *tag = take_tag(reading, directive->directive, place);
    if (directive->children == NULL) {
        diag_error(reading->diags, place, "bad-language", "directive 'lang' has no text in brackets");
        diag_hint(reading->diags, "write :lang[starting condition]{en}");
    }
    directive->kind = SPAN_LANGUAGE;
    directive->text = tag ? tag : "und";
    directive->directive = NULL;
}

/* What is written after the colons, as offsets; an empty range where a part is missing. */
struct shape {
    size_t name, name_end;
    size_t label, label_end; /* between the brackets */
    size_t braces, braces_end;
    size_t end;
    bool has_label;
    bool unclosed; /* a bracket or brace is */
};

struct directive_line {
    const char *name;
    struct piece label;
    struct shape shape;
    size_t end;   /* of the line */
    bool spaced;  /* between the colons and the name */
    bool foreign; /* a box of another program, ours or not */
};

static bool is_name(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || c == '-' || c == '_';
}

static struct shape read_shape(const char *text, size_t at, size_t limit)
{
    struct shape shape = {.name = at};

    if (at < limit && ascii_is_letter(text[at])) {
        while (at < limit && is_name(text[at]))
            at++;
    }
    shape.name_end = shape.label = shape.label_end = at;
    if (at < limit && text[at] == '[') {
        size_t close = bracket_close(text, at, limit);
        shape.unclosed = close == 0;
        if (close != 0) {
            shape.has_label = true;
            shape.label = at + 1;
            shape.label_end = close;
            at = close + 1;
        }
    }
    shape.braces = shape.braces_end = at;
    if (at < limit && text[at] == '{') {
        at += attributes_length(text + at, limit - at);
        shape.unclosed = at == shape.braces;
        shape.braces_end = at;
    }
    shape.end = at;
    return shape;
}

static int column_of(const struct reading *reading, int line, size_t offset)
{
    return (int)(offset - reading->starts[line]) + 1;
}

/* The title="..." of a box becomes its label. */
static void take_title(struct shape *shape, const char *text)
{
    static const char mark[] = " title=\"";
    const char *from = text_search(text + shape->braces, shape->braces_end - shape->braces, mark);
    const char *end =
        from ? memchr(from + strlen(mark), '"', (size_t)(text + shape->braces_end - from) - strlen(mark)) : NULL;

    if (end == NULL || shape->has_label)
        return;
    shape->has_label = true;
    shape->label = (size_t)(from - text) + strlen(mark);
    shape->label_end = (size_t)(end - text);
}

/* Makes a class in braces that is a box the name; what else is there (collapse, icon) is for pages of Quarto. */
static void take_class(struct shape *shape, const char *text)
{
    size_t from = shape->braces + 1, to = from + 1;

    if (shape->name < shape->name_end || shape->braces_end < shape->braces + 4 || text[from] != '.')
        return;
    while (to < shape->braces_end && is_name(text[to]))
        to++;
    if ((to + 1 != shape->braces_end && !ascii_is_blank(text[to])) ||
        callout_find(text + from + 1, to - from - 1) == NULL)
        return;
    take_title(shape, text);
    shape->name = from + 1;
    shape->name_end = to;
    shape->braces = shape->braces_end;
}

/* Takes a box of another program for ours. */
static void take_foreign_box(struct directive_line *written, struct arena *arena, const char *text)
{
    struct shape *shape = &written->shape;
    bool in_braces = shape->name == shape->name_end && shape->braces_end > shape->braces;

    take_class(shape, text);
    const char *box = callout_find(text + shape->name, shape->name_end - shape->name);
    written->foreign = in_braces || (written->spaced && shape->end == shape->name_end);
    if (!written->foreign)
        return;
    written->spaced = false;
    if (box != NULL)
        written->name = arena_copy(arena, box, strlen(box));
    else
        shape->name_end = shape->name;
}

static struct directive_line *read_line(struct reading *reading, int line, size_t at, size_t end)
{
    struct directive_line *written = arena_alloc(reading->scratch, sizeof *written);
    const char *text = reading->text;

    while (at < end && (text[at] == ' ' || text[at] == '\t')) {
        written->spaced = true;
        at++;
    }
    written->shape = read_shape(text, at, end);
    written->end = end;
    written->name =
        arena_copy(reading->arena, text + written->shape.name, written->shape.name_end - written->shape.name);
    take_foreign_box(written, reading->arena, text);
    written->label = (struct piece){.text = text + written->shape.label,
                                    .length = written->shape.label_end - written->shape.label,
                                    .line = line,
                                    .column = column_of(reading, line, written->shape.label)};
    return written;
}

bool directive_mark(struct reading *reading, int line, size_t offset)
{
    const char *text = reading->text;
    size_t end = lines_end(reading, line), at = offset, last = end;
    int colons;

    while (at < end && text[at] == ':')
        at++;
    colons = (int)(at - offset);
    while (last > at && (text[last - 1] == ' ' || text[last - 1] == '\t'))
        last--;
    if (colons < 2 || (colons == 2 && (at == last || !ascii_is_letter(text[at]))))
        return false;
    struct mark *mark = lines_add_mark(reading, line, offset, end);
    mark->number = colons;
    mark->kind = colons == 2 ? MARK_DIRECTIVE : at == last ? MARK_CLOSE : MARK_OPEN;
    if (mark->kind != MARK_CLOSE)
        mark->written = read_line(reading, line, at, last);
    return true;
}

struct piece *directive_label(struct directive_line *written)
{
    return written->shape.has_label ? &written->label : NULL;
}

struct place directive_place(const struct reading *reading, const struct mark *mark)
{
    return reading_place(reading, mark->line, column_of(reading, mark->line, mark->start));
}

static void diagnose_shape(struct reading *reading, const struct mark *mark)
{
    const struct directive_line *written = mark->written;
    const struct shape *shape = &written->shape;
    struct place place = reading_place(reading, mark->line, column_of(reading, mark->line, shape->end));
    const char *colons = mark->kind == MARK_OPEN ? ":::" : "::";

    if (!shape->unclosed && shape->name == shape->name_end && written->foreign) {
        diag_warning(reading->diags, place, "other-syntax",
                     "a box of another program is none here, reading its content alone");
        diag_hint(reading->diags, "the boxes are :::note, :::warning and :::summary; a figure has its own "
                                  "![caption](file); no blank stands before the name of a directive");
        return;
    }
    if (shape->unclosed)
        diag_error(reading->diags, place, "bad-directive",
                   "'%c' of a directive is not closed, leaving out what follows", reading->text[shape->end]);
    else if (shape->name == shape->name_end)
        diag_error(reading->diags, place, "bad-directive", "a directive without name, reading its content alone");
    else if (written->spaced)
        diag_error(reading->diags, place, "bad-directive", "a space between the colons and the name of a directive");
    else if (shape->end < written->end)
        diag_error(reading->diags, place, "bad-directive", "text after a directive, leaving it out");
    else
        return;
    diag_hint(reading->diags, "write %sname[text]{#id a=b}, alone on its line", colons);
}

/* "note", or what stands where a name should. */
static const char *directive_name(const struct mark *mark)
{
    return mark->written->name;
}

/* The heading that the box of another program begins with becomes its title, as Quarto has it. */
static void directive_take_title(const struct mark *mark, struct block *box)
{
    struct block *first = box->children;

    if (!mark->written->foreign || box->kind != BLOCK_DIRECTIVE || box->spans != NULL || first == NULL ||
        first->kind != BLOCK_HEADING)
        return;
    box->spans = first->spans;
    box->children = first->next;
}

/* Id and arguments from the braces, if there are any. */
static void read_attributes(struct reading *reading, struct directive *directive, const char *text, size_t length,
                            int line, int column)
{
    struct attributes attributes = {0};

    if (length > 0)
        attributes_read(reading, &attributes, text, length, line, column);
    directive->id = attributes.id;
    directive->arguments = attributes.arguments;
}

struct block *directive_block(struct reading *reading, const struct mark *mark)
{
    const struct shape *shape = &mark->written->shape;
    struct block *block = block_new(reading->arena, BLOCK_DIRECTIVE, directive_place(reading, mark));

    diagnose_shape(reading, mark);
    if (shape->has_label) {
        block->spans = mark->written->label.spans;
        footnote_adopt_calls(reading, &mark->written->label);
    }
    if (shape->name == shape->name_end) {
        block->kind = BLOCK_SECTION;
        return block;
    }
    block->directive = arena_alloc(reading->arena, sizeof *block->directive);
    block->directive->name = mark->written->name;
    read_attributes(reading, block->directive, reading->text + shape->braces, shape->braces_end - shape->braces,
                    reading_line(reading, mark->line),
                    reading_column(reading, column_of(reading, mark->line, shape->braces)));
    language_take_block(reading, block, mark->kind == MARK_OPEN);
    return block;
}

struct span *directive_span(struct reading *reading, size_t offset, size_t limit, int depth, size_t *end)
{
    const char *text = reading->flat.bytes;
    struct shape shape = read_shape(text, offset + 1, limit);
    int line, column;

    if (shape.name == shape.name_end || (!shape.has_label && shape.braces == shape.braces_end))
        return NULL;
    if (shape.unclosed) {
        diag_error(reading->diags, flat_place(reading, shape.end), "bad-directive",
                   "'{' of a directive is not closed, reading it as text");
        diag_hint(reading->diags, "write :name[text]{#id a=b}");
    }
    flat_position(reading, offset, &line, &column);
    struct span *span = span_new(reading->arena, SPAN_DIRECTIVE, line, column);
    struct directive *directive = arena_alloc(reading->arena, sizeof *directive);
    directive->name = flat_copy(reading, shape.name, shape.name_end);
    span->directive = directive;
    flat_position(reading, shape.braces, &line, &column);
    read_attributes(reading, directive, text + shape.braces, shape.braces_end - shape.braces, line, column);
    if (shape.has_label)
        span->children = inline_extend(reading, shape.label, shape.label_end, depth + 1);
    language_take_span(reading, span, flat_place(reading, offset));
    *end = shape.end;
    return span;
}

/* ---- blocks between two lines ---- */

/* A ":::name" that waits for its ":::". */
struct opening {
    struct block *block; /* NULL: too deep, its content goes to what is around it */
    struct block *last;  /* child */
    struct opening *outer;
    struct opening *target; /* the nearest with a block, NULL: the list itself */
    const struct mark *mark;
    int least; /* colons of this and what is around it */
    size_t first_caption;
};

struct siblings siblings_start(const struct reading *reading, int depth)
{
    return (struct siblings){.depth = depth, .first_caption = reading->captions.count};
}

static void append(struct block **first, struct block **last, struct block *block)
{
    if (*first == NULL)
        *first = block;
    else
        (*last)->next = block;
    *last = block;
}

void siblings_add(struct siblings *siblings, struct block *block)
{
    struct opening *target = siblings->innermost ? siblings->innermost->target : NULL;

    if (target == NULL)
        append(&siblings->first, &siblings->last, block);
    else
        append(&target->block->children, &target->last, block);
}

void siblings_open(struct reading *reading, struct siblings *siblings, const struct mark *mark)
{
    struct opening *outer = siblings->innermost;
    struct opening *opening = arena_alloc(reading->scratch, sizeof *opening);
    struct block *block = directive_block(reading, mark);

    *opening = (struct opening){.outer = outer, .target = outer ? outer->target : NULL, .mark = mark};
    opening->least = outer != NULL && outer->least < mark->number ? outer->least : mark->number;
    opening->first_caption = reading->captions.count;
    if (siblings->depth >= DEEPEST_BLOCK) {
        reading_too_deep(reading, block->place);
    } else {
        siblings_add(siblings, block);
        opening->block = block;
        opening->target = opening;
        siblings->depth++;
    }
    siblings->innermost = opening;
}

static void close_innermost(struct reading *reading, struct siblings *siblings)
{
    struct opening *opening = siblings->innermost;

    if (opening->block != NULL) {
        directive_take_title(opening->mark, opening->block);
        caption_join(reading, &opening->block->children, opening->first_caption);
        siblings->depth--;
    }
    siblings->innermost = opening->outer;
}

/*
 * What a ":::" with colons ends: the innermost with as many (looked for among as many as may be within each
 * other), else the innermost with fewer.
 */
static const struct opening *find_opening(const struct siblings *siblings, int colons)
{
    const struct opening *opening = siblings->innermost;

    for (int i = 0; i < DEEPEST_BLOCK && opening != NULL; i++, opening = opening->outer) {
        if (opening->mark->number == colons)
            return opening;
    }
    opening = siblings->innermost;
    if (opening == NULL || opening->least > colons)
        return NULL;
    for (; opening->mark->number > colons; opening = opening->outer)
        assert(opening->outer != NULL);
    return opening;
}

static void diagnose_unclosed(struct reading *reading, const struct mark *mark)
{
    diag_error(reading->diags, directive_place(reading, mark), "unclosed-directive",
               "directive '%s' is not closed, reading it to the end of what holds it", directive_name(mark));
    diag_hint(reading->diags, "add a line with %d colons after its content, indented as its first line", mark->number);
}

void siblings_close(struct reading *reading, struct siblings *siblings, const struct mark *mark)
{
    const struct opening *closed = find_opening(siblings, mark->number);

    if (closed == NULL) {
        diag_error(reading->diags, directive_place(reading, mark), "stray-directive-end",
                   "a line of %d colons closes no directive, leaving it out", mark->number);
        diag_hint(reading->diags, "remove it, or open a directive before it with as many colons: %.*sname",
                  mark->number < 12 ? mark->number : 12, "::::::::::::");
        return;
    }
    while (siblings->innermost != closed) {
        diagnose_unclosed(reading, siblings->innermost->mark);
        close_innermost(reading, siblings);
    }
    close_innermost(reading, siblings);
}

struct block *siblings_finish(struct reading *reading, struct siblings *siblings)
{
    while (siblings->innermost != NULL) {
        diagnose_unclosed(reading, siblings->innermost->mark);
        close_innermost(reading, siblings);
    }
    caption_join(reading, &siblings->first, siblings->first_caption);
    return siblings->first;
}
