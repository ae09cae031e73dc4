/** The types of C and POSIX headers as far as memory locking programs name them: known where all headers of a platform agree. */
import type { Platform } from "../platforms/profile";
import { compilerMacros, type Target } from "./compiler";

export type DataModel = Platform["dataModel"];

/** A name that nothing declares: of such a type nobody knows the size, nor the place of what follows it. */
export const unknown = "__depends";

/** Integers of the language, those that are alike on every platform of a data model, and those of Linux's own headers. */
export function basicTypes(target: Target): string {
  const isLP64 = target.dataModel === "LP64";
  const word = isLP64 ? "long" : "int";
  const {
    __INT64_TYPE__: wide,
    __INTMAX_TYPE__: widest,
    __WCHAR_TYPE__,
    __WINT_TYPE__,
  } = compilerMacros(target);
  return `
typedef signed char int8_t, int_least8_t, int_fast8_t, _Int8t;
typedef short int16_t, int_least16_t, _Int16t;
typedef int int32_t, int_least32_t, _Int32t;
typedef ${wide} int64_t, int_least64_t, int_fast64_t, _Int64t;
typedef unsigned char uint8_t, uint_least8_t, uint_fast8_t, _Uint8t;
typedef unsigned short uint16_t, uint_least16_t, _Uint16t;
typedef unsigned int uint32_t, uint_least32_t, _Uint32t;
typedef unsigned ${wide} uint64_t, uint_least64_t, uint_fast64_t, _Uint64t;
typedef signed char __s8;
typedef short __s16;
typedef int __s32;
typedef long long __s64;
typedef unsigned char u_int8_t, __u8;
typedef unsigned short u_int16_t, __u16, __le16, __be16, __sum16;
typedef unsigned int u_int32_t, __u32, __le32, __be32, __wsum;
typedef unsigned ${wide} u_int64_t;
typedef unsigned long long __u64, __le64, __be64;
typedef ${widest} intmax_t;
typedef unsigned ${widest} uintmax_t;
typedef ${unknown} int_fast16_t, uint_fast16_t;
typedef ${isLP64 ? unknown : "int"} int_fast32_t;
typedef ${isLP64 ? unknown : "unsigned int"} uint_fast32_t;
typedef ${word} ssize_t, ptrdiff_t, intptr_t;
typedef unsigned ${word} size_t, uintptr_t, vaddr_t, paddr_t;
typedef unsigned char u_char;
typedef unsigned short u_short, ushort;
typedef unsigned int u_int, uint;
typedef unsigned long u_long, ulong;
typedef char *caddr_t;
typedef ${__WCHAR_TYPE__ ?? unknown} wchar_t;
typedef ${__WINT_TYPE__ ?? unknown} wint_t;
typedef ${unknown} max_align_t;
typedef _Bool bool;
typedef ${isLP64 ? wide : unknown} off_t;
typedef ${wide} off64_t, loff_t;
typedef int pid_t, errno_t;
typedef unsigned int useconds_t, socklen_t, paddr32_t;
typedef unsigned ${wide} rlim64_t, paddr64_t;
typedef ${unknown} blkcnt_t, blksize_t, clock_t, dev_t, id_t, ino_t, nfds_t, nlink_t;
typedef ${unknown} pthread_key_t, pthread_once_t, pthread_spinlock_t, timer_t;
typedef ${unknown} pthread_attr_t, pthread_condattr_t, pthread_mutexattr_t, pthread_rwlockattr_t;
typedef ${unknown} pthread_barrierattr_t, pthread_barrier_t, pthread_cond_t, pthread_mutex_t, pthread_rwlock_t, sem_t;
typedef ${unknown} cpu_set_t, fd_set, stack_t, sync_t, iov_t, posix_spawn_file_actions_t, posix_spawnattr_t;
${ownTypes(target)}`;
}

interface Own {
  readonly names: string;
  /** By platform or family; on POSIX nobody knows. */
  readonly are: Readonly<Record<string, string>>;
  readonly elsewhere: string;
}

/** Types whose size or sign is not alike everywhere, but certain on each platform. */
const own: Readonly<Record<DataModel, readonly Own[]>> = {
  LP64: [
    {
      names: "mode_t",
      are: { freebsd: "unsigned short", macos: "unsigned short" },
      elsewhere: "unsigned int",
    },
    { names: "uid_t, gid_t", are: { qnx: "int" }, elsewhere: "unsigned int" },
    {
      names: "rlim_t",
      are: { freebsd: "long", macos: "unsigned long long", openbsd: "unsigned long long" },
      elsewhere: "unsigned long",
    },
    { names: "sig_atomic_t", are: { linux: "int" }, elsewhere: unknown },
    { names: "pthread_t", are: { android: "long", linux: "unsigned long" }, elsewhere: unknown },
    { names: "clockid_t, key_t", are: { linux: "int" }, elsewhere: unknown },
    { names: "time_t", are: { openbsd: "long long" }, elsewhere: "long" },
    { names: "suseconds_t", are: { macos: "int", netbsd: "int", qnx: "int" }, elsewhere: "long" },
  ],
  // Where off_t may have 64 bits, rlim_t may, too: both follow a macro.
  ILP32: [
    { names: "mode_t", are: {}, elsewhere: "unsigned int" },
    { names: "uid_t, gid_t", are: { qnx: "int" }, elsewhere: "unsigned int" },
    { names: "rlim_t", are: {}, elsewhere: unknown },
    { names: "sig_atomic_t", are: {}, elsewhere: "int" },
    { names: "clockid_t, key_t, pthread_t", are: {}, elsewhere: unknown },
    { names: "time_t", are: { qnx: "unsigned int" }, elsewhere: "long" },
    { names: "suseconds_t", are: { qnx: "int" }, elsewhere: "long" },
  ],
};

const ownTypes = ({ id, family, dataModel }: Target): string =>
  own[dataModel]
    .map(({ names, are, elsewhere }) => {
      const known = id === "posix" ? unknown : (are[id] ?? are[family] ?? elsewhere);
      return `typedef ${known} ${names};\n`;
    })
    .join("");

/** <signal.h>: where its members lie is known of Linux on 64-bit x86 and ARM. */
export function signalTypes({ family, dataModel, id }: Target): string {
  if (family !== "linux" || dataModel !== "LP64" || id === "android") return unknownSignalTypes;
  return `
typedef struct { unsigned long __bits[16]; } sigset_t;
typedef struct {
  int si_signo;
  int si_errno;
  int si_code;
  union {
    void *si_addr;
    struct {
      pid_t si_pid;
      uid_t si_uid;
      union { int si_status; union { int sival_int; void *sival_ptr; } si_value; };
    };
    long __room[14];
  };
} siginfo_t;
struct sigaction {
  union { void (*sa_handler)(int); void (*sa_sigaction)(int, siginfo_t *, void *); };
  sigset_t sa_mask;
  int sa_flags;
  void (*sa_restorer)(void);
};
`;
}

const unknownSignalTypes = `
typedef ${unknown} sigset_t;
typedef struct {
  int si_signo;
  ${unknown} __rest;
  int si_errno;
  int si_code;
  void *si_addr;
  pid_t si_pid;
  uid_t si_uid;
  int si_status;
  union { int sival_int; void *sival_ptr; } si_value;
} siginfo_t;
struct sigaction {
  ${unknown} __order;
  union { void (*sa_handler)(int); void (*sa_sigaction)(int, siginfo_t *, void *); };
  sigset_t sa_mask;
  int sa_flags;
};
`;

/**
 * Structures whose members programs read and write; the rest stay opaque. A member of unknown type stands before those
 * whose place is not the same everywhere, and at the end where a structure may have more.
 */
export const structures = `
typedef struct _IO_FILE FILE;
typedef struct __dirstream DIR;
typedef __builtin_va_list va_list, __gnuc_va_list;
typedef ${unknown} jmp_buf[1];
typedef ${unknown} sigjmp_buf[1];
struct rlimit { rlim_t rlim_cur; rlim_t rlim_max; };
struct rlimit64 { rlim64_t rlim_cur; rlim64_t rlim_max; };
struct timespec { time_t tv_sec; long tv_nsec; };
struct timeval { time_t tv_sec; suseconds_t tv_usec; };
struct itimerspec { struct timespec it_interval; struct timespec it_value; };
struct itimerval { struct timeval it_interval; struct timeval it_value; };
struct sched_param { int sched_priority; ${unknown} __rest; };
struct iovec { void *iov_base; size_t iov_len; };
union sigval { int sival_int; void *sival_ptr; };
struct sigevent {
  ${unknown} __order;
  union sigval sigev_value;
  int sigev_signo;
  int sigev_notify;
  void (*sigev_notify_function)(union sigval);
  pthread_attr_t *sigev_notify_attributes;
};
typedef void (*sighandler_t)(int);
struct flock;
struct posix_typed_mem_info;
struct pollfd { int fd; short events; short revents; };
struct rusage;
struct shmid_ds;
struct sockaddr;
struct stat;
struct dirent;
struct epoll_event;
struct group;
struct hostent;
struct ifaddrs;
struct in_addr;
struct passwd;
struct sysinfo;
typedef struct _dispatch dispatch_t;
typedef union _dispatch_context dispatch_context_t;
typedef struct _slog2_buffer *slog2_buffer_t;
typedef struct _slog2_buffer_set_config slog2_buffer_set_config_t;
typedef struct priv_set priv_set_t;
typedef struct rctlblk rctlblk_t;
typedef int rctl_priv_t;
typedef int rctl_action_t;
typedef unsigned int uint_t;
typedef unsigned long ulong_t;
typedef unsigned int priv_op_t;
typedef const char *priv_ptype_t;
typedef struct _cap_struct *cap_t;
typedef struct intrspin { volatile unsigned value; } intrspin_t;
`;
