#ifndef LAMPIRAN_BASE_SAY_H
#define LAMPIRAN_BASE_SAY_H

/*
 * What the program says to who runs it, in their language, by gettext(3).  Sources hold English; the other languages
 * are in po/.  Nothing here touches what is published: the language of a study is its own.
 */

#include <stdbool.h>

/* Marks a text that is translated where it is printed, for xgettext. */
#define N_(text) text

/*
 * From now on messages are in the language that is wanted ("id"), or with NULL in the one of the environment: of
 * LANGUAGE, LC_ALL, LC_MESSAGES and LANG, as gettext reads them, but whether or not that locale is installed. folder
 * holds ID/LC_MESSAGES/lampiran.mo. To be called before any thread starts. False: wanted is not known.
 */
bool say_in(const char *wanted, const char *folder);

/* The language of messages: "en", "id". */
const char *say_language(void);

/* english in the language chosen, or as it is when nobody translated it. Lives as long as the program. */
const char *translated(const char *english) __attribute__((format_arg(1)));

/* As translated, for a number: the form that the language has for count. */
const char *translated_count(const char *one, const char *many, unsigned long count)
    __attribute__((format_arg(1), format_arg(2)));

/* "lampiran: ..." on standard error: what is wrong before there is a study to say it of. The format is translated. */
void say_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* "  hint: ..." below it: the next step. */
void say_hint(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
