/*
 * Word documents and plain transcripts.  In Word, coding is by comments (the comment says the codes, its author is the
 * coder) and by colours of highlighting (a legend in the document says the code; else the colour is the code).
 */

#include "exchange/private.h"

#include "base/archive.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "base/say.h"

#include <string.h>

struct reading {
    struct project *project;
    struct project_source *source;
    struct map *legend;   /* colour -> the code that it says */
    struct list left;     /* of struct xml: the paragraphs of the legend */
    struct map *comments; /* id -> struct comment */
    struct buffer text;
    const char *color; /* of the highlighting that is open; NULL: none */
    size_t color_start;
};

struct comment {
    const char *words;
    const char *author;
    size_t start; /* SIZE_MAX: not open */
};

static const char *base_name(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path, *dot = strrchr(base, '.');

    return arena_copy(arena, base, dot && dot > base ? (size_t)(dot - base) : strlen(base));
}

struct xml *word_part(struct project *project, struct archive *archive, const char *name)
{
    struct buffer bytes = {0};
    struct xml *xml = NULL;
    size_t size;

    for (size_t i = 0; i < archive_count(archive); i++) {
        const char *found = archive_name(archive, i, &size);
        if (found == NULL || strcmp(found, name) != 0)
            continue;
        if (archive_get_at(archive, i, MOST_BYTES, &bytes))
            xml = xml_read(project, name, buffer_string(&bytes), bytes.length);
        else
            project_fail(project, NULL, "%s in it is damaged or larger than %d MB", name, MOST_BYTES / 1024 / 1024);
        break;
    }
    buffer_free(&bytes);
    return xml;
}

static void gather(struct buffer *out, const struct xml *xml, const char *between)
{
    for (const struct xml *child = xml->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "t") == 0)
            buffer_text(out, child->text);
        gather(out, child, between);
        if (strcmp(child->name, "p") == 0 && child->next != NULL)
            buffer_text(out, between);
    }
}

const char *word_text(struct arena *arena, const struct xml *xml, const char *between)
{
    struct buffer words = {0};

    gather(&words, xml, between);
    const char *text = text_trimmed(arena, buffer_string(&words));
    buffer_free(&words);
    return text;
}

static void read_comments(struct reading *reading, const struct xml *root)
{
    struct arena *arena = reading->project->arena;

    for (const struct xml *xml = root ? root->first : NULL; xml != NULL; xml = xml->next) {
        struct comment *comment = arena_alloc(arena, sizeof *comment);
        const char *id = xml_get(xml, "id");
        *comment = (struct comment){word_text(arena, xml, "\n"), xml_get(xml, "author"), SIZE_MAX};
        if (id != NULL)
            map_put(reading->comments, id, comment);
    }
}

/* Codes of a cell or comment: one a line, or with ';' between. */
static void add_codes(struct reading *reading, struct segment *segment, const char *words)
{
    struct project *project = reading->project;

    while (*words != '\0') {
        size_t length = strcspn(words, ";\n");
        const char *levels[MOST_DEPTH];
        const char *name = arena_copy(project->arena, words, length);
        const char *separator = project->request->separator ? project->request->separator : "->";
        size_t count = project_levels(project, name, separator, levels);
        if (count > 0)
            list_add(&segment->codes, project->arena, project_code_at(project, project->by_path, levels, count));
        words += length + (words[length] != '\0');
    }
}

static void add_segment(struct reading *reading, size_t start, const char *codes, const char *author)
{
    struct project *project = reading->project;
    struct segment *segment = arena_alloc(project->arena, sizeof *segment);
    const char *words = arena_copy(project->arena, reading->text.bytes + start, reading->text.length - start);

    if (*text_trimmed(project->arena, words) == '\0')
        return;
    *segment = (struct segment){.source = reading->source,
                                .start = SIZE_MAX,
                                .end = SIZE_MAX,
                                .text = words,
                                .number = project->segments.count,
                                .coder = project_coder_named(project, author)};
    segment->guid = guid_make(
        project->arena, arena_format(project->arena, "word:%s:%zu:%s:%s", reading->source->name, start, words, codes));
    add_codes(reading, segment, codes);
    list_add(&project->segments, project->arena, segment);
}

static const char *color_of(const struct xml *run)
{
    const struct xml *properties = xml_child(run, "rPr"),
                     *highlight = properties ? xml_child(properties, "highlight") : NULL;
    const char *color = highlight ? xml_get(highlight, "val") : NULL;

    return color != NULL && strcmp(color, "none") != 0 ? color : NULL;
}

/* Ends the highlighting that is open, if what follows has another colour. */
static void change_color(struct reading *reading, const char *color)
{
    if (color == reading->color || (color != NULL && reading->color != NULL && strcmp(color, reading->color) == 0))
        return;
    if (reading->color != NULL) {
        const char *code = map_get(reading->legend, reading->color);
        add_segment(reading, reading->color_start, code ? code : reading->color, NULL);
        project_lose(reading->project, "highlighting", 1, code ? LOSS_KEPT : LOSS_CHANGED,
                     code ? N_("the code that the legend says") : N_("a code with the name of its colour: rename it"));
    }
    reading->color = color;
    reading->color_start = reading->text.length;
}

/* ---- the legend ---- */

/* Paragraphs in the order of the document. */
static void list_paragraphs(struct reading *reading, const struct xml *xml, struct list *paragraphs)
{
    for (const struct xml *child = xml->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "p") == 0)
            list_add(paragraphs, reading->project->arena, (void *)child);
        else
            list_paragraphs(reading, child, paragraphs);
    }
}

/* "Legenda:" and the like, alone or in front of colours. */
static bool begins_legend(struct arena *arena, const char *text)
{
    static const char *const names[] = {
        "legenda",    "legenda warna", "legend", "color legend", "colour legend", "keterangan",  "keterangan warna",
        "arti warna", "kode warna",    "key",    "color key",    "colour key",    "color codes", "colour codes"};
    size_t length = strcspn(text, ":");
    const char *name = text_fold(arena, text_trimmed(arena, arena_copy(arena, text, length)));

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0)
            return true;
    }
    return false;
}

/* What stands behind '=' or ':', up to a comma: what a colour means that is called otherwise; NULL: nothing. */
static const char *meaning_in(struct arena *arena, const char *text)
{
    text += strspn(text, " ");
    if (*text != '=' && *text != ':')
        return NULL;
    text++;
    const char *meaning = text_trimmed(arena, arena_copy(arena, text, strcspn(text, ",;")));
    return *meaning != '\0' ? meaning : NULL;
}

/* Takes the colours of a paragraph with what they mean. Returns whether it has any. */
static bool take_colors(struct reading *reading, const struct xml *paragraph)
{
    struct arena *arena = reading->project->arena;
    struct buffer words = {0}, behind = {0};
    const char *color = NULL;
    bool has_some = false;

    for (const struct xml *run = paragraph->first; run != NULL || color != NULL; run = run ? run->next : NULL) {
        bool is_run = run != NULL && strcmp(run->name, "r") == 0;
        const char *own = is_run ? color_of(run) : NULL;
        bool goes_on = own != NULL && color != NULL && strcmp(own, color) == 0;
        if (color != NULL && (run == NULL || (own != NULL && !goes_on))) {
            const char *meaning = meaning_in(arena, buffer_string(&behind));
            meaning = meaning ? meaning : text_trimmed(arena, buffer_string(&words));
            if (*meaning != '\0' && map_get(reading->legend, color) == NULL)
                map_put(reading->legend, color, (void *)meaning);
            color = NULL;
            buffer_clear(&words);
            buffer_clear(&behind);
        }
        has_some |= own != NULL;
        color = own != NULL ? own : color;
        if (is_run && color != NULL)
            gather(own != NULL ? &words : &behind, run, "");
    }
    buffer_free(&words);
    buffer_free(&behind);
    return has_some;
}

/* The text of a paragraph of a list of colours begins with one. */
static bool begins_with_color(struct arena *arena, const struct xml *paragraph)
{
    for (const struct xml *run = paragraph->first; run != NULL; run = run->next) {
        if (strcmp(run->name, "r") == 0 && *word_text(arena, run, "") != '\0')
            return color_of(run) != NULL;
    }
    return false;
}

/* A paragraph "Legenda: ..." with the codes in their colours, or one that says only that, and colours line by line. */
static void read_legend(struct reading *reading, const struct xml *body)
{
    struct arena *arena = reading->project->arena;
    struct list paragraphs = {0};

    list_paragraphs(reading, body, &paragraphs);
    for (size_t i = 0; i < paragraphs.count && reading->left.count == 0; i++) {
        if (!begins_legend(arena, word_text(arena, paragraphs.items[i], "")))
            continue;
        size_t end = i + 1;
        if (!take_colors(reading, paragraphs.items[i])) {
            while (end < paragraphs.count && begins_with_color(arena, paragraphs.items[end]))
                take_colors(reading, paragraphs.items[end++]);
        }
        for (size_t j = i; map_count(reading->legend) > 0 && j < end; j++)
            list_add(&reading->left, arena, paragraphs.items[j]);
    }
}

static bool is_of_legend(const struct reading *reading, const struct xml *xml)
{
    for (size_t i = 0; i < reading->left.count; i++) {
        if (reading->left.items[i] == xml)
            return true;
    }
    return false;
}

static void mark_comment(struct reading *reading, const struct xml *mark, bool begins)
{
    const char *id = xml_get(mark, "id");
    struct comment *comment = id ? map_get(reading->comments, id) : NULL;

    if (comment != NULL && begins)
        comment->start = reading->text.length;
    else if (comment != NULL && comment->start != SIZE_MAX)
        add_segment(reading, comment->start, comment->words, comment->author);
}

static void read_body(struct reading *reading, const struct xml *xml)
{
    for (const struct xml *child = xml->first; child != NULL; child = child->next) {
        if (is_of_legend(reading, child))
            continue;
        if (strcmp(child->name, "r") == 0 && xml_child(child, "t") != NULL)
            change_color(reading, color_of(child));
        if (strcmp(child->name, "t") == 0)
            buffer_text(&reading->text, child->text);
        else if (strcmp(child->name, "tab") == 0 && strcmp(xml->name, "r") == 0)
            buffer_char(&reading->text, '\t');
        else if (strcmp(child->name, "br") == 0 || strcmp(child->name, "cr") == 0)
            buffer_char(&reading->text, '\n');
        else if (strncmp(child->name, "commentRange", 12) == 0)
            mark_comment(reading, child, strcmp(child->name, "commentRangeStart") == 0);
        else
            read_body(reading, child);
        if (strcmp(child->name, "p") == 0)
            buffer_char(&reading->text, '\n');
    }
}

/* The source of the name that the file has, without its ending: one that a sheet names, too, but no other file's. */
static struct project_source *source_named(struct project *project, const char *path)
{
    const char *name = base_name(project->arena, path);
    const struct project_source *there = map_get(project->by_name, name);

    return project_source_named(project, there && there->text ? map_new(project->arena) : project->by_name, name);
}

bool read_word(struct project *project, const char *path)
{
    struct reading reading = {
        .project = project, .legend = map_new(project->arena), .comments = map_new(project->arena)};
    struct archive *archive = archive_open_file(path);

    project->tool = "Word";
    if (archive == NULL)
        return project_fail(project, "open it in Word and save it as .docx", "it is no Word document");
    const struct xml *comments = word_part(project, archive, "word/comments.xml");
    const struct xml *body = project->failed ? NULL : word_part(project, archive, "word/document.xml");
    archive_close(archive, NULL);
    if (body == NULL)
        return project_fail(project, "open it in Word and save it as .docx", "it is no Word document");
    reading.source = source_named(project, path);
    read_comments(&reading, comments);
    read_legend(&reading, body);
    read_body(&reading, body);
    change_color(&reading, NULL);
    reading.source->text = text_trimmed(project->arena, buffer_string(&reading.text));
    reading.source->length = strlen(reading.source->text);
    buffer_free(&reading.text);
    return !project->failed;
}

void project_add_transcript(struct project *project, const char *path, const char *text)
{
    struct project_source *source = source_named(project, path);

    source->text = text;
    source->length = strlen(text);
}

bool read_transcript(struct project *project, const char *path)
{
    struct buffer bytes = {0};
    size_t length;

    project->tool = "transcripts";
    if (file_read(path, &bytes) != FILE_OK)
        return project_fail(project, NULL, "it cannot be read, or is larger than %d MB", FILE_LIMIT / 1024 / 1024);
    const char *text = text_decoded(project->arena, buffer_string(&bytes), bytes.length, &length);
    buffer_free(&bytes);
    if (text == NULL)
        return project_fail(project, "save it as text in UTF-8", "it is no text");
    project_add_transcript(project, path, text_trimmed(project->arena, text));
    return true;
}
