/* Two objects of a kind become one. */

#include "edit/private.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/say.h"
#include "study/study.h"

#include <string.h>

static struct diags *diags_of(const struct editing *editing)
{
    return editing->build->diags;
}

static bool can_merge(const struct editing *editing, const struct rename *from, const struct rename *to)
{
    static const enum object_kind kinds[] = {OBJECT_CODE,        OBJECT_WORK,      OBJECT_QUESTION, OBJECT_CODE_SET,
                                             OBJECT_PRIOR_STUDY, OBJECT_COMPONENT, OBJECT_STATISTIC};
    bool is_known = false;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        is_known |= kinds[i] == from->kind;
    if (from->kind != to->kind || from->object == to->object) {
        diag_error(diags_of(editing), (struct place){0}, "edit-merge", "'%s' and '%s' cannot become one", from->old,
                   to->old);
        diag_hint(diags_of(editing), "name two different objects of one kind");
        return false;
    }
    if (!is_known) {
        diag_error(diags_of(editing), study_object_place(from->kind, from->object), "edit-merge",
                   "%s '%s' has words that only you can join with those of '%s'",
                   translated(object_kind_name(from->kind)), from->old, to->old);
        diag_hint(diags_of(editing),
                  "move what it says there, take it out, and let `lampiran check` tell what names it");
        return false;
    }
    if (from->kind == OBJECT_CODE && code_is_within(to->object, from->object)) {
        diag_error(diags_of(editing), study_object_place(from->kind, from->object), "edit-merge",
                   "code '%s' is below '%s', which would go", to->old, from->old);
        diag_hint(diags_of(editing), "merge the other way round, or move '%s' elsewhere first: lampiran move", to->old);
        return false;
    }
    return true;
}

/* The list of the mention has the id already, or got it for a mention before. */
static bool has_already(const struct mention *mention, const char *id, struct map *given, struct arena *arena)
{
    if (mention->field == NULL || mention->field->type != FIELD_REFERENCES)
        return false;
    const struct list *list = record_field(mention->record, mention->field);
    const char *key = arena_format(arena, "%p %s", (const void *)list, mention->rename->kind == OBJECT_WORK ? "w" : "");
    bool has = map_put(given, key, arena) != NULL;

    for (size_t i = 0; i < list->count && !has; i++) {
        const struct reference *reference = list->items[i];
        has = reference->id != NULL && strcmp(reference->id, id) == 0;
    }
    return has;
}

/* From '@' to behind the brace that closes the entry. */
static bool drop_work(struct editing *editing, const struct work *work)
{
    struct edited *file = edited_file(editing, work->place.file);
    size_t at = file ? edited_offset(file, work->place) : 0, end = at;
    int depth = 1;

    if (file == NULL)
        return false;
    while (at > file->start && file->text[at] != '@')
        at--;
    for (; end < file->length && depth > 0; end++)
        depth += file->text[end] == '{' ? 1 : file->text[end] == '}' ? -1 : 0;
    edited_change(editing, file, at, edited_line_after(file, end) - at, "");
    return true;
}

static bool drop_object(struct editing *editing, const struct rename *from, const struct rename *to)
{
    if (from->kind == OBJECT_CODE)
        return code_merge(editing, from->object, to->object);
    if (from->kind == OBJECT_WORK)
        return drop_work(editing, from->object);
    return yaml_drop_record(editing, from->object, false);
}

bool editing_merge(struct editing *editing)
{
    struct rename from = {0}, to = {0};
    struct map *given = map_new(editing->arena);
    struct list mentions = {0};

    if (!editing_find_object(editing, editing->request->ids[0], &from) ||
        !editing_find_object(editing, editing->request->ids[1], &to) || !can_merge(editing, &from, &to))
        return false;
    from.new = to.old;
    editing_add_rename(editing, &from);
    mentions_find(editing, &mentions);
    for (size_t i = 0; i < mentions.count; i++) {
        const struct mention *mention = mentions.items[i];
        if (mention->is_own)
            continue;
        if (has_already(mention, to.old, given, editing->arena)) {
            mention_drop(editing, mention);
            editing->places++;
        } else {
            mention_change(editing, mention, to.old);
        }
    }
    mentions_change_private(editing);
    mentions_note_scripts(editing);
    return drop_object(editing, &from, &to);
}
