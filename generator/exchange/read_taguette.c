/*
 * Taguette: its database, and what it writes as HTML: its codebook (a heading for each tag, then how often it is used,
 * then what it means), and highlights (the words, then a line with the document and the tags, which rules part).
 */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/text.h"
#include "base/words.h"

#include <string.h>

/* ---- HTML ---- */

struct reading {
    struct project *project;
    struct map *codes, *sources;
};

static const char *plain(struct reading *reading, const char *from, const char *to)
{
    struct project *project = reading->project;

    return from < to ? text_from_html(project, arena_copy(project->arena, from, (size_t)(to - from))) : "";
}

static struct project_code *code_named(struct reading *reading, const char *path)
{
    const char *levels[MOST_DEPTH];
    size_t count = project_levels(reading->project, path, reading->project->request->separator, levels);

    return count > 0 ? project_code_at(reading->project, reading->codes, levels, count) : NULL;
}

/* Behind the paragraphs that Taguette writes itself: the parent, and the count, whatever their language. */
static const char *description_start(const char *at, const char *end)
{
    const char *paragraph = at;

    for (const char *next = strstr(at, "<p"); next != NULL && next < end; next = strstr(next + 2, "<p"))
        paragraph = next;
    return paragraph;
}

static void read_codebook(struct reading *reading, const char *html)
{
    for (const char *head = strstr(html, "<h2>"), *next; head != NULL; head = next) {
        const char *close = strstr(head, "</h2>"), *end;
        next = strstr(head + 4, "<h2>");
        end = next ? next : head + strlen(head);
        struct project_code *code = close && close < end ? code_named(reading, plain(reading, head + 4, close)) : NULL;
        if (code == NULL)
            continue;
        const char *from = description_start(close + 5, end);
        const char *described = strncmp(from, "<p class", 8) == 0 ? "" : plain(reading, from, end);
        code->description = *described != '\0' ? described : NULL;
    }
}

static void add_tags(struct reading *reading, struct segment *segment, const char *tags)
{
    while (*tags != '\0') {
        size_t length = strcspn(tags, ",");
        const char *name = text_trimmed(reading->project->arena, arena_copy(reading->project->arena, tags, length));
        segment_add_code(reading->project, segment, code_named(reading, name));
        tags += length + (tags[length] != '\0');
    }
}

/* One highlight: the last two words in bold stand before the document and the tags. */
static void read_highlight(struct reading *reading, const char *from, const char *tags_from, const char *to)
{
    static const char bold[] = "</strong>";
    struct project *project = reading->project;
    const char *document = NULL, *paragraph = NULL;

    for (const char *at = strstr(from, "<strong>"); at != NULL && at < tags_from; at = strstr(at + 1, "<strong>"))
        document = at;
    for (const char *at = strstr(from, "<p>"); document && at != NULL && at < document; at = strstr(at + 1, "<p>"))
        paragraph = at;
    const char *name = document ? strstr(document, bold) : NULL, *tags = strstr(tags_from, bold);
    if (paragraph == NULL || name == NULL || name > tags_from || tags == NULL || tags > to) {
        project_lose(project, "highlight", 1, LOSS_LEFT, "its document and tags are not printed");
        return;
    }
    const char *words = plain(reading, from, paragraph);
    const char *title = plain(reading, name + sizeof bold - 1, tags_from);
    struct segment *segment = project_add_segment(
        project, guid_make(project->arena, arena_concat(project->arena, "highlight:", title, "\n", words, NULL)),
        project_source_named(project, reading->sources, *title ? title : "1"));
    segment->text = words;
    add_tags(reading, segment, plain(reading, tags + sizeof bold - 1, to));
}

static void read_highlights(struct reading *reading, const char *html)
{
    const char *from = strstr(html, "</h1>"), *last = NULL;

    from = from ? from + 5 : html;
    for (const char *at = strstr(from, "<strong>"); at != NULL; at = strstr(at + 1, "<strong>")) {
        const char *end = strstr(at, "</p>"), *rule = strstr(at, "<hr"), *next = strstr(at + 1, "<strong>");
        last = at;
        if (end == NULL || (rule != NULL && rule < end) || (next != NULL && next < end))
            continue;
        const char *behind = end + 4 + strspn(end + 4, " \t\r\n");
        if (strncmp(behind, "<hr", 3) != 0 && strncmp(behind, "</body", 6) != 0)
            continue;
        read_highlight(reading, from, last, end);
        const char *close = strchr(behind, '>');
        from = close ? close + 1 : end;
    }
}

bool read_taguette_html(struct project *project, const char *path)
{
    struct reading reading = {.project = project, .codes = project->by_path, .sources = project->by_name};

    project->tool = "Taguette";
    const char *html = project_read_text(project, path);
    if (html == NULL)
        return false;
    if (strstr(html, "<h2>") == NULL && strstr(html, "<strong>") == NULL)
        return project_fail(project,
                            "export the project itself; of HTML only Taguette's codebook and highlights are read",
                            "it holds no tag and no highlight");
    if (strstr(html, "<strong>") != NULL)
        read_highlights(&reading, html);
    else
        read_codebook(&reading, html);
    return true;
}

/* ---- the database ---- */

struct tag {
    const char *path, *description; /* NULL: none */
    long number, parent;            /* 0: at the top, as all are in older versions */
};

/* The names of the tag and of those above it, outermost first. Returns how many; room: levels that are still allowed.
 */
static size_t levels_of_tag(struct project *project, struct map *all, const struct tag *tag, size_t room,
                            const char *levels[MOST_DEPTH])
{
    const struct tag *above = database_object(project, all, tag->parent);
    const char *own[MOST_DEPTH];
    size_t count = 0;

    if (above != NULL && room == 0)
        project_fail(project, NULL, "the code '%s' is below itself or more than %d levels deep", tag->path, MOST_DEPTH);
    else if (above != NULL)
        count = levels_of_tag(project, all, above, room - 1, levels);
    size_t own_count = project_levels(project, tag->path ? tag->path : "", project->request->separator, own);
    for (size_t i = 0; i < own_count && count < MOST_DEPTH; i++)
        levels[count++] = own[i];
    return count;
}

static void read_tags(struct project *project, struct database *database, struct map *tags)
{
    static const char *const above[] = {"parent_id", NULL};
    struct map *all = map_new(project->arena);
    struct list in_order = {0};

    database_query(database, arena_concat(project->arena, "SELECT id, path, description, ",
                                          database_column(database, "tags", above), " FROM tags ORDER BY path", NULL));
    while (database_next(database)) {
        struct tag *tag = arena_alloc(project->arena, sizeof *tag);
        *tag = (struct tag){database_text(database, 1), text_filled(database_text(database, 2)),
                            database_number(database, 0), database_number(database, 3)};
        map_put(all, database_key(project, tag->number), tag);
        list_add(&in_order, project->arena, tag);
    }
    for (size_t i = 0; i < in_order.count && !project->failed; i++) {
        const struct tag *tag = in_order.items[i];
        const char *levels[MOST_DEPTH];
        size_t count = levels_of_tag(project, all, tag, MOST_DEPTH, levels);
        struct project_code *code = count > 0 ? project_code_at(project, project->by_path, levels, count) : NULL;
        if (code != NULL && tag->description != NULL)
            code->description = tag->description;
        map_put(tags, database_key(project, tag->number), code);
    }
}

static const char white[] = " \t\n\r\v\f";

/* Where the last highlight of a document begins: they come in that order. */
struct walk {
    struct map *nodes; /* guid of a source -> the text of its nodes */
    const struct project_source *source;
    size_t in_nodes, in_text;
};

/* Goes on in both texts to the byte at in the first: they differ in white space alone. False: they do not. */
static bool go_to(const char *nodes, const char *text, size_t at, size_t *in_nodes, size_t *in_text)
{
    for (; *in_nodes < at && nodes[*in_nodes] != '\0'; ++*in_nodes) {
        if (strchr(white, nodes[*in_nodes]) != NULL)
            continue;
        *in_text += strspn(text + *in_text, white);
        if (text[(*in_text)++] != nodes[*in_nodes])
            return false;
    }
    return *in_nodes == at;
}

/*
 * Offsets count bytes of the text nodes of a document.  What is not there word for word, as the HTML was read in
 * another way, has no place yet.
 */
static void place_highlight(struct walk *walk, struct segment *segment, size_t start, size_t end)
{
    const struct project_source *source = segment->source;
    const char *nodes = map_get(walk->nodes, source->guid);

    if (walk->source != source)
        *walk = (struct walk){.nodes = walk->nodes, .source = source};
    if (nodes == NULL || !go_to(nodes, source->text, start, &walk->in_nodes, &walk->in_text))
        return;
    size_t in_nodes = walk->in_nodes, to = walk->in_text, in_snippet = 0;
    size_t from = walk->in_text + strspn(source->text + walk->in_text, white), there = from;
    if (!go_to(nodes, source->text, end, &in_nodes, &to) ||
        !go_to(segment->text, source->text, strlen(segment->text), &in_snippet, &there) || there != to || from >= to)
        return;
    segment->start = from;
    segment->end = to;
    segment->partial = source_cuts_word(source, from) || source_cuts_word(source, to);
}

static void read_highlight_rows(struct project *project, struct database *database, struct map *sources,
                                struct map *nodes, struct map *all)
{
    struct walk walk = {.nodes = nodes};

    database_query(database, "SELECT id, document_id, snippet, start_offset, end_offset FROM highlights "
                             "ORDER BY document_id, start_offset, id");
    while (database_next(database)) {
        struct project_source *source = database_object(project, sources, database_number(database, 1));
        const char *snippet = database_text(database, 2);
        if (source == NULL || snippet == NULL) {
            project_lose(project, "highlight", 1, LOSS_LEFT, "its document or its words are not in the project");
            continue;
        }
        struct segment *segment =
            database_add_segment(project, source, "highlight", database_number(database, 0), NULL);
        segment->text = text_from_html(project, snippet);
        place_highlight(&walk, segment, (size_t)database_number(database, 3), (size_t)database_number(database, 4));
        map_put(all, database_key(project, database_number(database, 0)), segment);
    }
}

bool read_taguette(struct project *project, struct database *database)
{
    struct map *sources = map_new(project->arena), *tags = map_new(project->arena), *all = map_new(project->arena);
    struct map *nodes = map_new(project->arena);

    project->tool = "Taguette";
    database_find_space(project, database, "projects", "SELECT name FROM documents ORDER BY id LIMIT 1");
    database_query(database, "SELECT name, description FROM projects LIMIT 1");
    if (database_next(database)) {
        project->name = database_text(database, 0);
        project->description = database_text(database, 1);
    }
    database_query(database, "SELECT id, name, description, contents FROM documents ORDER BY id");
    while (database_next(database)) {
        struct project_source *source =
            database_add_source(project, sources, database_number(database, 0), database_text(database, 1));
        const char *contents = database_text(database, 3);
        source->memo = database_text(database, 2);
        source->text = contents ? text_from_html(project, contents) : NULL;
        source->length = source->text ? strlen(source->text) : 0;
        if (contents != NULL)
            map_put(nodes, source->guid, (void *)text_nodes_of_html(project, contents));
    }
    read_tags(project, database, tags);
    read_highlight_rows(project, database, sources, nodes, all);
    database_query(database, "SELECT highlight_id, tag_id FROM highlight_tags ORDER BY highlight_id, tag_id");
    while (database_next(database)) {
        struct segment *segment = database_object(project, all, database_number(database, 0));
        struct project_code *code = database_object(project, tags, database_number(database, 1));
        if (segment != NULL && code != NULL)
            segment_add_code(project, segment, code);
        else
            project_lose(project, "coding", 1, LOSS_LEFT, "its source or its code is not in the project");
    }
    if (database_has(database, "commands", NULL)) {
        database_query(database, "SELECT count(*) FROM commands");
        if (database_next(database))
            project_lose(project, "log entry", (size_t)database_number(database, 0), LOSS_LEFT,
                         "the format of a study has no log of single acts");
    }
    database_count_unread(project, database, WORDS_TAGUETTE);
    return !project->failed;
}
