/** What a repair may ask: the user's own text, never the interpreter's state. */
import type { CallSite, FunctionIr, Unit } from "../c/ir";
import type { Platform } from "../platforms/profile";
import type { Edit } from "../text/edit";
import type { Span } from "../text/span";

export interface FixScene {
  readonly unit: Unit;
  readonly platform: Platform;
  /** Where the user wrote it, in the file that is being fixed; undefined where it came from a macro or another file. */
  readonly sourceOf: (span: Span) => Span | undefined;
  /** The text of the file that is being fixed. */
  readonly text: string;
}

export interface Repaired {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

export const textOf = (scene: FixScene, span: Span): string | undefined => {
  const source = scene.sourceOf(span);
  return source && scene.text.slice(source.start, source.end);
};

export const functionOf = (scene: FixScene, site: CallSite): FunctionIr | undefined =>
  scene.unit.functions.get(site.functionName);

/** The white space before the line's first character at `offset`. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

/** So much of a file shows its manner: its end would have to be read for every repair. */
const showsManner = 20_000;

/** One more level, in the file's own manner. */
export function deeper(whole: string, indent: string): string {
  if (indent.includes("\t")) return `${indent}\t`;
  const text = whole.slice(0, showsManner);
  const two = /\n {2}\S/.test(text) && !/\n {4}\S/.test(text.replace(/\n {2}\S[\s\S]*?(?=\n\S)/g, ""));
  return indent + (two && indent.length % 4 !== 0 ? "  " : "    ");
}

/** What one more level adds to the indentation of the line at `offset`. */
export function indentStep(text: string, offset: number): string {
  const indent = indentAt(text, offset);
  return deeper(text, indent).slice(indent.length);
}

/** An edit that adds the includes the file lacks, after its last include; nothing where it has them all. */
export function includeEdits(text: string, headers: readonly string[]): Edit[] {
  const missing = [...new Set(headers)]
    .sort()
    .filter((header) => !new RegExp(`#\\s*include\\s*[<"]${header.replace(/[/.]/g, "\\$&")}[>"]`).test(text));
  if (missing.length === 0) return [];
  const lines = missing.map((header) => `#include <${header}>\n`).join("");
  const at = lastInclude(text);
  return [{ span: { start: at, end: at }, newText: lines }];
}

function lastInclude(text: string): number {
  // Only includes before the first conditional: one inside #ifdef may not be there on this platform.
  const end = /^[ \t]*#[ \t]*if(?!ndef\s+\w+_H)/m.exec(text)?.index ?? text.length;
  let at = 0;
  for (const match of text.slice(0, end).matchAll(/^[ \t]*#[ \t]*include\b[^\n]*(?:\n|$)/gm)) {
    at = match.index + match[0].length;
  }
  return at;
}

/** The name itself, or the first with a number behind it that the text does not have. */
export function unusedName(text: string, name: string): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}${number}`;
    if (!new RegExp(`\\b${candidate}\\b`).test(text)) return candidate;
  }
}
