#include "typeset/private.h"

#include "base/buffer.h"

#include <stdbool.h>
#include <string.h>

/*
 * Word's schema wants the children of these elements in one order, in which pandoc does not write them and into which
 * what is added here need not be put.  Of settings only those are named that pandoc takes over.
 */
static const struct order {
    const char *element, *children;
} orders[] = {
    {"w:rPr",
     " ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss "
     "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr "
     "shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange "},
    {"w:pPr", " pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
              "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
              "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
              "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange "},
    {"w:tblPr", " tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
                "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange "},
    {"w:tcPr", " cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign "
               "hideMark headers cellIns cellDel cellMerge tcPrChange "},
    {"w:style", " name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat "
                "locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr "},
    {"m:rPr", " m:lit m:nor m:scr m:sty m:brk m:aln "},
    {"m:dPr", " m:begChr m:sepChr m:endChr m:grow m:shp m:ctrlPr "},
    {"m:mcPr", " m:count m:mcJc "},
    {"w:settings", " zoom embedSystemFonts mirrorMargins gutterAtTop proofState stylePaneFormatFilter trackRevisions "
                   "doNotTrackMoves documentProtection defaultTabStop autoHyphenation consecutiveHyphenLimit "
                   "hyphenationZone doNotHyphenateCaps evenAndOddHeaders drawingGridHorizontalSpacing "
                   "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
                   "characterSpacingControl savePreviewPicture updateFields footnotePr endnotePr compat rsids m:mathPr "
                   "themeFontLang clrSchemeMapping decimalSymbol listSeparator "},
};

/* No element of those has more, or holds more of them in each other; one that has stays as it is. */
enum { MOST_CHILDREN = 64, MOST_LEVELS = 8 };

struct child {
    const char *start, *end;
    size_t rank;
};

/* Letters of the name at text, which follows a '<'. */
static size_t name_length(const char *text)
{
    return strcspn(text, " />\t\r\n");
}

static const struct order *order_of(const char *tag)
{
    size_t length = name_length(tag + 1);

    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        if (strlen(orders[i].element) == length && strncmp(orders[i].element, tag + 1, length) == 0)
            return &orders[i];
    }
    return NULL;
}

/* Where the tag at text ends. NULL: it does not. */
static const char *after_tag(const char *text)
{
    const char *end = strncmp(text, "<!--", 4) == 0 ? strstr(text, "-->") : strchr(text, '>');

    return end ? strchr(end, '>') + 1 : NULL;
}

/* Where the element ends that begins at text. NULL: it does not, or is damaged. */
static const char *after_element(const char *text)
{
    int depth = 0;

    do {
        const char *tag = strchr(text, '<'), *end = tag ? after_tag(tag) : NULL;
        if (end == NULL)
            return NULL;
        if (tag[1] == '/')
            depth--;
        else if (tag[1] != '!' && tag[1] != '?' && end[-2] != '/')
            depth++;
        text = end;
    } while (depth > 0);
    return text;
}

/* The place of the child at tag among those of order; what it does not name comes last. */
static size_t rank_of(const struct order *order, const char *tag)
{
    const char *name = strncmp(tag, "<w:", 3) == 0 ? tag + 3 : tag + 1, *found = order->children;

    for (size_t length = name_length(name); *found != '\0'; found += strcspn(found, " ")) {
        found++;
        if (strncmp(found, name, length) == 0 && found[length] == ' ')
            break;
    }
    return (size_t)(found - order->children);
}

/* Sorts the children between text and end into children, those of one rank as they came. False: they are too many. */
static bool sort_children(const struct order *order, const char *text, const char *end, struct child *children,
                          size_t *count)
{
    for (*count = 0; (text = strchr(text, '<')) != NULL && text < end; ++*count) {
        struct child child = {text, after_element(text), rank_of(order, text)};
        size_t place = *count;
        if (child.end == NULL || child.end > end || place == MOST_CHILDREN)
            return false;
        for (; place > 0 && children[place - 1].rank > child.rank; place--)
            children[place] = children[place - 1];
        children[place] = child;
        text = child.end;
    }
    return true;
}

/* Adds the text from start to end, in which what has an order is sorted, and so within that. */
static void put_sorted(const char *start, const char *end, int levels, struct buffer *out)
{
    struct child children[MOST_CHILDREN];
    size_t count;

    for (const char *tag = start; levels > 0 && (tag = strchr(tag, '<')) != NULL && tag < end; tag++) {
        const struct order *order = order_of(tag);
        const char *content = order ? after_tag(tag) : NULL, *close = content ? after_element(tag) : NULL;
        if (close == NULL || close > end || content == close)
            continue;
        while (*--close != '<')
            ;
        if (!sort_children(order, content, close, children, &count))
            continue;
        buffer_bytes(out, start, (size_t)(content - start));
        for (size_t i = 0; i < count; i++)
            put_sorted(children[i].start, children[i].end, levels - 1, out);
        start = tag = close;
    }
    buffer_bytes(out, start, (size_t)(end - start));
}

void docx_order(const char *part, struct buffer *out)
{
    put_sorted(part, part + strlen(part), MOST_LEVELS, out);
}
