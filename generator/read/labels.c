#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "read/private.h"
#include "study/study.h"

#include <string.h>

enum { LONGEST_ADDRESS = 60 };

/* Names of files and anchors, which any disk and address can hold: "slug_search: cari", "file_feed: perubahan.xml". */
static bool is_address(const char *key, const char *text)
{
    static const char slug[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    size_t length = strspn(text, slug);

    if (length > 0 && text_starts_with(key, "file_") && text[length] == '.' && text[length + 1] != '\0')
        length += 1 + strspn(text + length + 1, slug);
    return length > 0 && length <= LONGEST_ADDRESS && text[length] == '\0';
}

static void add_label(struct build *build, struct labels *labels, const char *file, const struct node *key)
{
    const struct node *text = key->next;
    struct place place = {file, text->line, text->column};

    if (key->kind != NODE_SCALAR || text->kind != NODE_SCALAR) {
        diag_error(build->diags, place, "wrong-type", "a label must be a text, as 'key: text'");
        diag_hint(build->diags, "take the list or record out: labels are one level deep");
        return;
    }
    bool is_name = text_starts_with(key->text, "slug_") || text_starts_with(key->text, "file_");
    if (is_name && !is_address(key->text, text->text)) {
        diag_error(build->diags, place, "label-address", "'%s' becomes part of addresses and cannot be '%s'", key->text,
                   text->text);
        diag_hint(build->diags, "write it with small letters a to z, digits and '-', at most %d of them",
                  LONGEST_ADDRESS);
        return;
    }
    map_put(labels->texts, key->text, (void *)text->text);
}

/* Adds the labels of one catalogue, over those that are there. */
static void read_catalogue(struct build *build, struct labels *labels, const char *folder, const char *path)
{
    struct input_file file = {.path = path, .full = file_join(build->arena, folder, path)};
    struct buffer bytes = {0};
    struct yaml_source source = {.file = path, .line = 1};
    struct node *root;

    if (input_load(&file, build->diags, &bytes, &source.text, &source.length) &&
        yaml_read(build->arena, build->diags, &source, &root) && root != NULL) {
        if (root->kind == NODE_MAP) {
            for (const struct node *key = root->items; key != NULL; key = key->next->next)
                add_label(build, labels, path, key);
        } else {
            diag_error(build->diags, (struct place){path, root->line, root->column}, "wrong-type",
                       "a label catalogue must consist of lines 'key: text'");
        }
    }
    buffer_free(&bytes);
}

struct labels *read_labels(struct build *build, const char *language)
{
    struct labels *labels = arena_alloc(build->arena, sizeof *labels);
    const char *path = arena_format(build->arena, "layouts/labels/%s.yaml", language);
    const char *built_in = file_join(build->arena, build->share, path);
    const char *own = file_join(build->arena, build->root, path);

    *labels = (struct labels){language, map_new(build->arena)};
    if (file_exists(built_in)) {
        read_catalogue(build, labels, build->share, path);
    } else {
        diag_error(build->diags, (struct place){.file = path}, "missing-file",
                   "the labels of language '%s' are not in '%s'", language, build->share);
        diag_hint(build->diags, "reinstall lampiran, or put the file into layouts/labels/ of the study");
    }
    if (strcmp(own, built_in) != 0 && file_exists(own))
        read_catalogue(build, labels, build->root, path);
    return labels;
}
