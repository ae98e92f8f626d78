/* Files while they are changed: what is replaced in each, as what it is shown, and how all of it is written. */

#include "edit/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>

enum { CONTEXT = 3 }; /* lines around a change that are shown */

struct edited *edited_file(struct editing *editing, const char *path)
{
    struct edited *file = map_get(editing->files, path);
    struct buffer bytes = {0};
    size_t wrong;

    if (file != NULL)
        return file->text ? file : NULL;
    file = arena_alloc(editing->arena, sizeof *file);
    file->path = arena_string(editing->arena, path);
    file->is_private = text_starts_with(path, "content/private/");
    map_put(editing->files, file->path, file);
    if (file_read(file_join(editing->arena, editing->build->root, path), &bytes) == FILE_OK &&
        text_is_utf8(buffer_string(&bytes), bytes.length, &wrong)) {
        file->text = arena_copy(editing->arena, buffer_string(&bytes), bytes.length);
        file->length = bytes.length;
        file->start = text_starts_with(file->text, "\xef\xbb\xbf") ? 3 : 0;
    }
    buffer_free(&bytes);
    return file->text ? file : NULL;
}

struct edited *edited_new(struct editing *editing, const char *path)
{
    struct edited *file = arena_alloc(editing->arena, sizeof *file);

    *file = (struct edited){.path = arena_string(editing->arena, path), .is_new = true, .text = ""};
    map_put(editing->files, file->path, file);
    return file;
}

/* Behind the name that braces, brackets or a word have for an alias: "&a {". */
size_t edited_offset(const struct edited *file, struct place place)
{
    size_t at = file->start + place_offset(file->text + file->start, place);
    size_t name = file->text[at] == '&' ? strcspn(file->text + at, " \t\r\n") : 0;
    size_t blank = name > 0 ? strspn(file->text + at + name, " \t") : 0;

    return blank > 0 && strchr("#\r\n", file->text[at + name + blank]) == NULL ? at + name + blank : at;
}

const char *edited_line_end(const struct edited *file)
{
    const char *end = strchr(file->text, '\n');

    return end != NULL && end > file->text && end[-1] == '\r' ? "\r\n" : "\n";
}

void edited_change(struct editing *editing, struct edited *file, size_t at, size_t length, const char *with)
{
    struct replacement *change = arena_alloc(editing->arena, sizeof *change);

    *change = (struct replacement){at, length, with, file->changes.count};
    list_add(&file->changes, editing->arena, change);
}

void edited_remove(struct editing *editing, struct edited *file)
{
    file->is_gone = true;
    file->new_path = NULL;
    edited_change(editing, file, 0, file->length, "");
}

static int compare_changes(const void *a, const void *b)
{
    const struct replacement *left = a, *right = b;

    if (left->at != right->at)
        return left->at < right->at ? -1 : 1;
    /* What is put in front of something stays when that is taken out. */
    if ((left->length == 0) != (right->length == 0))
        return left->length == 0 ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

/* Adds the text from an offset up to behind a change, with it; the offset then. What lies in what went is gone. */
static size_t add_change(const struct edited *file, const struct replacement *change, size_t from, struct buffer *out)
{
    if (change->at < from)
        return from;
    buffer_bytes(out, file->text + from, change->at - from);
    buffer_text(out, change->with);
    return change->at + change->length;
}

void edited_part(struct edited *file, size_t from, size_t to, struct buffer *out)
{
    list_sort(&file->changes, compare_changes);
    for (size_t i = 0; i < file->changes.count; i++) {
        const struct replacement *change = file->changes.items[i];
        if (change->at < to || (change->at == to && to == file->length))
            from = add_change(file, change, from, out);
    }
    if (from < to)
        buffer_bytes(out, file->text + from, to - from);
}

struct place edited_place(const struct editing *editing, struct place place)
{
    struct edited *file = place.file ? map_get(editing->files, place.file) : NULL;
    struct buffer before = {0};

    if (file == NULL || file->text == NULL)
        return place;
    if (file->is_gone)
        return (struct place){0};
    edited_part(file, file->start, edited_offset(file, place), &before);
    place.file = file->new_path ? file->new_path : place.file;
    if (place.line > 0)
        place = place_behind((struct place){place.file, 1, 1}, buffer_string(&before), before.length);
    buffer_free(&before);
    return place;
}

struct map *editing_results(struct editing *editing)
{
    struct map *results = map_new(editing->arena);

    for (size_t i = 0; i < map_count(editing->files); i++) {
        struct edited *file = map_value(editing->files, i);
        if (file->changes.count == 0 && file->new_path == NULL)
            continue;
        struct buffer *text = arena_alloc(editing->arena, sizeof *text);
        edited_part(file, 0, file->length, text);
        map_put(results, file->path, text);
    }
    return results;
}

void editing_free(struct map *results)
{
    for (size_t i = 0; i < map_count(results); i++)
        buffer_free(map_value(results, i));
}

/* ---- the difference ---- */

/* Lines that differ, as offsets in the old text, and what is there in the new one. */
struct hunk {
    size_t from, to;
    size_t first, last; /* changes in it */
};

/* The lines that the changes from number on reach, which are more than one where they touch. */
static struct hunk next_hunk(const struct edited *file, size_t number)
{
    const struct replacement *change = file->changes.items[number];
    struct hunk hunk = {.from = edited_line_begin(file, change->at), .first = number, .last = number};

    hunk.to = hunk.from;
    for (; hunk.last < file->changes.count; hunk.last++) {
        change = file->changes.items[hunk.last];
        size_t reach = change->at + change->length, with = strlen(change->with);
        if (hunk.last > number && (change->at > hunk.to || (change->at == hunk.to && hunk.to > hunk.from)))
            break;
        /* Whole lines that are put in or taken out leave the next one as it is. */
        bool is_whole = change->at == edited_line_begin(file, change->at) && reach == edited_line_begin(file, reach) &&
                        (with == 0 || change->with[with - 1] == '\n');
        size_t end = is_whole ? reach : edited_line_after(file, reach);
        if (end > hunk.to)
            hunk.to = end;
    }
    return hunk;
}

static size_t count_lines(const char *text, size_t length)
{
    size_t lines = 0;

    for (size_t i = 0; i < length; i++)
        lines += text[i] == '\n';
    return lines + (length > 0 && text[length - 1] != '\n');
}

static void add_lines(struct buffer *out, char mark, const char *text, size_t length)
{
    while (length > 0) {
        const char *end = memchr(text, '\n', length);
        size_t line = end ? (size_t)(end + 1 - text) : length;
        buffer_char(out, mark);
        buffer_bytes(out, text, line);
        if (end == NULL)
            buffer_text(out, "\n\\ No newline at end of file\n");
        text += line;
        length -= line;
    }
}

/* Hunks from first on that are so near to each other that their context touches. */
struct group {
    size_t from, to; /* in the old text, with context */
    struct buffer body;
    size_t old_lines, new_lines;
};

static size_t lines_before(const struct edited *file, size_t at, size_t least)
{
    for (int i = 0; i < CONTEXT && at > least; i++)
        at = edited_line_begin(file, at - 1);
    return at;
}

static size_t lines_behind(const struct edited *file, size_t at)
{
    for (int i = 0; i < CONTEXT && at < file->length; i++)
        at = edited_line_after(file, at);
    return at;
}

static void add_same(struct group *group, const struct edited *file, size_t from, size_t to)
{
    size_t lines = count_lines(file->text + from, to - from);

    add_lines(&group->body, ' ', file->text + from, to - from);
    group->old_lines += lines;
    group->new_lines += lines;
}

static void add_hunk(struct group *group, const struct edited *file, const struct hunk *hunk)
{
    struct buffer made = {0};
    size_t from = hunk->from;

    for (size_t i = hunk->first; i < hunk->last; i++)
        from = add_change(file, file->changes.items[i], from, &made);
    if (from < hunk->to)
        buffer_bytes(&made, file->text + from, hunk->to - from);
    add_lines(&group->body, '-', file->text + hunk->from, hunk->to - hunk->from);
    add_lines(&group->body, '+', buffer_string(&made), made.length);
    group->old_lines += count_lines(file->text + hunk->from, hunk->to - hunk->from);
    group->new_lines += count_lines(buffer_string(&made), made.length);
    buffer_free(&made);
}

static void print_group(struct group *group, const struct edited *file, long *drift, struct buffer *out)
{
    size_t line = count_lines(file->text, group->from) + 1;

    buffer_format(out, "@@ -%zu,%zu +%ld,%zu @@\n", group->old_lines > 0 ? line : line - 1, group->old_lines,
                  (long)line + *drift - (group->new_lines == 0), group->new_lines);
    buffer_bytes(out, buffer_string(&group->body), group->body.length);
    *drift += (long)group->new_lines - (long)group->old_lines;
    buffer_free(&group->body);
}

static void print_hunks(struct edited *file, struct buffer *out)
{
    size_t number = 0, done = 0;
    long drift = 0;

    list_sort(&file->changes, compare_changes);
    while (number < file->changes.count) {
        struct hunk hunk = next_hunk(file, number);
        struct group group = {.from = lines_before(file, hunk.from, done)};
        group.to = group.from;
        for (;;) {
            add_same(&group, file, group.to, hunk.from);
            add_hunk(&group, file, &hunk);
            group.to = hunk.to;
            number = hunk.last;
            if (number == file->changes.count)
                break;
            struct hunk next = next_hunk(file, number);
            if (lines_before(file, next.from, 0) > lines_behind(file, hunk.to))
                break;
            hunk = next;
        }
        size_t end = lines_behind(file, group.to);
        add_same(&group, file, group.to, end);
        print_group(&group, file, &drift, out);
        done = end;
    }
}

void editing_print_difference(struct editing *editing, struct buffer *out)
{
    for (size_t i = 0; i < map_count(editing->files); i++) {
        struct edited *file = map_value(editing->files, i);
        const char *target = file->new_path ? file->new_path : file->path;
        if (file->changes.count == 0 && file->new_path == NULL)
            continue;
        if (file->is_private) {
            buffer_format(out, translated("# %s: %zu changes, which are private\n"), file->path, file->changes.count);
            if (file->new_path != NULL)
                buffer_format(out, translated("# %s becomes %s\n"), file->path, file->new_path);
            continue;
        }
        buffer_format(out, "diff --git a/%s b/%s\n", file->path, target);
        if (file->new_path != NULL)
            buffer_format(out, "rename from %s\nrename to %s\n", file->path, target);
        if (file->changes.count > 0) {
            if (file->is_gone)
                buffer_format(out, "deleted file mode 100644\n--- a/%s\n+++ /dev/null\n", file->path);
            else if (file->is_new)
                buffer_format(out, "new file mode 100644\n--- /dev/null\n+++ b/%s\n", target);
            else
                buffer_format(out, "--- a/%s\n+++ b/%s\n", file->path, target);
            print_hunks(file, out);
        }
    }
}

/* ---- writing ---- */

bool editing_write(struct editing *editing)
{
    struct map *results = editing_results(editing), *texts = map_new(editing->arena);
    struct list gone = {0};

    for (size_t i = 0; i < map_count(results); i++) {
        const struct edited *file = map_get(editing->files, map_key(results, i));
        if (!file->is_gone)
            map_put(texts, file->new_path ? file->new_path : file->path, map_value(results, i));
    }
    for (size_t i = 0; i < map_count(results); i++) {
        const struct edited *file = map_get(editing->files, map_key(results, i));
        if ((file->is_gone || file->new_path != NULL) && map_get(texts, file->path) == NULL)
            list_add(&gone, editing->arena, (void *)file->path);
    }
    bool done = content_replace(editing->build, texts, &gone);
    editing_free(results);
    return done;
}
