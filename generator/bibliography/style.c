/* Citation styles other than APA: files in the Citation Style Language, Debian's or the study's own. */

#include "bibliography/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/list.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>
#include <unistd.h>

static const char folder[] = "/usr/share/citation-style-language/styles";

static bool reads(struct arena *arena, const char *below, const char *name, struct buffer *text)
{
    return file_read(arena_format(arena, "%s/%s%s.csl", folder, below, name), text) == FILE_OK;
}

static void hint_at_name(struct build *build, const char *name)
{
    struct nearest nearest = {.word = name};
    struct list files = {0};

    if (file_list(folder, build->arena, &files) != FILE_OK || files.count == 0) {
        diag_hint(build->diags, "no styles are installed: on Debian and Ubuntu, apt install pandoc "
                                "citation-style-language-styles");
        return;
    }
    for (size_t i = 0; i < files.count; i++) {
        const char *file = files.items[i];
        if (text_ends_with(file, ".csl"))
            text_nearest(&nearest, arena_copy(build->arena, file, strlen(file) - strlen(".csl")));
    }
    if (!diag_hint_nearest(build->diags, &nearest))
        diag_hint(build->diags, "'apa', 'vancouver', 'ieee', another of %s, or FILE.csl in content/", folder);
}

/* A style of the study, below content/. */
static bool read_own(struct build *build, const char *name, struct place place, struct buffer *text)
{
    if (build_read_content(build, name, text))
        return true;
    diag_error(build->diags, place, "no-style", "there is no style 'content/%s'", name);
    diag_hint(build->diags, "put the file there; citation styles are at https://www.zotero.org/styles");
    return false;
}

/* The name that the address of another style ends with; NULL if xml is a style by itself. */
static const char *parent_of(struct arena *arena, const char *xml)
{
    for (const char *link = strstr(xml, "<link "); link != NULL; link = strstr(link + 1, "<link ")) {
        const char *element = arena_copy(arena, link, strcspn(link, ">"));
        const char *address = strstr(element, "href=\"");
        if (strstr(element, "\"independent-parent\"") == NULL || address == NULL)
            continue;
        address = arena_copy(arena, address + 6, strcspn(address + 6, "\""));
        const char *slash = strrchr(address, '/');
        return slash ? slash + 1 : address;
    }
    return NULL;
}

static bool is_name(const char *name)
{
    return *name != '\0' && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

/* The style, or the one that it only gives another name to. False: reported. */
static bool read_style(struct build *build, const char *name, struct place place, struct buffer *text)
{
    if (text_ends_with(name, ".csl")) {
        if (!read_own(build, name, place, text))
            return false;
    } else if (!is_name(name) ||
               (!reads(build->arena, "", name, text) && !reads(build->arena, "dependent/", name, text))) {
        diag_error(build->diags, place, "no-style", "there is no citation style '%s'", name);
        hint_at_name(build, name);
        return false;
    }
    const char *parent = parent_of(build->arena, buffer_string(text));
    if (parent == NULL)
        return true;
    buffer_clear(text);
    if (is_name(parent) && reads(build->arena, "", parent, text))
        return true;
    diag_error(build->diags, place, "no-style", "the style '%s' is another name for '%s', which is not installed", name,
               parent);
    diag_hint(build->diags, "put that one into content/ and name it, as '%s.csl'", parent);
    return false;
}

static bool holds(const char *xml, const char *text)
{
    return strstr(xml, text) != NULL;
}

/* All names are printed with initials, but for those that are surnames alone. */
static bool has_initials(struct arena *arena, const char *xml)
{
    bool found = false;

    for (const char *name = strstr(xml, "<name"); name != NULL; name = strstr(name + 1, "<name")) {
        const char *element = arena_copy(arena, name, strcspn(name, ">"));
        bool has_options = element[strlen("<name")] == ' ' || element[strlen("<name")] == '/'; /* else of an author */
        if (!has_options || holds(element, "form=\"short\""))
            continue;
        if (!holds(element, "initialize-with=") || holds(element, "initialize=\"false\""))
            return false;
        found = true;
    }
    return found;
}

struct csl_style *csl_style_find(struct build *build, const char *name, struct place place)
{
    struct csl_style *style = arena_alloc(build->arena, sizeof *style);
    struct buffer text = {0};
    size_t offset = 0;

    bool right = read_style(build, name, place, &text);
    const char *xml = style->xml = arena_string(build->arena, buffer_string(&text));
    size_t length = text.length;
    buffer_free(&text);
    if (!right)
        return NULL;
    if (!text_is_utf8(xml, length, &offset) || !holds(xml, "</style>")) {
        diag_error(build->diags, place, "no-style", "'%s' is not a citation style", name);
        diag_hint(build->diags, "citation styles are at https://www.zotero.org/styles");
        return NULL;
    }
    style->name = name;
    style->is_note = holds(xml, "class=\"note\"");
    style->is_numeric = holds(xml, "citation-format=\"numeric\"");
    style->knows_locators = holds(xml, "variable=\"locator\"");
    style->knows_doi = holds(xml, "variable=\"DOI\"");
    style->has_initials = has_initials(build->arena, xml);
    return style;
}
