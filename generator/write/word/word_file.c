#include "write/word/word.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "document/document.h"
#include "study/study.h"
#include "write/drawing/drawing.h"
#include "write/html/html.h"
#include "write/site/site.h"
#include "write/write.h"

#include <string.h>

/* A paragraph of text, unless that is NULL. */
static void write_line(struct word *word, const char *text)
{
    if (text == NULL)
        return;
    word_put(word, "<p>");
    word_text(word, text);
    word_put(word, "</p>\n");
}

/* ---- appendices ---- */

/* "Lampiran A. Sintesis" */
static void write_title(struct word *word)
{
    word_put(word, "<h1");
    word_attribute(word, "id", HTML_ATTRIBUTE, word_anchor(word, word->appendix, NULL));
    word_put(word, ">");
    word_text(word, label_text(word->report->labels, "word_appendix"));
    word_put(word, " ");
    word_text(word, word_appendix_mark(word, word->number));
    word_put(word, ". ");
    word_text(word, word->appendix->title);
    word_put(word, "</h1>\n");
}

static void write_appendix(struct word *word, const struct appendix *appendix)
{
    word->appendix = appendix;
    word->number++;
    word->notes = (struct list){0};
    word->notes_written = 0;
    word->lead = word_find_lead(word, appendix->blocks);
    word_turn(word, word->lead != NULL);
    write_title(word);
    if (appendix->illustrative) {
        word_open(word, "Box");
        write_line(word, label_text(word->report->labels, "appendix_illustrative"));
        word_close(word);
    }
    bool is_list = strcmp(appendix->id, "bibliography") == 0;
    if (is_list)
        word_open(word, "Reference");
    word_blocks(word, appendix->blocks);
    if (is_list)
        word_close(word);
    word_turn(word, false);
    word_notes(word);
}

/* ---- what stands before them ---- */

static void write_head(struct word *word)
{
    const struct study_info *info = word->report->study->info;

    word_put(word, "<!DOCTYPE html>\n<html");
    word_attribute(word, "lang", HTML_ATTRIBUTE, word->report->labels->language);
    word_put(word, ">\n<head>\n<meta charset=\"utf-8\" />\n<title>");
    word_text(word, label_text(word->report->labels, "appendix_title"));
    word_text(word, ": ");
    word_text(word, info->title);
    word_put(word, "</title>\n");
    if (info->researcher != NULL) {
        word_put(word, "<meta name=\"author\"");
        word_attribute(word, "content", HTML_ATTRIBUTE, info->researcher);
        word_put(word, " />\n");
    }
    word_put(word, "</head>\n<body>\n");
}

/* Where layouts/docx/appendices.lua puts a list of what has the captions that begin with label. */
static void write_contents(struct word *word, const char *class, const char *title, const char *label)
{
    word_put(word, "<div");
    word_attribute(word, "class", HTML_ATTRIBUTE, class);
    word_attribute(word, "data-series", HTML_ATTRIBUTE, label_text(word->report->labels, label));
    word_put(word, ">\n");
    write_line(word, label_text(word->report->labels, title));
    word_put(word, "</div>\n");
}

/* The title page below the title, and lists of what there is. */
static void write_front(struct word *word)
{
    const struct study_info *info = word->report->study->info;

    word_put(word, "<div class=\"cover\">\n");
    write_line(word, info->program);
    write_line(word, info->faculty);
    write_line(word, info->institution);
    write_line(word, info->year);
    word_put(word, "</div>\n");
    write_contents(word, "contents appendices", "appendix_list", "word_appendix");
    write_contents(word, "contents tables", "appendix_tables", "word_table");
    write_contents(word, "contents figures", "appendix_figures", "word_figure");
}

/* ---- files ---- */

/* Length of the character at text that XML cannot hold, or 0. */
static size_t unfit_length(const char *text)
{
    unsigned char c = (unsigned char)*text;

    if (c < ' ')
        return c != '\t' && c != '\n' && c != '\r';
    return strncmp(text, "\uFFFE", 3) == 0 || strncmp(text, "\uFFFF", 3) == 0 ? 3 : 0;
}

void word_put_file(struct word *word, const char *name, struct buffer *text)
{
    const char *from = buffer_string(text), *end = from + text->length;
    char *to = text->bytes;

    while (from < end) {
        size_t length = unfit_length(from);
        if (length == 0)
            *to++ = *from++;
        from += length;
    }
    buffer_cut(text, (size_t)(to - text->bytes));
    word->sink->put(word->sink, name, text->bytes, text->length, word->report->study->info->record.place);
}

/* layouts/docx/drawings.css of the study or the built-in one. "" with the trouble reported if it cannot be read. */
static const char *read_drawing_style(struct build *build)
{
    static const char name[] = "layouts/docx/drawings.css";
    const char *path = build_find(build, name);
    struct buffer text = {0};

    if (path == NULL || file_read(path, &text) != FILE_OK)
        diag_error(build->diags, (struct place){.file = name}, "unreadable", "cannot read the file");
    const char *style = arena_string(build->arena, buffer_string(&text));
    buffer_free(&text);
    return style;
}

bool render_word(struct build *build, const struct report *report, struct output_sink *sink)
{
    size_t errors = diags_count(build->diags, SEVERITY_ERROR);
    const struct study *study = report->study;
    struct map *figures_used = map_new(build->arena);
    struct buffer out = {0};
    struct word word = {.out = &out, .arena = arena_new(), .report = report, .sink = sink};

    word.figures = copies_figures(build, study);
    word.diagrams = diagrams_of(build, study);
    word.drawing_style = read_drawing_style(build);
    write_head(&word);
    write_front(&word);
    for (size_t i = 0; i < report->appendices.count; i++)
        write_appendix(&word, report->appendices.items[i]);
    word_put(&word, "</body>\n</html>\n");
    word_put_file(&word, "lampiran.html", &out);
    for (size_t i = 0; i < word.figures_used.count; i++)
        map_put(figures_used, word.figures_used.items[i], word.figures_used.items[i]);
    copies_put_figures(build, figures_used, sink);
    buffer_free(&out);
    arena_free(word.arena);
    return diags_count(build->diags, SEVERITY_ERROR) == errors;
}
