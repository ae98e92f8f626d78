#ifndef LAMPIRAN_BASE_DIAG_H
#define LAMPIRAN_BASE_DIAG_H

/*
 * What is wrong, where, and what to do about it.  Diagnostics are collected and printed sorted, all of
 * a run at once, so a stage complains, repairs and goes on; between stages main stops on errors.
 * Messages are lower case, without full stop, trouble first, the subject in single quotes.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct buffer;
struct diags;
struct nearest;

/* Where something stands in an input. */
struct place {
    const char *file; /* below the study folder, as "content/study.yaml"; NULL: not in a file */
    int line;         /* from 1; 0: the file as a whole */
    int column;       /* in bytes, from 1; 0: not known */
};

/* The place behind the length bytes at text, which begin at place. */
struct place place_behind(struct place place, const char *text, size_t length);

enum severity {
    SEVERITY_NOTE,    /* worth knowing; never fails a run */
    SEVERITY_WARNING, /* published as the message says */
    SEVERITY_ERROR,   /* nothing is published */
};

/* An empty collection; diags_free releases it with all that was reported. */
struct diags *diags_new(void);
void diags_free(struct diags *diags);

/*
 * Reports one trouble. code names its kind in kebab-case ("unknown-key"), for --format json and the
 * tests. Everything is copied but code, which must be a literal. A repeat (same severity, place, code and
 * message) is dropped, and with it the hints and contexts that follow.
 */
void diag_error(struct diags *diags, struct place place, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void diag_warning(struct diags *diags, struct place place, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void diag_note(struct diags *diags, struct place place, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The next step for the diagnostic reported last; a second call adds a second line. */
void diag_hint(struct diags *diags, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The hint that names what is nearest. False: nothing is near, and nothing is hinted. */
bool diag_hint_nearest(struct diags *diags, const struct nearest *nearest);

/* The one reported last is no mistake in the study: the system failed. */
void diag_system(struct diags *diags);

/* There is one that diag_system was called for. */
bool diags_system_failed(const struct diags *diags);

/*
 * What holds says yes to is private: such a line, message or hint is not shown, whoever reports it. Lines of
 * content/private/ never are.
 */
void diags_keep_private(struct diags *diags, bool (*holds)(void *context, const char *text, size_t length),
                        void *context);

/* The line of the source at the place of the one reported last is not shown: it holds what must stay private. */
void diag_hide_line(struct diags *diags);

/* The same of all that were reported so far. */
void diags_hide_lines(struct diags *diags);

/* A line of what was going on ("while assembling objective 'b'", or a Lua frame) for the one reported last. */
void diag_context(struct diags *diags, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Moves everything from other to the end of diags, without repeats; other is empty then. For worker threads. */
void diags_merge(struct diags *diags, struct diags *other);

/* Leaves of diags the errors that known has not, in whatever line. Returns how many such warnings it took away. */
size_t diags_keep_new_errors(struct diags *diags, const struct diags *known);

/* How many of them were reported; a repeat counts once. */
size_t diags_count(const struct diags *diags, enum severity severity);

/* The code of every error is one of codes, ended by NULL. */
bool diags_errors_are(const struct diags *diags, const char *const *codes);

/*
 * Prints the first thousand, sorted by file, line and column, and how many more there are. What a terminal would obey
 * in file names and texts is not printed. root is the study folder: it is put before
 * file names when it is not ".", and the source line is read from there.
 */
void diags_print(struct diags *diags, const char *root, int color, FILE *out);

/* The same as a JSON array of objects: severity, code, file, line, column, message, hints, context. */
void diags_print_json(struct diags *diags, struct buffer *out);

/* As diags_print_json, with the line it is about, read below root, as "source" where there is one. */
void diags_print_json_sources(struct diags *diags, const char *root, struct buffer *out);

#endif
