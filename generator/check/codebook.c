#include "check/rules.h"

#include "base/arena.h"
#include "base/map.h"
#include "study/study.h"

#include <ctype.h>
#include <string.h>

/* What no schema says of codes: colors, ids of other tools, folders, former ids, names of levels. */

static bool is_hexadecimal(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (!isxdigit((unsigned char)text[i]))
            return false;
    }
    return true;
}

static void check_color(struct build *build, const struct code *code)
{
    const char *color = code->color;

    if (color == NULL || (strlen(color) == 7 && color[0] == '#' && is_hexadecimal(color + 1, 6)))
        return;
    diag_error(build->diags, record_place_of(&code->record, "color"), "bad-color", "'%s' is not a color", color);
    diag_hint(build->diags, "six hexadecimal digits in quotes, as in color: \"#1f77b4\"");
}

/* An outcome is printed behind what was expected. */
static void check_outcome(struct build *build, const struct code *code)
{
    if (code->outcome == OUTCOME_UNJUDGED || code->expectation != NULL)
        return;
    diag_warning(build->diags, record_place_of(&code->record, "outcome"), "no-expectation",
                 "code '%s' has an 'outcome' and no 'expectation', so it is not printed", code->id);
    diag_hint(build->diags, "write in 'expectation' what theory or earlier studies led you to expect");
}

/* 8-4-4-4-12 hexadecimal digits, as REFI-QDA has them. */
static bool is_guid(const char *guid)
{
    static const int parts[] = {8, 4, 4, 4, 12};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t length = (size_t)parts[i];
        if (strnlen(guid, length) < length || !is_hexadecimal(guid, length))
            return false;
        guid += length;
        if (*guid != (i + 1 < sizeof parts / sizeof *parts ? '-' : '\0'))
            return false;
        guid += *guid != '\0';
    }
    return true;
}

/* The next import looks for it. */
static void check_guid(struct build *build, const struct record *record, const char *guid, struct map *seen)
{
    if (guid == NULL)
        return;
    if (!is_guid(guid)) {
        diag_error(build->diags, record_place_of(record, "guid"), "bad-guid", "'%s' is not an id of another tool",
                   guid);
        diag_hint(build->diags,
                  "it has the form 01234567-89ab-cdef-0123-456789abcdef; remove the line if there is none");
        return;
    }
    const struct record *first = map_put(seen, guid, (void *)record);
    if (first == NULL)
        return;
    diag_error(build->diags, record_place_of(record, "guid"), "duplicate-guid", "another record has this guid already");
    diag_hint(build->diags, "the first is %s:%d; take one of them out", first->place.file,
              record_place_of(first, "guid").line);
}

static void check_formerly(struct build *build, const struct study *study, const struct code *code)
{
    for (size_t i = 0; i < code->formerly.count; i++) {
        const struct former_code *former = code->formerly.items[i];
        const struct code *now = former->id ? study_find(study, OBJECT_CODE, former->id) : NULL;
        if (now == NULL || (now != code && former->how == CODE_SPLIT))
            continue;
        diag_warning(build->diags, former->record.place, "code-not-former",
                     "'%s' is still a code, so it cannot be what '%s' was before", former->id, code->id);
        diag_hint(build->diags, "remove it here, or remove the code in line %d", now->record.place.line);
    }
}

static void check_levels(struct build *build, const struct study *study)
{
    const struct codebook_file *codebook = study->codebook;
    size_t deepest = 0;

    for (size_t i = 0; i < study->codes.count; i++) {
        const struct code *code = study->codes.items[i];
        if (code->depth > deepest)
            deepest = code->depth;
    }
    if (codebook->levels.count == 0 || codebook->levels.count > deepest)
        return;
    diag_warning(build->diags, record_place_of(&codebook->record, "levels"), "levels-too-few",
                 "%zu levels have a name, but the tree has %zu", codebook->levels.count, deepest + 1);
    diag_hint(build->diags, "add the names of the inner levels");
}

/* Once for each folder: its excerpts may be many. */
static void check_folders(struct build *build, const struct study *study)
{
    struct arena *arena = arena_new();
    struct map *told = map_new(arena);

    for (size_t i = 0; i < study->excerpts.count; i++) {
        const struct excerpt *excerpt = study->excerpts.items[i];
        for (size_t j = 0; j < excerpt->codes.count; j++) {
            const struct reference *reference = excerpt->codes.items[j];
            const struct code *code = reference->object;
            if (code == NULL || code->codable || map_put(told, code->id, (void *)code) != NULL)
                continue;
            diag_error(build->diags, reference->place, "code-is-folder",
                       "'%s' is a folder of the codebook, which no excerpt may carry", code->id);
            diag_hint(build->diags, "choose a code below it, or take 'codable: false' out (%s:%d)",
                      code->record.place.file, record_place_of(&code->record, "codable").line);
        }
    }
    arena_free(arena);
}

static void check_memos(struct build *build, const struct study *study)
{
    for (size_t i = 0; i < study->memos.count; i++) {
        const struct memo *memo = study->memos.items[i];
        if (memo->about == NULL || memo->object != NULL || strcmp(memo->about, "study") == 0)
            continue;
        diag_error(build->diags, record_place_of(&memo->record, "about"), "unknown-memo-object",
                   "'%s' is not a code, an informant, a document or an excerpt", memo->about);
        diag_hint(build->diags, "write its id as it is in its file, or 'study'");
    }
}

void check_codebook(struct build *build, const struct study *study)
{
    const struct codebook_file *codebook = study->codebook;
    struct arena *arena = arena_new();
    struct map *guids = map_new(arena);

    if (codebook->record.fields != NULL && codebook->record.place.line > 0 && codebook->roots.count == 0 &&
        !record_has(&codebook->record, "variables") && !record_has(&codebook->record, "codes")) {
        diag_error(build->diags, codebook->record.place, "no-codes", "there is no code in the codebook");
        diag_hint(build->diags, "begin with 'codes:' and a list of '- id: ID' with 'label: TEXT'");
    }
    for (size_t i = 0; i < study->codes.count; i++) {
        const struct code *code = study->codes.items[i];
        check_color(build, code);
        check_outcome(build, code);
        check_guid(build, &code->record, code->guid, guids);
        check_formerly(build, study, code);
    }
    for (size_t i = 0; i < codebook->sets.count; i++) {
        const struct code_set *set = codebook->sets.items[i];
        check_guid(build, &set->record, set->guid, guids);
    }
    for (size_t i = 0; i < study->informants->informants.count; i++) {
        const struct informant *informant = study->informants->informants.items[i];
        check_guid(build, &informant->record, informant->guid, guids);
    }
    for (size_t i = 0; i < study->excerpts.count; i++) {
        const struct excerpt *excerpt = study->excerpts.items[i];
        check_guid(build, &excerpt->record, excerpt->guid, guids);
    }
    check_levels(build, study);
    check_folders(build, study);
    check_memos(build, study);
    arena_free(arena);
}
