#include "write/html/html.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "document/document.h"

#include <string.h>

/* Below a table or chart, and in the list of them: the same numbers as files. */

/* The download of what is shown, a table or chart, on the page at path, or NULL. */
static const struct download *find_download(const struct map *plan, const char *path, const void *shown)
{
    const struct list *downloads = map_get(plan, path);

    for (size_t i = 0; downloads != NULL && i < downloads->count; i++) {
        const struct download *download = downloads->items[i];
        if (download->shown == shown)
            return download;
    }
    return NULL;
}

/* The same for what has that label. */
static const struct download *find_download_by_label(const struct map *plan, const char *path, const char *label)
{
    const struct list *downloads = map_get(plan, path);

    for (size_t i = 0; downloads != NULL && i < downloads->count; i++) {
        const struct download *download = downloads->items[i];
        if (download->table->caption.label != NULL && strcmp(download->table->caption.label, label) == 0)
            return download;
    }
    return NULL;
}

static void write_link(struct html *html, const struct download *download, const char *ending, const char *name)
{
    buffer_char(html->out, ' ');
    html_start(html, "a");
    html_href_path(html, arena_format(html->arena, "%s.%s", download->stem, ending));
    html_attribute(html, "download", HTML_ATTRIBUTE, "");
    html_inside(html);
    html_text(html, name);
    html_close(html);
}

static void write_links(struct html *html, const struct download *download)
{
    write_link(html, download, "csv", "CSV");
    write_link(html, download, "json", "JSON");
}

void html_downloads(struct html *html, const void *shown)
{
    const struct download *download =
        html->site->downloads && html->page ? find_download(html->site->downloads, html->page->path, shown) : NULL;

    if (download == NULL)
        return;
    html_open_class(html, "p", "table-files");
    html_text(html, html_label(html, "table_files", ""));
    write_links(html, download);
    html_close_line(html);
}

void html_downloads_of(struct html *html, const char *label)
{
    const struct target *target = html->site->report ? report_target(html->site->report, label) : NULL;

    if (html->site->downloads == NULL || target == NULL || target->page == NULL)
        return;
    const struct download *download = find_download_by_label(html->site->downloads, target->page->path, label);
    if (download == NULL)
        return;
    buffer_char(html->out, ' ');
    html_open_class(html, "span", "table-files");
    write_links(html, download);
    html_close(html);
}
