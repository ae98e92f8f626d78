#include "base/map.h"

#include "base/arena.h"

#include <stdint.h>
#include <string.h>

struct entry {
    const char *key;
    void *value;
    uint64_t hash;
};

/*
 * Open addressing: slots holds entry position + 1, 0 for free, and is never more than half full.
 * Grown tables leave their old memory to the arena.
 */
struct map {
    struct arena *arena;
    struct entry *entries;
    size_t count;
    uint32_t *slots;
    size_t slot_count; /* a power of two */
};

enum { FIRST_SLOTS = 16 };

/* FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint64_t hash_text(const char *text)
{
    uint64_t hash = 14695981039346656037u;

    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return hash ^ hash >> 32;
}

static void allocate(struct map *map, size_t slot_count)
{
    struct entry *entries = arena_alloc(map->arena, slot_count / 2 * sizeof *entries);

    if (map->count > 0)
        memcpy(entries, map->entries, map->count * sizeof *entries);
    map->entries = entries;
    map->slots = arena_alloc(map->arena, slot_count * sizeof *map->slots);
    map->slot_count = slot_count;
}

struct map *map_new_for(struct arena *arena, size_t count)
{
    struct map *map = arena_alloc(arena, sizeof *map);
    size_t slot_count = FIRST_SLOTS;

    while (slot_count / 2 < count)
        slot_count *= 2;
    map->arena = arena;
    allocate(map, slot_count);
    return map;
}

struct map *map_new(struct arena *arena)
{
    return map_new_for(arena, 0);
}

/* The slot that holds key, or the free slot where it belongs. */
static size_t find_slot(const struct map *map, const char *key, uint64_t hash)
{
    size_t slot = hash & (map->slot_count - 1);

    while (map->slots[slot] != 0) {
        const struct entry *entry = &map->entries[map->slots[slot] - 1];
        if (entry->hash == hash && strcmp(entry->key, key) == 0)
            break;
        slot = (slot + 1) & (map->slot_count - 1);
    }
    return slot;
}

void *map_get(const struct map *map, const char *key)
{
    uint32_t position = key ? map->slots[find_slot(map, key, hash_text(key))] : 0;

    return position ? map->entries[position - 1].value : NULL;
}

static void grow(struct map *map)
{
    allocate(map, map->slot_count * 2);
    for (size_t i = 0; i < map->count; i++)
        map->slots[find_slot(map, map->entries[i].key, map->entries[i].hash)] = (uint32_t)(i + 1);
}

void *map_put(struct map *map, const char *key, void *value)
{
    if (key == NULL)
        return NULL;
    uint64_t hash = hash_text(key);
    size_t slot = find_slot(map, key, hash);

    if (map->slots[slot] != 0) {
        struct entry *entry = &map->entries[map->slots[slot] - 1];
        void *old = entry->value;
        entry->value = value;
        return old;
    }
    if ((map->count + 1) * 2 > map->slot_count) {
        grow(map);
        slot = find_slot(map, key, hash);
    }
    map->entries[map->count] = (struct entry){key, value, hash};
    map->slots[slot] = (uint32_t)++map->count;
    return NULL;
}

void *map_item(struct map *map, const char *key, size_t size)
{
    void *item = map_get(map, key);

    if (item == NULL) {
        item = arena_alloc(map->arena, size);
        map_put(map, key, item);
    }
    return item;
}

size_t map_count(const struct map *map)
{
    return map->count;
}

const char *map_key(const struct map *map, size_t position)
{
    return map->entries[position].key;
}

void *map_value(const struct map *map, size_t position)
{
    return map->entries[position].value;
}
