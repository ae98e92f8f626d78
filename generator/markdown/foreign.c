#include "markdown/private.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/say.h"
#include "base/text.h"
#include "document/document.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

/* What a mark of another program is and what to write instead. */
struct advice {
    const char *mark;
    const char *hint;
};

/* ---- what is reported: it is printed as it stands ---- */

/* Commands of LaTeX by what they are for; the last is for all others. */
static const struct advice commands[] = {
    {"cite", N_("cite a work with [@key], in a sentence with @key")},
    {"citep", N_("cite a work with [@key]")},
    {"citet", N_("cite a work in a sentence with @key")},
    {"parencite", N_("cite a work with [@key]")},
    {"autocite", N_("cite a work with [@key]")},
    {"footcite", N_("cite a work with [@key]")},
    {"textcite", N_("cite a work in a sentence with @key")},
    {"ref", N_("refer to a table or figure with @tbl:label or @fig:label")},
    {"autoref", N_("refer to a table or figure with @tbl:label or @fig:label")},
    {"eqref", N_("refer to an equation with @eq:label")},
    {"cref", N_("refer to a table or figure with @tbl:label or @fig:label")},
    {"url", N_("write the address alone, or as [words](address)")},
    {"href", N_("write the address alone, or as [words](address)")},
    {"label", N_("give a label in braces behind a caption or heading: {#fig:label}")},
    {"footnote", N_("write a note as ^[text of the note]")},
    {"textit", N_("write *text* for italics")},
    {"emph", N_("write *text* for italics")},
    {"textbf", N_("write **text** for bold")},
    {"newpage", N_("remove it; pages break automatically")},
    {"clearpage", N_("remove it; pages break automatically")},
    {"pagebreak", N_("remove it; pages break automatically")},
    {"begin", N_("write tables, lists and figures in Markdown, and an equation as $$x$$ in a paragraph of its own")},
    {"end", N_("write tables, lists and figures in Markdown, and an equation as $$x$$ in a paragraph of its own")},
    {"includegraphics", N_("write ![caption](figures/name.png){#fig:label}")},
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

static void warn(struct reading *reading, struct place place, const char *mark, size_t length, const char *hint)
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

enum { MOST_CLOSES = 16 };

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
    bool is_command = length > 2 && (alone || text[length] == '{' || text[length] == '[');
    return found(length, is_command ? command_hint(text + 1, length - 1) : NULL);
}

/* "$x$" by pandoc's rule: no blank inside its ends, no digit behind it. "$5 dan $10" is money. */
static struct found find_math(struct line *line, const char *text)
{
    bool display = text[1] == '$';
    size_t open = display ? 2 : 1, end = open;

    (void)line;
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
    return found((size_t)(end - text) + 2, text > line->start && text[-1] == '!'
                                               ? N_("write ![caption](figures/name.png){#fig:label}")
                                               : N_("link to a page with [words](page:id)"));
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

/* "**": what is in bold for the reader, and is not, as a blank is in it. */
static struct found find_bold(struct line *line, const char *text)
{
    size_t run = strspn(text, "*");
    const char *end = run == 2 ? next_mark(line, text + run, "**") : NULL;

    (void)line;
    if (end == NULL || strspn(text + run, " ") == (size_t)(end - text) - run || end[2] == '*')
        return nothing(run);
    struct found bold = found((size_t)(end - text) + 2,
                              N_("write **words** without a blank behind the first and before the last '**'"));
    bold.enough = 2;
    return bold;
}

/* "](nama berkas.pdf)": an address with a blank in it makes no link and no picture. */
static struct found find_address(struct line *line, const char *text)
{
    const char *end = memchr(text, ')', strnlen(text, LONGEST_WIKI_LINK));
    size_t length = end ? (size_t)(end - text) + 1 : 1;
    bool is_linked = text[2] == FLAT_OBJECT; /* "](https://... =300x)" of HackMD */

    (void)line;
    if (end == NULL || length < 4 || memchr(text, ' ', length) == NULL ||
        (memchr(text, FLAT_OBJECT, length) != NULL && !is_linked) ||
        (memchr(text, '.', length) == NULL && memchr(text, '/', length) == NULL && !is_linked))
        return nothing(1);
    struct found address = found_behind(
        length, N_("write an address with blanks as [words](<address>), and the width of a figure as {width=50%}"));
    address.enough = is_linked ? 2 : 0;
    return address;
}

/* "][ref]": a link whose address nobody gives. */
static struct found find_reference(struct line *line, const char *text)
{
    const char *end = memchr(text + 1, ']', strnlen(text + 1, LONGEST_WIKI_LINK));
    size_t length = end ? (size_t)(end - text) + 1 : 1;

    bool numbered = ascii_is_digit(text[2]) && text > line->start && !ascii_is_digit(text[-1]); /* "[1][2]" cites */
    if (end == NULL || !(ascii_is_letter(text[2]) || numbered) || memchr(text, FLAT_OBJECT, length) != NULL ||
        memchr(line->start, '[', (size_t)(text - line->start)) == NULL)
        return nothing(1);
    return found_behind(length,
                        N_("give the address in a line of its own, [name]: https://..., or write [words](address)"));
}

/* "==words==", "++words++" */
static struct found find_highlight(struct line *line, const char *text)
{
    const char *sign = *text == '=' ? "==" : "++";
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

static const char foreign_marks[] = "\\$[]{=+:*<@^(%`~";

/* The marks, each beginning with one of foreign_marks, and what finds their end; the first that fits counts. */
static const struct kind {
    const char *open;
    struct found (*find)(struct line *line, const char *at);
    const char *close, *hint; /* without find: what stands up to close is reported with hint */
} kinds[] = {
    {"\\", find_command, NULL, NULL},
    {"$", find_math, NULL, NULL},
    {"[[", find_wiki, NULL, NULL},
    {"[^", find_note, NULL, NULL},
    {"^[", find_open_note, NULL, NULL},
    {"^", find_block_name, NULL, NULL},
    {"((", find_block_name, NULL, NULL},
    {"(#", find_label, NULL, NULL},
    {"(APPENDIX", NULL, ")", N_("write the heading alone; appendices are made automatically")},
    {"(PART", NULL, ")", N_("write the heading alone")},
    {"`", find_latex_quotes, NULL, NULL},
    {"~", find_tie, NULL, NULL},
    {"**", find_bold, NULL, NULL},
    {"](", find_address, NULL, NULL},
    {"][", find_reference, NULL, NULL},
    /* A tab of MkDocs */
    {"=== \"", NULL, "\"", N_("remove it, and give each part a heading of its own")},
    {"=", find_highlight, NULL, NULL},
    {"+", find_highlight, NULL, NULL},
    {":", find_emoji, NULL, NULL},
    {"%%", find_remark, NULL, NULL},
    /* "{{< pagebreak >}}" of Quarto */
    {"{{", NULL, "}}", N_("remove it; pages break and are put together automatically")},
    /* HackMD, GitBook */
    {"{%", NULL, "%}", N_("remove it, or write [words](address)")},
    {"[name=", NULL, "]", N_("write the name as words")},
    /* A field of Word with a citation of Zotero or Mendeley */
    {"{ADDIN", NULL, "}", N_("cite a work with [@key]")},
    /* CriticMarkup */
    {"{++", NULL, "++}", N_("take the change over first; only the words remain")},
    {"{--", NULL, "--}", N_("take the change over first; only the words remain")},
    {"{~~", NULL, "~~}", N_("take the change over first; only the words remain")},
    {"{==", NULL, "==}", N_("take the remark out; a comment is <!-- words -->")},
    {"{>>", NULL, "<<}", N_("take the remark out; a comment is <!-- words -->")},
    {"{", find_attributes, NULL, NULL},
    /* "\\@ref(fig:x)" of bookdown */
    {"@ref(", NULL, ")", N_("refer to a table or figure with @tbl:label or @fig:label")},
};

static struct found find(const struct kind *kind, struct line *line, const char *at)
{
    size_t open = strlen(kind->open);

    if (strncmp(at, kind->open, open) != 0)
        return nothing(0);
    if (kind->find != NULL)
        return kind->find(line, at);
    const char *end = next_mark(line, at + open, kind->close);
    if (end == NULL)
        return nothing(0);
    struct found mark = found((size_t)(end - at) + strlen(kind->close), kind->hint);
    if (memchr(at, FLAT_OBJECT, mark.length) != NULL) /* an address: "{{< video https://... >}}" */
        mark.enough = open;
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
    struct found mark = nothing(0);
    struct place place;

    if (*at == '<')
        check_comment(reading, at, line);
    for (const struct kind *kind = kinds; mark.passed == 0 && kind < kinds + sizeof kinds / sizeof *kinds; kind++)
        mark = find(kind, text, at);
    bool is_escaped = at[mark.from] == '@' || at[mark.from] == '#'; /* as bookdown wants it */
    if (mark.hint != NULL && (find_typed(reading, line, at + mark.from, mark.length, is_escaped, &place) ||
                              (mark.enough > 0 && foreign_find(reading, line, at, mark.enough, &place))))
        warn(reading, place, at + mark.from, mark.length, mark.hint);
    return mark.passed > 0 ? mark.passed : 1;
}

static void check_line(struct reading *reading, const char *text, int line)
{
    struct line read = {.start = text};

    for (const char *at = text; (at = strpbrk(at, foreign_marks)) != NULL;)
        at += check_mark(reading, &read, at, line);
}

/* The text of the spans up to the end of a line, whatever is not text being a no sign of anything; what follows. */
static const struct span *line_of_text(const struct span *spans, struct buffer *text)
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
    else if (is_typed_number(text) && next->next == NULL)
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
        spans = line_of_text(spans, &text);
        check_line(reading, buffer_string(&text), line);
    }
    buffer_free(&text);
}

/* The length of a mark at text that opens a block, if a plain blank followed it: "##", "-", "12."; 0: none. */
static size_t block_mark(const char *text)
{
    size_t hashes = strspn(text, "#"), digits = strspn(text, "0123456789");

    if (hashes >= 1 && hashes <= 6)
        return hashes;
    if (digits > 0 && digits < 4 && (text[digits] == '.' || text[digits] == ')'))
        return digits + 1;
    return *text == '-' || *text == '*' || *text == '+' ? 1 : 0;
}

static bool holds_table_label(const struct span *span)
{
    while (span != NULL && (span->kind != SPAN_TEXT || strstr(span->text, "{#tbl:") == NULL))
        span = span->next;
    return span != NULL;
}

/* "Term", and on a line below it ": what it means"; with a label, it is the caption of a table that its source touches.
 */
static void check_definition(struct reading *reading, const struct block *paragraph)
{
    for (const struct span *span = paragraph->spans; span != NULL; span = span->next) {
        const struct span *next = span->next;
        bool starts = next != NULL && span->kind == SPAN_SOFT_BREAK && next->kind == SPAN_TEXT &&
                      (*next->text == ':' || *next->text == '~') && (next->text[1] == ' ' || next->text[1] == '\t');
        if (!starts || holds_table_label(next))
            continue;
        foreign_warn(reading, reading_span_place(reading, next->line, next->column),
                     N_("a definition list is printed as it is typed"), N_("write a list: - **Term**: what it means"));
        return;
    }
}

void foreign_check_start(struct reading *reading, const struct block *paragraph)
{
    struct buffer text = {0};
    static const char no_break[] = "\u00a0";

    if (reading->source->plain)
        return;
    foreign_check_lines(reading, paragraph);
    if (paragraph->spans == NULL || paragraph->spans->kind != SPAN_TEXT)
        return;
    check_definition(reading, paragraph);
    line_of_text(paragraph->spans, &text);
    const char *start = buffer_string(&text);
    size_t mark = block_mark(start);
    struct place place;
    bool escaped = mark == 0 || !foreign_find(reading, paragraph->place.line, start, mark, &place);
    if (!escaped && strncmp(start + mark, no_break, strlen(no_break)) == 0) {
        diag_warning(reading->diags, paragraph->place, "no-break-space",
                     "there is a no-break space here in place of a space, so '%.*s' is printed as it is typed",
                     (int)mark, start);
        diag_hint(reading->diags, "type a plain space behind it");
    } else if (!escaped && *start == '#' && (ascii_is_letter(start[mark]) && (mark > 1 || start[mark] < 'a'))) {
        diag_warning(reading->diags, paragraph->place, "other-syntax",
                     "'%.*s' without a blank behind it opens no heading", (int)mark, start);
        diag_hint(reading->diags, "put a blank behind '%.*s', or write \\# if the sign is meant", (int)mark, start);
    } else if (strncmp(start, "+--", 3) == 0 && strchr(start + 1, '+') != NULL) {
        foreign_warn(reading, paragraph->place, N_("a grid table is printed as it is typed"),
                     N_("write a table with bars: | a | b | and below it |---|---|"));
    }
    buffer_free(&text);
}

/* ---- what is obeyed ---- */

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

    line_of_text(paragraph->spans, &text);
    const char *line = buffer_string(&text);
    size_t length = strcspn(line, "] ");
    if (length > 2 && line[length] == ']' && strchr(" +-", line[length + 1]) != NULL)
        warn(reading, paragraph->place, line, length + 1,
             N_("the boxes are [!NOTE], [!WARNING] and [!SUMMARY]; a quotation needs no mark"));
    buffer_free(&text);
}

bool foreign_alert(struct reading *reading, struct block *quote)
{
    struct block *first = quote->children;

    if (reading->source->plain || first == NULL || first->kind != BLOCK_PARAGRAPH || first->spans == NULL ||
        !is_typed(reading, first->spans, "[!"))
        return false;
    for (const struct callout_alias *box = callout_aliases; box->name != NULL; box++) {
        struct span *rest = behind(reading, first->spans, arena_concat(reading->scratch, "[!", box->name, "]", NULL));
        struct callout *callout = arena_alloc(reading->arena, sizeof *callout);
        callout->kind = box->kind;
        if (rest == NULL || !take_title(callout, rest, &first->spans))
            continue;
        quote->children = first->spans ? first : first->next;
        quote->kind = BLOCK_CALLOUT;
        quote->callout = callout;
        return true;
    }
    report_alert(reading, first);
    return false;
}

/* "[/]" and "[-]": boxes of Obsidian that are half done or dropped. */
static void report_box(struct reading *reading, const struct block *paragraph)
{
    struct buffer text = {0};

    line_of_text(paragraph->spans, &text);
    const char *line = buffer_string(&text);
    if (*line == '[' && line[1] != '\0' && strchr("/-<>!?*", line[1]) != NULL && strncmp(line + 2, "] ", 2) == 0 &&
        is_typed(reading, paragraph->spans, "["))
        warn(reading, paragraph->place, line, 3, N_("the boxes of tasks are [ ] and [x]"));
    buffer_free(&text);
}

void foreign_task(struct reading *reading, struct block *item)
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
void foreign_line_block(struct reading *reading, struct block *paragraph)
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
