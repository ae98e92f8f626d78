#include "study/private.h"

#include "study/study.h"

/* Keys of study.yaml. */

const char *const language_names[] = {"id", "en", NULL};
static const char *const step_names[] = {"three-stages", "four-activities", NULL};
/* clang-format off */
const char *const section_names[] = {
    "synthesis", "definitions", "informants", "guide", "codebook", "interview-matrix", "framework-matrix",
    "quote-matrix", "triangulation", "numbers", "narrative", "frameworks", "conclusions", "statistics", "reporting",
    "trail", "memos", "abbreviations", "bibliography", "collection", "document-review", "privacy", "joint",
    "transcripts", NULL};
/* clang-format on */
const char *const approach_kind_names[] = {"general",         "content-analysis", "thematic-analysis",  "phenomenology",
                                           "grounded-theory", "case-study",       "framework-analysis", NULL};
const char *const talks_names[] = {"told", "interviews", "focus-groups", "both", "written", NULL};
static const char *const heading_names[] = {"chapter", "right", NULL};
static const char *const numbering_names[] = {"letters", "numbers", NULL};
static const char *const later_pages_names[] = {"headed", "plain", NULL};
static const char *const caption_names[] = {"center", "left", NULL};
static const char *const appendix_paper_names[] = {"a4", "b5", "a5", "letter", NULL};
static const char *const appendix_font_names[] = {"latin-modern", "times", NULL};
static const char *const appendix_spacing_names[] = {"single", "one-half", "double", NULL};
static const char *const appendix_page_number_names[] = {"below", "top-right", NULL};
static const char *const interviews_names[] = {"questions", "grid", NULL};
const char *const appendix_engine_names[] = {"any", "pdflatex", "lualatex", "xelatex", NULL};
static const char *const appendix_chapter_names[] = {"none", "sections", "chapter", NULL};
static const char *const appendix_citation_names[] = {"text", "biblatex", "natbib", NULL};
static const char *const told_dates_names[] = {"undecided", "months", "days", NULL};
const char *const attribution_names[] = {"by-study", "code", "role", "named", NULL};
static const char *const unfinished_names[] = {"hidden", "shown", NULL};
const char *const typography_names[] = {"smart", "as-typed", NULL};
static const char *const evidence_names[] = {"proposal", "collected", NULL};
static const char *const benefit_names[] = {"theoretical", "practical", NULL};

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
     "no board; absent: `sector`, or else `group`, or else an attribute; the others are folded below it"},
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
    {"font_size", FIELD_NUMBER, O, AT(appendix_settings, font_size),
     "of tables, in whole or half points, from 8 to 14; 10 if absent"},
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
     "citations as text, or as commands for a thesis with a bibliography of its own, by biblatex or natbib",
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
     "of `quote-matrix` and `interview-matrix`: `all` quotes, those marked `exemplar`, or so many a theme; as `quotes` "
     "of the study if absent"},
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
    {"trail", FIELD_SWITCH, O, AT(section_switches, trail), "the audit trail"},
    {"missing", FIELD_SWITCH, O, AT(section_switches, missing),
     "notes of `lampiran check` on what a theme still lacks"},
};
SCHEMA(switches_schema, "sections", section_switches, switch_fields,
       "what only some approaches use; what is absent follows from `approach_kind`");

static const struct field technique_fields[] = {
    {"id", FIELD_TOKEN, R, AT(own_technique, id), "short name, which `technique` of excerpts has"},
    {"label", FIELD_SPANS, R, AT(own_technique, label), "its name in print, as within a sentence: `catatan harian`"},
    {"kind", FIELD_CHOICE, O, AT(own_technique, kind),
     "what it is a kind of: said as in an interview or a focus group, written as in a document, or seen",
     .allowed = technique_names},
    {"instrument", FIELD_TEXT, O, AT(own_technique, instrument), "with what it was collected, for the table of that"},
};
SCHEMA(technique_schema, "technique", own_technique, technique_fields, "a technique of the study's own");

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
    {"evidence", FIELD_CHOICE, O, AT(study_info, evidence), "whether the interviews have been held yet",
     .allowed = evidence_names},
    {"paraphrases", FIELD_PROSE, O, AT(study_info, paraphrases),
     "why excerpts are summaries ('according_to') even in the final build"},
    {"benefits", FIELD_RECORDS, O, AT(study_info, benefits), "what the study is good for", .record = &benefit_schema},
    {"limits", FIELD_PROSES, O, AT(study_info, limits), "what the study does not say"},
    {"unfinished", FIELD_CHOICE, O, AT(study_info, unfinished),
     "whether readers are shown what is still missing; the researcher is told in any case",
     .allowed = unfinished_names},
    {"appendices", FIELD_RECORDS, O, AT(study_info, appendices),
     "the appendices, in order; if absent all but privacy, collection, document-review and transcripts",
     .record = &entry_schema},
    {"quotes", FIELD_TOKEN, O, AT(study_info, quotes),
     "which quotes the matrices of the appendices print: `all` (also if absent), `exemplar`, or so many a theme"},
    {"techniques", FIELD_RECORDS, O, AT(study_info, techniques), "techniques of data collection of the study's own",
     .record = &technique_schema},
    {"informants_called", FIELD_TEXT, O, AT(study_info, informants_called),
     "what you call those whom you heard, one of them: `partisipan`, `participant`; informants if absent"},
    {"talks", FIELD_CHOICE, O, AT(study_info, talks),
     "how those were heard whom you asked, as guide and matrices are named after it; `told` (also if absent): as the "
     "informants of each edition tell",
     .allowed = talks_names},
    {"table_source", FIELD_TEXT, O, AT(study_info, table_source),
     "the line below each table of what was collected, as 'Sumber: Data primer, 2025'; none below what was made up"},
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
FILE_SCHEMA(study_schema, "study", study_info, study_fields, "the study as a whole");
