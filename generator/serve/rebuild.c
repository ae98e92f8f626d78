#include "serve/private.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Where the child finds its end of the pipe. */
enum { REPORT_DESCRIPTOR = STDERR_FILENO + 1 };

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

static _Noreturn void run_child(pid_t parent, int descriptor, int (*work)(void *context, struct buffer *report),
                                void *context)
{
    struct buffer report = {0};
    sigset_t none;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(EXIT_FAILURE);
    /* Connections must close when the parent closes them, however long this build takes. */
    if (descriptor != REPORT_DESCRIPTOR)
        dup2(descriptor, REPORT_DESCRIPTOR);
    fcntl(REPORT_DESCRIPTOR, F_SETFD, FD_CLOEXEC);
    close_range(REPORT_DESCRIPTOR + 1, ~0u, 0);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    int status = work(context, &report);
    fflush(NULL);
    write_all(REPORT_DESCRIPTOR, buffer_string(&report), report.length);
    _exit(status);
}

bool rebuild_start(struct rebuild *rebuild, int (*work)(void *context, struct buffer *report), void *context)
{
    int ends[2];
    pid_t parent = getpid();

    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    /* What is buffered must not be printed by both. */
    fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        run_child(parent, ends[1], work, context);
    int saved = errno;
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        errno = saved;
        return false;
    }
    rebuild->child = child;
    rebuild->descriptor = ends[0];
    rebuild->ended = false;
    buffer_clear(&rebuild->report);
    return true;
}

bool rebuild_take(struct rebuild *rebuild, int *status)
{
    char block[16 * 1024];
    ssize_t got;

    while ((got = read(rebuild->descriptor, block, sizeof block)) > 0)
        buffer_bytes(&rebuild->report, block, (size_t)got);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return false;
    /* Only the child had the other end, so it is gone or about to go. */
    while (waitpid(rebuild->child, status, 0) < 0 && errno == EINTR)
        ;
    close(rebuild->descriptor);
    rebuild->descriptor = -1;
    rebuild->child = 0;
    return true;
}

void rebuild_kill(struct rebuild *rebuild)
{
    rebuild->ended = true;
    kill(rebuild->child, SIGKILL);
}

void rebuild_close(struct rebuild *rebuild)
{
    if (rebuild->child > 0) {
        rebuild_kill(rebuild);
        while (waitpid(rebuild->child, NULL, 0) < 0 && errno == EINTR)
            ;
        close(rebuild->descriptor);
    }
    buffer_free(&rebuild->report);
    *rebuild = (struct rebuild){.descriptor = -1};
}
