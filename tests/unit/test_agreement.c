/* Agreement of coders and saturation against published examples and what can be computed by hand. */

#include "analysis/analysis.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_near(double value, double expected)
{
    if (!(fabs(value - expected) < 0.0005))
        fail_msg("%.4f is not %.4f", value, expected);
}

/*
 * Krippendorff (2011), section A: two observers, ten units, two values. Coincidences: 0-0 ten times, 0-1 and 1-0 four
 * each, 1-1 two; n = 20, 14 zeros, 6 ones: 1 - 19 * 4 / (14 * 6) = 0.095.
 */
static void alpha_of_two_values_is_as_published(void **state)
{
    const int values[] = {0, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0};
    const struct pairing pairing = {.both = 1, .first = 1, .second = 3, .neither = 5};

    (void)state;
    assert_near(agreement_alpha(values, 10, 2, 2), 0.095);
    assert_near(agreement_alpha_of(&pairing), 0.095);
}

/*
 * Krippendorff (2011), section B: Ben and Gerry, twelve articles, five values a to e. On the diagonal a 2, b 4, c 6,
 * d 4, e 2: 18 of 24; used a 4, b 6, c 6, d 6, e 2 times, so the sum of n (n - 1) is 104:
 * (23 * 18 - 104) / (24 * 23 - 104) = 310 / 448 = 0.692.
 */
static void alpha_of_five_values_is_as_published(void **state)
{
    static const char ben[] = "aabbdcccedda", gerry[] = "babbbccceddd";
    int values[24];

    (void)state;
    for (int i = 0; i < 12; i++) {
        values[2 * i] = ben[i] - 'a';
        values[2 * i + 1] = gerry[i] - 'a';
    }
    assert_near(agreement_alpha(values, 12, 2, 5), 0.692);
}

/* Krippendorff (2011), section C: four observers, twelve units, some values missing: 0.743. */
static void alpha_with_missing_values_is_as_published(void **state)
{
    static const char *const observers[] = {"123321412...", "1233224125.3", ".3332342251.", "12332441251."};
    int values[48];

    (void)state;
    for (int unit = 0; unit < 12; unit++) {
        for (int coder = 0; coder < 4; coder++) {
            char value = observers[coder][unit];
            values[unit * 4 + coder] = value >= '1' && value <= '5' ? value - '1' : -1;
        }
    }
    assert_near(agreement_alpha(values, 12, 4, 5), 0.743);
}

/*
 * Fleiss, Levin & Paik (2003), chapter 18: two raters, 100 patients, three diagnoses. Agreed 89 of 100, by chance
 * .80 * .80 + .10 * .05 + .10 * .15 = .66: kappa = (.89 - .66) / (1 - .66) = .676.
 */
static void kappa_of_three_categories_is_as_published(void **state)
{
    const size_t table[] = {75, 1, 4, 5, 4, 1, 0, 0, 10};

    (void)state;
    assert_near(agreement_kappa(table, 3), 0.676);
}

/*
 * Cohen (1968), "Weighted Kappa", table 1: two judges, 200 cases, three categories; he reports .492 without weights, as
 * the manual of R's package psych repeats. Agreed .70, by chance .60 * .50 + .30 * .30 + .10 * .20 = .41.
 */
static void kappa_of_cohens_own_table_is_as_published(void **state)
{
    const size_t table[] = {88, 14, 18, 10, 40, 10, 2, 6, 12};

    (void)state;
    assert_near(agreement_kappa(table, 3), 0.4915);
}

/* 50 cases, 20 and 15 agreed: (.70 - .50) / (1 - .50), as by chance .5 * .6 + .5 * .4. */
static void kappa_of_a_code_follows_from_its_four_counts(void **state)
{
    const struct pairing pairing = {.both = 20, .first = 5, .second = 10, .neither = 15};

    (void)state;
    assert_near(agreement_observed(&pairing), 0.7);
    assert_near(agreement_kappa_of(&pairing), 0.4);
}

static void both_are_undefined_where_there_is_no_choice(void **state)
{
    const struct pairing always = {.both = 7};

    (void)state;
    assert_true(isnan(agreement_kappa_of(&always)));
    assert_true(isnan(agreement_alpha_of(&always)));
}

static struct saturation judge(struct saturation_step *steps, const size_t *fresh, size_t count)
{
    struct saturation saturation = {.rule = {4, 2, 5}, .steps = steps, .count = count};

    for (size_t i = 0; i < count; i++)
        steps[i] = (struct saturation_step){.fresh = fresh[i]};
    saturation_judge(&saturation);
    return saturation;
}

/*
 * The measure is that of Guest, Namey & Chen (2020): new codes in a run over the codes of the base, runs one interview
 * apart, the first at or below the threshold counts, and is reported as 5+2: five interviews were enough, two confirm
 * it. The numbers are our own, as the table of the article could not be looked up; what follows is reckoned by hand.
 *
 * Base 20 + 10 + 6 + 4 = 40 codes. Runs: 3 + 1 = 10 %, 1 + 1 = 5 %: at the threshold, after seven interviews. */
static void saturation_is_reached_at_the_first_run_at_the_threshold(void **state)
{
    const size_t fresh[] = {20, 10, 6, 4, 3, 1, 1, 0, 2};
    struct saturation_step steps[9];
    struct saturation saturation = judge(steps, fresh, 9);

    (void)state;
    assert_int_equal(saturation.base, 40);
    assert_false(steps[4].is_judged);
    assert_int_equal(steps[5].run, 4);
    assert_near(steps[5].percent, 10);
    assert_int_equal(steps[6].run, 2);
    assert_int_equal(saturation.reached, 7);
    assert_int_equal(steps[8].run, 2);
    assert_int_equal(steps[8].cumulative, 47);
}

/* A base of 3 and runs of 3 at 0 %: 1 + 0 + 0 is too much, 0 + 0 + 0 is reached after seven, as 4+3. */
static void saturation_at_nothing_new_takes_a_run_without_any(void **state)
{
    const size_t fresh[] = {9, 3, 2, 1, 0, 0, 0};
    struct saturation_step steps[7];
    struct saturation saturation = {.rule = {3, 3, 0}, .steps = steps, .count = 7};

    (void)state;
    for (size_t i = 0; i < 7; i++)
        steps[i] = (struct saturation_step){.fresh = fresh[i]};
    saturation_judge(&saturation);
    assert_int_equal(saturation.base, 14);
    assert_near(steps[5].percent, 100.0 / 14);
    assert_int_equal(saturation.reached, 7);
}

static void saturation_is_not_judged_on_too_few_interviews(void **state)
{
    const size_t fresh[] = {5, 4, 1, 0, 0};
    struct saturation_step steps[5];
    struct saturation saturation = judge(steps, fresh, 5);

    (void)state;
    assert_int_equal(saturation.base, 10);
    assert_int_equal(saturation.reached, 0);
    assert_false(steps[4].is_judged);
}

static void nothing_coded_is_no_base(void **state)
{
    const size_t fresh[] = {0, 0, 0, 0, 0, 0, 0};
    struct saturation_step steps[7];
    struct saturation saturation = judge(steps, fresh, 7);

    (void)state;
    assert_int_equal(saturation.reached, 0);
    assert_false(steps[6].is_judged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alpha_of_two_values_is_as_published),
        cmocka_unit_test(alpha_of_five_values_is_as_published),
        cmocka_unit_test(alpha_with_missing_values_is_as_published),
        cmocka_unit_test(kappa_of_three_categories_is_as_published),
        cmocka_unit_test(kappa_of_cohens_own_table_is_as_published),
        cmocka_unit_test(kappa_of_a_code_follows_from_its_four_counts),
        cmocka_unit_test(both_are_undefined_where_there_is_no_choice),
        cmocka_unit_test(saturation_is_reached_at_the_first_run_at_the_threshold),
        cmocka_unit_test(saturation_at_nothing_new_takes_a_run_without_any),
        cmocka_unit_test(saturation_is_not_judged_on_too_few_interviews),
        cmocka_unit_test(nothing_coded_is_no_base),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
