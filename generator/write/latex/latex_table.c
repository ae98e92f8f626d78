#include "write/latex/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "document/document.h"
#include "study/study.h"
#include "write/write.h"

/* ---- notes ---- */

/*
 * LaTeX loses footnotes in the boxes that cells are set in, so those of a table stand below it, with letters
 * instead of numbers, as tables of a thesis have them.
 */

/* a, b, ... z, aa, ab, ... */
static const char *letters(struct arena *arena, size_t position)
{
    const char *text = "";

    for (size_t rest = position + 1; rest > 0; rest = (rest - 1) / 26)
        text = arena_format(arena, "%c%s", 'a' + (int)((rest - 1) % 26), text);
    return text;
}

static void call_in_table(struct latex *latex, const struct footnote *footnote)
{
    struct list *notes = latex->table_notes;
    size_t position = 0;

    while (position < notes->count && notes->items[position] != footnote)
        position++;
    if (position == notes->count)
        list_add(notes, latex->arena, (void *)footnote);
    buffer_format(latex->out, "\\lampiranhurufcatatan{%s}", letters(latex->arena, position));
}

/* A second call of the same footnote repeats its number. */
static void call_in_text(struct latex *latex, const struct footnote *footnote)
{
    const char *key = arena_format(latex->arena, "%p", (const void *)footnote);

    if (latex->notes == NULL)
        latex->notes = map_new(latex->arena);
    const char *label = map_get(latex->notes, key);
    if (label != NULL) {
        buffer_format(latex->out, "\\lampirancatatanlagi{%s}", label);
        return;
    }
    label = latex_anchor(latex, arena_format(latex->arena, "catatan-%zu", ++latex->serial));
    map_put(latex->notes, key, (void *)label);
    buffer_format(latex->out, "\\footnote{\\label{%s}", label);
    latex->in_note = true;
    latex_inside(latex, footnote->blocks);
    latex->in_note = false;
    latex_put(latex, "}");
}

/* LaTeX cannot set a footnote within a footnote. */
static void call_in_note(struct latex *latex, const struct footnote *footnote)
{
    const char *text = block_plain(latex->arena, footnote->blocks);

    latex_around(latex, " (", text, ")");
}

void latex_note_call(struct latex *latex, const struct span *span)
{
    if (latex->in_note)
        call_in_note(latex, span->footnote);
    else if (latex->table_notes != NULL)
        call_in_table(latex, span->footnote);
    else
        call_in_text(latex, span->footnote);
}

/* The footnotes that were called in a table, below it. */
static void write_notes(struct latex *latex, const struct list *notes)
{
    for (size_t i = 0; i < notes->count; i++) {
        const struct footnote *footnote = notes->items[i];
        latex_line(latex);
        buffer_format(latex->out, "\\lampirancatatantabel{\\lampiranhurufcatatan{%s} ", letters(latex->arena, i));
        latex->in_note = true;
        latex_inside(latex, footnote->blocks);
        latex->in_note = false;
        latex_put(latex, "}\n");
    }
}

/* ---- tables ---- */

/* Rows of a table from which on they stand closer; those of single lines always do. */
enum { LONG_ROWS = 40 };
static const double FEW_LINES = 1.8;

/* A table that is being written. */
struct grid {
    const struct table *table;
    struct column_plan plan;
    struct list notes; /* of struct footnote */
    bool is_long;      /* its rows stand closer */
    bool is_continued; /* its first columns stand in a table above it */
    bool goes_on;      /* the row above names the next one as well */
};

static bool calls_note(const struct span *spans)
{
    for (; spans != NULL; spans = spans->next) {
        if (spans->kind == SPAN_FOOTNOTE || calls_note(spans->children))
            return true;
    }
    return false;
}

void latex_caption(struct latex *latex, const struct caption *caption)
{
    const struct target *target = latex->site->report ? report_target(latex->site->report, caption->label) : NULL;

    latex_put(latex, "\\caption");
    if (calls_note(caption->words))
        latex_around(latex, "[{", span_plain(latex->arena, caption->words), "}]");
    latex_put(latex, "{");
    latex_spans(latex, caption->words);
    bool is_elsewhere = latex->twin != NULL && target != NULL && target->appendix != latex->twin;
    if (target != NULL && !is_elsewhere)
        buffer_format(latex->out, "\\label{%s}", latex_target_label(latex, target));
    latex_put(latex, "}");
}

void latex_below(struct latex *latex, const struct list *footnotes, const struct caption *caption)
{
    write_notes(latex, footnotes);
    if (caption->notes != NULL) {
        latex_line(latex);
        latex_put(latex, "\\lampirancatatantabel{");
        latex_inside(latex, caption->notes);
        latex_put(latex, "}\n");
    }
    if (caption->source == NULL)
        return;
    latex_line(latex);
    latex_put(latex, "\\lampiransumber{");
    if (latex->site->report != NULL) {
        latex_text(latex, label_text(latex->site->report->labels, "word_source"));
        latex_put(latex, ": ");
    }
    latex_inside(latex, caption->source);
    latex_put(latex, "}\n");
}

static const char *const alignment_commands[] = {
    [ALIGN_DEFAULT] = "", [ALIGN_LEFT] = "", [ALIGN_CENTER] = "\\lampirantengah ", [ALIGN_RIGHT] = "\\lampirankanan "};

static void write_preamble(struct latex *latex, const struct grid *grid)
{
    latex_put(latex, "{@{}");
    for (size_t i = 0; i < grid->table->column_count; i++)
        buffer_format(latex->out, ">{\\lampiransel}p{\\lampirankol{%.5f}}", grid->plan.shares[i]);
    latex_put(latex, "@{}}\n");
}

static void write_head(struct latex *latex, const struct grid *grid)
{
    const struct table *table = grid->table;

    latex_put(latex, "\\toprule\n");
    if (!table->has_head)
        return;
    for (size_t i = 0; i < table->column_count; i++) {
        latex->longest = grid->plan.letters[i];
        latex_put(latex, i ? "& " : "");
        latex_put(latex, alignment_commands[table->columns[i].alignment]);
        latex_put(latex, "\\lampirankepala{");
        latex_spans(latex, table->columns[i].head);
        latex_put(latex, "}\n");
    }
    latex_put(latex, "\\tabularnewline\n\\midrule\n");
}

static void write_cell_content(struct latex *latex, const struct grid *grid, const struct row *row, size_t column)
{
    const struct cell *cell = &row->cells[column];

    latex->longest = grid->plan.letters[column];
    latex_put(latex, alignment_commands[grid->table->columns[column].alignment]);
    if (column == 0)
        latex_put_anchor(latex, row->id);
    if (cell->is_head)
        latex_put(latex, "\\lampiranbarisutama ");
    latex_inside(latex, cell->blocks);
}

static bool has_wide_cell(const struct grid *grid, const struct row *row)
{
    for (size_t i = 0; i < grid->table->column_count; i++) {
        if (row->cells[i].column_span > 1)
            return true;
    }
    return false;
}

/* A row with a cell over several columns, mostly a heading of the rows below it. */
static void write_wide_row(struct latex *latex, const struct grid *grid, const struct row *row)
{
    size_t count = grid->table->column_count;

    for (size_t i = 0; i < count;) {
        size_t span = row->cells[i].column_span > 1 ? (size_t)row->cells[i].column_span : 1;
        double share = 0;
        for (size_t j = i; j < i + span && j < count; j++)
            share += grid->plan.shares[j];
        latex_put(latex, i ? "& " : "");
        buffer_format(latex->out, "\\lampiranisilebar{%zu}{%s}{%.5f}{%s}{", span, i ? "" : "@{}", share,
                      i + span >= count ? "@{}" : "");
        write_cell_content(latex, grid, row, i);
        latex_put(latex, "}\n");
        i += span;
    }
}

/* Names the rows below it, up to the next such row. */
static bool heads_group(const struct grid *grid, const struct row *row)
{
    return row->cells[0].is_head && (size_t)row->cells[0].column_span == grid->table->column_count &&
           grid->table->column_count > 1;
}

/* Made of the same object, which is named in its first row alone. A table that was typed has a place for each row. */
static bool is_same(const struct row *above, const struct row *row)
{
    return row->cells[0].blocks == NULL && row->place.file != NULL && row->place.file == above->place.file &&
           row->place.line == above->place.line && row->place.line > 0;
}

/* More above a row that heads those below it than between these. */
static const char *room_below(const struct grid *grid, const struct row *row, bool is_wide)
{
    if (is_wide)
        return ".2em";
    if (has_wide_cell(grid, row->next))
        return ".5em";
    return !grid->is_long ? ".33em" : grid->plan.letter_size < 1 ? ".1em" : ".2em";
}

static void write_row(struct latex *latex, struct grid *grid, const struct row *row)
{
    bool is_wide = has_wide_cell(grid, row);

    latex_trace(latex, row->place);
    if (is_wide) {
        write_wide_row(latex, grid, row);
    } else {
        for (size_t i = 0; i < grid->table->column_count; i++) {
            latex_put(latex, i ? "& \\lampiranisi{" : "\\lampiranisi{");
            if (i == 0 && grid->goes_on)
                latex_put(latex, "\\lampiransama");
            write_cell_content(latex, grid, row, i);
            latex_put(latex, "}\n");
        }
    }
    latex_put(latex, "\\lampiranakhir");
    if (heads_group(grid, row))
        latex_put(latex, "\\lampirankelompoktabel");
    grid->goes_on = row->next != NULL && !is_wide && is_same(row, row->next);
    if (grid->goes_on)
        latex_put(latex, "\\lampirantetap");
    else if (row->next != NULL && heads_group(grid, row->next))
        latex_put(latex, "\\lampirantutupkelompok");
    if (row->next == NULL)
        latex_put(latex, "\n");
    else
        buffer_format(latex->out,
                      is_wide                   ? "\\addlinespace[%s]\n"
                      : row->next->next == NULL ? "\\lampiranterakhir{%s}\n"
                                                : "\\lampiranantara{%s}\n",
                      room_below(grid, row, is_wide));
}

/* What stands below the table is a last row of it: else it may come on a page of its own. */
static void write_end(struct latex *latex, struct grid *grid)
{
    const struct table *table = grid->table;

    latex->longest = LATEX_LONGEST_WORD;
    latex->table_notes = NULL;
    latex_put(latex, "\\lampirangarisakhir\n");
    if (table->caption.notes != NULL || table->caption.source != NULL || grid->notes.count > 0) {
        buffer_format(latex->out, "\\lampirankaki{%zu}{%%\n", table->column_count);
        latex_below(latex, &grid->notes, &table->caption);
        latex_put(latex, "}\n");
    }
    latex_put(latex, "\\end{longtable}\n");
}

/* The caption stands over the first part, "(lanjutan)" over the others, both with the head. */
static void write_longtable(struct latex *latex, struct grid *grid)
{
    const struct table *table = grid->table;
    bool has_caption = table->caption.words != NULL || table->caption.label != NULL;

    if (!has_caption || grid->is_continued)
        latex_put(latex, "\\lampirantanpanomor\n");
    latex_put(latex, "\\begin{longtable}");
    write_preamble(latex, grid);
    if (!grid->is_continued) {
        latex->longest = LATEX_LONGEST_WORD;
        if (has_caption) {
            latex_caption(latex, &table->caption);
            latex_put(latex, "\\tabularnewline\n");
        }
        write_head(latex, grid);
        latex_put(latex, "\\endfirsthead\n");
    }
    if (has_caption)
        latex_put(latex, "\\caption[]{(\\lampiranlanjutan)}\\tabularnewline\n");
    write_head(latex, grid);
    latex_put(latex, "\\endhead\n\\lampirangaris\n");
    for (const struct row *row = table->rows; row != NULL; row = row->next)
        write_row(latex, grid, row);
    write_end(latex, grid);
}

/*
 * A table within a cell: a paragraph for each of its cells, under the column's head. TeX could not break a real one
 * over pages, and would lose what does not fit.
 */
static void write_inner_table(struct latex *latex, const struct table *table)
{
    for (const struct row *row = table->rows; row != NULL; row = row->next) {
        for (size_t i = 0; i < table->column_count; i++) {
            if (row->cells[i].blocks == NULL)
                continue;
            if (table->has_head && table->columns[i].head != NULL) {
                latex_put(latex, "\\lampiranbagiansel{");
                latex_spans(latex, table->columns[i].head);
                latex_put(latex, ":} ");
            }
            latex_blocks(latex, row->cells[i].blocks);
        }
        if (row->next != NULL)
            latex_put(latex, "\\smallskip ");
    }
}

/* The rows of table, but no more than most. */
static size_t count_rows(const struct table *table, size_t most)
{
    size_t count = 0;

    for (const struct row *row = table->rows; row != NULL && count < most; row = row->next)
        count++;
    return count;
}

static struct column_plan plan_columns(const struct latex *latex, const struct table *table)
{
    const struct report *report = latex->site->report;
    const struct appendix_settings *settings = report ? report->study->info->appendix : NULL;

    return columns_plan_page(latex->arena, table, settings, settings == NULL || settings->font != APPENDIX_TIMES);
}

/* Lines of text that a short table takes, which no page parts; 0: it is not short. */
static int whole_lines(const struct table *table, const struct column_plan *plan)
{
    enum { MOST_TOGETHER = 21, OTHERS = 4 }; /* the latter: caption, head and what is below */
    double lines = plan->lines * 0.85 * (double)count_rows(table, MOST_TOGETHER) + OTHERS;

    return lines <= MOST_TOGETHER ? (int)(lines + 0.5) : 0;
}

static void write_table(struct latex *latex, const struct table *table, const struct column_plan *plan, const char *id,
                        bool is_continued)
{
    struct grid grid = {.table = table, .plan = *plan, .is_continued = is_continued};

    grid.is_long = plan->lines < FEW_LINES || count_rows(table, LONG_ROWS) == LONG_ROWS;
    latex_line(latex);
    int whole = whole_lines(table, plan);
    if (whole > 0)
        buffer_format(latex->out, "\\lampiranutuh{%d}", whole);
    latex_put(latex, "\\begin{lampirantabel}");
    if (plan->letter_size < 1)
        buffer_format(latex->out, "[\\lampiranrapat{%.1f}]", plan->letter_size);
    latex_put(latex, "\n");
    latex_put_anchor(latex, id);
    latex->table_notes = &grid.notes;
    write_longtable(latex, &grid);
    latex_put(latex, "\\end{lampirantabel}\n");
    latex_put(latex, "\n");
}

/* Below each part but the last stands that there are more columns. */
static void write_parts(struct latex *latex, const struct block *block, const struct list *parts)
{
    const char *more = latex_label(latex, "table_columns_follow", "");

    for (size_t i = 0; i < parts->count; i++) {
        struct table *part = parts->items[i];
        if (i + 1 < parts->count && *more != '\0')
            part->caption.notes = block_text(latex->arena, more, block->place);
        const struct column_plan plan = plan_columns(latex, part);
        write_table(latex, part, &plan, i == 0 ? block->id : NULL, i > 0);
    }
}

void latex_table(struct latex *latex, const struct block *block)
{
    const struct table *table = block->table;
    struct list parts = {0};

    if (table->column_count == 0)
        return;
    if (latex->in_cell) {
        write_inner_table(latex, table);
        return;
    }
    const struct column_plan plan = plan_columns(latex, table);
    if (!plan.fits)
        parts = columns_parts(latex->arena, table, &plan);
    if (parts.count > 1)
        write_parts(latex, block, &parts);
    else
        write_table(latex, table, &plan, block->id, false);
}

int latex_table_room(struct latex *latex, const struct block *table)
{
    struct column_plan plan = plan_columns(latex, table->table);
    int whole = whole_lines(table->table, &plan);

    /* Heading, caption, head; then the table, or a row of smaller lines, of which no more than 7 stay together. */
    return whole > 0 ? whole + 4 : 8 + (int)((plan.first_lines < 7 ? plan.first_lines : 7) * 0.85 + 0.5);
}

bool latex_is_turned(struct latex *latex, const struct block *table)
{
    return plan_columns(latex, table->table).landscape;
}
