/** Which calls the twin makes, and which of their failures no run can bring about, with the reasons: a closed list. */
import type { CallName } from "../../server/src/sim/types";

/** All that the driver can carry out. */
export const callNames: readonly CallName[] = [
  "mmap",
  "munmap",
  "mprotect",
  "mremap",
  "madvise",
  "msync",
  "brk",
  "touch",
  "ftruncate",
  "mlock",
  "mlock2",
  "munlock",
  "mlockall",
  "munlockall",
  "setrlimit",
  "setuid",
  "capset",
  "fork",
  "exec",
];

/** By the fact that the failure would rest on. */
const reasons: Readonly<Record<string, string>> = {
  "mlock.resources": "the kernel would have to be out of memory",
  "mlockall.resources": "the kernel would have to be out of memory",
  "mlock.map-count": "a process would have to have as many mappings as it may",
};

const reasonOf = (failure: string) => reasons[failure.split(" ").at(-1) ?? ""];

export interface Unexercised {
  readonly explained: readonly string[];
  readonly unexplained: readonly string[];
}

export function unexercised(missing: readonly string[]): Unexercised {
  return {
    explained: missing.flatMap((failure) => {
      const reason = reasonOf(failure);
      return reason === undefined ? [] : [`${failure}: ${reason}`];
    }),
    unexplained: missing.filter((failure) => reasonOf(failure) === undefined),
  };
}
