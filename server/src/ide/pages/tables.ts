/** What a page tells beside single facts: who may call, ways to a privilege, constants' values, page sizes. */
import { platforms } from "../../platforms";
import type { FactName, Platform } from "../../platforms/profile";
import { factTitles } from "./fact-titles";
import { factOf, groupsOf, isSilent, pagesOf, platformNames } from "./fact-words";
import type { Subject } from "./parts";
import { bullet } from "./words";

const safetyWords: Readonly<Record<string, string>> = {
  forbidden: "no",
  allowed: "yes",
  safe: "yes",
  no: "no",
  "not-listed": "not async-signal-safe",
  "not-applicable": "not applicable",
  silent: "not documented",
};

const safetyWord = (platform: Platform, name: FactName): string => {
  const { value } = factOf(platform, name);
  return safetyWords[String(value)] ?? String(value);
};

const safetyTitle = (name: FactName): string => factTitles[name].replace(/^\w+\(\): /, "");

/** One platform gets a line, several a table. */
export function safetyLines({ topic: { safety }, platforms: asked }: Subject): readonly string[] {
  if (safety === undefined || asked.length === 0) return [];
  const pages = (members: readonly Platform[]) =>
    pagesOf(members.flatMap((platform) => safety.map((name) => factOf(platform, name))));
  if (asked.length === 1) {
    const words = asked.flatMap((one) =>
      safety.map((name) => `${safetyTitle(name)} ${safetyWord(one, name)}`),
    );
    return [`- safety: ${words.join(", ")}${pages(asked)}`];
  }
  const rows = groupsOf(asked, (one) => safety.map((name) => safetyWord(one, name)).join(" | "));
  return [
    "",
    `| platform | ${safety.map(safetyTitle).join(" | ")} |`,
    `|---|${"---|".repeat(safety.length)}`,
    ...rows.map(({ text, platforms: members }) => `| ${platformNames(members)} | ${text} |`),
    "",
  ];
}

/** How a program comes by the privilege that the facts ask for, or finds that it lacks it. */
export function privilegeLines({ topic, platforms: asked }: Subject): readonly string[] {
  const asking = topic.facts.filter((name) => name.endsWith(".privilege"));
  const groups = groupsOf(asked, (platform) => {
    const { privilege } = platform;
    const isAsked = asking.some((name) => {
      const fact = factOf(platform, name);
      return !isSilent(fact) && fact.requirement !== null;
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
    const known = groupsOf(asked, (platform) => {
      const number = platform.constants[constant];
      if (number === undefined || !hasNumbers(platform)) return undefined;
      return inBits.test(constant) ? `0x${number.toString(16)}` : String(number);
    });
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
