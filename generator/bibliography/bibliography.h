#ifndef LAMPIRAN_BIBLIOGRAPHY_BIBLIOGRAPHY_H
#define LAMPIRAN_BIBLIOGRAPHY_BIBLIOGRAPHY_H

/* BibTeX and the biblatex types in use, to struct work (study/study.h).  A mistake costs its entry at most. */

#include "document/document.h"

#include <stddef.h>

struct arena;
struct build;
struct cite;
struct diags;
struct labels;
struct study;

/*
 * Adds the entries of text (UTF-8, length bytes) to works (of struct work), in order. file is for places.
 * @string, @comment and @preamble are understood, # joins, TeX accents become Unicode, crossref and xdata are
 * resolved; xref is only checked, as in biblatex. Of works with the same key the first is kept. What matters
 * only to who cites a work becomes its flaws. In values
 * `{...}` protects from changes of case, \emph{...} and \url{...} are kept, and a backslash before
 * `{`, `}` or `\` means that character.
 */
void bibliography_read(struct arena *arena, struct diags *diags, const char *file, const char *text, size_t length,
                       struct list *works);

/*
 * Citations and the bibliography in the style of the American Psychological Association, 7th edition, with the
 * words of the label catalogue ("dkk.", "dan", "hlm.").  First every citation of a report is registered, as
 * names and years are told apart over all works cited; then each is printed. Other styles are pandoc's: for them,
 * all citations of a report are printed at once, in the order of reading.
 */

/* For the citations of one report, in arena; labels are the words of its language. */
struct cite *cite_new(struct arena *arena, const struct study *study, const struct labels *labels);

/* Reports it if the study asks for a style (study.yaml, citations) that is not there. */
void cite_check_style(struct build *build, const struct study *study);

/*
 * Takes the style that the study asks for, if it is another one than APA: to be called before
 * anything is registered. False: there is no such style, which is reported.
 */
bool cite_take_style(struct cite *cite, struct build *build);

/* What is registered from here on stands in this page or appendix, by its number in the order of reading. */
void cite_begin_registering(struct cite *cite, size_t order);

/* Notes that citation is used. An unknown key is reported at its place in file, with the nearest one. */
void cite_register(struct cite *cite, struct diags *diags, struct citation *citation, const char *file);

/* Notes that the work with this key is used without a citation in text (a prior study, a framework). */
void cite_register_key(struct cite *cite, const char *key);

/* After all are registered: sorts, tells same names and years apart; in another style than APA, prints all at once. */
void cite_settle(struct cite *cite);

/* A text begins that is read by itself (a page of the site): short forms of group authors are introduced anew. */
void cite_begin_text(struct cite *cite);

/* Notes once which fields of the registered works are printed nowhere. */
void cite_note_lost_fields(const struct cite *cite, struct diags *diags);

/*
 * The citation as it is printed. Each work's part links to "work:KEY" by a SPAN_OBJECT. in_note: it stands in a
 * footnote, where a style of footnotes makes no other.
 */
struct span *cite_print(struct cite *cite, const struct citation *citation, bool in_note);

/* The style of citations makes them footnotes. */
bool cite_makes_notes(const struct cite *cite);

/* In a style of numbers, that of a work that is used without a citation: "(9)". NULL in other styles. */
struct span *cite_print_number(struct cite *cite, const char *key);

/* The bibliography: one paragraph a work, with cite_anchor as id, in order. NULL if nothing was cited. */
struct block *cite_bibliography(struct cite *cite);

/* The anchor of the work with this key: "work-KEY", with what an anchor cannot hold as ".3A". */
const char *cite_anchor(struct arena *arena, const char *key);

/* The year that is printed of a field `year` that has other words, too ("Cet. 5, 2010"); 0 if it has none, or no year.
 */
long cite_year_among_words(const char *year);

/* The month that text names by a word, in English or Indonesian, or by its first number; 0: none. */
int cite_month(const char *text);

/*
 * The address of a field `url` among what people type with it: words before it, pointed brackets or \url around it,
 * "(diakses 3 Mei)" behind it. Of several it is the first; NULL: it is none, as "-".
 */
const char *cite_address(struct arena *arena, const char *value);

/* "10.1000/182" alone of a field `doi`; NULL: it holds none. */
const char *cite_doi(struct arena *arena, const char *value);

/* Where the second address in a field stands, each of which holds mark ("http", "10."); NULL: there is none. */
const char *cite_second_address(const char *value, const char *mark);

/* Whether the work with this key is registered: for works that are never cited. */
bool cite_is_used(const struct cite *cite, const char *key);

/* Lists of names, as the values of a bibliography's fields hold them: "Sari, A. and {Johnson and Johnson}". */

/*
 * The next name of the list at *rest, which goes on behind its "and". Its length is 0 where an "and" has nothing on
 * one side. NULL after the last.
 */
const char *names_next(const char **rest, size_t *length);

#endif
