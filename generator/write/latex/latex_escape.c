#include "write/latex/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/url.h"

#include <stdbool.h>
#include <string.h>

enum {
    LINE_LENGTH = 100,        /* after so many bytes a line ends at the next space */
    LONGEST_LINE = 1500,      /* after so many anywhere: pdfLaTeX ends at a line of 200,000 bytes */
    LONGEST_CODE_WORD = 13,   /* for LATEX_CODE, where nothing is hyphenated */
    LONGEST_SIGNS = 14,       /* with signs within: addresses, "a/b/c" */
    LONGEST_IN_COMPOUND = 22, /* "mempertanggungjawabkan": words joined by signs are no longer */
    LETTERS_TO_BREAK = 10,    /* in a word that is too long: a break place after so many letters */
    MOST_MARKS = 8,           /* combining marks on one letter that are put on it */
};

struct escape {
    struct buffer *out;
    enum latex_context context;
    size_t longest; /* word without break places */
    bool breaking;  /* the word being written is longer */
    bool compound;  /* it is one of words, as "kualitatif-kuantitatif", which are hyphenated */
    size_t letters; /* of it since the last break place */
};

/* ---- lines ---- */

static size_t line_length(const struct buffer *out)
{
    size_t start = out->length;

    while (start > 0 && out->bytes[start - 1] != '\n')
        start--;
    return out->length - start;
}

/* A line end that TeX does not see, for text without spaces. */
static void keep_line_short(struct buffer *out)
{
    if (line_length(out) > LONGEST_LINE)
        buffer_text(out, "%\n");
}

/* TeX sees one space however many there are; a line end is a space as well, an empty line would be more. */
static void write_space(struct escape *escape)
{
    struct buffer *out = escape->out;
    char last = out->length ? out->bytes[out->length - 1] : '\n';

    if (escape->context == LATEX_CODE) {
        buffer_text(out, "\\ ");
        if (line_length(out) > LINE_LENGTH)
            buffer_text(out, "%\n");
    } else if (last != ' ' && last != '\n') {
        buffer_char(out, line_length(out) > LINE_LENGTH ? '\n' : ' ');
    }
}

/* ---- long words ---- */

/* Looks ahead at the start of a word: does it need break places? Long words of letters are hyphenated instead. */
static void begin_word(struct escape *escape, const char *text)
{
    size_t letters = 0, signs = 0, run = 0;

    escape->compound = escape->context == LATEX_TEXT;
    while (*text != '\0' && *text != ' ' && *text != '\n' && letters <= LATEX_LONGEST_WORD) {
        bool is_sign = (unsigned char)*text < 0x80 && !text_is_word((unsigned char)*text);
        letters += ((unsigned char)*text & 0xc0) != 0x80;
        signs += is_sign && text[1] != '\0' && text[1] != ' ';
        run = is_sign ? 0 : run + 1;
        bool may_join = !is_sign || strchr("-/(),;!'\"", *text) != NULL || strchr(" \n)'\"", text[1]) != NULL;
        escape->compound = escape->compound && run <= LONGEST_IN_COMPOUND && strchr("0123456789_", *text) == NULL &&
                           may_join; /* or ends a sentence */
        text++;
    }
    size_t with_signs = escape->longest < LONGEST_SIGNS ? escape->longest : LONGEST_SIGNS;
    size_t most = signs > 0 ? with_signs : escape->context == LATEX_CODE ? escape->longest : LATEX_LONGEST_WORD;
    escape->breaking = letters > most;
    if (escape->context == LATEX_PDF_STRING)
        escape->breaking = false;
    escape->compound = escape->compound && signs > 0;
    escape->letters = 0;
}

/*
 * Behind c, unless the text ends there: what follows may be the mark of a footnote, which stays with its word. Signs do
 * not begin a line, nor does what is behind a blank need another place to break.
 */
static void write_break_place(struct escape *escape, unsigned long c, const char *rest)
{
    size_t letters = escape->context == LATEX_CODE ? LONGEST_CODE_WORD : LETTERS_TO_BREAK;
    size_t least = escape->longest < letters ? escape->longest : letters;
    size_t most = escape->compound ? LATEX_LONGEST_WORD : least;
    bool after_sign = c < 0x80 && strchr("/._-:?&=@,;)>}", (int)c) != NULL;
    bool before_sign = strchr(" \n/._-:?&=@,;)>}", *rest) != NULL; /* or the end */

    if (!escape->breaking || (++escape->letters < most && !after_sign))
        return;
    if (*rest == '\0' || (before_sign && escape->letters < 2 * most))
        return;
    buffer_text(escape->out, escape->compound ? "\\lampiransambung{}" : "\\lampiranputus{}");
    escape->letters = 0;
    keep_line_short(escape->out);
}

/* ---- characters ---- */

/* Two of these in a row would become one letter: -- ,, << */
static bool joins(unsigned long c)
{
    return c != 0 && c < 0x80 && strchr("-,<>", (int)c) != NULL;
}

/* Keeps c from joining with what was written before, also by an earlier call. */
static void part_from_last(struct escape *escape, unsigned long c)
{
    struct buffer *out = escape->out;
    char last = out->length ? out->bytes[out->length - 1] : ' ';
    bool after_command = last == '}' && out->length > 1 && out->bytes[out->length - 2] == '{';

    if (escape->context == LATEX_PDF_STRING || !joins(c))
        return;
    if (joins((unsigned char)last) || after_command)
        buffer_text(out, "\\lampiranpisah{}");
}

static const char *special(unsigned long c)
{
    switch (c) {
    case '\\':
        return "\\textbackslash{}";
    case '{':
        return "\\{";
    case '}':
        return "\\}";
    case '$':
        return "\\$";
    case '&':
        return "\\&";
    case '#':
        return "\\#";
    case '%':
        return "\\%";
    case '_':
        return "\\_";
    case '^':
        return "\\textasciicircum{}";
    case '~':
        return "\\textasciitilde{}";
    case '"':
        return "\\textquotedbl{}";
    case '<':
        return "\\textless{}";
    case '>':
        return "\\textgreater{}";
    case '|':
        return "\\textbar{}";
    case '`':
        return "\\textasciigrave{}";
    case '\'':
        return "\\textquotesingle{}";
    default:
        return NULL;
    }
}

static void write_code_point(struct escape *escape, unsigned long c)
{
    buffer_format(escape->out, "\\lampirankarakter{%04lX}", c);
    keep_line_short(escape->out);
}

/* The letter c with combining marks on it, as far as LaTeX has commands for them. */
static void write_marked(struct escape *escape, unsigned long c, const unsigned long *marks, size_t count)
{
    bool is_letter = (c < 0x80 && text_is_word(c)) || latex_letter_is_known(c);
    size_t put = 0;

    while (is_letter && put < count && latex_letter_accent(marks[put]) != NULL)
        put++;
    for (size_t i = put; i-- > 0;)
        buffer_format(escape->out, "\\%s{", latex_letter_accent(marks[i]));
    if (is_letter)
        buffer_code_point(escape->out, c);
    else
        write_code_point(escape, c);
    for (size_t i = 0; i < put; i++)
        buffer_char(escape->out, '}');
    for (size_t i = put; i < count; i++)
        write_code_point(escape, marks[i]);
}

/* A code point that LaTeX does not know as it is: taken apart into a letter and its marks. */
static void write_decomposed(struct escape *escape, unsigned long c, const char **text)
{
    struct arena *arena = arena_new();
    struct buffer single = {0};
    unsigned long marks[MOST_MARKS];
    size_t count = 0;

    buffer_code_point(&single, c);
    const char *parts = text_decompose(arena, buffer_string(&single));
    unsigned long base = text_next(&parts);
    if (text_is_word(base)) /* a sign with a stroke through it is one of its own: ≠ */
        c = base;
    else
        parts = "";
    while (*parts != '\0' && count < MOST_MARKS)
        marks[count++] = text_next(&parts);
    for (const char *next = *text; count < MOST_MARKS; *text = next) {
        unsigned long mark = text_next(&next);
        if (mark < 0x300 || !text_is_mark(mark) || latex_letter_is_invisible(mark))
            break;
        marks[count++] = mark;
    }
    if (escape->context == LATEX_PDF_STRING) {
        if (c < 0x80)
            buffer_char(escape->out, (char)c);
        else
            write_code_point(escape, c);
        for (size_t i = 0; i < count; i++)
            write_code_point(escape, marks[i]);
    } else {
        write_marked(escape, c, marks, count);
    }
    buffer_free(&single);
    arena_free(arena);
}

static bool is_followed_by_mark(const char *text)
{
    if ((unsigned char)*text < 0x80)
        return false;
    unsigned long next = text_next(&text);
    return next >= 0x300 && text_is_mark(next) && !latex_letter_is_invisible(next);
}

static void write_upright(struct escape *escape, unsigned long c)
{
    buffer_text(escape->out, "\\textrm{");
    buffer_code_point(escape->out, c);
    buffer_char(escape->out, '}');
}

/* One code point, and the marks on it; *text stands after c and is moved past the marks. */
static void write_character(struct escape *escape, unsigned long c, const char **text)
{
    const char *substitute = escape->context == LATEX_PDF_STRING && c == 0x2588 ? NULL : latex_letter_substitute(c);
    const char *command = c < 0x80 ? special(c) : NULL;

    if (latex_letter_is_space(c)) {
        write_space(escape);
        begin_word(escape, *text);
        return;
    }
    if (latex_letter_is_invisible(c))
        return;
    part_from_last(escape, c);
    if (substitute != NULL)
        buffer_text(escape->out, substitute);
    else if (command != NULL)
        buffer_text(escape->out, command);
    else if (escape->context == LATEX_CODE && latex_letter_lacks_typewriter(c))
        write_upright(escape, c);
    else if (is_followed_by_mark(*text) || (c >= 0x80 && !latex_letter_is_known(c)))
        write_decomposed(escape, c, text);
    else
        buffer_code_point(escape->out, c);
    write_break_place(escape, c, *text);
}

/* ---- text from right to left ---- */

static bool starts_run(const struct escape *escape, unsigned long c)
{
    return text_is_right_to_left(c) && !latex_letter_is_invisible(c) && escape->context != LATEX_PDF_STRING;
}

/* Where the run that starts at text ends: after its last right-to-left character and the marks on it. */
static const char *run_end(const char *text)
{
    const char *end = text;

    while (*text != '\0') {
        unsigned long c = text_next(&text);
        if (text_is_right_to_left(c) || (text_is_mark(c) && c >= 0x300))
            end = text;
        else if (text_is_word(c))
            break;
    }
    return end;
}

static const char *write_run(struct escape *escape, const char *text)
{
    const char *end = run_end(text);

    /* The first character, by which the style sees whether the font has the script at all. */
    const char *first = text;
    buffer_format(escape->out, "\\lampirankanankiri{%04lX}{", text_next(&first));
    while (text < end) {
        unsigned long c = text_next(&text);
        write_character(escape, c, &text);
    }
    buffer_char(escape->out, '}');
    return text;
}

/* ---- the walk ---- */

/* ASCII that stands for itself in every context and joins with nothing. */
static const unsigned char plain[256] = {
    ['!'] = 1, ['('] = 1, [')'] = 1, ['*'] = 1, ['+'] = 1, ['.'] = 1, ['/'] = 1, ['0'] = 1, ['1'] = 1, ['2'] = 1,
    ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1, ['8'] = 1, ['9'] = 1, [':'] = 1, [';'] = 1, ['='] = 1,
    ['?'] = 1, ['@'] = 1, ['['] = 1, [']'] = 1, ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1,
    ['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1, ['o'] = 1, ['p'] = 1,
    ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1, ['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1,
    ['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1, ['E'] = 1, ['F'] = 1, ['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1,
    ['K'] = 1, ['L'] = 1, ['M'] = 1, ['N'] = 1, ['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 1, ['S'] = 1, ['T'] = 1,
    ['U'] = 1, ['V'] = 1, ['W'] = 1, ['X'] = 1, ['Y'] = 1, ['Z'] = 1,
};

static void write_text(struct escape *escape, const char *text)
{
    begin_word(escape, text);
    while (*text != '\0') {
        const char *start = text;
        while (!escape->breaking && plain[(unsigned char)*text])
            text++;
        /* The last of a run may carry a mark. */
        if (text > start && (unsigned char)*text >= 0x80)
            text--;
        if (text > start) {
            buffer_bytes(escape->out, start, (size_t)(text - start));
            continue;
        }
        unsigned long c = text_next(&text);
        if (c >= 0x590 && starts_run(escape, c))
            text = write_run(escape, start);
        else
            write_character(escape, c, &text);
    }
}

/* ---- the other contexts ---- */

static void write_url(struct buffer *out, const char *url)
{
    static const char digits[] = "0123456789ABCDEF";

    if (!url_is_safe(url))
        url = "#";
    for (; *url != '\0'; url++) {
        unsigned char c = (unsigned char)*url;
        if (c == '#' || c == '%' || c == '&' || c == '_')
            buffer_bytes(out, (char[]){'\\', (char)c}, 2);
        else if ((c < 0x80 && text_is_word(c)) || strchr("-.!*(),?@;:/+=", c) != NULL)
            buffer_char(out, (char)c);
        else
            buffer_bytes(out, (char[]){'\\', '%', digits[c >> 4], digits[c & 15]}, 4);
        keep_line_short(out);
    }
}

static void write_label(struct buffer *out, const char *text)
{
    struct arena *arena = arena_new();

    buffer_text(out, text_slug(arena, text));
    arena_free(arena);
}

static void write_comment(struct buffer *out, const char *text)
{
    while (*text != '\0') {
        unsigned long c = text_next(&text);
        if (latex_letter_is_space(c))
            buffer_char(out, ' ');
        else if (!latex_letter_is_invisible(c))
            buffer_code_point(out, c);
    }
}

static bool is_ascii(const char *text)
{
    while ((unsigned char)*text < 0x80 && *text != '\0')
        text++;
    return *text == '\0';
}

static void write_composed(struct escape *escape, const char *text)
{
    if (is_ascii(text)) {
        write_text(escape, text);
        return;
    }
    struct arena *arena = arena_new();
    write_text(escape, text_compose(arena, text));
    arena_free(arena);
}

void latex_escape(struct buffer *out, enum latex_context context, const char *text)
{
    struct escape escape = {.out = out, .context = context};

    switch (context) {
    case LATEX_TEXT:
    case LATEX_CODE:
    case LATEX_PDF_STRING:
        escape.longest = context == LATEX_CODE ? LONGEST_CODE_WORD : LATEX_LONGEST_WORD;
        write_composed(&escape, text);
        return;
    case LATEX_URL:
        write_url(out, text);
        return;
    case LATEX_LABEL:
        write_label(out, text);
        return;
    case LATEX_COMMENT:
        write_comment(out, text);
        return;
    }
}

void latex_escape_narrow(struct buffer *out, enum latex_context context, const char *text, size_t longest)
{
    struct escape escape = {.out = out, .context = context, .longest = longest};

    if (context == LATEX_CODE && longest > LONGEST_CODE_WORD)
        escape.longest = LONGEST_CODE_WORD;
    write_composed(&escape, text);
}
