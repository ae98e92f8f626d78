/*
 * A project as files of a study.  What the format of a study has no key for goes to private/, or is counted as left
 * out.  What is there already is edited where the project has more; what a person wrote by hand is never touched.
 */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "document/document.h"
#include "quotes/quotes.h"
#include "read/read.h"
#include "study/study.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char unknown[] = "-"; /* where the format wants a value that only a person knows */

/* The keys of an excerpt that this format of a study has. */
struct excerpt_keys {
    bool guid, speaker, coder, memo, partial, codes_needed;
};

struct writing {
    struct excerpt_keys keys;
    struct draft *draft;
    struct project *project;
    struct arena *arena;
    struct map *used;      /* ids of codes, informants and documents, in lower case */
    struct list people;    /* of struct project_case: informants and documents that excerpts are of */
    struct map *old_codes; /* "label" of the path -> struct code */
    struct map *old_words; /* "source text" -> struct excerpt */
    struct map *by_source; /* id of informant or document -> struct list of struct segment */
    struct map *numbers;   /* source id -> its last excerpt number, as const char * */
    const char *old_memos; /* content/private/memos.md as it is; "" if it is not */
    struct buffer memos;   /* what has no place in public files and is not in there yet */
    size_t new_codes, new_people, new_excerpts, changed, same;
};

static struct excerpt_keys excerpt_keys(void)
{
    static const char name[] = "excerpt";

    return (struct excerpt_keys){.guid = format_has(name, "guid"),
                                 .speaker = format_has(name, "speaker"),
                                 .coder = format_has(name, "coder"),
                                 .memo = format_has(name, "memo"),
                                 .partial = format_has(name, "partial"),
                                 .codes_needed = format_needs(name, "codes")};
}

static bool is_new_study(const struct writing *writing)
{
    return writing->draft->old == NULL;
}

/* ---- segments as excerpts ---- */

static bool is_word_at(const char *text, size_t at, size_t length)
{
    unsigned long code_point = 0;

    text_character(text + at, length - at, &code_point);
    return text_is_word(code_point) || text_is_mark(code_point);
}

static size_t before(const char *text, size_t at)
{
    do
        at--;
    while (at > 0 && (text[at] & 0xc0) == 0x80);
    return at;
}

/* Takes the whole of the words that the segment begins and ends within. */
static void widen(struct writing *writing, struct segment *segment)
{
    const struct project_source *source = segment->source;
    size_t start = segment->start, end = segment->end;

    if (start > 0 && is_word_at(source->text, start, source->length)) {
        while (start > 0 && is_word_at(source->text, before(source->text, start), source->length))
            start = before(source->text, start);
    }
    if (end > start && is_word_at(source->text, before(source->text, end), source->length)) {
        while (end < source->length && is_word_at(source->text, end, source->length)) {
            unsigned long code_point;
            end += text_character(source->text + end, source->length - end, &code_point);
        }
    }
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
    size_t start = segment->start, end = segment->end, length = source->length;
    segment->partial = (start > 0 && is_word_at(source->text, start, length) &&
                        is_word_at(source->text, before(source->text, start), length)) ||
                       (end < length && is_word_at(source->text, end, length) &&
                        is_word_at(source->text, before(source->text, end), length));
}

/* Two coders' selections of the same words are one where an excerpt has no coder. */
static bool join_same(struct writing *writing, struct map *by_place, struct segment *segment)
{
    if (writing->keys.coder)
        return false;
    const char *key = arena_format(writing->arena, "%s %zu %s", segment->source->guid, segment->start, segment->text);
    struct segment *first = map_get(by_place, key);
    if (first == NULL) {
        map_put(by_place, key, segment);
        return false;
    }
    for (size_t i = 0; i < segment->codes.count; i++) {
        bool is_there = false;
        for (size_t j = 0; j < first->codes.count; j++)
            is_there |= first->codes.items[j] == segment->codes.items[i];
        if (!is_there)
            list_add(&first->codes, writing->arena, segment->codes.items[i]);
    }
    return true;
}

static void prepare_segments(struct writing *writing)
{
    struct project *project = writing->project;
    bool keeps = project->request->words == PARTIAL_KEEP ||
                 (project->request->words == PARTIAL_DEFAULT && writing->keys.partial);
    struct map *by_place = map_new(writing->arena);
    size_t kept = 0;

    for (size_t i = 0; i < project->segments.count; i++) {
        struct segment *segment = project->segments.items[i];
        segment->text = text_trimmed(writing->arena, segment->text ? segment->text : "");
        find_place(segment);
        if (*segment->text == '\0') {
            project_lose(project, "selection", 1, LOSS_LEFT, "it holds no words");
        } else if (segment->codes.count == 0 && writing->keys.codes_needed) {
            project_lose(project, "selection", 1, LOSS_LEFT, "it has no code");
        } else {
            if (segment->partial && !keeps)
                widen(writing, segment);
            else if (segment->partial)
                project_lose(project, "selection", 1, LOSS_CHANGED,
                             "marked as partial: it begins or ends within a word");
            if (join_same(writing, by_place, segment))
                project_lose(project, "selection", 1, LOSS_CHANGED,
                             "joined with that of another coder of the same words");
            else
                project->segments.items[kept++] = segment;
        }
    }
    project->segments.count = kept;
}

/* ---- ids ---- */

static const char *fresh_id(struct writing *writing, const char *wanted)
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

    if (!is_new_study(writing))
        find_person(writing, person, OBJECT_INFORMANT);
    if (!is_new_study(writing) && !person->is_old)
        find_person(writing, person, OBJECT_DOCUMENT);
    if (person->id == NULL && code != NULL && map_get(writing->used, text_fold(writing->arena, code)) == NULL)
        person->id = fresh_id(writing, code);
    while (person->id == NULL) {
        const char *id = arena_format(writing->arena, "%s-%02zu", person->is_document ? "DOK" : "P", ++*number);
        if (map_get(writing->used, text_fold(writing->arena, id)) == NULL)
            person->id = fresh_id(writing, id);
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

/* Who each source is of: its case, or an informant or a document of its own. */
static void make_people(struct writing *writing)
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
        name_person(writing, person, &number);
        writing->new_people += !person->is_old;
    }
}

static const char *slug_of(struct writing *writing, const char *name)
{
    const char *slug = text_slug(writing->arena, name);

    /* What has no Latin letter has no slug of its own. */
    if (strcmp(slug, "bagian") == 0 && strcasecmp(name, "bagian") != 0)
        return "kode";
    return strlen(slug) <= 60 ? slug : arena_copy(writing->arena, slug, 60);
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

static void name_code(struct writing *writing, struct project_code *code)
{
    const char *known = draft_known(writing->draft, "code", code->guid);
    const struct code *old = NULL;

    if (!is_new_study(writing)) {
        old = known ? study_find(writing->draft->old, OBJECT_CODE, known) : NULL;
        if (old == NULL)
            old = map_get(writing->old_codes, path_of_code(writing, code));
        if (old == NULL)
            old = map_get(writing->old_codes, code->guid);
    }
    code->is_old = old != NULL;
    if (old != NULL) {
        code->id = old->id;
        if (strcmp(span_plain(writing->arena, old->label), text_trimmed(writing->arena, code->name)) != 0)
            draft_remark(writing->draft, "code '%s' is called '%s' in the project now: the study keeps its label",
                         old->id, code->name);
    } else {
        const char *slug = slug_of(writing, code->name);
        if (map_get(writing->used, slug) != NULL && code->parent != NULL)
            slug = slug_of(writing, arena_concat(writing->arena, code->parent->name, " ", code->name, NULL));
        code->id = fresh_id(writing, slug);
        writing->new_codes++;
    }
    draft_know(writing->draft, "code", code->guid, code->id);
}

/* Children of each code; parents get ids before their children. */
static void name_codes(struct writing *writing)
{
    struct project *project = writing->project;

    for (size_t i = 0; i < project->codes.count; i++) {
        struct project_code *code = project->codes.items[i];
        if (code->parent != NULL)
            list_add(&code->parent->children, writing->arena, code);
        name_code(writing, code);
    }
}

/* Ids that the study has already. */
static void take_old(struct writing *writing)
{
    const struct study *old = writing->draft->old;
    static const enum object_kind kinds[] = {OBJECT_CODE, OBJECT_INFORMANT, OBJECT_DOCUMENT};

    for (size_t i = 0; old != NULL && i < sizeof kinds / sizeof *kinds; i++) {
        const struct map *objects = old->objects[kinds[i]];
        for (size_t j = 0; objects != NULL && j < map_count(objects); j++)
            map_put(writing->used, text_fold(writing->arena, map_key(objects, j)), map_value(objects, j));
    }
    for (size_t i = 0; old != NULL && i < old->codes.count; i++) {
        struct code *code = old->codes.items[i];
        const char *guid = record_text(&code->record, "guid");
        map_put(writing->old_codes, path_of_old(writing, code), code);
        if (guid != NULL)
            map_put(writing->old_codes, guid, code);
    }
    for (size_t i = 0; old != NULL && i < old->excerpts.count; i++) {
        struct excerpt *excerpt = old->excerpts.items[i];
        const char *guid = record_text(&excerpt->record, "guid"), *source = excerpt_source_id(excerpt);
        const char *dot = strrchr(excerpt->id, '.');
        if (source != NULL && excerpt->text != NULL)
            map_put(writing->old_words,
                    arena_concat(writing->arena, source, "\n", text_trimmed(writing->arena, excerpt->text), NULL),
                    excerpt);
        if (guid != NULL)
            map_put(writing->old_words, guid, excerpt);
        const char *last = source ? map_get(writing->numbers, source) : NULL;
        if (source != NULL && dot != NULL && (last == NULL || atol(dot + 1) > atol(last)))
            map_put(writing->numbers, source, (void *)(dot + 1));
    }
}

/* ---- codebook ---- */

static const char memos_path[] = "content/private/memos.md";

/* Adds a section to the memos, unless they have it. */
static void add_memo(struct writing *writing, const char *section)
{
    if (strstr(writing->old_memos, section) == NULL && strstr(buffer_string(&writing->memos), section) == NULL)
        buffer_text(&writing->memos, section);
}

static void memo_of(struct writing *writing, const char *kind, const char *id, const char *text)
{
    if (text == NULL || *(text = text_trimmed(writing->arena, text)) == '\0')
        return;
    add_memo(writing, arena_format(writing->arena, "## %s %s\n\n%s\n\n", kind, id, text));
    project_lose(writing->project, "memo", 1, LOSS_KEPT, "in content/private/memos.md, for the researcher alone");
}

/* The code and those below it that are new. */
static void write_code(struct writing *writing, struct buffer *out, const struct project_code *code, int indent)
{
    bool has_key = false;

    buffer_format(out, "%*s- id: %s\n", indent, "", code->id);
    yaml_text(out, indent + 2, "label", markdown_escaped(writing->arena, code->name, true));
    if (code->description != NULL && *code->description != '\0')
        yaml_text(out, indent + 2, "definition", markdown_escaped(writing->arena, code->description, false));
    if (code->memo != NULL && *code->memo != '\0')
        yaml_text(out, indent + 2, "memo", markdown_escaped(writing->arena, code->memo, false));
    yaml_text(out, indent + 2, "color", code->color);
    if (code->is_folder)
        buffer_format(out, "%*scodable: false\n", indent + 2, "");
    yaml_text(out, indent + 2, "guid", code->guid);
    for (size_t i = 0; i < code->children.count; i++) {
        const struct project_code *child = code->children.items[i];
        if (child->is_old)
            continue;
        if (!has_key)
            buffer_format(out, "%*scodes:\n", indent + 2, "");
        has_key = true;
        write_code(writing, out, child, indent + 4);
    }
}

static void write_sets(struct writing *writing)
{
    const struct list *sets = &writing->project->sets;

    if (!is_new_study(writing)) {
        project_lose(writing->project, "set of codes", sets->count, LOSS_LEFT, "the study keeps its own");
        return;
    }
    struct buffer *out = draft_file(writing->draft, "content/codebook.yaml");
    if (sets->count > 0)
        buffer_text(out, "sets:\n");
    for (size_t i = 0; i < sets->count; i++) {
        const struct project_set *set = sets->items[i];
        buffer_format(out, "  - id: %s\n",
                      fresh_id(writing, arena_concat(writing->arena, "set-", slug_of(writing, set->name), NULL)));
        yaml_text(out, 4, "label", markdown_escaped(writing->arena, set->name, true));
        if (set->description != NULL)
            yaml_text(out, 4, "definition", markdown_escaped(writing->arena, set->description, false));
        buffer_text(out, "    codes: [");
        for (size_t j = 0; j < set->codes.count; j++)
            buffer_format(out, "%s%s", j > 0 ? ", " : "", ((const struct project_code *)set->codes.items[j])->id);
        buffer_text(out, "]\n");
        yaml_text(out, 4, "guid", set->guid);
    }
    project_lose(writing->project, "set of codes", sets->count, LOSS_KEPT, "sets of the codebook");
}

static void write_new_codebook(struct writing *writing)
{
    struct buffer *out = draft_file(writing->draft, "content/codebook.yaml");
    bool has_some = false;

    buffer_text(out, "codes:");
    for (size_t i = 0; i < writing->project->codes.count; i++) {
        const struct project_code *code = writing->project->codes.items[i];
        if (code->parent != NULL)
            continue;
        if (!has_some)
            buffer_char(out, '\n');
        has_some = true;
        write_code(writing, out, code, 2);
    }
    if (!has_some)
        buffer_text(out, " []\n");
}

/* A new code of a codebook that is there: behind its sisters, or as the first below its parent. */
static void insert_code(struct writing *writing, const struct project_code *code)
{
    const struct study *old = writing->draft->old;
    const struct code *parent = code->parent ? study_find(old, OBJECT_CODE, code->parent->id) : NULL;
    const struct code *sister = NULL;
    struct buffer out = {0};

    for (size_t i = 0; i < old->codes.count; i++) {
        const struct code *other = old->codes.items[i];
        if (other->parent == parent)
            sister = other;
    }
    const struct record *beside = sister ? &sister->record : parent ? &parent->record : NULL;
    if (beside == NULL) {
        write_code(writing, draft_appended(writing->draft, "content/codebook.yaml"), code, 2);
        return;
    }
    /* The dash of an item is two columns before its first key. */
    int indent = sister ? beside->place.column - 3 : beside->place.column + 1;
    if (sister == NULL)
        buffer_format(&out, "%*scodes:\n", indent - 2, "");
    write_code(writing, &out, code, indent < 0 ? 0 : indent);
    draft_insert(writing->draft, beside->place, true, arena_string(writing->arena, buffer_string(&out)));
    buffer_free(&out);
}

static void write_codes(struct writing *writing)
{
    if (is_new_study(writing)) {
        write_new_codebook(writing);
    } else {
        for (size_t i = 0; i < writing->project->codes.count; i++) {
            const struct project_code *code = writing->project->codes.items[i];
            if (!code->is_old && (code->parent == NULL || code->parent->is_old))
                insert_code(writing, code);
        }
    }
    project_lose(writing->project, "code", writing->project->codes.count, LOSS_KEPT, "in content/codebook.yaml");
    write_sets(writing);
}

/* ---- informants and documents ---- */

static const char *attribute_id(struct writing *writing, struct project_variable *variable)
{
    if (variable->id == NULL)
        variable->id = fresh_id(writing, slug_of(writing, variable->name));
    return variable->id;
}

static void write_values(struct writing *writing, struct buffer *out, const struct project_case *person)
{
    struct map *seen = map_new(writing->arena);

    if (person->values.count == 0)
        return;
    /* A study that is there declares attributes of its own: others would be mistakes in it. */
    if (is_new_study(writing) && format_has("informant", "attributes")) {
        buffer_text(out, "    attributes:\n");
        for (size_t i = 0; i < person->values.count; i++) {
            const struct project_value *value = person->values.items[i];
            if (map_put(seen, attribute_id(writing, value->variable), (void *)value) == NULL)
                yaml_text(out, 6, attribute_id(writing, value->variable), value->text);
        }
        project_lose(writing->project, "attribute value", person->values.count, LOSS_KEPT,
                     "attributes of informants, for examiners");
        return;
    }
    struct buffer section = {0};
    buffer_format(&section, "## %s\n\n", person->id);
    for (size_t i = 0; i < person->values.count; i++) {
        const struct project_value *value = person->values.items[i];
        buffer_format(&section, "- %s: %s\n", value->variable->name, value->text);
    }
    buffer_char(&section, '\n');
    add_memo(writing, arena_string(writing->arena, buffer_string(&section)));
    buffer_free(&section);
    project_lose(writing->project, "attribute value", person->values.count, LOSS_KEPT,
                 "in content/private/memos.md, for the researcher alone");
}

static void write_person(struct writing *writing, struct buffer *out, const struct project_case *person, int indent)
{
    buffer_format(out, "%*s- code: %s\n", indent, "", person->id);
    if (format_needs("informant", "group"))
        buffer_format(out, "%*s  group: main\n", indent, "");
    if (format_needs("informant", "sector"))
        buffer_format(out, "%*s  sector: \"%s\"\n", indent, "", unknown);
    buffer_format(out, "%*s  consent: examiner\n", indent, "");
    if (format_has("informant", "guid") && person->guid != NULL)
        yaml_text(out, indent + 2, "guid", person->guid);
    write_values(writing, out, person);
}

static void write_document(struct buffer *out, const struct project_case *person, int indent)
{
    buffer_format(out, "%*s- id: %s\n%*s  title: %s\n", indent, "", person->id, indent, "", person->id);
}

/* Appends to the list of a file that is there, behind the item at last. */
static void insert_item(struct writing *writing, const struct record *last, struct buffer *out)
{
    draft_insert(writing->draft, last->place, true, arena_string(writing->arena, buffer_string(out)));
}

static void write_attributes(struct writing *writing, struct buffer *out)
{
    bool has_key = false;

    if (!format_has("informants", "attributes"))
        return;
    for (size_t i = 0; i < writing->project->variables.count; i++) {
        struct project_variable *variable = writing->project->variables.items[i];
        if (!has_key)
            buffer_text(out, "attributes:\n");
        has_key = true;
        buffer_format(out, "  - id: %s\n", attribute_id(writing, variable));
        yaml_text(out, 4, "label", markdown_escaped(writing->arena, variable->name, true));
        buffer_format(out, "    type: text\n    audience: examiner\n");
    }
}

/* Those of one kind that are new. */
static void write_kind(struct writing *writing, bool documents)
{
    const struct study *old = writing->draft->old;
    const char *path = documents ? "content/documents.yaml" : "content/informants.yaml";
    const struct list *there = old == NULL ? NULL
                               : documents ? &old->documents->documents
                                           : &old->informants->informants;
    const struct record *last = there != NULL && there->count > 0 ? there->items[there->count - 1] : NULL;
    struct buffer out = {0};
    size_t made = 0;

    for (size_t i = 0; i < writing->people.count; i++) {
        const struct project_case *person = writing->people.items[i];
        if (person->is_document != documents || person->is_old)
            continue;
        int indent = last != NULL && last->place.column > 2 ? last->place.column - 3 : last != NULL ? 0 : 2;
        if (documents)
            write_document(&out, person, indent);
        else
            write_person(writing, &out, person, indent);
        made++;
    }
    if (made > 0 && last != NULL) {
        insert_item(writing, last, &out);
    } else if (made > 0) {
        struct buffer *file = draft_file(writing->draft, path);
        if (!documents)
            write_attributes(writing, file);
        buffer_format(file, "%s:\n%s", documents ? "documents" : "informants", buffer_string(&out));
    }
    buffer_free(&out);
    project_lose(writing->project, documents ? N_("document") : N_("informant"), made, LOSS_KEPT,
                 documents ? N_("in content/documents.yaml")
                           : N_("in content/informants.yaml, consent: examiner until you say more"));
}

/* ---- excerpts ---- */

static const struct project_case *source_of(const struct writing *writing, const struct segment *segment)
{
    bool has_speaker = segment->speaker != NULL && segment->speaker != segment->source->made;

    return has_speaker && !writing->keys.speaker ? segment->speaker : segment->source->made;
}

static void write_list(struct buffer *out, const struct segment *segment)
{
    buffer_text(out, "[");
    for (size_t i = 0; i < segment->codes.count; i++)
        buffer_format(out, "%s%s", i > 0 ? ", " : "", ((const struct project_code *)segment->codes.items[i])->id);
    buffer_text(out, "]\n");
}

static void write_excerpt(struct writing *writing, struct buffer *out, const struct segment *segment, int indent)
{
    buffer_format(out, "%*s- id: %s\n", indent, "", segment->id);
    indent += 2;
    if (segment->codes.count > 0) {
        buffer_format(out, "%*scodes: ", indent, "");
        write_list(out, segment);
    }
    yaml_text(out, indent, "text", segment->text);
    if (segment->speaker != NULL && segment->speaker != source_of(writing, segment) && writing->keys.speaker)
        yaml_text(out, indent, "speaker", segment->speaker->id);
    if (segment->coder != NULL && segment->coder->id != NULL && writing->keys.coder)
        yaml_text(out, indent, "coder", segment->coder->id);
    if (segment->where != NULL)
        yaml_text(out, indent, "where", segment->where);
    if (segment->exemplar)
        buffer_format(out, "%*sexemplar: true\n", indent, "");
    if (segment->partial && writing->keys.partial)
        buffer_format(out, "%*spartial: true\n", indent, "");
    yaml_text(out, indent, "note", markdown_escaped(writing->arena, segment->note, false));
    yaml_text(out, indent, "translation", segment->translation);
    if (segment->memo != NULL && writing->keys.memo)
        yaml_text(out, indent, "memo", markdown_escaped(writing->arena, segment->memo, false));
    else
        memo_of(writing, "excerpt", segment->id, segment->memo);
    if (writing->keys.guid)
        yaml_text(out, indent, "guid", segment->guid);
}

/* The excerpt of the study that the segment is, or NULL. */
static struct excerpt *old_excerpt(struct writing *writing, const struct segment *segment)
{
    const char *known = draft_known(writing->draft, "excerpt", segment->guid);
    struct excerpt *old = NULL;

    if (is_new_study(writing))
        return NULL;
    if (known != NULL)
        old = study_find(writing->draft->old, OBJECT_EXCERPT, known);
    if (old == NULL)
        old = map_get(writing->old_words, segment->guid);
    if (old == NULL)
        old = map_get(writing->old_words,
                      arena_concat(writing->arena, source_of(writing, segment)->id, "\n", segment->text, NULL));
    return old;
}

static bool has_code(const struct excerpt *excerpt, const char *id)
{
    for (size_t i = 0; i < excerpt->codes.count; i++) {
        if (strcmp(((const struct reference *)excerpt->codes.items[i])->id, id) == 0)
            return true;
    }
    return false;
}

/* Puts the codes that an excerpt got in the project behind those that it has. */
static void add_codes(struct writing *writing, const struct segment *segment, const struct excerpt *old)
{
    struct buffer added = {0};
    const struct reference *first = old->codes.count > 0 ? old->codes.items[0] : NULL;

    for (size_t i = 0; i < segment->codes.count; i++) {
        const struct project_code *code = segment->codes.items[i];
        if (!has_code(old, code->id))
            buffer_format(&added, "%s, ", code->id);
    }
    if (added.length > 0 && first != NULL) {
        draft_insert(writing->draft, first->place, false, arena_string(writing->arena, buffer_string(&added)));
        writing->changed++;
    } else if (added.length > 0) {
        draft_remark(writing->draft, "excerpt '%s' has the codes %s in the project: add them by hand", old->id,
                     buffer_string(&added));
    } else {
        writing->same++;
    }
    buffer_free(&added);
    if (strcmp(text_trimmed(writing->arena, old->text), segment->text) != 0)
        draft_remark(writing->draft,
                     "the words of excerpt '%s' differ from those of the project: the study keeps its own", old->id);
}

static void tell_removed_codes(struct writing *writing, const struct segment *segment, const struct excerpt *old)
{
    for (size_t i = 0; i < old->codes.count; i++) {
        const char *id = ((const struct reference *)old->codes.items[i])->id;
        bool is_there = false;
        for (size_t j = 0; j < segment->codes.count; j++)
            is_there |= strcmp(((const struct project_code *)segment->codes.items[j])->id, id) == 0;
        if (!is_there)
            draft_remark(writing->draft, "excerpt '%s' does not have the code '%s' in the project: the study keeps it",
                         old->id, id);
    }
}

/* In the order of the text, as far as places are known. */
static int compare_segments(const void *a, const void *b)
{
    const struct segment *left = a, *right = b;

    if (left->source == right->source && left->start != right->start)
        return left->start < right->start ? -1 : 1;
    return left->number < right->number ? -1 : left->number > right->number;
}

/* The file of a source that is there, with the last excerpt in it; NULL: none. */
static const struct excerpts_file *file_of_source(const struct study *old, const char *id)
{
    for (size_t i = 0; old != NULL && i < old->excerpt_files.count; i++) {
        const struct excerpts_file *file = old->excerpt_files.items[i];
        if (file->source.id != NULL && strcmp(file->source.id, id) == 0 && file->excerpts.count > 0)
            return file;
    }
    return NULL;
}

static void write_source(struct writing *writing, const struct project_case *person, const struct list *segments)
{
    const struct excerpts_file *file = file_of_source(writing->draft->old, person->id);
    const struct record *last = file ? file->excerpts.items[file->excerpts.count - 1] : NULL;
    const char *number = map_get(writing->numbers, person->id);
    int indent = last != NULL ? (last->place.column > 2 ? last->place.column - 3 : 0) : 2;
    long next = number ? atol(number) : 0;
    struct buffer out = {0};

    for (size_t i = 0; i < segments->count; i++) {
        struct segment *segment = segments->items[i];
        const struct excerpt *old = old_excerpt(writing, segment);
        if (old != NULL) {
            segment->id = old->id;
            add_codes(writing, segment, old);
            tell_removed_codes(writing, segment, old);
        } else {
            segment->id = arena_format(writing->arena, "%s.%ld", person->id, ++next);
            write_excerpt(writing, &out, segment, indent);
            writing->new_excerpts++;
        }
        draft_know(writing->draft, "excerpt", segment->guid, segment->id);
    }
    if (out.length > 0 && last != NULL) {
        insert_item(writing, last, &out);
    } else if (out.length > 0) {
        struct buffer *made =
            draft_file(writing->draft, arena_format(writing->arena, "content/excerpts/%s.yaml", person->id));
        buffer_format(made, "source: %s\nexcerpts:\n%s", person->id, buffer_string(&out));
    }
    buffer_free(&out);
}

static void write_excerpts(struct writing *writing)
{
    struct project *project = writing->project;

    for (size_t i = 0; i < project->segments.count; i++) {
        struct segment *segment = project->segments.items[i];
        const struct project_case *person = source_of(writing, segment);
        struct list *list = map_get(writing->by_source, person->id);
        if (list == NULL) {
            list = arena_alloc(writing->arena, sizeof *list);
            map_put(writing->by_source, person->id, list);
        }
        list_add(list, writing->arena, segment);
    }
    for (size_t i = 0; i < writing->people.count; i++) {
        const struct project_case *person = writing->people.items[i];
        struct list *list = map_get(writing->by_source, person->id);
        if (list == NULL)
            continue;
        list_sort(list, compare_segments);
        write_source(writing, person, list);
    }
    project_lose(project, "excerpt", project->segments.count, LOSS_KEPT, "in content/excerpts/");
}

/* What earlier imports brought and this project does not have, of sources that it has. */
static void tell_vanished(struct writing *writing)
{
    struct map *here = map_new(writing->arena);
    const struct draft *draft = writing->draft;
    size_t told = 0;

    for (size_t i = 0; i < writing->project->segments.count; i++) {
        const struct segment *segment = writing->project->segments.items[i];
        map_put(here, segment->id, (void *)segment);
    }
    for (size_t i = 0; !is_new_study(writing) && i < map_count(draft->known); i++) {
        const char *key = map_key(draft->known, i), *id = map_value(draft->known, i);
        const struct excerpt *old =
            text_starts_with(key, "excerpt ") ? study_find(draft->old, OBJECT_EXCERPT, id) : NULL;
        bool is_of_source = false;
        for (size_t j = 0; old != NULL && j < writing->people.count; j++)
            is_of_source |=
                strcmp(((const struct project_case *)writing->people.items[j])->id, excerpt_source_id(old)) == 0;
        if (!is_of_source || map_get(here, id) != NULL)
            continue;
        map_put(here, id, (void *)old);
        if (++told <= 100)
            draft_remark(writing->draft, "excerpt '%s' is no longer in the project: the study keeps it", id);
    }
}

/* ---- private/ ---- */

/* All words of the text count, and as those of who is interviewed: what was cut out of it is in it. */
static bool is_all_said(const struct words *words, size_t all)
{
    for (size_t i = 0; i < words->count; i++) {
        if (words->items[i].said_by_other)
            return false;
    }
    return words->count == all;
}

/* Excerpts that the checks would not find in text as words of who is interviewed: those of others, or in brackets. */
static size_t count_unfound(struct writing *writing, const struct project_case *person, const char *text)
{
    const struct list *segments = map_get(writing->by_source, person->id);
    struct study study = {0};
    struct arena *scratch = arena_new();
    size_t unfound = 0;

    study.objects[OBJECT_INFORMANT] = map_new(scratch);
    for (size_t i = 0; i < writing->people.count; i++) {
        const struct project_case *other = writing->people.items[i];
        map_put(study.objects[OBJECT_INFORMANT], other->id, (void *)other);
    }
    const char *composed = text_compose(scratch, text);
    const struct words words = person->is_document
                                   ? words_read(scratch, composed, strlen(composed))
                                   : transcript_words(scratch, &study, person->id, composed, strlen(composed));
    bool is_plain = is_all_said(&words, words_read(scratch, composed, strlen(composed)).count);
    for (size_t i = 0; segments != NULL && i < segments->count; i++) {
        const struct segment *segment = segments->items[i];
        if (is_plain && segment->start != SIZE_MAX && strchr(segment->text, '[') == NULL)
            continue;
        struct quote quote = quote_read(scratch, text_compose(scratch, segment->text));
        struct word_range range;
        unfound += quote.part_count == 0 || !quote_find(&quote, &words, &range);
    }
    arena_free(scratch);
    return unfound;
}

/* Where the text is put: with the transcripts that excerpts are held against, if that says nothing wrong of them. */
static const char *place_of_transcript(struct writing *writing, const struct project_case *person, const char *text)
{
    size_t unfound = count_unfound(writing, person, text);

    if (unfound == 0)
        return arena_format(writing->arena, "content/private/transcripts/%s.txt", person->id);
    const char *path = arena_format(writing->arena, "content/private/originals/%s.txt", person->id);
    draft_remark(writing->draft,
                 "%s: %zu excerpts hold words in brackets, or of the interviewer or another speaker; put "
                 "the file into private/transcripts/ when they are mended",
                 path, unfound);
    return path;
}

/* The texts of the sources of one, one after the other. */
static void write_transcript(struct writing *writing, const struct project_case *person)
{
    struct buffer text = {0}, there = {0};

    for (size_t i = 0; i < person->sources.count; i++) {
        const struct project_source *source = person->sources.items[i];
        memo_of(writing, "source", person->id, source->memo);
        if (source->text == NULL)
            continue;
        if (text.length > 0)
            buffer_text(&text, "\n\n");
        buffer_bytes(&text, source->text, source->length);
        project_lose(writing->project, "text of a source", 1, LOSS_KEPT, "below content/private/");
    }
    if (text.length == 0)
        return;
    buffer_char(&text, '\n');
    const char *path = place_of_transcript(writing, person, buffer_string(&text));
    bool is_there = file_read(file_join(writing->arena, writing->draft->build->root, path), &there) == FILE_OK;
    if (!is_there)
        buffer_bytes(draft_file(writing->draft, path), text.bytes, text.length);
    else if (there.length != text.length || memcmp(there.bytes, text.bytes, text.length) != 0)
        draft_remark(writing->draft, "%s differs from the text in the project: the study keeps its own", path);
    buffer_free(&text);
    buffer_free(&there);
}

static void write_transcripts(struct writing *writing)
{
    for (size_t i = 0; i < writing->people.count; i++) {
        const struct project_case *person = writing->people.items[i];
        write_transcript(writing, person);
        memo_of(writing, "case", person->id, person->description);
    }
}

/* Words that begin with a capital, two or more, and no digit: as names of persons do. */
static bool is_like_a_name(const char *text)
{
    size_t words = 0;

    for (const char *sign = text; *sign != '\0'; sign++) {
        bool begins = sign == text || sign[-1] == ' ';
        if (isdigit((unsigned char)*sign) || (begins && islower((unsigned char)*sign)) || strchr("._/\\:,;()", *sign))
            return false;
        words += begins && isupper((unsigned char)*sign);
    }
    return words >= 2 && words <= 5;
}

static bool occurs(const struct project *project, const char *name)
{
    for (size_t i = 0; i < project->segments.count; i++) {
        if (strcasestr(((const struct segment *)project->segments.items[i])->text, name) != NULL)
            return true;
    }
    for (size_t i = 0; i < project->codes.count; i++) {
        const struct project_code *code = project->codes.items[i];
        if (strcasestr(code->name, name) != NULL ||
            (code->description != NULL && strcasestr(code->description, name) != NULL))
            return true;
    }
    return false;
}

static const char *one_line(struct arena *arena, const char *text)
{
    char *line = arena_string(arena, text_trimmed(arena, text));

    for (char *sign = line; *sign != '\0'; sign++) {
        if ((unsigned char)*sign < ' ')
            *sign = ' ';
    }
    return line;
}

/* Names that the tool had: as entries where they are those of persons, else for the researcher to look at. */
static void write_candidate(struct writing *writing, struct buffer *out, const struct project_case *person,
                            const char *text)
{
    const char *name = one_line(writing->arena, text);

    if (*name == '\0' || strcmp(name, person->id) == 0)
        return;
    bool is_entry =
        text == person->name && !person->is_document && is_like_a_name(name) && !occurs(writing->project, name);
    buffer_format(out, "%s%s: [", is_entry ? "" : "# ", person->id);
    yaml_quoted(out, name);
    buffer_text(out, "]\n");
    project_lose(writing->project, "name of a source or coder", 1, LOSS_KEPT,
                 "candidate in content/private/identities.yaml, in no public file");
}

static void write_identities(struct writing *writing)
{
    struct buffer *out = draft_appended(writing->draft, "content/private/identities.yaml");

    if (out->length == 0)
        buffer_text(
            out,
            "# Names that must never be published. Lines with '#' are what the imported project calls its sources and\n"
            "# coders: write the names of persons among them, and all that are in the transcripts, as entries.\n"
            "others: [\"lampiran-import\"]\n");
    for (size_t i = 0; i < writing->people.count; i++) {
        const struct project_case *person = writing->people.items[i];
        if (!person->is_old)
            write_candidate(writing, out, person, person->name);
        for (size_t j = 0; !person->is_old && j < person->sources.count; j++) {
            const struct project_source *source = person->sources.items[j];
            if (strcmp(source->name, person->name) != 0)
                write_candidate(writing, out, person, source->name);
        }
    }
    for (size_t i = 0; is_new_study(writing) && i < writing->project->coders.count; i++) {
        const struct project_coder *coder = writing->project->coders.items[i];
        buffer_format(out, "# others: ");
        yaml_quoted(out, one_line(writing->arena, coder->name));
        buffer_format(out, "%s%s%s\n", coder->id ? " (coder " : "", coder->id ? coder->id : "", coder->id ? ")" : "");
        project_lose(writing->project, "name of a source or coder", 1, LOSS_KEPT,
                     "candidate in content/private/identities.yaml, in no public file");
    }
}

static void write_notes(struct writing *writing)
{
    for (size_t i = 0; i < writing->project->notes.count; i++) {
        const struct project_note *note = writing->project->notes.items[i];
        memo_of(writing, "note", note->name ? note->name : "", note->text);
    }
    memo_of(writing, "project", "", writing->project->description);
    if (writing->memos.length > 0) {
        struct buffer *out = draft_appended(writing->draft, memos_path);
        if (out->length == 0)
            buffer_text(out, "# Memos of the imported project\n\n");
        buffer_bytes(out, writing->memos.bytes, writing->memos.length);
    }
    buffer_free(&writing->memos);
}

static void name_coders(struct writing *writing)
{
    struct project *project = writing->project;
    struct map *used = map_new(writing->arena);
    struct buffer list = {0};
    size_t number = 0;

    for (size_t i = 0; i < project->segments.count; i++) {
        struct project_coder *coder = ((struct segment *)project->segments.items[i])->coder;
        if (coder != NULL)
            map_put(used, coder->guid, coder);
    }
    for (size_t i = 0; map_count(used) > 1 && writing->keys.coder && i < map_count(used) && i < 26; i++) {
        struct project_coder *coder = map_value(used, i);
        coder->id = arena_format(writing->arena, "%c", (char)('A' + number++));
        buffer_format(&list, "  - {id: %s, label: %s}\n", coder->id, coder->id);
    }
    if (number > 0 && is_new_study(writing) && format_has_file("coders.yaml"))
        buffer_format(draft_file(writing->draft, "content/coders.yaml"), "coders:\n%s", buffer_string(&list));
    buffer_free(&list);
    if (map_count(used) > 1)
        project_lose(project, "coder", map_count(used), number > 0 ? LOSS_KEPT : LOSS_LEFT,
                     number > 0 ? "under letters; names in content/private/identities.yaml"
                                : "the format of a study has one coder of excerpts");
}

/* ---- a new study ---- */

/* The language that more of the common words are of. */
static const char *language_of(const struct project *project)
{
    static const char *const indonesian[] = {" yang ", " dan ", " tidak ", " itu ", " saya "};
    static const char *const english[] = {" the ", " and ", " not ", " that ", " to "};
    size_t counts[2] = {0};

    for (size_t i = 0; i < project->segments.count && i < 500; i++) {
        const char *text = ((const struct segment *)project->segments.items[i])->text;
        for (size_t j = 0; j < 5; j++) {
            counts[0] += strstr(text, indonesian[j]) != NULL;
            counts[1] += strstr(text, english[j]) != NULL;
        }
    }
    return counts[1] > counts[0] ? "en" : "id";
}

static void write_new(struct writing *writing)
{
    struct buffer *out = draft_file(writing->draft, "content/study.yaml");
    const char *name = writing->project->name;

    yaml_text(out, 0, "title", name != NULL && *name != '\0' ? one_line(writing->arena, name) : unknown);
    buffer_format(out, "institution: \"%s\"\nplace: \"%s\"\nyear: \"%s\"\nlanguage: %s\nevidence: collected\n", unknown,
                  unknown, unknown, language_of(writing->project));
    if (!file_exists(file_join(writing->arena, writing->draft->build->root, ".gitignore")))
        buffer_text(draft_file(writing->draft, ".gitignore"), "/site/\n/appendices/\n/content/private/\n");
    draft_remark(writing->draft, "study.yaml: title, institution, place and year");
    draft_remark(writing->draft, "informants.yaml: group, sector and consent of each (now: examiners only)");
    draft_remark(writing->draft,
                 "private/identities.yaml: the names of persons among the candidates, and those in transcripts");
    draft_remark(writing->draft, "excerpts: stance, note and question are yours to judge; none is set");
}

/* ---- what became of it ---- */

static void print_losses(struct writing *writing, struct buffer *out)
{
    static const char *const kinds[] = {N_("kept"), N_("changed"), N_("left out")};
    const struct list *losses = &writing->project->losses;

    buffer_format(out, "%s|---|---:|---|---|\n", translated("| what | how many | | how |\n"));
    for (int kind = LOSS_KEPT; kind <= LOSS_LEFT; kind++) {
        for (size_t i = 0; i < losses->count; i++) {
            const struct loss *loss = losses->items[i];
            if ((int)loss->kind == kind)
                buffer_format(out, "| %s | %zu | %s | %s |\n", translated(loss->concept), loss->count,
                              translated(kinds[kind]), translated(loss->how));
        }
    }
}

static void report(struct writing *writing, struct buffer *out)
{
    const struct list *remarks = &writing->draft->remarks;

    buffer_format(out, translated("# Import from %s\n\n"), writing->project->tool);
    buffer_format(out,
                  translated("%zu new codes, %zu new informants or documents, %zu new excerpts; %zu excerpts got "
                             "codes, %zu are as they were.\n\n"),
                  writing->new_codes, writing->new_people, writing->new_excerpts, writing->changed, writing->same);
    print_losses(writing, out);
    if (remarks->count > 0)
        buffer_text(out, translated("\nFor you to do or to know:\n\n"));
    for (size_t i = 0; i < remarks->count; i++)
        buffer_format(out, "- %s\n", (const char *)remarks->items[i]);
}

static bool changes_anything(const struct writing *writing)
{
    return is_new_study(writing) ||
           writing->new_codes + writing->new_people + writing->new_excerpts + writing->changed > 0;
}

/* content/private/memos.md as it is. */
static const char *old_memos(struct build *build)
{
    struct buffer text = {0};

    file_read(file_join(build->arena, build->root, memos_path), &text);
    const char *copy = arena_string(build->arena, buffer_string(&text));
    buffer_free(&text);
    return copy;
}

static void write_all(struct writing *writing)
{
    take_old(writing);
    prepare_segments(writing);
    make_people(writing);
    name_codes(writing);
    name_coders(writing);
    write_codes(writing);
    write_kind(writing, false);
    write_kind(writing, true);
    write_excerpts(writing);
    tell_vanished(writing);
    if (is_new_study(writing))
        write_new(writing);
    write_transcripts(writing);
    write_notes(writing);
    write_identities(writing);
}

bool write_study(struct build *build, struct project *project)
{
    struct writing writing = {.draft = draft_new(build),
                              .project = project,
                              .arena = build->arena,
                              .used = map_new(build->arena),
                              .old_codes = map_new(build->arena),
                              .old_words = map_new(build->arena),
                              .numbers = map_new(build->arena),
                              .by_source = map_new(build->arena),
                              .old_memos = old_memos(build)};
    struct buffer told = {0};
    bool done = true;

    writing.keys = excerpt_keys();
    if (file_exists(file_join(build->arena, build->root, "content/study.yaml")))
        writing.draft->old = read_study(build, NULL);
    if (diags_count(build->diags, SEVERITY_ERROR) > 0)
        return false;
    write_all(&writing);
    report(&writing, &told);
    if (!project->request->dry_run && changes_anything(&writing)) {
        struct buffer *log = draft_appended(writing.draft, "content/IMPORT.md");
        if (log->length > 0)
            buffer_char(log, '\n');
        buffer_bytes(log, told.bytes, told.length);
        done = draft_finish(writing.draft) && draft_publish(writing.draft);
    }
    if (done)
        fputs(buffer_string(&told), stdout);
    buffer_free(&told);
    return done;
}
