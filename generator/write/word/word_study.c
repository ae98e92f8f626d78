#include "write/word/word.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "document/document.h"
#include "study/study.h"

#include <stdlib.h>
#include <string.h>

/* ---- numbers ---- */

static const struct appendix_settings *settings_of(const struct word *word)
{
    return word->report->study->info->appendix;
}

const char *word_appendix_mark(struct word *word, size_t number)
{
    const struct appendix_settings *settings = settings_of(word);

    if (number > 26 || (settings != NULL && settings->numbering == APPENDIX_NUMBERS))
        return arena_format(word->arena, "%zu", number);
    return arena_format(word->arena, "%c", (int)('A' + number - 1));
}

const char *word_number(struct word *word, const struct target *target)
{
    const struct appendix_settings *settings = settings_of(word);
    const struct list *appendices = &word->report->appendices;
    const struct map *targets = word->report->targets;
    size_t position = 0, before = 0;

    if (target->number == NULL || target->appendix == NULL || settings == NULL || !settings->number_by_chapter)
        return target->number;
    while (position < appendices->count && appendices->items[position] != target->appendix)
        position++;
    for (size_t i = 0; i < map_count(targets); i++) {
        const struct target *other = map_value(targets, i);
        before += other->kind == target->kind && other->appendix == target->appendix && other->number != NULL &&
                  strtol(other->number, NULL, 10) < strtol(target->number, NULL, 10);
    }
    return arena_format(word->arena, "%s.%zu", word_appendix_mark(word, position + 1), before + 1);
}

/* ---- links ---- */

/* <a href="#..."> to where target is printed in the appendices. The caller closes it if this returns true. */
static bool open_link(struct word *word, const struct target *target)
{
    if (target == NULL || target->appendix == NULL)
        return false;
    buffer_format(word->out, "<a href=\"#%s\">", word_anchor(word, target->appendix, target->anchor));
    return true;
}

void word_reference(struct word *word, const struct span *span)
{
    const struct target *target = report_target(word->report, span->text);
    const char *key = target && target->kind == TARGET_FIGURE ? "word_figure" : "word_table";

    bool linked = open_link(word, target);
    if (target == NULL) {
        word_text(word, span->text);
    } else if (target->number != NULL) {
        word_text(word, label_text(word->report->labels, key));
        word_put(word, "\u00a0");
        word_text(word, word_number(word, target));
    } else if (target->title != NULL) {
        word_spans(word, target->title);
    } else {
        word_text(word, target->label);
    }
    word_put(word, linked ? "</a>" : "");
}

void word_object(struct word *word, const struct span *span)
{
    bool linked = open_link(word, report_target(word->report, span->link->target));

    word_spans(word, span->children);
    word_put(word, linked ? "</a>" : "");
}

void word_mention(struct word *word, const struct span *span)
{
    word_put(word, "(");
    bool linked =
        open_link(word, report_target(word->report, arena_format(word->arena, "excerpt:%s", span->excerpt->id)));
    word_text(word, span->excerpt->id);
    word_put(word, linked ? "</a>)" : ")");
}

void word_citation(struct word *word, const struct span *span)
{
    word_spans(word, span->children);
}

void word_callout(struct word *word, const struct block *block)
{
    static const char *const keys[] = {[CALLOUT_NOTE] = "callout_note",
                                       [CALLOUT_WARNING] = "callout_warning",
                                       [CALLOUT_ILLUSTRATIVE] = "callout_illustrative",
                                       [CALLOUT_SUMMARY] = "callout_summary"};

    word_open(word, "Box Title");
    word_put(word, "<p>");
    word_put_anchor(word, block->id);
    if (block->callout->title != NULL)
        word_spans(word, block->callout->title);
    else
        word_text(word, label_text(word->report->labels, keys[block->callout->kind]));
    word_put(word, "</p>\n");
    word_close(word);
    word_open(word, "Box");
    word_blocks(word, block->children);
    word_close(word);
}

/* ---- excerpts ---- */

/* Words as they were said: a blank line parts paragraphs, a line end is kept. */
static void write_words(struct word *word, const struct block *block, const char *text)
{
    word_put(word, "<p>");
    word_put_anchor(word, block->id);
    while (*text != '\0') {
        size_t length = strcspn(text, "\n"), breaks = strspn(text + length, "\n");
        word_text(word, arena_copy(word->arena, text, length));
        text += length + breaks;
        if (*text != '\0')
            word_put(word, breaks > 1 ? "</p>\n<p>" : "<br />");
    }
    word_put(word, "</p>\n");
}

static void write_fact(struct word *word, const char *fact)
{
    if (fact == NULL || *fact == '\0')
        return;
    word_put(word, ", ");
    word_text(word, fact);
}

static const char *choice_label(struct word *word, const char *prefix, const char *name)
{
    return label_text(word->report->labels, arena_format(word->arena, "%s_%s", prefix, name));
}

/* IK-01, informan kunci, wawancara, baris 12-15 */
static void write_origin(struct word *word, const struct excerpt *excerpt)
{
    const char *id = excerpt_source_id(excerpt);
    const char *kind = excerpt->informant ? "informant" : "document";

    word_put(word, "<p>— ");
    bool linked = open_link(word, report_target(word->report, arena_format(word->arena, "%s:%s", kind, id)));
    word_text(word, excerpt->document ? excerpt->document->title : id);
    word_put(word, linked ? "</a>" : "");
    if (excerpt->informant != NULL)
        write_fact(word, choice_label(word, "group", group_names[excerpt->informant->group]));
    write_fact(word, choice_label(word, "technique", technique_names[excerpt->technique]));
    write_fact(word, excerpt->where);
    if (excerpt->stance == STANCE_CONTRAST)
        write_fact(word, choice_label(word, "stance", stance_names[excerpt->stance]));
    if (excerpt->illustrative) {
        word_put(word, "; <strong>");
        word_text(word, label_text(word->report->labels, "excerpt_illustrative"));
        word_put(word, "</strong>");
    }
    word_put(word, "</p>\n");
}

void word_excerpt(struct word *word, const struct block *block)
{
    const struct excerpt *excerpt = block->excerpt;

    word_open(word, "Block Text");
    if (excerpt->language != NULL) {
        word_put(word, "<div");
        word_attribute(word, "lang", HTML_ATTRIBUTE, excerpt->language);
        word_put(word, ">\n");
    }
    write_words(word, block, excerpt->text);
    if (excerpt->language != NULL)
        word_put(word, "</div>\n");
    if (excerpt->translation != NULL) {
        word_put(word, "<p><em>");
        word_text(word, excerpt->translation);
        word_put(word, "</em></p>\n");
    }
    word_close(word);
    word_open(word, "Origin");
    write_origin(word, excerpt);
    word_close(word);
}
