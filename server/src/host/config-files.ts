/** Finds the configuration files that hold for a C file: in its own folder and in those above it. */

import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Keys } from "../ide/config/keys";
import { type ConfigFile, configNames, readConfig, unreadableConfig } from "../ide/config/read";
import { keysFor } from "../ide/config/resolve";
import { decodeText, type Lifetime, slashes } from "./disk";
import { isProject } from "./include-dirs";

/** More than this in one file is no configuration that somebody wrote. */
const largestConfig = 1024 * 1024;

/** Where configurations come from: looked for beside and above each file, one for all, or none. */
export type ConfigChoice =
  | { readonly kind: "nearest" }
  | { readonly kind: "named"; readonly path: string }
  | { readonly kind: "none" };

export interface Configured {
  /** The nearest first. */
  readonly files: readonly ConfigFile[];
  readonly keys: Keys;
  /** Every path that was looked at: where one comes, goes or changes, the answer is another. */
  readonly lookedAt: readonly string[];
}

export class ConfigFiles {
  readonly #read = new Map<string, { readonly stamp: string; readonly config: ConfigFile }>();
  readonly #folders = new Map<string, Omit<Configured, "keys">>();
  readonly #answers = new Map<string, Configured>();

  constructor(
    private readonly choice: ConfigChoice,
    private readonly lifetime: Lifetime,
  ) {}

  for(file: string): Configured {
    const known = this.#answers.get(file);
    if (known && this.lifetime === "stay") return known;
    const path = resolve(file);
    const found = this.#around(dirname(path));
    const answer = { ...found, keys: keysFor(slashes(path), found.files) };
    this.#answers.set(file, answer);
    return answer;
  }

  /** All that were read and are still there, as they are now, in the order of their paths; a named one in any case. */
  all(): readonly ConfigFile[] {
    if (this.choice.kind === "named") this.#open(slashes(this.choice.path));
    return [...this.#read.keys()].sort().flatMap((path) => this.#open(path) ?? []);
  }

  #around(folder: string): Omit<Configured, "keys"> {
    if (this.choice.kind === "none") return { files: [], lookedAt: [] };
    if (this.choice.kind === "named") return this.#found([this.choice.path]);
    const known = this.#folders.get(folder);
    if (known && this.lifetime === "stay") return known;
    const found = this.#upFrom(folder);
    this.#folders.set(folder, found);
    return found;
  }

  /** Up to one that says it is the root, to the folder that holds the repository, or to the top. */
  #upFrom(folder: string): Omit<Configured, "keys"> {
    const here = this.#found(configNames.map((name) => join(folder, name)));
    const above = dirname(folder);
    if (here.files.some(({ isRoot }) => isRoot) || isProject(folder) || above === folder) return here;
    const further = this.#around(above);
    return {
      files: [...here.files, ...further.files],
      lookedAt: [...here.lookedAt, ...further.lookedAt],
    };
  }

  /** The first of these that is there. */
  #found(paths: readonly string[]): Omit<Configured, "keys"> {
    const [first] = paths.flatMap((path) => this.#open(slashes(path)) ?? []);
    return { files: first ? [first] : [], lookedAt: paths.map(slashes) };
  }

  #open(path: string): ConfigFile | undefined {
    const stamp = stampOf(path);
    const known = this.#read.get(path);
    if (stamp !== undefined && known?.stamp === stamp) return known.config;
    this.#read.delete(path);
    if (stamp === undefined) return undefined;
    const config = openConfig(path);
    this.#read.set(path, { stamp, config });
    return config;
  }
}

/** Another after each change; undefined where there is no such file. */
function stampOf(path: string): string | undefined {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    return status?.isFile() ? `${status.size} ${status.mtimeMs}` : undefined;
  } catch {
    return undefined;
  }
}

function openConfig(path: string): ConfigFile {
  try {
    const bytes = readFileSync(path);
    if (bytes.length > largestConfig) return unreadableConfig(path, "it is larger than 1 MB");
    return readConfig(path, decodeText(bytes));
  } catch (error) {
    return unreadableConfig(path, (error as NodeJS.ErrnoException).code ?? String(error));
  }
}
