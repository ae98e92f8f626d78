#ifndef LAMPIRAN_STUDY_SHARE_H
#define LAMPIRAN_STUDY_SHARE_H

struct arena;

/*
 * The folder that holds the built-in layouts/ and lua/: above the program in a checkout (build/lampiran),
 * PREFIX/share/lampiran beside an installed one (PREFIX/bin/lampiran), or the one compiled in. In arena.
 */
const char *share_folder(struct arena *arena);

/* The script of lunr: what LAMPIRAN_LUNR names, or else where it was installed; NULL: it is not there. */
const char *share_lunr(void);

#endif
