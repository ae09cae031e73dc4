/** What all files of one translation unit share while they are read: macros, assumptions, output, bounds. */
import { type Condition, type Facts, parseCondition } from "./condition";
import { type Conditionals, conditionals, type Interest, interestIn } from "./conditionals";
import { type Configuration, configuration } from "./configuration";
import { type Expander, expander } from "./expand";
import type { IncludeName, Includes } from "./includes";
import { lineTokens, type Token } from "./lexer";
import { dynamicMacro, type Macro, parseDefinition } from "./macros";
import { isCompilerTest, namesKnown } from "./names";
import type { PreprocessInput } from "./source";
import type { SourceFile } from "./sourcefile";
import { type Output, output, type Visit } from "./sourcemap";

const MOST_OUTPUT = 8 << 20;
const MOST_READ = 64 << 20;
const MOST_INCLUDES = 20_000;
export const MOST_INCLUDE_DEPTH = 200;

export interface Translation {
  readonly macros: Map<string, Macro>;
  readonly undefinedNames: Set<string>;
  readonly expander: Expander;
  readonly configuration: Configuration;
  readonly output: Output;
  readonly includes: Includes;
  readonly systemHeaders: Set<string>;
  /** Files that say that they are read once. */
  readonly onceOnly: Set<SourceFile>;
  /** What is being read, for __FILE__ and __LINE__. */
  place: { visit: Visit; offset: number };
  conditionalsOf(file: SourceFile): Conditionals;
  interestIn(file: SourceFile): Interest;
  isInteresting(name: string): boolean;
  /** May another file be begun? Counts it if so. */
  admits(file: SourceFile): boolean;
  parse(expression: string): Condition;
}

/** What is found out about each file once, for all attempts. */
export interface FileNotes {
  readonly conditionals: Map<SourceFile, Conditionals>;
  readonly interest: Map<SourceFile, Interest>;
}

export function translation(
  input: PreprocessInput,
  main: Visit,
  found: Includes,
  notes: FileNotes,
  firm: ReadonlyMap<string, string>,
  conflicts: "may contradict" | "never contradict",
): Translation {
  const macros = new Map<string, Macro>();
  const undefinedNames = new Set<string>();
  const known: Facts = namesKnown(macros, undefinedNames, input.constants);
  let charactersLeft = MOST_READ;
  let includesLeft = MOST_INCLUDES;
  const unit: Translation = {
    macros,
    undefinedNames,
    expander: expander(macros),
    configuration: configuration(known, firm, conflicts),
    output: output(MOST_OUTPUT),
    includes: found,
    systemHeaders: new Set(),
    onceOnly: new Set(),
    place: { visit: main, offset: 0 },
    conditionalsOf: (file) => once(notes.conditionals, file, () => conditionals(file.joined)),
    // As it would stand in a call.
    isInteresting: (name) => `${name}(`.search(input.interesting) >= 0,
    interestIn: (file) => once(notes.interest, file, () => interestIn(file.joined, input.interesting)),
    admits(file) {
      charactersLeft -= file.joined.length;
      includesLeft--;
      return charactersLeft >= 0 && includesLeft >= 0;
    },
    parse(expression) {
      const special = (name: Token, next: () => Token | undefined) => specialName(unit, name, next);
      return parseCondition(unit.expander.expandLine(lineTokens(expression, 0), special));
    },
  };
  predefine(unit, input.predefines);
  return unit;
}

function once<T>(notes: Map<SourceFile, T>, file: SourceFile, make: () => T): T {
  const before = notes.get(file);
  if (before !== undefined) return before;
  const made = make();
  notes.set(file, made);
  return made;
}

function predefine(unit: Translation, predefines: Readonly<Record<string, string>>): void {
  const { macros } = unit;
  let counter = 0;
  const dynamic: Readonly<Record<string, () => string>> = {
    __LINE__: () => String(unit.place.visit.file.lineAt(unit.place.offset)),
    __FILE__: () => JSON.stringify(unit.place.visit.file.path),
    __COUNTER__: () => String(counter++),
    // What compilers say when they cannot know.
    __DATE__: () => '"??? ?? ????"',
    __TIME__: () => '"??:??:??"',
  };
  for (const [name, text] of Object.entries(dynamic)) macros.set(name, dynamicMacro(name, text));
  const definitions = [
    "_Pragma(...)",
    ...Object.entries(predefines).map(([name, text]) => `${name} ${text}`),
  ];
  for (const definition of definitions) {
    const macro = parseDefinition(definition, 0, (start, end) => ({ start, end }), "");
    if (macro !== undefined) macros.set(macro.name, macro);
  }
}

/** `defined NAME`, `__has_include(...)` and its kin, whose operands are not expanded. */
function specialName(unit: Translation, name: Token, next: () => Token | undefined): Token | undefined {
  if (name.text === "defined") {
    const first = next();
    const operand = first?.text === "(" ? next() : first;
    if (first?.text === "(") next();
    return { ...name, kind: operand?.kind === "identifier" ? "defined" : "other", text: operand?.text ?? "" };
  }
  if (!isCompilerTest(name.text) || unit.macros.has(name.text)) return undefined;
  let text = "";
  let depth = 0;
  for (let token = next(); token !== undefined; token = next()) {
    text += token.spaced && text !== "(" && token.text !== ")" ? ` ${token.text}` : token.text;
    if (token.text === "(") depth++;
    else if (token.text === ")" && --depth <= 0) break;
  }
  const include = /^\(\s*(["<].*)\)$/.exec(text)?.[1];
  if (name.text === "__has_include" && include !== undefined) {
    const wanted = includeName(include);
    const file = wanted && unit.includes.find(wanted, unit.place.visit.file.path);
    if (file !== undefined && typeof file !== "string") return { ...name, kind: "number", text: "1" };
  }
  return { ...name, text: name.text + text };
}

/** `"name"` or `<name>` at the beginning of a text. */
export function includeName(text: string): IncludeName | undefined {
  const [, quoted, angled] = /^\s*(?:"([^"\r\n]+)"|<([^>\r\n]+)>)/.exec(text) ?? [];
  if (quoted !== undefined) return { name: quoted, form: "quotes" };
  return angled === undefined ? undefined : { name: angled, form: "angle" };
}
