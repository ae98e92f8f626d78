#include "report/private.h"

#include "base/say.h"
#include "base/text.h"
#include "lua/scripts.h"

#include <string.h>

/* A directive as it stands in a block or in a line. */
struct call {
    const struct directive *directive;
    struct block *body; /* content of a container, or NULL */
    struct span *text;  /* its [text], or NULL */
    struct place place;
    bool in_line;
};

struct built_in {
    const char *name;
    struct block *(*expand)(const struct assembly *assembly, const struct call *call, int kind);
    int kind;      /* of enum callout_kind for a box, of enum object_kind for what names an object */
    bool in_block; /* may stand as a block */
    bool in_line;  /* may stand in a line */
};

/* The object that {#id} names, or NULL with a diagnostic. */
static void *find_object(const struct assembly *assembly, const struct call *call, enum object_kind kind)
{
    const char *id = call->directive->id;
    struct diags *diags = assembly->build->diags;

    if (id == NULL) {
        hooks_diagnose_no_id(diags, call->place, call->directive, object_kind_name(kind));
        return NULL;
    }
    void *object = study_find(assembly->study, kind, id);
    if (object != NULL)
        return object;
    if (assembly->study->withholds[kind]) {
        /* Of excerpts in the study's own texts check/ tells, with where consent was given. */
        if (kind == OBJECT_EXCERPT && strncmp(call->place.file, "content/", strlen("content/")) == 0)
            return NULL;
        diag_warning(diags, call->place, "withheld", "%s '%s' is withheld from this audience, leaving it out",
                     translated(object_kind_name(kind)), id);
        diag_hint(diags, "its consent allows less; quote another one if the point needs evidence");
        return NULL;
    }
    study_diagnose_unknown(assembly->study, diags, call->place, kind, id);
    return NULL;
}

static struct block *expand_excerpt(const struct assembly *assembly, const struct call *call, int kind)
{
    const struct excerpt *excerpt = find_object(assembly, call, (enum object_kind)kind);

    if (excerpt == NULL)
        return NULL;
    if (!call->in_line)
        return compose_excerpt(assembly, excerpt);
    struct span *span = span_new(assembly->arena, SPAN_EXCERPT, call->place.line, call->place.column);
    span->excerpt = excerpt;
    return compose_paragraph(assembly, span);
}

/* What a section shows of the object, which is a record. */
static struct block *expand_embedded(const struct assembly *assembly, const struct call *call, int kind)
{
    const struct record *record = find_object(assembly, call, (enum object_kind)kind);
    const char *section = kind == OBJECT_STATISTIC ? "statistics" : "frameworks";

    return record ? hooks_embed(assembly->hooks, section, record) : NULL;
}

static struct block *expand_link(const struct assembly *assembly, const struct call *call, int kind)
{
    const void *object = find_object(assembly, call, (enum object_kind)kind);

    if (object == NULL)
        return NULL;
    return compose_paragraph(assembly,
                             kind == OBJECT_CODE && call->text == NULL
                                 ? compose_code(assembly, object)
                                 : compose_object(assembly, (enum object_kind)kind, call->directive->id, call->text));
}

static struct block *expand_box(const struct assembly *assembly, const struct call *call, int kind)
{
    return compose_callout(assembly, (enum callout_kind)kind, call->text, call->body);
}

static const struct built_in built_ins[] = {
    {"excerpt", expand_excerpt, OBJECT_EXCERPT, true, true},
    {"statistic", expand_embedded, OBJECT_STATISTIC, true, false},
    {"framework", expand_embedded, OBJECT_FRAMEWORK, true, false},
    {"note", expand_box, CALLOUT_NOTE, true, false},
    {"warning", expand_box, CALLOUT_WARNING, true, false},
    {"summary", expand_box, CALLOUT_SUMMARY, true, false},
    {"illustrative", expand_box, CALLOUT_ILLUSTRATIVE, true, false},
    {"informant", expand_link, OBJECT_INFORMANT, false, true},
    {"document", expand_link, OBJECT_DOCUMENT, false, true},
    {"objective", expand_link, OBJECT_OBJECTIVE, false, true},
    {"code", expand_link, OBJECT_CODE, false, true},
};

enum { BUILT_INS = sizeof built_ins / sizeof *built_ins };

static struct block *diagnose_unknown(const struct assembly *assembly, const struct call *call)
{
    const char *name = call->directive->name;
    struct nearest nearest = {.word = name};
    struct diags *diags = assembly->build->diags;

    for (size_t i = 0; i < BUILT_INS; i++)
        text_nearest(&nearest, built_ins[i].name);
    hooks_nearest_directive(assembly->hooks, &nearest);
    diag_error(diags, call->place, "unknown-directive", "there is no directive '%s'", name);
    if (!diag_hint_nearest(diags, &nearest))
        diag_hint(diags, "a backslash before the colons makes them text");
    return NULL;
}

static struct block *diagnose_misplaced(const struct assembly *assembly, const struct call *call)
{
    diag_error(assembly->build->diags, call->place, "directive-place", "directive '%s' is not allowed %s",
               call->directive->name, call->in_line ? translated("in a line") : translated("by itself"));
    diag_hint(assembly->build->diags,
              call->in_line ? N_("put it on a line of its own: ::%s") : N_("put it in a line: :%s"),
              call->directive->name);
    return NULL;
}

static const struct built_in *find_built_in(const char *name)
{
    for (size_t i = 0; i < BUILT_INS; i++) {
        if (strcmp(built_ins[i].name, name) == 0)
            return &built_ins[i];
    }
    return NULL;
}

static struct block *expand(const struct assembly *assembly, const struct call *call)
{
    const struct directive *directive = call->directive;
    const char *box = callout_find(directive->name, strlen(directive->name)); /* :::info of HackMD */

    if (hooks_has_directive(assembly->hooks, directive->name))
        return hooks_directive(assembly->hooks, directive, call->body, call->text, call->place);
    const struct built_in *built_in = find_built_in(box && !call->in_line ? box : directive->name);
    if (built_in == NULL)
        return diagnose_unknown(assembly, call);
    return (call->in_line ? built_in->in_line : built_in->in_block) ? built_in->expand(assembly, call, built_in->kind)
                                                                    : diagnose_misplaced(assembly, call);
}

void directives_expand_block(const struct assembly *assembly, struct block *block)
{
    const struct call call = {block->directive, block->children, block->spans, block->place, false};

    hooks_enter_directive(assembly->hooks, block->place);
    block->children = expand(assembly, &call);
    block->spans = NULL;
    block->kind = BLOCK_GROUP;
}

void directives_expand_span(const struct assembly *assembly, const struct block *block, struct span *span)
{
    struct place place = block->place;

    place.line = span->line;
    place.column = span->column;
    const struct call call = {span->directive, NULL, span->children, place, true};
    hooks_enter_directive(assembly->hooks, place);
    const struct block *expansion = expand(assembly, &call);
    span->kind = SPAN_GROUP;
    if (expansion != NULL)
        span->children = NULL;
    for (; expansion != NULL; expansion = expansion->next)
        span->children = span_append(span->children, expansion->spans);
}
