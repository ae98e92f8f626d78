#include "leak/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "study/study.h"

#include <string.h>

static int compare_texts(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

/* What was found, wherever it stands. */
static int compare_things(const struct leak_hit *a, const struct leak_hit *b)
{
    int order = (int)a->kind - (int)b->kind;

    if (order == 0)
        order = compare_texts(a->whose, b->whose);
    return order || a->whose != NULL ? order : strcmp(a->masked, b->masked);
}

static int compare_spots(const struct leak_hit *a, const struct leak_hit *b)
{
    int order = strcmp(a->path, b->path);

    if (order == 0)
        order = a->line - b->line;
    return order ? order : a->column - b->column;
}

static int compare_inputs(const void *first, const void *second)
{
    int order = compare_things(first, second);

    return order ? order : compare_spots(first, second);
}

/* Hits in outputs that are told as one: of the same thing, which comes from the same place. */
static int compare_leaks(const struct leak_hit *a, const struct leak_hit *b)
{
    int order = compare_things(a, b);

    if (order == 0)
        order = (a->origin == NULL) - (b->origin == NULL);
    if (order != 0)
        return order;
    return a->origin ? compare_spots(a->origin, b->origin) : compare_texts(a->source, b->source);
}

/* What was made from one input, as pages are, comes before indexes and the like. */
static int compare_outputs(const void *first, const void *second)
{
    const struct leak_hit *a = first, *b = second;
    int order = compare_leaks(a, b);

    if (order == 0)
        order = (a->source == NULL) - (b->source == NULL);
    return order ? order : compare_spots(a, b);
}

static void scan_inputs_below(struct leak_gate *gate, const char *folder)
{
    struct list names = {0};
    struct buffer bytes = {0};

    file_list(file_join(gate->arena, gate->study_root, folder), gate->arena, &names);
    for (size_t i = 0; i < names.count; i++) {
        const char *path = file_join(gate->arena, folder, names.items[i]);
        if (strncmp(path, "content/private/", strlen("content/private/")) != 0 &&
            file_read(file_join(gate->arena, gate->study_root, path), &bytes) == FILE_OK)
            leak_scan(gate, path, bytes.bytes, bytes.length, (struct place){0});
    }
    buffer_free(&bytes);
}

/* The same things in what the outputs were made from. */
static struct list find_in_inputs(struct leak_gate *gate)
{
    static const char *const folders[] = {"content", "lua", "layouts"};

    gate->hits = (struct list){0};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        scan_inputs_below(gate, folders[i]);
    struct list found = gate->hits;
    gate->hits = (struct list){0};
    list_sort(&found, compare_inputs);
    return found;
}

/* Where in the inputs the thing stands, in what the output was made from if it is there. */
static const struct leak_hit *origin_of(const struct list *inputs, const struct leak_hit *hit)
{
    const struct leak_hit *origin = NULL;

    for (size_t i = 0; i < inputs->count; i++) {
        const struct leak_hit *input = inputs->items[i];
        if (compare_things(input, hit) != 0)
            continue;
        if (hit->source != NULL && strcmp(input->path, hit->source) == 0)
            return input;
        if (origin == NULL)
            origin = input;
    }
    return origin;
}

static const char *spot(struct arena *arena, const struct leak_hit *hit)
{
    if (hit->line == 0)
        return arena_format(arena, "the name of '%s'", hit->path);
    return arena_format(arena, "'%s:%d:%d'", hit->path, hit->line, hit->column);
}

static const char *describe(const struct leak_gate *gate, const struct leak_hit *hit)
{
    switch (hit->kind) {
    case LEAK_NAME:
        return arena_format(gate->arena, "what gives away '%s'", hit->whose);
    case LEAK_CODE_WITHHELD:
        return arena_format(gate->arena, "the code of informant '%s', who is withheld from these readers,", hit->whose);
    case LEAK_ID_WITHHELD:
        return arena_format(gate->arena, "the id of excerpt '%s', which is withheld from these readers,", hit->whose);
    case LEAK_WORDS_WITHHELD:
        return arena_format(gate->arena, "words of excerpt '%s', which is withheld from these readers,", hit->whose);
    case LEAK_LOGIN:
        return "the login name of this machine";
    case LEAK_NIK:
        return "what looks like an identity number (NIK)";
    case LEAK_PHONE:
        return "what looks like a telephone number";
    case LEAK_EMAIL:
        return "an e-mail address that study.yaml does not allow";
    case LEAK_PATH:
        return "a path on this machine";
    }
    return "";
}

/* "'site/a.html:3:1', 'site/b.html:9:4' and 7 more places" */
static const char *spots(struct arena *arena, const struct list *hits, size_t first, size_t end)
{
    enum { MOST_NAMED = 3 };
    struct buffer text = {0};
    size_t named = 0, others = 0;

    for (size_t i = first; i < end; i++) {
        const struct leak_hit *hit = hits->items[i], *last = i > first ? hits->items[i - 1] : NULL;
        bool same_file = last != NULL && strcmp(last->path, hit->path) == 0;
        if (same_file || named == MOST_NAMED)
            others++;
        else
            buffer_format(&text, "%s%s", named++ > 0 ? ", " : "", spot(arena, hit));
    }
    if (others > 0)
        buffer_format(&text, " and %zu more place%s", others, others > 1 ? "s" : "");
    const char *copy = arena_string(arena, buffer_string(&text));
    buffer_free(&text);
    return copy;
}

/* The other inputs that hold the thing whose origin is named already. */
static void hint_at_others(struct leak_gate *gate, struct build *build, const struct list *inputs,
                           const struct leak_hit *origin)
{
    struct list others = {0};

    for (size_t i = 0; i < inputs->count; i++) {
        if (inputs->items[i] != origin && compare_things(inputs->items[i], origin) == 0)
            list_add(&others, gate->arena, inputs->items[i]);
    }
    if (others.count > 0)
        diag_hint(build->diags, "the study has it in %s, too", spots(gate->arena, &others, 0, others.count));
}

/* hits [first, end) are one leak. */
static void report_leak(struct leak_gate *gate, struct build *build, const struct list *hits, size_t first, size_t end,
                        const struct list *inputs)
{
    const struct leak_hit *hit = hits->items[first], *origin = hit->origin;
    struct place place = {.file = hit->source};

    if (origin != NULL)
        place = (struct place){origin->path, origin->line, origin->column};
    diag_error(build->diags, place, "leak", "%s (%s) would be published", describe(gate, hit),
               origin ? origin->masked : hit->masked);
    diag_hide_line(build->diags);
    diag_hint(build->diags, "it would stand in %s", spots(gate->arena, hits, first, end));
    if (origin != NULL)
        hint_at_others(gate, build, inputs, origin);
    if (hit->kind == LEAK_EMAIL)
        diag_hint(build->diags, "take it out, or list it under 'privacy: emails' in content/study.yaml");
    else
        diag_hint(build->diags, "take it out; if it is about something else, let it pass, with a reason, under "
                                "'privacy: allow' in content/study.yaml");
}

bool leak_gate_report(struct leak_gate *gate, struct build *build)
{
    struct list hits = gate->hits;

    gate->hits = (struct list){0};
    if (gate->no_pdf_text) {
        gate->no_pdf_text = false;
        diag_warning(build->diags, (struct place){0}, "leak-pdf", "the text of PDF files was not searched for names");
        diag_hint(build->diags, "install pdftotext (Debian: apt install poppler-utils)");
    }
    if (hits.count == 0)
        return false;
    struct list inputs = find_in_inputs(gate);
    for (size_t i = 0; i < hits.count; i++) {
        struct leak_hit *hit = hits.items[i];
        hit->origin = origin_of(&inputs, hit);
    }
    list_sort(&hits, compare_outputs);
    for (size_t i = 0, end; i < hits.count; i = end) {
        for (end = i + 1; end < hits.count && compare_leaks(hits.items[i], hits.items[end]) == 0;)
            end++;
        report_leak(gate, build, &hits, i, end, &inputs);
    }
    return true;
}
