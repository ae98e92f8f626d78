#ifndef LAMPIRAN_CHECK_CHECK_H
#define LAMPIRAN_CHECK_CHECK_H

/*
 * Rules that only report: study -> diagnostics.  One file per family of rules; nothing is changed.  What knows words of
 * a language, or needs no more than the model, is in lua/checks/ and run here, too.
 */

#include "analysis/analysis.h"

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct json;
struct views;

/* All rules but those below; where something could not be read, without those that would call it missing. */
void check_study(struct build *build, struct views *views);

/*
 * Reports references to tables, figures, equations and sections that are nowhere, in a study that cannot be assembled;
 * words are the labels of its language. Nothing is said to be missing that a hook or a broken file may hold.
 */
void check_labels(struct build *build, const struct study *study, const struct labels *words);

/*
 * Who could be recognised in each edition: a warning for each informant of whom fewer are alike than the study wants,
 * and all of them as a table, or as items of the array that json is in unless that is NULL.
 */
void check_privacy(struct build *build, struct views *views, struct buffer *text, struct json *json);

/*
 * What is asked of a study before others get it, if private files can be asked, too: a warning where appendices would
 * tell the examiners days that the study did not decide to tell, another where the site tells informants apart, and one
 * for each text that seems to name a person whom no list has. listed tells, with guard, whether a text holds a name
 * that the leak gate knows.
 */
void check_release(struct build *build, struct views *views,
                   bool (*listed)(void *guard, const char *text, size_t length), void *guard);

#endif
