#include "study/private.h"

#include "study/study.h"

/* Keys of the files on statistics and the joint display. */

static const char *const fit_names[] = {"unjudged", "agree", "complement", "conflict", NULL};
static const char *const chart_names[] = {"table", "bar", "line", "dot", NULL};

/* statistics.yaml */

static const struct field point_fields[] = {
    {"label", FIELD_TEXT, R, AT(statistic_point, label), "year, place or category"},
    {"value", FIELD_NUMBER, R, AT(statistic_point, value), "the number, printed as it is typed"},
    {"low", FIELD_NUMBER, O, AT(statistic_point, low), "lower end of its interval"},
    {"high", FIELD_NUMBER, O, AT(statistic_point, high), "upper end"},
    {"unit", FIELD_TEXT, O, AT(statistic_point, unit), "where it differs from the statistic's unit"},
    {"note", FIELD_SPANS, O, AT(statistic_point, note), "a remark"},
};
SCHEMA(point_schema, "point", statistic_point, point_fields, "one number");

static const struct field series_fields[] = {
    {"label", FIELD_TEXT, R, AT(statistic_series, label), "whose numbers they are: a place, a sex, a target"},
    {"group", FIELD_TEXT, O, AT(statistic_series, group),
     "what it is part of, where several series have the same labels"},
    {"values", FIELD_RECORDS, R, AT(statistic_series, values), "the numbers", .record = &point_schema},
};
SCHEMA(series_schema, "series", statistic_series, series_fields, "numbers that are shown beside those of others");

static const struct field column_fields[] = {
    {"label", FIELD_TEXT, O, AT(statistic_columns, label), "year, place or category; `label` if absent, or the first"},
    {"value", FIELD_TEXT, O, AT(statistic_columns, value),
     "the number; `value` if absent. Without such a column, each one besides the label is a series"},
    {"low", FIELD_TEXT, O, AT(statistic_columns, low), "lower end of the interval; `low` if absent"},
    {"high", FIELD_TEXT, O, AT(statistic_columns, high), "upper end; `high` if absent"},
    {"series", FIELD_TEXT, O, AT(statistic_columns, series), "whose numbers they are; `series` if absent"},
    {"group", FIELD_TEXT, O, AT(statistic_columns, group), "what that is part of; `group` if absent"},
};
SCHEMA(columns_schema, "columns", statistic_columns, column_fields, "what the columns of a CSV file are called");
static const struct field target_fields[] = {
    {"label", FIELD_TEXT, R, AT(statistic_target, label), "who set it, and by when: target RPJMN 2024"},
    {"value", FIELD_NUMBER, R, AT(statistic_target, value), "the number, in the unit of the statistic"},
};
SCHEMA(target_schema, "target", statistic_target, target_fields, "what the numbers should be");

static const struct field event_fields[] = {
    {"point", FIELD_TEXT, R, AT(statistic_event, at), "the label of the point at which it happened"},
    {"label", FIELD_TEXT, R, AT(statistic_event, label), "what happened: a law, a programme that began"},
};
SCHEMA(event_schema, "event", statistic_event, event_fields, "what happened meanwhile");

static const struct field statistic_fields[] = {
    {"id", FIELD_ID, R, AT(statistic, id), "short name", .kind = OBJECT_STATISTIC},
    {"title", FIELD_SPANS, R, AT(statistic, title), "what is counted, where"},
    {"unit", FIELD_TEXT, O, AT(statistic, unit), "%, cases, million children"},
    {"points", FIELD_RECORDS, O, AT(statistic, points), "the numbers; or `series`, or `file`", .record = &point_schema},
    {"series", FIELD_RECORDS, O, AT(statistic, series), "several series of numbers", .record = &series_schema},
    {"file", FIELD_TOKEN, O, AT(statistic, file), "CSV file in `data/` with the numbers: `cakupan.csv`"},
    {"columns", FIELD_RECORD, O, AT(statistic, columns), "what its columns are called", .record = &columns_schema},
    {"interval", FIELD_TEXT, O, AT(statistic, interval), "what `low` and `high` are, as a confidence interval"},
    {"targets", FIELD_RECORDS, O, AT(statistic, targets), "what the numbers should be, lines in a chart",
     .record = &target_schema},
    {"events", FIELD_RECORDS, O, AT(statistic, events), "what happened at a point, lines in a chart",
     .record = &event_schema},
    {"chart", FIELD_CHOICE, O, AT(statistic, chart), "how it is shown", .allowed = chart_names},
    {"source", FIELD_PROSE, R, AT(statistic, source), "where the numbers come from"},
    {"note", FIELD_PROSE, O, AT(statistic, note), "a remark"},
};
SCHEMA(statistic_schema, "statistic", statistic, statistic_fields, "a figure of the background");

static const struct field statistics_fields[] = {
    {"statistics", FIELD_RECORDS, R, AT(statistics_file, statistics), "the figures", .record = &statistic_schema},
};
FILE_SCHEMA(statistics_schema, "statistics", statistics_file, statistics_fields, "figures of the background");

/* joint.yaml */

static const struct field joint_number_fields[] = {
    {"statistic", FIELD_REFERENCE, R, AT(joint_number, statistic), "where the number is from",
     .kind = OBJECT_STATISTIC},
    {"series", FIELD_TEXT, O, AT(joint_number, series), "label of the series; all if absent"},
    {"point", FIELD_TEXT, O, AT(joint_number, point), "label of the number; all if absent"},
};
SCHEMA(joint_number_schema, "joint-number", joint_number, joint_number_fields, "a number beside voices");

static const struct field joint_row_fields[] = {
    {"theme", FIELD_REFERENCE, R, AT(joint_row, theme), "the code that both are about", .kind = OBJECT_CODE},
    {"numbers", FIELD_RECORDS, R, AT(joint_row, numbers), "what was counted", .record = &joint_number_schema},
    {"excerpts", FIELD_REFERENCES, O, AT(joint_row, excerpts), "what was said; chosen by rule if absent",
     .kind = OBJECT_EXCERPT},
    {"fit", FIELD_CHOICE, O, AT(joint_row, fit), "whether both say the same", .allowed = fit_names},
    {"inference", FIELD_PROSE, O, AT(joint_row, inference), "what follows from both together"},
};
SCHEMA(joint_row_schema, "joint-row", joint_row, joint_row_fields, "a theme in numbers and voices");

static const struct field joint_fields[] = {
    {"introduction", FIELD_PROSE, O, AT(joint_file, introduction), "what a reader should know first"},
    {"rows", FIELD_RECORDS, R, AT(joint_file, rows), "the themes", .record = &joint_row_schema},
};
FILE_SCHEMA(joint_schema, "joint", joint_file, joint_fields, "joint display of numbers and voices");
