#include "study/private.h"

#include "study/study.h"

/* Keys of the files on prior studies, frameworks and abbreviations. */

static const char *const direction_names[] = {"unjudged", "supports", "contrasts", "extends", NULL};

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
