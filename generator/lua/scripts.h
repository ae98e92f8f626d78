#ifndef LAMPIRAN_LUA_SCRIPTS_H
#define LAMPIRAN_LUA_SCRIPTS_H

/*
 * The Lua hooks of lua/hooks/: the study's files and the built-in ones, a study's file winning over a built-in
 * one of the same name, in byte order of names.  Hooks see the study of one audience, read-only, and give typed
 * blocks; what goes wrong in them is reported with their lines and with the object they were handling, and the
 * other hooks go on.  A hook file that hit a limit or gave an error while it was loaded is not called again.
 * One struct hooks belongs to one thread.
 */

#include "base/diag.h"
#include "base/list.h"

#include <stdbool.h>

struct arena;
struct block;
struct buffer;
struct build;
struct directive;
struct excerpt;
struct hooks;
struct labels;
struct layout_runner;
struct layouts;
struct map;
struct nearest;
struct objective;
struct record;
struct span;
struct study;
struct table;
struct value;
struct views;

/* Loads the hook files and runs their derive. Results live in build->arena. Never NULL; errors are reported. */
struct hooks *hooks_open(struct build *build, const struct study *study, const struct labels *labels);
void hooks_close(struct hooks *hooks);

/* Runs lint of all files, once for each study, or its reports come twice. */
void hooks_lint(struct hooks *hooks);

/*
 * Runs the checks of lua/checks/, the study's files before built-in ones of the same name, over the whole study. Where
 * some file of it has errors (is_whole false), only those that say `partial = true`: what a study holds may seem to be
 * missing then.
 */
void hooks_check(struct build *build, struct views *views, bool is_whole);

/*
 * The narrative of objective: select and assemble of all files, in order. Each file sees what those before it made
 * (ctx.narrative), and the last that gives blocks wins. NULL when none gave any.
 */
struct block *hooks_assemble(struct hooks *hooks, const struct objective *objective);

/* table as the files' `table` functions change it, in order; table itself when none did. section as "synthesis". */
const struct table *hooks_table(struct hooks *hooks, const char *section, const struct table *table);

/* The results of one objective, as hooks_assemble gave them. */
struct narrative {
    const struct objective *objective;
    struct block *blocks;
    struct list quoted; /* of struct excerpt: those that it shows, each once, in order */
};

/*
 * Makes narrative, which lives as long as hooks, one of ctx.narratives, for the objectives behind it and for sections,
 * which find what all of them show in ctx.quoted.
 */
void hooks_add_narrative(struct hooks *hooks, const struct narrative *narrative);

/* Some narrative so far shows the excerpt. */
bool hooks_quote(const struct hooks *hooks, const struct excerpt *excerpt);

/*
 * What lua/sections/NAME.lua gives, the study's file before the built-in one; source is the input that the section is
 * mainly made from. NULL: the study has no data for it, or an error was reported.
 */
struct block *hooks_section(struct hooks *hooks, const char *name, struct place source);

/*
 * How the section of that name shows one of its objects on another page, by its `embed`. NULL: it has none, or an error
 * was reported.
 */
struct block *hooks_embed(struct hooks *hooks, const char *name, const struct record *record);

/* Some file has a directive of this name; offers all names to best, for "did you mean". */
bool hooks_has_directive(const struct hooks *hooks, const char *name);
void hooks_nearest_directive(const struct hooks *hooks, struct nearest *best);

/* Reports that directive, at place, lacks the id of what it shows: a kind, as "excerpt". */
void hooks_diagnose_no_id(struct diags *diags, struct place place, const struct directive *directive, const char *kind);

/*
 * What directives may make is limited: on one page, and within the outermost of those that stand in one another. The
 * reader of the tree says where a page begins, and where a directive begins (at place) and ends.
 */
void hooks_begin_page(struct hooks *hooks);
void hooks_enter_directive(struct hooks *hooks, struct place place);
void hooks_leave_directive(struct hooks *hooks);

/*
 * What directive stands for: body is a container's content, text the spans of a directive in a line (either may be
 * NULL). The last file that has the name is asked. For a directive in a line the result is one paragraph, whose
 * spans are meant. NULL: nothing, or an error was reported.
 */
struct block *hooks_directive(struct hooks *hooks, const struct directive *directive, struct block *body,
                              struct span *text, struct place place);

/*
 * Adds to excerpts (of const struct excerpt) those of study whose words blocks show, once each, in order: as blocks and
 * by ::excerpt directives that are not expanded yet. A mention in a line is no quote.
 */
void hooks_quoted(struct arena *arena, const struct study *study, const struct block *blocks, struct list *excerpts);

/* The excerpt that block itself shows, as a quote or by a directive that is not expanded yet; else NULL. */
const struct excerpt *hooks_quoted_by(const struct study *study, const struct block *block);

/*
 * Layouts: the files of layouts/html/ and layouts/latex/ that frame what the writers make (layouts/README.md tells
 * how to write one).  They are read and translated to Lua once (layouts_read) and compiled once in each worker
 * (layout_runner_new), in the sandbox that hooks run in.  A layout sees values (struct value of document/document.h),
 * read-only, and cannot keep anything from one page to the next, so no page depends on which worker made it.
 */

/* How values are printed in the format of a layout. writer is what layout_run was given. */
struct layout_format {
    const char *folder; /* "layouts/html" */
    const char *ending; /* ".html" */
    void (*text)(void *writer, const char *text);
    void (*page)(void *writer, const char *path); /* a VALUE_PAGE: the way to it */
    void (*spans)(void *writer, const struct span *spans);
    void (*blocks)(void *writer, const struct block *blocks);
    void (*notes)(void *writer);                          /* the footnotes that were called so far */
    void (*data)(void *writer, const struct value *data); /* JSON, in a script element; NULL: not in this format */
};

/* All layouts of format, the study's before the built-in ones. In the build's arena; mistakes are reported. */
const struct layouts *layouts_read(struct build *build, const struct layout_format *format);

/*
 * One for each thread. Layouts see study as their model (NULL: none). layouts/frame.lua makes what else they see from
 * shared (name -> struct value, of all pages); without that file or a study they see what is in shared. Never NULL.
 */
struct layout_runner *layout_runner_new(const struct layouts *layouts, struct build *build, const struct study *study,
                                        const struct labels *labels, const struct map *shared);
void layout_runner_free(struct layout_runner *runner);

/*
 * Runs the layout name for one page, of which the frame is given page (name -> struct value); text goes to out. False:
 * an error was reported to diags, and out holds a part.
 */
bool layout_run(struct layout_runner *runner, const char *name, const struct map *page, struct buffer *out,
                void *writer, struct diags *diags);

#endif
