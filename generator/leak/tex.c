#include "leak/private.h"

#include "base/ascii.h"

#include <string.h>

/* A reader of LaTeX; a comment is read by one of its own, into the stream aside. */
struct reading {
    struct stream *text;
    struct stream *aside;
    const char *bytes;
    size_t length;
    size_t at;
};

/* Characters that mean something. */
static const bool stops[256] = {
    STREAM_STOPS, ['\\'] = true, ['%'] = true, ['{'] = true, ['}'] = true, ['~'] = true, ['&'] = true, ['^'] = true};

/* What a command prints; '\n' for what parts words. */
/* clang-format off */
static const struct {
    const char *name;
    const char *letters;
} commands[] = {
    {"i", "i"}, {"j", "j"}, {"ss", "ss"}, {"o", "o"}, {"O", "o"}, {"l", "l"}, {"L", "l"}, {"ae", "ae"}, {"AE", "ae"},
    {"oe", "oe"}, {"OE", "oe"}, {"aa", "a"}, {"AA", "a"}, {"dj", "d"}, {"DJ", "d"}, {"dh", "d"}, {"DH", "d"},
    {"th", "th"}, {"TH", "th"}, {"par", "\n"}, {"newline", "\n"}, {"linebreak", "\n"}, {"item", "\n"}, {"space", " "},
    {"quad", " "}, {"qquad", " "}, {"tabularnewline", "\n"}, {"hfill", " "}, {"textbackslash", "\\"},
    {"textasciitilde", "~"}, {"at", "@"}, {"textunderscore", "_"},
};
/* clang-format on */

/* The length letters at name are text. */
static bool is_name(const char *text, const char *name, size_t length)
{
    return *text == *name && strncmp(text, name, length) == 0 && text[length] == '\0';
}

/* Commands that take a length, which is not printed: \kern0pt, \hspace{0pt}. */
static bool takes_length(const char *name, size_t length)
{
    static const char *const names[] = {"kern",   "mkern", "hskip",   "vskip", "hspace",
                                        "vspace", "mskip", "penalty", "raise", "lower"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (is_name(names[i], name, length))
            return true;
    }
    return false;
}

static void skip_spaces(struct reading *reading)
{
    while (reading->at < reading->length && strchr(" \t\r", reading->bytes[reading->at]) && reading->bytes[reading->at])
        reading->at++;
}

static void skip_length(struct reading *reading)
{
    const char *bytes = reading->bytes;

    if (reading->at < reading->length && bytes[reading->at] == '*')
        reading->at++;
    skip_spaces(reading);
    bool brace = reading->at < reading->length && bytes[reading->at] == '{';
    size_t at = reading->at + brace;
    while (at < reading->length && strchr("+-.0123456789 ", bytes[at]) && bytes[at])
        at++;
    if (at + 1 < reading->length && ascii_is_letter(bytes[at]) && ascii_is_letter(bytes[at + 1]) &&
        at > reading->at + brace)
        at += 2;
    if (brace && (at >= reading->length || bytes[at] != '}'))
        return;
    reading->at = at + brace;
}

/* \char65, \char"41, \symbol{65}, \lampirankarakter{1A14} */
static bool take_code(struct reading *reading, const char *name, size_t length, size_t start)
{
    size_t at = reading->at, used = 0;
    unsigned long code_point = 0;

    bool ours = is_name("lampirankarakter", name, length);
    if (!ours && !is_name("char", name, length) && !is_name("symbol", name, length) &&
        !is_name("unichar", name, length))
        return false;
    at += at < reading->length && reading->bytes[at] == '{';
    if (ours || (at < reading->length && reading->bytes[at] == '"')) {
        at += !ours;
        code_point = leak_hex(reading->bytes + at, reading->length - at, 6, &used);
    } else {
        code_point = leak_decimal(reading->bytes + at, reading->length - at, 7, &used);
    }
    if (used == 0)
        return false;
    stream_code_point(reading->text, code_point, start);
    reading->at = at + used;
    reading->at += ours && reading->at < reading->length && reading->bytes[reading->at] == '}';
    if (!ours)
        skip_spaces(reading);
    return true;
}

/* A command with a name in letters. */
static void read_command(struct reading *reading)
{
    size_t start = reading->at++;
    const char *name = reading->bytes + reading->at;

    while (reading->at < reading->length && ascii_is_letter(reading->bytes[reading->at]))
        reading->at++;
    size_t length = (size_t)(reading->bytes + reading->at - name);
    if (take_code(reading, name, length, start))
        return;
    stream_byte(reading->text, STREAM_SOFT, start);
    if (takes_length(name, length)) {
        skip_length(reading);
        return;
    }
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (is_name(commands[i].name, name, length)) {
            for (const char *letter = commands[i].letters; *letter != '\0'; letter++)
                stream_byte(reading->text, *letter, start);
            break;
        }
    }
    /* A space ends the name of an accent or a letter and is not printed. Behind longer names it may part words. */
    if (length <= 2 || is_name("relax", name, length))
        skip_spaces(reading);
}

/* A command that is one sign: an accent, a hyphenation point, a sign that is printed. */
static void read_sign(struct reading *reading)
{
    char sign = reading->bytes[reading->at + 1];
    size_t start = reading->at;

    reading->at += 2;
    if (sign == '-')
        stream_byte(reading->text, STREAM_JOIN, start);
    else if (strchr("'`^\"~=./!,", sign))
        stream_byte(reading->text, STREAM_SOFT, start);
    else if (sign == '\\')
        stream_byte(reading->text, '\n', start);
    else if (sign == '\n' || sign == ';' || sign == ':' || sign == '(' || sign == '[')
        stream_byte(reading->text, ' ', start);
    else
        stream_byte(reading->text, sign, start);
}

static void read_range(struct reading *reading);

/* A comment hides the line end, and the white space after it. */
static void read_comment(struct reading *reading)
{
    const char *from = reading->bytes + reading->at;
    const char *line_end = memchr(from, '\n', reading->length - reading->at);
    size_t end = line_end ? (size_t)(line_end - reading->bytes) : reading->length;
    struct reading inner = {reading->aside, reading->aside, reading->bytes, end, reading->at + 1};

    stream_byte(reading->text, STREAM_SOFT, reading->at);
    stream_byte(reading->aside, '\n', reading->at);
    read_range(&inner);
    reading->at = line_end ? end + 1 : end;
    skip_spaces(reading);
}

/* ^^41 */
static bool read_carets(struct reading *reading)
{
    size_t used;

    if (reading->length - reading->at < 4 || reading->bytes[reading->at + 1] != '^')
        return false;
    unsigned long code_point = leak_hex(reading->bytes + reading->at + 2, 2, 2, &used);
    if (used != 2)
        return false;
    stream_code_point(reading->text, code_point, reading->at);
    reading->at += 4;
    return true;
}

static void read_range(struct reading *reading)
{
    while (reading->at < reading->length) {
        char c = reading->bytes[reading->at];
        bool more = reading->at + 1 < reading->length;
        if (c == '\\' && more && ascii_is_letter(reading->bytes[reading->at + 1]))
            read_command(reading);
        else if (c == '\\' && more && reading->bytes[reading->at + 1] > ' ' && reading->bytes[reading->at + 1] < 0x7f)
            read_sign(reading);
        else if (c == '%' && reading->text != reading->aside)
            read_comment(reading);
        else if (c == '{' && reading->at > 0 && reading->bytes[reading->at - 1] == '}')
            stream_byte(reading->text, ' ', reading->at++); /* the next argument of a command */
        else if (c == '{' || c == '}')
            stream_byte(reading->text, STREAM_SOFT, reading->at++);
        else if (c == '~')
            stream_byte(reading->text, ' ', reading->at++);
        else if (c == '&')
            stream_byte(reading->text, '\n', reading->at++);
        else if (!stops[(unsigned char)c])
            stream_ascii(reading->text, reading->bytes, reading->length, &reading->at, stops);
        else if (c != '^' || !read_carets(reading))
            stream_character(reading->text, reading->bytes, reading->length, &reading->at, LEAK_TEX);
    }
}

void leak_read_tex(struct streams *streams, const char *bytes, size_t length)
{
    struct reading reading = {&streams->main, &streams->aside, bytes, length, 0};

    read_range(&reading);
}
