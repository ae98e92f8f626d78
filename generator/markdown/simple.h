#ifndef LAMPIRAN_MARKDOWN_SIMPLE_H
#define LAMPIRAN_MARKDOWN_SIMPLE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct markdown_source;
struct span;

/*
 * Text in which nothing can be markup, as most titles and definitions are, needs no parser: a test compares what
 * is made of it with what the parser makes.
 */
bool simple_is_text(const char *text, size_t length);

/* The one span of such a text. */
struct span *simple_spans(struct arena *arena, const struct markdown_source *source, size_t length);

#endif
