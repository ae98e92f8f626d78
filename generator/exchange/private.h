#ifndef LAMPIRAN_EXCHANGE_PRIVATE_H
#define LAMPIRAN_EXCHANGE_PRIVATE_H

/*
 * A project of another tool, whichever it was: readers fill it, one writer makes a study of it.  Everything lives in
 * one arena.  Texts are UTF-8 with '\n' at line ends.
 */

#include "exchange/exchange.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/words.h"
#include "quotes/quotes.h"
#include "edit/edit.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct archive;
struct arena;
struct diags;
struct map;
struct block;
struct code;
struct excerpt;
struct informant;
struct record;

enum {
    MOST_BYTES = 256 * 1024 * 1024, /* of one file of a project, and of all texts together */
    MOST_DEPTH = 32,                /* of a tree of codes */
    GUID_SIZE = 37,
};

/* What parts the levels of codes in a sheet of ours where a name has the usual "->". */
#define UNUSUAL_SIGN "\xe2\x87\x92"

struct project {
    struct arena *arena;
    struct diags *diags;
    const struct import_request *request;
    const char *file;        /* as the user named it, for messages */
    const char *tool;        /* "NVivo", or the format */
    const char *name;        /* NULL: none */
    const char *description; /* NULL: none */
    const char *space;       /* of a database: what tells it from others of the tool, and stays; NULL: none */
    bool is_own;             /* lampiran wrote it: what a person must decide was decided */
    struct list coders;      /* of struct project_coder */
    struct list codes;       /* of struct project_code, each behind its parent */
    struct list sets;        /* of struct project_set: of codes */
    struct list groups;      /* likewise, of informants, of a project of our own */
    struct list sources;     /* of struct project_source */
    struct list cases;       /* of struct project_case */
    struct list variables;   /* of struct project_variable */
    struct list segments;    /* of struct segment, in the order of the project */
    struct list notes;       /* of struct project_note */
    struct list names;       /* of const char *: of persons, whoever they are in the project */
    struct list losses;      /* of struct loss */
    struct map *by_path;     /* codes that are known by their names alone, of all files together */
    struct map *by_name;     /* sources likewise */
    struct map *code_names;  /* what is known of names of codes: code_names.c */
    size_t bytes;            /* of texts read so far */
    bool failed;             /* reported */
};

/* Each guid below is in lower case, 8-4-4-4-12; one that the tool does not have is made from what identifies it. */

struct project_coder {
    const char *guid;
    const char *name;   /* a person's: private */
    const char *wanted; /* the id that it had in the study that it comes from; NULL: none */
    const char *id;     /* "A", given when the study is written */
};

/* What a codebook of ours says of a code besides its definition: keys that stand in its description in a project. */
enum { CODE_USES = 6 };
extern const char *const code_uses[CODE_USES];

struct project_code {
    const char *guid;
    const char *name;
    const char *description;
    const char *memo;
    const char *uses[CODE_USES]; /* of code_uses, in a project of our own; NULL: nothing is said */
    const char *color;           /* "#rrggbb" */
    bool is_folder;
    bool is_by_name;    /* its guid is made of its name: another name makes another one */
    const char *wanted; /* the id that it had in the study that it comes from; NULL: none */
    struct project_code *parent;
    const char *id;               /* given when the study is written */
    struct list children;         /* likewise */
    const struct code *old;       /* what the study has of it; NULL: nothing */
    struct project_case *as_case; /* NVivo: a case that is written as a code, too */
};

struct project_set {
    const char *guid;
    const char *name;
    const char *description;
    struct list codes;   /* of struct project_code */
    const char *members; /* the id of the group of informants that a set of sources is, of a project of our own */
};

struct project_source {
    const char *guid;
    const char *name;
    const char *text; /* NULL: only excerpts are known */
    size_t length;
    struct arena *own; /* that text may be in, cleared when it was joined with others; NULL: none */
    size_t above;      /* bytes that texts before it take in the transcript of who it is of */
    const char *memo;
    const char *technique;       /* as a project of our own says it; NULL: nothing is said */
    const char *groups;          /* names of groups of documents, "; " between; NULL: none */
    struct project_case *person; /* of whom it is; NULL: of nobody */
    struct project_case *made;   /* the informant or document that it is written as */
    bool is_document;
};

struct project_case {
    const char *guid;
    const char *name;
    const char *title; /* of a document; NULL: its id */
    const char *description;
    struct list values;     /* of struct project_value */
    const char *id;         /* "P01", given when the study is written */
    struct list sources;    /* of struct project_source: likewise */
    struct list names;      /* of const char *: other names of the person */
    struct list others;     /* of const char *: names of whoever had to do with the source, and how to reach people */
    struct buffer text;     /* of all its sources */
    const char *transcript; /* the file that the study has of it; NULL: none */
    bool has_other;         /* which has not that text */
    const char *place;      /* the file that its text is written to; NULL: it is not */
    size_t counted, lines;  /* bytes of text whose line ends were counted, and how many these are */
    bool is_document;
    bool is_old;
};

struct project_variable {
    const char *name;
    const char *type; /* text, number, choice, date */
    const char *id;
};

struct project_value {
    struct project_variable *variable;
    const char *text;
};

/* What one of several says in a segment. */
struct segment_turn {
    const struct project_case *by; /* NULL: who asks */
    const char *text;
};

/* Words of a source with the codes that one coder gave them. */
struct segment {
    const char *guid;
    struct project_source *source;
    size_t start, end; /* bytes in the source's text; SIZE_MAX: not known */
    const char *text;  /* the words; set from the text of the source where there is one */
    struct list turns; /* of struct segment_turn: where not its source alone speaks; text has the words of all */
    struct list codes; /* of struct project_code */
    struct project_coder *coder;
    struct project_case *speaker;
    const char *memo;
    const char *note; /* the researcher's reading, where the tool tells it from a memo */
    const char *where;
    const char *technique; /* as a sheet names it; NULL: that of its source */
    const char *translation;
    const char *stance; /* as a sheet of ours says it was judged; NULL: it was not */
    bool exemplar;
    bool partial;  /* begins or ends within a word */
    bool repeats;  /* its words are in the text of the source more than once */
    bool is_sound; /* the checks will find them there, as words of who speaks */
    bool guessed;  /* where they are was not said: the first place is taken */
    size_t number;
    const char *wanted; /* the id that it had in the study that it comes from; NULL: none */
    const char *of;     /* the excerpt that a sheet says it is, coded by somebody; NULL: it says none */
    const char *id;
    struct excerpt *old; /* what the study has of it; NULL: nothing */
};

struct project_note {
    const char *guid;
    const char *name;
    const char *text;
    const char *about; /* guid of a code, source, segment or case; NULL: of the project */
    const char *date;  /* NULL: none */
    const char *from;  /* of a link, the guids of what it links; NULL: it is none */
    const char *to;
    struct project_coder *author;
};

enum loss_kind { LOSS_KEPT, LOSS_CHANGED, LOSS_LEFT };

struct loss {
    const char *concept;
    size_t count;
    enum loss_kind kind;
    const char *how;
};

/* An empty project, to which files are read one after the other; all in arena. */
struct project project_begin(struct arena *arena, struct diags *diags, const struct import_request *request);

/* Reports what makes the project unusable, once. Returns false. */
bool project_fail(struct project *project, const char *hint, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The name of the file without folders and ending. */
const char *project_title(const struct project *project);

/* The source of the name that the file has: one that a sheet names, too, but no other file's. */
struct project_source *project_source_of_file(struct project *project);

/* Counts one more of concept that was treated so; kinds and words must be literals or live in the arena. */
void project_lose(struct project *project, const char *concept, size_t count, enum loss_kind kind, const char *how);

/* Adds one that guid identifies to the project. Of a segment neither the words nor their place are known yet. */
struct project_source *project_add_source(struct project *project, const char *guid, const char *name);
struct project_case *project_add_case(struct project *project, const char *guid, const char *name);
struct segment *project_add_segment(struct project *project, const char *guid, struct project_source *source);

/* The same of a case that its name identifies. */
struct project_case *project_add_person(struct project *project, const char *name);

/* The guid of a coder of whom a file has the name alone. */
const char *coder_guid(struct arena *arena, const char *name);

struct project_coder *project_coder_named(struct project *project, const char *name);

/* The one who coded all that is imported, as the user said; NULL: nothing was said. */
struct project_coder *project_coder_wanted(struct project *project);
struct project_variable *project_variable_named(struct project *project, const char *name);
struct project_source *project_source_named(struct project *project, struct map *by_name, const char *name);

/* The source that sheets and texts call so, with or without the ending of its file; NULL: none yet. */
struct project_source *project_find_source(const struct project *project, const char *name);

/* The code with the path of names (count of them, outermost first), made as far as it is not there. */
struct project_code *project_code_at(struct project *project, struct map *by_path, const char *const *names,
                                     size_t count);

/* The same, of codes whose ids a sheet of a study says (NULL: of those that it does not): names may be alike. */
struct project_code *project_code_known(struct project *project, struct map *by_path, const char *const *names,
                                        const char *const *ids, size_t count);

/* What parts the levels of the code that text names, as the user said or as is usual; NULL: nothing does. */
const char *project_separator(const struct project *project, const char *text);

/* text cut at separator, blanks taken off: the levels of a code. Returns their number, at most MOST_DEPTH. */
size_t project_levels(struct project *project, const char *text, const char *separator, const char *levels[MOST_DEPTH]);

/* Takes note of the codes that text, a cell or a comment, names: all texts first, then code_names_in can split them. */
void code_names_learn(struct project *project, const char *text);

/* A list of codes calls that code so, by its name or its number there. */
void code_names_list(struct project *project, const char *text, struct project_code *code);

/* The codes that text names, as they are written there. Returns how many, at most most. */
size_t code_names_in(struct project *project, const char *text, const char **names, size_t most);

/* The code that a list calls text, else the one with the levels in text below those in levels, which has room. */
struct project_code *project_code_named(struct project *project, const char *text, const char **levels, size_t above);

/* Adds to the memo of words, unless text is NULL or empty, or is in it. */
void segment_add_memo(struct project *project, struct segment *segment, const char *text);

/* Gives words a code, unless it is NULL or they have it. */
void segment_add_code(struct project *project, struct segment *segment, struct project_code *code);

/* Puts the value of name to a case, unless it is empty. */
void case_set(struct project *project, struct project_case *person, const char *name, const char *value);

/* The source is in a group of documents: who speaks in it gets that as an attribute. */
void source_group(struct project *project, struct project_source *source, const char *name);

/* What a tool calls a colour ("#rgb", a name) as "#rrggbb"; NULL: it has none, or none that is known, which is lost. */
const char *project_color(struct project *project, const char *text);

/* A guid as written by a tool, in the form above: text itself, or in arena; NULL: it is none. */
const char *guid_read(struct arena *arena, const char *text);

/* UUIDv5 (RFC 9562) of name in lampiran's own name space. */
const char *guid_make(struct arena *arena, const char *name);

/*
 * bytes as UTF-8, whatever usual encoding they are in (UTF-8, UTF-16, else Windows-1252 where it is likely), without
 * byte order mark, line ends kept. NULL: none of these.
 */
const char *text_decoded(struct arena *arena, const char *bytes, size_t length, size_t *decoded);

/* The same, or from the encoding that the user names, of what messages call so. NULL: reported. */
const char *project_decode(struct project *project, const char *what, const char *bytes, size_t length,
                           size_t *decoded);

/* All of a file; and the same as UTF-8. NULL, false: reported. */
bool project_read(struct project *project, const char *path, struct buffer *bytes);
const char *project_read_text(struct project *project, const char *path);

/* As text_trimmed gives it, but itself where nothing is to be trimmed: most of a large project. */
const char *text_kept(struct arena *arena, const char *text);

/* text, or NULL for an empty one. */
const char *text_filled(const char *text);

/* text, or NULL where a study cannot have it as an id: what a file calls so may be anything. */
const char *id_filled(const char *text);

/* text with the letters of other scripts in Latin ones, as far as these are known: for ids. */
const char *text_in_latin(struct arena *arena, const char *text);

/* HTML as plain text: tags left out, blocks on lines of their own, entities resolved. */
const char *text_from_html(struct project *project, const char *html);

/* The text of its text nodes alone, nothing between them. */
const char *text_nodes_of_html(struct project *project, const char *html);

/* ---- borders ---- */

/* XML without document type: names without prefix. The only door to libxml2. */
struct xml {
    const char *name;
    const char *text;        /* all text directly in it; "" if none */
    const char **attributes; /* name, value, ... NULL */
    struct xml *parent, *first, *next;
};

/* The root element, or NULL: reported as a fault of name in the project. */
struct xml *xml_read(struct project *project, const char *name, const char *bytes, size_t length);

/* The same of a file in an archive. NULL, without a report: there is none of that name. */
struct xml *xml_part(struct project *project, struct archive *archive, const char *name);

/* The words of the elements <t> below xml, with between after each paragraph <p> but the last; trimmed, in arena. */
const char *xml_words(struct arena *arena, const struct xml *xml, const char *between);
void xml_add_words(struct buffer *out, const struct xml *xml, const char *between); /* as they are typed */

/* The first of what is in the first child of that name, or NULL. */
const struct xml *xml_first(const struct xml *xml, const char *name);

/* The value of an attribute, or NULL; the first child of that name, or NULL; its text, or NULL. */
const char *xml_get(const struct xml *xml, const char *attribute);
const struct xml *xml_child(const struct xml *xml, const char *name);
const char *xml_child_text(const struct xml *xml, const char *name);

/* An address with what "%20" and the like stand for; in arena. */
const char *xml_address_decoded(struct arena *arena, const char *address);

/* A database of a stranger, read only. The only door to SQLite. */
struct database;
struct database *database_open(struct project *project, const char *path); /* NULL: reported */
void database_close(struct database *database);
bool database_has(struct database *database, const char *table, const char *column);

/* Begins a query; then database_next as long as it is true. Values are in the arena; NULL for NULL. */
void database_query(struct database *database, const char *sql);
bool database_next(struct database *database);
const char *database_text(struct database *database, int column);
long database_number(struct database *database, int column);

/*
 * What the databases of tools have in common.  Objects are found by their numbers, as texts; a guid is made of what
 * tells the project from others, of table and number, and of what tells apart copies of one project (own; NULL:
 * nothing).
 */
const char *database_key(struct project *project, long number);
void *database_object(struct project *project, struct map *map, long number);
const char *database_column(struct database *database, const char *table, const char *const *names);
void database_find_space(struct project *project, struct database *database, const char *table, const char *texts);
struct project_source *database_add_source(struct project *project, struct map *sources, long number, const char *name);
struct segment *database_add_segment(struct project *project, struct project_source *source, const char *table,
                                     long number, const char *owner);

/*
 * Counts as losses what no reader looks at: in tables and columns, whatever version of the tool made them; in elements
 * and attributes below xml, itself with it.  What is read of each table or element is a row of a list of
 * base/words.txt.
 */
void database_count_unread(struct project *project, struct database *database, enum word_list read);
void xml_count_unread(struct project *project, const struct xml *xml);

/* Rows of cells, never NULL: from CSV of any usual delimiter and encoding, or a sheet of an XLSX. */
struct sheet {
    const char *name; /* of one among several; else NULL */
    struct list rows; /* of struct csv_row of base/csv.h */
    size_t titles;    /* rows left out above the one that names the columns */
};

/* Those of the file that have rows, in list: one of a CSV. False: reported. */
bool sheets_read(struct project *project, const char *path, struct list *sheets);

/* What a column of a sheet holds. */
enum sheet_column {
    COLUMN_OTHER, /* what is the same in all rows of a source is said of that source */
    COLUMN_ID,
    COLUMN_SOURCE,
    COLUMN_THEME, /* levels of the codes, the outermost first */
    COLUMN_SUBTHEME,
    COLUMN_CATEGORY,
    COLUMN_SUBCATEGORY,
    COLUMN_CODE,
    COLUMN_SUBCODE,
    COLUMN_CODE_LIST, /* with commas between the codes */
    COLUMN_CODE_IDS,  /* of the codes that the column of codes names, as `lampiran export` writes them */
    COLUMN_TEXT,
    COLUMN_WHERE,
    COLUMN_BEGINNING, /* of paragraphs, as MAXQDA counts them */
    COLUMN_END,
    COLUMN_MEMO,
    COLUMN_NOTE,
    COLUMN_CODER,
    COLUMN_SPEAKER,
    COLUMN_TECHNIQUE,
    COLUMN_TRANSLATION,
    COLUMN_EXEMPLAR,
    COLUMN_STANCE, /* of a sheet of ours alone: elsewhere nobody judged it */
    COLUMN_DEFINITION,
    COLUMN_USE, /* of a list of codes: when one is used, when it is not, an example; as the last of code_uses */
    COLUMN_NOT_USE,
    COLUMN_ANCHOR,
    COLUMN_KEYWORDS, /* words, or codes where another column has the words */
    COLUMN_NAME,     /* of a code, where no other column names it */
    COLUMN_PRIVATE,  /* names of persons, and how to reach them */
    COLUMN_FILES,    /* NVivo: sources of excerpts, or how many they are of a code */
    COLUMN_MARK,     /* one for each code, named by its path: marked where it was given */
    COLUMN_PASSED,   /* counts, and what other columns say as well */
};

/* By its name; COLUMN_OTHER for one that says nothing. */
enum sheet_column sheet_column_named(struct arena *arena, const char *head);

/* Whether an unknown name may be that of the words, as in "Cuplikan wawancara" or "Illustrative quote". */
bool sheet_may_be_text(struct arena *arena, const char *head);

/* Leaves out the rows above the one that names the columns, and takes what they say of these into it. */
void sheet_find_heads(struct arena *arena, struct sheet *sheet);

/* "IK-01", "P3", "Informan 2": a word of so many letters at most and a number, as sources are called. */
bool is_code_of_source(const char *name, size_t most_letters);

/* Where all words end with whose they are, "(IU-01, 12 Mei)": makes columns of source and place of it. False: not so.
 */
bool sheet_take_citations(struct arena *arena, struct sheet *sheet, const enum sheet_column *columns);

/* A sheet while it is read, with what its columns are for. */
struct sheet_reading {
    struct project *project;
    const struct csv_row *heads;
    enum sheet_column *columns;
    struct project_coder *coder; /* who coded all of it; NULL: rows say it, or nobody does */
    struct map *excerpts, *cases;
    struct segment *last;
    const char *origin;     /* the source of rows that name none */
    const char *guessed;    /* the column that is taken for the words, though its name is not known; NULL: none */
    struct list attributes; /* of struct column_values */
    size_t rows;            /* read so far, without names of columns */
};

/* The first filled cell of that column in row, "" if none; how many columns are of that kind. */
const char *sheet_cell(const struct sheet_reading *reading, const struct csv_row *row, enum sheet_column column);
size_t sheet_has_column(const struct sheet_reading *reading, enum sheet_column column);

/* A number alone. */
bool sheet_is_number(const char *cell);

/* Finds out what the columns are for; says why nothing can be read, and returns false. */
void sheet_begin_columns(struct sheet_reading *reading, const struct sheet *sheet);
bool sheet_complain(struct sheet_reading *reading, const struct sheet *sheet);

/* Columns of names of codes, of whatever level; the innermost one that the row has, COLUMN_OTHER for none. */
bool sheet_is_of_codes(enum sheet_column column);
bool sheet_names_codes(const struct sheet_reading *reading);
enum sheet_column sheet_innermost(const struct sheet_reading *reading, const struct csv_row *row);

/* The codes of a row, learnt of all rows before; the known ones are those whose ids it says, too (false: it does not).
 */
void sheet_learn_codes(const struct sheet_reading *reading, const struct sheet *sheet);
struct project_code *sheet_code_in(struct sheet_reading *reading, const struct csv_row *row, enum sheet_column column,
                                   const char *text, size_t number, size_t of);
void sheet_add_codes(struct sheet_reading *reading, const struct csv_row *row, struct segment *segment);
bool sheet_add_known_codes(struct sheet_reading *reading, const struct csv_row *row, struct list *codes);

/* "x", "1", "ya", "-" in a cell. */
enum sheet_mark { MARK_NONE, MARK_NO, MARK_YES, MARK_OTHER };
enum sheet_mark sheet_mark_in(struct arena *arena, const char *cell);

/* Columns that are named by a code and hold marks; a sheet that was made to be marked; whether somebody marked a row.
 */
void sheet_find_marks(const struct sheet_reading *reading, const struct sheet *sheet);
bool sheet_is_for_coding(const struct sheet_reading *reading);
bool sheet_is_judged(const struct sheet_reading *reading, const struct csv_row *row);
void sheet_add_marked(struct sheet_reading *reading, const struct csv_row *row, struct segment *segment);

/* What is written: a sheet as CSV (UTF-8 with its mark, as Excel wants), sheets as XLSX, and any text in XML. */
void csv_write(struct buffer *out, const struct list *rows);
void xlsx_write(struct arena *arena, struct buffer *out, const struct sheet *const *sheets, size_t count);

/* The first cell of the first row that has more letters in a cell than Excel keeps; NULL: none has. */
const char *xlsx_too_long(const struct list *rows);
void sheet_add_row(struct arena *arena, struct sheet *sheet, const char *const *cells, size_t count);
void xml_escape(struct buffer *out, const char *text);

/* Writes a file of the user's, unless there is one. False: reported. */
bool output_write(struct build *build, const char *path, const struct buffer *out);

/* ---- readers: false after project_fail ---- */

bool read_sheet(struct project *project, const char *path);
bool read_refi(struct project *project, const char *path);
const char *refi_file_in(struct arena *arena, const char *folder); /* the .qde at its root; NULL: none */

bool read_database(struct project *project, const char *path); /* whose it is, is told by its tables */
bool read_taguette(struct project *project, struct database *database);
bool read_qualcoder(struct project *project, struct database *database);
void read_pseudonyms(struct project *project, const char *folder); /* those that QualCoder put for names */
bool read_rqda(struct project *project, struct database *database);
bool read_word(struct project *project, const char *path);
bool read_transcript(struct project *project, const char *path);
bool read_document(struct project *project, const char *path); /* OpenDocument or RTF, by pandoc */
bool read_taguette_html(struct project *project, const char *path);
bool read_maxqda(struct project *project, struct database *database);

/* A REFI-QDA project while it is read. */
struct refi_reading {
    struct project *project;
    struct archive *archive; /* NULL: a folder or a file alone */
    const char *folder;      /* where the .qde lies, if there is no archive */
    struct map *users, *codes, *cases, *variables, *sources, *segments, *notes; /* by guid */
    struct map *shared;                                                         /* sources of several cases, by guid */
    struct map *by_place; /* selections with the same place, coder -> segment */
    struct list located;
    const char *technique; /* guid of the variable by which a project of our own says how sources were collected */
    struct list files;     /* of const char *: those below folder, once one was looked for */
};

/* The guid in an attribute, or what it points at; NULL: none. The text of a file of the project; NULL: reported. */
const char *refi_guid_in(struct refi_reading *reading, const struct xml *xml, const char *attribute);
const char *refi_read_text(struct refi_reading *reading, struct arena *arena, const char *path, size_t *length);
const char *refi_target_of(struct refi_reading *reading, const struct xml *xml);

/* What the project says about the object with that guid. */
void refi_note_about(struct refi_reading *reading, const char *note, const char *about);
void refi_read_values(struct refi_reading *reading, const struct xml *parent, struct project_case *person);
void refi_take_notes_of(struct refi_reading *reading, const struct xml *xml, const char *about);

/* Texts, with what is selected in them. */
void refi_read_sources(struct refi_reading *reading, const struct xml *xml);

/* Cases, notes and links; links are read with the guids of notes, as these are linked in another way. */
struct map *refi_guids_of_notes(struct refi_reading *reading, const struct xml *xml);
void refi_part_from_cases(struct refi_reading *reading);
void refi_read_case(struct refi_reading *reading, const struct xml *xml);
void refi_read_links(struct refi_reading *reading, const struct xml *xml, const struct map *notes);
void refi_read_notes(struct refi_reading *reading, const struct xml *xml);
void refi_take_case_codes(struct project *project);
void refi_take_documents(struct project *project);

/* The bytes of a file of that format, as pandoc calls it, as plain text; NULL: reported. */
const char *text_by_pandoc(struct project *project, const char *format, const char *bytes, size_t length);

/* ---- positions ---- */

/* A text as it is in the file, and places in it as the tool counted them. */
struct located {
    struct project_source *source;
    const char *raw; /* with its byte order mark and line ends */
    size_t length;
    struct list segments; /* of struct segment: start and end as the tool counts them */
    struct list names;    /* of const char *: what the tool says that they hold; NULL or "" where it does not */
};

/*
 * Sets the text of each source, and start and end of its segments to bytes in it, by the way of counting that fits
 * best. Segments that fit nowhere are taken out of the project.
 */
bool locate_all(struct project *project, const struct list *located);

/* Says of the segments of a source whether their words are in its text more than once. */
void find_repeated(struct arena *arena, const struct project_source *source, const struct list *segments);

/* A word of the source's text goes on at this byte of it. */
bool source_cuts_word(const struct project_source *source, size_t at);

/* ---- writer ---- */

/* Files of the study as they are to be: those that are new, and those that change. */
struct draft {
    struct build *build;
    struct arena *arena;
    struct map *texts;       /* path below the study folder -> struct buffer */
    struct list edits;       /* of struct edit, to files that are there */
    struct map *known;       /* "excerpt GUID" -> id, of earlier imports */
    const struct study *old; /* NULL: a new study */
    struct list remarks;     /* of const char *: what a person should know or do */
};

/* A draft without files, in the build's arena. */
struct draft *draft_new(struct build *build);

/* The text of a file that is written anew; empty at first. */
struct buffer *draft_file(struct draft *draft, const char *path);

/* The same of a file that is there, to be appended to. */
struct buffer *draft_appended(struct draft *draft, const char *path);

/* Puts text in front of what stands at the place; or, with is_block, as new lines behind the block that begins there.
 */
void draft_insert(struct draft *draft, struct place place, bool is_block, const char *text);

/* A line for the list of what to do. */
void draft_remark(struct draft *draft, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Applies the edits and swaps the new content/ in whole. False: reported, all is as it was. */
bool draft_publish(struct draft *draft);

/* The id that the object with this guid got in an earlier import, or NULL; and notes it for the next one. */
const char *draft_known(const struct draft *draft, const char *kind, const char *guid);
void draft_know(struct draft *draft, const char *kind, const char *guid, const char *id);

/* A project on its way into the files of a study. */
struct writing {
    struct draft *draft;
    struct project *project;
    struct arena *arena;
    struct map *used;       /* ids of codes, informants and documents, in lower case */
    struct list people;     /* of struct project_case: informants and documents that excerpts are of */
    struct list voices;     /* of struct informant: the codes of people, which say who speaks in a transcript */
    struct map *old_people; /* guid under which `export` sends out an informant or document -> its id */
    struct map *old_codes;  /* "label" of the path -> struct code */
    struct map *old_words;  /* guid -> struct excerpt */
    struct map *old_same;   /* "source words coder", of words the first -> struct list of struct excerpt */
    struct map *claimed;    /* ids of excerpts that segments are -> struct excerpt */
    struct map *placed;     /* guid of a source -> struct list of struct segment whose place in it is known */
    struct map *by_source;  /* id of informant or document -> struct list of struct segment, in the order of the text */
    struct map *techniques; /* id -> name, of techniques of its own that a new study gets */
    struct map *unknown_techniques; /* names that the study does not have, each told once */
    struct map *old_of;             /* name of a transcript -> struct list of struct excerpt that are from it */
    struct map *numbers;            /* source id -> its last excerpt number, as const char * */
    const char *old_memos;          /* content/private/memos.md as it is; "" if it is not */
    struct buffer memos;            /* what has no place in public files and is not in there yet */
    size_t new_codes, new_sets, new_people, new_texts, new_excerpts, changed, same;
};

bool writing_is_new(const struct writing *writing); /* there is no study yet */

/* Ids that the study has already; what they name is found again by the functions below. */
void match_old(struct writing *writing);

/* Makes segments ready: widened or marked as partial, those without words left out. Sets writing->placed. */
void match_segments(struct writing *writing);

/* What holds no words is no excerpt. */
void leave_out_empty(struct writing *writing);

/* Sets writing->people, and says of people and codes under which id they go, and whether the study has them. */
void match_people(struct writing *writing);

/* The words of the segment are among words where the checks look for what one says, or several do one after the other.
 */
bool segment_is_in(struct arena *scratch, const struct segment *segment, bool is_heard, const struct words *words);

/* Leaves out what nobody says, splits segments by who speaks, finds what is said twice. Sets writing->voices. */
void match_turns(struct writing *writing);

void match_codes(struct writing *writing);

/* Whose interview or document the excerpt is from, whoever speaks in it; NULL: not known. */
const char *excerpt_owner(const struct excerpt *excerpt);

/* Sets writing->by_source, and of each segment the excerpt that the study has of it; once people and coders have ids.
 */
void match_excerpts(struct writing *writing);

/* A name as an id; wanted, or wanted with a number if another has it. */
const char *match_slug(struct arena *arena, const char *name);
const char *match_new_id(struct writing *writing, const char *wanted);

/* Appends to the list of a file that is there, behind the item at last; and how far these are indented (NULL: as the
 * first of a file). */
int indent_behind(const struct record *last);
void write_behind(struct writing *writing, const struct record *last, struct buffer *out);

/* "codes: [misi, visi]", which are of struct project_code. */
void write_code_ids(struct buffer *out, int indent, const struct list *codes);

void write_excerpts(struct writing *writing);

/* Tells what earlier imports brought and this project does not have, of sources that it has. */
void tell_vanished(struct writing *writing);

/* content/private/: texts of sources, notes and memos, names that the tool had. */
void join_transcripts(struct writing *writing); /* before excerpts are written, which say lines of them */
void write_transcripts(struct writing *writing);
void write_notes(struct writing *writing);
void write_identities(struct writing *writing);

/* Adds a section to the memos, unless they have it. */
void write_memo_section(struct writing *writing, const char *section);

/* content/private/memos.md as it is. */
const char *read_memos(struct build *build);

/* text with blanks for what is not to be seen, line ends among it. */
const char *text_on_one_line(struct arena *arena, const char *text);

/* Makes or extends the study of one project of all. False: reported, nothing was written. */
bool write_study(struct build *build, struct project *project);

/* text with all that Markdown would obey escaped, on one line if it is a label. */
const char *markdown_escaped(struct arena *arena, const char *text, bool is_label);

/* ---- export ---- */

/* The text of one source, and where its excerpts are in it. */
struct source_text {
    const char *guid;
    const char *name; /* of the transcript */
    struct buffer text;
    struct buffer selections; /* as XML */
    const char *owner;        /* id of the informant or document that it is of */
    bool is_first;            /* of its owner's */
    const char *title;        /* of a document; NULL: none, or an informant's */
    const char *technique; /* how all it holds was collected; NULL: as is usual of who it is of, or in several ways */
    bool has_excerpts;
    bool has_techniques; /* several: QDPX has a place for one of a source */
    size_t at, points;   /* a place in text, and the code points before it: where counting goes on */
};

struct exporting {
    struct build *build;
    struct arena *arena;
    const struct export_request *request;
    const struct study *seen;
    struct map *guids;   /* "excerpt ID" -> guid, of earlier imports */
    struct list sources; /* of struct source_text */
    struct map *by_name; /* name of a transcript -> struct source_text with the text that excerpts are found in */
    struct map *notes;   /* "code ID" and the like -> struct list of guids of notes about it */
    struct list written; /* of struct export_note */
    struct list links;   /* likewise, from one object to another */
    struct map *said;    /* informant -> struct list of guids of selections in somebody else's source */
    struct map *told;    /* study_told_values */
    struct map *owners;  /* informant or document -> struct source_text: the last of its texts */
    size_t placed, apart;
    size_t joined; /* of the latter, those whose turns are one text there */
};

struct export_note {
    const char *guid;
    const char *name;
    const char *text;
    const char *date;      /* "2024-05-01"; NULL: none */
    const char *author;    /* guid of a coder; NULL: none */
    const char *from, *to; /* guids of what a link links */
};

/* The guid that its id always gives; the one that the object came with (kept, or NULL), or else that. */
const char *export_made_guid(const struct exporting *exporting, const char *kind, const char *id);
const char *export_guid(const struct exporting *exporting, const char *kept, const char *kind, const char *id);

/* That a source was collected by a technique; nothing for NULL. */
void export_technique(const struct exporting *exporting, struct buffer *out, const char *technique);

/* Prose as plain text; "" for NULL. */
const char *export_plain(const struct exporting *exporting, const struct block *blocks);

/* <element guid="" name="", still open: attributes may follow. */
void export_begin(struct buffer *out, const char *element, const char *guid, const char *name);

/* <name>text</name>; nothing for an empty text. */
void export_element(struct buffer *out, const char *name, const char *text);

/* Values of informants that have a key of their own: group, sector, institution, role; NULL: none. */
enum { EXPORT_VALUES = 4 };
extern const char *const export_value_names[EXPORT_VALUES];
const char *export_value(const struct informant *informant, int number);

/* Gives each memo that may be seen its guid, before all that refers to it; once the sources are there. */
void export_prepare(struct exporting *exporting);

/* Parts of a project of REFI-QDA, in the order of its schema. */
void export_cases(struct exporting *exporting, struct buffer *out);
void export_notes(struct exporting *exporting, struct buffer *out);
void export_links(const struct exporting *exporting, struct buffer *out);
void export_note_refs(const struct exporting *exporting, struct buffer *out, const char *kind, const char *id);

/* ---- review ---- */

struct sources;

/* A comment, or a change that somebody proposes. */
struct remark {
    const char *author;
    const char *words; /* of the comment, or what is put in; "" for nothing */
    size_t start, end; /* what it is about, or what is taken out: bytes of the review's text */
    size_t number;     /* of a change, from 1; 0: a comment */
};

struct review {
    const char *text; /* of the document as it was, each paragraph with a line end */
    size_t length;
    struct list remarks; /* of struct remark */
    size_t change_count;
};

/* A text of the study. */
struct source_file {
    const char *name; /* "content/findings/misi.md" */
    const char *text;
    size_t length;
    struct words *words; /* without punctuation that stands alone */
};

/* All texts of the study at build->root, in arena. */
struct sources *sources_read(struct build *build, struct arena *arena);

/* The words of the review's text, likewise without punctuation. */
struct words review_words(struct arena *arena, const struct review *review);

struct finding_place {
    const struct source_file *file; /* NULL: the words stand in no text of the study */
    struct word_range words;        /* of the review: those in question */
    size_t first;                   /* word of file that is the first of them, or the nearest that was found */
    bool is_whole;                  /* all of them stand there, one behind the other */
};

/* Where the study holds what stands from start to end in the review; words are the review's. */
struct finding_place review_find(const struct sources *sources, const struct review *review, const struct words *words,
                                 size_t start, size_t end);

#endif
