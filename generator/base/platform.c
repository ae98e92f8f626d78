#include "base/platform.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#if ON_LINUX
#include <linux/openat2.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

static bool close_at_exec(int descriptor)
{
    return fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0;
}

bool platform_pipe(int ends[2])
{
    return pipe(ends) == 0 && close_at_exec(ends[0]) && close_at_exec(ends[1]);
}

bool platform_sockets(int ends[2])
{
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return false;
#ifdef SO_NOSIGPIPE
    /* Where no single call can ask for it, the socket itself raises no signal. */
    int yes = 1;
    for (int i = 0; i < 2; i++)
        setsockopt(ends[i], SOL_SOCKET, SO_NOSIGPIPE, &yes, sizeof yes);
#endif
    return close_at_exec(ends[0]) && close_at_exec(ends[1]);
}

#if ON_LINUX

int platform_open_beneath(int folder, const char *name, int flags, mode_t mode)
{
    const struct open_how how = {.flags = (unsigned)flags,
                                 .mode = mode,
                                 .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};

    return (int)syscall(SYS_openat2, folder, name, &how, sizeof how);
}

bool platform_exchange(int from, const char *name, int to, const char *other)
{
    bool is_exchanged = renameat2(from, name, to, other, RENAME_EXCHANGE) == 0;

    if (!is_exchanged && errno == ENOSYS)
        errno = EINVAL;
    return is_exchanged;
}

bool platform_sync(int folder)
{
    return syncfs(folder) == 0;
}

int platform_nameless_file(void)
{
    return memfd_create("lampiran", MFD_CLOEXEC);
}

void platform_called_as(const char *name)
{
    (void)name;
}

bool platform_program(char path[PATH_MAX])
{
    ssize_t length = readlink("/proc/self/exe", path, PATH_MAX - 1);

    if (length <= 0)
        return false;
    path[length] = '\0';
    return true;
}

void platform_close_from(int first)
{
    close_range((unsigned)first, ~0u, 0);
}

void platform_end_with_parent(void)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
}

int platform_end_of(pid_t child)
{
    return pidfd_open(child, 0);
}

void platform_name_process(const char *name)
{
    prctl(PR_SET_NAME, name);
}

#else

/* More descriptors than a system gives out unasked; they are given out from the lowest on. */
enum { MOST_DESCRIPTORS = 65536 };

static char program[PATH_MAX];

int platform_open_beneath(int folder, const char *name, int flags, mode_t mode)
{
    (void)folder, (void)name, (void)flags, (void)mode;
    errno = ENOSYS;
    return -1;
}

bool platform_exchange(int from, const char *name, int to, const char *other)
{
#ifdef RENAME_SWAP
    if (renameatx_np(from, name, to, other, RENAME_SWAP) == 0)
        return true;
    if (errno == ENOTSUP)
        errno = EINVAL;
#else
    (void)from, (void)name, (void)to, (void)other;
    errno = EINVAL;
#endif
    return false;
}

bool platform_sync(int folder)
{
    (void)folder;
    sync();
    return true;
}

int platform_nameless_file(void)
{
    const char *folder = getenv("TMPDIR");
    char path[PATH_MAX];

    snprintf(path, sizeof path, "%s/lampiran-XXXXXX", folder != NULL && *folder == '/' ? folder : "/tmp");
    int descriptor = mkstemp(path);
    if (descriptor >= 0) {
        unlink(path);
        close_at_exec(descriptor);
    }
    return descriptor;
}

/* What lies in a folder of the PATH; a name with a slash is a path already. */
void platform_called_as(const char *name)
{
    const char *path = strchr(name, '/') != NULL ? "" : getenv("PATH");
    char file[PATH_MAX];

    if (path != NULL && *path == '\0' && realpath(name, program) == NULL)
        program[0] = '\0';
    while (path != NULL && *path != '\0' && program[0] == '\0') {
        int length = (int)strcspn(path, ":");
        if (snprintf(file, sizeof file, "%.*s/%s", length, path, name) >= (int)sizeof file || access(file, X_OK) != 0 ||
            realpath(file, program) == NULL)
            program[0] = '\0';
        path += length + (path[length] == ':');
    }
}

bool platform_program(char path[PATH_MAX])
{
    strcpy(path, program);
    return program[0] != '\0';
}

void platform_close_from(int first)
{
    struct rlimit limit;
    int most = MOST_DESCRIPTORS;

    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < MOST_DESCRIPTORS)
        most = (int)limit.rlim_cur;
    for (int descriptor = first; descriptor < most; descriptor++)
        close(descriptor);
}

void platform_end_with_parent(void)
{
}

int platform_end_of(pid_t child)
{
    (void)child;
    return -1;
}

void platform_name_process(const char *name)
{
    (void)name;
}

#endif

int64_t platform_changed(const struct stat *info)
{
#ifdef __APPLE__
    const struct timespec *time = &info->st_ctimespec;
#else
    const struct timespec *time = &info->st_ctim;
#endif

    return (int64_t)time->tv_sec * 1000000000 + time->tv_nsec;
}
