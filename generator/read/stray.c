#include "read/private.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "study/schema.h"
#include "study/study.h"

#include <string.h>
#include <strings.h>

/* Folders of content/ that no schema names. */
static const char *const other_folders[] = {"figures", "private", NULL};

/* Endings that mean the same as the one that is read. */
static const struct ending {
    const char *found, *meant;
} endings[] = {{".yaml", ".yaml"}, {".yml", ".yaml"}, {".md", ".md"}, {".markdown", ".md"}, {".bib", ".bib"}};

static const char *base_of(const char *name)
{
    const char *slash = strrchr(name, '/');

    return slash ? slash + 1 : name;
}

bool stray_is_passed_over(const char *name)
{
    static const char *const left_behind[] = {"FORMAT.md", "Thumbs.db", "desktop.ini"};
    const char *base = base_of(name);
    size_t length = strlen(base);

    for (size_t i = 0; i < sizeof left_behind / sizeof *left_behind; i++) {
        if (strcasecmp(base, left_behind[i]) == 0)
            return true;
    }
    return strncmp(base, "README", 6) == 0 || strncmp(base, "~$", 2) == 0 || base[length - 1] == '~';
}

/* The folder of a study that is called so, but for capitals; NULL: none. */
static const char *known_folder(const char *folder)
{
    for (size_t i = 0; i < schema_file_count; i++) {
        if (schema_files[i].folder != NULL && strcasecmp(schema_files[i].folder, folder) == 0)
            return schema_files[i].folder;
    }
    for (size_t i = 0; other_folders[i] != NULL; i++) {
        if (strcasecmp(other_folders[i], folder) == 0)
            return other_folders[i];
    }
    return NULL;
}

/* "excerpts" of "excerpts/IK-01.yaml"; "" of a file in no folder. */
static const char *folder_of(struct arena *arena, const char *name)
{
    const char *slash = strchr(name, '/');

    return slash ? arena_copy(arena, name, (size_t)(slash - name)) : "";
}

static const char *with_ending(struct arena *arena, const char *name)
{
    const char *dot = strrchr(base_of(name), '.');

    for (size_t i = 0; dot != NULL && i < sizeof endings / sizeof *endings; i++) {
        if (strcasecmp(dot, endings[i].found) == 0)
            return arena_concat(arena, arena_copy(arena, name, (size_t)(dot - name)), endings[i].meant, NULL);
    }
    return name;
}

const char *stray_meant(struct arena *arena, const char *name)
{
    const char *slash = strchr(name, '/');
    const char *meant = with_ending(arena, name);

    if (slash != NULL) {
        const char *folder = known_folder(folder_of(arena, name));
        return folder ? arena_concat(arena, folder, meant + (slash - name), NULL) : name;
    }
    for (size_t i = 0; i < schema_file_count; i++) {
        if (schema_files[i].folder == NULL && strcasecmp(schema_files[i].pattern, meant) == 0)
            return schema_files[i].pattern;
    }
    return strcasecmp(meant, bibliography_name) == 0 ? bibliography_name : name;
}

static struct place place_of(struct build *build, const char *name)
{
    return (struct place){.file = arena_concat(build->arena, "content/", name, NULL)};
}

/* "content/guide.YAML" as a command needs it. */
static const char *full_path(struct build *build, const char *name)
{
    return file_join(build->arena, build->root, arena_concat(build->arena, "content/", name, NULL));
}

static void hint_rename(struct build *build, const char *name, const char *meant)
{
    diag_hint(build->diags, "rename it: mv '%s' '%s'", full_path(build, name), full_path(build, meant));
}

void stray_report_meant(struct build *build, const char *name, const char *meant)
{
    diag_warning(build->diags, place_of(build, name), "file-name", "this should be called '%s', reading it as that",
                 base_of(meant));
    hint_rename(build, name, meant);
}

static void report_in_folder(struct build *build, const struct schema_file *schema, const char *name, bool is_folder)
{
    struct place place = place_of(build, name);

    if (is_folder) {
        diag_warning(build->diags, place, "unknown-file", "links to folders are not followed, ignoring this");
        diag_hint(build->diags, "put a copy of the folder in its place");
        return;
    }
    diag_warning(build->diags, place, "unknown-file", "only files '*%s' are read from %s/, ignoring this",
                 schema->pattern, schema->folder);
    diag_hint(build->diags, "save it as plain text whose name ends in '%s', or move it out of content/",
              schema->pattern);
}

static void hint_place(struct build *build, const char *name)
{
    struct nearest nearest = {.word = name};
    const char *dot = strrchr(name, '.');

    for (size_t i = 0; i < schema_file_count; i++) {
        if (schema_files[i].folder == NULL)
            text_nearest(&nearest, schema_files[i].pattern);
    }
    text_nearest(&nearest, bibliography_name);
    if (nearest.match != NULL)
        diag_hint(build->diags, "nearest is '%s'", nearest.match);
    else if (dot != NULL && strcmp(dot, ".md") == 0)
        diag_hint(build->diags, "findings lie in content/findings/, other pages in content/pages/");
    else if (dot != NULL && strcmp(dot, ".yaml") == 0)
        diag_hint(build->diags, "coded excerpts lie in content/excerpts/; `lampiran schema --format markdown` lists "
                                "the other files of a study");
    else
        diag_hint(build->diags, "`lampiran schema --format markdown` lists the files of a study");
}

void stray_report(struct build *build, const char *name, bool is_folder)
{
    const char *folder = folder_of(build->arena, name);

    for (size_t i = 0; i < schema_file_count; i++) {
        if (schema_files[i].folder != NULL && strcmp(schema_files[i].folder, folder) == 0) {
            report_in_folder(build, &schema_files[i], name, is_folder);
            return;
        }
    }
    if (strcasecmp(name, "identities.yaml") == 0 || strcasecmp(name, "identities.yml") == 0) {
        diag_error(build->diags, place_of(build, name), "identities-place",
                   "names must lie in content/private/, which git ignores and the gate reads");
        diag_hint(build->diags, "move it to %s", full_path(build, "private/identities.yaml"));
        return;
    }
    diag_warning(build->diags, place_of(build, name), "unknown-file", "'%s' is not a file of a study, ignoring it",
                 name);
    hint_place(build, name);
}

void stray_check_private(struct build *build, const char *name)
{
    static const char right[] = "private/identities.yaml";
    const char *base = base_of(name);
    const char *dot = strrchr(base, '.');
    struct nearest nearest = {.word = with_ending(build->arena, base)};

    if (base != strchr(name, '/') + 1 || strcmp(name, right) == 0 || dot == NULL ||
        (strcasecmp(dot, ".yaml") != 0 && strcasecmp(dot, ".yml") != 0))
        return;
    text_nearest(&nearest, base_of(right));
    if (nearest.match != NULL) {
        diag_error(build->diags, place_of(build, name), "identities-place",
                   "the names in this file are not looked for: only 'identities.yaml' is read");
        hint_rename(build, name, right);
    } else {
        diag_warning(build->diags, place_of(build, name), "unknown-file",
                     "names are looked for that stand in private/identities.yaml, ignoring this");
        diag_hint(build->diags, "put the names in it there, or give it another ending than '%s'", dot);
    }
}

static void report_capitals(struct build *build, const char *folder, const char *known)
{
    if (strcmp(known, "private") == 0)
        diag_error(build->diags, place_of(build, folder), "file-name",
                   "this must be called 'private': only that is kept out of git and read by the gate");
    else
        diag_warning(build->diags, place_of(build, folder), "file-name",
                     "this should be called '%s', reading it as that", known);
    hint_rename(build, folder, known);
}

static void report_unknown_folder(struct build *build, const char *folder, size_t count)
{
    struct nearest nearest = {.word = folder};

    for (size_t i = 0; i < schema_file_count; i++) {
        if (schema_files[i].folder != NULL)
            text_nearest(&nearest, schema_files[i].folder);
    }
    for (size_t i = 0; other_folders[i] != NULL; i++)
        text_nearest(&nearest, other_folders[i]);
    diag_warning(build->diags, place_of(build, folder), "unknown-file", "this is not a folder of a study, ignoring %s",
                 count == 1 ? "the file in it" : "the files in it");
    if (nearest.match != NULL)
        diag_hint(build->diags, "the folder is called '%s'", nearest.match);
    else if (strncasecmp(folder, "trans", 5) == 0)
        diag_hint(build->diags, "transcripts lie in content/private/transcripts/, which git ignores");
    else
        diag_hint(build->diags, "`lampiran schema --format markdown` lists the files of a study");
}

bool stray_check_folder(struct build *build, const char *name, size_t count)
{
    const char *folder = folder_of(build->arena, name);
    const char *known = known_folder(folder);

    if (known == NULL)
        report_unknown_folder(build, folder, count);
    else if (strcmp(known, folder) != 0)
        report_capitals(build, folder, known);
    /* What was to be private is not even named. */
    return known != NULL && (strcmp(known, folder) == 0 || strcmp(known, "private") != 0);
}
