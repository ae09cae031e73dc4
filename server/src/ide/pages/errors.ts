/** Which errors a call reports on each platform, and for what. */
import type { FactName, Platform } from "../../platforms/profile";
import { factTitles } from "./fact-titles";
import { consequenceNames, factOf, groupsOf, isSilent, pagesOf } from "./fact-words";
import type { Subject } from "./parts";
import type { Topic } from "./topic";
import { bullet } from "./words";

/** What later calls meet because of this one is no error of its own. */
const later: ReadonlySet<FactName> = new Set(["mlockall.future-failure", "mlockall.stack"]);

export function errorLines({ name, topic, platforms }: Subject): readonly string[] {
  const facts = failingFacts(name, topic);
  const groups = groupsOf(platforms, (platform) => errorWords(facts, topic, platform));
  return bullet(
    "errno",
    groups.map(({ text, platforms: members }) => ({
      text: `${text}${pagesOf(members.flatMap((platform) => errorFacts(facts, topic, platform)))}`,
      platforms: members,
    })),
    platforms,
  );
}

/** The facts of this very call: by its name, or that of the call whose list of errors it shares. */
function failingFacts(name: string, { facts, errno, failures = [] }: Topic): readonly FactName[] {
  const call = errno?.replace(/errno$/, "") ?? `${name}.`;
  return facts.filter((fact) => failures.includes(fact) || (fact.startsWith(call) && !later.has(fact)));
}

/** "ENOMEM (unmapped memory; limit), EAGAIN, EPERM (privilege); beside the list: EINVAL (length 0)". */
function errorWords(facts: readonly FactName[], topic: Topic, platform: Platform): string | undefined {
  const causes = causesOf(facts, platform);
  const listed: readonly string[] = topic.errno ? platform.facts[topic.errno].value : [];
  const unlisted = [...causes.keys()].filter((errno) => !listed.includes(errno));
  const words = (names: readonly string[]) =>
    names.map((errno) => {
      const titles = causes.get(errno);
      return titles ? `${errno} (${titles.join("; ")})` : errno;
    });
  if (topic.errno === undefined) return unlisted.length > 0 ? words(unlisted).join(", ") : undefined;
  const beside = unlisted.length > 0 ? [`beside the list: ${words(unlisted).join(", ")}`] : [];
  return [listed.length > 0 ? words(listed).join(", ") : "none listed", ...beside].join("; ");
}

function causesOf(facts: readonly FactName[], platform: Platform): ReadonlyMap<string, readonly string[]> {
  const causes = new Map<string, string[]>();
  for (const name of facts) {
    const fact = factOf(platform, name);
    if (isSilent(fact)) continue;
    const title = factTitles[name].replace(/^\w+\(\): /, "");
    for (const errno of consequenceNames(fact.outcome)) {
      causes.set(errno, [...(causes.get(errno) ?? []), title]);
    }
  }
  return causes;
}

function errorFacts(facts: readonly FactName[], { errno }: Topic, platform: Platform) {
  if (errno !== undefined) return [platform.facts[errno]];
  return facts
    .map((name) => factOf(platform, name))
    .filter((fact) => !isSilent(fact) && consequenceNames(fact.outcome).length > 0);
}
