/** How a page writes what several platforms say of one thing. */
import type { Platform } from "../../platforms/profile";
import { type Group, platformNames } from "./fact-words";

/**
 * One line where all say the same; otherwise a title and a line for each group, which names its platforms. A group
 * without platforms names them in its own words.
 */
export function bullet(
  title: string,
  groups: readonly Group[],
  asked: readonly Platform[],
): readonly string[] {
  const [only] = groups;
  if (only === undefined) return [];
  if (only.platforms.length === asked.length) return [`- ${title}: ${only.text}`];
  return [`- ${title}`, ...groups.map((group) => `  - ${speakers(group)}${group.text}`)];
}

const speakers = ({ platforms }: Group): string =>
  platforms.length === 0 ? "" : `**${platformNames(platforms)}:** `;
