/** syscall(SYS_mlock, …) is mlock(…): which call it makes, as <sys/syscall.h> and <asm/unistd.h> name them. */

/** The function that `SYS_mlock` and `__NR_mlock` ask for; undefined where that is not what the function of the name does. */
export function systemCallNamed(constant = ""): string | undefined {
  const prefix = prefixes.find((one) => constant.startsWith(one));
  const name = prefix && constant.slice(prefix.length);
  return !name || unlikeTheirFunction.has(name) ? undefined : name;
}

const prefixes = ["SYS_", "__NR_"];

const unlikeTheirFunction: ReadonlySet<string> = new Set([
  "brk",
  "exit",
  "getcwd",
  "clone",
  "sched_getaffinity",
  "getpriority",
  "ptrace",
]);
