#include "write/write.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/cache.h"
#include "base/confine.h"
#include "base/file.h"
#include "base/map.h"
#include "base/process.h"
#include "base/say.h"
#include "base/sha256.h"
#include "base/svg.h"
#include "base/text.h"
#include "document/document.h"
#include "study/study.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char picture_ending[] = ".png"; /* behind that of the PDF: "figures/peta.pdf.png" */

struct map *copies_figures(struct build *build, const struct study *study)
{
    struct map *figures = map_new(build->arena);

    for (size_t i = 0; i < study->figures.count; i++) {
        const char *figure = study->figures.items[i];
        const char *picture = arena_concat(build->arena, figure, picture_ending, NULL);
        map_put(figures, figure, (void *)(uintptr_t)figure);
        if (text_ends_with(figure, ".pdf"))
            map_put(figures, picture, (void *)(uintptr_t)picture);
    }
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

const char *copies_find_picture(struct arena *arena, const struct map *figures, const char *path)
{
    if (text_ends_with(path, ".pdf"))
        path = arena_concat(arena, path, picture_ending, NULL);
    return copies_find_figure(figures, path);
}

/* ---- pictures of PDFs ---- */

enum { PICTURE_SECONDS = 30 };

/* The PDF that output is the picture of, "figures/peta.pdf"; NULL: it is a figure of its own. */
static const char *pdf_of(struct build *build, const char *output)
{
    const char *path = file_join(build->arena, file_join(build->arena, build->root, "content"), output);

    if (!text_ends_with(output, ".pdf.png") || access(path, F_OK) == 0)
        return NULL;
    return arena_copy(build->arena, output, strlen(output) - strlen(picture_ending));
}

/* The first page of pdf, as wide as a page of the site needs on a sharp screen. False: it is no PDF. */
static bool draw_pdf(const struct buffer *pdf, struct buffer *picture)
{
    static const char *const arguments[] = {"pdftocairo", "-png", "-singlefile", "-scale-to-x", "1600", "-scale-to-y", "-1",
                                            "-",          "-",    NULL};
    struct process process = {.arguments = arguments,
                              .folder = "/usr/bin", /* all that it needs is on its input */
                              .input = pdf->bytes,
                              .input_length = pdf->length,
                              .confinement = &confine_to_input,
                              .output = picture,
                              .drops_errors = true,
                              .seconds = PICTURE_SECONDS};

    return process_run(&process) == PROCESS_DONE && process.exit_code == 0 && picture->length > 0;
}

/* Makes pdf the picture of it, kept by its hash. False: reported. */
static bool become_picture(struct build *build, const char *name, struct buffer *pdf)
{
    struct buffer picture = {0};
    char hash[SHA256_HEX];

    sha256_hex(pdf->bytes, pdf->length, hash);
    const char *file = cache_file(build->arena, "pictures", arena_concat(build->arena, "picture of a PDF 1 ", hash, NULL));
    bool kept = cache_read(file, &picture), drawn = kept || draw_pdf(pdf, &picture);

    if (drawn && !kept && cache_write(build->arena, file, picture.bytes, picture.length))
        list_add(&build->cached, build->arena, (void *)(uintptr_t)file);
    if (!drawn) {
        diag_error(build->diags, (struct place){.file = name}, "pdf-figure", "pdftocairo makes no picture of this PDF");
        diag_hint(build->diags, "see that it opens in another program, or export the figure as SVG or PNG");
    }
    buffer_free(pdf);
    *pdf = picture;
    return drawn;
}

/* ---- copying ---- */

/* A drawing among the assets of the study that would run or fetch something. */
static bool is_active(struct build *build, const char *name, const struct buffer *bytes)
{
    struct svg_flaw flaw;

    if (!text_ends_with(name, ".svg") || build->trusted || !build_is_own(build, name) ||
        svg_is_passive(bytes->bytes, bytes->length, &flaw))
        return false;
    diag_error(build->diags, (struct place){.file = name}, "svg-active", "the drawing %s", translated(flaw.what));
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

/* The file at path, or the picture of it, becomes output; name is what it is called for the user. */
static void put_file(struct build *build, const char *path, const char *name, const char *output, bool picture,
                     struct output_sink *sink)
{
    struct buffer bytes = {0}, clean = {0};
    struct place place = {.file = name};

    if (leads_away(build, path, name))
        return;
    if (file_read(path, &bytes) != FILE_OK)
        diag_error(build->diags, place, "unreadable", "cannot read the file");
    else if (picture && !become_picture(build, name, &bytes))
        ; /* reported */
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
        const char *output = map_key(used, i), *pdf = pdf_of(build, output);
        const char *name = file_join(build->arena, "content", pdf ? pdf : output);
        put_file(build, file_join(build->arena, build->root, name), name, output, pdf != NULL, sink);
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
                         false, sink);
        }
    }
}
