#include "write/site/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/list.h"
#include "base/map.h"
#include "base/text.h"
#include "document/document.h"
#include "study/study.h"

#include <string.h>

const char meta_policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'";

/* What a description is cut to, in code points. */
enum { DESCRIPTION_LENGTH = 200 };

/* A shorter paragraph, or one that only leads to what follows it, tells too little of a page. */
enum { SHORTEST_PROSE = 60 };

static const struct study_info *info_of(const struct report *report)
{
    return report->study->info;
}

static void set_text(struct arena *arena, struct value *map, const char *name, const char *text)
{
    if (text != NULL && *text != '\0')
        value_set(map, name, value_text(arena, text));
}

/* ---- addresses ---- */

const char *meta_base(struct arena *arena, const struct report *report)
{
    const struct site_settings *site = info_of(report)->site;
    const char *url = site && site->base_url ? site->base_url : "";
    size_t length = strlen(url);

    while (length > 0 && url[length - 1] == '/')
        length--;
    return arena_copy(arena, url, length);
}

const char *meta_address(struct arena *arena, const struct report *report, const char *path)
{
    const char *base = meta_base(arena, report);

    if (*base == '\0')
        return "";
    return arena_format(arena, "%s/%s", base, strcmp(path, "index.html") == 0 ? "" : path);
}

const char *meta_base_path(struct arena *arena, const struct report *report)
{
    const char *base = meta_base(arena, report);
    const char *host = strstr(base, "://");

    if (*base == '\0')
        return "";
    const char *path = strchr(host ? host + 3 : base, '/');
    return path ? arena_format(arena, "%s/", path) : "/";
}

const char *meta_image(const struct report *report)
{
    const struct site_settings *site = info_of(report)->site;

    return site && site->base_url ? site->image : NULL;
}

/* ---- description ---- */

/* The words of the first paragraph of blocks that tells something, or NULL. */
static const char *first_prose(struct arena *arena, const struct report *report, const struct block *blocks)
{
    struct iterator it;

    iterator_start(&it, arena, blocks);
    while (iterator_next(&it)) {
        if (it.leaving || it.block->kind == BLOCK_SECTION || it.block->kind == BLOCK_LANGUAGE)
            continue;
        iterator_skip(&it);
        if (it.block->kind != BLOCK_PARAGRAPH)
            continue;
        const char *text = plain_spans(arena, report, it.block->spans);
        if (strlen(text) >= SHORTEST_PROSE && text[strlen(text) - 1] != ':')
            return text;
    }
    return NULL;
}

/* text, cut after a word where it is long. */
static const char *cut(struct arena *arena, const char *text)
{
    const char *at = text, *word = text;

    for (int i = 0; i < DESCRIPTION_LENGTH; i++) {
        if (*at == ' ')
            word = at;
        if (text_next(&at) == 0)
            return text;
    }
    return word > text ? arena_format(arena, "%.*s …", (int)(word - text), text) : text;
}

static const char *description_of(struct arena *arena, const struct report *report, const struct report_page *page)
{
    const struct site_settings *site = info_of(report)->site;
    const char *text = page->description;

    if (text == NULL || *text == '\0')
        text = first_prose(arena, report, page->blocks);
    if (text != NULL)
        return cut(arena, text);
    const char *about = site && site->description ? site->description : info_of(report)->title;
    return cut(arena, arena_format(arena, "%s: %s", page->title, about));
}

/* ---- citation ---- */

/* "Aminah, S." from "Siti Aminah, M.Kes.": the last name first, what follows a comma is a degree. */
static const char *inverted(struct arena *arena, const char *name)
{
    const char *full = arena_copy(arena, name, strcspn(name, ","));
    const char *last = strrchr(full, ' ');
    struct buffer out = {0};

    if (last == NULL)
        return full;
    buffer_format(&out, "%s,", last + 1);
    for (const char *at = full; at < last;) {
        const char *end = at;
        if (text_next(&end) == ' ') {
            at = end;
            continue;
        }
        buffer_format(&out, " %.*s.", (int)(end - at), at);
        at += strcspn(at, " ");
    }
    const char *text = arena_string(arena, buffer_string(&out));
    buffer_free(&out);
    return text;
}

const char *meta_author(struct arena *arena, const struct report *report)
{
    const struct study_info *info = info_of(report);

    if (info->researcher != NULL)
        return inverted(arena, info->researcher);
    return info->institution ? info->institution : "";
}

static const char *site_title(const struct report *report)
{
    const struct site_settings *site = info_of(report)->site;

    return site && site->title ? site->title : info_of(report)->title;
}

static struct span *emphasis(struct arena *arena, const char *text)
{
    struct span *span = span_new(arena, SPAN_EMPHASIS, 0, 0);

    span->children = span_text(arena, text);
    return span;
}

/* "Aminah, S. (2024). *Judul* [Proposal penelitian, Universitas X]. Nama situs. https://..." */
static const struct span *apa(struct arena *arena, const struct report *report, const struct report_page *page)
{
    const struct study_info *info = info_of(report);
    const char *author = meta_author(arena, report), *address = meta_address(arena, report, page->path);
    const char *kind =
        label_text(report->labels, info->evidence == EVIDENCE_PROPOSAL ? "cite_proposal" : "cite_report");
    const char *year = info->year ? arena_format(arena, "(%s). ", info->year) : "";
    const char *end = *author != '\0' && author[strlen(author) - 1] == '.' ? " " : ". ";
    struct buffer rest = {0};
    struct span *spans;

    buffer_format(&rest, " [%s", kind);
    if (info->institution != NULL && info->researcher != NULL)
        buffer_format(&rest, ", %s", info->institution);
    buffer_text(&rest, "].");
    if (page->kind != PAGE_HOME)
        buffer_format(&rest, " %s.", site_title(report));
    if (*address != '\0')
        buffer_format(&rest, " %s", address);
    if (*author != '\0')
        spans = span_append(span_text(arena, arena_format(arena, "%s%s%s", author, end, year)),
                            emphasis(arena, page->title));
    else
        spans = span_append(emphasis(arena, page->title), span_text(arena, arena_format(arena, ". %s", year)));
    spans = span_append(spans, span_text(arena, buffer_string(&rest)));
    buffer_free(&rest);
    return spans;
}

/* A field of BibTeX, the characters that mean something to TeX escaped. */
static void write_field(struct buffer *out, const char *name, const char *open, const char *text, const char *close)
{
    if (text == NULL || *text == '\0')
        return;
    buffer_format(out, "  %s = %s", name, open);
    for (; *text != '\0'; text++) {
        if (strchr("&%$#_", *text) != NULL)
            buffer_char(out, '\\');
        if (strchr("{}\\~^", *text) == NULL)
            buffer_char(out, *text);
    }
    buffer_format(out, "%s,\n", close);
}

/* "@misc{universitas2024penganggaran, ...}" */
static const char *bibtex(struct arena *arena, const struct report *report, const struct report_page *page)
{
    const struct study_info *info = info_of(report);
    const char *author = meta_author(arena, report);
    const char *first = text_slug(arena, *author ? author : site_title(report)), *name = text_slug(arena, page->path);
    struct buffer out = {0};

    buffer_format(&out, "@misc{%.*s%s-%.*s,\n", (int)strcspn(first, "-"), first, info->year ? info->year : "",
                  (int)(strlen(name) - strlen("-html")), name);
    if (info->researcher != NULL)
        write_field(&out, "author", "{", author, "}");
    else
        write_field(&out, "author", "{{", author, "}}");
    write_field(&out, "title", "{{", page->title, "}}");
    write_field(&out, "year", "{", info->year, "}");
    write_field(&out, "howpublished", "{", site_title(report), "}");
    write_field(&out, "institution", "{", info->institution, "}");
    const char *address = meta_address(arena, report, page->path);
    if (*address != '\0')
        buffer_format(&out, "  url = {%s},\n", address);
    buffer_text(&out, "}\n");
    const char *text = arena_string(arena, buffer_string(&out));
    buffer_free(&out);
    return text;
}

/* ---- JSON-LD ---- */

static struct value *thing(struct arena *arena, const char *type, const char *name)
{
    struct value *map = value_map(arena);

    set_text(arena, map, "@type", type);
    set_text(arena, map, "name", name);
    return map;
}

static void set_author(struct arena *arena, const struct report *report, struct value *map, const char *key)
{
    const struct study_info *info = info_of(report);

    if (info->researcher != NULL) {
        struct value *person = thing(arena, "Person", info->researcher);
        if (info->institution != NULL)
            value_set(person, "affiliation", thing(arena, "CollegeOrUniversity", info->institution));
        value_set(map, key, person);
    } else if (info->institution != NULL) {
        value_set(map, key, thing(arena, "CollegeOrUniversity", info->institution));
    }
}

static void add_file(struct arena *arena, struct value *files, const char *address, const char *type)
{
    struct value *file = value_map(arena);

    set_text(arena, file, "@type", "DataDownload");
    set_text(arena, file, "encodingFormat", type);
    set_text(arena, file, "contentUrl", address);
    value_add(files, arena, file);
}

/* The files of the page's tables. */
static struct value *distribution(struct arena *arena, const struct report *report, const struct list *downloads,
                                  const char *root)
{
    struct value *files = value_list(arena);

    for (size_t i = 0; i < downloads->count; i++) {
        const struct download *download = downloads->items[i];
        const char *base = meta_base(arena, report);
        const char *stem = *base ? arena_format(arena, "%s/%s", base, download->stem)
                                 : arena_format(arena, "%s%s", root, download->stem);
        add_file(arena, files, arena_format(arena, "%s.csv", stem), "text/csv");
        add_file(arena, files, arena_format(arena, "%s.json", stem), "application/json");
    }
    return files;
}

static struct value *json_ld(struct arena *arena, const struct report *report, const struct report_page *page,
                             const struct list *downloads, const char *root, const char *description)
{
    const struct study_info *info = info_of(report);
    bool is_data = page->kind == PAGE_SECTION && downloads != NULL;
    struct value *map = value_map(arena);

    set_text(arena, map, "@context", "https://schema.org");
    set_text(arena, map, "@type", is_data ? "Dataset" : page->kind == PAGE_LIST ? "WebPage" : "ScholarlyArticle");
    set_text(arena, map, "name", page->title);
    if (!is_data && page->kind != PAGE_LIST)
        set_text(arena, map, "headline", page->title);
    set_text(arena, map, "description", description);
    set_text(arena, map, "inLanguage", report->labels->language);
    set_text(arena, map, "datePublished", info->year);
    set_text(arena, map, "url", meta_address(arena, report, page->path));
    set_author(arena, report, map, is_data ? "creator" : "author");
    if (info->evidence == EVIDENCE_PROPOSAL)
        set_text(arena, map, "creativeWorkStatus", label_text(report->labels, "cite_proposal"));
    if (info->place != NULL)
        value_set(map, "spatialCoverage", thing(arena, "Place", info->place));
    value_set(map, "isAccessibleForFree", value_boolean(arena, true));
    if (page->kind != PAGE_HOME) {
        struct value *whole = thing(arena, "WebSite", site_title(report));
        set_text(arena, whole, "url", meta_address(arena, report, "index.html"));
        value_set(map, "isPartOf", whole);
    }
    if (is_data)
        value_set(map, "distribution", distribution(arena, report, downloads, root));
    return map;
}

/* ---- values ---- */

void meta_site(struct arena *arena, const struct report *report, struct map *values)
{
    const char *feed = label_text(report->labels, "file_feed");

    map_put(values, "policy", value_text(arena, meta_policy));
    map_put(values, "feed", info_of(report)->changes.count > 0 ? value_page(arena, feed) : value_boolean(arena, false));
}

/* That of the picture for links to the site, or "". */
static const char *image_address(struct arena *arena, const struct report *report)
{
    const char *image = meta_image(report);

    return image ? meta_address(arena, report, image) : "";
}

void meta_page(struct arena *arena, const struct report *report, const struct report_page *page,
               const struct map *downloads, const char *root, struct map *values)
{
    struct value *map = value_map(arena);
    const char *description = description_of(arena, report, page);

    value_set(map, "description", value_text(arena, description));
    value_set(map, "address", value_text(arena, meta_address(arena, report, page->path)));
    value_set(map, "image", value_text(arena, image_address(arena, report)));
    value_set(map, "apart", value_boolean(arena, page->apart));
    value_set(map, "data",
              value_data(arena, json_ld(arena, report, page, map_get(downloads, page->path), root, description)));
    value_set(map, "apa", value_spans(arena, apa(arena, report, page)));
    value_set(map, "bibtex", value_text(arena, bibtex(arena, report, page)));
    map_put(values, "meta", map);
}
