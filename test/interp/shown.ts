/** What the interpreter allows a small program to show: the values of `show(place, value)`, over all paths. */
import { predict } from "../../server/src/interp/analyze";
import type { State } from "../../server/src/interp/state";
import { exact, type Value } from "../../server/src/interp/values/value";
import { platforms } from "../../server/src/platforms";
import type { SimulatedId } from "../../server/src/platforms/profile";
import type { StartOptions } from "../../server/src/sim/world";
import { readUnit } from "../c/read";

export interface Sight {
  readonly value: Value;
  readonly state: State;
}

export interface Given {
  readonly platform?: SimulatedId;
  readonly begin?: StartOptions;
}

/** Every visit of a place, where `show()` was called with its number. */
export function sights(text: string, { platform = "linux", begin = {} }: Given = {}): Map<number, Sight[]> {
  const found = new Map<number, Sight[]>();
  predict(readUnit(text), platforms[platform], begin, {
    call: (_site, name, [place, value], state) => {
      const at = place && exact(place);
      if (name !== "show" || at === undefined || !value) return name === "show";
      found.set(at, [...(found.get(at) ?? []), { value, state }]);
      return true;
    },
  });
  return found;
}

/** The numbers that each place shows, ascending; "?" where some value is not one number. */
export function shown(body: string, given: Given = {}): Record<number, readonly number[] | "?"> {
  const text = `void show(int place, long value);\nint main(void) {\n${body}\nreturn 0;\n}\n`;
  const result: Record<number, readonly number[] | "?"> = {};
  for (const [place, all] of sights(text, given)) {
    const numbers = all.map(({ value }) => exact(value));
    const known = numbers.filter((one) => one !== undefined);
    result[place] = known.length === numbers.length ? [...new Set(known)].sort((a, b) => a - b) : "?";
  }
  return result;
}
