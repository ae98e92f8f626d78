#ifndef LAMPIRAN_READ_TRANSLATION_H
#define LAMPIRAN_READ_TRANSLATION_H

/* Files that hold a page or finding in another language: metode.en.md beside metode.md. */

struct build;
struct input_file;
struct languages;
struct list;

/* Reports a translation that is into no further language of the study. */
void translation_check(struct build *build, const struct languages *languages, const struct input_file *translation);

/*
 * Puts the words of translation into the record of the file among files that it translates; reports if there is none.
 * A text that it does not hold, as where it has front matter alone, stays what it is.
 */
void translation_take(struct build *build, const struct list *files, const struct input_file *translation);

#endif
