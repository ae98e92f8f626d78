#include "check/rules.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/say.h"
#include "study/study.h"

enum {
    MOST_TOLD = 5,  /* of a kind, each in a message of its own */
    MOST_NAMED = 8, /* in the one message on more than that */
};

/* How often each code stands in an excerpt, counting for the codes above it as well. */
struct usage {
    struct map *codes; /* id -> code, if used */
    struct map *questions;
    struct map *objectives; /* id -> objective, if a finding answers it */
    struct map *themes;     /* id -> code, if it is a theme of an objective */
};

static struct usage count_usage(struct arena *arena, const struct study *study)
{
    struct usage usage = {map_new(arena), map_new(arena), map_new(arena), map_new(arena)};

    for (size_t i = 0; i < study->excerpts.count; i++) {
        const struct excerpt *excerpt = study->excerpts.items[i];
        for (size_t j = 0; j < excerpt->codes.count; j++) {
            const struct reference *reference = excerpt->codes.items[j];
            for (const struct code *code = reference->object; code != NULL; code = code->parent)
                map_put(usage.codes, code->id, (void *)code);
        }
        if (excerpt->question.object != NULL)
            map_put(usage.questions, excerpt->question.id, excerpt->question.object);
    }
    for (size_t i = 0; i < study->findings.count; i++) {
        const struct finding *finding = study->findings.items[i];
        if (finding->objective.id != NULL)
            map_put(usage.objectives, finding->objective.id, finding->objective.object);
    }
    for (size_t i = 0; i < study->objectives->objectives.count; i++) {
        const struct objective *objective = study->objectives->objectives.items[i];
        for (size_t j = 0; j < objective->themes.count; j++) {
            const struct reference *theme = objective->themes.items[j];
            map_put(usage.themes, theme->id, theme->object);
        }
    }
    return usage;
}

/* An objective takes in code when the code, or one above it, is among its themes. */
static bool covers(const struct objective *objective, const struct code *code)
{
    for (size_t i = 0; i < objective->themes.count; i++) {
        const struct reference *theme = objective->themes.items[i];
        if (code_is_within(code, theme->object))
            return true;
    }
    return false;
}

/* The code, or one above it, is a theme of an objective. */
static bool is_covered(const struct usage *usage, const struct code *code)
{
    for (; code != NULL; code = code->parent) {
        if (map_get(usage->themes, code->id) != NULL)
            return true;
    }
    return false;
}

/* "a, b, c, ..." */
static const char *ids_of(struct arena *arena, const struct list *codes)
{
    struct buffer ids = {0};

    for (size_t i = 0; i < codes->count && i < MOST_NAMED; i++)
        buffer_format(&ids, "%s%s", i > 0 ? ", " : "", ((const struct code *)codes->items[i])->id);
    buffer_text(&ids, codes->count > MOST_NAMED ? ", ..." : "");
    return buffer_take(&ids, arena);
}

static struct place place_of_code(const struct code *code)
{
    return record_place_of(&code->record, "id");
}

static void diagnose_outside(struct build *build, struct arena *arena, const struct list *codes)
{
    for (size_t i = 0; i < codes->count && codes->count <= MOST_TOLD; i++) {
        const struct code *code = codes->items[i];
        diag_warning(build->diags, place_of_code(code), "theme-without-objective",
                     "theme '%s' belongs to no objective, its excerpts appear in no narrative", code->id);
        diag_hint(build->diags, "add it to 'themes' of an objective in content/objectives.yaml");
    }
    if (codes->count <= MOST_TOLD)
        return;
    diag_warning(build->diags, place_of_code(codes->items[0]), "theme-without-objective",
                 "%zu themes belong to no objective, their excerpts appear in no narrative: %s", codes->count,
                 ids_of(arena, codes));
    diag_hint(build->diags, "add them to 'themes' of an objective in content/objectives.yaml");
}

static void diagnose_unused(struct build *build, struct arena *arena, const struct list *codes)
{
    for (size_t i = 0; i < codes->count && codes->count <= MOST_TOLD; i++) {
        const struct code *code = codes->items[i];
        diag_warning(build->diags, place_of_code(code), "unused-code",
                     code->children.count ? N_("no excerpt has the code '%s' or one below it")
                                          : N_("no excerpt has the code '%s'"),
                     code->id);
        diag_hint(build->diags, "code an excerpt with it, or remove it from the codebook");
    }
    if (codes->count <= MOST_TOLD)
        return;
    diag_warning(build->diags, place_of_code(codes->items[0]), "unused-code", "no excerpt has these %zu codes: %s",
                 codes->count, ids_of(arena, codes));
    diag_hint(build->diags, "code excerpts with them, or remove them from the codebook");
}

/* One warning for many of a kind: a codebook is often longer than what was coded so far. */
static void check_codes(struct build *build, struct arena *arena, const struct study *study, const struct usage *usage)
{
    struct list outside = {0}, unused = {0};

    for (size_t i = 0; i < study->codes.count; i++) {
        const struct code *code = study->codes.items[i];
        bool used = map_get(usage->codes, code->id) != NULL;
        if (code->level == CODE_THEME && map_count(usage->themes) > 0 && !is_covered(usage, code))
            list_add(&outside, arena, (void *)code);
        else if (!used && study->excerpts.count > 0 && code->level != CODE_VARIABLE && code->codable)
            list_add(&unused, arena, (void *)code);
    }
    diagnose_outside(build, arena, &outside);
    diagnose_unused(build, arena, &unused);
}

static void check_themes(struct build *build, const struct objective *objective)
{
    const struct code *variable = objective->variable.object;

    if (variable == NULL)
        return; /* a codebook without variables needs none */
    if (variable->level != CODE_VARIABLE) {
        diag_warning(build->diags, objective->variable.place, "code-level",
                     "'%s' is not a variable but a code below one", variable->id);
        diag_hint(build->diags, "name the variable above it");
        return;
    }
    for (size_t i = 0; i < objective->themes.count; i++) {
        const struct reference *theme = objective->themes.items[i];
        if (theme->object != variable && code_is_within(theme->object, variable))
            continue;
        diag_warning(build->diags, theme->place, "theme-outside-variable",
                     "'%s' is not a theme of the objective's variable '%s'", theme->id, variable->id);
        diag_hint(build->diags, "correct 'variable' or the list of themes of objective '%s'", objective->id);
    }
}

static bool has_variables(const struct study *study)
{
    for (size_t i = 0; i < study->codebook->roots.count; i++) {
        const struct code *root = study->codebook->roots.items[i];
        if (root->level == CODE_VARIABLE)
            return true;
    }
    return false;
}

static void check_objectives(struct build *build, const struct study *study, const struct usage *usage)
{
    for (size_t i = 0; i < study->objectives->objectives.count; i++) {
        const struct objective *objective = study->objectives->objectives.items[i];
        check_themes(build, objective);
        if (objective->variable.id == NULL && objective->themes.count > 0 && has_variables(study)) {
            diag_warning(build->diags, record_place_of(&objective->record, "id"), "objective-without-variable",
                         "objective '%s' names themes, but not their variable", objective->id);
            diag_hint(build->diags, "add 'variable: ID'");
        }
        if (objective->themes.count == 0 && map_count(usage->themes) > 0) {
            diag_warning(build->diags, record_place_of(&objective->record, "id"), "objective-without-themes",
                         "objective '%s' has no themes, though others have", objective->id);
            diag_hint(build->diags, "add 'themes: [ID, ID]', or leave them out everywhere");
        }
        if (study->findings.count == 0 || map_get(usage->objectives, objective->id) != NULL)
            continue;
        diag_warning(build->diags, record_place_of(&objective->record, "id"), "objective-without-finding",
                     "no finding answers objective '%s'", objective->id);
        diag_hint(build->diags, "write one in content/findings/ with 'objective: %s'", objective->id);
    }
}

static void check_findings(struct build *build, const struct study *study)
{
    for (size_t i = 0; i < study->findings.count; i++) {
        const struct finding *finding = study->findings.items[i];
        const struct objective *objective = finding->objective.object;
        if (objective == NULL && study->objectives->objectives.count > 0) {
            diag_error(build->diags, record_place_of(&finding->record, "id"), "finding-without-objective",
                       "finding '%s' answers no objective, so no narrative prints it", finding->id);
            diag_hint(build->diags, "add 'objective: ID'");
        }
        if (objective == NULL || objective->themes.count == 0 || finding->theme.object == objective->variable.object ||
            covers(objective, finding->theme.object))
            continue;
        diag_warning(build->diags, finding->theme.place, "theme-outside-objective",
                     "theme '%s' of the finding is not a theme of objective '%s', the narrative passes it by",
                     finding->theme.id, objective->id);
        diag_hint(build->diags, "correct 'theme' or 'objective', or add the theme to the objective (%s:%d)",
                  objective->record.place.file, record_place_of(&objective->record, "themes").line);
    }
}

/* One warning for all of them: a guide is often longer than what was coded so far. */
static void check_questions(struct build *build, const struct study *study, const struct usage *usage)
{
    const struct question *first = NULL;
    struct buffer ids = {0};
    size_t count = 0;

    for (size_t i = 0; i < study->guide->questions.count && map_count(usage->questions) > 0; i++) {
        const struct question *question = study->guide->questions.items[i];
        if (map_get(usage->questions, question->id) != NULL)
            continue;
        first = first ? first : question;
        count++;
        if (count <= MOST_NAMED)
            buffer_format(&ids, "%s%s", count > 1 ? ", " : "", question->id);
    }
    if (first != NULL) {
        diag_warning(build->diags, record_place_of(&first->record, "id"), "unused-question",
                     translated_count("no excerpt answers this question: %s%s",
                                      "no excerpt answers these questions: %s%s", count),
                     buffer_string(&ids), count > MOST_NAMED ? ", ..." : "");
        diag_hint(build->diags, "write 'question: %s' into the excerpts that do", first->id);
    }
    buffer_free(&ids);
}

void check_coverage(struct build *build, const struct study *study)
{
    struct arena *arena = arena_new();
    struct usage usage = count_usage(arena, study);

    check_codes(build, arena, study, &usage);
    check_objectives(build, study, &usage);
    check_findings(build, study);
    check_questions(build, study, &usage);
    arena_free(arena);
}
