#include "study/private.h"

#include "study/study.h"

/* Keys of the files on findings, pages, the interview guide, conclusions and reporting. */

const char *const standard_names[] = {"coreq", "srqr", NULL};
const char *const menu_group_names[] = {"about", "results", "data", "grounds", "method", NULL};
static const char *const status_names[] = {"draft", "final", NULL};

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
