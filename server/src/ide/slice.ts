/** Which functions need to be lowered: those that reach a tracked name, what they call, and who calls them. */
import type { FunctionOutline } from "../c/ir";
import { platforms } from "../platforms";
import { trackedCalls } from "./tracked";

/**
 * Functions that name a tracked call, a mapping or a privilege are understood with all that they call; of their callers
 * only the callers themselves. What else a caller calls is as unknown as another file's function, and its state pays.
 */
export function slice(outline: readonly FunctionOutline[]): ReadonlySet<string> {
  const byName = new Map(outline.map((one) => [one.name, one]));
  const wanted = new Set<string>();
  for (const { name, mentions } of outline) if (isTracked(mentions)) wanted.add(name);
  addCallees(byName, wanted);
  addCallers(outline, wanted);
  return wanted;
}

/** Mappings are judged where locks are at home; who acquires a privilege decides whether it is missing. */
const alsoTracked = [
  "mmap",
  "mmap64",
  ...Object.values(platforms).flatMap(({ privilege }) => privilege?.acquiredBy ?? []),
];

function isTracked(mentions: ReadonlySet<string>): boolean {
  for (const name of trackedCalls) if (mentions.has(name)) return true;
  return alsoTracked.some((name) => mentions.has(name));
}

function addCallers(outline: readonly FunctionOutline[], wanted: Set<string>): void {
  for (let before = -1; before !== wanted.size; ) {
    before = wanted.size;
    for (const { name, mentions } of outline) {
      if (!wanted.has(name) && [...wanted].some((callee) => mentions.has(callee))) wanted.add(name);
    }
  }
}

function addCallees(byName: ReadonlyMap<string, FunctionOutline>, wanted: Set<string>): void {
  const pending = [...wanted];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    for (const mention of byName.get(name)?.mentions ?? []) {
      if (wanted.has(mention) || !byName.has(mention)) continue;
      wanted.add(mention);
      pending.push(mention);
    }
  }
}
