#ifndef LAMPIRAN_READ_LINK_H
#define LAMPIRAN_READ_LINK_H

/* What the structs say of each other, once all files are read and references resolved. */

struct arena;
struct study;

/* Sets code levels and parents, the sources and techniques of excerpts, and the lists over all files, in order. */
void link_study(struct arena *arena, struct study *study);

#endif
