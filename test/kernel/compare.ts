/** Holds what the kernel did in one sequence against what the simulator says, call by call, up to the first difference. */
import { constants as system } from "node:os";
import { within } from "../../server/src/sim/mappings";
import type { SimProfile } from "../../server/src/sim/step";
import type { Call, Mapping, Outcome, World } from "../../server/src/sim/types";
import { memory } from "../../server/src/sim/world";
import type { Mode } from "./modes";
import { mappingAt, predict } from "./predict";
import { arena, type Observation, page, type Run, type SeenPage } from "./protocol";
import { heapBase, imageBytes, renewed, startWorld } from "./start";

export interface Sequence {
  readonly mode: Mode;
  readonly calls: readonly Call<number>[];
}

export type Aspect =
  | "run"
  | "result"
  | "VmLck"
  | "VmSize"
  | "mapped"
  | "lock"
  | "protection"
  | "residency"
  | "faults";

/** What differs, and how it is to be told. */
export interface Difference {
  readonly aspect: Aspect;
  readonly text: string;
}

/** One call on which both agree. */
export interface Agreement {
  readonly mode: Mode;
  readonly call: Call<number>;
  readonly before: World;
  readonly outcomes: readonly Outcome[];
  /** The one that came. */
  readonly outcome: Outcome;
  readonly observation: Observation;
}

export interface Mismatch {
  /** Of the call in its sequence. */
  readonly index: number;
  readonly differences: readonly Difference[];
}

/** Pages of anonymous memory whose residency was compared, and of how many the simulator knew none. */
export interface Residencies {
  compared: number;
  unknown: number;
}

export interface Comparison {
  /** How many calls agree. */
  readonly agreed: number;
  readonly mismatch: Mismatch | undefined;
}

export function compareRun(
  profile: SimProfile,
  { mode, calls }: Sequence,
  run: Run,
  residencies: Residencies,
  agree: (agreement: Agreement) => void,
): Comparison {
  const [first, ...later] = run.starts;
  const [initial, ...observations] = run.observations;
  const failed = (index: number, differences: readonly Difference[]) => ({
    agreed: index,
    mismatch: { index, differences },
  });
  if (!first || !initial) return failed(0, [broken(run)]);
  if (imageBytes(first) !== initial.mappedBytes || initial.lockedBytes !== 0) {
    return failed(0, [{ aspect: "run", text: "the mappings of the new process do not add up to VmSize" }]);
  }
  let world = startWorld(first, mode);
  let start = first;
  for (const [index, call] of calls.entries()) {
    const observation = observations[index];
    if (observation === undefined) return failed(index, [broken(run)]);
    if (call.name === "exec") start = later.shift() ?? start;
    const outcomes = predict(profile, world, call).map((outcome) =>
      call.name === "exec" ? { ...outcome, world: renewed(outcome.world, world, start) } : outcome,
    );
    const tally = { compared: 0, unknown: 0 };
    const heap = heapBase(start);
    const differences = outcomes.map((outcome) =>
      differ(profile, { call, before: world }, outcome, observation, heap, tally),
    );
    const outcome = outcomes[differences.findIndex(({ length }) => length === 0)];
    if (outcome === undefined) return failed(index, differences[0] ?? []);
    residencies.compared += tally.compared / outcomes.length;
    residencies.unknown += tally.unknown / outcomes.length;
    agree({ mode, call, before: world, outcomes, outcome, observation });
    world = outcome.world;
  }
  return { agreed: calls.length, mismatch: undefined };
}

const broken = ({ status }: Run): Difference => ({
  aspect: "run",
  text:
    status < 128 ? `the driver gave up with status ${status}` : `the driver died of signal ${status - 128}`,
});

function differ(
  profile: SimProfile,
  { call, before }: Pick<Agreement, "call" | "before">,
  outcome: Outcome,
  observation: Observation,
  heap: number,
  residencies: Residencies,
): readonly Difference[] {
  const { lockedBytes, mappedBytes } = outcome.world;
  const differences: Difference[] = [];
  const note = (aspect: Aspect, kernel: string, simulator: string) =>
    differences.push({ aspect, text: `${aspect}: kernel ${kernel}, simulator ${simulator}` });
  const seen = resultText(profile, call, observation);
  const said = outcomeTexts(outcome);
  if (!said.includes(seen) && !(seen.startsWith("-1") && said.includes("-1 ?")))
    note("result", seen, said.join(" | "));
  if (lockedBytes !== undefined && lockedBytes !== observation.lockedBytes) {
    note("VmLck", `${observation.lockedBytes / 1024}k`, `${lockedBytes / 1024}k`);
  }
  if (mappedBytes !== undefined && mappedBytes !== observation.mappedBytes) {
    note("VmSize", `${observation.mappedBytes / 1024}k`, `${mappedBytes / 1024}k`);
  }
  const faults = call.name === "touch" && seen === "0" ? faultsSaid(call, before) : undefined;
  if (faults !== undefined && faults !== observation.result > 0) {
    note("faults", String(observation.result), faults ? "at least one" : "none");
  }
  const inArea = (name: string, base: number, pages: readonly (SeenPage | undefined)[]) => {
    for (const [index, mapping] of pagesOf(outcome.world, base, pages.length).entries()) {
      for (const [aspect, kernel, simulator] of comparePage(pages[index], mapping, residencies)) {
        note(aspect, `${kernel} at ${name}+${index}p`, simulator);
      }
    }
  };
  inArea("m", arena.start, observation.arena);
  inArea("heap", heap, observation.heap);
  return differences;
}

/** The mapping of each page, by index. */
export function pagesOf(world: World, base: number, pages: number): readonly (Mapping | undefined)[] {
  const region = world.regions.get(memory);
  const list = new Array<Mapping | undefined>(pages).fill(undefined);
  for (const mapping of region ? within(region.mappings, { start: base, end: base + pages * page }) : []) {
    list.fill(mapping, (mapping.start - base) / page, (mapping.end - base) / page);
  }
  return list;
}

/** Does the access to private memory take a page fault? undefined: the simulator does not say. */
function faultsSaid(
  { address, write }: Extract<Call<number>, { name: "touch" }>,
  before: World,
): boolean | undefined {
  const mapping = mappingAt(before, address);
  if (mapping?.shared !== false || !isAnonymous(mapping) || mapping.residency === "unknown") return undefined;
  return mapping.residency === "absent" || (write && mapping.residency === "copy-on-write");
}

const isAnonymous = ({ backing }: Mapping) => backing === "anonymous" || backing === "heap";

type PageDifference = readonly [aspect: Aspect, kernel: string, simulator: string];

function comparePage(
  seen: SeenPage | undefined,
  mapping: Mapping | undefined,
  residencies: Residencies,
): readonly PageDifference[] {
  if (seen === undefined && mapping === undefined) return [];
  if (seen === undefined || mapping === undefined) {
    return [["mapped", seen ? "mapped" : "unmapped", mapping ? "mapped" : "unmapped"]];
  }
  const differences: PageDifference[] = [];
  const lock = seen.onfault ? "onfault" : seen.locked ? "locked" : "unlocked";
  if (mapping.lock !== "unknown" && mapping.lock !== lock) differences.push(["lock", lock, mapping.lock]);
  if (mapping.protection !== undefined && mapping.protection !== seen.protection) {
    differences.push(["protection", String(seen.protection), String(mapping.protection)]);
  }
  // mincore() looks into a file's cache, which is not a matter of this process.
  if (!isAnonymous(mapping)) return differences;
  residencies.compared += 1;
  if (mapping.residency === "unknown") residencies.unknown += 1;
  else if ((mapping.residency !== "absent") !== seen.resident) {
    differences.push(["residency", seen.resident ? "resident" : "absent", mapping.residency]);
  }
  return differences;
}

/** What came, in a transcript's words. */
export function resultText({ constants }: SimProfile, call: Call<number>, observation: Observation): string {
  const { result, errno, signal } = observation;
  if (signal !== 0) {
    return Object.entries(system.signals).find(([, number]) => number === signal)?.[0] ?? `signal ${signal}`;
  }
  if (result === -1) {
    const name = Object.keys(constants).find((key) => /^E[A-Z]+$/.test(key) && constants[key] === errno);
    return `-1 ${name ?? errno}`;
  }
  // Of a touch it is the number of page faults.
  if (call.name === "touch") return "0";
  const wanted = placeOf(call, constants);
  return wanted === undefined || wanted === result ? "0" : `an address of its own choice (${result})`;
}

/** The address that a successful call returns. */
function placeOf(call: Call<number>, constants: SimProfile["constants"]): number | undefined {
  if (call.name === "mmap") return call.address;
  if (call.name !== "mremap") return undefined;
  return ((call.flags ?? 0) & (constants.MREMAP_FIXED ?? 0)) === 0 ? call.address : call.newAddress;
}

/** What an outcome says, in a transcript's words. */
export function outcomeTexts(outcome: Outcome): readonly string[] {
  if (outcome.result === "fault") return [outcome.signal ?? "fault"];
  if (outcome.result === "success") return ["0"];
  return outcome.unnamed === true ? ["-1 ?"] : outcome.errno.map((name) => `-1 ${name}`);
}
