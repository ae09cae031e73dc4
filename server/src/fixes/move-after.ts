/** Moves a call with its test, and the comment above it, behind another statement of the function. */
import type { CallSite } from "../c/ir";
import type { Span } from "../text/span";
import { staysInScope } from "./expressions";
import { type FixScene, indentAt, type Repaired } from "./scene";
import { linesAfter, removed } from "./statements";

export function moveAfter(scene: FixScene, site: CallSite, at: Span): Repaired | undefined {
  const statement = scene.sourceOf(site.statement);
  const target = scene.sourceOf(at);
  if (!statement || !target || !site.inBlock || target.start < statement.end) return undefined;
  // What declares a variable must stay before its uses; what returns has nothing behind it.
  if (site.statementKind !== "expression" && site.statementKind !== "condition") return undefined;
  if (!staysInScope(scene.text.slice(statement.end, target.start))) return undefined;
  const whole = withCommentAbove(scene.text, statement);
  const indent = indentAt(scene.text, statement.start);
  const lines = scene.text
    .slice(whole.start, whole.end)
    .split(/\r?\n/)
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
  const edits = linesAfter(scene.text, target, lines);
  return (
    edits && {
      title: `Call ${site.name}() after that`,
      safe: false,
      edits: [removed(scene.text, whole), ...edits],
    }
  );
}

/** Whole-line comments directly above speak of it. */
function withCommentAbove(text: string, { start, end }: Span): Span {
  const above = /(?:^[ \t]*(?:\/\/[^\n]*|\/\*(?:(?!\*\/)[\s\S])*\*\/)[ \t]*\r?\n)+[ \t]*$/m.exec(
    text.slice(0, start),
  );
  if (!above) return { start, end };
  return { start: above.index + (/^[ \t]*/.exec(above[0])?.[0].length ?? 0), end };
}
