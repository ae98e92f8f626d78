#include "write/write.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/text.h"
#include "document/document.h"

#include <string.h>

/* ---- letters ---- */

/* Widths of the characters from space to tilde in Latin Modern, in thousandths of an em; Times is a little narrower. */
enum { FIRST_KNOWN = 0x20, LAST_KNOWN = 0x7e, KNOWN = LAST_KNOWN - FIRST_KNOWN + 1 };

static const unsigned short regular[KNOWN] = {
    333, 278, 374, 833, 500, 833, 778, 278,  389, 389, 500, 778, 278, 333, 278, 500, /* space to slash */
    500, 500, 500, 500, 500, 500, 500, 500,  500, 500, 278, 278, 778, 778, 778, 472, /* digits to ? */
    778, 750, 708, 722, 764, 681, 653, 785,  750, 361, 514, 778, 625, 917, 750, 778, /* @ to O */
    681, 778, 736, 556, 722, 750, 750, 1028, 750, 750, 611, 278, 500, 278, 556, 750, /* P to _ */
    500, 500, 556, 444, 556, 444, 306, 500,  556, 278, 306, 528, 278, 833, 556, 500, /* ` to o */
    556, 528, 392, 394, 389, 556, 528, 722,  528, 528, 444, 500, 278, 500, 556,      /* p to ~ */
};

static const unsigned short bold[KNOWN] = {
    383, 350, 481, 958, 575, 958, 894, 319,  447, 447, 575, 894, 319, 383,  319, 575, /* space to slash */
    575, 575, 575, 575, 575, 575, 575, 575,  575, 575, 319, 319, 894, 894,  894, 543, /* digits to ? */
    894, 869, 818, 831, 882, 756, 724, 904,  900, 436, 594, 901, 692, 1092, 900, 864, /* @ to O */
    786, 864, 862, 639, 800, 885, 869, 1189, 869, 869, 703, 319, 575, 319,  556, 869, /* P to _ */
    575, 559, 639, 511, 639, 527, 351, 575,  639, 319, 351, 607, 319, 958,  639, 575, /* ` to o */
    639, 607, 474, 454, 447, 639, 607, 831,  607, 607, 511, 575, 319, 575,  556,      /* p to ~ */
};

enum { WIDTH_OTHER = 510, WIDTH_WIDE = 1000, FIRST_WIDE = 0x2e80 };

/* How wide a character is in print, in ems of its letters. */
static double width_of_letter(unsigned long character, bool is_bold)
{
    unsigned long known = character - FIRST_KNOWN;

    /* Not (is_bold ? bold : regular)[known], which gcc's object-size sanitizer takes for a read beyond the table. */
    if (character >= FIRST_KNOWN && character <= LAST_KNOWN)
        return (is_bold ? bold[known] : regular[known]) / 1000.0;
    return (character < FIRST_WIDE ? WIDTH_OTHER : WIDTH_WIDE) / 1000.0;
}

/* ---- what is planned ---- */

/* All widths are in ems of the letters of the table; a letter has about half an em. */
static const double table_points = 10; /* where the study asks for no other letters */
static const double line_points = 398, line_centimetres = 14;
static const double turned_points = 662;
static const double gap_points = 8;        /* between two columns */
static const double crowded_points = 5;    /* the same of a table whose columns would not fit in its line */
static const double crowded_letters = 0.9; /* and what its letters are of those of others, less by steps */
static const double crowded_step = 0.1, crowded_least = 0.7;
static const double letter = 0.5;        /* the middle width of one */
static const double word_limit = 9.5;    /* what is longer is hyphenated, or parted at its marks */
static const double narrow_limit = 7;    /* the same, where the page would be too narrow else */
static const double tight_limit = 4.2;   /* the same, where no page would hold the table: what is between two hyphens */
static const double prose = 45;          /* a paragraph that long needs room to be read */
static const double prose_minimum = 7.5; /* at least so much */
static const double slack = 0.3;         /* on the right of a line, so that none is set too tight */
static const double ragged = 1.4;        /* the same of a line that another follows: the next word did not fit */
static const double most_counted = 2000; /* of one cell: what is longer does not widen the column further */

enum {
    MOST_SAMPLES = 60,    /* rows that are measured for the lines of their cells */
    MOST_MOVES = 120,     /* of room from column to column */
    MOST_MOVED = 12,      /* columns: with more of them no room is left to move */
    MOST_PARAGRAPHS = 12, /* of a cell that are counted one by one, the rest as one */
    LEAST_PARTED = 9,     /* letters of a word that is surely hyphenated: "dukungan" is not, with three at each end */
    ENDLESS_ROWS = 300,   /* page after page of the same columns: smaller letters save one in six */
};

/* The paragraphs of a cell, as the lengths of their lines. */
struct extent {
    double paragraphs[MOST_PARAGRAPHS];
    size_t count;
};

/* What a column holds at least: with no word of letters longer than tight_limit, or than narrow_limit, or all of it. */
enum least { TIGHT, LIMITED, LONGEST, LEASTS };

struct measure {
    double least[LEASTS]; /* the longest word, or what else stays in one line */
    double natural;       /* what the column would fill at most */
    double weight;        /* its part in the length of the rows */
};

/* A table that is planned. */
struct sheet {
    const struct table *table;
    struct measure *measures;
    struct extent *extents; /* of the sampled rows, cell by cell */
    size_t samples;
    double gap;
};

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static double smaller(double a, double b)
{
    return a < b ? a : b;
}

/* ---- how much text there is ---- */

/* A word of letters may be hyphenated, one with a digit may not; what is longer than any column is parted anyway. */
static void measure_word(struct measure *measure, double word, size_t letters, bool has_digit)
{
    bool is_parted = word > word_limit, is_whole = has_digit && !is_parted;

    measure->least[LONGEST] = larger(measure->least[LONGEST], is_parted ? narrow_limit : word);
    measure->least[LIMITED] = larger(measure->least[LIMITED], is_whole ? word : smaller(word, narrow_limit));
    is_whole = is_whole || letters < LEAST_PARTED;
    measure->least[TIGHT] = larger(measure->least[TIGHT], is_whole ? word : smaller(word, tight_limit));
}

/* The length of text, as far as it counts; its first bytes are bold, as many as that. */
static double measure_text(struct measure *measure, const char *text, size_t bold_bytes)
{
    const char *behind_bold = text + bold_bytes;
    double length = 0, word = 0;
    size_t letters = 0;
    bool has_digit = false;

    while (*text != '\0' && length < most_counted) {
        bool is_bold = text < behind_bold;
        unsigned long c = text_next(&text);
        bool ends_word = c == ' ' || (c == '-' && (*text < '0' || *text > '9'));
        double width = width_of_letter(c, is_bold);
        length += width;
        word += c == ' ' ? 0 : width;
        letters += c != ' ';
        has_digit = has_digit || ascii_is_digit((int)c);
        if (ends_word || *text == '\0') {
            measure_word(measure, word, letters, has_digit);
            word = 0;
            letters = 0;
            has_digit = false;
        }
    }
    return length;
}

static void add_paragraph(struct extent *extent, double length)
{
    if (extent == NULL)
        return;
    if (extent->count < MOST_PARAGRAPHS)
        extent->paragraphs[extent->count++] = length;
    else
        extent->paragraphs[MOST_PARAGRAPHS - 1] += length;
}

static void measure_paragraph(struct measure *measure, struct extent *extent, const char *text, size_t bold_bytes)
{
    double length = measure_text(measure, text, bold_bytes);

    if (length > prose) {
        measure->least[LONGEST] = larger(measure->least[LONGEST], prose_minimum);
        measure->least[LIMITED] = larger(measure->least[LIMITED], prose_minimum);
    }
    measure->natural = larger(measure->natural, length);
    measure->weight += length;
    add_paragraph(extent, length);
}

/* What a paragraph prints, page numbers among it. */
static const char *printed_text(struct arena *arena, const struct block *block)
{
    struct block alone = *block;

    alone.next = NULL;
    const char *text = plain_blocks(arena, &alone);
    for (const struct span *span = block->spans; span != NULL; span = span->next) {
        if (span->kind == SPAN_PAGE_NUMBER)
            text = arena_concat(arena, text, ", hlm.\u00a0100", NULL);
    }
    return text;
}

/* How many bytes of what spans print are bold, from the first on: "**Tempat:** Kota Contoh" begins so. */
static size_t bold_beginning(struct arena *arena, const struct span *spans)
{
    if (spans == NULL || spans->kind != SPAN_STRONG)
        return 0;
    struct span alone = *spans;
    alone.next = NULL;
    return strlen(plain_spans(arena, &alone));
}

/* A picture takes the width that it gets: columns of them are alike, whatever is said of each to those who do not see
 * it. */
static void measure_picture(struct measure *measure, struct extent *extent)
{
    measure->least[LONGEST] = larger(measure->least[LONGEST], narrow_limit);
    measure->natural = larger(measure->natural, prose);
    measure->weight += prose;
    add_paragraph(extent, prose);
}

/* extent may be NULL. */
static void measure_blocks(struct arena *arena, const struct block *blocks, struct measure *measure,
                           struct extent *extent)
{
    for (; blocks != NULL; blocks = blocks->next) {
        if (blocks->spans != NULL && blocks->spans->kind == SPAN_IMAGE) {
            measure_picture(measure, extent);
        } else if (blocks->children == NULL) {
            measure_paragraph(measure, extent, printed_text(arena, blocks), bold_beginning(arena, blocks->spans));
        } else {
            measure_blocks(arena, blocks->children, measure, extent);
        }
    }
}

static void measure_row(struct arena *arena, struct sheet *sheet, const struct row *row, struct extent *extents)
{
    for (size_t i = 0; i < sheet->table->column_count; i++) {
        const struct cell *cell = &row->cells[i];
        if (cell->column_span > 1)
            i += (size_t)cell->column_span - 1;
        else if (cell->blocks != NULL)
            measure_blocks(arena, cell->blocks, &sheet->measures[i], extents ? &extents[i] : NULL);
    }
}

/* Rows that are sampled are spread over the table. */
static size_t measure_rows(struct arena *arena, struct sheet *sheet)
{
    size_t columns = sheet->table->column_count, count = 0, at = 0;

    for (const struct row *row = sheet->table->rows; row != NULL; row = row->next)
        count++;
    sheet->extents = arena_alloc(arena, (MOST_SAMPLES + 1) * (columns + 1) * sizeof *sheet->extents);
    for (const struct row *row = sheet->table->rows; row != NULL; row = row->next, at++) {
        bool is_sampled = at % (count / MOST_SAMPLES + 1) == 0 && sheet->samples < MOST_SAMPLES;
        measure_row(arena, sheet, row, is_sampled ? &sheet->extents[sheet->samples * columns] : NULL);
        sheet->samples += is_sampled;
    }
    return count;
}

/* Returns the number of rows. */
static size_t measure_table(struct arena *arena, struct sheet *sheet)
{
    const struct table *table = sheet->table;
    size_t count = measure_rows(arena, sheet);

    for (size_t i = 0; i < table->column_count; i++) {
        struct measure *measure = &sheet->measures[i];
        measure->weight /= (double)(count + 1);
        if (table->has_head) {
            const char *head = span_plain(arena, table->columns[i].head);
            measure->natural = larger(measure->natural, measure_text(measure, head, strlen(head)));
        }
        measure->least[LONGEST] = larger(measure->least[LONGEST], 2 * letter) + slack;
        measure->least[LIMITED] = larger(measure->least[LIMITED], 2 * letter) + slack;
        measure->least[TIGHT] = larger(measure->least[TIGHT], 2 * letter);
        measure->natural = larger(measure->natural + slack, measure->least[LONGEST]);
        measure->weight = larger(measure->weight + measure->natural / 4, letter);
    }
    return count;
}

/* ---- how many lines it takes ---- */

static double lines_of(const struct extent *extent, double width)
{
    double lines = 0;

    /* The last line of a paragraph is half full, and none ends quite at the margin. */
    for (size_t i = 0; i < extent->count; i++)
        lines += extent->paragraphs[i] <= width - slack
                     ? 1
                     : larger(extent->paragraphs[i] / larger(width - ragged, 1) + 0.5, 1);
    return lines;
}

/* Lines of a sampled row, with a little for each cell that has more of them. */
static double row_height(const struct sheet *sheet, size_t row, const double *widths)
{
    size_t count = sheet->table->column_count;
    double most = 0, all = 0;

    for (size_t i = 0; i < count; i++) {
        double lines = lines_of(&sheet->extents[row * count + i], widths[i]);
        most = larger(most, lines);
        all += lines;
    }
    return most + all / 12;
}

static double height_of(const struct sheet *sheet, const double *widths)
{
    double height = 0;

    for (size_t row = 0; row < sheet->samples; row++)
        height += row_height(sheet, row, widths);
    return height;
}

/* A row that names those below it is not measured, and stays with the next one. */
static double first_height(const struct sheet *sheet, const double *widths)
{
    double height = sheet->samples > 0 ? row_height(sheet, 0, widths) : 0;

    return height > 0 || sheet->samples < 2 ? height : 2 + row_height(sheet, 1, widths);
}

/* ---- who gets what ---- */

/* Room for all columns: each gets its least, the rest goes to those who have more to say. */
static void share_out(const struct sheet *sheet, const double *least, double room, double *widths)
{
    const struct measure *measures = sheet->measures;
    size_t count = sheet->table->column_count;
    double left = room, weights = 0;

    for (size_t i = 0; i < count; i++) {
        widths[i] = least[i];
        left -= widths[i];
        weights += widths[i] < measures[i].natural ? measures[i].weight : 0;
    }
    for (int round = 0; round < 8 && left > letter / 2 && weights > 0; round++) {
        double given = 0, next_weights = 0;
        for (size_t i = 0; i < count; i++) {
            if (widths[i] >= measures[i].natural)
                continue;
            double more = left * measures[i].weight / weights;
            if (widths[i] + more > measures[i].natural)
                more = measures[i].natural - widths[i];
            widths[i] += more;
            given += more;
            next_weights += widths[i] < measures[i].natural ? measures[i].weight : 0;
        }
        left -= given;
        weights = next_weights;
    }
}

/* Given widths are taken as shares of the line; the computed ones share what they leave. */
static void set_shares(const struct table *table, const double *widths, double *shares)
{
    double given = 0, computed = 0;

    for (size_t i = 0; i < table->column_count; i++) {
        given += table->columns[i].width;
        computed += table->columns[i].width > 0 ? 0 : widths[i];
    }
    double left = given < 0.95 ? 1 - given : 0.05;
    double whole = computed > 0 ? given + left : given;
    for (size_t i = 0; i < table->column_count; i++) {
        double width = table->columns[i].width;
        shares[i] = (width > 0 ? width : left * widths[i] / computed) / (whole > 0 ? whole : 1);
    }
}

/* What a column lacks for its longest word is taken from those that have more than they need. */
static void mend_widths(size_t count, const double *least, double *widths)
{
    double lacking = 0, spare = 0;

    for (size_t i = 0; i < count; i++) {
        double over = widths[i] - least[i];
        lacking += over < 0 ? -over : 0;
        spare += over > 0 ? over : 0;
    }
    double taken = smaller(lacking, spare);
    for (size_t i = 0; i < count && lacking > 0; i++) {
        double over = widths[i] - least[i];
        if (over != 0)
            widths[i] -= over * taken / (over < 0 ? lacking : spare);
    }
}

/* The best move of step from one column to another that makes the table shorter. False: there is none. */
static bool move_once(const struct sheet *sheet, const double *least, double step, double *widths, double *height)
{
    size_t count = sheet->table->column_count, best_from = 0, best_to = 0;
    double best = *height - 0.01;

    for (size_t pair = 0; pair < count * count; pair++) {
        size_t from = pair / count, to = pair % count;
        if (from == to || widths[from] - step < least[from])
            continue;
        widths[from] -= step;
        widths[to] += step;
        double tried = height_of(sheet, widths);
        widths[from] += step;
        widths[to] -= step;
        if (tried < best) {
            best = tried;
            best_from = from;
            best_to = to;
        }
    }
    if (best_from == best_to)
        return false;
    widths[best_from] -= step;
    widths[best_to] += step;
    *height = best;
    return true;
}

/* Widths given by who made the table are left only where it becomes shorter by a twelfth. */
static void shorten(struct arena *arena, const struct sheet *sheet, const double *least, double *widths)
{
    static const double steps[] = {4, 2, 1, 0.5};
    size_t count = sheet->table->column_count;
    double *tried = arena_alloc(arena, (count + 1) * sizeof *tried);
    double before = height_of(sheet, widths), height = before, enough = before;
    int moves = 0;

    if (count > MOST_MOVED)
        return;
    memcpy(tried, widths, count * sizeof *tried);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        while (moves < MOST_MOVES && move_once(sheet, least, steps[i], tried, &height))
            moves++;
    }
    for (size_t i = 0; i < count; i++)
        enough = sheet->table->columns[i].width > 0 ? before * 11 / 12 : enough;
    if (height < enough)
        memcpy(widths, tried, count * sizeof *tried);
}

/* Small letters of Latin Modern are wider in proportion; size 0: of others, which are not. */
static double widened(double size)
{
    static const struct {
        double below, times;
    } designs[] = {{5.5, 1.361}, {6.5, 1.217}, {7.5, 1.136}, {8.5, 1.063}, {9.5, 1.028}};

    for (size_t i = 0; size > 0 && i < sizeof designs / sizeof *designs; i++) {
        if (size < designs[i].below)
            return designs[i].times;
    }
    return 1;
}

/* What all columns hold at least, and the gaps between them. */
static double sum_of(const struct sheet *sheet, enum least least)
{
    double sum = -sheet->gap;

    for (size_t i = 0; i < sheet->table->column_count; i++)
        sum += sheet->measures[i].least[least] + sheet->gap;
    return sum;
}

/* What each column must hold: its longest word, or less of it where all of them do not fit; numbers stay whole. */
static double *least_widths(struct arena *arena, const struct sheet *sheet, double room)
{
    size_t count = sheet->table->column_count;
    double *least = arena_alloc(arena, (count + 1) * sizeof *least);
    enum least low = sum_of(sheet, LIMITED) <= room ? LIMITED : TIGHT, high = low + 1;
    double less = sum_of(sheet, low), more = sum_of(sheet, high);
    double part = more <= room ? 1 : less >= room ? 0 : (room - less) / (more - less);

    for (size_t i = 0; i < count; i++) {
        const struct measure *measure = &sheet->measures[i];
        least[i] = measure->least[low] + part * (measure->least[high] - measure->least[low]);
    }
    return least;
}

/* Widths of the columns in a line of room. */
static double *plan_widths(struct arena *arena, const struct sheet *sheet, double room)
{
    size_t count = sheet->table->column_count;
    double *widths = arena_alloc(arena, (count + 1) * sizeof *widths);
    double *shares = arena_alloc(arena, (count + 1) * sizeof *shares);
    double *least = least_widths(arena, sheet, room);

    share_out(sheet, least, room + sheet->gap - sheet->gap * (double)count, widths);
    for (size_t i = 0; i < count; i++)
        widths[i] += sheet->gap;
    set_shares(sheet->table, widths, shares);
    for (size_t i = 0; i < count; i++)
        widths[i] = larger(shares[i] * (room + sheet->gap) - sheet->gap, letter);
    mend_widths(count, least, widths);
    shorten(arena, sheet, least, widths);
    return widths;
}

/* The next smaller letters, with smaller gaps. Returns the points of one em. */
static double make_smaller(struct sheet *sheet, struct column_plan *plan)
{
    plan->letter_size = plan->letter_size < 1 ? plan->letter_size - crowded_step : crowded_letters;
    double letters = plan->letter_size * plan->points * widened(plan->letter_size * plan->size);
    sheet->gap = crowded_points / letters;
    return letters;
}

struct column_plan columns_plan(struct arena *arena, const struct table *table, double points, double size)
{
    size_t count = table->column_count;
    struct column_plan plan = {.letter_size = 1, .points = points, .size = size};
    double letters = points * widened(size);
    struct sheet sheet = {.table = table, .gap = gap_points / letters};

    sheet.measures = arena_alloc(arena, (count + 1) * sizeof *sheet.measures);
    plan.shares = arena_alloc(arena, (count + 1) * sizeof *plan.shares);
    plan.letters = arena_alloc(arena, (count + 1) * sizeof *plan.letters);
    if (measure_table(arena, &sheet) >= ENDLESS_ROWS)
        letters = make_smaller(&sheet, &plan);
    plan.landscape = table->orientation == ORIENTATION_AUTO ? sum_of(&sheet, LIMITED) > line_points / letters
                                                            : table->orientation == ORIENTATION_LANDSCAPE;
    double line = plan.landscape ? turned_points : line_points;
    while (!(plan.fits = sum_of(&sheet, plan.letter_size < 1 ? TIGHT : LIMITED) <= line / letters) &&
           plan.letter_size > crowded_least + crowded_step / 2) {
        letters = make_smaller(&sheet, &plan);
        plan.crowded = true;
    }
    double room = line / letters;
    const double *widths = plan_widths(arena, &sheet, room);
    plan.lines = sheet.samples > 0 ? height_of(&sheet, widths) / (double)sheet.samples : 0;
    plan.first_lines = first_height(&sheet, widths);
    for (size_t i = 0; i < count; i++) {
        plan.shares[i] = (widths[i] + sheet.gap) / (room + sheet.gap);
        plan.letters[i] = widths[i] > 4 * letter ? (size_t)(widths[i] / letter) : 4;
    }
    return plan;
}

struct column_plan columns_plan_page(struct arena *arena, const struct table *table,
                                     const struct appendix_settings *settings, bool modern)
{
    struct appendix_page page = appendix_page(settings);
    double size = settings && settings->font_size.value > 0 ? settings->font_size.value : table_points;

    return columns_plan(arena, table, size * line_centimetres / (page.width - page.left - page.right),
                        modern ? size : 0);
}

/* ---- turned pages ---- */

/* Letters that may lead to a wide block on its page. */
enum { MOST_LETTERS_OF_LEAD = 600 };

static const char class[] = "landscape";

static bool is_wide(const struct landscape *landscape, const struct block *block)
{
    return block != NULL && landscape->is_wide(landscape->writer, block);
}

/* Headings, paragraphs, and boxes of paragraphs: they can be on any page. */
static bool is_light(const struct block *block)
{
    if (block->kind == BLOCK_HEADING || block->kind == BLOCK_PARAGRAPH)
        return true;
    if (block->kind != BLOCK_CALLOUT)
        return false;
    for (const struct block *child = block->children; child != NULL; child = child->next) {
        if (child->kind != BLOCK_PARAGRAPH)
            return false;
    }
    return true;
}

/* The table or wide block that block is or, by headings and few words, leads to; NULL if something else comes first. */
static const struct block *next_table(const struct landscape *landscape, const struct block *block)
{
    size_t letters = 0;

    for (; block != NULL && is_light(block) && letters <= MOST_LETTERS_OF_LEAD; block = block->next) {
        const struct block alone = {.spans = block->spans, .children = block->children};
        letters += strlen(block_plain(landscape->arena, &alone));
    }
    if (block == NULL || letters > MOST_LETTERS_OF_LEAD)
        return NULL;
    return block->kind == BLOCK_TABLE || is_wide(landscape, block) ? block : NULL;
}

/* next_table if that is wide, else NULL. */
static const struct block *next_wide(const struct landscape *landscape, const struct block *block)
{
    const struct block *table = next_table(landscape, block);

    return is_wide(landscape, table) ? table : NULL;
}

/* The page stays turned: another wide block follows, or a table that turns along before another or at the very end. */
static bool stays_turned(const struct landscape *landscape, const struct block *block)
{
    const struct block *table = next_table(landscape, block);

    return table != NULL &&
           (is_wide(landscape, table) || table->next == NULL || next_wide(landscape, table->next) != NULL);
}

/* The last block of the group whose first wide block is wide. */
static const struct block *find_end(const struct landscape *landscape, const struct block *wide)
{
    const struct block *last = wide;

    while ((wide = stays_turned(landscape, last->next) ? next_table(landscape, last->next) : NULL) != NULL)
        last = wide;
    return last;
}

/* Copies the blocks from first to last to the end of a list. Returns its new end. */
static struct block **copy_blocks(struct arena *arena, const struct block *first, const struct block *last,
                                  struct block **end)
{
    for (const struct block *block = first;; block = block->next) {
        *end = arena_alloc(arena, sizeof **end);
        **end = *block;
        (*end)->next = NULL;
        end = &(*end)->next;
        if (block == last)
            return end;
    }
}

/* Only at the start, at a heading and at a table does a lead begin: a group does not cut a text in two. */
static const struct block *begins_group(const struct landscape *landscape, const struct block *blocks,
                                        const struct block *block)
{
    bool may_lead = block == blocks || block->kind == BLOCK_HEADING || block->kind == BLOCK_TABLE;

    return may_lead || is_wide(landscape, block) ? next_wide(landscape, block) : NULL;
}

const struct block *landscape_group(const struct landscape *landscape, const struct block *blocks)
{
    struct block *grouped = NULL, **end = &grouped;
    const struct block *done = blocks; /* what is before it was copied */

    for (const struct block *block = blocks; block != NULL; block = block->next) {
        const struct block *wide = begins_group(landscape, blocks, block);
        if (wide == NULL)
            continue;
        for (; done != block; done = done->next)
            end = copy_blocks(landscape->arena, done, done, end);
        struct block *group = arena_alloc(landscape->arena, sizeof *group);
        *group = (struct block){.kind = BLOCK_SECTION, .info = class};
        block = find_end(landscape, wide);
        copy_blocks(landscape->arena, done, block, &group->children);
        *end = group;
        end = &group->next;
        done = block->next;
    }
    *end = (struct block *)done;
    return grouped;
}

bool landscape_starts(const struct landscape *landscape, const struct block *blocks)
{
    return next_wide(landscape, blocks) != NULL;
}

bool landscape_is_group(const struct block *block)
{
    return block != NULL && block->kind == BLOCK_SECTION && block->info == class;
}
