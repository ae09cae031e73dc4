/** Gives a call other arguments: one in place of another, two exchanged, those of the lock that it belongs to. */
import type { CallSite } from "../c/ir";
import type { Span } from "../text/span";
import { isRepeatable } from "./expressions";
import { type FixScene, type Repaired, textOf } from "./scene";

export function replaceArgument(
  scene: FixScene,
  site: CallSite,
  index: number,
  newText: string,
  title: string,
): Repaired | undefined {
  const span = argumentAt(scene, site, index);
  return span && { title, safe: false, edits: [{ span, newText }] };
}

export function swapArguments(scene: FixScene, first: Span, second: Span): Repaired | undefined {
  const [a, b] = [scene.sourceOf(first), scene.sourceOf(second)];
  if (!a || !b || (a.start < b.end && b.start < a.end)) return undefined;
  const [written, other] = [a, b].map(({ start, end }) => uncast(scene.text.slice(start, end)));
  if (written === undefined || other === undefined) return undefined;
  return {
    title: `Swap them: ${other}, ${written}`,
    safe: false,
    edits: [
      { span: a, newText: other },
      { span: b, newText: written },
    ],
  };
}

/** Casts said what the other place wanted. */
function uncast(text: string): string {
  const inner = /^\(\s*(?:const\s+)?\w+(?:\s+\w+)*\s*\**\s*\)\s*([\w(].*)$/s.exec(text.trim())?.[1];
  return inner === undefined ? text.trim() : uncast(inner);
}

/** Only inside of one function: elsewhere the names may be others'. */
export function sameRange(scene: FixScene, lock: CallSite, unlock: CallSite): Repaired | undefined {
  if (lock.functionName !== unlock.functionName) return undefined;
  const edits = [0, 1].flatMap((index) => {
    const [given, at] = [argumentAt(scene, lock, index), argumentAt(scene, unlock, index)];
    if (!given || !at) return [];
    return [{ span: at, newText: scene.text.slice(given.start, given.end) }];
  });
  if (edits.length !== 2 || !edits.every(({ newText }) => isRepeatable(newText))) return undefined;
  const changed = edits.filter(({ span, newText }) => scene.text.slice(span.start, span.end) !== newText);
  if (changed.length === 0) return undefined;
  return { title: `Give ${unlock.name}() the range of ${lock.name}()`, safe: false, edits: changed };
}

function argumentAt(scene: FixScene, { args }: CallSite, index: number) {
  const span = args[index];
  return span && textOf(scene, span) !== undefined ? scene.sourceOf(span) : undefined;
}
