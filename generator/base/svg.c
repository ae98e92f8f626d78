#include "base/svg.h"

#include "base/buffer.h"
#include "base/say.h"
#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct scan {
    const char *start;
    const char *at;
    const char *end;
    struct svg_flaw *flaw;
    bool in_style; /* what follows is a style sheet */
};

static const char is_broken[] = N_("is not well-formed SVG");
static const char fetches[] = N_("takes something from outside of itself");
static const char packs[] = N_("holds a packed file that is no PNG, JPEG, GIF or WebP");
static const char runs[] = N_("holds a script");

static bool fail(struct scan *scan, const char *at, const char *what)
{
    *scan->flaw = (struct svg_flaw){what, (size_t)(at - scan->start)};
    return false;
}

static bool starts(const struct scan *scan, const char *word)
{
    size_t length = strlen(word);

    return (size_t)(scan->end - scan->at) >= length && memcmp(scan->at, word, length) == 0;
}

/* Moves behind the next word. False: there is none. */
static bool skip_past(struct scan *scan, const char *word)
{
    const char *found = memmem(scan->at, (size_t)(scan->end - scan->at), word, strlen(word));

    if (found == NULL)
        return fail(scan, scan->at, is_broken);
    scan->at = found + strlen(word);
    return true;
}

static void skip_space(struct scan *scan)
{
    while (scan->at < scan->end && isspace((unsigned char)*scan->at))
        scan->at++;
}

/* ---- values ---- */

/* The character that the reference at *text, which begins with '&', stands for, and *text moves behind it. 0: none. */
static unsigned long read_reference(const char **text)
{
    static const struct {
        const char *name;
        char character;
    } known[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}};
    char *end;

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (text_starts_with(*text, known[i].name)) {
            *text += strlen(known[i].name);
            return (unsigned char)known[i].character;
        }
    }
    if ((*text)[1] != '#')
        return 0;
    bool is_hex = (*text)[2] == 'x';
    const char *digits = *text + (is_hex ? 3 : 2);
    unsigned long code_point = isxdigit((unsigned char)*digits) ? strtoul(digits, &end, is_hex ? 16 : 10) : 0;
    if (code_point == 0 || code_point > 0x10ffff || *end != ';')
        return 0;
    *text = end + 1;
    return code_point;
}

/* text without its references, blanks and control characters, in small letters. False: a reference is not known. */
static bool read_plain(const char *text, struct buffer *plain)
{
    while (*text != '\0') {
        unsigned long character = (unsigned char)*text;
        if (*text == '&') {
            character = read_reference(&text);
            if (character == 0)
                return false;
        } else {
            text++;
        }
        if (character > ' ' && character < 0x80)
            buffer_char(plain, (char)tolower((int)character));
        else if (character >= 0x80)
            buffer_char(plain, '?');
    }
    return true;
}

/* "#part", or a picture that is within the text. */
static bool is_within(const char *address)
{
    static const char *const pictures[] = {"data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/gif",
                                           "data:image/webp"};

    if (*address == '#' || *address == '\0')
        return true;
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        if (text_starts_with(address, pictures[i]))
            return true;
    }
    return false;
}

/* What is wrong with an address that is not within. */
static const char *address_flaw(const char *address)
{
    return text_starts_with(address, "data:") ? packs : fetches;
}

/* css is plain. */
static const char *style_flaw(const char *css)
{
    if (strchr(css, '\\') != NULL || strstr(css, "@import") != NULL || strstr(css, "@font-face") != NULL ||
        strstr(css, "expression(") != NULL || strstr(css, "binding") != NULL || strstr(css, "image-set(") != NULL)
        return fetches;
    for (const char *url = strstr(css, "url("); url != NULL; url = strstr(url, "url(")) {
        url += strlen("url(");
        url += *url == '"' || *url == '\'';
        if (!is_within(url))
            return address_flaw(url);
    }
    return NULL;
}

/* Parts of a name behind the prefix of its namespace. */
static const char *local_name(const char *name)
{
    const char *colon = strrchr(name, ':');

    return colon ? colon + 1 : name;
}

/* value is plain. */
static const char *attribute_flaw(const char *element, const char *name, const char *value)
{
    static const char *const foreign[] = {"http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/math/mathml",
                                          "http://www.w3.org/2001/xml-events", "http://www.mozilla.org/xbl", NULL};
    static const char *const addresses[] = {"href", "src",  "base",   "data", "action", "formaction",
                                            "to",   "from", "values", "by",   NULL};
    static const char *const offered[] = {"https:", "http:", "mailto:", NULL};
    const char *local = local_name(name);

    if (strncmp(name, "xmlns", 5) == 0)
        return text_is_one_of_any_case(value, strlen(value), foreign) ? N_("holds something other than a drawing")
                                                                      : NULL;
    if (strncasecmp(local, "on", 2) == 0)
        return runs;
    if (strcasecmp(local, "attributeName") == 0)
        return strstr(value, "href") || text_starts_with(value, "on") ? runs : NULL;
    if (strstr(value, "javascript:") != NULL || strstr(value, "vbscript:") != NULL)
        return runs;
    bool is_animated = text_is_one_of_any_case(local, strlen(local), addresses + 6);
    if (text_is_one_of_any_case(local, strlen(local), addresses) && !is_animated && !is_within(value)) {
        for (size_t i = 0; strcasecmp(element, "a") == 0 && offered[i] != NULL; i++) {
            if (text_starts_with(value, offered[i]))
                return NULL;
        }
        return address_flaw(value);
    }
    return strcasecmp(local, "style") == 0 || strstr(value, "url(") != NULL ? style_flaw(value) : NULL;
}

/* ---- the parts of a file ---- */

/* "name", where one may end. Too long: cut, as no name that means anything is. */
static bool read_name(struct scan *scan, char name[128])
{
    size_t length = 0;

    while (scan->at + length < scan->end && !isspace((unsigned char)scan->at[length]) &&
           strchr("=/>\"'<&", scan->at[length]) == NULL && scan->at[length] != '\0')
        length++;
    if (length == 0 || length > 127)
        return fail(scan, scan->at, is_broken);
    memcpy(name, scan->at, length);
    name[length] = '\0';
    scan->at += length;
    return true;
}

/* name="value" of element. */
static bool read_attribute(struct scan *scan, const char *element)
{
    const char *start = scan->at;
    struct buffer value = {0}, plain = {0};
    char name[128];

    if (!read_name(scan, name))
        return false;
    skip_space(scan);
    if (scan->at >= scan->end || *scan->at != '=')
        return fail(scan, start, is_broken);
    scan->at++;
    skip_space(scan);
    char quote = scan->at < scan->end ? *scan->at : '\0';
    const char *end =
        quote == '"' || quote == '\'' ? memchr(scan->at + 1, quote, (size_t)(scan->end - scan->at - 1)) : NULL;
    if (end == NULL || memchr(scan->at, '<', (size_t)(end - scan->at)) != NULL)
        return fail(scan, start, is_broken);
    buffer_bytes(&value, scan->at + 1, (size_t)(end - scan->at - 1));
    const char *what =
        read_plain(buffer_string(&value), &plain) ? attribute_flaw(element, name, buffer_string(&plain)) : is_broken;
    buffer_free(&value);
    buffer_free(&plain);
    scan->at = end + 1;
    return what == NULL || fail(scan, start, what);
}

/* "<name a="b" ...>" */
static bool read_element(struct scan *scan)
{
    static const char *const active[] = {"script", "handler", "listener", NULL};
    static const char *const foreign[] = {"foreignObject", "iframe", "embed", "object", "audio", "video",
                                          "link",          "meta",   "base",  "form",   NULL};
    const char *start = scan->at++;
    char name[128];

    if (!read_name(scan, name))
        return false;
    const char *element = local_name(name);
    if (text_is_one_of_any_case(element, strlen(element), active))
        return fail(scan, start, runs);
    if (text_is_one_of_any_case(element, strlen(element), foreign))
        return fail(scan, start, N_("holds something other than a drawing"));
    for (;;) {
        skip_space(scan);
        if (scan->at >= scan->end)
            return fail(scan, start, is_broken);
        bool is_empty = starts(scan, "/>");
        if (is_empty || *scan->at == '>') {
            scan->at += is_empty ? 2 : 1;
            scan->in_style = !is_empty && strcasecmp(element, "style") == 0;
            return true;
        }
        if (!read_attribute(scan, element))
            return false;
    }
}

/* What stands between two tags. */
static bool read_text(struct scan *scan)
{
    const char *start = scan->at;
    const char *end = memchr(start, '<', (size_t)(scan->end - start));
    struct buffer text = {0}, plain = {0};

    scan->at = end ? end : scan->end;
    buffer_bytes(&text, start, (size_t)(scan->at - start));
    const char *what = read_plain(buffer_string(&text), &plain) ? NULL : is_broken;
    if (what == NULL && scan->in_style)
        what = style_flaw(buffer_string(&plain));
    buffer_free(&text);
    buffer_free(&plain);
    return what == NULL || fail(scan, start, what);
}

static bool read_section(struct scan *scan)
{
    const char *start = scan->at + strlen("<![CDATA[");
    struct buffer plain = {0};

    if (!skip_past(scan, "]]>"))
        return false;
    for (const char *at = start; at < scan->at; at++) {
        if (!isspace((unsigned char)*at))
            buffer_char(&plain, (char)tolower((unsigned char)*at));
    }
    const char *what = scan->in_style ? style_flaw(buffer_string(&plain)) : NULL;
    buffer_free(&plain);
    return what == NULL || fail(scan, start, what);
}

/* "<?xml version="1.0" encoding="UTF-8"?>", at the start alone; others that begin with xml load style sheets. */
static bool read_declaration(struct scan *scan)
{
    const char *start = scan->at;

    if (!skip_past(scan, "?>"))
        return false;
    if (strncasecmp(start, "<?xml", 5) != 0)
        return true;
    if (start != scan->start)
        return fail(scan, start, fetches);
    struct buffer text = {0};
    buffer_bytes(&text, start, (size_t)(scan->at - start));
    const char *encoding = strstr(buffer_string(&text), "encoding");
    bool is_known = encoding == NULL || strcasestr(encoding, "utf-8") != NULL || strcasestr(encoding, "ascii") != NULL;
    buffer_free(&text);
    return is_known || fail(scan, start, N_("is not in UTF-8"));
}

/* "</name>" */
static bool read_end(struct scan *scan)
{
    const char *start = scan->at;
    char name[128];

    scan->in_style = false;
    scan->at += 2;
    if (!read_name(scan, name))
        return false;
    skip_space(scan);
    return starts(scan, ">") ? skip_past(scan, ">") : fail(scan, start, is_broken);
}

static bool read_part(struct scan *scan)
{
    if (*scan->at != '<')
        return read_text(scan);
    if (starts(scan, "<!--"))
        return skip_past(scan, "-->");
    if (starts(scan, "<![CDATA["))
        return read_section(scan);
    if (starts(scan, "<?"))
        return read_declaration(scan);
    if (starts(scan, "</"))
        return read_end(scan);
    if (!starts(scan, "<!DOCTYPE"))
        return read_element(scan);
    const char *start = scan->at;
    /* Within the brackets names are given to texts, which then are not what they seem. */
    return skip_past(scan, ">") &&
           (memchr(start, '[', (size_t)(scan->at - start)) == NULL || fail(scan, start, N_("defines names for texts")));
}

bool svg_is_passive(const char *bytes, size_t length, struct svg_flaw *flaw)
{
    struct scan scan = {.start = bytes, .at = bytes, .end = bytes + length, .flaw = flaw};
    size_t wrong;

    if (!text_is_utf8(bytes, length, &wrong))
        return fail(&scan, bytes + wrong, N_("is not in UTF-8"));
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        scan.start = scan.at = bytes + 3;
    while (scan.at < scan.end) {
        if (!read_part(&scan))
            return false;
    }
    return true;
}
