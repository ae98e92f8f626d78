#ifndef LAMPIRAN_DOCUMENT_DOCUMENT_H
#define LAMPIRAN_DOCUMENT_DOCUMENT_H

/*
 * Our document tree: what Markdown is read into, what hooks build, what all writers print.  Blocks and
 * spans (what CommonMark calls inlines; `inline` is a word of C) are singly linked lists.  After reading the tree of a
 * study is not changed.  A report has a tree of its own, with copies of what it takes from the study.
 */

#include "base/diag.h"
#include "base/list.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct block;
struct buffer;
struct excerpt;
struct framework;
struct labels;
struct map;
struct math;
struct target;
struct study;

enum span_kind {
    SPAN_TEXT,       /* text */
    SPAN_SOFT_BREAK, /* a line end in the source: a space in print */
    SPAN_LINE_BREAK,
    SPAN_CODE,      /* text, verbatim */
    SPAN_MATH,      /* text: TeX that does nothing but set mathematics; math */
    SPAN_HTML,      /* text: raw HTML; printed as text unless the study trusts its findings */
    SPAN_EMPHASIS,  /* children */
    SPAN_STRONG,    /* children */
    SPAN_STYLED,    /* style, children */
    SPAN_LINK,      /* link, children */
    SPAN_IMAGE,     /* link, children: what it shows, in words */
    SPAN_FOOTNOTE,  /* footnote */
    SPAN_CITATION,  /* citation, children: as it is printed, "(Bryson et al., 2015, hlm. 45)", linked; NULL so far */
    SPAN_REFERENCE, /* text: the label of a table, figure, equation or section ("tbl:a"); when lowered, target and
                     * children
                     */
    SPAN_DIRECTIVE, /* directive, children: its text; in a report, it becomes the group of what it stands for */
    SPAN_GROUP,     /* children */
    SPAN_EXCERPT,   /* excerpt: a short mention, as "(IK-01.3)", that leads to the quote; children: its own words before
                     */
    SPAN_LANGUAGE,  /* text: the tag of the language (BCP 47) that its children are in */
    SPAN_PAGE_NUMBER, /* text: a label, or "kind:id": where print has a page, ", hlm. 12", elsewhere nothing */
    SPAN_OBJECT,      /* link.target: "kind:id" of a model object ("informant:IK-01", "code:misi"); children */
};

/* Looks of text that mean nothing else. */
enum text_style {
    STYLE_SUBSCRIPT,    /* H~2~O */
    STYLE_SUPERSCRIPT,  /* x^2^ */
    STYLE_STRUCK,       /* ~~no longer~~ */
    STYLE_UNDERLINED,   /* <u> */
    STYLE_KEY,          /* <kbd>: a key to press */
    STYLE_VERBATIM,     /* words of somebody else, which stay as they are; they look like any text */
    STYLE_ABBREVIATION, /* text: what its children, a short form, stand for */
    STYLE_MADE_UP,      /* counts or shows what was made up; text: what stands there without that, or NULL */
    STYLE_LABEL,        /* the number of a work in the list of references, in front of what it numbers: "[1]" */
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
        const struct directive *directive;
        const struct excerpt *excerpt;
        const struct target *target;
        enum text_style style;
        struct math *math;
        bool untranslated; /* SPAN_LANGUAGE: the report is in another language, and has these words in this one only */
    };
};

struct math {
    bool display;       /* on a line of its own */
    const char *label;  /* "eq:kappa", it is numbered then; NULL if none */
    const char *mathml; /* the same, once it is converted for HTML; NULL: TeX is shown as code */
    struct place place;
};

struct link {
    const char *target; /* as written, unescaped; a page of this study as path below the site, or a URL */
    const char *title;  /* NULL if none */
    double width;       /* of a picture among words, a share of the line; 0: its own */
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
    CITATION_SILENT,        /* prints nothing, but the work is in the bibliography */
};

/* [lihat @a, hlm. 4; @b] holds two works. */
struct citation {
    enum citation_form form;
    struct cited_work *works; /* never empty */
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
    const char *id;             /* "#id" without the mark, or NULL */
    struct argument *arguments; /* in order of writing */
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
    BLOCK_EXCERPT,   /* excerpt: an informant's words or a document's, with its source; lowered to BLOCK_QUOTATION */
    BLOCK_QUOTATION, /* quotation */
    BLOCK_CALLOUT,   /* callout, children */
    BLOCK_SECTION,   /* id, info, children: a group with an anchor, e.g. one finding; info: class in HTML */
    BLOCK_LANGUAGE,  /* text: the tag of the language (BCP 47) that its children are in */
    BLOCK_DIRECTIVE, /* directive, spans: its text, children: its content; in a report, it becomes a group */
    BLOCK_GROUP,     /* children: what a directive stands for */
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
        const struct quotation *quotation;
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
    bool definitions;      /* the first paragraph of each item is a term, what follows says what it means */
};

enum callout_kind {
    CALLOUT_NOTE,
    CALLOUT_WARNING,
    CALLOUT_ILLUSTRATIVE, /* what follows was made up to show the machine */
    CALLOUT_SUMMARY,
};

enum { MOST_QUOTATION_FACTS = 6 };

struct callout {
    enum callout_kind kind;
    struct span *title; /* NULL until it is lowered: the label catalogue's word for the kind */
};

extern const char *const callout_names[]; /* "note", "warning", ...; ended by NULL */

/* The boxes of GitHub, Quarto, Pandoc, Obsidian and HackMD, and what they are here; the last has no name. */
struct callout_alias {
    const char *name;
    enum callout_kind kind;
};
extern const struct callout_alias callout_aliases[];

/* The name of ours for one of theirs ("info", "callout-tip"), of so many bytes; NULL: it is none. */
const char *callout_find(const char *name, size_t length);

/* An excerpt as it is printed, in plain blocks and spans. */
struct quotation {
    const char *id;            /* of the excerpt */
    const char *language;      /* tag of the language of its words, or NULL */
    struct block *words;       /* paragraphs; line ends are SPAN_LINE_BREAK */
    struct block *translation; /* the same, or NULL */
    const char *illustrative;  /* that it was made up, in words; NULL: it was not */
    struct span *source;       /* a SPAN_OBJECT: "IK-01", "IU-03, IU-04", or the title of a document */
    struct quotation_fact {
        const char *kind; /* "role", "group", "technique", "where", "stance contrast": its class in HTML */
        const char *text; /* "informan kunci", "wawancara", "transkrip baris 12–14", "bertentangan" */
    } * facts;
    size_t fact_count;
    bool contrast;
    bool paraphrase;    /* not the words of the source: no quotation marks */
    bool turns;         /* words of several speakers, each with marks of its own */
    struct span *codes; /* "Kode: kerja sama, jadwal", linked, or NULL */
    struct list uses;   /* of struct use: the other pages where it is quoted */
};

enum alignment { ALIGN_DEFAULT, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };
extern const char *const alignment_names[]; /* "default", "left", ...; ended by NULL */
enum orientation { ORIENTATION_AUTO, ORIENTATION_PORTRAIT, ORIENTATION_LANDSCAPE };

/* What tables, figures and charts have in common: their number, and what is said about them. */
struct caption {
    const char *label;    /* "tbl:sintesa", "fig:peta", made up where none was given; NULL: no number */
    struct span *words;   /* NULL if none */
    struct block *source; /* "Sumber: ..." below it, or NULL */
    struct block *notes;  /* below it, or NULL; never of a figure */
    bool illustrative;    /* something in it was made up, or counted from that */
    const void *object;   /* what it shows, or was copied from, or NULL: shown twice, it has one number */
    struct place place;
};

struct table {
    struct caption caption;
    struct list also; /* of const char *: further labels that lead to it */
    struct column *columns;
    size_t column_count;
    struct row *rows; /* a singly linked list */
    bool has_head;    /* the columns' heads are printed */
    enum orientation orientation;
    const struct table *whole; /* of which it has only the rows of one page, or NULL */
};

struct column {
    struct span *head;
    enum alignment alignment;
    double width; /* share of the line, 0 < width <= 1; 0: computed from the text */
    bool made_up; /* it counts or shows nothing else */
};

struct row {
    struct cell *cells;          /* column_count of them, in order */
    const char **texts;          /* in place of cells, in a table that no page shows; NULL among them: empty */
    const char *id;              /* anchor or NULL */
    bool illustrative;           /* it shows or counts what was made up */
    bool made_up;                /* what it is about was made up itself */
    const struct record *object; /* what it is about, or NULL */
    struct place place;
    struct row *next;
};

struct cell {
    struct block *blocks; /* NULL: empty */
    int column_span;      /* 1, or more columns; the covered cells are empty */
    bool is_head;         /* names its row */
};

struct figure {
    struct caption caption;
    const char *file;                  /* below content/, e.g. "figures/peta.png"; NULL for a framework */
    const struct framework *framework; /* drawn as a diagram, or NULL; shown twice, it has one number */
    const char *alt;                   /* what it shows, in words */
    double width;                      /* share of the line, 0 < width <= 1; 0: its own size */
    bool whole;                        /* all pages of the file, each as large as fits, without caption */
};

enum chart_kind {
    CHART_BAR,
    CHART_LINE,
    CHART_DOT,     /* a dot at each value, for numbers that are not amounts */
    CHART_HEAT,    /* rows by columns: the darker, the more */
    CHART_BOARD,   /* rows by columns: what each says, as a mark */
    CHART_FLOW,    /* rows of names: what leads to what, column by column */
    CHART_NETWORK, /* rows by the same as columns: how often they occur together */
};

extern const char *const chart_kind_names[]; /* "bar", "line"; ended by NULL */

/* What somebody says to something, told by shape: what was made up is no circle. */
enum chart_mark {
    MARK_SILENT,
    MARK_SUPPORT,
    MARK_DIVIDED,
    MARK_CONTRAST,
    MARK_UNJUDGED,
    MARK_ILLUSTRATIVE, /* there is nothing but what was made up */
};

enum { CHART_MARKS = MARK_ILLUSTRATIVE + 1 };

extern const char *const chart_mark_names[]; /* "silent", "support"; ended by NULL */

/* A line across a chart, with what it means below: what the numbers should be, or what happened at a point. */
struct chart_rule {
    const char *label;
    const char *text; /* of a target: its value as it was typed; NULL: an event, at the row that begins with point */
    double value;
    size_t point;
};

/* Numbers to draw. The writers also give the same numbers as text. */
struct chart {
    enum chart_kind kind;
    struct caption caption;     /* a chart is numbered as a figure */
    const char *unit;           /* "%", "kasus" */
    const char **columns;       /* of several series, and of all but bars, dots and lines: their heads */
    size_t column_count;        /* 0 for one series */
    struct chart_point *points; /* of these row by row, each with its row's label */
    size_t point_count;
    struct chart_rule *rules; /* of bars, dots and lines; events only of lines */
    size_t rule_count;
};

struct chart_point {
    const char *label; /* "2021" */
    const char *text;  /* the value as it was typed */
    double value;
    const char *low_text; /* of its interval, as typed, with the value's decimal mark; NULL: it has none */
    const char *high_text;
    double low, high;
    bool missing;         /* one series of several has no number here */
    const char *target;   /* what it leads to, "code:misi"; NULL for nothing */
    bool illustrative;    /* that was made up */
    enum chart_mark mark; /* of a board; its text says the same in words */
    const char *path;     /* of a board: the page that it leads to, "kutipan.html?theme=misi"; NULL for none */
};

/* Empty ones in arena, with where they are in their source; the rest is zero. */
struct block *block_new(struct arena *arena, enum block_kind kind, struct place place);
struct span *span_new(struct arena *arena, enum span_kind kind, int line, int column);

/* That of a table, figure or chart; NULL: block is of another kind. */
const struct caption *block_caption(const struct block *block);

/* A link of that kind (SPAN_LINK, SPAN_OBJECT) around children; target must last. */
struct span *span_link(struct arena *arena, enum span_kind kind, const char *target, struct span *children);

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

/*
 * A copy of the list with all that lies within, but for texts and objects of the model.  The copy ends behind last, or
 * with the list for NULL.
 */
struct span *span_copy_to(struct arena *arena, const struct span *spans, const struct span *last);
struct block *block_copy_to(struct arena *arena, const struct block *blocks, const struct block *last);

/* A copy of the whole list. */
struct span *span_copy(struct arena *arena, const struct span *spans);
struct block *block_copy(struct arena *arena, const struct block *blocks);

/* What begins with a letter or digit, and so needs a space behind what stands before it. */
bool span_begins_word(struct arena *arena, const struct span *spans);

/* The tag of the language that all of spans are marked as, or NULL. */
const char *span_language(const struct span *spans);

/* The words alone, without markup, in arena: for titles, file names, alternative texts, search. */
const char *span_plain(struct arena *arena, const struct span *spans);
const char *block_plain(struct arena *arena, const struct block *blocks);

/*
 * Writes the tree as indented lines, each with its kind, place and what it holds: for golden tests, and to see
 * how a file is read. Footnotes are shown where they are called, so their definitions must not form loops.
 */
void block_dump(struct buffer *out, const struct block *blocks);
void span_dump(struct buffer *out, const struct span *spans);

/* The border between render and publish: render hands over finished files, one by one, from any worker. */

struct output_sink {
    /*
     * Takes the finished file path (below the output folder, "tujuan/a.html"); bytes need not outlive the
     * call. source is the input it was mainly made from. Safe to call from several threads at once.
     */
    void (*put)(struct output_sink *sink, const char *path, const char *bytes, size_t length, struct place source);
    bool is_trial; /* what is put is looked at and thrown away: copies, and what says again what pages say, can wait */
};

/* A folder of another output; first: the sink is the folder. */
struct output_folder {
    struct output_sink sink;
    struct output_sink *whole;
    const char *folder;
};

/* What puts each file into whole, below folder: "en/", or "" for whole itself. */
struct output_folder output_folder(struct output_sink *whole, const char *folder);

/*
 * What is printed of a lowered report, as text without markup: for tables that are downloaded, for search, for
 * descriptions. Citations and references come out as they are printed; a quote that was made up says so.
 */

/* The words of blocks, a line for each paragraph and item. In arena. */
const char *plain_blocks(struct arena *arena, const struct block *blocks);

/* The words of spans, in one line. In arena. */
const char *plain_spans(struct arena *arena, const struct span *spans);

/* The words of a quote or of its translation, with their line ends. In arena. */
const char *plain_words(struct arena *arena, const struct block *paragraphs);

/*
 * What a layout can be given: plain data, and typed content that a writer turns into HTML or LaTeX.  Made
 * by report/ and write/, read by layouts.  Text is escaped by the layout; there is no kind
 * for ready-made markup, so none can slip through.
 */

enum value_kind {
    VALUE_TEXT,
    VALUE_NUMBER,
    VALUE_BOOLEAN,
    VALUE_PAGE, /* text: path of a page of the site ("tema/misi.html#IK-01.3"), made relative when printed */
    VALUE_SPANS,
    VALUE_BLOCKS,
    VALUE_LIST, /* items, count */
    VALUE_MAP,  /* map: name -> struct value */
};

struct value {
    enum value_kind kind;
    union {
        const char *text;
        double number;
        bool boolean;
        const struct span *spans;
        const struct block *blocks;
        struct map *map;
        struct {
            struct value **items;
            size_t count;
        };
    };
};

struct value *value_text(struct arena *arena, const char *text); /* text NULL: the empty text */
struct value *value_number(struct arena *arena, double number);
struct value *value_boolean(struct arena *arena, bool boolean);
struct value *value_page(struct arena *arena, const char *path);
struct value *value_spans(struct arena *arena, const struct span *spans);
struct value *value_blocks(struct arena *arena, const struct block *blocks);

/* An empty list or map, filled by value_add and value_set. */
struct value *value_list(struct arena *arena);
struct value *value_map(struct arena *arena);
void value_add(struct value *list, struct arena *arena, struct value *item);
void value_set(struct value *map, const char *name, struct value *item);

/* value_set of value_text. */
void value_set_text(struct arena *arena, struct value *map, const char *name, const char *text);

/*
 * What is to be printed for one audience: the pages of the site and the appendices, as typed blocks, with
 * numbers, cross-references and citations resolved.  Made by assemble, read by render, immutable there.
 */

enum page_kind {
    PAGE_HOME,
    PAGE_OBJECTIVE,
    PAGE_THEME,
    PAGE_SECTION, /* a section that is also an appendix: synthesis, definitions, ... */
    PAGE_TEXT,    /* content/pages/ */
    PAGE_BRIEF,   /* the findings on one sheet of paper */
    PAGE_LIST,    /* lists of tables and figures, of objectives, of themes */
};

/* What the mark of an excerpt in a sentence opens on the page of the site that it is on. */
struct evidence {
    const struct excerpt *excerpt;
    struct block *quote;  /* the excerpt, without an anchor */
    const char *title;    /* of the others, or what is said in their place */
    struct block *others; /* those with a code of it that are of the other side, a few; NULL: none are */
    size_t left;          /* how many more there are */
    const char *path;     /* to all of them: "kutipan.html?theme=misi&stance=contrast"; NULL: there is no such way */
};

struct report_page {
    enum page_kind kind;
    const char *path;   /* below the site, "tujuan/a.html" */
    const char *layout; /* layouts/html/NAME.html */
    const char *title;  /* plain text */
    const struct span *heading;
    const char *menu;        /* name in the navigation; NULL: not in it */
    int group;               /* enum menu_group: the part of the navigation; the home page is in none */
    const char *description; /* plain, one sentence; NULL if none */
    const char *summary;     /* plain: the answer that it gives, in short; NULL: its description says what it is */
    struct block *blocks;
    const struct report_page *parent; /* one step up, for breadcrumbs; NULL for the home page */
    struct value *variables;          /* a map: what the layout gets besides */
    struct map *evidence;             /* excerpt id -> struct evidence: of those that sentences cite; NULL: none do */
    bool apart;                       /* outside the reading order: search, and what is shown for a missing page */
    bool illustrative;                /* shows an excerpt that was made up */
    bool untranslated;                /* shows words that the study has only in its own language, not in this one */
    struct place source;              /* the input that it is mainly made from */
};

struct appendix {
    const char *id;    /* section name: "synthesis"; or "page:ID", "file:NAME" */
    const char *slug;  /* in the language of the study, for its file: "sintesis" */
    const char *title; /* plain text */
    struct block *blocks;
    bool illustrative;
    struct place source;
};

enum target_kind { TARGET_TABLE, TARGET_FIGURE, TARGET_EQUATION, TARGET_SECTION, TARGET_OBJECT };

/* Where a label ("tbl:sintesa") or an object ("informant:IK-01") is printed. */
struct target {
    enum target_kind kind;
    const char *label;
    const char *name;   /* "Tabel", where it has a number */
    const char *number; /* "3", or "A.3" by appendix; NULL for sections and objects */
    const struct span *title;
    bool illustrative;               /* it says that it was made up */
    const struct report_page *page;  /* NULL: not in the site */
    const struct appendix *appendix; /* NULL: in no appendix */
    const char *anchor;              /* on that page */
};

/* A place where an excerpt is quoted. */
struct use {
    const struct report_page *page;
    const char *anchor;
    const char *title; /* what it is quoted for */
};

struct report {
    const struct study *study;
    const struct labels *labels;
    const char *folder; /* of its site, seen from the first language's: "" or "en/" */
    struct list
        editions;      /* of struct report: the site in each language, this one among them; empty if it has but one */
    struct list pages; /* of struct report_page, in reading order; the first is the home page */
    struct list appendices; /* of struct appendix, in order */
    struct map *targets;    /* label or "kind:id" -> struct target */
    struct list maths;      /* of struct span: the mathematics in it */
    struct map *uses;       /* excerpt id -> struct list of struct use */
    struct table *dataset;  /* all quotes with a row for each, which no page shows; NULL: there are none */
    /* Makes, in arena, the data for filtering quotes that stand on several pages; NULL: they do not. */
    struct value *(*quotes)(struct arena *arena, const struct report *report);
};

/* Makes reports (of struct report), which are the same in each language of the site, known to each other. */
void report_join(struct arena *arena, const struct list *reports);

/* "A" for the first appendix, or "1", as the study numbers them. In arena. */
const char *report_appendix_mark(struct arena *arena, const struct report *report, size_t number);

/*
 * Where the words of the quote block are printed, if another appendix than this one prints them; NULL if they stand
 * here, as all quotes of the results do, or for any other block.  key becomes that of the label for its name.  Scratch
 * memory in arena.
 */
const struct target *report_quote_elsewhere(struct arena *arena, const struct report *report,
                                            const struct appendix *appendix, const struct block *block,
                                            const char **key);

/* The appendix with the results, if they are to be a chapter of the thesis as well; else NULL. */
const struct appendix *report_chapter(const struct report *report);

/* The target of label, or NULL. */
const struct target *report_target(const struct report *report, const char *label);

/*
 * One walk over a document tree, in reading order, through table cells, captions, notes, sources, footnotes and what
 * directives hold.  Each block, row of a table and span is met twice, before and after what lies within:
 *     iterator_start(&it, arena, blocks);
 *     while (iterator_next(&it))
 *         if (!it.leaving && it.span == NULL && it.block->kind == BLOCK_TABLE) ...
 * What a node holds is read after it was met, so it may be changed then.
 */
struct level {
    struct block *block;
    struct span *span;
    struct row *row;
    size_t parts; /* of the node that were begun */
    bool is_left;
    struct level *above, *below;
};

enum { NEAR_LEVELS = 24 }; /* those of usual texts; deeper ones are in the arena */

struct iterator {
    bool leaving;        /* after what lies within */
    struct block *block; /* the block that is met, or that holds the span or row */
    struct span *span;   /* the span that is met, or NULL */
    struct row *row;     /* the row that is met, or NULL */
    /* where it is: */
    struct arena *arena;
    struct level *top;
    size_t depth;
    bool begun;
    struct level levels[NEAR_LEVELS];
};

/* Over blocks and all that they hold; what is nested deeper than levels has room for is kept in arena. */
void iterator_start(struct iterator *it, struct arena *arena, const struct block *blocks);

/* Over spans that block holds. */
void iterator_start_spans(struct iterator *it, struct arena *arena, const struct block *block,
                          const struct span *spans);

/* To the next node. False at the end. */
bool iterator_next(struct iterator *it);

/* Leaves out what lies within the node that is being met, and its second meeting. */
void iterator_skip(struct iterator *it);

/* It meets a block (or a span), and not after what lies within. */
bool iterator_meets_block(const struct iterator *it);
bool iterator_meets_span(const struct iterator *it);

/*
 * blocks and spans, marked as being in the language tag and not translated from it; as they are if tag is NULL.
 * Paragraphs and headings stay what they are, and the mark goes around their words: so whoever looks for a paragraph
 * finds it.  Directives stay, too, as what they stand for may be in any language; what they hold is marked.
 */
struct block *language_untranslated_blocks(struct arena *arena, struct block *blocks, const char *tag);
struct span *language_untranslated_spans(struct arena *arena, struct span *spans, const char *tag);

#endif
