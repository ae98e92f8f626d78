#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/cache.h"
#include "base/json.h"
#include "base/list.h"
#include "base/map.h"
#include "base/text.h"
#include "base/words.h"
#include "base/workers.h"
#include "support/scratch.h"
#include "support/told.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static const char *in_folder(const char *name)
{
    return scratch_path(arena, name);
}

static void arena_memory_is_zero_and_outlives_adoption(void **state)
{
    struct arena *child = arena_new();
    char *large = arena_alloc(child, 3 * 1024 * 1024);
    char *text = arena_format(child, "%s-%d", "IK", 1);

    (void)state;
    assert_int_equal(large[3 * 1024 * 1024 - 1], 0);
    arena_string(arena, "x");
    arena_adopt(arena, child);
    assert_string_equal(text, "IK-1");
    arena_adopt(arena, arena_new());
    assert_string_equal(arena_copy(arena, "abc", 2), "ab");
}

static void buffers_are_always_terminated(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    assert_string_equal(buffer_string(&buffer), "");
    buffer_text(&buffer, "satu");
    buffer_char(&buffer, ' ');
    buffer_format(&buffer, "%d", 2);
    buffer_code_point(&buffer, 0xe9);
    buffer_code_point(&buffer, 0x1f600);
    assert_string_equal(buffer.bytes, "satu 2\xc3\xa9\xf0\x9f\x98\x80");
    buffer_cut(&buffer, 4);
    assert_string_equal(buffer.bytes, "satu");
    buffer_cut(&buffer, 100);
    assert_int_equal(buffer.length, 4);
    buffer_free(&buffer);
    assert_null(buffer.bytes);
}

static void maps_remember_the_order_of_insertion(void **state)
{
    struct map *map = map_new(arena);
    static int values[1000];

    (void)state;
    for (int i = 0; i < 1000; i++)
        assert_null(map_put(map, arena_format(arena, "k%d", i), &values[i]));
    assert_int_equal(map_count(map), 1000);
    for (size_t i = 0; i < 1000; i++) {
        assert_ptr_equal(map_value(map, i), &values[i]);
        assert_ptr_equal(map_get(map, map_key(map, i)), &values[i]);
    }
    assert_ptr_equal(map_put(map, "k7", &values[0]), &values[7]);
    assert_int_equal(map_count(map), 1000);
    assert_string_equal(map_key(map, 7), "k7");
    assert_null(map_get(map, "k1000"));
    int *made = map_item(map, "made", sizeof *made);
    assert_int_equal((*made)++, 0);
    assert_int_equal(*(int *)map_item(map, "made", sizeof *made), 1);
    assert_ptr_equal(map_item(map, "k8", sizeof *made), &values[8]);
}

static int compare_first_letters(const void *a, const void *b)
{
    return *(const char *)a - *(const char *)b;
}

static void sorting_keeps_the_order_of_equals(void **state)
{
    const char *const words[] = {"b1", "a1", "c1", "a2", "b2", "a3", "c2"};
    struct list list = {0};
    struct buffer joined = {0};

    (void)state;
    list_sort(&list, compare_first_letters);
    for (size_t i = 0; i < 7; i++)
        list_add(&list, arena, (void *)words[i]);
    list_sort(&list, compare_first_letters);
    for (size_t i = 0; i < list.count; i++)
        buffer_text(&joined, list.items[i]);
    assert_string_equal(joined.bytes, "a1a2a3b1b2c1c2");
    buffer_free(&joined);
}

static void json_is_read(void **state)
{
    const struct json_value *value = json_read(
        arena, " {\"a\": [1, -2.5e3, true, null], \"b\": {\"c\": \"x\\u00e9\\n\\ud83d\\ude00\\\"\"}, \"d\": []} ");

    (void)state;
    assert_string_equal(json_at(json_find(value, "a"), 1)->text, "-2.5e3");
    assert_int_equal(json_at(json_find(value, "a"), 2)->kind, JSON_TRUE);
    assert_int_equal(json_at(json_find(value, "a"), 3)->kind, JSON_NULL);
    assert_null(json_at(json_find(value, "a"), 4));
    assert_string_equal(json_find(json_find(value, "b"), "c")->text, "xé\n😀\"");
    assert_null(json_find(value, "d")->children);
    assert_null(json_find(value, "e"));
    assert_null(json_find(json_find(value, "a"), "a"));
}

static void what_is_no_json_is_refused(void **state)
{
    static const char *const wrong[] = {"",        "{",       "[1,]",        "{\"a\" 1}",   "\"a",
                                        "\"\\x\"", "\"\\u12", "\"\\u0000\"", "\"\\ud800\"", "\"\\ud800\\u0041\"",
                                        "[1] 2",   "tru"};
    struct buffer deep = {0};

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_null(json_read(arena, wrong[i]));
    for (int i = 0; i < 100000; i++)
        buffer_char(&deep, '[');
    assert_null(json_read(arena, deep.bytes));
    buffer_free(&deep);
}

static void a_cache_gives_back_what_is_whole(void **state)
{
    struct buffer found = {0};

    (void)state;
    setenv("XDG_CACHE_HOME", scratch_make(), 1);
    const char *file = cache_file(arena, "things", "key");
    assert_false(cache_read(file, &found));
    assert_true(cache_write(arena, file, "a\nb", 3));
    assert_true(cache_read(file, &found));
    assert_string_equal(found.bytes, "a\nb");
    assert_string_not_equal(cache_file(arena, "things", "other"), file);
    assert_int_equal(file_write(file, "damaged by a disk", 17), FILE_OK);
    assert_false(cache_read(file, &found));
    assert_false(cache_read(NULL, &found));
    unsetenv("XDG_CACHE_HOME");
    scratch_remove();
    buffer_free(&found);
}

static void json_is_quoted_and_indented(void **state)
{
    struct buffer out = {0};
    struct json json = {.out = &out};

    (void)state;
    json_open(&json, '{');
    json_key(&json, "a\"b");
    json_text(&json, "\n\t\x01\\");
    json_key(&json, "c");
    json_open(&json, '[');
    json_integer(&json, -1);
    json_bool(&json, true);
    json_text(&json, NULL);
    json_close(&json, ']');
    json_key(&json, "d");
    json_open(&json, '[');
    json_close(&json, ']');
    json_close(&json, '}');
    assert_string_equal(out.bytes,
                        "{\n  \"a\\\"b\": \"\\n\\u0009\\u0001\\\\\",\n  \"c\": [\n    -1,\n    true,\n    null\n"
                        "  ],\n  \"d\": []\n}");
    buffer_free(&out);
}

/* U+0431 is no '1', whose byte is its last. */
static void other_letters_are_of_no_kind_of_ascii(void **state)
{
    (void)state;
    for (int c = 0x80; c < 0x3000; c++)
        assert_false(ascii_is_digit(c) || ascii_is_letter(c) || ascii_is_capital(c) || ascii_is_small(c) ||
                     ascii_is_blank(c) || ascii_is_space(c));
    for (int c = -0x80; c < 0; c++)
        assert_false(ascii_is_digit(c) || ascii_is_letter(c) || ascii_is_space(c));
    assert_true(ascii_is_digit('7') && ascii_is_letter('k') && ascii_is_letter('K') && ascii_is_space('\f'));
}

static void utf8_is_told_from_other_bytes(void **state)
{
    size_t offset = 99;

    (void)state;
    assert_true(text_is_utf8("a\xc3\xa9\xf0\x9f\x98\x80", 7, &offset));
    assert_false(text_is_utf8("ab\xe9t\xe9", 5, &offset));
    assert_int_equal(offset, 2);
    assert_false(text_is_utf8("a\0b", 3, &offset));
    assert_int_equal(offset, 1);
    assert_false(text_is_utf8("\xed\xa0\x80", 3, &offset));
    assert_false(text_is_utf8("\xc0\xaf", 2, &offset));
    assert_false(text_is_utf8("abc\xe2\x80", 5, &offset));
    assert_int_equal(offset, 3);
    assert_string_equal(text_guess_encoding("\xff\xfe"
                                            "a\0",
                                            4),
                        "UTF-16");
    assert_string_equal(text_guess_encoding("\xe9t\xe9", 3), "Windows-1252");
    assert_string_equal(text_guess_encoding("\x01\x02\xff", 3), "binary data");
}

static void texts_are_composed_where_they_have_to_be(void **state)
{
    static const char plain[] = "Plain, \xc3\xa9 and \xe2\x80\x9cquoted\xe2\x80\x9d \xf0\x9f\x98\x80";

    (void)state;
    assert_ptr_equal(text_compose(arena, plain), plain);
    assert_string_equal(text_compose(arena, "e\xcc\x81"), "\xc3\xa9");
    assert_string_equal(text_compose(arena, "caf\xc3\xa9 e\xcc\x81 e\xcc\x81n"), "caf\xc3\xa9 \xc3\xa9 \xc3\xa9n");
    /* The mark below comes first, and what is composed already takes one more. */
    assert_string_equal(text_compose(arena, "a q\xcc\x87\xcc\xa3 u\xcc\x88\xcc\x84 \xc3\xbc\xcc\x84."),
                        "a q\xcc\xa3\xcc\x87 \xc7\x96 \xc7\x96.");
    /* Alef with madda above; syllables of Hangul; a mark with nothing before it; Bugis stays as it is. */
    assert_string_equal(text_compose(arena, "\xd8\xa7\xd9\x93-\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab"),
                        "\xd8\xa2-\xed\x95\x9c");
    assert_string_equal(text_compose(arena, "\xcc\x81x \xe1\xa8\x95\xe1\xa8\x98"),
                        "\xcc\x81x \xe1\xa8\x95\xe1\xa8\x98");
}

static void texts_are_folded_and_slugged(void **state)
{
    (void)state;
    assert_string_equal(text_fold(arena, "STRASSE"), text_fold(arena, "stra\xc3\x9f"
                                                                      "e"));
    assert_string_equal(text_fold(arena, "e\xcc\x81"), text_fold(arena, "\xc3\x89"));
    assert_string_equal(text_slug(arena, "  Peran & Mitra: \xc3\x89tude 2!"), "peran-mitra-etude-2");
    assert_string_equal(text_slug(arena, "\xd8\xac\xd8\xaf"), "bagian");
    assert_true(text_compare("apel", "Bola") < 0);
    assert_int_equal(text_length("\xc3\xa9\xc3\xa9"), 2);
}

static void numbers_in_texts_are_ordered_by_what_they_count(void **state)
{
    static const char *const ordered[] = {"I",
                                          "I-3",
                                          "I0",
                                          "I1",
                                          "I02",
                                          "I2",
                                          "I2-9",
                                          "I2-10",
                                          "I10",
                                          "I10.1",
                                          "I10.2",
                                          "I10.11",
                                          "I99999999999999999998",
                                          "I99999999999999999999",
                                          "IK"};

    (void)state;
    for (size_t i = 0; i + 1 < sizeof ordered / sizeof *ordered; i++) {
        assert_true(text_compare_numbers(ordered[i], ordered[i + 1]) < 0);
        assert_true(text_compare_numbers(ordered[i + 1], ordered[i]) > 0);
    }
    assert_int_equal(text_compare_numbers("I10", "I10"), 0);
    assert_true(text_compare("puskesmas 9", "Puskesmas 10") < 0);
}

static const char *nearest_to(const char *word)
{
    struct nearest nearest = {.word = word};

    text_nearest(&nearest, "informants");
    text_nearest(&nearest, "documents");
    text_nearest(&nearest, "id");
    return nearest.match;
}

static void the_nearest_word_is_near(void **state)
{
    (void)state;
    assert_string_equal(nearest_to("informan"), "informants");
    assert_string_equal(nearest_to("docuemnts"), "documents");
    assert_string_equal(nearest_to("di"), "id");
    assert_null(nearest_to("kutipan"));
    assert_null(nearest_to("x23456789012345678901234567890123456789012345678901234567890123456789"));
}

static void words_are_known_in_any_case_and_by_their_beginning(void **state)
{
    size_t length;

    (void)state;
    assert_string_equal(words_find(WORDS_BOOLEAN, "Belum", 5)->name, "false");
    assert_null(words_find(WORDS_BOOLEAN, "Belum", 3));
    assert_string_equal(words_find(WORDS_TECHNIQUE, "studi dokumen", 13)->name, "document");
    assert_string_equal(words_prefix(WORDS_LOCATOR, "HLM. 5", &length)->name, "cite_page");
    assert_int_equal(length, strlen("HLM."));
    assert_null(words_prefix(WORDS_LOCATOR, "5", &length));
    assert_int_equal(length, 0);
    assert_true(words_within(WORDS_CODING, "no. kode informan"));
    assert_false(words_within(WORDS_CODING, "informan"));
}

static void files_are_listed_in_byte_order(void **state)
{
    struct list names = {0};

    (void)state;
    file_write(in_folder("list/b.md"), "b", 1);
    file_write(in_folder("list/a/z.md"), "z", 1);
    file_write(in_folder("list/B.md"), "B", 1);
    file_write(in_folder("list/.hidden"), "h", 1);
    assert_int_equal(symlink("b.md", in_folder("list/c.md")), 0);
    assert_int_equal(file_list(in_folder("list"), arena, &names), FILE_OK);
    assert_int_equal(names.count, 4);
    assert_string_equal(names.items[0], "B.md");
    assert_string_equal(names.items[1], "a/z.md");
    assert_string_equal(names.items[2], "b.md");
    assert_string_equal(names.items[3], "c.md");
    names = (struct list){0};
    assert_int_equal(file_list(in_folder("missing"), arena, &names), FILE_OK);
    assert_int_equal(names.count, 0);
}

/* chmod does not keep root out. */
static void a_closed_folder_is_told_and_the_others_are_listed(void **state)
{
    bool is_root = geteuid() == 0;
    struct list names = {0};

    (void)state;
    file_write(in_folder("open/a/x.md"), "x", 1);
    file_write(in_folder("open/closed/y.md"), "y", 1);
    file_write(in_folder("open/z.md"), "z", 1);
    assert_int_equal(chmod(scratch_folder(), 0755), 0);
    assert_int_equal(chmod(in_folder("open/closed"), 0), 0);
    assert_int_equal(is_root ? seteuid(65534) : 0, 0);
    struct file_tree tree = file_list_tree(in_folder("open"), arena);
    enum file_status status = file_list(in_folder("open"), arena, &names);
    assert_int_equal(is_root ? seteuid(0) : 0, 0);
    assert_int_equal(chmod(in_folder("open/closed"), 0700), 0);
    assert_int_equal(tree.files.count, 2);
    assert_string_equal(tree.files.items[0], "a/x.md");
    assert_string_equal(tree.files.items[1], "z.md");
    assert_int_equal(tree.closed.count, 1);
    assert_string_equal(((struct closed_folder *)tree.closed.items[0])->path, "closed");
    assert_int_equal(((struct closed_folder *)tree.closed.items[0])->error, EACCES);
    assert_int_equal(status, FILE_FAILED);
    assert_int_equal(names.count, 2);
}

static void reading_tells_what_is_wrong(void **state)
{
    struct buffer bytes = {0};

    (void)state;
    assert_int_equal(file_read(in_folder("missing.md"), &bytes), FILE_MISSING);
    assert_int_equal(file_read(scratch_folder(), &bytes), FILE_NOT_REGULAR);
    assert_int_equal(mkfifo(in_folder("pipe"), 0600), 0);
    assert_int_equal(file_read(in_folder("pipe"), &bytes), FILE_NOT_REGULAR);
    file_write(in_folder("large"), "", 0);
    assert_int_equal(truncate(in_folder("large"), FILE_LIMIT + 1), 0);
    assert_int_equal(file_read(in_folder("large"), &bytes), FILE_TOO_LARGE);
    file_write(in_folder("good"), "satu", 4);
    assert_int_equal(file_read(in_folder("good"), &bytes), FILE_OK);
    assert_string_equal(bytes.bytes, "satu");
    buffer_free(&bytes);
}

static void links_that_lead_out_are_told(void **state)
{
    (void)state;
    file_write(in_folder("study/content/a"), "a", 1);
    file_write(in_folder("studyother"), "b", 1);
    assert_int_equal(symlink("../../studyother", in_folder("study/content/out")), 0);
    assert_int_equal(symlink("a", in_folder("study/content/in")), 0);
    assert_true(file_is_inside(in_folder("study/content/in"), in_folder("study")));
    assert_false(file_is_inside(in_folder("study/content/out"), in_folder("study")));
    assert_int_equal(file_remove_tree(in_folder("study")), FILE_OK);
    assert_true(file_exists(in_folder("studyother")));
}

enum { ITEMS = 5000 };

static void note_item(void *context, int worker, size_t item)
{
    atomic_int *done = context;

    (void)worker;
    atomic_fetch_add(&done[item], 1);
}

static void workers_do_each_item_once(void **state)
{
    static atomic_int done[ITEMS];

    (void)state;
    workers_run(4, ITEMS, note_item, done);
    workers_run(1, ITEMS, note_item, done);
    workers_run(1000, ITEMS, note_item, done);
    for (size_t i = 0; i < ITEMS; i++)
        assert_int_equal(done[i], 3);
    workers_run(4, 0, note_item, done);
}

static void diagnostics_are_sorted(void **state)
{
    struct diags *diags = diags_new(), *other = diags_new();

    (void)state;
    diag_error(diags, (struct place){"b.yaml", 2, 1}, "two", "second");
    diag_hint(diags, "mend it");
    diag_warning(other, (struct place){"b.yaml", 1, 9}, "one", "first");
    diag_error(other, (struct place){.file = "a.yaml"}, "whole", "a file");
    diags_merge(diags, other);
    diags_free(other);
    assert_int_equal(diags_count(diags, SEVERITY_ERROR), 2);
    assert_string_equal(told(arena, diags, "."), "a.yaml: error: a file [whole]\nb.yaml:1:9: warning: first [one]\n"
                                                 "b.yaml:2:1: error: second [two]\n  hint: mend it\n");
    diags_free(diags);
}

static void a_repeated_diagnostic_is_kept_and_counted_once(void **state)
{
    struct diags *diags = diags_new(), *other = diags_new();
    struct place place = {"a.yaml", 1, 9};

    (void)state;
    diag_warning(diags, place, "one", "first");
    diag_hint(diags, "mend it");
    diag_error(diags, (struct place){"b.yaml", 1, 9}, "one", "first");
    diag_warning(diags, place, "one", "first");
    diag_hint(diags, "a hint of the repeat");
    diag_warning(other, place, "one", "first");
    diag_context(other, (struct place){"a.lua", 3, 0}, "of the repeat");
    diag_error(other, place, "one", "first");
    diag_warning(other, place, "two", "first");
    diags_merge(diags, other);
    diags_free(other);
    assert_int_equal(diags_count(diags, SEVERITY_WARNING), 2);
    assert_int_equal(diags_count(diags, SEVERITY_ERROR), 2);
    assert_string_equal(told(arena, diags, "."), "a.yaml:1:9: error: first [one]\n"
                                                 "a.yaml:1:9: warning: first [one]\n  hint: mend it\n"
                                                 "a.yaml:1:9: warning: first [two]\nb.yaml:1:9: error: first [one]\n");
    diags_free(diags);
}

static void an_error_is_not_new_because_its_message_names_another_line(void **state)
{
    struct diags *before = diags_new(), *after = diags_new();

    (void)state;
    diag_error(before, (struct place){"a.yaml", 4, 1}, "twice", "it stands in line 3, too");
    diag_error(after, (struct place){"a.yaml", 6, 1}, "twice", "it stands in line 5, too");
    diag_error(after, (struct place){"a.yaml", 7, 1}, "unknown", "nothing is called so");
    diag_error(after, (struct place){"b.yaml", 4, 1}, "twice", "it stands in line 3, too");
    diags_keep_new_errors(after, before);
    assert_string_equal(told(arena, after, "."), "a.yaml:7:1: error: nothing is called so [unknown]\n"
                                                 "b.yaml:4:1: error: it stands in line 3, too [twice]\n");
    diags_free(before);
    diags_free(after);
}

static void a_line_that_must_stay_private_is_not_shown(void **state)
{
    struct diags *diags = diags_new();
    struct buffer out = {0};

    (void)state;
    file_write(in_folder("secret.yaml"), "rahasia", 7);
    diag_error(diags, (struct place){"secret.yaml", 1, 1}, "code", "wrong");
    assert_non_null(strstr(told(arena, diags, scratch_folder()), "rahasia"));
    diag_hide_line(diags);
    assert_null(strstr(told(arena, diags, scratch_folder()), "rahasia"));
    diags_print_json_sources(diags, scratch_folder(), &out);
    assert_null(strstr(out.bytes, "rahasia"));
    buffer_free(&out);
    diags_free(diags);
}

static void the_source_line_has_a_caret_under_the_column(void **state)
{
    static const char source[] = "x: 1\n\xc3\xa9: dua\n";
    struct diags *diags = diags_new();

    (void)state;
    file_write(in_folder("a.yaml"), source, strlen(source));
    diag_error(diags, (struct place){"a.yaml", 2, 5}, "code", "wrong");
    assert_string_equal(strchr(told(arena, diags, scratch_folder()), '\n') + 1,
                        "    2 | \xc3\xa9: dua\n      |    ^\n");
    diags_free(diags);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static void what_a_terminal_would_obey_is_not_printed(void **state)
{
    struct diags *diags = diags_new();
    const char *file = "a\nb\033[31m\xff.md";
    unsigned long code_point;

    (void)state;
    diag_error(diags, (struct place){file, 1, 1}, "x", "\033]0;x\007 \xc2\x9b \xe2\x80\xae c\xc3\xa9\tok");
    diag_hint(diags, "\r\nforged");
    diag_context(diags, (struct place){file, 0, 0}, "\177");
#define GONE "\xef\xbf\xbd"
    assert_string_equal(told(arena, diags, "."), "a" GONE "b" GONE "[31m" GONE ".md:1:1: error: " GONE "]0;x" GONE
                                                 " " GONE " " GONE " c\xc3\xa9\tok [x]\n  a" GONE "b" GONE "[31m" GONE
                                                 ".md: " GONE "\n  hint: " GONE GONE "forged\n");
    const char *json = told_json(arena, diags);
    size_t offset;
    assert_true(text_is_utf8(json, strlen(json), &offset));
    assert_non_null(strstr(json, "\"a\\nb\\u001b[31m" GONE ".md\""));
    assert_int_equal(text_character("\xc3", 1, &code_point), 0);
    diags_free(diags);
}

static void of_very_many_mistakes_the_gravest_are_shown(void **state)
{
    struct diags *diags = diags_new();

    (void)state;
    for (int i = 1; i <= 50000; i++)
        diag_warning(diags, (struct place){"a.yaml", i, 0}, "w", "odd");
    for (int i = 1; i <= 600; i++)
        diag_error(diags, (struct place){"b.yaml", i, 0}, "e", "wrong");
    const char *text = told(arena, diags, ".");
    assert_non_null(strstr(text, "a.yaml:400: warning: odd"));
    assert_null(strstr(text, "a.yaml:401: warning: odd"));
    assert_non_null(strstr(text, "b.yaml:600: error: wrong"));
    assert_non_null(strstr(text, "\n0 more errors and 49600 more warnings and notes are not shown\n"));
    diags_free(diags);
}

/* A line is found at once, however many messages are about a file. */
static void many_messages_about_one_file_take_no_time(void **state)
{
    struct diags *diags = diags_new();
    struct buffer text = {0};
    clock_t start = clock();

    (void)state;
    for (int i = 0; i < 400000; i++)
        buffer_text(&text, "x: y\n");
    scratch_put("many.yaml", text.bytes);
    for (int i = 0; i < 1000; i++)
        diag_error(diags, (struct place){"many.yaml", 399000 + i, 1}, "e", "wrong");
    told(arena, diags, scratch_folder());
    assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
    buffer_free(&text);
    diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(arena_memory_is_zero_and_outlives_adoption),
        TEST(buffers_are_always_terminated),
        TEST(maps_remember_the_order_of_insertion),
        TEST(sorting_keeps_the_order_of_equals),
        TEST(json_is_quoted_and_indented),
        TEST(json_is_read),
        TEST(what_is_no_json_is_refused),
        TEST(a_cache_gives_back_what_is_whole),
        TEST(other_letters_are_of_no_kind_of_ascii),
        TEST(utf8_is_told_from_other_bytes),
        TEST(texts_are_composed_where_they_have_to_be),
        TEST(texts_are_folded_and_slugged),
        TEST(numbers_in_texts_are_ordered_by_what_they_count),
        TEST(the_nearest_word_is_near),
        TEST(words_are_known_in_any_case_and_by_their_beginning),
        TEST(files_are_listed_in_byte_order),
        TEST(a_closed_folder_is_told_and_the_others_are_listed),
        TEST(reading_tells_what_is_wrong),
        TEST(links_that_lead_out_are_told),
        TEST(workers_do_each_item_once),
        TEST(diagnostics_are_sorted),
        TEST(a_repeated_diagnostic_is_kept_and_counted_once),
        TEST(an_error_is_not_new_because_its_message_names_another_line),
        TEST(the_source_line_has_a_caret_under_the_column),
        TEST(a_line_that_must_stay_private_is_not_shown),
        TEST(what_a_terminal_would_obey_is_not_printed),
        TEST(of_very_many_mistakes_the_gravest_are_shown),
        TEST(many_messages_about_one_file_take_no_time),
    };

    return cmocka_run_group_tests_name("base", tests, scratch_set_up, scratch_tear_down);
}
