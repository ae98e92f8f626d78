#include "write/latex/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/url.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* ---- letters ---- */

/* Which characters TeX prints, what stands for others, and which take no room. */

struct range {
    unsigned first;
    unsigned last;
};

static const struct range known[] = {
    {0x00a1, 0x0125}, {0x0128, 0x0137}, {0x0139, 0x013e}, {0x0141, 0x0148}, {0x014a, 0x0165}, {0x0168, 0x017e},
    {0x0192, 0x0192}, {0x01cd, 0x01d4}, {0x01e6, 0x01e7}, {0x01ea, 0x01eb}, {0x01f0, 0x01f0}, {0x01f4, 0x01f5},
    {0x0218, 0x021b}, {0x0237, 0x0237}, {0x02c6, 0x02c7}, {0x02d8, 0x02d9}, {0x02db, 0x02dd}, {0x1e0d, 0x1e0d},
    {0x1e25, 0x1e25}, {0x1e37, 0x1e37}, {0x1e43, 0x1e43}, {0x1e47, 0x1e47}, {0x1e63, 0x1e63}, {0x1e6d, 0x1e6d},
    {0x1e9e, 0x1e9e}, {0x1ef2, 0x1ef3}, {0x2013, 0x2014}, {0x2018, 0x201a}, {0x201c, 0x201e}, {0x2020, 0x2022},
    {0x2026, 0x2026}, {0x2030, 0x2031}, {0x2039, 0x203a}, {0x2044, 0x2044}, {0x20ac, 0x20ac}, {0x2116, 0x2116},
    {0x2122, 0x2122}, {0x2190, 0x2193}, {0x25e6, 0x25e6},
};

static const struct range spaces[] = {
    {0x0009, 0x000a}, {0x000d, 0x000d}, {0x0020, 0x0020}, {0x0085, 0x0085}, {0x1680, 0x1680},
    {0x2000, 0x200a}, {0x2028, 0x2029}, {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000},
};

static const struct range invisible[] = {
    {0x0001, 0x0008}, {0x000b, 0x000c}, {0x000e, 0x001f}, {0x007f, 0x0084}, {0x0086, 0x009f}, {0x061c, 0x061c},
    {0x180e, 0x180e}, {0x200b, 0x200f}, {0x202a, 0x202e}, {0x2060, 0x206f}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff},
};

static bool is_among(const struct range *ranges, size_t count, unsigned long code_point)
{
    size_t low = 0;

    while (low < count) {
        size_t middle = (low + count) / 2;
        if (code_point < ranges[middle].first)
            count = middle;
        else if (code_point > ranges[middle].last)
            low = middle + 1;
        else
            return true;
    }
    return false;
}

/* code_point can be written as it is. */
static bool letter_is_known(unsigned long code_point)
{
    return is_among(known, sizeof known / sizeof *known, code_point);
}

/* Its shape is missing in the typewriter face, which has the other known ones. */
static bool letter_lacks_typewriter(unsigned long code_point)
{
    static const struct range lacking[] = {{0x0132, 0x0133}, {0x1e9e, 0x1e9e}, {0x2031, 0x2031}, {0x2122, 0x2122}};

    return is_among(lacking, sizeof lacking / sizeof *lacking, code_point);
}

/* It is a space of some width, or a line end. */
static bool letter_is_space(unsigned long code_point)
{
    return is_among(spaces, sizeof spaces / sizeof *spaces, code_point);
}

/* It has no shape: a control character, a joiner, a mark of direction. */
static bool letter_is_invisible(unsigned long code_point)
{
    return is_among(invisible, sizeof invisible / sizeof *invisible, code_point);
}

/* The command that puts a combining mark on a letter, without backslash ("d" for a dot below), or NULL. */
static const char *letter_accent(unsigned long code_point)
{
    static const struct {
        unsigned mark;
        const char *command;
    } accents[] = {
        {0x300, "`"}, {0x301, "'"}, {0x302, "^"}, {0x303, "~"}, {0x304, "="}, {0x306, "u"}, {0x307, "."}, {0x308, "\""},
        {0x30a, "r"}, {0x30b, "H"}, {0x30c, "v"}, {0x323, "d"}, {0x327, "c"}, {0x328, "k"}, {0x331, "b"},
    };

    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++) {
        if (accents[i].mark == code_point)
            return accents[i].command;
    }
    return NULL;
}

/* LaTeX for a code point that has a close relative ("\-" for a soft hyphen), or NULL. */
static const char *letter_substitute(unsigned long code_point)
{
    switch (code_point) {
    case 0x00a0: /* no-break space */
        return "~";
    case 0x00ad: /* soft hyphen */
        return "\\-";
    case 0x02bb: /* turned comma, as in ʻOkina */
        return "\u2018";
    case 0x02bc: /* apostrophe as a letter, as in Kiaʼi */
        return "\u2019";
    case 0x2010: /* hyphen */
    case 0x2011: /* no-break hyphen */
        return "-";
    case 0x2012: /* figure dash */
    case 0x2212: /* minus */
        return "\\textendash{}";
    case 0x2588: /* full block: of what is blacked out */
        return "\\rule[-.2ex]{.55em}{1.7ex}";
    case 0x2015: /* horizontal bar */
        return "\\textemdash{}";
    default:
        return NULL;
    }
}

/* ---- texts ---- */

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
    bool is_letter = (c < 0x80 && text_is_word(c)) || letter_is_known(c);
    size_t put = 0;

    while (is_letter && put < count && letter_accent(marks[put]) != NULL)
        put++;
    for (size_t i = put; i-- > 0;)
        buffer_format(escape->out, "\\%s{", letter_accent(marks[i]));
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
        if (mark < 0x300 || !text_is_mark(mark) || letter_is_invisible(mark))
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
    return next >= 0x300 && text_is_mark(next) && !letter_is_invisible(next);
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
    const char *substitute = escape->context == LATEX_PDF_STRING && c == 0x2588 ? NULL : letter_substitute(c);
    const char *command = c < 0x80 ? special(c) : NULL;

    if (letter_is_space(c)) {
        write_space(escape);
        begin_word(escape, *text);
        return;
    }
    if (letter_is_invisible(c))
        return;
    part_from_last(escape, c);
    if (substitute != NULL)
        buffer_text(escape->out, substitute);
    else if (command != NULL)
        buffer_text(escape->out, command);
    else if (escape->context == LATEX_CODE && letter_lacks_typewriter(c))
        write_upright(escape, c);
    else if (is_followed_by_mark(*text) || (c >= 0x80 && !letter_is_known(c)))
        write_decomposed(escape, c, text);
    else
        buffer_code_point(escape->out, c);
    write_break_place(escape, c, *text);
}

/* ---- text from right to left ---- */

static bool starts_run(const struct escape *escape, unsigned long c)
{
    return text_is_right_to_left(c) && !letter_is_invisible(c) && escape->context != LATEX_PDF_STRING;
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
        if (letter_is_space(c))
            buffer_char(out, ' ');
        else if (!letter_is_invisible(c))
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
