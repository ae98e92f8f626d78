#ifndef LAMPIRAN_PIPELINE_H
#define LAMPIRAN_PIPELINE_H

/* A whole build: read -> check -> for each audience: view -> assemble -> render -> publish. */

#include <stdbool.h>

struct build;
struct options;

/* Builds what options ask for. False: errors were reported in the build's diags, and nothing was published. */
bool pipeline_run(struct build *build, const struct options *options);

/* What was reported so far forbids publishing: an error, or with --strict a warning. */
bool pipeline_is_stopped(const struct build *build, const struct options *options);

#endif
