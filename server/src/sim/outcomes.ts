/** How a call's tests add up to what may happen: the first that surely fails ends the call, each that may fail adds a way. */
import type { Consequence, Errno, FactName, Platform } from "../platforms/profile";
import type { AddressDomain, CallName, Defect, Extent, Outcome, Step, Violation, World } from "./types";

/** What the simulator reads of a platform. */
export type SimProfile = Pick<Platform, "facts" | "pageSize" | "constants">;

/** Where a call happens. */
export interface Stage<Address> {
  readonly profile: SimProfile;
  readonly world: World;
  readonly domain: AddressDomain<Address>;
}

/** One test that a call makes. `ends`, `may-end`: the call succeeds here and does nothing more. */
export interface Check {
  readonly because: readonly FactName[];
  readonly verdict: "passes" | "may-fail" | "fails" | "ends" | "may-end";
  readonly consequence: Consequence;
  /** The world that a failure leaves; the old one unless said. */
  readonly leaves?: World | undefined;
  readonly violation?: Violation | undefined;
}

/** What a broken requirement is reported with, and the world that its failure leaves. */
export interface Evidence {
  readonly certainty?: Violation["certainty"];
  readonly detail?: Defect;
  readonly extent?: Extent;
  readonly leaves?: World;
}

/** A test that rests on this fact and finds nothing wrong. */
export function passes(name: FactName): Check {
  return { because: [name], verdict: "passes", consequence: { kind: "silent" } };
}

/** A requirement of the platform that is broken, kept, or (undefined) perhaps broken. */
export function judge(
  { facts }: SimProfile,
  name: FactName,
  broken: boolean | undefined,
  evidence: Evidence = {},
): Check {
  const { outcome, requirement } = facts[name];
  const base = { because: [name], consequence: outcome, leaves: evidence.leaves };
  if (broken === false) return { ...base, verdict: "passes" };
  const harmless = outcome.kind === "does";
  if (broken === undefined) return { ...base, verdict: harmless ? "passes" : "may-fail" };
  const { certainty = "certain" } = evidence;
  const surely = (outcome.kind === "fails" || outcome.kind === "signals") && certainty === "certain";
  return {
    ...base,
    verdict: harmless ? "passes" : surely ? "fails" : "may-fail",
    violation: requirement === null ? undefined : violation(name, certainty, evidence),
  };
}

/** How sure a breach of the fact is: where the page only allows a system to demand it, no more than possible. */
export function certaintyOf({ facts }: SimProfile, name: FactName): Violation["certainty"] {
  return facts[name].value === "may-demand" ? "possible" : "certain";
}

/** The same outcome, but no requirement reported as broken: for calls that no rule judges. */
export function withoutComplaint(check: Check): Check {
  return { ...check, violation: undefined };
}

/** A failure that no platform differs in. */
export function failsWith(
  verdict: "may-fail" | "fails",
  errno: readonly Errno[],
  because: readonly FactName[],
): Check {
  return { because, verdict, consequence: { kind: "fails", errno } };
}

/** The complaint that a requirement is broken. */
export function violation(
  name: FactName,
  certainty: Violation["certainty"],
  { detail, extent }: Pick<Evidence, "detail" | "extent"> = {},
): Violation {
  return {
    fact: name,
    certainty,
    ...(detail === undefined ? {} : { detail }),
    ...(extent === undefined ? {} : { extent }),
  };
}

/** `documented`: the checks come in the order in which the platform makes them; `any`: no page orders them. */
export type Ordering = "documented" | "any";

/** All outcomes of a call that makes these tests; `succeed` is asked for its effect only if it may get that far. */
export function decide(
  world: World,
  checks: readonly Check[],
  ordering: Ordering,
  succeed: () => { readonly world: World; readonly because: readonly FactName[] },
): Step {
  const outcomes: Outcome[] = [];
  let open = true;
  for (const check of checks) {
    if (check.verdict === "passes") continue;
    if (!open && ordering === "documented") break;
    if (check.verdict === "ends" || check.verdict === "may-end") {
      // Where no page orders the tests, this one may be the first.
      if (open || ordering === "any") outcomes.push(success(world, check.because));
    } else {
      outcomes.push(failure(check.leaves ?? world, check.consequence, check.because));
    }
    if (check.verdict === "fails" || check.verdict === "ends") open = false;
  }
  const violations = checks.flatMap((check) => check.violation ?? []);
  if (!open) return { outcomes, violations };
  const { world: after, because } = succeed();
  const tolerated = checks.filter((check) => check.violation !== undefined).flatMap((check) => check.because);
  return { outcomes: [success(after, [...because, ...tolerated]), ...outcomes], violations };
}

/** The call succeeds and leaves this world; errno stays as it was. */
export function success(world: World, because: readonly FactName[]): Outcome {
  return { result: "success", errno: [], world, because };
}

/** The call fails as the fact has it: with an errno, by a signal, or with an errno that no page names. */
export function failure(world: World, consequence: Consequence, because: readonly FactName[]): Outcome {
  switch (consequence.kind) {
    case "fails":
      return { result: "failure", errno: consequence.errno, world, because };
    case "signals":
      return { result: "fault", errno: [], signal: consequence.signal, world, because };
    default:
      return { result: "failure", errno: [], unnamed: true, world, because };
  }
}

/** A stage as far as it does not matter how addresses are asked about. */
type Place = Pick<Stage<never>, "profile" | "world">;

type EffectFact = Extract<FactName, `${string}.effect`>;

/** A call that does nothing here, always fails, or does not exist; undefined where it works. */
export function unavailable({ profile, world }: Place, name: EffectFact): Step | undefined {
  const { value, outcome } = profile.facts[name];
  if (value === "noop") return { outcomes: [success(world, [name])], violations: [] };
  if (value !== "fails" && value !== "absent") return undefined;
  const complaint = violation(name, "certain", { detail: value });
  return { outcomes: [failure(world, outcome, [name])], violations: [complaint] };
}

/** The complaint about a lock call in a handler or with interrupts disabled, where the platform forbids it. */
export function inHandler({ profile, world }: Place, call: CallName): readonly Violation[] {
  const name = interruptFacts[call];
  if (name === undefined || profile.facts[name].value !== "forbidden") return [];
  if (world.context === "isr") return [violation(name, "certain", { detail: "isr" })];
  if (world.interrupts === "disabled") return [violation(name, "certain", { detail: "disabled" })];
  return [];
}

const interruptFacts: { readonly [Name in CallName]?: FactName } = {
  mlock: "mlock.interrupt",
  munlock: "munlock.interrupt",
  mlockall: "mlockall.interrupt",
  munlockall: "munlockall.interrupt",
};

/** The step with more complaints in front. */
export function complaining(step: Step, more: readonly Violation[]): Step {
  return more.length === 0 ? step : { ...step, violations: [...more, ...step.violations] };
}
