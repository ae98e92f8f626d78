#include "base/arena.h"
#include "base/buffer.h"
#include "quotes/quotes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static const char transcript[] = "P: Bagaimana rapatnya?\n"
                                 "IK: Ya begitulah. Kalau rapat, yang datang\n"
                                 "orangnya ganti-ganti. Pak Budi bilang “cukup” –\n"
                                 "lalu pulang… Besok ulang lagi.\n"
                                 "Kalau rapat, kami yang menunggu.\n";

/* First and last line where the transcript has quote; 0: it has not. */
static void assert_lines(const char *quote_text, unsigned first, unsigned last)
{
    struct arena *arena = arena_new();
    struct words words = words_read(arena, transcript, strlen(transcript));
    struct quote quote = quote_read(arena, quote_text);
    struct word_range range, again;
    bool found = quote_find(&quote, &words, &range);

    words_index(arena, &words);
    assert_true(found == quote_find(&quote, &words, &again));
    if (found)
        assert_memory_equal(&range, &again, sizeof range);
    if (found != (first > 0))
        fail_msg("%s: %s", found ? "found" : "not found", quote_text);
    if (found) {
        assert_int_equal(words.items[range.first].line, first);
        assert_int_equal(words.items[range.first + range.count - 1].line, last);
    }
    arena_free(arena);
}

static void finds_quotes_over_line_ends_and_forms_of_quotation_marks(void **state)
{
    (void)state;
    assert_lines("yang datang orangnya ganti-ganti", 2, 3);
    assert_lines("bilang \"cukup\" - lalu   pulang... Besok", 3, 4);
    assert_lines("Rapat, yang datang orangnya ganti-ganti!", 2, 3);
}

static void lets_words_be_left_out_and_put_in_between_brackets(void **state)
{
    (void)state;
    assert_lines("Kalau rapat [...] Besok ulang lagi.", 2, 4);
    assert_lines("Kalau rapat, […] kami yang menunggu", 2, 5);
    assert_lines("[Seorang pejabat] bilang \"cukup\"", 3, 3);
    assert_lines("ganti-ganti. [Pejabat itu] bilang “cukup”", 3, 3);
    assert_lines("[k]alau rapat, kami yang menunggu", 5, 5);
    assert_lines("[...] ulang lagi [...]", 4, 4);
    assert_lines("Kalau rapat, [saya dan] kami yang menunggu", 5, 5);
}

static void misses_quotes_with_other_words(void **state)
{
    (void)state;
    assert_lines("yang datang orangnya berganti-ganti", 0, 0);
    assert_lines("yang datang, orangnya ganti-ganti", 0, 0);
    assert_lines("datang yang orangnya", 0, 0);
    assert_lines("Besok [...] Kalau rapat, yang datang", 0, 0);
    assert_lines("P [jeda] menunggu", 0, 0);
    assert_lines("rapat, yang Datang orangnya", 0, 0);
}

static void shows_the_nearest_passage_with_the_words_that_differ(void **state)
{
    struct arena *arena = arena_new();
    struct words words = words_read(arena, transcript, strlen(transcript));
    struct quote quote = quote_read(arena, "Jika rapat, yang hadir orangnya ganti-ganti.");
    struct buffer quoted = {0}, said = {0};
    struct word_range range;

    (void)state;
    assert_true(quote_nearest(&quote, &words, &range) >= 60);
    quote_differences(&quote, &words, range, &quoted, &said);
    assert_string_equal(quoted.bytes, "«Jika» rapat, yang «hadir» orangnya ganti-ganti.");
    assert_string_equal(said.bytes, "rapat, yang «datang» orangnya ganti-ganti.");
    buffer_free(&quoted);
    buffer_free(&said);
    arena_free(arena);
}

static void finds_quotes_that_were_cut_within_words_where_they_say_so(void **state)
{
    static const struct {
        const char *text;
        bool is_there;
    } quotes[] = {{"lau rapat, yang dat", true},      {"gitul", true},
                  {"lau rapat, ya datang", false},    {"lau rapat, atang", false},
                  {"pat, yang atang", false},         {"lau rapat, kami yang menung", true},
                  {"alau rapat [...] Besok ul", true}};
    struct arena *arena = arena_new();
    struct words words = words_read(arena, transcript, strlen(transcript));
    struct word_range range;

    (void)state;
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        struct quote quote = quote_read(arena, quotes[i].text);
        assert_false(quote_find(&quote, &words, &range));
        quote.partial = true;
        if (quote_find(&quote, &words, &range) != quotes[i].is_there)
            fail_msg("%s", quotes[i].text);
    }
    arena_free(arena);
}

/* An emoji is a word of its own, and signs of other scripts are punctuation, whatever they are typed against. */
static void finds_quotes_beside_emoji_and_signs_of_other_scripts(void **state)
{
    static const char text[] = "Senang\xf0\x9f\x98\x80\xf0\x9f\x98\x80 sekali. \xe6\x88\x91\xe5\x8e\xbb\xe3\x80\x82"
                               "\xe4\xbb\x96\xe6\x9d\xa5\xef\xbc\x8c ya\xe2\x9d\xa4\xef\xb8\x8f.\n";
    static const char *const quotes[] = {"Senang",
                                         "senang \xf0\x9f\x98\x80\xf0\x9f\x98\x80 sekali",
                                         "\xf0\x9f\x98\x80\xf0\x9f\x98\x80 sekali",
                                         "\xe6\x88\x91\xe5\x8e\xbb",
                                         "\xe4\xbb\x96\xe6\x9d\xa5",
                                         "ya",
                                         "\xe2\x9d\xa4\xef\xb8\x8f"};
    struct arena *arena = arena_new();
    struct words words = words_read(arena, text, strlen(text));
    struct word_range range;

    (void)state;
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        struct quote quote = quote_read(arena, quotes[i]);
        if (!quote_find(&quote, &words, &range))
            fail_msg("%s", quotes[i]);
    }
    struct quote without = quote_read(arena, "senang sekali");
    assert_false(quote_find(&without, &words, &range));
    arena_free(arena);
}

static void knows_where_a_word_goes_on(void **state)
{
    static const char text[] = "Ibu dan/atau (suami) pagi-pagi, 3,5 kg...";
    static const struct {
        size_t at;
        const char *word; /* NULL: none goes on there */
    } places[] = {{3, NULL},     {4, NULL},  {7, "dan/atau"},   {8, "dan/atau"}, {12, NULL}, {14, NULL},
                  {16, "suami"}, {19, NULL}, {25, "pagi-pagi"}, {33, "3,5"},     {36, NULL}, {39, NULL}};
    size_t start, end;

    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        bool goes_on = word_at(text, strlen(text), places[i].at, &start, &end);
        if (goes_on != (places[i].word != NULL) ||
            (goes_on &&
             (end - start != strlen(places[i].word) || memcmp(text + start, places[i].word, end - start) != 0)))
            fail_msg("at %zu", places[i].at);
    }
    assert_true(words_any("...a", 4));
    assert_false(words_any("\xe2\x80\xa6 . \xe3\x80\x82", 9));
}

/* What a transcript has that nobody says may be copied with the words. */
static void finds_quotes_that_were_copied_with_tags_and_times(void **state)
{
    static const char text[] =
        "P: Siapa?\nIK-01: <b>Tidak</b> ada #00:01:02-3# yang membantu, mem-\n  bawa <i>anak</i> (00:02:10) pun "
        "3<4 \\input{x}.\n";
    static const char *const quotes[] = {"<b>Tidak</b> ada #00:01:02-3# yang", "Tidak ada yang membantu",
                                         "mem-\n  bawa <i>anak</i> (00:02:10) pun", "membawa anak pun 3<4 \\input{x}."};
    struct arena *arena = arena_new();
    struct list nobody = {0};
    struct words words = transcript_words(arena, &nobody, "IK-01", text, strlen(text));
    struct word_range range;

    (void)state;
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        struct quote quote = quote_read_of(arena, quotes[i], true);
        assert_true(quote_find(&quote, &words, &range));
    }
    struct quote quote = quote_read_of(arena, "<b>Siapa</b> ada yang", true);
    assert_false(quote_find(&quote, &words, &range));
    arena_free(arena);
}

static void bears_empty_and_odd_quotes(void **state)
{
    (void)state;
    assert_lines("", 0, 0);
    assert_lines("[...]", 0, 0);
    assert_lines("[[]] ][ [", 0, 0);
    assert_lines("... – “”", 0, 0);
}

/* A megabyte of transcript, a hundred quotes, of which half are not there. */
static void looks_through_long_transcripts_quickly(void **state)
{
    struct arena *arena = arena_new();
    struct buffer text = {0};
    struct word_range range;

    (void)state;
    srand(7);
    while (text.length < 1000 * 1000)
        buffer_format(&text, "kata%d itu yang%s", rand() % 5000, rand() % 9 ? " " : "\n");
    clock_t start = clock();
    struct words words = words_read(arena, text.bytes, text.length);
    for (int i = 0; i < 50; i++) {
        const struct word *word = &words.items[(size_t)rand() % (words.count - 40)];
        char *copy = arena_copy(arena, text.bytes + word->start, (size_t)(word[30].start - word->start));
        struct quote quote = quote_read(arena, copy);
        assert_true(quote_find(&quote, &words, &range));
        copy[strlen(copy) / 2] = '#';
        quote = quote_read(arena, copy);
        assert_false(quote_find(&quote, &words, &range));
        int percent = quote_nearest(&quote, &words, &range);
        if (percent < 85)
            fail_msg("%d of 100 words: %s", percent, copy);
    }
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 2);
    buffer_free(&text);
    arena_free(arena);
}

static void finds_many_quotes_in_long_transcripts_quickly(void **state)
{
    struct arena *arena = arena_new();
    struct buffer text = {0};
    struct word_range range;
    clock_t start = clock();

    (void)state;
    for (int i = 0; i < 200000; i++)
        buffer_format(&text, "dan kata%d lagi\n", i);
    struct words words = words_read(arena, buffer_string(&text), text.length);
    words_index(arena, &words);
    for (int i = 0; i < 20000; i++) {
        char words_of[80];
        snprintf(words_of, sizeof words_of, "lagi dan kata%d lagi dan kata%d", i * 9 + 1, i * 9 + 2);
        struct quote quote = quote_read(arena, words_of);
        assert_true(quote_find(&quote, &words, &range));
        assert_int_equal(words.items[range.first + 2].line, i * 9 + 2);
        /* The same where the first and last word may be cut, and where words are left out. */
        snprintf(words_of, sizeof words_of, "gi dan kata%d lagi [...] kata%d la", i * 9 + 1, i * 9 + 2);
        quote = quote_read(arena, words_of);
        quote.partial = true;
        assert_true(quote_find(&quote, &words, &range));
        assert_int_equal(words.items[range.first + 2].line, i * 9 + 2);
    }
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 2);
    buffer_free(&text);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_quotes_over_line_ends_and_forms_of_quotation_marks),
        cmocka_unit_test(lets_words_be_left_out_and_put_in_between_brackets),
        cmocka_unit_test(misses_quotes_with_other_words),
        cmocka_unit_test(shows_the_nearest_passage_with_the_words_that_differ),
        cmocka_unit_test(finds_quotes_that_were_cut_within_words_where_they_say_so),
        cmocka_unit_test(finds_quotes_beside_emoji_and_signs_of_other_scripts),
        cmocka_unit_test(knows_where_a_word_goes_on),
        cmocka_unit_test(finds_quotes_that_were_copied_with_tags_and_times),
        cmocka_unit_test(bears_empty_and_odd_quotes),
        cmocka_unit_test(looks_through_long_transcripts_quickly),
        cmocka_unit_test(finds_many_quotes_in_long_transcripts_quickly),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
