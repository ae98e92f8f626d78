#ifndef LAMPIRAN_STUDY_SETTINGS_H
#define LAMPIRAN_STUDY_SETTINGS_H

/* What study.yaml says: the study, its site, its appendices, what may be published. */

#include "base/list.h"
#include "study/schema.h"

#include <stdbool.h>

struct arena;
struct block;

enum told_dates { DATES_UNDECIDED, DATES_MONTHS, DATES_DAYS };
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
    int evidence;                  /* enum evidence_status */
    struct block *paraphrases;     /* why excerpts are summaries by somebody else; NULL: no reason given */
    struct list benefits;          /* of struct benefit */
    struct list limits;            /* of struct block */
    int unfinished;                /* enum unfinished: whether readers are shown what is still missing */
    struct list appendices;        /* of struct appendix_entry, in order */
    const char *quotes;            /* of the quote matrix: "all", "exemplar", or a number; NULL: all */
    struct list techniques;        /* of struct own_technique */
    const char *informants_called; /* "partisipan"; NULL: as the labels have it */
    int talks;                     /* enum talks */
    const char *table_source;      /* below each table of what was collected; NULL: nothing */
    struct list steps;             /* of const char *: step_names */
    struct site_settings *site;
    struct list changes; /* of struct change */
    struct citation_settings *citations;
    struct appendix_settings *appendix;
    struct privacy_settings *privacy;
    bool trust_findings; /* raw HTML in findings and pages is passed on */
    struct saturation_settings *saturation;
};

/* A technique of the study's own, as a diary. */
struct own_technique {
    struct record record;
    const char *id;
    struct span *label;     /* as within a sentence */
    int kind;               /* enum technique: the usual one whose kind it is */
    const char *instrument; /* NULL: not told */
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
enum appendix_paper { APPENDIX_A4, APPENDIX_B5, APPENDIX_A5, APPENDIX_LETTER };
enum appendix_font { APPENDIX_LATIN_MODERN, APPENDIX_TIMES };
enum appendix_spacing { APPENDIX_SINGLE, APPENDIX_ONE_HALF, APPENDIX_DOUBLE };
enum appendix_page_number { APPENDIX_NUMBER_BELOW, APPENDIX_NUMBER_TOP_RIGHT };
enum appendix_interviews { APPENDIX_INTERVIEWS_QUESTIONS, APPENDIX_INTERVIEWS_GRID };
enum appendix_heading { APPENDIX_CHAPTER, APPENDIX_RIGHT };
enum appendix_numbering { APPENDIX_LETTERS, APPENDIX_NUMBERS };
enum appendix_later_pages { APPENDIX_LATER_HEADED, APPENDIX_LATER_PLAIN };
enum appendix_caption { APPENDIX_CAPTION_CENTER, APPENDIX_CAPTION_LEFT };
enum appendix_citations { APPENDIX_CITATIONS_TEXT, APPENDIX_CITATIONS_BIBLATEX, APPENDIX_CITATIONS_NATBIB };
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
    struct number font_size;  /* in tables, points */
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

/* The file of a scan below content/: "figures/surat-izin.pdf", whether its folder was typed or not. */
const char *appendix_file(struct arena *arena, const struct appendix_entry *entry);

/* The study asks for the section by its name, as for those that are made for who asks alone. */
bool study_lists_section(const struct study_info *info, const char *name);

/* The technique of the study's own with that id, or NULL: the usual ones have labels. */
const struct own_technique *study_own_technique(const struct study *study, const char *name);

/* The section is an appendix and a page of the site: all are, unless the study lists those that it wants. */
bool study_has_section(const struct study_info *info, const char *name);

/* Values of the choices above, as in the files: "id", "smart". */
extern const char *const language_names[];
extern const char *const typography_names[];
extern const char *const approach_kind_names[];
extern const char *const talks_names[];

/* How those who were asked were heard: as study.yaml says, or else as the informants and excerpts of an edition tell.
 */
enum talks { TALKS_TOLD, TALKS_INTERVIEWS, TALKS_FOCUS_GROUPS, TALKS_BOTH, TALKS_WRITTEN };
enum talks study_how_heard(const struct study *study);
extern const char *const appendix_engine_names[];

/* Sections that an appendix can hold, as in study.yaml `appendices` (study/schema_settings.c lists them). */
extern const char *const section_names[];

#endif
