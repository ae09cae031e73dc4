/** What the analysis of a document may read: the workspace's files, as they are in the editor where they are open. */
import { posix, resolve } from "node:path";
import { Compilations } from "../host/compilation";
import { confinedReader, isInside, largestDatabase, slashes } from "../host/disk";
import { IncludeIndex, isHeader } from "../host/units";
import type { CheckRequest, ReadFile, TranslationUnit } from "../ide/types";
import type { Documents, Snapshot } from "./documents";
import type { Settings } from "./settings";

/** What is known of one folder of the workspace. */
interface Part {
  readonly read: ReadFile;
  readonly readDatabase: ReadFile;
  readonly compilations: Compilations;
  readonly index: IncludeIndex;
}

export class Project {
  readonly #parts = new Map<string, Part>();

  /** `folders`: the workspace's, as paths. `note` hears what of the project's own data cannot be understood. */
  constructor(
    private readonly documents: Documents,
    private folders: readonly string[],
    private readonly note: (message: string) => void,
  ) {}

  setFolders(folders: readonly string[]): void {
    this.folders = folders;
    this.#parts.clear();
  }

  /** Files came, went or changed on the disk. */
  filesChanged(paths: readonly string[]): void {
    for (const { compilations, index } of this.#parts.values()) {
      compilations.changed();
      index.changed(paths);
    }
  }

  /** `reads` collects every path that was asked for: when one of them changes, the result is no longer true. */
  request(snapshot: Snapshot, settings: Settings, reads: Set<string>): CheckRequest {
    const { path, text } = snapshot;
    const root = this.#rootOf(path);
    const part = this.#partOf(root);
    const { platforms, defines } = settings;
    const wishes = { includeDirs: settings.includeDirs.map((dir) => slashes(resolve(root, dir))), defines };
    const noted =
      (read: ReadFile): ReadFile =>
      (wanted) => {
        const at = slashes(resolve(wanted));
        reads.add(at);
        const open = this.documents.atPath(at);
        return open ? { text: open.text } : read(at);
      };
    const readDatabase = noted(part.readDatabase);
    const compilationOf = (file: string) => part.compilations.of(file, wishes, readDatabase);
    const request = { file: path, text, platforms, read: noted(part.read), ...compilationOf(path) };
    return isHeader(path) ? { ...request, units: unitsOf(path, part.index, compilationOf) } : request;
  }

  /** The innermost workspace folder around the file; without one, the file's own folder. */
  #rootOf(path: string): string {
    const around = this.folders.filter((folder) => isInside(folder, path));
    return around.sort((a, b) => b.length - a.length)[0] ?? posix.dirname(path);
  }

  #partOf(root: string): Part {
    const known = this.#parts.get(root);
    if (known) return known;
    const readable = [...this.folders, root];
    const part = {
      read: confinedReader(readable, "may change"),
      readDatabase: confinedReader(readable, "may change", largestDatabase),
      compilations: new Compilations(root, this.note),
      index: new IncludeIndex(root),
    };
    this.#parts.set(root, part);
    return part;
  }
}

/** The index is asked when the first unit is. */
function* unitsOf(
  header: string,
  index: IncludeIndex,
  compilationOf: (file: string) => Omit<TranslationUnit, "file">,
): Generator<TranslationUnit> {
  for (const file of index.unitsOf(header)) yield { file, ...compilationOf(file) };
}
