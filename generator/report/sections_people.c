/* Who was asked and what: informants, criteria, documents, the interview guide. */

#include "report/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "bibliography/bibliography.h"

#include <string.h>

static const char *group_label(const struct assembly *assembly, const char *group)
{
    return label_text(assembly->labels, arena_format(assembly->arena, "group_%s", group));
}

static struct block *criteria_table(const struct assembly *assembly)
{
    const struct criteria *criteria = assembly->study->informants->criteria;

    if (criteria == NULL)
        return NULL;
    struct composition table = compose_table(assembly, section_part_label(assembly, "informants", "criteria"),
                                             compose_label(assembly, "informants_criteria"), criteria->record.place);
    compose_column(&table, "table_inclusion", 0.5);
    compose_column(&table, "table_exclusion", 0.5);
    compose_row(&table, NULL, criteria->record.place);
    compose_cell(&table, compose_list(assembly, true, &criteria->inclusion));
    compose_cell(&table, compose_list(assembly, true, &criteria->exclusion));
    return compose_finish(&table);
}

static struct block *group_descriptions(const struct assembly *assembly)
{
    const struct list *groups = &assembly->study->informants->groups;
    struct block *blocks = NULL;

    for (size_t i = 0; i < groups->count; i++) {
        const struct group_description *group = groups->items[i];
        struct span *label =
            compose_label(assembly, arena_format(assembly->arena, "source_%s", group_names[group->group]));
        blocks = block_append(blocks, compose_heading(assembly, 3, label, NULL));
        blocks = block_append(blocks, compose_copy_blocks(assembly, group->definition));
        blocks = block_append(blocks, compose_copy_blocks(assembly, group->members));
    }
    return blocks;
}

/* "13 Mei 2024 (45 menit)", a line for each interview. */
static struct block *interview_lines(const struct assembly *assembly, const struct informant *informant)
{
    struct block *blocks = NULL;

    for (size_t i = 0; i < informant->interviews.count; i++) {
        const struct interview *interview = informant->interviews.items[i];
        const char *text = compose_date(assembly, interview->date);
        if (interview->minutes != INTEGER_ABSENT) {
            const char *minutes = arena_format(assembly->arena, "%ld", interview->minutes);
            text = arena_format(assembly->arena, "%s (%s)", text,
                                label_format(assembly->labels, assembly->arena, "minutes", minutes, NULL));
        }
        blocks = block_append(blocks, compose_text(assembly, text));
        if (interview->mode != NULL)
            blocks = block_append(blocks, compose_text(assembly, interview->mode));
    }
    return blocks;
}

static struct block *code_cell(const struct assembly *assembly, const struct informant *informant)
{
    struct block *cell = compose_text(assembly, informant->code);

    if (informant->illustrative)
        cell = block_append(
            cell, compose_paragraph(assembly, compose_emphasis(assembly, compose_label(assembly, "illustrative"))));
    return cell;
}

static struct block *informant_table(const struct assembly *assembly)
{
    const struct list *informants = view_informants(assembly->view);

    if (informants->count == 0)
        return NULL;
    struct composition table =
        compose_table(assembly, section_table_label(assembly, "informants", NULL),
                      compose_label(assembly, "informants_list"), assembly->study->informants->record.place);
    compose_column(&table, "table_informant_code", 0.12);
    compose_column(&table, "table_group", 0.12);
    compose_column(&table, "table_sector", 0.2);
    compose_column(&table, "table_role", 0.32);
    compose_column(&table, "table_interview", 0.24);
    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        compose_row(&table, informant->code, informant->record.place);
        compose_cell(&table, code_cell(assembly, informant));
        compose_cell_text(&table, group_label(assembly, group_names[informant->group]));
        compose_cell_text(&table, informant->sector);
        compose_cell(&table, block_append(compose_text(assembly, informant->role),
                                          compose_text(assembly, informant->institution)));
        compose_cell(&table, interview_lines(assembly, informant));
    }
    return compose_finish(&table);
}

/* The title, linked to the bibliography where it has an entry there. */
static struct span *document_title(const struct assembly *assembly, const struct document *document)
{
    struct span *title = span_text(assembly->arena, document->title);

    return document->work.id ? compose_object(assembly, OBJECT_WORK, document->work.id, title) : title;
}

static struct block *document_place(const struct assembly *assembly, const struct document *document)
{
    if (document->where == NULL)
        return NULL;
    return compose_text(
        assembly, label_format(assembly->labels, assembly->arena, "informants_document_where", document->where, NULL));
}

static struct block *document_table(const struct assembly *assembly)
{
    const struct list *documents = &assembly->study->documents->documents;

    if (documents->count == 0)
        return NULL;
    struct composition table =
        compose_table(assembly, section_part_label(assembly, "informants", "documents"),
                      compose_label(assembly, "informants_documents"), assembly->study->documents->record.place);
    compose_column(&table, "table_document_code", 0);
    compose_column(&table, "table_title", 0);
    compose_column(&table, "table_issuer", 0);
    compose_column(&table, "table_kind", 0);
    compose_column(&table, "table_year", 0);
    for (size_t i = 0; i < documents->count; i++) {
        const struct document *document = documents->items[i];
        compose_row(&table, document->id, document->record.place);
        compose_cell_text(&table, document->id);
        struct block *title = compose_paragraph(assembly, document_title(assembly, document));
        if (document->number != NULL)
            title = block_append(title, compose_text(assembly, document->number));
        title = block_append(title, document_place(assembly, document));
        compose_cell(&table, block_append(title, compose_copy_blocks(assembly, document->note)));
        compose_cell_text(&table, document->issuer);
        compose_cell_text(&table, document->kind);
        compose_cell_text(&table, document->year);
        if (document->work.id != NULL)
            cite_register_key(assembly->cite, document->work.id);
    }
    return compose_finish(&table);
}

/* "ya", "tidak", "tidak diketahui", or a dash where the study sets no such limit. */
static const char *judgement_text(const struct assembly *assembly, enum judgement judgement)
{
    static const char *const keys[] = {"judged_met", "judged_failed", "judged_unknown", "judged_unasked"};

    return label_text(assembly->labels, keys[judgement]);
}

/* Met or not, with the months; why one who fails is in. */
static struct block *conclusion_cell(const struct assembly *assembly, const struct informant *informant,
                                     const struct suitability *found)
{
    bool unknown = false;
    for (int i = 0; i < CRITERION_COUNT; i++)
        unknown = unknown || found->by[i] == JUDGED_UNKNOWN;
    const char *key = found->failed ? "judged_unfit" : unknown ? "judged_incomplete" : "judged_fit";
    struct span *word = compose_label(assembly, key);
    struct block *cell = compose_paragraph(assembly, found->failed ? compose_strong(assembly, word) : word);

    if (informant->exception == NULL)
        return cell;
    return block_append(cell, compose_text(assembly, label_format(assembly->labels, assembly->arena, "judged_exception",
                                                                  informant->exception, NULL)));
}

/* A column for each criterion that is asked for, and one for the conclusion. */
static void suitability_columns(struct composition *table, unsigned asked)
{
    static const char *const heads[CRITERION_COUNT] = {"criterion_moved", "criterion_since", "criterion_involved",
                                                       "criterion_knowledgeable"};
    static const double widths[CRITERION_COUNT] = {0.16, 0.22, 0.11, 0.16};
    double all = 0;

    for (int i = 0; i < CRITERION_COUNT; i++)
        all += asked & (1u << i) ? widths[i] : 0;
    compose_column(table, "table_informant_code", 0.13);
    for (int i = 0; i < CRITERION_COUNT; i++) {
        if (asked & (1u << i))
            compose_column(table, heads[i], 0.65 * widths[i] / all);
    }
    compose_column(table, "table_judgement", 0.22);
}

static void suitability_row(struct composition *table, const struct criteria *criteria, unsigned asked,
                            const struct informant *informant)
{
    const struct assembly *assembly = table->assembly;
    struct suitability found = criteria_judge(criteria, asked, informant);

    compose_row(table, NULL, informant->record.place);
    compose_cell(table, code_cell(assembly, informant));
    for (int criterion = 0; criterion < CRITERION_COUNT; criterion++) {
        const char *text = judgement_text(assembly, found.by[criterion]);
        if ((asked & (1u << criterion)) == 0)
            continue;
        if (criterion == CRITERION_TENURE && found.months != INTEGER_ABSENT)
            text = arena_format(assembly->arena, "%s (%s)", text,
                                label_format(assembly->labels, assembly->arena, "months",
                                             arena_format(assembly->arena, "%ld", found.months), NULL));
        compose_cell_text(table, text);
    }
    compose_cell(table, conclusion_cell(assembly, informant, &found));
}

/* Each informant by each criterion; NULL where the study says no more of them than words can. */
static struct block *suitability_table(const struct assembly *assembly)
{
    const struct criteria *criteria = assembly->study->informants->criteria;
    const struct list *informants = view_informants(assembly->view);
    unsigned asked = criteria ? criteria_asked(criteria, informants) : 0;

    if (asked == 0 || informants->count == 0)
        return NULL;
    struct composition table = compose_table(assembly, section_part_label(assembly, "informants", "suitability"),
                                             compose_label(assembly, "informants_suitability"), criteria->record.place);
    suitability_columns(&table, asked);
    const char *limit = arena_format(assembly->arena, "%ld", criteria->minimum_tenure_months);
    table.table->notes = compose_text(
        assembly, criteria->minimum_tenure_months == INTEGER_ABSENT
                      ? label_text(assembly->labels, "informants_suitability_note")
                      : label_format(assembly->labels, assembly->arena, "informants_suitability_limit", limit, NULL));
    for (size_t i = 0; i < informants->count; i++)
        suitability_row(&table, criteria, asked, informants->items[i]);
    return compose_finish(&table);
}

struct block *section_informants(const struct assembly *assembly)
{
    struct block *blocks = compose_copy_blocks(assembly, assembly->study->informants->sampling);

    blocks =
        block_append(blocks, compose_titled(assembly, "informants_criteria", "criteria", criteria_table(assembly)));
    blocks =
        block_append(blocks, compose_titled(assembly, "informants_groups", "groups", group_descriptions(assembly)));
    blocks = block_append(blocks, compose_titled(assembly, "informants_list", "informants", informant_table(assembly)));
    blocks = block_append(
        blocks, compose_titled(assembly, "informants_suitability", "suitability", suitability_table(assembly)));
    blocks = block_append(blocks, compose_titled(assembly, "informants_ethics", "ethics", answer_ethics(assembly)));
    return block_append(blocks,
                        compose_titled(assembly, "informants_documents", "documents", document_table(assembly)));
}

/* "kunci, utama", or everybody. */
static const char *group_list(const struct assembly *assembly, const struct list *groups)
{
    struct buffer text = {0};

    for (size_t i = 0; i < groups->count; i++)
        buffer_format(&text, "%s%s", i ? ", " : "", group_label(assembly, groups->items[i]));
    const char *result =
        groups->count ? arena_string(assembly->arena, buffer_string(&text)) : label_text(assembly->labels, "group_all");
    buffer_free(&text);
    return result;
}

struct block *section_guide(const struct assembly *assembly)
{
    const struct guide_file *guide = assembly->study->guide;

    if (guide->questions.count == 0)
        return NULL;
    struct composition table = compose_table(assembly, section_table_label(assembly, "guide", NULL),
                                             compose_label(assembly, "section_guide"), guide->record.place);
    compose_column(&table, "table_question_code", 0.1);
    compose_column(&table, "table_theme", 0.2);
    compose_column(&table, "table_group", 0.15);
    compose_column(&table, "table_question", 0.55);
    for (size_t i = 0; i < guide->questions.count; i++) {
        const struct question *question = guide->questions.items[i];
        compose_row(&table, question->id, question->record.place);
        compose_cell_text(&table, question->id);
        compose_cell(&table, compose_paragraph(assembly, compose_codes(assembly, &question->themes)));
        compose_cell_text(&table, group_list(assembly, &question->groups));
        compose_cell(&table, block_append(compose_copy_blocks(assembly, question->text),
                                          compose_list(assembly, false, &question->probes)));
    }
    return block_append(compose_copy_blocks(assembly, guide->introduction), compose_finish(&table));
}
