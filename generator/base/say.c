#include "base/say.h"

#include <libintl.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char domain[] = "lampiran";

/* The languages that messages can be in, "en" first; ends with NULL. */
static const char *const languages[] = {"en", "id", NULL};

static const char *chosen = "en"; /* set before any thread starts */

/* The language that a name of the environment begins with ("id_ID.UTF-8", "id:en"), or NULL. */
static const char *known_language(const char *name, size_t length)
{
    size_t letters = strcspn(name, "_.@:");

    if (letters > length)
        letters = length;
    for (int i = 0; languages[i] != NULL; i++) {
        if (strlen(languages[i]) == letters && strncmp(languages[i], name, letters) == 0)
            return languages[i];
    }
    return NULL;
}

static bool is_set(const char *value)
{
    return value != NULL && *value != '\0';
}

/* The locale of messages that the environment names; "C" without any. */
static const char *locale_name(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = getenv(variables[i]);
        if (is_set(value))
            return value;
    }
    return "C";
}

/* The first of LANGUAGE ("id:en") that we know, or NULL. */
static const char *preferred_language(void)
{
    const char *list = getenv("LANGUAGE");

    for (const char *name = list ? list : ""; *name != '\0';) {
        size_t length = strcspn(name, ":");
        const char *language = known_language(name, length);
        if (language != NULL)
            return language;
        name += length + (name[length] == ':');
    }
    return NULL;
}

/* As gettext(1) has it: in the locale C messages are as they are in the source, whatever LANGUAGE says. */
static const char *language_of_environment(void)
{
    const char *locale = locale_name();

    if (strcmp(locale, "C") == 0 || strcmp(locale, "C.UTF-8") == 0 || strcmp(locale, "POSIX") == 0)
        return "en";
    const char *language = preferred_language();
    if (language == NULL)
        language = known_language(locale, strlen(locale));
    return language ? language : "en";
}

bool say_in(const char *wanted, const char *folder)
{
    const char *language = wanted ? known_language(wanted, strlen(wanted)) : language_of_environment();

    if (language == NULL)
        return false;
    chosen = language;
    if (strcmp(language, "en") == 0)
        return true;
    /* gettext translates nothing in the locale C; this one is everywhere, and LANGUAGE then decides. */
    setlocale(LC_MESSAGES, "C.UTF-8");
    setenv("LANGUAGE", language, 1);
    bindtextdomain(domain, folder);
    bind_textdomain_codeset(domain, "UTF-8");
    textdomain(domain);
    gettext("error"); /* so that the catalogue is read now: a process made to draw may open no file */
    return true;
}

const char *say_language(void)
{
    return chosen;
}

const char *translated(const char *english)
{
    return *english ? gettext(english) : english;
}

const char *translated_count(const char *one, const char *many, unsigned long count)
{
    return ngettext(one, many, count);
}

__attribute__((format(printf, 2, 0))) static void say(const char *before, const char *format, va_list arguments)
{
    fputs(before, stderr);
    vfprintf(stderr, translated(format), arguments);
    fputc('\n', stderr);
}

void say_error(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    say("lampiran: ", format, arguments);
    va_end(arguments);
}

void say_hint(const char *format, ...)
{
    va_list arguments;
    char before[64];

    snprintf(before, sizeof before, "  %s: ", translated("hint"));
    va_start(arguments, format);
    say(before, format, arguments);
    va_end(arguments);
}
