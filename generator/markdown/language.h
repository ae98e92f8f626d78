#ifndef LAMPIRAN_MARKDOWN_LANGUAGE_H
#define LAMPIRAN_MARKDOWN_LANGUAGE_H

/* Text in another language: :lang[starting condition]{en} in a line, :::lang{en} ... ::: around blocks. */

#include "base/diag.h"

#include <stdbool.h>

struct block;
struct reading;
struct span;

/*
 * If the directive is named "lang", makes it what holds text in that language. holds: it has an end, so blocks may
 * stand in it; place: for what is wrong with it.
 */
void language_take_block(struct reading *reading, struct block *directive, bool holds);
void language_take_span(struct reading *reading, struct span *directive, struct place place);

#endif
