#ifndef LAMPIRAN_REPORT_TARGETS_H
#define LAMPIRAN_REPORT_TARGETS_H

/* Where labels and objects are printed: what cross-references and links lead to. */

#include "report/assembly.h"

/* A new target, in place of an older one with the label; page and anchor may be NULL. */
struct target *targets_add(const struct assembly *assembly, enum target_kind kind, const char *label,
                           const struct report_page *page, const char *anchor);

/* The objects of the model that have a place in the site: objectives, codes, informants, documents, ... */
void targets_add_objects(const struct assembly *assembly);

/* The same for the appendices, each object in the one that lists its kind. */
void targets_add_appendix_objects(const struct assembly *assembly);

#endif
