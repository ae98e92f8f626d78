#ifndef LAMPIRAN_LEAK_LEAK_GATE_H
#define LAMPIRAN_LEAK_LEAK_GATE_H

/* What the parts of the gate (leak/leak.h) share. */

#include "base/list.h"
#include "leak/leak_shapes.h"

#include <pthread.h>
#include <stdbool.h>

struct arena;
struct look;

struct leak_gate {
    struct arena *arena;
    const char *study_root;
    struct leak_names *names;      /* of the patterns, by position */
    struct leak_pattern *patterns; /* what is searched for by its letters */
    size_t pattern_count;
    struct list allowed;   /* of const char *: the letters of texts that are let through */
    struct list emails;    /* of const char *: plain (leak/leak_stream.h) */
    const char *login;     /* of who runs the program; "": not looked for */
    const char *raw_root;  /* the full path of the study folder; "": too short to tell */
    const char *root;      /* the same, plain */
    pthread_mutex_t mutex; /* guards the arena and what follows */
    bool no_pdf_text;      /* a PDF could not be searched */
    struct list hits;      /* of struct leak_hit */
    struct look *looks;    /* not in use */
};

/* Words that must not be published. */
struct leak_pattern {
    enum leak_kind kind;
    const char *whose; /* code of the informant, id of the excerpt, or NULL */
};

struct leak_hit {
    enum leak_kind kind;
    const char *whose;             /* of the pattern, or NULL */
    const char *path;              /* of the output */
    const char *source;            /* the input that the output was mainly made from, or NULL */
    const struct leak_hit *origin; /* the same thing in an input, or NULL */
    int line;                      /* 0: in its name */
    int column;
    const char *masked; /* how what was found begins */
};

/* text with all letters of each word but the first hidden. */
const char *leak_mask(struct arena *arena, const char *text, size_t length);

#endif
