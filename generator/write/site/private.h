#ifndef LAMPIRAN_WRITE_SITE_PRIVATE_H
#define LAMPIRAN_WRITE_SITE_PRIVATE_H

/*
 * Files beside the pages that no reader sees: robots.txt, sitemap.xml (with base_url), the Atom feed of the changes
 * that study.yaml tells, manifest.webmanifest, and _headers, which some hosts read.  All dates come from the study.
 */

#include "write/site/site.h"

struct value;

void feeds_put(const struct report *report, struct output_sink *sink);

/* At each address that a theme or page had, unless there is a page, one that leads to where it is now. */
void moved_put(struct arena *arena, const struct report *report, struct output_sink *sink);

/*
 * What pages tell programs and other sites about themselves: description, address, Open Graph, JSON-LD of schema.org,
 * and how to cite them.  Addresses are absolute only where study.yaml gives a base_url.
 */

/* The Content-Security-Policy of all pages. */
extern const char meta_policy[];

/* Adds to what layouts/frame.lua knows of all pages: author, base, policy, and dataset and feed, paths or false. */
void meta_site(struct arena *arena, const struct report *report, struct map *values);

/*
 * Adds to what it knows of one page: description; downloads, of the plan of downloads_plan; card and card_text, the
 * picture of the plan of cards_plan and what it says, or ""; and qr, of a sheet to print with an address.
 */
void meta_page(struct arena *arena, const struct report *report, const struct report_page *page,
               const struct map *downloads, const struct map *cards, struct map *values);

/* base_url without a slash at its end, or "" if there is none. */
const char *meta_base(struct arena *arena, const struct report *report);

/* The absolute address of a page, or "". */
const char *meta_address(struct arena *arena, const struct report *report, const char *path);

/* The picture that is told of where a link to the site is shared, "figures/x.png", or NULL. */
const char *meta_image(const struct report *report);

/* The path of base_url with slashes at both ends, "/sub/"; "" without base_url. */
const char *meta_base_path(struct arena *arena, const struct report *report);

/* "Universitas Hasanuddin", "Aminah, S." from "Siti Aminah, M.Kes."; "" if the study names neither. In arena. */
const char *meta_author(struct arena *arena, const struct report *report);

/*
 * Pictures that are shown beside a link where it is shared: of the home page and each objective, 1200 by 630
 * pixels, where the study has base_url and names no image of its own.
 */

/* path of a page -> the path of its picture without ending; empty: there are none, and a note says what is missing. */
struct map *cards_plan(struct build *build, const struct report *report);

/* The picture of the page at path, else that of the site; NULL: there are none. In arena. */
const char *cards_picture(struct arena *arena, const struct map *plan, const char *path);

/* What is written in the picture of page. In arena. */
const char *cards_text(struct arena *arena, const struct report *report, const struct report_page *page);

/* Makes those of plan. What cannot be made is reported, and is no reason not to publish. */
void cards_put(struct build *build, const struct report *report, const struct map *plan, struct output_sink *sink);

/* Values as compact JSON that may also stand in a script element: nothing in a text can end the element. */

/* Texts, numbers, booleans, pages (their paths), lists and maps; typed content has no JSON and is written as null. */
void script_data(struct buffer *out, const struct value *value);

/* A classic script that sets self.NAME to value: data that a page can load from a folder, too, where fetch may not. */
void script_data_assign(struct buffer *out, const char *name, const struct value *value);

/*
 * Search in the browser, without a server: lunr's script as it is installed, and what can be found as a script of its
 * own, assets/search-index.js.  The browser loads both when somebody first searches (layouts/assets/search.js) and
 * builds the index of words itself.
 */

/*
 * Puts both scripts; in a trial not the one that says again what pages say.  Without lunr (build->lunr) a note says
 * that there is no search.
 */
void search_put(struct build *build, const struct report *report, struct output_sink *sink);

/* Puts what a trial leaves out. */
void search_put_again(const struct build *build, const struct report *report, struct output_sink *sink);

#endif
