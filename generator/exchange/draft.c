/* What is to be written, before any of it is: new files, and edits that leave all else of a file as it was typed. */

#include "exchange/private.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/beneath.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "edit/edit.h"
#include "study/study.h"

#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

static const char known_path[] = "content/private/import.txt";

struct edit {
    struct place place;
    bool is_block;
    const char *text;
    size_t order;
};

/* ---- files ---- */

struct buffer *draft_file(struct draft *draft, const char *path)
{
    return map_item(draft->texts, arena_string(draft->arena, path), sizeof(struct buffer));
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

static void apply_edits(struct draft *draft)
{
    list_sort(&draft->edits, compare_edits);
    for (size_t i = 0; i < draft->edits.count; i++) {
        const struct edit *edit = draft->edits.items[i];
        struct buffer *text = draft_appended(draft, edit->place.file);
        size_t at = edit->is_block ? yaml_block_end(buffer_string(text), edit->place)
                                   : place_offset(buffer_string(text), edit->place);
        insert(text, at, edit->text);
    }
    draft->edits.count = 0;
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

static void write_known(struct draft *draft)
{
    struct buffer *text = draft_file(draft, known_path);

    buffer_set(text, "# What the program remembers of imports: which object of the other tool became which id.\n");
    for (size_t i = 0; i < map_count(draft->known); i++)
        buffer_format(text, "%s %s\n", map_key(draft->known, i), (const char *)map_value(draft->known, i));
}

/* One that is there stays. */
static void write_ignored(const struct build *build, struct buffer *text)
{
    int folder = open(build->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (folder < 0)
        return;
    beneath_write(folder, ".gitignore", buffer_string(text), text->length);
    close(folder);
}

bool draft_publish(struct draft *draft)
{
    struct build *build = draft->build;
    struct map *files = map_new(draft->arena);
    struct buffer *ignored = map_get(draft->texts, ".gitignore");

    apply_edits(draft);
    write_known(draft);
    for (size_t i = 0; i < map_count(draft->texts); i++) {
        const char *path = map_key(draft->texts, i);
        if (text_starts_with(path, "content/"))
            map_put(files, path, map_value(draft->texts, i));
    }
    if (!content_replace(build, files, NULL))
        return false;
    if (ignored != NULL)
        write_ignored(build, ignored);
    return true;
}

/* ---- Markdown ---- */

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
        } else if (strchr("\\`*_[<>~^$@|&{}", *text) != NULL ||
                   (*text == ':' && (text[1] == ':' || ascii_is_small(text[1])))) {
            buffer_char(&out, '\\');
        }
        buffer_char(&out, *text);
        at_start = *text == '\n';
    }
    return buffer_take(&out, arena);
}

struct draft *draft_new(struct build *build)
{
    struct draft *draft = arena_alloc(build->arena, sizeof *draft);

    *draft = (struct draft){.build = build, .arena = build->arena, .texts = map_new(build->arena)};
    read_known(draft);
    return draft;
}
