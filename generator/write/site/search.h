#ifndef LAMPIRAN_WRITE_SITE_SEARCH_H
#define LAMPIRAN_WRITE_SITE_SEARCH_H

/*
 * Search in the browser, without a server: lunr's script as it is installed, and what can be found as a script of its
 * own, assets/search-index.js.  The browser loads both when somebody first searches (layouts/assets/search.js) and
 * builds the index of words itself.
 */

struct build;
struct output_sink;
struct report;

/* Puts both scripts. Without lunr (build->lunr) a note says that there is no search. */
void search_put(struct build *build, const struct report *report, struct output_sink *sink);

#endif
