/*
 * Blocks of other programs that are obeyed: alerts become callouts, boxes of tasks signs, and the lines of a line block
 * stay apart.
 */

#include "markdown/private.h"

#include "base/ascii.h"
#include "base/say.h"
#include "base/text.h"
#include "document/document.h"

#include <string.h>
#include <strings.h>

/* The list behind its first bytes, if its text begins with prefix; NULL: it does not. Spans may be cut in between. */
static struct span *behind(struct reading *reading, struct span *spans, const char *prefix)
{
    size_t left = strlen(prefix);
    const struct span *last = spans;

    for (; left > 0; spans = spans->next) {
        if (spans == NULL || spans->kind != SPAN_TEXT)
            return NULL;
        last = spans;
        size_t length = strlen(spans->text), taken = length < left ? length : left;
        if (strncasecmp(spans->text, prefix, taken) != 0)
            return NULL;
        prefix += taken;
        left -= taken;
        if (left == 0 && taken < length) {
            struct span *rest = span_new(reading->arena, SPAN_TEXT, spans->line, spans->column + (int)taken);
            rest->text = spans->text + taken;
            rest->next = spans->next;
            return rest;
        }
    }
    if (spans != NULL || last == NULL)
        return spans;
    spans = span_new(reading->arena, SPAN_TEXT, last->line, last->column);
    spans->text = "";
    return spans;
}

/* The span begins with text as it was typed, without a backslash in it. */
static bool is_typed(const struct reading *reading, const struct span *span, const char *text)
{
    int line = span->line - reading->source->line;
    int column = span->column - (line == 0 ? reading->source->column - 1 : 0);

    return line >= 0 && line < reading->line_count &&
           strncasecmp(reading->text + reading->starts[line] + column - 1, text, strlen(text)) == 0;
}

static bool is_break(const struct span *span)
{
    return span->kind == SPAN_SOFT_BREAK || span->kind == SPAN_LINE_BREAK;
}

/*
 * What follows the mark of an alert in its line becomes the title of the box, as Obsidian has it, without the sign that
 * folds it; the rest is returned. False: it is no alert, as other text touches the mark.
 */
static bool take_title(struct callout *callout, struct span *spans, struct span **rest)
{
    if (!is_break(spans)) {
        const char *text = spans->kind == SPAN_TEXT ? spans->text : "text";
        text += *text == '+' || *text == '-';
        if (*text != '\0' && *text != ' ')
            return false;
        spans->text = text + strspn(text, " ");
    }
    struct span **end = &callout->title, *span = spans;
    if (!is_break(span) && *span->text == '\0')
        span = span->next;
    for (; span != NULL && !is_break(span); span = span->next) {
        *end = span;
        end = &span->next;
    }
    *rest = span != NULL ? span->next : NULL;
    *end = NULL;
    return true;
}

/* "[!quote]" alone or before a title: an alert of a kind that is none of the boxes. */
static void report_alert(struct reading *reading, const struct block *paragraph)
{
    struct buffer text = {0};

    foreign_line_text(paragraph->spans, &text);
    const char *line = buffer_string(&text);
    size_t length = strcspn(line, "] ");
    if (length > 2 && line[length] == ']' && strchr(" +-", line[length + 1]) != NULL)
        foreign_warn_mark(reading, paragraph->place, line, length + 1,
                          N_("the boxes are [!NOTE], [!WARNING] and [!SUMMARY]; a quotation needs no mark"));
    buffer_free(&text);
}

void obey_alert(struct reading *reading, struct block *quote)
{
    struct block *first = quote->children;

    if (reading->source->plain || first == NULL || first->kind != BLOCK_PARAGRAPH || first->spans == NULL ||
        !is_typed(reading, first->spans, "[!"))
        return;
    for (const struct callout_alias *box = callout_aliases; box->name != NULL; box++) {
        struct span *rest = behind(reading, first->spans, arena_concat(reading->scratch, "[!", box->name, "]", NULL));
        struct callout *callout = arena_alloc(reading->arena, sizeof *callout);
        callout->kind = box->kind;
        if (rest == NULL || !take_title(callout, rest, &first->spans))
            continue;
        quote->children = first->spans ? first : first->next;
        quote->kind = BLOCK_CALLOUT;
        quote->callout = callout;
        return;
    }
    report_alert(reading, first);
}

/* "[/]" and "[-]": boxes of Obsidian that are half done or dropped; "[]" and "[x]kata" lack a blank. */
static void report_box(struct reading *reading, const struct block *paragraph)
{
    struct buffer text = {0};

    foreign_line_text(paragraph->spans, &text);
    const char *line = buffer_string(&text);
    bool other =
        *line == '[' && line[1] != '\0' && strchr("/-<>!?*", line[1]) != NULL && strncmp(line + 2, "] ", 2) == 0;
    bool touches = (strncmp(line, "[ ]", 3) == 0 || strncasecmp(line, "[x]", 3) == 0) && ascii_is_letter(line[3]);
    bool empty = strncmp(line, "[] ", 3) == 0;
    if ((other || touches || empty) && is_typed(reading, paragraph->spans, "["))
        foreign_warn_mark(reading, paragraph->place, line, empty ? 2 : 3,
                          N_("the boxes of tasks are [ ] and [x], with a blank behind them"));
    buffer_free(&text);
}

void obey_task(struct reading *reading, struct block *item)
{
    struct block *first = item->children;

    if (reading->source->plain || first == NULL || first->kind != BLOCK_PARAGRAPH || first->spans == NULL)
        return;
    struct span *open = behind(reading, first->spans, "[ ] "), *done = behind(reading, first->spans, "[x] ");
    report_box(reading, first);
    if ((open == NULL && done == NULL) || !is_typed(reading, first->spans, open ? "[ ]" : "[x]"))
        return;
    struct span *box = span_new(reading->arena, SPAN_TEXT, first->spans->line, first->spans->column);
    box->text = open ? "☐ " : "☑ ";
    box->next = open ? open : done;
    first->spans = box;
}

/* A line behind a break, or the first. */
static bool is_line_start(const struct span *before)
{
    return before == NULL || before->kind == SPAN_SOFT_BREAK;
}

/* Text that begins with a bar that nobody escaped. */
static bool has_bar(struct reading *reading, const struct span *span)
{
    return span->kind == SPAN_TEXT && *span->text == '|' && is_typed(reading, span, "|");
}

/* The line at span goes on with the line above it, as it is indented more than column. */
static bool continues(struct reading *reading, const struct span *before, const struct span *span, int column)
{
    return before != NULL && span->column > column && !has_bar(reading, span);
}

/*
 * Each line begins with a bar, or is indented and goes on with the one above it; none ends with a bar, as the rows of a
 * table that is none may.
 */
static bool is_line_block(struct reading *reading, struct span *spans)
{
    const struct span *before = NULL;

    for (struct span *span = spans; span != NULL; before = span, span = span->next) {
        bool breaks = span->next == NULL || span->next->kind == SPAN_SOFT_BREAK;
        bool alone = is_line_start(before) && breaks && has_bar(reading, span) && span->text[1] == '\0';
        if (is_line_start(before) && !alone && !continues(reading, before, span, spans->column) &&
            (behind(reading, span, "| ") == NULL || !is_typed(reading, span, "| ")))
            return false;
        if (breaks && !alone && span->kind == SPAN_TEXT && text_ends_with(span->text, "|"))
            return false;
    }
    return spans != NULL && (spans->kind != SPAN_TEXT || strcmp(spans->text, "|") != 0);
}

/* The line at span without its bar; the blanks behind the one that belongs to it are kept. */
static struct span *without_bar(struct reading *reading, struct span *span)
{
    static const char no_break[] = "\u00a0";
    struct span *line = behind(reading, span, strcmp(span->text, "|") == 0 ? "|" : "| ");
    size_t blanks = line != NULL && line->kind == SPAN_TEXT ? strspn(line->text, " ") : 0;
    struct buffer text = {0};

    if (blanks == 0)
        return line;
    for (size_t i = 0; i < blanks; i++)
        buffer_text(&text, no_break);
    buffer_text(&text, line->text + blanks);
    line->text = buffer_take(&text, reading->arena);
    return line;
}

/* "| a line" and "| another": the lines of a line block are kept apart. */
void obey_line_block(struct reading *reading, struct block *paragraph)
{
    int column = paragraph->spans != NULL ? paragraph->spans->column : 0;

    if (reading->source->plain || !is_line_block(reading, paragraph->spans))
        return;
    paragraph->spans = without_bar(reading, paragraph->spans);
    for (struct span *span = paragraph->spans; span != NULL; span = span->next) {
        if (span->kind == SPAN_SOFT_BREAK && span->next != NULL && !continues(reading, span, span->next, column)) {
            span->kind = SPAN_LINE_BREAK;
            span->next = without_bar(reading, span->next);
        }
    }
}
