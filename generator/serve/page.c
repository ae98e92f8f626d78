#include "serve/private.h"

#include "base/buffer.h"

#include <stdbool.h>
#include <string.h>

/* The value of the policy, somewhere in a page. */
struct policy {
    const char *value;
    size_t length;
};

/* Finds the value of content="..." in the meta element that holds the policy. */
static bool find_policy(const char *html, struct policy *policy)
{
    static const char attribute[] = "content=\"";
    const char *meta = strcasestr(html, "http-equiv=\"content-security-policy\"");
    const char *end = meta ? strchr(meta, '>') : NULL;
    const char *content = end ? strcasestr(meta, attribute) : NULL;

    if (content == NULL || content > end)
        return false;
    policy->value = content + strlen(attribute);
    policy->length = strcspn(policy->value, "\"");
    return true;
}

/* The directive is of this name: name is followed by white space or nothing. */
static bool is_directive(const char *text, size_t length, const char *name)
{
    size_t size = strlen(name);

    return length >= size && strncasecmp(text, name, size) == 0 && (length == size || text[size] == ' ');
}

static bool contains(const char *text, size_t length, const char *word)
{
    return memmem(text, length, word, strlen(word)) != NULL;
}

/* The directives that what we add needs; it all comes from the page's own origin. */
static const char *const needed[] = {"script-src", "style-src", "connect-src"};

enum { NEEDED = sizeof needed / sizeof *needed };

/* Appends the directive, opened to the page's own origin if it is among the needed; notes which that was. */
static void add_directive(struct buffer *out, const char *text, size_t length, bool had[NEEDED])
{
    for (size_t i = 0; i < NEEDED; i++) {
        if (!is_directive(text, length, needed[i]))
            continue;
        had[i] = true;
        if (contains(text, length, "'none'"))
            length = strlen(needed[i]);
        buffer_bytes(out, text, length);
        if (!contains(text, length, "'self'"))
            buffer_text(out, " 'self'");
        return;
    }
    buffer_bytes(out, text, length);
}

static void add_policy(struct buffer *out, const struct policy *policy)
{
    const char *text = policy->value, *end = policy->value + policy->length;
    bool had[NEEDED] = {false};

    while (text < end) {
        text += strspn(text, " ;");
        if (text >= end)
            break;
        size_t length = strcspn(text, ";\"");
        add_directive(out, text, length, had);
        buffer_text(out, "; ");
        text += length;
    }
    for (size_t i = 0; i < NEEDED; i++) {
        if (!had[i])
            buffer_format(out, "%s 'self'%s", needed[i], i + 1 < NEEDED ? "; " : "");
    }
}

static const char *find_last(const char *text, const char *word)
{
    const char *last = NULL;

    for (const char *at = strcasestr(text, word); at != NULL; at = strcasestr(at + 1, word))
        last = at;
    return last;
}

void page_prepare(struct buffer *out, const char *html, const char *site)
{
    const char *end = find_last(html, "</body>");
    struct policy policy;

    if (end == NULL)
        end = html + strlen(html);
    if (find_policy(html, &policy) && policy.value < end) {
        buffer_bytes(out, html, (size_t)(policy.value - html));
        add_policy(out, &policy);
        html = policy.value + policy.length;
    }
    buffer_bytes(out, html, (size_t)(end - html));
    buffer_format(out, "<script src=\"/__lampiran/reload.js?%s\"></script>\n", site);
    buffer_text(out, end);
}
