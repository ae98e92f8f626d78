/* content/private/identities.yaml: informant code -> names, numbers and spellings that must never be published. */

#include "read/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>

static const char file_path[] = "content/private/identities.yaml";

struct reading {
    struct build *build;
    const struct study *study;
    struct identities *identities;
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
    if (strcmp(node->text, code) == 0) {
        diag_error(diags, place_of(node), "short-identity", "'%s' is the code that stands in place of the name", code);
        diag_hint(diags, "write the names of the informant here");
        return false;
    }
    return true;
}

static void add(const struct reading *reading, const char *code, const struct node *node)
{
    struct arena *arena = reading->build->arena;

    if (node->kind != NODE_SCALAR) {
        diag_error(reading->build->diags, place_of(node), "wrong-type",
                   "a text must stand here, not a list or mapping");
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

    if (study_find(reading->study, OBJECT_INFORMANT, key->text) != NULL)
        return;
    diag_error(diags, place_of(key), "unknown-informant", "informant '%s' is not in content/informants.yaml",
               key->text);
    for (size_t i = 0; i < map_count(informants); i++)
        text_nearest(&nearest, map_key(informants, i));
    if (nearest.match != NULL)
        diag_hint(diags, "nearest is '%s'", nearest.match);
    else
        diag_hint(diags, "the keys are codes of informants, as 'IK-01: [Nama Lengkap]'");
}

static void read_informant(const struct reading *reading, const struct node *key, const struct node *value)
{
    if (key->kind != NODE_SCALAR) {
        diag_error(reading->build->diags, place_of(key), "wrong-type", "the code of an informant must stand here");
        diag_hint(reading->build->diags, "as 'IK-01: [Nama Lengkap]'");
        return;
    }
    const char *code = arena_string(reading->build->arena, key->text);
    check_code(reading, key);
    if (value->kind == NODE_MAP || (value->kind == NODE_SCALAR && !node_is_absent(value))) {
        add(reading, code, value);
        return;
    }
    if (value->items == NULL) {
        diag_error(reading->build->diags, place_of(key), "empty-identity", "no name is given for '%s'", code);
        diag_hint(reading->build->diags, "write '%s: [Nama Lengkap]', or take it out", code);
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
        diag_hint(diags, "as 'IK-01: [Nama Lengkap, nama panggilan]'");
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

const struct identities *read_identities(struct build *build, const struct study *study)
{
    struct reading reading = {build, study, arena_alloc(build->arena, sizeof(struct identities))};
    struct input_file file = {.path = file_path, .full = file_join(build->arena, build->root, file_path)};
    struct buffer bytes = {0};
    const char *text;
    size_t length;
    struct node *root;

    if (!file_exists(file.full)) {
        if (has_transcripts(build)) {
            diag_error(build->diags, (struct place){.file = file_path}, "missing-identities",
                       "there are transcripts, but no list of the names in them");
            diag_hint(build->diags, "write for each informant what must never be published, as "
                                    "'IK-01: [Nama Lengkap, nama panggilan]'");
        }
        return reading.identities;
    }
    if (input_load(&file, build->diags, &bytes, &text, &length)) {
        struct arena *scratch = arena_new();
        struct yaml_source source = {file_path, 1, text, length};
        if (yaml_read(scratch, build->diags, &source, &root))
            read_map(&reading, root);
        arena_free(scratch);
    }
    buffer_free(&bytes);
    return reading.identities;
}
