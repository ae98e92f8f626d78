#ifndef LAMPIRAN_SERVE_PAGE_H
#define LAMPIRAN_SERVE_PAGE_H

/*
 * Pages as the preview serves them: with the script that reloads them, and with a Content-Security-Policy that
 * lets it run.  Published files never have either.
 */

struct buffer;

/* Appends html to out with the script before its last </body>. site names the build that the page is from. */
void page_prepare(struct buffer *out, const char *html, const char *site);

#endif
