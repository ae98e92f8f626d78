#ifndef LAMPIRAN_OPTIONS_H
#define LAMPIRAN_OPTIONS_H

/* The command line, and what --help says about it: one table for both. */

#include "edit/edit.h"
#include "exchange/exchange.h"

#include <stdbool.h>
#include <stdio.h>

enum command {
    COMMAND_NONE, /* --help or --version was asked for, and printed */
    COMMAND_BUILD,
    COMMAND_SERVE,
    COMMAND_CHECK,
    COMMAND_RENDER,
    COMMAND_MODEL,
    COMMAND_SCHEMA,
    COMMAND_NEW,
    COMMAND_IMPORT,
    COMMAND_EXPORT,
    COMMAND_REVIEW,
    COMMAND_PUBLISH,
    COMMAND_DOCTOR,
    COMMAND_RENAME,
    COMMAND_MERGE,
    COMMAND_MOVE,
    COMMAND_SPLIT,
    COMMAND_ADD,
};

enum text_format { FORMAT_TEXT, FORMAT_JSON };
enum model_audience { MODEL_PUBLIC, MODEL_EXAMINER, MODEL_ALL /* export: the researcher */ };
enum render_format { RENDER_HTML, RENDER_LATEX, RENDER_DUMP };

struct options {
    enum command command;
    const char *folder;    /* the study folder, or what `new` makes; "." if not given */
    const char *file;      /* of `render` ("-": standard input) and `review` */
    const char *out;       /* NULL: the study folder */
    const char *site_name; /* of the site's folder below out; NULL: "site" */
    const char *language;  /* new: of the small study */
    const char *approach;  /* new: of the small study; NULL: any */
    const char *target;    /* publish: a folder, or "branch:NAME" */
    bool html;
    bool latex;
    bool pdf;
    bool docx;
    bool overleaf;
    const char *engine; /* of the PDF; NULL: what the study says, or what is installed */
    bool final;
    bool trust;    /* build, serve: whoever wrote the study may have programs do what they like */
    bool unsynced; /* build: what is published need not outlast a power cut */
    bool strict;
    bool show_private; /* words of content/private/ in messages, on a terminal */
    enum model_audience audience;
    bool open;          /* the appendices are for everybody */
    bool privacy;       /* of check: also who could be recognised */
    bool plain;         /* render: CommonMark alone */
    bool trusted;       /* render: raw HTML is passed on */
    unsigned standards; /* check: a bit for each enum standard (analysis/analysis.h) */
    int jobs;           /* 0: one a core */
    int port;           /* serve: the first to try; 0: any */
    enum text_format format;
    bool guide;    /* schema: as Markdown */
    bool of_study; /* schema: for editors, with the ids of the study */
    enum render_format to;
    struct import_request import;
    int change; /* review: the number of the change to make; 0: list all */
    struct edit_request edit;
    struct add_request add;
    const char *template_file; /* import: write an empty sheet there */
    enum export_format export_format;
    const char *export_file; /* export: NULL if none was named */
};

/* Takes "--lang LANGUAGE" out of the arguments, wherever it is. The language ("" when none follows), or NULL. */
const char *options_take_language(char **arguments);

/*
 * Reads the command line. False: it was wrong, one message with the next step went to standard error, and the
 * program should end with status 2.
 */
bool options_read(char **arguments, struct options *options);

#endif
