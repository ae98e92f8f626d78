#include "write/write.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/svg.h"
#include "base/text.h"
#include "document/document.h"
#include "study/study.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct map *copies_figures(struct build *build, const struct study *study)
{
    struct map *figures = map_new(build->arena);

    for (size_t i = 0; i < study->figures.count; i++)
        map_put(figures, study->figures.items[i], study->figures.items[i]);
    return figures;
}

const char *copies_below_content(const char *path)
{
    for (;;) {
        if (strncmp(path, "../", 3) == 0)
            path += 3;
        else if (strncmp(path, "./", 2) == 0)
            path += 2;
        else
            return path;
    }
}

const char *copies_find_figure(const struct map *figures, const char *path)
{
    return figures ? map_get(figures, copies_below_content(path)) : NULL;
}

/* A drawing among the assets of the study that would run or fetch something. */
static bool is_active(struct build *build, const char *name, const struct buffer *bytes)
{
    struct svg_flaw flaw;

    if (!text_ends_with(name, ".svg") || build->trusted || !build_is_own(build, name) ||
        svg_is_passive(bytes->bytes, bytes->length, &flaw))
        return false;
    diag_error(build->diags, (struct place){.file = name}, "svg-active", "the drawing %s", flaw.what);
    diag_hint(build->diags, "export it as plain SVG; or, if you trust who wrote it, build once with --trust");
    return true;
}

static bool is_below(const char *path, const char *folder)
{
    size_t length = strlen(folder);

    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

/* A link that leads out of the study, or to what is private in it: what it points to is nobody's to publish. */
static bool leads_away(struct build *build, const char *path, const char *name)
{
    char real[PATH_MAX], root[PATH_MAX], share[PATH_MAX];

    if (realpath(path, real) == NULL || realpath(build->root, root) == NULL)
        return false;
    bool built_in = build->share != NULL && realpath(build->share, share) != NULL && is_below(real, share);
    if ((is_below(real, root) || built_in) && !is_below(real, file_join(build->arena, root, "content/private")))
        return false;
    diag_error(build->diags, (struct place){.file = name}, "link-outside",
               "the link leads out of the study folder, or to what is private in it");
    diag_hint(build->diags, "put a copy in its place, if it may be published");
    return true;
}

/* The file at path becomes output; name is what it is called for the user. */
static void put_file(struct build *build, const char *path, const char *name, const char *output,
                     struct output_sink *sink)
{
    struct buffer bytes = {0}, clean = {0};
    struct place place = {.file = name};

    if (leads_away(build, path, name))
        return;
    if (file_read(path, &bytes) != FILE_OK)
        diag_error(build->diags, place, "unreadable", "cannot read the file");
    else if (image_clean(&clean, buffer_string(&bytes), bytes.length))
        sink->put(sink, output, clean.bytes, clean.length, place);
    else if (!is_active(build, name, &bytes))
        sink->put(sink, output, buffer_string(&bytes), bytes.length, place);
    buffer_free(&bytes);
    buffer_free(&clean);
}

void copies_put_figures(struct build *build, const struct map *used, struct output_sink *sink)
{
    for (size_t i = 0; i < map_count(used); i++) {
        const char *name = file_join(build->arena, "content", map_key(used, i));
        put_file(build, file_join(build->arena, build->root, name), name, map_key(used, i), sink);
    }
}

void copies_put_assets(struct build *build, struct output_sink *sink)
{
    const char *const roots[] = {build->root, build->share};
    struct map *done = map_new(build->arena);

    for (size_t i = 0; i < 2; i++) {
        struct file_tree tree = build_list(build, roots[i], "layouts/assets");
        for (size_t j = 0; j < tree.files.count; j++) {
            const char *file = tree.files.items[j];
            const char *name = file_join(build->arena, "layouts/assets", file);
            if (map_put(done, name, build) == NULL)
                put_file(build, file_join(build->arena, roots[i], name), name, file_join(build->arena, "assets", file),
                         sink);
        }
    }
}
