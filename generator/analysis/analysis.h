#ifndef LAMPIRAN_ANALYSIS_ANALYSIS_H
#define LAMPIRAN_ANALYSIS_ANALYSIS_H

/* What is counted and judged over a study; nothing here reads a file, prints or reports. */

/*
 * How far coders agree, beyond chance: Cohen (1960), "A Coefficient of Agreement for Nominal Scales", Educational and
 * Psychological Measurement 20(1); Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability".
 */

#include "base/list.h"
#include "study/study.h"

struct arena;
struct evidence;

/* Whether two coders gave a code to excerpts. */
struct pairing {
    size_t both;
    size_t first;  /* the first coder alone */
    size_t second; /* the second coder alone */
    size_t neither;
};

/* Excerpts on which both did the same, of all, as 0 to 1. */
double agreement_observed(const struct pairing *pairing);

/*
 * Cohen's kappa of a square table of counts, row by row: row the first coder's category, column the second's. NAN
 * when chance alone would make them agree always.
 */
double agreement_kappa(const size_t *table, size_t categories);
double agreement_kappa_of(const struct pairing *pairing);

/*
 * Krippendorff's alpha for nominal data: values[unit * coders + coder] is a category in [0, categories), or negative
 * where the coder passed the unit over. NAN when all values are the same.
 */
double agreement_alpha(const int *values, size_t units, size_t coders, size_t categories);
double agreement_alpha_of(const struct pairing *pairing);

/* One code, over the excerpts that were coded twice. */
struct code_agreement {
    const struct code *code;
    struct pairing pairing;
};

/* A segment, and what each of two coders gave it. */
struct coded_unit {
    const struct excerpt *excerpt;
    const struct list *first; /* of struct reference */
    const struct list *second;
};

/* A segment on which they differ: codes (struct code) that one gave and the other did not. */
struct disagreement {
    const struct excerpt *excerpt;
    struct list first;
    struct list second;
};

struct agreement {
    const struct coder *first; /* NULL: those of second-coding.yaml */
    const struct coder *second;
    size_t units;                 /* evidence coded twice; none where the second coding was made up */
    size_t excerpts;              /* all evidence in the study */
    size_t undecided;             /* segments of one coder in texts of both that the other did not come to */
    struct code_agreement *codes; /* those that one of the coders used; a code stands for itself alone */
    size_t count;
    struct pairing all;        /* all decisions together: each excerpt by each of these codes */
    struct list disagreements; /* of struct disagreement, in the order of the excerpts */
};

/* Among the coders of coders.yaml, as far as study holds what they coded. */
struct coders_agreement {
    struct list pairs; /* of struct agreement: two coders who coded segments of the same texts */
    size_t coders;     /* those who coded anything */
    size_t units;      /* segments on which two or more decided */
    double alpha;      /* of all of them over all decisions; NAN where it is not defined */
};

/*
 * The unit is the segment: what one of the coders marked of a text, where the other came so far, from the first to the
 * last words that one marked in it (the first coder: all of the text). Segments are the same where half of the longer
 * is in both; a coder who marked nothing there gave no code. Where no transcript tells the place of a segment, only
 * what both marked is compared.
 */
struct coders_agreement agreement_of_coders(struct arena *arena, const struct study *study);

/* Between excerpts/ and second-coding.yaml, as far as study holds them. */
struct agreement agreement_of(struct arena *arena, const struct study *study);

/*
 * Whether an informant meets the criteria of the study, judged from the data of informants.yaml and nothing else.
 * One who fails one of them is in the study only with an `exception`.
 */

enum criterion { CRITERION_MOVED, CRITERION_TENURE, CRITERION_INVOLVED, CRITERION_KNOWLEDGEABLE, CRITERION_COUNT };

/* The key of informants.yaml that each is judged by: "moved", "since", "involved", "knowledgeable". */
extern const char *const criterion_keys[];

enum judgement {
    JUDGED_MET,
    JUDGED_FAILED,
    JUDGED_UNKNOWN, /* the data are missing */
    JUDGED_UNASKED, /* the study does not ask for it, or sets no limit */
};

struct suitability {
    enum judgement by[CRITERION_COUNT];
    long months;           /* whole ones in the sector at the first interview; INTEGER_ABSENT if not known */
    const char *interview; /* date of the first one, or NULL */
    bool failed;           /* at least one criterion */
};

/*
 * The criteria that a study judges its informants by, a bit (1 << enum criterion) for each: those that one of
 * informants tells of, and the tenure where it has a limit. Other studies have other criteria, which only words can
 * tell.
 */
unsigned criteria_asked(const struct criteria *criteria, const struct list *informants);

/* A date that leaves out day or month is taken in the informant's favour when the limit is judged. */
struct suitability criteria_judge(const struct criteria *criteria, unsigned asked, const struct informant *informant);

/*
 * What counts as evidence, asked here by all that counts or judges: what a source itself said. What was made up
 * (`illustrative`, of the excerpt or of its informant) and summaries by others (`according_to`) are shown, and counted
 * beside it, never in it.
 */
bool excerpt_is_made_up(const struct excerpt *excerpt);
bool excerpt_is_evidence(const struct excerpt *excerpt);

/*
 * Numbers of persons are told as they are, one and two as well.  They are counted over a filtered study, so each is a
 * sum over informants that the same edition lists one by one with group and sector: to hide a cell would hide nothing,
 * as whoever reads the list counts it again.  Of those who are withheld no number tells, and no total includes them.
 */

/* A log: its excerpts are notes of what was observed, all of them, so that it is no document to review. */
bool document_is_observed(const struct document *document);

/* How many of excerpts are evidence. */
size_t evidence_among(const struct list *excerpts);

/*
 * Triangulation, over evidence alone: which sources and techniques support a theme, contradict it or are silent,
 * counted from the excerpts of a filtered study and their stance.  The verdicts are those of the convergence coding
 * scheme in Farmer et al. (2006), "Developing and Implementing a Triangulation Protocol for Qualitative Health
 * Research", Qualitative Health Research 16(3).  There results are compared by meaning and by prominence; here the
 * meaning of a source is the stance of its excerpts, and its prominence whether it speaks of the theme at all:
 *
 *   none          there is no evidence
 *   alone         the study has one source, and so nothing to compare it with
 *   unjudged      one excerpt or more has no stance: nobody has said what the source means
 *   agreement     all sources speak, and all of them only support: meaning and prominence are the same
 *   partial       two or more speak and none only contradicts, but one is divided or silent: one of the two is the same
 *   silence       one source speaks, the others are silent: there is nothing to compare it with
 *   dissonance    two or more speak, and at least one of them only contradicts
 */

enum standing {
    STANDING_SILENT,
    STANDING_SUPPORT,
    STANDING_DIVIDED,
    STANDING_CONTRAST,
    STANDING_UNJUDGED,
    STANDING_ILLUSTRATIVE, /* the source itself was made up; no verdict counts it */
    STANDING_UNASKED, /* the guide asks other groups: that they are silent says nothing, and no verdict counts them */
    STANDING_COUNT
};
enum verdict {
    VERDICT_NONE,
    VERDICT_ALONE,
    VERDICT_UNJUDGED,
    VERDICT_AGREEMENT,
    VERDICT_PARTIAL,
    VERDICT_SILENCE,
    VERDICT_DISSONANCE,
};

/* "support" and "agreement", as Lua sees them and as labels end. */
extern const char *const standing_names[];
extern const char *const verdict_names[];

/* One source, sector or technique. */
struct voice {
    const char *name; /* "key", "documents", "Kesehatan", "interview" */
    bool is_real;     /* the study has somebody or something real of it */
    bool is_unasked;  /* the questions on what is compared are for other groups */
    size_t excerpts;
    size_t judged;       /* those of the excerpts that have a stance */
    size_t contrasts;    /* those that contrast */
    size_t illustrative; /* made up: not among the excerpts */
    size_t tellers;      /* of a technique: informants and documents that the excerpts are from */
    /* of a group or sector: */
    size_t members;       /* real informants of the study */
    size_t informants;    /* of these, that speak */
    size_t supporting;    /* of these, with an excerpt that supports */
    size_t contradicting; /* of these, with one that contrasts: one informant can do both */
};

struct comparison {
    struct voice *voices;
    size_t count;
    enum verdict verdict;
};

/* What a theme or objective rests on. */
struct triangulation {
    struct comparison sources;    /* informant groups, then "documents" and "observations" */
    struct comparison sectors;    /* of the informants */
    struct comparison techniques; /* interview, document, observation */
    size_t excerpts;
    size_t judged;
    size_t contrasts;
    size_t illustrative; /* made up, and */
    size_t paraphrased;  /* summaries by others: not among the excerpts */
    size_t documents;    /* that the excerpts are from, without notes of observations */
    size_t members;      /* as in struct voice, of all groups */
    size_t informants;
    size_t supporting;
    size_t contradicting;
};

/* The sources of a filtered study: groups and sectors with an informant, techniques with an excerpt. */
const struct evidence *evidence_new(struct arena *arena, const struct study *study);

/* Over excerpts (of struct excerpt, none twice), a code and those below it, all themes of an objective. */
struct triangulation evidence_of_excerpts(const struct evidence *evidence, struct arena *arena,
                                          const struct list *excerpts);
struct triangulation evidence_of_code(const struct evidence *evidence, struct arena *arena, const struct code *code);
struct triangulation evidence_of_objective(const struct evidence *evidence, struct arena *arena,
                                           const struct objective *objective);

enum standing evidence_standing(const struct voice *voice);

/* Reporting checklists, which lua/checks/reporting.lua and lua/sections/reporting.lua know. */
enum standard { STANDARD_COREQ, STANDARD_SRQR, STANDARD_COUNT };

/*
 * Whether interviews still bring new codes, after Guest, Namey & Chen (2020), "A simple method to assess and report
 * thematic saturation in qualitative research", PLoS ONE 15(5).  The codes of the first interviews are the base; then
 * the codes that are new in a run of interviews are set against it.  Runs overlap: of two, the fifth and sixth
 * interview, then the sixth and seventh.  At the first run at or below the threshold saturation is reached.
 */

struct saturation_rule {
    size_t base_size;  /* interviews that make the base */
    size_t run_length; /* interviews in a run */
    double threshold;  /* percent of the codes of the base */
};

/* One informant, at the first interview. */
struct saturation_step {
    const struct informant *informant;
    const char *date;  /* NULL if not known */
    size_t fresh;      /* codes that no one before had */
    size_t cumulative; /* codes so far */
    bool is_judged;    /* a run ends here */
    size_t run;        /* new codes in that run */
    double percent;    /* of the codes of the base */
};

struct saturation {
    struct saturation_rule rule;
    struct saturation_step *steps; /* by date, then as in the file */
    size_t count;
    size_t base;    /* codes in it */
    size_t reached; /* interviews until saturation, with its run; 0: not reached */
};

/* Fills all of saturation but rule, steps' informants, dates and fresh counts, and count, which are given. */
void saturation_judge(struct saturation *saturation);

/* Over the informants of study that have evidence. */
struct saturation saturation_of(struct arena *arena, const struct study *study);

/*
 * Which themes occur together.  In the same excerpt: it has the codes of both, or codes below them.  Overlapping: two
 * excerpts of one source have a line in common, and one of them has the one theme, the other the other.  Lines are
 * those found in the transcript, or else those that `where` tells ("baris 12-15").
 */

struct cooccurrence {
    struct list themes; /* of struct code */
    size_t *same;       /* [i * themes.count + j]: excerpts with both; on the diagonal, with the theme */
    size_t *overlap;    /* the same, but pairs of excerpts; 0 on the diagonal */
    bool overlaps;      /* some pair does */
};

/* Over the themes of study that have evidence, in the order of the codebook, and that evidence alone. */
struct cooccurrence cooccurrence_of(struct arena *arena, const struct study *study);

/* The way from interviews to themes in numbers, over the evidence that one audience may see. */

struct trail {
    size_t informants;
    size_t interviews;          /* a talk with several informants is one */
    size_t interviewed;         /* informants who had one */
    size_t focus_groups;        /* not among the interviews */
    size_t in_focus_groups;     /* informants who were in one */
    struct durations durations; /* of both */
    size_t documents;           /* with an excerpt */
    size_t observations;        /* notes of them with an excerpt, not among the documents */
    size_t segments;            /* excerpts that are evidence */
    size_t coded;               /* of these, with a code */
    size_t codes;               /* used by them, a code standing for itself alone */
    size_t subthemes;           /* of the codebook */
    size_t themes;
    size_t variables;
    size_t findings;
    size_t illustrative; /* excerpts that were made up, and */
    size_t paraphrased;  /* summaries by others: not among the segments */
};

/* Of the study of that audience. */
struct trail trail_of(const struct study *study);

/*
 * How far the informants of one edition can be told apart by what is printed beside their codes: how many share the
 * same sector, institution, role, tenure and dates.
 */

enum trait {
    TRAIT_GROUP,
    TRAIT_SECTOR,
    TRAIT_INSTITUTION,
    TRAIT_ROLE,
    TRAIT_TENURE,
    TRAIT_DATE,
    TRAIT_ATTRIBUTES, /* all that the edition has */
    TRAIT_COUNT
};

/* The keys of informants.yaml that they come from: "sector", ..., "since", "date". */
extern const char *const trait_keys[];

struct anonymous {
    const struct informant *informant;
    const char *values[TRAIT_COUNT]; /* NULL: not told */
    size_t alike;                    /* informants with these values, at least 1 */
    unsigned coarsen;                /* a bit for each trait without which enough are alike; 0: enough are */
};

struct anonymity {
    size_t k; /* enough: below it, somebody may be recognised */
    struct anonymous *rows;
    size_t count;
    size_t below; /* rows of which fewer than k are alike */
};

/* Of the informants in a filtered study. In arena. */
struct anonymity anonymity_of(struct arena *arena, const struct study *study);

#endif
