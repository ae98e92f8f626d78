#ifndef LAMPIRAN_STUDY_BUILD_H
#define LAMPIRAN_STUDY_BUILD_H

/* What every stage of one run shares, and where the files of a study and the built-in ones are. */

#include "base/file.h"
#include "base/list.h"

#include <stdbool.h>

struct arena;
struct buffer;
struct map;

/* A page that somebody looks at while its site is built anew: it is made first, and shown before all is done. */
struct looked_at {
    const char *path; /* below the site: "en/index.html" */
    /* Takes the page, which passed the gate and differs from what is published. Called once, from any thread. */
    void (*show)(void *context, const char *bytes, size_t length);
    void *context;
};

struct build {
    struct arena *arena; /* everything that is read and assembled */
    struct diags *diags;
    const char *root;  /* the study folder, which holds content/; "." or a path */
    const char *share; /* the folder that holds the built-in layouts/ and lua/ */
    const char *lunr;  /* the script of the search engine; NULL: the site has no search */
    int jobs;          /* workers, at least 1 */
    bool final;        /* refuse illustrative excerpts */
    bool hands_over;   /* what is made goes to others at once: the gate must have names to search for */
    bool opens;        /* appendices are made that everybody may read */
    bool trusted;      /* the user trusts who wrote the study: see SECURITY.md */
    bool as_typed;     /* prose is read as it is typed, also where it is printed otherwise: for other programs */
    bool unsynced;     /* what is published need not outlast a power cut */
    const struct looked_at *looked_at; /* NULL: nobody looks at the site that is made */
    bool for_preview;          /* nobody but the researcher will see the site: what only others need is not made */
    struct map *laid_out;      /* what a diagram is made from -> struct diagram; NULL: none is yet */
    struct list cached;        /* of const char *: files of the user's cache that this run wrote */
    const char *login;         /* of who runs the program, which no output may tell; NULL: as the system says */
    const struct map *instead; /* path -> struct buffer: texts read in place of files, of a change that is tried (an
                                  empty one: a file of a folder is gone); then transcripts are left alone. NULL: the
                                  files are what they are */
    struct diags *notes;       /* for what checks note as still to be done; NULL: nobody asks */
    unsigned standards;        /* the reporting checklists (bits of enum standard) whose open items are reported */
    bool unheard;              /* excerpts with words of their own are not held against transcripts: nobody asks */
    bool shows_private; /* messages may hold words of content/private/: they are for the researcher's eyes alone */
};

/*
 * The file at path ("layouts/html/page.html") below the study folder, or else the built-in one below share,
 * or NULL. In the build's arena.
 */
const char *build_find(const struct build *build, const char *path);

/* What that file says, in the build's arena. "" with the trouble reported if it cannot be read. */
const char *build_text(struct build *build, const char *path);

/* Adds the study's file content/NAME to bytes. No link is followed, and no name leads out. False: there is none. */
bool build_read_content(const struct build *build, const char *name, struct buffer *bytes);

/* There is a file or folder at path ("lua") below the study folder, so not all that build_find finds is built in. */
bool build_has_own(const struct build *build, const char *path);

/* The study has a file of its own at path, and it is not just a copy of the built-in one. */
bool build_is_own(const struct build *build, const char *path);

/* The user once said --trust of this study. */
bool trust_is_remembered(const struct build *build);

/* Remembers that. False: errno tells. */
bool trust_remember(const struct build *build);

/* What lies below folder ("lua/hooks") of root: build's root or share. Folders that cannot be read are reported. */
struct file_tree build_list(const struct build *build, const char *root, const char *folder);

/*
 * The folder that holds the built-in layouts/ and lua/: above the program in a checkout (build/lampiran),
 * PREFIX/share/lampiran beside an installed one (PREFIX/bin/lampiran), or the one compiled in. In arena.
 */
const char *share_folder(struct arena *arena);

/* The folder that the running program lies in; NULL when the system does not say. In arena. */
const char *program_folder(struct arena *arena);

/* The script of lunr: what LAMPIRAN_LUNR names, or else where it was installed; NULL: it is not there. */
const char *share_lunr(void);

#endif
