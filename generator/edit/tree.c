/* The tree of codes as it is typed: what a code or a page was before, and codes that go elsewhere with all that is
 * below them. */

#include "edit/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "study/study.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Today, or the day that SOURCE_DATE_EPOCH names. */
static const char *today(struct arena *arena)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now = epoch != NULL && *epoch != '\0' ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
    struct tm day;
    char text[16];

    if (gmtime_r(&now, &day) == NULL || strftime(text, sizeof text, "%Y-%m-%d", &day) == 0)
        return "1970-01-01";
    return arena_string(arena, text);
}

/* ---- what a code was ---- */

static const struct former_code *former_named(const struct code *code, const char *id)
{
    for (size_t i = 0; i < code->formerly.count; i++) {
        const struct former_code *former = code->formerly.items[i];
        if (former->id != NULL && strcmp(former->id, id) == 0)
            return former;
    }
    return NULL;
}

/* In front of the others, as an item of the list that is there. */
static void add_to_list(struct editing *editing, struct edited *file, size_t list, const char *entry)
{
    if (file->text[list] == '[') {
        edited_change(editing, file, list + 1, 0, arena_concat(editing->arena, entry, ", ", NULL));
        return;
    }
    size_t line = edited_line_begin(file, list);
    const char *next = arena_concat(editing->arena, edited_line_end(file),
                                    arena_copy(editing->arena, file->text + line, list - line), NULL);
    struct buffer made = {0};
    buffer_text(&made, "- ");
    for (const char *part; (part = strstr(entry, "}, {")) != NULL; entry = part + 3) {
        buffer_bytes(&made, entry, (size_t)(part + 1 - entry));
        buffer_format(&made, "%s- ", next);
    }
    buffer_format(&made, "%s%s", entry, next);
    edited_change(editing, file, list, 0, buffer_take(&made, editing->arena));
}

/* As a new key behind the id. */
static void add_key(struct editing *editing, struct edited *file, const struct record *record, const char *entry)
{
    size_t id = edited_offset(file, record_place_of(record, "id"));
    size_t begin = edited_offset(file, record->place);
    const char *list = arena_concat(editing->arena, "formerly: [", entry, "]", NULL);

    if (yaml_is_in_braces(editing, file, record)) {
        edited_change(editing, file, id + yaml_value_length(file, id), 0,
                      arena_concat(editing->arena, ", ", list, NULL));
        return;
    }
    bool was_in_braces = file->text[begin] == '{';
    size_t line = id + (was_in_braces ? yaml_value_length(file, id) : strcspn(file->text + id, "\r\n"));
    const char *indent = arena_format(editing->arena, "%*s", record->place.column - 1, "");
    edited_change(editing, file, line, 0, arena_concat(editing->arena, edited_line_end(file), indent, list, NULL));
}

const char *former_entry(struct editing *editing, const char *id, const char *label, const char *how)
{
    return arena_concat(editing->arena, "{id: ", id, label ? ", label: " : "", label ? label : "", ", how: ", how,
                        ", date: ", today(editing->arena), "}", NULL);
}

bool code_add_formers(struct editing *editing, const struct code *code, const char *new_id, const char *entries)
{
    struct edited *file = edited_file(editing, code->record.place.file);
    const struct former_code *same = new_id ? former_named(code, new_id) : NULL;

    if (file == NULL)
        return false;
    if (same != NULL) {
        size_t at = edited_offset(file, same->record.place);
        edited_change(editing, file, at, yaml_value_length(file, at), entries);
    } else if (code->formerly.count > 0) {
        add_to_list(editing, file, edited_offset(file, record_place_of(&code->record, "formerly")), entries);
    } else {
        add_key(editing, file, &code->record, entries);
    }
    return true;
}

bool record_add_former(struct editing *editing, const struct record *record, const struct list *formerly,
                       const char *new_id, const char *former)
{
    struct edited *file = edited_file(editing, record->place.file);

    if (file == NULL)
        return false;
    size_t list = edited_offset(file, record_place_of(record, "formerly"));
    for (size_t i = 0; i < formerly->count; i++) {
        const char *same = strcmp(formerly->items[i], new_id) == 0 ? strstr(file->text + list, new_id) : NULL;
        if (same != NULL) {
            edited_change(editing, file, (size_t)(same - file->text), strlen(new_id), former);
            return true;
        }
    }
    if (formerly->count > 0)
        add_to_list(editing, file, list, former);
    else
        add_key(editing, file, record, former);
    return true;
}

/* ---- moving ---- */

/* The key of what is below a code, as it is typed now. */
static const char *key_now(const struct code *code)
{
    return strcmp(code->record.schema->name, "variable") == 0 ? "themes"
           : strcmp(code->record.schema->name, "theme") == 0  ? "subthemes"
                                                              : "codes";
}

/* The same of a code at that depth below one of `variables`, or of `codes`. */
static const char *key_at(bool in_variables, size_t depth)
{
    static const char *const names[] = {"themes", "subthemes"};

    return in_variables && depth < 2 ? names[depth] : "codes";
}

static bool is_in_variables(const struct editing *editing, const struct code *code)
{
    while (code->parent != NULL)
        code = code->parent;
    return list_has(&editing->study->codebook->variables, code);
}

/* Names the keys below code as they are called at its new depth. */
static void name_keys(struct editing *editing, const struct code *code, bool in_variables, size_t depth)
{
    struct edited *file = edited_file(editing, code->record.place.file);
    const char *now = key_now(code), *then = key_at(in_variables, depth);
    size_t line = edited_offset(file, code->record.place), end;

    if (code->children.count == 0)
        return;
    end = edited_offset(file, ((const struct code *)code->children.items[0])->record.place);
    for (line = edited_line_after(file, line); line < end && strcmp(now, then) != 0;
         line = edited_line_after(file, line)) {
        size_t at = line + strspn(file->text + line, " "), length = strlen(now);
        if (at - line == (size_t)code->record.place.column - 1 && strncmp(file->text + at, now, length) == 0 &&
            file->text[at + length] == ':') {
            edited_change(editing, file, at, length, then);
            break;
        }
    }
    for (size_t i = 0; i < code->children.count; i++)
        name_keys(editing, code->children.items[i], in_variables, depth + 1);
}

/* text with each line by that much further in, or out. */
static void indent_lines(const char *text, long by, struct buffer *out)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n"), skipped = 0;
        length += text[length] == '\n';
        bool is_blank = text[strspn(text, " \r")] == '\n';
        while (by < 0 && skipped < (size_t)-by && text[skipped] == ' ')
            skipped++;
        if (by > 0 && !is_blank)
            buffer_format(out, "%*s", (int)by, "");
        buffer_bytes(out, text + skipped, length - skipped);
        text += length;
    }
}

/* Where a code goes that is put below parent (NULL: to the top): the offset, how far in, and a line of a key before. */
struct target {
    size_t at;
    size_t indent;
    const char *key; /* NULL: there is a list already */
};

static struct target target_of(struct editing *editing, const struct edited *file, const struct code *parent)
{
    const struct list *siblings = parent ? &parent->children : &editing->study->codebook->codes;
    struct target target = {.at = file->length};
    size_t from, to;

    if (siblings->count > 0) {
        const struct code *last = siblings->items[siblings->count - 1];
        if (yaml_record_lines(file, &last->record, &from, &to)) {
            size_t line = edited_line_begin(file, edited_offset(file, last->record.place));
            target.at = to;
            target.indent = strspn(file->text + line, " ");
            return target;
        }
    }
    if (parent == NULL) {
        target.key = "codes";
        target.indent = 2;
        return target;
    }
    target.at = file->start + yaml_block_end(file->text + file->start, parent->record.place);
    target.key = arena_format(editing->arena, "%*s%s", parent->record.place.column - 1, "",
                              key_at(is_in_variables(editing, parent), parent->depth));
    target.indent = (size_t)parent->record.place.column + 1;
    return target;
}

static bool complain_of_layout(struct editing *editing, const struct code *code)
{
    diag_error(editing->build->diags, code->record.place, "edit-layout",
               "code '%s' is on one line with others, where it cannot be moved", code->id);
    diag_hint(editing->build->diags, "write it on lines of its own, as '- id: ...'");
    return false;
}

bool code_move(struct editing *editing, const struct code *code, const struct code *parent)
{
    struct edited *file = edited_file(editing, code->record.place.file);
    const struct list *siblings = code->parent ? &code->parent->children : NULL;
    struct buffer taken = {0}, made = {0};
    size_t from, to;

    if (file == NULL || !yaml_record_lines(file, &code->record, &from, &to))
        return complain_of_layout(editing, code);
    if (parent != NULL && parent->children.count == 0)
        yaml_open_record(editing, file, &parent->record);
    if (parent != NULL && yaml_is_in_braces(editing, file, &parent->record))
        return complain_of_layout(editing, parent);
    struct target target = target_of(editing, file, parent);
    name_keys(editing, code, parent != NULL && is_in_variables(editing, parent), parent ? parent->depth + 1 : 0);
    size_t line = edited_line_begin(file, edited_offset(file, code->record.place));
    edited_part(file, from, to, &taken);
    if (target.at > 0 && file->text[target.at - 1] != '\n')
        buffer_text(&made, edited_line_end(file));
    if (target.key != NULL && map_put(editing->keyed, parent ? parent->id : "", file) == NULL)
        buffer_format(&made, "%s:%s", target.key, edited_line_end(file));
    indent_lines(buffer_string(&taken), (long)target.indent - (long)strspn(file->text + line, " "), &made);
    if (made.bytes[made.length - 1] != '\n')
        buffer_text(&made, edited_line_end(file));
    bool done = yaml_drop_record(editing, &code->record, siblings != NULL && siblings->count == 1);
    edited_change(editing, file, target.at, 0, arena_string(editing->arena, buffer_string(&made)));
    buffer_free(&taken);
    buffer_free(&made);
    return done;
}

bool code_insert(struct editing *editing, const struct code *beside, const char *id, const char *former)
{
    struct edited *file = edited_file(editing, beside->record.place.file);
    size_t from, to;

    if (file == NULL || !yaml_record_lines(file, &beside->record, &from, &to))
        return complain_of_layout(editing, beside);
    const char *end = edited_line_end(file);
    int indent = (int)strspn(file->text + edited_line_begin(file, edited_offset(file, beside->record.place)), " ");
    edited_change(editing, file, to, 0,
                  arena_format(editing->arena, "%s%*s- id: %s%s%*s  label: %s%s%*s  formerly: [%s]%s",
                               to > 0 && file->text[to - 1] != '\n' ? end : "", indent, "", id, end, indent, "", id,
                               end, indent, "", former, end));
    return true;
}

/* What from was, and from itself. */
static const char *former_entries(struct editing *editing, const struct code *from)
{
    static const char *const hows[] = {[CODE_RENAMED] = "renamed", [CODE_MERGED] = "merged", [CODE_SPLIT] = "split"};
    const char *entries = former_entry(editing, from->id, yaml_quoted_value(editing, &from->record, "label"), "merged");

    for (size_t i = 0; i < from->formerly.count; i++) {
        const struct former_code *former = from->formerly.items[i];
        if (former->id != NULL)
            entries =
                arena_concat(editing->arena, entries, ", ",
                             former_entry(editing, former->id, yaml_quoted_value(editing, &former->record, "label"),
                                          hows[former->how]),
                             NULL);
    }
    return entries;
}

bool code_merge(struct editing *editing, const struct code *from, const struct code *to)
{
    const struct list *siblings = from->parent ? &from->parent->children : &editing->study->codebook->roots;
    bool done = true;

    for (size_t i = 0; i < from->children.count && done; i++)
        done = code_move(editing, from->children.items[i], to);
    return done && yaml_drop_record(editing, &from->record, siblings->count == 1) &&
           code_add_formers(editing, to, from->id, former_entries(editing, from));
}
