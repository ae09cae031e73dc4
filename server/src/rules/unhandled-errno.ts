/** errno that is examined, but not for what this platform sets: never ending retries, values that cannot come, or that are missed. */
import type { CallSite, FunctionIr } from "../c/ir";
import { platforms } from "../platforms";
import type { FactName } from "../platforms/profile";
import { type EndlessRetry, endlessRetry } from "./endless-retries";
import { type Ladder, laddersOf } from "./errno-tests";
import type { Judgement, Repair, Rule, Scene } from "./rule";

const rule = "unhandled-errno";

export const unhandledErrno: Rule = {
  id: rule,
  summary:
    "A failed lock is tried again for ever, asked for an errno that it never sets, or not for one that it does.",
  start: "warning",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => [...retries(scene), ...questions(scene)],
};

const calls = ["mlock", "munlock", "mlockall", "munlockall"] as const;
type ErrnoFact = `${(typeof calls)[number]}.errno`;

function errnoFact(name: string | undefined): ErrnoFact | undefined {
  const call = calls.find((known) => known === (name === "mlock2" ? "mlock" : name));
  return call && `${call}.errno`;
}

function retries(scene: Scene): Judgement[] {
  const { unit, platform, events } = scene;
  return [...events.calls.values()].flatMap(({ site, name }): Judgement[] => {
    const fact = errnoFact(name);
    const fn = unit.functions.get(site.functionName);
    const endless = fact && fn && endlessRetry(unit, fn, site);
    if (!endless) return [];
    const { waitsFor } = endless;
    const stays = waitsFor.length > 0 ? waitsFor.join(" or ") : "EPERM";
    const comes = (platform.facts[fact].value as readonly string[]).some((errno) =>
      waitsFor.length > 0 ? waitsFor.includes(errno) : errno !== "EAGAIN",
    );
    if (!comes) return [];
    const repair = repairOf(scene, site, endless);
    return [
      {
        rule,
        span: site.span,
        severity: "warning",
        certainty: waitsFor.length > 0 ? "certain" : "possible",
        message:
          waitsFor.length > 0
            ? `${name}() is tried again for as long as it fails with ${stays}, and nothing here changes that`
            : `${name}() is tried again until it succeeds, whatever the failure`,
        consequence:
          waitsFor.length > 0 ? "the loop never ends" : "a failure that lasts makes the loop endless",
        path: [],
        facts: [fact],
        ...(repair ? { repair } : {}),
      },
    ];
  });
}

/** Waiting helps against EAGAIN alone: memory that could not be had just now. */
function repairOf({ textAt }: Scene, site: CallSite, { waitsFor, asked }: EndlessRetry): Repair | undefined {
  if (waitsFor.length === 0) return { kind: "leave-retry", site };
  const [only] = asked;
  const text = only && textAt(only);
  if (!only || asked.length > 1 || !text || !/^\w+\s*[!=]=\s*\w+$/.test(text)) return undefined;
  const newText = text.replace(new RegExp(`\\b${waitsFor[0]}\\b`), "EAGAIN");
  return { kind: "replace", span: only, newText, title: "Try again only while it fails with EAGAIN" };
}

/** The calls whose failure is read at each place, where that is all that is ever read there. */
function ownersOf({ events, unit }: Scene): ReadonlyMap<number, ReadonlySet<CallSite>> {
  const owners = new Map<number, Set<CallSite>>();
  const seen = events.observations.filter(({ kind }) => kind === "errno-read");
  const known = new Map<number, number>();
  for (const { span, certain, detail } of seen) {
    const site = unit.sites[Number(detail)];
    known.set(span.start, (known.get(span.start) ?? 0) + certain);
    if (site) owners.set(span.start, (owners.get(span.start) ?? new Set()).add(site));
  }
  for (const { span, visits } of seen) {
    if ((known.get(span.start) ?? 0) < visits) owners.delete(span.start);
  }
  return owners;
}

function questions(scene: Scene): Judgement[] {
  const owners = ownersOf(scene);
  if (owners.size === 0) return [];
  return [...scene.unit.functions.values()].flatMap((fn) =>
    laddersOf(scene.unit, fn).flatMap((ladder): Judgement[] => {
      const facts = [...(owners.get(ladder.read.start) ?? [])].map(({ name }) => ({
        name,
        fact: errnoFact(name),
      }));
      const names = facts.map(({ name }) => `${name}()`).join(" or ");
      const tracked = facts.flatMap(({ fact }) => fact ?? []);
      if (tracked.length === 0 || tracked.length < facts.length) return [];
      const about = { names, facts: [...new Set(tracked)] };
      return [...strangers(ladder, about), ...missed(scene, fn, ladder, about)];
    }),
  );
}

interface About {
  readonly names: string;
  readonly facts: readonly ErrnoFact[];
}

/** Calls that any platform may answer so, and what is asked for out of habit around every call. */
const common: ReadonlySet<string> = new Set(["EINTR", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EOK"]);

/** A value that no platform's call sets waits for what cannot come. */
const strangers = ({ asked }: Ladder, { names, facts }: About): Judgement[] =>
  asked
    .filter(({ name }) => /^E[A-Z0-9]+$/.test(name) && !common.has(name) && !isKnown(name, facts))
    .map(({ name, span }) => ({
      rule,
      span,
      severity: "hint",
      certainty: "certain",
      message: `${names} never sets ${name}`,
      consequence: "what is done then is never done",
      path: [],
      facts: facts as readonly FactName[],
    }));

const isKnown = (name: string, facts: readonly ErrnoFact[]): boolean =>
  Object.values(platforms).some((platform) =>
    facts.some((fact) => (platform.facts[fact].value as readonly string[]).includes(name)),
  );

/** What does not lie in the program itself: EINVAL may well be asserted never to come. */
const circumstances: ReadonlySet<string> = new Set(["EAGAIN", "ENOMEM", "EPERM"]);

/** A row of questions that ends in an assertion has an answer for each value. */
function missed({ platform }: Scene, fn: FunctionIr, ladder: Ladder, { names, facts }: About): Judgement[] {
  if (ladder.asked.length < 2 || !isAssertion(fn, ladder.otherwise)) return [];
  const asked = new Set(ladder.asked.map(({ name }) => name));
  const sets = new Set(facts.flatMap((fact) => [...(platform.facts[fact].value as readonly string[])]));
  const missing = [...sets].filter((name) => !asked.has(name) && circumstances.has(name));
  if (missing.length === 0) return [];
  return [
    {
      rule,
      span: ladder.span,
      severity: "info",
      certainty: "certain",
      message: `${names} may also set ${missing.join(", ")}, which is taken to be impossible here`,
      consequence: "the program ends there",
      path: [],
      facts,
    },
  ];
}

const assertions = /^(?:abort|assert|__assert\w*|__builtin_unreachable|__builtin_trap|unreachable)$/;

function isAssertion(fn: FunctionIr, block: number): boolean {
  return (fn.blocks[block]?.instructions ?? []).some((one) => {
    if (one.op !== "call" || one.callee.kind !== "function" || !assertions.test(one.callee.name))
      return false;
    const [condition] = one.args;
    return one.callee.name !== "assert" || (condition?.kind === "integer" && condition.value === 0);
  });
}
