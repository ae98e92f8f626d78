#include "report/private.h"

#include "base/arena.h"
#include "base/map.h"
#include "document/document.h"
#include "study/study.h"

/*
 * A sentence that cites an excerpt has a mark, which opens the quote on the same page, with what was said against it.
 * A page carries so many at most, and each so many voices of the other side: more would weigh more than the page.
 */
enum { MOST_MARKS = 40, MOST_OTHERS = 2 };

/* What has a code in common with an excerpt. */
struct company {
    struct list opposed; /* of const struct excerpt: what was made up comes last */
    struct list opposed_made_up;
    size_t others;
    size_t judged;
};

/* The stance, of enum stance, that is said against excerpt. */
static int other_side(const struct excerpt *excerpt)
{
    return excerpt->stance == STANCE_CONTRAST ? STANCE_SUPPORT : STANCE_CONTRAST;
}

static void add_company(struct company *company, struct arena *arena, const struct excerpt *excerpt,
                        const struct excerpt *other)
{
    company->others++;
    company->judged += other->stance != STANCE_UNJUDGED;
    if (other->stance == other_side(excerpt))
        list_add(other->illustrative ? &company->opposed_made_up : &company->opposed, arena, (void *)other);
}

static struct company company_of(const struct assembly *assembly, const struct excerpt *excerpt)
{
    struct company company = {0};
    struct map *seen = map_new(assembly->arena);

    map_put(seen, excerpt->id, (void *)excerpt);
    for (size_t i = 0; i < excerpt->codes.count; i++) {
        const struct code *code = ((const struct reference *)excerpt->codes.items[i])->object;
        const struct list *excerpts = code ? study_excerpts_of_code(assembly->study, code) : NULL;
        for (size_t j = 0; excerpts != NULL && j < excerpts->count; j++) {
            const struct excerpt *other = excerpts->items[j];
            if (map_put(seen, other->id, (void *)other) == NULL)
                add_company(&company, assembly->arena, excerpt, other);
        }
    }
    for (size_t i = 0; i < company.opposed_made_up.count; i++)
        list_add(&company.opposed, assembly->arena, company.opposed_made_up.items[i]);
    return company;
}

/* What is said above the voices of the other side, or in their place: nothing is judged that the study did not. NULL
   where none of them was, as in studies that do not compare. */
static const char *others_title(const struct assembly *assembly, const struct excerpt *excerpt,
                                const struct company *company)
{
    bool contrasts = excerpt->stance == STANCE_CONTRAST;
    if (excerpt->stance == STANCE_UNJUDGED && company->judged == 0 && company->others > 0)
        return NULL;
    const char *key = company->opposed.count > 0          ? contrasts ? "evidence_support" : "evidence_contrast"
                      : company->others == 0              ? "evidence_alone"
                      : company->judged < company->others ? "evidence_unjudged"
                      : contrasts                         ? "evidence_no_support"
                                                          : "evidence_no_contrast";

    return label_text(assembly->labels, key);
}

/* The page of all quotes, narrowed to the other side of the excerpt's theme; NULL for one without a theme. */
static const char *others_path(const struct assembly *assembly, const struct excerpt *excerpt)
{
    const struct reference *first = excerpt->codes.count > 0 ? excerpt->codes.items[0] : NULL;
    const struct code *theme = first ? code_theme(first->object) : NULL;

    if (theme == NULL)
        return NULL;
    return arena_concat(assembly->arena, pages_section_path(assembly, "quotes"), "?theme=", theme->id,
                        "&stance=", stance_names[other_side(excerpt)], NULL);
}

static struct evidence *make_evidence(const struct assembly *assembly, const struct excerpt *excerpt)
{
    struct evidence *evidence = arena_alloc(assembly->arena, sizeof *evidence);
    struct company company = company_of(assembly, excerpt);
    struct block_chain others = {0};
    size_t count = company.opposed.count < MOST_OTHERS ? company.opposed.count : MOST_OTHERS;

    for (size_t i = 0; i < count; i++)
        block_chain_add(&others, compose_excerpt(assembly, company.opposed.items[i]));
    *evidence = (struct evidence){
        .excerpt = excerpt,
        .quote = compose_excerpt(assembly, excerpt),
        .title = others_title(assembly, excerpt, &company),
        .others = others.first,
        .left = company.opposed.count - count,
        .path = others_path(assembly, excerpt),
    };
    return evidence;
}

/* Whether evidence shows something that was made up. */
static bool is_made_up(const struct evidence *evidence)
{
    bool made_up = evidence->excerpt->illustrative;

    for (const struct block *other = evidence->others; other != NULL; other = other->next)
        made_up = made_up || other->excerpt->illustrative;
    return made_up;
}

bool claims_meet(const struct assembly *assembly, struct report_page *page, const struct excerpt *excerpt)
{
    if (page->evidence == NULL)
        page->evidence = map_new(assembly->arena);
    struct evidence *evidence = map_get(page->evidence, excerpt->id);
    if (evidence == NULL && map_count(page->evidence) < MOST_MARKS) {
        evidence = make_evidence(assembly, excerpt);
        map_put(page->evidence, excerpt->id, evidence);
    }
    return evidence != NULL && is_made_up(evidence);
}
