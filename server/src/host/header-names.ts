/** Where a project's headers lie, by name: for those that are written in quotes and found in no folder that is searched. */
import { posix } from "node:path";
import { isHeader } from "./units";

export class HeaderNames {
  /** By the last part of its path. */
  readonly #paths = new Map<string, Set<string>>();

  /** Did it change anything? */
  add(path: string): boolean {
    const paths = this.#paths.get(posix.basename(path)) ?? new Set();
    if (!isHeader(path) || paths.has(path)) return false;
    this.#paths.set(posix.basename(path), paths.add(path));
    return true;
  }

  /** Was it known? */
  remove(path: string): boolean {
    return this.#paths.get(posix.basename(path))?.delete(path) ?? false;
  }

  /** The only header of this name, or the only one that lies nearest; undefined where nobody could tell. */
  nearest(name: string, from: string): string | undefined {
    // What configure writes is not in the tree yet: whatever is called so there belongs to another build.
    if (/config/i.test(posix.basename(name))) return undefined;
    const wanted = `/${name.replace(/^(?:\.{1,2}\/)+/, "")}`;
    const found = [...(this.#paths.get(posix.basename(name)) ?? [])].filter((path) => path.endsWith(wanted));
    const steps = found.map((path) => stepsBetween(folderOf(path), folderOf(from)));
    const fewest = Math.min(...steps);
    return steps.filter((count) => count === fewest).length === 1 ? found[steps.indexOf(fewest)] : undefined;
  }
}

const folderOf = (path: string): readonly string[] => path.split("/").slice(0, -1);

/** Up from one folder and down to the other. */
function stepsBetween(one: readonly string[], other: readonly string[]): number {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  return one.length + other.length - 2 * shared;
}
