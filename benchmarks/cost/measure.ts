/** One file checked, step by step: what each stage took, how long the longest step was, what memory is left. */
import Parser from "tree-sitter";
import language from "tree-sitter-c";
import { plainText } from "../../server/src/c/syntax/dialect";
import type { CParser } from "../../server/src/c/syntax/parse";
import { createEngine } from "../../server/src/ide/engine";
import { expansionsOf } from "../../server/src/ide/expansions";
import { trackedUse } from "../../server/src/ide/tracked";
import type { CheckRequest, CheckResult, Engine, Stage } from "../../server/src/ide/types";
import { finished } from "../../server/src/text/slices";
import { timedParser } from "../../test/lowering/timed-parser";
import { cpuTime } from "../../test/support/cpu-time";

export type Part = Stage | "parse";
export const parts: readonly Part[] = ["preprocess", "parse", "lower", "link", "run", "judge"];

/** Times are milliseconds of processor time. */
export interface Cost {
  readonly path: string;
  /** UTF-16 units of the longest text that was parsed, or would have been. */
  readonly characters: number;
  /** One parse of that text by itself. */
  readonly parse: number;
  readonly stages: Readonly<Record<Part, number>>;
  readonly longestStep: { readonly time: number; readonly stage: Part };
  readonly steps: readonly number[];
  readonly result: CheckResult;
}

export const whole = ({ stages }: Cost): number => parts.reduce((sum, part) => sum + stages[part], 0);
export const afterParse = ({ stages }: Cost): number =>
  stages.lower + stages.link + stages.run + stages.judge;

/** Both sides of a ratio are the least of as many. */
const rounds = 5;

/** Measures with an engine of its own, whose parses are timed. */
export class Meter {
  private parsing = 0;
  private longest = "";
  private readonly engine: Engine;

  constructor(parser: CParser) {
    const timed = timedParser(parser, (time, text) => {
      this.parsing += time;
      if (text.length > this.longest.length) this.longest = text;
    });
    this.engine = createEngine(timed);
  }

  /** Undefined for a file that is not analysed: it costs one search of its text. */
  measure(request: CheckRequest): Cost | undefined {
    let best: Cost | undefined;
    for (let count = 0; count < rounds; count++) {
      const cost = this.check(request);
      if (!cost.result.analysed) return undefined;
      if (!best || whole(cost) < whole(best)) best = cost;
    }
    // What holds nothing to judge is not parsed.
    if (this.longest === "") this.longest = finished(expansionsOf(request, trackedUse)).onLinux.first.text;
    return best && { ...best, characters: this.longest.length, parse: this.plainParse() };
  }

  private check(request: CheckRequest): Cost {
    this.longest = "";
    const stages = { preprocess: 0, parse: 0, lower: 0, link: 0, run: 0, judge: 0 };
    const steps: number[] = [];
    let longestStep: Cost["longestStep"] = { time: 0, stage: "preprocess" };
    const pieces = this.engine.checkInSlices(request);
    for (;;) {
      this.parsing = 0;
      const began = cpuTime();
      const piece = pieces.next();
      const time = cpuTime() - began;
      const stage = piece.done ? "judge" : (piece.value ?? "run");
      stages[stage] += time - this.parsing;
      stages.parse += this.parsing;
      steps.push(time);
      if (time > longestStep.time) longestStep = { time, stage: this.parsing > time / 2 ? "parse" : stage };
      if (!piece.done) continue;
      const characters = this.longest.length;
      return { path: request.file, characters, parse: 0, stages, longestStep, steps, result: piece.value };
    }
  }

  /** What the parser alone needs, without a look at the tree. */
  private plainParse(): number {
    const parser = new Parser();
    parser.setLanguage(language as Parameters<typeof parser.setLanguage>[0]);
    const { text } = plainText(this.longest);
    let best = Number.POSITIVE_INFINITY;
    for (let count = 0; count < rounds; count++) {
      const began = cpuTime();
      parser.parse(text);
      best = Math.min(best, cpuTime() - began);
    }
    return best;
  }
}
