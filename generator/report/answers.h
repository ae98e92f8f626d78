#ifndef LAMPIRAN_REPORT_ANSWERS_H
#define LAMPIRAN_REPORT_ANSWERS_H

/* What the study itself answers to the items of the reporting checklists (analysis/reporting.h), from the view. */

#include "report/assembly.h"
#include "analysis/reporting.h"

/* NULL where the view holds no answer. */
struct block *answer_of(const struct assembly *assembly, enum standard standard, long number);

/* That answer says in words what the researcher's own would say again. */
bool answer_is_description(enum standard standard, long number);

/* References to the tables that show it, a paragraph each; those that the report does not have print nothing. */
struct block *answer_where(const struct assembly *assembly, enum standard standard, long number);

/* That answer is counted over informants or excerpts, some of which were made up. */
bool answer_is_made_up(const struct assembly *assembly, enum standard standard, long number);

/* The ethics approval and what was promised, or NULL. */
struct block *answer_ethics(const struct assembly *assembly);

/* "Kejenuhan tercapai pada wawancara ke-7 ...": whether saturation was reached, and by which rule. */
struct saturation;
const char *answer_saturation(const struct assembly *assembly, const struct saturation *saturation);

#endif
