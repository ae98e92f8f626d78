#ifndef LAMPIRAN_BIBLIOGRAPHY_CITE_INTEXT_H
#define LAMPIRAN_BIBLIOGRAPHY_CITE_INTEXT_H

/* A citation in running text: "(lihat Bryson dkk., 2015, hlm. 45; Sari, 2019a)", "Bryson dkk. (2015)". */

struct arena;
struct citation;
struct labels;
struct map;
struct span;

/* works: key -> struct cite_work, after cite_order. A key that is not in it is printed as it is. */
struct span *cite_intext(struct arena *arena, const struct labels *labels, const struct map *works,
                         const struct citation *citation);

#endif
