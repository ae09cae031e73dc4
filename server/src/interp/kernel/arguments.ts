/** What a kernel call is made with, and how its arguments are read. */
import { type CType, type Layout, sizeOf } from "../../c/types/types";
import type { Errno, Platform } from "../../platforms/profile";
import type { RegionAddress } from "../../sim/regions";
import type { Call, World } from "../../sim/types";
import { addressOf } from "../memory/addresses";
import { load } from "../memory/memory";
import type { Memory } from "../memory/parts";
import type { ResultKind } from "../models";
import type { ObjectKind, State } from "../state";
import * as ranges from "../values/range";
import { anything, exact, likelyTarget, moved, type Value } from "../values/value";

export interface KernelArguments {
  readonly platform: Platform;
  readonly world: World;
  readonly memory: Memory;
  readonly layout: Layout;
  readonly args: readonly Value[];
  /** The region a new mapping becomes. */
  readonly region: string;
  readonly objects: ReadonlyMap<string, ObjectKind>;
}

/** One call that the simulator answers. */
export interface KernelCall {
  readonly result: ResultKind;
  /** Follow success and failure apart: what comes later depends on which it was. Otherwise success is followed. */
  readonly split: boolean;
  /** The call as the simulator knows it; undefined where these arguments ask for something that it does not follow. */
  readonly build: (given: KernelArguments) => Call<RegionAddress> | undefined;
  /** What it may fail with for reasons that the simulator does not know; empty: anything. */
  readonly mayFail?: (given: KernelArguments) => readonly Errno[] | undefined;
}

/**
 * A call whose result and errno no rule judges: what it does to memory and errno its model says, what it does to locks and
 * privileges the simulator.
 */
export interface BesideCall extends KernelCall {
  /** The world that the simulator is asked about, where it is not the caller's. */
  readonly world?: (given: KernelArguments) => World;
  /** What it gives back when it succeeds; what its kind says where this is left out. */
  readonly gives?: (given: KernelArguments) => Value;
  /** What it may have changed when it failed. */
  readonly failing?: (given: KernelArguments, state: State) => State;
  /** Whoever succeeds does not come back. */
  readonly leaves?: true;
  /** What success changes beside the kernel's world. */
  readonly after?: (given: KernelArguments, state: State) => State;
  /** What may have changed where the simulator is not asked, and what the call gives back then, if its model does not say. */
  readonly otherwise?: (given: KernelArguments, state: State) => Unasked;
}

export interface Unasked {
  readonly state: State;
  readonly value?: Value | undefined;
}

export const argument = ({ args }: KernelArguments, index: number): Value => args[index] ?? anything;

export const address = (given: KernelArguments, index: number): RegionAddress =>
  addressOf(argument(given, index), given.world);

/** A null pointer; undefined: perhaps. */
export function isNull(given: KernelArguments, index: number): boolean | undefined {
  const value = argument(given, index);
  const n = exact(value);
  if (n !== undefined) return n === 0;
  return value.range === null ? false : undefined;
}

export const integer = (given: KernelArguments, index: number): number | undefined =>
  exact(argument(given, index));

/** Has the argument the value of the platform's constant? undefined: perhaps. */
export function isConstant(given: KernelArguments, index: number, name: string): boolean | undefined {
  const value = argument(given, index);
  if (value.constant !== undefined) return value.constant === name;
  const [n, wanted] = [exact(value), given.platform.constants[name]];
  return n === undefined || wanted === undefined ? undefined : n === wanted;
}

/** The number of so many bytes at an offset of what an argument points to; undefined where that is not known. */
export function numberAt(
  given: KernelArguments,
  index: number,
  { offset, bytes }: { readonly offset: number; readonly bytes: number },
): number | undefined {
  const target = likelyTarget(argument(given, index));
  if (!target) return undefined;
  const type: CType = { kind: "integer", bytes, signed: false, name: "" };
  return exact(load(given.memory, moved(target, ranges.exactly(offset)), sizeOf(type, given.layout), type));
}
