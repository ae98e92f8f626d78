#include "base/process.h"

#include "base/platform.h"

#if ON_LINUX

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- files ---- */

/* Rights that older headers do not name, by the version of Landlock that has them. */
#define RIGHT_TRUNCATE (UINT64_C(1) << 14) /* 3 */
#define RIGHT_DEVICE (UINT64_C(1) << 15)   /* 5 */

enum { VERSION_TRUNCATE = 3, VERSION_NETWORK = 4, VERSION_DEVICE = 5, VERSION_SCOPE = 6 };

/* As struct landlock_ruleset_attr of the newest version; older kernels take the beginning of it. */
struct ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scope;
};

static const uint64_t reading = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t writing = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
                                LANDLOCK_ACCESS_FS_MAKE_REG | RIGHT_TRUNCATE;
static const uint64_t of_files =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | RIGHT_TRUNCATE;

/* Devices, links, sockets and moves between folders: nobody needs them. */
static const uint64_t nothing_else = LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_SOCK |
                                     LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
                                     LANDLOCK_ACCESS_FS_MAKE_SYM;

static const char *const installed[] = {"/usr",
                                        "/lib",
                                        "/lib64",
                                        "/bin",
                                        "/etc/fonts",
                                        "/etc/alternatives",
                                        "/etc/ld.so.cache",
                                        "/dev/urandom",
                                        "/dev/zero",
                                        "/var/cache/fontconfig", /* without it each start reads all fonts: 0.4 s */
                                        NULL};

const struct confinement confine_to_input = {.readable = installed};

static int landlock_version(void)
{
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

static uint64_t known_rights(int version)
{
    uint64_t rights = reading | writing | nothing_else;

    if (version < VERSION_TRUNCATE)
        rights &= ~RIGHT_TRUNCATE;
    return version < VERSION_DEVICE ? rights : rights | RIGHT_DEVICE;
}

/* False: it is there and cannot be allowed. */
static bool allow(int rules, const char *path, uint64_t rights)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = open(path, O_PATH | O_CLOEXEC)};
    struct stat info;

    if (rule.parent_fd < 0)
        return errno == ENOENT || errno == EACCES || errno == ENOTDIR;
    if (fstat(rule.parent_fd, &info) == 0 && !S_ISDIR(info.st_mode))
        rule.allowed_access &= of_files;
    bool done = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    close(rule.parent_fd);
    return done;
}

static bool allow_all(int rules, const char *const *paths, uint64_t rights)
{
    for (; paths != NULL && *paths != NULL; paths++) {
        if (!allow(rules, *paths, rights))
            return false;
    }
    return true;
}

static bool confine_files(const struct confinement *confinement)
{
    int version = landlock_version();
    uint64_t rights = version > 0 ? known_rights(version) : 0;
    /* All of the network, signals to others and sockets without a name, where the kernel knows them. */
    const struct ruleset ruleset = {rights, 3, 3};
    size_t size = version < VERSION_NETWORK ? offsetof(struct ruleset, network)
                  : version < VERSION_SCOPE ? offsetof(struct ruleset, scope)
                                            : sizeof ruleset;

    if (version <= 0)
        return false;
    int rules = (int)syscall(SYS_landlock_create_ruleset, &ruleset, size, 0);
    bool done = rules >= 0 && allow_all(rules, confinement->readable, reading & rights) &&
                allow_all(rules, confinement->writable, (reading | writing) & rights) &&
                allow(rules, "/dev/null", (reading | writing) & rights) &&
                syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    if (rules >= 0)
        close(rules);
    return done;
}

/* ---- the network, and other processes ---- */

#if defined __x86_64__
enum { ARCHITECTURE = AUDIT_ARCH_X86_64, FOREIGN_CALLS = 0x40000000 };
#elif defined __aarch64__
enum { ARCHITECTURE = AUDIT_ARCH_AARCH64, FOREIGN_CALLS = 0x40000000 };
#else
enum { ARCHITECTURE = 0, FOREIGN_CALLS = 0 };
#endif

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define REFUSE BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES)
#define REFUSE_CALL(number) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 1), REFUSE

static bool confine_calls(void)
{
    static const struct sock_filter filter[] = {
        /* Calls by the numbers of another processor would be others. */
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        LOAD(nr),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, FOREIGN_CALLS, 0, 1),
        REFUSE,
        REFUSE_CALL(SYS_socket),
        REFUSE_CALL(SYS_ptrace),
        REFUSE_CALL(SYS_process_vm_readv),
        REFUSE_CALL(SYS_process_vm_writev),
        REFUSE_CALL(SYS_pidfd_getfd),
        REFUSE_CALL(SYS_io_uring_setup),
        REFUSE_CALL(SYS_mount),
        REFUSE_CALL(SYS_unshare),
        REFUSE_CALL(SYS_setns),
        REFUSE_CALL(SYS_bpf),
        REFUSE_CALL(SYS_keyctl),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const struct sock_fprog program = {sizeof filter / sizeof *filter, (struct sock_filter *)(uintptr_t)filter};

    return ARCHITECTURE != 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

bool confine_is_possible(void)
{
    /* That the kernel filters calls is asked with no filter: one that can says that there is none. */
    return ARCHITECTURE != 0 && landlock_version() > 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL) != 0 &&
           errno == EFAULT;
}

bool confine_self(const struct confinement *confinement)
{
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && confine_files(confinement) && confine_calls();
}

#else

const struct confinement confine_to_input = {0};

bool confine_is_possible(void)
{
    return false;
}

bool confine_self(const struct confinement *confinement)
{
    (void)confinement;
    return false;
}

#endif
