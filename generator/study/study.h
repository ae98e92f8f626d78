#ifndef LAMPIRAN_STUDY_STUDY_H
#define LAMPIRAN_STUDY_STUDY_H

/*
 * A qualitative study, in the words of the field.  Filled by read/, never changed afterwards.  All of it
 * lives in the build's arena.  The files and keys behind each struct are declared in study/schema_*.c; each subject
 * has a header, and all others include this one.
 */

#include "base/diag.h"
#include "base/list.h"
#include "base/sha256.h"
#include "study/build.h"
#include "study/codes.h"
#include "study/excerpts.h"
#include "study/findings.h"
#include "study/labels.h"
#include "study/literature.h"
#include "study/people.h"
#include "study/schema.h"
#include "study/settings.h"
#include "study/statistics.h"
#include "study/transcripts.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct map;

enum audience {
    AUDIENCE_PUBLIC,   /* the site */
    AUDIENCE_EXAMINER, /* the appendices */
    AUDIENCE_COUNT,
};

extern const char *const audience_names[]; /* "public", "examiner"; ended by NULL */

/* An input file as it was read. */
struct input {
    const char *path; /* below the study folder */
    size_t size;
};

/* What says which input files a report was made from: the digest of what sha256sum writes of them, sorted by path. */
struct digest {
    size_t files;
    size_t size;
    char hex[SHA256_HEX];
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
    struct list transcripts;       /* of struct printed_transcript; set behind reading, empty for the public */
    struct list inputs;            /* of struct input, sorted by path; none in a filtered study */
    size_t input_bytes;            /* of all inputs but figures */
    const struct digest *digest;   /* of all inputs; NULL until read_digest */
    struct map *objects[OBJECT_KIND_COUNT]; /* id -> object */
    struct map *work_aliases;               /* further keys of works (biblatex's `ids`) -> struct work */
    bool incomplete[OBJECT_KIND_COUNT];     /* objects of this kind could not be read: what is not there may yet be */
    bool has_dangling; /* a reference names what may yet be there: nobody is told, it has no object */

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

/* Adds to the last diagnostic that the object called match is nearest, and its place. False: there is none, as for
 * NULL. */
bool study_hint_match(const struct study *study, struct diags *diags, enum object_kind kind, const char *match);

/* Adds to the last diagnostic which object of that kind is called almost as id, else which there are. */
void study_hint_nearest(const struct study *study, struct diags *diags, enum object_kind kind, const char *id);

/* Reports that what place names is not there. */
void study_diagnose_unknown(const struct study *study, struct diags *diags, struct place place, enum object_kind kind,
                            const char *id);

/* The same for the label of a reference, as "tbl:sintesa", that is not among the keys of labels. */
void study_diagnose_unlabelled(struct diags *diags, struct place place, const char *label, const struct map *labels);

/*
 * What audience may see of whole, as a study of its own, in arena: withheld informants and excerpts are not in it, nor
 * is what names them (their files, summaries that rest on them, their second codings).  Nothing in it leads to the
 * whole study, so what is made from it can show no more. For the public it is coarser, too: dates of interviews are
 * months, how long each took is not told, and tenure is a band.
 */
struct study *study_filter(struct arena *arena, const struct study *whole, enum audience audience);

/*
 * A whole study with what each audience may see of it, filtered once, when it is first asked for. It begins as {arena,
 * whole}. Whoever withholds more of whole afterwards calls views_forget.
 */
struct views {
    struct arena *arena;
    const struct study *whole;
    struct study *of[AUDIENCE_COUNT]; /* NULL: not asked for yet */
};

/* What audience may see, with the digest and the transcripts that whole has got by now. Not for two threads at once. */
const struct study *views_of(struct views *views, enum audience audience);

void views_forget(struct views *views);

/* Makes a filtered study as coarse as the public may have it; study_filter does. In arena. */
void study_coarsen(struct arena *arena, struct study *study);

/* Of a study of any audience. */
struct durations study_durations(const struct study *study);

/*
 * All of study with the indexes of a filtered one, for checks, whose readers are the researchers themselves: nothing
 * may be printed from it. The study may hold records that could not be read whole.
 */
const struct study *study_whole(struct arena *arena, const struct study *study);

/* Of a filtered study: excerpts of one source, and those with a code or with one below it. Never NULL. */
const struct list *study_excerpts_of_source(const struct study *study, const char *source_id);
const struct list *study_excerpts_of_code(const struct study *study, const struct code *code);

/* Likewise the excerpts of all themes of objective, each once, in arena. */
struct list study_excerpts_of_objective(const struct study *study, struct arena *arena,
                                        const struct objective *objective);

/* Likewise its findings. Never NULL. */
const struct list *study_findings_of_code(const struct study *study, const struct code *code);
const struct list *study_findings_of_objective(const struct study *study, const struct objective *objective);

#endif
