/** What a check looked at, and whether that is all that a comment in the file may be about. */
import { usesOf } from "../c/preprocess/conditionals";
import { wordEnd } from "../c/preprocess/lexer";
import type { Expanded } from "../c/source";
import { fileLevelOf } from "../c/syntax/bodies";
import { rules } from "../rules";
import type { Slices } from "../text/slices";
import { Locator } from "./locate";
import { isOn, severitiesIn } from "./severities";
import type { Targets } from "./targets";
import { trackedCallAt, type Vocabulary } from "./tracked";
import { type CheckRequest, type Location, type PlatformId, placeKey } from "./types";
import type { View } from "./views";

/** Why a text with a tracked name in it was not run. */
export const nothingJudged = "nothing that a rule judges";

/** What was looked at, over all platforms: a place counts once. */
export class Counts {
  readonly expansions = new Set<Expanded>();
  readonly functions = new Set<string>();
  readonly calls = new Map<string, Location>();
  readonly silences = new Map<string, number>();

  read({ unit, locator, expanded }: View): void {
    this.expansions.add(expanded);
    for (const { name } of unit.functions.values()) this.functions.add(name);
    for (const site of unit.sites) {
      if (trackedCallAt(site) === undefined) continue;
      const location = locator.location(site.nameSpan);
      this.calls.set(placeKey(location), location);
    }
  }

  /** A text in which there is nothing to judge is not parsed: its calls are told by their names. */
  *skim(expanded: Expanded, { call }: Vocabulary): Slices<void> {
    this.silent(nothingJudged, 1);
    this.expansions.add(expanded);
    const calls = yield* usesOf(expanded.text, call);
    if (calls.length === 0) return;
    const locator = new Locator(expanded);
    const { bodies } = yield* fileLevelOf(expanded.text);
    let next = 0;
    for (const start of calls) {
      while ((bodies[next]?.end ?? start) < start) next++;
      if ((bodies[next]?.start ?? start) >= start) continue;
      const location = locator.location({ start, end: wordEnd(expanded.text, start) });
      this.calls.set(placeKey(location), location);
    }
  }

  silent(reason: string, count: number): void {
    if (count > 0) this.silences.set(reason, Math.max(count, this.silences.get(reason) ?? 0));
  }
}

/** Where the analysis was cut short, findings may be missing that a comment was written for. */
const cutShort: readonly string[] = ["fuel", "unreadable code"];

/** What a check has done. */
export interface Checked {
  readonly request: CheckRequest;
  /** The file that was expanded: a header is seen through one of the files that include it only. */
  readonly unit: string;
  readonly counts: Counts;
  readonly targets: Targets;
  /** Targets of a file of which nobody says what it is for. */
  readonly shown: () => Targets;
  /** Asked beside the targets where nothing in the file speaks for a platform. */
  readonly elsewhere: readonly PlatformId[];
}

/** How far a check got: it decides whether a comment in the file is of use. */
export interface Coverage {
  readonly platforms: readonly PlatformId[];
  /** The text of a file in which findings may lie. */
  readonly textOf: (file: string) => string | undefined;
  /** Would a finding of the rule (undefined: of any rule) have been made, on every platform, if there was one? */
  readonly isJudged: (rule: string | undefined) => boolean;
  /** Is the file's text at this offset in some expansion? */
  readonly isLive: (offset: number) => boolean;
}

export function coverageOf(checked: Checked): Coverage {
  const { request, targets } = checked;
  const expansions = [...checked.counts.expansions];
  return {
    platforms: targets.chosen.map(({ id }) => id),
    textOf: (file) =>
      file === request.file ? request.text : expansions.find(({ files }) => files.has(file))?.files.get(file),
    isJudged: (rule) => isJudged(checked, rule),
    isLive: (offset) => expansions.some((expanded) => isIn(expanded, request, offset)),
  };
}

function isJudged(checked: Checked, rule: string | undefined): boolean {
  const { request, unit, counts } = checked;
  if (rule !== undefined && !isOn(rule, severitiesIn(request, request.file))) return false;
  if (unit !== request.file || cutShort.some((reason) => counts.silences.has(reason))) return false;
  const judged = meantBy(checked.targets, checked, rule);
  const { intended = request.platforms } = request;
  const wanted = intended === "auto" ? meantBy(checked.shown(), checked, rule) : intended;
  return wanted.every((id) => judged.includes(id));
}

const meantBy = ({ chosen, byDefault }: Targets, { elsewhere }: Checked, rule: string | undefined) => [
  ...chosen.map(({ id }) => id),
  ...(byDefault && (rule === undefined || travelling.has(rule)) ? elsewhere : []),
];

const travelling = new Set(
  rules.filter(({ concernsPortability }) => concernsPortability).map(({ id }) => id),
);

/** Text that comes from a macro is not there itself, but what stands beside it on its line is. */
function isIn(expanded: Expanded, { file, text }: CheckRequest, offset: number): boolean {
  const at = expanded.map.toExpanded(file, offset);
  return at !== undefined && expanded.text[at] === text[offset];
}
