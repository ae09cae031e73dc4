/** The paths that a user gave, what may be read for them, and where their headers may be. */
import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { confinedReader, slashes } from "../host/disk";
import { projectRoot, usualIncludeDirs } from "../host/include-dirs";
import type { ReadFile } from "../ide/types";
import { Misuse } from "./io";

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
  readonly includeDirs: (file: string) => readonly string[];
}

export function projectOf(paths: readonly string[], includeOptions: readonly string[], cwd: string): Project {
  const given = includeOptions.map((dir) => resolve(cwd, dir));
  for (const [i, dir] of given.entries()) {
    if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) {
      throw new Misuse(`-I ${includeOptions[i]}: no such folder`);
    }
  }
  const inputs = paths.map((path) => inputOf(path, cwd));
  const roots = [...new Set(inputs.map(rootOf))];
  const usual = roots.map((root) => usualIncludeDirs(root));
  return {
    inputs,
    read: confinedReader([cwd, ...roots, ...given], "stay"),
    includeDirs: (file) => [...given.map(slashes), ...new Set(usual.flatMap((dirs) => dirs(file)))],
  };
}

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
