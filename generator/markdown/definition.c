#include "markdown/private.h"

#include "base/text.h"
#include "document/document.h"

#include <string.h>

/*
 * Definition lists, as Pandoc has them: a line with a term, and below it, maybe after a blank line, ": what it means".
 * cmark gets an item of a list for each definition; afterwards terms and definitions are joined.
 */

enum {
    INDENT = 4,       /* of further paragraphs */
    MOST_LINES = 100, /* of a paragraph that are looked at, from a definition: keeps reading linear */
};

/* Where the content of line starts; its end if it is blank. */
static size_t content_of(const struct reading *reading, int line, int *quotes)
{
    return lines_content(reading, reading->starts[line], lines_end(reading, line), quotes);
}

static bool holds_bar(const struct reading *reading, int line)
{
    size_t start = reading->starts[line];

    return memchr(reading->text + start, '|', lines_end(reading, line) - start) != NULL;
}

/* A table begins at line: its second line, or without heads its first, is "|---|", and no line of a line block is. */
static bool begins_table(const struct reading *reading, int line)
{
    for (int i = line; i < reading->line_count && i <= line + 1; i++) {
        const char *start = reading->text + reading->starts[i];
        size_t length = lines_end(reading, i) - reading->starts[i];
        if (holds_bar(reading, i) && strspn(start, "|:- \t") >= length && memchr(start, '-', length) != NULL)
            return true;
    }
    return false;
}

/* The paragraph that begins at line is next to a table: ": words" are its caption. */
static bool is_caption(const struct reading *reading, int line, int above)
{
    int next = line, last = reading->line_count - line < MOST_LINES ? reading->line_count : line + MOST_LINES;

    while (next < last && !lines_is_blank(reading, next))
        next++;
    while (next < last && lines_is_blank(reading, next))
        next++;
    return holds_bar(reading, above) || (next < last && begins_table(reading, next));
}

static bool is_definition(const struct reading *reading, int line)
{
    const struct mark *mark = lines_find_mark(reading, line);

    return mark != NULL && mark->kind == MARK_DEFINITION;
}

/* The line begins and ends with a picture, which is no word that has a meaning. */
static bool is_picture(const char *line, size_t length)
{
    return length > 2 && text_starts_with(line, "![") && strchr(")}", line[length - 1]) != NULL;
}

/* The line belongs to a definition, or it is a term: the only line of a paragraph, and nothing else is made of it. */
static bool is_term(const struct reading *reading, int line, size_t column, int quotes)
{
    int found, first = line;
    size_t start = content_of(reading, line, &found), end = lines_end(reading, line);
    size_t indent = start - reading->starts[line];

    while (first > 0 && line - first < MOST_LINES && !is_definition(reading, first) &&
           (!lines_is_blank(reading, first - 1) ||
            content_of(reading, first, &found) - reading->starts[first] >= column + INDENT))
        first--;
    if (is_definition(reading, first))
        return true;
    content_of(reading, line, &found);
    return first == line && found == quotes && indent < column + INDENT && start == reading->starts[line] + indent &&
           lines_find_mark(reading, line) == NULL && reading->text[start] != ':' &&
           !is_picture(reading->text + start, end - start) && !lines_opens_block(reading->text + start, end - start);
}

bool definition_mark(struct reading *reading, int line, size_t offset, int quotes)
{
    const char *text = reading->text;
    size_t end = lines_end(reading, line), after = offset + 1;
    int above = line - 1;

    while (after < end && (text[after] == ' ' || text[after] == '\t'))
        after++;
    if (above >= 0 && lines_is_blank(reading, above))
        above--;
    if (after == offset + 1 || after == end || above < 0 || lines_is_blank(reading, above) ||
        is_caption(reading, line, above) || !is_term(reading, above, offset - reading->starts[line], quotes))
        return false;
    struct mark *mark = lines_add_mark(reading, line, offset, after);
    mark->kind = MARK_DEFINITION;
    reading->has_definitions = true;
    return true;
}

/* ---- when all is read ---- */

static bool is_list(const struct block *block)
{
    return block != NULL && block->kind == BLOCK_LIST && block->list->definitions;
}

/* What items hold, one after the other. */
static struct block *contents(struct block *items)
{
    struct block *blocks = NULL, **end = &blocks;

    for (struct block *item = items; item != NULL; item = item->next) {
        *end = item->children;
        while (*end != NULL)
            end = &(*end)->next;
    }
    return blocks;
}

/* An item of the term and what follows it. */
static struct block *join(struct reading *reading, struct block *term, struct block *list)
{
    struct block *item = block_new(reading->arena, BLOCK_ITEM, term->place);
    struct span *strong = span_new(reading->arena, SPAN_STRONG, term->spans ? term->spans->line : term->place.line,
                                   term->spans ? term->spans->column : term->place.column);

    strong->children = term->spans;
    term->spans = strong;
    term->next = contents(list->children);
    item->children = term;
    list->place = term->place;
    return item;
}

/* The list's place is taken by what it holds, as its term became no paragraph. Returns where the next block hangs. */
static struct block **unwrap(struct block **list, struct block ***last)
{
    struct block *next = (*list)->next;

    *list = block_append(contents((*list)->children), next);
    for (; *list != next; list = &(*list)->next)
        *last = list;
    return list;
}

/* The definitions go to the last term of the list above. */
static void lengthen(struct block *above, struct block *list)
{
    struct block *last = above->children;

    while (last->next != NULL)
        last = last->next;
    last->children = block_append(last->children, contents(list->children));
    above->next = list->next;
}

/* Lists of one term each, one after the other, are one. */
static void join_lists(struct block *block)
{
    for (; block != NULL; block = block->next) {
        struct block **end = &block->children;
        while (is_list(block) && is_list(block->next)) {
            while (*end != NULL)
                end = &(*end)->next;
            *end = block->next->children;
            block->next = block->next->next;
        }
    }
}

void definitions_join(struct reading *reading, struct block **blocks)
{
    struct block **before = NULL, **link = blocks; /* the block before *link is *before */

    while (*link != NULL) {
        struct block *block = *link, *above = before ? *before : NULL;
        definitions_join(reading, &block->children);
        if (!is_list(block)) {
            before = link;
            link = &block->next;
        } else if (is_list(above)) {
            lengthen(above, block);
            link = &above->next;
        } else if (above != NULL && above->kind == BLOCK_PARAGRAPH) {
            block->children = join(reading, above, block);
            *before = block;
            link = &block->next;
        } else {
            link = unwrap(link, &before);
        }
    }
    join_lists(*blocks);
}
