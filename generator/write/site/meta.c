#include "write/site/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/list.h"
#include "base/map.h"
#include "base/text.h"
#include "document/document.h"
#include "study/study.h"
#include "write/html/html.h"

#include <qrencode.h>
#include <string.h>

/* What the head of a page says of it to browsers, search engines and those who share its address. */

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

/* ---- QR codes ---- */

/* The light border that a reader of the code needs, in modules. */
enum { QR_BORDER = 4 };

/* The dark modules, those beside each other as one. */
static void draw_code(struct buffer *path, const QRcode *code)
{
    for (int y = 0; y < code->width; y++) {
        const unsigned char *row = code->data + y * code->width;
        for (int x = 0, from; x < code->width; x++) {
            for (from = x; x < code->width && row[x] & 1; x++)
                ;
            if (x > from)
                buffer_format(path, "M%d %dh%dv1h-%dz", from + QR_BORDER, y + QR_BORDER, x - from, x - from);
        }
    }
}

/* {size, path}: the code as the path of a square drawing. False where there is no address. */
static struct value *code_value(struct arena *arena, const char *address)
{
    QRcode *code = *address ? QRcode_encodeString8bit(address, 0, QR_ECLEVEL_M) : NULL;
    struct buffer path = {0};

    if (code == NULL)
        return value_boolean(arena, false);
    struct value *map = value_map(arena);
    draw_code(&path, code);
    value_set(map, "size", value_number(arena, code->width + 2 * QR_BORDER));
    value_set_text(arena, map, "path", buffer_take(&path, arena));
    QRcode_free(code);
    return map;
}

/* ---- description ---- */

/* The words of the first paragraph of blocks that tells something, or NULL. */
static const char *first_prose(struct arena *arena, const struct block *blocks)
{
    struct iterator it;

    iterator_start(&it, arena, blocks);
    while (iterator_next(&it)) {
        if (it.leaving || it.block->kind == BLOCK_SECTION || it.block->kind == BLOCK_LANGUAGE)
            continue;
        iterator_skip(&it);
        if (it.block->kind != BLOCK_PARAGRAPH)
            continue;
        const char *text = plain_spans(arena, it.block->spans);
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
        text = first_prose(arena, page->blocks);
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
    return buffer_take(&out, arena);
}

const char *meta_author(struct arena *arena, const struct report *report)
{
    const struct study_info *info = info_of(report);

    return info->researcher ? inverted(arena, info->researcher) : "";
}

/* ---- values ---- */

void meta_site(struct arena *arena, const struct report *report, struct map *values)
{
    const char *feed = label_text(report->labels, "file_feed");

    map_put(values, "author", value_text(arena, meta_author(arena, report)));
    map_put(values, "base", value_text(arena, meta_base(arena, report)));
    map_put(values, "policy", value_text(arena, meta_policy));
    map_put(values, "dataset",
            report->dataset ? value_page(arena, downloads_archive(arena, report)) : value_boolean(arena, false));
    map_put(values, "feed", info_of(report)->changes.count > 0 ? value_page(arena, feed) : value_boolean(arena, false));
}

/* The stems of the files that hold the page's tables, or false. */
static struct value *downloads_value(struct arena *arena, const struct list *downloads)
{
    if (downloads == NULL)
        return value_boolean(arena, false);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < downloads->count; i++)
        value_add(list, arena, value_text(arena, ((const struct download *)downloads->items[i])->stem));
    return list;
}

void meta_page(struct arena *arena, const struct report *report, const struct report_page *page,
               const struct map *downloads, const struct map *cards, struct map *values)
{
    const char *picture = cards_picture(arena, cards, page->path);
    bool is_own = map_get(cards, page->path) != NULL;

    map_put(values, "description", value_text(arena, description_of(arena, report, page)));
    map_put(values, "card", value_text(arena, picture));
    map_put(values, "card_text",
            value_text(arena, picture ? cards_text(arena, report, is_own ? page : report->pages.items[0]) : ""));
    map_put(values, "downloads", downloads_value(arena, map_get(downloads, page->path)));
    map_put(values, "qr", code_value(arena, page->kind == PAGE_BRIEF ? meta_address(arena, report, page->path) : ""));
}
