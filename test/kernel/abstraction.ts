/**
 * The same calls with addresses as region, offset and alignment: what the kernel did must be among what the abstract
 * step allows, and the world that came of it must be one that the outcome's world describes.
 */
import { all, mappingsOf, within } from "../../server/src/sim/mappings";
import { type RegionAddress, regions } from "../../server/src/sim/regions";
import { type SimProfile, step } from "../../server/src/sim/step";
import type { Call, Length, Mapping, Outcome, Region, World } from "../../server/src/sim/types";
import { memory, ordinary } from "../../server/src/sim/world";
import { type Agreement, outcomeTexts, resultText } from "./compare";
import { arenaEnd } from "./predict";
import { arena, page } from "./protocol";

/**
 * How much the abstract step is told: all; of lengths only bounds; or neither the accounts nor what is in memory, which
 * may run short, as the interpreter knows a process.
 */
export type Precision = "exact" | "widened" | "unaware";

export interface Abstraction {
  check(agreement: Agreement): void;
  /** Of how many steps, and how many had one outcome only. */
  shares(precision: Precision): { readonly steps: number; readonly singletons: number };
  /** What the kernel did and the abstract step did not allow, a line each. */
  breaches(): readonly string[];
}

/** The arena with free pages on both sides, so that calls that miss it are still about known bytes. */
const area = { name: "arena", start: arena.start - 16 * page, end: arenaEnd + 48 * page } as const;

export function abstractionOf(profile: SimProfile): Abstraction {
  const none = { steps: 0, singletons: 0 };
  const shares = { exact: { ...none }, widened: { ...none }, unaware: { ...none } };
  const breaches = new Map<string, { example: string; count: number }>();
  const check = (agreement: Agreement, precision: Precision) => {
    const { call, before, observation, outcome } = agreement;
    const outcomes = step(
      profile,
      knownWorld(before, precision),
      abstractCall(call, precision),
      regions,
    ).outcomes.filter(({ process }) => process !== "parent");
    const share = shares[precision];
    share.steps += 1;
    if (outcomes.length === 1) share.singletons += 1;
    const seen = resultText(profile, call, observation);
    const after = call.name === "exec" ? undefined : outcome.world;
    const reasons = outcomes.map((candidate) => refusal(candidate, seen, after));
    if (reasons.includes(undefined)) return;
    const reason = reasons.join("; ") || "no outcome at all";
    // One example of a kind is enough.
    const kind = `${precision} ${call.name}: ${reason.replaceAll(/-?\d+/g, "N")}`;
    const known = breaches.get(kind) ?? {
      example: `${precision} ${JSON.stringify(call)} -> ${seen}: ${reason}`,
      count: 0,
    };
    breaches.set(kind, { ...known, count: known.count + 1 });
  };
  return {
    check: (agreement) => {
      check(agreement, "exact");
      check(agreement, "widened");
      check(agreement, "unaware");
    },
    shares: (precision) => shares[precision],
    breaches: () => [...breaches.values()].map(({ example, count }) => `${count} times, as in ${example}`),
  };
}

/** Why an abstract outcome is not what happened; undefined if it is. After exec (`after` undefined) only the result counts. */
function refusal(outcome: Outcome, seen: string, after: World | undefined): string | undefined {
  const said = outcomeTexts(outcome);
  const isAnyFailure = said.includes("-1 ?") && seen.startsWith("-1");
  if (!said.includes(seen) && !isAnyFailure) return `says ${said.join(" | ")}`;
  return after && uncovered(abstractWorld(after), outcome.world);
}

function knownWorld(world: World, precision: Precision): World {
  const abstract = abstractWorld(world);
  return precision === "unaware"
    ? { ...abstract, memory: "unknown", lockedBytes: undefined, mappedBytes: undefined }
    : abstract;
}

/** The world after one call is that before the next. */
const abstractWorlds = new WeakMap<World, World>();

/** The arena becomes a region of its own; everything else, the heap included, is another. */
function abstractWorld(world: World): World {
  let abstract = abstractWorlds.get(world);
  if (abstract === undefined) {
    abstract = abstracted(world);
    abstractWorlds.set(world, abstract);
  }
  return abstract;
}

function abstracted(world: World): World {
  const region = world.regions.get(memory);
  if (region === undefined) return world;
  const inArena = within(region.mappings, area).map(shifted);
  const others = [...all(region.mappings)].filter(({ end, start }) => end <= area.start || start >= area.end);
  // Whoever looks from outside does not see what the arena holds.
  const unseen: Mapping = {
    ...ordinary,
    start: area.start,
    end: area.end,
    presence: "unknown",
    lock: "unknown",
  };
  const own: Region = {
    base: { modulus: page, remainder: 0 },
    mappings: mappingsOf(inArena),
    size: area.end - area.start,
    ownsPages: true,
  };
  return {
    ...world,
    regions: new Map([
      [memory, { ...region, mappings: mappingsOf([...others, unseen]) }],
      [area.name, own],
    ]),
  };
}

function shifted(mapping: Mapping): Mapping {
  const { object } = mapping;
  return {
    ...mapping,
    start: mapping.start - area.start,
    end: mapping.end - area.start,
    ...(object ? { object: { ...object, origin: object.origin - area.start } } : {}),
  };
}

function abstractCall(call: Call<number>, precision: Precision): Call<RegionAddress> {
  const widened = (length: Length): Length =>
    precision !== "widened" || typeof length !== "number" || length < 0
      ? length
      : { low: Math.max(0, length - page), high: length + 2 * page };
  const parts: Record<string, unknown> = { ...call };
  if ("address" in call && call.address !== undefined) parts.address = abstractAddress(call.address);
  if ("length" in call) parts.length = widened(call.length);
  if (call.name === "mremap") {
    parts.newLength = widened(call.newLength);
    if (call.newAddress !== undefined) parts.newAddress = abstractAddress(call.newAddress);
  }
  return parts as unknown as Call<RegionAddress>;
}

function abstractAddress(address: number): RegionAddress {
  if (address >= area.start && address < area.end) {
    const offset = address - area.start;
    return {
      region: area.name,
      offset,
      alignment: { modulus: page, remainder: offset % page },
      invalid: false,
    };
  }
  // The first page, and the last ones of the address space, are no object's.
  const isObject = address >= page;
  const known = isObject ? { region: memory, offset: address } : { region: undefined, offset: undefined };
  return { ...known, alignment: { modulus: 0, remainder: address }, invalid: !isObject };
}

/** The first thing in which `real` is no instance of `described`. */
function uncovered(real: World, described: World): string | undefined {
  for (const key of ["future", "privileged", "limit", "hardLimit", "lockedBytes", "mappedBytes"] as const) {
    const said = described[key];
    if (isKnown(said) && said !== real[key]) {
      return `${key} is ${String(real[key])}, not ${String(said)}`;
    }
  }
  for (const [id, region] of real.regions) {
    const reason = uncoveredRegion(id, region, described.regions.get(id));
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function uncoveredRegion(id: string, real: Region, described: Region | undefined): string | undefined {
  if (described === undefined || described.mappings === real.mappings) return undefined;
  const [is, said] = [[...all(real.mappings)], [...all(described.mappings)]];
  let position = Number.NEGATIVE_INFINITY;
  for (let [left, right] = [0, 0]; left < is.length || right < said.length; ) {
    const [one, other] = [is[left], said[right]];
    const begun = [one, other].map((part) =>
      part !== undefined && part.start <= position ? part : undefined,
    );
    const reason = uncoveredPart(begun[0], begun[1]);
    if (reason !== undefined) return `${id}+${position}: ${reason}`;
    position = Math.min(...[one, other].flatMap((part) => (part ? edgesBehind(part, position) : [])));
    if (one && one.end <= position) left += 1;
    if (other && other.end <= position) right += 1;
  }
  return undefined;
}

const edgesBehind = ({ start, end }: Mapping, position: number) => [start > position ? start : end];

function uncoveredPart(is: Mapping | undefined, said: Mapping | undefined): string | undefined {
  if (said === undefined) return is === undefined ? undefined : "is mapped";
  if (is === undefined) return said.presence === "unknown" ? undefined : "is not mapped";
  for (const key of ["lock", "residency", "protection", "backing", "shared"] as const) {
    if (!isKnown(said[key]) || !isKnown(is[key])) continue;
    if (said[key] !== is[key]) {
      return `${key} is ${String(is[key])}, not ${String(said[key])}`;
    }
  }
  return undefined;
}

const isKnown = (value: unknown): boolean => value !== undefined && value !== "unknown";
