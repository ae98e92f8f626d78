#include "report/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "study/study.h"

#include <stdlib.h>
#include <string.h>

static const struct place no_place;

const char *compose_speaker(struct arena *arena, const struct informant *informant)
{
    return informant->credit ? arena_format(arena, "%s (%s)", informant->credit, informant->code) : informant->code;
}

const char *compose_document(const struct document *document)
{
    return document->short_name != NULL ? document->short_name : document->title;
}

const char *compose_sources(struct arena *arena, const struct excerpt *excerpt)
{
    const char *name = excerpt->document != NULL ? compose_document(excerpt->document) : "";

    for (size_t i = 0; i < excerpt->speakers.count; i++)
        name = arena_concat(arena, name, i > 0 ? ", " : "", compose_speaker(arena, excerpt->speakers.items[i]), NULL);
    return name;
}

const char *compose_turn_speaker(struct arena *arena, const struct labels *labels, const struct excerpt *excerpt,
                                 const struct turn *turn)
{
    const struct informant *informant = turn->speaker.object;
    bool is_group = excerpt->technique_kind == TECHNIQUE_FOCUS_GROUP;

    if (informant == NULL)
        return label_text(labels, is_group ? "turn_moderator" : "turn_interviewer");
    bool by_role = informant->attribution == ATTRIBUTION_ROLE && informant->role != NULL;
    return by_role ? informant->role : compose_speaker(arena, informant);
}

const char *compose_words(struct arena *arena, const struct labels *labels, const struct excerpt *excerpt)
{
    struct buffer words = {0};

    for (size_t i = 0; i < excerpt->turns.count; i++) {
        const struct turn *turn = excerpt->turns.items[i];
        buffer_format(&words, "%s%s: %s", i > 0 ? "\n" : "", compose_turn_speaker(arena, labels, excerpt, turn),
                      text_trimmed(arena, turn->text));
    }
    return excerpt->turns.count > 0 ? buffer_take(&words, arena) : excerpt->text;
}

const char *compose_where(struct arena *arena, const struct labels *labels, const struct excerpt *excerpt)
{
    if (excerpt->where_unconfirmed)
        return label_format(labels, arena, "excerpt_unconfirmed", excerpt->where, "");
    if (excerpt->transcript_lines == NULL)
        return excerpt->where;
    bool is_one = strspn(excerpt->transcript_lines, "0123456789") == strlen(excerpt->transcript_lines);
    const char *name = excerpt_named_transcript(excerpt), *lines = excerpt->transcript_lines;
    if (name != NULL)
        return label_format(labels, arena, is_one ? "excerpt_line_of" : "excerpt_lines_of", name, lines);
    return arena_format(arena, "%s %s", label_text(labels, is_one ? "excerpt_line" : "excerpt_lines"), lines);
}

struct span *compose_label(const struct assembly *assembly, const char *key)
{
    static const char start[] = ":lang[";
    const char *text = label_text(assembly->labels, key);
    struct span *spans = NULL;

    for (const char *open; (open = strstr(text, start)) != NULL;) {
        const char *words = open + strlen(start), *tag = strstr(words, "]{"), *end = tag ? strchr(tag, '}') : NULL;
        if (end == NULL)
            break;
        struct span *foreign = span_text(assembly->arena, arena_copy(assembly->arena, words, (size_t)(tag - words)));
        tag += strlen("]{");
        spans =
            span_append(spans, span_text(assembly->arena, arena_copy(assembly->arena, text, (size_t)(open - text))));
        spans = span_append(spans,
                            compose_foreign(assembly, arena_copy(assembly->arena, tag, (size_t)(end - tag)), foreign));
        text = end + 1;
    }
    return span_append(spans, span_text(assembly->arena, text));
}

struct block *compose_paragraph(const struct assembly *assembly, struct span *spans)
{
    struct block *block = block_new(assembly->arena, BLOCK_PARAGRAPH, no_place);

    block->spans = spans;
    return block;
}

struct block *compose_heading(const struct assembly *assembly, struct span *spans, const char *id)
{
    struct block *block = block_new(assembly->arena, BLOCK_HEADING, no_place);

    block->level = 2;
    block->spans = spans;
    block->id = id;
    return block;
}

struct span *compose_made_up(struct arena *arena, const struct labels *labels)
{
    struct span *mark = span_new(arena, SPAN_STYLED, 0, 0);

    mark->style = STYLE_MADE_UP;
    mark->children = span_text(arena, arena_format(arena, " (%s)", label_text(labels, "illustrative")));
    return mark;
}

struct block *compose_titled(const struct assembly *assembly, const char *key, const char *id, struct block *content)
{
    return content ? block_append(compose_heading(assembly, compose_label(assembly, key), id), content) : NULL;
}

struct span *compose_object(const struct assembly *assembly, enum object_kind kind, const char *id, struct span *text)
{
    const char *target = arena_concat(assembly->arena, object_kind_name(kind), ":", id, NULL);

    return span_link(assembly->arena, SPAN_OBJECT, target, text ? text : span_text(assembly->arena, id));
}

struct span *compose_foreign(const struct assembly *assembly, const char *language, struct span *text)
{
    if (language == NULL || language_is_same(language, assembly->labels->language))
        return text;
    struct span *span = span_new(assembly->arena, SPAN_LANGUAGE, 0, 0);
    span->text = language;
    span->children = text;
    return span;
}

struct span *compose_code(const struct assembly *assembly, const struct code *code)
{
    return compose_object(assembly, OBJECT_CODE, code->id, span_copy(assembly->arena, code->label));
}

struct block *compose_excerpt(const struct assembly *assembly, const struct excerpt *excerpt)
{
    struct block *block = block_new(assembly->arena, BLOCK_EXCERPT, excerpt->record.place);

    block->excerpt = excerpt;
    return block;
}

struct block *compose_callout(const struct assembly *assembly, enum callout_kind kind, struct span *title,
                              struct block *children)
{
    struct block *block = block_new(assembly->arena, BLOCK_CALLOUT, no_place);
    struct callout *callout = arena_alloc(assembly->arena, sizeof *callout);

    callout->kind = kind;
    callout->title = title;
    block->callout = callout;
    block->children = children;
    return block;
}

const char *compose_numbers(const struct assembly *assembly, const char *key, size_t first, size_t second)
{
    return label_format(assembly->labels, assembly->arena, key,
                        label_number(assembly->labels, assembly->arena, (long)first),
                        label_number(assembly->labels, assembly->arena, (long)second));
}

const char *compose_group(struct arena *arena, const struct study *study, const struct labels *labels,
                          const struct informant *informant)
{
    const struct group_description *own = study_own_group(study, informant->group);

    return own ? span_plain(arena, own->label)
               : label_text(labels, arena_concat(arena, "group_", informant->group, NULL));
}

const char *compose_technique(struct arena *arena, const struct study *study, const struct labels *labels,
                              const struct excerpt *excerpt)
{
    const struct own_technique *own = study_own_technique(study, excerpt->technique);

    return own ? span_plain(arena, own->label)
               : label_text(labels, arena_concat(arena, "technique_", excerpt->technique, NULL));
}

const char *compose_told_group(struct arena *arena, const struct study *study, const struct labels *labels,
                               const struct informant *informant)
{
    return strcmp(informant->group, "informant") == 0 ? NULL : compose_group(arena, study, labels, informant);
}

const char *compose_date(const struct assembly *assembly, const char *date)
{
    size_t length = strlen(date);

    if (length < 7)
        return date;
    const char *key = arena_format(assembly->arena, "cite_month_%ld", strtol(date + 5, NULL, 10));
    const char *month = arena_format(assembly->arena, "%s %.4s", label_text(assembly->labels, key), date);
    return length < 10 ? month : arena_format(assembly->arena, "%ld %s", strtol(date + 8, NULL, 10), month);
}

/* Whether each item is a single paragraph, which can stand without space around it. */
static bool is_tight(const struct list *items)
{
    for (size_t i = 0; i < items->count; i++) {
        const struct block *item = items->items[i];
        if (item != NULL && item->next != NULL && item->next->kind == BLOCK_PARAGRAPH)
            return false;
    }
    return true;
}

struct block *compose_list(const struct assembly *assembly, const struct list *items)
{
    if (items->count == 0)
        return NULL;
    struct block *list = block_new(assembly->arena, BLOCK_LIST, no_place);
    struct list_style *style = arena_alloc(assembly->arena, sizeof *style);
    struct block **end = &list->children;

    *style = (struct list_style){.tight = is_tight(items), .start = 1};
    list->list = style;
    for (size_t i = 0; i < items->count; i++) {
        *end = block_new(assembly->arena, BLOCK_ITEM, no_place);
        (*end)->children = items->items[i];
        end = &(*end)->next;
    }
    return list;
}
