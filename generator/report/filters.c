#include "report/private.h"

#include "analysis/analysis.h"
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
    struct list ids;         /* of const char *: anchors */
    struct value *positions; /* those of the items, numbers */
};

struct filter {
    const struct assembly *assembly;
    const char *name;
    const char *label;       /* NULL: that of the name */
    struct map *options;     /* value -> struct option */
    bool several;            /* the items are on several pages */
    size_t position;         /* of the item whose values are added */
    struct value *positions; /* where those of the items go; NULL: nobody asks for them */
};

static struct filter filter_new(const struct assembly *assembly, const char *name)
{
    return (struct filter){.assembly = assembly, .name = name, .options = map_new(assembly->arena)};
}

/* The ids, parted by spaces. */
static struct value *join(struct arena *arena, const struct list *ids)
{
    struct buffer out = {0};

    for (size_t i = 0; i < ids->count; i++) {
        buffer_text(&out, i > 0 ? " " : "");
        buffer_text(&out, ids->items[i]);
    }
    return value_text(arena, buffer_take(&out, arena));
}

/* The option of value, made if it is not there. */
static struct option *find_option(struct filter *filter, const char *value, const char *label)
{
    struct option *option = map_get(filter->options, value);

    if (option == NULL) {
        option = arena_alloc(filter->assembly->arena, sizeof *option);
        *option = (struct option){.value = value, .label = label, .positions = value_list(filter->assembly->arena)};
        map_put(filter->options, value, option);
    }
    return option;
}

static bool is_new(const struct filter *filter, const char *value)
{
    return map_get(filter->options, value) == NULL;
}

/* The item with the anchor id has that value, called label where it is new. NULL or empty: it has none. */
static void add_value(struct filter *filter, const char *value, const char *label, const char *id)
{
    if (value == NULL || *value == '\0')
        return;
    struct option *option = find_option(filter, value, label);
    size_t count = option->ids.count;

    if (count > 0 && option->ids.items[count - 1] == id) /* two speakers of one group, two codes of one theme */
        return;
    list_add(&option->ids, filter->assembly->arena, (void *)id);
    if (filter->positions == NULL)
        return;
    value_add(option->positions, filter->assembly->arena,
              value_number(filter->assembly->arena, (double)filter->position));
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

static struct value *option_value(const struct filter *filter, const struct option *option)
{
    static const struct list none;
    struct arena *arena = filter->assembly->arena;
    struct value *entry = value_map(arena);

    value_set(entry, "value", text_of(filter, option->value));
    value_set(entry, "label", text_of(filter, option->label));
    value_set(entry, "ids", join(arena, filter->several ? &none : &option->ids));
    return entry;
}

/* Adds the filter to items, if it parts what is on the page. */
static void close_filter(struct filter *filter, struct value *items, bool sorted)
{
    struct arena *arena = filter->assembly->arena;
    struct value *map = value_map(arena), *options = value_list(arena), *positions = value_map(arena);
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
        value_add(options, arena, option_value(filter, option));
        value_set(positions, option->value, option->positions);
    }
    value_set(map, "name", text_of(filter, filter->name));
    const char *label = filter->label;
    if (label == NULL)
        label = label_text(filter->assembly->labels, arena_format(arena, "filter_%s", filter->name));
    value_set(map, "label", text_of(filter, label));
    value_set(map, "options", options);
    value_add(items, arena, map);
    if (filter->positions != NULL)
        value_set(filter->positions, filter->name, positions);
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
    for (size_t i = 0; i < excerpt->codes.count; i++) {
        const struct reference *reference = excerpt->codes.items[i];
        const struct code *code = code_theme(reference->object);
        if (code != NULL)
            add_value(filter, code->id,
                      is_new(filter, code->id) ? span_plain(filter->assembly->arena, code->label) : NULL, excerpt->id);
    }
}

static void add_choice(struct filter *filter, const struct excerpt *excerpt, const char *key, const char *name)
{
    const char *label = NULL;

    if (is_new(filter, name))
        label = label_text(filter->assembly->labels, arena_format(filter->assembly->arena, "%s_%s", key, name));
    add_value(filter, name, label, excerpt->id);
}

static void add_group(struct filter *filter, const struct informant *speaker, const char *id)
{
    const struct assembly *assembly = filter->assembly;
    const char *label = NULL;

    if (is_new(filter, speaker->group))
        label = compose_group(assembly->arena, assembly->study, assembly->labels, speaker);
    add_value(filter, speaker->group, label, id);
}

static void add_technique(struct filter *filter, const struct excerpt *excerpt)
{
    const struct assembly *assembly = filter->assembly;
    const char *label = NULL;

    if (is_new(filter, excerpt->technique))
        label = compose_technique(assembly->arena, assembly->study, assembly->labels, excerpt);
    add_value(filter, excerpt->technique, label, excerpt->id);
}

/* What the filters of quotes are while they are filled. */
struct quote_filters {
    struct filter theme, group, sector, technique, stance, evidence;
};

static void add_quote(struct quote_filters *filters, const struct excerpt *excerpt)
{
    if (excerpt->codes.count > 0)
        add_themes(&filters->theme, excerpt);
    else
        add_choice(&filters->theme, excerpt, "filter", "uncoded");
    if (excerpt->speakers.count == 0)
        add_choice(&filters->group, excerpt, "filter",
                   excerpt->technique_kind == TECHNIQUE_OBSERVATION ? "observations" : "documents");
    for (size_t i = 0; i < excerpt->speakers.count; i++) {
        const struct informant *speaker = excerpt->speakers.items[i];
        add_group(&filters->group, speaker, excerpt->id);
        add_value(&filters->sector, speaker->sector, speaker->sector, excerpt->id);
    }
    if (excerpt->according_to == NULL)
        add_technique(&filters->technique, excerpt);
    add_choice(&filters->stance, excerpt, "stance", stance_names[excerpt->stance]);
    add_choice(&filters->evidence, excerpt, "filter",
               excerpt->illustrative           ? "made_up"
               : excerpt->according_to != NULL ? "summary"
                                               : "real");
}

/* A band as it is printed: its borders have the decimal mark of the language. */
static const char *band_label(const struct assembly *assembly, const char *band)
{
    struct arena *arena = assembly->arena;
    const char *point = strchr(band, '.');

    return point == NULL ? band
                         : arena_concat(arena, arena_copy(arena, band, (size_t)(point - band)),
                                        label_text(assembly->labels, "number_decimal_mark"),
                                        band_label(assembly, point + 1), NULL);
}

/* The quotes by what an attribute says of who speaks. */
static void add_attribute(const struct assembly *assembly, const struct attribute *attribute, const struct list *quotes,
                          bool several, struct value *positions, struct value *items)
{
    struct filter filter = filter_new(assembly, arena_concat(assembly->arena, "attribute-", attribute->id, NULL));
    struct list order = attribute_categories(assembly->arena, attribute);
    struct map *common = study_common_categories(assembly->arena, assembly->study, attribute);

    filter.label = span_plain(assembly->arena, attribute->label);
    filter.several = several;
    filter.positions = positions;
    for (size_t i = 0; i < order.count && common != NULL; i++) {
        if (map_get(common, order.items[i]) != NULL)
            find_option(&filter, order.items[i],
                        attribute->bands.count > 0 ? band_label(assembly, order.items[i]) : order.items[i]);
    }
    for (size_t i = 0; i < quotes->count && common != NULL; i++) {
        const struct excerpt *excerpt = quotes->items[i];
        const struct informant *informant = excerpt->informant;
        const char *category =
            informant ? study_category_of(assembly->arena, assembly->study, informant, attribute) : NULL;
        filter.position = i;
        if (category != NULL && map_get(common, category) != NULL)
            add_value(&filter, category, category, excerpt->id);
    }
    close_filter(&filter, items, order.count == 0);
}

struct value *filters_of_quotes(const struct assembly *assembly, const struct list *quotes, bool several,
                                struct value *positions)
{
    struct value *items = value_list(assembly->arena);
    struct quote_filters filters = {filter_new(assembly, "theme"),  filter_new(assembly, "group"),
                                    filter_new(assembly, "sector"), filter_new(assembly, "technique"),
                                    filter_new(assembly, "stance"), filter_new(assembly, "evidence")};
    struct filter *all[] = {&filters.theme,     &filters.group,  &filters.sector,
                            &filters.technique, &filters.stance, &filters.evidence};
    struct list ids = {0};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        all[i]->several = several;
        all[i]->positions = positions;
    }
    for (size_t i = 0; i < quotes->count; i++) {
        const struct excerpt *excerpt = quotes->items[i];
        if (!several)
            list_add(&ids, assembly->arena, (void *)excerpt->id);
        for (size_t j = 0; j < sizeof all / sizeof *all; j++)
            all[j]->position = i;
        add_quote(&filters, excerpt);
    }
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        close_filter(all[i], items, all[i] == &filters.theme || all[i] == &filters.sector);
    const struct list *attributes = &assembly->study->informants->attributes;
    for (size_t i = 0; i < attributes->count; i++)
        add_attribute(assembly, attributes->items[i], quotes, several, positions, items);
    return finish(assembly, items, &ids);
}
