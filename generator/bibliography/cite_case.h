#ifndef LAMPIRAN_BIBLIOGRAPHY_CITE_CASE_H
#define LAMPIRAN_BIBLIOGRAPHY_CITE_CASE_H

/*
 * Capitals in English titles, as APA wants them (section 6.17). Both take and return a value (bibliography/bibliography.h),
 * in which braces and commands protect what they hold.
 */

struct arena;

/*
 * For the list of references: words in lower case, but the first one and those behind a colon, a dash or a sentence.
 * Words with a second capital (NASA, iPhone) and single letters (Plan B) stay as they are.
 */
const char *cite_sentence_case(struct arena *arena, const char *value);

/* For citations in text: words of four letters and more, and all others that are not "of", "the" and their like. */
const char *cite_title_case(struct arena *arena, const char *value);

#endif
