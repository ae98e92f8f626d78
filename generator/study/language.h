#ifndef LAMPIRAN_STUDY_LANGUAGE_H
#define LAMPIRAN_STUDY_LANGUAGE_H

/* Tags of languages, as HTML takes them, and what bibliographies call these languages. */

#include <stdbool.h>

struct arena;
struct block;
struct span;

/* tag has the form of BCP 47 (RFC 5646): "en", "id", "bug-Bugi"; whether it is registered is not asked. */
bool language_is_tag(const char *tag);

/*
 * The tag of the language called name by babel or biblatex ("british", "bahasai"), in English or Indonesian
 * ("Inggris"), or by its code ("en_US", "eng"). NULL if that is not known; *nearest is then the nearest name, or NULL.
 */
const char *language_of_name(struct arena *arena, const char *name, const char **nearest);

/* Both tags name the same language, whatever the country and script: "en" and "en-GB". */
bool language_is_same(const char *tag, const char *other);

/*
 * blocks and spans, marked as being in the language tag and not translated from it; as they are if tag is NULL.
 * Paragraphs and headings stay what they are, and the mark goes around their words: so whoever looks for a paragraph
 * finds it.  Directives stay, too, as what they stand for may be in any language; what they hold is marked.
 */
struct block *language_untranslated_blocks(struct arena *arena, struct block *blocks, const char *tag);
struct span *language_untranslated_spans(struct arena *arena, struct span *spans, const char *tag);

#endif
