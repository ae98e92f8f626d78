/* What is to be written, before any of it is: new files, and edits that leave all else of a file as it was typed. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/beneath.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/keeper.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/say.h"
#include "base/text.h"
#include "study/study.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char known_path[] = "content/private/import.txt";

struct edit {
    struct place place;
    bool is_block;
    const char *text;
    size_t order;
};

/* ---- the format ---- */

/* The schema with this name at or below schema, NULL: none. */
static const struct schema *schema_named(const struct schema *schema, const char *name, int depth)
{
    const struct schema *found = strcmp(schema->name, name) == 0 ? schema : NULL;

    for (size_t i = 0; found == NULL && depth < 4 && i < schema->field_count; i++) {
        if (schema->fields[i].record != NULL)
            found = schema_named(schema->fields[i].record, name, depth + 1);
    }
    return found;
}

static const struct field *format_field(const char *record, const char *key)
{
    for (size_t i = 0; i < schema_file_count; i++) {
        const struct schema *schema = schema_named(schema_files[i].schema, record, 0);
        if (schema != NULL)
            return schema_field(schema, key);
    }
    return NULL;
}

bool format_has(const char *record, const char *key)
{
    return format_field(record, key) != NULL;
}

bool format_needs(const char *record, const char *key)
{
    const struct field *field = format_field(record, key);

    return field != NULL && field->required;
}

bool format_has_file(const char *pattern)
{
    for (size_t i = 0; i < schema_file_count; i++) {
        if (strcmp(schema_files[i].pattern, pattern) == 0)
            return true;
    }
    return false;
}

const char *record_text(const struct record *record, const char *key)
{
    const struct field *field = schema_field(record->schema, key);

    return field ? *(const char *const *)record_field(record, field) : NULL;
}

/* ---- files ---- */

struct buffer *draft_file(struct draft *draft, const char *path)
{
    struct buffer *text = map_get(draft->texts, path);

    if (text == NULL) {
        text = arena_alloc(draft->arena, sizeof *text);
        map_put(draft->texts, arena_string(draft->arena, path), text);
    }
    return text;
}

struct buffer *draft_appended(struct draft *draft, const char *path)
{
    bool is_new = map_get(draft->texts, path) == NULL;
    struct buffer *text = draft_file(draft, path);

    if (is_new && file_read(file_join(draft->arena, draft->build->root, path), text) == FILE_OK && text->length > 0 &&
        text->bytes[text->length - 1] != '\n')
        buffer_char(text, '\n');
    return text;
}

void draft_insert(struct draft *draft, struct place place, bool is_block, const char *text)
{
    struct edit *edit = arena_alloc(draft->arena, sizeof *edit);

    *edit = (struct edit){place, is_block, text, draft->edits.count};
    list_add(&draft->edits, draft->arena, edit);
}

void draft_remark(struct draft *draft, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    list_add(&draft->remarks, draft->arena, arena_vformat(draft->arena, translated(format), arguments));
    va_end(arguments);
}

/* Later places first, so that an edit moves none that is to come. */
static int compare_edits(const void *a, const void *b)
{
    const struct edit *left = a, *right = b;

    if (left->place.line != right->place.line)
        return right->place.line - left->place.line;
    return left->order > right->order ? -1 : left->order < right->order;
}

static size_t line_start(const char *text, int line)
{
    const char *at = text;

    while (--line > 0 && (at = strchr(at, '\n')) != NULL)
        at++;
    return at ? (size_t)(at - text) : strlen(text);
}

/* Behind the last line of the block whose item begins at the place: what is indented deeper than its dash. */
static size_t block_end(const char *text, struct place place)
{
    size_t at = line_start(text, place.line + 1), end = at;

    while (text[at] != '\0') {
        size_t indent = strspn(text + at, " "), length = strcspn(text + at, "\n");
        bool is_blank = indent == length, is_remark = text[at + indent] == '#';
        if (!is_blank && !is_remark && indent < (size_t)place.column - 1)
            break;
        at += length + (text[at + length] == '\n');
        if (!is_blank && !is_remark)
            end = at;
    }
    return end;
}

static void insert(struct buffer *text, size_t at, const char *what)
{
    struct buffer made = {0};

    buffer_bytes(&made, buffer_string(text), at);
    if (at == text->length && at > 0 && text->bytes[at - 1] != '\n' && strchr(what, '\n') != NULL)
        buffer_char(&made, '\n');
    buffer_text(&made, what);
    buffer_bytes(&made, text->bytes + at, text->length - at);
    buffer_free(text);
    *text = made;
}

bool draft_finish(struct draft *draft)
{
    list_sort(&draft->edits, compare_edits);
    for (size_t i = 0; i < draft->edits.count; i++) {
        const struct edit *edit = draft->edits.items[i];
        struct buffer *text = draft_appended(draft, edit->place.file);
        size_t at = edit->is_block ? block_end(buffer_string(text), edit->place)
                                   : line_start(buffer_string(text), edit->place.line) + (size_t)edit->place.column - 1;
        insert(text, at < text->length ? at : text->length, edit->text);
    }
    draft->edits.count = 0;
    return true;
}

/* ---- what is known of earlier imports ---- */

/* Lines of "kind guid id", in private/: ids of other tools can lead to persons. */
static void read_known(struct draft *draft)
{
    struct buffer text = {0};

    draft->known = map_new(draft->arena);
    if (file_read(file_join(draft->arena, draft->build->root, known_path), &text) == FILE_OK) {
        char *rest = arena_string(draft->arena, buffer_string(&text)), *line;
        while ((line = strsep(&rest, "\n")) != NULL) {
            char *id = strrchr(line, ' ');
            if (*line == '#' || id == NULL)
                continue;
            *id++ = '\0';
            map_put(draft->known, line, id);
        }
    }
    buffer_free(&text);
}

const char *draft_known(const struct draft *draft, const char *kind, const char *guid)
{
    return map_get(draft->known, arena_concat(draft->arena, kind, " ", guid, NULL));
}

void draft_know(struct draft *draft, const char *kind, const char *guid, const char *id)
{
    map_put(draft->known, arena_concat(draft->arena, kind, " ", guid, NULL), (void *)id);
}

/* ---- publishing ---- */

/* Links all that lies in the folder from into the folder to, which is empty. */
static bool carry_over(int from, int to, int depth)
{
    int copy = openat(from, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *folder = copy >= 0 ? fdopendir(copy) : NULL;
    bool done = folder != NULL && depth < 32;
    struct dirent *entry;

    while (done && (entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (beneath_kind_of(from, entry->d_name) != BENEATH_FOLDER) {
            done = beneath_link(from, entry->d_name, to, entry->d_name) == FILE_OK;
            continue;
        }
        done = beneath_make_folders(to, entry->d_name) == FILE_OK;
        int below = beneath_open(from, entry->d_name), target = beneath_open(to, entry->d_name);
        done = done && below >= 0 && target >= 0 && carry_over(below, target, depth + 1);
        if (below >= 0)
            close(below);
        if (target >= 0)
            close(target);
    }
    if (folder != NULL)
        closedir(folder);
    return done;
}

/* Writes the files of the draft that lie in content/ below the folder that is to take its place. */
static bool write_files(struct draft *draft, int folder)
{
    static const char content[] = "content/";

    for (size_t i = 0; i < map_count(draft->texts); i++) {
        const char *path = map_key(draft->texts, i);
        struct buffer *text = map_value(draft->texts, i);
        if (!text_starts_with(path, content))
            continue;
        const char *name = path + sizeof content - 1;
        if (beneath_remove(folder, name) != FILE_OK ||
            beneath_write(folder, name, buffer_string(text), text->length) != FILE_OK)
            return false;
    }
    return true;
}

static const char made_name[] = ".lampiran-import", old_name[] = ".lampiran-import-old";

/* In one step where the file system can; else in two, the first of which is undone when the second fails. */
static bool swap(int root)
{
    static const char content[] = "content";

    if (beneath_kind_of(root, content) == BENEATH_NOTHING)
        return beneath_rename(root, made_name, root, content);
    if (beneath_exchange(root, made_name, root, content))
        return true;
    if (errno != EINVAL || beneath_remove(root, old_name) != FILE_OK || !beneath_rename(root, content, root, old_name))
        return false;
    if (beneath_rename(root, made_name, root, content))
        return beneath_remove(root, old_name) == FILE_OK;
    int error = errno;
    beneath_rename(root, old_name, root, content);
    errno = error;
    return false;
}

static void write_known(struct draft *draft)
{
    struct buffer *text = draft_file(draft, known_path);

    buffer_clear(text);
    buffer_text(text, "# What the program remembers of imports: which object of the other tool became which id.\n");
    for (size_t i = 0; i < map_count(draft->known); i++)
        buffer_format(text, "%s %s\n", map_key(draft->known, i), (const char *)map_value(draft->known, i));
}

/* The new content/ is made beside the old one; a run that is killed leaves the old one, and the keeper tidies up. */
bool draft_publish(struct draft *draft)
{
    const char *root = draft->build->root, *path = file_join(draft->arena, root, made_name);
    bool done = false;

    write_known(draft);
    int folder = file_make_folders(root) == FILE_OK ? open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (folder >= 0 && beneath_remove(folder, made_name) == FILE_OK) {
        keeper_add_folder(path);
        int target = beneath_make_folders(folder, made_name) == FILE_OK ? beneath_open(folder, made_name) : -1;
        int old = beneath_open(folder, "content");
        done = target >= 0 && (old < 0 || carry_over(old, target, 0)) && write_files(draft, target) && swap(folder);
        int error = errno;
        beneath_remove(folder, made_name);
        keeper_forget_folder(path);
        if (target >= 0)
            close(target);
        if (old >= 0)
            close(old);
        errno = error;
    }
    if (!done) {
        diag_error(draft->build->diags, (struct place){0}, "import", "'%s' cannot be written: %s", root,
                   strerror(errno));
        diag_system(draft->build->diags);
    }
    struct buffer *ignored = map_get(draft->texts, ".gitignore");
    if (done && ignored != NULL)
        beneath_write(folder, ".gitignore", buffer_string(ignored), ignored->length);
    if (folder >= 0)
        close(folder);
    return done;
}

/* ---- YAML and Markdown ---- */

void yaml_quoted(struct buffer *out, const char *text)
{
    buffer_char(out, '"');
    while (*text != '\0') {
        const char *start = text;
        unsigned long code_point = text_next(&text);
        if (code_point == '"' || code_point == '\\')
            buffer_format(out, "\\%c", (char)code_point);
        else if (code_point == '\n')
            buffer_text(out, "\\n");
        else if (code_point == '\t')
            buffer_text(out, "\\t");
        else if (code_point < 0x20 || code_point == 0x7f)
            buffer_text(out, " ");
        else if ((code_point >= 0x80 && code_point < 0xa0) || code_point == 0x2028 || code_point == 0x2029 ||
                 code_point == 0xfeff)
            buffer_format(out, "\\u%04lx", code_point);
        else if (code_point != 0xfffe && code_point != 0xffff)
            buffer_bytes(out, start, (size_t)(text - start));
    }
    buffer_char(out, '"');
}

/* Lines that a literal block gives back as they are. */
static bool is_plain_block(const char *text)
{
    if (strchr(text, '\n') == NULL || *text == ' ' || *text == '\t' || *text == '\n' || text[strlen(text) - 1] == '\n')
        return false;
    while (*text != '\0') {
        unsigned long code_point = text_next(&text);
        if ((code_point < 0x20 && code_point != '\n') || (code_point >= 0x7f && code_point < 0xa0) ||
            code_point == 0x2028 || code_point == 0x2029 || code_point >= 0xfeff)
            return false;
    }
    return true;
}

void yaml_text(struct buffer *out, int indent, const char *key, const char *text)
{
    if (text == NULL)
        return;
    buffer_format(out, "%*s%s: ", indent, "", key);
    if (!is_plain_block(text)) {
        yaml_quoted(out, text);
        buffer_char(out, '\n');
        return;
    }
    buffer_text(out, "|-\n");
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        if (length > 0)
            buffer_format(out, "%*s", indent + 2, "");
        buffer_bytes(out, text, length);
        buffer_char(out, '\n');
        text += length + (text[length] == '\n');
    }
}

static bool begins_block(const char *text)
{
    size_t digits = strspn(text, "0123456789");

    return strchr("#+-=>", *text) != NULL || (digits > 0 && (text[digits] == '.' || text[digits] == ')'));
}

const char *markdown_escaped(struct arena *arena, const char *text, bool is_label)
{
    struct buffer out = {0};
    bool at_start = true;

    if (text == NULL)
        return NULL;
    for (text = text_trimmed(arena, text); *text != '\0'; text++) {
        if (*text == '\n' && is_label) {
            buffer_char(&out, ' ');
            continue;
        }
        if (at_start && *text == ' ')
            continue;
        if (at_start && begins_block(text)) {
            size_t digits = strspn(text, "0123456789");
            buffer_bytes(&out, text, digits);
            text += digits;
            buffer_char(&out, '\\');
        } else if (strchr("\\`*_[]<>~^$@|&{}", *text) != NULL ||
                   (*text == ':' && (text[1] == ':' || (text[1] >= 'a' && text[1] <= 'z')))) {
            buffer_char(&out, '\\');
        }
        buffer_char(&out, *text);
        at_start = *text == '\n';
    }
    const char *copy = arena_string(arena, buffer_string(&out));
    buffer_free(&out);
    return copy;
}

struct draft *draft_new(struct build *build)
{
    struct draft *draft = arena_alloc(build->arena, sizeof *draft);

    *draft = (struct draft){.build = build, .arena = build->arena, .texts = map_new(build->arena)};
    read_known(draft);
    return draft;
}
