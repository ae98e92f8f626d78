#include "write/latex/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "document/document.h"
#include "study/study.h"

#include <string.h>

static const struct target *find_target(const struct latex *latex, const char *label)
{
    return latex->site->report ? report_target(latex->site->report, label) : NULL;
}

/* ---- references in a line ---- */

/* \lampiranrujuk{label}{ , to be closed by the caller if this returns true. */
static bool open_link(struct latex *latex, const struct target *target)
{
    if (target == NULL || target->appendix == NULL)
        return false;
    buffer_format(latex->out, "\\lampiranrujuk{%s}{", latex_target_label(latex, target));
    return true;
}

static void write_numbered(struct latex *latex, const struct target *target)
{
    const char *key = target->kind == TARGET_FIGURE ? "word_figure" : "word_table";

    if (target->appendix != NULL) {
        latex_put(latex, "\\lampiranacu{");
        latex_text(latex, label_text(latex->site->report->labels, key));
        buffer_format(latex->out, "}{%s}{", latex_target_label(latex, target));
        latex_text(latex, target->number);
        latex_put(latex, "}");
    } else {
        latex_text(latex, label_text(latex->site->report->labels, key));
        latex_put(latex, "~");
        latex_text(latex, target->number);
    }
}

void latex_reference(struct latex *latex, const struct span *span)
{
    const struct target *target = find_target(latex, span->text);

    if (target == NULL) {
        latex_text(latex, span->text);
    } else if (target->number != NULL) {
        write_numbered(latex, target);
    } else {
        bool linked = open_link(latex, target);
        if (target->title != NULL)
            latex_spans(latex, target->title);
        else
            latex_text(latex, target->label);
        latex_put(latex, linked ? "}" : "");
    }
}

void latex_object(struct latex *latex, const struct span *span)
{
    bool linked = open_link(latex, find_target(latex, span->link->target));

    latex_spans(latex, span->children);
    latex_put(latex, linked ? "}" : "");
}

void latex_excerpt_mention(struct latex *latex, const struct span *span)
{
    const char *label = arena_format(latex->arena, "excerpt:%s", span->excerpt->id);

    latex_put(latex, "(");
    bool linked = open_link(latex, find_target(latex, label));
    latex_text(latex, span->excerpt->id);
    latex_put(latex, linked ? "})" : ")");
}

/* A citation that assemble did not print: as keys, in the form in which it was typed. */
static void write_keys(struct latex *latex, const struct citation *citation)
{
    bool parenthetical = citation->form == CITATION_PARENTHETICAL;

    latex_put(latex, parenthetical ? "(" : "");
    for (const struct cited_work *work = citation->works; work != NULL; work = work->next) {
        if (work->prefix != NULL) {
            latex_spans(latex, work->prefix);
            latex_put(latex, " ");
        }
        latex_text(latex, work->key);
        if (work->locator != NULL) {
            latex_put(latex, ", ");
            latex_text(latex, work->locator);
        }
        latex_put(latex, span_begins_word(latex->arena, work->suffix) ? " " : "");
        latex_spans(latex, work->suffix);
        latex_put(latex, work->next ? "; " : "");
    }
    latex_put(latex, parenthetical ? ")" : "");
}

/* ---- for a thesis with a biblatex bibliography of its own ---- */

static bool wants_biblatex(const struct latex *latex)
{
    const struct report *report = latex->site->report;
    const struct appendix_settings *settings = report ? report->study->info->appendix : NULL;

    return settings != NULL && settings->citations == APPENDIX_CITATIONS_BIBLATEX;
}

/* Keys reach LaTeX only when nothing in them needs escaping. */
static bool has_plain_keys(const struct citation *citation)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-./:_+";

    for (const struct cited_work *work = citation->works; work != NULL; work = work->next) {
        if (work->key[strspn(work->key, plain)] != '\0')
            return false;
    }
    return true;
}

/* [{lihat}][{hlm. 4}]{bryson2006} */
static void write_work(struct latex *latex, const struct cited_work *work)
{
    latex_put(latex, "[{");
    latex_spans(latex, work->prefix);
    latex_put(latex, "}][{");
    if (work->locator != NULL)
        latex_text(latex, work->locator);
    latex_put(latex, work->locator && span_begins_word(latex->arena, work->suffix) ? " " : "");
    latex_spans(latex, work->suffix);
    latex_put(latex, "}]{");
    latex_put(latex, work->key);
    latex_put(latex, "}");
}

/* \parencite for one work, \parencites for more; with a star the year alone, which only one work can have. */
static void write_commands(struct latex *latex, const struct citation *citation)
{
    latex_put(latex, citation->form == CITATION_NARRATIVE ? "\\textcite" : "\\parencite");
    if (citation->works->next != NULL)
        latex_put(latex, "s");
    else if (citation->works->year_only && citation->form == CITATION_PARENTHETICAL)
        latex_put(latex, "*");
    for (const struct cited_work *work = citation->works; work != NULL; work = work->next)
        write_work(latex, work);
}

void latex_citation(struct latex *latex, const struct span *span)
{
    const struct span *printed = span->children;
    bool as_commands = printed != NULL && wants_biblatex(latex) && has_plain_keys(span->citation);

    if (as_commands) {
        latex_put(latex, "\\lampiransitasi{");
        write_commands(latex, span->citation);
        latex_put(latex, "}{");
    }
    if (printed != NULL)
        latex_spans(latex, printed);
    else
        write_keys(latex, span->citation);
    latex_put(latex, as_commands ? "}" : "");
}

/* ---- callouts ---- */

void latex_callout(struct latex *latex, const struct block *block)
{
    static const char *const names[] = {[CALLOUT_NOTE] = "note",
                                        [CALLOUT_WARNING] = "warning",
                                        [CALLOUT_ILLUSTRATIVE] = "illustrative",
                                        [CALLOUT_SUMMARY] = "summary"};
    const char *name = names[block->callout->kind];

    latex_line(latex);
    latex_put(latex, "\\begin{lampirankotak}{");
    if (block->callout->title != NULL)
        latex_spans(latex, block->callout->title);
    else
        latex_text(latex, latex_label(latex, arena_format(latex->arena, "callout_%s", name), name));
    latex_put(latex, "}%\n");
    latex_put_anchor(latex, block->id);
    latex_blocks(latex, block->children);
    latex_line(latex);
    latex_put(latex, latex->in_cell ? "\\end{lampirankotak}%\n" : "\\end{lampirankotak}\n\n");
}

/* ---- excerpts ---- */

/* Words as they were said: a blank line parts paragraphs, a line end is kept. */
static void write_words(struct latex *latex, const char *text)
{
    size_t length = strlen(text);

    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == ' '))
        length--;
    const char *end = text + length;
    while (text < end) {
        const char *line_end = memchr(text, '\n', (size_t)(end - text));
        if (line_end == NULL)
            line_end = end;
        latex_text(latex, arena_copy(latex->arena, text, (size_t)(line_end - text)));
        size_t breaks = strspn(line_end, "\n");
        if (line_end < end && breaks == 1)
            latex_put(latex, "\\lampiranbarisbaru{}");
        else if (line_end < end)
            latex_put(latex, "\\par ");
        text = line_end < end ? line_end + breaks : end;
    }
}

static void write_fact(struct latex *latex, const char *word)
{
    if (word == NULL || word[0] == '\0')
        return;
    latex_put(latex, ", ");
    latex_text(latex, word);
}

static const char *choice_label(struct latex *latex, const char *prefix, const char *name)
{
    return latex_label(latex, arena_format(latex->arena, "%s_%s", prefix, name), name);
}

/* The lines of the transcript where they are known, else what was typed. */
static const char *where_of(struct latex *latex, const struct excerpt *excerpt)
{
    if (excerpt->transcript_lines == NULL)
        return excerpt->where;
    return arena_format(latex->arena, "%s %s", latex_label(latex, "excerpt_lines", "transcript lines"),
                        excerpt->transcript_lines);
}

/* IK-01, informan kunci, wawancara, baris 12-15 */
static void write_origin(struct latex *latex, const struct excerpt *excerpt)
{
    const char *id = excerpt_source_id(excerpt);
    const char *kind = excerpt->informant ? "informant" : "document";

    bool linked = open_link(latex, find_target(latex, arena_format(latex->arena, "%s:%s", kind, id)));
    latex_text(latex, excerpt->informant ? id : excerpt->document ? excerpt->document->title : id);
    latex_put(latex, linked ? "}" : "");
    if (excerpt->informant != NULL)
        write_fact(latex, choice_label(latex, "group", group_names[excerpt->informant->group]));
    write_fact(latex, choice_label(latex, "technique", technique_names[excerpt->technique]));
    write_fact(latex, where_of(latex, excerpt));
    if (excerpt->stance == STANCE_CONTRAST)
        write_fact(latex, choice_label(latex, "stance", stance_names[excerpt->stance]));
    if (excerpt->illustrative) {
        latex_put(latex, "; \\textbf{");
        latex_text(latex, latex_label(latex, "excerpt_illustrative", "illustrative"));
        latex_put(latex, "}");
    }
}

void latex_excerpt(struct latex *latex, const struct block *block)
{
    const struct excerpt *excerpt = block->excerpt;

    latex_line(latex);
    latex_put(latex, "\\begin{lampirankutipan}%\n");
    latex_put_anchor(latex, block->id);
    if (excerpt->language != NULL)
        buffer_format(latex->out, "\\begin{lampiranbahasa}{%s}%%\n", excerpt->language);
    write_words(latex, excerpt->text);
    if (excerpt->language != NULL)
        latex_put(latex, "\\end{lampiranbahasa}%\n");
    if (excerpt->translation != NULL) {
        latex_put(latex, "\\par\\emph{");
        latex_text(latex, excerpt->translation);
        latex_put(latex, "}");
    }
    latex_put(latex, "\\lampiranasal{");
    write_origin(latex, excerpt);
    latex_put(latex, "}%\n");
    latex_put(latex, latex->in_cell ? "\\end{lampirankutipan}%\n" : "\\end{lampirankutipan}\n\n");
}
