#ifndef LAMPIRAN_BASE_PROCESS_H
#define LAMPIRAN_BASE_PROCESS_H

/*
 * Another process, the one way to start any: a program, or work of our own that may crash, eat all memory or never
 * end.  It runs in a process group of its own, which is killed as a whole when it ends, when its time is up and when
 * we end ourselves, with limits on what it may use, and with no descriptor of ours but those named here.  A program
 * gets a clean environment and never runs through a shell.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct buffer;

enum process_status {
    PROCESS_DONE,    /* it ended with exit_code */
    PROCESS_MISSING, /* there is no such program on the PATH */
    PROCESS_TIMEOUT, /* it was killed */
    PROCESS_BROKEN,  /* it could not be run, or a signal ended it */
};

struct process {
    /* Either a program, whose standard output and error are captured, */
    const char *const *arguments; /* the program first, ended by NULL */
    const char *const *variables; /* "NAME=value", ended by NULL; besides them it gets PATH and HOME only */
    /* or work of ours: what it appends to output is captured, what it returns is the exit status. It prints as we do.
     */
    int (*work)(void *context, struct buffer *output);
    void *context;

    const char *folder; /* where it runs; NULL: where we are */
    const char *input;  /* what it reads on standard input; NULL: nothing */
    size_t input_length;
    const struct confinement *confinement; /* where a program may go besides folder, if the system can confine it */
    struct buffer *output;                 /* emptied, then gets what is captured; NULL: that is dropped */
    bool drops_errors;                     /* standard error of a program is not captured */
    size_t most_output;                    /* bytes that are captured, the rest is dropped; 0: 16 MiB */
    size_t most_memory;                    /* bytes of address space; 0: no limit */
    size_t largest_file; /* bytes of each file that it writes; 0: 512 MiB for a program, no limit for work */
    int seconds;         /* time limit; 0: none, for process_start alone */
    int exit_code;       /* set by process_run: -1 unless PROCESS_DONE */
};

/* Runs process to its end. */
enum process_status process_run(struct process *process);

/*
 * Has output hold what a program makes of its input, length bytes, which is all that it needs: it may read what is
 * installed and write nothing, where the system can confine it, and what it says on standard error is dropped.
 * seconds and most_output are as in struct process. PROCESS_BROKEN also stands for an end with another status than 0.
 */
enum process_status process_convert(const char *const *arguments, const char *input, size_t length, int seconds,
                                    size_t most_output, struct buffer *output);

/* For work of ours that still runs: what output holds can be taken now, not at the end alone. Empties it. */
void process_hand_over(struct buffer *output);

/* One that runs beside us. Starts as {.descriptor = -1}. */
struct running {
    pid_t child;    /* 0: none runs */
    int descriptor; /* can be read when there is something to take; -1: none */
    int state;      /* after the end: what waitpid says */
    bool killed;    /* by process_kill */
    bool is_work;
    struct buffer *output;
    size_t most_output;
};

/* Starts process, which it does not need afterwards, but for the output. False: errno tells. */
bool process_start(const struct process *process, struct running *running);

/* Takes what is captured so far; does not block. True: it has ended, all is taken, and state is set. */
bool process_take(struct running *running);

/* Kills it; process_take tells when it is gone. */
void process_kill(struct running *running);

/* Kills it, if it runs, and waits for the end. */
void process_close(struct running *running);

/* Is program on the PATH? */
bool process_is_there(const char *program);

/* A number that is another one where program is another version; 0: it is not there. */
unsigned long long process_stamp(const char *program);

/* By a clock that nobody sets: for how long something takes. */
int64_t process_milliseconds(void);

/*
 * A process that can reach nothing but what it is named: no other files (Landlock), no network and no other process
 * (seccomp).  Needs no rights.  Linux 5.13 and newer can, on the processors that are known here.
 */

/* Where a program may go; both lists end by NULL, and what is not there is passed over. "." is where it starts. */
struct confinement {
    const char *const *readable; /* files and folders: also what it may run */
    const char *const *writable; /* folders */
};

/*
 * For a program that gets all of its work on standard input: it may read what is installed, and what that needs to
 * start, and write nothing.
 */
extern const struct confinement confine_to_input;

/* The system can confine. */
bool confine_is_possible(void);

/*
 * Confines this process and all that it starts, for ever. For a child after a fork: nothing is allocated. False: it is
 * not confined.
 */
bool confine_self(const struct confinement *confinement);

/*
 * What must not outlast us: folders to work in, and the groups of processes that we started.  A process beside us, the
 * keeper, is told of them; when we end in whatever way (Ctrl-C, a signal, kill -9, a crash), it kills and removes what
 * it still knows.  It is started at the first use.  After SIGINT, SIGTERM and SIGHUP we end when it has done so.
 */

/* path is a folder of ours, and all that is in it goes with us, unless it is renamed. */
void keeper_add_folder(const char *path);
void keeper_forget_folder(const char *path);

/* So do the processes of the group. */
void keeper_add_group(pid_t group);
void keeper_forget_group(pid_t group);

/* In a child of ours that is not to be a program: it has nothing of ours to keep, and a keeper of its own if any. */
void keeper_start_anew(void);

#endif
