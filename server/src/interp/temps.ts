/** Temporaries of the running function: few are live at a time, and the newest are asked for first. */
import type { TempId } from "../c/ir";
import { join, same, type Value, widen } from "./values/value";

/** Newest first; an older entry of the same temporary is dead. */
export interface Temps {
  readonly id: TempId;
  readonly value: Value;
  readonly before: Temps | undefined;
}

export function find(temps: Temps | undefined, id: TempId): Value | undefined {
  for (let at = temps; at; at = at.before) if (at.id === id) return at.value;
  return undefined;
}

/** Only the temporaries in `live`, each once: what a block hands on to the next. */
export function keep(temps: Temps | undefined, live: ReadonlySet<TempId>): Temps | undefined {
  let kept: Temps | undefined;
  if (live.size === 0) return undefined;
  for (const id of live) {
    const value = find(temps, id);
    if (value) kept = { id, value, before: kept };
  }
  return kept;
}

/** A temporary that only one path defines is not read after the join. Values that the join cannot hold go to `lost`. */
export function joinTemps(
  a: Temps | undefined,
  b: Temps | undefined,
  how: "join" | "widen",
  lost: Value[],
): Temps | undefined {
  if (a === b) return a;
  let joined: Temps | undefined;
  for (let at = a; at; at = at.before) {
    const other = find(b, at.id);
    if (!other) continue;
    const value = (how === "join" ? join : widen)(at.value, other);
    if (value.targets.length < Math.max(at.value.targets.length, other.targets.length))
      lost.push(at.value, other);
    joined = { id: at.id, value, before: joined };
  }
  return joined;
}

export function sameTemps(a: Temps | undefined, b: Temps | undefined): boolean {
  if (a === b) return true;
  for (let at = a; at; at = at.before) {
    const other = find(b, at.id);
    if (!other || !same(at.value, other)) return false;
  }
  return true;
}
