#include "study/private.h"

#include "study/study.h"

/* Keys of the files on documents, excerpts and what is made of them. */

const char *const technique_names[] = {"interview", "focus-group", "document", "observation", NULL};
const char *const stance_names[] = {"unjudged", "support", "contrast", NULL};
static const char *const narrowed_names[] = {"inherit", "public", "examiner", "none", NULL};
static const char *const review_names[] = {"done", "pending", "none", NULL};

/* documents.yaml */

static const struct field document_fields[] = {
    {"id", FIELD_ID, R, AT(document, id), "short name, e.g. DOK-01", .kind = OBJECT_DOCUMENT},
    {"title", FIELD_TEXT, R, AT(document, title), "title"},
    {"short", FIELD_TEXT, O, AT(document, short_name), "what quotes call it, where the title is long"},
    {"issuer", FIELD_TEXT, O, AT(document, issuer), "who issued it"},
    {"number", FIELD_TEXT, O, AT(document, number), "its number"},
    {"year", FIELD_TEXT, O, AT(document, year), "year"},
    {"kind", FIELD_TEXT, O, AT(document, kind), "regulation, report, data set, ..."},
    {"where", FIELD_TEXT, O, AT(document, where), "where it is kept or published"},
    {"work", FIELD_REFERENCE, O, AT(document, work), "its entry in references.bib", .kind = OBJECT_WORK},
    {"review", FIELD_CHOICE, O, AT(document, review),
     "pending: not read yet; none: a text of the study itself, no evidence", .allowed = review_names},
    {"note", FIELD_PROSE, O, AT(document, note), "a remark"},
};
SCHEMA(document_schema, "document", document, document_fields, "a reviewed document or data set");

static const struct field documents_fields[] = {
    {"documents", FIELD_RECORDS, R, AT(documents_file, documents), "the documents", .record = &document_schema},
};
FILE_SCHEMA(documents_schema, "documents", documents_file, documents_fields, "what was read");

/* excerpts/NAME.yaml */

static const struct field turn_fields[] = {
    {"speaker", FIELD_REFERENCE, O, AT(turn, speaker), "informant who says it; the interviewer if absent",
     .kind = OBJECT_INFORMANT},
    {"text", FIELD_VERBATIM, R, AT(turn, text), "the words as they were said"},
};
SCHEMA(turn_schema, "turn", turn, turn_fields, "what one of several speakers says");

static const struct field excerpt_fields[] = {
    {"id", FIELD_ID, R, AT(excerpt, id), "short name, e.g. IK-01.3", .kind = OBJECT_EXCERPT},
    {"codes", FIELD_REFERENCES, O, AT(excerpt, codes), "codes of the codebook; not coded yet if absent",
     .kind = OBJECT_CODE},
    {"question", FIELD_REFERENCE, O, AT(excerpt, question), "question of the guide it answers",
     .kind = OBJECT_QUESTION},
    {"text", FIELD_VERBATIM, O, AT(excerpt, text), "the words as they were said or written"},
    {"speaker", FIELD_REFERENCE, O, AT(excerpt, speaker), "informant who says it, where it is not the file's source",
     .kind = OBJECT_INFORMANT},
    {"turns", FIELD_RECORDS, O, AT(excerpt, turns),
     "what several speakers say, one after the other, in place of `text`", .record = &turn_schema},
    {"technique", FIELD_TOKEN, O, AT(excerpt, technique), "how it was collected, where that is not the file's"},
    {"lines", FIELD_TOKEN, O, AT(excerpt, lines),
     "lines of the transcript, `12-14`: its words where `text` is left out, else where they are"},
    {"partial", FIELD_BOOLEAN, O, AT(excerpt, partial),
     "the words begin or end within a word, as another tool cut them"},
    {"according_to", FIELD_TEXT, O, AT(excerpt, according_to),
     "whose summary the text is, if it is not the words of the source; no evidence"},
    {"where", FIELD_TEXT, O, AT(excerpt, where), "place in the transcript or document"},
    {"stance", FIELD_CHOICE, O, AT(excerpt, stance),
     "against the theme's claim, or its findings; verdicts need it of every excerpt", .allowed = stance_names},
    {"exemplar", FIELD_BOOLEAN, O, AT(excerpt, exemplar), "shows its theme best: quoted first"},
    {"note", FIELD_PROSE, O, AT(excerpt, note), "the researcher's reading (etic)"},
    {"language", FIELD_TOKEN, O, AT(excerpt, language), "language of the words, as a tag (bug), if not the study's"},
    {"translation", FIELD_TEXT, O, AT(excerpt, translation), "in the study's language, if said in another"},
    {"consent", FIELD_CHOICE, O, AT(excerpt, consent), "narrows the informant's consent", .allowed = narrowed_names},
    {"illustrative", FIELD_BOOLEAN, O, AT(excerpt, illustrative), "made up to show the machine"},
    {"coder", FIELD_REFERENCE, O, AT(excerpt, coder), "who coded it, where that is not the file's",
     .kind = OBJECT_CODER},
    {"memo", FIELD_PROSE, O, AT(excerpt, memo), "the researcher's own memo, which is never published"},
    {"guid", FIELD_TOKEN, O, AT(excerpt, guid), "its id in another tool, kept for imports and exports"},
};
SCHEMA(excerpt_schema, "excerpt", excerpt, excerpt_fields, "a coded excerpt");

static const struct field excerpts_fields[] = {
    {"source", FIELD_REFERENCE, O, AT(excerpts_file, source),
     "informant or document; may be left out where each excerpt has a `speaker` or `turns`", .kind = OBJECT_SOURCE},
    {"transcript", FIELD_TOKEN, O, AT(excerpts_file, transcript),
     "name of its text in `private/transcripts/`, without ending; the source's id if absent"},
    {"coder", FIELD_REFERENCE, O, AT(excerpts_file, coder), "who coded it; the first of `coders.yaml` if absent",
     .kind = OBJECT_CODER},
    {"technique", FIELD_TOKEN, O, AT(excerpts_file, technique),
     "how it was collected: `interview`, `focus-group`, `document`, `observation`, or the id of a technique of the "
     "study's own; by its source if absent"},
    {"excerpts", FIELD_RECORDS, R, AT(excerpts_file, excerpts), "the excerpts", .record = &excerpt_schema},
};
FILE_SCHEMA(excerpts_schema, "excerpts", excerpts_file, excerpts_fields, "coded excerpts of one source");

/* summaries.yaml */

static const struct field summary_fields[] = {
    {"theme", FIELD_REFERENCE, R, AT(summary, theme), "code it is about", .kind = OBJECT_CODE},
    {"informant", FIELD_REFERENCE, R, AT(summary, informant), "who says it", .kind = OBJECT_INFORMANT},
    {"text", FIELD_PROSE, R, AT(summary, text), "the summary, in the researcher's words"},
    {"excerpts", FIELD_REFERENCES, O, AT(summary, excerpts), "excerpts it rests on", .kind = OBJECT_EXCERPT},
    {"illustrative", FIELD_BOOLEAN, O, AT(summary, illustrative), "made up to show the machine"},
};
SCHEMA(summary_schema, "summary", summary, summary_fields, "a cell of the framework matrix");

static const struct field summaries_fields[] = {
    {"introduction", FIELD_PROSE, O, AT(summaries_file, introduction), "what a reader should know first"},
    {"summaries", FIELD_RECORDS, R, AT(summaries_file, summaries), "the summaries", .record = &summary_schema},
};
FILE_SCHEMA(summaries_schema, "summaries", summaries_file, summaries_fields, "the framework matrix");

/* second-coding.yaml */

static const struct field coding_fields[] = {
    {"excerpt", FIELD_REFERENCE, R, AT(coding, excerpt), "the excerpt", .kind = OBJECT_EXCERPT},
    {"codes", FIELD_REFERENCES, O, AT(coding, codes), "codes the second coder gave it; none if absent",
     .kind = OBJECT_CODE},
};
SCHEMA(coding_schema, "coding", coding, coding_fields, "an excerpt as the second coder coded it");

static const struct field second_coding_fields[] = {
    {"coder", FIELD_TEXT, O, AT(second_coding_file, coder), "who the second coder was, in words that name nobody"},
    {"note", FIELD_PROSE, O, AT(second_coding_file, note), "how it was done"},
    {"illustrative", FIELD_BOOLEAN, O, AT(second_coding_file, illustrative), "made up to show the machine"},
    {"codings", FIELD_RECORDS, R, AT(second_coding_file, codings), "the excerpts", .record = &coding_schema},
};
FILE_SCHEMA(second_coding_schema, "second-coding", second_coding_file, second_coding_fields,
            "excerpts coded by somebody else");
