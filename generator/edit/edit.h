#ifndef LAMPIRAN_EDIT_EDIT_H
#define LAMPIRAN_EDIT_EDIT_H

/*
 * Changes to the files of a study that leave all else in them as it was typed: comments, quotes, order, line ends.  An
 * object gets another id, two become one, one becomes two, and all that names them follows; never a word of prose.
 * All files change or none.
 */

#include "base/diag.h"
#include "base/list.h"

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct build;
struct map;

enum edit_verb {
    EDIT_RENAME, /* OLD NEW */
    EDIT_MERGE,  /* A B: what A was is B from now on */
    EDIT_MOVE,   /* A, below another code */
    EDIT_SPLIT,  /* A B C: what A was is B or C */
};

struct edit_request {
    enum edit_verb verb;
    const char *ids[3];  /* "misi", or "code:misi" where other objects are called so, too; NULL: not given */
    const char *under;   /* move: the code to be below; NULL: none, it goes to the top of the tree */
    const char *decided; /* split: a file that says which excerpt gets which code; NULL: it is still to be written */
    bool keep;           /* merge: where both say something else, what B says holds */
    bool dry_run;        /* print the difference, and write nothing */
    void (*check)(struct build *build); /* reads and checks the study, with build->instead */
};

/*
 * Does what is asked, if the study checks as well afterwards as before, and adds to out which files changed, or with
 * dry_run the difference. False: reported, and the study is as it was.
 */
bool edit_run(struct build *build, const struct edit_request *request, struct buffer *out);

struct add_request {
    const char *kind;   /* "informant", "excerpt", "finding" or "work" */
    struct list values; /* of const char *: "key=value" */
    const char *input;  /* of a work of which values say nothing: its BibTeX entry */
    bool may_ask;       /* what has to be said and was not, on the terminal */
    bool dry_run;
    void (*check)(struct build *build);
};

/* Adds a record to the study. As edit_run has it. */
bool add_run(struct build *build, const struct add_request *request, struct buffer *out);

/* ---- what others need who write files of a study ---- */

/*
 * Swaps content/ for one in which the files texts (path below the study folder -> struct buffer) are new and those of
 * gone (of const char *, or NULL) are not, in one step; whoever is killed leaves the old one. False: reported, and
 * nothing changed.
 */
bool content_replace(struct build *build, const struct map *texts, const struct list *gone);

/*
 * Before a study is read: takes away what a command left that was killed, or puts it back where content/ cannot be
 * swapped in one step.
 */
void content_recover(const struct build *build);

/* Offset of a place in the text of its file, at most its end. */
size_t place_offset(const char *text, struct place place);

/* Behind the last line of the item of a YAML list, or of the mapping, that begins at the place. */
size_t yaml_block_end(const char *text, struct place place);

/* "key: text" with line end, the text quoted as YAML needs; nothing for NULL. indent is that of the key. */
void yaml_text(struct buffer *out, int indent, const char *key, const char *text);

/* text as a YAML scalar in quotes. */
void yaml_quoted(struct buffer *out, const char *text);

#endif
