/* Answers to a form (Google Forms, KoboToolbox, Microsoft Forms): a row for each respondent becomes a transcript. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/csv.h"
#include "base/map.h"
#include "base/text.h"
#include "base/words.h"

#include <string.h>

enum { FEWEST_WORDS = 5 }; /* of a question that is none by its sign: "Ceritakan pengalaman Ibu di posyandu" */

enum answer { ANSWER_NONE, ANSWER_WORDS, ANSWER_ATTRIBUTE, ANSWER_PRIVATE, ANSWER_SOURCE };

/* A question with a sign; KoboToolbox writes one more column for each choice of it, "...?/Biaya". */
static bool is_question(const char *head)
{
    return strchr(head, '?') != NULL && strstr(head, "?/") == NULL;
}

static bool is_long(const char *head)
{
    size_t words = 1;

    for (; *head != '\0'; head++)
        words += *head == ' ';
    return words >= FEWEST_WORDS;
}

static bool is_personal(const char *folded)
{
    size_t length;

    return words_prefix(WORDS_WHO, folded, &length) != NULL ||
           (!is_question(folded) && words_within(WORDS_PERSONAL, folded));
}

/* What a column of a form holds. */
static enum answer answer_in(struct arena *arena, const char *head, enum sheet_column column)
{
    const char *folded = text_trimmed(arena, text_fold(arena, head));

    if (column == COLUMN_PRIVATE || column == COLUMN_NAME || is_personal(folded))
        return ANSWER_PRIVATE;
    if (is_question(folded))
        return ANSWER_WORDS;
    if (column == COLUMN_SOURCE)
        return ANSWER_SOURCE;
    if (column != COLUMN_OTHER || *folded == '_' || *folded == '\0' || strchr(folded, '?') != NULL)
        return ANSWER_NONE;
    return is_long(folded) ? ANSWER_WORDS : ANSWER_ATTRIBUTE;
}

bool sheet_has_answers(const struct sheet *sheet)
{
    const struct csv_row *heads = sheet->rows.items[0];
    bool has = false;

    for (size_t i = 0; i < heads->count; i++)
        has |= is_question(heads->cells[i]);
    return has;
}

/* The respondent of that number: called by a column that is a code, else by the number. */
static struct project_source *respondent(struct project *project, const struct csv_row *row, const enum answer *answers,
                                         size_t number)
{
    const char *name = arena_format(project->arena, "R%02zu", number);

    for (size_t i = 0; i < row->count; i++)
        name = answers[i] == ANSWER_SOURCE && *row->cells[i] != '\0' ? row->cells[i] : name;
    struct project_source *source = project_source_named(project, project->by_name, name);
    if (source->person == NULL)
        source->person = project_add_person(project, name);
    return source;
}

/* Adds what the row says to what the respondent says in all rows: in texts, by the source. */
static void read_row(struct project *project, const struct csv_row *heads, const struct csv_row *row,
                     const enum answer *answers, size_t number, struct map *texts)
{
    const struct project_source *source = respondent(project, row, answers, number);
    struct buffer *text = map_item(texts, source->name, sizeof *text);

    for (size_t i = 0; i < row->count; i++) {
        const char *cell = text_trimmed(project->arena, row->cells[i]);
        if (*cell == '\0')
            continue;
        if (answers[i] == ANSWER_WORDS)
            buffer_format(text, "P: %s\n\nR: %s\n\n", heads->cells[i], cell);
        else if (answers[i] == ANSWER_ATTRIBUTE)
            case_set(project, source->person, heads->cells[i], cell);
        else if (answers[i] == ANSWER_PRIVATE)
            list_add(&source->person->names, project->arena, (void *)cell);
    }
}

bool read_answers(struct project *project, const struct sheet *sheet, const enum sheet_column *columns)
{
    const struct csv_row *heads = sheet->rows.items[0];
    enum answer *answers = arena_alloc(project->arena, sizeof *answers * (heads->count + 1));
    struct map *texts = map_new(project->arena);

    project->tool = "answers to a form";
    for (size_t i = 0; i < heads->count; i++) {
        answers[i] = answer_in(project->arena, heads->cells[i], columns[i]);
        if (answers[i] == ANSWER_NONE)
            project_lose(project, arena_format(project->arena, "column '%s'", heads->cells[i]), 1, LOSS_LEFT,
                         "it is no answer");
    }
    for (size_t i = 1; i < sheet->rows.count; i++)
        read_row(project, heads, sheet->rows.items[i], answers, i, texts);
    for (size_t i = 0; i < map_count(texts); i++) {
        struct project_source *source = project_source_named(project, project->by_name, map_key(texts, i));
        source->text = text_trimmed(project->arena, buffer_take(map_value(texts, i), project->arena));
        source->length = strlen(source->text);
    }
    project_lose(project, "answers of a respondent", sheet->rows.count - 1, LOSS_KEPT,
                 "as a transcript: questions after 'P:', answers after 'R:'");
    return true;
}
