#ifndef LAMPIRAN_STUDY_BUILD_H
#define LAMPIRAN_STUDY_BUILD_H

/* What every stage of one run shares. */

#include "base/diag.h"
#include "base/file.h"

#include <stdbool.h>

struct arena;
struct map;

struct build {
    struct arena *arena; /* everything that is read and assembled */
    struct diags *diags;
    const char *root;     /* the study folder, which holds content/; "." or a path */
    const char *share;    /* the folder that holds the built-in layouts/ and lua/ */
    const char *lunr;     /* the script of the search engine; NULL: the site has no search */
    int jobs;             /* workers, at least 1 */
    bool final;           /* refuse illustrative excerpts */
    struct map *laid_out; /* what a diagram is made from -> struct diagram; NULL: none is yet */
    const char *login;    /* of who runs the program, which no output may tell; NULL: as the system says */
};

/*
 * The file at path ("layouts/html/page.html") below the study folder, or else the built-in one below share,
 * or NULL. In the build's arena.
 */
const char *build_find(const struct build *build, const char *path);

/* There is a file or folder at path ("lua") below the study folder, so not all that build_find finds is built in. */
bool build_has_own(const struct build *build, const char *path);

/* What lies below folder ("lua/hooks") of root: build's root or share. Folders that cannot be read are reported. */
struct file_tree build_list(const struct build *build, const char *root, const char *folder);

#endif
