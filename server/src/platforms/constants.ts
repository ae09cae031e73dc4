/** Header constants by family: numbers that several platforms share. Each platform file adds its own. */

/** The numbers that every Unix got from its ancestors. */
const oldErrno = {
  EPERM: 1,
  ENOENT: 2,
  EINTR: 4,
  EIO: 5,
  EBADF: 9,
  ENOMEM: 12,
  EACCES: 13,
  EFAULT: 14,
  EBUSY: 16,
  EEXIST: 17,
  ENODEV: 19,
  EINVAL: 22,
  ENOSPC: 28,
};

/** Linux on most processors. */
export const linuxErrno = {
  ...oldErrno,
  EAGAIN: 11,
  EWOULDBLOCK: 11,
  ENOSYS: 38,
  ENOTSUP: 95,
  EOPNOTSUPP: 95,
};

/** QNX and illumos share System V's numbers. */
export const systemVErrno = { ...oldErrno, EAGAIN: 11, EWOULDBLOCK: 11, ENOTSUP: 48, ENOSYS: 89 };

/** The BSDs and macOS; ENOTSUP differs from one to the next. */
export const bsdErrno = { ...oldErrno, EAGAIN: 35, EWOULDBLOCK: 35, ENOSYS: 78 };

const unixProtection = { PROT_NONE: 0, PROT_READ: 1, PROT_WRITE: 2, PROT_EXEC: 4 };
const sharing = { MAP_SHARED: 1, MAP_PRIVATE: 2, MAP_FIXED: 0x10 };
const whole = { MCL_CURRENT: 1, MCL_FUTURE: 2 };
const openModes = { O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2 };
const advice = { MADV_NORMAL: 0, MADV_RANDOM: 1, MADV_SEQUENTIAL: 2, MADV_WILLNEED: 3, MADV_DONTNEED: 4 };

/** <sys/mman.h> and the like of current Linux on most processors; from its uapi headers. */
export const linuxConstants = {
  ...linuxErrno,
  ...unixProtection,
  ...sharing,
  ...whole,
  ...openModes,
  ...advice,
  MCL_ONFAULT: 4,
  MLOCK_ONFAULT: 1,
  MAP_SHARED_VALIDATE: 3,
  MAP_ANON: 0x20,
  MAP_ANONYMOUS: 0x20,
  MAP_GROWSDOWN: 0x100,
  MAP_LOCKED: 0x2000,
  MAP_NORESERVE: 0x4000,
  MAP_POPULATE: 0x8000,
  MAP_NONBLOCK: 0x10000,
  MAP_STACK: 0x20000,
  MAP_HUGETLB: 0x40000,
  MAP_FIXED_NOREPLACE: 0x100000,
  MREMAP_MAYMOVE: 1,
  MREMAP_FIXED: 2,
  MREMAP_DONTUNMAP: 4,
  MADV_FREE: 8,
  MADV_REMOVE: 9,
  MADV_DONTFORK: 10,
  MADV_DOFORK: 11,
  MADV_MERGEABLE: 12,
  MADV_UNMERGEABLE: 13,
  MADV_HUGEPAGE: 14,
  MADV_NOHUGEPAGE: 15,
  MADV_DONTDUMP: 16,
  MADV_DODUMP: 17,
  MADV_WIPEONFORK: 18,
  MADV_KEEPONFORK: 19,
  MADV_COLD: 20,
  MADV_PAGEOUT: 21,
  MADV_POPULATE_READ: 22,
  MADV_POPULATE_WRITE: 23,
  MADV_DONTNEED_LOCKED: 24,
  MADV_COLLAPSE: 25,
  MADV_HWPOISON: 100,
  MADV_SOFT_OFFLINE: 101,
  MADV_GUARD_INSTALL: 102,
  MADV_GUARD_REMOVE: 103,
  MS_ASYNC: 1,
  MS_INVALIDATE: 2,
  MS_SYNC: 4,
  SHM_LOCK: 11,
  SHM_UNLOCK: 12,
  RLIMIT_MEMLOCK: 8,
  RLIM_INFINITY: -1,
  _SC_PAGESIZE: 30,
  _SC_PAGE_SIZE: 30,
  SCHED_FIFO: 1,
  SCHED_RR: 2,
};

/** illumos and Solaris; from <sys/mman.h> and its neighbours. */
export const illumosConstants = {
  ...systemVErrno,
  ...unixProtection,
  ...sharing,
  ...whole,
  ...openModes,
  ...advice,
  MADV_FREE: 5,
  MADV_ACCESS_DEFAULT: 6,
  MADV_ACCESS_LWP: 7,
  MADV_ACCESS_MANY: 8,
  MADV_PURGE: 9,
  MAP_ANON: 0x100,
  MAP_ANONYMOUS: 0x100,
  MAP_NORESERVE: 0x40,
  MS_ASYNC: 1,
  MS_INVALIDATE: 2,
  MS_SYNC: 4,
  UNLOCK: 0,
  PROCLOCK: 1,
  TXTLOCK: 2,
  DATLOCK: 4,
  MC_SYNC: 1,
  MC_LOCK: 2,
  MC_UNLOCK: 3,
  MC_ADVISE: 4,
  MC_LOCKAS: 5,
  MC_UNLOCKAS: 6,
  MC_HAT_ADVISE: 7,
  SHARED: 0x10,
  PRIVATE: 0x20,
  PROC_TEXT: 5,
  PROC_DATA: 7,
  _SC_PAGESIZE: 11,
  _SC_PAGE_SIZE: 11,
};

/** FreeBSD, NetBSD, OpenBSD and macOS; each adds its MS_*, MADV_FREE, ENOTSUP and _SC_PAGESIZE. */
export const bsdConstants = {
  ...bsdErrno,
  ...unixProtection,
  ...sharing,
  ...whole,
  ...openModes,
  ...advice,
  MAP_ANON: 0x1000,
  MAP_ANONYMOUS: 0x1000,
  RLIMIT_MEMLOCK: 6,
};

/** QNX Neutrino; from <sys/mman.h> and <sys/neutrino.h>. */
export const qnxConstants = {
  ...systemVErrno,
  ...sharing,
  ...whole,
  ...openModes,
  EOK: 0,
  PROT_NONE: 0,
  PROT_READ: 0x100,
  PROT_WRITE: 0x200,
  PROT_EXEC: 0x400,
  PROT_NOCACHE: 0x800,
  MAP_LAZY: 0x80,
  MAP_STACK: 0x1000,
  MAP_PHYS: 0x10000,
  MAP_ANON: 0x80000,
  MAP_ANONYMOUS: 0x80000,
  MS_ASYNC: 1,
  MS_SYNC: 2,
  MS_INVALIDATE: 4,
  NOFD: -1,
  RLIMIT_MEMLOCK: 7,
  _SC_PAGESIZE: 11,
  _SC_PAGE_SIZE: 11,
  SCHED_FIFO: 1,
  SCHED_RR: 2,
  SHMCTL_ANON: 1,
  SHMCTL_PHYS: 2,
  SHMCTL_GLOBAL: 0x10,
  SHMCTL_PRIV: 0x20,
  SHMCTL_LOWERPROT: 0x40,
  SHMCTL_LAZY: 0x400,
  _NTO_TCTL_IO: 1,
  _NTO_INTR_FLAGS_END: 1,
  _NTO_INTR_FLAGS_PROCESS: 4,
  _NTO_INTR_FLAGS_TRK_MSK: 8,
};

/** Where the headers of these processors differ from Linux's usual ones, as far as locking goes. */
export const linuxConstantsByArchitecture = {
  alpha: {
    MCL_CURRENT: 0x2000,
    MCL_FUTURE: 0x4000,
    MCL_ONFAULT: 0x8000,
    MAP_ANON: 0x10,
    MAP_ANONYMOUS: 0x10,
    MAP_LOCKED: 0x8000,
    MAP_NORESERVE: 0x10000,
    MAP_POPULATE: 0x20000,
    RLIMIT_MEMLOCK: 9,
    EAGAIN: 35,
    ENOSYS: 78,
  },
  sparc: {
    MCL_CURRENT: 0x2000,
    MCL_FUTURE: 0x4000,
    MCL_ONFAULT: 0x8000,
    MAP_LOCKED: 0x100,
    MAP_NORESERVE: 0x40,
    ENOSYS: 90,
  },
  ppc: {
    MCL_CURRENT: 0x2000,
    MCL_FUTURE: 0x4000,
    MCL_ONFAULT: 0x8000,
    MAP_LOCKED: 0x80,
    MAP_NORESERVE: 0x40,
  },
  mips: {
    MAP_ANON: 0x800,
    MAP_ANONYMOUS: 0x800,
    MAP_LOCKED: 0x8000,
    MAP_NORESERVE: 0x400,
    MAP_POPULATE: 0x10000,
    RLIMIT_MEMLOCK: 9,
    ENOSYS: 89,
  },
};

/**
 * POSIX gives names and no numbers. These stand in for them, so that flags can be told apart; nothing that is
 * shown to people rests on their values.
 */
export const posixConstants = {
  ...linuxErrno,
  ...unixProtection,
  ...sharing,
  ...whole,
  ...openModes,
  MS_ASYNC: 1,
  MS_INVALIDATE: 2,
  MS_SYNC: 4,
  _SC_PAGESIZE: 30,
  _SC_PAGE_SIZE: 30,
  SCHED_FIFO: 1,
  SCHED_RR: 2,
};
