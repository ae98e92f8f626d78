#ifndef LAMPIRAN_LEAK_LEAK_SHAPES_H
#define LAMPIRAN_LEAK_LEAK_SHAPES_H

/* What gives a person or a machine away by its shape: identity numbers, telephone numbers, addresses, paths. */

#include <stddef.h>

enum leak_kind {
    LEAK_NAME,           /* of content/private/identities.yaml */
    LEAK_CODE_WITHHELD,  /* the code of an informant that these readers must not see */
    LEAK_ID_WITHHELD,    /* the id of such an excerpt */
    LEAK_WORDS_WITHHELD, /* its words */
    LEAK_LOGIN,          /* of who runs the program */
    LEAK_NIK,            /* the number of an Indonesian identity card */
    LEAK_PHONE,
    LEAK_EMAIL,
    LEAK_PATH, /* of a file on the machine */
};

/* Calls found for each in the plain text (leak/leak_stream.h). root: the study folder, plain, or "". */
void leak_shapes_find(const char *text, size_t length, const char *root,
                      void (*found)(void *context, enum leak_kind kind, size_t start, size_t end), void *context);

#endif
