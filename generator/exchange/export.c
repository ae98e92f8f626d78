/*
 * A study as a project of another tool: REFI-QDA 1.5 (a project, or the codebook alone), or one sheet with a row for
 * each excerpt and a column for each code.  What is written comes from the study of the audience alone.  Transcripts
 * are in none but the researcher's own; the others get the words of the excerpts that they may see, one after the
 * other.
 */

#include "exchange/private.h"

#include "base/archive.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "document/document.h"
#include "leak/leak.h"
#include "study/study.h"

#include <stdio.h>
#include <string.h>

static const char head[] = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/* ---- guids ---- */

/* What earlier imports called the objects, the other way round. */
static struct map *guids_by_id(struct build *build)
{
    const struct draft *draft = draft_new(build);
    struct map *guids = map_new(build->arena);

    for (size_t i = 0; i < map_count(draft->known); i++) {
        const char *key = map_key(draft->known, i), *space = strchr(key, ' ');
        const char *kind = space ? arena_copy(build->arena, key, (size_t)(space - key)) : NULL;
        if (kind != NULL)
            map_put(guids, arena_concat(build->arena, kind, " ", map_value(draft->known, i), NULL),
                    (void *)(space + 1));
    }
    return guids;
}

const char *export_made_guid(const struct exporting *exporting, const char *kind, const char *id)
{
    return guid_make(exporting->arena, arena_concat(exporting->arena, kind, " ", id, NULL));
}

const char *export_guid(const struct exporting *exporting, const char *kept, const char *kind, const char *id)
{
    if (kept == NULL || guid_read(exporting->arena, kept) == NULL)
        kept = map_get(exporting->guids, arena_concat(exporting->arena, kind, " ", id, NULL));
    return kept ? kept : export_made_guid(exporting, kind, id);
}

static const char *code_guid(const struct exporting *exporting, const struct code *code)
{
    return export_guid(exporting, code->guid, "code", code->id);
}

/* ---- codebook ---- */

const char *export_plain(const struct exporting *exporting, const struct block *blocks)
{
    return blocks ? text_trimmed(exporting->arena, block_plain(exporting->arena, blocks)) : "";
}

const char *const code_uses[CODE_USES] = {"claim",       "expectation",     "outcome",
                                          "when_to_use", "when_not_to_use", "anchor_example"};

/* What a code means, and behind it when it is used, as `import` reads it again. */
static const char *description_of(const struct exporting *exporting, const struct code *code)
{
    const char *const uses[CODE_USES] = {
        export_plain(exporting, code->claim),
        export_plain(exporting, code->expectation),
        code->outcome == OUTCOME_UNJUDGED ? "" : outcome_names[code->outcome],
        export_plain(exporting, code->when_to_use),
        export_plain(exporting, code->when_not_to_use),
        export_plain(exporting, code->anchor_example),
    };
    const char *description = export_plain(exporting, code->definition);

    for (int i = 0; i < CODE_USES; i++) {
        if (*uses[i] != '\0')
            description = arena_concat(exporting->arena, description, "\n\n", code_uses[i], ": ", uses[i], NULL);
    }
    return description;
}

static void write_code(struct exporting *exporting, struct buffer *out, const struct code *code)
{
    export_begin(out, "Code", code_guid(exporting, code), span_plain(exporting->arena, code->label));
    buffer_format(out, " isCodable=\"%s\"", code->codable ? "true" : "false");
    if (code->color != NULL)
        buffer_format(out, " color=\"%s\"", code->color);
    buffer_text(out, ">");
    export_element(out, "Description", description_of(exporting, code));
    if (exporting->request->format == EXPORT_QDPX)
        export_note_refs(exporting, out, "code", code->id);
    for (size_t i = 0; i < code->children.count; i++)
        write_code(exporting, out, code->children.items[i]);
    buffer_text(out, "</Code>\n");
}

static void write_codes(struct exporting *exporting, struct buffer *out)
{
    buffer_text(out, "<Codes>\n");
    for (size_t i = 0; i < exporting->seen->codes.count; i++) {
        const struct code *code = exporting->seen->codes.items[i];
        if (code->parent == NULL)
            write_code(exporting, out, code);
    }
    buffer_text(out, "</Codes>");
}

/* Projects name a member otherwise than codebooks do. */
static void write_code_set(struct exporting *exporting, struct buffer *out, const struct code_set *set,
                           const char *target)
{
    export_begin(out, "Set", export_guid(exporting, set->guid, "set", set->id),
                 span_plain(exporting->arena, set->label));
    buffer_text(out, ">");
    export_element(out, "Description", export_plain(exporting, set->definition));
    for (size_t i = 0; i < set->codes.count; i++) {
        const struct code *code = ((const struct reference *)set->codes.items[i])->object;
        if (code != NULL)
            buffer_format(out, "<MemberCode %s=\"%s\"/>", target, code_guid(exporting, code));
    }
    buffer_text(out, "</Set>\n");
}

/* A group of informants as the set of their texts; nothing if it has none. */
static void write_group(struct exporting *exporting, struct buffer *out, const struct group_description *group)
{
    const struct list *informants = &exporting->seen->informants->informants;
    const char *id = group->id ? group->id : group->group;
    struct buffer members = {0};

    for (size_t i = 0; id != NULL && i < exporting->sources.count; i++) {
        const struct source_text *source = exporting->sources.items[i];
        for (size_t j = 0; j < informants->count; j++) {
            const struct informant *informant = informants->items[j];
            bool is_in = informant->group != NULL && strcmp(informant->group, id) == 0;
            if (is_in && strcmp(informant->code, source->owner) == 0)
                buffer_format(&members, "<MemberSource targetGUID=\"%s\"/>", source->guid);
        }
    }
    if (members.length > 0) {
        const char *name = group->label ? span_plain(exporting->arena, group->label) : id;
        export_begin(out, "Set", export_made_guid(exporting, "group", id), name);
        buffer_text(out, ">");
        export_element(out, "Description", export_plain(exporting, group->definition));
        buffer_format(out, "%s</Set>\n", buffer_string(&members));
    }
    buffer_free(&members);
}

static void write_sets(struct exporting *exporting, struct buffer *out, const char *target)
{
    const struct list *sets = &exporting->seen->codebook->sets, *groups = &exporting->seen->informants->groups;
    bool is_project = exporting->request->format == EXPORT_QDPX;
    struct buffer inner = {0};

    for (size_t i = 0; i < sets->count; i++)
        write_code_set(exporting, &inner, sets->items[i], target);
    for (size_t i = 0; is_project && i < groups->count; i++)
        write_group(exporting, &inner, groups->items[i]);
    if (inner.length > 0)
        buffer_format(out, "<Sets>\n%s</Sets>\n", buffer_string(&inner));
    buffer_free(&inner);
}

/* ---- sources and selections ---- */

/* The researcher's own text of the source, where it has no name of a person on it: it stays on this machine. */
static void take_transcript(struct exporting *exporting, struct source_text *source)
{
    struct arena *arena = exporting->arena;
    const char *root = exporting->build->root, *path = transcript_find(arena, root, source->name);
    struct buffer bytes = {0};
    size_t length;

    if (!exporting->request->with_private)
        return;
    if (path == NULL)
        path = arena_format(arena, "content/private/originals/%s.txt", source->name);
    if (file_read(file_join(arena, root, path), &bytes) == FILE_OK) {
        const char *text = text_decoded(arena, buffer_string(&bytes), bytes.length, &length);
        if (text != NULL && transcript_has_marks(path))
            text = marks_read(arena, text).text;
        for (const char *sign = text ? text : ""; *sign != '\0'; sign++) {
            if (*sign != '\r')
                buffer_char(&source->text, *sign);
        }
    }
    buffer_free(&bytes);
}

/* The text called name, of an informant or of a document. */
static struct source_text *source_named(struct exporting *exporting, const char *name, const char *owner,
                                        bool is_of_person, const struct document *document)
{
    struct source_text *source = map_get(exporting->by_name, name);

    if (source != NULL)
        return source;
    source = arena_alloc(exporting->arena, sizeof *source);
    source->name = name;
    source->guid =
        is_of_person ? export_made_guid(exporting, "text", name) : export_guid(exporting, NULL, "document", name);
    list_add(&exporting->sources, exporting->arena, source);
    source->owner = owner;
    source->title = document ? document->title : NULL;
    source->is_first = map_put(exporting->owners, source->owner, source) == NULL;
    take_transcript(exporting, source);
    map_put(exporting->by_name, name, source);
    return source;
}

static bool are_same(const char *one, const char *other)
{
    return one == other || (one != NULL && other != NULL && strcmp(one, other) == 0);
}

static struct source_text *source_of(struct exporting *exporting, const struct excerpt *excerpt)
{
    const char *usual = technique_names[excerpt->informant ? TECHNIQUE_INTERVIEW : TECHNIQUE_DOCUMENT];
    struct source_text *source = source_named(exporting, excerpt->transcript, excerpt_owner(excerpt),
                                              excerpt->informant != NULL, excerpt->document);

    const char *technique = strcmp(excerpt->technique, usual) == 0 ? NULL : excerpt->technique;
    source->has_techniques |= source->has_excerpts && !are_same(source->technique, technique);
    source->technique = source->has_techniques ? NULL : technique;
    source->has_excerpts = true;
    return source;
}

/* Transcripts that nobody coded yet are the researcher's to code elsewhere. */
static void add_uncoded(struct exporting *exporting)
{
    const struct list *informants = &exporting->seen->informants->informants;

    for (size_t i = 0; exporting->request->with_private && i < informants->count; i++) {
        const char *code = ((const struct informant *)informants->items[i])->code;
        if (transcript_find(exporting->arena, exporting->build->root, code) != NULL)
            source_named(exporting, code, code, true, NULL);
    }
}

static size_t code_points(const char *text, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += (text[i] & 0xc0) != 0x80;
    return count;
}

/* Where the lines begin that the excerpt says it is in; it mostly comes behind the one before it. */
static const char *begin_of(const struct source_text *source, const struct excerpt *excerpt)
{
    const char *text = source->text.bytes + source->at;
    long first, last;

    if (excerpt->lines == NULL || !excerpt_read_lines(excerpt->lines, &first, &last))
        return text;
    text = source->text.bytes;
    for (const char *end = text; first > 1 && (end = strchr(end, '\n')) != NULL; first--)
        text = ++end;
    return text;
}

/* Behind the turns from the second on, which follow at with no more than labels between; 0: they do not. */
static size_t turns_end(const struct source_text *source, const struct excerpt *excerpt, const char *at)
{
    enum { LONGEST_LABEL = 80 };

    for (size_t i = 1; i < excerpt->turns.count; i++) {
        const char *text = ((const struct turn *)excerpt->turns.items[i])->text,
                   *found = text ? strstr(at, text) : NULL;
        if (found == NULL || found - at > LONGEST_LABEL)
            return 0;
        at = found + strlen(text);
    }
    return (size_t)(at - source->text.bytes);
}

/* The same of all turns, the first of which begins at *start. */
static size_t find_turns(const struct source_text *source, const struct excerpt *excerpt, size_t *start)
{
    const char *first = ((const struct turn *)excerpt->turns.items[0])->text, *found = begin_of(source, excerpt);
    size_t end = 0;

    while (first != NULL && *first != '\0' && end == 0 && (found = strstr(found, first)) != NULL) {
        *start = (size_t)(found - source->text.bytes);
        found += strlen(first);
        end = turns_end(source, excerpt, found);
    }
    return end;
}

/* Where the words are in the text of the source, and behind them; they are put at its end if they are not there. */
static size_t place_words(struct exporting *exporting, struct source_text *source, const struct excerpt *excerpt,
                          const char *words, size_t *end)
{
    const char *text = buffer_string(&source->text), *found = NULL;
    size_t start = 0;

    *end = exporting->request->with_private && excerpt->turns.count > 0 ? find_turns(source, excerpt, &start) : 0;
    exporting->placed += *end > 0;
    if (*end > 0)
        return start;
    if (exporting->request->with_private && (found = strstr(begin_of(source, excerpt), words)) == NULL)
        found = strstr(text, words);
    if (found != NULL) {
        exporting->placed++;
        *end = (size_t)(found - text) + strlen(words);
        return (size_t)(found - text);
    }
    exporting->apart++;
    exporting->joined += excerpt->turns.count > 0;
    if (source->text.length > 0)
        buffer_text(&source->text, "\n\n");
    start = source->text.length;
    buffer_text(&source->text, words);
    *end = source->text.length;
    return start;
}

/* The code points before at, counted on from where they were counted last. */
static size_t points_before(struct source_text *source, size_t at)
{
    if (at < source->at)
        source->at = source->points = 0;
    source->points += code_points(source->text.bytes + source->at, at - source->at);
    source->at = at;
    return source->points;
}

static const char *coder_attribute(const struct exporting *exporting, const struct excerpt *excerpt)
{
    if (excerpt->coded_by == NULL)
        return "";
    return arena_concat(exporting->arena, " creatingUser=\"",
                        export_made_guid(exporting, "coder", excerpt->coded_by->id), "\"", NULL);
}

static void write_coders(const struct exporting *exporting, struct buffer *out)
{
    const struct list *coders = &exporting->seen->coders->coders;

    buffer_text(out, coders->count > 0 ? "<Users>\n" : "");
    for (size_t i = 0; i < coders->count; i++) {
        const struct coder *coder = coders->items[i];
        buffer_format(out, "<User guid=\"%s\" id=\"%s\" name=\"", export_made_guid(exporting, "coder", coder->id),
                      coder->id);
        xml_escape(out, span_plain(exporting->arena, coder->label));
        buffer_text(out, "\"/>\n");
    }
    buffer_text(out, coders->count > 0 ? "</Users>\n" : "");
}

static void write_coding(struct exporting *exporting, struct buffer *out, const struct excerpt *excerpt,
                         const struct code *code)
{
    const char *name = arena_concat(exporting->arena, "coding ", excerpt->id, " ", code->id, NULL);

    buffer_format(out, "<Coding guid=\"%s\"%s><CodeRef targetGUID=\"%s\"/></Coding>", guid_make(exporting->arena, name),
                  coder_attribute(exporting, excerpt), code_guid(exporting, code));
}

/* What an informant says in somebody else's source: the case refers to it. */
static void note_speakers(struct exporting *exporting, const struct excerpt *excerpt, const char *guid)
{
    for (size_t i = 0; i < excerpt->speakers.count; i++) {
        const char *code = ((const struct informant *)excerpt->speakers.items[i])->code;
        if (strcmp(code, excerpt_owner(excerpt)) != 0)
            list_add(map_item(exporting->said, code, sizeof(struct list)), exporting->arena, (void *)guid);
    }
}

static void write_selection(struct exporting *exporting, const struct excerpt *excerpt)
{
    struct source_text *source = source_of(exporting, excerpt);
    const char *words = text_trimmed(exporting->arena, excerpt->text);
    size_t end, at = place_words(exporting, source, excerpt, words, &end), start = points_before(source, at);
    const char *guid = export_guid(exporting, excerpt->guid, "excerpt", excerpt->id);
    struct buffer *out = &source->selections;

    export_begin(out, "PlainTextSelection", guid, excerpt->id);
    buffer_format(out, " startPosition=\"%zu\" endPosition=\"%zu\"%s>", start,
                  start + code_points(source->text.bytes + at, end - at), coder_attribute(exporting, excerpt));
    export_element(out, "Description", export_plain(exporting, excerpt->note));
    for (size_t i = 0; i < excerpt->codes.count; i++) {
        const struct code *code = ((const struct reference *)excerpt->codes.items[i])->object;
        if (code != NULL)
            write_coding(exporting, out, excerpt, code);
    }
    export_note_refs(exporting, out, "excerpt", excerpt->id);
    buffer_text(out, "</PlainTextSelection>\n");
    note_speakers(exporting, excerpt, guid);
}

/* ---- the files ---- */

static void write_source(const struct exporting *exporting, struct buffer *out, struct source_text *source)
{
    export_begin(out, "TextSource", source->guid, source->name);
    buffer_format(out, " plainTextPath=\"internal://%s.txt\">\n", source->guid);
    export_element(out, "Description", source->title ? source->title : "");
    buffer_text(out, buffer_string(&source->selections));
    if (source->is_first) {
        export_note_refs(exporting, out, "informant", source->owner);
        export_note_refs(exporting, out, "document", source->owner);
    }
    export_technique(exporting, out, source->technique);
    buffer_text(out, "</TextSource>\n");
}

static void write_project(struct exporting *exporting, struct buffer *out)
{
    for (size_t i = 0; i < exporting->seen->excerpts.count; i++)
        source_of(exporting, exporting->seen->excerpts.items[i]);
    for (size_t i = 0; i < exporting->seen->recodings.count; i++)
        source_of(exporting, exporting->seen->recodings.items[i]);
    add_uncoded(exporting);
    export_prepare(exporting);
    for (size_t i = 0; i < exporting->seen->excerpts.count; i++)
        write_selection(exporting, exporting->seen->excerpts.items[i]);
    for (size_t i = 0; i < exporting->seen->recodings.count; i++)
        write_selection(exporting, exporting->seen->recodings.items[i]);
    buffer_format(out, "%s<Project name=\"", head);
    xml_escape(out, exporting->seen->info->title);
    buffer_text(out, "\" origin=\"lampiran " VERSION "\" xmlns=\"urn:QDA-XML:project:1.0\">\n");
    write_coders(exporting, out);
    if (exporting->seen->codes.count > 0) {
        buffer_text(out, "<CodeBook>");
        write_codes(exporting, out);
        buffer_text(out, "</CodeBook>\n");
    }
    export_cases(exporting, out);
    if (exporting->sources.count > 0)
        buffer_text(out, "<Sources>\n");
    for (size_t i = 0; i < exporting->sources.count; i++)
        write_source(exporting, out, exporting->sources.items[i]);
    if (exporting->sources.count > 0)
        buffer_text(out, "</Sources>\n");
    export_notes(exporting, out);
    export_links(exporting, out);
    write_sets(exporting, out, "targetGUID");
    export_note_refs(exporting, out, "study", "study");
    buffer_text(out, "</Project>\n");
}

static void scan(struct leak_gate *gate, const char *path, const char *name, const char *text, size_t length)
{
    struct buffer whole = {0};
    const char *slash = strrchr(path, '/');

    /* Where the user puts the file is not in it: that may well be the folder of the study. */
    buffer_format(&whole, "%s/%s", slash ? slash + 1 : path, name);
    leak_scan(gate, buffer_string(&whole), text, length, (struct place){0});
    buffer_free(&whole);
}

/* Puts a text into the archive, if the gate lets it. */
static void put_text(const struct exporting *exporting, struct leak_gate *gate, struct archive *archive,
                     const char *guid, const char *text, size_t length)
{
    const char *name = arena_concat(exporting->arena, "sources/", guid, ".txt", NULL);

    archive_put(archive, name, text, length);
    scan(gate, exporting->request->path, name, text, length);
}

static void make_qdpx(struct exporting *exporting, struct leak_gate *gate, struct buffer *out)
{
    struct buffer project = {0};
    struct archive *archive = archive_new();

    write_project(exporting, &project);
    archive_put(archive, "project.qde", project.bytes, project.length);
    scan(gate, exporting->request->path, "project.qde.xml", project.bytes, project.length);
    for (size_t i = 0; i < exporting->sources.count; i++) {
        struct source_text *source = exporting->sources.items[i];
        const char *text = buffer_string(&source->text);
        put_text(exporting, gate, archive, source->guid, text, source->text.length);
    }
    for (size_t i = 0; i < exporting->written.count; i++) {
        const struct export_note *note = exporting->written.items[i];
        put_text(exporting, gate, archive, note->guid, note->text, strlen(note->text));
    }
    archive_close(archive, out);
    buffer_free(&project);
    for (size_t i = 0; i < exporting->sources.count; i++) {
        struct source_text *source = exporting->sources.items[i];
        buffer_free(&source->text);
        buffer_free(&source->selections);
    }
}

static void make_qdc(struct exporting *exporting, struct leak_gate *gate, struct buffer *out)
{
    buffer_format(out, "%s<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"lampiran " VERSION "\">", head);
    write_codes(exporting, out);
    write_sets(exporting, out, "guid");
    buffer_text(out, "</CodeBook>\n");
    scan(gate, exporting->request->path, "codebook.xml", out->bytes, out->length);
}

static const char *path_with(const struct exporting *exporting, const struct code *code, const char *sign)
{
    const char *label = span_plain(exporting->arena, code->label);

    return code->parent ? arena_concat(exporting->arena, path_with(exporting, code->parent, sign), sign, label, NULL)
                        : label;
}

/* The names of a code and those above it, parted by the usual sign unless one of them has it. */
static const char *path_of(const struct exporting *exporting, const struct code *code)
{
    const char *sign = " -> ";

    for (const struct code *above = code; above != NULL; above = above->parent) {
        if (strstr(span_plain(exporting->arena, above->label), "->") != NULL)
            sign = " " UNUSUAL_SIGN " ";
    }
    return path_with(exporting, code, sign);
}

/* The ids of a code and those above it: names may be alike. */
static const char *ids_of(const struct exporting *exporting, const struct code *code)
{
    return code->parent ? arena_concat(exporting->arena, ids_of(exporting, code->parent), "/", code->id, NULL)
                        : code->id;
}

/* What the codes of an excerpt are called, or their ids, in one cell: on lines of their own where a name has a ';'. */
static const char *codes_of(const struct exporting *exporting, const struct excerpt *excerpt,
                            const char *(*called)(const struct exporting *, const struct code *))
{
    const char *all = "", *between = "; ";

    for (size_t i = 0; i < excerpt->codes.count; i++) {
        const struct code *code = ((const struct reference *)excerpt->codes.items[i])->object;
        if (code != NULL && strpbrk(called(exporting, code), ";|") != NULL)
            between = "\n";
    }
    for (size_t i = 0; i < excerpt->codes.count; i++) {
        const struct code *code = ((const struct reference *)excerpt->codes.items[i])->object;
        if (code != NULL)
            all = arena_concat(exporting->arena, all, *all ? between : "", called(exporting, code), NULL);
    }
    return all;
}

/* The head of a code's column: its path, and its ids where a path alone would not say which code it is. */
static const char *head_of(const struct exporting *exporting, const struct code *code)
{
    const char *path = path_of(exporting, code);
    bool is_clear = strpbrk(path, ";|[") == NULL && strstr(path, UNUSUAL_SIGN) == NULL;

    for (size_t i = 0; i < exporting->seen->codes.count && is_clear; i++) {
        const struct code *other = exporting->seen->codes.items[i];
        is_clear = other == code || strcmp(path_of(exporting, other), path) != 0;
    }
    return is_clear ? path : arena_concat(exporting->arena, path, " [", ids_of(exporting, code), "]", NULL);
}

static const char *or_nothing(const char *text)
{
    return text ? text : "";
}

enum { FIXED = 16 };

static void add_excerpt(struct exporting *exporting, struct sheet *sheet, const struct excerpt *excerpt,
                        const char **cells)
{
    static const char *const stances[] = {"", "support", "contrast"};
    const struct list *codes = &exporting->seen->codes;
    size_t count = 0;

    const char *source = excerpt_owner(excerpt), *speaker = excerpt_source_id(excerpt);

    cells[count++] = excerpt->id;
    cells[count++] = or_nothing(source);
    cells[count++] = source && speaker && strcmp(source, speaker) != 0 ? speaker : "";
    cells[count++] = codes_of(exporting, excerpt, path_of);
    cells[count++] = codes_of(exporting, excerpt, ids_of);
    cells[count++] = excerpt->text;
    cells[count++] = or_nothing(excerpt->where);
    cells[count++] = export_plain(exporting, excerpt->note);
    cells[count++] = or_nothing(excerpt->translation);
    cells[count++] = excerpt->exemplar ? "1" : "";
    cells[count++] = stances[excerpt->stance];
    cells[count++] = excerpt->coded_by ? excerpt->coded_by->id : "";
    for (int i = 0; i < 3; i++)
        cells[count++] = excerpt->informant ? or_nothing(export_value(excerpt->informant, i)) : "";
    cells[count++] = excerpt->technique;
    for (size_t i = 0; i < codes->count; i++)
        cells[count++] = references_have(&excerpt->codes, codes->items[i]) ? "1" : "0";
    sheet_add_row(exporting->arena, sheet, cells, count);
}

/* The gate reads a sheet as CSV, whatever it is written as. False: reported, as it cannot be written so. */
static bool finish_sheet(struct exporting *exporting, struct leak_gate *gate, const struct sheet *sheet, bool is_xlsx,
                         struct buffer *out)
{
    const char *too_long = is_xlsx ? xlsx_too_long(&sheet->rows) : NULL;
    struct buffer text = {0};

    if (too_long != NULL) {
        diag_error(exporting->build->diags, (struct place){0}, "export",
                   "the row of '%s' has more letters in a cell than a sheet of Excel keeps", too_long);
        diag_hint(exporting->build->diags, "export it as .csv");
        return false;
    }
    csv_write(&text, &sheet->rows);
    scan(gate, exporting->request->path, arena_concat(exporting->arena, sheet->name, ".csv", NULL), text.bytes,
         text.length);
    if (is_xlsx)
        xlsx_write(exporting->arena, out, &sheet, 1);
    else
        buffer_bytes(out, text.bytes, text.length);
    buffer_free(&text);
    return true;
}

static bool make_sheet(struct exporting *exporting, struct leak_gate *gate, struct buffer *out)
{
    static const char *const heads[FIXED] = {"id",    "source", "speaker",     "codes",    "code_ids", "text",
                                             "where", "note",   "translation", "exemplar", "stance",   "coder",
                                             "group", "sector", "institution", "technique"};
    const struct list *codes = &exporting->seen->codes;
    const char **cells = arena_alloc(exporting->arena, sizeof *cells * (FIXED + codes->count));
    struct sheet sheet = {.name = "excerpts"};

    memcpy(cells, heads, sizeof heads);
    for (size_t i = 0; i < codes->count; i++)
        cells[FIXED + i] = arena_concat(exporting->arena, "code:", ((const struct code *)codes->items[i])->id, NULL);
    sheet_add_row(exporting->arena, &sheet, cells, FIXED + codes->count);
    for (size_t i = 0; i < exporting->seen->excerpts.count; i++)
        add_excerpt(exporting, &sheet, exporting->seen->excerpts.items[i], cells);
    for (size_t i = 0; i < exporting->seen->recodings.count; i++)
        add_excerpt(exporting, &sheet, exporting->seen->recodings.items[i], cells);
    return finish_sheet(exporting, gate, &sheet, exporting->request->format == EXPORT_XLSX, out);
}

/* Where an excerpt is: its lines, or what was typed. */
static const char *place_of(const struct exporting *exporting, const struct excerpt *excerpt)
{
    return excerpt->transcript_lines
               ? arena_concat(exporting->arena, excerpt->transcript, ":", excerpt->transcript_lines, NULL)
               : or_nothing(excerpt->where);
}

/* For somebody who codes the same excerpts without seeing how they were coded. */
static bool make_coding_sheet(struct exporting *exporting, struct leak_gate *gate, struct buffer *out)
{
    enum { KNOWN = 4 };
    const struct study *seen = exporting->seen;
    const char **cells = arena_alloc(exporting->arena, sizeof *cells * (KNOWN + seen->codes.count));
    struct sheet sheet = {.name = "coding"};
    size_t count = KNOWN;

    memcpy(cells, (const char *const[]){"id", "source", "where", "text"}, KNOWN * sizeof *cells);
    for (size_t i = 0; i < seen->codes.count; i++) {
        const struct code *code = seen->codes.items[i];
        if (code->codable)
            cells[count++] = head_of(exporting, code);
    }
    sheet_add_row(exporting->arena, &sheet, cells, count);
    for (size_t i = 0; i < seen->excerpts.count; i++) {
        const struct excerpt *excerpt = seen->excerpts.items[i];
        for (size_t j = 0; j < count; j++)
            cells[j] = "";
        cells[0] = excerpt->id;
        cells[1] = excerpt_source_id(excerpt);
        cells[2] = place_of(exporting, excerpt);
        cells[3] = excerpt->text;
        sheet_add_row(exporting->arena, &sheet, cells, count);
    }
    return finish_sheet(exporting, gate, &sheet, text_ends_with(exporting->request->path, ".xlsx"), out);
}

/* What a study has that the format of projects has no place for. */
static void tell_left(const struct exporting *exporting)
{
    const struct study *seen = exporting->seen;

    static const char *const names[] = {"stance", "question", "where", "translation", "exemplar", "technique", "turns"};
    enum { KINDS = sizeof names / sizeof *names };
    size_t counts[KINDS] = {0}, told = 0;

    for (size_t i = 0; i < seen->excerpts.count; i++) {
        const struct excerpt *excerpt = seen->excerpts.items[i];
        const struct source_text *source =
            excerpt->transcript ? map_get(exporting->by_name, excerpt->transcript) : NULL;
        const bool has[KINDS] = {excerpt->stance != STANCE_UNJUDGED,
                                 excerpt->question.id != NULL,
                                 excerpt->where != NULL,
                                 excerpt->translation != NULL,
                                 excerpt->exemplar,
                                 source != NULL && source->has_techniques};
        for (int j = 0; j < KINDS; j++)
            counts[j] += has[j];
    }
    counts[KINDS - 1] = exporting->joined;
    printf("%s",
           translated(
               "- left out, as the format has none: consent, interviews, readers of memos, components and history of "
               "codes, bands and readers of attributes, names and kinds of techniques, ids of codes, sets and "
               "attributes"));
    for (int j = 0; j < KINDS; j++) {
        if (counts[j] > 0)
            printf(translated(told++ > 0 ? N_(", %s of %zu") : N_("; of excerpts: %s of %zu")), names[j], counts[j]);
    }
    printf("\n");
}

/* Names that several codes have: QualCoder keeps one code of each name, and drops the codings of the others. */
static void tell_twins(const struct exporting *exporting)
{
    struct map *names = map_new(exporting->arena);
    size_t twins = 0;

    for (size_t i = 0; i < exporting->seen->codes.count; i++) {
        const struct code *code = exporting->seen->codes.items[i];
        twins += map_put(names, span_plain(exporting->arena, code->label), (void *)code) != NULL;
    }
    if (twins > 0)
        printf(translated("- %zu codes have the label of another one: QualCoder takes one of each\n"), twins);
}

/* What a study has that a sheet has no place for. */
static void tell_left_of_sheet(const struct study *seen)
{
    size_t turns = 0;

    for (size_t i = 0; i < seen->excerpts.count; i++)
        turns += ((const struct excerpt *)seen->excerpts.items[i])->turns.count > 0;
    printf("%s", translated("- left out of a sheet: memos, sets, attributes, definitions of codes\n"));
    if (turns > 0)
        printf(translated("- who says what is left out of a sheet, in turns of %zu excerpts\n"), turns);
}

/* What the study has and the file has not. */
static void tell(const struct exporting *exporting)
{
    const struct study *seen = exporting->seen;
    bool is_project = exporting->request->format == EXPORT_QDPX, is_codebook = exporting->request->format == EXPORT_QDC;
    size_t codes = seen->codes.count, excerpts = seen->excerpts.count, informants = seen->informants->informants.count;

    printf(translated_count("%s: %zu code", "%s: %zu codes", codes), exporting->request->path, codes);
    if (!is_codebook) {
        printf(translated_count(", %zu excerpt", ", %zu excerpts", excerpts), excerpts);
        printf(translated_count(", %zu informant", ", %zu informants", informants), informants);
    }
    putchar('\n');
    if (is_project && exporting->request->with_private)
        printf(translated("- %zu excerpts are placed in their transcripts, %zu stand behind them\n"), exporting->placed,
               exporting->apart);
    else if (is_project)
        printf("%s", translated("- transcripts are left out: a source holds the words of its excerpts\n"));
    if (is_project || is_codebook)
        tell_twins(exporting);
    if (is_project)
        tell_left(exporting);
    else if (!is_codebook)
        tell_left_of_sheet(seen);
    if (is_project && exporting->told != NULL && seen->informants->attributes.count > 0)
        printf(
            translated("- left out for the public: numbers, days, and what fewer than %zu informants have in common\n"),
            study_k(seen));
    printf("%s", translated("- left out in any format: findings, pages, prior studies, frameworks, statistics\n"));
}

bool export_run(struct build *build, const struct export_request *request)
{
    struct exporting exporting = {.build = build,
                                  .arena = build->arena,
                                  .request = request,
                                  .seen = request->seen,
                                  .guids = guids_by_id(build),
                                  .by_name = map_new(build->arena),
                                  .notes = map_new(build->arena),
                                  .said = map_new(build->arena),
                                  .told = study_told_values(build->arena, request->seen),
                                  .owners = map_new(build->arena)};
    struct list wholes = {0}, seen = {0};
    struct buffer out = {0};
    bool made = true;

    list_add(&wholes, build->arena, (void *)request->whole);
    list_add(&seen, build->arena, (void *)request->seen);
    struct leak_gate *gate = leak_gate_new(build, &wholes, &seen, request->identities);
    switch (request->format) {
    case EXPORT_QDPX:
        make_qdpx(&exporting, gate, &out);
        break;
    case EXPORT_QDC:
        make_qdc(&exporting, gate, &out);
        break;
    case EXPORT_CSV:
    case EXPORT_XLSX:
        made = make_sheet(&exporting, gate, &out);
        break;
    case EXPORT_CODING:
        made = make_coding_sheet(&exporting, gate, &out);
        break;
    }
    bool done = made && (request->with_private || !leak_gate_diagnose(gate, build, build->shows_private)) &&
                output_write(build, request->path, &out);
    leak_gate_free(gate);
    buffer_free(&out);
    if (done)
        tell(&exporting);
    return done;
}
