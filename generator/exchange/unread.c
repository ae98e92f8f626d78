/* What is in a project and no reader looks at, counted for the table of losses. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/say.h"
#include "base/text.h"

#include <string.h>
#include <strings.h>

/* The text of read whose first word is name, in either case: what is read of that kind of thing. NULL: none. */
static const char *unread_known(const char *const *read, const char *name)
{
    size_t length = strlen(name);

    while (*read != NULL && (strncasecmp(*read, name, length) != 0 || (*read)[length] != ' '))
        read++;
    return *read != NULL ? *read + length + 1 : NULL;
}

static void unread_lose(struct project *project, const char *concept, size_t count)
{
    project_lose(project, concept, count, LOSS_LEFT, "it is not read");
}

static void unread_lose_stamp(struct project *project, size_t count)
{
    project_lose(project, "date or author of an object", count, LOSS_LEFT, "only notes keep them");
}

/* ---- databases ---- */

/* A name as SQL has it. */
static const char *quoted(struct arena *arena, const char *name)
{
    struct buffer out = {0};

    buffer_char(&out, '"');
    for (; *name != '\0'; name++)
        buffer_text(&out, *name == '"' ? "\"\"" : (const char[]){*name, '\0'});
    buffer_char(&out, '"');
    return buffer_take(&out, arena);
}

/* A column of all rows of a query: names of tables or columns, as many as an honest database has. */
static struct list names_in(struct database *database, struct arena *arena, const char *sql, int column)
{
    enum { MOST = 200 };
    struct list names = {0};

    database_query(database, sql);
    while (names.count < MOST && database_next(database))
        list_add(&names, arena, (void *)database_text(database, column));
    return names;
}

static size_t count_of(struct database *database, const char *sql)
{
    database_query(database, sql);
    return database_next(database) ? (size_t)database_number(database, 0) : 0;
}

/* Counts what is in the columns of a table that known does not name. */
static void count_columns(struct project *project, struct database *database, const char *table, const char *known)
{
    struct arena *arena = project->arena;
    const char *from = quoted(arena, table);
    const struct list columns =
        names_in(database, arena, arena_concat(arena, "PRAGMA table_info(", from, ")", NULL), 1);

    for (size_t i = 0; i < columns.count; i++) {
        const char *column = columns.items[i];
        if (text_has_word(known, column))
            continue;
        size_t count = count_of(
            database, arena_concat(arena, "SELECT count(nullif(", quoted(arena, column), ", '')) FROM ", from, NULL));
        if (text_has_word("owner date dateM created", column))
            unread_lose_stamp(project, count);
        else
            unread_lose(project,
                        arena_format(arena, translated("column '%s' of table '%s'"), text_on_one_line(arena, column),
                                     text_on_one_line(arena, table)),
                        count);
    }
}

/*
 * Counts what is in tables and columns that no reader looks at, whatever version of the tool made them.  read has a
 * text for each table that is known: its name, then the columns that are read or say nothing by themselves; "*": all.
 */
void database_count_unread(struct project *project, struct database *database, const char *const *read)
{
    struct arena *arena = project->arena;
    const struct list tables =
        names_in(database, arena, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", 0);

    for (size_t i = 0; i < tables.count; i++) {
        const char *table = tables.items[i], *known = unread_known(read, table);
        if (known == NULL && !text_starts_with(table, "sqlite_"))
            unread_lose(project, arena_format(arena, translated("table '%s'"), text_on_one_line(arena, table)),
                        count_of(database, arena_concat(arena, "SELECT count(*) FROM ", quoted(arena, table), NULL)));
        else if (known != NULL && !text_has_word(known, "*"))
            count_columns(project, database, table, known);
    }
}

/* ---- REFI-QDA ---- */

/* Elements with the attributes and elements in them that are read, or say nothing by themselves; "*": all is counted.
 */
static const char *const read_of_elements[] = {
    "Project xmlns xsi xsd name origin creatingUserGUID basePath schemaLocation Users CodeBook Variables Cases Sources "
    "Notes Links "
    "Sets "
    "Graphs Description NoteRef",
    "Users User",
    "User guid name id",
    "CodeBook xmlns xsi xsd origin schemaLocation Codes Sets",
    "Codes Code",
    "Code guid name isCodable color Description NoteRef Code",
    "Variables Variable",
    "Variable guid name typeOfVariable Description",
    "Cases Case",
    "Case guid name Description CodeRef VariableValue SourceRef SelectionRef",
    "VariableValue *",
    "Sources TextSource PictureSource PDFSource AudioSource VideoSource",
    "TextSource guid name richTextPath plainTextPath Description PlainTextContent PlainTextSelection Coding NoteRef "
    "VariableValue",
    "PlainTextSelection guid name startPosition endPosition creatingUser modifyingUser Description Coding NoteRef",
    "Coding guid creatingUser creationDateTime CodeRef NoteRef",
    "PictureSource guid name path currentPath Description NoteRef TextDescription PictureSelection PlainTextSelection "
    "Coding VariableValue",
    "PDFSource guid name path currentPath richTextPath plainTextPath Description PlainTextContent NoteRef PDFSelection "
    "PlainTextSelection Representation Coding VariableValue",
    "AudioSource guid name path currentPath Description NoteRef Transcript AudioSelection PlainTextSelection Coding "
    "VariableValue",
    "VideoSource guid name path currentPath Description NoteRef Transcript VideoSelection PlainTextSelection Coding "
    "VariableValue",
    "PictureSelection *",
    "PDFSelection *",
    "AudioSelection *",
    "VideoSelection *",
    "TextDescription guid name richTextPath plainTextPath Description PlainTextContent PlainTextSelection Coding "
    "NoteRef",
    "Representation guid name richTextPath plainTextPath Description PlainTextContent PlainTextSelection Coding "
    "NoteRef",
    "Transcript guid name richTextPath plainTextPath Description PlainTextContent SyncPoint TranscriptSelection "
    "NoteRef",
    "SyncPoint guid position",
    "TranscriptSelection guid name fromSyncPoint toSyncPoint creatingUser modifyingUser Description Coding NoteRef",
    "Notes Note",
    "Note guid name plainTextPath creatingUser creationDateTime Description PlainTextContent",
    "Links Link",
    "Link guid name direction originGUID targetGUID",
    "Sets Set",
    "Set guid name Description MemberCode MemberSource MemberNote Set",
    "Graphs *",
    NULL,
};

/* One attribute or element that nobody reads. */
static void lose_one(struct project *project, const char *name, const char *in)
{
    enum { MOST = 200 }; /* of different ones */
    struct arena *arena = project->arena;

    if (text_has_word("creationDateTime modifiedDateTime creatingUser modifyingUser modifyingUserGUID", name))
        unread_lose_stamp(project, 1);
    else if (project->losses.count > MOST)
        unread_lose(project, N_("further element or attribute"), 1);
    else
        unread_lose(
            project,
            arena_format(arena, translated("'%s' of '%s'"), text_on_one_line(arena, name), text_on_one_line(arena, in)),
            1);
}

/* Counts what is in the elements below xml, itself with it, that no reader looks at, whatever tool put it there. */
void xml_count_unread(struct project *project, const struct xml *xml)
{
    const char *known = unread_known(read_of_elements, xml->name); /* NULL: references or values alone */

    if (known == NULL || text_has_word(known, "*"))
        return;
    for (const char **attribute = xml->attributes; attribute != NULL && *attribute != NULL; attribute += 2) {
        if (!text_has_word(known, *attribute) && *attribute[1] != '\0')
            lose_one(project, *attribute, xml->name);
    }
    for (const struct xml *child = xml->first; child != NULL; child = child->next) {
        if (text_has_word(known, child->name))
            xml_count_unread(project, child);
        else
            lose_one(project, child->name, xml->name);
    }
}
