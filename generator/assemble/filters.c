#include "assemble/filters.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/list.h"
#include "base/map.h"
#include "base/text.h"

#include <string.h>

/* One choice while it is filled. */
struct option {
    const char *value;
    const char *label;
    struct list ids; /* of const char *: anchors */
};

struct filter {
    const struct assembly *assembly;
    const char *name;
    struct map *options; /* value -> struct option */
};

static struct filter filter_new(const struct assembly *assembly, const char *name)
{
    return (struct filter){assembly, name, map_new(assembly->arena)};
}

/* The ids, parted by spaces. */
static struct value *join(struct arena *arena, const struct list *ids)
{
    struct buffer out = {0};

    for (size_t i = 0; i < ids->count; i++) {
        buffer_text(&out, i > 0 ? " " : "");
        buffer_text(&out, ids->items[i]);
    }
    struct value *value = value_text(arena, arena_string(arena, buffer_string(&out)));
    buffer_free(&out);
    return value;
}

/* The option of value, made if it is not there. */
static struct option *find_option(struct filter *filter, const char *value, const char *label)
{
    struct option *option = map_get(filter->options, value);

    if (option == NULL) {
        option = arena_alloc(filter->assembly->arena, sizeof *option);
        *option = (struct option){.value = value, .label = label};
        map_put(filter->options, value, option);
    }
    return option;
}

/* The item with the anchor id has that value. NULL or empty: it has none. */
static void add_value(struct filter *filter, const char *value, const char *label, const char *id)
{
    if (value == NULL || *value == '\0')
        return;
    list_add(&find_option(filter, value, label)->ids, filter->assembly->arena, (void *)id);
}

static int compare_options(const void *a, const void *b)
{
    const struct option *first = a, *second = b;

    return text_compare(first->label, second->label);
}

static struct value *text_of(const struct filter *filter, const char *text)
{
    return value_text(filter->assembly->arena, text);
}

/* Adds the filter to items, if it parts what is on the page. */
static void close_filter(struct filter *filter, struct value *items, bool sorted)
{
    struct arena *arena = filter->assembly->arena;
    struct value *map = value_map(arena), *options = value_list(arena);
    struct list list = {0};

    if (map_count(filter->options) < 2)
        return;
    for (size_t i = 0; i < map_count(filter->options); i++) {
        const struct option *option = map_value(filter->options, i);
        if (option->ids.count > 0)
            list_add(&list, arena, map_value(filter->options, i));
    }
    if (sorted)
        list_sort(&list, compare_options);
    for (size_t i = 0; i < list.count; i++) {
        const struct option *option = list.items[i];
        struct value *entry = value_map(arena);
        value_set(entry, "value", text_of(filter, option->value));
        value_set(entry, "label", text_of(filter, option->label));
        value_set(entry, "ids", join(arena, &option->ids));
        value_add(options, arena, entry);
    }
    value_set(map, "name", text_of(filter, filter->name));
    value_set(map, "label",
              text_of(filter, label_text(filter->assembly->labels, arena_format(arena, "filter_%s", filter->name))));
    value_set(map, "options", options);
    value_add(items, arena, map);
}

static struct value *finish(const struct assembly *assembly, struct value *items, const struct list *ids)
{
    struct value *map = value_map(assembly->arena);

    if (items->count == 0)
        return NULL;
    value_set(map, "items", items);
    value_set(map, "ids", join(assembly->arena, ids));
    return map;
}

/* ---- prior studies ---- */

static void add_plain(struct filter *filter, const struct prior_study *study, const char *value)
{
    add_value(filter, value, value, study->id);
}

/* The words of the label filter_methods that the description of a method uses: "kualitatif", "studi kasus". */
static void add_methods(struct filter *filter, const struct prior_study *study)
{
    struct arena *arena = filter->assembly->arena;
    const char *method = text_fold(arena, block_plain(arena, study->method));
    char *words = arena_string(arena, label_text(filter->assembly->labels, "filter_methods"));

    for (char *word = strsep(&words, ","); word != NULL; word = strsep(&words, ",")) {
        word += strspn(word, " ");
        find_option(filter, word, word);
        if (strstr(method, text_fold(arena, word)) != NULL)
            add_value(filter, word, word, study->id);
    }
}

struct value *filters_of_synthesis(const struct assembly *assembly)
{
    const struct list *studies = &assembly->study->synthesis->studies;
    struct value *items = value_list(assembly->arena);
    struct filter year = filter_new(assembly, "year"), method = filter_new(assembly, "method"),
                  place = filter_new(assembly, "place"), theory = filter_new(assembly, "theory"),
                  kind = filter_new(assembly, "kind");
    struct list ids = {0};

    for (size_t i = 0; i < studies->count; i++) {
        const struct prior_study *study = studies->items[i];
        list_add(&ids, assembly->arena, (void *)study->id);
        add_plain(&year, study, study->year);
        add_methods(&method, study);
        add_plain(&place, study, study->place);
        add_plain(&theory, study, study->theory);
        add_plain(&kind, study, study->kind);
    }
    close_filter(&year, items, true);
    close_filter(&method, items, false);
    close_filter(&place, items, true);
    close_filter(&theory, items, true);
    close_filter(&kind, items, true);
    return finish(assembly, items, &ids);
}

/* ---- quotes ---- */

static void add_themes(struct filter *filter, const struct excerpt *excerpt)
{
    struct arena *arena = filter->assembly->arena;
    struct map *seen = map_new(arena);

    for (size_t i = 0; i < excerpt->codes.count; i++) {
        const struct reference *reference = excerpt->codes.items[i];
        const struct code *code = reference->object;
        while (code != NULL && code->level == CODE_SUBTHEME)
            code = code->parent;
        if (code != NULL && map_put(seen, code->id, seen) == NULL)
            add_value(filter, code->id, span_plain(arena, code->label), excerpt->id);
    }
}

static void add_choice(struct filter *filter, const struct excerpt *excerpt, const char *key, const char *name)
{
    const char *label = label_text(filter->assembly->labels, arena_format(filter->assembly->arena, "%s_%s", key, name));

    add_value(filter, name, label, excerpt->id);
}

struct value *filters_of_quotes(const struct assembly *assembly)
{
    const struct list *excerpts = view_excerpts(assembly->view);
    struct value *items = value_list(assembly->arena);
    struct filter theme = filter_new(assembly, "theme"), group = filter_new(assembly, "group"),
                  technique = filter_new(assembly, "technique"), stance = filter_new(assembly, "stance");
    struct list ids = {0};

    for (size_t i = 0; i < excerpts->count; i++) {
        const struct excerpt *excerpt = excerpts->items[i];
        list_add(&ids, assembly->arena, (void *)excerpt->id);
        add_themes(&theme, excerpt);
        if (excerpt->informant != NULL)
            add_choice(&group, excerpt, "group", group_names[excerpt->informant->group]);
        else
            add_choice(&group, excerpt, "filter", "documents");
        add_choice(&technique, excerpt, "technique", technique_names[excerpt->technique]);
        add_choice(&stance, excerpt, "stance", stance_names[excerpt->stance]);
    }
    close_filter(&theme, items, true);
    close_filter(&group, items, false);
    close_filter(&technique, items, false);
    close_filter(&stance, items, false);
    return finish(assembly, items, &ids);
}
