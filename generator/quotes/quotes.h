#ifndef LAMPIRAN_QUOTES_QUOTES_H
#define LAMPIRAN_QUOTES_QUOTES_H

/*
 * content/private/transcripts/CODE.txt: what was said, to hold the excerpts against.  Nothing of a transcript gets
 * into the study but the numbers of lines.
 */

struct build;
struct study;

/*
 * Looks each excerpt up in the transcript of its source, if there is one, and sets its transcript_lines. Reports the
 * excerpts that are not there word for word, and transcripts of nobody. Made-up excerpts are passed over.
 */
void transcripts_compare(struct build *build, struct study *study);

#endif
