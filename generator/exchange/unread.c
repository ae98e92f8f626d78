/* What is in a project and no reader looks at, counted for the table of losses. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/say.h"
#include "base/text.h"
#include "base/words.h"

#include <string.h>
#include <strings.h>

/* What is read of the table or element called name, in either case: a row of that list of base/words.txt. NULL: none.
 */
static const struct word_row *unread_known(enum word_list list, const char *name)
{
    for (const struct word_row *row = words_rows(list); row->list == list; row++) {
        if (strcasecmp(row->name, name) == 0)
            return row;
    }
    return NULL;
}

/* One of the rows from known on with its name has the word; "*" stands for all. */
static bool unread_has(const struct word_row *known, const char *word)
{
    for (const struct word_row *row = known; row->list == known->list && strcmp(row->name, known->name) == 0; row++) {
        if (text_is_among(word, row->words))
            return true;
    }
    return false;
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
static void count_columns(struct project *project, struct database *database, const char *table,
                          const struct word_row *known)
{
    struct arena *arena = project->arena;
    const char *from = quoted(arena, table);
    const struct list columns =
        names_in(database, arena, arena_concat(arena, "PRAGMA table_info(", from, ")", NULL), 1);

    for (size_t i = 0; i < columns.count; i++) {
        const char *column = columns.items[i];
        if (unread_has(known, column))
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
 * Counts what is in tables and columns that no reader looks at, whatever version of the tool made them: in read a row
 * for each table has the columns that are read or say nothing by themselves.
 */
void database_count_unread(struct project *project, struct database *database, enum word_list read)
{
    struct arena *arena = project->arena;
    const struct list tables =
        names_in(database, arena, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", 0);

    for (size_t i = 0; i < tables.count; i++) {
        const char *table = tables.items[i];
        const struct word_row *known = unread_known(read, table);
        if (known == NULL && !text_starts_with(table, "sqlite_"))
            unread_lose(project, arena_format(arena, translated("table '%s'"), text_on_one_line(arena, table)),
                        count_of(database, arena_concat(arena, "SELECT count(*) FROM ", quoted(arena, table), NULL)));
        else if (known != NULL && !unread_has(known, "*"))
            count_columns(project, database, table, known);
    }
}

/* ---- REFI-QDA ---- */

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
    const struct word_row *known = unread_known(WORDS_REFI, xml->name); /* NULL: references or values alone */

    if (known == NULL || unread_has(known, "*"))
        return;
    for (const char **attribute = xml->attributes; attribute != NULL && *attribute != NULL; attribute += 2) {
        if (!unread_has(known, *attribute) && *attribute[1] != '\0')
            lose_one(project, *attribute, xml->name);
    }
    for (const struct xml *child = xml->first; child != NULL; child = child->next) {
        if (unread_has(known, child->name))
            xml_count_unread(project, child);
        else
            lose_one(project, child->name, xml->name);
    }
}
