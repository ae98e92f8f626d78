#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/list.h"
#include "base/map.h"
#include "bibliography/bibliography.h"
#include "read/read.h"
#include "study/study.h"
#include "support/told.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Made for each test. */
static struct build build;
static struct study *study;
static struct cite *cite;

static int set_up_in(const char *language)
{
    build = (struct build){.arena = arena_new(), .diags = diags_new(), .root = ".", .share = ".", .jobs = 1};
    study = arena_alloc(build.arena, sizeof *study);
    study->objects[OBJECT_WORK] = map_new(build.arena);
    cite = cite_new(build.arena, study, read_labels(&build, language));
    return 0;
}

static int set_up(void **state)
{
    (void)state;
    return set_up_in("id");
}

static int set_up_english(void **state)
{
    (void)state;
    return set_up_in("en");
}

static int tear_down(void **state)
{
    (void)state;
    diags_free(build.diags);
    arena_free(build.arena);
    return 0;
}

/* Reads the entries and uses all of them. */
static void use(const char *bibtex)
{
    bibliography_read(build.arena, build.diags, "refs.bib", bibtex, strlen(bibtex), &study->works);
    assert_int_equal(diags_count(build.diags, SEVERITY_ERROR), 0);
    for (size_t i = 0; i < study->works.count; i++) {
        struct work *work = study->works.items[i];
        map_put(study->objects[OBJECT_WORK], work->key, work);
        cite_register_key(cite, work->key);
    }
    cite_settle(cite);
}

/* Spans as text; emphasis in asterisks, links to works in braces, "<en:other languages>". */
static void put(struct buffer *out, const struct span *spans)
{
    for (; spans != NULL; spans = spans->next) {
        const char *marks = spans->kind == SPAN_EMPHASIS   ? "**"
                            : spans->kind == SPAN_OBJECT   ? "{}"
                            : spans->kind == SPAN_LANGUAGE ? "<>"
                                                           : "";
        buffer_bytes(out, marks, *marks != '\0');
        buffer_text(out, spans->text ? spans->text : "");
        buffer_text(out, spans->kind == SPAN_LANGUAGE ? ":" : "");
        put(out, spans->children);
        buffer_text(out, *marks ? marks + 1 : "");
    }
}

static const char *text_of(const struct span *spans)
{
    struct buffer out = {0};

    put(&out, spans);
    const char *text = arena_string(build.arena, buffer_string(&out));
    buffer_free(&out);
    return text;
}

static const char *reference(const char *key)
{
    const char *anchor = cite_anchor(build.arena, key);

    for (const struct block *block = cite_bibliography(cite); block; block = block->next) {
        if (strcmp(block->id, anchor) == 0)
            return text_of(block->spans);
    }
    return NULL;
}

static void assert_reference(const char *entry, const char *expected)
{
    struct list works = {0};

    bibliography_read(build.arena, build.diags, "refs.bib", entry, strlen(entry), &works);
    assert_int_equal(works.count, 1);
    struct work *work = works.items[0];
    struct study *alone = arena_alloc(build.arena, sizeof *alone);
    alone->objects[OBJECT_WORK] = map_new(build.arena);
    map_put(alone->objects[OBJECT_WORK], work->key, work);
    cite = cite_new(build.arena, alone, read_labels(&build, "id"));
    cite_register_key(cite, work->key);
    cite_settle(cite);
    assert_string_equal(text_of(cite_bibliography(cite)->spans), expected);
}

/* A citation of up to three works; a locator may follow a key behind a bar: "key|hlm. 3". */
static const char *printed(enum citation_form form, const char *first, const char *second, const char *third)
{
    const char *keys[] = {first, second, third};
    struct citation *citation = arena_alloc(build.arena, sizeof *citation);
    struct cited_work **end = &citation->works;

    citation->form = form;
    for (size_t i = 0; i < 3 && keys[i] != NULL; i++) {
        *end = arena_alloc(build.arena, sizeof **end);
        const char *bar = strchr(keys[i], '|');
        (*end)->key = bar ? arena_copy(build.arena, keys[i], (size_t)(bar - keys[i])) : keys[i];
        (*end)->locator = bar ? bar + 1 : NULL;
        end = &(*end)->next;
    }
    return text_of(cite_print(cite, citation, false));
}

static const char *in_parentheses(const char *key)
{
    return printed(CITATION_PARENTHETICAL, key, NULL, NULL);
}

static void articles_and_books_are_formatted(void **state)
{
    (void)state;
    assert_reference(
        "@article{a, author={Bryson, John M. and Crosby, Barbara C.}, title={Judul}, journal={Jurnal},"
        "volume=75, number=5, pages={647-663}, year=2015, doi={https://doi.org/10.1/x}}",
        "Bryson, J. M., & Crosby, B. C. (2015). Judul. *Jurnal*, *75*(5), 647–663. https://doi.org/10.1/x");
    assert_reference("@article{a, author={Eid, A.}, title={Judul}, journal={J}, volume=4, eid={e12}, year=2020}",
                     "Eid, A. (2020). Judul. *J*, *4*, Artikel e12.");
    assert_reference("@article{a, author={A, B}, title={Apa?}, journal={J}, number=4, pubstate={inpress}}",
                     "A, B. (dalam proses cetak). Apa? *J*, *4*.");
    assert_reference("@book{b, author={Creswell, John W.}, title={Judul}, subtitle={Lima pendekatan}, edition={Second},"
                     "translator={Budi, A.}, publisher={Sage}, year=2018}",
                     "Creswell, J. W. (2018). *Judul: Lima pendekatan* (A. Budi, Penerj.; Edisi ke-2). Sage.");
    assert_reference("@book{b, editor={Denzin, Norman K. and Lincoln, Y.}, title={Buku \\emph{besar} ini}, volumes=3,"
                     "publisher={Sage}, year=2018, origdate={1990}}",
                     "Denzin, N. K., & Lincoln, Y. (Ed.). (2018). *Buku *besar* ini* (Vol. 1–3). Sage. "
                     "(Karya asli diterbitkan 1990)");
    assert_reference("@book{b, author={A, B}, maintitle={Besar}, volume=2, title={Kecil}, publisher={P}, year=2001}",
                     "A, B. (2001). *Besar: Vol. 2. Kecil*. P.");
}

static void parts_of_books_and_papers_are_formatted(void **state)
{
    (void)state;
    assert_reference("@incollection{c, author={Guba, E. G.}, title={Bab}, booktitle={Buku}, editor={Denzin, N. and "
                     "Lincoln, Y.}, pages={105--117}, publisher={Sage}, year=1994, edition=2, volume=3}",
                     "Guba, E. G. (1994). Bab. Dalam N. Denzin & Y. Lincoln (Ed.), *Buku* (Edisi ke-2, Vol. 3, "
                     "hlm. 105–117). Sage.");
    assert_reference(
        "@inproceedings{p, author={Sari, D.}, title={Makalah}, booktitle={Prosiding}, pages={1}, year=2020}",
        "Sari, D. (2020). Makalah. *Prosiding*, 1.");
    assert_reference("@inproceedings{p, author={Sari, D.}, title={Makalah}, eventtitle={Konferensi}, venue={Bandung},"
                     "date={2020-05-06}}",
                     "Sari, D. (2020, 6 Mei). *Makalah*. Konferensi, Bandung.");
}

static void theses_and_reports_are_formatted(void **state)
{
    (void)state;
    assert_reference("@mastersthesis{t, author={Rahman, A.}, title={Judul}, school={Unhas}, year=2020}",
                     "Rahman, A. (2020). *Judul* [Tesis]. Unhas.");
    assert_reference("@thesis{t, type={skripsi}, author={Rahman, A.}, title={Judul}, institution={Unhas}, year=2020,"
                     "url={http://a.id/1}}",
                     "Rahman, A. (2020). *Judul* [Skripsi, Unhas]. http://a.id/1");
    assert_reference("@techreport{r, author={{Kementerian Kesehatan}}, title={Laporan}, type={Laporan}, number=12,"
                     "institution={Kementerian Kesehatan}, year=2022}",
                     "Kementerian Kesehatan. (2022). *Laporan* (Laporan No. 12).");
    assert_reference("@report{r, title={Laporan}, institution={BPS}, year=2022}", "BPS. (2022). *Laporan*.");
}

static void words_before_numbers_are_those_of_the_labels(void **state)
{
    static const char *const pages[] = {"12-15", "hal 12-15", "Hal. 12-15", "pp. 12--15", "halaman 12-15", "h. 12-15"};

    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        char entry[256];
        snprintf(entry, sizeof entry,
                 "@article{a, author={Sari, D.}, title={Judul}, journal={Gizi}, volume={vol. 3}, number={No 2},"
                 "pages={%s}, year=2020}",
                 pages[i]);
        assert_reference(entry, "Sari, D. (2020). Judul. *Gizi*, *3*(2), 12–15.");
    }
}

static void laws_and_courts_are_formatted(void **state)
{
    (void)state;
    assert_reference(
        "@legislation{l, author={{Republik Indonesia}}, title={Peraturan Presiden Nomor 72 Tahun 2021 tentang "
        "Percepatan Penurunan Stunting}, year=2021, url={https://a.id}}",
        "Peraturan Presiden Nomor 72 Tahun 2021 tentang Percepatan Penurunan Stunting (2021). https://a.id");
    assert_reference(
        "@legislation{l, title={Undang-Undang Nomor 17 Tahun 2023}, journaltitle={Lembaran Negara Tahun 2023 "
        "Nomor 105}, year=2023}",
        "Undang-Undang Nomor 17 Tahun 2023, Lembaran Negara Tahun 2023 Nomor 105 (2023).");
    assert_reference("@jurisdiction{j, title={Putusan}, number={91/PUU-XVIII/2020}, institution={Mahkamah Konstitusi},"
                     "date={2021-11-25}}",
                     "Putusan, No. 91/PUU-XVIII/2020 (Mahkamah Konstitusi 25 November 2021).");
}

static void pages_on_the_web_and_other_things_are_formatted(void **state)
{
    (void)state;
    assert_reference("@online{o, author={{WHO}}, title={Judul}, date={2015-11-19}, url={https://a.id/_x}, "
                     "urldate={2023-05-04}}",
                     "WHO. (2015, 19 November). *Judul*. https://a.id/_x");
    assert_reference("@online{o, title={Judul}, url={https://a.id}, urldate={2023-05-04}}",
                     "*Judul*. (t.t.). Diakses 4 Mei 2023, dari https://a.id");
    assert_reference("@misc{m, author={A, B}, title={Judul}, howpublished={\\url{http://a.id/~b}}, year=2011}",
                     "A, B. (2011). *Judul*. http://a.id/~b");
    assert_reference("@dataset{d, author={A, B}, title={Judul}, publisher={Zenodo}, version={2.0}, date={2019/2021}}",
                     "A, B. (2019–2021). *Judul* (Versi 2.0) [Kumpulan data]. Zenodo.");
    assert_reference("@software{s, author={A, B}, title={Judul}, date={2018~}}",
                     "A, B. (ca. 2018). *Judul* [Perangkat lunak komputer].");
    assert_reference("@unpublished{u, author={A, B}, title={Judul}, note={Bahan kuliah}, year=2018}",
                     "A, B. (2018). *Judul* [Bahan kuliah].");
    assert_reference(
        "@misc{m, author={A, B}, title={T}, eprint={1234.5}, eprinttype={arXiv}, year=2000, month=10 # mar}",
        "A, B. (2000). *T*. https://arxiv.org/abs/1234.5");
    assert_reference("@manual{m, organization={R Core Team}, title={R}, year=2022}", "R Core Team. (2022). *R*.");
    assert_reference("@misc{m, title={{Judul} saja}}", "*Judul saja*. (t.t.).");
}

static void names_are_taken_apart(void **state)
{
    (void)state;
    assert_reference(
        "@book{b, author={Jan van der Berg and de la Cruz, Mar{\\'i}a and King, Jr., Martin Luther and {Badan "
        "Pusat {Statistik}} and Suharto and Jean-Paul Sartre}, title={T}, year=1}",
        "van der Berg, J., de la Cruz, M., King, M. L., Jr., Badan Pusat Statistik, Suharto, & "
        "Sartre, J.-P. (1). *T*.");
    assert_reference(
        "@book{b, author={family=Berg, given=Jan, prefix=van den and Ali, Moh. bin J.B.}, title={T}, year=1}",
        "van den Berg, J., & Ali, M. bin J. B. (1). *T*.");
    assert_reference(
        "@book{b, author={Ali, Ahmad Jr. and Martin Luther King III and II and Sari, II}, title={T}, year=1}",
        "Ali, A., Jr., King, M. L., III, II, & Sari, I. (1). *T*.");
    assert_reference("@book{b, author={A, B and others}, title={T}, year=1}", "A, B., dkk. (1). *T*.");
    assert_reference("@book{b, author={{Simon and Sons}}, title={T}, year=1}", "Simon and Sons. (1). *T*.");
}

static const char *with_authors(int count)
{
    struct buffer entry = {0};

    buffer_text(&entry, "@book{many, title={T}, year=1, author={");
    for (int i = 1; i <= count; i++)
        buffer_format(&entry, "%sN%d, A", i > 1 ? " and " : "", i);
    buffer_text(&entry, "}}");
    const char *text = arena_string(build.arena, buffer_string(&entry));
    buffer_free(&entry);
    return text;
}

static void from_21_authors_on_the_middle_is_left_out(void **state)
{
    (void)state;
    use(with_authors(20));
    assert_non_null(strstr(reference("many"), "N19, A., & N20, A. (1)"));
    tear_down(NULL);
    set_up_in("id");
    use(with_authors(21));
    assert_non_null(strstr(reference("many"), "N18, A., N19, A., … N21, A. (1)"));
    assert_null(strstr(reference("many"), "N20"));
}

static void one_two_and_more_authors_are_cited(void **state)
{
    (void)state;
    use("@book{one, author={Sari, A}, title={T}, year=2001}\n@book{two, author={Ali, A and Budi, B}, title={T}, "
        "year=2001}\n"
        "@book{three, author={Cici, A and Budi, B and Dodo, C}, title={T}, year=2001}\n"
        "@book{undated, author={{Badan Pusat Statistik}}, title={T}}\n");
    assert_string_equal(in_parentheses("one"), "({Sari, 2001})");
    assert_string_equal(in_parentheses("two"), "({Ali & Budi, 2001})");
    assert_string_equal(in_parentheses("three"), "({Cici dkk., 2001})");
    assert_string_equal(in_parentheses("undated"), "({Badan Pusat Statistik, t.t.})");
    assert_string_equal(printed(CITATION_NARRATIVE, "two", NULL, NULL), "{Ali dan Budi (2001)}");
    assert_string_equal(printed(CITATION_NARRATIVE, "two|5-7", "one", NULL),
                        "{Ali dan Budi (2001, hlm. 5–7}; {Sari, 2001})");
    assert_string_equal(in_parentheses("nobody"), "(nobody)");
}

static void works_without_author_are_cited_by_title(void **state)
{
    (void)state;
    use("@book{book, title={Buku Besar: anak judul}, year=2001}\n"
        "@article{article, title={Artikel}, journal={J}, year=2002}\n@article{asking, title={Apa?}, journal={J}, "
        "year=2003}\n"
        "@legislation{law, title={Perpres Nomor 72}, year=2021}\n"
        "@legislation{dated, title={Perpres tentang Gizi}, shorttitle={{Perpres Nomor 72 Tahun 2021}}, year=2021}\n");
    assert_string_equal(in_parentheses("book"), "({*Buku Besar*, 2001})");
    assert_string_equal(in_parentheses("article"), "({“Artikel,” 2002})");
    assert_string_equal(in_parentheses("asking"), "({“Apa?” 2003})");
    assert_string_equal(printed(CITATION_NARRATIVE, "article", NULL, NULL), "{“Artikel” (2002)}");
    assert_string_equal(printed(CITATION_NARRATIVE, "law", NULL, NULL), "{Perpres Nomor 72 (2021)}");
    assert_string_equal(in_parentheses("dated"), "({Perpres Nomor 72 Tahun 2021})");
    assert_string_equal(in_parentheses("dated|hlm. 4"), "({Perpres Nomor 72 Tahun 2021, hlm. 4})");
    assert_string_equal(printed(CITATION_NARRATIVE, "dated", NULL, NULL), "{Perpres Nomor 72 Tahun 2021}");
}

static void locators_are_printed_in_the_words_of_the_labels(void **state)
{
    (void)state;
    use("@book{a, author={Sari, A}, title={T}, year=2001}");
    assert_string_equal(in_parentheses("a|hlm. 45"), "({Sari, 2001, hlm. 45})");
    assert_string_equal(in_parentheses("a|pp. 45-47"), "({Sari, 2001, hlm. 45–47})");
    assert_string_equal(in_parentheses("a|hlm.45"), "({Sari, 2001, hlm. 45})");
    assert_string_equal(in_parentheses("a|bab 3"), "({Sari, 2001, Bab 3})");
    assert_string_equal(in_parentheses("a|tabel 3"), "({Sari, 2001, tabel 3})");
    assert_string_equal(in_parentheses("a|h. 4--6, iv-x"), "({Sari, 2001, hlm. 4–6, iv–x})");
    assert_string_equal(in_parentheses("a|hlm. A-12"), "({Sari, 2001, hlm. A-12})");
    assert_string_equal(in_parentheses("a|sub-bab 3-4"), "({Sari, 2001, sub-bab 3–4})");
    assert_string_equal(in_parentheses("a|0:12:30"), "({Sari, 2001, 0:12:30})");
}

static const char rah[] =
    "@book{r1, author={Rah, A and Bob, C and Cob, D and Dob, E and Fob, F and Gob, G}, title={R1}, year=2018}\n"
    "@book{r2, author={Rah, A and Bob, C and Cob, D and Eob, E and Fob, F and Gob, G}, title={R2}, year=2018}\n"
    "@book{r3, author={Rah, A and Bob, C and Xob, D and Eob, E and Fob, F and Gob, G}, title={R3}, year=2018}\n"
    "@book{r4, author={Rah, A and Zeb, C and Xob, D}, title={R4}, year=2018}\n"
    "@book{r5, author={Rah, A and Zeb, C and Xob, D}, title={R5}, year=2018}\n"
    "@book{r6, author={Rah, A and Zeb, C and Xob, D}, title={R6}, year=2019}\n";

static void longer_lists_of_names_tell_works_apart(void **state)
{
    (void)state;
    use(rah);
    assert_string_equal(in_parentheses("r1"), "({Rah, Bob, Cob, Dob, dkk., 2018})");
    assert_string_equal(in_parentheses("r2"), "({Rah, Bob, Cob, Eob, dkk., 2018})");
    assert_string_equal(in_parentheses("r3"), "({Rah, Bob, Xob, dkk., 2018})");
    assert_string_equal(in_parentheses("r4"), "({Rah, Zeb, & Xob, 2018a})");
    assert_string_equal(in_parentheses("r5"), "({Rah, Zeb, & Xob, 2018b})");
    assert_string_equal(in_parentheses("r6"), "({Rah dkk., 2019})");
    assert_string_equal(reference("r5"), "Rah, A., Zeb, C., & Xob, D. (2018b). *R5*.");
}

static void initials_tell_first_authors_apart(void **state)
{
    (void)state;
    use("@book{a, author={Sari, Budi}, title={A}, year=2001}\n@book{b, author={Sari, Citra}, title={B}, year=2002}\n"
        "@book{c, author={Ali, X and Sari, D.}, title={C}, year=2003}\n"
        "@book{d, author={Ali, X}, title={D}, year=2003}\n@book{e, author={Nur, Budi}, title={E}, year=2001}\n"
        "@book{f, author={Nur, Bambang}, title={F}, year=2001}\n");
    assert_string_equal(in_parentheses("a"), "({B. Sari, 2001})");
    assert_string_equal(in_parentheses("b"), "({C. Sari, 2002})");
    assert_string_equal(in_parentheses("c"), "({Ali & Sari, 2003})");
    assert_string_equal(in_parentheses("e"), "({Nur, 2001a})");
    assert_string_equal(in_parentheses("f"), "({Nur, 2001b})");
}

/* APA 7, 8.20: whose initials are the same are told apart by nothing, but all have them because of the third. */
static void initials_that_differ_are_given_to_all_of_a_surname(void **state)
{
    (void)state;
    use("@book{a, author={Sari, Andi}, title={A}, year=2001}\n@book{b, author={Sari, Ahmad}, title={B}, year=2002}\n"
        "@book{c, author={Sari, Budi}, title={C}, year=2003}\n");
    assert_string_equal(in_parentheses("a"), "({A. Sari, 2001})");
    assert_string_equal(in_parentheses("b"), "({A. Sari, 2002})");
    assert_string_equal(in_parentheses("c"), "({B. Sari, 2003})");
}

static const char sari[] =
    "@book{a, author={Sari, A}, title={Dua}, year=2019}\n@book{b, author={Sari, A}, title={Satu}, year=2019}\n"
    "@book{c, author={Sari, A}, title={Tiga}, year=2018}\n@book{d, author={Sari, A}, title={Empat}}\n"
    "@book{e, author={Sari, A}, title={Lima}}\n@book{f, author={Ali, B}, title={Enam}, year=2020}\n";

static void several_works_are_sorted_and_drawn_together(void **state)
{
    (void)state;
    use(sari);
    assert_string_equal(printed(CITATION_PARENTHETICAL, "b", "c", "a"), "({Sari, 2018}, {2019a}, {2019b})");
    assert_string_equal(printed(CITATION_PARENTHETICAL, "a|hlm. 3", "f", "c"),
                        "({Ali, 2020}; {Sari, 2018}; {2019a, hlm. 3})");
    assert_string_equal(printed(CITATION_PARENTHETICAL, "d", "e", "c"), "({Sari, t.t.-a}, {t.t.-b}, {2018})");
}

static struct cited_work *cited(const char *key, const char *prefix, const char *suffix, struct cited_work *next)
{
    struct cited_work *work = arena_alloc(build.arena, sizeof *work);

    work->key = key;
    work->prefix = prefix ? span_text(build.arena, prefix) : NULL;
    work->suffix = suffix ? span_text(build.arena, suffix) : NULL;
    work->next = next;
    return work;
}

static const char *print_works(struct cited_work *works)
{
    struct citation citation = {.works = works};

    return text_of(cite_print(cite, &citation, false));
}

static void prefixes_and_suffixes_are_kept_in_their_place(void **state)
{
    (void)state;
    use(sari);
    assert_string_equal(print_works(cited("a", "lihat", NULL, cited("f", NULL, NULL, NULL))),
                        "(lihat {Ali, 2020}; {Sari, 2019a})");
    assert_string_equal(print_works(cited("a", NULL, "dan lainnya", cited("b", "juga", ", kecuali itu", NULL))),
                        "({Sari, 2019a} dan lainnya; juga {Sari, 2019b}, kecuali itu)");
    struct cited_work *year = cited("a", NULL, NULL, NULL);
    year->year_only = true;
    assert_string_equal(print_works(year), "({2019a})");
}

static void a_work_is_cited_once_in_a_group(void **state)
{
    struct citation citation = {.works = cited("b", NULL, NULL, cited("a", NULL, NULL, cited("b", NULL, NULL, NULL)))};

    (void)state;
    use(sari);
    cite_register(cite, build.diags, &citation, "a.md");
    assert_string_equal(text_of(cite_print(cite, &citation, false)), "({Sari, 2019a}, {2019b})");
    assert_null(citation.works->next->next);
}

static void the_bibliography_is_in_order(void **state)
{
    (void)state;
    use("@book{d, author={Sari, A. B.}, title={T}, year=2001}\n@book{a, author={Sari, A.}, title={T}}\n"
        "@book{b, author={Sari, A.}, title={T}, year=1999}\n@book{c, author={Sari, A. and Ali, B.}, title={T}, "
        "year=1990}\n"
        "@book{f, title={Undang}, year=1990}\n@book{e, author={{\\'E}cole, A.}, title={T}, year=1990}\n"
        "@book{g, author={Sari Dewi, A.}, title={T}, year=1990}\n");
    struct buffer order = {0};
    for (const struct block *block = cite_bibliography(cite); block; block = block->next)
        buffer_text(&order, block->id + strlen("work-"));
    assert_string_equal(buffer_string(&order), "eabcdgf");
    assert_true(cite_is_used(cite, "a"));
    assert_false(cite_is_used(cite, "z"));
    buffer_free(&order);
}

static void an_unknown_key_names_the_nearest(void **state)
{
    (void)state;
    use("@book{bryson2015, author={A, B}, title={T}, year=2001}\n");
    struct cited_work *work = cited("bryson2016", NULL, NULL, NULL);
    work->line = 4;
    work->column = 7;
    struct citation citation = {.works = work};
    cite_register(cite, build.diags, &citation, "content/findings/a.md");
    const char *text = told(build.arena, build.diags, "/nowhere");
    assert_non_null(
        strstr(text, "content/findings/a.md:4:7: error: 'bryson2016' is not in the bibliography [unknown-work]"));
    assert_non_null(strstr(text, "nearest is 'bryson2015' (refs.bib:1)"));
}

static void english_words_are_used_in_english_studies(void **state)
{
    (void)state;
    use("@incollection{a, author={Guba, E. and Ali, B.}, title={Chapter}, booktitle={Book}, editor={Denzin, N. and "
        "Lincoln, Y.},"
        "pages={105--117}, publisher={Sage}, year=1994, edition=2}\n@online{b, title={a page of the web}, "
        "url={https://a.id}, urldate={2023-05-04}}\n"
        "@book{c, author={A, B}, title={A Title in {English} With UNICEF: New Ideas}, langid={english}, edition=11, "
        "year=2001, month=may}\n"
        "@book{d, title={Kerja Sama Lintas Sektor}, year=2001, langid={indonesian}}\n"
        "@techreport{e, author={E, B}, title={Wells}, type={Technical report}, number=7, institution={C}, "
        "year=2001}\n");
    assert_string_equal(reference("e"), "E, B. (2001). *Wells* (Technical Report No. 7). C.");
    assert_string_equal(
        reference("a"),
        "Guba, E., & Ali, B. (1994). Chapter. In N. Denzin & Y. Lincoln (Eds.), *Book* (2nd ed., pp. 105–117). Sage.");
    assert_string_equal(reference("b"), "*A page of the web*. (n.d.). Retrieved May 4, 2023, from https://a.id");
    assert_string_equal(reference("c"), "A, B. (2001). *A title in English with UNICEF: New ideas* (11th ed.).");
    assert_string_equal(in_parentheses("b"), "({*A Page of the Web*, n.d.})");
    assert_string_equal(reference("d"), "<id:*Kerja Sama Lintas Sektor*>. (2001).");
    assert_string_equal(in_parentheses("d"), "({<id:*Kerja Sama Lintas Sektor*>, 2001})");
    assert_string_equal(printed(CITATION_NARRATIVE, "a|5", NULL, NULL), "{Guba and Ali (1994, p. 5)}");
}

static void english_titles_get_the_capitals_of_apa(void **state)
{
    (void)state;
    use("@book{b, langid={english}, title={cross-sector work with a state-of-the-art of the iPhone from {kota}}}\n"
        "@book{c, langid={english}, title={the role of \\emph{Aedes aegypti} in cities}}\n");
    assert_string_equal(in_parentheses("b"),
                        "({<en:*Cross-Sector Work With a State-of-the-Art of the iPhone From kota*>, t.t.})");
    assert_string_equal(in_parentheses("c"), "({<en:*The Role of *Aedes aegypti* in Cities*>, t.t.})");
    assert_reference("@book{a, langid={en-GB}, title={the Self-Report of an iPhone, mHealth: a View From Plan B. Who? "
                     "Me & You (In the WHO's Time) vs. {Kota Palopo}'s---an État}}",
                     "<en-GB:*The self-report of an iPhone, mHealth: A view from plan B. Who? Me & you (in the WHO’s "
                     "time) vs. Kota Palopo’s—An état*>. (t.t.).");
    assert_reference("@book{a, langid={indonesian}, title={Kerja Sama di Kota Palopo}}",
                     "*Kerja Sama di Kota Palopo*. (t.t.).");
    assert_reference("@book{a, title={Kerja Sama di Kota Palopo}}", "*Kerja Sama di Kota Palopo*. (t.t.).");
}

static void titles_in_another_language_are_marked(void **state)
{
    (void)state;
    use("@article{a, title={A short study}, journal={J}, year=2001, langid={english}}\n"
        "@article{b, title={Kajian}, journal={J}, year=2001, langid={bahasai}}\n");
    assert_string_equal(in_parentheses("a"), "({“<en:A Short Study>,” 2001})");
    assert_string_equal(in_parentheses("b"), "({“Kajian,” 2001})");
    assert_reference("@incollection{c, author={A, B}, title={Bab}, booktitle={A \\emph{Great} Book}, volume={IV},"
                     "editor={C, D}, year=2001, langid={english}}",
                     "A, B. (2001). <en:Bab>. Dalam D. C (Ed.), <en:*A *Great* book*>*: Vol. IV*.");
    assert_reference("@book{c, author={A, B}, title={Ilmu}, volume={IV}, year=2001, langid={bahasam}}",
                     "A, B. (2001). <ms:*Ilmu*>*: Vol. IV*.");
    assert_reference("@article{d, author={A, B}, title={A title}, journal={Jurnal Gizi}, year=2001, langid={english}}",
                     "A, B. (2001). <en:A title>. *Jurnal Gizi*.");
    assert_reference("@legislation{l, title={Stunting Act}, year=2001, langid={american}}",
                     "<en-US:Stunting Act> (2001).");
}

/* An Indonesian study, read in English. */
static void works_are_in_the_language_that_the_study_is_written_in(void **state)
{
    (void)state;
    study->original = "id";
    use("@book{a, title={Kerja Sama di Desa}, year=2001}\n@book{b, title={Village Work}, year=2001, "
        "langid={english}}\n");
    assert_string_equal(reference("a"), "<id:*Kerja Sama di Desa*>. (2001).");
    assert_string_equal(in_parentheses("a"), "({<id:*Kerja Sama di Desa*>, 2001})");
    assert_string_equal(reference("b"), "*Village work*. (2001).");
}

static void anchors_hold_only_what_they_may(void **state)
{
    (void)state;
    assert_string_equal(cite_anchor(build.arena, "doi:10/x_y-z.1"), "work-doi.3A10.2Fx_y-z.1");
}

static void five_thousand_works_are_quick_and_told_apart(void **state)
{
    (void)state;
    struct buffer text = {0};
    for (int i = 0; i < 5000; i++)
        buffer_format(&text,
                      "@article{k%d, author={N%d, A. and B%d, C. and D%d, E.}, title={T %d}, journal={J}, year=%d}\n",
                      i, i % 50, i % 7, i % 3, i, 2000 + i % 5);
    use(buffer_string(&text));
    const char *first = in_parentheses("k0");
    for (int i = 1; i < 5000; i += 7)
        assert_string_not_equal(first, in_parentheses(arena_format(build.arena, "k%d", i)));
    buffer_free(&text);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(articles_and_books_are_formatted),
        TEST(parts_of_books_and_papers_are_formatted),
        TEST(theses_and_reports_are_formatted),
        TEST(words_before_numbers_are_those_of_the_labels),
        TEST(laws_and_courts_are_formatted),
        TEST(pages_on_the_web_and_other_things_are_formatted),
        TEST(names_are_taken_apart),
        TEST(from_21_authors_on_the_middle_is_left_out),
        TEST(one_two_and_more_authors_are_cited),
        TEST(works_without_author_are_cited_by_title),
        TEST(locators_are_printed_in_the_words_of_the_labels),
        TEST(longer_lists_of_names_tell_works_apart),
        TEST(initials_tell_first_authors_apart),
        TEST(initials_that_differ_are_given_to_all_of_a_surname),
        TEST(several_works_are_sorted_and_drawn_together),
        TEST(prefixes_and_suffixes_are_kept_in_their_place),
        TEST(a_work_is_cited_once_in_a_group),
        TEST(the_bibliography_is_in_order),
        TEST(an_unknown_key_names_the_nearest),
        cmocka_unit_test_setup_teardown(english_words_are_used_in_english_studies, set_up_english, tear_down),
        TEST(english_titles_get_the_capitals_of_apa),
        TEST(titles_in_another_language_are_marked),
        cmocka_unit_test_setup_teardown(works_are_in_the_language_that_the_study_is_written_in, set_up_english,
                                        tear_down),
        TEST(anchors_hold_only_what_they_may),
        TEST(five_thousand_works_are_quick_and_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
