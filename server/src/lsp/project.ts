/** What the analysis of a document may read: the workspace's files, as they are in the editor where they are open. */
import { posix, resolve } from "node:path";
import { ConfigFiles } from "../host/config-files";
import { confinedReader, isInside, largestDatabase, slashes } from "../host/disk";
import { isProject } from "../host/include-dirs";
import { ProjectFolder } from "../host/project-folder";
import type { Keys } from "../ide/config/keys";
import type { ConfigFile } from "../ide/config/read";
import { keysFor, over, requestFor } from "../ide/config/resolve";
import type { CheckRequest, Program, ReadFile } from "../ide/types";
import type { Documents, Snapshot } from "./documents";
import type { Settings } from "./settings";

/** What is known of one folder of the workspace. */
interface Part {
  readonly folder: ProjectFolder;
  readonly read: ReadFile;
  readonly readDatabase: ReadFile;
}

/** Who says what holds for a file. */
export interface ConfigurationOrigin {
  /** Paths of the configurations that hold, the nearest first. */
  readonly configurations: readonly string[];
  /** Who names the platforms: what the file shows, the editor's settings, or the configuration at this path. */
  readonly platformsFrom: string;
}

export class Project {
  readonly #parts = new Map<string, Part>();
  readonly #configs = new ConfigFiles({ kind: "nearest" }, "may change");

  /**
   * `folders`: the workspace's, as paths. `note` hears what of the project's own data cannot be understood, `tell` which
   * configurations there are.
   */
  constructor(
    private readonly documents: Documents,
    private folders: readonly string[],
    private readonly note: (message: string) => void,
    private readonly tell: (configs: readonly ConfigFile[]) => void,
  ) {}

  /** The workspace's, as paths. */
  get roots(): readonly string[] {
    return this.folders;
  }

  setFolders(folders: readonly string[]): void {
    this.folders = folders;
    this.#parts.clear();
  }

  /** Files came, went or changed on the disk. Returns what was read of them: see `request()`. */
  filesChanged(paths: readonly string[]): readonly string[] {
    for (const { folder } of this.#parts.values()) folder.filesChanged(paths);
    this.tell(this.#configs.all());
    return this.textsChanged(paths);
  }

  /** Of these files another text counts now, in the editor or on the disk. Returns what was read of them. */
  textsChanged(paths: readonly string[]): readonly string[] {
    const folders = [...this.#parts.values()].map(({ folder }) => folder);
    const others = folders.filter((folder) => folder.textsChanged(paths) === "other answers");
    return [...paths, ...others.map(({ root }) => definitionsOf(root))];
  }

  originOf(path: string, settings: Settings): ConfigurationOrigin {
    const { files, keys } = this.#configs.for(path);
    const { platforms = settings.platforms } = keys;
    const naming = files.find((config) => keysFor(path, [config]).platforms !== undefined);
    return {
      configurations: files.map(({ file }) => file),
      platformsFrom: platforms === "auto" ? "the file" : (naming?.file ?? "settings"),
    };
  }

  /** What holds for a file; folders are absolute. */
  effective(path: string, settings: Settings): Keys {
    const root = this.#rootOf(path);
    const part = this.#partOf(root);
    const keys = this.#keysOf(settings, root, new Set())(path);
    const { includeDirs, defines } = part.folder.compilationOf(path, keys, part.readDatabase);
    return { ...keys, includeDirs, defines };
  }

  /** `reads` collects all that was asked for: when something of it changes, the result is no longer true. */
  request(
    { path, text }: Pick<Snapshot, "path" | "text">,
    settings: Settings,
    reads: Set<string>,
  ): CheckRequest {
    const root = this.#rootOf(path);
    const part = this.#partOf(root);
    const keysOf = this.#keysOf(settings, root, reads);
    const noted =
      (read: ReadFile): ReadFile =>
      (wanted) => {
        const at = slashes(resolve(wanted));
        reads.add(at);
        const open = this.documents.atPath(at);
        return open ? { text: open.text } : read(at);
      };
    const readDatabase = noted(part.readDatabase);
    const { folder } = part;
    const compilationOf = (file: string) => folder.compilationOf(file, keysOf(file), readDatabase);
    const program = notedProgram(folder.programOf(compilationOf), () => reads.add(definitionsOf(root)));
    const compilation = compilationOf(path);
    const asked = requestFor(path, keysOf);
    const request = { file: path, text, read: noted(part.read), program, ...compilation, ...asked };
    this.tell(this.#configs.all());
    return { ...request, units: folder.unitsOf(path, compilationOf) };
  }

  /** What the project's configuration says of a file, over the editor's settings. */
  #keysOf(settings: Settings, root: string, reads: Set<string>): (file: string) => Keys {
    const includeDirs = settings.includeDirs.map((dir) => slashes(resolve(root, dir)));
    const known = new Map<string, Keys>();
    return (file) => {
      let keys = known.get(file);
      if (!keys) {
        const configured = this.#configs.for(file);
        for (const path of configured.lookedAt) reads.add(path);
        keys = over({ ...settings, includeDirs }, configured.keys);
        known.set(file, keys);
      }
      return keys;
    };
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
    const extent = this.folders.includes(root) || isProject(root) ? "all below" : "this folder";
    const openText = (path: string) => this.documents.atPath(path)?.text;
    const part = {
      folder: new ProjectFolder(root, extent, this.note, openText),
      read: confinedReader(readable, "may change"),
      readDatabase: confinedReader(readable, "may change", largestDatabase),
    };
    this.#parts.set(root, part);
    return part;
  }
}

/** Stands for the answers of a folder's index among the files that were read. */
const definitionsOf = (root: string): string => `${root}/*.c`;

/** Whoever asks rests on the answers. */
const notedProgram = (program: Program, note: () => void): Program => ({
  ...program,
  prepare() {
    note();
    return program.prepare();
  },
});
