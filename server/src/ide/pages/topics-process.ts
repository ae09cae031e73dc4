/** Topics: the calls that change what a process may lock, who shares its memory, and where its processor is. */
import type { FactName } from "../../platforms/profile";
import type { Topic } from "./topic";

const rights: readonly FactName[] = [
  "mlock.privilege",
  "munlock.privilege",
  "mlockall.privilege",
  "munlockall.privilege",
  "limit.dropped-privilege",
];
const critical: readonly FactName[] = [
  "lazy.critical",
  "lazy.interrupt",
  "interrupt.calls",
  "lock.superlocked",
];
const handlers: readonly FactName[] = [
  "mlock.interrupt",
  "munlock.interrupt",
  "mlockall.interrupt",
  "munlockall.interrupt",
];

const toggle = (signature: string, summary: string, ...seeAlso: readonly string[]): Topic => ({
  signature,
  header: "sys/neutrino.h",
  summary,
  family: "qnx",
  rules: ["not-interrupt-safe", "unreferenced-lazy-touch"],
  does: ["interrupt.calls", "lazy.critical"],
  facts: [...critical, "lock.superlock"],
  brief: ["interrupt.calls"],
  seeAlso: [...seeAlso, "InterruptAttach", "MAP_LAZY"],
});

export const processTopics: Readonly<Record<string, Topic>> = {
  setrlimit: {
    signature: "int setrlimit(int resource, const struct rlimit *limit);",
    header: "sys/resource.h",
    summary: "Sets limits; RLIMIT_MEMLOCK is the one on locked memory, in bytes.",
    facts: ["setrlimit.effect", "setrlimit.order", "setrlimit.hard", "limit.default", "limit.scope"],
    brief: ["setrlimit.effect", "limit.default"],
    constants: ["RLIMIT_MEMLOCK"],
    seeAlso: ["RLIMIT_MEMLOCK", "mlock", "mlockall"],
  },
  setuid: {
    signature: "int setuid(uid_t uid);",
    header: "unistd.h",
    summary: "Changes the user; a process that gives up root may lose the right to lock.",
    does: ["limit.dropped-privilege"],
    facts: rights,
    brief: ["mlock.privilege", "limit.dropped-privilege"],
    seeAlso: ["mlock", "munlock", "capset", "priv_set", "procmgr_ability"],
  },
  capset: {
    signature: "int capset(cap_user_header_t header, const cap_user_data_t data);",
    header: "sys/capability.h",
    summary: "Sets a thread's capabilities, CAP_IPC_LOCK among them.",
    does: ["limit.dropped-privilege"],
    facts: rights,
    privilege: "CAP_IPC_LOCK",
    seeAlso: ["CAP_IPC_LOCK", "RLIMIT_MEMLOCK", "setuid", "mlock"],
  },
  procmgr_ability: {
    signature: "int procmgr_ability(pid_t pid, unsigned ability, ...);",
    header: "sys/procmgr.h",
    summary: "Keeps, gives up or locks a process's abilities, PROCMGR_AID_MEM_LOCK among them.",
    does: ["limit.dropped-privilege"],
    facts: rights,
    privilege: "PROCMGR_AID_MEM_LOCK",
    seeAlso: ["PROCMGR_AID_MEM_LOCK", "setuid", "mlock"],
  },
  priv_set: {
    signature: "int priv_set(priv_op_t op, priv_ptype_t which, ...);",
    header: "priv.h",
    summary: "Changes a process's sets of privileges, PRIV_PROC_LOCK_MEMORY among them.",
    does: ["limit.dropped-privilege"],
    facts: rights,
    privilege: "PRIV_PROC_LOCK_MEMORY",
    seeAlso: ["PRIV_PROC_LOCK_MEMORY", "setuid", "mlock", "munlock"],
  },
  fork: {
    signature: "pid_t fork(void);",
    header: "unistd.h",
    summary: "Makes a child whose memory is a copy; whether the copy is locked is another matter.",
    does: ["lock.fork", "lock.fork-writes"],
    facts: ["lock.fork", "lock.fork-writes", "lock.sharing"],
    seeAlso: ["vfork", "exec", "mlock", "mlockall"],
  },
  vfork: {
    signature: "pid_t vfork(void);",
    header: "unistd.h",
    summary: "Makes a child that borrows its parent's memory until it execs or exits.",
    does: ["lock.vfork"],
    facts: ["lock.vfork", "lock.fork", "lock.exec"],
    seeAlso: ["fork", "exec", "exit"],
  },
  exec: {
    signature: "int execve(const char *path, char *const argv[], char *const envp[]);",
    header: "unistd.h",
    summary: "Replaces the process's memory with another program's; so do all calls of its family.",
    does: ["lock.exec"],
    facts: ["lock.exec"],
    seeAlso: ["fork", "mlockall", "exit"],
  },
  exit: {
    signature: "void exit(int status);",
    header: "stdlib.h",
    summary: "Ends the process, and with it its memory.",
    does: ["lock.exit"],
    facts: ["lock.exit", "lock.sharing"],
    seeAlso: ["exec", "munlock"],
  },
  pthread_create: {
    signature:
      "int pthread_create(pthread_t *thread, const pthread_attr_t *attr, void *(*start)(void *), void *arg);",
    header: "pthread.h",
    summary:
      "Starts a thread; its stack is a new mapping, which MCL_FUTURE locks and MCL_CURRENT came too early for.",
    does: ["pthread_create.stack", "pthread_create.limit"],
    facts: [
      "pthread_create.limit",
      "pthread_create.stack",
      "mlockall.future-failure",
      "mlockall.stack",
      "lock.thread",
    ],
    brief: ["pthread_create.limit"],
    seeAlso: ["mlockall", "MCL_FUTURE", "MCL_CURRENT"],
  },
  ThreadCtl: {
    signature: "int ThreadCtl(int cmd, void *data);",
    header: "sys/neutrino.h",
    summary: "Controls a thread; the commands that grant I/O privileges also superlock the address space.",
    family: "qnx",
    does: ["lock.superlock"],
    facts: ["lock.superlock", "lock.superlocked", "lock.states"],
    brief: ["lock.superlock"],
    constants: ["_NTO_TCTL_IO", "_NTO_TCTL_IO_PRIV"],
    seeAlso: ["InterruptAttach", "InterruptDisable", "mlock"],
  },
  InterruptAttach: {
    signature:
      "int InterruptAttach(int intr, const struct sigevent *(*handler)(void *, int), const void *area, int size, unsigned flags);",
    header: "sys/neutrino.h",
    summary: "Attaches an interrupt handler, in which nothing may fault and few calls are allowed.",
    family: "qnx",
    stands: "interrupt.calls",
    rules: ["not-interrupt-safe", "unreferenced-lazy-touch", "unavailable-call"],
    does: ["lock.superlock", "interrupt.calls"],
    facts: [...critical, "lock.superlock", ...handlers],
    brief: ["interrupt.calls"],
    seeAlso: ["InterruptDisable", "ThreadCtl", "MAP_LAZY", "mlock"],
  },
  InterruptDisable: toggle(
    "void InterruptDisable(void);",
    "Disables interrupts on this processor: a critical region begins.",
    "InterruptEnable",
  ),
  InterruptEnable: toggle(
    "void InterruptEnable(void);",
    "Enables interrupts on this processor: the critical region ends.",
    "InterruptDisable",
  ),
  InterruptLock: toggle(
    "void InterruptLock(struct intrspin *spinlock);",
    "Disables interrupts and takes a spinlock: a critical region begins.",
    "InterruptUnlock",
  ),
  InterruptUnlock: toggle(
    "void InterruptUnlock(struct intrspin *spinlock);",
    "Releases a spinlock and enables interrupts: the critical region ends.",
    "InterruptLock",
  ),
};
