/** Lets the program go on where the system does not have what was asked for. */
import type { CallSite } from "../c/ir";
import { type FixScene, includeEdits, type Repaired } from "./scene";

/** In `if (mlockall(flags) == -1)`, alone. */
export function tolerate(scene: FixScene, site: CallSite, errno: string): Repaired | undefined {
  const statement = scene.sourceOf(site.statement);
  const call = scene.sourceOf(site.span);
  if (!statement || !call) return undefined;
  const isHead = /^if\s*\(\s*$/.test(scene.text.slice(statement.start, call.start));
  const test = /^\s*(?:==\s*-\s*1|<\s*0|!=\s*0)(?=\s*\))/.exec(
    scene.text.slice(call.end, statement.end),
  )?.[0];
  if (!isHead || test === undefined) return undefined;
  const at = call.end + test.length;
  return {
    title: `Go on where it fails with ${errno}`,
    safe: false,
    edits: [
      ...includeEdits(scene.text, ["errno.h"]),
      { span: { start: at, end: at }, newText: ` && errno != ${errno}` },
    ],
  };
}
