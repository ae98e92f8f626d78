#ifndef LAMPIRAN_REPORT_PRIVATE_H
#define LAMPIRAN_REPORT_PRIVATE_H

/* What the files of report/ share. */

#include "report/assemble.h"
#include "analysis/analysis.h"
#include "base/list.h"
#include "document/document.h"

#include <stddef.h>

/* Short ways to compose blocks and spans; all in the assembly's arena, with words from the labels. */

/* The label as spans. In it, :lang[words]{en} marks words of another language. */
struct span *compose_label(const struct assembly *assembly, const char *key);

/* "IK-01", or the name of one who wants to be named, with the code behind it. */
const char *compose_speaker(struct arena *arena, const struct informant *informant);

/* " (contoh rekaan)", behind the title of what was made up. */
struct span *compose_made_up(struct arena *arena, const struct labels *labels);

/* What a document is called beside its quotes. */
const char *compose_document(const struct document *document);

/* Who speaks, or what is quoted: "IK-01", "IU-03, IU-04", a document by its name. */
const char *compose_sources(struct arena *arena, const struct excerpt *excerpt);

/* Who says a turn of excerpt: the code, the role of one who is known by it, or the word for who asks. */
const char *compose_turn_speaker(struct arena *arena, const struct labels *labels, const struct excerpt *excerpt,
                                 const struct turn *turn);

/* The words of excerpt as plain text, turns on lines of their own with who says them. */
const char *compose_words(struct arena *arena, const struct labels *labels, const struct excerpt *excerpt);

/* The lines of the transcript where they are known, else what was typed, or NULL. */
const char *compose_where(struct arena *arena, const struct labels *labels, const struct excerpt *excerpt);

struct block *compose_paragraph(const struct assembly *assembly, struct span *spans);

/* One of level 2. */
struct block *compose_heading(const struct assembly *assembly, struct span *spans, const char *id);

/* content below a heading of level 2, the label of key; NULL for no content. */
struct block *compose_titled(const struct assembly *assembly, const char *key, const char *id, struct block *content);

/* A link to an object of the model, "IK-01" to informant IK-01; text NULL: its id. */
struct span *compose_object(const struct assembly *assembly, enum object_kind kind, const char *id, struct span *text);

/* text as what it is in language (a tag); the text itself if that is the report's language, or NULL. */
struct span *compose_foreign(const struct assembly *assembly, const char *language, struct span *text);

/* The label of code, linked to its page. */
struct span *compose_code(const struct assembly *assembly, const struct code *code);

struct block *compose_excerpt(const struct assembly *assembly, const struct excerpt *excerpt);
struct block *compose_callout(const struct assembly *assembly, enum callout_kind kind, struct span *title,
                              struct block *children);

/* "3 dari 12 kutipan": label key with numbers in place of {1} and {2}. */
const char *compose_numbers(const struct assembly *assembly, const char *key, size_t first, size_t second);

/* How an excerpt was collected, in the words of the study or the labels. */
const char *compose_technique(struct arena *arena, const struct study *study, const struct labels *labels,
                              const struct excerpt *excerpt);

/* "informan kunci", or what the study calls its own group. */
const char *compose_group(struct arena *arena, const struct study *study, const struct labels *labels,
                          const struct informant *informant);

/* The same beside a quote: NULL for one of whom no group was said, as that an informant is one is no news. */
const char *compose_told_group(struct arena *arena, const struct study *study, const struct labels *labels,
                               const struct informant *informant);

/* "3 Mei 2024" for 2024-05-03, "Mei 2024" for 2024-05, a year as it is. */
const char *compose_date(const struct assembly *assembly, const char *date);

/* Items (struct block) as a list. NULL for no items. */
struct block *compose_list(const struct assembly *assembly, const struct list *items);

/*
 * What directives in Markdown stand for.  Built in: excerpt, statistic, note, warning, summary, illustrative,
 * and informant, document, code, objective as links in a line; hooks can add more and win over these.
 */

/* Makes block (a BLOCK_DIRECTIVE) the group of what its directive stands for. */
void directives_expand_block(const struct assembly *assembly, struct block *block);

/* The same for a directive in a line, whose text remains if it stands for nothing. block holds the span. */
void directives_expand_span(const struct assembly *assembly, const struct block *block, struct span *span);

/*
 * How readers narrow a long page: prior studies by year, kind, method, place and theory, quotes by theme, group,
 * technique and stance.  A filter is data for the layout (layouts/html/filters.html): which options there are, and the
 * anchors on the page that each one leaves.
 */

/* A map: items (list of name, label, options), ids (all anchors, parted by spaces). NULL: nothing to choose from. */
struct value *filters_of_synthesis(const struct assembly *assembly);

/*
 * The same for quotes (struct excerpt), on one page or on several, where the options name no anchors.  positions, a
 * map, gets for each filter and each of its options the positions in quotes that it leaves; NULL: nobody asks for them.
 */
struct value *filters_of_quotes(const struct assembly *assembly, const struct list *quotes, bool several,
                                struct value *positions);

/* Which pages the site has and what is on them. */

/* Fills report->pages, the home page first. The bibliography's page is there, its blocks come later. */
void pages_make_site(struct assembly *assembly);

/* After citations are settled: the bibliography's page or appendix gets its blocks, the lists of tables theirs. */
void pages_finish(struct assembly *assembly);

/* A page more, without blocks so far; its part of the navigation is that of parent. */
struct report_page *pages_add(struct assembly *assembly, enum page_kind kind, const char *path, struct span *heading,
                              const struct report_page *parent);

/* "sintesis.html" for "synthesis". */
const char *pages_section_path(const struct assembly *assembly, const char *name);

/* The page of the site with that path, or NULL. */
struct report_page *pages_find(const struct assembly *assembly, const char *path);

/* Fills report->appendices in the order of appendices_entries; one without data is left out. */
void appendices_make(struct assembly *assembly);

/* The appendices (of struct appendix_entry), as study.yaml lists them, or all sections. */
struct list appendices_entries(const struct assembly *assembly);

/* "surat-izin" for an entry of "figures/Surat izin.pdf"; all pages of that file. */
const char *appendices_scan_slug(const struct assembly *assembly, const struct appendix_entry *entry);
struct block *appendices_scan_blocks(const struct assembly *assembly, const struct appendix_entry *entry);

/*
 * A sentence on page cites excerpt: the page gets what its mark opens (page->evidence).  True if that shows something
 * that was made up.
 */
bool claims_meet(const struct assembly *assembly, struct report_page *page, const struct excerpt *excerpt);

/* Expands abbreviations at their first use on each page and in each appendix, and marks later ones. */
void abbreviations_expand(struct assembly *assembly);

/* The pages with every quote of the study, by source. */

/* Adds them, if there are quotes: one page, or a series (report/series.c), with report->quotes for its filter. */
void quotes_make_pages(struct assembly *assembly);

/* Sets report->dataset, if there are quotes. */
void dataset_make(struct assembly *assembly);

/* The excerpt with its id as anchor. */
struct block *quotes_anchored(const struct assembly *assembly, const struct excerpt *excerpt);

/*
 * One walk over all pages or appendices, in the order of numbering (sections as study.yaml lists the appendices,
 * then the rest): expands directives, numbers tables and figures, finds where labels and objects are printed,
 * notes where excerpts are quoted, registers citations.  Then cross-references are checked.
 */

void resolve_report(struct assembly *assembly);

/* A citation, and the page of the site that it is on; NULL in the appendices. */
struct met_citation {
    struct span *span; /* SPAN_CITATION, or the SPAN_OBJECT of a work */
    const struct report_page *page;
    bool in_note;
};

/* A link in prose on that page of the site, to a page or an anchor that may not be there. */
struct met_link {
    const struct span *span; /* SPAN_LINK */
    const struct report_page *page;
    struct place place;
};

/* target is the path of a page, or begins with '#'. */
bool links_may_break(const char *target);

/* Warns of those of assembly->links that lead to no page of the site or to no anchor of it, once pages are finished. */
void links_check(const struct assembly *assembly);

/* Prints the citations that the walk found, after cite_settle. */
void resolve_citations(struct assembly *assembly);

/*
 * Works out, once for all writers, what is more than plain blocks and spans: excerpts become quotes, with their place,
 * codes and uses; references and mentions what they print; callouts get their names, tables and figures their numbers.
 */
void lower_report(struct arena *arena, struct report *report);

/*
 * A page whose quotes or tables would grow without limit is parted into a series: "kutipan.html", then "kutipan/2.html"
 * and so on, each below the first.  Their layout gets, as vars.series, the number of the page and the pages of the
 * series.
 */

/* The most quotes on one page; where they are long there are fewer. */
enum { MOST_QUOTES = 200 };

/*
 * What a page may weigh, in bytes of its text and of what is written around it: some 35 KB compressed, and below 300 KB
 * in any case.  A narrative is read in one piece where it can be.
 */
enum { PAGE_WEIGHT = 150000, NARRATIVE_WEIGHT = 220000 };

/*
 * Cuts excerpts into pages. Returns how many there are, 1 for none; *starts gets the position with which each begins,
 * and behind these the number of excerpts.
 */
size_t series_cut(const struct assembly *assembly, const struct list *excerpts, size_t **starts);

/* Page number (from 1) of the series of count pages that first begins: first itself, or a page that is added. */
struct report_page *series_page(struct assembly *assembly, struct report_page *first, size_t number, size_t count);

/* Its path, for first->path as path. */
const char *series_path(const struct assembly *assembly, const char *path, size_t number);

/*
 * Leaves as many of the page's blocks on it as may weigh most, and puts the others on pages that follow it.  A table
 * that is too long for one goes on over several, under the same number; nothing else is cut.
 */
void series_part(struct assembly *assembly, struct report_page *page, size_t most);

/* Where labels and objects are printed: what cross-references and links lead to. */

/* A new target, in place of an older one with the label; page and anchor may be NULL. */
struct target *targets_add(const struct assembly *assembly, enum target_kind kind, const char *label,
                           const struct report_page *page, const char *anchor);

/* The objects of the model that have a place in the site: objectives, codes, informants, documents, ... */
void targets_add_objects(const struct assembly *assembly);

/* The same for the appendices, each object in the one that lists its kind. */
void targets_add_appendix_objects(const struct assembly *assembly);

#endif
