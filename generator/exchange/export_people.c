/* Who and what stands beside the texts of a project of REFI-QDA: cases with their variables, notes. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/text.h"
#include "document/document.h"
#include "study/study.h"

#include <string.h>

void export_begin(struct buffer *out, const char *element, const char *guid, const char *name)
{
    buffer_format(out, "<%s guid=\"%s\" name=\"", element, guid);
    xml_escape(out, name);
    buffer_char(out, '"');
}

void export_element(struct buffer *out, const char *name, const char *text)
{
    if (*text == '\0')
        return;
    buffer_format(out, "<%s>", name);
    xml_escape(out, text);
    buffer_format(out, "</%s>", name);
}

/* ---- notes ---- */

/* Lets the object refer to the note. What is about an informant or document without a text is about the whole. */
static void refer(struct exporting *exporting, enum object_kind kind, const char *id, const char *guid)
{
    const char *name = kind == OBJECT_NONE ? "study" : object_kind_name(kind);

    if (object_kind_is_source(kind) && map_get(exporting->owners, id) == NULL)
        name = id = "study";
    const char *key = arena_concat(exporting->arena, name, " ", kind == OBJECT_NONE ? "study" : id, NULL);
    list_add(map_item(exporting->notes, key, sizeof(struct list)), exporting->arena, (void *)guid);
}

static void add_note(struct exporting *exporting, struct list *list, struct export_note what)
{
    struct export_note *note = arena_alloc(exporting->arena, sizeof *note);

    *note = what;
    list_add(list, exporting->arena, note);
}

static void prepare_memo(struct exporting *exporting, const struct memo *memo, size_t number)
{
    const char *name = memo->id ? memo->id : memo->about;
    const char *own = memo->id ? memo->id : arena_format(exporting->arena, "%s %zu", memo->about, number);
    const char *guid = export_made_guid(exporting, "memo", own);
    bool is_coder = memo->author != NULL && study_find(exporting->seen, OBJECT_CODER, memo->author) != NULL;
    bool is_day = memo->date != NULL && strlen(memo->date) == strlen("2024-05-01");

    refer(exporting, memo->object ? memo->about_kind : OBJECT_NONE, memo->about, guid);
    add_note(exporting, &exporting->written,
             (struct export_note){.guid = guid,
                                  .name = name,
                                  .text = export_plain(exporting, memo->text),
                                  .date = is_day ? memo->date : NULL,
                                  .author = is_coder ? export_made_guid(exporting, "coder", memo->author) : NULL});
}

/* What a note may be about, or a link lead to: a code, an excerpt, an informant, a document. OBJECT_NONE: none of them.
 */
static enum object_kind kind_of(const struct exporting *exporting, const char *id)
{
    static const enum object_kind kinds[] = {OBJECT_CODE, OBJECT_EXCERPT, OBJECT_INFORMANT, OBJECT_DOCUMENT};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (study_find(exporting->seen, kinds[i], id) != NULL)
            return kinds[i];
    }
    return OBJECT_NONE;
}

/* The guid that stands for the object in the project; NULL: it is not in it. */
static const char *guid_of(const struct exporting *exporting, const char *id)
{
    enum object_kind kind = kind_of(exporting, id);
    const struct source_text *source = map_get(exporting->owners, id);
    void *object = kind != OBJECT_NONE ? study_find(exporting->seen, kind, id) : NULL;

    if (kind == OBJECT_CODE)
        return export_guid(exporting, ((const struct code *)object)->guid, "code", id);
    if (kind == OBJECT_EXCERPT)
        return export_guid(exporting, ((const struct excerpt *)object)->guid, "excerpt", id);
    return source ? source->guid : NULL;
}

/* "dana -> jadwal" of the researcher's notes. */
static bool prepare_link(struct exporting *exporting, struct export_note note, const char *title)
{
    const char *sign = strstr(note.text, " -> ");

    if (!text_starts_with(title, "link ") || sign == NULL)
        return false;
    note.name = title + strlen("link ");
    note.from = guid_of(exporting, arena_copy(exporting->arena, note.text, (size_t)(sign - note.text)));
    note.to = guid_of(exporting, sign + strlen(" -> "));
    if (note.from == NULL || note.to == NULL)
        return false;
    add_note(exporting, &exporting->links, note);
    return true;
}

/* "note Jurnal (IK-01)" and "source IK-01": the last word of the title says what the note is about. */
static void prepare_section(struct exporting *exporting, const char *title, const char *text)
{
    struct arena *arena = exporting->arena;
    const char *guid = guid_make(arena, arena_concat(arena, "note ", title, "\n", text, NULL));
    const struct export_note note = {.guid = guid, .name = title, .text = text};

    if (prepare_link(exporting, note, title))
        return;
    const char *blank = strrchr(title, ' '), *last = blank ? blank + 1 + (blank[1] == '(') : title;
    const char *id = arena_copy(arena, last, strcspn(last, ")"));
    refer(exporting, kind_of(exporting, id), id, guid);
    add_note(exporting, &exporting->written, note);
}

/* The researcher's own notes, which an earlier import brought: a section each. */
static void prepare_sections(struct exporting *exporting)
{
    static const char mark[] = "\n## ";
    const char *at = exporting->request->with_private ? read_memos(exporting->build) : "";

    for (at = strstr(at, mark); at != NULL;) {
        const char *title = at + strlen(mark), *text = title + strcspn(title, "\n"), *next = strstr(text, mark);
        const char *end = next ? next : text + strlen(text);
        prepare_section(exporting, arena_copy(exporting->arena, title, (size_t)(text - title)),
                        text_trimmed(exporting->arena, arena_copy(exporting->arena, text, (size_t)(end - text))));
        at = next;
    }
}

void export_prepare(struct exporting *exporting)
{
    const struct study *seen = exporting->seen;

    for (size_t i = 0; i < seen->memos.count; i++)
        prepare_memo(exporting, seen->memos.items[i], i);
    prepare_sections(exporting);
}

void export_note_refs(const struct exporting *exporting, struct buffer *out, const char *kind, const char *id)
{
    const struct list *notes = map_get(exporting->notes, arena_concat(exporting->arena, kind, " ", id, NULL));

    for (size_t i = 0; notes != NULL && i < notes->count; i++)
        buffer_format(out, "<NoteRef targetGUID=\"%s\"/>", (const char *)notes->items[i]);
}

/* The name of a note, with a number where another one has it, too: QualCoder cannot read two of one name. */
static const char *name_once(struct exporting *exporting, struct map *names, const char *name)
{
    const char *once = name;

    for (size_t number = 2; map_get(names, once) != NULL; number++)
        once = arena_format(exporting->arena, "%s (%zu)", name, number);
    map_put(names, once, names);
    return once;
}

/* Each in a file of its own and with a day, 1970-01-01 where none is known: QualCoder reads no others. */
void export_notes(struct exporting *exporting, struct buffer *out)
{
    const struct list *notes = &exporting->written;
    struct map *names = map_new(exporting->arena);

    buffer_text(out, notes->count > 0 ? "<Notes>\n" : "");
    for (size_t i = 0; i < notes->count; i++) {
        const struct export_note *note = notes->items[i];
        export_begin(out, "Note", note->guid, name_once(exporting, names, note->name));
        buffer_format(out, " plainTextPath=\"internal://%s.txt\"", note->guid);
        if (note->author != NULL)
            buffer_format(out, " creatingUser=\"%s\"", note->author);
        if (note->date != NULL)
            buffer_format(out, " creationDateTime=\"%sT00:00:00Z\"/>\n", note->date);
        else
            buffer_text(out, " modifiedDateTime=\"1970-01-01T00:00:00Z\"/>\n");
    }
    buffer_text(out, notes->count > 0 ? "</Notes>\n" : "");
}

void export_links(const struct exporting *exporting, struct buffer *out)
{
    const struct list *links = &exporting->links;

    buffer_text(out, links->count > 0 ? "<Links>\n" : "");
    for (size_t i = 0; i < links->count; i++) {
        const struct export_note *link = links->items[i];
        export_begin(out, "Link", link->guid, link->name);
        buffer_format(out, " direction=\"OneWay\" originGUID=\"%s\" targetGUID=\"%s\"/>\n", link->from, link->to);
    }
    buffer_text(out, links->count > 0 ? "</Links>\n" : "");
}

/* ---- cases ---- */

const char *const export_value_names[EXPORT_VALUES] = {"group", "sector", "institution", "role"};

const char *export_value(const struct informant *informant, int number)
{
    const char *const values[EXPORT_VALUES] = {informant->group, informant->sector, informant->institution,
                                               informant->role};

    return values[number] != NULL && strcmp(values[number], "-") != 0 ? values[number] : NULL;
}

static void write_value(struct buffer *out, const char *guid, const char *type, const char *text)
{
    buffer_format(out, "<VariableValue><VariableRef targetGUID=\"%s\"/>", guid);
    export_element(out, type, text);
    buffer_text(out, "</VariableValue>");
}

void export_technique(const struct exporting *exporting, struct buffer *out, const char *technique)
{
    if (technique != NULL)
        write_value(out, export_made_guid(exporting, "variable", "technique"), "TextValue", technique);
}

/* A number or day that the schema takes for one; all else is text. */
static const char *type_of(const struct attribute_value *value)
{
    size_t length = strlen(value->text);
    int type = value->attribute->type;

    bool is_number = length > 0 && strspn(value->text, "0123456789.") == length && *value->text != '.' &&
                     strchr(value->text, '.') == strrchr(value->text, '.');
    if (type == ATTRIBUTE_NUMBER && is_number)
        return "FloatValue";
    if (type == ATTRIBUTE_DATE && length == strlen("2024-05-01") && strspn(value->text, "0123456789-") == length)
        return "DateValue";
    return "TextValue";
}

static void write_values(const struct exporting *exporting, struct buffer *out, const struct informant *informant)
{
    const struct list *values = study_attributes_of(exporting->seen, informant);

    for (int i = 0; i < EXPORT_VALUES; i++) {
        const char *value = export_value(informant, i);
        if (value != NULL)
            write_value(out, export_made_guid(exporting, "variable", export_value_names[i]), "TextValue", value);
    }
    for (size_t i = 0; values != NULL && i < values->count; i++) {
        const struct attribute_value *value = values->items[i];
        if (value->attribute != NULL && value->text != NULL && study_tells(exporting->arena, exporting->told, value))
            write_value(out, export_made_guid(exporting, "attribute", value->attribute->id), type_of(value),
                        value->text);
    }
}

static void write_case(struct exporting *exporting, struct buffer *out, const struct informant *informant)
{
    const struct list *said = map_get(exporting->said, informant->code);

    export_begin(out, "Case", export_guid(exporting, informant->guid, "informant", informant->code), informant->code);
    buffer_text(out, ">");
    write_values(exporting, out, informant);
    for (size_t i = 0; i < exporting->sources.count; i++) {
        const struct source_text *source = exporting->sources.items[i];
        if (strcmp(source->owner, informant->code) == 0)
            buffer_format(out, "<SourceRef targetGUID=\"%s\"/>", source->guid);
    }
    for (size_t i = 0; said != NULL && i < said->count; i++)
        buffer_format(out, "<SelectionRef targetGUID=\"%s\"/>", (const char *)said->items[i]);
    buffer_text(out, "</Case>\n");
}

static void write_variable(const struct exporting *exporting, struct buffer *out, const char *name)
{
    buffer_format(out, "<Variable guid=\"%s\" name=\"%s\" typeOfVariable=\"Text\"/>\n",
                  export_made_guid(exporting, "variable", name), name);
}

static bool tells_techniques(const struct exporting *exporting)
{
    bool tells = false;

    for (size_t i = 0; i < exporting->sources.count; i++)
        tells |= ((const struct source_text *)exporting->sources.items[i])->technique != NULL;
    return tells;
}

static void write_variables(const struct exporting *exporting, struct buffer *out)
{
    static const char *const types[] = {[ATTRIBUTE_TEXT] = "Text",
                                        [ATTRIBUTE_NUMBER] = "Float",
                                        [ATTRIBUTE_CHOICE] = "Text",
                                        [ATTRIBUTE_DATE] = "Date"};
    const struct list *attributes = &exporting->seen->informants->attributes;

    buffer_text(out, "<Variables>\n");
    for (int i = 0; i < EXPORT_VALUES; i++)
        write_variable(exporting, out, export_value_names[i]);
    if (tells_techniques(exporting))
        write_variable(exporting, out, "technique");
    for (size_t i = 0; i < attributes->count; i++) {
        const struct attribute *attribute = attributes->items[i];
        export_begin(out, "Variable", export_made_guid(exporting, "attribute", attribute->id),
                     attribute->label ? span_plain(exporting->arena, attribute->label) : attribute->id);
        buffer_format(out, " typeOfVariable=\"%s\"/>\n", types[attribute->type]);
    }
    buffer_text(out, "</Variables>\n");
}

void export_cases(struct exporting *exporting, struct buffer *out)
{
    const struct list *informants = &exporting->seen->informants->informants;

    if (informants->count > 0 || tells_techniques(exporting))
        write_variables(exporting, out);
    if (informants->count == 0)
        return;
    buffer_text(out, "<Cases>\n");
    for (size_t i = 0; i < informants->count; i++)
        write_case(exporting, out, informants->items[i]);
    buffer_text(out, "</Cases>\n");
}
