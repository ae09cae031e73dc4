/** What the analysis of a document may read: the workspace's files, as they are in the editor where they are open. */
import { posix, resolve } from "node:path";
import { confinedReader, isInside, slashes } from "../host/disk";
import { usualIncludeDirs } from "../host/include-dirs";
import type { CheckRequest, ReadFile } from "../ide/types";
import type { Documents, Snapshot } from "./documents";
import type { Settings } from "./settings";

export class Project {
  readonly #readers = new Map<string, ReadFile>();

  /** `folders`: the workspace's, as paths. */
  constructor(
    private readonly documents: Documents,
    private folders: readonly string[],
  ) {}

  setFolders(folders: readonly string[]): void {
    this.folders = folders;
    this.#readers.clear();
  }

  /** `reads` collects every path that was asked for: when one of them changes, the result is no longer true. */
  request(snapshot: Snapshot, settings: Settings, reads: Set<string>): CheckRequest {
    const { path, text } = snapshot;
    const root = this.#rootOf(path);
    const read = this.#readerOf(root);
    const { platforms, defines } = settings;
    const named = settings.includeDirs.map((dir) => slashes(resolve(root, dir)));
    return {
      file: path,
      text,
      platforms,
      defines,
      includeDirs: [...named, ...usualIncludeDirs(root)(path)],
      read: (wanted) => {
        const at = slashes(resolve(wanted));
        reads.add(at);
        const open = this.documents.atPath(at);
        return open ? { text: open.text } : read(at);
      },
    };
  }

  /** The innermost workspace folder around the file; without one, the file's own folder. */
  #rootOf(path: string): string {
    const around = this.folders.filter((folder) => isInside(folder, path));
    return around.sort((a, b) => b.length - a.length)[0] ?? posix.dirname(path);
  }

  #readerOf(root: string): ReadFile {
    const known = this.#readers.get(root);
    if (known) return known;
    const reader = confinedReader([...this.folders, root], "may change");
    this.#readers.set(root, reader);
    return reader;
  }
}
