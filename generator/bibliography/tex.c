#include "bibliography/private.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- accents and symbols ---- */

struct accent {
    const char *command;
    unsigned long mark;
};

static const struct accent accents[] = {
    {"`", 0x300},  {"'", 0x301}, {"^", 0x302}, {"~", 0x303}, {"=", 0x304}, {"u", 0x306}, {".", 0x307},
    {"\"", 0x308}, {"h", 0x309}, {"r", 0x30a}, {"H", 0x30b}, {"v", 0x30c}, {"G", 0x30f}, {"f", 0x311},
    {"d", 0x323},  {"c", 0x327}, {"k", 0x328}, {"b", 0x331}, {"t", 0x361},
};

struct symbol {
    const char *command;
    const char *text;
};

/* Sorted for bsearch; a unit test holds it so. */
static const struct symbol symbols[] = {
#include "bibliography/symbols.inc"
};

/* The combining mark of an accent command ("'", "v"), or 0. */
static unsigned long bib_accent(const char *command)
{
    for (size_t i = 0; i < sizeof accents / sizeof accents[0]; i++) {
        if (strcmp(accents[i].command, command) == 0)
            return accents[i].mark;
    }
    return 0;
}

static int compare(const void *command, const void *symbol)
{
    return strcmp(command, ((const struct symbol *)symbol)->command);
}

const char *bib_symbol(const char *command)
{
    const struct symbol *found =
        bsearch(command, symbols, sizeof symbols / sizeof symbols[0], sizeof symbols[0], compare);

    return found ? found->text : NULL;
}

/* ---- text ---- */

enum { LONGEST_COMMAND = 31 };

/* A text being converted; marked and place go forward together, so that finding places stays linear. */
struct tex {
    struct buffer *out;
    struct diags *diags;
    const char *start;
    const char *at;
    const char *end;
    const char *marked;
    struct place place;
    int emphasis; /* switches of font that are open */
    bool in_math;
};

static void convert(struct tex *tex, const char *end);

static struct place place_of(struct tex *tex, const char *at)
{
    if (tex->marked < at) {
        tex->place = place_behind(tex->place, tex->marked, (size_t)(at - tex->marked));
        tex->marked = at;
    }
    return tex->place;
}

static void skip_space(struct tex *tex, const char *end)
{
    while (tex->at < end && ascii_is_space(*tex->at))
        tex->at++;
}

/* The brace that closes the one before at, or end. As for BibTeX, a backslash does not hide a brace. */
static const char *closing_brace(const char *at, const char *end)
{
    int depth = 1;

    for (; at < end; at++) {
        if (*at == '{')
            depth++;
        else if (*at == '}' && --depth == 0)
            break;
    }
    return at;
}

/* Reads the command after the backslash at tex->at into name; true if it is made of letters. */
static bool read_command(struct tex *tex, const char *end, char name[LONGEST_COMMAND + 1])
{
    size_t length = 0;

    tex->at++;
    if (tex->at < end && !ascii_is_letter(*tex->at)) {
        const char *next = tex->at;
        do
            next++;
        while (next < end && ((unsigned char)*next & 0xc0) == 0x80);
        length = (size_t)(next - tex->at);
        memcpy(name, tex->at, length);
        name[length] = '\0';
        tex->at = next;
        return false;
    }
    for (; tex->at < end && ascii_is_letter(*tex->at); tex->at++) {
        if (length < LONGEST_COMMAND)
            name[length++] = *tex->at;
    }
    name[length] = '\0';
    return true;
}

/* Converts the argument of a command: a group, a command, or one character. */
static void convert_argument(struct tex *tex, const char *end)
{
    skip_space(tex, end);
    if (tex->at >= end)
        return;
    const char *stop = tex->at + 1;
    if (*tex->at == '{') {
        const char *close = closing_brace(stop, end);
        tex->at++;
        convert(tex, close);
        tex->at = close < end ? close + 1 : close;
        return;
    }
    if (*tex->at == '\\') {
        char name[LONGEST_COMMAND + 1];
        const char *start = tex->at;
        if (read_command(tex, end, name))
            skip_space(tex, end);
        stop = tex->at;
        tex->at = start;
    }
    while (stop < end && ((unsigned char)*stop & 0xc0) == 0x80)
        stop++;
    convert(tex, stop);
}

/* The same, into a buffer of its own. */
static void take_argument(struct tex *tex, const char *end, struct buffer *argument)
{
    struct buffer *out = tex->out;

    tex->out = argument;
    convert_argument(tex, end);
    tex->out = out;
}

/* The accent alone, for \~{} and its like. */
static void put_bare_accent(struct tex *tex, const char *command)
{
    static const char *const bare[] = {"'", "´", "\"", "¨", "^", "^", "~", "~", "`", "`", "=", "¯", "c", "¸"};

    for (size_t i = 0; i + 1 < sizeof bare / sizeof bare[0]; i += 2) {
        if (strcmp(bare[i], command) == 0)
            buffer_text(tex->out, bare[i + 1]);
    }
}

/* Puts the mark after the first character of the argument; dotless letters get their dot's place back. */
static void convert_accent(struct tex *tex, const char *end, const char *command, unsigned long mark)
{
    struct buffer *out = tex->out, argument = {0};

    take_argument(tex, end, &argument);
    const char *rest = buffer_string(&argument);
    while (*rest == '{' || *rest == ' ')
        rest++;
    const char *base = rest;
    unsigned long letter = text_next(&rest);
    if (letter == 0 || letter == '}' || letter == '\\') {
        put_bare_accent(tex, command);
        buffer_text(out, buffer_string(&argument));
    } else {
        buffer_bytes(out, argument.bytes, (size_t)(base - argument.bytes));
        if (letter == 0x131 || letter == 0x237)
            buffer_char(out, letter == 0x131 ? 'i' : 'j');
        else
            buffer_bytes(out, base, (size_t)(rest - base));
        buffer_code_point(out, mark);
        buffer_text(out, rest);
    }
    buffer_free(&argument);
}

static void convert_wrapped(struct tex *tex, const char *end, const char *before, const char *after)
{
    buffer_text(tex->out, before);
    convert_argument(tex, end);
    buffer_text(tex->out, after);
}

/* A URL as it is, but for the escapes of those who write it as TeX. Braces in it are escaped for the formatter. */
static void copy_verbatim(struct buffer *out, const char *at, const char *end)
{
    for (; at < end; at++) {
        bool escapes = *at == '\\' && at + 1 < end && strchr("_%&#~{}$", at[1]);
        if (escapes && at[1] == '~' && at + 3 < end && at[2] == '{' && at[3] == '}') {
            buffer_char(out, '~');
            at += 3;
        } else if (escapes) {
            at++;
            if (*at == '{' || *at == '}')
                buffer_char(out, '\\');
            buffer_char(out, *at);
        } else if (*at == '\\') {
            buffer_text(out, "\\\\");
        } else if (*at != '{' && *at != '}') {
            buffer_char(out, *at);
        }
    }
}

static void convert_url(struct tex *tex, const char *end)
{
    skip_space(tex, end);
    if (tex->at >= end || *tex->at != '{')
        return;
    const char *close = closing_brace(tex->at + 1, end);
    buffer_text(tex->out, "\\url{");
    copy_verbatim(tex->out, tex->at + 1, close);
    buffer_char(tex->out, '}');
    tex->at = close < end ? close + 1 : close;
}

static void skip_argument(struct tex *tex, const char *end)
{
    struct buffer dropped = {0};

    take_argument(tex, end, &dropped);
    buffer_free(&dropped);
}

/* "2" as "₂" or "²", where Unicode has all of text so; else text as it is. */
static void put_script(struct buffer *out, const char *text, bool below)
{
    static const char plain[] = "0123456789+-=()";
    static const char *const subscripts[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉", "₊", "₋", "₌", "₍", "₎"};
    static const char *const superscripts[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷",
                                               "⁸", "⁹", "⁺", "⁻", "⁼", "⁽", "⁾"};

    if (text[strspn(text, plain)] != '\0') {
        buffer_text(out, text);
        return;
    }
    for (; *text != '\0'; text++)
        buffer_text(out, (below ? subscripts : superscripts)[strchr(plain, *text) - plain]);
}

/* The argument of _ or ^ in mathematics, or of \textsubscript and \textsuperscript. */
static void convert_script(struct tex *tex, const char *end, bool below)
{
    struct buffer argument = {0};

    take_argument(tex, end, &argument);
    put_script(tex->out, buffer_string(&argument), below);
    buffer_free(&argument);
}

struct wrapper {
    const char *command;
    const char *before;
    const char *after;
};

static const struct wrapper wrappers[] = {
#include "bibliography/wrappers.inc"
};

static bool is_emphasis_switch(const char *name)
{
    return strcmp(name, "em") == 0 || strcmp(name, "it") == 0 || strcmp(name, "itshape") == 0 ||
           strcmp(name, "sl") == 0 || strcmp(name, "slshape") == 0;
}

/* {\em ...}: to the end of the group. In emphasis it says nothing new. */
static void convert_emphasis(struct tex *tex, const char *end)
{
    if (tex->emphasis > 0)
        return;
    tex->emphasis++;
    buffer_text(tex->out, "\\emph{");
    convert(tex, end);
    buffer_char(tex->out, '}');
    tex->emphasis--;
}

static void convert_letters(struct tex *tex, const char *end, const char *name, struct place place)
{
    for (size_t i = 0; i < sizeof wrappers / sizeof wrappers[0]; i++) {
        if (strcmp(wrappers[i].command, name) == 0) {
            if (strcmp(name, "foreignlanguage") == 0)
                skip_argument(tex, end);
            convert_wrapped(tex, end, wrappers[i].before, wrappers[i].after);
            return;
        }
    }
    if (strcmp(name, "url") == 0) {
        convert_url(tex, end);
    } else if (strcmp(name, "textsubscript") == 0 || strcmp(name, "textsuperscript") == 0) {
        convert_script(tex, end, name[strlen("text") + 1] == 'u' && name[strlen("text") + 2] == 'b');
    } else if (strcmp(name, "noopsort") == 0) {
        skip_argument(tex, end);
    } else if (strcmp(name, "href") == 0 || strcmp(name, "textcolor") == 0) {
        skip_argument(tex, end);
        convert_argument(tex, end);
    } else if (is_emphasis_switch(name)) {
        convert_emphasis(tex, end);
    } else {
        diag_warning(tex->diags, place, "unknown-command", "TeX command '\\%s' is not known here, leaving it out",
                     name);
        diag_hint(tex->diags, "type the character itself, the file is UTF-8");
    }
}

static void convert_command(struct tex *tex, const char *end)
{
    char name[LONGEST_COMMAND + 1];
    const char *start = tex->at;
    bool letters = read_command(tex, end, name);
    unsigned long mark = bib_accent(name);
    const char *symbol = mark ? NULL : bib_symbol(name);

    if (mark != 0) {
        convert_accent(tex, end, name, mark);
        return;
    }
    if (letters)
        skip_space(tex, end);
    if (symbol != NULL)
        buffer_text(tex->out, symbol);
    else if (letters && name[0] != '\0')
        convert_letters(tex, end, name, place_of(tex, start));
    else
        buffer_text(tex->out, name);
}

/*
 * The group from open to close begins with a command and is TeX for one character or a change of font: it protects
 * nothing. Several words are a title or a name in braces that happens to begin so: "{\'Ecole Normale}".
 */
static bool is_special(struct tex *tex, const char *open, const char *close)
{
    char name[LONGEST_COMMAND + 1];
    int depth = 0;

    if (open == close)
        return true;
    if (*open != '\\')
        return false;
    const char *at = tex->at;
    tex->at = open;
    bool letters = read_command(tex, close, name);
    const char *rest = tex->at;
    tex->at = at;
    if (letters && is_emphasis_switch(name))
        return true;
    while (letters && rest < close && ascii_is_space(*rest))
        rest++;
    for (; rest < close; rest++) {
        depth += (*rest == '{') - (*rest == '}');
        if (depth == 0 && ascii_is_space(*rest))
            return false;
    }
    return true;
}

static void convert_group(struct tex *tex, const char *end)
{
    const char *close = closing_brace(tex->at + 1, end);

    tex->at++;
    bool special = is_special(tex, tex->at, close);
    if (!special)
        buffer_char(tex->out, '{');
    convert(tex, close);
    if (!special)
        buffer_char(tex->out, '}');
    tex->at = close < end ? close + 1 : close;
}

struct ligature {
    const char *typed;
    const char *text;
};

/* The longer ones first. */
static const struct ligature ligatures[] = {
    {"---", "—"}, {"--", "–"}, {"``", "“"}, {"''", "”"},     {"?`", "¿"},
    {"!`", "¡"},  {"`", "‘"},  {"'", "’"},  {"~", "\u00a0"},
};

static bool convert_ligature(struct tex *tex, const char *end)
{
    for (size_t i = 0; i < sizeof ligatures / sizeof ligatures[0]; i++) {
        size_t length = strlen(ligatures[i].typed);
        if ((size_t)(end - tex->at) >= length && memcmp(tex->at, ligatures[i].typed, length) == 0) {
            buffer_text(tex->out, ligatures[i].text);
            tex->at += length;
            return true;
        }
    }
    return false;
}

enum { LONGEST_TAG = 80 };

/* What is read stands within a tag of HTML: <span class="nocase">. */
static bool is_in_tag(const struct tex *tex)
{
    const char *at = tex->at;

    while (at > tex->start && tex->at - at < LONGEST_TAG && at[-1] != '<' && at[-1] != '>')
        at--;
    return at > tex->start && at[-1] == '<' && isalpha((unsigned char)*at);
}

/* A straight quote opens at the start of a word, else it closes. */
static void convert_straight_quote(struct tex *tex)
{
    if (is_in_tag(tex)) {
        buffer_char(tex->out, *tex->at++);
        return;
    }
    const char *before = tex->at; /* and before braces: {"}so{"} */

    while (before > tex->start && before[-1] == '{')
        before--;
    bool opens = before == tex->start || ascii_is_space(before[-1]) || strchr("([/-`", before[-1]) != NULL;

    buffer_text(tex->out, opens ? "“" : "”");
    tex->at++;
}

/* A letter alone in mathematics, which APA 7 (6.44) has in italics: "$p < 0.05$", and not "$H_2O$". */
static bool is_variable(const struct tex *tex, const char *end)
{
    static const char beside[] = "$ <>=(),"; /* a letter that stands alone */
    const char *at = tex->at;

    return tex->in_math && ascii_is_letter(*at) && strchr(beside, at[-1]) != NULL &&
           (at + 1 == end || strchr(beside, at[1]) != NULL);
}

/* What stands here, up to the next character that may mean something. */
static void copy_plain(struct tex *tex, const char *end)
{
    const char *start = tex->at++;

    while (tex->at < end && strchr("\\{}$-`'\"~?!_^", *tex->at) == NULL && !is_variable(tex, end))
        tex->at++;
    buffer_bytes(tex->out, start, (size_t)(tex->at - start));
}

/* $...$ keeps what is in it, without the dollars; a dollar alone is money. */
static void convert_dollar(struct tex *tex, const char *end)
{
    bool closes = false;

    for (const char *at = tex->at + 1; at < end && !closes; at++) {
        if (*at == '\\')
            at++;
        else
            closes = *at == '$';
    }
    if (!tex->in_math && !closes)
        buffer_char(tex->out, '$');
    tex->in_math = !tex->in_math && closes;
    tex->at++;
}

static void convert(struct tex *tex, const char *end)
{
    while (tex->at < end) {
        switch (*tex->at) {
        case '\\':
            convert_command(tex, end);
            break;
        case '{':
            convert_group(tex, end);
            break;
        case '$':
            convert_dollar(tex, end);
            break;
        case '_':
        case '^':
            if (tex->in_math) {
                bool below = *tex->at++ == '_';
                convert_script(tex, end, below);
            } else {
                copy_plain(tex, end);
            }
            break;
        case '"':
            convert_straight_quote(tex);
            break;
        case '}': /* only where an escape hid its partner */
            tex->at++;
            break;
        case '-':
        case '`':
        case '\'':
        case '~':
        case '?':
        case '!':
            if (convert_ligature(tex, end))
                break;
            /* fall through */
        default:
            if (is_variable(tex, end))
                buffer_format(tex->out, "{\\emph{%c}}", *tex->at++);
            else
                copy_plain(tex, end);
        }
    }
}

void bib_tex(struct buffer *out, struct diags *diags, struct place place, const char *text, size_t length,
             bool verbatim)
{
    struct tex tex = {out, diags, text, text, text + length, text, place, 0, false};

    if (verbatim)
        copy_verbatim(out, text, tex.end);
    else
        convert(&tex, tex.end);
}

/* What reference managers put into their exports of HTML: entities, and tags with what they mean. */
struct html_sign {
    const char *typed;
    const char *text;
};

static const struct html_sign html_entities[] = {
#include "bibliography/entities.inc"
};

struct html_tag {
    const char *open;
    const char *close;
    const char *before;
    const char *after;
};

static const struct html_tag html_tags[] = {
#include "bibliography/tags.inc"
};

enum { DEEPEST_TAG = 8 };

/* A text in HTML being copied, with the tags that are open. */
struct html {
    struct arena *arena;
    struct buffer out;
    const struct html_tag *open[DEEPEST_TAG];
    size_t depth;
};

static bool begins(const char *text, const char *with)
{
    return strncasecmp(text, with, strlen(with)) == 0;
}

/* Each copy_ function returns what follows what it copied, NULL if nothing of its kind is at text. */
static const char *copy_entity(struct html *html, const char *text)
{
    for (size_t i = 0; i < sizeof html_entities / sizeof html_entities[0]; i++) {
        if (begins(text, html_entities[i].typed)) {
            buffer_text(&html->out, html_entities[i].text);
            return text + strlen(html_entities[i].typed);
        }
    }
    return NULL;
}

/* <sub>2</sub>, <sup>2</sup> */
static const char *copy_html_script(struct html *html, const char *text)
{
    bool below = begins(text, "<sub>");
    const char *start = text + strlen("<sub>");
    const char *end = below || begins(text, "<sup>") ? strcasestr(start, below ? "</sub>" : "</sup>") : NULL;

    if (end == NULL)
        return NULL;
    put_script(&html->out, arena_copy(html->arena, start, (size_t)(end - start)), below);
    return end + strlen("</sub>");
}

/* A tag whose partner is there, too; what only looks like a tag stays. */
static const char *copy_tag(struct html *html, const char *text)
{
    const struct html_tag *innermost = html->depth > 0 ? html->open[html->depth - 1] : NULL;

    if (innermost != NULL && begins(text, innermost->close)) {
        buffer_text(&html->out, innermost->after);
        html->depth--;
        return text + strlen(innermost->close);
    }
    for (size_t i = 0; html->depth < DEEPEST_TAG && i < sizeof html_tags / sizeof html_tags[0]; i++) {
        const struct html_tag *tag = &html_tags[i];
        if (!begins(text, tag->open) || strcasestr(text, tag->close) == NULL)
            continue;
        buffer_text(&html->out, tag->before);
        html->open[html->depth++] = tag;
        return text + strlen(tag->open);
    }
    return NULL;
}

const char *bib_without_html(struct arena *arena, const char *text)
{
    static const char *(*const kinds[])(struct html *, const char *) = {copy_entity, copy_html_script, copy_tag};
    struct html html = {.arena = arena};

    if (strpbrk(text, "<&") == NULL)
        return text;
    while (*text != '\0') {
        const char *behind = NULL;
        for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && behind == NULL && strchr("<&", *text); i++)
            behind = kinds[i](&html, text);
        if (behind == NULL)
            buffer_char(&html.out, *text);
        text = behind ? behind : text + 1;
    }
    while (html.depth > 0)
        buffer_text(&html.out, html.open[--html.depth]->after);
    return buffer_take(&html.out, arena);
}

const char *bib_tidy(struct arena *arena, const char *text)
{
    struct buffer tidy = {0};

    for (; *text != '\0'; text++) {
        if (!ascii_is_space(*text))
            buffer_char(&tidy, *text);
        else if (tidy.length > 0 && tidy.bytes[tidy.length - 1] != ' ')
            buffer_char(&tidy, ' ');
    }
    if (tidy.length > 0 && tidy.bytes[tidy.length - 1] == ' ')
        buffer_cut(&tidy, tidy.length - 1);
    return text_compose(arena, buffer_take(&tidy, arena));
}
