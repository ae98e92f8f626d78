#include "edit/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "read/read.h"
#include "study/study.h"

#include <string.h>

/* ---- which objects ---- */

/* An id can be of that kind, and wanted (OBJECT_NONE: any) is it; an informant or a document is not also a source. */
static bool may_be(int kind, enum object_kind wanted)
{
    return kind != OBJECT_NONE && kind != OBJECT_SOURCE && (wanted == OBJECT_NONE || (int)wanted == kind);
}

/* The kind that "code:" names; *id is what follows. OBJECT_NONE: no kind is named. */
static enum object_kind kind_in(const char **id)
{
    size_t length = strcspn(*id, ":");
    enum object_kind kind = (*id)[length] == ':' ? object_kind_named(*id, length) : OBJECT_NONE;

    if (kind != OBJECT_NONE)
        *id += length + 1;
    return kind;
}

static void diagnose_unknown(const struct editing *editing, enum object_kind wanted, const char *id)
{
    struct nearest nearest = {.word = id};

    for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++) {
        if (may_be(kind, wanted))
            text_nearest_key(&nearest, editing->study->objects[kind]);
    }
    diag_error(editing->build->diags, (struct place){0}, "unknown-object", "nothing in the study has the id '%s'", id);
    diag_hint_nearest(editing->build->diags, &nearest);
}

/* Sets the kind and object of id, whose old id then is rename->old. False: reported. */
bool editing_find_object(const struct editing *editing, const char *id, struct rename *rename)
{
    enum object_kind wanted = kind_in(&id);
    struct buffer ways = {0};
    size_t found = 0;

    rename->old = id;
    for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++) {
        void *object = may_be(kind, wanted) ? study_find(editing->study, (enum object_kind)kind, id) : NULL;
        if (object == NULL)
            continue;
        rename->kind = (enum object_kind)kind;
        rename->object = object;
        buffer_format(&ways, "%s%s:%s", found++ > 0 ? ", " : "", object_kind_name((enum object_kind)kind), id);
    }
    if (found == 0)
        diagnose_unknown(editing, wanted, id);
    if (found > 1) {
        diag_error(editing->build->diags, (struct place){0}, "ambiguous-id", "'%s' is the id of more than one object",
                   id);
        diag_hint(editing->build->diags, "write which one: %s", buffer_string(&ways));
    }
    buffer_free(&ways);
    return found == 1;
}

static bool is_id(const char *id, bool is_key)
{
    static const char signs[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-:+/";
    bool is_made_of_them = is_key ? strchr(".-:+/", *id) == NULL && id[strspn(id, signs)] == '\0' : text_is_id(id);

    return is_made_of_them && strlen(id) <= ID_LIMIT && strcmp(id, "null") != 0;
}

/* new is an id that nothing of the kind has. False: reported. */
static bool is_free(const struct editing *editing, enum object_kind kind, const char *id)
{
    bool is_source = object_kind_is_source(kind);
    void *there = study_find(editing->study, is_source ? OBJECT_SOURCE : kind, id);

    if (!is_id(id, kind == OBJECT_WORK)) {
        diag_error(editing->build->diags, (struct place){0}, "bad-id", "'%s' cannot be an id", id);
        diag_hint(editing->build->diags,
                  "an id begins with a letter or digit, and holds letters, digits, '.', '-' and '_'");
        return false;
    }
    if (there == NULL)
        return true;
    struct place place = study_object_place(kind, there);
    diag_error(editing->build->diags, place, "duplicate-id", "%s '%s' already exists",
               translated(object_kind_name(kind)), id);
    diag_hint(editing->build->diags, "choose another id; or make one of both: lampiran merge OLD %s", id);
    return false;
}

void editing_add_rename(struct editing *editing, const struct rename *rename)
{
    struct rename *copy = arena_alloc(editing->arena, sizeof *copy);

    *copy = *rename;
    list_add(&editing->renames, editing->arena, copy);
}

struct list editing_excerpts(const struct editing *editing)
{
    const struct list *const lists[] = {&editing->study->excerpts, &editing->study->recodings};
    struct list excerpts = {0};

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        for (size_t j = 0; j < lists[i]->count; j++)
            list_add(&excerpts, editing->arena, lists[i]->items[j]);
    }
    return excerpts;
}

/* Excerpts that are called after their source, "IU-01.3", go with it. */
static bool rename_excerpts(struct editing *editing, const struct rename *source)
{
    struct list excerpts = editing_excerpts(editing);
    size_t length = strlen(source->old);

    for (size_t i = 0; i < excerpts.count; i++) {
        struct excerpt *excerpt = excerpts.items[i];
        bool is_of_it = excerpt->informant == source->object || excerpt->document == source->object;
        if (!is_of_it || excerpt->id == NULL || strncmp(excerpt->id, source->old, length) != 0 ||
            strchr(".-_", excerpt->id[length]) == NULL || excerpt->id[length] == '\0')
            continue;
        struct rename rename = {OBJECT_EXCERPT, excerpt->id,
                                arena_concat(editing->arena, source->new, excerpt->id + length, NULL), excerpt};
        if (!is_free(editing, OBJECT_EXCERPT, rename.new))
            return false;
        editing_add_rename(editing, &rename);
    }
    return true;
}

/* ---- files that are called after what they hold ---- */

/* The folder of files of the object, if its own file is called after it; NULL: it is not, or it has none. */
static const char *folder_of(const struct editing *editing, const struct rename *rename)
{
    bool is_source = object_kind_is_source(rename->kind);
    const char *folder = rename->kind == OBJECT_FINDING ? "content/findings/"
                         : rename->kind == OBJECT_PAGE  ? "content/pages/"
                                                        : "content/excerpts/";
    const char *own = arena_concat(editing->arena, folder, rename->old, is_source ? ".yaml" : ".md", NULL);

    if (rename->kind == OBJECT_FINDING || rename->kind == OBJECT_PAGE)
        return strcmp(((const struct record *)rename->object)->place.file, own) == 0 ? folder : NULL;
    for (size_t i = 0; is_source && i < editing->study->excerpt_files.count; i++) {
        const struct excerpts_file *file = editing->study->excerpt_files.items[i];
        if (file->source.object == rename->object && strcmp(file->record.place.file, own) == 0)
            return folder;
    }
    return NULL;
}

static bool move_files_in(struct editing *editing, const struct rename *rename, const char *folder)
{
    const char *start = arena_concat(editing->arena, folder, rename->old, ".", NULL);

    for (size_t i = 0; i < map_count(editing->files); i++) {
        struct edited *file = map_value(editing->files, i);
        if (!text_starts_with(file->path, start) || strchr(file->path + strlen(folder), '/') != NULL ||
            file->text == NULL)
            continue;
        file->new_path = arena_concat(editing->arena, folder, rename->new, ".", file->path + strlen(start), NULL);
        if (file_exists(file_join(editing->arena, editing->build->root, file->new_path))) {
            diag_error(editing->build->diags, (struct place){.file = file->new_path}, "edit-taken",
                       "a file of this name already exists, so '%s' cannot take its place", file->path);
            diag_hint(editing->build->diags, "put it elsewhere, or choose another id");
            return false;
        }
    }
    return true;
}

static bool move_files(struct editing *editing)
{
    for (size_t i = 0; i < editing->renames.count; i++) {
        const struct rename *rename = editing->renames.items[i];
        const char *folder = folder_of(editing, rename);
        bool is_source = object_kind_is_source(rename->kind);
        if (folder != NULL && !move_files_in(editing, rename, folder))
            return false;
        if (is_source && !move_files_in(editing, rename, "content/private/transcripts/"))
            return false;
    }
    return true;
}

/* ---- rename ---- */

void mention_change(struct editing *editing, const struct mention *mention, const char *with)
{
    edited_change(editing, mention->file, mention->at, strlen(mention->rename->old), with);
    editing->places++;
}

/* It is in the braces of a mark, as ".misi": a list without commas. */
static bool is_in_mark(const struct mention *mention)
{
    return transcript_is_marked(mention->file->path);
}

/* Takes it out of its list. */
void mention_drop(struct editing *editing, const struct mention *mention)
{
    const char *text = mention->file->text;
    size_t from = mention->at, to = from + strlen(mention->rename->old);

    if (!is_in_mark(mention)) {
        yaml_drop_item(editing, mention->file, from, to - from);
        return;
    }
    from--; /* the dot */
    if (strchr(" \t", text[from - 1]) != NULL)
        from--;
    else
        to += strspn(text + to, " \t") > 0;
    edited_change(editing, mention->file, from, to - from, "");
}

/* Puts another id behind it. */
static void add_to_list(struct editing *editing, const struct mention *mention, const char *id)
{
    size_t length = strlen(mention->rename->old);

    if (is_in_mark(mention))
        edited_change(editing, mention->file, mention->at + length, 0, arena_concat(editing->arena, " .", id, NULL));
    else
        yaml_add_item(editing, mention->file, mention->at, length, id);
}

static bool rename_object(struct editing *editing)
{
    struct rename rename = {.new = editing->request->ids[1]};
    struct list mentions = {0};

    if (!editing_find_object(editing, editing->request->ids[0], &rename))
        return false;
    if (kind_in(&rename.new) != OBJECT_NONE || !is_free(editing, rename.kind, rename.new))
        return false;
    editing_add_rename(editing, &rename);
    if (object_kind_is_source(rename.kind) && !rename_excerpts(editing, &rename))
        return false;
    mentions_find(editing, &mentions);
    for (size_t i = 0; i < mentions.count; i++) {
        const struct mention *mention = mentions.items[i];
        mention_change(editing, mention, mention->rename->new);
    }
    mentions_change_private(editing);
    mentions_note_scripts(editing);
    if (rename.kind == OBJECT_CODE &&
        !code_add_formers(editing, rename.object, rename.new, former_entry(editing, rename.old, NULL, "renamed")))
        return false;
    const struct list *formerly = rename.kind == OBJECT_PAGE        ? &((struct page *)rename.object)->formerly
                                  : rename.kind == OBJECT_OBJECTIVE ? &((struct objective *)rename.object)->formerly
                                                                    : NULL;
    if (formerly != NULL && !record_add_former(editing, rename.object, formerly, rename.new, rename.old))
        return false;
    return move_files(editing);
}

/* ---- move ---- */

static bool move_code(struct editing *editing)
{
    struct rename moved = {0}, above = {0};

    if (!editing_find_object(editing, editing->request->ids[0], &moved) ||
        (editing->request->under != NULL && !editing_find_object(editing, editing->request->under, &above)))
        return false;
    const struct code *code = moved.object, *parent = above.object;
    if (moved.kind != OBJECT_CODE || (parent != NULL && above.kind != OBJECT_CODE)) {
        diag_error(editing->build->diags, study_object_place(moved.kind, moved.object), "edit-move",
                   "only codes are moved below others");
        diag_hint(editing->build->diags, "write: lampiran move CODE --under CODE");
        return false;
    }
    if (code->parent == parent || (parent != NULL && code_is_within(parent, code))) {
        diag_error(editing->build->diags, code->record.place, "edit-move",
                   code->parent == parent ? N_("code '%s' already exists") : N_("code '%s' cannot be below itself"),
                   code->id);
        diag_hint(editing->build->diags, "name another code with --under; without it, a code goes to the top");
        return false;
    }
    return code_move(editing, code, parent);
}

/* ---- split ---- */

/* The excerpts to decide on, to be filled in. */
static void list_excerpts(struct editing *editing, const struct code *code)
{
    struct list excerpts = editing_excerpts(editing);

    buffer_format(editing->out, translated("# Put '%s', '%s' or both behind each, and give this file to --decided.\n"),
                  editing->request->ids[1], editing->request->ids[2]);
    for (size_t i = 0; i < excerpts.count; i++) {
        const struct excerpt *excerpt = excerpts.items[i];
        for (size_t j = 0; j < excerpt->codes.count; j++) {
            if (((const struct reference *)excerpt->codes.items[j])->object == code) {
                struct buffer words = {0};
                buffer_text(&words, excerpt->text);
                for (size_t k = 0; k < words.length; k++)
                    words.bytes[k] = words.bytes[k] == '\n' ? ' ' : words.bytes[k];
                buffer_format(editing->out, "# %s\n%s: \n", buffer_string(&words), excerpt->id);
                buffer_free(&words);
            }
        }
    }
    editing->is_told = true;
}

/* One of the two codes that are made. */
static const char *decided_code(const struct editing *editing, const char *word, int line)
{
    for (int i = 1; i <= 2; i++) {
        if (strcmp(word, editing->request->ids[i]) == 0)
            return editing->request->ids[i];
    }
    diag_error(editing->build->diags, (struct place){0}, "edit-decided",
               "'%s' in line %d of '%s' is neither '%s' nor '%s'", word, line, editing->request->decided,
               editing->request->ids[1], editing->request->ids[2]);
    diag_hint(editing->build->diags, "write 'EXCERPT: CODE', or 'EXCERPT: CODE, CODE' for both");
    return NULL;
}

/* "IK-01.3: b, c" into decided. False: reported. */
static bool take_line(struct editing *editing, struct map *decided, char *line, int number)
{
    char *id = strsep(&line, ":"), *word;
    const char *codes = NULL;

    id = arena_copy(editing->arena, id + strspn(id, " \t"), strcspn(id + strspn(id, " \t"), " \t\r"));
    while (line != NULL && (word = strsep(&line, ", \t\r[]")) != NULL) {
        if (*word == '\0')
            continue;
        const char *code = decided_code(editing, word, number);
        if (code == NULL)
            return false;
        codes = codes == NULL ? code : arena_concat(editing->arena, codes, " ", code, NULL);
    }
    if (*id != '\0' && codes != NULL)
        map_put(decided, id, (void *)codes);
    return true;
}

static bool read_decided(struct editing *editing, struct map *decided)
{
    const char *path = editing->request->decided;
    struct buffer text = {0};
    int number = 0;

    if (file_read(path, &text) != FILE_OK) {
        diag_error(editing->build->diags, (struct place){0}, "unreadable", "'%s' cannot be read", path);
        diag_hint(editing->build->diags, "`lampiran split` without --decided prints one to be filled in");
        return false;
    }
    char *rest = arena_string(editing->arena, buffer_string(&text)), *line;
    bool done = true;
    buffer_free(&text);
    while (done && (line = strsep(&rest, "\n")) != NULL) {
        number++;
        if (line[strspn(line, " \t\r")] != '#')
            done = take_line(editing, decided, line, number);
    }
    return done;
}

/* What of the two a mention becomes: as its excerpt was decided, both in other lists, else the first. */
static const char *part_for(struct editing *editing, const struct mention *mention, const struct map *decided)
{
    const char *first = editing->request->ids[1],
               *both = arena_concat(editing->arena, first, " ", editing->request->ids[2], NULL);
    const char *schema = mention->record ? mention->record->schema->name : "";

    if (mention->is_own || mention->field == NULL || mention->field->type != FIELD_REFERENCES)
        return first;
    if (strcmp(schema, "excerpt") == 0)
        return map_get(decided, ((const struct excerpt *)mention->record)->id);
    if (strcmp(schema, "coding") == 0) {
        const char *codes = map_get(decided, ((const struct coding *)mention->record)->excerpt.id);
        return codes ? codes : both;
    }
    return both;
}

static bool split_mention(struct editing *editing, const struct mention *mention, const char *parts)
{
    const char *space = parts ? strchr(parts, ' ') : NULL;

    if (parts == NULL) {
        diag_error(editing->build->diags, mention->record->place, "edit-decided",
                   "it is not decided which code this excerpt gets");
        diag_hint(editing->build->diags, "`lampiran split` without --decided prints what is to be filled in");
        return false;
    }
    mention_change(editing, mention, space ? arena_copy(editing->arena, parts, (size_t)(space - parts)) : parts);
    if (space != NULL)
        add_to_list(editing, mention, space + 1);
    return true;
}

static bool apply_split(struct editing *editing, const struct rename *split, const struct map *decided)
{
    struct list mentions = {0};
    bool done = true;

    mentions_find(editing, &mentions);
    for (size_t i = 0; i < mentions.count; i++)
        done &= split_mention(editing, mentions.items[i], part_for(editing, mentions.items[i], decided));
    mentions_change_private(editing);
    mentions_note_scripts(editing);
    const char *entry = former_entry(
        editing, split->old, yaml_quoted_value(editing, (const struct record *)split->object, "label"), "split");
    bool keeps_id = strcmp(split->old, split->new) == 0;
    return done && (keeps_id || code_add_formers(editing, split->object, split->new, entry)) &&
           code_insert(editing, split->object, editing->request->ids[2], entry);
}

/* The code becomes the first of the two, with all that is written of it; the second is made beside it. */
static bool split_code(struct editing *editing)
{
    const char *const *ids = editing->request->ids;
    struct map *decided = map_new(editing->arena);
    struct rename split = {.new = ids[1]};

    if (!editing_find_object(editing, ids[0], &split))
        return false;
    if (split.kind != OBJECT_CODE || strcmp(ids[1], ids[2]) == 0) {
        diag_error(editing->build->diags, study_object_place(split.kind, split.object), "edit-split",
                   "only a code is split, into two codes");
        diag_hint(editing->build->diags, "write: lampiran split OLD FIRST SECOND, where FIRST may be OLD itself");
        return false;
    }
    if ((strcmp(split.old, ids[1]) != 0 && !is_free(editing, OBJECT_CODE, ids[1])) ||
        !is_free(editing, OBJECT_CODE, ids[2]))
        return false;
    if (editing->request->decided == NULL) {
        list_excerpts(editing, split.object);
        return true;
    }
    editing_add_rename(editing, &split);
    return read_decided(editing, decided) && apply_split(editing, &split, decided);
}

/* ---- all ---- */

/* Errors of the study with texts in place of its files; what is said of it goes to kept. */
static size_t count_errors(struct editing *editing, struct map *texts, struct diags *kept)
{
    struct build tried = *editing->build;

    tried.diags = diags_new();
    tried.instead = texts;
    editing->request->check(&tried);
    size_t errors = diags_count(tried.diags, SEVERITY_ERROR);
    diags_merge(kept, tried.diags);
    diags_free(tried.diags);
    return errors;
}

/* Transcripts under the names that they get, as a transcript is that of its name; the old ones are empty. */
static void show_moved(struct editing *editing, struct map *texts)
{
    for (size_t i = 0; i < map_count(editing->files); i++) {
        const struct edited *file = map_value(editing->files, i);
        struct buffer *text = file->new_path && file->is_private ? map_get(texts, file->path) : NULL;
        if (text == NULL)
            continue;
        map_put(texts, file->new_path, text);
        map_put(texts, file->path, arena_alloc(editing->arena, sizeof *text));
    }
}

/* The study must not get worse. */
static bool is_sound(struct editing *editing)
{
    struct map *texts = editing_results(editing);
    show_moved(editing, texts);
    struct diags *before = diags_new(), *after = diags_new();
    bool sound = count_errors(editing, texts, after) <= count_errors(editing, map_new(editing->arena), before);

    if (!sound) {
        size_t warnings = diags_keep_new_errors(after, before);
        /* Their lines are those of files that are not written. */
        diags_hide_lines(after);
        diags_merge(editing->build->diags, after);
        diag_error(editing->build->diags, (struct place){0}, "edit-unsound",
                   "the study would have errors that it does not have now, so nothing was changed");
        diag_hint(editing->build->diags, "they are where the files would be different: fix there what they name");
        if (warnings > 0)
            diag_hint(editing->build->diags,
                      translated_count("there would be %zu more warning as well",
                                       "there would be %zu more warnings as well", warnings),
                      warnings);
    }
    diags_free(before);
    diags_free(after);
    editing_free(texts);
    return sound;
}

bool editing_read(struct editing *editing)
{
    struct build build = *editing->build;
    bool is_whole = true;

    build.diags = diags_new();
    build.instead = map_new(editing->arena);
    read_studies(&build, &editing->studies);
    editing->study = editing->studies.items[0];
    for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        is_whole &= !editing->study->incomplete[kind] || kind == OBJECT_WORK;
    if (!is_whole)
        diags_merge(editing->build->diags, build.diags);
    diags_free(build.diags);
    return is_whole;
}

static bool work_out(struct editing *editing)
{
    switch (editing->request->verb) {
    case EDIT_RENAME:
        return rename_object(editing);
    case EDIT_MERGE:
        return editing_merge(editing);
    case EDIT_MOVE:
        return move_code(editing);
    case EDIT_SPLIT:
        return split_code(editing);
    }
    return false;
}

/* Which files changed, one a line. */
static void tell_files(const struct editing *editing, struct buffer *out)
{
    size_t files = 0;

    for (size_t i = 0; i < map_count(editing->files); i++) {
        const struct edited *file = map_value(editing->files, i);
        if (file->changes.count == 0 && file->new_path == NULL)
            continue;
        files++;
        if (file->is_gone)
            buffer_format(out, translated("%s: deleted\n"), file->path);
        else
            buffer_format(out, "%s%s%s\n", file->path, file->new_path ? " -> " : "",
                          file->new_path ? file->new_path : "");
    }
    buffer_format(out, translated_count("%zu file has changed", "%zu files have changed", files), files);
    if (editing->places > 0)
        buffer_format(out,
                      translated_count(", in which %zu name of an object was changed",
                                       ", in which %zu names of objects were changed", editing->places),
                      editing->places);
    buffer_char(out, '\n');
}

void editing_begin(struct editing *editing, struct build *build, const struct edit_request *request, struct buffer *out)
{
    *editing = (struct editing){.build = build,
                                .arena = build->arena,
                                .request = request,
                                .out = out,
                                .files = map_new(build->arena),
                                .keyed = map_new(build->arena),
                                .opened = map_new(build->arena)};
}

void editing_note(struct editing *editing, struct place place, const char *code, const char *hint, const char *format,
                  ...)
{
    struct editing_note *note = arena_alloc(editing->arena, sizeof *note);
    va_list arguments;

    va_start(arguments, format);
    *note = (struct editing_note){place, code, arena_vformat(editing->arena, translated(format), arguments), hint};
    va_end(arguments);
    list_add(&editing->notes, editing->arena, note);
}

/* Reports what was noted, at its place in the files as they are now. */
static void report_notes(const struct editing *editing)
{
    struct diags *diags = editing->build->diags;

    for (size_t i = 0; i < editing->notes.count; i++) {
        const struct editing_note *note = editing->notes.items[i];
        struct place place = editing->request->dry_run ? note->place : edited_place(editing, note->place);
        diag_note(diags, place, note->code, "%s", note->message);
        if (note->hint != NULL)
            diag_hint(diags, "%s", note->hint);
    }
}

bool editing_end(struct editing *editing)
{
    if (!is_sound(editing))
        return false;
    if (editing->request->dry_run)
        editing_print_difference(editing, editing->out);
    else if (editing_write(editing))
        tell_files(editing, editing->out);
    else
        return false;
    report_notes(editing);
    return true;
}

bool edit_run(struct build *build, const struct edit_request *request, struct buffer *out)
{
    struct editing editing;

    editing_begin(&editing, build, request, out);
    return editing_read(&editing) && work_out(&editing) && (editing.is_told || editing_end(&editing));
}
