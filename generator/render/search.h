#ifndef LAMPIRAN_RENDER_SEARCH_H
#define LAMPIRAN_RENDER_SEARCH_H

/*
 * Search in the browser, without a server: lunr's script as it is installed, and what can be found as a script of its
 * own, assets/search-index.js.  The browser loads both when somebody first searches (layouts/assets/search.js) and
 * builds the index of words itself.
 */

struct build;
struct buffer;
struct output_sink;
struct report;

/* Puts both scripts; index is what search_write_index wrote. Without lunr (build->lunr) a note says that there is no
 * search. */
void search_put(struct build *build, const struct report *report, const struct buffer *index, struct output_sink *sink);

/*
 * What can be found, as a statement in JavaScript: pages (path, title, title of the page above) and their parts
 * (position of the page, anchor, heading, text). Each quote is told once, where links to it lead; lists of links are
 * not told.
 */
void search_write_index(struct buffer *out, const struct report *report);

#endif
