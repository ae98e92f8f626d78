#ifndef LAMPIRAN_BIBLIOGRAPHY_PRIVATE_H
#define LAMPIRAN_BIBLIOGRAPHY_PRIVATE_H

/*
 * What BibTeX and biblatex know: the types of entries, their fields, which of them hold verbatim text, and
 * what an entry inherits from another.
 */

#include "bibliography/bibliography.h"
#include "base/buffer.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct build;
struct cite_work;
struct diags;
struct json;
struct labels;
struct map;
struct work;

enum { BIB_FIELD_LIMIT = 200 }; /* fields of one entry, inherited ones too */

/* One copy of name in names, for all entries; for a field that is not known but near a known one, warns at place. */
const char *bib_field_name(struct arena *arena, struct map *names, struct diags *diags, struct place place,
                           const char *name);

/* The type itself, or "misc" after a warning. */
const char *bib_type_name(struct diags *diags, struct place place, const char *type);

/*
 * The field says something about a work, and no style prints it: one that biblatex has and we do not, or one of the
 * author's own. Not those in which programs keep what is theirs.
 */
bool bib_field_is_lost(const char *name);

/* The field holds a URL or the like, not TeX. */
bool bib_field_is_verbatim(const char *name);

/*
 * Notes what is wrong with work, for the time when it is known whether it is cited (struct work_flaw); a warning at
 * once if work is NULL. hint may be NULL.
 */
__attribute__((format(printf, 7, 8))) void bib_flaw(struct arena *arena, struct diags *diags, struct work *work,
                                                    struct place place, const char *code, const char *hint,
                                                    const char *format, ...);

/* Gives every work (struct work in works) the fields it lacks and its crossref or xdata has; checks those keys. */
void bib_inherit(struct arena *arena, struct diags *diags, const struct list *works);

/* The languages of the works of a bibliography. */

/*
 * Sets the language of every work (struct work in works) from what its entry calls it. A name that is not known is
 * reported where it first stands, with the nearest; a work in several languages has none.
 */
void bib_set_languages(struct arena *arena, struct diags *diags, const struct list *works);

/*
 * The TeX in a bibliography's values, to the text of struct work_field: Unicode in which `{...}` protects
 * from changes of case (and makes a name of an institution), \emph{...} and \url{...} are kept, and a
 * backslash before `{`, `}` or `\` means that character itself.
 */

enum { BIB_NESTING_LIMIT = 64 };

/*
 * Appends what text (balanced braces, nested no deeper than BIB_NESTING_LIMIT) means to out. place is where it
 * begins; an unknown command is reported there and its argument kept. A verbatim text (a URL) is
 * kept as it is, but for the escapes that BibTeX users put before _ % & # ~.
 */
void bib_tex(struct buffer *out, struct diags *diags, struct place place, const char *text, size_t length,
             bool verbatim);

/* text with the signs and tags of HTML that reference managers export ("&amp;", "<i>") as what they mean. */
const char *bib_without_html(struct arena *arena, const char *text);

/* text with each run of white space as one space, none at the ends, in normal form C. */
const char *bib_tidy(struct arena *arena, const char *text);

/* The text of a symbol command ("ss", "&"), or NULL. */
const char *bib_symbol(const char *command);

/*
 * Capitals in English titles, as APA wants them (section 6.17). Both take and return a value
 * (bibliography/bibliography.h), in which braces and commands protect what they hold.
 */

/*
 * For the list of references: words in lower case, but the first one and those behind a colon, a dash or a sentence.
 * Words with a second capital (NASA, iPhone) and single letters (Plan B) stay as they are.
 */
const char *cite_sentence_case(struct arena *arena, const char *value);

/* For citations in text: words of four letters and more, and all others that are not "of", "the" and their like. */
const char *cite_title_case(struct arena *arena, const char *value);

/* Dates of works: biblatex's `date = {2015-11-19/2016}`, BibTeX's year and month, and years in words. */

struct cite_date {
    bool known;
    bool uncertain;    /* "2019~", "2019?" */
    const char *words; /* a year that is no number, as typed; else NULL */
    long year;         /* as biblatex counts: 0 is the first before the common era */
    int month;         /* 0 if not known */
    int day;
    bool is_range; /* of years */
    long end_year; /* of a range, 0 if it is open */
    int end_month; /* of a range of days or months, also within one year; 0 if there is none */
    int end_day;
    bool opens; /* "/2019": its beginning is open */
};

/* text is a month in words and a year, and nothing more: "October 2018". */
bool cite_is_month_of_year(const char *text);

/* From the fields' values, each may be NULL. "n.d." and its like give a date that is not known, "ca. 1999" one that is
 * uncertain. */
struct cite_date cite_date_parse(const char *date, const char *year, const char *month, const char *day);

/* Four digits that stand together and alone are in text. */
bool cite_names_a_year(const char *text);

/* "2019" or "2019–2020", "ca. 2019"; NULL if not known. */
const char *cite_date_year(struct arena *arena, const struct labels *labels, const struct cite_date *date);

/* "6 Mei" or "Mei", NULL without a month; and the whole of it in running text, "4 Mei 2023". */
const char *cite_date_day(struct arena *arena, const struct labels *labels, const struct cite_date *date);
const char *cite_date_whole(struct arena *arena, const struct labels *labels, const struct cite_date *date);

/* A citation in running text: "(lihat Bryson dkk., 2015, hlm. 45; Sari, 2019a)", "Bryson dkk. (2015)". */

/*
 * works: key -> struct cite_work, after cite_order. A key that is not in it is printed as it is. introduced holds the
 * group authors whose short form this text gave already; it is added to.
 */
struct span *cite_intext(struct arena *arena, const struct labels *labels, const struct map *works,
                         struct map *introduced, const struct citation *citation);

/* What leads a work in a sentence, and nothing behind it: "Bryson dkk.", or the title of one that no author leads. */
struct span *cite_lead(struct arena *arena, const struct labels *labels, const struct cite_work *work);

/*
 * A locator in the words of the labels, "hlm. 5–7"; and the same for pandoc, where pages are numbers alone: NULL for
 * one with words that are not ours.
 */
const char *cite_locator(struct arena *arena, const struct labels *labels, const char *locator);
const char *cite_locator_bare(struct arena *arena, const struct labels *labels, const char *locator);

/* Names of people and institutions as BibTeX writes them ("von Last, Jr., First", "{Badan Pusat Statistik}"). */

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

/* The order of the bibliography. */

/* Sorts works (of struct cite_work) and sets what struct cite_work has as set here, with cite_tell_apart. */
void cite_order(struct arena *arena, const struct labels *labels, struct list *works);

/* One entry of the list of references. */

struct span *cite_reference(struct arena *arena, const struct labels *labels, const struct cite_work *work);

/*
 * Puts references and citations together as spans: emphasis, links, and the punctuation between parts of
 * which some may be missing.
 */

struct cite_out {
    struct arena *arena;
    struct span *spans;
    struct span *last;
    struct span *foreign;    /* the text in another language that is open, or NULL */
    struct span *emphasized; /* the emphasis that is open, or NULL; within foreign */
    struct buffer text;      /* not yet a span */
    const char *delimiter;   /* due before the next part, or NULL */
    size_t written;          /* grows with every part; to be compared with a mark taken earlier */
    char ending;             /* the last byte put */
};

/* An empty one is {.arena = arena}. */

/* text as it is. */
void cite_out_text(struct cite_out *out, const char *text);

/* What a field's value as it was read (bibliography/bibliography.h) is made of, one after the other. */
enum value_part { VALUE_WORDS, VALUE_ADDRESS, VALUE_BRACE, VALUE_EMPHASIS, VALUE_CLOSE };

enum { DEEPEST_VALUE = 80 };

struct value_walk {
    const char *at; /* what is still to come */
    enum value_part part;
    const char *text; /* of words and addresses, with its length */
    size_t length;
    int depth; /* groups that are open, the one that begins included: at most DEEPEST_VALUE */
};

/* Goes to the next part, beginning with {.at = value}. False: there is none. */
bool value_next(struct value_walk *walk);

/* A field's value as it was read: its braces go, \emph and \url become spans. */
void cite_out_value(struct cite_out *out, const char *value);

/* From here on emphasized, or no longer. */
void cite_out_emphasize(struct cite_out *out, bool on);

/* From here on in another language, by its tag; NULL: no longer. An emphasis within it ends with it. */
void cite_out_foreign(struct cite_out *out, const char *language);

/* A link with its address as text. */
void cite_out_link(struct cite_out *out, const char *address);

/*
 * The delimiter of a group of parts, to be asked for before each of them: it is put before the next part if one of the
 * group was put since mark. A full stop is not put after another, nor after `?` or `!`.
 */
void cite_out_join(struct cite_out *out, size_t mark, const char *delimiter);

/* All of inner between open and close, if there is anything in it. Empties inner. */
void cite_out_wrap(struct cite_out *out, const char *open, struct cite_out *inner, const char *close);

/* A full stop unless there is one, or `?` or `!`. */
void cite_out_stop(struct cite_out *out);

/* The spans; out is empty then. */
struct span *cite_out_finish(struct cite_out *out);

/* A value without braces and commands. */
const char *cite_plain(struct arena *arena, const char *value);

/* Numbers of pages with en dashes: "iv-x, e12--e15", but "A-12", which is one page. */
const char *cite_dashes(struct arena *arena, const char *pages);

/*
 * A work of the bibliography in the terms of APA: BibTeX's types and fields, of which many mean the same,
 * brought to the few that matter for printing.
 */

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
    struct cite_names short_authors; /* "BCN" of each of the authors, or none */
    struct cite_names editors;
    struct cite_names translators;
    struct cite_names container_authors;
    const char *language; /* of the title, a tag (study/study.h); never NULL */
    const char *foreign;  /* the same if it is not the report's, else NULL */
    const char *title;
    const char *short_title; /* for citations of works without author */
    const char *container;   /* the journal, book, proceedings */
    const char *description; /* printed in brackets behind the title: "Siaran pers" */
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

    const char *id; /* in what pandoc is given; NULL in APA */

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

/* pages are how many a whole book has, and not where in it something stands. */
bool cite_is_extent(const struct cite_work *cited, const char *pages);

/* What a citation reads of a work: names_cited.c. */

/* How a group author with a short form is named (APA 7, 8.21). */
enum cite_name_form {
    CITE_NAMES_LONG,       /* "Badan Contoh Nasional" */
    CITE_NAMES_INTRODUCED, /* "Badan Contoh Nasional [BCN]" */
    CITE_NAMES_SHORT,      /* "BCN" */
};

/* The leading names as a citation shows them: "Sari", "C. Sari & Mu", "Rah dkk."; NULL if the title leads. */
const char *cite_work_names(struct arena *arena, const struct labels *labels, const struct cite_work *work,
                            const char *and_label, enum cite_name_form form);

/* The short form of the only leading name, NULL if it has none. */
const char *cite_work_short_name(const struct cite_work *work);

/* The year with its suffix: "2019a", "t.t.-a". */
const char *cite_work_year(struct arena *arena, const struct labels *labels, const struct cite_work *work);

/* Works (of struct cite_work, in their order) whose citations would read the same get initials (APA 7, 8.20), longer
 * lists of names (8.18), and at last a letter after the year (8.19). */
void cite_tell_apart(struct arena *arena, const struct labels *labels, const struct list *works);

/* Citation styles other than APA: files in the Citation Style Language (CSL), obeyed by pandoc's citeproc. */

struct csl_style {
    const char *name;
    const char *xml;
    bool is_note;        /* citations are footnotes */
    bool is_numeric;     /* "[1]": a narrative citation has no names of its own */
    bool knows_locators; /* others drop pages */
    bool knows_doi;
    bool has_initials; /* of given names */
};

/* Debian's style of this name, or the study's own, "FILE.csl" in content/. NULL: reported at place. */
struct csl_style *csl_style_find(struct build *build, const char *name, struct place place);

/* One citation of a report, or the use of a work without one. */
struct csl_cluster {
    const struct citation *citation; /* NULL: key is used */
    const char *key;
    size_t order;         /* of the page or appendix where it stands, in the order of reading */
    struct span *printed; /* set by csl_format; without links for a use without citation */
};

/*
 * Prints clusters (of struct csl_cluster, in reading order, all keys known) and the list of references to works (of
 * struct cite_work, whose ids are set); cited: key -> struct cite_work. False: reported at place.
 */
bool csl_format(struct build *build, const struct labels *labels, const struct csl_style *style, struct place place,
                const struct map *cited, const struct list *works, const struct list *clusters, struct block **entries);

/* The name that stands for those behind "and others": CSL has no other place for them. */
#define CSL_OTHERS "\xee\x80\x80"

/* Stands behind the dash of pages that pandoc would cut wrongly: of "1–10" it leaves "1–0". Nobody prints it. */
#define CSL_WHOLE "\xe2\x81\xa0"

/* Appends the words of text to an array of pandoc's inlines; a work to an array of its metadata. */
void csl_text(struct json *json, struct arena *arena, const char *text);
void csl_work(struct json *json, struct arena *arena, const struct labels *labels, const struct cite_work *work,
              const struct csl_style *style);

/* Begins a node of a pandoc document, "Str"; what it holds follows, and json_close. */
void csl_open_node(struct json *json, const char *type, char bracket);
void csl_close_node(struct json *json, char bracket);

/* value holds a number and no words: "12", "A/12", but not "IV" or "Revisi". */
bool cite_is_numeric(const char *value);

#endif
