#ifndef LAMPIRAN_STUDY_VIEW_H
#define LAMPIRAN_STUDY_VIEW_H

/*
 * What one audience may see of a study.  Withheld informants and excerpts are not in it at all, so
 * nothing made from a view can show them: hooks and pages take informants and excerpts from here, never
 * from the study.
 */

#include "document/block.h"
#include "study/study.h"

struct arena;
struct view;

/* The view of audience; it refers to study and lives in arena. */
const struct view *view_study(struct arena *arena, const struct study *study, enum audience audience);

enum audience view_audience(const struct view *view);

/* The parts of the study that concern no single person: info, objectives, codebook, definitions, ... */
const struct study *view_study_of(const struct view *view);

/* The informants (struct informant) and excerpts (struct excerpt) that may be seen, in file order. */
const struct list *view_informants(const struct view *view);
const struct list *view_excerpts(const struct view *view);

/* Those of one source, and those with a code or with one below it. Never NULL. */
const struct list *view_excerpts_of_source(const struct view *view, const char *source_id);
const struct list *view_excerpts_of_code(const struct view *view, const struct code *code);

/* The excerpt or informant with that id if it may be seen, else NULL. */
const struct excerpt *view_excerpt(const struct view *view, const char *id);
const struct informant *view_informant(const struct view *view, const char *code);

/* study_find, but for excerpts, informants and sources only what may be seen. */
void *view_find(const struct view *view, enum object_kind kind, const char *id);

/*
 * The count of persons below which the view tells no number; 0: it tells all.
 *
 * Every number is counted over the view, so none includes a withheld person.  But a reader who knows how many were
 * asked (the thesis says it, an office knows whom it sent) could subtract: of the two informants of an office one is
 * shown, so the other is the one who wanted to be withheld.  So where the public view withholds anybody, it says "<3"
 * for one and two persons.  That rests on what is in the view alone, and on whether anything at all is withheld:
 * were it decided cell by cell by who is withheld there, the "<3" itself would tell where to look.  Excerpts may
 * be counted, as each is there to be read; nought is told, as nobody is behind it.
 */
size_t view_small_count(const struct view *view);

/* Findings (struct finding) of an objective and code, either may be NULL for any; in order. */
struct list view_findings(const struct view *view, struct arena *arena, const struct objective *objective,
                          const struct code *theme);

#endif
