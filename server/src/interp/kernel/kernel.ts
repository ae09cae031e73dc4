/** Calls that the simulator answers: arguments in, outcomes out. Here are those whose results are judged. */
import type { CallSite } from "../../c/ir";
import type { Errno, FactName, Platform } from "../../platforms/profile";
import { type RegionAddress, regions } from "../../sim/regions";
import { step } from "../../sim/step";
import type { Call, Outcome, Step, Violation } from "../../sim/types";
import type { ResultKind } from "../models";
import type { ObjectKind } from "../state";
import { members } from "../values/range";
import { exact, isNumber, number, onlyFunction, type Value } from "../values/value";
import {
  address,
  argument,
  type BesideCall,
  integer,
  type KernelArguments,
  type KernelCall,
} from "./arguments";
import { limitCalls, settingLimit } from "./limit-calls";
import { memoryCalls } from "./memory-calls";
import { processCalls } from "./process-calls";

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

const map: KernelCall = {
  result: "address-or-map-failed",
  split: false,
  build: mapping,
  mayFail: mappingMayFail,
};

const forking = (name: "fork" | "vfork", result: ResultKind): KernelCall => ({
  result,
  split: true,
  build: () => ({ name }),
});

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
    build: settingLimit,
  },
  fork: forking("fork", "id-or-minus-one"),
  _Fork: forking("fork", "id-or-minus-one"),
  vfork: forking("vfork", "id-or-minus-one"),
  daemon: forking("fork", "zero-or-minus-one"),
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

const besides: Readonly<Record<string, BesideCall>> = { ...memoryCalls, ...limitCalls, ...processCalls };

/** Every call that the simulator answers. */
export const kernelCallNames: readonly string[] = [...Object.keys(kernelCalls), ...Object.keys(besides)];

/** A call that has a model, too, and whose result nobody judges. */
export const besideCallOf = (name: string): BesideCall | undefined =>
  Object.hasOwn(besides, name) ? besides[name] : undefined;

export const isKernelCall = (name: string): boolean => kernelCallOf(name) !== undefined;

export const kernelResultOf = (name: string): ResultKind | undefined => kernelCallOf(name)?.result;
export const isSplit = (name: string): boolean => kernelCallOf(name)?.split ?? false;

/** What the call may fail with for reasons that the simulator does not know; empty: anything. */
export const otherFailure = (name: string, given: KernelArguments): readonly Errno[] | undefined =>
  (kernelCallOf(name) ?? besideCallOf(name))?.mayFail?.(given);

export function askKernel(name: string, given: KernelArguments): Step | undefined {
  return refusedEachWay(name, given) ?? refusedOneWay(name, given) ?? asked(name, given);
}

function asked(name: string, given: KernelArguments): Step | undefined {
  const beside = besideCallOf(name);
  const call = (kernelCallOf(name) ?? beside)?.build(given);
  return call && step(given.platform, beside?.world?.(given) ?? given.world, call, regions);
}

/** Which argument holds flags that a kernel may refuse. */
const flagsArguments: Readonly<Record<string, number>> = { mlockall: 0, mlock2: 2 };
const mostFlags = 16;

interface Choice {
  readonly flags: number;
  readonly answer: Step | undefined;
  /** What is surely broken with them, where they are surely refused. */
  readonly refusal: Violation | undefined;
}

/** What the kernel says of each of a few numbers that the flags may be. */
function choicesOf(name: string, given: KernelArguments): readonly Choice[] {
  const index = Object.hasOwn(flagsArguments, name) ? flagsArguments[name] : undefined;
  const value = index === undefined ? undefined : given.args[index];
  const choices = value?.range && isNumber(value) ? members(value.range, mostFlags) : undefined;
  if (index === undefined || !choices || choices.length < 2) return [];
  return choices.map((flags) => {
    const answer = asked(name, { ...given, args: given.args.with(index, number(flags)) });
    const isRefused = answer?.outcomes.every((outcome) => !succeeded(outcome)) ?? false;
    const certain = answer?.violations.find(({ certainty }) => certainty === "certain");
    return { flags, answer, refusal: isRefused ? certain : undefined };
  });
}

/** Some of the numbers that the flags may be are refused: whether they can come, is told by the text. */
function refusedOneWay(name: string, given: KernelArguments): Step | undefined {
  const refused = choicesOf(name, given).flatMap(({ flags, refusal }): Violation[] =>
    refusal ? [{ ...refusal, flags, certainty: "possible" }] : [],
  );
  const answer = refused.length > 0 ? asked(name, given) : undefined;
  return answer && { ...answer, violations: [...answer.violations, ...refused] };
}

/** Flags that may be one of a few numbers, each of which is refused; undefined where one of them may do. */
function refusedEachWay(name: string, given: KernelArguments): Step | undefined {
  const choices = choicesOf(name, given);
  const [first, ...others] = choices.map(({ refusal }) => refusal);
  if (!first || others.some((other) => other?.fact !== first.fact)) return undefined;
  const answers = choices.map(({ answer }) => answer);
  const isOne = others.every((other) => other?.detail === first.detail);
  return {
    outcomes: answers.flatMap((answer) => answer?.outcomes ?? []),
    violations: [isOne ? first : { ...first, detail: "each-way" }],
  };
}

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
  const flags = integer(given, 3);
  const { behind, file } = objectOf(given);
  return {
    name: "mmap",
    ...(isFixed(given) ? { address: address(given, 0) } : { region: given.region }),
    length: integer(given, 1),
    protection: integer(given, 2),
    flags,
    object: behind ?? (isAnonymous(given) ? "anonymous" : "unknown"),
    ...(file ? { file } : {}),
  };
}

type Behind = Pick<Extract<Call<RegionAddress>, { name: "mmap" }>, "file"> & {
  readonly behind?: Exclude<ObjectKind, "memory-file" | "file"> | "file" | undefined;
};

/** What is behind the descriptor of a mapping, and from where it is mapped. */
function objectOf(given: KernelArguments): Behind {
  const handle = isAnonymous(given) ? undefined : argument(given, 4).handle;
  const kind = handle === undefined ? undefined : given.objects.get(handle);
  const offset = integer(given, 5);
  if (handle === undefined || kind === undefined) return {};
  if (kind !== "memory-file" && kind !== "file") return { behind: kind };
  // A file that was opened may be a device.
  const behind = kind === "file" ? undefined : kind;
  return { behind: behind && "file", ...(offset === undefined ? {} : { file: { id: handle, offset } }) };
}

/** A mapping of what nobody knows, or with flags that ask for more than memory, may fail for reasons of its own. */
function mappingMayFail(given: KernelArguments): readonly Errno[] | undefined {
  const { constants, pageSize } = given.platform;
  const flags = integer(given, 3);
  const isPlaced = isFixed(given) && address(given, 0).region !== undefined;
  const placing = isPlaced ? [] : ["MAP_FIXED_NOREPLACE"];
  const special = [...placing, "MAP_HUGETLB", "MAP_32BIT", "MAP_GROWSDOWN"]
    .map((name) => constants[name] ?? 0)
    .reduce((a, b) => a | b);
  const offset = integer(given, 5);
  const { behind } = objectOf(given);
  const isPlain = flags !== undefined && (flags & special) === 0 && (isAnonymous(given) || behind === "file");
  return isPlain && offset !== undefined && offset % pageSize.usual === 0 ? undefined : [];
}

/** Is nothing behind a mapping but memory (MAP_ANONYMOUS)? */
export function isAnonymous(given: KernelArguments): boolean {
  const { constants } = given.platform;
  const flags = integer(given, 3);
  return flags !== undefined && (flags & ((constants.MAP_ANON ?? 0) | (constants.MAP_ANONYMOUS ?? 0))) !== 0;
}

/** Does a mapping go where the caller says (MAP_FIXED, MAP_FIXED_NOREPLACE)? */
export function isFixed(given: KernelArguments): boolean {
  const { MAP_FIXED = 0, MAP_FIXED_NOREPLACE = 0 } = given.platform.constants;
  const flags = integer(given, 3);
  return flags !== undefined && (flags & (MAP_FIXED | MAP_FIXED_NOREPLACE)) !== 0;
}
