/** I/O privilege, interrupt handlers, and interrupts that are disabled and enabled. */
import { decide, failsWith, judge, type Scene, success } from "./outcomes";
import type { Call, Step, Tristate, World } from "./types";

export function threadCtl<Address>(
  scene: Scene<Address>,
  { command }: Extract<Call<Address>, { name: "ThreadCtl" }>,
): Step {
  const { value } = scene.profile.facts["lock.superlock"];
  if (value === "not-applicable") return harmless(scene);
  const grants =
    command === undefined
      ? undefined
      : value.commands.some((name) => scene.profile.constants[name] === command);
  return superlocking(scene, grants);
}

export function interruptAttach<Address>(
  scene: Scene<Address>,
  { hasHandler }: Extract<Call<Address>, { name: "InterruptAttach" }>,
): Step {
  const { value } = scene.profile.facts["lock.superlock"];
  if (value === "not-applicable") return harmless(scene);
  return superlocking(scene, value.attach ? hasHandler : false);
}

/** Neither pair nests: the first call that enables ends it. */
export function switchInterrupts<Address>(
  { world }: Scene<Address>,
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

function superlocking<Address>({ profile, world }: Scene<Address>, grants: boolean | undefined): Step {
  if (grants === false) return harmless({ world });
  return decide(world, [judge(profile, "lock.superlock", undefined)], "any", () => ({
    world: { ...world, superlocked: superlockedAfter(world, grants) },
    because: ["lock.superlock"],
  }));
}

function superlockedAfter(world: World, grants: true | undefined): Tristate {
  return grants === true || world.superlocked === true ? true : "unknown";
}

function harmless({ world }: { readonly world: World }): Step {
  return decide(world, [failsWith("may-fail", ["EINVAL", "EPERM"], [])], "any", () => ({
    world,
    because: [],
  }));
}
