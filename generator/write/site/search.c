#include "write/site/private.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "document/document.h"
#include "study/study.h"

#include <string.h>

struct index {
    struct arena *arena;
    const struct report *report;
    struct value *pages;
    struct value *parts;
    const struct report_page *page;
    /* the part that is being collected: */
    const char *anchor;
    const char *heading;
    struct map *told; /* long texts of earlier parts */
    bool made_up;     /* the part is an excerpt that was made up */
    bool named;       /* the heading has not been told yet */
    bool brief;       /* titles and headings alone */
    struct buffer text;
};

static void add_text(struct value *list, struct arena *arena, const char *text)
{
    value_add(list, arena, value_text(arena, text));
}

/* Ends the part, if there is anything in it. */
static void end_part(struct index *index)
{
    if (index->text.length == 0 && (!index->named || *index->heading == '\0'))
        return;
    struct value *part = value_list(index->arena);

    value_add(part, index->arena, value_number(index->arena, (double)index->pages->count - 1));
    add_text(part, index->arena, index->anchor);
    add_text(part, index->arena, index->heading);
    add_text(part, index->arena, arena_string(index->arena, buffer_string(&index->text)));
    if (index->made_up)
        value_add(part, index->arena, value_number(index->arena, 1));
    value_add(index->parts, index->arena, part);
    buffer_clear(&index->text);
}

static void start_part(struct index *index, const char *anchor, const char *heading)
{
    end_part(index);
    index->anchor = anchor;
    index->heading = heading;
    index->named = true;
}

/* Goes on with a part that was interrupted. */
static void resume_part(struct index *index, const char *anchor, const char *heading)
{
    start_part(index, anchor, heading);
    index->named = false;
}

/*
 * Adds text to the part, its line ends as spaces. A line end parts it from what was there: the figures in the cells of
 * a row are no number that goes on from one to the next.
 */
static void put_words(struct index *index, const char *text)
{
    if (index->text.length > 0)
        buffer_char(&index->text, '\n');
    size_t start = index->text.length;
    buffer_text(&index->text, text);
    for (char *end = index->text.bytes + start; (end = strchr(end, '\n')) != NULL;)
        *end = ' ';
}

/* Shorter texts may be told twice. */
enum { SHORTEST_ONCE = 40 };

/* What is between quotation marks, where text begins with one: a matrix prints quotes so. */
static const char *unquoted(struct index *index, const char *text)
{
    static const char open[] = "\u201c", close[] = "\u201d";
    const char *end = strncmp(text, open, sizeof open - 1) == 0 ? strstr(text, close) : NULL;

    if (end == NULL)
        return text;
    text += sizeof open - 1;
    return arena_copy(index->arena, text, (size_t)(end - text));
}

/*
 * A phone needs some ten seconds to take in so much, a slice at a time; the text of a thesis needs less than one.  Of a
 * larger study, titles and headings are found.
 */
enum { MOST_BYTES_SEARCHED = 3 * 1024 * 1024 };

static bool is_too_large(const struct report *report)
{
    return report->study->input_bytes > MOST_BYTES_SEARCHED;
}

/* The same, once. A matrix repeats what other pages say: that is told there alone. */
static void add_words(struct index *index, const char *text)
{
    if (*text != '\0' && (strlen(text) < SHORTEST_ONCE || map_put(index->told, unquoted(index, text), index) == NULL))
        put_words(index, text);
}

static const char *first_line(struct index *index, const char *text)
{
    return arena_copy(index->arena, text, strcspn(text, "\n"));
}

static bool has_letter(const char *text)
{
    for (; *text != '\0'; text++) {
        if (ascii_is_letter(*text) || (unsigned char)*text >= 0x80)
            return true;
    }
    return false;
}

static bool leads_here(const struct index *index, const struct quotation *quote, const char *anchor)
{
    const struct target *target = report_target(index->report, arena_format(index->arena, "excerpt:%s", quote->id));

    return target != NULL && target->page == index->page && anchor != NULL && strcmp(target->anchor, anchor) == 0;
}

/* A quote is a part of its own: what was said is what people look for. */
static void collect_quote(struct index *index, const struct block *block)
{
    const struct quotation *quote = block->quotation;
    const char *anchor = index->anchor, *heading = index->heading;

    if (!leads_here(index, quote, block->id))
        return;
    start_part(index, block->id,
               quote->illustrative ? arena_format(index->arena, "%s · %s", quote->id, quote->illustrative) : quote->id);
    index->made_up = quote->illustrative != NULL;
    add_words(index, plain_words(index->arena, quote->words));
    if (quote->translation != NULL)
        add_words(index, plain_words(index->arena, quote->translation));
    end_part(index);
    index->made_up = false;
    resume_part(index, anchor, heading);
}

static void collect(struct index *index, const struct block *blocks);

/* A row with an anchor is a part of its own, called by its first cell with letters. */
static void collect_row(struct index *index, const struct table *table, const struct row *row)
{
    const char *anchor = index->anchor, *heading = index->heading;
    const char *name = "";

    for (size_t i = 0; row->id != NULL && i < table->column_count && *name == '\0'; i++) {
        const char *text = plain_blocks(index->arena, row->cells[i].blocks);
        name = has_letter(text) ? first_line(index, text) : "";
    }
    if (row->id != NULL)
        start_part(index, row->id, name);
    for (size_t i = 0; i < table->column_count; i++)
        collect(index, row->cells[i].blocks);
    if (row->id != NULL)
        resume_part(index, anchor, heading);
}

static void collect_table(struct index *index, const struct table *table)
{
    add_words(index, plain_spans(index->arena, table->caption.words));
    for (const struct row *row = table->rows; row != NULL; row = row->next)
        collect_row(index, table, row);
    collect(index, table->caption.notes);
    collect(index, table->caption.source);
}

static void collect_section(struct index *index, const struct block *block)
{
    const char *anchor = index->anchor, *heading = index->heading;

    if (block->id != NULL)
        start_part(index, block->id, heading);
    collect(index, block->children);
    if (block->id != NULL)
        resume_part(index, anchor, heading);
}

static void collect(struct index *index, const struct block *blocks)
{
    for (; blocks != NULL; blocks = blocks->next) {
        switch (blocks->kind) {
        case BLOCK_HEADING:
            if (blocks->id != NULL)
                start_part(index, blocks->id, plain_spans(index->arena, blocks->spans));
            else
                add_words(index, plain_spans(index->arena, blocks->spans));
            break;
        case BLOCK_PARAGRAPH:
            if (!index->brief)
                add_words(index, plain_spans(index->arena, blocks->spans));
            break;
        case BLOCK_LIST:
        case BLOCK_ITEM:
        case BLOCK_QUOTE:
        case BLOCK_CALLOUT:
        case BLOCK_GROUP:
            collect(index, blocks->children);
            break;
        case BLOCK_SECTION:
        case BLOCK_LANGUAGE:
            collect_section(index, blocks);
            break;
        case BLOCK_TABLE:
            collect_table(index, blocks->table);
            break;
        case BLOCK_QUOTATION:
            if (!index->brief)
                collect_quote(index, blocks);
            break;
        case BLOCK_FIGURE:
            add_words(index, plain_spans(index->arena, blocks->figure->caption.words));
            break;
        case BLOCK_CHART:
            add_words(index, plain_spans(index->arena, blocks->chart->caption.words));
            collect(index, blocks->chart->caption.notes);
            collect(index, blocks->chart->caption.source);
            break;
        case BLOCK_DIRECTIVE:
        case BLOCK_EXCERPT:
        case BLOCK_CODE:
        case BLOCK_HTML:
        case BLOCK_RULE:
            break;
        }
    }
}

static void collect_page(struct index *index, const struct report_page *page)
{
    struct value *entry = value_list(index->arena);

    add_text(entry, index->arena, page->path);
    add_text(entry, index->arena, page->title);
    add_text(entry, index->arena, page->parent && page->parent->parent ? page->parent->title : "");
    value_add(index->pages, index->arena, entry);
    index->page = page;
    index->anchor = "";
    index->heading = "";
    put_words(index, page->description ? page->description : page->title);
    if (page->kind != PAGE_LIST && page->kind != PAGE_BRIEF)
        collect(index, page->blocks);
    end_part(index);
}

static struct value *synonyms_of(struct arena *arena, const struct study *study)
{
    const struct site_settings *site = study->info->site;
    struct value *groups = value_list(arena);

    for (size_t i = 0; site != NULL && i < site->synonyms.count; i++)
        add_text(groups, arena, site->synonyms.items[i]);
    return groups;
}

/*
 * What can be found, as a statement in JavaScript: pages (path, title, title of the page above) and their parts
 * (position of the page, anchor, heading, text, 1 if it was made up), and groups of synonyms. Each quote is told once,
 * where links to it lead; lists of links are not told.
 */
static void write_index(struct buffer *out, const struct report *report)
{
    struct arena *arena = arena_new();
    struct index index = {.arena = arena, .report = report, .pages = value_list(arena), .parts = value_list(arena)};
    struct value *map = value_map(arena);
    size_t count = report->pages.count;

    index.told = map_new(arena);
    index.brief = is_too_large(report);
    /* The home page last: it sums up what others say. */
    for (size_t i = 0; i < count; i++) {
        const struct report_page *page = report->pages.items[(i + 1) % count];
        if (!page->apart)
            collect_page(&index, page);
    }
    value_set(map, "language", value_text(arena, report->labels->language));
    value_set(map, "pages", index.pages);
    value_set(map, "parts", index.parts);
    struct value *synonyms = synonyms_of(arena, report->study);
    if (synonyms->count > 0)
        value_set(map, "synonyms", synonyms);
    script_data_assign(out, "lampiranIndex", map);
    buffer_free(&index.text);
    arena_free(arena);
}

static void put_index(const struct report *report, struct output_sink *sink)
{
    static const struct place no_place;
    struct buffer out = {0};

    write_index(&out, report);
    sink->put(sink, "assets/search-index.js", out.bytes, out.length, no_place);
    buffer_free(&out);
}

/* No page says which words mean the same. */
static bool says_more_than_pages(const struct report *report)
{
    const struct site_settings *site = report->study->info->site;

    return site != NULL && site->synonyms.count > 0;
}

void search_put(struct build *build, const struct report *report, struct output_sink *sink)
{
    static const struct place no_place;
    struct buffer out = {0};

    if (build->lunr == NULL) {
        diag_note(build->diags, no_place, "no-search", "the site has no search, as lunr is not installed");
        diag_hint(build->diags, "install libjs-lunr, or name the script in LAMPIRAN_LUNR");
        return;
    }
    if (file_read(build->lunr, &out) == FILE_OK)
        sink->put(sink, "assets/lunr.js", out.bytes, out.length, no_place);
    else
        diag_error(build->diags, no_place, "unreadable", "cannot read '%s'", build->lunr);
    if (is_too_large(report)) {
        diag_note(build->diags, no_place, "search-titles",
                  "the study is so large that search finds titles and headings");
        diag_hint(build->diags, "over %d MiB of text, a browser would take too long", MOST_BYTES_SEARCHED >> 20);
    }
    buffer_free(&out);
    if (!sink->is_trial || says_more_than_pages(report))
        put_index(report, sink);
}

void search_put_again(const struct build *build, const struct report *report, struct output_sink *sink)
{
    if (build->lunr != NULL && !says_more_than_pages(report))
        put_index(report, sink);
}
