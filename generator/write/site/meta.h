#ifndef LAMPIRAN_WRITE_SITE_META_H
#define LAMPIRAN_WRITE_SITE_META_H

/*
 * What pages tell programs and other sites about themselves: description, address, Open Graph, JSON-LD of schema.org,
 * and how to cite them.  Addresses are absolute only where study.yaml gives a base_url.
 */

struct arena;
struct map;
struct report;
struct report_page;

/* The Content-Security-Policy of all pages. */
extern const char meta_policy[];

/* Adds to the values of all pages: policy, and feed, the page of the feed or false. */
void meta_site(struct arena *arena, const struct report *report, struct map *values);

/*
 * Adds to the values of one page: meta, a map of description, address (empty without base_url), data (for JSON-LD),
 * apa (spans) and bibtex.  downloads is the plan of write/site/downloads.h, root the way to the root of the site.
 */
void meta_page(struct arena *arena, const struct report *report, const struct report_page *page,
               const struct map *downloads, const char *root, struct map *values);

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

#endif
