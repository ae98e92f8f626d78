/* Segments as the excerpts of a study: new ones, the codes that old ones got, and what is told of those that differ. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/text.h"
#include "base/words.h"
#include "study/study.h"

#include <stdlib.h>
#include <string.h>

void write_code_ids(struct buffer *out, int indent, const struct list *codes)
{
    buffer_format(out, "%*scodes: [", indent, "");
    for (size_t i = 0; i < codes->count; i++)
        buffer_format(out, "%s%s", i > 0 ? ", " : "", ((const struct project_code *)codes->items[i])->id);
    buffer_text(out, "]\n");
}

/* Somebody else coded excerpts of a study that is there. */
static bool is_recoded(const struct writing *writing)
{
    return writing->project->request->coder != NULL && !writing_is_new(writing);
}

/* The line of the transcript that the byte at is in, counted on from the one asked for last. */
static size_t line_at(struct project_case *person, size_t at)
{
    if (at < person->counted)
        person->counted = person->lines = 0;
    for (; person->counted < at; person->counted++)
        person->lines += person->text.bytes[person->counted] == '\n';
    return person->lines + 1;
}

/* The words stand in the line of the byte at start, before it. */
static bool is_said_before(const struct buffer *text, size_t start, const char *words)
{
    size_t line = start;

    while (line > 0 && text->bytes[line - 1] != '\n')
        line--;
    return memmem(text->bytes + line, start - line, words, strlen(words)) != NULL;
}

/* Which of the places that hold the words is meant: the lines in the transcript, or what a person is asked for. */
static void write_lines(struct writing *writing, struct buffer *out, const struct segment *segment, int indent)
{
    struct project_case *person = segment->source->made;
    size_t start = segment->source->above + segment->start, end = segment->source->above + segment->end;

    if (segment->guessed) {
        draft_remark(writing->draft,
                     "the words of excerpt '%s' are in its transcript more than once: the first place is taken, "
                     "write the 'lines' of another",
                     segment->id);
    } else if (!person->has_other) {
        size_t first = line_at(person, start), last = line_at(person, end);
        buffer_format(out, last > first ? "%*slines: %zu-%zu\n" : "%*slines: %zu\n", indent, "", first, last);
        if (is_said_before(&person->text, start, segment->text))
            draft_remark(
                writing->draft,
                "line %zu has the words of excerpt '%s' more than once: the first place there is taken, longer "
                "words would tell which is meant",
                first, segment->id);
    }
}

static void write_turns(struct buffer *out, const struct segment *segment, int indent)
{
    buffer_format(out, "%*sturns:\n", indent, "");
    for (size_t i = 0; i < segment->turns.count; i++) {
        const struct segment_turn *turn = segment->turns.items[i];
        size_t dash = out->length + (size_t)indent + 2;
        if (turn->by != NULL)
            yaml_text(out, indent + 4, "speaker", turn->by->id);
        yaml_text(out, indent + 4, "text", turn->text);
        out->bytes[dash] = '-';
    }
}

/* The id of a technique that somebody calls name: a new study declares what is not usual. NULL: the study has none. */
static const char *technique_called(struct writing *writing, const char *name)
{
    const char *folded = text_trimmed(writing->arena, text_fold(writing->arena, name));
    const struct word_row *row = words_find(WORDS_TECHNIQUE, folded, strlen(folded));
    const char *usual = row != NULL ? row->name : NULL;
    const struct study *old = writing->draft->old;

    if (usual != NULL || (!writing_is_new(writing) && study_own_technique(old, name) != NULL))
        return usual ? usual : name;
    const char *id = match_slug(writing->arena, name);
    if (writing_is_new(writing))
        map_put(writing->techniques, id, (void *)name);
    return writing_is_new(writing) || study_own_technique(old, id) != NULL ? id : NULL;
}

/* How the words were collected, where that is not said by the file that they go to, or usual of their source. */
static const char *technique_of(struct writing *writing, const struct excerpts_file *file,
                                const struct segment *segment)
{
    const char *said = segment->technique ? segment->technique : segment->source->technique;
    bool is_document = segment->source->made->is_document;
    const char *usual = file != NULL && file->technique != NULL
                            ? file->technique
                            : technique_names[is_document ? TECHNIQUE_DOCUMENT : TECHNIQUE_INTERVIEW];
    const char *id = said ? technique_called(writing, said) : NULL;

    if (said != NULL && id == NULL && map_put(writing->unknown_techniques, said, writing) == NULL)
        draft_remark(writing->draft, "excerpt '%s' was collected by '%s': add that to 'techniques' in study.yaml",
                     segment->id, said);
    return id != NULL && strcmp(id, usual) == 0 ? NULL : id;
}

/* file: that the excerpt goes to; NULL: one that is made. */
static void write_excerpt(struct writing *writing, struct buffer *out, const struct excerpts_file *file,
                          const struct segment *segment, int indent)
{
    buffer_format(out, "%*s- id: %s\n", indent, "", segment->id);
    indent += 2;
    if (segment->codes.count > 0)
        write_code_ids(out, indent, &segment->codes);
    if (segment->turns.count > 0)
        write_turns(out, segment, indent);
    else
        yaml_text(out, indent, "text", segment->text);
    if (segment->speaker != NULL && segment->speaker != segment->source->made)
        yaml_text(out, indent, "speaker", segment->speaker->id);
    if (segment->coder != NULL && segment->coder->id != NULL && !is_recoded(writing))
        yaml_text(out, indent, "coder", segment->coder->id);
    if (segment->repeats && segment->turns.count == 0)
        write_lines(writing, out, segment, indent);
    yaml_text(out, indent, "technique", technique_of(writing, file, segment));
    yaml_text(out, indent, "where", segment->where);
    if (segment->stance != NULL)
        buffer_format(out, "%*sstance: %s\n", indent, "", segment->stance);
    if (segment->exemplar)
        buffer_format(out, "%*sexemplar: true\n", indent, "");
    if (segment->partial)
        buffer_format(out, "%*spartial: true\n", indent, "");
    yaml_text(out, indent, "note", markdown_escaped(writing->arena, segment->note, false));
    yaml_text(out, indent, "translation", segment->translation);
    yaml_text(out, indent, "memo", markdown_escaped(writing->arena, segment->memo, false));
    yaml_text(out, indent, "guid", segment->guid);
}

static bool has_code(const struct excerpt *excerpt, const char *id)
{
    for (size_t i = 0; i < excerpt->codes.count; i++) {
        if (strcmp(((const struct reference *)excerpt->codes.items[i])->id, id) == 0)
            return true;
    }
    return false;
}

/* Puts the codes that an excerpt got in the project behind those that it has. */
static void add_codes(struct writing *writing, const struct segment *segment, const struct excerpt *old)
{
    struct buffer added = {0};
    const struct reference *first = old->codes.count > 0 ? old->codes.items[0] : NULL;

    for (size_t i = 0; i < segment->codes.count; i++) {
        const struct project_code *code = segment->codes.items[i];
        if (!has_code(old, code->id))
            buffer_format(&added, "%s, ", code->id);
    }
    if (added.length > 0 && first != NULL && !transcript_is_marked(first->place.file)) {
        draft_insert(writing->draft, first->place, false, arena_string(writing->arena, buffer_string(&added)));
        writing->changed++;
    } else if (added.length > 0) {
        draft_remark(writing->draft, "excerpt '%s' has the codes %s in the project: add them by hand", old->id,
                     arena_copy(writing->arena, buffer_string(&added), added.length - strlen(", ")));
    } else {
        writing->same++;
    }
    buffer_free(&added);
    if (strcmp(text_kept(writing->arena, old->text), segment->text) != 0)
        draft_remark(writing->draft,
                     "the words of excerpt '%s' differ from those of the project: the study keeps its own", old->id);
}

static void tell_removed_codes(struct writing *writing, const struct segment *segment, const struct excerpt *old)
{
    for (size_t i = 0; i < old->codes.count; i++) {
        const char *id = ((const struct reference *)old->codes.items[i])->id;
        bool is_there = false;
        for (size_t j = 0; j < segment->codes.count; j++)
            is_there |= strcmp(((const struct project_code *)segment->codes.items[j])->id, id) == 0;
        if (!is_there)
            draft_remark(writing->draft, "excerpt '%s' does not have the code '%s' in the project: the study keeps it",
                         old->id, id);
    }
}

/* The file of a source that is there, with the last excerpt in it; NULL: none. */
static const struct excerpts_file *file_of_source(const struct study *old, const char *id)
{
    for (size_t i = 0; old != NULL && i < old->excerpt_files.count; i++) {
        const struct excerpts_file *file = old->excerpt_files.items[i];
        if (file->source.id != NULL && strcmp(file->source.id, id) == 0 && file->excerpts.count > 0 &&
            !transcript_is_marked(file->record.place.file))
            return file;
    }
    return NULL;
}

/* The id that the excerpt had, if it is one of this source and free; else the next number. */
static const char *excerpt_id(struct writing *writing, const struct project_case *person, const struct segment *segment,
                              long *last)
{
    const struct study *old = writing->draft->old;
    const char *id = segment->wanted;
    size_t length = strlen(person->id);

    if (id != NULL && (strncmp(id, person->id, length) != 0 || id[length] != '.'))
        id = NULL;
    while (id == NULL || map_get(writing->used, id) != NULL ||
           (old != NULL && study_find(old, OBJECT_EXCERPT, id) != NULL))
        id = arena_format(writing->arena, "%s.%ld", person->id, ++*last);
    map_put(writing->used, id, (void *)id);
    return id;
}

/* The excerpt of the study that a sheet names. */
static const struct excerpt *recoded_of(const struct writing *writing, const struct segment *segment)
{
    return segment->of ? study_find(writing->draft->old, OBJECT_EXCERPT, segment->of) : NULL;
}

/* "IU-01.B1" of coder B. */
static const char *recoded_id(struct writing *writing, const struct project_case *person, const char *coder)
{
    const char *id = NULL;

    for (size_t number = 1; id == NULL || study_find(writing->draft->old, OBJECT_EXCERPT, id) != NULL ||
                            map_get(writing->used, id) != NULL;
         number++)
        id = arena_format(writing->arena, "%s.%s%zu", person->id, coder, number);
    map_put(writing->used, id, (void *)id);
    return id;
}

/* The file of the study at path with excerpts in it; NULL: it has none. */
static const struct excerpts_file *file_at(const struct study *old, const char *path)
{
    for (size_t i = 0; i < old->excerpt_files.count; i++) {
        const struct excerpts_file *file = old->excerpt_files.items[i];
        if (strcmp(file->record.place.file, path) == 0 && file->excerpts.count > 0)
            return file;
    }
    return NULL;
}

/* One excerpt of words that the study has, as the coder coded it, into the file of that coder. */
static void write_recoding(struct writing *writing, const struct project_case *person, struct segment *segment)
{
    const char *coder = writing->project->request->coder;
    const struct excerpt *of = recoded_of(writing, segment);
    const char *text = of != NULL && of->transcript != NULL ? of->transcript : person->id;
    const char *path = arena_concat(writing->arena, "content/excerpts/", text, "-", coder, ".yaml", NULL);
    const struct excerpts_file *there = file_at(writing->draft->old, path);
    const struct record *last = there ? there->excerpts.items[there->excerpts.count - 1] : NULL;
    struct buffer out = {0};

    segment->id = recoded_id(writing, person, coder);
    segment->where = NULL;
    write_excerpt(writing, &out, there, segment, indent_behind(last));
    if (of != NULL && of->illustrative)
        buffer_format(&out, "%*s  illustrative: true\n", indent_behind(last), "");
    if (last != NULL) {
        write_behind(writing, last, &out);
    } else {
        struct buffer *made = draft_file(writing->draft, path);
        if (made->length == 0) {
            buffer_format(made, "source: %s\n", person->id);
            if (strcmp(text, person->id) != 0)
                buffer_format(made, "transcript: %s\n", text);
            buffer_format(made, "coder: %s\nexcerpts:\n", coder);
        }
        buffer_text(made, buffer_string(&out));
    }
    buffer_free(&out);
    writing->new_excerpts++;
}

/* The study has the words already: what is new of their codes comes, what went is told. */
static void recode(struct writing *writing, struct segment *segment, const struct excerpt *old)
{
    segment->id = old->id;
    add_codes(writing, segment, old);
    tell_removed_codes(writing, segment, old);
}

/* What somebody coded anew of excerpts that the study has. */
static void write_recoded(struct writing *writing, const struct project_case *person, const struct list *segments)
{
    for (size_t i = 0; i < segments->count; i++) {
        struct segment *segment = segments->items[i];
        const struct excerpt *old = segment->old;
        if (old != NULL)
            recode(writing, segment, old);
        else
            write_recoding(writing, person, segment);
        draft_know(writing->draft, "excerpt", segment->guid, segment->id);
    }
}

static void write_source(struct writing *writing, const struct project_case *person, const struct list *segments)
{
    const struct excerpts_file *file = file_of_source(writing->draft->old, person->id);
    const struct record *last = file ? file->excerpts.items[file->excerpts.count - 1] : NULL;
    const char *number = map_get(writing->numbers, person->id);
    long next = number ? atol(number) : 0;
    struct buffer out = {0};

    for (size_t i = 0; i < segments->count; i++) {
        struct segment *segment = segments->items[i];
        const struct excerpt *old = segment->old;
        if (old != NULL) {
            recode(writing, segment, old);
        } else {
            segment->id = excerpt_id(writing, person, segment, &next);
            write_excerpt(writing, &out, file, segment, indent_behind(last));
            writing->new_excerpts++;
        }
        draft_know(writing->draft, "excerpt", segment->guid, segment->id);
    }
    if (out.length > 0 && last != NULL) {
        write_behind(writing, last, &out);
    } else if (out.length > 0) {
        struct buffer *made =
            draft_file(writing->draft, arena_format(writing->arena, "content/excerpts/%s.yaml", person->id));
        buffer_format(made, "source: %s\nexcerpts:\n%s", person->id, buffer_string(&out));
    }
    buffer_free(&out);
}

void write_excerpts(struct writing *writing)
{
    struct project *project = writing->project;

    for (size_t i = 0; i < writing->people.count; i++) {
        const struct project_case *person = writing->people.items[i];
        const struct list *list = map_get(writing->by_source, person->id);
        if (list == NULL)
            continue;
        if (is_recoded(writing))
            write_recoded(writing, person, list);
        else
            write_source(writing, person, list);
    }
    project_lose(project, "excerpt", project->segments.count, LOSS_KEPT, "in content/excerpts/");
}

/* All sources that imports brought are in the project. */
static bool is_whole(const struct map *known, const struct map *people)
{
    for (size_t i = 0; i < map_count(known); i++) {
        const char *key = map_key(known, i);
        bool is_source = text_starts_with(key, "informant ") || text_starts_with(key, "document ");
        if (is_source && map_get(people, map_value(known, i)) == NULL)
            return false;
    }
    return true;
}

/* All excerpts with the code are of sources of the project; of a code without any, all sources are. */
static bool is_of_people(const struct writing *writing, const struct code *code, const struct map *people, bool are_all)
{
    const struct study *old = writing->draft->old;
    size_t count = 0;

    for (size_t i = 0; i < old->excerpts.count; i++) {
        const struct excerpt *excerpt = old->excerpts.items[i];
        if (!references_have(&excerpt->codes, code))
            continue;
        if (map_get(people, excerpt_owner(excerpt)) == NULL)
            return false;
        count++;
    }
    return count > 0 || are_all;
}

/* The project does not have what an earlier import brought as id: it is told once. */
static void tell_one_vanished(struct writing *writing, const char *key, const char *id, const struct map *people,
                              bool are_all, struct map *here)
{
    const struct study *old = writing->draft->old;
    bool is_code = text_starts_with(key, "code ");
    const struct excerpt *excerpt = text_starts_with(key, "excerpt ") ? study_find(old, OBJECT_EXCERPT, id) : NULL;
    const struct code *code = is_code ? study_find(old, OBJECT_CODE, id) : NULL;
    const char *name = arena_concat(writing->arena, is_code ? "code " : "excerpt ", id, NULL);

    if (map_get(here, name) != NULL)
        return;
    if (excerpt != NULL && map_get(people, excerpt_owner(excerpt)) != NULL)
        draft_remark(writing->draft, "excerpt '%s' is no longer in the project: the study keeps it", id);
    else if (code != NULL && is_of_people(writing, code, people, are_all))
        draft_remark(writing->draft, "code '%s' is no longer in the project: the study keeps it", id);
    map_put(here, name, (void *)id);
}

/* What earlier imports brought and this project does not have, of sources that it has. */
void tell_vanished(struct writing *writing)
{
    struct map *here = map_new(writing->arena), *people = map_new(writing->arena);
    const struct project *project = writing->project;
    const struct map *known = writing->draft->known;

    if (project->segments.count + project->codes.count == 0) /* texts alone, which nobody coded */
        return;
    for (size_t i = 0; i < writing->people.count; i++) {
        const struct project_case *person = writing->people.items[i];
        map_put(people, person->id, (void *)person);
    }
    for (size_t i = 0; i < project->segments.count; i++) {
        const struct segment *segment = project->segments.items[i];
        map_put(here, arena_concat(writing->arena, "excerpt ", segment->id, NULL), (void *)segment);
    }
    for (size_t i = 0; i < project->codes.count; i++) {
        const struct project_code *code = project->codes.items[i];
        map_put(here, arena_concat(writing->arena, "code ", code->id, NULL), (void *)code);
    }
    bool are_all = is_whole(known, people);
    for (size_t i = 0; !writing_is_new(writing) && i < map_count(known); i++)
        tell_one_vanished(writing, map_key(known, i), map_value(known, i), people, are_all, here);
}
