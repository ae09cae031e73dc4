/** Which file an #include means: joins paths as strings, asks the reader, remembers its answers. */
import type { PreprocessInput } from "../source";
import type { OpenedFiles } from "./opened";
import { type SourceFile, sourceFile } from "./sourcefile";

export interface IncludeName {
  readonly name: string;
  readonly form: "quotes" | "angle";
}

export interface Found {
  readonly file: SourceFile;
  /** Which of the folders it was found in; -1: beside the including file. */
  readonly folder: number;
}

type Where = Pick<PreprocessInput, "read" | "includeDirs" | "headerNamed" | "builtIn">;

export class Includes {
  readonly #known: Map<string, SourceFile | "absent" | "pending">;
  readonly #files: Map<string, string>;
  readonly #pending = new Set<string>();
  /** Most includes of most units are of headers that another one has included, or that are in none of the folders. */
  readonly #inFolders = new Map<string, Found | "absent">();

  constructor(
    main: SourceFile,
    private readonly where: Where,
    private readonly opened: OpenedFiles,
  ) {
    this.#known = new Map([[main.path, main]]);
    this.#files = new Map([[main.path, main.text]]);
  }

  /** Texts of all that was found, by path. */
  get files(): ReadonlyMap<string, string> {
    return this.#files;
  }

  /** Paths that the reader has not loaded yet. */
  get pending(): ReadonlySet<string> {
    return this.#pending;
  }

  /** The file, or why there is none. */
  find(include: IncludeName, includingFile: string): Found | "absent" | "pending" {
    if (include.form === "quotes") {
      const file = this.#open(joinPath(folderOf(includingFile), include.name));
      if (file !== "absent") return file === "pending" ? file : { file, folder: -1 };
    }
    const found = this.#findInFolders(include);
    if (found !== "absent") return found;
    const file = this.#guessed(include, includingFile) ?? this.#ownCopy(include.name);
    return typeof file === "object" ? { file, folder: this.where.includeDirs.length } : (file ?? "absent");
  }

  /** The same in the folders after this one. */
  findAfter(folder: number, { name }: IncludeName): Found | "absent" | "pending" {
    const { includeDirs } = this.where;
    for (let next = folder + 1; next < includeDirs.length; next++) {
      const file = this.#open(joinPath(includeDirs[next] ?? "", name));
      if (file !== "absent") return file === "pending" ? file : { file, folder: next };
    }
    return "absent";
  }

  #open(path: string): SourceFile | "absent" | "pending" {
    const before = this.#known.get(path);
    if (before !== undefined) return before;
    const answer = this.where.read(path);
    const file = typeof answer === "string" ? answer : this.opened.open(path, answer.text, answer);
    this.#known.set(path, file);
    if (file === "pending") this.#pending.add(path);
    else if (file !== "absent") this.#files.set(path, file.text);
    return file;
  }

  #findInFolders(include: IncludeName): Found | "absent" | "pending" {
    const before = this.#inFolders.get(include.name);
    if (before !== undefined) return before;
    const found = this.findAfter(-1, include);
    if (found !== "pending") this.#inFolders.set(include.name, found);
    return found;
  }

  #guessed({ name, form }: IncludeName, from: string): SourceFile | "pending" | undefined {
    const path = form === "quotes" ? this.where.headerNamed?.(name, from) : undefined;
    const file = path === undefined ? "absent" : this.#open(path);
    return file === "absent" ? undefined : file;
  }

  #ownCopy(name: string): SourceFile | "absent" | "pending" | undefined {
    const text = this.where.builtIn?.get(name);
    if (text === undefined) return undefined;
    // It is nobody's file: no finding may point into it.
    const path = `<${name}>`;
    const file = this.#known.get(path) ?? sourceFile(path, text);
    this.#known.set(path, file);
    return file;
  }
}

/** The path of `name` seen from `folder`, without `.` and `..`. An absolute name stays itself. */
export function joinPath(folder: string, name: string): string {
  const path = isAbsolute(name) ? name : `${folder}/${name}`;
  const root = /^(?:[A-Za-z]:)?\/+/.exec(path)?.[0] ?? "";
  const steps: string[] = [];
  for (const step of path.slice(root.length).split("/")) {
    if (step === "" || step === ".") continue;
    if (step !== "..") steps.push(step);
    else if (steps.length > 0 && steps.at(-1) !== "..") steps.pop();
    else if (root === "") steps.push(step);
  }
  return root.replace(/\/+$/, "/") + steps.join("/");
}

const isAbsolute = (name: string) => /^(?:[A-Za-z]:)?\//.test(name);

const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
