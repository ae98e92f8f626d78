#include "read/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "base/workers.h"
#include "study/study.h"

#include <stdlib.h>
#include <string.h>

/* A transcript and the excerpts that must be in it. */
struct transcript {
    struct input_file file;
    struct list excerpts; /* of struct excerpt */
};

struct comparer {
    struct arena *arena;
    struct diags *diags;
    struct buffer bytes;
};

struct comparison {
    const struct study *study;
    struct list transcripts;    /* of struct transcript */
    struct comparer *comparers; /* by worker */
    bool unheard;
    bool shows_private;
};

static void compare_transcript(void *context, int worker, size_t item)
{
    struct comparison *comparison = context;
    struct comparer *comparer = &comparison->comparers[worker];
    struct transcript *transcript = comparison->transcripts.items[item];
    const char *text;
    size_t length;

    if ((comparison->unheard && transcript->excerpts.count == 0) ||
        !input_load(&transcript->file, comparer->diags, &comparer->bytes, &text, &length) ||
        transcript->excerpts.count == 0)
        return;
    struct arena *scratch = arena_new();
    if (transcript_has_marks(transcript->file.path))
        text = marks_read(scratch, text).text;
    struct hearing *hearing =
        hearing_new(comparer->arena, scratch, comparer->diags, comparison->study, transcript->file.path, text);
    hearing_show_private(hearing, comparison->shows_private);
    for (size_t i = 0; i < transcript->excerpts.count; i++)
        hearing_compare(hearing, transcript->excerpts.items[i]);
    arena_free(scratch);
}

/* The name of a transcript, if it is a source's or one that a file of excerpts gives; NULL: reported. */
static const char *name_of(struct build *build, const struct study *study, const struct map *named, const char *name,
                           const char *path)
{
    size_t ending = text_ends_with(name, ".txt") ? 4 : text_ends_with(name, ".md") ? 3 : 0;
    struct place place = {.file = path};

    if (ending == 0 || strlen(name) <= ending) {
        diag_warning(build->diags, place, "unknown-file",
                     "only files '*.txt', and '*.md' with marks, are read as transcripts, ignoring this");
        diag_hint(build->diags, "save it as plain text (UTF-8), named by the code of its informant: IK-01.txt");
        return NULL;
    }
    const char *code = arena_copy(build->arena, name, strlen(name) - ending);
    if (map_get(named, code) != NULL || study_find(study, OBJECT_SOURCE, code) != NULL)
        return code;
    struct nearest nearest = {.word = code};
    text_nearest_key(&nearest, study->objects[OBJECT_INFORMANT]);
    text_nearest_key(&nearest, study->objects[OBJECT_DOCUMENT]);
    diag_warning(build->diags, place, "unknown-source", "'%s' is neither an informant nor a document, ignoring this",
                 code);
    if (!diag_hint_nearest(build->diags, &nearest))
        diag_hint(build->diags, "name the file by the code of its informant, as IK-01.txt");
    return NULL;
}

/* The names that files of excerpts have for theirs. */
static struct map *names_given(struct build *build, const struct study *study)
{
    struct map *named = map_new(build->arena);

    for (size_t i = 0; i < study->excerpt_files.count; i++) {
        const struct excerpts_file *file = study->excerpt_files.items[i];
        map_put(named, excerpts_file_transcript(build->arena, file), (void *)file);
    }
    return named;
}

/* By name. */
static struct map *find_transcripts(struct build *build, const struct study *study, const struct map *named,
                                    struct list *transcripts)
{
    struct map *by_name = map_new(build->arena);
    struct file_tree tree = build_list(build, build->root, transcripts_folder);

    for (size_t i = 0; i < tree.files.count; i++) {
        const char *path = file_join(build->arena, transcripts_folder, tree.files.items[i]);
        const char *code = name_of(build, study, named, tree.files.items[i], path);
        if (code == NULL)
            continue;
        if (map_get(by_name, code) != NULL) {
            diag_warning(build->diags, (struct place){.file = path}, "unknown-file",
                         "there is another transcript '%s', ignoring this", code);
            diag_hint(build->diags, "keep one of them: '.md' has marks, '.txt' has none");
            continue;
        }
        struct transcript *transcript = arena_alloc(build->arena, sizeof *transcript);
        transcript->file.path = path;
        transcript->file.full = file_join(build->arena, build->root, path);
        map_put(by_name, code, transcript);
        list_add(transcripts, build->arena, transcript);
    }
    return by_name;
}

static void run(struct build *build, struct comparison *comparison)
{
    int workers = build->jobs > 1 ? build->jobs : 1;

    comparison->comparers = memory_alloc((size_t)workers * sizeof *comparison->comparers);
    for (int i = 0; i < workers; i++)
        comparison->comparers[i] = (struct comparer){.arena = arena_new(), .diags = diags_new()};
    workers_run(workers, comparison->transcripts.count, compare_transcript, comparison);
    for (int i = 0; i < workers; i++) {
        struct comparer *comparer = &comparison->comparers[i];
        arena_adopt(build->arena, comparer->arena);
        diags_merge(build->diags, comparer->diags);
        diags_free(comparer->diags);
        buffer_free(&comparer->bytes);
    }
    free(comparison->comparers);
}

/* What was typed of an interview, where others have a transcript that can be looked into. */
static void mark_unconfirmed(struct study *study)
{
    for (size_t i = 0; i < study->excerpts.count; i++) {
        struct excerpt *excerpt = study->excerpts.items[i];
        excerpt->where_unconfirmed = excerpt->where != NULL && excerpt->transcript_lines == NULL &&
                                     excerpt->informant != NULL && !excerpt->illustrative &&
                                     excerpt->according_to == NULL;
    }
}

/* Words that only a transcript has, which is not on this machine. */
static void diagnose_no_words(struct build *build, const struct excerpt *excerpt)
{
    diag_error(build->diags, record_place_of(&excerpt->record, "lines"), "no-transcript",
               "excerpt '%s' takes its words from a transcript that is not here", excerpt->id);
    diag_hint(build->diags, "put %s/%s.txt there, or write the words as 'text: ...': others cannot build without them",
              transcripts_folder, excerpt->transcript);
}

/* A name that was given to a transcript, where others are there. */
static void check_names(struct build *build, const struct study *study, const struct map *by_name)
{
    for (size_t i = 0; i < study->excerpt_files.count; i++) {
        const struct excerpts_file *file = study->excerpt_files.items[i];
        struct nearest nearest = {.word = file->transcript};
        if (file->transcript == NULL || map_get(by_name, file->transcript) != NULL)
            continue;
        text_nearest_key(&nearest, by_name);
        diag_warning(build->diags, record_place_of(&file->record, "transcript"), "no-transcript",
                     "there is no transcript '%s', so its excerpts are not compared", file->transcript);
        if (!diag_hint_nearest(build->diags, &nearest))
            diag_hint(build->diags, "it would be %s/%s.txt", transcripts_folder, file->transcript);
    }
}

/* Whether the excerpt is looked for: the words of a source, or lines that are to become them. */
static bool is_looked_for(const struct build *build, const struct excerpt *excerpt)
{
    bool takes_lines = excerpt->text == NULL && excerpt->lines != NULL;
    bool has_source = excerpt->informant != NULL || excerpt->document != NULL;

    return has_source && (takes_lines || (!build->unheard && excerpt->text != NULL && !excerpt->illustrative &&
                                          !excerpt->according_to));
}

void transcripts_compare(struct build *build, struct study *study)
{
    struct comparison comparison = {.study = study, .unheard = build->unheard, .shows_private = build->shows_private};
    struct map *by_name = find_transcripts(build, study, names_given(build, study), &comparison.transcripts);

    for (size_t i = 0; i < study->excerpts.count; i++) {
        struct excerpt *excerpt = study->excerpts.items[i];
        struct transcript *transcript = is_looked_for(build, excerpt) ? map_get(by_name, excerpt->transcript) : NULL;
        if (transcript != NULL)
            list_add(&transcript->excerpts, build->arena, excerpt);
        else if (excerpt->text == NULL && excerpt->lines != NULL)
            diagnose_no_words(build, excerpt);
    }
    if (comparison.transcripts.count == 0)
        return;
    check_names(build, study, by_name);
    run(build, &comparison);
    mark_unconfirmed(study);
}
