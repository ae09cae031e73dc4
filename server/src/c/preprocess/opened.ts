/** Files as they were opened, and what was found out about each: for all who read the same text again. */
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

  conditionalsOf(file: SourceFile): Conditionals {
    return once(this.#conditionals, file, () => conditionals(file.joined));
  }

  /** Where names are used in the file, as offsets in its joined text. */
  usesIn(file: SourceFile, names: RegExp): readonly number[] {
    const uses = once(this.#uses, names, () => new WeakMap());
    return once(uses, file, () => usesOf(file.joined, names));
  }
}

/** What was made for a key, or is made now. */
export function once<Key extends object, Value>(
  known: Pick<WeakMap<Key, Value>, "get" | "set">,
  key: Key,
  make: () => Value,
): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}
