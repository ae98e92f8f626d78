#ifndef LAMPIRAN_WRITE_LATEX_LATEX_LETTERS_H
#define LAMPIRAN_WRITE_LATEX_LATEX_LETTERS_H

/*
 * Which code points beyond ASCII pdfLaTeX prints, and what stands in for the others.  Found by compiling each
 * of 13,223 code points with T1 fonts: those not listed are a hard error there.
 */

#include <stdbool.h>

/* code_point can be written as it is. */
bool latex_letter_is_known(unsigned long code_point);

/* Its shape is missing in the typewriter face, which has the other known ones. */
bool latex_letter_lacks_typewriter(unsigned long code_point);

/* It is a space of some width, or a line end. */
bool latex_letter_is_space(unsigned long code_point);

/* It has no shape: a control character, a joiner, a mark of direction. */
bool latex_letter_is_invisible(unsigned long code_point);

/* The command that puts a combining mark on a letter, without backslash ("d" for a dot below), or NULL. */
const char *latex_letter_accent(unsigned long code_point);

/* LaTeX for a code point that has a close relative ("\-" for a soft hyphen), or NULL. */
const char *latex_letter_substitute(unsigned long code_point);

#endif
