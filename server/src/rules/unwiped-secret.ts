/** A secret that is still in memory when nothing keeps that memory from being paged out any more. */

import type { CType } from "../c/types/types";
import { type Observed, observed } from "../interp/record/observations";
import { steps } from "../interp/record/trail";
import { variableOfRegion } from "../interp/values/region";
import { madeBy, unconverted, writtenAt } from "./arguments";
import { judgeObserved } from "./observed";
import type { Repair, Rule, Scene } from "./rule";

export const unwipedSecret: Rule = {
  id: "unwiped-secret",
  summary: "A secret is unlocked, unmapped or freed before it is wiped, or its wiping may be left out.",
  start: "info",
  fixable: true,
  concernsPortability: false,
  judge: (scene) => [
    ...judgeObserved(scene, {
      rule: "unwiped-secret",
      kind: "ended-unwiped",
      severity: (seen) => (isUnwiped(seen, scene) && evidenceOf(seen, scene) ? "info" : undefined),
      message: (seen) => {
        const evidence = evidenceOf(seen, scene);
        const what = `${seen.site.name}() ends the lock on ${evidence?.what}`;
        return evidence?.isLate ? `${what} before it is wiped` : `${what}, which was not wiped`;
      },
      consequence: ({ site }) =>
        site.name === "munlock"
          ? "from here on it may be paged out, and stay on the disk"
          : "whoever gets the memory next finds it there",
      facts: () => ["lock.unlocked"],
      repair: ({ site }): Repair | undefined =>
        site.name === "munlock" ? { kind: "wipe-before", range: site, at: site.statement } : undefined,
    }),
    ...judgeObserved(scene, {
      rule: "unwiped-secret",
      kind: "secret-left",
      severity: (seen) => (seen.certain > 0 ? "info" : undefined),
      message: ({ site }) =>
        `what ${site.name}() gave is kept in locked memory, and stays where it was copied from`,
      consequence: () => "there it may be paged out, and stay on the disk",
      facts: () => ["lock.unlocked"],
      about: [],
    }),
    ...judgeObserved(scene, {
      rule: "unwiped-secret",
      kind: "wiped-in-vain",
      severity: (seen, scene) =>
        seen.locked === "all" && !secretName.test(nameOf(seen, scene) ?? "") ? undefined : "info",
      message: ({ site, before }) =>
        `a compiler may leave this ${site.name}() out: ${before === "free" ? "the block is freed" : "the function returns"} right after it`,
      consequence: () => "then what was locked stays in memory",
      facts: () => ["lock.unlocked"],
      repair: ({ site }) => ({ kind: "wipe-surely", site }),
    }),
  ],
};

/** Names that leave no doubt. A key may be a map's, a token a parser's, a seed that of random numbers. */
const secretName =
  /pass(?:wd|word|phrase)|(?:private|secret|master|crypt|session|signing)_?key|(?:^|_)(?:pwd|secret|credentials?)s?(?:_|$)/i;

type Ended = Observed<"ended-unwiped">;

interface Evidence {
  /** How it is named to the reader. */
  readonly what: string;
  /** It is wiped after that. */
  readonly isLate: boolean;
}

/** Where it is wiped elsewhere, a way that fills it may be one that wipes it; who wipes it after this thinks it filled. */
const isUnwiped = (seen: Ended, scene: Scene): boolean =>
  seen.certain > 0 ||
  isWipedLate(seen, scene) ||
  !observed(scene.events.observations, "wiped").some(({ region }) => region === seen.way.region);

const isWipedLate = (seen: Ended, { events }: Scene): boolean =>
  observed(events.observations, "wiped-late").some(({ site }) => site.id === seen.site.id);

/** What says that it is a secret: its name, or that the program wipes it, here too late or elsewhere in time. */
function evidenceOf(seen: Ended, scene: Scene): Evidence | undefined {
  const { observations } = scene.events;
  const name = nameOf(seen, scene);
  const isNamed = name !== undefined && (secretName.test(name) || isKeyOfBytes(seen, scene));
  const wipes = [...observed(observations, "wiped"), ...observed(observations, "wiped-late")];
  const isWiped = wipes.some(({ isExplicit, region }) => isExplicit && region === seen.way.region);
  const isLate = isWipedLate(seen, scene);
  if (!isNamed && seen.giver !== undefined) return { what: `what ${seen.giver}() gave`, isLate };
  if (!isNamed && !isWiped) return undefined;
  return { what: name === undefined ? "a secret" : `\`${name}\``, isLate };
}

const keyName = /^(?:key|(?:aes|des|hmac|mac|enc|dec|wrap|root|chain|shared|derived|sub)_?key)$/i;

/** `key`, and bytes at that: no map is ordered by what is locked by itself. */
function isKeyOfBytes({ site }: Ended, scene: Scene): boolean {
  const given = writtenAt(scene.unit, site, [0]);
  const [operand] = given?.operands ?? [];
  const plain = given && operand && unconverted(given.fn, operand);
  const made = given && plain && madeBy(given.fn, plain);
  const place = made?.op === "load" ? made.address : plain;
  const variable = place?.kind === "address" ? scene.unit.variables[place.variable] : undefined;
  return variable !== undefined && keyName.test(variable.name) && isBytes(variable.type);
}

const isBytes = (type: CType): boolean =>
  type.kind === "pointer" ? isByte(type.to) : type.kind === "array" && isByte(type.of);

const isByte = (type: CType): boolean =>
  type.kind === "void" ||
  (type.kind === "integer" && type.bytes === 1) ||
  (type.kind === "array" && isByte(type.of));

/** The variable that it is or comes to, or the argument as it is written. */
function nameOf(
  { way: { region, trail }, site }: Ended | Observed<"wiped-in-vain">,
  scene: Scene,
): string | undefined {
  const variable = region === undefined ? undefined : variableOfRegion(scene.unit, region);
  const into = steps(trail).find((step) => step.region === region && step.into !== undefined)?.into;
  const written = site.args[0] && scene.textAt(site.args[0]).trim();
  const names = [variable?.name, into, written].filter((name) => name !== undefined);
  return names.find((name) => secretName.test(name)) ?? names[0];
}
