/*
 * What of a project the study has already, and the ids that the rest gets.  Segments are made ready to be excerpts
 * first: whole words, one for the same words.
 */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "document/document.h"
#include "study/study.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- segments as excerpts ---- */

/* Takes the whole of the words that the segment begins and ends within. */
static void widen(struct writing *writing, struct segment *segment)
{
    const struct project_source *source = segment->source;
    size_t start = segment->start, end = segment->end, other;

    word_at(source->text, source->length, segment->start, &start, &other);
    word_at(source->text, source->length, segment->end, &other, &end);
    segment->text = arena_copy(writing->arena, source->text + start, end - start);
    segment->start = start;
    segment->end = end;
    segment->partial = false;
    project_lose(writing->project, "selection", 1, LOSS_CHANGED, "widened to whole words");
}

/* Where the words are in their source, if the reader did not say. */
static void find_place(struct segment *segment)
{
    const struct project_source *source = segment->source;
    const char *found = source->text != NULL && segment->start == SIZE_MAX ? strstr(source->text, segment->text) : NULL;

    if (found == NULL)
        return;
    segment->start = (size_t)(found - source->text);
    segment->end = segment->start + strlen(segment->text);
    segment->guessed = true;
    segment->partial = source_cuts_word(source, segment->start) || source_cuts_word(source, segment->end);
}

/* A selection that two coders coded is a segment of each: the second has a guid of its own, the same at each import. */
static void tell_apart(struct writing *writing, struct map *by_guid, struct segment *segment)
{
    if (segment->guid == NULL || map_put(by_guid, segment->guid, segment) == NULL)
        return;
    segment->guid = guid_make(writing->arena, arena_concat(writing->arena, "segment ", segment->guid, " ",
                                                           segment->coder ? segment->coder->guid : "", NULL));
    map_put(by_guid, segment->guid, segment);
}

static void list_placed(struct writing *writing)
{
    const struct list *segments = &writing->project->segments;

    writing->placed = map_new(writing->arena);
    for (size_t i = 0; i < segments->count; i++) {
        struct segment *segment = segments->items[i];
        if (segment->start != SIZE_MAX)
            list_add(map_item(writing->placed, segment->source->guid, sizeof(struct list)), writing->arena, segment);
    }
}

void leave_out_empty(struct writing *writing)
{
    struct list *segments = &writing->project->segments;
    size_t kept = 0;

    for (size_t i = 0; i < segments->count; i++) {
        const char *text = ((const struct segment *)segments->items[i])->text;
        if (words_any(text, strlen(text)))
            segments->items[kept++] = segments->items[i];
    }
    project_lose(writing->project, "selection", segments->count - kept, LOSS_LEFT, "it holds no words");
    segments->count = kept;
}

void match_segments(struct writing *writing)
{
    struct project *project = writing->project;
    struct map *by_guid = map_new(writing->arena);

    for (size_t i = 0; i < project->segments.count; i++) {
        struct segment *segment = project->segments.items[i];
        segment->text = text_kept(writing->arena, segment->text ? segment->text : "");
        tell_apart(writing, by_guid, segment);
        find_place(segment);
    }
    leave_out_empty(writing);
    for (size_t i = 0; i < project->segments.count; i++) {
        struct segment *segment = project->segments.items[i];
        if (segment->partial && project->request->words == PARTIAL_WIDEN)
            widen(writing, segment);
        else if (segment->partial)
            project_lose(project, "selection", 1, LOSS_CHANGED, "marked as partial: it begins or ends within a word");
    }
    list_placed(writing);
}

/* ---- ids ---- */

const char *match_new_id(struct writing *writing, const char *wanted)
{
    const char *id = wanted;

    for (int i = 2; map_get(writing->used, text_fold(writing->arena, id)) != NULL; i++)
        id = arena_format(writing->arena, "%s-%d", wanted, i);
    map_put(writing->used, text_fold(writing->arena, id), (void *)id);
    return id;
}

/* A name that is a code already, "IK-01", "P06", "BSR 1": capitals, digits, nothing else. Without its ending. */
static const char *code_like(struct arena *arena, const char *name)
{
    size_t letters = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    size_t sign = strspn(name + letters, "-_ .") == 1 ? 1 : 0;
    size_t digits = strspn(name + letters + sign, "0123456789");
    const char *rest = name + letters + sign + digits;

    if (letters == 0 || letters > 6 || digits == 0 || digits > 4 || (*rest != '\0' && *rest != '.'))
        return NULL;
    char *code = arena_copy(arena, name, (size_t)(rest - name));
    if (sign > 0 && (code[letters] == ' ' || code[letters] == '.'))
        code[letters] = '-';
    return code;
}

/* Whether the study has the person already, as an informant or a document, and under which id. */
static void find_person(struct writing *writing, struct project_case *person, enum object_kind kind)
{
    const struct study *old = writing->draft->old;
    const char *known = draft_known(writing->draft, object_kind_name(kind), person->guid);
    const char *code = code_like(writing->arena, person->name);

    if (known == NULL || study_find(old, kind, known) == NULL)
        known = map_get(writing->old_people, person->guid);
    if (known == NULL || study_find(old, kind, known) == NULL)
        known = study_find(old, kind, person->name)           ? person->name
                : code != NULL && study_find(old, kind, code) ? code
                                                              : NULL;
    if (known == NULL)
        return;
    person->id = known;
    person->is_old = true;
    person->is_document = kind == OBJECT_DOCUMENT;
}

static void name_person(struct writing *writing, struct project_case *person, size_t *number)
{
    const char *code = code_like(writing->arena, person->name);

    if (!writing_is_new(writing))
        find_person(writing, person, OBJECT_INFORMANT);
    if (!writing_is_new(writing) && !person->is_old)
        find_person(writing, person, OBJECT_DOCUMENT);
    if (person->id == NULL && code != NULL && map_get(writing->used, text_fold(writing->arena, code)) == NULL)
        person->id = match_new_id(writing, code);
    while (person->id == NULL) {
        const char *id = arena_format(writing->arena, "%s-%02zu", person->is_document ? "DOK" : "P", ++*number);
        if (map_get(writing->used, text_fold(writing->arena, id)) == NULL)
            person->id = match_new_id(writing, id);
    }
    draft_know(writing->draft, object_kind_name(person->is_document ? OBJECT_DOCUMENT : OBJECT_INFORMANT), person->guid,
               person->id);
}

static void add_person(struct writing *writing, struct project_case *person)
{
    for (size_t i = 0; i < writing->people.count; i++) {
        if (writing->people.items[i] == person)
            return;
    }
    list_add(&writing->people, writing->arena, person);
}

/* Groups of the documents of one, each once, as one more attribute. */
static void take_groups(struct writing *writing, struct project_case *person)
{
    const char *groups = NULL;
    size_t count = 0;

    for (size_t i = 0; i < person->sources.count; i++) {
        const char *of_source = ((const struct project_source *)person->sources.items[i])->groups;
        count += of_source != NULL;
        if (of_source != NULL && (groups == NULL || strstr(groups, of_source) == NULL))
            groups = groups ? arena_concat(writing->arena, groups, "; ", of_source, NULL) : of_source;
    }
    if (groups != NULL && !person->is_document)
        case_set(writing->project, person, translated("document group"), groups);
    project_lose(writing->project, "document in a group", count, person->is_document ? LOSS_LEFT : LOSS_CHANGED,
                 person->is_document ? N_("only informants have attributes")
                                     : N_("an attribute of the informant says the group"));
}

/* Who each source is of: its case, or an informant or a document of its own. */
void match_people(struct writing *writing)
{
    struct project *project = writing->project;
    struct map *quoted = map_new(writing->arena);
    size_t number = 0;

    for (size_t i = 0; i < project->segments.count; i++) {
        struct project_source *source = ((struct segment *)project->segments.items[i])->source;
        map_put(quoted, source->guid, source);
    }
    for (size_t i = 0; i < project->sources.count; i++) {
        struct project_source *source = project->sources.items[i];
        if (source->text == NULL && source->person == NULL && map_get(quoted, source->guid) == NULL) {
            project_lose(project, "source without text", 1, LOSS_LEFT,
                         "a picture, a recording, or a file that is not there");
            continue;
        }
        source->made = source->person;
        if (source->made == NULL) {
            source->made = arena_alloc(writing->arena, sizeof *source->made);
            *source->made = (struct project_case){
                .guid = source->guid, .name = source->name, .is_document = project->request->documents};
        }
        list_add(&source->made->sources, writing->arena, source);
        add_person(writing, source->made);
    }
    for (size_t i = 0; i < project->cases.count; i++)
        add_person(writing, project->cases.items[i]);
    for (size_t i = 0; i < writing->people.count; i++) {
        struct project_case *person = writing->people.items[i];
        take_groups(writing, person);
        name_person(writing, person, &number);
        writing->new_people += !person->is_old;
    }
}

const char *match_slug(struct arena *arena, const char *name)
{
    const char *slug = text_slug(arena, text_in_latin(arena, name));

    /* What has no letter that is known has no slug of its own: the same name gets the same id, whatever else comes. */
    if (strcmp(slug, "bagian") == 0 && strcasecmp(name, "bagian") != 0)
        return arena_format(arena, "kode-%.6s", guid_make(arena, arena_concat(arena, "name:", name, NULL)));
    /* What YAML takes for nothing at all, and digits behind letters that are not known. */
    bool has_letter = slug[strspn(slug, "0123456789-")] != '\0', is_ascii = true;
    for (const char *sign = name; *sign != '\0'; sign++)
        is_ascii &= (*sign & 0x80) == 0;
    if (strcmp(slug, "null") == 0 || (!has_letter && !is_ascii))
        slug = arena_concat(arena, "kode-", slug, NULL);
    return strlen(slug) <= 60 ? slug : arena_copy(arena, slug, 60);
}

static const char *path_of_code(struct writing *writing, const struct project_code *code)
{
    const char *name = markdown_escaped(writing->arena, code->name, true);

    return code->parent ? arena_concat(writing->arena, path_of_code(writing, code->parent), "\n", name, NULL) : name;
}

static const char *path_of_old(struct writing *writing, const struct code *code)
{
    const char *name = markdown_escaped(writing->arena, span_plain(writing->arena, code->label), true);

    return code->parent ? arena_concat(writing->arena, path_of_old(writing, code->parent), "\n", name, NULL) : name;
}

/* The code with the id that a sheet says, if it is still called so. */
static const struct code *wanted_code(struct writing *writing, const struct project_code *code)
{
    const struct code *old = code->wanted ? study_find(writing->draft->old, OBJECT_CODE, code->wanted) : NULL;

    if (old != NULL && strcmp(span_plain(writing->arena, old->label), text_trimmed(writing->arena, code->name)) != 0)
        old = NULL;
    return old;
}

/* What the study has of the code, by what it remembers of it, by its guid, or by what it is called. */
static const struct code *find_code(struct writing *writing, const struct project_code *code)
{
    const char *known = draft_known(writing->draft, "code", code->guid);
    const struct code *old = known ? study_find(writing->draft->old, OBJECT_CODE, known) : NULL;

    if (old == NULL)
        old = map_get(writing->old_codes, code->guid);
    if (old == NULL)
        old = wanted_code(writing, code);
    return old ? old : map_get(writing->old_codes, path_of_code(writing, code));
}

/* The study keeps what it calls a code. */
static void tell_renamed(struct writing *writing, const struct project_code *code)
{
    if (strcmp(span_plain(writing->arena, code->old->label), text_trimmed(writing->arena, code->name)) == 0)
        return;
    const char *slug = match_slug(writing->arena, code->name);
    const char *is_free = map_get(writing->used, text_fold(writing->arena, slug)) == NULL ? slug : NULL;

    if (is_free != NULL)
        draft_remark(writing->draft,
                     "code '%s' is called '%s' in the project now: the study keeps its label; to rename it: lampiran "
                     "rename %s %s, and its label in codebook.yaml",
                     code->id, code->name, code->id, is_free);
    else
        draft_remark(writing->draft, "code '%s' is called '%s' in the project now: the study keeps its label", code->id,
                     code->name);
}

static void name_code(struct writing *writing, struct project_code *code)
{
    if (code->old != NULL) {
        code->id = code->old->id;
        tell_renamed(writing, code);
    } else {
        const char *slug = code->wanted ? code->wanted : match_slug(writing->arena, code->name);
        if (map_get(writing->used, slug) != NULL && code->parent != NULL)
            slug = match_slug(writing->arena, arena_concat(writing->arena, code->parent->name, " ", code->name, NULL));
        code->id = match_new_id(writing, slug);
        writing->new_codes++;
    }
    draft_know(writing->draft, "code", code->guid, code->id);
}

/*
 * The other tool moved the code: the study keeps it where it is.  What is remembered is where it was when both agreed,
 * so that a code that the study moved is not told of.
 */
static void tell_moved(struct writing *writing, const struct project_code *code)
{
    static const char kind[] = "parent", top[] = "-";
    const struct code *old = code->old;
    const char *there = code->parent ? code->parent->id : top, *here = old && old->parent ? old->parent->id : top;
    const char *agreed = draft_known(writing->draft, kind, code->guid);

    if (old == NULL || strcmp(here, there) == 0)
        draft_know(writing->draft, kind, code->guid, there);
    else if (agreed == NULL || strcmp(agreed, there) == 0)
        return;
    else if (code->parent == NULL)
        draft_remark(writing->draft, "code '%s' is at the top in the project: the study keeps it below '%s'", code->id,
                     here);
    else
        draft_remark(writing->draft,
                     "code '%s' is below '%s' in the project: the study keeps it below '%s'; to move it: lampiran move "
                     "%s --under %s",
                     code->id, there, here, code->id, there);
}

/*
 * Codes that the other tool calls otherwise now.  Where it keeps no number of a code, one that was renamed comes as a
 * new one, and the old one is away: that they are on the same excerpts, all of these, says that they are one.
 */

/* A code that is new, and what it may have been called. */
struct renaming {
    struct project_code *code;
    struct list were; /* of struct code: those that each of its excerpts has */
    size_t count;     /* of its excerpts that the study has */
};

struct comparing {
    struct arena *arena;
    struct map *gone;      /* id -> struct code: of the study, and no longer in the project */
    struct map *uses;      /* id of one of these -> struct list of the excerpts with it */
    struct map *renamings; /* guid -> struct renaming */
    struct map *claims;    /* id of one that is gone -> the code that it became; NULL: several may be it */
};

static void find_gone(struct comparing *comparing, const struct writing *writing)
{
    const struct list *codes = &writing->project->codes, *old = &writing->draft->old->codes;
    struct map *here = map_new(comparing->arena);

    for (size_t i = 0; i < codes->count; i++) {
        const struct project_code *code = codes->items[i];
        if (code->old != NULL)
            map_put(here, code->old->id, (void *)code);
    }
    for (size_t i = 0; i < old->count; i++) {
        struct code *code = old->items[i];
        if (map_get(here, code->id) == NULL)
            map_put(comparing->gone, code->id, code);
    }
}

static void note_use(struct comparing *comparing, const char *id, struct excerpt *excerpt)
{
    struct list *uses = map_get(comparing->uses, id);

    if (uses == NULL) {
        uses = arena_alloc(comparing->arena, sizeof *uses);
        map_put(comparing->uses, id, uses);
    }
    list_add(uses, comparing->arena, excerpt);
}

/* The code is on the excerpt: what it was called is among its codes. */
static void narrow(struct comparing *comparing, struct project_code *code, const struct excerpt *excerpt)
{
    struct renaming *renaming = map_get(comparing->renamings, code->guid);
    bool is_first = renaming == NULL;
    size_t kept = 0;

    if (is_first) {
        renaming = arena_alloc(comparing->arena, sizeof *renaming);
        *renaming = (struct renaming){.code = code};
        map_put(comparing->renamings, code->guid, renaming);
    }
    renaming->count++;
    for (size_t i = 0; is_first && i < excerpt->codes.count; i++) {
        struct code *gone = map_get(comparing->gone, ((const struct reference *)excerpt->codes.items[i])->id);
        if (gone != NULL)
            list_add(&renaming->were, comparing->arena, gone);
    }
    for (size_t i = 0; i < renaming->were.count; i++) {
        if (references_have(&excerpt->codes, renaming->were.items[i]))
            renaming->were.items[kept++] = renaming->were.items[i];
    }
    renaming->were.count = kept;
}

static void compare_excerpt(struct comparing *comparing, const struct segment *segment)
{
    struct excerpt *excerpt = segment->old;

    for (size_t i = 0; i < segment->codes.count; i++) {
        struct project_code *code = segment->codes.items[i];
        if (code->old == NULL)
            narrow(comparing, code, excerpt);
    }
    for (size_t i = 0; i < excerpt->codes.count; i++) {
        const char *id = ((const struct reference *)excerpt->codes.items[i])->id;
        if (map_get(comparing->gone, id) != NULL)
            note_use(comparing, id, excerpt);
    }
}

/* Of what the code may have been called, the one that is on as many excerpts; NULL: none, or several. */
static struct code *only_one(const struct comparing *comparing, const struct renaming *renaming)
{
    struct code *found = NULL;

    for (size_t i = 0; i < renaming->were.count; i++) {
        struct code *code = renaming->were.items[i];
        if (((const struct list *)map_get(comparing->uses, code->id))->count != renaming->count)
            continue;
        if (found != NULL)
            return NULL;
        found = code;
    }
    return found;
}

static void claim(struct comparing *comparing, struct project_code *code, struct code *old)
{
    if (old == NULL)
        return;
    bool is_claimed = map_get(comparing->claims, old->id) != NULL;
    map_put(comparing->claims, old->id, is_claimed ? NULL : code);
    if (is_claimed)
        map_put(comparing->gone, old->id, NULL);
}

/* Of a folder that the tool knows by its name alone all codes are those of one that is gone. */
static struct code *renamed_folder(const struct comparing *comparing, const struct project_code *folder)
{
    const struct code *parent = NULL;

    for (size_t i = 0; i < folder->children.count; i++) {
        const struct project_code *child = folder->children.items[i];
        const struct code *above = child->old ? child->old->parent : NULL;
        if (above == NULL || (parent != NULL && parent != above))
            return NULL;
        parent = above;
    }
    return parent != NULL && folder->is_by_name ? map_get(comparing->gone, parent->id) : NULL;
}

/* Takes what was claimed once. */
static void take_claims(struct comparing *comparing)
{
    for (size_t i = 0; i < map_count(comparing->claims); i++) {
        struct project_code *code = map_value(comparing->claims, i);
        const char *id = map_key(comparing->claims, i);
        if (code == NULL || map_get(comparing->gone, id) == NULL)
            continue;
        code->old = map_get(comparing->gone, id);
        map_put(comparing->gone, id, NULL);
    }
}

/* Codes that the other tool renamed: those of the study that are on the same excerpts, and went away there. */
static void match_renamed(struct writing *writing)
{
    struct arena *arena = writing->arena;
    struct comparing comparing = {.arena = arena,
                                  .gone = map_new(arena),
                                  .uses = map_new(arena),
                                  .renamings = map_new(arena),
                                  .claims = map_new(arena)};
    const struct list *segments = &writing->project->segments, *codes = &writing->project->codes;

    if (writing_is_new(writing))
        return;
    find_gone(&comparing, writing);
    for (size_t i = 0; i < segments->count; i++) {
        const struct segment *segment = segments->items[i];
        if (segment->old != NULL)
            compare_excerpt(&comparing, segment);
    }
    for (size_t i = 0; i < map_count(comparing.renamings); i++) {
        const struct renaming *renaming = map_value(comparing.renamings, i);
        claim(&comparing, renaming->code, only_one(&comparing, renaming));
    }
    take_claims(&comparing);
    /* Codes stand behind their parents: the innermost folders first. */
    for (size_t i = codes->count; i-- > 0;) {
        struct project_code *code = codes->items[i];
        if (code->old == NULL && map_get(comparing.renamings, code->guid) == NULL) {
            code->old = renamed_folder(&comparing, code);
            if (code->old != NULL)
                map_put(comparing.gone, code->old->id, NULL);
        }
    }
}

/* ---- all of it ---- */

/* Children of each code; parents get ids before their children. */
void match_codes(struct writing *writing)
{
    struct project *project = writing->project;

    for (size_t i = 0; i < project->codes.count; i++) {
        struct project_code *code = project->codes.items[i];
        if (code->parent != NULL)
            list_add(&code->parent->children, writing->arena, code);
        /* One without a name gets what its id will be. */
        if (*text_trimmed(writing->arena, code->name) == '\0')
            code->name = arena_format(writing->arena, "kode-%.6s", code->guid);
        code->old = writing_is_new(writing) ? NULL : find_code(writing, code);
    }
    match_renamed(writing);
    for (size_t i = 0; i < project->codes.count; i++)
        name_code(writing, project->codes.items[i]);
    for (size_t i = 0; i < project->codes.count; i++)
        tell_moved(writing, project->codes.items[i]);
}

/* Words of a source as one coder (coder: "" for the first, or the only one) coded them, as far as tells most apart. */
static const char *words_key(struct writing *writing, const char *source, const char *words, const char *coder)
{
    enum { TELLING = 24 };

    words = text_kept(writing->arena, words);
    return arena_format(writing->arena, "%s\n%.*s\n%zu\n%s", source, TELLING, words, strlen(words), coder);
}

static bool has_words(struct writing *writing, const struct excerpt *excerpt, const struct segment *segment)
{
    return strcmp(text_kept(writing->arena, excerpt->text), segment->text) == 0;
}

/* The id of the coder, but "" for the one who is listed first. */
static const char *coder_key(const struct writing *writing, const char *id)
{
    const struct list *coders = &writing->draft->old->coders->coders;
    const struct coder *first = coders->count > 0 ? coders->items[0] : NULL;

    return id == NULL || (first != NULL && strcmp(first->id, id) == 0) ? "" : id;
}

const char *excerpt_owner(const struct excerpt *excerpt)
{
    return excerpt->host        ? excerpt->host->code
           : excerpt->informant ? excerpt->informant->code
           : excerpt->document  ? excerpt->document->id
                                : excerpt->transcript;
}

/* The guid under which `export` sends out what has none of its own: other tools keep it. */
static const char *guid_of_id(const struct writing *writing, const char *kind, const char *id)
{
    return guid_make(writing->arena, arena_concat(writing->arena, kind, " ", id, NULL));
}

static void note_excerpt(struct writing *writing, struct excerpt *excerpt)
{
    const char *guid = excerpt->guid, *source = excerpt_owner(excerpt);
    const char *dot = strrchr(excerpt->id, '.');
    const char *coder = coder_key(writing, excerpt->coded_by ? excerpt->coded_by->id : NULL);

    if (source != NULL && excerpt->text != NULL) {
        const char *key = words_key(writing, source, excerpt->text, coder);
        list_add(map_item(writing->old_same, key, sizeof(struct list)), writing->arena, excerpt);
    }
    if (excerpt->transcript != NULL)
        list_add(map_item(writing->old_of, excerpt->transcript, sizeof(struct list)), writing->arena, excerpt);
    map_put(writing->old_words, guid ? guid : guid_of_id(writing, "excerpt", excerpt->id), excerpt);
    const char *last = map_get(writing->numbers, source);
    if (source != NULL && dot != NULL && (last == NULL || atol(dot + 1) > atol(last)))
        map_put(writing->numbers, source, (void *)(dot + 1));
}

/* Ids that the study has already. */
void match_old(struct writing *writing)
{
    const struct study *old = writing->draft->old;
    static const enum object_kind kinds[] = {OBJECT_CODE, OBJECT_INFORMANT, OBJECT_DOCUMENT};

    for (size_t i = 0; old != NULL && i < sizeof kinds / sizeof *kinds; i++) {
        const struct map *objects = old->objects[kinds[i]];
        for (size_t j = 0; objects != NULL && j < map_count(objects); j++) {
            const char *id = map_key(objects, j);
            map_put(writing->used, text_fold(writing->arena, id), map_value(objects, j));
            map_put(writing->old_people, guid_of_id(writing, object_kind_name(kinds[i]), id), (void *)id);
        }
    }
    for (size_t i = 0; old != NULL && i < old->codes.count; i++) {
        struct code *code = old->codes.items[i];
        const char *guid = code->guid;
        const char *path = path_of_old(writing, code);
        /* Of two that are called the same, what names them so means the first. */
        if (map_get(writing->old_codes, path) == NULL)
            map_put(writing->old_codes, path, code);
        map_put(writing->old_codes, guid ? guid : guid_of_id(writing, "code", code->id), code);
    }
    for (size_t i = 0; old != NULL && i < old->excerpts.count; i++)
        note_excerpt(writing, old->excerpts.items[i]);
    for (size_t i = 0; old != NULL && i < old->recodings.count; i++)
        note_excerpt(writing, old->recodings.items[i]);
}

/* Excerpts of the study that may have the words of the segment, of its source and coder; NULL: none. */
static const struct list *with_same_words(struct writing *writing, const struct segment *segment)
{
    const char *coder = coder_key(writing, segment->coder ? segment->coder->id : NULL);

    return map_get(writing->old_same, words_key(writing, segment->source->made->id, segment->text, coder));
}

/* The excerpt of the study with the guid of the segment, that an earlier import made of it, or that has the id that a
   sheet says and the same words; NULL: none. */
static struct excerpt *known_excerpt(struct writing *writing, const struct segment *segment)
{
    const char *known = draft_known(writing->draft, "excerpt", segment->guid);
    struct excerpt *old = known ? study_find(writing->draft->old, OBJECT_EXCERPT, known) : NULL;

    if (old == NULL)
        old = map_get(writing->old_words, segment->guid);
    const struct list *same = old == NULL && segment->of != NULL ? with_same_words(writing, segment) : NULL;
    for (size_t i = 0; old == NULL && same != NULL && i < same->count; i++) {
        struct excerpt *other = same->items[i];
        old = strcmp(segment->of, other->id) == 0 && has_words(writing, other, segment) ? other : NULL;
    }
    return old;
}

/* The excerpt of the study that the segment is; of those with the same words, the first that is no other segment. */
static struct excerpt *find_excerpt(struct writing *writing, const struct segment *segment)
{
    struct excerpt *old = known_excerpt(writing, segment);
    const struct list *same = old == NULL ? with_same_words(writing, segment) : NULL;

    for (size_t i = 0; old == NULL && same != NULL && i < same->count; i++) {
        struct excerpt *other = same->items[i];
        if (has_words(writing, other, segment) && map_put(writing->claimed, other->id, other) == NULL)
            old = other;
    }
    return old;
}

/* In the order of the text, as far as places are known. */
static int compare_segments(const void *a, const void *b)
{
    const struct segment *left = a, *right = b;

    if (left->source == right->source && left->start != right->start)
        return left->start < right->start ? -1 : 1;
    return left->number < right->number ? -1 : left->number > right->number;
}

void match_excerpts(struct writing *writing)
{
    const struct list *segments = &writing->project->segments;

    for (size_t i = 0; i < segments->count; i++) {
        struct segment *segment = segments->items[i];
        /* What a segment names is its own: what has the same words besides is something else. */
        struct excerpt *old = writing_is_new(writing) ? NULL : known_excerpt(writing, segment);
        if (old != NULL)
            map_put(writing->claimed, old->id, old);
        list_add(map_item(writing->by_source, segment->source->made->id, sizeof(struct list)), writing->arena, segment);
    }
    for (size_t i = 0; i < map_count(writing->by_source); i++) {
        struct list *list = map_value(writing->by_source, i);
        list_sort(list, compare_segments);
        for (size_t j = 0; j < list->count && !writing_is_new(writing); j++) {
            struct segment *segment = list->items[j];
            segment->old = find_excerpt(writing, segment);
        }
    }
}
