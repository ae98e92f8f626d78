#ifndef LAMPIRAN_SERVE_REQUEST_H
#define LAMPIRAN_SERVE_REQUEST_H

/* What a request to the preview may ask for.  Knows texts only: no sockets, no files. */

struct buffer;

enum { REQUEST_LONGEST_PATH = 1024 };

/*
 * Whether the Host header (NULL: none) names this machine's loopback at port: a page of another site that has
 * its name point here is refused. Returns 0, or the HTTP status to refuse with.
 */
unsigned request_check_host(const char *host, int port);

/*
 * Sets file to the file below the site that target, the path of a request as it was sent, means: without escapes,
 * and with "index.html" for a folder. Returns 0, or the HTTP status to refuse with: what leaves the site, is
 * hidden, or is not a plain path.
 */
unsigned request_read_path(const char *target, struct buffer *file);

/* The Content-Type of a file by the end of its name. */
const char *request_content_type(const char *file);

#endif
