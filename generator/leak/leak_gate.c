#include "leak/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "study/study.h"

#include <assert.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum {
    SHORTEST_LOGIN = 4,
    SHORTEST_ROOT = 5,
    SHORTEST_ID = 3,       /* letters and digits: fewer stand anywhere */
    SHORTEST_SENTENCE = 5, /* words: fewer are said by anybody */
    SENTENCE_LETTERS = 25,
    MOST_WORDS = 200 * 1000, /* letters of withheld excerpts that are searched for, for memory's sake */
    MOST_SHOWN = 40,         /* letters of what was found */
};

const char *leak_mask(struct arena *arena, const char *text, size_t length)
{
    struct buffer masked = {0};
    size_t in_word = 0; /* letters of this word so far */
    bool shown = false; /* the letter at hand */

    for (size_t i = 0; i < length && i < MOST_SHOWN; i++) {
        bool continues = ((unsigned char)text[i] & 0xc0) == 0x80;
        if (text[i] == STREAM_JOIN || text[i] == STREAM_SOFT)
            continue;
        if (!stream_is_letter(text[i])) {
            buffer_char(&masked, text[i] == '\n' ? ' ' : text[i]);
            in_word = 0;
            continue;
        }
        if (!continues)
            shown = in_word++ == 0;
        if (shown)
            buffer_char(&masked, text[i]);
        else if (!continues)
            buffer_text(&masked, "•");
    }
    const char *result = arena_string(arena, buffer_string(&masked));
    buffer_free(&masked);
    return result;
}

/* text as in a stream. */
static const char *plain(struct arena *arena, const char *text, bool letters_only)
{
    struct streams streams = {0};
    struct buffer out = {0};
    size_t length = strlen(text);

    streams_clear(&streams, false);
    for (size_t at = 0; at < length;)
        stream_character(&streams.main, text, length, &at, LEAK_MARKUP);
    for (size_t i = 0; i < streams.main.text.length; i++) {
        if (!letters_only || stream_is_letter(streams.main.text.bytes[i]))
            buffer_char(&out, streams.main.text.bytes[i]);
    }
    const char *result = arena_string(arena, buffer_string(&out));
    buffer_free(&out);
    streams_free(&streams);
    return result;
}

static void read_settings(struct leak_gate *gate, const struct privacy_settings *privacy)
{
    if (privacy == NULL)
        return;
    for (size_t i = 0; i < privacy->allow.count; i++) {
        const struct allowed_text *allowed = privacy->allow.items[i];
        const char *letters = allowed->text ? plain(gate->arena, allowed->text, true) : "";
        if (*letters != '\0')
            list_add(&gate->allowed, gate->arena, (void *)letters);
    }
    for (size_t i = 0; i < privacy->emails.count; i++)
        list_add(&gate->emails, gate->arena, (void *)plain(gate->arena, privacy->emails.items[i], false));
}

static const char *real_root(struct arena *arena, const char *root)
{
    char path[PATH_MAX];

    if (realpath(root, path) == NULL || strlen(path) < SHORTEST_ROOT || strrchr(path, '/') == path)
        return "";
    return arena_string(arena, path);
}

/* Whether the study itself prints login, as part of the researcher's name or of a place. */
static bool is_printed(const struct study_info *info, const char *login)
{
    const char *const texts[] = {info->title,
                                 info->subtitle,
                                 info->researcher,
                                 info->institution,
                                 info->faculty,
                                 info->program,
                                 info->place,
                                 info->approach,
                                 info->method,
                                 info->site ? info->site->title : NULL,
                                 info->site ? info->site->footer : NULL};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i] != NULL && strcasestr(texts[i], login) != NULL)
            return true;
    }
    return false;
}

/* The login name of who runs the program, through sudo too. */
static const char *login_name(const struct build *build)
{
    const struct passwd *entry = getpwuid(getuid());
    const char *behind_sudo = getuid() == 0 ? getenv("SUDO_USER") : NULL;

    if (build->login != NULL)
        return build->login;
    return behind_sudo ? behind_sudo : entry ? entry->pw_name : "";
}

/* The same, unless it is a word that may stand anywhere; "" then. */
static const char *login_of(struct arena *arena, const struct build *build, const struct study *study)
{
    static const char *const common[] = {"root",      "user",     "admin",    "administrator", "guest",  "nobody",
                                         "ubuntu",    "debian",   "fedora",   "centos",        "runner", "build",
                                         "builder",   "docker",   "vagrant",  "home",          "node",   "student",
                                         "mahasiswa", "dosen",    "peneliti", "public",        "test",   "tester",
                                         "data",      "pengguna", "default",  "owner"};
    const char *name = login_name(build);

    if (strlen(name) < SHORTEST_LOGIN || is_printed(study->info, name))
        return "";
    for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
        if (strcasecmp(common[i], name) == 0)
            return "";
    }
    for (const char *c = name; *c != '\0'; c++) {
        if (!stream_is_letter((char)(*c | 0x20)))
            return "";
    }
    return arena_string(arena, name);
}

/* ---- what is searched for ---- */

/* The patterns while they are collected. */
struct collection {
    struct leak_gate *gate;
    const struct study *whole;
    const struct study *seen; /* what of it the readers may see */
    struct leak_name *names;
    size_t capacity;
    size_t letters;
    struct map *said; /* sentences of the excerpts that may be seen */
};

static void collect(struct collection *collection, enum leak_kind kind, const char *whose, struct leak_name name)
{
    struct leak_gate *gate = collection->gate;

    if (gate->pattern_count == collection->capacity) {
        size_t capacity = collection->capacity ? collection->capacity * 2 : 64;
        struct leak_name *names = arena_alloc(gate->arena, capacity * sizeof *names);
        struct leak_pattern *patterns = arena_alloc(gate->arena, capacity * sizeof *patterns);
        for (size_t i = 0; i < gate->pattern_count; i++) {
            names[i] = collection->names[i];
            patterns[i] = gate->patterns[i];
        }
        collection->names = names;
        gate->patterns = patterns;
        collection->capacity = capacity;
    }
    assert(collection->names != NULL);
    collection->names[gate->pattern_count] = name;
    gate->patterns[gate->pattern_count++] = (struct leak_pattern){kind, whose};
}

/* Whether the study or a work that it knows is by somebody of that surname: "Rahman, A." is then anybody. */
static bool is_author(const struct study *study, const char *surname)
{
    if (study->info->researcher != NULL && strcasestr(study->info->researcher, surname) != NULL)
        return true;
    for (size_t i = 0; i < study->works.count; i++) {
        const struct work *work = study->works.items[i];
        for (const struct work_field *field = work->fields; field != NULL; field = field->next) {
            bool names = strcmp(field->name, "author") == 0 || strcmp(field->name, "editor") == 0;
            if (names && strcasestr(field->value, surname) != NULL)
                return true;
        }
    }
    for (size_t i = 0; i < study->synthesis->studies.count; i++) {
        const struct prior_study *prior = study->synthesis->studies.items[i];
        if (prior->authors != NULL && strcasestr(prior->authors, surname) != NULL)
            return true;
    }
    return false;
}

/* As it was typed, and as it may be written besides. */
static void collect_identity(struct collection *collection, const struct identity *identity)
{
    struct leak_forms forms = leak_forms_of(collection->gate->arena, identity->text);

    collect(collection, LEAK_NAME, identity->code, (struct leak_name){.text = identity->text});
    for (size_t i = 0; i < forms.full.count; i++)
        collect(collection, LEAK_NAME, identity->code, (struct leak_name){.text = forms.full.items[i]});
    if (forms.surname == NULL || is_author(collection->whole, forms.surname))
        return;
    for (size_t i = 0; i < forms.initials.count; i++)
        collect(collection, LEAK_NAME, identity->code,
                (struct leak_name){.text = forms.initials.items[i], .signs = true});
}

/* An id that can be told from ordinary words and numbers. */
static bool is_telling_id(const char *id)
{
    size_t letters = 0, digits = 0;

    for (; *id != '\0'; id++) {
        digits += *id >= '0' && *id <= '9';
        letters += stream_is_letter((char)(*id | 0x20)) && !(*id >= '0' && *id <= '9');
    }
    return digits > 0 && letters > 0 && digits + letters >= SHORTEST_ID;
}

/* Calls use for each sentence of text that is long enough to be somebody's own. */
static void each_sentence(struct collection *collection, const char *whose, const char *text,
                          void (*use)(struct collection *collection, const char *whose, const char *sentence))
{
    while (text != NULL && *text != '\0') {
        size_t length = strcspn(text, ".?!;\n"), words = 0;
        char *sentence = arena_copy(collection->gate->arena, text, length);
        for (size_t i = 0; i < length; i++)
            words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
        if (words >= SHORTEST_SENTENCE && strlen(plain(collection->gate->arena, sentence, true)) >= SENTENCE_LETTERS)
            use(collection, whose, sentence);
        text += length + (text[length] != '\0');
    }
}

static void note_said(struct collection *collection, const char *whose, const char *sentence)
{
    map_put(collection->said, plain(collection->gate->arena, sentence, true), (void *)whose);
}

static void collect_sentence(struct collection *collection, const char *whose, const char *sentence)
{
    const char *letters = plain(collection->gate->arena, sentence, true);

    if (map_get(collection->said, letters) != NULL || collection->letters + strlen(letters) > MOST_WORDS)
        return;
    collection->letters += strlen(letters);
    collect(collection, LEAK_WORDS_WITHHELD, whose, (struct leak_name){.text = sentence});
}

/* Informants and excerpts of the whole study that the readers may not see. */
static void collect_withheld(struct collection *collection)
{
    const struct study *whole = collection->whole;
    const struct list *informants = &whole->informants->informants, *visible = &collection->seen->excerpts;
    bool all = whole->excerpts.count == visible->count;

    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        if (study_find(collection->seen, OBJECT_INFORMANT, informant->code) == NULL && is_telling_id(informant->code))
            collect(collection, LEAK_CODE_WITHHELD, informant->code,
                    (struct leak_name){.text = informant->code, .exact = true});
    }
    for (size_t i = 0; i < visible->count && !all; i++) {
        const struct excerpt *excerpt = visible->items[i];
        each_sentence(collection, excerpt->id, excerpt->text, note_said);
    }
    for (size_t i = 0; i < whole->excerpts.count && !all; i++) {
        const struct excerpt *excerpt = whole->excerpts.items[i];
        if (study_find(collection->seen, OBJECT_EXCERPT, excerpt->id) != NULL)
            continue;
        if (is_telling_id(excerpt->id))
            collect(collection, LEAK_ID_WITHHELD, excerpt->id, (struct leak_name){.text = excerpt->id, .exact = true});
        each_sentence(collection, excerpt->id, excerpt->text, collect_sentence);
        each_sentence(collection, excerpt->id, excerpt->translation, collect_sentence);
    }
}

/* The words of withheld excerpts in another language, in which whole was read. */
static void collect_translations(struct collection *collection, const struct study *whole, const struct study *seen)
{
    const struct list *excerpts = &whole->excerpts;

    for (size_t i = 0; i < excerpts->count; i++) {
        const struct excerpt *excerpt = excerpts->items[i];
        if (study_find(seen, OBJECT_EXCERPT, excerpt->id) == NULL)
            each_sentence(collection, excerpt->id, excerpt->translation, collect_sentence);
    }
}

struct leak_gate *leak_gate_new(const struct build *build, const struct list *wholes, const struct list *seen,
                                const struct identities *identities)
{
    const struct study *whole = wholes->items[0];
    struct arena *arena = arena_new();
    struct leak_gate *gate = arena_alloc(arena, sizeof *gate);
    struct collection collection = {.gate = gate, .whole = whole, .seen = seen->items[0], .said = map_new(arena)};

    *gate = (struct leak_gate){.arena = arena, .study_root = build->root};
    pthread_mutex_init(&gate->mutex, NULL);
    read_settings(gate, whole->info->privacy);
    gate->raw_root = real_root(arena, build->root);
    gate->root = plain(arena, gate->raw_root, false);
    gate->login = login_of(arena, build, whole);
    for (size_t i = 0; i < identities->list.count; i++) {
        const struct identity *identity = identities->list.items[i];
        collect_identity(&collection, identity);
    }
    collect_withheld(&collection);
    for (size_t i = 1; i < wholes->count; i++)
        collect_translations(&collection, wholes->items[i], seen->items[i]);
    if (*gate->login != '\0')
        collect(&collection, LEAK_LOGIN, NULL, (struct leak_name){.text = gate->login});
    gate->names = leak_names_new(arena, collection.names, gate->pattern_count);
    return gate;
}
