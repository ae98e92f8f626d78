/*
 * Makes failure happen: loaded before the C library (LD_PRELOAD), it lets the N-th call fail.
 *     FAIL_ALLOCATION=N   the N-th malloc, calloc or realloc gives NULL
 *     FAIL_WRITE=N        the N-th write to a file says that the disk is full
 *     FAIL_EXCHANGE=1     folders cannot be exchanged in one step, as on some file systems
 *     FAIL_RENAME=N       the N-th rename fails
 *     FAIL_LANDLOCK=1     the system cannot confine programs
 * Without any of them it prints how many calls there were to the file COUNT_TO names.
 */

#include <errno.h>
#include <dlfcn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *bytes, size_t size);

static atomic_long allocations, writes, renames;

/* getenv needs no memory, so it can be called from malloc. */
static int is_due(const char *variable, atomic_long *count)
{
    long number = atomic_fetch_add(count, 1) + 1;
    const char *wanted = getenv(variable);

    return wanted != NULL && atol(wanted) == number;
}

static int fails_now(void)
{
    if (!is_due("FAIL_ALLOCATION", &allocations))
        return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return fails_now() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails_now() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *bytes, size_t size)
{
    return fails_now() ? NULL : __libc_realloc(bytes, size);
}

ssize_t write(int descriptor, const void *bytes, size_t length)
{
    static ssize_t (*next)(int, const void *, size_t);

    if (next == NULL)
        next = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    if (descriptor > STDERR_FILENO && is_due("FAIL_WRITE", &writes)) {
        errno = ENOSPC;
        return -1;
    }
    return next(descriptor, bytes, length);
}

int renameat2(int old_folder, const char *old_path, int new_folder, const char *new_path, unsigned flags)
{
    static int (*next)(int, const char *, int, const char *, unsigned);

    if (next == NULL)
        next = (int (*)(int, const char *, int, const char *, unsigned))dlsym(RTLD_NEXT, "renameat2");
    if (getenv("FAIL_EXCHANGE") != NULL) {
        errno = EINVAL;
        return -1;
    }
    return next(old_folder, old_path, new_folder, new_path, flags);
}

int rename(const char *old_path, const char *new_path)
{
    static int (*next)(const char *, const char *);

    if (next == NULL)
        next = (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename");
    if (is_due("FAIL_RENAME", &renames)) {
        errno = EIO;
        return -1;
    }
    return next(old_path, new_path);
}

int renameat(int old_folder, const char *old_path, int new_folder, const char *new_path)
{
    static int (*next)(int, const char *, int, const char *);

    if (next == NULL)
        next = (int (*)(int, const char *, int, const char *))dlsym(RTLD_NEXT, "renameat");
    if (is_due("FAIL_RENAME", &renames)) {
        errno = EIO;
        return -1;
    }
    return next(old_folder, old_path, new_folder, new_path);
}

long syscall(long number, ...)
{
    static long (*next)(long, ...);
    va_list arguments;
    long given[6];

    if (next == NULL)
        next = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
    if (number == SYS_landlock_create_ruleset && getenv("FAIL_LANDLOCK") != NULL) {
        errno = ENOSYS;
        return -1;
    }
    va_start(arguments, number);
    for (int i = 0; i < 6; i++)
        given[i] = va_arg(arguments, long);
    va_end(arguments);
    return next(number, given[0], given[1], given[2], given[3], given[4], given[5]);
}

static void __attribute__((destructor)) print_counts(void)
{
    const char *path = getenv("COUNT_TO");

    if (path != NULL) {
        FILE *out = fopen(path, "w");
        if (out != NULL) {
            fprintf(out, "%ld %ld\n", atomic_load(&allocations), atomic_load(&writes));
            fclose(out);
        }
    }
}
