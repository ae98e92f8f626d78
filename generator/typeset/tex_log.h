#ifndef LAMPIRAN_TYPESET_TEX_LOG_H
#define LAMPIRAN_TYPESET_TEX_LOG_H

/*
 * What TeX complains about, said in our words and at the place in the study.  The log is boiled down to a few lines
 * first, which can be kept beside the PDF: its warnings are the same as long as it is.
 *
 *     file lampiran-hasil.tex         what follows is about this fragment
 *     error NAME:LINE: MESSAGE        as TeX words it, with the command that it does not know
 *     overfull LINE POINTS            a line that is too wide
 *     missing CHARACTER               the font lacks it, and nothing was printed
 *     code HEX LINE                   the font lacks it, and [U+HEX] was printed
 */

struct arena;
struct buffer;
struct collection;
struct diags;

void tex_log_boil(const char *log, struct buffer *out);

/*
 * Reports the boiled log. files are what TeX read: a fragment's comments tell where its lines come from; layouts are
 * those that the study has of its own, by their paths.
 */
void tex_log_report(struct arena *arena, const struct collection *files, const struct collection *layouts,
                    const char *boiled, struct diags *diags);

#endif
