/* The numbers of a statistic from a CSV file, as they come out of a spreadsheet. */

#include "read/private.h"

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>
#include <strings.h>

static const char data_folder[] = "content/data/";

/* Where a column is that the file does not have. */
#define NO_COLUMN ((size_t)-1)

/* One statistic and the file that it takes its numbers from. */
struct taking {
    struct build *build;
    struct statistic *statistic;
    const struct input_file *file;
    const struct csv_row *heads;
    const struct schema *point_schema;
    const struct schema *series_schema;
    size_t label, value, low, high, series, group; /* columns, or NO_COLUMN */
    struct map *by_name;                           /* "group\nlabel" -> struct statistic_series */
    struct map *seen;                              /* "group\nlabel\npoint": what has a number */
};

static size_t find_column(const struct taking *taking, const char *name)
{
    for (size_t i = 0; i < taking->heads->count; i++) {
        if (strcasecmp(taking->heads->cells[i], name) == 0)
            return i;
    }
    return NO_COLUMN;
}

/* The column that `columns` names for key, or the one that is called so; one that is named must be there. */
static bool set_column(const struct taking *taking, const char *named, const char *key, size_t *column)
{
    struct diags *diags = taking->build->diags;
    struct nearest nearest = {.word = named};

    *column = find_column(taking, named ? named : key);
    if (*column != NO_COLUMN || named == NULL)
        return true;
    for (size_t i = 0; i < taking->heads->count; i++)
        text_nearest(&nearest, taking->heads->cells[i]);
    diag_error(diags, record_place_of(&taking->statistic->columns->record, key), "unknown-column",
               "'%s' has no column '%s'", taking->file->path, named);
    diag_hint_nearest(diags, &nearest);
    return false;
}

static bool set_columns(struct taking *taking)
{
    static const struct statistic_columns none;
    const struct statistic_columns *named = taking->statistic->columns ? taking->statistic->columns : &none;
    bool found = set_column(taking, named->label, "label", &taking->label);

    found &= set_column(taking, named->value, "value", &taking->value);
    found &= set_column(taking, named->low, "low", &taking->low);
    found &= set_column(taking, named->high, "high", &taking->high);
    found &= set_column(taking, named->series, "series", &taking->series);
    found &= set_column(taking, named->group, "group", &taking->group);
    if (taking->label == NO_COLUMN)
        taking->label = 0;
    return found;
}

static struct place place_of(const struct taking *taking, const struct csv_row *row)
{
    return (struct place){taking->file->path, row->line, 0};
}

/* The number in that column of row; false: the cell is empty, or holds none (reported). */
static bool take_number(const struct taking *taking, const struct csv_row *row, size_t column, struct number *number)
{
    const char *text = csv_cell(row, column);
    struct diags *diags = taking->build->diags;

    if (column == NO_COLUMN || *text == '\0')
        return false;
    if (literal_number(text, &number->value)) {
        number->text = text;
        return true;
    }
    diag_error(diags, place_of(taking, row), "bad-number", "'%s' in the column '%s' is not a number", text,
               csv_cell(taking->heads, column));
    diag_hint(diags, "write it as 1234.5 or 1234,5, without a unit and without marks between thousands; an empty cell "
                     "is no number at all");
    return false;
}

/* The list that numbers of the series go to, which is made when it is first met; of no series, the statistic's own. */
static struct list *values_of(struct taking *taking, const char *group, const char *label, struct place place)
{
    struct arena *arena = taking->build->arena;

    if (*label == '\0')
        return &taking->statistic->points;
    const char *name = arena_concat(arena, group, "\n", label, NULL);
    struct statistic_series *series = map_get(taking->by_name, name);
    if (series == NULL) {
        series = record_empty(arena, taking->series_schema, taking->file->path);
        series->record.place = place;
        series->label = label;
        series->group = *group ? group : NULL;
        list_add(&taking->statistic->series, arena, series);
        map_put(taking->by_name, name, series);
    }
    return &series->values;
}

/* A series has one number for each label: a second one belongs to a series that the file does not tell apart. */
static bool is_first(struct taking *taking, const char *group, const char *series, const char *label,
                     struct place place)
{
    const char *name = arena_concat(taking->build->arena, group, "\n", series, "\n", label, NULL);
    struct diags *diags = taking->build->diags;

    if (map_put(taking->seen, name, taking->statistic) == NULL)
        return true;
    diag_error(diags, place, "number-twice", "there is a second number for '%s'", label);
    diag_hint(diags, taking->series == NO_COLUMN ? "say whose number it is in a column 'series'"
                                                 : "remove the one that is wrong");
    return false;
}

static void take_cell(struct taking *taking, const struct csv_row *row, size_t column, const char *series)
{
    struct arena *arena = taking->build->arena;
    struct place place = place_of(taking, row);
    const char *label = csv_cell(row, taking->label);
    const char *group = taking->group == NO_COLUMN ? "" : csv_cell(row, taking->group);
    struct number value;

    if (!take_number(taking, row, column, &value) || !is_first(taking, group, series, label, place))
        return;
    struct statistic_point *point = record_empty(arena, taking->point_schema, taking->file->path);
    point->record.place = place;
    point->label = label;
    point->value = value;
    take_number(taking, row, taking->low, &point->low);
    take_number(taking, row, taking->high, &point->high);
    list_add(values_of(taking, group, series, place), arena, point);
}

/* Each number in a row of its own, or a column for each series, as in a spreadsheet. */
static void take_row(struct taking *taking, const struct csv_row *row)
{
    bool is_wide = taking->value == NO_COLUMN;
    size_t count = taking->heads->count;

    if (!is_wide) {
        take_cell(taking, row, taking->value, taking->series == NO_COLUMN ? "" : csv_cell(row, taking->series));
        return;
    }
    for (size_t i = 0; i < count; i++) {
        bool is_number = i != taking->label && i != taking->group && i != taking->low && i != taking->high;
        if (is_number && *taking->heads->cells[i] != '\0')
            take_cell(taking, row, i, count == 2 ? "" : taking->heads->cells[i]);
    }
}

/* The file that the statistic names; NULL: there is none, reported. */
static const struct input_file *file_of(struct build *build, const struct statistic *statistic,
                                        const struct list *files)
{
    struct nearest nearest = {.word = statistic->file};

    for (size_t i = 0; i < files->count; i++) {
        const struct input_file *file = files->items[i];
        if (file->kind != INPUT_DATA)
            continue;
        if (strcmp(file->path + strlen(data_folder), statistic->file) == 0)
            return file;
        text_nearest(&nearest, file->path + strlen(data_folder));
    }
    diag_error(build->diags, record_place_of(&statistic->record, "file"), "unknown-data", "there is no file '%s%s'",
               data_folder, statistic->file);
    if (!diag_hint_nearest(build->diags, &nearest))
        diag_hint(build->diags, "save the sheet as CSV in %s", data_folder);
    return NULL;
}

static void take_file(struct taking *taking)
{
    const struct list *rows = &taking->file->rows;

    if (taking->file->lost)
        return;
    if (rows->count < 2) {
        diag_error(taking->build->diags, (struct place){.file = taking->file->path}, "empty-file",
                   "there are no numbers in the file");
        diag_hint(taking->build->diags, "its first line names the columns, each other line has a label and its number");
        return;
    }
    taking->heads = rows->items[0];
    if (!set_columns(taking))
        return;
    for (size_t i = 1; i < rows->count; i++)
        take_row(taking, rows->items[i]);
}

static void diagnose_unused(struct build *build, const struct list *files, const struct map *used)
{
    for (size_t i = 0; i < files->count; i++) {
        const struct input_file *file = files->items[i];
        if (file->kind != INPUT_DATA || map_get(used, file->path) != NULL)
            continue;
        diag_warning(build->diags, (struct place){.file = file->path}, "unused-data", "no statistic names this file");
        diag_hint(build->diags, "name it in content/statistics.yaml: 'file: %s'", file->path + strlen(data_folder));
    }
}

void statistics_take(struct build *build, const struct study *study, const struct list *files)
{
    const struct list *statistics = &study->statistics->statistics;
    struct map *used = map_new(build->arena);

    for (size_t i = 0; i < statistics->count; i++) {
        struct statistic *statistic = statistics->items[i];
        /* With numbers of its own it is an error, which check/ reports. */
        bool has_own = statistic->points.count > 0 || statistic->series.count > 0;
        const struct input_file *file = statistic->file ? file_of(build, statistic, files) : NULL;
        if (file == NULL)
            continue;
        map_put(used, file->path, statistic);
        struct taking taking = {.build = build,
                                .statistic = statistic,
                                .file = file,
                                .point_schema = schema_field(statistic->record.schema, "points")->record,
                                .series_schema = schema_field(statistic->record.schema, "series")->record,
                                .by_name = map_new(build->arena),
                                .seen = map_new(build->arena)};
        if (!has_own)
            take_file(&taking);
    }
    diagnose_unused(build, files, used);
}
