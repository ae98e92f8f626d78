/*
 * A project as files of a study.  What the format of a study has no key for goes to private/, or is counted as left
 * out.  What is there already is edited where the project has more; what a person wrote by hand is never touched.
 */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "base/words.h"
#include "document/document.h"
#include "read/read.h"
#include "study/study.h"

#include <stdio.h>
#include <string.h>

enum { MOST_TOLD = 100 }; /* remarks on the screen, where a file has them all */

static const char unknown[] = "-"; /* where the format wants a value that only a person knows */

bool writing_is_new(const struct writing *writing)
{
    return writing->draft->old == NULL;
}

/* ---- codebook ---- */

/* The code and those below it that are new. */
static void write_code(struct writing *writing, struct buffer *out, const struct project_code *code, int indent)
{
    bool has_key = false;

    buffer_format(out, "%*s- id: %s\n", indent, "", code->id);
    yaml_text(out, indent + 2, "label", markdown_escaped(writing->arena, code->name, true));
    yaml_text(out, indent + 2, "definition", markdown_escaped(writing->arena, text_filled(code->description), false));
    for (int i = 0; i < CODE_USES; i++)
        yaml_text(out, indent + 2, code_uses[i], markdown_escaped(writing->arena, code->uses[i], false));
    yaml_text(out, indent + 2, "memo", markdown_escaped(writing->arena, text_filled(code->memo), false));
    yaml_text(out, indent + 2, "color", code->color);
    if (code->is_folder)
        buffer_format(out, "%*scodable: false\n", indent + 2, "");
    yaml_text(out, indent + 2, "guid", code->guid);
    for (size_t i = 0; i < code->children.count; i++) {
        const struct project_code *child = code->children.items[i];
        if (child->old != NULL)
            continue;
        if (!has_key)
            buffer_format(out, "%*scodes:\n", indent + 2, "");
        has_key = true;
        write_code(writing, out, child, indent + 4);
    }
}

static void write_set(struct writing *writing, struct buffer *out, const struct project_set *set, int indent)
{
    const char *id = arena_concat(writing->arena, "set-", match_slug(writing->arena, set->name), NULL);

    buffer_format(out, "%*s- id: %s\n", indent, "", match_new_id(writing, id));
    yaml_text(out, indent + 2, "label", markdown_escaped(writing->arena, set->name, true));
    yaml_text(out, indent + 2, "definition", markdown_escaped(writing->arena, set->description, false));
    write_code_ids(out, indent + 2, &set->codes);
    yaml_text(out, indent + 2, "guid", set->guid);
}

/* The study has a set of that guid or name. */
static bool has_set(const struct writing *writing, const struct list *sets, const struct project_set *set)
{
    for (size_t i = 0; sets != NULL && i < sets->count; i++) {
        const struct code_set *old = sets->items[i];
        if ((old->guid != NULL && set->guid != NULL && strcmp(old->guid, set->guid) == 0) ||
            strcmp(span_plain(writing->arena, old->label), text_trimmed(writing->arena, set->name)) == 0)
            return true;
    }
    return false;
}

/* Those that the study does not have come behind its own. */
static void write_sets(struct writing *writing)
{
    const struct list *sets = &writing->project->sets;
    const struct list *there = writing_is_new(writing) ? NULL : &writing->draft->old->codebook->sets;
    const struct record *last =
        there != NULL && there->count > 0 ? &((const struct code_set *)there->items[there->count - 1])->record : NULL;
    struct buffer out = {0};
    size_t made = 0;

    for (size_t i = 0; i < sets->count; i++) {
        if (has_set(writing, there, sets->items[i]))
            continue;
        write_set(writing, &out, sets->items[i], indent_behind(last));
        made++;
    }
    if (made > 0 && last != NULL)
        write_behind(writing, last, &out);
    else if (made > 0)
        buffer_format(draft_appended(writing->draft, "content/codebook.yaml"), "sets:\n%s", buffer_string(&out));
    buffer_free(&out);
    writing->new_sets = made;
    project_lose(writing->project, "set of codes", made, LOSS_KEPT, "sets of the codebook");
    project_lose(writing->project, "set of codes", sets->count - made, LOSS_KEPT, "as the study has it already");
}

static void write_new_codebook(struct writing *writing)
{
    struct buffer *out = draft_file(writing->draft, "content/codebook.yaml");

    buffer_text(out, "codes:");
    buffer_text(out, writing->project->codes.count > 0 ? "\n" : " []\n");
    for (size_t i = 0; i < writing->project->codes.count; i++) {
        const struct project_code *code = writing->project->codes.items[i];
        if (code->parent == NULL)
            write_code(writing, out, code, 2);
    }
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
    draft_insert(writing->draft, beside->place, true, buffer_take(&out, writing->arena));
}

static void write_codes(struct writing *writing)
{
    if (writing_is_new(writing)) {
        write_new_codebook(writing);
    } else {
        for (size_t i = 0; i < writing->project->codes.count; i++) {
            const struct project_code *code = writing->project->codes.items[i];
            if (code->old == NULL && (code->parent == NULL || code->parent->old != NULL))
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
        variable->id = match_new_id(writing, match_slug(writing->arena, variable->name));
    return variable->id;
}

/* What a project of our own says of informants that has a key of its own; of others it is an attribute. */
static bool is_key(const struct writing *writing, const struct project_variable *variable)
{
    bool is = false;

    for (int i = 0; writing->project->is_own && i < EXPORT_VALUES; i++)
        is |= strcmp(variable->name, export_value_names[i]) == 0;
    return is;
}

/* The value of that key, or NULL. */
static const char *key_value(const struct writing *writing, const struct project_case *person, const char *key)
{
    for (size_t i = 0; writing->project->is_own && i < person->values.count; i++) {
        const struct project_value *value = person->values.items[i];
        if (strcmp(value->variable->name, key) == 0)
            return value->text;
    }
    return NULL;
}

/* The attribute of the study that the project names so; NULL: none. */
static const struct attribute *old_attribute(struct writing *writing, const struct project_variable *variable)
{
    const struct list *attributes = &writing->draft->old->informants->attributes;

    for (size_t i = 0; i < attributes->count; i++) {
        const struct attribute *attribute = attributes->items[i];
        if (strcmp(attribute->id, match_slug(writing->arena, variable->name)) == 0 ||
            (attribute->label != NULL && strcmp(span_plain(writing->arena, attribute->label), variable->name) == 0))
            return attribute;
    }
    return NULL;
}

/* The key of a value; NULL: the study is there, and has no attribute for it, or one that the public sees. */
static const char *attribute_key(struct writing *writing, const struct project_value *value)
{
    double number;

    if (writing_is_new(writing))
        return attribute_id(writing, value->variable);
    const struct attribute *attribute = old_attribute(writing, value->variable);
    return attribute != NULL && attribute->audience != ATTRIBUTE_PUBLIC &&
                   attribute_allows(attribute, value->text, &number)
               ? attribute->id
               : NULL;
}

static void write_values(struct writing *writing, struct buffer *out, const struct project_case *person)
{
    struct map *seen = map_new(writing->arena);
    struct buffer memo = {0};
    size_t others = 0, noted = 0;

    for (size_t i = 0; i < person->values.count; i++) {
        const struct project_value *value = person->values.items[i];
        if (is_key(writing, value->variable))
            continue;
        const char *key = attribute_key(writing, value);
        const struct project_value *first = key ? map_get(seen, key) : NULL;
        if (key == NULL) {
            buffer_format(&memo, "- %s: %s\n", value->variable->name, value->text);
            noted++;
        } else if (first != NULL) {
            others += strcmp(first->text, value->text) != 0;
        } else {
            buffer_text(out, map_count(seen) == 0 ? "    attributes:\n" : "");
            map_put(seen, key, (void *)value);
            yaml_text(out, 6, key, value->text);
        }
    }
    if (noted > 0)
        write_memo_section(writing, arena_format(writing->arena, "## %s\n\n%s\n", person->id, buffer_string(&memo)));
    buffer_free(&memo);
    project_lose(writing->project, "attribute value", person->values.count - others - noted, LOSS_KEPT,
                 "attributes of informants, for examiners");
    project_lose(writing->project, "attribute value", others, LOSS_LEFT,
                 "the informant has another value of the same attribute, from another source");
    project_lose(writing->project, "attribute value", noted, LOSS_KEPT,
                 "in content/private/memos.md, for the researcher alone");
}

/* What the study has of an attribute that the project names so; NULL: nothing. */
static const struct attribute_value *old_value(struct writing *writing, const struct informant *informant,
                                               const struct project_variable *variable)
{
    const struct list *values = study_attributes_of(writing->draft->old, informant);
    const struct attribute *attribute = old_attribute(writing, variable);

    for (size_t i = 0; values != NULL && attribute != NULL && i < values->count; i++) {
        const struct attribute_value *value = values->items[i];
        if (value->attribute == attribute)
            return value;
    }
    return NULL;
}

/* Values of an informant whom the study has: they stay as they are there. */
static void tell_values(struct writing *writing, const struct project_case *person)
{
    const struct informant *informant = study_find(writing->draft->old, OBJECT_INFORMANT, person->id);
    size_t same = 0, others = 0;

    for (size_t i = 0; informant != NULL && i < person->values.count; i++) {
        const struct project_value *value = person->values.items[i];
        const struct attribute_value *old = old_value(writing, informant, value->variable);
        const char *line = arena_concat(writing->arena, "\n- ", value->variable->name, ": ", value->text, "\n", NULL);
        bool is_there = is_key(writing, value->variable) || (old != NULL && strcmp(old->text, value->text) == 0) ||
                        strstr(writing->old_memos, line) != NULL;
        same += is_there;
        others += !is_there;
        if (!is_there)
            draft_remark(writing->draft,
                         old ? N_("attribute '%s' of %s is another in the project: the study keeps its own")
                             : N_("attribute '%s' of %s is new in the project: add it by hand"),
                         value->variable->name, person->id);
    }
    project_lose(writing->project, "attribute value", same, LOSS_KEPT, "as the study has it already");
    project_lose(writing->project, "attribute value", others, LOSS_LEFT,
                 "of an informant that the study has: see below which");
}

static void write_person(struct writing *writing, struct buffer *out, const struct project_case *person, int indent)
{
    buffer_format(out, "%*s- code: %s\n", indent, "", person->id);
    for (int i = 0; i < EXPORT_VALUES; i++) {
        const char *value = key_value(writing, person, export_value_names[i]);
        if (value != NULL && strcmp(value, "informant") != 0)
            yaml_text(out, indent + 2, export_value_names[i], value);
    }
    buffer_format(out, "%*s  consent: examiner\n", indent, "");
    yaml_text(out, indent + 2, "guid", person->guid);
    write_values(writing, out, person);
}

static void write_document(struct buffer *out, const struct project_case *person, int indent)
{
    buffer_format(out, "%*s- id: %s\n", indent, "", person->id);
    yaml_text(out, indent + 2, "title", person->title ? person->title : person->id);
}

int indent_behind(const struct record *last)
{
    return last == NULL ? 2 : last->place.column > 2 ? last->place.column - 3 : 0;
}

void write_behind(struct writing *writing, const struct record *last, struct buffer *out)
{
    draft_insert(writing->draft, last->place, true, arena_string(writing->arena, buffer_string(out)));
}

/* What the tool says of the type holds if all values are of it. */
static const char *type_of(const struct writing *writing, const struct project_variable *variable)
{
    bool is_number = strcmp(variable->type, "number") == 0, is_date = strcmp(variable->type, "date") == 0;

    for (size_t i = 0; i < writing->people.count; i++) {
        const struct project_case *person = writing->people.items[i];
        for (size_t j = 0; j < person->values.count; j++) {
            const struct project_value *value = person->values.items[j];
            if (value->variable != variable)
                continue;
            is_number &= strspn(value->text, "0123456789") == strlen(value->text);
            is_date &= strlen(value->text) == strlen("2024-05-01") &&
                       strspn(value->text, "0123456789-") == strlen(value->text);
        }
    }
    return is_number ? "number" : is_date ? "date" : "text";
}

/* The set that says more of a group than its id; NULL: none. */
static void *described_group(const struct project *project, const char *id)
{
    for (size_t i = 0; i < project->groups.count; i++) {
        struct project_set *set = project->groups.items[i];
        if (strcmp(set->members, id) == 0)
            return set;
    }
    return NULL;
}

/* Groups of a study's own. */
static void write_groups(struct writing *writing, struct buffer *out)
{
    static const char *const usual[] = {"key", "main", "supporting", "informant", NULL};
    struct map *groups = map_new(writing->arena);

    for (size_t i = 0; i < writing->people.count; i++) {
        const char *group = key_value(writing, writing->people.items[i], "group");
        struct project_set *set = group ? described_group(writing->project, group) : NULL;
        if (group != NULL && (set != NULL || !text_is_among(group, usual)))
            map_put(groups, group, set);
    }
    if (map_count(groups) > 0)
        buffer_text(out, "groups:\n");
    for (size_t i = 0; i < map_count(groups); i++) {
        const struct project_set *set = map_value(groups, i);
        const char *id = map_key(groups, i);
        bool is_usual = text_is_among(id, usual), has_label = set != NULL && strcmp(set->name, id) != 0;
        buffer_format(out, "  - %s: %s\n", is_usual ? "group" : "id", id);
        if (has_label || !is_usual)
            yaml_text(out, 4, "label", has_label ? markdown_escaped(writing->arena, set->name, true) : id);
        yaml_text(out, 4, "definition", set ? markdown_escaped(writing->arena, set->description, false) : NULL);
    }
}

static void write_attributes(struct writing *writing, struct buffer *out)
{
    bool has_key = false;

    for (size_t i = 0; i < writing->project->variables.count; i++) {
        struct project_variable *variable = writing->project->variables.items[i];
        if (is_key(writing, variable))
            continue;
        if (!has_key)
            buffer_text(out, "attributes:\n");
        has_key = true;
        buffer_format(out, "  - id: %s\n", attribute_id(writing, variable));
        yaml_text(out, 4, "label", markdown_escaped(writing->arena, variable->name, true));
        buffer_format(out, "    type: %s\n    audience: examiner\n", type_of(writing, variable));
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
        if (!documents && !person->is_document && person->is_old)
            tell_values(writing, person);
        if (person->is_document != documents || person->is_old)
            continue;
        if (documents)
            write_document(&out, person, indent_behind(last));
        else
            write_person(writing, &out, person, indent_behind(last));
        made++;
    }
    if (made > 0 && last != NULL) {
        write_behind(writing, last, &out);
    } else if (made > 0) {
        struct buffer *file = draft_file(writing->draft, path);
        if (!documents) {
            write_groups(writing, file);
            write_attributes(writing, file);
        }
        buffer_format(file, "%s:\n%s", documents ? "documents" : "informants", buffer_string(&out));
    }
    buffer_free(&out);
    project_lose(writing->project, documents ? N_("document") : N_("informant"), made, LOSS_KEPT,
                 documents ? N_("in content/documents.yaml")
                           : N_("in content/informants.yaml, consent: examiner until you say more"));
}

/* ---- coders ---- */

/* One that the user names and the study does not have yet; where it has none, who coded it so far is the first. */
static void add_coder(struct writing *writing, struct project_coder *coder)
{
    static const char path[] = "content/coders.yaml";
    const struct list *coders = &writing->draft->old->coders->coders;
    const struct record *last =
        coders->count > 0 ? &((const struct coder *)coders->items[coders->count - 1])->record : NULL;
    const char *first = strcmp(coder->wanted, "A") == 0 ? "B" : "A";
    int indent = indent_behind(last);
    struct buffer out = {0};

    coder->id = coder->wanted;
    buffer_format(&out, "%*s- id: %s\n", indent, "", coder->id);
    yaml_text(&out, indent + 2, "label", markdown_escaped(writing->arena, coder->id, true));
    if (last != NULL)
        write_behind(writing, last, &out);
    else if (map_get(writing->draft->texts, path) == NULL)
        buffer_format(draft_file(writing->draft, path), "coders:\n  - id: %s\n    label: %s\n%s", first, first,
                      buffer_string(&out));
    else
        buffer_text(draft_file(writing->draft, path), buffer_string(&out));
    draft_remark(writing->draft, "coders.yaml: who '%s' is, in words that name nobody", coder->id);
    buffer_free(&out);
}

/* "A" to "Z", then "A2" and so on. */
static const char *coder_letter(struct arena *arena, size_t number)
{
    char letter = (char)('A' + number % 26);

    return number < 26 ? arena_format(arena, "%c", letter) : arena_format(arena, "%c%zu", letter, number / 26 + 1);
}

static bool is_wanted(const struct project *project, const char *id)
{
    bool is = false;

    for (size_t i = 0; i < project->coders.count; i++) {
        const struct project_coder *coder = project->coders.items[i];
        is |= coder->wanted != NULL && strcmp(coder->wanted, id) == 0;
    }
    return is;
}

/* The id that a coder of a new study has in the file, or the letter of that number, or one that follows it. */
static const char *coder_id(struct writing *writing, const struct project_coder *coder, size_t *number)
{
    const char *id = coder->wanted ? coder->wanted : coder_letter(writing->arena, *number);

    while (coder->wanted == NULL && is_wanted(writing->project, id))
        id = coder_letter(writing->arena, ++*number);
    return id;
}

/* A letter that no coder has, neither of the study nor of the project. */
static const char *free_letter(struct writing *writing)
{
    const struct study *old = writing->draft->old;
    size_t number = old->coders->coders.count == 0; /* "A" is who coded so far */
    const char *id;

    do {
        id = coder_letter(writing->arena, number++);
    } while (study_find(old, OBJECT_CODER, id) != NULL || is_wanted(writing->project, id));
    return id;
}

/* Remembers the id under the name, too: another tool calls the same person by another guid. */
static void know_coder(struct writing *writing, const struct project_coder *coder, const char *id)
{
    draft_know(writing->draft, "coder", coder->guid, id);
    draft_know(writing->draft, "coder", coder_guid(writing->arena, coder->name), id);
}

/* The id that an earlier import gave the coder; NULL: none. */
static const char *known_coder(const struct writing *writing, const struct project_coder *coder)
{
    const char *id = draft_known(writing->draft, "coder", coder->guid);

    return id ? id : draft_known(writing->draft, "coder", coder_guid(writing->arena, coder->name));
}

/* Earlier imports gave somebody an id. */
static bool knows_coders(const struct draft *draft)
{
    for (size_t i = 0; i < map_count(draft->known); i++) {
        if (text_starts_with(map_key(draft->known, i), "coder "))
            return true;
    }
    return false;
}

/*
 * Coders of a study that is there are its own. One who is new beside others whom it knows becomes another; of several
 * who are not known it cannot be told who coded so far. Returns whether the coder has no id for that reason.
 */
static bool name_old_coder(struct writing *writing, struct project_coder *coder, bool others_are_known)
{
    const struct study *old = writing->draft->old;
    const char *known = known_coder(writing, coder), *id = known ? known : coder->wanted;

    coder->id = id && study_find(old, OBJECT_CODER, id) ? id : NULL;
    if (coder->id != NULL || (known != NULL && old->coders->coders.count == 0))
        return false;
    bool is_new = coder->wanted == NULL && known == NULL && others_are_known;
    if (is_new)
        coder->wanted = free_letter(writing);
    if (coder->wanted != NULL)
        add_coder(writing, coder);
    if (is_new)
        know_coder(writing, coder, coder->id);
    return coder->id == NULL;
}

/* Who codes alone a study that knows no coders is who coded it so far. */
static void name_old_coders(struct writing *writing, const struct list *coders)
{
    bool are_known = knows_coders(writing->draft);
    size_t strangers = 0;

    for (size_t i = 0; i < coders->count; i++)
        strangers += name_old_coder(writing, coders->items[i], are_known);
    if (strangers > 1 || (strangers > 0 && writing->draft->old->coders->coders.count > 0))
        draft_remark(writing->draft,
                     translated_count("%zu coder of the project is not in coders.yaml: what is new of that one is the "
                                      "first coder's",
                                      "%zu coders of the project are not in coders.yaml: what is new of these is the "
                                      "first coder's",
                                      strangers),
                     strangers);
}

static void name_new_coders(struct writing *writing, const struct list *coders)
{
    struct buffer list = {0};
    size_t number = 0;

    for (size_t i = 0; i < coders->count; i++) {
        struct project_coder *coder = coders->items[i];
        coder->id = coder_id(writing, coder, &number);
        number++;
        know_coder(writing, coder, coder->id);
        buffer_format(&list, "  - id: %s\n", coder->id);
        yaml_text(&list, 4, "label", markdown_escaped(writing->arena, coder->wanted ? coder->name : coder->id, true));
    }
    if (number > 0)
        buffer_format(draft_file(writing->draft, "content/coders.yaml"), "coders:\n%s", buffer_string(&list));
    buffer_free(&list);
}

static void name_coders(struct writing *writing)
{
    struct project *project = writing->project;
    struct map *used = map_new(writing->arena);
    struct list coders = {0};

    for (size_t i = 0; i < project->segments.count; i++) {
        struct project_coder *coder = ((struct segment *)project->segments.items[i])->coder;
        if (coder != NULL)
            map_put(used, coder->guid, coder);
    }
    bool are_several = map_count(used) > (project->is_own || project->request->coder != NULL ? 0 : 1);
    for (size_t i = 0; i < project->coders.count; i++) {
        struct project_coder *coder = project->coders.items[i];
        if (map_get(used, coder->guid) == NULL && !project->is_own)
            continue;
        if (are_several || !writing_is_new(writing))
            list_add(&coders, writing->arena, coder);
        else /* who coded alone, until others come */
            know_coder(writing, coder, coder_letter(writing->arena, 0));
    }
    if (writing_is_new(writing))
        name_new_coders(writing, &coders);
    else
        name_old_coders(writing, &coders);
    if (map_count(used) > 1)
        project_lose(project, "coder", map_count(used), coders.count > 0 ? LOSS_KEPT : LOSS_LEFT,
                     coders.count > 0 ? "under letters; names in content/private/identities.yaml"
                                      : "the format of a study has one coder of excerpts");
}

/* ---- a new study ---- */

/* The language that more of the common words are of. */
static const char *language_of(const struct project *project)
{
    const struct word_row *rows = words_rows(WORDS_COMMON), *best = rows;
    size_t most = 0;

    for (const struct word_row *row = rows; row->list == WORDS_COMMON; row++) {
        size_t count = 0;
        for (size_t i = 0; i < project->segments.count && i < 500; i++) {
            const char *text = ((const struct segment *)project->segments.items[i])->text;
            for (const char *const *word = row->words; *word != NULL; word++)
                count += strstr(text, *word) != NULL;
        }
        best = count > most ? row : best;
        most = count > most ? count : most;
    }
    return best->name;
}

static void write_techniques(struct writing *writing, struct buffer *out)
{
    const struct map *techniques = writing->techniques;

    if (map_count(techniques) == 0)
        return;
    buffer_text(out, "techniques:\n");
    for (size_t i = 0; i < map_count(techniques); i++) {
        buffer_format(out, "  - id: %s\n", map_key(techniques, i));
        yaml_text(out, 4, "label", markdown_escaped(writing->arena, map_value(techniques, i), true));
    }
    draft_remark(writing->draft, "study.yaml: the 'kind' of each technique (now: a kind of interview)");
}

/* Somebody judged excerpts already: the project says their stance, or a note. */
static bool has_judged(const struct project *project)
{
    for (size_t i = 0; i < project->segments.count; i++) {
        const struct segment *segment = project->segments.items[i];
        if (segment->stance != NULL || segment->note != NULL)
            return true;
    }
    return false;
}

static void write_new(struct writing *writing)
{
    struct buffer *out = draft_file(writing->draft, "content/study.yaml");
    const char *name = writing->project->name;

    yaml_text(out, 0, "title", name != NULL && *name != '\0' ? text_on_one_line(writing->arena, name) : unknown);
    buffer_format(out, "institution: \"%s\"\nplace: \"%s\"\nyear: \"%s\"\nlanguage: %s\nevidence: collected\n", unknown,
                  unknown, unknown, language_of(writing->project));
    write_techniques(writing, out);
    if (!file_exists(file_join(writing->arena, writing->draft->build->root, ".gitignore")))
        buffer_text(draft_file(writing->draft, ".gitignore"), "/site/\n/appendices/\n/content/private/\n");
    draft_remark(writing->draft, "study.yaml: title, institution, place and year");
    if (writing->people.count > 0)
        draft_remark(writing->draft, "informants.yaml: group, sector and consent of each (now: examiners only)");
    draft_remark(writing->draft,
                 "private/identities.yaml: the names of persons among the candidates, and those in transcripts");
    if (writing->new_excerpts > 0)
        draft_remark(writing->draft,
                     has_judged(writing->project)
                         ? N_("excerpts: stance, note and question are yours to judge; what the project says is set")
                         : N_("excerpts: stance, note and question are yours to judge; none is set"));
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

/* What import writes of itself, with at most so many remarks; where has the others, NULL: nothing. */
static void print_import(struct writing *writing, struct buffer *out, size_t most, const char *where)
{
    const struct list *remarks = &writing->draft->remarks;

    buffer_format(out, translated("# Import from %s\n\n"), writing->project->tool);
    buffer_format(out, translated_count("%zu new code, ", "%zu new codes, ", writing->new_codes), writing->new_codes);
    buffer_format(
        out,
        translated_count("%zu new informant or document, ", "%zu new informants or documents, ", writing->new_people),
        writing->new_people);
    buffer_format(out, translated_count("%zu new excerpt; ", "%zu new excerpts; ", writing->new_excerpts),
                  writing->new_excerpts);
    buffer_format(out, translated_count("%zu excerpt got codes, ", "%zu excerpts got codes, ", writing->changed),
                  writing->changed);
    buffer_format(out, translated_count("%zu is as it was.\n\n", "%zu are as they were.\n\n", writing->same),
                  writing->same);
    print_losses(writing, out);
    if (remarks->count > 0)
        buffer_text(out, translated("\nFor you to do or to know:\n\n"));
    for (size_t i = 0; i < remarks->count && i < most; i++)
        buffer_format(out, "- %s\n", (const char *)remarks->items[i]);
    if (remarks->count > most)
        buffer_format(out, translated("- and %zu more, which %s lists\n"), remarks->count - most, where);
}

static bool changes_anything(const struct writing *writing)
{
    return writing_is_new(writing) || writing->new_codes + writing->new_sets + writing->new_people +
                                              writing->new_texts + writing->new_excerpts + writing->changed +
                                              writing->memos.length >
                                          0;
}

static void write_all(struct writing *writing)
{
    match_old(writing);
    match_segments(writing);
    match_people(writing);
    match_turns(writing);
    name_coders(writing);
    match_excerpts(writing);
    match_codes(writing);
    write_codes(writing);
    write_kind(writing, false);
    write_kind(writing, true);
    join_transcripts(writing);
    write_excerpts(writing);
    tell_vanished(writing);
    if (writing_is_new(writing))
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
                              .old_people = map_new(build->arena),
                              .old_codes = map_new(build->arena),
                              .old_words = map_new(build->arena),
                              .old_same = map_new(build->arena),
                              .claimed = map_new(build->arena),
                              .techniques = map_new(build->arena),
                              .unknown_techniques = map_new(build->arena),
                              .old_of = map_new(build->arena),
                              .numbers = map_new(build->arena),
                              .by_source = map_new(build->arena),
                              .old_memos = read_memos(build)};
    struct buffer told = {0};
    bool done = true;

    if (file_exists(file_join(build->arena, build->root, "content/study.yaml")))
        writing.draft->old = read_study(build, NULL);
    if (diags_count(build->diags, SEVERITY_ERROR) > 0)
        return false;
    write_all(&writing);
    print_import(&writing, &told, SIZE_MAX, NULL);
    bool is_written = !project->request->dry_run && changes_anything(&writing);
    if (is_written) {
        struct buffer *log = draft_appended(writing.draft, "content/IMPORT.md");
        if (log->length > 0)
            buffer_char(log, '\n');
        buffer_bytes(log, told.bytes, told.length);
        done = draft_publish(writing.draft);
    }
    if (is_written) {
        buffer_clear(&told);
        print_import(&writing, &told, MOST_TOLD, "content/IMPORT.md");
    }
    if (done)
        fputs(buffer_string(&told), stdout);
    buffer_free(&told);
    buffer_free(&writing.memos);
    return done;
}
