/* Projects that are databases: what they have in common, and those of QualCoder and RQDA. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/json.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "base/words.h"

#include <string.h>

/* Objects of a table by number, as text: maps have texts as keys. */
const char *database_key(struct project *project, long number)
{
    return arena_format(project->arena, "%ld", number);
}

void *database_object(struct project *project, struct map *map, long number)
{
    return map_get(map, database_key(project, number));
}

/* Of an object of this project; own tells apart what copies of one project gave the same number. NULL: nothing does. */
static const char *guid_of(struct project *project, const char *table, long number, const char *own)
{
    return guid_make(project->arena, arena_format(project->arena, "%s:%s:%s:%ld:%s", project->tool,
                                                  project->space ? project->space : "", table, number, own ? own : ""));
}

/* The first of the columns that the table has, or a value that is nothing: the versions of tools differ. */
const char *database_column(struct database *database, const char *table, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (database_has(database, table, *names))
            return *names;
    }
    return "NULL";
}

/* When the row was made, as an expression. */
static const char *date_in(struct database *database, const char *table)
{
    static const char *const names[] = {"date", "created", NULL};

    return database_column(database, table, names);
}

/* What tells this project from others of the tool, and stays: when it was begun, else its oldest text. */
void database_find_space(struct project *project, struct database *database, const char *table, const char *texts)
{
    const char *const queries[] = {
        arena_concat(project->arena, "SELECT ", date_in(database, table), " FROM ", table, " LIMIT 1", NULL), texts};
    bool has_table = database_has(database, table, NULL);

    for (int i = has_table ? 0 : 1; i < 2 && (project->space == NULL || *project->space == '\0'); i++) {
        database_query(database, queries[i]);
        project->space = database_next(database) ? database_text(database, 0) : NULL;
    }
}

struct project_source *database_add_source(struct project *project, struct map *sources, long number, const char *name)
{
    struct project_source *source =
        project_add_source(project, guid_of(project, "source", number, NULL), name ? name : "");

    map_put(sources, database_key(project, number), source);
    return source;
}

struct segment *database_add_segment(struct project *project, struct project_source *source, const char *table,
                                     long number, const char *owner)
{
    return project_add_segment(project, guid_of(project, table, number, owner), source);
}

/* ---- QualCoder and RQDA: texts with places in characters ---- */

/* What differs between the two databases. */
struct tables {
    const char *sources;  /* id, name, text, memo */
    const char *codes;    /* id, name, memo, color, date */
    const char *codings;  /* id, source, code, from, to, words, coder, memo, important */
    const char *cases;    /* id, name, memo */
    const char *of_cases; /* case, source, from, to */
    const char *values;   /* case, variable, value; NULL: the tool has none */
    const char *of_files; /* source, variable, value; NULL likewise */
};

/* Tables of texts, of codes, and of places in the texts that have them. */
struct tables_reading {
    struct project *project;
    struct database *database;
    struct map *sources, *codes, *cases;
    struct map *located; /* source guid -> struct located */
    struct list all;     /* the same */
};

static struct located *located_of(struct tables_reading *reading, struct project_source *source, const char *text)
{
    struct located *located = arena_alloc(reading->project->arena, sizeof *located);

    *located = (struct located){.source = source, .raw = text, .length = strlen(text)};
    map_put(reading->located, source->guid, located);
    list_add(&reading->all, reading->project->arena, located);
    return located;
}

static void tables_sources(struct tables_reading *reading, const char *sql)
{
    database_query(reading->database, sql);
    while (database_next(reading->database)) {
        struct project_source *source =
            database_add_source(reading->project, reading->sources, database_number(reading->database, 0),
                                database_text(reading->database, 1));
        const char *text = database_text(reading->database, 2);
        source->memo = database_text(reading->database, 3);
        if (text != NULL && *text != '\0')
            located_of(reading, source, text);
    }
}

static void tables_codes(struct tables_reading *reading, const char *sql)
{
    struct project *project = reading->project;

    database_query(reading->database, sql);
    while (database_next(reading->database)) {
        struct project_code *code = arena_alloc(project->arena, sizeof *code);
        long number = database_number(reading->database, 0);
        *code = (struct project_code){.guid = guid_of(project, "code", number, database_text(reading->database, 4)),
                                      .name = database_text(reading->database, 1),
                                      .memo = database_text(reading->database, 2),
                                      .color = project_color(project, database_text(reading->database, 3))};
        code->name = code->name ? code->name : "";
        list_add(&project->codes, project->arena, code);
        map_put(reading->codes, database_key(project, number), code);
    }
}

static void tables_codings(struct tables_reading *reading, const char *sql)
{
    struct project *project = reading->project;

    database_query(reading->database, sql);
    while (database_next(reading->database)) {
        struct database *database = reading->database;
        struct project_source *source = database_object(project, reading->sources, database_number(database, 1));
        struct project_code *code = database_object(project, reading->codes, database_number(database, 2));
        if (source == NULL || code == NULL) {
            project_lose(project, "coding", 1, LOSS_LEFT, "its source or its code is not in the project");
            continue;
        }
        const char *owner = database_text(database, 6);
        struct segment *segment = database_add_segment(project, source, "coding", database_number(database, 0), owner);
        long from = database_number(database, 3), to = database_number(database, 4);
        struct located *located = map_get(reading->located, source->guid);
        const char *words = database_text(database, 5);
        segment->coder = project_coder_named(project, owner);
        segment->memo = text_filled(database_text(database, 7));
        segment->exemplar = database_number(database, 8) == 1;
        list_add(&segment->codes, project->arena, code);
        if (located != NULL && from >= 0 && to >= from) {
            segment->start = (size_t)from;
            segment->end = (size_t)to;
            list_add(&located->segments, project->arena, segment);
            list_add(&located->names, project->arena, (void *)words);
        } else if (words != NULL) {
            segment->text = text_trimmed(project->arena, words);
        }
    }
}

static void read_cases(struct tables_reading *reading, const struct tables *tables)
{
    struct project *project = reading->project;
    struct database *database = reading->database;

    database_query(database, tables->cases);
    while (database_next(database)) {
        long number = database_number(database, 0);
        const char *name = database_text(database, 1);
        struct project_case *person =
            project_add_case(project, guid_of(project, "case", number, NULL), name ? name : "");
        person->description = database_text(database, 2);
        map_put(reading->cases, database_key(project, number), person);
    }
    if (tables->values != NULL)
        database_query(database, tables->values);
    while (tables->values != NULL && database_next(database)) {
        struct project_case *person = database_object(project, reading->cases, database_number(database, 0));
        const char *variable = database_text(database, 1), *value = database_text(database, 2);
        if (person != NULL)
            case_set(project, person, variable, value);
    }
}

/* Those variables that the tool says are numbers. */
static void read_types(struct tables_reading *reading, const char *table, const char *type)
{
    struct project *project = reading->project;

    if (!database_has(reading->database, table, type))
        return;
    database_query(reading->database,
                   arena_concat(project->arena, "SELECT name FROM ", table, " WHERE ", type, " = 'numeric'", NULL));
    while (database_next(reading->database)) {
        const char *name = database_text(reading->database, 0);
        for (size_t i = 0; name != NULL && i < project->variables.count; i++) {
            struct project_variable *variable = project->variables.items[i];
            if (strcmp(variable->name, name) == 0)
                variable->type = "number";
        }
    }
}

/* A range of a source that is of one case. */
struct said {
    struct project_source *source;
    struct project_case *by;
    size_t start, end;
};

/* A source that has one case is that case's; of one that has several, each range says who speaks. */
static void give_to_cases(struct tables_reading *reading, const char *sql)
{
    struct project *project = reading->project;
    struct list ranges = {0};
    struct map *several = map_new(project->arena);

    database_query(reading->database, sql);
    while (database_next(reading->database)) {
        struct said *said = arena_alloc(project->arena, sizeof *said);
        *said =
            (struct said){database_object(project, reading->sources, database_number(reading->database, 1)),
                          database_object(project, reading->cases, database_number(reading->database, 0)),
                          (size_t)database_number(reading->database, 2), (size_t)database_number(reading->database, 3)};
        if (said->source == NULL || said->by == NULL)
            continue;
        if (said->source->person != NULL && said->source->person != said->by)
            map_put(several, said->source->guid, said->source);
        said->source->person = said->by;
        list_add(&ranges, project->arena, said);
    }
    for (size_t i = 0; i < map_count(several); i++)
        ((struct project_source *)map_value(several, i))->person = NULL;
    for (size_t i = 0; map_count(several) > 0 && i < project->segments.count; i++) {
        struct segment *segment = project->segments.items[i];
        for (size_t j = 0; segment->source->person == NULL && j < ranges.count; j++) {
            const struct said *said = ranges.items[j];
            if (said->source == segment->source && segment->start >= said->start && segment->end <= said->end)
                segment->speaker = said->by;
        }
    }
}

/* What is said of a file is said of who speaks in it. */
static void read_values_of_files(struct tables_reading *reading, const char *sql)
{
    struct project *project = reading->project;
    struct database *database = reading->database;

    database_query(database, sql);
    while (database_next(database)) {
        struct project_source *source = database_object(project, reading->sources, database_number(database, 0));
        if (source == NULL || project->request->documents) {
            project_lose(project, "attribute of a file", 1, LOSS_LEFT, "only informants have any");
            continue;
        }
        if (source->person == NULL)
            source->person = project_add_case(project, source->guid, source->name);
        case_set(project, source->person, database_text(database, 1), database_text(database, 2));
    }
}

/* Groups of files: number of the file, name of the group. */
static void tables_groups(struct tables_reading *reading, const char *sql)
{
    database_query(reading->database, sql);
    while (database_next(reading->database)) {
        struct project_source *source =
            database_object(reading->project, reading->sources, database_number(reading->database, 0));
        if (source != NULL)
            source_group(reading->project, source, database_text(reading->database, 1));
    }
}

/* Rows of a table with words of the researcher's: the columns, or expressions, that say what of them. */
struct noted {
    const char *table;
    const char *number, *name, *text;
    const char *about; /* the number of a source; "0": none */
};

/* Rows of the table that were not deleted: RQDA keeps these, with a state that some tables of older versions lack. */
static const char *kept_in(struct database *database, const char *table)
{
    return database_has(database, table, "status") ? " WHERE status = 1" : " WHERE 1";
}

static void read_notes(struct tables_reading *reading, const struct noted *noted)
{
    static const char *const owners[] = {"owner", NULL};
    struct project *project = reading->project;
    struct database *database = reading->database;

    if (!database_has(database, noted->table, noted->text))
        return;
    const char *date = date_in(database, noted->table), *owner = database_column(database, noted->table, owners);
    database_query(database,
                   arena_concat(project->arena, "SELECT ", noted->number, ", ", noted->name, ", ", noted->text, ", ",
                                noted->about, ", ", date, ", ", owner, " FROM ", noted->table,
                                kept_in(database, noted->table), " AND ", noted->text, " <> '' ORDER BY 4, 1", NULL));
    while (database_next(database)) {
        struct project_note *note = arena_alloc(project->arena, sizeof *note);
        const struct project_source *about = database_object(project, reading->sources, database_number(database, 3));
        *note = (struct project_note){.guid = guid_of(project, noted->table, database_number(database, 0), NULL),
                                      .name = database_text(database, 1),
                                      .text = database_text(database, 2),
                                      .about = about ? about->guid : NULL,
                                      .date = database_text(database, 4),
                                      .author = project_coder_named(project, database_text(database, 5))};
        list_add(&project->notes, project->arena, note);
    }
}

static void read_memo(struct tables_reading *reading)
{
    if (!database_has(reading->database, "project", "memo"))
        return;
    database_query(reading->database, "SELECT memo FROM project LIMIT 1");
    if (database_next(reading->database))
        reading->project->description = database_text(reading->database, 0);
}

/* What the tool has and is not read: how many rows of which table. */
static void count_lost(struct tables_reading *reading, const char *const (*lost)[4], size_t count)
{
    struct project *project = reading->project;

    for (size_t i = 0; i < count; i++) {
        if (!database_has(reading->database, lost[i][0], NULL))
            continue;
        database_query(reading->database,
                       arena_concat(project->arena, "SELECT count(*) FROM ", lost[i][0], lost[i][1], NULL));
        if (database_next(reading->database))
            project_lose(project, lost[i][2], (size_t)database_number(reading->database, 0), LOSS_LEFT, lost[i][3]);
    }
}

static void lose_dates(struct tables_reading *reading, const char *table, const char *where)
{
    struct project *project = reading->project;
    const char *date = date_in(reading->database, table);

    database_query(reading->database,
                   arena_concat(project->arena, "SELECT count(nullif(", date, ", '')) FROM ", table, where, NULL));
    if (database_next(reading->database))
        project_lose(project, "date of a coding", (size_t)database_number(reading->database, 0), LOSS_LEFT,
                     "an excerpt has none");
}

static bool read_tables(struct tables_reading *reading, const struct tables *tables)
{
    struct project *project = reading->project;

    tables_sources(reading, tables->sources);
    tables_codes(reading, tables->codes);
    tables_codings(reading, tables->codings);
    if (tables->cases != NULL) {
        read_cases(reading, tables);
        give_to_cases(reading, tables->of_cases);
    }
    if (tables->of_files != NULL)
        read_values_of_files(reading, tables->of_files);
    return !project->failed && locate_all(project, &reading->all);
}

static struct tables_reading tables_begin(struct project *project, struct database *database, const char *tool)
{
    project->tool = tool;
    return (struct tables_reading){.project = project,
                                   .database = database,
                                   .sources = map_new(project->arena),
                                   .codes = map_new(project->arena),
                                   .cases = map_new(project->arena),
                                   .located = map_new(project->arena)};
}

/* Puts code below its parent; a parent below itself stays at the top. */
static void put_below(struct project *project, struct project_code *code, struct project_code *parent)
{
    int depth = 0;

    for (const struct project_code *above = parent; above != NULL; above = above->parent) {
        if (above == code || ++depth >= MOST_DEPTH) {
            project_fail(project, "move the code in the tool, then export once more",
                         "the code '%s' is below itself or more than %d levels deep", code->name, MOST_DEPTH);
            return;
        }
    }
    code->parent = parent;
}

/* Puts each code of query (its number, that of what it belongs to) below that one of parents, where both are known. */
static void tables_members(struct tables_reading *reading, struct map *parents, const char *query)
{
    struct database *database = reading->database;

    database_query(database, query);
    while (database_next(database)) {
        struct project_code *code = database_object(reading->project, reading->codes, database_number(database, 0));
        struct project_code *parent = database_object(reading->project, parents, database_number(database, 1));
        if (code != NULL && parent != NULL && code->parent != NULL)
            project_lose(reading->project, "category of a code", code->parent != parent, LOSS_LEFT,
                         "the code is below another one already");
        else if (code != NULL && parent != NULL)
            put_below(reading->project, code, parent);
    }
}

/* Categories are codes that no words may carry; they come before the codes in them. */
static void read_categories(struct tables_reading *reading, const char *sql, const char *members)
{
    struct project *project = reading->project;
    struct database *database = reading->database;
    struct map *categories = map_new(project->arena);
    struct list made = {0};
    struct map *above = map_new(project->arena);

    database_query(database, sql);
    while (database_next(database)) {
        struct project_code *code = arena_alloc(project->arena, sizeof *code);
        long number = database_number(database, 0), parent = database_number(database, 3);
        *code = (struct project_code){.guid = guid_of(project, "category", number, database_text(database, 4)),
                                      .is_folder = true,
                                      .name = database_text(database, 1),
                                      .memo = database_text(database, 2)};
        code->name = code->name ? code->name : "";
        list_add(&made, project->arena, code);
        map_put(categories, database_key(project, number), code);
        map_put(above, code->guid, (void *)database_key(project, parent));
    }
    for (size_t i = 0; i < made.count; i++) {
        struct project_code *code = made.items[i];
        put_below(project, code, map_get(categories, map_get(above, code->guid)));
    }
    tables_members(reading, categories, members);
    for (size_t i = 0; i < made.count; i++)
        list_add(&project->codes, project->arena, made.items[i]);
}

static const char *const qualcoder_lost[][4] = {
    {"code_image", "", N_("image coding"), N_("pictures are not read")},
    {"code_av", "", N_("audio or video coding"), N_("media are not read")},
    {"annotation", "", N_("place of an annotation"), N_("it is a note about its source")},
    {"graph", "", N_("graph"), N_("the format of a study has none")},
    {"ris", "", N_("line of a reference"), N_("works are listed in references.bib")},
    {"source", " WHERE mediapath <> ''", N_("picture or recording"), N_("media are not read")},
};

static const struct noted qualcoder_noted[] = {
    {"journal", "jid", "name", "jentry", "0"},
    {"annotation", "anid", "'annotation'", "memo", "fid"},
    {"case_text", "id", "'case ' || (SELECT name FROM cases WHERE cases.caseid = case_text.caseid)", "memo", "fid"},
    {"attribute_type", "rowid", "'attribute ' || name", "memo", "0"},
};

/* Names that were replaced when texts were imported: those of persons, beside the database. */
void read_pseudonyms(struct project *project, const char *folder)
{
    struct buffer bytes = {0};
    const struct json_value *pairs = NULL;

    if (file_read(file_join(project->arena, folder, "pseudonyms.json"), &bytes) == FILE_OK)
        pairs = json_read(project->arena, buffer_string(&bytes));
    for (const struct json_value *pair = pairs ? pairs->children : NULL; pair != NULL; pair = pair->next) {
        const struct json_value *name = json_find(pair, "original");
        if (name != NULL && *name->text != '\0')
            list_add(&project->names, project->arena, (void *)name->text);
    }
    buffer_free(&bytes);
}

bool read_qualcoder(struct project *project, struct database *database)
{
    struct tables_reading reading = tables_begin(project, database, "QualCoder");
    database_find_space(project, database, "project", "SELECT name FROM source ORDER BY id LIMIT 1");
    bool has_important = database_has(database, "code_text", "important");
    const struct tables tables = {
        .sources = "SELECT id, name, fulltext, memo FROM source ORDER BY id",
        .codes = arena_concat(project->arena, "SELECT cid, name, memo, color, ", date_in(database, "code_name"),
                              " FROM code_name ORDER BY cid", NULL),
        .codings = has_important ? "SELECT ctid, fid, cid, pos0, pos1, seltext, owner, memo, important FROM code_text "
                                   "ORDER BY fid, pos0, pos1, ctid"
                                 : "SELECT ctid, fid, cid, pos0, pos1, seltext, owner, memo, 0 FROM code_text ORDER BY "
                                   "fid, pos0, pos1, ctid",
        .cases = "SELECT caseid, name, memo FROM cases ORDER BY caseid",
        .of_cases = "SELECT caseid, fid, pos0, pos1 FROM case_text ORDER BY id",
        .values = "SELECT id, name, value FROM attribute WHERE attr_type = 'case' ORDER BY id, name",
        .of_files = "SELECT id, name, value FROM attribute WHERE attr_type = 'file' AND value <> '' ORDER BY id, name",
    };

    read_tables(&reading, &tables);
    if (database_has(database, "code_name", "supercid"))
        tables_members(&reading, reading.codes, "SELECT cid, supercid FROM code_name WHERE supercid IS NOT NULL");
    read_categories(&reading,
                    arena_concat(project->arena, "SELECT catid, name, memo, supercatid, ",
                                 date_in(database, "code_cat"), " FROM code_cat ORDER BY catid", NULL),
                    "SELECT cid, catid FROM code_name WHERE catid IS NOT NULL");
    count_lost(&reading, qualcoder_lost, sizeof qualcoder_lost / sizeof *qualcoder_lost);
    lose_dates(&reading, "code_text", "");
    read_types(&reading, "attribute_type", "valuetype");
    for (size_t i = 0; i < sizeof qualcoder_noted / sizeof *qualcoder_noted; i++)
        read_notes(&reading, &qualcoder_noted[i]);
    read_memo(&reading);
    database_count_unread(project, database, WORDS_QUALCODER);
    return !project->failed;
}

/* Values of the attributes of cases or files; what has none is written as "NA". */
static const char *attributes_in(struct project *project, struct database *database, const char *table,
                                 const char *number)
{
    if (!database_has(database, table, "value"))
        return NULL;
    return arena_concat(project->arena, "SELECT ", number, ", variable, value FROM ", table, kept_in(database, table),
                        " AND value <> 'NA' ORDER BY ", number, ", variable", NULL);
}

static const char *const rqda_lost[][4] = {
    {"annotation", " WHERE status = 1", N_("place of an annotation"), N_("it is a note about its source")},
    {"imageCoding", " WHERE status = 1", N_("image coding"), N_("pictures are not read")},
    {"image", " WHERE status = 1", N_("picture or recording"), N_("media are not read")},
    {"coding2", " WHERE status = 1", N_("coding to compare"), N_("a second table of codings is not read")},
    {"coding", " WHERE status <> 1", N_("deleted coding"), N_("the tool keeps what was deleted")},
    {"freecode", " WHERE status <> 1", N_("deleted code"), N_("the tool keeps what was deleted")},
    {"source", " WHERE status <> 1", N_("deleted source"), N_("the tool keeps what was deleted")},
};

static const struct noted rqda_noted[] = {
    {"journal", "rowid", "name", "journal", "0"},
    {"annotation", "rowid", "'annotation'", "annotation", "fid"},
    {"filecat", "rowid", "'document group ' || name", "memo", "0"},
    {"treefile", "rowid", "'document group ' || (SELECT name FROM filecat WHERE filecat.catid = treefile.catid)",
     "memo", "fid"},
    {"treecode", "rowid",
     "'code ' || (SELECT name FROM freecode WHERE id = cid) || ' - ' || "
     "(SELECT name FROM codecat WHERE codecat.catid = treecode.catid)",
     "memo", "0"},
    {"caselinkage", "rowid", "'case ' || (SELECT name FROM cases WHERE id = caseid)", "memo", "fid"},
    {"attributes", "rowid", "'attribute ' || name", "memo", "0"},
};

bool read_rqda(struct project *project, struct database *database)
{
    struct tables_reading reading = tables_begin(project, database, "RQDA");
    database_find_space(project, database, "project", "SELECT name FROM source ORDER BY id LIMIT 1");
    static const char *const color[] = {"color", NULL};
    bool has_cases = database_has(database, "caselinkage", "fid");
    const struct tables tables = {
        .sources = "SELECT id, name, file, memo FROM source WHERE status = 1 ORDER BY id",
        .codes = arena_concat(project->arena, "SELECT id, name, memo, ", database_column(database, "freecode", color),
                              ", ", date_in(database, "freecode"), " FROM freecode WHERE status = 1 ORDER BY id", NULL),
        .codings = "SELECT rowid, fid, cid, selfirst, selend, seltext, owner, memo, 0 FROM coding WHERE status = 1 "
                   "ORDER BY fid, selfirst, selend, rowid",
        .cases = has_cases ? "SELECT id, name, memo FROM cases WHERE status = 1 ORDER BY id" : NULL,
        .of_cases = "SELECT caseid, fid, selfirst, selend FROM caselinkage WHERE status = 1 ORDER BY rowid",
        .values = attributes_in(project, database, "caseAttr", "caseID"),
        .of_files = attributes_in(project, database, "fileAttr", "fileID"),
    };

    read_tables(&reading, &tables);
    if (database_has(database, "treecode", "catid"))
        read_categories(&reading,
                        arena_concat(project->arena, "SELECT catid, name, memo, -1, ", date_in(database, "codecat"),
                                     " FROM codecat WHERE status = 1 ORDER BY catid", NULL),
                        "SELECT cid, catid FROM treecode WHERE status = 1");
    if (database_has(database, "filecat", "catid") && database_has(database, "treefile", "fid"))
        tables_groups(&reading,
                      "SELECT t.fid, c.name FROM treefile t JOIN filecat c ON c.catid = t.catid WHERE t.status "
                      "= 1 AND c.status = 1 ORDER BY t.fid, c.name");
    read_types(&reading, "attributes", "class");
    for (size_t i = 0; i < sizeof rqda_noted / sizeof *rqda_noted; i++)
        read_notes(&reading, &rqda_noted[i]);
    read_memo(&reading);
    count_lost(&reading, rqda_lost, sizeof rqda_lost / sizeof *rqda_lost);
    lose_dates(&reading, "coding", " WHERE status = 1");
    database_count_unread(project, database, WORDS_RQDA);
    return !project->failed;
}

/* ---- MAXQDA ---- */

/* Exchange files of MAXQDA: databases whose columns differ by its version, and whose texts may be missing. */

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
