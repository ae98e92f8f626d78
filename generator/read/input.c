#include "read/private.h"

#include "base/arena.h"
#include "base/beneath.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/say.h"
#include "base/svg.h"
#include "base/text.h"
#include "study/schema.h"
#include "study/study.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* Folders of content/ that no schema names. */
static const char *const other_folders[] = {"figures", "private", "data", NULL};

static const char bibliography_name[] = "references.bib";

/* Endings that mean the same as the one that is read. */
static const struct ending {
    const char *found, *meant;
} endings[] = {{".yaml", ".yaml"},   {".yml", ".yaml"}, {".md", ".md"},
               {".markdown", ".md"}, {".bib", ".bib"},  {".csv", ".csv"}};

static const char *base_of(const char *name)
{
    const char *slash = strrchr(name, '/');

    return slash ? slash + 1 : name;
}

/* Files that may lie anywhere and mean nothing: notes for people, what editors and systems leave behind. */
static bool is_ignored(const char *name)
{
    static const char *const left_behind[] = {"FORMAT.md", "FORMAT.id.md", "IMPORT.md", "Thumbs.db", "desktop.ini"};
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

/*
 * The name with which the file at name is meant: with the folder and the ending that differ by capitals, or by another
 * usual ending (".yml", ".markdown"), as they should be. name itself where nothing is to be mended.
 */
static const char *intended_name(struct arena *arena, const char *name)
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

/* A warning: name is read as meant. */
static void diagnose_misspelt(struct build *build, const char *name, const char *meant)
{
    diag_warning(build->diags, place_of(build, name), "file-name", "this should be called '%s', reading it as that",
                 base_of(meant));
    hint_rename(build, name, meant);
}

static void diagnose_in_folder(struct build *build, const struct schema_file *schema, const char *name, bool is_folder)
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
        diag_hint(build->diags, "findings are in content/findings/, other pages in content/pages/");
    else if (dot != NULL && strcmp(dot, ".yaml") == 0)
        diag_hint(build->diags, "coded excerpts are in content/excerpts/; `lampiran schema --format markdown` lists "
                                "the other files of a study");
    else
        diag_hint(build->diags, "`lampiran schema --format markdown` lists the files of a study");
}

/* What is said of name, which is not read. is_folder: it is a link to a folder. */
static void diagnose_unexpected(struct build *build, const char *name, bool is_folder)
{
    const char *folder = folder_of(build->arena, name);

    for (size_t i = 0; i < schema_file_count; i++) {
        if (schema_files[i].folder != NULL && strcmp(schema_files[i].folder, folder) == 0) {
            diagnose_in_folder(build, &schema_files[i], name, is_folder);
            return;
        }
    }
    if (strcmp(folder, "data") == 0) {
        diag_warning(build->diags, place_of(build, name), "unknown-file",
                     "only files '*.csv' are read from data/, ignoring this");
        diag_hint(build->diags, "save the sheet as CSV, or move the file out of content/");
        return;
    }
    if (strcasecmp(name, "identities.yaml") == 0 || strcasecmp(name, "identities.yml") == 0) {
        diag_error(build->diags, place_of(build, name), "identities-place",
                   "names must be in content/private/, which git ignores and the gate reads");
        diag_hint(build->diags, "move it to %s", full_path(build, "private/identities.yaml"));
        return;
    }
    /* A citation style, a template for Word: read when study.yaml names it. */
    if (text_ends_with(name, ".csl") || text_ends_with(name, ".docx") || text_ends_with(name, ".dotx"))
        return;
    diag_warning(build->diags, place_of(build, name), "unknown-file", "'%s' is not a file of a study, ignoring it",
                 name);
    hint_place(build, name);
}

/* The file name has the one key of a record of consents, whatever it is called: "persetujuan.yaml". */
static bool holds_consents(struct build *build, const char *name)
{
    struct buffer bytes = {0};
    bool read = file_read(file_join(build->arena, build->root, place_of(build, name).file), &bytes) == FILE_OK;
    const char *key = read ? strstr(buffer_string(&bytes), "consents:") : NULL;

    while (key != NULL && key != bytes.bytes && key[-1] != '\n')
        key = strstr(key + 1, "consents:");
    bool holds = key != NULL;
    buffer_free(&bytes);
    return holds;
}

/* A file of content/private/: says when it seems to hold names or consents and is not called as what is read. */
static void check_private(struct build *build, const char *name)
{
    static const char right[] = "private/identities.yaml", consents[] = "private/consent.yaml";
    const char *base = base_of(name);
    const char *dot = strrchr(base, '.');
    struct nearest nearest = {.word = with_ending(build->arena, base)};

    if (base != strchr(name, '/') + 1 || strcmp(name, right) == 0 || strcmp(name, consents) == 0 || dot == NULL ||
        (strcasecmp(dot, ".yaml") != 0 && strcasecmp(dot, ".yml") != 0))
        return;
    text_nearest(&nearest, base_of(right));
    if (nearest.match != NULL) {
        diag_error(build->diags, place_of(build, name), "identities-place",
                   "the names in this file are not looked for: only 'identities.yaml' is read");
        hint_rename(build, name, right);
    } else if (strncasecmp(base, "consent", strlen("consent")) == 0 || holds_consents(build, name)) {
        diag_error(build->diags, place_of(build, name), "consent-place",
                   "the consents in this file are not read: only 'consent.yaml' is");
        hint_rename(build, name, consents);
    } else {
        diag_warning(build->diags, place_of(build, name), "unknown-file",
                     "names are read from private/identities.yaml, consents from private/consent.yaml, ignoring this");
        diag_hint(build->diags, "put what is in it there, or give it another ending than '%s'", dot);
    }
}

static void diagnose_capitals(struct build *build, const char *folder, const char *known)
{
    if (strcmp(known, "private") == 0)
        diag_error(build->diags, place_of(build, folder), "file-name",
                   "this must be called 'private': only that is kept out of git and read by the gate");
    else
        diag_warning(build->diags, place_of(build, folder), "file-name",
                     "this should be called '%s', reading it as that", known);
    hint_rename(build, folder, known);
}

static void diagnose_unknown_folder(struct build *build, const char *folder, size_t count)
{
    struct nearest nearest = {.word = folder};

    for (size_t i = 0; i < schema_file_count; i++) {
        if (schema_files[i].folder != NULL)
            text_nearest(&nearest, schema_files[i].folder);
    }
    for (size_t i = 0; other_folders[i] != NULL; i++)
        text_nearest(&nearest, other_folders[i]);
    diag_warning(build->diags, place_of(build, folder), "unknown-file",
                 translated_count("this is not a folder of a study, ignoring the file in it",
                                  "this is not a folder of a study, ignoring the files in it", count));
    if (nearest.match != NULL)
        diag_hint(build->diags, "the folder is called '%s'", nearest.match);
    else if (strncasecmp(folder, "trans", 5) == 0)
        diag_hint(build->diags, "transcripts are in content/private/transcripts/, which git ignores");
    else
        diag_hint(build->diags, "`lampiran schema --format markdown` lists the files of a study");
}

/*
 * The folder that name lies in is none of a study. Reports it, with the number of its files, and what else is wrong
 * with a folder that is one: its capitals. False: the files in it are not read.
 */
static bool check_folder(struct build *build, const char *name, size_t count)
{
    const char *folder = folder_of(build->arena, name);
    const char *known = known_folder(folder);

    if (known == NULL)
        diagnose_unknown_folder(build, folder, count);
    else if (strcmp(known, folder) != 0)
        diagnose_capitals(build, folder, known);
    /* What was to be private is not even named. */
    return known != NULL && (strcmp(known, folder) == 0 || strcmp(known, "private") != 0);
}

static struct place whole(const char *file)
{
    return (struct place){.file = file};
}

/* "excerpts/IK-01.yaml" lies in folder "excerpts". */
static bool is_below(const char *name, const char *folder)
{
    return text_starts_with(name, folder) && name[strlen(folder)] == '/';
}

static const struct schema_file *schema_of(const char *name)
{
    for (size_t i = 0; i < schema_file_count; i++) {
        const struct schema_file *schema = &schema_files[i];
        bool matches = schema->folder ? is_below(name, schema->folder) && text_ends_with(name, schema->pattern)
                                      : strcmp(name, schema->pattern) == 0;
        if (matches)
            return schema;
    }
    return NULL;
}

static bool is_link(const char *full)
{
    struct stat info;

    return lstat(full, &info) == 0 && S_ISLNK(info.st_mode);
}

/* A link may lead about in the study folder, but not out of it. what: "file" or "folder". */
static bool leads_out(struct build *build, const char *path, const char *full, const char *what)
{
    if (!is_link(full) || !file_exists(full) || file_is_inside(full, build->root))
        return false;
    diag_error(build->diags, whole(path), "link-outside", "the link leads out of the study folder");
    diag_hint(build->diags, "put a copy of the %s in its place", translated(what));
    return true;
}

const char *input_original(struct arena *arena, const struct input_file *file)
{
    size_t length = (size_t)(strrchr(file->path, '.') - file->path) - strlen(file->language);

    return arena_format(arena, "%.*smd", (int)length, file->path);
}

static bool holds(const struct list *files, const struct schema_file *schema)
{
    for (size_t i = 0; i < files->count; i++) {
        if (((const struct input_file *)files->items[i])->schema == schema)
            return true;
    }
    return false;
}

/* Sets what the file is, by its name in content/. False: it is none that is read. */
static bool identify(struct input_file *file, const char *name)
{
    file->schema = schema_of(name);
    if (file->schema != NULL)
        file->kind = strcmp(file->schema->pattern, ".md") == 0 ? INPUT_MARKDOWN : INPUT_YAML;
    else if (strcmp(name, bibliography_name) == 0)
        file->kind = INPUT_BIBLIOGRAPHY;
    else if (is_below(name, "data") && text_ends_with(name, ".csv"))
        file->kind = INPUT_DATA;
    else
        file->kind = INPUT_FIGURE;
    if (file->kind == INPUT_MARKDOWN)
        file->language = languages_of_file(file->path);
    return file->kind != INPUT_FIGURE || is_below(name, "figures");
}

/* The file is named nearly as one of a study, and there is none that is named so. True: it is read as that. */
static bool identify_meant(struct build *build, const struct list *files, struct input_file *file, const char *name)
{
    const char *meant = intended_name(build->arena, name);
    const char *right = file_join(build->arena, build->root, arena_concat(build->arena, "content/", meant, NULL));

    if (meant == name || !identify(file, meant))
        return false;
    if (file->schema != NULL && file->schema->folder == NULL && holds(files, file->schema))
        return false;
    if (strcmp(strrchr(file->full, '/'), strrchr(right, '/')) != 0) {
        if (file_exists(right))
            return false;
        diagnose_misspelt(build, name, meant);
    }
    return true;
}

static void add(struct build *build, struct list *files, const char *name, bool is_linked)
{
    struct input_file *file = arena_alloc(build->arena, sizeof *file);

    *file = (struct input_file){.path = arena_concat(build->arena, "content/", name, NULL)};
    file->full = file_join(build->arena, build->root, file->path);
    file->instead = build->instead ? map_get(build->instead, file->path) : NULL;
    bool is_gone = file->instead != NULL && file->instead->length == 0;
    if (!identify(file, name) && !identify_meant(build, files, file, name)) {
        diagnose_unexpected(build, name, is_linked && file_is_folder(file->full));
        return;
    }
    if (is_gone && file->schema != NULL && file->schema->folder != NULL)
        return;
    if (is_linked && leads_out(build, file->path, file->full, N_("file")))
        file->full = NULL;
    list_add(files, build->arena, file);
}

static int compare_paths(const void *a, const void *b)
{
    return text_compare_numbers(((const struct input_file *)a)->path, ((const struct input_file *)b)->path);
}

/* Adds the single files that were not found: those that must be there, and folders with the name of a file. */
static void add_missing(struct build *build, struct list *files, const char *content)
{
    for (size_t i = 0; i < schema_file_count; i++) {
        const struct schema_file *schema = &schema_files[i];
        if (schema->folder != NULL || holds(files, schema))
            continue;
        if (schema->required || file_is_folder(file_join(build->arena, content, schema->pattern)))
            add(build, files, schema->pattern, false);
    }
}

/* Stands for the files of a folder that could not be read, so that what is in them is not missed as well. */
static void add_closed(struct build *build, struct list *files, const struct closed_folder *closed)
{
    for (size_t i = 0; i < schema_file_count; i++) {
        const struct schema_file *schema = &schema_files[i];
        if (schema->folder == NULL ||
            (strcmp(closed->path, schema->folder) != 0 && !is_below(closed->path, schema->folder)))
            continue;
        struct input_file *file = arena_alloc(build->arena, sizeof *file);
        *file = (struct input_file){
            .path = file_join(build->arena, "content", closed->path), .kind = INPUT_YAML, .schema = schema};
        list_add(files, build->arena, file);
    }
}

/* How many of the names from the first on lie in the same folder. */
static size_t count_folder(const struct list *names, size_t first)
{
    const char *name = names->items[first];
    const char *slash = strchr(name, '/');
    size_t count = 1;

    while (slash != NULL && first + count < names->count &&
           strncmp(names->items[first + count], name, (size_t)(slash - name) + 1) == 0)
        count++;
    return count;
}

/* Adds what is read of names, some of which are links. Both lists are sorted and hold the same texts. */
static void find_below(struct build *build, struct list *files, const struct list *names, const struct list *links)
{
    size_t passed = 0, count; /* links before this name */

    for (size_t first = 0; first < names->count; first += count) {
        count = count_folder(names, first);
        bool is_read = strchr(names->items[first], '/') == NULL || check_folder(build, names->items[first], count);
        for (size_t i = first; i < first + count; i++) {
            bool is_linked = passed < links->count && links->items[passed] == names->items[i];
            passed += is_linked;
            if (is_below(names->items[i], "private"))
                check_private(build, names->items[i]);
            else if (is_read && !is_ignored(names->items[i]))
                add(build, files, names->items[i], is_linked);
        }
    }
}

/* The study's own layouts and scripts are published, or write what is: no link leads out of them either. */
static void check_links_below(struct build *build, const char *folder)
{
    const char *full = file_join(build->arena, build->root, folder);

    if (leads_out(build, folder, full, N_("folder")))
        return;
    struct file_tree tree = file_list_tree(full, build->arena);
    for (size_t i = 0; i < tree.links.count; i++) {
        const char *path = file_join(build->arena, folder, tree.links.items[i]);
        const char *target = file_join(build->arena, build->root, path);
        leads_out(build, path, target, file_is_folder(target) ? N_("folder") : N_("file"));
    }
}

/* Files that are tried and not there yet. */
static void add_tried(struct build *build, struct list *files)
{
    size_t found = files->count;

    for (size_t i = 0; build->instead != NULL && i < map_count(build->instead); i++) {
        const char *path = map_key(build->instead, i);
        bool is_there = !text_starts_with(path, "content/") || is_below(path + strlen("content/"), "private");
        for (size_t j = 0; j < found && !is_there; j++)
            is_there = strcmp(((const struct input_file *)files->items[j])->path, path) == 0;
        if (!is_there)
            add(build, files, path + strlen("content/"), false);
    }
}

void input_find(struct build *build, struct list *files)
{
    const char *content = file_join(build->arena, build->root, "content");

    check_links_below(build, "layouts");
    check_links_below(build, "lua");
    if (!file_is_folder(content)) {
        diag_error(build->diags, whole("content"), "missing-folder", "there is no folder content/ here");
        if (file_exists(file_join(build->arena, build->root, schema_files[0].pattern)))
            diag_hint(build->diags, "this seems to be content/ itself: name the folder that holds it");
        else
            diag_hint(build->diags, "name the study folder as last argument, or make a study with `lampiran new DIR`");
        return;
    }
    if (leads_out(build, "content", content, "folder"))
        return;
    struct file_tree tree = build_list(build, build->root, "content");
    if (tree.files.count == 0 && tree.closed.count > 0)
        return;
    find_below(build, files, &tree.files, &tree.links);
    for (size_t i = 0; i < tree.closed.count; i++)
        add_closed(build, files, tree.closed.items[i]);
    add_tried(build, files);
    add_missing(build, files, content);
    list_sort(files, compare_paths);
}

static bool diagnose_status(const struct input_file *file, struct diags *diags, enum file_status status)
{
    switch (status) {
    case FILE_OK:
        return true;
    case FILE_MISSING:
        if (!is_link(file->full)) {
            diag_error(diags, whole(file->path), "missing-file", "the file is missing (%s)",
                       translated(file->schema->help));
            diag_hint(diags, "`lampiran new DIR` makes a small study with one to copy");
            break;
        }
        diag_error(diags, whole(file->path), "unreadable", "the link leads nowhere");
        diag_hint(diags, "put the file in its place, or remove the link");
        break;
    case FILE_NOT_REGULAR:
        diag_error(diags, whole(file->path), "unreadable", "this is not a file but a folder, a pipe or a device");
        diag_hint(diags, "put a file in its place; links to folders are not followed");
        break;
    case FILE_TOO_LARGE:
        diag_error(diags, whole(file->path), "too-large", "the file is larger than %d MiB", FILE_LIMIT / (1024 * 1024));
        diag_hint(diags, "split it into several files");
        break;
    case FILE_FAILED:
        if (errno == ELOOP) {
            diag_error(diags, whole(file->path), "unreadable", "the link leads in a circle");
            diag_hint(diags, "put the file in its place, or remove the link");
            break;
        }
        diag_error(diags, whole(file->path), "unreadable", "the file cannot be read: %s", strerror(errno));
        diag_hint(diags, "give yourself permission to read it: chmod u+r '%s'", file->full);
        break;
    }
    return false;
}

/* The place of the byte at offset. */
static struct place place_at(const char *file, const char *bytes, size_t offset)
{
    return place_behind((struct place){file, 1, 1}, bytes, offset);
}

static bool check_encoding(const struct input_file *file, struct diags *diags, const char *bytes, size_t length)
{
    size_t offset;

    if (text_is_utf8(bytes, length, &offset))
        return true;
    const char *encoding = text_guess_encoding(bytes, length);
    struct place place = place_at(file->path, bytes, offset);
    if (bytes[offset] == '\0' && strcmp(encoding, "UTF-16") != 0) {
        diag_error(diags, place, "nul-byte", "there is a NUL byte at byte %zu: this is not plain text", offset + 1);
        diag_hint(diags, "save the file again as plain text (UTF-8)");
        return false;
    }
    diag_error(diags, place, "not-utf8", "the file is not UTF-8: byte %zu is 0x%02x; it looks like %s", offset + 1,
               (unsigned char)bytes[offset], translated(encoding));
    if (strcmp(encoding, "binary data") == 0)
        diag_hint(diags, "save it again as plain text (UTF-8)");
    else
        diag_hint(diags, "save it as UTF-8 in your editor, or run: iconv -f %s -t UTF-8 '%s' > new", encoding,
                  file->full);
    return false;
}

bool input_load(struct input_file *file, struct diags *diags, struct buffer *buffer, const char **text, size_t *length)
{
    if (file->full == NULL)
        return false;
    if (file->instead != NULL) {
        buffer_clear(buffer);
        buffer_bytes(buffer, file->instead->bytes, file->instead->length);
    } else if (!diagnose_status(file, diags, file_read(file->full, buffer))) {
        return false;
    }
    file->size = buffer->length;
    *text = buffer_string(buffer);
    *length = buffer->length;
    if (*length >= 3 && memcmp(*text, "\xef\xbb\xbf", 3) == 0) {
        *text += 3;
        *length -= 3;
    }
    return check_encoding(file, diags, *text, *length);
}

void input_check_figure(const struct input_file *file, struct diags *diags, struct buffer *buffer)
{
    const char *problem = beneath_name_problem(file->path);
    size_t length = strlen(file->path);
    struct svg_flaw flaw;

    if (problem != NULL) {
        diag_error(diags, whole(file->path), "output-name", "the figure cannot be published: its name %s",
                   translated(problem));
        diag_hint(diags, "give it a name of letters, digits, '-', '_' and '.'");
    }
    if (length < 4 || strcasecmp(file->path + length - 4, ".svg") != 0 || file_read(file->full, buffer) != FILE_OK)
        return;
    if (!svg_is_passive(buffer_string(buffer), buffer->length, &flaw)) {
        diag_error(diags, place_at(file->path, buffer_string(buffer), flaw.offset), "svg-active", "the drawing %s",
                   translated(flaw.what));
        diag_hint(diags, "export it as plain SVG, or as PNG: a reader who opens it alone would run or fetch that");
    }
}
