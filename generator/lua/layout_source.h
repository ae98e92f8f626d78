#ifndef LAMPIRAN_LUA_LAYOUT_SOURCE_H
#define LAMPIRAN_LUA_LAYOUT_SOURCE_H

/*
 * A layout to Lua: text with <% lua %>, <%= value %> and <%- typed value %>; "<%%" stands for "<%".  Each line of
 * the layout becomes one line of Lua, so what Lua says about a line holds for the layout.  A line with nothing but
 * <% lua %> on it leaves no empty line behind.
 */

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct buffer;

/*
 * Appends the Lua of layout to out: calls of _text(string), _value(any) and _safe(any). False: a tag is not
 * closed, reported to diags at its place in file.
 */
bool layout_translate(struct buffer *out, struct diags *diags, const char *file, const char *layout, size_t length);

#endif
