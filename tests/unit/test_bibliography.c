#include "base/buffer.h"
#include "base/diag.h"
#include "base/list.h"
#include "base/text.h"
#include "bibliography/private.h"
#include "study/study.h"
#include "support/fixture.h"
#include "support/told.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What was read in one test. */
static struct list works;
static const char *printed;

static int begin(void **state)
{
    works = (struct list){0};
    printed = NULL;
    return set_up(state);
}

/* What is kept of a work until it is known whether it is cited, as if it were. */
static void tell_flaws(const struct work *work)
{
    for (const struct work_flaw *flaw = work->flaws; flaw != NULL; flaw = flaw->next) {
        diag_error(diags, flaw->place, flaw->code, "%s", flaw->message);
        if (flaw->hint != NULL)
            diag_hint(diags, "%s", flaw->hint);
    }
}

/* Reads text; afterwards printed holds the diagnostics as the user sees them. */
static void read_text(const char *text)
{
    bibliography_read(arena, diags, "refs.bib", text, strlen(text), &works);
    for (size_t i = 0; i < works.count; i++)
        tell_flaws(works.items[i]);
    printed = told(arena, diags, "/nowhere");
}

static const char *value(size_t work, const char *name)
{
    assert_true(work < works.count);
    for (const struct work_field *field = ((struct work *)works.items[work])->fields; field; field = field->next) {
        if (strcmp(field->name, name) == 0)
            return field->value;
    }
    return NULL;
}

static void assert_value(const char *tex, const char *expected)
{
    const char *text = arena_format(arena, "@misc{a, title = {%s}}", tex);
    struct list found = {0};

    bibliography_read(arena, diags, "refs.bib", text, strlen(text), &found);
    assert_int_equal(found.count, 1);
    assert_string_equal(((struct work *)found.items[0])->fields->value, expected);
}

static void assert_clean(void)
{
    if (printed[0] != '\0')
        print_error("%s", printed);
    assert_string_equal(printed, "");
}

static void assert_says(const char *words)
{
    if (strstr(printed, words) == NULL)
        print_error("not said: %s\nbut: %s\n", words, printed);
    assert_non_null(strstr(printed, words));
}

static void an_empty_file_holds_no_works(void **state)
{
    (void)state;
    read_text("");
    assert_clean();
    assert_int_equal(works.count, 0);
}

static void names_ignore_case_and_values_come_in_all_forms(void **state)
{
    (void)state;
    read_text("@ARTICLE{Key1,\n  Title = \"A {\"}quoted{\"} title\" ,\n  YEAR = 2015,\n  volume = {12}\n}\n"
              "@book ( key2 , title = {B (in parentheses)}, year = \"1999\", )\n");
    assert_clean();
    assert_int_equal(works.count, 2);
    assert_string_equal(((struct work *)works.items[0])->key, "Key1");
    assert_string_equal(((struct work *)works.items[0])->type, "article");
    assert_string_equal(value(0, "title"), "A {“}quoted{”} title");
    assert_string_equal(value(0, "year"), "2015");
    assert_string_equal(value(1, "title"), "B (in parentheses)");
}

static void strings_months_and_number_signs_are_joined(void **state)
{
    (void)state;
    read_text("@string{ui = {Universitas } # \"Indonesia\"}\n@STRING(press = ui # { Press})\n"
              "@misc{a, publisher = PRESS, month = 10 # \" \" # feb}");
    assert_clean();
    assert_string_equal(value(0, "publisher"), "Universitas Indonesia Press");
    assert_string_equal(value(0, "month"), "10 February");
}

static void comments_and_preambles_are_passed_over(void **state)
{
    (void)state;
    read_text("% Encoding: UTF-8, mail to someone@example.org = me\n@comment{jabref-meta: {x}; }\n"
              "@preamble{ \"\\newcommand{\\noop}[1]{}\" }\nfree words\n@comment free words\n"
              "@misc{a, title = {T}, % a comment, with commas\n year = 2001}");
    assert_clean();
    assert_int_equal(works.count, 1);
    assert_string_equal(value(0, "year"), "2001");
}

static void accents_become_letters_in_normal_form_c(void **state)
{
    (void)state;
    assert_value("\\'e {\\'e} \\'{e} {\\'{e}} \\'{{e}}", "é é é é {é}");
    assert_value("\\\"o\\~n\\^a\\v{c}\\c{c}\\u{g}\\H{o}\\k{a}\\d{h}\\=a\\.z\\r{a}\\`a", "öñâčçğőąḥāżåà");
    assert_value("\\b{b} \\'\\i{} \\'{\\i} {\\'\\i} \\v{\\j} \\v c", "ḇ í í í ǰ č");
    assert_value("\\'\\ae \\~{} \\^{} \\'{}", "ǽ~ ^ ´");
    assert_value("e\u0301", "é");
    assert_value("Mu\\~noz, G{\\\"o}del, \\'Eric", "Muñoz, Gödel, Éric");
}

static void symbols_become_characters(void **state)
{
    (void)state;
    assert_value("\\ss{} {\\o} \\O{}x \\l \\L \\ae \\oe \\aa \\i", "ß ø Øx łŁæœåı");
    assert_value("\\& \\% \\$ \\# \\_", "& % $ # _");
    assert_value("a -- b --- c ``d'' `e' f~g ?`h !`i", "a – b — c “d” ‘e’ f\u00a0g ¿h ¡i");
    assert_value("\\textquoteleft x\\textquoteright{} \\textendash{} \\ldots", "‘x’ – …");
    assert_value("10\\,\\textdegree C $\\alpha$ \\textbackslash \\{x\\}", "10\u202f°C α \\\\\\{x\\}");
}

static void emphasis_and_urls_are_kept_and_braces_protect(void **state)
{
    (void)state;
    assert_value("The \\emph{Homo} {\\em sapiens} \\textit{x} {NASA} {\\bf b}",
                 "The \\emph{Homo} \\emph{sapiens} \\emph{x} {NASA} b");
    assert_value("see \\url{http://a.b/~c_d%20\\_e}", "see \\url{http://a.b/~c_d%20_e}");
    assert_value("\\href{http://a.b}{words} \\textbf{B} \\enquote{q} \\foreignlanguage{dutch}{w}", "words {B} “q” w");
    assert_value("{\\em a {\\em b} {\\em c}}", "\\emph{a b c}");
}

static void urls_are_verbatim(void **state)
{
    (void)state;
    read_text("@online{a, url = {http://x.id/~a_b--c?d=%20&e\\_f\\%20\\~{}g}, doi = {10.1/a--b}}");
    assert_clean();
    assert_string_equal(value(0, "url"), "http://x.id/~a_b--c?d=%20&e_f%20~g");
    assert_string_equal(value(0, "doi"), "10.1/a--b");
}

static void symbols_are_sorted(void **state)
{
    (void)state;
    assert_string_equal(bib_symbol(" "), " ");
    assert_string_equal(bib_symbol("zeta"), "ζ");
    assert_string_equal(bib_symbol("}"), "\\}");
    assert_string_equal(bib_symbol("aa"), "å");
    assert_string_equal(bib_symbol("L"), "Ł");
    assert_null(bib_symbol("no"));
}

static void crossref_gives_what_is_missing(void **state)
{
    (void)state;
    read_text("@incollection{a, title = {Chapter}, author = {A}, crossref = {b}}\n"
              "@collection{b, title = {Whole}, subtitle = {Sub}, editor = {E}, year = 2001, crossref = c}\n"
              "@string{c = \"m\"}\n"
              "@article{d, title = {D}, crossref = {e}, date = {2002}}\n"
              "@periodical{e, title = {Journal}, year = 1999, publisher = {P}}\n");
    assert_string_equal(value(0, "booktitle"), "Whole");
    assert_string_equal(value(0, "booksubtitle"), "Sub");
    assert_string_equal(value(0, "editor"), "E");
    assert_string_equal(value(0, "year"), "2001");
    assert_string_equal(value(0, "title"), "Chapter");
    assert_null(value(0, "subtitle"));
    assert_string_equal(value(2, "journaltitle"), "Journal");
    assert_null(value(2, "year"));
    assert_string_equal(value(2, "publisher"), "P");
    assert_says("'c' is not defined by @string");
}

static void crossref_mistakes_are_named(void **state)
{
    (void)state;
    read_text("@inbook{a, title = {T},\n crossref = {buku2}}\n@book{buku1, title = {B}}\n"
              "@book{x, title = {X}, crossref = {y}}\n@book{y, title = {Y}, crossref = {x}}\n");
    assert_says("refs.bib:2:2: error: field 'crossref' names 'buku2', which is not in this file");
    assert_says("nearest is 'buku1'");
    assert_says("inherits from itself");
}

static void an_unclosed_brace_costs_one_entry(void **state)
{
    (void)state;
    read_text("@book{a, year = 2000,\n  title = {Not {closed,\n  pages = {1}\n}\n\n@book{b, title = {Fine}}\n");
    assert_says("refs.bib:2:11: error: '{' is not closed");
    assert_says("put '}' before the entry that begins in line 6");
    assert_int_equal(works.count, 2);
    assert_string_equal(value(0, "year"), "2000");
    assert_string_equal(value(1, "title"), "Fine");
}

static void an_unclosed_entry_is_named(void **state)
{
    (void)state;
    read_text("@book{a, title = {A},\n year = 2000\n@book{b, title = {B}}\n@book{c, title = \"C");
    assert_says("refs.bib:1:1: error: entry is not closed");
    assert_says("refs.bib:4:18: error: '\"' is not closed");
    assert_int_equal(works.count, 3);
}

static void missing_commas_keys_and_equal_signs_are_named(void **state)
{
    (void)state;
    read_text("@book{a title = {A}\n  year = {2000}}\n@book{title = {B}}\n@book{, title = {C}}\n"
              "@book{d, title {D}, year = 2001}\n@book{e, = {x}, year = , note = {n}}\n@article\n@string{x}\n");
    assert_says("refs.bib:1:9: error: ',' is missing after the key 'a'");
    assert_says("refs.bib:2:3: error: ',' is missing before this");
    assert_says("refs.bib:3:7: warning: entry has no key, leaving it out");
    assert_says("refs.bib:4:7: warning: entry has no key, leaving it out");
    assert_says("refs.bib:5:10: error: '=' is missing after 'title'");
    assert_says("refs.bib:6:10: error: expected a field, found '='");
    assert_says("refs.bib:6:24: error: 'year' has no value");
    assert_says("refs.bib:7:1: error: '{' is missing after '@article'");
    assert_says("refs.bib:8:9: error: @string without 'name ='");
    assert_int_equal(works.count, 3);
    assert_string_equal(value(0, "year"), "2000");
    assert_string_equal(value(1, "year"), "2001");
    assert_string_equal(value(2, "note"), "n");
}

static void a_key_used_twice_names_the_first_place(void **state)
{
    (void)state;
    read_text("@book{a, title = {A}}\n@book{a, title = {B}}\n");
    assert_says("refs.bib:2:7: error: key 'a' is used twice, using the first");
    assert_says("the first is in refs.bib:1");
    assert_int_equal(works.count, 1);
    assert_string_equal(value(0, "title"), "A");
}

static void an_entry_repeated_word_by_word_is_only_noted(void **state)
{
    (void)state;
    read_text("@book{a, title = {A}, year = 2001}\n@book{a, year = {2001}, title = \"A\"}\n");
    assert_says("refs.bib:2:7: note: the entry of 'a' appears twice, with the same words");
    assert_int_equal(works.count, 1);
}

static void xdata_may_be_a_list_and_crossref_may_differ_in_capitals(void **state)
{
    (void)state;
    read_text("@xdata{p, publisher = {P}}\n@xdata{q, year = 2001, publisher = {Q}}\n"
              "@book{a, title = {A}, xdata = {p, q}}\n@inbook{b, title = {B}, crossref = {Buku}}\n"
              "@book{buku, title = {Semua}}\n");
    assert_clean();
    assert_string_equal(value(2, "publisher"), "P");
    assert_string_equal(value(2, "year"), "2001");
    assert_string_equal(value(3, "booktitle"), "Semua");
}

static void a_long_chain_of_entries_ends_in_a_message(void **state)
{
    struct buffer text = {0};

    (void)state;
    for (int i = 0; i < 5000; i++)
        buffer_format(&text, "@book{k%d, title = {T}, crossref = {k%d}}\n", i, i + 1);
    read_text(buffer_string(&text));
    assert_says("inherits from itself, or through more than 1000 entries");
    buffer_free(&text);
}

static void html_of_reference_managers_is_what_it_means(void **state)
{
    (void)state;
    assert_value("Food \\&amp; <i>Gizi</i> CO<sub>2</sub>", "Food & \\emph{Gizi} CO₂");
    assert_value("<I>a <B>b</B></I> &lt;", "\\emph{a b} <");
    assert_value("a < b <i> c <b>", "a < b <i> c <b>");
    assert_value("<span class=\"nocase\">Kota</span> Palopo", "{Kota} Palopo");
    assert_value("H$_2$O 10$^{-3}$ PM$_{2.5}$ m\\textsuperscript{2} a_b", "H₂O 10⁻³ PM2.5 m² a_b");
}

static void braces_around_several_words_protect_also_behind_a_command(void **state)
{
    (void)state;
    assert_value("{\\'Ecole Contoh}", "{École Contoh}");
    assert_value("{\\textbf{Dinas} Kesehatan}", "{{Dinas} Kesehatan}");
    assert_value("{\\\"O}rebro {\\em Ini} itu", "Örebro \\emph{Ini} itu");
}

static void unknown_names_get_the_nearest(void **state)
{
    (void)state;
    read_text("@artikle{a, titel = {A},\n  jurnal = {J}, mendeley-folder = {x}, year = marc, year = 2001}\n");
    assert_says("refs.bib:1:1: warning: unknown entry type 'artikle', treating it as 'misc'");
    assert_says("nearest is 'article'");
    assert_says("refs.bib:1:13: warning: unknown field 'titel'");
    assert_says("nearest is 'title'");
    assert_says("nearest is 'journal'");
    assert_null(strstr(printed, "mendeley-folder"));
    assert_says("'marc' is not defined by @string");
    assert_says("nearest is 'mar'");
}

static void a_field_there_twice_names_the_first(void **state)
{
    (void)state;
    read_text("@misc{a, title = {A},\n title = {B}}");
    assert_says("refs.bib:2:2: warning: field 'title' appears twice, using the first");
    assert_says("the first is in line 1");
    assert_string_equal(value(0, "title"), "A");
}

static void unknown_commands_are_named_at_their_place(void **state)
{
    (void)state;
    read_text("@misc{a,\n  title = {One\n    two \\foo{three}}}\n");
    assert_says("refs.bib:3:9: warning: TeX command '\\foo' is not known here");
    assert_string_equal(value(0, "title"), "One two {three}");
}

static void quotes_ended_by_a_brace_are_named(void **state)
{
    (void)state;
    read_text("@misc{a, title = \"One},\n year = 2000}\n@misc{b, title = \"Two\n}\n@misc{c, title = {Three}}");
    assert_says("refs.bib:1:18: error: '\"' is not closed before the '}' in line 1");
    assert_says("refs.bib:3:18: error: '\"' is not closed before the '}' in line 4");
    assert_int_equal(diags_count(diags, SEVERITY_ERROR), 2);
    assert_int_equal(works.count, 3);
    assert_string_equal(value(0, "title"), "One");
    assert_string_equal(value(0, "year"), "2000");
    assert_string_equal(value(1, "title"), "Two");
}

static void text_that_looks_like_a_lost_entry_is_named(void **state)
{
    (void)state;
    read_text("book{a, title = {A}}\n@misc{b, title = {B}}\n");
    assert_says("refs.bib:1:5: warning: '{' outside of any entry, skipping it");
    assert_int_equal(works.count, 1);
}

static void braces_nested_too_deep_are_refused(void **state)
{
    (void)state;
    struct buffer text = {0};

    buffer_text(&text, "@misc{a, title = ");
    for (int i = 0; i < 100000; i++)
        buffer_char(&text, '{');
    for (int i = 0; i < 100000; i++)
        buffer_char(&text, '}');
    buffer_text(&text, ", year = 2000}");
    read_text(buffer_string(&text));
    assert_says("braces are nested deeper than 64, leaving the value out [nesting]");
    assert_string_equal(value(0, "year"), "2000");
    buffer_free(&text);
}

static const char *language(size_t work)
{
    assert_true(work < works.count);
    const char *tag = ((struct work *)works.items[work])->language;
    return tag ? tag : "none";
}

static void languages_are_known_by_all_their_names(void **state)
{
    (void)state;
    read_text("@misc{a, langid = {british}}\n@misc{b, hyphenation = {bahasai}}\n@misc{c, language = {Bahasa Melayu}}\n"
              "@misc{d, language = {en_us}}\n@misc{e, language = {BUG-bugi}}\n@misc{f, language = {ind}}\n"
              "@misc{g, language = {Inggris}, langid = {dutch}}\n@misc{h, language = {english and dutch}}\n"
              "@misc{i, language = {Indonesian; English}}\n@misc{j, title = {English}}\n"
              "@book{k, langid = {ngerman}}\n@inbook{l, crossref = {k}}\n");
    const char *const tags[] = {"en-GB", "id",   "ms",   "en-US", "bug-Bugi", "id",
                                "nl",    "none", "none", "none",  "de",       "de"};
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        assert_string_equal(language(i), tags[i]);
    assert_clean();
}

static void an_unknown_language_is_named_once_with_the_nearest(void **state)
{
    (void)state;
    read_text("@misc{a,\n  langid = {Indonesain}}\n@misc{b, langid = {Indonesain}}\n@misc{c, language = {klingon}}\n");
    assert_says("refs.bib:2:3: warning: 'Indonesain' is not a known language, leaving it out "
                "[unknown-language]");
    assert_says("hint: nearest is 'indonesian'");
    assert_says("refs.bib:4:10: warning: 'klingon' is not a known language");
    assert_says("hint: write its code, as 'id'");
    assert_int_equal(diags_count(diags, SEVERITY_WARNING), 2);
    assert_string_equal(language(0), "none");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(an_empty_file_holds_no_works),
        TEST(names_ignore_case_and_values_come_in_all_forms),
        TEST(strings_months_and_number_signs_are_joined),
        TEST(comments_and_preambles_are_passed_over),
        TEST(accents_become_letters_in_normal_form_c),
        TEST(symbols_become_characters),
        TEST(emphasis_and_urls_are_kept_and_braces_protect),
        TEST(urls_are_verbatim),
        TEST(symbols_are_sorted),
        TEST(crossref_gives_what_is_missing),
        TEST(crossref_mistakes_are_named),
        TEST(an_unclosed_brace_costs_one_entry),
        TEST(an_unclosed_entry_is_named),
        TEST(missing_commas_keys_and_equal_signs_are_named),
        TEST(a_key_used_twice_names_the_first_place),
        TEST(an_entry_repeated_word_by_word_is_only_noted),
        TEST(xdata_may_be_a_list_and_crossref_may_differ_in_capitals),
        TEST(a_long_chain_of_entries_ends_in_a_message),
        TEST(html_of_reference_managers_is_what_it_means),
        TEST(braces_around_several_words_protect_also_behind_a_command),
        TEST(unknown_names_get_the_nearest),
        TEST(a_field_there_twice_names_the_first),
        TEST(unknown_commands_are_named_at_their_place),
        TEST(quotes_ended_by_a_brace_are_named),
        TEST(text_that_looks_like_a_lost_entry_is_named),
        TEST(braces_nested_too_deep_are_refused),
        TEST(languages_are_known_by_all_their_names),
        TEST(an_unknown_language_is_named_once_with_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
