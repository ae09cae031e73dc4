/** What each directive does to the translation, and where reading goes on after it. */
import type { Span } from "../../text/span";
import { packPragma } from "../types/packing";
import { ALWAYS, type Condition, definedCondition } from "./condition";
import { type Chain, type Directive, type Group, readDirective } from "./conditionals";
import type { Choice } from "./configuration";
import type { Found, IncludeName } from "./includes";
import { lineTokens, skipBlank, wordEnd } from "./lexer";
import { parseDefinition } from "./macros";
import { computedName, includeName } from "./operators";
import type { SourceFile } from "./sourcefile";
import type { Visit } from "./sourcemap";
import { MOST_INCLUDE_DEPTH, type Translation } from "./translation";

/** What directives may ask of the reading that they stand in. */
export interface Reading {
  readonly unit: Translation;
  readonly visit: Visit;
  /** How many #include directives lead here. */
  readonly depth: number;
  chainAt(directive: number): Chain | undefined;
  readIncluded(found: Found, directive: Span): void;
}

/** Directives also stand between the arguments of a macro's use; an #include there is nothing. */
type Standing = "text" | "arguments";
type Obey = (reading: Reading, directive: Directive, standing: Standing) => number | undefined;

/** Obeys the directive whose # stands at `hash`; returns the offset where reading goes on. */
export function obeyDirective(reading: Reading, hash: number, standing: Standing): number {
  const directive = readDirective(reading.visit.file.joined, hash);
  return DIRECTIVES.get(directive.name)?.(reading, directive, standing) ?? directive.end;
}

const DIRECTIVES: ReadonlyMap<string, Obey> = new Map<string, Obey>([
  ["if", conditional],
  ["ifdef", conditional],
  ["ifndef", conditional],
  ["elif", endOfLiveGroup],
  ["elifdef", endOfLiveGroup],
  ["elifndef", endOfLiveGroup],
  ["else", endOfLiveGroup],
  ["define", define],
  ["undef", undefine],
  ["include", include],
  ["import", include],
  ["include_next", includeNext],
  ["line", line],
  ["", line],
  ["pragma", pragma],
  ["embed", embed],
]);

function conditional(reading: Reading, { hash }: Directive): number | undefined {
  const chain = reading.chainAt(hash);
  if (chain === undefined) return undefined;
  const choices = chain.groups.map((group) => remembered(() => choiceOf(reading, group)));
  const live = reading.unit.configuration.choose(choices);
  noteDead(reading, chain, choices, live);
  noteGuess(reading, chain, choices, live);
  return chain.groups[live]?.start ?? chain.resume;
}

/** What is looked for in dead groups is left to another configuration. */
function noteDead(
  { unit, visit: { file } }: Reading,
  { groups, resume }: Chain,
  choices: readonly (() => Choice)[],
  live: number,
): void {
  const interest = unit.interestIn(file);
  if (interest.within(groups[0]?.start ?? resume, resume).length === 0) return;
  const possible = new Set(unit.configuration.possible(choices));
  for (const [index, { start, end }] of groups.entries()) {
    if (index === live) continue;
    const places = interest.within(start, end);
    unit.dead.add(file.path, places);
    if (possible.has(index)) unit.dormant.add(file.path, places);
  }
}

/** Statements that change what a function does, not only what it says of it. */
const changesMeaning = /[^=!<>]=(?!=)|\+\+|--|&\s*\w|\b(?:return|goto|break|continue)\b/;

function noteGuess(
  { unit, visit: { file } }: Reading,
  { groups, resume }: Chain,
  choices: readonly (() => Choice)[],
  live: number,
): void {
  if (!unit.configuration.isGuess(choices, live)) return;
  if (changesMeaning.test(file.joined.slice(groups[0]?.start ?? resume, resume))) {
    unit.guesses.push(unit.output.length);
  }
}

/** Only a live group is read to its end; the rest of its chain is not. */
function endOfLiveGroup(reading: Reading, { hash }: Directive): number | undefined {
  return reading.chainAt(hash)?.resume;
}

/** What to decide by a condition takes, in characters read. */
const CHARACTERS_PER_CONDITION = 500;

function choiceOf({ unit, visit }: Reading, group: Group): Choice {
  unit.effort.spend(CHARACTERS_PER_CONDITION);
  const written = visit.file.joined.slice(group.operand, group.start);
  unit.place = { visit, offset: group.operand };
  return {
    condition: conditionOf(group.keyword.replace("elif", "if"), written, unit.parse),
    interest: unit.interestIn(visit.file).within(group.start, group.end).length,
    defines: group.defines,
    isReplacement: group.defines.some((name) => unit.isInteresting(name)),
    text: `${group.keyword.replace("elif", "if")} ${written.replace(/\s+/g, " ").trim()}`,
  };
}

function conditionOf(keyword: string, written: string, parse: (text: string) => Condition): Condition {
  if (keyword === "else") return ALWAYS;
  // After "elif" became "if", `elifdef` is `ifdef` too.
  if (keyword === "if") return parse(written);
  const start = skipBlank(written, 0);
  const name = written.slice(start, wordEnd(written, start));
  return definedCondition(name, keyword === "ifdef" ? "defined" : "undefined");
}

function remembered<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function define({ unit, visit }: Reading, { operand }: Directive): undefined {
  const { file } = visit;
  const place = (start: number, end: number) => ({ start: file.sourceAt(start), end: file.sourceEnd(end) });
  const macro = parseDefinition(file.joined, operand, place, file.path);
  if (macro === undefined || unit.functions.has(macro.name)) return;
  unit.macros.set(macro.name, macro);
  unit.undefinedNames.delete(macro.name);
}

function undefine({ unit, visit }: Reading, { operand }: Directive): undefined {
  const { joined } = visit.file;
  const start = skipBlank(joined, operand);
  const name = joined.slice(start, wordEnd(joined, start));
  unit.macros.delete(name);
  unit.undefinedNames.add(name);
}

function include(reading: Reading, directive: Directive, standing: Standing): undefined {
  const wanted = standing === "text" ? wantedFile(reading, directive) : undefined;
  if (wanted === undefined) return;
  const { unit, visit } = reading;
  enter(reading, directive, wanted, unit.includes.find(wanted, visit.file.path));
}

/** The header of the same name in a later folder: in a project that wraps a system header, that header. */
function includeNext(reading: Reading, directive: Directive, standing: Standing): undefined {
  const { unit, visit } = reading;
  if (visit.parent === undefined) return include(reading, directive, standing);
  const wanted = standing === "text" ? wantedFile(reading, directive) : undefined;
  if (wanted !== undefined) enter(reading, directive, wanted, unit.includes.findAfter(visit.folder, wanted));
}

function enter(
  reading: Reading,
  directive: Directive,
  wanted: IncludeName,
  found: Found | "absent" | "pending",
): void {
  const { unit, visit, depth } = reading;
  if (found === "absent") unit.systemHeaders.add(wanted.name);
  if (typeof found === "string" || depth + 1 >= MOST_INCLUDE_DEPTH || unit.onceOnly.has(found.file)) return;
  const { file } = found;
  const { guard } = unit.conditionalsOf(file);
  if ((guard !== undefined && unit.macros.has(guard)) || !unit.admits(file)) return;
  if (isOpen(visit, file) && !unit.admitsRecursion(file)) return;
  if (directive.name === "import") unit.onceOnly.add(file);
  const start = visit.file.sourceAt(directive.hash);
  reading.readIncluded(found, { start, end: visit.file.sourceEnd(directive.end) });
}

function isOpen(visit: Visit, file: SourceFile): boolean {
  for (let open: Visit | undefined = visit; open !== undefined; open = open.parent) {
    if (open.file === file) return true;
  }
  return false;
}

function wantedFile({ unit, visit }: Reading, { operand, end }: Directive): IncludeName | undefined {
  const written = visit.file.joined.slice(skipBlank(visit.file.joined, operand), end);
  const name = includeName(written);
  if (name !== undefined) return name;
  unit.place = { visit, offset: operand };
  return computedName(unit, written);
}

/** `#line 7 "name"`, and gcc's own `# 7 "name"`: the next line has this number. */
function line({ unit, visit }: Reading, { hash, operand, end }: Directive): undefined {
  const { file } = visit;
  unit.place = { visit, offset: hash };
  const written = file.joined.slice(operand, end);
  const [number, fileName] = unit.expander.expandLine(lineTokens(written, 0), () => undefined);
  if (number === undefined || !/^\d{1,10}$/.test(number.text)) return;
  const linesAhead = Number(number.text) - file.lineAt(end) - 1;
  const named = fileName?.kind === "string" ? fileName.text.slice(1, -1).replace(/\\(.)/g, "$1") : undefined;
  visit.presumed = { linesAhead, name: named ?? visit.presumed.name };
}

/** `pack` is for whoever lays out structures; a compiler's other wishes are nobody's here. */
function pragma({ unit, visit }: Reading, directive: Directive, standing: Standing): undefined {
  const { hash, operand, end } = directive;
  const written = visit.file.joined.slice(operand, end);
  const [first, open, name] = lineTokens(written, 0);
  const pack = packPragma(written);
  if (pack !== undefined && standing === "text") {
    const place = { start: visit.file.sourceAt(hash), end: visit.file.sourceEnd(end) };
    unit.output.replace(pack, visit, place);
  }
  if (first?.text === "once") unit.onceOnly.add(visit.file);
  if (open?.text !== "(" || name?.kind !== "string") return;
  if (first?.text === "push_macro") unit.pushMacro(name.text.slice(1, -1));
  if (first?.text === "pop_macro") unit.popMacro(name.text.slice(1, -1));
}

/** C23's #embed: numbers, of which nobody here knows how many. They stand in a list, as a value with an unknown designator. */
function embed({ unit, visit }: Reading, { hash, operand, end }: Directive, standing: Standing): undefined {
  if (standing !== "text") return;
  const written = visit.file.joined.slice(operand, end);
  const around = (name: string) =>
    new RegExp(`\\b(?:__)?${name}(?:__)?\\s*\\(([^()]*)\\)`).exec(written)?.[1] ?? "";
  const place = { start: visit.file.sourceAt(hash), end: visit.file.sourceEnd(end) };
  unit.output.replace(`${around("prefix")} [__embed] = 0 ${around("suffix")}`, visit, place);
}
