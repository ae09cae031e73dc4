/** Saves errno before the call that may change it, and reads the saved value. */
import type { CallSite } from "../c/ir";
import type { Span } from "../text/span";
import { staysInScope } from "./expressions";
import { type FixScene, indentAt, type Repaired, textOf } from "./scene";

const saved = "saved_errno";

export function saveErrno(scene: FixScene, before: CallSite, read: Span): Repaired | undefined {
  const statement = scene.sourceOf(before.statement);
  const place = scene.sourceOf(read);
  if (!statement || !place || !before.inBlock || textOf(scene, read) !== "errno") return undefined;
  if (!staysInScope(scene.text.slice(statement.end, place.start))) return undefined;
  const use = { span: place, newText: saved };
  const title = "Save errno before it may change";
  if (isSavedAlready(scene.text, statement.start)) return { title, safe: true, edits: [use] };
  if (new RegExp(`\\b${saved}\\b`).test(scene.text)) return undefined;
  const indent = indentAt(scene.text, statement.start);
  const at = { start: statement.start, end: statement.start };
  return { title, safe: true, edits: [{ span: at, newText: `int ${saved} = errno;\n${indent}` }, use] };
}

const isSavedAlready = (text: string, before: number): boolean =>
  new RegExp(`int ${saved} = errno;\\s*$`).test(text.slice(0, before));
