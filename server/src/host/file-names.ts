/** One name for each file, however many links lead to it: the one by which it was met first, with forward slashes. */
import { realPath, slashes } from "./disk";

export class FileNames {
  readonly #byPath = new Map<string, string>();
  readonly #byRealPath = new Map<string, string>();

  readonly of = (path: string): string => {
    const known = this.#byPath.get(path);
    if (known !== undefined) return known;
    const real = realPath(path) ?? path;
    const name = this.#byRealPath.get(real) ?? slashes(path);
    this.#byPath.set(path, name);
    this.#byRealPath.set(real, name);
    return name;
  };
}
