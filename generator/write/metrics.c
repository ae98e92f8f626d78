#include "write/write.h"

/* Widths of the characters from space to tilde in Latin Modern, in thousandths of an em; Times is a little narrower. */
enum { FIRST_KNOWN = 0x20, LAST_KNOWN = 0x7e, KNOWN = LAST_KNOWN - FIRST_KNOWN + 1 };

static const unsigned short regular[KNOWN] = {
    333, 278, 374, 833, 500, 833, 778, 278, 389, 389, 500, 778, 278, 333, 278, 500, /* space to slash */
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 778, 778, 778, 472, /* digits to ? */
    778, 750, 708, 722, 764, 681, 653, 785, 750, 361, 514, 778, 625, 917, 750, 778, /* @ to O */
    681, 778, 736, 556, 722, 750, 750, 1028, 750, 750, 611, 278, 500, 278, 556, 750, /* P to _ */
    500, 500, 556, 444, 556, 444, 306, 500, 556, 278, 306, 528, 278, 833, 556, 500, /* ` to o */
    556, 528, 392, 394, 389, 556, 528, 722, 528, 528, 444, 500, 278, 500, 556, /* p to ~ */
};

static const unsigned short bold[KNOWN] = {
    383, 350, 481, 958, 575, 958, 894, 319, 447, 447, 575, 894, 319, 383, 319, 575, /* space to slash */
    575, 575, 575, 575, 575, 575, 575, 575, 575, 575, 319, 319, 894, 894, 894, 543, /* digits to ? */
    894, 869, 818, 831, 882, 756, 724, 904, 900, 436, 594, 901, 692, 1092, 900, 864, /* @ to O */
    786, 864, 862, 639, 800, 885, 869, 1189, 869, 869, 703, 319, 575, 319, 556, 869, /* P to _ */
    575, 559, 639, 511, 639, 527, 351, 575, 639, 319, 351, 607, 319, 958, 639, 575, /* ` to o */
    639, 607, 474, 454, 447, 639, 607, 831, 607, 607, 511, 575, 319, 575, 556, /* p to ~ */
};

enum { WIDTH_OTHER = 510, WIDTH_WIDE = 1000, FIRST_WIDE = 0x2e80 };

double metrics_letter(unsigned long character, bool is_bold)
{
    unsigned long known = character - FIRST_KNOWN;

    /* Not (is_bold ? bold : regular)[known], which gcc's object-size sanitizer takes for a read beyond the table. */
    if (character >= FIRST_KNOWN && character <= LAST_KNOWN)
        return (is_bold ? bold[known] : regular[known]) / 1000.0;
    return (character < FIRST_WIDE ? WIDTH_OTHER : WIDTH_WIDE) / 1000.0;
}
