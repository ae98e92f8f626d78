/* Cases, notes and links of a REFI-QDA project. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/text.h"

#include <string.h>

static struct project_case *case_of(struct refi_reading *reading, const struct xml *xml)
{
    struct project *project = reading->project;
    struct project_case *person = arena_alloc(project->arena, sizeof *person);
    const char *name = text_filled(xml_get(xml, "name")), *guid = refi_guid_in(reading, xml, "guid");

    *person = (struct project_case){.guid = guid ? guid : guid_make(project->arena, name ? name : "case"),
                                    .name = name,
                                    .description = xml_child_text(xml, "Description")};
    refi_read_values(reading, xml, person);
    return person;
}

/* What was said of the source itself is said of the case that it is of. */
static void take_over(struct project *project, struct project_source *source, struct project_case *person)
{
    struct project_case *own = source->person;
    size_t kept = 0;

    for (size_t i = 0; i < own->values.count; i++)
        list_add(&person->values, project->arena, own->values.items[i]);
    for (size_t i = 0; i < project->cases.count; i++) {
        if (project->cases.items[i] != own)
            project->cases.items[kept++] = project->cases.items[i];
    }
    project->cases.count = kept;
    source->person = person;
}

void refi_read_case(struct refi_reading *reading, const struct xml *xml)
{
    struct project *project = reading->project;
    struct project_case *person = case_of(reading, xml);
    struct project_source *only = NULL;
    size_t sources = 0;

    for (const struct xml *child = xml->first; child != NULL; child = child->next) {
        const char *guid = text_ends_with(child->name, "Ref") ? refi_target_of(reading, child) : NULL;
        struct project_source *source = map_get(reading->sources, guid);
        struct segment *segment = map_get(reading->segments, guid);
        struct project_code *code = map_get(reading->codes, guid);
        if (strcmp(child->name, "SourceRef") == 0 && source != NULL) {
            only = source;
            sources++;
            if (source->person == NULL)
                source->person = person;
            else if (person->name != NULL && source->person->name != NULL && source->person->guid != source->guid)
                map_put(reading->shared, source->guid, source);
            else if (person->name != NULL && source->person->guid == source->guid)
                take_over(project, source, person);
            else if (person->name == NULL)
                source->person->values = person->values;
        } else if (strcmp(child->name, "SelectionRef") == 0 && segment != NULL) {
            segment->speaker = person;
        } else if (strcmp(child->name, "CodeRef") == 0 && code != NULL) {
            code->as_case = person;
        }
    }
    struct project_code *twin = map_get(reading->codes, person->guid);
    if (twin != NULL)
        twin->as_case = person;
    /* A case without a name and with one source holds the variables of that document. */
    if (person->name == NULL)
        person->name = sources == 1 ? only->name : "";
    list_add(&project->cases, project->arena, person);
}

/* A source of several cases, as of a group, is of nobody in particular. */
void refi_part_from_cases(struct refi_reading *reading)
{
    for (size_t i = 0; i < map_count(reading->shared); i++)
        ((struct project_source *)map_value(reading->shared, i))->person = NULL;
    project_lose(reading->project, "source of several cases", map_count(reading->shared), LOSS_CHANGED,
                 "an informant of its own: 'speaker' of an excerpt says who speaks");
}

/* In a project of our own, what no case says is a document, and its description the title. */
void refi_take_documents(struct project *project)
{
    for (size_t i = 0; i < project->sources.count; i++) {
        struct project_source *source = project->sources.items[i];
        if (source->person != NULL)
            continue;
        source->person = arena_alloc(project->arena, sizeof *source->person);
        *source->person = (struct project_case){
            .guid = source->guid, .name = source->name, .title = source->memo, .is_document = true};
        source->memo = NULL;
    }
}

/* NVivo writes a case also as a code: its codings say who speaks. */
void refi_take_case_codes(struct project *project)
{
    size_t kept = 0;

    for (size_t i = 0; i < project->segments.count; i++) {
        struct segment *segment = project->segments.items[i];
        size_t codes = 0;
        for (size_t j = 0; j < segment->codes.count; j++) {
            struct project_code *code = segment->codes.items[j];
            if (code->as_case != NULL)
                segment->speaker = code->as_case;
            else
                segment->codes.items[codes++] = code;
        }
        segment->codes.count = codes;
    }
    for (size_t i = 0; i < project->codes.count; i++) {
        struct project_code *code = project->codes.items[i];
        for (struct project_code *above = code->parent; above != NULL && above->as_case != NULL; above = code->parent)
            code->parent = above->parent;
        if (code->as_case == NULL)
            project->codes.items[kept++] = code;
    }
    project_lose(project, "code that is a case", project->codes.count - kept, LOSS_CHANGED,
                 "its codings say who speaks");
    project->codes.count = kept;
}

/* A note about a code or an excerpt is its memo, below what it is called. Returns whether it is one. */
static bool becomes_memo(struct refi_reading *reading, const struct project_note *note)
{
    struct project *project = reading->project;
    struct segment *segment = note->about ? map_get(reading->segments, note->about) : NULL;
    struct project_code *code = note->about ? map_get(reading->codes, note->about) : NULL;
    const char *text = text_trimmed(project->arena, note->text);

    if (note->name != NULL && !text_starts_with(text, note->name))
        text = arena_concat(project->arena, note->name, "\n\n", text, NULL);
    if (code != NULL)
        code->memo = code->memo ? arena_concat(project->arena, code->memo, "\n\n", text, NULL) : text;
    else if (segment != NULL)
        segment_add_memo(project, segment, text);
    project_lose(project, "date or author of an object",
                 (code != NULL || segment != NULL) && (note->date != NULL || note->author != NULL), LOSS_LEFT,
                 "only notes keep them");
    return code != NULL || segment != NULL;
}

/* Of a project of our own, a note that is called as the code or excerpt that it is about was the memo of that. */
static bool was_memo(struct refi_reading *reading, const struct project_note *note)
{
    struct arena *arena = reading->project->arena;
    struct segment *segment = note->about ? map_get(reading->segments, note->about) : NULL;
    struct project_code *code = note->about ? map_get(reading->codes, note->about) : NULL;
    const char *id = code ? match_slug(arena, code->name) : segment ? segment->wanted : NULL;
    const char **memo = code ? &code->memo : segment ? &segment->memo : NULL;

    if (id == NULL || note->name == NULL || strcmp(id, note->name) != 0 || note->date != NULL || note->author != NULL ||
        *memo != NULL)
        return false;
    *memo = note->text;
    return true;
}

/* "dana (2)", where a project of ours calls one of the notes above it "dana": both are called so. */
static const char *own_name(const struct project *project, const struct map *names, const char *name)
{
    const char *bracket = name ? strrchr(name, '(') : NULL;
    size_t digits = bracket ? strspn(bracket + 1, "0123456789") : 0;

    if (!project->is_own || digits == 0 || strcmp(bracket + 1 + digits, ")") != 0)
        return name;
    const char *plain = text_trimmed(project->arena, arena_copy(project->arena, name, (size_t)(bracket - name)));
    return map_get(names, plain) != NULL ? plain : name;
}

void refi_read_notes(struct refi_reading *reading, const struct xml *xml)
{
    struct project *project = reading->project;
    struct map *names = map_new(project->arena);

    for (; xml != NULL && !project->failed; xml = xml->next) {
        struct project_note *note = arena_alloc(project->arena, sizeof *note);
        const char *path = text_filled(xml_get(xml, "plainTextPath")),
                   *user = refi_guid_in(reading, xml, "creatingUser");
        size_t length;
        *note = (struct project_note){.guid = refi_guid_in(reading, xml, "guid"),
                                      .name = own_name(project, names, text_filled(xml_get(xml, "name"))),
                                      .text = xml_child_text(xml, "PlainTextContent")};
        if (note->text == NULL && path != NULL &&
            (note->text = refi_read_text(reading, project->arena, path, &length)) != NULL &&
            strncmp(note->text, "\xef\xbb\xbf", 3) == 0)
            note->text += 3;
        const char *described = xml_child_text(xml, "Description");
        if (note->text == NULL || described == NULL)
            note->text = note->text ? note->text : described;
        else
            note->text = arena_concat(project->arena, described, "\n\n", note->text, NULL);
        if (note->guid == NULL || note->text == NULL)
            continue;
        if (note->name != NULL)
            map_put(names, note->name, note);
        const char *day = xml_get(xml, "creationDateTime");
        note->about = map_get(reading->notes, note->guid);
        note->date = day && strlen(day) >= 10 ? arena_copy(project->arena, day, 10) : NULL;
        note->author = map_get(reading->users, user);
        if (project->is_own ? !was_memo(reading, note) : !becomes_memo(reading, note))
            list_add(&project->notes, project->arena, note);
    }
}

/* What is linked with what, and why, is a note of the researcher's. */
static void add_link(struct refi_reading *reading, const struct xml *xml, const char *origin, const char *target)
{
    struct project_note *note = arena_alloc(reading->project->arena, sizeof *note);
    const char *guid = refi_guid_in(reading, xml, "guid");
    struct map *const objects[] = {reading->segments, reading->codes, reading->sources};
    const char *ends[] = {NULL, NULL};

    /* One segment is that of several selections with the same place. */
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
        for (int end = 0; end < 2; end++) {
            const char *const *object = map_get(objects[i], end == 0 ? origin : target);
            ends[end] = object ? *object : ends[end];
        }
    }
    if (ends[0] == NULL || ends[1] == NULL) {
        project_lose(reading->project, "link", 1, LOSS_LEFT, "it links what is no code, document or excerpt");
        return;
    }
    const char *direction = text_filled(xml_get(xml, "direction"));
    project_lose(reading->project, "link", direction != NULL && strcmp(direction, "OneWay") != 0, LOSS_CHANGED,
                 "a note says it from one to the other, as if it had that direction");
    *note = (struct project_note){
        .guid = guid, .name = text_filled(xml_get(xml, "name")), .text = "", .from = ends[0], .to = ends[1]};
    list_add(&reading->project->notes, reading->project->arena, note);
}

/* The guids of the notes of the project. */
struct map *refi_guids_of_notes(struct refi_reading *reading, const struct xml *xml)
{
    struct map *guids = map_new(reading->project->arena);

    for (; xml != NULL; xml = xml->next)
        map_put(guids, refi_guid_in(reading, xml, "guid"), (void *)xml);
    return guids;
}

/* NVivo's annotations: a link between a note and a selection. */
void refi_read_links(struct refi_reading *reading, const struct xml *xml, const struct map *notes)
{
    for (; xml != NULL; xml = xml->next) {
        const char *origin = refi_guid_in(reading, xml, "originGUID"),
                   *target = refi_guid_in(reading, xml, "targetGUID");
        if (origin == NULL || target == NULL)
            continue;
        const struct segment *at_origin = map_get(reading->segments, origin);
        const struct segment *at_target = map_get(reading->segments, target);
        bool is_annotation = map_get(notes, at_origin ? target : origin) != NULL;
        if (!is_annotation || (at_origin == NULL) == (at_target == NULL)) {
            add_link(reading, xml, origin, target);
            continue;
        }
        refi_note_about(reading, at_origin ? target : origin, (at_origin ? at_origin : at_target)->guid);
    }
}
