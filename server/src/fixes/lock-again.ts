/** Locks once more, before memory is used whose lock has gone. */
import type { CallSite } from "../c/ir";
import type { Span } from "../text/span";
import { changes, isRepeatable, staysInScope } from "./expressions";
import { failureLines, testLines } from "./failure";
import { failureTest } from "./results";
import { type FixScene, includeEdits, type Repaired, textOf } from "./scene";
import { linesBefore, statementAround } from "./statements";

export function lockAgain(
  scene: FixScene,
  lock: CallSite,
  at: Span,
  functionName: string,
): Repaired | undefined {
  const place = scene.sourceOf(at);
  const locked = scene.sourceOf(lock.span);
  const call = textOf(scene, lock.span);
  const { name } = lock;
  if (!place || !locked || !call || name === undefined || lock.functionName !== functionName)
    return undefined;
  const body = scene.unit.functions.get(functionName)?.body;
  const block = body && scene.sourceOf(body);
  const statement = block && statementAround(scene.text, block, place);
  if (!statement || statement.start < locked.end) return undefined;
  // The names must mean the same there, and stand for the same.
  const given = lock.args.map((span) => textOf(scene, span) ?? "");
  const between = scene.text.slice(locked.end, statement.start);
  if (!given.every(isRepeatable) || !staysInScope(between) || changes(between, given.join(" ")))
    return undefined;
  const failure = failureLines(scene, { name, functionName, at: statement, reason: "errno" });
  const lines = linesBefore(scene.text, statement, testLines(`${call} ${failureTest(lock)}`, failure));
  if (!lines) return undefined;
  return {
    title: "Lock it again first",
    safe: false,
    edits: [...includeEdits(scene.text, failure.includes), ...lines],
  };
}
