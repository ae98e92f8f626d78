#ifndef LAMPIRAN_BASE_MAP_H
#define LAMPIRAN_BASE_MAP_H

/*
 * Text to pointer, remembering the order of insertion, so that every walk over a map is the same in
 * every run.  The map and its table live in an arena; keys are not copied and must outlive the map.
 */

#include <stddef.h>

struct arena;
struct map;

/* An empty map in arena. */
struct map *map_new(struct arena *arena);

/* The same with room for count keys, where so many are known to come. */
struct map *map_new_for(struct arena *arena, size_t count);

/* The value of key, or NULL; no key, as of what could not be read, has none. */
void *map_get(const struct map *map, const char *key);

/* Sets key to value, unless key is NULL. Returns the value it replaced (its place in the order stays), or NULL. */
void *map_put(struct map *map, const char *key, void *value);

/* The value of key, if it has none made first: size bytes set to zero, in the arena of the map. */
void *map_item(struct map *map, const char *key, size_t size);

/* Walk in order of insertion: 0 <= position < map_count. */
size_t map_count(const struct map *map);
const char *map_key(const struct map *map, size_t position);
void *map_value(const struct map *map, size_t position);

#endif
