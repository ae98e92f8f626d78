/*
 * The hostile texts: hostile fragment writes a LaTeX fragment with them in every place where text can stand,
 * hostile document a main file for it, hostile long a table of 500 rows and empty ones, hostile texts what must be
 * found in the PDF, a line each.
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "document/document.h"
#include "hostile.h"
#include "write/latex/latex.h"

#include <stdio.h>
#include <string.h>

static struct arena *arena;

static struct block *heading(const char *text)
{
    struct block *block = block_new(arena, BLOCK_HEADING, (struct place){0});

    block->level = 2;
    block->spans = span_text(arena, text);
    return block;
}

static struct block *code(const char *text)
{
    struct block *block = block_new(arena, BLOCK_CODE, (struct place){0});

    block->text = arena_format(arena, "%s\n\n    %s\n", text, text);
    return block;
}

static struct block *with_spans(const char *text)
{
    struct block *block = block_text(arena, "", (struct place){0});
    struct span *inline_code = span_new(arena, SPAN_CODE, 0, 0);
    struct span *emphasis = span_new(arena, SPAN_EMPHASIS, 0, 0);
    struct span *call = span_new(arena, SPAN_FOOTNOTE, 0, 0);
    struct footnote *note = arena_alloc(arena, sizeof *note);

    inline_code->text = text;
    emphasis->children = span_text(arena, text);
    note->blocks = block_append(block_text(arena, text, (struct place){0}), code(text));
    call->footnote = note;
    block->spans = span_append(inline_code, span_append(emphasis, span_append(call, span_text(arena, text))));
    return block;
}

static struct block *list(const char *text, int depth)
{
    struct block *block = block_new(arena, BLOCK_LIST, (struct place){0});
    struct list_style *style = arena_alloc(arena, sizeof *style);
    struct block *item = block_new(arena, BLOCK_ITEM, (struct place){0});

    *style = (struct list_style){.ordered = depth % 2 == 0, .tight = true, .start = 98};
    block->list = style;
    item->children = block_text(arena, text, (struct place){0});
    if (depth > 1)
        item->children = block_append(item->children, list(text, depth - 1));
    block->children = item;
    return block;
}

static struct block *table(size_t columns)
{
    struct block *block = block_new(arena, BLOCK_TABLE, (struct place){0});
    struct table *made = arena_alloc(arena, sizeof *made);
    struct row **end = &made->rows;

    made->column_count = columns;
    made->columns = arena_alloc(arena, columns * sizeof *made->columns);
    made->caption.words = with_spans(hostile_texts[5])->spans;
    made->has_head = true;
    made->caption.source = block_text(arena, hostile_texts[1], (struct place){0});
    for (size_t i = 0; i < columns; i++) {
        made->columns[i].head = span_text(arena, hostile_texts[i]);
        made->columns[i].alignment = (enum alignment)(i % 4);
    }
    for (size_t i = 0; i < HOSTILE_COUNT; i++, end = &(*end)->next) {
        *end = arena_alloc(arena, sizeof **end);
        (*end)->cells = arena_alloc(arena, columns * sizeof *(*end)->cells);
        for (size_t j = 0; j < columns; j++)
            (*end)->cells[j] = (struct cell){.column_span = 1};
        (*end)->cells[0].blocks = block_text(arena, hostile_texts[i], (struct place){0});
        (*end)->cells[0].column_span = i % 4 == 3 ? 2 : 1;
        (*end)->cells[columns - 1].blocks =
            block_append(with_spans(hostile_texts[i]), block_append(list(hostile_texts[i], 6), code(hostile_texts[i])));
    }
    block->table = made;
    return block;
}

static struct block *holding(enum block_kind kind, struct block *children)
{
    struct block *block = block_new(arena, kind, (struct place){0});

    block->children = children;
    return block;
}

static struct block *callout(const char *text)
{
    struct callout *made = arena_alloc(arena, sizeof *made);
    struct block *block = holding(BLOCK_CALLOUT, with_spans(text));

    made->kind = CALLOUT_WARNING;
    made->title = span_text(arena, text);
    block->callout = made;
    return block;
}

static struct block *chart(enum chart_kind kind, size_t count)
{
    struct block *block = block_new(arena, BLOCK_CHART, (struct place){0});
    struct chart *made = arena_alloc(arena, sizeof *made);

    made->kind = kind;
    made->caption.words = with_spans(hostile_texts[1])->spans;
    made->unit = "%$#&";
    made->point_count = count;
    made->points = arena_alloc(arena, count * sizeof *made->points);
    for (size_t i = 0; i < count; i++)
        made->points[i] = (struct chart_point){kind != CHART_LINE ? hostile_texts[i % HOSTILE_COUNT] : "_%#", "1,5^",
                                               (double)i * 1.5 - 3, NULL};
    for (size_t i = 0; i < count; i++)
        made->points[i].mark = (enum chart_mark)(i % CHART_MARKS);
    made->column_count = kind == CHART_HEAT || kind == CHART_BOARD ? 3 : 0;
    made->columns = (const char **)hostile_texts;
    block->chart = made;
    return block;
}

static struct block *figure(const char *alt)
{
    struct block *block = block_new(arena, BLOCK_FIGURE, (struct place){0});
    struct figure *made = arena_alloc(arena, sizeof *made);

    *made = (struct figure){.caption = {.words = span_text(arena, alt)}, .file = "figures/tidak_ada.png", .alt = alt};
    block->figure = made;
    return block;
}

/* A cell much taller than a page: TeX loses the end of such a row without a word. */
static struct block *tall_table(void)
{
    struct block *block = table(2);
    struct block *lines = NULL;

    for (int i = 1; i <= 200; i++)
        lines = block_append(lines, block_text(arena, arena_format(arena, "baris-%03d", i), (struct place){0}));
    block->table->rows->cells[1].blocks = block_append(lines, holding(BLOCK_QUOTE, table(2)));
    return block;
}

static struct block *groups(void)
{
    struct block *item = list(hostile_texts[0], 2);

    item->children->children = block_append(item->children->children, block_append(table(2), code("x\n")));
    struct block *blocks = holding(BLOCK_QUOTE, block_append(with_spans(hostile_texts[3]), table(3)));
    blocks = block_append(blocks, callout(hostile_texts[2]));
    blocks = block_append(blocks, holding(BLOCK_QUOTE, callout(hostile_texts[1])));
    blocks = block_append(blocks, item);
    blocks = block_append(blocks, block_new(arena, BLOCK_RULE, (struct place){0}));
    blocks = block_append(blocks, chart(CHART_BAR, HOSTILE_COUNT));
    blocks = block_append(blocks, chart(CHART_LINE, 12));
    blocks = block_append(blocks, chart(CHART_LINE, 0));
    blocks = block_append(blocks, chart(CHART_BAR, 1));
    blocks = block_append(blocks, chart(CHART_DOT, HOSTILE_COUNT));
    blocks = block_append(blocks, chart(CHART_HEAT, HOSTILE_COUNT / 3 * 3));
    blocks = block_append(blocks, chart(CHART_HEAT, 0));
    blocks = block_append(blocks, chart(CHART_BOARD, HOSTILE_COUNT / 3 * 3));
    blocks = block_append(blocks, figure(hostile_texts[4]));
    return block_append(blocks, tall_table());
}

static struct block *everything(void)
{
    struct block *blocks = NULL;

    for (size_t i = 0; i < HOSTILE_COUNT; i++) {
        blocks = block_append(
            blocks, block_text(arena, arena_format(arena, "T%02zu: %s", i, hostile_texts[i]), (struct place){0}));
        blocks = block_append(blocks, heading(hostile_texts[i]));
        blocks = block_append(blocks, code(hostile_texts[i]));
        blocks = block_append(blocks, with_spans(hostile_texts[i]));
        blocks = block_append(blocks, list(hostile_texts[i], 6));
    }
    blocks = block_append(blocks, table(2));
    return block_append(blocks, block_append(table(7), groups()));
}

/* Five hundred rows, as a synthesis of prior studies may have: each cell can be told apart. */
static struct block *long_table(void)
{
    enum { COLUMNS = 6, ROWS = 500 };
    struct block *block = table(COLUMNS);
    struct row **end = &((struct table *)block->table)->rows;

    *end = NULL;
    for (int i = 1; i <= ROWS; i++, end = &(*end)->next) {
        *end = arena_alloc(arena, sizeof **end);
        (*end)->cells = arena_alloc(arena, COLUMNS * sizeof *(*end)->cells);
        for (int j = 0; j < COLUMNS; j++) {
            const char *text =
                arena_format(arena, "sel%dx%d Konvergensi program percepatan penurunan stunting di kota itu", i, j);
            (*end)->cells[j].blocks = j < 3 ? block_text(arena, text, (struct place){0}) : list(text, 2);
            (*end)->cells[j].column_span = 1;
        }
    }
    return block;
}

/* Tables without rows, and with cells that hold nothing. */
static struct block *empty_tables(void)
{
    struct block *without_rows = table(3), *without_text = table(3);

    ((struct table *)without_rows->table)->rows = NULL;
    for (struct row *row = without_text->table->rows; row != NULL; row = row->next) {
        for (int i = 0; i < 3; i++)
            row->cells[i] = (struct cell){.column_span = 1};
    }
    return block_append(without_rows, without_text);
}

static const char document[] = "\\documentclass[12pt,a4paper]{report}\n"
                               "\\usepackage{iftex}\n"
                               "\\ifPDFTeX\\usepackage[T1]{fontenc}\\usepackage[utf8]{inputenc}\n"
                               "\\usepackage{lmodern}\\else\\usepackage{fontspec}\\fi\n"
                               "\\usepackage[a4paper,left=4cm,right=3cm,top=3cm,bottom=3cm]{geometry}\n"
                               "\\usepackage[provide=*,indonesian]{babel}\n"
                               "\\usepackage{lampiran}\n"
                               "\\usepackage[hidelinks]{hyperref}\n"
                               "\\begin{document}\n\\tableofcontents\n\\listoftables\n\\appendix\n";

/* Each text as the title of an appendix, so in the table of contents and the bookmarks, then all else. */
static void write_document(struct buffer *out)
{
    buffer_text(out, document);
    for (size_t i = 0; i < HOSTILE_COUNT; i++) {
        buffer_text(out, "\\lampiranjudul{");
        latex_escape(out, LATEX_TEXT, hostile_texts[i]);
        buffer_format(out, "}{lampiran-uji-%zu}\n", i);
    }
    buffer_text(out, "\\begin{lampiranteks}\n\\input{fragment}\n\\end{lampiranteks}\n\\end{document}\n");
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "fragment";
    struct buffer out = {0};

    arena = arena_new();
    if (strcmp(what, "texts") == 0) {
        for (size_t i = 0; i < HOSTILE_COUNT; i++)
            buffer_format(&out, "%s\n", hostile_texts[i]);
        for (int i = 1; i <= 200; i++)
            buffer_format(&out, "baris-%03d\n", i);
    } else if (strcmp(what, "long") == 0) {
        render_latex_fragment(&out, block_append(empty_tables(), long_table()));
    } else if (strcmp(what, "document") == 0) {
        write_document(&out);
    } else {
        render_latex_fragment(&out, everything());
    }
    fputs(buffer_string(&out), stdout);
    buffer_free(&out);
    arena_free(arena);
    return 0;
}
