#include "study/private.h"

#include "study/study.h"

/* Keys of the files on informants and coders. */

const char *const consent_names[] = {"public", "examiner", "none", NULL};
const char *const group_names[] = {"key", "main", "supporting", NULL};
static const char *const attribute_type_names[] = {"text", "number", "choice", "date", NULL};
static const char *const attribute_audience_names[] = {"examiner", "public", "researcher", NULL};

/* informants.yaml */

static const struct field criteria_fields[] = {
    {"inclusion", FIELD_PROSES, R, AT(criteria, inclusion), "who can be an informant"},
    {"exclusion", FIELD_PROSES, R, AT(criteria, exclusion), "who cannot"},
    {"minimum_tenure_months", FIELD_INTEGER, O, AT(criteria, minimum_tenure_months),
     "months in the sector that an informant needs at the interview"},
};
SCHEMA(criteria_schema, "criteria", criteria, criteria_fields, "inclusion and exclusion criteria");

static const struct field group_fields[] = {
    {"group", FIELD_TOKEN, O, AT(group_description, group), "a usual group: `key`, `main`, `supporting`"},
    {"id", FIELD_TOKEN, O, AT(group_description, id), "or the short name of a group of the study's own"},
    {"label", FIELD_SPANS, O, AT(group_description, label),
     "the name of that group in print, as of one of it: `Guru`, `Former member`"},
    {"definition", FIELD_PROSE, O, AT(group_description, definition), "what makes an informant one of it"},
    {"members", FIELD_PROSE, O, AT(group_description, members), "who they are in this study"},
};
SCHEMA(group_schema, "group", group_description, group_fields, "a group of informants");

static const struct field attribute_fields[] = {
    {"id", FIELD_ID, R, AT(attribute, id), "short name", .kind = OBJECT_ATTRIBUTE},
    {"label", FIELD_SPANS, R, AT(attribute, label), "its name in print"},
    {"type", FIELD_CHOICE, O, AT(attribute, type), "what its values are", .allowed = attribute_type_names},
    {"unit", FIELD_TEXT, O, AT(attribute, unit), "unit of its numbers"},
    {"choices", FIELD_TEXTS, O, AT(attribute, choices), "the values that it may have, in the order of tables"},
    {"bands", FIELD_TEXTS, O, AT(attribute, bands), "borders of the bands that its numbers are counted in"},
    {"audience", FIELD_CHOICE, O, AT(attribute, audience), "who may see it; the examiners if absent",
     .allowed = attribute_audience_names},
};
SCHEMA(attribute_schema, "attribute", attribute, attribute_fields, "what is known of each informant");

static const struct field interview_fields[] = {
    {"date", FIELD_DATE, R, AT(interview, date), "day of the interview"},
    {"minutes", FIELD_INTEGER, O, AT(interview, minutes), "how long it took"},
    {"place", FIELD_TEXT, O, AT(interview, place), "where, in words that point to nobody"},
    {"mode", FIELD_TEXT, O, AT(interview, mode), "face to face, by telephone"},
    {"transcript", FIELD_TOKEN, O, AT(interview, transcript),
     "of a talk with several informants: the name of its transcript or file of excerpts, the same for each of them; it "
     "counts once. Those who speak in one file and were heard on the same day need not say so"},
};
SCHEMA(interview_schema, "interview", interview, interview_fields, "one interview");

static const struct field informant_fields[] = {
    {"code", FIELD_ID, R, AT(informant, code), "code in place of the name, e.g. IK-01", .kind = OBJECT_INFORMANT},
    {"group", FIELD_TOKEN, O, AT(informant, group),
     "`key`, `main`, `supporting`, or the id of a group of the study's own"},
    {"attributes", FIELD_PAIRS, O, AT(informant, attributes), "values of the attributes that `attributes` declares"},
    {"sector", FIELD_TEXT, O, AT(informant, sector), "sector, e.g. health, planning"},
    {"institution", FIELD_TEXT, O, AT(informant, institution), "where the informant works"},
    {"role", FIELD_TEXT, O, AT(informant, role), "role, in words that point to nobody who did not agree"},
    {"since", FIELD_DATE, O, AT(informant, since), "in this sector since"},
    {"moved", FIELD_BOOLEAN, O, AT(informant, moved), "was officially moved from sector to sector"},
    {"involved", FIELD_BOOLEAN, O, AT(informant, involved), "takes part in the activities studied"},
    {"knowledgeable", FIELD_BOOLEAN, O, AT(informant, knowledgeable), "knows them from experience"},
    {"exception", FIELD_TEXT, O, AT(informant, exception), "why one who fails the criteria is included all the same"},
    {"interviews", FIELD_RECORDS, O, AT(informant, interviews), "the interviews", .record = &interview_schema},
    {"consent", FIELD_CHOICE, R, AT(informant, consent), "who may read what was said", .allowed = consent_names},
    {"attribution", FIELD_CHOICE, O, AT(informant, attribution),
     "how quotes name who speaks, as the informant agreed to: code, role or named; the study's if absent",
     .allowed = attribution_names},
    {"credit", FIELD_TEXT, O, AT(informant, credit),
     "the name of one who wants to be named, with 'attribution: named'"},
    {"illustrative", FIELD_BOOLEAN, O, AT(informant, illustrative), "made up to show the machine"},
    {"portrait", FIELD_PROSE, O, AT(informant, portrait),
     "who this is, in your words, for all who may read what they said: it may point to nobody"},
    {"note", FIELD_PROSE, O, AT(informant, note), "a remark of your own; printed nowhere"},
    {"memo", FIELD_PROSE, O, AT(informant, memo), "the researcher's own memo, which is never published"},
    {"guid", FIELD_TOKEN, O, AT(informant, guid), "its id in another tool, kept for imports and exports"},
};
SCHEMA(informant_schema, "informant", informant, informant_fields, "one informant, under a code");

static const struct field informants_fields[] = {
    {"sampling", FIELD_PROSE, O, AT(informants_file, sampling), "how informants were chosen"},
    {"criteria", FIELD_RECORD, O, AT(informants_file, criteria), "inclusion and exclusion", .record = &criteria_schema},
    {"groups", FIELD_RECORDS, O, AT(informants_file, groups), "what the groups mean", .record = &group_schema},
    {"attributes", FIELD_RECORDS, O, AT(informants_file, attributes), "what is known of each informant",
     .record = &attribute_schema},
    {"informants", FIELD_RECORDS, R, AT(informants_file, informants), "the informants", .record = &informant_schema},
};
FILE_SCHEMA(informants_schema, "informants", informants_file, informants_fields, "who was asked");

/* coders.yaml */

static const struct field coder_fields[] = {
    {"id", FIELD_ID, R, AT(coder, id), "short name used in excerpts, e.g. A", .kind = OBJECT_CODER},
    {"label", FIELD_SPANS, R, AT(coder, label), "who it is in print, in words that name nobody"},
};
SCHEMA(coder_schema, "coder", coder, coder_fields, "one who coded");

static const struct field coders_fields[] = {
    {"coders", FIELD_RECORDS, R, AT(coders_file, coders), "those who coded; the first codes for the study",
     .record = &coder_schema},
};
FILE_SCHEMA(coders_schema, "coders", coders_file, coders_fields, "who coded");
