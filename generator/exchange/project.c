#include "exchange/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

bool project_fail(struct project *project, const char *hint, const char *format, ...)
{
    va_list arguments;

    if (project->failed)
        return false;
    project->failed = true;
    va_start(arguments, format);
    const char *message = arena_vformat(project->arena, translated(format), arguments);
    va_end(arguments);
    diag_error(project->diags, (struct place){0}, "import", "'%s': %s", project->file, message);
    if (hint != NULL)
        diag_hint(project->diags, "%s", translated(hint));
    return false;
}

void project_lose(struct project *project, const char *concept, size_t count, enum loss_kind kind, const char *how)
{
    if (count == 0)
        return;
    for (size_t i = 0; i < project->losses.count; i++) {
        struct loss *loss = project->losses.items[i];
        if (loss->kind == kind && strcmp(loss->concept, concept) == 0 && strcmp(loss->how, how) == 0) {
            loss->count += count;
            return;
        }
    }
    struct loss *loss = arena_alloc(project->arena, sizeof *loss);
    *loss = (struct loss){concept, count, kind, how};
    list_add(&project->losses, project->arena, loss);
}

struct project_source *project_add_source(struct project *project, const char *guid, const char *name)
{
    struct project_source *source = arena_alloc(project->arena, sizeof *source);

    source->guid = guid;
    source->name = name;
    list_add(&project->sources, project->arena, source);
    return source;
}

struct project_case *project_add_case(struct project *project, const char *guid, const char *name)
{
    struct project_case *person = arena_alloc(project->arena, sizeof *person);

    person->guid = guid;
    person->name = name;
    list_add(&project->cases, project->arena, person);
    return person;
}

struct project_case *project_add_person(struct project *project, const char *name)
{
    return project_add_case(project, guid_make(project->arena, arena_concat(project->arena, "case:", name, NULL)),
                            name);
}

struct segment *project_add_segment(struct project *project, const char *guid, struct project_source *source)
{
    struct segment *segment = arena_alloc(project->arena, sizeof *segment);

    *segment = (struct segment){
        .guid = guid, .source = source, .start = SIZE_MAX, .end = SIZE_MAX, .number = project->segments.count};
    list_add(&project->segments, project->arena, segment);
    return segment;
}

const char *coder_guid(struct arena *arena, const char *name)
{
    return guid_make(arena, arena_concat(arena, "coder:", name, NULL));
}

struct project_coder *project_coder_named(struct project *project, const char *name)
{
    if (name == NULL || *name == '\0')
        return NULL;
    for (size_t i = 0; i < project->coders.count; i++) {
        struct project_coder *coder = project->coders.items[i];
        if (strcmp(coder->name, name) == 0)
            return coder;
    }
    struct project_coder *coder = arena_alloc(project->arena, sizeof *coder);
    *coder = (struct project_coder){.guid = coder_guid(project->arena, name), .name = name};
    list_add(&project->coders, project->arena, coder);
    return coder;
}

struct project_coder *project_coder_wanted(struct project *project)
{
    const char *id = project->request->coder;
    struct project_coder *coder = id ? project_coder_named(project, id) : NULL;

    if (coder != NULL)
        coder->wanted = id;
    return coder;
}

struct project project_begin(struct arena *arena, struct diags *diags, const struct import_request *request)
{
    return (struct project){.arena = arena,
                            .diags = diags,
                            .request = request,
                            .by_path = map_new(arena),
                            .by_name = map_new(arena),
                            .code_names = map_new(arena)};
}

struct project_variable *project_variable_named(struct project *project, const char *name)
{
    for (size_t i = 0; i < project->variables.count; i++) {
        struct project_variable *variable = project->variables.items[i];
        if (strcmp(variable->name, name) == 0)
            return variable;
    }
    struct project_variable *variable = arena_alloc(project->arena, sizeof *variable);
    *variable = (struct project_variable){.name = name, .type = "text"};
    list_add(&project->variables, project->arena, variable);
    return variable;
}

/* A name without the ending of a text, which some tools leave in it. */
static const char *without_ending(struct arena *arena, const char *name)
{
    static const char *const endings[] = {".docx", ".doc", ".odt", ".rtf", ".txt", ".pdf", ".srt", ".vtt", ".md"};
    size_t length = strlen(name);

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t tail = strlen(endings[i]);
        if (length > tail && strcasecmp(name + length - tail, endings[i]) == 0)
            return arena_copy(arena, name, length - tail);
    }
    return name;
}

struct project_source *project_find_source(const struct project *project, const char *name)
{
    return map_get(project->by_name, without_ending(project->arena, name));
}

struct project_source *project_source_named(struct project *project, struct map *by_name, const char *name)
{
    const char *key = without_ending(project->arena, name);
    struct project_source *source = map_get(by_name, key);

    if (source == NULL) {
        const char *guid = guid_make(project->arena, arena_concat(project->arena, "source:", name, NULL));
        source = project_add_source(project, guid, name);
        map_put(by_name, key, source);
    }
    return source;
}

const char *project_title(const struct project *project)
{
    const char *slash = strrchr(project->file, '/'), *base = slash ? slash + 1 : project->file;
    const char *dot = strrchr(base, '.');

    return arena_copy(project->arena, base, dot && dot > base ? (size_t)(dot - base) : strlen(base));
}

struct project_source *project_source_of_file(struct project *project)
{
    const char *name = project_title(project);
    const struct project_source *there = project_find_source(project, name);

    return project_source_named(project, there && there->text ? map_new(project->arena) : project->by_name, name);
}

/* The code of that name and id below parent; path is that of the names. */
static struct project_code *code_below(struct project *project, struct map *by_path, struct project_code *parent,
                                       const char *path, const char *name, const char *id)
{
    struct arena *arena = project->arena;
    const char *key = arena_concat(arena, parent ? parent->guid : "", "\n", name, NULL);
    const char *known = id ? arena_concat(arena, key, "\n", id, NULL) : key;
    struct project_code *code = map_get(by_path, known), *same = map_get(by_path, key);

    if (code == NULL && same != NULL && same->wanted == NULL) {
        code = same;
        code->wanted = id;
    }
    if (code == NULL) {
        code = arena_alloc(arena, sizeof *code);
        *code = (struct project_code){.guid = guid_make(arena, id ? arena_concat(arena, path, "\n", id, NULL) : path),
                                      .name = name,
                                      .is_by_name = true,
                                      .wanted = id,
                                      .parent = parent};
        list_add(&project->codes, arena, code);
    }
    map_put(by_path, known, code);
    if (same == NULL)
        map_put(by_path, key, code);
    return code;
}

struct project_code *project_code_known(struct project *project, struct map *by_path, const char *const *names,
                                        const char *const *ids, size_t count)
{
    struct project_code *parent = NULL;
    const char *path = "code";

    for (size_t i = 0; i < count; i++) {
        path = arena_concat(project->arena, path, "\n", names[i], NULL);
        parent = code_below(project, by_path, parent, path, names[i], id_filled(ids[i]));
    }
    return parent;
}

struct project_code *project_code_at(struct project *project, struct map *by_path, const char *const *names,
                                     size_t count)
{
    static const char *const none[MOST_DEPTH];

    return project_code_known(project, by_path, names, none, count);
}

void source_group(struct project *project, struct project_source *source, const char *name)
{
    if (name != NULL && *(name = text_trimmed(project->arena, name)) != '\0')
        source->groups = source->groups ? arena_concat(project->arena, source->groups, "; ", name, NULL) : name;
}

const char *project_separator(const struct project *project, const char *text)
{
    static const char *const usual[] = {"->", " > ", "\xe2\x86\x92", "\\", " >> "};

    if (project->request->separator != NULL)
        return project->request->separator;
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        if (strstr(text, usual[i]) != NULL)
            return usual[i];
    }
    return NULL;
}

size_t project_levels(struct project *project, const char *text, const char *separator, const char *levels[MOST_DEPTH])
{
    size_t count = 0;

    while (separator != NULL && *separator != '\0' && count < MOST_DEPTH - 1) {
        const char *end = strstr(text, separator);
        if (end == NULL)
            break;
        const char *level = text_trimmed(project->arena, arena_copy(project->arena, text, (size_t)(end - text)));
        if (*level != '\0')
            levels[count++] = level;
        text = end + strlen(separator);
    }
    const char *last = text_trimmed(project->arena, text);
    if (*last != '\0')
        levels[count++] = last;
    return count;
}

void segment_add_code(struct project *project, struct segment *segment, struct project_code *code)
{
    if (code != NULL && !list_has(&segment->codes, code))
        list_add(&segment->codes, project->arena, code);
}

void segment_add_memo(struct project *project, struct segment *segment, const char *text)
{
    if (text == NULL || *text == '\0' || (segment->memo != NULL && strstr(segment->memo, text) != NULL))
        return;
    segment->memo = segment->memo ? arena_concat(project->arena, segment->memo, "\n\n", text, NULL) : text;
}

void case_set(struct project *project, struct project_case *person, const char *name, const char *value)
{
    if (name == NULL || *name == '\0' || value == NULL || *(value = text_trimmed(project->arena, value)) == '\0')
        return;
    struct project_value *pair = arena_alloc(project->arena, sizeof *pair);
    *pair = (struct project_value){project_variable_named(project, name), value};
    list_add(&person->values, project->arena, pair);
}

/* ---- colours ---- */

const char *project_color(struct project *project, const char *text)
{
    if (text == NULL || *text == '\0')
        return NULL;
    bool is_hex = *text == '#' && strspn(text + 1, "0123456789abcdefABCDEF") == strlen(text + 1);
    if (is_hex && strlen(text) == 4)
        return arena_format(project->arena, "#%c%c%c%c%c%c", text[1], text[1], text[2], text[2], text[3], text[3]);
    if (is_hex && strlen(text) == 7)
        return text;
    const struct word_row *named = words_find(WORDS_COLOR, text, strlen(text));
    if (named != NULL)
        return arena_concat(project->arena, "#", named->name, NULL);
    project_lose(project, "color of a code", 1, LOSS_LEFT, "what is called so is not known");
    return NULL;
}

/* ---- guids ---- */

const char *guid_read(struct arena *arena, const char *text)
{
    char guid[GUID_SIZE];
    const char *whole = text;
    size_t length = 0;

    if (text == NULL)
        return NULL;
    for (text += *text == '{'; *text != '\0' && *text != '}'; text++) {
        bool is_dash = length == 8 || length == 13 || length == 18 || length == 23;
        if (length >= GUID_SIZE - 1 || (is_dash ? *text != '-' : !isxdigit((unsigned char)*text)))
            return NULL;
        guid[length++] = (char)tolower((unsigned char)*text);
    }
    if (length < GUID_SIZE - 1)
        return NULL;
    /* Most are written in this form: projects have hundreds of thousands of them. */
    bool is_as_typed = strncmp(whole, guid, length) == 0 && whole[length] == '\0';
    return is_as_typed ? whole : arena_copy(arena, guid, length);
}

static uint32_t turned(uint32_t word, int by)
{
    return word << by | word >> (32 - by);
}

static void sha1_block(uint32_t hash[5], const unsigned char *block)
{
    static const uint32_t constants[] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
    uint32_t w[80], a = hash[0], b = hash[1], c = hash[2], d = hash[3], e = hash[4];

    for (int i = 0; i < 16; i++, block += 4)
        w[i] = (uint32_t)text_number(block, 4, true);
    for (int i = 16; i < 80; i++)
        w[i] = turned(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 80; i++) {
        uint32_t f = i < 20 ? (b & c) | (~b & d) : i >= 40 && i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
        uint32_t next = turned(a, 5) + f + e + constants[i / 20] + w[i];
        e = d;
        d = c;
        c = turned(b, 30);
        b = a;
        a = next;
    }
    hash[0] += a;
    hash[1] += b;
    hash[2] += c;
    hash[3] += d;
    hash[4] += e;
}

/* SHA-1 of FIPS 180-4: what UUIDv5 is made of; nothing rests on its strength. */
static void sha1(const char *bytes, size_t length, uint32_t hash[5])
{
    static const uint32_t start[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    unsigned char last[128] = {0};
    size_t whole = length / 64 * 64, rest = length - whole, padded = rest < 56 ? 64 : 128;

    memcpy(hash, start, sizeof start);
    for (size_t i = 0; i < whole; i += 64)
        sha1_block(hash, (const unsigned char *)bytes + i);
    memcpy(last, bytes + whole, rest);
    last[rest] = 0x80;
    for (size_t i = 0; i < 8; i++)
        last[padded - 1 - i] = (unsigned char)((uint64_t)length * 8 >> (8 * i));
    for (size_t i = 0; i < padded; i += 64)
        sha1_block(hash, last + i);
}

const char *guid_make(struct arena *arena, const char *name)
{
    /* The name space: UUIDv5 of "lampiran" in that of DNS. */
    static const unsigned char space[16] = {0x89, 0xe2, 0x1c, 0x80, 0x73, 0xcd, 0x50, 0xdb,
                                            0x8d, 0x0c, 0x25, 0xdd, 0xfa, 0x09, 0xba, 0x28};
    struct buffer bytes = {0};
    uint32_t h[5];

    buffer_bytes(&bytes, (const char *)space, sizeof space);
    buffer_text(&bytes, name);
    sha1(bytes.bytes, bytes.length, h);
    buffer_free(&bytes);
    h[1] = (h[1] & 0xffff0fff) | 0x5000;
    h[2] = (h[2] & 0x3fffffff) | 0x80000000;
    return arena_format(arena, "%08x-%04x-%04x-%04x-%04x%08x", h[0], h[1] >> 16, h[1] & 0xffff, h[2] >> 16,
                        h[2] & 0xffff, h[3]);
}

/* ---- text ---- */

const char *text_filled(const char *text)
{
    return text != NULL && *text != '\0' ? text : NULL;
}

const char *id_filled(const char *text)
{
    return text != NULL && text_is_study_id(text) && strcmp(text, "null") != 0 ? text : NULL;
}

const char *text_kept(struct arena *arena, const char *text)
{
    size_t length = strlen(text);
    bool is_bare = length == 0 || !(isspace((unsigned char)*text) || isspace((unsigned char)text[length - 1]));

    return is_bare && memchr(text, '\r', length) == NULL ? text : text_trimmed(arena, text);
}

bool project_read(struct project *project, const char *path, struct buffer *bytes)
{
    return file_read(path, bytes) == FILE_OK ||
           project_fail(project, NULL, "it cannot be read, or is larger than %d MB", FILE_LIMIT / 1024 / 1024);
}

const char *project_read_text(struct project *project, const char *path)
{
    struct buffer bytes = {0};
    const char *text = NULL;
    size_t length;

    if (project_read(project, path, &bytes))
        text = project_decode(project, path, buffer_string(&bytes), bytes.length, &length);
    buffer_free(&bytes);
    return text;
}
