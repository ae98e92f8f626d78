#include "publish/leak.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "model/build.h"
#include "publish/leak_gate.h"

#include <string.h>

static int compare_texts(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

/* Hits of the same thing in outputs of the same input are told as one. */
static int compare_things(const struct leak_hit *a, const struct leak_hit *b)
{
    int order = compare_texts(a->source, b->source);

    if (order == 0)
        order = (int)a->kind - (int)b->kind;
    if (order == 0)
        order = compare_texts(a->whose, b->whose);
    return order || a->whose != NULL ? order : strcmp(a->masked, b->masked);
}

static int compare_hits(const void *first, const void *second)
{
    const struct leak_hit *a = first, *b = second;
    int order = compare_things(a, b);

    if (order == 0)
        order = strcmp(a->path, b->path);
    if (order == 0)
        order = a->line - b->line;
    return order ? order : a->column - b->column;
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
    list_sort(&found, compare_hits);
    return found;
}

static const struct leak_hit *origin_of(const struct list *inputs, const struct leak_hit *hit)
{
    const struct leak_hit *origin = NULL;

    for (size_t i = 0; i < inputs->count; i++) {
        struct leak_hit input = *(const struct leak_hit *)inputs->items[i];
        bool own = hit->source != NULL && strcmp(input.path, hit->source) == 0;
        input.source = hit->source;
        if (compare_things(&input, hit) == 0 && (origin == NULL || own))
            origin = inputs->items[i];
        if (origin != NULL && own)
            break;
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

/* The first of count hits of one thing. */
static void report_thing(struct leak_gate *gate, struct build *build, const struct leak_hit *hit, size_t count,
                         const struct list *inputs)
{
    struct place place = {.file = hit->source}; /* no line: it would be printed, and might hold the name */
    const struct leak_hit *origin = origin_of(inputs, hit);

    diag_error(build->diags, place, "leak", "%s (%s) would be published in %s", describe(gate, hit), hit->masked,
               spot(gate->arena, hit));
    if (count > 1)
        diag_hint(build->diags, "it stands in %zu more places", count - 1);
    if (origin != NULL)
        diag_hint(build->diags, "it comes from %s", spot(gate->arena, origin));
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
    list_sort(&hits, compare_hits);
    struct list inputs = find_in_inputs(gate);
    for (size_t i = 0; i < hits.count;) {
        size_t end = i + 1;
        while (end < hits.count && compare_things(hits.items[i], hits.items[end]) == 0)
            end++;
        report_thing(gate, build, hits.items[i], end - i, &inputs);
        i = end;
    }
    return true;
}
