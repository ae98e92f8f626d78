#ifndef LAMPIRAN_CHECK_RULES_H
#define LAMPIRAN_CHECK_RULES_H

/* The families of rules, for check.c. */

#include "document/document.h"
#include "study/study.h"

struct unread;

/* Texts that seem to name somebody in no list. */
void check_persons(struct build *build, const struct study *study,
                   bool (*listed)(void *guard, const char *text, size_t length), void *guard);

/* Talks, groups and attributes of informants. */
void check_informants(struct build *build, const struct study *study);

/* What was made up, and whether the study says so. Only for studies that were read without error. */
void check_evidence(struct build *build, const struct study *study);

/* Where the words of excerpts are, and who says them; excerpts without a code, and codings that do not fit. */
void check_excerpts(struct build *build, const struct study *study);

/* Works of references.bib that are read as something else than was meant, and years that differ from theirs. */
void check_works(struct build *build, const struct study *study);

/* What the reader of references.bib found wrong: errors of works in cited (by key), warnings of the others. */
void check_flaws(struct build *build, const struct study *study, const struct map *cited);

/* In a final build: works that are cited have titles. */
void check_titles(struct build *build, const struct study *study, const struct map *cited);

/* Names that are usual, and that a study may add to. */
struct known_names {
    const char *const *usual;
    const struct list *own; /* of the study (const char *) */
    const char *code;       /* of the diagnostic of any other */
    const char *declared;   /* how the study adds one */
    const char *file;       /* and where, below content/ */
};

/* Reports name, the value of key at place, unless it is known. */
void check_known_name(struct build *build, struct place place, const char *key, const char *name,
                      const struct known_names *known);

/* Files and pages that study.yaml names. */
void check_settings(struct build *build, const struct study *study);

/* The languages of excerpts. */
void check_languages(struct build *build, const struct study *study);

/* Lists that name a thing twice, ids that differ only in case. */
void check_ids(struct build *build, const struct study *study);

/*
 * All Markdown of the study, in one walk: links, figures, quotes, citations, labels. Nothing is said to be missing
 * that may stand in what could not be read.
 */
void check_texts(struct build *build, const struct study *study);

/* What the rules for texts look at. */
struct text_rules {
    struct build *build;
    const struct study *study;
    struct map *cited; /* key -> struct work: those that a text or a record names */
    struct map *named; /* what check_named_works gives */
    struct map *typed; /* key -> struct place: those named by hand, "Bryson (2006)" */
    struct unread *unread;
};

/* What is called for the texts of a study, with context. text and work may be NULL. */
struct text_visitor {
    void *context;
    void (*blocks)(void *context, const struct block *blocks); /* Markdown; of a line, one paragraph */
    void (*text)(void *context, struct place place, const char *text);
    void (*work)(void *context, const struct reference *reference); /* of a record */
};

/* Calls visitor for all texts that are for readers. */
void texts_visit(const struct study *study, const struct text_visitor *visitor);

/* What may stand in files that could not be read (check/unread.c); they are searched when first asked for. */
struct unread *unread_new(const struct build *build, struct arena *arena);
void unread_free(struct unread *unread);

/* Some file names the id otherwise than in a link, a directive or a citation. */
bool unread_may_define(struct unread *unread, const char *id);

/* Some file gives the label "tbl:a" to something, or a hook may. */
bool unread_may_label(struct unread *unread, const char *label);

/* One link or image of a text; is_image: it is shown. */
void check_link(const struct text_rules *rules, struct place place, const char *target, bool is_image);

/* Reports what an address says of where it was copied from. */
void check_tracking(struct build *build, struct place place, const char *address);

/* The path of a figure, "figures/peta.svg": the file must be there. */
void check_figure(struct build *build, const struct study *study, struct place place, const char *path);

/* One work that a text cites. */
void check_cited(const struct text_rules *rules, struct place place, const struct cited_work *cited);

/* Text that was meant for a quote or citation and is printed as it stands (check/nearly.c). */
void check_nearly_directive(const struct text_rules *rules, struct place place, const char *text);
void check_decimal_point(const struct text_rules *rules, struct place place, const char *text);
void check_nearly_citation(const struct text_rules *rules, struct place place, const char *text);

/* The works by the first word of their first author and their year, "Bryson 2006" -> struct list of struct work. */
struct map *check_named_works(struct arena *arena, const struct study *study);
void check_typed_citation(const struct text_rules *rules, struct place place, const char *text);

/* When all texts are read: the works that they name by hand, and none cites. */
void check_typed_alone(const struct text_rules *rules);

void check_open_citation(const struct text_rules *rules, struct place place, const struct span *span);
void check_citation_suffix(const struct text_rules *rules, struct place place, const struct cited_work *cited);

/* One directive of a text: what it names must be there, and be seen by its readers. */
void check_directive(const struct text_rules *rules, struct place place, const struct directive *directive);

#endif
