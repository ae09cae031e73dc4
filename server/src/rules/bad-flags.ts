/** Flags that are zero, unknown, not enough alone, or another call's. */

import { type Breach, breachOf } from "../interp/record/events";
import type { Span } from "../text/span";
import { judgeBreaches } from "./breaches";
import { flagsArgument, isChoice, wrongChoice } from "./chosen-flags";
import type { Judgement, Repair, Rule, Scene } from "./rule";
import { consequenceOf, passedOf } from "./words";

export const badFlags: Rule = {
  id: "bad-flags",
  summary: "The flags are zero, unknown, not enough by themselves, or belong to another call.",
  start: "error",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => [
    ...judgeBreaches(scene, {
      rule: "bad-flags",
      facts: ["mlockall.flags", "mmap.flags", "mlock2.effect"],
      about: "control",
      skip: (_, breach) => breach.detail === "absent" || isChoice(breach),
      mark: ({ site, name }) => site.args[flagsArgument[name] ?? 0] ?? site.span,
      message: ({ site, name }, { detail }) =>
        `the flags \`${scene.textAt(site.args[flagsArgument[name] ?? 0] ?? site.span)}\` given to ${name}() ${wrong(name, detail)}`,
      severity: () => "error",
      repair: (record) =>
        intended(scene, record.site.args[0], record.name) ?? whatToLock(scene, record.site.args[0]),
    }),
    ...oneWay(scene),
    ...logicalOr(scene),
    ...foreignFlags(scene),
  ],
};

function wrong(name: string, detail: Breach["detail"]): string {
  if (name.startsWith("mmap")) return "name neither MAP_SHARED nor MAP_PRIVATE";
  switch (detail) {
    case "zero-flags":
      return "are zero";
    case "alone":
      return "do not say what to lock: MCL_ONFAULT needs MCL_CURRENT or MCL_FUTURE beside it";
    case "each-way":
      return "are wrong on every path";
    default:
      return "have bits that this call does not define";
  }
}

/** Flags that are wrong on one of the ways to the call. */
function oneWay(scene: Scene): Judgement[] {
  return [...scene.events.calls.values()].flatMap((record): Judgement[] => {
    const { site, name } = record;
    const chosen = wrongChoice(scene.unit, scene.platform, record);
    if (!chosen || scene.events.expectedFailures.has(site.id)) return [];
    const { breach, span } = chosen;
    const flags = site.args[flagsArgument[name] ?? 0] ?? site.span;
    const repair = breach.detail === "alone" ? whatToLock(scene, span) : undefined;
    return [
      {
        rule: "bad-flags",
        span: flags,
        severity: "warning",
        certainty: "possible",
        message: `on one path the flags given to ${name}() ${wrong(name, breach.detail)}`,
        consequence: consequenceOf(scene.platform, breach.fact),
        path: [{ span, message: `the flags become \`${scene.textAt(span).replace(/\s+/g, " ")}\` here` }],
        passed: passedOf(breach.way.trail),
        facts: [breach.fact],
        ...(repair ? { repair } : {}),
      },
    ];
  });
}

/** The names that may stand in each call's flags. */
const families: Readonly<Record<string, RegExp>> = {
  mlockall: /^MCL_/,
  mlock2: /^MLOCK_/,
  mmap: /^MAP_/,
  mmap64: /^MAP_/,
};

const isWrong = (breaches: readonly Breach[]): boolean =>
  breachOf(
    breaches.filter((one) => !isChoice(one)),
    "mlockall.flags",
    "mmap.flags",
    "mlock2.effect",
  ) !== undefined;

/** Another call's flag whose bits happen to be valid here: the kernel takes it for something else. */
function foreignFlags(scene: Scene): Judgement[] {
  return [...scene.events.calls.values()].flatMap(({ site, name, breaches }): Judgement[] => {
    const flags = site.args[flagsArgument[name] ?? 0];
    const family = families[name];
    if (!flags || !family || isWrong(breaches)) return [];
    const names = scene.expandedAt(flags).match(/\b(?:MCL|MLOCK|MAP|PROT|MS|MADV|SHMCTL)_[A-Z]\w*/g) ?? [];
    const foreign = names.find((one) => !family.test(one));
    if (foreign === undefined) return [];
    return [
      {
        rule: "bad-flags",
        span: flags,
        severity: "warning",
        certainty: "certain",
        message: `${foreign} is not a flag of ${name}()`,
        consequence: "its bits mean something else here",
        path: [],
        facts: name === "mlockall" ? ["mlockall.flags"] : [],
      },
    ];
  });
}

/** MCL_CURRENT || MCL_FUTURE is 1: valid for the kernel, and not what was meant. */
function logicalOr(scene: Scene): Judgement[] {
  const found: Judgement[] = [];
  for (const { site, name, breaches } of scene.events.calls.values()) {
    const flags = site.args[0];
    if (name !== "mlockall" || !flags || isWrong(breaches)) continue;
    const text = scene.expandedAt(flags);
    if (!/MCL_\w+\s*(\|\||&&)\s*MCL_/.test(text)) continue;
    const repair = intended(scene, flags, name);
    found.push({
      rule: "bad-flags",
      span: flags,
      severity: "warning",
      certainty: "certain",
      message: `the flags \`${text}\` are the number 1: || gives true or false, and | joins flags`,
      consequence: "locks only what the value 1 stands for",
      path: [],
      facts: ["mlockall.flags"],
      ...(repair ? { repair } : {}),
    });
  }
  return found;
}

/** MCL_ flags joined by & or a logical operator were meant to be united. */
function intended(scene: Scene, flags: Span | undefined, name: string): Repair | undefined {
  if (!flags || name !== "mlockall") return undefined;
  const names = scene.textAt(flags).match(/\bMCL_(?:CURRENT|FUTURE|ONFAULT)\b/g) ?? [];
  if (new Set(names).size < 2) return undefined;
  return {
    kind: "replace",
    span: flags,
    newText: names.join(" | "),
    title: `Join the flags: ${names.join(" | ")}`,
  };
}

/** MCL_ONFAULT says how to lock: what to lock is said beside it. */
function whatToLock({ textAt }: Scene, span: Span | undefined): Repair | undefined {
  const text = span && textAt(span);
  if (!span || !text || !/^(?:\w+\s*=\s*)?MCL_ONFAULT$/.test(text)) return undefined;
  const both = "MCL_CURRENT | MCL_ONFAULT";
  return {
    kind: "replace",
    span,
    newText: text.replace("MCL_ONFAULT", both),
    title: `Say what to lock: ${both}`,
  };
}
