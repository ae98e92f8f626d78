#include "study/private.h"

#include "study/study.h"

/* Keys of the files on objectives, codes, definitions and memos. */

static const char *const code_change_names[] = {"renamed", "merged", "split", NULL};
static const char *const memo_reader_names[] = {"nobody", "examiner", "public", NULL};

/* objectives.yaml */

static const struct field objective_fields[] = {
    {"id", FIELD_ID, R, AT(objective, id), "short name, e.g. a", .kind = OBJECT_OBJECTIVE},
    {"title", FIELD_SPANS, R, AT(objective, title), "a few words, for headings and menus"},
    {"statement", FIELD_PROSE, R, AT(objective, statement), "the objective in full"},
    {"variable", FIELD_REFERENCE, O, AT(objective, variable), "variable of the codebook", .kind = OBJECT_CODE},
    {"themes", FIELD_REFERENCES, O, AT(objective, themes), "themes of the codebook, in order", .kind = OBJECT_CODE},
    {"answer", FIELD_PROSE, O, AT(objective, answer), "the answer in short, for decision makers"},
    {"discussion", FIELD_PROSE, O, AT(objective, discussion), "the findings against theory and prior studies"},
    {"formerly", FIELD_TEXTS, O, AT(objective, formerly), "ids that it had, whose addresses lead here"},
};
SCHEMA(objective_schema, "objective", objective, objective_fields, "a specific objective");

static const struct field objectives_fields[] = {
    {"general", FIELD_PROSE, R, AT(objectives_file, general), "the general objective"},
    {"objectives", FIELD_RECORDS, R, AT(objectives_file, objectives), "the specific objectives",
     .record = &objective_schema},
};
FILE_SCHEMA(objectives_schema, "objectives", objectives_file, objectives_fields, "what the study sets out to find");

/*
 * codebook.yaml: one struct at all depths.  `codes` holds codes at any depth, so that schema refers to itself;
 * `variables`, `themes` and `subthemes` are the same with the names of the three usual levels.
 */

static const struct field former_fields[] = {
    {"id", FIELD_TOKEN, R, AT(former_code, id), "the id that it had"},
    {"label", FIELD_SPANS, O, AT(former_code, label), "the name that it had"},
    {"how", FIELD_CHOICE, O, AT(former_code, how), "what happened to it", .allowed = code_change_names},
    {"date", FIELD_DATE, O, AT(former_code, date), "when"},
};
static const struct schema former_schema = {.name = "former-code",
                                            .help = "what a code was before; its id alone may stand for it",
                                            .size = sizeof(struct former_code),
                                            .fields = former_fields,
                                            .field_count = COUNT(former_fields),
                                            .short_key = "id"};

const char *const outcome_names[] = {"unjudged", "as-expected", "in-part", "otherwise", NULL};

#define CODE_FIELDS                                                                                                    \
    {"id", FIELD_ID, R, AT(code, id), "short name used in excerpts", .kind = OBJECT_CODE},                             \
        {"label", FIELD_SPANS, R, AT(code, label), "its name in print"},                                               \
        {"definition", FIELD_PROSE, O, AT(code, definition), "what it means in this study"},                           \
        {"claim", FIELD_PROSE, O, AT(code, claim), "what its excerpts support or contradict; said beside verdicts"},   \
        {"expectation", FIELD_PROSE, O, AT(code, expectation),                                                         \
         "what theory or earlier studies led you to expect of it"},                                                    \
        {"outcome",                                                                                                    \
         FIELD_CHOICE,                                                                                                 \
         O,                                                                                                            \
         AT(code, outcome),                                                                                            \
         "how the findings compare with `expectation`, as you judge it",                                               \
         .allowed = outcome_names},                                                                                    \
        {"when_to_use", FIELD_PROSE, O, AT(code, when_to_use), "when an excerpt gets this code"},                      \
        {"when_not_to_use", FIELD_PROSE, O, AT(code, when_not_to_use), "when it does not"},                            \
        {"anchor_example", FIELD_PROSE, O, AT(code, anchor_example), "a typical example"},                             \
        {"components",                                                                                                 \
         FIELD_REFERENCES,                                                                                             \
         O,                                                                                                            \
         AT(code, components),                                                                                         \
         "framework components it comes from",                                                                         \
         .kind = OBJECT_COMPONENT},                                                                                    \
        {"color", FIELD_TOKEN, O, AT(code, color), "as another tool shows it, `#rrggbb`"},                             \
        {"memo", FIELD_PROSE, O, AT(code, memo), "the researcher's own note, which is never published"},               \
        {"guid", FIELD_TOKEN, O, AT(code, guid), "its id in another tool, kept for imports and exports"},              \
        {"formerly", FIELD_RECORDS, O, AT(code, formerly), "what it was before", .record = &former_schema},            \
    {                                                                                                                  \
        "codable", FIELD_BOOLEAN, O, AT(code, codable),                                                                \
            "false for a folder, which no excerpt may carry; true if absent"                                           \
    }

static const struct schema code_schema;

#define CODES_BELOW                                                                                                    \
    {                                                                                                                  \
        "codes", FIELD_RECORDS, O, AT(code, children), "codes below it", .record = &code_schema                        \
    }

static const struct field code_fields[] = {CODE_FIELDS, CODES_BELOW};
SCHEMA(code_schema, "code", code, code_fields, "a code at any depth of the tree");

static const struct field subtheme_fields[] = {CODE_FIELDS, CODES_BELOW};
SCHEMA(subtheme_schema, "subtheme", code, subtheme_fields, "a code below a theme");

static const struct field theme_fields[] = {
    CODE_FIELDS,
    {"subthemes", FIELD_RECORDS, O, AT(code, children), "codes below this theme", .record = &subtheme_schema},
};
SCHEMA(theme_schema, "theme", code, theme_fields, "a theme: the code that findings are about");

static const struct field variable_fields[] = {
    CODE_FIELDS,
    {"themes", FIELD_RECORDS, O, AT(code, children), "themes of this variable", .record = &theme_schema},
};
SCHEMA(variable_schema, "variable", code, variable_fields, "a variable of the conceptual framework");

static const struct field set_fields[] = {
    {"id", FIELD_ID, R, AT(code_set, id), "short name", .kind = OBJECT_CODE_SET},
    {"label", FIELD_SPANS, R, AT(code_set, label), "its name in print"},
    {"definition", FIELD_PROSE, O, AT(code_set, definition), "what its codes have in common"},
    {"codes", FIELD_REFERENCES, R, AT(code_set, codes), "the codes", .kind = OBJECT_CODE},
    {"guid", FIELD_TOKEN, O, AT(code_set, guid), "its id in another tool"},
};
SCHEMA(set_schema, "code-set", code_set, set_fields, "codes that belong together across the tree");

static const struct field codebook_fields[] = {
    {"variables", FIELD_RECORDS, O, AT(codebook_file, variables), "the variables", .record = &variable_schema},
    {"codes", FIELD_RECORDS, O, AT(codebook_file, codes), "the codes as a tree of any depth, or a plain list",
     .record = &code_schema},
    {"levels", FIELD_TEXTS, O, AT(codebook_file, levels), "names of the levels of the tree, outermost first"},
    {"sets", FIELD_RECORDS, O, AT(codebook_file, sets), "codes that belong together across the tree",
     .record = &set_schema},
};
FILE_SCHEMA(codebook_schema, "codebook", codebook_file, codebook_fields, "the codes and what they mean");

/* definitions.yaml: variable, indicator, aspect, again one struct */

#define DEFINITION_FIELDS                                                                                              \
    {"label", FIELD_SPANS, R, AT(definition, label), "what is defined"},                                               \
        {"code", FIELD_REFERENCE, O, AT(definition, code), "its code in the codebook", .kind = OBJECT_CODE},           \
    {                                                                                                                  \
        "definition", FIELD_PROSE, O, AT(definition, text), "the conceptual definition"                                \
    }

static const struct field aspect_fields[] = {DEFINITION_FIELDS};
SCHEMA(aspect_schema, "aspect", definition, aspect_fields, "a part of an indicator");

static const struct field indicator_fields[] = {
    DEFINITION_FIELDS,
    {"aspects", FIELD_RECORDS, O, AT(definition, indicators), "its parts", .record = &aspect_schema},
};
SCHEMA(indicator_schema, "indicator", definition, indicator_fields, "an indicator of a variable");

static const struct field definition_fields[] = {
    DEFINITION_FIELDS,
    {"indicators", FIELD_RECORDS, O, AT(definition, indicators), "its indicators", .record = &indicator_schema},
};
SCHEMA(definition_schema, "definition", definition, definition_fields, "a row of the definitions table");

static const struct field definitions_fields[] = {
    {"caption", FIELD_SPANS, O, AT(definitions_file, caption), "caption of the table"},
    {"variables", FIELD_RECORDS, R, AT(definitions_file, variables), "the rows", .record = &definition_schema},
    {"source", FIELD_PROSE, O, AT(definitions_file, source), "source note below the table"},
};
FILE_SCHEMA(definitions_schema, "definitions", definitions_file, definitions_fields, "conceptual definitions");

/* memos.yaml */

static const struct field memo_fields[] = {
    {"id", FIELD_ID, O, AT(memo, id), "short name", .kind = OBJECT_MEMO},
    {"about", FIELD_TOKEN, R, AT(memo, about), "id of a code, an informant, a document or an excerpt; `study` for all"},
    {"date", FIELD_DATE, O, AT(memo, date), "when it was written"},
    {"author", FIELD_TEXT, O, AT(memo, author), "who wrote it, in words that name nobody"},
    {"text", FIELD_PROSE, R, AT(memo, text), "the memo"},
    {"read_by", FIELD_CHOICE, O, AT(memo, read_by), "who may read it; nobody but the researcher if absent",
     .allowed = memo_reader_names},
};
SCHEMA(memo_schema, "memo", memo, memo_fields, "a memo");

static const struct field memos_fields[] = {
    {"memos", FIELD_RECORDS, R, AT(memos_file, memos), "the memos", .record = &memo_schema},
};
FILE_SCHEMA(memos_schema, "memos", memos_file, memos_fields, "memos of the researcher");

/* codebook-versions/NAME.yaml */

static const struct field version_fields[] = {
    {"date", FIELD_DATE, R, AT(codebook_version, date), "when the codebook looked like this"},
    {"note", FIELD_PROSE, O, AT(codebook_version, note), "what changed, and why"},
    {"codes", FIELD_TEXTS, R, AT(codebook_version, codes), "ids of its codes"},
};
FILE_SCHEMA(version_schema, "codebook-version", codebook_version, version_fields, "an earlier state of the codebook");
