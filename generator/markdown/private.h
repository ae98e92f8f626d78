#ifndef LAMPIRAN_MARKDOWN_PRIVATE_H
#define LAMPIRAN_MARKDOWN_PRIVATE_H

/*
 * What the files of this folder share while one source is read.
 *
 * How extensions live beside CommonMark: lines that open an extension's block (a footnote definition, a
 * directive, a table) are marked and replaced, before cmark sees them, by block markup that cmark places
 * rightly among lists, quotes and fences: a footnote definition by a list item, the others by a one-line HTML
 * block.  A mark that cmark did not take for a block (it stood in a code block, say) is dropped, and the source
 * is read again with that line as it was.  Inline text of such lines (cells, directive labels) is put before
 * the source, each piece as a heading of its own, so that one cmark run reads everything with the same link
 * definitions.  Inline extensions work on the flat text of a leaf block.
 */

#include "markdown/markdown.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/list.h"
#include "document/document.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct cmark_node;
struct directive_line;
struct draft;
struct map;
struct mark;
struct note;
struct piece;
struct reading;

/* Attributes in braces: {#id .class name=value name="a value" name}. */
struct attributes {
    const char *id;             /* NULL if none */
    int id_column;              /* of the text after its '#' */
    struct argument *arguments; /* .class is the argument "class" */
};

/* Length of the attributes that start with '{' at text, 0 if they are not closed before a line ends. */
size_t attributes_length(const char *text, size_t length);

/*
 * Reads the length bytes of text, from '{' to '}', that stand at line and column (as spans have them). What
 * is wrong is reported and left out; false then.
 */
bool attributes_read(struct reading *reading, struct attributes *attributes, const char *text, size_t length, int line,
                     int column);

/* Removes the argument called name and returns its value, NULL if there is none. */
const char *attributes_take(struct attributes *attributes, const char *name);

/* Reports each argument left, for markup that takes none of them. what: "a table". */
void attributes_refuse(struct reading *reading, const struct attributes *attributes, const char *what);

/*
 * Offset of the ']' that closes the '[' at offset open, 0 if none does before limit or within
 * LONGEST_MARKUP bytes. What follows a backslash counts as text.
 */
size_t bracket_close(const char *text, size_t open, size_t limit);

/* Captions of tables, above or below them: "Table: What it shows {#tbl:label}", ": What it shows". */

/* The text starts with what opens a caption. */
bool caption_starts(const char *text, size_t length);

/*
 * If the flat text from offset on opens a caption, notes paragraph as one and takes its attributes off the
 * text; the spans of the rest become the paragraph's.
 */
void caption_note(struct reading *reading, struct block *paragraph, size_t offset);

/* Gives the tables among blocks their captions out of those noted since first, and undoes the other notes. */
void caption_join(struct reading *reading, struct block **blocks, size_t first);

/*
 * Citations as Pandoc reads them: [@key, hlm. 45; lihat @b], [-@key], @key, @key [hlm. 3]; and
 * cross-references: @tbl:x, @fig:x, @sec:x.
 */

/* The group that starts with the bracket at offset of the flat text, which ends at limit; NULL if none does. */
struct span *citation_group(struct reading *reading, size_t offset, size_t limit, size_t *end);

/*
 * What '@' at offset starts: a citation or cross-reference, NULL if it is text. from is where the text starts,
 * *start where the markup does, before the '@' in -@key.
 */
struct span *citation_narrative(struct reading *reading, size_t from, size_t offset, size_t limit, size_t *start,
                                size_t *end);

/* Directives: :name[text]{a=b} in a line, ::name{a=b} as a block, :::name{a=b} ... ::: around blocks. */

/* Marks the line whose content starts at offset with a colon, if it is a block directive or its end. */
bool directive_mark(struct reading *reading, int line, size_t offset);

/* The label in brackets, NULL if none. */
struct piece *directive_label(struct directive_line *written);

struct place directive_place(const struct reading *reading, const struct mark *mark);

/* The block for a mark, without children; its spans are the label's. */
struct block *directive_block(struct reading *reading, const struct mark *mark);

/*
 * The directive in a line that starts with the colon at offset of the flat text, which ends at limit;
 * NULL if none does. *end is where it ends.
 */
struct span *directive_span(struct reading *reading, size_t offset, size_t limit, int depth, size_t *end);

/* Definition lists: a term, and below it ": what it means". */

/* Marks the line whose content starts at offset with a colon, if it is a definition. */
bool definition_mark(struct reading *reading, int line, size_t offset, int quotes);

/* When all is read: joins the terms among blocks with the lists of definitions below them. */
void definitions_join(struct reading *reading, struct block **blocks);

/*
 * Figures: a paragraph that holds one image only, ![caption](figures/x.png "what it shows"){#fig:label}.
 * If the flat text from offset on is that, makes the paragraph a figure, and the flat text is empty then.
 */
void figure_note(struct reading *reading, struct block *paragraph, size_t offset);

/* Gives images among words the width in braces behind them: "![alur](a.png){width=50%}". */
void figure_take_widths(struct reading *reading, struct span *spans);

/*
 * The flat text of the inlines of one parent: its text, where each line end is '\n' and each other
 * inline (code, emphasis, a link) one byte FLAT_OBJECT.  Extensions look for their markup there, and cut it
 * into spans again.  A character that the author escaped is masked by a byte that no markup matches.
 * Flat texts lie in reading->flat like a stack: that of a child is finished before its parent goes on.
 */

#define FLAT_OBJECT '\xc0' /* never in UTF-8, like the masks */

/* Spans in order of adding. */
struct spans {
    struct span *first;
    struct span *last;
};

void spans_add(struct spans *spans, struct span *span);

/* Appends text at a place as spans have it / any span. */
void flat_add_text(struct reading *reading, const char *text, size_t length, int line, int column);
void flat_add_object(struct reading *reading, struct span *span);

/*
 * Appends text as cmark made it of source, which differs by escapes and entities: each part gets its true
 * column, and what was escaped its mask.
 */
void flat_add_escaped(struct reading *reading, const char *text, size_t length, const char *source,
                      size_t source_length, int line, int column);

/* The c that masked stands for, masked itself if it is no mask. */
char flat_unmasked(char masked);

/* A copy of flat bytes in reading's arena, without masks. */
char *flat_copy(struct reading *reading, size_t from, size_t to);
char *flat_unmask(struct reading *reading, const char *bytes, size_t length);

/* Appends the spans of flat bytes from..to; each object may be cut out only once. */
void flat_cut(struct reading *reading, struct spans *spans, size_t from, size_t to);

/* Where the byte at offset stands: as spans have it. */
void flat_position(const struct reading *reading, size_t offset, int *line, int *column);
struct place flat_place(const struct reading *reading, size_t offset);

/* The byte at offset was escaped. */
bool flat_is_escaped(const struct reading *reading, size_t offset);

/* Forgets what is flat from offset on. */
void flat_end(struct reading *reading, size_t offset);

/* Footnotes: [^label] calls one, [^label]: text defines it, with paragraphs indented by four below. */

/* Marks the line whose content starts at offset, if it starts a definition. */
void footnote_mark(struct reading *reading, int line, size_t offset);

/* Registers the definition at mark, which is being converted until footnote_end; returns what was before it. */
struct note *footnote_begin(struct reading *reading, const struct mark *mark);
void footnote_end(struct reading *reading, struct block *blocks, struct note *before);

/* The call that starts at offset of the flat text, which ends at limit; NULL if none does. */
struct span *footnote_span(struct reading *reading, size_t offset, size_t limit, size_t *end);

/* The piece stands where the conversion is: so do its calls. */
void footnote_adopt_calls(struct reading *reading, const struct piece *piece);

/* The calls of reading become those of outer, if that is not NULL. */
void footnote_hand_over(struct reading *reading, struct reading *outer);

/* When all is read: joins calls with definitions; reports what has no partner, and loops. */
void footnote_resolve(struct reading *reading);

/*
 * Ids of headings: "# Title {#id}", or made of the words. @sec:id refers to one; {#sec:id} means the same
 * id as {#id}.
 */

/* The bytes hold what may be inline markup of an extension, or a figure or caption. */
bool inline_may_extend(const char *bytes, size_t length);

/*
 * The spans of the flat text from..to, with citations, cross-references, footnote calls and directives.
 * depth: of directives around it.
 */
struct span *inline_extend(struct reading *reading, size_t from, size_t to, int depth);

/* The flat text from an offset on as text alone, but for the notes called in it, which are added to notes. */
struct span *inline_without_notes(struct reading *reading, size_t from, int depth, struct spans *notes);

/* Mathematics: $x^2$ in a line, $$x^2$$ on lines of its own. */

/* Masks it in reading->text, for cmark to take it for code. */
void math_mask(struct reading *reading);

/* Notes that cmark took this for code: it may be what masks mathematics. */
void math_note_code(struct reading *reading, const char *code);

/*
 * What was not noted so becomes what was typed again. True: there was such, and reading->text is to be read once more.
 */
bool math_drop_unused(struct reading *reading);

/* Makes code, which begins at column of the line reached, the mathematics that it is; false: it is code. */
bool math_take(struct reading *reading, struct span *code, int column);

/* HTML that means what our tree can say, among the spans: <br>, <sub>, comments ... become that or go. */
struct span *html_obey(struct reading *reading, struct span *spans);

/*
 * A block of HTML without its comments; text behind them is a paragraph.  False: nothing else is in it.
 */
bool html_without_comments(struct reading *reading, struct block *html);

/* The bytes are <br>, <br/> or <br />, in any case. */
bool html_is_break(const char *html, size_t length);

/* Masks the hyphens for which cmark takes no comment: <!-- a -- b -->. */
void html_mask_comments(struct reading *reading);

/* What masked stands for; \", \', \- and \. stay masks, up to typography_set, as they are printed as they are. */
char typography_keep(struct reading *reading, char masked);

/*
 * When all is read: makes marks of print of straight quotes, of two or three hyphens and of three stops, by the
 * language that :lang says, in blocks, spans and the notes of reading; where source->smart says so.
 */
void typography_set(struct reading *reading, struct block *blocks, struct span *spans);

/*
 * Where the mark of length bytes stands in what has been read of the text, from line first (of a place) on, as typed
 * and not escaped; false: nowhere.
 */
bool foreign_find(struct reading *reading, int first, const char *mark, size_t length, struct place *place);

/* Markup of other programs that is printed as it is typed: reported with the way out, where it stands. */
void foreign_check(struct reading *reading, const struct span *spans);
void foreign_warn(struct reading *reading, struct place place, const char *what, const char *hint);
void foreign_warn_mark(struct reading *reading, struct place place, const char *mark, size_t length, const char *hint);
extern const char foreign_chat_hint[]; /* of what a chat program left */
void foreign_check_heading(struct reading *reading, const struct block *heading);
void foreign_check_start(struct reading *reading, const struct block *paragraph);
void foreign_check_code(struct reading *reading, const struct block *code);
void foreign_check_rule(struct reading *reading, const struct block *rule);

/* Appends the text of the spans up to the end of a line, FLAT_OBJECT for whatever is not text; returns what follows. */
const struct span *foreign_line_text(const struct span *spans, struct buffer *text);

/* "> [!NOTE]" of GitHub becomes a callout; "- [ ] " and "- [x] " boxes; lines that begin with "| " stay apart. */
void obey_alert(struct reading *reading, struct block *quote);
void obey_task(struct reading *reading, struct block *item);
void obey_line_block(struct reading *reading, struct block *paragraph);

/* Labels at the end of a heading, a caption or a figure: {#tbl:sintesa}. */

/*
 * The flat text from offset to its end ends with attributes that begin with one of marks, "{#...}" for "#". *braces is
 * where they start.
 */
bool label_find(const struct reading *reading, size_t offset, const char *marks, size_t *braces, size_t *length);

/* Where the blanks before braces start. */
size_t label_start(const struct reading *reading, size_t braces);

/* The id of a table or figure, which must start with prefix; NULL, and reported, if it is wrong. */
const char *label_check(struct reading *reading, const struct attributes *attributes, const char *prefix,
                        const char *what, struct place place);

/* Text in another language: :lang[starting condition]{en} in a line, :::lang{en} ... ::: around blocks. */

/* The source's lines: where they start, which open an extension's block, and what cmark gets instead. */

/* What cmark gets for a line of a directive or table: a one-line HTML block. */
extern const char lines_html_mark[];

/* Fills reading->starts. */
void lines_index(struct reading *reading);

/* Marks the lines of extensions; also, in plain sources, those that cmark would take too long over. */
void lines_mark(struct reading *reading);

/* Masks and reports the images of text, a source of one line, if cmark would take too long over them. */
void lines_mask_storm(struct reading *reading, char *text, size_t length);

struct mark *lines_add_mark(struct reading *reading, int line, size_t start, size_t end);

/* The mark of line that is not dropped, or NULL. */
struct mark *lines_find_mark(const struct reading *reading, int line);

/*
 * Drops the marks that cmark did not take for blocks, all of them if desperate. False: none was to be dropped.
 */
bool lines_drop_unused(struct reading *reading, bool desperate);

/* Writes what cmark is to read to out and collects reading->pieces. */
void lines_rewrite(struct reading *reading, struct buffer *out);

/* Writes the piece as the heading that cmark gets. */
void lines_write_piece(const struct piece *piece, struct buffer *out);

/* Past white space, quote marks and list markers from offset; *quotes counts the quote marks. */
size_t lines_content(const struct reading *reading, size_t offset, size_t end, int *quotes);

/* Past white space and at most quotes quote marks; *quotes becomes the number of those not found. */
size_t lines_continued(const struct reading *reading, size_t offset, size_t end, int *quotes);

/* Where line ends, without its line end. */
size_t lines_end(const struct reading *reading, int line);

/* line holds white space, quote marks and list markers alone. */
bool lines_is_blank(const struct reading *reading, int line);

/* What starts here would open a CommonMark block other than a paragraph. */
bool lines_opens_block(const char *text, size_t length);

/*
 * True places of inlines.  cmark 0.30 counts columns on a block's later lines as if each were indented as its
 * first, and loses count of lines within links; so we count lines ourselves and take from cmark only how far
 * apart things on one line stand, corrected where a line starts.
 */

/* Starts a leaf block at line (from 0) to last_line, its text at text_line; shift is what line's columns lack. */
void position_start(struct reading *reading, int line, int text_line, int last_line, int shift);

/* Starts a piece, which cmark got as a heading of its own. */
void position_start_piece(struct reading *reading, const struct piece *piece);

/* The true column for cmark's. Once after a line start it corrects the columns that follow on the line. */
int position_column(struct reading *reading, int column);

/* As position_column for code: column is that of its content; *ticks is the number of backticks before it. */
int position_code(struct reading *reading, int column, int *ticks);

/* How many signs before what is read next closed emphasis and are of its run, whose start cmark gives as its column. */
int position_closed(const struct reading *reading);

/*
 * As position_column for text, whose width cmark gives too. cmark has text that starts or ends with backticks start
 * or end behind them; what is left of a run of asterisks start where the run does; and after a backslash at a line end,
 * text keeps the blanks that start the next line; in a lazy line it does, too, and they are taken off.
 */
void position_text(struct reading *reading, const char **text, size_t *length, int *column, int *width);

/* A line ended: goes to the next. The column of the line end. */
int position_break(struct reading *reading);

/* Goes down lines, to the first character there. */
void position_down(struct reading *reading, int lines);

/* After code that ended on a later line: behind the closing backticks. */
void position_after_ticks(struct reading *reading, int ticks);

/* Bytes of the source from line and column to the end of that line. */
const char *position_source(const struct reading *reading, int line, int column, size_t *length);

/* Stands for the bracket of an image where there are too many of them. */
#define STORM_MASK '\x0e'

/* Stands for a hyphen in a comment, which cmark takes for none if two are in it. */
#define HYPHEN_MASK '\x0f'

enum {
    DEEPEST_BLOCK = 64, /* containers within each other; later stages recurse over the tree */
    DEEPEST_SPAN = 64,
    MOST_CONTAINERS = 2 * DEEPEST_BLOCK, /* of which places are right */
    LONGEST_MARKUP = 4096,               /* bytes a citation or directive in a line may take: keeps reading linear */
    LONGEST_MATH = 2000,                 /* bytes of mathematics */
    MOST_SEARCHED = 1 << 24,             /* bytes looked through for marks as they are typed, of one source */
    MISSED_KEPT = 4,                     /* of marks that were looked for in vain */
    FOOTNOTE_MARK = 4, /* width of the list marker that stands for a footnote label: as its continuation */
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

/* A mark that does not stand as it is typed in the lines of a paragraph from one on. */
struct missed {
    const char *mark; /* NULL: none was looked for in vain */
    size_t length;
    int line, last_line;
    bool escaped;
};

enum mark_kind {
    MARK_FOOTNOTE,
    MARK_DEFINITION, /* ": what the term above means" */
    MARK_DIRECTIVE,  /* ::name */
    MARK_OPEN,       /* :::name */
    MARK_CLOSE,      /* ::: */
    MARK_ROW,        /* of a table */
    MARK_BREAK,      /* <br> alone before a paragraph: left out */
    MARK_DEEP,       /* the rest of a line with too many markers of blocks: left out */
    MARK_STORM,      /* a line of the paragraph with too many images: its brackets are masked */
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
    int text_line; /* the first of its text, behind the definitions of links */
    int last_line; /* of the block */
    int shift;     /* true column - cmark's, on that line */
    int reached;   /* column after what was read last */
    int closed;    /* asterisks or underscores just before reached that closed emphasis */
    bool unsure;   /* the next inline stands at reached, whatever cmark says */
    bool at_start; /* of a line, so it is the first there that is not blank */
};

/* A block quote or an item, and where what it holds begins in the line that it starts in. */
struct container {
    int line;
    int width; /* columns that an item is indented by; 0: a block quote */
    size_t offset;
    int column; /* from 0 */
};

struct segment {
    size_t start; /* in the flat text */
    int line;
    int column;
    struct span *object; /* NULL: text */
    bool escaped;        /* by a backslash or as an entity: no markup begins or ends with it */
};

struct reading {
    struct arena *arena;   /* of what is returned */
    struct arena *scratch; /* gone when reading ends */
    struct diags *diags;
    const struct markdown_source *source;
    const char *text;  /* mathematics masked in it */
    const char *typed; /* the same as it was typed, if there may be mathematics */
    char *masked;      /* text, to be changed */
    int math_rounds;
    size_t maths_used; /* so many of maths, from the first, are used */
    size_t length;
    struct list maths; /* of struct math_mark, in order */

    uint32_t *starts; /* of each line, and the end of the text */
    int line_count;
    struct mark *marks; /* by line */
    size_t mark_count;
    size_t mark_capacity;
    struct list pieces; /* of struct piece, in the order cmark gets them; of this round */

    struct leaf leaf;
    struct container containers[MOST_CONTAINERS]; /* around what is being converted */
    size_t container_count;                       /* may be more */
    struct buffer flat;
    bool has_masks; /* ever in flat */
    bool has_definitions;
    bool has_kept;    /* signs that a backslash keeps as they are, in spans */
    bool has_storm;   /* images are masked, by STORM_MASK */
    bool has_hyphens; /* of comments are masked, by HYPHEN_MASK */
    struct segment *segments;
    size_t segment_count;
    size_t segment_capacity;

    struct map *ids;        /* id -> struct id_use: of headings */
    struct list headings;   /* of struct block: those that get an id when all is read */
    struct list captions;   /* of struct candidate: paragraphs that may belong to a table */
    struct map *notes;      /* folded label -> struct note */
    struct list calls;      /* of struct call: footnote calls, resolved when all is read */
    struct note *note;      /* the definition that is being converted */
    struct list note_texts; /* of struct block: what stands in notes */
    bool deep_reported;
    size_t searched;                   /* bytes, for marks as they are typed */
    struct missed missed[MISSED_KEPT]; /* the last, in a ring */
    size_t missed_count;
};

/* markdown_read_line for a line that stands within what outer reads, which resolves its footnotes. */
struct span *markdown_read_words(struct reading *outer, const struct markdown_source *source);

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

/*
 * The children of one container while they are collected.  Between ":::name" and ":::" they go to the
 * directive instead, so the openings not yet closed are kept here.
 */

struct siblings {
    struct block *first;
    struct block *last;
    struct opening *innermost; /* NULL: nothing is open */
    int depth;                 /* containers around what is added now */
    size_t first_caption;      /* captions before it are not among these */
};

/* An empty list; depth is that of its container. */
struct siblings siblings_start(const struct reading *reading, int depth);

void siblings_add(struct siblings *siblings, struct block *block);

/* ":::name" and ":::" at mark. */
void siblings_open(struct reading *reading, struct siblings *siblings, const struct mark *mark);
void siblings_close(struct reading *reading, struct siblings *siblings, const struct mark *mark);

/* Reports what is still open, joins tables with their captions and returns the blocks. */
struct block *siblings_finish(struct reading *reading, struct siblings *siblings);

/* cmark's inlines to our spans. */

/* Where the inlines of one parent go: to spans, or to the flat text if extensions may be in it. */
struct inlines {
    struct spans spans;
    bool flat;
    size_t start; /* of their flat text */
};

/* Reads parent's children, where reading->leaf stands; depth: of inlines around them. */
void spans_read(struct reading *reading, struct inlines *out, struct cmark_node *parent, int depth);

/* What was read, with extensions; ends the flat text. */
struct span *spans_finish(struct reading *reading, struct inlines *out);

/* Goes on behind the target of a link, after its text. */
void link_pass(struct reading *reading);

/*
 * The line in which the text of a leaf block starts, out of line to last: behind the link definitions that begin at
 * offset, whose lines cmark forgets.
 */
int link_skip_definitions(struct reading *reading, int line, size_t offset, int last);

/* Block quotes and items around the text of a line. */

/* Goes into a block quote or an item that starts in line; mark: the footnote or definition that it stands for, or NULL.
 */
void containers_enter(struct reading *reading, int line, bool is_quote, const struct mark *mark);
void containers_leave(struct reading *reading);

/* The text of a line that what is being converted goes on in. */
struct line_text {
    size_t offset;     /* behind blanks */
    bool is_lazy;      /* it lacks the marks of a container */
    bool keeps_blanks; /* so its blanks are no indentation: cmark's text begins with them */
};

struct line_text containers_text(const struct reading *reading, int line);

/*
 * Pipe tables, as GitHub reads them: a head row, a delimiter row (| --- | :-: |), rows to the next blank
 * line or block. A pipe within a cell, in code too, is written \|.
 */

/* Marks the table whose delimiter row may be line, its content at offset. Returns the line to go on with. */
int table_mark(struct reading *reading, int line, size_t offset, int quotes);

/* The cells of a row, to be read by cmark. */
struct piece *table_pieces(const struct draft *draft, int row, size_t *count);

/* The table still has this row; it ends before it. */
bool table_has_row(const struct draft *draft, int row);
void table_cut(struct draft *draft, int row);

/* The table whose first row is at mark. */
struct block *table_block(struct reading *reading, const struct mark *mark);

#endif
