#include "read/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>

/* What follows from the records of a study, once all are read: levels, speakers, orders, values of attributes. */

static bool names(const struct reference *reference, const struct code *code)
{
    return reference->id != NULL && code->id != NULL && strcmp(reference->id, code->id) == 0;
}

/* The themes of an objective are codes right below this one, which no objective has for a theme. */
static bool objectives_head(const struct study *study, const struct code *code)
{
    bool heads = false;

    for (size_t i = 0; i < study->objectives->objectives.count; i++) {
        const struct objective *objective = study->objectives->objectives.items[i];
        for (size_t j = 0; j < objective->themes.count; j++) {
            if (names(objective->themes.items[j], code))
                return false;
            for (size_t k = 0; k < code->children.count && !heads; k++)
                heads = names(objective->themes.items[j], code->children.items[k]);
        }
    }
    return heads;
}

/* A folder on top, a variable, and what objectives go below for their themes head themes; every other root is one. */
static enum code_level level_of(const struct study *study, const struct code *code, bool heads_themes)
{
    if (code->parent == NULL) {
        bool heads = heads_themes || (!code->codable && code->children.count > 0) || objectives_head(study, code);
        return heads ? CODE_VARIABLE : CODE_THEME;
    }
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
static void complete_codes(struct arena *arena, struct study *study, const struct list *codes,
                           const struct code *parent, bool heads_themes)
{
    for (size_t i = 0; i < codes->count; i++) {
        struct code *code = codes->items[i];
        code->parent = parent;
        code->depth = parent ? parent->depth + 1 : 0;
        if (!record_has(&code->record, "codable"))
            code->codable = true;
        code->level = level_of(study, code, heads_themes);
        list_add(&study->codes, arena, code);
        for (size_t j = 0; j < code->formerly.count; j++) {
            const struct former_code *former = code->formerly.items[j];
            if (former->id != NULL && map_get(study->former_codes, former->id) == NULL)
                map_put(study->former_codes, former->id, code);
        }
        take_memo(arena, study, OBJECT_CODE, &code->record, code->id, &code->memo);
        complete_codes(arena, study, &code->children, code, false);
    }
}

static void complete_codebook(struct arena *arena, struct study *study)
{
    struct codebook_file *codebook = study->codebook;

    for (size_t i = 0; i < codebook->variables.count; i++)
        list_add(&codebook->roots, arena, codebook->variables.items[i]);
    for (size_t i = 0; i < codebook->codes.count; i++)
        list_add(&codebook->roots, arena, codebook->codes.items[i]);
    complete_codes(arena, study, &codebook->variables, NULL, true);
    complete_codes(arena, study, &codebook->codes, NULL, false);
}

/* What a memo is about; an id that is nothing's is left to the checks. */
static void complete_memos(struct arena *arena, struct study *study)
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

/* Names that nothing has are left to the checks. */
static void complete_technique(const struct study *study, const struct excerpts_file *file, struct excerpt *excerpt)
{
    excerpt->technique_kind = excerpt->informant ? TECHNIQUE_INTERVIEW : TECHNIQUE_DOCUMENT;
    if (excerpt->technique == NULL)
        excerpt->technique = file->technique;
    if (excerpt->technique == NULL || strcmp(excerpt->technique, "by-source") == 0)
        excerpt->technique = technique_names[excerpt->technique_kind];
    const struct own_technique *own = study_own_technique(study, excerpt->technique);
    for (int i = 0; technique_names[i] != NULL; i++) {
        if (strcmp(technique_names[i], excerpt->technique) == 0)
            excerpt->technique_kind = (enum technique)i;
    }
    if (own != NULL)
        excerpt->technique_kind = (enum technique)own->kind;
}

static void add_speaker(struct arena *arena, struct excerpt *excerpt, void *informant)
{
    if (informant != NULL && !excerpt_has_speaker(excerpt, informant))
        list_add(&excerpt->speakers, arena, informant);
}

/* Who speaks is the source, whatever the file says; a document is where nobody does. */
static void complete_speakers(struct arena *arena, struct study *study, const struct excerpts_file *file,
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

static void complete_excerpts(struct arena *arena, struct study *study, const struct excerpts_file *file)
{
    for (size_t i = 0; i < file->excerpts.count; i++) {
        struct excerpt *excerpt = file->excerpts.items[i];
        complete_speakers(arena, study, file, excerpt);
        join_turns(arena, excerpt);
        excerpt->transcript = excerpts_file_transcript(arena, file);
        excerpt->coded_by = coder_of(study, file, excerpt);
        complete_technique(study, file, excerpt);
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
    return order ? order : text_compare_numbers(a->record.place.file, b->record.place.file);
}

static int compare_pages(const void *first, const void *second)
{
    const struct page *a = first, *b = second;
    int order = compare_numbers(order_key(a->order), order_key(b->order));

    return order ? order : text_compare_numbers(a->id ? a->id : "", b->id ? b->id : "");
}

/* A version whose date could not be read comes first. */
static int compare_versions(const void *first, const void *second)
{
    const struct codebook_version *a = first, *b = second;
    int order = strcmp(a->date ? a->date : "", b->date ? b->date : "");

    return order ? order : strcmp(a->record.place.file, b->record.place.file);
}

/* The site in a further language lies in a folder of the whole site. */
static void complete_site(struct arena *arena, const struct study *study)
{
    struct site_settings *site = study->info->site;

    if (site == NULL || site->base_url == NULL || study->original == NULL)
        return;
    size_t length = strlen(site->base_url);
    while (length > 0 && site->base_url[length - 1] == '/')
        length--;
    site->base_url = arena_format(arena, "%.*s/%s", (int)length, site->base_url, study->language);
}

bool attribute_allows(const struct attribute *attribute, const char *text, double *number)
{
    bool allows = true;

    switch ((enum attribute_type)attribute->type) {
    case ATTRIBUTE_NUMBER:
        allows = literal_number(text, number);
        break;
    case ATTRIBUTE_CHOICE:
        allows = list_has_text(&attribute->choices, text);
        break;
    case ATTRIBUTE_DATE:
        allows = literal_date(text) == DATE_OK;
        break;
    case ATTRIBUTE_TEXT:
        break;
    }
    return allows;
}

static struct attribute_value *value_of(struct arena *arena, const struct study *study, const struct pair *pair)
{
    struct attribute_value *value = arena_alloc(arena, sizeof *value);

    *value = (struct attribute_value){.key = pair->key, .text = pair->text, .place = pair->place};
    value->attribute = study_find(study, OBJECT_ATTRIBUTE, pair->key);
    value->is_wrong = value->attribute != NULL && !attribute_allows(value->attribute, pair->text, &value->number);
    return value;
}

/* Values leave the informants, which audiences share, for a map of the study, which each audience has its own of. */
static void complete_attributes(struct arena *arena, struct study *study)
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

void complete_study(struct arena *arena, struct study *study)
{
    complete_site(arena, study);
    complete_memos(arena, study);
    complete_attributes(arena, study);
    complete_codebook(arena, study);
    settle_attribution(study);
    for (size_t i = 0; i < study->excerpt_files.count; i++)
        complete_excerpts(arena, study, study->excerpt_files.items[i]);
    study_settle_talks(arena, study);
    list_sort(&study->findings, compare_findings);
    list_sort(&study->pages, compare_pages);
    list_sort(&study->codebook_versions, compare_versions);
}

/* ---- several coders ---- */

/*
 * Several coders, each with segments of their own.  What two of them coded of the same words is one excerpt of the
 * study, that of the coder who is listed first; what the other coded of it is kept beside, to compare the coders.
 */

/* Words that are half of the longer of both are the same segment, cut in another way. */
static bool is_most_of(size_t common, size_t one, size_t other)
{
    return 2 * common >= (one > other ? one : other);
}

static bool is_same_place(const struct excerpt *a, const struct excerpt *b)
{
    size_t first = a->words_from > b->words_from ? a->words_from : b->words_from;
    size_t end_a = a->words_from + a->word_count, end_b = b->words_from + b->word_count;
    size_t end = end_a < end_b ? end_a : end_b;

    return end > first && is_most_of(end - first, a->word_count, b->word_count);
}

/* Without a transcript: the one is within the other, but for case. */
static bool is_same_text(const char *a, const char *b)
{
    size_t one = strlen(a), other = strlen(b);

    return strstr(one > other ? a : b, one > other ? b : a) != NULL &&
           is_most_of(one < other ? one : other, one, other);
}

struct recoding {
    struct arena *scratch;
    struct map *folded; /* excerpt's id -> its words without case */
};

static const char *folded(const struct recoding *recoding, const struct excerpt *excerpt)
{
    const char *text = map_get(recoding->folded, excerpt->id);

    if (text == NULL) {
        text = text_fold(recoding->scratch, excerpt->text);
        map_put(recoding->folded, excerpt->id, (void *)text);
    }
    return text;
}

static bool is_same(const struct recoding *recoding, const struct excerpt *a, const struct excerpt *b)
{
    if (a->informant != b->informant || a->document != b->document)
        return false;
    if (a->word_count > 0 && b->word_count > 0)
        return is_same_place(a, b);
    return is_same_text(folded(recoding, a), folded(recoding, b));
}

static struct excerpt *find_same(const struct recoding *recoding, const struct list *kept,
                                 const struct excerpt *excerpt)
{
    for (size_t i = 0; i < kept->count; i++) {
        struct excerpt *other = kept->items[i];
        if (other->coded_by != excerpt->coded_by && is_same(recoding, other, excerpt))
            return other;
    }
    return NULL;
}

/* Puts the excerpts of one coder among those that are kept, or beside the one that is the same. */
static void take_coder(struct arena *arena, struct study *study, const struct recoding *recoding,
                       const struct coder *coder, const struct list *excerpts, struct map *kept)
{
    for (size_t i = 0; i < excerpts->count; i++) {
        struct excerpt *excerpt = excerpts->items[i];
        if (excerpt->coded_by != coder || excerpt->text == NULL || excerpt->id == NULL)
            continue;
        struct list *there = map_item(kept, excerpt->transcript, sizeof *there);
        struct excerpt *same = find_same(recoding, there, excerpt);
        if (same != NULL) {
            excerpt->again = same;
            same->consent = excerpt->consent > same->consent ? excerpt->consent : same->consent;
            list_add(&study->recodings, arena, excerpt);
            continue;
        }
        list_add(there, recoding->scratch, excerpt);
    }
}

/* What another coder marked of the same words says nothing of the document: it often has no technique of its own. */
static void know_logs(const struct study *study)
{
    for (size_t i = 0; i < study->excerpts.count; i++) {
        const struct excerpt *excerpt = study->excerpts.items[i];
        struct document *document =
            excerpt->document ? study_find(study, OBJECT_DOCUMENT, excerpt->document->id) : NULL;
        if (document != NULL && excerpt->technique_kind == TECHNIQUE_OBSERVATION)
            document->has_observations = true;
        else if (document != NULL)
            document->has_other_excerpts = true;
    }
}

void complete_coders(struct arena *arena, struct study *study)
{
    const struct list *coders = &study->coders->coders;
    const struct list all = study->excerpts;
    struct recoding recoding = {.scratch = arena_new()};
    struct map *kept = map_new(recoding.scratch);

    recoding.folded = map_new(recoding.scratch);
    for (size_t i = 0; coders->count > 1 && i < coders->count; i++)
        take_coder(arena, study, &recoding, coders->items[i], &all, kept);
    if (study->recodings.count > 0)
        study->excerpts = (struct list){0};
    for (size_t i = 0; study->recodings.count > 0 && i < all.count; i++) {
        struct excerpt *excerpt = all.items[i];
        if (excerpt->again == NULL)
            list_add(&study->excerpts, arena, excerpt);
    }
    arena_free(recoding.scratch);
    know_logs(study);
}
