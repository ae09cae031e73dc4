/** What a repair left or brought: findings that are there after it and may not be. */
import type { Engine, Finding, Fix } from "../../server/src/ide/types";
import { lineIndex } from "../../server/src/text/lines";
import { applyFixes } from "../support/fixes";
import { check, type Example } from "./cases";

/** A safe repair of what came may itself leave something to be repaired safely. */
const mostRounds = 3;

/**
 * A finding may come at a place that was at fault before, since one fault hides another; and one may come that a safe
 * repair ends: a comment that ends what the removed one began.
 */
export function newcomers(
  engine: Engine,
  example: Example,
  before: readonly Finding[],
  repaired: Finding,
  fix: Fix,
  rounds = mostRounds,
): Finding[] {
  const text = applyFixes(example.text, [fix], example.file);
  const { findings } = check(engine, example, text);
  const back = placesBack(example.text, text, fix);
  const known = before.filter((one) => one !== repaired);
  const left = without(findings, known, back);
  const isHidden = (one: Finding) => known.some((other) => isSamePlace(other, back(one)));
  const fresh = left.filter((one) => !isHidden(one));
  const [first] = fresh;
  const safe = first?.fixes.find((one) => one.safe);
  if (rounds === 0 || !first || !safe) return fresh;
  return newcomers(engine, { ...example, text }, findings, first, safe, rounds - 1);
}

type Place = { readonly line: number; readonly character: number };

const isSamePlace = ({ location }: Finding, place: Place): boolean =>
  location.start.line === place.line && location.start.character === place.character;

/** Each known finding accounts for one: at the same place, or with the same words. */
function without(
  findings: readonly Finding[],
  known: readonly Finding[],
  back: (one: Finding) => Place,
): Finding[] {
  const left = [...known];
  return findings.filter((one) => {
    const index = left.findIndex(
      (other) => other.rule === one.rule && (isSamePlace(other, back(one)) || other.message === one.message),
    );
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** Where a finding's beginning was before the edits. */
function placesBack(before: string, after: string, fix: Fix): (one: Finding) => Place {
  const [old, now] = [lineIndex(before), lineIndex(after)];
  const edits = fix.edits
    .map(({ start, end, newText }) => ({ start: old.offsetAt(start), end: old.offsetAt(end), newText }))
    .sort((a, b) => a.start - b.start);
  return ({ location }) => {
    let offset = now.offsetAt(location.start);
    for (const { start, end, newText } of edits) {
      if (start > offset) break;
      offset = Math.max(start, offset - newText.length + (end - start));
    }
    return old.positionAt(offset);
  };
}
