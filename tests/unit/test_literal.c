#include "base/text.h"
#include "read/private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void whole_numbers_are_digits_with_a_sign(void **state)
{
    long value = 0;

    (void)state;
    assert_true(literal_integer("45", &value));
    assert_int_equal(value, 45);
    assert_true(literal_integer("-7", &value));
    assert_int_equal(value, -7);
    assert_true(literal_integer("+0010", &value));
    assert_int_equal(value, 10);
    assert_false(literal_integer("", &value));
    assert_false(literal_integer("-", &value));
    assert_false(literal_integer("4.5", &value));
    assert_false(literal_integer("45 ", &value));
    assert_false(literal_integer("0x10", &value));
    assert_false(literal_integer("99999999999999999999", &value));
}

static void numbers_take_a_dot_or_a_comma(void **state)
{
    double value = 0;

    (void)state;
    assert_true(literal_number("22.3", &value));
    assert_true(value == 22.3);
    assert_true(literal_number("22,3", &value));
    assert_true(value == 22.3);
    assert_true(literal_number("-148", &value));
    assert_true(value == -148);
    assert_false(literal_number("1.234.567", &value));
    assert_false(literal_number("1.234,5", &value));
    assert_false(literal_number("70%", &value));
    assert_false(literal_number(".5", &value));
    assert_false(literal_number("5.", &value));
    assert_false(literal_number("nan", &value));
    assert_false(literal_number("1e6", &value));
    assert_false(literal_number("", &value));
    assert_false(literal_number("1111111111111111111111111111111111111111111111111111111111111111111", &value));
}

static void dates_may_leave_out_day_and_month(void **state)
{
    (void)state;
    assert_int_equal(literal_date("2024"), DATE_OK);
    assert_int_equal(literal_date("2024-05"), DATE_OK);
    assert_int_equal(literal_date("2024-05-17"), DATE_OK);
    assert_int_equal(literal_date("2024-5-17"), DATE_MALFORMED);
    assert_int_equal(literal_date("17-05-2024"), DATE_MALFORMED);
    assert_int_equal(literal_date("2024/05/17"), DATE_MALFORMED);
    assert_int_equal(literal_date("20240517"), DATE_MALFORMED);
    assert_int_equal(literal_date("20x4"), DATE_MALFORMED);
    assert_int_equal(literal_date(""), DATE_MALFORMED);
}

static void dates_must_be_in_the_calendar(void **state)
{
    (void)state;
    assert_int_equal(literal_date("2024-02-29"), DATE_OK);
    assert_int_equal(literal_date("2023-02-29"), DATE_IMPOSSIBLE);
    assert_int_equal(literal_date("1900-02-29"), DATE_IMPOSSIBLE);
    assert_int_equal(literal_date("2000-02-29"), DATE_OK);
    assert_int_equal(literal_date("2024-04-31"), DATE_IMPOSSIBLE);
    assert_int_equal(literal_date("2024-00"), DATE_IMPOSSIBLE);
    assert_int_equal(literal_date("2024-13-01"), DATE_IMPOSSIBLE);
    assert_int_equal(literal_date("0000"), DATE_IMPOSSIBLE);
}

static void ids_are_safe_as_file_names(void **state)
{
    char longest[ID_LIMIT + 2];

    (void)state;
    assert_true(text_is_study_id("IK-01.3"));
    assert_true(text_is_study_id("a"));
    assert_true(text_is_study_id("2020_b"));
    assert_false(text_is_study_id(""));
    assert_false(text_is_study_id("-a"));
    assert_false(text_is_study_id("../a"));
    assert_false(text_is_study_id("a/b"));
    assert_false(text_is_study_id("a b"));
    assert_false(text_is_study_id("jadw\xc3\xa1l"));
    memset(longest, 'a', sizeof longest);
    longest[ID_LIMIT] = '\0';
    assert_true(text_is_study_id(longest));
    longest[ID_LIMIT] = 'a';
    longest[ID_LIMIT + 1] = '\0';
    assert_false(text_is_study_id(longest));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers_are_digits_with_a_sign), cmocka_unit_test(numbers_take_a_dot_or_a_comma),
        cmocka_unit_test(dates_may_leave_out_day_and_month),    cmocka_unit_test(dates_must_be_in_the_calendar),
        cmocka_unit_test(ids_are_safe_as_file_names),
    };

    return cmocka_run_group_tests_name("literal", tests, NULL, NULL);
}
