/** Touches every page of a lazy mapping before the critical region begins. */
import type { CallSite } from "../c/ir";
import { deeper, type FixScene, includeEdits, indentAt, type Repaired, textOf } from "./scene";

export function touchBefore(scene: FixScene, mapping: CallSite, region: CallSite): Repaired | undefined {
  const statement = scene.sourceOf(region.statement);
  const mapped = textOf(scene, mapping.statement);
  const length = mapping.args[1] && textOf(scene, mapping.args[1]);
  // The variable and the length must mean the same at both places: one function, mapping first.
  const sameFunction = mapping.functionName === region.functionName;
  if (!statement || !mapped || !length || !sameFunction || !region.inBlock) return undefined;
  const variable = new RegExp(`([A-Za-z_]\\w*)\\s*=\\s*(?:\\([^()]*\\)\\s*)?${mapping.name}\\s*\\(`).exec(
    mapped,
  )?.[1];
  if (!variable) return undefined;
  const indent = indentAt(scene.text, statement.start);
  const inner = deeper(scene.text, indent);
  const loop = `for (size_t page = 0; page < (size_t)(${length}); page += (size_t)sysconf(_SC_PAGESIZE)) {\n${inner}((volatile char *)${variable})[page] = 0;\n${indent}}\n${indent}`;
  return {
    title: `Touch every page of ${variable} before the critical region`,
    safe: false,
    edits: [
      ...includeEdits(scene.text, ["unistd.h"]),
      { span: { start: statement.start, end: statement.start }, newText: loop },
    ],
  };
}
