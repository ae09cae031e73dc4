/** How one fact reads, and how many platforms' facts read together. */
import type { Consequence, Fact, FactName, Platform } from "../../platforms/profile";

export function factOf(platform: Platform, name: FactName): Fact<unknown> {
  return platform.facts[name];
}

/** The sentence: it names what happens otherwise (a test holds the platforms to that). */
export const factText = ({ sentence }: Fact<unknown>): string => sentence;

/** The errno values or the signal of a consequence. */
export function consequenceNames(outcome: Consequence): readonly string[] {
  if (outcome.kind === "fails") return outcome.errno;
  return outcome.kind === "signals" ? [outcome.signal] : [];
}

/** Absences are told in one line for all platforms; every other value has its sentence. */
const absences: Readonly<Record<string, string>> = {
  absent: "does not exist",
  "unknown-flag": "does not exist",
  "not-applicable": "does not apply",
  removed: "does not apply",
};

export function absenceWords({ value }: Fact<unknown>): string | undefined {
  return typeof value === "string" && Object.hasOwn(absences, value) ? absences[value] : undefined;
}

/** Where nothing was read the facts cite this in place of a page. */
const nowhere = "no source";

export const isSilent = ({ value, source }: Fact<unknown>): boolean =>
  value === "silent" || source.page === nowhere;

/** A platform for people; a dagger marks those that code is not checked for. */
export function platformName({ title, standing }: Platform): string {
  return standing === "documented" ? `${title}†` : title;
}

export const platformNames = (platforms: readonly Platform[]): string =>
  platforms.map(platformName).join(", ");

export interface Group {
  readonly text: string;
  readonly platforms: readonly Platform[];
}

/** Platforms of which the same is to be said, in the order of the first of each group; undefined: nothing is. */
export function groupsOf(
  platforms: readonly Platform[],
  textOf: (platform: Platform) => string | undefined,
): readonly Group[] {
  const groups = new Map<string, Platform[]>();
  for (const platform of platforms) {
    const text = textOf(platform);
    if (text === undefined) continue;
    const group = groups.get(text);
    if (group) group.push(platform);
    else groups.set(text, [platform]);
  }
  return [...groups].map(([text, members]) => ({ text, platforms: members }));
}

/** " *(QNX 7.1 mlock(); QNX 6 mlock())*": the pages that the facts rest on, each once; nothing where none was read. */
export function pagesOf(facts: readonly Fact<unknown>[]): string {
  const pages = new Set(facts.map(({ source }) => source.page).filter((page) => page !== nowhere));
  return pages.size === 0 ? "" : ` *(${[...pages].join("; ")})*`;
}
