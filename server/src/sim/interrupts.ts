/** I/O privilege, interrupt handlers, and interrupts that are disabled and enabled. */
import { mergeWorlds } from "./merge";
import {
  type Check,
  decide,
  failsWith,
  failure,
  judge,
  type SimProfile,
  type Stage,
  success,
  withoutComplaint,
} from "./outcomes";
import { lacksPrivilege } from "./privilege";
import type { Call, Step, World } from "./types";
import { lockedNow } from "./whole";

/** ThreadCtl(): I/O privilege, which superlocks the process where `lock.superlock` names the command; EPERM without the right to it. */
export function threadCtl<Address>(
  stage: Stage<Address>,
  { command }: Extract<Call<Address>, { name: "ThreadCtl" }>,
): Step {
  const { profile, world } = stage;
  const { value } = profile.facts["lock.superlock"];
  if (typeof value !== "object") return harmless(stage);
  if (command === undefined) return superlocking(stage, undefined, undefined);
  if (!value.commands.some((name) => profile.constants[name] === command)) return harmless(stage);
  return superlocking(stage, true, lacksIoPrivilege(profile, world));
}

/** Where root may lock, root may do this too; elsewhere it is another privilege, of which nothing is known. */
function lacksIoPrivilege({ facts }: SimProfile, world: World): boolean | undefined {
  return facts["mlock.privilege"].value === "superuser" ? lacksPrivilege(world) : undefined;
}

/** InterruptAttach(): superlocks the process, unless it only asks for an event; EPERM for a thread without I/O privilege. */
export function interruptAttach<Address>(
  stage: Stage<Address>,
  { hasHandler }: Extract<Call<Address>, { name: "InterruptAttach" }>,
): Step {
  const { profile, world } = stage;
  const { value } = profile.facts["lock.superlock"];
  if (typeof value === "string") return missing(world);
  return superlocking(stage, value.attach ? hasHandler : false, undefined);
}

/** Where no call superlocks, no program has interrupt handlers, and there is no such function. */
function missing(world: World): Step {
  return { outcomes: [failure(world, { kind: "silent" }, ["lock.superlock"])], violations: [] };
}

/** InterruptDisable() and its kin. Neither pair nests: the first call that enables ends it. They have no result. */
export function switchInterrupts<Address>(
  { world }: Stage<Address>,
  {
    name,
  }: Extract<
    Call<Address>,
    { name: "InterruptDisable" | "InterruptEnable" | "InterruptLock" | "InterruptUnlock" }
  >,
): Step {
  const interrupts = name === "InterruptDisable" || name === "InterruptLock" ? "disabled" : "enabled";
  return { outcomes: [success({ ...world, interrupts }, [])], violations: [] };
}

function superlocking<Address>(
  { profile, world }: Stage<Address>,
  grants: boolean | undefined,
  isRefused: boolean | undefined,
): Step {
  if (grants === false) return harmless({ world });
  const permission: Check = withoutComplaint(judge(profile, "lock.superlock", isRefused));
  return decide(world, [permission], "any", () => {
    const after = superlocked(profile, world);
    return { world: grants === true ? after : mergeWorlds(world, after), because: ["lock.superlock"] };
  });
}

/** All memory is locked, now and later, and private pages are the process's own. Who is superlocked already gains nothing. */
function superlocked(profile: SimProfile, world: World): World {
  const { value } = profile.facts["lock.superlock"];
  const isForGood = typeof value === "object" && value.unlocking === "for-good";
  if (world.superlocked === true && isForGood) return world;
  const granted = { ...world, superlocked: true };
  const locked = lockedNow(profile, granted, { current: true, future: "on", state: "locked" });
  const after: World = { ...locked, future: "on" };
  return world.superlocked === "unknown" && isForGood
    ? { ...mergeWorlds(world, after), superlocked: true }
    : after;
}

function harmless({ world }: { readonly world: World }): Step {
  return decide(world, [failsWith("may-fail", ["EINVAL", "EPERM"], [])], "any", () => ({
    world,
    because: [],
  }));
}
