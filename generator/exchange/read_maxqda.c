/* Exchange files of MAXQDA: databases whose columns differ by its version, and whose texts may be missing. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/words.h"

#include <string.h>

/* The first signs of a coding; those that fill their room are cut off. */
enum { PREVIEW = 63 };

static const char *preview_of(struct arena *arena, const char *text)
{
    size_t count = 0;

    for (const char *at = text; *at != '\0'; count++)
        text_next(&at);
    return count < PREVIEW ? text : arena_concat(arena, text, "...", NULL);
}

/* Texts are kept as they are, or as RTF. */
static void make_plain(struct tables_reading *reading)
{
    for (size_t i = 0; i < reading->all.count && !reading->project->failed; i++) {
        struct located *located = reading->all.items[i];
        const char *text = text_starts_with(located->raw, "{\\rtf")
                               ? text_by_pandoc(reading->project, "rtf", located->raw, located->length)
                               : located->raw;
        if (text != NULL) {
            located->raw = text;
            located->length = strlen(text);
        }
        for (size_t j = 0; j < located->names.count; j++) {
            if (located->names.items[j] != NULL)
                located->names.items[j] = (void *)preview_of(reading->project->arena, located->names.items[j]);
        }
    }
}

/* Without a text, what the tool shows of a coding is its words, unless they are cut off. */
static void leave_cut(struct project *project)
{
    size_t kept = 0;

    for (size_t i = 0; i < project->segments.count; i++) {
        struct segment *segment = project->segments.items[i];
        bool is_whole = segment->start != SIZE_MAX ||
                        (segment->text != NULL && preview_of(project->arena, segment->text) == segment->text);
        if (is_whole)
            project->segments.items[kept++] = segment;
    }
    project_lose(project, "coding", project->segments.count - kept, LOSS_LEFT,
                 "the file holds its first words only: export the project as REFI-QDA (.qdpx)");
    project->segments.count = kept;
}

bool read_maxqda(struct project *project, struct database *database)
{
    static const char *const texts[] = {"PlainText", "Text", "Content", "RTF", "Data", NULL};
    static const char *const memos[] = {"Memo", "Comment", NULL};
    static const char *const owners[] = {"CreationUser", "CreateUser", "Owner", "Author", "User", NULL};
    static const char *const parents[] = {"ParentID", "FatherID", "Parent", "Father", NULL};
    struct tables_reading reading = tables_begin(project, database, "MAXQDA");
    struct arena *arena = project->arena;
    const char *text = database_column(database, "Texts", texts);
    const char *parent = database_column(database, "Codewords", parents);

    if (!database_has(database, "Texts", "Name") || !database_has(database, "Codings", "SegPos1X"))
        return project_fail(project, "export the project as REFI-QDA (.qdpx), or its coded segments as XLSX",
                            "the exchange file is of an unknown version");
    database_find_space(project, database, "ProjectInfo", "SELECT Name FROM Texts ORDER BY ID LIMIT 1");
    tables_sources(&reading,
                   arena_concat(arena, "SELECT ID, Name, CASE WHEN typeof(", text, ") = 'text' THEN ", text, " END, ",
                                database_column(database, "Texts", memos), " FROM Texts ORDER BY ID", NULL));
    tables_codes(&reading, arena_concat(arena, "SELECT ID, Name, ", database_column(database, "Codewords", memos),
                                        ", NULL, NULL FROM Codewords ORDER BY ID", NULL));
    tables_codings(&reading, arena_concat(arena, "SELECT ID, TextID, WordID, SegPos1X, SegPos2X, Preview, ",
                                          database_column(database, "Codings", owners), ", ",
                                          database_column(database, "Codings", memos),
                                          ", 0 FROM Codings ORDER BY TextID, SegPos1X, SegPos2X, ID", NULL));
    if (strcmp(parent, "NULL") != 0)
        tables_members(&reading, reading.codes,
                       arena_concat(arena, "SELECT ID, ", parent, " FROM Codewords WHERE ", parent, " > 0", NULL));
    if (database_has(database, "Texts", "GroupID") && database_has(database, "Textgroups", "Name"))
        tables_groups(&reading, "SELECT t.ID, g.Name FROM Texts t JOIN Textgroups g ON g.ID = t.GroupID ORDER BY t.ID");
    make_plain(&reading);
    if (!project->failed && reading.all.count > 0)
        locate_all(project, &reading.all);
    leave_cut(project);
    database_count_unread(project, database, WORDS_MAXQDA);
    return !project->failed;
}
