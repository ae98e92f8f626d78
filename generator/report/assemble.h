#ifndef LAMPIRAN_REPORT_ASSEMBLE_H
#define LAMPIRAN_REPORT_ASSEMBLE_H

/* What an audience may see -> what is printed for it: runs the Lua hooks, then numbers and resolves. */

struct build;
struct labels;
struct report;
struct view;

struct report *assemble_report(struct build *build, const struct view *view, const struct labels *labels);

#endif
