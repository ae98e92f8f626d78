#include "write/write.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/cache.h"
#include "base/file.h"
#include "base/map.h"
#include "base/process.h"
#include "base/say.h"
#include "base/sha256.h"
#include "base/svg.h"
#include "base/text.h"
#include "document/document.h"
#include "study/study.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char picture_ending[] = ".png"; /* behind that of the PDF: "figures/peta.pdf.png" */
static const char scan_middle[] = "-pdf-";   /* of a page of a scanned PDF: "figures/surat-pdf-1.jpg" */

enum { PICTURE_SECONDS = 30, MOST_PAGES = 200 };

/* A program of poppler that reads a PDF on its input, which no study can be trusted with. False: it is no PDF. */
static bool ask_poppler(const char *const *arguments, const struct buffer *pdf, struct buffer *answer)
{
    return process_convert(arguments, pdf->bytes, pdf->length, PICTURE_SECONDS, 0, answer) == PROCESS_DONE &&
           answer->length > 0;
}

/* ---- the pages of scans ---- */

/* How many pages the PDF has, 0 if that cannot be told. */
static size_t count_pages(const struct buffer *pdf)
{
    static const char *const arguments[] = {"pdfinfo", "-", NULL};
    static const char head[] = "\nPages:";
    struct buffer said = {0};
    size_t count = 0;

    if (ask_poppler(arguments, pdf, &said)) {
        const char *line = strstr(buffer_string(&said), head);
        count = line ? strtoul(line + strlen(head), NULL, 10) : 0;
    }
    buffer_free(&said);
    return count;
}

static const char *scan_page(struct arena *arena, const char *path, size_t number)
{
    return arena_format(arena, "%.*s%s%zu.jpg", (int)(strlen(path) - strlen(".pdf")), path, scan_middle, number);
}

/* The pages of a scan, as pictures. What is no scan is reported. */
static void add_pages(struct build *build, struct map *figures, const char *path)
{
    const char *name = file_join(build->arena, "content", path);
    struct buffer pdf = {0};
    size_t count = 0;

    if (file_read(file_join(build->arena, build->root, name), &pdf) == FILE_OK)
        count = count_pages(&pdf);
    buffer_free(&pdf);
    if (count == 0 || count > MOST_PAGES) {
        diag_error(build->diags, (struct place){.file = name}, "pdf-figure",
                   count == 0 ? N_("pdfinfo finds no pages in this PDF") : N_("this PDF is too long for a scan"));
        diag_hint(build->diags, "check that it opens in another program, and has at most %d pages", MOST_PAGES);
        return;
    }
    for (size_t number = 1; number <= count; number++) {
        const char *page = scan_page(build->arena, path, number);
        map_put(figures, page, (void *)(uintptr_t)page);
    }
}

const char *copies_find_page(struct arena *arena, const struct map *figures, const char *path, size_t number)
{
    if (text_ends_with(path, ".pdf"))
        return copies_find_figure(figures, scan_page(arena, path, number));
    return number == 1 ? copies_find_figure(figures, path) : NULL;
}

static void add_scans(struct build *build, const struct study *study, struct map *figures)
{
    const struct list *entries = &study->info->appendices;

    for (size_t i = 0; i < entries->count; i++) {
        const struct appendix_entry *entry = entries->items[i];
        const char *path = entry->file ? appendix_file(build->arena, entry) : "";
        if (text_ends_with(path, ".pdf") && (!study->for_site || entry->site))
            add_pages(build, figures, path);
    }
}

/* ---- all figures ---- */

struct map *copies_figures(struct build *build, const struct study *study)
{
    struct map *figures = map_new(build->arena);

    for (size_t i = 0; i < study->figures.count; i++) {
        const char *figure = study->figures.items[i];
        const char *picture = arena_concat(build->arena, figure, picture_ending, NULL);
        map_put(figures, figure, (void *)(uintptr_t)figure);
        if (text_ends_with(figure, ".pdf"))
            map_put(figures, picture, (void *)(uintptr_t)picture);
    }
    add_scans(build, study, figures);
    return figures;
}

const char *copies_below_content(const char *path)
{
    for (;;) {
        if (strncmp(path, "../", 3) == 0)
            path += 3;
        else if (strncmp(path, "./", 2) == 0)
            path += 2;
        else
            return path;
    }
}

const char *copies_find_figure(const struct map *figures, const char *path)
{
    return figures ? map_get(figures, copies_below_content(path)) : NULL;
}

const char *copies_find_picture(struct arena *arena, const struct map *figures, const char *path)
{
    if (text_ends_with(path, ".pdf"))
        path = arena_concat(arena, path, picture_ending, NULL);
    return copies_find_figure(figures, path);
}

/* ---- pictures of PDFs ---- */

/* The number of the page that output shows, and in *pdf of what; 0: it is no page of a scan. */
static size_t page_of(struct build *build, const char *output, const char **pdf)
{
    const char *middle = NULL;

    for (const char *at = output; (at = strstr(at, scan_middle)) != NULL; at++)
        middle = at;
    if (middle == NULL || !text_ends_with(output, ".jpg"))
        return 0;
    *pdf = arena_concat(build->arena, arena_copy(build->arena, output, (size_t)(middle - output)), ".pdf", NULL);
    return strtoul(middle + strlen(scan_middle), NULL, 10);
}

/* The PDF that output is the picture of, "figures/peta.pdf"; NULL: it is a figure of its own. */
static const char *pdf_of(struct build *build, const char *output, size_t *page)
{
    const char *content = file_join(build->arena, build->root, "content"), *pdf = NULL;

    *page = 0;
    if (access(file_join(build->arena, content, output), F_OK) == 0)
        return NULL;
    if (text_ends_with(output, ".pdf.png"))
        return arena_copy(build->arena, output, strlen(output) - strlen(picture_ending));
    *page = page_of(build, output, &pdf);
    return pdf;
}

/* The first page of pdf, as wide as a page of the site needs on a sharp screen. False: it is no PDF. */
static bool draw_first(const struct buffer *pdf, struct buffer *picture)
{
    static const char *const arguments[] = {"pdftocairo",  "-png", "-singlefile", "-scale-to-x", "1600",
                                            "-scale-to-y", "-1",   "-",           "-",           NULL};

    return ask_poppler(arguments, pdf, picture);
}

/* A page as paper is scanned; as a picture it has no words below what was blacked out, and tells of no author. */
static bool draw_page(const struct buffer *pdf, const char *page, struct buffer *picture)
{
    const char *const arguments[] = {"pdftocairo", "-jpeg", "-jpegopt", "quality=80", "-singlefile", "-r", "150",
                                     "-f",         page,    "-l",       page,         "-",           "-",  NULL};

    return ask_poppler(arguments, pdf, picture);
}

/* Makes pdf the picture of it, or of a page (from 1) of it, kept by its hash. False: reported. */
static bool become_picture(struct build *build, const char *name, size_t page, struct buffer *pdf)
{
    struct buffer picture = {0};
    char hash[SHA256_HEX];
    const char *number = arena_format(build->arena, "%zu", page);

    sha256_hex(pdf->bytes, pdf->length, hash);
    const char *what = page > 0 ? arena_concat(build->arena, "page ", number, " of a PDF 1 ", hash, NULL)
                                : arena_concat(build->arena, "picture of a PDF 1 ", hash, NULL);
    const char *file = cache_file(build->arena, "pictures", what);
    bool kept = cache_read(file, &picture);
    bool drawn = kept || (page > 0 ? draw_page(pdf, number, &picture) : draw_first(pdf, &picture));

    if (drawn && !kept && cache_write(build->arena, file, picture.bytes, picture.length))
        list_add(&build->cached, build->arena, (void *)(uintptr_t)file);
    if (!drawn) {
        diag_error(build->diags, (struct place){.file = name}, "pdf-figure", "pdftocairo makes no picture of this PDF");
        diag_hint(build->diags, "check that it opens in another program, or export the figure as SVG or PNG");
    }
    buffer_free(pdf);
    *pdf = picture;
    return drawn;
}

/* ---- copying ---- */

/* A drawing among the assets of the study that would run or fetch something. */
static bool is_active(struct build *build, const char *name, const struct buffer *bytes)
{
    struct svg_flaw flaw;

    if (!text_ends_with(name, ".svg") || build->trusted || !build_is_own(build, name) ||
        svg_is_passive(bytes->bytes, bytes->length, &flaw))
        return false;
    diag_error(build->diags, (struct place){.file = name}, "svg-active", "the drawing %s", translated(flaw.what));
    diag_hint(build->diags, "export it as plain SVG; or, if you trust who wrote it, build once with --trust");
    return true;
}

static bool is_below(const char *path, const char *folder)
{
    size_t length = strlen(folder);

    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

/* The file comes with the program. */
static bool is_built_in(const struct build *build, const char *path)
{
    char real[PATH_MAX], share[PATH_MAX];

    return build->share != NULL && realpath(path, real) != NULL && realpath(build->share, share) != NULL &&
           is_below(real, share);
}

/* A link that leads out of the study, or to what is private in it: what it points to is nobody's to publish. */
static bool leads_away(struct build *build, const char *path, const char *name)
{
    char real[PATH_MAX], root[PATH_MAX];

    if (realpath(path, real) == NULL || realpath(build->root, root) == NULL)
        return false;
    if ((is_below(real, root) || is_built_in(build, path)) &&
        !is_below(real, file_join(build->arena, root, "content/private")))
        return false;
    diag_error(build->diags, (struct place){.file = name}, "link-outside",
               "the link leads out of the study folder, or to what is private in it");
    diag_hint(build->diags, "put a copy in its place, if it may be published");
    return true;
}

/* What is copied, and to where. */
struct copying {
    const char *path;   /* of the file */
    const char *name;   /* what it is called for the user */
    const char *output; /* below the output folder */
    bool picture;       /* of the PDF that the file is, */
    size_t page;        /* of this page; 0: of the first, as a figure */
};

/*
 * Style sheets and scripts of the program without the comments that have lines of their own: a tenth of what a page
 * loads. Those of a study stay as they are, with whatever licence they quote.
 */
static void drop_comments(struct buffer *bytes)
{
    struct buffer out = {0};

    for (const char *at = buffer_string(bytes); *at != '\0';) {
        const char *mark = at + strspn(at, " ");
        const char *close = strncmp(mark, "/*", 2) == 0 ? strstr(mark, "*/") : NULL;
        size_t line = strcspn(at, "\n");
        if (close != NULL && close[2] == '\n') {
            at = close + 3;
            continue;
        }
        line += at[line] == '\n';
        buffer_bytes(&out, at, line);
        at += line;
    }
    buffer_free(bytes);
    *bytes = out;
}

static bool has_comments(const struct build *build, const struct copying *copying)
{
    return (text_ends_with(copying->name, ".css") || text_ends_with(copying->name, ".js")) &&
           is_built_in(build, copying->path);
}

/*
 * Copies of images without what they say about themselves: camera, time, place, author, remarks, thumbnails.  What the
 * picture needs to look the same is kept: colours, transparency, resolution, which way is up.
 */

static const unsigned char png_signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

static void put(struct buffer *out, const unsigned char *bytes, size_t length)
{
    buffer_bytes(out, (const char *)bytes, length);
}

/* ---- PNG ---- */

static bool is_kept_chunk(const unsigned char *type)
{
    static const char kept[] = "tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs hIST sPLT acTL fcTL fdAT";

    if ((type[0] & 0x20) == 0) /* the picture itself */
        return true;
    for (const char *name = kept; name[0] != '\0'; name += name[4] == ' ' ? 5 : 4) {
        if (memcmp(name, type, 4) == 0)
            return true;
    }
    return false;
}

static bool clean_png(struct buffer *out, const unsigned char *bytes, size_t length)
{
    put(out, bytes, sizeof png_signature);
    for (size_t at = sizeof png_signature; at + 12 <= length;) {
        size_t size = text_number(bytes + at, 4, true) + 12;
        if (size > length - at)
            return false;
        if (is_kept_chunk(bytes + at + 4))
            put(out, bytes + at, size);
        if (memcmp(bytes + at + 4, "IEND", 4) == 0)
            return true;
        at += size;
    }
    return false;
}

/* ---- JPEG ---- */

/* Which way is up, of 1 to 8, as Exif data says; 1 if it does not. */
static unsigned orientation_of(const unsigned char *exif, size_t length)
{
    enum { ENTRY = 12, TAG = 0x112 };

    if (length < 20 || memcmp(exif, "Exif\0", 6) != 0)
        return 1;
    exif += 6;
    length -= 6;
    bool is_big = exif[0] != 'I';
    size_t at = text_number(exif + 4, 4, is_big);
    if (at > length || length - at < 2)
        return 1;
    size_t count = text_number(exif + at, 2, is_big);
    for (size_t i = 0; i < count && at + 2 + (i + 1) * ENTRY <= length; i++) {
        const unsigned char *entry = exif + at + 2 + i * ENTRY;
        size_t value = text_number(entry + 8, 2, is_big);
        if (text_number(entry, 2, is_big) == TAG && value >= 1 && value <= 8)
            return (unsigned)value;
    }
    return 1;
}

/* Exif data that says which way is up, and nothing else. */
static void put_orientation(struct buffer *out, unsigned orientation)
{
    const unsigned char segment[] = {0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0,
                                     'M',  'M',  0, 42, 0,   0,   0,   8,   0, 1,
                                     1,    18,   0, 3,  0,   0,   0,   1,   0, (unsigned char)orientation,
                                     0,    0,    0, 0,  0,   0};

    put(out, segment, sizeof segment);
}

/* Segments of programs are dropped but for those that say how colours are meant. */
static bool is_kept_segment(const unsigned char *bytes, size_t size)
{
    unsigned char marker = bytes[1];

    if (marker == 0xfe)
        return false;
    if (marker == 0xe2)
        return size > 16 && memcmp(bytes + 4, "ICC_PROFILE", 11) == 0;
    return marker == 0xe0 ? size > 9 && memcmp(bytes + 4, "JFIF", 5) == 0
                          : marker == 0xee || marker < 0xe1 || marker > 0xef;
}

/* Where the next marker is: picture points have none but those that restart. */
static size_t scan_end(const unsigned char *bytes, size_t length, size_t at)
{
    while (at + 1 < length && (bytes[at] != 0xff || bytes[at + 1] == 0 || bytes[at + 1] == 0xff ||
                               (bytes[at + 1] >= 0xd0 && bytes[at + 1] <= 0xd7)))
        at++;
    return at;
}

static bool clean_jpeg(struct buffer *out, const unsigned char *bytes, size_t length)
{
    put(out, bytes, 2);
    for (size_t at = 2; at + 4 <= length;) {
        if (bytes[at] != 0xff)
            return false;
        if (bytes[at + 1] == 0xff) { /* filling */
            at++;
            continue;
        }
        size_t size = text_number(bytes + at + 2, 2, true) + 2;
        if (bytes[at + 1] == 0xd9 || size > length - at)
            break;
        if (bytes[at + 1] == 0xe1 && orientation_of(bytes + at + 4, size - 4) != 1)
            put_orientation(out, orientation_of(bytes + at + 4, size - 4));
        else if (is_kept_segment(bytes + at, size))
            put(out, bytes + at, size);
        at += size;
        if (bytes[at - size + 1] == 0xda) {
            size_t end = scan_end(bytes, length, at);
            put(out, bytes + at, end - at);
            at = end;
        }
    }
    buffer_bytes(out, "\xff\xd9", 2);
    return true;
}

/* ---- WebP ---- */

static bool clean_webp(struct buffer *out, const unsigned char *bytes, size_t length)
{
    enum { HEAD = 12, HAS_EXIF = 8, HAS_XMP = 4 };

    put(out, bytes, HEAD);
    for (size_t at = HEAD; at + 8 <= length;) {
        size_t size = text_number(bytes + at + 4, 4, false);
        size += 8 + (size & 1);
        if (size > length - at)
            return false;
        if (memcmp(bytes + at, "EXIF", 4) != 0 && memcmp(bytes + at, "XMP ", 4) != 0)
            put(out, bytes + at, size);
        if (memcmp(bytes + at, "VP8X", 4) == 0 && size > 8)
            out->bytes[out->length - size + 8] &= ~(HAS_EXIF | HAS_XMP);
        at += size;
    }
    for (int i = 0; i < 4; i++)
        out->bytes[4 + i] = (char)((out->length - 8) >> (8 * i) & 0xff);
    return true;
}

bool image_clean(struct buffer *out, const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;

    buffer_clear(out);
    if (length > sizeof png_signature && memcmp(bytes, png_signature, sizeof png_signature) == 0)
        return clean_png(out, bytes, length);
    if (length > 4 && memcmp(bytes, "\xff\xd8\xff", 3) == 0)
        return clean_jpeg(out, bytes, length);
    if (length > 20 && memcmp(bytes, "RIFF", 4) == 0 && memcmp(bytes + 8, "WEBP", 4) == 0)
        return clean_webp(out, bytes, length);
    return false;
}

static void put_file(struct build *build, const struct copying *copying, struct output_sink *sink)
{
    const char *name = copying->name, *output = copying->output;
    struct buffer bytes = {0}, clean = {0};
    struct place place = {.file = name};

    if (leads_away(build, copying->path, name))
        return;
    bool is_read = file_read(copying->path, &bytes) == FILE_OK;
    if (is_read && has_comments(build, copying))
        drop_comments(&bytes);
    if (!is_read)
        diag_error(build->diags, place, "unreadable", "cannot read the file");
    else if (copying->picture && !become_picture(build, name, copying->page, &bytes))
        ; /* reported */
    else if (image_clean(&clean, buffer_string(&bytes), bytes.length))
        sink->put(sink, output, clean.bytes, clean.length, place);
    else if (!is_active(build, name, &bytes))
        sink->put(sink, output, buffer_string(&bytes), bytes.length, place);
    buffer_free(&bytes);
    buffer_free(&clean);
}

void copies_put_figures(struct build *build, const struct map *used, struct output_sink *sink)
{
    for (size_t i = 0; i < map_count(used); i++) {
        struct copying copying = {.output = map_key(used, i)};
        const char *pdf = pdf_of(build, copying.output, &copying.page);
        copying.picture = pdf != NULL;
        copying.name = file_join(build->arena, "content", pdf ? pdf : copying.output);
        copying.path = file_join(build->arena, build->root, copying.name);
        put_file(build, &copying, sink);
    }
}

void copies_put_assets(struct build *build, struct output_sink *sink)
{
    const char *const roots[] = {build->root, build->share};
    struct map *done = map_new(build->arena);

    /* What comes with the program tells nothing of the study, so a trial leaves it out. */
    for (size_t i = 0; i < (sink->is_trial ? 1 : 2); i++) {
        struct file_tree tree = build_list(build, roots[i], "layouts/assets");
        for (size_t j = 0; j < tree.files.count; j++) {
            const char *file = tree.files.items[j];
            const char *name = file_join(build->arena, "layouts/assets", file);
            struct copying copying = {file_join(build->arena, roots[i], name), name,
                                      file_join(build->arena, "assets", file), false, 0};
            if (map_put(done, name, build) == NULL)
                put_file(build, &copying, sink);
        }
    }
}
