/** Words that several rules use: paths in the reader's terms, and what a platform makes of a breach. */
import type { Breach } from "../interp/events";
import { type StepKind, steps, type Trail, type TrailStep } from "../interp/trail";
import type { Fact, FactName, Platform } from "../platforms/profile";
import type { Span } from "../text/span";
import type { Certainty } from "./rule";

/** `control`: where the memory came from does not matter to the fault. */
export function pathOf(
  trail: Trail | undefined,
  about: "memory" | "control" = "memory",
): { span: Span; message: string }[] {
  const relevant = steps(trail).filter(({ kind }) => about === "memory" || !ofMemory.has(kind));
  return relevant.map((step) => ({ span: step.span, message: wordsForStep(step) }));
}

const ofMemory: ReadonlySet<StepKind> = new Set([
  "allocated",
  "mapped-lazy",
  "unmapped",
  "made-inaccessible",
]);

/** What happened at a step, to whoever reads the program. */
export function wordsForStep({ kind, name }: TrailStep): string {
  switch (kind) {
    case "allocated":
      return `${name}() provides the memory here`;
    case "mapped-lazy":
      return `${name}() maps lazily here: no page exists before it is first referenced`;
    case "unmapped":
      return "the memory is unmapped here";
    case "made-inaccessible":
      return "the memory becomes PROT_NONE here";
    case "interrupts-disabled":
      return `${name}() begins a critical region here`;
    case "handler-attached":
      return `${name}() becomes an interrupt handler here and may run from now on`;
    case "entered":
      return `${name}() is called here`;
    case "call-failed":
      return `${name}() has failed on this path`;
    case "errno-overwritten":
      return `${name}() may change errno here`;
    case "privilege-dropped":
      return `${name}() gives the privilege up here`;
    case "in-child":
      return "this path runs in the child process";
  }
}

/** "fails with EINVAL", "breaks a documented demand; what happens then is not documented". */
export function consequenceOf(platform: Platform, name: FactName): string {
  const { outcome, value }: Fact<unknown> = platform.facts[name];
  switch (outcome.kind) {
    case "fails":
      return `${value === "may-demand" ? "may fail" : "fails"} with ${outcome.errno.join(" or ")}`;
    case "signals":
      return `ends with ${outcome.signal}`;
    case "does":
      return outcome.what;
    case "silent":
      return "not allowed; the page does not say what happens";
  }
}

/** Every visit broke it: certain. Some did: possible. */
export function certaintyOf(breach: Breach, visits: number): Certainty {
  return breach.certain >= visits ? "certain" : "possible";
}
