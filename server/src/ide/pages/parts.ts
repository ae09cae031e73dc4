/** The parts of a page about one name: what the chosen platforms' facts say, those together that say the same. */
import type { FactName, Platform } from "../../platforms/profile";
import { errorLines } from "./errors";
import { type Chapter, chapters, factTitles } from "./fact-titles";
import {
  absenceWords,
  factOf,
  factText,
  type Group,
  groupsOf,
  isSilent,
  pagesOf,
  platformNames,
} from "./fact-words";
import { constantLines, pageSizeLines, privilegeLines, safetyLines } from "./tables";
import type { Topic } from "./topic";
import { bullet } from "./words";

/** One name and the platforms that shall speak of it; a single one is not named on every line. */
export interface Subject {
  readonly name: string;
  readonly topic: Topic;
  readonly platforms: readonly Platform[];
}

export interface Part {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Chapter by chapter, without those of which nothing is to be said. */
export function partsOf(subject: Subject): readonly Part[] {
  const extra: Partial<Record<keyof typeof chapters, readonly string[]>> = {
    demands: pageSizeLines(subject),
    privileges: privilegeLines(subject),
    results: errorLines(subject),
    callers: safetyLines(subject),
  };
  const told = (Object.keys(chapters) as (keyof typeof chapters)[]).map((key) => ({
    title: chapters[key].title,
    lines: [...chapterLines(subject, chapters[key]), ...(extra[key] ?? [])],
  }));
  return [
    ...told,
    { title: "Values", lines: constantLines(subject) },
    { title: "What no page says", lines: silenceLines(subject) },
  ].filter(({ lines }) => lines.length > 0);
}

function chapterLines(subject: Subject, { facts }: Chapter): readonly string[] {
  const names = [...facts].filter((name) => isTold(subject.topic, name));
  const missing = names.filter((name) => isMissing(subject, name));
  return [
    ...names.filter((name) => !missing.includes(name)).flatMap((name) => factLines(subject, name)),
    ...missingLines(subject, missing),
  ];
}

/** Lists of errno values and the safety table have lines of their own. */
const isTold = ({ facts, safety, errno }: Topic, name: FactName): boolean =>
  facts.includes(name) && !safety?.includes(name) && name !== errno;

/** An absence wherever anybody speaks; of one platform, its sentence is told where it is the first thing to know. */
function isMissing({ topic, platforms }: Subject, name: FactName): boolean {
  const spoken = platforms.map((platform) => factOf(platform, name)).filter((fact) => !isSilent(fact));
  if (platforms.length === 1 && name === topic.facts[0]) return false;
  return spoken.length > 0 && spoken.every((fact) => absenceWords(fact) !== undefined);
}

/** What the platforms say of one fact; those that are silent on it are left out. */
export function factLines(subject: Subject, name: FactName): readonly string[] {
  const { platforms } = subject;
  const absence = (platform: Platform) =>
    platforms.length > 1 ? absenceWords(factOf(platform, name)) : undefined;
  const spoken = groupsOf(platforms, (platform) => {
    const fact = factOf(platform, name);
    return isSilent(fact) || absence(platform) !== undefined ? undefined : factText(fact);
  }).map(({ text, platforms: members }) => ({
    text: `${text}${pagesOf(members.map((platform) => factOf(platform, name)))}`,
    platforms: members,
  }));
  const missing = absenceGroups(platforms, groupsOf(platforms, absence), name);
  return bullet(titleOf(subject, name), [...spoken, ...missing], platforms);
}

/** Most platforms lack what a few have: they are named only where that is shorter. */
function absenceGroups(
  platforms: readonly Platform[],
  absent: readonly Group[],
  name: FactName,
): readonly Group[] {
  const silent = platforms.filter((platform) => isSilent(factOf(platform, name)));
  const [only] = absent;
  if (only && absent.length === 1 && silent.length < only.platforms.length) {
    const but = silent.length > 0 ? ` (not documented: ${platformNames(silent)})` : "";
    return [{ text: `${only.text} elsewhere${but}`, platforms: [] }];
  }
  return absent.map(({ text, platforms: members }) => ({
    text: `${text}: ${platformNames(members)}`,
    platforms: [],
  }));
}

/** One line for all that is missing alike. */
function missingLines(subject: Subject, names: readonly FactName[]): readonly string[] {
  const words = (name: FactName) =>
    subject.platforms
      .map((platform) => absenceWords(factOf(platform, name)))
      .find((text) => text !== undefined);
  return [...new Set(names.map(words))].map(
    (text) =>
      `- ${text}: ${names
        .filter((name) => words(name) === text)
        .map((name) => titleOf(subject, name))
        .join("; ")}`,
  );
}

function silenceLines(subject: Subject): readonly string[] {
  const { topic, platforms } = subject;
  const told = (Object.keys(factTitles) as FactName[]).filter((name) => isTold(topic, name));
  const silentOn = (platform: Platform) => told.filter((name) => isSilent(factOf(platform, name)));
  const groups = groupsOf(platforms, (platform) => {
    const names = silentOn(platform);
    return names.length === 0 ? undefined : names.map((name) => titleOf(subject, name)).join("; ");
  });
  return groups.map(({ text, platforms: members }) => {
    const pages = pagesOf(members.flatMap((one) => silentOn(one).map((name) => factOf(one, name))));
    const who = members.length === platforms.length ? "" : `**${platformNames(members)}:** `;
    return `- ${who}not documented: ${text}${pages}`;
  });
}

/** "mlock(): alignment" is said shorter where it is mlock() that is looked up. */
function titleOf({ name }: Subject, fact: FactName): string {
  return factTitles[fact].replace(`${name}(): `, "");
}
