#include "markdown/private.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/say.h"
#include "base/text.h"
#include "base/words.h"
#include "document/document.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

/* What a mark of another program is and what to write instead. */
struct advice {
    const char *mark;
    const char *hint;
};

/* Commands of LaTeX; the last is for all others. */
static const struct advice commands[] = {
#include "markdown/commands.inc"
    {NULL, N_("write it in Markdown, or in backticks if the command itself is meant")},
};

static const char *command_hint(const char *name, size_t length)
{
    const struct advice *advice = commands;

    while (advice->mark != NULL && (strlen(advice->mark) != length || strncmp(advice->mark, name, length) != 0))
        advice++;
    return advice->hint;
}

/* As find_typed, in the text itself. */
static bool search_typed(struct reading *reading, int first, const char *mark, size_t length, bool escaped,
                         struct place *place)
{
    int line = first - reading->source->line;

    for (; line >= 0 && line <= reading->leaf.last_line && line < reading->line_count &&
           reading->searched < MOST_SEARCHED;
         line++) {
        const char *start = reading->text + reading->starts[line];
        size_t rest = reading->starts[line + 1] - reading->starts[line];
        for (const char *at = start; (at = memmem(at, rest - (size_t)(at - start), mark, length)) != NULL; at++) {
            if ((at > start && at[-1] == '\\') != escaped)
                continue;
            *place = reading_place(reading, line, (int)(at - start) + 1);
            reading->searched += (size_t)(at - start);
            return true;
        }
        reading->searched += rest;
    }
    return false;
}

/* It was looked for in vain in this paragraph, from this line on or from one above. */
static bool was_missed(const struct reading *reading, int first, const char *mark, size_t length, bool escaped)
{
    for (size_t i = 0; i < MISSED_KEPT; i++) {
        const struct missed *missed = &reading->missed[i];
        if (missed->mark != NULL && missed->line <= first && missed->last_line == reading->leaf.last_line &&
            missed->escaped == escaped && missed->length == length && memcmp(missed->mark, mark, length) == 0)
            return true;
    }
    return false;
}

/*
 * Where mark stands as it is typed, from line first of the paragraph on: behind a backslash if escaped, else not.  Of
 * a text with thousands of marks that are not found, the rest is not looked through.
 */
static bool find_typed(struct reading *reading, int first, const char *mark, size_t length, bool escaped,
                       struct place *place)
{
    if (was_missed(reading, first, mark, length, escaped))
        return false;
    if (search_typed(reading, first, mark, length, escaped, place))
        return true;
    reading->missed[reading->missed_count++ % MISSED_KEPT] =
        (struct missed){arena_copy(reading->scratch, mark, length), length, first, reading->leaf.last_line, escaped};
    return false;
}

bool foreign_find(struct reading *reading, int first, const char *mark, size_t length, struct place *place)
{
    return find_typed(reading, first, mark, length, false, place);
}

void foreign_warn(struct reading *reading, struct place place, const char *what, const char *hint)
{
    diag_warning(reading->diags, place, "other-syntax", "%s", translated(what));
    diag_hint(reading->diags, "%s", translated(hint));
}

enum { LONGEST_SHOWN = 60 };

void foreign_warn_mark(struct reading *reading, struct place place, const char *mark, size_t length, const char *hint)
{
    struct buffer shown = {0};

    for (size_t i = 0; i < length && (i < LONGEST_SHOWN || ((unsigned char)mark[i] & 0xc0) == 0x80); i++) {
        if (mark[i] == FLAT_OBJECT)
            buffer_text(&shown, "...");
        else
            buffer_char(&shown, flat_unmasked(mark[i]));
    }
    if (length > LONGEST_SHOWN)
        buffer_text(&shown, "...");
    diag_warning(reading->diags, place, "other-syntax", "'%s' is printed as it is typed", buffer_string(&shown));
    diag_hint(reading->diags, "%s", translated(hint));
    buffer_free(&shown);
}

/* What the bytes at a mark are: how many need no further look, and which of them are reported. */
struct found {
    size_t passed;       /* 0: they are not of this kind */
    const char *hint;    /* NULL: nothing is reported */
    size_t from, length; /* of what is reported */
    size_t enough;       /* cmark may have changed the rest, so these first bytes are looked for alone; 0: all */
};

enum { MOST_CLOSES = 32 };

/* A line, read from its start to its end, and what was looked for in it; what was looked through is not again. */
struct line {
    const char *start;
    struct looked {
        const char *mark;
        const char *at;    /* NULL: not up to there */
        const char *up_to; /* the first byte at which it was not looked for */
    } looked[MOST_CLOSES];
};

static struct looked *looked_for(struct line *line, const char *mark)
{
    struct looked *looked = line->looked;

    while (looked->mark != NULL && strcmp(looked->mark, mark) != 0)
        looked++;
    assert(looked < line->looked + MOST_CLOSES);
    if (looked->mark == NULL)
        *looked = (struct looked){mark, NULL, line->start};
    return looked;
}

/* The next mark behind at, as far as markup may reach. */
static const char *next_mark(struct line *line, const char *at, const char *mark)
{
    struct looked *looked = looked_for(line, mark);
    size_t length = strlen(mark), rest = strnlen(at, LONGEST_MARKUP);
    const char *from = looked->up_to > at ? looked->up_to : at;

    if ((looked->at == NULL || looked->at < at) && from + length <= at + rest) {
        looked->at = memmem(from, (size_t)(at + rest - from), mark, length);
        looked->up_to = looked->at != NULL ? looked->at + 1 : at + rest - length + 1;
    }
    return looked->at != NULL && looked->at >= at ? looked->at : NULL;
}

static struct found nothing(size_t passed)
{
    return (struct found){.passed = passed};
}

static struct found found(size_t length, const char *hint)
{
    return (struct found){.passed = length, .hint = hint, .length = length};
}

/* The same but for its first byte. */
static struct found found_behind(size_t length, const char *hint)
{
    return (struct found){.passed = length, .hint = hint, .from = 1, .length = length - 1};
}

static bool is_behind_word(const struct line *line, const char *text)
{
    return text > line->start && !ascii_is_space(text[-1]) && strchr("(\"'{", text[-1]) == NULL;
}

/* "\cite{key}", or "\newpage" behind no word, as a folder of Windows is. */
static struct found find_command(struct line *line, const char *text)
{
    size_t length = 1;

    while (ascii_is_letter(text[length]))
        length++;
    bool alone = !is_behind_word(line, text) && text[length] != '\\' && !ascii_is_digit(text[length]);
    if (text[1] == '\0' && text > line->start && text[-1] != ':')
        return found(1, N_("break a line with one backslash at its end"));
    bool is_command = length > 2 && (alone || text[length] == '{' || text[length] == '[');
    return found(length, is_command ? command_hint(text + 1, length - 1) : NULL);
}

/* "$x$" by pandoc's rule: no blank inside its ends, no digit behind it. "$5 dan $10" is money. */
static struct found find_math(struct line *line, const char *text)
{
    bool display = text[1] == '$';
    size_t open = display ? 2 : 1, end = open;

    if (display && text == line->start && text[open] == '\0')
        return found(open, N_("write $x$ in a line, and $$x$$ in a paragraph of its own, without a blank line in it"));
    if (!display && (ascii_is_space(text[1]) || text[1] == '\0'))
        return nothing(open);
    while (text[end] != '\0' && text[end] != '$' && text[end] != '\n' && end < LONGEST_MATH)
        end += text[end] == '\\' && text[end + 1] != '\0' && text[end + 1] != '\n' ? 2 : 1;
    bool closes = text[end] == '$' && end > open && (display ? text[end + 1] == '$' : !ascii_is_space(text[end - 1]));
    if (!closes || ascii_is_digit(text[end + open]))
        return nothing(open);
    struct found math = found(
        end + open, N_("mathematics is not set here; leave a blank between it and the code or address beside it"));
    math.enough = open + 1;
    return math;
}

enum { LONGEST_WIKI_LINK = 400 };

/* "[[page]]", and "![[figure.png]]" */
static struct found find_wiki(struct line *line, const char *text)
{
    const char *end = memmem(text, strnlen(text, LONGEST_WIKI_LINK), "]]", 2);

    if (end == NULL || end == text + 2 || memchr(text, '\n', (size_t)(end - text)) != NULL)
        return nothing(2);
    struct found wiki = found((size_t)(end - text) + 2, text > line->start && text[-1] == '!'
                                                            ? N_("write ![caption](figures/name.png){#fig:label}")
                                                            : N_("link to a page with [words](page:id)"));
    wiki.enough = memchr(text, FLAT_OBJECT, wiki.length) != NULL ? 2 : 0; /* "[[_TOC_]]" */
    return wiki;
}

/* "[^a note]": blanks are in the label, which makes it none. */
static struct found find_note(struct line *line, const char *text)
{
    size_t length = 2 + strcspn(text + 2, "[]\n");

    (void)line;
    if (text[length] != ']' || memchr(text, ' ', length) == NULL || length > LONGEST_WIKI_LINK)
        return nothing(2);
    return found(length + 1, N_("call a footnote by one word, [^name], or write its text as ^[text of the note]"));
}

/* "^[": what closes it is missing, or further off than a note is looked for. */
static struct found find_open_note(struct line *line, const char *text)
{
    (void)line, (void)text;
    return (struct found){
        .passed = 1, .hint = N_("end the note with a bracket in its paragraph: ^[text of the note]"), .length = 2};
}

static const char name_signs[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_+";

/* "((64f1a2b3-...))" of Logseq and "^a1b2c3" of Obsidian at the end of a line: the names of blocks. */
static struct found find_block_name(struct line *line, const char *text)
{
    size_t name = strspn(text + 1 + (*text == '('), name_signs);
    bool closes = *text == '(' ? name == 36 && strncmp(text + 2 + name, "))", 2) == 0
                               : name > 3 && text[1 + name] == '\0' && text > line->start && text[-1] == ' ';

    if (!closes)
        return nothing(1 + name);
    return found(*text == '(' ? name + 4 : name + 1,
                 N_("remove it; link to a heading with @sec:id or [words](page:id)"));
}

/* Attributes right behind brackets, code or a link: "[kata]{.smallcaps}", "`x`{=latex}". */
static struct found find_attributes(struct line *line, const char *at)
{
    size_t length = attributes_length(at, strnlen(at, LONGEST_MARKUP)), word = 1;
    bool behind = at > line->start && (at[-1] == ']' || at[-1] == FLAT_OBJECT);

    while (ascii_is_letter(at[word]) || at[word] == '-')
        word++;
    bool pair = word > 1 && at[word] == '=', is_meant = strchr(".#=", at[1]) != NULL || pair;
    behind = behind || (pair && at > line->start && at[-1] == ' ' && at[length] == '\0'); /* of a heading */
    behind = behind || (at == line->start && at[length] == '\0');
    if (length < 3 || !behind || !is_meant)
        return nothing(1);
    if (strncmp(at + 1, "lang=", 5) == 0)
        return found(length, N_("write words in another language as :lang[words]{en}"));
    if (at == line->start && at[1] == '#')
        return found(length, N_("put the label behind the caption or heading: Table: What it shows {#tbl:label}"));
    return found(length, N_("take the braces out, or write *words* or **words** to set them apart"));
}

/*
 * "**" and "~~" that set nothing apart, as a blank is within them, or nothing closes them. "**p < 0,01" below a table
 * is meant so.
 */
static struct found find_pair(struct line *line, const char *text)
{
    const char *sign = *text == '*' ? "**" : "~~";
    size_t run = strspn(text, sign), letters = 0;
    const char *end = run == 2 ? next_mark(line, text + run, sign) : NULL;
    size_t words = end != NULL ? (size_t)(end - text) - run : 0;
    struct found pair =
        found(run + words + 2, N_("write **words** without a blank behind the first and before the last '**'"));

    while (ascii_is_letter(text[run + letters]))
        letters++;
    pair.enough = 2;
    if (run == 2 && (end == NULL || memchr(text, FLAT_OBJECT, words + run) != NULL) && !is_behind_word(line, text))
        return letters < 3 ? nothing(run)
                           : found(run, N_("nothing closes it; write **words**, or a backslash before it"));
    return end == NULL || strspn(text + run, " ") == words || end[2] == *sign ? nothing(run) : pair;
}

/* "](nama berkas.pdf)": an address with a blank in it makes no link and no picture. */
static struct found find_address(struct line *line, const char *text)
{
    const char *end = memchr(text, ')', strnlen(text, LONGEST_WIKI_LINK));
    size_t length = end ? (size_t)(end - text) + 1 : 1;
    bool is_linked = text[2] == FLAT_OBJECT; /* "](https://... =300x)" of HackMD */

    (void)line;
    if (end == NULL && is_linked)
        return found_behind(2, N_("close the address with a parenthesis: [words](address)"));
    if (end == NULL || length < 4 || memchr(text, ' ', length) == NULL ||
        (memchr(text, FLAT_OBJECT, length) != NULL && !is_linked) ||
        (memchr(text, '.', length) == NULL && memchr(text, '/', length) == NULL && !is_linked))
        return nothing(1);
    struct found address = found_behind(
        length, N_("write an address with blanks as [words](<address>), and the width of a figure as {width=50%}"));
    address.enough = is_linked ? 2 : 0;
    return address;
}

/* A sign that may begin a link stands before at, not further back than links are long. */
static bool has_before(const struct line *line, const char *at, char sign)
{
    size_t all = (size_t)(at - line->start), back = all < LONGEST_WIKI_LINK ? all : LONGEST_WIKI_LINK;

    return memchr(at - back, sign, back) != NULL;
}

/* "][ref]": a link whose address nobody gives. */
static struct found find_reference(struct line *line, const char *text)
{
    const char *end = memchr(text + 1, ']', strnlen(text + 1, LONGEST_WIKI_LINK));
    size_t length = end ? (size_t)(end - text) + 1 : 1;

    bool numbered = ascii_is_digit(text[2]) && text > line->start && !ascii_is_digit(text[-1]); /* "[1][2]" cites */
    if (end == NULL || !(ascii_is_letter(text[2]) || numbered) || memchr(text, FLAT_OBJECT, length) != NULL ||
        !has_before(line, text, '['))
        return nothing(1);
    return found_behind(length,
                        N_("give the address in a line of its own, [name]: https://..., or write [words](address)"));
}

/* "==words==", "++words++", "||words||" */
static struct found find_highlight(struct line *line, const char *text)
{
    const char *sign = *text == '=' ? "==" : *text == '+' ? "++" : "||";
    size_t run = strspn(text, sign);
    bool opens = run == 2 && !is_behind_word(line, text) && !ascii_is_space(text[2]) && text[2] != '\0';
    const char *end = opens ? next_mark(line, text + 2, sign) : NULL;

    if (end == NULL || ascii_is_space(end[-1]) || end[2] == *sign)
        return nothing(run);
    return found((size_t)(end - text) + 2, N_("write **words** to set them apart"));
}

/* ":smile:" and ":+1:" of GitHub */
static struct found find_emoji(struct line *line, const char *text)
{
    size_t length = 1 + strspn(text + 1, name_signs);
    bool named = strspn(text + 1, "0123456789") + 1 < length || strncmp(text, ":100:", 5) == 0;

    if (length < 3 || !named || text[length] != ':' || is_behind_word(line, text) ||
        ascii_is_letter(text[length + 1]) || ascii_is_digit(text[length + 1]))
        return nothing(1);
    return found(length + 1, N_("write the sign itself; or a backslash before the colon, if the word is meant"));
}

/* "%%words%%" of Obsidian; what begins a line is reported as such. */
static struct found find_remark(struct line *line, const char *at)
{
    const char *end = next_mark(line, at + 2, "%%");

    if (at == line->start || end == NULL || end == at + 2)
        return nothing(2);
    return found((size_t)(end - at) + 2, N_("take the remark out; a comment is <!-- words -->"));
}

/* "``words''" and "`words'" of LaTeX, whose ends may be marks of print by now. */
static struct found find_latex_quotes(struct line *line, const char *at)
{
    size_t run = strspn(at, "`");
    const char *end = run < 3 && ascii_is_letter(at[run]) ? strpbrk(at + run, "'`") : NULL;
    const char *printed = run < 3 && ascii_is_letter(at[run]) ? next_mark(line, at + run, "’") : NULL;

    if (printed == NULL && (end == NULL || *end == '`'))
        return nothing(run);
    return found(run, N_("write \"words\"; they become marks of print"));
}

/* "Tabel~1" of LaTeX */
static struct found find_tie(struct line *line, const char *at)
{
    bool ties = at > line->start && ascii_is_letter(at[-1]) && (ascii_is_letter(at[1]) || ascii_is_digit(at[1]));

    return ties ? found(1, N_("write a blank, or refer to a table or figure with @tbl:label or @fig:label"))
                : nothing(1);
}

/* "(\\#eq:x)" of bookdown */
static struct found find_label(struct line *line, const char *at)
{
    size_t name = 2 + strspn(at + 2, name_signs), end = name + 1;

    (void)line;
    if (at[name] != ':')
        return nothing(1);
    end += strspn(at + end, name_signs);
    if (at[end] != ')')
        return nothing(1);
    return found_behind(end + 1,
                        N_("give a label in braces behind a caption or an equation: {#tbl:label}, {#eq:label}"));
}

/* "^^words^^" of Logseq, of which what is between two signs is raised by now */
static struct found find_raised(struct line *line, const char *at)
{
    (void)line;
    (void)at;
    return (struct found){.passed = 3, .hint = N_("write **words** to set them apart"), .length = 1};
}

/* "m^2", "10^-3": raised for Markdown only between two signs. */
static struct found find_power(struct line *line, const char *at)
{
    size_t sign = at[1] == '-', digits = strspn(at + 1 + sign, "0123456789");

    if (digits == 0 || at == line->start || !(ascii_is_letter(at[-1]) || ascii_is_digit(at[-1]) || at[-1] == ')'))
        return find_block_name(line, at);
    return found(1 + sign + digits, N_("raise it between two signs, m^2^, or write it as mathematics, $m^2$"));
}

/* "[Judul] (https://...)" and "(Judul)[https://...]": links that are none. */
static struct found find_parted_link(struct line *line, const char *at)
{
    bool is_turned = *at == ')';
    const char *target = at + (is_turned ? 2 : 3), *end = next_mark(line, target, is_turned ? "]" : ")");
    size_t length = end != NULL ? (size_t)(end - target) : 0;
    bool is_address =
        *target == FLAT_OBJECT || (memchr(target, '.', length) != NULL && memchr(target, '/', length) != NULL);

    if (length == 0 || !is_address || memchr(target, ' ', length) != NULL ||
        !has_before(line, at, is_turned ? '(' : '['))
        return nothing(1);
    struct found link = found((size_t)(end - at) + 1, N_("write [words](address), with nothing between ']' and '('"));
    link.enough = (size_t)(target - at);
    return link;
}

/* "(key:: value)" and "[key:: value]" of Obsidian */
static struct found find_property(struct line *line, const char *at)
{
    size_t name = 1 + strspn(at + 1, name_signs);
    const char *end = strncmp(at + name, ":: ", 3) == 0 ? next_mark(line, at, *at == '(' ? ")" : "]") : NULL;

    return name == 1 || end == NULL ? nothing(0) : found((size_t)(end - at) + 1, N_("remove it"));
}

/* "[1]", "[2, 3]", "[4-6]", "[1][2]": the length of such numbers, of three digits at most. */
static size_t typed_numbers(const char *at)
{
    size_t length = 0;

    while (at[length] == '[' && ascii_is_digit(at[length + 1]) && at[length + 1] != '0') {
        size_t end = length + 1;
        while (ascii_is_digit(at[end])) {
            size_t digits = strspn(at + end, "0123456789"), between = strspn(at + end + digits, ",;- \u2013");
            end += digits + between;
            if (digits > 3)
                return length;
        }
        if (at[end] != ']' || !ascii_is_digit(at[end - 1]))
            return length;
        length = end + 1;
    }
    return length;
}

static bool begins_with_one_of(const char *text, const char *const *words)
{
    while (*words != NULL && strncasecmp(text, *words, strlen(*words)) != 0)
        words++;
    return *words != NULL;
}

const char foreign_chat_hint[] =
    N_("remove what the chat program left, and cite with [@key] a work that you have read");

/* What stands in brackets and is no link: numbers for works, what chat programs leave, what is still to be written. */
static struct found find_bracket(struct line *line, const char *at)
{
    static const char *const left[] = {
        "cite:", "cite_", "oaicite:", "web:", "file:", "source:", "image_", "attached_file", "ppl-ai", NULL};
    size_t numbers = typed_numbers(at);
    const char *end = next_mark(line, at, "]");
    struct found property = find_property(line, at);

    if (numbers > 0)
        return found(numbers, N_("cite a work with [@key]; a footnote is called by [^1] and written as [^1]: text"));
    if (end == NULL || property.passed > 0)
        return property.passed > 0 ? property : nothing(1);
    size_t length = (size_t)(end - at) + 1, opened;
    if (begins_with_one_of(at + 1, left))
        return found(length, foreign_chat_hint);
    if (words_prefix(WORDS_OPEN, at + 1, &opened) != NULL)
        return found(length, N_("write what belongs there"));
    if (at[1] == '/' && strspn(at + 2, name_signs) == length - 3 && length > 3)
        return found(length, N_("write *words* or **words** to set them apart"));
    return nothing(1);
}

/* A source as chat programs name it, between lenticular brackets: "1\u2020source" */
static struct found find_source(struct line *line, const char *at)
{
    static const char open[] = "\u3010", close[] = "\u3011";
    const char *end = strncmp(at, open, strlen(open)) == 0 ? next_mark(line, at, close) : NULL;

    if (end == NULL || !ascii_is_digit(at[strlen(open)]))
        return nothing(1);
    return found((size_t)(end - at) + strlen(close), foreign_chat_hint);
}

/* "{cite:p}`key`" of MyST, "{Sari, 2020 #12}" of EndNote, "{eq:x}"; else attributes */
static struct found find_brace(struct line *line, const char *at)
{
    size_t name = 1 + strspn(at + 1, "abcdefghijklmnopqrstuvwxyz:_-");
    static const char *const labels[] = {"eq:", "fig:", "tbl:", NULL};
    const char *end = next_mark(line, at, "}"), *number = end;

    if (end != NULL && at > line->start && (at[-1] == ' ' || at[-1] == FLAT_OBJECT) &&
        begins_with_one_of(at + 1, labels))
        return found((size_t)(end - at) + 1, N_("a label begins with '#': {#fig:label}"));
    if (name > 2 && at[name] == '}' && at[name + 1] == FLAT_OBJECT)
        return found(name + 1,
                     N_("cite a work with [@key], and refer to a table or figure with @tbl:label or @fig:label"));
    while (number != NULL && number > at && ascii_is_digit(number[-1]))
        number--;
    if (end != NULL && number < end && number - at > 8 && number[-1] == '#' &&
        memchr(at, ',', (size_t)(end - at)) != NULL)
        return found((size_t)(end - at) + 1, N_("cite a work with [@key]"));
    return find_attributes(line, at);
}

/* "&nbsp" without its end, and what became text by being escaped twice: "&amp;nbsp;" */
static struct found find_entity(struct line *line, const char *at)
{
    static const char *const names[] = {"nbsp",  "amp",    "lt",    "gt",    "quot",  "ndash",
                                        "mdash", "hellip", "rsquo", "ldquo", "rdquo", NULL};
    size_t length = 1;

    (void)line;
    while (ascii_is_letter(at[length]))
        length++;
    if (!text_is_one_of(at + 1, length - 1, names))
        return nothing(1);
    struct found entity = found(length + (at[length] == ';'), N_("write the sign itself, or an entity as &nbsp;"));
    entity.enough = 1;
    return entity;
}

static const char foreign_marks[] = "\\$[]{=+:*<@^(%`~|&)\xe3";

/* Marks that end with another one, each beginning with one of foreign_marks; what stands up to there is reported. */
static const struct enclosing {
    const char *open, *close, *hint;
} marks[] = {
#include "markdown/marks.inc"
};

/* Those of which a function finds the end. The first that fits counts, and all above come before these. */
static const struct kind {
    const char *open;
    struct found (*find)(struct line *line, const char *at);
} kinds[] = {
    {"\\", find_command},   {"$", find_math},         {"[[", find_wiki},         {"[^", find_note},
    {"^[", find_open_note}, {"^\xc0^", find_raised},  {"^", find_power},         {"((", find_block_name},
    {"(#", find_label},     {"`", find_latex_quotes}, {"**", find_pair},         {"~~", find_pair},
    {"~", find_tie},        {"](", find_address},     {"] (", find_parted_link}, {")[", find_parted_link},
    {"][", find_reference}, {"=", find_highlight},    {"+", find_highlight},     {"|", find_highlight},
    {":", find_emoji},      {"%%", find_remark},      {"{", find_brace},         {"[", find_bracket},
    {"(", find_property},   {"\u3010", find_source},  {"&", find_entity},
};

static bool begins_with(const char *at, const char *mark)
{
    return *at == *mark && strncmp(at, mark, strlen(mark)) == 0; /* most often it is another byte */
}

static struct found find_marked(struct line *line, const char *at)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t open = strlen(marks[i].open);
        const char *end = begins_with(at, marks[i].open) ? next_mark(line, at + open, marks[i].close) : NULL;
        if (end == NULL)
            continue;
        struct found mark = found((size_t)(end - at) + strlen(marks[i].close), marks[i].hint);
        if (memchr(at, FLAT_OBJECT, mark.length) != NULL) /* an address: "{{< video https://... >}}" */
            mark.enough = open;
        return mark;
    }
    return nothing(0);
}

static struct found find(struct line *line, const char *at)
{
    struct found mark = find_marked(line, at);

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && mark.passed == 0; i++) {
        if (begins_with(at, kinds[i].open))
            mark = kinds[i].find(line, at);
    }
    return mark;
}

/* "<!--" that cmark takes for no comment, as a blank line is in it, or the end of a cell. */
static void check_comment(struct reading *reading, const char *text, int line)
{
    struct place place = reading_span_place(reading, line, 1);

    if (strncmp(text, "<!--", 4) == 0 &&
        (foreign_find(reading, line, text, 4, &place) || reading->searched >= MOST_SEARCHED)) {
        diag_error(reading->diags, place, "open-comment",
                   "the comment '<!--' does not end in its paragraph, so it is printed");
        diag_hint(reading->diags,
                  "end it with '-->' before a blank line, an item or a bar, or begin it on a line of its own");
    }
}

/* Reports the mark at, if it was typed so from line on; the bytes that need no further look. */
static size_t check_mark(struct reading *reading, struct line *text, const char *at, int line)
{
    struct place place;

    if (*at == '<')
        check_comment(reading, at, line);
    const struct found mark = find(text, at);
    bool is_escaped = at[mark.from] == '@' || at[mark.from] == '#'; /* as bookdown wants it */
    if (mark.hint != NULL && (find_typed(reading, line, at + mark.from, mark.length, is_escaped, &place) ||
                              (mark.enough > 0 && foreign_find(reading, line, at, mark.enough, &place))))
        foreign_warn_mark(reading, place, at + mark.from, mark.length, mark.hint);
    return mark.passed > 0 ? mark.passed : 1;
}

static void check_line(struct reading *reading, const char *text, int line)
{
    struct line read = {.start = text};

    for (const char *at = text; (at = strpbrk(at, foreign_marks)) != NULL;)
        at += check_mark(reading, &read, at, line);
}

const struct span *foreign_line_text(const struct span *spans, struct buffer *text)
{
    for (; spans != NULL && spans->kind != SPAN_SOFT_BREAK && spans->kind != SPAN_LINE_BREAK; spans = spans->next) {
        if (spans->kind == SPAN_TEXT)
            buffer_text(text, spans->text);
        else
            buffer_char(text, FLAT_OBJECT);
    }
    return spans ? spans->next : NULL;
}

static bool may_be_foreign(const struct span *spans)
{
    for (; spans != NULL; spans = spans->next) {
        if (spans->kind == SPAN_TEXT && strpbrk(spans->text, foreign_marks) != NULL)
            return true;
    }
    return false;
}

/* "(1)" at the end of a line. */
static bool is_typed_number(const char *text)
{
    size_t digits = *text == '(' ? strspn(text + 1, "0123456789") : 0;

    return digits > 0 && strcmp(text + 1 + digits, ")") == 0;
}

/* Only an equation on lines of its own has a number, with the label right behind it; another one is reported. */
static void check_label(struct reading *reading, const struct span *math)
{
    const struct span *next = math->next;

    if (next == NULL || next->kind != SPAN_TEXT)
        return;
    size_t blanks = strspn(next->text, " ");
    const char *text = next->text + blanks;
    struct place place = reading_span_place(reading, next->line, next->column + (int)blanks);
    if (strncmp(text, "{#eq", 4) == 0)
        foreign_warn(reading, place, N_("the label of mathematics in a line is printed as it is typed"),
                     N_("write $$x$$ {#eq:label} in a paragraph of its own"));
    else if ((is_typed_number(text) || strncmp(text, "(eq", 3) == 0) && next->next == NULL)
        foreign_warn(reading, place, N_("the number of an equation is printed as it is typed"),
                     N_("write $$x$$ {#eq:label} in a paragraph of its own; it is numbered then"));
}

/* "`r mean(x)`" of R Markdown, "`{python} x`" of Quarto and "`= this.x`" of Obsidian, which run it. */
static void check_running_code(struct reading *reading, const struct span *code)
{
    const char *text = code->text;
    bool runs = (strncmp(text, "r ", 2) == 0 && strpbrk(text, "($") != NULL) ||
                (*text == '{' && ascii_is_letter(text[1]) && strstr(text, "} ") != NULL && strchr(text, '"') == NULL) ||
                strncmp(text, "= this.", 7) == 0;

    if (runs)
        foreign_warn(reading, reading_span_place(reading, code->line, code->column),
                     N_("code that other programs run or obey is printed as it is typed"), N_("write what it gives"));
}

void foreign_check(struct reading *reading, const struct span *spans)
{
    for (const struct span *span = spans; span != NULL && !reading->source->plain; span = span->next) {
        if (span->kind == SPAN_MATH)
            check_label(reading, span);
        else if (span->kind == SPAN_CODE)
            check_running_code(reading, span);
    }
    if (reading->source->plain || !may_be_foreign(spans))
        return;
    struct buffer text = {0};
    while (spans != NULL) {
        int line = spans->line;
        buffer_clear(&text);
        spans = foreign_line_text(spans, &text);
        check_line(reading, buffer_string(&text), line);
    }
    buffer_free(&text);
}
