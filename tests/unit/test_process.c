/* Other processes: programs, and work of our own that may crash or never end. */

#include "base/process.h"
#include "support/fixture.h"
#include "support/scratch.h"

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- programs ---- */

/* Runs command by a shell; what it writes is in out. */
static enum process_status run(const char *command, int seconds, int *exit_code)
{
    const char *arguments[] = {"sh", "-c", command, NULL};
    struct process process = {
        .folder = "/", .arguments = arguments, .output = &out, .most_output = 1000, .seconds = seconds};
    enum process_status status = process_run(&process);

    *exit_code = process.exit_code;
    return status;
}

static void a_program_reports_its_exit_code(void **state)
{
    int code;

    (void)state;
    assert_int_equal(run("exit 7", 10, &code), PROCESS_DONE);
    assert_int_equal(code, 7);
}

static void a_program_that_is_not_there_is_missing(void **state)
{
    const char *arguments[] = {"lampiran-no-such-program", NULL};
    struct process process = {.arguments = arguments, .seconds = 10};

    (void)state;
    assert_int_equal(process_run(&process), PROCESS_MISSING);
    assert_int_equal(process.exit_code, -1);
    assert_false(process_is_there("lampiran-no-such-program"));
    assert_true(process_is_there("sh"));
}

static void a_program_that_a_signal_ends_is_broken(void **state)
{
    int code;

    (void)state;
    assert_int_equal(run("kill -SEGV $$", 10, &code), PROCESS_BROKEN);
}

static void a_program_and_what_it_started_end_when_the_time_is_up(void **state)
{
    time_t start = time(NULL);
    int code;

    (void)state;
    assert_int_equal(run("sleep 60 & sleep 60", 1, &code), PROCESS_TIMEOUT);
    assert_true(time(NULL) - start < 10);
}

static void what_a_program_left_behind_ends_with_it(void **state)
{
    time_t start = time(NULL);
    int code;

    (void)state;
    assert_int_equal(run("sleep 60 & echo $!", 30, &code), PROCESS_DONE);
    assert_true(time(NULL) - start < 10);
    pid_t left = (pid_t)atoi(buffer_string(&out));
    assert_true(left > 1);
    for (int looks = 0; looks < 100 && kill(left, 0) == 0; looks++)
        usleep(10000);
    /* Gone, or dead and nobody has asked yet how it ended. */
    assert_true(kill(left, 0) != 0 || waitpid(left, NULL, WNOHANG) <= 0);
}

static void a_program_gets_no_other_variables_than_it_needs(void **state)
{
    int code;

    (void)state;
    setenv("LAMPIRAN_SECRET", "x", 1);
    assert_int_equal(run("test -z \"$LAMPIRAN_SECRET\" && test -n \"$PATH\"", 10, &code), PROCESS_DONE);
    assert_int_equal(code, 0);
}

static void a_program_gets_no_descriptor_of_ours(void **state)
{
    int code, ends[2];

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(run("ls /proc/self/fd | wc -l", 10, &code), PROCESS_DONE);
    /* Standard ones, and the folder that ls reads. */
    assert_int_equal(atoi(buffer_string(&out)), 4);
    close(ends[0]);
    close(ends[1]);
}

static void both_outputs_are_captured_up_to_a_limit(void **state)
{
    int code;

    (void)state;
    assert_int_equal(run("echo one; echo two >&2", 10, &code), PROCESS_DONE);
    assert_string_equal(buffer_string(&out), "one\ntwo\n");
    assert_int_equal(run("yes | head -c 1000000; exit 3", 10, &code), PROCESS_DONE);
    assert_int_equal(code, 3);
    assert_int_equal(out.length, 1000);
}

static void files_of_a_program_have_a_limit(void **state)
{
    const char *arguments[] = {
        "sh", "-c", "head -c 100000 /dev/zero > /dev/shm/lampiran-test-$$; s=$?; rm /dev/shm/lampiran-test-$$; exit $s",
        NULL};
    struct process process = {.arguments = arguments, .largest_file = 1000, .seconds = 10};

    (void)state;
    assert_int_equal(process_run(&process), PROCESS_DONE);
    assert_int_not_equal(process.exit_code, 0);
}

/* What command, confined to a scratch folder and to what is installed, writes. */
static const char *confined(const char *command)
{
    static const char *const readable[] = {"/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", NULL};
    static const char *const writable[] = {".", NULL};
    static const struct confinement confinement = {readable, writable};
    const char *arguments[] = {"sh", "-c", command, NULL};
    struct process process = {.folder = scratch_folder(),
                              .arguments = arguments,
                              .confinement = &confinement,
                              .output = &out,
                              .drops_errors = true,
                              .seconds = 10};

    process_run(&process);
    return buffer_string(&out);
}

static void a_confined_program_reaches_its_folder_alone(void **state)
{
    (void)state;
    if (!confine_is_possible())
        skip();
    scratch_make();
    scratch_put("own", "mine");
    assert_string_equal(confined("cat own; echo more > other; cat other; echo x > /dev/null && rm own"), "minemore\n");
    assert_string_equal(confined("cat /etc/passwd /proc/1/environ; ls /; echo x > /tmp/lampiran-test; ln -s /etc e"),
                        "");
    assert_string_equal(confined("cat < /dev/tcp/127.0.0.1/80 || echo none"), "none\n");
    assert_string_equal(confined("perl -e 'use Socket; print socket(my $s, AF_INET, SOCK_DGRAM, 0) ? 1 : 0'"), "0");
    assert_string_equal(confined("perl -e 'use Socket; print socket(my $s, AF_UNIX, SOCK_STREAM, 0) ? 1 : 0'"), "0");
    scratch_remove();
}

/* ---- work of ours ---- */

static int report_much(void *context, struct buffer *report)
{
    for (int i = 0; i < *(int *)context; i++)
        buffer_char(report, 'x');
    return 1;
}

static int crash(void *context, struct buffer *report)
{
    (void)context;
    buffer_text(report, "lost");
    signal(SIGABRT, SIG_DFL);
    abort();
}

static int never_end(void *context, struct buffer *report)
{
    (void)context;
    (void)report;
    pause();
    return 0;
}

/* Starts work and waits for its end, killing it first if it reports nothing for some milliseconds; its state. */
static int end_of(int (*work)(void *context, struct buffer *report), void *context, int patience, bool *killed)
{
    const struct process process = {.work = work, .context = context, .output = &out};
    struct running running;

    assert_true(process_start(&process, &running));
    do {
        struct pollfd wait = {.fd = running.descriptor, .events = POLLIN};
        if (poll(&wait, 1, patience) == 0)
            process_kill(&running);
    } while (!process_take(&running));
    assert_int_equal(running.child, 0);
    assert_int_equal(running.descriptor, -1);
    *killed = running.killed;
    return running.state;
}

static void work_reports_as_much_as_it_likes(void **state)
{
    int size = 3000000;
    bool killed;

    (void)state;
    int end = end_of(report_much, &size, 10000, &killed);
    assert_true(WIFEXITED(end) && WEXITSTATUS(end) == 1);
    assert_int_equal(out.length, size);
}

static void work_that_crashes_ends_alone(void **state)
{
    bool killed;

    (void)state;
    int end = end_of(crash, NULL, 10000, &killed);
    assert_true(WIFSIGNALED(end) && WTERMSIG(end) == SIGABRT && !killed);
    assert_int_equal(out.length, 0);
}

static void work_that_never_ends_can_be_killed(void **state)
{
    const struct process process = {.work = never_end};
    struct running running;
    bool killed;

    (void)state;
    int end = end_of(never_end, NULL, 50, &killed);
    assert_true(WIFSIGNALED(end) && killed);
    assert_true(process_start(&process, &running));
    pid_t child = running.child;
    process_close(&running);
    assert_int_equal(kill(child, 0), -1);
    process_close(&running);
}

static void work_that_takes_too_long_is_killed(void **state)
{
    struct process process = {.work = never_end, .seconds = 1};

    (void)state;
    assert_int_equal(process_run(&process), PROCESS_TIMEOUT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_program_reports_its_exit_code),         TEST(a_program_that_is_not_there_is_missing),
        TEST(a_program_that_a_signal_ends_is_broken),  TEST(a_program_and_what_it_started_end_when_the_time_is_up),
        TEST(what_a_program_left_behind_ends_with_it), TEST(a_program_gets_no_other_variables_than_it_needs),
        TEST(a_program_gets_no_descriptor_of_ours),    TEST(both_outputs_are_captured_up_to_a_limit),
        TEST(files_of_a_program_have_a_limit),         TEST(a_confined_program_reaches_its_folder_alone),
        TEST(work_reports_as_much_as_it_likes),        TEST(work_that_crashes_ends_alone),
        TEST(work_that_never_ends_can_be_killed),      TEST(work_that_takes_too_long_is_killed),
    };

    return cmocka_run_group_tests_name("process", tests, NULL, NULL);
}
