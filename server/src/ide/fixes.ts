/** A judgement's repair as edits of files. */
import type { Unit } from "../c/ir";
import { repair } from "../fixes";
import type { Platform } from "../platforms/profile";
import type { Judgement } from "../rules/rule";
import type { Locator } from "./locate";
import type { Fix } from "./types";

/** Only where all that is changed was written by the user in the finding's own file. */
export function fixesFor(unit: Unit, platform: Platform, locator: Locator, judgement: Judgement): Fix[] {
  if (!judgement.repair) return [];
  const { file } = locator.source(judgement.span);
  const sourceOf = (span: Judgement["span"]) => {
    const source = locator.source(span);
    return source.verbatim && !source.macro && source.file === file ? source.span : undefined;
  };
  const repaired = repair({ unit, platform, sourceOf, text: locator.textOf(file) }, judgement.repair);
  if (!repaired) return [];
  const edits = repaired.edits.map(({ span, newText }) => ({ ...locator.inFile(file, span), newText }));
  return [{ title: repaired.title, safe: repaired.safe, edits }];
}
