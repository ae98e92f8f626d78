/*
 * A Word document that came back from a reader: its text as it was before anything was changed in it, and the comments
 * and tracked changes by their places in that text.
 */

#include "exchange/private.h"

#include "base/archive.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/text.h"

#include <string.h>

enum mode { AS_IT_WAS, INSERTED, DELETED };

struct reading {
    struct project *project;
    struct review *review;
    struct map *comments; /* id -> struct remark */
    struct buffer text;
    struct remark *change; /* the last; NULL: none in this paragraph */
    const char *author;    /* of the change that is being read */
};

/* ---- changes ---- */

/* The change that what comes next belongs to: the last one if it is the same person's and nothing is between them. */
static struct remark *change_here(struct reading *reading)
{
    struct arena *arena = reading->project->arena;
    struct remark *change = reading->change;

    if (change != NULL && change->end == reading->text.length && strcmp(change->author, reading->author) == 0)
        return change;
    change = arena_alloc(arena, sizeof *change);
    *change = (struct remark){.author = reading->author,
                              .words = "",
                              .start = reading->text.length,
                              .end = reading->text.length,
                              .number = ++reading->review->change_count};
    list_add(&reading->review->remarks, arena, change);
    return reading->change = change;
}

static void take_text(struct reading *reading, enum mode mode, const char *text)
{
    if (*text == '\0')
        return;
    struct remark *change = mode != AS_IT_WAS ? change_here(reading) : NULL;
    if (mode == INSERTED) {
        change->words = arena_concat(reading->project->arena, change->words, text, NULL);
        return;
    }
    buffer_text(&reading->text, text);
    if (mode == DELETED)
        change->end = reading->text.length;
}

/* ---- comments ---- */

static const char *author_of(const struct xml *xml)
{
    const char *author = xml_get(xml, "author");

    return author != NULL && *author != '\0' ? author : "?";
}

static void read_comments(struct reading *reading, const struct xml *root)
{
    struct arena *arena = reading->project->arena;

    for (const struct xml *xml = root ? root->first : NULL; xml != NULL; xml = xml->next) {
        struct remark *comment = arena_alloc(arena, sizeof *comment);
        const char *id = xml_get(xml, "id");
        *comment = (struct remark){.author = author_of(xml), .words = xml_words(arena, xml, " / "), .start = SIZE_MAX};
        map_put(reading->comments, id, comment);
    }
}

/* A comment is about what lies between its two marks, or before the sign for it. */
static void mark_comment(struct reading *reading, const struct xml *mark)
{
    const char *id = xml_get(mark, "id");
    struct remark *comment = map_get(reading->comments, id);

    if (comment == NULL)
        return;
    if (comment->start == SIZE_MAX) {
        comment->start = reading->text.length;
        list_add(&reading->review->remarks, reading->project->arena, comment);
    }
    comment->end = reading->text.length;
}

/* ---- the text ---- */

/* What a run shows for the element; NULL: nothing by itself. */
static const char *text_of(const struct xml *xml)
{
    static const char *const blanks[] = {"tab", "br", "cr", NULL};

    if (strcmp(xml->name, "t") == 0 || strcmp(xml->name, "delText") == 0)
        return xml->text;
    if (strcmp(xml->name, "noBreakHyphen") == 0)
        return "-";
    return text_is_among(xml->name, blanks) ? " " : NULL;
}

/* xml's elements are nested 256 deep at most (xml_read). What one puts in and another takes out again never was there.
 */
static void read_text(struct reading *reading, const struct xml *xml, enum mode mode)
{
    static const char *const insertions[] = {"ins", "moveTo", NULL}, *const deletions[] = {"del", "moveFrom", NULL};
    static const char *const passed_over[] = {"instrText", "delInstrText", "Fallback", NULL};

    for (const struct xml *child = xml->first; child != NULL; child = child->next) {
        enum mode inner = text_is_among(child->name, insertions)  ? INSERTED
                          : text_is_among(child->name, deletions) ? DELETED
                                                                  : mode;
        const char *text = text_of(child);
        const char *author = reading->author;
        if (text_ends_with(child->name, "Pr") || text_is_among(child->name, passed_over) ||
            (mode == INSERTED && inner == DELETED))
            continue;
        if (strncmp(child->name, "comment", strlen("comment")) == 0)
            mark_comment(reading, child);
        if (inner != mode)
            reading->author = author_of(child);
        if (text != NULL)
            take_text(reading, mode, text);
        else
            read_text(reading, child, inner);
        reading->author = author;
        if (strcmp(child->name, "p") == 0) {
            buffer_char(&reading->text, '\n');
            reading->change = NULL;
        }
    }
}

/* ---- the document ---- */

/* What is put in as a paragraph or a row of its own stands behind the last one that has words. */
static void join_to_last(const struct review *review)
{
    for (size_t i = 0; i < review->remarks.count; i++) {
        struct remark *remark = review->remarks.items[i];
        size_t start = remark->start;
        while (remark->end == remark->start && start > 0 && review->text[start - 1] == '\n' &&
               (review->text[start] == '\n' || review->text[start] == '\0'))
            start--;
        if (start != remark->start)
            remark->start = remark->end = start;
    }
}

bool review_read_word(struct project *project, struct review *review)
{
    struct reading reading = {.project = project, .review = review, .comments = map_new(project->arena)};
    struct archive *archive = archive_open_file(project->file);

    if (archive == NULL)
        return project_fail(project, "open it in Word or LibreOffice and save it as .docx",
                            "it is not a Word document");
    const struct xml *comments = xml_part(project, archive, "word/comments.xml");
    const struct xml *body = xml_part(project, archive, "word/document.xml");
    const struct xml *notes = xml_part(project, archive, "word/footnotes.xml");
    archive_close(archive, NULL);
    if (body == NULL)
        return project_fail(project, "open it in Word or LibreOffice and save it as .docx",
                            "it is not a Word document");
    read_comments(&reading, comments);
    read_text(&reading, body, AS_IT_WAS);
    if (notes != NULL)
        read_text(&reading, notes, AS_IT_WAS);
    review->length = reading.text.length;
    review->text = arena_copy(project->arena, buffer_string(&reading.text), reading.text.length);
    buffer_free(&reading.text);
    join_to_last(review);
    return !project->failed;
}
