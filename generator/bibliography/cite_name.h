#ifndef LAMPIRAN_BIBLIOGRAPHY_CITE_NAME_H
#define LAMPIRAN_BIBLIOGRAPHY_CITE_NAME_H

/* Names of people and institutions as BibTeX writes them ("von Last, Jr., First", "{Badan Pusat Statistik}"). */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;

/* Parts are plain text, never NULL, "" if missing. */
struct cite_name {
    const char *family;   /* with its particle: "van der Berg"; or the institution's name */
    const char *given;    /* "John M." */
    const char *initials; /* "J. M." */
    const char *suffix;   /* "Jr." */
};

struct cite_names {
    struct cite_name *items;
    size_t count;
    bool others; /* ended with "and others" */
};

/* Splits a field's value (bibliography/bibliography.h); a NULL value gives no names. */
struct cite_names cite_names_parse(struct arena *arena, const char *value);

/* "Bryson, J. M." / "J. M. Bryson": as a list of references writes it first, and elsewhere. */
void cite_name_inverted(struct buffer *out, const struct cite_name *name);
void cite_name_direct(struct buffer *out, const struct cite_name *name);

#endif
