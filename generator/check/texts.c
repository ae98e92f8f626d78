#include "check/rules.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/words.h"
#include "document/document.h"
#include "study/study.h"

#include <string.h>

/* All texts of a study, visited once: what each cites, links to and embeds must be there (links.c). */

/* ---- abbreviations that no text uses, and words in capitals that none explains ---- */

/* The abbreviations that texts use, and what looks like one and is not declared. */
struct words_in_capitals {
    const struct abbreviations_file *file;
    struct arena *arena;
    struct map *used;    /* short forms */
    struct map *unknown; /* word -> struct place */
};

static void note_unknown(const struct words_in_capitals *words, struct place place, const char *text, size_t length)
{
    const char *word = arena_copy(words->arena, text, length);
    struct place *first = map_get(words->unknown, word);

    if (first != NULL || list_has_text(&words->file->known, word))
        return;
    first = arena_alloc(words->arena, sizeof *first);
    *first = place;
    map_put(words->unknown, word, first);
}

/* Notes those in text; prose: it is for readers, who must be told what an abbreviation means. */
static void check_abbreviations_in(const struct words_in_capitals *words, struct place place, const char *text,
                                   bool prose)
{
    const struct abbreviation *next;
    size_t found = 0;
    bool quoted = false;

    if (text == NULL || words->file->record.place.line == 0)
        return;
    next = abbreviation_find(words->file, text, &found);
    for (size_t at = 0; text[at] != '\0';) {
        size_t length = abbreviation_like(text, at);
        if (next != NULL && found == at) {
            map_put(words->used, next->short_form, (void *)next);
            at = found += strlen(next->short_form);
            next = abbreviation_find(words->file, text, &found);
            continue;
        }
        if (length > 0 && prose && !quoted)
            note_unknown(words, place, text + at, length);
        quoted = strncmp(text + at, "“", strlen("“")) == 0 || (quoted && strncmp(text + at, "”", strlen("”")) != 0);
        at += length > 0 ? length : 1;
    }
}

/* Reports what the texts of the study were found to use, once all are read. */
static void check_abbreviations(struct build *build, const struct words_in_capitals *words)
{
    const struct list *declared = &words->file->abbreviations;

    if (words->file->record.place.line == 0)
        return;
    for (size_t i = 0; i < declared->count; i++) {
        const struct abbreviation *abbreviation = declared->items[i];
        if (abbreviation->short_form == NULL || map_get(words->used, abbreviation->short_form) != NULL)
            continue;
        diag_warning(build->diags, abbreviation->record.place, "unused-abbreviation",
                     "the abbreviation '%s' is used in no text", abbreviation->short_form);
        diag_hint(build->diags, "remove it, or see how the texts write it: capitals count");
    }
    for (size_t i = 0; i < map_count(words->unknown); i++) {
        const struct place *place = map_value(words->unknown, i);
        diag_note(build->diags, *place, "undeclared-abbreviation", "'%s' is not in content/abbreviations.yaml",
                  map_key(words->unknown, i));
        diag_hint(build->diags, "declare it there, or name it under 'known' if every reader knows it");
    }
}

/* ---- what is visited ---- */

struct texts {
    struct text_rules rules;
    struct arena *arena;
    struct map *labels; /* label -> struct place */
    struct words_in_capitals words;
};

static void note_label(struct texts *texts, const char *label, struct place place)
{
    if (label == NULL)
        return;
    const struct place *first = map_get(texts->labels, label);
    if (first == NULL) {
        struct place *copy = arena_alloc(texts->arena, sizeof *copy);
        *copy = place;
        map_put(texts->labels, label, copy);
        return;
    }
    diag_error(texts->rules.build->diags, place, "duplicate-label", "label '%s' is given a second time", label);
    diag_hint(texts->rules.build->diags, "the first is in %s:%d: rename one of them", first->file, first->line);
}

static void check_alt(struct texts *texts, struct place place, const char *file, bool has_words)
{
    if (has_words || strncmp(file, "data:", 5) == 0) /* a file of many lines, which is not shown */
        return;
    diag_warning(texts->rules.build->diags, place, "missing-alt",
                 "the figure '%s' has no description for those who cannot see it", file);
    diag_hint(texts->rules.build->diags, "say between the brackets what it shows: ![Peta dua dusun](%s)", file);
}

static void meet_figure(struct texts *texts, const struct figure *figure)
{
    check_link(&texts->rules, figure->caption.place, figure->file, true);
    check_alt(texts, figure->caption.place, figure->file, figure->alt != NULL && *figure->alt != '\0');
}

/* Elements that are typed for what they do, and not as words between pointed brackets: "<diam>". */
static bool is_element(const char *html)
{
    return *html == '<' && words_find(WORDS_ELEMENT, html + 1, strcspn(html + 1, " \t\r\n/>")) != NULL;
}

static void check_html(struct texts *texts, struct place place, const char *html)
{
    if (texts->rules.study->info->trust_findings || !is_element(html))
        return;
    /* Its attributes may hold a name. */
    diag_warning(texts->rules.build->diags, place, "raw-html", "'%.*s' is printed as it is typed",
                 (int)strcspn(html, " \t\r\n/>"), html);
    diag_hint(
        texts->rules.build->diags,
        "write it in Markdown; 'trust_findings: true' in content/study.yaml lets HTML of findings and pages through");
}

static void check_block(struct texts *texts, const struct block *block)
{
    const struct caption *caption = block_caption(block);

    if (caption != NULL)
        note_label(texts, caption->label, caption->place);
    if (block->kind == BLOCK_HTML)
        check_html(texts, block->place, block->text);
    if (block->kind == BLOCK_CODE)
        check_nearly_directive(&texts->rules, block->place, block->text);
    else if (block->kind == BLOCK_FIGURE)
        meet_figure(texts, block->figure);
    else if (block->kind == BLOCK_DIRECTIVE)
        check_directive(&texts->rules, block->place, block->directive);
}

static void check_span(struct texts *texts, const struct block *block, struct span *span)
{
    struct place place = {block->place.file, span->line, span->column};

    if (span->kind == SPAN_TEXT) {
        check_nearly_directive(&texts->rules, place, span->text);
        check_nearly_citation(&texts->rules, place, span->text);
        check_typed_citation(&texts->rules, place, span->text);
        check_decimal_point(&texts->rules, place, span->text);
        check_open_citation(&texts->rules, place, span);
        check_abbreviations_in(&texts->words, place, span->text, block->kind == BLOCK_PARAGRAPH);
    } else if (span->kind == SPAN_HTML)
        check_html(texts, place, span->text);
    else if (span->kind == SPAN_LINK || span->kind == SPAN_OBJECT) {
        check_link(&texts->rules, place, span->link->target, false);
        if (span->kind == SPAN_LINK && span->children == NULL) {
            diag_warning(texts->rules.build->diags, place, "empty-link", "the link to '%s' has no words",
                         span->link->target);
            diag_hint(texts->rules.build->diags, "write [words](address)");
        } else if (span->kind == SPAN_LINK && *span->link->target == '\0') {
            diag_warning(texts->rules.build->diags, place, "empty-link", "the link has no address");
            diag_hint(texts->rules.build->diags, "write [words](address)");
        }
    } else if (span->kind == SPAN_IMAGE) {
        check_link(&texts->rules, place, span->link->target, true);
        check_alt(texts, place, span->link->target, span->children != NULL);
    } else if (span->kind == SPAN_CITATION) {
        for (const struct cited_work *cited = span->citation->works; cited != NULL; cited = cited->next) {
            struct place at = {place.file, cited->line, cited->column};
            check_cited(&texts->rules, at, cited);
            check_citation_suffix(&texts->rules, at, cited);
        }
    } else if (span->kind == SPAN_DIRECTIVE)
        check_directive(&texts->rules, place, span->directive);
}

static void check_blocks(void *context, const struct block *blocks)
{
    struct texts *texts = context;
    struct iterator it;

    iterator_start(&it, texts->arena, blocks);
    while (iterator_next(&it)) {
        if (iterator_meets_block(&it))
            check_block(texts, it.block);
        else if (iterator_meets_span(&it))
            check_span(texts, it.block, it.span);
    }
}

static void check_text(void *context, struct place place, const char *text)
{
    check_abbreviations_in(&((struct texts *)context)->words, place, text, false);
}

static void note_work(void *context, const struct reference *reference)
{
    struct work *work = reference->object;

    if (work != NULL)
        map_put(((struct texts *)context)->rules.cited, work->key, work);
}

static void visit_line(const struct text_visitor *visitor, const struct record *record, const struct field *field,
                       struct span *spans)
{
    struct block line = {.kind = BLOCK_PARAGRAPH, .place = record_place_of(record, field->key), .spans = spans};

    visitor->blocks(visitor->context, &line);
}

static void visit_work(const struct text_visitor *visitor, const struct reference *reference)
{
    if (visitor->work != NULL)
        visitor->work(visitor->context, reference);
}

static void visit_record(const struct text_visitor *visitor, const struct record *record)
{
    for (size_t i = 0; i < record->schema->field_count; i++) {
        const struct field *field = &record->schema->fields[i];
        void *target = record_field(record, field);
        const struct list *list = target;
        if (field->type == FIELD_PROSE)
            visitor->blocks(visitor->context, *(struct block **)target);
        else if (field->type == FIELD_TEXT && visitor->text != NULL)
            visitor->text(visitor->context, record->place, *(const char **)target);
        else if (field->type == FIELD_SPANS)
            visit_line(visitor, record, field, *(struct span **)target);
        else if (field->type == FIELD_RECORD && *(struct record **)target != NULL)
            visit_record(visitor, *(struct record **)target);
        else if (field->type == FIELD_REFERENCE && field->kind == OBJECT_WORK)
            visit_work(visitor, target);
        for (size_t j = 0; field->type == FIELD_REFERENCES && field->kind == OBJECT_WORK && j < list->count; j++)
            visit_work(visitor, list->items[j]);
        for (size_t j = 0; field->type == FIELD_PROSES && j < list->count; j++)
            visitor->blocks(visitor->context, list->items[j]);
        for (size_t j = 0; field->type == FIELD_RECORDS && j < list->count; j++)
            visit_record(visitor, list->items[j]);
    }
}

void texts_visit(const struct study *study, const struct text_visitor *visitor)
{
    const struct record *const files[] = {
        &study->info->record,
        &study->objectives->record,
        &study->codebook->record,
        &study->definitions->record,
        &study->informants->record,
        &study->documents->record,
        &study->synthesis->record,
        &study->frameworks->record,
        &study->statistics->record,
        &study->guide->record,
        &study->reporting->record,
        &study->summaries->record,
        &study->second_coding->record,
        &study->coders->record,
        &study->conclusions->record,
        &study->joint->record,
        NULL,
    };

    for (size_t i = 0; files[i] != NULL; i++)
        visit_record(visitor, files[i]);
    for (size_t i = 0; i < study->excerpt_files.count; i++)
        visit_record(visitor, study->excerpt_files.items[i]);
    for (size_t i = 0; i < study->codebook_versions.count; i++)
        visit_record(visitor, study->codebook_versions.items[i]);
    for (size_t i = 0; i < study->memos.count; i++) {
        const struct memo *memo = study->memos.items[i];
        if (memo->read_by != MEMO_NOBODY)
            visit_record(visitor, &memo->record);
    }
    for (size_t i = 0; i < study->findings.count; i++) {
        const struct finding *finding = study->findings.items[i];
        visit_record(visitor, &finding->record);
        visitor->blocks(visitor->context, finding->body);
    }
    for (size_t i = 0; i < study->pages.count; i++) {
        const struct page *page = study->pages.items[i];
        visit_record(visitor, &page->record);
        visitor->blocks(visitor->context, page->body);
    }
}

void check_texts(struct build *build, const struct study *study)
{
    struct arena *arena = arena_new();
    struct texts texts = {.rules = {.build = build, .study = study}, .arena = arena};
    const struct text_visitor visitor = {&texts, check_blocks, check_text, note_work};

    texts.labels = map_new(arena);
    texts.rules.cited = map_new(arena);
    texts.rules.named = check_named_works(arena, study);
    texts.rules.typed = map_new(arena);
    texts.rules.unread = unread_new(build, arena);
    texts.words = (struct words_in_capitals){study->abbreviations, arena, map_new(arena), map_new(arena)};
    texts_visit(study, &visitor);
    check_typed_alone(&texts.rules);
    for (size_t i = 0; i < study->excerpts.count; i++) {
        const struct excerpt *excerpt = study->excerpts.items[i];
        check_abbreviations_in(&texts.words, excerpt->record.place, excerpt->text, false);
    }
    check_flaws(build, study, texts.rules.cited);
    check_titles(build, study, texts.rules.cited);
    check_abbreviations(build, &texts.words);
    unread_free(texts.rules.unread);
    arena_free(arena);
}
