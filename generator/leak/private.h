#ifndef LAMPIRAN_LEAK_PRIVATE_H
#define LAMPIRAN_LEAK_PRIVATE_H

/* What the files of the gate share (leak/leak.h). */

#include "leak/leak.h"
#include "base/buffer.h"
#include "base/list.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct allowed_text;
struct arena;
struct identity;
struct leak_names;
struct map;
struct leak_shingles;
struct look;

/* The parts of images, PDF and ZIP files that hold words: descriptions, not picture points. */

/* bytes are no text. */
bool leak_is_binary(const char *bytes, size_t length);

/* Who gets the parts of a file, unpacked, and what else was seen of it. */
struct leak_parts {
    void (*part)(void *context, const char *bytes, size_t length,
                 size_t offset); /* offset: where it begins in the file */
    void *context;
    bool sealed; /* it is, or holds, an archive that cannot be read */
    bool placed; /* a photograph says where it was taken */
};

void leak_binary_parts(const char *bytes, size_t length, struct leak_parts *to);

/* The same for what is packed into a text as base64 (data:image/png;base64,..., and in code atob("...")). */
void leak_base64_parts(const char *bytes, size_t length, bool is_code, struct leak_parts *to);

/* The same for letters that a script writes as numbers: String.fromCharCode(84, 101, 110). */
void leak_code_point_parts(const char *bytes, size_t length, struct leak_parts *to);

/* What the filters of PDF, and RTF, are of; the bytes may be broken (packed.c). */
void leak_take_run_length(struct buffer *out, const char *bytes, size_t length);
void leak_take_lzw(struct buffer *out, const char *bytes, size_t length);
void leak_take_rtf(struct buffer *out, const char *bytes, size_t length);

/* Character references of HTML and XML: &eacute; &#233; &#xe9; and those whose '&' is itself one, &amp;eacute;. */

/*
 * The reference that begins with the '&' at bytes: letters (as UTF-8, NUL-terminated) are what it stands for, *size
 * its length. False: it is none.
 */
enum { ENTITY_LIMIT = 8 };
bool leak_entity(const char *bytes, size_t length, char letters[ENTITY_LIMIT], size_t *size);

/* ---- what is searched for ---- */

enum leak_kind {
    LEAK_NOTHING,
    LEAK_NAME,           /* of content/private/identities.yaml */
    LEAK_CODE_WITHHELD,  /* the code of an informant that these readers must not see */
    LEAK_ID_WITHHELD,    /* the id of such an excerpt */
    LEAK_WORDS_WITHHELD, /* its words, those of its translation and its note */
    LEAK_FIELD_WITHHELD, /* what informants.yaml says about such an informant */
    LEAK_ATTRIBUTE,      /* what it says about any informant in an attribute that these readers must not see */
    LEAK_MEMO,           /* words of a memo that is for others: a warning, as they are the researcher's own */
    LEAK_PASSAGE,        /* words of a transcript, of which no excerpt was made */
    LEAK_LOGIN,          /* of who runs the program */
    LEAK_KNOWN_NUMBER,   /* of content/private/identities.yaml */
    LEAK_NIK,            /* the number of an Indonesian identity card */
    LEAK_NIP,            /* of a civil servant */
    LEAK_NPWP,           /* of a taxpayer */
    LEAK_HEALTH,         /* of a health insurance card */
    LEAK_PHONE,
    LEAK_EMAIL,
    LEAK_PATH,  /* of a file on the machine */
    LEAK_PHOTO, /* that says where it was taken */
    /* These may be somebody's, or not: warnings. */
    LEAK_NUMBER,
    LEAK_PLATE, /* of a car */
    LEAK_BIRTH,
    LEAK_POSITION, /* on a map */
    LEAK_ACCOUNT,  /* in a social network */
    LEAK_CLOUD,    /* a file in somebody's cloud */
    LEAK_SHORT_LINK,
    LEAK_VISIBLE, /* an id that may be seen: never reported */
};

/* What was found, whoever finds it. */
struct leak_thing {
    enum leak_kind kind;
    const char *whose; /* code of the informant, id of the excerpt, or NULL */
    const char *file;  /* the private file that it is from, or NULL */
};

/* How much of a thing was found. */
enum leak_part {
    PART_NONE,
    PART_WHOLE,       /* enough to stop the build */
    PART_WITH_OTHERS, /* a name with another word in it: a warning */
    PART_ALONE,       /* one word of a name, a sentence of few words: a warning */
    PART_WEAK,        /* a word that many names have: a warning behind a title */
};

/* ---- words (tokens.c) ---- */

/* How a word goes on with the next. */
enum token_bond { BOND_NONE, BOND_MARKUP /* nothing but inline tags between */, BOND_HYPHEN };

/* What the searches ask of every word; it is worked out once for all that are written alike. */
enum token_note {
    NOTE_NAME = 1 << 0,    /* a name may begin with it */
    NOTE_ID = 1 << 1,      /* an id may */
    NOTE_PRIVATE = 1 << 2, /* private texts have it */
    NOTE_NUMBER = 1 << 3,  /* in figures or in words */
    NOTE_DIGIT = 1 << 4,   /* a digit in words */
    NOTE_TOLD = 1 << 6,    /* an address that is told in words may be around it */
    NOTE_CUT = 1 << 5,     /* markup cuts it: it is known only with its other pieces */
    NOTE_BEGINS = 1 << 8,  /* a name may begin with it that is cut, or written in two */
    NOTE_HUMPS = 1 << 7,   /* words are run together in it: "rumahSitiRahmawati" */
};

struct token {
    uint64_t key;  /* the same for all spellings of the word */
    uint64_t stem; /* key without a clitic: -nya, -lah */
    uint64_t run;  /* what the word is in a run of words */
    uint32_t start;
    uint32_t end;
    uint16_t letters; /* that it counts for in a run */
    bool digits;
    uint8_t bond;   /* enum token_bond, to the next word */
    uint16_t notes; /* of enum token_note */
};

struct tokens {
    const struct leak_names *names;       /* that notes are about, or NULL */
    const struct leak_shingles *shingles; /* or NULL */
    struct token *items;
    size_t count;
    size_t first; /* of those that begin in the wanted piece of the text */
    size_t last;  /* behind them */
    size_t capacity;
    size_t bytes;             /* of all texts so far */
    struct known_word *known; /* what was worked out for words that come again and again; NULL: too few so far */
};

/* Bytes before and behind a piece of a text whose words are read, too: what is found may reach so far. */
enum { TOKENS_MARGIN = 1024 };

/*
 * The words of the plain text from from to to, and those around, instead of what tokens had. A NUL is at length. Names
 * and shingles are the same in all calls, and nothing is added to them any more.
 */
void tokens_read(struct tokens *tokens, const char *text, size_t length, size_t from, size_t to);
void tokens_free(struct tokens *tokens);

/* The key of the letters (or digits) of text from start to end. */
uint64_t token_key(const char *text, size_t start, size_t end);

/* A number of the first three sounds of these letters. False: there are no more, so that they may be of any word. */
bool token_sounds(const char *text, size_t start, size_t end, uint16_t *first);

/* The word that begins at first, with those that it is bound to by at most most; returns how many they are. */
size_t tokens_joined(const struct tokens *tokens, const char *text, size_t first, enum token_bond most,
                     struct token *joined);

/* How many single letters in a row begin at first, or 0: so few spell nothing. */
size_t tokens_spelled(const struct tokens *tokens, const char *text, size_t first);

/* ---- names and ids (name_set.c; name_search.c finds them) ---- */

enum {
    NAME_PARTS = 8,           /* at most */
    NAME_ENDING = 4,          /* letters of a name, at least, that may be what its bearer is called */
    NAME_HALF = 3,            /* letters of one of two words that may be one name, at least */
    NAME_GLUED = 6,           /* letters: names so long are also found with their words run together */
    NAME_FILTER_WORDS = 1024, /* of 64 bits */
    NAME_SOUNDS = 1 << 15,    /* of token_sounds */
};

struct name_part {
    uint64_t key;
    const char *letters; /* in a stream's spelling, lower case */
    size_t length;
    char sign; /* of an id: before this part; 0: none */
    bool digits;
    const char *const *forms; /* what is written for it, NULL-terminated: half of all people are called so; or NULL */
};

enum name_form {
    FORM_PERSON,
    FORM_PHRASE, /* all words in their order, whatever is between them */
    FORM_ID,     /* the same, with at most a sign between them */
    FORM_TOLD,   /* an id in words: "informan utama 3" */
};

struct name {
    struct leak_thing thing;
    enum name_form form;
    struct name_part parts[NAME_PARTS];
    size_t count;
    bool spaced;          /* of an id: a blank may stand for a sign */
    unsigned initials_of; /* bits of parts: an author has this surname, and the initial of another part */
};

/* That a word with this key may begin a name. */
struct name_entry {
    uint64_t key;
    uint32_t name;
    uint8_t part;
    uint8_t how; /* enum name_entry_kind */
};

enum name_entry_kind {
    ENTRY_PART,
    ENTRY_GLUED,    /* the word is the whole name, run together */
    ENTRY_INITIALS, /* it is the initials of all parts */
    ENTRY_ID,       /* all parts of an id: those of a study begin alike, so its first says nothing */
};

struct leak_names {
    struct arena *arena;
    struct name *names;
    size_t count;
    size_t capacity;
    struct name_entry *entries; /* sorted by key once it is sealed */
    size_t entry_count;
    size_t entry_capacity;
    uint32_t *starts; /* hash table: position + 1 of the first entry with a key */
    size_t mask;
    uint64_t filter[NAME_FILTER_WORDS];
    uint64_t id_filter[NAME_FILTER_WORDS]; /* of the first parts of ids, and of all their parts so far */
    uint64_t sounds[NAME_SOUNDS / 64];     /* with which names begin */
    bool has_persons;
    size_t longest_id; /* in parts */
};

/* Whether key may be in filter; the first entry with key, or NULL; the key of an id's parts so far, with one more. */
bool names_filter_has(const uint64_t *filter, uint64_t key);
/* The first of several pieces of a name may be these letters. */
bool names_may_begin(const struct leak_names *names, const char *text, size_t start, size_t end);
const struct name_entry *names_entries(const struct leak_names *names, uint64_t key);
uint64_t names_id_key(uint64_t before, uint64_t part);

/* In arena. Names are added, then it is sealed. */
struct leak_names *leak_names_new(struct arena *arena);

/* A name without titles / words that are found as they are, in this order. thing and what it points to must last. */
void leak_names_add_person(struct leak_names *names, struct leak_thing thing, const char *text);
void leak_names_add_phrase(struct leak_names *names, struct leak_thing thing, const char *text);

/* An id, with any signs or none; spaced: a blank may stand for its sign. False: it is too short to be searched for. */
bool leak_names_add_id(struct leak_names *names, struct leak_thing thing, const char *id, bool spaced);

/* An id that is told in words, the last of them a number, or not: "informan utama 3", "informan utama ketiga". */
void leak_names_add_told(struct leak_names *names, struct leak_thing thing, const char *text);

/* An entry of content/private/identities.yaml: all names in it, without titles (identity.c). */
void leak_names_add_identity(struct leak_names *names, struct leak_thing thing, const char *text);

/* The initial and surname of an author: they are no initials of a person added before. */
void leak_names_add_author(struct leak_names *names, const char *surname, char initial);

/* Nothing is added afterwards. */
void leak_names_seal(struct leak_names *names);

/* word is written for a longer name: "St", "Muh". */
bool leak_is_short_form(const char *word);

/* Where the text is of. */
enum leak_sphere {
    SPHERE_TEXT,
    SPHERE_ASIDE,  /* tags and comments */
    SPHERE_PIECES, /* strings that may be put together */
    SPHERE_PATH,   /* the name of an output */
};

/* Calls found for each name and id. */
void leak_names_find(const struct leak_names *names, const struct tokens *tokens, const char *text, size_t length,
                     enum leak_sphere sphere,
                     void (*found)(void *context, const struct leak_thing *thing, enum leak_part part, size_t start,
                                   size_t end),
                     void *context);

/* The same for codes in a row whose letters are written once, before the number behind position (series.c). */
void leak_series_find(const struct leak_names *names, const struct tokens *tokens, const char *text, size_t position,
                      void (*found)(void *context, const struct leak_thing *thing, enum leak_part part, size_t start,
                                    size_t end),
                      void *context);

/* A sign that is written for a letter which is to be covered. */
bool leak_is_cover(char c);

/* And for names with covered letters, where the word at start has some; returns where to go on (masked.c). */
size_t leak_masked_find(const struct leak_names *names, const char *text, size_t length, size_t start,
                        void (*found)(void *context, const struct leak_thing *thing, enum leak_part part, size_t start,
                                      size_t end),
                        void *context);

/* ---- words of private texts (shingles.c) ---- */

/* Works out run and letters of token, whose key and stem are known, and its notes on runs; shingles may be NULL. */
void leak_shingles_note(const struct leak_shingles *shingles, struct token *token);

struct leak_shingles *leak_shingles_new(struct arena *arena);
void leak_shingles_free(struct leak_shingles *shingles);

/* A text that is withheld. new_source: another person's than the one before. */
void leak_shingles_add(struct leak_shingles *shingles, struct leak_thing thing, const char *text, bool new_source);

/* A transcript, of which only long passages are found. */
void leak_shingles_add_transcript(struct leak_shingles *shingles, struct leak_thing thing, const char *text);

/* Eleven words in a row of a text that was added stand in text. */
bool leak_shingles_are_quoted(struct leak_shingles *shingles, const char *text);

/*
 * The words of text may be published: call it when all that is private was added. design: it is of the design of the
 * study, whose terms are everybody's.
 */
void leak_shingles_allow(struct leak_shingles *shingles, const char *text, bool design);

/* Nothing was added. */
bool leak_shingles_are_none(const struct leak_shingles *shingles);

/* Calls found for each place with private words; line: of the transcript, else 0. */
void leak_shingles_find(const struct leak_shingles *shingles, const struct tokens *tokens, const char *text,
                        void (*found)(void *context, const struct leak_thing *thing, enum leak_part part, uint32_t line,
                                      size_t start, size_t end),
                        void *context);

/* ---- numbers and addresses (shapes.c, numbers.c, addresses.c) ---- */

/* A number of content/private/identities.yaml. */
struct leak_number {
    const char *digits;
    const char *whose;
};

struct leak_shape_settings {
    const char *root;    /* the study folder, plain, or "" */
    struct list numbers; /* of struct leak_number */
    bool code;           /* the text is code: '\\' and '@' have a meaning of their own */
    bool aside;          /* it is of tags and comments, which in drawings are full of coordinates */
};

/* Calls found for each that is given away from from to before to in the plain text, which ends with a NUL at length. */
void leak_shapes_find(const char *text, size_t length, size_t from, size_t to,
                      const struct leak_shape_settings *settings,
                      void (*found)(void *context, enum leak_kind kind, size_t start, size_t end), void *context);

/* A plain text in which shapes are looked for. */
struct shaping {
    const char *text;
    size_t length;
    const struct leak_shape_settings *settings;
    void (*found)(void *context, enum leak_kind kind, size_t start, size_t end);
    void *context;
};

bool shape_is_joint(char c);                                                 /* STREAM_SOFT or STREAM_JOIN */
char shape_at(const struct shaping *in, size_t at);                          /* ' ' behind the end */
bool shape_continues(const struct shaping *in, size_t at, const char *text); /* in any case */

/* Where the word that begins at start begins if escapes are undone: behind the letter of one, "\\nMasjid". */
size_t leak_word_start(const char *text, size_t start);

/* The number at the digit at, if it is somebody's; returns where to go on (numbers.c). */
size_t leak_number_find(const struct shaping *in, size_t at);

/* The word says of numbers that they are a place on a map. */
bool leak_is_place_label(const char *word, size_t length);

/* The digit that a word with this key spells; a letter: what it tells of an address (words.txt); or 0. */
char leak_spoken(uint64_t key);

/*
 * Calls found for each number whose digits are spelled, "nol delapan satu dua ...", and for addresses that are told,
 * "tenri at gmail dot com" (spoken.c).
 */
void leak_spoken_find(const struct tokens *tokens, const char *text, const struct leak_shape_settings *settings,
                      void (*found)(void *context, enum leak_kind kind, size_t start, size_t end), void *context);

/* The same of other shapes, at the sign that gives each away (addresses.c): '@' or the bracket before it, '/', ':' ...
 */
void leak_email_find(const struct shaping *in, size_t at);
void leak_link_find(const struct shaping *in, size_t slash);
void leak_path_find(const struct shaping *in, size_t at);
void leak_drive_find(const struct shaping *in, size_t at);
void leak_home_find(const struct shaping *in, size_t at);
void leak_share_find(const struct shaping *in, size_t at);
void leak_variable_find(const struct shaping *in, size_t stroke);
void leak_plus_code_find(const struct shaping *in, size_t at);
void leak_degrees_find(const struct shaping *in, size_t degree);
void leak_coordinates_find(const struct shaping *in, size_t start, bool labelled);

/* The number at start is within an address of the web, or a DOI: those of works are as public as they. */
bool leak_is_in_address(const struct shaping *in, size_t start);

/* ---- the gate ---- */

struct leak_gate {
    struct arena *arena;
    const char *study_root;
    const char *lunr; /* or NULL: as in struct build */
    struct leak_names *names;
    struct leak_shingles *shingles;
    struct leak_shape_settings shapes;
    struct list allowed;   /* of struct leak_allowed */
    struct list emails;    /* of const char *: plain */
    struct list cited;     /* of struct leak_cited */
    pthread_mutex_t mutex; /* guards the arena and what follows */
    struct map *originals; /* the PDFs that pictures were made of, and that were searched */
    struct map *clean;     /* hashes of texts in which nothing was found: an archive holds them once more */
    struct list unread;    /* of const char *: outputs whose words cannot be had */
    struct list hits;      /* of struct leak_hit */
    struct look *looks;    /* not in use */
};

/* A text that is let through. */
struct leak_allowed {
    const char *letters;
    const struct allowed_text *entry; /* NULL: the study itself prints it, as its institution or an author */
    bool used;
};

/* An author of a work, in letters: as public as the work, where it is cited. */
struct leak_cited {
    const char *surname;
    const char *given;
    const char *title; /* of the work, or "" */
    const char *year;
};

/* An entry of content/private/identities.yaml: a name, or one of numbers (of struct leak_number). */
void leak_add_identity(struct arena *arena, struct leak_names *names, struct list *numbers,
                       const struct identity *identity);

/* Fills what the gate searches for. */
void leak_collect(struct leak_gate *gate, const struct build *build, const struct list *wholes, const struct list *seen,
                  const struct identities *identities);

struct leak_hit {
    struct leak_thing thing;
    enum leak_part part;
    const char *path;   /* of the output */
    const char *source; /* the input that the output was mainly made from, or NULL */
    int line;           /* 0: in its name */
    int column;
    uint32_t transcript_line;
    const char *words; /* what was found: only for those who ask on a terminal */
};

/*
 * What a reader of an output could read, in one plain spelling: letters and digits without accents, letters of other
 * scripts that look like Latin ones as such, and between them what parts words.  Markup, character references, escapes
 * and commands are gone; what stands in tags and comments comes in a stream of its own, so that it does not part the
 * words around it.
 */

/* Bytes of a stream besides letters, digits and ASCII punctuation. */
enum {
    STREAM_SOFT = 1, /* an inline tag, a brace: perhaps a border between words, perhaps not */
    STREAM_JOIN = 2, /* a soft hyphen, a zero-width space: within a word */
    STREAM_DEGREE = 3,
    /* ' ': white space; '\n': a line end, or markup that parts blocks */
};

struct stream {
    struct buffer text;
    bool placed;       /* offsets are kept */
    bool turned;       /* a sign in it says that it is read from its end to its start */
    uint32_t *offsets; /* of the input, for each byte of text */
    size_t capacity;
};

/* The streams of one output. */
struct streams {
    struct stream main;
    struct stream aside;  /* tags and comments */
    struct stream pieces; /* strings that may be put together, and the main stream backwards */
    bool annotated;       /* there are small letters above others */
    uint64_t *known_tags; /* hashes of tags in which nothing was found; NULL: none so far */
    struct buffer tags;   /* hashes of those that were read since */
};

/* How an output is to be read. */
enum leak_format {
    LEAK_MARKUP, /* HTML, SVG, XML, Markdown, plain text */
    LEAK_CODE,   /* JavaScript, JSON */
    LEAK_STYLE,  /* CSS */
    LEAK_TEX,
    LEAK_BINARY, /* what is found in images: text in one byte a letter, or two */
};

/* Empties all; placed: offsets are wanted. */
void streams_clear(struct streams *streams, bool placed);

/*
 * In what was read since this was called last nothing was met, or something was. Tags in which nothing is are not
 * read again where no offsets are wanted: those of a site are the same on all its pages.
 */
void streams_met(struct streams *streams, bool something);
void streams_free(struct streams *streams);

/* Adds stream to out, from its end to its start. */
void stream_turn(struct stream *out, const struct stream *stream);

/* Empties stream and fills it with text, UTF-8, which has no markup, with offsets if it is to be placed. */
void stream_text(struct stream *stream, const char *text);

/* Adds one byte that is already plain, made from the input at offset. */
void stream_byte(struct stream *stream, char byte, size_t offset);

/* Adds a code point in its plain spelling. */
void stream_code_point(struct stream *stream, unsigned long code_point, size_t offset);

/* Adds the character of bytes at *at, a byte of no meaning to the format, and moves past it. */
void stream_character(struct stream *stream, const char *bytes, size_t length, size_t *at, enum leak_format format);

/*
 * Adds the ASCII characters of bytes from *at on, up to the end or one that stops has, and moves past them. stops
 * has all that is no ASCII, or is not itself in a stream.
 */
void stream_ascii(struct stream *stream, const char *bytes, size_t length, size_t *at, const bool stops[256]);
#define STREAM_STOPS [0 ... '\n' - 1] = true, ['\n' + 1 ... ' ' - 1] = true, [0x80 ... 0xff] = true

/* Reads bytes, of a format other than LEAK_TEX / as LEAK_TEX. apart: small letters above others do not part these. */
void leak_read_markup(struct streams *streams, const char *bytes, size_t length, enum leak_format format, bool apart);
void leak_read_tex(struct streams *streams, const char *bytes, size_t length);

/* Adds to out the strings of a script or style sheet, which is bytes from start to end (strings.c). */
void leak_read_strings(struct stream *out, const char *bytes, size_t start, size_t end);

/*
 * Undoes what is written with '\' in code (not in LEAK_TEX and LEAK_MARKUP) and with '%' in addresses into out, of
 * at most length bytes. offsets (length of them) get where each byte came from, unless NULL. False: there was nothing.
 */
bool leak_unescape(struct buffer *out, uint32_t *offsets, const char *bytes, size_t length, enum leak_format format);

/* Code that has escapes in its strings alone, and none that JSON does not have. */
bool leak_is_json(const char *bytes, size_t length);

/* The code point that hex digits name, at most most of them; *used is how many there are. */
unsigned long leak_hex(const char *bytes, size_t length, size_t most, size_t *used);

/* The same of decimal ones. */
unsigned long leak_decimal(const char *bytes, size_t length, size_t most, size_t *used);

/* The same for all bytes that are the same. */
uint64_t leak_hash(const char *bytes, size_t length);

/* A byte of a letter or digit in a stream. A table, as half of the gate's time is this question. */
extern const bool stream_letters[256];
#define stream_is_letter(byte) stream_letters[(unsigned char)(byte)]

#endif
