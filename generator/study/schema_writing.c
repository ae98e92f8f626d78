#include "study/private.h"

#include "study/study.h"

/* Keys of the files that the researcher writes: findings, pages, literature, numbers. */

const char *const standard_names[] = {"coreq", "srqr", NULL};
const char *const fit_names[] = {"unjudged", "agree", "complement", "conflict", NULL};
const char *const menu_group_names[] = {"about", "results", "data", "grounds", "method", NULL};
static const char *const direction_names[] = {"unjudged", "supports", "contrasts", "extends", NULL};
static const char *const status_names[] = {"draft", "final", NULL};
static const char *const chart_names[] = {"table", "bar", "line", "dot", NULL};

/* front matter of findings/NAME.md and pages/NAME.md */

static const struct field finding_fields[] = {
    {"id", FIELD_ID, R, AT(finding, id), "short name; also its anchor", .kind = OBJECT_FINDING},
    {"objective", FIELD_REFERENCE, O, AT(finding, objective), "objective it answers, if the study has any",
     .kind = OBJECT_OBJECTIVE},
    {"theme", FIELD_REFERENCE, R, AT(finding, theme), "code it is about", .kind = OBJECT_CODE},
    {"title", FIELD_SPANS, R, AT(finding, title), "heading"},
    {"order", FIELD_INTEGER, O, AT(finding, order), "place among the findings of its theme"},
    {"status", FIELD_CHOICE, O, AT(finding, status), "draft or final", .allowed = status_names},
    {"summary", FIELD_PROSE, O, AT(finding, summary), "the finding in one or two sentences"},
    {"conclusion", FIELD_PROSE, O, AT(finding, conclusion), "what is concluded of the theme for now"},
    {"implication", FIELD_PROSE, O, AT(finding, implication), "what follows for practice or theory"},
};
FILE_SCHEMA(finding_schema, "finding", finding, finding_fields, "a finding, in Markdown");

static const struct field page_fields[] = {
    {"id", FIELD_ID, R, AT(page, id), "short name; its file name in the site", .kind = OBJECT_PAGE},
    {"title", FIELD_SPANS, R, AT(page, title), "heading"},
    {"menu", FIELD_TEXT, O, AT(page, menu), "name in the navigation; the title if absent"},
    {"group", FIELD_CHOICE, O, AT(page, group), "part of the navigation", .allowed = menu_group_names},
    {"description", FIELD_TEXT, O, AT(page, description), "one sentence for search engines and previews"},
    {"order", FIELD_INTEGER, O, AT(page, order), "place in the navigation"},
    {"status", FIELD_CHOICE, O, AT(page, status), "of recommendations: draft or final; draft if absent",
     .allowed = status_names},
    {"basis", FIELD_PROSE, O, AT(page, basis), "what its recommendations rest on"},
    {"formerly", FIELD_TEXTS, O, AT(page, formerly), "ids that it had, whose addresses lead here"},
};
FILE_SCHEMA(page_schema, "page", page, page_fields, "any other page, in Markdown");

/* guide.yaml */

static const struct field question_fields[] = {
    {"id", FIELD_ID, R, AT(question, id), "short name, e.g. P1", .kind = OBJECT_QUESTION},
    {"themes", FIELD_REFERENCES, O, AT(question, themes), "codes it is about", .kind = OBJECT_CODE},
    {"groups", FIELD_TEXTS, O, AT(question, groups), "groups of informants it is put to; everybody if absent"},
    {"text", FIELD_PROSE, R, AT(question, text), "the question"},
    {"probes", FIELD_PROSES, O, AT(question, probes), "follow-up questions"},
};
SCHEMA(question_schema, "question", question, question_fields, "a question of the interview guide");

static const struct field guide_fields[] = {
    {"introduction", FIELD_PROSE, O, AT(guide_file, introduction), "how an interview begins"},
    {"questions", FIELD_RECORDS, R, AT(guide_file, questions), "the questions", .record = &question_schema},
};
FILE_SCHEMA(guide_schema, "guide", guide_file, guide_fields, "the interview guide");

/* conclusions.yaml */

static const struct field conclusion_fields[] = {
    {"objective", FIELD_REFERENCE, R, AT(conclusion, objective), "the objective", .kind = OBJECT_OBJECTIVE},
    {"text", FIELD_PROSE, R, AT(conclusion, text), "what the study concludes on it"},
};
SCHEMA(conclusion_schema, "conclusion", conclusion, conclusion_fields, "the conclusion on an objective");

static const struct field suggestion_fields[] = {
    {"actor", FIELD_TEXT, R, AT(suggestion, actor), "whom it is addressed to"},
    {"text", FIELD_PROSE, R, AT(suggestion, text), "what is suggested"},
    {"findings", FIELD_REFERENCES, O, AT(suggestion, findings), "findings it rests on", .kind = OBJECT_FINDING},
};
SCHEMA(suggestion_schema, "suggestion", suggestion, suggestion_fields, "a suggestion to an actor");

static const struct field conclusions_fields[] = {
    {"introduction", FIELD_PROSE, O, AT(conclusions_file, introduction), "what a reader should know first"},
    {"conclusions", FIELD_RECORDS, R, AT(conclusions_file, conclusions), "one for each objective",
     .record = &conclusion_schema},
    {"suggestions", FIELD_RECORDS, O, AT(conclusions_file, suggestions), "to those who can act",
     .record = &suggestion_schema},
};
FILE_SCHEMA(conclusions_schema, "conclusions", conclusions_file, conclusions_fields, "conclusions and suggestions");

/* reporting.yaml */

static const struct field item_fields[] = {
    {"standard", FIELD_CHOICE, R, AT(reporting_item, standard), "which checklist", .allowed = standard_names},
    {"number", FIELD_INTEGER, R, AT(reporting_item, number), "number of its item"},
    {"answer", FIELD_PROSE, R, AT(reporting_item, answer), "the answer"},
};
SCHEMA(item_schema, "reporting-item", reporting_item, item_fields, "an answer that cannot be computed");

static const struct field reporting_fields[] = {
    {"items", FIELD_RECORDS, R, AT(reporting_file, items), "the answers", .record = &item_schema},
};
FILE_SCHEMA(reporting_schema, "reporting", reporting_file, reporting_fields, "answers to reporting checklists");

/* synthesis.yaml */

static const struct field relation_to_theme_fields[] = {
    {"theme", FIELD_REFERENCE, R, AT(prior_relation, theme), "code of the codebook", .kind = OBJECT_CODE},
    {"direction", FIELD_CHOICE, O, AT(prior_relation, direction),
     "whether the findings of this study agree with it; not judged if absent", .allowed = direction_names},
    {"point", FIELD_SPANS, O, AT(prior_relation, point), "what it found on the theme, to follow 'found that'"},
};
SCHEMA(prior_relation_schema, "relation-to-theme", prior_relation, relation_to_theme_fields,
       "what a prior study says to a theme");

static const struct field prior_study_fields[] = {
    {"id", FIELD_ID, R, AT(prior_study, id), "short name", .kind = OBJECT_PRIOR_STUDY},
    {"authors", FIELD_TEXT, R, AT(prior_study, authors), "authors as they are to be printed"},
    {"year", FIELD_TEXT, R, AT(prior_study, year), "year"},
    {"kind", FIELD_TEXT, O, AT(prior_study, kind), "journal, proceedings, thesis"},
    {"title", FIELD_TEXT, R, AT(prior_study, title), "title"},
    {"place", FIELD_TEXT, O, AT(prior_study, place), "where it was made"},
    {"method", FIELD_PROSE, R, AT(prior_study, method), "method"},
    {"sample", FIELD_PROSE, O, AT(prior_study, sample), "informants or sample"},
    {"result", FIELD_PROSE, R, AT(prior_study, result), "results"},
    {"theory", FIELD_TEXT, O, AT(prior_study, theory), "theory used"},
    {"variables", FIELD_PROSE, O, AT(prior_study, variables), "variables studied"},
    {"themes", FIELD_RECORDS, O, AT(prior_study, themes), "the themes it speaks of; the narrative quotes it there",
     .record = &prior_relation_schema},
    {"work", FIELD_REFERENCE, O, AT(prior_study, work), "its entry in references.bib", .kind = OBJECT_WORK},
};
SCHEMA(prior_study_schema, "prior-study", prior_study, prior_study_fields, "a prior study");

static const struct field synthesis_fields[] = {
    {"caption", FIELD_SPANS, O, AT(synthesis_file, caption), "caption of the table"},
    {"studies", FIELD_RECORDS, R, AT(synthesis_file, studies), "the prior studies", .record = &prior_study_schema},
    {"conclusion", FIELD_PROSE, O, AT(synthesis_file, conclusion), "what they say together"},
    {"source", FIELD_PROSE, O, AT(synthesis_file, source), "source note below the table"},
};
FILE_SCHEMA(synthesis_schema, "synthesis", synthesis_file, synthesis_fields, "synthesis of prior studies");

/* frameworks.yaml: components nest to any depth, so the schema refers to itself */

static const struct schema component_schema;

static const struct field component_fields[] = {
    {"id", FIELD_ID, R, AT(component, id), "short name, unique over all frameworks", .kind = OBJECT_COMPONENT},
    {"label", FIELD_TEXT, R, AT(component, label), "its name"},
    {"description", FIELD_PROSE, O, AT(component, description), "what it means"},
    {"parts", FIELD_RECORDS, O, AT(component, parts), "components within it", .record = &component_schema},
};
SCHEMA(component_schema, "component", component, component_fields, "a component of a framework");

static const struct field relation_fields[] = {
    {"from", FIELD_REFERENCE, R, AT(relation, from), "component", .kind = OBJECT_COMPONENT},
    {"to", FIELD_REFERENCE, R, AT(relation, to), "component", .kind = OBJECT_COMPONENT},
    {"label", FIELD_TEXT, O, AT(relation, label), "word at the arrow"},
};
SCHEMA(relation_schema, "relation", relation, relation_fields, "an arrow between two components");

static const struct field framework_fields[] = {
    {"id", FIELD_ID, R, AT(framework, id), "short name", .kind = OBJECT_FRAMEWORK},
    {"name", FIELD_TEXT, R, AT(framework, name), "its name"},
    {"caption", FIELD_SPANS, O, AT(framework, caption), "caption of its figure"},
    {"description", FIELD_PROSE, O, AT(framework, description), "what it says"},
    {"works", FIELD_REFERENCES, O, AT(framework, works), "where it was published", .kind = OBJECT_WORK},
    {"components", FIELD_RECORDS, R, AT(framework, components), "its components", .record = &component_schema},
    {"relations", FIELD_RECORDS, O, AT(framework, relations), "arrows between them", .record = &relation_schema},
    {"note", FIELD_PROSE, O, AT(framework, note), "a remark"},
};
SCHEMA(framework_schema, "framework", framework, framework_fields, "a theoretical model");

static const struct field frameworks_fields[] = {
    {"frameworks", FIELD_RECORDS, R, AT(frameworks_file, frameworks), "the models", .record = &framework_schema},
};
FILE_SCHEMA(frameworks_schema, "frameworks", frameworks_file, frameworks_fields, "theoretical models");

/* abbreviations.yaml */

static const struct field abbreviation_fields[] = {
    {"short", FIELD_TEXT, R, AT(abbreviation, short_form), "the abbreviation, as the texts write it"},
    {"long", FIELD_TEXT, R, AT(abbreviation, long_form), "what it stands for, as within a sentence"},
    {"definition", FIELD_PROSE, O, AT(abbreviation, definition), "what that is"},
    {"language", FIELD_TOKEN, O, AT(abbreviation, language),
     "language of the words, as a tag (en), if not the study's"},
};
SCHEMA(abbreviation_schema, "abbreviation", abbreviation, abbreviation_fields, "an abbreviation");

static const struct field abbreviations_fields[] = {
    {"abbreviations", FIELD_RECORDS, R, AT(abbreviations_file, abbreviations), "the abbreviations",
     .record = &abbreviation_schema},
    {"known", FIELD_TEXTS, O, AT(abbreviations_file, known), "words in capitals that every reader knows"},
};
FILE_SCHEMA(abbreviations_schema, "abbreviations", abbreviations_file, abbreviations_fields,
            "abbreviations and what they mean");

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
