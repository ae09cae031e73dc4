/** One folder of a project: how its files are compiled, who includes whom, and who defines what. */
import type { Keys } from "../ide/config/keys";
import { aliasesIn } from "../ide/config/resolve";
import type { Compilation, Program, ReadFile, TranslationUnit } from "../ide/types";
import { Compilations } from "./compilation";
import { DefinitionIndex } from "./definitions";
import { IncludeIndex, isHeader } from "./units";
import type { Extent } from "./walk";

/** How a file is compiled, in the eyes of whoever asks. */
type CompilationOf = (file: string) => Compilation;

export class ProjectFolder {
  readonly #compilations: Compilations;
  readonly #includes: IncludeIndex;
  readonly #definitions: DefinitionIndex;

  /**
   * `note` hears what of the project's own data cannot be understood; `openText`: what an editor holds of a file;
   * undefined: the disk's text counts.
   */
  constructor(
    readonly root: string,
    extent: Extent,
    note: (message: string) => void,
    openText?: (path: string) => string | undefined,
  ) {
    this.#definitions = new DefinitionIndex(root, extent, openText);
    this.#compilations = new Compilations(root, note, this.#definitions.headers);
    this.#includes = new IncludeIndex(root);
  }

  /** Files came, went or changed on the disk: see `textsChanged()`, too. */
  filesChanged(paths: readonly string[]): void {
    this.#compilations.changed();
    this.#includes.changed(paths);
  }

  /** Of these files another text counts now. Does what was said of definitions still hold? */
  textsChanged(paths: readonly string[]): "same answers" | "other answers" {
    return this.#definitions.changed(paths);
  }

  /** `keys`: what somebody says of the file; `read` is asked for every compile_commands.json that could speak of it. */
  compilationOf(file: string, keys: Keys, read: ReadFile): Compilation {
    const { includeDirs = [], defines = {} } = keys;
    return {
      ...this.#compilations.of(file, { includeDirs, defines }, read),
      aliases: aliasesIn(keys),
    };
  }

  /** Who may include a header, looked for when the first one is asked for; undefined for a file that is none. */
  unitsOf(file: string, compilationOf: CompilationOf): Iterable<TranslationUnit> | undefined {
    return isHeader(file) ? this.#includersOf(file, compilationOf) : undefined;
  }

  *#includersOf(header: string, compilationOf: CompilationOf): Generator<TranslationUnit> {
    for (const file of this.#includes.unitsOf(header)) yield { file, ...compilationOf(file) };
  }

  /** What its files define, found when it is asked for. */
  programOf(compilationOf: CompilationOf): Program {
    const definitions = this.#definitions;
    return {
      prepare: () => definitions.prepare(),
      definition: (name) => definitions.definition(name),
      wrappers: (wrapped) => definitions.wrappers(wrapped),
      isCalledBeside: (file, names) => definitions.isCalledBeside(file, names),
      compilationOf,
    };
  }
}
