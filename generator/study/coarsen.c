#include "study/study.h"

#include "base/arena.h"
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

/*
 * What the public is told less exactly than the examiners, unless the study wants both to be told the same: the day of
 * an interview and the years in an office are soon found in an agenda or a decree. Everything that holds such a record,
 * or leads to it, is copied.
 */

enum { MONTHS = 12, MONTH_LENGTH = 7 /* of "2025-03" */, DAY_LENGTH = 10 };

struct day {
    long year;
    long month; /* from 1 */
    long day;
};

/* latest: what is left out is the last month or day. */
static struct day day_of(const char *date, bool latest)
{
    size_t length = strlen(date);

    return (struct day){
        .year = strtol(date, NULL, 10),
        .month = length >= MONTH_LENGTH ? strtol(date + 5, NULL, 10)
                 : latest               ? MONTHS
                                        : 1,
        .day = length >= DAY_LENGTH ? strtol(date + 8, NULL, 10)
               : latest             ? 31
                                    : 1,
    };
}

long study_months(const char *from, const char *to, bool latest)
{
    struct day first = day_of(from, false), last = day_of(to, latest);

    return (last.year - first.year) * MONTHS + last.month - first.month - (last.day < first.day);
}

const char *informant_first_interview(const struct informant *informant)
{
    const char *earliest = NULL;

    for (size_t i = 0; i < informant->interviews.count; i++) {
        const struct interview *interview = informant->interviews.items[i];
        if (interview->date != NULL && (earliest == NULL || strcmp(interview->date, earliest) < 0))
            earliest = interview->date;
    }
    return earliest;
}

static void add_durations(struct durations *durations, const struct study *study, const struct informant *informant)
{
    for (size_t i = 0; i < informant->interviews.count; i++) {
        const struct interview *interview = informant->interviews.items[i];
        long minutes = interview->minutes;
        if (!interview_counts(study, interview, true))
            continue;
        durations->shortest =
            durations->interviews == 0 || minutes < durations->shortest ? minutes : durations->shortest;
        durations->longest = minutes > durations->longest ? minutes : durations->longest;
        durations->total += (size_t)minutes;
        durations->interviews++;
    }
}

struct durations study_durations(const struct study *study)
{
    struct durations durations = study->durations;

    for (size_t i = 0; i < study->informants->informants.count; i++) {
        const struct informant *informant = study->informants->informants.items[i];
        if (!informant->illustrative)
            add_durations(&durations, study, informant);
    }
    return durations;
}

/* The band of months; a limit of the study is a border, so that the band tells whether it was met. */
static struct tenure band_of(long months, long limit)
{
    static const long borders[] = {6, 1 * MONTHS, 2 * MONTHS, 5 * MONTHS, 10 * MONTHS, 20 * MONTHS};
    struct tenure tenure = {.known = true, .below = INTEGER_ABSENT};

    for (size_t i = 0; i <= sizeof borders / sizeof *borders; i++) {
        long border = i < sizeof borders / sizeof *borders ? borders[i] : limit;
        if (border == INTEGER_ABSENT)
            continue;
        if (border <= months)
            tenure.from = border > tenure.from ? border : tenure.from;
        else if (tenure.below == INTEGER_ABSENT || border < tenure.below)
            tenure.below = border;
    }
    return tenure;
}

static void coarsen_interviews(struct arena *arena, struct informant *informant)
{
    struct list interviews = {0};

    for (size_t i = 0; i < informant->interviews.count; i++) {
        struct interview *interview = arena_keep(arena, informant->interviews.items[i], sizeof *interview);
        if (interview->date != NULL && strlen(interview->date) > MONTH_LENGTH)
            interview->date = arena_copy(arena, interview->date, MONTH_LENGTH);
        interview->minutes = INTEGER_ABSENT;
        interview->transcript = NULL;
        list_add(&interviews, arena, interview);
    }
    informant->interviews = interviews;
}

static struct informant *coarse_informant(struct arena *arena, const struct informant *exact, long limit)
{
    struct informant *informant = arena_keep(arena, exact, sizeof *informant);
    const char *first = informant_first_interview(exact);

    informant->first_interview = first;
    if (exact->since != NULL && first != NULL) {
        long months = study_months(exact->since, first, true);
        informant->tenure = band_of(months > 0 ? months : 0, limit);
    }
    informant->since = NULL;
    coarsen_interviews(arena, informant);
    return informant;
}

static void coarsen_informants(struct arena *arena, struct study *study)
{
    struct informants_file *file = arena_keep(arena, study->informants, sizeof *file);
    long limit = file->criteria ? file->criteria->minimum_tenure_months : INTEGER_ABSENT;
    const struct list exact = file->informants;
    struct map *by_code = map_new(arena);

    file->informants = (struct list){0};
    for (size_t i = 0; i < exact.count; i++) {
        struct informant *informant = coarse_informant(arena, exact.items[i], limit);
        list_add(&file->informants, arena, informant);
        if (informant->code != NULL)
            map_put(by_code, informant->code, informant);
    }
    study->informants = file;
    study->objects[OBJECT_INFORMANT] = by_code;
}

static struct reference lead(const struct study *study, enum object_kind kind, struct reference reference)
{
    reference.object = study_find(study, kind, reference.id);
    return reference;
}

/* Speakers and turns lead to the informants of this study. */
static void lead_speakers(struct arena *arena, struct study *study, struct excerpt *excerpt)
{
    const struct list speakers = excerpt->speakers, turns = excerpt->turns;

    excerpt->speaker = lead(study, OBJECT_INFORMANT, excerpt->speaker);
    if (excerpt->host != NULL)
        excerpt->host = study_find(study, OBJECT_INFORMANT, excerpt->host->code);
    excerpt->speakers = excerpt->turns = (struct list){0};
    for (size_t i = 0; i < speakers.count; i++)
        list_add(&excerpt->speakers, arena,
                 study_find(study, OBJECT_INFORMANT, ((const struct informant *)speakers.items[i])->code));
    for (size_t i = 0; i < turns.count; i++) {
        struct turn *turn = arena_keep(arena, turns.items[i], sizeof *turn);
        turn->speaker = lead(study, OBJECT_INFORMANT, turn->speaker);
        list_add(&excerpt->turns, arena, turn);
    }
}

static void lead_excerpts(struct arena *arena, struct study *study)
{
    const struct list exact = study->excerpts;

    study->excerpts = (struct list){0};
    study->objects[OBJECT_EXCERPT] = map_new(arena);
    for (size_t i = 0; i < exact.count; i++) {
        struct excerpt *excerpt = arena_keep(arena, exact.items[i], sizeof *excerpt);
        if (excerpt->informant != NULL)
            excerpt->informant = study_find(study, OBJECT_INFORMANT, excerpt->informant->code);
        lead_speakers(arena, study, excerpt);
        list_add(&study->excerpts, arena, excerpt);
        if (excerpt->id != NULL)
            map_put(study->objects[OBJECT_EXCERPT], excerpt->id, excerpt);
    }
}

static void lead_summaries(struct arena *arena, struct study *study)
{
    struct summaries_file *file = arena_keep(arena, study->summaries, sizeof *file);
    const struct list exact = file->summaries;

    file->summaries = (struct list){0};
    for (size_t i = 0; i < exact.count; i++) {
        struct summary *summary = arena_keep(arena, exact.items[i], sizeof *summary);
        const struct list excerpts = summary->excerpts;
        summary->informant = lead(study, OBJECT_INFORMANT, summary->informant);
        summary->excerpts = (struct list){0};
        for (size_t j = 0; j < excerpts.count; j++) {
            struct reference *reference = arena_keep(arena, excerpts.items[j], sizeof *reference);
            *reference = lead(study, OBJECT_EXCERPT, *reference);
            list_add(&summary->excerpts, arena, reference);
        }
        list_add(&file->summaries, arena, summary);
    }
    study->summaries = file;
}

static void lead_codings(struct arena *arena, struct study *study)
{
    struct second_coding_file *file = arena_keep(arena, study->second_coding, sizeof *file);
    const struct list exact = file->codings;

    file->codings = (struct list){0};
    for (size_t i = 0; i < exact.count; i++) {
        struct coding *coding = arena_keep(arena, exact.items[i], sizeof *coding);
        coding->excerpt = lead(study, OBJECT_EXCERPT, coding->excerpt);
        list_add(&file->codings, arena, coding);
    }
    study->second_coding = file;
}

void study_coarsen(struct arena *arena, struct study *study)
{
    study->durations = study_durations(study);
    coarsen_informants(arena, study);
    lead_excerpts(arena, study);
    lead_summaries(arena, study);
    lead_codings(arena, study);
}
