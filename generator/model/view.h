#ifndef LAMPIRAN_MODEL_VIEW_H
#define LAMPIRAN_MODEL_VIEW_H

/*
 * What one audience may see of a study.  Withheld informants and excerpts are not in it at all, so
 * nothing made from a view can show them: hooks and pages take informants and excerpts from here, never
 * from the study.
 */

#include "model/block.h"
#include "model/study.h"

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

/* Findings (struct finding) of an objective and code, either may be NULL for any; in order. */
struct list view_findings(const struct view *view, struct arena *arena, const struct objective *objective,
                          const struct code *theme);

#endif
