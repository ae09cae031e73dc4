/** What the system headers around memory locking declare, as C text. Constants are not here: they differ by platform. */
import type { Target } from "./compiler";
import { constantMacros } from "./constants";
import { prototypes } from "./prototypes";
import { queueHeader } from "./queue";
import { basicTypes, signalTypes, structures } from "./types";

export type { Target } from "./compiler";
export type { DataModel } from "./types";

export interface Headers {
  readonly types: string;
  /** Prototypes by name; they use the types, and nobody needs all of them. */
  readonly functions: ReadonlyMap<string, string>;
}

const functions = new Map<string, string>();
for (const prototype of prototypes.split(/(?<=;)\n/)) {
  const name = /\b(?!__attribute__)(\w+)\(/.exec(prototype)?.[1];
  if (name !== undefined) functions.set(name, prototype);
}

/** Platforms whose headers agree get the same texts. */
export const headersOf = (target: Target): Headers => ({
  types: basicTypes(target) + signalTypes(target) + structures,
  functions,
});

/** Headers that are macros and nothing else, as text; a project's own of the same name is read instead. */
export const macroHeaders: ReadonlyMap<string, string> = new Map([
  ["sys/queue.h", queueHeader],
  ["stdint.h", constantMacros],
  ["inttypes.h", constantMacros],
]);
