/** What all files of one translation unit share while they are read: macros, assumptions, output, bounds. */

import { once } from "../../text/once";
import { type Effort, effort } from "../../text/slices";
import type { PreprocessInput } from "../source";
import { packPragma } from "../types/packing";
import { type Condition, type Facts, parseCondition } from "./condition";
import { type Conditionals, type Interest, interestAt } from "./conditionals";
import { type Beginning, type Configuration, configuration } from "./configuration";
import { type Expander, expander } from "./expand";
import type { Includes } from "./includes";
import { lineTokens, type Token } from "./lexer";
import { dynamicMacro, type Macro, parseDefinition } from "./macros";
import { namesKnown } from "./names";
import type { OpenedFiles } from "./opened";
import { conditionOperator } from "./operators";
import type { SourceFile } from "./sourcefile";
import { type Output, output, type Visit } from "./sourcemap";

const MOST_OUTPUT = 8 << 20;
const MOST_READ = 32 << 20;
const MOST_INCLUDES = 20_000;
/** A file that includes itself twice would be read 2 to the power of the depth times. */
const MOST_RECURSIONS = 400;
const MOST_READ_AGAIN = 1 << 19;
export const MOST_INCLUDE_DEPTH = 200;
/** Characters between two stops. */
const ENOUGH = 50_000;
/** What looking at a file for the first time takes, beside reading it: characters. */
const OPENING = 2_000;

export interface Translation {
  readonly macros: Map<string, Macro>;
  readonly undefinedNames: Set<string>;
  /** No #define of these names counts. */
  readonly functions: ReadonlySet<string>;
  readonly expander: Expander;
  readonly configuration: Configuration;
  readonly output: Output;
  /** In characters read, or what takes as long. */
  readonly effort: Effort;
  readonly includes: Includes;
  readonly systemHeaders: Set<string>;
  /** Files that say that they are read once. */
  readonly onceOnly: Set<SourceFile>;
  /** What is being read, for __FILE__ and __LINE__. */
  place: { visit: Visit; offset: number };
  conditionalsOf(file: SourceFile): Conditionals;
  interestIn(file: SourceFile): Interest;
  isInteresting(name: string): boolean;
  /** Places that are looked for and stand in dead groups. */
  readonly dead: Places;
  /** Of these, those whose group another configuration makes live. */
  readonly dormant: Places;
  /** Offsets in the output at which a conditional that may matter was decided for want of anything better. */
  readonly guesses: number[];
  /** May another file be begun? Counts it if so. */
  admits(file: SourceFile): boolean;
  /** May a file be begun inside of itself? */
  admitsRecursion(file: SourceFile): boolean;
  parse(expression: string): Condition;
  /** Remembers what a name means, and gives it that meaning back. */
  pushMacro(name: string): void;
  popMacro(name: string): void;
}

/** Offsets, by the path of the file that they are in. */
export class Places {
  readonly #offsets = new Map<string, Set<number>>();

  get size(): number {
    return [...this.#offsets.values()].reduce((sum, { size }) => sum + size, 0);
  }

  has(path: string, offset: number): boolean {
    return this.#offsets.get(path)?.has(offset) ?? false;
  }

  add(path: string, offsets: readonly number[]): void {
    const known = this.#offsets.get(path);
    if (known === undefined) this.#offsets.set(path, new Set(offsets));
    else for (const offset of offsets) known.add(offset);
  }
}

export function translation(
  input: PreprocessInput,
  main: Visit,
  found: Includes,
  opened: OpenedFiles,
  beginning: Beginning,
  /** What is looked for; undefined: every use of the names. */
  wanted: Places | undefined,
): Translation {
  const macros = new Map<string, Macro>();
  const undefinedNames = new Set(input.undefines);
  const interests = new Map<SourceFile, Interest>();
  const lookedFor = (file: SourceFile) => {
    const uses = opened.usesIn(file, input.interesting);
    return interestAt(wanted === undefined ? uses : uses.filter((at) => wanted.has(file.path, at)));
  };
  const known: Facts = namesKnown(macros, undefinedNames, input.constants, input.otherNames ?? "are unknown");
  const work = effort(ENOUGH);
  const unit: Translation = {
    macros,
    undefinedNames,
    functions: new Set(input.functions),
    expander: expander(macros, work),
    configuration: configuration(known, beginning),
    output: output(MOST_OUTPUT),
    effort: work,
    includes: found,
    systemHeaders: new Set(),
    onceOnly: new Set(),
    place: { visit: main, offset: 0 },
    conditionalsOf: (file) => opened.conditionalsOf(file),
    // As it would stand in a call.
    isInteresting: (name) => `${name}(`.search(input.interesting) >= 0,
    interestIn: (file) => once(interests, file, () => lookedFor(file)),
    dead: new Places(),
    dormant: new Places(),
    guesses: [],
    ...admission(work),
    ...macroStack(macros),
    parse(expression) {
      const special = (name: Token, next: () => Token | undefined) => conditionOperator(unit, name, next);
      return parseCondition(unit.expander.expandLine(lineTokens(expression, 0), special));
    },
  };
  predefine(unit, input.predefines);
  return unit;
}

/** Counts what files are begun. */
function admission(work: Effort): Pick<Translation, "admits" | "admitsRecursion"> {
  let charactersLeft = MOST_READ;
  let includesLeft = MOST_INCLUDES;
  let recursionsLeft = MOST_RECURSIONS;
  let readAgainLeft = MOST_READ_AGAIN;
  return {
    admits(file) {
      charactersLeft -= file.joined.length;
      includesLeft--;
      work.spend(OPENING + file.joined.length);
      return charactersLeft >= 0 && includesLeft >= 0;
    },
    admitsRecursion(file) {
      readAgainLeft -= file.joined.length;
      recursionsLeft--;
      return readAgainLeft >= 0 && recursionsLeft >= 0;
    },
  };
}

/** `#pragma push_macro` and `pop_macro`: each name has a stack of its own. */
function macroStack(macros: Map<string, Macro>): Pick<Translation, "pushMacro" | "popMacro"> {
  const pushed = new Map<string, (Macro | undefined)[]>();
  return {
    pushMacro(name) {
      pushed.set(name, [...(pushed.get(name) ?? []), macros.get(name)]);
    },
    popMacro(name) {
      const meanings = pushed.get(name);
      if (meanings === undefined || meanings.length === 0) return;
      const meaning = meanings.pop();
      if (meaning === undefined) macros.delete(name);
      else macros.set(name, meaning);
    },
  };
}

function predefine(unit: Translation, predefines: Readonly<Record<string, string>>): void {
  const { macros } = unit;
  let counter = 0;
  const quoted = (name: string) => `"${name.replace(/[\\"]/g, "\\$&")}"`;
  const dynamic: Readonly<Record<string, (at: number | undefined) => string>> = {
    __LINE__: (at) => String(lineOf(unit.place, at)),
    __FILE__: () => quoted(unit.place.visit.presumed.name),
    __FILE_NAME__: () => quoted(unit.place.visit.presumed.name.replace(/^.*\//, "")),
    __BASE_FILE__: () => quoted(baseOf(unit.place.visit).file.path),
    __INCLUDE_LEVEL__: () => String(levelOf(unit.place.visit)),
    __COUNTER__: () => String(counter++),
    // What compilers say when they cannot know.
    __DATE__: () => '"??? ?? ????"',
    __TIME__: () => '"??:??:??"',
    __TIMESTAMP__: () => '"??? ??? ?? ??:??:?? ????"',
  };
  for (const [name, text] of Object.entries(dynamic)) macros.set(name, dynamicMacro(name, text));
  macros.set("_Pragma", {
    ...dynamicMacro("_Pragma", pragmaOperator),
    parameters: ["__VA_ARGS__"],
    expands: [0],
    variadic: true,
  });
  for (const [name, text] of Object.entries(predefines)) {
    const macro = parseDefinition(`${name} ${text}`, 0, (start, end) => ({ start, end }), "");
    if (macro !== undefined) macros.set(macro.name, macro);
  }
}

/** `_Pragma("pack(1)")` is a line of its own; of other pragmas nothing is left. */
function pragmaOperator(_at: number | undefined, written: string): string {
  const text = /^L?"(.*)"$/.exec(written)?.[1]?.replace(/\\(["\\])/g, "$1") ?? "";
  const pragma = packPragma(text);
  return pragma === undefined ? "" : `\n${pragma}\n`;
}

const lineOf = ({ visit, offset }: Translation["place"], at: number | undefined) =>
  visit.file.lineAt(at === undefined ? offset : visit.file.joinedAt(at)) + visit.presumed.linesAhead;

function baseOf(visit: Visit): Visit {
  let base = visit;
  while (base.parent !== undefined) base = base.parent;
  return base;
}

const levelOf = (visit: Visit): number => (visit.parent === undefined ? 0 : 1 + levelOf(visit.parent));
