/** What is looked up, and on which platforms there is such a thing. */
import { platforms as byId } from "../../platforms";
import type { Platform, PlatformId } from "../../platforms/profile";
import { absenceWords, factOf, factText, pagesOf, platformName, platformNames } from "./fact-words";
import type { Topic } from "./topic";
import { topicName, topics } from "./topics";

/** One name and the platforms that shall speak of it; a single one is not named on every line. */
export interface Subject {
  readonly name: string;
  readonly topic: Topic;
  readonly platforms: readonly Platform[];
  /** Asked too, but without what the name names. */
  readonly lacking: readonly Platform[];
}

/** What is known of a name, on these platforms as far as they have it. */
export function subjectFor(name: string, ids: readonly PlatformId[]): Subject | undefined {
  const known = topicName(name);
  const topic = known === undefined ? undefined : topics[known];
  if (known === undefined || topic === undefined) return undefined;
  const asked = ids.map((id) => byId[id]);
  const has = (platform: Platform) => !lacks(known, topic, platform);
  return {
    name: known,
    topic,
    platforms: asked.filter(has),
    lacking: asked.filter((platform) => !has(platform)),
  };
}

/** Is there no such thing on this platform, as far as anybody knows? */
function lacks(name: string, { privilege, family, stands, isFlag }: Topic, platform: Platform): boolean {
  if (privilege !== undefined) return !platform.privilege?.name.includes(privilege);
  if (family !== undefined && platform.family !== family) return true;
  if (stands !== undefined && absenceWords(factOf(platform, stands)) !== undefined) return true;
  return isFlag === true && platform.constants[name] === undefined;
}

/** Where there is no such thing; of a single platform, in its own words. */
export function whereabouts({ topic: { stands }, platforms, lacking }: Subject): readonly string[] {
  const [only] = lacking;
  if (only === undefined) return [];
  if (platforms.length === 0 && lacking.length === 1) {
    const fact = stands && factOf(only, stands);
    const isInherited = only.heirOf !== undefined && stands && factOf(byId[only.heirOf], stands) === fact;
    const isTold = fact && absenceWords(fact) !== undefined && !isInherited;
    return [isTold ? `${factText(fact)}${pagesOf([fact])}` : `Not known on ${platformName(only)}.`];
  }
  if (platforms.length === 0) return [`Not known on ${platformNames(lacking)}.`];
  return platforms.length < lacking.length
    ? [`Known on ${platformNames(platforms)}.`]
    : [`Not known on ${platformNames(lacking)}.`];
}

/** How a call is declared; a flag has its name, which the title told. */
export function declaration({ topic: { signature, header = "sys/mman.h" } }: Subject): readonly string[] {
  return signature === undefined ? [] : [`\`\`\`c\n#include <${header}>\n${signature}\n\`\`\``];
}
