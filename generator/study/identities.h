#ifndef LAMPIRAN_STUDY_IDENTITIES_H
#define LAMPIRAN_STUDY_IDENTITIES_H

/*
 * What content/private/identities.yaml holds.  It is no part of struct study and of no view, so that neither
 * hooks nor layouts nor `lampiran model` can reach it: only the leak gate (leak/leak.h) is given it.
 */

#include "base/diag.h"
#include "base/list.h"

/* A name, a number or a spelling that must never be published. */
struct identity {
    const char *code; /* of the informant */
    const char *text;
    struct place place;
};

struct identities {
    struct list list; /* of struct identity, in file order */
};

#endif
