/* What was found, as errors and warnings: whose it is and where, never the words themselves. */

#include "leak/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/say.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>
#include <strings.h>

enum { MOST_SPOTS = 3, MOST_PUBLISHED = 25 }; /* places that a hint names */

static int compare_texts(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

/* Nothing is published because of it. */
static bool is_error(const struct leak_hit *hit)
{
    return hit->part == PART_WHOLE && hit->thing.kind != LEAK_PASSAGE && hit->thing.kind != LEAK_MEMO &&
           hit->thing.kind < LEAK_NUMBER;
}

/* What was found, wherever it is: what is nobody's by name is told apart by its letters. */
static int compare_things(const struct leak_hit *a, const struct leak_hit *b)
{
    int order = is_error(b) - is_error(a);

    if (order == 0)
        order = (int)a->thing.kind - (int)b->thing.kind;
    if (order == 0)
        order = compare_texts(a->thing.whose, b->thing.whose);
    if (order == 0)
        order = compare_texts(a->thing.file, b->thing.file);
    return order != 0 || a->thing.whose != NULL || a->thing.kind == LEAK_PASSAGE ? order
                                                                                 : strcasecmp(a->words, b->words);
}

static int compare_spots(const void *first, const void *second)
{
    const struct leak_hit *a = first, *b = second;
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

/* What was made from one input, as pages are, comes before indexes and the like. */
static int compare_outputs(const void *first, const void *second)
{
    const struct leak_hit *a = first, *b = second;
    int order = compare_things(a, b);

    if (order == 0)
        order = (a->source == NULL) - (b->source == NULL);
    return order ? order : compare_spots(a, b);
}

/* Sorted, and each spot once: what is there may be read in two ways. */
static void settle(struct list *hits, int (*compare)(const void *a, const void *b))
{
    size_t kept = 0;

    list_sort(hits, compare);
    for (size_t i = 0; i < hits->count; i++) {
        if (kept == 0 || compare(hits->items[kept - 1], hits->items[i]) != 0)
            hits->items[kept++] = hits->items[i];
    }
    hits->count = kept;
}

static void scan_below(struct leak_gate *gate, const char *root, const char *folder)
{
    struct list names = {0};
    struct buffer bytes = {0};

    file_list(file_join(gate->arena, root, folder), gate->arena, &names);
    for (size_t i = 0; i < names.count; i++) {
        const char *path = file_join(gate->arena, folder, names.items[i]);
        if (strncmp(path, "content/private/", strlen("content/private/")) != 0 &&
            file_read(file_join(gate->arena, root, path), &bytes) == FILE_OK)
            leak_scan(gate, path, bytes.bytes, bytes.length, (struct place){0});
    }
    buffer_free(&bytes);
}

/* Drops what is where it should be: withheld words in the file that withholds them. */
static void drop_own(struct list *hits)
{
    size_t kept = 0;

    for (size_t i = 0; i < hits->count; i++) {
        const struct leak_hit *hit = hits->items[i];
        if (compare_texts(hit->thing.file, hit->path) != 0)
            hits->items[kept++] = hits->items[i];
    }
    hits->count = kept;
}

/* The same things in what the outputs were made from. */
static struct list find_in_inputs(struct leak_gate *gate)
{
    static const char *const folders[] = {"content", "lua", "layouts"};

    gate->hits = (struct list){0};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        scan_below(gate, gate->study_root, folders[i]);
    struct list found = gate->hits;
    gate->hits = (struct list){0};
    drop_own(&found);
    settle(&found, compare_inputs);
    return found;
}

/* Hits of the same thing. */
struct hit_range {
    const struct list *hits;
    size_t first;
    size_t end;
};

static struct hit_range range_of(const struct list *inputs, const struct leak_hit *hit)
{
    size_t low = 0, high = inputs->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_things(inputs->items[middle], hit) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    while (high < inputs->count && compare_things(inputs->items[high], hit) == 0)
        high++;
    return (struct hit_range){inputs, low, high};
}

/* The code of an informant is where that informant's words are. */
static bool is_at_home(const struct leak_hit *hit)
{
    return hit->thing.kind == LEAK_CODE_WITHHELD && text_starts_with(hit->path, "content/excerpts/");
}

/* The input that the first of the outputs was made from; else the first of those where it should not be, or NULL. */
static const struct leak_hit *origin_of(struct hit_range inputs, const struct leak_hit *output)
{
    const struct leak_hit *first = NULL;

    for (size_t i = inputs.first; i < inputs.end; i++) {
        const struct leak_hit *input = inputs.hits->items[i];
        if (output->source != NULL && strcmp(input->path, output->source) == 0)
            return input;
        if (first == NULL || (is_at_home(first) && !is_at_home(input)))
            first = input;
    }
    return first;
}

static const char *spot(struct arena *arena, const struct leak_hit *hit)
{
    if (hit->thing.kind == LEAK_PHOTO)
        return arena_format(arena, "'%s'", hit->path);
    if (hit->line == 0) { /* the name itself is what must not be shown */
        const char *slash = strrchr(hit->path, '/');
        return arena_format(arena, translated("the name of a file in '%s'"),
                            slash ? arena_copy(arena, hit->path, (size_t)(slash - hit->path)) : ".");
    }
    return arena_format(arena, "'%s:%d:%d'", hit->path, hit->line, hit->column);
}

static const char *describe_name(const struct leak_gate *gate, const struct leak_hit *hit)
{
    switch (hit->part) {
    case PART_WHOLE:
        return arena_format(gate->arena, translated("what gives away '%s'"), hit->thing.whose);
    case PART_WITH_OTHERS:
        return arena_format(gate->arena, translated("what is nearly a name of '%s'"), hit->thing.whose);
    case PART_NONE:
    case PART_ALONE:
    case PART_WEAK:
        break;
    }
    return arena_format(gate->arena, translated("one word of a name of '%s'"), hit->thing.whose);
}

/* What is nobody's by name: by its kind. */
static const char *describe_shape(enum leak_kind kind)
{
    static const char *const descriptions[] = {
        [LEAK_LOGIN] = N_("the login name of this machine"),
        [LEAK_KNOWN_NUMBER] = N_("a number that content/private/identities.yaml lists"),
        [LEAK_NIK] = N_("what looks like an identity number (NIK)"),
        [LEAK_NIP] = N_("what looks like the number of a civil servant (NIP)"),
        [LEAK_NPWP] = N_("what looks like the number of a taxpayer (NPWP)"),
        [LEAK_HEALTH] = N_("what looks like the number of a health insurance card"),
        [LEAK_PHONE] = N_("what looks like a telephone number"),
        [LEAK_EMAIL] = N_("an e-mail address that study.yaml does not allow"),
        [LEAK_PATH] = N_("a path on this machine"),
        [LEAK_PHOTO] = N_("where a photograph was taken"),
        [LEAK_NUMBER] = N_("what may be the number of a person or a device"),
        [LEAK_PLATE] = N_("what looks like a number plate"),
        [LEAK_BIRTH] = N_("a date of birth"),
        [LEAK_POSITION] = N_("a place on a map"),
        [LEAK_ACCOUNT] = N_("what looks like somebody's account"),
        [LEAK_CLOUD] = N_("the address of a file in somebody's cloud"),
        [LEAK_SHORT_LINK] = N_("a short link, of which nobody sees where it leads"),
        [LEAK_VISIBLE] = "",
    };

    return descriptions[kind] != NULL ? translated(descriptions[kind]) : "";
}

static const char *describe(const struct leak_gate *gate, const struct leak_hit *hit)
{
    struct arena *arena = gate->arena;
    const char *whose = hit->thing.whose;

    switch (hit->thing.kind) {
    case LEAK_NAME:
        return describe_name(gate, hit);
    case LEAK_CODE_WITHHELD:
        return arena_format(
            arena,
            hit->part == PART_WHOLE
                ? translated("the code of informant '%s', who is withheld from these readers,")
                : translated("what may be the code of informant '%s', who is withheld from these readers,"),
            whose);
    case LEAK_ID_WITHHELD:
        return arena_format(arena, translated("the id of excerpt '%s', which is withheld from these readers,"), whose);
    case LEAK_WORDS_WITHHELD:
        return arena_format(
            arena,
            hit->part == PART_WHOLE
                ? translated("words of excerpt '%s', which is withheld from these readers,")
                : translated("what may be words of excerpt '%s', which is withheld from these readers,"),
            whose);
    case LEAK_FIELD_WITHHELD:
        return arena_format(
            arena, translated("what informants.yaml says about '%s', who is withheld from these readers,"), whose);
    case LEAK_ATTRIBUTE:
        return arena_format(arena, translated("an attribute of '%s', which is withheld from these readers,"), whose);
    case LEAK_MEMO:
        return arena_format(arena, translated("what memo '%s' says, which is not for these readers,"), whose);
    case LEAK_PASSAGE:
        return arena_format(arena, translated("a passage of '%s:%u', of which no excerpt was made,"), hit->thing.file,
                            hit->transcript_line);
    default:
        return describe_shape(hit->thing.kind);
    }
}

/* "'site/a.html:3:1', 'site/b.html:9:4' and 7 more places", of which it names most; without: not that one. */
static const char *spots(struct arena *arena, struct hit_range range, const struct leak_hit *without, size_t most)
{
    const struct leak_hit *last = NULL;
    struct buffer text = {0};
    size_t named = 0, others = 0;

    for (size_t i = range.first; i < range.end; i++) {
        const struct leak_hit *hit = range.hits->items[i];
        if (hit == without)
            continue;
        if (named == most || (last != NULL && strcmp(last->path, hit->path) == 0))
            others++;
        else
            buffer_format(&text, "%s%s", named++ > 0 ? ", " : "", spot(arena, hit));
        last = hit;
    }
    if (others > 0)
        buffer_format(&text, translated_count(" and %zu more place", " and %zu more places", others), others);
    return buffer_take(&text, arena);
}

static void hint_at_remedy(struct build *build, const struct leak_hit *hit)
{
    const char *allow = translated("allow it, with a reason, under 'privacy: allow' in content/study.yaml");

    switch (hit->thing.kind) {
    case LEAK_EMAIL:
        diag_hint(build->diags, "remove it, or list it under 'privacy: emails' in content/study.yaml");
        break;
    case LEAK_PHOTO:
        diag_hint(build->diags, "take the place out of the file, as with 'exiftool -gps:all= FILE'");
        break;
    case LEAK_CODE_WITHHELD:
    case LEAK_ID_WITHHELD:
        diag_hint(build->diags, "remove it, or widen the consent if it was given");
        break;
    case LEAK_WORDS_WITHHELD:
    case LEAK_FIELD_WITHHELD:
        diag_hint(build->diags, "say it in words of your own, or widen the consent if it was given");
        break;
    case LEAK_ATTRIBUTE:
        diag_hint(build->diags, "say it in words of your own, or widen the 'audience' of the attribute");
        break;
    case LEAK_MEMO:
        diag_hint(build->diags,
                  "say it in other words, or say in content/memos.yaml by 'read_by' who may read the memo");
        break;
    case LEAK_PASSAGE:
        diag_hint(build->diags, "make an excerpt of it, with its consent, or say it in words of your own");
        break;
    case LEAK_NAME:
        if (is_error(hit))
            diag_hint(build->diags, "remove it; if it is about something else, %s, with the words around it", allow);
        else
            diag_hint(build->diags, "if it is the informant, write the code; if it is somebody else, %s", allow);
        break;
    default:
        diag_hint(build->diags, "remove it; if it is about something else, %s", allow);
    }
}

/* Every place with its words: for the researcher alone. */
static void show_words(struct leak_gate *gate, struct build *build, struct hit_range inputs, struct hit_range outputs)
{
    struct hit_range range = inputs.first < inputs.end ? inputs : outputs;

    for (size_t i = range.first; i < range.end; i++) {
        const struct leak_hit *hit = range.hits->items[i];
        if (hit->thing.kind != LEAK_PHOTO)
            diag_hint(build->diags, "%s: \"%s\"", spot(gate->arena, hit), hit->words);
        else
            diag_hint(build->diags, "%s", spot(gate->arena, hit));
    }
}

static void diagnose_leak(struct leak_gate *gate, struct build *build, struct hit_range outputs,
                          struct hit_range inputs, bool show)
{
    const struct leak_hit *hit = outputs.hits->items[outputs.first], *origin = origin_of(inputs, hit);
    struct place place = {.file = hit->source};

    if (origin != NULL)
        place = (struct place){origin->path, origin->line, origin->column};
    if (is_error(hit))
        diag_error(build->diags, place, "leak", "%s would be published", describe(gate, hit));
    else
        diag_warning(build->diags, place, "leak", "%s is published", describe(gate, hit));
    diag_hide_line(build->diags);
    diag_hint(build->diags, is_error(hit) ? N_("it would be in %s") : N_("it is in %s"),
              spots(gate->arena, outputs, NULL, MOST_SPOTS));
    if (inputs.end > inputs.first + 1)
        diag_hint(build->diags, "the study has it in %s, too", spots(gate->arena, inputs, origin, MOST_SPOTS));
    if (show)
        show_words(gate, build, inputs, outputs);
    hint_at_remedy(build, hit);
}

static bool diagnose_unread(struct leak_gate *gate, struct build *build)
{
    for (size_t i = 0; i < gate->unread.count; i++) {
        const char *path = gate->unread.items[i];
        diag_error(build->diags, (struct place){0}, "leak-unread", "what '%s' holds cannot be searched", path);
        if (text_ends_with(path, ".pdf"))
            diag_hint(build->diags, "install pdftotext (Debian: apt install poppler-utils)");
        else
            diag_hint(build->diags,
                      "publish it unpacked, as ZIP or plain text, or without entities and markup declarations");
    }
    bool some = gate->unread.count > 0;
    gate->unread = (struct list){0};
    return some;
}

bool leak_gate_diagnose(struct leak_gate *gate, struct build *build, bool show)
{
    struct list hits = gate->hits;
    bool stopped = diagnose_unread(gate, build);

    gate->hits = (struct list){0};
    if (hits.count == 0)
        return stopped;
    struct list inputs = find_in_inputs(gate);
    settle(&hits, compare_outputs);
    for (size_t i = 0, end; i < hits.count; i = end) {
        for (end = i + 1; end < hits.count && compare_things(hits.items[i], hits.items[end]) == 0;)
            end++;
        diagnose_leak(gate, build, (struct hit_range){&hits, i, end}, range_of(&inputs, hits.items[i]), show);
        stopped |= is_error(hits.items[i]);
    }
    return stopped;
}

void leak_diagnose_published(struct leak_gate *gate, struct build *build, const char *root, const char *folder)
{
    struct list stopping = {0};

    gate->hits = (struct list){0};
    scan_below(gate, root, folder);
    for (size_t i = 0; i < gate->hits.count; i++) {
        if (is_error(gate->hits.items[i]))
            list_add(&stopping, gate->arena, gate->hits.items[i]);
    }
    gate->hits = (struct list){0};
    gate->unread = (struct list){0};
    if (stopping.count == 0)
        return;
    diag_error(build->diags, (struct place){0}, "leak-published",
               "what was published before in '%s' holds what must not be published: take it down", folder);
    settle(&stopping, compare_spots);
    diag_hint(build->diags, "it is in %s",
              spots(gate->arena, (struct hit_range){&stopping, 0, stopping.count}, NULL, MOST_PUBLISHED));
    diag_hint(build->diags, "where it was copied to, as to a web host, take it down as well; then build again");
}

void leak_gate_list_used(const struct leak_gate *gate, struct arena *arena, struct list *used)
{
    for (size_t i = 0; i < gate->allowed.count; i++) {
        const struct leak_allowed *allowed = gate->allowed.items[i];
        if (allowed->used && allowed->entry != NULL)
            list_add(used, arena, (void *)allowed->entry);
    }
}

void leak_diagnose_allowed(struct build *build, const struct list *allow, const struct list *used)
{
    for (size_t i = 0; i < allow->count; i++) {
        const struct allowed_text *entry = allow->items[i];
        struct place place = record_place_of(&entry->record, "text");
        if (entry->names_somebody || list_has(used, entry)) {
            diag_note(build->diags, place, "allow-used", "because of this entry something passes the leak gate");
            diag_hint(build->diags, "read it again before each release: is its reason still true?");
        } else {
            diag_note(build->diags, place, "allow-unused", "this entry lets nothing pass: nothing printed needs it");
            diag_hint(build->diags, "remove it, or it may let a leak pass one day");
        }
        diag_hide_line(build->diags);
    }
}
