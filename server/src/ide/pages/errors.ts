/** Which errors a call reports on each platform, and for what. */
import type { FactName, Platform } from "../../platforms/profile";
import { failuresOf } from "../../sim/failures";
import type { CallName } from "../../sim/types";
import { factTitles } from "./fact-titles";
import { consequenceNames, factOf, groupsOf, isSilent, pagesOf } from "./fact-words";
import type { Subject } from "./subject";
import { tellingOf } from "./telling";
import type { Topic } from "./topic";
import { bullet } from "./words";

export function errorLines({ name, topic, platforms }: Subject): readonly string[] {
  const failures = Object.hasOwn(failuresOf, name) ? failuresOf[name as CallName] : [];
  // Where a call is only documented nobody knows which other calls it goes through.
  const own = failures.filter((fact) => fact.startsWith(`${name}.`));
  const factsOn = (platform: Platform) => {
    if (platform.standing === "documented") return own;
    const isKnown = topic.stands === undefined || tellingOf(platform, topic.stands, topic) !== "silent";
    return isKnown ? failures : [];
  };
  const groups = groupsOf(platforms, (platform) => errorWords(factsOn(platform), topic, platform));
  return bullet(
    "errno",
    groups.map(({ text, platforms: members }) => ({
      text: `${text}${pagesOf(members.flatMap((platform) => errorFacts(factsOn(platform), topic, platform)))}`,
      platforms: members,
    })),
    platforms,
  );
}

/** "ENOMEM (unmapped memory; limit), EAGAIN, EPERM (privilege); not listed: EINVAL (length 0)". */
function errorWords(facts: readonly FactName[], topic: Topic, platform: Platform): string | undefined {
  const isIdle = facts.some((name) => name.endsWith(".effect") && factOf(platform, name).value === "noop");
  if (isIdle) return "none, as it always returns 0";
  const causes = causesOf(facts, topic, platform);
  const listed = listOf(topic, platform);
  const words = (names: readonly string[]) =>
    names
      .map((errno) => {
        const titles = causes.get(errno);
        return titles ? `${errno} (${titles.join("; ")})` : errno;
      })
      .join(", ");
  const unlisted = [...causes.keys()].filter((errno) => !listed?.includes(errno));
  if (listed === undefined) return unlisted.length > 0 ? words(unlisted) : undefined;
  if (unlisted.length === 0) return listed.length > 0 ? words(listed) : "none listed";
  return `${listed.length > 0 ? words(listed) : "none listed"}; not listed: ${words(unlisted)}`;
}

/** The errno values that a page lists; undefined where no such list was read. */
function listOf({ errno }: Topic, { facts }: Platform): readonly string[] | undefined {
  return errno === undefined || isSilent(facts[errno]) ? undefined : facts[errno].value;
}

function causesOf(
  facts: readonly FactName[],
  topic: Topic,
  platform: Platform,
): ReadonlyMap<string, readonly string[]> {
  const causes = new Map<string, string[]>();
  for (const name of facts) {
    if (tellingOf(platform, name, topic) !== "told") continue;
    const { value, outcome } = factOf(platform, name);
    const title = value === "fails" && name.endsWith(".effect") ? "always" : shortTitle(name);
    for (const errno of consequenceNames(outcome)) {
      causes.set(errno, [...new Set([...(causes.get(errno) ?? []), title])]);
    }
  }
  return causes;
}

const shortTitle = (name: FactName): string => factTitles[name].replace(/^\w+\(\): /, "");

/** The list, and what tells of the rest. */
function errorFacts(facts: readonly FactName[], topic: Topic, platform: Platform) {
  const listed = listOf(topic, platform);
  const telling = facts.filter((name) => {
    if (tellingOf(platform, name, topic) !== "told") return false;
    return consequenceNames(factOf(platform, name).outcome).some((errno) => !listed?.includes(errno));
  });
  const list = topic.errno && listed ? [topic.errno] : [];
  return [...list, ...telling].map((name) => factOf(platform, name));
}
