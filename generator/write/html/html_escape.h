#ifndef LAMPIRAN_WRITE_HTML_HTML_ESCAPE_H
#define LAMPIRAN_WRITE_HTML_HTML_ESCAPE_H

/* Text into HTML.  Whoever writes text names where it will stand; there is no way to write it unescaped. */

#include <stddef.h>

struct buffer;

enum html_context {
    HTML_TEXT,      /* between tags */
    HTML_ATTRIBUTE, /* in a value between double quotes */
    HTML_URL,       /* likewise, and the text is an address: one that could run something becomes "#" */
    HTML_SCRIPT,    /* a JSON string, with its quotes, inside a script element */
};

/* Appends text, UTF-8, in the form that the context asks for. */
void html_escape(struct buffer *out, enum html_context context, const char *text);

#endif
