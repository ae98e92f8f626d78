/*
 * Where objects are named.  Whether a word in a file is the id of an object or only a word is for the readers of YAML,
 * Markdown and BibTeX to say.  So each occurrence gets a probe in its place, an id that nothing else has, and the study
 * is read once more: what is an id then was one before, in whatever quotes and escapes around it; the rest is prose.
 */

#include "edit/private.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "document/document.h"
#include "read/read.h"
#include "study/study.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PROBE_DIGITS = 7 };

static const char probe_start[] = "zqprobe";

/* An occurrence of an id. */
struct probe {
    struct mention mention;
    bool is_found;
    bool is_unsure; /* something names it that only a person understands */
    size_t length;  /* of the old id */
};

struct probing {
    struct editing *editing;
    struct list probes; /* of struct probe; its number is in the id that stands for it */
    const struct labels *labels;
};

/* ---- putting probes ---- */

static bool is_part_of_word(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || c == '_' || (unsigned char)c >= 0x80;
}

/* The longest old id at text + at that is no part of a longer word. */
static const struct rename *rename_at(const struct editing *editing, const char *text, size_t at)
{
    const struct rename *found = NULL;

    if (at > 0 && is_part_of_word(text[at - 1]))
        return NULL;
    for (size_t i = 0; i < editing->renames.count; i++) {
        const struct rename *rename = editing->renames.items[i];
        size_t length = strlen(rename->old);
        if (strncmp(text + at, rename->old, length) == 0 && !is_part_of_word(text[at + length]) &&
            (found == NULL || length > strlen(found->old)))
            found = rename;
    }
    return found;
}

/* "misi:" at the start of a line, of an item or of a mapping in braces is a key, whose name no object has. */
static bool is_key(const char *text, size_t at, size_t length)
{
    const char *behind = text + at + length;

    if (*behind == '"' || *behind == '\'')
        behind++;
    if (*behind != ':' || strchr(" \t\r\n", behind[1]) == NULL)
        return false;
    while (at > 0 && strchr(" \t\"'", text[at - 1]) != NULL)
        at--;
    return at == 0 || strchr("\n{,-?", text[at - 1]) != NULL;
}

/*
 * The text with a probe at each occurrence. keys_end: keys of YAML are before it. named: the bytes where objects may be
 * named, or NULL for all.
 */
static void put_probes(struct probing *probing, struct edited *file, size_t keys_end, const bool *named,
                       struct buffer *out)
{
    struct arena *arena = probing->editing->arena;
    size_t from = 0;
    char name[32];

    for (size_t at = file->start; at < file->length;) {
        const struct rename *rename = named == NULL || named[at] ? rename_at(probing->editing, file->text, at) : NULL;
        size_t length = rename ? strlen(rename->old) : 0;
        if (rename == NULL || (at < keys_end && rename->kind != OBJECT_ATTRIBUTE && is_key(file->text, at, length))) {
            at += length > 0 ? length : 1;
            continue;
        }
        struct probe *probe = arena_alloc(arena, sizeof *probe);
        *probe = (struct probe){.mention = {.file = file, .at = at, .rename = rename}, .length = length};
        snprintf(name, sizeof name, "%s%0*zuq", probe_start, PROBE_DIGITS, probing->probes.count);
        list_add(&probing->probes, arena, probe);
        buffer_bytes(out, file->text + from, at - from);
        buffer_text(out, name);
        at = from = at + length;
    }
    buffer_bytes(out, file->text + from, file->length - from);
}

/* The probe that id is as a whole, or NULL. */
static struct probe *probe_of(const struct list *probes, const char *id)
{
    size_t start = sizeof probe_start - 1;

    if (id == NULL || strncmp(id, probe_start, start) != 0 || strlen(id) != start + PROBE_DIGITS + 1)
        return NULL;
    size_t number = strtoul(id + start, NULL, 10);
    return number < probes->count ? probes->items[number] : NULL;
}

/* ---- finding them again ---- */

static void find(const struct probing *probing, const char *id, enum object_kind kind, const struct record *record,
                 const struct field *field)
{
    struct probe *probe = probe_of(&probing->probes, id);

    if (probe == NULL || probe->is_found)
        return;
    enum object_kind own = probe->mention.rename->kind;
    if (own != kind && !(kind == OBJECT_SOURCE && object_kind_is_source(own)))
        return;
    probe->is_found = true;
    probe->mention.record = record;
    probe->mention.field = field;
    probe->mention.is_own = field != NULL && field->type == FIELD_ID;
}

/* What follows "kind:" in the target of a link; kind as in links. */
static bool is_of_kind(const char *target, size_t length, enum object_kind kind)
{
    const char *name = object_kind_name(kind);

    return strlen(name) == length && strncmp(target, name, length) == 0;
}

/* The page of the site that objects of a kind have, as the path in front of their id; NULL: they have none. */
static const char *page_folder(const struct probing *probing, enum object_kind kind)
{
    switch (kind) {
    case OBJECT_CODE:
        return arena_concat(probing->editing->arena, label_text(probing->labels, "slug_themes"), "/", NULL);
    case OBJECT_OBJECTIVE:
        return arena_concat(probing->editing->arena, label_text(probing->labels, "slug_objectives"), "/", NULL);
    case OBJECT_PAGE:
        return "";
    default:
        return NULL;
    }
}

/* The first length bytes of the address only lead up: "../../". */
static bool climbs(const char *address, size_t length)
{
    size_t at = 0;

    while (at < length && (strncmp(address + at, "../", 3) == 0 || strncmp(address + at, "./", 2) == 0))
        at += address[at + 1] == '.' ? 3 : 2;
    return at == length;
}

/* "../tema/misi.html#kutipan": the path of the page of the object, or an anchor that it is. */
static void find_address(const struct probing *probing, const char *address)
{
    struct arena *arena = probing->editing->arena;

    for (const char *at = address; (at = strstr(at, probe_start)) != NULL; at++) {
        const char *id = arena_copy(arena, at, sizeof probe_start + PROBE_DIGITS);
        struct probe *probe = probe_of(&probing->probes, id);
        if (probe == NULL)
            continue;
        const char *folder = page_folder(probing, probe->mention.rename->kind), *behind = at + strlen(id);
        size_t before = (size_t)(at - address), length = folder ? strlen(folder) : 0;
        bool is_page = folder != NULL && before >= length && strncmp(at - length, folder, length) == 0 &&
                       climbs(address, before - length) && text_starts_with(behind, ".html");
        bool is_anchor = before > 6 && at[-1] == '#' && *behind == '\0' && strncmp(at - 6, ".html", 5) == 0;
        if (is_page || is_anchor)
            probe->is_found = true;
        else
            probe->is_unsure = true;
    }
}

static void find_link(const struct probing *probing, const char *target)
{
    const char *colon = strchr(target, ':');
    struct probe *probe = colon ? probe_of(&probing->probes, colon + 1) : NULL;

    if (probe != NULL && is_of_kind(target, (size_t)(colon - target), probe->mention.rename->kind))
        probe->is_found = true;
    else if (colon == NULL)
        find_address(probing, target);
}

/* "fig:kerangka", of what frameworks and statistics are drawn as; other labels are the texts' own. */
static void find_label(const struct probing *probing, const char *label)
{
    const char *colon = strchr(label, ':');
    struct probe *probe = colon ? probe_of(&probing->probes, colon + 1) : NULL;

    if (probe == NULL)
        return;
    if (probe->mention.rename->kind == OBJECT_STATISTIC || probe->mention.rename->kind == OBJECT_FRAMEWORK)
        probe->is_found = true;
    else
        probe->is_unsure = true;
}

static void find_directive(const struct probing *probing, const struct directive *directive)
{
    struct probe *probe = probe_of(&probing->probes, directive->id);

    if (probe != NULL && strcmp(directive->name, object_kind_name(probe->mention.rename->kind)) == 0)
        probe->is_found = true;
    else if (probe != NULL)
        probe->is_unsure = true;
    for (const struct argument *argument = directive->arguments; argument != NULL; argument = argument->next) {
        probe = probe_of(&probing->probes, argument->value);
        if (probe != NULL)
            probe->is_unsure = true;
    }
}

static void find_in_span(const struct probing *probing, const struct span *span)
{
    if (span->kind == SPAN_LINK || span->kind == SPAN_OBJECT)
        find_link(probing, span->link->target);
    else if (span->kind == SPAN_REFERENCE)
        find_label(probing, span->text);
    else if (span->kind == SPAN_DIRECTIVE)
        find_directive(probing, span->directive);
    else if (span->kind == SPAN_CITATION)
        for (const struct cited_work *work = span->citation->works; work != NULL; work = work->next)
            find(probing, work->key, OBJECT_WORK, NULL, NULL);
}

static void find_in(const struct probing *probing, struct iterator *it)
{
    while (iterator_next(it)) {
        if (iterator_meets_span(it))
            find_in_span(probing, it->span);
        else if (iterator_meets_block(it) && it->block->kind == BLOCK_DIRECTIVE)
            find_directive(probing, it->block->directive);
    }
}

static void find_in_blocks(const struct probing *probing, const struct block *blocks)
{
    struct iterator it;

    iterator_start(&it, probing->editing->arena, blocks);
    find_in(probing, &it);
}

static void find_in_line(const struct probing *probing, const struct span *spans)
{
    struct block holder = {.kind = BLOCK_PARAGRAPH};
    struct iterator it;

    iterator_start_spans(&it, probing->editing->arena, &holder, spans);
    find_in(probing, &it);
}

static void find_in_record(const struct probing *probing, const struct record *record);

/* The tokens that name objects or their pages. */
static void find_in_token(const struct probing *probing, const struct record *record, const struct field *field,
                          const char *token)
{
    const struct probe *probe = probe_of(&probing->probes, token);

    if (token != NULL && strcmp(record->schema->name, "change") == 0 && strcmp(field->key, "page") == 0)
        find_address(probing, token);
    else if (probe != NULL && strcmp(record->schema->name, "memo") == 0 && strcmp(field->key, "about") == 0)
        find(probing, token, probe->mention.rename->kind, record, field);
}

static void find_in_list(const struct probing *probing, const struct record *record, const struct field *field,
                         const struct list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (field->type == FIELD_REFERENCES)
            find(probing, ((const struct reference *)list->items[i])->id, field->kind, record, field);
        else if (field->type == FIELD_PROSES)
            find_in_blocks(probing, list->items[i]);
        else if (field->type == FIELD_RECORDS)
            find_in_record(probing, list->items[i]);
    }
}

static void find_in_field(const struct probing *probing, const struct record *record, const struct field *field)
{
    const void *value = record_field(record, field);

    switch (field->type) {
    case FIELD_ID:
        find(probing, *(const char *const *)value, field->kind, record, field);
        break;
    case FIELD_REFERENCE:
        find(probing, ((const struct reference *)value)->id, field->kind, record, field);
        break;
    case FIELD_TOKEN:
        find_in_token(probing, record, field, *(const char *const *)value);
        break;
    case FIELD_PROSE:
        find_in_blocks(probing, *(struct block *const *)value);
        break;
    case FIELD_SPANS:
        find_in_line(probing, *(struct span *const *)value);
        break;
    case FIELD_RECORD:
        if (*(struct record *const *)value != NULL)
            find_in_record(probing, *(struct record *const *)value);
        break;
    case FIELD_REFERENCES:
    case FIELD_PROSES:
    case FIELD_RECORDS:
        find_in_list(probing, record, field, value);
        break;
    case FIELD_TEXT:
    case FIELD_VERBATIM:
    case FIELD_INTEGER:
    case FIELD_NUMBER:
    case FIELD_BOOLEAN:
    case FIELD_SWITCH:
    case FIELD_DATE:
    case FIELD_CHOICE:
    case FIELD_TEXTS:
    case FIELD_PAIRS:
    case FIELD_CHOICES:
        break;
    }
}

static void find_in_record(const struct probing *probing, const struct record *record)
{
    for (size_t i = 0; i < record->schema->field_count; i++)
        find_in_field(probing, record, &record->schema->fields[i]);
}

/* Keys of entries, and fields that name other entries. */
static void find_in_works(const struct probing *probing, const struct list *works)
{
    static const char *const names[] = {"crossref", "xref", "xdata", "related", "entryset", "ids"};

    for (size_t i = 0; i < works->count; i++) {
        const struct work *work = works->items[i];
        find(probing, work->key, OBJECT_WORK, NULL, NULL);
        for (size_t j = 0; j < sizeof names / sizeof *names; j++) {
            const struct work_field *field = work_find_field(work, names[j]);
            char *rest = field ? arena_string(probing->editing->arena, field->value) : NULL, *key;
            while ((key = strsep(&rest, ", \t\n")) != NULL)
                find(probing, key, OBJECT_WORK, NULL, NULL);
        }
    }
}

static void find_in_attributes(const struct probing *probing, const struct map *values)
{
    for (size_t i = 0; i < map_count(values); i++) {
        const struct list *list = map_value(values, i);
        for (size_t j = 0; j < list->count; j++)
            find(probing, ((const struct attribute_value *)list->items[j])->key, OBJECT_ATTRIBUTE, NULL, NULL);
    }
}

static void find_in_study(const struct probing *probing, const struct study *study)
{
    struct list records = {0};

    read_list_records(probing->editing->arena, study, &records);
    for (size_t i = 0; i < records.count; i++)
        find_in_record(probing, records.items[i]);
    for (size_t i = 0; i < study->findings.count; i++)
        find_in_blocks(probing, ((const struct finding *)study->findings.items[i])->body);
    for (size_t i = 0; i < study->pages.count; i++)
        find_in_blocks(probing, ((const struct page *)study->pages.items[i])->body);
    for (size_t i = 0; i < study->memos.count; i++)
        find_in_blocks(probing, ((const struct memo *)study->memos.items[i])->text);
    find_in_works(probing, &study->works);
    find_in_attributes(probing, study->attribute_values);
}

/* ---- both ---- */

static void note_attributes(const struct edited *file, const struct list *attributes, bool *named)
{
    for (size_t i = 0; i < attributes->count; i++) {
        const struct mark_attribute *attribute = attributes->items[i];
        size_t at = edited_offset(file, (struct place){.line = attribute->line, .column = attribute->column});
        memset(named + at, true, strlen(attribute->text));
    }
}

/* Transcripts with marks, where the marks alone name objects: what was said stays. */
static void probe_transcripts(struct probing *probing, struct map *texts)
{
    struct editing *editing = probing->editing;
    struct file_tree tree = build_list(editing->build, editing->build->root, transcripts_folder);

    for (size_t i = 0; i < tree.files.count; i++) {
        const char *path = file_join(editing->arena, transcripts_folder, tree.files.items[i]);
        struct edited *file = transcript_has_marks(path) ? edited_file(editing, path) : NULL;
        if (file == NULL)
            continue;
        bool *named = arena_alloc(editing->arena, file->length + 1);
        struct marked marked = marks_read(editing->arena, file->text + file->start);
        for (size_t j = 0; j < marked.marks.count; j++) {
            const struct marked_words *mark = marked.marks.items[j];
            note_attributes(file, &mark->codes, named);
            note_attributes(file, &mark->ids, named);
            note_attributes(file, &mark->pairs, named);
        }
        struct buffer *text = arena_alloc(editing->arena, sizeof *text);
        put_probes(probing, file, 0, named, text);
        map_put(texts, path, text);
    }
}

/* The files that are read as a study, with probes. */
static struct map *probed_files(struct probing *probing)
{
    struct editing *editing = probing->editing;
    struct build listing = *editing->build;
    struct map *texts = map_new(editing->arena);
    struct list files = {0};

    listing.diags = diags_new();
    input_find(&listing, &files);
    diags_free(listing.diags);
    for (size_t i = 0; i < files.count; i++) {
        const struct input_file *input = files.items[i];
        struct edited *file = input->kind == INPUT_FIGURE ? NULL : edited_file(editing, input->path);
        if (file == NULL)
            continue;
        int lines;
        size_t keys_end = input->kind == INPUT_YAML       ? file->length
                          : input->kind == INPUT_MARKDOWN ? front_matter_length(file->text, file->length, &lines)
                                                          : 0;
        struct buffer *text = arena_alloc(editing->arena, sizeof *text);
        put_probes(probing, file, keys_end, NULL, text);
        map_put(texts, input->path, text);
    }
    probe_transcripts(probing, texts);
    return texts;
}

static int compare_probes(const void *a, const void *b)
{
    const struct probe *left = a, *right = b;
    int order = strcmp(left->mention.file->path, right->mention.file->path);

    return order ? order : left->mention.at < right->mention.at ? -1 : left->mention.at > right->mention.at;
}

/* A place where a person has to look. */
static void note_look(struct editing *editing, const struct edited *file, size_t at, const char *id)
{
    struct place place = place_behind((struct place){file->path, 1, 1}, file->text + file->start, at - file->start);

    editing_note(editing, place, "look-at", NULL, "'%s' was left as it is here, as only you know what it means", id);
}

/* "IK-01", "IK-01.3": no word is written so, so that also in prose it is the object. */
static bool is_telling(const struct rename *rename)
{
    bool is_evidence = object_kind_is_source(rename->kind) || rename->kind == OBJECT_EXCERPT;

    return is_evidence && strpbrk(rename->old, "0123456789") != NULL;
}

void mentions_find(struct editing *editing, struct list *mentions)
{
    struct probing probing = {.editing = editing};
    struct build build = *editing->build;
    struct map *texts = probed_files(&probing);
    struct list studies = {0};

    build.diags = diags_new();
    build.instead = texts;
    probing.labels = read_labels(&build, editing->study->language);
    read_studies(&build, &studies);
    for (size_t i = 0; i < studies.count; i++)
        find_in_study(&probing, studies.items[i]);
    diags_free(build.diags);
    editing_free(texts);
    list_sort(&probing.probes, compare_probes);
    for (size_t i = 0; i < probing.probes.count; i++) {
        struct probe *probe = probing.probes.items[i];
        if (probe->is_found)
            list_add(mentions, editing->arena, &probe->mention);
        else if (probe->is_unsure || is_telling(probe->mention.rename))
            note_look(editing, probe->mention.file, probe->mention.at, probe->mention.rename->old);
    }
}

/* ---- what no reader of studies takes ---- */

static bool is_blank_before(const char *text, size_t at)
{
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t'))
        at--;
    return at == 0 || text[at - 1] == '\n';
}

/* "IU-01:" as a key or in front of a turn, or what "informant:" and its like name. */
static bool is_private_mention(const char *text, size_t at, size_t length)
{
    static const char *const keys[] = {"informant:", "source:", "code:", "excerpt:", "about:", "document:"};
    const char *behind = text + at + length;

    if (at > 0 && (text[at - 1] == '"' || text[at - 1] == '\'') && *behind == text[at - 1]) {
        at--;
        behind++;
    }
    if (is_blank_before(text, at))
        return behind[strspn(behind, " \t")] == ':';
    while (at > 0 && text[at - 1] == ' ')
        at--;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        size_t key = strlen(keys[i]);
        if (at >= key && strncmp(text + at - key, keys[i], key) == 0)
            return true;
    }
    return false;
}

/* "excerpt 8c1... IK-01.3": what an import remembers. */
static bool is_known_mention(const char *text, size_t at, const struct rename *rename)
{
    const char *behind = text + at + strlen(rename->old), *name = object_kind_name(rename->kind);
    size_t line = at;

    while (line > 0 && text[line - 1] != '\n')
        line--;
    return at > 0 && text[at - 1] == ' ' && (*behind == '\n' || *behind == '\r' || *behind == '\0') &&
           strncmp(text + line, name, strlen(name)) == 0 && text[line + strlen(name)] == ' ';
}

static void change_private_file(struct editing *editing, const char *path)
{
    struct edited *file = edited_file(editing, path);
    bool is_known = text_ends_with(path, "/import.txt");

    /* Two lists of names become one: identities_join. */
    if (editing->request->verb == EDIT_MERGE && text_ends_with(path, "/identities.yaml"))
        return;
    for (size_t at = 0; file != NULL && at < file->length; at++) {
        const struct rename *rename = rename_at(editing, file->text, at);
        if (rename == NULL)
            continue;
        size_t length = strlen(rename->old);
        bool is_person = object_kind_is_source(rename->kind);
        if (is_known ? is_known_mention(file->text, at, rename)
                     : is_person && is_private_mention(file->text, at, length)) {
            edited_change(editing, file, at, length, rename->new);
            editing->places++;
        }
        at += length - 1;
    }
}

void mentions_change_private(struct editing *editing)
{
    static const char folder[] = "content/private";
    static const char *const endings[] = {".yaml", ".txt", ".md"};
    struct file_tree tree = build_list(editing->build, editing->build->root, folder);

    for (size_t i = 0; i < tree.files.count; i++) {
        const char *path = file_join(editing->arena, folder, tree.files.items[i]);
        for (size_t j = 0; j < sizeof endings / sizeof *endings; j++) {
            if (text_ends_with(path, endings[j]))
                change_private_file(editing, path);
        }
    }
}

/* Within quotes, as far as its line tells. */
static bool is_in_quotes(const char *text, size_t at)
{
    char quote = '\0';
    size_t line = at;

    while (line > 0 && text[line - 1] != '\n')
        line--;
    for (size_t i = line; i < at; i++) {
        if (quote != '\0' && text[i] == '\\')
            i++;
        else if (quote == text[i])
            quote = '\0';
        else if (quote == '\0' && (text[i] == '"' || text[i] == '\''))
            quote = text[i];
    }
    return quote != '\0';
}

static void note_in(struct editing *editing, const char *folder, const char *ending)
{
    struct file_tree tree = build_list(editing->build, editing->build->root, folder);

    for (size_t i = 0; i < tree.files.count; i++) {
        const char *path = file_join(editing->arena, folder, tree.files.items[i]);
        bool is_read = text_ends_with(path, ending) && build_is_own(editing->build, path);
        const struct edited *file = is_read ? edited_file(editing, path) : NULL;
        for (size_t at = 0; file != NULL && at < file->length; at++) {
            const struct rename *rename = rename_at(editing, file->text, at);
            if (rename != NULL && is_in_quotes(file->text, at))
                note_look(editing, file, at, rename->old);
        }
    }
}

void mentions_note_scripts(struct editing *editing)
{
    note_in(editing, "lua", ".lua");
    note_in(editing, "layouts", ".lua");
    note_in(editing, "layouts", ".html");
    note_in(editing, "layouts", ".tex");
    note_in(editing, "content/figures", ".dot");
}
