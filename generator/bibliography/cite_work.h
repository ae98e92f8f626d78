#ifndef LAMPIRAN_BIBLIOGRAPHY_CITE_WORK_H
#define LAMPIRAN_BIBLIOGRAPHY_CITE_WORK_H

/*
 * A work of the bibliography in the terms of APA: BibTeX's types and fields, of which many mean the same,
 * brought to the few that matter for printing.
 */

#include "bibliography/cite_date.h"
#include "bibliography/cite_name.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct labels;
struct work;

enum cite_kind {
    CITE_ARTICLE, /* in a journal, magazine or newspaper */
    CITE_BOOK,
    CITE_CHAPTER, /* in a book, or of a report */
    CITE_PAPER,   /* at a conference */
    CITE_REPORT,
    CITE_THESIS,
    CITE_WEBPAGE,
    CITE_LAW,  /* a law, regulation, decree: known by its title */
    CITE_CASE, /* of a court */
    CITE_DATASET,
    CITE_SOFTWARE,
    CITE_UNPUBLISHED,
    CITE_OTHER,
};

/* Values (bibliography/bibliography.h) are NULL if missing, unless said. */
struct cite_work {
    const struct work *work;
    enum cite_kind kind;
    bool full_date; /* month and day are printed */
    struct cite_names authors;
    struct cite_names editors;
    struct cite_names translators;
    struct cite_names container_authors;
    const char *language; /* of the title, a tag (study/language.h); never NULL */
    const char *foreign;  /* the same if it is not the report's, else NULL */
    const char *title;
    const char *short_title; /* for citations of works without author */
    const char *container;   /* the journal, book, proceedings */
    const char *event;
    const char *venue;
    const char *volume;
    const char *volumes;
    const char *issue;
    const char *number; /* of a report, law, or article */
    const char *pages;  /* with en dashes */
    const char *edition;
    const char *version;
    const char *genre; /* "Disertasi", "Laporan" */
    const char *series;
    const char *series_number;
    const char *publisher;
    const char *note;
    const char *status; /* "dalam proses cetak" */
    const char *doi;    /* "10.1/x" */
    const char *url;
    struct cite_date issued;
    struct cite_date original;
    struct cite_date accessed;

    /* Who or what stands first: authors, else editors; neither: the title. */
    const struct cite_names *leading;
    bool led_by_editors;

    /* Set by cite_settle: */
    const char *sort_key;
    const char *citation_sort_key;
    size_t order;     /* its place in the bibliography */
    size_t names_cut; /* names that a citation shows before "dkk."; 0: as usual */
    bool with_initials;
    size_t suffix; /* 1: a, 2: b; 0: none */
};

/* language: of works that do not say theirs. */
struct cite_work *cite_work_new(struct arena *arena, const struct labels *labels, const char *language,
                                const struct work *work);

/* It is part of what appears in volumes and issues; so are papers of proceedings that no one edited. */
bool cite_work_is_in_periodical(const struct cite_work *work);

/* The names before "dkk." in a citation; all of them if it is not shortened. */
size_t cite_work_names_shown(const struct cite_work *work);

/* The leading names as a citation shows them: "Sari", "C. Sari & Mu", "Rah dkk."; NULL if the title leads. */
const char *cite_work_names(struct arena *arena, const struct labels *labels, const struct cite_work *work,
                            const char *and_label);

/* The year with its suffix: "2019a", "t.t.-a". */
const char *cite_work_year(struct arena *arena, const struct labels *labels, const struct cite_work *work);

/* value holds a number and no words: "12", "A/12", but not "IV" or "Revisi". */
bool cite_is_numeric(const char *value);

#endif
