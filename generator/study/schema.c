#include "study/schema.h"

#include "base/say.h"
#include "study/study.h"

#include <stddef.h>
#include <string.h>

/* In the tables below a line is one key; R marks what must be there, O what may be left out. */
#define AT(type, member) offsetof(struct type, member)
#define R true
#define O false
#define COUNT(array) (sizeof(array) / sizeof *(array))
#define SCHEMA(identifier, title, type, fields_, text)                                                                 \
    static const struct schema identifier = {                                                                          \
        .name = title, .help = text, .size = sizeof(struct type), .fields = fields_, .field_count = COUNT(fields_)}

const char *const consent_names[] = {"public", "examiner", "none", NULL};
const char *const group_names[] = {"key", "main", "supporting", NULL};
const char *const technique_names[] = {"by-source", "interview", "document", "observation", NULL};
const char *const stance_names[] = {"unjudged", "support", "contrast", NULL};
const char *const language_names[] = {"id", "en", NULL};
const char *const standard_names[] = {"coreq", "srqr", NULL};
const char *const fit_names[] = {"unjudged", "agree", "complement", "conflict", NULL};
const char *const menu_group_names[] = {"about", "results", "data", "grounds", "method", NULL};
static const char *const step_names[] = {"three-stages", "four-activities", NULL};
const char *const section_names[] = {
    "synthesis",        "definitions",  "informants",      "guide",   "codebook",  "interview-matrix",
    "framework-matrix", "quote-matrix", "triangulation",   "numbers", "narrative", "frameworks",
    "conclusions",      "statistics",   "reporting",       "trail",   "memos",     "abbreviations",
    "bibliography",     "collection",   "document-review", "privacy", "joint",     NULL};

const char *const approach_kind_names[] = {"general",         "content-analysis", "thematic-analysis",  "phenomenology",
                                           "grounded-theory", "case-study",       "framework-analysis", NULL};

static const char *const heading_names[] = {"chapter", "right", NULL};
static const char *const numbering_names[] = {"letters", "numbers", NULL};
static const char *const later_pages_names[] = {"headed", "plain", NULL};
static const char *const caption_names[] = {"center", "left", NULL};
static const char *const appendix_paper_names[] = {"a4", "b5", "a5", NULL};
static const char *const appendix_font_names[] = {"latin-modern", "times", NULL};
static const char *const appendix_spacing_names[] = {"single", "one-half", "double", NULL};
static const char *const appendix_page_number_names[] = {"below", "top-right", NULL};
static const char *const interviews_names[] = {"questions", "grid", NULL};
const char *const appendix_engine_names[] = {"any", "pdflatex", "lualatex", "xelatex", NULL};
static const char *const appendix_chapter_names[] = {"none", "sections", "chapter", NULL};
static const char *const appendix_citation_names[] = {"text", "biblatex", NULL};

static const char *const told_dates_names[] = {"undecided", "months", "days", NULL};
static const char *const attribution_names[] = {"by-study", "code", "role", "named", NULL};
static const char *const narrowed_names[] = {"inherit", "public", "examiner", "none", NULL};
static const char *const direction_names[] = {"unjudged", "supports", "contrasts", "extends", NULL};
static const char *const unfinished_names[] = {"hidden", "shown", NULL};
const char *const typography_names[] = {"smart", "as-typed", NULL};
static const char *const review_names[] = {"done", "pending", "none", NULL};
static const char *const evidence_names[] = {"proposal", "collected", NULL};
static const char *const status_names[] = {"draft", "final", NULL};
static const char *const code_change_names[] = {"renamed", "merged", "split", NULL};
static const char *const memo_reader_names[] = {"nobody", "examiner", "public", NULL};
static const char *const attribute_type_names[] = {"text", "number", "choice", "date", NULL};
static const char *const attribute_audience_names[] = {"examiner", "public", "researcher", NULL};
static const char *const benefit_names[] = {"theoretical", "practical", NULL};
static const char *const chart_names[] = {"table", "bar", "line", "dot", NULL};

/* study.yaml */

static const struct field ethics_fields[] = {
    {"committee", FIELD_TEXT, R, AT(ethics, committee), "who approved the study"},
    {"number", FIELD_TEXT, R, AT(ethics, number), "number of the approval"},
    {"statement", FIELD_PROSE, O, AT(ethics, statement), "what was promised to the informants"},
};
SCHEMA(ethics_schema, "ethics", ethics, ethics_fields, "the ethics approval");

static const struct field benefit_fields[] = {
    {"kind", FIELD_CHOICE, R, AT(benefit, kind), "for theory or for practice", .allowed = benefit_names},
    {"audience", FIELD_TEXT, O, AT(benefit, audience), "whom it serves"},
    {"text", FIELD_PROSE, R, AT(benefit, text), "the benefit"},
};
SCHEMA(benefit_schema, "benefit", benefit, benefit_fields, "what the study is good for");

static const struct field key_number_fields[] = {
    {"statistic", FIELD_REFERENCE, R, AT(key_number, statistic), "where the number is from", .kind = OBJECT_STATISTIC},
    {"point", FIELD_TEXT, O, AT(key_number, point),
     "label of the point that is shown; from the first to the last if absent"},
    {"label", FIELD_TEXT, R, AT(key_number, label), "what it counts, in a few words"},
    {"target", FIELD_TEXT, O, AT(key_number, target), "what it should be, and when"},
};
SCHEMA(key_number_schema, "key-number", key_number, key_number_fields, "a number that readers see first");

static const struct field actor_fields[] = {
    {"id", FIELD_ID, R, AT(actor, id), "short name; the file name of its page", .kind = OBJECT_ACTOR},
    {"label", FIELD_TEXT, R, AT(actor, label), "who it is, as readers would call themselves"},
    {"steps", FIELD_TOKEN, O, AT(actor, steps), "id of the heading on the page `actions` below which its steps are"},
    {"findings", FIELD_REFERENCES, O, AT(actor, findings),
     "findings that concern it, besides those that suggestions to it rest on", .kind = OBJECT_FINDING},
    {"voices", FIELD_TEXTS, O, AT(actor, voices), "sectors or groups of informants who speak for it"},
};
SCHEMA(actor_schema, "actor", actor, actor_fields, "those who can act, with a page and a sheet of their own");

static const struct field site_fields[] = {
    {"title", FIELD_TEXT, O, AT(site_settings, title), "name of the site; the study's title if absent"},
    {"description", FIELD_TEXT, O, AT(site_settings, description), "one sentence for search engines and previews"},
    {"base_url", FIELD_TOKEN, O, AT(site_settings, base_url), "where the site will be hosted, for canonical links"},
    {"footer", FIELD_TEXT, O, AT(site_settings, footer), "a line at the foot of each page"},
    {"image", FIELD_TOKEN, O, AT(site_settings, image),
     "PNG or JPEG in `content/figures/` that is shown where a link to the site is shared, `figures/NAME.png`; needs "
     "`base_url`, with which pictures are drawn if there is none"},
    {"headline", FIELD_REFERENCE, O, AT(site_settings, headline), "statistic to show on the home page",
     .kind = OBJECT_STATISTIC},
    {"numbers", FIELD_RECORDS, O, AT(site_settings, numbers), "numbers below the answer on the home page, up to three",
     .record = &key_number_schema},
    {"board", FIELD_TOKEN, O, AT(site_settings, board),
     "who is told apart on the board of voices on the home page: `sector`, `group` or the id of an attribute; `none` "
     "for "
     "no board; absent: `sector`, or else `group`"},
    {"synonyms", FIELD_TEXTS, O, AT(site_settings, synonyms),
     "words that the search takes for the same, a group each: 'dusun, kampung'"},
    {"actions", FIELD_REFERENCE, O, AT(site_settings, actions),
     "page whose headings say who is to do what, shown on the home page", .kind = OBJECT_PAGE},
    {"actors", FIELD_RECORDS, O, AT(site_settings, actors), "those who can act, each with a page and a sheet to print",
     .record = &actor_schema},
};
SCHEMA(site_schema, "site", site_settings, site_fields, "settings of the site");

static const struct field change_fields[] = {
    {"date", FIELD_DATE, R, AT(change, date), "when it was changed"},
    {"text", FIELD_TEXT, R, AT(change, text), "what was changed, in a sentence"},
    {"page", FIELD_TOKEN, O, AT(change, page), "where: a page of the site, as 'tema/misi.html'"},
};
SCHEMA(change_schema, "change", change, change_fields, "a change in what is published, for the feed");

static const struct field citation_fields[] = {
    {"style", FIELD_TOKEN, R, AT(citation_settings, style),
     "`apa` (7th edition), or by pandoc: `vancouver`, `ieee`, `chicago-author-date`, any other of the Debian package "
     "citation-style-language-styles, or `FILE.csl` in `content/`"},
};
SCHEMA(citation_schema, "citations", citation_settings, citation_fields, "the style of citations and references");

static const struct field margins_fields[] = {
    {"left", FIELD_NUMBER, O, AT(appendix_margins, left), "at the left"},
    {"right", FIELD_NUMBER, O, AT(appendix_margins, right), "at the right"},
    {"top", FIELD_NUMBER, O, AT(appendix_margins, top), "above the text"},
    {"bottom", FIELD_NUMBER, O, AT(appendix_margins, bottom), "below the text"},
};
SCHEMA(margins_schema, "margins", appendix_margins, margins_fields, "margins of the standalone document, in cm");

static const struct field appendix_fields[] = {
    {"continuation", FIELD_TEXT, O, AT(appendix_settings, continuation),
     "word for what goes on over the page, a table or an appendix: lanjutan, sambungan"},
    {"font_size", FIELD_INTEGER, O, AT(appendix_settings, font_size), "of tables, in points, at least 8; 10 if absent"},
    {"number_by_chapter", FIELD_BOOLEAN, O, AT(appendix_settings, number_by_chapter),
     "number tables A.1 and not 1 in the standalone document"},
    {"heading", FIELD_CHOICE, O, AT(appendix_settings, heading),
     "an appendix begins as a chapter of the thesis does, or with one line at the right", .allowed = heading_names},
    {"numbering", FIELD_CHOICE, O, AT(appendix_settings, numbering),
     "Lampiran A or Lampiran 1, in headings at the right and in the standalone document", .allowed = numbering_names},
    {"later_pages", FIELD_CHOICE, O, AT(appendix_settings, later_pages),
     "pages of an appendix after its first have 'Lampiran A (lanjutan)' at the top right, or nothing",
     .allowed = later_pages_names},
    {"caption", FIELD_CHOICE, O, AT(appendix_settings, caption), "where captions are placed in the standalone document",
     .allowed = caption_names},
    {"citations", FIELD_CHOICE, O, AT(appendix_settings, citations),
     "citations as text, or as commands for a thesis with a biblatex bibliography of its own",
     .allowed = appendix_citation_names},
    {"chapter", FIELD_CHOICE, O, AT(appendix_settings, chapter),
     "the results once more, for the body of the thesis: as sections below a chapter of yours, or as a chapter",
     .allowed = appendix_chapter_names},
    {"engine", FIELD_CHOICE, O, AT(appendix_settings, engine),
     "the TeX that makes the PDF; any is the first that is installed", .allowed = appendix_engine_names},
    {"reference", FIELD_TOKEN, O, AT(appendix_settings, reference),
     "`FILE.docx` in `content/`: the faculty's template, whose styles, margins, headers and footers the Word documents "
     "take"},
    {"paper", FIELD_CHOICE, O, AT(appendix_settings, paper), "of the standalone document",
     .allowed = appendix_paper_names},
    {"font", FIELD_CHOICE, O, AT(appendix_settings, font), "of the standalone document",
     .allowed = appendix_font_names},
    {"line_spacing", FIELD_CHOICE, O, AT(appendix_settings, line_spacing),
     "of the text of the standalone document; tables and quotes are single", .allowed = appendix_spacing_names},
    {"page_number", FIELD_CHOICE, O, AT(appendix_settings, page_number),
     "where the pages of the standalone document have their numbers", .allowed = appendix_page_number_names},
    {"margins", FIELD_RECORD, O, AT(appendix_settings, margins),
     "of the standalone document, in cm: `{left: 4, right: 3, top: 4, bottom: 3}`", .record = &margins_schema},
    {"turned", FIELD_TEXTS, O, AT(appendix_settings, turned),
     "tables on turned pages, by the labels that references to them have: `[tbl:jadwal]`"},
    {"upright", FIELD_TEXTS, O, AT(appendix_settings, upright),
     "tables that stay upright, however many columns they have"},
    {"interview_matrix", FIELD_CHOICE, O, AT(appendix_settings, interview_matrix),
     "each question with those who answered it, or questions beside informants on turned pages",
     .allowed = interviews_names},
    {"repeat_quotes", FIELD_BOOLEAN, O, AT(appendix_settings, repeat_quotes),
     "print a quote in each appendix that shows it; else its words are printed once among the matrices, where others "
     "name it "
     "with its page, and in the results"},
};
SCHEMA(appendix_schema, "appendix", appendix_settings, appendix_fields, "how the appendices look");

static const struct field entry_fields[] = {
    {"section", FIELD_TOKEN, O, AT(appendix_entry, section), "what is made from the data", .allowed = section_names},
    {"page", FIELD_REFERENCE, O, AT(appendix_entry, page), "or a page of `content/pages/`", .kind = OBJECT_PAGE},
    {"file", FIELD_TOKEN, O, AT(appendix_entry, file),
     "or a scan in `content/figures/`: PDF, of which each page is shown, PNG or JPEG"},
    {"title", FIELD_TEXT, O, AT(appendix_entry, title), "its title, in place of the usual one; a file needs one"},
    {"quotes", FIELD_TOKEN, O, AT(appendix_entry, quotes),
     "of `quote-matrix`: `all` quotes, those marked `exemplar`, or so many a theme; as `quotes` of the study if "
     "absent"},
    {"site", FIELD_BOOLEAN, O, AT(appendix_entry, site), "of a file: the site shows it, too"},
};
static const struct schema entry_schema = {.name = "appendix-entry",
                                           .help = "an appendix; the name of a section alone may stand for it",
                                           .size = sizeof(struct appendix_entry),
                                           .fields = entry_fields,
                                           .field_count = COUNT(entry_fields),
                                           .short_key = "section"};

static const struct field saturation_fields[] = {
    {"base_size", FIELD_INTEGER, O, AT(saturation_settings, base_size), "interviews that make the base; 4 if absent"},
    {"run_length", FIELD_INTEGER, O, AT(saturation_settings, run_length),
     "interviews in which new codes are counted together; 2 if absent"},
    {"threshold", FIELD_NUMBER, O, AT(saturation_settings, threshold),
     "percent of new codes at which saturation is reached; 5 if absent"},
};
SCHEMA(saturation_schema, "saturation", saturation_settings, saturation_fields, "how saturation is judged");

static const struct field allowed_fields[] = {
    {"text", FIELD_TEXT, R, AT(allowed_text, text), "the words around the false alarm, as they are printed"},
    {"reason", FIELD_TEXT, R, AT(allowed_text, reason), "why they give nobody away"},
};
SCHEMA(allowed_schema, "allowed-text", allowed_text, allowed_fields, "a false alarm of the leak gate");

static const struct field privacy_fields[] = {
    {"allow", FIELD_RECORDS, O, AT(privacy_settings, allow), "false alarms of the leak gate, one by one",
     .record = &allowed_schema},
    {"emails", FIELD_TEXTS, O, AT(privacy_settings, emails), "e-mail addresses that may be published"},
    {"attribution", FIELD_CHOICE, O, AT(privacy_settings, attribution),
     "how quotes name who speaks: by code (also if absent), by code and role, or by name",
     .allowed = attribution_names},
    {"k", FIELD_INTEGER, O, AT(privacy_settings, k),
     "as many informants must share group, sector, institution, role, tenure, dates and attributes that none can be "
     "recognised; 3 if absent"},
    {"dates", FIELD_CHOICE, O, AT(privacy_settings, dates),
     "what examiners are told of interviews and years in office: months and bands, as everybody is, or days and "
     "minutes; undecided is days, with a warning",
     .allowed = told_dates_names},
};
SCHEMA(privacy_schema, "privacy", privacy_settings, privacy_fields, "what the public site must not give away");

static const struct field switch_fields[] = {
    {"triangulation", FIELD_SWITCH, O, AT(section_switches, triangulation),
     "which sources and techniques agree: the section, and what the results say of it"},
    {"emic", FIELD_SWITCH, O, AT(section_switches, emic), "tables say which words are emic and which notes are etic"},
    {"saturation", FIELD_SWITCH, O, AT(section_switches, saturation), "in which interview new codes ran out"},
    {"trail", FIELD_SWITCH, O, AT(section_switches, trail), "the analysis trail"},
    {"missing", FIELD_SWITCH, O, AT(section_switches, missing),
     "notes of `lampiran check` on what a theme still lacks"},
};
SCHEMA(switches_schema, "sections", section_switches, switch_fields,
       "what only some approaches use; what is absent follows from `approach_kind`");

static const struct field study_fields[] = {
    {"title", FIELD_TEXT, R, AT(study_info, title), "title of the study"},
    {"subtitle", FIELD_TEXT, O, AT(study_info, subtitle), "second line of the title"},
    {"researcher", FIELD_TEXT, O, AT(study_info, researcher), "who made the study"},
    {"institution", FIELD_TEXT, R, AT(study_info, institution), "university or institute"},
    {"faculty", FIELD_TEXT, O, AT(study_info, faculty), "faculty or department"},
    {"program", FIELD_TEXT, O, AT(study_info, program), "study programme"},
    {"place", FIELD_TEXT, R, AT(study_info, place), "where the study was made"},
    {"year", FIELD_TEXT, R, AT(study_info, year), "year of the study"},
    {"language", FIELD_CHOICE, O, AT(study_info, language), "language of labels and dates", .allowed = language_names},
    {"translations", FIELD_CHOICES, O, AT(study_info, translations),
     "further languages of the site, each below a folder of its name; any text may then be given by language",
     .allowed = language_names},
    {"typography", FIELD_CHOICE, O, AT(study_info, typography),
     "whether straight quotes, `--`, `---` and `...` in Markdown become marks of print", .allowed = typography_names},
    {"approach", FIELD_TEXT, O, AT(study_info, approach), "kind of research, e.g. qualitative"},
    {"approach_kind", FIELD_CHOICE, O, AT(study_info, approach_kind),
     "the approach as the program knows it: what `sections` leaves out follows from it",
     .allowed = approach_kind_names},
    {"sections", FIELD_RECORD, O, AT(study_info, sections), "what only some approaches use",
     .record = &switches_schema},
    {"method", FIELD_TEXT, O, AT(study_info, method), "method of analysis, e.g. content analysis"},
    {"perspective", FIELD_TEXT, O, AT(study_info, perspective), "emic or etic"},
    {"question", FIELD_PROSE, O, AT(study_info, question), "the research question"},
    {"answer", FIELD_PROSE, O, AT(study_info, answer), "the answer to it in a sentence or two, first on the home page"},
    {"rests_on", FIELD_REFERENCES, O, AT(study_info, rests_on), "findings that the answer follows from",
     .kind = OBJECT_FINDING},
    {"abstract", FIELD_PROSE, O, AT(study_info, abstract), "the study in a few sentences"},
    {"ethics", FIELD_RECORD, O, AT(study_info, ethics), "the ethics approval", .record = &ethics_schema},
    {"evidence", FIELD_CHOICE, O, AT(study_info, evidence), "whether interviews were published yet",
     .allowed = evidence_names},
    {"paraphrases", FIELD_PROSE, O, AT(study_info, paraphrases),
     "why excerpts are summaries ('according_to') even in the final build"},
    {"benefits", FIELD_RECORDS, O, AT(study_info, benefits), "what the study is good for", .record = &benefit_schema},
    {"limits", FIELD_PROSES, O, AT(study_info, limits), "what the study does not say"},
    {"unfinished", FIELD_CHOICE, O, AT(study_info, unfinished),
     "whether readers are shown what is still missing; the researcher is told in any case",
     .allowed = unfinished_names},
    {"appendices", FIELD_RECORDS, O, AT(study_info, appendices),
     "the appendices, in order; if absent all but privacy, collection and document-review", .record = &entry_schema},
    {"quotes", FIELD_TOKEN, O, AT(study_info, quotes),
     "which quotes the matrix of the appendices prints: `all` (also if absent), `exemplar`, or so many a theme"},
    {"site", FIELD_RECORD, O, AT(study_info, site), "settings of the site", .record = &site_schema},
    {"changes", FIELD_RECORDS, O, AT(study_info, changes), "what was changed in what is published",
     .record = &change_schema},
    {"citations", FIELD_RECORD, O, AT(study_info, citations), "the style of citations; APA if absent",
     .record = &citation_schema},
    {"appendix", FIELD_RECORD, O, AT(study_info, appendix), "how the appendices look", .record = &appendix_schema},
    {"privacy", FIELD_RECORD, O, AT(study_info, privacy), "what the public site must not give away",
     .record = &privacy_schema},
    {"steps", FIELD_CHOICES, O, AT(study_info, steps),
     "steps of analysis in the trail: Sugiyono's stages, Miles and Huberman's activities", .allowed = step_names},
    {"trust_findings", FIELD_BOOLEAN, O, AT(study_info, trust_findings),
     "pass raw HTML in findings and pages on to the site"},
    {"saturation", FIELD_RECORD, O, AT(study_info, saturation), "how saturation is judged",
     .record = &saturation_schema},
};
SCHEMA(study_schema, "study", study_info, study_fields, "the study as a whole");

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
SCHEMA(objectives_schema, "objectives", objectives_file, objectives_fields, "what the study sets out to find");

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

#define CODE_FIELDS                                                                                                    \
    {"id", FIELD_ID, R, AT(code, id), "short name used in excerpts", .kind = OBJECT_CODE},                             \
        {"label", FIELD_SPANS, R, AT(code, label), "its name in print"},                                               \
        {"definition", FIELD_PROSE, O, AT(code, definition), "what it means in this study"},                           \
        {"claim", FIELD_PROSE, O, AT(code, claim), "what its excerpts support or contradict; said beside verdicts"},   \
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
SCHEMA(codebook_schema, "codebook", codebook_file, codebook_fields, "the codes and what they mean");

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
SCHEMA(definitions_schema, "definitions", definitions_file, definitions_fields, "conceptual definitions");

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
    {"label", FIELD_SPANS, O, AT(group_description, label), "the name of that group in print"},
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
    {"exception", FIELD_TEXT, O, AT(informant, exception), "why one who fails the criteria is in all the same"},
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
SCHEMA(informants_schema, "informants", informants_file, informants_fields, "who was asked");

/* documents.yaml */

static const struct field document_fields[] = {
    {"id", FIELD_ID, R, AT(document, id), "short name, e.g. DOK-01", .kind = OBJECT_DOCUMENT},
    {"title", FIELD_TEXT, R, AT(document, title), "title"},
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
SCHEMA(documents_schema, "documents", documents_file, documents_fields, "what was read");

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
SCHEMA(coders_schema, "coders", coders_file, coders_fields, "who coded");

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
    {"technique", FIELD_CHOICE, O, AT(excerpts_file, technique),
     "how it was collected; by-source: interview or document", .allowed = technique_names},
    {"excerpts", FIELD_RECORDS, R, AT(excerpts_file, excerpts), "the excerpts", .record = &excerpt_schema},
};
SCHEMA(excerpts_schema, "excerpts", excerpts_file, excerpts_fields, "coded excerpts of one source");

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
SCHEMA(finding_schema, "finding", finding, finding_fields, "a finding, in Markdown");

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
SCHEMA(page_schema, "page", page, page_fields, "any other page, in Markdown");

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
SCHEMA(synthesis_schema, "synthesis", synthesis_file, synthesis_fields, "synthesis of prior studies");

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
SCHEMA(frameworks_schema, "frameworks", frameworks_file, frameworks_fields, "theoretical models");

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
    {"group", FIELD_TEXT, O, AT(statistic_series, group), "what it is part of, where several series have the same labels"},
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
SCHEMA(statistics_schema, "statistics", statistics_file, statistics_fields, "figures of the background");

/* joint.yaml */

static const struct field joint_number_fields[] = {
    {"statistic", FIELD_REFERENCE, R, AT(joint_number, statistic), "where the number is from", .kind = OBJECT_STATISTIC},
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
SCHEMA(joint_schema, "joint", joint_file, joint_fields, "joint display of numbers and voices");

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
SCHEMA(guide_schema, "guide", guide_file, guide_fields, "the interview guide");

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
SCHEMA(conclusions_schema, "conclusions", conclusions_file, conclusions_fields, "conclusions and suggestions");

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
SCHEMA(reporting_schema, "reporting", reporting_file, reporting_fields, "answers to reporting checklists");

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
SCHEMA(summaries_schema, "summaries", summaries_file, summaries_fields, "the framework matrix");

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
SCHEMA(second_coding_schema, "second-coding", second_coding_file, second_coding_fields,
       "excerpts coded by somebody else");

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
SCHEMA(memos_schema, "memos", memos_file, memos_fields, "memos of the researcher");

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
SCHEMA(abbreviations_schema, "abbreviations", abbreviations_file, abbreviations_fields,
       "abbreviations and what they mean");

/* codebook-versions/NAME.yaml */

static const struct field version_fields[] = {
    {"date", FIELD_DATE, R, AT(codebook_version, date), "when the codebook looked like this"},
    {"note", FIELD_PROSE, O, AT(codebook_version, note), "what changed, and why"},
    {"codes", FIELD_TEXTS, R, AT(codebook_version, codes), "ids of its codes"},
};
SCHEMA(version_schema, "codebook-version", codebook_version, version_fields, "an earlier state of the codebook");

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
