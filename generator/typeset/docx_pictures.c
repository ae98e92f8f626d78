#include "typeset/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/process.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>

enum { SECONDS = 20, ENDING = sizeof ".svg" - 1 };

static const char program[] = "rsvg-convert";

/* Lines of the record: there can be no pictures; of the file that is named there could be none. */
static const char no_pictures[] = "pictures: no\n", failed[] = "failed: ";

/* Ours have their size on the page, in points; those of the study are made as wide as the text of a page. */
static const char ours[] = "drawings/";
static const char dpi_x[] = "--dpi-x=300", dpi_y[] = "--dpi-y=300", width[] = "--width=1650";

void docx_pictures_describe(const struct collection *source, struct buffer *record)
{
    bool is_drawn = false;

    for (size_t i = 0; i < collection_count(source) && !is_drawn; i++)
        is_drawn = text_ends_with(collection_name(source, i), ".svg");
    if (is_drawn)
        buffer_text(record, process_is_there(program) ? "pictures: yes\n" : no_pictures);
}

static bool make_picture(struct build *build, const char *name, const struct workdir *workdir)
{
    const char *output = arena_format(build->arena, "--output=%.*s.png", (int)(strlen(name) - ENDING), name);
    const char *input = arena_format(build->arena, "./%s", name);
    const char *by_dpi[] = {program, dpi_x, dpi_y, output, input, NULL};
    const char *by_width[] = {program, width, "--keep-aspect-ratio", output, input, NULL};
    struct process process = {
        .folder = workdir->path,
        .confinement = workdir_confinement(build->arena, NULL, NULL),
        .arguments = strncmp(name, ours, strlen(ours)) == 0 ? by_dpi : by_width,
        .seconds = SECONDS,
    };

    return process_run(&process) == PROCESS_DONE && process.exit_code == 0;
}

void docx_pictures_make(struct build *build, const struct collection *source, const struct workdir *workdir,
                        struct buffer *record)
{
    if (!process_is_there(program))
        return;
    for (size_t i = 0; i < collection_count(source); i++) {
        const char *name = collection_name(source, i);
        if (text_ends_with(name, ".svg") && !make_picture(build, name, workdir))
            buffer_format(record, "%s%s\n", failed, name);
    }
}

static void diagnose_failed(struct build *build, const char *name)
{
    struct place place = {0};

    if (strncmp(name, ours, strlen(ours)) != 0)
        place.file = arena_format(build->arena, "content/%s", name);
    diag_warning(build->diags, place, "no-picture",
                 "%s made no picture of '%s', so the Word document has words in its place", program, name);
    diag_hint(build->diags,
              "check in a browser whether the file is whole, or put a PNG file of the same name beside it");
}

void docx_pictures_diagnose(struct build *build, const char *record)
{
    for (const char *line = record; *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n') {
        size_t length = strcspn(line, "\n");
        if (strncmp(line, failed, strlen(failed)) == 0) {
            diagnose_failed(build, arena_copy(build->arena, line + strlen(failed), length - strlen(failed)));
        } else if (strncmp(line, no_pictures, strlen(no_pictures)) == 0) {
            diag_warning(build->diags, (struct place){0}, "no-pictures",
                         "%s is not installed, so the Word document has words and tables in place of drawings",
                         program);
            diag_hint(build->diags, "on Debian and Ubuntu: apt install librsvg2-bin");
        }
    }
}
