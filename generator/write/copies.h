#ifndef LAMPIRAN_WRITE_COPIES_H
#define LAMPIRAN_WRITE_COPIES_H

/* Files that go into an output as they are: the assets of the layouts, and figures that a page shows. */

struct build;
struct map;
struct output_sink;
struct study;

/* The figures that pages can show: "figures/peta.png" -> itself. In the build's arena. */
struct map *copies_figures(struct build *build, const struct study *study);

/* A path as it is written in a file ("../figures/peta.png") from content/ on, within path. */
const char *copies_below_content(const char *path);

/* The one of figures that path means, or NULL. */
const char *copies_find_figure(const struct map *figures, const char *path);

/* Puts the figures that are keys of used; content/ is where they are. What cannot be read is reported. */
void copies_put_figures(struct build *build, const struct map *used, struct output_sink *sink);

/* Puts layouts/assets/ as assets/, the study's files before the built-in ones. */
void copies_put_assets(struct build *build, struct output_sink *sink);

#endif
