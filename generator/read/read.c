#include "base/arena.h"
#include "base/buffer.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/say.h"
#include "base/sha256.h"
#include "base/workers.h"
#include "bibliography/bibliography.h"
#include "document/document.h"
#include "markdown/markdown.h"
#include "read/private.h"
#include "read/read.h"
#include "study/study.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Where the record of a single file goes. */
static const struct slot {
    const char *pattern;
    size_t offset;
} slots[] = {
    {"study.yaml", offsetof(struct study, info)},
    {"objectives.yaml", offsetof(struct study, objectives)},
    {"codebook.yaml", offsetof(struct study, codebook)},
    {"definitions.yaml", offsetof(struct study, definitions)},
    {"informants.yaml", offsetof(struct study, informants)},
    {"documents.yaml", offsetof(struct study, documents)},
    {"synthesis.yaml", offsetof(struct study, synthesis)},
    {"frameworks.yaml", offsetof(struct study, frameworks)},
    {"statistics.yaml", offsetof(struct study, statistics)},
    {"joint.yaml", offsetof(struct study, joint)},
    {"guide.yaml", offsetof(struct study, guide)},
    {"conclusions.yaml", offsetof(struct study, conclusions)},
    {"reporting.yaml", offsetof(struct study, reporting)},
    {"summaries.yaml", offsetof(struct study, summaries)},
    {"second-coding.yaml", offsetof(struct study, second_coding)},
    {"coders.yaml", offsetof(struct study, coders)},
    {"memos.yaml", offsetof(struct study, memos_file)},
    {"abbreviations.yaml", offsetof(struct study, abbreviations)},
};

/* What a worker fills without looking at the others; all of it goes to the build in the end. */
struct reader {
    struct arena *arena;
    struct arena *scratch; /* of one file */
    struct diags *diags;
    const struct languages *languages;
    struct buffer bytes;
};

struct crew {
    struct reader *readers; /* by worker */
    const struct list *files;
};

/* The file, or its front matter, is not made of keys and values. */
static void diagnose_no_record(struct reader *reader, const struct input_file *file, const struct yaml_source *source,
                               const struct node *root)
{
    bool is_markdown = file->kind == INPUT_MARKDOWN;
    const struct field *first = file->schema->schema->fields;

    if (root == NULL || node_is_absent(root))
        diag_error(reader->diags, (struct place){file->path, source->line, 1}, "empty-file",
                   is_markdown ? N_("there is nothing in the front matter") : N_("there is nothing in the file"));
    else
        diag_error(reader->diags, (struct place){file->path, root->line, root->column}, "wrong-type",
                   is_markdown ? N_("the front matter must be made of keys and values, as '%s: ...'")
                               : N_("the file must be made of keys and values, as '%s: ...'"),
                   first->key);
    diag_hint(reader->diags, "it begins with '%s:' (%s)", first->key, translated(first->help));
}

static struct record *read_yaml(struct reader *reader, struct input_file *file, const struct yaml_source *source)
{
    struct record_reader records = {.arena = reader->arena,
                                    .diags = reader->diags,
                                    .file = file->path,
                                    .languages = reader->languages,
                                    .is_translation = file->language != NULL,
                                    .lost = &file->lost};
    struct record *record = NULL;
    struct node *root;

    if (!yaml_read(reader->scratch, reader->diags, source, &root)) {
        /* reported */
    } else if (root == NULL || root->kind != NODE_MAP) {
        diagnose_no_record(reader, file, source, root);
    } else {
        record = record_read(&records, file->schema->schema, root);
    }
    arena_clear(reader->scratch);
    return record;
}

/* Sets the body of a finding or page. */
static void set_body(struct record *record, const struct schema *finding, struct block *body)
{
    if (record->schema == finding)
        ((struct finding *)record)->body = body;
    else
        ((struct page *)record)->body = body;
}

static bool is_finding(const struct input_file *file)
{
    return strcmp(file->schema->folder, "findings") == 0;
}

static struct record *read_markdown(struct reader *reader, struct input_file *file, const char *text, size_t length)
{
    struct front_matter parts;
    struct record *record = NULL;

    if (front_matter_split(&parts, reader->diags, file->path, text, length)) {
        struct yaml_source source = {file->path, parts.yaml_line, parts.yaml, parts.yaml_length};
        record = read_yaml(reader, file, &source);
    }
    struct markdown_source source = {
        .file = file->path,
        .line = parts.body_line,
        .column = 1,
        .text = parts.body,
        .length = parts.body_length,
        .smart = !reader->languages->as_typed,
    };
    struct block *body = markdown_read(reader->arena, reader->diags, &source);
    if (file->language == NULL)
        body = language_untranslated_blocks(reader->arena, body, languages_mark(reader->languages));
    if (record != NULL)
        set_body(record, is_finding(file) ? file->schema->schema : NULL, body);
    return record;
}

static void read_figure(struct reader *reader, struct input_file *file)
{
    struct stat info;

    if (file->full == NULL)
        return;
    if (stat(file->full, &info) == 0)
        file->size = (size_t)info.st_size;
    input_check_figure(file, reader->diags, &reader->bytes);
}

static void read_data(struct reader *reader, struct input_file *file, const char *text)
{
    int open = csv_read(reader->arena, text, &file->rows);

    if (open == 0)
        return;
    diag_error(reader->diags, (struct place){file->path, open, 0}, "csv-quote", "a quotation mark is never closed");
    diag_hint(reader->diags, "a cell that begins with \" ends with one; a \" within it is doubled");
    file->lost = true;
}

static void read_input(void *context, int worker, size_t item)
{
    const struct crew *crew = context;
    struct reader *reader = &crew->readers[worker];
    struct input_file *file = crew->files->items[item];
    const char *text;
    size_t length;

    if (file->kind == INPUT_FIGURE) {
        read_figure(reader, file);
        return;
    }
    if (!input_load(file, reader->diags, &reader->bytes, &text, &length))
        return;
    damage_check(file->path, reader->diags, text, length);
    length =
        damage_mend(file->path, reader->diags, reader->bytes.bytes + (text - buffer_string(&reader->bytes)), length);
    struct yaml_source source = {file->path, 1, text, length};
    switch (file->kind) {
    case INPUT_YAML:
        file->record = read_yaml(reader, file, &source);
        break;
    case INPUT_MARKDOWN:
        file->record = read_markdown(reader, file, text, length);
        break;
    case INPUT_BIBLIOGRAPHY:
        bibliography_read(reader->arena, reader->diags, file->path, text, length, &file->works);
        break;
    case INPUT_DATA:
        read_data(reader, file, text);
        break;
    case INPUT_FIGURE:
        break;
    }
}

static void read_inputs(struct build *build, const struct languages *languages, const struct list *files)
{
    int workers = build->jobs > 1 ? build->jobs : 1;
    struct reader *readers = memory_alloc((size_t)workers * sizeof *readers);
    struct crew crew = {readers, files};

    for (int i = 0; i < workers; i++)
        readers[i] =
            (struct reader){.arena = arena_new(), .scratch = arena_new(), .diags = diags_new(), .languages = languages};
    workers_run(workers, files->count, read_input, &crew);
    for (int i = 0; i < workers; i++) {
        arena_adopt(build->arena, readers[i].arena);
        arena_free(readers[i].scratch);
        diags_merge(build->diags, readers[i].diags);
        diags_free(readers[i].diags);
        buffer_free(&readers[i].bytes);
    }
    free(readers);
}

static struct record **slot_of(struct study *study, const char *pattern)
{
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
        if (strcmp(slots[i].pattern, pattern) == 0)
            return (struct record **)(void *)((char *)study + slots[i].offset);
    }
    return NULL;
}

static struct study *new_study(struct build *build)
{
    struct study *study = arena_alloc(build->arena, sizeof *study);

    for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        study->objects[kind] = map_new(build->arena);
    study->work_aliases = map_new(build->arena);
    study->former_codes = map_new(build->arena);
    study->attribute_values = map_new(build->arena);
    for (size_t i = 0; i < schema_file_count; i++) {
        const struct schema_file *file = &schema_files[i];
        if (file->folder == NULL)
            *slot_of(study, file->pattern) =
                record_empty(build->arena, file->schema, arena_format(build->arena, "content/%s", file->pattern));
    }
    return study;
}

/* Puts what was read from file where it belongs. */
static void take(struct build *build, struct study *study, const struct input_file *file)
{
    if (file->record != NULL || file->schema == NULL) {
        struct input *input = arena_alloc(build->arena, sizeof *input);
        *input = (struct input){file->path, file->size};
        list_add(&study->inputs, build->arena, input);
        study->input_bytes += file->kind == INPUT_FIGURE ? 0 : file->size;
    }
    if (file->kind == INPUT_FIGURE && file->full != NULL)
        list_add(&study->figures, build->arena, (void *)(file->path + strlen("content/")));
    for (size_t i = 0; i < file->works.count; i++)
        list_add(&study->works, build->arena, file->works.items[i]);
    if (file->record == NULL)
        return;
    if (file->schema->folder == NULL)
        *slot_of(study, file->schema->pattern) = file->record;
    else if (strcmp(file->schema->folder, "codebook-versions") == 0)
        list_add(&study->codebook_versions, build->arena, file->record);
    else if (file->kind == INPUT_YAML)
        list_add(&study->excerpt_files, build->arena, file->record);
    else
        list_add(is_finding(file) ? &study->findings : &study->pages, build->arena, file->record);
}

static void resolve(struct build *build, struct study *study, const struct list *files)
{
    struct resolver resolver = {.arena = build->arena, .diags = build->diags, .study = study};

    resolve_register_works(&resolver, &study->works);
    for (size_t i = 0; i < files->count; i++) {
        const struct input_file *file = files->items[i];
        if (file->record != NULL)
            resolve_register(&resolver, file->record);
        if (file->schema != NULL && (file->record == NULL || file->lost))
            resolve_incomplete(&resolver, file->schema->schema);
        else if (file->kind == INPUT_BIBLIOGRAPHY && file->works.count == 0)
            study->incomplete[OBJECT_WORK] = true;
    }
    for (size_t i = 0; i < files->count; i++) {
        const struct input_file *file = files->items[i];
        if (file->record != NULL)
            resolve_references(&resolver, file->record);
    }
}

/* What the study says of its languages, before anything is read in one of them. Mistakes are left to that reading. */
static struct languages read_languages(struct build *build, const struct list *files, const char *wanted)
{
    struct diags *diags = diags_new();
    struct arena *scratch = arena_new();
    struct buffer bytes = {0};
    struct node *root = NULL;

    for (size_t i = 0; i < files->count; i++) {
        struct input_file *file = files->items[i];
        struct yaml_source source = {.file = file->path, .line = 1};
        if (strcmp(file->path, "content/study.yaml") == 0 &&
            input_load(file, diags, &bytes, &source.text, &source.length))
            yaml_read(scratch, diags, &source, &root);
    }
    struct languages languages = languages_of(build->arena, root, wanted);
    languages.as_typed |= build->as_typed;
    buffer_free(&bytes);
    arena_free(scratch);
    diags_free(diags);
    return languages;
}

/* Takes the translations out of files; those that are of the wanted language go to translations. */
static void part_translations(struct build *build, const struct languages *languages, struct list *files,
                              struct list *translations)
{
    struct list kept = {0};

    for (size_t i = 0; i < files->count; i++) {
        struct input_file *file = files->items[i];
        if (file->language == NULL)
            list_add(&kept, build->arena, file);
        else if (languages_mark(languages) == NULL)
            translation_check(build, languages, file);
        else if (strcmp(file->language, languages->wanted) == 0)
            list_add(translations, build->arena, file);
    }
    *files = kept;
}

struct study *read_study(struct build *build, const char *language)
{
    struct study *study = new_study(build);
    struct list files = {0}, translations = {0};

    input_find(build, &files);
    struct languages languages = read_languages(build, &files, language);

    study->language = languages.wanted;
    study->original = languages_mark(&languages);
    part_translations(build, &languages, &files, &translations);
    read_inputs(build, &languages, &files);
    read_inputs(build, &languages, &translations);
    for (size_t i = 0; i < translations.count; i++)
        translation_take(build, &files, translations.items[i]);
    for (size_t i = 0; i < files.count; i++)
        take(build, study, files.items[i]);
    marks_take(build, study, &languages, &files);
    statistics_take(build, study, &files);
    resolve(build, study, &files);
    complete_study(build->arena, study);
    if (build->instead == NULL)
        transcripts_compare(build, study);
    complete_coders(build->arena, study);
    return study;
}

static void list_all(struct arena *arena, const struct list *files, struct list *records)
{
    for (size_t i = 0; i < files->count; i++)
        list_add(records, arena, files->items[i]);
}

void read_list_records(struct arena *arena, const struct study *study, struct list *records)
{
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        list_add(records, arena, *(struct record *const *)(const void *)((const char *)study + slots[i].offset));
    list_all(arena, &study->excerpt_files, records);
    list_all(arena, &study->findings, records);
    list_all(arena, &study->pages, records);
    list_all(arena, &study->codebook_versions, records);
}

void read_studies(struct build *build, struct list *studies)
{
    struct study *study = read_study(build, NULL);
    const struct list *others = &study->info->translations;

    list_add(studies, build->arena, study);
    for (size_t i = 0; i < others->count; i++) {
        const char *language = others->items[i];
        bool is_read = false;
        for (size_t j = 0; j < studies->count; j++)
            is_read |= strcmp(((const struct study *)studies->items[j])->language, language) == 0;
        if (!is_read)
            list_add(studies, build->arena, read_study(build, language));
    }
}

/* ---- digests ---- */

/* A fingerprint of all files of a study, for the audit trail. */

struct hashed {
    char hex[SHA256_HEX]; /* empty: the file could not be read again */
};

/* Hashes inputs, each worker with a buffer of its own. */
struct hashing {
    struct buffer *buffers;
    const char **paths;   /* of each input, to open it */
    struct hashed *files; /* of each input */
};

static void hash_input(void *context, int worker, size_t item)
{
    struct hashing *hashing = context;
    struct buffer *bytes = &hashing->buffers[worker];

    if (file_read(hashing->paths[item], bytes) == FILE_OK)
        sha256_hex(buffer_string(bytes), bytes->length, hashing->files[item].hex);
}

static struct hashed *hash_inputs(const struct build *build, const struct list *inputs)
{
    int workers = build->jobs > 1 ? build->jobs : 1;
    struct hashing hashing = {
        .buffers = memory_alloc((size_t)workers * sizeof *hashing.buffers),
        .paths = arena_alloc(build->arena, (inputs->count + 1) * sizeof *hashing.paths),
        .files = arena_alloc(build->arena, (inputs->count + 1) * sizeof *hashing.files),
    };

    for (int i = 0; i < workers; i++)
        hashing.buffers[i] = (struct buffer){0};
    for (size_t i = 0; i < inputs->count; i++) {
        const struct input *input = inputs->items[i];
        hashing.paths[i] = file_join(build->arena, build->root, input->path);
    }
    workers_run(workers, inputs->count, hash_input, &hashing);
    for (int i = 0; i < workers; i++)
        buffer_free(&hashing.buffers[i]);
    free(hashing.buffers);
    return hashing.files;
}

/* Of the lines "HEX  PATH" that sha256sum writes of the files. */
void read_digest(struct build *build, struct study *study)
{
    size_t count = study->inputs.count;
    struct digest *whole = arena_alloc(build->arena, sizeof *whole);
    const struct hashed *files = hash_inputs(build, &study->inputs);
    struct buffer lines = {0};

    for (size_t i = 0; i < count; i++) {
        const struct input *input = study->inputs.items[i];
        buffer_format(&lines, "%s  %s\n", files[i].hex, input->path);
        whole->size += input->size;
    }
    whole->files = count;
    sha256_hex(buffer_string(&lines), lines.length, whole->hex);
    buffer_free(&lines);
    study->digest = whole;
}
