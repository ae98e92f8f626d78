/*
 * Abbreviations of abbreviations.yaml in what is printed.  On each page of the site and in each appendix the first use
 * is expanded, "Tim Percepatan (TPPS)"; later ones carry what they mean, once a paragraph.  Words of others stay as
 * they are: quotes, titles of works, citations; and so do headings, captions and links.
 */

#include "report/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

struct abbreviating {
    const struct assembly *assembly;
    const struct abbreviations_file *file;
    struct arena *scratch;
    struct map *titles;   /* of works and documents: paragraphs that are nothing else */
    struct map *expanded; /* short forms, on this page */
    struct map *marked;   /* the same, in this paragraph */
    struct buffer said;   /* of the paragraph so far, as plain text */
    size_t looked_at;     /* bytes of it that quotation marks were looked for in */
    bool quoted;          /* they end within such marks */
};

/* ---- what stands around a use ---- */

/* What was said so far ends within quotation marks. */
static bool is_quoted(struct abbreviating *in)
{
    static const char open[] = "“", close[] = "”";
    const char *said = buffer_string(&in->said);

    for (; in->looked_at < in->said.length; in->looked_at++) {
        const char *at = said + in->looked_at;
        in->quoted = strncmp(at, open, strlen(open)) == 0 || (in->quoted && strncmp(at, close, strlen(close)) != 0);
    }
    return in->quoted;
}

static bool is_in_brackets(const char *said)
{
    long depth = 0;

    for (; *said != '\0'; said++)
        depth += *said == '(' ? 1 : *said == ')' ? -1 : 0;
    return depth > 0;
}

/* The author wrote "Tim Percepatan (TPPS)", or the long form somewhere in the paragraph: "TPPS ialah Tim Percepatan".
 */
static bool is_explained(const struct abbreviating *in, const struct abbreviation *use, const char *said,
                         const char *after)
{
    const char *long_form = text_fold(in->scratch, use->long_form);

    return (text_ends_with(said, " (") && *after == ')') || strstr(text_fold(in->scratch, said), long_form) != NULL ||
           strstr(text_fold(in->scratch, after), long_form) != NULL;
}

/* Part of a longer word, as in "antar-OPD" and "OPD-OPD": no place for many words. */
static bool is_within_word(const char *said, const struct abbreviation *use, const char *after)
{
    return text_ends_with(said, "-") ||
           (*after == '-' && strncmp(after + 1, use->short_form, strlen(use->short_form)) == 0);
}

static bool begins_sentence(const char *said)
{
    return *said == '\0' || text_ends_with(said, ". ") || text_ends_with(said, "? ") || text_ends_with(said, "! ");
}

/* long_form without its first word where that was said just now: "tim TPPS". */
static const char *unsaid(const struct abbreviating *in, const char *said, const char *long_form)
{
    size_t first = strcspn(long_form, " ");
    const char *word =
        text_fold(in->scratch, arena_concat(in->scratch, " ", arena_copy(in->scratch, long_form, first), " ", NULL));

    return long_form[first] == ' ' && text_ends_with(text_fold(in->scratch, said), word) ? long_form + first + 1
                                                                                         : long_form;
}

/* ---- what is put in its place ---- */

static struct span *text_of(const struct abbreviating *in, const char *text, size_t length)
{
    return span_text(in->assembly->arena, arena_copy(in->assembly->arena, text, length));
}

static struct span *marked(const struct abbreviating *in, const struct abbreviation *use)
{
    struct span *span = span_new(in->assembly->arena, SPAN_STYLED, 0, 0);

    span->style = STYLE_ABBREVIATION;
    span->text = use->long_form;
    span->children = span_text(in->assembly->arena, use->short_form);
    return span;
}

static struct span *expanded(const struct abbreviating *in, const struct abbreviation *use)
{
    const struct assembly *assembly = in->assembly;
    const char *said = buffer_string((struct buffer *)&in->said);
    bool within = is_in_brackets(said);
    char *words = arena_string(assembly->arena, unsaid(in, said, use->long_form));

    if (begins_sentence(said))
        words[0] = (char)toupper((unsigned char)words[0]);
    struct span *spans = compose_foreign(assembly, use->language, span_text(assembly->arena, words));
    return span_append(
        spans, span_text(assembly->arena, arena_format(assembly->arena, within ? " [%s]" : " (%s)", use->short_form)));
}

/* What use becomes; NULL: it stays. */
static struct span *replacement(struct abbreviating *in, const struct abbreviation *use, const char *after)
{
    const char *said = buffer_string(&in->said);

    if (is_quoted(in))
        return NULL;
    bool met = map_get(in->expanded, use->short_form) != NULL;
    if (!met && !is_within_word(said, use, after)) {
        map_put(in->expanded, use->short_form, (void *)use);
        map_put(in->marked, use->short_form, (void *)use);
        return is_explained(in, use, said, after) ? NULL : expanded(in, use);
    }
    return map_put(in->marked, use->short_form, (void *)use) == NULL ? marked(in, use) : NULL;
}

/* Replaces the first use in span, a text; what is behind it becomes a text of its own, which is met next. */
static void abbreviate_text(struct abbreviating *in, struct span *span)
{
    const char *text = span->text;
    const struct abbreviation *use;
    size_t done = 0;

    for (size_t at = 0; (use = abbreviation_find(in->file, text, &at)) != NULL;) {
        const char *after = text + at + strlen(use->short_form);
        buffer_bytes(&in->said, text + done, at - done);
        struct span *instead = replacement(in, use, after);
        buffer_text(&in->said, use->short_form);
        done = at += strlen(use->short_form);
        if (instead == NULL)
            continue;
        struct span *rest = text_of(in, after, strlen(after));
        rest->next = span->next;
        rest->line = span->line;
        rest->column = span->column;
        span->text = arena_copy(in->assembly->arena, text, (size_t)(after - text) - strlen(use->short_form));
        span->next = span_append(instead, rest);
        return;
    }
    buffer_text(&in->said, text + done);
}

/* ---- the walk ---- */

/* Neither the words of others nor what leads elsewhere. */
static bool is_passed_over(const struct span *span)
{
    switch (span->kind) {
    case SPAN_EMPHASIS:
    case SPAN_STRONG:
    case SPAN_GROUP:
    case SPAN_DIRECTIVE:
    case SPAN_FOOTNOTE:
    case SPAN_SOFT_BREAK:
    case SPAN_LINE_BREAK:
    case SPAN_TEXT:
        return false;
    case SPAN_CODE:
    case SPAN_MATH:
    case SPAN_HTML:
    case SPAN_STYLED:
    case SPAN_LINK:
    case SPAN_IMAGE:
    case SPAN_CITATION:
    case SPAN_REFERENCE:
    case SPAN_PAGE_NUMBER:
    case SPAN_EXCERPT:
    case SPAN_LANGUAGE:
    case SPAN_OBJECT:
        break;
    }
    return true;
}

static void meet_span(struct abbreviating *in, struct iterator *it)
{
    struct span *span = it->span;

    if (it->block->kind != BLOCK_PARAGRAPH) {
        iterator_skip(it);
    } else if (span->kind == SPAN_TEXT) {
        abbreviate_text(in, span);
    } else if (span->kind == SPAN_SOFT_BREAK || span->kind == SPAN_LINE_BREAK) {
        buffer_char(&in->said, ' ');
    } else if (is_passed_over(span)) {
        buffer_text(&in->said, span_plain(in->scratch, span->children));
        iterator_skip(it);
    }
}

static void meet_block(struct abbreviating *in, struct iterator *it)
{
    bool is_others = it->block->kind == BLOCK_QUOTE || it->block->kind == BLOCK_QUOTATION;

    if (it->block->kind == BLOCK_PARAGRAPH) {
        buffer_clear(&in->said);
        in->looked_at = 0;
        in->quoted = false;
        in->marked = map_new(in->scratch);
        is_others = map_get(in->titles, span_plain(in->scratch, it->block->spans)) != NULL;
    }
    if (is_others)
        iterator_skip(it);
}

static void abbreviate(struct abbreviating *in, const struct block *blocks)
{
    struct iterator it;

    in->expanded = map_new(in->scratch);
    iterator_start(&it, in->scratch, blocks);
    while (iterator_next(&it)) {
        if (iterator_meets_block(&it))
            meet_block(in, &it);
        else if (iterator_meets_span(&it))
            meet_span(in, &it);
    }
}

static void note_titles(struct abbreviating *in)
{
    const struct study *study = in->assembly->study;

    in->titles = map_new(in->scratch);
    for (size_t i = 0; i < study->synthesis->studies.count; i++) {
        const struct prior_study *prior = study->synthesis->studies.items[i];
        map_put(in->titles, prior->title, (void *)prior);
    }
    for (size_t i = 0; i < study->documents->documents.count; i++) {
        const struct document *document = study->documents->documents.items[i];
        map_put(in->titles, document->title, (void *)document);
    }
}

/* The lists of works, of abbreviations, of tables: nobody reads them from the top down. */
static bool is_list(const struct assembly *assembly, const struct report_page *page)
{
    return strcmp(page->path, pages_section_path(assembly, "bibliography")) == 0 ||
           strcmp(page->path, pages_section_path(assembly, "abbreviations")) == 0 ||
           strcmp(page->path, pages_section_path(assembly, "tables")) == 0;
}

void abbreviations_expand(struct assembly *assembly)
{
    const struct report *report = assembly->report;
    struct abbreviating in = {assembly, assembly->study->abbreviations, arena_new(), NULL, NULL, NULL, {0}};

    note_titles(&in);
    for (size_t i = 0; i < report->appendices.count && in.file->abbreviations.count > 0; i++) {
        const struct appendix *appendix = report->appendices.items[i];
        if (strcmp(appendix->id, "bibliography") != 0 && strcmp(appendix->id, "abbreviations") != 0)
            abbreviate(&in, appendix->blocks);
    }
    for (size_t i = 0; i < report->pages.count && in.file->abbreviations.count > 0; i++) {
        const struct report_page *page = report->pages.items[i];
        if (!is_list(assembly, page))
            abbreviate(&in, page->blocks);
    }
    buffer_free(&in.said);
    arena_free(in.scratch);
}
