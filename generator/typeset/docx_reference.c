#include "typeset/private.h"

#include "base/arena.h"
#include "base/archive.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>

/* More than any template of a faculty has. */
enum { MOST_PARTS = 500, MOST_BYTES = 32 * 1024 * 1024 };

static const char styles_name[] = "reference/word/styles.xml";
static const char styles_end[] = "</w:styles>";
static const char style_start[] = "<w:style ", style_end[] = "</w:style>";

/* ---- styles ---- */

/* The value of the attribute name="..." between text and end, in arena; "" if it has none. */
static const char *value_of(struct arena *arena, const char *text, const char *end, const char *name)
{
    const char *found = strstr(text, name);

    if (found == NULL || found > end)
        return "";
    found += strlen(name);
    return arena_copy(arena, found, strcspn(found, "\""));
}

/* In small letters: Word does not tell "Heading 1" of LibreOffice from its own "heading 1". */
static const char *style_name(struct arena *arena, const char *style, const char *end)
{
    return text_fold(arena, value_of(arena, style, end, "<w:name w:val=\""));
}

static const char *style_id(struct arena *arena, const char *style, const char *end)
{
    return value_of(arena, style, end, "w:styleId=\"");
}

/* Name -> id of each style: Word knows its own by their names, and gives them other ids in each language. */
static struct map *styles_of(struct arena *arena, const char *styles)
{
    struct map *ids = map_new(arena);
    const char *end;

    for (const char *style = strstr(styles, style_start); style != NULL && (end = strstr(style, style_end)) != NULL;
         style = strstr(end, style_start))
        map_put(ids, style_name(arena, style, end), (void *)style_id(arena, style, end));
    return ids;
}

/* Our id -> that of the template's style of the same name. */
static struct map *ids_of_template(struct arena *arena, const struct map *ours, const struct map *theirs)
{
    struct map *ids = map_new(arena);

    for (size_t i = 0; i < map_count(ours); i++) {
        void *id = map_get(theirs, map_key(ours, i));
        if (id != NULL)
            map_put(ids, map_value(ours, i), id);
    }
    return ids;
}

/* Adds our style from style to end; the styles that it names are the template's where that has them. */
static void put_style(struct arena *arena, const struct map *ids, const char *style, const char *end,
                      struct buffer *out)
{
    static const char *const names[] = {"<w:basedOn w:val=\"", "<w:next w:val=\"", "<w:link w:val=\""};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *found = strstr(style, names[i]);
        if (found == NULL || found > end)
            continue;
        const char *id = map_get(ids, value_of(arena, found, end, names[i]));
        found += strlen(names[i]);
        if (id != NULL) {
            buffer_bytes(out, style, (size_t)(found - style));
            buffer_text(out, id);
            style = found + strcspn(found, "\"");
        }
    }
    buffer_bytes(out, style, (size_t)(end - style));
}

void docx_merge_styles(struct arena *arena, const char *theirs, const char *ours, struct buffer *out)
{
    const char *last = strstr(theirs, styles_end), *end;
    struct map *their_ids = styles_of(arena, theirs);
    struct map *ids = ids_of_template(arena, styles_of(arena, ours), their_ids);

    buffer_bytes(out, theirs, last ? (size_t)(last - theirs) : strlen(theirs));
    for (const char *style = strstr(ours, style_start);
         last != NULL && style != NULL && (end = strstr(style, style_end)) != NULL; style = strstr(end, style_start)) {
        end += strlen(style_end);
        if (map_get(their_ids, style_name(arena, style, end)) == NULL)
            put_style(arena, ids, style, end, out);
    }
    buffer_text(out, last ? last : "");
}

/* ---- settings ---- */

/* In the style name the properties old become new; nothing where the style or they are not there. */
static void put_property(struct arena *arena, const char **styles, const char *name, const char *old, const char *new)
{
    const char *mark = arena_format(arena, "<w:name w:val=\"%s\" />", name), *style = strstr(*styles, mark);
    const char *end = style ? strstr(style, style_end) : NULL, *found = style ? strstr(style, old) : NULL;

    if (found != NULL && end != NULL && found < end)
        *styles = arena_format(arena, "%.*s%s%s", (int)(found - *styles), *styles, new, found + strlen(old));
}

/* In the style name letters of old half points get new ones. */
static void put_size(struct arena *arena, const char **styles, const char *name, long old, long new)
{
    static const char both[] = "<w:sz w:val=\"%ld\" /><w:szCs w:val=\"%ld\" />";

    put_property(arena, styles, name, arena_format(arena, both, old, old), arena_format(arena, both, new, new));
}

const char *docx_set_styles(struct arena *arena, const char *styles, const struct appendix_settings *settings)
{
    if (settings->font_size.text != NULL) {
        long half_points = (long)(2 * settings->font_size.value + 0.5);
        put_property(arena, &styles, "Table Note", "<w:sz w:val=\"20\" />",
                     arena_format(arena, "<w:sz w:val=\"%ld\" />", half_points));
        put_size(arena, &styles, "Table", 20, half_points);
        put_size(arena, &styles, "Table Small", 16, (half_points * 8 + 5) / 10);
    }
    if (settings->heading == APPENDIX_RIGHT)
        put_property(arena, &styles, "heading 1", "<w:outlineLvl", "<w:jc w:val=\"right\" /><w:outlineLvl");
    if (settings->caption == APPENDIX_CAPTION_LEFT)
        put_property(arena, &styles, "caption", "<w:jc w:val=\"center\" />", "<w:jc w:val=\"left\" />");
    return styles;
}

/* In twentieths of a point. */
static long twips(double centimetres)
{
    return (long)(centimetres * 1440 / 2.54 + 0.5);
}

const char *docx_set_page(struct arena *arena, const char *document, const struct appendix_settings *settings)
{
    const char *start = strstr(document, "<w:pgSz "), *end = strstr(document, " w:header=");
    struct appendix_page page = appendix_page(settings);

    if ((settings->paper == APPENDIX_A4 && settings->margins == NULL) || start == NULL || end == NULL)
        return document;
    return arena_format(arena,
                        "%.*s<w:pgSz w:w=\"%ld\" w:h=\"%ld\" />"
                        "<w:pgMar w:top=\"%ld\" w:right=\"%ld\" w:bottom=\"%ld\" w:left=\"%ld\"%s",
                        (int)(start - document), document, twips(page.width), twips(page.height), twips(page.top),
                        twips(page.right), twips(page.bottom), twips(page.left), end);
}

/* ---- parts ---- */

/* What pandoc reads of a reference document: no macros, nothing of the document's own properties. */
static bool is_wanted(const char *name)
{
    return (strncmp(name, "word/", strlen("word/")) == 0 && strstr(name, "vba") == NULL) ||
           strcmp(name, "_rels/.rels") == 0 || strcmp(name, "[Content_Types].xml") == 0;
}

static bool refuse(struct build *build, struct place place, const char *name)
{
    diag_error(build->diags, place, "bad-reference", "'content/%s' is not a Word document", name);
    diag_hint(build->diags, "open it in Word or LibreOffice and save it as .docx");
    return false;
}

/* Puts the parts of the archive into source. False: it is damaged, or no document. */
static bool take_parts(struct build *build, struct archive *archive, struct collection *source)
{
    const char *ours = collection_get(source, styles_name)->bytes;
    struct output_sink *sink = collection_sink(source);
    struct buffer part = {0}, styles = {0};
    size_t left = MOST_BYTES, size;
    bool done = archive_count(archive) <= MOST_PARTS && archive_get(archive, "word/document.xml", &part) &&
                archive_get(archive, "word/styles.xml", &styles) && strstr(buffer_string(&styles), styles_end) != NULL;

    for (size_t i = 0; i < archive_count(archive) && done; i++) {
        const char *name = archive_name(archive, i, &size);
        if (name == NULL || !is_wanted(name))
            continue;
        buffer_clear(&part);
        done = archive_get_at(archive, i, left, &part);
        left -= done ? part.length : 0;
        if (done)
            sink->put(sink, arena_concat(build->arena, "reference/", name, NULL), buffer_string(&part), part.length,
                      (struct place){0});
    }
    if (done) {
        buffer_clear(&part);
        docx_merge_styles(build->arena, buffer_string(&styles), ours, &part);
        sink->put(sink, styles_name, buffer_string(&part), part.length, (struct place){0});
    }
    buffer_free(&part);
    buffer_free(&styles);
    return done;
}

bool docx_take_template(struct build *build, const char *name, struct place place, struct collection *source)
{
    struct buffer bytes = {0};
    struct archive *archive = NULL;

    bool done = build_read_content(build, name, &bytes) &&
                (archive = archive_open(bytes.bytes, bytes.length)) != NULL && take_parts(build, archive, source);
    if (archive != NULL)
        archive_close(archive, NULL);
    buffer_free(&bytes);
    return done || refuse(build, place, name);
}
