/* What a reader of the Word document remarked, at its places in the study; and proposed changes, made one by one. */

#include "exchange/private.h"

#include "base/archive.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>

enum { MOST_SHOWN = 60 }; /* characters of what a remark is about */

struct reviewing {
    struct build *build;
    struct project *project;
    struct review review;
    struct words words;
    struct sources *sources;
};

/* ---- what is said ---- */

static struct place place_in(const struct source_file *file, size_t offset)
{
    return place_behind((struct place){file->name, 1, 1}, file->text, offset);
}

/* text on one line, without its end if it is long. */
static const char *shown(struct arena *arena, const char *text, size_t length)
{
    struct buffer out = {0};
    size_t characters = 0;
    const char *end = text + length;

    while (text < end && characters < MOST_SHOWN) {
        const char *next = text;
        text_next(&next);
        buffer_bytes(&out, *text == '\n' ? " " : text, (size_t)(next - text));
        text = next;
        characters++;
    }
    if (text < end)
        buffer_text(&out, "...");
    const char *line = text_trimmed(arena, buffer_string(&out));
    buffer_free(&out);
    return line;
}

static void say(struct diags *diags, struct arena *arena, const struct review *review, const struct remark *remark,
                struct place place)
{
    const char *about = shown(arena, review->text + remark->start, remark->end - remark->start);
    const char *words = shown(arena, remark->words, strlen(remark->words));

    if (remark->number == 0 && *about == '\0')
        diag_note(diags, place, "comment", "%s: %s", remark->author, remark->words);
    else if (remark->number == 0)
        diag_note(diags, place, "comment", "%s on '%s': %s", remark->author, about, remark->words);
    else if (*about == '\0')
        diag_note(diags, place, "change", "change %zu, of %s: put in '%s'", remark->number, remark->author, words);
    else if (*words == '\0')
        diag_note(diags, place, "change", "change %zu, of %s: take out '%s'", remark->number, remark->author, about);
    else
        diag_note(diags, place, "change", "change %zu, of %s: '%s' becomes '%s'", remark->number, remark->author, about,
                  words);
}

/* The paragraph of the document that start is in, for who must look for it. */
static const char *paragraph_at(struct arena *arena, const struct review *review, size_t start)
{
    size_t first = start, end = start;

    while (first > 0 && review->text[first - 1] != '\n')
        first--;
    while (end < review->length && review->text[end] != '\n')
        end++;
    return shown(arena, review->text + first, end - first);
}

static void diagnose(const struct reviewing *reviewing, const struct remark *remark)
{
    struct diags *diags = reviewing->build->diags;
    struct finding_place found =
        review_find(reviewing->sources, &reviewing->review, &reviewing->words, remark->start, remark->end);

    if (found.file != NULL) {
        say(diags, reviewing->project->arena, &reviewing->review, remark,
            place_in(found.file, found.file->words->items[found.first].start));
        return;
    }
    say(diags, reviewing->project->arena, &reviewing->review, remark, (struct place){.file = NULL});
    diag_hint(diags, "no text of the study has these words, in the document: '%s'",
              paragraph_at(reviewing->project->arena, &reviewing->review, remark->start));
}

/* ---- a change ---- */

/* What stands in the study, and what would. */
struct edit {
    const struct source_file *file;
    size_t start, end; /* bytes of file */
    const char *words;
};

static bool refuse(const struct reviewing *reviewing, struct place place, const char *hint)
{
    struct diags *diags = reviewing->build->diags;

    diag_error(diags, place, "change", "the change cannot be made automatically");
    diag_hint(diags, "%s", translated(hint));
    return false;
}

/* The two texts are the same but for their white space. */
static bool are_alike(const char *a, size_t a_length, const char *b, size_t b_length)
{
    const char *a_end = a + a_length, *b_end = b + b_length;
    static const char blanks[] = " \t\n";

    for (;;) {
        size_t a_blanks = 0, b_blanks = 0;
        for (; a < a_end && strchr(blanks, *a) != NULL; a++)
            a_blanks++;
        for (; b < b_end && strchr(blanks, *b) != NULL; b++)
            b_blanks++;
        if (a == a_end || b == b_end)
            return a == a_end && b == b_end;
        if ((a_blanks > 0) != (b_blanks > 0) || *a++ != *b++)
            return false;
    }
}

/* The words of the document from start to end as they would be: whole words, with what is put in. */
static const char *changed_words(const struct reviewing *reviewing, const struct remark *remark, size_t start,
                                 size_t end)
{
    const char *text = reviewing->review.text;

    return arena_format(reviewing->project->arena, "%.*s%s%.*s", (int)(remark->start - start), text + start,
                        remark->words, (int)(end - remark->end), text + remark->end);
}

/* Bytes of the document that hold whole words around what is changed: at least one word. */
static void widen(const struct reviewing *reviewing, const struct remark *remark, size_t *start, size_t *end)
{
    const char *text = reviewing->review.text;

    *start = remark->start;
    *end = remark->end;
    while (*start > 0 && strchr(" \n", text[*start - 1]) == NULL)
        --*start;
    while (*end < reviewing->review.length && strchr(" \n", text[*end]) == NULL)
        ++*end;
    /* Between two words: the one before, or else the one behind, is part of it. */
    if (*start == *end && *start > 0 && text[*start - 1] == ' ') {
        for (--*start; *start > 0 && strchr(" \n", text[*start - 1]) == NULL; --*start)
            ;
    } else if (*start == *end && text[*end] == ' ') {
        for (++*end; *end < reviewing->review.length && strchr(" \n", text[*end]) == NULL; ++*end)
            ;
    }
}

/* Signs that would mean something else where the words go. */
static bool is_plain(const char *words, bool in_yaml)
{
    return strpbrk(words, "\\`*_[]<>~^$@|&{}\n") == NULL &&
           (!in_yaml || (strpbrk(words, "\"'#") == NULL && strstr(words, ": ") == NULL));
}

/* Finds what is to be written where. False: reported. */
static bool plan(const struct reviewing *reviewing, const struct remark *remark, struct edit *edit)
{
    size_t start, end;

    widen(reviewing, remark, &start, &end);
    struct finding_place found = review_find(reviewing->sources, &reviewing->review, &reviewing->words, start, end);
    if (found.file == NULL)
        return refuse(reviewing, (struct place){.file = NULL}, N_("no text of the study has these words"));
    const struct word *items = found.file->words->items;
    struct place place = place_in(found.file, items[found.first].start);
    if (!found.is_whole || found.words.count == 0)
        return refuse(reviewing, place, N_("the words are different in the study, so edit them by hand"));
    if (text_starts_with(found.file->name, "content/excerpts/"))
        return refuse(reviewing, place, N_("what an informant or a document said is not edited"));
    const struct word *last = &items[found.first + found.words.count - 1];
    *edit = (struct edit){found.file, items[found.first].start, last->start + last->length,
                          changed_words(reviewing, remark, start, end)};
    if (!are_alike(found.file->text + edit->start, edit->end - edit->start, reviewing->review.text + start,
                   end - start))
        return refuse(reviewing, place, N_("there is Markdown between the words, so edit them by hand"));
    if (!is_plain(remark->words, text_ends_with(found.file->name, ".yaml")))
        return refuse(reviewing, place, N_("what is put in has signs that mean something there, so edit it by hand"));
    return true;
}

/* The lines from start to end, each with sign before it. */
static void print_lines(const char *text, size_t length, char sign)
{
    for (const char *end = text + length; text < end;) {
        size_t line = strcspn(text, "\n");
        if (line > (size_t)(end - text))
            line = (size_t)(end - text);
        printf("%c%.*s\n", sign, (int)line, text);
        text += line + 1;
    }
}

/* Shows the lines that change as a unified diff does. */
static void print_difference(const struct edit *edit, const char *changed)
{
    const struct source_file *file = edit->file;
    size_t start = edit->start, end = edit->end;

    while (start > 0 && file->text[start - 1] != '\n')
        start--;
    while (end < file->length && file->text[end] != '\n')
        end++;
    size_t length = end - start - (edit->end - edit->start) + strlen(edit->words);
    printf("--- %s\n+++ %s\n@@ -%d +%d @@\n", file->name, file->name, place_in(file, start).line,
           place_in(file, start).line);
    print_lines(file->text + start, end - start, '-');
    print_lines(changed + start, length, '+');
}

/* Puts the changed file in the place of the old one. False: reported, and the old one is there. */
static bool write_file(const struct reviewing *reviewing, const struct edit *edit, const char *changed)
{
    struct map *files = map_new(reviewing->build->arena);
    struct buffer text = {0};

    buffer_text(&text, changed);
    map_put(files, edit->file->name, &text);
    bool written = content_replace(reviewing->build, files, NULL);
    buffer_free(&text);
    return written;
}

static bool apply(const struct reviewing *reviewing, const struct remark *remark, bool dry_run)
{
    struct edit edit;

    if (!plan(reviewing, remark, &edit))
        return false;
    const char *text = edit.file->text;
    const char *changed =
        arena_format(reviewing->project->arena, "%.*s%s%s", (int)edit.start, text, edit.words, text + edit.end);
    print_difference(&edit, changed);
    return dry_run || write_file(reviewing, &edit, changed);
}

static bool apply_number(const struct reviewing *reviewing, size_t number, bool dry_run)
{
    for (size_t i = 0; i < reviewing->review.remarks.count; i++) {
        const struct remark *remark = reviewing->review.remarks.items[i];
        if (remark->number == number)
            return apply(reviewing, remark, dry_run);
    }
    diag_error(reviewing->build->diags, (struct place){.file = NULL}, "change", "there is no change %zu in '%s'",
               number, reviewing->project->file);
    diag_hint(reviewing->build->diags, "'lampiran review %s' lists them", reviewing->project->file);
    return false;
}

/*
 * A Word document that came back from a reader: its text as it was before anything was changed in it, and the comments
 * and tracked changes by their places in that text.
 */

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

/* Reads the Word document project->file. False: reported. */
static bool review_read_word(struct project *project, struct review *review)
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

/* ---- the command ---- */

bool review_run(struct build *build, const struct review_request *request)
{
    const struct import_request import = {0};
    struct project project = project_begin(build->arena, build->diags, &import);
    struct reviewing reviewing = {.build = build, .project = &project};

    project.file = request->path;
    if (!review_read_word(&project, &reviewing.review))
        return false;
    reviewing.words = review_words(build->arena, &reviewing.review);
    reviewing.sources = sources_read(build, build->arena);
    if (request->change > 0)
        return apply_number(&reviewing, (size_t)request->change, request->dry_run);
    for (size_t i = 0; i < reviewing.review.remarks.count; i++)
        diagnose(&reviewing, reviewing.review.remarks.items[i]);
    if (reviewing.review.remarks.count == 0)
        diag_note(build->diags, (struct place){.file = NULL}, "review", "'%s' has neither comments nor tracked changes",
                  request->path);
    return true;
}
