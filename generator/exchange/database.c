#include "exchange/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

#include <ctype.h>
#include <sqlite3.h>
#include <string.h>

enum { STEPS_AT_ONCE = 100000, MOST_STEPS = 100000 };

struct database {
    struct project *project;
    sqlite3 *handle;
    sqlite3_stmt *statement;
    int steps;
};

/* Ends a query that a view or a trigger of a stranger keeps running. */
static int count_steps(void *context)
{
    struct database *database = context;

    return ++database->steps > MOST_STEPS;
}

static bool fail(struct database *database)
{
    return project_fail(database->project, "open it in the tool it comes from and export it once more",
                        "the database cannot be read: %s", sqlite3_errmsg(database->handle));
}

/* "file:PATH?immutable=1" */
static void name_file(struct buffer *name, const char *path)
{
    buffer_text(name, "file:");
    for (; *path != '\0'; path++) {
        if (isalnum((unsigned char)*path) || strchr("/._-", *path) != NULL)
            buffer_char(name, *path);
        else
            buffer_format(name, "%%%02x", (unsigned char)*path);
    }
    buffer_text(name, "?immutable=1");
}

static void restrain(struct database *database)
{
    sqlite3 *handle = database->handle;

    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, MOST_BYTES / 4);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 100000);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 50);
    sqlite3_progress_handler(handle, STEPS_AT_ONCE, count_steps, database);
}

struct database *database_open(struct project *project, const char *path)
{
    struct database *database = arena_alloc(project->arena, sizeof *database);
    struct buffer name = {0};

    database->project = project;
    name_file(&name, path);
    int state = sqlite3_open_v2(buffer_string(&name), &database->handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
    buffer_free(&name);
    if (state == SQLITE_OK) {
        restrain(database);
        database_query(database, "PRAGMA quick_check(1)");
        if (database_next(database) && strcmp(database_text(database, 0), "ok") != 0)
            project_fail(project, "open it in the tool it comes from and export it once more",
                         "the database is damaged");
    } else {
        fail(database);
    }
    if (!project->failed)
        return database;
    database_close(database);
    return NULL;
}

void database_close(struct database *database)
{
    sqlite3_finalize(database->statement);
    sqlite3_close(database->handle);
}

void database_query(struct database *database, const char *sql)
{
    sqlite3_finalize(database->statement);
    database->statement = NULL;
    if (!database->project->failed &&
        sqlite3_prepare_v2(database->handle, sql, -1, &database->statement, NULL) != SQLITE_OK)
        fail(database);
}

bool database_next(struct database *database)
{
    if (database->project->failed || database->statement == NULL)
        return false;
    int state = sqlite3_step(database->statement);
    if (state != SQLITE_ROW && state != SQLITE_DONE)
        fail(database);
    return state == SQLITE_ROW;
}

const char *database_text(struct database *database, int column)
{
    const char *text = (const char *)sqlite3_column_text(database->statement, column);
    size_t length = text ? (size_t)sqlite3_column_bytes(database->statement, column) : 0, offset;

    if (text == NULL)
        return NULL;
    if (!text_is_utf8(text, length, &offset)) {
        project_fail(database->project,
                     "write it anew: sqlite3 OLD .dump | iconv -f WINDOWS-1252 -t UTF-8 | sqlite3 NEW, with the "
                     "encoding that its texts have",
                     "a text in the database is not UTF-8");
        return "";
    }
    database->project->bytes += length;
    if (database->project->bytes > MOST_BYTES)
        project_fail(database->project, NULL, "it holds more than %d MB of text", MOST_BYTES / 1024 / 1024);
    return arena_copy(database->project->arena, text, length);
}

long database_number(struct database *database, int column)
{
    return (long)sqlite3_column_int64(database->statement, column);
}

bool database_has(struct database *database, const char *table, const char *column)
{
    bool found = false;

    database_query(database, arena_format(database->project->arena, "PRAGMA table_info(\"%s\")", table));
    while (!found && database_next(database)) {
        const char *name = database_text(database, 1);
        found = column == NULL || (name != NULL && strcmp(name, column) == 0);
    }
    return found;
}
