#include "base/process.h"

#include "base/arena.h"
#include "base/list.h"

#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { NO_PROGRAM = 127, LARGEST_FILE = 512 * 1024 * 1024, PAUSE_NANOSECONDS = 10000000 };

bool process_is_there(const char *program)
{
    const char *path = getenv("PATH");
    char file[PATH_MAX];

    while (path != NULL && *path != '\0') {
        int length = (int)strcspn(path, ":");
        if (snprintf(file, sizeof file, "%.*s/%s", length, path, program) < (int)sizeof file && access(file, X_OK) == 0)
            return true;
        path += length + (path[length] == ':');
    }
    return false;
}

static void keep_variable(struct arena *arena, struct list *variables, const char *name)
{
    if (getenv(name) != NULL)
        list_add(variables, arena, arena_format(arena, "%s=%s", name, getenv(name)));
}

static char **environment_of(const struct process *process, struct arena *arena)
{
    struct list variables = {0};

    keep_variable(arena, &variables, "PATH");
    keep_variable(arena, &variables, "HOME");
    list_add(&variables, arena, arena_string(arena, "LC_ALL=C.UTF-8"));
    for (size_t i = 0; process->variables[i] != NULL; i++)
        list_add(&variables, arena, (void *)process->variables[i]);
    list_add(&variables, arena, NULL);
    return (char **)variables.items;
}

/* In the child: what is called here must be safe after a fork in a program with threads. */
static _Noreturn void become(const struct process *process, char **environment)
{
    const struct rlimit size = {LARGEST_FILE, LARGEST_FILE};
    const char *output = process->output ? process->output : "/dev/null";

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setpgid(0, 0);
    setrlimit(RLIMIT_FSIZE, &size);
    int in = open("/dev/null", O_RDONLY), out = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0 || chdir(process->folder) != 0)
        _exit(NO_PROGRAM - 1);
    close_range(3, ~0u, 0);
    execvpe(process->arguments[0], (char **)process->arguments, environment);
    _exit(NO_PROGRAM);
}

/* Looks again and again whether child has ended, where the system cannot tell (before Linux 5.3, under valgrind). */
static bool look_for_end(pid_t child, int seconds)
{
    const struct timespec pause = {0, PAUSE_NANOSECONDS};

    for (long looks = seconds * (1000000000L / PAUSE_NANOSECONDS); looks > 0; looks--) {
        siginfo_t ended = {0};
        if (waitid(P_PID, (id_t)child, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == child)
            return true;
        nanosleep(&pause, NULL);
    }
    return false;
}

/* Waits for the end of child as long as it may run, then ends its group. */
static bool wait_for(pid_t child, int seconds, int *state)
{
    struct pollfd end = {.fd = pidfd_open(child, 0), .events = POLLIN};
    bool in_time = end.fd >= 0 ? poll(&end, 1, seconds * 1000) > 0 : look_for_end(child, seconds);

    if (!in_time)
        kill(child, SIGKILL);
    /* What it started and left behind ends as well. */
    kill(-child, SIGKILL);
    if (end.fd >= 0)
        close(end.fd);
    waitpid(child, state, 0);
    return in_time;
}

enum process_status process_run(struct process *process, struct arena *arena)
{
    char **environment = environment_of(process, arena);
    int state = 0;

    process->exit_code = -1;
    pid_t child = fork();
    if (child < 0)
        return PROCESS_BROKEN;
    if (child == 0)
        become(process, environment);
    setpgid(child, child);
    if (!wait_for(child, process->seconds, &state))
        return PROCESS_TIMEOUT;
    if (!WIFEXITED(state) || WEXITSTATUS(state) == NO_PROGRAM - 1)
        return PROCESS_BROKEN;
    process->exit_code = WEXITSTATUS(state);
    return process->exit_code == NO_PROGRAM ? PROCESS_MISSING : PROCESS_DONE;
}
