#include "write/html/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "write/drawing/drawing.h"

#include <math.h>

/*
 * What is shown beside a link to a page where it is shared: what the page says in letters that can be read when the
 * card is as wide as a phone, and the board of voices where there is one.  It goes where no page explains it, so it
 * says itself when it holds what was made up.
 */

enum {
    EDGE = 64,
    TOP = 84,     /* where the name of the site stands */
    BOTTOM = 574, /* where the address stands */
    SITE = 28,
    TITLE = 34,
    FOOT = 24,
    BADGE = 40,
    SMALLEST = 27,
    SPACE = 28,
    BOARD_LEFT = 590,
    BOARD_TOP = 44,
};

/* Of the widths of diagram_text_width, which are those of wide letters: the style asks for narrower ones. */
static const double narrow = 0.94;

static double width_of(const char *text, double size)
{
    return diagram_text_width(text, size) * narrow;
}

static struct list wrap(const struct html *html, const char *text, double size, double width)
{
    return diagram_wrap(html->arena, text, size * narrow, width);
}

/* At most most lines of text, the last one cut where there are more. Returns where the next line would stand. */
static double write_lines(struct html *html, const char *class, double y, double size, const struct list *lines,
                          size_t most)
{
    for (size_t i = 0; i < lines->count && i < most; i++, y += size * 1.3) {
        bool is_cut = i + 1 == most && most < lines->count;
        const char *line = lines->items[i];
        html_svg_text_sized(html, class, EDGE, y, size, is_cut ? arena_concat(html->arena, line, " …", NULL) : line);
    }
    return y;
}

/* ---- the board ---- */

/* In units of the board, of which SCALE makes larger ones. */
static const double scale = 1.4, letter = 13, labels_least = 186, heads = 148, row_least = 18, row_most = 30,
                    column_least = 20, column_most = 34;

struct board {
    const struct chart *chart;
    double width;
    double height;
    double labels; /* width of the names of the rows */
    double column;
    double row;
    double meanings; /* height of what the marks mean */
};

/* What there is room for. False: for no board, or for one whose marks would touch each other. */
static bool plan_board(struct html *html, const struct chart *chart, struct board *board)
{
    struct buffer unused = {0}, *out = html->out;

    if (chart == NULL || chart->column_count == 0 || chart->point_count == 0)
        return false;
    *board = (struct board){.chart = chart,
                            .width = (HTML_CARD_WIDTH - EDGE - BOARD_LEFT) / scale,
                            .height = (BOTTOM - BOARD_TOP + SPACE) / scale};
    html->out = &unused;
    board->meanings = html_board_meanings(html, chart, board->width, 0);
    html->out = out;
    buffer_free(&unused);
    double rows = (double)(chart->point_count / chart->column_count);
    board->row = fmin(row_most, (board->height - heads - board->meanings) / rows);
    board->column = fmin(column_most, (board->width - labels_least) / (double)chart->column_count);
    board->labels = board->width - board->column * (double)chart->column_count;
    return board->row >= row_least && board->column >= column_least;
}

/* text in one line, cut where it is too long. */
static const char *one_line(struct html *html, const char *text, double width)
{
    if (wrap(html, text, letter, width).count <= 1)
        return text;
    return arena_concat(html->arena, wrap(html, text, letter, width - 1.5 * letter).items[0], " …", NULL);
}

static void write_board(struct html *html, const struct board *board)
{
    const struct chart *chart = board->chart;
    double y = heads;

    html_open_with(html, "g", "transform",
                   arena_format(html->arena, "translate(%d %d) scale(%.1f)", BOARD_LEFT, BOARD_TOP, scale), NULL);
    for (size_t i = 0; i < chart->column_count; i++)
        html_svg_text_up(html, board->labels + board->column * ((double)i + .5) + 4, heads - 6,
                         one_line(html, chart->columns[i], heads - letter));
    for (size_t i = 0; i < chart->point_count; i++) {
        size_t column = i % chart->column_count;
        if (column == 0) {
            html_svg_rect(html, "rule", 0, y, board->width, 1);
            html_svg_text(html, "label", 0, y + board->row / 2 + 5,
                          one_line(html, chart->points[i].label, board->labels - letter / 2));
        }
        html_board_mark(html, chart->points[i].mark, board->labels + board->column * ((double)column + .5),
                        y + board->row / 2);
        y += column + 1 == chart->column_count ? board->row : 0;
    }
    html_board_meanings(html, chart, board->width, y);
    html_close(html);
}

/* ---- the words ---- */

/* From y down to bottom, in the largest letters in which the whole text fits; in the smallest it is cut. */
static void write_text(struct html *html, const char *text, double y, double bottom, double width)
{
    for (double size = 60;; size = fmax(SMALLEST, size - 3)) {
        struct list lines = wrap(html, text, size, width);
        double top = y + size, room = bottom - top;
        size_t most = (size_t)fmax(1, floor(room / (size * 1.3)) + 1);
        if (lines.count > most && size > SMALLEST)
            continue;
        write_lines(html, "says", top, size, &lines, most);
        return;
    }
}

static double badge_width(const char *word)
{
    return width_of(word, FOOT) + BADGE;
}

/* A word on a ground of its own, whose letters stand on y. */
static void write_badge(struct html *html, const char *class, double x, double y, const char *word)
{
    html_svg_start(html, "rect", arena_concat(html->arena, "ground ", class, NULL));
    html_svg_box(html, x, y - 28, badge_width(word), BADGE);
    html_svg_number(html, "rx", BADGE / 2.0);
    html_svg_end(html);
    html_svg_text_sized(html, class, x + BADGE / 2.0, y, FOOT, word);
}

/* What the reader must know of it, side by side or one above the other as the board leaves room, and the address. */
static void write_foot(struct html *html, const struct card *card, bool has_board)
{
    double x = EDGE;

    if (card->made_up != NULL) {
        write_badge(html, "warning", x, BOTTOM, card->made_up);
        x += badge_width(card->made_up) + EDGE / 4.0;
    }
    if (card->standing != NULL && has_board && card->made_up != NULL) {
        write_badge(html, "standing", EDGE, BOTTOM - BADGE - 12, card->standing);
    } else if (card->standing != NULL) {
        write_badge(html, "standing", x, BOTTOM, card->standing);
        x += badge_width(card->standing) + EDGE / 4.0;
    }
    if (!has_board && x + width_of(card->address, FOOT) < HTML_CARD_WIDTH - EDGE)
        html_svg_text_sized(html, "address", HTML_CARD_WIDTH - EDGE, BOTTOM, FOOT, card->address);
}

void html_card(struct html *html, const struct card *card)
{
    struct board board;
    bool has_board = plan_board(html, card->board, &board);
    double y = TOP, width = (has_board ? BOARD_LEFT - EDGE / 2.0 : HTML_CARD_WIDTH - EDGE) - EDGE;
    struct list site = wrap(html, card->site, SITE, width);

    html_svg_open(html, "img", HTML_CARD_WIDTH, HTML_CARD_HEIGHT, true, card->title ? card->title : card->site,
                  card->text);
    html_svg_rect(html, "paper", 0, 0, HTML_CARD_WIDTH, HTML_CARD_HEIGHT);
    html_svg_rect(html, "edge", 0, 0, HTML_CARD_WIDTH, 14);
    y = write_lines(html, "site", y, SITE, &site, 1);
    if (card->title != NULL) {
        struct list title = wrap(html, card->title, TITLE, width);
        y = write_lines(html, "title", y + 12, TITLE, &title, 2) - TITLE / 2.0;
    } else {
        y -= SITE / 2.0;
    }
    write_text(html, card->text, y, BOTTOM - (has_board ? 3 : 1.8) * BADGE, width);
    if (has_board)
        write_board(html, &board);
    write_foot(html, card, has_board);
    html_close_line(html);
}
