/** Calls that the simulator answers: arguments in, outcomes out. */
import type { CallSite } from "../c/ir";
import type { FactName, Platform } from "../platforms/profile";
import { type RegionAddress, regions } from "../sim/regions";
import { step } from "../sim/step";
import type { Call, Outcome, Step, World } from "../sim/types";
import { addressOf } from "./addresses";
import type { ResultKind } from "./models";
import type { ObjectKind } from "./state";
import { exact, onlyFunction, type Value } from "./value";

/** What a kernel call is made with. */
export interface KernelArguments {
  readonly platform: Platform;
  readonly world: World;
  readonly args: readonly Value[];
  /** The region a new mapping becomes. */
  readonly region: string;
  readonly objects: ReadonlyMap<string, ObjectKind>;
}

interface KernelCall {
  readonly result: ResultKind;
  /** Follow success and failure apart: what comes later depends on which it was. Otherwise success is followed. */
  readonly split: boolean;
  readonly build: (given: KernelArguments) => Call<RegionAddress>;
}

const address = ({ args, world }: KernelArguments, index: number): RegionAddress =>
  addressOf(args[index] ?? { range: null, targets: [] }, world);
const integer = ({ args }: KernelArguments, index: number): number | undefined => {
  const value = args[index];
  return value && exact(value);
};

const range =
  (name: "mlock" | "munlock" | "munmap") =>
  (given: KernelArguments): Call<RegionAddress> => ({
    name,
    address: address(given, 0),
    length: integer(given, 1),
  });

const plain = (
  name: "InterruptDisable" | "InterruptEnable" | "InterruptLock" | "InterruptUnlock",
): KernelCall => ({
  result: "zero-or-minus-one",
  split: false,
  build: () => ({ name }),
});

const attach = (result: ResultKind): KernelCall => ({
  result,
  split: true,
  build: ({ args }) => ({ name: "InterruptAttach", hasHandler: handlerGiven(args[1]) }),
});

const control = (result: ResultKind): KernelCall => ({
  result,
  split: true,
  build: (given) => ({ name: "ThreadCtl", command: integer(given, 0) }),
});

const map: KernelCall = { result: "address-or-map-failed", split: false, build: mapping };

const kernelCalls: Readonly<Record<string, KernelCall>> = {
  mlock: { result: "zero-or-minus-one", split: true, build: range("mlock") },
  munlock: { result: "zero-or-minus-one", split: false, build: range("munlock") },
  mlock2: {
    result: "zero-or-minus-one",
    split: true,
    build: (given) => ({
      name: "mlock2",
      address: address(given, 0),
      length: integer(given, 1),
      flags: integer(given, 2),
    }),
  },
  mlockall: {
    result: "zero-or-minus-one",
    split: true,
    build: (given) => ({ name: "mlockall", flags: integer(given, 0) }),
  },
  munlockall: { result: "zero-or-minus-one", split: false, build: () => ({ name: "munlockall" }) },
  mmap: map,
  mmap64: map,
  munmap: { result: "zero-or-minus-one", split: false, build: range("munmap") },
  mprotect: {
    result: "zero-or-minus-one",
    split: false,
    build: (given) => ({
      name: "mprotect",
      address: address(given, 0),
      length: integer(given, 1),
      protection: integer(given, 2),
    }),
  },
  shm_ctl: {
    result: "zero-or-minus-one",
    split: false,
    build: (given) => ({ name: "shm_ctl", flags: integer(given, 1), length: integer(given, 3) }),
  },
  setrlimit: {
    result: "zero-or-minus-one",
    split: false,
    build: () => ({ name: "setrlimit", soft: undefined, hard: undefined }),
  },
  fork: { result: "id-or-minus-one", split: true, build: () => ({ name: "fork" }) },
  ThreadCtl: control("zero-or-minus-one"),
  ThreadCtl_r: control("negative-errno"),
  InterruptAttach: attach("id-or-minus-one"),
  InterruptAttach_r: attach("negative-errno"),
  InterruptDisable: plain("InterruptDisable"),
  InterruptEnable: plain("InterruptEnable"),
  InterruptLock: plain("InterruptLock"),
  InterruptUnlock: plain("InterruptUnlock"),
};

const kernelCallOf = (name: string): KernelCall | undefined =>
  Object.hasOwn(kernelCalls, name) ? kernelCalls[name] : undefined;

export const isKernelCall = (name: string): boolean => kernelCallOf(name) !== undefined;
export const kernelResultOf = (name: string): ResultKind | undefined => kernelCallOf(name)?.result;
export const isSplit = (name: string): boolean => kernelCallOf(name)?.split ?? false;

export function askKernel(name: string, given: KernelArguments): Step | undefined {
  const call = kernelCallOf(name);
  return call && step(given.platform, given.world, call.build(given), regions);
}

export interface Callback {
  /** The argument that is the function, and the one that it gets. */
  readonly handler: number;
  readonly area: number | undefined;
  readonly context: "isr" | "thread";
}

/** Calls that take a function and let it run in another context. */
export const callbacks: Readonly<Record<string, Callback>> = {
  InterruptAttach: { handler: 1, area: 2, context: "isr" },
  InterruptAttach_r: { handler: 1, area: 2, context: "isr" },
  InterruptHookTrace: { handler: 0, area: undefined, context: "isr" },
  InterruptHookIdle: { handler: 0, area: undefined, context: "isr" },
  pthread_create: { handler: 2, area: 3, context: "thread" },
};

const lockNames = ["mlock", "munlock", "mlockall", "munlockall"] as const;
const demanding: readonly string[] = ["superuser", "ability", "privilege"];

/** The fact by which the platform demands a privilege for this call; undefined where it demands none. */
export function demandedPrivilege(platform: Platform, name: string): FactName | undefined {
  const call = lockNames.find((known) => known === (name === "mlock2" ? "mlock" : name));
  if (!call) return undefined;
  const fact = `${call}.privilege` as const;
  return demanding.includes(platform.facts[fact].value) ? fact : undefined;
}

export const succeeded = (outcome: Outcome): boolean => outcome.result === "success";

/** Was the call made for the sake of its result's test? Locks, mappings and what changes them. */
export const mustBeChecked = (site: CallSite): boolean => site.name !== undefined && checked.has(site.name);

const checked = new Set(["mlock", "mlock2", "mlockall", "munlock", "munlockall", "mmap", "mmap64"]);

function handlerGiven(handler: Value | undefined): boolean | undefined {
  if (!handler) return undefined;
  if (onlyFunction(handler) !== undefined) return true;
  return exact(handler) === 0 ? false : undefined;
}

function mapping(given: KernelArguments): Call<RegionAddress> {
  const { args } = given;
  const flags = integer(given, 3);
  const behind = args[4]?.handle === undefined ? undefined : given.objects.get(args[4].handle);
  return {
    name: "mmap",
    ...(isFixed(given) ? { address: address(given, 0) } : { region: given.region }),
    length: integer(given, 1),
    protection: integer(given, 2),
    flags,
    object: behind ?? (isAnonymous(given) ? "anonymous" : "unknown"),
  };
}

/** Is nothing behind a mapping but memory (MAP_ANONYMOUS)? */
export function isAnonymous(given: KernelArguments): boolean {
  const { constants } = given.platform;
  const flags = integer(given, 3);
  return flags !== undefined && (flags & ((constants.MAP_ANON ?? 0) | (constants.MAP_ANONYMOUS ?? 0))) !== 0;
}

/** Does a mapping go where the caller says (MAP_FIXED)? */
export function isFixed(given: KernelArguments): boolean {
  const flags = integer(given, 3);
  return flags !== undefined && (flags & (given.platform.constants.MAP_FIXED ?? 0)) !== 0;
}
