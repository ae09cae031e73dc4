/** Acquires or checks the platform's privilege before the call, and tests the call's result. */
import type { CallSite } from "../c/ir";
import { testEdits } from "./check-result";
import { exitLines } from "./failure";
import { deeper, type FixScene, includeEdits, indentAt, type Repaired } from "./scene";

export function acquirePrivilege(scene: FixScene, site: CallSite): Repaired | undefined {
  const { privilege } = scene.platform;
  const statement = scene.sourceOf(site.statement);
  const tested = testEdits(scene, site);
  if (!privilege || !statement || !tested) return undefined;
  const indent = indentAt(scene.text, statement.start);
  const inner = deeper(scene.text, indent);
  const report = `fprintf(stderr, "${site.name}() needs ${privilege.name}\\n");`;
  // The calls that acquire it need not set errno.
  const exit = exitLines(scene, { functionName: site.functionName, at: statement, reason: "EPERM" });
  const body = [report, ...exit.lines].map((line) => `${inner}${line}\n`).join("");
  const acquire = `if (${privilege.acquire.condition}) {\n${body}${indent}}\n${indent}`;
  const headers = ["stdio.h", ...privilege.acquire.includes, ...tested.includes, ...exit.includes];
  const before = { start: statement.start, end: statement.start };
  return {
    title: `Acquire or check ${privilege.name} first, and test the result`,
    safe: false,
    edits: [...includeEdits(scene.text, headers), { span: before, newText: acquire }, ...tested.edits],
  };
}
