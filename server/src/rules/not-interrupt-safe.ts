/** Calls that may not be made in an interrupt handler or with interrupts disabled. */
import type { CallSite } from "../c/ir";
import { breachOf, type CallRecord, type UnsafeCall } from "../interp/record/events";
import type { FactName } from "../platforms/profile";
import type { Span } from "../text/span";
import type { Judgement, Rule, Scene, Severity } from "./rule";
import { certaintyOf, type Focus, passedOf, pathOf, placeName } from "./words";

const facts: readonly FactName[] = [
  "mlock.interrupt",
  "munlock.interrupt",
  "mlockall.interrupt",
  "munlockall.interrupt",
];

export const notInterruptSafe: Rule = {
  id: "not-interrupt-safe",
  summary:
    "A memory-lock call, or another call that enters the kernel, in an interrupt handler or with interrupts disabled.",
  start: "error",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => [...lockCalls(scene), ...otherCalls(scene)],
};

/** A lock goes before the region whose beginning its function shows; anything else behind its end. */
function outside({ unit }: Scene, context: Context, site: CallSite, where: "before" | "after") {
  if (context === "isr") return {};
  const own = unit.sites.filter(({ functionName }) => functionName === site.functionName);
  if (own.some(({ statement }) => isWithin(statement, site) && touchesInterrupts(own, statement))) return {};
  const begin = own.findLast(({ name, span }) => disabling.test(name ?? "") && span.end <= site.span.start);
  const end = own.find(({ name, span }) => enabling.test(name ?? "") && span.start >= site.span.end);
  const at = where === "before" ? begin?.statement : end?.statement;
  return at ? { repair: { kind: `move-${where}`, site, at } as const } : {};
}

const disabling = /^(?:InterruptDisable|InterruptLock)$/;
const enabling = /^(?:InterruptEnable|InterruptUnlock)$/;

const isWithin = ({ start, end }: Span, { span }: CallSite): boolean =>
  start <= span.start && span.end <= end;

/** A statement that itself enables interrupts, on its way out, cannot stand elsewhere. */
const touchesInterrupts = (sites: readonly CallSite[], statement: Span): boolean =>
  sites.some((site) => isWithin(statement, site) && /^Interrupt/.test(site.name ?? ""));

type Context = UnsafeCall["context"];

/** In a handler it does not matter whether interrupts were disabled before. */
const focusIn = (context: Context): Focus => ({ about: context === "isr" ? [] : ["context"] });
const severityIn = (context: Context): Severity => (context === "isr" ? "error" : "warning");

function lockCalls(scene: Scene): Judgement[] {
  const judged = [...scene.events.calls.values()].map((record): Judgement | undefined => {
    const breach = breachOf(record.breaches, ...facts);
    if (!breach) return undefined;
    const certainty = certaintyOf(breach, record.visits);
    const context = breach.detail === "isr" ? "isr" : "interrupts-disabled";
    const severity = severityIn(context);
    return {
      ...judgement(record, placeName(context)),
      certainty,
      severity: certainty === "possible" ? "warning" : severity,
      consequence:
        context === "isr"
          ? "the manual says: Interrupt handler: No"
          : "a kernel call enables interrupts again",
      path: pathOf(breach.way.trail, focusIn(context)),
      passed: passedOf(breach.way.trail),
      facts: [breach.fact],
      ...outside(scene, context, record.site, "before"),
    };
  });
  return judged.filter((one) => one !== undefined);
}

function judgement({ site, name }: Pick<CallRecord, "site" | "name">, where: string) {
  return {
    rule: "not-interrupt-safe",
    span: site.nameSpan,
    message: `${name}() must not be called ${where}`,
  };
}

function otherCalls(scene: Scene): Judgement[] {
  return scene.events.unsafeCalls.map((call): Judgement => {
    const certainty = call.unsafe >= call.visits ? "certain" : "possible";
    return {
      ...judgement(call, placeName(call.context)),
      certainty,
      severity: certainty === "possible" ? "warning" : severityIn(call.context),
      consequence:
        call.context === "isr"
          ? "only a few kernel calls are allowed there"
          : "a kernel call enables interrupts again",
      path: pathOf(call.trail, focusIn(call.context)),
      passed: passedOf(call.trail),
      facts: ["interrupt.calls"],
      ...outside(scene, call.context, call.site, "after"),
    };
  });
}
