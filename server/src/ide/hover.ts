/** What an editor shows over a name: this very call, the file's platforms in full, and the others in brief. */
import { allIds } from "../platforms";
import type { PlatformId } from "../platforms/profile";
import { errorLines } from "./pages/errors";
import { platformName } from "./pages/fact-words";
import { head, subjectFor } from "./pages/page";
import { factLines, partsOf, type Subject } from "./pages/parts";
import { constantLines } from "./pages/tables";

/**
 * Markdown that also reads well in a terminal; undefined for other names. `targets` come first; `here` says what
 * happens at the call under the cursor, a line a platform.
 */
export function callHover(
  name: string,
  targets: readonly PlatformId[] = [],
  here: readonly string[] = [],
): string | undefined {
  const meant = subjectFor(name, targets);
  const others = subjectFor(
    name,
    allIds.filter((id) => !targets.includes(id)),
  );
  if (meant === undefined || others === undefined) return undefined;
  const atThisCall =
    here.length > 0
      ? section(
          "At this call",
          here.map((line) => `- ${line}`),
        )
      : [];
  return [
    head(meant),
    ...atThisCall,
    ...section(meant.platforms.map(platformName).join(", "), linesOf(meant)),
    ...section("Elsewhere", inBrief(others)),
    `All of it: \`mlock-lint docs ${meant.name}\``,
  ].join("\n\n");
}

const linesOf = (subject: Subject): readonly string[] => partsOf(subject).flatMap(({ lines }) => lines);

/** The most telling facts, the errors and the values. */
function inBrief(subject: Subject): readonly string[] {
  const { topic } = subject;
  const names = topic.brief ?? topic.facts;
  const brief = { ...subject, topic: { ...topic, facts: names } };
  return [...names.flatMap((name) => factLines(brief, name)), ...errorLines(brief), ...constantLines(brief)];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`**${title}**\n\n${lines.join("\n").trim()}`];
}
