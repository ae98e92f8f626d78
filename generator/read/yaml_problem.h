#ifndef LAMPIRAN_READ_YAML_PROBLEM_H
#define LAMPIRAN_READ_YAML_PROBLEM_H

/* What libyaml says about broken YAML, in words for people who write studies. */

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct yaml_source;

struct yaml_problem {
    const char *problem; /* libyaml's words */
    const char *context; /* what it was doing, or "" */
    struct place place;
    struct place context_place; /* where what it was doing began */
    const struct yaml_source *source;
    size_t offset;     /* of place in source */
    bool after_closed; /* the last thing read was a text in quotes, or a list or mapping in brackets */
};

void yaml_problem_report(struct diags *diags, const struct yaml_problem *problem);

#endif
