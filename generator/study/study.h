#ifndef LAMPIRAN_STUDY_STUDY_H
#define LAMPIRAN_STUDY_STUDY_H

/*
 * A qualitative study, in the words of the field.  Filled by read/, never changed afterwards.  All of it
 * lives in the build's arena.  The files and keys behind each struct are declared in study/schema.c.
 */

#include "base/diag.h"
#include "base/file.h"
#include "base/list.h"
#include "base/sha256.h"
#include "study/schema.h"

#include <stdbool.h>

struct arena;
struct block;
struct map;
struct span;

enum audience {
    AUDIENCE_PUBLIC,   /* the site */
    AUDIENCE_EXAMINER, /* the appendices */
    AUDIENCE_COUNT,
};

enum consent { CONSENT_PUBLIC, CONSENT_EXAMINER, CONSENT_NONE };
enum narrowed_consent { NARROWED_INHERIT, NARROWED_PUBLIC, NARROWED_EXAMINER, NARROWED_NONE };
enum attribution { ATTRIBUTION_BY_STUDY, ATTRIBUTION_CODE, ATTRIBUTION_ROLE, ATTRIBUTION_NAMED };
enum told_dates { DATES_UNDECIDED, DATES_MONTHS, DATES_DAYS };
enum technique { TECHNIQUE_BY_SOURCE, TECHNIQUE_INTERVIEW, TECHNIQUE_DOCUMENT, TECHNIQUE_OBSERVATION, TECHNIQUE_COUNT };
enum stance { STANCE_UNJUDGED, STANCE_SUPPORT, STANCE_CONTRAST };
enum document_review { REVIEW_DONE, REVIEW_PENDING, REVIEW_NONE };
enum evidence_status { EVIDENCE_PROPOSAL, EVIDENCE_COLLECTED };
enum language { LANGUAGE_ID, LANGUAGE_EN };
enum approach_kind {
    APPROACH_GENERAL,
    APPROACH_CONTENT_ANALYSIS,
    APPROACH_THEMATIC_ANALYSIS,
    APPROACH_PHENOMENOLOGY,
    APPROACH_GROUNDED_THEORY,
    APPROACH_CASE_STUDY,
    APPROACH_FRAMEWORK_ANALYSIS,
};
enum typography {
    TYPOGRAPHY_SMART,
    TYPOGRAPHY_AS_TYPED
}; /* how prose is printed: with “marks of print”, or "as typed" */
enum unfinished { UNFINISHED_HIDDEN, UNFINISHED_SHOWN };
enum finding_status { STATUS_DRAFT, STATUS_FINAL };
enum menu_group { MENU_ABOUT, MENU_RESULTS, MENU_DATA, MENU_GROUNDS, MENU_METHOD, MENU_GROUP_COUNT };

/* study.yaml */
struct study_info {
    struct record record;
    const char *title;
    const char *subtitle;
    const char *researcher;
    const char *institution;
    const char *faculty;
    const char *program;
    const char *place;
    const char *year;
    int language;             /* enum language */
    struct list translations; /* of const char *: further languages of the site */
    int typography;           /* enum typography */
    const char *approach;
    int approach_kind;                 /* enum approach_kind */
    struct section_switches *sections; /* NULL: all as the approach has them */
    const char *method;
    const char *perspective;
    struct block *question;
    struct block *answer; /* to the question, in a sentence or two */
    struct list rests_on; /* of struct reference: the findings that the answer follows from */
    struct block *abstract;
    struct ethics *ethics;
    int evidence;              /* enum evidence_status */
    struct block *paraphrases; /* why excerpts are summaries by somebody else; NULL: no reason given */
    struct list benefits;      /* of struct benefit */
    struct list limits;        /* of struct block */
    int unfinished;            /* enum unfinished: whether readers are shown what is still missing */
    struct list appendices;    /* of struct appendix_entry, in order */
    const char *quotes;        /* of the quote matrix: "all", "exemplar", or a number; NULL: all */
    struct list steps;         /* of const char *: step_names */
    struct site_settings *site;
    struct list changes; /* of struct change */
    struct citation_settings *citations;
    struct appendix_settings *appendix;
    struct privacy_settings *privacy;
    bool trust_findings; /* raw HTML in findings and pages is passed on */
    struct saturation_settings *saturation;
};

/* What only some approaches use. What is absent follows from the approach, by lua/lib/approaches.lua. */
struct section_switches {
    struct record record;
    int triangulation; /* enum switch_state, as all of them */
    int emic;          /* columns and words that keep what was said apart from the researcher's reading */
    int saturation;
    int trail;
    int missing; /* notes to the researcher of what a theme still lacks */
};

struct ethics {
    struct record record;
    const char *committee;
    const char *number;
    struct block *statement;
};

struct benefit {
    struct record record;
    int kind; /* theoretical, practical */
    const char *audience;
    struct block *text;
};

struct citation_settings {
    struct record record;
    const char *style; /* "apa", another of Debian's, or "FILE.csl" below content/ */
};

struct site_settings {
    struct record record;
    const char *title;
    const char *description;
    const char *base_url;
    const char *footer;
    const char *image;         /* "figures/x.png", shown where a link to the site is shared; NULL: none */
    struct reference headline; /* a statistic, shown on the home page */
    struct list numbers;       /* of struct key_number: on the home page */
    const char *board;         /* "sector", "group", "none" or the id of an attribute; NULL: what there is */
    struct list synonyms;      /* of const char *: words that a search takes for the same, "tengkes, kerdil" */
    struct reference actions;  /* a page with one heading for each actor */
    struct list actors;        /* of struct actor */
};

/* Those who can act: what concerns them is on a page of their own. */
struct actor {
    struct record record;
    const char *id;
    const char *label;
    const char *steps;    /* the heading on the page of actions; NULL: suggestions only */
    struct list findings; /* of struct reference */
    struct list voices;   /* of const char *: sectors and groups of informants */
};

/* A number of a statistic that a reader shall see first. */
struct key_number {
    struct record record;
    struct reference statistic;
    const char *point; /* the label of one; NULL: from the first to the last */
    const char *label;
    const char *target; /* what it should be; NULL: nothing is said */
};

/* What was changed in what is published, for the feed. */
struct change {
    struct record record;
    const char *date;
    const char *text;
    const char *page; /* path below the site, or NULL */
};

/* One of the appendices: of section, page and file it has one. */
struct appendix_entry {
    struct record record;
    const char *section; /* one of section_names */
    struct reference page;
    const char *file;   /* a scan, below content/figures/ */
    const char *title;  /* NULL: that of the section or page */
    const char *quotes; /* as of the study; NULL: that */
    bool site;          /* a scan that the site shows, too */
};

/* How the LaTeX appendices look. */
enum appendix_paper { APPENDIX_A4, APPENDIX_B5, APPENDIX_A5 };
enum appendix_font { APPENDIX_LATIN_MODERN, APPENDIX_TIMES };
enum appendix_spacing { APPENDIX_SINGLE, APPENDIX_ONE_HALF, APPENDIX_DOUBLE };
enum appendix_page_number { APPENDIX_NUMBER_BELOW, APPENDIX_NUMBER_TOP_RIGHT };
enum appendix_interviews { APPENDIX_INTERVIEWS_QUESTIONS, APPENDIX_INTERVIEWS_GRID };
enum appendix_heading { APPENDIX_CHAPTER, APPENDIX_RIGHT };
enum appendix_numbering { APPENDIX_LETTERS, APPENDIX_NUMBERS };
enum appendix_later_pages { APPENDIX_LATER_HEADED, APPENDIX_LATER_PLAIN };
enum appendix_caption { APPENDIX_CAPTION_CENTER, APPENDIX_CAPTION_LEFT };
enum appendix_citations { APPENDIX_CITATIONS_TEXT, APPENDIX_CITATIONS_BIBLATEX };
enum appendix_engine { APPENDIX_ANY_ENGINE, APPENDIX_PDFLATEX, APPENDIX_LUALATEX, APPENDIX_XELATEX };

enum appendix_chapter { APPENDIX_CHAPTER_NONE, APPENDIX_CHAPTER_SECTIONS, APPENDIX_CHAPTER_WHOLE };

/* Of the standalone document, in cm; those that are not given are as the paper has them. */
struct appendix_margins {
    struct record record;
    struct number left, right, top, bottom;
};

struct appendix_settings {
    struct record record;
    const char *continuation; /* "lanjutan" */
    long font_size;           /* in tables, points */
    bool number_by_chapter;
    enum appendix_heading heading;
    enum appendix_numbering numbering;
    enum appendix_later_pages later_pages;
    enum appendix_caption caption;
    enum appendix_citations citations;
    enum appendix_chapter chapter; /* the results once more, for the body of the thesis */
    enum appendix_engine engine;
    const char *reference; /* below content/: the Word document whose styles and pages the appendices take */
    enum appendix_paper paper;
    enum appendix_font font;
    enum appendix_spacing line_spacing;
    enum appendix_page_number page_number;
    struct appendix_margins *margins;
    struct list turned;  /* of const char *: labels of tables that stand on turned pages */
    struct list upright; /* and of those that do not */
    enum appendix_interviews interview_matrix;
    bool repeat_quotes; /* else each is printed once, and named elsewhere with its page */
};

/* The page of the standalone document, in cm. */
struct appendix_page {
    double width, height;
    double left, right, top, bottom; /* margins */
};

/* The page that settings ask for; NULL: as if nothing was said. */
struct appendix_page appendix_page(const struct appendix_settings *settings);

/* How saturation is judged (analysis/saturation.c). */
struct saturation_settings {
    struct record record;
    long base_size;
    long run_length;
    struct number threshold; /* percent */
};

/* What the gate lets through. */
struct privacy_settings {
    struct record record;
    struct list allow;  /* of struct allowed_text */
    struct list emails; /* of const char * */
    int attribution;    /* enum attribution: of informants who have none of their own */
    long k;             /* as many informants must be alike (analysis/anonymity.c) */
    int dates;          /* enum told_dates: what examiners are told */
};

struct allowed_text {
    struct record record;
    const char *text;
    const char *reason;
    bool names_somebody; /* set when a person whom no list has is let pass for it (check/persons.c) */
};

/* objectives.yaml */
struct objectives_file {
    struct record record;
    struct block *general;
    struct list objectives; /* of struct objective */
};

struct objective {
    struct record record;
    const char *id;
    struct span *title;
    struct block *statement;
    struct reference variable; /* a code */
    struct list themes;        /* of struct reference to codes */
    struct block *answer;      /* in short, for decision makers */
    struct block *discussion;  /* the findings against theory and prior studies; NULL: not written */
    struct list formerly;      /* of const char *: ids that it had */
};

/*
 * codebook.yaml: a tree of codes of any depth.  What a code is to the report follows from its place: a variable heads
 * themes and has no page of its own, a theme has one, and all below a theme is on the theme's.
 */
enum code_level { CODE_VARIABLE, CODE_THEME, CODE_SUBTHEME };

struct codebook_file {
    struct record record;
    struct list levels;    /* of const char *: names of the levels, outermost first; empty: as the labels have them */
    struct list variables; /* of struct code: roots whose children are themes */
    struct list codes;     /* of struct code: roots as they are in a tree without names for its levels */
    struct list sets;      /* of struct code_set */
    struct list roots;     /* set when read: variables, then codes */
};

/* Codes that belong together across the tree; a code may be in several. */
struct code_set {
    struct record record;
    const char *id;
    struct span *label;
    struct block *definition;
    struct list codes; /* of struct reference */
    const char *guid;
};

/* What a code was before: "formerly: [old-id]" or with its label, how it changed and when. */
enum code_change { CODE_RENAMED, CODE_MERGED, CODE_SPLIT };

struct former_code {
    struct record record;
    const char *id;
    struct span *label;
    int how; /* enum code_change */
    const char *date;
};

struct code {
    struct record record;
    const char *id;
    struct span *label;
    struct block *definition;
    struct block *claim; /* what support and contrast of its excerpts refer to */
    struct block *when_to_use;
    struct block *when_not_to_use;
    struct block *anchor_example;
    struct list components; /* of struct reference to framework components it comes from */
    const char *color;      /* "#rrggbb" */
    const char *guid;       /* its id in another tool */
    struct block *memo;     /* NULL once read: it is one of the study's memos then */
    struct list formerly;   /* of struct former_code */
    bool codable;           /* false: a folder, which no excerpt may carry */
    struct list children;   /* of struct code */
    enum code_level level;  /* set when read */
    size_t depth;           /* set when read: 0 for a root */
    const struct code *parent;
};

/* The theme that code is or is below of, or the variable that it is; NULL of NULL. Of a study that is read. */
const struct code *code_theme(const struct code *code);

/* memos.yaml: what the researcher wrote down on the way; nobody else reads it unless it says so */
enum memo_readers { MEMO_NOBODY, MEMO_EXAMINER, MEMO_PUBLIC };

struct memos_file {
    struct record record;
    struct list memos; /* of struct memo */
};

struct memo {
    struct record record;
    const char *id;
    const char *about; /* "study", or the id of a code, an informant, a document or an excerpt */
    const char *date;
    const char *author;
    struct block *text;
    int read_by; /* enum memo_readers */
    /* set when read: what it is about; OBJECT_NONE and NULL: the study as a whole */
    enum object_kind about_kind;
    void *object;
};

/* abbreviations.yaml */
struct abbreviations_file {
    struct record record;
    struct list abbreviations; /* of struct abbreviation */
    struct list known;         /* of const char *: words in capitals that need no explanation */
};

struct abbreviation {
    struct record record;
    const char *short_form;
    const char *long_form;
    struct block *definition; /* what it is, or NULL */
    const char *language;     /* of the long form, a tag; NULL: the study's */
};

/* definitions.yaml */
struct definitions_file {
    struct record record;
    struct span *caption;
    struct list variables; /* of struct definition */
    struct block *source;
};

struct definition {
    struct record record;
    struct span *label;
    struct reference code;
    struct block *text;
    struct list indicators; /* of struct definition: indicators, then aspects */
};

/* informants.yaml */
struct informants_file {
    struct record record;
    struct block *sampling;
    struct criteria *criteria;
    struct list groups;     /* of struct group_description */
    struct list attributes; /* of struct attribute; in a filtered study those that its audience may see */
    struct list informants; /* of struct informant */
};

/* What the study wants to know of each informant: age, education, ... */
enum attribute_type { ATTRIBUTE_TEXT, ATTRIBUTE_NUMBER, ATTRIBUTE_CHOICE, ATTRIBUTE_DATE };
enum attribute_audience { ATTRIBUTE_EXAMINER, ATTRIBUTE_PUBLIC, ATTRIBUTE_RESEARCHER };

struct attribute {
    struct record record;
    const char *id;
    struct span *label;
    int type; /* enum attribute_type */
    const char *unit;
    struct list choices; /* of const char * */
    struct list bands;   /* of const char *: borders, rising: 30 and 40 make "under 30", "30 to 39", "40 and over" */
    int audience;        /* enum attribute_audience */
};

struct attribute_value {
    const struct attribute *attribute; /* NULL: none is declared with this key, which the checks report */
    const char *key;
    const char *text;
    double number;      /* of ATTRIBUTE_NUMBER */
    bool is_wrong;      /* the text is not of the attribute's type */
    struct place place; /* of the text */
};

struct criteria {
    struct record record;
    struct list inclusion; /* of struct block */
    struct list exclusion;
    long minimum_tenure_months;
};

struct group_description {
    struct record record;
    const char *group; /* "key", "main", "supporting"; or */
    const char *id;    /* a group of the study's own */
    struct span *label;
    struct block *definition;
    struct block *members;
};

/* How long somebody is in a sector, in months, as a band. */
struct tenure {
    bool known;
    long from;
    long below; /* INTEGER_ABSENT: there is no end */
};

struct informant {
    struct record record;
    const char *code;  /* "IK-01" */
    const char *group; /* "key", "main", "supporting", or the id of a group; "informant" where the study has none */
    const char *sector;
    struct list attributes; /* of struct pair; empty once read: values are in the study's map of them */
    const char *institution;
    const char *role;
    const char *since; /* in this sector, a date */
    bool moved;        /* officially, from sector to sector */
    bool involved;     /* in convergence activities */
    bool knowledgeable;
    const char *exception;  /* why one who fails the criteria is in */
    struct list interviews; /* of struct interview */
    int consent;            /* enum consent */
    int attribution;        /* enum attribution, never ATTRIBUTION_BY_STUDY once it is read */
    const char *credit;     /* the name of one who wants to be named, else NULL */
    bool illustrative;
    struct block *portrait; /* who somebody is, in the researcher's words, for all who may read what they said */
    struct block *note;
    const char *guid;   /* its id in another tool */
    struct block *memo; /* NULL once read: it is one of the study's memos then */
    /* Set in the public study, whose dates are months: */
    struct tenure tenure;        /* instead of `since` */
    const char *first_interview; /* its day, to put informants in order by: printed nowhere */
};

struct interview {
    struct record record;
    const char *date;
    long minutes;
    const char *place;
    const char *mode;
};

/* documents.yaml */
struct documents_file {
    struct record record;
    struct list documents; /* of struct document */
};

struct document {
    struct record record;
    const char *id;
    const char *title;
    const char *issuer;
    const char *number;
    const char *year;
    const char *kind;
    const char *where;
    struct reference work; /* in references.bib */
    int review;            /* enum document_review */
    struct block *note;
};

/* coders.yaml: who coded, in words that name nobody */
struct coders_file {
    struct record record;
    struct list coders; /* of struct coder */
};

struct coder {
    struct record record;
    const char *id; /* "A" */
    struct span *label;
};

/* excerpts/NAME.yaml: the coded excerpts of one source, or of an interview with several speakers */
struct excerpts_file {
    struct record record;
    struct reference source; /* an informant or a document; absent where each excerpt says who speaks */
    const char *transcript;  /* the name of its text in content/private/transcripts/; NULL: that of the source */
    struct reference coder;  /* who coded it; absent: the first of coders.yaml */
    int technique;           /* enum technique */
    struct list excerpts;    /* of struct excerpt */
};

/* What one of several speakers says. */
struct turn {
    struct record record;
    struct reference speaker; /* an informant; absent: who asks */
    const char *text;
};

struct excerpt {
    struct record record;
    const char *id;    /* "IK-01.3" */
    struct list codes; /* of struct reference */
    struct reference question;
    struct reference speaker; /* who says it, where that is not the source of the file */
    struct list turns;        /* of struct turn: in place of text */
    const char *lines;        /* "12-14" of the transcript, as typed: which words, or where to look for them */
    const char *text;         /* verbatim, but for */
    const char *according_to; /* whose summary the text is; NULL: the words of the source itself */
    const char *where;        /* place in the transcript or document: "baris 12-15" */
    int stance;               /* enum stance */
    bool exemplar;
    struct block *note;      /* the researcher's reading (etic) */
    const char *language;    /* tag of what the words are in; NULL: the language that the study is read in */
    const char *translation; /* NULL if none */
    int consent;             /* enum narrowed_consent */
    bool illustrative;
    bool partial;           /* the words begin or end within a word */
    struct reference coder; /* who coded it; absent: as its file says */
    const char *guid;       /* its id in another tool */
    struct block *memo;     /* NULL once read: it is one of the study's memos then */
    /* set when read: */
    const struct informant *informant; /* who speaks, of several the first; one of these two is NULL */
    const struct document *document;
    struct list speakers;         /* of const struct informant: all who speak, each once; empty: a document does */
    const struct informant *host; /* the source of the file, where others speak: its consent counts, too; or NULL */
    const char *transcript;       /* the name of the text that it is from */
    const struct coder *coded_by; /* NULL: the study names no coders */
    const struct excerpt *again;  /* of study->recodings: the excerpt with the same words */
    size_t words_from;            /* in the transcript: its first word, and how many there are; 0: not known */
    size_t word_count;
    enum technique technique;     /* never TECHNIQUE_BY_SOURCE */
    const char *transcript_lines; /* "12–14": where content/private/transcripts/ has these words; NULL: not known */
    bool where_unconfirmed;       /* `where` was typed, and no transcript has the words, though the study has some */
};

/* findings/NAME.md and pages/NAME.md: front matter and Markdown */
struct finding {
    struct record record;
    const char *id;
    struct reference objective;
    struct reference theme; /* a code */
    struct span *title;
    long order;
    int status; /* enum finding_status */
    struct block *summary;
    struct block *conclusion;  /* of its theme, for now; NULL: not written */
    struct block *implication; /* NULL: not written */
    struct block *body;
};

struct page {
    struct record record;
    const char *id; /* also its file name in the site */
    struct span *title;
    const char *menu; /* its name in the navigation; NULL: the title */
    int group;        /* enum menu_group */
    const char *description;
    long order;
    int status;           /* enum finding_status: of the recommendations that it holds */
    struct block *basis;  /* what they rest on */
    struct list formerly; /* of const char *: ids that it had */
    struct block *body;
};

/* synthesis.yaml */
struct synthesis_file {
    struct record record;
    struct span *caption;
    struct list studies; /* of struct prior_study */
    struct block *conclusion;
    struct block *source;
};

struct prior_study {
    struct record record;
    const char *id;
    const char *authors;
    const char *year;
    const char *kind;
    const char *title;
    const char *place;
    struct block *method;
    struct block *sample;
    struct block *result;
    const char *theory;
    struct block *variables;
    struct list themes; /* of struct prior_relation */
    struct reference work;
};

/* What a prior study says to a theme of this one, and whether the findings here agree with it. */
enum prior_direction { DIRECTION_UNJUDGED, DIRECTION_SUPPORTS, DIRECTION_CONTRASTS, DIRECTION_EXTENDS };

struct prior_relation {
    struct record record;
    struct reference theme; /* a code */
    int direction;          /* enum prior_direction */
    struct span *point;     /* follows "found that"; NULL: not said */
};

/* frameworks.yaml */
struct frameworks_file {
    struct record record;
    struct list frameworks; /* of struct framework */
};

struct framework {
    struct record record;
    const char *id;
    const char *name;
    struct span *caption; /* of its figure */
    struct block *description;
    struct list works;      /* of struct reference to references.bib */
    struct list components; /* of struct component */
    struct list relations;  /* of struct relation */
    struct block *note;
};

struct component {
    struct record record;
    const char *id;
    const char *label;
    struct block *description;
    struct list parts; /* of struct component */
};

struct relation {
    struct record record;
    struct reference from; /* components */
    struct reference to;
    const char *label;
};

/* statistics.yaml */
enum chart_choice { STATISTIC_TABLE, STATISTIC_BAR, STATISTIC_LINE, STATISTIC_DOT };

struct statistics_file {
    struct record record;
    struct list statistics; /* of struct statistic */
};

struct statistic {
    struct record record;
    const char *id;
    struct span *title;
    const char *unit;
    struct list points;  /* of struct statistic_point; of one series, none where there are several */
    struct list series;  /* of struct statistic_series */
    struct list targets; /* of struct statistic_target */
    struct list events;  /* of struct statistic_event */
    const char *file;    /* "angka.csv" in content/data/, from which points or series were read; NULL: none */
    struct statistic_columns *columns; /* how its columns are called; NULL: as they are by themselves */
    int chart;                         /* enum chart_choice */
    const char *interval;              /* what the lowest and the highest values are */
    struct block *source;
    struct block *note;
};

/* The names of the columns of a CSV file; each NULL if not said. */
struct statistic_columns {
    struct record record;
    const char *label, *value, *low, *high, *series, *group;
};

struct statistic_series {
    struct record record;
    const char *label;
    const char *group;  /* of several series; NULL: none */
    struct list values; /* of struct statistic_point */
};

struct statistic_point {
    struct record record;
    const char *label;
    struct number value;
    struct number low, high; /* of its interval; absent: none is known */
    const char *unit;        /* where it differs from the statistic's */
    struct span *note;
};

/* What the numbers should be. */
struct statistic_target {
    struct record record;
    const char *label;
    struct number value;
};

/* What happened meanwhile. */
struct statistic_event {
    struct record record;
    const char *at; /* the label of a point */
    const char *label;
};

/* joint.yaml: numbers and voices side by side */
enum joint_fit { FIT_UNJUDGED, FIT_AGREE, FIT_COMPLEMENT, FIT_CONFLICT };

extern const char *const fit_names[]; /* "unjudged", "agree"; ended by NULL */

struct joint_file {
    struct record record;
    struct block *introduction;
    struct list rows; /* of struct joint_row */
};

struct joint_row {
    struct record record;
    struct reference theme;
    struct list numbers;  /* of struct joint_number */
    struct list excerpts; /* of struct reference; none: the rule for quotes chooses */
    int fit;              /* enum joint_fit */
    struct block *inference;
};

struct joint_number {
    struct record record;
    struct reference statistic;
    const char *series; /* the label of one; NULL: all */
    const char *point;  /* the label of one; NULL: all */
};

/* guide.yaml */
struct guide_file {
    struct record record;
    struct block *introduction;
    struct list questions; /* of struct question */
};

struct question {
    struct record record;
    const char *id;
    struct list themes; /* of struct reference */
    struct list groups; /* of const char *: groups of informants */
    struct block *text;
    struct list probes; /* of struct block */
};

/* conclusions.yaml: what is concluded for each objective, and what is suggested to whom */
struct conclusions_file {
    struct record record;
    struct block *introduction;
    struct list conclusions; /* of struct conclusion */
    struct list suggestions; /* of struct suggestion */
};

struct conclusion {
    struct record record;
    struct reference objective;
    struct block *text;
};

struct suggestion {
    struct record record;
    const char *actor;
    struct block *text;
    struct list findings; /* of struct reference: what it rests on */
};

struct reporting_file {
    struct record record;
    struct list items; /* of struct reporting_item */
};

struct reporting_item {
    struct record record;
    int standard; /* coreq, srqr */
    long number;
    struct block *answer;
};

/* summaries.yaml: what an informant says about a theme, in the researcher's words */
struct summaries_file {
    struct record record;
    struct block *introduction;
    struct list summaries; /* of struct summary */
};

struct summary {
    struct record record;
    struct reference theme;
    struct reference informant;
    struct block *text;
    struct list excerpts; /* of struct reference: what it rests on */
    bool illustrative;
};

/* second-coding.yaml: excerpts coded once more by somebody else */
struct second_coding_file {
    struct record record;
    const char *coder; /* who, in words that name nobody */
    struct block *note;
    bool illustrative;
    struct list codings; /* of struct coding */
};

struct coding {
    struct record record;
    struct reference excerpt;
    struct list codes; /* of struct reference; none: the coder saw nothing to code */
};

/* codebook-versions/NAME.yaml: an earlier state of the codebook */
struct codebook_version {
    struct record record;
    const char *date;
    struct block *note;
    struct list codes; /* of const char *: their ids */
};

/* references.bib */
struct work {
    const char *key;
    const char *type;          /* "article", lower case */
    struct place place;        /* of the key */
    struct work_field *fields; /* in order of writing, crossref resolved by the reader */
    const char *language;      /* its title's, a tag (language_is_tag); NULL if the file does not say */
    struct work_flaw *flaws;   /* what is wrong with the entry, in order of finding */
};

/* A mistake that matters only if the work is cited: an error then, else a warning. Texts as diag_error has them. */
struct work_flaw {
    struct place place;
    const char *code;
    const char *message;
    const char *hint; /* NULL if none */
    struct work_flaw *next;
};

struct work_field {
    const char *name;  /* lower case */
    const char *value; /* TeX accents resolved; braces that protect case kept for the formatter */
    struct place place;
    struct work_field *next;
};

/* An input file as it was read. */
struct input {
    const char *path; /* below the study folder */
    size_t size;
};

/* What says which input a report was made from: of a file, or of a folder with too many files to name each. */
struct digest {
    const char *path; /* below the study folder, "content/findings/" for a folder; NULL: that of a withheld source */
    size_t files;     /* 1, or those of the folder */
    size_t size;
    char hex[SHA256_HEX]; /* empty: the file could not be read again */
};

/* How long the interviews took that were not made up, in minutes; those that do not tell it are not counted. */
struct durations {
    size_t interviews;
    size_t total;
    long shortest;
    long longest;
};

struct study {
    const char *language; /* it is read in: "id" */
    const char *original; /* the language of what is not written in that one; NULL: that is the study's own */
    struct study_info *info;
    struct objectives_file *objectives;
    struct codebook_file *codebook;
    struct definitions_file *definitions;
    struct informants_file *informants;
    struct documents_file *documents;
    struct synthesis_file *synthesis;
    struct frameworks_file *frameworks;
    struct statistics_file *statistics;
    struct joint_file *joint;
    struct guide_file *guide;
    struct conclusions_file *conclusions;
    struct reporting_file *reporting;
    struct summaries_file *summaries;
    struct second_coding_file *second_coding;
    struct coders_file *coders;
    struct abbreviations_file *abbreviations;
    struct memos_file *memos_file; /* empty in a filtered study: memos has what may be seen */
    struct list codebook_versions; /* of struct codebook_version, in order of dates */
    struct list excerpt_files;     /* of struct excerpts_file, by file name */
    struct list excerpts;          /* of struct excerpt: of all files, in order */
    struct list recodings;         /* of struct excerpt: words of others, coded again by another coder */
    struct list codes;             /* of struct code: the tree in depth-first order */
    struct list memos;             /* of struct memo: memos.yaml's, then those written beside what they are about */
    struct map *attribute_values;  /* informant's code -> struct list of struct attribute_value */
    struct map *former_codes;      /* former id -> struct code that names it */
    struct list findings;          /* of struct finding, by objective, order, file name */
    struct list pages;             /* of struct page, by order, then id */
    struct list works;             /* of struct work */
    struct list figures;           /* of const char *: files below content/figures/, "figures/peta.png" */
    struct list inputs;            /* of struct input, sorted by path; none in a filtered study */
    size_t input_bytes;            /* of all inputs but figures */
    struct list digests;           /* of struct digest, sorted by path; empty until read_digests */
    struct map *objects[OBJECT_KIND_COUNT]; /* id -> object */
    struct map *work_aliases;               /* further keys of works (biblatex's `ids`) -> struct work */
    bool incomplete[OBJECT_KIND_COUNT];     /* objects of this kind could not be read: what is not there may yet be */

    /* Set by study_filter and study_whole: */
    enum audience audience;            /* whose study it is */
    bool for_site;                     /* it is to be a site, else appendices */
    bool is_whole;                     /* nothing is withheld: for checks */
    bool withholds[OBJECT_KIND_COUNT]; /* of this kind the whole study has more */
    struct durations durations;        /* in a public study, whose interviews do not tell theirs */
    struct map *excerpts_by_source;    /* source id -> struct list of struct excerpt */
    struct map *excerpts_by_code;      /* code id -> the same, with those of codes below */
    struct map *findings_by_objective; /* objective id -> struct list of struct finding */
    struct map *findings_by_code;      /* code id -> the same, with those of codes below */
};

/* The object of that kind with that id, or NULL, as for no id. */
void *study_find(const struct study *study, enum object_kind kind, const char *id);

/* The place of an object found by study_find. */
struct place study_object_place(enum object_kind kind, const void *object);

/* The field of that name, or NULL. */
const struct work_field *work_find_field(const struct work *work, const char *name);

/* "IK-01" or the document's id: the source of an excerpt, of several speakers the first. */
const char *excerpt_source_id(const struct excerpt *excerpt);

/*
 * The name of the text that excerpts of this file are from, without folder and ending: what `transcript` says, or else
 * the id of the source, or else the name of the file. In arena.
 */
const char *excerpts_file_transcript(struct arena *arena, const struct excerpts_file *file);

/* informant speaks in this excerpt. */
bool excerpt_has_speaker(const struct excerpt *excerpt, const struct informant *informant);

/* "12", "12-15" or "12–15", and nothing else, as lines from 1. */
bool excerpt_read_lines(const char *text, long *first, long *last);

/* What may at most be shown of this excerpt: its own consent narrows that of all who speak. */
enum consent excerpt_consent(const struct excerpt *excerpt);

/* The file of a scan below content/: "figures/surat-izin.pdf", whether its folder was typed or not. */
const char *appendix_file(struct arena *arena, const struct appendix_entry *entry);

/* The first abbreviation of file in text from *at on, as a whole word: *at is where it begins. NULL: there is none. */
const struct abbreviation *abbreviation_find(const struct abbreviations_file *file, const char *text, size_t *at);

/* The length of the word at text[at], if it looks like an abbreviation: three capitals or more; else 0. */
size_t abbreviation_like(const char *text, size_t at);

/* ancestor is code or above it in the codebook. */
bool code_is_within(const struct code *code, const struct code *ancestor);

/* Of a study of any audience: what it may know of the informant (struct attribute_value). Never NULL. */
const struct list *study_attributes_of(const struct study *study, const struct informant *informant);

/*
 * What a value is counted under: the choice, the band of a number ("< 30", "30–39", "≥ 40"), the text; NULL for a
 * number without bands and for what is wrong. In arena. study_category_of: that of somebody; NULL if it is not known.
 */
const char *attribute_category(struct arena *arena, const struct attribute_value *value);
const char *study_category_of(struct arena *arena, const struct study *study, const struct informant *informant,
                              const struct attribute *attribute);

/* The choices or bands of an attribute, in order (const char *); of others there is no list. In arena. */
struct list attribute_categories(struct arena *arena, const struct attribute *attribute);

/* The study's own group with that id, or NULL: key, main, supporting, and "informant" have labels. */
const struct group_description *study_own_group(const struct study *study, const char *group);

/* Values of the choices above, as in the files: "key", "interview", "support". */
extern const char *const consent_names[];
extern const char *const group_names[];
extern const char *const technique_names[];
extern const char *const stance_names[];
extern const char *const language_names[];
extern const char *const typography_names[];
extern const char *const approach_kind_names[];
extern const char *const menu_group_names[];

/* Sections that an appendix can hold, as in study.yaml `appendices` (study/schema.c lists them). */
extern const char *const section_names[];
extern const char *const standard_names[];
extern const char *const appendix_engine_names[];

/* What every stage of one run shares. */

struct build {
    struct arena *arena; /* everything that is read and assembled */
    struct diags *diags;
    const char *root;     /* the study folder, which holds content/; "." or a path */
    const char *share;    /* the folder that holds the built-in layouts/ and lua/ */
    const char *lunr;     /* the script of the search engine; NULL: the site has no search */
    int jobs;             /* workers, at least 1 */
    bool final;           /* refuse illustrative excerpts */
    bool hands_over;      /* what is made goes to others at once: the gate must have names to search for */
    bool opens;           /* appendices are made that everybody may read */
    bool trusted;         /* the user trusts who wrote the study: see SECURITY.md */
    bool as_typed;        /* prose is read as it is typed, also where it is printed otherwise: for other programs */
    bool unsynced;        /* what is published need not outlast a power cut */
    bool for_preview;     /* nobody but the researcher will see the site: what only others need is not made */
    struct map *laid_out; /* what a diagram is made from -> struct diagram; NULL: none is yet */
    struct list cached;   /* of const char *: files of the user's cache that this run wrote */
    const char *login;    /* of who runs the program, which no output may tell; NULL: as the system says */
    const struct map *instead; /* path -> struct buffer: texts read in place of files, of a change that is tried (an
                                  empty one: a file of a folder is gone); then transcripts are left alone. NULL: the
                                  files are what they are */
    struct diags *notes;       /* for what checks note as still to be done; NULL: nobody asks */
    bool unheard;       /* excerpts with words of their own are not held against transcripts: nobody asks */
    bool shows_private; /* messages may hold words of content/private/: they are for the researcher's eyes alone */
};

/*
 * The file at path ("layouts/html/page.html") below the study folder, or else the built-in one below share,
 * or NULL. In the build's arena.
 */
const char *build_find(const struct build *build, const char *path);

/* What that file says, in the build's arena. "" with the trouble reported if it cannot be read. */
const char *build_text(struct build *build, const char *path);

/* Adds the study's file content/NAME to bytes. No link is followed, and no name leads out. False: there is none. */
bool build_read_content(const struct build *build, const char *name, struct buffer *bytes);

/* There is a file or folder at path ("lua") below the study folder, so not all that build_find finds is built in. */
bool build_has_own(const struct build *build, const char *path);

/* The study has a file of its own at path, and it is not just a copy of the built-in one. */
bool build_is_own(const struct build *build, const char *path);

/* The user once said --trust of this study. */
bool trust_is_remembered(const struct build *build);

/* Remembers that. False: errno tells. */
bool trust_remember(const struct build *build);

/* What lies below folder ("lua/hooks") of root: build's root or share. Folders that cannot be read are reported. */
struct file_tree build_list(const struct build *build, const char *root, const char *folder);

/*
 * What content/private/identities.yaml holds.  It is no part of struct study, so that neither
 * hooks nor layouts nor `lampiran model` can reach it: only the leak gate (leak/leak.h) is given it.
 */

/* A name, a number or a spelling that must never be published. */
struct identity {
    const char *code; /* of the informant; "others": of somebody else */
    const char *text;
    struct place place;
};

struct identities {
    struct list list; /* of struct identity, in file order */
};

/*
 * The words that the program itself prints, in one language, from layouts/labels/LANGUAGE.yaml: a flat
 * mapping of key to text.  "{1}" and "{2}" in a text are filled by label_format.
 */

struct labels {
    const char *language; /* "id" */
    struct map *texts;    /* key -> const char * */
};

/* Makes the names of files and anchors (slug_, file_) in labels those of addresses, so that both lead to the same. */
void labels_take_addresses(struct labels *labels, const struct labels *addresses);

/* The text of key. A missing key is printed as itself; a test holds the catalogues complete. */
const char *label_text(const struct labels *labels, const char *key);

/* The text of key with {1} and {2} replaced by first and second (NULL: left out). */
const char *label_format(const struct labels *labels, struct arena *arena, const char *key, const char *first,
                         const char *second);

/* Tags of languages, as HTML takes them, and what bibliographies call these languages. */

/* tag has the form of BCP 47 (RFC 5646): "en", "id", "bug-Bugi"; whether it is registered is not asked. */
bool language_is_tag(const char *tag);

/*
 * The tag of the language called name by babel or biblatex ("british", "bahasai"), in English or Indonesian
 * ("Inggris"), or by its code ("en_US", "eng"). NULL if that is not known; *nearest is then the nearest name, or NULL.
 */
const char *language_of_name(struct arena *arena, const char *name, const char **nearest);

/* Both tags name the same language, whatever the country and script: "en" and "en-GB". */
bool language_is_same(const char *tag, const char *other);

/*
 * The folder that holds the built-in layouts/ and lua/: above the program in a checkout (build/lampiran),
 * PREFIX/share/lampiran beside an installed one (PREFIX/bin/lampiran), or the one compiled in. In arena.
 */
const char *share_folder(struct arena *arena);

/* The folder that the running program lies in; NULL when the system does not say. In arena. */
const char *program_folder(struct arena *arena);

/* The script of lunr: what LAMPIRAN_LUNR names, or else where it was installed; NULL: it is not there. */
const char *share_lunr(void);

/*
 * What audience may see of whole, as a study of its own, in arena: withheld informants and excerpts are not in it, nor
 * is what names them (their files, summaries that rest on them, their second codings).  Nothing in it leads to the
 * whole study, so what is made from it can show no more. For the public it is coarser, too: dates of interviews are
 * months, how long each took is not told, and tenure is a band.
 */
const struct study *study_filter(struct arena *arena, const struct study *whole, enum audience audience);

/* Makes a filtered study as coarse as the public may have it; study_filter does. In arena. */
void study_coarsen(struct arena *arena, struct study *study);

/* "content/private/transcripts" */
extern const char transcripts_folder[];

/*
 * content/private/transcripts/NAME.txt, or NAME.md with marks in it: the path below root, or NULL if there is neither.
 * In arena.
 */
const char *transcript_find(struct arena *arena, const char *root, const char *name);

/* Marks are looked for in the file of that name. */
bool transcript_has_marks(const char *path);

/* The file at a path below the study folder is a transcript with marks; what is in it is no YAML. */
bool transcript_is_marked(const char *path);

/* "[Suami saya yang antar.]{.dukungan #IU-01.3 stance=support}": words of a transcript as an excerpt. */
struct marked_words {
    size_t start, end; /* of the words, in the text without marks */
    int line, column;  /* of the bracket */
    int last_line;     /* where the words end */
    struct list codes; /* of struct mark_attribute */
    struct list ids;   /* one, if it is as it should be */
    struct list pairs; /* with a key */
    struct list flaws; /* what is none of these */
};

struct mark_attribute {
    const char *key; /* of pairs, else NULL */
    const char *text;
    int line, column;
};

struct marked {
    const char *text;  /* without marks, line by line as it was */
    struct list marks; /* of struct marked_words, in order */
};

/* Reads a transcript, in arena. Brackets without attributes behind them are text. */
struct marked marks_read(struct arena *arena, const char *text);

/* Of a study of any audience. */
struct durations study_durations(const struct study *study);

/*
 * Whole months from one date to another, both YYYY, YYYY-MM or YYYY-MM-DD; what is left out is the first month or day,
 * in to the last one if latest.
 */
long study_months(const char *from, const char *to, bool latest);

/* The day of somebody's first interview, as far as it is told; NULL without one. */
const char *informant_first_interview(const struct informant *informant);

/*
 * All of study with the indexes of a filtered one, for checks, whose readers are the researchers themselves: nothing
 * may be printed from it. The study may hold records that could not be read whole.
 */
const struct study *study_whole(struct arena *arena, const struct study *study);

/* Of a filtered study: excerpts of one source, and those with a code or with one below it. Never NULL. */
const struct list *study_excerpts_of_source(const struct study *study, const char *source_id);

/* The section is an appendix and a page of the site: all are, unless the study lists those that it wants. */
bool study_has_section(const struct study_info *info, const char *name);

/*
 * The appendix in which the words of excerpt are printed, "interview-matrix" or "quote-matrix"; the others name it with
 * its page.  NULL: every appendix prints them, or none of the two is made, or the study is for a site.
 */
const char *study_home_of_quote(const struct study *study, const struct excerpt *excerpt);
const struct list *study_excerpts_of_code(const struct study *study, const struct code *code);

const struct list *study_findings_of_code(const struct study *study, const struct code *code);
const struct list *study_findings_of_objective(const struct study *study, const struct objective *objective);

#endif
