/* Informants who could be recognised from what is printed beside their code. */

#include "check/rules.h"

#include "base/arena.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>

/* What a role begins with that one person holds at a time in an institution, in both languages. */
static const char *const offices[] = {"kepala",   "ketua",        "wakil ketua", "wakil kepala", "sekretaris daerah",
                                      "sekda",    "wali kota",    "walikota",    "bupati",       "gubernur",
                                      "camat",    "lurah",        "direktur",    "rektor",       "dekan",
                                      "pimpinan", "menteri",      "asisten",     "head",         "director",
                                      "chief",    "mayor",        "regent",      "governor",     "chair",
                                      "minister", "secretary of", "dean",        "rector",       "manager",
                                      "president"};

static bool is_office(struct arena *arena, const char *role)
{
    const char *folded = text_fold(arena, role);

    for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
        size_t length = strlen(offices[i]);
        if (strncmp(folded, offices[i], length) == 0 && (folded[length] == ' ' || folded[length] == '\0'))
            return true;
    }
    return false;
}

/* Other informants with the same role in the same institution. */
static bool is_shared(const struct list *informants, const struct informant *informant)
{
    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *other = informants->items[i];
        if (other != informant && other->role != NULL && other->institution != NULL &&
            text_compare(other->role, informant->role) == 0 &&
            text_compare(other->institution, informant->institution) == 0)
            return true;
    }
    return false;
}

static void check_office(struct build *build, struct arena *arena, const struct list *informants,
                         const struct informant *informant)
{
    if (informant->role == NULL || informant->institution == NULL || !is_office(arena, informant->role) ||
        is_shared(informants, informant))
        return;
    diag_warning(build->diags, record_place_of(&informant->record, "role"), "recognisable",
                 "role and institution point to one office-holder, but '%s' agreed to '%s' only", informant->code,
                 consent_names[informant->consent]);
    diag_hint(build->diags, "write them wider, as 'Pejabat' of 'Perangkat daerah'");
}

/* Sector, group and place of the interview, as one text; NULL where one of them is not given. */
static const char *traits_of(struct arena *arena, const struct informant *informant)
{
    const struct interview *interview = informant->interviews.count > 0 ? informant->interviews.items[0] : NULL;

    if (informant->sector == NULL || interview == NULL || interview->place == NULL)
        return NULL;
    return text_fold(arena, arena_format(arena, "%s\n%d\n%s", informant->sector, informant->group, interview->place));
}

static void check_traits(struct build *build, struct arena *arena, const struct list *informants,
                         const struct informant *informant)
{
    const char *own = traits_of(arena, informant);

    if (own == NULL)
        return;
    for (size_t i = 0; i < informants->count; i++) {
        const char *other = informants->items[i] != informant ? traits_of(arena, informants->items[i]) : NULL;
        if (other != NULL && strcmp(own, other) == 0)
            return;
    }
    const struct interview *interview = informant->interviews.items[0];
    diag_warning(build->diags, record_place_of(&interview->record, "place"), "recognisable",
                 "nobody else has the sector, group and place of '%s', who agreed to '%s' only", informant->code,
                 consent_names[informant->consent]);
    diag_hint(build->diags, "leave the place out, or write it or the sector wider");
}

void check_recognition(struct build *build, const struct study *study)
{
    const struct list *informants = &study->informants->informants;
    struct arena *arena = arena_new();

    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        /* Those who agreed to 'public' may be recognised; what belongs to those who agreed to nothing is not printed.
         */
        if (informant->code == NULL || informant->consent != CONSENT_EXAMINER)
            continue;
        check_office(build, arena, informants, informant);
        check_traits(build, arena, informants, informant);
    }
    arena_free(arena);
}
