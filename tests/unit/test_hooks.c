#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "document/document.h"
#include "lua/scripts.h"
#include "read/read.h"
#include "study/study.h"
#include "support/scratch.h"
#include "support/told.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* tests/lua/study is read once; each test opens hooks of its own on it, from a folder of its own. */

struct fixture {
    struct arena *arena;
    struct study *study;
    const struct labels *labels;
    struct build build; /* of the running test */
    struct hooks *hooks;
};

static struct fixture fixture;

static int read_once(void **state)
{
    (void)state;

    fixture.arena = arena_new();
    struct diags *diags = diags_new();
    struct build build = {.arena = fixture.arena, .diags = diags, .root = "tests/lua/study", .share = ".", .jobs = 1};
    fixture.study = read_study(&build, NULL);
    fixture.labels = labels_with_nouns(fixture.arena, read_labels(&build, "id"), NULL, fixture.study);
    diags_print(diags, build.root, 0, stdout);
    bool clean = diags_count(diags, SEVERITY_ERROR) == 0;
    diags_free(diags);
    scratch_make();
    return clean ? 0 : -1;
}

static int forget(void **state)
{
    (void)state;
    scratch_remove();
    arena_free(fixture.arena);
    return 0;
}

static void put_in(const char *folder, const char *name, const char *text, size_t length)
{
    const char *path = scratch_path(fixture.arena, file_join(fixture.arena, folder, name));

    assert_int_equal(file_write(path, text, length), FILE_OK);
}

static void put_file(const char *name, const char *text, size_t length)
{
    put_in("lua/hooks", name, text, length);
}

/* Opens what was put into the folder; share "" is no built-in hooks. */
static void open_hooks(enum audience audience, const char *share)
{
    fixture.build =
        (struct build){.arena = arena_new(), .diags = diags_new(), .root = scratch_folder(), .share = share, .jobs = 1};
    const struct study *study = study_filter(fixture.build.arena, fixture.study, audience);
    fixture.hooks = hooks_open(&fixture.build, study, fixture.labels);
}

static void close_hooks(void)
{
    hooks_close(fixture.hooks);
    diags_free(fixture.build.diags);
    arena_free(fixture.build.arena);
    file_remove_tree(scratch_path(fixture.arena, "lua/hooks"));
    file_remove_tree(scratch_path(fixture.arena, "lua/sections"));
}

/* The words of blocks, with those of tables, excerpts and callouts. */

static void add_words(struct buffer *out, const char *words)
{
    if (words == NULL || *words == '\0')
        return;
    if (out->length > 0 && out->bytes[out->length - 1] != ' ' && *words != ' ')
        buffer_char(out, ' ');
    buffer_text(out, words);
}

static void add_block(struct buffer *out, const struct block *block)
{
    if (block->kind == BLOCK_EXCERPT)
        add_words(out, block->excerpt->text);
    if (block->kind == BLOCK_CODE)
        add_words(out, block->text);
}

static void add_span(struct buffer *out, const struct span *span)
{
    if (span->kind == SPAN_TEXT || span->kind == SPAN_CODE)
        add_words(out, span->text);
}

static const char *words_of(struct block *blocks)
{
    struct buffer out = {0};
    struct iterator it;

    iterator_start(&it, fixture.build.arena, blocks);
    while (iterator_next(&it)) {
        if (iterator_meets_block(&it))
            add_block(&out, it.block);
        else if (iterator_meets_span(&it))
            add_span(&out, it.span);
    }
    const char *words = arena_string(fixture.build.arena, buffer_string(&out));
    buffer_free(&out);
    return words;
}

static const char *diagnostics(void)
{
    return told_json(fixture.build.arena, fixture.build.diags);
}

static const struct objective *objective(size_t i)
{
    return fixture.study->objectives->objectives.items[i];
}

/* A table of two columns, as the program makes them. */
static const struct table *sample_table(struct arena *arena)
{
    struct table *table = arena_alloc(arena, sizeof *table);

    *table = (struct table){.caption = {.label = "tbl:uji", .words = span_text(arena, "Uji")}, .column_count = 2};
    table->columns = arena_alloc(arena, 2 * sizeof *table->columns);
    table->columns[0].head = span_text(arena, "Satu");
    table->rows = arena_alloc(arena, sizeof *table->rows);
    table->rows->object = &((const struct code *)study_find(fixture.study, OBJECT_CODE, "misi"))->record;
    table->rows->place = table->rows->object->place;
    table->rows->cells = arena_alloc(arena, 2 * sizeof *table->rows->cells);
    for (int i = 0; i < 2; i++)
        table->rows->cells[i] = (struct cell){block_text(arena, i ? "dua" : "satu", table->caption.place), 1, i == 0};
    return table;
}

/* Runs everything the hooks in the folder have; the words of all narratives. */
static const char *run_all(void)
{
    struct arena *arena = fixture.build.arena;
    struct buffer words = {0};

    hooks_lint(fixture.hooks);
    for (size_t i = 0; i < fixture.study->objectives->objectives.count; i++)
        add_words(&words, words_of(hooks_assemble(fixture.hooks, objective(i))));
    hooks_table(fixture.hooks, "codebook", sample_table(arena));
    const char *result = arena_string(arena, buffer_string(&words));
    buffer_free(&words);
    return result;
}

/* Holds a line "-- key: value" of the case against what came out. */
static bool holds(const char *line, const char *words, const char *json)
{
    char key[16], value[160], code[200];

    if (sscanf(line, "-- %15[a-z]: %159[^\n]", key, value) != 2)
        return true;
    snprintf(code, sizeof code, "\"code\": \"%s\"", value);
    /* On a slow machine a loop without end meets the time limit first. */
    if (strcmp(value, "script-instructions") == 0 && strstr(json, "\"code\": \"script-time\"") != NULL)
        return true;
    if (strcmp(key, "code") == 0)
        return strcmp(value, "none") == 0 ? strstr(json, "\"code\"") == NULL : strstr(json, code) != NULL;
    if (strcmp(key, "says") == 0)
        return strstr(json, value) != NULL;
    if (strcmp(key, "with") == 0)
        return strstr(words, value) != NULL;
    return strcmp(key, "without") == 0 && strstr(words, value) == NULL;
}

static bool run_case(const char *name, enum audience audience)
{
    struct buffer text = {0};
    bool good = true;

    assert_int_equal(file_read(file_join(fixture.arena, "tests/lua/cases", name), &text), FILE_OK);
    put_file(name, text.bytes, text.length);
    open_hooks(audience, "tests/lua/share");
    const char *words = run_all(), *json = diagnostics();
    for (const char *line = text.bytes; strncmp(line, "-- ", 3) == 0; line = strchr(line, '\n') + 1) {
        if (holds(line, words, json))
            continue;
        printf("%s: %.*s\n", name, (int)strcspn(line, "\n"), line);
        good = false;
    }
    if (!good)
        printf("words: %s\ndiagnostics: %s\n", words, json);
    close_hooks();
    buffer_free(&text);
    return good;
}

static void each_case_gives_what_its_first_lines_say(void **state)
{
    struct list names = {0};
    int bad = 0;
    (void)state;

    file_list("tests/lua/cases", fixture.arena, &names);
    assert_true(names.count > 40);
    for (size_t i = 0; i < names.count; i++) {
        bad += !run_case(names.items[i], AUDIENCE_PUBLIC);
        bad += !run_case(names.items[i], AUDIENCE_EXAMINER);
    }
    assert_int_equal(bad, 0);
}

static void put(const char *name, const char *text)
{
    put_file(name, text, strlen(text));
}

static void the_default_narrative_follows_its_rule(void **state)
{
    (void)state;

    open_hooks(AUDIENCE_PUBLIC, ".");
    const char *words = words_of(hooks_assemble(fixture.hooks, objective(0)));
    assert_string_equal(diagnostics(), "[]\n");
    assert_non_null(strstr(words, "Bagian ini membahas tujuan a: Menilai kondisi awal."));
    assert_non_null(strstr(words, "Sudah baik."));
    assert_non_null(strstr(words, "Isi temuan."));
    /* the exemplar, the document and the contrasting voice are in, the made-up one is marked */
    assert_non_null(strstr(words, "Tujuan kami sama."));
    assert_non_null(strstr(words, "Misi kota."));
    assert_non_null(strstr(words, "Saya tidak sependapat."));
    assert_non_null(strstr(words, "(contoh rekaan) “Ada yang ragu.”"));
    assert_non_null(strstr(words, "Yang dihitung di bawah ini hanya bukti; di sampingnya ada 1 contoh rekaan"));
    /* what the finding embeds is not quoted again, what is withheld never */
    assert_null(strstr(words, "Sejak awal begitu."));
    assert_null(strstr(words, "rahasia"));
    assert_null(strstr(words, "penguji."));
    assert_non_null(strstr(words, "Sebanyak 2 dari 3 informan"));
    assert_null(strstr(words, "ikut dihitung"));
    assert_non_null(strstr(words, "informan pendukung tidak membahas"));
    assert_non_null(strstr(words, "informan kunci (1 dari 1)"));
    assert_non_null(strstr(words, "1 dari 9 kutipan berpandangan lain"));
    assert_non_null(strstr(words, "Belum ada kutipan dari informan pendukung"));
    assert_non_null(strstr(words, "Pernyataan yang dinilai: Semua sektor mengejar satu tujuan."));
    close_hooks();
}

static size_t place_of(const char *words, const char *part)
{
    const char *found = strstr(words, part);

    if (found == NULL)
        print_message("no '%s' in:\n%s\n", part, words);

    assert_non_null(found);
    return (size_t)(found - words);
}

static void the_default_narrative_leads_into_quotes_and_out_of_them(void **state)
{
    (void)state;

    open_hooks(AUDIENCE_PUBLIC, ".");
    const char *words = words_of(hooks_assemble(fixture.hooks, objective(0)));
    /* the question, who speaks, the words, and the researcher's reading; then those who see it differently */
    assert_true(place_of(words, "Kepada informan ditanyakan: “ Apa misi kota? ”") <
                place_of(words, "IK-01 ( informan kunci"));
    assert_true(place_of(words, "IK-01 ( informan kunci") < place_of(words, "Tujuan kami sama."));
    assert_true(place_of(words, "Tujuan kami sama.") < place_of(words, "Catatan peneliti. Nada yakin."));
    assert_true(place_of(words, "Catatan peneliti. Nada yakin.") <
                place_of(words, "Namun, IU-03 mengatakan hal yang berbeda:"));
    assert_true(place_of(words, "Namun, IU-03 mengatakan hal yang berbeda:") <
                place_of(words, "Saya tidak sependapat."));
    /* short words run into the sentence, but an answer of two words is no part of one */
    assert_non_null(strstr(words, "“Ada yang ragu.”"));
    assert_null(strstr(words, "“Ya, kurang.”"));
    assert_non_null(strstr(words, "Ya, kurang."));
    /* documents, prior studies, the conclusion, how it was checked, and the closing table come behind */
    assert_true(place_of(words, "Saya tidak sependapat.") < place_of(words, "Dari telaah dokumen"));
    assert_true(place_of(words, "Dari telaah dokumen") < place_of(words, "Temuan ini sejalan dengan Ani (2020)"));
    assert_true(place_of(words, "yang menemukan bahwa tujuan dipahami") <
                place_of(words, "Simpulan sementara. Misi sudah satu."));
    assert_true(place_of(words, "Simpulan sementara.") < place_of(words, "Bagaimana hal ini diperiksa"));
    assert_true(place_of(words, "Bagaimana hal ini diperiksa") < place_of(words, "Ringkasan temuan"));
    assert_non_null(strstr(words, "Rapat tahunan dipakai untuk menyamakan tujuan."));
    close_hooks();
}

static void an_excerpt_about_two_themes_is_quoted_under_one(void **state)
{
    (void)state;

    open_hooks(AUDIENCE_PUBLIC, ".");
    const char *words = words_of(hooks_assemble(fixture.hooks, objective(0)));
    assert_non_null(strstr(words, "Saya tidak sependapat."));
    assert_null(strstr(strstr(words, "Saya tidak sependapat.") + 1, "Saya tidak sependapat."));
    assert_true(place_of(words, "Saya tidak sependapat.") <
                place_of(words, "Kutipan tentang tema ini juga dimuat di bagian lain: IU-03 (tema Misi )"));
    close_hooks();
}

/* A bare yes is not chosen where there is more, nor the long before the short of a source; each source has its turn. */
static void quotes_are_chosen_by_source_and_length(void **state)
{
    (void)state;

    put("10-narrative.lua",
        "local evidence = require('evidence')\n"
        "local function voice(id, text, stance)\n"
        "    local _, words = text:gsub('%S+', '')\n"
        "    return {id = id, words = words, group = 'key', technique = 'interview', source_id = id:sub(1, 1),\n"
        "        stance = stance}\n"
        "end\n"
        "local function ids(excerpts)\n"
        "    local names = {}\n"
        "    for i, excerpt in ipairs(evidence.choose(excerpts, 9, {})) do names[i] = excerpt.id end\n"
        "    return table.concat(names, ' ')\n"
        "end\n"
        "return {api = 1, assemble = function(ctx)\n"
        "    return ids {voice('a1', 'Ya.'), voice('a2', ('kata '):rep(81)), voice('b1', 'Pipa rusak.'),\n"
        "        voice('a3', 'Kami memperbaiki pipa itu bersama.'), voice('b2', 'Warga yang membayar iuran setiap "
        "bulan.'),\n"
        "        voice('c1', 'Tidak.', 'contrast')} .. '; ' .. ids {voice('y', 'Ya.')}\n"
        "end}");
    open_hooks(AUDIENCE_PUBLIC, ".");
    assert_string_equal(words_of(hooks_assemble(fixture.hooks, objective(0))), "a3 b2 a2 b1 c1; y");
    assert_string_equal(diagnostics(), "[]\n");
    close_hooks();
}

/* Ten that contrast, of two sources, and five that support: one of each source that contrasts, and others beside them.
 */
static void many_contrasts_leave_room_for_what_they_contrast_with(void **state)
{
    (void)state;

    put("20-a.lua",
        "local evidence = require('evidence')\n"
        "return {api = 1, assemble = function(ctx)\n"
        "  local excerpts, shown = {}, {}\n"
        "  for i = 1, 15 do\n"
        "    excerpts[i] = {id = 'X-' .. i, source_id = 'IK-' .. i % 2, technique = 'interview', group = 'key',\n"
        "      words = i == 6 and 5 or 1, exemplar = i == 3,\n"
        "      stance = i <= 10 and 'contrast' or 'support'}\n"
        "  end\n"
        "  for i, excerpt in ipairs(evidence.choose(excerpts, 6, {})) do shown[i] = excerpt.id end\n"
        "  return ctx.b.para(table.concat(shown, ' ')) end}");
    open_hooks(AUDIENCE_PUBLIC, ".");
    assert_string_equal(words_of(hooks_assemble(fixture.hooks, objective(0))), "X-11 X-12 X-13 X-14 X-3 X-6");
    assert_string_equal(diagnostics(), "[]\n");
    close_hooks();
}

/* Each excerpt is in one pile, with those that are like it in all that a pile says; without those that are left out. */
static void a_list_of_excerpts_is_asked_as_a_whole(void **state)
{
    (void)state;

    put("20-a.lua",
        "return {api = 1, assemble = function(ctx)\n"
        "  local excerpts, seen, left_out = ctx.model.excerpts, 0, {}\n"
        "  left_out[excerpts[2].id] = true\n"
        "  for _, pile in ipairs(excerpts:piles({1, 4}, left_out)) do\n"
        "    for i, position in ipairs(pile) do\n"
        "      local excerpt, length = excerpts[position], 0\n"
        "      for _, bound in ipairs {1, 4} do length = length + (excerpt.words > bound and 1 or 0) end\n"
        "      assert(pile.source_id == excerpt.source_id and pile.technique == excerpt.technique)\n"
        "      assert(pile.group == excerpt.group and pile.exemplar == excerpt.exemplar and pile.length == length)\n"
        "      assert(pile.contrasts == (excerpt.stance == 'contrast') and not left_out[excerpt.id])\n"
        "      assert(i == 1 or position > pile[i - 1])\n"
        "      seen = seen + 1\n"
        "    end\n"
        "  end\n"
        "  assert(seen == #excerpts - 1)\n"
        "  assert(#excerpts:among(left_out) == 1 and excerpts:among(left_out)[1] == excerpts[2])\n"
        "  assert(#excerpts:among {} == 0)\n"
        "  local asked, number = excerpts:with('question'), 0\n"
        "  for _, excerpt in ipairs(excerpts) do number = number + (ctx.model.has(excerpt, 'question') and 1 or 0) "
        "end\n"
        "  for _, excerpt in ipairs(asked) do assert(excerpt.question) end\n"
        "  assert(number > 0 and number < #excerpts)\n"
        "  return ctx.b.para(#asked == number and 'alike' or 'not alike') end}");
    open_hooks(AUDIENCE_PUBLIC, ".");
    assert_string_equal(words_of(hooks_assemble(fixture.hooks, objective(0))), "alike");
    assert_string_equal(diagnostics(), "[]\n");
    close_hooks();
}

static void a_list_says_what_it_cannot_be_asked(void **state)
{
    (void)state;

    put("20-a.lua", "return {api = 1, assemble = function(ctx) ctx.model.codes:piles({1}, {}) end}");
    put("21-b.lua", "return {api = 1, assemble = function(ctx) ctx.model.codes:with('stance') end}");
    open_hooks(AUDIENCE_PUBLIC, ".");
    hooks_assemble(fixture.hooks, objective(0));
    assert_non_null(strstr(diagnostics(), "it is no list of excerpts"));
    assert_non_null(strstr(diagnostics(), "has no key 'stance'"));
    close_hooks();
}

static void nothing_is_concluded_from_excerpts_that_nobody_judged(void **state)
{
    (void)state;

    open_hooks(AUDIENCE_PUBLIC, ".");
    const char *words = words_of(hooks_assemble(fixture.hooks, objective(1)));
    assert_string_equal(diagnostics(), "[]\n");
    assert_non_null(strstr(words, "Rencana disusun bersama."));
    /* a summary by somebody else is shown, but is no evidence */
    assert_non_null(strstr(words, "Rencana lima tahun."));
    assert_null(strstr(words, "dokumen memuat tema ini"));
    assert_non_null(strstr(words, "berdasarkan 1 kutipan, dari "));
    assert_non_null(strstr(words, "Belum satu pun dari 1 kutipan dinilai mendukung atau berpandangan lain"));
    assert_null(strstr(words, "sepakat:"));
    assert_null(strstr(words, "Bila sumbernya dibandingkan"));
    assert_null(strstr(words, "Tidak ada kutipan yang berpandangan lain"));
    close_hooks();
}

static void the_examiner_reads_more_than_the_public(void **state)
{
    (void)state;

    open_hooks(AUDIENCE_EXAMINER, ".");
    const char *words = words_of(hooks_assemble(fixture.hooks, objective(0)));
    assert_non_null(strstr(words, "Kata untuk penguji."));
    assert_null(strstr(words, "rahasia"));
    close_hooks();
}

static void what_a_file_counts_goes_on_from_objective_to_objective(void **state)
{
    (void)state;

    put("10-narrative.lua",
        "local n = 0 return {api = 1, assemble = function(ctx) n = n + 1 return 'nomor ' .. n end}");
    open_hooks(AUDIENCE_PUBLIC, ".");
    assert_string_equal(words_of(hooks_assemble(fixture.hooks, objective(0))), "nomor 1");
    assert_string_equal(words_of(hooks_assemble(fixture.hooks, objective(1))), "nomor 2");
    assert_string_equal(diagnostics(), "[]\n");
    close_hooks();
}

static void a_study_replaces_a_built_in_hook_by_its_name(void **state)
{
    (void)state;

    put("10-narrative.lua", "return {api = 1, assemble = function(ctx) return 'pengganti' end}");
    open_hooks(AUDIENCE_PUBLIC, ".");
    assert_string_equal(words_of(hooks_assemble(fixture.hooks, objective(0))), "pengganti");
    close_hooks();
}

static void the_last_file_that_gives_blocks_wins_and_sees_those_before(void **state)
{
    (void)state;

    put("20-a.lua", "return {api = 1, assemble = function(ctx) return 'satu' end}");
    put("30-b.lua", "return {api = 1, assemble = function(ctx) return {ctx.narrative, 'dua'} end}");
    put("40-c.lua", "return {api = 1, assemble = function(ctx) return nil end}");
    open_hooks(AUDIENCE_PUBLIC, "tests/lua/share");
    assert_string_equal(words_of(hooks_assemble(fixture.hooks, objective(1))), "satu dua");
    close_hooks();
}

static void all_hooks_run_though_one_fails(void **state)
{
    (void)state;

    put("20-a.lua", "return {api = 1, assemble = function(ctx) error('pertama') end}");
    put("30-b.lua", "return {api = 1, assemble = function(ctx) while true do end end}");
    put("40-c.lua", "return {api = 1, assemble = function(ctx) error('ketiga') end}");
    open_hooks(AUDIENCE_PUBLIC, "tests/lua/share");
    hooks_assemble(fixture.hooks, objective(0));
    hooks_assemble(fixture.hooks, objective(1));
    assert_int_equal(diags_count(fixture.build.diags, SEVERITY_ERROR), 3);
    assert_non_null(strstr(diagnostics(), "ketiga"));
    close_hooks();
}

static void a_directive_gets_arguments_body_and_text(void **state)
{
    struct argument argument = {.name = "judul", .value = "Perhatikan"};
    struct directive directive = {.name = "sorot", .id = "x1", .arguments = &argument};
    struct place place = {"content/findings/a-misi.md", 9, 1};
    (void)state;

    put("20-a.lua", "return {api = 1, directives = {sorot = function(args, body, ctx)\n"
                    "  return {ctx.b.para(args.judul, args.id), body, ctx.text} end,\n"
                    "  rusak = function() return {} .. {} end}}");
    open_hooks(AUDIENCE_PUBLIC, "tests/lua/share");
    struct block *body = block_text(fixture.build.arena, "isi", place);
    struct span *text = span_text(fixture.build.arena, "teks");
    assert_true(hooks_has_directive(fixture.hooks, "sorot"));
    assert_false(hooks_has_directive(fixture.hooks, "lain"));
    assert_string_equal(words_of(hooks_directive(fixture.hooks, &directive, body, text, place)),
                        "Perhatikan x1 isi teks");
    directive.name = "rusak";
    assert_null(hooks_directive(fixture.hooks, &directive, NULL, NULL, place));
    assert_non_null(strstr(diagnostics(), "while expanding directive 'rusak'"));
    close_hooks();
}

static void what_a_directive_names_is_reported_at_the_directive(void **state)
{
    struct directive directive = {.name = "sebut", .id = "misi"};
    struct place place = {"content/findings/a-misi.md", 9, 1};
    (void)state;

    put("20-a.lua", "return {api = 1, directives = {sebut = function(args, body, ctx)\n"
                    "  local code = ctx.named('code')\n  return code and ctx.b.para(code.label) end}}");
    open_hooks(AUDIENCE_PUBLIC, "tests/lua/share");
    assert_string_equal(words_of(hooks_directive(fixture.hooks, &directive, NULL, NULL, place)), "Misi");
    assert_string_equal(diagnostics(), "[]\n");
    directive.id = "misy";
    assert_null(hooks_directive(fixture.hooks, &directive, NULL, NULL, place));
    const char *said = diagnostics();
    assert_non_null(strstr(said, "\"code\": \"unknown-object\""));
    assert_non_null(strstr(said, "content/findings/a-misi.md"));
    assert_non_null(strstr(said, "nearest is 'misi'"));
    assert_null(strstr(said, "20-a.lua"));
    close_hooks();
}

static void a_table_hook_changes_columns_and_rows(void **state)
{
    struct buffer text = {0};
    (void)state;

    assert_int_equal(file_read("tests/lua/cases/table-changed.lua", &text), FILE_OK);
    put_file("20-a.lua", text.bytes, text.length);
    buffer_free(&text);
    open_hooks(AUDIENCE_PUBLIC, "tests/lua/share");
    const struct table *before = sample_table(fixture.build.arena);
    const struct table *after = hooks_table(fixture.hooks, "codebook", before);
    assert_true(after != before);
    assert_int_equal(after->orientation, ORIENTATION_LANDSCAPE);
    assert_string_equal(span_plain(fixture.build.arena, after->columns[0].head), "Baru");
    assert_string_equal(after->caption.label, "tbl:uji");
    assert_non_null(after->rows->next);
    assert_null(after->rows->next->next);
    assert_string_equal(block_plain(fixture.build.arena, after->rows->cells[1].blocks), "an");
    assert_true(after->rows->next->cells[0].is_head);
    /* The row that was there is still found where its object is, the added one where the table is. */
    assert_int_equal(after->rows->next->place.line, before->rows->place.line);
    assert_int_equal(after->rows->place.line, before->caption.place.line);
    close_hooks();
}

static void results_do_not_depend_on_the_order_of_objectives(void **state)
{
    const char *first[2];
    (void)state;

    for (int turn = 0; turn < 2; turn++) {
        put("20-a.lua", "local n = 0\nreturn {api = 1, assemble = function(ctx)\n"
                        "  local b = ctx.b\n  return {ctx.narrative, b.para(math.random(1000)),\n"
                        "    b.table{caption = 'x', columns = {'a'}, rows = {{'1'}}}} end}");
        open_hooks(AUDIENCE_PUBLIC, ".");
        for (int i = 0; i < 2; i++) {
            int which = turn ? 1 - i : i;
            const char *words = words_of(hooks_assemble(fixture.hooks, objective((size_t)which)));
            if (turn == 0)
                first[which] = arena_string(fixture.arena, words);
            assert_string_equal(words, first[which]);
        }
        close_hooks();
    }
}

static void put_section(const char *name, const char *text)
{
    put_in("lua/sections", name, text, strlen(text));
}

static struct block *make_section(const char *name)
{
    return hooks_section(fixture.hooks, name, (struct place){"content/synthesis.yaml", 1, 0});
}

static void a_study_replaces_a_section_by_its_name(void **state)
{
    (void)state;

    put_section("synthesis.lua",
                "return {api = 1, section = function(ctx)\n"
                "  return ctx.b.para(ctx.section, ' ', ctx.audience, ' ', #ctx.model.informants) end}");
    open_hooks(AUDIENCE_PUBLIC, ".");
    hooks_lint(fixture.hooks);
    assert_string_equal(words_of(make_section("synthesis")), "synthesis public 3");
    assert_string_equal(diagnostics(), "[]\n");
    close_hooks();
}

static void what_is_made_of_an_object_has_its_place(void **state)
{
    (void)state;

    put_section("synthesis.lua",
                "return {api = 1, section = function(ctx)\n"
                "  local b, code = ctx.b, ctx.model.codes[1]\n"
                "  return {b.table {columns = {'a'}, of = code, rows = {{'x', of = ctx.model.informants[1]}}},\n"
                "    b.section(code, 'y')} end}");
    open_hooks(AUDIENCE_PUBLIC, ".");
    const struct block *made = make_section("synthesis");
    const struct code *code = fixture.study->codes.items[0];
    assert_string_equal(made->table->caption.place.file, "content/codebook.yaml");
    assert_int_equal(made->table->caption.place.line, code->record.place.line);
    assert_string_equal(made->table->rows->place.file, "content/informants.yaml");
    assert_string_equal(made->next->id, code->id);
    assert_int_equal(made->next->place.line, code->record.place.line);
    close_hooks();
}

static void words_in_another_language_are_marked_and_others_not(void **state)
{
    (void)state;

    put_section("synthesis.lua", "return {api = 1, section = function(ctx)\n"
                                 "  local b = ctx.b return {b.lang(nil, 'a'), b.lang('id', 'b'),\n"
                                 "    b.lang('en', 'c'), b.label('matrix_framework_note')} end}");
    open_hooks(AUDIENCE_PUBLIC, ".");
    const struct block *made = make_section("synthesis");
    assert_int_equal(made->spans->kind, SPAN_TEXT);
    assert_int_equal(made->next->spans->kind, SPAN_TEXT);
    assert_int_equal(made->next->next->spans->kind, SPAN_LANGUAGE);
    const struct span *title = made->next->next->next->spans->next;
    assert_int_equal(title->kind, SPAN_LANGUAGE);
    assert_string_equal(title->text, "en");
    assert_true(text_starts_with(title->children->text, "Using the framework method"));
    close_hooks();
}

/* Two paragraphs in one item need space around all. */
static void a_list_is_tight_unless_an_item_has_paragraphs(void **state)
{
    (void)state;

    put_section("synthesis.lua",
                "return {api = 1, section = function(ctx)\n"
                "  local b = ctx.b return {b.list {'a', {'b', b.list {'c'}}}, b.list {'a', {'b', 'c'}},\n"
                "    b.list {'a', tight = false}} end}");
    open_hooks(AUDIENCE_PUBLIC, ".");
    const struct block *made = make_section("synthesis");
    assert_true(made->list->tight);
    assert_false(made->next->list->tight);
    assert_false(made->next->next->list->tight);
    close_hooks();
}

static void a_section_shows_one_of_its_objects_on_another_page(void **state)
{
    struct record *statistic = fixture.study->statistics->statistics.items[0];
    (void)state;

    put_section("statistics.lua", "return {api = 1, section = function() end,\n"
                                  "  embed = function(ctx, statistic) return {statistic.title, ctx.audience} end}");
    open_hooks(AUDIENCE_PUBLIC, ".");
    assert_non_null(strstr(words_of(hooks_embed(fixture.hooks, "statistics", statistic)), "public"));
    assert_null(hooks_embed(fixture.hooks, "synthesis", statistic));
    assert_string_equal(diagnostics(), "[]\n");
    close_hooks();
    put_section("statistics.lua", "return {api = 1, section = function() end, embed = function() return nothing end}");
    open_hooks(AUDIENCE_PUBLIC, ".");
    assert_null(hooks_embed(fixture.hooks, "statistics", statistic));
    assert_non_null(strstr(diagnostics(), "while showing statistic '"));
    close_hooks();
}

static void a_section_without_data_is_left_out(void **state)
{
    (void)state;

    open_hooks(AUDIENCE_PUBLIC, ".");
    assert_null(make_section("frameworks"));
    assert_string_equal(diagnostics(), "[]\n");
    close_hooks();
}

static void a_wrong_section_is_reported_with_its_line(void **state)
{
    static const struct {
        const char *text, *says, *also;
    } cases[] = {
        {"return {api = 1, section = function(ctx)\n  return ctx.b.para(ctx.nothing.more) end}", "nothing",
         "while making section 'synthesis'"},
        {"return {api = 1, section = function(ctx) while true do end end}", "script-", "lua/sections/synthesis.lua"},
        {"return {api = 1, section = function(ctx) return 7 .. {} end}", "script-error", "lua/sections/synthesis.lua"},
        {"return {api = 1, section = function(ctx) return print end}", "a function is not a block",
         "while making section 'synthesis'"},
        {"return {api = 1, assemble = function(ctx) end}", "a section file has no field 'assemble'",
         "fields are api, section and embed"},
        {"return {api = 1, directives = {}}", "a section file has no field 'directives'",
         "fields are api, section and embed"},
        {"return {api = 1, sectoin = function(ctx) end}", "nearest is 'section'", "has no function 'section'"},
        {"return {api = 1, section = 1}", "'section' is a number, not a function", "has no function 'section'"},
        {"return {section = function(ctx) end}", "hook-api", "a section file must say for which interface"},
        {"return 1", "a section file must return a table, not a number", "return {api = 1, section = section}"},
        {"retrun 1", "script-syntax", "lua/sections/synthesis.lua"},
        {"\xff", "not UTF-8", "lua/sections/synthesis.lua"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put_section("synthesis.lua", cases[i].text);
        open_hooks(AUDIENCE_PUBLIC, ".");
        assert_null(make_section("synthesis"));
        if (strstr(diagnostics(), cases[i].says) == NULL || strstr(diagnostics(), cases[i].also) == NULL)
            fail_msg("%s\n%s", cases[i].text, diagnostics());
        close_hooks();
    }
}

static void a_file_that_no_section_is_made_by_is_reported(void **state)
{
    (void)state;

    put_section("syntesis.lua", "return {api = 1}");
    put_section("notes.txt", "no Lua");
    open_hooks(AUDIENCE_PUBLIC, ".");
    hooks_lint(fixture.hooks);
    assert_int_equal(diags_count(fixture.build.diags, SEVERITY_ERROR), 1);
    assert_non_null(strstr(diagnostics(), "lua/sections/syntesis.lua"));
    assert_non_null(strstr(diagnostics(), "nearest is 'synthesis.lua'"));
    close_hooks();
}

/* The hook that lua/README.md shows works as it stands there. */
static void the_example_of_the_readme_works(void **state)
{
    struct buffer text = {0};
    (void)state;

    assert_int_equal(file_read("lua/README.md", &text), FILE_OK);
    const char *start = strstr(text.bytes, "```lua\n"), *end = start ? strstr(start, "\n```\n") : NULL;
    assert_non_null(end);
    start += strlen("```lua\n");
    put_file("50-example.lua", start, (size_t)(end - start));
    open_hooks(AUDIENCE_PUBLIC, ".");
    hooks_lint(fixture.hooks);
    const char *words = words_of(hooks_assemble(fixture.hooks, objective(0)));
    const char *json = diagnostics();
    assert_null(strstr(json, "script-"));
    assert_non_null(strstr(json, "hook-lint"));
    assert_non_null(strstr(words, "Bagian ini membahas tujuan a: Menilai kondisi awal."));
    assert_non_null(strstr(words, "IK-01"));
    assert_true(hooks_has_directive(fixture.hooks, "hitung"));
    buffer_free(&text);
    close_hooks();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case_gives_what_its_first_lines_say),
        cmocka_unit_test(the_default_narrative_follows_its_rule),
        cmocka_unit_test(the_default_narrative_leads_into_quotes_and_out_of_them),
        cmocka_unit_test(an_excerpt_about_two_themes_is_quoted_under_one),
        cmocka_unit_test(quotes_are_chosen_by_source_and_length),
        cmocka_unit_test(many_contrasts_leave_room_for_what_they_contrast_with),
        cmocka_unit_test(a_list_of_excerpts_is_asked_as_a_whole),
        cmocka_unit_test(a_list_says_what_it_cannot_be_asked),
        cmocka_unit_test(nothing_is_concluded_from_excerpts_that_nobody_judged),
        cmocka_unit_test(the_examiner_reads_more_than_the_public),
        cmocka_unit_test(what_a_file_counts_goes_on_from_objective_to_objective),
        cmocka_unit_test(a_study_replaces_a_built_in_hook_by_its_name),
        cmocka_unit_test(the_last_file_that_gives_blocks_wins_and_sees_those_before),
        cmocka_unit_test(all_hooks_run_though_one_fails),
        cmocka_unit_test(a_directive_gets_arguments_body_and_text),
        cmocka_unit_test(what_a_directive_names_is_reported_at_the_directive),
        cmocka_unit_test(a_table_hook_changes_columns_and_rows),
        cmocka_unit_test(results_do_not_depend_on_the_order_of_objectives),
        cmocka_unit_test(a_study_replaces_a_section_by_its_name),
        cmocka_unit_test(what_is_made_of_an_object_has_its_place),
        cmocka_unit_test(words_in_another_language_are_marked_and_others_not),
        cmocka_unit_test(a_list_is_tight_unless_an_item_has_paragraphs),
        cmocka_unit_test(a_section_shows_one_of_its_objects_on_another_page),
        cmocka_unit_test(a_section_without_data_is_left_out),
        cmocka_unit_test(a_wrong_section_is_reported_with_its_line),
        cmocka_unit_test(a_file_that_no_section_is_made_by_is_reported),
        cmocka_unit_test(the_example_of_the_readme_works),
    };
    return cmocka_run_group_tests(tests, read_once, forget);
}
