#ifndef LAMPIRAN_READ_YAML_FLAT_H
#define LAMPIRAN_READ_YAML_FLAT_H

struct arena;
struct node;
struct yaml_source;

/*
 * The tree of a source in which each line is a key, a colon, a blank and a few plain words, as front matter mostly is;
 * NULL: it is not so simple, and libyaml has to read it.  A test compares both.
 */
struct node *yaml_read_flat(struct arena *arena, const struct yaml_source *source);

#endif
