/** Header constants by family: numbers that several platforms share. Each platform file adds its own. */

export const linuxErrno = {
  EPERM: 1,
  ENOENT: 2,
  EINTR: 4,
  EIO: 5,
  EBADF: 9,
  EAGAIN: 11,
  EWOULDBLOCK: 11,
  ENOMEM: 12,
  EACCES: 13,
  EFAULT: 14,
  EBUSY: 16,
  EEXIST: 17,
  ENODEV: 19,
  EINVAL: 22,
  ENOSPC: 28,
  ENOSYS: 38,
  ENOTSUP: 95,
  EOPNOTSUPP: 95,
};

/** QNX and illumos share System V's numbers. */
export const systemVErrno = {
  EPERM: 1,
  ENOENT: 2,
  EINTR: 4,
  EIO: 5,
  EBADF: 9,
  EAGAIN: 11,
  EWOULDBLOCK: 11,
  ENOMEM: 12,
  EACCES: 13,
  EFAULT: 14,
  EBUSY: 16,
  EEXIST: 17,
  ENODEV: 19,
  EINVAL: 22,
  ENOSPC: 28,
  ENOTSUP: 48,
  ENOSYS: 89,
};

const unixProtection = { PROT_NONE: 0, PROT_READ: 1, PROT_WRITE: 2, PROT_EXEC: 4 };
const sharing = { MAP_SHARED: 1, MAP_PRIVATE: 2, MAP_FIXED: 0x10 };
const whole = { MCL_CURRENT: 1, MCL_FUTURE: 2 };
const openModes = { O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2 };

export const linuxConstants = {
  ...linuxErrno,
  ...unixProtection,
  ...sharing,
  ...whole,
  ...openModes,
  MAP_ANON: 0x20,
  MAP_ANONYMOUS: 0x20,
  MAP_LOCKED: 0x2000,
  MAP_NORESERVE: 0x4000,
  RLIMIT_MEMLOCK: 8,
  _SC_PAGESIZE: 30,
  _SC_PAGE_SIZE: 30,
  SCHED_FIFO: 1,
  SCHED_RR: 2,
};

export const illumosConstants = {
  ...systemVErrno,
  ...unixProtection,
  ...sharing,
  ...whole,
  ...openModes,
  MAP_ANON: 0x100,
  MAP_ANONYMOUS: 0x100,
  MAP_NORESERVE: 0x40,
  _SC_PAGESIZE: 11,
  _SC_PAGE_SIZE: 11,
  MC_SYNC: 1,
  MC_LOCK: 2,
  MC_UNLOCK: 3,
  MC_ADVISE: 4,
  MC_LOCKAS: 5,
  MC_UNLOCKAS: 6,
};

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
  _SC_PAGESIZE: 30,
  _SC_PAGE_SIZE: 30,
  SCHED_FIFO: 1,
  SCHED_RR: 2,
};
