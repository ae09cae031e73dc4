/** The parts of a page about one name: what the chosen platforms' facts say, those together that say the same. */
import type { FactName, Platform } from "../../platforms/profile";
import { errorLines } from "./errors";
import { type Chapter, chapters, factTitles } from "./fact-titles";
import { absenceWords, factOf, factText, type Group, groupsOf, pagesOf, platformNames } from "./fact-words";
import type { Subject } from "./subject";
import { constantLines, pageSizeLines, privilegeLines, safetyLines } from "./tables";
import { tellingOf } from "./telling";
import type { Topic } from "./topic";
import { bullet } from "./words";

export interface Part {
  readonly title: string;
  readonly lines: readonly string[];
}

/** First what it does and how that ends; then chapter by chapter, without those of which nothing is to be said. */
export function partsOf(subject: Subject): readonly Part[] {
  const { does = [], ends = [] } = subject.topic;
  const first = new Set<FactName>([...does, ...ends]);
  const extra: Partial<Record<keyof typeof chapters, readonly string[]>> = {
    demands: pageSizeLines(subject),
    privileges: privilegeLines(subject),
    results: errorLines(subject),
    callers: safetyLines(subject),
  };
  const told = (Object.keys(chapters) as (keyof typeof chapters)[]).map((key) => ({
    title: chapters[key].title,
    lines: [
      ...(key === "effects" ? linesOn(subject, does) : []),
      ...chapterLines(subject, chapters[key], first),
      ...(extra[key] ?? []),
    ],
  }));
  const [effects, ...others] = told;
  return [
    ...(effects ? [effects] : []),
    { title: "How its effect ends", lines: linesOn(subject, ends) },
    ...others,
    { title: "Values", lines: constantLines(subject) },
    { title: "What no page says", lines: silenceLines(subject) },
  ].filter(({ lines }) => lines.length > 0);
}

function chapterLines(subject: Subject, { facts }: Chapter, told: ReadonlySet<FactName>): readonly string[] {
  return linesOn(
    subject,
    [...facts].filter((name) => isTold(subject.topic, name) && !told.has(name)),
  );
}

const linesOn = (subject: Subject, names: readonly FactName[]): readonly string[] =>
  names.flatMap((name) => factLines(subject, name));

/** Lists of errno values and the safety table have lines of their own. */
const isTold = ({ facts, safety, errno }: Topic, name: FactName): boolean =>
  facts.includes(name) && !safety?.includes(name) && name !== errno;

/** What the platforms say of one fact: nothing where it exists nowhere; those that are silent on it are left out. */
export function factLines(subject: Subject, name: FactName): readonly string[] {
  const { platforms, topic } = subject;
  const spoken = groupsOf(platforms, (platform) =>
    tellingOf(platform, name, topic) === "told" ? factText(factOf(platform, name)) : undefined,
  ).map(({ text, platforms: members }) => ({
    text: `${text}${pagesOf(members.map((platform) => factOf(platform, name)))}`,
    platforms: members,
  }));
  const absent = spoken.length === 0 ? [] : absenceGroups(subject, name);
  return bullet(titleOf(subject, name), [...spoken, ...absent], platforms);
}

/** Most platforms lack what a few have: they are named only where that is shorter. */
function absenceGroups({ platforms, topic }: Subject, name: FactName): readonly Group[] {
  const absent = groupsOf(platforms, (platform) =>
    tellingOf(platform, name, topic) === "absent" ? absenceWords(factOf(platform, name)) : undefined,
  );
  const silent = platforms.filter((platform) => tellingOf(platform, name, topic) === "silent");
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

function silenceLines(subject: Subject): readonly string[] {
  const { topic, platforms } = subject;
  const told = (Object.keys(factTitles) as FactName[]).filter((name) => isTold(topic, name));
  const silentOn = (platform: Platform) =>
    told.filter((name) => tellingOf(platform, name, topic) === "silent");
  const groups = groupsOf(platforms, (platform) => {
    const names = silentOn(platform);
    return names.length === 0 ? undefined : names.map((name) => titleOf(subject, name)).join("; ");
  });
  return groups.map(({ text, platforms: members }) => {
    const pages = pagesOf(members.flatMap((one) => silentOn(one).map((name) => factOf(one, name))));
    const who = members.length === platforms.length ? "" : `**${platformNames(members)}:** `;
    return `- ${who}${text}${pages}`;
  });
}

/** "mlock(): alignment" is said shorter where it is mlock() that is looked up. */
export function titleOf({ name }: Subject, fact: FactName): string {
  return factTitles[fact].replace(`${name}(): `, "").replace(`${name}: `, "");
}
