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

export interface Includes {
  /** The file, or why there is none. */
  find(include: IncludeName, includingFile: string): Found | "absent" | "pending";
  /** The same in the folders after this one. */
  findAfter(folder: number, include: IncludeName): Found | "absent" | "pending";
  readonly files: ReadonlyMap<string, string>;
  readonly pending: ReadonlySet<string>;
}

type Where = Pick<PreprocessInput, "read" | "includeDirs" | "headerNamed" | "builtIn">;

export function includes(
  main: SourceFile,
  { read, includeDirs, headerNamed, builtIn }: Where,
  opened: OpenedFiles,
): Includes {
  const known = new Map<string, SourceFile | "absent" | "pending">([[main.path, main]]);
  const files = new Map([[main.path, main.text]]);
  const pending = new Set<string>();

  const open = (path: string) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const answer = read(path);
    const file = typeof answer === "string" ? answer : opened.open(path, answer.text, answer);
    known.set(path, file);
    if (file === "pending") pending.add(path);
    else if (file !== "absent") files.set(path, file.text);
    return file;
  };

  const findAfter = (folder: number, { name }: IncludeName) => {
    for (let next = folder + 1; next < includeDirs.length; next++) {
      const file = open(joinPath(includeDirs[next] ?? "", name));
      if (file !== "absent") return file === "pending" ? file : { file, folder: next };
    }
    return "absent";
  };

  /** Most includes of most units are of headers that another one has included, or that are in none of the folders. */
  const inFolders = new Map<string, Found | "absent">();
  const findInFolders = (include: IncludeName) => {
    const before = inFolders.get(include.name);
    if (before !== undefined) return before;
    const found = findAfter(-1, include);
    if (found !== "pending") inFolders.set(include.name, found);
    return found;
  };

  const guessed = ({ name, form }: IncludeName, from: string) => {
    const path = form === "quotes" ? headerNamed?.(name, from) : undefined;
    const file = path === undefined ? "absent" : open(path);
    return file === "absent" ? undefined : file;
  };

  const ownCopy = (name: string) => {
    const text = builtIn?.get(name);
    if (text === undefined) return undefined;
    // It is nobody's file: no finding may point into it.
    const path = `<${name}>`;
    const file = known.get(path) ?? sourceFile(path, text);
    known.set(path, file);
    return file;
  };

  return {
    files,
    pending,
    findAfter,
    find(include, includingFile) {
      if (include.form === "quotes") {
        const file = open(joinPath(folderOf(includingFile), include.name));
        if (file !== "absent") return file === "pending" ? file : { file, folder: -1 };
      }
      const found = findInFolders(include);
      if (found !== "absent") return found;
      const file = guessed(include, includingFile) ?? ownCopy(include.name);
      return typeof file === "object" ? { file, folder: includeDirs.length } : (file ?? "absent");
    },
  };
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
