#include "write/drawing/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/cache.h"
#include "base/file.h"
#include "base/map.h"
#include "base/process.h"
#include "base/text.h"
#include "document/document.h"
#include "study/study.h"
#include "write/write.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SECONDS = 10,
    MOST_MEMORY = 1024 * 1024 * 1024,
    MOST_SOURCE = 256 * 1024,
    MOST_RESULT = 4 * 1024 * 1024,
    MOST_POINTS = 10000,
    PAGE_WIDTH = 680, /* of the site; and as high as a printed page of that width has room for */
    PAGE_HEIGHT = 960,
    PHONE_WIDTH = 358,
    UPRIGHT_STEP = 40,
};

/* On paper letters are legible from this share of their natural size on. */
static const double least_scale = 0.9, illegible_scale = 0.7, letter_points = 9;

/* Another layout, or another form of what is written, is another key in the cache. */
static const char version[] = "diagram 6\n";

/* ---- what was laid out ---- */

struct parser {
    struct arena *arena;
    struct diags *diags;
    struct place source;
    struct diagram *diagram;
    struct list *lines; /* of the part or arrow read last */
};

static bool parse_size(struct parser *parser, const char *text)
{
    return sscanf(text, "%lf %lf", &parser->diagram->width, &parser->diagram->height) == 2;
}

static bool parse_part(struct parser *parser, const char *text)
{
    struct diagram_part *part = arena_alloc(parser->arena, sizeof *part);
    int shape, dashed;

    if (sscanf(text, "%d %d %d %lf %lf %lf %lf", &shape, &part->depth, &dashed, &part->corner.x, &part->corner.y,
               &part->width, &part->height) != 7 ||
        shape < DIAGRAM_GROUP || shape > DIAGRAM_PLAIN)
        return false;
    part->shape = (enum diagram_shape)shape;
    part->dashed = dashed != 0;
    parser->lines = &part->lines;
    list_add(&parser->diagram->parts, parser->arena, part);
    return true;
}

static bool parse_arrow(struct parser *parser, const char *text)
{
    struct diagram_arrow *arrow = arena_alloc(parser->arena, sizeof *arrow);
    int dashed, head, tail, count, used;

    if (sscanf(text, "%zu %zu %d %d %lf %lf %d %lf %lf %lf %lf %d%n", &arrow->from, &arrow->to, &dashed, &head,
               &arrow->head.x, &arrow->head.y, &tail, &arrow->tail.x, &arrow->tail.y, &arrow->middle.x,
               &arrow->middle.y, &count, &used) != 12 ||
        count < 4 || count > MOST_POINTS || count % 3 != 1)
        return false;
    arrow->dashed = dashed != 0;
    arrow->has_head = head != 0;
    arrow->has_tail = tail != 0;
    arrow->points = arena_alloc(parser->arena, (size_t)count * sizeof *arrow->points);
    arrow->point_count = (size_t)count;
    for (int i = 0; i < count; i++) {
        text += used;
        if (sscanf(text, " %lf %lf%n", &arrow->points[i].x, &arrow->points[i].y, &used) != 2)
            return false;
    }
    parser->lines = &arrow->lines;
    list_add(&parser->diagram->arrows, parser->arena, arrow);
    return true;
}

static bool parse_line(struct parser *parser, const char *text)
{
    if (parser->lines == NULL)
        return false;
    list_add(parser->lines, parser->arena, arena_string(parser->arena, text));
    return true;
}

/* "3 syntax error near '['" */
static bool parse_trouble(struct parser *parser, const char *text, bool is_error)
{
    char *message;
    struct place place = parser->source;
    long line = strtol(text, &message, 10);

    if (*message != ' ')
        return false;
    if (line > 0 && line < 1000000)
        place.line = (int)line;
    if (is_error)
        diag_error(parser->diags, place, "diagram", "%s", message + 1);
    else
        diag_warning(parser->diags, place, "diagram", "%s", message + 1);
    return true;
}

static bool parse(struct parser *parser, char *line)
{
    char *text = strchr(line, ' ');

    if (text == NULL)
        return false;
    *text++ = '\0';
    if (strcmp(line, "size") == 0)
        return parse_size(parser, text);
    if (strcmp(line, "part") == 0)
        return parse_part(parser, text);
    if (strcmp(line, "arrow") == 0)
        return parse_arrow(parser, text);
    if (strcmp(line, "line") == 0)
        return parse_line(parser, text);
    return parse_trouble(parser, text, strcmp(line, "error") == 0);
}

/* Reads what diagram_layout wrote. NULL: it is not complete or not of that form. Reports what it says was wrong. */
static struct diagram *read_layout(struct arena *arena, struct diags *diags, struct place source, const char *text)
{
    struct parser parser = {arena, diags_new(), source, arena_alloc(arena, sizeof *parser.diagram), NULL};
    char *copy = arena_string(arena, text), *rest = copy;
    bool complete = false, right = true;

    for (char *line = strsep(&rest, "\n"); line != NULL && right && !complete; line = strsep(&rest, "\n")) {
        complete = strcmp(line, "end") == 0;
        right = complete || parse(&parser, line);
    }
    /* Without a size it says at least why. */
    complete = complete && right && (parser.diagram->width > 0 || diags_count(parser.diags, SEVERITY_ERROR) > 0);
    if (complete)
        diags_merge(diags, parser.diags);
    diags_free(parser.diags);
    return complete ? parser.diagram : NULL;
}

/* ---- laying out, in a process that can be ended ---- */

static int lay_out(void *context, struct buffer *output)
{
    diagram_layout(context, output);
    return 0;
}

/* What diagram_layout writes for dot, as far as it came. */
static enum process_status run(const char *dot, struct buffer *out)
{
    struct process process = {.work = lay_out,
                              .context = (void *)(uintptr_t)dot,
                              .output = out,
                              .most_output = MOST_RESULT,
                              .most_memory = MOST_MEMORY,
                              .largest_file = 1,
                              .seconds = SECONDS};

    return process_run(&process);
}

void diagrams_forget(struct build *build)
{
    for (size_t i = 0; i < build->cached.count; i++)
        unlink(build->cached.items[i]);
    build->cached = (struct list){0};
}

static struct diagram *run_and_parse(struct build *build, const char *dot, struct place source, const char *file)
{
    struct buffer result = {0};
    enum process_status status = run(dot, &result);
    struct diagram *diagram = read_layout(build->arena, build->diags, source, buffer_string(&result));

    if (diagram != NULL && cache_write(build->arena, file, buffer_string(&result), result.length))
        list_add(&build->cached, build->arena, (void *)(uintptr_t)file);
    if (diagram == NULL && status == PROCESS_TIMEOUT) {
        diag_error(build->diags, source, "diagram", "laying the diagram out takes longer than %d seconds", SECONDS);
        diag_hint(build->diags, "show less in it, or split it in two");
    } else if (diagram == NULL) {
        diag_error(build->diags, source, "diagram", "Graphviz failed while it laid out the diagram");
        diag_hint(build->diags, "show less in it; if it is small, check that the package libgvc6 is whole");
    }
    buffer_free(&result);
    return diagram;
}

struct diagram *diagrams_lay_out(struct build *build, const char *dot, struct place source)
{
    size_t errors = diags_count(build->diags, SEVERITY_ERROR);
    struct buffer kept = {0};

    if (build->laid_out == NULL)
        build->laid_out = map_new(build->arena);
    struct diagram *diagram = map_get(build->laid_out, dot);
    if (diagram != NULL)
        return diagram;
    const char *key = arena_format(build->arena, "%s%s", version, dot);
    const char *file = cache_file(build->arena, "diagrams", key);

    if (cache_read(file, &kept))
        diagram = read_layout(build->arena, build->diags, source, buffer_string(&kept));
    buffer_free(&kept);
    if (diagram == NULL)
        diagram = run_and_parse(build, dot, source, file);
    if (diags_count(build->diags, SEVERITY_ERROR) > errors)
        return NULL;
    map_put(build->laid_out, arena_string(build->arena, dot), diagram);
    return diagram;
}

/* ---- all of a study ---- */

const struct diagram *diagrams_find(const struct map *diagrams, const struct figure *figure)
{
    struct buffer key = {0};

    if (figure->framework != NULL)
        buffer_format(&key, "framework:%s", figure->framework->id);
    else if (figure->file != NULL)
        buffer_text(&key, copies_below_content(figure->file));
    const struct diagram *diagram = diagrams ? map_get(diagrams, buffer_string(&key)) : NULL;
    buffer_free(&key);
    return diagram;
}

/* diagram set upright for a phone if it can be, with as many boxes side by side as leave room for arrows and their
 * words; than, if that is no higher. */
static const struct diagram *set_upright(struct arena *arena, const struct diagram *diagram, const struct diagram *than)
{
    for (double most = DIAGRAM_PHONE; most >= DIAGRAM_PHONE / 2; most -= UPRIGHT_STEP) {
        const struct diagram *upright = diagram_balanced(arena, diagram, most);
        if (upright != NULL && upright->width <= DIAGRAM_PHONE)
            return than == NULL || upright->height < than->height ? upright : than;
    }
    return than;
}

double diagram_fit(const struct diagram *diagram, double width, double height)
{
    return fmin(1, fmin(width / diagram->width, height / diagram->height));
}

static double scale_on_page(const struct diagram *diagram)
{
    return diagram_fit(diagram, PAGE_WIDTH, PAGE_HEIGHT);
}

/* The same, turned where it is larger then. */
static double scale_on_paper(const struct diagram *diagram)
{
    return fmax(scale_on_page(diagram), diagram_fit(diagram, PAGE_HEIGHT, PAGE_WIDTH));
}

/* diagram with fewer boxes side by side, where that is larger on paper than small letters are; else NULL. */
static const struct diagram *set_for_paper(struct arena *arena, const struct diagram *diagram)
{
    const struct diagram *best = diagram;

    for (double most = PAGE_WIDTH; most >= DIAGRAM_PHONE && scale_on_paper(best) < least_scale; most -= UPRIGHT_STEP) {
        const struct diagram *narrower = diagram_balanced(arena, diagram, most);
        if (narrower != NULL && scale_on_paper(narrower) > scale_on_paper(best))
            best = narrower;
    }
    return best != diagram ? best : NULL;
}

const struct diagram *diagram_on_paper(const struct diagram *diagram)
{
    return diagram->printed != NULL ? diagram->printed : diagram;
}

/* Small letters are told of for the appendices alone: on the site a drawing scrolls. They are those on a page of A4,
 * and of a diagram that perhaps no appendix shows, as both are known only when the appendices are written. */
static struct diagram *with_forms(struct build *build, const struct study *study, const struct diagram *diagram,
                                  const struct diagram *upright, struct place source)
{
    struct diagram *copy = arena_keep(build->arena, diagram, sizeof *copy);

    copy->upright = diagram->width > DIAGRAM_PHONE ? upright : NULL;
    copy->printed = set_for_paper(build->arena, diagram);
    double scale = scale_on_paper(diagram_on_paper(copy));
    if (!study->for_site && scale < illegible_scale) {
        diag_warning(build->diags, source, "diagram-letters",
                     "on a page the letters of this diagram have about %.0f points", letter_points * scale);
        diag_hint(build->diags, "show less in it, or split it in two");
    }
    return copy;
}

static void lay_out_file(struct build *build, const struct study *study, struct map *diagrams, const char *figure)
{
    const char *name = file_join(build->arena, "content", figure);
    struct place source = {.file = name};
    struct buffer text = {0};
    size_t offset = 0;

    if (file_read(file_join(build->arena, build->root, name), &text) != FILE_OK)
        diag_error(build->diags, source, "unreadable", "cannot read the file");
    else if (text.length > MOST_SOURCE)
        diag_error(build->diags, source, "diagram", "the diagram has more than %d KB", MOST_SOURCE / 1024);
    else if (!text_is_utf8(buffer_string(&text), text.length, &offset))
        diag_error(build->diags, source, "not-utf8", "not UTF-8 at byte %zu", offset);
    else {
        const struct diagram *diagram = diagrams_lay_out(build, text.bytes, source);
        if (diagram != NULL)
            map_put(diagrams, figure,
                    with_forms(build, study, diagram, set_upright(build->arena, diagram, NULL), source));
    }
    buffer_free(&text);
}

/* Larger on a page; or as large there, and whole on a phone. */
static bool is_better(const struct diagram *diagram, const struct diagram *than)
{
    double gain = scale_on_page(diagram) - scale_on_page(than);

    return gain > 0 || (gain == 0 && diagram->width <= PHONE_WIDTH && than->width > PHONE_WIDTH);
}

/* With as many boxes side by side as are best. */
static struct diagram *lay_out_framework(struct build *build, const struct study *study,
                                         const struct framework *framework)
{
    const struct diagram *best = NULL, *upright = NULL;

    for (size_t row = 3; row > 0; row--) {
        const char *dot = diagram_of_framework(build->arena, framework, row);
        const struct diagram *laid_out = diagrams_lay_out(build, dot, framework->record.place);
        if (laid_out == NULL)
            return NULL;
        const struct diagram *balanced = diagram_balanced(build->arena, laid_out, 0);
        const struct diagram *diagram = balanced != NULL ? balanced : laid_out;
        if (best == NULL || is_better(diagram, best))
            best = diagram;
        upright = set_upright(build->arena, laid_out, upright);
    }
    return with_forms(build, study, best, upright, framework->record.place);
}

struct map *diagrams_of(struct build *build, const struct study *study)
{
    struct map *diagrams = map_new(build->arena);
    const struct list *frameworks = study->frameworks ? &study->frameworks->frameworks : NULL;

    for (size_t i = 0; frameworks != NULL && i < frameworks->count; i++) {
        const struct framework *framework = frameworks->items[i];
        if (framework->components.count == 0)
            continue;
        struct diagram *diagram = lay_out_framework(build, study, framework);
        if (diagram != NULL)
            map_put(diagrams, arena_format(build->arena, "framework:%s", framework->id), diagram);
    }
    for (size_t i = 0; i < study->figures.count; i++) {
        const char *figure = study->figures.items[i];
        const char *dot = strrchr(figure, '.');
        if (dot != NULL && (strcmp(dot, ".dot") == 0 || strcmp(dot, ".gv") == 0))
            lay_out_file(build, study, diagrams, figure);
    }
    return diagrams;
}
