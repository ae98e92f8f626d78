#ifndef LAMPIRAN_PIPELINE_H
#define LAMPIRAN_PIPELINE_H

/* A whole build: read -> check -> for each audience: view -> assemble -> render -> publish. */

#include "model/block.h"

#include <stdbool.h>

struct build;
struct list;
struct options;

/* Reads and checks the study; adds to studies (of struct study) what it is in each language, its own first. */
void pipeline_read(struct build *build, struct list *studies);

/* Adds to reports (of struct report) what audience gets of the studies that pipeline_read read, which had no errors. */
void pipeline_assemble(struct build *build, const struct list *studies, enum audience audience, struct list *reports);

/* Builds what options ask for. False: errors were reported in the build's diags, and nothing was published. */
bool pipeline_run(struct build *build, const struct options *options);

/* What was reported so far forbids publishing: an error, or with --strict a warning. */
bool pipeline_is_stopped(const struct build *build, const struct options *options);

#endif
