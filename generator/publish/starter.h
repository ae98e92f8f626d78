#ifndef LAMPIRAN_PUBLISH_STARTER_H
#define LAMPIRAN_PUBLISH_STARTER_H

#include <stdbool.h>

struct build;

/*
 * Lays out the small complete study of layouts/starter/ in folder, which must be missing or empty. False: one
 * message went to standard error, and nothing was written or what was is named.
 */
bool starter_create(struct build *build, const char *folder);

#endif
