#include "read/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "quotes/quotes.h"
#include "study/study.h"

#include <string.h>

/*
 * Transcripts with marks as files of excerpts: what is marked is made into the values that a YAML file would hold, so
 * that both are read, checked and reported in one way.
 */

struct marked_file {
    struct build *build;
    const struct study *study;
    const char *path;
    const char *name;    /* of the transcript */
    const char *source;  /* NULL: neither an informant nor a document has that name */
    const char *text;    /* without marks */
    const char *end;     /* of it */
    const char *line;    /* up to which who speaks is known: the marks are taken in order */
    const char *speaker; /* there; NULL: nobody was named yet */
};

static struct node *scalar(struct arena *arena, const char *text, enum node_style style, int line, int column)
{
    struct node *node = arena_alloc(arena, sizeof *node);

    *node = (struct node){.kind = NODE_SCALAR,
                          .style = style,
                          .line = line,
                          .column = column,
                          .text_line = line,
                          .text_column = column,
                          .text = text,
                          .length = strlen(text)};
    return node;
}

static struct node *group(struct arena *arena, enum node_kind kind, int line, int column)
{
    struct node *node = arena_alloc(arena, sizeof *node);

    *node = (struct node){.kind = kind, .line = line, .column = column};
    return node;
}

static void append(struct node *group, struct node *item)
{
    struct node **last = &group->items;

    while (*last != NULL)
        last = &(*last)->next;
    *last = item;
}

static void put(struct arena *arena, struct node *map, const char *key, struct node *value)
{
    append(map, scalar(arena, key, STYLE_PLAIN, value->line, value->column));
    append(map, value);
}

static bool has_informant(const struct study *study, const char *code, size_t length)
{
    for (size_t i = 0; i < study->informants->informants.count; i++) {
        const struct informant *informant = study->informants->informants.items[i];
        if (informant->code != NULL && strlen(informant->code) == length && strncmp(informant->code, code, length) == 0)
            return true;
    }
    return false;
}

static bool has_document(const struct study *study, const char *id)
{
    for (size_t i = 0; i < study->documents->documents.count; i++) {
        const struct document *document = study->documents->documents.items[i];
        if (document->id != NULL && strcmp(document->id, id) == 0)
            return true;
    }
    return false;
}

/* The source of the text: the one of its name, or that of a file of excerpts from it. */
static const char *source_of(struct build *build, const struct study *study, const char *name)
{
    if (has_informant(study, name, strlen(name)) || has_document(study, name))
        return name;
    for (size_t i = 0; i < study->excerpt_files.count; i++) {
        const struct excerpts_file *file = study->excerpt_files.items[i];
        if (strcmp(excerpts_file_transcript(build->arena, file), name) == 0)
            return file->source.id;
    }
    return NULL;
}

/* Who speaks at offset at, by the last code of an informant at the start of a line; NULL: nobody is named. */
static const char *speaker_at(struct marked_file *file, size_t at)
{
    while (file->line <= file->text + at && file->line < file->end) {
        const char *line = file->line, *next = memchr(line, '\n', (size_t)(file->end - line));
        const char *stop = next ? next : file->end;
        size_t length, start = transcript_label(line, stop, &length);
        if (length > 0 && has_informant(file->study, line + start, length))
            file->speaker = arena_copy(file->build->arena, line + start, length);
        file->line = next ? next + 1 : file->end;
    }
    return file->speaker;
}

/* The words of a mark on one line. */
static const char *words_of(const struct marked_file *file, const struct marked_words *mark)
{
    struct buffer text = {0};

    for (size_t at = mark->start; at < mark->end; at++) {
        bool is_break = strchr("\n\r", file->text[at]) != NULL;
        if (!is_break)
            buffer_char(&text, file->text[at]);
        else if (text.length > 0 && text.bytes[text.length - 1] != ' ')
            buffer_char(&text, ' ');
    }
    return buffer_take(&text, file->build->arena);
}

static void diagnose_flaws(const struct marked_file *file, const struct marked_words *mark)
{
    struct diags *diags = file->build->diags;

    for (size_t i = 0; i < mark->flaws.count; i++) {
        const struct mark_attribute *flaw = mark->flaws.items[i];
        diag_error(diags, (struct place){file->path, flaw->line, flaw->column}, "bad-mark",
                   "'%s' is not what a mark may hold", flaw->text);
        diag_hint(diags, "write codes as .CODE, the id as #ID and other keys as key=value: [words]{.code #%s.1}",
                  file->name);
    }
    for (size_t i = 1; i < mark->ids.count; i++) {
        const struct mark_attribute *second = mark->ids.items[i];
        diag_error(diags, (struct place){file->path, second->line, second->column}, "bad-mark",
                   "a mark has one id, and this is another: '%s'", second->text);
        diag_hint(diags, "mark the words twice if they are two excerpts: [[words]{#A}]{#B}");
    }
}

static struct node *excerpt_of(struct marked_file *file, const struct marked_words *mark)
{
    struct arena *arena = file->build->arena;
    struct node *excerpt = group(arena, NODE_MAP, mark->line, mark->column);
    const char *speaker = file->source != NULL && !has_informant(file->study, file->source, strlen(file->source))
                              ? NULL
                              : speaker_at(file, mark->start);

    diagnose_flaws(file, mark);
    if (mark->ids.count > 0) {
        const struct mark_attribute *id = mark->ids.items[0];
        put(arena, excerpt, "id", scalar(arena, id->text, STYLE_PLAIN, id->line, id->column));
    }
    if (mark->codes.count > 0) {
        struct node *codes = group(arena, NODE_LIST, mark->line, mark->column);
        for (size_t i = 0; i < mark->codes.count; i++) {
            const struct mark_attribute *code = mark->codes.items[i];
            append(codes, scalar(arena, code->text, STYLE_PLAIN, code->line, code->column));
        }
        put(arena, excerpt, "codes", codes);
    }
    put(arena, excerpt, "text", scalar(arena, words_of(file, mark), STYLE_QUOTED, mark->line, mark->column + 1));
    put(arena, excerpt, "lines",
        scalar(arena, arena_format(arena, "%d-%d", mark->line, mark->last_line), STYLE_PLAIN, mark->line,
               mark->column));
    if (speaker != NULL && (file->source == NULL || strcmp(speaker, file->source) != 0))
        put(arena, excerpt, "speaker", scalar(arena, speaker, STYLE_PLAIN, mark->line, mark->column));
    for (size_t i = 0; i < mark->pairs.count; i++) {
        const struct mark_attribute *pair = mark->pairs.items[i];
        put(arena, excerpt, pair->key, scalar(arena, pair->text, STYLE_PLAIN, pair->line, pair->column));
    }
    return excerpt;
}

static struct node *root_of(struct marked_file *file, const struct marked *marked)
{
    struct arena *arena = file->build->arena;
    struct node *root = group(arena, NODE_MAP, 1, 1), *excerpts = group(arena, NODE_LIST, 1, 1);
    struct node **last = &excerpts->items;

    if (file->source != NULL)
        put(arena, root, "source", scalar(arena, file->source, STYLE_PLAIN, 1, 1));
    put(arena, root, "transcript", scalar(arena, file->name, STYLE_PLAIN, 1, 1));
    for (size_t i = 0; i < marked->marks.count; i++, last = &(*last)->next)
        *last = excerpt_of(file, marked->marks.items[i]);
    put(arena, root, "excerpts", excerpts);
    return root;
}

static const struct schema_file *excerpts_schema(void)
{
    size_t i = 0;

    while (schema_files[i].folder == NULL || strcmp(schema_files[i].folder, "excerpts") != 0)
        i++;
    return &schema_files[i];
}

static void take_file(struct build *build, struct study *study, const struct languages *languages, const char *name,
                      struct list *files)
{
    static const char ending[] = ".md";
    struct marked_file file = {.build = build, .study = study};
    struct input_file *input = arena_alloc(build->arena, sizeof *input);
    struct diags *unsaid = diags_new(); /* what is wrong with the file is said when it is compared */
    struct buffer bytes = {0};
    const char *text;
    size_t length;

    file.name = arena_copy(build->arena, name, strlen(name) - strlen(ending));
    file.path = file_join(build->arena, transcripts_folder, name);
    file.source = source_of(build, study, file.name);
    *input = (struct input_file){.path = file.path,
                                 .full = file_join(build->arena, build->root, file.path),
                                 .instead = build->instead ? map_get(build->instead, file.path) : NULL,
                                 .kind = INPUT_YAML,
                                 .schema = excerpts_schema()};
    if (input_load(input, unsaid, &bytes, &text, &length)) {
        struct marked marked = marks_read(build->arena, arena_copy(build->arena, text, length));
        struct record_reader reader = {.arena = build->arena,
                                       .diags = build->diags,
                                       .file = file.path,
                                       .languages = languages,
                                       .lost = &input->lost,
                                       .is_marked = true};
        file.text = file.line = marked.text;
        file.end = marked.text + strlen(marked.text);
        if (marked.marks.count > 0) {
            input->record = record_read(&reader, input->schema->schema, root_of(&file, &marked));
            list_add(&study->excerpt_files, build->arena, input->record);
            list_add(files, build->arena, input);
        }
    }
    buffer_free(&bytes);
    diags_free(unsaid);
}

void marks_take(struct build *build, struct study *study, const struct languages *languages, struct list *files)
{
    struct file_tree tree = build_list(build, build->root, transcripts_folder);
    size_t length = strlen(transcripts_folder) + 1;

    for (size_t i = 0; i < tree.files.count; i++) {
        const char *name = tree.files.items[i];
        if (transcript_has_marks(name))
            take_file(build, study, languages, name, files);
    }
    /* Those that are tried and not there yet. */
    for (size_t i = 0; build->instead != NULL && i < map_count(build->instead); i++) {
        const char *path = map_key(build->instead, i);
        if (text_starts_with(path, transcripts_folder) && transcript_has_marks(path) &&
            !list_has_text(&tree.files, path + length))
            take_file(build, study, languages, path + length, files);
    }
}
