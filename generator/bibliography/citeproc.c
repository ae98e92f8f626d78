/*
 * Citations and references in styles other than APA, by pandoc's citeproc: one document goes out with all citations in
 * reading order and all works, one comes back.  Ours has a paragraph for each citation, so that they are told apart;
 * pandoc adds a division with a paragraph for each reference.
 */

#include "bibliography/private.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/cache.h"
#include "base/json.h"
#include "base/list.h"
#include "base/map.h"
#include "base/process.h"
#include "base/text.h"
#include "document/document.h"
#include "study/study.h"

#include <stdint.h>
#include <string.h>

enum { PANDOC_SECONDS = 120, MOST_WORDS = 300, MOST_RESULT = 128 * 1024 * 1024 };

/* Another way to ask is another key in the cache. */
static const char version[] = "citations 1\n";

/* Where in pandoc's document a citation leads to: the work by its id. */
static const char reference_link[] = "#ref-";

struct formatter {
    struct build *build;
    struct arena *arena;
    const struct labels *labels;
    const struct csl_style *style;
    const struct map *cited; /* key -> struct cite_work */
    const struct list *works;
    struct map *by_id;
    bool unlinked; /* what is read goes into a link */
};

/* ---- what goes out ---- */

static void put_spans(struct json *json, struct arena *arena, const struct span *spans)
{
    for (; spans != NULL; spans = spans->next) {
        const char *wrap = spans->kind == SPAN_EMPHASIS ? "Emph" : spans->kind == SPAN_STRONG ? "Strong" : NULL;
        if (wrap != NULL) {
            csl_open_node(json, wrap, '[');
            put_spans(json, arena, spans->children);
            csl_close_node(json, ']');
        } else if (spans->kind == SPAN_SOFT_BREAK) {
            csl_text(json, arena, " ");
        } else if (spans->children != NULL) {
            put_spans(json, arena, spans->children);
        } else if (spans->text != NULL) {
            csl_text(json, arena, spans->text);
        }
    }
}

/*
 * A locator that pandoc knows, in braces: the style puts it in its words. Others are text; so are all where the style
 * knows no locators and would drop them, in brackets among other works, as "(2 [hlm. 4],3)".
 */
static void put_locator(struct formatter *formatter, struct json *json, const char *locator, bool alone)
{
    struct arena *arena = formatter->arena;
    const char *bare = cite_locator_bare(arena, formatter->labels, locator);
    const char *full = cite_locator(arena, formatter->labels, locator);

    if (!formatter->style->knows_locators)
        csl_text(json, arena, arena_format(arena, alone ? "{}, %s" : "{} [%s]", full));
    else
        csl_text(json, arena, arena_format(arena, bare ? ", {%s}" : ", %s", bare ? bare : full));
}

static void put_suffix(struct formatter *formatter, struct json *json, const struct cited_work *cited, bool alone)
{
    struct arena *arena = formatter->arena;

    if (cited->locator != NULL)
        put_locator(formatter, json, cited->locator, alone);
    if (cited->suffix != NULL && span_begins_word(arena, cited->suffix))
        csl_text(json, arena, " ");
    put_spans(json, arena, cited->suffix);
}

/* alone: no other work is cited with it. */
static void put_item(struct formatter *formatter, struct json *json, const struct cited_work *cited, bool alone,
                     const char *id, const char *mode)
{
    json_open(json, '{');
    json_key_text(json, "citationId", id);
    json_open_key(json, "citationPrefix", '[');
    put_spans(json, formatter->arena, cited ? cited->prefix : NULL);
    json_close(json, ']');
    json_open_key(json, "citationSuffix", '[');
    if (cited != NULL)
        put_suffix(formatter, json, cited, alone);
    json_close(json, ']');
    json_open_key(json, "citationMode", '{');
    json_key_text(json, "t", mode);
    json_close(json, '}');
    json_key(json, "citationNoteNum");
    json_integer(json, 0);
    json_key(json, "citationHash");
    json_integer(json, 0);
    json_close(json, '}');
}

static bool is_narrative(const struct citation *citation)
{
    return citation->form == CITATION_NARRATIVE && !citation->works->year_only;
}

/* The names before a narrative citation are ours: the style has none, or would leave them out of the note. */
static bool leads(const struct csl_style *style)
{
    return style->is_numeric || style->is_note;
}

static void put_items(struct formatter *formatter, struct json *json, const struct citation *citation)
{
    bool author_in_text = is_narrative(citation) && !leads(formatter->style);

    for (const struct cited_work *cited = citation->works; cited != NULL; cited = cited->next) {
        const struct cite_work *work = map_get(formatter->cited, cited->key);
        const char *mode = cited->year_only ? "SuppressAuthor" : author_in_text ? "AuthorInText" : "NormalCitation";
        if (work != NULL)
            put_item(formatter, json, cited, citation->works->next == NULL, work->id, mode);
        author_in_text = false;
    }
}

/* A paragraph for each: also of works that are used without a citation, as they are numbered with the others. */
static void put_cluster(struct formatter *formatter, struct json *json, const struct csl_cluster *cluster)
{
    csl_open_node(json, "Para", '[');
    csl_open_node(json, "Cite", '[');
    json_open(json, '[');
    if (cluster->citation != NULL)
        put_items(formatter, json, cluster->citation);
    else
        put_item(formatter, json, NULL, true, ((const struct cite_work *)map_get(formatter->cited, cluster->key))->id,
                 "NormalCitation");
    json_close(json, ']');
    json_open(json, '[');
    json_close(json, ']');
    csl_close_node(json, ']');
    csl_close_node(json, ']');
}

static void put_base64(struct buffer *out, const char *text, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < length; i += 3) {
        unsigned long bits = 0;
        for (size_t j = i; j < i + 3; j++)
            bits = bits << 8 | (j < length ? (unsigned char)text[j] : 0);
        for (size_t j = 0; j < 4; j++)
            buffer_char(out, i + j > length ? '=' : digits[bits >> (18 - 6 * j) & 63]);
    }
}

/*
 * The style as an address that holds it, so that pandoc need not read a file. The Indonesian short form of "chapter" in
 * the locale of CSL is "bb."; the usual word is put in its place.
 */
static const char *style_address(const struct formatter *formatter)
{
    static const char terms[] = "<locale xml:lang=\"id\"><terms><term name=\"chapter\" form=\"short\">"
                                "<single>bab</single><multiple>bab</multiple></term></terms></locale></style>";
    struct buffer xml = {0}, out = {0};

    buffer_bytes(&xml, formatter->style->xml,
                 (size_t)(strstr(formatter->style->xml, "</style>") - formatter->style->xml));
    buffer_text(&xml, terms);
    buffer_text(&out, "data:application/xml;base64,");
    put_base64(&out, xml.bytes, xml.length);
    buffer_free(&xml);
    return buffer_take(&out, formatter->arena);
}

static void put_setting(struct json *json, const char *key, const char *text)
{
    json_open_key(json, key, '{');
    json_key_text(json, "t", text ? "MetaString" : "MetaBool");
    json_key(json, "c");
    if (text != NULL)
        json_text(json, text);
    else
        json_bool(json, true);
    json_close(json, '}');
}

static void put_metadata(struct formatter *formatter, struct json *json)
{
    json_open(json, '{');
    put_setting(json, "lang", formatter->labels->language);
    put_setting(json, "csl", style_address(formatter));
    put_setting(json, "link-citations", NULL);
    put_setting(json, "link-bibliography", NULL);
    json_key(json, "references");
    csl_open_node(json, "MetaList", '[');
    for (size_t i = 0; i < formatter->works->count; i++)
        csl_work(json, formatter->arena, formatter->labels, formatter->works->items[i], formatter->style);
    csl_close_node(json, ']');
    json_close(json, '}');
}

/* All but the version of pandoc's format, which goes before it. */
static const char *write_document(struct formatter *formatter, const struct list *clusters)
{
    struct buffer out = {0};
    struct json json = {.out = &out};

    json_open(&json, '{');
    json_key(&json, "meta");
    put_metadata(formatter, &json);
    json_open_key(&json, "blocks", '[');
    for (size_t i = 0; i < clusters->count; i++)
        put_cluster(formatter, &json, clusters->items[i]);
    json_close(&json, ']');
    json_close(&json, '}');
    return buffer_take(&out, formatter->arena);
}

/* ---- what comes back ---- */

static struct span *read_inlines(struct formatter *formatter, const struct json_value *inlines);

static bool is_type(const struct json_value *node, const char *type)
{
    const struct json_value *t = json_find(node, "t");
    return t != NULL && strcmp(t->text, type) == 0;
}

static const char *text_at(const struct json_value *array, size_t index)
{
    const struct json_value *value = json_at(array, index);
    return value ? value->text : "";
}

static struct span *wrapped(struct formatter *formatter, enum span_kind kind, const struct json_value *children)
{
    struct span *span = span_new(formatter->arena, kind, 0, 0);

    span->children = read_inlines(formatter, children);
    return span;
}

static struct span *read_link(struct formatter *formatter, const struct json_value *content)
{
    const char *address = text_at(json_at(content, 2), 0);
    const struct cite_work *work = NULL;

    if (text_starts_with(address, reference_link))
        work = map_get(formatter->by_id, address + strlen(reference_link));
    if (formatter->unlinked)
        return read_inlines(formatter, json_at(content, 1));
    if (work != NULL)
        address = arena_concat(formatter->arena, "work:", work->work->key, NULL);
    return span_link(formatter->arena, work ? SPAN_OBJECT : SPAN_LINK, address,
                     read_inlines(formatter, json_at(content, 1)));
}

static bool has_class(const struct json_value *attributes, const char *name)
{
    const struct json_value *classes = json_at(attributes, 1);

    for (const struct json_value *item = classes ? classes->children : NULL; item != NULL; item = item->next) {
        if (strcmp(item->text, name) == 0)
            return true;
    }
    return false;
}

/* The value of an attribute, NULL if there is none. */
static const char *attribute(const struct json_value *attributes, const char *name)
{
    const struct json_value *pairs = json_at(attributes, 2);

    for (const struct json_value *pair = pairs ? pairs->children : NULL; pair != NULL; pair = pair->next) {
        if (strcmp(text_at(pair, 0), name) == 0)
            return text_at(pair, 1);
    }
    return NULL;
}

static struct span *styled(struct formatter *formatter, enum text_style style, const struct json_value *children)
{
    struct span *span = wrapped(formatter, SPAN_STYLED, children);

    span->style = style;
    return span;
}

/* Takes the space at the end of spans away, which pandoc leaves where nothing follows. */
static void trim(struct span *spans)
{
    struct span *last = spans;

    while (last != NULL && last->next != NULL)
        last = last->next;
    if (last != NULL && last->kind == SPAN_TEXT && text_ends_with(last->text, " "))
        ((char *)(uintptr_t)last->text)[strlen(last->text) - 1] = '\0';
}

static struct span *read_span(struct formatter *formatter, const struct json_value *content)
{
    const struct json_value *attributes = json_at(content, 0), *children = json_at(content, 1);
    const char *language = attribute(attributes, "lang");

    if (has_class(attributes, "csl-left-margin")) {
        struct span *label = styled(formatter, STYLE_LABEL, children);
        trim(label->children);
        return span_append(label, span_text(formatter->arena, " "));
    }
    if (language == NULL)
        return read_inlines(formatter, children);
    struct span *span = wrapped(formatter, SPAN_LANGUAGE, children);
    span->text = language;
    return span;
}

/* A note, of which each citation in a style of notes is one. */
static struct span *read_note(struct formatter *formatter, const struct json_value *blocks)
{
    struct span *span = span_new(formatter->arena, SPAN_FOOTNOTE, 0, 0);
    struct block *paragraph = block_new(formatter->arena, BLOCK_PARAGRAPH, (struct place){0});

    for (const struct json_value *block = blocks ? blocks->children : NULL; block != NULL; block = block->next)
        paragraph->spans = span_append(paragraph->spans, read_inlines(formatter, json_find(block, "c")));
    span->footnote = arena_alloc(formatter->arena, sizeof *span->footnote);
    *span->footnote = (struct footnote){.label = "", .blocks = paragraph};
    return span;
}

/* One inline that is no text; NULL: it prints nothing. */
static struct span *read_inline(struct formatter *formatter, const struct json_value *node)
{
    const struct json_value *content = json_find(node, "c");

    if (is_type(node, "Link"))
        return read_link(formatter, content);
    if (is_type(node, "Span"))
        return read_span(formatter, content);
    if (is_type(node, "Note"))
        return read_note(formatter, content);
    if (is_type(node, "Emph"))
        return wrapped(formatter, SPAN_EMPHASIS, content);
    if (is_type(node, "Strong"))
        return wrapped(formatter, SPAN_STRONG, content);
    if (is_type(node, "Superscript"))
        return styled(formatter, STYLE_SUPERSCRIPT, content);
    if (is_type(node, "Subscript"))
        return styled(formatter, STYLE_SUBSCRIPT, content);
    if (is_type(node, "Underline"))
        return styled(formatter, STYLE_UNDERLINED, content);
    if (is_type(node, "SmallCaps") || is_type(node, "Strikeout"))
        return read_inlines(formatter, content);
    if (is_type(node, "Quoted") || is_type(node, "Cite"))
        return read_inlines(formatter, json_at(content, 1));
    if (is_type(node, "Code") || is_type(node, "Math") || is_type(node, "RawInline"))
        return span_text(formatter->arena, text_at(content, 1));
    return NULL;
}

/*
 * The name that stands for all that are not named (csl.c), as the words of the labels: behind a space alone, where the
 * style has "and" before the last of the names.
 */
static void name_others(struct formatter *formatter, struct buffer *text)
{
    const char *ands[] = {label_text(formatter->labels, "cite_and_narrative"), "&", "and"};
    char *mark = strstr(text->bytes, CSL_OTHERS);

    if (mark == NULL)
        return;
    const char *rest = arena_string(formatter->arena, mark + strlen(CSL_OTHERS));
    buffer_cut(text, (size_t)(mark - text->bytes));
    for (size_t i = 0; i < sizeof ands / sizeof ands[0]; i++) {
        const char *words = arena_format(formatter->arena, " %s ", ands[i]);
        if (!text_ends_with(text->bytes, words))
            continue;
        buffer_cut(text, text->length - strlen(words) + 1);
    }
    const char *others = label_text(formatter->labels, "cite_others");
    buffer_text(text, others);
    buffer_text(text, text_ends_with(others, ".") && *rest == '.' ? rest + 1 : rest);
}

/* Words and spaces become one text. */
static struct span *read_inlines(struct formatter *formatter, const struct json_value *inlines)
{
    struct span *spans = NULL;
    struct buffer text = {0};

    for (const struct json_value *node = inlines ? inlines->children : NULL;; node = node->next) {
        if (node != NULL && is_type(node, "Str")) {
            const char *word = json_find(node, "c") ? json_find(node, "c")->text : "";
            buffer_replaced(&text, word, strlen(word), CSL_WHOLE, "");
            continue;
        }
        if (node != NULL && (is_type(node, "Space") || is_type(node, "SoftBreak") || is_type(node, "LineBreak"))) {
            buffer_char(&text, ' ');
            continue;
        }
        if (text.length > 0)
            name_others(formatter, &text);
        if (text.length > 0)
            spans = span_append(spans, span_text(formatter->arena, arena_string(formatter->arena, text.bytes)));
        buffer_clear(&text);
        if (node == NULL)
            break;
        spans = span_append(spans, read_inline(formatter, node));
    }
    buffer_free(&text);
    return spans;
}

/* "Bryson dkk. " before the number or note. */
static struct span *with_lead(struct formatter *formatter, const struct citation *citation, struct span *spans)
{
    const struct cite_work *work = map_get(formatter->cited, citation->works->key);
    struct span *lead = work ? cite_lead(formatter->arena, formatter->labels, work) : NULL;
    bool raised = spans != NULL && (spans->kind == SPAN_STYLED || spans->kind == SPAN_FOOTNOTE);

    if (lead != NULL && !raised)
        lead = span_append(lead, span_text(formatter->arena, " "));
    return span_append(lead, spans);
}

static void read_cluster(struct formatter *formatter, const struct json_value *block, struct csl_cluster *cluster)
{
    formatter->unlinked = cluster->citation == NULL;
    cluster->printed = read_inlines(formatter, json_find(block, "c"));
    formatter->unlinked = false;
    if (cluster->citation != NULL && is_narrative(cluster->citation) && leads(formatter->style))
        cluster->printed = with_lead(formatter, cluster->citation, cluster->printed);
}

/*
 * Styles leave what goes before a part that an entry lacks: "2023; " and "Penerbit, " at its end, "2023; Available
 * from: " before an address.
 */
static void end_sentence(struct span *last)
{
    char *text = (char *)(uintptr_t)last->text, *mark = text + strlen(text);

    if (last->next != NULL) {
        while (mark > text && *mark != ';')
            mark--;
        if (!text_starts_with(mark, "; ") || !ascii_is_capital(mark[2]) || mark[strcspn(mark, "0123456789")] != '\0')
            return;
    } else if (mark > text && (mark[-1] == ';' || mark[-1] == ',')) {
        mark--;
    } else {
        return;
    }
    *mark = '.';
}

/* Words that stand for a date begin with a capital behind a full stop: "in press". */
static void raise_status(struct span *span, const char *status)
{
    for (const char *at = strstr(span->text, status); at != NULL; at = strstr(at + 1, status)) {
        if (at >= span->text + 2 && strncmp(at - 2, ". ", 2) == 0 && ascii_is_small(*at))
            *(char *)(uintptr_t)at = (char)(*at - 'a' + 'A');
    }
}

static void mend_entry(struct span *spans, const char *status)
{
    trim(spans);
    for (struct span *span = spans; span != NULL; span = span->next) {
        if (span->kind != SPAN_TEXT)
            continue;
        if (span->next == NULL || span->next->kind == SPAN_LINK)
            end_sentence(span);
        if (status != NULL)
            raise_status(span, status);
    }
}

/* One division, or what lies in it, of the list of references. */
static struct block *read_entry(struct formatter *formatter, const struct json_value *division)
{
    const struct json_value *content = json_find(division, "c"), *blocks = json_at(content, 1);
    const char *id = text_at(json_at(content, 0), 0);
    const struct cite_work *work = NULL;
    struct block *paragraph = NULL;

    if (text_starts_with(id, reference_link + 1))
        work = map_get(formatter->by_id, id + strlen(reference_link + 1));
    if (work == NULL)
        return NULL;
    paragraph = block_new(formatter->arena, BLOCK_PARAGRAPH, work->work->place);
    paragraph->id = cite_anchor(formatter->arena, work->work->key);
    for (const struct json_value *block = blocks ? blocks->children : NULL; block != NULL; block = block->next)
        paragraph->spans = span_append(paragraph->spans, read_inlines(formatter, json_find(block, "c")));
    mend_entry(paragraph->spans, work->status);
    return paragraph;
}

/* False: it is not what pandoc makes of our document. */
static bool read_document(struct formatter *formatter, const char *text, const struct list *clusters,
                          struct block **entries)
{
    const struct json_value *blocks = json_find(json_read(formatter->arena, text), "blocks");
    const struct json_value *block = blocks ? blocks->children : NULL;

    for (size_t i = 0; i < clusters->count; i++, block = block->next) {
        if (block == NULL || !is_type(block, "Para"))
            return false;
        read_cluster(formatter, block, clusters->items[i]);
    }
    const struct json_value *list = json_at(json_find(block, "c"), 1);
    for (block = list ? list->children : NULL; block != NULL; block = block->next)
        *entries = block_append(*entries, read_entry(formatter, block));
    return list != NULL;
}

/* ---- pandoc ---- */

static void complain(struct formatter *formatter, struct place place, enum process_status status, struct buffer *words)
{
    struct diags *diags = formatter->build->diags;

    if (status == PROCESS_MISSING) {
        diag_error(diags, place, "no-pandoc", "pandoc is not installed, which prints citations in the style '%s'",
                   formatter->style->name);
        diag_hint(diags, "on Debian and Ubuntu: apt install pandoc citation-style-language-styles; APA needs neither");
        return;
    }
    diag_error(diags, place, "pandoc", "pandoc printed no citations in the style '%s'", formatter->style->name);
    for (char *c = words->length > 0 ? words->bytes : NULL; c != NULL && *c != '\0'; c++)
        *c = *c == '\n' ? ' ' : *c;
    if (status == PROCESS_TIMEOUT)
        diag_hint(diags, "it was ended after %d seconds", PANDOC_SECONDS);
    else if (words->length > 0)
        diag_hint(diags, "pandoc says: %.*s", MOST_WORDS, words->bytes);
}

/* pandoc refuses a document of another generation of its format; ours is the same in all of these. */
static enum process_status run(const char *document, struct buffer *output)
{
    static const char *const generations[] = {"1,22", "1,23"};
    static const char *const arguments[] = {"pandoc", "--from=json", "--to=json", "--citeproc", "--quiet", NULL};
    enum process_status status = PROCESS_BROKEN;

    for (size_t i = 0; i < sizeof generations / sizeof generations[0]; i++) {
        struct buffer input = {0};
        buffer_format(&input, "{\"pandoc-api-version\":[%s],%s", generations[i], document + 1);
        struct process process = {.arguments = arguments,
                                  .folder = "/",
                                  .input = input.bytes,
                                  .input_length = input.length,
                                  .confinement = &confine_to_input,
                                  .output = output,
                                  .most_output = MOST_RESULT,
                                  .seconds = PANDOC_SECONDS};
        status = process_run(&process);
        if (status == PROCESS_DONE && process.exit_code != 0)
            status = PROCESS_BROKEN;
        buffer_free(&input);
        if (status == PROCESS_DONE || strstr(buffer_string(output), "API version") == NULL)
            break;
    }
    return status;
}

static void number_works(struct formatter *formatter)
{
    for (size_t i = 0; i < formatter->works->count; i++) {
        struct cite_work *work = formatter->works->items[i];
        work->id = arena_format(formatter->arena, "w%zu", i + 1);
        map_put(formatter->by_id, work->id, work);
    }
}

bool csl_format(struct build *build, const struct labels *labels, const struct csl_style *style, struct place place,
                const struct map *cited, const struct list *works, const struct list *clusters, struct block **entries)
{
    struct formatter formatter = {build, build->arena, labels, style, cited, works, map_new(build->arena), false};
    struct buffer output = {0};
    enum process_status status = PROCESS_DONE;

    number_works(&formatter);
    const char *document = write_document(&formatter, clusters);
    const char *file = cache_file(build->arena, "citations", arena_concat(build->arena, version, document, NULL));
    bool kept = cache_read(file, &output);
    if (!kept)
        status = run(document, &output);
    bool done = status == PROCESS_DONE && read_document(&formatter, buffer_string(&output), clusters, entries);
    if (!done)
        complain(&formatter, place, status, &output);
    else if (!kept && cache_write(build->arena, file, output.bytes, output.length))
        list_add(&build->cached, build->arena, (void *)(uintptr_t)file);
    buffer_free(&output);
    return done;
}
