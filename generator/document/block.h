#ifndef LAMPIRAN_DOCUMENT_BLOCK_H
#define LAMPIRAN_DOCUMENT_BLOCK_H

/*
 * Our document tree: what Markdown is read into, what hooks build, what all writers print.  Blocks and
 * spans (what CommonMark calls inlines; `inline` is a word of C) are singly linked lists.  After reading
 * the tree is not changed, with three exceptions: directive.expansion and citation.printed, which assemble fills for
 * each audience, and the id of a heading, which it makes the only one of its page.
 */

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct excerpt;
struct framework;

enum audience {
    AUDIENCE_PUBLIC,   /* the site */
    AUDIENCE_EXAMINER, /* the appendices */
    AUDIENCE_COUNT,
};

enum span_kind {
    SPAN_TEXT,       /* text */
    SPAN_SOFT_BREAK, /* a line end in the source: a space in print */
    SPAN_LINE_BREAK,
    SPAN_CODE,      /* text, verbatim */
    SPAN_HTML,      /* text: raw HTML; printed as text unless the study trusts its findings */
    SPAN_EMPHASIS,  /* children */
    SPAN_STRONG,    /* children */
    SPAN_LINK,      /* link, children */
    SPAN_IMAGE,     /* link, children: what it shows, in words */
    SPAN_FOOTNOTE,  /* footnote */
    SPAN_CITATION,  /* citation */
    SPAN_REFERENCE, /* text: the label of a table, figure or section ("tbl:sintesa") */
    SPAN_DIRECTIVE, /* directive, children: its text */
    SPAN_EXCERPT,   /* excerpt: a short mention, as "(IK-01.3)", that leads to the quote */
    SPAN_LANGUAGE,  /* text: the tag of the language (BCP 47) that its children are in */
    SPAN_OBJECT,    /* link.target: "kind:id" of a model object ("informant:IK-01", "code:misi"); children */
};

struct span {
    enum span_kind kind;
    int line; /* of the source; the file is the block's */
    int column;
    const char *text;
    struct span *children;
    struct span *next;
    union {
        const struct link *link;
        struct footnote *footnote;
        struct citation *citation;
        struct directive *directive;
        const struct excerpt *excerpt;
        bool untranslated; /* SPAN_LANGUAGE: the report is in another language, and has these words in this one only */
    };
};

struct link {
    const char *target; /* as written, unescaped; a page of this study as path below the site, or a URL */
    const char *title;  /* NULL if none */
};

/* The same footnote may be called more than once. Numbers are given by the writer, by page. */
struct footnote {
    const char *label;
    struct block *blocks;
    struct place place; /* of the definition */
};

enum citation_form {
    CITATION_PARENTHETICAL, /* [@key]: (Bryson et al., 2006) */
    CITATION_NARRATIVE,     /* @key: Bryson et al. (2006) */
};

/* [lihat @a, hlm. 4; @b] holds two works. */
struct citation {
    enum citation_form form;
    struct cited_work *works;             /* never empty */
    struct span *printed[AUDIENCE_COUNT]; /* set by assemble: "(Bryson et al., 2015, hlm. 45)", linked */
};

struct cited_work {
    const char *key;
    int line;
    int column;
    bool year_only;      /* -@key */
    const char *locator; /* "hlm. 45" as written, NULL if none */
    struct span *prefix; /* "lihat", or NULL */
    struct span *suffix; /* what follows the locator, or NULL */
    struct cited_work *next;
};

/* :name[text]{#id a=b}, ::name{...} or :::name{...} ... ::: */
struct directive {
    const char *name;
    const char *id;                          /* "#id" without the mark, or NULL */
    struct argument *arguments;              /* in order of writing */
    struct block *expansion[AUDIENCE_COUNT]; /* set by assemble: what it stands for, NULL for nothing */
};

struct argument {
    const char *name;
    const char *value;
    int line;
    int column;
    struct argument *next;
};

enum block_kind {
    BLOCK_PARAGRAPH, /* spans */
    BLOCK_HEADING,   /* spans, level 1-6, id */
    BLOCK_LIST,      /* list, children: items */
    BLOCK_ITEM,      /* children */
    BLOCK_QUOTE,     /* children: a block quote typed by hand */
    BLOCK_CODE,      /* text, info (NULL if none) */
    BLOCK_HTML,      /* text: raw HTML, see SPAN_HTML */
    BLOCK_RULE,      /* a thematic break */
    BLOCK_TABLE,     /* table */
    BLOCK_FIGURE,    /* figure */
    BLOCK_CHART,     /* chart */
    BLOCK_EXCERPT,   /* excerpt: an informant's words or a document's, with its source */
    BLOCK_CALLOUT,   /* callout, children */
    BLOCK_SECTION,   /* id, info, children: a group with an anchor, e.g. one finding; info: class in HTML */
    BLOCK_LANGUAGE,  /* text: the tag of the language (BCP 47) that its children are in */
    BLOCK_DIRECTIVE, /* directive, children: the container's content */
};

struct block {
    enum block_kind kind;
    int level;
    struct place place;
    const char *id; /* anchor, unique in its document, [A-Za-z0-9._-]; NULL if none */
    const char *text;
    struct span *spans;
    struct block *children;
    struct block *next;
    union {
        const char *info;
        const struct list_style *list;
        const struct table *table;
        const struct figure *figure;
        const struct chart *chart;
        const struct excerpt *excerpt;
        const struct callout *callout;
        struct directive *directive;
        bool untranslated; /* BLOCK_LANGUAGE: as of spans */
    };
};

struct list_style {
    bool ordered;
    bool tight;
    int start;
    bool with_parenthesis; /* 1) and not 1. */
};

enum callout_kind {
    CALLOUT_NOTE,
    CALLOUT_WARNING,
    CALLOUT_ILLUSTRATIVE, /* what follows was made up to show the machine */
    CALLOUT_SUMMARY,
};

struct callout {
    enum callout_kind kind;
    struct span *title; /* NULL: the label catalogue's word for the kind */
};

enum alignment { ALIGN_DEFAULT, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };
enum orientation { ORIENTATION_AUTO, ORIENTATION_PORTRAIT, ORIENTATION_LANDSCAPE };

/* One table object for both writers. */
struct table {
    const char *label;    /* "tbl:sintesa", made up where none was given; NULL: neither number nor caption */
    struct span *caption; /* NULL if none */
    struct column *columns;
    size_t column_count;
    struct row *rows; /* a singly linked list */
    bool has_head;    /* the columns' heads are printed */
    enum orientation orientation;
    struct block *source; /* "Sumber: ..." below the table, or NULL */
    struct block *notes;  /* table notes, or NULL */
    struct place place;
};

struct column {
    struct span *head;
    enum alignment alignment;
    double width; /* share of the line, 0 < width <= 1; 0: computed from the text */
};

struct row {
    struct cell *cells; /* column_count of them, in order */
    const char *id;     /* anchor or NULL */
    struct place place;
    struct row *next;
};

struct cell {
    struct block *blocks; /* NULL: empty */
    int column_span;      /* 1, or more columns; the covered cells are empty */
    bool is_head;         /* names its row */
};

struct figure {
    const char *label;                 /* "fig:kerangka-konsep" */
    struct span *caption;              /* NULL if none */
    const char *file;                  /* below content/, e.g. "figures/peta.png"; NULL for a framework */
    const struct framework *framework; /* drawn as a diagram, or NULL */
    const char *alt;                   /* what it shows, in words */
    struct block *source;
    struct place place;
};

enum chart_kind {
    CHART_BAR,
    CHART_LINE,
    CHART_DOT,  /* a dot at each value, for numbers that are not amounts */
    CHART_HEAT, /* rows by columns: the darker, the more */
};

extern const char *const chart_kind_names[]; /* "bar", "line"; ended by NULL */

/* Numbers to draw. The writers also give the same numbers as text. */
struct chart {
    enum chart_kind kind;
    const char *label; /* "fig:...": a chart is numbered as a figure */
    struct span *caption;
    const char *unit;           /* "%", "kasus" */
    const char **columns;       /* of a heat map: their heads */
    size_t column_count;        /* 0 for all others */
    struct chart_point *points; /* of a heat map row by row, each with its row's label */
    size_t point_count;
    struct block *source;
    struct block *notes; /* below the chart, or NULL */
    struct place place;
};

struct chart_point {
    const char *label; /* "2021" */
    const char *text;  /* the value as it was typed */
    double value;
    const char *target; /* what it leads to, "code:misi"; NULL for nothing */
};

struct block *block_new(struct arena *arena, enum block_kind kind, struct place place);
struct span *span_new(struct arena *arena, enum span_kind kind, int line, int column);

/* A text span with a copy of text; a paragraph with that text alone. */
struct span *span_text(struct arena *arena, const char *text);
struct block *block_text(struct arena *arena, const char *text, struct place place);

/* Appends second to the list first (either may be NULL) and returns the whole. */
struct block *block_append(struct block *first, struct block *second);
struct span *span_append(struct span *first, struct span *second);

/* A list under construction, for many appends: starts as {0}, the whole is in first. */
struct block_chain {
    struct block *first;
    struct block *last;
};
void block_chain_add(struct block_chain *chain, struct block *blocks);

/* What begins with a letter or digit, and so needs a space behind what stands before it. */
bool span_begins_word(struct arena *arena, const struct span *spans);

/* The tag of the language that all of spans are marked as, or NULL. */
const char *span_language(const struct span *spans);

/* The words alone, without markup, in arena: for titles, file names, alternative texts, search. */
const char *span_plain(struct arena *arena, const struct span *spans);
const char *block_plain(struct arena *arena, const struct block *blocks);

#endif
