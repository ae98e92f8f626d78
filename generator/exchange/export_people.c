/* Who and what stands beside the texts of a project of REFI-QDA: cases with their variables, notes. */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "document/document.h"
#include "study/study.h"

#include <string.h>

void export_element(struct buffer *out, const char *name, const char *text)
{
    if (*text == '\0')
        return;
    buffer_format(out, "<%s>", name);
    xml_escape(out, text);
    buffer_format(out, "</%s>", name);
}

/* ---- notes ---- */

static const char *note_guid(const struct exporting *exporting, const struct memo *memo, size_t number)
{
    const char *name = memo->id ? memo->id : arena_format(exporting->arena, "%s %zu", memo->about, number);

    return guid_make(exporting->arena, arena_concat(exporting->arena, "memo ", name, NULL));
}

static void prepare_note(struct exporting *exporting, const struct memo *memo, size_t number)
{
    const char *kind = memo->object ? object_kind_name(memo->about_kind) : "study";
    const char *id = memo->object ? memo->about : "study";
    /* What is about an informant or a document without a text is about the whole. */
    if (memo->object != NULL && (memo->about_kind == OBJECT_INFORMANT || memo->about_kind == OBJECT_DOCUMENT)) {
        if (map_get(exporting->owners, id) == NULL)
            kind = id = "study";
    }
    const char *key = arena_concat(exporting->arena, kind, " ", id, NULL);
    struct list *list = map_get(exporting->notes, key);
    if (list == NULL) {
        list = arena_alloc(exporting->arena, sizeof *list);
        map_put(exporting->notes, key, list);
    }
    list_add(list, exporting->arena, (void *)note_guid(exporting, memo, number));
}

void export_prepare(struct exporting *exporting)
{
    const struct study *seen = exporting->seen;

    for (size_t i = 0; i < seen->memos.count; i++)
        prepare_note(exporting, seen->memos.items[i], i);
}

void export_note_refs(const struct exporting *exporting, struct buffer *out, const char *kind, const char *id)
{
    const struct list *notes = map_get(exporting->notes, arena_concat(exporting->arena, kind, " ", id, NULL));

    for (size_t i = 0; notes != NULL && i < notes->count; i++)
        buffer_format(out, "<NoteRef targetGUID=\"%s\"/>", (const char *)notes->items[i]);
}

void export_notes(struct exporting *exporting, struct buffer *out)
{
    const struct list *memos = &exporting->seen->memos;

    if (memos->count > 0)
        buffer_text(out, "<Notes>\n");
    for (size_t i = 0; i < memos->count; i++) {
        const struct memo *memo = memos->items[i];
        buffer_format(out, "<Note guid=\"%s\" name=\"", note_guid(exporting, memo, i));
        xml_escape(out, memo->id ? memo->id : memo->about);
        buffer_char(out, '"');
        if (memo->date != NULL && strlen(memo->date) == strlen("2024-05-01"))
            buffer_format(out, " creationDateTime=\"%sT00:00:00Z\"", memo->date);
        buffer_text(out, "><PlainTextContent>");
        xml_escape(out, export_plain(exporting, memo->text));
        buffer_text(out, "</PlainTextContent></Note>\n");
    }
    if (memos->count > 0)
        buffer_text(out, "</Notes>\n");
}

/* ---- cases ---- */

const char *const export_value_names[EXPORT_VALUES] = {"group", "sector", "institution", "role"};

const char *export_value(const struct informant *informant, int number)
{
    const char *const values[EXPORT_VALUES] = {informant->group, informant->sector, informant->institution,
                                               informant->role};

    return values[number] != NULL && strcmp(values[number], "-") != 0 ? values[number] : NULL;
}

static const char *variable_guid(const struct exporting *exporting, const char *name)
{
    return guid_make(exporting->arena, arena_concat(exporting->arena, "variable ", name, NULL));
}

static const char *attribute_guid(const struct exporting *exporting, const char *id)
{
    return guid_make(exporting->arena, arena_concat(exporting->arena, "attribute ", id, NULL));
}

static void write_value(struct buffer *out, const char *guid, const char *type, const char *text)
{
    buffer_format(out, "<VariableValue><VariableRef targetGUID=\"%s\"/>", guid);
    export_element(out, type, text);
    buffer_text(out, "</VariableValue>");
}

/* A number or day that the schema takes for one; all else is text. */
static const char *type_of(const struct attribute_value *value)
{
    size_t length = strlen(value->text);
    int type = value->attribute->type;

    if (type == ATTRIBUTE_NUMBER && length > 0 && strspn(value->text, "0123456789.") == length)
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
            write_value(out, variable_guid(exporting, export_value_names[i]), "TextValue", value);
    }
    for (size_t i = 0; values != NULL && i < values->count; i++) {
        const struct attribute_value *value = values->items[i];
        if (value->attribute != NULL && value->text != NULL)
            write_value(out, attribute_guid(exporting, value->attribute->id), type_of(value), value->text);
    }
}

static void write_case(struct exporting *exporting, struct buffer *out, const struct informant *informant)
{
    const struct list *said = map_get(exporting->said, informant->code);

    buffer_format(out, "<Case guid=\"%s\" name=\"",
                  export_guid(exporting, &informant->record, "informant", informant->code));
    xml_escape(out, informant->code);
    buffer_text(out, "\">");
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

static void write_variables(const struct exporting *exporting, struct buffer *out)
{
    static const char *const types[] = {[ATTRIBUTE_TEXT] = "Text",
                                        [ATTRIBUTE_NUMBER] = "Float",
                                        [ATTRIBUTE_CHOICE] = "Text",
                                        [ATTRIBUTE_DATE] = "Date"};
    const struct list *attributes = &exporting->seen->informants->attributes;

    buffer_text(out, "<Variables>\n");
    for (int i = 0; i < EXPORT_VALUES; i++)
        buffer_format(out, "<Variable guid=\"%s\" name=\"%s\" typeOfVariable=\"Text\"/>\n",
                      variable_guid(exporting, export_value_names[i]), export_value_names[i]);
    for (size_t i = 0; i < attributes->count; i++) {
        const struct attribute *attribute = attributes->items[i];
        buffer_format(out, "<Variable guid=\"%s\" name=\"", attribute_guid(exporting, attribute->id));
        xml_escape(out, attribute->label ? span_plain(exporting->arena, attribute->label) : attribute->id);
        buffer_format(out, "\" typeOfVariable=\"%s\"/>\n", types[attribute->type]);
    }
    buffer_text(out, "</Variables>\n");
}

void export_cases(struct exporting *exporting, struct buffer *out)
{
    const struct list *informants = &exporting->seen->informants->informants;

    if (informants->count == 0)
        return;
    write_variables(exporting, out);
    buffer_text(out, "<Cases>\n");
    for (size_t i = 0; i < informants->count; i++)
        write_case(exporting, out, informants->items[i]);
    buffer_text(out, "</Cases>\n");
}
