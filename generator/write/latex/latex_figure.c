#include "write/latex/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "write/drawing/drawing.h"
#include "write/write.h"

#include <string.h>

static const char picture[] = "\\lampirangambar", picture_among_words[] = "\\lampirangambardalam";

/* TeX takes these; for a drawing in SVG a PDF of the same name beside it is used. */
static const char *find_printable(const struct latex *latex, const char *path)
{
    static const char *const endings[] = {".pdf", ".png", ".jpg", ".jpeg", NULL};
    const char *dot = strrchr(path, '.');

    if (dot == NULL)
        return NULL;
    if (!text_is_among(dot, endings))
        path = arena_format(latex->arena, "%.*s.pdf", (int)(dot - path), path);
    return copies_find_figure(latex->site->figures, path);
}

/* File names reach LaTeX only when nothing in them needs escaping. */
static bool is_plain_name(const char *path)
{
    return path[strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-./")] == '\0';
}

/* The command with a share of the line, 0: the picture's own width. */
static const char *with_width(struct latex *latex, const char *command, double width)
{
    return width > 0 ? arena_format(latex->arena, "%s[%.3f]", command, width) : command;
}

/* The picture by this command, or what it shows in words where it cannot be printed. */
static void write_picture(struct latex *latex, const char *command, const char *path, const char *alt)
{
    const char *file = find_printable(latex, path);

    if (file != NULL && is_plain_name(file)) {
        list_add(&latex->figures_used, latex->arena, (void *)file);
        buffer_format(latex->out, "%s{%s}", command, file);
    } else {
        latex_around(latex, "\\lampirantanpagambar{", alt, "}");
    }
}

void latex_image(struct latex *latex, const struct span *span)
{
    const struct figure figure = {.file = span->link->target};
    const struct diagram *diagram = diagrams_find(latex->site->diagrams, &figure);

    if (diagram != NULL && !latex->in_cell)
        latex_diagram(latex, diagram);
    else
        write_picture(latex, with_width(latex, picture_among_words, span->link->width), span->link->target,
                      span_plain(latex->arena, span->children));
}

void latex_begin_figure(struct latex *latex, const struct block *block)
{
    latex_line(latex);
    latex_put(latex, latex->in_cell ? "" : "\\begin{lampiranfigur}\n");
    latex_put_anchor(latex, block->id);
}

void latex_end_figure(struct latex *latex, const struct caption *caption)
{
    struct list notes = {0};

    if (latex->in_cell) {
        latex_put(latex, "\\par ");
        latex_spans(latex, caption->words);
        latex_put(latex, "\\par ");
        return;
    }
    latex_line(latex);
    latex->table_notes = &notes;
    if (caption->label != NULL || caption->words != NULL)
        latex_caption(latex, caption);
    latex->table_notes = NULL;
    latex_below(latex, &notes, caption);
    latex_line(latex);
    latex_put(latex, "\\end{lampiranfigur}\n\n");
}

/* All pages of a scan, each as large as the page has room. */
static void write_scan(struct latex *latex, const struct figure *figure)
{
    const char *file;

    latex_line(latex);
    for (size_t page = 1; (file = copies_find_page(latex->arena, latex->site->figures, figure->file, page)) != NULL;
         page++) {
        if (!is_plain_name(file)) {
            write_picture(latex, picture, file, figure->alt);
            continue;
        }
        list_add(&latex->figures_used, latex->arena, (void *)file);
        buffer_format(latex->out, "\\lampiranpindaian{%s}\n", file);
    }
}

void latex_figure(struct latex *latex, const struct block *block)
{
    const struct figure *figure = block->figure;
    const struct diagram *diagram = diagrams_find(latex->site->diagrams, figure);

    if (figure->whole) {
        write_scan(latex, figure);
        return;
    }
    latex_begin_figure(latex, block);
    if (diagram != NULL && !latex->in_cell)
        latex_diagram(latex, diagram);
    else
        write_picture(latex, with_width(latex, picture, figure->width), figure->file ? figure->file : "",
                      figure->alt ? figure->alt : span_plain(latex->arena, figure->caption.words));
    latex_end_figure(latex, &figure->caption);
}
