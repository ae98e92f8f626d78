/*
 * Transcripts for examiners: of informants who allowed it, without what is withheld.  A line whose speaker did not
 * allow it, or is nobody who could, is withheld as a whole; so is all that was typed before the first turn, which says
 * who was met where and when.
 */

#include "read/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"
#include "quotes/quotes.h"
#include "study/study.h"

#include <string.h>

/* One transcript as it is taken. */
struct taking {
    struct build *build;
    const struct study *study;
    const struct informant *informant; /* NULL: it is of several */
    const char *name;
    const char *text;
    size_t length;
    bool has_labels;
    bool *hidden; /* by byte of text */
};

static bool allows(const struct informant *informant)
{
    return informant->consent != CONSENT_NONE && (informant->opens_transcript || informant->illustrative);
}

/* ---- what is withheld ---- */

static bool may_be_read(const struct taking *taking, const struct said_line *line)
{
    const struct informant *informant = study_find(taking->study, OBJECT_INFORMANT, line->code);

    if (line->speaker == SPEAKER_UNKNOWN)
        return !taking->has_labels && taking->informant != NULL;
    return line->speaker == SPEAKER_INTERVIEWER || (informant != NULL && allows(informant));
}

static void hide(const struct taking *taking, size_t start, size_t end)
{
    if (end > start)
        memset(taking->hidden + start, true, end - start);
}

static void hide_words(const struct taking *taking, const struct heard *heard, const struct excerpt *excerpt)
{
    const struct words *words = &heard->words;
    size_t last = excerpt->words_from + excerpt->word_count - 1;

    if (excerpt->word_count == 0 || last >= words->count)
        return;
    const struct word *end = &words->items[last];
    hide(taking, heard->origins[words->items[excerpt->words_from].start],
         heard->origins[end->start + end->length - 1] + 1);
}

static void hide_excerpts(const struct taking *taking, const struct heard *heard, const struct list *excerpts)
{
    for (size_t i = 0; i < excerpts->count; i++) {
        const struct excerpt *excerpt = excerpts->items[i];
        if (excerpt_consent(excerpt) == CONSENT_NONE && strcmp(excerpt->transcript, taking->name) == 0)
            hide_words(taking, heard, excerpt);
    }
}

/* ---- lines ---- */

static bool is_blank(const char *text, size_t length)
{
    while (length > 0 && strchr(" \t\r", text[length - 1]) != NULL)
        length--;
    return length == 0;
}

/* The words of a line, what is hidden of them blacked out. */
static const char *readable(const struct taking *taking, size_t start, size_t end)
{
    struct buffer out = {0};

    while (start < end && is_blank(taking->text + start, 1))
        start++;
    while (end > start && is_blank(taking->text + end - 1, 1))
        end--;
    for (size_t at = start; at < end; at++) {
        if (!taking->hidden[at])
            buffer_char(&out, taking->text[at]);
        else if (at == start || !taking->hidden[at - 1])
            buffer_text(&out, words_blacked_out);
    }
    return buffer_take(&out, taking->build->arena);
}

static void take_lines(const struct taking *taking, const struct heard *heard, struct list *lines)
{
    struct arena *arena = taking->build->arena;

    for (size_t i = 0; i < heard->lines.count; i++) {
        const struct said_line *said = heard->lines.items[i];
        if (is_blank(taking->text + said->start, said->end - said->start) ||
            (said->speaker == SPEAKER_UNKNOWN && !may_be_read(taking, said)))
            continue;
        bool open = may_be_read(taking, said);
        if (!open)
            hide(taking, said->start, said->end);
        struct printed_line *line = arena_alloc(arena, sizeof *line);
        *line = (struct printed_line){.number = said->line,
                                      .begins = said->begins,
                                      .asks = said->speaker == SPEAKER_INTERVIEWER,
                                      .code = open ? said->code : NULL,
                                      .text = readable(taking, said->start, said->end)};
        list_add(lines, arena, line);
    }
}

static bool has_labels(const struct heard *heard)
{
    const struct said_line *last = heard->lines.count > 0 ? heard->lines.items[heard->lines.count - 1] : NULL;

    return last != NULL && last->speaker != SPEAKER_UNKNOWN;
}

static struct printed_transcript *take(struct taking *taking, struct arena *scratch)
{
    struct printed_transcript *transcript = arena_alloc(taking->build->arena, sizeof *transcript);
    const char *code = taking->informant ? taking->informant->code : NULL;
    struct heard heard =
        transcript_hear(scratch, &taking->study->informants->informants, code, taking->text, taking->length);

    *transcript = (struct printed_transcript){.name = taking->name, .informant = taking->informant};
    taking->has_labels = has_labels(&heard);
    taking->hidden = arena_alloc(scratch, taking->length + 1);
    hide_excerpts(taking, &heard, &taking->study->excerpts);
    hide_excerpts(taking, &heard, &taking->study->recodings);
    take_lines(taking, &heard, &transcript->lines);
    return transcript;
}

/* ---- which transcripts ---- */

/* The informant whose interview it is, or NULL; *several: a file of excerpts says that others speak in it. */
static const struct informant *interviewed(const struct taking *taking, bool *several)
{
    const struct informant *informant = study_find(taking->study, OBJECT_INFORMANT, taking->name);

    for (size_t i = 0; i < taking->study->excerpt_files.count && informant == NULL; i++) {
        const struct excerpts_file *file = taking->study->excerpt_files.items[i];
        if (strcmp(excerpts_file_transcript(taking->build->arena, file), taking->name) != 0)
            continue;
        informant = file->source.id ? study_find(taking->study, OBJECT_INFORMANT, file->source.id) : NULL;
        *several |= file->source.id == NULL;
    }
    return informant;
}

static void diagnose_left_out(const struct taking *taking, const char *path)
{
    struct diags *diags = taking->build->diags;

    if (taking->informant->consent == CONSENT_NONE)
        return; /* nothing of it is printed anywhere */
    diag_warning(diags, (struct place){.file = path}, "transcript-left-out",
                 "the transcript of '%s' is not printed, as no consent to that is recorded", taking->informant->code);
    diag_hint(diags,
              "where the signed form allows it, write 'transcript' into 'scope' in content/private/consent.yaml");
}

static void take_file(struct build *build, const struct study *study, const char *name, struct list *transcripts)
{
    const char *dot = strrchr(name, '.'), *path = file_join(build->arena, transcripts_folder, name);
    struct input_file file = {.path = path, .full = file_join(build->arena, build->root, path)};
    struct taking taking = {.build = build, .study = study};
    struct buffer bytes = {0};
    bool several = false;

    if (dot == NULL || dot == name || (strcmp(dot, ".txt") != 0 && !transcript_has_marks(name)))
        return; /* was reported */
    taking.name = arena_copy(build->arena, name, (size_t)(dot - name));
    taking.informant = interviewed(&taking, &several);
    if (taking.informant == NULL && !several)
        return; /* of a document, or of nobody */
    if (taking.informant != NULL && !allows(taking.informant)) {
        diagnose_left_out(&taking, path);
        return;
    }
    if (input_load(&file, build->diags, &bytes, &taking.text, &taking.length)) {
        struct arena *scratch = arena_new();
        if (transcript_has_marks(path))
            taking.text = marks_read(scratch, taking.text).text;
        taking.text = text_compose(scratch, taking.text); /* as excerpts were held against it */
        taking.length = strlen(taking.text);
        list_add(transcripts, build->arena, take(&taking, scratch));
        arena_free(scratch);
    }
    buffer_free(&bytes);
}

struct list read_transcripts(struct build *build, const struct study *study)
{
    struct list transcripts = {0};

    /* What is wrong is mended first: it may be where withheld words are. */
    if (!study_lists_section(study->info, "transcripts") || diags_count(build->diags, SEVERITY_ERROR) > 0)
        return transcripts;
    struct file_tree tree = build_list(build, build->root, transcripts_folder);
    for (size_t i = 0; i < tree.files.count; i++)
        take_file(build, study, tree.files.items[i], &transcripts);
    return transcripts;
}
