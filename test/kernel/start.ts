/** The simulator's world for a process that has just started, made of the mappings that the kernel shows. */
import { mappingsOf } from "../../server/src/sim/mappings";
import type { Backing, Mapping, World } from "../../server/src/sim/types";
import { concreteWorld, memory, ordinary, withRegion } from "../../server/src/sim/world";
import type { Mode } from "./modes";
import { fileName, page, type SeenMapping, type Start } from "./protocol";

export function startWorld(start: Start, mode: Mode): World {
  const { setting, privileged, mayRaiseLimit } = mode;
  const bare = concreteWorld({
    privileged,
    mayRaiseLimit,
    limit: limitOf(setting.soft),
    hardLimit: limitOf(setting.hard),
  });
  return withImage({ ...bare, objects: new Map([[fileName, setting.fileSize]]) }, start);
}

/** After exec: what belongs to the process stays, descriptors too; what belongs to its memory is the new image's. */
export function renewed(after: World, before: World, start: Start): World {
  return withImage({ ...after, objects: before.objects }, start);
}

function withImage(world: World, start: Start): World {
  const region = world.regions.get(memory);
  if (region === undefined) throw new Error("a concrete world has its one region");
  const mappings = mappingsOf(start.mappings.filter(counts).map(mappingOf));
  const heap = { start: heapStart(start), end: start.programBreak };
  return { ...withRegion(world, memory, { ...region, mappings }), heap };
}

/** The first page above the break of a process that has just started. */
export function heapBase({ programBreak }: Start): number {
  return Math.ceil(programBreak / page) * page;
}

/** Bytes that count as mapped. */
export function imageBytes(start: Start): number {
  return start.mappings.filter(counts).reduce((sum, mapping) => sum + mapping.end - mapping.start, 0);
}

/** How many pages a new process has, by what the lock calls make of them. */
export interface ImagePages {
  readonly heapStart: number;
  readonly heap: number;
  readonly special: number;
  readonly others: number;
}

export function imagePages(start: Start): ImagePages {
  const total = { heap: 0, special: 0, others: 0 };
  for (const { start: from, end, name, flags } of start.mappings.filter(counts)) {
    const backing = backingOf(name, flags);
    total[backing === "heap" || backing === "special" ? backing : "others"] += (end - from) / page;
  }
  return { heapStart: heapStart(start), ...total };
}

/** What lies above user space ([vsyscall]) belongs to no process. */
const counts = ({ end }: SeenMapping): boolean => end <= 2 ** 47;

function heapStart({ mappings, programBreak }: Start): number {
  return mappings.find(({ name }) => name === "[heap]")?.start ?? programBreak;
}

function mappingOf({ start, end, access, name, flags }: SeenMapping): Mapping {
  const protection = (access[0] === "r" ? 1 : 0) | (access[1] === "w" ? 2 : 0) | (access[2] === "x" ? 4 : 0);
  return { ...ordinary, start, end, protection, backing: backingOf(name, flags), shared: false };
}

function backingOf(name: string, flags: readonly string[]): Backing {
  if (flags.some((flag) => special.includes(flag))) return "special";
  if (name === "[heap]") return "heap";
  if (name === "[stack]") return "stack";
  return name === "" ? "anonymous" : "file";
}

/** VM_IO, VM_PFNMAP, VM_DONTEXPAND and VM_MIXEDMAP: memory of which the lock calls keep their hands off. */
const special = ["io", "pf", "de", "mm"];

const limitOf = (bytes: number) => (bytes === -1 ? Number.POSITIVE_INFINITY : bytes);
