#include "exchange/private.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "base/say.h"
#include "study/study.h"

#include <string.h>
#include <strings.h>

static bool ends_with(const char *path, const char *ending)
{
    size_t length = strlen(path), tail = strlen(ending);

    return length > tail && strcasecmp(path + length - tail, ending) == 0;
}

static bool holds(struct arena *arena, const char *folder, const char *name)
{
    return file_exists(file_join(arena, folder, name));
}

bool import_is_project(const char *path)
{
    struct arena *arena = arena_new();
    bool is_folder = file_is_folder(path);
    bool is = is_folder ? holds(arena, path, "data.qda") ||
                              (!holds(arena, path, "content") && refi_file_in(arena, path) != NULL)
                        : file_exists(path);

    arena_free(arena);
    return is;
}

bool read_database(struct project *project, const char *path)
{
    struct database *database = database_open(project, path);
    bool done = false;

    if (database == NULL)
        return false;
    if (database_has(database, "highlights", "snippet") && database_has(database, "tags", "path"))
        done = read_taguette(project, database);
    else if (database_has(database, "code_text", "pos0") && database_has(database, "code_name", "cid"))
        done = read_qualcoder(project, database);
    else if (database_has(database, "freecode", "name") && database_has(database, "coding", "selfirst"))
        done = read_rqda(project, database);
    else if (database_has(database, "Codings", "WordID") && database_has(database, "Codewords", "Name"))
        done = read_maxqda(project, database);
    else
        done = project_fail(project, "export the project as REFI-QDA (.qdpx), or its coded segments as XLSX",
                            "the database is not one of Taguette, QualCoder, RQDA or MAXQDA");
    database_close(database);
    return done && !project->failed;
}

/* Files by their endings: who reads them, or what a person can make of them. */
static const struct {
    const char *endings[7];
    bool (*read)(struct project *project, const char *path);
    const char *hint;
} kinds[] = {
    {{".qdpx", ".qde", ".qdc"}, read_refi, NULL},
    {{".sqlite3", ".sqlite", ".db", ".rqda", ".qda", ".mex"}, read_database, NULL},
    {{".csv", ".tsv", ".xlsx"}, read_sheet, NULL},
    {{".docx"}, read_word, NULL},
    {{".odt", ".rtf"}, read_document, NULL},
    {{".html", ".htm"}, read_taguette_html, NULL},
    {{".txt", ".srt", ".vtt"}, read_transcript, NULL},
    {{".md"}, NULL, N_("put it into content/private/transcripts/, named by the code of the informant")},
    {{".xls", ".ods"}, NULL, N_("open it in Excel or LibreOffice and save it as .xlsx")},
    {{".doc"}, NULL, N_("open it in Word or LibreOffice and save it as .docx")},
    {{".pdf"}, NULL, N_("save its text as .docx or .txt")},
    {{".nvp", ".nvpx"}, NULL, N_("export the project in NVivo as REFI-QDA (.qdpx)")},
    {{".mx12", ".mx18", ".mx20", ".mx22", ".mx24"}, NULL, N_("export the project in MAXQDA as REFI-QDA (.qdpx)")},
    {{".atlproj", ".atlproj23"}, NULL, N_("export the project in ATLAS.ti as REFI-QDA (.qdpx)")},
};

/* Whether the name ends with one of endings, which end by NULL. */
static bool is_of(const char *path, const char *const *endings)
{
    while (*endings != NULL && !ends_with(path, *endings))
        endings++;
    return *endings != NULL;
}

static bool read_project(struct project *project, const char *path)
{
    project->file = path;
    project->space = NULL;
    if (!file_exists(path))
        return project_fail(project, NULL, "there is no such file");
    if (file_is_folder(path) && holds(project->arena, path, "data.qda")) {
        read_pseudonyms(project, path);
        return read_database(project, file_join(project->arena, path, "data.qda"));
    }
    if (file_is_folder(path))
        return read_refi(project, path);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (is_of(path, kinds[i].endings))
            return kinds[i].read ? kinds[i].read(project, path)
                                 : project_fail(project, kinds[i].hint, "files that end so cannot be read");
    }
    return project_fail(project,
                        "these can be read: .qdpx .qde .qdc .sqlite3 .qda .rqda .mex .csv .tsv .xlsx .html .docx .odt "
                        ".rtf .txt .srt .vtt",
                        "its name does not say what it is");
}

/* Two exports of one project are the older and the newer one: the second extends what the first made. */
static bool is_once(struct project *project)
{
    struct map *guids = map_new(project->arena);

    for (size_t i = 0; i < project->codes.count; i++) {
        struct project_code *code = project->codes.items[i];
        if (map_put(guids, code->guid, code) != NULL)
            return project_fail(project, "import one after the other, the older one first",
                                "it holds the code '%s', as another of these files does", code->name);
    }
    return true;
}

bool import_run(struct build *build, const struct import_request *request)
{
    struct project project = project_begin(build->arena, build->diags, request);

    for (size_t i = 0; i < request->files.count; i++) {
        if (!read_project(&project, request->files.items[i]))
            return false;
    }
    if (!is_once(&project))
        return false;
    if (project.segments.count + project.codes.count + project.sources.count == 0)
        return project_fail(&project,
                            strcmp(project.tool, "sheet") == 0
                                ? N_("a sheet has a row for each excerpt: a study without any leaves as .qdpx, or its "
                                     "codebook as .qdc")
                                : NULL,
                            "it holds no code, no source and no excerpt");
    return write_study(build, &project);
}
