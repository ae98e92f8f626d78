#ifndef LAMPIRAN_WRITE_URL_H
#define LAMPIRAN_WRITE_URL_H

/* What a link may lead to, for both writers. */

#include <stdbool.h>
#include <stddef.h>

/* url has a scheme ("https:", "mailto:") or a host ("//..."), so it leads out of the study. */
bool url_is_external(const char *url);

/* Following url runs nothing and opens no local file: its scheme is not javascript:, vbscript:, data: or file:. */
bool url_is_safe(const char *url);

/* How many folders the page at path lies below the root of the site: so many "../" lead there. */
size_t url_depth(const char *path);

#endif
