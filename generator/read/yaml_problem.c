#include "read/private.h"

#include "base/say.h"

#include <string.h>

struct wording {
    const char *problem;
    const char *context; /* NULL: any */
    bool at_context;     /* the place is where the context began */
    const char *code;
    const char *message;
    const char *hint;
};

#define SCALAR "while scanning a quoted scalar"
#define QUOTE_IT N_("put the whole value in single quotes: 'like this'")

static const struct wording wordings[] = {
    {"found unexpected end of stream", SCALAR, true, "yaml-quote", N_("the quotation mark here is never closed"),
     N_("close it at the end of the value, or put the text on the lines below '|', where quotes need no care")},
    {"found unexpected document indicator", SCALAR, true, "yaml-quote", N_("the quotation mark here is never closed"),
     N_("close it at the end of the value; a line '---' is not allowed within quotes")},
    {"found unknown escape character", NULL, false, "yaml-escape",
     N_("'\\' before this character means nothing in \"...\""),
     N_("use single quotes, in which '\\' is an ordinary character")},
    {"did not find expected hexdecimal number", SCALAR, false, "yaml-escape",
     N_("'\\x', '\\u' and '\\U' need the number of a character"),
     N_("use single quotes, in which '\\' is an ordinary character")},
    {"found invalid Unicode character escape code", NULL, false, "yaml-escape",
     N_("there is no character with this number"), N_("type the character itself")},
    {"did not find expected hexdecimal number", "while parsing a quoted scalar", false, "yaml-escape",
     N_("'\\x', '\\u' and '\\U' need the number of a character"),
     N_("use single quotes, in which '\\' is an ordinary character")},
    {"block sequence entries are not allowed in this context", NULL, false, "yaml-list",
     N_("a list cannot begin on the line of its key"),
     N_("begin it on the next line, or put it in brackets: [first, second]; a text that begins with '-' needs quotes")},
    {"mapping keys are not allowed in this context", NULL, false, "yaml-quotes-needed",
     N_("a value that begins with '? ' needs quotes"), QUOTE_IT},
    {"found unexpected ':'", NULL, false, "yaml-colon", N_("':' is not allowed here"), QUOTE_IT},
    {"did not find expected node content", NULL, false, "yaml-value", N_("a value is missing before this"),
     N_("take out the comma or bracket that is too many, or put the text in quotes")},
    {"did not find expected comment or line break", NULL, false, "yaml-block-text",
     N_("the text cannot begin on the line of '|' or '>'"),
     N_("put it on the lines below, indented deeper than the key")},
    {"found an indentation indicator equal to 0", NULL, false, "yaml-block-text",
     N_("'|' and '>' cannot be followed by 0"), N_("remove the number")},
    {"did not find expected alphabetic or numeric character", NULL, true, "yaml-quotes-needed",
     N_("a value that begins with '*' or '&' needs quotes"), QUOTE_IT},
    {"found incompatible YAML document", NULL, false, "yaml-directive", N_("the line '%YAML' is not needed here"),
     N_("remove it")},
    {"did not find expected <document start>", "", false, "yaml-indentation",
     N_("this line begins further left than the first key of the file, or belongs to nothing above it"),
     N_("let all keys of the file begin in the first column")},
};

/* Whatever goes wrong inside these comes from a text that should have been in quotes. */
static const struct wording contexts[] = {
    {NULL, "while scanning a tag", true, "yaml-quotes-needed", N_("a value that begins with '!' needs quotes"),
     QUOTE_IT},
    {NULL, "while parsing a tag", true, "yaml-quotes-needed", N_("a value that begins with '!' needs quotes"),
     QUOTE_IT},
    {NULL, "while parsing a node", true, "yaml-quotes-needed", N_("a value that begins with '!' needs quotes"),
     QUOTE_IT},
    {NULL, "while scanning a directive", true, "yaml-quotes-needed",
     N_(/* xgettext:no-c-format */ "a value that begins with '%' needs quotes"), QUOTE_IT},
    {NULL, "while scanning a %TAG directive", true, "yaml-quotes-needed",
     N_(/* xgettext:no-c-format */ "a value that begins with '%' needs quotes"), QUOTE_IT},
    {NULL, "while scanning a %YAML directive", true, "yaml-directive", N_("the line '%YAML' is not needed here"),
     N_("remove it")},
};

static bool problem_is(const struct yaml_problem *problem, const char *words)
{
    return strcmp(problem->problem, words) == 0;
}

static const char *line_start(const struct yaml_problem *problem)
{
    const char *start = problem->source->text + problem->offset;

    while (start > problem->source->text && start[-1] != '\n')
        start--;
    return start;
}

/* Only white space stands before the problem on its line. */
static bool is_first_on_line(const struct yaml_problem *problem)
{
    const char *start = line_start(problem);

    return strspn(start, " \t") >= (size_t)(problem->source->text + problem->offset - start);
}

static int lines_with_tabs(const struct yaml_source *source)
{
    int count = 0;
    const char *end = source->text + source->length;

    for (const char *line = source->text; line != NULL && line < end; line++) {
        const char *first = line + strspn(line, " ");
        count += *first == '\t' && first[strspn(first, " \t")] != '\n';
        line = memchr(line, '\n', (size_t)(end - line));
        if (line == NULL)
            break;
    }
    return count;
}

static bool diagnose_tab(struct diags *diags, const struct yaml_problem *problem)
{
    const struct yaml_source *source = problem->source;
    bool at_tab = problem->offset < source->length && source->text[problem->offset] == '\t';

    if (!at_tab && strstr(problem->problem, "tab character") == NULL)
        return false;
    if (!is_first_on_line(problem)) {
        diag_error(diags, problem->place, "yaml-tab", "a tab is not allowed here");
        diag_hint(diags, "put a space in its place");
        return true;
    }
    diag_error(diags, problem->place, "yaml-tab", "the line is indented with a tab");
    int count = lines_with_tabs(source);
    diag_hint(diags, count > 1
                         ? N_("indent with spaces, two for each level; other lines of the file begin with tabs too")
                         : N_("indent with spaces, two for each level"));
    return true;
}

/* A space that does not break a line, as word processors type it, where YAML asks for a plain one; NULL: none. */
static const char *find_no_break_space(const char *line)
{
    static const char *const spaces[] = {"\u00a0", "\u202f"};
    const char *end = strchr(line, '\n');
    const char *key = line + strcspn(line, ":\n");

    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        size_t length = strlen(spaces[i]);
        const char *found = strstr(line, spaces[i]);
        bool leads = found != NULL && (size_t)(found - line) == strspn(line, " -");
        bool parts = *key == ':' && strncmp(key + 1, spaces[i], length) == 0;
        if ((leads || parts) && (end == NULL || found < end))
            return leads ? found : key + 1;
    }
    return NULL;
}

/* It is in the line, or in the one above, which then seems to go on. */
static bool diagnose_no_break_space(struct diags *diags, const struct yaml_problem *problem)
{
    const char *line = line_start(problem);
    struct place place = problem->place;

    for (int above = 0; above < 2; above++) {
        const char *found = find_no_break_space(line);
        if (found != NULL) {
            place.column = (int)(found - line) + 1;
            diag_error(diags, place, "yaml-space", "there is a no-break space here in place of a space");
            diag_hint(diags, "type the spaces before the text again; word processors put such spaces into what is "
                             "copied from them");
            return true;
        }
        if (line == problem->source->text)
            return false;
        for (line--; line > problem->source->text && line[-1] != '\n';)
            line--;
        place.line--;
    }
    return false;
}

/* text: "Ya," katanya */
static bool diagnose_text_after_close(struct diags *diags, const struct yaml_problem *problem)
{
    bool expected = problem_is(problem, "did not find expected key") ||
                    problem_is(problem, "did not find expected '-' indicator") ||
                    problem_is(problem, "did not find expected <document start>");

    if (!expected || !problem->after_closed)
        return false;
    char next = problem->source->text[problem->offset];
    if (next == ']' || next == '}') {
        diag_error(diags, problem->place, "yaml-bracket", "'%c' is one too many", next);
        diag_hint(diags, "remove it");
        return true;
    }
    diag_error(diags, problem->place, "yaml-quote", "the value goes on after its closing quotation mark or bracket");
    diag_hint(diags, "begin the value with '|' and put the text on the lines below, indented");
    return true;
}

static bool diagnose_colon(struct diags *diags, const struct yaml_problem *problem)
{
    if (!problem_is(problem, "mapping values are not allowed in this context"))
        return false;
    const char *start = line_start(problem);
    const char *colon = strstr(start, ": ");
    if (colon != NULL && colon < problem->source->text + problem->offset) {
        diag_error(diags, problem->place, "yaml-colon", "a value with ': ' in it needs quotes");
        diag_hint(diags, QUOTE_IT);
    } else {
        struct place place = problem->place;
        place.column = (int)strspn(start, " ") + 1;
        diag_error(diags, place, "yaml-indentation", "this key is indented deeper than the line above allows");
        diag_hint(diags, "let the keys of one record begin in the same column; a text that goes on over several lines "
                         "begins with '|'");
    }
    return true;
}

static bool is_item(const struct yaml_problem *problem)
{
    const char *at = problem->source->text + problem->offset;

    return *at == '-' && (at[1] == ' ' || at[1] == '\n');
}

static bool diagnose_indentation(struct diags *diags, const struct yaml_problem *problem)
{
    struct place began = problem->context_place;
    bool in_record = problem_is(problem, "did not find expected key") &&
                     strcmp(problem->context, "while parsing a block mapping") == 0;
    bool in_list = problem_is(problem, "did not find expected '-' indicator");

    if (!in_record && !in_list)
        return false;
    if (is_item(problem)) {
        diag_error(diags, problem->place, "yaml-indentation", "this item does not line up with the list above it");
        diag_hint(diags, "let all items of a list begin with '- ' in the same column");
        return true;
    }
    diag_error(diags, problem->place, "yaml-indentation", "this line does not line up with the keys above it");
    if (in_record)
        diag_hint(diags, "the record begins in line %d: let all its keys begin in column %d", began.line, began.column);
    else
        diag_hint(diags, "let it begin in the column of the keys above; the list it is in begins in line %d, column %d",
                  began.line, began.column);
    return true;
}

static bool diagnose_no_colon(struct diags *diags, const struct yaml_problem *problem)
{
    if (!problem_is(problem, "could not find expected ':'"))
        return false;
    diag_error(diags, problem->context_place, "yaml-key", "this line has no ': ' after its key");
    diag_hint(diags, "write 'key: value', with a space; if the line belongs to the text above, begin that text with "
                     "'|' and indent all its lines");
    return true;
}

static bool diagnose_unclosed(struct diags *diags, const struct yaml_problem *problem)
{
    bool list = problem_is(problem, "did not find expected ',' or ']'");

    if (!list && !problem_is(problem, "did not find expected ',' or '}'"))
        return false;
    diag_error(diags, problem->place, "yaml-bracket", "',' or '%c' is missing before this", list ? ']' : '}');
    diag_hint(diags, "the bracket was opened in line %d, column %d", problem->context_place.line,
              problem->context_place.column);
    return true;
}

/* Length of a character that YAML does not allow at text, or 0. */
static size_t forbidden_length(const char *text)
{
    unsigned char c = (unsigned char)*text;

    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
        return 1;
    if (c == 0xc2 && (unsigned char)text[1] < 0xa0 && (unsigned char)text[1] != 0x85)
        return 2;
    return strncmp(text, "\xef\xbb\xbf", 3) == 0 || strncmp(text, "\xef\xbf\xbe", 3) == 0 ||
                   strncmp(text, "\xef\xbf\xbf", 3) == 0
               ? 3
               : 0;
}

static bool diagnose_control_character(struct diags *diags, const struct yaml_problem *problem)
{
    const struct yaml_source *source = problem->source;
    const char *at = source->text, *end = source->text + source->length;

    if (!problem_is(problem, "control characters are not allowed"))
        return false;
    while (at < end && forbidden_length(at) == 0)
        at++;
    struct place place =
        place_behind((struct place){source->file, source->line, 1}, source->text, (size_t)(at - source->text));
    size_t length = forbidden_length(at);
    unsigned long code = length == 1 ? (unsigned char)*at : length == 2 ? (unsigned char)at[1] : 0xfeff;
    diag_error(diags, place, "yaml-control", "there is an invisible control character (U+%04lX) here", code);
    diag_hint(diags, "delete it: type the characters on either side again");
    return true;
}

static bool diagnose_start(struct diags *diags, const struct yaml_problem *problem)
{
    if (!problem_is(problem, "found character that cannot start any token"))
        return false;
    diag_error(diags, problem->place, "yaml-quotes-needed", "a value that begins with '%c' needs quotes",
               problem->source->text[problem->offset]);
    diag_hint(diags, QUOTE_IT);
    return true;
}

static const struct wording *find_wording(const struct yaml_problem *problem)
{
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++) {
        const struct wording *wording = &wordings[i];
        if (problem_is(problem, wording->problem) &&
            (wording->context == NULL || strcmp(problem->context, wording->context) == 0))
            return wording;
    }
    for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++) {
        if (strcmp(problem->context, contexts[i].context) == 0)
            return &contexts[i];
    }
    return NULL;
}

void yaml_problem_diagnose(struct diags *diags, const struct yaml_problem *problem)
{
    if (diagnose_tab(diags, problem) || diagnose_no_break_space(diags, problem) ||
        diagnose_text_after_close(diags, problem) || diagnose_colon(diags, problem) ||
        diagnose_indentation(diags, problem) || diagnose_no_colon(diags, problem) ||
        diagnose_unclosed(diags, problem) || diagnose_control_character(diags, problem) ||
        diagnose_start(diags, problem))
        return;
    const struct wording *wording = find_wording(problem);
    if (wording == NULL) {
        diag_error(diags, problem->place, "yaml-syntax", "from here on the file is not correct YAML");
        diag_hint(diags, "the YAML library says: %s%s%s", problem->problem, *problem->context ? " " : "",
                  problem->context);
        return;
    }
    diag_error(diags, wording->at_context ? problem->context_place : problem->place, wording->code, "%s",
               translated(wording->message));
    diag_hint(diags, "%s", translated(wording->hint));
}
