/** A parser that tells how long it took. */
import type { CParser, Pieces } from "../../server/src/c/syntax/parse";
import { finished } from "../../server/src/text/slices";
import { cpuTime } from "../support/cpu-time";

/** `spent` hears of each slice: milliseconds of processor time, and the text. */
export function timedParser(parser: CParser, spent: (time: number, text: string) => void): CParser {
  function* parseInSlices(text: string, pieces?: Pieces): ReturnType<CParser["parseInSlices"]> {
    const slices = parser.parseInSlices(text, pieces);
    for (;;) {
      const began = cpuTime();
      const slice = slices.next();
      spent(cpuTime() - began, text);
      if (slice.done) return slice.value;
      yield;
    }
  }
  return { ...parser, parseInSlices, parse: (text) => finished(parseInSlices(text)) };
}
