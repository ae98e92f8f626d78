#include "base/process.h"

#include "base/file.h"
#include "base/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_KEPT = 256 };

enum what { KEEP_NOTHING, KEEP_FOLDER, KEEP_GROUP };

/* One thing to keep; also the message that adds or removes it. */
struct kept {
    enum what what;
    bool forget;
    pid_t group;
    dev_t device; /* which folder it is, so that no other of that name goes in its place */
    ino_t inode;
    char path[PATH_MAX];
};

static struct {
    pthread_mutex_t mutex;
    pid_t process; /* 0: not started */
    int line;      /* to it, one message after the other */
} keeper = {.mutex = PTHREAD_MUTEX_INITIALIZER, .line = -1};

static const int ends[] = {SIGINT, SIGTERM, SIGHUP};

/* ---- the keeper itself ---- */

static bool is_same(const struct kept *a, const struct kept *b)
{
    return a->what == b->what && a->group == b->group && strcmp(a->path, b->path) == 0;
}

static void note(struct kept kept[MOST_KEPT], const struct kept *message)
{
    for (size_t i = 0; i < MOST_KEPT; i++) {
        bool is_place = message->forget ? is_same(&kept[i], message) : kept[i].what == KEEP_NOTHING;
        if (!is_place)
            continue;
        kept[i] = *message;
        if (message->forget)
            kept[i].what = KEEP_NOTHING;
        return;
    }
}

static void end(const struct kept *kept)
{
    struct stat info;

    if (kept->what == KEEP_GROUP)
        kill(-kept->group, SIGKILL);
    else if (kept->what == KEEP_FOLDER && lstat(kept->path, &info) == 0 && info.st_dev == kept->device &&
             info.st_ino == kept->inode)
        file_remove_tree(kept->path);
}

/* False: nobody says anything any more; what was not said to its end does not count. */
static bool take_message(int line, struct kept *message)
{
    char *bytes = (char *)message;

    for (size_t done = 0; done < sizeof *message;) {
        ssize_t got = recv(line, bytes + done, sizeof *message - done, 0);
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        done += got > 0 ? (size_t)got : 0;
    }
    return true;
}

static _Noreturn void keep(int line)
{
    static struct kept kept[MOST_KEPT];
    struct kept message;

    /* Not reached by what is sent to our group or terminal. */
    setsid();
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        signal(ends[i], SIG_IGN);
    platform_name_process("lampiran-keeper");
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int standard = STDIN_FILENO; standard <= STDERR_FILENO; standard++)
        dup2(nowhere, standard);
    dup2(line, STDERR_FILENO + 1);
    platform_close_from(STDERR_FILENO + 2);
    while (take_message(STDERR_FILENO + 1, &message))
        note(kept, &message);
    /* Groups first: they may still write into the folders. */
    for (enum what what = KEEP_GROUP; what > KEEP_NOTHING; what--) {
        for (size_t i = 0; i < MOST_KEPT; i++) {
            if (kept[i].what == what)
                end(&kept[i]);
        }
    }
    _exit(EXIT_SUCCESS);
}

/* ---- we ---- */

/* Lets the keeper do its work, then ends as the signal would have. */
static void end_by(int number)
{
    shutdown(keeper.line, SHUT_WR);
    while (waitpid(keeper.process, NULL, 0) < 0 && errno == EINTR)
        continue;
    signal(number, SIG_DFL);
    raise(number);
}

/* Where nobody else takes the signal. */
static void catch_signals(void)
{
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct sigaction action = {0};
        if (sigaction(ends[i], NULL, &action) != 0 || action.sa_handler != SIG_DFL)
            continue;
        action.sa_handler = end_by;
        sigaction(ends[i], &action, NULL);
    }
}

static void start(void)
{
    int line[2];

    if (!platform_sockets(line))
        return;
    pid_t child = fork();
    if (child == 0)
        keep(line[1]);
    close(line[1]);
    if (child < 0) {
        close(line[0]);
        return;
    }
    keeper.process = child;
    keeper.line = line[0];
    catch_signals();
}

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0 /* the socket itself raises none */
#endif

static void send_message(const struct kept *message)
{
    const char *bytes = (const char *)message;

    for (size_t done = 0; done < sizeof *message;) {
        ssize_t sent = send(keeper.line, bytes + done, sizeof *message - done, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR)
            return;
        done += sent > 0 ? (size_t)sent : 0;
    }
}

/* Without a keeper, for want of processes, things are kept as well as we can: nothing is said. */
static void tell(const struct kept *message)
{
    pthread_mutex_lock(&keeper.mutex);
    if (keeper.process == 0 && !message->forget)
        start();
    if (keeper.process != 0)
        send_message(message);
    pthread_mutex_unlock(&keeper.mutex);
}

static void tell_folder(const char *path, bool forget)
{
    struct kept message = {.what = KEEP_FOLDER, .forget = forget};
    struct stat info;

    /* Absolute, for whoever changes the folder in between. */
    if (*path == '/')
        snprintf(message.path, sizeof message.path, "%s", path);
    else if (getcwd(message.path, sizeof message.path) != NULL &&
             strlen(message.path) + strlen(path) + 2 < sizeof message.path)
        strcat(strcat(message.path, "/"), path);
    else
        return;
    if (!forget) {
        if (lstat(path, &info) != 0)
            return;
        message.device = info.st_dev;
        message.inode = info.st_ino;
    }
    tell(&message);
}

void keeper_add_folder(const char *path)
{
    tell_folder(path, false);
}

void keeper_forget_folder(const char *path)
{
    tell_folder(path, true);
}

void keeper_add_group(pid_t group)
{
    const struct kept message = {.what = KEEP_GROUP, .group = group};

    tell(&message);
}

void keeper_forget_group(pid_t group)
{
    const struct kept message = {.what = KEEP_GROUP, .forget = true, .group = group};

    tell(&message);
}

void keeper_start_anew(void)
{
    static const pthread_mutex_t unlocked = PTHREAD_MUTEX_INITIALIZER;

    keeper.mutex = unlocked;
    keeper.process = 0;
    keeper.line = -1;
}
