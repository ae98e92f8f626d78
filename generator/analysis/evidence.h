#ifndef LAMPIRAN_ANALYSIS_EVIDENCE_H
#define LAMPIRAN_ANALYSIS_EVIDENCE_H

/*
 * Triangulation: which sources and techniques support a theme, contradict it or are silent, counted from the
 * excerpts of a view and their stance.  The verdicts are those of the convergence coding scheme in Farmer et al.
 * (2006), "Developing and Implementing a Triangulation Protocol for Qualitative Health Research", Qualitative
 * Health Research 16(3).  There results are compared by meaning and by prominence; here the meaning of a source is
 * the stance of its excerpts, and its prominence whether it speaks of the theme at all:
 *
 *   agreement     all sources speak, and all of them only support: meaning and prominence are the same
 *   partial       two or more speak and none only contradicts, but one is divided or silent: one of the two is the same
 *   silence       one source speaks, the others are silent: there is nothing to compare it with
 *   dissonance    two or more speak, and at least one of them only contradicts
 */

#include "base/list.h"
#include "study/study.h"

struct arena;
struct view;

enum standing { STANDING_SILENT, STANDING_SUPPORT, STANDING_DIVIDED, STANDING_CONTRAST };
enum verdict { VERDICT_NONE, VERDICT_AGREEMENT, VERDICT_PARTIAL, VERDICT_SILENCE, VERDICT_DISSONANCE };

/* "support" and "agreement", as Lua sees them and as labels end. */
extern const char *const standing_names[];
extern const char *const verdict_names[];

/* One source, sector or technique. */
struct voice {
    const char *name; /* "key", "documents", "Kesehatan", "interview" */
    size_t excerpts;
    size_t contrasts; /* those of the excerpts that contrast */
};

struct comparison {
    struct voice *voices;
    size_t count;
    enum verdict verdict;
};

/* What a theme or objective rests on. */
struct triangulation {
    struct comparison sources;    /* informant groups, then "documents" */
    struct comparison sectors;    /* of the informants */
    struct comparison techniques; /* interview, document, observation */
    size_t excerpts;
    size_t contrasts;
    size_t illustrative;
    size_t informants;    /* that speak of it */
    size_t supporting;    /* of these, with an excerpt that supports */
    size_t contradicting; /* of these, with one that contrasts: one informant can do both */
};

/* The sources of a view: groups and sectors with an informant, techniques with an excerpt. */
struct evidence;
const struct evidence *evidence_new(struct arena *arena, const struct view *view);

/* Over excerpts (of struct excerpt, none twice), a code and those below it, all themes of an objective. */
struct triangulation evidence_of_excerpts(const struct evidence *evidence, struct arena *arena,
                                          const struct list *excerpts);
struct triangulation evidence_of_code(const struct evidence *evidence, struct arena *arena, const struct code *code);
struct triangulation evidence_of_objective(const struct evidence *evidence, struct arena *arena,
                                           const struct objective *objective);

/* The excerpts of all themes of objective, each once. */
struct list evidence_excerpts(const struct view *view, struct arena *arena, const struct objective *objective);

enum standing evidence_standing(const struct voice *voice);

/* Whether the view's readers may see this summary: its informant and all excerpts that it rests on. */
bool evidence_shows_summary(const struct view *view, const struct summary *summary);

#endif
