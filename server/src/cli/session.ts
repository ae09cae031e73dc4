/** One run over all paths: one file's misfortune never hides another file's findings. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { cFilesBelow } from "../host/checked-files";
import { FileNames } from "../host/file-names";
import { sourceOf } from "../host/sources";
import type { CheckRequest } from "../ide/types";
import type { Asked } from "./asked";
import type { Input, Project } from "./input";
import type { Io } from "./io";
import { shortPath } from "./report";

/** Did the user name the file, or a folder around it? */
type How = "named" | "found";

export class Session<Result> {
  failed = false;
  readonly names = new FileNames();
  readonly #results = new Map<string, Result | undefined>();
  readonly #skipped: { file: string; reason: string }[] = [];

  constructor(
    /** What is asked of each file. */
    private readonly ask: (request: CheckRequest) => Result,
    private readonly project: Project,
    private readonly askedOf: (file: string) => Asked,
    private readonly io: Pick<Io, "cwd" | "err">,
  ) {}

  async run() {
    for (const input of this.project.inputs) await this.#input(input);
    const results = [...this.#results.values()].filter((result) => result !== undefined);
    return {
      results,
      files: this.#results.size,
      skipped: this.#skipped,
    };
  }

  async #input({ given, path, kind }: Input): Promise<void> {
    if (kind === "folder") await this.#folder(given, path);
    else if (kind === "file") await this.#file(path, "named");
    else this.#fail(given, kind === "absent" ? "no such file or folder" : "not a regular file");
  }

  async #folder(given: string, path: string): Promise<void> {
    const { files, unreadable } = cFilesBelow(path);
    for (const at of unreadable) this.#fail(shortPath(at.path, this.io.cwd), at.reason);
    if (files.length === 0) this.io.err(`mlock-lint: ${given}: no C files below this folder\n`);
    for (const file of files) await this.#file(file, "found");
  }

  async #file(path: string, how: How): Promise<void> {
    // A link, or a folder that is given twice, leads to what was checked under another name.
    const name = this.names.of(path);
    if (this.#results.has(name)) return;
    this.#results.set(name, undefined);
    const source = sourceOf(path);
    const file = shortPath(path, this.io.cwd);
    if (source.kind === "text") this.#results.set(name, this.#answer(source.file, source.text));
    else if (source.kind === "unreadable") this.#fail(file, source.reason);
    else {
      this.#skipped.push({ file, reason: source.reason });
      if (how === "named") this.io.err(`mlock-lint: ${file}: skipped, ${source.reason}\n`);
    }
    // Node frees the native parser's trees between turns only: without one, all files' trees would pile up.
    await nextTurn();
  }

  #answer(file: string, text: string): Result | undefined {
    try {
      const { read } = this.project;
      const compilation = this.project.compilationOf(file);
      const units = this.project.unitsOf(file);
      const program = this.project.programOf(file);
      return this.ask({ file, text, read, units, program, ...compilation, ...this.askedOf(file) });
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      this.#fail(shortPath(file, this.io.cwd), `internal error: ${what}`);
      return undefined;
    }
  }

  #fail(file: string, reason: string): void {
    this.failed = true;
    this.#skipped.push({ file, reason });
    this.io.err(`mlock-lint: ${file}: ${reason}\n`);
  }
}
