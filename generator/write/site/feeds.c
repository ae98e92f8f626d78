#include "write/site/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/list.h"
#include "base/map.h"
#include "base/sha256.h"
#include "base/text.h"
#include "base/url.h"
#include "document/document.h"
#include "study/study.h"
#include "write/html/html.h"
#include "write/write.h"

#include <string.h>

/* The files for programs that follow or search the site: feed, map of the site, robots.txt. */

struct feeds {
    struct arena *arena;
    const struct report *report;
    const struct study_info *info;
    struct output_sink *sink;
    struct place place;
};

static void put(const struct feeds *feeds, const char *path, struct buffer *out)
{
    feeds->sink->put(feeds->sink, path, buffer_string(out), out->length, feeds->place);
    buffer_free(out);
}

static const char *site_title(const struct feeds *feeds)
{
    const struct site_settings *site = feeds->info->site;

    return site && site->title ? site->title : feeds->info->title;
}

/* <name>text</name>, on a line of its own. */
static void write_element(struct buffer *out, const char *name, const char *text)
{
    buffer_format(out, "<%s>", name);
    html_escape(out, HTML_ATTRIBUTE, text);
    buffer_format(out, "</%s>\n", name);
}

static void write_sitemap_address(struct buffer *out, const struct feeds *feeds, const struct report *report)
{
    const char *sitemap = meta_address(feeds->arena, report, "sitemap.xml");

    if (*sitemap != '\0')
        buffer_format(out, "\nSitemap: %s\n", sitemap);
}

/* Hosts and robots ask at the root of the whole site only, so it names the sitemaps of all languages. */
static void write_robots(const struct feeds *feeds)
{
    struct buffer out = {0};
    const struct list *editions = &feeds->report->editions;

    buffer_text(&out, "User-agent: *\nAllow: /\n");
    write_sitemap_address(&out, feeds, feeds->report);
    for (size_t i = 1; i < editions->count; i++)
        write_sitemap_address(&out, feeds, editions->items[i]);
    put(feeds, "robots.txt", &out);
}

static void write_sitemap(const struct feeds *feeds)
{
    const struct list *pages = &feeds->report->pages;
    struct buffer out = {0};

    if (*meta_base(feeds->arena, feeds->report) == '\0')
        return;
    buffer_text(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (size_t i = 0; i < pages->count; i++) {
        const struct report_page *page = pages->items[i];
        if (page->apart)
            continue;
        buffer_text(&out, "<url>");
        write_element(&out, "loc", meta_address(feeds->arena, feeds->report, page->path));
        buffer_cut(&out, out.length - 1);
        buffer_text(&out, "</url>\n");
    }
    buffer_text(&out, "</urlset>\n");
    put(feeds, "sitemap.xml", &out);
}

/* ---- the feed of changes ---- */

/* A name that lasts for what key tells: the same in every build, on every host. */
static void write_id(struct buffer *out, const struct feeds *feeds, const char *key)
{
    char hex[SHA256_HEX];
    const char *text = arena_format(feeds->arena, "%s\n%s", feeds->info->title, key);

    /* A UUID of version 8, whose bits are ours to choose (RFC 9562). */
    sha256_hex(text, strlen(text), hex);
    buffer_format(out, "<id>urn:uuid:%.8s-%.4s-8%.3s-8%.3s-%.12s</id>\n", hex, hex + 8, hex + 12, hex + 15, hex + 18);
}

/* "2024-06" is told as its first day: a feed must name a moment. */
static void write_updated(struct buffer *out, const char *date)
{
    static const char first[] = "0000-01-01";

    buffer_format(out, "<updated>%s%sT00:00:00Z</updated>\n", date, first + (strlen(date) < 10 ? strlen(date) : 10));
}

static void write_link(struct buffer *out, const struct feeds *feeds, const char *relation, const char *path)
{
    const char *address = meta_address(feeds->arena, feeds->report, path);

    buffer_format(out, "<link rel=\"%s\" href=\"", relation);
    html_escape(out, HTML_URL, *address ? address : path);
    buffer_text(out, "\"/>\n");
}

static void write_entry(struct buffer *out, const struct feeds *feeds, const struct change *change, size_t number)
{
    buffer_text(out, "<entry>\n");
    write_element(out, "title", change->text);
    write_id(out, feeds, arena_format(feeds->arena, "%s %zu", change->date, number));
    write_updated(out, change->date);
    write_link(out, feeds, "alternate", change->page ? change->page : "index.html");
    write_element(out, "summary", change->text);
    buffer_text(out, "</entry>\n");
}

static int newest_first(const void *a, const void *b)
{
    const struct change *first = a, *second = b;

    return strcmp(second->date, first->date);
}

/* Readers ask for the feed again and again: older changes are on the page of changes. */
enum { MOST_ENTRIES = 50 };

static void write_feed(const struct feeds *feeds)
{
    struct list changes = {0};
    struct buffer out = {0};
    const char *author = meta_author(feeds->arena, feeds->report);

    for (size_t i = feeds->info->changes.count; i > 0; i--)
        list_add(&changes, feeds->arena, feeds->info->changes.items[i - 1]);
    if (changes.count == 0)
        return;
    list_sort(&changes, newest_first);
    const struct change *newest = changes.items[0];
    buffer_format(
        &out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%s\">\n",
        feeds->report->labels->language);
    write_element(&out, "title", site_title(feeds));
    write_id(&out, feeds, "");
    write_updated(&out, newest->date);
    write_link(&out, feeds, "self", label_text(feeds->report->labels, "file_feed"));
    write_link(&out, feeds, "alternate", "index.html");
    buffer_text(&out, "<author>");
    write_element(&out, "name", *author ? author : site_title(feeds));
    buffer_cut(&out, out.length - 1);
    buffer_text(&out, "</author>\n");
    for (size_t i = 0; i < changes.count && i < MOST_ENTRIES; i++)
        write_entry(&out, feeds, changes.items[i], changes.count - i);
    buffer_text(&out, "</feed>\n");
    put(feeds, label_text(feeds->report->labels, "file_feed"), &out);
}

/* ---- for hosts and home screens ---- */

static void set_text(const struct feeds *feeds, struct value *map, const char *name, const char *text)
{
    value_set(map, name, value_text(feeds->arena, text));
}

static void add_icon(const struct feeds *feeds, struct value *icons, const char *address, const char *type,
                     const char *sizes)
{
    struct value *icon = value_map(feeds->arena);

    set_text(feeds, icon, "src", address);
    set_text(feeds, icon, "type", type);
    set_text(feeds, icon, "sizes", sizes);
    value_add(icons, feeds->arena, icon);
}

static void write_manifest(const struct feeds *feeds)
{
    struct value *map = value_map(feeds->arena), *icons = value_list(feeds->arena);
    const struct site_settings *site = feeds->info->site;
    struct buffer out = {0};

    set_text(feeds, map, "name", site_title(feeds));
    set_text(feeds, map, "description", site && site->description ? site->description : feeds->info->title);
    set_text(feeds, map, "lang", feeds->report->labels->language);
    set_text(feeds, map, "start_url", "index.html");
    set_text(feeds, map, "display", "minimal-ui");
    add_icon(feeds, icons, "assets/icon.svg", "image/svg+xml", "any");
    add_icon(feeds, icons, "assets/icon.png", "image/png", "192x192");
    value_set(map, "icons", icons);
    script_data(&out, map);
    buffer_char(&out, '\n');
    put(feeds, "manifest.webmanifest", &out);
}

/* As Netlify and Cloudflare Pages read it. frame-ancestors works only as a header. */
static void write_headers(const struct feeds *feeds)
{
    struct buffer out = {0};

    buffer_format(&out,
                  "/*\n"
                  "  Content-Security-Policy: %s; frame-ancestors 'none'\n"
                  "  X-Content-Type-Options: nosniff\n"
                  "  Referrer-Policy: strict-origin-when-cross-origin\n"
                  "  Permissions-Policy: camera=(), geolocation=(), microphone=()\n"
                  "  Cross-Origin-Opener-Policy: same-origin\n"
                  "  Cache-Control: no-cache\n",
                  meta_policy);
    put(feeds, "_headers", &out);
}

void feeds_put(const struct report *report, struct output_sink *sink)
{
    struct arena *arena = arena_new();
    const struct study_info *info = report->study->info;
    const struct feeds feeds = {arena, report, info, sink, info->record.place};

    if (*report->folder == '\0') {
        write_robots(&feeds);
        write_headers(&feeds);
    }
    write_sitemap(&feeds);
    write_feed(&feeds);
    write_manifest(&feeds);
    arena_free(arena);
}

/* ---- former addresses ---- */

/* Pages at addresses that the study gave up, which lead on: where a theme was called otherwise, or became part of one.
 */

struct moved {
    struct arena *arena;
    const struct report *report;
    struct output_sink *sink;
    struct map *taken; /* path -> anything: of pages, and of those that were made here */
};

static void write_page(const struct moved *moved, const char *path, const struct target *target, struct buffer *out)
{
    const struct report_page *page = target->page;
    const char *address = meta_address(moved->arena, moved->report, page->path);
    struct buffer link = {0};

    for (size_t depth = url_depth(path); depth > 0; depth--)
        buffer_text(&link, "../");
    buffer_format(&link, "%s%s%s", page->path, target->anchor ? "#" : "", target->anchor ? target->anchor : "");
    buffer_format(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>",
                  moved->report->labels->language);
    html_escape(out, HTML_ATTRIBUTE, page->title);
    buffer_text(out, "</title>\n<link rel=\"canonical\" href=\"");
    html_escape(out, HTML_ATTRIBUTE, *address != '\0' ? address : buffer_string(&link));
    buffer_text(out, "\">\n<meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"0; url=");
    html_escape(out, HTML_ATTRIBUTE, buffer_string(&link));
    buffer_text(out, "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n</head>\n<body>\n"
                     "<main><h1><a href=\"");
    html_escape(out, HTML_ATTRIBUTE, buffer_string(&link));
    buffer_text(out, "\">");
    html_escape(out, HTML_ATTRIBUTE, page->title);
    buffer_text(out, "</a></h1></main>\n</body>\n</html>\n");
    buffer_free(&link);
}

/* A page at path that leads to the object, unless something is there, or the site has no page of the object. */
static void put_page(const struct moved *moved, const char *path, enum object_kind kind, const char *id,
                     struct place place)
{
    const char *label = arena_concat(moved->arena, object_kind_name(kind), ":", id, NULL);
    const struct target *target = report_target(moved->report, label);
    struct buffer out = {0};

    if (target == NULL || target->page == NULL || map_put(moved->taken, path, moved->taken) != NULL)
        return;
    write_page(moved, path, target, &out);
    moved->sink->put(moved->sink, path, buffer_string(&out), out.length, place);
    buffer_free(&out);
}

/* The same for each of the ids that an object had. */
static void put_formers(const struct moved *moved, const char *folder, const struct list *formerly,
                        enum object_kind kind, const char *id, struct place place)
{
    for (size_t i = 0; i < formerly->count; i++) {
        const char *former = formerly->items[i];
        if (text_is_id(former))
            put_page(moved, arena_concat(moved->arena, folder, former, ".html", NULL), kind, id, place);
    }
}

void moved_put(struct arena *arena, const struct report *report, struct output_sink *sink)
{
    struct moved moved = {arena, report, sink, map_new(arena)};
    const char *folder = label_text(report->labels, "slug_themes");

    for (size_t i = 0; i < report->pages.count; i++)
        map_put(moved.taken, ((const struct report_page *)report->pages.items[i])->path, moved.taken);
    for (size_t i = 0; i < report->study->codes.count; i++) {
        const struct code *code = report->study->codes.items[i];
        for (size_t j = 0; j < code->formerly.count; j++) {
            const struct former_code *former = code->formerly.items[j];
            if (former->id != NULL && text_is_id(former->id))
                put_page(&moved, arena_concat(arena, folder, "/", former->id, ".html", NULL), OBJECT_CODE, code->id,
                         code->record.place);
        }
    }
    for (size_t i = 0; i < report->study->pages.count; i++) {
        const struct page *page = report->study->pages.items[i];
        put_formers(&moved, "", &page->formerly, OBJECT_PAGE, page->id, page->record.place);
    }
    const struct objectives_file *objectives = report->study->objectives;
    folder = arena_concat(arena, label_text(report->labels, "slug_objectives"), "/", NULL);
    for (size_t i = 0; objectives != NULL && i < objectives->objectives.count; i++) {
        const struct objective *objective = objectives->objectives.items[i];
        put_formers(&moved, folder, &objective->formerly, OBJECT_OBJECTIVE, objective->id, objective->record.place);
    }
}
