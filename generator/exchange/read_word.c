/*
 * Word documents.  Coding is by comments (the comment says the codes, its author is the coder) and by colours of
 * highlighting (a legend in the document says the code; else the colour is the code).
 */

#include "exchange/private.h"

#include "base/archive.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "base/words.h"

#include <string.h>

struct reading {
    struct project *project;
    struct project_source *source;
    struct map *legend;   /* colour -> the code that it says */
    struct list left;     /* of struct xml: the paragraphs of the legend */
    struct map *comments; /* id -> struct comment */
    struct buffer text;
    bool is_in_row;    /* of a table: one line of the text */
    const char *color; /* of the highlighting that is open; NULL: none */
    size_t color_start;
    struct list marks; /* of struct mark */
};

/* Words with a comment or a colour. */
struct mark {
    size_t start, end; /* bytes of the text */
    const char *codes; /* as they are typed; NULL: none */
    const char *memo;
    const char *author; /* of a comment; NULL: a colour */
    bool is_an_answer;  /* to another comment */
    const char *color;  /* "#rrggbb"; NULL: a comment */
    struct mark *mate;  /* a longer one of whose words these are; NULL: none */
    struct segment *segment;
};

struct comment {
    const char *words;
    const char *author;
    size_t start;      /* SIZE_MAX: not open */
    bool is_an_answer; /* to another comment */
};

/* The comments that answer others, by the number of their last paragraph. */
static struct map *find_answers(struct arena *arena, const struct xml *extended)
{
    struct map *answers = map_new(arena);

    for (const struct xml *xml = extended ? extended->first : NULL; xml != NULL; xml = xml->next) {
        const char *paragraph = xml_get(xml, "paraId");
        if (paragraph != NULL && xml_get(xml, "paraIdParent") != NULL)
            map_put(answers, paragraph, (void *)xml);
    }
    return answers;
}

static void read_comments(struct reading *reading, const struct xml *root, const struct xml *extended)
{
    struct arena *arena = reading->project->arena;
    const struct map *answers = find_answers(arena, extended);

    for (const struct xml *xml = root ? root->first : NULL; xml != NULL; xml = xml->next) {
        struct comment *comment = arena_alloc(arena, sizeof *comment);
        const char *id = xml_get(xml, "id"), *paragraph = NULL;
        for (const struct xml *child = xml->first; child != NULL; child = child->next)
            paragraph = strcmp(child->name, "p") == 0 ? xml_get(child, "paraId") : paragraph;
        *comment = (struct comment){xml_words(arena, xml, "\n"), xml_get(xml, "author"), SIZE_MAX,
                                    paragraph != NULL && map_get(answers, paragraph) != NULL};
        map_put(reading->comments, id, comment);
    }
}

/* Gives the words of a mark the codes that it names. */
static void add_codes(struct reading *reading, struct segment *segment, const struct mark *mark)
{
    enum { MOST = 256 };
    struct project *project = reading->project;
    const char *names[MOST], *levels[MOST_DEPTH];
    size_t count = code_names_in(project, mark->codes, names, MOST);

    for (size_t i = 0; i < count; i++) {
        struct project_code *code = project_code_named(project, names[i], levels, 0);
        segment_add_code(project, segment, code);
        if (code != NULL && code->color == NULL)
            code->color = mark->color;
    }
}

/* ---- colours ---- */

/* The colours that Word has for highlighting. */
static const struct {
    const char *name, *hex;
} colors[] = {
    {"yellow", "ffff00"},    {"green", "00ff00"},       {"cyan", "00ffff"},     {"magenta", "ff00ff"},
    {"blue", "0000ff"},      {"red", "ff0000"},         {"darkBlue", "000080"}, {"darkCyan", "008080"},
    {"darkGreen", "008000"}, {"darkMagenta", "800080"}, {"darkRed", "800000"},  {"darkYellow", "808000"},
    {"darkGray", "808080"},  {"lightGray", "c0c0c0"},   {"black", "000000"},
};
enum { COLORS = sizeof colors / sizeof *colors };

/* The colour that text names; NULL: none. */
static const char *color_called(struct arena *arena, const char *text)
{
    const char *name = text_fold(arena, text_trimmed(arena, text));
    const struct word_row *row = words_find(WORDS_HIGHLIGHT, name, strlen(name));

    return row != NULL ? row->name : NULL;
}

static const char *hex_of(struct arena *arena, const char *color)
{
    for (size_t i = 0; i < COLORS; i++) {
        if (strcmp(colors[i].name, color) == 0)
            return arena_concat(arena, "#", colors[i].hex, NULL);
    }
    return *color == '#' ? color : NULL;
}

/* The colour that shades words or a cell, as Google Docs and LibreOffice write highlighting: its name, or "#rrggbb". */
static const char *shade_of(struct arena *arena, const struct xml *properties)
{
    const struct xml *shade = properties ? xml_child(properties, "shd") : NULL;
    const char *fill = shade ? xml_get(shade, "fill") : NULL;

    if (fill == NULL || strlen(fill) != 6 || strspn(fill, "0123456789abcdefABCDEF") != 6)
        return NULL;
    fill = text_fold(arena, fill);
    for (size_t i = 0; i < COLORS; i++) {
        if (strcmp(colors[i].hex, fill) == 0)
            return colors[i].name;
    }
    return strcmp(fill, "ffffff") != 0 ? arena_concat(arena, "#", fill, NULL) : NULL;
}

static const char *color_of(struct arena *arena, const struct xml *run)
{
    const struct xml *properties = xml_child(run, "rPr"),
                     *highlight = properties ? xml_child(properties, "highlight") : NULL;
    const char *color = highlight ? xml_get(highlight, "val") : NULL;

    return color == NULL ? shade_of(arena, properties) : strcmp(color, "none") != 0 ? color : NULL;
}

/* ---- marks ---- */

static void add_mark(struct reading *reading, struct mark what, size_t start)
{
    struct arena *arena = reading->project->arena;
    struct mark *mark = arena_alloc(arena, sizeof *mark);
    size_t end = reading->text.length;

    /* The signs between the cells of a row are around words, too. */
    while (end > start && strchr(" \n\t|", reading->text.bytes[end - 1]) != NULL)
        end--;
    while (start < end && strchr(" \n\t|", reading->text.bytes[start]) != NULL)
        start++;
    *mark = what;
    mark->start = start;
    mark->end = end;
    if (start < end)
        list_add(&reading->marks, arena, mark);
}

static void make_segment(struct reading *reading, struct mark *mark)
{
    struct project *project = reading->project;
    const char *words = arena_copy(project->arena, reading->text.bytes + mark->start, mark->end - mark->start);
    const char *key = arena_format(project->arena, "word:%s:%zu:%s:%s", reading->source->name, mark->start, words,
                                   mark->codes ? mark->codes : "");
    struct segment *segment = project_add_segment(project, guid_make(project->arena, key), reading->source);

    segment->start = mark->start;
    segment->end = mark->end;
    segment->text = words;
    segment->partial = source_cuts_word(reading->source, mark->start) || source_cuts_word(reading->source, mark->end);
    mark->segment = segment;
}

static bool lies_in(const struct mark *inner, const struct mark *outer)
{
    return inner->start >= outer->start && inner->end <= outer->end;
}

/* A colour and a comment, two comments of one person, or a comment and its answer say one thing of the same words. */
static bool belong_together(const struct mark *one, const struct mark *other)
{
    bool are_same = one->start == other->start && one->end == other->end;
    bool are_comments = one->author != NULL && other->author != NULL;

    if ((one->author == NULL) == (other->author == NULL))
        return are_same && are_comments && (one->is_an_answer || strcmp(one->author, other->author) == 0);
    return lies_in(one, other) || lies_in(other, one);
}

/* The longest first; of two a comment, which says who coded, before what answers it. */
static int compare_lengths(const void *a, const void *b)
{
    const struct mark *left = a, *right = b;
    size_t lengths[2] = {left->end - left->start, right->end - right->start};

    if (lengths[0] != lengths[1])
        return lengths[0] > lengths[1] ? -1 : 1;
    if ((left->author == NULL) != (right->author == NULL))
        return left->author == NULL ? 1 : -1;
    if (left->is_an_answer != right->is_an_answer)
        return left->is_an_answer ? 1 : -1;
    return left->start < right->start ? -1 : left->start > right->start;
}

static int compare_places(const void *a, const void *b)
{
    const struct mark *left = a, *right = b;

    return left->start != right->start ? (left->start < right->start ? -1 : 1) : compare_lengths(a, b);
}

static void find_mates(struct reading *reading)
{
    list_sort(&reading->marks, compare_lengths);
    for (size_t i = 0; i < reading->marks.count; i++) {
        struct mark *mark = reading->marks.items[i];
        for (size_t j = 0; j < i && mark->mate == NULL; j++) {
            struct mark *other = reading->marks.items[j];
            mark->mate = other->mate == NULL && belong_together(mark, other) ? other : NULL;
        }
        project_lose(reading->project, "mark in the words of another one", mark->mate != NULL, LOSS_CHANGED,
                     "one excerpt with the codes of both");
    }
}

/* Excerpts of all marks, where two say something of the same words one. */
static void make_segments(struct reading *reading)
{
    struct project *project = reading->project;

    find_mates(reading);
    list_sort(&reading->marks, compare_places);
    for (size_t i = 0; i < reading->marks.count; i++) {
        const struct mark *mark = reading->marks.items[i];
        if (mark->codes != NULL)
            code_names_learn(project, mark->codes);
    }
    for (size_t i = 0; i < reading->marks.count; i++) {
        struct mark *mark = reading->marks.items[i], *whole = mark->mate ? mark->mate : mark;
        if (whole->segment == NULL)
            make_segment(reading, whole);
        struct segment *segment = whole->segment;
        if (segment->coder == NULL)
            segment->coder = project_coder_named(project, mark->author);
        if (mark->codes != NULL)
            add_codes(reading, segment, mark);
        if (mark->memo != NULL && segment->memo != NULL)
            segment->memo = arena_concat(project->arena, segment->memo, "\n\n", mark->memo, NULL);
        else if (mark->memo != NULL)
            segment->memo = mark->memo;
    }
}

/* Ends the highlighting that is open, if what follows has another colour. */
static void change_color(struct reading *reading, const char *color)
{
    if (color == reading->color || (color != NULL && reading->color != NULL && strcmp(color, reading->color) == 0))
        return;
    if (reading->color != NULL) {
        const char *code = map_get(reading->legend, reading->color);
        const struct mark mark = {.codes = code ? code : reading->color,
                                  .color = hex_of(reading->project->arena, reading->color)};
        add_mark(reading, mark, reading->color_start);
        project_lose(reading->project, "highlighting", 1, code ? LOSS_KEPT : LOSS_CHANGED,
                     code ? N_("the code that the legend gives") : N_("a code with the name of its colour: rename it"));
    }
    reading->color = color;
    reading->color_start = reading->text.length;
}

/* ---- the legend ---- */

/* Elements of that name, in the order of the document, those in others of that name left out. */
static void list_named(struct arena *arena, const struct xml *xml, const char *name, struct list *found)
{
    for (const struct xml *child = xml->first; child != NULL; child = child->next) {
        if (strcmp(child->name, name) == 0)
            list_add(found, arena, (void *)child);
        else
            list_named(arena, child, name, found);
    }
}

/* "Legenda:" and the like, alone or in front of colours. */
static bool begins_legend(struct arena *arena, const char *text)
{
    const char *name = text_fold(arena, text_trimmed(arena, arena_copy(arena, text, strcspn(text, ":"))));

    return words_find(WORDS_LEGEND, name, strlen(name)) != NULL;
}

/* What stands behind '=' or ':', up to a comma: what a colour means that is called otherwise; NULL: nothing. */
static const char *meaning_in(struct arena *arena, const char *text)
{
    text += strspn(text, " ");
    if (*text != '=' && *text != ':')
        return NULL;
    text++;
    const char *meaning = text_trimmed(arena, arena_copy(arena, text, strcspn(text, ",;")));
    return *meaning != '\0' ? meaning : NULL;
}

static void mean(struct reading *reading, const char *color, const char *meaning)
{
    if (color != NULL && *meaning != '\0' && map_get(reading->legend, color) == NULL)
        map_put(reading->legend, color, (void *)meaning);
}

/* Takes the colours of a paragraph with what they mean. Returns whether it has any. */
static bool take_colors(struct reading *reading, const struct xml *paragraph)
{
    struct arena *arena = reading->project->arena;
    struct buffer words = {0}, behind = {0};
    const char *color = NULL;
    bool has_some = false;

    for (const struct xml *run = paragraph->first; run != NULL || color != NULL; run = run ? run->next : NULL) {
        bool is_run = run != NULL && strcmp(run->name, "r") == 0;
        const char *own = is_run ? color_of(arena, run) : NULL;
        bool goes_on = own != NULL && color != NULL && strcmp(own, color) == 0;
        if (color != NULL && (run == NULL || (own != NULL && !goes_on))) {
            const char *meaning = meaning_in(arena, buffer_string(&behind));
            meaning = meaning ? meaning : text_trimmed(arena, buffer_string(&words));
            mean(reading, color, meaning);
            color = NULL;
            buffer_clear(&words);
            buffer_clear(&behind);
        }
        has_some |= own != NULL;
        color = own != NULL ? own : color;
        if (is_run && color != NULL)
            xml_add_words(own != NULL ? &words : &behind, run, "");
    }
    buffer_free(&words);
    buffer_free(&behind);
    return has_some;
}

/* The text of a paragraph of a list of colours begins with one. */
static bool begins_with_color(struct arena *arena, const struct xml *paragraph)
{
    for (const struct xml *run = paragraph->first; run != NULL; run = run->next) {
        if (strcmp(run->name, "r") == 0 && *xml_words(arena, run, "") != '\0')
            return color_of(arena, run) != NULL;
    }
    return false;
}

/* "Kuning = dukungan", without its colour. */
static bool take_named(struct reading *reading, const struct xml *paragraph)
{
    struct arena *arena = reading->project->arena;
    const char *text = xml_words(arena, paragraph, " ");
    size_t length = strcspn(text, "=:");
    const char *color = color_called(arena, arena_copy(arena, text, length));
    const char *meaning = text[length] != '\0' ? meaning_in(arena, text + length) : NULL;

    if (color == NULL || meaning == NULL)
        return false;
    mean(reading, color, meaning);
    return true;
}

/* The colour of a cell: of its words, of the cell, or the one that it names. */
static const char *color_of_cell(struct arena *arena, const struct xml *cell, const char *text)
{
    struct list runs = {0};
    const char *color = shade_of(arena, xml_child(cell, "tcPr"));

    list_named(arena, cell, "r", &runs);
    for (size_t i = 0; color == NULL && i < runs.count; i++)
        color = color_of(arena, runs.items[i]);
    return color ? color : color_called(arena, text);
}

/* A row of a table that says of a colour in one cell what it means in the next. Returns whether it does. */
static bool take_row(struct reading *reading, const struct xml *row)
{
    struct arena *arena = reading->project->arena;
    const char *color = NULL, *own = "", *meaning = "";

    for (const struct xml *cell = row->first; cell != NULL; cell = cell->next) {
        const char *text = strcmp(cell->name, "tc") == 0 ? xml_words(arena, cell, " ") : "";
        const char *here = strcmp(cell->name, "tc") == 0 && color == NULL ? color_of_cell(arena, cell, text) : NULL;
        if (here != NULL) {
            color = here;
            own = text;
        } else if (*meaning == '\0' && strspn(text, "0123456789. ") != strlen(text)) {
            meaning = text;
        }
    }
    mean(reading, color, *meaning != '\0' ? meaning : own);
    return color != NULL;
}

/* A table of two or three columns that says so in its first row, or stands below "Legenda". */
static bool take_table(struct reading *reading, const struct xml *table, bool is_announced)
{
    struct arena *arena = reading->project->arena;
    struct list rows = {0}, cells = {0};
    bool has_some = false;

    list_named(arena, table, "tr", &rows);
    if (rows.count < 2 && !is_announced)
        return false;
    if (rows.count > 0)
        list_named(arena, rows.items[0], "tc", &cells);
    for (size_t i = 0; i < cells.count && cells.count <= 4 && !is_announced; i++) {
        const char *head = text_fold(arena, xml_words(arena, cells.items[i], " "));
        is_announced = strcmp(head, "warna") == 0 || strcmp(head, "color") == 0 || strcmp(head, "colour") == 0 ||
                       begins_legend(arena, head);
    }
    for (size_t i = 0; is_announced && i < rows.count; i++)
        has_some |= take_row(reading, rows.items[i]);
    return has_some;
}

/* A table of colours. Returns whether there was one. */
static bool read_legend_table(struct reading *reading, const struct xml *body)
{
    struct arena *arena = reading->project->arena;
    const struct xml *before = NULL;

    for (const struct xml *child = body->first; child != NULL; child = child->next) {
        bool is_announced = before != NULL && begins_legend(arena, xml_words(arena, before, ""));
        if (strcmp(child->name, "tbl") == 0 && take_table(reading, child, is_announced)) {
            list_add(&reading->left, arena, (void *)child);
            if (is_announced)
                list_add(&reading->left, arena, (void *)before);
            return true;
        }
        if (strcmp(child->name, "p") != 0 || *xml_words(arena, child, "") != '\0')
            before = strcmp(child->name, "p") == 0 ? child : NULL;
    }
    return false;
}

/* A paragraph "Legenda: ..." with the codes in their colours, or one that says only that, and colours line by line. */
static void read_legend(struct reading *reading, const struct xml *root)
{
    struct arena *arena = reading->project->arena;
    const struct xml *body = xml_child(root, "body");
    struct list paragraphs = {0};

    if (body != NULL && read_legend_table(reading, body))
        return;
    list_named(arena, root, "p", &paragraphs);
    for (size_t i = 0; i < paragraphs.count && reading->left.count == 0; i++) {
        if (!begins_legend(arena, xml_words(arena, paragraphs.items[i], "")))
            continue;
        size_t end = i + 1;
        if (!take_colors(reading, paragraphs.items[i])) {
            while (end < paragraphs.count &&
                   (begins_with_color(arena, paragraphs.items[end]) ? take_colors(reading, paragraphs.items[end])
                                                                    : take_named(reading, paragraphs.items[end])))
                end++;
        }
        for (size_t j = i; map_count(reading->legend) > 0 && j < end; j++)
            list_add(&reading->left, arena, paragraphs.items[j]);
    }
}

/* A comment of few words is the codes, behind "Kode:" if it says so; what is longer than a name, or answers another
   comment, is a memo. */
static void take_comment(struct reading *reading, const struct comment *comment)
{
    enum { MOST_OF_NAME = 80 };
    const char *words = comment->words, *author = comment->author ? comment->author : "";
    size_t longest = 0, length;
    bool says_code = words_prefix(WORDS_CODED, words, &length) != NULL && words[length] == ':';

    words += says_code ? length + 1 : 0;
    for (const char *at = words; *at != '\0'; at += strcspn(at, ";\n"), at += *at != '\0')
        longest = strcspn(at, ";\n") > longest ? strcspn(at, ";\n") : longest;
    bool is_long = longest > MOST_OF_NAME, is_memo = !says_code && (is_long || comment->is_an_answer);
    const struct mark mark = {.codes = is_memo ? NULL : words,
                              .memo = is_memo ? words : NULL,
                              .author = author,
                              .is_an_answer = comment->is_an_answer};
    add_mark(reading, mark, comment->start);
    project_lose(reading->project, "comment", is_memo, LOSS_CHANGED,
                 is_long ? N_("a memo of the excerpt, as it is longer than the name of a code: 'Kode: ...' says that "
                              "it is one")
                         : N_("a memo of the excerpt, as it answers another comment"));
}

static bool is_comment_range(const struct xml *xml)
{
    return strncmp(xml->name, "commentRange", 12) == 0;
}

static void mark_comment(struct reading *reading, const struct xml *mark)
{
    bool begins = strcmp(mark->name, "commentRangeStart") == 0;
    struct comment *comment = map_get(reading->comments, xml_get(mark, "id"));

    if (comment != NULL && begins)
        comment->start = reading->text.length;
    else if (comment != NULL && comment->start != SIZE_MAX)
        take_comment(reading, comment);
}

static void read_body(struct reading *reading, const struct xml *xml);

/* What is moved away or shown in another way, too, stands elsewhere in the document. */
static bool is_elsewhere(const struct xml *xml)
{
    static const char *const names[] = {"moveFrom", "Fallback", NULL};

    return text_is_among(xml->name, names);
}

/* The cells of a row, and where comments begin and end between them. */
static void read_cells(struct reading *reading, const struct xml *xml)
{
    for (const struct xml *child = xml->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "tc") == 0) {
            change_color(reading, NULL);
            read_body(reading, child);
            change_color(reading, NULL);
            buffer_text(&reading->text, "| ");
        } else if (is_comment_range(child)) {
            mark_comment(reading, child);
        } else if (!is_elsewhere(child)) {
            read_cells(reading, child);
        }
    }
}

/* A row of several cells as one line, "| P | Siapa? |", which transcripts may have. */
static void read_row(struct reading *reading, const struct xml *row)
{
    struct list cells = {0};

    list_named(reading->project->arena, row, "tc", &cells);
    if (cells.count < 2 || reading->is_in_row) {
        read_body(reading, row);
        return;
    }
    reading->is_in_row = true;
    buffer_text(&reading->text, "| ");
    read_cells(reading, row);
    reading->is_in_row = false;
    /* The blank behind the last sign. */
    reading->text.bytes[reading->text.length - 1] = '\n';
}

static void read_body(struct reading *reading, const struct xml *xml)
{
    for (const struct xml *child = xml->first; child != NULL; child = child->next) {
        if (list_has(&reading->left, child) || is_elsewhere(child))
            continue;
        if (strcmp(child->name, "r") == 0 && xml_child(child, "t") != NULL)
            change_color(reading, color_of(reading->project->arena, child));
        if (strcmp(child->name, "t") == 0)
            buffer_text(&reading->text, child->text);
        else if (strcmp(child->name, "tab") == 0 && strcmp(xml->name, "r") == 0)
            buffer_char(&reading->text, '\t');
        else if (strcmp(child->name, "noBreakHyphen") == 0)
            buffer_char(&reading->text, '-');
        else if (strcmp(child->name, "br") == 0 || strcmp(child->name, "cr") == 0)
            buffer_char(&reading->text, reading->is_in_row ? ' ' : '\n');
        else if (strcmp(child->name, "tr") == 0)
            read_row(reading, child);
        else if (is_comment_range(child))
            mark_comment(reading, child);
        else
            read_body(reading, child);
        if (strcmp(child->name, "p") == 0)
            buffer_char(&reading->text, reading->is_in_row ? ' ' : '\n');
    }
}

/* The text without what is blank around it: places count from its first letter. */
static void take_text(struct reading *reading)
{
    const char *text = buffer_string(&reading->text);
    size_t blank = strspn(text, " \t\r\n\v\f");

    reading->source->text = text_trimmed(reading->project->arena, text);
    reading->source->length = strlen(reading->source->text);
    memmove(reading->text.bytes, reading->text.bytes + blank, reading->text.length - blank);
    reading->text.length -= blank;
    for (size_t i = 0; i < reading->marks.count; i++) {
        struct mark *mark = reading->marks.items[i];
        mark->start -= blank;
        mark->end -= blank;
    }
}

/* Elements of the body that are no words of it, and comments that mark none. */
static void lose_others(struct reading *reading, const struct xml *body)
{
    static const char *const others[][3] = {
        {"footnoteReference", N_("note of a document"), N_("the text of the document is read")},
        {"endnoteReference", N_("note of a document"), N_("the text of the document is read")},
        {"drawing", N_("picture or recording"), N_("pictures are not read")},
        {"pict", N_("picture or recording"), N_("pictures are not read")},
        {"del", N_("tracked change"), N_("the text is read as if it were accepted")},
        {"ins", N_("tracked change"), N_("the text is read as if it were accepted")},
        {"moveFrom", N_("tracked change"), N_("the text is read as if it were accepted")},
    };
    struct project *project = reading->project;

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct list found = {0};
        list_named(project->arena, body, others[i][0], &found);
        project_lose(project, others[i][1], found.count, LOSS_LEFT, others[i][2]);
    }
    for (size_t i = 0; i < map_count(reading->comments); i++) {
        const struct comment *comment = map_value(reading->comments, i);
        project_lose(project, "comment", comment->start == SIZE_MAX && *comment->words != '\0', LOSS_LEFT,
                     "it marks no words");
    }
    project_lose(project, "layout of a text", 1, LOSS_LEFT, "its plain text is read");
}

bool read_word(struct project *project, const char *path)
{
    struct reading reading = {
        .project = project, .legend = map_new(project->arena), .comments = map_new(project->arena)};
    struct archive *archive = archive_open_file(path);

    project->tool = "Word";
    if (archive == NULL)
        return project_fail(project, "open it in Word and save it as .docx", "it is not a Word document");
    const struct xml *comments = xml_part(project, archive, "word/comments.xml");
    const struct xml *extended = project->failed ? NULL : xml_part(project, archive, "word/commentsExtended.xml");
    const struct xml *body = project->failed ? NULL : xml_part(project, archive, "word/document.xml");
    archive_close(archive, NULL);
    if (body == NULL)
        return project_fail(project, "open it in Word and save it as .docx", "it is not a Word document");
    reading.source = project_source_of_file(project);
    read_comments(&reading, comments, extended);
    read_legend(&reading, body);
    read_body(&reading, body);
    change_color(&reading, NULL);
    take_text(&reading);
    make_segments(&reading);
    lose_others(&reading, body);
    buffer_free(&reading.text);
    return !project->failed;
}
