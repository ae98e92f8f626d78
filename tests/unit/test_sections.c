/*
 * The sections that judge and count the evidence, for tests/study/good-evidence: what their tables and charts say must
 * be as in its expected/public.txt and expected/examiner.txt, which were checked by hand. ACCEPT=1 rewrites them.
 */

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/sha256.h"
#include "check/check.h"
#include "document/document.h"
#include "lua/scripts.h"
#include "read/read.h"
#include "report/private.h"
#include "study/study.h"
#include "support/scratch.h"
#include "support/told.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char study_folder[] = "tests/study/good-evidence";

static void put_cell(struct buffer *out, struct arena *arena, const struct block *blocks)
{
    struct block cell = {.kind = BLOCK_QUOTE, .children = (struct block *)blocks};

    if (blocks == NULL)
        return;
    for (const char *text = block_plain(arena, &cell); *text != '\0'; text++)
        buffer_char(out, *text == '\n' ? ' ' : *text);
}

static void put_table(struct buffer *out, struct arena *arena, const struct table *table)
{
    buffer_format(out, "\n%s\n", table->caption.label ? table->caption.label : "table");
    for (size_t i = 0; i < table->column_count; i++)
        buffer_format(out, "%s%s", i ? " | " : "", span_plain(arena, table->columns[i].head));
    buffer_char(out, '\n');
    for (const struct row *row = table->rows; row != NULL; row = row->next) {
        for (size_t i = 0; i < table->column_count; i++) {
            buffer_text(out, i ? " | " : "");
            put_cell(out, arena, row->cells[i].blocks);
        }
        buffer_char(out, '\n');
    }
}

static void put_blocks(struct buffer *out, struct arena *arena, const struct block *blocks)
{
    for (const struct block *block = blocks; block != NULL; block = block->next) {
        if (block->kind == BLOCK_TABLE)
            put_table(out, arena, block->table);
        else if (block->kind == BLOCK_PARAGRAPH)
            buffer_format(out, "%s\n", span_plain(arena, block->spans));
        else if (block->kind == BLOCK_CHART) {
            buffer_format(out, "\n%s\n", block->chart->caption.label);
            for (size_t i = 0; i < block->chart->point_count; i++)
                buffer_format(out, "%s %s\n", block->chart->points[i].label, block->chart->points[i].text);
        }
    }
}

struct made {
    struct build build;
    const struct study *study;
    struct report *report;
};

static struct made assemble(const char *folder, enum audience audience)
{
    struct made made = {.build = {.arena = arena_new(), .diags = diags_new(), .root = folder, .share = ".", .jobs = 2}};

    struct study *whole = read_study(&made.build, NULL);
    read_digest(&made.build, whole);
    made.study = study_filter(made.build.arena, whole, audience);
    const struct labels *labels = labels_with_nouns(made.build.arena, read_labels(&made.build, "id"), NULL, made.study);
    made.report = assemble_report(&made.build, made.study, labels);
    if (diags_count(made.build.diags, SEVERITY_ERROR) > 0)
        fail_msg("%s", told_json(made.build.arena, made.build.diags));
    return made;
}

static void discard(struct made *made)
{
    diags_free(made->build.diags);
    arena_free(made->build.arena);
}

static bool is_shown(const char *title, const struct labels *labels)
{
    static const char *const shown[] = {"informants", "framework-matrix", "triangulation",
                                        "numbers",    "reporting",        "trail"};

    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        char key[64];
        snprintf(key, sizeof key, "section_%s", shown[i]);
        if (strcmp(title, label_text(labels, key)) == 0)
            return true;
    }
    return false;
}

static void put_report(struct buffer *out, const struct made *made)
{
    const struct report *report = made->report;

    for (size_t i = 0; i < report->pages.count; i++) {
        const struct report_page *page = report->pages.items[i];
        if (is_shown(page->title, report->labels)) {
            buffer_format(out, "%s== %s\n", out->length ? "\n" : "", page->title);
            put_blocks(out, made->build.arena, page->blocks);
        }
    }
    for (size_t i = 0; i < report->appendices.count; i++) {
        const struct appendix *appendix = report->appendices.items[i];
        if (is_shown(appendix->title, report->labels)) {
            buffer_format(out, "%s== %s\n", out->length ? "\n" : "", appendix->title);
            put_blocks(out, made->build.arena, appendix->blocks);
        }
    }
}

static void compare(enum audience audience, const char *name)
{
    struct made made = assemble(study_folder, audience);
    const char *path = file_join(made.build.arena, study_folder, file_join(made.build.arena, "expected", name));
    struct buffer out = {0}, expected = {0};

    put_report(&out, &made);
    if (getenv("ACCEPT") != NULL)
        assert_int_equal(file_write(path, out.bytes, out.length), FILE_OK);
    assert_int_equal(file_read(path, &expected), FILE_OK);
    assert_string_equal(out.bytes, buffer_string(&expected));
    buffer_free(&out);
    buffer_free(&expected);
    discard(&made);
}

static void the_site_counts_what_everybody_may_see(void **state)
{
    (void)state;
    compare(AUDIENCE_PUBLIC, "public.txt");
}

static void the_appendices_add_what_ties_them_to_the_data(void **state)
{
    (void)state;
    compare(AUDIENCE_EXAMINER, "examiner.txt");
}

/* In place of the checklists, on lines: "COREQ 09", "COREQ 10", ..., the items that nothing answers. */
static const char unanswered_items[] =
    "local answers = require('answers')\n"
    "return {api = 1, section = function(ctx)\n"
    "    local items, given = {}, {}\n"
    "    for _, item in ipairs(ctx.model.reporting.items) do\n"
    "        given[item.standard .. item.number] = true\n"
    "    end\n"
    "    for standard, info in pairs(ctx.model.standards) do\n"
    "        for number = 1, info.items do\n"
    "            if not given[standard .. number] and not answers.of(ctx, standard, number) then\n"
    "                items[#items + 1] = info.title .. (' %02d'):format(number)\n"
    "            end\n"
    "        end\n"
    "    end\n"
    "    return ctx.b.para(table.concat(items, '|'))\n"
    "end}\n";

static const char *items_unanswered_in(const struct made *made)
{
    struct build build = made->build;
    struct hooks *hooks = hooks_open(&build, made->study, made->report->labels);
    struct block page = {.kind = BLOCK_QUOTE,
                         .children = hooks_section(hooks, "reporting", made->study->info->record.place)};

    hooks_close(hooks);
    return block_plain(made->build.arena, &page);
}

/* The same as `lampiran check` asks for them. */
static const char *items_asked_for_in(const struct made *made)
{
    static const char mark[] = " is not answered";
    struct build build = made->build;
    struct buffer items = {0};

    build.diags = diags_new();
    build.standards = (1u << STANDARD_COUNT) - 1;
    check_study(&build, &(struct views){build.arena, made->study});
    const char *all = told(build.arena, build.diags, build.root);
    for (const char *at = all; (at = strstr(at, mark)) != NULL; at += strlen(mark)) {
        const char *begin = at - strlen(" 09");
        while (begin > all && begin[-1] != ' ')
            begin--;
        buffer_format(&items, "%s%.*s", items.length > 0 ? "|" : "", (int)(at - begin), begin);
    }
    diags_free(build.diags);
    return buffer_take(&items, build.arena);
}

/* What check says has an answer is what is printed with one, for a study where nothing is withheld. */
static void checks_and_checklists_agree_on_what_is_answered(void **state)
{
    static const char *const studies[] = {"tests/study/base", "tests/study/good-documents", "tests/study/good-evidence",
                                          "tests/study/good-focus-groups", "tests/study/good-minimal"};

    (void)state;
    for (size_t i = 0; i < sizeof studies / sizeof *studies; i++) {
        const char *folder = scratch_make();
        scratch_copy(studies[i], folder);
        scratch_put("lua/sections/reporting.lua", unanswered_items);
        struct made made = assemble(folder, AUDIENCE_EXAMINER);
        assert_string_equal(items_asked_for_in(&made), items_unanswered_in(&made));
        discard(&made);
        scratch_remove();
    }
}

/* As sha256sum tells it. */
static void the_build_record_has_the_digest_of_all_input_files(void **state)
{
    const char *folder = scratch_make();
    struct arena *arena = arena_new();
    struct buffer out = {0};
    char hex[SHA256_HEX] = "";

    (void)state;
    scratch_copy("tests/study/good-minimal", folder);
    const char *command = "find content -type f | LC_ALL=C sort | xargs sha256sum | sha256sum";
    FILE *oracle = popen(arena_format(arena, "cd '%s' && %s", folder, command), "r");
    assert_non_null(oracle);
    assert_int_equal(fread(hex, 1, SHA256_HEX - 1, oracle), SHA256_HEX - 1);
    pclose(oracle);
    struct made made = assemble(folder, AUDIENCE_EXAMINER);
    put_report(&out, &made);
    if (strstr(buffer_string(&out), hex) == NULL)
        fail_msg("no digest %s", hex);
    discard(&made);
    buffer_free(&out);
    scratch_remove();
    arena_free(arena);
}

static const struct block *blocks_of(const struct made *made, const char *path)
{
    for (size_t i = 0; i < made->report->pages.count; i++) {
        const struct report_page *page = made->report->pages.items[i];
        if (strcmp(page->path, path) == 0)
            return page->blocks;
    }
    return NULL;
}

static bool has_id(const struct block *blocks, const char *id)
{
    while (blocks != NULL && (blocks->id == NULL || strcmp(blocks->id, id) != 0))
        blocks = blocks->next;
    return blocks != NULL;
}

/* A study with everything in it, whose findings cite nothing. */
static void put_whole_study(const char *folder)
{
    scratch_copy("tests/study/good-english-whole", folder);
    scratch_put("content/findings/together.md",
                "---\nid: together\nobjective: a\ntheme: cooperation\ntitle: T\n---\nNo citation.\n");
}

/* What a framework and a prior study rest on, though nothing cites them. */
static void works_behind_frameworks_and_studies_are_in_the_bibliography(void **state)
{
    const char *folder = scratch_make();

    (void)state;
    put_whole_study(folder);
    struct made made = assemble(folder, AUDIENCE_PUBLIC);
    assert_true(has_id(blocks_of(&made, "pustaka.html"), "work-green2020"));
    discard(&made);
    scratch_remove();
}

/* On its own page, and wherever a text shows it once more. */
static void what_is_shown_twice_has_one_number(void **state)
{
    const char *folder = scratch_make();

    (void)state;
    put_whole_study(folder);
    scratch_put("content/pages/twice.md", "---\nid: twice\ntitle: Twice\n---\n::framework{#management}\n\n"
                                          "::statistic{#taps}\n\n::statistic{#taps}\n\n::framework{#management}\n");
    struct made made = assemble(folder, AUDIENCE_PUBLIC);
    assert_non_null(map_get(made.report->targets, "fig:management"));
    discard(&made);
    scratch_remove();
}

static void put_texts(struct buffer *out, const struct study *study)
{
    buffer_clear(out);
    for (size_t i = 0; i < study->findings.count; i++)
        block_dump(out, ((const struct finding *)study->findings.items[i])->body);
    for (size_t i = 0; i < study->pages.count; i++)
        block_dump(out, ((const struct page *)study->pages.items[i])->body);
    for (size_t i = 0; i < study->codes.count; i++)
        block_dump(out, ((const struct code *)study->codes.items[i])->definition);
}

/* The labels of figures in the appendices, each of which is met once, with its number. */
static size_t count_figures(const struct made *made, const char *title)
{
    struct map *seen = map_new(made->build.arena);
    size_t count = 0;

    for (size_t i = 0; i < made->report->appendices.count; i++) {
        const struct appendix *appendix = made->report->appendices.items[i];
        struct iterator it;
        iterator_start(&it, made->build.arena, appendix->blocks);
        while (iterator_next(&it)) {
            const struct caption *caption = iterator_meets_block(&it) ? block_caption(it.block) : NULL;
            if (caption == NULL || caption->label == NULL)
                continue;
            assert_null(map_put(seen, caption->label, (void *)caption));
            assert_ptr_equal(report_target(made->report, caption->label)->appendix, appendix);
            count += caption->words != NULL && strcmp(span_plain(made->build.arena, caption->words), title) == 0;
        }
    }
    return count;
}

static bool refers_to(const struct made *made, const struct block *blocks, const struct target *target)
{
    struct iterator it;
    bool found = false;

    iterator_start(&it, made->build.arena, blocks);
    while (iterator_next(&it))
        found = found || (it.span != NULL && it.span->kind == SPAN_REFERENCE && it.span->target == target);
    return found;
}

/* Whoever reads on paper looks for each number in one place, and for that of a finding where the finding is. */
static void what_two_appendices_show_has_a_number_in_each(void **state)
{
    const char *folder = scratch_make();

    (void)state;
    put_whole_study(folder);
    scratch_put("content/findings/together.md", "---\nid: together\nobjective: a\ntheme: cooperation\ntitle: T\n---\n"
                                                "::statistic{#taps}\n\nSee @fig:taps.\n");
    struct made made = assemble(folder, AUDIENCE_EXAMINER);
    const char *title = span_plain(made.build.arena, report_target(made.report, "fig:taps")->title);
    assert_int_equal(count_figures(&made, title), 2);
    const struct target *first = report_target(made.report, "fig:taps");
    const struct target *second = report_target(made.report, "fig:taps@2");
    assert_string_not_equal(first->number, second->number);
    const struct target *own = strcmp(first->appendix->id, "narrative") == 0 ? first : second;
    assert_string_equal(own->appendix->id, "narrative");
    assert_true(refers_to(&made, own->appendix->blocks, own));
    discard(&made);
    scratch_remove();
}

/* A page that is an appendix counts what it shows on the site as well: a reader of both finds the same numbers. */
static void a_page_that_is_an_appendix_has_the_numbers_of_paper(void **state)
{
    static const char *const labels[] = {"fig:taps", "fig:taps@2", "fig:taps@3"};
    const char *folder = scratch_make();
    struct buffer settings = {0};

    (void)state;
    put_whole_study(folder);
    assert_int_equal(file_read("tests/study/good-english-whole/content/study.yaml", &settings), FILE_OK);
    buffer_text(&settings, "appendices: [statistics, {page: methods}, narrative]\n");
    scratch_put("content/study.yaml", settings.bytes);
    buffer_free(&settings);
    scratch_put("content/pages/methods.md", "---\nid: methods\ntitle: Methods\n---\n::statistic{#taps}\n");
    scratch_put("content/findings/together.md", "---\nid: together\nobjective: a\ntheme: cooperation\ntitle: T\n---\n"
                                                "::statistic{#taps}\n");
    struct made site = assemble(folder, AUDIENCE_PUBLIC), paper = assemble(folder, AUDIENCE_EXAMINER);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        assert_string_equal(report_target(site.report, labels[i])->number,
                            report_target(paper.report, labels[i])->number);
    discard(&site);
    discard(&paper);
    scratch_remove();
}

/* The second showing of "taps" is no other's "taps-2": files of the site and labels of LaTeX are called by anchors. */
static void what_has_a_label_has_an_anchor_of_its_own(void **state)
{
    const char *folder = scratch_make();

    (void)state;
    put_whole_study(folder);
    scratch_put(
        "content/statistics.yaml",
        "statistics:\n"
        "  - {id: taps, title: A, source: S, chart: bar, points: [{label: a, value: 1}, {label: b, value: 2}]}\n"
        "  - {id: taps-2, title: B, source: S, chart: bar, points: [{label: a, value: 3}, {label: b, value: 4}]}\n");
    scratch_put("content/findings/together.md", "---\nid: together\nobjective: a\ntheme: cooperation\ntitle: T\n---\n"
                                                "::statistic{#taps}\n");
    for (enum audience audience = AUDIENCE_PUBLIC; audience <= AUDIENCE_EXAMINER; audience++) {
        struct made made = assemble(folder, audience);
        struct map *anchors = map_new(made.build.arena);
        assert_non_null(report_target(made.report, "fig:taps@2"));
        for (size_t i = 0; i < map_count(made.report->targets); i++) {
            const struct target *target = map_value(made.report->targets, i);
            if (target->kind == TARGET_FIGURE)
                assert_null(map_put(anchors, target->anchor, (void *)target));
        }
        discard(&made);
    }
    scratch_remove();
}

/* Headings of the same id get another one in a report, directives are expanded, silent citations print nothing. */
static void a_report_leaves_the_texts_of_the_study_as_they_were(void **state)
{
    struct build build = {.arena = arena_new(), .diags = diags_new(), .share = ".", .jobs = 2};
    struct buffer before = {0}, after = {0};

    (void)state;
    build.root = scratch_make();
    put_whole_study(build.root);
    scratch_put("content/pages/twice.md",
                "---\nid: twice\ntitle: Twice\n---\n# Same {#same}\n\n# Same {#same}\n\n"
                "::framework{#management}\n\n:::note\nAs @green2020 says, :code{#cooperation}.\n"
                ":::\n");
    const struct study *study = read_study(&build, NULL);
    put_texts(&before, study);
    assert_non_null(strstr(buffer_string(&before), "directive"));
    for (int audience = 0; audience < AUDIENCE_COUNT; audience++) {
        const struct study *seen = study_filter(build.arena, study, (enum audience)audience);
        assemble_report(&build, seen, read_labels(&build, "id"));
        put_texts(&after, study);
        assert_string_equal(buffer_string(&after), buffer_string(&before));
    }
    buffer_free(&before);
    buffer_free(&after);
    diags_free(build.diags);
    arena_free(build.arena);
    scratch_remove();
}

static void a_heading_may_refer_to_itself(void **state)
{
    const char *folder = scratch_make();

    (void)state;
    put_whole_study(folder);
    scratch_put("content/pages/self.md",
                "---\nid: self\ntitle: Self\n---\n## About @sec:about {#about}\n\nSee @sec:about.\n");
    struct made made = assemble(folder, AUDIENCE_PUBLIC);
    const struct block *heading = blocks_of(&made, "self.html");
    assert_string_equal(plain_blocks(made.build.arena, heading->next), "See About sec:about.");
    discard(&made);
    scratch_remove();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_site_counts_what_everybody_may_see),
        cmocka_unit_test(the_appendices_add_what_ties_them_to_the_data),
        cmocka_unit_test(the_build_record_has_the_digest_of_all_input_files),
        cmocka_unit_test(works_behind_frameworks_and_studies_are_in_the_bibliography),
        cmocka_unit_test(what_is_shown_twice_has_one_number),
        cmocka_unit_test(what_two_appendices_show_has_a_number_in_each),
        cmocka_unit_test(a_page_that_is_an_appendix_has_the_numbers_of_paper),
        cmocka_unit_test(what_has_a_label_has_an_anchor_of_its_own),
        cmocka_unit_test(a_report_leaves_the_texts_of_the_study_as_they_were),
        cmocka_unit_test(a_heading_may_refer_to_itself),
        cmocka_unit_test(checks_and_checklists_agree_on_what_is_answered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
