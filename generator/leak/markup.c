#include "leak/private.h"

#include "base/arena.h"
#include "base/ascii.h"

#include <string.h>

enum { LONGEST_TAG = 64 * 1024, KNOWN_TAGS = 1 << 13 };

/* A reader of markup; a comment is read by one of its own, into the stream aside. */
struct reading {
    struct stream *text;
    struct stream *aside;
    struct streams *streams;
    const char *bytes;
    size_t length;
    size_t at;
    enum leak_format format;
    bool apart;
};

/* Characters that mean something: in a text, and in a tag. */
static const bool text_stops[256] = {STREAM_STOPS, ['<'] = true, ['&'] = true, [']'] = true};
static const bool tag_stops[256] = {STREAM_STOPS, ['&'] = true};

static void read_range(struct reading *reading);

/* Elements that part the words around them; all others may stand within one. */
static bool is_block(const char *name, size_t length)
{
    static const char *const names[26][14] = {
        ['a' - 'a'] = {"address", "article", "aside", "audio"},
        ['b' - 'a'] = {"blockquote", "body", "br", "button"},
        ['c' - 'a'] = {"caption", "center", "circle", "col", "colgroup"},
        ['d' - 'a'] = {"dd", "defs", "desc", "details", "dialog", "div", "dl", "dt"},
        ['e' - 'a'] = {"entry"},
        ['f' - 'a'] = {"fieldset", "figcaption", "figure", "footer", "foreignobject", "form"},
        ['g' - 'a'] = {"g"},
        ['h' - 'a'] = {"h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html"},
        ['i' - 'a'] = {"iframe", "image", "img", "input", "item"},
        ['l' - 'a'] = {"legend", "li", "line", "link", "loc"},
        ['m' - 'a'] = {"main", "menu", "meta", "metadata"},
        ['n' - 'a'] = {"nav", "noscript"},
        ['o' - 'a'] = {"object", "ol", "optgroup", "option"},
        ['p' - 'a'] = {"p", "path", "polygon", "polyline", "pre"},
        ['r' - 'a'] = {"rect"},
        ['s' - 'a'] = {"script", "section", "select", "style", "summary", "svg", "symbol"},
        ['t' - 'a'] = {"table", "tbody", "td", "template", "text", "textarea", "tfoot", "th", "thead", "title", "tr"},
        ['u' - 'a'] = {"ul", "url", "use"},
        ['v' - 'a'] = {"video"},
        ['w' - 'a'] = {"w:p", "w:tc"},
    };
    char first = length > 0 ? (char)(*name | 0x20) : '\0', second = length > 1 ? (char)(name[1] | 0x20) : '\0';

    if (first < 'a' || first > 'z')
        return false;
    for (const char *const *same = names[first - 'a']; *same != NULL; same++) {
        if ((*same)[1] == second && strncasecmp(*same, name, length) == 0 && (*same)[length] == '\0')
            return true;
    }
    return false;
}

static bool is_name(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || c == ':' || c == '-';
}

/* Where the tag at the cursor ends, behind its '>'; 0: it is none. Quotes may hold a '>', but nothing holds a '<'. */
static size_t tag_end(const struct reading *reading)
{
    static const bool signs[256] = {['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true};
    size_t most = reading->at + LONGEST_TAG < reading->length ? reading->at + LONGEST_TAG : reading->length;
    char quote = '\0';

    for (size_t end = reading->at + 1; end < most; end++) {
        char c = reading->bytes[end];
        if (!signs[(unsigned char)c])
            continue;
        if (c == '<')
            break;
        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return end + 1;
    }
    return 0;
}

static void write_reference(struct reading *reading, struct stream *stream)
{
    char letters[ENTITY_LIMIT];
    size_t size;

    if (!leak_entity(reading->bytes + reading->at, reading->length - reading->at, letters, &size)) {
        stream_byte(stream, '&', reading->at++);
        return;
    }
    for (size_t i = 0, length = strlen(letters); i < length;) {
        struct stream *target = stream;
        size_t before = target->text.length;
        stream_character(target, letters, length, &i, LEAK_MARKUP);
        for (size_t j = before; target->placed && j < target->text.length; j++)
            target->offsets[j] = (uint32_t)reading->at;
    }
    reading->at += size;
}

/* What stands in a tag, or is hidden, without looking for tags in it; between others with gap. */
static void read_aside(struct reading *reading, size_t end, char gap)
{
    stream_byte(reading->aside, gap, reading->at);
    while (reading->at < end) {
        if (reading->bytes[reading->at] == '&')
            write_reference(reading, reading->aside);
        else if (!tag_stops[(unsigned char)reading->bytes[reading->at]])
            stream_ascii(reading->aside, reading->bytes, end, &reading->at, tag_stops);
        else
            stream_character(reading->aside, reading->bytes, end, &reading->at, reading->format);
    }
    stream_byte(reading->aside, gap, end);
}

static size_t slot_of(uint64_t hash)
{
    return hash >> 40 & (KNOWN_TAGS - 1);
}

/* Nothing was met in the tag at the cursor, which ends at end, where it was read before in the same way. */
static bool is_known_tag(const struct reading *reading, size_t end, uint64_t *hash)
{
    const struct streams *streams = reading->streams;

    *hash = reading->aside->placed ? 0
                                   : leak_hash(reading->bytes + reading->at, end - reading->at) ^
                                         (reading->format + 1) * UINT64_C(0x9e3779b97f4a7c15);
    return *hash != 0 && streams->known_tags != NULL && streams->known_tags[slot_of(*hash)] == *hash;
}

/* For a known tag stands a word that is nobody's, so that what is before it does not go on behind it. */
static void pass_tag(struct reading *reading)
{
    static const char word[] = "\nxq\n";
    enum { LENGTH = sizeof word - 1 };
    struct buffer *aside = &reading->aside->text;

    if (aside->length < LENGTH || memcmp(aside->bytes + aside->length - LENGTH, word, LENGTH) != 0)
        buffer_bytes(aside, word, LENGTH);
}

void streams_met(struct streams *streams, bool something)
{
    if (!something && streams->known_tags == NULL && streams->tags.length > 0) {
        streams->known_tags = memory_alloc(KNOWN_TAGS * sizeof *streams->known_tags);
        memset(streams->known_tags, 0, KNOWN_TAGS * sizeof *streams->known_tags);
    }
    for (size_t at = 0; !something && at < streams->tags.length; at += sizeof(uint64_t)) {
        uint64_t hash;
        memcpy(&hash, streams->tags.bytes + at, sizeof hash);
        streams->known_tags[slot_of(hash)] = hash;
    }
    buffer_clear(&streams->tags);
}

static void read_comment(struct reading *reading)
{
    const char *body = reading->bytes + reading->at + 4;
    size_t rest = reading->length - reading->at - 4;
    const char *close = memmem(body, rest, "-->", 3);
    size_t end = close ? (size_t)(close - reading->bytes) : reading->length;
    struct reading inner = {.text = reading->aside,
                            .aside = reading->aside,
                            .streams = reading->streams,
                            .bytes = reading->bytes,
                            .length = end,
                            .at = reading->at + 4,
                            .format = reading->format};

    stream_byte(reading->text, STREAM_SOFT, reading->at);
    stream_byte(reading->aside, '\n', reading->at);
    read_range(&inner);
    stream_byte(reading->aside, '\n', end);
    reading->at = close ? end + 3 : end;
}

static bool begins(const struct reading *reading, const char *text)
{
    size_t length = strlen(text);

    return reading->length - reading->at >= length && memcmp(reading->bytes + reading->at, text, length) == 0;
}

/* The tag says that nobody sees what is in its element. */
static bool is_hiding(const char *bytes, size_t length)
{
    const char *found = memmem(bytes, length, " hidden", 7), *none = memmem(bytes, length, "display", 7);

    if (found != NULL && !is_name(found[7]))
        return true;
    if (none == NULL)
        return false;
    none += 7 + strspn(none + 7, ": ");
    return strncmp(none, "none", 4) == 0;
}

/* Small letters above others, which go on below: <ruby>Ten<rt>a</rt>ri</ruby>. */
static bool is_annotation(const char *name, size_t length)
{
    return length == 2 && (name[0] | 0x20) == 'r' && ((name[1] | 0x20) == 't' || (name[1] | 0x20) == 'p');
}

/*
 * Where the text of a hidden element ends whose tag goes on from name_end to end, so that it does not part the letters
 * around it; 0: it is none. A long text is read as it is: a script may show it.
 */
static size_t hidden_end(const struct reading *reading, size_t name_end, size_t end)
{
    enum { LONGEST_HIDDEN = 64 };
    size_t most = end + LONGEST_HIDDEN < reading->length ? end + LONGEST_HIDDEN : reading->length;

    const char *name = reading->bytes + reading->at + 1;

    if (*name == '/')
        return 0;
    if (!(reading->apart && is_annotation(name, name_end - reading->at - 1)) &&
        (name_end + 1 >= end || !is_hiding(reading->bytes + name_end, end - name_end)))
        return 0;
    const char *close = memchr(reading->bytes + end, '<', most - end);
    return close != NULL && close + 1 < reading->bytes + reading->length && close[1] == '/'
               ? (size_t)(close - reading->bytes)
               : 0;
}

static bool is_called(const char *name, size_t length, const char *wanted)
{
    return strlen(wanted) == length && strncasecmp(name, wanted, length) == 0;
}

/* The tag, which ends at end, begins an element that a reader of words alone would not understand. */
static void meet_element(struct reading *reading, const char *name, size_t length, size_t end)
{
    if (length < 2 || strchr("sbrSBR", *name) == NULL)
        return;
    if (is_called(name, length, "script") || is_called(name, length, "style")) {
        const char *close = memmem(reading->bytes + end, reading->length - end, "</s", 3);
        leak_read_strings(&reading->streams->pieces, reading->bytes, end,
                          close != NULL ? (size_t)(close - reading->bytes) : reading->length);
    } else if (is_called(name, length, "bdo")) {
        reading->text->turned = true;
    } else if (is_called(name, length, "rt")) {
        reading->streams->annotated = true;
    }
}

/* At a '<': a tag, a comment, a declaration, or just this character. */
static void read_angle(struct reading *reading)
{
    static const char data[] = "<![CDATA[";

    bool in_comment = reading->text == reading->aside;

    if (!in_comment && begins(reading, "<!--")) {
        read_comment(reading);
        return;
    }
    if (begins(reading, data)) {
        stream_byte(reading->text, STREAM_SOFT, reading->at);
        reading->at += sizeof data - 1;
        return;
    }
    size_t name = reading->at + 1;
    name += name < reading->length && reading->bytes[name] == '/';
    size_t name_end = name;
    while (name_end < reading->length && is_name(reading->bytes[name_end]))
        name_end++;
    bool declaration = name < reading->length && (reading->bytes[name] == '!' || reading->bytes[name] == '?');
    size_t end = name_end > name || declaration ? tag_end(reading) : 0;
    if (end == 0) {
        stream_byte(reading->text, '<', reading->at++);
        return;
    }
    bool parts = declaration || is_block(reading->bytes + name, name_end - name);
    if (reading->bytes[reading->at + 1] != '/' && !in_comment)
        meet_element(reading, reading->bytes + name, name_end - name, end);
    uint64_t hash;
    bool tells = name_end + 1 < end || declaration, known = tells && is_known_tag(reading, end, &hash);
    size_t hidden = parts || (known && !reading->apart) ? 0 : hidden_end(reading, name_end, end);
    stream_byte(reading->text, parts ? '\n' : STREAM_SOFT, reading->at);
    if (known)
        pass_tag(reading);
    else if (tells)
        read_aside(reading, end, '\n');
    if (tells && !known && hash != 0 && !is_hiding(reading->bytes + name_end, end - name_end))
        buffer_bytes(&reading->streams->tags, (const char *)&hash, sizeof hash);
    reading->at = end;
    if (hidden > end)
        read_aside(reading, hidden, reading->apart ? STREAM_SOFT : '\n');
}

/* "]]>": the end of a CDATA section, behind which a word may go on. */
static void end_data(struct reading *reading)
{
    stream_byte(reading->text, STREAM_SOFT, reading->at);
    reading->at += 3;
}

static void read_range(struct reading *reading)
{
    while (reading->at < reading->length) {
        char c = reading->bytes[reading->at];
        if (c == '<')
            read_angle(reading);
        else if (c == ']' && begins(reading, "]]>"))
            end_data(reading);
        else if (c == ']')
            stream_byte(reading->text, ']', reading->at++);
        else if (c == '&')
            write_reference(reading, reading->text);
        else if (!text_stops[(unsigned char)c])
            stream_ascii(reading->text, reading->bytes, reading->length, &reading->at, text_stops);
        else
            stream_character(reading->text, reading->bytes, reading->length, &reading->at, reading->format);
    }
}

void leak_read_markup(struct streams *streams, const char *bytes, size_t length, enum leak_format format, bool apart)
{
    struct reading reading = {&streams->main, &streams->aside, streams, bytes, length, 0, format, apart};

    read_range(&reading);
}
