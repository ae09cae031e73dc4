/** A secret that is still in memory when nothing keeps that memory from being paged out any more. */
import { variableOfRegion } from "../interp/context";
import type { Observation } from "../interp/record/observations";
import { steps } from "../interp/record/trail";
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
      kinds: ["ended-unwiped"],
      severity: (seen) => (seen.certain > 0 && evidenceOf(seen, scene) ? "info" : undefined),
      message: (seen) => {
        const evidence = evidenceOf(seen, scene);
        const what = `${seen.site?.name}() ends the lock on ${evidence?.what}`;
        return evidence?.isLate ? `${what} before it is wiped` : `${what}, which was not wiped`;
      },
      consequence: ({ site }) =>
        site?.name === "munlock"
          ? "from here on it may be paged out, and stay on the disk"
          : "whoever gets the memory next finds it there",
      facts: () => ["lock.unlocked"],
      repair: ({ site }): Repair | undefined =>
        site?.name === "munlock" ? { kind: "wipe-before", range: site, at: site.statement } : undefined,
    }),
    ...judgeObserved(scene, {
      rule: "unwiped-secret",
      kinds: ["wiped-in-vain"],
      severity: (seen, scene) =>
        seen.detail.endsWith(" all") && !secretName.test(nameOf(seen, scene) ?? "") ? undefined : "info",
      message: ({ site, detail }) =>
        `a compiler may leave this ${site?.name}() out: ${detail.startsWith("free") ? "the block is freed" : "the function returns"} right after it`,
      consequence: () => "then what was locked stays in memory",
      facts: () => ["lock.unlocked"],
      repair: ({ site }): Repair | undefined => (site ? { kind: "wipe-surely", site } : undefined),
    }),
  ],
};

/** Names that leave no doubt. A key may be a map's, a token a parser's, a seed that of random numbers. */
const secretName =
  /pass(?:wd|word|phrase)|(?:private|secret|master|crypt|session|signing)_?key|(?:^|_)(?:pwd|secret|credentials?)s?(?:_|$)/i;

interface Evidence {
  /** How it is named to the reader. */
  readonly what: string;
  /** It is wiped after that. */
  readonly isLate: boolean;
}

/** What says that it is a secret: its name, or that the program wipes it, here too late or elsewhere in time. */
function evidenceOf(seen: Observation, scene: Scene): Evidence | undefined {
  const { observations } = scene.events;
  const name = nameOf(seen, scene);
  const isNamed = name !== undefined && secretName.test(name);
  const late = observations.filter(({ kind, site }) => kind === "wiped-late" && site?.id === seen.site?.id);
  const isWiped = observations.some(
    ({ kind, detail }) =>
      (kind === "wiped" || kind === "wiped-late") && detail === `explicit ${seen.way.region}`,
  );
  if (!isNamed && !isWiped) return undefined;
  return { what: name === undefined ? "a secret" : `\`${name}\``, isLate: late.length > 0 };
}

/** The variable that it is or comes to, or the argument as it is written. */
function nameOf({ way: { region, trail }, site }: Observation, scene: Scene): string | undefined {
  const variable = region === undefined ? undefined : variableOfRegion(scene.unit, region);
  const into = steps(trail).find((step) => step.region === region && step.into !== undefined)?.into;
  const written = site?.args[0] && scene.textAt(site.args[0]).trim();
  const names = [variable?.name, into, written].filter((name) => name !== undefined);
  return names.find((name) => secretName.test(name)) ?? names[0];
}
