/** Memory that processes share: what it holds is known as long as only one of them uses it at a time. */
import { all, some } from "../../sim/mappings";
import type { Mapping, Region } from "../../sim/types";
import type { Span } from "../../text/span";
import type { Run } from "../context";
import { contentsFrom, forgetContents } from "../memory/memory";
import type { Memory } from "../memory/parts";
import type { State } from "../state";

const isShared = ({ shared }: Mapping): boolean => shared !== false;
const isOfFile = ({ shared, backing }: Mapping): boolean => shared !== false && backing !== "anonymous";

/** Memory as an access finds it: what others may be writing at the same time, or at another address, is unknown. */
export function beforeAccess(run: Run, state: State, region: string, span: Span): Memory {
  const { memory, world, life } = state;
  const known = world.regions.get(region);
  if (!known?.ownsPages || !some(known.mappings, isShared)) return memory;
  if (some(known.mappings, isOfFile)) return forgetContents(memory, region);
  if (life.forks === 0) return memory;
  const others = life.beside &&
    life.children && [...life.beside, ...life.children.map(({ process }) => process)];
  if (others?.length === 0) return memory;
  // Whoever has relied on what it holds was wrong.
  for (const process of others ?? [life.process])
    run.endings?.doubt(process, { kind: "concurrent", span, name: "fork" });
  return forgetContents(memory, region);
}

/** Of files that both parent and child can write to, nothing is known. */
export const withoutSharedFiles = (state: State): Memory =>
  changed(state, isOfFile, (memory, region) => forgetContents(memory, region));

/** After a child's end: what it has left in memory that both see; undefined where nobody knows. */
export const withSharedOf = (state: State, ofChild: Memory | undefined): Memory =>
  changed(state, isShared, (memory, region, { mappings }) =>
    ofChild && !some(mappings, isOfFile)
      ? contentsFrom(memory, ofChild, region)
      : forgetContents(memory, region),
  );

/** A child that ends before its own children: they go on writing to what its parent sees. */
export function noteOrphans(run: Run, { life, world }: State, span: Span): void {
  const leaves = life.process !== "" && life.children?.length !== 0;
  const shares = [...world.regions.values()].some((one) => one.ownsPages && some(one.mappings, isShared));
  if (leaves && shares) run.endings?.doubt(life.process, { kind: "concurrent", span, name: "fork" });
}

function changed(
  { memory, world }: State,
  which: (mapping: Mapping) => boolean,
  change: (memory: Memory, id: string, region: Region) => Memory,
): Memory {
  let after = memory;
  for (const [id, region] of world.regions) {
    if (region.ownsPages && [...all(region.mappings)].some(which)) after = change(after, id, region);
  }
  return after;
}
