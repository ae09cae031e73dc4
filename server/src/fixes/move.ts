/** Moves a call with its test, and the comment above it, before or behind another statement of the function. */
import type { CallSite } from "../c/ir";
import type { Span } from "../text/span";
import { changes, staysInScope } from "./expressions";
import { type FixScene, indentAt, type Repaired, textOf } from "./scene";
import { linesAfter, linesBefore, removed, startOfCommentAbove } from "./statements";

export function moveAfter(scene: FixScene, site: CallSite, at: Span): Repaired | undefined {
  const moving = movingOf(scene, site);
  const target = scene.sourceOf(at);
  if (!moving || !target || target.start < moving.statement.end) return undefined;
  if (!staysInScope(scene.text.slice(moving.statement.end, target.start))) return undefined;
  const edits = linesAfter(scene.text, target, moving.lines);
  return (
    edits && {
      title: `Move ${site.name}() further down`,
      safe: false,
      edits: [removed(scene.text, moving.whole), ...edits],
    }
  );
}

/** Refused where what it is given comes about between the two places. */
export function moveBefore(scene: FixScene, site: CallSite, at: Span): Repaired | undefined {
  const moving = movingOf(scene, site);
  const target = scene.sourceOf(at);
  if (!moving || !target || moving.statement.start < target.end) return undefined;
  const between = scene.text.slice(target.start, moving.statement.start);
  const given = site.args.map((span) => textOf(scene, span) ?? "").join(" ");
  if (!staysInScope(between) || changes(between, given)) return undefined;
  const edits = linesBefore(scene.text, target, moving.lines);
  return (
    edits && {
      title: `Move ${site.name}() further up`,
      safe: false,
      edits: [...edits, removed(scene.text, moving.whole)],
    }
  );
}

interface Moving {
  readonly statement: Span;
  /** With the comment above it. */
  readonly whole: Span;
  readonly lines: readonly string[];
}

function movingOf(scene: FixScene, site: CallSite): Moving | undefined {
  const statement = scene.sourceOf(site.statement);
  if (!statement || !site.inBlock) return undefined;
  // What declares a variable must stay before its uses; what returns has nothing behind it.
  if (site.statementKind !== "expression" && site.statementKind !== "condition") return undefined;
  const whole = withCommentAbove(scene.text, statement);
  const indent = indentAt(scene.text, statement.start);
  const lines = scene.text
    .slice(whole.start, whole.end)
    .split(/\r?\n/)
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
  return { statement, whole, lines };
}

/** Whole-line comments directly above speak of it. */
function withCommentAbove(text: string, { start, end }: Span): Span {
  const above = startOfCommentAbove(text, start);
  if (above === undefined) return { start, end };
  return { start: above + (/^[ \t]*/.exec(text.slice(above))?.[0].length ?? 0), end };
}
