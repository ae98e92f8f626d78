/*
 * What may stand in files that could not be read.  An id that a broken file defines is not said to be missing; one that
 * no file so much as names is, in the same run as what broke the file.
 */

#include "check/rules.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

struct unread {
    const struct build *build;
    struct arena *arena;
    struct buffer content; /* all that is typed below content/, but for private/ */
    struct buffer scripts; /* the same of the study's lua/ */
    struct buffer shared;  /* and of the program's */
    bool is_loaded;
};

struct unread *unread_new(const struct build *build, struct arena *arena)
{
    return arena_keep(arena, &(struct unread){.build = build, .arena = arena}, sizeof(struct unread));
}

void unread_free(struct unread *unread)
{
    buffer_free(&unread->content);
    buffer_free(&unread->scripts);
    buffer_free(&unread->shared);
}

static bool is_typed(const char *path)
{
    static const char *const endings[] = {".md", ".yaml", ".bib", ".lua"};
    bool known = false;

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        known |= text_ends_with(path, endings[i]);
    return known && !text_starts_with(path, "private/");
}

static void load(const struct unread *unread, const char *root, const char *folder, struct buffer *out)
{
    const char *below = file_join(unread->arena, root, folder);
    struct file_tree tree = file_list_tree(below, unread->arena);
    struct buffer bytes = {0};

    for (size_t i = 0; i < tree.files.count; i++) {
        const char *path = tree.files.items[i];
        if (!is_typed(path) || file_read(file_join(unread->arena, below, path), &bytes) != FILE_OK)
            continue;
        buffer_bytes(out, bytes.bytes, bytes.length);
        buffer_char(out, '\n');
    }
    buffer_free(&bytes);
}

static void load_all(struct unread *unread)
{
    if (unread->is_loaded)
        return;
    unread->is_loaded = true;
    load(unread, unread->build->root, "content", &unread->content);
    load(unread, unread->build->root, "lua", &unread->scripts);
    load(unread, unread->build->share, "lua", &unread->shared);
}

static bool goes_on(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* The word is in text, behind one of before. */
static bool is_in(const struct buffer *text, const char *word, const char *before)
{
    size_t length = strlen(word);
    const char *at = text->bytes, *end = text->bytes + text->length;

    if (length == 0 || text->length == 0)
        return false;
    while ((at = memmem(at, (size_t)(end - at), word, length)) != NULL) {
        bool stands = at > text->bytes && at[-1] != '\0' && strchr(before, at[-1]) != NULL;
        at += length;
        if (stands && (at == end || !goes_on(*at)))
            return true;
    }
    return false;
}

bool unread_may_define(struct unread *unread, const char *id)
{
    const char *hashed = arena_concat(unread->arena, "#", id, NULL); /* which no id may begin with */

    load_all(unread);
    return is_in(&unread->content, id, " \t\r\n\"'{[,") || is_in(&unread->content, hashed, " \"'");
}

bool unread_may_label(struct unread *unread, const char *label)
{
    const char *colon = strchr(label, ':'), *name = colon ? colon + 1 : label;

    load_all(unread);
    return is_in(&unread->content, label, "#") || is_in(&unread->scripts, name, "\"':-") ||
           is_in(&unread->shared, name, "\"'");
}
