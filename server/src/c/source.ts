/** From expanded text back to what the user wrote. */
import type { Span } from "../text/span";
import type { OpenedFiles } from "./preprocess/opened";

export interface SourceSpan {
  readonly file: string;
  readonly span: Span;
  /** The macro whose use this text came from; then `span` is the use. */
  readonly macro?: { readonly name: string; readonly file: string; readonly span: Span } | undefined;
  /** Is the source text exactly the expanded text, so that an edit there means what it says? */
  readonly verbatim: boolean;
}

export interface SourceMap {
  /** Where a span of the expanded text was written. Never fails: at the least, the place of the include or macro use. */
  toSource(span: Span): SourceSpan;
  /** Offset in the expanded text of a place in a file that was read, if its text got there verbatim. */
  toExpanded(file: string, offset: number): number | undefined;
}

/** Reads a project's file. `pending`: not loaded yet, ask again later; the core then goes on without it. */
export type ReadFile = (path: string) => { readonly text: string } | "absent" | "pending";

export interface PreprocessInput {
  /** Absolute, with forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly read: ReadFile;
  /** Folders that #include searches after the including file's own. */
  readonly includeDirs: readonly string[];
  /** Where a header could be that is written in quotes in `from` and in none of the folders. */
  readonly headerNamed?: ((name: string, from: string) => string | undefined) | undefined;
  /** The text of system headers, by name, that are read where no file is found. */
  readonly builtIn?: ReadonlyMap<string, string>;
  /** Name -> replacement: what the platform's compiler predefines, then -D NAME=VALUE. */
  readonly predefines: Readonly<Record<string, string>>;
  /** Names that are surely not defined, such as -U NAME; they are not unknown. */
  readonly undefines?: readonly string[];
  /** Names that are functions, also where a #define says otherwise: they stay in the expanded text. */
  readonly functions?: readonly string[];
  /** Files that are read before the first line, such as -include FILE. */
  readonly forcedIncludes?: readonly string[];
  /** Values of header constants, read in #if only: they stay identifiers in the expanded text. */
  readonly constants: Readonly<Record<string, number>>;
  /** What an #if makes of names that nothing defines: a question (the default), or a compiler's 0. */
  readonly otherNames?: "are unknown" | "are undefined";
  /** A conditional on names that nothing defines takes the branch in which one of these names stands. */
  readonly interesting: RegExp;
  /** Files that were read before, for others. */
  readonly opened?: OpenedFiles;
  /** The same for all inputs of this file and text, as what `read` answers is for a header. */
  readonly origin?: object;
}

export interface Expanded {
  readonly text: string;
  readonly map: SourceMap;
  /** Files that were read, the main one first, with their text. */
  readonly files: ReadonlyMap<string, string>;
  /** Includes that were asked for and not found (system headers), as written: "sys/mman.h". */
  readonly systemHeaders: readonly string[];
  /** Files whose text was not loaded yet. */
  readonly pending: readonly string[];
  /** What was defined before the first line was read. */
  readonly predefines: PreprocessInput["predefines"];
  /** Names that nothing read defines, and the values a conditional was decided by. */
  readonly assumed: Readonly<Record<string, string>>;
  /** Names that the operator ## made. */
  readonly pasted: ReadonlySet<string>;
  /** Offsets in the text at which a conditional was decided for want of anything better: it could be otherwise. */
  readonly guesses: readonly number[];
  /** How many interesting places are dead here and may be live in another configuration. */
  readonly dormant: number;
}
