/** The paths that a user gave, what may be read for them, and where their headers may be. */
import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type ConfigChoice, ConfigFiles } from "../host/config-files";
import { confinedReader, isInside, largestDatabase, slashes } from "../host/disk";
import { isProject, projectRoot } from "../host/include-dirs";
import { ProjectFolder } from "../host/project-folder";
import type { Keys } from "../ide/config/keys";
import type { Compilation, Program, ReadFile, TranslationUnit } from "../ide/types";
import { type Io, Misuse } from "./io";

export interface Input {
  /** As the user wrote it, for messages. */
  readonly given: string;
  /** Absolute. */
  readonly path: string;
  readonly kind: "file" | "folder" | "absent" | "other";
}

export interface Project {
  readonly inputs: readonly Input[];
  /** Reads below the working directory, the given paths' projects and the -I folders, and nowhere else. */
  readonly read: ReadFile;
  compilationOf(file: string): Compilation;
  /** What the project's configuration says of a file. */
  readonly configs: ConfigFiles;
  /** Who may include a header, found when it is asked for; undefined for a file that is none. */
  unitsOf(file: string): Iterable<TranslationUnit> | undefined;
  /** What other files of its project define; found when it is asked for. */
  programOf(file: string): Program;
}

/** What the options say. */
export interface Options {
  readonly includeDirs: readonly string[];
  readonly defines: Readonly<Record<string, string>>;
  readonly config: ConfigChoice;
}

/** `note` hears what of the project's own data cannot be understood. */
export function projectOf(
  paths: readonly string[],
  options: Options,
  cwd: string,
  note: (message: string) => void,
): Project {
  const given = options.includeDirs.map((dir) => resolve(cwd, dir));
  for (const [i, dir] of given.entries()) {
    if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) {
      throw new Misuse(`-I ${options.includeDirs[i]}: no such folder`);
    }
  }
  const inputs = paths.map((path) => inputOf(path, cwd));
  const roots = [...new Set(inputs.map(rootOf))];
  const readable = [cwd, ...roots, ...given];
  const readDatabase = confinedReader(readable, "stay", largestDatabase);
  const configs = new ConfigFiles(options.config, "stay");
  const keysOf = (file: string): Keys => {
    const { keys } = configs.for(file);
    const includeDirs = [...given.map(slashes), ...(keys.includeDirs ?? [])];
    return { ...keys, includeDirs, defines: { ...keys.defines, ...options.defines } };
  };
  const whole = new Set(inputs.filter(({ kind }) => kind === "folder").map(({ path }) => path));
  const folderAt = (root: string) =>
    new ProjectFolder(root, whole.has(root) || isProject(root) ? "all below" : "this folder", note);
  const folders = roots.map(folderAt);
  const folderAround = (file: string) =>
    folders.find(({ root }) => isInside(root, file)) ?? new ProjectFolder(dirname(file), "this folder", note);
  const compilationOf = (file: string) => folderAround(file).compilationOf(file, keysOf(file), readDatabase);
  return {
    inputs,
    read: confinedReader(readable, "stay"),
    compilationOf,
    configs,
    unitsOf: (header) => folderAround(header).unitsOf(header, compilationOf),
    programOf: (file) => folderAround(file).programOf(compilationOf),
  };
}

/** Notes are for people: they change no status. */
export const noteTo =
  (io: Pick<Io, "err">) =>
  (message: string): void =>
    io.err(`mlock-lint: ${message}\n`);

function inputOf(given: string, cwd: string): Input {
  const path = resolve(cwd, given);
  return { given, path, kind: kindOf(path) };
}

function kindOf(path: string): Input["kind"] {
  try {
    const status = statSync(path);
    // A pipe or a device could make us wait for ever.
    return status.isFile() ? "file" : status.isDirectory() ? "folder" : "other";
  } catch {
    return "absent";
  }
}

const rootOf = ({ path, kind }: Input) => projectRoot(kind === "folder" ? path : dirname(path));
