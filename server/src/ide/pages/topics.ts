/** What can be hovered over and looked up: every call and flag that the simulator models. */
import { allIds, platforms } from "../../platforms";
import type { Topic } from "./topic";
import { flagTopics } from "./topics-flags";
import { lockTopics } from "./topics-locks";
import { memoryTopics } from "./topics-memory";
import { processTopics } from "./topics-process";

export const topics: Readonly<Record<string, Topic>> = {
  ...lockTopics,
  ...memoryTopics,
  ...processTopics,
  ...flagTopics,
};

/** The call that takes flags of a prefix. */
const takers: Readonly<Record<string, string>> = {
  MAP: "mmap",
  PROT: "mprotect",
  MREMAP: "mremap",
  MADV: "madvise",
  MS: "msync",
  MC: "memcntl",
  SHMCTL: "shm_ctl",
  _NTO_TCTL: "ThreadCtl",
};

/** Flags that have nothing to do with locks are told of where the call is. */
function lesserFlags(): Readonly<Record<string, string>> {
  const constants = allIds.flatMap((id) => Object.keys(platforms[id].constants));
  return Object.fromEntries(
    constants.flatMap((name) => {
      const taker = takers[/^(_NTO_TCTL|[A-Z]+)_/.exec(name)?.[1] ?? ""];
      return taker === undefined || Object.hasOwn(topics, name) ? [] : [[name, taker]];
    }),
  );
}

/** Other names that a page answers to. */
export const aliases: Readonly<Record<string, string>> = {
  ...lesserFlags(),
  MAP_FAILED: "mmap",
  PROCLOCK: "plock",
  TXTLOCK: "plock",
  DATLOCK: "plock",
  sbrk: "brk",
  execve: "exec",
  execv: "exec",
  execvp: "exec",
  execl: "exec",
  execlp: "exec",
  execle: "exec",
  fexecve: "exec",
  _exit: "exit",
  _Exit: "exit",
  _SC_PAGE_SIZE: "_SC_PAGESIZE",
  SHM_LOCK: "shmctl",
  SHM_UNLOCK: "shmctl",
  ThreadCtl_r: "ThreadCtl",
  InterruptAttach_r: "InterruptAttach",
};

/** The page that tells about a name. */
export function topicName(name: string): string | undefined {
  if (Object.hasOwn(topics, name)) return name;
  return Object.hasOwn(aliases, name) ? aliases[name] : undefined;
}

/** A name for people: calls with their parentheses. */
export const shownName = (name: string): string =>
  topics[name]?.signature === undefined ? name : `${name}()`;
