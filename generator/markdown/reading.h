#ifndef LAMPIRAN_MARKDOWN_READING_H
#define LAMPIRAN_MARKDOWN_READING_H

/*
 * What the files of this folder share while one source is read; no one else includes this.
 *
 * How extensions live beside CommonMark: lines that open an extension's block (a footnote definition, a
 * directive, a table) are marked and replaced, before cmark sees them, by block markup that cmark places
 * rightly among lists, quotes and fences: a footnote definition by a list item, the others by a one-line HTML
 * block.  A mark that cmark did not take for a block (it stood in a code block, say) is dropped, and the source
 * is read again with that line as it was.  Inline text of such lines (cells, directive labels) is put before
 * the source, each piece as a heading of its own, so that one cmark run reads everything with the same link
 * definitions.  Inline extensions work on the flat text of a leaf block (flat.h).
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/list.h"
#include "markdown/markdown.h"
#include "document/block.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct map;

/* Stands for the bracket of an image where there are too many of them. */
#define STORM_MASK '\x0e'

enum {
    DEEPEST_BLOCK = 64, /* containers within each other; later stages recurse over the tree */
    DEEPEST_SPAN = 64,
    LONGEST_MARKUP = 4096, /* bytes a citation or directive in a line may take: keeps reading linear */
    FOOTNOTE_MARK = 4,     /* width of the list marker that stands for a footnote label: as its continuation */
};

/* Inline text that cmark reads apart from where it stands. */
struct piece {
    const char *text;
    size_t length;
    int line; /* of the source's lines, from 0 */
    int column;
    bool is_cell;       /* holds backslashes, and \| stands for a pipe */
    struct span *spans; /* when read */
    size_t first_call;  /* of the footnote calls in it, among reading->calls */
    size_t call_count;
};

enum mark_kind {
    MARK_FOOTNOTE,
    MARK_DIRECTIVE, /* ::name */
    MARK_OPEN,      /* :::name */
    MARK_CLOSE,     /* ::: */
    MARK_ROW,       /* of a table */
    MARK_STORM,     /* a line of the paragraph with too many images: its brackets are masked */
};

/* A line that is replaced before cmark sees it. */
struct mark {
    enum mark_kind kind;
    int line;     /* from 0 */
    size_t start; /* where in the source its markup starts, after indentation, quote marks and list markers */
    size_t end;   /* where what is replaced ends */
    bool dropped; /* read the line as it is */
    bool used;    /* cmark took it for a block */
    int number;   /* colons of a directive; number of the row, from 0, where 1 is the delimiter row */
    union {
        const char *label;              /* MARK_FOOTNOTE */
        struct directive_line *written; /* MARK_DIRECTIVE, MARK_OPEN */
        struct draft *table;            /* MARK_ROW */
    };
};

struct note; /* footnote.c */

/* Where the leaf block that is being converted stands, and how cmark's columns there become true ones. */
struct leaf {
    const struct piece *piece;
    int line;      /* the line reached, from 0 */
    int last_line; /* of the block */
    int shift;     /* true column - cmark's, on that line */
    int reached;   /* column after what was read last */
    bool unsure;   /* the next inline stands at reached, whatever cmark says */
    bool after_emphasis;
    bool at_start; /* of a line, so it is the first there that is not blank */
};

struct segment {
    size_t start; /* in the flat text */
    int line;
    int column;
    struct span *object; /* NULL: text */
};

struct reading {
    struct arena *arena;   /* of what is returned */
    struct arena *scratch; /* gone when reading ends */
    struct diags *diags;
    const struct markdown_source *source;
    const char *text;
    size_t length;

    uint32_t *starts; /* of each line, and the end of the text */
    int line_count;
    struct mark *marks; /* by line */
    size_t mark_count;
    size_t mark_capacity;
    struct list pieces; /* of struct piece, in the order cmark gets them; of this round */

    struct leaf leaf;
    int quotes; /* block quotes around what is being converted */
    struct buffer flat;
    bool has_masks; /* ever in flat */
    bool has_storm; /* images are masked, by STORM_MASK */
    struct segment *segments;
    size_t segment_count;
    size_t segment_capacity;

    struct map *ids;      /* id -> struct id_use: of headings */
    struct list headings; /* of struct block: those that get an id when all is read */
    struct list captions; /* of struct caption: paragraphs that may belong to a table */
    struct map *notes;    /* folded label -> struct note */
    struct list calls;    /* of struct call: footnote calls, resolved when all is read */
    struct note *note;    /* the definition that is being converted */
    bool deep_reported;
};

/* A copy of what cmark made, in the arena of what is returned. */
char *reading_copy(const struct reading *reading, const char *text, size_t length);

/* The place in the source of a line (from 0) and column (from 1) of the text. */
struct place reading_place(const struct reading *reading, int line, int column);

/* The same place as span lines and columns have it. */
int reading_line(const struct reading *reading, int line);
int reading_column(const struct reading *reading, int column);

/* What a span with this place, as spans have it, is diagnosed at. */
struct place reading_span_place(const struct reading *reading, int line, int column);

/* Reports nesting over the limit, once a source. */
void reading_too_deep(struct reading *reading, struct place place);

#endif
