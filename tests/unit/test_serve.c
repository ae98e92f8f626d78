#include "base/buffer.h"
#include "serve/private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

/* The file that target means, or the status it is refused with. */
static void assert_path(const char *target, unsigned refusal, const char *file)
{
    struct buffer path = {0};

    assert_int_equal(request_read_path(target, &path), refusal);
    if (refusal == 0)
        assert_string_equal(buffer_string(&path), file);
    buffer_free(&path);
}

static void paths_mean_files_below_the_site(void **state)
{
    (void)state;
    assert_path("/", 0, "index.html");
    assert_path("/tema/", 0, "tema/index.html");
    assert_path("/tema/misi.html", 0, "tema/misi.html");
    assert_path("/a%20b%C3%A9.html", 0, "a bé.html");
    assert_path("/a..b/c.", 0, "a..b/c.");
    assert_path("/%252e%252e/x", 0, "%2e%2e/x");
}

static void paths_that_leave_the_site_or_are_hidden_are_refused(void **state)
{
    static const char *const hidden[] = {"/..", "/../x", "/a/../../x", "/%2e%2e/x", "/%2E./x", "/.git", "/a/.b", "/."};
    static const char *const bad[] = {"",       "x",    "//x",   "/a//b",     "/a%2fb", "/a%2Fb", "/%00", "/a%00",
                                      "/%0a",   "/%7f", "/a\\b", "/%5c",      "/%",     "/%2",    "/%2x", "/%x2",
                                      "/%c3.x", "/%ff", "/\x01", "http://x/", "*",      "/%c0%ae"};
    char longest[REQUEST_LONGEST_PATH + 2];

    (void)state;
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        assert_path(hidden[i], 403, NULL);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_path(bad[i], 400, NULL);
    memset(longest, 'a', sizeof longest - 1);
    longest[0] = '/';
    longest[sizeof longest - 1] = '\0';
    assert_path(longest, 414, NULL);
    longest[sizeof longest - 2] = '\0';
    assert_path(longest, 0, longest + 1);
}

static void only_loopback_at_our_port_is_a_host(void **state)
{
    (void)state;
    assert_int_equal(request_check_host("localhost:8000", 8000), 0);
    assert_int_equal(request_check_host("LOCALHOST:8000", 8000), 0);
    assert_int_equal(request_check_host("127.0.0.1:8000", 8000), 0);
    assert_int_equal(request_check_host("[::1]:8000", 8000), 0);
    assert_int_equal(request_check_host("localhost", 80), 0);
    assert_int_equal(request_check_host("localhost", 8000), 421);
    assert_int_equal(request_check_host("localhost:8001", 8000), 421);
    assert_int_equal(request_check_host("evil.example:8000", 8000), 421);
    assert_int_equal(request_check_host("localhost:8000.evil.example", 8000), 421);
    assert_int_equal(request_check_host("", 8000), 421);
    assert_int_equal(request_check_host(NULL, 8000), 400);
}

static void a_burst_is_due_when_it_is_quiet_or_has_lasted(void **state)
{
    struct burst burst = {0};

    (void)state;
    assert_int_equal(burst_delay(&burst, 0), -1);
    burst_note(&burst, 1000);
    assert_int_equal(burst_delay(&burst, 1000), BURST_ALONE);
    burst_note(&burst, 1020);
    assert_int_equal(burst_delay(&burst, 1030), BURST_QUIET - 10);
    assert_int_equal(burst_delay(&burst, 1020 + BURST_QUIET), 0);
    for (int64_t time = 1040; time < 1000 + BURST_LONGEST; time += 20)
        burst_note(&burst, time);
    assert_int_equal(burst_delay(&burst, 1000 + BURST_LONGEST), 0);
}

static void a_lone_change_is_built_at_once_and_again_only_when_more_follow(void **state)
{
    struct burst burst = {0};

    (void)state;
    burst_note(&burst, 1000);
    assert_int_equal(burst_delay(&burst, 1000 + BURST_ALONE), 0);
    burst_start(&burst);
    assert_int_equal(burst_delay(&burst, 1010), -1);
    assert_false(burst_goes_on(&burst, 1010));
    burst_note(&burst, 1010);
    assert_true(burst_goes_on(&burst, 1010));
    assert_int_equal(burst_delay(&burst, 1010), BURST_QUIET);
    for (int64_t time = 1030; time < 1000 + BURST_LONGEST; time += 20)
        burst_note(&burst, time);
    assert_false(burst_goes_on(&burst, 1000 + BURST_LONGEST));
    burst_start(&burst);
    burst_note(&burst, 1000 + 2 * BURST_LONGEST);
    assert_false(burst_goes_on(&burst, 1000 + 2 * BURST_LONGEST));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_mean_files_below_the_site),
        cmocka_unit_test(paths_that_leave_the_site_or_are_hidden_are_refused),
        cmocka_unit_test(only_loopback_at_our_port_is_a_host),
        cmocka_unit_test(a_burst_is_due_when_it_is_quiet_or_has_lasted),
        cmocka_unit_test(a_lone_change_is_built_at_once_and_again_only_when_more_follow),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
