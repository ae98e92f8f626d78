#ifndef LAMPIRAN_READ_READ_H
#define LAMPIRAN_READ_READ_H

/*
 * The study folder to struct study.  Every file is read even when some are wrong; what is wrong goes to the
 * build's diagnostics, and what it would have held is left out.
 */

struct build;
struct identities;
struct labels;
struct list;
struct study;

/*
 * Reads content/ below build->root in language, one of the study's (read/languages.h); NULL: its own. Never NULL; after
 * errors it is incomplete and must not be used further than check_study. Files that are missing and optional leave
 * empty structs: no *_file pointer is NULL.
 */
struct study *read_study(struct build *build, const char *language);

/* Adds to studies (of struct study) the study in each of its languages, its own first. */
void read_studies(struct build *build, struct list *studies);

/* content/private/identities.yaml, which study has nothing of. Never NULL; what is wrong with it is reported. */
const struct identities *read_identities(struct build *build, const struct study *study);

/* The label catalogue of language ("id", "en"): layouts/labels/LANGUAGE.yaml, the study's entries winning
   one by one over the built-in ones. Never NULL. */
struct labels *read_labels(struct build *build, const char *language);

#endif
