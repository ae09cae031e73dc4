/** What a transcript sees of the world: pages of a place, and the process's numbers. */
import { noMappings, within } from "./mappings";
import { type PageRun, type PageWord, pageList, readLimit, type WorldWord } from "./transcript-lines";
import { placeOf, readSize, type Scope } from "./transcript-words";
import type { Mapping, World } from "./types";
import { memory } from "./world";

/** What is behind the pages of a place, run by run, unmapped ones too; undefined if there is no such place. */
export function runsAt(name: string, scope: Scope): readonly Run[] | undefined {
  const place = placeOf(name, scope);
  if (place === undefined) return undefined;
  const page = scope.profile.pageSize.usual;
  const { address, pages } = place;
  const mappings = scope.world.regions.get(memory)?.mappings ?? noMappings;
  const runs: Run[] = [];
  let next = 0;
  for (const mapping of within(mappings, { start: address, end: address + pages * page })) {
    const first = Math.floor((mapping.start - address) / page);
    const last = Math.ceil((mapping.end - address) / page) - 1;
    if (first > next) runs.push({ first: next, last: first - 1, mapping: undefined });
    runs.push({ first, last, mapping });
    next = last + 1;
  }
  if (next < pages) runs.push({ first: next, last: pages - 1, mapping: undefined });
  return runs;
}

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

export function normalValue(what: WorldWord, value: string, page: number): string {
  if (what === "limit" || what === "hard") return String(readLimit(value) ?? value);
  return String(readSize(value, page) ?? value);
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

function yesOrNo(value: World["superlocked"]): string {
  return value === "unknown" ? value : value ? "yes" : "no";
}
