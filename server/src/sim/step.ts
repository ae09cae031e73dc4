/**
 * What a kernel may do at one call, given what a platform's pages say and what is known of the process. It knows
 * no platform by name: everything that differs is in the profile.
 */
import { madvise, msync } from "./advice";
import { brk, ftruncate, growStack, pthreadCreate } from "./growth";
import { interruptAttach, switchInterrupts, threadCtl } from "./interrupts";
import { lockRange, mlock2 } from "./locking";
import { mmap, munmap } from "./mapping";
import { memcntl, plock, shmctl } from "./older";
import type { SimProfile, Stage } from "./outcomes";
import { shmCtl } from "./physical";
import { capset, changePrivilege, exec, exit, fork, setrlimit, setuid, vfork } from "./process";
import { mprotect, mremap } from "./reshaping";
import { touch } from "./touch";
import type { AddressDomain, Call, CallName, Step, World } from "./types";
import { mlockall, munlockall } from "./whole";

export type { SimProfile } from "./outcomes";

/**
 * All that may happen when a process whose kernel knows `world` makes `call`, as far as `profile` and what is known of
 * addresses (`domain`) tell. Total: it throws for no argument, and has at least one outcome.
 */
export function step<Address>(
  profile: SimProfile,
  world: World,
  call: Call<Address>,
  domain: AddressDomain<Address>,
): Step {
  // The table pairs each name with a handler of that name's call.
  const handler = handlers[call.name] as <A>(stage: Stage<A>, call: Call<A>) => Step;
  return handler({ profile, world, domain }, call);
}

/** The member of the union whose name is, or may be, `Name`. */
type CallNamed<C, Name> = C extends { readonly name: infer Names } ? (Name extends Names ? C : never) : never;

const handlers: {
  readonly [Name in CallName]: <Address>(stage: Stage<Address>, call: CallNamed<Call<Address>, Name>) => Step;
} = {
  mmap,
  munmap,
  mprotect,
  mremap,
  madvise,
  msync,
  brk,
  ftruncate,
  shm_ctl: shmCtl,
  shmctl,
  mlock: lockRange,
  munlock: lockRange,
  mlock2,
  mlockall,
  munlockall,
  plock,
  memcntl,
  touch,
  setrlimit,
  procmgr_ability: changePrivilege,
  priv_set: changePrivilege,
  setuid,
  capset,
  pthread_create: pthreadCreate,
  growStack,
  fork,
  vfork,
  exec,
  exit,
  ThreadCtl: threadCtl,
  InterruptAttach: interruptAttach,
  InterruptDisable: switchInterrupts,
  InterruptEnable: switchInterrupts,
  InterruptLock: switchInterrupts,
  InterruptUnlock: switchInterrupts,
};
