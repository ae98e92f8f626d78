/* Two objects of a kind become one. */

#include "edit/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/say.h"
#include "document/document.h"
#include "read/read.h"
#include "study/study.h"

#include <string.h>

/* ---- which two ---- */

/* Of excerpts: words of one source that one coder coded, which no mark in a transcript holds. */
static bool are_of_one_source(const struct editing *editing, const struct excerpt *gone, const struct excerpt *kept)
{
    const char *source = excerpt_source_id(gone), *other = excerpt_source_id(kept);
    struct diags *diags = editing->build->diags;

    if (source == NULL || other == NULL || strcmp(source, other) != 0) {
        diag_error(diags, gone->record.place, "edit-merge", "excerpts '%s' and '%s' are of different sources", gone->id,
                   kept->id);
        diag_hint(diags, "what two sources say stays two excerpts: give both the same codes");
        return false;
    }
    if (gone->coded_by != kept->coded_by) {
        diag_error(diags, gone->record.place, "edit-merge", "excerpts '%s' and '%s' are of different coders", gone->id,
                   kept->id);
        diag_hint(diags, "how far coders agree is counted from both: keep both");
        return false;
    }
    if (transcript_is_marked(gone->record.place.file) || transcript_is_marked(kept->record.place.file)) {
        diag_error(diags, gone->record.place, "edit-merge", "excerpts '%s' and '%s' are not both in excerpts/",
                   gone->id, kept->id);
        diag_hint(diags, "one of them is a mark in a transcript: change the marks there");
        return false;
    }
    return true;
}

static bool can_merge(const struct editing *editing, const struct rename *from, const struct rename *to)
{
    bool is_whole = from->kind == OBJECT_FRAMEWORK || from->kind == OBJECT_ATTRIBUTE || from->kind == OBJECT_MEMO;
    struct place place = study_object_place(from->kind, from->object);

    if (from->kind != to->kind || from->object == to->object) {
        diag_error(editing->build->diags, (struct place){0}, "edit-merge", "'%s' and '%s' cannot become one", from->old,
                   to->old);
        diag_hint(editing->build->diags, "name two different objects of one kind");
        return false;
    }
    if (is_whole) {
        diag_error(editing->build->diags, place, "edit-merge", "only you can join what '%s' says with what '%s' says",
                   from->old, to->old);
        diag_hint(editing->build->diags,
                  "move what it says there, remove it, and let `lampiran check` report what names it");
        return false;
    }
    if (from->kind == OBJECT_CODE && code_is_within(to->object, from->object)) {
        diag_error(editing->build->diags, place, "edit-merge", "code '%s' is below '%s', which would go", to->old,
                   from->old);
        diag_hint(editing->build->diags, "merge the other way round, or move '%s' elsewhere first: lampiran move",
                  to->old);
        return false;
    }
    return from->kind != OBJECT_EXCERPT || are_of_one_source(editing, from->object, to->object);
}

/* ---- where it is named ---- */

/* The list of the mention has the id already, or got it for a mention before. */
static bool has_already(const struct mention *mention, const char *id, struct map *given, struct arena *arena)
{
    if (mention->field == NULL || mention->field->type != FIELD_REFERENCES)
        return false;
    const struct list *list = record_field(mention->record, mention->field);
    const char *key = arena_format(arena, "%p %s", (const void *)list, mention->rename->kind == OBJECT_WORK ? "w" : "");
    bool has = map_put(given, key, arena) != NULL;

    for (size_t i = 0; i < list->count && !has; i++) {
        const struct reference *reference = list->items[i];
        has = reference->id != NULL && strcmp(reference->id, id) == 0;
    }
    return has;
}

/* ---- what it says ---- */

/* Behind the brace that closes the entry. */
static size_t bibtex_end(const struct edited *file, const struct work *work)
{
    size_t end = edited_offset(file, work->place);

    for (int depth = 1; end < file->length && depth > 0; end++)
        depth += file->text[end] == '{' ? 1 : file->text[end] == '}' ? -1 : 0;
    return end;
}

/* From '@' on. */
static bool drop_work(struct editing *editing, const struct work *work)
{
    struct edited *file = edited_file(editing, work->place.file);
    size_t at = file ? edited_offset(file, work->place) : 0;

    if (file == NULL)
        return false;
    size_t end = bibtex_end(file, work);
    while (at > file->start && file->text[at] != '@')
        at--;
    edited_change(editing, file, at, edited_line_after(file, end) - at, "");
    return true;
}

/* "name = value" at the start of text, whatever is in braces and quotes. */
static size_t bibtex_field_length(const char *text)
{
    int depth = 0;
    bool is_quoted = false;
    size_t length = 0;

    for (; text[length] != '\0'; length++) {
        char sign = text[length];
        if (depth == 0 && !is_quoted && (sign == ',' || sign == '}'))
            break;
        is_quoted ^= sign == '"' && depth == 0;
        depth += sign == '{' ? 1 : sign == '}' ? -1 : 0;
    }
    while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
        length--;
    return length;
}

/* An entry gets what only the other says, as it is typed; of what both say its own stays. */
static bool join_works(struct editing *editing, const struct work *from, const struct work *to)
{
    struct edited *source = edited_file(editing, from->place.file), *target = edited_file(editing, to->place.file);
    struct buffer added = {0};

    for (const struct work_field *field = from->fields; source != NULL && field != NULL; field = field->next) {
        const struct work_field *same = work_find_field(to, field->name);
        size_t at = edited_offset(source, field->place);
        bool is_own = at > edited_offset(source, from->place) && at < bibtex_end(source, from);
        if (same != NULL && strcmp(same->value, field->value) != 0) {
            editing_note(editing, same->place, "edit-merge",
                         arena_format(editing->arena, translated("'%s' keeps its own"), to->key),
                         "'%s' has a different value: %s = %s", from->key, field->name, field->value);
        }
        if (same == NULL && is_own && strcmp(from->type, to->type) == 0)
            buffer_format(&added, "%s  %.*s,", edited_line_end(source), (int)bibtex_field_length(source->text + at),
                          source->text + at);
    }
    if (added.length > 0 && target != NULL) {
        size_t at = edited_offset(target, to->place) + strlen(to->key);
        at += strspn(target->text + at, " \t\r\n");
        if (target->text[at] == ',')
            edited_change(editing, target, at + 1, 0, arena_string(editing->arena, buffer_string(&added)));
    }
    buffer_free(&added);
    return drop_work(editing, from);
}

/* The only excerpt of its file: the file goes with it. */
static bool is_alone(const struct editing *editing, const struct record *record)
{
    const struct list *files = &editing->study->excerpt_files;
    bool is = false;

    for (size_t i = 0; i < files->count; i++) {
        const struct excerpts_file *file = files->items[i];
        is |= file->excerpts.count == 1 && file->excerpts.items[0] == record;
    }
    return is;
}

/* The title of a record as it is typed in Markdown; NULL: it has signs that only YAML knows. */
static const char *title_of(struct editing *editing, const struct record *record)
{
    const char *quoted = yaml_quoted_value(editing, record, "title");
    struct buffer title = {0};
    size_t length = quoted ? strlen(quoted) : 0;
    bool is_plain = length > 2;

    for (size_t i = 1; is_plain && i + 1 < length; i++) {
        bool is_double = *quoted == '"' && quoted[i] == '\\';
        i += is_double || (*quoted == '\'' && quoted[i] == '\'');
        is_plain = !is_double || quoted[i] == '"' || quoted[i] == '\\';
        buffer_char(&title, quoted[i]);
    }
    const char *copy = is_plain ? arena_string(editing->arena, buffer_string(&title)) : NULL;
    buffer_free(&title);
    return copy;
}

/* What a finding or page says goes below what the other one says, under its title; its file goes. */
static bool join_files(struct editing *editing, const char *from, const char *to, const char *title)
{
    struct edited *source = edited_file(editing, from), *target = edited_file(editing, to);
    const char *end = target ? edited_line_end(target) : NULL;
    struct buffer body = {0}, made = {0};
    int lines;

    if (source == NULL || target == NULL)
        return false;
    size_t start =
        source->start + front_matter_length(source->text + source->start, source->length - source->start, &lines);

    edited_part(source, start, source->length, &body);
    const char *words = buffer_string(&body) + strspn(buffer_string(&body), "\r\n");
    if (words[strspn(words, " \t\r\n")] != '\0') {
        bool is_open = target->length > 0 && target->text[target->length - 1] != '\n';
        buffer_format(&made, "%s%s", is_open ? end : "", end);
        if (title != NULL)
            buffer_format(&made, "## %s%s%s", title, end, end);
        for (; *words != '\0'; words++) {
            if (*words == '\n')
                buffer_text(&made, end);
            else if (*words != '\r')
                buffer_char(&made, *words);
        }
        edited_change(editing, target, target->length, 0, arena_string(editing->arena, buffer_string(&made)));
    }
    buffer_free(&body);
    buffer_free(&made);
    edited_remove(editing, source);
    return true;
}

/* The file beside path that translates it, if there is one; and where it would be. */
static bool is_translated(const struct editing *editing, const char *path, const char *language, const char **file)
{
    *file = arena_format(editing->arena, "%.*s.%s.md", (int)(strlen(path) - strlen(".md")), path, language);
    return file_exists(file_join(editing->arena, editing->build->root, *file));
}

/* The same of the file that translates it; a text that is half translated would be taken for all of it. */
static bool join_translation(struct editing *editing, const struct rename *from, const struct rename *to,
                             const struct study *study)
{
    const struct record *gone = from->object, *kept = to->object;
    const char *source, *target;

    if (!is_translated(editing, gone->place.file, study->language, &source))
        return true;
    if (is_translated(editing, kept->place.file, study->language, &target))
        return join_files(editing, source, target, title_of(editing, study_find(study, from->kind, from->old)));
    diag_error(editing->build->diags, (struct place){.file = source}, "edit-merge", "'%s' is translated, '%s' is not",
               from->old, to->old);
    diag_hint(editing->build->diags, "translate that first, in %s, or remove this", target);
    return false;
}

static bool join_bodies(struct editing *editing, const struct rename *from, const struct rename *to)
{
    const struct record *gone = from->object, *kept = to->object;
    bool done = join_files(editing, gone->place.file, kept->place.file, title_of(editing, gone));

    for (size_t i = 1; done && i < editing->studies.count; i++)
        done = join_translation(editing, from, to, editing->studies.items[i]);
    return done;
}

/* What both say of the same, if that is not the same, is for a person to decide: all of it in one message. */
static bool join_records(struct editing *editing, const struct rename *from, const struct rename *to)
{
    const struct record *gone = from->object, *kept = to->object;
    struct buffer differ = {0};
    bool done = record_join(editing, gone, kept, &differ);

    if (from->kind == OBJECT_EXCERPT) {
        const char *words = ((const struct excerpt *)gone)->text, *all = ((const struct excerpt *)kept)->text;
        if (words != NULL && all != NULL && strstr(all, words) == NULL)
            buffer_format(&differ, "%stext", differ.length > 0 ? ", " : "");
    }
    if (done && differ.length > 0 && !editing->request->keep) {
        diag_error(editing->build->diags, kept->place, "edit-merge", "'%s' and '%s' say different things in: %s",
                   from->old, to->old, buffer_string(&differ));
        diag_hint(editing->build->diags, "write what is true into '%s', then keep it: lampiran merge %s %s --keep",
                  to->old, from->old, to->old);
        done = false;
    }
    buffer_free(&differ);
    return done;
}

/* What a code says goes with it, as it is about less or more than what the other one is about: that is told. */
static void tell_of_code(struct editing *editing, const struct code *from, const struct code *to)
{
    static const char *const said[] = {"definition",  "claim",           "expectation",    "outcome",   "memo",
                                       "when_to_use", "when_not_to_use", "anchor_example", "components"};

    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (!record_has(&from->record, said[i]))
            continue;
        editing_note(editing, record_place_of(&to->record, said[i]), "edit-merge", NULL,
                     "the '%s' of code '%s' goes with it, '%s' keeps its own", said[i], from->id, to->id);
    }
}

/* Excerpts of an informant keep the transcript that they are from. */
static void keep_transcripts(struct editing *editing, const struct rename *from)
{
    const struct list *files = &editing->study->excerpt_files;

    for (size_t i = 0; i < files->count; i++) {
        const struct excerpts_file *excerpts = files->items[i];
        struct edited *file = excerpts->source.object == from->object && excerpts->transcript == NULL &&
                                      !transcript_is_marked(excerpts->record.place.file)
                                  ? edited_file(editing, excerpts->record.place.file)
                                  : NULL;
        if (file == NULL || transcript_find(editing->arena, editing->build->root, from->old) == NULL)
            continue;
        size_t line = edited_line_after(file, edited_offset(file, record_place_of(&excerpts->record, "source")));
        edited_change(editing, file, line, 0,
                      arena_concat(editing->arena, "transcript: ", from->old, edited_line_end(file), NULL));
    }
}

/* The addresses of what goes lead to what stays. */
static bool add_formers(struct editing *editing, const struct rename *to, const struct list *formerly,
                        const struct rename *from, const struct list *older)
{
    const char *ids = from->old;

    for (size_t i = 0; i < older->count; i++) {
        if (strcmp(older->items[i], to->old) != 0)
            ids = arena_concat(editing->arena, ids, ", ", older->items[i], NULL);
    }
    return record_add_former(editing, to->object, formerly, to->old, ids);
}

static bool drop_object(struct editing *editing, const struct rename *from, const struct rename *to)
{
    switch (from->kind) {
    case OBJECT_CODE:
        tell_of_code(editing, from->object, to->object);
        return code_merge(editing, from->object, to->object);
    case OBJECT_WORK:
        return join_works(editing, from->object, to->object);
    case OBJECT_FINDING:
        return join_records(editing, from, to) && join_bodies(editing, from, to);
    case OBJECT_PAGE:
        return join_records(editing, from, to) && join_bodies(editing, from, to) &&
               add_formers(editing, to, &((const struct page *)to->object)->formerly, from,
                           &((const struct page *)from->object)->formerly);
    case OBJECT_OBJECTIVE:
        return join_records(editing, from, to) && yaml_drop_record(editing, from->object, false) &&
               add_formers(editing, to, &((const struct objective *)to->object)->formerly, from,
                           &((const struct objective *)from->object)->formerly);
    case OBJECT_EXCERPT:
        if (!join_records(editing, from, to))
            return false;
        if (!is_alone(editing, from->object))
            return yaml_drop_record(editing, from->object, false);
        edited_remove(editing, edited_file(editing, ((const struct record *)from->object)->place.file));
        return true;
    case OBJECT_INFORMANT:
    case OBJECT_DOCUMENT:
        keep_transcripts(editing, from);
        return identities_join(editing, from) && join_records(editing, from, to) &&
               yaml_drop_record(editing, from->object, false);
    default:
        return join_records(editing, from, to) && yaml_drop_record(editing, from->object, false);
    }
}

bool editing_merge(struct editing *editing)
{
    struct rename from = {0}, to = {0};
    struct map *given = map_new(editing->arena);
    struct list mentions = {0};

    if (!editing_find_object(editing, editing->request->ids[0], &from) ||
        !editing_find_object(editing, editing->request->ids[1], &to) || !can_merge(editing, &from, &to))
        return false;
    from.new = to.old;
    editing_add_rename(editing, &from);
    mentions_find(editing, &mentions);
    for (size_t i = 0; i < mentions.count; i++) {
        const struct mention *mention = mentions.items[i];
        if (mention->is_own)
            continue;
        if (has_already(mention, to.old, given, editing->arena)) {
            mention_drop(editing, mention);
            editing->places++;
        } else {
            mention_change(editing, mention, to.old);
        }
    }
    mentions_change_private(editing);
    mentions_note_scripts(editing);
    return drop_object(editing, &from, &to);
}
