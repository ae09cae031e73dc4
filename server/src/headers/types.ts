/** The types of C and POSIX headers as far as memory locking programs name them; sizes follow the data model. */

export type DataModel = "ILP32" | "LP64";

/** Fixed-width and pointer-sized integers, and the ids that system calls take. */
export function basicTypes(model: DataModel): string {
  const word = model === "LP64" ? "long" : "int";
  const wide = model === "LP64" ? "long" : "long long";
  return `
typedef signed char int8_t, int_least8_t, int_fast8_t, _Int8t;
typedef short int16_t, int_least16_t, _Int16t;
typedef int int32_t, int_least32_t, _Int32t;
typedef ${wide} int64_t, int_least64_t, intmax_t, _Int64t;
typedef unsigned char uint8_t, uint_least8_t, uint_fast8_t, _Uint8t;
typedef unsigned short uint16_t, uint_least16_t, _Uint16t;
typedef unsigned int uint32_t, uint_least32_t, _Uint32t;
typedef unsigned ${wide} uint64_t, uint_least64_t, uintmax_t, _Uint64t;
typedef ${word} int_fast16_t, int_fast32_t, ssize_t, ptrdiff_t, intptr_t;
typedef ${wide} int_fast64_t;
typedef unsigned ${word} uint_fast16_t, uint_fast32_t, size_t, uintptr_t, vaddr_t;
typedef unsigned ${wide} uint_fast64_t;
typedef unsigned char u_char;
typedef unsigned short u_short, ushort;
typedef unsigned int u_int, uint;
typedef unsigned long u_long, ulong;
typedef char *caddr_t;
typedef int wchar_t;
typedef unsigned int wint_t;
typedef long double max_align_t;
typedef _Bool bool;
typedef long off_t, time_t, clock_t, suseconds_t, blkcnt_t, blksize_t;
typedef ${wide} off64_t, loff_t;
typedef int pid_t, clockid_t, id_t, key_t, errno_t;
typedef unsigned int uid_t, gid_t, mode_t, useconds_t, socklen_t;
typedef unsigned long dev_t, ino_t, nlink_t, rlim_t, nfds_t;
typedef unsigned ${wide} rlim64_t, paddr64_t;
typedef unsigned ${word} paddr_t;
typedef unsigned int paddr32_t;
typedef int sig_atomic_t;
typedef unsigned long pthread_t;
typedef void *timer_t;
`;
}

/** Structures whose members programs read and write; the rest stay opaque. */
export const structures = `
typedef struct _IO_FILE FILE;
typedef struct __dirstream DIR;
typedef struct { unsigned long __bits[16]; } sigset_t;
typedef void *va_list;
typedef struct { long __opaque[8]; } pthread_attr_t, pthread_mutex_t, pthread_cond_t, pthread_rwlock_t, sem_t;
typedef struct { int __opaque; } pthread_mutexattr_t, pthread_condattr_t, pthread_once_t, pthread_spinlock_t;
typedef unsigned int pthread_key_t;
typedef long jmp_buf[32];
typedef long sigjmp_buf[32];
struct rlimit { rlim_t rlim_cur; rlim_t rlim_max; };
struct rlimit64 { rlim64_t rlim_cur; rlim64_t rlim_max; };
struct timespec { time_t tv_sec; long tv_nsec; };
struct timeval { time_t tv_sec; suseconds_t tv_usec; };
struct itimerspec { struct timespec it_interval; struct timespec it_value; };
struct itimerval { struct timeval it_interval; struct timeval it_value; };
struct sched_param { int sched_priority; };
struct iovec { void *iov_base; size_t iov_len; };
union sigval { int sival_int; void *sival_ptr; };
typedef struct { int si_signo; int si_errno; int si_code; union sigval si_value; } siginfo_t;
struct sigaction {
  union { void (*sa_handler)(int); void (*sa_sigaction)(int, siginfo_t *, void *); };
  sigset_t sa_mask;
  int sa_flags;
};
struct sigevent {
  union sigval sigev_value;
  int sigev_signo;
  int sigev_notify;
  void (*sigev_notify_function)(union sigval);
  pthread_attr_t *sigev_notify_attributes;
};
typedef void (*sighandler_t)(int);
struct sysinfo;
struct stat;
struct rusage;
typedef struct intrspin { volatile unsigned value; } intrspin_t;
`;
