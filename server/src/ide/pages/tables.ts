/** What a page tells beside single facts: who may call, ways to a privilege, constants' values, page sizes. */
import { platforms } from "../../platforms";
import type { FactName, Platform } from "../../platforms/profile";
import { factTitles } from "./fact-titles";
import { factOf, groupsOf, pagesOf, platformName } from "./fact-words";
import type { Subject } from "./subject";
import { tellingOf } from "./telling";
import { bullet } from "./words";

const safetyWords: Readonly<Record<string, string>> = {
  forbidden: "no",
  allowed: "yes",
  safe: "yes",
  no: "no",
  "not-listed": "not listed",
  "not-applicable": "not applicable",
  silent: "not documented",
};

function safetyWord(call: string, platform: Platform, name: FactName): string {
  const { value } = factOf(platform, name);
  if (value === "except-munlockall") return call === "munlockall" ? "no" : "yes";
  return safetyWords[String(value)] ?? String(value);
}

const safetyTitle = (name: FactName): string => factTitles[name].replace(/^\w+\(\): /, "");

/** One platform gets a line, several a table. */
export function safetyLines({ name: call, topic: { safety }, platforms: asked }: Subject): readonly string[] {
  if (safety === undefined || asked.length === 0) return [];
  const pages = (members: readonly Platform[]) =>
    pagesOf(members.flatMap((platform) => safety.map((name) => factOf(platform, name))));
  if (asked.length === 1) {
    const words = asked.flatMap((one) =>
      safety.map((name) => `${safetyTitle(name)} ${safetyWord(call, one, name)}`),
    );
    return [`- safety: ${words.join(", ")}${pages(asked)}`];
  }
  const rows = asked.map((one) => [platformName(one), ...safety.map((name) => safetyWord(call, one, name))]);
  return ["", ...table(["platform", ...safety.map(safetyTitle)], rows), "", ...signalNote(asked)];
}

/** Columns stand below each other in plain text too. */
function table(titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = titles.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[], filler: string) =>
    `| ${cells.map((text, i) => text.padEnd(widths[i] ?? 0, filler)).join(" | ")} |`;
  return [
    line(titles, " "),
    line(
      titles.map(() => ""),
      "-",
    ),
    ...rows.map((row) => line(row, " ")),
  ];
}

const signalNote = (asked: readonly Platform[]): readonly string[] =>
  asked.some(({ facts }) => facts["lock.signal-handler"].value === "not-listed")
    ? ["Not listed: not on the list of functions that are async-signal-safe."]
    : [];

/** How a program comes by the privilege that the facts ask for, or finds that it lacks it. */
export function privilegeLines({ topic, platforms: asked }: Subject): readonly string[] {
  const asking = topic.facts.filter((name) => name.endsWith(".privilege"));
  const groups = groupsOf(asked, (platform) => {
    const { privilege } = platform;
    const isAsked = asking.some((name) => {
      return tellingOf(platform, name, topic) === "told" && factOf(platform, name).requirement !== null;
    });
    if (!isAsked || privilege === null) return undefined;
    const { includes, condition } = privilege.acquire;
    const by = privilege.acquiredBy.map((call) => `${call}()`).join(", ");
    const headers = includes.map((header) => `\`#include <${header}>\``).join(", ");
    return `${privilege.name}, with ${by}: give up if \`${condition}\`${headers ? ` (${headers})` : ""}`;
  });
  return bullet("acquiring or checking it", groups, asked);
}

/**
 * POSIX gives names; the numbers that stand in for them are nobody's business. A platform of which no numbers are known
 * carries those of POSIX.
 */
export const hasNumbers = ({ id, standing, constants }: Platform): boolean =>
  id !== "posix" &&
  (standing === "simulated" ||
    Object.entries(platforms.posix.constants).some(([name, number]) => constants[name] !== number));

const inBits = /^(?:MAP|MCL|MLOCK|MREMAP|MS|PROT|SHMCTL)_/;

export function constantLines({ topic: { constants = [] }, platforms: asked }: Subject): readonly string[] {
  return constants.flatMap((constant) => {
    const known = groupsOf(asked, (platform) => valueWords(platform, constant));
    const title = `value of ${constant}`;
    if (known.length === 0) return asked.length === 0 ? [] : [`- ${title}: none known`];
    const isEverywhere = known.flatMap(({ platforms: members }) => members).length === asked.length;
    return bullet(
      title,
      isEverywhere ? known : [...known, { text: "none known elsewhere", platforms: [] }],
      asked,
    );
  });
}

/** "0x2 (alpha, sparc, ppc: 0x4000)": processors of this platform whose headers differ are named. */
function valueWords(platform: Platform, constant: string): string | undefined {
  const usual = platform.constants[constant];
  if (usual === undefined || !hasNumbers(platform)) return undefined;
  const spell = (number: number) => (inBits.test(constant) ? `0x${number.toString(16)}` : String(number));
  const processors = new Map<string, string[]>();
  for (const [processor, constants] of Object.entries(platform.constantsByArchitecture ?? {})) {
    const number = constants[constant];
    if (number === undefined || !runsOn(platform, processor)) continue;
    processors.set(spell(number), [...(processors.get(spell(number)) ?? []), processor]);
  }
  const others = [...processors].map(([number, names]) => `${names.join(", ")}: ${number}`);
  return others.length === 0 ? spell(usual) : `${spell(usual)} (${others.join("; ")})`;
}

/** "sparc" stands for sparc64 too. */
const runsOn = ({ pageSize }: Platform, processor: string): boolean =>
  Object.keys(pageSize.byArchitecture).some((name) => name.startsWith(processor));

export function pageSizeLines({ topic, platforms: asked }: Subject): readonly string[] {
  if (!topic.pageSizes) return [];
  const words = (platform: Platform) => {
    if (!hasNumbers(platform)) return undefined;
    const { usual, byArchitecture } = platform.pageSize;
    const each = Object.entries(byArchitecture).map(([name, sizes]) => `${name} ${sizes.join(" or ")}`);
    return each.length > 0 ? `usually ${usual} bytes (${each.join("; ")})` : `usually ${usual} bytes`;
  };
  return bullet("page size, as `sysconf(_SC_PAGESIZE)` tells it", groupsOf(asked, words), asked);
}
