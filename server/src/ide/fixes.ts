/** A judgement's repair as edits of files. */
import type { Unit } from "../c/ir";
import type { SourceSpan } from "../c/source";
import { repair } from "../fixes";
import type { Platform } from "../platforms/profile";
import type { Judgement, Repair } from "../rules/rule";
import type { Span } from "../text/span";
import type { Locator } from "./locate";
import type { Fix } from "./types";

/** The platform whose finding it is, and all that the file is checked for. */
interface Asked {
  readonly platform: Platform;
  readonly targets: readonly Platform[];
}

/** What makes a call superfluous on one platform is so on the other: a lock that is counted wants each of its unlocks. */
const agree = ({ facts }: Platform, other: Platform, judgement: Judgement): boolean =>
  judgement.facts.every((name) => facts[name].value === other.facts[name].value);

/** Only where all that is changed was written by the user in the finding's own file. */
export function fixesFor(
  unit: Unit,
  { platform, targets }: Asked,
  locator: Locator,
  judgement: Judgement,
): Fix[] {
  const others = targets.filter((other) => !agree(platform, other, judgement));
  const kinds = repairsOf(judgement).filter(({ kind }) => kind !== "drop-call" || others.length === 0);
  if (kinds.length === 0) return [];
  const { file } = locator.source(judgement.span);
  const sourceOf = (span: Span): Span | undefined => {
    const source = locator.source(span);
    if (source.file !== file) return undefined;
    if (source.verbatim && !source.macro) return source.span;
    return hasOwnEnds(locator, span, source) || isWholeArgument(locator.textOf(file), source)
      ? source.span
      : undefined;
  };
  const scene = { unit, platform, sourceOf, text: locator.textOf(file) };
  return kinds.flatMap((kind) => {
    const repaired = repair(scene, kind);
    if (!repaired) return [];
    const edits = repaired.edits.map(({ span, newText }) => ({ ...locator.inFile(file, span), newText }));
    return [{ title: repaired.title, safe: repaired.safe, edits }];
  });
}

function repairsOf({ repair }: Judgement): readonly Repair[] {
  if (repair === undefined) return [];
  return "kind" in repair ? [repair] : repair;
}

/** Begins and ends in the user's own text, with complete macro uses in between; not from one macro argument to another. */
function hasOwnEnds(locator: Locator, { start, end }: Span, { span }: SourceSpan): boolean {
  const first = locator.source({ start, end: start + 1 });
  const last = locator.source({ start: end - 1, end });
  const isWhole = first.span.start === span.start && last.span.end === span.end;
  return isWhole && [first, last].every(({ verbatim, macro }) => verbatim && !macro);
}

/** One macro use that stands alone between commas or parentheses: an argument, whatever it expands to. */
function isWholeArgument(text: string, { macro, span }: SourceSpan): boolean {
  if (!macro || !/^\w+$/.test(text.slice(span.start, span.end))) return false;
  return /[(,]\s*$/.test(text.slice(0, span.start)) && /^\s*[,)]/.test(text.slice(span.end));
}
