/** Files as they were opened, and what was found out about each: for all who read the same text again. */
import { once } from "../../text/once";
import { finished } from "../../text/slices";
import { type Conditionals, conditionals, usesOf } from "./conditionals";
import { type SourceFile, sourceFile } from "./sourcefile";

/** Shared by the platforms and configurations of a check, and by checks that read the same headers. */
export class OpenedFiles {
  /** By what a reader answered: the same object is the same text. */
  readonly #files = new WeakMap<object, SourceFile>();
  readonly #conditionals = new WeakMap<SourceFile, Conditionals>();
  readonly #uses = new WeakMap<RegExp, WeakMap<SourceFile, readonly number[]>>();

  open(path: string, text: string, answer: object): SourceFile {
    const before = this.#files.get(answer);
    // A link is another path to the same text.
    if (before?.path === path && before.text === text) return before;
    const file = sourceFile(path, text);
    this.#files.set(answer, file);
    return file;
  }

  /** Finds out beforehand what will be asked of a file. */
  *prepare(file: SourceFile, names: RegExp): Generator<undefined, void> {
    if (!this.#conditionals.has(file)) this.#conditionals.set(file, yield* conditionals(file.joined));
    const uses = this.#usesOf(names);
    if (!uses.has(file)) uses.set(file, yield* usesOf(file.joined, names));
  }

  conditionalsOf(file: SourceFile): Conditionals {
    return once(this.#conditionals, file, () => finished(conditionals(file.joined)));
  }

  /** Where names are used in the file, as offsets in its joined text. */
  usesIn(file: SourceFile, names: RegExp): readonly number[] {
    return once(this.#usesOf(names), file, () => finished(usesOf(file.joined, names)));
  }

  #usesOf(names: RegExp): WeakMap<SourceFile, readonly number[]> {
    return once(this.#uses, names, () => new WeakMap());
  }
}
