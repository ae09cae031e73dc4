/** A unit made of an expanded text at once: who looks at the outline first is the program, not these tests. */
import type { FunctionOutline, Unit } from "../../server/src/c/ir";
import type { Expanded } from "../../server/src/c/source";
import type { CParser } from "../../server/src/c/syntax/parse";
import { outlined, type Surroundings } from "../../server/src/c/unit";
import { finished, type Slices } from "../../server/src/text/slices";

export interface UnitOptions extends Surroundings {
  /** Names of the functions to lower, of those that the file defines. */
  readonly wanted: (outline: readonly FunctionOutline[]) => ReadonlySet<string>;
}

export function* unitInSlices(expanded: Expanded, parser: CParser, options: UnitOptions): Slices<Unit> {
  const { outline, unitWith } = yield* outlined(expanded, parser, options);
  return yield* unitWith(options.wanted(outline));
}

export const buildUnit = (expanded: Expanded, parser: CParser, options: UnitOptions): Unit =>
  finished(unitInSlices(expanded, parser, options));
