#include "markdown/private.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/map.h"
#include "base/text.h"

#include <cmark.h>

#include <stdlib.h>
#include <string.h>

enum {
    MOST_ROUNDS = 4, /* of reading with fewer marks, before none is tried */
};

static void *zeroed(size_t count, size_t size)
{
    return memset(memory_alloc(count * size), 0, count * size);
}

/* cmark's own allocator would end the program without our message. */
static cmark_mem memory = {zeroed, memory_resize, free};

/* The line of node in the source, from 0. */
static int line_of(const struct reading *reading, cmark_node *node)
{
    return cmark_node_get_start_line(node) - 1 - (int)reading->pieces.count;
}

static int column_of_mark(const struct reading *reading, const struct mark *mark)
{
    return (int)(mark->start - reading->starts[mark->line]) + 1;
}

/* cmark gets an item of a list for what is marked so. */
static bool is_item(const struct mark *mark)
{
    return mark->kind == MARK_FOOTNOTE || mark->kind == MARK_DEFINITION;
}

/* What column lacks because a footnote's label was replaced. */
static int shift_of(const struct reading *reading, int line, int column)
{
    const struct mark *mark = reading->mark_count > 0 ? lines_find_mark(reading, line) : NULL;

    if (mark == NULL || !is_item(mark) || column <= column_of_mark(reading, mark))
        return 0;
    return (int)(mark->end - mark->start) - FOOTNOTE_MARK;
}

static struct place place_of(const struct reading *reading, cmark_node *node)
{
    int line = line_of(reading, node), column = cmark_node_get_start_column(node);

    return reading_place(reading, line, column + shift_of(reading, line, column));
}

static void start_leaf(struct reading *reading, cmark_node *node)
{
    int line = line_of(reading, node);
    int last = cmark_node_get_end_line(node) - 1 - (int)reading->pieces.count;

    if (last >= reading->line_count)
        last = reading->line_count - 1;
    int column = cmark_node_get_start_column(node), shift = shift_of(reading, line, column);
    size_t rest, offset = (size_t)(position_source(reading, line, column + shift, &rest) - reading->text);
    int text_line = rest > 0 ? link_skip_definitions(reading, line, offset, last) : line;
    position_start(reading, line, text_line, last, shift);
}

/* The source of the leaf block, whose text starts at column, may hold markup of extensions. */
static bool may_extend(const struct reading *reading, enum block_kind kind, int column)
{
    const struct leaf *leaf = &reading->leaf;
    size_t length = reading->starts[leaf->last_line + 1] - reading->starts[leaf->line], rest;
    const char *text = reading->text + reading->starts[leaf->line];
    const char *start = position_source(reading, leaf->line, column, &rest);

    if (reading->source->plain)
        return false;
    if (kind == BLOCK_HEADING ? memchr(text, '{', length) != NULL
                              : rest > 0 && (*start == '!' || caption_starts(start, rest)))
        return true;
    return inline_may_extend(text, length);
}

/* ---- headings ---- */

struct id_use {
    struct place place;
    int last_suffix; /* that was tried to make another id of this one */
};

/* The id, as it is or with a number if it is taken; it is taken then. */
static const char *claim(struct reading *reading, const char *id, struct place place)
{
    const char *free_id = id;
    struct id_use *use = arena_alloc(reading->scratch, sizeof *use);

    *use = (struct id_use){place, 1};
    if (reading->ids == NULL)
        reading->ids = map_new(reading->scratch);
    struct id_use *first = map_get(reading->ids, id);
    while (map_get(reading->ids, free_id) != NULL)
        free_id = arena_format(reading->arena, "%s-%d", id, ++first->last_suffix);
    map_put(reading->ids, free_id, use);
    return free_id;
}

/* An anchor made of what was written, which may hold what anchors may not. */
static const char *check_id(struct reading *reading, const char *written, struct place place)
{
    const char *id = strncmp(written, "sec:", 4) == 0 ? written + 4 : written;

    if (*id != '\0' && strchr(id, ':') == NULL)
        return id;
    const char *repaired = text_slug(reading->arena, id);
    diag_error(reading->diags, place, "bad-id", "'%s' cannot be the id of a heading, using '%s'", written, repaired);
    diag_hint(reading->diags, "an id holds letters, digits, '.', '_' and '-'; only 'sec:' may come before it");
    return repaired;
}

static void take_id(struct reading *reading, struct block *heading, const char *written, struct place place)
{
    const char *id = check_id(reading, written, place);
    const struct id_use *first = reading->ids ? map_get(reading->ids, id) : NULL;

    heading->id = claim(reading, id, place);
    if (first != NULL) {
        diag_error(reading->diags, place, "duplicate-id", "duplicate id '%s', using '%s'", id, heading->id);
        diag_hint(reading->diags, "the first is in line %d", first->place.line);
    }
}

/* The classes, parted by blanks, tell of numbers only. */
static bool tells_of_numbers(const char *classes)
{
    static const char *const known[] = {"unnumbered", "unlisted", "nonumber", NULL};

    while (*classes != '\0') {
        size_t length = strcspn(classes, " ");
        if (!text_is_one_of(classes, length, known))
            return false;
        classes += length;
        classes += strspn(classes, " ");
    }
    return true;
}

/* pandoc's {.unnumbered}, {.unlisted} and {-}: our headings have no numbers, and the site lists them all. */
static void drop_numbering(struct attributes *attributes)
{
    for (struct argument **at = &attributes->arguments; *at != NULL;) {
        bool numbering =
            strcmp((*at)->name, "class") == 0 ? tells_of_numbers((*at)->value) : strcmp((*at)->name, "-") == 0;
        if (numbering)
            *at = (*at)->next;
        else
            at = &(*at)->next;
    }
}

/* Takes the id off the flat text from offset on, if there is one, and notes the heading. */
static void heading_note(struct reading *reading, struct block *heading, size_t offset)
{
    struct attributes attributes;
    size_t braces, length;

    if (!label_find(reading, offset, "#.-", &braces, &length)) {
        list_add(&reading->headings, reading->scratch, heading);
        return;
    }
    struct place place = flat_place(reading, braces);
    attributes_read(reading, &attributes, reading->flat.bytes + braces, length, place.line, place.column);
    drop_numbering(&attributes);
    attributes_refuse(reading, &attributes, "a heading");
    if (attributes.id != NULL) {
        place.column = attributes.id_column;
        take_id(reading, heading, attributes.id, place);
    } else {
        list_add(&reading->headings, reading->scratch, heading);
    }
    flat_end(reading, label_start(reading, braces));
}

/* When all is read: gives ids to the headings that have none. */
static void heading_finish(struct reading *reading)
{
    for (size_t i = 0; i < reading->headings.count; i++) {
        struct block *heading = reading->headings.items[i];
        const char *slug = text_slug(reading->arena, span_plain(reading->scratch, heading->spans));
        heading->id = claim(reading, slug, heading->place);
    }
}

/* ---- blocks ---- */

static struct block *read_text_block(struct reading *reading, cmark_node *node, enum block_kind kind)
{
    struct block *block = block_new(reading->arena, kind, place_of(reading, node));
    struct inlines out = {.start = reading->flat.length};

    start_leaf(reading, node);
    if (reading_line(reading, reading->leaf.line) != block->place.line)
        block->place = reading_place(reading, reading->leaf.line, reading->leaf.reached);
    out.flat = may_extend(reading, kind, block->place.column - reading->source->column + 1);
    spans_read(reading, &out, node, 0);
    if (kind == BLOCK_HEADING) {
        block->level = cmark_node_get_heading_level(node);
        if (!reading->source->plain)
            heading_note(reading, block, out.start);
    } else if (out.flat) {
        figure_note(reading, block, out.start);
        caption_note(reading, block, out.start);
    }
    block->spans = spans_finish(reading, &out);
    if (block->kind == BLOCK_PARAGRAPH) {
        obey_line_block(reading, block);
        foreign_check_start(reading, block);
    } else if (block->kind == BLOCK_HEADING)
        foreign_check_heading(reading, block);
    return block;
}

/* A copy of the text of a block that holds no inlines. */
static const char *copy_block_text(struct reading *reading, cmark_node *node)
{
    const char *text = cmark_node_get_literal(node);

    return reading_copy(reading, text, strlen(text));
}

/* A fence that nothing closes makes code of all that follows; one in a quote or a list ends with that. */
static void check_fence(struct reading *reading, const struct block *code, int last)
{
    int line = code->place.line - reading->source->line;
    size_t length, rest;
    const char *start = position_source(reading, line, code->place.column, &length);
    size_t fence = length >= 3 && strchr("`~", *start) != NULL ? strspn(start, *start == '`' ? "`" : "~") : 0;
    const char *end = position_source(reading, last < reading->line_count ? last : line, 1, &rest);

    for (; rest > 0 && strchr(" \t", *end) != NULL; rest--)
        end++;
    bool closed =
        last > line && last < reading->line_count && rest >= fence && strspn(end, (char[]){*start, '\0'}) >= fence;
    bool is_fenced = fence >= 3 && code->place.column < 5; /* else it is indented */
    if (!is_fenced || closed || reading->container_count > 0)
        return;
    diag_warning(reading->diags, code->place, "open-code",
                 "nothing closes the code that begins here, so all that follows is printed as code");
    diag_hint(reading->diags, "close it with '%.*s' on a line of its own", (int)fence, start);
}

static struct block *read_code_block(struct reading *reading, cmark_node *node)
{
    struct block *block = block_new(reading->arena, BLOCK_CODE, place_of(reading, node));
    const char *info = cmark_node_get_fence_info(node);

    block->text = copy_block_text(reading, node);
    block->info = info != NULL && *info != '\0' ? reading_copy(reading, info, strlen(info)) : NULL;
    if (block->info != NULL && strncmp(block->info, "{.", 2) == 0) /* "{.python .numberLines}" of Pandoc */
        block->info = reading_copy(reading, block->info + 2, strcspn(block->info + 2, " }"));
    foreign_check_code(reading, block);
    check_fence(reading, block, cmark_node_get_end_line(node) - 1 - (int)reading->pieces.count);
    return block;
}

static struct block *read_rule(struct reading *reading, cmark_node *node)
{
    struct block *block = block_new(reading->arena, BLOCK_RULE, place_of(reading, node));

    foreign_check_rule(reading, block);
    return block;
}

static void read_html_block(struct reading *reading, struct siblings *out, cmark_node *node)
{
    const struct mark *mark = reading->mark_count > 0 ? lines_find_mark(reading, line_of(reading, node)) : NULL;

    if (mark != NULL && mark->used && is_item(mark) &&
        strncmp(cmark_node_get_literal(node), lines_html_mark, strlen(lines_html_mark)) == 0)
        return;
    if (mark == NULL || !mark->used || is_item(mark)) {
        struct block *block = block_new(reading->arena, BLOCK_HTML, place_of(reading, node));
        block->text = copy_block_text(reading, node);
        if (reading->source->plain || html_without_comments(reading, block))
            siblings_add(out, block);
        return;
    }
    if (mark->kind == MARK_OPEN)
        siblings_open(reading, out, mark);
    else if (mark->kind == MARK_CLOSE)
        siblings_close(reading, out, mark);
    else if (mark->kind == MARK_DIRECTIVE)
        siblings_add(out, directive_block(reading, mark));
    else if (mark->kind == MARK_ROW && mark->number == 0)
        siblings_add(out, table_block(reading, mark));
}

static void read_leaf(struct reading *reading, struct siblings *out, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
        siblings_add(out, read_text_block(reading, node, BLOCK_PARAGRAPH));
        break;
    case CMARK_NODE_HEADING:
        siblings_add(out, read_text_block(reading, node, BLOCK_HEADING));
        break;
    case CMARK_NODE_CODE_BLOCK:
        siblings_add(out, read_code_block(reading, node));
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        siblings_add(out, read_rule(reading, node));
        break;
    case CMARK_NODE_HTML_BLOCK:
        read_html_block(reading, out, node);
        break;
    default: /* containers are read by read_block */
        break;
    }
}

static bool is_container(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);

    return type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM;
}

/* The footnote or definition that cmark took for an item, NULL if item is one. */
static const struct mark *definition_of(const struct reading *reading, cmark_node *item)
{
    const struct mark *mark = reading->mark_count > 0 ? lines_find_mark(reading, line_of(reading, item)) : NULL;

    if (mark == NULL || !is_item(mark) || cmark_node_get_start_column(item) != column_of_mark(reading, mark))
        return NULL;
    return mark;
}

/* Goes into a block quote or an item. */
static void enter(struct reading *reading, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);

    if (type != CMARK_NODE_LIST)
        containers_enter(reading, line_of(reading, node), type == CMARK_NODE_BLOCK_QUOTE, definition_of(reading, node));
}

/* Reads the leaf blocks within parent, at any depth, as if they were out's own. */
static void read_deep(struct reading *reading, struct siblings *out, cmark_node *parent)
{
    cmark_node *node = cmark_node_first_child(parent);
    size_t around = reading->container_count;

    enter(reading, parent);
    while (node != NULL && node != parent) {
        if (is_container(node) && cmark_node_first_child(node) != NULL) {
            enter(reading, node);
            node = cmark_node_first_child(node);
            continue;
        }
        read_leaf(reading, out, node);
        while (node != parent && cmark_node_next(node) == NULL) {
            node = cmark_node_parent(node);
            if (cmark_node_get_type(node) != CMARK_NODE_LIST)
                containers_leave(reading);
        }
        if (node != parent)
            node = cmark_node_next(node);
    }
    reading->container_count = around;
}

static void read_block(struct reading *reading, struct siblings *out, cmark_node *node);

static struct block *read_blocks(struct reading *reading, cmark_node *parent, int depth)
{
    struct siblings siblings = siblings_start(reading, depth);

    for (cmark_node *child = cmark_node_first_child(parent); child != NULL; child = cmark_node_next(child))
        read_block(reading, &siblings, child);
    return siblings_finish(reading, &siblings);
}

static const struct list_style *style_of(struct reading *reading, cmark_node *node, bool definitions)
{
    struct list_style *style = arena_alloc(reading->arena, sizeof *style);

    style->definitions = definitions;
    style->ordered = !definitions && cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    style->tight = cmark_node_get_list_tight(node) != 0;
    style->start = cmark_node_get_list_start(node);
    style->with_parenthesis = cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM;
    return style;
}

/* What an item holds. */
static struct block *read_item(struct reading *reading, cmark_node *item, int depth)
{
    enter(reading, item);
    struct block *blocks = read_blocks(reading, item, depth + 1);
    containers_leave(reading);
    return blocks;
}

/* The items of a list; footnotes among them are taken out, and definitions are a list of their own. */
static void read_list(struct reading *reading, struct siblings *out, cmark_node *node)
{
    struct block *list = block_new(reading->arena, BLOCK_LIST, place_of(reading, node));
    struct siblings items = siblings_start(reading, out->depth);
    bool definitions = false;

    for (cmark_node *item = cmark_node_first_child(node); item != NULL; item = cmark_node_next(item)) {
        const struct mark *mark = definition_of(reading, item);
        if (mark != NULL && mark->kind == MARK_FOOTNOTE) {
            struct note *before = footnote_begin(reading, mark);
            footnote_end(reading, read_item(reading, item, out->depth), before);
            continue;
        }
        struct block *block = block_new(reading->arena, BLOCK_ITEM, place_of(reading, item));
        block->children = read_item(reading, item, out->depth);
        obey_task(reading, block);
        definitions |= mark != NULL;
        siblings_add(&items, block);
    }
    list->children = items.first;
    list->list = style_of(reading, node, definitions);
    if (list->children != NULL)
        siblings_add(out, list);
}

static void read_quote(struct reading *reading, struct siblings *out, cmark_node *node)
{
    struct block *quote = block_new(reading->arena, BLOCK_QUOTE, place_of(reading, node));

    enter(reading, node);
    quote->children = read_blocks(reading, node, out->depth + 1);
    containers_leave(reading);
    obey_alert(reading, quote);
    siblings_add(out, quote);
}

static void read_block(struct reading *reading, struct siblings *out, cmark_node *node)
{
    if (!is_container(node)) {
        read_leaf(reading, out, node);
    } else if (out->depth >= DEEPEST_BLOCK) {
        reading_too_deep(reading, place_of(reading, node));
        read_deep(reading, out, node);
    } else if (cmark_node_get_type(node) == CMARK_NODE_LIST) {
        read_list(reading, out, node);
    } else {
        read_quote(reading, out, node);
    }
}

/* cmark took the line for one of our HTML blocks, beside the row above it if it is of a table. */
static bool is_used(const struct mark *mark, cmark_node *node)
{
    cmark_node *above = cmark_node_previous(node);
    const char *text = cmark_node_get_literal(node);

    if (strncmp(text + strspn(text, " \t"), lines_html_mark, strlen(lines_html_mark)) != 0)
        return false;
    if (mark->kind != MARK_ROW || mark->number == 0)
        return !is_item(mark);
    return mark[-1].used && above != NULL && cmark_node_get_type(above) == CMARK_NODE_HTML_BLOCK &&
           cmark_node_get_start_line(above) + 1 == cmark_node_get_start_line(node);
}

static void note_use(struct reading *reading, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);

    if (type != CMARK_NODE_HTML_BLOCK && type != CMARK_NODE_ITEM)
        return;
    struct mark *mark = lines_find_mark(reading, line_of(reading, node));
    if (mark == NULL)
        return;
    if (type == CMARK_NODE_ITEM ? definition_of(reading, node) != NULL : is_used(mark, node))
        mark->used = true;
}

/* Notes the marks that cmark took for blocks. */
static void note_uses(struct reading *reading, cmark_node *document)
{
    cmark_node *node = cmark_node_first_child(document);

    while (node != NULL && node != document) {
        note_use(reading, node);
        if (is_container(node) && cmark_node_first_child(node) != NULL) {
            node = cmark_node_first_child(node);
            continue;
        }
        while (node != document && cmark_node_next(node) == NULL)
            node = cmark_node_parent(node);
        if (node != document)
            node = cmark_node_next(node);
    }
}

/* Release the document with cmark_node_free. */
static cmark_node *parse(const char *text, size_t length)
{
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_SOURCEPOS, &memory);

    cmark_parser_feed(parser, text, length);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

/* True: not all mathematics is code for cmark, and the source is to be read once more. */
static bool drop_math(struct reading *reading, cmark_node *document)
{
    if (reading->maths.count == 0)
        return false;
    cmark_iter *it = cmark_iter_new(document);
    for (cmark_event_type event = cmark_iter_next(it); event != CMARK_EVENT_DONE; event = cmark_iter_next(it)) {
        cmark_node *node = cmark_iter_get_node(it);
        if (cmark_node_get_type(node) == CMARK_NODE_CODE)
            math_note_code(reading, cmark_node_get_literal(node));
    }
    cmark_iter_free(it);
    return math_drop_unused(reading);
}

/* Lets cmark read the source, in rounds until every mark is a block and all mathematics is code. */
static cmark_node *parse_marked(struct reading *reading)
{
    struct buffer rewritten = {0};
    cmark_node *document;

    for (int round = 1;; round++) {
        if (reading->mark_count > 0)
            lines_rewrite(reading, &rewritten);
        document =
            reading->mark_count > 0 ? parse(rewritten.bytes, rewritten.length) : parse(reading->text, reading->length);
        note_uses(reading, document);
        bool drops = lines_drop_unused(reading, round >= MOST_ROUNDS);
        if (!drops && !drop_math(reading, document))
            break;
        cmark_node_free(document);
    }
    buffer_free(&rewritten);
    return document;
}

static void read_piece(struct reading *reading, struct piece *piece, cmark_node *heading)
{
    struct inlines out = {.start = reading->flat.length};

    out.flat = !reading->source->plain && inline_may_extend(piece->text, piece->length);
    piece->first_call = reading->calls.count;
    position_start_piece(reading, piece);
    spans_read(reading, &out, heading, 0);
    piece->spans = spans_finish(reading, &out);
    piece->call_count = reading->calls.count - piece->first_call;
}

/* Reads the pieces off the front of document. */
static void read_pieces(struct reading *reading, cmark_node *document)
{
    for (size_t i = 0; i < reading->pieces.count; i++) {
        cmark_node *heading = cmark_node_first_child(document);
        read_piece(reading, reading->pieces.items[i], heading);
        cmark_node_free(heading);
    }
}

static struct reading start_reading(struct arena *arena, struct diags *diags, const struct markdown_source *source)
{
    struct reading reading = {.arena = arena, .diags = diags, .source = source};

    reading.scratch = arena_new();
    reading.text = source->text;
    reading.length = source->length;
    bool begins_file = source->line == 1 && source->column == 1;
    while (begins_file && reading.length >= 3 && memcmp(reading.text, "\xef\xbb\xbf", 3) == 0) {
        reading.text += 3;
        reading.length -= 3;
    }
    lines_index(&reading);
    html_mask_comments(&reading);
    math_mask(&reading);
    return reading;
}

static void end_reading(struct reading *reading)
{
    free(reading->starts);
    free(reading->marks);
    free(reading->segments);
    buffer_free(&reading->flat);
    arena_free(reading->scratch);
}

static void join_definitions(struct reading *reading, struct block **blocks)
{
    definitions_join(reading, blocks);
    for (size_t i = 0; i < reading->note_texts.count; i++) {
        struct block *note = reading->note_texts.items[i];
        if (note != NULL) /* a note begins with a term as it is */
            definitions_join(reading, &note->next);
    }
}

struct block *markdown_read(struct arena *arena, struct diags *diags, const struct markdown_source *source)
{
    struct reading reading = start_reading(arena, diags, source);

    lines_mark(&reading);
    cmark_node *document = parse_marked(&reading);
    read_pieces(&reading, document);
    struct block *blocks = read_blocks(&reading, document, 0);
    cmark_node_free(document);
    heading_finish(&reading);
    footnote_resolve(&reading);
    if (reading.has_definitions)
        join_definitions(&reading, &blocks);
    typography_set(&reading, blocks, NULL);
    end_reading(&reading);
    return blocks;
}

/* The text without the blanks around it, line ends made blanks; the result is in scratch. */
static struct piece line_piece(struct reading *reading)
{
    const char *text = reading->text;
    size_t from = 0, to = reading->length;

    while (from < to && strchr(" \t\r\n", text[from]) != NULL)
        from++;
    while (to > from && strchr(" \t\r\n", text[to - 1]) != NULL)
        to--;
    char *copy = arena_copy(reading->scratch, text + from, to - from);
    for (char *at = copy; *at != '\0'; at++) {
        if (*at == '\n' || *at == '\r')
            *at = ' ';
    }
    lines_mask_storm(reading, copy, to - from);
    return (struct piece){.text = copy, .length = to - from, .column = (int)from + 1};
}

static void diagnose_block_markup(struct reading *reading, const struct piece *piece)
{
    bool number = piece->length > 0 && ascii_is_digit(*piece->text);

    if (number || *piece->text == '<' || !lines_opens_block(piece->text, piece->length))
        return;
    diag_warning(reading->diags, reading_place(reading, 0, piece->column), "block-in-line",
                 "'%c' opens no block here, reading it as text", *piece->text);
    diag_hint(reading->diags, "put a backslash before it, or remove it");
}

/* Lets cmark read the piece, with extensions. */
static void parse_piece(struct reading *reading, struct piece *piece)
{
    struct buffer written = {0};

    lines_write_piece(piece, &written);
    cmark_node *document = parse(written.bytes, written.length);
    while (drop_math(reading, document)) {
        cmark_node_free(document);
        piece->text = line_piece(reading).text;
        buffer_clear(&written);
        lines_write_piece(piece, &written);
        document = parse(written.bytes, written.length);
    }
    read_piece(reading, piece, cmark_node_first_child(document));
    cmark_node_free(document);
    buffer_free(&written);
}

/* The line that reading was started for; its footnotes are called from outer, if that is not NULL. */
static struct span *read_line(struct reading *reading, struct reading *outer)
{
    struct piece piece = line_piece(reading);

    diagnose_block_markup(reading, &piece);
    if (strpbrk(piece.text, "\\`&_*[]<!@:") != NULL) {
        parse_piece(reading, &piece);
        footnote_hand_over(reading, outer);
        footnote_resolve(reading);
    } else if (piece.length > 0) {
        int line = reading->source->line;
        piece.spans = span_new(reading->arena, SPAN_TEXT, line, reading_column(reading, piece.column));
        piece.spans->text = arena_copy(reading->arena, piece.text, piece.length);
    }
    typography_set(reading, NULL, piece.spans);
    end_reading(reading);
    return piece.spans;
}

struct span *markdown_read_line(struct arena *arena, struct diags *diags, const struct markdown_source *source)
{
    struct reading reading = start_reading(arena, diags, source);

    return read_line(&reading, NULL);
}

struct span *markdown_read_words(struct reading *outer, const struct markdown_source *source)
{
    struct reading reading = start_reading(outer->arena, outer->diags, source);

    return read_line(&reading, outer);
}
