#include "write/drawing/drawing.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/cache.h"
#include "base/map.h"
#include "base/process.h"
#include "document/document.h"
#include "study/study.h"

#include <stdint.h>
#include <string.h>

enum { SECONDS = 30 };

/* Another form of what is written is another key in the cache. */
static const char version[] = "equations 1\n";

/* As pandoc's own notation has a text, which does not change from one of its versions to the next. */
static void add_text(struct buffer *out, const char *text)
{
    buffer_char(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            buffer_char(out, '\\');
        buffer_char(out, *text);
    }
    buffer_char(out, '"');
}

/* What stands for span among others: the same mathematics is converted once. */
static const char *key_of(struct arena *arena, const struct span *span)
{
    return arena_concat(arena, span->math->display ? "Display" : "Inline", span->text, NULL);
}

/* A document for pandoc, a paragraph for each that is not converted yet; those are added to spans, each text once. */
static void write_document(struct arena *arena, const struct list *maths, struct list *spans, struct buffer *out)
{
    struct map *seen = map_new(arena);

    for (size_t i = 0; i < maths->count; i++) {
        struct span *span = maths->items[i];
        const char *key = key_of(arena, span);
        if (span->math->mathml != NULL || map_get(seen, key) != NULL)
            continue;
        map_put(seen, key, span);
        list_add(spans, arena, span);
        buffer_format(out, "%sPara [Math %sMath ", out->length > 0 ? "\n," : "[",
                      span->math->display ? "Display" : "Inline");
        add_text(out, span->text);
        buffer_char(out, ']');
    }
    buffer_text(out, out->length > 0 ? "]\n" : "");
}

static void complain(struct build *build, struct place place)
{
    diag_error(build->diags, place, "pandoc", "pandoc did not convert the mathematics of the study");
    diag_hint(build->diags, "check that 'pandoc --version' works");
}

/* False: reported. */
static bool run_pandoc(struct build *build, const struct buffer *document, struct place place, struct buffer *out)
{
    static const char *const arguments[] = {"pandoc", "--from=native", "--to=html", "--mathml", "--wrap=none", NULL};
    enum process_status status = process_convert(arguments, document->bytes, document->length, SECONDS, 0, out);

    if (status == PROCESS_DONE)
        return true;
    if (status == PROCESS_MISSING) {
        diag_warning(build->diags, place, "no-pandoc",
                     "pandoc is not installed, which sets mathematics for the site and Word; TeX is shown as code");
        diag_hint(build->diags, "on Debian and Ubuntu: apt install pandoc");
    } else {
        complain(build, place);
    }
    return false;
}

/* The comma at at stands between digits, in braces or not; its length, else 0. */
static size_t comma_in_number(const char *text, const char *at)
{
    size_t length = *at == ',' ? 1 : strncmp(at, "{,}", 3) == 0 ? 3 : 0;

    return length > 0 && at > text && ascii_is_digit(at[-1]) && ascii_is_digit(at[length]) ? length : 0;
}

/* MathML sets a blank behind a comma; "0{,}05", which TeX sets without one, becomes one number. */
static void join_numbers(char *mathml, const char *text)
{
    static const char parted[] = "</mn><mo>,</mo><mn>";
    char *found = mathml;

    for (const char *at = text; *at != '\0' && strstr(text, "{,}") != NULL; at++) {
        size_t length = comma_in_number(text, at);
        if (length == 0)
            continue;
        if ((found = strstr(found, parted)) == NULL)
            return;
        if (length == 1) {
            found += strlen(parted);
            continue;
        }
        *found++ = ',';
        memmove(found, found + strlen(parted) - 1, strlen(found + strlen(parted) - 1) + 1);
    }
}

/*
 * "\mathrm{C}" and Greek capitals are upright in TeX. pandoc says so by <mstyle>, which browsers no longer ask, or not
 * at all; a letter alone has to say it itself.
 */
static char *upright(struct arena *arena, const char *mathml)
{
    static const char open[] = "<mstyle mathvariant=\"normal\">", close[] = "</mstyle>", letter[] = "<mi>";
    struct buffer out = {0};
    const char *end = NULL; /* of what is upright */

    for (const char *at = mathml; *at != '\0'; at++) {
        if (strncmp(at, open, strlen(open)) == 0)
            end = strstr(at, close);
        bool is_letter = strncmp(at, letter, strlen(letter)) == 0;
        const unsigned char *sign = (const unsigned char *)at + strlen(letter);
        bool is_greek = is_letter && sign[0] == 0xce && sign[1] >= 0x91 && sign[1] <= 0xa9;
        if (is_letter && (is_greek || (end != NULL && at < end))) {
            buffer_text(&out, "<mi mathvariant=\"normal\">");
            at += strlen(letter) - 1;
        } else {
            buffer_char(&out, *at);
        }
    }
    return buffer_take(&out, arena);
}

/* Gives the texts of spans what pandoc made of them, in their order. False: it is not that. */
static bool take_results(struct build *build, const struct list *spans, char *html, struct map *results)
{
    for (size_t i = 0; i < spans->count; i++) {
        const struct span *span = spans->items[i];
        char *start = strstr(html, "<p>"), *end = start ? strstr(start, "</p>") : NULL;
        if (end == NULL)
            return false;
        *end = '\0';
        html = end + 1;
        if (strncmp(start, "<p><math", 8) == 0) {
            join_numbers(start, span->text);
            map_put(results, key_of(build->arena, span), upright(build->arena, start + 3));
        } else {
            diag_error(build->diags, span->math->place, "bad-math", "the mathematics '%.60s' cannot be read",
                       span->text);
            diag_hint(build->diags,
                      "an argument may be missing, as in \\frac{1}{2}, or an index be given twice, as in x^2^3");
        }
    }
    return true;
}

void equations_convert(struct build *build, const struct list *maths)
{
    struct list spans = {0};
    struct buffer document = {0}, html = {0};
    struct map *results = map_new(build->arena);

    if (maths->count == 0)
        return;
    write_document(build->arena, maths, &spans, &document);
    const char *file =
        cache_file(build->arena, "equations", arena_concat(build->arena, version, buffer_string(&document), NULL));
    if (spans.count > 0) {
        struct place place = ((const struct span *)spans.items[0])->math->place;
        bool kept = cache_read(file, &html);
        if (kept || run_pandoc(build, &document, place, &html)) {
            bool whole = take_results(build, &spans, arena_string(build->arena, buffer_string(&html)), results);
            if (whole && !kept && cache_write(build->arena, file, buffer_string(&html), html.length))
                list_add(&build->cached, build->arena, (void *)(uintptr_t)file);
            if (!whole)
                complain(build, place);
        }
    }
    for (size_t i = 0; i < maths->count; i++) {
        struct span *span = maths->items[i];
        if (span->math->mathml == NULL)
            span->math->mathml = map_get(results, key_of(build->arena, span));
    }
    buffer_free(&document);
    buffer_free(&html);
}

void equations_convert_blocks(struct build *build, const struct block *blocks)
{
    struct list maths = {0};
    struct iterator it;

    iterator_start(&it, build->arena, blocks);
    while (iterator_next(&it)) {
        if (iterator_meets_span(&it) && it.span->kind == SPAN_MATH)
            list_add(&maths, build->arena, it.span);
    }
    equations_convert(build, &maths);
}
