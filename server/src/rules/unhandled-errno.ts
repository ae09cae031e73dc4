/** errno that is examined, but not for what this platform sets: never ending retries, values that cannot come, or that are missed. */
import type { CallSite, FunctionIr } from "../c/ir";
import { observed } from "../interp/record/observations";
import { platforms } from "../platforms";
import type { FactName, Platform } from "../platforms/profile";
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
  const { unit, events } = scene;
  return [...events.calls.values()].flatMap(({ site, name }): Judgement[] => {
    const fact = errnoFact(name);
    const fn = unit.functions.get(site.functionName);
    const retry = fact && fn && endlessRetry(unit, fn, site);
    const verdict = retry && verdictOn(scene.platform, name, fact, retry);
    if (!retry || !verdict) return [];
    const repair = repairOf(scene, site, retry);
    return [{ rule, span: site.span, path: [], ...verdict, ...(repair ? { repair } : {}) }];
  });
}

type Verdict = Pick<Judgement, "severity" | "certainty" | "message" | "consequence" | "facts">;

/** What stays as it is however long one waits, and does not lie in the program's own arguments. */
const lasting: ReadonlySet<string> = new Set(["EPERM", "EINVAL", "ENOSYS"]);

function verdictOn(
  platform: Platform,
  name: string,
  fact: ErrnoFact,
  { names, how }: EndlessRetry,
): Verdict | undefined {
  const comes = platform.facts[fact].value as readonly string[];
  if (how === "always") {
    if (!comes.some((errno) => errno !== "EAGAIN")) return undefined;
    return {
      severity: "warning",
      certainty: "possible",
      message: `${name}() is tried again until it succeeds, whatever the failure`,
      consequence: "a failure that lasts makes the loop endless",
      facts: [fact],
    };
  }
  if (how === "for" && names.every((errno) => !isKnown(errno, [fact])) && comes.length > 0) {
    if (!names.includes("EINTR") || !comes.includes("EAGAIN")) return undefined;
    return {
      severity: "hint",
      certainty: "certain",
      message: `${name}() never sets ${names.join(" or ")}, so that it is never tried again`,
      consequence: "what may pass is taken for a failure",
      facts: [fact],
    };
  }
  const kept = comes.filter((errno) => names.includes(errno) === (how === "for"));
  const stays = kept.filter((errno) => (how === "for" ? lasting.has(errno) : errno === "EPERM"));
  const isSure = how === "for" && names.every((errno) => lasting.has(errno));
  const limit = limitOf(platform, name);
  // Of EAGAIN a page says that it may pass: who waits for it by name has read that.
  const limited =
    limit?.errno.filter((errno) => kept.includes(errno) && !(how === "for" && errno === "EAGAIN")) ?? [];
  if (isSure ? stays.length === 0 : stays.length + limited.length === 0) return undefined;
  const told = isSure ? names : [...new Set([...stays, ...limited])];
  const isOfLimit = limit !== undefined && stays.length === 0;
  return {
    severity: isOfLimit && limited.includes("EAGAIN") ? "info" : "warning",
    certainty: isSure ? "certain" : "possible",
    message: isOfLimit
      ? `${name}() is tried again even when a limit refuses it, and nothing here changes that`
      : `${name}() is tried again for as long as it fails with ${told.join(" or ")}, and nothing here changes that`,
    consequence: isOfLimit ? `it fails with ${told.join(" or ")} each time` : "the loop never ends",
    facts: isOfLimit ? [fact, limit.fact] : [fact],
  };
}

/** What a call beyond the limit on locked memory fails with: that limit is still there after any wait. */
function limitOf(
  { facts }: Platform,
  name: string,
): { readonly fact: FactName; readonly errno: readonly string[] } | undefined {
  const fact = name === "mlockall" ? "mlockall.limit" : "mlock.limit";
  const { value, outcome } = facts[fact];
  if (!name.startsWith("mlock") || outcome.kind !== "fails" || value === "fails-partial") return undefined;
  // Of several, nobody knows which one is the limit's.
  return outcome.errno.length === 1 ? { fact, errno: outcome.errno } : undefined;
}

/** Waiting helps against EAGAIN alone: memory that could not be had just now. */
function repairOf(
  { textAt, platform }: Scene,
  site: CallSite,
  { names, how, asked }: EndlessRetry,
): Repair | undefined {
  if (how === "always") return { kind: "leave-retry", site };
  if (limitOf(platform, site.name ?? "")?.errno.includes("EAGAIN")) return undefined;
  const fact = errnoFact(site.name);
  const mayPass = fact && (platform.facts[fact].value as readonly string[]).includes("EAGAIN");
  if (!mayPass && names.includes("EINTR")) return undefined;
  const [first] = asked;
  const end = asked.at(-1)?.end;
  if (!first || end === undefined) return undefined;
  const span = { start: first.start, end };
  const text = textAt(span);
  const title = "Try again only while it fails with EAGAIN";
  if (how === "unless") {
    const value = /^(\w+)\s*==\s*\w+(?:\s*\|\|\s*\1\s*==\s*\w+)*$/.exec(text)?.[1];
    return value ? { kind: "replace", span, newText: `${value} != EAGAIN`, title } : undefined;
  }
  if (asked.length > 1 || !/^\w+\s*[!=]=\s*\w+$/.test(text)) return undefined;
  const newText = text.replace(new RegExp(`\\b${names[0]}\\b`), "EAGAIN");
  return { kind: "replace", span, newText, title };
}

/** The calls whose failure is read at each place, where that is all that is ever read there. */
function ownersOf({ events, unit }: Scene): ReadonlyMap<number, ReadonlySet<CallSite>> {
  const owners = new Map<number, Set<CallSite>>();
  const seen = observed(events.observations, "errno-read");
  const known = new Map<number, number>();
  for (const { span, certain, owner } of seen) {
    const site = unit.sites[owner];
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
      consequence: "the code for it never runs",
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
