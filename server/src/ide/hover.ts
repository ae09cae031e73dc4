/** What an editor shows over a name: this very call first, then the file's platforms, as far as there is room. */
import { allIds } from "../platforms";
import type { FactName, Platform, PlatformId } from "../platforms/profile";
import { errorLines } from "./pages/errors";
import { factOf, platformNames } from "./pages/fact-words";
import { factLines, titleOf } from "./pages/parts";
import { declaration, type Subject, subjectFor, whereabouts } from "./pages/subject";
import { constantLines, safetyLines } from "./pages/tables";
import { isIdle, tellingOf } from "./pages/telling";
import { height } from "./pages/wrap";
import { ruleDocs } from "./rule-docs";

/** Lines of 100 columns; more than that nobody reads over a word. */
export const roomForHover = 30;

/**
 * Markdown that also reads well in a terminal; undefined for other names. `here` says what happens at the call under the
 * cursor, a line for platforms that do the same; `targets` are the file's platforms, or all if there are none.
 */
export function callHover(
  name: string,
  targets: readonly PlatformId[] = [],
  here: readonly string[] = [],
): string | undefined {
  const ids = targets.length > 0 ? targets : allIds;
  const meant = subjectFor(name, ids);
  const others = subjectFor(
    name,
    allIds.filter((id) => !ids.includes(id)),
  );
  if (meant === undefined || others === undefined) return undefined;
  const top = [
    ...section("At this call", here.length > mostHere ? shortened(here) : bullets(here)),
    ...declaration(meant),
    meant.topic.summary,
    ...whereabouts(meant),
  ];
  const bottom = [...differences(meant, others), footer(meant)];
  const title = meant.platforms.length === allIds.length ? "Everywhere" : platformNames(meant.platforms);
  const room = roomForHover - rows([...top, `**${title}**`, ...bottom].join("\n\n"));
  return [...top, ...section(title, fitting(meant, room)), ...bottom].join("\n\n");
}

/** As an editor shows it: of a link the words. */
const rows = (markdown: string): number => height(markdown.replace(/\]\([^)]*\)/g, "]"));

const mostHere = 4;
const bullets = (lines: readonly string[]) => lines.map((line) => `- ${line}`);
const shortened = (lines: readonly string[]) => [
  ...bullets(lines.slice(0, mostHere - 1)),
  `- and ${lines.length - mostHere + 1} more ways elsewhere`,
];

/** What is told first has room first; what is left out is on the page. */
function fitting(subject: Subject, room: number): readonly string[] {
  const { platforms, topic } = subject;
  const facts = (names: readonly FactName[]) => names.map((name) => factLines(subject, name));
  const brief = briefOf(subject);
  const rest = topic.facts.filter(
    (name) => !brief.includes(name) && !topic.safety?.includes(name) && name !== topic.errno,
  );
  const entries = [
    ...facts(brief.slice(0, 3)),
    errorLines(subject),
    constantLines(subject),
    ...(platforms.length === 1 ? [safetyLines(subject)] : []),
    ...facts([...brief.slice(3), ...rest]),
  ];
  const told: string[] = [];
  for (const lines of entries) {
    if (rows([...told, ...lines].join("\n")) <= room) told.push(...lines);
  }
  return told;
}

/** That a call does nothing, or always fails, comes before all else. */
function briefOf({ topic, platforms }: Subject): readonly FactName[] {
  const { stands, brief = topic.facts } = topic;
  const isFirst = stands !== undefined && platforms.some((platform) => isIdle(platform, topic));
  return isFirst ? [stands, ...brief.filter((name) => name !== stands)] : brief;
}

/** Of the most telling facts: which simulated platforms differ from all that are meant. */
function differences(meant: Subject, others: Subject): readonly string[] {
  const { stands, brief = meant.topic.facts } = meant.topic;
  const names = [...new Set([...(stands ? [stands] : []), ...brief])];
  const told = names.flatMap((name) => {
    const speaks = (platform: Platform) => tellingOf(platform, name, meant.topic) !== "moot";
    const here = new Set(meant.platforms.filter(speaks).map((platform) => behaviour(platform, name)));
    const elsewhere = others.platforms.filter(
      (platform) =>
        platform.standing === "simulated" &&
        tellingOf(platform, name, meant.topic) === "told" &&
        !here.has(behaviour(platform, name)),
    );
    if (elsewhere.length === 0 || here.size === 0) return [];
    const who = elsewhere.length > mostNamed ? `${elsewhere.length} platforms` : platformNames(elsewhere);
    return [`${titleOf(meant, name)} (${who})`];
  });
  return told.length === 0 ? [] : [`**Different elsewhere:** ${told.slice(0, mostDifferences).join("; ")}`];
}

const mostDifferences = 4;
const mostNamed = 3;

const behaviour = (platform: Platform, name: FactName): string => {
  const { value, outcome } = factOf(platform, name);
  return JSON.stringify([value, outcome]);
};

function footer({ name, topic: { rules = [] } }: Subject): string {
  const page = `All of it, with sources: \`mlock-lint docs ${name}\``;
  return rules.length === 0 ? page : `${page}. [Rules](${ruleDocs}): ${rules.join(", ")}`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`**${title}**\n${lines.join("\n").trim()}`];
}
