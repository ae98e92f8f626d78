/* The matrices an examiner looks for: question by informant, theme by informant, quotes by theme. */

#include "report/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/map.h"

/* Informants or themes a table has beside the questions or informants: more do not fit a landscape page. */
enum { INFORMANTS_PER_TABLE = 4, THEMES_PER_TABLE = 4 };

/* The lines of the transcript where they are known, else what was typed. NULL: neither. */
static const char *place_of(const struct assembly *assembly, const struct excerpt *excerpt)
{
    if (excerpt->transcript_lines == NULL)
        return excerpt->where;
    return arena_format(assembly->arena, "%s %s", label_text(assembly->labels, "excerpt_lines"),
                        excerpt->transcript_lines);
}

/* The words in quotation marks, with their place, an illustrative one marked; below them what they mean. */
static struct block *quoted(const struct assembly *assembly, const struct excerpt *excerpt)
{
    const char *text = arena_format(assembly->arena, "“%s”", excerpt->text);
    const char *place = place_of(assembly, excerpt);
    struct span *spans = compose_foreign(assembly, excerpt->language, span_text(assembly->arena, text));

    if (place != NULL)
        spans = span_append(spans, span_text(assembly->arena, arena_format(assembly->arena, " (%s)", place)));
    if (excerpt->illustrative) {
        const char *mark = arena_format(assembly->arena, " (%s)", label_text(assembly->labels, "illustrative"));
        spans = span_append(spans, compose_emphasis(assembly, span_text(assembly->arena, mark)));
    }
    struct block *words = compose_paragraph(assembly, spans);
    if (excerpt->translation == NULL)
        return words;
    spans = compose_emphasis(assembly, span_text(assembly->arena, excerpt->translation));
    return block_append(words, compose_paragraph(assembly, spans));
}

static struct block *note_of(const struct assembly *assembly, const struct excerpt *excerpt)
{
    return compose_labelled(assembly, "matrix_note", excerpt->note);
}

/* What informant said to question: emic quote, then etic note. */
static struct block *answer_cell(const struct assembly *assembly, const struct question *question,
                                 const struct informant *informant)
{
    const struct list *excerpts = view_excerpts_of_source(assembly->view, informant->code);
    struct block *blocks = NULL;

    for (size_t i = 0; i < excerpts->count; i++) {
        const struct excerpt *excerpt = excerpts->items[i];
        if (excerpt->question.object != question)
            continue;
        blocks = block_append(blocks, quoted(assembly, excerpt));
        blocks = block_append(blocks, note_of(assembly, excerpt));
    }
    return blocks;
}

static bool is_answered(const struct assembly *assembly, const struct question *question, const struct list *informants,
                        size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        if (answer_cell(assembly, question, informants->items[i]) != NULL)
            return true;
    }
    return false;
}

/* The questions by informants[first, end), those that nobody answered left out. NULL when none was. */
static struct block *matrix_part(const struct assembly *assembly, const struct list *informants, size_t first,
                                 size_t end, const char *label, struct span *caption)
{
    const struct guide_file *guide = assembly->study->guide;
    struct composition table = compose_table(assembly, label, caption, guide->record.place);

    compose_column(&table, "table_question", 0.18);
    for (size_t i = first; i < end; i++) {
        const struct informant *informant = informants->items[i];
        compose_column_spans(&table, compose_object(assembly, OBJECT_INFORMANT, informant->code, NULL), 0);
    }
    table.table->orientation = ORIENTATION_LANDSCAPE;
    for (size_t i = 0; i < guide->questions.count; i++) {
        const struct question *question = guide->questions.items[i];
        if (!is_answered(assembly, question, informants, first, end))
            continue;
        compose_row(&table, NULL, question->record.place);
        compose_cell(&table,
                     block_append(compose_text(assembly, question->id), compose_copy_blocks(assembly, question->text)));
        for (size_t j = first; j < end; j++)
            compose_cell(&table, answer_cell(assembly, question, informants->items[j]));
    }
    return table.table->rows ? compose_finish(&table) : NULL;
}

static struct block *group_matrix(const struct assembly *assembly, enum informant_group group)
{
    const struct list *all = view_informants(assembly->view);
    const char *name = label_text(assembly->labels, arena_format(assembly->arena, "group_%s", group_names[group]));
    struct list members = {0};
    struct block_chain blocks = {0};

    for (size_t i = 0; i < all->count; i++) {
        struct informant *informant = all->items[i];
        if (informant->group == (int)group)
            list_add(&members, assembly->arena, informant);
    }
    for (size_t first = 0; first < members.count; first += INFORMANTS_PER_TABLE) {
        size_t end = first + INFORMANTS_PER_TABLE < members.count ? first + INFORMANTS_PER_TABLE : members.count;
        const struct informant *from = members.items[first], *to = members.items[end - 1];
        const char *range =
            end - first == 1 ? from->code : arena_format(assembly->arena, "%s–%s", from->code, to->code);
        const char *suffix =
            arena_format(assembly->arena, "%s-%zu", group_names[group], first / INFORMANTS_PER_TABLE + 1);
        const char *caption = label_format(assembly->labels, assembly->arena, "matrix_interview_caption", name, range);
        block_chain_add(&blocks, matrix_part(assembly, &members, first, end,
                                             section_table_label(assembly, "interview-matrix", suffix),
                                             span_text(assembly->arena, caption)));
    }
    return blocks.first;
}

struct block *section_interview_matrix(const struct assembly *assembly)
{
    struct block_chain blocks = {0};

    for (int group = 0; group < GROUP_COUNT; group++)
        block_chain_add(&blocks, group_matrix(assembly, (enum informant_group)group));
    return blocks.first;
}

/* "(IK-01.1) (IK-01.4)", each leading to its quote. */
static struct span *mentions(const struct assembly *assembly, const struct list *excerpts)
{
    struct span *spans = NULL;

    for (size_t i = 0; i < excerpts->count; i++) {
        const struct reference *reference = excerpts->items[i];
        struct span *mention = span_new(assembly->arena, SPAN_EXCERPT, 0, 0);
        mention->excerpt = reference->object;
        if (i > 0)
            spans = span_append(spans, span_text(assembly->arena, " "));
        spans = span_append(spans, mention);
    }
    return spans;
}

/* The summaries of one theme by one informant, as far as they may be seen, each with the quotes it rests on. */
static struct block *summary_cell(const struct assembly *assembly, const struct code *theme,
                                  const struct informant *informant)
{
    const struct list *summaries = &assembly->study->summaries->summaries;
    struct block *blocks = NULL;

    for (size_t i = 0; i < summaries->count; i++) {
        const struct summary *summary = summaries->items[i];
        if (summary->theme.object != theme || summary->informant.object != informant ||
            !evidence_shows_summary(assembly->view, summary))
            continue;
        blocks = block_append(blocks, compose_copy_blocks(assembly, summary->text));
        struct span *below = mentions(assembly, &summary->excerpts);
        if (summary->illustrative) {
            struct span *mark = compose_emphasis(assembly, compose_label(assembly, "illustrative"));
            below = span_append(mark, below ? span_append(span_text(assembly->arena, " "), below) : NULL);
        }
        blocks = block_append(blocks, below ? compose_paragraph(assembly, below) : NULL);
    }
    return blocks;
}

/* Informants by themes[first, end): rows are cases, as in the framework method. NULL when nothing was summarised. */
static struct block *framework_part(const struct assembly *assembly, const struct code *variable, size_t first,
                                    size_t end)
{
    const struct list *informants = view_informants(assembly->view);
    const char *suffix = arena_format(assembly->arena, "%s-%zu", variable->id, first / THEMES_PER_TABLE + 1);
    const char *caption = label_format(assembly->labels, assembly->arena, "matrix_framework_caption",
                                       span_plain(assembly->arena, variable->label), NULL);
    struct composition table =
        compose_table(assembly, section_table_label(assembly, "framework-matrix", suffix),
                      span_text(assembly->arena, caption), assembly->study->summaries->record.place);

    compose_column(&table, "table_informant_code", 0.13);
    for (size_t i = first; i < end; i++)
        compose_column_spans(&table, compose_code(assembly, variable->children.items[i]), 0.87 / (double)(end - first));
    table.table->orientation = ORIENTATION_LANDSCAPE;
    table.table->notes = compose_paragraph(assembly, compose_label(assembly, "matrix_framework_note"));
    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        struct block *cells[THEMES_PER_TABLE];
        bool any = false;
        for (size_t j = first; j < end; j++) {
            cells[j - first] = summary_cell(assembly, variable->children.items[j], informant);
            any = any || cells[j - first] != NULL;
        }
        if (!any)
            continue;
        compose_row(&table, NULL, informant->record.place);
        compose_cell(&table, block_append(compose_paragraph(assembly, compose_object(assembly, OBJECT_INFORMANT,
                                                                                     informant->code, NULL)),
                                          compose_text(assembly, informant->sector)));
        for (size_t j = first; j < end; j++)
            compose_cell(&table, cells[j - first]);
    }
    return table.table->rows ? compose_finish(&table) : NULL;
}

static bool has_made_up_summaries(const struct assembly *assembly)
{
    const struct list *summaries = &assembly->study->summaries->summaries;

    for (size_t i = 0; i < summaries->count; i++) {
        const struct summary *summary = summaries->items[i];
        if (summary->illustrative && evidence_shows_summary(assembly->view, summary))
            return true;
    }
    return false;
}

struct block *section_framework_matrix(const struct assembly *assembly)
{
    const struct list *variables = &assembly->study->codebook->variables;
    struct block_chain blocks = {0};

    for (size_t i = 0; i < variables->count; i++) {
        const struct code *variable = variables->items[i];
        for (size_t first = 0; first < variable->children.count; first += THEMES_PER_TABLE) {
            size_t end = first + THEMES_PER_TABLE < variable->children.count ? first + THEMES_PER_TABLE
                                                                             : variable->children.count;
            block_chain_add(&blocks, framework_part(assembly, variable, first, end));
        }
    }
    if (blocks.first == NULL)
        return NULL;
    struct block *warning =
        has_made_up_summaries(assembly)
            ? compose_callout(assembly, CALLOUT_ILLUSTRATIVE, NULL,
                              compose_paragraph(assembly, compose_label(assembly, "matrix_illustrative")))
            : NULL;
    warning = block_append(warning, compose_copy_blocks(assembly, assembly->study->summaries->introduction));
    return block_append(warning, blocks.first);
}

static struct span *source_of(const struct assembly *assembly, const struct excerpt *excerpt)
{
    enum object_kind kind = excerpt->informant ? OBJECT_INFORMANT : OBJECT_DOCUMENT;

    return compose_object(assembly, kind, excerpt_source_id(excerpt), NULL);
}

/* Group of the informant, and how it was collected. */
static const char *origin(const struct assembly *assembly, const struct excerpt *excerpt)
{
    const char *technique = label_text(
        assembly->labels, arena_format(assembly->arena, "technique_%s", technique_names[excerpt->technique]));

    if (excerpt->informant == NULL)
        return technique;
    const char *group =
        label_text(assembly->labels, arena_format(assembly->arena, "group_%s", group_names[excerpt->informant->group]));
    return arena_format(assembly->arena, "%s, %s", group, technique);
}

/* An excerpt has its anchor where it stands first: printed knows those that have. */
static struct block *theme_quotes(const struct assembly *assembly, const struct code *theme, struct map *printed)
{
    const struct list *excerpts = view_excerpts_of_code(assembly->view, theme);

    if (excerpts->count == 0)
        return NULL;
    const char *name = span_plain(assembly->arena, theme->label);
    const char *caption = label_format(assembly->labels, assembly->arena, "matrix_quote_caption", name, NULL);
    struct composition table = compose_table(assembly, section_table_label(assembly, "quote-matrix", theme->id),
                                             span_text(assembly->arena, caption), theme->record.place);
    compose_column(&table, "table_excerpt_code", 0);
    compose_column(&table, "table_source", 0);
    compose_column(&table, "table_stance", 0);
    compose_column(&table, "table_excerpt", 0);
    compose_column(&table, "table_note", 0);
    table.table->orientation = ORIENTATION_LANDSCAPE;
    for (size_t i = 0; i < excerpts->count; i++) {
        const struct excerpt *excerpt = excerpts->items[i];
        const char *stance = arena_format(assembly->arena, "stance_%s", stance_names[excerpt->stance]);
        bool is_first = map_put(printed, excerpt->id, (void *)excerpt) == NULL;
        compose_row(&table, is_first ? excerpt->id : NULL, excerpt->record.place);
        compose_cell_text(&table, excerpt->id);
        compose_cell(&table, block_append(compose_paragraph(assembly, source_of(assembly, excerpt)),
                                          compose_text(assembly, origin(assembly, excerpt))));
        compose_cell_text(&table, label_text(assembly->labels, stance));
        compose_cell(&table, quoted(assembly, excerpt));
        compose_cell(&table, excerpt->note);
    }
    return compose_finish(&table);
}

struct block *section_quote_matrix(const struct assembly *assembly)
{
    const struct list *codes = &assembly->study->codes;
    struct map *printed = map_new(assembly->arena);
    struct block_chain blocks = {0};

    for (size_t i = 0; i < codes->count; i++) {
        const struct code *code = codes->items[i];
        if (code->level == CODE_THEME)
            block_chain_add(&blocks, theme_quotes(assembly, code, printed));
    }
    return blocks.first;
}
