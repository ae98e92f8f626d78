#include "read/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "study/schema.h"
#include "study/study.h"

#include <string.h>
#include <strings.h>

void translation_check(struct build *build, const struct languages *languages, const struct input_file *translation)
{
    struct place place = {.file = translation->path};

    if (strcmp(translation->language, languages->own) == 0) {
        diag_error(build->diags, place, "own-language", "the file is in '%s', which is the study's own language",
                   languages->own);
        diag_hint(build->diags, "rename it to '%s'", input_original(build->arena, translation));
    } else if (!languages_have(languages, translation->language)) {
        diag_error(build->diags, place, "unknown-language",
                   "the file is in '%s', which is not a language of this study", translation->language);
        diag_hint(build->diags, "write 'translations: [%s]' in content/study.yaml, or give the file another name",
                  translation->language);
    }
}

static struct block **body_of(struct record *record, const struct input_file *file)
{
    return strcmp(file->schema->folder, "findings") == 0 ? &((struct finding *)(void *)record)->body
                                                         : &((struct page *)(void *)record)->body;
}

void translation_take(struct build *build, const struct list *files, const struct input_file *translation)
{
    const char *original = input_original(build->arena, translation);
    struct nearest nearest = {.word = original};

    for (size_t i = 0; i < files->count; i++) {
        const struct input_file *file = files->items[i];
        if (strcmp(file->path, original) != 0) {
            text_nearest(&nearest, file->path);
            continue;
        }
        if (file->record == NULL || translation->record == NULL)
            return;
        record_overlay(file->record, translation->record);
        struct block *body = *body_of(translation->record, translation);
        if (body != NULL)
            *body_of(file->record, file) = body;
        return;
    }
    diag_error(build->diags, (struct place){.file = translation->path}, "unknown-original",
               "there is no file '%s' that this one translates", original);
    if (!diag_hint_nearest(build->diags, &nearest))
        diag_hint(build->diags, "write the page in the study's own language first");
}

/* The name in language_names that node holds, or NULL. */
static const char *known_language(const struct node *node)
{
    for (size_t i = 0; node != NULL && node->kind == NODE_SCALAR && language_names[i] != NULL; i++) {
        if (strcmp(language_names[i], node->text) == 0)
            return language_names[i];
    }
    return NULL;
}

/* Takes every language for one of the study's: what it says of them is lost, and that is reported already. */
static void add_all(struct languages *languages, struct arena *arena)
{
    for (size_t i = 0; language_names[i] != NULL; i++)
        list_add(&languages->others, arena, (void *)language_names[i]);
}

struct languages languages_of(struct arena *arena, const struct node *root, const char *wanted)
{
    const struct node *map = root && root->kind == NODE_MAP ? root : NULL;
    const struct node *others = map ? node_value(map, "translations") : NULL;
    const char *own = map ? known_language(node_value(map, "language")) : NULL;
    struct languages languages = {.own = own ? own : language_names[0]};
    bool is_lost = map == NULL || (others != NULL && others->kind != NODE_LIST && !node_is_absent(others));

    const struct node *typography = map ? node_value(map, "typography") : NULL;
    languages.as_typed = typography != NULL && typography->kind == NODE_SCALAR &&
                         strcmp(typography->text, typography_names[TYPOGRAPHY_AS_TYPED]) == 0;
    languages.wanted = wanted ? wanted : languages.own;
    if (is_lost)
        add_all(&languages, arena);
    for (const struct node *item = others && others->kind == NODE_LIST ? others->items : NULL; item;
         item = item->next) {
        const char *language = known_language(item);
        if (language != NULL)
            list_add(&languages.others, arena, (void *)language);
    }
    return languages;
}

bool languages_have(const struct languages *languages, const char *language)
{
    return list_has_text(&languages->others, language) || strcmp(languages->own, language) == 0;
}

const char *languages_mark(const struct languages *languages)
{
    return strcmp(languages->own, languages->wanted) == 0 ? NULL : languages->own;
}

bool languages_apply(const struct field *field)
{
    return field->type == FIELD_TEXT || field->type == FIELD_TEXTS || field->type == FIELD_SPANS ||
           field->type == FIELD_PROSE || field->type == FIELD_PROSES;
}

bool languages_are_in(const struct field *field, const struct node *node)
{
    if (node->kind != NODE_MAP || !languages_apply(field))
        return false;
    for (const struct node *key = node->items; key != NULL; key = key->next->next) {
        if (known_language(key) != NULL)
            return true;
    }
    return false;
}

/* The text at key in map, if key is one of the study's languages and has a text; what is wrong is reported. */
static const struct node *text_at(const struct record_reader *reader, const struct field *field, const struct node *map,
                                  const struct node *key)
{
    const struct node *text = key->next;

    if (key->kind != NODE_SCALAR || !languages_have(reader->languages, key->text)) {
        diagnose_language(reader, field, key);
        return NULL;
    }
    for (const struct node *other = map->items; other != key; other = other->next->next) {
        if (other->kind == NODE_SCALAR && strcmp(other->text, key->text) == 0) {
            diagnose_duplicate_key(reader, key, (struct position){other->line, other->column});
            return NULL;
        }
    }
    if (node_is_absent(text)) {
        diagnose_empty(reader, field, text);
        return NULL;
    }
    if (text->kind != NODE_SCALAR) {
        diagnose_item_type(reader, field, text);
        return NULL;
    }
    return text;
}

const struct node *languages_choose(const struct record_reader *reader, const struct field *field,
                                    const struct node *map, const char **mark)
{
    const struct languages *languages = reader->languages;
    const struct node *own = NULL, *wanted = NULL;
    bool is_wrong = false;

    for (const struct node *key = map->items; key != NULL; key = key->next->next) {
        const struct node *text = text_at(reader, field, map, key);
        is_wrong |= text == NULL;
        if (text != NULL && strcmp(key->text, languages->own) == 0)
            own = text;
        if (text != NULL && strcmp(key->text, languages->wanted) == 0)
            wanted = text;
    }
    if (own == NULL && field->required && !is_wrong)
        diagnose_own_language(reader, field, map);
    *mark = wanted ? NULL : languages_mark(languages);
    return wanted ? wanted : own;
}

const char *languages_of_file(const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');

    for (size_t i = 0; dot != NULL && language_names[i] != NULL; i++) {
        size_t length = strlen(language_names[i]);
        const char *name = dot - length;
        if (name - 1 > (slash ? slash + 1 : path) && name[-1] == '.' &&
            strncasecmp(name, language_names[i], length) == 0)
            return language_names[i];
    }
    return NULL;
}

/* ---- labels ---- */

enum { LONGEST_ADDRESS = 60 };

/* Names of files and anchors, which any disk and address can hold: "slug_search: cari", "file_feed: perubahan.xml". */
static bool is_address(const char *key, const char *text)
{
    static const char slug[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    size_t length = strspn(text, slug);

    if (length > 0 && text_starts_with(key, "file_") && text[length] == '.' && text[length + 1] != '\0')
        length += 1 + strspn(text + length + 1, slug);
    return length > 0 && length <= LONGEST_ADDRESS && text[length] == '\0';
}

static void add_label(struct build *build, struct labels *labels, const char *file, const struct node *key)
{
    const struct node *text = key->next;
    struct place place = {file, text->line, text->column};

    if (key->kind != NODE_SCALAR || text->kind != NODE_SCALAR) {
        diag_error(build->diags, place, "wrong-type", "a label must be a text, as 'key: text'");
        diag_hint(build->diags, "take the list or record out: labels are one level deep");
        return;
    }
    bool is_name = text_starts_with(key->text, "slug_") || text_starts_with(key->text, "file_");
    if (is_name && !is_address(key->text, text->text)) {
        diag_error(build->diags, place, "label-address", "'%s' becomes part of addresses and cannot be '%s'", key->text,
                   text->text);
        diag_hint(build->diags, "write it with small letters a to z, digits and '-', at most %d of them",
                  LONGEST_ADDRESS);
        return;
    }
    map_put(labels->texts, key->text, (void *)text->text);
}

/* Adds the labels of one catalogue, over those that are there. */
static void read_catalogue(struct build *build, struct labels *labels, const char *folder, const char *path)
{
    struct input_file file = {.path = path, .full = file_join(build->arena, folder, path)};
    struct buffer bytes = {0};
    struct yaml_source source = {.file = path, .line = 1};
    struct node *root;

    if (input_load(&file, build->diags, &bytes, &source.text, &source.length) &&
        yaml_read(build->arena, build->diags, &source, &root) && root != NULL) {
        if (root->kind == NODE_MAP) {
            for (const struct node *key = root->items; key != NULL; key = key->next->next)
                add_label(build, labels, path, key);
        } else {
            diag_error(build->diags, (struct place){path, root->line, root->column}, "wrong-type",
                       "a label catalogue must consist of lines 'key: text'");
        }
    }
    buffer_free(&bytes);
}

struct labels *read_labels(struct build *build, const char *language)
{
    struct labels *labels = arena_alloc(build->arena, sizeof *labels);
    const char *path = arena_format(build->arena, "layouts/labels/%s.yaml", language);
    const char *built_in = file_join(build->arena, build->share, path);
    const char *own = file_join(build->arena, build->root, path);

    *labels = (struct labels){language, map_new(build->arena)};
    if (file_exists(built_in)) {
        read_catalogue(build, labels, build->share, path);
    } else {
        diag_error(build->diags, (struct place){.file = path}, "missing-file",
                   "the labels of language '%s' are not in '%s'", language, build->share);
        diag_hint(build->diags, "reinstall lampiran, or put the file into layouts/labels/ of the study");
    }
    if (strcmp(own, built_in) != 0 && file_exists(own))
        read_catalogue(build, labels, build->root, path);
    return labels;
}
