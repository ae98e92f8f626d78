/*
 * REFI-QDA: projects (.qdpx, an unpacked one, .qde) and codebooks (.qdc).  Names of elements are taken, their name
 * space is not; a guid may be written in capitals or braces, a source may lie in any folder, or be missing.
 */

#include "exchange/private.h"

#include "base/archive.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct reading {
    struct project *project;
    struct archive *archive; /* NULL: a folder or a file alone */
    const char *folder;      /* where the .qde lies, if there is no archive */
    struct map *users, *codes, *cases, *variables, *sources, *segments, *notes; /* by guid */
    struct map *shared;                                                         /* sources of several cases, by guid */
    struct map *by_place; /* selections with the same place, coder -> segment */
    struct list located;
    const char *technique; /* guid of the variable by which a project of our own says how sources were collected */
    struct list files;     /* of const char *: those below folder, once one was looked for */
};

static const char *guid_in(struct reading *reading, const struct xml *xml, const char *attribute)
{
    const char *text = xml_get(xml, attribute), *guid = guid_read(reading->project->arena, text);

    /* Some write ids that are no guids: they are as good within one project. */
    return guid != NULL || text == NULL ? guid : guid_make(reading->project->arena, text);
}

static const char *target_of(struct reading *reading, const struct xml *xml)
{
    const char *guid = guid_in(reading, xml, "targetGUID");

    return guid ? guid : guid_in(reading, xml, "guid");
}

/* ---- users, codes, variables ---- */

static void read_users(struct reading *reading, const struct xml *user)
{
    struct project *project = reading->project;

    for (; user != NULL; user = user->next) {
        struct project_coder *coder = arena_alloc(project->arena, sizeof *coder);
        const char *name = text_filled(xml_get(user, "name"));
        *coder = (struct project_coder){.guid = guid_in(reading, user, "guid"),
                                        .name = name ? name : text_filled(xml_get(user, "id")),
                                        .wanted = project->is_own ? id_filled(xml_get(user, "id")) : NULL};
        if (coder->guid == NULL || map_get(reading->users, coder->guid) != NULL)
            continue;
        if (coder->name == NULL)
            coder->name = coder->guid;
        map_put(reading->users, coder->guid, coder);
        list_add(&project->coders, project->arena, coder);
    }
}

/* The note is about the object with this guid; of several objects, about the last one. */
static void note_about(struct reading *reading, const char *note, const char *about)
{
    const char *before = map_get(reading->notes, note);

    if (before != NULL && strcmp(before, about) != 0)
        project_lose(reading->project, "note about several objects", 1, LOSS_CHANGED, "it is about one of them");
    map_put(reading->notes, note, (void *)about);
}

/* A note that hangs on xml is about the object with this guid. */
static void take_notes_of(struct reading *reading, const struct xml *xml, const char *about)
{
    for (const struct xml *child = xml->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "NoteRef") == 0 && target_of(reading, child) != NULL && about != NULL)
            note_about(reading, target_of(reading, child), about);
    }
}

/* What our export put behind the definition of a code. */
static void take_uses(struct project *project, struct project_code *code)
{
    for (int i = CODE_USES; i-- > 0 && code->description != NULL;) {
        const char *mark = arena_concat(project->arena, "\n\n", code_uses[i], ": ", NULL);
        const char *found = strstr(code->description, mark);
        if (found == NULL && text_starts_with(code->description, mark + 2))
            found = code->description;
        if (found == NULL)
            continue;
        code->uses[i] = strstr(found, ": ") + strlen(": ");
        code->description = arena_copy(project->arena, code->description, (size_t)(found - code->description));
    }
}

static struct project_code *read_code(struct reading *reading, const struct xml *xml, const char *guid,
                                      struct project_code *parent)
{
    struct project *project = reading->project;
    const char *codable = xml_get(xml, "isCodable"), *name = text_filled(xml_get(xml, "name"));
    struct project_code *code = arena_alloc(project->arena, sizeof *code);

    *code = (struct project_code){.guid = guid,
                                  .name = name ? name : guid,
                                  .parent = parent,
                                  .description = xml_child_text(xml, "Description"),
                                  .color = project_color(project, xml_get(xml, "color")),
                                  .is_folder = codable && (strcmp(codable, "false") == 0 || strcmp(codable, "0") == 0)};
    if (project->is_own)
        take_uses(project, code);
    map_put(reading->codes, guid, code);
    list_add(&project->codes, project->arena, code);
    return code;
}

static bool read_codes(struct reading *reading, const struct xml *xml, struct project_code *parent, int depth)
{
    struct project *project = reading->project;

    if (depth > MOST_DEPTH)
        return project_fail(project, "move them up in the tool, then export once more",
                            "codes are nested more than %d levels deep", MOST_DEPTH);
    for (; xml != NULL; xml = xml->next) {
        const char *guid = strcmp(xml->name, "Code") == 0 ? guid_in(reading, xml, "guid") : NULL;
        if (guid == NULL)
            continue;
        struct project_code *code = map_get(reading->codes, guid);
        /* Codings name the guid alone: whose they are of two codes, nobody can tell. */
        project_lose(project, "code", code != NULL, LOSS_CHANGED, "another code has its guid: the two are one");
        if (code == NULL)
            code = read_code(reading, xml, guid, parent);
        take_notes_of(reading, xml, guid);
        if (!read_codes(reading, xml->first, code, depth + 1))
            return false;
    }
    return true;
}

/* What is said of an object that has no place of its own in a study. */
static void add_note(struct project *project, const char *guid, const char *name, const char *text)
{
    struct project_note *note = arena_alloc(project->arena, sizeof *note);

    *note = (struct project_note){.guid = guid, .name = name, .text = text};
    list_add(&project->notes, project->arena, note);
}

static void read_variables(struct reading *reading, const struct xml *xml)
{
    for (; xml != NULL; xml = xml->next) {
        const char *guid = guid_in(reading, xml, "guid"), *name = text_filled(xml_get(xml, "name"));
        const char *type = xml_get(xml, "typeOfVariable");
        if (guid == NULL || name == NULL || strcmp(guid, reading->technique) == 0)
            continue;
        struct project_variable *variable = project_variable_named(reading->project, name);
        if (type != NULL && (strcmp(type, "Integer") == 0 || strcmp(type, "Float") == 0))
            variable->type = "number";
        else if (type != NULL && strncmp(type, "Date", 4) == 0)
            variable->type = "date";
        map_put(reading->variables, guid, variable);
        if (xml_child_text(xml, "Description") != NULL)
            add_note(reading->project, guid, arena_concat(reading->project->arena, "attribute ", name, NULL),
                     xml_child_text(xml, "Description"));
    }
}

static void read_values(struct reading *reading, const struct xml *parent, struct project_case *person)
{
    for (const struct xml *xml = parent->first; xml != NULL; xml = xml->next) {
        const struct xml *to = strcmp(xml->name, "VariableValue") == 0 ? xml_child(xml, "VariableRef") : NULL;
        const char *guid = to ? target_of(reading, to) : NULL;
        const struct project_variable *variable = map_get(reading->variables, guid);
        for (const struct xml *value = xml->first; variable != NULL && value != NULL; value = value->next) {
            if (value != to)
                case_set(reading->project, person, variable->name, value->text);
        }
    }
}

/* The id of the group of the informant whose source it is; NULL: none. */
static const char *group_of(const struct project_source *source)
{
    for (size_t i = 0; source->person != NULL && i < source->person->values.count; i++) {
        const struct project_value *value = source->person->values.items[i];
        if (strcmp(value->variable->name, "group") == 0)
            return value->text;
    }
    return NULL;
}

/* Puts a member to a set of codes, or the name of the set to a document. Returns whether it was a document. */
static bool read_member(struct reading *reading, struct project_set *set, const struct xml *member)
{
    struct project *project = reading->project;
    const char *guid = target_of(reading, member);
    bool is_code = strcmp(member->name, "MemberCode") == 0, is_source = strcmp(member->name, "MemberSource") == 0;
    struct project_code *code = is_code ? map_get(reading->codes, guid) : NULL;
    struct project_source *source = is_source ? map_get(reading->sources, guid) : NULL;

    if (code != NULL)
        list_add(&set->codes, project->arena, code);
    else if (source != NULL && project->is_own)
        set->members = group_of(source);
    else if (source != NULL)
        source_group(project, source, set->name);
    else if (text_starts_with(member->name, "Member"))
        project_lose(project, "member of a set", 1, LOSS_LEFT, "sets hold codes and documents only");
    return source != NULL;
}

static void read_sets(struct reading *reading, const struct xml *xml);

/* A set within it stands beside it. */
static void read_set(struct reading *reading, const struct xml *xml)
{
    struct project *project = reading->project;
    struct project_set *set = arena_alloc(project->arena, sizeof *set);
    const char *name = text_filled(xml_get(xml, "name"));
    const struct xml *inner = xml_child(xml, "Set");
    bool has_source = false;

    *set = (struct project_set){.guid = guid_in(reading, xml, "guid"),
                                .name = name ? name : "",
                                .description = xml_child_text(xml, "Description")};
    for (const struct xml *member = xml->first; member != NULL; member = member->next)
        has_source |= read_member(reading, set, member);
    if (set->guid != NULL && set->codes.count > 0)
        list_add(&project->sets, project->arena, set);
    else if (set->members != NULL)
        list_add(&project->groups, project->arena, set);
    else if (!has_source)
        project_lose(project, "set of codes", 1, LOSS_LEFT, "it has no member that is read");
    if (has_source && !project->is_own && set->description != NULL)
        add_note(project, set->guid, arena_concat(project->arena, "document group ", set->name, NULL),
                 set->description);
    project_lose(project, "set within a set", inner != NULL, LOSS_CHANGED, "it stands beside the one that it was in");
    read_sets(reading, inner);
}

static void read_sets(struct reading *reading, const struct xml *xml)
{
    for (; xml != NULL; xml = xml->next) {
        if (strcmp(xml->name, "Set") == 0)
            read_set(reading, xml);
    }
}

/* ---- files of the project ---- */

static const char *base_of(const char *path)
{
    for (const char *sign = path; *sign != '\0'; sign++) {
        if (*sign == '/' || *sign == '\\')
            path = sign + 1;
    }
    return path;
}

/* No file of an archive is written, but one whose names try to leave it is not trusted with anything. */
static bool check_names(struct project *project, const struct archive *archive)
{
    size_t size;

    for (size_t i = 0; i < archive_count(archive); i++) {
        const char *name = archive_name(archive, i, &size);
        if (name == NULL || *name == '/' || *name == '\\' || strncmp(name, "../", 3) == 0 ||
            strstr(name, "/../") != NULL)
            return project_fail(project, "it was not written by a tool for research",
                                "a name in it leads out of the archive");
    }
    return true;
}

/* A project calls the file so, or as addresses are written, "teks%201.txt". */
static bool is_file(struct reading *reading, const char *path, const char *called)
{
    return strcasecmp(base_of(path), called) == 0 ||
           (strchr(called, '%') != NULL &&
            strcasecmp(base_of(path), xml_address_decoded(reading->project->arena, called)) == 0);
}

static bool read_from_archive(struct reading *reading, const char *base, struct buffer *out)
{
    size_t size;

    for (size_t i = 0; i < archive_count(reading->archive); i++) {
        const char *name = archive_name(reading->archive, i, &size);
        if (name == NULL || !is_file(reading, name, base))
            continue;
        reading->project->bytes += size;
        if (size > MOST_BYTES || reading->project->bytes > MOST_BYTES)
            return project_fail(reading->project, NULL, "its texts claim more than %d MB", MOST_BYTES / 1024 / 1024);
        return archive_get_at(reading->archive, i, MOST_BYTES, out) ||
               project_fail(reading->project, NULL, "the file '%s' in it is damaged", base);
    }
    return false;
}

static bool read_from_folder(struct reading *reading, const char *base, struct buffer *out)
{
    if (reading->folder != NULL && reading->files.count == 0)
        file_list(reading->folder, reading->project->arena, &reading->files);
    for (size_t i = 0; i < reading->files.count; i++) {
        const char *name = reading->files.items[i];
        if (is_file(reading, name, base) &&
            file_read(file_join(reading->project->arena, reading->folder, name), out) == FILE_OK)
            return true;
    }
    return false;
}

/*
 * The text that path names ("internal://GUID.txt", or without a scheme), in UTF-8 with mark and line ends, in arena; or
 * NULL.
 */
static const char *read_text(struct reading *reading, struct arena *arena, const char *path, size_t *length)
{
    struct buffer bytes = {0};
    const char *base = base_of(path), *text = NULL;
    size_t offset;

    if (*base != '\0' && strcmp(base, "..") != 0 &&
        (reading->archive ? read_from_archive(reading, base, &bytes) : read_from_folder(reading, base, &bytes))) {
        *length = bytes.length;
        /* Places count the byte order mark, or do not: it is kept. */
        text = text_is_utf8(buffer_string(&bytes), bytes.length, &offset)
                   ? arena_copy(arena, bytes.bytes, bytes.length)
                   : project_decode(reading->project, base, bytes.bytes, bytes.length, length);
    }
    buffer_free(&bytes);
    return text;
}

/* ---- selections ---- */

static struct project_coder *coder_of(struct reading *reading, const struct xml *coding, const struct xml *selection)
{
    const char *guid = guid_in(reading, coding, "creatingUser");

    if (guid == NULL)
        guid = guid_in(reading, selection, "creatingUser");
    if (guid == NULL)
        guid = guid_in(reading, selection, "modifyingUser");
    return map_get(reading->users, guid);
}

/*
 * The segment of a selection and coder; one for selections with the same place, as some write one for each coding. In a
 * project of our own each is an excerpt.
 */
static struct segment *segment_at(struct reading *reading, struct located *located, const struct xml *selection,
                                  struct project_coder *coder)
{
    struct project *project = reading->project;
    const char *from = xml_get(selection, "startPosition"), *to = xml_get(selection, "endPosition");
    const char *guid = guid_in(reading, selection, "guid");
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

static void add_code(struct reading *reading, struct segment *segment, const struct xml *coding)
{
    const struct xml *to = xml_child(coding, "CodeRef");
    const char *guid = to ? target_of(reading, to) : NULL;
    struct project_code *code = map_get(reading->codes, guid);

    if (code == NULL) {
        project_lose(reading->project, "coding", 1, LOSS_LEFT, "its code is not in the project");
        return;
    }
    segment_add_code(reading->project, segment, code);
    project_lose(reading->project, "date of a coding", xml_get(coding, "creationDateTime") != NULL, LOSS_LEFT,
                 "an excerpt has none");
}

static void read_selection(struct reading *reading, struct located *located, const struct xml *selection)
{
    bool is_coded = false;

    for (const struct xml *coding = selection->first; coding != NULL; coding = coding->next) {
        if (strcmp(coding->name, "Coding") != 0)
            continue;
        struct segment *segment = segment_at(reading, located, selection, coder_of(reading, coding, selection));
        add_code(reading, segment, coding);
        take_notes_of(reading, coding, segment->guid);
        take_notes_of(reading, selection, segment->guid);
        is_coded = true;
    }
    if (!is_coded) {
        struct segment *segment = segment_at(reading, located, selection, coder_of(reading, selection, selection));
        take_notes_of(reading, selection, segment->guid);
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
static const char *position_of(struct reading *reading, const struct xml *transcript, const char *guid)
{
    for (const struct xml *xml = transcript->first; guid != NULL && xml != NULL; xml = xml->next) {
        const char *own = strcmp(xml->name, "SyncPoint") == 0 ? guid_in(reading, xml, "guid") : NULL;
        if (own != NULL && strcmp(own, guid) == 0)
            return xml_get(xml, "position");
    }
    return NULL;
}

/* A selection between two points of a transcript, as one of its text; NULL: the points have no positions. */
static const struct xml *text_selection(struct reading *reading, const struct xml *transcript, const struct xml *xml)
{
    struct arena *arena = reading->project->arena;
    const char *from = position_of(reading, transcript, guid_in(reading, xml, "fromSyncPoint"));
    const char *to = position_of(reading, transcript, guid_in(reading, xml, "toSyncPoint"));
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

static void read_in_source(struct reading *reading, struct located *located, const struct xml *source,
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
static struct project_source *read_source(struct reading *reading, const struct xml *xml, const struct xml *outer)
{
    struct project *project = reading->project;
    struct located *located = arena_alloc(project->arena, sizeof *located);
    const char *name = text_filled(xml_get(xml, "name")), *path = text_filled(xml_get(xml, "plainTextPath"));
    const char *guid = guid_in(reading, xml, "guid");

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
        located->raw = read_text(reading, source->own, path, &located->length);
    }
    for (const struct xml *child = xml->first; child != NULL && !project->failed; child = child->next)
        read_in_source(reading, located, xml, child);
    for (const struct xml *child = outer ? outer->first : NULL; child != NULL; child = child->next) {
        if (strcmp(child->name, "PlainTextSelection") == 0)
            read_in_source(reading, located, outer, child);
    }
    take_notes_of(reading, xml, source->guid);
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
static const char *technique_in(struct reading *reading, const struct xml *xml)
{
    for (const struct xml *child = xml->first; child != NULL; child = child->next) {
        const struct xml *to = strcmp(child->name, "VariableValue") == 0 ? xml_child(child, "VariableRef") : NULL;
        const char *guid = to ? target_of(reading, to) : NULL;
        if (guid != NULL && strcmp(guid, reading->technique) == 0)
            return xml_child_text(child, "TextValue");
    }
    return NULL;
}

/* What is said of a source of its own is said of who speaks in it, but for how a project of our own collected it. */
static void read_values_of_source(struct reading *reading, const struct xml *xml, struct project_source *source)
{
    source->technique = technique_in(reading, xml);
    if (source->technique != NULL || xml_child(xml, "VariableValue") == NULL)
        return;
    source->person = project_add_case(reading->project, source->guid, source->name);
    read_values(reading, xml, source->person);
}

/* A picture, a PDF or a recording with texts: what is in these is read. */
static struct project_source *read_other_source(struct reading *reading, const struct xml *xml, const struct xml *inner)
{
    struct project_source *first = read_source(reading, inner, xml);

    project_lose(reading->project, "picture, PDF or recording", 1, LOSS_CHANGED, "its text is read");
    first->memo = first->memo ? first->memo : xml_child_text(xml, "Description");
    take_notes_of(reading, xml, first->guid);
    while ((inner = inner_text(inner->next)) != NULL && !reading->project->failed) {
        struct project_source *source = read_source(reading, inner, NULL);
        source->name = *source->name != '\0' ? source->name : xml_get(xml, "name") ? xml_get(xml, "name") : "";
    }
    for (const struct xml *child = xml->first; child != NULL; child = child->next)
        lose_other(reading->project, child);
    return first;
}

static void read_sources(struct reading *reading, const struct xml *xml)
{
    for (; xml != NULL && !reading->project->failed; xml = xml->next) {
        if (!text_ends_with(xml->name, "Source"))
            continue;
        const struct xml *inner = strcmp(xml->name, "TextSource") != 0 ? inner_text(xml->first) : NULL;
        struct project_source *source =
            inner ? read_other_source(reading, xml, inner) : read_source(reading, xml, NULL);
        const char *guid = guid_in(reading, xml, "guid"), *name = text_filled(xml_get(xml, "name"));
        if (name != NULL)
            source->name = name;
        map_put(reading->sources, guid, source);
        read_values_of_source(reading, xml, source);
    }
}

/* ---- cases and notes ---- */

static struct project_case *case_of(struct reading *reading, const struct xml *xml)
{
    struct project *project = reading->project;
    struct project_case *person = arena_alloc(project->arena, sizeof *person);
    const char *name = text_filled(xml_get(xml, "name")), *guid = guid_in(reading, xml, "guid");

    *person = (struct project_case){.guid = guid ? guid : guid_make(project->arena, name ? name : "case"),
                                    .name = name,
                                    .description = xml_child_text(xml, "Description")};
    read_values(reading, xml, person);
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

static void read_case(struct reading *reading, const struct xml *xml)
{
    struct project *project = reading->project;
    struct project_case *person = case_of(reading, xml);
    struct project_source *only = NULL;
    size_t sources = 0;

    for (const struct xml *child = xml->first; child != NULL; child = child->next) {
        const char *guid = text_ends_with(child->name, "Ref") ? target_of(reading, child) : NULL;
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
static void part_from_cases(struct reading *reading)
{
    for (size_t i = 0; i < map_count(reading->shared); i++)
        ((struct project_source *)map_value(reading->shared, i))->person = NULL;
    project_lose(reading->project, "source of several cases", map_count(reading->shared), LOSS_CHANGED,
                 "an informant of its own: 'speaker' of an excerpt says who speaks");
}

/* In a project of our own, what no case says is a document, and its description the title. */
static void take_documents(struct project *project)
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
static void take_case_codes(struct project *project)
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
static bool becomes_memo(struct reading *reading, const struct project_note *note)
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
static bool was_memo(struct reading *reading, const struct project_note *note)
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

static void read_notes(struct reading *reading, const struct xml *xml)
{
    struct project *project = reading->project;
    struct map *names = map_new(project->arena);

    for (; xml != NULL && !project->failed; xml = xml->next) {
        struct project_note *note = arena_alloc(project->arena, sizeof *note);
        const char *path = text_filled(xml_get(xml, "plainTextPath")), *user = guid_in(reading, xml, "creatingUser");
        size_t length;
        *note = (struct project_note){.guid = guid_in(reading, xml, "guid"),
                                      .name = own_name(project, names, text_filled(xml_get(xml, "name"))),
                                      .text = xml_child_text(xml, "PlainTextContent")};
        if (note->text == NULL && path != NULL &&
            (note->text = read_text(reading, project->arena, path, &length)) != NULL &&
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
static void add_link(struct reading *reading, const struct xml *xml, const char *origin, const char *target)
{
    struct project_note *note = arena_alloc(reading->project->arena, sizeof *note);
    const char *guid = guid_in(reading, xml, "guid");
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
static struct map *guids_of_notes(struct reading *reading, const struct xml *xml)
{
    struct map *guids = map_new(reading->project->arena);

    for (; xml != NULL; xml = xml->next)
        map_put(guids, guid_in(reading, xml, "guid"), (void *)xml);
    return guids;
}

/* NVivo's annotations: a link between a note and a selection. */
static void read_links(struct reading *reading, const struct xml *xml, const struct map *notes)
{
    for (; xml != NULL; xml = xml->next) {
        const char *origin = guid_in(reading, xml, "originGUID"), *target = guid_in(reading, xml, "targetGUID");
        if (origin == NULL || target == NULL)
            continue;
        const struct segment *at_origin = map_get(reading->segments, origin);
        const struct segment *at_target = map_get(reading->segments, target);
        bool is_annotation = map_get(notes, at_origin ? target : origin) != NULL;
        if (!is_annotation || (at_origin == NULL) == (at_target == NULL)) {
            add_link(reading, xml, origin, target);
            continue;
        }
        note_about(reading, at_origin ? target : origin, (at_origin ? at_origin : at_target)->guid);
    }
}

/* ---- the whole ---- */

static bool read_root(struct reading *reading, const struct xml *root)
{
    struct project *project = reading->project;
    const struct xml *book = strcmp(root->name, "CodeBook") == 0 ? root : xml_child(root, "CodeBook");
    const char *origin = text_filled(xml_get(root, "origin"));
    size_t graphs = 0;

    if (strcmp(root->name, "Project") != 0 && strcmp(root->name, "CodeBook") != 0)
        return project_fail(project, NULL, "its XML begins with <%s>, not with <Project> or <CodeBook>", root->name);
    project->tool = origin ? origin : "REFI-QDA";
    project->is_own = text_starts_with(project->tool, "lampiran ");
    project->name = book != root ? text_filled(xml_get(root, "name")) : NULL;
    project->description = xml_child_text(root, "Description");
    read_users(reading, xml_first(root, "Users"));
    if (!read_codes(reading, xml_first(book, "Codes"), NULL, 1))
        return false;
    read_variables(reading, xml_first(root, "Variables"));
    read_sources(reading, xml_first(root, "Sources"));
    for (const struct xml *xml = xml_first(root, "Cases"); xml != NULL; xml = xml->next)
        read_case(reading, xml);
    part_from_cases(reading);
    if (project->is_own)
        take_documents(project);
    read_links(reading, xml_first(root, "Links"), guids_of_notes(reading, xml_first(root, "Notes")));
    read_notes(reading, xml_first(root, "Notes"));
    read_sets(reading, xml_first(root, "Sets"));
    if (book != root)
        read_sets(reading, xml_first(book, "Sets"));
    for (const struct xml *graph = xml_first(root, "Graphs"); graph != NULL; graph = graph->next)
        graphs++;
    project_lose(project, "graph", graphs, LOSS_LEFT, "the format of a study has none");
    if (project->failed || !locate_all(project, &reading->located))
        return false;
    take_case_codes(project);
    xml_count_unread(project, root);
    return true;
}

static bool read_bytes(struct reading *reading, const char *name, struct buffer *bytes)
{
    struct xml *root = xml_read(reading->project, name, buffer_string(bytes), bytes->length);

    /* All texts are still to come. */
    buffer_free(bytes);
    if (root != NULL)
        refi_place(reading->project->arena, root);
    return root != NULL && read_root(reading, root);
}

/* The one project file at the root of the archive. */
static bool read_archive(struct reading *reading)
{
    const char *found = NULL;
    struct buffer bytes = {0};
    size_t size, at = 0;

    if (!check_names(reading->project, reading->archive))
        return false;
    for (size_t i = 0; i < archive_count(reading->archive); i++) {
        const char *name = archive_name(reading->archive, i, &size);
        size_t length = strlen(name);
        if (length < 4 || strcasecmp(name + length - 4, ".qde") != 0 || strchr(name, '/') != NULL)
            continue;
        if (found != NULL)
            return project_fail(reading->project, NULL, "it holds two projects, '%s' and '%s'", found, name);
        found = name;
        at = i;
    }
    if (found == NULL)
        return project_fail(reading->project, "export the project as REFI-QDA (.qdpx)", "it holds no project (.qde)");
    bool done = archive_get_at(reading->archive, at, MOST_BYTES, &bytes)
                    ? read_bytes(reading, found, &bytes)
                    : project_fail(reading->project, NULL, "'%s' in it is damaged or larger than %d MB", found,
                                   MOST_BYTES / 1024 / 1024);
    buffer_free(&bytes);
    return done;
}

const char *refi_file_in(struct arena *arena, const char *folder)
{
    struct list files = {0};

    file_list(folder, arena, &files);
    for (size_t i = 0; i < files.count; i++) {
        const char *name = files.items[i];
        if (strchr(name, '/') == NULL && strlen(name) > 4 && strcasecmp(name + strlen(name) - 4, ".qde") == 0)
            return file_join(arena, folder, name);
    }
    return NULL;
}

static const char *folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? "." : arena_copy(arena, path, (size_t)(slash - path) + (slash == path));
}

bool read_refi(struct project *project, const char *path)
{
    struct arena *arena = project->arena;
    struct reading reading = {.project = project,
                              .users = map_new(arena),
                              .codes = map_new(arena),
                              .cases = map_new(arena),
                              .variables = map_new(arena),
                              .technique = guid_make(arena, "variable technique"),
                              .sources = map_new(arena),
                              .segments = map_new(arena),
                              .notes = map_new(arena),
                              .shared = map_new(arena),
                              .by_place = map_new(arena)};
    struct buffer bytes = {0};
    bool done = false;

    reading.archive = file_is_folder(path) ? NULL : archive_open_file(path);
    if (reading.archive != NULL) {
        done = read_archive(&reading);
        archive_close(reading.archive, NULL);
        return done;
    }
    const char *file = file_is_folder(path) ? refi_file_in(arena, path) : path;
    if (file != NULL && text_ends_with(file, ".qdpx"))
        return project_fail(project, "export the project once more", "it is not an archive, or it is damaged");
    reading.folder = file ? folder_of(arena, file) : NULL;
    done = project_read(project, file ? file : path, &bytes) && read_bytes(&reading, file, &bytes);
    buffer_free(&bytes);
    return done;
}
