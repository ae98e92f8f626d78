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
#include "base/text.h"

#include <string.h>
#include <strings.h>

const char *refi_guid_in(struct refi_reading *reading, const struct xml *xml, const char *attribute)
{
    const char *text = xml_get(xml, attribute), *guid = guid_read(reading->project->arena, text);

    /* Some write ids that are no guids: they are as good within one project. */
    return guid != NULL || text == NULL ? guid : guid_make(reading->project->arena, text);
}

const char *refi_target_of(struct refi_reading *reading, const struct xml *xml)
{
    const char *guid = refi_guid_in(reading, xml, "targetGUID");

    return guid ? guid : refi_guid_in(reading, xml, "guid");
}

/* ---- users, codes, variables ---- */

static void read_users(struct refi_reading *reading, const struct xml *user)
{
    struct project *project = reading->project;

    for (; user != NULL; user = user->next) {
        struct project_coder *coder = arena_alloc(project->arena, sizeof *coder);
        const char *name = text_filled(xml_get(user, "name"));
        *coder = (struct project_coder){.guid = refi_guid_in(reading, user, "guid"),
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
void refi_note_about(struct refi_reading *reading, const char *note, const char *about)
{
    const char *before = map_get(reading->notes, note);

    if (before != NULL && strcmp(before, about) != 0)
        project_lose(reading->project, "note about several objects", 1, LOSS_CHANGED, "it is about one of them");
    map_put(reading->notes, note, (void *)about);
}

/* A note that hangs on xml is about the object with this guid. */
void refi_take_notes_of(struct refi_reading *reading, const struct xml *xml, const char *about)
{
    for (const struct xml *child = xml->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "NoteRef") == 0 && refi_target_of(reading, child) != NULL && about != NULL)
            refi_note_about(reading, refi_target_of(reading, child), about);
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

static struct project_code *read_code(struct refi_reading *reading, const struct xml *xml, const char *guid,
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

static bool read_codes(struct refi_reading *reading, const struct xml *xml, struct project_code *parent, int depth)
{
    struct project *project = reading->project;

    if (depth > MOST_DEPTH)
        return project_fail(project, "move them up in the tool, then export once more",
                            "codes are nested more than %d levels deep", MOST_DEPTH);
    for (; xml != NULL; xml = xml->next) {
        const char *guid = strcmp(xml->name, "Code") == 0 ? refi_guid_in(reading, xml, "guid") : NULL;
        if (guid == NULL)
            continue;
        struct project_code *code = map_get(reading->codes, guid);
        /* Codings name the guid alone: whose they are of two codes, nobody can tell. */
        project_lose(project, "code", code != NULL, LOSS_CHANGED, "another code has its guid: the two are one");
        if (code == NULL)
            code = read_code(reading, xml, guid, parent);
        refi_take_notes_of(reading, xml, guid);
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

static void read_variables(struct refi_reading *reading, const struct xml *xml)
{
    for (; xml != NULL; xml = xml->next) {
        const char *guid = refi_guid_in(reading, xml, "guid"), *name = text_filled(xml_get(xml, "name"));
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

void refi_read_values(struct refi_reading *reading, const struct xml *parent, struct project_case *person)
{
    for (const struct xml *xml = parent->first; xml != NULL; xml = xml->next) {
        const struct xml *to = strcmp(xml->name, "VariableValue") == 0 ? xml_child(xml, "VariableRef") : NULL;
        const char *guid = to ? refi_target_of(reading, to) : NULL;
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
static bool read_member(struct refi_reading *reading, struct project_set *set, const struct xml *member)
{
    struct project *project = reading->project;
    const char *guid = refi_target_of(reading, member);
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

static void read_sets(struct refi_reading *reading, const struct xml *xml);

/* A set within it stands beside it. */
static void read_set(struct refi_reading *reading, const struct xml *xml)
{
    struct project *project = reading->project;
    struct project_set *set = arena_alloc(project->arena, sizeof *set);
    const char *name = text_filled(xml_get(xml, "name"));
    const struct xml *inner = xml_child(xml, "Set");
    bool has_source = false;

    *set = (struct project_set){.guid = refi_guid_in(reading, xml, "guid"),
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

static void read_sets(struct refi_reading *reading, const struct xml *xml)
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
static bool is_file(struct refi_reading *reading, const char *path, const char *called)
{
    return strcasecmp(base_of(path), called) == 0 ||
           (strchr(called, '%') != NULL &&
            strcasecmp(base_of(path), xml_address_decoded(reading->project->arena, called)) == 0);
}

static bool read_from_archive(struct refi_reading *reading, const char *base, struct buffer *out)
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

static bool read_from_folder(struct refi_reading *reading, const char *base, struct buffer *out)
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
const char *refi_read_text(struct refi_reading *reading, struct arena *arena, const char *path, size_t *length)
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

/* ---- the whole ---- */

static bool read_root(struct refi_reading *reading, const struct xml *root)
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
    refi_read_sources(reading, xml_first(root, "Sources"));
    for (const struct xml *xml = xml_first(root, "Cases"); xml != NULL; xml = xml->next)
        refi_read_case(reading, xml);
    refi_part_from_cases(reading);
    if (project->is_own)
        refi_take_documents(project);
    refi_read_links(reading, xml_first(root, "Links"), refi_guids_of_notes(reading, xml_first(root, "Notes")));
    refi_read_notes(reading, xml_first(root, "Notes"));
    read_sets(reading, xml_first(root, "Sets"));
    if (book != root)
        read_sets(reading, xml_first(book, "Sets"));
    for (const struct xml *graph = xml_first(root, "Graphs"); graph != NULL; graph = graph->next)
        graphs++;
    project_lose(project, "graph", graphs, LOSS_LEFT, "the format of a study has none");
    if (project->failed || !locate_all(project, &reading->located))
        return false;
    refi_take_case_codes(project);
    xml_count_unread(project, root);
    return true;
}

/*
 * Projects of REFI-QDA that have what the standard has, but elsewhere: Quackdas writes selections beside the sources,
 * and ids as attributes.  What it says so is put where the standard has it, before anything is read.
 */

/* The value of an attribute, which is taken off; NULL: there is none. */
static const char *take(struct xml *xml, const char *name)
{
    const char **attribute = xml->attributes;

    while (attribute != NULL && *attribute != NULL && strcmp(*attribute, name) != 0)
        attribute += 2;
    if (attribute == NULL || *attribute == NULL)
        return NULL;
    const char *value = attribute[1];
    for (; *attribute != NULL; attribute += 2) {
        attribute[0] = attribute[2];
        attribute[1] = attribute[2] != NULL ? attribute[3] : NULL;
    }
    return value;
}

static void put_first(struct xml *parent, struct xml *child)
{
    child->parent = parent;
    child->next = parent->first;
    parent->first = child;
}

static void take_off(struct xml *parent, const struct xml *child)
{
    struct xml **place = &parent->first;

    while (*place != child)
        place = &(*place)->next;
    *place = child->next;
}

static void add(struct arena *arena, struct xml *parent, const char *name, const char *target, const char *text)
{
    struct xml *child = arena_alloc(arena, sizeof *child);
    const char **attributes = arena_alloc(arena, 3 * sizeof *attributes);

    attributes[0] = target != NULL ? "targetGUID" : NULL;
    attributes[1] = target;
    attributes[2] = NULL;
    *child = (struct xml){.name = name, .text = text, .attributes = attributes};
    put_first(parent, child);
}

/* What an element says by its attributes, said by elements in it. */
static void place_attributes(struct arena *arena, struct xml *xml)
{
    const char *code = strcmp(xml->name, "Coding") == 0 ? take(xml, "codeGUID") : NULL;
    const char *variable = strcmp(xml->name, "VariableValue") == 0 ? take(xml, "variableGUID") : NULL;

    if (code != NULL)
        add(arena, xml, "CodeRef", code, "");
    if (variable != NULL) {
        const char *value = take(xml, "value");
        add(arena, xml, "TextValue", NULL, value ? value : "");
        add(arena, xml, "VariableRef", variable, "");
    }
    if (xml->parent != NULL && strcmp(xml->name, "MemberSource") == 0 && strcmp(xml->parent->name, "Case") == 0)
        xml->name = "SourceRef";
    for (const char **name = xml->attributes; name != NULL && *name != NULL && xml->parent != NULL; name += 2) {
        if (strcmp(*name, "creatingUserGUID") == 0)
            *name = "creatingUser";
    }
}

/* Elements below xml by their guids. */
static void walk(struct arena *arena, struct xml *xml, struct map *by_guid)
{
    for (; xml != NULL; xml = xml->next) {
        place_attributes(arena, xml);
        map_put(by_guid, xml_get(xml, "guid"), xml);
        walk(arena, xml->first, by_guid);
    }
}

static bool is_source(const struct xml *xml)
{
    return xml != NULL && xml->parent != NULL && strcmp(xml->parent->name, "Sources") == 0;
}

/* Selections go to the source that they name, in their order. Those without one stay. */
static void place_selections(struct arena *arena, struct xml *selections, const struct map *by_guid)
{
    struct list all = {0};

    for (struct xml *xml = selections->first; xml != NULL; xml = xml->next)
        list_add(&all, arena, xml);
    selections->first = NULL;
    while (all.count > 0) {
        struct xml *selection = all.items[--all.count], *source = map_get(by_guid, take(selection, "sourceGUID"));
        put_first(is_source(source) ? source : selections, selection);
    }
}

/* A note that refers to what it is about: the standard has it the other way round. */
static void place_notes(struct arena *arena, const struct xml *notes, const struct map *by_guid)
{
    for (struct xml *note = notes->first; note != NULL; note = note->next) {
        for (const struct xml *child = note->first, *next; child != NULL; child = next) {
            bool refers = strcmp(child->name, "NoteRef") == 0;
            struct xml *about = refers ? map_get(by_guid, xml_get(child, "targetGUID")) : NULL;
            next = child->next;
            if (about == NULL || about->parent == notes)
                continue;
            add(arena, about, "NoteRef", xml_get(note, "guid"), "");
            take_off(note, child);
        }
    }
}

/* Puts what a project of REFI-QDA has elsewhere, as Quackdas writes it, where the standard has it. */
static void refi_place(struct arena *arena, struct xml *root)
{
    struct xml *selections = root->first;
    const struct xml *notes = xml_child(root, "Notes");
    struct map *by_guid = map_new(arena);

    while (selections != NULL && strcmp(selections->name, "Selections") != 0)
        selections = selections->next;
    if (selections == NULL)
        return;
    walk(arena, root, by_guid);
    place_selections(arena, selections, by_guid);
    if (notes != NULL)
        place_notes(arena, notes, by_guid);
    if (selections->first == NULL)
        take_off(root, selections);
}

static bool read_bytes(struct refi_reading *reading, const char *name, struct buffer *bytes)
{
    struct xml *root = xml_read(reading->project, name, buffer_string(bytes), bytes->length);

    /* All texts are still to come. */
    buffer_free(bytes);
    if (root != NULL)
        refi_place(reading->project->arena, root);
    return root != NULL && read_root(reading, root);
}

/* The one project file at the root of the archive. */
static bool read_archive(struct refi_reading *reading)
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
    struct refi_reading reading = {.project = project,
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
