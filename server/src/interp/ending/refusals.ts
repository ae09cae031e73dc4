/** Calls that Linux surely refuses, whatever else there is: the first thing that it looks at is wrong. */
import type { Calling } from "../calls/calling";
import { changed, type State, temp } from "../state";
import { exact, number } from "../values/value";

type Refusal = (calling: Calling) => keyof typeof errors | undefined;

/** Of Linux. */
const errors = { EBADF: 9, EINVAL: 22 } as const;

const argument = ({ args }: Calling, index: number): number | undefined => args[index] && exact(args[index]);

/** Descriptors are not negative. */
const wantsDescriptor =
  (index: number): Refusal =>
  (calling) => {
    const descriptor = argument(calling, index);
    return descriptor !== undefined && descriptor < 0 ? "EBADF" : undefined;
  };

/** The offset is looked at first, then the descriptor (the kernel's sys_mmap() and ksys_mmap_pgoff()). */
const mapping: Refusal = (calling) => {
  const { constants, pageSize } = calling.run.platform;
  const [flags, offset] = [argument(calling, 3), argument(calling, 5)];
  if (offset !== undefined && offset % pageSize.usual !== 0) return "EINVAL";
  const isAnonymous = flags === undefined || (flags & (constants.MAP_ANONYMOUS ?? 0)) !== 0;
  return isAnonymous || offset === undefined ? undefined : wantsDescriptor(4)(calling);
};

/** RLIM_NLIMITS of Linux. */
const limits = 16;

const limit: Refusal = (calling) => {
  const resource = argument(calling, 0);
  return resource !== undefined && (resource < 0 || resource >= limits) ? "EINVAL" : undefined;
};

const each = (names: string, refusal: Refusal): [string, Refusal][] =>
  names.split(" ").map((name) => [name, refusal]);

const refusals: Readonly<Record<string, Refusal>> = Object.fromEntries([
  ...each("mmap mmap64", mapping),
  ...each("setrlimit getrlimit setrlimit64 getrlimit64", limit),
  ...each("close fsync fdatasync ftruncate ftruncate64 lseek dup fstat", wantsDescriptor(0)),
]);

/** The state after such a refusal; undefined where the call may do what it is asked for. */
export function refused(calling: Calling, state: State): State[] | undefined {
  const { name, run, instruction } = calling;
  if (!run.endings || run.platform.family !== "linux") return undefined;
  const error = Object.hasOwn(refusals, name) ? refusals[name]?.(calling) : undefined;
  if (!error) return undefined;
  const failed = changed(state, { errno: { kind: "stored", number: errors[error] } });
  return [temp(failed, instruction.into, number(-1))];
}
