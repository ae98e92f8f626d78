/* content/private/identities.yaml: informant code -> names, numbers and spellings that must never be published. */

#include "read/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "base/words.h"
#include "study/study.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char file_path[] = "content/private/identities.yaml", others[] = "others";

struct reading {
    struct build *build;
    const struct study *study;
    struct identities *identities;
    struct map *given; /* codes with an entry */
};

static struct place place_of(const struct node *node)
{
    return (struct place){file_path, node->line, node->column};
}

/* Letters and digits of text, at most two of them. */
static size_t letters_in(const char *text)
{
    char bare[TEXT_BARE_LIMIT];
    size_t letters = 0;

    while (*text != '\0' && letters < 2) {
        unsigned long code_point = text_next(&text);
        letters += text_is_word(code_point) && text_bare(code_point, bare) > 0;
    }
    return letters;
}

/* The entry is a title or a degree by itself, which is what becomes of "Siti, S.KM." in a list without quotes. */
static bool is_title(const char *text)
{
    char bare[16];
    size_t length = 0;

    for (; *text != '\0' && length + 1 < sizeof bare; text++) {
        if (*text != '.' && *text != ' ')
            bare[length++] = *text;
    }
    return *text == '\0' &&
           (words_find(WORDS_DEGREE, bare, length) != NULL || words_find(WORDS_TITLE, bare, length) != NULL);
}

/* A text that would be found everywhere, or everywhere where the informant is spoken of. */
static bool is_usable(const struct reading *reading, const char *code, const struct node *node)
{
    struct diags *diags = reading->build->diags;

    if (node_is_absent(node) || letters_in(node->text) == 0) {
        diag_error(diags, place_of(node), "empty-identity", "there is nothing here that could be searched for");
        diag_hint(diags, "write a name, a number or a spelling that must not be published, or take the line out");
        return false;
    }
    if (letters_in(node->text) < 2) {
        diag_error(diags, place_of(node), "short-identity", "a single letter would be found on every page");
        diag_hint(diags, "write the whole name");
        return false;
    }
    if (is_title(node->text)) {
        diag_error(diags, place_of(node), "title-identity", "a title is no name: it would be found everywhere");
        diag_hint(diags, "put names with a comma into quotation marks, as \"Siti Rahmawati, S.KM.\"");
        return false;
    }
    if (strcmp(node->text, code) == 0) {
        diag_error(diags, place_of(node), "short-identity", "'%s' is the code that is used in place of the name", code);
        diag_hint(diags, "write the names of the informant here");
        return false;
    }
    return true;
}

static void add(const struct reading *reading, const char *code, const struct node *node)
{
    struct arena *arena = reading->build->arena;

    if (node->kind != NODE_SCALAR) {
        diag_error(reading->build->diags, place_of(node), "wrong-type", "this must be a text, not a list or mapping");
        diag_hint(reading->build->diags, "write each name in a line of its own, as '- Nama Lengkap'");
        return;
    }
    if (!is_usable(reading, code, node))
        return;
    struct identity *identity = arena_alloc(arena, sizeof *identity);
    *identity = (struct identity){code, arena_string(arena, node->text), place_of(node)};
    list_add(&reading->identities->list, arena, identity);
}

static void check_code(const struct reading *reading, const struct node *key)
{
    const struct map *informants = reading->study->objects[OBJECT_INFORMANT];
    struct nearest nearest = {.word = key->text};
    struct diags *diags = reading->build->diags;

    if (reading->study->incomplete[OBJECT_INFORMANT] || strcmp(key->text, others) == 0 ||
        study_find(reading->study, OBJECT_INFORMANT, key->text) != NULL)
        return;
    diag_error(diags, place_of(key), "unknown-informant", "informant '%s' is not in content/informants.yaml",
               key->text);
    text_nearest_key(&nearest, informants);
    diag_hint_nearest(diags, &nearest);
    diag_hint(diags, "the keys are codes of informants, as 'IK-01: [Nama Lengkap]'; persons who are no informants "
                     "belong under 'others'");
}

/* {none: why}: the researcher knows no name. False: value is nothing of the kind. */
static bool is_none(const struct reading *reading, const struct node *value)
{
    const struct node *key = value->kind == NODE_MAP ? value->items : NULL;

    if (key == NULL || key->kind != NODE_SCALAR || strcmp(key->text, "none") != 0 || key->next->next != NULL)
        return false;
    if (key->next->kind != NODE_SCALAR || node_is_absent(key->next)) {
        diag_error(reading->build->diags, place_of(key), "empty-identity", "a reason is missing");
        diag_hint(reading->build->diags, "as 'none: never told us a name'");
    }
    return true;
}

static void read_informant(const struct reading *reading, const struct node *key, const struct node *value)
{
    if (key->kind != NODE_SCALAR) {
        diag_error(reading->build->diags, place_of(key), "wrong-type", "this must be the code of an informant");
        diag_hint(reading->build->diags, "as 'IK-01: [Nama Lengkap]'");
        return;
    }
    const char *code = arena_string(reading->build->arena, key->text);
    check_code(reading, key);
    map_put(reading->given, code, (void *)code);
    if (is_none(reading, value))
        return;
    if (value->kind == NODE_MAP || (value->kind == NODE_SCALAR && !node_is_absent(value))) {
        add(reading, code, value);
        return;
    }
    if (value->items == NULL) {
        diag_error(reading->build->diags, place_of(key), "empty-identity", "no name is given for '%s'", code);
        diag_hint(reading->build->diags,
                  "write '%s: [Nama Lengkap]', or why there is none, as '%s: {none: never told us a name}'", code,
                  code);
    }
    for (const struct node *item = value->items; item != NULL; item = item->next)
        add(reading, code, item);
}

static void read_map(const struct reading *reading, const struct node *root)
{
    struct diags *diags = reading->build->diags;

    if (root == NULL || root->kind != NODE_MAP) {
        diag_error(diags, root ? place_of(root) : (struct place){.file = file_path}, "wrong-type",
                   "the file must hold codes of informants with their names");
        diag_hint(diags,
                  "as 'IK-01: [Nama Lengkap, nama panggilan]', or why there is nothing, as 'IK-01: {none: never told "
                  "us a name}'");
        return;
    }
    for (const struct node *key = root->items; key != NULL; key = key->next->next)
        read_informant(reading, key, key->next);
}

/* There are transcripts, so there are names to be kept. */
static bool has_transcripts(const struct build *build)
{
    struct arena *arena = arena_new();
    struct list names = {0};

    file_list(file_join(arena, build->root, "content/private/transcripts"), arena, &names);
    bool some = names.count > 0;
    arena_free(arena);
    return some;
}

/* An error where the thesis is at stake, else a warning. */
static void diagnose_no_names(const struct reading *reading, bool stops, const char *message)
{
    struct diags *diags = reading->build->diags;
    struct place place = {.file = file_path};

    if (stops)
        diag_error(diags, place, "missing-identities", "%s", message);
    else
        diag_warning(diags, place, "missing-identities", "%s", message);
    diag_hint(diags, "write for each informant what must never be published, as 'IK-01: [Nama Lengkap, nama "
                     "panggilan]', or why there is nothing, as 'IK-01: {none: never told us a name}'");
}

/* Informants without an entry, as "'IK-01', 'IU-02'"; collected: that were not made up. */
static const char *without_entry(const struct reading *reading, bool collected)
{
    const struct list *informants = &reading->study->informants->informants;
    struct buffer codes = {0};

    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        if (informant->code != NULL && map_get(reading->given, informant->code) == NULL &&
            (!collected || !informant->illustrative))
            buffer_format(&codes, "%s'%s'", codes.length > 0 ? ", " : "", informant->code);
    }
    return buffer_take(&codes, reading->build->arena);
}

/* Nothing can be kept from getting out that nobody wrote down. */
static void check_complete(const struct reading *reading, bool has_file)
{
    const struct build *build = reading->build;
    const char *collected = without_entry(reading, true), *any = without_entry(reading, false);

    if (!has_file && has_transcripts(build))
        diagnose_no_names(reading, true, translated("there are transcripts, but no list of the names in them"));
    else if (*collected != '\0')
        diagnose_no_names(
            reading, build->final || build->hands_over || study_lists_section(reading->study->info, "transcripts"),
            arena_format(build->arena, translated("no names are listed that must not be published for %s"), collected));
    else if (has_file && *any != '\0')
        diagnose_no_names(
            reading, false,
            arena_format(build->arena, translated("no names are listed that must not be published for %s"), any));
}

static bool read_file(struct reading *reading)
{
    struct build *build = reading->build;
    struct input_file file = {.path = file_path, .full = file_join(build->arena, build->root, file_path)};
    struct buffer bytes = {0};
    const char *text;
    size_t length;
    struct node *root;

    if (!file_exists(file.full))
        return false;
    if (input_load(&file, build->diags, &bytes, &text, &length)) {
        struct arena *scratch = arena_new();
        struct yaml_source source = {file_path, 1, text, length};
        if (yaml_read(scratch, build->diags, &source, &root))
            read_map(reading, root);
        arena_free(scratch);
    }
    buffer_free(&bytes);
    return true;
}

/*
 * Whether git keeps what is in content/private/ of this study: git hands it to everybody who has the repository, now
 * and later.  The index of git is read, which holds the paths of all files that it keeps; git itself need not be there.
 */

/* The format of an index: a head, then for each file what the file system says, its hash, flags and its path. */
enum {
    HEAD = 12,
    STATUS = 40,
    FLAGS = 2,
    ALIGNMENT = 8,
    PACKED = 4, /* the version in which a path is written as what it does not share with the one before */
    MANY = 0xfff,
    EXTENDED = 0x4000, /* two more bytes of flags */
};

struct git_index {
    const unsigned char *bytes; /* a NUL is behind them */
    size_t length;
    size_t at;
    uint32_t version;
    size_t hash; /* bytes: 20, or 32 in a repository that uses SHA-256 */
    struct buffer path;
};

/* How many bytes of the path before are no part of this one, at *at; moves past the number. */
static size_t read_dropped(const struct git_index *index, size_t *at)
{
    size_t value = index->bytes[*at] & 0x7f;

    while (*at + 1 < index->length && (index->bytes[(*at)++] & 0x80) != 0)
        value = ((value + 1) << 7) | (index->bytes[*at] & 0x7f);
    return value;
}

/* Reads the next path. False: the index is no such one. */
static bool next_path(struct git_index *index)
{
    size_t start = index->at, flags = start + STATUS + index->hash, at = flags + FLAGS;

    if (at >= index->length)
        return false;
    size_t flag = text_number(index->bytes + flags, 2, true);
    at += (flag & EXTENDED) != 0 ? FLAGS : 0;
    size_t dropped = index->path.length;
    if (index->version == PACKED && at < index->length)
        dropped = read_dropped(index, &at);
    if (at >= index->length || dropped > index->path.length)
        return false;
    size_t size = strnlen((const char *)index->bytes + at, index->length - at);
    buffer_cut(&index->path, index->path.length - dropped);
    buffer_bytes(&index->path, (const char *)index->bytes + at, size);
    at += size;
    if ((flag & MANY) != MANY && index->path.length != (flag & MANY))
        return false;
    index->at = index->version == PACKED ? at + 1 : start + (at - start + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
    return true;
}

/* 1: a path of the index begins with prefix, 0: none does, -1: it has other hashes than of so many bytes. */
static int has_prefix(const struct buffer *bytes, size_t hash, const char *prefix)
{
    struct git_index index = {.bytes = (const unsigned char *)bytes->bytes, .length = bytes->length, .hash = hash};
    int found = 0;

    if (index.length < HEAD || memcmp(index.bytes, "DIRC", 4) != 0)
        return 0;
    index.version = text_number(index.bytes + 4, 4, true);
    index.at = HEAD;
    for (size_t count = text_number(index.bytes + 8, 4, true); count > 0 && found == 0; count--) {
        if (!next_path(&index))
            found = -1;
        else if (strncmp(buffer_string(&index.path), prefix, strlen(prefix)) == 0)
            found = 1;
    }
    buffer_free(&index.path);
    return found;
}

/* A file of the index has a path that begins with prefix; in an index of an unknown form the prefix is looked for as it
 * is. */
static bool keeps(const struct buffer *index, const char *prefix)
{
    int found = has_prefix(index, 20, prefix);

    if (found < 0)
        found = has_prefix(index, 32, prefix);
    if (found < 0)
        return memmem(index->bytes, index->length, prefix, strlen(prefix)) != NULL;
    return found > 0;
}

/* Where git keeps its own files for the work tree in folder: .git, or what a file of that name points to. */
static const char *git_folder_of(struct arena *arena, const char *folder)
{
    static const char points[] = "gitdir: ";
    const char *git = arena_format(arena, "%s/.git", folder), *to = git;
    struct buffer bytes = {0};

    if (file_read(git, &bytes) == FILE_OK && strncmp(buffer_string(&bytes), points, sizeof points - 1) == 0) {
        char *path = arena_string(arena, bytes.bytes + sizeof points - 1);
        path[strcspn(path, "\r\n")] = '\0';
        to = *path == '/' ? path : arena_format(arena, "%s/%s", folder, path);
    }
    buffer_free(&bytes);
    return to;
}

/* The folder of git that root is in, and root's path below it with a '/' (or ""); NULL: none. */
static const char *git_folder(struct arena *arena, const char *root, const char **below)
{
    char path[PATH_MAX];

    if (realpath(root, path) == NULL)
        return NULL;
    const char *whole = arena_string(arena, path);
    for (;;) {
        if (file_exists(arena_format(arena, "%s/.git", path))) {
            const char *rest = whole + strlen(path) + (whole[strlen(path)] == '/');
            *below = *rest != '\0' ? arena_format(arena, "%s/", rest) : "";
            return git_folder_of(arena, path);
        }
        char *slash = strrchr(path, '/');
        if (slash == NULL || slash == path)
            return NULL;
        *slash = '\0';
    }
}

/* Reports an error if git tracks files in content/private/ of this study. */
static void tracked_check(struct build *build)
{
    struct arena *arena = arena_new();
    struct buffer index = {0};
    const char *below, *folder = git_folder(arena, build->root, &below);

    if (folder != NULL && file_read(file_join(arena, folder, "index"), &index) == FILE_OK) {
        const char *prefix = arena_format(arena, "%scontent/private/", below);
        buffer_string(&index);
        if (keeps(&index, prefix)) {
            diag_error(build->diags, (struct place){.file = "content/private"}, "private-tracked",
                       "git tracks files in content/private/");
            diag_hint(build->diags,
                      "git rm -r --cached %scontent/private, and add 'content/private/' to .gitignore; what "
                      "was committed before must be removed from the history, too",
                      below);
        }
    }
    buffer_free(&index);
    arena_free(arena);
}

const struct identities *read_identities(struct build *build, const struct study *study)
{
    struct reading reading = {build, study, arena_alloc(build->arena, sizeof(struct identities)),
                              map_new(build->arena)};
    bool has_file = read_file(&reading);

    /* What is wrong elsewhere is mended first: it may be the very codes. */
    if (diags_count(build->diags, SEVERITY_ERROR) == 0)
        check_complete(&reading, has_file);
    if (file_exists(file_join(build->arena, build->root, "content/private")))
        tracked_check(build);
    return reading.identities;
}
