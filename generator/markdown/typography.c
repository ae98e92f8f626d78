#include "markdown/private.h"

#include "base/ascii.h"
#include "base/text.h"

#include <string.h>

/*
 * Quotation marks, dashes and ellipses as print has them: "kata" becomes “kata”, -- becomes –, ... becomes ….  All the
 * text of a paragraph is looked at together, as marks may be within emphasis and beside it.
 */

static bool is_sign(char c)
{
    return c != '\0' && strchr("\"'-.", c) != NULL;
}

char typography_keep(struct reading *reading, char masked)
{
    char c = flat_unmasked(masked);

    if (c == masked || !reading->source->smart || !is_sign(c))
        return c;
    reading->has_kept = true;
    return masked;
}

/* How a language quotes. */
struct quotation_marks {
    const char *tags; /* of such languages, each between blanks */
    const char *open, *close, *open_inner, *close_inner;
};

static const struct quotation_marks marks_of_languages[] = {
    {"", "“", "”", "‘", "’"}, /* Indonesian, English and all that are not below */
    {" de cs sk sl lt et is bg ka ", "„", "“", "‚", "‘"},
    {" pl hu ro hr sr bs ", "„", "”", "‚", "’"},
    {" sv fi ", "”", "”", "’", "’"},
    {" fr ", "«\u00a0", "\u00a0»", "“", "”"},
    {" ru uk be hy ", "«", "»", "„", "“"},
    {" ja ", "「", "」", "『", "』"},
};

static const struct quotation_marks *marks_of(const char *tag)
{
    char wanted[8] = " ";
    size_t length = strcspn(tag, "-_");

    if (length > 0 && length + 3 <= sizeof wanted) {
        memcpy(wanted + 1, tag, length);
        wanted[length + 1] = ' ';
        for (size_t i = 1; i < sizeof marks_of_languages / sizeof *marks_of_languages; i++) {
            if (strstr(marks_of_languages[i].tags, wanted) != NULL)
                return &marks_of_languages[i];
        }
    }
    return marks_of_languages;
}

/* A text of the paragraph. */
struct stretch {
    struct span *span;
    size_t start;
    const struct quotation_marks *marks; /* NULL: it stays as it was typed */
};

struct typesetting {
    struct reading *reading;
    struct buffer text; /* of a paragraph; each thing that is no text is a letter */
    struct buffer out;
    struct list stretches;
    bool is_open;       /* a double mark */
    bool is_open_inner; /* a single one */
};

static void set_spans(struct typesetting *setting, struct span *spans, const struct quotation_marks *marks);
static void set_blocks(struct typesetting *setting, struct block *blocks, const struct quotation_marks *marks);

static bool is_typed_address(const struct span *link)
{
    const struct span *text = link->children;

    return text != NULL && text->kind == SPAN_TEXT &&
           (strstr(text->text, "://") != NULL || strcmp(text->text, link->link->target) == 0);
}

static void collect_text(struct typesetting *setting, struct span *span, const struct quotation_marks *marks)
{
    struct stretch *stretch = arena_alloc(setting->reading->scratch, sizeof *stretch);

    *stretch = (struct stretch){span, setting->text.length, marks};
    list_add(&setting->stretches, setting->reading->scratch, stretch);
    buffer_text(&setting->text, span->text);
}

static void collect(struct typesetting *setting, struct span *spans, const struct quotation_marks *marks)
{
    for (struct span *span = spans; span != NULL; span = span->next) {
        switch (span->kind) {
        case SPAN_TEXT:
            collect_text(setting, span, marks);
            break;
        case SPAN_SOFT_BREAK:
        case SPAN_LINE_BREAK:
            buffer_char(&setting->text, '\n');
            break;
        case SPAN_EMPHASIS:
        case SPAN_STRONG:
        case SPAN_DIRECTIVE:
        case SPAN_GROUP:
        case SPAN_OBJECT:
            collect(setting, span->children, marks);
            break;
        case SPAN_LANGUAGE:
            collect(setting, span->children, marks_of(span->text));
            break;
        case SPAN_STYLED:
            collect(setting, span->children, span->style == STYLE_KEY ? NULL : marks);
            break;
        case SPAN_LINK:
            collect(setting, span->children, is_typed_address(span) ? NULL : marks);
            break;
        case SPAN_HTML:
        case SPAN_FOOTNOTE:
            break;
        case SPAN_CODE:
        case SPAN_MATH:
        case SPAN_IMAGE:
        case SPAN_CITATION:
        case SPAN_REFERENCE:
        case SPAN_EXCERPT:
        case SPAN_PAGE_NUMBER:
            buffer_char(&setting->text, 'x');
            break;
        }
    }
}

/* What a mark stands beside. */
enum beside { BESIDE_BLANK, BESIDE_OPENING, BESIDE_WORD, BESIDE_SIGN };

static enum beside class_of(const char *at)
{
    unsigned long character = 0;

    text_character(at, strlen(at), &character);
    if (character <= ' ')
        return character == 0 || character == ' ' || character == '\t' || character == '\n' ? BESIDE_BLANK
                                                                                            : BESIDE_SIGN;
    if (character == 0xa0 || character == 0x202f)
        return BESIDE_BLANK;
    if (text_is_word(character))
        return BESIDE_WORD;
    return strchr("([{-/", (int)character) != NULL && character < 0x80 ? BESIDE_OPENING
           : character == 0x2013 || character == 0x2014 || character == 0xab || character == 0x201c ||
                   character == 0x201e || character == 0x2018
               ? BESIDE_OPENING
               : BESIDE_SIGN;
}

static enum beside class_before(const char *text, size_t at)
{
    if (at == 0)
        return BESIDE_BLANK;
    do
        at--;
    while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80);
    return class_of(text + at);
}

/* The double mark at at; NULL: it stays, as in 5" and between blanks. */
static const char *double_mark(struct typesetting *setting, size_t at, const struct quotation_marks *marks)
{
    const char *text = setting->text.bytes;
    enum beside before = class_before(text, at), after = class_of(text + at + 1);
    bool may_open = after != BESIDE_BLANK && before != BESIDE_WORD;

    if (may_open && (!setting->is_open || before == BESIDE_BLANK || before == BESIDE_OPENING)) {
        setting->is_open = true;
        return marks->open;
    }
    if (before == BESIDE_BLANK || (!setting->is_open && (ascii_is_digit(text[at - 1]) || after == BESIDE_WORD)))
        return NULL;
    setting->is_open = false;
    return marks->close;
}

/* The single mark at at opens what the next one, but for those within words, closes: 'kata', and not 'Umar or '90-an.
 */
static bool opens_inner(const char *text, size_t at)
{
    if (ascii_is_digit(text[at + 1]) && ascii_is_digit(text[at + 2]) && !ascii_is_digit(text[at + 3]))
        return false;
    for (size_t next = at + 1; (next += strcspn(text + next, "'"), text[next] != '\0'); next++) {
        enum beside before = class_before(text, next), after = class_of(text + next + 1);
        if (before != BESIDE_WORD || after != BESIDE_WORD)
            return before != BESIDE_BLANK && before != BESIDE_OPENING && after != BESIDE_WORD;
    }
    return false;
}

/* The same of a single mark, which is an apostrophe mostly. */
static const char *single_mark(struct typesetting *setting, size_t at, const struct quotation_marks *marks)
{
    static const char apostrophe[] = "’";
    const char *text = setting->text.bytes;
    enum beside before = class_before(text, at), after = class_of(text + at + 1);

    if (before == BESIDE_BLANK && after == BESIDE_BLANK)
        return NULL;
    if (before == BESIDE_WORD && after == BESIDE_WORD)
        return apostrophe;
    if (setting->is_open_inner && before != BESIDE_BLANK && after != BESIDE_WORD) {
        setting->is_open_inner = false;
        return marks->close_inner;
    }
    if (before != BESIDE_WORD && after != BESIDE_BLANK && opens_inner(text, at)) {
        setting->is_open_inner = true;
        return marks->open_inner;
    }
    return at > 0 && ascii_is_digit(text[at - 1]) ? NULL : apostrophe;
}

static bool is_bar_or_end(char c)
{
    return c == '|' || c == '\n' || c == '\0';
}

/* The hyphens are a cell of the line below the heads of a table, which is none here. */
static bool is_in_ruler(const char *text, size_t at, size_t length)
{
    size_t after = at + length + strspn(text + at + length, " ");

    while (at > 0 && text[at - 1] == ' ')
        at--;
    return (at == 0 || is_bar_or_end(text[at - 1])) && is_bar_or_end(text[after]);
}

/* The dash or ellipsis that length same signs at at stand for, NULL if they are something else, as an arrow. */
static const char *sign_of_run(const char *text, size_t at, size_t length)
{
    if (text[at] == '.')
        return length == 3 ? "…" : length == 4 ? "…." : NULL;
    if (text[at + length] == '>' || (at > 0 && strchr("<!|+", text[at - 1]) != NULL) || is_in_ruler(text, at, length))
        return NULL;
    return length == 2 ? "–" : length == 3 ? "—" : NULL;
}

/* What to print for the sign at at; *length: of those that are one sign, more than up to end if they go on there. */
static const char *sign_at(struct typesetting *setting, size_t at, size_t end, size_t *length,
                           const struct quotation_marks *marks)
{
    const char *text = setting->text.bytes;

    *length = 1;
    if (text[at] == '"')
        return double_mark(setting, at, marks);
    if (text[at] == '\'')
        return single_mark(setting, at, marks);
    if (text[at] != '-' && text[at] != '.')
        return NULL;
    while (at + *length <= end && text[at + *length] == text[at])
        ++*length;
    return sign_of_run(text, at, *length);
}

/* Sets stretch, which ends at end. */
static void set_stretch(struct typesetting *setting, const struct stretch *stretch, size_t end)
{
    const char *text = setting->text.bytes;
    size_t length;

    buffer_clear(&setting->out);
    for (size_t at = stretch->start; at < end; at += length) {
        const char *sign = NULL;
        length = 1;
        if (stretch->marks != NULL)
            sign = sign_at(setting, at, end, &length, stretch->marks);
        if (at + length > end) /* it goes on in emphasis */
            length = end - at, sign = NULL;
        if (sign != NULL)
            buffer_text(&setting->out, sign);
        for (size_t i = 0; sign == NULL && i < length; i++)
            buffer_char(&setting->out, flat_unmasked(text[at + i]));
    }
    stretch->span->text = arena_copy(setting->reading->arena, buffer_string(&setting->out), setting->out.length);
}

static bool may_change(const struct reading *reading, const char *text)
{
    return reading->has_kept || strpbrk(text, "\"'") != NULL || strstr(text, "--") != NULL ||
           strstr(text, "...") != NULL;
}

/* words that are no spans, as the title of a link, set; NULL of NULL. */
static const char *set_words(struct typesetting *setting, const char *words, const struct quotation_marks *marks)
{
    struct span *span = span_new(setting->reading->scratch, SPAN_TEXT, 0, 0);

    span->text = words;
    if (words != NULL)
        set_spans(setting, span, marks);
    return span->text;
}

static void set_title(struct typesetting *setting, struct span *span, const struct quotation_marks *marks)
{
    struct link *link = arena_keep(setting->reading->arena, span->link, sizeof *link);

    link->title = set_words(setting, link->title, marks);
    span->link = link;
}

/* Sets the words of citations, and of pictures, each for itself, and titles. */
static void set_within(struct typesetting *setting, struct span *spans, const struct quotation_marks *marks)
{
    for (struct span *span = spans; span != NULL; span = span->next) {
        if ((span->kind == SPAN_LINK || span->kind == SPAN_IMAGE) && span->link->title != NULL)
            set_title(setting, span, marks);
        if (span->kind == SPAN_CITATION) {
            for (struct cited_work *work = span->citation->works; work != NULL; work = work->next) {
                set_spans(setting, work->prefix, marks);
                set_spans(setting, work->suffix, marks);
            }
        } else if (span->kind == SPAN_IMAGE) {
            set_spans(setting, span->children, marks);
        } else if (span->children != NULL) {
            set_within(setting, span->children, span->kind == SPAN_LANGUAGE ? marks_of(span->text) : marks);
        }
    }
}

static void set_spans(struct typesetting *setting, struct span *spans, const struct quotation_marks *marks)
{
    if (spans == NULL)
        return;
    buffer_clear(&setting->text);
    setting->stretches.count = 0;
    collect(setting, spans, marks);
    const char *text = buffer_string(&setting->text);
    if (may_change(setting->reading, text)) {
        setting->is_open = setting->is_open_inner = false;
        for (size_t i = 0; i < setting->stretches.count; i++) {
            const struct stretch *stretch = setting->stretches.items[i];
            set_stretch(setting, stretch, stretch->start + strlen(stretch->span->text));
        }
    }
    set_within(setting, spans, marks);
}

static void set_table(struct typesetting *setting, const struct table *table, const struct quotation_marks *marks)
{
    set_spans(setting, table->caption.words, marks);
    for (size_t i = 0; i < table->column_count; i++)
        set_spans(setting, table->columns[i].head, marks);
    for (struct row *row = table->rows; row != NULL; row = row->next) {
        for (size_t i = 0; i < table->column_count; i++)
            set_blocks(setting, row->cells[i].blocks, marks);
    }
}

static void set_figure(struct typesetting *setting, struct block *block, const struct quotation_marks *marks)
{
    struct figure *figure = arena_keep(setting->reading->arena, block->figure, sizeof *figure);

    set_spans(setting, figure->caption.words, marks);
    set_blocks(setting, figure->caption.source, marks);
    figure->alt = set_words(setting, figure->alt, marks);
    block->figure = figure;
}

static void set_blocks(struct typesetting *setting, struct block *blocks, const struct quotation_marks *marks)
{
    for (struct block *block = blocks; block != NULL; block = block->next) {
        set_spans(setting, block->spans, marks);
        if (block->kind == BLOCK_TABLE)
            set_table(setting, block->table, marks);
        else if (block->kind == BLOCK_FIGURE)
            set_figure(setting, block, marks);
        else if (block->kind == BLOCK_CALLOUT)
            set_spans(setting, block->callout->title, marks);
        set_blocks(setting, block->children, block->kind == BLOCK_LANGUAGE ? marks_of(block->text) : marks);
    }
}

/* Most texts have nothing to set. */
static bool is_in_source(const struct reading *reading)
{
    const char *text = reading->text;
    size_t length = reading->length;

    return memchr(text, '"', length) != NULL || memchr(text, '\'', length) != NULL ||
           text_search(text, length, "--") != NULL || text_search(text, length, "...") != NULL;
}

void typography_set(struct reading *reading, struct block *blocks, struct span *spans)
{
    struct typesetting setting = {.reading = reading};

    if (!reading->source->smart || (!reading->has_kept && !is_in_source(reading)))
        return;
    set_blocks(&setting, blocks, marks_of_languages);
    set_spans(&setting, spans, marks_of_languages);
    for (size_t i = 0; i < reading->note_texts.count; i++)
        set_blocks(&setting, reading->note_texts.items[i], marks_of_languages);
    buffer_free(&setting.text);
    buffer_free(&setting.out);
}
