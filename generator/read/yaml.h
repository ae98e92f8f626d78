#ifndef LAMPIRAN_READ_YAML_H
#define LAMPIRAN_READ_YAML_H

/*
 * YAML text to a tree of values with places; what the values mean is record.h's business.  Aliases are
 * followed here, within limits, so a tree is finite and no deeper than YAML_DEPTH_LIMIT.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diags;

enum {
    YAML_DEPTH_LIMIT = 64,
    YAML_ALIAS_LIMIT = 10 * 1000,       /* values that aliases may add to a file */
    YAML_VALUE_LIMIT = 8 * 1000 * 1000, /* values in a file */
};

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

enum node_style {
    STYLE_PLAIN,
    STYLE_QUOTED,
    STYLE_LITERAL, /* | */
    STYLE_FOLDED,  /* > */
};

struct node {
    enum node_kind kind;
    enum node_style style; /* of a scalar */
    bool before_comment;   /* a plain scalar, followed by '#' without a space: perhaps meant as part of it */
    int line;              /* in the file, from 1 */
    int column;            /* in bytes, from 1 */
    int text_line;         /* where the text of a scalar begins: behind the quote, below the | */
    int text_column;
    const char *text; /* of a scalar, NUL-terminated */
    size_t length;
    struct node *items; /* of a list: its items; of a map: key, value, key, value ... */
    struct node *next;
};

struct yaml_source {
    const char *file; /* for places */
    int line;         /* of the first line of text in that file */
    const char *text; /* valid UTF-8 without NUL and byte order mark */
    size_t length;
};

/*
 * Reads source into *root, in arena; *root is NULL if source holds no value. False: it is not correct YAML,
 * *root is NULL and the trouble (libyaml gives up at the first) has been reported.
 */
bool yaml_read(struct arena *arena, struct diags *diags, const struct yaml_source *source, struct node **root);

/* The value is absent: nothing, ~ or null. */
bool node_is_absent(const struct node *node);

/* The value of key in a map, or NULL. */
const struct node *node_value(const struct node *map, const char *key);

#endif
