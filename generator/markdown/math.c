#include "markdown/private.h"

#include "base/ascii.h"
#include "base/text.h"
#include "document/document.h"

#include <string.h>

/*
 * Mathematics, $x^2$ in a line and $$x^2$$ on lines of its own, by pandoc's rule.  What cmark reads has backticks for
 * the signs and a control character for each byte between, so that it takes it for code of the same width and finds no
 * markup in it.  Where it does not (behind a backtick that nothing closes, in an address, in a block of code), what was
 * typed is put back and read again.
 */

enum {
    LONGEST_ADDRESS = 500,
    FIRST_MASK = 0x10, /* the control characters that tell mathematics apart, one after the other */
    MASKS = 16,
    MOST_ROUNDS = 4, /* of reading again, before all is put back */
};

struct math_mark {
    size_t start, end; /* with its signs and label */
    size_t tex_end;    /* before its last signs */
    int signs;         /* 1, or 2 of a display */
    char mask;
    size_t width; /* bytes that are masked by it */
    bool used;    /* cmark took it for code */
    bool read;
};

static size_t run_of(const char *text, size_t at, size_t end, char c)
{
    size_t length = 0;

    while (at + length < end && text[at + length] == c)
        length++;
    return length;
}

/* Where the code at at ends, or the backticks that open none. */
static size_t pass_code(const char *text, size_t at, size_t end)
{
    size_t ticks = run_of(text, at, end, '`');

    for (size_t close = at + ticks; close < end; close++) {
        size_t run = run_of(text, close, end, '`');
        if (run == ticks)
            return close + run;
        close += run;
    }
    return at + ticks;
}

/* Where the mathematics at at ends, 0 if none begins there. "$5 dan $10" is money. */
static size_t math_end(const char *text, size_t at, size_t end)
{
    size_t signs = text[at + 1] == '$' ? 2 : 1, from = at + signs, close = from;
    bool lines = false, bars = false;

    if (end - at > LONGEST_MATH)
        end = at + LONGEST_MATH;
    if (from >= end || (signs == 1 && ascii_is_space(text[from])))
        return 0;
    while (close < end && text[close] != '$') {
        lines |= text[close] == '\n';
        bars |= text[close] == '|';
        close += text[close] == '\\' && close + 1 < end ? 2 : 1;
    }
    if (close + signs > end || close == from || run_of(text, close, end, '$') != signs || (lines && bars && signs == 1))
        return 0;
    if (signs == 1 && (ascii_is_space(text[close - 1]) || (close + 1 < end && ascii_is_digit(text[close + 1]))))
        return 0;
    if (strspn(text + from, " \t\r\n") >= close - from)
        return 0;
    close += signs;
    return close < end && text[close] == '`' ? 0 : close;
}

/* The sign at at is in the address of a link, behind "](" or "://". */
static bool is_in_address(const char *text, size_t from, size_t at)
{
    if (at - from > LONGEST_ADDRESS)
        from = at - LONGEST_ADDRESS;
    while (at > from && !ascii_is_space(text[at - 1]) && text[at - 1] != ')') {
        at--;
        if (at > from && ((text[at] == '(' && text[at - 1] == ']') || (text[at] == '/' && text[at - 1] == '/')))
            return true;
    }
    return false;
}

/* Where the label behind the display that ends at at ends, "{#eq:kappa}"; at if there is none. */
static size_t label_end(const char *text, size_t at, size_t end)
{
    size_t braces = at;

    while (braces < end && (text[braces] == ' ' || text[braces] == '\t'))
        braces++;
    if (end - braces < 3 || text[braces] != '{' || text[braces + 1] != '#')
        return at;
    size_t length = attributes_length(text + braces, end - braces);
    size_t after = braces + length;
    return length > 0 && memchr(text + braces, '`', length) == NULL && (after == end || text[after] != '`') ? after
                                                                                                            : at;
}

static void add_math(struct reading *reading, char *masked, size_t start, size_t tex_end, size_t end)
{
    struct math_mark *mark = arena_alloc(reading->scratch, sizeof *mark);
    bool at_start = false, quoted = false;
    size_t line = start;

    while (memchr(masked + start, '\n', end - start) != NULL && line > 0 && masked[line - 1] != '\n')
        line--;
    for (size_t i = line; i < start && (ascii_is_space(masked[i]) || masked[i] == '>'); i++)
        quoted |= masked[i] == '>';
    *mark = (struct math_mark){.start = start, .end = end, .signs = masked[start + 1] == '$' ? 2 : 1};
    mark->tex_end = tex_end - (size_t)mark->signs;
    mark->mask = (char)(FIRST_MASK + reading->maths.count % MASKS);
    list_add(&reading->maths, reading->scratch, mark);
    for (size_t i = start; i < end; i++) {
        bool sign = i < start + (size_t)mark->signs || i >= end - (size_t)mark->signs;
        bool kept = masked[i] == '\n' || masked[i] == '\r' ||
                    (at_start && (ascii_is_space(masked[i]) || (quoted && masked[i] == '>')));
        at_start = masked[i] == '\n' || (at_start && kept);
        if (!kept)
            masked[i] = sign ? '`' : mark->mask;
        mark->width += !kept && !sign;
    }
}

/*
 * The mathematics of a paragraph, up to backticks that nothing closes: a mask would close them, or cmark, which has
 * looked ahead for their end, no longer find code.
 */
static void mask_paragraph(struct reading *reading, char *masked, size_t from, size_t to)
{
    bool is_open = false;

    for (size_t at = from; at + 2 < to;) {
        if (masked[at] == '\\') {
            at += 2;
        } else if (masked[at] == '`') {
            size_t ticks = run_of(masked, at, to, '`'), end = pass_code(masked, at, to);
            is_open |= end == at + ticks;
            at = end;
        } else if (masked[at] != '$') {
            at++;
        } else {
            bool follows = is_open || (at > from && (masked[at - 1] == '`' || is_in_address(masked, from, at)));
            size_t end = follows ? 0 : math_end(masked, at, to);
            size_t whole = end > 0 && masked[at + 1] == '$' ? label_end(masked, end, to) : end;
            if (end > 0)
                add_math(reading, masked, at, end, whole);
            at = end > 0 ? whole : at + run_of(masked, at, to, '$');
        }
    }
}

/* The line opens or closes a block of code. */
static bool is_fence(const struct reading *reading, size_t at, size_t end)
{
    return run_of(reading->text, at, end, '`') >= 3 || run_of(reading->text, at, end, '~') >= 3;
}

static void mask_lines(struct reading *reading, char *masked)
{
    size_t start = 0; /* of the paragraph */
    char fence = '\0';

    for (int line = 0; line <= reading->line_count; line++) {
        size_t at = reading->starts[line], end = line < reading->line_count ? lines_end(reading, line) : at;
        int quotes;
        size_t content = lines_content(reading, at, end, &quotes);
        bool fences = is_fence(reading, content, end) && (fence == '\0' || reading->text[content] == fence);
        bool heads = content < end && reading->text[content] == '#';
        if (heads && fence == '\0') {
            mask_paragraph(reading, masked, start, at);
            start = at;
        }
        bool apart = content == end || fences || strncmp(reading->text + content, "::", end - content < 2 ? 1 : 2) == 0;
        if (apart && fence == '\0')
            mask_paragraph(reading, masked, start, at);
        if (fences)
            fence = fence == '\0' ? reading->text[content] : '\0';
        if (heads && fence == '\0')
            mask_paragraph(reading, masked, start, end);
        if (apart || heads || fence != '\0')
            start = line < reading->line_count ? reading->starts[line + 1] : at;
    }
}

void math_mask(struct reading *reading)
{
    if (reading->source->plain || memchr(reading->text, '$', reading->length) == NULL)
        return;
    char *masked = arena_copy(reading->scratch, reading->text, reading->length);
    mask_lines(reading, masked);
    reading->typed = reading->text;
    reading->masked = masked;
    if (reading->maths.count > 0)
        reading->text = masked;
}

/* The mask that code is made of, and how much of it is there; '\0': it is no mathematics. */
static char mask_of(const char *code, size_t *width)
{
    char mask = '\0';

    *width = 0;
    for (; *code != '\0'; code++) {
        if (*code == ' ' || *code == '>')
            continue;
        if (*code < FIRST_MASK || *code >= FIRST_MASK + MASKS || (mask != '\0' && *code != mask))
            return '\0';
        mask = *code;
        ++*width;
    }
    return mask;
}

static bool is_masked_by(const struct math_mark *mark, char mask, size_t width)
{
    return mark->mask == mask && mark->width == width;
}

void math_note_code(struct reading *reading, const char *code)
{
    size_t width;
    char mask = mask_of(code, &width);

    for (size_t i = reading->maths_used; mask != '\0' && i < reading->maths.count; i++) {
        struct math_mark *mark = reading->maths.items[i];
        if (!mark->used && is_masked_by(mark, mask, width)) {
            mark->used = true;
            reading->maths_used += i == reading->maths_used;
            return;
        }
    }
}

bool math_drop_unused(struct reading *reading)
{
    size_t kept = 0, count = reading->maths.count;
    bool all = ++reading->math_rounds > MOST_ROUNDS;

    reading->maths_used = 0;
    for (size_t i = 0; i < count; i++) {
        struct math_mark *mark = reading->maths.items[i];
        if (mark->used && !all)
            reading->maths.items[kept++] = mark;
        else
            memcpy(reading->masked + mark->start, reading->typed + mark->start, mark->end - mark->start);
        mark->used = false;
    }
    reading->maths.count = kept;
    return kept < count;
}

/* ---- what may be in it ---- */

/* What is set. */
static const char *const commands[] = {
#include "markdown/equations.inc"
};

static const char *const environments[] = {
    "Bmatrix",  "Vmatrix", "aligned", "array",       "bmatrix", "cases",
    "gathered", "matrix",  "pmatrix", "smallmatrix", "split",   "vmatrix",
};

static bool is_listed(const char *const *names, size_t count, const char *name, size_t length)
{
    for (size_t i = 0; i < count; i++) {
        if (strncmp(names[i], name, length) == 0 && names[i][length] == '\0')
            return true;
    }
    return false;
}

/* The name in braces at at, behind \begin or \end, is that of an environment that is set. */
static bool names_environment(const char *at)
{
    size_t length = *at == '{' ? strcspn(at + 1, "}") : 0;

    return length > 0 && is_listed(environments, sizeof environments / sizeof *environments, at + 1, length);
}

/* Where the words end that the command at at, of so many bytes, sets as words: \text{é}; at if it does not. */
static const char *words_end(const char *at, size_t length)
{
    static const char *const names[] = {"text", "textbf", "textit", "textrm"};
    const char *open = at + length;
    int depth = 0;

    if (*open != '{' || !is_listed(names, sizeof names / sizeof *names, at + 1, length - 1))
        return at;
    for (const char *end = open; *end != '\0'; end++) {
        depth += (*end == '{') - (*end == '}');
        if (depth == 0)
            return end;
    }
    return at;
}

/* Words hold these beside ASCII: the letters of Latin script and its punctuation, which every engine of TeX has. */
static bool is_of_words(unsigned long character)
{
    static const unsigned long marks[] = {0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2026};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (character == marks[i])
            return true;
    }
    return character >= 0xc0 && character <= 0x17f && character != 0xd7 && character != 0xf7;
}

/* The first thing in tex that is not set, with its length; NULL if all of it is. */
static const char *find_foreign(const char *tex, size_t *length)
{
    const char *words = tex;

    for (const char *at = tex; *at != '\0'; at += *length) {
        unsigned long character = 0;
        *length = text_character(at, strlen(at), &character);
        if (*length > 1 && at < words && is_of_words(character))
            continue;
        if (*length > 1)
            return at;
        if (*at == '%' || *at == '#' || *at == '"' || *at == '`' || (at[0] == '^' && at[1] == '^'))
            return at;
        if (*at != '\\')
            continue;
        while (ascii_is_letter(at[*length]))
            ++*length;
        if (*length == 1) {
            *length = at[1] == '\0' ? 1 : 2;
            if (at[1] == '\0' || strchr("\\,;:!%{}|_&$# \n", at[1]) == NULL)
                return at;
        } else if (!is_listed(commands, sizeof commands / sizeof *commands, at + 1, *length - 1)) {
            return at;
        } else if ((strncmp(at, "\\begin", *length) == 0 || strncmp(at, "\\end", *length) == 0) &&
                   !names_environment(at + *length)) {
            *length += strcspn(at + *length, "}") + (strchr(at, '}') != NULL);
            return at;
        }
        if (words <= at)
            words = words_end(at, *length);
    }
    return NULL;
}

/* Braces, \left and \right, \begin and \end are closed in their order; false: one is not. */
static bool is_balanced(const char *tex)
{
    char open[64];
    size_t depth = 0;

    for (const char *at = tex; *at != '\0'; at++) {
        char opens = '\0', closes = '\0';
        if (strncmp(at, "\\left", 5) == 0 && !ascii_is_letter(at[5]))
            opens = 'l';
        else if (strncmp(at, "\\right", 6) == 0 && !ascii_is_letter(at[6]))
            closes = 'l';
        else if (strncmp(at, "\\begin", 6) == 0)
            opens = 'b';
        else if (strncmp(at, "\\end", 4) == 0 && !ascii_is_letter(at[4]))
            closes = 'b';
        else if (*at == '{')
            opens = '{';
        else if (*at == '}')
            closes = '{';
        if (*at == '&' && memchr(open, 'b', depth) == NULL)
            return false;
        if (opens != '\0' && depth == sizeof open)
            return false;
        if (opens != '\0')
            open[depth++] = opens;
        if (closes != '\0' && (depth == 0 || open[--depth] != closes))
            return false;
        if (*at == '\\' && at[1] != '\0' && !ascii_is_letter(at[1]))
            at++;
    }
    return depth == 0;
}

/* False: reported. */
static bool check_math(struct reading *reading, const char *tex, struct place place)
{
    size_t length = 0;
    const char *foreign = find_foreign(tex, &length);

    if (foreign != NULL) {
        diag_error(reading->diags, place, "bad-math", "'%.*s' is not allowed in mathematics", (int)length, foreign);
        if ((unsigned char)*foreign >= 0x80)
            diag_hint(reading->diags, "write it as a command, as \\alpha, \\leq or \\times");
        else
            diag_hint(reading->diags,
                      "write it otherwise, or without dollar signs; a dollar sign that is money is written \\$");
    } else if (!is_balanced(tex)) {
        diag_error(reading->diags, place, "bad-math",
                   "a brace, \\left or \\begin of this mathematics is not closed, "
                   "or '&' is outside of \\begin");
        diag_hint(reading->diags, "each '{' needs its '}', each \\left its \\right, each \\begin its \\end");
    } else {
        return true;
    }
    return false;
}

/* ---- what cmark took for code ---- */

/* The first of the marks, which are in their order, that starts at offset or behind it. */
static size_t first_mark(const struct reading *reading, size_t offset)
{
    size_t low = 0, high = reading->maths.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct math_mark *mark = reading->maths.items[middle];
        if (mark->start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The mathematics that code stands for, the nearest to offset of those with its mask; NULL: it is code. */
static struct math_mark *find_mark(const struct reading *reading, size_t offset, const char *code)
{
    struct math_mark *nearest = NULL;
    size_t width, behind = first_mark(reading, offset);
    char mask = mask_of(code, &width);

    for (size_t i = behind; mask != '\0' && i < reading->maths.count && nearest == NULL; i++) {
        struct math_mark *mark = reading->maths.items[i];
        nearest = !mark->read && is_masked_by(mark, mask, width) ? mark : NULL;
    }
    for (size_t i = behind; mask != '\0' && i > 0; i--) {
        struct math_mark *mark = reading->maths.items[i - 1];
        if (nearest != NULL && offset - mark->start > nearest->start - offset)
            break;
        if (!mark->read && is_masked_by(mark, mask, width))
            return mark;
    }
    return nearest;
}

/* The label behind its last signs; NULL if there is none, or it is wrong and reported. */
static const char *read_label(struct reading *reading, const struct math_mark *mark)
{
    struct attributes attributes;
    size_t from = mark->tex_end + (size_t)mark->signs;
    int line = reading->leaf.line;

    while (from < mark->end && ascii_is_space(reading->typed[from]))
        from++;
    if (from == mark->end)
        return NULL;
    while (line + 1 < reading->line_count && reading->starts[line + 1] <= from)
        line++;
    struct place place = reading_place(reading, line, (int)(from - reading->starts[line]) + 1);
    attributes_read(reading, &attributes, reading->typed + from, mark->end - from, place.line, place.column);
    attributes_refuse(reading, &attributes, "an equation");
    return label_check(reading, &attributes, "eq:", "an equation", place);
}

bool math_take(struct reading *reading, struct span *code, int column)
{
    size_t offset = reading->starts[reading->leaf.line] + (size_t)(column - 1);
    struct math_mark *mark = reading->maths.count > 0 ? find_mark(reading, offset, code->text) : NULL;

    if (mark == NULL)
        return false;
    size_t from = mark->start + (size_t)mark->signs, to = mark->tex_end;
    char *tex = arena_copy(reading->arena, reading->typed + from, to - from);
    size_t length = 0;
    bool at_start = false;
    for (size_t i = from; i < to; i++) {
        char c = reading->typed[i];
        bool mark_of_quote = at_start && c == '>' && reading->text[i] == '>';
        at_start = c == '\n' || (at_start && (mark_of_quote || ascii_is_space(c)));
        if (!mark_of_quote && (length > 0 || !ascii_is_space(c)))
            tex[length++] = ascii_is_space(c) ? ' ' : c;
    }
    while (length > 0 && tex[length - 1] == ' ' && (length < 2 || tex[length - 2] != '\\'))
        length--;
    tex[length] = '\0';
    struct math *math = arena_alloc(reading->arena, sizeof *math);
    *math = (struct math){.display = mark->signs == 2, .place = reading_span_place(reading, code->line, code->column)};
    mark->read = true;
    math->label = read_label(reading, mark);
    code->text = tex;
    if (!check_math(reading, tex, math->place))
        return true;
    code->kind = SPAN_MATH;
    code->math = math;
    return true;
}
