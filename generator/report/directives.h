#ifndef LAMPIRAN_REPORT_DIRECTIVES_H
#define LAMPIRAN_REPORT_DIRECTIVES_H

/*
 * What directives in Markdown stand for.  Built in: excerpt, statistic, note, warning, summary, illustrative,
 * and informant, document, code, objective as links in a line; hooks can add more and win over these.
 */

#include "report/assembly.h"

/* Sets the expansion of the directive of block (a BLOCK_DIRECTIVE) for the report's audience. */
void directives_expand_block(const struct assembly *assembly, struct block *block);

/* The same for a directive in a line: one paragraph, whose spans are meant. block holds the span. */
void directives_expand_span(const struct assembly *assembly, const struct block *block, struct span *span);

#endif
