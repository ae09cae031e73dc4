/** One text through preprocessor, parser and lowering, and through the whole check: it ends in time, and nothing is thrown. */

import { preprocess } from "../../server/src/c/preprocess";
import type { ReadFile } from "../../server/src/c/source";
import { loadParser } from "../../server/src/c/syntax/parse";
import { layouts } from "../../server/src/c/types/types";
import { declareAll } from "../../server/src/c/unit";
import { headersOf } from "../../server/src/headers";
import { compilerAnswers, compilerMacros } from "../../server/src/headers/compiler";
import { createEngine } from "../../server/src/ide/engine";
import { linux } from "../../server/src/platforms/linux";
import { cpuTime } from "../support/cpu-time";
import { buildUnit } from "../support/unit";

export interface Costs {
  /** Milliseconds of the processor: others work on this machine too. */
  readonly preprocess: number;
  readonly lower: number;
}

export interface Trials {
  /** Preprocess; what it cost, or what was thrown. */
  expand(file: string, text: string, read: ReadFile): Costs | string;
  /** Preprocess, parse, lower every function. */
  frontEnd(file: string, text: string, read: ReadFile): Costs | string;
  /** All that the product does with a file; what it cost, or what was thrown. */
  whole(file: string, text: string, read: ReadFile): number | string;
}

const TRIED = { includeDirs: [], interesting: /\bmlock(?:all)?\b/ };

export async function openTrials(): Promise<Trials> {
  const parser = await loadParser({ prefer: "native" });
  const engine = createEngine(parser);
  const layout = layouts[linux.dataModel];
  const { types, functions } = headersOf(linux);
  const scope = declareAll(parser, types, layout, functions);
  const predefines = { ...compilerMacros(linux), ...linux.predefines };
  const constants = { ...compilerAnswers(linux), ...linux.constants };

  const expand = (file: string, text: string, read: ReadFile) => {
    const began = cpuTime();
    const expanded = preprocess({ file, text, read, predefines, constants, ...TRIED });
    return { expanded, milliseconds: cpuTime() - began };
  };
  const frontEnd = (file: string, text: string, read: ReadFile): Costs => {
    const { expanded, milliseconds } = expand(file, text, read);
    const began = cpuTime();
    buildUnit(expanded, parser, {
      layout,
      prelude: scope,
      wanted: (outline) => new Set(outline.map(({ name }) => name)),
    });
    return { preprocess: milliseconds, lower: cpuTime() - began };
  };
  const whole = (file: string, text: string, read: ReadFile): number => {
    const began = cpuTime();
    engine.check({ file, text, read, includeDirs: [], defines: {}, platforms: "auto" });
    return cpuTime() - began;
  };
  return {
    expand: (file, text, read) =>
      caught(() => ({ preprocess: expand(file, text, read).milliseconds, lower: 0 })),
    frontEnd: (file, text, read) => caught(() => frontEnd(file, text, read)),
    whole: (file, text, read) => caught(() => whole(file, text, read)),
  };
}

function caught<Value>(run: () => Value): Value | string {
  try {
    return run();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
