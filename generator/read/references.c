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

/* A folder on top and a variable head themes; every other root is one. */
static enum code_level level_of(const struct code *code, bool heads_themes)
{
    if (code->parent == NULL)
        return heads_themes || (!code->codable && code->children.count > 0) ? CODE_VARIABLE : CODE_THEME;
    return code->parent->level == CODE_VARIABLE ? CODE_THEME : CODE_SUBTHEME;
}

/* A note beside an object becomes one of the study's memos, so that a filtered study has none of it. */
static void take_memo(struct arena *arena, struct study *study, enum object_kind kind, struct record *record,
                      const char *id, struct block **text)
{
    const struct schema *schema = schema_field(study->memos_file->record.schema, "memos")->record;

    if (*text == NULL)
        return;
    struct memo *memo = record_empty(arena, schema, record->place.file);
    memo->record.place = record_place_of(record, "memo");
    memo->about = id;
    memo->about_kind = kind;
    memo->object = record;
    memo->text = *text;
    *text = NULL;
    list_add(&study->memos, arena, memo);
}

/* YAML_DEPTH_LIMIT keeps the tree, and so this recursion, shallow. */
static void link_codes(struct arena *arena, struct study *study, const struct list *codes, const struct code *parent,
                       bool heads_themes)
{
    for (size_t i = 0; i < codes->count; i++) {
        struct code *code = codes->items[i];
        code->parent = parent;
        code->depth = parent ? parent->depth + 1 : 0;
        if (!record_has(&code->record, "codable"))
            code->codable = true;
        code->level = level_of(code, heads_themes);
        list_add(&study->codes, arena, code);
        for (size_t j = 0; j < code->formerly.count; j++) {
            const struct former_code *former = code->formerly.items[j];
            if (former->id != NULL && map_get(study->former_codes, former->id) == NULL)
                map_put(study->former_codes, former->id, code);
        }
        take_memo(arena, study, OBJECT_CODE, &code->record, code->id, &code->memo);
        link_codes(arena, study, &code->children, code, false);
    }
}

static void link_codebook(struct arena *arena, struct study *study)
{
    struct codebook_file *codebook = study->codebook;

    for (size_t i = 0; i < codebook->variables.count; i++)
        list_add(&codebook->roots, arena, codebook->variables.items[i]);
    for (size_t i = 0; i < codebook->codes.count; i++)
        list_add(&codebook->roots, arena, codebook->codes.items[i]);
    link_codes(arena, study, &codebook->variables, NULL, true);
    link_codes(arena, study, &codebook->codes, NULL, false);
}

/* What a memo is about; an id that is nothing's is left to the checks. */
static void link_memos(struct arena *arena, struct study *study)
{
    static const enum object_kind kinds[] = {OBJECT_CODE, OBJECT_INFORMANT, OBJECT_DOCUMENT, OBJECT_EXCERPT};

    for (size_t i = 0; i < study->memos_file->memos.count; i++) {
        struct memo *memo = study->memos_file->memos.items[i];
        for (size_t j = 0; memo->about != NULL && memo->object == NULL && j < sizeof kinds / sizeof *kinds; j++) {
            memo->object = study_find(study, kinds[j], memo->about);
            memo->about_kind = memo->object ? kinds[j] : OBJECT_NONE;
        }
        list_add(&study->memos, arena, memo);
    }
}

static enum technique technique_of(const struct excerpts_file *file, bool from_informant)
{
    if (file->technique != TECHNIQUE_BY_SOURCE)
        return (enum technique)file->technique;
    return from_informant ? TECHNIQUE_INTERVIEW : TECHNIQUE_DOCUMENT;
}

static void add_speaker(struct arena *arena, struct excerpt *excerpt, void *informant)
{
    if (informant != NULL && !excerpt_has_speaker(excerpt, informant))
        list_add(&excerpt->speakers, arena, informant);
}

/* Who speaks is the source, whatever the file says; a document is where nobody does. */
static void link_speakers(struct arena *arena, struct study *study, const struct excerpts_file *file,
                          struct excerpt *excerpt)
{
    struct informant *own = study_find(study, OBJECT_INFORMANT, file->source.id);

    add_speaker(arena, excerpt, excerpt->speaker.object);
    for (size_t i = 0; i < excerpt->turns.count; i++)
        add_speaker(arena, excerpt, ((const struct turn *)excerpt->turns.items[i])->speaker.object);
    if (excerpt->speakers.count == 0)
        add_speaker(arena, excerpt, own);
    excerpt->informant = excerpt->speakers.count > 0 ? excerpt->speakers.items[0] : NULL;
    excerpt->document = excerpt->informant ? NULL : study_find(study, OBJECT_DOCUMENT, file->source.id);
    excerpt->host = own != NULL && !excerpt_has_speaker(excerpt, own) ? own : NULL;
}

/* What is said in turns is the text of an excerpt, without who says it. */
static void join_turns(struct arena *arena, struct excerpt *excerpt)
{
    struct buffer text = {0};

    if (excerpt->turns.count == 0)
        return;
    for (size_t i = 0; i < excerpt->turns.count; i++) {
        const struct turn *turn = excerpt->turns.items[i];
        size_t length = turn->text ? strlen(turn->text) : 0;
        while (length > 0 && turn->text[length - 1] == '\n')
            length--;
        buffer_text(&text, text.length > 0 && length > 0 ? "\n" : "");
        buffer_bytes(&text, turn->text ? turn->text : "", length);
    }
    excerpt->text = buffer_take(&text, arena);
}

static const struct coder *coder_of(const struct study *study, const struct excerpts_file *file,
                                    const struct excerpt *excerpt)
{
    const struct list *coders = &study->coders->coders;

    if (excerpt->coder.object != NULL)
        return excerpt->coder.object;
    if (file->coder.object != NULL)
        return file->coder.object;
    return coders->count > 0 ? coders->items[0] : NULL;
}

static void link_excerpts(struct arena *arena, struct study *study, const struct excerpts_file *file)
{
    for (size_t i = 0; i < file->excerpts.count; i++) {
        struct excerpt *excerpt = file->excerpts.items[i];
        link_speakers(arena, study, file, excerpt);
        join_turns(arena, excerpt);
        excerpt->transcript = excerpts_file_transcript(arena, file);
        excerpt->coded_by = coder_of(study, file, excerpt);
        excerpt->technique = technique_of(file, excerpt->informant != NULL);
        if (excerpt->language == NULL)
            excerpt->language = study->original;
        take_memo(arena, study, OBJECT_EXCERPT, &excerpt->record, excerpt->id, &excerpt->memo);
        list_add(&study->excerpts, arena, excerpt);
    }
}

static void settle_attribution(const struct study *study)
{
    const struct privacy_settings *settings = study->info->privacy;
    int own =
        settings != NULL && settings->attribution != ATTRIBUTION_BY_STUDY ? settings->attribution : ATTRIBUTION_CODE;

    for (size_t i = 0; i < study->informants->informants.count; i++) {
        struct informant *informant = study->informants->informants.items[i];
        if (informant->attribution == ATTRIBUTION_BY_STUDY)
            informant->attribution = own;
    }
}

static int compare_numbers(long a, long b)
{
    return (a > b) - (a < b);
}

/* An absent order comes after all others. */
static long order_key(long order)
{
    return order == INTEGER_ABSENT ? LONG_MAX : order;
}

/* Where its objective stands in objectives.yaml; findings whose objective is unknown come last. */
static struct place objective_place(const struct finding *finding)
{
    const struct objective *objective = finding->objective.object;

    return objective ? objective->record.place : (struct place){.line = INT_MAX};
}

static int compare_findings(const void *first, const void *second)
{
    const struct finding *a = first, *b = second;
    struct place place_a = objective_place(a), place_b = objective_place(b);
    int order = compare_numbers(place_a.line, place_b.line);

    if (order == 0)
        order = compare_numbers(place_a.column, place_b.column);
    if (order == 0)
        order = compare_numbers(order_key(a->order), order_key(b->order));
    return order ? order : strcmp(a->record.place.file, b->record.place.file);
}

static int compare_pages(const void *first, const void *second)
{
    const struct page *a = first, *b = second;
    int order = compare_numbers(order_key(a->order), order_key(b->order));

    return order ? order : strcmp(a->id ? a->id : "", b->id ? b->id : "");
}

/* A version whose date could not be read comes first. */
static int compare_versions(const void *first, const void *second)
{
    const struct codebook_version *a = first, *b = second;
    int order = strcmp(a->date ? a->date : "", b->date ? b->date : "");

    return order ? order : strcmp(a->record.place.file, b->record.place.file);
}

/* The site in a further language lies in a folder of the whole site. */
static void link_site(struct arena *arena, const struct study *study)
{
    struct site_settings *site = study->info->site;

    if (site == NULL || site->base_url == NULL || study->original == NULL)
        return;
    size_t length = strlen(site->base_url);
    while (length > 0 && site->base_url[length - 1] == '/')
        length--;
    site->base_url = arena_format(arena, "%.*s/%s", (int)length, site->base_url, study->language);
}

static struct attribute_value *value_of(struct arena *arena, const struct study *study, const struct pair *pair)
{
    struct attribute_value *value = arena_alloc(arena, sizeof *value);

    *value = (struct attribute_value){.key = pair->key, .text = pair->text, .place = pair->place};
    value->attribute = study_find(study, OBJECT_ATTRIBUTE, pair->key);
    if (value->attribute == NULL)
        return value;
    switch ((enum attribute_type)value->attribute->type) {
    case ATTRIBUTE_NUMBER:
        value->is_wrong = !literal_number(pair->text, &value->number);
        break;
    case ATTRIBUTE_CHOICE:
        value->is_wrong = !list_has_text(&value->attribute->choices, pair->text);
        break;
    case ATTRIBUTE_DATE:
        value->is_wrong = literal_date(pair->text) != DATE_OK;
        break;
    case ATTRIBUTE_TEXT:
        break;
    }
    return value;
}

/* Values leave the informants, which audiences share, for a map of the study, which each audience has its own of. */
static void link_attributes(struct arena *arena, struct study *study)
{
    const struct list *informants = &study->informants->informants;

    for (size_t i = 0; i < informants->count; i++) {
        struct informant *informant = informants->items[i];
        struct list *values = arena_alloc(arena, sizeof *values);
        if (informant->group == NULL)
            informant->group = "informant";
        take_memo(arena, study, OBJECT_INFORMANT, &informant->record, informant->code, &informant->memo);
        for (size_t j = 0; j < informant->attributes.count; j++) {
            const struct pair *pair = informant->attributes.items[j];
            list_add(values, arena, value_of(arena, study, pair));
        }
        informant->attributes = (struct list){0};
        if (informant->code != NULL)
            map_put(study->attribute_values, informant->code, values);
    }
}

void link_study(struct arena *arena, struct study *study)
{
    link_site(arena, study);
    link_memos(arena, study);
    link_attributes(arena, study);
    link_codebook(arena, study);
    settle_attribution(study);
    for (size_t i = 0; i < study->excerpt_files.count; i++)
        link_excerpts(arena, study, study->excerpt_files.items[i]);
    list_sort(&study->findings, compare_findings);
    list_sort(&study->pages, compare_pages);
    list_sort(&study->codebook_versions, compare_versions);
}

enum {
    DEEPEST_SCHEMA = 8,
    FEW = 12,    /* ids listed in a hint */
    LISTED = 20, /* references to the same unknown id that are reported */
};

/* Where objects of a kind are defined, and how a reference to none is called. */
static const struct home {
    const char *code; /* of the diagnostic */
    const char *where;
} homes[OBJECT_KIND_COUNT] = {
    [OBJECT_NONE] = {"unknown-reference", N_("the study")},
    [OBJECT_OBJECTIVE] = {"unknown-objective", "content/objectives.yaml"},
    [OBJECT_CODE] = {"unknown-code", "content/codebook.yaml"},
    [OBJECT_CODE_SET] = {"unknown-set", "content/codebook.yaml"},
    [OBJECT_ATTRIBUTE] = {"unknown-attribute", "content/informants.yaml"},
    [OBJECT_CODER] = {"unknown-coder", "content/coders.yaml"},
    [OBJECT_ACTOR] = {"unknown-actor", "content/study.yaml"},
    [OBJECT_MEMO] = {"unknown-memo", "content/memos.yaml"},
    [OBJECT_INFORMANT] = {"unknown-informant", "content/informants.yaml"},
    [OBJECT_DOCUMENT] = {"unknown-document", "content/documents.yaml"},
    [OBJECT_SOURCE] = {"unknown-source", N_("content/informants.yaml or content/documents.yaml")},
    [OBJECT_EXCERPT] = {"unknown-excerpt", "content/excerpts/"},
    [OBJECT_FINDING] = {"unknown-finding", "content/findings/"},
    [OBJECT_PAGE] = {"unknown-page", "content/pages/"},
    [OBJECT_QUESTION] = {"unknown-question", "content/guide.yaml"},
    [OBJECT_PRIOR_STUDY] = {"unknown-study", "content/synthesis.yaml"},
    [OBJECT_FRAMEWORK] = {"unknown-framework", "content/frameworks.yaml"},
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

/* The object that has this id already. Informants and documents share theirs, as excerpts name either. */
static void *taken(const struct study *study, enum object_kind kind, const char *id)
{
    bool source = kind == OBJECT_INFORMANT || kind == OBJECT_DOCUMENT;

    return study_find(study, source ? OBJECT_SOURCE : kind, id);
}

static void register_id(struct resolver *resolver, struct record *record, const struct field *field)
{
    const char *id = *(const char **)record_field(record, field);

    if (id == NULL)
        return;
    const void *first = taken(resolver->study, field->kind, id);
    if (first == NULL) {
        map_put(resolver->study->objects[field->kind], id, record);
        return;
    }
    const struct record *holder = first;
    struct place place = record_place_of(holder, field->key);
    diag_error(resolver->diags, record_place_of(record, field->key), "duplicate-id", "duplicate %s '%s'",
               translated(object_kind_name(field->kind)), id);
    diag_hint(resolver->diags, "the first is %s in %s:%d; give this one another id", kind_of(resolver->arena, holder),
              place.file, place.line);
    /* The id that this one should have would else be said to be unknown. */
    resolver->study->incomplete[field->kind] = true;
    resolver->study->incomplete[OBJECT_SOURCE] |= field->kind == OBJECT_INFORMANT || field->kind == OBJECT_DOCUMENT;
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

static void offer_all(const struct study *study, enum object_kind kind, struct nearest *nearest)
{
    const struct map *objects = study->objects[kind];

    for (size_t i = 0; objects != NULL && i < map_count(objects); i++)
        text_nearest(nearest, map_key(objects, i));
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
    size_t count = objects ? map_count(objects) : 0;

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
    diag_hint(resolver->diags, "it holds the character U+%04lX, which no id does: type it anew", letter);
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

    offer_all(study, kind, &nearest);
    if (kind == OBJECT_SOURCE) {
        offer_all(study, OBJECT_INFORMANT, &nearest);
        offer_all(study, OBJECT_DOCUMENT, &nearest);
    }
    const struct code *now = kind == OBJECT_CODE ? former_code(study, id) : NULL;
    bool foreign = hint_foreign(resolver, kind, id);
    if (now != NULL) {
        diag_hint(resolver->diags, "it is called '%s' now (%s:%d)", now->id, now->record.place.file,
                  now->record.place.line);
    } else if (is_telling(&nearest)) {
        struct place place = study_object_place(kind, study_find(study, kind, nearest.match));
        diag_hint(resolver->diags, "nearest is '%s' (%s:%d)", nearest.match, place.file, place.line);
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
    size_t *count = map_get(*counts, id);
    if (count == NULL) {
        count = arena_alloc(resolver->arena, sizeof *count);
        map_put(*counts, id, count);
    }
    return ++*count;
}

static void resolve_one(struct resolver *resolver, struct reference *reference, enum object_kind kind)
{
    if (reference->id == NULL)
        return;
    reference->object = study_find(resolver->study, kind, reference->id);
    if (reference->object != NULL || resolver->study->incomplete[kind])
        return;
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
