/*
 * Carries out sequences of memory calls on the running kernel, and after each call writes what the kernel answered and
 * how memory looks: the other half of the kernel twin. protocol.ts describes the lines that come and go.
 *
 * Standard input is a file of sequences. Each is run by a child of its own that starts by executing this very program
 * ("run OFFSET"), so that its address space is new; the call `exec` does the same in the middle. In a run nothing
 * allocates memory: buffers are static, and the program break belongs to the script.
 */
#define _GNU_SOURCE
#include "observe.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define FILE_FD 9
#define SECRET_FD 10
#define SECRET_SIZE (64 * PAGE)
#define NOBODY 65534

static char *self;
static char script[1 << 15];
static long offset_in_file;
static volatile sig_atomic_t fault_signal;
static sigjmp_buf before_touch;
static volatile sig_atomic_t is_touching;

static void on_fault(int signal)
{
    if (!is_touching)
        give_up(128 + signal);
    fault_signal = signal;
    siglongjmp(before_touch, 1);
}

static long faults_so_far(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_minflt + usage.ru_majflt;
}

/* Returns how many page faults the access took. */
static long touch(volatile char *address, long write)
{
    volatile long before = 0;
    is_touching = 1;
    if (sigsetjmp(before_touch, 0) == 0) {
        /* The first time this writes to pages of our own, which may fault after a fork. */
        before = faults_so_far();
        before = faults_so_far();
        if (write)
            *address = 1;
        else
            (void)*address;
        before = faults_so_far() - before;
    }
    is_touching = 0;
    return before;
}

static long drop_capability(void)
{
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[2];
    const __u32 bit = 1u << CAP_IPC_LOCK;
    if (syscall(SYS_capget, &header, data) != 0)
        return -1;
    data[0].effective &= ~bit;
    data[0].permitted &= ~bit;
    data[0].inheritable &= ~bit;
    /* Without CAP_SETPCAP there is nothing that exec could bring back. */
    prctl(PR_CAPBSET_DROP, CAP_IPC_LOCK, 0, 0, 0);
    return syscall(SYS_capset, &header, data);
}

static long limit_to(long soft, long hard)
{
    struct rlimit limit = {(rlim_t)soft, (rlim_t)hard};
    return setrlimit(RLIMIT_MEMLOCK, &limit);
}

/* The child goes on; the parent is there until it has finished. */
static long fork_and_follow(void)
{
    int status;
    pid_t child;
    flush();
    child = fork();
    if (child < 0)
        return -1;
    if (child > 0) {
        while (waitpid(child, &status, 0) < 0)
            ;
        _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 8);
    }
    open_eyes();
    return 0;
}

static void run_self(long offset)
{
    char digits[24];
    char *arguments[] = {self, "run", digits, NULL};
    char *environment[] = {NULL};
    /* Always as many digits: the stack of every run looks alike. */
    for (int i = 0; i < 12; i++, offset /= 10)
        digits[11 - i] = (char)('0' + offset % 10);
    digits[12] = '\0';
    flush();
    execve(self, arguments, environment);
    _exit(9);
}

/* Bytes by which the break moves; 0, or -1 and ENOMEM, as sbrk() says it. */
static long move_break(long increment)
{
    long wanted = syscall(SYS_brk, 0) + increment;
    if (syscall(SYS_brk, wanted) == wanted)
        return 0;
    errno = ENOMEM;
    return -1;
}

/* By their numbers in a script: none, the file, memory that only this process can see. */
static const int descriptors[] = {-1, FILE_FD, SECRET_FD};

static long perform(char call, const long *a, long after)
{
    void *address = (void *)a[0];
    size_t length = (size_t)a[1];
    switch (call) {
    case 'm':
        return syscall(SYS_mmap, a[0], a[1], a[2], a[3], descriptors[a[4]], a[5]);
    case 'u':
        return munmap(address, length);
    case 'p':
        return mprotect(address, length, (int)a[2]);
    case 'r':
        return syscall(SYS_mremap, a[0], a[1], a[2], a[3], a[4]);
    case 'l':
        return mlock(address, length);
    case 'L':
        return syscall(SYS_mlock2, a[0], a[1], a[2]);
    case 'U':
        return munlock(address, length);
    case 'a':
        return mlockall((int)a[0]);
    case 'A':
        return munlockall();
    case 'b':
        return move_break(a[0]);
    case 'v':
        return madvise(address, length, (int)a[2]);
    case 'y':
        return msync(address, length, (int)a[2]);
    case 'f':
        return ftruncate(FILE_FD, a[0]);
    case 's':
        return limit_to(a[0], a[1]);
    case 'c':
        return drop_capability();
    case 'i':
        return setuid(NOBODY);
    case 't':
        return touch((volatile char *)address, a[1]);
    case 'k':
        return fork_and_follow();
    case 'x':
        run_self(after);
        return -1;
    default:
        give_up(10);
    }
}

/* Reads " NUMBER NUMBER...\n" and returns where the next line begins. */
static const char *read_numbers(const char *at, long numbers[6])
{
    char *end;
    memset(numbers, 0, 6 * sizeof numbers[0]);
    for (int i = 0; i < 6 && *at == ' '; i++, at = end)
        numbers[i] = strtol(at, &end, 10);
    return *at == '\n' ? at + 1 : at;
}

static void load_script(long offset)
{
    ssize_t got = pread(0, script, sizeof script - 1, offset);
    offset_in_file = offset;
    script[got > 0 ? got : 0] = '\0';
}

static void run(long offset)
{
    struct sigaction action;
    const char *at = script;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_fault;
    action.sa_flags = SA_NODEFER;
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
    load_script(offset);
    open_eyes();
    introduce((unsigned long)syscall(SYS_brk, 0), fcntl(SECRET_FD, F_GETFD) >= 0);
    while (*at && *at != '.') {
        long numbers[6], result;
        char call = *at;
        at = read_numbers(at + 1, numbers);
        fault_signal = 0;
        errno = 0;
        result = perform(call, numbers, offset_in_file + (at - script));
        report(result, errno, fault_signal);
    }
    flush();
    _exit(0);
}

/* Not every kernel has it: then the descriptor stays closed. */
static void open_secret(void)
{
#ifdef SYS_memfd_secret
    int secret = (int)syscall(SYS_memfd_secret, 0);
    if (secret >= 0 && (dup2(secret, SECRET_FD) < 0 || ftruncate(SECRET_FD, SECRET_SIZE) != 0))
        _exit(16);
    if (secret >= 0)
        close(secret);
#endif
}

/* "S NOBODY KEEPS SOFT HARD SIZE": the user, whether the capability stays, the limits, and the file's size. */
static void start_sequence(const long *setting, long offset)
{
    int file = memfd_create("file", 0);
    if (file < 0 || dup2(file, FILE_FD) < 0 || ftruncate(FILE_FD, setting[4]) != 0)
        _exit(11);
    close(file);
    open_secret();
    if (limit_to(setting[2], setting[3]) != 0)
        _exit(12);
    if ((!setting[1] && drop_capability() != 0) || (setting[0] && getuid() == 0 && setuid(NOBODY) != 0))
        _exit(13);
    personality(ADDR_NO_RANDOMIZE);
    run_self(offset);
}

int main(int count, char **arguments)
{
    long offset = 0;
    self = arguments[0];
    if (count == 3 && strcmp(arguments[1], "run") == 0)
        run(atol(arguments[2]));
    for (load_script(0); script[0] == 'S'; load_script(offset)) {
        long setting[6];
        int status;
        long first = read_numbers(script + 1, setting) - script;
        const char *end = strstr(script, "\n.\n");
        pid_t child = fork();
        if (child < 0 || !end)
            return 14;
        if (child == 0)
            start_sequence(setting, offset + first);
        if (waitpid(child, &status, 0) != child)
            return 15;
        put_char('.');
        put_number(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
        put_char('\n');
        flush();
        offset += end + 3 - script;
    }
    return 0;
}
