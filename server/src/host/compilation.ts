/** How a file is compiled, as far as its project tells: compile_commands.json, else a guess where headers are kept. */
import { dirname, join } from "node:path";
import type { Compilation, ReadFile } from "../ide/types";
import { type CompileCommand, type CompileCommands, parseCompileCommands } from "./compile-commands";
import { isInside, realPath, slashes } from "./disk";
import { HeaderNames } from "./header-names";
import { isFolder, usualIncludeDirs } from "./include-dirs";

/** What the user says beside it; it counts more. */
export interface Wishes {
  /** Absolute. */
  readonly includeDirs: readonly string[];
  readonly defines: Readonly<Record<string, string>>;
}

export class Compilations {
  readonly #parsed = new WeakMap<object, CompileCommands>();
  readonly #told = new Set<string>();
  #usual: (file: string) => readonly string[];

  /**
   * `note` hears once of each file that cannot be understood; everything goes on without it. `headers` are looked at
   * where no command line tells of folders.
   */
  constructor(
    private readonly root: string,
    private readonly note: (message: string) => void,
    private readonly headers = new HeaderNames(),
  ) {
    this.#usual = usualIncludeDirs(root);
  }

  /** Folders may have come or gone. */
  changed(): void {
    this.#usual = usualIncludeDirs(this.root);
  }

  /** `read` is asked for every compile_commands.json that could speak of the file. */
  of(file: string, wishes: Wishes, read: ReadFile): Compilation {
    const command = this.#commandFor(file, read);
    const named = command?.includeDirs.filter((dir) => isInside(this.root, dir) && isFolder(dir)) ?? [];
    const includeDirs = [...wishes.includeDirs, ...(named.length > 0 ? named : this.#usual(file))];
    const guess: Pick<Compilation, "headerNamed"> =
      named.length > 0 ? {} : { headerNamed: (name, from) => this.headers.nearest(name, from) };
    if (command === undefined) return { includeDirs, defines: wishes.defines, ...guess };
    const { defines, undefines, forcedIncludes, target } = command;
    return {
      includeDirs,
      ...guess,
      defines: { ...defines, ...wishes.defines },
      undefines: undefines.filter((name) => !Object.hasOwn(wishes.defines, name)),
      forcedIncludes,
      ...(target === undefined ? {} : { target }),
    };
  }

  /** The nearest that names the file, from its own folder up to the root. */
  #commandFor(file: string, read: ReadFile): CompileCommand | undefined {
    if (!isInside(this.root, file)) return undefined;
    for (let folder = dirname(file); ; folder = dirname(folder)) {
      for (const place of [folder, join(folder, "build")]) {
        const database = this.#database(join(place, "compile_commands.json"), read);
        const command =
          database?.commandFor(slashes(file)) ?? database?.commandFor(slashes(realPath(file) ?? file));
        if (command) return command;
      }
      if (folder === this.root || dirname(folder) === folder) return undefined;
    }
  }

  #database(path: string, read: ReadFile): CompileCommands | undefined {
    const answer = read(slashes(path));
    if (typeof answer === "string") return undefined;
    const known = this.#parsed.get(answer);
    if (known) return known;
    const parsed = parseCompileCommands(answer.text, dirname(path));
    this.#parsed.set(answer, parsed);
    if (parsed.problem !== undefined) this.#tell(`${slashes(path)}: ${parsed.problem}`);
    return parsed;
  }

  #tell(message: string): void {
    if (this.#told.has(message)) return;
    this.#told.add(message);
    this.note(message);
  }
}
