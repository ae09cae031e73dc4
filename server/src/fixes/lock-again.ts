/** Locks once more, before memory is used whose lock has gone. */
import type { CallSite } from "../c/ir";
import type { Span } from "../text/span";
import { changes, isRepeatable, staysInScope } from "./expressions";
import { type FailureBranch, failureLines, testLines } from "./failure";
import { masked } from "./masked";
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
  const usual = failureLines(scene, { name, functionName, at: statement, reason: "errno" });
  const failure = leftAs(usual, endOfBlock(scene.text, block, statement));
  const lines = linesBefore(scene.text, statement, testLines(`${call} ${failureTest(lock)}`, failure));
  if (!lines) return undefined;
  return {
    title: "Lock it again first",
    safe: false,
    edits: [...includeEdits(scene.text, failure.includes), ...lines],
  };
}

/** Whoever ends the process below, as a child does, does not return to what its parent goes on with. */
const leftAs = (branch: FailureBranch, end: string | undefined): FailureBranch =>
  end === undefined
    ? branch
    : {
        ...branch,
        lines: branch.lines.map((line) => line.replace(/^(\s*)(?:return|goto)\b.*;$/, `$1${end};`)),
      };

/** `_exit(1)` where the rest of the innermost block, other than the function's own, ends the process. */
function endOfBlock(text: string, body: Span, { start, end }: Span): string | undefined {
  const code = masked(text.slice(body.start, body.end));
  let depth = 0;
  let opening = start - body.start - 1;
  for (; opening >= 0 && depth >= 0; opening--) depth += braceAt(code, opening);
  // The last step back was from the brace that opens it.
  if (opening < 0) return undefined;
  depth = 1;
  let closing = end - body.start;
  for (; closing < code.length && depth > 0; closing++) depth -= braceAt(code, closing);
  const rest = code.slice(end - body.start, closing).split(/\b(?:case\b|default\s*:)/)[0] ?? "";
  const name = /\b(_exit|_Exit|exit)\s*\([^;]*\)\s*;\s*(?:break\s*;\s*)?\}?\s*$/.exec(rest)?.[1];
  return name && `${name}(${/\bEXIT_(?:SUCCESS|FAILURE)\b/.test(text) ? "EXIT_FAILURE" : "1"})`;
}

/** Backwards: a closing brace goes deeper, an opening one comes out. */
const braceAt = (code: string, index: number): number =>
  code[index] === "}" ? 1 : code[index] === "{" ? -1 : 0;
