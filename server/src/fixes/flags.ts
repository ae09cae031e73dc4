/** Adds a flag to an expression of flags, or takes one away. */
import type { Span } from "../text/span";
import { outsideOfGroups } from "./expressions";
import type { FixScene, Repaired } from "./scene";

export function addFlag(scene: FixScene, flags: Span, flag: string): Repaired | undefined {
  const span = scene.sourceOf(flags);
  const text = span && scene.text.slice(span.start, span.end).trim();
  if (!span || text === undefined || mentions(text, flag)) return undefined;
  const others = bindsTighter(text) ? text : `(${text})`;
  // What is there now is named before what comes later.
  const both = flag === "MCL_CURRENT" ? `${flag} | ${others}` : `${others} | ${flag}`;
  return { title: `Add ${flag}`, safe: false, edits: [{ span, newText: text === "0" ? flag : both }] };
}

/** Only from a plain row of flags: of other expressions it is not known what remains. */
export function removeFlag(scene: FixScene, flags: Span, flag: string): Repaired | undefined {
  const span = scene.sourceOf(flags);
  const text = span && scene.text.slice(span.start, span.end).trim();
  if (!span || text === undefined || !/^\w+(?:\s*\|\s*\w+)*$/.test(text) || !mentions(text, flag))
    return undefined;
  const others = text.split("|").map((one) => one.trim());
  const newText = others.filter((one) => one !== flag).join(" | ") || "0";
  return { title: `Remove ${flag}`, safe: false, edits: [{ span, newText }] };
}

const mentions = (text: string, flag: string): boolean => new RegExp(`\\b${flag}\\b`).test(text);

/** Has it no operator outside of parentheses that binds less tightly than `|`? */
const bindsTighter = (text: string): boolean => !/\|\||&&|\?|=|,/.test(outsideOfGroups(text) ?? text);
