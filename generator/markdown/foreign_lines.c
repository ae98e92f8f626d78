/*
 * What other programs read by the lines that it stands in, and CommonMark does not: lists of letters, contents, tables
 * without bars, mathematics between backslashes.  Each is reported once where it begins.
 */

#include "markdown/private.h"

#include "base/ascii.h"
#include "base/say.h"
#include "base/text.h"
#include "base/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    MOST_LETTERS = 6, /* of a Roman number */
    LEAST_ITEM = 3,   /* "a. " */
};

/* ---- lists ---- */

/* How an item of a list is counted. */
struct count {
    char style;  /* 'a', 'A', 'i' or '1'; '\0': it is none */
    char close;  /* '.' or ')' */
    bool opened; /* "(a)" */
    int value;
};

static int roman_value(const char *text, size_t length)
{
    static const char *const numbers[] = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"};

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (strlen(numbers[i]) == length && strncasecmp(numbers[i], text, length) == 0)
            return (int)i + 1;
    }
    return 0;
}

/* The marker that text begins with: "a.", "B)", "ii.", "(1)", and "2." in a paragraph, where no list begins. */
static struct count read_count(const char *text, bool roman)
{
    struct count count = {.opened = *text == '('};
    const char *word = text + count.opened;
    size_t length = 0;

    while (length <= MOST_LETTERS && isalnum((unsigned char)word[length]))
        length++;
    bool ends = (word[length] == '.' || word[length] == ')') && word[length + 1] == ' ' &&
                (!count.opened || word[length] == ')');
    if (length == 0 || !ends)
        return count;
    count.close = word[length];
    if (roman && roman_value(word, length) > 0)
        count.style = islower((unsigned char)*word) ? 'i' : 'I', count.value = roman_value(word, length);
    else if (length == 1 && isalpha((unsigned char)*word))
        count.style = islower((unsigned char)*word) ? 'a' : 'A', count.value = tolower((unsigned char)*word) - 'a' + 1;
    else if (length <= 2 && isdigit((unsigned char)*word))
        count.style = '1', count.value = ascii_is_digit(word[1]) ? (word[0] - '0') * 10 + word[1] - '0' : word[0] - '0';
    return count;
}

static bool follows(struct count first, struct count next)
{
    return first.style != '\0' && first.style == next.style && first.close == next.close &&
           first.opened == next.opened && next.value == first.value + 1;
}

/* "1.1 " and "1.2 " */
static bool are_sections(const char *line, const char *next)
{
    static const char digits[] = "0123456789";
    size_t before = strspn(line, digits), length = before + 1;

    if (before == 0 || line[before] != '.' || strncmp(line, next, length) != 0)
        return false;
    size_t first = strspn(line + length, digits), second = strspn(next + length, digits);
    const char *end = line + length + first, *next_end = next + length + second;
    end += *end == '.'; /* "1.1. " */
    next_end += *next_end == '.';
    return first > 0 && second > 0 && first < 3 && second < 3 && *end == ' ' && *next_end == ' ' &&
           atoi(next + length) == atoi(line + length) + 1;
}

static bool makes_list(const char *line, const char *next)
{
    return follows(read_count(line, false), read_count(next, false)) ||
           follows(read_count(line, true), read_count(next, true)) || are_sections(line, next);
}

/*
 * Signs before the items of a list, as word processors have them.  The last eight begin a paragraph, too: there a tab
 * follows, or the next line begins so as well.
 */
static bool is_dot(const char *line, const char *next)
{
    static const char *const dots[] = {"•", "·", "●", "▪", "▫", "◦", "‣", "■",  "□",  "○",  "➢", "➤",
                                       "❖", "✓", "✔", "–", "—", "§", "o", "--", "**", "->", "=>"};
    enum { COUNT = sizeof dots / sizeof dots[0], UNSURE = 8 };

    if (*line == '\xef' && (unsigned char)line[1] >= 0x80 && (unsigned char)line[1] <= 0x83) /* of Wingdings */
        return true;
    for (size_t i = 0; i < COUNT; i++) {
        size_t length = *line == *dots[i] ? strlen(dots[i]) : 0;
        if (length == 0 || strncmp(line, dots[i], length) != 0 || !ascii_is_blank(line[length]))
            continue;
        return i < COUNT - UNSURE || line[length] == '\t' ||
               (strncmp(next, dots[i], length) == 0 && ascii_is_blank(next[length]));
    }
    return false;
}

/* ---- the lines of a paragraph ---- */

/* A line that begins with what only other programs read. */
static const struct habit {
    const char *start;
    const char *what;
    const char *hint;
} habits[] = {
#include "markdown/habits.inc"
};

static bool is_habit(const struct habit *habit, const char *text)
{
    if (*text != *habit->start || strncmp(text, habit->start, strlen(habit->start)) != 0)
        return false; /* most often by its first byte */
    return *text != '*' || strstr(text, "]:") != NULL;
}

/* "key:: value" of Obsidian and Logseq */
static bool is_property(const char *text)
{
    size_t name = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_");

    return name > 0 && strncmp(text + name, ":: ", 3) == 0;
}

/* "[a]A comment": Google Docs exports them so, below the text. */
static bool is_comment(const char *text)
{
    return *text == '[' && ascii_is_small(text[1]) && text[2] == ']' && ascii_is_capital(text[3]);
}

/* "(name)=" of MyST */
static bool is_label(const char *text)
{
    size_t name = strcspn(text, ") ");

    return *text == '(' && name > 1 && strcmp(text + name, ")=") == 0;
}

/* The next line of text from span on, where span goes, or NULL: a comment may be all that a last line had. */
static const char *next_line(const struct span **span)
{
    while (*span != NULL && (*span)->kind != SPAN_SOFT_BREAK)
        *span = (*span)->next;
    *span = *span != NULL ? (*span)->next : NULL;
    if (*span == NULL)
        return NULL;
    return (*span)->kind == SPAN_TEXT ? (*span)->text : "";
}

/* What is typed where the span begins, or "" where it is escaped. */
static const char *typed_at(const struct reading *reading, const struct span *span)
{
    int line = span->line - reading->source->line;
    int column = span->column - (line == 0 ? reading->source->column - 1 : 0);
    size_t length;
    const char *text = line >= 0 && line < reading->line_count ? position_source(reading, line, column, &length) : "";

    return *text != '\\' ? text : "";
}

static size_t count_of(const char *text, const char *mark)
{
    size_t count = 0;

    for (; (text = strstr(text, mark)) != NULL; text++)
        count++;
    return count;
}

/* Both lines are rows of a table, with bars outside or as many between the cells. */
static bool are_rows(const char *line, const char *next)
{
    if (*line == '|' && *next == '|')
        return count_of(line, "|") > 1 && count_of(next, "|") > 1;
    return count_of(line, " | ") > 0 && count_of(line, " | ") == count_of(next, " | ");
}

/* "| a | b |": a second head of a table, or a row that blank lines part from the others. */
static bool is_row(const char *text)
{
    return *text == '|' && count_of(text, "|") > 2 && text_ends_with(text, "|");
}

/* Text begins with one code point from U+2000 on and a blank, as a list of another program does. */
static bool is_sign(const char *text)
{
    unsigned char first = (unsigned char)*text;
    size_t length = first >= 0xf0 ? 4 : first >= 0xe2 ? 3 : 0;

    return length > 0 && strlen(text) > length && ascii_is_blank(text[length + strspn(text + length, "\xef\xb8\x8f")]);
}

/* "-satu" and "-dua", "1.satu" and "2.dua": items but for a blank. */
static bool lacks_blanks(const char *line, const char *next)
{
    static const char digits[] = "0123456789";
    size_t first = strspn(line, digits), second = strspn(next, digits);

    if (first == 0 && *line != '\0' && strchr("-*+", *line) != NULL)
        return *next == *line && ascii_is_letter(line[1]) && ascii_is_letter(next[1]);
    if (strncmp(line, "\u2022", 3) == 0)
        return strncmp(next, "\u2022", 3) == 0 && line[3] != '\0' && !ascii_is_blank(line[3]);
    return first > 0 && second > 0 && first < 3 && second < 3 && line[first] != '\0' &&
           strchr(".)]", line[first]) != NULL && line[first] == next[second] && ascii_is_letter(line[first + 1]) &&
           ascii_is_letter(next[second + 1]) && atoi(next) == atoi(line) + 1;
}

/* A line and the next, which is typed so, are what other programs read as more than a paragraph; reported then. */
static bool check_pair(struct reading *reading, struct place place, const char *line, const char *next,
                       const char *typed)
{
    if (strncmp(typed, next, LEAST_ITEM) != 0)
        return false;
    if (makes_list(line, next))
        foreign_warn(reading, place, N_("a list counted so is printed as one paragraph"),
                     N_("write '1.', '2.' and so on, or leave a blank line between its items"));
    else if (lacks_blanks(line, next))
        foreign_warn(reading, place, N_("items without a blank behind their sign are printed as one paragraph"),
                     N_("put a blank behind it: '- satu', '1. satu'"));
    else if (is_sign(line) && strncmp(line, next, 3) == 0 && is_sign(next))
        foreign_warn(reading, place, N_("a list of dots is printed as one paragraph"),
                     N_("write '- ' in place of each dot"));
    else if (are_rows(line, next))
        foreign_warn(reading, place, N_("rows between bars are printed as they are typed"),
                     N_("write the row |---|---| below the first; it makes them a table"));
    else if (count_of(line, "\t") > 0 && count_of(line, "\t") == count_of(next, "\t"))
        foreign_warn(reading, place, N_("columns parted by tabs are printed as one paragraph"),
                     N_("write a table with bars: | a | b | and below it |---|---|"));
    else
        return false;
    return true;
}

/* The habit that a line begins with, which next follows; NULL: with none. */
static const struct habit *find_habit(const char *text, const char *next)
{
    static const struct habit dots = {NULL, N_("a list of dots is printed as one paragraph"),
                                      N_("write '- ' in place of each dot")};
    static const struct habit property = {NULL, N_("a property of another program is printed as it is typed"),
                                          N_("remove it")};
    static const struct habit row = {NULL, N_("rows between bars are printed as they are typed"),
                                     N_("write the row |---|---| below the first, and the others right below it")};
    static const struct habit label = {NULL, N_("a label of another program is printed as it is typed"),
                                       N_("give a label in braces behind a caption or heading: {#fig:label}")};

    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        if (is_habit(&habits[i], text))
            return &habits[i];
    }
    static const struct habit comment = {NULL, N_("a comment of Google Docs is printed as it is typed"),
                                         N_("remove it, and its letter in the text")};

    if (is_property(text))
        return &property;
    if (is_comment(text))
        return &comment;
    return is_label(text) ? &label : is_dot(text, next) ? &dots : is_row(text) && !are_rows(text, next) ? &row : NULL;
}

/* Of a paragraph, the first line that other programs read otherwise is reported. */
static void check_starts(struct reading *reading, const struct span *span)
{
    const char *text = span->kind == SPAN_TEXT ? span->text : "";

    for (const struct span *at = span, *line = at; text != NULL && at != NULL; line = at) {
        const struct place place = {reading->source->file, line->line, line->column};
        const char *next = next_line(&at);
        const struct habit *habit = find_habit(text, next ? next : "");
        if (habit != NULL && *typed_at(reading, line) == *text) {
            foreign_warn(reading, place, habit->what, habit->hint);
            return;
        }
        if (next != NULL && check_pair(reading, place, text, next, typed_at(reading, at)))
            return;
        text = next;
    }
}

/* ---- mathematics between backslashes ---- */

static bool looks_like_math(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (strchr("^_=", text[i]) != NULL ||
            (text[i] == '\\' && i + 1 < length && isalpha((unsigned char)text[i + 1])))
            return true;
    }
    while (length > 0 && *text == ' ')
        text++, length--;
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\\'))
        length--;
    return length > 0 && length < 3;
}

/* "\(x\)" and "\[x\]" of LaTeX, in one line, or "\[" alone in its line; for CommonMark they are brackets. */
static bool check_escaped(struct reading *reading, int line, const char *open, const char *close)
{
    const char *start = reading->text + reading->starts[line];
    size_t length = lines_end(reading, line) - reading->starts[line];
    const char *from = text_search(start, length, open);
    const char *to = from ? text_search(from + 2, length - (size_t)(from + 2 - start), close) : NULL;
    bool alone = from != NULL && from[1] == '[' && length == 2;

    if (!alone &&
        (to == NULL || memchr(start, '`', length) != NULL || !looks_like_math(from + 2, (size_t)(to - from) - 2)))
        return false;
    foreign_warn(reading, reading_place(reading, line, (int)(from - start) + 1),
                 N_("mathematics between backslashes is printed as it is typed"),
                 N_("write $x$ in a line, and $$x$$ in a paragraph of its own"));
    return true;
}

/* Where "Error! Bookmark" begins, with that mark, in a line from start on; NULL: it is no such error. */
static const char *error_at(const char *start, const char *mark)
{
    size_t length;
    bool is = false;

    while (!is && mark > start && ascii_is_letter(mark[-1]))
        is = words_prefix(WORDS_DANGLING, --mark, &length) != NULL;
    return is ? mark : NULL;
}

/* What Word puts in place of a reference that leads nowhere. */
static bool check_field(struct reading *reading, int line)
{
    const char *start = reading->text + reading->starts[line];
    size_t length = lines_end(reading, line) - reading->starts[line];
    const char *at = NULL;

    for (const char *mark = start; at == NULL && (mark = memchr(mark, '!', length - (size_t)(mark - start))) != NULL;
         mark++)
        at = error_at(start, mark);
    if (at != NULL)
        foreign_warn(reading, reading_place(reading, line, (int)(at - start) + 1),
                     N_("what Word writes for a reference that leads nowhere is printed"),
                     N_("refer to a table or figure with @tbl:label or @fig:label"));
    return at != NULL;
}

/* "citeturn0search1": what a chat program leaves of a link to what it found. */
static bool check_turn(struct reading *reading, int line)
{
    const char *start = reading->text + reading->starts[line], *end = reading->text + lines_end(reading, line);

    for (const char *at = start; (at = text_search(at, (size_t)(end - at), "turn")) != NULL; at++) {
        size_t digits = strspn(at + 4, "0123456789"), letters = 0;
        while (ascii_is_letter(at[4 + digits + letters]))
            letters++;
        if (digits == 0 || letters < 4 || !ascii_is_digit(at[4 + digits + letters]))
            continue;
        foreign_warn(reading, reading_place(reading, line, (int)(at - start) + 1),
                     N_("what a chat program left is printed as it is typed"), foreign_chat_hint);
        return true;
    }
    return false;
}

static void check_lines(struct reading *reading, const struct block *paragraph)
{
    int line = paragraph->place.line - reading->source->line;

    if (paragraph->spans != NULL)
        check_starts(reading, paragraph->spans);
    for (; line >= 0 && line <= reading->leaf.last_line && line < reading->line_count; line++) {
        if (check_escaped(reading, line, "\\(", "\\)") || check_escaped(reading, line, "\\[", "\\]") ||
            check_field(reading, line) || check_turn(reading, line))
            return;
    }
}

/* ---- the start of a paragraph ---- */

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

/* "#tesis #kader" */
static bool are_tags(const char *line)
{
    while (*line == '#') {
        line += strcspn(line, " ");
        line += strspn(line, " ");
    }
    return *line == '\0';
}

void foreign_check_heading(struct reading *reading, const struct block *heading)
{
    struct buffer text = {0};

    foreign_line_text(heading->spans, &text);
    const char *line = buffer_string(&text);
    if (!reading->source->plain && heading->spans == NULL)
        foreign_warn(reading, heading->place, N_("a heading without words is printed"),
                     N_("write its words, or remove it"));
    else if (!reading->source->plain && strncasecmp(line, "tags:", 5) == 0)
        foreign_warn(reading, heading->place, N_("tags of another program are printed as they are typed"),
                     N_("remove them"));
    else if (!reading->source->plain && strncmp(line, "=====", 5) == 0)
        foreign_warn(reading, heading->place, N_("a line of equals signs is printed as it is typed"),
                     N_("remove it, and write '# ' before a heading"));
    buffer_free(&text);
}

/* "Tabel 4.1 Data kader", "**Gambar 2.** Alur" */
static bool is_numbered_caption(struct arena *scratch, const struct span *spans)
{
    const struct span *first = spans;

    while (first != NULL && first->kind != SPAN_TEXT && first->children != NULL)
        first = first->children;
    const char *text = first != NULL && first->kind == SPAN_TEXT ? first->text : "";
    size_t word = strcspn(text, " ");
    if (!ascii_is_capital(*text) || words_find(WORDS_NUMBERED_SO, text, word) == NULL)
        return false;
    text = span_plain(scratch, spans);
    if (strlen(text) <= word)
        return false;
    text += word + 1;
    size_t number = strspn(text, "0123456789.");
    text += number + (text[number] == ':');
    return number > 0 && *text == ' ' && ascii_is_capital(text[1]);
}

void foreign_check_start(struct reading *reading, const struct block *paragraph)
{
    struct buffer text = {0};
    static const char no_break[] = "\u00a0";

    if (reading->source->plain)
        return;
    check_lines(reading, paragraph);
    if (is_numbered_caption(reading->scratch, paragraph->spans))
        foreign_warn(reading, paragraph->place, N_("the number of a caption is printed as it is typed"),
                     N_("captions are numbered automatically: write ': What it shows {#tbl:label}' below a table, "
                        "![What it shows](figures/name.png){#fig:label} for a figure"));
    if (paragraph->spans == NULL || paragraph->spans->kind != SPAN_TEXT)
        return;
    check_definition(reading, paragraph);
    foreign_line_text(paragraph->spans, &text);
    const char *start = buffer_string(&text);
    size_t mark = block_mark(start);
    struct place place;
    bool escaped = mark == 0 || !foreign_find(reading, paragraph->place.line, start, mark, &place);
    if (!escaped && strncmp(start + mark, no_break, strlen(no_break)) == 0) {
        diag_warning(reading->diags, paragraph->place, "no-break-space",
                     "there is a no-break space here in place of a space, so '%.*s' is printed as it is typed",
                     (int)mark, start);
        diag_hint(reading->diags, "type a plain space behind it");
    } else if (!escaped && *start == '#' && ascii_is_letter(start[mark]) &&
               (mark > 1 || start[mark] < 'a' || are_tags(start))) {
        diag_warning(reading->diags, paragraph->place, "other-syntax",
                     "'%.*s' without a blank behind it opens no heading", (int)mark, start);
        diag_hint(reading->diags, "put a blank behind '%.*s', or write \\# if the sign is meant", (int)mark, start);
    } else if (reading->container_count == 0 && (strncmp(start, "[ ] ", 4) == 0 || strncmp(start, "[x] ", 4) == 0)) {
        foreign_warn(reading, paragraph->place, N_("a task is printed as it is typed"),
                     N_("write it as '- [ ] words', or remove it"));
    } else if ((strncmp(start, "+--", 3) == 0 || strncmp(start, "+:-", 3) == 0) && strchr(start + 1, '+') != NULL) {
        foreign_warn(reading, paragraph->place, N_("a grid table is printed as it is typed"),
                     N_("write a table with bars: | a | b | and below it |---|---|"));
    }
    buffer_free(&text);
}

/* ---- blocks ---- */

void foreign_check_code(struct reading *reading, const struct block *code)
{
    static const char *const diagrams[] = {"mermaid", "dot",       "graphviz", "plantuml", "puml", "flow", "sequence",
                                           "vega",    "vega-lite", "chart",    "abc",      "d2",   "tikz", NULL};
    static const char *const queries[] = {"dataview", "dataviewjs", "query", "tasks", "toc", "csvpreview", NULL};
    const char *info = code->info != NULL && !reading->source->plain ? code->info : "";
    size_t length = strcspn(info, " \t");

    if ((info[0] == '{' && (isalpha((unsigned char)info[1]) || info[1] == '=')) ||
        text_is_one_of(info, length, queries))
        foreign_warn(
            reading, code->place, N_("code that other programs run or obey is printed as it is typed"),
            N_("write what it gives: a table, a figure in content/figures/, or a chart in content/statistics.yaml"));
    else if (strcmp(info, "math") == 0)
        foreign_warn(reading, code->place, N_("mathematics in a block of code is printed as it is typed"),
                     N_("write $$x$$ in a paragraph of its own"));
    else if (text_is_one_of(info, length, diagrams))
        foreign_warn(reading, code->place, N_("a diagram in a block of code is not drawn"),
                     N_("show a figure of it, ![caption](figures/NAME.svg); .dot files in content/figures/ are drawn"));
}

void foreign_check_rule(struct reading *reading, const struct block *rule)
{
    int line = rule->place.line - reading->source->line, column = rule->place.column;
    size_t length, groups = 0, longest = 0;
    const char *text = position_source(reading, line, column - (line == 0 ? reading->source->column - 1 : 0), &length);

    for (size_t i = 0, run; i<length; i += run> 0 ? run : 1) {
        for (run = 0; i + run < length && text[i + run] == '-'; run++)
            ;
        groups += run > 0;
        longest = run > longest ? run : longest;
    }
    if (reading->source->plain || groups < 2 || longest < 2)
        return;
    foreign_warn(reading, rule->place, N_("a table without bars is printed as it is typed"),
                 N_("write a table with bars: | a | b | and below it |---|---|"));
}
