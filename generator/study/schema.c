#include "study/private.h"

#include "base/say.h"

#include <string.h>

const struct schema_file schema_files[] = {
    {"study.yaml", NULL, true, &study_schema, "the study as a whole"},
    {"objectives.yaml", NULL, false, &objectives_schema, "the general objective and the specific ones"},
    {"codebook.yaml", NULL, true, &codebook_schema, "the tree of codes"},
    {"definitions.yaml", NULL, false, &definitions_schema, "conceptual definitions"},
    {"informants.yaml", NULL, false, &informants_schema, "criteria and informants"},
    {"documents.yaml", NULL, false, &documents_schema, "reviewed documents and data sets"},
    {".yaml", "excerpts", false, &excerpts_schema, "coded excerpts, a file for each source"},
    {".md", "findings", false, &finding_schema, "findings: front matter, then Markdown"},
    {".md", "pages", false, &page_schema, "other pages: front matter, then Markdown"},
    {"synthesis.yaml", NULL, false, &synthesis_schema, "synthesis of prior studies"},
    {"frameworks.yaml", NULL, false, &frameworks_schema, "theoretical models"},
    {"statistics.yaml", NULL, false, &statistics_schema, "figures of the background"},
    {"joint.yaml", NULL, false, &joint_schema, "joint display: themes in numbers and voices"},
    {"guide.yaml", NULL, false, &guide_schema, "the interview guide"},
    {"conclusions.yaml", NULL, false, &conclusions_schema, "conclusions and suggestions"},
    {"reporting.yaml", NULL, false, &reporting_schema, "answers to reporting checklists"},
    {"summaries.yaml", NULL, false, &summaries_schema, "the framework matrix"},
    {"second-coding.yaml", NULL, false, &second_coding_schema, "excerpts coded by somebody else"},
    {"coders.yaml", NULL, false, &coders_schema, "who coded, if several did"},
    {"memos.yaml", NULL, false, &memos_schema, "memos of the researcher"},
    {"abbreviations.yaml", NULL, false, &abbreviations_schema, "abbreviations, each declared once"},
    {".yaml", "codebook-versions", false, &version_schema, "earlier states of the codebook"},
};
const size_t schema_file_count = COUNT(schema_files);

const char *object_kind_name(enum object_kind kind)
{
    static const char *const names[OBJECT_KIND_COUNT] = {
        [OBJECT_NONE] = N_("nothing"),        [OBJECT_OBJECTIVE] = N_("objective"),
        [OBJECT_CODE] = N_("code"),           [OBJECT_INFORMANT] = N_("informant"),
        [OBJECT_DOCUMENT] = N_("document"),   [OBJECT_SOURCE] = N_("source"),
        [OBJECT_EXCERPT] = N_("excerpt"),     [OBJECT_FINDING] = N_("finding"),
        [OBJECT_PAGE] = N_("page"),           [OBJECT_QUESTION] = N_("question"),
        [OBJECT_PRIOR_STUDY] = N_("study"),   [OBJECT_FRAMEWORK] = N_("framework"),
        [OBJECT_COMPONENT] = N_("component"), [OBJECT_STATISTIC] = N_("statistic"),
        [OBJECT_WORK] = N_("work"),           [OBJECT_CODE_SET] = N_("set"),
        [OBJECT_MEMO] = N_("memo"),           [OBJECT_ATTRIBUTE] = N_("attribute"),
        [OBJECT_CODER] = N_("coder"),         [OBJECT_ACTOR] = N_("actor"),
    };
    return names[kind];
}

enum object_kind object_kind_named(const char *name, size_t length)
{
    for (int kind = OBJECT_NONE + 1; kind < OBJECT_KIND_COUNT; kind++) {
        const char *known = object_kind_name((enum object_kind)kind);
        if (kind != OBJECT_SOURCE && strlen(known) == length && strncmp(known, name, length) == 0)
            return (enum object_kind)kind;
    }
    return OBJECT_NONE;
}

bool object_kind_is_source(enum object_kind kind)
{
    return kind == OBJECT_INFORMANT || kind == OBJECT_DOCUMENT;
}

const char *object_kind_one(enum object_kind kind)
{
    static const char *const phrases[OBJECT_KIND_COUNT] = {
        [OBJECT_NONE] = N_("nothing"),
        [OBJECT_OBJECTIVE] = N_("an objective"),
        [OBJECT_CODE] = N_("a code"),
        [OBJECT_INFORMANT] = N_("an informant"),
        [OBJECT_DOCUMENT] = N_("a document"),
        [OBJECT_SOURCE] = N_("a source"),
        [OBJECT_EXCERPT] = N_("an excerpt"),
        [OBJECT_FINDING] = N_("a finding"),
        [OBJECT_PAGE] = N_("a page"),
        [OBJECT_QUESTION] = N_("a question"),
        [OBJECT_PRIOR_STUDY] = N_("a study"),
        [OBJECT_FRAMEWORK] = N_("a framework"),
        [OBJECT_COMPONENT] = N_("a component"),
        [OBJECT_STATISTIC] = N_("a statistic"),
        [OBJECT_WORK] = N_("a work"),
        [OBJECT_CODE_SET] = N_("a set"),
        [OBJECT_MEMO] = N_("a memo"),
        [OBJECT_CODER] = N_("a coder"),
        [OBJECT_ATTRIBUTE] = N_("an attribute"),
        [OBJECT_ACTOR] = N_("an actor"),
    };
    return translated(phrases[kind]);
}

bool references_have(const struct list *references, const void *object)
{
    for (size_t i = 0; i < references->count; i++) {
        if (((const struct reference *)references->items[i])->object == object)
            return true;
    }
    return false;
}
