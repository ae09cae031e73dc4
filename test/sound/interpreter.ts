/** Runs the interpreter over a generated program and collects what it allows at each checkpoint. */

import { predict } from "../../server/src/interp/analyze";
import { usualPatience } from "../../server/src/interp/context";
import type { SilenceReason } from "../../server/src/interp/record/losses";
import { exact, type Value } from "../../server/src/interp/values/value";
import { linux } from "../../server/src/platforms/linux";
import type { StartOptions } from "../../server/src/sim/world";
import { readUnit } from "../c/read";
import { type Program, textOf } from "./program";

export interface Allowed {
  /** Every visit's value, by place. */
  readonly visits: ReadonlyMap<number, readonly Value[]>;
  /** Why not all paths were followed to their end; undefined where they were. */
  readonly gaveUp: SilenceReason | undefined;
}

/** `begin`: what the interpreter is told of the process; `fuel`: instructions that it may take for it. */
export function interpret(program: Program, begin: StartOptions, fuel: number): Allowed {
  const text = `${textOf(program, "program")}int main(void) { return program(); }\n`;
  const share = usualPatience.loop / usualPatience.fuel;
  return interpretText(text, begin, { fuel, loop: fuel * share });
}

/** Any C text with a `main` that calls `checkpoint(place, value)`. */
export function interpretText(text: string, begin: StartOptions, patience = usualPatience): Allowed {
  const unit = readUnit(text);
  const visits = new Map<number, Value[]>();
  const call = (_site: unknown, name: string, [place, value]: readonly Value[]): boolean => {
    if (name !== "checkpoint") return false;
    const number = place && exact(place);
    if (number === undefined || value === undefined) throw new Error("a checkpoint has a number and a value");
    visits.set(number, [...(visits.get(number) ?? []), value]);
    return true;
  };
  const events = predict(unit, linux, begin, { call }, patience);
  if (!events) throw new Error("a generated program has a main");
  const reasons: readonly SilenceReason[] = ["fuel", "unreadable code"];
  return { visits, gaveUp: reasons.find((reason) => events.silences.has(reason)) };
}
