/** Gives a call other arguments: one in place of another, two exchanged, those of the lock that it belongs to. */
import type { CallSite } from "../c/ir";
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

export function swapArguments(
  scene: FixScene,
  site: CallSite,
  first: number,
  second: number,
): Repaired | undefined {
  const [a, b] = [argumentAt(scene, site, first), argumentAt(scene, site, second)];
  if (!a || !b) return undefined;
  return {
    title: `Exchange two arguments of ${site.name}()`,
    safe: false,
    edits: [
      { span: a, newText: scene.text.slice(b.start, b.end) },
      { span: b, newText: scene.text.slice(a.start, a.end) },
    ],
  };
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
