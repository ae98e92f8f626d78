#include "leak/private.h"

#include "base/buffer.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* What command prints, into out. False: it is not there or failed. */
static bool run(const char *const *command, struct buffer *out)
{
    int ends[2], status;
    char block[16 * 1024];
    posix_spawn_file_actions_t actions;
    pid_t child;
    ssize_t got;

    buffer_clear(out);
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    int failed = posix_spawnp(&child, command[0], &actions, NULL, (char *const *)(uintptr_t)command, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    while (!failed && (got = read(ends[0], block, sizeof block)) != 0) {
        if (got > 0)
            buffer_bytes(out, block, (size_t)got);
        else if (errno != EINTR)
            break;
    }
    close(ends[0]);
    if (failed)
        return false;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void leak_scan_file(struct leak_gate *gate, const char *path, const char *full, struct place source)
{
    struct buffer bytes = {0};
    const char *const text[] = {"pdftotext", "-enc", "UTF-8", full, "-", NULL};

    if (file_read(full, &bytes) == FILE_OK)
        leak_scan(gate, path, bytes.bytes, bytes.length, source);
    if (bytes.length > 4 && memcmp(bytes.bytes, "%PDF", 4) == 0) {
        if (run(text, &bytes)) {
            leak_scan(gate, path, buffer_string(&bytes), bytes.length, source);
        } else {
            pthread_mutex_lock(&gate->mutex);
            gate->no_pdf_text = true;
            pthread_mutex_unlock(&gate->mutex);
        }
    }
    buffer_free(&bytes);
}
