/** What a transcript sees of the world: pages of a place, and the process's numbers. */
import { noMappings, within } from "../mappings";
import type { Mapping, Range, Tristate, World } from "../types";
import { memory } from "../world";
import { type PageRun, type PageWord, pageList, type WorldWord, worldWords } from "./lines";
import { readLimit } from "./settings";
import { readSize } from "./sizes";
import { placeOf, type Scope } from "./words";

/**
 * What is behind the pages of a place, run by run, unmapped ones too; undefined if there is no such place. `view`: only
 * what lies between these addresses.
 */
export function runsAt(name: string, scope: Scope, view: Range = everywhere): readonly Run[] | undefined {
  const place = placeOf(name, scope);
  if (place === undefined) return undefined;
  const page = scope.profile.pageSize.usual;
  const { address } = place;
  const start = Math.max(address, view.start);
  const end = Math.min(address + place.pages * page, view.end);
  const pages = Math.ceil((end - address) / page);
  const mappings = scope.world.regions.get(memory)?.mappings ?? noMappings;
  const runs: Run[] = [];
  let next = Math.floor((start - address) / page);
  for (const mapping of within(mappings, { start, end })) {
    const first = Math.floor((mapping.start - address) / page);
    const last = Math.ceil((mapping.end - address) / page) - 1;
    if (first > next) runs.push({ first: next, last: first - 1, mapping: undefined });
    runs.push({ first, last, mapping });
    next = last + 1;
  }
  if (next < pages) runs.push({ first: next, last: pages - 1, mapping: undefined });
  return runs;
}

const everywhere: Range = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

export interface Run extends PageRun {
  readonly mapping: Mapping | undefined;
}

/** The pages of a place that match, as "{0,2-4}"; undefined if there is no such place. */
export function pagesSeen(what: PageWord, name: string, scope: Scope): string | undefined {
  const runs = runsAt(name, scope);
  return runs && pageList(runs.filter(({ mapping }) => mapping && matches[what](mapping)));
}

const matches: Readonly<Record<PageWord, (mapping: Mapping) => boolean>> = {
  mapped: () => true,
  locked: ({ lock }) => lock === "locked" || lock === "onfault",
  onfault: ({ lock }) => lock === "onfault",
  resident: ({ residency }) => residency === "resident" || residency === "copy-on-write",
  cow: ({ residency }) => residency === "copy-on-write",
  absent: ({ residency }) => residency === "absent",
};

/** A number of the process as a word, and the word that a transcript wrote in the same spelling. */
export function numberSeen(what: WorldWord, world: World): string {
  return shown[what](world);
}

/** undefined: it can never be that. */
export function normalValue(what: WorldWord, value: string, page: number): string | undefined {
  if (value === "unknown") return value;
  const words: readonly string[] = worldWords[what].spelling.split(/ (?:\| )?/).slice(1);
  if (!words.includes("BYTES")) return words.includes(value) ? value : undefined;
  const bytes = words.includes("none") ? (readLimit(value) ?? readSize(value, page)) : readSize(value, page);
  return bytes === undefined ? undefined : String(bytes);
}

const shown: Readonly<Record<WorldWord, (world: World) => string>> = {
  VmLck: ({ lockedBytes }) => String(lockedBytes ?? "unknown"),
  VmSize: ({ mappedBytes }) => String(mappedBytes ?? "unknown"),
  VmShm: ({ shmLockedBytes }) => String(shmLockedBytes ?? "unknown"),
  limit: ({ limit }) => String(limit ?? "unknown"),
  hard: ({ hardLimit }) => String(hardLimit ?? "unknown"),
  future: ({ future }) => future,
  plocked: ({ plock }) => plock,
  superlocked: ({ superlocked }) => yesOrNo(superlocked),
  privileged: ({ privileged }) => yesOrNo(privileged),
};

/** As a transcript writes it. */
export function yesOrNo(value: Tristate): string {
  return value === "unknown" ? value : value ? "yes" : "no";
}
