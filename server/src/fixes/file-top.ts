/** What stands at the top of a file: includes, and the macros that say which names headers shall declare. */
import type { Edit } from "../text/edit";
import { type FixScene, includeEdits, type Repaired } from "./scene";

export function addInclude(scene: FixScene, headers: readonly string[]): Repaired | undefined {
  const edits = includeEdits(scene.text, headers);
  if (edits.length === 0) return undefined;
  return { title: `Include ${headers.map((header) => `<${header}>`).join(", ")}`, safe: true, edits };
}

export function defineMacro(scene: FixScene, name: string, value: string | undefined): Repaired | undefined {
  const edits = macroEdits(scene.text, name, value);
  if (edits.length === 0) return undefined;
  return { title: `Define ${name} before the first include`, safe: false, edits };
}

/** Before the first include, whatever conditions that stands in; behind the guard of a header. */
export function macroEdits(text: string, name: string, value: string | undefined): Edit[] {
  if (new RegExp(`^[ \\t]*#[ \\t]*define[ \\t]+${name}\\b`, "m").test(text)) return [];
  const guard = /^[ \t]*#[ \t]*ifndef[ \t]+(\w+)\s*\n[ \t]*#[ \t]*define[ \t]+\1\b[^\n]*\n/m.exec(text);
  const from = guard && !/^[ \t]*#/m.test(text.slice(0, guard.index)) ? guard.index + guard[0].length : 0;
  const first = /^[ \t]*#[ \t]*(?:include|if|ifdef|ifndef)\b/m.exec(text.slice(from));
  const at = from + (first?.index ?? 0);
  const line = `#define ${name}${value === undefined ? "" : ` ${value}`}\n`;
  return [{ span: { start: at, end: at }, newText: line }];
}
