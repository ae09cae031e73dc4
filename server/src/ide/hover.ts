/** What an editor shows over a lock call or flag: the facts of every platform, each with the page it rests on. */
import { platformIds, platforms } from "../platforms";
import type { Errno, FactName, Platform, PlatformId } from "../platforms/profile";
import { factOf, factText, factTitles } from "./fact-words";
import { type Topic, topics } from "./hover-topics";

/**
 * Markdown that also reads well in a terminal; undefined for other names. `targets` come first; `here` says what
 * happens at the call under the cursor, a line a platform.
 */
export function callHover(
  name: string,
  targets: readonly PlatformId[] = [],
  here: readonly string[] = [],
): string | undefined {
  const topic = Object.hasOwn(topics, name) ? topics[name] : undefined;
  if (topic === undefined) return undefined;
  const others = platformIds.filter((id) => !targets.includes(id));
  const sections = [...targets, ...others].map((id) => platformSection(name, topic, platforms[id]));
  const atThisCall =
    here.length > 0 ? [`**At this call**\n\n${here.map((line) => `- ${line}`).join("\n")}`] : [];
  return [head(name, topic), ...atThisCall, ...sections].join("\n\n");
}

function head(name: string, { signature, summary }: Topic): string {
  const code =
    signature === undefined ? `\`${name}\`` : `\`\`\`c\n#include <sys/mman.h>\n${signature}\n\`\`\``;
  return `${code}\n\n${summary}`;
}

function platformSection(name: string, topic: Topic, platform: Platform): string {
  const spoken = topic.facts.filter((fact) => isWorthSaying(platform, topic, fact));
  const silent = topic.facts.filter((fact) => factOf(platform, fact).value === "silent");
  const lines = [
    ...constantLine(topic, platform),
    ...spoken.map((fact) => factLine(platform, fact)),
    ...errnoLine(topic, platform),
    ...safetyLine(topic, platform),
    ...silenceLine(platform, silent),
  ];
  // "mlock(): alignment" is said shorter where it is mlock() that is hovered over.
  const items = lines.map((line) => `- ${line.replaceAll(`${name}(): `, "")}`);
  return [`**${platform.title}**`, "", ...items].join("\n");
}

/** What a platform does not have is only worth saying where it was asked for. */
function isWorthSaying(platform: Platform, { facts }: Topic, name: FactName): boolean {
  const { value } = factOf(platform, name);
  if (value === "silent") return false;
  const isAbsence = value === "not-applicable" || value === "unknown-flag";
  return !isAbsence || name === facts[0];
}

function factLine(platform: Platform, name: FactName): string {
  const fact = factOf(platform, name);
  const needed =
    name.endsWith(".privilege") && fact.requirement !== null ? platform.privilege?.name : undefined;
  const title = needed === undefined ? factTitles[name] : `${factTitles[name]} ${needed}`;
  return `${title}: ${factText(fact)} *(${fact.source.page})*`;
}

function constantLine({ constant }: Topic, { constants }: Platform): readonly string[] {
  if (constant === undefined) return [];
  const value = constants[constant];
  return [value === undefined ? `${constant} does not exist here.` : `value: 0x${value.toString(16)}`];
}

function errnoLine({ errno }: Topic, platform: Platform): readonly string[] {
  if (errno === undefined) return [];
  const { value, source } = platform.facts[errno];
  return [`errno: ${errnoWords(value)} *(${source.page})*`];
}

function errnoWords(names: readonly Errno[]): string {
  return names.length === 0 ? "none listed" : names.join(", ");
}

const safetyWords: Readonly<Record<string, string>> = {
  forbidden: "no",
  allowed: "yes",
  safe: "yes",
  no: "no",
  "not-listed": "not async-signal-safe",
  "not-applicable": "not applicable",
  silent: "not documented",
};

function safetyLine({ safety }: Topic, platform: Platform): readonly string[] {
  if (safety === undefined) return [];
  const words = safety.map((name) => {
    const { value } = factOf(platform, name);
    const title = factTitles[name].replace(/^\w+\(\): /, "");
    return `${title} ${safetyWords[String(value)] ?? String(value)}`;
  });
  const pages = new Set(safety.map((name) => factOf(platform, name).source.page));
  return [`safety: ${words.join(", ")} *(${[...pages].join("; ")})*`];
}

function silenceLine(platform: Platform, names: readonly FactName[]): readonly string[] {
  if (names.length === 0) return [];
  const pages = new Set(names.map((name) => factOf(platform, name).source.page));
  return [`not documented: ${names.map((name) => factTitles[name]).join("; ")} *(${[...pages].join("; ")})*`];
}
