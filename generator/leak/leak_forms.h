#ifndef LAMPIRAN_LEAK_LEAK_FORMS_H
#define LAMPIRAN_LEAK_LEAK_FORMS_H

/*
 * The other ways in which a full name is written: without titles, surname first, and with initials.  "Hj. Andi Tenri
 * Abeng, S.K.M." is also Andi Tenri Abeng, Abeng Andi Tenri, A. Abeng, A. T. Abeng, and Abeng, A.
 */

#include "base/list.h"

struct arena;

struct leak_forms {
    struct list full;     /* of const char * */
    struct list initials; /* of const char *: '.' and ',' in them count, or "Abeng, A." would be in "abeng (a)" */
    const char *surname;  /* that these have, or NULL */
};

/* None where name is no full name. In arena. */
struct leak_forms leak_forms_of(struct arena *arena, const char *name);

#endif
