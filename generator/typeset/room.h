#ifndef LAMPIRAN_TYPESET_ROOM_H
#define LAMPIRAN_TYPESET_ROOM_H

/* A private folder for another program to work in, below TMPDIR or /tmp. */

struct build;

/* Makes one. NULL: reported. In the build's arena. */
const char *room_open(struct build *build);

/* Removes it and all that is in it. */
void room_close(const char *room);

/* Reports that a file could not be written there; errno tells why. */
void room_complain(struct build *build, const char *room);

#endif
