#ifndef LAMPIRAN_WRITE_HTML_HTML_H
#define LAMPIRAN_WRITE_HTML_HTML_H

/* Text into HTML.  Whoever writes text names where it will stand; there is no way to write it unescaped. */

#include "base/list.h"
#include "document/document.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct diagram;
struct html;
struct map;

enum html_context {
    HTML_TEXT,      /* between tags */
    HTML_ATTRIBUTE, /* in a value between double quotes */
    HTML_URL,       /* likewise, and the text is an address: one that could run something becomes "#" */
    HTML_SCRIPT,    /* a JSON string, with its quotes, inside a script element */
};

/* Appends text, UTF-8, in the form that the context asks for. */
void html_escape(struct buffer *out, enum html_context context, const char *text);

/*
 * Blocks and spans to HTML5, for one page.  Well-formed by construction: a tag is opened on a stack and
 * closed from it, text reaches the page only through html_escape.  Plain CommonMark comes out byte for byte
 * as the specification prints it.  Never writes a style or script of its own: the pages forbid them.  Only drawings
 * that are files of their own (struct html_standalone) have one.
 *
 * html.c holds the walk, html_table.c tables, html_figure.c figures and charts, html_study.c what only a
 * study has (excerpts, references, citations), html_note.c footnotes and what marks in sentences open, html_card.c the
 * picture that is shown beside a link.
 */

/* How drawings are written that are files of their own: nothing in them is linked. */
struct html_standalone {
    const char *style; /* CSS, or NULL */
    const char *class; /* of the drawing, or NULL */
    double scale;      /* points for a unit, fewer where it would be larger than this: */
    double width;      /* points */
    double height;
};

/*
 * What is written otherwise in a document that is no page of a site; write/word/ has the one there is.  There ids are
 * elements of their own within text, and links lead to where their targets are in the appendices.
 */
struct html_profile {
    /* Writes the block or span as this document has it. False: it is written as in a page. */
    bool (*block)(struct html *html, const struct block *block, bool tight);
    bool (*span)(struct html *html, const struct span *span);

    /* The anchor of id in appendix, or of appendix for NULL. In the arena. */
    const char *(*anchor)(struct html *html, const struct appendix *appendix, const char *id);
};

/* What does not change from page to page. */
struct html_site {
    const struct report *report;              /* NULL: blocks alone, without a study */
    const struct map *pages;                  /* path -> struct report_page: which link targets are pages of the site */
    const struct map *figures;                /* "figures/peta.png" -> itself: files that can be shown */
    const struct map *downloads;              /* of downloads_plan; NULL: tables are not offered as files */
    const struct map *diagrams;               /* "framework:ID" and "figures/x.dot" -> struct diagram */
    const struct html_profile *profile;       /* NULL: of pages */
    const struct html_standalone *standalone; /* NULL: a drawing is a part of its page, and has the page's style */
    bool has_pictures;                        /* what we draw is a file as well, see html_picture_path */
    bool trusted; /* raw HTML is passed on: everywhere without a report, else in prose files */
};

/* What we draw on a page and offer alone as well. */
struct html_picture {
    const struct block *block;
    const struct diagram *diagram; /* NULL: the block is a chart */
    const char *label;             /* "fig:..." */
};

struct html {
    struct buffer *out;
    struct arena *arena; /* of this page */
    const struct html_site *site;
    const struct report_page *page;  /* NULL without a report */
    const struct appendix *appendix; /* with a profile, the one that is written; else NULL */
    bool lists_files;                /* within a list of tables: each offers itself as a file */
    const char *root;                /* from this page to the root of the site: "", "../" */
    struct list figures_used;        /* of const char *, for copying; in arena */
    struct list pictures;            /* of struct html_picture: what this page links as files of their own; in arena */

    size_t start;      /* where this writer's text begins in out */
    const char *file;  /* of the block that is being written */
    const char **tags; /* open ones, innermost last */
    size_t depth;
    size_t depth_capacity;

    struct list notes;         /* of struct html_note, in order of first call; in arena */
    struct map *notes_by_call; /* struct footnote -> struct html_note */
    struct map *marked;        /* anchor -> struct evidence: what marks in sentences open; NULL: there were none */
    struct list anchors;       /* with a profile, const char *: of what begins with the next text; in arena */
    size_t serial;             /* for ids that nothing links to from outside */
    const struct span *behind; /* the group of spans that is being written */
    size_t written;            /* bytes of the next text that stand with the mark before it */
};

/* Begins a page (NULL without a report). Release with html_finish, which checks that all tags are closed. */
void html_begin(struct html *html, const struct html_site *site, const struct report_page *page, struct buffer *out,
                struct arena *arena);
void html_finish(struct html *html);

/* A list of blocks, to its end. */
void html_blocks(struct html *html, const struct block *blocks);

/* Blocks in what may be a tight list: there paragraphs have no tags. */
void html_blocks_within(struct html *html, const struct block *blocks, bool tight);

/* A list of spans, to its end. */
void html_spans(struct html *html, const struct span *spans);

/* "Surat izin, halaman 2": what a page of a scan is, for those who do not see it. */
const char *html_scan_alt(struct html *html, const struct figure *figure, size_t page);

/* The footnotes that were called since html_begin, if any, and forgets them. */
void html_notes(struct html *html);

/* A mention of an excerpt as the mark that opens it. False: this page has nothing to open. */
bool html_mark(struct html *html, const struct span *span);

/* ---- for the html_*.c files ---- */

/* Starts a line unless at the start of one. */
void html_line(struct html *html);

/* <name>; or <name, attributes, then html_inside for the '>'. html_close closes what was opened last. */
void html_open(struct html *html, const char *name);
void html_start(struct html *html, const char *name);
void html_attribute(struct html *html, const char *name, enum html_context context, const char *value);
void html_inside(struct html *html);
void html_close(struct html *html);

/* html_close, and the end of the line. */
void html_close_line(struct html *html);

/* <name, attributes, then html_end_void for ">". */
void html_start_void(struct html *html, const char *name);
void html_end_void(struct html *html);

/* The same with attributes, each name before its value, ended by NULL; one whose value is NULL is left out. */
void html_open_with(struct html *html, const char *name, ...) __attribute__((sentinel));

/* <name class="class">, and the same with an id unless that is NULL. */
void html_open_class(struct html *html, const char *name, const char *class);
void html_open_block(struct html *html, const char *name, const char *class, const char *id);

void html_text(struct html *html, const char *text);

/* text in an element of its own; class may be NULL. */
void html_element(struct html *html, const char *name, const char *class, const char *text);

/* Blocks of a cell or an item: a single paragraph is written without its tags. */
void html_cell(struct html *html, const struct block *blocks);

/*
 * With a profile: keeps id, unless NULL, for the next text, and writes the anchors that were kept, where text begins.
 * In a page neither does anything: there an id is an attribute.
 */
void html_keep_anchor(struct html *html, const char *id);
void html_put_anchors(struct html *html);

/* Links lead to target: it is printed in the site, or with a profile in the appendices. */
bool html_leads_to(const struct html *html, const struct target *target);

/* A word of the label catalogue, or fallback without a report. */
const char *html_label(const struct html *html, const char *key, const char *fallback);

/* <span>, for html_close, that readers can put away as made up; instead (or NULL) is what stands there then. */
void html_open_made_up(struct html *html, const char *instead);

/* An href to target (its page and anchor), or to a path below the root of the site. */
void html_href_target(struct html *html, const struct target *target);
void html_href_path(struct html *html, const char *path);

void html_heading(struct html *html, const struct block *block);
void html_list(struct html *html, const struct block *block);
void html_table(struct html *html, const struct block *block);

/* A table or chart as files. */
struct download {
    const void *shown;              /* the struct table or struct chart on the page */
    const struct table *table;      /* that table, or the numbers of the chart */
    const char *stem;               /* path below the site without ending, "unduhan/sintesis" */
    const struct report_page *page; /* the first one that shows it; NULL: the file is that of another chart */
};

/* Links to a table or chart as files, if the site has them. */
void html_downloads(struct html *html, const void *shown);

/* The same behind what leads to a table or chart by its label; nothing, where it is no file. */
void html_downloads_of(struct html *html, const char *label);
void html_figure(struct html *html, const struct block *block);
void html_image(struct html *html, const struct span *span);
void html_chart(struct html *html, const struct block *block);
void html_drawing(struct html *html, const struct chart *chart);

/* The code of an informant, a document or an excerpt, which is not parted at its hyphens. */
bool html_is_code(const char *text);

/* "unduhan/fig-peta.svg", the file of what we draw for the figure that is target. In arena. */
const char *html_picture_path(struct arena *arena, const struct report *report, const struct target *target);

/* It is shown in its own size and scrolls where that is too wide; and how wide it is. */
bool html_drawing_is_wide(const struct chart *chart);
double html_drawing_width(const struct chart *chart);

/* The rows and columns of a heat map. Returns the height they take; and how wide it is. */
double html_heat(struct html *html, const struct chart *chart);
double html_heat_width(const struct chart *chart);

/* The same of a board, with what its marks mean; and how wide it is. */
double html_board(struct html *html, const struct chart *chart);
double html_board_width(const struct chart *chart);

/* target names a page of this site, perhaps with a query and an anchor: it is below the root, wherever a link stands.
 */
bool html_is_page(const struct html *html, const char *target);

/* Opens a link to the page of "kind:id", if that is printed in the site. The caller closes it if this returns true. */
bool html_open_target(struct html *html, const char *label);

/* A diagram as SVG, with a title and what it shows in words. */
void html_diagram(struct html *html, const struct diagram *diagram, const char *title, const char *text);

void html_quote(struct html *html, const struct block *block);

/* What is known of where the words come from: "IK-01, informan kunci, wawancara, baris 12-15". */
void html_origin(struct html *html, const struct quotation *quote);

void html_callout(struct html *html, const struct block *block);
void html_directive_block(struct html *html, const struct block *block);
void html_reference(struct html *html, const struct span *span);
void html_math(struct html *html, const struct span *span);
void html_object(struct html *html, const struct span *span);
void html_citation(struct html *html, const struct span *span);
void html_note_call(struct html *html, const struct span *span);

/* "Tabel 3" and the words of a caption; it has one of them. */
void html_caption(struct html *html, const char *word_key, const struct caption *caption);
bool html_has_caption(const struct html *html, const struct caption *caption);

/* The id of a block with a label: its own, or the anchor of the label's target, or NULL. */
const char *html_id(const struct html *html, const struct block *block, const char *label);

/* Notes and "Sumber: ..." below a table or figure, if it has them. */
void html_below(struct html *html, const struct caption *caption);

/* What is shown beside a link to a page where it is shared; all texts are plain. */
struct card {
    const char *site;          /* its name */
    const char *title;         /* of the page; NULL: it is the site as a whole */
    const char *text;          /* what it says */
    const char *standing;      /* "Proposal penelitian"; NULL: nothing is said */
    const char *made_up;       /* that it holds what was made up, in words; NULL: it does not */
    const char *address;       /* of the site, without its scheme */
    const struct chart *board; /* of voices; NULL: there is none */
};

/* In the units of html_card, which are the pixels that services ask for. */
enum { HTML_CARD_WIDTH = 1200, HTML_CARD_HEIGHT = 630 };

/* The card as a drawing of its own (struct html_standalone). */
void html_card(struct html *html, const struct card *card);

/* Blocks alone, without a report, for `lampiran render`; raw HTML is passed on if trusted. */
void render_html_fragment(struct buffer *out, const struct block *blocks, bool trusted);

#endif
