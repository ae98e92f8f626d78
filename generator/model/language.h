#ifndef LAMPIRAN_MODEL_LANGUAGE_H
#define LAMPIRAN_MODEL_LANGUAGE_H

/* Tags of languages, as HTML takes them. */

#include <stdbool.h>

/* tag has the form of BCP 47 (RFC 5646): "en", "id", "bug-Bugi"; whether it is registered is not asked. */
bool language_is_tag(const char *tag);

#endif
