/* Sources of a REFI-QDA project: texts, what is selected in them, and with which codes. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct project_coder *coder_of(struct refi_reading *reading, const struct xml *coding,
                                      const struct xml *selection)
{
    const char *guid = refi_guid_in(reading, coding, "creatingUser");

    if (guid == NULL)
        guid = refi_guid_in(reading, selection, "creatingUser");
    if (guid == NULL)
        guid = refi_guid_in(reading, selection, "modifyingUser");
    return map_get(reading->users, guid);
}

/*
 * The segment of a selection and coder; one for selections with the same place, as some write one for each coding. In a
 * project of our own each is an excerpt.
 */
static struct segment *segment_at(struct refi_reading *reading, struct located *located, const struct xml *selection,
                                  struct project_coder *coder)
{
    struct project *project = reading->project;
    const char *from = xml_get(selection, "startPosition"), *to = xml_get(selection, "endPosition");
    const char *guid = refi_guid_in(reading, selection, "guid");
    char key[5 * GUID_SIZE];

    snprintf(key, sizeof key, "%s %.36s %.36s %s %s", located->source->guid, from ? from : "", to ? to : "",
             coder ? coder->guid : "", project->is_own && guid != NULL ? guid : "");
    struct segment *segment = map_get(reading->by_place, key);
    if (segment != NULL && guid != NULL && map_get(reading->segments, guid) == NULL)
        project_lose(project, "selection", 1, LOSS_CHANGED, "joined with another one of the same words");
    if (segment == NULL) {
        bool is_known = guid == NULL || map_get(reading->segments, guid) != NULL;
        segment = project_add_segment(project, is_known ? guid_make(project->arena, key) : guid, located->source);
        segment->coder = coder;
        segment->start = from ? (size_t)strtoul(from, NULL, 10) : SIZE_MAX;
        segment->end = to ? (size_t)strtoul(to, NULL, 10) : 0;
        list_add(&located->segments, project->arena, segment);
        if (project->is_own)
            segment->wanted = id_filled(xml_get(selection, "name"));
        list_add(&located->names, project->arena, project->is_own ? NULL : (void *)xml_get(selection, "name"));
        map_put(reading->by_place, arena_string(project->arena, key), segment);
    }
    if (guid != NULL && map_get(reading->segments, guid) == NULL)
        map_put(reading->segments, guid, segment);
    if (project->is_own)
        segment->note = xml_child_text(selection, "Description");
    else
        segment_add_memo(project, segment, xml_child_text(selection, "Description"));
    return segment;
}

static void add_code(struct refi_reading *reading, struct segment *segment, const struct xml *coding)
{
    const struct xml *to = xml_child(coding, "CodeRef");
    const char *guid = to ? refi_target_of(reading, to) : NULL;
    struct project_code *code = map_get(reading->codes, guid);

    if (code == NULL) {
        project_lose(reading->project, "coding", 1, LOSS_LEFT, "its code is not in the project");
        return;
    }
    segment_add_code(reading->project, segment, code);
    project_lose(reading->project, "date of a coding", xml_get(coding, "creationDateTime") != NULL, LOSS_LEFT,
                 "an excerpt has none");
}

static void read_selection(struct refi_reading *reading, struct located *located, const struct xml *selection)
{
    bool is_coded = false;

    for (const struct xml *coding = selection->first; coding != NULL; coding = coding->next) {
        if (strcmp(coding->name, "Coding") != 0)
            continue;
        struct segment *segment = segment_at(reading, located, selection, coder_of(reading, coding, selection));
        add_code(reading, segment, coding);
        refi_take_notes_of(reading, coding, segment->guid);
        refi_take_notes_of(reading, selection, segment->guid);
        is_coded = true;
    }
    if (!is_coded) {
        struct segment *segment = segment_at(reading, located, selection, coder_of(reading, selection, selection));
        refi_take_notes_of(reading, selection, segment->guid);
    }
}

/* A selection of a source that is no text. */
static bool is_other_selection(const char *name)
{
    return text_ends_with(name, "Selection") && strcmp(name, "PlainTextSelection") != 0;
}

/* The words that a tool writes as the name of a selection are all of them, by its places; others are the first few. */
static bool says_its_words(const struct xml *selection)
{
    const char *name = xml_get(selection, "name"), *from = xml_get(selection, "startPosition"),
               *to = xml_get(selection, "endPosition");
    size_t points = 0, units = 0;

    while (name != NULL && *name != '\0') {
        unsigned long code_point = text_next(&name);
        points++;
        units += code_point > 0xffff ? 2 : 1;
    }
    size_t claimed = from && to ? (size_t)(strtoul(to, NULL, 10) - strtoul(from, NULL, 10)) : 0;
    return points > 0 && (claimed == points || claimed == units);
}

/* Excerpts of a source whose text is not in the project. */
static void take_names(struct project *project, const struct located *located)
{
    for (size_t i = 0; i < located->segments.count; i++) {
        struct segment *segment = located->segments.items[i];
        segment->text = located->names.items[i];
        segment->start = segment->end = SIZE_MAX;
    }
    project_lose(project, "selection", located->segments.count, LOSS_CHANGED,
                 "its words are those that the tool wrote as its name: the text of its source is not in the project");
}

/* The position of a point of a transcript, by its guid; NULL: it says none. */
static const char *position_of(struct refi_reading *reading, const struct xml *transcript, const char *guid)
{
    for (const struct xml *xml = transcript->first; guid != NULL && xml != NULL; xml = xml->next) {
        const char *own = strcmp(xml->name, "SyncPoint") == 0 ? refi_guid_in(reading, xml, "guid") : NULL;
        if (own != NULL && strcmp(own, guid) == 0)
            return xml_get(xml, "position");
    }
    return NULL;
}

/* A selection between two points of a transcript, as one of its text; NULL: the points have no positions. */
static const struct xml *text_selection(struct refi_reading *reading, const struct xml *transcript,
                                        const struct xml *xml)
{
    struct arena *arena = reading->project->arena;
    const char *from = position_of(reading, transcript, refi_guid_in(reading, xml, "fromSyncPoint"));
    const char *to = position_of(reading, transcript, refi_guid_in(reading, xml, "toSyncPoint"));
    struct xml *copy = arena_alloc(arena, sizeof *copy);
    size_t count = 0;

    if (from == NULL || to == NULL)
        return NULL;
    while (xml->attributes[count] != NULL)
        count++;
    *copy = *xml;
    copy->attributes = arena_alloc(arena, sizeof *copy->attributes * (count + 5));
    memcpy(copy->attributes, (const char *const[]){"startPosition", from, "endPosition", to},
           4 * sizeof *copy->attributes);
    memcpy(copy->attributes + 4, xml->attributes, (count + 1) * sizeof *copy->attributes);
    return copy;
}

/* What is in or of a source, and belongs to no text. */
static void lose_other(struct project *project, const struct xml *xml)
{
    if (is_other_selection(xml->name))
        project_lose(project, "selection in a picture, PDF or recording", 1, LOSS_LEFT, "only texts are read");
    else if (strcmp(xml->name, "Coding") == 0)
        project_lose(project, "coding of a whole source", 1, LOSS_LEFT, "a code needs words");
}

static void read_in_source(struct refi_reading *reading, struct located *located, const struct xml *source,
                           const struct xml *xml)
{
    bool is_of_transcript = strcmp(xml->name, "TranscriptSelection") == 0 && located->raw != NULL;
    const struct xml *selection = is_of_transcript ? text_selection(reading, source, xml) : NULL;

    if (strcmp(xml->name, "PlainTextSelection") == 0)
        selection = xml;
    if (selection == NULL)
        lose_other(reading->project, xml);
    else if (located->raw != NULL || says_its_words(selection))
        read_selection(reading, located, selection);
    else
        project_lose(reading->project, "selection", 1, LOSS_LEFT, "the text of its source is not in the project");
}

/* The text that xml is or has; selections may be in outer as well, the PDF or picture that it is the text of. */
static struct project_source *read_source(struct refi_reading *reading, const struct xml *xml, const struct xml *outer)
{
    struct project *project = reading->project;
    struct located *located = arena_alloc(project->arena, sizeof *located);
    const char *name = text_filled(xml_get(xml, "name")), *path = text_filled(xml_get(xml, "plainTextPath"));
    const char *guid = refi_guid_in(reading, xml, "guid");

    name = name ? name : "";
    if (guid == NULL || map_get(reading->sources, guid) != NULL)
        guid = guid_make(project->arena, arena_concat(project->arena, "source:", name, path, NULL));
    struct project_source *source = project_add_source(project, guid, name);
    source->memo = xml_child_text(xml, "Description");
    map_put(reading->sources, guid, source);
    located->source = source;
    located->raw = xml_child_text(xml, "PlainTextContent");
    located->length = located->raw ? strlen(located->raw) : 0;
    if (located->raw == NULL && path != NULL) {
        source->own = arena_child(project->arena);
        arena_alloc(source->own, 1); /* what is kept when it is cleared */
        located->raw = refi_read_text(reading, source->own, path, &located->length);
    }
    for (const struct xml *child = xml->first; child != NULL && !project->failed; child = child->next)
        read_in_source(reading, located, xml, child);
    for (const struct xml *child = outer ? outer->first : NULL; child != NULL; child = child->next) {
        if (strcmp(child->name, "PlainTextSelection") == 0)
            read_in_source(reading, located, outer, child);
    }
    refi_take_notes_of(reading, xml, source->guid);
    project_lose(project, "layout of a text", text_filled(xml_get(xml, "richTextPath")) != NULL, LOSS_LEFT,
                 located->raw != NULL ? N_("its plain text is read")
                                      : N_("without a plain text beside it there is none whose places are known"));
    if (located->raw != NULL)
        list_add(&reading->located, project->arena, located);
    else
        take_names(project, located);
    return source;
}

/* The text that a source of another kind has, or the next one behind it; NULL: none. */
static const struct xml *inner_text(const struct xml *xml)
{
    while (xml != NULL && strcmp(xml->name, "Representation") != 0 && strcmp(xml->name, "Transcript") != 0 &&
           strcmp(xml->name, "TextDescription") != 0)
        xml = xml->next;
    return xml;
}

/* How a project of our own collected a source; NULL: it does not say. */
static const char *technique_in(struct refi_reading *reading, const struct xml *xml)
{
    for (const struct xml *child = xml->first; child != NULL; child = child->next) {
        const struct xml *to = strcmp(child->name, "VariableValue") == 0 ? xml_child(child, "VariableRef") : NULL;
        const char *guid = to ? refi_target_of(reading, to) : NULL;
        if (guid != NULL && strcmp(guid, reading->technique) == 0)
            return xml_child_text(child, "TextValue");
    }
    return NULL;
}

/* What is said of a source of its own is said of who speaks in it, but for how a project of our own collected it. */
static void read_values_of_source(struct refi_reading *reading, const struct xml *xml, struct project_source *source)
{
    source->technique = technique_in(reading, xml);
    if (source->technique != NULL || xml_child(xml, "VariableValue") == NULL)
        return;
    source->person = project_add_case(reading->project, source->guid, source->name);
    refi_read_values(reading, xml, source->person);
}

/* A picture, a PDF or a recording with texts: what is in these is read. */
static struct project_source *read_other_source(struct refi_reading *reading, const struct xml *xml,
                                                const struct xml *inner)
{
    struct project_source *first = read_source(reading, inner, xml);

    project_lose(reading->project, "picture, PDF or recording", 1, LOSS_CHANGED, "its text is read");
    first->memo = first->memo ? first->memo : xml_child_text(xml, "Description");
    refi_take_notes_of(reading, xml, first->guid);
    while ((inner = inner_text(inner->next)) != NULL && !reading->project->failed) {
        struct project_source *source = read_source(reading, inner, NULL);
        source->name = *source->name != '\0' ? source->name : xml_get(xml, "name") ? xml_get(xml, "name") : "";
    }
    for (const struct xml *child = xml->first; child != NULL; child = child->next)
        lose_other(reading->project, child);
    return first;
}

void refi_read_sources(struct refi_reading *reading, const struct xml *xml)
{
    for (; xml != NULL && !reading->project->failed; xml = xml->next) {
        if (!text_ends_with(xml->name, "Source"))
            continue;
        const struct xml *inner = strcmp(xml->name, "TextSource") != 0 ? inner_text(xml->first) : NULL;
        struct project_source *source =
            inner ? read_other_source(reading, xml, inner) : read_source(reading, xml, NULL);
        const char *guid = refi_guid_in(reading, xml, "guid"), *name = text_filled(xml_get(xml, "name"));
        if (name != NULL)
            source->name = name;
        map_put(reading->sources, guid, source);
        read_values_of_source(reading, xml, source);
    }
}
