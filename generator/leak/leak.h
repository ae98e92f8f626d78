#ifndef LAMPIRAN_LEAK_LEAK_H
#define LAMPIRAN_LEAK_LEAK_H

/*
 * The leak gate: looks through what is about to be published for what must never be: the names of
 * content/private/identities.yaml, words of the study that its readers must not see, and what gives a person or a
 * machine away by its shape. It never prints what it found, only whose it is and where.
 */

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct build;
struct identities;
struct leak_gate;
struct leak_guard;
struct list;
struct study;

/*
 * A gate for one audience, with what study.yaml lets through. wholes holds the whole study in each of its languages (of
 * const struct study, at least one), seen what study_filter made of each for this audience, in the same order. It also
 * stops the codes of informants and the ids and words of excerpts that are withheld, where they were typed by hand.
 * Release it with leak_gate_free.
 */
struct leak_gate *leak_gate_new(const struct build *build, const struct list *wholes, const struct list *seen,
                                const struct identities *identities);
void leak_gate_free(struct leak_gate *gate);

/*
 * Looks through an output and its name, path; source is the input it was mainly made from. What it finds is kept for
 * leak_gate_diagnose. Safe to call from several threads at once.
 */
void leak_scan(struct leak_gate *gate, const char *path, const char *bytes, size_t length, struct place source);

/*
 * The same for a PDF, whose text is extracted with pdftotext. Without that program nothing is published: an error.
 */
void leak_scan_pdf(struct leak_gate *gate, const char *path, const char *bytes, size_t length, struct place source);

/* Whether something has been found since the last report. */
bool leak_gate_has_found(struct leak_gate *gate);

/*
 * Reports what was found since the last call as errors, at the input where it stands as far as that is known; the
 * outputs are named in a hint. show: the words themselves are in the hints, too. True: something stops the build.
 */
bool leak_gate_diagnose(struct leak_gate *gate, struct build *build, bool show);

/*
 * Looks through folder below root, which an earlier build published, and reports in one error where it holds what the
 * gate would stop today. Call it after leak_gate_diagnose.
 */
void leak_diagnose_published(struct leak_gate *gate, struct build *build, const char *root, const char *folder);

/* Adds the entries of 'privacy: allow' (of const struct allowed_text) that let something pass so far to used. */
void leak_gate_list_used(const struct leak_gate *gate, struct arena *arena, struct list *used);

/* Notes which entries of allow let something pass, as used tells, and which do nothing. */
void leak_diagnose_allowed(struct build *build, const struct list *allow, const struct list *used);

/*
 * Puts codes in place of the names of identities in transcripts (of struct printed_transcript), and blacks out those of
 * others and whatever has the shape of a number or an address of somebody. New texts are in arena.
 */
void leak_anonymise(struct arena *arena, const struct study *study, const struct identities *identities,
                    const struct list *transcripts);

/*
 * Tells which lines of messages hold a name of identities, in arena: leak_guard_holds is for diags_keep_private, with
 * the guard as its context.
 */
struct leak_guard *leak_guard_new(struct arena *arena, const struct identities *identities);
bool leak_guard_holds(void *guard, const char *text, size_t length);

#endif
