#ifndef LAMPIRAN_PIPELINE_H
#define LAMPIRAN_PIPELINE_H

/* A whole build: read -> check -> for each audience: filter -> assemble -> lower -> write -> gate -> publish. */

#include "document/document.h"
#include "study/study.h"

#include <stdbool.h>

struct options;

/* The study as it is read in one language, and the words that the program prints around it. */
struct rendition {
    struct study *whole;
    struct views views; /* of it */
    const struct labels *labels;
};

/* Reads and checks the study; adds to renditions (of struct rendition) one for each language, its own first. */
void pipeline_read(struct build *build, struct list *renditions);

/* What can be made; each goes to a folder of its own. */
enum output { OUTPUT_SITE, OUTPUT_APPENDICES, OUTPUT_OPEN_APPENDICES, OUTPUT_COUNT };

/* The site and the examiners' appendices: for a check, which wants to see what each audience gets. */
extern const bool pipeline_every_audience[OUTPUT_COUNT];

/*
 * Assembles what is wanted of the renditions that pipeline_read made without error, at the same time, and adds it to
 * reports (of struct report): the site in each language, appendices in the study's own.
 */
void pipeline_assemble(struct build *build, const struct list *renditions, const bool wanted[OUTPUT_COUNT],
                       struct list reports[OUTPUT_COUNT]);

/*
 * Where all errors so far are mistakes in prose, which reading mends, assembles the study once more for what only that
 * finds: an undefined label, a mistake in a hook. Else looks for undefined labels in what could be read. So a
 * researcher sees every mistake at once.
 */
void pipeline_complete(struct build *build, const struct list *renditions);

/* What a build made, for telling it. */
struct made {
    size_t pages;      /* of the site, in all its languages */
    size_t appendices; /* as LaTeX */
};

/*
 * Builds what options ask for, and counts it in made unless that is NULL. False: errors were reported in the build's
 * diags, and nothing was published.
 */
bool pipeline_run(struct build *build, const struct options *options, struct made *made);

/* What was reported so far forbids publishing: an error, or with --strict a warning. */
bool pipeline_is_stopped(const struct build *build, const struct options *options);

/*
 * Reads content/private/: what identities.yaml lists, which no message shows from now on unless build->shows_private,
 * and what informants agreed to. Where one took that back, reports what was published of it.
 */
const struct identities *pipeline_private(struct build *build, const struct options *options,
                                          struct rendition *rendition);

/*
 * Renders reports (of pipeline_assemble) for the gate alone, and reports what it finds; nothing is written. used gets
 * the entries of 'privacy: allow' that let something pass.
 */
void pipeline_search(struct build *build, const struct list *renditions, enum output output, const struct list *reports,
                     const struct identities *identities, struct list *used);

#endif
