#ifndef LAMPIRAN_REPORT_COMPOSE_H
#define LAMPIRAN_REPORT_COMPOSE_H

/* Short ways to compose blocks, spans and tables; all in the assembly's arena, with words from the labels. */

#include "report/assembly.h"

/* The label as spans. In it, :lang[words]{en} marks words of another language. */
struct span *compose_label(const struct assembly *assembly, const char *key);
struct block *compose_label_paragraph(const struct assembly *assembly, const char *key);

/* A plain paragraph; NULL for NULL. */
struct block *compose_text(const struct assembly *assembly, const char *text);
struct block *compose_paragraph(const struct assembly *assembly, struct span *spans);
struct block *compose_heading(const struct assembly *assembly, int level, struct span *spans, const char *id);

/* content below a heading of level 2, the label of key; NULL for no content. */
struct block *compose_titled(const struct assembly *assembly, const char *key, const char *id, struct block *content);

/* "**Label** text...": prose under a bold word; NULL for no prose. */
struct block *compose_labelled(const struct assembly *assembly, const char *key, struct block *prose);

struct span *compose_strong(const struct assembly *assembly, struct span *children);
struct span *compose_emphasis(const struct assembly *assembly, struct span *children);

/* A copy of the list itself, sharing what lies within: a span or block can stand in one list only. */
struct span *compose_copy_spans(const struct assembly *assembly, const struct span *spans);
struct block *compose_copy_blocks(const struct assembly *assembly, const struct block *blocks);

/* A link to an object of the model, "IK-01" to informant IK-01; text NULL: its id. */
struct span *compose_object(const struct assembly *assembly, enum object_kind kind, const char *id, struct span *text);

/* text as what it is in language (a tag); the text itself if that is the report's language, or NULL. */
struct span *compose_foreign(const struct assembly *assembly, const char *language, struct span *text);

/* The label of code, linked to its page. */
struct span *compose_code(const struct assembly *assembly, const struct code *code);

/* Codes (struct reference) as linked labels with commas between. */
struct span *compose_codes(const struct assembly *assembly, const struct list *references);

struct block *compose_excerpt(const struct assembly *assembly, const struct excerpt *excerpt);
struct block *compose_callout(const struct assembly *assembly, enum callout_kind kind, struct span *title,
                              struct block *children);

/* "12 kutipan": label key with a number in place of {1}; both: {1} and {2}. */
const char *compose_number(const struct assembly *assembly, const char *key, size_t number);
const char *compose_numbers(const struct assembly *assembly, const char *key, size_t first, size_t second);

/* The same for numbers of persons, of whom a small one may not be told: "<3" (study/view.h). */
const char *compose_people(const struct assembly *assembly, const char *key, size_t first, size_t second);
const char *compose_people_number(const struct assembly *assembly, size_t number);

/* "3 Mei 2024" for 2024-05-03, "Mei 2024" for 2024-05, a year as it is. */
const char *compose_date(const struct assembly *assembly, const char *date);

/* "0,692": value with that many places and the decimal mark of the language. */
const char *compose_decimal(const struct assembly *assembly, double value, int places);

/* What is said below a chart that leads to pages: on the site and in print, by key_site and key_print. */
struct block *compose_chart_note(const struct assembly *assembly, const char *key);

/* Items (struct block) as a list. NULL for no items. */
struct block *compose_list(const struct assembly *assembly, bool ordered, const struct list *items);

/*
 * A table being composed: columns first, then for each row its cells in order.
 *     struct composition table = compose_table(assembly, "tbl:x", caption, place);
 *     compose_column(&table, "head_label", 0.3); ...
 *     compose_row(&table, id, place); compose_cell(&table, blocks); ...
 *     block = compose_finish(&table);
 */
struct composition {
    const struct assembly *assembly;
    struct table *table;
    struct row *last;
    size_t next_cell;
};

enum { MOST_COLUMNS = 64 };

struct composition compose_table(const struct assembly *assembly, const char *label, struct span *caption,
                                 struct place place);
void compose_column(struct composition *composition, const char *head_key, double width);
void compose_column_spans(struct composition *composition, struct span *head, double width);
void compose_row(struct composition *composition, const char *id, struct place place);
void compose_cell(struct composition *composition, struct block *blocks);
void compose_cell_text(struct composition *composition, const char *text);
void compose_cell_number(struct composition *composition, size_t number);

/* A row with one cell over all columns: the name of what follows. */
void compose_group_row(struct composition *composition, struct block *blocks, struct place place);

/* The table as a block. Columns that are empty in all rows, the first excepted, are left out. */
struct block *compose_finish(struct composition *composition);

#endif
