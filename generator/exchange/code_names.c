/*
 * Which codes a cell or a comment names.  Semicolons, bars, bullets and lines always part them.  Commas, strokes and
 * words like "and" stand in names as well: these part what is called so elsewhere, and all of a file is heard before.
 */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_NAMES = 256, MOST_LETTERS = 1000 };

/* What is known of a name, whatever its capitals and blanks: how it was met. */
struct code_name {
    const char *spelling;      /* the first one */
    bool is_alone;             /* nothing but it stood in a text, or between signs that always part */
    const char *between;       /* commas of this text; NULL: of none */
    bool is_often;             /* or of several texts */
    bool is_listed;            /* a list of codes has it */
    struct project_code *code; /* that one; NULL: there are several */
    bool is_told;
};

/* text in small letters, with one blank where it has several. */
static const char *key_of(struct arena *arena, const char *text)
{
    char *key = arena_string(arena, text_fold(arena, text_on_one_line(arena, text))), *end = key;

    for (const char *sign = key; *sign != '\0'; sign++) {
        if (*sign != ' ' || sign[1] != ' ')
            *end++ = *sign;
    }
    *end = '\0';
    return key;
}

static struct code_name *name_of(const struct project *project, const char *text)
{
    return map_item(project->code_names, key_of(project->arena, text), sizeof(struct code_name));
}

static const struct code_name *known(const struct project *project, const char *text)
{
    return map_get(project->code_names, key_of(project->arena, text));
}

/* Where sign is in text, outside of brackets that are closed; NULL: nowhere. */
static const char *find_sign(const char *text, const char *sign)
{
    int brackets = 0;

    for (; *text != '\0'; text++) {
        brackets += (*text == '(' && strchr(text, ')') != NULL) - (*text == ')' && brackets > 0);
        if (brackets == 0 && strncasecmp(text, sign, strlen(sign)) == 0)
            return text;
    }
    return NULL;
}

/* Puts what stands between signs into pieces. Returns how many these are. */
static size_t pieces_between(struct arena *arena, const char *text, const char *sign, const char **pieces)
{
    size_t count = 0;

    for (const char *end; text != NULL && count < MOST_NAMES; text = end ? end + strlen(sign) : NULL) {
        end = find_sign(text, sign);
        const char *piece = text_trimmed(arena, end ? arena_copy(arena, text, (size_t)(end - text)) : text);
        if (*piece != '\0')
            pieces[count++] = piece;
    }
    return count;
}

/* text with a line end for each sign that always parts. */
static const char *on_lines(struct arena *arena, const char *text)
{
    static const char *const bullets[] = {"\xe2\x80\xa2", "\xe2\x97\x8f", "\xe2\x96\xaa", "\xe2\x97\xa6"};
    char *lines = arena_string(arena, text);

    for (char *sign = lines; *sign != '\0'; sign++) {
        if (strchr(";|\t", *sign) != NULL)
            *sign = '\n';
        for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
            if (text_starts_with(sign, bullets[i]))
                memcpy(sign, " \n ", 3);
        }
    }
    return lines;
}

/* A line without the dash or the number that it has as one of a list. */
static const char *without_mark(const char *line, size_t number, size_t count)
{
    static const char *const dashes[] = {"- ", "* ", "\xe2\x80\x93 ", "\xe2\x80\x94 "};
    size_t digits = strspn(line, "0123456789");

    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        if (text_starts_with(line, dashes[i]))
            return line + strlen(dashes[i]);
    }
    bool is_numbered = count > 1 && digits > 0 && digits < 3 && strtoul(line, NULL, 10) == number &&
                       (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
    return is_numbered ? line + digits + 2 : line;
}

/* What stands on lines of its own in text: names, or several with commas and the like between. */
static size_t lines_of(struct arena *arena, const char *text, const char **lines)
{
    size_t count = pieces_between(arena, on_lines(arena, text), "\n", lines), filled = 0;

    for (size_t i = 0; i < count; i++) {
        const char *line = text_trimmed(arena, without_mark(lines[i], i + 1, count));
        if (*line != '\0' && strcmp(line, "-") != 0 && strcmp(line, "\xe2\x80\x93") != 0)
            lines[filled++] = line;
    }
    return filled;
}

void code_names_learn(struct project *project, const char *text)
{
    const char *lines[MOST_NAMES], *pieces[MOST_NAMES];
    size_t count = strlen(text) < MOST_LETTERS ? lines_of(project->arena, text, lines) : 0;

    for (size_t i = 0; i < count; i++) {
        size_t names = pieces_between(project->arena, lines[i], ",", pieces);
        for (size_t j = 0; j < names; j++) {
            struct code_name *name = name_of(project, pieces[j]);
            name->is_alone |= names == 1;
            name->is_often |= name->between != NULL && strcmp(name->between, lines[i]) != 0;
            name->between = lines[i];
        }
    }
}

void code_names_list(struct project *project, const char *text, struct project_code *code)
{
    struct code_name *name = name_of(project, text);

    name->code = name->is_listed && name->code != code ? NULL : code;
    name->is_listed = name->is_alone = true;
}

struct project_code *project_code_named(struct project *project, const char *text, const char **levels, size_t above)
{
    size_t below = project_levels(project, text, project_separator(project, text), levels + above);
    const struct code_name *listed = below == 1 ? known(project, levels[above]) : NULL;

    if (listed != NULL && listed->code != NULL && above == 0)
        return listed->code;
    if (listed != NULL && listed->code != NULL)
        levels[above] = listed->code->name;
    size_t count = above + below < MOST_DEPTH ? above + below : MOST_DEPTH;
    for (size_t i = 0; i < count; i++) {
        struct code_name *name = name_of(project, levels[i]);
        name->spelling = name->spelling ? name->spelling : levels[i];
        project_lose(project, "name in other capitals or blanks", strcmp(levels[i], name->spelling) != 0, LOSS_CHANGED,
                     "the code that it names where it stands first");
        levels[i] = name->spelling;
    }
    return below > 0 ? project_code_at(project, project->by_path, levels, count) : NULL;
}

/* Whether what stands between signs are names: with commas, if one is; else if all are. */
static bool are_names(const struct project *project, const char *const *pieces, size_t count, bool is_comma)
{
    size_t names = 0;

    for (size_t i = 0; i < count; i++) {
        const struct code_name *name = known(project, pieces[i]);
        names += name != NULL && (name->is_alone || (is_comma && name->is_often));
    }
    return count > 1 && (is_comma ? names > 0 : names == count);
}

/* "biaya" of "waktu, jarak, dan biaya" */
static const char *without_and(const char *piece)
{
    size_t length;

    return words_prefix(WORDS_JOINING, piece, &length) != NULL && piece[length] == ' ' ? piece + length + 1 : piece;
}

/* Says once of each whole line what became of it. */
static void tell(struct project *project, const char *text, bool is_parted)
{
    struct code_name *name = name_of(project, text);

    if (!name->is_told)
        project_lose(project, "name with ',', '/', '&' or 'and' in it", 1, is_parted ? LOSS_CHANGED : LOSS_KEPT,
                     is_parted ? N_("several codes, as each of them stands alone elsewhere")
                               : N_("one code; where several are meant, write ';' between them"));
    name->is_told = true;
}

/* Adds the names in line, which signs from that number on may part. Returns how many there are then. */
static size_t add_names(struct project *project, const char *line, size_t sign, const char **names, size_t count)
{
    const char *const *doubtful = words_single(WORDS_DOUBTFUL); /* signs that may part names, and may stand in one */
    const char *pieces[MOST_NAMES], *separator = project->request->separator;
    const struct code_name *whole = known(project, line);
    bool is_doubtful = false;

    for (size_t i = sign; doubtful[i] != NULL && !(whole != NULL && whole->is_listed); i++) {
        if (find_sign(line, doubtful[i]) == NULL || (separator != NULL && strstr(separator, doubtful[i]) != NULL))
            continue;
        size_t parts = pieces_between(project->arena, line, doubtful[i], pieces);
        is_doubtful |= parts > 1;
        if (!are_names(project, pieces, parts, i == 0))
            continue;
        if (i > 0)
            tell(project, line, true);
        for (size_t j = 0; j < parts; j++)
            count = add_names(project, i == 0 ? without_and(pieces[j]) : pieces[j], i + 1, names, count);
        return count;
    }
    if (is_doubtful && sign == 0)
        tell(project, line, false);
    if (count < MOST_NAMES)
        names[count++] = line;
    return count;
}

size_t code_names_in(struct project *project, const char *text, const char **names, size_t most)
{
    const char *lines[MOST_NAMES], *all[MOST_NAMES];
    size_t count = lines_of(project->arena, text, lines), found = 0;

    for (size_t i = 0; i < count; i++)
        found = add_names(project, lines[i], 0, all, found);
    found = found < most ? found : most;
    memcpy(names, all, sizeof *names * found);
    return found;
}
