#include "read/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>
#include <strings.h>

enum {
    DEEPEST_SCHEMA = 8,
    FEW = 12,    /* ids listed in a hint */
    LISTED = 20, /* references to the same unknown id that are reported */
};

/* Where objects that a key can name are defined, and how a reference to none is called. */
static const struct home {
    const char *code; /* of the diagnostic */
    const char *where;
} homes[OBJECT_KIND_COUNT] = {
    [OBJECT_OBJECTIVE] = {"unknown-objective", "content/objectives.yaml"},
    [OBJECT_CODE] = {"unknown-code", "content/codebook.yaml"},
    [OBJECT_CODER] = {"unknown-coder", "content/coders.yaml"},
    [OBJECT_INFORMANT] = {"unknown-informant", "content/informants.yaml"},
    [OBJECT_SOURCE] = {"unknown-source", N_("content/informants.yaml or content/documents.yaml")},
    [OBJECT_EXCERPT] = {"unknown-excerpt", "content/excerpts/"},
    [OBJECT_FINDING] = {"unknown-finding", "content/findings/"},
    [OBJECT_PAGE] = {"unknown-page", "content/pages/"},
    [OBJECT_QUESTION] = {"unknown-question", "content/guide.yaml"},
    [OBJECT_COMPONENT] = {"unknown-component", "content/frameworks.yaml"},
    [OBJECT_STATISTIC] = {"unknown-statistic", "content/statistics.yaml"},
    [OBJECT_WORK] = {"unknown-work", "content/references.bib"},
};

/* What record is, as "an informant". */
static const char *kind_of(struct arena *arena, const struct record *record)
{
    const char *name = record->schema->name;

    return arena_format(arena, strchr("aeiou", *name) ? translated("an %s") : translated("a %s"), translated(name));
}

static void mark_incomplete(struct resolver *resolver, const struct schema *schema, int depth)
{
    for (size_t i = 0; i < schema->field_count && depth < DEEPEST_SCHEMA; i++) {
        const struct field *field = &schema->fields[i];
        if (field->type == FIELD_ID)
            resolver->study->incomplete[field->kind] = true;
        if (field->record != NULL)
            mark_incomplete(resolver, field->record, depth + 1);
    }
}

void resolve_incomplete(struct resolver *resolver, const struct schema *schema)
{
    mark_incomplete(resolver, schema, 0);
    resolver->study->incomplete[OBJECT_SOURCE] =
        resolver->study->incomplete[OBJECT_INFORMANT] || resolver->study->incomplete[OBJECT_DOCUMENT];
}

static void register_id(struct resolver *resolver, struct record *record, const struct field *field)
{
    const char *id = *(const char **)record_field(record, field);
    /* Informants and documents share their ids, as excerpts name either. */
    bool is_source = object_kind_is_source(field->kind);

    if (id == NULL)
        return;
    const struct record *holder = study_find(resolver->study, is_source ? OBJECT_SOURCE : field->kind, id);
    if (holder == NULL) {
        map_put(resolver->study->objects[field->kind], id, record);
        return;
    }
    struct place place = record_place_of(holder, field->key);
    diag_error(resolver->diags, record_place_of(record, field->key), "duplicate-id", "duplicate %s '%s'",
               translated(object_kind_name(field->kind)), id);
    diag_hint(resolver->diags, "the first is %s in %s:%d; give this one another id", kind_of(resolver->arena, holder),
              place.file, place.line);
    /* The id that this one should have would else be said to be unknown. */
    resolver->study->incomplete[field->kind] = true;
    resolver->study->incomplete[OBJECT_SOURCE] |= is_source;
}

/* Calls visit for each record that record holds directly. */
static void visit_children(struct resolver *resolver, struct record *record,
                           void (*visit)(struct resolver *resolver, struct record *record))
{
    for (size_t i = 0; i < record->schema->field_count; i++) {
        const struct field *field = &record->schema->fields[i];
        void *target = record_field(record, field);
        if (field->type == FIELD_RECORD && *(struct record **)target != NULL)
            visit(resolver, *(struct record **)target);
        if (field->type == FIELD_RECORDS) {
            const struct list *list = target;
            for (size_t j = 0; j < list->count; j++)
                visit(resolver, list->items[j]);
        }
    }
}

void resolve_register(struct resolver *resolver, struct record *record)
{
    const struct field *id = schema_id(record->schema);

    if (id != NULL)
        register_id(resolver, record, id);
    visit_children(resolver, record, resolve_register);
}

/* biblatex's `ids = {old, older}`: further keys by which the work may be cited. A key of its own wins over them. */
static void register_aliases(struct resolver *resolver, struct work *work)
{
    const struct work_field *ids = work_find_field(work, "ids");
    struct map *aliases = resolver->study->work_aliases;

    for (const char *at = ids ? ids->value : ""; *at != '\0';) {
        size_t length = strcspn(at, ", ");
        if (length > 0 && map_get(aliases, arena_copy(resolver->arena, at, length)) == NULL)
            map_put(aliases, arena_copy(resolver->arena, at, length), work);
        at += length + strspn(at + length, ", ");
    }
}

void resolve_register_works(struct resolver *resolver, const struct list *works)
{
    struct map *objects = resolver->study->objects[OBJECT_WORK];

    for (size_t i = 0; i < works->count; i++) {
        struct work *work = works->items[i];
        if (map_get(objects, work->key) == NULL)
            map_put(objects, work->key, work);
        register_aliases(resolver, work);
    }
}

/* The kind of another object with this id, or OBJECT_NONE. */
static enum object_kind other_kind(const struct study *study, const char *id)
{
    for (int kind = OBJECT_NONE + 1; kind < OBJECT_KIND_COUNT; kind++) {
        if (kind != OBJECT_SOURCE && study_find(study, (enum object_kind)kind, id) != NULL)
            return (enum object_kind)kind;
    }
    return OBJECT_NONE;
}

/* A word of one or two letters is near to anything as short. */
static bool is_telling(const struct nearest *nearest)
{
    return nearest->match != NULL && (strlen(nearest->word) > 2 || strcasecmp(nearest->word, nearest->match) == 0);
}

static void hint_known(const struct resolver *resolver, enum object_kind kind)
{
    const struct map *objects = resolver->study->objects[kind];
    struct buffer ids = {0};
    size_t count = map_count(objects);

    for (size_t i = 0; i < count && i < FEW; i++)
        buffer_format(&ids, "%s%s", i > 0 ? ", " : "", map_key(objects, i));
    if (count > 0)
        diag_hint(resolver->diags, "add it there, or use one of these: %s%s", ids.bytes, count > FEW ? ", ..." : "");
    else
        diag_hint(resolver->diags, "add it there, or take the reference out");
    buffer_free(&ids);
}

/* What was pasted may look like an id and hold what no id does. */
static bool hint_foreign(const struct resolver *resolver, enum object_kind kind, const char *id)
{
    const char *next = id;
    unsigned long letter;

    while ((letter = text_next(&next)) != 0 && letter < 0x80)
        ;
    if (letter == 0 || kind == OBJECT_WORK)
        return false;
    diag_hint(resolver->diags, "it holds the character U+%04lX, which no id may hold: type it again", letter);
    return true;
}

/* The code that was called id, among those of codes and below: they are not linked yet. */
static const struct code *find_former(const struct list *codes, const char *id)
{
    for (size_t i = 0; i < codes->count; i++) {
        const struct code *code = codes->items[i];
        for (size_t j = 0; j < code->formerly.count; j++) {
            const struct former_code *former = code->formerly.items[j];
            if (former->id != NULL && strcmp(former->id, id) == 0)
                return code;
        }
        const struct code *below = find_former(&code->children, id);
        if (below != NULL)
            return below;
    }
    return NULL;
}

static const struct code *former_code(const struct study *study, const char *id)
{
    const struct code *code = find_former(&study->codebook->variables, id);

    return code ? code : find_former(&study->codebook->codes, id);
}

static void hint_unknown(const struct resolver *resolver, enum object_kind kind, const char *id)
{
    const struct study *study = resolver->study;
    enum object_kind other = other_kind(study, id);
    struct nearest nearest = {.word = id};

    text_nearest_key(&nearest, study->objects[kind]);
    if (kind == OBJECT_SOURCE) {
        text_nearest_key(&nearest, study->objects[OBJECT_INFORMANT]);
        text_nearest_key(&nearest, study->objects[OBJECT_DOCUMENT]);
    }
    const struct code *now = kind == OBJECT_CODE ? former_code(study, id) : NULL;
    bool foreign = hint_foreign(resolver, kind, id);
    if (now != NULL) {
        diag_hint(resolver->diags, "it is called '%s' now (%s:%d)", now->id, now->record.place.file,
                  now->record.place.line);
    } else if (is_telling(&nearest)) {
        study_hint_match(study, resolver->diags, kind, nearest.match);
    } else if (other != OBJECT_NONE && kind != OBJECT_WORK) {
        diag_hint(resolver->diags, "'%s' is %s, but %s is needed here", id, object_kind_one(other),
                  object_kind_one(kind));
    } else if (!foreign) {
        hint_known(resolver, kind);
    }
}

/* How often id was reported by now, this time included. */
static size_t count_report(struct resolver *resolver, enum object_kind kind, const char *id)
{
    struct map **counts = &resolver->unknown[kind];

    if (*counts == NULL)
        *counts = map_new(resolver->arena);
    size_t *count = map_item(*counts, id, sizeof *count);
    return ++*count;
}

static void resolve_one(struct resolver *resolver, struct reference *reference, enum object_kind kind)
{
    if (reference->id == NULL)
        return;
    reference->object = study_find(resolver->study, kind, reference->id);
    if (reference->object != NULL)
        return;
    if (resolver->study->incomplete[kind]) {
        resolver->study->has_dangling = true;
        return;
    }
    size_t reports = count_report(resolver, kind, reference->id);
    if (reports > LISTED)
        return;
    diag_error(resolver->diags, reference->place, homes[kind].code, "%s '%s' is not in %s",
               translated(object_kind_name(kind)), reference->id, translated(homes[kind].where));
    hint_unknown(resolver, kind, reference->id);
    if (reports == LISTED)
        diag_hint(resolver->diags, "it is in more places, which are not listed");
}

void resolve_references(struct resolver *resolver, struct record *record)
{
    for (size_t i = 0; i < record->schema->field_count; i++) {
        const struct field *field = &record->schema->fields[i];
        void *target = record_field(record, field);
        if (field->type == FIELD_REFERENCE)
            resolve_one(resolver, target, field->kind);
        if (field->type == FIELD_REFERENCES) {
            const struct list *list = target;
            for (size_t j = 0; j < list->count; j++)
                resolve_one(resolver, list->items[j], field->kind);
        }
    }
    visit_children(resolver, record, resolve_references);
}
