/** Ends a loop that tries a lock again and again, as soon as its failure is one that waiting does not mend. */
import type { CallSite } from "../c/ir";
import { failureLines, testLines } from "./failure";
import { deeper, type FixScene, includeEdits, indentAt, type Repaired } from "./scene";

/** `while (mlock(p, n) == -1) ...`, with a block, one statement or none. */
export function leaveRetry(scene: FixScene, site: CallSite): Repaired | undefined {
  const loop = scene.sourceOf(site.statement);
  const call = scene.sourceOf(site.span);
  const { name, functionName } = site;
  if (!loop || !call || name === undefined || !site.inBlock) return undefined;
  const { text } = scene;
  const isHead = /^while\s*\(\s*$/.test(text.slice(loop.start, call.start));
  const test = /^\s*(?:==\s*-\s*1|<\s*0|!=\s*0)\s*\)\s*/.exec(text.slice(call.end, loop.end))?.[0];
  if (!isHead || test === undefined) return undefined;
  const closing = call.end + test.trimEnd().length;
  const body = call.end + test.length;
  const outer = indentAt(text, loop.start);
  const inner = deeper(text, outer);
  const failure = failureLines(scene, { name, functionName, at: loop, reason: "errno" });
  const lines = testLines("errno != EAGAIN", failure).map(
    (line) => `\n${inner}${line.replace(/\n/g, `\n${inner}`)}`,
  );
  const opened = ` {${lines.join("")}`;
  const rest = text.slice(body, loop.end);
  const edits = rest.startsWith("{")
    ? [{ span: { start: body, end: body + 1 }, newText: `{${lines.join("")}` }]
    : rest === ";"
      ? [{ span: { start: closing, end: loop.end }, newText: `${opened}\n${outer}}` }]
      : [
          { span: { start: closing, end: body }, newText: `${opened}\n${inner}` },
          { span: { start: loop.end, end: loop.end }, newText: `\n${outer}}` },
        ];
  return {
    title: "Give up unless it is EAGAIN",
    safe: false,
    edits: [...includeEdits(text, ["errno.h", ...failure.includes]), ...edits],
  };
}
