/**
 * Worlds and mappings with other parts. They are copied part by part: to spread an object takes Node ten times as long,
 * and every call that is simulated makes several.
 */
import type { Mapping, World } from "./types";

export const changedWorld = (world: World, parts: Partial<World>): World =>
  Object.assign(
    {
      regions: world.regions,
      future: world.future,
      superlocked: world.superlocked,
      privileged: world.privileged,
      limit: world.limit,
      hardLimit: world.hardLimit,
      mayRaiseLimit: world.mayRaiseLimit,
      lockedBytes: world.lockedBytes,
      mappedBytes: world.mappedBytes,
      shmLockedBytes: world.shmLockedBytes,
      plock: world.plock,
      objects: world.objects,
      objectsMade: world.objectsMade,
      heap: world.heap,
      memory: world.memory,
      context: world.context,
      interrupts: world.interrupts,
    },
    parts,
  );

export const changedMapping = (mapping: Mapping, parts: Partial<Mapping>): Mapping => {
  const { object } = mapping;
  const copy: Mapping = {
    start: mapping.start,
    end: mapping.end,
    presence: mapping.presence,
    seams: mapping.seams,
    protection: mapping.protection,
    backing: mapping.backing,
    shared: mapping.shared,
    lazy: mapping.lazy,
    noreserve: mapping.noreserve,
    lock: mapping.lock,
    lockCount: mapping.lockCount,
    residency: mapping.residency,
    wired: mapping.wired,
  };
  return Object.assign(copy, object && { object }, parts);
};
