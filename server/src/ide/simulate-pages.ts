/** Maps of pages in block characters. */

import { all } from "../sim/mappings";
import { runsAt } from "../sim/transcript/pages";
import { placesNear } from "../sim/transcript/places";
import type { Answer } from "../sim/transcript/play";
import { placeOf, type Scope } from "../sim/transcript/words";
import type { Mapping, Range, Region } from "../sim/types";
import { memory } from "../sim/world";

const symbols = {
  "█": "locked and resident",
  "▄": "locked and resident, the first write faults",
  "▒": "locked, not resident",
  "▓": "locked on fault, not resident",
  "▚": "locked, perhaps resident",
  "░": "resident, not locked",
  "▖": "resident, not locked, the first write faults",
  "·": "mapped, neither",
  "∶": "mapped, perhaps resident",
  "-": "PROT_NONE, not locked",
  "+": "PROT_NONE, not locked, resident",
  x: "PROT_NONE, locked",
  X: "PROT_NONE, locked and resident",
  "?": "not known",
  " ": "not mapped",
} as const;

type Symbol = keyof typeof symbols;

export interface PageMap {
  readonly text: string;
  /** May it be broken at blanks? */
  readonly isRow: boolean;
}

interface SymbolRun {
  readonly symbol: Symbol;
  pages: number;
}

/** A process may have any number of places; so many are shown of what one call changed. */
const mostMaps = 12;

/** "m [██··]" for each place whose map is another than before; `about`: where nothing else can have changed. */
export function mapsThatChanged(
  before: Scope | undefined,
  after: Scope,
  about: Answer["about"],
): readonly PageMap[] {
  if (before && mappingsOf(before) === mappingsOf(after)) return [];
  const page = after.profile.pageSize.usual;
  const named = new Set((about ?? [everywhere]).flatMap((range) => placesNear(after.places, range, page)));
  const view = about && (mappingsOf(after)?.size ?? 0) > manyRuns ? around(about, page) : undefined;
  const maps: PageMap[] = [];
  let left = 0;
  for (const name of [...named, "heap", "stack"]) {
    const now = seenAt(name, after, view);
    const old = before ? seenAt(name, before, view) : nothing;
    const isNothing = old.runs.length === 0 && now.runs.every(({ symbol }) => symbol === " ");
    if (isNothing || isSame(old.runs, now.runs)) continue;
    if (maps.length < mostMaps) maps.push(mapText(name, now, old.runs));
    else left++;
  }
  return left === 0 ? maps : [...maps, { text: `… and ${left} more places`, isRow: true }];
}

const everywhere: Range = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

/** With more than these, only what lies around the call's own pages is looked at. */
const manyRuns = 2000;

function around(about: readonly Range[], page: number): Range {
  return {
    start: Math.min(...about.map(({ start }) => start)) - mostPages * page,
    end: Math.max(...about.map(({ end }) => end)) + mostPages * page,
  };
}

/** The map of a region whose first byte is a page's, all of it: "m [██··]". Undefined where it is none, or has no known end. */
export function mapOf(name: string, region: Region, page: number): PageMap | undefined {
  const { size, base, mappings } = region;
  if (size === undefined || !Number.isFinite(size) || base.modulus % page !== 0 || base.remainder !== 0)
    return undefined;
  const runs: SymbolRun[] = [];
  const add = (symbol: Symbol, bytes: number) => {
    if (bytes > 0) runs.push({ symbol, pages: Math.ceil(bytes / page) });
  };
  let position = 0;
  for (const mapping of all(mappings)) {
    add(" ", mapping.start - position);
    add(symbolOf(mapping), mapping.end - mapping.start);
    position = mapping.end;
  }
  add(" ", size - position);
  return mapText(name, { runs, first: 0, isAll: true }, []);
}

/** What is seen of a place: from which page on, and whether that is all. */
interface Seen {
  readonly runs: readonly SymbolRun[];
  readonly first: number;
  readonly isAll: boolean;
}

const nothing: Seen = { runs: [], first: 0, isAll: true };

const mappingsOf = ({ world }: Scope) => world.regions.get(memory)?.mappings;

function isSame(one: readonly SymbolRun[], other: readonly SymbolRun[]): boolean {
  return one.length === other.length && firstDifference(one, other) === one.length;
}

function firstDifference(one: readonly SymbolRun[], other: readonly SymbolRun[]): number {
  const index = one.findIndex(
    ({ symbol, pages }, at) => symbol !== other[at]?.symbol || pages !== other[at].pages,
  );
  return index < 0 ? one.length : index;
}

/** Pages; places beyond are told in runs. */
const mostPages = 32;
/** Runs that are told, and how many of them before the first that is new. */
const mostRuns = 24;
const runsBefore = 4;

function mapText(name: string, { runs, first: page, isAll }: Seen, old: readonly SymbolRun[]): PageMap {
  if (runs.length === 0) return { text: `${name} is gone`, isRow: true };
  const pages = runs.reduce((sum, run) => sum + run.pages, 0);
  if (isAll && pages <= mostPages) {
    return { text: `${name} [${runs.map((run) => run.symbol.repeat(run.pages)).join("")}]`, isRow: false };
  }
  const first = runs.length <= mostRuns ? 0 : Math.max(0, firstDifference(runs, old) - runsBefore);
  const shown = runs.slice(first, first + mostRuns);
  const rest = runs.length - first - shown.length;
  const words = [
    ...(first > 0 ? [`${first} runs …`] : []),
    ...shown.map(
      (run) => `${run.symbol === " " ? "hole" : run.symbol}${run.pages === 1 ? "" : `×${run.pages}`}`,
    ),
    ...(rest > 0 ? [`… ${rest} runs`] : []),
  ];
  const which = isAll ? "" : ` {${page}-${page + pages - 1}}`;
  return { text: `${name}${which} [${words.join(" ")}]`, isRow: true };
}

function seenAt(name: string, scope: Scope, view: Range | undefined): Seen {
  const found = runsAt(name, scope, view) ?? [];
  const runs: SymbolRun[] = [];
  for (const { first, last, mapping } of found) {
    const symbol = symbolOf(mapping);
    const pages = last - first + 1;
    const run = runs.at(-1);
    if (run?.symbol === symbol) run.pages += pages;
    else runs.push({ symbol, pages });
  }
  const first = found[0]?.first ?? 0;
  const pages = placeOf(name, scope)?.pages ?? 0;
  return { runs, first, isAll: first === 0 && (found.at(-1)?.last ?? -1) + 1 >= pages };
}

function symbolOf(mapping: Mapping | undefined): Symbol {
  if (mapping === undefined) return " ";
  const { lock, residency, protection } = mapping;
  if (lock === "unknown" || mapping.presence === "unknown") return "?";
  const isLocked = lock !== "unlocked";
  if (protection === 0) {
    const isThere = residency === "resident" || residency === "copy-on-write";
    return isLocked ? (isThere ? "X" : "x") : isThere ? "+" : "-";
  }
  if (lock === "onfault" && residency === "absent") return "▓";
  return (isLocked ? locked : unlocked)[residency];
}

const unlocked = { resident: "░", "copy-on-write": "▖", absent: "·", unknown: "∶" } as const;
const locked = { resident: "█", "copy-on-write": "▄", absent: "▒", unknown: "▚" } as const;

/** What the symbols in these maps mean, an entry for each. */
export function legend(maps: readonly PageMap[]): readonly string[] {
  const used = new Set(maps.flatMap(({ text }) => [...text.replace(/^[^[]*(\[|$)/, "")]));
  const isHoled = maps.some(({ text, isRow }) => (isRow ? /\[.*hole/ : /\[.* /).test(text));
  return [
    ...Object.entries(symbols).flatMap(([symbol, meaning]) =>
      used.has(symbol) && symbol !== " " ? `${symbol} ${meaning}` : [],
    ),
    ...(isHoled ? ["blank (hole): not mapped"] : []),
  ];
}
