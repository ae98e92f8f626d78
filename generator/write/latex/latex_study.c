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

/* With the counter of the document that it stands in, which may be a host thesis. */
static void write_numbered(struct latex *latex, const struct target *target)
{
    latex_put(latex, "\\lampiranacu{");
    latex_text(latex, target->name);
    buffer_format(latex->out, "}{%s}{", latex_target_label(latex, target));
    latex_text(latex, target->number);
    latex_put(latex, "}");
}

void latex_reference(struct latex *latex, const struct span *span)
{
    const struct target *target = span->target;

    if (target != NULL && target->number != NULL && target->appendix != NULL) {
        write_numbered(latex, target);
        return;
    }
    bool linked = open_link(latex, target);
    if (span->children != NULL)
        latex_spans(latex, span->children);
    else
        latex_text(latex, span->text);
    latex_put(latex, linked ? "}" : "");
}

void latex_object(struct latex *latex, const struct span *span)
{
    bool linked = open_link(latex, find_target(latex, span->link->target));

    latex_spans(latex, span->children);
    latex_put(latex, linked ? "}" : "");
}

void latex_page_number(struct latex *latex, const char *label)
{
    const struct target *target = find_target(latex, label);

    if (target != NULL && target->appendix != NULL)
        buffer_format(latex->out, "\\lampiranhlm{%s}", latex_target_label(latex, target));
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

/* ---- for a thesis with a bibliography of its own, by biblatex or natbib: lampiran.sty makes one of the other ---- */

static bool wants_commands(const struct latex *latex)
{
    const struct report *report = latex->site->report;
    const struct appendix_settings *settings = report ? report->study->info->appendix : NULL;

    return settings != NULL && settings->citations != APPENDIX_CITATIONS_TEXT;
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
    bool as_commands = printed != NULL && wants_commands(latex) && has_plain_keys(span->citation);

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
    latex_line(latex);
    latex_put(latex, "\\begin{lampirankotak}{");
    if (block->callout->title != NULL)
        latex_spans(latex, block->callout->title);
    else
        latex_text(latex, callout_names[block->callout->kind]);
    latex_put(latex, "}%\n");
    latex_put_anchor(latex, block->id);
    latex_blocks(latex, block->children);
    latex_line(latex);
    latex_put(latex, latex->in_cell ? "\\end{lampirankotak}%\n" : "\\end{lampirankotak}\n\n");
}

/* ---- quotes ---- */

/* Paragraphs, each within command. */
static void write_words(struct latex *latex, const struct block *paragraphs, const char *command)
{
    for (; paragraphs != NULL; paragraphs = paragraphs->next) {
        latex_put(latex, command);
        latex_put(latex, "{");
        latex_spans(latex, paragraphs->spans);
        latex_put(latex, paragraphs->next ? "}\\par " : "}");
    }
}

/* IK-01, informan kunci, wawancara, baris 12-15 */
static void write_origin(struct latex *latex, const struct quotation *quote)
{
    latex_object(latex, quote->source);
    for (size_t i = 0; i < quote->fact_count; i++) {
        latex_put(latex, ", ");
        latex_text(latex, quote->facts[i].text);
    }
}

/* A quote that a directive stands for. */
static const struct block *unwrap(const struct block *block)
{
    while (block != NULL && (block->kind == BLOCK_DIRECTIVE || block->kind == BLOCK_GROUP) && block->children != NULL &&
           block->children->next == NULL)
        block = block->children;
    return block;
}

bool latex_quote_is_elsewhere(const struct latex *latex, const struct block *block)
{
    const char *key;

    block = unwrap(block);
    return latex->quotes_once &&
           report_quote_elsewhere(latex->arena, latex->site->report, latex->appendix, block, &key) != NULL;
}

void latex_quote_named(struct latex *latex, const struct block *block)
{
    block = unwrap(block);
    const char *id = block->quotation->id, *key;

    latex_put(latex, "[");
    open_link(latex, report_quote_elsewhere(latex->arena, latex->site->report, latex->appendix, block, &key));
    latex_text(latex, label_format(latex->site->report->labels, latex->arena, key, id, ""));
    latex_put(latex, "}");
    latex_page_number(latex, arena_concat(latex->arena, "excerpt:", id, NULL));
    latex_put(latex, "]");
}

void latex_quote(struct latex *latex, const struct block *block)
{
    const struct quotation *quote = block->quotation;
    const struct block *words = quote->words;
    bool before = latex->indonesian;

    latex_line(latex);
    latex_put(latex, "\\begin{lampirankutipan}%\n");
    latex_put_anchor(latex, block->id);
    /* Before the words, for those who hear the page or copy it. */
    if (quote->illustrative != NULL)
        latex_around(latex, "\\lampiranrekaan{", quote->illustrative, "}%\n");
    if (quote->language != NULL) {
        latex_speak(latex, quote->language);
        buffer_format(latex->out, "\\begin{lampiranbahasa}{%s}%%\n", quote->language);
    }
    /* Whose words it has comes first, in the line of these: it cannot be left alone at the end of a page. */
    if (quote->paraphrase) {
        latex_put(latex, "\\emph{");
        latex_spans(latex, words->spans);
        latex_put(latex, "}\n");
        words = words->next;
    }
    write_words(latex, words, quote->paraphrase || quote->turns ? "" : "\\lampiranujar");
    if (quote->language != NULL)
        latex_put(latex, "\\end{lampiranbahasa}%\n");
    latex->indonesian = before;
    latex_put(latex, quote->translation ? "\\par" : "");
    write_words(latex, quote->translation, "\\emph");
    /* Whose a conversation is does not belong to its last turn. */
    latex_put(latex, quote->turns ? "\\par" : "");
    latex_put(latex, "\\lampiranasal{");
    write_origin(latex, quote);
    latex_put(latex, "}%\n");
    latex_put(latex, latex->in_cell ? "\\end{lampirankutipan}%\n" : "\\end{lampirankutipan}\n\n");
}
