#ifndef LAMPIRAN_BASE_URL_H
#define LAMPIRAN_BASE_URL_H

/* Addresses: where they lead, and which may be followed. How one is escaped: html_escape.c, latex_escape.c. */

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Length of the scheme before ':', or 0: "https", or "informant" of a link to an object. */
size_t url_scheme(const char *url);

/* url has a scheme ("https:", "mailto:") or a host ("//..."), so it leads out of the study. */
bool url_is_external(const char *url);

/* Following url runs nothing and opens no local file: its scheme is not javascript:, data:, file: or another such. */
bool url_is_safe(const char *url);

/* A study sends its readers there: url has no scheme, or one that every browser, mail program or telephone knows. */
bool url_is_offered(const char *url);

/* What an address carries to tell where it was copied from, "utm_source=chatgpt.com", to its end; NULL: nothing. */
const char *url_tracking(const char *url);

/* The address of the file at path: what addresses give a meaning is escaped. In arena, or path itself. */
const char *url_of_file(struct arena *arena, const char *path);

/* How many folders the page at path lies below the root of the site: so many "../" lead there. */
size_t url_depth(const char *path);

#endif
