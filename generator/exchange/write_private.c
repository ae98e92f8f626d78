/* What no public file may hold: the texts of sources, memos, and the names that the tool had for people. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "document/document.h"
#include "quotes/quotes.h"
#include "study/study.h"

#include <ctype.h>
#include <string.h>

static const char memos_path[] = "content/private/memos.md";

void write_memo_section(struct writing *writing, const char *section)
{
    if (strstr(writing->old_memos, section) == NULL && strstr(buffer_string(&writing->memos), section) == NULL)
        buffer_text(&writing->memos, section);
}

/* What is said of the object, nothing for NULL or an empty text. */
static void write_memo(struct writing *writing, const char *kind, const char *id, const char *text)
{
    if (text == NULL || *(text = text_trimmed(writing->arena, text)) == '\0')
        return;
    write_memo_section(writing, arena_format(writing->arena, "## %s %s\n\n%s\n\n", kind, id, text));
    project_lose(writing->project, "memo", 1, LOSS_KEPT, "in content/private/memos.md, for the researcher alone");
}

/* content/private/memos.md as it is. */
const char *read_memos(struct build *build)
{
    struct buffer text = {0};

    file_read(file_join(build->arena, build->root, memos_path), &text);
    return buffer_take(&text, build->arena);
}

/* What is said in the text, or stands in the document, ready to be looked into. */
static struct words hear(const struct writing *writing, struct arena *scratch, const struct project_case *person,
                         const char *text)
{
    const char *composed = text_compose(scratch, text);
    struct words words = person->is_document
                             ? words_read(scratch, composed, strlen(composed))
                             : transcript_words(scratch, &writing->voices, person->id, composed, strlen(composed));

    words_index(scratch, &words);
    return words;
}

/* The words of the transcript, all, as who speaks in the segment is heard. */
static const struct words *words_of_speaker(const struct writing *writing, const struct segment *segment,
                                            const struct project_case *person, struct map *heard,
                                            const struct words *all)
{
    const struct project_case *speaker = segment->speaker;

    if (speaker == NULL || speaker == person || person->is_document)
        return all;
    struct words *words = map_get(heard, speaker->id);
    if (words == NULL) {
        words = arena_alloc(writing->arena, sizeof *words);
        *words = transcript_words(writing->arena, &writing->voices, speaker->id, all->text, strlen(all->text));
        words_index(writing->arena, words);
        map_put(heard, speaker->id, words);
    }
    return words;
}

/* Excerpts that the checks would not find in text as words of who is interviewed: those of others, or in brackets. */
static size_t count_unfound(struct writing *writing, const struct project_case *person, const char *text)
{
    const struct list *segments = map_get(writing->by_source, person->id);
    struct arena *scratch = arena_new();
    struct map *heard = map_new(scratch); /* code of another speaker -> struct words */
    struct words words = {0};
    size_t unfound = 0;

    for (size_t i = 0; segments != NULL && i < segments->count; i++) {
        const struct segment *segment = segments->items[i];
        if (segment->is_sound && person->sources.count == 1)
            continue;
        if (words.text == NULL)
            words = hear(writing, scratch, person, text);
        unfound += !segment_is_in(scratch, segment, !person->is_document,
                                  words_of_speaker(writing, segment, person, heard, &words));
    }
    arena_free(scratch);
    return unfound;
}

/* The text holds the words where the excerpt says, in its lines or anywhere, those of several one behind the other. */
static bool holds(struct arena *scratch, const struct words *words, const struct excerpt *excerpt)
{
    const struct turn alone = {.text = excerpt->text};
    const size_t count = excerpt->turns.count;
    bool is_heard = excerpt->informant != NULL || count > 0, of_source = count == 0 && excerpt->speaker.id == NULL;
    struct word_range within = {0, words->count}, range;
    long first, last;

    if (count == 0 && excerpt->lines != NULL && excerpt_read_lines(excerpt->lines, &first, &last))
        within = words_in_lines(words, first, last);
    for (size_t i = 0; i < (count > 0 ? count : 1); i++) {
        const struct turn *turn = count > 0 ? excerpt->turns.items[i] : &alone;
        struct quote quote = quote_read_of(scratch, turn->text ? turn->text : "", is_heard);
        quote.partial = excerpt->partial;
        if (quote.part_count == 0)
            continue;
        if (!(of_source ? quote_find_within : quote_find_of_anybody)(&quote, words, within, &range))
            return false;
        within.count -= range.first + range.count - within.first;
        within.first = range.first + range.count;
    }
    return true;
}

/* Excerpts of it that the study has and that are not in text: it is another interview, or of somebody else. */
static size_t count_strange(const struct writing *writing, const struct project_case *person, const char *text)
{
    const struct list *excerpts = map_get(writing->old_of, person->id);
    struct arena *scratch = arena_new();
    struct words words = {0};
    size_t strange = 0;

    for (size_t i = 0; excerpts != NULL && i < excerpts->count; i++) {
        const struct excerpt *excerpt = excerpts->items[i];
        if (excerpt->illustrative || excerpt->according_to != NULL ||
            (excerpt->turns.count == 0 && excerpt->text == NULL))
            continue;
        if (words.text == NULL)
            words = hear(writing, scratch, person, text);
        strange += !holds(scratch, &words, excerpt);
    }
    arena_free(scratch);
    return strange;
}

/* Where the text is put: with the transcripts that excerpts are held against, if that says nothing wrong of them. */
static const char *place_of_transcript(struct writing *writing, const struct project_case *person, const char *text)
{
    const char *path = arena_format(writing->arena, "content/private/originals/%s.txt", person->id);
    size_t strange = count_strange(writing, person, text), unfound = count_unfound(writing, person, text);

    if (strange > 0) {
        draft_remark(writing->draft,
                     translated_count("%s: %zu excerpt that the study has is not in it: is it another interview, or of "
                                      "somebody else of that name?",
                                      "%s: %zu excerpts that the study has are not in it: is it another interview, or "
                                      "of somebody else of that name?",
                                      strange),
                     path, strange);
        return path;
    }
    if (unfound == 0)
        return arena_format(writing->arena, "content/private/transcripts/%s.txt", person->id);
    draft_remark(writing->draft,
                 translated_count("%s: %zu excerpt holds words in brackets, or of the interviewer or another speaker; "
                                  "put the file into private/transcripts/ when it is mended",
                                  "%s: %zu excerpts hold words in brackets, or of the interviewer or another speaker; "
                                  "put the file into private/transcripts/ when they are mended",
                                  unfound),
                 path, unfound);
    return path;
}

/* The newer text has all lines of the older one in their order: it grew, and is no other interview. */
static bool has_grown(const char *older, const char *newer)
{
    while (*older != '\0' && *newer != '\0') {
        size_t length = strcspn(older, "\n"), other = strcspn(newer, "\n");
        if (length == 0 || (length == other && memcmp(older, newer, length) == 0))
            older += length + (older[length] == '\n');
        if (length > 0)
            newer += other + (newer[other] == '\n');
    }
    return older[strspn(older, "\n")] == '\0';
}

/* A newer text in the place of that which an earlier import wrote, if all lines and all excerpts are in it. */
static void replace_text(struct writing *writing, struct project_case *person, const char *there)
{
    const char *text = buffer_string(&person->text);

    if (!has_grown(there, text) || count_strange(writing, person, text) > 0 || count_unfound(writing, person, text) > 0)
        return;
    person->place = person->transcript;
    person->has_other = false;
    draft_remark(writing->draft, "%s: the newer text of the project is there now, as nobody had changed it",
                 person->place);
}

/* The text that an earlier import wrote, or a person put there; NULL: none. */
static const char *transcript_there(const struct writing *writing, const struct project_case *person)
{
    const char *root = writing->draft->build->root, *path = transcript_find(writing->arena, root, person->id);

    if (path == NULL) {
        path = arena_format(writing->arena, "content/private/originals/%s.txt", person->id);
        path = file_exists(file_join(writing->arena, root, path)) ? path : NULL;
    }
    return path;
}

/* Lines of the text are to be written beside new excerpts. */
static bool needs_lines(const struct writing *writing, const struct project_case *person)
{
    const struct list *segments = map_get(writing->by_source, person->id);
    bool needs = false;

    for (size_t i = 0; segments != NULL && i < segments->count; i++) {
        const struct segment *segment = segments->items[i];
        needs |= segment->repeats && segment->old == NULL;
    }
    return needs;
}

/* The text is as an earlier import wrote it. */
static bool is_of_import(const struct writing *writing, const struct project_case *person, struct buffer *text)
{
    const char *id = draft_known(writing->draft, "text", guid_make(writing->arena, buffer_string(text)));

    return id != NULL && strcmp(id, person->id) == 0;
}

/* The texts of the sources of one, one after the other, and whether the study has another text of that one. */
static void join_texts(struct writing *writing, struct project_case *person)
{
    struct buffer *text = &person->text, there = {0};

    for (size_t i = 0; i < person->sources.count; i++) {
        struct project_source *source = person->sources.items[i];
        if (source->text == NULL)
            continue;
        if (text->length > 0)
            buffer_text(text, "\n\n");
        source->above = text->length;
        buffer_bytes(text, source->text, source->length);
        /* All that is asked of it from now on is whether it has a text: a large project is not held twice. */
        source->text = "";
        if (source->own != NULL)
            arena_clear(source->own);
    }
    if (text->length > 0 && text->bytes[text->length - 1] != '\n')
        buffer_char(text, '\n');
    person->transcript = transcript_there(writing, person);
    if (person->transcript != NULL &&
        file_read(file_join(writing->arena, writing->draft->build->root, person->transcript), &there) == FILE_OK)
        person->has_other = there.length != text->length || memcmp(there.bytes, text->bytes, text->length) != 0;
    else
        person->transcript = NULL;
    if (text->length > 0 && person->transcript == NULL)
        person->place = place_of_transcript(writing, person, buffer_string(text));
    else if (text->length > 0 && person->has_other && is_of_import(writing, person, &there))
        replace_text(writing, person, buffer_string(&there));
    else if (person->transcript != NULL && !person->has_other && !needs_lines(writing, person))
        buffer_free(text);
    buffer_free(&there);
}

void join_transcripts(struct writing *writing)
{
    for (size_t i = 0; i < writing->people.count; i++)
        join_texts(writing, writing->people.items[i]);
}

static void write_transcript(struct writing *writing, struct project_case *person)
{
    for (size_t i = 0; i < person->sources.count; i++) {
        const struct project_source *source = person->sources.items[i];
        write_memo(writing, "source", person->id, source->memo);
        if (source->text != NULL)
            project_lose(writing->project, "text of a source", 1, LOSS_KEPT, "below content/private/");
    }
    if (person->place != NULL) {
        draft_know(writing->draft, "text", guid_make(writing->arena, buffer_string(&person->text)), person->id);
        *draft_file(writing->draft, person->place) = person->text;
        /* Where a study has no transcripts, its project holds the words of excerpts in their place. */
        writing->new_texts += !writing->project->is_own;
        return;
    }
    if (person->text.length > 0 && person->has_other)
        draft_remark(writing->draft,
                     "%s differs from the text in the project: the study keeps its own, `lampiran check` tells which "
                     "excerpts are not in it",
                     person->transcript);
    buffer_free(&person->text);
}

void write_transcripts(struct writing *writing)
{
    for (size_t i = 0; i < writing->people.count; i++) {
        struct project_case *person = writing->people.items[i];
        write_transcript(writing, person);
        write_memo(writing, "case", person->id, person->description);
    }
}

/* Words that begin with a capital, two or more, and no digit: as names of persons do. */
static bool is_like_a_name(const char *text)
{
    size_t words = 0;

    for (const char *sign = text; *sign != '\0'; sign++) {
        bool begins = sign == text || sign[-1] == ' ';
        if (isdigit((unsigned char)*sign) || (begins && islower((unsigned char)*sign)) || strchr("._/\\:,;()", *sign))
            return false;
        words += begins && isupper((unsigned char)*sign);
    }
    return words >= 2 && words <= 5;
}

static bool occurs(const struct project *project, const char *name)
{
    for (size_t i = 0; i < project->segments.count; i++) {
        if (strcasestr(((const struct segment *)project->segments.items[i])->text, name) != NULL)
            return true;
    }
    for (size_t i = 0; i < project->codes.count; i++) {
        const struct project_code *code = project->codes.items[i];
        if (strcasestr(code->name, name) != NULL ||
            (code->description != NULL && strcasestr(code->description, name) != NULL))
            return true;
    }
    return false;
}

const char *text_on_one_line(struct arena *arena, const char *text)
{
    char *line = arena_string(arena, text_trimmed(arena, text));

    for (char *sign = line; *sign != '\0'; sign++) {
        if ((unsigned char)*sign < ' ')
            *sign = ' ';
    }
    return line;
}

static void lose_name(const struct writing *writing)
{
    project_lose(writing->project, "name of a source or coder", 1, LOSS_KEPT,
                 "candidate in content/private/identities.yaml, in no public file");
}

/* Names that the tool had: as entries where they are those of persons, else for the researcher to look at. */
static void write_candidate(struct writing *writing, struct buffer *out, const struct project_case *person,
                            const char *text, bool may_be_entry)
{
    const char *name = text_on_one_line(writing->arena, text);

    if (*name == '\0' || strcmp(name, person->id) == 0)
        return;
    bool is_entry = may_be_entry && !person->is_document && is_like_a_name(name) && !occurs(writing->project, name);
    buffer_format(out, "%s%s: [", is_entry ? "" : "# ", person->id);
    yaml_quoted(out, name);
    buffer_text(out, "]\n");
    lose_name(writing);
}

/* A name of nobody that the study knows. */
static void write_other(struct writing *writing, struct buffer *out, const char *name, const char *who)
{
    buffer_text(out, "# others: ");
    yaml_quoted(out, text_on_one_line(writing->arena, name));
    buffer_format(out, "%s\n", who);
    lose_name(writing);
}

void write_identities(struct writing *writing)
{
    struct buffer *out = draft_appended(writing->draft, "content/private/identities.yaml");

    if (out->length == 0)
        buffer_text(
            out,
            "# Names that must never be published. Lines with '#' are what the imported project calls its sources and\n"
            "# coders: write the names of persons among them, and all that are in the transcripts, as entries.\n"
            "others: [\"lampiran-import\"]\n");
    for (size_t i = 0; i < writing->people.count; i++) {
        const struct project_case *person = writing->people.items[i];
        if (person->is_old)
            continue;
        write_candidate(writing, out, person, person->name, true);
        for (size_t j = 0; j < person->sources.count; j++) {
            const struct project_source *source = person->sources.items[j];
            if (strcmp(source->name, person->name) != 0)
                write_candidate(writing, out, person, source->name, false);
        }
        for (size_t j = 0; j < person->names.count; j++)
            write_candidate(writing, out, person, person->names.items[j], true);
        for (size_t j = 0; j < person->others.count; j++)
            write_candidate(writing, out, person, person->others.items[j], false);
    }
    for (size_t i = 0; writing_is_new(writing) && i < writing->project->coders.count; i++) {
        const struct project_coder *coder = writing->project->coders.items[i];
        write_other(writing, out, coder->name,
                    coder->id ? arena_concat(writing->arena, " (coder ", coder->id, ")", NULL) : "");
    }
    for (size_t i = 0; writing_is_new(writing) && i < writing->project->names.count; i++)
        write_other(writing, out, writing->project->names.items[i], "");
}

/* What notes are about, as memos name it: guid -> id. */
static struct map *ids_of_objects(const struct writing *writing)
{
    const struct project *project = writing->project;
    struct map *ids = map_new(writing->arena);

    for (size_t i = 0; i < project->codes.count; i++) {
        const struct project_code *code = project->codes.items[i];
        map_put(ids, code->guid, (void *)code->id);
    }
    for (size_t i = 0; i < project->sources.count; i++) {
        const struct project_source *source = project->sources.items[i];
        map_put(ids, source->guid, (void *)(source->made ? source->made->id : NULL));
    }
    for (size_t i = 0; i < project->segments.count; i++) {
        const struct segment *segment = project->segments.items[i];
        map_put(ids, segment->guid, (void *)segment->id);
    }
    return ids;
}

/* What is the same of a memo however its lines are parted. */
static const char *without_blanks(struct arena *arena, const char *text)
{
    char *bare = arena_string(arena, text), *end = bare;

    for (; *text != '\0'; text++) {
        if ((unsigned char)*text > ' ')
            *end++ = *text;
    }
    *end = '\0';
    return bare;
}

/* The words of the memos that the study has, as keys. */
static struct map *memos_there(const struct writing *writing)
{
    const struct study *old = writing->draft->old;
    struct map *there = map_new(writing->arena);

    for (size_t i = 0; old != NULL && i < old->memos.count; i++) {
        const struct memo *memo = old->memos.items[i];
        map_put(there, without_blanks(writing->arena, block_plain(writing->arena, memo->text)), (void *)memo);
    }
    return there;
}

/* The memo of a code or an excerpt that the study has is the researcher's own, unless it is there. */
static void write_known_memo(struct writing *writing, const struct map *there, const char *kind, const char *id,
                             const char *text)
{
    if (text != NULL && map_get(there, without_blanks(writing->arena, text)) == NULL)
        write_memo(writing, kind, id, text);
}

static void write_known_memos(struct writing *writing, const struct map *there)
{
    const struct project *project = writing->project;

    for (size_t i = 0; i < project->codes.count; i++) {
        const struct project_code *code = project->codes.items[i];
        if (code->old != NULL)
            write_known_memo(writing, there, "code", code->id, code->memo);
    }
    for (size_t i = 0; i < project->segments.count; i++) {
        const struct segment *segment = project->segments.items[i];
        if (segment->old != NULL)
            write_known_memo(writing, there, "excerpt", segment->id, segment->memo);
    }
}

/* "alat -> dukungan", with what the tool calls it. */
static void write_link(struct writing *writing, const struct project_note *note, const struct map *ids)
{
    const char *from = map_get(ids, note->from), *to = map_get(ids, note->to);

    if (from == NULL || to == NULL) {
        project_lose(writing->project, "link", 1, LOSS_LEFT, "one end of it is not in the study");
        return;
    }
    write_memo_section(
        writing, arena_format(writing->arena, "## link %s\n\n%s -> %s\n\n", note->name ? note->name : "", from, to));
    project_lose(writing->project, "link", 1, LOSS_KEPT, "in content/private/memos.md, for the researcher alone");
}

/* Our own notes of memos.yaml are called by an id, those of the researcher's own by what they are and are about. */
static bool is_section(const struct project_note *note)
{
    return note->name != NULL && strchr(note->name, ' ') != NULL;
}

/* A memo of memos.yaml; in a study that is there, nothing if it has it. */
static void write_own_memo(struct writing *writing, struct buffer *out, const struct map *there,
                           const struct project_note *note, const char *about)
{
    const char *text = text_trimmed(writing->arena, note->text);

    if (out == NULL) {
        write_known_memo(writing, there, "note", about ? about : "", text);
        return;
    }
    if (out->length == 0)
        buffer_text(out, "memos:\n");
    bool has_id = note->name != NULL && strcmp(note->name, about ? about : "study") != 0;
    buffer_format(out, has_id ? "  - id: %s\n    about: " : "  - about: ", note->name);
    buffer_format(out, "%s\n", about ? about : "study");
    if (note->date != NULL)
        buffer_format(out, "    date: %s\n", note->date);
    if (note->author != NULL && note->author->id != NULL)
        yaml_text(out, 4, "author", note->author->id);
    yaml_text(out, 4, "text", markdown_escaped(writing->arena, text, false));
}

/* Notes of a project of our own become what they were. */
static void write_own_notes(struct writing *writing, const struct map *ids, const struct map *there)
{
    const struct list *notes = &writing->project->notes;
    size_t memos = 0;

    for (size_t i = 0; i < notes->count; i++) {
        const struct project_note *note = notes->items[i];
        bool is_memo = note->from == NULL && !is_section(note);
        if (note->from != NULL)
            write_link(writing, note, ids);
        else if (is_section(note))
            write_memo_section(writing, arena_format(writing->arena, "## %s\n\n%s\n\n", note->name, note->text));
        else
            write_own_memo(writing, writing_is_new(writing) ? draft_file(writing->draft, "content/memos.yaml") : NULL,
                           there, note, note->about ? map_get(ids, note->about) : NULL);
        memos += is_memo && writing_is_new(writing);
        project_lose(writing->project, "memo", note->from == NULL && !is_memo, LOSS_KEPT,
                     "in content/private/memos.md, for the researcher alone");
    }
    project_lose(writing->project, "memo", memos, LOSS_KEPT, "in content/memos.yaml, for the researcher alone");
}

/* The words of a note, below when they were written and by whom, as far as the tool says so. */
static const char *with_origin(struct arena *arena, const struct project_note *note)
{
    const char *date = note->date ? note->date : "", *author = note->author ? note->author->name : "";

    if (*date == '\0' && *author == '\0')
        return note->text;
    return arena_concat(arena, date, *date && *author ? ", " : "", author, "\n\n", text_trimmed(arena, note->text),
                        NULL);
}

void write_notes(struct writing *writing)
{
    const struct map *ids = ids_of_objects(writing), *there = memos_there(writing);

    write_known_memos(writing, there);
    if (writing->project->is_own) {
        write_own_notes(writing, ids, there);
        writing->project->notes.count = 0;
    }
    for (size_t i = 0; i < writing->project->notes.count; i++) {
        const struct project_note *note = writing->project->notes.items[i];
        const char *about = map_get(ids, note->about), *name = note->name ? note->name : "";
        if (note->from != NULL)
            write_link(writing, note, ids);
        else
            write_memo(writing, "note", about ? arena_concat(writing->arena, name, " (", about, ")", NULL) : name,
                       with_origin(writing->arena, note));
    }
    write_memo(writing, "project", "", writing->project->description);
    if (writing->memos.length > 0) {
        struct buffer *out = draft_appended(writing->draft, memos_path);
        if (out->length == 0)
            buffer_text(out, "# Memos of the imported project\n\n");
        buffer_bytes(out, writing->memos.bytes, writing->memos.length);
    }
}
