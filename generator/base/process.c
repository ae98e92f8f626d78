#include "base/process.h"

#include "base/buffer.h"
#include "base/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum {
    NO_START = 126,
    NO_PROGRAM = 127,
    MOST_VARIABLES = 32,
    MOST_OUTPUT = 16 * 1024 * 1024,
    LARGEST_FILE = 512 * 1024 * 1024,
    PAUSE_MILLISECONDS = 10,
    REPORT_DESCRIPTOR = STDERR_FILENO + 1, /* where work finds its end of the pipe */
};

bool process_is_there(const char *program)
{
    return process_stamp(program) != 0;
}

unsigned long long process_stamp(const char *program)
{
    const char *path = getenv("PATH");
    char file[PATH_MAX];
    struct stat about;

    while (path != NULL && *path != '\0') {
        int length = (int)strcspn(path, ":");
        if (snprintf(file, sizeof file, "%.*s/%s", length, path, program) < (int)sizeof file &&
            access(file, X_OK) == 0 && stat(file, &about) == 0)
            return ((unsigned long long)about.st_mtime << 24 ^ (unsigned long long)about.st_size) | 1;
        path += length + (path[length] == ':');
    }
    return 0;
}

/* ---- in the child: what is called here must be safe after a fork in a program with threads ---- */

/* The variable of ours as the system keeps it, "NAME=value", or NULL. */
static char *own_variable(const char *name)
{
    size_t length = strlen(name);

    for (char **variable = environ; *variable != NULL; variable++) {
        if (strncmp(*variable, name, length) == 0 && (*variable)[length] == '=')
            return *variable;
    }
    return NULL;
}

static void fill_environment(const struct process *process, char *environment[MOST_VARIABLES])
{
    static char locale[] = "LC_ALL=C.UTF-8";
    char *const first[] = {own_variable("PATH"), own_variable("HOME"), locale};
    size_t count = 0;

    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        if (first[i] != NULL)
            environment[count++] = first[i];
    }
    for (size_t i = 0; process->variables != NULL && process->variables[i] != NULL && count < MOST_VARIABLES - 1; i++)
        environment[count++] = (char *)(uintptr_t)process->variables[i];
    environment[count] = NULL;
}

static void set_limit(int resource, size_t most)
{
    const struct rlimit limit = {most, most};

    if (most > 0)
        setrlimit(resource, &limit);
}

static void set_limits(const struct process *process)
{
    const struct rlimit none = {0, 0};

    setrlimit(RLIMIT_CORE, &none);
    set_limit(RLIMIT_CPU, (size_t)process->seconds);
    set_limit(RLIMIT_FSIZE, process->largest_file || process->work ? process->largest_file : LARGEST_FILE);
#ifndef __SANITIZE_ADDRESS__
    set_limit(RLIMIT_AS, process->most_memory);
#endif
}

static void forget_signals(void)
{
    static const int handled[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ};
    sigset_t none;

    for (size_t i = 0; i < sizeof handled / sizeof *handled; i++)
        signal(handled[i], SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* A group of its own, which ends with us. */
static void leave_parent(pid_t parent)
{
    platform_end_with_parent();
    if (getppid() != parent)
        _exit(NO_START);
    setpgid(0, 0);
    forget_signals();
}

/* input is where standard input comes from, -1: from nowhere; report takes the output. */
static bool open_standard(const struct process *process, int input, int report)
{
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);

    if (dup2(input >= 0 ? input : nothing, STDIN_FILENO) < 0)
        return false;
    if (process->work != NULL)
        return true;
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    int out = process->output != NULL ? report : nowhere;
    return dup2(out, STDOUT_FILENO) >= 0 && dup2(process->drops_errors ? nowhere : out, STDERR_FILENO) >= 0;
}

static void write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno != EINTR)
            return;
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
}

void process_hand_over(struct buffer *output)
{
    write_all(REPORT_DESCRIPTOR, buffer_string(output), output->length);
    buffer_clear(output);
}

static _Noreturn void do_work(const struct process *process, int report)
{
    struct buffer output = {0};

    keeper_start_anew();
    /* It writes to the terminal as we would, although it is another group there. */
    signal(SIGTTOU, SIG_IGN);
    if (report != REPORT_DESCRIPTOR)
        dup2(report, REPORT_DESCRIPTOR);
    fcntl(REPORT_DESCRIPTOR, F_SETFD, FD_CLOEXEC);
    /* Connections must close when the parent closes them, however long this takes. */
    platform_close_from(REPORT_DESCRIPTOR + 1);
    int status = process->work(process->context, &output);
    fflush(NULL);
    process_hand_over(&output);
    _exit(status);
}

static _Noreturn void be_child(const struct process *process, pid_t parent, int input, int report)
{
    char *environment[MOST_VARIABLES];

    leave_parent(parent);
    if (!open_standard(process, input, report) || (process->folder != NULL && chdir(process->folder) != 0))
        _exit(NO_START);
    set_limits(process);
    if (process->work != NULL)
        do_work(process, report);
    platform_close_from(STDERR_FILENO + 1);
    if (process->confinement != NULL && confine_is_possible() && !confine_self(process->confinement))
        _exit(NO_START);
    fill_environment(process, environment);
    environ = environment;
    execvp(process->arguments[0], (char **)(uintptr_t)process->arguments);
    _exit(NO_PROGRAM);
}

/* ---- in the parent ---- */

static void close_if_open(int descriptor)
{
    if (descriptor >= 0)
        close(descriptor);
}

/* What process reads, as a file without a name. -1: it reads nothing, or errno tells. */
static int open_input(const struct process *process)
{
    size_t done = 0;

    if (process->input == NULL)
        return -1;
    int input = platform_nameless_file();
    while (input >= 0 && done < process->input_length) {
        ssize_t written = write(input, process->input + done, process->input_length - done);
        if (written < 0 && errno != EINTR) {
            close(input);
            return -1;
        }
        done += written > 0 ? (size_t)written : 0;
    }
    if (input >= 0)
        lseek(input, 0, SEEK_SET);
    return input;
}

/* What a program starts of its own does not end by itself. */
static bool needs_keeper(const struct running *running)
{
    return !running->is_work || !ENDS_CHILDREN;
}

bool process_start(const struct process *process, struct running *running)
{
    pid_t parent = getpid();
    int ends[2];

    *running = (struct running){.descriptor = -1,
                                .is_work = process->work != NULL,
                                .output = process->output,
                                .most_output = process->most_output ? process->most_output : MOST_OUTPUT};
    if (running->output != NULL)
        buffer_clear(running->output);
    int input = open_input(process);
    if ((process->input != NULL && input < 0) || !platform_pipe(ends)) {
        close_if_open(input);
        return false;
    }
    /* What is buffered must not be printed by both. */
    if (running->is_work)
        fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        be_child(process, parent, input, ends[1]);
    int saved = errno;
    close_if_open(input);
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        errno = saved;
        return false;
    }
    setpgid(child, child);
    if (needs_keeper(running))
        keeper_add_group(child);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    running->child = child;
    running->descriptor = ends[0];
    return true;
}

static void keep_output(struct running *running, const char *bytes, size_t length)
{
    if (running->output == NULL || running->output->length >= running->most_output)
        return;
    size_t room = running->most_output - running->output->length;
    buffer_bytes(running->output, bytes, length < room ? length : room);
}

/* True: nobody has the other end any more. */
static bool drain(struct running *running)
{
    char block[16 * 1024];
    ssize_t got = 0;

    if (running->descriptor < 0)
        return true;
    while ((got = read(running->descriptor, block, sizeof block)) > 0 || (got < 0 && errno == EINTR))
        keep_output(running, block, got > 0 ? (size_t)got : 0);
    if (got < 0 && errno == EAGAIN)
        return false;
    close(running->descriptor);
    running->descriptor = -1;
    return true;
}

/* Leaves the child to be waited for, so that its number stays its own. */
static bool has_ended(const struct running *running, bool is_about_to)
{
    siginfo_t ended = {0};
    int options = WEXITED | WNOWAIT | (is_about_to ? 0 : WNOHANG);

    while (waitid(P_PID, (id_t)running->child, &ended, options) != 0) {
        if (errno != EINTR)
            return true;
    }
    return ended.si_pid == running->child;
}

bool process_take(struct running *running)
{
    /* Work of ours closes its end last of all. */
    bool is_drained = drain(running);

    if (!has_ended(running, is_drained && running->is_work))
        return false;
    /* What it started and left behind ends as well. */
    kill(-running->child, SIGKILL);
    if (needs_keeper(running))
        keeper_forget_group(running->child);
    drain(running);
    while (waitpid(running->child, &running->state, 0) < 0 && errno == EINTR)
        continue;
    close_if_open(running->descriptor);
    running->descriptor = -1;
    running->child = 0;
    return true;
}

void process_kill(struct running *running)
{
    running->killed = true;
    kill(running->child, SIGKILL);
    kill(-running->child, SIGKILL);
}

void process_close(struct running *running)
{
    if (running->child == 0)
        return;
    process_kill(running);
    has_ended(running, true);
    process_take(running);
}

int64_t process_milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits until there is something to take, at most until the time is up. */
static void wait_for(const struct running *running, int end, int64_t left)
{
    struct pollfd waits[] = {{.fd = running->descriptor, .events = POLLIN}, {.fd = end, .events = POLLIN}};

    /* Where the system cannot tell the end (before Linux 5.3, under valgrind) it is looked for again and again. */
    if (end < 0 && left > PAUSE_MILLISECONDS)
        left = PAUSE_MILLISECONDS;
    poll(waits, sizeof waits / sizeof *waits, (int)left);
}

static void run_in_time(struct running *running, int seconds)
{
    int64_t last = process_milliseconds() + (int64_t)seconds * 1000;
    int end = platform_end_of(running->child);

    while (!process_take(running)) {
        int64_t left = last - process_milliseconds();
        if (left > 0)
            wait_for(running, end, left);
        else
            process_close(running);
        if (running->child == 0)
            break;
    }
    close_if_open(end);
}

enum process_status process_run(struct process *process)
{
    struct running running;

    process->exit_code = -1;
    if (!process_start(process, &running))
        return PROCESS_BROKEN;
    run_in_time(&running, process->seconds);
    if (running.killed || (WIFSIGNALED(running.state) && WTERMSIG(running.state) == SIGXCPU))
        return PROCESS_TIMEOUT;
    if (!WIFEXITED(running.state) || (process->work == NULL && WEXITSTATUS(running.state) == NO_START))
        return PROCESS_BROKEN;
    if (process->work == NULL && WEXITSTATUS(running.state) == NO_PROGRAM)
        return PROCESS_MISSING;
    process->exit_code = WEXITSTATUS(running.state);
    return PROCESS_DONE;
}

enum process_status process_convert(const char *const *arguments, const char *input, size_t length, int seconds,
                                    size_t most_output, struct buffer *output)
{
    struct process process = {.arguments = arguments,
                              .folder = "/usr/bin", /* it may go there anyway */
                              .input = input,
                              .input_length = length,
                              .confinement = &confine_to_input,
                              .output = output,
                              .drops_errors = true,
                              .most_output = most_output,
                              .seconds = seconds};
    enum process_status status = process_run(&process);

    return status == PROCESS_DONE && process.exit_code != 0 ? PROCESS_BROKEN : status;
}
