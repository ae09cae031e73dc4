/** The whole page about one name: what `mlock-lint docs` prints. */
import { allIds, platforms as byId } from "../../platforms";
import type { PlatformId } from "../../platforms/profile";
import { nearestFirst } from "../../text/near";
import { factOf, platformName } from "./fact-words";
import { type Part, partsOf } from "./parts";
import { recipes } from "./recipes";
import { declaration, type Subject, subjectFor, whereabouts } from "./subject";
import { isIdle, tellingOf } from "./telling";
import type { Topic } from "./topic";
import { aliases, shownName, topics } from "./topics";

export { allIds };

/** Markdown that also reads well in a terminal; undefined for other names. */
export function docPage(name: string, ids: readonly PlatformId[] = allIds): string | undefined {
  const subject = subjectFor(name, ids);
  if (subject === undefined) return undefined;
  const parts = [...partsOf(subject), recipePart(subject), sourcePart(subject), seeAlsoPart(subject.topic)];
  const sections = parts
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => `## ${title}\n\n${lines.join("\n").trim()}`);
  return [`# ${shownName(subject.name)}`, head(subject), ...sections, ...footnote(subject)]
    .join("\n\n")
    .concat("\n");
}

/** Every name that has a page, with a line about it. */
export const docNames: readonly { readonly name: string; readonly summary: string }[] = Object.entries(topics)
  .map(([name, { summary }]) => ({ name, summary }))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

function head(subject: Subject): string {
  const rows = Object.entries(subject.topic.parameters ?? {}).map(
    ([parameter, words]) => `- \`${parameter}\`: ${words}`,
  );
  const parameters = rows.length > 0 ? [rows.join("\n")] : [];
  return [
    ...declaration(subject),
    subject.topic.summary,
    ...whereabouts(subject),
    ...parameters,
    ...inheritance(subject),
  ].join("\n\n");
}

/** A variant's page names its parent's sources, and says so. */
function inheritance({ platforms }: Subject): readonly string[] {
  const [only] = platforms;
  if (only?.heirOf === undefined || platforms.length > 1) return [];
  return [
    `What no page on ${only.title} says is taken over from ${byId[only.heirOf].title}, with its sources.`,
  ];
}

function recipePart({ topic, platforms }: Subject): Part {
  const isOfUse = platforms.some((platform) => !isIdle(platform, topic));
  const lines = (isOfUse ? (topic.recipes ?? []) : []).flatMap((name) => {
    const { title, says, code, from } = recipes[name];
    const example = code === undefined ? [] : ["", "```c", code, "```", ""];
    return [`- ${title}: ${says} *(${from})*`, ...example];
  });
  return { title: "Ways to use it", lines };
}

/** Every page that was leant on, and what each platform's facts rest on. */
function sourcePart({ topic, platforms }: Subject): Part {
  const names = [...topic.facts, ...(topic.safety ?? []), ...(topic.errno ? [topic.errno] : [])];
  const sources = platforms.flatMap((platform) =>
    names
      .filter((name) => tellingOf(platform, name, topic) !== "moot")
      .map((name) => factOf(platform, name).source),
  );
  const places = new Map<string, Set<string>>();
  for (const { page, at } of sources.filter(({ at }) => at !== ""))
    places.set(page, (places.get(page) ?? new Set()).add(at));
  return {
    title: "Sources",
    lines: [
      ...platforms.map(
        (platform) => `- **${platformName(platform)}** (\`${platform.id}\`): ${platform.basis}`,
      ),
      "",
      ...[...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([page, at]) => `- ${page}${placeWords(at)}`),
    ],
  };
}

/** The pages that came first are known by a number, which tells nobody anything. */
function placeWords(places: ReadonlySet<string>): string {
  const told = [...places].filter((at) => !/^\d*$/.test(at)).sort();
  return told.length === 0 ? "" : `: ${told.join(", ")}`;
}

function seeAlsoPart({ seeAlso }: Topic): Part {
  return { title: "See also", lines: [seeAlso.map(shownName).join(", ")] };
}

function footnote({ platforms }: Subject): readonly string[] {
  const hasDocumented = platforms.some(({ standing }) => standing === "documented");
  return hasDocumented ? ["† documentation only: code is not checked for these platforms."] : [];
}

/** Names that look like this one, the likeliest first. */
export const namesLike = (name: string): readonly string[] =>
  nearestFirst(name, [...Object.keys(topics), ...Object.keys(aliases)]).slice(0, 5);
