#ifndef LAMPIRAN_READ_RESOLVE_H
#define LAMPIRAN_READ_RESOLVE_H

/* Ids and what refers to them, over all files. */

#include "study/schema.h"

struct arena;
struct diags;
struct list;
struct map;
struct study;

struct resolver {
    struct arena *arena;
    struct diags *diags;
    struct study *study;
    struct map *unknown[OBJECT_KIND_COUNT]; /* id -> how often it was reported (size_t); NULL: never */
};

/* A file of schema could not be read. */
void resolve_incomplete(struct resolver *resolver, const struct schema *schema);

/* Enters the ids in record, and in those it holds, into study->objects; the first one of an id counts. */
void resolve_register(struct resolver *resolver, struct record *record);

/* The same for the entries of references.bib, whose reader reports doubles itself. */
void resolve_register_works(struct resolver *resolver, const struct list *works);

/* Sets reference.object of all references in record and in those it holds. */
void resolve_references(struct resolver *resolver, struct record *record);

#endif
